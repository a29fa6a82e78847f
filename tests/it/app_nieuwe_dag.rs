//! A new day begins by itself when the clock can be believed, and else when a person says that the date is right.

use chrono::{DateTime, TimeDelta, Utc};
use zsmtafel::app::model::Dialoog;
use zsmtafel::domain::dagwissel::{Dagtwijfel, VANZELF, twijfel};

use crate::cli_hulp::{OCHTEND, Plek, voorbeeld};
use crate::hulp::echt::{Echt, om};

fn rijen(e: &Echt) -> usize {
    e.lees(|lezer| Ok(lezer.proef_sql("SELECT zaak FROM daglijst")?.len()))
}

#[test]
fn wanneer_de_klok_te_geloven_is() {
    let last: DateTime<Utc> = om(20, 16, 0);
    assert_eq!(twijfel(None, last), None);
    for (after, sure) in [
        (TimeDelta::zero(), true),
        (TimeDelta::hours(16), true),
        (VANZELF, true),
        (VANZELF + TimeDelta::milliseconds(1), false),
        (TimeDelta::days(400), false),
        (TimeDelta::minutes(-4), true),
        (TimeDelta::minutes(-6), false),
        (TimeDelta::days(-2), false),
    ] {
        let doubt = twijfel(Some(last), last + after);
        assert_eq!(doubt.is_none(), sure, "{after}: {doubt:?}");
        if let Some(doubt) = doubt {
            let back = matches!(doubt, Dagtwijfel::Terug { .. });
            assert_eq!(back, after < TimeDelta::zero(), "{after}");
            let text = doubt.zin(last + after);
            assert!(
                text.contains("20 nov 2026") && text.contains("16:00"),
                "{text}"
            );
        }
    }
}

#[test]
fn binnen_vier_dagen_gaat_het_vanzelf() {
    let e = Echt::nieuw().opnieuw(om(24, 8, 0));
    assert!(e.model.dialoog.is_none(), "{:?}", e.model.dialoog);
    assert_eq!(rijen(&e), 0, "the list of friday is gone");
}

#[test]
fn later_of_eerder_gaat_er_niets_weg_voor_iemand_ja_zegt() {
    for at in [om(25, 8, 0), om(19, 8, 0)] {
        let mut e = Echt::nieuw().opnieuw(at);
        assert_eq!(rijen(&e), 46, "nothing is gone");
        let picture = e.beeld();
        assert!(picture.contains("Deze computer zegt dat het"), "{picture}");
        e.toetsen("n");
        assert_eq!(rijen(&e), 46);
        // Who says no is not asked at every turn, and nothing of the day goes on.
        e.herlaad();
        assert!(e.model.dialoog.is_none());
        assert_eq!(rijen(&e), 46);
        let mut e = e.opnieuw(at + TimeDelta::minutes(1));
        assert!(matches!(e.model.dialoog, Some(Dialoog::Vraag(_))));
        e.toetsen("j");
        assert_eq!(rijen(&e), 0, "{at}");
        // It was said once: the next opening does not ask again.
        let e = e.opnieuw(at + TimeDelta::hours(1));
        assert!(e.model.dialoog.is_none(), "{:?}", e.model.dialoog);
    }
}

#[test]
fn op_de_opdrachtregel_zegt_nieuwe_dag_het() {
    let plek = Plek::nieuw();
    let list = voorbeeld("verdachtenmonitor.csv");
    let list = list.to_str().unwrap();
    plek.om(OCHTEND, &["inlezen", list]).gaf(0);
    let later = "2026-12-20T08:00";
    let said = plek.om(later, &["lijst"]).gaf(0);
    assert!(said.fout.contains("--nieuwe-dag"), "{}", said.fout);
    // A list of a day that has not begun is not read over the old one.
    let refused = plek.om(later, &["inlezen", list]).gaf(3);
    assert!(refused.fout.contains("--nieuwe-dag"), "{}", refused.fout);
    // The old day is still whole.
    let back = plek.om("2026-11-20T09:00", &["lijst", "--json"]).gaf(0);
    assert_eq!(back.json().as_array().unwrap().len(), 46);
    plek.om(later, &["lijst", "--nieuwe-dag"]).gaf(0);
    plek.om(later, &["inlezen", list, "--ja"]).gaf(0);
}
