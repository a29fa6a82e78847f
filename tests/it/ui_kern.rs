//! What nobody said is not shown as so: custody with its source, contradictions, proposals, and what a key
//! would drop from sight. Keys in, screen out, through the real update and view.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use zsmtafel::app::afgeleid::dagregel::Dagregel;
use zsmtafel::app::afgeleid::vandaag::rijen;
use zsmtafel::app::formulieren::afdoening;
use zsmtafel::app::model::Dialoog;
use zsmtafel::app::msg::Effect;
use zsmtafel::app::velden::formulier::Formulier;
use zsmtafel::domain::afdoening::{
    Aanwezigheid, Afdoening, Uitkomst, VastgesteldeAfdoening, Voorwaarde, Vrij,
};
use zsmtafel::domain::beoordeling::{NavraagStand, Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::decide::{Opdracht, Weigering, decide};
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::ids::{EventId, LezingId, ZaakId};
use zsmtafel::domain::lijstregel::{Status, Veld};
use zsmtafel::domain::overleg::{Gegeven, Overleg};
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::verblijf::Waarde;
use zsmtafel::domain::zaak::Zaak;

use crate::ui_werkbank::{GEWOON, KLEIN, Werkbank, kennis, om};

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

fn tag(tag: Tag, soorten: Vec<Soort>, voorgesteld: Vec<Soort>) -> Opdracht {
    Opdracht::Tag {
        tag,
        soorten,
        voorgesteld,
        reden: None,
        bevestigd: false,
    }
}

fn beoordeling(geheel: Oordeel) -> Opdracht {
    Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
        geheel,
        motivering: "Derde melding in een half jaar.".to_owned(),
        ..Veiligheidsbeoordeling::default()
    }))
}

/// A zaak HG on the screen, with these kinds.
fn zaak(soorten: Vec<Soort>, voorgesteld: Vec<Soort>) -> (Werkbank, ZaakId) {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.doe(id, &tag(Tag::Hg, soorten, voorgesteld));
    (bank, id)
}

fn open(bank: &mut Werkbank, id: ZaakId) {
    bank.model.blik.lijst.kies(id);
    bank.toetsen("Enter");
    bank.laad(id);
}

/// Puts the cursor of the screen of the zaak on a step.
fn naar(bank: &mut Werkbank, id: ZaakId, step: StapSoort) {
    let line = bank.model.lijst.zoek(id).unwrap();
    let at = line.stappen.iter().position(|one| one.soort == step);
    let at = at.unwrap_or_else(|| panic!("{step:?} is not open"));
    bank.toetsen("PgUp PgUp");
    for _ in 0..at {
        bank.toetsen("Omlaag");
    }
}

fn meld(bank: &mut Werkbank, id: ZaakId, waarde: Waarde) {
    bank.doe(
        id,
        &Opdracht::Meld {
            gegeven: Gegeven::Verblijf {
                waarde,
                sinds: None,
            },
            bron: "intake politie".to_owned(),
        },
    );
}

fn stappen(bank: &Werkbank, id: ZaakId) -> Vec<StapSoort> {
    let line = bank.model.lijst.zoek(id).unwrap();
    line.stappen.iter().map(|step| step.soort).collect()
}

#[test]
fn wie_vrij_is_gemeld_en_vast_op_een_nieuwere_lijst_staat_met_beide_bronnen_en_wordt_beslist() {
    let (mut bank, id) = zaak(vec![Soort::Partner], Vec::new());
    bank.doe(id, &beoordeling(Oordeel::VoldoendeVeilig));
    meld(&mut bank, id, Waarde::Heengezonden);
    let picture = bank.beeld(GEWOON);
    assert!(
        picture.contains("heengezonden · gemeld 08:12 door intake politie"),
        "{picture}"
    );
    bank.model.blik.tafel.slot_na_minuten = 0;
    bank.wacht(TimeDelta::minutes(30));
    let nu = bank.model.nu;
    bank.gebeurt(
        id,
        Gebeurtenis::StatusOpLijst {
            lezing: LezingId(uuid::Uuid::from_u128(2)),
            status: Status::Vast,
            over: nu,
        },
    );
    for screen in ["ochtend", "vandaag", "zaak"] {
        match screen {
            // Two that were released before anybody looked are alarms above it.
            "vandaag" => bank.toetsen("2 Home Omlaag Omlaag"),
            "zaak" => {
                bank.toetsen("1");
                open(&mut bank, id);
            }
            _ => bank.model.blik.lijst.kies(id),
        }
        let words: Vec<String> = bank
            .beeld(GEWOON)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let words = words.join(" ");
        assert!(
            words.contains("gemeld 08:12 door intake politie: heengezonden"),
            "{screen}: {words}"
        );
        assert!(words.contains("lijst 08:42: vast"), "{screen}: {words}");
    }
    zie(&mut bank, "kern_tegenspraak");
    naar(&mut bank, id, StapSoort::TegenspraakBeslissen);
    bank.toetsen("Enter");
    zie(&mut bank, "kern_tegenspraak_vraag");
    // Neither statement is chosen beforehand, and words are needed.
    bank.toetsen("Tab");
    bank.typ("cellenwacht gebeld, hij zit er nog");
    bank.toetsen("Enter");
    assert!(bank.beeld(KLEIN).contains("Kies welke uitspraak klopt"));
    bank.toetsen("Rechts Ctrl-S");
    bank.voer_uit();
    let line = bank.model.lijst.zoek(id).unwrap();
    assert_eq!(line.verblijf.waarde, Waarde::Opgehouden);
    assert!(line.verblijf.tegenspraak.is_empty());
    assert!(!stappen(&bank, id).contains(&StapSoort::TegenspraakBeslissen));
}

#[test]
fn een_voorgestelde_soort_heeft_een_vraagteken_en_stop_komt_pas_na_bevestigen() {
    for (key, confirmed) in [("1", true), ("2", false)] {
        let (mut bank, id) = zaak(vec![Soort::Partner], vec![Soort::Kind]);
        open(&mut bank, id);
        assert_eq!(stappen(&bank, id)[0], StapSoort::SoortBevestigen);
        let picture = bank.beeld(GEWOON);
        assert!(
            picture.contains("HG · partner, ouder tegen kind?"),
            "{picture}"
        );
        assert!(!picture.contains("STOP: eerst afstemmen"), "{picture}");
        naar(&mut bank, id, StapSoort::SoortBevestigen);
        bank.toetsen("Enter");
        if confirmed {
            zie(&mut bank, "kern_soort");
        }
        bank.toetsen(key);
        bank.voer_uit();
        let tagging = bank
            .model
            .lijst
            .zoek(id)
            .unwrap()
            .zaak
            .stand
            .tag
            .clone()
            .unwrap();
        assert!(tagging.voorgesteld.is_empty());
        assert_eq!(tagging.soorten.contains(&Soort::Kind), confirmed);
        assert!(tagging.soorten.contains(&Soort::Partner));
        let stop = bank.beeld(GEWOON).contains("STOP: eerst afstemmen");
        assert_eq!(stop, confirmed);
    }
}

#[test]
fn soorten_kiezen_verwerpt_niets_dat_niemand_noemde() {
    let (mut bank, id) = zaak(vec![Soort::Partner], vec![Soort::Kind]);
    bank.model.blik.lijst.kies(id);
    bank.toetsen("h");
    assert!(bank.beeld(GEWOON).contains("ouder tegen kind? voorstel"));
    // Another kind is named; the proposal still stands.
    bank.toetsen("s");
    bank.voer_uit();
    let tagging = bank
        .model
        .lijst
        .zoek(id)
        .unwrap()
        .zaak
        .stand
        .tag
        .clone()
        .unwrap();
    assert_eq!(tagging.soorten, [Soort::Stalking]);
    assert_eq!(tagging.voorgesteld, [Soort::Kind]);
}

#[test]
fn een_tag_die_werk_uit_zicht_haalt_vraagt_eerst_en_noemt_het() {
    let (mut bank, id) = zaak(vec![Soort::Partner], Vec::new());
    bank.doe(id, &beoordeling(Oordeel::VoldoendeVeilig));
    bank.model.blik.lijst.kies(id);
    bank.toetsen("g");
    let picture = bank.beeld(GEWOON);
    assert!(picture.contains("een veiligheidsbeoordeling"), "{picture}");
    bank.toetsen("n");
    assert_eq!(bank.model.lijst.zoek(id).unwrap().tag(), Some(Tag::Hg));
    bank.toetsen("g j");
    bank.voer_uit();
    assert_eq!(bank.model.lijst.zoek(id).unwrap().tag(), Some(Tag::GeenHg));

    // With an open alarm there is nothing to say yes to.
    let (mut bank, id) = zaak(vec![Soort::Partner], Vec::new());
    bank.doe(id, &beoordeling(Oordeel::AcuutOnveilig));
    bank.model.blik.lijst.kies(id);
    bank.toetsen("g");
    assert!(bank.model.dialoog.is_none());
    assert!(
        bank.beeld(GEWOON)
            .contains("Er staat een alarm open: bureaudienst inschakelen")
    );
    assert_eq!(bank.model.lijst.zoek(id).unwrap().tag(), Some(Tag::Hg));
}

#[test]
fn een_tag_die_de_opslag_weigert_staat_niet_op_de_regel() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.toetsen("g");
    assert_eq!(bank.model.lijst.zoek(id).unwrap().tag(), Some(Tag::GeenHg));
    bank.weiger("Er staat een alarm open.");
    assert_eq!(bank.model.lijst.zoek(id).unwrap().tag(), None);
    assert!(stappen(&bank, id).contains(&StapSoort::Taggen));
}

#[test]
fn twee_stappen_van_een_soort_zijn_twee_regels_en_worden_los_afgevinkt() {
    let (mut bank, id) = zaak(vec![Soort::Partner], Vec::new());
    bank.doe(id, &beoordeling(Oordeel::AcuutOnveilig));
    bank.wacht(TimeDelta::minutes(5));
    let Opdracht::StelVast(mut again) = beoordeling(Oordeel::AcuutOnveilig) else {
        unreachable!()
    };
    again.motivering = "Nu ook een kind.".to_owned();
    bank.doe(id, &Opdracht::StelVast(again));
    let calls = |bank: &Werkbank| -> Vec<Option<EventId>> {
        let line = bank.model.lijst.zoek(id).unwrap();
        let steps = line.stappen.iter();
        steps
            .filter(|step| step.soort == StapSoort::BureaudienstInschakelen)
            .map(|step| step.aanleiding)
            .collect()
    };
    let both = calls(&bank);
    assert_eq!(both.len(), 2);
    open(&mut bank, id);
    bank.toetsen("PgUp Omlaag s");
    bank.typ("M. gaat erheen");
    bank.toetsen("Enter");
    bank.voer_uit();
    assert_eq!(calls(&bank), [both[0]]);
}

#[test]
fn gevraagd_aan_wie_en_wanneer_staat_bij_de_stap_tot_er_antwoord_is() {
    let (mut bank, id) = zaak(vec![Soort::Partner], Vec::new());
    open(&mut bank, id);
    naar(&mut bank, id, StapSoort::OverlegtijdVragen);
    bank.toetsen("f");
    zie(&mut bank, "kern_gevraagd");
    bank.toetsen("Enter");
    assert!(
        bank.beeld(KLEIN)
            .contains("Vul in aan wie het is gevraagd.")
    );
    bank.typ("KPC-er De Wit");
    bank.toetsen("BackTab");
    bank.typ("8:10");
    bank.toetsen("Ctrl-S");
    bank.voer_uit();
    let line = bank.model.lijst.zoek(id).unwrap();
    let mut steps = line.stappen.iter();
    let step = steps.find(|step| step.soort == StapSoort::OverlegtijdVragen);
    let why = &step.expect("it waits for an answer").waarom;
    assert!(why.starts_with("gevraagd 08:10 aan KPC-er De Wit"), "{why}");
    // The same from Vandaag, and not where there is nobody to ask.
    naar(&mut bank, id, StapSoort::Beoordelen);
    bank.toetsen("f");
    assert!(bank.model.dialoog.is_none());
}

#[test]
fn wat_van_eerder_wacht_staat_op_vandaag_met_sinds_wanneer_en_wordt_daar_getagd() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.zaak("Martens");
    let (kennis, nu) = (bank.model.kennis.clone(), bank.model.nu);
    let kop = bank.model.lijst.kop.clone();
    let lines = bank.model.lijst.alle().iter().map(|line| {
        let mut zaak = line.zaak.clone();
        let waits = zaak.id == id;
        if waits {
            zaak.bron.gelezen -= TimeDelta::days(2);
        }
        Dagregel::nieuw(zaak, waits, &kennis, nu)
    });
    let lines: Vec<Dagregel> = lines.collect();
    bank.model.blik.lijst.laad(kop, lines);
    bank.toetsen("2");
    let all = rijen(bank.model.lijst.alle(), nu);
    let at = all
        .iter()
        .position(|row| row.id.zaak == id && row.naam.is_some());
    let at = at.expect("it has a line of its own");
    assert!(
        all[at].waarom.contains("wacht sinds wo 18 nov"),
        "{}",
        all[at].waarom
    );
    bank.toetsen("Home");
    for _ in 0..at {
        bank.toetsen("Omlaag");
    }
    zie(&mut bank, "kern_wacht");
    bank.toetsen("t");
    bank.voer_uit();
    assert_eq!(bank.model.lijst.zoek(id).unwrap().tag(), Some(Tag::Twijfel));
    // The line of all others tags nothing that nobody sees.
    let all = rijen(bank.model.lijst.alle(), nu);
    let at = all.iter().position(|row| row.naam.is_none()).unwrap();
    bank.toetsen("Home");
    for _ in 0..at {
        bank.toetsen("Omlaag");
    }
    bank.open.clear();
    bank.toetsen("h");
    assert!(bank.open.is_empty());
    assert!(bank.beeld(KLEIN).contains("Enter gaat erheen"));
}

#[test]
fn sluiten_over_een_afspraak_vraagt_en_noemt_haar() {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.doe(id, &tag(Tag::Radar, vec![Soort::Partner], Vec::new()));
    bank.doe(
        id,
        &Opdracht::PlanOverleg(Overleg {
            tijd: om("15:30"),
            wijze: Aanwezigheid::Telefonisch,
            toelichting: String::new(),
        }),
    );
    open(&mut bank, id);
    bank.toetsen("x");
    bank.typ("niets meer te volgen");
    bank.toetsen("Enter");
    let picture = bank.beeld(GEWOON);
    assert!(
        picture.contains("Sluiten gaat voorbij aan: overleg"),
        "{picture}"
    );
    bank.toetsen("j");
    bank.voer_uit();
    assert!(bank.model.lijst.zoek(id).unwrap().is_gesloten());
}

#[test]
fn een_bron_heeft_vier_standen_en_alleen_antwoord_draagt_het_oordeel() {
    let (mut bank, id) = zaak(vec![Soort::Partner], Vec::new());
    open(&mut bank, id);
    bank.toetsen("b");
    bank.concept(None);
    bank.toetsen("v Tab");
    // Eigen systeem: what came back. Politie: asked. RvdK: no access.
    bank.typ("3 meldingen");
    bank.toetsen("Tab Tab Spatie Tab Tab Tab Spatie Spatie Spatie");
    zie(&mut bank, "kern_navraag");
    let Some(zsmtafel::app::model::Laag::Beoordelen(scherm)) = bank.model.lagen.last_mut() else {
        panic!("no form");
    };
    scherm.formulier.focus_op("motivering");
    bank.typ("Rustig thuis.");
    bank.toetsen("Tab");
    bank.typ("Zij is bang dat hij dit leest.");
    bank.toetsen("Ctrl-S");
    bank.voer_uit();
    let stand = &bank.model.lijst.zoek(id).unwrap().zaak.stand;
    let what = &stand.beoordeling().expect("it was saved").inhoud;
    let stages: Vec<NavraagStand> = what.navraag.iter().map(|one| one.stand).collect();
    assert_eq!(
        stages,
        [
            NavraagStand::Antwoord,
            NavraagStand::Gevraagd,
            NavraagStand::GeenToegang
        ]
    );
    assert_eq!(what.intern, "Zij is bang dat hij dit leest.");
    assert_eq!(what.motivering, "Rustig thuis.");
}

#[test]
fn m_vertelt_waar_de_verdachte_is_en_wanneer_hij_is_geboren_en_vult_niets_zelf_in() {
    let (mut bank, id) = zaak(vec![Soort::Partner], Vec::new());
    open(&mut bank, id);
    let tell = |bank: &mut Werkbank, first: &str, words: &str| {
        bank.toetsen("m");
        let Some(zsmtafel::app::model::Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut()
        else {
            panic!("no form");
        };
        scherm.formulier.focus_op("wat");
        bank.toetsen(first);
        bank.toetsen("Tab");
        bank.typ(words);
        bank.toetsen("Tab");
        bank.typ("intake");
        bank.toetsen("Ctrl-S");
        bank.voer_uit();
    };
    tell(&mut bank, "p", "naar zijn moeder in Oss");
    let place = |bank: &Werkbank| {
        let stand = &bank.model.lijst.zoek(id).unwrap().zaak.stand;
        stand.plaats(None).map(|one| one.waar.clone())
    };
    assert_eq!(place(&bank).as_deref(), Some("naar zijn moeder in Oss"));
    tell(&mut bank, "g g", "3-4-1991");
    let born = bank
        .model
        .lijst
        .zoek(id)
        .unwrap()
        .zaak
        .gemelde_tekst(Veld::Geboortedatum)
        .map(|one| one.waarde.to_owned());
    assert_eq!(born.as_deref(), Some("1991-04-03"));
    // Only a name of who told it says nothing.
    bank.toetsen("m");
    let Some(zsmtafel::app::model::Laag::Zaakformulier(scherm)) = bank.model.lagen.last_mut()
    else {
        panic!("no form");
    };
    scherm.formulier.focus_op("bron");
    bank.typ("intake");
    bank.open.clear();
    bank.toetsen("Ctrl-S");
    assert!(
        !bank
            .open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::VoerUit(..)))
    );
    zie(&mut bank, "kern_gemeld");
}

#[test]
fn openhouden_of_sluiten_wordt_gevraagd_waar_vier_weken_niets_gebeurde() {
    let (mut bank, id) = zaak(vec![Soort::Partner], Vec::new());
    bank.doe(id, &beoordeling(Oordeel::VoldoendeVeilig));
    bank.model.blik.tafel.slot_na_minuten = 0;
    bank.wacht(TimeDelta::days(29));
    open(&mut bank, id);
    naar(&mut bank, id, StapSoort::NogNodig);
    bank.toetsen("Enter");
    assert!(matches!(bank.model.dialoog, Some(Dialoog::Menu(_))));
    bank.toetsen("1 Enter");
    assert!(bank.beeld(KLEIN).contains("Schrijf kort hoe"));
    bank.typ("loopt nog bij wijkteam");
    bank.toetsen("Enter");
    bank.voer_uit();
    assert!(!stappen(&bank, id).contains(&StapSoort::NogNodig));
}

fn uitkomst() -> impl Strategy<Value = Uitkomst> {
    prop::sample::select(Uitkomst::ALLE.to_vec())
}

fn moment() -> impl Strategy<Value = Option<DateTime<Utc>>> {
    let base = om("08:00");
    prop::option::of(
        (-200_000i64..200_000).prop_map(move |seconds| base + TimeDelta::seconds(seconds)),
    )
}

fn woorden() -> impl Strategy<Value = String> {
    "[ A-Za-z0-9;.'()-]{0,24}"
}

fn beslissing() -> impl Strategy<Value = Afdoening> {
    let knows = kennis();
    let codes: Vec<String> = knows
        .modaliteiten
        .alle()
        .iter()
        .map(|one| one.code.clone())
        .collect();
    let mut wat: Vec<String> = knows
        .voorwaarden
        .voorwaarde
        .iter()
        .map(|one| one.sleutel.clone())
        .collect();
    wat.extend(
        [
            "geen drank; ook niet thuis",
            "sleutel inleveren",
            "meldplicht vrijdag",
        ]
        .map(str::to_owned),
    );
    let count = codes.len();
    let conditions = prop::sample::subsequence(wat.clone(), 0..wat.len()).prop_shuffle();
    let conditions = conditions.prop_flat_map(|all| {
        let outcomes = prop::collection::vec((uitkomst(), woorden()), all.len());
        (Just(all), outcomes).prop_map(|(all, outcomes)| {
            let one = |(wat, (uitkomst, anders)): (String, (Uitkomst, String))| Voorwaarde {
                wat,
                uitkomst,
                anders: if uitkomst == Uitkomst::Anders {
                    format!("x{anders}")
                } else {
                    String::new()
                },
            };
            all.into_iter().zip(outcomes).map(one).collect::<Vec<_>>()
        })
    });
    let vrij = prop::option::of(prop::sample::select(vec![
        Vrij::Ja,
        Vrij::Nee,
        Vrij::Onbekend,
    ]));
    (
        prop::sample::subsequence(codes, 1..count.min(4)).prop_shuffle(),
        vrij,
        conditions,
        (moment(), moment(), moment()),
        (woorden(), woorden(), woorden()),
        prop::sample::select(Aanwezigheid::ALLE.to_vec()),
    )
        .prop_map(
            move |(codes, vrij, voorwaarden, (beslist_op, ingang, einde), words, vt_aanwezig)| {
                let said = vrij.unwrap_or_default();
                let mut modaliteiten = knows
                    .modaliteiten
                    .keuzes(codes.iter().map(String::as_str), said);
                // The list of today may know another one by another name.
                if let Some(first) = modaliteiten.first_mut()
                    && codes.len() > 2
                {
                    first.code = "OUD".to_owned();
                    first.label = "zoals het vroeger heette".to_owned();
                }
                Afdoening {
                    modaliteiten,
                    vrij,
                    voorwaarden,
                    beslist_op: beslist_op.map(|at| at - TimeDelta::days(30)),
                    ingang,
                    einde: ingang.and(einde).map(|at| at + TimeDelta::days(30)),
                    informeert_slachtoffer: words.0,
                    informeert_vt: words.1,
                    vt_aanwezig,
                    toelichting: words.2,
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Rule: editing a decision loads every field that it has. Whatever was recorded, and whatever VT asks
    /// meanwhile, opening the form and saving it changes nothing.
    #[test]
    fn een_beslissing_openen_en_opslaan_wijzigt_niets(what in beslissing(), asked in 0usize..4) {
        let (bank, id) = zaak(vec![Soort::Partner], Vec::new());
        let mut it: Zaak = bank.model.lijst.zoek(id).unwrap().zaak.clone();
        let knows = kennis();
        let nu = bank.model.nu;
        if asked > 0 {
            let mut all = Veiligheidsbeoordeling { geheel: Oordeel::VoldoendeVeilig, ..Veiligheidsbeoordeling::default() };
            all.voorwaarden = knows.voorwaarden.voorwaarde.iter().take(asked).map(|one| one.sleutel.clone()).collect();
            all.voorwaarden.push("sleutel inleveren".to_owned());
            it.stand.beoordelingen.push(zsmtafel::domain::beoordeling::VastgesteldeBeoordeling {
                id: EventId(uuid::Uuid::from_u128(8)), door: "A. de Boer".to_owned(), op: nu, inhoud: all,
            });
        }
        it.stand.afdoeningen.push(VastgesteldeAfdoening {
            id: EventId(uuid::Uuid::from_u128(9)), door: "A. de Boer".to_owned(), op: nu, inhoud: what,
        });
        let form = Formulier::nieuw(afdoening::velden(&it, &knows, nu));
        let saved = afdoening::lees(&form, &it, &knows, nu);
        let saved = saved.unwrap_or_else(|(field, text)| panic!("{field}: {text}"));
        prop_assert_eq!(decide(&it, &saved), Err(Weigering::Ongewijzigd), "{:?}", saved);
    }
}
