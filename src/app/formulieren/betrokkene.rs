//! The form of a person around the suspect.
//!
//! Must not know how a form is drawn, nor how it is stored.

use chrono::{DateTime, Utc};

use crate::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::{BetrokkeneId, ZaakId};
use crate::domain::tijd;

use crate::app::blik::Blik;
use crate::app::concept::Concept;
use crate::app::daad::{Daad, Daden};
use crate::app::formulieren::bewerkbaar::niet_te_bewerken;
use crate::app::invulscherm::{Invulscherm, Verder};
use crate::app::melding::Melding;
use crate::app::nieuw_id::nieuw_id;
use crate::app::velden::formulier::{Formulier, Veld, VeldSoort};
use crate::app::velden::tijdinvoer::{Geboren, lees_geboren};

/// The screen.
#[derive(Debug)]
pub struct BetrokkeneScherm {
    /// Which zaak.
    pub zaak: ZaakId,
    /// Who; none for somebody new.
    pub wie: Option<BetrokkeneId>,
    /// The fields.
    pub formulier: Formulier,
    /// Its draft.
    pub concept: Concept,
}

/// Name of the draft of this form, for somebody new.
pub const CONCEPT: &str = "betrokkene";

impl BetrokkeneScherm {
    /// The form for somebody who is in the zaak, or for somebody new.
    ///
    /// # Errors
    /// What is said where the zaak takes nobody new.
    pub fn open(
        blik: &Blik,
        zaak: ZaakId,
        wie: Option<BetrokkeneId>,
    ) -> Result<BetrokkeneScherm, Daden> {
        let found = blik.zaak(zaak);
        let who = match wie {
            Some(id) => {
                let who = found.and_then(|zaak| zaak.stand.betrokkene(id));
                Some(who.ok_or_else(Daden::new)?)
            }
            None => {
                let refusal = found.map_or(Some(Weigering::NietGevolgd), niet_te_bewerken);
                if let Some(refusal) = refusal {
                    return Err(Daad::let_op(refusal.to_string()).into());
                }
                None
            }
        };
        let soort = wie.map_or_else(|| CONCEPT.to_owned(), |who| format!("{CONCEPT}:{who}"));
        Ok(BetrokkeneScherm {
            zaak,
            wie,
            formulier: Formulier::nieuw(velden(who)),
            concept: Concept::nieuw(zaak, soort),
        })
    }
}

fn velden(who: Option<&Betrokkene>) -> Vec<Veld> {
    let text = |read: fn(&Betrokkene) -> &String| who.map(read).cloned().unwrap_or_default();
    let age = match who.and_then(|who| who.leeftijd) {
        Some(Leeftijd::Geboren(date)) => tijd::datum(date),
        Some(Leeftijd::Jaren(years)) => years.to_string(),
        Some(Leeftijd::Geboortejaar(year)) => year.to_string(),
        None => String::new(),
    };
    let role = who.map_or(0, |who| place(&Rol::ALLE, who.rol));
    let phone = who.map_or(0, |who| place(&Bellen::ALLE, who.bellen));
    let mut out = vec![
        Veld::regel("naam", "Naam", &text(|who| &who.naam)).met_hint("voornaam is genoeg"),
        Veld::keuze(
            "rol",
            "Rol",
            Rol::ALLE.iter().map(|rol| rol.label().to_owned()).collect(),
            role,
        ),
        Veld::regel("leeftijd", "Leeftijd of geboren", &age).met_hint("31, 3-4-1995 of 1995"),
        Veld::regel(
            "relatie",
            "Relatie tot verdachte",
            &text(|who| &who.relatie),
        )
        .met_hint("bijv. partner, dochter"),
        Veld::regel("verblijf", "Waar nu", &text(|who| &who.verblijf))
            .met_hint("bijv. thuis, Oss; bij oma"),
        Veld::keuze(
            "geheim",
            "Geheim adres",
            ["nee", "ja: staat in geen enkele tekst"]
                .map(str::to_owned)
                .to_vec(),
            usize::from(who.is_some_and(|who| who.geheim)),
        ),
        Veld::keuze(
            "bellen",
            "Bellen",
            Bellen::ALLE
                .iter()
                .map(|one| one.label().to_owned())
                .collect(),
            phone,
        ),
        Veld::regel("bereikbaar", "Bereikbaar via", &text(|who| &who.bereikbaar)),
    ];
    if who.is_some_and(|who| !who.verblijf.trim().is_empty()) {
        let at = out
            .iter()
            .position(|veld| veld.id == "verblijf")
            .map_or(out.len(), |at| at + 1);
        // That nothing changed is a fact too, when somebody asked.
        let still = vec![("nagevraagd: nog steeds daar".to_owned(), false)];
        out.insert(at, Veld::vinkjes(NOG_DAAR, "", still));
    }
    out
}

/// The tick that somebody is still where was noted.
const NOG_DAAR: &str = "nog_daar";

/// It was asked again, and the place did not change.
fn is_nog_daar(form: &Formulier) -> bool {
    match form.zoek(NOG_DAAR).map(|veld| &veld.soort) {
        Some(VeldSoort::Vinkjes(options, _)) => options.iter().any(|(_, on)| *on),
        _ => false,
    }
}

fn place<T: PartialEq + Copy>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or(0)
}

fn lees_leeftijd(text: &str, nu: DateTime<Utc>) -> Result<Option<Leeftijd>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(years) = text.trim_end_matches(" jaar").parse::<u8>()
        && years < 120
    {
        return Ok(Some(Leeftijd::Jaren(years)));
    }
    match lees_geboren(text, nu) {
        Some(Geboren::Dag(date)) => Ok(Some(Leeftijd::Geboren(date))),
        Some(Geboren::Jaar(year)) => Ok(Some(Leeftijd::Geboortejaar(year))),
        None => Err(()),
    }
}

impl Invulscherm for BetrokkeneScherm {
    fn titel(&self) -> &'static str {
        "Betrokkene"
    }

    fn delen(&self) -> (&Formulier, &Concept) {
        (&self.formulier, &self.concept)
    }

    fn delen_mut(&mut self) -> (&mut Formulier, &mut Concept) {
        (&mut self.formulier, &mut self.concept)
    }

    fn over(&self) -> Option<ZaakId> {
        Some(self.zaak)
    }

    fn verder_met(&self) -> Verder {
        Verder::Toets(match self.wie {
            Some(_) => "Enter op die persoon",
            None => "n",
        })
    }

    fn opslaan(&mut self, blik: &Blik) -> Daden {
        let nu = blik.nu;
        let form = &self.formulier;
        let Ok(leeftijd) = lees_leeftijd(&form.tekst("leeftijd"), nu) else {
            self.formulier.focus_op("leeftijd");
            return Daad::fout(
                "Leeftijd niet begrepen. Schrijf jaren (31), een datum (3-4-1995) of een geboortejaar (1995).",
            )
            .into();
        };
        let who = Betrokkene {
            id: self.wie.unwrap_or_else(|| BetrokkeneId(nieuw_id(nu))),
            naam: form.tekst("naam"),
            leeftijd,
            rol: Rol::ALLE
                .get(form.keuze("rol"))
                .copied()
                .unwrap_or_default(),
            relatie: form.tekst("relatie"),
            verblijf: form.tekst("verblijf"),
            bellen: Bellen::ALLE
                .get(form.keuze("bellen"))
                .copied()
                .unwrap_or_default(),
            bereikbaar: form.tekst("bereikbaar"),
            geheim: form.keuze("geheim") == 1,
        };
        let zaak = self.zaak;
        let line = blik.lijst.zoek(zaak);
        let before = line.and_then(|regel| regel.zaak.stand.betrokkene(who.id));
        let same = before.is_some_and(|one| one.verblijf.trim() == who.verblijf.trim());
        let still = (is_nog_daar(form) && same).then_some(Opdracht::BevestigPlaats(who.id));
        let opdracht = if self.wie.is_none() {
            Opdracht::VoegBetrokkeneToe(who)
        } else {
            Opdracht::WijzigBetrokkene(who)
        };
        match line.and_then(|regel| decide(&regel.zaak, &opdracht).err()) {
            None => Daad::SlaOp {
                opdrachten: std::iter::once(opdracht)
                    .chain(still)
                    .map(|one| (zaak, one))
                    .collect(),
                zeg: None,
                dan: Daden::new(),
            }
            .into(),
            Some(refusal @ Weigering::Ongewijzigd) => match still {
                Some(still) => Daad::sla_op(zaak, still).into(),
                None => Daad::Ongewijzigd(Melding::goed(refusal.to_string())).into(),
            },
            Some(refusal) => {
                self.formulier.focus_op("naam");
                Daad::fout(refusal.to_string()).into()
            }
        }
    }
}
