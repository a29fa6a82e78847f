//! The form of the decision: which modaliteiten, under which conditions, from when until when, and who
//! tells whom.
//!
//! What VT asked stands apart from what else was set, and nothing is ticked beforehand: a condition that
//! nobody set must not silence an alarm. Must not know how a form is drawn, nor how it is stored.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::domain::afdoening::{Aanwezigheid, Afdoening, Modaliteitkeuze, Vrij};
use crate::domain::decide::Opdracht;
use crate::domain::modaliteit::Modaliteit;
use crate::domain::naam::vouw;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

use crate::app::afgeleid::klokken;
use crate::app::blik::Blik;
use crate::app::formulieren::overleg::keuze_aanwezig;
use crate::app::formulieren::voorwaarden;
use crate::app::formulieren::zaakblad::{Bladkop, Veldnoot, Zaakblad};
use crate::app::kennis::Kennis;
use crate::app::melding::Toon;
use crate::app::velden::formulier::{Formulier, Fout, Veld, VeldSoort};
use crate::app::velden::tijdinvoer::{lees_tijdstip, schrijf_tijdstip};
use crossterm::event::{KeyCode, KeyEvent};

/// What was decided.
#[derive(Debug)]
pub struct Afdoeningblad;

impl Zaakblad for Afdoeningblad {
    fn kop(&self) -> Bladkop {
        Bladkop {
            titel: "Beslissing",
            concept: "afdoening",
            toets: "d",
        }
    }

    fn velden(&self, blik: &Blik, zaak: &Zaak) -> Vec<Veld> {
        velden(zaak, &blik.kennis, blik.nu)
    }

    fn lees(&self, blik: &Blik, zaak: &Zaak, form: &Formulier) -> Result<Opdracht, Fout> {
        lees(form, zaak, &blik.kennis, blik.nu)
    }

    fn volg(&self, _blik: &Blik, form: &mut Formulier, _veld: Option<&str>) {
        volg(form);
    }

    /// Enter on what was typed to choose quickly ticks it.
    fn eerst(
        &self,
        blik: &Blik,
        form: &mut Formulier,
        key: &KeyEvent,
    ) -> Option<Result<(), String>> {
        let quick = form.actief().is_some_and(|veld| veld.id == SNEL);
        (quick && key.code == KeyCode::Enter && !form.tekst(SNEL).is_empty())
            .then(|| kies_snel(form, &blik.kennis))
    }

    fn noot(&self, blik: &Blik, zaak: &Zaak, form: &Formulier, veld: &Veld) -> Veldnoot {
        noot(form, veld, zaak, &blik.kennis, blik.nu)
    }
}

/// The field in which one types a code or a part of a label.
pub const SNEL: &str = "snel";
const GROEP: &str = "mod:";
/// Modaliteiten of the decision that are not in the list any more, or not offered here.
const VROEGER: &str = "mod:vroeger";

/// The fields, on the decision that holds.
#[must_use]
pub fn velden(zaak: &Zaak, kennis: &Kennis, nu: DateTime<Utc>) -> Vec<Veld> {
    let holds = zaak.stand.afdoening().map(|one| &one.inhoud);
    let mut out = vec![
        Veld::kop("Wat is beslist"),
        Veld::regel(SNEL, "Snel kiezen", "").met_hint("code of woord, Enter vinkt aan"),
    ];
    let adult = volwassen(zaak, nu) == Some(true);
    for (group, members) in kennis.modaliteiten.groepen() {
        let options: Vec<(String, bool)> = members
            .into_iter()
            .filter(|one| !(adult && one.minderjarig))
            .map(|one| {
                let on = holds
                    .is_some_and(|what| what.modaliteiten.iter().any(|now| now.code == one.code));
                (one.label.clone(), on)
            })
            .collect();
        if !options.is_empty() {
            out.push(Veld::vinkjes(&format!("{GROEP}{group}"), group, options));
        }
    }
    let earlier = vroeger(holds, &out, kennis);
    out.extend(earlier);
    let walks_out = ["volgt uit de keuze", "ja", "nee", "niet bekend"].map(str::to_owned);
    let said = match holds.and_then(|what| what.vrij) {
        None => 0,
        Some(Vrij::Ja) => 1,
        Some(Vrij::Nee) => 2,
        Some(Vrij::Onbekend) => 3,
    };
    out.push(Veld::keuze(
        "vrij",
        "Verdachte komt vrij",
        walks_out.to_vec(),
        said,
    ));
    out.extend(voorwaarden::velden(zaak, kennis));
    let text = |read: fn(&Afdoening) -> &String| holds.map(read).cloned().unwrap_or_default();
    let at = |read: fn(&Afdoening) -> Option<DateTime<Utc>>| {
        holds
            .and_then(read)
            .map_or_else(String::new, schrijf_tijdstip)
    };
    // That somebody planned to be there does not say that he was.
    let present = holds.map_or_else(Aanwezigheid::default, |what| what.vt_aanwezig);
    out.extend([
        Veld::kop("Wanneer"),
        Veld::regel("beslist", "Beslist om", &at(|what| what.beslist_op))
            .met_hint("13:40, gisteren 23:10; leeg: niet bekend"),
        Veld::regel("ingang", "Gaat in", &at(|what| what.ingang))
            .met_hint("leeg: toen het is beslist"),
        Veld::regel("einde", "Eindigt", &at(|what| what.einde))
            .met_hint("leeg: zoals de wet het rekent"),
        Veld::kop("Wie weet ervan"),
        Veld::regel(
            "slachtoffer",
            "Informeert slachtoffer",
            &text(|what| &what.informeert_slachtoffer),
        )
        .met_hint("bijv. SHN, politie, VT"),
        Veld::regel(
            "informeert_vt",
            "Informeert VT",
            &text(|what| &what.informeert_vt),
        )
        .met_hint("bijv. KPC-er"),
        keuze_aanwezig("aanwezig", "VT was erbij", present),
        Veld::regel(
            "toelichting",
            "Toelichting",
            &text(|what| &what.toelichting),
        ),
    ]);
    out
}

/// What the decision that holds has and the list of today does not offer.
fn vroeger(holds: Option<&Afdoening>, offered: &[Veld], kennis: &Kennis) -> Option<Veld> {
    let there = |one: &Modaliteitkeuze| {
        let known = kennis.modaliteiten.alle();
        let label = known.iter().find(|other| other.code == one.code);
        let label = label.map(|other| other.label.as_str());
        offered.iter().any(|veld| match &veld.soort {
            VeldSoort::Vinkjes(options, _) => options
                .iter()
                .any(|(option, _)| Some(option.as_str()) == label),
            _ => false,
        })
    };
    let missing: Vec<(String, bool)> = holds?
        .modaliteiten
        .iter()
        .filter(|one| !there(one))
        .map(|one| (eerder_label(one), true))
        .collect();
    (!missing.is_empty()).then(|| Veld::vinkjes(VROEGER, "Eerder vastgelegd", missing))
}

/// Told apart from a modaliteit of the list of today by its code.
fn eerder_label(one: &Modaliteitkeuze) -> String {
    format!("{} ({})", one.label, one.code)
}

/// What follows from a choice.
pub fn volg(form: &mut Formulier) {
    voorwaarden::volg(form);
}

fn volwassen(zaak: &Zaak, nu: DateTime<Utc>) -> Option<bool> {
    let born = zaak.geboortedatum()?;
    tijd::leeftijd(born, tijd::lokaal(nu).date_naive()).map(|years| years >= 18)
}

/// The modaliteiten that are ticked.
fn gekozen<'a>(form: &Formulier, kennis: &'a Kennis) -> Vec<&'a Modaliteit> {
    let on: Vec<&str> = vakken(form)
        .flat_map(|(_, options)| options.iter().filter(|(_, on)| *on))
        .map(|(label, _)| label.as_str())
        .collect();
    kennis
        .modaliteiten
        .alle()
        .iter()
        .filter(|one| on.contains(&one.label.as_str()))
        .collect()
}

fn vakken(form: &Formulier) -> impl Iterator<Item = (&str, &Vec<(String, bool)>)> {
    form.velden.iter().filter_map(|veld| match &veld.soort {
        VeldSoort::Vinkjes(options, _) if veld.id.starts_with(GROEP) => {
            Some((veld.id.as_str(), options))
        }
        _ => None,
    })
}

/// What the typed letters mean: one code exactly, else everything that has them in code or label.
fn passend<'a>(form: &Formulier, kennis: &'a Kennis) -> Vec<&'a Modaliteit> {
    let bare = |text: &str| vouw(text).replace([' ', '-'], "");
    let wanted = bare(&form.tekst(SNEL));
    if wanted.is_empty() {
        return Vec::new();
    }
    let offered: Vec<&str> = vakken(form)
        .flat_map(|(_, options)| options.iter())
        .map(|(label, _)| label.as_str())
        .collect();
    let all: Vec<&Modaliteit> = kennis
        .modaliteiten
        .alle()
        .iter()
        .filter(|one| offered.contains(&one.label.as_str()))
        .collect();
    let exact: Vec<&Modaliteit> = all
        .iter()
        .copied()
        .filter(|one| bare(&one.code) == wanted || bare(&one.label) == wanted)
        .collect();
    if !exact.is_empty() {
        return exact;
    }
    let starts: Vec<&Modaliteit> = all
        .iter()
        .copied()
        .filter(|one| bare(&one.code).starts_with(&wanted))
        .collect();
    if !starts.is_empty() {
        return starts;
    }
    all.into_iter()
        .filter(|one| bare(&one.label).contains(&wanted))
        .collect()
}

/// Ticks what was typed, or unticks it.
///
/// # Errors
/// A sentence for the worker when it fits nothing, or more than one.
pub fn kies_snel(form: &mut Formulier, kennis: &Kennis) -> Result<(), String> {
    let found = passend(form, kennis);
    let label = match found.as_slice() {
        [] => return Err("Niets in de lijst past hierop. Kies hieronder met Spatie.".to_owned()),
        [one] => one.label.clone(),
        more => return Err(format!("Past op {}. Typ er een letter bij.", namen(more))),
    };
    for veld in &mut form.velden {
        if let VeldSoort::Vinkjes(options, _) = &mut veld.soort
            && veld.id.starts_with(GROEP)
            && let Some((_, on)) = options.iter_mut().find(|(one, _)| *one == label)
        {
            *on = !*on;
        }
        if veld.id == SNEL {
            veld.soort = VeldSoort::Regel(String::new().into());
        }
    }
    Ok(())
}

fn namen(found: &[&Modaliteit]) -> String {
    found
        .iter()
        .take(4)
        .map(|one| format!("{} ({})", one.label, one.code))
        .collect::<Vec<_>>()
        .join(" of ")
}

/// What was understood of a field, or what follows from the choice.
#[must_use]
pub fn noot(
    form: &Formulier,
    veld: &Veld,
    zaak: &Zaak,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Option<(String, Toon)> {
    match veld.id.as_str() {
        SNEL => {
            let found = passend(form, kennis);
            match found.as_slice() {
                [] if !form.tekst(SNEL).is_empty() => {
                    Some(("past op niets in de lijst".to_owned(), Toon::Let))
                }
                [] => {
                    let chosen = gekozen(form, kennis);
                    (!chosen.is_empty()).then(|| (format!("→ {}", namen(&chosen)), Toon::Goed))
                }
                [one] => Some((format!("Enter: {} ({})", one.label, one.code), Toon::Goed)),
                more => Some((namen(more), Toon::Let)),
            }
        }
        "vrij" => {
            let chosen = keuzes(form, zaak, kennis);
            if chosen.is_empty() {
                return None;
            }
            Some((gevolg(&chosen, gezegd_vrij(form)), Toon::Goed))
        }
        "beslist" | "ingang" => {
            let text = form.tekst(&veld.id);
            if text.is_empty() {
                return None;
            }
            Some(match lees_tijdstip(&text, nu) {
                Some(at) => (format!("→ {}", tijd::moment(at, nu)), Toon::Goed),
                None => ("niet begrepen".to_owned(), Toon::Let),
            })
        }
        "einde" => einde(form, zaak, kennis, nu),
        _ => None,
    }
}

/// The end that was typed beside the end that the law says.
fn einde(
    form: &Formulier,
    zaak: &Zaak,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Option<(String, Toon)> {
    let text = form.tekst("einde");
    let told = lees_tijdstip(&text, nu);
    if !text.is_empty() && told.is_none() {
        return Some(("niet begrepen".to_owned(), Toon::Let));
    }
    let what = stel_samen(form, zaak, kennis, nu).ok()?;
    let clocks = klokken::van_beslissing(&what, kennis, nu);
    let mut parts = Vec::new();
    let mut differs = false;
    if let Some(at) = told {
        parts.push(format!("→ {}", tijd::tot(at, nu)));
    }
    for klok in &clocks {
        match klok.uiterlijk {
            Some(at) => {
                parts.push(format!("wet: tot {} ({})", tijd::tot(at, nu), klok.regel));
            }
            None => parts.push(format!("{}: vul in wanneer het ingaat", klok.naam)),
        }
    }
    if let (Some(first), Some(at)) = (clocks.first(), told) {
        differs = first.uiterlijk.is_some_and(|end| at > end);
        if differs {
            parts.push("later dan de wet toelaat".to_owned());
        }
    }
    (!parts.is_empty()).then(|| {
        let tone = if differs { Toon::Let } else { Toon::Goed };
        (parts.join(" · "), tone)
    })
}

fn gezegd_vrij(form: &Formulier) -> Option<Vrij> {
    match form.keuze("vrij") {
        1 => Some(Vrij::Ja),
        2 => Some(Vrij::Nee),
        3 => Some(Vrij::Onbekend),
        _ => None,
    }
}

/// What a choice sets going, in words.
fn gevolg(chosen: &[Modaliteitkeuze], said: Option<Vrij>) -> String {
    let what = Afdoening {
        modaliteiten: chosen.to_vec(),
        vrij: said,
        ..Afdoening::default()
    };
    let mut parts = vec![
        match what.komt_vrij() {
            Vrij::Ja => "komt vrij",
            Vrij::Nee => "blijft vast",
            Vrij::Onbekend => "niet bekend of verdachte vrijkomt; dat telt als vrij",
        }
        .to_owned(),
    ];
    if !what.eindigt() {
        parts.push("geen eindbeslissing: zsmtafel blijft naar de beslissing vragen".to_owned());
    }
    let mut steps: Vec<&str> = chosen
        .iter()
        .flat_map(|one| one.stappen.iter().map(|step| step.label()))
        .collect();
    steps.sort_unstable();
    steps.dedup();
    if !steps.is_empty() {
        parts.push(format!("opent: {}", steps.join(", ")));
    }
    parts.join(" · ")
}

/// Reads the form.
///
/// # Errors
/// The field that is missing or not understood, and why.
pub fn lees(
    form: &Formulier,
    zaak: &Zaak,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Result<Opdracht, Fout> {
    if !form.tekst(SNEL).is_empty() {
        return Err((
            SNEL,
            "Druk hier op Enter om aan te vinken, of maak dit veld leeg.".to_owned(),
        ));
    }
    let what = stel_samen(form, zaak, kennis, nu)?;
    if what.beslist_op.is_some_and(|at| at > nu) {
        return Err((
            "beslist",
            "Beslist om ligt in de toekomst. Leg een beslissing vast als zij er is.".to_owned(),
        ));
    }
    Ok(Opdracht::StelAfdoeningVast(Box::new(what)))
}

fn stel_samen(
    form: &Formulier,
    zaak: &Zaak,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Result<Afdoening, Fout> {
    let holds = zaak.stand.afdoening().map(|one| &one.inhoud);
    let moment = |id: &'static str, was: Option<DateTime<Utc>>| {
        let text = form.tekst(id);
        // A field has no seconds: what was not touched is still the moment that was recorded.
        if was.is_some_and(|at| schrijf_tijdstip(at) == text) {
            return Ok(was);
        }
        if text.is_empty() {
            return Ok(None);
        }
        lees_tijdstip(&text, nu).map(Some).ok_or((
            id,
            "Tijd niet begrepen. Schrijf 13:40, gisteren 23:10 of morgen 12.".to_owned(),
        ))
    };
    let words = |id: &str, was: Option<&String>| {
        let text = form.tekst(id);
        match was.filter(|was| was.trim() == text) {
            Some(was) => was.clone(),
            None => text,
        }
    };
    Ok(Afdoening {
        modaliteiten: keuzes(form, zaak, kennis),
        vrij: gezegd_vrij(form),
        voorwaarden: voorwaarden::lees(form, zaak, kennis)?,
        beslist_op: moment("beslist", holds.and_then(|one| one.beslist_op))?,
        ingang: moment("ingang", holds.and_then(|one| one.ingang))?,
        einde: moment("einde", holds.and_then(|one| one.einde))?,
        informeert_slachtoffer: words("slachtoffer", holds.map(|one| &one.informeert_slachtoffer)),
        informeert_vt: words("informeert_vt", holds.map(|one| &one.informeert_vt)),
        vt_aanwezig: Aanwezigheid::ALLE
            .get(form.keuze("aanwezig"))
            .copied()
            .unwrap_or_default(),
        toelichting: words("toelichting", holds.map(|one| &one.toelichting)),
    })
}

/// The modaliteiten: as they were recorded when nothing about them changed, else as the list describes them
/// now, with what a person said about the release.
fn keuzes(form: &Formulier, zaak: &Zaak, kennis: &Kennis) -> Vec<Modaliteitkeuze> {
    let chosen = gekozen(form, kennis);
    let holds = zaak.stand.afdoening().map(|one| &one.inhoud);
    let was = holds.map_or(&[][..], |what| what.modaliteiten.as_slice());
    let ticked: Vec<&str> = vakken(form)
        .filter(|(id, _)| *id == VROEGER)
        .flat_map(|(_, options)| options.iter().filter(|(_, on)| *on))
        .map(|(label, _)| label.as_str())
        .collect();
    let earlier: Vec<&Modaliteitkeuze> = was
        .iter()
        .filter(|one| ticked.contains(&eerder_label(one).as_str()))
        .collect();
    let codes: BTreeSet<&str> = chosen
        .iter()
        .map(|one| one.code.as_str())
        .chain(earlier.iter().map(|one| one.code.as_str()))
        .collect();
    let before: BTreeSet<&str> = was.iter().map(|one| one.code.as_str()).collect();
    if codes == before && holds.is_some_and(|what| what.vrij == gezegd_vrij(form)) {
        return was.to_vec();
    }
    let mut out = kennis.modaliteiten.keuzes(
        chosen.iter().map(|one| one.code.as_str()),
        gezegd_vrij(form).unwrap_or_default(),
    );
    out.extend(earlier.into_iter().cloned());
    out
}
