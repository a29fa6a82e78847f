//! What can go wrong with the store. Each text is for the worker: what happened, and what to do now.
//!
//! Must not know screens. No text bears a person's data.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::ErrorCode;
use uuid::Uuid;

use super::gemis::Gemis;
use super::herstelblad::Woordfout;
use crate::domain::decide::Weigering;
use crate::domain::persoon::{Persoonweigering, rollen_tekst};
use crate::domain::rol::{Dienstrol, Recht};
use crate::domain::terug::NietTerug;

/// The result of everything in this room.
pub type Uitkomst<T> = Result<T, StoreFout>;

/// What kind of trouble it is, as the command line reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aard {
    /// The store stays locked: wrong passphrase, too early, or open elsewhere.
    Vergrendeld,
    /// A rule of the work says no.
    Regel,
    /// Something else failed.
    Mislukt,
}

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreFout {
    /// There is no store in this folder.
    #[error("In {} staat nog geen tafel. Maak er eerst een.", .map.display())]
    GeenTafel {
        /// The folder.
        map: PathBuf,
    },
    /// There is a store already.
    #[error("In {} staat al een tafel. Open die, of kies een andere map.", .map.display())]
    BestaatAl {
        /// The folder.
        map: PathBuf,
    },
    /// A passphrase of nothing.
    #[error("Het wachtwoord is leeg. Kies een wachtwoord.")]
    WachtwoordLeeg,
    /// A new passphrase that is guessed too soon; in which words.
    #[error("{0}")]
    ZwakWachtwoord(String),
    /// The words are not those of the recovery sheet.
    #[error("{0}")]
    Herstelwoorden(#[from] Woordfout),
    /// The passphrase does not open the key.
    #[error("Het wachtwoord klopt niet.{}", wacht_tekst(*.wacht))]
    Wachtwoord {
        /// How long until the next attempt counts.
        wacht: Duration,
    },
    /// A person, or what is asked for one, is not possible.
    #[error(transparent)]
    Persoon(#[from] Persoonweigering),
    /// Nobody has a name at this table yet.
    #[error(
        "Deze tafel kent nog geen personen. Zeg wie u bent: vul uw naam in, of geef --als NAAM."
    )]
    WieBentU,
    /// The passphrase is right, and its person does not work here any more.
    #[error(
        "Dit wachtwoord is van iemand die niet meer bij deze tafel hoort. Vraag wie de rol beheer heeft."
    )]
    NietMeerHier,
    /// A role that he does not have.
    #[error("U heeft niet de rol {}. Wel: {}.", .rol.label(), rollen_tekst(.rollen))]
    RolNiet {
        /// The role that was asked for.
        rol: Dienstrol,
        /// Those that he has.
        rollen: Vec<Dienstrol>,
    },
    /// The role of this shift does not allow it.
    #[error("{}", .0.weigering(*.1))]
    RolMagNiet(Dienstrol, Recht),
    /// There is no recovery sheet.
    #[error(
        "Bij deze tafel is geen herstelblad gemaakt. Vraag wie de rol beheer heeft om een nieuw wachtwoord."
    )]
    GeenHerstelblad,
    /// More than a key file holds.
    #[error("Er zijn te veel personen bij deze tafel. Verwijder eerst wie er niet meer werkt.")]
    TeVeelPersonen,
    /// Too soon after wrong passphrases.
    #[error("Te vaak een verkeerd wachtwoord. Probeer het over {} opnieuw.", duur(*.nog))]
    Wachten {
        /// How much longer.
        nog: Duration,
    },
    /// Another process holds the store.
    #[error("Deze tafel is al open in een ander venster{}. Sluit dat eerst.", proces_tekst(*.proces))]
    AlOpen {
        /// Its process number, where it can be read.
        proces: Option<u32>,
    },
    /// The key file can not be read as one.
    #[error("Het sleutelbestand {} is beschadigd. Zet het terug uit een reservekopie; er is niets gewijzigd.", .pad.display())]
    SleutelKapot {
        /// The file.
        pad: PathBuf,
    },
    /// There is a database, but no key file.
    #[error("Het sleutelbestand {} ontbreekt. Zet het terug uit een reservekopie; zonder sleutel gaat de tafel niet open.", .pad.display())]
    SleutelWeg {
        /// The file that should be there.
        pad: PathBuf,
    },
    /// There is a key file, but no database.
    #[error("Het bestand {} ontbreekt. Zet het terug uit een reservekopie, of verplaats sleutel.json en begin opnieuw.", .pad.display())]
    TafelWeg {
        /// The file that should be there.
        pad: PathBuf,
    },
    /// The key file is of a newer program.
    #[error(
        "Deze tafel is gemaakt door een nieuwere zsmtafel (versie {gevonden}, deze kent {bekend}). Werk zsmtafel bij; er is niets gewijzigd."
    )]
    TeNieuw {
        /// Version found.
        gevonden: i64,
        /// Newest version that this program knows.
        bekend: i64,
    },
    /// The store is of a program of before this one could be trusted with work.
    #[error(
        "Deze tafel is gemaakt door een eerdere proefversie van zsmtafel (versie {gevonden}) en wordt niet meer gelezen. Verplaats de map en begin een nieuwe tafel; er is niets gewijzigd."
    )]
    TeOud {
        /// Version found.
        gevonden: i64,
    },
    /// The database is damaged. It stands where it stood.
    #[error("De tafel {} is beschadigd: {wat}. Er is niets verplaatst of gewijzigd. Draai zsmtafel controle --herstel. Lukt dat niet, zet dan een reservekopie terug (zsmtafel terugzetten BESTAND); of begin met --nieuw een nieuwe tafel, dan blijft deze apart bewaard.", .pad.display())]
    TafelKapot {
        /// The file.
        pad: PathBuf,
        /// What is damaged, and what stood in it.
        wat: String,
    },
    /// Key file and database are of two tables.
    #[error("{} hoort niet bij sleutel.json in die map: de tafel begint met {hier}, de sleutel is van {sleutel}. Er is niets verplaatst of gewijzigd. Zet het bestand terug dat erbij hoort.", .pad.display())]
    AndereTafel {
        /// The database.
        pad: PathBuf,
        /// With which id it begins.
        hier: Uuid,
        /// Of which table the key is.
        sleutel: Uuid,
    },
    /// The write-ahead log is of another table, or was tampered with.
    #[error("{} hoort niet bij deze tafel, of is veranderd. Er is niets verplaatst of gewijzigd. Zet het bestand terug dat erbij hoort; is dat er niet, verplaats dit dan zelf.", .pad.display())]
    VreemdeWachtrij {
        /// The file.
        pad: PathBuf,
    },
    /// The table lacks something that it had.
    #[error(
        "Let op: {0}. Er is niets gewijzigd. Zet terug wat ontbreekt; of open de tafel zoals zij is met --ja (op het scherm: nog eens het wachtwoord)."
    )]
    IetsWeg(Box<Gemis>),
    /// What was written is not on the disk.
    #[error(
        "De schijf zegt dat zij opsloeg, maar het staat er niet: dit laatste is NIET opgeslagen. Er wordt niets meer geschreven. Noteer het elders, sluit zsmtafel, en draai: zsmtafel controle"
    )]
    NietTeruggelezen,
    /// A new table is made in an empty folder alone.
    #[error("In {} staat geen tafel, maar wel {naam}. Er is niets gemaakt. Zet de tafel of een reservekopie terug, kies een andere map met --data, of begin met --nieuw toch een nieuwe tafel.", .map.display())]
    NietLeeg {
        /// The folder.
        map: PathBuf,
        /// One of the files in it.
        naam: String,
    },
    /// Damage was found while working.
    #[error("De tafel is beschadigd. Sluit zsmtafel en draai: zsmtafel controle")]
    Beschadigd,
    /// The file on disk is not encrypted, or SQLCipher is not there.
    #[error("De tafel is niet versleuteld. zsmtafel opent hem niet; vraag beheer om hulp.")]
    NietVersleuteld,
    /// The folder can not be written.
    #[error("In {} mag zsmtafel niet schrijven. Kies een andere map met --data, of vraag beheer om schrijfrecht.", .pad.display())]
    AlleenLezen {
        /// The file or folder.
        pad: PathBuf,
    },
    /// No room left.
    #[error("De schijf is vol; er is niets opgeslagen. Maak ruimte en probeer het opnieuw.")]
    SchijfVol,
    /// Reading or writing failed.
    #[error(
        "Lezen of schrijven op de schijf lukt niet ({0}); er is niets opgeslagen. Kijk of de schijf vol is of losgekoppeld."
    )]
    Schijf(String),
    /// A file of that name is there already.
    #[error("{} bestaat al. Kies een andere naam; er is niets overschreven.", .pad.display())]
    BestandBestaat {
        /// The file.
        pad: PathBuf,
    },
    /// The folder for backups is not there.
    #[error("De map {} is er niet; er is geen reservekopie gemaakt. Sluit de stick of netwerkschijf aan, of kies een andere map.", .map.display())]
    KopieMap {
        /// The folder.
        map: PathBuf,
    },
    /// No backup of this program.
    #[error("{} is geen reservekopie van zsmtafel. Wijs een bestand aan dat eindigt op .zsmkopie.", .pad.display())]
    GeenKopie {
        /// The file.
        pad: PathBuf,
    },
    /// A backup that is not whole.
    #[error("De reservekopie {} is niet heel; er is niets gewijzigd. Neem een andere kopie.", .pad.display())]
    KopieKapot {
        /// The file.
        pad: PathBuf,
    },
    /// The table has zaken of its own secret already.
    #[error(
        "In deze tafel is al gelezen of vastgelegd; een ander tafelgeheim kan er niet meer in. Begin met een nieuwe, lege tafel."
    )]
    GeheimTeLaat,
    /// The passphrase does not open the file with the table's secret.
    #[error("Het wachtwoord van het tafelgeheim klopt niet; er is niets gewijzigd.")]
    GeheimWachtwoord,
    /// The command is refused by a rule of the work.
    #[error(transparent)]
    Geweigerd(#[from] Weigering),
    /// There is nothing to take back.
    #[error(transparent)]
    NietTerug(#[from] NietTerug),
    /// A new day waits until a person says that the date is right.
    #[error("De nieuwe dag is nog niet begonnen: de laatste handeling was {}. Klopt de datum, begin dan de nieuwe dag (--nieuwe-dag, of ja op het scherm).", .laatst)]
    NieuweDag {
        /// When the last event was, in words.
        laatst: String,
    },
    /// No such zaak on the list or in the journal.
    #[error("Deze zaak staat niet op de lijst en niet in het journaal. Lees de lijst opnieuw in.")]
    OnbekendeZaak,
    /// A row that is no event can not be read or written as JSON.
    #[error("Een rij in de tafel is niet te lezen of te schrijven ({0}). Draai: zsmtafel controle")]
    Rij(&'static str),
    /// The system gives no random numbers.
    #[error("Het systeem geeft geen willekeurige getallen. Start de computer opnieuw.")]
    GeenToeval,
    /// Deriving a key failed, most likely for want of memory.
    #[error(
        "De sleutel kon niet worden afgeleid; er is te weinig geheugen. Sluit andere programma's."
    )]
    Afleiden,
    /// A job of the store's thread went wrong in the program itself.
    #[error("Er ging iets mis in zsmtafel zelf ({0}). Wat al was opgeslagen, is bewaard.")]
    Paniek(String),
    /// The store's thread has ended.
    #[error("De tafel is gesloten. Start zsmtafel opnieuw.")]
    Gesloten,
    /// SQLite says something else.
    #[error("De databank geeft een fout ({0}). Er is niets opgeslagen.")]
    Sql(#[source] rusqlite::Error),
}

impl StoreFout {
    /// What kind of trouble it is.
    #[must_use]
    pub fn aard(&self) -> Aard {
        match self {
            StoreFout::Wachtwoord { .. }
            | StoreFout::Wachten { .. }
            | StoreFout::AlOpen { .. }
            | StoreFout::Persoon(Persoonweigering::Onbekend { .. })
            | StoreFout::WieBentU
            | StoreFout::NietMeerHier
            | StoreFout::RolNiet { .. }
            | StoreFout::GeenHerstelblad
            | StoreFout::Herstelwoorden(_)
            | StoreFout::GeheimWachtwoord => Aard::Vergrendeld,
            StoreFout::Geweigerd(_)
            | StoreFout::Persoon(_)
            | StoreFout::RolMagNiet(..)
            | StoreFout::TeVeelPersonen
            | StoreFout::ZwakWachtwoord(_)
            | StoreFout::NietTerug(_)
            | StoreFout::NieuweDag { .. }
            | StoreFout::IetsWeg(_)
            | StoreFout::GeheimTeLaat => Aard::Regel,
            _ => Aard::Mislukt,
        }
    }

    /// The exit code of the command line (ontwerp 5): 4 locked, 3 refused by a rule, 1 failed.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self.aard() {
            Aard::Vergrendeld => 4,
            Aard::Regel => 3,
            Aard::Mislukt => 1,
        }
    }

    /// An error of the file system at `pad`.
    pub(super) fn io(fout: &io::Error, pad: &Path) -> StoreFout {
        match fout.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                StoreFout::AlleenLezen {
                    pad: pad.to_path_buf(),
                }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreFout::SchijfVol,
            kind => StoreFout::Schijf(kind.to_string()),
        }
    }
}

impl From<rusqlite::Error> for StoreFout {
    fn from(fout: rusqlite::Error) -> Self {
        match fout.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreFout::SchijfVol,
            Some(ErrorCode::SystemIoFailure) => StoreFout::Schijf("SQLite meldt I/O".to_owned()),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreFout::Beschadigd,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreFout::AlleenLezen {
                    pad: PathBuf::from("de gegevensmap"),
                }
            }
            _ => StoreFout::Sql(fout),
        }
    }
}

fn wacht_tekst(wacht: Duration) -> String {
    if wacht.is_zero() {
        " Probeer het opnieuw.".to_owned()
    } else {
        format!(" Wacht {} en probeer het dan opnieuw.", duur(wacht))
    }
}

fn proces_tekst(proces: Option<u32>) -> String {
    proces.map_or_else(String::new, |pid| format!(" (proces {pid})"))
}

fn duur(wacht: Duration) -> String {
    // Rounded up: nobody must be told "0 seconden" and be refused.
    let seconds = wacht.as_millis().div_ceil(1000);
    match seconds {
        1 => "1 seconde".to_owned(),
        _ => format!("{seconds} seconden"),
    }
}
