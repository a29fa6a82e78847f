//! The roles in which somebody works at the table, and what each may do: decided here and nowhere else.
//!
//! Must not know who has which role, nor who asks.

use serde::{Deserialize, Serialize};

/// In which role somebody works this shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dienstrol {
    /// Veilig Thuis at the ZSM table.
    VtFrontoffice,
    /// Veilig Thuis outside office hours.
    Bereikbaarheidsdienst,
    /// KPC-er of the OM.
    Kpc,
    /// Reads along, and records nothing.
    Raadpleger,
    /// Keeps the table: who works at it.
    Beheer,
}

/// What a role allows. A table of roles and commands grows from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recht {
    /// Recording in zaken, reading lists in, sending: everything that stays.
    Vastleggen,
    /// Adding, changing and removing persons.
    Personen,
    /// Making a backup of the whole table.
    Kopieren,
    /// Putting a backup in the place of the table.
    Terugzetten,
}

impl Dienstrol {
    /// All of them, in the order in which they are offered.
    pub const ALLE: [Dienstrol; 5] = [
        Dienstrol::VtFrontoffice,
        Dienstrol::Bereikbaarheidsdienst,
        Dienstrol::Kpc,
        Dienstrol::Raadpleger,
        Dienstrol::Beheer,
    ];

    /// The roles of the first person of a table.
    pub const EERSTE: [Dienstrol; 2] = [Dienstrol::VtFrontoffice, Dienstrol::Beheer];

    /// The word on the command line and in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Dienstrol::VtFrontoffice => "vt-frontoffice",
            Dienstrol::Bereikbaarheidsdienst => "bereikbaarheidsdienst",
            Dienstrol::Kpc => "kpc",
            Dienstrol::Raadpleger => "raadpleger",
            Dienstrol::Beheer => "beheer",
        }
    }

    /// As it is shown.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Dienstrol::VtFrontoffice => "VT frontoffice",
            Dienstrol::Bereikbaarheidsdienst => "bereikbaarheidsdienst",
            Dienstrol::Kpc => "KPC",
            Dienstrol::Raadpleger => "raadpleger",
            Dienstrol::Beheer => "beheer",
        }
    }

    /// The role of this word; case does not matter.
    #[must_use]
    pub fn van(code: &str) -> Option<Dienstrol> {
        let wanted = code.trim().to_lowercase();
        Dienstrol::ALLE
            .into_iter()
            .find(|role| role.code() == wanted || role.label().to_lowercase() == wanted)
    }

    /// Whether somebody in this role may do that.
    #[must_use]
    pub fn mag(self, recht: Recht) -> bool {
        match recht {
            Recht::Vastleggen | Recht::Kopieren => self != Dienstrol::Raadpleger,
            Recht::Personen | Recht::Terugzetten => self == Dienstrol::Beheer,
        }
    }

    /// Why not, for who tried.
    #[must_use]
    pub fn weigering(self, recht: Recht) -> String {
        match recht {
            Recht::Vastleggen => format!(
                "In de rol {} leest u alleen; er is niets vastgelegd.",
                self.label()
            ),
            Recht::Kopieren => format!(
                "In de rol {} maakt u geen reservekopie; er is niets gemaakt.",
                self.label()
            ),
            Recht::Terugzetten => {
                "Een reservekopie terugzetten over een tafel doet wie de rol beheer heeft; er is niets gewijzigd."
                    .to_owned()
            }
            Recht::Personen => format!(
                "In de rol {} beheert u geen personen; dat doet wie de rol beheer heeft gekozen.",
                self.label()
            ),
        }
    }
}
