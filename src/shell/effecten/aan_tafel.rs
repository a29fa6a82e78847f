//! What is asked of an open table: each effect as a piece of work with an answer.
//!
//! Must not know when the work is done, nor where the answer goes.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::app::msg::{Antwoord, Conceptsleutel, Effect};
use crate::app::velden::formulier::{Waarde, Waarden};
use crate::domain::inzage::{Inzageregel, Inzagesoort};
use crate::domain::terug::Terugneming;
use crate::import::{Koppeling, Profielen};
use crate::shell::apart::Staker;
use crate::shell::profiel;
use crate::shell::sessie::{Kopieplek, Sessie, SessieFout, kopieer};
use crate::store::{LezingTerug, StoreFout};

/// A piece of work.
pub(super) type Werk = Pin<Box<dyn Future<Output = Antwoord> + Send>>;

/// A table at which something is asked.
pub(super) struct AanTafel {
    /// The table.
    pub(super) sessie: Arc<Sessie>,
    /// The moment of the question.
    pub(super) nu: DateTime<Utc>,
    /// Stops a reading.
    pub(super) staker: Staker,
    /// Profiles are written to disk.
    pub(super) bewaart: bool,
    /// It is for practice: nothing is copied by itself.
    pub(super) oefent: bool,
    /// How lists are read, also after the table was locked and opened again.
    pub(super) profielen: Arc<Mutex<Option<Arc<Profielen>>>>,
}

impl AanTafel {
    /// The work that an effect asks for; none for one that needs no table.
    pub(super) fn werk(self, effect: Effect) -> Option<Werk> {
        let AanTafel { sessie, nu, .. } = &self;
        let (sessie, nu) = (sessie.clone(), *nu);
        Some(match effect {
            Effect::LaadDag => {
                sessie.zag(Inzageregel::tafel(Inzagesoort::Lijst, ""), nu);
                Box::pin(async move { Antwoord::Dag(zin(sessie.dag(nu).await)) })
            }
            Effect::LaadZaak(id) => {
                Box::pin(async move { Antwoord::Zaak(zin(sessie.zaak(id).await).map(Box::new)) })
            }
            Effect::VoerUit(what) => {
                Box::pin(async move { Antwoord::Uitgevoerd(zin(sessie.voer_uit(what, nu).await)) })
            }
            Effect::VraagTerug(zaak) => {
                Box::pin(
                    async move { Antwoord::Terugvraag(zin(sessie.terugneming(zaak, nu).await)) },
                )
            }
            Effect::NeemTerug(Terugneming::Handeling(all)) => Box::pin(async move {
                let what = all.iter().map(|one| (one.zaak, one.event.id)).collect();
                let done = sessie.neem_terug(what, nu).await;
                Antwoord::Teruggenomen(zin(done.map(|(zaken, _)| zaken)))
            }),
            Effect::NeemTerug(Terugneming::Lezing { id, .. }) => Box::pin(async move {
                let done = sessie.neem_lezing_terug(Some(id), nu).await;
                Antwoord::LezingTerug(zin(done).map(|done| lezing_terug(&done)))
            }),
            Effect::NeemLezingTerug => Box::pin(async move {
                let done = sessie.neem_lezing_terug(None, nu).await;
                Antwoord::LezingTerug(zin(done).map(|done| lezing_terug(&done)))
            }),
            Effect::NieuweDag => {
                Box::pin(async move { Antwoord::DagBegonnen(zin(sessie.nieuwe_dag(nu).await)) })
            }
            Effect::Personen(what) => {
                Box::pin(
                    async move { Antwoord::Personen(zin(sessie.over_personen(what, nu).await)) },
                )
            }
            Effect::BewaarConcept { sleutel, waarden } => Box::pin(async move {
                let done = bewaar_concept(&sessie, &sleutel, &waarden, nu).await;
                Antwoord::ConceptBewaard(zin(done).map(|()| sleutel))
            }),
            Effect::ZoekConcept(sleutel) => Box::pin(async move {
                let found = zin(zoek_concept(&sessie, &sleutel).await);
                Antwoord::Concept(sleutel, found)
            }),
            Effect::WisConcept(sleutel) => Box::pin(async move {
                let gone = sleutel.clone();
                let done = sessie
                    .werker()
                    .schrijf(move |store| store.wis_concept(gone.zaak, &gone.soort))
                    .klaar()
                    .await;
                Antwoord::ConceptWeg(zin(done).map(|()| sleutel))
            }),
            Effect::BekijkBestand(bron) => {
                let staker = self.staker;
                Box::pin(async move {
                    match sessie.bekijk(bron, None, nu, staker).await {
                        Err(SessieFout::OnbekendeKoppen { fout, koppen }) => {
                            Antwoord::OnbekendeKoppen(fout.to_string(), koppen)
                        }
                        other => Antwoord::Voorbeeld(zin(other).map(Box::new)),
                    }
                })
            }
            Effect::VoegSamen {
                hoofd,
                dubbel,
                reden,
            } => Box::pin(async move {
                let done = sessie.voeg_samen(hoofd, dubbel, (reden, false), nu).await;
                Antwoord::Samengevoegd(zin(done).map(|_| (hoofd, dubbel)))
            }),
            Effect::Splits { hoofd, dubbel } => Box::pin(async move {
                let done = sessie.splits(hoofd, dubbel, nu).await;
                // What was one is two again: each keeps its own screen.
                Antwoord::Samengevoegd(zin(done).map(|_| (hoofd, hoofd)))
            }),
            Effect::BewaarProfiel { basis, koppelingen } => self.bewaar_profiel(basis, koppelingen),
            Effect::LeesIn(plan, concept) => Box::pin(async move {
                Antwoord::Ingelezen(zin(sessie.lees_in(*plan, concept, nu).await))
            }),
            Effect::Verstuur(what) => Box::pin(async move {
                let map = sessie.paden.uit.clone();
                let done = zin(sessie.verstuur(*what, &map, nu).await);
                Antwoord::Verstuurd(done.map(|(name, zaak)| (name, Box::new(zaak))))
            }),
            Effect::SchrijfOverdracht(text) => Box::pin(async move {
                sessie.zag(
                    Inzageregel::tafel(Inzagesoort::Uitgevoerd, "overdracht"),
                    nu,
                );
                Antwoord::OverdrachtGeschreven(zin(sessie.schrijf_overdracht(&text, nu).await))
            }),
            Effect::RegistreerRest(nr) => Box::pin(async move {
                let done = sessie.registreer_rest(nr, nu).await;
                Antwoord::Uitgevoerd(zin(done.map(|zaak| vec![zaak])))
            }),
            Effect::VerversKopieen if self.oefent => return None,
            Effect::VerversKopieen => {
                // The table closes while this works on, on a drive that hangs too.
                let table = Arc::downgrade(&sessie);
                Box::pin(async move {
                    let mut said = match table.upgrade() {
                        Some(open) => open.kopie_let_op().await.unwrap_or_default(),
                        None => Vec::new(),
                    };
                    match kopieer(table, Kopieplek::Verouderd, nu).await {
                        Ok(done) => said.extend(done.zinnen()),
                        Err(fout) => said.push(fout.to_string()),
                    }
                    said.dedup();
                    Antwoord::Kopieen(said)
                })
            }
            Effect::Kijk
            | Effect::Ontgrendel { .. }
            | Effect::Maak { .. }
            | Effect::Herstel { .. }
            | Effect::Sluit
            | Effect::StaakLezen
            | Effect::ZoekBestanden
            | Effect::Bel(_)
            | Effect::Zag(_)
            | Effect::Zocht(_)
            | Effect::KijkMap
            | Effect::WekMij(_)
            | Effect::Stop => return None,
        })
    }

    /// Keeps what headings mean, and reads with it from now on.
    fn bewaar_profiel(self, basis: String, koppelingen: Vec<Koppeling>) -> Werk {
        let map = self.sessie.paden.config_map.clone();
        Box::pin(async move {
            let kept = tokio::task::spawn_blocking(move || {
                profiel::bewaar(&map, &basis, &koppelingen, self.bewaart)
            })
            .await;
            Antwoord::ProfielBewaard(match kept {
                Ok(Ok(kept)) => {
                    let profielen = Arc::new(kept.profielen);
                    *self
                        .profielen
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner) = Some(profielen.clone());
                    self.sessie.zet_profielen(profielen);
                    Ok(kept.bestand)
                }
                Ok(Err(fout)) => Err(fout.to_string()),
                Err(_) => Err("het profiel is niet bewaard".to_owned()),
            })
        })
    }
}

async fn bewaar_concept(
    sessie: &Sessie,
    sleutel: &Conceptsleutel,
    waarden: &Waarden,
    nu: DateTime<Utc>,
) -> Result<(), StoreFout> {
    let json = serde_json::to_string(waarden).map_err(|_| StoreFout::Rij("concept"))?;
    let kept = sleutel.clone();
    sessie
        .werker()
        .schrijf(move |store| store.bewaar_concept(kept.zaak, &kept.soort, &json, nu))
        .klaar()
        .await
}

async fn zoek_concept(
    sessie: &Sessie,
    sleutel: &Conceptsleutel,
) -> Result<Option<(Waarden, DateTime<Utc>)>, StoreFout> {
    let wanted = sleutel.clone();
    let found = sessie
        .werker()
        .lees_na(move |store| store.concept(wanted.zaak, &wanted.soort))
        .await?;
    Ok(found.and_then(|(json, at)| {
        let values: BTreeMap<String, Waarde> = serde_json::from_str(&json).ok()?;
        Some((values, at))
    }))
}

fn zin<T, E: std::fmt::Display>(result: Result<T, E>) -> Result<T, String> {
    result.map_err(|fout| fout.to_string())
}

/// What undoing a reading did, as a sentence.
#[must_use]
pub fn lezing_terug(done: &LezingTerug) -> String {
    let mut text = format!(
        "De lezing van {} is teruggenomen: {} regels weg, {} hersteld.",
        done.bestand, done.nieuw_weg, done.hersteld
    );
    if done.blijft > 0 {
        text.push_str(&format!(
            " {} blijven staan, omdat er al iets is vastgelegd.",
            done.blijft
        ));
    }
    text
}
