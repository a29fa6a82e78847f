//! The threads of the store, and that its everyday questions never read a whole table.

use zsmtafel::domain::tag::Tag;
use zsmtafel::store::{Store, StoreFout, Werker};

use crate::store_hulp::{ANNA, Winkel, dag, lees, nu, regel, tag, wachtwoord};

#[test]
fn what_was_written_is_read_by_the_other_thread_and_is_there_after_the_end() {
    let mut winkel = Winkel::nieuw();
    let werker = Werker::start(winkel.store.take().unwrap()).unwrap();
    let ids = werker
        .schrijf(|store| Ok(lees(store, (0..50).map(regel).collect())))
        .wacht()
        .unwrap();
    let first = ids[0];
    let done = werker
        .schrijf(move |store| store.voer_uit(first, &tag(Tag::Hg), ANNA, nu()))
        .wacht()
        .unwrap();
    assert_eq!(done.len(), 2);
    let list = werker.lees(|lezer| lezer.dag(dag())).wacht().unwrap();
    assert_eq!(list.zaken.len(), 50);
    assert_eq!(list.zaken[0].stand.tag.as_ref().unwrap().tag, Tag::Hg);
    let found = werker.lees(move |lezer| lezer.zaak(first)).wacht().unwrap();
    assert_eq!(found.unwrap().tijdlijn.len(), 2);
    drop(werker);
    assert!(!winkel.bestand("tafel.db-wal").exists());
    winkel.heropen();
    assert_eq!(winkel.store().dag(dag()).unwrap(), list);
}

#[test]
fn a_job_that_panics_is_reported_undone_and_not_the_end() {
    let mut winkel = Winkel::nieuw();
    let werker = Werker::start(winkel.store.take().unwrap()).unwrap();
    let err = werker
        .schrijf(|store| -> Result<(), StoreFout> {
            lees(store, vec![regel(1)]);
            panic!("oeps");
        })
        .wacht()
        .unwrap_err();
    assert!(
        matches!(&err, StoreFout::Paniek(why) if why == "oeps"),
        "{err}"
    );
    let err = werker
        .lees(|_| -> Result<(), StoreFout> { panic!("{}", "ook") })
        .wacht()
        .unwrap_err();
    assert!(
        matches!(&err, StoreFout::Paniek(why) if why == "ook"),
        "{err}"
    );
    let rows = werker.lees(|lezer| lezer.dag(dag())).wacht().unwrap().zaken;
    assert_eq!(rows.len(), 1, "what was committed before the panic stays");
    werker
        .schrijf(|store| Ok(lees(store, vec![regel(1), regel(2)])))
        .wacht()
        .unwrap();
}

#[test]
fn jobs_that_were_given_are_finished_before_the_end() {
    let mut winkel = Winkel::nieuw();
    let werker = Werker::start(winkel.store.take().unwrap()).unwrap();
    for n in 0..20u32 {
        let _ = werker.schrijf(move |store| store.zet_instelling(&format!("n{n}"), "x"));
    }
    drop(werker);
    winkel.heropen();
    assert!(winkel.store().instelling("n19").unwrap().is_some());
}

#[test]
fn the_lock_holds_as_long_as_the_threads_do() {
    let mut winkel = Winkel::nieuw();
    let werker = Werker::start(winkel.store.take().unwrap()).unwrap();
    let err = Store::open(winkel.pad(), &wachtwoord(), nu()).unwrap_err();
    assert!(matches!(err, StoreFout::AlOpen { .. }), "{err}");
    drop(werker);
    winkel.heropen();
}

#[test]
fn the_reader_can_not_write() {
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), vec![regel(1)]);
    let lezer = winkel.store().lezer().unwrap();
    assert_eq!(lezer.dag(dag()).unwrap().zaken.len(), 1);
    lezer
        .proef_sql("DELETE FROM daglijst")
        .expect_err("the second connection is for reading");
}

/// The SQL of the everyday paths: what the sources prepare to keep, and all of the two files that have
/// nothing else. What reads a whole table on purpose is not prepared to be kept.
fn alledaags() -> Vec<String> {
    let sources = [
        (include_str!("../../src/store/dossier.rs"), true),
        (include_str!("../../src/store/register.rs"), true),
        (include_str!("../../src/store/samen.rs"), true),
        (include_str!("../../src/store/bewaren.rs"), false),
        (include_str!("../../src/store/lezing_terug.rs"), false),
        (include_str!("../../src/store/telling.rs"), false),
        (include_str!("../../src/store/opdracht.rs"), true),
        (include_str!("../../src/store/daglijst.rs"), false),
        (include_str!("../../src/store/inlezen.rs"), false),
        (include_str!("../../src/store/journaal.rs"), false),
        (include_str!("../../src/store/projectie.rs"), false),
        (include_str!("../../src/store/schrijver.rs"), false),
        (include_str!("../../src/store/neem_op.rs"), false),
        (include_str!("../../src/store/rijen.rs"), false),
    ];
    let mut out = Vec::new();
    for (source, all) in sources {
        // Odd parts stand between quotes; these files hold no escaped quote inside SQL.
        let parts: Vec<&str> = source.split('"').collect();
        for pair in parts.windows(2).step_by(2) {
            let kept = all || pair[0].trim_end().ends_with("prepare_cached(");
            let is_sql = ["SELECT ", "INSERT ", "UPDATE ", "DELETE "]
                .iter()
                .any(|word| pair[1].starts_with(word));
            if kept && is_sql {
                out.push(pair[1].to_owned());
            }
        }
    }
    out
}

#[test]
fn everyday_questions_use_an_index() {
    let mut winkel = Winkel::nieuw();
    let store = winkel.store();
    let questions = alledaags();
    assert!(questions.len() > 25, "{}", questions.len());
    for sql in questions {
        for row in store
            .proef_sql(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap()
        {
            let plan = &row[3];
            let reads_a_past = ["event", "betreft", "payload", "zaak", "terugstapel", "lezing"]
                .iter()
                .any(|table| plan.starts_with(&format!("Text(\"SCAN {table}")))
                // An index of open alarms alone, so it is as short as they are few.
                && !plan.contains("USING INDEX zaak_alarm");
            assert!(!reads_a_past, "{plan}: {sql}");
        }
    }
    let plan = store
        .proef_sql("EXPLAIN QUERY PLAN SELECT id FROM zaak WHERE stand = ''")
        .unwrap();
    assert_eq!(plan[0][3], "Text(\"SCAN zaak\")", "a scan would be seen");
}
