//! Finding a zaak by what somebody remembers of it. The pairs are of names as Dutch people write and hear them; the rule
//! for a slip is tried against an oracle that counts edits.

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;
use zsmtafel::domain::betrokkene::{Betrokkene, Leeftijd};
use zsmtafel::domain::ids::{BetrokkeneId, ZaakId};
use zsmtafel::domain::lijstregel::{Bron, Lijstregel};
use zsmtafel::domain::naam::{Naam, vouw};
use zsmtafel::domain::zaak::{Stand, Zaak};
use zsmtafel::domain::zoek::{Waar, Zoekvraag, klank};

use crate::store_hulp::{nu, regel};

fn zaak(naam: &str) -> Zaak {
    let line = Lijstregel {
        naam: Naam::lees(naam),
        geboortedatum: NaiveDate::from_ymd_opt(1980, 5, 12),
        pl: Some("PL2100-2026111736".to_owned()),
        adres: Some("Ganzenveerlaan 7".to_owned()),
        woonplaats: Some("Sint-Oedenrode".to_owned()),
        toelichting: "Sloeg met een bezemsteel".to_owned(),
        ..regel(1)
    };
    let source = Bron {
        lezing: zsmtafel::domain::ids::LezingId(Uuid::nil()),
        bestand: "lijst.csv".to_owned(),
        sha256: String::new(),
        gelezen: nu(),
        peil: None,
    };
    let mut stand = Stand::default();
    stand.betrokkenen.push(Betrokkene {
        id: BetrokkeneId(Uuid::nil()),
        naam: "Yvonne Schoenmaeckers".to_owned(),
        leeftijd: Some(Leeftijd::Geboortejaar(1984)),
        rol: Default::default(),
        relatie: "ex-partner".to_owned(),
        verblijf: "bij haar zus in Uden".to_owned(),
        geheim: false,
        bellen: Default::default(),
        bereikbaar: String::new(),
    });
    Zaak::nieuw(ZaakId(Uuid::nil()), line, source, stand)
}

fn vind(zaak: &Zaak, words: &str) -> Option<Vec<Waar>> {
    let text = vouw(&zaak.regel.toelichting);
    Zoekvraag::lees(words)?.treffers(zaak, || text.clone())
}

#[test]
fn a_name_is_found_as_it_is_heard_or_spelt() {
    for (written, asked) in [
        ("Kuijper, Sietse de", "kuyper"),
        ("Kuijper, Sietse de", "Cuiper"),
        ("Kuijper, Sietse de", "sytse kuiper"),
        ("Kuijper, Sietse de", "s. kuijper"),
        ("Kuijper, Sietse de", "de kuijper"),
        ("Berg, Myrthe van der", "van den berg"),
        ("Berg, Myrthe van der", "mirte berg"),
        ("Thijssen, Philip", "teissen"),
        ("Thijssen, Philip", "filip thyssen"),
        ("Bakker, Zakaria", "backer sakaria"),
        ("Meijer, Jan", "meyer"),
        ("Meijer, Jan", "meier"),
        ("Vries, Olaf de", "fries"),
        ("Schouwenaar, Wim", "schauwenaar"),
        ("Verhaegen, Giel", "verhagen"),
        ("Quaedvlieg, Loek", "kwadvlieg"),
        ("Martens, Stan", "matrens"),
        ("Martens, Stan", "martns"),
        ("Martens, Stan", "marttens"),
        ("Martens, Stan", "marte"),
        ("Şahin, Gökhan", "sahin gokhan"),
    ] {
        let found = vind(&zaak(written), asked);
        assert_eq!(found, Some(vec![Waar::Verdachte]), "{asked} in {written}");
    }
    for (written, asked) in [
        ("Martens, Stan", "maassen"),
        ("Martens, Stan", "janssen"),
        ("Martens, Stan", "stan bakker"),
        ("Berg, Myrthe van der", "burger"),
        ("Bos, Jan", "bas"),
        ("Vos, Jan", "vis"),
    ] {
        assert_eq!(vind(&zaak(written), asked), None, "{asked} in {written}");
    }
}

#[test]
fn numbers_dates_people_places_and_words_are_found_and_said_where() {
    let zaak = zaak("Martens, Stan");
    for (asked, expected) in [
        ("PL2100-2026111736", vec![Waar::Nummer]),
        ("pl2100-2026111736-1", vec![Waar::Nummer]),
        ("2026111736", vec![Waar::Nummer]),
        ("2100 2026111736", vec![Waar::Nummer]),
        ("111736", vec![Waar::Nummer]),
        ("12-5-1980", vec![Waar::Geboren]),
        ("12/05/1980", vec![Waar::Geboren]),
        ("1980-05-12", vec![Waar::Geboren]),
        ("12051980", vec![Waar::Geboren]),
        ("1980", vec![Waar::Geboren]),
        ("1984", vec![Waar::Geboren]),
        ("yvonne", vec![Waar::Betrokkene]),
        ("ivonne schoenmakers", vec![Waar::Betrokkene]),
        ("ganzenveerlaan", vec![Waar::Plaats]),
        ("oedenrode", vec![Waar::Plaats]),
        ("uden", vec![Waar::Plaats]),
        ("bezemsteel", vec![Waar::Tekst]),
        ("martens 12-5-1980", vec![Waar::Verdachte, Waar::Geboren]),
        (
            "martens yvonne uden",
            vec![Waar::Verdachte, Waar::Betrokkene, Waar::Plaats],
        ),
    ] {
        assert_eq!(vind(&zaak, asked), Some(expected), "{asked}");
    }
    for asked in [
        "13-5-1980",
        "2026111737",
        "martens 1979",
        "stofzuiger",
        "PL1300-2026111736",
    ] {
        assert_eq!(vind(&zaak, asked), None, "{asked}");
    }
    for asked in ["", "  ", "-", "…"] {
        assert_eq!(Zoekvraag::lees(asked), None, "{asked:?}");
    }
}

/// Edits between two words, counted the plain way (optimal string alignment).
fn afstand(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let step = usize::from(a[i - 1] != b[j - 1]);
                let mut best = (rows[i - 1][j] + 1)
                    .min(rows[i][j - 1] + 1)
                    .min(rows[i - 1][j - 1] + step);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(rows[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    rows[a.len()][b.len()]
}

proptest! {
    /// One slip in a name of five letters or more is found; and what is found by its sound alone is at most one slip
    /// away, or begins as the name does.
    #[test]
    fn one_slip_is_found_and_two_are_not(name in "[bdfghklmnprst][aeou][bdfglmnprst][aeou][bdfglmnprst]{1,2}[aeou]", at in 0usize..7, c in "[abdegklmnoprstu]", how in 0u8..4) {
        let mut letters: Vec<char> = name.chars().collect();
        let at = at % letters.len();
        let c = c.chars().next().unwrap();
        match how {
            0 => letters[at] = c,
            1 => letters.insert(at, c),
            2 => { letters.remove(at); }
            _ => { let other = (at + 1) % letters.len(); if other > at { letters.swap(at, other); } }
        }
        let asked: String = letters.into_iter().collect();
        let (one, two) = (klank(&vouw(&name)), klank(&vouw(&asked)));
        let sounds = |text: &str| text.chars().collect::<Vec<_>>();
        let apart = afstand(&sounds(&one), &sounds(&two));
        let found = vind(&zaak(&format!("{name}, Xx")), &asked).is_some_and(|at| at.contains(&Waar::Verdachte));
        let begins = one.starts_with(&two) && two.len() >= 3 || vouw(&name).contains(&vouw(&asked));
        if apart <= 1 && asked.chars().count() >= 4 && one.len().min(two.len()) >= 3 {
            prop_assert!(found, "{asked} for {name}: {one} {two}");
        }
        if found {
            prop_assert!(apart <= 1 || begins, "{asked} for {name}: {one} {two}");
        }
    }

    /// Whatever is typed, looking never fails, and never finds by nothing.
    #[test]
    fn anything_can_be_asked(text in "\\PC{0,40}") {
        if let Some(found) = vind(&zaak("Martens, Stan"), &text) {
            prop_assert!(!found.is_empty());
        }
    }
}
