//! An open table at work: what the screen and the command line both do with the store and files.
//!
//! Must not know who asks: a key or a command.

mod overzicht;
mod terug;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use secrecy::SecretString;
use uuid::Uuid;

use crate::app::dagregel::Dagregel;
use crate::app::kennis::Kennis;
use crate::app::lijst::{Gelezen, Lijstkop};
use crate::app::msg::{Dag, Dossier, Eerder, Leesbron, Medeverdachte, Verzending};
use crate::app::twijfel;
use crate::domain::decide::Opdracht;
use crate::domain::event::Leestelling;
use crate::domain::ids::{EventId, LezingId, ZaakId};
use crate::domain::input::{Input, Vorm};
use crate::domain::lijstregel::Bron;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::import::{self, Plan, Profielen, Wat};
use crate::journal::sleutel::Tafelgeheim;
use crate::send::bestand::{bestandsnaam, onderwerp, txt};
use crate::send::eml::{EmlGegevens, eml};
use crate::send::ondertekening::NAAMLOOS;
use crate::send::tekst::digest;
use crate::store::{
    Blijft, KdfSterkte, Lezer, Lezing, Opgeruimd, Store, StoreFout, Verschil, Werker,
};

use super::apart::{self, Staker};
use super::bestanden;
use super::config::Config;
use super::paden::Paden;

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
    geheim: Tafelgeheim,
    /// How lists are read since a worker bound headings; until then as `kennis` says.
    profielen: RwLock<Option<Arc<Profielen>>>,
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
        let store = Store::open(&how.paden.data, wachtwoord, nu)?;
        Sessie::begin(how, store, nu)
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
        let store = Store::maak(&how.paden.data, wachtwoord, strength, nu)?;
        Sessie::begin(how, store, nu)
    }

    /// Opens the store, or makes it where there is none yet.
    ///
    /// # Errors
    /// What [`Store::open`] and [`Store::maak`] say.
    pub fn open_of_maak(
        how: Opening,
        wachtwoord: &SecretString,
        nu: DateTime<Utc>,
    ) -> Result<Sessie, StoreFout> {
        if Store::bestaat(&how.paden.data) {
            Sessie::open(how, wachtwoord, nu)
        } else {
            Sessie::maak(how, wachtwoord, nu)
        }
    }

    fn begin(how: Opening, mut store: Store, nu: DateTime<Utc>) -> Result<Sessie, StoreFout> {
        ruim_op(&mut store, &how.kennis, how.config.bewaren.dagen(), nu)?;
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
        Ok(Sessie {
            werker: Werker::start(store)?,
            kennis: how.kennis,
            config: how.config,
            paden: how.paden,
            medewerker,
            geheim,
            profielen: RwLock::new(None),
        })
    }

    /// The threads of the store, for what is asked in one place only.
    #[must_use]
    pub fn werker(&self) -> &Werker {
        &self.werker
    }

    /// The list of today, with what is still open from earlier days.
    ///
    /// # Errors
    /// What the store says.
    pub async fn dag(&self, nu: DateTime<Utc>) -> Result<Dag, StoreFout> {
        let (kennis, day) = (self.kennis.clone(), vandaag(nu));
        let keep = self.config.bewaren.dagen();
        self.werker
            .schrijf(move |store| {
                ruim_op(store, &kennis, keep, nu)?;
                dag(store, &kennis, (day, keep), nu)
            })
            .klaar()
            .await
    }

    /// A zaak whole.
    ///
    /// # Errors
    /// [`StoreFout::OnbekendeZaak`], or what the store says.
    pub async fn zaak(&self, id: ZaakId) -> Result<Dossier, StoreFout> {
        self.werker
            .schrijf(move |store| dossier(store, id))
            .klaar()
            .await
    }

    /// Carries out a command; the zaak as it is then.
    ///
    /// # Errors
    /// [`StoreFout::Geweigerd`], or what the store says.
    pub async fn voer_uit(
        &self,
        id: ZaakId,
        opdracht: Opdracht,
        nu: DateTime<Utc>,
    ) -> Result<Zaak, StoreFout> {
        let (by, kennis) = (self.medewerker.clone(), self.kennis.clone());
        self.werker
            .schrijf(move |store| {
                let opdracht = met_klok(store, &kennis, id, opdracht, nu)?;
                store.voer_uit(id, &opdracht, &by, nu)?;
                Ok(dossier(store, id)?.zaak)
            })
            .klaar()
            .await
    }

    /// Takes the newest act of this worker back; the zaak as it is then, and what was taken back.
    ///
    /// # Errors
    /// [`StoreFout::NietTerug`], or what the store says.
    pub async fn neem_terug(
        &self,
        zaak: Option<ZaakId>,
        nu: DateTime<Utc>,
    ) -> Result<(Zaak, crate::domain::event::Recorded), StoreFout> {
        let by = self.medewerker.clone();
        self.werker
            .schrijf(move |store| {
                let (id, event) = store.neem_terug(&by, zaak, nu)?;
                Ok((dossier(store, id)?.zaak, event))
            })
            .klaar()
            .await
    }

    /// Takes one event of a zaak back; the event.
    ///
    /// # Errors
    /// What [`Store::neem_gebeurtenis_terug`] says.
    pub async fn neem_gebeurtenis_terug(
        &self,
        zaak: ZaakId,
        gebeurtenis: EventId,
        nu: DateTime<Utc>,
    ) -> Result<crate::domain::event::Recorded, StoreFout> {
        let by = self.medewerker.clone();
        self.werker
            .schrijf(move |store| store.neem_gebeurtenis_terug(zaak, gebeurtenis, &by, nu))
            .klaar()
            .await
    }

    /// Reads a file and plans what it would do. Nothing is stored.
    ///
    /// # Errors
    /// [`SessieFout::Lezen`] or [`SessieFout::GeenLijst`], with one sentence for the worker.
    pub async fn bekijk(
        &self,
        bron: Leesbron,
        profiel: Option<String>,
        nu: DateTime<Utc>,
        staker: Staker,
    ) -> Result<Plan, SessieFout> {
        let (kennis, eigen) = (self.kennis.clone(), self.profielen());
        let keep_bsn = self.config.inlezen.bewaar_bsn;
        let geheim = self.geheim.clone();
        let lijst = tokio::task::spawn_blocking(move || {
            let profielen = eigen.as_deref().unwrap_or(&kennis.profielen);
            let opties = import::Opties {
                profiel,
                bewaar_bsn: keep_bsn,
                alle_bladen: matches!(bron, Leesbron::AlleBladen(_)),
                nu,
            };
            let (bytes, name, pasted) = match bron {
                Leesbron::Bestand(pad) | Leesbron::AlleBladen(pad) => {
                    let (bytes, name) = apart::haal(&pad)?;
                    (bytes, name, false)
                }
                Leesbron::Geplakt { naam, tekst } => (tekst.into_bytes(), naam, true),
                // Typed here, by the worker: nothing comes from outside.
                Leesbron::Papier(papier) => {
                    return Ok(import::lees_papier(&papier, profielen, &opties)?);
                }
            };
            apart::lijst(&bytes, &name, pasted, profielen, &opties, &staker).map_err(
                |(fout, koppen)| match koppen {
                    koppen if koppen.is_empty() => SessieFout::from(fout),
                    koppen => SessieFout::OnbekendeKoppen { fout, koppen },
                },
            )
        })
        .await
        .map_err(|_| StoreFout::Paniek("lezen van het bestand".to_owned()))??;
        let day = vandaag(nu);
        Ok(self
            .werker
            .schrijf(move |store| plan_op(store, lijst, &geheim, day))
            .klaar()
            .await?)
    }

    /// How lists are read since a worker bound headings; none when nobody did.
    #[must_use]
    pub fn profielen(&self) -> Option<Arc<Profielen>> {
        self.profielen
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// From now on lists are read with these.
    pub fn zet_profielen(&self, profielen: Arc<Profielen>) {
        *self
            .profielen
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(profielen);
    }

    /// Carries a plan out, in one transaction.
    ///
    /// # Errors
    /// What the store says; then nothing of the plan is stored.
    pub async fn lees_in(&self, plan: Plan, nu: DateTime<Utc>) -> Result<Leestelling, StoreFout> {
        let by = self.medewerker.clone();
        let lezing = naar_lezing(plan, nu);
        self.werker
            .schrijf(move |store| {
                let done = store.lees_in(&lezing, &by, nu, vandaag(nu));
                // Letting go of 130,000 lines takes a quarter of a second, for which nobody waits.
                std::thread::spawn(move || drop(lezing));
                done
            })
            .klaar()
            .await
    }

    /// Writes input to a file in `map`, and registers it. The name of the file, and the zaak as it is
    /// then. Where registering fails, the file is taken away again: what is not registered, did not
    /// leave.
    ///
    /// # Errors
    /// [`SessieFout`], with one sentence for the worker.
    pub async fn verstuur(
        &self,
        what: Verzending,
        map: &Path,
        nu: DateTime<Utc>,
    ) -> Result<(String, Zaak), SessieFout> {
        let bytes = match what.vorm {
            Vorm::Txt | Vorm::Mondeling => txt(&what.tekst),
            Vorm::Eml => {
                let to = self
                    .kennis
                    .ontvangers
                    .voor(what.ontvanger)
                    .ok()
                    .and_then(|profiel| profiel.adres());
                let from = self.config.input.van.as_str();
                eml(&EmlGegevens {
                    van: (!from.is_empty()).then_some((self.medewerker.as_str(), from)),
                    aan: to,
                    onderwerp: &onderwerp(what.zaak),
                    datum: nu,
                    tekst: &what.tekst,
                })?
            }
        };
        let (place, facts) = (map.to_path_buf(), what.clone());
        // A folder can lie on a slow network drive, and the loop must not wait for it.
        let (name, path) = tokio::task::spawn_blocking(move || {
            bestanden::schrijf_nieuw(&place, &bytes, |number| {
                bestandsnaam(facts.zaak, facts.ontvanger, nu, facts.vorm, number)
            })
        })
        .await
        .map_err(|_| StoreFout::Paniek("schrijven van de input".to_owned()))??;
        let input = Input {
            ontvanger: what.ontvanger,
            vorm: what.vorm,
            grond: what.grond,
            sha256: digest(&what.tekst),
            tekst: what.tekst,
            bestand: name.clone(),
            beoordeling: what.beoordeling,
            gesprek: None,
        };
        match self
            .voer_uit(what.zaak, Opdracht::VerstuurInput(Box::new(input)), nu)
            .await
        {
            Ok(zaak) => Ok((name, zaak)),
            Err(fout) => {
                // The reason that is told is the first one; a file that stays is named in it.
                let _ = std::fs::remove_file(&path);
                Err(fout.into())
            }
        }
    }
}

/// The day on which something happens, in Amsterdam.
#[must_use]
pub fn vandaag(nu: DateTime<Utc>) -> NaiveDate {
    tijd::lokaal(nu).date_naive()
}

/// The rows of `bytes`, without comparing them with anything. They are read in this process: for lists
/// that come with the program.
///
/// # Errors
/// [`SessieFout::GeenLijst`].
pub fn lees_lijst(
    bytes: &[u8],
    name: &str,
    kennis: &Kennis,
    opties: &import::Opties,
) -> Result<import::Lijst, SessieFout> {
    Ok(import::lees(bytes, name, &kennis.profielen, opties)?)
}

/// Clears what the new day does not need, and keeps of it what the rules say: untagged rows with a proposal
/// wait, and of a zaak in doubt stays what says of nobody. Closes what nobody touched for weeks.
pub(super) fn ruim_op(
    store: &mut Store,
    kennis: &Kennis,
    keep: u32,
    nu: DateTime<Utc>,
) -> Result<Opgeruimd, StoreFout> {
    let day = vandaag(nu);
    store.sluit_stille(nu)?;
    let wachtend = store
        .ongetagd_voor(day)?
        .into_iter()
        .map(|zaak| Dagregel::nieuw(zaak, true, kennis, nu))
        .filter(|regel| regel.voorstel().is_some())
        .map(|regel| regel.zaak.id)
        .collect();
    let over = store.te_wissen(day, keep)?;
    let doubted: Vec<Zaak> = if over.is_empty() {
        Vec::new()
    } else {
        let register = store.twijfelregister()?.into_iter();
        register
            .map(|one| one.zaak)
            .filter(|zaak| over.contains(&zaak.id))
            .collect()
    };
    let nalatenschap = doubted
        .into_iter()
        .filter_map(|zaak| {
            let id = zaak.id;
            let row = twijfel::register(vec![zaak], kennis, nu).pop()?;
            Some((id, serde_json::to_string(&row).ok()?))
        })
        .collect();
    let blijft = Blijft {
        wachtend,
        nalatenschap,
    };
    store.opruimen_met(day, keep, &blijft)
}

/// Everything about a day, derived.
fn dag(
    store: &Lezer,
    kennis: &Kennis,
    (day, keep): (NaiveDate, u32),
    nu: DateTime<Utc>,
) -> Result<Dag, StoreFout> {
    let today = store.dag(day)?;
    let kop = today.lezingen.last().map(|lezing| Lijstkop {
        gelezen: lezing.bron.gelezen,
        bestand: lezing.bron.bestand.clone(),
        peildatum: lezing
            .bron
            .peil
            .map(|dated| tijd::lokaal(dated).naive_local()),
        lezingen: today
            .lezingen
            .iter()
            .map(|one| Gelezen {
                bestand: one.bron.bestand.clone(),
                sha256: one.bron.sha256.clone(),
                gelezen: one.bron.gelezen,
            })
            .collect(),
    });
    let earlier = today.eerdere;
    let mut regels: Vec<Dagregel> = today
        .zaken
        .into_iter()
        .map(|zaak| {
            let count = earlier.get(&zaak.id).copied().unwrap_or(0);
            Dagregel::nieuw(zaak, false, kennis, nu).met_eerdere(count, kennis, nu)
        })
        .collect();
    let open = store.open_zaken(day)?;
    // What was closed can be found and opened again until it is erased.
    let mut closed = store.gesloten_zaken(day, keep)?;
    closed.retain(|zaak| open.iter().all(|other| other.id != zaak.id));
    let waiting = store.wachtende()?;
    let earlier = waiting.into_iter().chain(open).chain(closed);
    regels.extend(earlier.map(|zaak| Dagregel::nieuw(zaak, true, kennis, nu)));
    Ok(Dag { kop, regels })
}

/// The store knows no rules of the clock; what may not be done over the alarm of one that ran out, gets its
/// end from here.
fn met_klok(
    store: &Lezer,
    kennis: &Kennis,
    id: ZaakId,
    opdracht: Opdracht,
    nu: DateTime<Utc>,
) -> Result<Opdracht, StoreFout> {
    if let Opdracht::MetKoppen { gezien, opdracht } = opdracht {
        let opdracht = Box::new(met_klok(store, kennis, id, *opdracht, nu)?);
        return Ok(Opdracht::MetKoppen { gezien, opdracht });
    }
    if !opdracht.vraagt_klok() {
        return Ok(opdracht);
    }
    let found = store.zaak(id)?.ok_or(StoreFout::OnbekendeZaak)?;
    let line = Dagregel::nieuw(found.zaak, false, kennis, nu);
    Ok(opdracht.met_klok(line.klok.uiterlijk, nu))
}

fn dossier(store: &Lezer, id: ZaakId) -> Result<Dossier, StoreFout> {
    let found = store.zaak(id)?.ok_or(StoreFout::OnbekendeZaak)?;
    let zaak = found.zaak;
    Ok(Dossier {
        // The store tells it in the order in which it happened; a reader looks for what was last.
        tijdlijn: found.tijdlijn.into_iter().rev().collect(),
        eerdere: found
            .eerdere
            .into_iter()
            .map(|other| Eerder {
                id: other.id,
                pl: other.pl,
                tag: other.tag,
                oordeel: other.oordeel,
                op: other.op.unwrap_or(zaak.bron.gelezen),
            })
            .collect(),
        medeverdachten: found
            .medeverdachten
            .into_iter()
            .map(|other| Medeverdachte {
                id: other.id,
                naam: other.naam,
                tag: other.tag,
                oordeel: other.oordeel,
            })
            .collect(),
        zaak,
    })
}

/// Compares a list with what is known of today, and with what is still open of earlier days.
///
/// # Errors
/// What the store says.
pub fn plan_op(
    store: &Lezer,
    lijst: import::Lijst,
    geheim: &Tafelgeheim,
    day: NaiveDate,
) -> Result<Plan, StoreFout> {
    let known = store.bekend(day)?;
    let open: Vec<(ZaakId, crate::domain::lijstregel::Lijstregel)> = store
        .open_zaken(day)?
        .into_iter()
        .map(|zaak| (zaak.id, zaak.regel))
        .collect();
    // A line of a double is a line of the zaak in which it went up.
    let aliases = store.aliassen()?;
    let mut plan = import::maak_plan_met(lijst, &known, &open, &|regel| {
        let id = geheim.zaak_id(regel);
        aliases.get(&id).copied().unwrap_or(id)
    });
    let mut lines: HashMap<ZaakId, crate::domain::lijstregel::Lijstregel> =
        open.into_iter().collect();
    lines.extend(
        store
            .wachtende()?
            .into_iter()
            .map(|zaak| (zaak.id, zaak.regel)),
    );
    let vorige: Vec<_> = store
        .vorige_lijst()?
        .into_iter()
        .map(|id| (id, lines.remove(&id)))
        .collect();
    let newest = store.lezingen(day)?.iter().map(|one| one.bron.over()).max();
    let older = plan
        .lijst
        .peildatum
        .map(tijd::uit_lokaal)
        .zip(newest)
        .filter(|(dated, newest)| dated < newest);
    if let Some((dated, newest)) = older.filter(|_| !plan.lijst.deel) {
        plan.lijst.deel = true;
        plan.lijst.waarschuwingen.push(import::Melding {
            regel: 0,
            kolom: String::new(),
            waarde: String::new(),
            reden: format!(
                "deze lijst is van {}, en die van {} is al gelezen: wie er niet op staat, is niet verdwenen",
                tijd::klok(dated),
                tijd::klok(newest)
            ),
        });
    }
    plan.vergelijk_vorige(&vorige);
    for pair in std::mem::take(&mut plan.mogelijk_dubbel) {
        if !store.is_geen_dubbel(pair.nieuw, pair.bekend)? {
            plan.mogelijk_dubbel.push(pair);
        }
    }
    Ok(plan)
}

/// An identity for a reading that begins.
#[must_use]
pub fn nieuwe_lezing() -> LezingId {
    LezingId(Uuid::now_v7())
}

/// A plan as the store takes it.
#[must_use]
pub fn naar_lezing(plan: Plan, nu: DateTime<Utc>) -> Lezing {
    let counts = plan.telling();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let telling = Leestelling {
        rijen: number(counts.rijen),
        nieuw: number(counts.nieuw),
        gewijzigd: number(counts.gewijzigd),
        gelijk: number(counts.gelijk),
        verdwenen: number(counts.verdwenen),
        geweigerd: number(counts.geweigerd.len()),
        tegenspraken: 0,
    };
    let id = nieuwe_lezing();
    Lezing {
        id,
        bron: Bron {
            lezing: id,
            bestand: plan.lijst.bestand,
            sha256: plan.lijst.sha256,
            gelezen: nu,
            peil: plan.lijst.peildatum.map(tijd::uit_lokaal),
        },
        profiel: plan.lijst.profiel,
        regels: plan
            .regels
            .into_iter()
            .map(|line| {
                let differs = match line.wat {
                    Wat::Nieuw => Verschil::Nieuw,
                    Wat::Gewijzigd(changes) => Verschil::Gewijzigd(changes),
                    Wat::Gelijk => Verschil::Gelijk,
                };
                (line.zaak, line.regel, differs)
            })
            .collect(),
        verdwenen: plan.verdwenen,
        telling,
    }
}
