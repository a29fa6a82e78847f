//! An open table at work: what the screen and the command line both do with the store and files.
//!
//! Must not know who asks: a key or a command.

mod dag;
mod inzage;
mod kopie;
mod lezen;
mod overzicht;
mod personen;
mod terug;
mod vastleggen;
mod versturen;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use secrecy::SecretString;
use uuid::Uuid;

use crate::app::kennis::Kennis;
use crate::domain::dagwissel::Dagtwijfel;
use crate::domain::inzage::{Bundel, Inzageregel, Inzagesoort};
use crate::domain::persoon::zelfde_naam;
use crate::domain::rol::Dienstrol;
use crate::domain::tijd;
use crate::import::{self, Profielen};
use crate::journal::sleutel::Tafelgeheim;
use crate::send::ondertekening::NAAMLOOS;
use crate::store::sleutelbestand::Sleutelbestand;
use crate::store::{Aanwezig, KdfSterkte, Store, StoreFout, Toegang, Werker};

use super::bestanden;
use super::config::Config;
use super::paden::Paden;

pub use kopie::{Gekopieerd, Kopieplek, kopieer};
pub use lezen::{lees_lijst, naar_lezing, nieuwe_lezing, plan_op};
pub use personen::{gemeten, keur};

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
    /// Who works, as he is shown.
    medewerker: RwLock<String>,
    /// Where a damaged table stands that made place for this one.
    pub opzij: Option<PathBuf>,
    geheim: Tafelgeheim,
    tafel: Uuid,
    dienst: Aanwezig,
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
    /// In which role; none: as the last time, if it was short ago.
    pub rol: Option<Dienstrol>,
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
        let wie = how.toegang();
        let store = Store::open_als(&how.paden.data, &wie, wachtwoord, (nu, how.toch))?;
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
        let wie = how.toegang();
        let strength = if how.oefenen {
            KdfSterkte::LICHT
        } else {
            keur(
                wachtwoord,
                &[
                    wie.wie.as_deref().unwrap_or_default(),
                    &how.config.tafel.naam,
                ],
            )?;
            gemeten()?
        };
        let map = &how.paden.data;
        let (store, aside) = if how.nieuw {
            Store::maak_naast_als(map, &wie, wachtwoord, strength, nu)?
        } else {
            (Store::maak_als(map, &wie, wachtwoord, strength, nu)?, None)
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
        let medewerker = match store.dienst() {
            Some(here) => here.naam,
            None => naamloos(&how, &mut store)?,
        };
        let geheim = store.geheim();
        let tafel = store.tafel();
        let dienst = store.aanwezig();
        let (refused, despite) = (store.geweigerd(), store.ondanks());
        let sessie = Sessie {
            werker: Werker::start(store)?,
            kennis: how.kennis,
            config: how.config,
            paden: how.paden,
            medewerker: RwLock::new(medewerker),
            opzij,
            geheim,
            tafel,
            dienst,
            inzage: Mutex::default(),
            profielen: RwLock::new(None),
            dag: Mutex::new(begun),
        };
        sessie.zag(
            Inzageregel::tafel(Inzagesoort::Ontgrendeld, &how.waarvoor),
            nu,
        );
        if refused > 0 {
            let count = format!("{refused} keer ervoor");
            sessie.zag(Inzageregel::tafel(Inzagesoort::Geweigerd, &count), nu);
        }
        if despite {
            let why = "er ontbrak iets";
            sessie.zag(Inzageregel::tafel(Inzagesoort::Nood, why), nu);
        }
        Ok(sessie)
    }

    /// Who works, as he is shown.
    #[must_use]
    pub fn medewerker(&self) -> String {
        self.medewerker
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The number of the table: the beginning of its id.
    #[must_use]
    pub fn nummer(&self) -> String {
        self.tafel.simple().to_string().chars().take(8).collect()
    }

    /// The threads of the store, for what is asked in one place only.
    #[must_use]
    pub fn werker(&self) -> &Werker {
        &self.werker
    }
}

impl Opening {
    /// Who opens the table, as far as is known before it is open. The configuration is no more than a preselection: a
    /// name that is nobody's here says nothing.
    #[must_use]
    pub fn toegang(&self) -> Toegang {
        if self.oefenen {
            return Toegang::vrij();
        }
        let said = self.medewerker.clone().filter(|name| !name.is_empty());
        let configured = &self.config.gebruiker.naam;
        let known = op_slot(&self.paden.data).personen;
        let fits = known.is_empty() || known.iter().any(|name| zelfde_naam(name, configured));
        let preset = Some(configured.clone()).filter(|name| fits && !name.is_empty());
        Toegang {
            wie: said.or(preset),
            rol: self.rol,
            vrij: false,
        }
    }
}

/// What the lock of a table shows before it is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpSlot {
    /// Names, who was last first.
    pub personen: Vec<String>,
    /// There is a recovery sheet.
    pub herstelblad: bool,
}

/// What the lock of the table in `map` shows. A key file that can not be read shows nobody: opening says what is wrong
/// with it.
#[must_use]
pub fn op_slot(map: &Path) -> OpSlot {
    Sleutelbestand::lees(map).map_or_else(
        |_| OpSlot::default(),
        |file| OpSlot {
            personen: file.namen(),
            herstelblad: file.herstelblad().is_some(),
        },
    )
}

/// Who works at a table without persons: whatever name was given, or the one of the last time.
fn naamloos(how: &Opening, store: &mut Store) -> Result<String, StoreFout> {
    let known = store.instelling(MEDEWERKER)?.unwrap_or_default();
    let name = [
        how.medewerker.clone().unwrap_or_default(),
        how.config.gebruiker.naam.clone(),
        known.clone(),
        NAAMLOOS.to_owned(),
    ]
    .into_iter()
    .find(|name| !name.is_empty())
    .unwrap_or_default();
    if name != known {
        store.zet_instelling(MEDEWERKER, &name)?;
    }
    Ok(name)
}

/// The day on which something happens, in Amsterdam.
#[must_use]
pub fn vandaag(nu: DateTime<Utc>) -> NaiveDate {
    tijd::lokaal(nu).date_naive()
}
