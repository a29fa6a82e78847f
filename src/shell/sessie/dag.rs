//! The day of a table: how it begins, what goes with the day before, and the list that it shows.
//!
//! Must not know who asks: a key or a command.

use std::sync::PoisonError;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Begonnen, Sessie, vandaag};
use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::lijst::{Gelezen, Lijstkop};
use crate::app::afgeleid::twijfel;
use crate::app::kennis::Kennis;
use crate::app::msg::{Conceptsleutel, Dag, Rest};
use crate::domain::dagwissel::{self, Dagtwijfel};
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::shell::config::Config;
use crate::store::{Blijft, Lezer, Opgeruimd, Store, StoreFout};

/// How long what is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bewaartermijn {
    dagen: u32,
    inzage_jaren: u32,
}

impl Bewaartermijn {
    /// As the site says.
    pub(super) fn van(config: &Config) -> Bewaartermijn {
        Bewaartermijn {
            dagen: config.bewaren.dagen(),
            inzage_jaren: config.bewaren.inzage_jaren(),
        }
    }
}

impl Sessie {
    /// The list of today, with what is still open from earlier days. A day that was not begun yet begins first,
    /// unless the clock is in doubt.
    ///
    /// # Errors
    /// What the store says.
    pub async fn dag(&self, nu: DateTime<Utc>) -> Result<Dag, StoreFout> {
        let (kennis, day) = (self.kennis.clone(), vandaag(nu));
        let keep = self.config.bewaren.dagen();
        if self.begonnen().op != Some(day) {
            self.begin_dag(nu, false).await?;
        }
        let twijfel = self.begonnen().twijfel;
        let rest = self.rest().await?.into_iter().next().map(|one| Rest {
            nr: one.nr,
            bestand: one.input.bestand,
            ontvanger: one.input.ontvanger,
            op: one.op,
        });
        let uitgewacht = self.neem_uitgewacht();
        let read = self
            .werker
            .lees_na(move |store| dag(store, &kennis, (day, keep), nu));
        Ok(Dag {
            twijfel,
            rest,
            uitgewacht,
            ..read.await?
        })
    }

    /// A person said that the date is right: the new day begins.
    ///
    /// # Errors
    /// What the store says; nothing went then.
    pub async fn nieuwe_dag(&self, nu: DateTime<Utc>) -> Result<(), StoreFout> {
        self.begin_dag(nu, true).await
    }

    async fn begin_dag(&self, nu: DateTime<Utc>, bevestigd: bool) -> Result<(), StoreFout> {
        let (kennis, keep) = (self.kennis.clone(), Bewaartermijn::van(&self.config));
        let begun = self
            .werker
            .schrijf(move |store| begin(store, &kennis, &keep, nu, bevestigd))
            .klaar()
            .await?;
        *self.dag.lock().unwrap_or_else(PoisonError::into_inner) = begun;
        Ok(())
    }

    fn begonnen(&self) -> Begonnen {
        *self.dag.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many rows that looked like HG went without a tag when the day began; told once.
    pub fn neem_uitgewacht(&self) -> usize {
        let mut begun = self.dag.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut begun.uitgewacht)
    }

    /// Why the new day waits for a person; none when it has begun.
    #[must_use]
    pub fn dagtwijfel(&self) -> Option<Dagtwijfel> {
        self.begonnen().twijfel
    }

    /// Refuses what belongs to a day that has not begun.
    ///
    /// # Errors
    /// [`StoreFout::NieuweDag`].
    pub(super) fn dag_is_begonnen(&self) -> Result<(), StoreFout> {
        match self.dagtwijfel() {
            None => Ok(()),
            Some(Dagtwijfel::Terug { laatst } | Dagtwijfel::Lang { laatst }) => {
                Err(StoreFout::NieuweDag {
                    laatst: tijd::voluit(laatst),
                })
            }
        }
    }
}

/// Begins the day of `nu`, when nothing is odd about it or a person said that the date is right.
///
/// # Errors
/// What the store says; nothing went then.
pub(super) fn begin(
    store: &mut Store,
    kennis: &Kennis,
    keep: &Bewaartermijn,
    nu: DateTime<Utc>,
    bevestigd: bool,
) -> Result<Begonnen, StoreFout> {
    let day = vandaag(nu);
    let twijfel = dagwissel::twijfel(store.laatst_bezig()?, nu);
    if twijfel.is_some() {
        if !bevestigd {
            return Ok(Begonnen {
                twijfel,
                ..Begonnen::default()
            });
        }
        store.bevestig_dag(day, nu)?;
    }
    let cleared = ruim_op(store, kennis, keep, nu)?;
    Ok(Begonnen {
        op: Some(day),
        twijfel: None,
        uitgewacht: cleared.uitgewacht,
    })
}

/// Clears what the new day does not need, and keeps of it what the rules say: untagged rows with a proposal
/// wait, and of a zaak in doubt stays what says of nobody. Closes what nobody touched for weeks.
fn ruim_op(
    store: &mut Store,
    kennis: &Kennis,
    keep: &Bewaartermijn,
    nu: DateTime<Utc>,
) -> Result<Opgeruimd, StoreFout> {
    let Bewaartermijn {
        dagen: keep,
        inzage_jaren,
    } = *keep;
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
        inzage: Some(inzage_jaren),
    };
    let gone = store
        .verdwenen_voor(day)?
        .into_iter()
        .map(|zaak| Dagregel::nieuw(zaak, true, kennis, nu))
        .filter(|regel| regel.voorstel().is_some())
        .count();
    let mut cleared = store.opruimen_met(day, keep, &blijft)?;
    cleared.uitgewacht += gone;
    Ok(cleared)
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
    let concepten = store.conceptsleutels()?.into_iter();
    Ok(Dag {
        kop,
        regels,
        concepten: concepten
            .map(|(zaak, soort)| Conceptsleutel { zaak, soort })
            .collect(),
        twijfel: None,
        rest: None,
        uitgewacht: 0,
    })
}
