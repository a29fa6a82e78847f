//! From the place on a list to municipality and Veilig Thuis.

use zsmtafel::domain::gemeente::{Bevoegd, GemeenteBestand, GemeenteFout, Gemeenten, Herkend};

fn gemeenten() -> Gemeenten {
    Gemeenten::nieuw(toml::from_str(include_str!("../../assets/gemeenten.toml")).unwrap()).unwrap()
}

#[test]
fn every_row_of_the_sample_list_finds_its_region() {
    let gemeenten = gemeenten();
    let rijen: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../../assets/voorbeelden/waarheid.json")).unwrap();
    assert!(!rijen.is_empty());
    for rij in &rijen {
        let naam = rij["gemeente"].as_str().unwrap();
        let plaats = gemeenten
            .zoek(naam)
            .unwrap_or_else(|| panic!("{naam} niet gevonden"));
        let regio = match plaats.vt.code.as_str() {
            "ZO" => "zob",
            "NO" => "bno",
            _ => "buiten",
        };
        assert_eq!(
            (plaats.gemeente, regio),
            (naam, rij["regio"].as_str().unwrap()),
            "{}",
            rij["pl"]
        );
    }
}

#[test]
fn the_country_is_complete_and_every_code_is_there_once() {
    let gemeenten = gemeenten();
    let mut codes: Vec<_> = gemeenten.alle().filter_map(|plaats| plaats.code).collect();
    assert_eq!((gemeenten.alle().count(), gemeenten.vts().len()), (342, 26));
    codes.sort_unstable();
    let aantal = codes.len();
    codes.dedup();
    assert_eq!(codes.len(), aantal);
    let per_vt = |code: &str| {
        gemeenten
            .alle()
            .filter(|plaats| plaats.vt.code == code)
            .count()
    };
    assert_eq!((per_vt("ZO"), per_vt("NO"), per_vt("MB")), (21, 10, 9));
    assert_eq!(
        gemeenten.vt("zo").unwrap().naam,
        "Veilig Thuis Zuidoost-Brabant"
    );
    // Every municipality is found by its own name, and where another place bears it too, it is asked.
    for plaats in gemeenten.alle() {
        let treffers = gemeenten.treffers(plaats.gemeente);
        assert!(treffers.contains(&plaats), "{}", plaats.gemeente);
        assert_eq!(treffers.len() > 1, plaats.gemeente == "Katwijk");
    }
}

#[test]
fn a_place_is_found_however_it_is_written() {
    let gemeenten = gemeenten();
    for (tekst, gemeente, vt) in [
        ("Eindhoven", "Eindhoven", "ZO"),
        ("  EINDHOVEN ", "Eindhoven", "ZO"),
        ("5611 AB Eindhoven", "Eindhoven", "ZO"),
        ("5611AB  EINDHOVEN", "Eindhoven", "ZO"),
        ("5611 Eindhoven", "Eindhoven", "ZO"),
        ("Sepdreef 61, 5611 AB Eindhoven", "Eindhoven", "ZO"),
        ("Sepdreef 61 5611AB Eindhoven", "Eindhoven", "ZO"),
        ("Sepdreef 6100 5611AB Eindhoven", "Eindhoven", "ZO"),
        ("Sepdreef 61, Veghel", "Meierijstad", "NO"),
        ("gemeente Eindhoven", "Eindhoven", "ZO"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch", "NO"),
        ("’s-Hertogenbosch", "'s-Hertogenbosch", "NO"),
        ("s Hertogenbosch", "'s-Hertogenbosch", "NO"),
        ("s-hertogenbosch", "'s-Hertogenbosch", "NO"),
        ("DEN BOSCH", "'s-Hertogenbosch", "NO"),
        ("Bosch, Den", "'s-Hertogenbosch", "NO"),
        ("BOSCH DEN", "'s-Hertogenbosch", "NO"),
        ("Hertogenbosch, 's", "'s-Hertogenbosch", "NO"),
        ("Haag, Den", "'s-Gravenhage", "HA"),
        ("Gem. Oss", "Oss", "NO"),
        ("gem Oss", "Oss", "NO"),
        ("Gemeente Den Bosch", "'s-Hertogenbosch", "NO"),
        ("Orthen", "'s-Hertogenbosch", "NO"),
        ("Deuteren", "'s-Hertogenbosch", "NO"),
        ("Maasdonk", "'s-Hertogenbosch", "NO"),
        ("Vianen NB", "Land van Cuijk", "NO"),
        ("Vianen UT", "Vijfheerenlanden", "UT"),
        ("Katwijk NB", "Land van Cuijk", "NO"),
        ("Katwijk aan Zee", "Katwijk", "HM"),
        ("5211 AA 's-Hertogenbosch", "'s-Hertogenbosch", "NO"),
        ("Den Haag", "'s-Gravenhage", "HA"),
        ("St. Anthonis", "Land van Cuijk", "NO"),
        ("Sint-Anthonis", "Land van Cuijk", "NO"),
        ("St Michielsgestel", "Sint-Michielsgestel", "NO"),
        ("St.-Oedenrode", "Meierijstad", "NO"),
        ("Nuenen", "Nuenen, Gerwen en Nederwetten", "ZO"),
        (
            "Nuenen, Gerwen en Nederwetten",
            "Nuenen, Gerwen en Nederwetten",
            "ZO",
        ),
        ("Nuenen c.a.", "Nuenen, Gerwen en Nederwetten", "ZO"),
        ("Súdwest-Fryslân", "Súdwest-Fryslân", "FR"),
        ("Sudwest Fryslan", "Súdwest-Fryslân", "FR"),
        ("Su\u{301}dwest-Frysla\u{302}n", "Súdwest-Fryslân", "FR"),
        ("Hengelo (O.)", "Hengelo", "TW"),
        ("Bergen (NH.)", "Bergen (NH)", "NHN"),
        ("Bergen L", "Bergen (L)", "NML"),
    ] {
        let plaats = gemeenten
            .zoek(tekst)
            .unwrap_or_else(|| panic!("{tekst} niet gevonden"));
        assert_eq!(
            (plaats.gemeente, plaats.vt.code.as_str()),
            (gemeente, vt),
            "{tekst}"
        );
    }
}

#[test]
fn former_municipalities_and_villages_lead_to_the_one_of_today() {
    let gemeenten = gemeenten();
    for (tekst, gemeente, vt, herkend) in [
        ("Uden", "Maashorst", "NO", Herkend::Vroeger),
        ("Landerd", "Maashorst", "NO", Herkend::Vroeger),
        ("Boxmeer", "Land van Cuijk", "NO", Herkend::Vroeger),
        ("Cuijk", "Land van Cuijk", "NO", Herkend::Vroeger),
        ("Grave", "Land van Cuijk", "NO", Herkend::Vroeger),
        (
            "Mill en Sint Hubert",
            "Land van Cuijk",
            "NO",
            Herkend::Vroeger,
        ),
        ("Schijndel", "Meierijstad", "NO", Herkend::Vroeger),
        ("Veghel", "Meierijstad", "NO", Herkend::Vroeger),
        ("Mierlo", "Geldrop-Mierlo", "ZO", Herkend::Vroeger),
        ("Gemert", "Gemert-Bakel", "ZO", Herkend::Vroeger),
        ("Bakel", "Gemert-Bakel", "ZO", Herkend::Kern),
        ("Rosmalen", "'s-Hertogenbosch", "NO", Herkend::Kern),
        ("Berlicum", "Sint-Michielsgestel", "NO", Herkend::Kern),
        ("Esch", "Boxtel", "NO", Herkend::Kern),
        ("Budel-Dorplein", "Cranendonck", "ZO", Herkend::Kern),
        // The trap: police unit Oost-Brabant, but another Veilig Thuis.
        ("Heusden", "Heusden", "MB", Herkend::Gemeente),
        ("Vlijmen", "Heusden", "MB", Herkend::Vroeger),
        ("Haaren", "Oisterwijk", "MB", Herkend::Kern),
    ] {
        let plaats = gemeenten
            .zoek(tekst)
            .unwrap_or_else(|| panic!("{tekst} niet gevonden"));
        assert_eq!(
            (plaats.gemeente, plaats.vt.code.as_str(), plaats.herkend),
            (gemeente, vt, herkend),
            "{tekst}"
        );
    }
}

#[test]
fn what_is_not_sure_is_not_guessed() {
    let gemeenten = gemeenten();
    for tekst in [
        "",
        "   ",
        "onbekend",
        "ZVWOVP",
        "Antwerpen",
        "5611 AB",
        "1234",
        "Bergen",
        "Velp",
        "Vianen",
        "5371 AA Vianen",
        "gem. Katwijk",
        "Katwijk",
        "Eindhovenn",
        "Sepdreef 61",
    ] {
        assert_eq!(gemeenten.zoek(tekst), None, "{tekst}");
    }
}

#[test]
fn a_name_of_two_places_is_asked() {
    let gemeenten = gemeenten();
    for (tekst, verwacht) in [
        ("Vianen", vec!["Vijfheerenlanden", "Land van Cuijk"]),
        ("VIANEN", vec!["Vijfheerenlanden", "Land van Cuijk"]),
        ("Kerkstraat 1, Katwijk", vec!["Katwijk", "Land van Cuijk"]),
        ("Haren", vec!["Groningen", "Oss"]),
        ("Oss", vec!["Oss"]),
        ("Antwerpen", vec![]),
    ] {
        let gevonden: Vec<&str> = gemeenten
            .treffers(tekst)
            .iter()
            .map(|plaats| plaats.gemeente)
            .collect();
        assert_eq!(gevonden, verwacht, "{tekst}");
    }
}

#[test]
fn the_place_of_the_victim_decides_before_that_of_the_suspect() {
    let gemeenten = gemeenten();
    let kort = |slachtoffer: Option<&str>, verdachte: Option<&str>| match gemeenten
        .bevoegd(slachtoffer, verdachte)
    {
        Bevoegd::Slachtoffer(plaats) => format!("slachtoffer {}", plaats.vt.code),
        Bevoegd::Verdachte(plaats) => format!("verdachte {}", plaats.vt.code),
        Bevoegd::Vragen(mogelijk) => {
            let codes: Vec<&str> = mogelijk.iter().map(|een| een.vt.code.as_str()).collect();
            format!("vragen {}", codes.join(" "))
        }
    };
    for (slachtoffer, verdachte, verwacht) in [
        (Some("Oss"), Some("Eindhoven"), "slachtoffer NO"),
        (None, Some("Eindhoven"), "verdachte ZO"),
        (Some("  "), Some("Eindhoven"), "verdachte ZO"),
        // What is said of the victim and not understood is asked: the suspect does not decide for her.
        (Some("bij haar zus"), Some("Eindhoven"), "vragen "),
        (Some("Vianen"), Some("Eindhoven"), "vragen UT NO"),
        (None, Some("Katwijk"), "vragen HM NO"),
        (None, Some("ZVWOVP"), "vragen "),
        (None, None, "vragen "),
        // A victim in another region.
        (Some("Tilburg"), Some("Oss"), "slachtoffer MB"),
    ] {
        assert_eq!(
            kort(slachtoffer, verdachte),
            verwacht,
            "{slachtoffer:?} {verdachte:?}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_searched(tekst in "[0-9 ,;a-zA-Zéëß'’\u{301}-]{0,24}") {
        let _ = gemeenten_eens().zoek(&tekst);
    }
}

fn gemeenten_eens() -> &'static Gemeenten {
    static EENS: std::sync::OnceLock<Gemeenten> = std::sync::OnceLock::new();
    EENS.get_or_init(gemeenten)
}

#[test]
fn a_file_with_a_mistake_is_refused_with_the_name() {
    let lees = |rijen: &str| {
        let tekst =
            format!("[[vt]]\ncode = \"ZO\"\nnaam = \"Veilig Thuis Proef\"\ngemeenten = [{rijen}]");
        Gemeenten::nieuw(toml::from_str::<GemeenteBestand>(&tekst).unwrap())
    };
    assert!(lees("{ naam = \"Proefstad\", kernen = [\"Dorp\"] }").is_ok());
    let dubbel =
        lees("{ naam = \"A\", kernen = [\"Dorp\"] }, { naam = \"B\", kernen = [\"DORP\"] }")
            .unwrap_err();
    assert!(
        matches!(&dubbel, GemeenteFout::DubbeleNaam { gemeenten, .. } if *gemeenten == ["A".to_owned(), "B".to_owned()])
    );
    assert!(dubbel.to_string().contains("DORP"));
    assert!(matches!(
        lees("{ naam = \"A\", code = \"772\" }"),
        Err(GemeenteFout::CbsCode { .. })
    ));
    assert!(matches!(
        lees("{ naam = \"-\" }"),
        Err(GemeenteFout::LegeNaam { .. })
    ));
    // A name of several places names them by their own names, and two at least.
    for andere in ["\"A\"", "\"A\", \"A\"", "\"A\", \"C\""] {
        let tekst = format!(
            "[[vt]]\ncode = \"ZO\"\nnaam = \"Proef\"\ngemeenten = [{{ naam = \"A\" }}, {{ naam = \"B\" }}]\n[[meerdere]]\nnaam = \"D\"\ngemeenten = [{andere}]"
        );
        let fout = Gemeenten::nieuw(toml::from_str(&tekst).unwrap()).unwrap_err();
        assert_eq!(
            fout,
            GemeenteFout::Meerdere {
                naam: "D".to_owned()
            }
        );
        assert!(fout.to_string().contains("'D'"), "{fout}");
    }
    // A village that bears the name of a municipality does not hide it, in whatever order.
    for rijen in [
        "{ naam = \"A\", kernen = [\"B\"] }, { naam = \"B\" }",
        "{ naam = \"B\" }, { naam = \"A\", kernen = [\"B\"] }",
    ] {
        assert_eq!(lees(rijen).unwrap().zoek("b").unwrap().gemeente, "B");
    }
}
