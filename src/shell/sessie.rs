//! An open table at work: what the screen and the command line both do with the store and files.
//!
//! Must not know who asks: a key or a command.

mod dag;
mod inzage;
mod kopie;
mod lezen;
mod overzicht;
mod terug;
mod vastleggen;
mod versturen;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use secrecy::SecretString;

use crate::app::kennis::Kennis;
use crate::domain::dagwissel::Dagtwijfel;
use crate::domain::inzage::{Bundel, Inzageregel, Inzagesoort};
use crate::domain::tijd;
use crate::import::{self, Profielen};
use crate::journal::sleutel::Tafelgeheim;
use crate::send::ondertekening::NAAMLOOS;
use crate::store::{KdfSterkte, Store, StoreFout, Werker};

use super::bestanden;
use super::config::Config;
use super::paden::Paden;

pub use kopie::{Gekopieerd, Kopieplek, kopieer};
pub use lezen::{lees_lijst, naar_lezing, nieuwe_lezing, plan_op};

/// The name of the setting that remembers who worked last.
const MEDEWERKER: &str = "medewerker";

/// What went wrong, sorted by what the command line must answer.
#[derive(Debug, thiserror::Error)]
pub enum SessieFout {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreFout),
    /// The file could not be read from disk.
    #[error(transparent)]
    Lezen(#[from] bestanden::LeesFout),
    /// The file is no list.
    #[error(transparent)]
    GeenLijst(#[from] import::LeesFout),
    /// The file may be a list, but no profile knows its headings.
    #[error("{fout}")]
    OnbekendeKoppen {
        /// What reading said.
        fout: import::LeesFout,
        /// The headings, to be bound by hand.
        koppen: Vec<import::Kopkijk>,
    },
    /// Output could not be written.
    #[error(transparent)]
    Schrijven(#[from] bestanden::SchrijfFout),
    /// A file that a power cut left is not as it was written.
    #[error(
        "het bestand is sindsdien veranderd of weg; zo is niet vast te leggen wat er is verstuurd. Verwijder het, of leg \
         vast wat u mondeling inbracht"
    )]
    RestVeranderd,
    /// The mail draft could not be composed.
    #[error(transparent)]
    Eml(#[from] crate::send::eml::EmlFout),
}

/// An open table.
#[derive(Debug)]
pub struct Sessie {
    werker: Werker,
    /// Rules and lists.
    pub kennis: Arc<Kennis>,
    /// Configuration.
    pub config: Arc<Config>,
    /// Places.
    pub paden: Paden,
    /// Who works.
    pub medewerker: String,
    /// Where a damaged table stands that made place for this one.
    pub opzij: Option<PathBuf>,
    /// In which role.
    pub rol: String,
    geheim: Tafelgeheim,
    inzage: Mutex<Bundel>,
    /// How lists are read since a worker bound headings; until then as `kennis` says.
    profielen: RwLock<Option<Arc<Profielen>>>,
    dag: Mutex<Begonnen>,
}

/// Which day was begun, and why another one was not.
#[derive(Debug, Clone, Copy, Default)]
struct Begonnen {
    op: Option<NaiveDate>,
    twijfel: Option<Dagtwijfel>,
    /// Rows that looked like HG and went without a tag, and of which nobody was told yet.
    uitgewacht: usize,
}

/// How a table is opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Places.
    pub paden: Paden,
    /// Configuration.
    pub config: Arc<Config>,
    /// Rules and lists.
    pub kennis: Arc<Kennis>,
    /// Who works; none: who worked last.
    pub medewerker: Option<String>,
    /// A practice table: a light key, and never anything real.
    pub oefenen: bool,
    /// A person said that the date is right: a new day begins however long ago the last one was.
    pub nieuwe_dag: bool,
    /// A person said that a new table may be made beside what stands in the folder.
    pub nieuw: bool,
    /// A person said that the table may open though something of it is gone.
    pub toch: bool,
    /// By which command it is opened, for the log; empty for the screen.
    pub waarvoor: String,
}

impl Sessie {
    /// Opens the store.
    ///
    /// # Errors
    /// What [`Store::open`] says.
    pub fn open(
        how: Opening,
        wachtwoord: &SecretString,
        nu: DateTime<Utc>,
    ) -> Result<Sessie, StoreFout> {
        let store = if how.toch {
            Store::open_toch(&how.paden.data, wachtwoord, nu)?
        } else {
            Store::open(&how.paden.data, wachtwoord, nu)?
        };
        Sessie::begin(how, store, None, nu)
    }

    /// As [`Sessie::open`]; where the table is damaged and a new one was asked for, that is made.
    ///
    /// # Errors
    /// As [`Sessie::open`] and [`Sessie::maak`].
    pub fn ontgrendel(
        how: Opening,
        wachtwoord: &SecretString,
        nu: DateTime<Utc>,
    ) -> Result<Sessie, StoreFout> {
        let again = how.nieuw.then(|| how.clone());
        match (Sessie::open(how, wachtwoord, nu), again) {
            (Err(StoreFout::TafelKapot { .. }), Some(how)) => Sessie::maak(how, wachtwoord, nu),
            (done, _) => done,
        }
    }

    /// Makes a store and opens it.
    ///
    /// # Errors
    /// What [`Store::maak`] says.
    pub fn maak(
        how: Opening,
        wachtwoord: &SecretString,
        nu: DateTime<Utc>,
    ) -> Result<Sessie, StoreFout> {
        let strength = if how.oefenen {
            KdfSterkte::LICHT
        } else {
            KdfSterkte::STANDAARD
        };
        let (store, aside) = if how.nieuw {
            Store::maak_naast(&how.paden.data, wachtwoord, strength, nu)?
        } else {
            let store = Store::maak(&how.paden.data, wachtwoord, strength, nu)?;
            (store, None)
        };
        Sessie::begin(how, store, aside, nu)
    }

    /// Opens the store, or makes it where there is none yet, or where a new one was asked for.
    ///
    /// # Errors
    /// What [`Store::open`] and [`Store::maak`] say.
    pub fn open_of_maak(
        how: Opening,
        wachtwoord: &SecretString,
        nu: DateTime<Utc>,
    ) -> Result<Sessie, StoreFout> {
        if Store::bestaat(&how.paden.data) && !how.nieuw {
            Sessie::open(how, wachtwoord, nu)
        } else {
            Sessie::maak(how, wachtwoord, nu)
        }
    }

    fn begin(
        how: Opening,
        mut store: Store,
        opzij: Option<PathBuf>,
        nu: DateTime<Utc>,
    ) -> Result<Sessie, StoreFout> {
        let keep = dag::Bewaartermijn::van(&how.config);
        versturen::zie_na(&mut store)?;
        let begun = dag::begin(&mut store, &how.kennis, &keep, nu, how.nieuwe_dag)?;
        let known = store.instelling(MEDEWERKER)?.unwrap_or_default();
        let medewerker = how
            .medewerker
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| {
                if how.config.gebruiker.naam.is_empty() {
                    known.clone()
                } else {
                    how.config.gebruiker.naam.clone()
                }
            });
        let medewerker = if medewerker.is_empty() {
            NAAMLOOS.to_owned()
        } else {
            medewerker
        };
        if medewerker != known {
            store.zet_instelling(MEDEWERKER, &medewerker)?;
        }
        let geheim = store.geheim();
        let sessie = Sessie {
            werker: Werker::start(store)?,
            kennis: how.kennis,
            config: how.config,
            paden: how.paden,
            medewerker,
            opzij,
            rol: String::new(),
            geheim,
            inzage: Mutex::default(),
            profielen: RwLock::new(None),
            dag: Mutex::new(begun),
        };
        sessie.zag(
            Inzageregel::tafel(Inzagesoort::Ontgrendeld, &how.waarvoor),
            nu,
        );
        if how.toch {
            sessie.zag(Inzageregel::tafel(Inzagesoort::Nood, "--ja"), nu);
        }
        Ok(sessie)
    }

    /// The threads of the store, for what is asked in one place only.
    #[must_use]
    pub fn werker(&self) -> &Werker {
        &self.werker
    }
}

/// The day on which something happens, in Amsterdam.
#[must_use]
pub fn vandaag(nu: DateTime<Utc>) -> NaiveDate {
    tijd::lokaal(nu).date_naive()
}
