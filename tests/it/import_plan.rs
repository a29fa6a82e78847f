//! A second list of the day against the first: nothing double, nothing lost, only what differs.

use std::collections::HashMap;

use zsmtafel::domain::lijstregel::{Lijstregel, Status, Veld};
use zsmtafel::domain::naam::Naam;
use zsmtafel::import::{Planverschil, maak_plan};

use crate::import_hulp::{LIJSTEN, bekend_na, lees_tekst, lees_voorbeeld, zaak_id};

#[test]
fn vier_vormen_zijn_een_lijst() {
    for first in LIJSTEN {
        let plan = maak_plan(lees_voorbeeld(first), &HashMap::new(), &zaak_id);
        assert_eq!(plan.telling().nieuw, 46, "{first}");
        let bekend = bekend_na(&plan);
        for second in LIJSTEN {
            let plan = maak_plan(lees_voorbeeld(second), &bekend, &zaak_id);
            let telling = plan.telling();
            assert_eq!(
                (
                    telling.rijen,
                    telling.nieuw,
                    telling.verdwenen,
                    telling.mogelijk_dubbel
                ),
                (46, 0, 0, 0),
                "{first} then {second}"
            );
            // Only the workbook knows the second offences.
            let workbook = [first, second]
                .iter()
                .filter(|name| name.ends_with("xlsx"))
                .count();
            let real = if workbook == 1 { 6 } else { 0 };
            // The comma list has no columns for these; another shape adds them.
            let added = [
                Veld::Parketnummer,
                Veld::Adres,
                Veld::Thv,
                Veld::Zorgmelding,
            ];
            for line in &plan.regels {
                let Planverschil::Gewijzigd(changes) = &line.wat else {
                    continue;
                };
                for change in changes {
                    let richer = first == LIJSTEN[1] && added.contains(&change.veld);
                    assert!(
                        change.veld == Veld::Feiten && real > 0 || richer && change.oud.is_empty(),
                        "{first} then {second}: {change:?}"
                    );
                }
            }
            if first != LIJSTEN[1] {
                assert_eq!(telling.gewijzigd, real, "{first} then {second}");
                assert_eq!(telling.gelijk, 46 - real, "{first} then {second}");
            }
        }
    }
}

#[test]
fn een_armere_vorm_neemt_niets_weg() {
    let plan = maak_plan(lees_voorbeeld(LIJSTEN[0]), &HashMap::new(), &zaak_id);
    let poorer = maak_plan(lees_voorbeeld(LIJSTEN[1]), &bekend_na(&plan), &zaak_id);
    assert_eq!(
        poorer.regels[3].regel.parketnummer.as_deref(),
        Some("01-153420-26")
    );
    assert_eq!(poorer.regels[0].regel.adres.as_deref(), Some("Sepdreef 61"));
}

const KOP: &str = "PL-nummer;Naam verdachte;Geb.datum;Wetsartikel;Feit;Aankomst bureau;Locatie\n";

fn lijst(rows: &[&str]) -> zsmtafel::import::Lijst {
    lees_tekst(&format!("{KOP}{}\n", rows.join("\n")))
}

const ANNA: &str = "PL2100-2026117001;Berg, Anna van den;01-02-1990;300 Sr;Mishandeling;20-11-2026 01:00;AC Eindhoven";

#[test]
fn nieuw_gewijzigd_gelijk_verdwenen() {
    let bert =
        "PL2100-2026117002;Bos, Bert;03-04-1980;310 Sr;Diefstal;20-11-2026 02:00;AC Eindhoven";
    let carla =
        "PL2100-2026117003;Cox, Carla;05-06-1970;310 Sr;Diefstal;20-11-2026 03:00;AC Eindhoven";
    let dirk =
        "PL2100-2026117004;Dekker, Dirk;07-08-1960;310 Sr;Diefstal;20-11-2026 03:00;AC Eindhoven";
    let bekend = bekend_na(&maak_plan(
        lijst(&[ANNA, bert, carla]),
        &HashMap::new(),
        &zaak_id,
    ));
    let moved = bert.replace("AC Eindhoven", "Bureau Helmond");
    let plan = maak_plan(lijst(&[ANNA, &moved, dirk]), &bekend, &zaak_id);
    let telling = plan.telling();
    assert_eq!(
        (
            telling.nieuw,
            telling.gewijzigd,
            telling.gelijk,
            telling.verdwenen
        ),
        (1, 1, 1, 1)
    );
    let Planverschil::Gewijzigd(changes) = &plan.regels[1].wat else {
        panic!("{:?}", plan.regels[1].wat)
    };
    assert_eq!(
        (
            changes[0].veld,
            changes[0].oud.as_str(),
            changes[0].nieuw.as_str()
        ),
        (Veld::Locatie, "AC Eindhoven", "Bureau Helmond")
    );
    let json = serde_json::to_value(&telling).unwrap();
    assert_eq!(json["rijen"], 3);
    assert_eq!(json["scheidingsteken"], ";");
    assert!(json["blad"].is_null());
}

#[test]
fn dezelfde_verdachte_twee_keer_wordt_samengevoegd_of_geweigerd() {
    let second = ANNA.replace("300 Sr;Mishandeling", "285 Sr;Bedreiging");
    let plan = maak_plan(lijst(&[ANNA, &second]), &HashMap::new(), &zaak_id);
    assert_eq!(plan.regels.len(), 1);
    assert_eq!(plan.regels[0].regel.artikelen(), "300 Sr · 285 Sr");
    let warning = &plan.lijst.waarschuwingen[0];
    assert_eq!(warning.regel, 3);
    assert!(warning.reden.contains("regel 2"), "{}", warning.reden);

    let other = ANNA.replace("AC Eindhoven", "Bureau Helmond");
    let plan = maak_plan(lijst(&[ANNA, &other]), &HashMap::new(), &zaak_id);
    assert_eq!((plan.regels.len(), plan.telling().rijen), (1, 2));
    let refused = &plan.lijst.geweigerd[0];
    assert_eq!((refused.regel, refused.kolom.as_str()), (3, "locatie"));
}

#[test]
fn of_two_rows_of_one_suspect_what_weighs_most_is_never_lost() {
    // Joined by a person: two names, one zaak. The list has both rows, and only the second says that he is out.
    let kop = "PL-nummer;Naam verdachte;Geb.datum;Wetsartikel;Feit;Status;HG\n";
    let joined = |line: &Lijstregel| {
        let mut one = line.clone();
        one.pl = Some("PL2100-2026117001".to_owned());
        one.naam = Naam::default();
        zaak_id(&one)
    };
    let vast = "PL2100-2026117001;Berg, Anna van den;01-02-1990;300 Sr;Mishandeling;Vast;nee";
    let weg = "PL2100-2026117009;Berg, Anna vd;01-02-1990;285 Sr;Bedreiging;Heengezonden;ja";
    for rows in [[vast, weg], [weg, vast]] {
        let text = format!("{kop}{}\n", rows.join("\n"));
        let plan = maak_plan(lees_tekst(&text), &HashMap::new(), &joined);
        assert_eq!(plan.regels.len(), 1);
        let line = &plan.regels[0].regel;
        assert_eq!(line.status, Status::Heengezonden, "{rows:?}");
        assert_eq!(line.hg_politie, Some(true), "{rows:?}");
        assert_eq!(line.feiten.len(), 2, "{rows:?}");
        // And it is said that the other row does not count further.
        let said = &plan.lijst.geweigerd[0].reden;
        assert!(said.contains("staat al op regel 2"), "{said}");
        if rows[0] == vast {
            assert!(said.contains("status heengezonden"), "{said}");
        }
    }
}

#[test]
fn bijna_dezelfde_wordt_gemeld() {
    let bekend = bekend_na(&maak_plan(lijst(&[ANNA]), &HashMap::new(), &zaak_id));
    let table = [
        (ANNA.replace("01-02-1990", "01-02-1991"), Some("PL-nummer")),
        (ANNA.replace("Anna", "Johanna"), Some("PL-nummer")),
        (
            ANNA.replace("01-02-1990", "01-02-1991")
                .replace("117001", "117999"),
            Some("een cijfer"),
        ),
        (ANNA.replace("117001", "117999"), None), // the same person, another registration
        (ANNA.replace("Berg, Anna", "Bos, Anna"), None), // a co-suspect
    ];
    for (row, expected) in table {
        let plan = maak_plan(lijst(&[&row]), &bekend, &zaak_id);
        assert_eq!(plan.telling().nieuw, 1, "{row}");
        match expected {
            Some(words) => assert!(plan.mogelijk_dubbel[0].reden.contains(words), "{row}"),
            None => assert_eq!(plan.mogelijk_dubbel, vec![], "{row}"),
        }
    }
    // When the known one is on the list as well, they are two persons.
    let brother = ANNA.replace("Anna", "Johan");
    let plan = maak_plan(lijst(&[ANNA, &brother]), &bekend, &zaak_id);
    assert_eq!(plan.mogelijk_dubbel, vec![]);
}
