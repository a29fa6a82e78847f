//! Persons on the command line: who opens, who is named, who may, and how one comes back after forgetting.

use std::path::Path;

use secrecy::SecretString;
use serde_json::Value;
use zsmtafel::domain::rol::Dienstrol;
use zsmtafel::store::{KdfSterkte, Store, Toegang};

use crate::cli_hulp::{LIJSTEN, Plek, Uitkomst, voorbeeld};

const ANNA: &str = "Anna de Boer";
const BEN: &str = "Ben Visser";
const CEES: &str = "Cees Kok";
/// Strong enough for a new one.
const STERK: [&str; 3] = [
    "zeven kromme bananen op een fregat",
    "het nijlpaard leest woensdag ondertiteling",
    "gladde kwartels verkopen hun parachute",
];

/// A table of Anna, Ben and Cees; each key is cheap, and the passphrase of each is in a file of his name.
struct Tafel {
    plek: Plek,
}

impl Tafel {
    fn nieuw() -> Tafel {
        let plek = Plek::nieuw();
        let word = |name: &str| {
            let text = format!("het geheim van {name}");
            plek.bestand(&format!("{name}.txt"), format!("{text}\n"));
            SecretString::from(text)
        };
        let now = chrono::Utc::now();
        let als = Toegang {
            wie: Some(ANNA.to_owned()),
            rol: Some(Dienstrol::Beheer),
            vrij: false,
        };
        let map = plek.pad("data");
        let light = KdfSterkte::LICHT;
        let mut store = Store::maak_als(&map, &als, &word(ANNA), light, now).unwrap();
        let work = [Dienstrol::VtFrontoffice];
        store
            .voeg_persoon_toe(BEN, &work, &word(BEN), light, now)
            .unwrap();
        let reads = [Dienstrol::Raadpleger];
        store
            .voeg_persoon_toe(CEES, &reads, &word(CEES), light, now)
            .unwrap();
        drop(store);
        Tafel { plek }
    }

    fn woord(&self, name: &str) -> String {
        self.plek.pad(&format!("{name}.txt")).display().to_string()
    }

    /// A command of this person, with his own passphrase.
    fn van(&self, name: &str, args: &[&str]) -> Uitkomst {
        self.met(name, &self.woord(name), args)
    }

    /// A command of this person, with the passphrase in this file.
    fn met(&self, name: &str, word: &str, args: &[&str]) -> Uitkomst {
        let mut all = vec!["--als", name, "--wachtwoord-bestand", word];
        all.extend(args);
        self.plek.echt(&all)
    }

    fn lijst(&self) -> String {
        voorbeeld(LIJSTEN[0]).display().to_string()
    }

    /// Reads the bundled list and tags its first line; that zaak.
    fn met_zaak(&self) -> String {
        self.van(ANNA, &["inlezen", &self.lijst(), "--ja"]).gaf(0);
        let list = self
            .van(ANNA, &["lijst", "--alles", "--json"])
            .gaf(0)
            .json();
        let zaak = list[0]["zaak"].as_str().unwrap().to_owned();
        self.van(ANNA, &["tag", &zaak, "hg", "--soort", "partner"])
            .gaf(0);
        zaak
    }

    fn personen(&self) -> Vec<Value> {
        let told = self.van(ANNA, &["wachtwoord", "personen", "--json"]);
        told.gaf(0).json().as_array().unwrap().clone()
    }
}

#[test]
fn each_is_named_in_the_journal_by_what_he_did() {
    let tafel = Tafel::nieuw();
    tafel.met_zaak();
    let list = tafel
        .van(BEN, &["lijst", "--alles", "--json"])
        .gaf(0)
        .json();
    let other = list[5]["zaak"].as_str().unwrap().to_owned();
    tafel
        .van(BEN, &["tag", &other, "hg", "--soort", "partner"])
        .gaf(0);
    // Who was last need not say so.
    let word = tafel.woord(BEN);
    let told = tafel
        .plek
        .echt(&["--wachtwoord-bestand", &word, "journaal", "--json"])
        .gaf(0)
        .json();
    let by: Vec<&str> = told
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["soort"] == "getagd" || one["kind"] == "getagd")
        .map(|one| one["door"].as_str().or(one["actor"].as_str()).unwrap())
        .collect();
    assert_eq!(by, [ANNA, BEN], "{told}");
    // And in which role.
    let roles: Vec<&str> = told
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["soort"] == "getagd")
        .map(|one| one["rol"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["vt-frontoffice", "vt-frontoffice"], "{told}");
}

#[test]
fn the_passphrase_of_another_does_not_open_and_says_who_there_are() {
    let tafel = Tafel::nieuw();
    let told = tafel.met(ANNA, &tafel.woord(BEN), &["lijst"]).gaf(4);
    for part in ["klopt niet", ANNA, BEN, CEES, "--als"] {
        assert!(told.fout.contains(part), "{part}: {}", told.fout);
    }
    let told = tafel.met("Dirk", &tafel.woord(BEN), &["lijst"]).gaf(4);
    assert!(told.fout.contains("Dirk staat niet bij"), "{}", told.fout);
    let told = tafel.van(BEN, &["--als-rol", "kpc", "lijst"]).gaf(4);
    assert!(told.fout.contains("VT frontoffice"), "{}", told.fout);
    tafel.van(BEN, &["--als-rol", "baas", "lijst"]).gaf(2);
    // A check is of who gives his passphrase, too.
    tafel.van(CEES, &["controle"]).gaf(0);
    tafel.met(ANNA, &tafel.woord(CEES), &["controle"]).gaf(4);
}

#[test]
fn who_reads_along_is_refused_whatever_he_would_record() {
    let tafel = Tafel::nieuw();
    let zaak = tafel.met_zaak();
    let plek = &tafel.plek;
    let form = plek.bestand(
        "form.toml",
        "geheel = \"voldoende-veilig\"\nmotivering = \"rustig\"\n",
    );
    let person = plek.bestand(
        "betrokkene.toml",
        "[[betrokkene]]\nnaam = \"Sanne\"\nrol = \"slachtoffer\"\n",
    );
    let out = plek.pad("uit").display().to_string();
    let list = tafel
        .van(ANNA, &["lijst", "--alles", "--json"])
        .gaf(0)
        .json();
    let untagged = list[1]["zaak"].as_str().unwrap().to_owned();
    let newer = list[2]["zaak"].as_str().unwrap().to_owned();
    let tagged = tafel
        .van(ANNA, &["tag", &newer, "hg", "--soort", "partner", "--json"])
        .gaf(0)
        .json();
    let recorded = tagged["vastgelegd"].as_array().unwrap();
    let act = recorded
        .iter()
        .find(|one| one["soort"] == "getagd")
        .unwrap()["gebeurtenis"]
        .as_str()
        .unwrap()
        .to_owned();
    tafel
        .van(ANNA, &["beoordeel", &zaak, "--bestand", &form])
        .gaf(0);
    let before = journaal(&tafel);
    let lijst = tafel.lijst();
    let writing: &[&[&str]] = &[
        &["inlezen", &lijst, "--ja"],
        &["tag", &untagged, "hg", "--soort", "partner"],
        &["tag", &untagged, "geen-hg"],
        &["tag", &untagged, "twijfel", "--reden", "x"],
        &["beoordeel", &zaak, "--bestand", &form],
        &["betrokkene", &zaak, "--bestand", &person],
        &[
            "input", &zaak, "--aan", "om", "--vorm", "txt", "--uit", &out, "--ja",
        ],
        &[
            "input",
            &zaak,
            "--aan",
            "om",
            "--mondeling",
            "gezegd",
            "--met",
            "OM",
        ],
        &["gemeld", &zaak, "status", "heengezonden", "--bron", "OM"],
        &["overleg", &zaak, "--om", "morgen 10:00"],
        &["beslissing", &zaak, "--modaliteit", "DV-PR"],
        &[
            "actie",
            &zaak,
            "--met",
            "OM",
            "--wat",
            "bellen",
            "--voor",
            "morgen 10:00",
        ],
        &["aandachtspunt", &zaak, "kinderen", "--notitie", "x"],
        &["vt", &zaak, "NO", "--reden", "x"],
        &["sluit", &zaak, "--reden", "klaar", "--ja"],
        &["neem-terug", &newer, &act],
        &["overdracht", "--naar", "Ben", "--bericht", "x"],
        &["voeg-samen", &zaak, &newer, "--reden", "x"],
        &["geen-dubbel", &zaak, &newer, "--reden", "x"],
    ];
    let mut other = Vec::new();
    for args in writing {
        let told = tafel.van(CEES, args);
        // Words that a command does not know are a fault of this list, not a refusal.
        if told.code != 3 || !told.fout.contains("raadpleger leest u alleen") {
            other.push(format!("{args:?}: {} {}{}", told.code, told.uit, told.fout));
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
    assert_eq!(journaal(&tafel), before);
    assert!(!Path::new(&out).exists() || std::fs::read_dir(&out).unwrap().next().is_none());
    // Reading he may.
    for args in [
        &["lijst"][..],
        &["zaak", &zaak],
        &["zoek", "PL2100"],
        &["journaal"],
        &["cijfers"],
        &["wachtwoord", "personen"],
    ] {
        tafel.van(CEES, args).gaf(0);
    }
}

/// How many events there are of what was recorded.
fn journaal(tafel: &Tafel) -> usize {
    let told = tafel.van(ANNA, &["journaal", "--json"]).gaf(0).json();
    // Looking is written down too; that is no recording.
    let all = told.as_array().unwrap().iter();
    all.filter(|one| one["soort"] != "inzage").count()
}

#[test]
fn beheer_adds_changes_and_removes_and_others_do_not() {
    let tafel = Tafel::nieuw();
    let strong = tafel.plek.bestand("sterk.txt", format!("{}\n", STERK[0]));
    let weak = tafel.plek.bestand("zwak.txt", "welkom2026!!\n");
    let add = |word: &str| {
        let args = [
            "wachtwoord",
            "voeg-toe",
            "Dirk Smit",
            "--rol",
            "kpc",
            "--rol",
            "raadpleger",
            "--nieuw-wachtwoord-bestand",
            word,
        ];
        args.map(str::to_owned)
    };
    let run = |who: &str, args: &[String]| {
        let all: Vec<&str> = args.iter().map(String::as_str).collect();
        tafel.van(who, &all)
    };
    let told = run(BEN, &add(&strong)).gaf(3);
    assert!(told.fout.contains("niet de rol beheer"), "{}", told.fout);
    let told = run(ANNA, &add(&weak)).gaf(3);
    assert!(told.fout.contains("zwak"), "{}", told.fout);
    assert_eq!(tafel.personen().len(), 3);
    run(ANNA, &add(&strong)).gaf(0);
    let told = run(ANNA, &add(&strong)).gaf(3);
    assert!(told.fout.contains("al bij de personen"), "{}", told.fout);
    tafel.met("Dirk Smit", &strong, &["lijst"]).gaf(0);

    let change = [
        "wachtwoord",
        "wijzig",
        "dirk smit",
        "--naam",
        "Dirk de Smit",
        "--rol",
        "kpc",
    ];
    tafel.van(BEN, &change).gaf(3);
    tafel.van(ANNA, &change).gaf(0);
    tafel
        .van(ANNA, &["wachtwoord", "wijzig", "Dirk de Smit"])
        .gaf(2);
    let all = tafel.personen();
    assert_eq!(all[3]["naam"], "Dirk de Smit");
    assert_eq!(all[3]["rollen"], serde_json::json!(["kpc"]));
    let told = tafel
        .van(ANNA, &["wachtwoord", "wijzig", ANNA, "--rol", "kpc"])
        .gaf(3);
    assert!(
        told.fout.contains("enige met de rol beheer"),
        "{}",
        told.fout
    );

    let remove = ["wachtwoord", "verwijder", "Dirk de Smit"];
    let told = tafel.van(ANNA, &remove).gaf(3);
    assert!(told.fout.contains("--ja"), "{}", told.fout);
    tafel
        .van(BEN, &["--ja", "wachtwoord", "verwijder", ANNA])
        .gaf(3);
    tafel
        .van(ANNA, &["--ja", "wachtwoord", "verwijder", "Dirk de Smit"])
        .gaf(0);
    tafel.met("Dirk de Smit", &strong, &["lijst"]).gaf(4);
    assert_eq!(tafel.personen().len(), 3);
    let text = tafel.van(ANNA, &["wachtwoord", "personen"]).gaf(0).uit;
    assert!(text.contains("VT frontoffice, beheer"), "{text}");
    tafel.van(ANNA, &["journaal", "verifieer"]).gaf(0);
}

#[test]
fn ones_own_passphrase_is_changed_and_the_old_one_opens_no_more() {
    let tafel = Tafel::nieuw();
    let old = tafel.woord(BEN);
    let new = tafel.plek.bestand("nieuw.txt", format!("{}\n", STERK[1]));
    let change = |word: &str, fresh: &str| {
        tafel.met(
            BEN,
            word,
            &["wachtwoord", "--nieuw-wachtwoord-bestand", fresh],
        )
    };
    for (text, said) in [
        ("kort", "Nog te kort"),
        ("ben visser 2026", "zwak"),
        ("wachtwoord wachtwoord", "zwak"),
        ("Zomer2026Zomer2026", "zwak"),
    ] {
        let weak = tafel.plek.bestand("zwak.txt", format!("{text}\n"));
        let told = change(&old, &weak);
        assert_eq!(told.code, 3, "{text}");
        assert!(told.fout.contains(said), "{text}: {}", told.fout);
    }
    tafel.met(BEN, &old, &["lijst"]).gaf(0);
    change(&old, &new).gaf(0);
    tafel.met(BEN, &old, &["lijst"]).gaf(4);
    tafel.met(BEN, &new, &["lijst"]).gaf(0);
    tafel.van(ANNA, &["lijst"]).gaf(0);
    // Practice has none of this.
    tafel.plek.oefen(&["lijst"]).gaf(0);
    let told = tafel.plek.oefen(&["wachtwoord"]).gaf(3);
    assert!(told.fout.contains("oefenen"), "{}", told.fout);
}

#[test]
fn who_forgot_comes_back_with_the_sheet() {
    let tafel = Tafel::nieuw();
    let sheet = tafel.plek.pad("blad.txt");
    let path = sheet.display().to_string();
    let new = tafel.plek.bestand("nieuw.txt", format!("{}\n", STERK[2]));
    let recover = |who: &str, words: &str| {
        tafel.plek.echt(&[
            "--als",
            who,
            "wachtwoord",
            "--met-herstelblad",
            "--herstelblad-bestand",
            words,
            "--nieuw-wachtwoord-bestand",
            &new,
        ])
    };
    let told = recover(BEN, &new).gaf(4);
    assert!(told.fout.contains("geen herstelblad"), "{}", told.fout);
    tafel
        .van(BEN, &["wachtwoord", "herstelblad", "--uit", &path])
        .gaf(3);
    tafel
        .van(ANNA, &["wachtwoord", "herstelblad", "--uit", &path])
        .gaf(0);
    let text = std::fs::read_to_string(&sheet).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&sheet).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    tafel
        .van(ANNA, &["wachtwoord", "herstelblad", "--uit", &path])
        .gaf(1);
    let words: Vec<String> = text
        .lines()
        .filter(|line| line.starts_with("    ") || line.starts_with("   1"))
        .filter(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        .flat_map(|line| {
            let cells: Vec<&str> = line.split_whitespace().collect();
            cells
                .chunks(2)
                .map(|two| two[1].to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(words.len(), 13, "{text}");
    let mut typo = words.clone();
    typo[6] = "xyzzy".to_owned();
    let wrong = tafel.plek.bestand("fout.txt", typo.join(" "));
    let told = recover(BEN, &wrong).gaf(4);
    assert!(told.fout.contains("Woord 7 klopt niet"), "{}", told.fout);
    let short: Vec<String> = words.iter().map(|word| word[..4].to_uppercase()).collect();
    let right = tafel.plek.bestand("goed.txt", short.join("\n"));
    tafel.met(BEN, &tafel.woord(BEN), &["lijst"]).gaf(0);
    let told = recover("", &right);
    assert_eq!(told.code, 2, "{}", told.fout);
    recover("Niemand", &right).gaf(4);
    recover(BEN, &right).gaf(0);
    tafel.van(BEN, &["lijst"]).gaf(4);
    tafel.met(BEN, &new, &["lijst"]).gaf(0);
    let told = tafel.van(ANNA, &["journaal"]).gaf(0).uit;
    assert!(told.contains("met het herstelblad"), "{told}");
    // A newer sheet is the only one.
    let told = tafel.van(ANNA, &["wachtwoord", "herstelblad"]).gaf(3);
    assert!(told.fout.contains("al een herstelblad"), "{}", told.fout);
    let printed = tafel
        .van(ANNA, &["wachtwoord", "herstelblad", "--ja"])
        .gaf(0)
        .uit;
    assert!(printed.contains("HERSTELBLAD VAN ZSMTAFEL"), "{printed}");
    let told = recover(BEN, &right).gaf(4);
    assert!(told.fout.contains("ander herstelblad"), "{}", told.fout);
}

#[test]
fn a_new_table_takes_a_strong_passphrase_and_a_name() {
    let plek = Plek::nieuw();
    let weak = plek.bestand("zwak.txt", "wachtwoord12345\n");
    let told = plek.echt(&["lijst", "--wachtwoord-bestand", &weak]).gaf(3);
    assert!(told.fout.contains("zwak"), "{}", told.fout);
    assert!(!plek.pad("data").exists());
    let strong = plek.bestand("sterk.txt", format!("{}\n", STERK[0]));
    std::fs::write(plek.pad("config.toml"), "[tafel]\nvt = \"ZO\"\n").unwrap();
    let told = plek
        .echt(&["lijst", "--wachtwoord-bestand", &strong])
        .gaf(4);
    assert!(told.fout.contains("--als NAAM"), "{}", told.fout);
    assert!(!plek.pad("data").join("sleutel.json").exists());
    plek.echt(&["lijst", "--wachtwoord-bestand", &strong, "--als", ANNA])
        .gaf(0);
    // From here on who opens it is known, and what the configuration calls somebody does not matter.
    std::fs::write(
        plek.pad("config.toml"),
        "[gebruiker]\nnaam = \"Een ander\"\n",
    )
    .unwrap();
    let told = plek
        .echt(&["lijst", "--wachtwoord-bestand", &strong, "--json"])
        .gaf(0);
    assert!(told.fout.is_empty(), "{}", told.fout);
    let told = plek.echt(&[
        "lijst",
        "--wachtwoord-bestand",
        &strong,
        "--als",
        "Een ander",
    ]);
    assert!(told.gaf(4).fout.contains(ANNA));
    let file = std::fs::read_to_string(plek.pad("data").join("sleutel.json")).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    // As hard as half a second here, and never less than the standard.
    assert!(file["personen"][0]["geheugen_kib"].as_u64().unwrap() >= 64 * 1024);
    assert!(file["personen"][0]["rondes"].as_u64().unwrap() >= 3);
}
