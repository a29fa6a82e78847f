//! The lock of a table with persons, and what lies over the open table: role, passphrase, persons, recovery sheet.

use secrecy::ExposeSecret as _;
use zsmtafel::app::kennis::Tafel;
use zsmtafel::app::msg::{Antwoord, Effect, Msg, SlotFout};
use zsmtafel::app::personenvraag::{Personenstand, Personenvraag};
use zsmtafel::app::schermen::slot::SlotStand;
use zsmtafel::app::sterkte::sterkte;
use zsmtafel::domain::ids::PersoonId;
use zsmtafel::domain::persoon::Medewerker;
use zsmtafel::domain::rol::Dienstrol;

use crate::ui_werkbank::{KLEIN, Werkbank, tafel};

const STERK: &str = "zeven kromme bananen op een fregat";

fn drie() -> Tafel {
    Tafel {
        medewerker: "B. Visser".to_owned(),
        personen: ["B. Visser", "A. de Boer", "C. Kok"]
            .map(str::to_owned)
            .to_vec(),
        herstelblad: true,
        ..tafel()
    }
}

fn op_slot() -> Werkbank {
    let mut bank = Werkbank::start();
    bank.antwoord(Antwoord::Aangetroffen {
        bestaat: true,
        tafel: drie(),
    });
    bank
}

fn binnen(rol: Dienstrol, rollen: &[Dienstrol], kiest_rol: bool) -> Werkbank {
    let mut bank = op_slot();
    bank.typ("mijn woord");
    bank.toetsen("Enter");
    bank.antwoord(Antwoord::Geopend(Ok(Tafel {
        rol: Some(rol),
        rollen: rollen.to_vec(),
        kiest_rol,
        ..drie()
    })));
    bank
}

fn mens(nummer: u128, naam: &str, rollen: &[Dienstrol]) -> Medewerker {
    Medewerker {
        id: PersoonId(uuid::Uuid::from_u128(nummer)),
        naam: naam.to_owned(),
        rollen: rollen.to_vec(),
        weg: false,
    }
}

fn stand(zin: &str, woorden: Vec<&'static str>) -> Antwoord {
    let work = [Dienstrol::VtFrontoffice];
    Antwoord::Personen(Ok(Personenstand {
        alle: vec![
            mens(1, "A. de Boer", &Dienstrol::EERSTE),
            mens(
                2,
                "B. Visser",
                &[Dienstrol::VtFrontoffice, Dienstrol::Beheer],
            ),
            mens(3, "C. Kok", &work),
        ],
        medewerker: "B. Visser".to_owned(),
        rol: Some(Dienstrol::Beheer),
        rollen: Dienstrol::EERSTE.to_vec(),
        zin: zin.to_owned(),
        woorden,
    }))
}

/// What was asked last.
fn gevraagd(bank: &Werkbank) -> &Effect {
    &bank.open.last().expect("something was asked").effect
}

#[test]
fn who_was_last_stands_first_and_arrows_choose_another() {
    let mut bank = op_slot();
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("B. Visser") && !picture.contains("C. Kok"),
        "{picture}"
    );
    assert!(picture.contains("een ander"), "{picture}");
    // What was typed for one is not sent for another.
    bank.typ("van Ben");
    bank.toetsen("Omlaag");
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("A. de Boer") && !picture.contains('•'),
        "{picture}"
    );
    bank.typ("van Anna");
    bank.toetsen("Enter");
    match gevraagd(&bank) {
        Effect::Ontgrendel {
            wachtwoord,
            medewerker,
            ..
        } => {
            assert_eq!(medewerker, "A. de Boer");
            assert_eq!(wachtwoord.expose_secret(), "van Anna");
        }
        other => panic!("{other:?}"),
    }
    // Refused: the same person, an empty field, and why.
    bank.antwoord(Antwoord::Geopend(Err(SlotFout {
        tekst: "Het wachtwoord klopt niet.".to_owned(),
        ..SlotFout::default()
    })));
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("klopt niet") && picture.contains("A. de Boer"),
        "{picture}"
    );
    assert!(!picture.contains('•'), "{picture}");
    // Waiting is of that person; another need not wait.
    bank.toetsen("Omhoog");
    assert!(!bank.beeld(KLEIN).contains("klopt niet"));
    assert!(bank.beeld(KLEIN).contains("B. Visser"));
    // Letters in the choice choose, and show nothing of what was typed.
    bank.toetsen("BackTab");
    bank.typ("c");
    assert!(bank.beeld(KLEIN).contains("C. Kok"));
}

#[test]
fn a_table_of_one_shows_that_one_and_no_choice() {
    let mut bank = Werkbank::start();
    bank.antwoord(Antwoord::Aangetroffen {
        bestaat: true,
        tafel: Tafel {
            personen: vec!["A. de Boer".to_owned()],
            ..tafel()
        },
    });
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("A. de Boer") && !picture.contains("een ander"),
        "{picture}"
    );
}

#[test]
fn who_forgot_chooses_the_sheet_after_the_persons() {
    let mut bank = op_slot();
    bank.toetsen("Omhoog");
    assert!(bank.beeld(KLEIN).contains("Wachtwoord kwijt"));
    bank.toetsen("Enter");
    assert!(bank.beeld(KLEIN).contains("13 woorden"));
    bank.toetsen("Esc");
    assert!(bank.beeld(KLEIN).contains("op slot"));
    bank.toetsen("Omhoog Enter Rechts Tab");
    bank.typ("appel beer ciel");
    bank.toetsen("Tab");
    bank.typ("te kort");
    bank.toetsen("Enter");
    assert!(bank.beeld(KLEIN).contains("Nog te kort"));
    bank.toetsen("Ctrl-U");
    bank.typ(STERK);
    bank.toetsen("Enter");
    bank.typ(STERK);
    bank.toetsen("Enter");
    match gevraagd(&bank) {
        Effect::Herstel {
            woorden,
            medewerker,
            nieuw,
        } => {
            assert_eq!(woorden.expose_secret(), "appel beer ciel");
            assert_eq!(medewerker, "A. de Boer");
            assert_eq!(nieuw.expose_secret(), STERK);
        }
        other => panic!("{other:?}"),
    }
    // A wrong word comes back with its number; the words that were typed still stand there.
    bank.antwoord(Antwoord::Geopend(Err(SlotFout {
        tekst: "Woord 3 klopt niet. Bedoelt u cirkel?".to_owned(),
        ..SlotFout::default()
    })));
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("Woord 3") && picture.contains("appel beer ciel"),
        "{picture}"
    );
}

#[test]
fn who_has_several_roles_chooses_before_he_sees_anything() {
    let mut bank = binnen(Dienstrol::VtFrontoffice, &Dienstrol::EERSTE, true);
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("In welke rol") && picture.contains("VT frontoffice"),
        "{picture}"
    );
    assert!(
        !bank
            .open
            .iter()
            .any(|one| matches!(one.effect, Effect::LaadDag))
    );
    // The table is open under it, so it locks itself, and by key.
    assert!(bank.model.is_open());
    bank.toetsen("Rechts Enter");
    assert!(matches!(
        gevraagd(&bank),
        Effect::Personen(Personenvraag::KiesRol(Dienstrol::Beheer))
    ));
    bank.antwoord(Antwoord::Personen(Ok(Personenstand {
        alle: Vec::new(),
        medewerker: "B. Visser".to_owned(),
        rol: Some(Dienstrol::Beheer),
        rollen: Dienstrol::EERSTE.to_vec(),
        zin: String::new(),
        woorden: Vec::new(),
    })));
    assert!(bank.model.slot.is_none());
    assert!(
        bank.open
            .iter()
            .any(|one| matches!(one.effect, Effect::LaadDag))
    );
    assert!(bank.beeld(KLEIN).contains("U werkt als beheer."));

    // Esc before a role was chosen locks.
    let mut bank = binnen(Dienstrol::VtFrontoffice, &Dienstrol::EERSTE, true);
    bank.toetsen("Esc");
    assert_eq!(bank.model.slot.as_ref().unwrap().stand, SlotStand::Dicht);
    let mut bank = binnen(Dienstrol::VtFrontoffice, &Dienstrol::EERSTE, true);
    bank.stuur(Msg::Vergrendel);
    assert_eq!(bank.model.slot.as_ref().unwrap().stand, SlotStand::Dicht);
    // Who has one is not asked.
    let bank = binnen(Dienstrol::Kpc, &[Dienstrol::Kpc], false);
    assert!(bank.model.slot.is_none());
}

#[test]
fn beheer_adds_changes_and_removes_and_the_new_one_types_his_own_passphrase() {
    let mut bank = binnen(Dienstrol::VtFrontoffice, &Dienstrol::EERSTE, false);
    bank.toetsen("F4");
    assert!(bank.beeld(KLEIN).contains("beheert u geen personen"));
    bank.model.blik.tafel.rol = Some(Dienstrol::Beheer);
    bank.toetsen("F4");
    assert!(matches!(
        gevraagd(&bank),
        Effect::Personen(Personenvraag::Lijst)
    ));
    bank.antwoord(stand("", Vec::new()));
    let picture = bank.beeld(KLEIN);
    for part in ["A. de Boer", "C. Kok", "VT frontoffice, beheer", "n nieuw"] {
        assert!(picture.contains(part), "{part}: {picture}");
    }
    bank.toetsen("n");
    bank.typ("D. Smit");
    bank.toetsen("Tab");
    bank.typ("ber");
    bank.toetsen("Spatie Tab");
    bank.typ(STERK);
    bank.toetsen("Tab");
    bank.typ("iets anders");
    bank.toetsen("Enter");
    assert!(bank.beeld(KLEIN).contains("niet gelijk"));
    bank.toetsen("Ctrl-U");
    bank.typ(STERK);
    assert!(!bank.beeld(KLEIN).contains("kromme"));
    bank.toetsen("Enter");
    match gevraagd(&bank) {
        Effect::Personen(Personenvraag::VoegToe {
            naam,
            rollen,
            wachtwoord,
        }) => {
            assert_eq!(naam, "D. Smit");
            assert_eq!(
                *rollen,
                [Dienstrol::VtFrontoffice, Dienstrol::Bereikbaarheidsdienst]
            );
            assert_eq!(wachtwoord.expose_secret(), STERK);
        }
        other => panic!("{other:?}"),
    }
    // Refused: what was typed still stands there, and why.
    bank.antwoord(Antwoord::Personen(Err(
        "D. Smit staat al bij de personen.".to_owned()
    )));
    assert!(bank.beeld(KLEIN).contains("staat al bij"));
    bank.toetsen("Enter");
    bank.antwoord(stand("D. Smit hoort nu bij deze tafel.", Vec::new()));
    assert!(bank.beeld(KLEIN).contains("hoort nu bij"));

    bank.toetsen("Omlaag Omlaag v");
    assert!(bank.beeld(KLEIN).contains("C. Kok weghalen?"));
    bank.toetsen("n");
    assert!(
        !bank
            .open
            .iter()
            .any(|one| matches!(one.effect, Effect::Personen(_)))
    );
    bank.toetsen("v j");
    assert!(matches!(
        gevraagd(&bank),
        Effect::Personen(Personenvraag::Verwijder(name)) if name == "C. Kok"
    ));
    bank.antwoord(stand("C. Kok hoort niet meer bij deze tafel.", Vec::new()));
    bank.toetsen("Enter");
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("Naam en rollen"), "{picture}");
    bank.toetsen("Esc Esc");
    assert!(bank.model.slot.is_none());
}

#[test]
fn the_words_of_a_sheet_are_shown_once() {
    let mut bank = binnen(Dienstrol::Beheer, &Dienstrol::EERSTE, false);
    bank.toetsen("F4");
    bank.antwoord(stand("", Vec::new()));
    bank.toetsen("h j");
    assert!(matches!(
        gevraagd(&bank),
        Effect::Personen(Personenvraag::Herstelblad)
    ));
    bank.antwoord(stand(
        "Herstelblad gemaakt.",
        vec!["appel", "beker", "cactus", "dadel"],
    ));
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("1 appel") && picture.contains("4 dadel"),
        "{picture}"
    );
    bank.toetsen("Enter");
    assert!(!bank.beeld(KLEIN).contains("appel"));
    bank.toetsen("Esc Ctrl-L");
    assert_eq!(bank.model.slot.as_ref().unwrap().stand, SlotStand::Dicht);
}

#[test]
fn another_passphrase_asks_for_the_one_that_holds() {
    let mut bank = binnen(Dienstrol::Kpc, &[Dienstrol::Kpc], false);
    bank.toetsen("F3");
    bank.typ("het oude");
    bank.toetsen("Tab");
    bank.typ("b visser b visser");
    bank.toetsen("Enter");
    // His own name twice is what a guesser tries first.
    assert!(bank.beeld(KLEIN).contains("zwak"), "{}", bank.beeld(KLEIN));
    bank.toetsen("Ctrl-U");
    bank.typ(STERK);
    bank.toetsen("Enter");
    bank.typ(STERK);
    bank.toetsen("Enter");
    match gevraagd(&bank) {
        Effect::Personen(Personenvraag::Wachtwoord { oud, nieuw }) => {
            assert_eq!(
                (oud.expose_secret(), nieuw.expose_secret()),
                ("het oude", STERK)
            );
        }
        other => panic!("{other:?}"),
    }
    bank.antwoord(Antwoord::Personen(Err(
        "Het wachtwoord klopt niet.".to_owned()
    )));
    assert!(bank.beeld(KLEIN).contains("klopt niet"));
    bank.toetsen("Esc");
    assert!(bank.model.slot.is_none());
}

#[test]
fn who_reads_along_is_told_so_by_every_key_that_would_record() {
    let mut bank = binnen(Dienstrol::Raadpleger, &[Dienstrol::Raadpleger], false);
    assert!(bank.beeld(KLEIN).contains("(raadpleger)"));
    for key in ["o", "n", "u"] {
        let before = bank.open.len();
        bank.toetsen(key);
        assert!(bank.beeld(KLEIN).contains("leest u alleen"), "{key}");
        assert_eq!(bank.open.len(), before, "{key}");
        assert!(bank.model.lagen.is_empty(), "{key}");
    }
}

#[test]
fn a_new_passphrase_must_stand_who_guesses_with_dutch_words() {
    for weak in [
        "",
        "kort",
        "welkom2026!!",
        "Wachtwoord123!",
        "veiligthuis2026",
        "januari februari",
        "zomer2026zomer",
        "aaaaaaaaaaaaaaaaaaaa",
        "qwertyuiop1234",
        "ikhouvanjou12",
        "A. de Boer 1985",
    ] {
        let found = sterkte(weak, &["A. de Boer", "Oost-Brabant"]);
        assert!(!found.genoeg, "{weak}: {}", found.zin);
        assert!(!weak.is_empty() || found.zin.contains("vier"));
    }
    for strong in [
        STERK,
        "vlinder kapstok orgel mistroostig",
        "correct paard batterij nietje",
        "koffie bij de ZSM-tafel graag zwart",
        "Xk7#pQ9!mZ2vLw",
    ] {
        let found = sterkte(strong, &["A. de Boer", "Oost-Brabant"]);
        assert!(found.genoeg, "{strong}: {}", found.zin);
    }
    // However long, it answers.
    assert!(sterkte(&"los woord ".repeat(400), &[]).zin.len() > 5);
}
