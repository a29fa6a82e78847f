//! What the command line records of a day: what somebody told, said, agreed, joined or took back.

use serde_json::{Value, json};

use crate::cli_dag::{BO, CAS, DEE, Dag, EEF, gebeurtenissen, open, rij, stappen};

#[test]
fn a_radar_without_an_act_asks_after_28_days_and_closes_7_days_later_but_never_over_an_alarm() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", DEE, "radar", "--soort", "kinderen"]);
    dag.goed("08:00", &["tag", CAS, "radar", "--soort", "kinderen"]);
    let acuut = "geheel = 'acuut-onveilig'\nmotivering = 'x'\n";
    let form = dag.0.bestand("acuut.toml", acuut);
    dag.goed("08:01", &["beoordeel", CAS, "--bestand", &form]);
    for (nu, asks) in [("2026-12-17T09:00", false), ("2026-12-18T09:00", true)] {
        // Weeks later nothing is closed or cleared until somebody says that the date is right.
        dag.goed(nu, &["lijst", "--nieuwe-dag"]);
        assert_eq!(open(&dag.zaak(nu, DEE), "nog-nodig"), asks, "{nu}");
    }
    // Any act is an answer.
    dag.goed(
        "2026-12-18T09:01",
        &[
            "stap",
            DEE,
            "nog-nodig",
            "--gedaan",
            "houden: hoorzitting in januari",
        ],
    );
    assert!(!open(&dag.zaak("2026-12-18T09:02", DEE), "nog-nodig"));
    // Nobody opened it on the 28th day: it asks when somebody does, and waits for him.
    let day = |nu: &str| {
        dag.goed(nu, &["lijst", "--nieuwe-dag"]);
    };
    day("2027-01-22T09:00");
    assert_eq!(dag.zaak("2027-01-22T09:00", DEE)["fase"], "radar");
    day("2027-01-28T09:00");
    assert_eq!(dag.zaak("2027-01-28T09:00", DEE)["fase"], "radar");
    day("2027-01-29T09:01");
    let zaak = dag.zaak("2027-01-29T09:02", DEE);
    assert_eq!(zaak["fase"], "gesloten");
    assert_eq!(zaak["gesloten"]["reden"], "termijn");
    let list = dag
        .goed("2027-01-29T09:03", &["lijst", "--alles", "--json"])
        .json();
    let fase = |pl: &str| {
        let all = list.as_array().unwrap();
        all.iter()
            .find(|line| line["pl"] == pl)
            .map(|line| line["fase"].clone())
    };
    assert_eq!(fase(CAS), Some(json!("radar")));
    assert_eq!(fase(DEE), Some(json!("gesloten")));
}

#[test]
fn spoken_input_rests_on_the_judgement_like_a_written_one() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg"]);
    let zeg = |nu: &str, aan: &str, rest: &[&str]| {
        dag.0.om(
            nu,
            &[
                &[
                    "input",
                    BO,
                    "--aan",
                    aan,
                    "--mondeling",
                    "contactverbod nodig",
                    "--met",
                    "Wil",
                ],
                rest,
            ]
            .concat(),
        )
    };
    // Before there is a judgement, only who plans and another VT can be told something.
    zeg("08:01", "om", &[]).gaf(3);
    zeg("08:02", "kpc", &[]).gaf(0);
    zeg("08:03", "andere-vt", &[]).gaf(0);
    let form = dag.0.bestand(
        "form.toml",
        crate::cli_dag::formulier("structureel-onveilig", "morgen 12"),
    );
    dag.goed("08:10", &["beoordeel", BO, "--bestand", &form]);
    assert!(open(&dag.zaak("08:11", BO), "input-geven"));
    // The note to the KPC-er brings nothing in; 3RO does when it takes it into an evening overleg.
    zeg("08:12", "kpc", &[]).gaf(0);
    assert!(open(&dag.zaak("08:13", BO), "input-geven"));
    zeg(
        "08:14",
        "3ro",
        &["--door", "collega van VT NO", "--om", "08:12"],
    )
    .gaf(0);
    assert!(open(&dag.zaak("08:15", BO), "input-geven"));
    dag.goed(
        "08:16",
        &[
            "overleg",
            BO,
            "--om",
            "19:30",
            "--plaats",
            "kamer 3",
            "--wijze",
            "telefonisch",
        ],
    );
    let zaak = dag.zaak("08:17", BO);
    assert!(!open(&zaak, "input-geven"));
    assert!(open(&zaak, "overdragen-aan-om"));
    let spoken = zaak["inputs"].as_array().unwrap().last().unwrap();
    assert_eq!(spoken["vorm"], "mondeling");
    assert_eq!(spoken["bestand"], "");
    assert_eq!(spoken["tekst"], "contactverbod nodig");
    assert_eq!(
        spoken["gesprek"],
        json!({"met": "Wil", "door": "collega van VT NO", "op": "2026-11-20T08:12:00+01:00"})
    );
    assert_eq!(spoken["beoordeling"], zaak["beoordelingen"][0]["id"]);
    // Planned again without how: that stays as it stood.
    dag.goed("08:18", &["overleg", BO, "--om", "20:00"]);
    let zaak = dag.zaak("08:19", BO);
    assert_eq!(zaak["overleg"]["wijze"], "telefonisch");
    assert_eq!(zaak["overleg"]["toelichting"], "kamer 3");

    // Who spoke is who records it, where nobody else is named; the words may come from standard input.
    dag.0
        .om_met(
            "08:20",
            "Noor is bang.\n",
            &[
                "--als",
                "Bea",
                "input",
                BO,
                "--aan",
                "om",
                "--mondeling",
                "-",
                "--met",
                "OvJ",
            ],
        )
        .gaf(0);
    let zaak = dag.zaak("08:21", BO);
    let spoken = zaak["inputs"].as_array().unwrap().last().unwrap();
    assert_eq!(spoken["tekst"], "Noor is bang.");
    assert_eq!(spoken["gesprek"]["door"], "Bea");
    assert_eq!(spoken["door"], "Bea");
    // What was said can not be taken back.
    let id = gebeurtenissen(&zaak, "mondeling-ingebracht").pop().unwrap();
    dag.nee("08:22", &["neem-terug", BO, &id], "kan niet terug");
    dag.nee(
        "08:22",
        &["--als", "Bea", "neem-terug", BO],
        "kan niet terug",
    );
    let judged = gebeurtenissen(&zaak, "veiligheidsbeoordeling-vastgesteld")
        .pop()
        .unwrap();
    dag.nee("08:22", &["neem-terug", BO, &judged], "kan niet terug");
    dag.onbegrepen(
        "08:23",
        &[
            "input",
            BO,
            "--aan",
            "om",
            "--vorm",
            "txt",
            "--mondeling",
            "x",
            "--met",
            "y",
        ],
        "mondeling",
    );
    dag.onbegrepen("08:23", &["input", BO, "--aan", "om"], "--vorm");
    dag.onbegrepen(
        "08:23",
        &["input", BO, "--aan", "om", "--vorm", "txt"],
        "--uit",
    );
    dag.nee(
        "08:23",
        &["input", BO, "--aan", "om", "--mondeling", " ", "--met", "y"],
        "geen tekst",
    );
}

#[test]
fn a_kind_that_only_words_suggest_is_a_question_before_it_is_a_stop() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", EEF, "hg"]);
    let zaak = dag.zaak("08:01", EEF);
    assert_eq!(zaak["stop"], "bevestigen");
    assert_eq!(zaak["lijst"]["stop"], "bevestigen");
    assert_eq!(zaak["stappen"][0]["stap"], "soort-bevestigen");
    assert_eq!(
        zaak["stappen"][0]["wat"],
        "STOP? eerst bevestigen of afwijzen, vóór contact"
    );
    assert!(!open(&zaak, "eerst-afstemmen"));
    assert!(!open(&zaak, "letsel-expertise"));
    assert!(dag.tekst("08:01", EEF).contains("HG · ouder tegen kind?"));
    dag.nee(
        "08:02",
        &["stap", EEF, "soort-bevestigen", "--terzijde", "x"],
        "niet terzijde",
    );
    dag.nee(
        "08:02",
        &["stap", EEF, "soort-bevestigen", "--gedaan", "x"],
        "vastgelegd",
    );
    // Tagging again, or otherwise, without naming kinds answers nothing.
    dag.goed("08:03", &["tag", EEF, "hg", "--reden", "nog eens gekeken"]);
    assert_eq!(dag.zaak("08:04", EEF)["stop"], "bevestigen");
    dag.goed("08:05", &["tag", EEF, "twijfel"]);
    assert_eq!(dag.zaak("08:06", EEF)["stop"], "bevestigen");
    // Somebody says so.
    dag.goed("08:07", &["tag", EEF, "hg", "--soort", "kind"]);
    let zaak = dag.zaak("08:08", EEF);
    assert_eq!(zaak["stop"], "ja");
    assert!(open(&zaak, "eerst-afstemmen"));
    assert!(!open(&zaak, "soort-bevestigen"));
    // Or that it is something else.
    dag.goed("08:09", &["tag", EEF, "hg", "--soort", "familie"]);
    let zaak = dag.zaak("08:10", EEF);
    assert_eq!(zaak["stop"], "nee");
    assert!(!open(&zaak, "eerst-afstemmen"));
}

#[test]
fn what_was_told_stands_beside_what_the_list_says() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg"]);
    let bron = ["--bron", "intake politie"];
    for (nu, rest) in [
        ("08:01", &["begin-ophouden", "05:10"][..]),
        ("08:02", &["aanhouding", "gisteren 23:40"]),
        (
            "08:03",
            &["plaats", "bij zijn broer in Oss", "--om", "07:55"],
        ),
        ("08:04", &["pl", "pl 2100 2026111899-1"]),
        ("08:05", &["naam", "Jansens, Bo"]),
        ("08:06", &["geboren", "2-2-1991"]),
        ("08:07", &["woonplaats", "Oss"]),
        ("08:08", &["adres", "Kerkstraat 1"]),
        ("08:09", &["verlengd", "identificatie"]),
        ("08:10", &["aankomst", "05:00"]),
    ] {
        dag.goed(nu, &[&["told", BO], rest, &bron].concat());
    }
    let zaak = dag.zaak("08:20", BO);
    let told: Vec<(&str, &str, &str)> = zaak["gemeld"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap();
            (text("veld"), text("waarde"), text("bron"))
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "begin-ophouden",
                "2026-11-20T05:10:00+01:00",
                "intake politie"
            ),
            ("aanhouding", "2026-11-19T23:40:00+01:00", "intake politie"),
            ("plaats", "bij zijn broer in Oss", "intake politie, 07:55"),
            ("pl", "PL2100-2026111899", "intake politie"),
            ("naam", "Jansens, Bo", "intake politie"),
            ("geboren", "1991-02-02", "intake politie"),
            ("woonplaats", "Oss", "intake politie"),
            ("adres", "Kerkstraat 1", "intake politie"),
            (
                "verlengd",
                "ophouden verlengd (identificatie)",
                "intake politie"
            ),
            ("aankomst", "2026-11-20T05:00:00+01:00", "intake politie"),
        ]
    );
    assert_eq!(zaak["lijst"]["geboortedatum"], "1991-02-02");
    assert_eq!(zaak["lijst"]["begin_ophouden"], "2026-11-20T05:10:00+01:00");
    // The list's own words are still its own.
    let text = dag.tekst("08:21", BO);
    let (_, listed) = text.split_once("Volgens de lijst").unwrap();
    for part in ["1-2-1990", "Helmond", "Jansen, Bo", "04:40"] {
        assert!(listed.contains(part), "{part} in {listed}");
    }
    for (rest, says) in [
        (&["geboren", "31-2-1990"][..], "geboortedatum"),
        (&["begin-ophouden", "soms"], "geen tijd"),
        (&["begin-ophouden", "09:00"], "moet nog komen"),
        (&["status", "weet niemand"], "heengezonden-met-voorwaarden"),
        (
            &["status", "heengezonden", "--om", "12:00"],
            "moet nog komen",
        ),
        (&["verlengd", "alles"], "gedragsaanwijzing"),
    ] {
        dag.onbegrepen("08:30", &[&["gemeld", BO], rest, &bron].concat(), says);
    }
    dag.nee(
        "08:30",
        &["gemeld", BO, "status", "ivs", "--bron", " "],
        "waarom",
    );
    // One telling is taken back by its number; the rest stays.
    let id = zaak["gemeld"][2]["gebeurtenis"].as_str().unwrap();
    dag.goed("08:40", &["neem-terug", BO, id]);
    assert_eq!(dag.zaak("08:41", BO)["gemeld"].as_array().unwrap().len(), 9);
    dag.onbegrepen("08:42", &["neem-terug", BO, &id[..2]], "gebeurtenis");
}

#[test]
fn two_zaken_are_joined_taken_apart_or_told_to_be_two() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg"]);
    let id = dag.zaak("08:01", CAS)["zaak"].as_str().unwrap().to_owned();
    let joined = dag
        .goed(
            "08:02",
            &[
                "join",
                BO,
                CAS,
                "--reden",
                "zelfde man, tweede nummer",
                "--json",
            ],
        )
        .json();
    assert_eq!(joined["pl"], BO);
    assert_eq!(dag.zaak("08:03", &id)["fase"], "opgegaan");
    // By its number the zaak in which it went up is found.
    assert_eq!(dag.zaak("08:03", CAS)["lijst"]["pl"], BO);
    dag.nee(
        "08:04",
        &["voeg-samen", DEE, &id, "--reden", "x"],
        "samengevoegd",
    );
    dag.nee(
        "08:04",
        &["tag", &id, "hg", "--soort", "partner"],
        "samengevoegd",
    );
    dag.goed("08:05", &["splits", BO]);
    assert_eq!(dag.zaak("08:06", CAS)["lijst"]["pl"], CAS);
    dag.nee("08:07", &["splits", BO], "Staat al zo");
    // By the one that went up, too.
    dag.goed("08:08", &["voeg-samen", BO, CAS, "--reden", "toch"]);
    dag.goed("08:09", &["splits", &id]);
    assert_eq!(dag.zaak("08:10", CAS)["lijst"]["pl"], CAS);

    dag.goed(
        "08:11",
        &["geen-dubbel", BO, CAS, "--reden", "andere geboortedatum"],
    );
    let zaak = dag.zaak("08:12", BO);
    assert_eq!(gebeurtenissen(&zaak, "geen-dubbel").len(), 1);
    dag.onbegrepen(
        "08:13",
        &["geen-dubbel", BO, BO, "--reden", "x"],
        "dezelfde zaak",
    );

    // Whoever joins them after all is told that somebody said they are two.
    let again = &["voeg-samen", BO, CAS, "--reden", "toch dezelfde"];
    dag.nee("08:14", again, "dit twee zaken zijn");
    let mut sure = again.to_vec();
    sure.push("--ja");
    dag.goed("08:15", &sure);
    dag.goed("08:16", &["splits", BO]);

    // Work does not drop from sight with a zaak that goes up in another.
    dag.beoordeeld(CAS, "structureel-onveilig");
    dag.nee(
        "08:20",
        &["voeg-samen", BO, CAS, "--reden", "x", "--ja"],
        "al gewerkt",
    );
}

#[test]
fn a_form_says_how_far_asking_a_source_has_come_and_what_never_leaves() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg"]);
    let head = "geheel = 'structureel-onveilig'\nmotivering = 'x'\n";
    let lees = |text: &str| {
        let form = dag.0.bestand("form.toml", format!("{head}{text}"));
        dag.0.om("08:10", &["beoordeel", BO, "--bestand", &form])
    };
    for (text, says) in [
        (
            "[[navraag]]\nbron = 'politie'\nstand = 'antwoord'\n",
            "regel 5: er is geantwoord",
        ),
        (
            "[[navraag]]\nbron = 'politie'\nstand = 'gevraagd'\nantwoord = 'niets'\n",
            "regel 5: gevraagd en toch",
        ),
        ("[[navraag]]\nbron = 'politie'\nstand = 'soms'\n", "regel 5"),
        ("[[betrokkene]]\nnaam = 'Noor'\ngeheim = 'ja'\n", "regel 5"),
    ] {
        let told = lees(text).gaf(5);
        assert!(told.fout.contains(says), "{text}: {}", told.fout);
    }
    let zaak = dag.zaak("08:11", BO);
    assert_eq!(zaak["beoordelingen"], json!([]));
    assert_eq!(zaak["betrokkenen"], json!([]));
    lees(
        "intern = 'de buurvrouw belde'\n\
         [[navraag]]\nbron = 'politie'\nantwoord = 'geen wapen'\n\
         [[navraag]]\nbron = 'reclassering'\n\
         [[navraag]]\nbron = 'eigen-systeem'\nstand = 'niet-gevraagd'\n\
         [[navraag]]\nbron = 'wijkagent'\nstand = 'geen-toegang'\nantwoord = 'met verlof'\n\
         [[betrokkene]]\nnaam = 'Noor'\nverblijf = 'opvang'\ngeheim = true\n",
    )
    .gaf(0);
    let zaak = dag.zaak("08:12", BO);
    let judged = &zaak["beoordelingen"][0];
    assert_eq!(judged["intern"], "de buurvrouw belde");
    let stages: Vec<&Value> = judged["navraag"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["stand"])
        .collect();
    assert_eq!(
        stages,
        ["antwoord", "gevraagd", "niet-gevraagd", "geen-toegang"]
    );
    assert_eq!(zaak["betrokkenen"][0]["geheim"], true);
    assert!(dag.tekst("08:13", BO).contains("GEHEIM ADRES"));
    let why = stappen(&zaak, "bronnen-vragen")[0]["waarom"]
        .as_str()
        .unwrap();
    assert!(why.contains("nog niet gevraagd: eigen systeem VT"), "{why}");
    assert!(why.contains("nog geen antwoord van 3RO"), "{why}");
    // A form that does not speak of it leaves the mark where it was; people can come without a judgement.
    let people = dag.0.bestand("mensen.toml", "[[betrokkene]]\nnaam = 'Noor'\nrelatie = 'ex'\n[[betrokkene]]\nnaam = 'Sam'\nrol = 'kind'\n");
    dag.goed("08:14", &["betrokkene", BO, "--bestand", &people]);
    let same = dag.goed("08:15", &["betrokkene", BO, "--bestand", &people]);
    assert!(same.fout.contains("niets gewijzigd"), "{}", same.fout);
    let zaak = dag.zaak("08:16", BO);
    assert_eq!(zaak["betrokkenen"].as_array().unwrap().len(), 2);
    assert_eq!(zaak["betrokkenen"][0]["geheim"], true);
    assert_eq!(zaak["betrokkenen"][0]["relatie"], "ex");
    for text in [
        "[[betrokkene]]\nnaam = 'Noor'\noordeel = 'acuut-onveilig'\n",
        "geheel = 'acuut-onveilig'\n",
        "",
    ] {
        let form = dag.0.bestand("fout.toml", text);
        dag.0
            .om("08:17", &["betrokkene", BO, "--bestand", &form])
            .gaf(5);
    }
}

#[test]
fn who_acts_is_who_is_named() {
    let dag = Dag::nieuw();
    let told = dag.goed(
        "08:00",
        &["tag", BO, "hg", "--als", "Bea\u{202e} de Wit", "--json"],
    );
    let tagged = told.json();
    assert_eq!(tagged["vastgelegd"][1]["soort"], "getagd");
    let zaak = dag.zaak("08:01", BO);
    assert_eq!(zaak["tijdlijn"][0]["door"], "Bea de Wit");
    assert_eq!(
        tagged["vastgelegd"][1]["gebeurtenis"],
        zaak["tijdlijn"][1]["id"]
    );
    dag.goed("08:02", &["vt", BO, "no", "--reden", "moeder woont in Oss"]);
    dag.goed(
        "08:03",
        &[
            "aandachtspunt",
            BO,
            "kinderen",
            "--notitie",
            "geen kinderen",
        ],
    );
    let zaak = dag.zaak("08:04", BO);
    // The next one is again who works here.
    assert_eq!(zaak["vt_gekozen"]["door"], "A. de Boer");
    assert_eq!(zaak["vt_gekozen"]["code"], "NO");
    let punt = zaak["aandachtspunten"].as_array().unwrap();
    let seen = punt.iter().find(|one| one["punt"] == "kinderen").unwrap();
    assert!(seen["gezien"].is_string(), "{seen}");
    dag.onbegrepen(
        "08:05",
        &["vt", BO, "XX", "--reden", "x"],
        "NO (Veilig Thuis",
    );
    dag.onbegrepen(
        "08:05",
        &["aandachtspunt", BO, "onzin", "--notitie", "x"],
        "kinderen",
    );
    dag.onbegrepen("08:05", &["--als", " ", "lijst"], "naam");
    // One's own newest act, not that of another.
    dag.nee(
        "08:06",
        &["neem-terug", BO, "--als", "Kim"],
        "niets om terug te nemen",
    );
    let back = dag.goed("08:06", &["neem-terug", BO]);
    assert!(back.fout.contains("aandachtspunt"), "{}", back.fout);
}

#[test]
fn who_left_the_list_is_off_the_list_today() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg"]);
    dag.lijst("10:01", "10:00", &[rij(CAS, "Vast"), rij(DEE, "Vast")]);
    let zaak = dag.zaak("10:02", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "onbekend");
    assert_eq!(zaak["verblijf"]["van"], "van-lijst");
    assert!(open(&zaak, "vertrek-uitzoeken"), "{zaak}");
    let asks = stappen(&zaak, "slachtoffer-informeren")[0]["waarom"]
        .as_str()
        .unwrap();
    assert!(
        asks.starts_with("niet bekend of verdachte vrijkomt"),
        "{asks}"
    );
    // Back on a later list ends no alarm.
    dag.lijst(
        "11:01",
        "11:00",
        &[rij(BO, "Vast"), rij(CAS, "Vast"), rij(DEE, "Vast")],
    );
    let zaak = dag.zaak("11:02", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "opgehouden");
    assert!(open(&zaak, "vertrek-uitzoeken"), "{zaak}");
    // Untagged with a proposal, and gone: it waits, and says so.
    let gone = dag.zaak("11:03", EEF);
    assert_eq!(gone["fase"], "ongetagd");
    let step = stappen(&gone, "taggen")[0];
    assert_eq!(step["alarm"], true, "{gone}");
    assert!(step["aanleiding"].is_null());
}
