//! Who works at a table: each with his own passphrase and his own name, and what remains when one leaves, forgets, or
//! when the power goes in between.

use std::fs;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use proptest::prelude::*;
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zsmtafel::domain::ids::PersoonId;
use zsmtafel::domain::rol::{Dienstrol, Recht};
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::bestand::{POGINGEN, SLEUTEL};
use zsmtafel::store::herstelblad::{self, Woordfout};
use zsmtafel::store::sleutelbestand::{Sleutelbestand, hex};
use zsmtafel::store::{KdfSterkte, Store, StoreFout, Toegang};

use crate::store_hulp::{later, lees, nu, regel, soorten, tag};

const ANNA: &str = "Anna de Boer";
const BEN: &str = "Ben Visser";
const CEES: &str = "Cees Kok";
const L: KdfSterkte = KdfSterkte::LICHT;

fn woord(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

/// The passphrase of a person of these stories.
fn van(naam: &str) -> SecretString {
    woord(&format!("het geheim van {naam}"))
}

fn als(naam: &str) -> Toegang {
    Toegang {
        wie: Some(naam.to_owned()),
        ..Toegang::default()
    }
}

fn als_rol(naam: &str, rol: Dienstrol) -> Toegang {
    Toegang {
        rol: Some(rol),
        ..als(naam)
    }
}

fn open(map: &Path, wie: &Toegang, woord: &SecretString) -> Result<Store, StoreFout> {
    Store::open_als(map, wie, woord, (later(60), false))
}

/// A table of Anna, with Ben, who works and keeps it, and Cees, who reads along.
struct Drie {
    map: tempfile::TempDir,
}

impl Drie {
    fn nieuw() -> Drie {
        let map = tempfile::tempdir().unwrap();
        drop(Store::maak_als(map.path(), &als(ANNA), &van(ANNA), L, nu()).unwrap());
        let out = Drie { map };
        let mut anna = out.beheer();
        let both = [Dienstrol::VtFrontoffice, Dienstrol::Beheer];
        anna.voeg_persoon_toe(BEN, &both, &van(BEN), L, nu())
            .unwrap();
        anna.voeg_persoon_toe(CEES, &[Dienstrol::Raadpleger], &van(CEES), L, nu())
            .unwrap();
        drop(anna);
        out
    }

    fn pad(&self) -> &Path {
        self.map.path()
    }

    fn beheer(&self) -> Store {
        open(self.pad(), &als_rol(ANNA, Dienstrol::Beheer), &van(ANNA)).unwrap()
    }

    fn sleutel(&self) -> Value {
        serde_json::from_slice(&fs::read(self.pad().join(SLEUTEL)).unwrap()).unwrap()
    }

    /// Writes a key file with its checksum right, as who knows the format can.
    fn zet_sleutel(&self, mut what: Value) {
        what["controle"] = json!("");
        let bos = bos(&what);
        let sum: [u8; 32] = Sha256::digest(&bos).into();
        what["controle"] = json!(hex(&sum[..8]));
        fs::write(self.pad().join(SLEUTEL), self::bos(&what)).unwrap();
    }
}

/// The key file as it is written: fields in their order.
fn bos(what: &Value) -> Vec<u8> {
    let way = |one: &Value, first: &[&str]| {
        let mut fields: Vec<String> = first.iter().map(|name| (*name).to_owned()).collect();
        fields.extend(
            [
                "fout",
                "laatste",
                "kdf",
                "geheugen_kib",
                "rondes",
                "banen",
                "zout",
                "nonce",
                "sleutel",
            ]
            .map(str::to_owned),
        );
        let lines: Vec<String> = fields
            .iter()
            .map(|name| format!("\"{name}\": {}", one[name]))
            .collect();
        lines
    };
    let mut out = String::from("{\n");
    for name in ["formaat", "tafel", "laatste"] {
        out.push_str(&format!("  \"{name}\": {},\n", what[name]));
    }
    let persons: Vec<String> = what["personen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let lines = way(one, &["id", "naam"]);
            format!("    {{\n      {}\n    }}", lines.join(",\n      "))
        })
        .collect();
    out.push_str(&format!(
        "  \"personen\": [\n{}\n  ],\n",
        persons.join(",\n")
    ));
    let sheet = &what["herstelblad"];
    if sheet.is_null() {
        out.push_str("  \"herstelblad\": null,\n");
    } else {
        let lines = way(sheet, &["id", "gemaakt"]);
        out.push_str(&format!(
            "  \"herstelblad\": {{\n    {}\n  }},\n",
            lines.join(",\n    ")
        ));
    }
    out.push_str(&format!("  \"controle\": {}\n}}", what["controle"]));
    out.into_bytes()
}

#[test]
fn each_opens_with_his_own_passphrase_and_is_named_by_what_he_does() {
    let drie = Drie::nieuw();
    let mut anna = open(drie.pad(), &als(ANNA), &van(ANNA)).unwrap();
    let ids = lees(&mut anna, vec![regel(1), regel(2)]);
    anna.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    let of_anna = anna.dienst().unwrap();
    drop(anna);
    let mut ben = open(drie.pad(), &als("ben  VISSER"), &van(BEN)).unwrap();
    let here = ben.dienst().unwrap();
    assert_eq!(here.naam, BEN);
    let done = ben
        .voer_uit(ids[1], &tag(Tag::Hg), &here.naam, nu())
        .unwrap();
    assert_eq!(done[0].hand.persoon, here.persoon);
    assert_ne!(here.persoon, of_anna.persoon);
    let lines = ben.journaal(100, None).unwrap();
    let who = |kind: &str| -> Vec<&str> {
        let fits = lines.iter().filter(|line| line.kind == kind);
        fits.map(|line| line.actor.as_str()).collect()
    };
    assert_eq!(who("getagd"), [BEN, ANNA]);
    // The first person added herself, and the others.
    assert_eq!(who("persoon-gewijzigd"), [ANNA, ANNA, ANNA]);
    // Ben takes back his own act, and not hers.
    let (zaak, _) = ben.neem_terug(BEN, None, nu()).unwrap();
    assert_eq!(zaak, ids[1]);
    ben.neem_terug(BEN, None, nu()).unwrap_err();
    // Who was last stands first on the lock.
    drop(ben);
    assert_eq!(
        Sleutelbestand::lees(drie.pad()).unwrap().namen(),
        [BEN, ANNA, CEES]
    );
}

#[test]
fn the_passphrase_of_one_opens_for_nobody_else() {
    let drie = Drie::nieuw();
    for (name, word) in [(ANNA, BEN), (BEN, ANNA), (CEES, ANNA), (ANNA, CEES)] {
        let err = open(drie.pad(), &als(name), &van(word)).unwrap_err();
        assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{name}: {err}");
        assert_eq!(err.exit_code(), 4);
    }
    let err = open(drie.pad(), &als("Dirk"), &van(ANNA)).unwrap_err();
    assert_eq!(err.exit_code(), 4);
    for name in [ANNA, BEN, CEES] {
        assert!(err.to_string().contains(name), "{err}");
    }
    // Without a name it is who was last, and nobody else.
    drop(open(drie.pad(), &als(BEN), &van(BEN)).unwrap());
    open(drie.pad(), &Toegang::default(), &van(ANNA)).unwrap_err();
    let ben = open(drie.pad(), &Toegang::default(), &van(BEN)).unwrap();
    assert_eq!(ben.dienst().unwrap().naam, BEN);
    drop(ben);
    // A file that is a copy opens with any of them.
    let file = Sleutelbestand::lees(drie.pad()).unwrap();
    assert!(file.ontsluit(None, &van(CEES)).unwrap().is_some());
    assert!(file.ontsluit(Some(ANNA), &van(CEES)).unwrap().is_none());
    assert!(file.ontsluit(None, &woord("niets")).unwrap().is_none());
}

#[test]
fn a_wrapping_that_was_moved_to_another_person_or_table_opens_nothing() {
    let drie = Drie::nieuw();
    let good = drie.sleutel();
    let mut swapped = good.clone();
    for field in [
        "kdf",
        "geheugen_kib",
        "rondes",
        "banen",
        "zout",
        "nonce",
        "sleutel",
    ] {
        swapped["personen"][0][field] = good["personen"][1][field].clone();
    }
    drie.zet_sleutel(swapped);
    for word in [ANNA, BEN] {
        let err = open(drie.pad(), &als(ANNA), &van(word)).unwrap_err();
        assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{err}");
    }
    let mut other = good.clone();
    other["tafel"] = json!("00000000-0000-4000-8000-000000000000");
    drie.zet_sleutel(other);
    let err = open(drie.pad(), &als(ANNA), &van(ANNA)).unwrap_err();
    assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{err}");
    let mut weaker = good.clone();
    weaker["personen"][0]["rondes"] = json!(2);
    drie.zet_sleutel(weaker);
    let err = open(drie.pad(), &als(ANNA), &van(ANNA)).unwrap_err();
    assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{err}");
    drie.zet_sleutel(good);
    drop(open(drie.pad(), &als(ANNA), &van(ANNA)).unwrap());
}

#[test]
fn who_is_who_and_may_do_what_is_in_the_journal_and_not_in_the_file() {
    let drie = Drie::nieuw();
    let mut renamed = drie.sleutel();
    let names: Vec<&str> = renamed["personen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["naam"].as_str().unwrap())
        .collect();
    assert_eq!(names, [ANNA, BEN, CEES]);
    assert!(!renamed.to_string().contains("beheer"));
    // Somebody calls Cees Anna on the lock: inside he is Cees, and the lock says so again.
    renamed["personen"][0]["naam"] = json!("Een ander");
    renamed["personen"][2]["naam"] = json!(ANNA);
    drie.zet_sleutel(renamed);
    let cees = open(drie.pad(), &als(ANNA), &van(CEES)).unwrap();
    assert_eq!(cees.dienst().unwrap().naam, CEES);
    drop(cees);
    let mut back = Sleutelbestand::lees(drie.pad()).unwrap().namen();
    back.sort();
    assert_eq!(back, [ANNA, BEN, CEES]);
    // A row that somebody planted is found, and goes when the rows are made anew.
    let mut anna = drie.beheer();
    anna.proef_sql("UPDATE persoon SET rollen = 'beheer' WHERE naam = 'Cees Kok'")
        .unwrap();
    assert_eq!(anna.reken_na().unwrap().len(), 1);
    assert!(anna.rebuild().unwrap().anders);
    assert!(!anna.rebuild().unwrap().anders);
    let all = anna.personen().unwrap();
    assert_eq!(all[2].rollen, [Dienstrol::Raadpleger]);
}

#[test]
fn who_left_does_not_come_in_and_what_he_did_stays_his() {
    let drie = Drie::nieuw();
    let before = fs::read(drie.pad().join(SLEUTEL)).unwrap();
    let mut anna = drie.beheer();
    let gone = anna.verwijder_persoon(BEN, nu()).unwrap();
    assert!(gone.weg);
    // Whom he is not, nobody removes twice; and nobody removes himself.
    let err = anna.verwijder_persoon(BEN, nu()).unwrap_err();
    assert!(err.to_string().contains("staat niet bij"), "{err}");
    drop(anna);
    let err = open(drie.pad(), &als(BEN), &van(BEN)).unwrap_err();
    assert_eq!(err.exit_code(), 4);
    let file = Sleutelbestand::lees(drie.pad()).unwrap();
    assert!(file.ontsluit(None, &van(BEN)).unwrap().is_none());
    // Also with the key file of yesterday the table itself says that he does not work here.
    fs::write(drie.pad().join(SLEUTEL), before).unwrap();
    let err = open(drie.pad(), &als(BEN), &van(BEN)).unwrap_err();
    assert!(matches!(err, StoreFout::NietMeerHier), "{err}");
    // The same name later is another person.
    let mut anna = drie.beheer();
    let again = anna
        .voeg_persoon_toe(BEN, &[Dienstrol::Kpc], &van("de tweede"), L, nu())
        .unwrap();
    assert_ne!(again.id, gone.id);
    assert_eq!(anna.personen().unwrap().len(), 4);
}

#[test]
fn the_last_with_beheer_neither_leaves_nor_gives_it_up() {
    let drie = Drie::nieuw();
    let mut anna = drie.beheer();
    let worker = [Dienstrol::VtFrontoffice];
    anna.wijzig_persoon(BEN, None, Some(&worker), nu()).unwrap();
    let err = anna
        .wijzig_persoon(ANNA, None, Some(&worker), nu())
        .unwrap_err();
    assert_eq!(err.exit_code(), 3);
    assert!(err.to_string().contains("enige met de rol beheer"), "{err}");
    let err = anna.verwijder_persoon(ANNA, nu()).unwrap_err();
    assert!(err.to_string().contains("enige met de rol beheer"), "{err}");
    let err = anna.wijzig_persoon(BEN, None, Some(&[]), nu()).unwrap_err();
    assert_eq!(err.exit_code(), 3);
    // With another one she can give it up, and has it no more at once.
    anna.wijzig_persoon(BEN, None, Some(&[Dienstrol::Beheer]), nu())
        .unwrap();
    let err = anna.verwijder_persoon(ANNA, nu()).unwrap_err();
    assert!(err.to_string().contains("uzelf niet"), "{err}");
    anna.wijzig_persoon(ANNA, Some("Anna Jansen"), Some(&worker), nu())
        .unwrap();
    let here = anna.dienst().unwrap();
    assert_eq!((here.naam.as_str(), here.rol), ("Anna Jansen", worker[0]));
    let err = anna.verwijder_persoon(CEES, nu()).unwrap_err();
    assert!(matches!(err, StoreFout::RolMagNiet(..)), "{err}");
    drop(anna);
    let names = Sleutelbestand::lees(drie.pad()).unwrap().namen();
    assert_eq!(names, ["Anna Jansen", BEN, CEES]);
}

#[test]
fn only_beheer_adds_and_only_in_a_role_that_one_has() {
    let drie = Drie::nieuw();
    let mut anna = open(
        drie.pad(),
        &als_rol(ANNA, Dienstrol::VtFrontoffice),
        &van(ANNA),
    )
    .unwrap();
    let kpc = [Dienstrol::Kpc];
    let err = anna
        .voeg_persoon_toe("Dirk", &kpc, &van("Dirk"), L, nu())
        .unwrap_err();
    assert!(matches!(err, StoreFout::RolMagNiet(..)), "{err}");
    let err = anna.maak_herstelblad(&woord("x"), L, nu()).unwrap_err();
    assert!(matches!(err, StoreFout::RolMagNiet(..)), "{err}");
    anna.kies_rol(Dienstrol::Beheer, nu()).unwrap();
    let err = anna.kies_rol(Dienstrol::Kpc, nu()).unwrap_err();
    assert!(matches!(err, StoreFout::RolNiet { .. }), "{err}");
    for (name, roles, word) in [
        (" anna  DE boer", &kpc[..], "al bij de personen"),
        ("  ", &kpc[..], "Vul een naam in"),
        ("Dirk", &[][..], "een of meer rollen"),
    ] {
        let err = anna
            .voeg_persoon_toe(name, roles, &van("x"), L, nu())
            .unwrap_err();
        assert_eq!(err.exit_code(), 3, "{err}");
        assert!(err.to_string().contains(word), "{err}");
    }
    let err = anna
        .voeg_persoon_toe("Dirk", &kpc, &woord(""), L, nu())
        .unwrap_err();
    assert!(matches!(err, StoreFout::WachtwoordLeeg), "{err}");
    assert_eq!(anna.personen().unwrap().len(), 3);
    drop(anna);
    let err = open(drie.pad(), &als_rol(CEES, Dienstrol::Beheer), &van(CEES)).unwrap_err();
    assert!(matches!(err, StoreFout::RolNiet { .. }), "{err}");
}

#[test]
fn who_reads_along_records_nothing_and_terms_end_all_the_same() {
    let drie = Drie::nieuw();
    let mut anna = open(drie.pad(), &als(ANNA), &van(ANNA)).unwrap();
    let ids = lees(&mut anna, vec![regel(1)]);
    let done = anna.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    drop(anna);
    let mut cees = open(drie.pad(), &als(CEES), &van(CEES)).unwrap();
    assert_eq!(cees.dienst().unwrap().rol, Dienstrol::Raadpleger);
    let before = soorten(&cees).len();
    let refused = |err: StoreFout| {
        assert!(
            matches!(
                err,
                StoreFout::RolMagNiet(Dienstrol::Raadpleger, Recht::Vastleggen)
            ),
            "{err}"
        );
        assert_eq!(err.exit_code(), 3);
    };
    refused(
        cees.voer_uit(ids[0], &tag(Tag::Radar), CEES, nu())
            .unwrap_err(),
    );
    let taken = cees.neem_gebeurtenis_terug(ids[0], done.last().unwrap().id, CEES, nu());
    refused(taken.unwrap_err());
    refused(
        cees.bewaar_concept(ids[0], "beoordeling", "{}", nu())
            .unwrap_err(),
    );
    refused(cees.wis_zaak(ids[0], CEES, nu()).unwrap_err());
    assert!(cees.zaak(ids[0]).unwrap().is_some());
    // His own passphrase is his own all the same.
    cees.wijzig_wachtwoord(&van(CEES), &woord("een ander woord"), L, nu())
        .unwrap();
    assert_eq!(soorten(&cees).len(), before + 1);
    // What is not followed any more ends, whoever is there.
    cees.sluit_stille(later(60 * 86_400)).unwrap();
}

#[test]
fn the_role_of_a_shift_is_asked_anew_after_it() {
    let drie = Drie::nieuw();
    let ben = |at: i64, rol: Option<Dienstrol>| {
        let wie = Toegang { rol, ..als(BEN) };
        let store = Store::open_als(drie.pad(), &wie, &van(BEN), (later(at), false)).unwrap();
        let now = store.dienst().unwrap();
        (now.rol, now.vraagt)
    };
    assert_eq!(ben(100, None), (Dienstrol::VtFrontoffice, true));
    {
        let mut store =
            Store::open_als(drie.pad(), &als(BEN), &van(BEN), (later(200), false)).unwrap();
        store.kies_rol(Dienstrol::Beheer, later(200)).unwrap();
        assert!(!store.dienst().unwrap().vraagt);
    }
    // Locked and opened again the same shift.
    assert_eq!(ben(4000, None), (Dienstrol::Beheer, false));
    // The next day.
    assert_eq!(ben(86_400, None), (Dienstrol::Beheer, true));
    // Who says it is not asked; who has one role has no choice.
    assert_eq!(
        ben(86_400, Some(Dienstrol::VtFrontoffice)),
        (Dienstrol::VtFrontoffice, false)
    );
    let cees = open(drie.pad(), &als(CEES), &van(CEES)).unwrap();
    assert!(!cees.dienst().unwrap().vraagt);
}

#[test]
fn a_power_cut_while_adding_or_removing_is_put_right_by_doing_it_again() {
    let drie = Drie::nieuw();
    let key = drie.pad().join(SLEUTEL);
    let before = fs::read(&key).unwrap();
    let kpc = [Dienstrol::Kpc];
    let dirk = drie
        .beheer()
        .voeg_persoon_toe("Dirk", &kpc, &van("Dirk"), L, nu())
        .unwrap();
    // The event was written, the wrapping was not.
    fs::write(&key, &before).unwrap();
    open(drie.pad(), &als("Dirk"), &van("Dirk")).unwrap_err();
    let mut anna = drie.beheer();
    assert_eq!(anna.personen().unwrap().len(), 4);
    let again = anna
        .voeg_persoon_toe("Dirk", &kpc, &van("Dirk"), L, nu())
        .unwrap();
    assert_eq!(again.id, dirk.id);
    drop(anna);
    drop(open(drie.pad(), &als("Dirk"), &van("Dirk")).unwrap());
    // The wrapping was taken away, the event was not written: the table of before with the key file of after.
    let whole = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(drie.pad()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, whole.path().join(path.file_name().unwrap())).unwrap();
    }
    drie.beheer().verwijder_persoon("Dirk", nu()).unwrap();
    fs::copy(&key, whole.path().join(SLEUTEL)).unwrap();
    let mut anna = open(whole.path(), &als_rol(ANNA, Dienstrol::Beheer), &van(ANNA)).unwrap();
    assert_eq!(
        anna.personen()
            .unwrap()
            .iter()
            .filter(|one| !one.weg)
            .count(),
        4
    );
    anna.verwijder_persoon("Dirk", nu()).unwrap();
    assert_eq!(
        anna.personen()
            .unwrap()
            .iter()
            .filter(|one| !one.weg)
            .count(),
        3
    );
}

#[test]
fn a_change_of_passphrase_that_breaks_off_leaves_the_old_or_the_new_one() {
    let drie = Drie::nieuw();
    let key = drie.pad().join(SLEUTEL);
    let old = fs::read(&key).unwrap();
    let fresh = woord("mijn nieuwe woord");
    let mut anna = drie.beheer();
    anna.wijzig_wachtwoord(&van(ANNA), &fresh, L, nu()).unwrap();
    drop(anna);
    let new = fs::read(&key).unwrap();
    for cut in [0, 1, new.len() / 2, new.len() - 1, new.len()] {
        // Written beside it as far as this, and never put in its place.
        fs::write(&key, &old).unwrap();
        fs::write(drie.pad().join("sleutel.tmp"), &new[..cut]).unwrap();
        open(drie.pad(), &als(ANNA), &fresh).unwrap_err();
        drop(open(drie.pad(), &als(ANNA), &van(ANNA)).unwrap());
    }
    fs::write(&key, &new).unwrap();
    open(drie.pad(), &als(ANNA), &van(ANNA)).unwrap_err();
    drop(open(drie.pad(), &als(ANNA), &fresh).unwrap());
    // The others notice nothing.
    drop(open(drie.pad(), &als(BEN), &van(BEN)).unwrap());
}

#[test]
fn a_try_is_counted_on_disk_before_it_is_made_and_for_each_person_apart() {
    let drie = Drie::nieuw();
    let count = || -> Vec<u64> {
        let file = drie.sleutel();
        let all = file["personen"].as_array().unwrap();
        all.iter()
            .map(|one| one["fout"].as_u64().unwrap())
            .collect()
    };
    open(drie.pad(), &als(ANNA), &woord("mis")).unwrap_err();
    open(drie.pad(), &als(ANNA), &woord("mis")).unwrap_err();
    open(drie.pad(), &als(BEN), &woord("mis")).unwrap_err();
    assert_eq!(count(), [2, 1, 0]);
    drop(open(drie.pad(), &als(BEN), &van(BEN)).unwrap());
    assert_eq!(count(), [2, 0, 0]);
    // A try that ends by itself halfway, as by a kill: these parameters derive no key at all.
    let mut broken = drie.sleutel();
    broken["personen"][0]["geheugen_kib"] = json!(1);
    drie.zet_sleutel(broken);
    let err = open(drie.pad(), &als(ANNA), &van(ANNA)).unwrap_err();
    assert!(matches!(err, StoreFout::Afleiden), "{err}");
    assert_eq!(count(), [3, 0, 0]);
    let err = open(drie.pad(), &als(ANNA), &van(ANNA)).unwrap_err();
    assert!(matches!(err, StoreFout::Wachten { .. }), "{err}");
    // Anna waits; Ben does not.
    drop(open(drie.pad(), &als(BEN), &van(BEN)).unwrap());
}

/// A key file as programs of the first format wrote it, of the same key: by the words of its description alone.
fn eerste_formaat(map: &Path, sleutel: &[u8], woord: &str) {
    let now: Value = serde_json::from_slice(&fs::read(map.join(SLEUTEL)).unwrap()).unwrap();
    let (salt, nonce) = ([7u8; 16], [9u8; 24]);
    let table = now["tafel"].as_str().unwrap();
    let aad = format!("zsmtafel sleutel|1|{table}|argon2id|64|1|1|{}", hex(&salt));
    let mut kek = [0u8; 32];
    Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(64, 1, 1, Some(32)).unwrap(),
    )
    .hash_password_into(woord.as_bytes(), &salt, &mut kek)
    .unwrap();
    let wrapped = XChaCha20Poly1305::new(&Key::from(kek))
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: sleutel,
                aad: aad.as_bytes(),
            },
        )
        .unwrap();
    let sum: [u8; 32] = Sha256::digest(format!("{aad}|{}|{}", hex(&nonce), hex(&wrapped))).into();
    let file = json!({
        "formaat": 1, "tafel": table, "kdf": "argon2id", "geheugen_kib": 64, "rondes": 1, "banen": 1,
        "zout": hex(&salt), "nonce": hex(&nonce), "sleutel": hex(&wrapped), "controle": hex(&sum[..8]),
    });
    fs::write(map.join(SLEUTEL), file.to_string()).unwrap();
}

#[test]
fn a_table_of_one_shared_passphrase_opens_with_it_and_gets_a_person() {
    let map = tempfile::tempdir().unwrap();
    let shared = woord("van ons allemaal");
    let mut store = Store::maak(map.path(), &shared, L, nu()).unwrap();
    let ids = lees(&mut store, vec![regel(1)]);
    // Anna worked here before there were persons.
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store.zet_instelling("medewerker", ANNA).unwrap();
    drop(store);
    let key = Sleutelbestand::lees(map.path()).unwrap();
    let key = key.ontsluit(None, &shared).unwrap().unwrap();
    eerste_formaat(map.path(), key.as_slice(), "van ons allemaal");
    // Two wrong tries that the program of then counted beside it.
    let tries = json!({ "fout": 2, "laatste": nu() });
    fs::write(map.path().join(POGINGEN), tries.to_string()).unwrap();

    let err = open(map.path(), &Toegang::default(), &woord("mis")).unwrap_err();
    assert!(
        matches!(err, StoreFout::Wachtwoord { wacht } if wacht.as_secs() == 1),
        "{err}"
    );
    assert!(!map.path().join(POGINGEN).exists());
    assert_eq!(Sleutelbestand::lees(map.path()).unwrap().namen(), [""; 0]);
    // To look at it nobody need say who he is, and nothing changes.
    let look = Store::open(map.path(), &shared, later(70)).unwrap();
    assert_eq!(look.personen().unwrap(), []);
    drop(look);
    // Without a word about who it is, it is who was named then.
    let mut anna =
        Store::open_als(map.path(), &Toegang::default(), &shared, (later(71), false)).unwrap();
    let here = anna.dienst().unwrap();
    assert_eq!((here.naam.as_str(), here.vraagt), (ANNA, false));
    assert_eq!(anna.personen().unwrap()[0].rollen, Dienstrol::EERSTE);
    // What she did before is hers to take back.
    let (zaak, _) = anna.neem_terug(ANNA, None, later(72)).unwrap();
    assert_eq!(zaak, ids[0]);
    drop(anna);
    let file: Value = serde_json::from_slice(&fs::read(map.path().join(SLEUTEL)).unwrap()).unwrap();
    assert_eq!(
        (&file["formaat"], &file["personen"][0]["naam"]),
        (&json!(2), &json!(ANNA))
    );
    assert_eq!(file["personen"][0]["id"], json!(here.persoon.to_string()));
    open(map.path(), &als("Iemand anders"), &shared).unwrap_err();
    drop(open(map.path(), &als(ANNA), &shared).unwrap());
}

#[test]
fn a_new_table_asks_for_a_name_and_that_is_its_first_person() {
    let map = tempfile::tempdir().unwrap();
    let err = Store::maak_als(map.path(), &Toegang::default(), &van(ANNA), L, nu()).unwrap_err();
    assert!(matches!(err, StoreFout::WieBentU), "{err}");
    assert!(!Store::bestaat(map.path()));
    let store = Store::maak_als(map.path(), &als(" Anna   de Boer "), &van(ANNA), L, nu()).unwrap();
    let here = store.dienst().unwrap();
    assert_eq!(
        (here.naam.as_str(), here.rol),
        (ANNA, Dienstrol::VtFrontoffice)
    );
    assert_eq!(here.rollen, Dienstrol::EERSTE);
    assert_ne!(here.persoon, PersoonId(uuid::Uuid::nil()));
}

#[test]
fn a_recovery_sheet_opens_for_who_forgot_and_that_is_written_down() {
    let drie = Drie::nieuw();
    let words = herstelblad::nieuw().unwrap();
    let mut anna = drie.beheer();
    anna.maak_herstelblad(&herstelblad::geheim(&words), L, nu())
        .unwrap();
    drop(anna);
    let sloppy: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(at, word)| match at % 3 {
            0 => word.to_uppercase(),
            1 => word.chars().take(4).collect(),
            _ => format!("{}. {word} ", at + 1),
        })
        .collect();
    let typed = herstelblad::lees(&sloppy.join("\n")).unwrap();
    let fresh = woord("ik weet het weer");
    let at = later(100);
    let recover = |who: Option<&str>, words: &SecretString| {
        Store::open_met_herstelblad(drie.pad(), words, who, (&fresh, L), at)
    };
    recover(None, &typed).unwrap_err();
    recover(Some("Dirk"), &typed).unwrap_err();
    let ben = recover(Some(BEN), &typed).unwrap();
    assert_eq!(ben.dienst().unwrap().naam, BEN);
    let told = ben.journaal(1, None).unwrap().remove(0);
    assert_eq!(told.actor, BEN);
    assert!(
        told.omschrijving.contains("herstelblad"),
        "{}",
        told.omschrijving
    );
    let id = ben.dienst().unwrap().persoon;
    drop(ben);
    open(drie.pad(), &als(BEN), &van(BEN)).unwrap_err();
    let ben = open(drie.pad(), &als(BEN), &fresh).unwrap();
    assert_eq!(ben.dienst().unwrap().persoon, id);
    drop(ben);
    // A newer sheet replaces it, and wrong ones wait as passphrases do.
    let newer = herstelblad::nieuw().unwrap();
    drie.beheer()
        .maak_herstelblad(&herstelblad::geheim(&newer), L, nu())
        .unwrap();
    for _ in 0..3 {
        let err = recover(Some(BEN), &typed).unwrap_err();
        assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{err}");
    }
    let err = recover(Some(BEN), &herstelblad::geheim(&newer)).unwrap_err();
    assert!(matches!(err, StoreFout::Wachten { .. }), "{err}");
    // Nor does it open a table of which there is no sheet.
    let other = Drie::nieuw();
    let err =
        Store::open_met_herstelblad(other.pad(), &typed, Some(BEN), (&fresh, L), at).unwrap_err();
    assert!(matches!(err, StoreFout::GeenHerstelblad), "{err}");
}

#[test]
fn the_words_of_a_sheet_are_plain_and_known_by_four_letters() {
    let all: Vec<&str> = herstelblad::woorden().collect();
    assert_eq!(all.len(), 1024);
    let begins: std::collections::BTreeSet<&str> = all.iter().map(|word| &word[..4]).collect();
    assert_eq!(begins.len(), all.len());
    for word in all {
        assert!((4..=8).contains(&word.len()), "{word}");
        assert!(word.bytes().all(|c| c.is_ascii_lowercase()), "{word}");
    }
}

#[test]
fn a_mistake_in_the_words_is_told_by_its_number() {
    let words = herstelblad::nieuw().unwrap();
    let with = |at: usize, other: &str| {
        let mut typed: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        typed[at] = other.to_owned();
        herstelblad::lees(&typed.join(" ")).unwrap_err()
    };
    for at in [0, 6, 12] {
        let err = with(at, "qqqq");
        assert!(matches!(err, Woordfout::Onbekend { nummer, .. } if nummer == at + 1));
        // One letter wrong: the word that was meant is offered, unless three others are as near.
        let mut typo: Vec<char> = words[at].chars().collect();
        typo[1] = 'q';
        let typo: String = typo.into_iter().collect();
        match with(at, &typo) {
            Woordfout::Onbekend { nummer, bedoeld } => {
                assert_eq!(nummer, at + 1);
                let meant = words[at].to_owned();
                assert!(
                    bedoeld.len() == 3 || bedoeld.contains(&meant),
                    "{typo}: {bedoeld:?}"
                );
            }
            other => panic!("{other}"),
        }
    }
    assert_eq!(herstelblad::lees("appel").err(), Some(Woordfout::Aantal(1)));
    assert_eq!(herstelblad::lees("").err(), Some(Woordfout::Aantal(0)));
    // Two words that changed places are both in the list; the last one tells.
    let mut wrong = 0;
    for _ in 0..64 {
        let mut words = herstelblad::nieuw().unwrap();
        words.swap(2, 9);
        wrong += usize::from(herstelblad::lees(&words.join(" ")).err() == Some(Woordfout::Samen));
    }
    assert!(wrong >= 60, "{wrong}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("CI").is_some() { 6 } else { 12 }))]

    /// Whatever bit of the key file changes, it is damaged or opens nothing.
    #[test]
    fn a_key_file_of_which_a_byte_changed_never_opens(mask in 1u8..=255) {
        let drie = Drie::nieuw();
        let words = herstelblad::nieuw().unwrap();
        drie.beheer().maak_herstelblad(&herstelblad::geheim(&words), L, nu()).unwrap();
        let pad = drie.pad().join(SLEUTEL);
        let good = fs::read(&pad).unwrap();
        prop_assert_eq!(&bos(&drie.sleutel()), &good);
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= mask;
            match Sleutelbestand::van_bytes(&pad, &bad) {
                Err(StoreFout::SleutelKapot { .. } | StoreFout::TeNieuw { .. }) => {}
                Err(other) => prop_assert!(false, "{at}: {other}"),
                Ok(file) => {
                    prop_assert!(file.ontsluit(None, &van(ANNA)).unwrap().is_none(), "{at}");
                }
            }
        }
    }

    /// What is tuned is never less than the standard, nor more than the program opens.
    #[test]
    fn what_is_tuned_stays_within_bounds(goal in 0u64..5_000, took in 0u64..100_000) {
        let found = KdfSterkte::voor(goal, took);
        let base = KdfSterkte::STANDAARD;
        prop_assert!(found.geheugen_kib >= base.geheugen_kib && found.geheugen_kib <= 256 * 1024);
        prop_assert!(found.rondes >= base.rondes && found.rondes <= 32);
        let work = u64::from(found.geheugen_kib) * u64::from(found.rondes);
        prop_assert!(work <= 4 * 1024 * 1024);
        let base_work = u64::from(base.geheugen_kib) * u64::from(base.rondes);
        // Not more than the goal, unless that is the floor.
        prop_assert!(work <= base_work.max(base_work * goal / took.max(1)));
        // Memory before passes.
        prop_assert!(found.rondes == base.rondes || found.geheugen_kib == 256 * 1024);
    }
}
