//! The input screen as a worker uses it: what is marked, what is asked before sending, and input that was
//! spoken.

use chrono::TimeDelta;
use uuid::Uuid;
use zsmtafel::app::daad::Daad;
use zsmtafel::app::model::{Dialoog, Laag};
use zsmtafel::app::msg::Effect;
use zsmtafel::domain::beoordeling::{
    Informatiebron, Navraag, NavraagStand, Oordeel, OordeelOver, Veiligheidsbeoordeling,
};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Rol};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::{BetrokkeneId, ZaakId};
use zsmtafel::domain::input::{Input, Ontvanger, Vorm};
use zsmtafel::domain::overleg::Gegeven;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::verblijf::Waarde;
use zsmtafel::send::tekst::digest;

use crate::ui_werkbank::Werkbank;

const SCHERMEN: [(u16, u16); 2] = [(80, 24), (120, 36)];

fn zie(bank: &mut Werkbank, name: &str) {
    for (columns, rows) in SCHERMEN {
        let picture = bank.beeld((columns, rows));
        for line in picture.lines() {
            let cells = unicode_width::UnicodeWidthStr::width(line);
            assert!(cells <= usize::from(columns), "{name}: {line}");
        }
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), picture);
    }
}

/// Everything on a wide screen, in one line.
fn woorden(bank: &mut Werkbank) -> String {
    let picture = bank.beeld((160, 60));
    picture
        .replace(['│', '─'], " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn hg() -> (Werkbank, ZaakId) {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
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
    (bank, id)
}

fn beoordeeld() -> (Werkbank, ZaakId) {
    let (mut bank, id) = hg();
    let sanne = BetrokkeneId(Uuid::from_u128(1));
    bank.doe(
        id,
        &Opdracht::VoegBetrokkeneToe(Betrokkene {
            id: sanne,
            naam: "Sanne".to_owned(),
            leeftijd: None,
            rol: Rol::Slachtoffer,
            relatie: "partner".to_owned(),
            verblijf: "Dorpsstraat 4, Best".to_owned(),
            geheim: true,
            bellen: Bellen::NietOpEigenNummer,
            bereikbaar: "via zus, 06 99 88 77 66".to_owned(),
        }),
    );
    bank.doe(
        id,
        &Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
            personen: vec![OordeelOver {
                betrokkene: sanne,
                oordeel: Oordeel::StructureelOnveilig,
            }],
            geheel: Oordeel::StructureelOnveilig,
            motivering: "Derde melding in een half jaar.".to_owned(),
            vt_doet: "VT belt vandaag met haar.".to_owned(),
            voorwaarden: vec!["contactverbod".to_owned()],
            navraag: vec![Navraag {
                bron: Informatiebron::Politie,
                stand: NavraagStand::Antwoord,
                op: None,
                antwoord: "twee meldingen".to_owned(),
            }],
            ..Veiligheidsbeoordeling::default()
        })),
    );
    (bank, id)
}

fn open() -> (Werkbank, ZaakId) {
    let (mut bank, id) = beoordeeld();
    bank.toetsen("i");
    bank.concept(None);
    (bank, id)
}

fn vraag(bank: &Werkbank) -> String {
    match &bank.model.dialoog {
        Some(Dialoog::Vraag(asked)) => asked.tekst.clone(),
        other => panic!("no question: {other:?}"),
    }
}

/// What waits to be recorded as input.
fn gevraagd(bank: &Werkbank) -> Option<Input> {
    bank.open.iter().find_map(|asked| match &asked.effect {
        Effect::VoerUit(what) => match what.opdrachten.first() {
            Some((_, Opdracht::VerstuurInput(input))) => Some(input.as_ref().clone()),
            _ => None,
        },
        _ => None,
    })
}

/// Moves the cursor to the line with these words.
fn naar(bank: &mut Werkbank, words: &str) {
    let Some(Laag::Input(scherm)) = bank.model.lagen.last() else {
        panic!("the input is not open");
    };
    let at = scherm
        .opstelling
        .regels()
        .position(|(_, line)| line.tekst.contains(words))
        .unwrap_or_else(|| panic!("{words}"));
    let from = scherm.cursor;
    for _ in from..at {
        bank.toetsen("Omlaag");
    }
    for _ in at..from {
        bank.toetsen("Omhoog");
    }
}

#[test]
fn het_scherm_merkt_wat_het_programma_zegt_en_wat_de_verdachte_kan_lezen() {
    let (mut bank, _) = open();
    zie(&mut bank, "input_om");
    let seen = woorden(&mut bank);
    assert!(
        seen.contains("programma") && seen.contains("leest mee"),
        "{seen}"
    );
    naar(&mut bank, "Bij heenzenden zonder voorwaarden");
    let seen = woorden(&mut bank);
    assert!(seen.contains("let op: zin van het programma"), "{seen}");
    assert!(
        !seen.contains("Gevolg van heenzenden - Bij heenzenden"),
        "{seen}"
    );
    bank.toetsen("Spatie");
    zie(&mut bank, "input_om_zin_van_programma");
    naar(&mut bank, "Waarom: Derde melding");
    assert!(woorden(&mut bank).contains("let op: kan de verdachte lezen"));
    // A geheim adres is no line at all.
    assert!(!woorden(&mut bank).contains("Dorpsstraat"));
}

#[test]
fn stand_van_nu_gaat_altijd_mee() {
    let (mut bank, _) = open();
    bank.toetsen("Spatie");
    let seen = woorden(&mut bank);
    assert!(seen.contains("Stand van nu staat er altijd in."), "{seen}");
}

#[test]
fn voor_het_versturen_wordt_gevraagd_of_de_verdachte_het_mag_lezen() {
    let (mut bank, _) = open();
    bank.toetsen("Ctrl-S");
    assert!(
        vraag(&bank).starts_with(
            "De verdachte kan dit lezen: waarom VT dit vindt, wat VT doet. Mag dat? Versturen aan OM"
        ),
        "{}",
        vraag(&bank)
    );
    zie(&mut bank, "input_vraag");
    bank.toetsen("n");
    assert!(
        bank.open
            .iter()
            .all(|asked| !matches!(asked.effect, Effect::Verstuur(..)))
    );
    // What is not ticked is not asked about.
    naar(&mut bank, "Waarom: Derde melding");
    bank.toetsen("Spatie");
    naar(&mut bank, "VT belt vandaag");
    bank.toetsen("Spatie Ctrl-S");
    assert!(
        vraag(&bank).starts_with("Versturen aan OM"),
        "{}",
        vraag(&bank)
    );
    // The planner gets no content, and so no question.
    bank.toetsen("n Rechts Ctrl-S");
    assert!(
        vraag(&bank).starts_with("Versturen aan KPC-er"),
        "{}",
        vraag(&bank)
    );
}

#[test]
fn wat_met_de_hand_is_geschreven_gaat_ook_langs_de_poort() {
    let (mut bank, _) = open();
    bank.toetsen("e");
    bank.typ("Zij zit op Dorpsstraat 4 in Best, BSN 111222333. ");
    bank.toetsen("Esc Ctrl-S");
    assert!(
        vraag(&bank).contains("u hebt hem zelf bewerkt"),
        "{}",
        vraag(&bank)
    );
    let Some(Dialoog::Vraag(asked)) = &bank.model.dialoog else {
        panic!("no question");
    };
    let [Daad::OpWeg(Effect::Verstuur(sending), None)] = asked.dan.as_slice() else {
        panic!("no sending");
    };
    assert!(!sending.tekst.contains("Dorpsstraat") && !sending.tekst.contains("111222333"));
    assert!(
        sending.tekst.contains("[adres weggelaten]"),
        "{}",
        sending.tekst
    );
}

#[test]
fn wie_intussen_vrijkwam_staat_in_de_tekst_voor_die_weggaat() {
    let (mut bank, id) = open();
    bank.wacht(TimeDelta::minutes(3));
    bank.doe(
        id,
        &Opdracht::Meld {
            gegeven: Gegeven::Verblijf {
                waarde: Waarde::Heengezonden,
                sinds: None,
            },
            bron: "intake".to_owned(),
        },
    );
    bank.toetsen("Ctrl-S");
    assert!(bank.model.dialoog.is_none());
    let seen = woorden(&mut bank);
    assert!(
        seen.contains("Verdachte is heengezonden (gemeld 08:15 door intake)"),
        "{seen}"
    );
    assert!(seen.contains("Er is iets veranderd"), "{seen}");
    // Read, and sent.
    bank.toetsen("Ctrl-S");
    assert!(vraag(&bank).contains("Versturen aan OM"));
}

#[test]
fn mondeling_ingebracht_is_een_klein_formulier() {
    let (mut bank, id) = open();
    bank.toetsen("m");
    zie(&mut bank, "input_mondeling");
    // Who heard it is not guessed.
    bank.toetsen("Ctrl-S");
    assert!(gevraagd(&bank).is_none());
    assert!(woorden(&mut bank).contains("Vul in wie het hoorde."));
    bank.typ("mr. De Groot");
    bank.toetsen("Tab Tab Tab");
    bank.typ("structureel onveilig; contactverbod gevraagd. BSN 111222333, Dorpsstraat 4");
    bank.toetsen("Ctrl-S");
    let input = gevraagd(&bank).unwrap();
    let holds = bank.oordeel(id).unwrap();
    assert_eq!(input.vorm, Vorm::Mondeling);
    assert_eq!(input.ontvanger, Ontvanger::Om);
    assert_eq!(input.beoordeling, Some(holds.id));
    assert!(!input.grond.is_empty() && input.bestand.is_empty());
    assert_eq!(
        input.tekst,
        "structureel onveilig; contactverbod gevraagd. BSN [BSN weggelaten], [adres weggelaten]"
    );
    assert_eq!(input.sha256, digest(&input.tekst));
    let spoken = input.gesprek.unwrap();
    assert_eq!(
        (spoken.met.as_str(), spoken.door.as_str(), spoken.op),
        ("mr. De Groot", "A. de Boer", bank.model.nu)
    );
    bank.voer_uit();
    let stand = &bank.model.lijst.zoek(id).unwrap().zaak.stand;
    assert_eq!(stand.inputs_bij_laatste_oordeel().count(), 1);
}

#[test]
fn de_andere_vt_die_aan_tafel_zat_kan_het_hebben_gezegd_maar_niet_straks() {
    let (mut bank, _) = open();
    bank.toetsen("m");
    bank.typ("mr. De Groot");
    bank.toetsen("Tab");
    bank.typ(" en VTBNO");
    bank.toetsen("Tab Ctrl-U");
    for _ in 0..3 {
        bank.toetsen("Backspace");
    }
    bank.typ("23:00");
    bank.toetsen("Tab");
    bank.typ("geen contact");
    bank.toetsen("Ctrl-S");
    assert!(gevraagd(&bank).is_none());
    assert!(woorden(&mut bank).contains("Dit moet nog komen."));
    bank.toetsen("Backspace Backspace Backspace Backspace Backspace");
    bank.typ("07:50");
    bank.toetsen("Ctrl-S");
    let spoken = gevraagd(&bank).unwrap().gesprek.unwrap();
    assert_eq!(spoken.door, "A. de Boer en VTBNO");
    assert_eq!(spoken.op, crate::ui_werkbank::om("07:50"));
}

#[test]
fn voor_er_een_oordeel_is_krijgt_de_kpcer_een_tekst_en_het_om_geen_mondelinge_input() {
    let (mut bank, _) = hg();
    bank.toetsen("i");
    bank.concept(None);
    zie(&mut bank, "input_kpc_zonder_oordeel");
    bank.toetsen("Links m");
    bank.typ("mr. De Groot");
    bank.toetsen("Tab Tab Tab");
    bank.typ("iets");
    bank.toetsen("Ctrl-S");
    assert!(gevraagd(&bank).is_none());
}
