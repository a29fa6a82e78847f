//! Reading a list: the bytes to a plan, and the plan into the store.
//!
//! Must not know what a screen shows of a plan.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Sessie, SessieFout, vandaag};
use crate::app::conceptsleutel::Conceptsleutel;
use crate::app::kennis::Kennis;
use crate::app::msg::Leesbron;
use crate::domain::event::Leestelling;
use crate::domain::ids::{LezingId, ZaakId};
use crate::domain::lijstregel::Bron;
use crate::domain::tijd;
use crate::import::{self, Plan, Planverschil, Profielen};
use crate::journal::sleutel::Tafelgeheim;
use crate::shell::apart::{self, Staker};
use crate::store::{Lezer, Lezing, StoreFout, Verschil};

impl Sessie {
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
            .lees_na(move |store| plan_op(store, lijst, &geheim, day))
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

    /// Carries a plan out, in one transaction with the end of the draft that was typed for it.
    ///
    /// # Errors
    /// What the store says; then nothing of the plan is stored.
    pub async fn lees_in(
        &self,
        plan: Plan,
        concept: Option<Conceptsleutel>,
        nu: DateTime<Utc>,
    ) -> Result<Leestelling, StoreFout> {
        self.dag_is_begonnen()?;
        let by = self.medewerker();
        let lezing = Lezing {
            concept: concept.map(|one| (one.zaak, one.soort)),
            ..naar_lezing(plan, nu)
        };
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
                    Planverschil::Nieuw => Verschil::Nieuw,
                    Planverschil::Gewijzigd(changes) => Verschil::Gewijzigd(changes),
                    Planverschil::Gelijk => Verschil::Gelijk,
                };
                (line.zaak, line.regel, differs)
            })
            .collect(),
        ook: plan.ook,
        verdwenen: plan.verdwenen,
        telling,
        concept: None,
    }
}
