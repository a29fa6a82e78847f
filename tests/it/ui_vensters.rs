//! What the screens of the inner work look like, in the smallest window and in an ordinary one.

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::TimeDelta;
use ratatui::style::Modifier;
use uuid::Uuid;
use zsmtafel::app::kennis::Tafel;
use zsmtafel::app::leestekst::{Leesregel, Leestekst};
use zsmtafel::app::model::Laag;
use zsmtafel::app::msg::{Antwoord, Kandidaat, Msg, SlotFout};
use zsmtafel::app::schermen::lezer::Leesscherm;
use zsmtafel::app::velden::formulier::Waarde;
use zsmtafel::domain::beoordeling::{Informatiebron, Navraag, NavraagStand, Oordeel, OordeelOver};
use zsmtafel::domain::beoordeling::{Veiligheidsbeoordeling, Verzoek};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::{BetrokkeneId, ZaakId};
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::import::{Opties, lees, maak_plan};
use zsmtafel::ui::thema::{Keuze, Thema};

use crate::import_hulp::{bekend_na, lees_voorbeeld, profielen, zaak_id};
use crate::ui_werkbank::{GEWOON, KLEIN, Werkbank, om, tafel};

/// Compares the screen with its picture in both windows.
fn zie(bank: &mut Werkbank, name: &str) {
    for (columns, rows) in [KLEIN, GEWOON] {
        let picture = bank.beeld((columns, rows));
        for line in picture.lines() {
            let cells = unicode_width::UnicodeWidthStr::width(line);
            assert!(cells <= usize::from(columns), "{name}: {line}");
        }
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), picture);
    }
}

/// Compares a window alone, whatever screen lies under it, and the keys in the foot.
fn zie_venster(bank: &mut Werkbank, name: &str) {
    for formaat in [KLEIN, GEWOON] {
        let picture = bank.beeld(formaat);
        let lines: Vec<Vec<char>> = picture.lines().map(|line| line.chars().collect()).collect();
        let (top, left) = lines
            .iter()
            .enumerate()
            .find_map(|(y, line)| Some((y, line.iter().position(|c| *c == '┌')?)))
            .unwrap_or_else(|| panic!("{name}: no window\n{picture}"));
        let mut out = String::new();
        for line in lines.iter().skip(top) {
            let right = line.iter().rposition(|c| "┐│┘".contains(*c)).unwrap();
            let row: String = line[left..=right].iter().collect();
            out.push_str(&format!("{row}\n"));
            if row.starts_with('└') {
                break;
            }
        }
        out.push_str(picture.lines().nth(usize::from(formaat.1) - 1).unwrap());
        out.push_str(&format!("\n{}\n", picture.lines().last().unwrap()));
        insta::assert_snapshot!(format!("{name}_{}x{}", formaat.0, formaat.1), out);
    }
}

fn sanne() -> Betrokkene {
    Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(71)),
        geheim: false,
        naam: "Sanne".to_owned(),
        leeftijd: Some(Leeftijd::Jaren(31)),
        rol: Rol::Slachtoffer,
        relatie: "partner".to_owned(),
        verblijf: "thuis, Eindhoven".to_owned(),
        bellen: Bellen::NietOpEigenNummer,
        bereikbaar: String::new(),
    }
}

fn kind() -> Betrokkene {
    Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(72)),
        geheim: false,
        naam: "Noor".to_owned(),
        leeftijd: Some(Leeftijd::Jaren(7)),
        rol: Rol::Kind,
        relatie: "dochter".to_owned(),
        verblijf: "bij oma".to_owned(),
        bellen: Bellen::Onbekend,
        bereikbaar: String::new(),
    }
}

/// A list on which the first zaak is HG, with two people around the suspect.
fn met_zaak() -> (Werkbank, ZaakId) {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Brouwer");
    bank.doe(
        id,
        &Opdracht::Tag {
            tag: Tag::Hg,
            soorten: vec![Soort::Partner],
            voorgesteld: Vec::new(),
            reden: None,
            bevestigd: false,
        },
    );
    bank.doe(id, &Opdracht::VoegBetrokkeneToe(sanne()));
    bank.doe(id, &Opdracht::VoegBetrokkeneToe(kind()));
    (bank, id)
}

fn oordeel() -> Veiligheidsbeoordeling {
    Veiligheidsbeoordeling {
        personen: vec![
            OordeelOver {
                betrokkene: sanne().id,
                oordeel: Oordeel::AcuutOnveilig,
            },
            OordeelOver {
                betrokkene: kind().id,
                oordeel: Oordeel::StructureelOnveilig,
            },
        ],
        geheel: Oordeel::AcuutOnveilig,
        navraag: vec![
            Navraag {
                bron: Informatiebron::EigenSysteem,
                stand: NavraagStand::Antwoord,
                op: Some(om("08:05")),
                antwoord: "3 meldingen sinds mei".to_owned(),
            },
            Navraag {
                bron: Informatiebron::Politie,
                stand: NavraagStand::Gevraagd,
                op: Some(om("08:10")),
                antwoord: String::new(),
            },
        ],
        motivering: "Derde melding in een half jaar, nu verwurging. Partner wil weg maar kan \
                     nergens heen. Het meisje was erbij en slaapt slecht."
            .to_owned(),
        voorwaarden: vec!["contactverbod".to_owned(), "locatieverbod".to_owned()],
        vt_doet: "Bureaudienst gaat er vandaag heen.".to_owned(),
        verzoeken: vec![Verzoek {
            aan: "OM".to_owned(),
            wat: "Bel VT vóór het heenzenden.".to_owned(),
        }],
        geldig_tot: None,
        intern: String::new(),
    }
}

fn beoordeeld() -> (Werkbank, ZaakId) {
    let (mut bank, id) = met_zaak();
    bank.doe(id, &Opdracht::StelVast(Box::new(oordeel())));
    (bank, id)
}

#[test]
fn het_slot() {
    let mut bank = Werkbank::start();
    zie(&mut bank, "slot_kijkt");
    bank.antwoord(Antwoord::Aangetroffen {
        bestaat: false,
        tafel: Tafel {
            medewerker: String::new(),
            oefenen: true,
            ..tafel()
        },
    });
    zie(&mut bank, "slot_nieuw");
    bank.typ("A. de Boer");
    bank.toetsen("Tab");
    bank.typ("drie groene");
    zie(&mut bank, "slot_nieuw_getypt");
    bank.toetsen("Enter");
    zie(&mut bank, "slot_nieuw_te_kort");

    let mut bank = Werkbank::start();
    bank.antwoord(Antwoord::Aangetroffen {
        bestaat: true,
        tafel: tafel(),
    });
    bank.typ("fout wachtwoord");
    bank.toetsen("Enter");
    zie(&mut bank, "slot_opent");
    let until = bank.model.nu + TimeDelta::seconds(8);
    bank.antwoord(Antwoord::Geopend(Err(SlotFout {
        tekst: "Wachtwoord klopt niet.".to_owned(),
        wacht_tot: Some(until),
        vraagt: false,
    })));
    zie(&mut bank, "slot_wacht");
    bank.wacht(TimeDelta::seconds(7));
    assert!(bank.beeld(KLEIN).contains("Wacht nog 1 seconde."));
    bank.wacht(TimeDelta::seconds(1));
    assert!(bank.beeld(KLEIN).contains("Probeer het opnieuw."));
}

#[test]
fn het_wachtwoord_staat_nooit_op_het_scherm() {
    let mut bank = Werkbank::start();
    bank.antwoord(Antwoord::Aangetroffen {
        bestaat: true,
        tafel: tafel(),
    });
    bank.typ("geheim 123");
    let picture = bank.beeld(KLEIN);
    assert!(!picture.contains("geheim"), "{picture}");
    assert!(picture.contains("••••••••••"), "{picture}");
}

#[test]
fn een_nieuwe_beoordeling() {
    let (mut bank, _) = met_zaak();
    bank.toetsen("b");
    bank.concept(None);
    zie(&mut bank, "beoordeling_nieuw");
    bank.toetsen("a");
    bank.stuur(Msg::Wek);
    bank.bewaar();
    zie(&mut bank, "beoordeling_acuut");
    bank.toetsen("Tab Tab Tab Spatie Tab");
    bank.typ("3 meldingen sinds mei");
    zie(&mut bank, "beoordeling_navraag");
    bank.toetsen("Tab Tab Tab Tab Tab Tab Tab Tab Tab");
    bank.typ(
        "Derde melding in een half jaar, nu verwurging. Partner wil weg maar kan nergens heen.",
    );
    zie(&mut bank, "beoordeling_motivering");
    bank.toetsen("Tab Rechts Rechts Spatie");
    zie(&mut bank, "beoordeling_voorwaarden");
    bank.toetsen("BackTab BackTab F9");
    zie(&mut bank, "beoordeling_verborgen");
}

#[test]
fn een_beoordeling_die_geldt_en_een_concept() {
    let (mut bank, _) = beoordeeld();
    bank.toetsen("b");
    bank.concept(Some((
        [(
            "motivering".to_owned(),
            Waarde::Tekst("Opnieuw bekeken.".to_owned()),
        )]
        .into_iter()
        .collect(),
        om("08:01"),
    )));
    zie(&mut bank, "beoordeling_concept");
    bank.toetsen("BackTab");
    zie(&mut bank, "beoordeling_einde");
}

#[test]
fn een_beoordeling_opslaan_en_verder_naar_de_input() {
    let (mut bank, id) = met_zaak();
    bank.toetsen("b");
    bank.concept(None);
    bank.toetsen("a Ctrl-S");
    let refused = bank.beeld(KLEIN);
    assert!(
        refused.contains("Niet gelukt: Schrijf een motivering"),
        "{refused}"
    );
    bank.typ("Nu verwurging.");
    bank.toetsen("Ctrl-O");
    assert!(
        bank.oordeel(id).is_none(),
        "nothing is saved before the store says so"
    );
    bank.voer_uit();
    let holds = bank.oordeel(id).unwrap();
    assert_eq!(holds.inhoud.geheel, Oordeel::AcuutOnveilig);
    assert_eq!(bank.gebeurtenissen(id).last().unwrap().id, holds.id);
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("Input aan ‹ OM ›"), "{picture}");
}

#[test]
fn de_cursor_staat_waar_getypt_wordt() {
    let (mut bank, _) = met_zaak();
    bank.toetsen("Enter n");
    // Letters of one, of two and of no cells of their own.
    for (text, cells) in [("Zoë", 3), ("e\u{301}a", 2), ("日本", 4)] {
        let before = bank.teken(GEWOON, Keuze::Gewoon).1.unwrap();
        bank.typ(text);
        let after = bank.teken(GEWOON, Keuze::Gewoon).1.unwrap();
        assert_eq!((after.x - before.x, after.y), (cells, before.y), "{text}");
    }
    bank.toetsen("Tab");
    let choice = bank.beeld(GEWOON);
    assert!(choice.contains("‹ slachtoffer ›"), "{choice}");
}

#[test]
fn de_cursor_volgt_een_zachte_omslag() {
    let (mut bank, _) = met_zaak();
    bank.toetsen("b");
    let Some(Laag::Beoordelen(scherm)) = bank.model.lagen.last_mut() else {
        panic!("no form");
    };
    scherm.formulier.focus_op("motivering");
    let start = bank.teken(KLEIN, Keuze::Gewoon).1.unwrap();
    bank.typ(&"woord ".repeat(12));
    bank.typ("slot");
    let (buffer, at) = bank.teken(KLEIN, Keuze::Gewoon);
    let at = at.unwrap();
    // Before the cursor stands the last word, wherever the text was wrapped.
    let word: String = (at.x - 4..at.x)
        .map(|x| buffer[(x, at.y)].symbol().to_owned())
        .collect();
    assert_eq!(word, "slot");
    assert!(at.y > start.y && at.x < KLEIN.0);
    bank.toetsen("Omhoog");
    let up = bank.teken(KLEIN, Keuze::Gewoon).1.unwrap();
    assert_eq!(
        (up.x, up.y),
        (at.x, at.y - 1),
        "up is one row, not one line"
    );
}

#[test]
fn een_betrokkene() {
    let (mut bank, _) = met_zaak();
    bank.toetsen("Enter n");
    bank.typ("Lotte");
    zie(&mut bank, "betrokkene_nieuw");
    bank.toetsen("Tab Tab F9");
    zie(&mut bank, "betrokkene_verborgen");
}

#[test]
fn de_vensters() {
    let mut bank = Werkbank::met_lijst();
    bank.kies("Schuylenborch");
    bank.toetsen("h Omlaag Spatie Omlaag");
    zie_venster(&mut bank, "venster_soort");
    bank.toetsen("Esc q");
    zie_venster(&mut bank, "venster_vraag");
    bank.toetsen("n ?");
    zie_venster(&mut bank, "venster_hulp");
    bank.toetsen("End");
    zie_venster(&mut bank, "venster_hulp_eind");
    // A key back after the end is seen at once.
    let at_end = bank.beeld(KLEIN);
    bank.toetsen("Omhoog");
    assert_ne!(bank.beeld(KLEIN), at_end);
    bank.toetsen("Esc :");
    bank.typ("tag");
    bank.toetsen("Omlaag");
    zie_venster(&mut bank, "venster_palet");
    bank.typ("zzz");
    zie_venster(&mut bank, "venster_palet_leeg");

    let (mut bank, id) = beoordeeld();
    bank.toetsen("Enter s");
    assert_eq!(bank.model.zaak_in_beeld(), Some(id));
    zie_venster(&mut bank, "venster_stap");
}

#[test]
fn een_tekst_lezen() {
    let mut bank = Werkbank::met_lijst();
    let mut lines = vec![
        Leesregel::Kop("Volgens de lijst".to_owned()),
        Leesregel::Paar("naam".to_owned(), "Peters, Dirk".to_owned()),
        Leesregel::Paar(
            "toelichting".to_owned(),
            "Huissleutel weggenomen uit schuurdeur. Bewoonster heeft eerder aangifte belaging \
             gedaan tegen VE, en wil niet dat hij weet waar zij nu is."
                .to_owned(),
        ),
        Leesregel::Kop("wat er gezegd is".to_owned()),
    ];
    lines.extend((1..=40).map(|n| Leesregel::Tekst(format!("Zin {n} van een lange tekst."))));
    let lezer = Leesscherm::nieuw(Leestekst::nieuw("De hele zaak", lines));
    bank.model.lagen.push(Laag::Lezer(Box::new(lezer)));
    zie(&mut bank, "lezer");
    bank.toetsen("End");
    zie(&mut bank, "lezer_eind");
    bank.toetsen("Omhoog");
    let picture = bank.beeld(GEWOON);
    assert!(!picture.contains("Zin 40"), "{picture}");
}

#[test]
fn de_input() {
    let (mut bank, _) = beoordeeld();
    bank.toetsen("i");
    zie(&mut bank, "input");
    bank.toetsen("Omlaag Omlaag Omlaag PgDn");
    zie(&mut bank, "input_verder");
    bank.toetsen("Rechts e");
    bank.typ("Gebeld met de officier.");
    zie(&mut bank, "input_bewerken");
    bank.toetsen("Esc");
    zie(&mut bank, "input_bewerkt");
    bank.toetsen("Ctrl-S");
    zie(&mut bank, "input_versturen");
    bank.toetsen("n F9");
    zie(&mut bank, "input_verborgen");
}

#[test]
fn een_bestand_kiezen() {
    let mut bank = Werkbank::met_lijst();
    bank.toetsen("o");
    zie(&mut bank, "inlezen_zoekt");
    let file = |naam: &str, grootte: u64, op| Kandidaat {
        pad: PathBuf::from(naam),
        naam: naam.to_owned(),
        grootte,
        gewijzigd: op,
        sha256: None,
    };
    bank.antwoord(Antwoord::Bestanden(Ok(vec![
        file("verdachtenmonitor.xlsx", 48_211, om("08:09")),
        file("verdachtenmonitor.csv", 18_400, om("06:45")),
        file(
            "verdachtenmonitor van gisteren met een naam die niemand verzint en toch bestaat.csv",
            2_411_000,
            om("07:31") - TimeDelta::days(1),
        ),
    ])));
    zie(&mut bank, "inlezen_kiest");
    bank.toetsen("Enter");
    zie(&mut bank, "inlezen_leest");
    bank.antwoord(Antwoord::Voorbeeld(Err(
        "dit is een PDF; verwacht wordt een export van de verdachtenmonitor (csv, txt, xlsx, xls \
         of ods)"
            .to_owned(),
    )));
    bank.toetsen("Tab");
    bank.typ("/media/stick/lijst.csv");
    zie(&mut bank, "inlezen_pad");

    let mut bank = Werkbank::met_lijst();
    bank.toetsen("o");
    bank.antwoord(Antwoord::Bestanden(Ok(Vec::new())));
    zie(&mut bank, "inlezen_leeg");
}

#[test]
fn het_voorbeeld() {
    let first = maak_plan(
        lees_voorbeeld("verdachtenmonitor.csv"),
        &HashMap::new(),
        &zaak_id,
    );
    let known = bekend_na(&first);
    let mut bank = Werkbank::met_lijst();
    let bekijk = |bank: &mut Werkbank, text: &str| {
        bank.toetsen("o");
        bank.antwoord(Antwoord::Bestanden(Ok(vec![Kandidaat {
            pad: PathBuf::from("lijst.csv"),
            naam: "lijst.csv".to_owned(),
            grootte: 1,
            gewijzigd: om("08:10"),
            sha256: None,
        }])));
        bank.toetsen("Enter");
        let opties = Opties {
            profiel: None,
            bewaar_bsn: false,
            alle_bladen: false,
            nu: om("08:12"),
        };
        let lijst = lees(text.as_bytes(), "lijst.csv", profielen(), &opties).unwrap();
        let plan = maak_plan(lijst, &known, &zaak_id);
        bank.antwoord(Antwoord::Voorbeeld(Ok(Box::new(plan))));
    };
    let text = "Verdachtenmonitor peildatum 19-11-2026 07:30;;;;;;;\n\
        PL-nummer;Achternaam;Voornamen;Geboortedatum;Feit;Aanhouding;Status;Kleur van de jas\n\
        PL2100-2026111707;Brouwer;Linn;20-12-1985;Diefstal uit woning;20-11-2026 03:06;Vast;rood\n\
        PL2100-2026111708;Dokkum, van;Tyler;17-10-1990;Mishandeling;20-11-2026 02:59;IVS;\n\
        PL2100-2026111999;Vrij;Anna de;1-2-1990;Bedreiging;31-13-2026 25:00;Vast;\n\
        ;;;;;;;\n\
        PL2100-2026111998;;;;Bedreiging;20-11-2026 04:00;Vast;\n";
    bekijk(&mut bank, text);
    zie(&mut bank, "voorbeeld_oud");
    bank.toetsen("PgDn PgDn");
    zie(&mut bank, "voorbeeld_verder");
    bank.toetsen("Enter");
    zie(&mut bank, "voorbeeld_vraag");
    bank.toetsen("j");
    zie(&mut bank, "voorbeeld_voert");
}

#[test]
fn zonder_kleur_blijft_te_zien_wat_gekozen_is() {
    let mut bank = Werkbank::met_lijst();
    bank.toetsen("o");
    bank.antwoord(Antwoord::Bestanden(Ok(vec![Kandidaat {
        pad: PathBuf::from("a.csv"),
        naam: "a.csv".to_owned(),
        grootte: 10,
        gewijzigd: om("08:00"),
        sha256: None,
    }])));
    let (buffer, _) = bank.teken(KLEIN, Keuze::Kleurloos);
    let row = (0..KLEIN.1)
        .find(|y| buffer[(2, *y)].symbol() == "a" && buffer[(3, *y)].symbol() == ".")
        .unwrap();
    assert!(buffer[(2, row)].modifier.contains(Modifier::REVERSED));
    assert_eq!(buffer[(0, row)].symbol(), "▌");
    let plain = Thema::van(Keuze::Kleurloos);
    assert_eq!(plain.accent.fg, None);
}
