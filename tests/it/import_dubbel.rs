//! One suspect, written otherwise: what is proposed as a double, and what is not.

use std::collections::HashMap;

use zsmtafel::domain::lijstregel::{Lijstregel, Veld};
use zsmtafel::import::{maak_plan, maak_plan_met};

use crate::import_hulp::{bekend_na, lees_tekst, zaak_id};

const KOP: &str = "PL-nummer;Achternaam;Tussenvoegsel;Voornamen;Geboortedatum;Feit;Aanhouding\n";

fn regels(rows: &[&str]) -> Vec<Lijstregel> {
    lees_tekst(&format!("{KOP}{}\n", rows.join("\n"))).regels
}

/// The known suspect; the new list has another one in its place.
const BEKEND: &str =
    "PL2100-2026117001;Meijer;van;Johanna;03-04-1990;Mishandeling;20-11-2026 01:00";

#[test]
fn how_one_suspect_can_be_written_otherwise() {
    let table: &[(&str, &str, Option<&str>)] = &[
        // The same registration.
        (
            "PL2100-2026117001",
            "Meijer;;Johanna;03-04-1990",
            Some("zonder tussenvoegsel"),
        ),
        (
            "PL2100-2026117001",
            "Meyer;van;Petra;03-04-1990",
            Some("PL-nummer"),
        ),
        (
            "PL2100-2026117001",
            "Meijers;van;J.;03-04-1990",
            Some("een letter scheelt"),
        ),
        ("PL2100-2026117001", "Jansen;;Johanna;03-04-1990", None),
        // Another registration: only when the name or the birth date is not written the same.
        ("PL2100-2026117999", "Meijer;van;Johanna;03-04-1990", None),
        ("PL2100-2026117999", "Méijer;van;J.;03-04-1990", None),
        (
            "PL2100-2026117999",
            "Meijer;;Johanna;03-04-1990",
            Some("zonder tussenvoegsel"),
        ),
        (
            "PL2100-2026117999",
            "Meier;van;J.A.;03-04-1990",
            Some("een letter scheelt"),
        ),
        (
            "PL2100-2026117999",
            "Meyre;van;Johanna;03-04-1990",
            Some("een letter scheelt"),
        ),
        (
            "PL2100-2026117999",
            "Meijer;van;J.;04-03-1990",
            Some("dag en maand verwisseld"),
        ),
        (
            "PL2100-2026117999",
            "Meijer;van;Johanna;03-04-1991",
            Some("een cijfer scheelt"),
        ),
        ("PL2100-2026117999", "Meijer;van;Petra;03-04-1991", None),
        (
            "PL2100-2026117999",
            "Meijer;van;A.J.;03-04-1991",
            Some("een cijfer scheelt"),
        ),
        ("PL2100-2026117999", "Meijer;van;Johanna;03-05-1991", None),
        ("PL2100-2026117999", "Meier;van;Johanna;03-05-1991", None),
        ("", "Meijer;van;Johanna;03-04-1990", Some("geen PL-nummer")),
    ];
    let known = maak_plan(
        lees_tekst(&format!("{KOP}{BEKEND}\n")),
        &HashMap::new(),
        &zaak_id,
    );
    let known = bekend_na(&known);
    for (pl, who, expected) in table {
        let row = format!("{pl};{who};Mishandeling;20-11-2026 01:00");
        let plan = maak_plan(lees_tekst(&format!("{KOP}{row}\n")), &known, &zaak_id);
        match (plan.mogelijk_dubbel.as_slice(), expected) {
            ([], None) => {}
            ([pair], Some(words)) => assert!(pair.reden.contains(words), "{row}: {}", pair.reden),
            (found, _) => panic!("{row}: {expected:?}, found {found:?}"),
        }
    }
}

#[test]
fn short_names_are_not_compared_letter_by_letter() {
    let known = maak_plan(
        lees_tekst(&format!(
            "{KOP}PL2100-2026117001;Bos;;Jan;03-04-1990;Diefstal;20-11-2026 01:00\n"
        )),
        &HashMap::new(),
        &zaak_id,
    );
    let other = lees_tekst(&format!(
        "{KOP}PL2100-2026117001;Vos;;Jan;03-04-1990;Diefstal;20-11-2026 01:00\n"
    ));
    assert_eq!(
        maak_plan(other, &bekend_na(&known), &zaak_id).mogelijk_dubbel,
        vec![]
    );
}

#[test]
fn a_pair_says_which_facts_agree_and_which_differ() {
    let known = maak_plan(
        lees_tekst(&format!("{KOP}{BEKEND}\n")),
        &HashMap::new(),
        &zaak_id,
    );
    let row = "PL2100-2026117001;Meijer;van;Johanna;03-04-1991;Bedreiging;20-11-2026 01:00";
    let plan = maak_plan(
        lees_tekst(&format!("{KOP}{row}\n")),
        &bekend_na(&known),
        &zaak_id,
    );
    let pair = &plan.mogelijk_dubbel[0];
    assert_eq!(pair.gelijk, [Veld::Naam, Veld::Pl, Veld::Aanhouding]);
    let different: Vec<(Veld, &str, &str)> = pair
        .anders
        .iter()
        .map(|change| (change.veld, change.oud.as_str(), change.nieuw.as_str()))
        .collect();
    assert_eq!(
        different,
        [
            (Veld::Geboortedatum, "1990-04-03", "1991-04-03"),
            (Veld::Feiten, "Mishandeling", "Bedreiging")
        ]
    );
}

#[test]
fn a_zaak_that_is_open_from_an_earlier_day_is_looked_at_and_never_gone() {
    let earlier = regels(&[BEKEND]).remove(0);
    let eerder = vec![(zaak_id(&earlier), earlier)];
    let near = "PL2100-2026117999;Meijer;van;Johanna;03-04-1991;Bedreiging;20-11-2026 01:00";
    let plan = maak_plan_met(
        lees_tekst(&format!("{KOP}{near}\n")),
        &HashMap::new(),
        &eerder,
        &zaak_id,
    );
    assert_eq!(plan.mogelijk_dubbel.len(), 1);
    assert_eq!(plan.mogelijk_dubbel[0].bekend, eerder[0].0);
    assert_eq!(plan.verdwenen, vec![]);
    // The same zaak on the list again is that zaak, and no double of itself.
    let plan = maak_plan_met(
        lees_tekst(&format!("{KOP}{BEKEND}\n")),
        &HashMap::new(),
        &eerder,
        &zaak_id,
    );
    assert_eq!(plan.mogelijk_dubbel, vec![]);
}
