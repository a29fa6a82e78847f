//! Messages in, effects out.
//!
//! Must not know how an effect is carried out.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use crossterm::event::KeyEvent;
use secrecy::SecretString;

use crate::domain::beoordeling::Oordeel;
use crate::domain::dagwissel::Dagtwijfel;
use crate::domain::decide::Opdracht;
use crate::domain::event::{Leestelling, Recorded};
use crate::domain::ids::ZaakId;
use crate::domain::input::{Ontvanger, Vorm};
use crate::domain::inzage::Inzageregel;
use crate::domain::naam::Naam;
use crate::domain::tag::Tag;
use crate::domain::terug::Terugneming;
use crate::domain::zaak::Zaak;
use crate::import::{Kopkijk, Koppeling, PAPIER, Papier, Plan};

pub use super::conceptsleutel::Conceptsleutel;
use super::kennis::Tafel;
use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::lijst::Lijstkop;
use crate::app::personenvraag::{Personenstand, Personenvraag};
use crate::app::velden::formulier::Waarden;

/// Number of a request; the answer bears the same.
pub type Nummer = u64;

/// Something that came in.
#[derive(Debug)]
pub enum Msg {
    /// A key went down.
    Toets(KeyEvent),
    /// Text was pasted.
    Geplakt(String),
    /// So many keys at once that it must have been a paste into a screen that takes no text.
    Stortvloed,
    /// The window has this size now: columns, rows.
    Formaat(u16, u16),
    /// Time went on.
    Tik,
    /// The moment that [`Effect::WekMij`] asked for.
    Wek,
    /// Nobody was at the table for too long, or the computer slept: lock it.
    Vergrendel,
    /// The terminal or the system asks the program to end.
    Einde,
    /// An effect was carried out.
    Antwoord(Nummer, Antwoord),
}

/// What an effect brought. Errors are sentences for the worker.
#[derive(Debug)]
pub enum Antwoord {
    /// Whether there is a store, and how the table is called.
    Aangetroffen {
        /// There is a store.
        bestaat: bool,
        /// The table.
        tafel: Tafel,
    },
    /// The table is open, or why not.
    Geopend(Result<Tafel, SlotFout>),
    /// Who works at the open table now, and what was done about it.
    Personen(Result<Personenstand, String>),
    /// The list of a day.
    Dag(Result<Dag, String>),
    /// A zaak whole.
    Zaak(Result<Box<Dossier>, String>),
    /// Commands were carried out, all of them or none: the zaken as they are now.
    Uitgevoerd(Result<Vec<Zaak>, String>),
    /// What taking back would take back.
    Terugvraag(Result<Terugneming, String>),
    /// Something was taken back: the zaken as they are now.
    Teruggenomen(Result<Vec<Zaak>, String>),
    /// A person's word about the date was taken, and the day has begun.
    DagBegonnen(Result<(), String>),
    /// A draft was kept: which.
    ConceptBewaard(Result<Conceptsleutel, String>),
    /// A draft was thrown away: which.
    ConceptWeg(Result<Conceptsleutel, String>),
    /// A draft was looked for: which, and what was found.
    Concept(
        Conceptsleutel,
        Result<Option<(Waarden, DateTime<Utc>)>, String>,
    ),
    /// Files that could be lists.
    Bestanden(Result<Vec<Kandidaat>, String>),
    /// What reading a file would do.
    Voorbeeld(Result<Box<Plan>, String>),
    /// Reading a file would do nothing: no profile knows its headings. Why, and which they are.
    OnbekendeKoppen(String, Vec<Kopkijk>),
    /// What headings mean was kept: where.
    ProfielBewaard(Result<String, String>),
    /// The folder of lists holds something else than before.
    MapGezien(Vec<Kandidaat>),
    /// A whole reading was taken back: what that did, as a sentence.
    LezingTerug(Result<String, String>),
    /// Two zaken were joined, or taken apart: which zaak stands now for which.
    Samengevoegd(Result<(ZaakId, ZaakId), String>),
    /// A list was read.
    Ingelezen(Result<Leestelling, String>),
    /// Input was written and registered: the file, and the zaak as it is now.
    Verstuurd(Result<(String, Box<Zaak>), String>),
    /// The text of the handing over was written: the file.
    OverdrachtGeschreven(Result<String, String>),
    /// Old backups were made anew: what somebody must know of it.
    Kopieen(Vec<String>),
}

impl Antwoord {
    /// Whether a change that was asked for was made; none where this is the answer to something else.
    #[must_use]
    pub fn gelukt(&self) -> Option<bool> {
        Some(match self {
            Antwoord::Uitgevoerd(result) => result.is_ok(),
            Antwoord::Teruggenomen(result) => result.is_ok(),
            Antwoord::DagBegonnen(result) => result.is_ok(),
            Antwoord::LezingTerug(result) => result.is_ok(),
            Antwoord::Samengevoegd(result) => result.is_ok(),
            Antwoord::ConceptBewaard(result) | Antwoord::ConceptWeg(result) => result.is_ok(),
            Antwoord::Ingelezen(result) => result.is_ok(),
            Antwoord::Verstuurd(result) => result.is_ok(),
            Antwoord::Aangetroffen { .. }
            | Antwoord::Geopend(_)
            | Antwoord::Personen(_)
            | Antwoord::Dag(_)
            | Antwoord::Zaak(_)
            | Antwoord::Terugvraag(_)
            | Antwoord::Concept(..)
            | Antwoord::Bestanden(_)
            | Antwoord::Voorbeeld(_)
            | Antwoord::OnbekendeKoppen(..)
            | Antwoord::ProfielBewaard(_)
            | Antwoord::MapGezien(_)
            | Antwoord::OverdrachtGeschreven(_)
            | Antwoord::Kopieen(_) => return None,
        })
    }
}

/// Why the table stays locked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlotFout {
    /// For the worker.
    pub tekst: String,
    /// No new try before this moment.
    pub wacht_tot: Option<DateTime<Utc>>,
    /// The passphrase once more opens the table all the same: something of it is gone, and that was said.
    pub vraagt: bool,
}

/// A file that was written and not registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// Its number.
    pub nr: i64,
    /// Its name.
    pub bestand: String,
    /// For whom it was.
    pub ontvanger: Ontvanger,
    /// When it was made.
    pub op: DateTime<Utc>,
}

/// A day as it came from the store.
#[derive(Debug, Default)]
pub struct Dag {
    /// Which list.
    pub kop: Option<Lijstkop>,
    /// Its lines.
    pub regels: Vec<Dagregel>,
    /// Which drafts there are.
    pub concepten: Vec<Conceptsleutel>,
    /// Why the day has not begun; none when it has.
    pub twijfel: Option<Dagtwijfel>,
    /// A file that a power cut left: written, and not registered.
    pub rest: Option<Rest>,
    /// How many rows that looked like HG went without a tag when the day began.
    pub uitgewacht: usize,
}

/// Commands that are carried out together or not at all, and the draft that goes with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Uitvoering {
    /// What, in which zaak.
    pub opdrachten: Vec<(ZaakId, Opdracht)>,
    /// The draft of what is recorded by them.
    pub concept: Option<Conceptsleutel>,
}

impl Uitvoering {
    /// One command in one zaak, of which there was no draft.
    #[must_use]
    pub fn een(zaak: ZaakId, opdracht: Opdracht) -> Uitvoering {
        Uitvoering {
            opdrachten: vec![(zaak, opdracht)],
            concept: None,
        }
    }
}

/// A zaak with its history.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The zaak.
    pub zaak: Zaak,
    /// What happened, newest first, and whether it was taken back.
    pub tijdlijn: Vec<(Recorded, bool)>,
    /// Other zaken of the same person in this store.
    pub eerdere: Vec<Eerder>,
    /// Zaken of other suspects in the same registration.
    pub medeverdachten: Vec<Medeverdachte>,
}

/// The zaak of another suspect in the same registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medeverdachte {
    /// Which.
    pub id: ZaakId,
    /// Who.
    pub naam: Naam,
    /// Tag; none as long as nobody gave one.
    pub tag: Option<Tag>,
    /// Judgement.
    pub oordeel: Oordeel,
}

impl Medeverdachte {
    /// What became of it so far, in words: `HG · acuut onveilig`, `nog geen tag`.
    #[must_use]
    pub fn stand(&self) -> String {
        match self.tag {
            Some(tag) if tag.volgt() => format!("{} · {}", tag.label(), self.oordeel.label()),
            Some(tag) => tag.label().to_owned(),
            None => "nog geen tag".to_owned(),
        }
    }
}

/// Another zaak of the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eerder {
    /// Which.
    pub id: ZaakId,
    /// Registration.
    pub pl: Option<String>,
    /// Tag.
    pub tag: Option<Tag>,
    /// Judgement.
    pub oordeel: Oordeel,
    /// Last event.
    pub op: DateTime<Utc>,
}

/// A file that could be a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kandidaat {
    /// Where.
    pub pad: PathBuf,
    /// Name without its folder.
    pub naam: String,
    /// Bytes.
    pub grootte: u64,
    /// Last change.
    pub gewijzigd: DateTime<Utc>,
    /// SHA-256 in hex, where it was counted.
    pub sha256: Option<String>,
}

/// Where a list comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leesbron {
    /// A file.
    Bestand(PathBuf),
    /// A file of which all sheets are read as one list.
    AlleBladen(PathBuf),
    /// One suspect, typed over from paper.
    Papier(Papier),
    /// Cells that were pasted; they are in no file.
    Geplakt {
        /// How the reading is called.
        naam: String,
        /// The cells.
        tekst: String,
    },
}

impl Leesbron {
    /// The name on screen, without a folder.
    #[must_use]
    pub fn naam(&self) -> String {
        match self {
            Leesbron::Papier(_) => PAPIER.to_owned(),
            Leesbron::Bestand(path) | Leesbron::AlleBladen(path) => path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            Leesbron::Geplakt { naam, .. } => naam.clone(),
        }
    }
}

/// Input that is about to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verzending {
    /// Which zaak.
    pub zaak: ZaakId,
    /// To whom.
    pub ontvanger: Ontvanger,
    /// How.
    pub vorm: Vorm,
    /// On which ground.
    pub grond: String,
    /// The text, exactly.
    pub tekst: String,
    /// The assessment on which it rests.
    pub beoordeling: Option<crate::domain::ids::EventId>,
    /// The draft of its words, where they were changed by hand.
    pub concept: Option<Conceptsleutel>,
}

/// Something that the shell must do.
#[derive(Debug)]
pub enum Effect {
    /// Look whether there is a store.
    Kijk,
    /// Open the store.
    Ontgrendel {
        /// Passphrase.
        wachtwoord: SecretString,
        /// Who works.
        medewerker: String,
        /// Also where something of the table is gone: that was said, and the passphrase typed again.
        toch: bool,
    },
    /// Open the store with the words of its recovery sheet, and give this passphrase to who is named.
    Herstel {
        /// The words.
        woorden: SecretString,
        /// Who.
        medewerker: String,
        /// His passphrase from now on.
        nieuw: SecretString,
    },
    /// Something about who works at the open table.
    Personen(Personenvraag),
    /// Make a store.
    Maak {
        /// Passphrase.
        wachtwoord: SecretString,
        /// Who works.
        medewerker: String,
    },
    /// Close the store and forget the key.
    Sluit,
    /// Load the list of today.
    LaadDag,
    /// Load a zaak whole.
    LaadZaak(ZaakId),
    /// Carry out commands, all or none.
    VoerUit(Uitvoering),
    /// Say what would be taken back: the newest act of this zaak or of all, or the reading that came after it.
    VraagTerug(Option<ZaakId>),
    /// Take this back.
    NeemTerug(Terugneming),
    /// The date is right: begin the new day.
    NieuweDag,
    /// Register the file with this number, which a power cut left.
    RegistreerRest(i64),
    /// Keep a draft.
    BewaarConcept {
        /// Which.
        sleutel: Conceptsleutel,
        /// What was filled in.
        waarden: Waarden,
    },
    /// Look for a draft.
    ZoekConcept(Conceptsleutel),
    /// Throw a draft away.
    WisConcept(Conceptsleutel),
    /// Look for files.
    ZoekBestanden,
    /// Read a file and plan what it would do.
    BekijkBestand(Leesbron),
    /// Stop reading a file.
    StaakLezen,
    /// Look whether the folder of lists holds something else than before.
    KijkMap,
    /// Keep what headings mean, as a profile of the site.
    BewaarProfiel {
        /// The profile with which the list was read.
        basis: String,
        /// What each heading fills.
        koppelingen: Vec<Koppeling>,
    },
    /// Take the last reading of today back, whole.
    NeemLezingTerug,
    /// Join two zaken that are one.
    VoegSamen {
        /// The one that stays.
        hoofd: ZaakId,
        /// The one that goes up in it.
        dubbel: ZaakId,
        /// Why they are one.
        reden: String,
    },
    /// Take two zaken apart again.
    Splits {
        /// The one that stayed.
        hoofd: ZaakId,
        /// The one that went up in it.
        dubbel: ZaakId,
    },
    /// Carry a plan out.
    LeesIn(Box<Plan>, Option<Conceptsleutel>),
    /// Write input and register it.
    Verstuur(Box<Verzending>),
    /// Write this text of the handing over to a new file. It has names in it.
    SchrijfOverdracht(String),
    /// Somebody saw or did this: it goes into the log of inspection.
    Zag(Inzageregel),
    /// Somebody looked for these words.
    Zocht(String),
    /// Make backups anew that hold what was erased since, and say what is wrong with the last one.
    VerversKopieen,
    /// Send [`Msg::Wek`] after this time.
    WekMij(Duration),
    /// Ring: so many things can not wait. Never with a word about whom.
    Bel(usize),
    /// End the program.
    Stop,
}
