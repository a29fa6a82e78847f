//! Reading a long text: an assessment, input as it was sent, the origin of facts.
//!
//! Must not know what the text is about.

use crossterm::event::KeyEvent;

use crate::app::afgeleid::overdracht::als_tekst;
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::keymap::{Action, Context};
use crate::app::leestekst::Leestekst;
use crate::app::msg::Effect;
use crate::app::scherm::Scherm;
use crate::app::schuif::Schuif;
use crate::domain::naam::Naam;
use crate::send::overdracht::BREEDTE;

/// The screen.
#[derive(Debug)]
pub struct Leesscherm {
    /// The text.
    pub tekst: Leestekst,
    /// First line on screen, after wrapping.
    pub begin: Schuif,
}

impl Leesscherm {
    /// A text to read, from its start.
    #[must_use]
    pub fn nieuw(tekst: Leestekst) -> Leesscherm {
        Leesscherm {
            tekst,
            begin: Schuif::default(),
        }
    }
}

impl Scherm for Leesscherm {
    fn naam(&self) -> &'static str {
        "Lezen"
    }

    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        if self.tekst.schrijfbaar {
            &[Context::OverdrachtTekst, Context::Lezer]
        } else {
            &[Context::Lezer]
        }
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        if self.begin.doe(action, blik.pagina(7)) {
            return Daden::new();
        }
        match action {
            Action::SchrijfTekst => vraag_schrijven(blik),
            Action::Terug => Daad::Sluit.into(),
            _ => Daden::new(),
        }
    }
}

/// Asks before names leave the table; then the whole text is written, as the command line prints it.
fn vraag_schrijven(blik: &Blik) -> Daden {
    let question = format!(
        "De overdracht als tekst schrijven in de map {}? Er staan namen in, ook als F9 ze verbergt.",
        blik.tafel.uitmap
    );
    let write = Daad::dan(|blik| {
        let names = |name: &Naam| name.lijstvorm();
        let text = als_tekst(blik, &names, &str::to_owned, BREEDTE);
        Daad::Vraag(Effect::SchrijfOverdracht(text)).into()
    });
    Daad::Eerst(question, write.into()).into()
}
