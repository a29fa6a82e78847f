//! The work around the decision, as a worker does it with the keys: steps, overleg, decision, clocks,
//! told facts, which VT, points, closing and handing over.

use chrono::TimeDelta;
use uuid::Uuid;
use zsmtafel::app::afgeleid::klokken::klokken;
use zsmtafel::app::model::Laag;
use zsmtafel::app::msg::{Antwoord, Effect, Medeverdachte};
use zsmtafel::app::velden::formulier::VeldSoort;
use zsmtafel::app::velden::formulier::Waarde;
use zsmtafel::domain::afdoening::{Aanwezigheid, Uitkomst, Vrij};
use zsmtafel::domain::beoordeling::{
    Informatiebron, Navraag, NavraagStand, Oordeel, Veiligheidsbeoordeling,
};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use zsmtafel::domain::corv::CorvKenmerk;
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::ids::{BetrokkeneId, EventId, LezingId, ZaakId};
use zsmtafel::domain::naam::Naam;
use zsmtafel::domain::overleg::{Gegeven, Overleg};
use zsmtafel::domain::samenvoegen::Samenvoeging;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::tijd;

use crate::ui_werkbank::{GEWOON, KLEIN, Werkbank, om};

fn zie(bank: &mut Werkbank, name: &str) {
    for (columns, rows) in [KLEIN, GEWOON] {
        let picture = bank.beeld((columns, rows));
        for line in picture.lines() {
            let cells = unicode_width::UnicodeWidthStr::width(line);
            assert!(cells <= usize::from(columns), "{name}: {line}");
        }
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), picture);
    }
}

/// HG, with its screen open; nobody judged it yet.
fn zaak(achternaam: &str, soort: Soort) -> (Werkbank, ZaakId) {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies(achternaam);
    bank.doe(
        id,
        &Opdracht::Tag {
            tag: Tag::Hg,
            soorten: vec![soort],
            voorgesteld: Vec::new(),
            reden: None,
            bevestigd: false,
        },
    );
    bank.toetsen("Enter");
    bank.laad(id);
    (bank, id)
}

/// The same, judged, with input given: only the decision is waited for.
fn ingebracht() -> (Werkbank, ZaakId) {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.doe(id, &oordeel(Oordeel::StructureelOnveilig));
    (bank, id)
}

fn oordeel(geheel: Oordeel) -> Opdracht {
    Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
        geheel,
        motivering: "Derde melding in een half jaar.".to_owned(),
        voorwaarden: vec!["contactverbod".to_owned(), "locatieverbod".to_owned()],
        navraag: vec![Navraag {
            bron: Informatiebron::Reclassering,
            stand: NavraagStand::Antwoord,
            op: None,
            antwoord: "niet bekend".to_owned(),
        }],
        ..Veiligheidsbeoordeling::default()
    }))
}

/// The words of a screen with one column, wherever its lines were broken.
fn woorden(bank: &mut Werkbank) -> String {
    let picture = bank.beeld(GEWOON);
    picture.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Carries out what waits, and brings the newest dossier, as the loop does.
fn verwerk(bank: &mut Werkbank, id: ZaakId) {
    bank.voer_uit();
    let asked = bank
        .open
        .iter()
        .any(|request| matches!(request.effect, Effect::LaadZaak(_)));
    if asked {
        // Only the newest question counts; the older ones were superseded.
        let last = bank
            .open
            .iter()
            .rposition(|request| matches!(request.effect, Effect::LaadZaak(_)))
            .unwrap();
        let newest = bank.open.remove(last);
        bank.open
            .retain(|request| !matches!(request.effect, Effect::LaadZaak(_)));
        bank.open.push(newest);
        bank.laad(id);
    }
}

fn stappen(bank: &Werkbank, id: ZaakId) -> Vec<StapSoort> {
    let line = bank.model.lijst.zoek(id).unwrap();
    line.stappen.iter().map(|step| step.soort).collect()
}

/// Moves the cursor to an open step.
fn naar(bank: &mut Werkbank, id: ZaakId, stap: StapSoort) {
    let at = stappen(bank, id)
        .iter()
        .position(|one| *one == stap)
        .unwrap_or_else(|| panic!("{stap:?} is not open"));
    bank.toetsen("PgUp PgUp PgUp");
    for _ in 0..at {
        bank.toetsen("Omlaag");
    }
}

#[test]
fn elke_stap_zegt_wie_voor_wanneer_en_waarom() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    zie(&mut bank, "zaakwerk_stappen");
    // Judged acuut: the alarm comes first, with its sign.
    bank.doe(id, &oordeel(Oordeel::AcuutOnveilig));
    assert_eq!(stappen(&bank, id)[0], StapSoort::BureaudienstInschakelen);
    zie(&mut bank, "zaakwerk_alarm");
}

#[test]
fn een_stap_wordt_afgevinkt_of_met_reden_terzijde_gelegd() {
    let (mut bank, id) = zaak("Martens", Soort::Kind);
    naar(&mut bank, id, StapSoort::EerstAfstemmen);
    bank.toetsen("s");
    // The step under the cursor is chosen already; its words may stay empty.
    bank.toetsen("Enter");
    verwerk(&mut bank, id);
    assert!(!stappen(&bank, id).contains(&StapSoort::EerstAfstemmen));

    naar(&mut bank, id, StapSoort::OverlegtijdVragen);
    bank.toetsen("z");
    bank.toetsen("Enter");
    assert!(bank.beeld(KLEIN).contains("Schrijf kort waarom"));
    zie(&mut bank, "zaakwerk_terzijde");
    bank.typ("KPC-er belt zelf");
    bank.toetsen("Enter");
    verwerk(&mut bank, id);
    let done = bank.model.lijst.zoek(id).unwrap().zaak.stand.gedaan.clone();
    assert!(done.iter().any(|step| step.terzijde
        && step.soort == StapSoort::OverlegtijdVragen
        && step.toelichting == "KPC-er belt zelf"));
    let picture = bank.beeld(GEWOON);
    assert!(
        picture.contains("A. de Boer, terzijde: KPC-er"),
        "{picture}"
    );
    assert!(picture.contains("✓ eerst afstemmen"), "{picture}");
}

#[test]
fn een_alarm_kan_niet_terzijde_en_niet_zonder_woorden_worden_afgevinkt() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.doe(id, &oordeel(Oordeel::AcuutOnveilig));
    bank.toetsen("PgUp z");
    assert!(bank.model.dialoog.is_none());
    assert!(bank.beeld(KLEIN).contains("kan niet terzijde"));
    bank.toetsen("s Enter");
    assert!(bank.model.dialoog.is_some());
    assert!(bank.beeld(KLEIN).contains("Schrijf kort hoe"));
}

#[test]
fn enter_op_een_stap_doet_wat_erbij_hoort() {
    let cases = [
        (StapSoort::Beoordelen, "Wie is hoe veilig"),
        (
            StapSoort::OverlegtijdVragen,
            "tijd van het overleg vastleggen",
        ),
        (
            StapSoort::BronnenVragen,
            "antwoorden invullen bij de beoordeling",
        ),
    ];
    for (step, wanted) in cases {
        let (mut bank, id) = zaak("Martens", Soort::Partner);
        naar(&mut bank, id, step);
        bank.toetsen("Enter");
        let picture = bank.beeld(KLEIN);
        assert!(picture.contains(wanted), "{step:?}: {picture}");
    }
    // Without a tag the step is the tag, and without a time it is asked for.
    let mut bank = Werkbank::met_lijst();
    bank.kies("Martens");
    bank.toetsen("Enter");
    let id = bank.zaak("Martens");
    bank.laad(id);
    naar(&mut bank, id, StapSoort::Taggen);
    bank.toetsen("Enter");
    assert!(bank.beeld(KLEIN).contains("Tag de regel: h HG"));
}

#[test]
fn onder_de_laatste_keuze_schuift_de_pijl_door_naar_de_feiten() {
    let (mut bank, _) = zaak("Martens", Soort::Partner);
    assert!(!bank.beeld(KLEIN).contains("zorgmelding         ja"));
    bank.toetsen("PgDn PgDn PgDn PgDn PgDn PgDn");
    let end = bank.beeld(KLEIN);
    assert!(end.contains("zorgmelding         ja"), "{end}");
    assert!(
        end.contains("(bereikbaarheidsdienst)") || end.contains("0800-2000"),
        "{end}"
    );
    // A key back after the end is seen at once.
    bank.toetsen("Omhoog");
    assert_ne!(bank.beeld(KLEIN), end);
}

#[test]
fn de_cursor_blijft_op_zijn_stap_als_er_een_stap_bij_komt() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    naar(&mut bank, id, StapSoort::Beoordelen);
    // A colleague adds a child: a step comes before it.
    bank.doe(
        id,
        &Opdracht::VoegBetrokkeneToe(Betrokkene {
            id: BetrokkeneId(Uuid::from_u128(9)),
            geheim: false,
            naam: "Noor".to_owned(),
            leeftijd: Some(Leeftijd::Jaren(7)),
            rol: Rol::Kind,
            relatie: "dochter".to_owned(),
            verblijf: String::new(),
            bellen: Bellen::Onbekend,
            bereikbaar: String::new(),
        }),
    );
    assert!(stappen(&bank, id).contains(&StapSoort::KinderenNagaan));
    bank.toetsen("Enter");
    assert!(matches!(bank.model.lagen.last(), Some(Laag::Beoordelen(_))));
}

#[test]
fn strafbare_kindermishandeling_zegt_stop_ook_op_de_formulieren() {
    let (mut bank, id) = zaak("Martens", Soort::Kind);
    let stop = "STOP: eerst afstemmen met OM/politie vóór contact";
    zie(&mut bank, "zaakwerk_stop");
    for keys in ["b", "n"] {
        bank.toetsen(keys);
        let picture = bank.beeld(KLEIN);
        assert!(picture.contains(stop), "{keys}: {picture}");
        bank.toetsen("Esc");
    }
    naar(&mut bank, id, StapSoort::EerstAfstemmen);
    bank.toetsen("Enter");
    bank.typ("OvJ gesproken, verhoor is klaar");
    bank.toetsen("Enter");
    verwerk(&mut bank, id);
    assert!(!bank.beeld(KLEIN).contains(stop));
}

#[test]
fn een_overleg_in_de_avond() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.toetsen("p");
    bank.typ("17:30");
    zie(&mut bank, "zaakwerk_overleg");
    bank.toetsen("Tab v Ctrl-S");
    verwerk(&mut bank, id);
    let planned = bank
        .model
        .lijst
        .zoek(id)
        .unwrap()
        .zaak
        .stand
        .overleg
        .clone();
    let planned = planned.unwrap().overleg;
    assert_eq!(
        (planned.tijd, planned.wijze),
        (om("17:30"), Aanwezigheid::Video)
    );
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("overleg 17:30 · VT video"), "{picture}");
    assert!(picture.contains("▲ avond"), "{picture}");
    assert!(stappen(&bank, id).contains(&StapSoort::OverdragenAanOm));
}

#[test]
fn een_formulier_bewaart_een_concept_en_vindt_het_terug() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.toetsen("d");
    bank.typ("hzv");
    bank.toetsen("Enter Esc");
    assert!(!bank.beeld(KLEIN).contains("Concept bewaard"), "not yet");
    let kept = bank.open.iter().find_map(|request| match &request.effect {
        Effect::BewaarConcept { sleutel, waarden }
            if sleutel.zaak == id && sleutel.soort == "afdoening" =>
        {
            Some(waarden.clone())
        }
        _ => None,
    });
    bank.bewaar();
    assert!(
        bank.beeld(KLEIN)
            .contains("Concept bewaard, nog niet vastgelegd; d gaat ermee verder.")
    );
    let kept = kept.expect("a draft is kept");
    assert_eq!(
        kept.get("mod:heenzenden"),
        Some(&Waarde::Vinkjes(vec![
            "heenzenden met voorwaarden".to_owned()
        ]))
    );
    bank.open
        .retain(|request| !matches!(request.effect, Effect::ZoekConcept(_)));
    bank.toetsen("d");
    bank.concept(Some((kept, om("08:10"))));
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("→ heenzenden met voorwaarden (HZ-V)"),
        "{picture}"
    );
}

#[test]
fn een_beslissing_met_voorwaarden_van_vt() {
    let (mut bank, id) = ingebracht();
    bank.toetsen("d");
    zie(&mut bank, "zaakwerk_beslissing_leeg");
    bank.typ("heenz");
    bank.toetsen("Enter");
    assert!(bank.beeld(GEWOON).contains("Typ er een letter bij"));
    bank.toetsen("Backspace Backspace Backspace Backspace Backspace");
    bank.typ("hz-v");
    bank.toetsen("Enter");
    let Some(Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut() else {
        panic!("no form");
    };
    // Each condition that VT asked has an outcome; the second was set otherwise, in words.
    scherm.formulier.focus_op("uitkomst:contactverbod");
    bank.toetsen("g Tab a Ctrl-S");
    assert!(
        bank.beeld(GEWOON)
            .contains("Schrijf hoe de voorwaarde anders is gesteld.")
    );
    bank.typ("alleen haar straat");
    let Some(Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut() else {
        panic!("no form");
    };
    scherm.formulier.focus_op("beslist");
    bank.typ("8:10");
    bank.toetsen("Tab Tab Tab");
    bank.typ("SHN");
    zie(&mut bank, "zaakwerk_beslissing");
    bank.toetsen("Ctrl-S");
    verwerk(&mut bank, id);
    let line = bank.model.lijst.zoek(id).unwrap();
    let decided = &line.zaak.stand.afdoening().unwrap().inhoud;
    assert_eq!(decided.modaliteiten[0].code, "HZ-V");
    assert_eq!(decided.modaliteiten[0].vrij, Vrij::Ja);
    let conditions: Vec<(&str, Uitkomst, &str)> = decided
        .voorwaarden
        .iter()
        .map(|one| (one.wat.as_str(), one.uitkomst, one.anders.as_str()))
        .collect();
    assert_eq!(
        conditions,
        [
            ("contactverbod", Uitkomst::Gesteld, ""),
            ("locatieverbod", Uitkomst::Anders, "alleen haar straat")
        ]
    );
    assert_eq!(decided.beslist_op, Some(om("08:10")));
    assert_eq!(decided.informeert_slachtoffer, "SHN");
    assert!(stappen(&bank, id).contains(&StapSoort::SlachtofferInformeren));
    zie(&mut bank, "zaakwerk_beslist");
    bank.toetsen("Tab Enter");
    zie(&mut bank, "zaakwerk_beslissing_lezen");
}

#[test]
fn een_beslissing_zonder_keuze_wordt_geweigerd() {
    let (mut bank, _) = ingebracht();
    bank.toetsen("d Ctrl-S");
    assert!(bank.beeld(KLEIN).contains("Kies ten minste een afdoening"));
    assert!(matches!(
        bank.model.lagen.last(),
        Some(Laag::Zaakformulier(_))
    ));
}

#[test]
fn een_tweede_beslissing_laat_de_eerste_staan() {
    let (mut bank, id) = ingebracht();
    for (code, other) in [("ivs", ""), ("ivs", "hz")] {
        bank.toetsen("d");
        bank.typ(if other.is_empty() { code } else { "ivs" });
        bank.toetsen("Enter");
        if !other.is_empty() {
            bank.typ(other);
            bank.toetsen("Enter");
        }
        bank.toetsen("Ctrl-S");
        verwerk(&mut bank, id);
    }
    let stand = &bank.model.lijst.zoek(id).unwrap().zaak.stand;
    let codes: Vec<Vec<&str>> = stand
        .afdoeningen
        .iter()
        .map(|one| {
            let all = one.inhoud.modaliteiten.iter();
            all.map(|each| each.code.as_str()).collect()
        })
        .collect();
    assert_eq!(codes, [vec!["IVS"], vec!["HZ"]]);
    let decided = bank
        .gebeurtenissen(id)
        .iter()
        .filter(|event| matches!(event.what, Gebeurtenis::AfdoeningVastgesteld(_)))
        .count();
    assert_eq!(decided, 2, "both stand in the time line");
}

#[test]
fn de_klokken_van_een_inverzekeringstelling() {
    let (mut bank, id) = ingebracht();
    bank.toetsen("d");
    bank.typ("ivs");
    bank.toetsen("Enter");
    let Some(Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut() else {
        panic!("no form");
    };
    scherm.formulier.focus_op("ingang");
    bank.typ("8:00");
    bank.toetsen("Tab");
    bank.typ("24-11 8:00");
    // Three times 24 hours end on the 23rd; what was told is later, and the form says so.
    let picture = woorden(&mut bank);
    assert!(picture.contains("wet: tot ma 23 nov 08:00"), "{picture}");
    assert!(picture.contains("later dan"), "{picture}");
    bank.toetsen("Ctrl-S");
    verwerk(&mut bank, id);
    let line = bank.model.lijst.zoek(id).unwrap();
    let clocks = klokken(line, &bank.model.kennis, bank.model.nu);
    let found = |code: &str| {
        clocks
            .iter()
            .find(|klok| klok.code == code)
            .unwrap_or_else(|| panic!("no clock {code}"))
    };
    let ivs = found("inverzekeringstelling");
    assert_eq!(ivs.uiterlijk, Some(om("08:00") + TimeDelta::days(3)));
    assert!(ivs.verschilt());
    let arrest = line.zaak.regel.aanhouding.unwrap();
    assert_eq!(
        found("voorgeleiding-rc").uiterlijk,
        Some(arrest + TimeDelta::hours(90))
    );
    bank.toetsen("l");
    zie(&mut bank, "zaakwerk_klokken");
}

#[test]
fn een_verlenging_die_gemeld_is_verschuift_haar_klok_en_geen_andere() {
    let (mut bank, id) = ingebracht();
    let extend = |bank: &mut Werkbank, which: &str| {
        bank.toetsen("m");
        let Some(Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut() else {
            panic!("no form");
        };
        let Some(VeldSoort::Keuze(all, _)) = scherm.formulier.zoek("wat").map(|veld| &veld.soort)
        else {
            panic!("no choice");
        };
        let at = all.iter().position(|words| words.starts_with(which));
        scherm.formulier.kies("wat", at.unwrap());
        scherm.formulier.focus_op("bron");
        bank.typ("HOvJ");
        bank.toetsen("Ctrl-S");
        verwerk(bank, id);
    };
    bank.toetsen("d");
    bank.typ("ivs");
    bank.toetsen("Enter");
    let Some(Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut() else {
        panic!("no form");
    };
    scherm.formulier.focus_op("ingang");
    bank.typ("8:00");
    bank.toetsen("Ctrl-S");
    verwerk(&mut bank, id);
    let ends = |bank: &Werkbank| {
        let line = bank.model.lijst.zoek(id).unwrap();
        let ivs = klokken(line, &bank.model.kennis, bank.model.nu)
            .into_iter()
            .find(|klok| klok.code == "inverzekeringstelling")
            .and_then(|klok| klok.uiterlijk);
        (ivs, line.klok.uiterlijk)
    };
    let (ivs, held) = ends(&bank);
    assert_eq!(ivs, Some(om("08:00") + TimeDelta::days(3)));
    extend(&mut bank, "IVS verlengd");
    assert_eq!(ends(&bank), (Some(om("08:00") + TimeDelta::days(6)), held));
    // Told once more: the law allows it once, and the clock stays.
    extend(&mut bank, "IVS verlengd");
    assert_eq!(ends(&bank).0, Some(om("08:00") + TimeDelta::days(6)));
    // Art. 56b is for facts without voorlopige hechtenis alone: here nine hours stay nine hours.
    extend(&mut bank, "ophouden verlengd");
    assert_eq!(ends(&bank).1, held);
    assert!(woorden(&mut bank).contains("gemeld: ophouden verlengd"));
}

#[test]
fn een_huisverbod_heeft_een_tiende_en_een_uiterste_dag() {
    let (mut bank, id) = ingebracht();
    bank.toetsen("d");
    bank.typ("thv");
    bank.toetsen("Enter");
    let Some(Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut() else {
        panic!("no form");
    };
    scherm.formulier.focus_op("ingang");
    bank.typ("8:00");
    bank.toetsen("Ctrl-S");
    verwerk(&mut bank, id);
    let line = bank.model.lijst.zoek(id).unwrap();
    let end = |code: &str| {
        klokken(line, &bank.model.kennis, bank.model.nu)
            .into_iter()
            .find(|klok| klok.code == code)
            .and_then(|klok| klok.uiterlijk)
            .map(|at| tijd::dag(tijd::lokaal(at).date_naive()))
    };
    assert_eq!(end("huisverbod").as_deref(), Some("ma 30 nov"));
    assert_eq!(end("huisverbod-uiterst").as_deref(), Some("vr 18 dec"));
}

#[test]
fn de_klok_van_vt_loopt_vanaf_de_melding_via_corv() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    let day = |bank: &Werkbank| {
        let line = bank.model.lijst.zoek(id).unwrap();
        klokken(line, &bank.model.kennis, bank.model.nu)
            .into_iter()
            .find(|klok| klok.code == "veiligheidsbeoordeling")
            .and_then(|klok| klok.uiterlijk)
            .map(|at| tijd::tot(at, bank.model.nu))
    };
    // The list of Friday: five working days later is Friday next week, the whole day.
    assert_eq!(day(&bank).as_deref(), Some("vr 27 nov 24:00"));
    bank.doe(
        id,
        &Opdracht::KoppelCorv(CorvKenmerk {
            kenmerk: "C-1".to_owned(),
            ontvangen: Some(om("08:00") - TimeDelta::days(1)),
            lezing: LezingId(Uuid::from_u128(5)),
            gelijk: Vec::new(),
        }),
    );
    assert_eq!(day(&bank).as_deref(), Some("do 26 nov 24:00"));
    bank.doe(id, &oordeel(Oordeel::VoldoendeVeilig));
    assert_eq!(day(&bank), None, "judged: nothing to wait for");
}

#[test]
fn een_gemeld_begin_zet_de_klok_en_zegt_van_wie_het_komt() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    let before = bank.model.lijst.zoek(id).unwrap().klok.uiterlijk;
    bank.toetsen("m");
    let Some(Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut() else {
        panic!("no form");
    };
    scherm.formulier.focus_op("wat");
    bank.toetsen("b Tab");
    bank.typ("7:55");
    bank.toetsen("Ctrl-S");
    assert!(bank.beeld(KLEIN).contains("Vul in wie het meldde."));
    bank.typ("intake politie");
    zie(&mut bank, "zaakwerk_gemeld");
    bank.toetsen("Ctrl-S");
    verwerk(&mut bank, id);
    let line = bank.model.lijst.zoek(id).unwrap();
    let told = line
        .zaak
        .tijd(zsmtafel::domain::lijstregel::Veld::BeginOphouden)
        .unwrap();
    assert_eq!(
        (told.waarde, told.door.as_deref()),
        (om("07:55"), Some("intake politie"))
    );
    assert_ne!(line.klok.uiterlijk, before);
    bank.toetsen("PgDn PgDn");
    let picture = bank.beeld(GEWOON);
    assert!(picture.contains("07:55, gemeld door intake"), "{picture}");
}

#[test]
fn een_gemeld_heenzenden_zonder_oordeel_is_een_alarm() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.toetsen("m h Tab");
    bank.typ("nu");
    bank.toetsen("Tab");
    bank.typ("KPC-er");
    bank.toetsen("Ctrl-S");
    verwerk(&mut bank, id);
    let line = bank.model.lijst.zoek(id).unwrap();
    assert_eq!(
        line.verblijf.waarde,
        zsmtafel::domain::verblijf::Waarde::Heengezonden
    );
    assert!(matches!(
        line.zaak.stand.gemeld[0].gegeven,
        Gegeven::Verblijf { sinds: Some(_), .. }
    ));
    assert_eq!(line.stappen[0].soort, StapSoort::VertrekUitzoeken);
    assert!(line.heeft_alarm());
}

#[test]
fn een_andere_vt_kiezen_met_een_reden() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.toetsen("w");
    bank.typ("noordoost");
    zie(&mut bank, "zaakwerk_vt");
    bank.toetsen("Tab Tab Ctrl-S");
    assert!(bank.beeld(KLEIN).contains("Schrijf erbij waarom deze VT"));
    bank.typ("slachtoffer woont in Oss");
    bank.toetsen("Ctrl-S");
    verwerk(&mut bank, id);
    let line = bank.model.lijst.zoek(id).unwrap();
    let vt = line.vt.as_ref().unwrap();
    assert!(!vt.eigen && vt.naam.contains("Noordoost"), "{vt:?}");
    assert!(vt.bereik.contains("bereikbaar"), "{vt:?}");
    assert!(stappen(&bank, id).contains(&StapSoort::VtInlichten));
    bank.toetsen("PgDn PgDn PgDn PgDn");
    let picture = bank.beeld(GEWOON);
    assert!(picture.contains("(gekozen:"), "{picture}");
    assert!(picture.contains("slachtoffer woont in Oss)"), "{picture}");
}

#[test]
fn een_plaats_vindt_zijn_vt() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.toetsen("w");
    bank.typ("vlijmen");
    bank.toetsen("Tab Tab");
    bank.typ("moeder woont daar");
    bank.toetsen("Ctrl-S");
    verwerk(&mut bank, id);
    let stand = &bank.model.lijst.zoek(id).unwrap().zaak.stand;
    let code = &stand.vt.as_ref().unwrap().code;
    let name = &bank.model.kennis.gemeenten.vt(code).unwrap().naam;
    assert!(name.contains("Midden-Brabant"), "{name}");
}

#[test]
fn de_aandachtspunten_worden_vanzelf_of_door_iemand_beantwoord() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.toetsen("c");
    zie(&mut bank, "zaakwerk_punten");
    bank.toetsen("Enter");
    bank.typ("KPC-er weet ervan");
    bank.toetsen("Enter");
    verwerk(&mut bank, id);
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("KPC-er weet ervan"), "{picture}");
    // Planning answers the same point by itself, on a zaak where nobody ticked it.
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.doe(
        id,
        &Opdracht::PlanOverleg(Overleg {
            tijd: om("15:30"),
            wijze: Aanwezigheid::Telefonisch,
            toelichting: String::new(),
        }),
    );
    bank.toetsen("c");
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("vanzelf: overleg 15:30, VT telefonisch"),
        "{picture}"
    );
}

#[test]
fn sluiten_zegt_wat_er_mist_en_een_gesloten_zaak_wanneer_ze_gewist_wordt() {
    let (mut bank, id) = ingebracht();
    bank.toetsen("x");
    assert!(bank.model.dialoog.is_none());
    assert!(
        bank.beeld(GEWOON)
            .contains("Nog niet te sluiten: de beslissing is niet bekend")
    );
    bank.toetsen("d");
    bank.typ("sep-t");
    bank.toetsen("Enter");
    let Some(Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut() else {
        panic!("no form");
    };
    scherm.formulier.focus_op("uitkomst:contactverbod");
    bank.toetsen("g Tab g Ctrl-S");
    verwerk(&mut bank, id);
    bank.doe(
        id,
        &Opdracht::RondStapAf {
            stap: StapSoort::SysteemBijwerken,
            aanleiding: None,
            toelichting: "gedaan".to_owned(),
        },
    );
    // What follows from the decision does not vanish with closing.
    bank.toetsen("x");
    assert!(bank.beeld(GEWOON).contains("er staat nog open: "));
    for stap in [
        StapSoort::KinderenNagaan,
        StapSoort::SlachtofferInformeren,
        StapSoort::HgSpreekuur,
    ] {
        bank.doe(
            id,
            &Opdracht::RondStapAf {
                stap,
                aanleiding: None,
                toelichting: "gedaan".to_owned(),
            },
        );
    }
    bank.toetsen("x");
    // What closing passes over stands in the window, and is asked once more.
    assert!(bank.beeld(KLEIN).contains("nog niet gevraagd"));
    bank.typ("alles is gedaan");
    bank.toetsen("Enter j");
    verwerk(&mut bank, id);
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("wordt gewist op vr 27 nov"), "{picture}");
    zie(&mut bank, "zaakwerk_gesloten");
    // The site says how long it keeps.
    bank.model.blik.tafel.bewaardagen = 14;
    assert!(bank.beeld(KLEIN).contains("wordt gewist op vr 4 dec"));
    bank.model.blik.tafel.bewaardagen = 7;
    bank.toetsen("p");
    assert!(bank.beeld(KLEIN).contains("Deze zaak is gesloten."));
    bank.toetsen("x");
    bank.typ("nieuwe melding");
    bank.toetsen("Enter");
    verwerk(&mut bank, id);
    assert!(bank.model.lijst.zoek(id).unwrap().zaak.stand.is_open());
}

#[test]
fn overdragen_en_overnemen() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.toetsen("y");
    bank.typ("bereikbaarheidsdienst");
    bank.toetsen("Tab");
    bank.typ("Overleg om 19:00, OM belt.");
    bank.toetsen("Ctrl-S");
    verwerk(&mut bank, id);
    assert!(
        bank.beeld(KLEIN)
            .contains("overgedragen aan bereikbaarheidsdienst, nog niet overgenomen")
    );
    bank.toetsen("y");
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("OM belt.\" Neemt u"), "{picture}");
    bank.toetsen("j");
    verwerk(&mut bank, id);
    let stand = &bank.model.lijst.zoek(id).unwrap().zaak.stand;
    assert!(stand.wacht_op_overname().is_none());
    assert_eq!(stand.overdrachten.len(), 1);
}

#[test]
fn de_tekst_voor_de_kpc_er_noemt_alleen_wat_nodig_is() {
    let (mut bank, id) = ingebracht();
    bank.doe(
        id,
        &Opdracht::PlanOverleg(Overleg {
            tijd: om("08:05"),
            wijze: Aanwezigheid::Niet,
            toelichting: String::new(),
        }),
    );
    naar(&mut bank, id, StapSoort::TerugkoppelingVragen);
    bank.toetsen("Enter");
    zie(&mut bank, "zaakwerk_menu");
    bank.toetsen("Omlaag Enter");
    zie(&mut bank, "zaakwerk_kpc");
    let picture = bank.beeld(GEWOON);
    assert!(
        picture.contains("Wie heeft het slachtoffer ingelicht"),
        "{picture}"
    );
    assert!(
        !picture.contains("Derde melding") && !picture.contains("onveilig"),
        "{picture}"
    );
}

#[test]
fn u_vraagt_de_winkel_in_een_zaak_alleen_naar_die_zaak() {
    let (mut bank, id) = ingebracht();
    bank.toetsen("u");
    assert!(
        bank.open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::VraagTerug(Some(zaak)) if zaak == id))
    );
}

#[test]
fn afspraken_staan_in_de_zaak_en_worden_daar_gemaakt_en_afgerond() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    assert!(!bank.beeld(GEWOON).contains(" Afspraken"));
    for (who, what, when) in [
        ("moeder", "vangt de kinderen op", ""),
        ("wijkagent", "gaat bij haar langs", "13:15"),
    ] {
        bank.toetsen("a");
        bank.typ(who);
        bank.toetsen("Tab");
        bank.typ(what);
        bank.toetsen("Tab");
        bank.typ(when);
        bank.toetsen("Ctrl-S");
        bank.wacht(TimeDelta::seconds(1));
        verwerk(&mut bank, id);
    }
    let agreed = &bank.model.lijst.zoek(id).unwrap().zaak.stand.acties;
    assert_eq!(agreed.len(), 2);
    // The first by time stands above, after the steps.
    bank.toetsen("PgUp PgUp");
    for _ in 0..stappen(&bank, id).len() {
        bank.toetsen("Omlaag");
    }
    zie(&mut bank, "zaakwerk_afspraken");
    let chosen = |bank: &mut Werkbank, tail: &str| {
        let picture = bank.beeld(GEWOON);
        let line = picture.lines().find(|line| line.starts_with('▌')).unwrap();
        assert!(line.contains(tail), "{picture}");
    };
    chosen(&mut bank, "□ gaat bij haar langs");
    bank.toetsen("s");
    assert!(bank.beeld(GEWOON).contains("Actie gedaan"));
    bank.typ("zij is veilig");
    bank.toetsen("Enter");
    verwerk(&mut bank, id);
    let picture = bank.beeld(GEWOON);
    assert!(
        picture.contains("✓ wijkagent: gaat bij haar langs"),
        "{picture}"
    );
    // What is done can not be chosen any more; Enter on the other asks the same.
    bank.toetsen("PgUp PgUp");
    for _ in 0..stappen(&bank, id).len() {
        bank.toetsen("Omlaag");
    }
    chosen(&mut bank, "□ vangt de kinderen op");
    bank.toetsen("Enter");
    assert!(bank.beeld(GEWOON).contains("moeder: vangt de kinderen op"));
    bank.toetsen("Esc F9");
    let hidden = bank.beeld(GEWOON);
    assert!(!hidden.contains("kinderen op"), "{hidden}");
    bank.toetsen("F9 l End");
    let text = woorden(&mut bank);
    assert!(
        text.contains("moeder vangt de kinderen op · geen tijd"),
        "{text}"
    );
}

#[test]
fn een_afspraak_kan_ook_in_een_zaak_die_op_geen_lijst_staat() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    let kop = bank.model.lijst.kop.clone();
    bank.model.blik.lijst.laad(kop, Vec::new());
    bank.toetsen("a");
    bank.typ("wijkagent");
    bank.toetsen("Tab");
    bank.typ("gaat langs");
    bank.toetsen("Ctrl-S");
    assert!(bank.open.iter().any(|asked| matches!(
        &asked.effect,
        Effect::VoerUit(what) if matches!(what.opdrachten.as_slice(),
            [(zaak, Opdracht::SpreekAf(actie))] if *zaak == id && actie.wie == "wijkagent")
    )));
}

#[test]
fn een_samengevoegde_zaak_zegt_waarmee_en_gaat_weer_uit_elkaar() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    bank.toetsen("D");
    assert!(bank.model.dialoog.is_none());
    assert!(
        bank.beeld(KLEIN)
            .contains("Er is geen andere zaak die misschien dezelfde is.")
    );
    let other = ZaakId(Uuid::from_u128(0x77 << 120));
    let line = bank.model.blik.lijst.zoek_mut(id).unwrap();
    line.zaak.stand.samengevoegd.push(Samenvoeging {
        id: EventId(Uuid::from_u128(5)),
        met: other,
        reden: "zelfde PL-nummer en naam, andere geboortedatum".to_owned(),
    });
    bank.toetsen("Esc Enter");
    bank.laad(id);
    zie(&mut bank, "zaakwerk_samengevoegd");
    bank.toetsen("D");
    assert!(bank.beeld(GEWOON).contains("Weer uit elkaar halen?"));
    bank.toetsen("j");
    assert!(bank.open.iter().any(|asked| matches!(
        asked.effect,
        Effect::Splits { hoofd, dubbel } if (hoofd, dubbel) == (id, other)
    )));
    bank.open
        .retain(|asked| !matches!(asked.effect, Effect::LaadZaak(_)));
    bank.antwoord(Antwoord::Samengevoegd(Ok((id, id))));
    assert!(
        bank.open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::LaadZaak(zaak) if zaak == id)),
        "the screen shows what is so now"
    );
}

#[test]
fn medeverdachten_staan_bij_de_zaak_en_gaan_open() {
    let (mut bank, id) = zaak("Martens", Soort::Partner);
    let other = bank.zaak("Kallen");
    let naam = |text: &str| Naam::lees(text);
    let dossier = bank.model.blik.dossiers.get_mut(&id).unwrap();
    dossier.medeverdachten = vec![
        Medeverdachte {
            id: other,
            naam: naam("Kallen, Olaf"),
            tag: Some(Tag::Hg),
            oordeel: Oordeel::AcuutOnveilig,
        },
        Medeverdachte {
            id: ZaakId(Uuid::from_u128(7)),
            naam: naam("Zwaluw, Quirijn van der"),
            tag: None,
            oordeel: Oordeel::NogNietBeoordeeld,
        },
    ];
    let steps = stappen(&bank, id).len();
    bank.toetsen("PgUp PgUp");
    for _ in 0..steps + 1 {
        bank.toetsen("Omlaag");
    }
    zie(&mut bank, "zaakwerk_medeverdachten");
    bank.toetsen("l End");
    let text = woorden(&mut bank);
    assert!(text.contains("Medeverdachten in dit onderzoek"), "{text}");
    assert!(text.contains("Kallen, Olaf HG · acuut onveilig"), "{text}");
    bank.toetsen("Esc F9");
    let hidden = bank.beeld(KLEIN);
    assert!(hidden.contains("HG · acuut onveilig"), "{hidden}");
    assert!(
        !hidden.contains("Kallen") && !hidden.contains("Zwaluw"),
        "{hidden}"
    );
    bank.toetsen("Omhoog Enter");
    assert!(matches!(bank.model.lagen.last(), Some(Laag::Zaak(scherm)) if scherm.zaak == other));
}
