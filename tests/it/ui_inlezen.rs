//! Reading a list on the screen: binding headings, several files, a paste, the folder, undoing, doubles.

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use zsmtafel::app::afgeleid::lijst::{Gelezen, Lijstkop};
use zsmtafel::app::model::{Dialoog, Laag, Toon};
use zsmtafel::app::msg::{Antwoord, Dag, Effect, Kandidaat, Leesbron, Msg};
use zsmtafel::app::schermen::inlezen::Leesstap;
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::Leestelling;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::lijstregel::Lijstregel;
use zsmtafel::domain::tag::Tag;
use zsmtafel::import::{Kolom, Plan, koppen, lees, lees_papier, maak_plan};

use crate::import_hulp::{bekend_na, lees_voorbeeld, opties, profielen, zaak_id};
use crate::ui_werkbank::{GEWOON, KLEIN, Werkbank, om};

fn zie(bank: &mut Werkbank, name: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("inlezen_{name}_klein"), bank.beeld(KLEIN));
        insta::assert_snapshot!(format!("inlezen_{name}"), bank.beeld(GEWOON));
    });
}

fn bestand(naam: &str, op: DateTime<Utc>) -> Kandidaat {
    Kandidaat {
        pad: PathBuf::from(naam),
        naam: naam.to_owned(),
        grootte: 18_400,
        gewijzigd: op,
        sha256: Some(format!("sha van {naam}")),
    }
}

fn bekend() -> HashMap<ZaakId, Lijstregel> {
    let first = maak_plan(
        lees_voorbeeld("verdachtenmonitor.csv"),
        &HashMap::new(),
        &zaak_id,
    );
    bekend_na(&first)
}

fn plan(text: &str, naam: &str) -> Box<Plan> {
    let lijst = lees(text.as_bytes(), naam, profielen(), &opties()).unwrap();
    Box::new(maak_plan(lijst, &bekend(), &zaak_id))
}

/// The one path or paste that is being read.
fn gevraagd(bank: &Werkbank) -> Leesbron {
    bank.open
        .iter()
        .rev()
        .find_map(|asked| match &asked.effect {
            Effect::BekijkBestand(bron) => Some(bron.clone()),
            _ => None,
        })
        .expect("a file is being read")
}

fn kies_uit(bank: &mut Werkbank, files: Vec<Kandidaat>) {
    bank.toetsen("o");
    bank.antwoord(Antwoord::Bestanden(Ok(files)));
}

const VREEMD: &str = "PL-nummer;Naam;Geboortedatum;Wat is er gebeurd;Aanhouding;Wijkteam;Wijkcode\n\
    PL2100-2026111707;Brouwer, Linn;20-12-1985;Diefstal uit woning;20-11-2026 03:06;Noord;7\n\
    PL2100-2026111708;Dokkum, Tyler van;17-10-1990;Mishandeling;20-11-2026 02:59;Zuid;8\n";

#[test]
fn een_onbekende_kop_wordt_gekoppeld_en_het_bestand_opnieuw_gelezen() {
    let mut bank = Werkbank::met_lijst();
    kies_uit(&mut bank, vec![bestand("lijst.csv", om("08:10"))]);
    bank.toetsen("Enter");
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(VREEMD, "lijst.csv"))));
    zie(&mut bank, "onbekend");
    bank.toetsen("k");
    zie(&mut bank, "koppelen");

    // A letter looks a field up by name; the arrows go along all of them.
    bank.typ("feit");
    bank.toetsen("Tab");
    bank.typ("overs");
    bank.toetsen("Tab Rechts");
    zie(&mut bank, "koppelen_bezig");
    // "Wijkcode" now fills the number that another heading fills too.
    bank.toetsen("Ctrl-S");
    assert!(bank.beeld(GEWOON).contains("Twee koppen vullen PL-nummer"));
    assert!(
        !bank
            .open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::BewaarProfiel { .. }))
    );
    bank.toetsen("Backspace F9");
    let beeld = bank.beeld(GEWOON);
    assert!(!beeld.contains("Brouwer") && beeld.contains("verborgen"));
    bank.toetsen("F9 Ctrl-S");
    let asked = bank.open.iter().find_map(|asked| match &asked.effect {
        Effect::BewaarProfiel { basis, koppelingen } => Some((basis.clone(), koppelingen.clone())),
        _ => None,
    });
    let (basis, koppelingen) = asked.expect("a profile is kept");
    assert_eq!(basis, "verdachtenmonitor");
    let of = |kop: &str| koppelingen.iter().find(|one| one.kop == kop).unwrap().kolom;
    assert_eq!(of("Wat is er gebeurd"), Some(Kolom::Feit));
    assert_eq!(of("Wijkteam"), Some(Kolom::Negeren));
    assert_eq!(of("Wijkcode"), None);

    bank.antwoord(Antwoord::ProfielBewaard(Ok(
        "profielen/eigen.toml".to_owned()
    )));
    assert_eq!(
        gevraagd(&bank),
        Leesbron::Bestand(PathBuf::from("lijst.csv"))
    );
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(VREEMD, "lijst.csv"))));
    assert!(
        bank.beeld(GEWOON)
            .contains("Profiel bewaard in profielen/eigen.toml")
    );
}

#[test]
fn terug_uit_het_koppelscherm_is_terug_bij_het_voorbeeld() {
    let mut bank = Werkbank::met_lijst();
    kies_uit(&mut bank, vec![bestand("lijst.csv", om("08:10"))]);
    bank.toetsen("Enter");
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(VREEMD, "lijst.csv"))));
    bank.toetsen("k Rechts Esc");
    assert!(bank.beeld(GEWOON).contains("er is nog niets gewijzigd"));
    assert!(
        !bank
            .open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::BewaarProfiel { .. }))
    );
}

#[test]
fn van_een_bestand_dat_geen_profiel_kent_worden_de_koppen_getoond() {
    let text = "Dossier;Wie;Wat;Opgepakt\nPL2100-2026117001;Berg, Anna;Mishandeling;20-11-2026\n";
    let seen = koppen(text.as_bytes(), profielen(), &opties());
    let mut bank = Werkbank::met_lijst();
    kies_uit(&mut bank, vec![bestand("anders.csv", om("08:10"))]);
    bank.toetsen("Enter");
    bank.antwoord(Antwoord::OnbekendeKoppen(
        "in dit bestand staat geen regel met bekende koppen".to_owned(),
        seen,
    ));
    let beeld = bank.beeld(GEWOON);
    assert!(
        beeld.contains("Niet gelezen") && beeld.contains("Druk k"),
        "{beeld}"
    );
    bank.toetsen("k Ctrl-S");
    let beeld = bank.beeld(GEWOON);
    assert!(beeld.contains("Nodig is een naam of PL-nummer"), "{beeld}");
}

#[test]
fn meer_bestanden_gaan_een_voor_een_en_een_slecht_bestand_houdt_de_rest_niet_tegen() {
    let mut bank = Werkbank::met_lijst();
    let files = vec![
        bestand("derde.csv", om("08:10")),
        bestand("stuk.pdf.csv", om("07:50")),
        bestand("eerste.csv", om("06:45")),
        bestand("niet deze.csv", om("06:00")),
    ];
    kies_uit(&mut bank, files);
    bank.toetsen("Spatie Spatie Spatie");
    zie(&mut bank, "gemerkt");
    bank.toetsen("Enter");
    let naam = |bank: &Werkbank| gevraagd(bank).naam();
    assert_eq!(naam(&bank), "eerste.csv", "the oldest goes first");
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(VREEMD, "eerste.csv"))));
    assert!(
        bank.beeld(GEWOON)
            .contains("Voorbeeld 1 van 3 · eerste.csv")
    );
    bank.toetsen("Enter");
    bank.antwoord(Antwoord::Ingelezen(Ok(Leestelling {
        nieuw: 2,
        ..Leestelling::default()
    })));
    assert_eq!(naam(&bank), "stuk.pdf.csv");
    bank.antwoord(Antwoord::Voorbeeld(Err("dit is een PDF".to_owned())));
    assert_eq!(naam(&bank), "derde.csv", "the others go on");
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(VREEMD, "derde.csv"))));
    let beeld = bank.beeld(GEWOON);
    assert!(beeld.contains("Voorbeeld 3 van 3"), "{beeld}");
    assert!(
        beeld.contains("Niet gelezen: stuk.pdf.csv: dit is een PDF"),
        "{beeld}"
    );
    bank.toetsen("n");
    let text = bank.model.melding.as_ref().unwrap().tekst.clone();
    assert_eq!(
        text,
        "1 van 3 bestanden ingelezen: 2 nieuw, 0 gewijzigd. 1 overgeslagen. \
         Niet gelezen: stuk.pdf.csv (dit is een PDF)."
    );
    assert!(bank.model.lagen.is_empty());
}

#[test]
fn geplakte_cellen_zijn_een_lijst_en_een_geplakte_regel_is_een_pad() {
    let mut bank = Werkbank::met_lijst();
    kies_uit(&mut bank, vec![bestand("lijst.csv", om("08:10"))]);
    bank.stuur(Msg::Geplakt("/media/stick/lijst.csv".to_owned()));
    assert!(bank.beeld(GEWOON).contains("/media/stick/lijst.csv"));
    // A terminal sends carriage returns.
    bank.stuur(Msg::Geplakt(VREEMD.replace(';', "\t").replace('\n', "\r")));
    let Leesbron::Geplakt { naam, tekst } = gevraagd(&bank) else {
        panic!("the paste is read")
    };
    assert_eq!(naam, "geplakt 08:12");
    assert_eq!(tekst, VREEMD.replace(';', "\t"));
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(&tekst, &naam))));
    assert!(bank.beeld(GEWOON).contains("Voorbeeld · geplakt 08:12"));

    // On the list itself a paste of cells opens the screen; one word does not.
    let mut bank = Werkbank::met_lijst();
    bank.stuur(Msg::Geplakt("Bakker".to_owned()));
    assert!(bank.model.lagen.is_empty());
    bank.stuur(Msg::Geplakt(VREEMD.replace(';', "\t")));
    assert!(matches!(gevraagd(&bank), Leesbron::Geplakt { .. }));
    // The answer of the folder that comes later does not take the paste away.
    bank.antwoord(Antwoord::Bestanden(Ok(vec![bestand(
        "lijst.csv",
        om("08:10"),
    )])));
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(VREEMD, "geplakt 08:12"))));
    assert!(bank.beeld(GEWOON).contains("geplakt 08:12"));
}

/// A day on which these were read.
fn met_lezingen(bank: &mut Werkbank, lezingen: Vec<(&str, DateTime<Utc>)>) {
    let regels = bank.model.lijst.alle().to_vec();
    let all: Vec<Gelezen> = lezingen
        .into_iter()
        .map(|(naam, gelezen)| Gelezen {
            bestand: naam.to_owned(),
            sha256: format!("sha van {naam}"),
            gelezen,
        })
        .collect();
    let last = all.last().unwrap().clone();
    bank.model.blik.lijst.laad(
        Some(Lijstkop {
            gelezen: last.gelezen,
            bestand: last.bestand,
            peildatum: None,
            lezingen: all,
        }),
        regels,
    );
}

#[test]
fn een_nieuw_bestand_in_de_map_wordt_aangeboden_en_een_gelezen_bestand_niet() {
    let mut bank = Werkbank::met_lijst();
    met_lezingen(&mut bank, vec![("vroeg.csv", om("07:42"))]);
    bank.wacht(TimeDelta::minutes(1));
    assert!(
        bank.open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::KijkMap))
    );
    bank.antwoord(Antwoord::MapGezien(vec![
        bestand("nieuwe lijst.csv", om("08:10")),
        bestand("vroeg.csv", om("07:40")),
    ]));
    zie(&mut bank, "aanbod");
    // What went well makes way for it; what needs eyes does not.
    for (toon, stays) in [(Toon::Goed, false), (Toon::Let, true)] {
        bank.model.meld(toon, "Teruggenomen.");
        bank.wacht(TimeDelta::minutes(1));
        bank.antwoord(Antwoord::MapGezien(bank.model.bestanden.clone()));
        assert_eq!(bank.beeld(GEWOON).contains("Teruggenomen."), stays);
        assert_eq!(bank.beeld(GEWOON).contains("nieuw bestand"), !stays);
    }
    bank.model.melding = None;
    // Read under another name: the same bytes.
    bank.model.blik.bestanden[0].sha256 = Some("sha van vroeg.csv".to_owned());
    assert!(!bank.beeld(GEWOON).contains("nieuw bestand"));
    // Yesterday's file is not offered.
    bank.model.blik.bestanden = vec![bestand("gisteren.csv", om("08:10") - TimeDelta::days(1))];
    assert!(!bank.beeld(GEWOON).contains("nieuw bestand"));
    kies_uit(
        &mut bank,
        vec![
            bestand("nieuwe lijst.csv", om("08:10")),
            bestand("vroeg.csv", om("07:40")),
        ],
    );
    zie(&mut bank, "al_gelezen");
}

#[test]
fn een_lezing_terugnemen_vraagt_eerst_en_zegt_wat_er_dan_staat() {
    let mut bank = Werkbank::met_lijst();
    kies_uit(&mut bank, vec![bestand("tweede.csv", om("08:10"))]);
    bank.toetsen("u");
    assert!(bank.model.dialoog.is_none());
    met_lezingen(
        &mut bank,
        vec![("eerste.csv", om("07:42")), ("tweede.csv", om("08:11"))],
    );
    bank.toetsen("u");
    zie(&mut bank, "terugnemen");
    bank.toetsen("j");
    bank.antwoord(Antwoord::LezingTerug(Ok(
        "De lezing van tweede.csv is teruggenomen: 3 regels weg, 43 hersteld.".to_owned(),
    )));
    assert!(bank.model.lagen.is_empty());
    assert!(
        bank.open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::LaadDag))
    );
}

#[test]
fn wie_zonder_afdoening_van_de_lijst_is_wordt_genoemd() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.zaak("Martens");
    let soorten = bank.model.lijst.zoek(id).unwrap().soorten_van_lijst();
    bank.doe(
        id,
        &Opdracht::Tag {
            tag: Tag::Hg,
            soorten,
            voorgesteld: Vec::new(),
            reden: None,
            bevestigd: false,
        },
    );
    kies_uit(&mut bank, vec![bestand("lijst.csv", om("08:10"))]);
    bank.toetsen("Enter");
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(VREEMD, "lijst.csv"))));
    zie(&mut bank, "verdwenen");
    let beeld = bank.beeld(GEWOON);
    assert!(
        beeld.contains("! Van de lijst, geen afdoening bekend"),
        "{beeld}"
    );
    let line = beeld.lines().find(|line| line.contains("Martens")).unwrap();
    assert!(line.contains("! HG"), "{line}");
}

#[test]
fn een_lijst_waarvan_alle_aanhoudingen_oud_zijn_wordt_nagevraagd() {
    let mut bank = Werkbank::met_lijst();
    kies_uit(&mut bank, vec![bestand("lijst.csv", om("08:10"))]);
    bank.toetsen("Enter");
    let old = VREEMD.replace("20-11-2026", "13-11-2026");
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(&old, "lijst.csv"))));
    let beeld = bank.beeld(GEWOON);
    assert!(
        beeld.contains(
            "! De laatste aanhouding op deze lijst is van vr 13 nov 2026, 7 dagen geleden."
        ),
        "{beeld}"
    );
    bank.toetsen("Enter");
    let Some(Dialoog::Vraag(vraag)) = &bank.model.dialoog else {
        panic!("it is asked")
    };
    assert!(
        vraag.tekst.ends_with("7 dagen geleden. Toch inlezen?"),
        "{}",
        vraag.tekst
    );

    // Without a single moment in it, the age of the file tells.
    let mut bank = Werkbank::met_lijst();
    kies_uit(
        &mut bank,
        vec![bestand("lijst.csv", om("08:10") - TimeDelta::days(7))],
    );
    bank.toetsen("Enter");
    let bare = "PL-nummer;Naam;Feit\nPL2100-2026111707;Brouwer, Linn;Diefstal\n";
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(bare, "lijst.csv"))));
    bank.toetsen("Enter");
    let Some(Dialoog::Vraag(vraag)) = &bank.model.dialoog else {
        panic!("it is asked")
    };
    assert!(
        vraag.tekst.starts_with("Dit bestand is van vr 13 nov"),
        "{}",
        vraag.tekst
    );
}

#[test]
fn de_kop_van_de_ochtend_noemt_de_datum_van_de_lijst_zelf() {
    let mut bank = Werkbank::met_lijst();
    let mut kop = bank.model.lijst.kop.clone().unwrap();
    kop.peildatum = Some("2026-11-20T07:15:00".parse().unwrap());
    bank.model.blik.lijst.kop = Some(kop.clone());
    assert!(bank.beeld(GEWOON).contains(" Lijst van 07:15 ·"));
    kop.peildatum = Some("2026-11-19T07:15:00".parse().unwrap());
    bank.model.blik.lijst.kop = Some(kop);
    assert!(
        bank.beeld(GEWOON)
            .contains(" ! Lijst van do 19 nov 07:15 ·")
    );
}

/// The list of the morning, in which one suspect left and came back with another day of birth.
fn met_dubbel() -> Werkbank {
    let mut bank = Werkbank::met_lijst();
    let mut lines = bank.model.lijst.alle().to_vec();
    let at = lines
        .iter()
        .position(|line| line.zaak.regel.naam.achternaam == "Martens")
        .unwrap();
    let mut twin = lines[at].clone();
    lines[at].zaak.stand.verdwenen = Some(om("08:00"));
    let regel = &mut twin.zaak.regel;
    regel.geboortedatum = regel.geboortedatum.map(|born| born + TimeDelta::days(1));
    regel.locatie = Some("Bureau Helmond".to_owned());
    twin.zaak.id = ZaakId(Uuid::from_u128(77));
    lines.push(twin);
    let kop = bank.model.lijst.kop.clone();
    bank.model.blik.lijst.laad(kop, lines);
    bank
}

#[test]
fn dubbelen_staan_naast_elkaar_en_een_mens_beslist() {
    let mut bank = met_dubbel();
    bank.toetsen("D");
    zie(&mut bank, "dubbel");
    bank.toetsen("n");
    bank.voer_uit();
    assert!(bank.model.lagen.is_empty());
    bank.toetsen("D");
    assert!(
        bank.model.lagen.is_empty(),
        "who said no is not asked again"
    );

    let mut bank = met_dubbel();
    let hoofd = bank.zaak("Martens");
    bank.toetsen("D j");
    let asked = bank.open.iter().find_map(|asked| match &asked.effect {
        Effect::VoegSamen { hoofd, dubbel, .. } => Some((*hoofd, *dubbel)),
        _ => None,
    });
    assert_eq!(asked, Some((hoofd, ZaakId(Uuid::from_u128(77)))));
    let shows = |bank: &Werkbank| {
        let mut all = bank.model.lagen.iter();
        all.any(|laag| matches!(laag, Laag::Dubbelen(_)))
    };
    // The pair stays until the store said yes, and no key decides on it again meanwhile.
    bank.toetsen("j n Esc");
    assert!(shows(&bank));
    let other = ZaakId(Uuid::from_u128(77));
    bank.antwoord(Antwoord::Samengevoegd(Ok((hoofd, other))));
    assert!(!shows(&bank));
    assert!(
        bank.open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::LaadDag))
    );
}

#[test]
fn na_het_inlezen_is_te_zien_dat_er_dubbelen_zijn() {
    let mut bank = met_dubbel();
    kies_uit(&mut bank, vec![bestand("lijst.csv", om("08:10"))]);
    bank.toetsen("Enter");
    let mut new = plan(VREEMD, "lijst.csv");
    new.mogelijk_dubbel = zsmtafel::app::schermen::dubbelen::paren(&bank.model);
    assert_eq!(new.mogelijk_dubbel.len(), 1);
    bank.antwoord(Antwoord::Voorbeeld(Ok(new)));
    bank.toetsen("Enter");
    bank.antwoord(Antwoord::Ingelezen(Ok(Leestelling::default())));
    bank.antwoord(Antwoord::Dag(Ok(Dag::default())));
    let text = bank.model.melding.as_ref().unwrap().tekst.clone();
    assert!(text.contains("1 mogelijk dubbel: druk D"), "{text}");
}

#[test]
fn in_de_zaak_laat_d_zien_wat_dezelfde_kan_zijn_en_na_ja_staat_de_hoofdzaak_er() {
    let mut bank = met_dubbel();
    let hoofd = bank.zaak("Martens");
    let twin = ZaakId(Uuid::from_u128(77));
    bank.model.blik.lijst.kies(twin);
    bank.toetsen("Enter");
    bank.laad(twin);
    bank.toetsen("D");
    assert!(matches!(bank.model.lagen.last(), Some(Laag::Dubbelen(_))));
    bank.toetsen("j");
    bank.antwoord(Antwoord::Samengevoegd(Ok((hoofd, twin))));
    let Some(Laag::Zaak(scherm)) = bank.model.lagen.last() else {
        panic!("the zaak is under it");
    };
    assert_eq!(scherm.zaak, hoofd, "the other went up in it");
    assert!(
        bank.open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::LaadZaak(zaak) if zaak == hoofd))
    );
}

#[test]
fn een_deel_van_de_lijst_laat_niemand_verdwijnen() {
    let mut bank = Werkbank::met_lijst();
    kies_uit(&mut bank, vec![bestand("lijst.csv", om("08:10"))]);
    bank.toetsen("Enter");
    bank.antwoord(Antwoord::Voorbeeld(Ok(plan(VREEMD, "lijst.csv"))));
    assert!(
        bank.beeld(GEWOON)
            .contains("Een deel van de lijst? Druk d.")
    );
    bank.toetsen("d");
    assert!(bank.beeld(GEWOON).contains("Dit is een deel van de lijst"));
    let gone = |bank: &Werkbank| match bank.model.lagen.last() {
        Some(Laag::Inlezen(scherm)) => match &scherm.stand {
            Leesstap::Bekijkt(plan) => plan.verdwenen.len(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(gone(&bank), 0);
    bank.toetsen("d");
    assert!(gone(&bank) > 0, "the choice can be taken back");
}

#[test]
fn een_verdachte_van_papier_gaat_door_hetzelfde_voorbeeld() {
    let mut bank = Werkbank::met_lijst();
    bank.toetsen("n");
    assert!(bank.beeld(KLEIN).contains("Verdachte van papier"));
    let beeld = bank.beeld(GEWOON);
    for label in [
        "Naam",
        "Geboren",
        "PL-nummer",
        "Woonplaats",
        "Feit",
        "Gebeurd",
        "Relatie",
        "Vanaf",
    ] {
        assert!(beeld.contains(label), "{label} in\n{beeld}");
    }
    bank.typ("Terwisga, Joris");
    bank.toetsen("Ctrl-S");
    assert!(
        bank.beeld(GEWOON).contains("Vul ook een PL-nummer"),
        "a name alone is too little"
    );
    bank.toetsen("Tab Tab");
    bank.typ("300 Sr mishandeling");
    bank.toetsen("Ctrl-S");
    // What was typed is kept until he is on the list.
    bank.bewaar();
    let Leesbron::Papier(papier) = gevraagd(&bank) else {
        panic!("the form is read");
    };
    assert_eq!(papier.tekst("naam"), "Terwisga, Joris");
    let lijst = lees_papier(&papier, profielen(), &opties()).unwrap();
    assert!(lijst.deel);
    bank.antwoord(Antwoord::Voorbeeld(Ok(Box::new(maak_plan(
        lijst,
        &bekend(),
        &zaak_id,
    )))));
    let beeld = bank.beeld(GEWOON);
    assert!(
        beeld.contains("van papier") && beeld.contains("wie er niet op staat, is niet verdwenen"),
        "{beeld}"
    );
}
