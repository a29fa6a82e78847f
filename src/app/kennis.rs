//! What the program knows of the field: rules, lists and texts that a site can replace (rule 11).
//!
//! Must not know where they were read; `shell::kennis` fills it.

use crate::domain::aandachtspunt::Aandachtspunten;
use crate::domain::bereikbaarheid::Bereikbaarheid;
use crate::domain::gemeente::Gemeenten;
use crate::domain::kalender::Kalender;
use crate::domain::modaliteit::Modaliteiten;
use crate::domain::rol::{Dienstrol, Recht};
use crate::domain::signaal::Regels;
use crate::domain::termijn::Termijnregels;
use crate::import::{CorvVorm, Profielen};
use crate::send::ondertekening;
use crate::send::ontvangers::Ontvangers;
use crate::send::voorwaarden::Voorwaarden;

/// All rules and lists, read once at start.
#[derive(Debug)]
pub struct Kennis {
    /// What points to HG.
    pub signalen: Regels,
    /// The legal clocks.
    pub termijnen: Termijnregels,
    /// Feestdagen and werkdagen.
    pub kalender: Kalender,
    /// Places and their VT.
    pub gemeenten: Gemeenten,
    /// Who can be reached when.
    pub bereikbaarheid: Bereikbaarheid,
    /// How the OM can settle a zaak.
    pub modaliteiten: Modaliteiten,
    /// What must not be forgotten in the afdoeningsoverleg.
    pub aandachtspunten: Aandachtspunten,
    /// Code of the VT of this table; none when the configuration does not name one.
    pub eigen_vt: Option<String>,
    /// The worker is the bereikbaarheidsdienst.
    pub zelf_dienst: bool,
    /// How meldingen are read that came through CORV.
    pub corv: CorvVorm,
    /// How lists are read.
    pub profielen: Profielen,
    /// Conditions for a release.
    pub voorwaarden: Voorwaarden,
    /// What each recipient needs to know.
    pub ontvangers: Ontvangers,
    /// Minutes under which a clock is urgent, and under which it is soon.
    pub drempels: Drempels,
}

/// Thresholds of the clock and of the bell, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drempels {
    /// Red.
    pub spoed: i64,
    /// Amber.
    pub bijna: i64,
    /// After how long an alarm that nobody saw rings again.
    pub herhaal: i64,
    /// Whether a locked table rings too.
    pub bel_op_slot: bool,
}

impl Default for Drempels {
    fn default() -> Self {
        Drempels {
            spoed: 45,
            bijna: 120,
            herhaal: 2,
            bel_op_slot: false,
        }
    }
}

/// Who works here, and how the table is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tafel {
    /// Name of the table, e.g. `Oost-Brabant`.
    pub naam: String,
    /// The VT of this laptop, e.g. `VT Zuidoost-Brabant`.
    pub vt: String,
    /// Who works now.
    pub medewerker: String,
    /// Who can open the table, as the lock shows them: who was last first. Nobody where no name is asked.
    pub personen: Vec<String>,
    /// There is a recovery sheet.
    pub herstelblad: bool,
    /// The role of this shift; none at a table without persons.
    pub rol: Option<Dienstrol>,
    /// The roles that he can choose from.
    pub rollen: Vec<Dienstrol>,
    /// He must still choose one for this shift.
    pub kiest_rol: bool,
    /// How VT can be reached, for the input.
    pub bereikbaar: String,
    /// The folder where input is written, as the worker knows it.
    pub uitmap: String,
    /// The folder where lists are looked for.
    pub inmap: String,
    /// A practice table.
    pub oefenen: bool,
    /// Minutes without a key after which the table locks itself; 0 never.
    pub slot_na_minuten: i64,
    /// Days after closing on which the content of a zaak is erased.
    pub bewaardagen: u32,
}

impl Tafel {
    /// Who works, for the head of the screen; that nobody said it is seen, and that he only reads.
    #[must_use]
    pub fn wie(&self) -> String {
        let name = ondertekening::naam(&self.medewerker).unwrap_or("naam niet ingevuld");
        match self.rol {
            Some(role) if !role.mag(Recht::Vastleggen) => format!("{name} ({})", role.label()),
            _ => name.to_owned(),
        }
    }
}
