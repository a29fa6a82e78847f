//! Choosing the kind of violence: one letter is enough.
//!
//! Must not know what the tag does to a zaak.

use crossterm::event::KeyEvent;

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::Soortvraag;
use crate::app::keymap::{Action, Context, getypt};
use crate::app::scherm::Scherm;
use crate::domain::ids::ZaakId;
use crate::domain::soort::Soort;
use crate::domain::tag::Tag;

/// The dialog.
#[derive(Debug, Clone)]
pub struct Soortkeuze {
    /// Which zaak.
    pub zaak: ZaakId,
    /// Which tag is being given.
    pub tag: Tag,
    /// Which kind is under the cursor, as place in [`Soort::ALLE`].
    pub cursor: usize,
    /// Which kinds are ticked.
    pub gekozen: Vec<Soort>,
    /// Which kinds only words of the list suggest. They stay proposed until somebody ticks or rejects them.
    pub voorgesteld: Vec<Soort>,
}

impl Soortkeuze {
    /// Asks for the kinds.
    #[must_use]
    pub fn nieuw(vraag: Soortvraag) -> Soortkeuze {
        let Soortvraag {
            zaak,
            tag,
            gekozen,
            voorgesteld,
        } = vraag;
        let first =
            voorgesteld
                .first()
                .or(gekozen.first())
                .copied()
                .unwrap_or(if tag == Tag::Radar {
                    Soort::Kinderen
                } else {
                    Soort::Partner
                });
        Soortkeuze {
            zaak,
            tag,
            cursor: Soort::ALLE
                .iter()
                .position(|soort| *soort == first)
                .unwrap_or(0),
            gekozen,
            voorgesteld,
        }
    }

    /// The kind under the cursor.
    #[must_use]
    pub fn onder_cursor(&self) -> Soort {
        Soort::ALLE
            .get(self.cursor)
            .copied()
            .unwrap_or(Soort::Onbekend)
    }

    /// Ticks or unticks the kind under the cursor.
    pub fn vink(&mut self) {
        let soort = self.onder_cursor();
        if self.gekozen.contains(&soort) {
            self.gekozen.retain(|one| *one != soort);
        } else {
            self.gekozen.push(soort);
        }
    }

    /// Moves the cursor.
    pub fn beweeg(&mut self, by: isize) {
        let count = isize::try_from(Soort::ALLE.len()).unwrap_or(1);
        let at = isize::try_from(self.cursor).unwrap_or(0);
        self.cursor = usize::try_from((at + by).rem_euclid(count)).unwrap_or(0);
    }

    /// The kinds as they stand, what is ticked, else what is under the cursor; and those that stay proposed.
    #[must_use]
    pub fn uitkomst(&self) -> (Vec<Soort>, Vec<Soort>) {
        if self.gekozen.is_empty() {
            self.met(self.onder_cursor())
        } else {
            self.met_voorstel(self.gekozen.clone())
        }
    }

    /// The outcome when this one kind is named.
    #[must_use]
    pub fn met(&self, soort: Soort) -> (Vec<Soort>, Vec<Soort>) {
        self.met_voorstel(vec![soort])
    }

    fn met_voorstel(&self, gekozen: Vec<Soort>) -> (Vec<Soort>, Vec<Soort>) {
        let mut left = self.voorgesteld.clone();
        left.retain(|kind| !gekozen.contains(kind));
        (gekozen, left)
    }
}

impl Scherm for Soortkeuze {
    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Soort]
    }

    fn doe(&mut self, _blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        match action {
            Action::Omlaag => self.beweeg(1),
            Action::Omhoog => self.beweeg(-1),
            Action::Vink => self.vink(),
            Action::Bevestig => {
                return vec![Daad::Sluit, Daad::Tag(self.zaak, self.tag, self.uitkomst())];
            }
            _ => return Daad::Sluit.into(),
        }
        Daden::new()
    }

    fn toets(&mut self, _blik: &Blik, key: &KeyEvent) -> Daden {
        getypt(key)
            .and_then(van_letter)
            .map_or_else(Daden::new, |kind| {
                vec![Daad::Sluit, Daad::Tag(self.zaak, self.tag, self.met(kind))]
            })
    }
}

/// The letter that chooses a kind at once.
#[must_use]
pub fn letter(soort: Soort) -> char {
    match soort {
        Soort::Partner => 'p',
        Soort::ExPartner => 'x',
        Soort::Kind => 'k',
        Soort::Ouder => 'o',
        Soort::Ouderen => 'd',
        Soort::BroerZus => 'b',
        Soort::Familie => 'f',
        Soort::Eergerelateerd => 'e',
        Soort::Stalking => 's',
        Soort::Thv => 't',
        Soort::Seksueel => 'z',
        Soort::Huisgenoot => 'h',
        Soort::Huisvriend => 'v',
        Soort::Kinderen => 'c',
        Soort::Onbekend => 'n',
    }
}

/// The kind of a letter.
#[must_use]
pub fn van_letter(c: char) -> Option<Soort> {
    Soort::ALLE
        .into_iter()
        .find(|soort| letter(*soort) == c.to_ascii_lowercase())
}
