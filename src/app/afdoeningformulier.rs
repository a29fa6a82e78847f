//! The form of the decision: which modaliteiten, under which conditions, from when until when, and who
//! tells whom.
//!
//! What VT asked stands apart from what else was set, and nothing is ticked beforehand: a condition that
//! nobody set must not silence an alarm. Must not know how a form is drawn, nor how it is stored.

use chrono::{DateTime, Utc};

use crate::domain::afdoening::{
    Aanwezigheid, Afdoening, Modaliteitkeuze, Uitkomst, Voorwaarde, Vrij,
};
use crate::domain::decide::Opdracht;
use crate::domain::modaliteit::Modaliteit;
use crate::domain::naam::vouw;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

use super::formulier::{Formulier, Veld, VeldSoort};
use super::kennis::Kennis;
use super::klokken;
use super::model::Toon;
use super::overlegformulier::keuze_aanwezig;
use super::tijdinvoer::{lees_tijdstip, schrijf_tijdstip};
use super::zaakformulier::Fout;

/// The field in which one types a code or a part of a label.
pub const SNEL: &str = "snel";
const GROEP: &str = "mod:";
const UITKOMST: &str = "uitkomst:";
const HOE_ANDERS: &str = "hoe_anders";

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
    out.extend(voorwaarden(zaak, kennis));
    let text = |read: fn(&Afdoening) -> &String| holds.map(read).cloned().unwrap_or_default();
    let at = |read: fn(&Afdoening) -> Option<DateTime<Utc>>| {
        holds
            .and_then(read)
            .map_or_else(String::new, schrijf_tijdstip)
    };
    let present = holds.map_or_else(
        || {
            let planned = zaak.stand.overleg.as_ref();
            planned.map_or(Aanwezigheid::Niet, |one| one.overleg.wijze)
        },
        |what| what.vt_aanwezig,
    );
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

/// The conditions: those that VT asked with what became of each, the others of the list, and own words.
fn voorwaarden(zaak: &Zaak, kennis: &Kennis) -> Vec<Veld> {
    let holds: &[Voorwaarde] = zaak
        .stand
        .afdoening()
        .map(|one| one.inhoud.voorwaarden.as_slice())
        .unwrap_or_default();
    let asked = gevraagd(zaak);
    let mut out = vec![Veld::kop("Voorwaarden")];
    for (nr, text) in asked.iter().enumerate() {
        let now = holds
            .iter()
            .find(|one| one.wat == *text)
            .map_or(Uitkomst::Onbekend, |one| one.uitkomst);
        let at = Uitkomst::ALLE
            .iter()
            .position(|one| *one == now)
            .unwrap_or(0);
        let options = Uitkomst::ALLE.map(|one| one.label().to_owned()).to_vec();
        out.push(
            Veld::keuze(
                &format!("{UITKOMST}{nr}"),
                &label(kennis, text),
                options,
                at,
            )
            .met_hint("VT vroeg dit; wat is ervan geworden?"),
        );
    }
    if !asked.is_empty() {
        let how: Vec<&str> = holds
            .iter()
            .filter(|one| one.uitkomst == Uitkomst::Anders && asked.contains(&one.wat))
            .map(|one| one.anders.as_str())
            .collect();
        out.push(
            Veld::regel(HOE_ANDERS, "Hoe anders", &how.join("; "))
                .met_hint("bij 'anders gesteld'; meer? scheid met ;"),
        );
    }
    let set: Vec<String> = holds
        .iter()
        .filter(|one| !asked.contains(&one.wat))
        .map(|one| label(kennis, &one.wat))
        .collect();
    let asked: Vec<String> = asked.iter().map(|text| label(kennis, text)).collect();
    let others: Vec<(String, bool)> = kennis
        .voorwaarden
        .voorwaarde
        .iter()
        .filter(|one| !asked.contains(&one.label))
        .map(|one| (one.label.clone(), set.contains(&one.label)))
        .collect();
    let own: Vec<String> = set
        .iter()
        .filter(|text| !others.iter().any(|(other, _)| other == *text))
        .cloned()
        .collect();
    if !others.is_empty() {
        out.push(Veld::vinkjes("gesteld", "Ook gesteld", others));
    }
    out.push(Veld::regel("eigen", "Eigen woorden", &own.join("; ")).met_hint("meer? scheid met ;"));
    out
}

/// The words on screen for a condition.
#[must_use]
pub fn label(kennis: &Kennis, text: &str) -> String {
    kennis
        .voorwaarden
        .zoek(text)
        .map_or_else(|| text.to_owned(), |known| known.label.clone())
}

/// What VT asked, as the judgement that holds has it.
fn gevraagd(zaak: &Zaak) -> &[String] {
    zaak.stand
        .beoordeling()
        .map(|one| one.inhoud.voorwaarden.as_slice())
        .unwrap_or_default()
}

fn volwassen(zaak: &Zaak, nu: DateTime<Utc>) -> Option<bool> {
    let born = zaak.regel.geboortedatum?;
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
            let chosen = gekozen(form, kennis);
            if chosen.is_empty() {
                return None;
            }
            Some((gevolg(&keuzes(form, kennis), gezegd_vrij(form)), Toon::Goed))
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
    let moment = |id: &'static str| -> Result<Option<DateTime<Utc>>, Fout> {
        let text = form.tekst(id);
        if text.is_empty() {
            return Ok(None);
        }
        lees_tijdstip(&text, nu).map(Some).ok_or((
            id,
            "Tijd niet begrepen. Schrijf 13:40, gisteren 23:10 of morgen 12.".to_owned(),
        ))
    };
    Ok(Afdoening {
        modaliteiten: keuzes(form, kennis),
        vrij: gezegd_vrij(form),
        voorwaarden: gestelde(form, zaak, kennis)?,
        beslist_op: moment("beslist")?,
        ingang: moment("ingang")?,
        einde: moment("einde")?,
        informeert_slachtoffer: form.tekst("slachtoffer"),
        informeert_vt: form.tekst("informeert_vt"),
        vt_aanwezig: Aanwezigheid::ALLE
            .get(form.keuze("aanwezig"))
            .copied()
            .unwrap_or_default(),
        toelichting: form.tekst("toelichting"),
    })
}

/// The modaliteiten as the list describes them now, with what a person said about the release.
fn keuzes(form: &Formulier, kennis: &Kennis) -> Vec<Modaliteitkeuze> {
    let chosen = gekozen(form, kennis);
    kennis.modaliteiten.keuzes(
        chosen.iter().map(|one| one.code.as_str()),
        gezegd_vrij(form).unwrap_or_default(),
    )
}

/// The conditions with what became of each, by the key of the list where there is one.
fn gestelde(form: &Formulier, zaak: &Zaak, kennis: &Kennis) -> Result<Vec<Voorwaarde>, Fout> {
    let typed = form.tekst(HOE_ANDERS);
    let mut how = typed
        .split(';')
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let mut out: Vec<Voorwaarde> = Vec::new();
    for (nr, text) in gevraagd(zaak).iter().enumerate() {
        let uitkomst = Uitkomst::ALLE
            .get(form.keuze(&format!("{UITKOMST}{nr}")))
            .copied()
            .unwrap_or_default();
        let anders = if uitkomst == Uitkomst::Anders {
            let words = how.next().ok_or((
                HOE_ANDERS,
                "Schrijf hoe de voorwaarde anders is gesteld.".to_owned(),
            ))?;
            words.to_owned()
        } else {
            String::new()
        };
        out.push(Voorwaarde {
            wat: text.clone(),
            uitkomst,
            anders,
        });
    }
    if let Some(VeldSoort::Vinkjes(options, _)) = form.zoek("gesteld").map(|veld| &veld.soort) {
        for (label, _) in options.iter().filter(|(_, on)| *on) {
            let key = kennis
                .voorwaarden
                .zoek(label)
                .map_or(label, |known| &known.sleutel);
            out.push(Voorwaarde::gesteld(key));
        }
    }
    out.extend(
        form.tekst("eigen")
            .split(';')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(Voorwaarde::gesteld),
    );
    Ok(out)
}
