//! Which clocks a zaak shows: what starts one, what ends it, and what warns.

use chrono::{DateTime, TimeDelta, Utc};
use zsmtafel::app::afgeleid::klokken::{Klok, klokken};
use zsmtafel::domain::afdoening::{Afdoening, Vrij};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::overleg::{Gegeven, Meldmoment, Verlenging};
use zsmtafel::domain::tijd;

use crate::ui_werkbank::{Werkbank, om};

/// A zaak that VT follows.
fn gevolgd() -> (Werkbank, ZaakId) {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.toetsen("h");
    bank.voer_uit();
    (bank, id)
}

fn klok(bank: &Werkbank, id: ZaakId, code: &str) -> Option<Klok> {
    let line = bank.model.lijst.zoek(id).unwrap();
    klokken(line, &bank.model.kennis, bank.model.nu)
        .into_iter()
        .find(|one| one.code == code)
}

fn einde(klok: &Klok) -> String {
    let end = tijd::lokaal(klok.uiterlijk.unwrap());
    end.format("%Y-%m-%d %H:%M").to_string()
}

fn meld(bank: &mut Werkbank, id: ZaakId, gegeven: Gegeven) {
    bank.doe(
        id,
        &Opdracht::Meld {
            gegeven,
            bron: "VT".to_owned(),
        },
    );
}

fn moment(bank: &mut Werkbank, id: ZaakId, moment: Meldmoment, tijd: DateTime<Utc>) {
    meld(bank, id, Gegeven::Moment { moment, tijd });
}

fn besluit(bank: &mut Werkbank, id: ZaakId, code: &str, ingang: DateTime<Utc>) {
    let what = Afdoening {
        modaliteiten: bank
            .model
            .kennis
            .modaliteiten
            .keuzes([code], Vrij::Onbekend),
        beslist_op: Some(ingang),
        ingang: Some(ingang),
        ..Afdoening::default()
    };
    bank.doe(id, &Opdracht::StelAfdoeningVast(Box::new(what)));
}

#[test]
fn onderzoek_begins_when_vt_notes_that_it_is_needed() {
    let (mut bank, id) = gevolgd();
    // Neither the tag nor the melding starts it.
    assert_eq!(klok(&bank, id, "onderzoek"), None);
    assert!(klok(&bank, id, "informeren").is_some());
    moment(&mut bank, id, Meldmoment::OnderzoekNodig, om("08:00"));
    let found = klok(&bank, id, "onderzoek").unwrap();
    assert_eq!(found.vanaf, Some(om("08:00")));
    assert_eq!(einde(&found), "2027-01-30 00:00");
    // Told again: the newer word counts.
    moment(
        &mut bank,
        id,
        Meldmoment::OnderzoekNodig,
        om("08:00") - TimeDelta::days(7),
    );
    let found = klok(&bank, id, "onderzoek").unwrap();
    assert_eq!(einde(&found), "2027-01-23 00:00");
}

#[test]
fn informing_is_put_off_as_often_as_needed() {
    let (mut bank, id) = gevolgd();
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(einde(&klok(&bank, id, "informeren").unwrap()));
        meld(
            &mut bank,
            id,
            Gegeven::Verlengd {
                termijn: Verlenging::Informeren,
            },
        );
    }
    assert_eq!(
        seen,
        [
            "2026-12-19 00:00",
            // Six weeks end on New Year's day.
            "2027-01-05 00:00",
            "2027-01-16 00:00",
            "2027-01-30 00:00",
        ]
    );
}

#[test]
fn a_gedragsaanwijzing_ends_by_ninety_days_or_by_a_final_judgment() {
    let (mut bank, id) = gevolgd();
    let begin = om("08:00") - TimeDelta::days(20);
    besluit(&mut bank, id, "GA", begin);
    let found = klok(&bank, id, "gedragsaanwijzing").unwrap();
    assert_eq!(einde(&found), "2027-01-29 08:00");
    assert!(found.let_op.is_empty(), "{:?}", found.let_op);
    // A judgment of before has nothing to do with it.
    moment(
        &mut bank,
        id,
        Meldmoment::VonnisOnherroepelijk,
        begin - TimeDelta::days(3),
    );
    let found = klok(&bank, id, "gedragsaanwijzing").unwrap();
    assert_eq!(einde(&found), "2027-01-29 08:00");
    // A judgment alone warns.
    let judged = om("08:00") - TimeDelta::days(2);
    moment(&mut bank, id, Meldmoment::Vonnis, judged);
    let found = klok(&bank, id, "gedragsaanwijzing").unwrap();
    assert_eq!(einde(&found), "2027-01-29 08:00");
    assert!(
        found
            .let_op
            .iter()
            .any(|one| one.contains("onherroepelijk")),
        "{:?}",
        found.let_op
    );
    // Final: it has ended.
    let finally = om("08:00") - TimeDelta::days(1);
    moment(&mut bank, id, Meldmoment::VonnisOnherroepelijk, finally);
    let found = klok(&bank, id, "gedragsaanwijzing").unwrap();
    assert_eq!(found.uiterlijk, Some(finally));
    assert!(found.resterend_minuten.unwrap() < 0);
}

#[test]
fn a_huisverbod_of_a_minor_warns_and_a_release_ends_gevangenhouding() {
    let (mut bank, id) = gevolgd();
    let minor = |bank: &Werkbank| {
        klok(bank, id, "huisverbod")
            .unwrap()
            .let_op
            .iter()
            .any(|one| one.contains("minderjarig"))
    };
    besluit(&mut bank, id, "THV", om("08:00"));
    assert!(!minor(&bank));
    meld(
        &mut bank,
        id,
        Gegeven::Tekst {
            veld: zsmtafel::domain::lijstregel::Veld::Geboortedatum,
            waarde: "2010-01-01".to_owned(),
        },
    );
    assert!(minor(&bank));

    besluit(&mut bank, id, "GH", om("08:00"));
    assert_eq!(
        einde(&klok(&bank, id, "gevangenhouding").unwrap()),
        "2027-02-18 08:00"
    );
    meld(
        &mut bank,
        id,
        Gegeven::Verblijf {
            waarde: zsmtafel::domain::verblijf::Waarde::Heengezonden,
            sinds: Some(om("08:05")),
        },
    );
    assert_eq!(klok(&bank, id, "gevangenhouding"), None);
}
