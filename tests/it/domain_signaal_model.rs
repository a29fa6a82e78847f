//! The examples beside the rules: what they raise, what they never do, and that learning is repeatable.

use std::sync::OnceLock;

use zsmtafel::domain::signaal::leer::{Plooi, Voorbeeld, grenzen, leer, ongezien, plooien};
use zsmtafel::domain::signaal::toets::{Label, Uitslag};
use zsmtafel::domain::signaal::{
    Grenzen, Kansen, Model, ModelFout, RegelBestand, Regels, Tekst, VOORBEELDEN, VoorgesteldeTag,
};

const GEWICHTEN: &[u8] = include_bytes!("../../assets/signalen-gewichten.bin");
const CIJFERS: &str = include_str!("../../assets/signalen-gewichten.txt");
/// Lines of several hands. None was learned from.
const PROEF: &str = include_str!("../../assets/voorbeelden/proefregels.tsv");
/// Short and telling lines of a third hand. None was learned from.
const PROEF_DERDE: &str = include_str!("../../assets/voorbeelden/proefregels-derde.tsv");
/// What the weights are learned from, in this order.
const LIJSTEN: [&str; 5] = [
    include_str!("../../assets/voorbeelden/signalen.tsv"),
    include_str!("../../assets/voorbeelden/signalen-eigen.tsv"),
    include_str!("../../assets/voorbeelden/signalen-extra.tsv"),
    include_str!("../../assets/voorbeelden/signalen-handen.tsv"),
    include_str!("../../assets/voorbeelden/signalen-stijlen.tsv"),
];

fn lijst(tsv: &'static str) -> Vec<Voorbeeld<'static>> {
    tsv.lines()
        .filter(|regel| !regel.starts_with('#') && !regel.starts_with("label\t"))
        .map(|regel| {
            let k: Vec<&str> = regel.split('\t').collect();
            Voorbeeld {
                label: Label::lees(k[0]).expect("a known label"),
                tekst: Tekst {
                    artikelen: k[2],
                    feit: k[3],
                    toelichting: k[4],
                    relatie: k[5],
                    ..Tekst::default()
                },
                stijl: k.get(6).copied().unwrap_or_default(),
            }
        })
        .collect()
}

fn alles() -> &'static [Voorbeeld<'static>] {
    static ALLES: OnceLock<Vec<Voorbeeld<'static>>> = OnceLock::new();
    ALLES.get_or_init(|| LIJSTEN.into_iter().flat_map(lijst).collect())
}

fn regels() -> Regels {
    let bestand: RegelBestand = toml::from_str(include_str!("../../assets/signalen.toml")).unwrap();
    Regels::nieuw(bestand).unwrap()
}

fn model() -> Model {
    Model::lees(GEWICHTEN).expect("the weights are whole")
}

/// Every eighth line: enough to learn something, little enough to do it twice.
fn weinig() -> Vec<Voorbeeld<'static>> {
    alles().iter().copied().step_by(8).collect()
}

#[test]
fn learning_is_repeatable_to_the_byte() {
    let weinig = weinig();
    let een = leer(&weinig).expect("enough lines").bytes();
    assert_eq!(een, leer(&weinig).expect("enough lines").bytes());
    // It did learn: most of what it has seen it knows, and another list gives other weights.
    let klaar = Model::lees(&een).unwrap();
    let raak = |een: &&Voorbeeld<'_>| {
        let Kansen { hg, twijfel, niet } = klaar.kansen(&een.tekst);
        let hoogste = hg.max(twijfel).max(niet);
        match een.label {
            Label::Hg => hg == hoogste,
            Label::Twijfel => twijfel == hoogste,
            Label::Niet => niet == hoogste,
        }
    };
    let goed = weinig.iter().filter(raak).count();
    assert!(
        goed * 100 >= weinig.len() * 97,
        "{goed} of {}",
        weinig.len()
    );
    assert_ne!(een, leer(&weinig[..weinig.len() - 1]).unwrap().bytes());
}

#[test]
fn too_few_lines_are_refused_with_what_is_missing() {
    let maar_een_label: Vec<_> = alles()
        .iter()
        .copied()
        .filter(|een| een.label == Label::Hg)
        .take(60)
        .collect();
    let fout = leer(&maar_een_label)
        .expect_err("nothing to compare with")
        .to_string();
    assert!(fout.contains("0 regels met label twijfel"), "{fout}");
    assert!(fout.contains("--alleen"), "{fout}");
    assert!(plooien(&[]).is_err());
}

#[test]
fn weights_come_back_from_their_bytes_and_damage_is_seen() {
    let heel = model();
    assert_eq!(heel.bytes(), GEWICHTEN);
    assert!(GEWICHTEN.len() < 220_000, "{} bytes", GEWICHTEN.len());
    assert_eq!(Model::lees(b""), Err(ModelFout::Vreemd));
    assert_eq!(Model::lees(b"ZSMSIGN1"), Err(ModelFout::Beschadigd));
    for plek in [8, 40, GEWICHTEN.len() / 2, GEWICHTEN.len() - 1] {
        let mut stuk = GEWICHTEN.to_vec();
        stuk[plek] ^= 1;
        assert_eq!(Model::lees(&stuk), Err(ModelFout::Beschadigd), "{plek}");
    }
    assert_eq!(Model::lees(&GEWICHTEN[..1000]), Err(ModelFout::Beschadigd));
}

#[test]
fn examples_raise_and_never_lower_and_never_touch_what_the_rules_say() {
    let (regels, model) = (regels(), model());
    let rang = |tag: Option<VoorgesteldeTag>| match tag {
        None => 0,
        Some(VoorgesteldeTag::Radar) => 1,
        Some(VoorgesteldeTag::Hg) => 2,
    };
    // Whatever the thresholds: from raising everything to raising nothing.
    for (hg, radar) in [(0.0, 0.0), (0.5, 0.5), (0.75, 0.82), (2.0, 2.0)] {
        let model = model.clone().met_grenzen(Grenzen { hg, radar });
        let mut gewekt = 0;
        for een in lijst(PROEF) {
            let zonder = regels.weeg_met(&een.tekst, None);
            let mut met = regels.weeg_met(&een.tekst, Some(&model));
            assert!(rang(met.tag) >= rang(zonder.tag), "{:?}", een.tekst);
            if met.tag != zonder.tag {
                gewekt += 1;
                let reden = met.redenen.remove(0);
                assert_eq!(reden.regel, VOORBEELDEN);
                assert!(reden.gewicht > 0 && !met.soorten.is_empty());
                assert!(
                    een.tekst
                        .veld(reden.veld)
                        .get(reden.van..reden.tot)
                        .is_some()
                );
            }
            assert_eq!(met.redenen, zonder.redenen);
            assert_eq!(met.vlaggen, zonder.vlaggen);
            assert_eq!(met.soorten.len(), met.gronden.len());
            let Kansen { hg, twijfel, niet } = model.kansen(&een.tekst);
            assert!((hg + twijfel + niet - 1.0).abs() < 1e-4);
        }
        assert_eq!(gewekt == 0, hg > 1.0, "{hg} {radar}: {gewekt}");
    }
}

#[test]
fn the_reason_shows_content_words_and_no_function_words() {
    let met = regels().met_model(model().met_grenzen(Grenzen {
        hg: 0.0,
        radar: 0.0,
    }));
    let functie = met.bestand().functiewoorden.clone();
    assert!(functie.len() > 50);
    let mut gezien = 0;
    for een in lijst(PROEF) {
        let uit = met.weeg(&een.tekst);
        let Some(reden) = uit.redenen.iter().find(|reden| reden.regel == VOORBEELDEN) else {
            continue;
        };
        let woorden = reden
            .tekst
            .strip_prefix(match uit.tag {
                Some(VoorgesteldeTag::Hg) => "lijkt op voorbeelden van HG: ",
                _ => "lijkt op voorbeelden van HG of twijfel: ",
            })
            .expect("how it begins");
        if woorden == "de regel als geheel" {
            continue;
        }
        gezien += 1;
        for woord in woorden
            .split(", ")
            .filter(|woord| *woord != een.tekst.relatie)
        {
            assert!(
                !functie.contains(&woord.to_lowercase()),
                "{woord} in {}",
                reden.tekst
            );
        }
    }
    assert!(gezien > 100, "{gezien}");
    // A word of the line stands in it as it was written.
    let uit = met.weeg(&Tekst {
        artikelen: "300 Sr",
        toelichting: "Zij kwam met een SJAAL om haar gewonde gezicht aan de balie.",
        ..Tekst::default()
    });
    let reden = &uit.redenen[0];
    assert_eq!(reden.regel, VOORBEELDEN);
    assert!(
        reden.tekst.contains("gezicht") || reden.tekst.contains("gewonde"),
        "{}",
        reden.tekst
    );
}

#[test]
fn the_examples_make_no_hg_of_what_a_rule_reads_as_somebody_else_or_as_nobody_named() {
    let met = regels().met_model(model().met_grenzen(Grenzen {
        hg: 0.0,
        radar: 0.0,
    }));
    for (toelichting, relatie) in [
        (
            "Ik ben koerier. Ze sloten mij op in mijn bus en dreigden mij te slaan.",
            "",
        ),
        (
            "De politica wordt bestookt met brieven, hij hangt bij haar kantoor.",
            "politica",
        ),
        ("Dikke lip. Zij wil niet zeggen wie er boven was.", ""),
    ] {
        let tekst = Tekst {
            artikelen: "300 Sr",
            toelichting,
            relatie,
            ..Tekst::default()
        };
        assert_eq!(
            met.weeg(&tekst).tag,
            Some(VoorgesteldeTag::Radar),
            "{toelichting}"
        );
    }
    // Who is in the house is no counter-evidence: the same examples may raise that line.
    let thuis = Tekst {
        artikelen: "300 Sr",
        toelichting: "Zij kwam met een gewonde lip naar buiten.",
        ..Tekst::default()
    };
    assert_eq!(met.weeg(&thuis).tag, Some(VoorgesteldeTag::Hg));
}

#[test]
fn a_rule_cannot_take_the_name_of_the_examples() {
    let eigen: RegelBestand =
        toml::from_str("[[regel]]\nid = \"voorbeelden\"\nwoorden = [\"x\"]\n").unwrap();
    let fout = regels().met_eigen(eigen).unwrap_err().to_string();
    assert!(fout.contains("voorbeelden"), "{fout}");
}

#[test]
fn own_rules_keep_the_examples() {
    let tekst = Tekst {
        artikelen: "285 Sr",
        toelichting: "Ik had gezegd dat ik weg wilde. Hij legde het mes op mijn kussen.",
        ..Tekst::default()
    };
    let met = regels().met_model(model());
    let eigen = met.weeg(&tekst);
    assert_eq!(eigen.redenen[0].regel, VOORBEELDEN, "{eigen:#?}");
    let samen = met.met_eigen(RegelBestand::default()).unwrap();
    assert_eq!(samen.weeg(&tekst), eigen);
}

/// Models that each have not seen one of the styles.
fn zonder_een_stijl() -> &'static [Plooi] {
    static PLOOIEN: OnceLock<Vec<Plooi>> = OnceLock::new();
    PLOOIEN.get_or_init(|| plooien(alles()).expect("enough lines"))
}

#[test]
fn the_figures_hold_on_styles_that_were_held_out() {
    // Given seven styles, when each is judged by weights that have not seen it, then the figures hold.
    let plooien = zonder_een_stijl();
    let drempels = grenzen(&ongezien(plooien, alles()));
    assert_eq!(
        drempels,
        model().grenzen(),
        "the weights in assets are of these lists"
    );
    let regels = regels();
    let mut uitslag = Uitslag::default();
    for plooi in plooien {
        let model = plooi.model.clone().met_grenzen(drempels);
        for een in plooi.buiten.iter().map(|nummer| &alles()[*nummer]) {
            if !een.stijl.is_empty() {
                uitslag.tel(een.label, regels.weeg_met(&een.tekst, Some(&model)).tag);
            }
        }
    }
    assert_eq!(uitslag.regels(), 700);
    assert!(uitslag.hg_gevonden() >= 0.85, "{uitslag:?}");
    assert!(uitslag.hg_terecht() >= 0.85, "{uitslag:?}");
    assert!(uitslag.twijfel_gevonden() >= 0.75, "{uitslag:?}");
    assert!(uitslag.niet_gelaten() >= 0.85, "{uitslag:?}");
    // What lies beside the weights says the same.
    let regel = CIJFERS
        .lines()
        .find(|regel| regel.starts_with("alle stijlen samen"))
        .expect("the sum");
    let gezegd = format!(
        "{:.3}",
        (uitslag.hg_gevonden() * 1000.0 + 1e-9).floor() / 1000.0
    )
    .replace('.', ",");
    assert!(regel.contains(&gezegd), "{gezegd}: {regel}");
}

#[test]
fn the_figures_hold_on_fresh_lines() {
    let met = regels().met_model(model());
    let mut samen = Uitslag::default();
    for een in lijst(PROEF) {
        samen.tel(een.label, met.weeg(&een.tekst).tag);
    }
    assert_eq!(samen.regels(), 300);
    assert!(samen.hg_gevonden() >= 0.90, "{samen:?}");
    assert!(samen.hg_terecht() >= 0.88, "{samen:?}");
    assert!(samen.twijfel_gevonden() >= 0.85, "{samen:?}");
    assert!(samen.niet_gelaten() >= 0.90, "{samen:?}");
}

#[test]
fn the_figures_hold_on_a_third_hand() {
    let met = regels().met_model(model());
    let mut samen = Uitslag::default();
    for een in lijst(PROEF_DERDE) {
        samen.tel(een.label, met.weeg(&een.tekst).tag);
    }
    assert_eq!(samen.regels(), 150);
    assert!(samen.hg_gevonden() >= 0.93, "{samen:?}");
    assert!(samen.hg_terecht() >= 0.85, "{samen:?}");
    assert!(samen.twijfel_gevonden() >= 0.80, "{samen:?}");
    assert!(samen.niet_gelaten() >= 0.88, "{samen:?}");
}

#[test]
fn damaged_spelling_costs_little() {
    let met = regels().met_model(model());
    let (mut heel, mut stuk) = (Uitslag::default(), Uitslag::default());
    for een in lijst(PROEF) {
        heel.tel(een.label, met.weeg(&een.tekst).tag);
        let mut teller = 0;
        let [feit, toelichting, relatie] =
            [een.tekst.feit, een.tekst.toelichting, een.tekst.relatie]
                .map(|veld| beschadig(veld, &mut teller));
        let tekst = Tekst {
            feit: &feit,
            toelichting: &toelichting,
            relatie: &relatie,
            ..een.tekst
        };
        stuk.tel(een.label, met.weeg(&tekst).tag);
    }
    assert!(
        heel.hg_gevonden() - stuk.hg_gevonden() <= 0.03,
        "{heel:?} {stuk:?}"
    );
    assert!(
        heel.hg_terecht() - stuk.hg_terecht() <= 0.03,
        "{heel:?} {stuk:?}"
    );
    assert!(
        heel.niet_gelaten() - stuk.niet_gelaten() <= 0.03,
        "{heel:?} {stuk:?}"
    );
}

/// Damages every fifth word of five letters or more: a letter swapped, left out, doubled or wrong.
fn beschadig(veld: &str, teller: &mut usize) -> String {
    let woorden = veld.split(' ').map(|woord| {
        let mut letters: Vec<char> = woord.chars().collect();
        if letters.iter().filter(|teken| teken.is_alphabetic()).count() < 5 {
            return woord.to_owned();
        }
        *teller += 1;
        let midden = letters.len() / 2;
        match (*teller % 5, *teller / 5 % 4) {
            (3, 0) => letters.swap(midden - 1, midden),
            (3, 1) => {
                letters.remove(midden);
            }
            (3, 2) => letters.insert(midden, letters[midden]),
            (3, _) => letters[midden] = 'x',
            _ => {}
        }
        letters.into_iter().collect()
    });
    woorden.collect::<Vec<String>>().join(" ")
}
