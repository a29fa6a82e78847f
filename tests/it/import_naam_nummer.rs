//! Names and numbers: every spelling gives one value, so that one suspect is one zaak.

use proptest::prelude::*;
use zsmtafel::domain::naam::Naam;
use zsmtafel::domain::nummer::{bsn, parketnummer, pl};

#[test]
fn namen_uit_een_cel() {
    let table = [
        ("Berg, Anna van den", "Berg", "van den", "Anna"),
        ("van der Berg, Myrthe", "Berg", "van der", "Myrthe"),
        ("Van der Berg, Myrthe", "Berg", "van der", "Myrthe"),
        ("Berg van der, Myrthe", "Berg", "van der", "Myrthe"),
        ("Berg, van der, Myrthe", "Berg", "van der", "Myrthe"),
        ("Berg, Myrthe, van der", "Berg", "van der", "Myrthe"),
        ("A. van den Berg", "Berg", "van den", "A."),
        ("Anna Maria van den Berg", "Berg", "van den", "Anna Maria"),
        ("VAN DEN BERG, Anna", "Berg", "van den", "Anna"),
        ("VAN DEN BERG, ANNA", "Berg", "van den", "Anna"),
        ("BERG, A.B.", "Berg", "", "A.B."),
        ("BERG, AB", "Berg", "", "AB"),
        ("van den Berg", "Berg", "van den", ""),
        ("Berg", "Berg", "", ""),
        ("Anna Berg", "Berg", "", "Anna"),
        ("Al Berg", "Berg", "", "Al"),
        ("IJSBRAND-DE VRIES, JAN", "IJsbrand-de Vries", "", "Jan"),
        ("D'ANGELO, PIETRO", "D'Angelo", "", "Pietro"),
        ("'t Hart, Piet", "Hart", "'t", "Piet"),
        ("in 't Veld, Piet", "Veld", "in 't", "Piet"),
        ("Anna Jansen-de Vries", "Jansen-de Vries", "", "Anna"),
        ("Jansen - de Vries, Anna", "Jansen-de Vries", "", "Anna"),
        (
            "Coreth von und zu Coredo und Starkenberg, Kyan",
            "Coreth von und zu Coredo und Starkenberg",
            "",
            "Kyan",
        ),
        ("el Idrissi, Fatima", "Idrissi", "el", "Fatima"),
        ("De, Anna", "De", "", "Anna"),
        ("  Berg ,   Anna   van  den ", "Berg", "van den", "Anna"),
        ("Şükrü, Ayşe", "Şükrü", "", "Ayşe"),
        ("", "", "", ""),
        (",", "", "", ""),
    ];
    for (text, achternaam, tussenvoegsel, voornamen) in table {
        let naam = Naam::lees(text);
        assert_eq!(
            (
                naam.achternaam.as_str(),
                naam.tussenvoegsel.as_str(),
                naam.voornamen.as_str()
            ),
            (achternaam, tussenvoegsel, voornamen),
            "{text:?}"
        );
    }
}

#[test]
fn namen_uit_delen() {
    let table = [
        (
            ("van der Berg", "", "Myrthe"),
            ("Berg", "van der", "Myrthe"),
        ),
        (("Berg", "van der", "Myrthe"), ("Berg", "van der", "Myrthe")),
        (
            ("van der Berg", "van der", "Myrthe"),
            ("Berg", "van der", "Myrthe"),
        ),
        (
            ("Berg, van der", "", "Myrthe"),
            ("Berg", "van der", "Myrthe"),
        ),
        (("BERG", "VAN DER", "MYRTHE"), ("Berg", "van der", "Myrthe")),
        (("", "", "Myrthe"), ("", "", "Myrthe")),
    ];
    for ((family, prefix, given), expected) in table {
        let naam = Naam::uit_delen(family, prefix, given);
        assert_eq!(
            (
                naam.achternaam.as_str(),
                naam.tussenvoegsel.as_str(),
                naam.voornamen.as_str()
            ),
            expected
        );
    }
}

proptest! {
    #[test]
    fn een_naam_in_lijstvorm_wordt_weer_dezelfde_naam(
        family in "[A-Z][a-z]{4,9}",
        prefix in prop::sample::select(vec!["", "van", "van den", "de", "in 't", "ter"]),
        given in "[A-Z][a-z]{4,9}",
    ) {
        let naam = Naam {
            achternaam: family,
            tussenvoegsel: prefix.to_owned(),
            voornamen: given,
        };
        prop_assert_eq!(&Naam::lees(&naam.lijstvorm()), &naam);
        prop_assert_eq!(&Naam::lees(&naam.spreekvorm()), &naam);
    }

    #[test]
    fn lezen_weigert_nooit(text in any::<String>()) {
        let naam = Naam::lees(&text);
        // Nothing that is a letter disappears.
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        prop_assert!(letters(&naam.lijstvorm()) >= letters(&text) / 2);
        let _ = (pl(&text, 2026), parketnummer(&text), bsn(&text));
    }
}

#[test]
fn pl_nummers() {
    let table = [
        ("PL2100-2026117042", "PL2100-2026117042", None),
        ("pl2100 2026117042", "PL2100-2026117042", None),
        ("PL21002026117042", "PL2100-2026117042", None),
        ("PL 2100 - 2026117042-1", "PL2100-2026117042", None),
        ("PL07B3 2023123456-1", "PL07B3-2023123456", None),
        ("2026123456", "2026123456", None),
        (
            "PL2100-2027117042",
            "PL2100-2027117042",
            Some("toekomst (2027)"),
        ),
        ("PL2100-1926117042", "PL2100-1926117042", Some("kan (1926)")),
        ("PL2100-20261170", "PL2100-20261170", Some("zes cijfers")),
        (
            "PL2100-2026117042-1234",
            "PL2100-2026117042-1234",
            Some("volgnummer"),
        ),
        ("PLxx00-2026117042", "PLxx00-2026117042", Some("regio")),
        ("PL", "PL", Some("te kort")),
        ("PLé€-2026117042", "PLé€-2026117042", Some("regio")),
        (" geen ", "geen", Some("zes cijfers")),
    ];
    for (text, expected, objection) in table {
        let number = pl(text, 2026);
        assert_eq!(number.waarde, expected, "{text}");
        match (objection, number.bezwaar) {
            (None, None) => {}
            (Some(words), Some(said)) => assert!(said.contains(words), "{text}: {said}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn parketnummers() {
    for text in [
        "01-153420-26",
        "01/153420-26",
        "01.153420.26",
        "01 153420 26",
        "0115342026",
    ] {
        let number = parketnummer(text);
        assert_eq!(
            (number.waarde.as_str(), number.bezwaar),
            ("01-153420-26", None),
            "{text}"
        );
    }
    for text in [
        "1-153420-26",
        "01-15342-26",
        "01-153420",
        "",
        "01-153420-26-1",
        "x1-153420-26",
    ] {
        let number = parketnummer(text);
        assert_eq!(number.waarde, text);
        assert!(number.bezwaar.is_some(), "{text}");
    }
}

#[test]
fn elfproef() {
    for text in ["249566758", "2495.66.758"] {
        assert_eq!(bsn(text).bezwaar, None, "{text}");
    }
    let table = [
        ("249566759", "249566759", "elfproef"),
        ("000000000", "000000000", "elfproef"),
        ("12345678", "012345678", "elfproef"),
        ("1234567", "1234567", "negen"),
        ("12345678a", "12345678a", "negen"),
    ];
    for (text, kept, words) in table {
        let number = bsn(text);
        assert_eq!(number.waarde, kept);
        assert!(number.bezwaar.unwrap().contains(words), "{text}");
    }
}
