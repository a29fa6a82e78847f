//! What is asked about who works at an open table, and how it is after that.
//!
//! Must not know on which screen, nor how a key is wrapped.

use secrecy::SecretString;

use crate::domain::persoon::Medewerker;
use crate::domain::rol::Dienstrol;

/// Something about the persons of an open table that the shell must do.
#[derive(Debug)]
pub enum Personenvraag {
    /// Choose the role of this shift.
    KiesRol(Dienstrol),
    /// Change one's own passphrase.
    Wachtwoord {
        /// The one that still holds.
        oud: SecretString,
        /// The one from now on.
        nieuw: SecretString,
    },
    /// Say who there are.
    Lijst,
    /// Add a person.
    VoegToe {
        /// Name.
        naam: String,
        /// Roles.
        rollen: Vec<Dienstrol>,
        /// The passphrase that he typed.
        wachtwoord: SecretString,
    },
    /// Change a person.
    Wijzig {
        /// The name until now.
        wie: String,
        /// The name from now on.
        naam: String,
        /// The roles from now on.
        rollen: Vec<Dienstrol>,
    },
    /// Remove a person.
    Verwijder(String),
    /// Make a recovery sheet.
    Herstelblad,
}

/// How it is after that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personenstand {
    /// Who works here; nothing where that was not asked.
    pub alle: Vec<Medewerker>,
    /// Who is at work, as he is shown.
    pub medewerker: String,
    /// His role now.
    pub rol: Option<Dienstrol>,
    /// His roles.
    pub rollen: Vec<Dienstrol>,
    /// What was done, in a sentence; empty where that goes without saying.
    pub zin: String,
    /// The words of a new recovery sheet.
    pub woorden: Vec<&'static str>,
}
