//! Days at the table, played from a shell: who said where the suspect is, and what an alarm answers to.

use serde_json::{Value, json};

use crate::cli_dag::{BO, CAS, DEE, Dag, EEF, formulier, gebeurtenissen, open, rij, stappen};
use crate::cli_hulp::Plek;

#[test]
fn held_on_the_list_and_out_by_telephone_is_a_contradiction_until_somebody_decides() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.goed(
        "14:12",
        &[
            "gemeld",
            BO,
            "status",
            "heengezonden",
            "--om",
            "14:10",
            "--bron",
            "intake",
        ],
    );
    let read = dag.lijst("14:35", "14:30", &[rij(BO, "Vast"), rij(CAS, "Vast")]);
    assert!(
        read.fout
            .contains("Bij 1 zaak spreekt de lijst tegen wat gemeld of beslist is"),
        "{}",
        read.fout
    );

    let zaak = dag.zaak("14:36", BO);
    // Who may be out is out.
    assert_eq!(zaak["verblijf"]["waarde"], "heengezonden");
    assert_eq!(zaak["verblijf"]["sinds"], "2026-11-20T14:10:00+01:00");
    assert_eq!(zaak["verblijf"]["bron"], "gemeld door intake");
    assert_eq!(
        zaak["verblijf"]["tegenspraak"],
        json!([{"waarde": "opgehouden", "sinds": "2026-11-20T14:30:00+01:00", "bron": "lijst", "van": "lijst"}])
    );
    assert_eq!(zaak["lijst"]["verblijf"], zaak["verblijf"]);
    assert!(
        zaak["lijst"]["uiterlijk"].is_null(),
        "no clock for who is out"
    );
    let both = "lijst 14:30: vast · gemeld 14:10 door intake: heengezonden";
    assert!(dag.tekst("14:36", BO).contains(both));
    let list = dag.goed("14:37", &["lijst"]);
    assert!(
        list.uit.contains("heengezonden (tegenspraak)"),
        "{}",
        list.uit
    );
    assert!(list.fout.contains(both), "{}", list.fout);

    // It blocks closing, not the rest; and with the alarm answered it still does.
    dag.goed(
        "14:38",
        &[
            "stap",
            BO,
            "vertrek-uitzoeken",
            "--gedaan",
            "Noor is bij haar zus, gebeld",
        ],
    );
    dag.nee(
        "14:39",
        &["sluit", BO, "--reden", "klaar", "--ja"],
        "tegengestelde berichten",
    );
    dag.onbegrepen(
        "14:40",
        &[
            "tegenspraak",
            BO,
            "verblijf",
            "--kies",
            "beslissing",
            "--reden",
            "x",
        ],
        "heengezonden",
    );
    dag.nee(
        "14:40",
        &[
            "tegenspraak",
            BO,
            "verblijf",
            "--kies",
            "lijst",
            "--reden",
            " ",
        ],
        "waarom",
    );
    dag.goed(
        "14:41",
        &[
            "tegenspraak",
            BO,
            "verblijf",
            "--kies",
            "gemeld",
            "--reden",
            "arrestantenzorg gebeld: weg",
        ],
    );
    let zaak = dag.zaak("14:42", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "heengezonden");
    // Since he left, and not since somebody decided that he did.
    assert_eq!(zaak["verblijf"]["sinds"], "2026-11-20T14:10:00+01:00");
    assert_eq!(zaak["verblijf"]["bron"], "besloten door A. de Boer");
    assert_eq!(zaak["verblijf"]["tegenspraak"], json!([]));
    dag.nee(
        "14:43",
        &[
            "tegenspraak",
            BO,
            "verblijf",
            "--kies",
            "gemeld",
            "--reden",
            "x",
        ],
        "geen tegenspraak",
    );
}

#[test]
fn a_list_older_than_a_telling_changes_nothing() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.goed(
        "14:12",
        &[
            "gemeld",
            BO,
            "status",
            "heengezonden",
            "--om",
            "14:10",
            "--bron",
            "intake",
        ],
    );
    dag.lijst("14:35", "14:00", &[rij(BO, "IVS"), rij(CAS, "Vast")]);
    let zaak = dag.zaak("14:36", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "heengezonden");
    assert_eq!(zaak["verblijf"]["tegenspraak"], json!([]));
}

#[test]
fn a_decision_ends_the_clock_and_a_release_ends_the_next_one() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    let clocks = |nu: &str| -> Vec<String> {
        let zaak = dag.zaak(nu, BO);
        let all = zaak["klokken"].as_array().unwrap();
        all.iter()
            .map(|one| one["klok"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(clocks("10:00").contains(&"ophouden".to_owned()));
    dag.goed(
        "12:01",
        &["decision", BO, "--modaliteit", "ivs", "--om", "12:00"],
    );
    let now = clocks("12:02");
    assert!(!now.contains(&"ophouden".to_owned()), "{now:?}");
    assert!(now.contains(&"inverzekeringstelling".to_owned()), "{now:?}");
    let zaak = dag.zaak("12:02", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "in-verzekering");
    assert_eq!(zaak["verblijf"]["bron"], "beslissing");
    assert!(zaak["lijst"]["uiterlijk"].is_null());
    dag.goed(
        "13:00",
        &[
            "gemeld",
            BO,
            "status",
            "heengezonden",
            "--om",
            "12:50",
            "--bron",
            "KPC-er",
        ],
    );
    let now = clocks("13:01");
    assert!(
        !now.contains(&"inverzekeringstelling".to_owned()),
        "{now:?}"
    );
    assert!(!now.contains(&"voorgeleiding-rc".to_owned()), "{now:?}");
}

#[test]
fn a_status_that_is_not_known_exactly_is_never_quietly_held() {
    let dag = Dag(Plek::nieuw());
    dag.lijst(
        "09:50",
        "09:46",
        &[
            rij(BO, "Heengezonden 09:45"),
            rij(CAS, "heengez."),
            rij(DEE, "Vrijgelaten"),
            rij(EEF, "Op zaal 3"),
        ],
    );
    for (pl, waarde) in [
        (BO, "heengezonden"),
        (CAS, "heengezonden"),
        (DEE, "heengezonden"),
        (EEF, "onbekend"),
    ] {
        assert_eq!(dag.zaak("09:51", pl)["verblijf"]["waarde"], waarde, "{pl}");
    }
    dag.goed("09:52", &["tag", EEF, "hg", "--soort", "partner"]);
    assert!(open(&dag.zaak("09:53", EEF), "status-navragen"));
    dag.goed(
        "09:54",
        &[
            "stap",
            EEF,
            "status-navragen",
            "--gevraagd",
            "arrestantenzorg",
        ],
    );
    let zaak = dag.zaak("09:55", EEF);
    let why = stappen(&zaak, "status-navragen")[0]["waarom"]
        .as_str()
        .unwrap();
    assert!(
        why.starts_with("gevraagd 09:54 aan arrestantenzorg"),
        "{why}"
    );
    dag.goed(
        "10:00",
        &["gemeld", EEF, "status", "vast", "--bron", "arrestantenzorg"],
    );
    assert!(!open(&dag.zaak("10:01", EEF), "status-navragen"));
}

#[test]
fn not_known_counts_as_released_and_is_written_as_not_known() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "acuut-onveilig");
    dag.goed(
        "12:01",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "IVS",
            "--vrij",
            "onbekend",
            "--om",
            "12:00",
        ],
    );
    let zaak = dag.zaak("12:02", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "onbekend");
    assert_eq!(zaak["afdoening"]["komt_vrij"], "onbekend");
    assert!(open(&zaak, "vertrek-uitzoeken"), "{zaak}");
    assert!(open(&zaak, "slachtoffer-informeren"));
    let text = dag.tekst("12:02", BO);
    assert!(text.contains("niet bekend of verdachte vrijkomt"), "{text}");
    assert!(!text.contains("komt vrij of is vrij"), "{text}");
}

#[test]
fn asked_and_not_set_is_a_cause_each_time() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    let besluit = |nu: &str, contact: &str, straat: &str| {
        let contact = format!("Contactverbod={contact}");
        let straat = format!("niet in de straat van de school komen={straat}");
        dag.goed(
            nu,
            &[
                "beslissing",
                BO,
                "--modaliteit",
                "HZ-V",
                "--voorwaarde",
                &contact,
                &straat,
            ],
        );
    };
    besluit("12:00", "gesteld", "niet-gesteld");
    let zaak = dag.zaak("12:01", BO);
    // By the key of the judgement, whoever wrote it how.
    let set: Vec<(&Value, &Value, &Value)> = zaak["voorwaarden"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["wat"], &one["gevraagd"], &one["uitkomst"]))
        .collect();
    assert_eq!(
        set,
        [
            (&json!("contactverbod"), &json!(true), &json!("gesteld")),
            (
                &json!("Niet in de straat van de school komen"),
                &json!(true),
                &json!("niet-gesteld")
            ),
        ]
    );
    let steps = stappen(&zaak, "opnieuw-beoordelen");
    assert_eq!(steps.len(), 1, "{zaak}");
    assert_eq!(
        steps[0]["waarom"],
        "gevraagd en niet gesteld: Niet in de straat van de school komen"
    );
    assert_eq!(steps[0]["alarm"], true);
    let first = steps[0]["aanleiding"].as_str().unwrap().to_owned();
    assert_eq!(first, gebeurtenissen(&zaak, "afdoening-vastgesteld")[0]);

    // A changed decision is another cause; each is answered by name.
    besluit("13:00", "niet-gesteld", "niet-gesteld");
    let zaak = dag.zaak("13:01", BO);
    assert_eq!(stappen(&zaak, "opnieuw-beoordelen").len(), 2, "{zaak}");
    dag.nee(
        "13:02",
        &["stap", BO, "opnieuw-beoordelen", "--gedaan", "OM gebeld"],
        "--aanleiding",
    );
    dag.goed(
        "13:03",
        &[
            "stap",
            BO,
            "opnieuw-beoordelen",
            "--gedaan",
            "OM gebeld",
            "--aanleiding",
            &first,
        ],
    );
    let zaak = dag.zaak("13:04", BO);
    let left = stappen(&zaak, "opnieuw-beoordelen");
    assert_eq!(left.len(), 1);
    assert_ne!(left[0]["aanleiding"], first.as_str());
    dag.nee(
        "13:05",
        &["sluit", BO, "--reden", "klaar", "--ja"],
        "opnieuw beoordelen",
    );
    let text = dag.tekst("13:06", BO);
    assert!(text.contains("gevraagd · niet gesteld"), "{text}");
}

#[test]
fn set_otherwise_counts_by_its_words() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.goed(
        "12:00",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ-V",
            "--voorwaarde",
            "contactverbod=anders:alleen via de advocaat",
            "--voorwaarde",
            "Niet in de straat van de school komen=gesteld",
        ],
    );
    let zaak = dag.zaak("12:01", BO);
    assert_eq!(zaak["voorwaarden"][0]["uitkomst"], "anders");
    assert_eq!(zaak["voorwaarden"][0]["anders"], "alleen via de advocaat");
    assert!(!open(&zaak, "opnieuw-beoordelen"), "{zaak}");
    assert!(!open(&zaak, "vertrek-uitzoeken"), "{zaak}");
    // Otherwise, and nobody says how: not set.
    let told = dag.goed(
        "12:10",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ-V",
            "--voorwaarde",
            "contactverbod=anders",
            "Niet in de straat van de school komen=gesteld",
        ],
    );
    assert!(told.fout.contains("Zonder woorden"), "{}", told.fout);
    assert!(open(&dag.zaak("12:11", BO), "opnieuw-beoordelen"));
    for (given, says) in [
        ("contactverbod", "SLEUTEL=gesteld"),
        ("contactverbod=misschien", "SLEUTEL=gesteld"),
        ("=gesteld", "SLEUTEL=gesteld"),
        ("contactverbod=gesteld:en meer", "SLEUTEL=gesteld"),
    ] {
        dag.onbegrepen(
            "12:12",
            &[
                "beslissing",
                BO,
                "--modaliteit",
                "HZ",
                "--voorwaarde",
                given,
            ],
            says,
        );
    }
    dag.onbegrepen(
        "12:12",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ",
            "--voorwaarde",
            "contactverbod=gesteld",
            "Contactverbod=onbekend",
        ],
        "twee keer",
    );
    dag.onbegrepen(
        "12:12",
        &["beslissing", BO, "--modaliteit", "ONZIN"],
        "HZ-V",
    );
    dag.onbegrepen(
        "12:12",
        &["beslissing", BO, "--modaliteit", "HZ", "--om", "13:00"],
        "moet nog komen",
    );
    dag.nee(
        "12:12",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ",
            "--ingang",
            "12:00",
            "--einde",
            "11:00",
        ],
        "einde ligt voor de ingang",
    );
}

#[test]
fn an_alarm_ends_by_words_and_by_who_recorded_its_cause_and_by_nothing_else() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "acuut-onveilig");
    let alarm = |nu: &str| open(&dag.zaak(nu, BO), "bureaudienst-inschakelen");
    assert!(alarm("08:20"));
    // Not by a tag, not set aside, not by nothing said.
    for tag in ["geen-hg", "radar", "twijfel"] {
        dag.nee("08:21", &["tag", BO, tag, "--ja"], "alarm");
    }
    let stap = ["stap", BO, "bureaudienst-inschakelen"];
    dag.nee(
        "08:22",
        &[&stap[..], &["--terzijde", "niet nodig"]].concat(),
        "niet terzijde",
    );
    dag.nee(
        "08:22",
        &[&stap[..], &["--gedaan", "  "]].concat(),
        "waarom",
    );
    // Not by a lighter judgement later, nor by the same list again.
    let lighter = dag
        .0
        .bestand("licht.toml", formulier("voldoende-veilig", "morgen 12"));
    dag.goed("08:30", &["beoordeel", BO, "--bestand", &lighter]);
    assert!(alarm("08:31"));
    dag.lijst(
        "08:35",
        "08:34",
        &[BO, CAS, DEE, EEF].map(|pl| rij(pl, "Vast")),
    );
    assert!(alarm("08:36"));
    // Not by another worker who takes the judgement, or the tag, back.
    let zaak = dag.zaak("08:40", BO);
    let judged = &gebeurtenissen(&zaak, "veiligheidsbeoordeling-vastgesteld")[0];
    let tagged = &gebeurtenissen(&zaak, "getagd")[0];
    dag.nee(
        "08:41",
        &["neem-terug", BO, tagged, "--als", "Bea"],
        "alarm",
    );
    dag.nee("08:41", &["neem-terug", BO, tagged], "alarm");
    dag.goed("08:42", &["--als", "Bea", "neem-terug", BO, judged]);
    assert!(alarm("08:43"));
    dag.nee("08:44", &["neem-terug", BO, judged], "al teruggenomen");
    // By words, whatever they came by.
    dag.0
        .om_met(
            "08:50",
            "dienst gebeld, Kim gaat erheen\n",
            &[&stap[..], &["--gedaan", "-", "--als", "Bea"]].concat(),
        )
        .gaf(0);
    assert!(!alarm("08:51"));
    let zaak = dag.zaak("08:51", BO);
    let done = zaak["gedaan"].as_array().unwrap().last().unwrap();
    assert_eq!(done["toelichting"], "dienst gebeld, Kim gaat erheen");
    assert_eq!(done["door"], "Bea");
    assert_eq!(done["aanleiding"], judged.as_str());

    // Who recorded the cause takes it away with the cause.
    dag.beoordeeld(CAS, "acuut-onveilig");
    assert!(open(&dag.zaak("09:00", CAS), "bureaudienst-inschakelen"));
    let told = dag.goed("09:01", &["neem-terug", CAS]);
    assert!(
        told.fout.contains("Teruggenomen: beoordeeld"),
        "{}",
        told.fout
    );
    assert!(!open(&dag.zaak("09:02", CAS), "bureaudienst-inschakelen"));
}

#[test]
fn a_second_release_is_another_cause_with_another_step() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg"]);
    let gemeld = |nu: &str, status: &str| {
        dag.goed(
            nu,
            &[
                "gemeld", BO, "status", status, "--om", nu, "--bron", "intake",
            ],
        );
    };
    gemeld("09:00", "heengezonden");
    let first = stappen(&dag.zaak("09:01", BO), "vertrek-uitzoeken")[0]["aanleiding"].clone();
    dag.goed(
        "09:02",
        &[
            "stap",
            BO,
            "vertrek-uitzoeken",
            "--gedaan",
            "Noor gebeld, zij is veilig",
        ],
    );
    assert!(!open(&dag.zaak("09:03", BO), "vertrek-uitzoeken"));
    // Told again is no other departure.
    dag.goed(
        "09:05",
        &[
            "gemeld",
            BO,
            "status",
            "heengezonden",
            "--om",
            "09:00",
            "--bron",
            "KPC-er",
        ],
    );
    assert!(!open(&dag.zaak("09:06", BO), "vertrek-uitzoeken"));
    // Held again, and out again, is.
    gemeld("10:00", "vast");
    gemeld("11:00", "heengezonden");
    let zaak = dag.zaak("11:01", BO);
    let second = &stappen(&zaak, "vertrek-uitzoeken")[0]["aanleiding"];
    assert_ne!(*second, first);
}

#[test]
fn nobody_answers_an_alarm_before_it_is_there() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg"]);
    dag.nee(
        "08:30",
        &["stap", BO, "vertrek-uitzoeken", "--gedaan", "komt goed"],
        "niet (meer) open",
    );
    // Nine hours from 04:40 and the night do not count: at half past six the clock has run out.
    let zaak = dag.zaak("18:30", BO);
    let steps = stappen(&zaak, "vertrek-uitzoeken");
    assert_eq!(steps.len(), 1, "{zaak}");
    assert_eq!(steps[0]["alarm"], true);
    dag.goed(
        "18:31",
        &[
            "stap",
            BO,
            "vertrek-uitzoeken",
            "--gedaan",
            "zit nog, IVS volgt",
        ],
    );
    assert!(!open(&dag.zaak("18:32", BO), "vertrek-uitzoeken"));

    // The same for a judgement that runs out; it opens again, also after a decision.
    let form = dag
        .0
        .bestand("kort.toml", formulier("structureel-onveilig", "12:00"));
    dag.goed("08:00", &["tag", CAS, "hg"]);
    dag.goed("08:10", &["beoordeel", CAS, "--bestand", &form]);
    dag.nee(
        "09:00",
        &["stap", CAS, "opnieuw-beoordelen", "--gedaan", "alvast"],
        "niet (meer) open",
    );
    dag.goed(
        "11:00",
        &["beslissing", CAS, "--modaliteit", "IVS", "--om", "10:50"],
    );
    assert!(!open(&dag.zaak("11:59", CAS), "opnieuw-beoordelen"));
    assert!(open(&dag.zaak("12:01", CAS), "opnieuw-beoordelen"));
}

#[test]
fn a_tag_that_drops_work_asks_and_names_it() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.goed(
        "08:20",
        &[
            "input",
            BO,
            "--aan",
            "om",
            "--mondeling",
            "contactverbod nodig",
            "--met",
            "mr. De Groot",
        ],
    );
    for tag in ["geen-hg", "radar", "twijfel"] {
        dag.nee(
            "08:30",
            &["tag", BO, tag],
            "een veiligheidsbeoordeling, input die is gegeven",
        );
        dag.nee("08:30", &["tag", BO, tag], "--ja");
    }
    assert_eq!(dag.zaak("08:31", BO)["fase"], "hg");
    let done = dag.goed(
        "08:32",
        &[
            "tag",
            BO,
            "geen-hg",
            "--ja",
            "--reden",
            "buren, geen relatie",
            "--json",
        ],
    );
    assert!(done.fout.contains("input die is gegeven"), "{}", done.fout);
    assert_eq!(done.json()["fase"], "geen-hg");
    let zaak = dag.zaak("08:33", BO);
    assert_eq!(zaak["fase"], "geen-hg");
    assert_eq!(zaak["inputs"].as_array().unwrap().len(), 1);
}

#[test]
fn what_was_let_go_is_looked_at_again_when_a_newer_list_says_more() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", DEE, "geen-hg", "--reden", "winkel"]);
    dag.lijst("10:01", "10:00", &[rij(DEE, "Vast"), rij(BO, "Vast")]);
    assert!(!open(&dag.zaak("10:02", DEE), "opnieuw-bekijken"));
    let more = rij(DEE, "Vast").replace("310 Sr;Diefstal", "300 Sr;Mishandeling") + "\n";
    dag.lijst(
        "11:01",
        "11:00",
        &[more.trim_end_matches('\n').to_owned(), rij(BO, "Vast")],
    );
    let zaak = dag.zaak("11:02", DEE);
    assert!(open(&zaak, "opnieuw-bekijken"), "{zaak}");
    // Saying the same once more is an answer.
    dag.goed("11:03", &["tag", DEE, "geen-hg"]);
    assert!(!open(&dag.zaak("11:04", DEE), "opnieuw-bekijken"));
}

#[test]
fn closing_names_what_it_passes_over() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.nee(
        "08:30",
        &["sluit", BO, "--reden", "klaar", "--ja"],
        "beslissing is niet bekend",
    );
    dag.goed(
        "09:00",
        &[
            "actie",
            BO,
            "--met",
            "wijkagent",
            "--wat",
            "gaat langs",
            "--voor",
            "12:00",
        ],
    );
    dag.goed(
        "12:00",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ-V",
            "--om",
            "11:55",
            "--voorwaarde",
            "contactverbod=gesteld",
            "Niet in de straat van de school komen=niet-gesteld",
        ],
    );
    dag.goed(
        "12:05",
        &[
            "stap",
            BO,
            "opnieuw-beoordelen",
            "--gedaan",
            "OM houdt vol; Noor blijft bij haar zus",
        ],
    );
    for stap in [
        "slachtoffer-informeren",
        "hg-spreekuur",
        "systeem-bijwerken",
    ] {
        dag.goed("12:10", &["stap", BO, stap, "--gedaan", "gedaan"]);
    }
    let ask = ["sluit", BO, "--reden", "alles geregeld"];
    dag.nee("12:20", &ask, "afspraak met wijkagent: gaat langs");
    dag.nee("12:20", &ask, "niet gesteld");
    let zaak = dag.zaak("12:21", BO);
    let id = zaak["acties"][0]["id"].as_str().unwrap();
    dag.onbegrepen(
        "12:22",
        &["actie", BO, "--gedaan", "ffffffff", "--toelichting", "x"],
        id,
    );
    dag.goed(
        "12:22",
        &[
            "actie",
            BO,
            "--gedaan",
            &id[..13],
            "--toelichting",
            "niemand thuis",
        ],
    );
    dag.goed("12:30", &[&ask[..], &["--ja"]].concat());
    assert_eq!(dag.zaak("12:31", BO)["fase"], "gesloten");
    dag.nee(
        "12:32",
        &["input", BO, "--aan", "om", "--mondeling", "x", "--met", "y"],
        "gesloten",
    );
    dag.nee(
        "12:32",
        &["actie", BO, "--met", "x", "--wat", "y"],
        "gesloten",
    );
    dag.goed("12:33", &["heropen", BO, "--reden", "toch nog iets"]);
    assert_eq!(dag.zaak("12:34", BO)["fase"], "hg");
    let same = dag.goed("12:35", &["heropen", BO, "--reden", "x"]);
    assert!(same.fout.contains("Staat al zo"), "{}", same.fout);
}

/// The alarm of a clock that ran out counts like every other: who lets go of the zaak leaves it to nobody.
#[test]
fn a_clock_that_ran_out_keeps_a_zaak_from_being_let_go() {
    const LAAT: &str = "2026-11-21T11:00";
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg", "--soort", "partner"]);
    dag.nee(
        LAAT,
        &["tag", BO, "geen-hg", "--reden", "buren"],
        "de klok liep af",
    );
    dag.nee(
        LAAT,
        &["sluit", BO, "--reden", "klaar", "--ja"],
        "de klok liep af",
    );

    dag.goed(
        LAAT,
        &[
            "stap",
            BO,
            "vertrek-uitzoeken",
            "--gedaan",
            "zit nog vast, gebeld",
        ],
    );
    dag.goed(LAAT, &["tag", BO, "geen-hg", "--reden", "buren", "--ja"]);
}

/// Held lasts no longer than the law lets it: after that nobody said that he is held.
#[test]
fn verzekering_whose_days_are_over_is_an_alarm_until_somebody_says_how_it_went_on() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "acuut-onveilig");
    dag.goed(
        "10:00",
        &["beslissing", BO, "--modaliteit", "IVS", "--ingang", "10:00"],
    );
    let alarms = |nu: &str| {
        let zaak = dag.zaak(nu, BO);
        stappen(&zaak, "vertrek-uitzoeken").len()
    };
    assert_eq!(alarms("2026-11-23T09:59"), 0);
    assert_eq!(alarms("2026-11-23T10:01"), 1);
    let says = dag.tekst("2026-11-23T10:01", BO);
    assert!(says.contains("hoogstens tot"), "{says}");
    dag.nee(
        "2026-11-23T10:02",
        &["sluit", BO, "--reden", "klaar", "--ja"],
        "hoogstens tot",
    );
    dag.nee(
        "2026-11-23T10:03",
        &["stap", BO, "vertrek-uitzoeken", "--gedaan", "."],
        "zonder reden",
    );
    dag.goed(
        "2026-11-23T10:04",
        &[
            "stap",
            BO,
            "vertrek-uitzoeken",
            "--gedaan",
            "verlengd tot donderdag, KPC-er gebeld",
        ],
    );
    assert_eq!(alarms("2026-11-23T10:05"), 0);
}

/// Who changes one thing of a decision does not take back the rest; another decision starts empty.
#[test]
fn a_decision_that_is_changed_keeps_what_was_not_named() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.goed(
        "10:00",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ-V",
            "--om",
            "09:50",
            "--voorwaarde",
            "contactverbod=gesteld",
            "--informeert-slachtoffer",
            "SHN",
        ],
    );
    dag.goed(
        "10:10",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ-V",
            "--vrij",
            "onbekend",
        ],
    );
    let decided = dag.zaak("10:11", BO);
    assert!(
        decided.to_string().contains("contactverbod") && decided.to_string().contains("SHN"),
        "{decided}"
    );
    // The release that was taken back is nobody's word any more.
    assert_eq!(decided["verblijf"]["waarde"], "onbekend");
    dag.goed("10:20", &["beslissing", BO, "--modaliteit", "IVS"]);
    let other = dag.zaak("10:21", BO);
    let decided = other["afdoening"].to_string();
    assert!(
        decided.contains("IVS") && !decided.contains("SHN"),
        "{other}"
    );
}

/// A list that says that it does not know, says so: he is not held on the words of an older list.
#[test]
fn a_list_that_does_not_know_is_asked_about() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg", "--soort", "partner"]);
    dag.lijst("09:00", "08:55", &[rij(BO, "onbekend"), rij(CAS, "Vast")]);
    let zaak = dag.zaak("09:01", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "onbekend");
    assert_eq!(stappen(&zaak, "status-navragen").len(), 1);
}

/// What was said before a judgement stood does not rest on it.
#[test]
fn words_spoken_before_the_judgement_do_not_carry_it() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    let spoken = |om: &str| {
        dag.goed(
            "08:40",
            &[
                "input",
                BO,
                "--aan",
                "om",
                "--mondeling",
                "zorg om de kinderen",
                "--met",
                "mr. De Groot",
                "--om",
                om,
            ],
        );
        stappen(&dag.zaak("08:41", BO), "input-geven").len()
    };
    assert_eq!(spoken("08:05"), 1, "het oordeel was er nog niet");
    assert_eq!(spoken("08:30"), 0);
}

/// Who stood on the list of yesterday and waits for a tag is found by number, and can be tagged.
#[test]
fn who_waits_from_yesterday_can_be_tagged_from_the_shell() {
    let dag = Dag::nieuw();
    let next = "2026-11-21T08:00";
    dag.goed(next, &["tag", EEF, "hg"]);
    assert_eq!(dag.zaak(next, EEF)["fase"], "hg");
}

/// A list that tells of an earlier moment than one that was read makes nobody vanish.
#[test]
fn an_older_list_misses_nobody() {
    let dag = Dag::nieuw();
    dag.lijst("09:00", "06:30", &[rij(BO, "Vast")]);
    let list = dag.goed("09:01", &["lijst", "--json"]).json();
    assert_eq!(list.as_array().unwrap().len(), 4, "{list}");
}

#[test]
fn a_departure_told_after_the_list_that_still_says_held_is_a_contradiction_too() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "voldoende-veilig");
    dag.lijst("14:35", "14:30", &[rij(BO, "Vast"), rij(CAS, "Vast")]);
    dag.goed(
        "15:00",
        &[
            "gemeld",
            BO,
            "status",
            "heengezonden",
            "--om",
            "14:10",
            "--bron",
            "intake",
        ],
    );
    let both = "lijst 14:30: vast · gemeld 14:10 door intake: heengezonden";
    assert!(
        dag.tekst("15:01", BO).contains(both),
        "{}",
        dag.tekst("15:01", BO)
    );
}

#[test]
fn a_release_for_this_afternoon_is_announced_and_alarms_before_he_walks_out() {
    let dag = Dag::nieuw();
    dag.goed("08:30", &["tag", BO, "hg", "--soort", "partner"]);
    dag.goed(
        "14:00",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ",
            "--om",
            "13:55",
            "--ingang",
            "17:00",
        ],
    );
    let zaak = dag.zaak("14:01", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "opgehouden");
    assert_eq!(zaak["verblijf"]["straks"]["waarde"], "heengezonden");
    assert!(zaak["lijst"]["uiterlijk"].is_string(), "the clock runs on");
    assert!(open(&zaak, "vertrek-uitzoeken") && open(&zaak, "slachtoffer-informeren"));
    let text = dag.tekst("14:01", BO);
    assert!(
        text.contains("aangekondigd voor 17:00: heengezonden (beslissing)"),
        "{text}"
    );
    let zaak = dag.zaak("17:01", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "heengezonden");
    assert!(zaak["verblijf"].get("straks").is_none());
}

#[test]
fn a_row_that_nobody_tagged_does_not_forget_that_an_earlier_list_had_him_out() {
    let dag = Dag::nieuw();
    let rest = [CAS, DEE, EEF].map(|pl| rij(pl, "Vast"));
    let met = |status: &str| [vec![rij(BO, status)], rest.to_vec()].concat();
    dag.lijst("09:05", "09:00", &met("Heengezonden"));
    dag.lijst("12:05", "12:00", &met("Vast"));
    let zaak = dag.zaak("12:06", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "heengezonden");
    let both = "lijst 12:00: vast · lijst 09:00: heengezonden";
    assert!(dag.goed("12:06", &["lijst"]).fout.contains(both));
    assert_eq!(
        stappen(&zaak, "taggen")[0]["waarom"],
        "al heengezonden voordat iemand keek, en het lijkt HG"
    );
    // Tagging drops neither of the two.
    dag.goed("12:07", &["tag", BO, "hg"]);
    let zaak = dag.zaak("12:08", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "heengezonden");
    assert!(dag.tekst("12:08", BO).contains(both));
    assert!(open(&zaak, "vertrek-uitzoeken"), "{zaak:#}");

    // "Not held" after "held" is a departure for a row without a tag as for any.
    let all = [
        (BO, "Vast"),
        (CAS, "Niet vast"),
        (DEE, "Vast"),
        (EEF, "Vast"),
    ];
    dag.lijst("13:05", "13:00", &all.map(|(pl, status)| rij(pl, status)));
    assert_eq!(
        stappen(&dag.zaak("13:06", CAS), "taggen")[0]["waarom"],
        "misschien al weg voordat iemand keek, en het lijkt HG"
    );
}

#[test]
fn a_reading_taken_back_takes_along_what_it_said_of_a_row_without_a_tag() {
    let dag = Dag::nieuw();
    let rest = [CAS, DEE, EEF].map(|pl| rij(pl, "Vast"));
    let met = |status: &str| [vec![rij(BO, status)], rest.to_vec()].concat();
    dag.lijst("09:05", "09:00", &met("Heengezonden"));
    dag.lijst("12:05", "12:00", &met("Vast"));
    let read = gebeurtenissen(&dag.zaak("12:06", BO), "status-op-lijst");
    assert_eq!(read.len(), 1);
    dag.goed("12:06", &["inlezen", "--neem-terug"]);
    let zaak = dag.zaak("12:07", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "heengezonden");
    assert_eq!(zaak["verblijf"]["tegenspraak"], json!([]));
}

#[test]
fn two_rows_of_one_suspect_that_contradict_each_other_both_stand() {
    for rows in [["Vast", "Heengezonden"], ["Heengezonden", "Vast"]] {
        for tagged in [false, true] {
            let dag = Dag::nieuw();
            if tagged {
                dag.goed("07:45", &["tag", BO, "hg"]);
            }
            let mut all: Vec<String> = rows.iter().map(|status| rij(BO, status)).collect();
            all.extend([CAS, DEE, EEF].map(|pl| rij(pl, "Vast")));
            let read = dag.lijst("09:05", "09:00", &all);
            assert!(
                read.fout.contains("spreekt de lijst tegen"),
                "{}",
                read.fout
            );
            let zaak = dag.zaak("09:06", BO);
            assert_eq!(
                zaak["verblijf"]["waarde"], "heengezonden",
                "{rows:?} {tagged}"
            );
            assert!(
                dag.goed("09:06", &["lijst"])
                    .fout
                    .contains("lijst 09:00: vast · lijst 09:00: heengezonden"),
                "{rows:?} {tagged}"
            );
        }
    }
}
