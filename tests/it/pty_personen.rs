//! Two who take turns at one screen: each with his own passphrase, on 80 by 24.
#![cfg(unix)]

use secrecy::SecretString;
use zsmtafel::domain::rol::Dienstrol;
use zsmtafel::store::{KdfSterkte, Store, Toegang};

use super::pty_werkbank::Werkbank;

const ANNA: &str = "Anna de Boer";
const BEN: &str = "Ben Visser";

#[test]
fn two_take_turns_and_each_is_named() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let word = |name: &str| SecretString::from(format!("het geheim van {name}"));
    let now = chrono::Utc::now();
    let als = Toegang {
        wie: Some(ANNA.to_owned()),
        rol: Some(Dienstrol::Beheer),
        vrij: false,
    };
    let light = KdfSterkte::LICHT;
    let mut store = Store::maak_als(&bank.data(), &als, &word(ANNA), light, now).unwrap();
    let reads = [Dienstrol::Raadpleger];
    store
        .voeg_persoon_toe(BEN, &reads, &word(BEN), light, now)
        .unwrap();
    drop(store);

    let mut venster = bank.start(&[], 80, 24);
    let scherm = venster.wacht_op("Deze tafel is op slot.");
    assert!(scherm.contains(ANNA) && !scherm.contains(BEN), "{scherm}");
    venster.typ("het geheim van Ben Visser");
    venster.toets("Enter");
    venster.wacht_op("klopt niet");
    venster.toets("Omlaag");
    venster.wacht_op(BEN);
    venster.typ("het geheim van Ben Visser");
    venster.toets("Enter");
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster.wacht_op("Ben Visser (raadpleger)");
    venster.toets("o");
    venster.wacht_op("leest u alleen");
    // Locked, he was last and stands first; who he is not opens as herself.
    venster.toets("Ctrl-L");
    venster.wacht_op("Deze tafel is op slot.");
    venster.wacht_op(BEN);
    venster.toets("Omlaag");
    venster.wacht_op(ANNA);
    venster.typ("het geheim van Anna de Boer");
    venster.toets("Enter");
    let scherm = venster.wacht_op("Nog geen lijst van vandaag.");
    assert!(
        scherm.contains(ANNA) && !scherm.contains("raadpleger"),
        "{scherm}"
    );
    venster.toets("F2");
    venster.wacht_op("In welke rol");
    venster.toets("Rechts");
    venster.toets("Enter");
    venster.wacht_op("U werkt als");
    venster.sluit_af();
}
