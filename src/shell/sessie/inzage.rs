//! The log of inspection of an open table: what a screen or a command showed, gathered a minute at a time.
//!
//! Nobody waits for it: a line goes into memory, and the minute before it to the writer. Must not know what a screen
//! shows.

use std::sync::PoisonError;

use chrono::{DateTime, Utc};

use super::Sessie;
use crate::domain::inzage::{Inzage, Inzageregel, Inzagesoort};

impl Sessie {
    /// Somebody saw or did this.
    pub fn zag(&self, regel: Inzageregel, nu: DateTime<Utc>) {
        let done = self.bundel().neem(regel, nu, &self.rolcode());
        self.bewaar_bundel(done);
    }

    /// Somebody looked for these words.
    pub fn zocht(&self, woorden: &str, doel: &str, nu: DateTime<Utc>) {
        let term = self.geheim.zoekterm(woorden);
        let line = Inzageregel::tafel(Inzagesoort::Gezocht, doel);
        self.zag(Inzageregel { term, ..line }, nu);
    }

    /// Time went on: what stands there of an earlier minute is written.
    pub fn inzage_voorbij(&self, nu: DateTime<Utc>) {
        let done = self.bundel().voorbij(nu, &self.rolcode());
        self.bewaar_bundel(done);
    }

    /// What stands there is written, whether its minute is over or not.
    pub(super) fn sluit_bundel(&self) {
        let left = self.bundel().leeg(&self.rolcode());
        self.bewaar_bundel(left);
    }

    /// The word of the role of this shift; empty at a table without persons.
    fn rolcode(&self) -> String {
        self.dienst()
            .map_or_else(String::new, |now| now.rol.code().to_owned())
    }

    fn bundel(&self) -> std::sync::MutexGuard<'_, crate::domain::inzage::Bundel> {
        self.inzage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn bewaar_bundel(&self, done: Option<Inzage>) {
        let Some(what) = done else {
            return;
        };
        let actor = self.medewerker();
        // Whether it could be written is seen by what is written next: a full disk refuses that too.
        drop(
            self.werker
                .schrijf(move |store| store.noteer_inzage(what, &actor)),
        );
    }
}

impl Drop for Sessie {
    fn drop(&mut self) {
        self.sluit_bundel();
    }
}
