//! The form of a person around the suspect.
//!
//! Must not know how a form is drawn, nor how it is stored.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::{BetrokkeneId, ZaakId};
use crate::domain::tijd;

use crate::app::concept;
use crate::app::concept::Concept;
use crate::app::formulieren::beoordelen::niet_te_bewerken;
use crate::app::model::{Laag, Melding, Model, Toon};
use crate::app::schermen::zaakscherm;
use crate::app::velden::formulier::{Formulier, Gevolg, Veld, VeldSoort};
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

/// Opens the form for somebody new.
pub fn open_nieuw(model: &mut Model, zaak: ZaakId) {
    if !volgt(model, zaak) {
        return;
    }
    open(model, zaak, None, velden(None));
}

/// Opens the form for somebody who is in the zaak.
pub fn open_wijzig(model: &mut Model, zaak: ZaakId, who: &Betrokkene) {
    open(model, zaak, Some(who.id), velden(Some(who)));
}

fn open(model: &mut Model, zaak: ZaakId, wie: Option<BetrokkeneId>, velden: Vec<Veld>) {
    let soort = wie.map_or_else(|| CONCEPT.to_owned(), |who| format!("{CONCEPT}:{who}"));
    model
        .lagen
        .push(Laag::Betrokkene(Box::new(BetrokkeneScherm {
            zaak,
            wie,
            formulier: Formulier::nieuw(velden),
            concept: Concept::nieuw(zaak, soort),
        })));
    concept::zoek(model);
}

/// Name of the draft of this form, for somebody new.
pub const CONCEPT: &str = "betrokkene";

fn volgt(model: &mut Model, zaak: ZaakId) -> bool {
    let refusal = zaakscherm::zaak_van(model, zaak).map_or(Some(Weigering::NietGevolgd), |found| {
        niet_te_bewerken(&found)
    });
    if let Some(refusal) = &refusal {
        model.meld(Toon::Let, refusal.to_string());
    }
    refusal.is_none()
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

/// Handles a key that is no command.
pub fn toets(model: &mut Model, key: &crossterm::event::KeyEvent) {
    if let Some(Laag::Betrokkene(scherm)) = model.lagen.last_mut()
        && scherm.formulier.toets(key) == Gevolg::Gewijzigd
    {
        concept::getypt(model);
    }
}

/// Handles pasted text.
pub fn plak(model: &mut Model, text: &str) {
    if let Some(Laag::Betrokkene(scherm)) = model.lagen.last_mut()
        && scherm.formulier.plak(text) == Gevolg::Gewijzigd
    {
        concept::getypt(model);
    }
}

/// Saves the form, or says what is missing.
pub fn opslaan(model: &mut Model) {
    let nu = model.nu;
    let Some(Laag::Betrokkene(scherm)) = model.lagen.last_mut() else {
        return;
    };
    let form = &scherm.formulier;
    let Ok(leeftijd) = lees_leeftijd(&form.tekst("leeftijd"), nu) else {
        scherm.formulier.focus_op("leeftijd");
        model.meld(
            Toon::Fout,
            "Leeftijd niet begrepen. Schrijf jaren (31), een datum (3-4-1995) of een geboortejaar (1995).",
        );
        return;
    };
    let who = Betrokkene {
        id: scherm.wie.unwrap_or_else(|| BetrokkeneId(nieuw_id(nu))),
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
    let zaak = scherm.zaak;
    let is_new = scherm.wie.is_none();
    let before = model
        .lijst
        .zoek(zaak)
        .and_then(|regel| regel.zaak.stand.betrokkene(who.id));
    let still =
        is_nog_daar(form) && before.is_some_and(|one| one.verblijf.trim() == who.verblijf.trim());
    let still = still.then_some(Opdracht::BevestigPlaats(who.id));
    let opdracht = if is_new {
        Opdracht::VoegBetrokkeneToe(who)
    } else {
        Opdracht::WijzigBetrokkene(who)
    };
    if let Some(regel) = model.lijst.zoek(zaak)
        && let Err(refusal) = decide(&regel.zaak, &opdracht)
    {
        if refusal == Weigering::Ongewijzigd {
            match still {
                Some(still) => concept::sla_op(model, vec![(zaak, still)], None),
                None => concept::ongewijzigd(model, Melding::goed(refusal.to_string())),
            }
            return;
        }
        if let Some(Laag::Betrokkene(scherm)) = model.lagen.last_mut() {
            scherm.formulier.focus_op("naam");
        }
        model.meld(Toon::Fout, refusal.to_string());
        return;
    }
    let commands = std::iter::once(opdracht).chain(still);
    concept::sla_op(model, commands.map(|one| (zaak, one)).collect(), None);
}

/// An id for somebody new. Version 7: the time of now, the rest random.
#[must_use]
pub fn nieuw_id(nu: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(nu.timestamp()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(
        uuid::NoContext,
        seconds,
        nu.timestamp_subsec_nanos(),
    ))
}
