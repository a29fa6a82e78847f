//! The conditions in the form of the decision: those that VT asked with what became of each, those of an
//! earlier decision with what became of them, the others of the list, and own words.
//!
//! Nothing is ticked beforehand: a condition that nobody set must not silence an alarm. What was recorded comes
//! back as it was, also when VT asks something else meanwhile. Must not know the rest of the decision.

use crate::domain::afdoening::{Uitkomst, Voorwaarde};
use crate::domain::zaak::Zaak;

use crate::app::kennis::Kennis;
use crate::app::velden::formulier::Fout;
use crate::app::velden::formulier::{Formulier, Veld, VeldSoort};

/// The outcome of a condition; behind it stands which.
const UITKOMST: &str = "uitkomst:";
/// How a condition was set otherwise; behind it stands which. An error names the field by this beginning.
const ANDERS: &str = "anders:";
const GESTELD: &str = "gesteld";
const EIGEN: &str = "eigen";

/// The words on screen for a condition.
#[must_use]
pub fn label(kennis: &Kennis, text: &str) -> String {
    kennis
        .voorwaarden
        .zoek(text)
        .map_or_else(|| text.to_owned(), |known| known.label.clone())
}

/// The fields.
#[must_use]
pub fn velden(zaak: &Zaak, kennis: &Kennis) -> Vec<Veld> {
    let (asked, holds) = (gevraagd(zaak), vastgelegd(zaak));
    let mut out = vec![Veld::kop("Voorwaarden")];
    let rows = rijen(zaak, kennis);
    for wat in &rows {
        let now = holds.iter().find(|one| one.wat == *wat);
        let outcome = now.map(|one| one.uitkomst).unwrap_or_default();
        let at = Uitkomst::ALLE.iter().position(|one| *one == outcome);
        let options = Uitkomst::ALLE.map(|one| one.label().to_owned()).to_vec();
        let hint = if asked.contains(wat) {
            "VT vroeg dit; wat is ervan geworden?"
        } else {
            "staat bij deze beslissing"
        };
        out.push(
            Veld::keuze(
                &format!("{UITKOMST}{wat}"),
                &label(kennis, wat),
                options,
                at.unwrap_or(0),
            )
            .met_hint(hint),
        );
        if let Some(one) = now.filter(|one| !one.anders.is_empty()) {
            out.push(hoe(wat, &one.anders));
        }
    }
    let plain = |wat: &str| holds.iter().any(|one| one.wat == wat) && !has(&rows, wat);
    let others: Vec<(String, bool)> = kennis
        .voorwaarden
        .voorwaarde
        .iter()
        .filter(|one| !has(&rows, &one.sleutel))
        .map(|one| (one.label.clone(), plain(&one.sleutel)))
        .collect();
    if !others.is_empty() {
        out.push(Veld::vinkjes(GESTELD, "Ook gesteld", others));
    }
    let own: Vec<&str> = holds
        .iter()
        .map(|one| one.wat.as_str())
        .filter(|wat| !has(&rows, wat) && kennis.voorwaarden.zoek(wat).is_none())
        .collect();
    out.push(Veld::regel(EIGEN, "Eigen woorden", &own.join("; ")).met_hint("meer? scheid met ;"));
    let mut form = Formulier::nieuw(out);
    volg(&mut form);
    form.velden
}

/// A condition that was set otherwise asks how; the question goes with the choice, unless it was answered.
pub fn volg(form: &mut Formulier) {
    let focus = form.actief().map(|veld| veld.id.clone());
    let mut out: Vec<Veld> = Vec::with_capacity(form.velden.len());
    let mut asks: Option<String> = None;
    for veld in std::mem::take(&mut form.velden) {
        if let Some(wat) = asks.take()
            && veld.id != format!("{ANDERS}{wat}")
        {
            out.push(hoe(&wat, ""));
        }
        let idle = veld.id.strip_prefix(ANDERS).is_some_and(|wat| {
            matches!(&veld.soort, VeldSoort::Regel(input) if input.value().is_empty())
                && !out.last().is_some_and(|above| is_anders(above, wat))
        });
        if idle {
            continue;
        }
        asks = veld
            .id
            .strip_prefix(UITKOMST)
            .filter(|wat| is_anders(&veld, wat))
            .map(str::to_owned);
        out.push(veld);
    }
    if let Some(wat) = asks {
        out.push(hoe(&wat, ""));
    }
    form.velden = out;
    if let Some(focus) = focus {
        form.focus_op(&focus);
    }
}

/// The conditions as the form has them, by the key of the list where there is one.
///
/// # Errors
/// How a condition was set otherwise is missing, or said of one that was not.
pub fn lees(form: &Formulier, zaak: &Zaak, kennis: &Kennis) -> Result<Vec<Voorwaarde>, Fout> {
    let holds = vastgelegd(zaak);
    let mut out: Vec<Voorwaarde> = Vec::new();
    for wat in rijen(zaak, kennis) {
        let was = holds.iter().find(|one| one.wat == wat);
        let uitkomst = Uitkomst::ALLE
            .get(form.keuze(&format!("{UITKOMST}{wat}")))
            .copied()
            .unwrap_or_default();
        // What a decision does not name is unknown: saying that it is unknown says nothing more.
        if was.is_none() && uitkomst == Uitkomst::Onbekend && zaak.stand.afdoening().is_some() {
            continue;
        }
        let typed = form.tekst(&format!("{ANDERS}{wat}"));
        let same = was.filter(|one| one.uitkomst == uitkomst && one.anders.trim() == typed);
        let anders = match (same, uitkomst == Uitkomst::Anders, typed.is_empty()) {
            (Some(one), ..) => one.anders.clone(),
            (None, true, true) => {
                let text = "Schrijf hoe de voorwaarde anders is gesteld.";
                return Err((ANDERS, text.to_owned()));
            }
            (None, false, false) => {
                let text = "Hier staat hoe het anders is gesteld. Kies 'anders gesteld', of maak dit leeg.";
                return Err((ANDERS, text.to_owned()));
            }
            (None, ..) => typed,
        };
        out.push(Voorwaarde {
            wat,
            uitkomst,
            anders,
        });
    }
    if let Some(VeldSoort::Vinkjes(options, _)) = form.zoek(GESTELD).map(|veld| &veld.soort) {
        for (label, _) in options.iter().filter(|(_, on)| *on) {
            let key = kennis
                .voorwaarden
                .zoek(label)
                .map_or(label, |known| &known.sleutel);
            out.push(Voorwaarde::gesteld(key));
        }
    }
    out.extend(
        form.tekst(EIGEN)
            .split(';')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(Voorwaarde::gesteld),
    );
    // In the order in which they were recorded; what is new comes last.
    let place = |wat: &str| holds.iter().position(|one| one.wat == wat);
    out.sort_by_key(|one| place(&one.wat).unwrap_or(usize::MAX));
    Ok(out)
}

fn hoe(wat: &str, words: &str) -> Veld {
    Veld::regel(&format!("{ANDERS}{wat}"), "  hoe anders", words)
        .met_hint("bijv. alleen buiten werktijd")
}

fn is_anders(veld: &Veld, wat: &str) -> bool {
    let chosen = match &veld.soort {
        VeldSoort::Keuze(_, chosen) => Uitkomst::ALLE.get(*chosen),
        _ => None,
    };
    veld.id.strip_prefix(UITKOMST) == Some(wat) && chosen == Some(&Uitkomst::Anders)
}

/// What VT asked, as the judgement that holds has it.
fn gevraagd(zaak: &Zaak) -> &[String] {
    zaak.stand
        .beoordeling()
        .map(|one| one.inhoud.voorwaarden.as_slice())
        .unwrap_or_default()
}

/// What the decision that holds says.
fn vastgelegd(zaak: &Zaak) -> &[Voorwaarde] {
    zaak.stand
        .afdoening()
        .map(|one| one.inhoud.voorwaarden.as_slice())
        .unwrap_or_default()
}

/// The conditions that have a row of their own: asked by VT, or recorded with more than a tick can say.
fn rijen(zaak: &Zaak, kennis: &Kennis) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let asked = gevraagd(zaak).iter();
    let told = vastgelegd(zaak)
        .iter()
        .filter(|one| !is_vinkje(one, kennis))
        .map(|one| &one.wat);
    for wat in asked.chain(told) {
        if !has(&out, wat) {
            out.push(wat.clone());
        }
    }
    out
}

/// A tick of the list, or a part of the line of own words, says all of it.
fn is_vinkje(one: &Voorwaarde, kennis: &Kennis) -> bool {
    let said = match kennis.voorwaarden.zoek(&one.wat) {
        Some(known) => known.sleutel == one.wat,
        None => one.wat.trim() == one.wat && !one.wat.is_empty() && !one.wat.contains([';', '\n']),
    };
    said && one.uitkomst == Uitkomst::Gesteld && one.anders.is_empty()
}

fn has(rows: &[String], wat: &str) -> bool {
    rows.iter().any(|one| one == wat)
}
