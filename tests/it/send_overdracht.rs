//! The text of the overdracht, and the register of doubt: what stands in it, and what never does.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use zsmtafel::app::afgeleid::dagregel::Dagregel;
use zsmtafel::app::afgeleid::twijfel::register;
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Rol};
use zsmtafel::domain::ids::{BetrokkeneId, EventId};
use zsmtafel::domain::kenmerk::Lijstkenmerk;
use zsmtafel::domain::naam::Naam;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::{Tag, Tagging};
use zsmtafel::domain::zaak::Zaak;
use zsmtafel::send::overdracht::{BREEDTE, Blok, Kop, tekst};
use zsmtafel::send::twijfel::{Twijfel, csv, leeftijdsgroep, masker, naamwoorden};

use crate::ui_werkbank::{Werkbank, kennis, om};

fn nu() -> DateTime<Utc> {
    om("17:02")
}

/// Somebody doubts about this zaak now, or settled a doubt.
fn is_twijfel(zaak: &Zaak) -> bool {
    let tag = zaak.stand.tag.as_ref().map(|tagging| tagging.tag);
    let settled = |kind| kind == StapSoort::TwijfelBespreken;
    tag == Some(Tag::Twijfel) || zaak.stand.gedaan.iter().any(|step| settled(step.soort))
}

fn blok() -> Blok {
    Blok {
        open: true,
        let_op: String::new(),
        zaak: "0a1b2c3d".to_owned(),
        naam: "Bakker, Joris van den".to_owned(),
        leeftijd: Some(34),
        pl: Some("PL2100-2026117001".to_owned()),
        tag: "HG".to_owned(),
        oordeel: "acuut onveilig".to_owned(),
        beslissing: "Bij VT is nog geen beslissing bekend.".to_owned(),
        verdachte: "Verdachte is vast (lijst 14:30)".to_owned(),
        stand: "beoordeeld: acuut onveilig (vr 20 nov 08:14, A. de Boer)".to_owned(),
        stap: "bureaudienst inschakelen (bureaudienst): iemand is acuut onveilig".to_owned(),
        alarm: true,
        klok: "nog 1u48, tot vr 20 nov 18:50".to_owned(),
        bellen: "Veilig Thuis Zuidoost-Brabant: nu bereikbaar via telefoon 0800-2000 \
                 (bereikbaarheidsdienst), vanaf morgen 08:00 aan tafel"
            .to_owned(),
        betrokkenen: vec!["Sanne (slachtoffer) · niet bellen op eigen nummer".to_owned()],
        acties: vec!["wijkagent: gaat langs (voor vr 20 nov 20:00)".to_owned()],
        overgedragen: "aan J. Smit door A. de Boer (vr 20 nov 17:00): bel de moeder".to_owned(),
        overgenomen: None,
    }
}

#[test]
fn de_tekst_is_af_te_drukken_en_zegt_wat_is_blijven_liggen() {
    let kop = Kop {
        tafel: "Oost-Brabant".to_owned(),
        vt: "VT Zuidoost-Brabant".to_owned(),
        door: "A. de Boer".to_owned(),
        lijsten: vec![("verdachtenmonitor.csv".to_owned(), om("07:30"))],
        oefenen: true,
    };
    let taken = Blok {
        naam: "Yilmaz, Emre".to_owned(),
        alarm: false,
        overgenomen: Some("J. Smit (vr 20 nov 17:01)".to_owned()),
        ..blok()
    };
    let never = Blok {
        naam: "Kallen, Noor".to_owned(),
        overgedragen: String::new(),
        ..blok()
    };
    let text = tekst(&kop, &[blok(), taken, never], nu(), BREEDTE);
    insta::assert_snapshot!("overdracht_print", text);
    for line in text.lines() {
        assert!(line.chars().count() <= BREEDTE, "{line}");
        assert!(!line.ends_with(' '), "{line:?}");
    }
    assert!(text.starts_with("OEFENEN"));
    assert!(text.contains("3 zaken open, waarvan 2 NIET OVERGENOMEN"));
    // A word that is longer than a line is broken and not lost.
    let long = "x".repeat(200);
    let narrow = tekst(
        &Kop::default(),
        &[Blok {
            stand: long,
            ..Blok::default()
        }],
        nu(),
        40,
    );
    assert_eq!(narrow.matches('x').count(), 200);
    assert!(
        narrow.lines().all(|line| line.chars().count() <= 40),
        "{narrow}"
    );
}

#[test]
fn het_register_heeft_geen_namen_nummers_of_plaatsen() {
    let bank = Werkbank::met_lijst();
    let mut zaken: Vec<_> = bank
        .model
        .lijst
        .alle()
        .iter()
        .map(|line| line.zaak.clone())
        .collect();
    for zaak in &mut zaken {
        let name = zaak.regel.naam.spreekvorm();
        let pl = zaak.regel.pl.clone().unwrap_or_default();
        let place = zaak.regel.woonplaats.clone().unwrap_or_default();
        let address = zaak.regel.adres.clone().unwrap_or_default();
        zaak.stand.betrokkenen.push(Betrokkene {
            id: BetrokkeneId(Uuid::from_u128(1)),
            naam: "Sanne Kwikstaart".to_owned(),
            leeftijd: None,
            rol: Rol::Slachtoffer,
            relatie: String::new(),
            verblijf: "bij oma in Sterksel".to_owned(),
            geheim: false,
            bellen: Bellen::Onbekend,
            bereikbaar: "06 12345678".to_owned(),
        });
        zaak.stand.tag = Some(Tagging {
            tag: Tag::Twijfel,
            soorten: vec![Soort::Stalking],
            voorgesteld: Vec::new(),
            id: EventId(Uuid::from_u128(2)),
            gezien: Lijstkenmerk::default(),
            reden: Some(format!(
                "{name} ({pl}) woont {address} in {place}. sanne zegt van niet, kwikstaart blijft \
                 in Sterksel; bel 06-12345678. HG of buren?"
            )),
            door: "A. de Boer".to_owned(),
            op: om("08:12"),
        });
    }
    assert!(zaken.iter().all(is_twijfel));
    let words: Vec<String> = zaken
        .iter()
        .flat_map(|zaak| naamwoorden(&zaak.regel.naam))
        .collect();
    let all = register(zaken, &kennis(), om("09:00"));
    assert_eq!(all.len(), 46);
    let text = csv(&all);
    for hidden in [
        "Kwikstaart",
        "kwikstaart",
        "sanne ",
        "Sterksel",
        "PL2100",
        "12345678",
        "Boer",
    ] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    for one in &all {
        assert!(
            !one.reden.chars().any(|c| c.is_ascii_digit()),
            "{}",
            one.reden
        );
        let folded = zsmtafel::domain::naam::vouw(&one.reden);
        for word in folded.split(' ') {
            assert!(
                !words.iter().any(|name| name == word),
                "{word} in {}",
                one.reden
            );
        }
        // What the norm is about stays.
        assert!(one.reden.contains("zegt van niet") && one.reden.contains("HG of buren?"));
        assert_eq!(
            (one.maand.as_str(), one.soorten_door.as_str()),
            ("2026-11", "VT")
        );
    }
    let known = all
        .iter()
        .filter(|one| !one.signaalregels.is_empty())
        .count();
    assert!(known > 5, "{known}");
    // The same list in the same order gives the same text, whoever was on top of the screen.
    assert!(all.is_sorted_by(|one, other| one.artikelen <= other.artikelen));
}

#[test]
fn maskeren_laat_de_zin_heel() {
    let names = naamwoorden(&Naam {
        achternaam: "Berg".to_owned(),
        tussenvoegsel: "van den".to_owned(),
        voornamen: "Anna".to_owned(),
    });
    for (text, masked) in [
        ("Anna en haar zus", "[…] en haar zus"),
        (
            "Volgens Bergs moeder, niet van den buurman",
            "Volgens […] moeder, niet van den buurman",
        ),
        (
            "belt Piet de Vries uit Oss op 12-3",
            "belt […] de […] uit […] op […]",
        ),
        (
            "Is dit HG? VT en OM twijfelen.",
            "Is dit HG? VT en OM twijfelen.",
        ),
        ("mail a.berg@voorbeeld.nl", "mail […]"),
        ("ANNA zei niets", "[…] zei niets"),
        ("", ""),
    ] {
        assert_eq!(masker(text, &names), masked, "{text}");
    }
}

#[test]
fn het_csv_voert_niets_uit_en_breekt_niet() {
    let evil = Twijfel {
        reden: "=HYPERLINK(\"x\");ja".to_owned(),
        afloop: "@som".to_owned(),
        ..Twijfel::default()
    };
    let text = csv(&[evil]);
    let line = text.lines().nth(1).unwrap();
    assert!(line.contains("\"'=HYPERLINK(\"\"x\"\");ja\""), "{line}");
    assert!(line.contains(";'@som;"), "{line}");
    assert_eq!(text.lines().count(), 2);
    let heads = text.lines().next().unwrap();
    assert_eq!(heads.split(';').count(), 11);
}

#[test]
fn een_leeftijd_wordt_een_groep() {
    for (age, group) in [
        (None, "onbekend"),
        (Some(11), "tot 12"),
        (Some(12), "12-17"),
        (Some(17), "12-17"),
        (Some(18), "18-25"),
        (Some(60), "41-60"),
        (Some(61), "ouder dan 60"),
    ] {
        assert_eq!(leeftijdsgroep(age), group);
    }
}

#[test]
fn wie_niet_twijfelde_staat_er_niet_in() {
    let bank = Werkbank::met_lijst();
    let lines: &[Dagregel] = bank.model.lijst.alle();
    assert!(lines.iter().all(|line| !is_twijfel(&line.zaak)));
}
