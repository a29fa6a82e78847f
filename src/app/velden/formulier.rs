//! The form engine: fields and focus. What keys do in a field is in `tekstveld` and `keuzeletters`. Every form of the program is built of it, so that keys mean
//! the same in all of them and nothing typed is lost on the way.
//!
//! Must not know what a form is for, nor how it is drawn.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui_textarea::TextArea;
use serde::{Deserialize, Serialize};
use tui_input::Input;

use crate::domain::beoordeling::NavraagStand;
use crate::domain::teken::ingevoerd;

use crate::app::keymap::getypt;
use crate::app::velden::gevolg::Gevolg;
use crate::app::velden::keuzeletters::{Keuzeletters, choice_key, ticks_key};
pub use crate::app::velden::navraagveld::{Deel, Navraagveld};
use crate::app::velden::tekstveld::{MAX_TEKENS, area_key, length, line_key, paste_line, tekstvak};

/// What a field holds, as a draft keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Waarde {
    /// A text.
    Tekst(String),
    /// The labels that are ticked.
    Vinkjes(Vec<String>),
    /// A source: how far asking it has come, when, and in which words.
    Navraag {
        /// The stage.
        stand: NavraagStand,
        /// When, as typed.
        tijd: String,
        /// What it answered, or why it did not.
        antwoord: String,
    },
}

/// A draft: field id to value.
pub type Waarden = BTreeMap<String, Waarde>;

/// One thing to fill in.
#[derive(Debug, Clone)]
pub struct Veld {
    /// Identity within the form; a draft is kept by it.
    pub id: String,
    /// What stands left of it.
    pub label: String,
    /// A hint that stands right of it, dim.
    pub hint: String,
    /// What it is.
    pub soort: VeldSoort,
}

/// The kinds of field.
#[derive(Debug, Clone)]
pub enum VeldSoort {
    /// A heading: takes no focus.
    Kop,
    /// One line of text.
    Regel(Input),
    /// One line that must not be shown.
    Geheim(Input),
    /// Several lines, soft-wrapped, and how many of them show.
    Tekst(Box<TextArea<'static>>, u16),
    /// One of several values.
    Keuze(Vec<String>, usize),
    /// Any of several values; the place of the cursor among them.
    Vinkjes(Vec<(String, bool)>, usize),
    /// A source that can be asked.
    Navraag(Box<Navraagveld>),
}

/// What is wrong with a form: the field to go to, or how its id begins, and why, for the worker.
pub type Fout = (&'static str, String);

/// A form.
#[derive(Debug, Clone, Default)]
pub struct Formulier {
    /// The fields, top to bottom.
    pub velden: Vec<Veld>,
    /// Which has the focus.
    pub focus: usize,
    /// What to write in a source's time when it is ticked: the time of now, set by the screen.
    pub nu_tekst: String,
    /// What was typed in a choice so far.
    letters: Keuzeletters,
}

impl Veld {
    /// A heading.
    #[must_use]
    pub fn kop(label: &str) -> Veld {
        Veld::nieuw("", label, VeldSoort::Kop)
    }

    /// One line.
    #[must_use]
    pub fn regel(id: &str, label: &str, value: &str) -> Veld {
        Veld::nieuw(id, label, VeldSoort::Regel(Input::new(value.to_owned())))
    }

    /// One hidden line.
    #[must_use]
    pub fn geheim(id: &str, label: &str) -> Veld {
        Veld::nieuw(id, label, VeldSoort::Geheim(Input::default()))
    }

    /// Several lines.
    #[must_use]
    pub fn tekst(id: &str, label: &str, value: &str, rows: u16) -> Veld {
        Veld::nieuw(id, label, VeldSoort::Tekst(Box::new(tekstvak(value)), rows))
    }

    /// One of several.
    #[must_use]
    pub fn keuze(id: &str, label: &str, options: Vec<String>, chosen: usize) -> Veld {
        Veld::nieuw(id, label, VeldSoort::Keuze(options, chosen))
    }

    /// Any of several.
    #[must_use]
    pub fn vinkjes(id: &str, label: &str, options: Vec<(String, bool)>) -> Veld {
        Veld::nieuw(id, label, VeldSoort::Vinkjes(options, 0))
    }

    /// A source.
    #[must_use]
    pub fn navraag(id: &str, label: &str) -> Veld {
        Veld::nieuw(id, label, VeldSoort::Navraag(Box::default()))
    }

    /// This field with a hint.
    #[must_use]
    pub fn met_hint(mut self, hint: &str) -> Veld {
        hint.clone_into(&mut self.hint);
        self
    }

    fn nieuw(id: &str, label: &str, soort: VeldSoort) -> Veld {
        Veld {
            id: id.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
            soort,
        }
    }

    /// Takes the focus.
    #[must_use]
    pub fn is_invulbaar(&self) -> bool {
        !matches!(self.soort, VeldSoort::Kop)
    }

    fn waarde(&self) -> Option<Waarde> {
        match &self.soort {
            VeldSoort::Kop | VeldSoort::Geheim(_) => None,
            VeldSoort::Regel(input) => Some(Waarde::Tekst(input.value().to_owned())),
            VeldSoort::Tekst(area, _) => Some(Waarde::Tekst(area.lines().join("\n"))),
            VeldSoort::Keuze(options, chosen) => options.get(*chosen).cloned().map(Waarde::Tekst),
            VeldSoort::Vinkjes(options, _) => Some(Waarde::Vinkjes(
                options
                    .iter()
                    .filter(|(_, on)| *on)
                    .map(|(label, _)| label.clone())
                    .collect(),
            )),
            VeldSoort::Navraag(source) => Some(Waarde::Navraag {
                stand: source.stand,
                tijd: source.tijd.value().to_owned(),
                antwoord: source.antwoord.value().to_owned(),
            }),
        }
    }

    fn zet(&mut self, value: &Waarde) {
        match (&mut self.soort, value) {
            (VeldSoort::Regel(input), Waarde::Tekst(text)) => *input = Input::new(text.clone()),
            (VeldSoort::Tekst(area, _), Waarde::Tekst(text)) => **area = tekstvak(text),
            (VeldSoort::Keuze(options, chosen), Waarde::Tekst(text)) => {
                if let Some(found) = options.iter().position(|option| option == text) {
                    *chosen = found;
                }
            }
            (VeldSoort::Vinkjes(options, _), Waarde::Vinkjes(on)) => {
                for (label, ticked) in options {
                    *ticked = on.contains(label);
                }
            }
            (
                VeldSoort::Navraag(source),
                Waarde::Navraag {
                    stand,
                    tijd,
                    antwoord,
                },
            ) => {
                source.stand = *stand;
                source.tijd = Input::new(tijd.clone());
                source.antwoord = Input::new(antwoord.clone());
            }
            _ => {}
        }
    }
}

impl Formulier {
    /// A form on these fields; the first that can be filled in has the focus.
    #[must_use]
    pub fn nieuw(velden: Vec<Veld>) -> Formulier {
        let focus = velden.iter().position(Veld::is_invulbaar).unwrap_or(0);
        Formulier {
            velden,
            focus,
            nu_tekst: String::new(),
            letters: Keuzeletters::default(),
        }
    }

    /// What was typed in the focused choice and is the begin of nothing there, as a sentence.
    #[must_use]
    pub fn gemist(&self) -> Option<String> {
        let letters = Some(&self.letters).filter(|letters| letters.veld == self.focus);
        letters?
            .gemist()
            .map(|typed| format!("niets begint met \"{typed}\": kies met ← →, Tab gaat verder"))
    }

    /// The field that has the focus.
    #[must_use]
    pub fn actief(&self) -> Option<&Veld> {
        self.velden.get(self.focus)
    }

    /// Letters go into a text here, and are no commands.
    #[must_use]
    pub fn typt(&self) -> bool {
        self.actief().is_some_and(|veld| match &veld.soort {
            VeldSoort::Regel(_) | VeldSoort::Geheim(_) | VeldSoort::Tekst(..) => true,
            VeldSoort::Navraag(source) => source.typt(),
            VeldSoort::Kop | VeldSoort::Keuze(..) | VeldSoort::Vinkjes(..) => false,
        })
    }

    /// Everything that was filled in; hidden fields stay out.
    #[must_use]
    pub fn waarden(&self) -> Waarden {
        self.velden
            .iter()
            .filter_map(|veld| Some((veld.id.clone(), veld.waarde()?)))
            .collect()
    }

    /// Lays a draft over the form. Fields that the draft does not know stay as they are.
    pub fn zet_waarden(&mut self, values: &Waarden) {
        for veld in &mut self.velden {
            if let Some(value) = values.get(&veld.id) {
                veld.zet(value);
            }
        }
    }

    /// The text of a field; empty if there is no such text.
    #[must_use]
    pub fn tekst(&self, id: &str) -> String {
        match self.zoek(id).map(|veld| &veld.soort) {
            Some(VeldSoort::Regel(input) | VeldSoort::Geheim(input)) => {
                input.value().trim().to_owned()
            }
            Some(VeldSoort::Tekst(area, _)) => area.lines().join("\n").trim().to_owned(),
            _ => String::new(),
        }
    }

    /// Which value of a choice is chosen.
    #[must_use]
    pub fn keuze(&self, id: &str) -> usize {
        match self.zoek(id).map(|veld| &veld.soort) {
            Some(VeldSoort::Keuze(_, chosen)) => *chosen,
            _ => 0,
        }
    }

    /// Chooses a value.
    pub fn kies(&mut self, id: &str, index: usize) {
        if let Some(VeldSoort::Keuze(options, chosen)) =
            self.zoek_mut(id).map(|veld| &mut veld.soort)
            && index < options.len()
        {
            *chosen = index;
        }
    }

    /// A field by id.
    #[must_use]
    pub fn zoek(&self, id: &str) -> Option<&Veld> {
        self.velden.iter().find(|veld| veld.id == id)
    }

    /// A field by id, to change.
    pub fn zoek_mut(&mut self, id: &str) -> Option<&mut Veld> {
        self.velden.iter_mut().find(|veld| veld.id == id)
    }

    /// Puts the focus on a field.
    pub fn focus_op(&mut self, id: &str) {
        if let Some(found) = self.velden.iter().position(|veld| veld.id == id) {
            self.focus = found;
        }
    }

    /// Puts the focus on the field of this id; else on the first empty text whose id begins so, else on the first field whose id does.
    pub fn focus_op_begin(&mut self, begin: &str) {
        if begin.is_empty() || self.zoek(begin).is_some() {
            self.focus_op(begin);
            return;
        }
        let fits = |veld: &Veld| veld.id.starts_with(begin);
        let empty = |veld: &Veld| matches!(&veld.soort, VeldSoort::Regel(input) if input.value().trim().is_empty());
        let first = self
            .velden
            .iter()
            .position(|veld| fits(veld) && empty(veld));
        if let Some(found) = first.or_else(|| self.velden.iter().position(fits)) {
            self.focus = found;
        }
    }

    /// One field on; round at the end. Within a source that was asked, its parts come first.
    pub fn volgende(&mut self) {
        let within = self.bron().is_some_and(Navraagveld::volgende);
        if !within {
            self.stap(1);
        }
    }

    /// One field back; round at the start.
    pub fn vorige(&mut self) {
        let within = self.bron().is_some_and(Navraagveld::vorige);
        if !within {
            self.stap(-1);
        }
    }

    /// The source that has the focus.
    fn bron(&mut self) -> Option<&mut Navraagveld> {
        match self.velden.get_mut(self.focus).map(|veld| &mut veld.soort) {
            Some(VeldSoort::Navraag(source)) => Some(source),
            _ => None,
        }
    }

    /// A whole field on or back, past the parts of a source.
    fn stap(&mut self, by: isize) {
        if let Some(source) = self.bron() {
            source.deel = Deel::Stand;
        }
        let count = self.velden.len();
        for distance in 1..=count {
            let offset = isize::try_from(distance).unwrap_or(0) * by;
            let next = (isize::try_from(self.focus).unwrap_or(0) + offset)
                .rem_euclid(isize::try_from(count).unwrap_or(1).max(1));
            let next = usize::try_from(next).unwrap_or(0);
            if self.velden.get(next).is_some_and(Veld::is_invulbaar) {
                self.focus = next;
                return;
            }
        }
    }

    /// Handles a key that no command took.
    pub fn toets(&mut self, event: &KeyEvent) -> Gevolg {
        let now = self.nu_tekst.clone();
        let mut letters = std::mem::take(&mut self.letters);
        if letters.veld != self.focus || getypt(event).is_none() {
            letters = Keuzeletters::van(self.focus);
        }
        let Some(veld) = self.velden.get_mut(self.focus) else {
            return Gevolg::Niets;
        };
        let result = match &mut veld.soort {
            VeldSoort::Kop => Gevolg::Niets,
            VeldSoort::Regel(input) | VeldSoort::Geheim(input) => line_key(input, event),
            VeldSoort::Tekst(area, _) => area_key(area, event),
            VeldSoort::Keuze(options, chosen) => choice_key(options, chosen, &mut letters, event),
            VeldSoort::Vinkjes(options, at) => ticks_key(options, at, &mut letters, event),
            VeldSoort::Navraag(source) => source.toets(event, &now),
        };
        self.letters = letters;
        if result != Gevolg::Niets {
            return result;
        }
        match event.code {
            KeyCode::Down | KeyCode::Enter => {
                self.stap(1);
                Gevolg::Bewogen
            }
            KeyCode::Up => {
                self.stap(-1);
                Gevolg::Bewogen
            }
            _ => Gevolg::Niets,
        }
    }

    /// Puts pasted text where the cursor is. Outside a text it is refused.
    pub fn plak(&mut self, text: &str) -> Gevolg {
        let text = &ingevoerd(text);
        let Some(veld) = self.velden.get_mut(self.focus) else {
            return Gevolg::Niets;
        };
        match &mut veld.soort {
            VeldSoort::Regel(input) | VeldSoort::Geheim(input) => paste_line(input, text),
            VeldSoort::Tekst(area, _) => {
                let room = MAX_TEKENS.saturating_sub(length(area));
                let kept: String = text.chars().take(room).collect();
                area.insert_str(kept);
                Gevolg::Gewijzigd
            }
            VeldSoort::Navraag(source) => source.plak(text),
            VeldSoort::Kop => Gevolg::Niets,
            VeldSoort::Keuze(..) | VeldSoort::Vinkjes(..) => {
                self.letters = Keuzeletters::geplakt(self.focus, text);
                Gevolg::Bewogen
            }
        }
    }
}
