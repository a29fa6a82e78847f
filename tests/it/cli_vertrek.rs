//! Who is out, or may be, is seen by a person: stories of departures that were answered, came late, were joined away,
//! or that nobody could date. Played from a shell.

use serde_json::Value;

use crate::cli_dag::{BO, CAS, DEE, Dag, EEF, open, rij, stappen};

fn met(status: &str) -> Vec<String> {
    let rest = [CAS, DEE, EEF].map(|pl| rij(pl, "Vast"));
    [vec![rij(BO, status)], rest.to_vec()].concat()
}

fn alarm(zaak: &Value) -> bool {
    let all = zaak["stappen"].as_array().unwrap();
    all.iter().any(|step| step["alarm"] == true)
}

/// Everything that is an alarm is answered in words.
fn beantwoord(dag: &Dag, nu: &str, pl: &str) {
    let zaak = dag.zaak(nu, pl);
    for step in zaak["stappen"].as_array().unwrap() {
        if step["alarm"] == true {
            let which = step["stap"].as_str().unwrap();
            let words = "KPC: verplaatst naar Breda, zit daar";
            dag.goed(nu, &["stap", pl, which, "--gedaan", words]);
        }
    }
    assert!(!alarm(&dag.zaak(nu, pl)));
}

fn veilig(dag: &Dag, nu: &str, geheel: &str, voorwaarden: &str) {
    let text =
        format!("geheel = '{geheel}'\nmotivering = 'Nieuw.'\nvoorwaarden = [{voorwaarden}]\n");
    let form = dag.0.bestand(&format!("{geheel}.toml"), text);
    dag.goed(nu, &["beoordeel", BO, "--bestand", &form]);
}

#[test]
fn whose_times_nobody_knows_is_an_alarm_when_nobody_can_be_held_that_long() {
    let dag = Dag(crate::cli_hulp::Plek::nieuw());
    let bare = rij(BO, "Vast").replace("20-11-2026 04:00;20-11-2026 04:40", ";");
    dag.lijst("07:40", "07:30", &[bare]);
    dag.beoordeeld(BO, "structureel-onveilig");
    assert!(!alarm(&dag.zaak("17:00", BO)));
    assert!(open(&dag.zaak("2026-11-21T08:00", BO), "vertrek-uitzoeken"));
}

#[test]
fn an_answer_that_nobody_knew_where_he_was_does_not_answer_the_release_that_follows() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.lijst("11:05", "11:00", &[CAS, DEE, EEF].map(|pl| rij(pl, "Vast")));
    beantwoord(&dag, "11:10", BO);
    dag.gemeld("12:00", BO, "heengezonden", "11:55", "KPC");
    assert!(open(&dag.zaak("12:01", BO), "vertrek-uitzoeken"));
}

#[test]
fn judged_unsafe_after_he_left_is_an_alarm() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "hg"]);
    veilig(&dag, "08:10", "voldoende-veilig", "");
    dag.lijst("10:05", "10:00", &met("Heengezonden"));
    assert!(!alarm(&dag.zaak("10:06", BO)));
    veilig(&dag, "11:00", "structureel-onveilig", "");
    let zaak = dag.zaak("11:01", BO);
    assert_eq!(
        stappen(&zaak, "vertrek-uitzoeken")[0]["waarom"],
        "het oordeel kwam terwijl verdachte weg is of kan zijn, structureel onveilig, zonder veiligheidsvoorwaarden"
    );
    // Answered, the same judgement once more asks nothing; one that asks more does.
    beantwoord(&dag, "11:02", BO);
    veilig(&dag, "11:10", "structureel-onveilig", "'contactverbod'");
    assert!(alarm(&dag.zaak("11:11", BO)));
}

#[test]
fn a_geheim_adres_stays_one_when_she_moves_on_and_however_it_is_written() {
    let dag = Dag::nieuw();
    let with = |place: &str, secret: bool| {
        format!(
            "geheel = 'structureel-onveilig'\nmotivering = 'Hij kent Dorpsstr. 9 en de Dorpsstraat.'\n\
             [[betrokkene]]\nnaam = 'Noor'\nrol = 'slachtoffer'\noordeel = 'structureel-onveilig'\n\
             verblijf = '{place}'\ngeheim = {secret}\n"
        )
    };
    dag.goed("08:00", &["tag", BO, "hg"]);
    for (nu, place, secret) in [
        ("08:10", "Dorpsstraat 9, 5341AB Oss", true),
        ("09:10", "Kerkplein 3, Uden", false),
    ] {
        let form = dag.0.bestand("form.toml", with(place, secret));
        dag.goed(nu, &["beoordeel", BO, "--bestand", &form]);
    }
    let out = dag.0.bestand("x.txt", String::new());
    let out = std::path::Path::new(&out).parent().unwrap().join("uit");
    dag.goed(
        "09:20",
        &[
            "--ja",
            "input",
            BO,
            "--aan",
            "om",
            "--vorm",
            "txt",
            "--uit",
            out.to_str().unwrap(),
        ],
    );
    let text: String = std::fs::read_dir(&out)
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    assert!(text.contains("Hij kent [adres weggelaten]"), "{text}");
    assert!(!text.to_lowercase().contains("dorps"), "{text}");
}

#[test]
fn a_clock_that_ran_out_leaves_no_text_that_says_held() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    let text = dag.goed("2026-11-21T09:00", &["overdracht", "--json"]).uit;
    assert!(
        text.contains("Verdachte was vast (lijst") && text.contains("de klok van ophouden liep af"),
        "{text}"
    );
    assert!(!text.contains("Verdachte is vast"), "{text}");
}

#[test]
fn taken_apart_again_each_of_the_two_keeps_what_lists_said_in_between() {
    for tagged in [true, false] {
        let dag = Dag::nieuw();
        dag.goed("08:00", &["tag", BO, "hg"]);
        if tagged {
            dag.goed("08:01", &["tag", CAS, "hg"]);
        }
        dag.goed("08:02", &["voeg-samen", BO, CAS, "--reden", "zelfde man"]);
        let rows = [
            rij(BO, "Vast"),
            rij(CAS, "Heengezonden"),
            rij(DEE, "Vast"),
            rij(EEF, "Vast"),
        ];
        dag.lijst("10:05", "10:00", &rows);
        assert_eq!(dag.zaak("10:06", BO)["verblijf"]["waarde"], "heengezonden");
        dag.goed("10:08", &["splits", BO]);
        for pl in [BO, CAS] {
            let zaak = dag.zaak("10:09", pl);
            assert_eq!(zaak["verblijf"]["waarde"], "heengezonden", "{pl} {tagged}");
        }
    }
}

#[test]
fn what_nobody_looked_at_does_not_go_up_in_what_was_let_go() {
    for keep in ["geen-hg", "radar"] {
        let dag = Dag::nieuw();
        dag.goed("08:00", &["tag", BO, keep, "--reden", "nee"]);
        let mut rows = met("Vast");
        rows[1] = rij(CAS, "Heengezonden");
        dag.lijst("10:05", "10:00", &rows);
        dag.nee(
            "10:07",
            &["voeg-samen", BO, CAS, "--reden", "zelfde man"],
            "naar de dubbele moet nog iemand kijken",
        );
        assert!(alarm(&dag.zaak("10:08", CAS)));
    }
}

#[test]
fn let_go_while_held_then_out_then_held_again_is_looked_at_again() {
    let dag = Dag::nieuw();
    dag.goed("08:00", &["tag", BO, "geen-hg", "--reden", "nee"]);
    dag.lijst("10:05", "10:00", &met("Heengezonden"));
    assert!(!open(&dag.zaak("10:06", BO), "opnieuw-bekijken"));
    dag.lijst("12:05", "12:00", &met("Vast"));
    let zaak = dag.zaak("12:06", BO);
    assert_eq!(
        stappen(&zaak, "opnieuw-bekijken")[0]["waarom"],
        "geen HG, en daarna is er meer gezegd: verdachte staat weer als vast op de lijst"
    );
}

#[test]
fn an_edit_of_a_decision_drops_nothing_that_was_not_named() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.goed(
        "10:00",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ-V",
            "GA",
            "--om",
            "10:00",
            "--voorwaarde",
            "contactverbod=gesteld",
        ],
    );
    let edit = [
        "beslissing",
        BO,
        "--modaliteit",
        "HZ-V",
        "--toelichting",
        "gebeld",
    ];
    dag.nee("10:02", &edit, "edragsaanwijzing");
    dag.goed("10:03", &[edit.as_slice(), &["--ja"]].concat());
}

#[test]
fn a_note_on_what_was_decided_before_is_not_the_decision_that_holds() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.goed(
        "11:05",
        &[
            "beslissing",
            BO,
            "--modaliteit",
            "HZ-V",
            "--om",
            "11:00",
            "--voorwaarde",
            "contactverbod=gesteld",
        ],
    );
    dag.goed(
        "11:10",
        &["beslissing", BO, "--modaliteit", "IVS", "--om", "09:30"],
    );
    let text = dag.goed("11:11", &["terugkoppeling", BO]).uit;
    assert!(text.contains("Beslissing: "), "{text}");
    assert!(!text.contains("Nog geen eindbeslissing"), "{text}");
    assert_eq!(
        dag.zaak("11:11", BO)["verblijf"]["waarde"],
        "heengezonden-met-voorwaarden"
    );
}

#[test]
fn after_a_second_release_the_second_one_is_told() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    dag.lijst("10:05", "10:00", &met("Heengezonden"));
    beantwoord(&dag, "10:06", BO);
    dag.lijst("12:05", "12:00", &met("Vast"));
    dag.gemeld("14:00", BO, "heengezonden", "13:30", "AZ");
    let zaak = dag.zaak("14:01", BO);
    assert_eq!(zaak["verblijf"]["sinds"], "2026-11-20T13:30:00+01:00");
    assert_eq!(zaak["verblijf"]["bron"], "gemeld door AZ");
    assert!(open(&zaak, "vertrek-uitzoeken"));
}

#[test]
fn who_chose_between_two_messages_did_not_know_what_a_list_after_them_says() {
    let dag = Dag::nieuw();
    dag.beoordeeld(BO, "structureel-onveilig");
    let told = |nu, status, om| dag.gemeld(nu, BO, status, om, "intake");
    told("10:02", "heengezonden", "10:00");
    beantwoord(&dag, "10:03", BO);
    told("10:12", "vast", "10:10");
    dag.goed(
        "11:30",
        &[
            "tegenspraak",
            BO,
            "verblijf",
            "--kies",
            "opgehouden",
            "--reden",
            "AZ: zit vast",
        ],
    );
    // What was chosen is told by who said it, and not by who chose.
    let text = dag.goed("11:31", &["terugkoppeling", BO]).uit;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("uit tegengestelde berichten gekozen door"),
        "{flat}"
    );
    dag.lijst("11:40", "11:00", &met("Heengezonden"));
    let zaak = dag.zaak("11:41", BO);
    assert_eq!(zaak["verblijf"]["waarde"], "heengezonden");
    assert!(alarm(&zaak));
}

#[test]
fn a_row_that_looked_like_hg_and_vanished_is_told_when_it_goes() {
    let dag = Dag::nieuw();
    dag.lijst("17:00", "16:55", &[CAS, DEE, EEF].map(|pl| rij(pl, "Vast")));
    assert!(alarm(&dag.zaak("17:01", BO)));
    let read = dag.goed("2026-11-21T07:00", &["lijst"]);
    assert!(
        read.fout
            .contains("op HG leek is gewist zonder dat iemand hem tagde"),
        "{}",
        read.fout
    );
    assert!(
        !dag.goed("2026-11-21T07:01", &["lijst"])
            .fout
            .contains("gewist")
    );
}
