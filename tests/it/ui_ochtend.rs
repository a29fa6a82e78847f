//! The morning list and the zaak: keys in, screen out, through the real update and view.

use chrono::TimeDelta;
use ratatui::style::Color;
use uuid::Uuid;
use zsmtafel::app::msg::{Antwoord, Dag, Dossier, Eerder, Effect, Msg};
use zsmtafel::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::{BetrokkeneId, ZaakId};
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::terug::{Terugneming, Terugregel};
use zsmtafel::domain::tijd;
use zsmtafel::ui::thema::Keuze;

use crate::import_hulp::lees_voorbeeld;
use crate::ui_werkbank::{GEWOON, KLEIN, Werkbank, om};

const BREED: (u16, u16) = (200, 50);

fn zie(bank: &mut Werkbank, name: &str) {
    for (columns, rows) in [KLEIN, GEWOON] {
        zie_in(bank, name, (columns, rows));
    }
}

fn zie_in(bank: &mut Werkbank, name: &str, (columns, rows): (u16, u16)) {
    let picture = bank.beeld((columns, rows));
    for line in picture.lines() {
        let cells = unicode_width::UnicodeWidthStr::width(line);
        assert!(cells <= usize::from(columns), "{name}: {line}");
    }
    insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), picture);
}

fn tag_van(bank: &Werkbank, id: ZaakId) -> Option<Tag> {
    bank.model.lijst.zoek(id).and_then(|line| line.tag())
}

#[test]
fn de_lijst_van_de_ochtend() {
    let mut bank = Werkbank::met_lijst();
    zie(&mut bank, "ochtend");
    zie_in(&mut bank, "ochtend", BREED);
    bank.toetsen("F9");
    zie(&mut bank, "ochtend_verborgen");
}

#[test]
fn een_lege_tafel_zegt_wat_je_kunt_doen() {
    let mut bank = Werkbank::met_regels(Vec::new());
    zie(&mut bank, "ochtend_leeg");
}

#[test]
fn taggen_gaat_met_een_toets_en_springt_naar_de_volgende() {
    let mut bank = Werkbank::met_lijst();
    let first = bank.kies("Martens");
    bank.toetsen("h");
    assert_eq!(tag_van(&bank, first), Some(Tag::Hg));
    let next = bank.model.lijst.gekozen().unwrap().zaak.id;
    assert_ne!(next, first, "the next line without a tag is selected");
    assert!(bank.beeld(KLEIN).contains("bezig met opslaan"));
    bank.voer_uit();
    assert!(bank.beeld(KLEIN).contains("opgeslagen 08:12"));
    bank.toetsen("g t");
    bank.voer_uit();
    zie(&mut bank, "ochtend_getagd");
}

#[test]
fn de_soort_wordt_alleen_gevraagd_waar_de_lijst_hem_niet_zegt() {
    let mut bank = Werkbank::met_lijst();
    let known = bank.kies("Martens");
    bank.toetsen("h");
    let kinds = &bank
        .model
        .lijst
        .zoek(known)
        .unwrap()
        .zaak
        .stand
        .tag
        .as_ref()
        .unwrap()
        .soorten;
    assert_eq!(kinds.first(), Some(&Soort::Partner));

    let unknown = bank.kies("Kallen");
    bank.toetsen("h");
    assert_eq!(tag_van(&bank, unknown), None, "first the kind");
    assert!(bank.beeld(KLEIN).contains("welke soort"));
    bank.toetsen("Esc");
    assert_eq!(tag_van(&bank, unknown), None);
    bank.kies("Kallen");
    bank.toetsen("h x");
    let tagging = bank
        .model
        .lijst
        .zoek(unknown)
        .unwrap()
        .zaak
        .stand
        .tag
        .clone()
        .unwrap();
    assert_eq!(
        (tagging.tag, tagging.soorten),
        (Tag::Hg, vec![Soort::ExPartner])
    );
}

#[test]
fn zesenveertig_regels_taggen_kost_minder_dan_honderd_toetsen() {
    let mut bank = Werkbank::met_lijst();
    let mut keys = 0;
    while let Some(line) = bank
        .model
        .lijst
        .gekozen()
        .filter(|line| line.tag().is_none())
    {
        let key = match line.voorstel() {
            Some(Tag::Hg) => "h",
            Some(_) => "r",
            None => "g",
        };
        bank.toetsen(key);
        keys += 1;
        if bank.model.dialoog.is_some() {
            bank.toetsen("Enter");
            keys += 1;
        }
    }
    assert_eq!(bank.model.lijst.telling().verdachten, 46);
    assert!(
        bank.model
            .lijst
            .alle()
            .iter()
            .all(|line| line.tag().is_some())
    );
    assert!(keys < 100, "{keys} keys");
}

#[test]
fn een_geweigerde_tag_wordt_teruggedraaid_en_gezegd() {
    let mut bank = Werkbank::met_lijst();
    bank.kies("Martens");
    bank.toetsen("h");
    bank.weiger("De schijf is vol; er is niets opgeslagen.");
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("Niet gelukt: De schijf is vol"),
        "{picture}"
    );
    assert!(!picture.contains("bezig met opslaan"));
}

#[test]
fn zoeken_filtert_over_alle_kolommen_terwijl_je_typt() {
    let mut bank = Werkbank::met_lijst();
    bank.toetsen("/");
    bank.typ("ex-partner eindhoven");
    zie(&mut bank, "ochtend_zoeken");
    bank.toetsen("Esc");
    assert_eq!(bank.model.lijst.aantal(), 46);
    bank.toetsen("/");
    bank.typ("bestaat niet");
    assert!(bank.beeld(KLEIN).contains("Niets gevonden"));
}

/// "Verda" stands in "verdachten" as well, on a line above hers.
#[test]
fn een_naam_zoekt_de_persoon_en_geen_woord_in_een_ander() {
    let mut bank = Werkbank::met_lijst();
    bank.toetsen("/");
    bank.typ("verda");
    assert_eq!(bank.model.lijst.aantal(), 2, "er is keus");
    bank.toetsen("Enter h");
    bank.voer_uit();
    let hg: Vec<String> = bank
        .model
        .lijst
        .alle()
        .iter()
        .filter(|line| line.zaak.stand.tag.is_some())
        .map(|line| line.zaak.regel.naam.lijstvorm())
        .collect();
    assert_eq!(hg, ["Verda, Jaylinn"]);
}

#[test]
fn de_keuze_blijft_op_de_zaak_als_de_lijst_opnieuw_ordent() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Kallen");
    bank.toetsen("g");
    bank.voer_uit();
    bank.kies("Kallen");
    bank.wacht(TimeDelta::minutes(2));
    assert_eq!(bank.model.lijst.gekozen().unwrap().zaak.id, id);
}

#[test]
fn de_klok_telt_per_minuut_en_na_een_verouderd_antwoord_verandert_niets() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    let left = |bank: &Werkbank| bank.model.lijst.zoek(id).unwrap().klok.resterend_minuten;
    let before = left(&bank).unwrap();
    bank.wacht(TimeDelta::minutes(1));
    assert_eq!(left(&bank), Some(before - 1));

    // An answer to a question that was asked before: dropped.
    bank.stuur(Msg::Antwoord(1, Antwoord::Dag(Ok(Dag::default()))));
    assert_eq!(bank.model.lijst.aantal(), 46);
}

#[test]
fn een_alarm_staat_op_elk_scherm_tot_iemand_het_afvinkt() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.toetsen("h");
    bank.voer_uit();
    bank.doe(id, &acuut());
    zie(&mut bank, "ochtend_alarm");
    bank.toetsen("o");
    assert!(
        bank.beeld(KLEIN)
            .contains("Bureaudienst inschakelen: Martens, Stan")
    );
    bank.toetsen("Esc");
    bank.kies("Martens");
    bank.toetsen("Enter");
    bank.toetsen("s");
    bank.typ("gebeld, M. gaat er heen");
    bank.toetsen("Enter");
    bank.voer_uit();
    assert!(
        !bank
            .beeld(KLEIN)
            .contains("Bureaudienst inschakelen: Martens")
    );
    let done = &bank.model.lijst.zoek(id).unwrap().zaak.stand.gedaan;
    assert_eq!(done.len(), 1);
    assert_eq!(done[0].soort, StapSoort::BureaudienstInschakelen);
}

fn acuut() -> Opdracht {
    Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
        geheel: Oordeel::AcuutOnveilig,
        motivering: "Derde melding in een half jaar.".to_owned(),
        ..Veiligheidsbeoordeling::default()
    }))
}

fn sanne() -> Betrokkene {
    Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(71)),
        geheim: false,
        naam: "Sanne".to_owned(),
        leeftijd: Some(Leeftijd::Jaren(31)),
        rol: Rol::Slachtoffer,
        relatie: "echtgenote".to_owned(),
        verblijf: "thuis, Bergeijk".to_owned(),
        bellen: Bellen::NietOpEigenNummer,
        bereikbaar: String::new(),
    }
}

#[test]
fn wie_geen_vast_adres_heeft_houdt_langer_vast() {
    let line = |artikel: &str, adres: Option<&str>, woonplaats: &str| {
        let mut regel = lees_voorbeeld("verdachtenmonitor.csv").regels.remove(0);
        regel.feiten.truncate(1);
        regel.feiten[0].artikel = artikel.to_owned();
        regel.adres = adres.map(str::to_owned);
        regel.woonplaats = Some(woonplaats.to_owned());
        regel.gedrukt_einde = None;
        regel.begin_ophouden = Some(om("08:00"));
        let bank = Werkbank::met_regels(vec![regel]);
        let klok = bank.model.lijst.alle()[0].klok.clone();
        let end = tijd::lokaal(klok.uiterlijk.unwrap());
        (end.format("%H:%M").to_string(), klok.regel)
    };
    // From 09:00 on, since the night does not count.
    let six = ("15:00".to_owned(), "6 uur, art. 56a lid 2 Sv".to_owned());
    let nine = (
        "18:00".to_owned(),
        "9 uur, art. 56a lid 2 Sv (geen vast adres, art. 67 lid 2 Sv)".to_owned(),
    );
    assert_eq!(line("138 Sr", Some("Kerkstraat 1"), "Oss"), six);
    assert_eq!(line("138 Sr", None, "ZVWOVP"), nine);
    assert_eq!(line("138 Sr", Some("zwovp"), "Oss"), nine);
    assert_eq!(line("453 Sr", None, "ZVWOVP"), six);
    let (end, why) = line("138 Sr", Some("Kerkstraat 1"), "zvwovp");
    assert_eq!(end, "15:00");
    assert!(why.contains("niet zeker: voorzichtig 6 uur"), "{why}");
}

#[test]
fn het_huis_van_het_slachtoffer_kiest_de_vt() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.toetsen("h");
    bank.voer_uit();
    let vt = |bank: &Werkbank| {
        let line = bank.model.lijst.zoek(id).unwrap();
        let names = line.vt_mogelijk.join(" of ");
        line.vt
            .as_ref()
            .map_or(names, |vt| format!("{} {:?}", vt.code, vt.grond))
    };
    assert_eq!(vt(&bank), "ZO Verdachte");
    let with = |bank: &mut Werkbank, number, rol, verblijf: &str| {
        bank.doe(
            id,
            &Opdracht::VoegBetrokkeneToe(Betrokkene {
                id: BetrokkeneId(Uuid::from_u128(number)),
                geheim: false,
                rol,
                verblijf: verblijf.to_owned(),
                ..sanne()
            }),
        );
        vt(bank)
    };
    // Where she is for now is no home, and words after "thuis" need not be a place.
    assert_eq!(
        with(&mut bank, 80, Rol::Slachtoffer, "bij haar zus, Oss"),
        "ZO Verdachte"
    );
    assert_eq!(
        with(&mut bank, 81, Rol::Slachtoffer, "thuis, met de kinderen"),
        "ZO Verdachte"
    );
    assert_eq!(
        with(&mut bank, 82, Rol::Kind, "thuis, Tilburg"),
        "MB Slachtoffer"
    );
    // The victim before the child.
    assert_eq!(
        with(&mut bank, 83, Rol::Slachtoffer, "Thuis, Oss"),
        "NO Slachtoffer"
    );
    bank.kies("Martens");
    let picture = bank.beeld((120, 36));
    assert!(picture.contains("(woonplaats slachtoffer)"), "{picture}");
    // Two homes under one VT are no question, two under two are.
    assert_eq!(
        with(&mut bank, 84, Rol::Slachtoffer, "thuis, Veghel"),
        "NO Slachtoffer"
    );
    assert_eq!(
        with(&mut bank, 85, Rol::Slachtoffer, "thuis: Vianen"),
        "Veilig Thuis Brabant Noordoost of Veilig Thuis Utrecht"
    );
    bank.kies("Martens");
    let picture = bank.beeld((160, 36));
    assert!(picture.contains("vraag welke: "), "{picture}");
    // A person has the last word.
    bank.doe(
        id,
        &Opdracht::WijsVtAan {
            code: "ZO".to_owned(),
            reden: "gebeld".to_owned(),
        },
    );
    assert_eq!(vt(&bank), "ZO Gekozen");
}

#[test]
fn de_zaak_met_alles_wat_er_is() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.toetsen("h");
    bank.voer_uit();
    bank.doe(id, &Opdracht::VoegBetrokkeneToe(sanne()));
    bank.doe(id, &acuut());
    bank.kies("Martens");
    bank.toetsen("Enter");
    zie(&mut bank, "zaak_laadt");
    let dossier = Dossier {
        zaak: bank.model.lijst.zoek(id).unwrap().zaak.clone(),
        tijdlijn: bank
            .gebeurtenissen(id)
            .iter()
            .rev()
            .map(|event| (event.clone(), false))
            .collect(),
        eerdere: vec![Eerder {
            id: ZaakId(Uuid::from_u128(99)),
            pl: Some("PL2100-2026099001".to_owned()),
            tag: Some(Tag::Hg),
            oordeel: Oordeel::StructureelOnveilig,
            op: om("07:00") - TimeDelta::days(40),
        }],
        medeverdachten: Vec::new(),
    };
    bank.antwoord(Antwoord::Zaak(Ok(Box::new(dossier))));
    zie(&mut bank, "zaak");
    zie_in(&mut bank, "zaak", BREED);
    bank.toetsen("Tab Enter");
    zie(&mut bank, "zaak_tijdlijn_lezen");
    bank.toetsen("Esc Tab o");
    zie(&mut bank, "zaak_herkomst");
    bank.toetsen("Esc l");
    zie(&mut bank, "zaak_tekst");
    bank.toetsen("Esc F9");
    zie(&mut bank, "zaak_verborgen");
}

#[test]
fn een_oordeel_wordt_niet_met_een_toets_teruggenomen() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.toetsen("h");
    bank.voer_uit();
    bank.doe(id, &acuut());
    let naam = bank.model.lijst.zoek(id).unwrap().zaak.regel.naam.clone();
    let event = bank.gebeurtenissen(id).last().unwrap().clone();
    let found = Terugneming::Handeling(vec![Terugregel {
        zaak: id,
        naam,
        event,
    }]);
    for yes in [false, true] {
        bank.open.clear();
        // While the store is asked what it would be, a key does nothing.
        bank.toetsen("u h j");
        assert!(bank.model.dialoog.is_none());
        bank.antwoord(Antwoord::Terugvraag(Ok(found.clone())));
        let picture = bank.beeld(GEWOON);
        for words in ["Terugnemen: beoordeeld: acuut", "Martens", "A. de Boer"] {
            assert!(picture.contains(words), "{words}: {picture}");
        }
        let taken = |bank: &Werkbank| {
            bank.open
                .iter()
                .any(|asked| matches!(asked.effect, Effect::NeemTerug(_)))
        };
        assert!(!taken(&bank), "nothing was taken back yet");
        bank.toetsen(if yes { "j" } else { "n" });
        assert!(bank.model.dialoog.is_none());
        let asked = bank
            .open
            .iter()
            .any(|asked| matches!(&asked.effect, Effect::NeemTerug(what) if *what == found));
        assert_eq!(asked, yes);
    }
}

#[test]
fn woorden_die_je_zelf_aan_de_input_gaf_komen_terug() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.toetsen("h");
    bank.voer_uit();
    bank.doe(id, &acuut());
    bank.kies("Martens");
    bank.toetsen("i");
    bank.concept(None);
    bank.toetsen("e");
    bank.typ("Bel mij eerst.");
    bank.stuur(Msg::Wek);
    let kept = bank
        .open
        .iter()
        .find_map(|asked| match &asked.effect {
            Effect::BewaarConcept { sleutel, waarden } if sleutel.soort == "input" => {
                Some(waarden.clone())
            }
            _ => None,
        })
        .expect("the words are kept");
    bank.toetsen("Esc");
    bank.verlaat();
    assert!(bank.beeld(KLEIN).contains("Concept bewaard"));
    bank.toetsen("i");
    bank.concept(Some((kept, om("08:10"))));
    let picture = bank.beeld(GEWOON);
    assert!(picture.contains("Bel mij eerst."), "{picture}");
    assert!(picture.contains("Bewerkte tekst van 08:10 teruggehaald"));
}

#[test]
fn onder_80x24_staat_er_een_leesbare_zin_en_groter_is_alles_er_weer() {
    let mut bank = Werkbank::met_lijst();
    let small = bank.beeld((60, 10));
    assert!(small.contains("Venster is te klein: 60×10"), "{small}");
    assert!(bank.beeld(KLEIN).contains("46 te doen"));
    for size in [(1, 1), (79, 24), (80, 23), (500, 200)] {
        bank.beeld(size);
    }
}

#[test]
fn plakken_buiten_een_tekstveld_doet_niets() {
    let mut bank = Werkbank::met_lijst();
    let asked = bank.open.len();
    bank.stuur(Msg::Geplakt("hhhhgggg\n".repeat(50)));
    assert_eq!(bank.open.len(), asked, "nothing was asked of the store");
    assert!(
        bank.beeld(KLEIN)
            .contains("Plakken kan alleen in een tekstveld")
    );
    bank.stuur(Msg::Stortvloed);
    assert!(bank.beeld(KLEIN).contains("Er is niets gedaan"));
}

#[test]
fn op_slot_is_er_niets_van_iemand_meer_in_het_geheugen_van_het_scherm() {
    let mut bank = Werkbank::met_lijst();
    bank.kies("Martens");
    bank.toetsen("h");
    bank.voer_uit();
    bank.toetsen("Ctrl-L");
    assert!(bank.model.lijst.alle().is_empty());
    let picture = bank.beeld(KLEIN);
    assert!(
        !picture.contains("Martens") && picture.contains("Wachtwoord"),
        "{picture}"
    );
}

#[test]
fn de_klok_aan_de_wand_zet_geen_tafel_op_slot_en_de_schil_wel() {
    let mut bank = Werkbank::met_lijst();
    // Somebody sets the clock of the computer; how long nobody was there is counted elsewhere.
    bank.wacht(TimeDelta::hours(3));
    assert!(bank.model.slot.is_none());
    for _ in 0..2 {
        let nu = bank.model.nu;
        zsmtafel::app::update::update(&mut bank.model, Msg::Vergrendel, nu);
        assert!(bank.model.slot.is_some());
        assert!(!bank.beeld(KLEIN).contains("Martens"));
    }
}

#[test]
fn geen_betekenis_door_kleur_alleen() {
    // Without colour the picture has the same words, and no cell has a colour.
    let mut bank = Werkbank::met_lijst();
    bank.kies("Martens");
    bank.toetsen("h");
    let (plain, _) = bank.teken(GEWOON, Keuze::Kleurloos);
    for cell in plain.content() {
        assert!(
            cell.fg == Color::Reset && cell.bg == Color::Reset,
            "{cell:?}"
        );
    }
    let (coloured, _) = bank.teken(GEWOON, Keuze::Gewoon);
    for (a, b) in plain.content().iter().zip(coloured.content()) {
        assert_eq!(a.symbol(), b.symbol());
    }
}

#[test]
fn de_kop_telt_wat_vt_als_hg_zag_en_de_politie_niet() {
    let mut bank = Werkbank::met_lijst();
    let mark = |line: &zsmtafel::app::afgeleid::dagregel::Dagregel| line.zaak.regel.hg_politie;
    let (marked, own): (Vec<_>, Vec<_>) = bank
        .model
        .lijst
        .alle()
        .iter()
        .map(|line| (line.zaak.id, mark(line)))
        .partition(|(_, by_police)| *by_police == Some(true));
    assert!(marked.len() >= 2 && own.len() >= 3);
    let hg = |bank: &mut Werkbank, id| {
        let opdracht = Opdracht::Tag {
            tag: Tag::Hg,
            soorten: vec![Soort::Partner],
            voorgesteld: Vec::new(),
            reden: None,
            bevestigd: false,
        };
        bank.doe(id, &opdracht);
    };
    for (id, _) in marked.iter().take(2) {
        hg(&mut bank, *id);
    }
    let picture = bank.beeld(GEWOON);
    assert!(picture.contains("· 2 HG · 0 radar"), "{picture}");
    assert!(!picture.contains("door VT"), "{picture}");
    for (id, _) in own.iter().take(3) {
        hg(&mut bank, *id);
    }
    let telling = bank.model.lijst.telling();
    assert_eq!((telling.hg, telling.hg_door_vt), (5, 3));
    let picture = bank.beeld(GEWOON);
    assert!(
        picture.contains("· 5 HG (3 door VT gevonden) ·"),
        "{picture}"
    );
    // In a narrow window nothing that must be done is cut off, also when the numbers are long.
    for (id, _) in own.iter().skip(3).take(9) {
        hg(&mut bank, *id);
    }
    for (id, _) in own.iter().skip(12).take(11) {
        let opdracht = Opdracht::Tag {
            tag: Tag::Twijfel,
            soorten: Vec::new(),
            voorgesteld: Vec::new(),
            reden: None,
            bevestigd: false,
        };
        bank.doe(*id, &opdracht);
    }
    let picture = bank.beeld(KLEIN);
    let mut lines = picture.lines();
    let head = lines.find(|line| line.contains("Lijst ")).unwrap();
    assert!(head.contains("14 HG (12 door VT"), "{picture}");
    assert!(head.contains("· 11 twijfel ·"), "{picture}");
    let wanted = format!("· {} te doen", bank.model.lijst.telling().te_doen);
    assert!(head.contains(&wanted), "{wanted} in {picture}");
    assert!(head.ends_with(" van 46"), "{picture}");
    zie(&mut bank, "ochtend_door_vt");
}

#[test]
fn the_clock_in_the_head_is_whole_in_every_window() {
    for practice in [false, true] {
        for long in [false, true] {
            let mut bank = Werkbank::met_lijst();
            bank.model.blik.tafel.oefenen = practice;
            if long {
                bank.model.blik.tafel.naam = "ZSM Oost-Brabant, locatie Eindhoven".to_owned();
                bank.model.blik.tafel.vt = "Veilig Thuis Zuidoost-Brabant".to_owned();
                bank.model.blik.tafel.medewerker = "Maria van den Heuvel-Adriaansen".to_owned();
                bank.toetsen("F9");
            }
            for columns in 80..=140 {
                let picture = bank.beeld((columns, 24));
                let first = picture.lines().next().unwrap();
                assert!(first.contains("08:12 "), "{columns}: {first}");
                let whole = first.contains("OEFENEN") == practice;
                assert!(whole, "{columns}: {first}");
                assert_eq!(
                    first.contains("namen verborgen"),
                    long,
                    "{columns}: {first}"
                );
                assert!(first.chars().count() <= usize::from(columns));
            }
        }
    }
}
