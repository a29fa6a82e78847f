//! The form of the overleg: when it is, and how VT takes part.
//!
//! Must not know how a form is drawn, nor how it is stored.

use chrono::{DateTime, Timelike as _, Utc};

use crate::domain::afdoening::Aanwezigheid;
use crate::domain::decide::Opdracht;
use crate::domain::overleg::Overleg;
use crate::domain::tijd;
use crate::domain::werkstroom::AVOND;
use crate::domain::zaak::Zaak;

use crate::app::blik::Blik;
use crate::app::formulieren::zaakblad::{Bladkop, Veldnoot, Zaakblad};
use crate::app::melding::Toon;
use crate::app::velden::formulier::{Formulier, Fout, Veld};
use crate::app::velden::tijdinvoer::{lees_tijdstip, schrijf_tijdstip};

/// When the overleg is.
#[derive(Debug)]
pub struct Overlegblad;

impl Zaakblad for Overlegblad {
    fn kop(&self) -> Bladkop {
        Bladkop {
            titel: "Overleg plannen",
            concept: "overleg",
            toets: "p",
        }
    }

    fn velden(&self, _blik: &Blik, zaak: &Zaak) -> Vec<Veld> {
        let planned = zaak.stand.overleg.as_ref().map(|one| &one.overleg);
        let at = planned.map_or_else(String::new, |one| schrijf_tijdstip(one.tijd));
        let how = planned.map_or_else(Aanwezigheid::default, |one| one.wijze);
        vec![
            Veld::regel("tijd", "Tijd", &at).met_hint("15:30, morgen 9:15, +2u"),
            keuze_aanwezig("wijze", "VT doet mee", how),
            Veld::regel(
                "toelichting",
                "Toelichting",
                planned.map_or("", |one| &one.toelichting),
            )
            .met_hint("bijv. nummer, wie het doorgaf"),
        ]
    }

    fn lees(&self, blik: &Blik, _zaak: &Zaak, form: &Formulier) -> Result<Opdracht, Fout> {
        let nu = blik.nu;
        let tijd = lees_tijdstip(&form.tekst("tijd"), nu).ok_or((
            "tijd",
            "Tijd niet begrepen. Schrijf 15:30, morgen 9:15 of +2u.".to_owned(),
        ))?;
        Ok(Opdracht::PlanOverleg(Overleg {
            tijd,
            wijze: Aanwezigheid::ALLE
                .get(form.keuze("wijze"))
                .copied()
                .unwrap_or_default(),
            toelichting: form.tekst("toelichting"),
        }))
    }

    fn noot(&self, blik: &Blik, zaak: &Zaak, form: &Formulier, veld: &Veld) -> Veldnoot {
        let nu = blik.nu;
        let line = blik.lijst.zoek(zaak.id).filter(|line| line.klok_loopt());
        let uiterlijk = line.and_then(|line| line.klok.uiterlijk);
        if veld.id != "tijd" || form.tekst("tijd").is_empty() {
            return None;
        }
        Some(match lees_tijdstip(&form.tekst("tijd"), nu) {
            None => ("niet begrepen".to_owned(), Toon::Let),
            Some(at) if at < nu => (
                format!("→ {}, dat is voorbij", tijd::moment(at, nu)),
                Toon::Let,
            ),
            Some(at) => {
                let mut text = format!("→ {}", tijd::moment(at, nu));
                let mut tone = Toon::Goed;
                if let Some(end) = uiterlijk.filter(|end| at > *end) {
                    let end = tijd::tot(end, nu);
                    text.push_str(&format!(", dit is na het einde van de termijn (tot {end})"));
                    tone = Toon::Let;
                }
                if is_avond(at) {
                    text.push_str(&format!(", na {AVOND}:00: draag over aan OM"));
                    tone = Toon::Let;
                }
                (text, tone)
            }
        })
    }
}

/// The choice of how VT takes part.
#[must_use]
pub fn keuze_aanwezig(id: &str, label: &str, now: Aanwezigheid) -> Veld {
    let at = Aanwezigheid::ALLE
        .iter()
        .position(|one| *one == now)
        .unwrap_or(0);
    Veld::keuze(
        id,
        label,
        Aanwezigheid::ALLE
            .iter()
            .map(|one| one.label().to_owned())
            .collect(),
        at,
    )
}

/// VT has left the table by then.
#[must_use]
pub fn is_avond(at: DateTime<Utc>) -> bool {
    tijd::lokaal(at).hour() >= AVOND
}
