//! Headings that a worker bound: the profile that comes of it, and the next reading with it.

use zsmtafel::domain::lijstregel::Veld;
use zsmtafel::import::{
    Kolom, Koppeling, ProfielBestand, Profielen, botsingen, is_lijst, koppen, lees,
};

use crate::import_hulp::{opties, pad, profielen};

const LIJST: &str = "Dossier;Wie;Geb.datum;Wat is er gebeurd;Opgepakt;Soort zaak\n\
    PL2100-2026117001;Berg, Anna van den;01-02-1990;Mishandeling;20-11-2026 01:00;rood\n\
    PL2100-2026117002;Bos, Bert;03-04-1980;Bedreiging;20-11-2026 02:00;\n";

fn ingebouwd() -> Vec<ProfielBestand> {
    ["verdachtenmonitor", "registratie", "algemeen"]
        .map(|name| {
            let text = std::fs::read_to_string(pad(&format!("profielen/{name}.toml"))).unwrap();
            toml::from_str(&text).unwrap()
        })
        .into()
}

fn koppeling(kop: &str, kolom: Option<Kolom>) -> Koppeling {
    Koppeling {
        kop: kop.to_owned(),
        kolom,
    }
}

fn gekozen() -> Vec<Koppeling> {
    vec![
        koppeling("Dossier", Some(Kolom::Pl)),
        koppeling("Wie", Some(Kolom::Naam)),
        koppeling("Geb.datum", Some(Kolom::Geboortedatum)),
        koppeling("Wat is er gebeurd", Some(Kolom::Feit)),
        koppeling("Opgepakt", Some(Kolom::Aanhouding)),
        koppeling("Soort zaak", Some(Kolom::Negeren)),
    ]
}

/// The profiles with one of the site on top, as the program has them the next morning.
fn met(eigen: ProfielBestand) -> Profielen {
    let mut all = vec![eigen];
    all.extend(ingebouwd());
    Profielen::nieuw(all).unwrap()
}

#[test]
fn a_bound_profile_goes_to_a_file_and_back() {
    let base = ingebouwd().remove(2);
    let made = base.met_koppelingen("eigen", "naar \"algemeen\" \\ hier", &gekozen());
    let text = made.als_toml(&["Wat dit is.", "Nog een regel."]);
    assert!(text.starts_with("# Wat dit is.\n# Nog een regel.\nnaam = \"eigen\"\n"));
    let back: ProfielBestand = toml::from_str(&text).unwrap();
    assert_eq!(back.naam, "eigen");
    assert_eq!(back.omschrijving, "naar \"algemeen\" \\ hier");
    assert_eq!(back.kolommen, made.kolommen);
    assert_eq!(back.gemaakt_voor, made.gemaakt_voor);
    assert_eq!(back.overslaan, made.overslaan);
    assert_eq!(back.jongste, made.jongste);
    assert_eq!(back.waarden.heengezonden, made.waarden.heengezonden);
    assert_eq!(back.als_toml(&[]), made.als_toml(&[]));
}

#[test]
fn every_column_has_its_key_and_its_words() {
    for kolom in Kolom::ALLE {
        let key = serde_json::to_value(kolom).unwrap();
        assert_eq!(key, kolom.sleutel());
        assert!(!kolom.label().is_empty());
    }
    let mut labels: Vec<&str> = Kolom::ALLE.map(Kolom::label).into();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), Kolom::ALLE.len(), "two fields have one name");
}

#[test]
fn the_headings_of_an_unknown_file_are_guessed_and_bound_and_the_next_reading_knows_them() {
    let refused = lees(LIJST.as_bytes(), "lijst.csv", profielen(), &opties()).unwrap_err();
    assert!(refused.zonder_koppen(), "{refused}");
    let seen = koppen(LIJST.as_bytes(), profielen(), &opties());
    let names: Vec<&str> = seen.iter().map(|one| one.kop.as_str()).collect();
    assert_eq!(
        names,
        [
            "Dossier",
            "Wie",
            "Geb.datum",
            "Wat is er gebeurd",
            "Opgepakt",
            "Soort zaak"
        ]
    );
    assert_eq!(seen[1].cellen, ["Berg, Anna van den", "Bos, Bert"]);
    assert_eq!(seen[2].kolom, Some(Kolom::Geboortedatum));

    let eigen = ingebouwd()
        .remove(2)
        .met_koppelingen("eigen", "", &gekozen());
    let lijst = lees(LIJST.as_bytes(), "lijst.csv", &met(eigen), &opties()).unwrap();
    assert_eq!(lijst.profiel, "eigen");
    assert!(
        lijst.profiel_reden.contains("precies deze 6 koppen"),
        "{}",
        lijst.profiel_reden
    );
    assert_eq!(lijst.onbekende_kolommen, Vec::<String>::new());
    assert_eq!(lijst.regels.len(), 2);
    let anna = &lijst.regels[0];
    assert_eq!(anna.pl.as_deref(), Some("PL2100-2026117001"));
    assert_eq!(anna.naam.tussenvoegsel, "van den");
    assert_eq!(anna.feit(), "Mishandeling");
    assert!(anna.aanhouding.is_some());
    assert!(anna.overig.is_empty(), "what is passed is not kept");
}

#[test]
fn a_heading_that_is_bound_otherwise_stays_so_although_another_profile_knows_more() {
    // "Status" is known; this site says that it is no status of the suspect.
    let text = "PL-nummer;Naam;Feit;Aanhouding;Status\n\
        PL2100-2026117001;Berg, Anna van den;Mishandeling;20-11-2026 01:00;Vast\n";
    let first = lees(text.as_bytes(), "lijst.csv", profielen(), &opties()).unwrap();
    assert!(first.regels[0].herkomst.contains_key(&Veld::Status));
    let choices: Vec<Koppeling> = first
        .koppen
        .iter()
        .map(|one| {
            let kolom = one.kolom.filter(|kolom| *kolom != Kolom::Status);
            koppeling(&one.kop, kolom)
        })
        .collect();
    let base = ingebouwd()
        .into_iter()
        .find(|one| one.naam == first.profiel)
        .unwrap();
    let all = met(base.met_koppelingen("eigen", "", &choices));
    let again = lees(text.as_bytes(), "lijst.csv", &all, &opties()).unwrap();
    assert_eq!(again.profiel, "eigen");
    assert!(!again.regels[0].herkomst.contains_key(&Veld::Status));
    assert_eq!(again.onbekende_kolommen, ["Status"]);
}

#[test]
fn two_headings_on_one_field_are_said_and_a_list_without_a_name_is_no_list() {
    let mut choices = gekozen();
    assert_eq!(botsingen(&choices), vec![]);
    assert!(is_lijst(&choices));
    choices[5].kolom = Some(Kolom::Naam);
    let found = botsingen(&choices);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kolom, Kolom::Naam);
    assert_eq!(found[0].koppen, ["Wie", "Soort zaak"]);
    // Offences may stand in more columns than one.
    choices[5].kolom = Some(Kolom::Feit);
    assert_eq!(botsingen(&choices), vec![]);
    for choice in &mut choices[..2] {
        choice.kolom = None;
    }
    assert!(!is_lijst(&choices));
}

#[test]
fn a_column_of_numbers_that_may_not_be_kept_shows_no_cell() {
    let text = "PL-nummer;Naam;BSN;Feit\n\
        PL2100-2026117001;Berg, Anna van den;999990019;Mishandeling\n";
    let lijst = lees(text.as_bytes(), "lijst.csv", profielen(), &opties()).unwrap();
    let bsn = lijst
        .koppen
        .iter()
        .find(|one| one.kolom == Some(Kolom::Bsn))
        .unwrap();
    assert_eq!(bsn.cellen, Vec::<String>::new());
    assert!(!format!("{:?}", lijst.koppen).contains("999990019"));
    // A column of which nobody knows the meaning yet hides what may be such a number, and nothing else.
    let text = "PL-nummer;Naam;Feit;Persoonscode\n\
        PL2100-2026117001;Berg, Anna van den;Mishandeling;999990019\n\
        PL2100-2026117002;Bos, Bert;Mishandeling;9999.90.019 en 20.11.2026\n";
    let lijst = lees(text.as_bytes(), "lijst.csv", profielen(), &opties()).unwrap();
    assert_eq!(lijst.koppen[3].cellen, ["•", "• en 20.11.2026"]);
    assert_eq!(lijst.koppen[0].cellen[0], "PL2100-2026117001");
}
