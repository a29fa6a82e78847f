//! Nothing typed is lost: every form and dialog against every way in which saving fails, with the real program
//! and the real store.

use zsmtafel::app::afgeleid::stapkeus::Waarover;
use zsmtafel::app::deur::{Doel, Zaakvorm};
use zsmtafel::app::model::{Dialoog, Laag, Model};
use zsmtafel::app::msg::Msg;
use zsmtafel::domain::actie::Actie;
use zsmtafel::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Rol};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::ids::{ActieId, BetrokkeneId, ZaakId};
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::verblijf::Waarde as Verblijf;

use uuid::Uuid;

use crate::hulp::echt::{Echt, Storing, om};
use crate::hulp::verhaal::{beoordeling, getagd, meld, sluit};

/// What stands in every text.
const WOORDEN: &str = "Zij zei dat zij nergens heen kan.";

/// A form or dialog: how it is reached, what is typed, which keys save it, and what another hand must do for
/// the store to refuse what the screen still allows.
struct Geval {
    naam: &'static str,
    open: fn(&mut Echt) -> ZaakId,
    vul: fn(&mut Echt),
    slaat_op: &'static str,
    weigert: Option<fn(&Echt, ZaakId)>,
}

/// A text that fits in no page that is there.
fn lang(e: &mut Echt) {
    e.stuur(Msg::Geplakt(format!(
        "{WOORDEN} {}",
        "en dat ook. ".repeat(550)
    )));
    e.rust();
}

fn hg(e: &mut Echt) -> ZaakId {
    e.volg("Martens")
}

/// The same, after something happened that the screen learns of.
fn na(e: &mut Echt, opdrachten: &[Opdracht]) -> ZaakId {
    let id = hg(e);
    for opdracht in opdrachten {
        e.buiten_om(id, opdracht.clone());
    }
    e.toetsen("Esc");
    e.herlaad();
    e.model.blik.lijst.kies(id);
    e.toetsen("Enter");
    id
}

fn naar(e: &mut Echt, id: ZaakId, stap: StapSoort) {
    let line = e.model.lijst.zoek(id).unwrap();
    let at = line.stappen.iter().position(|one| one.soort == stap);
    let at = at.unwrap_or_else(|| panic!("{stap:?} is not open: {:?}", line.stappen));
    e.toetsen("PgUp PgUp PgUp");
    for _ in 0..at {
        e.toetsen("Omlaag");
    }
}

fn ongetagd(e: &Echt, id: ZaakId) {
    e.ander(id, getagd(Tag::GeenHg, &[], true), "B. Visser")
        .unwrap();
}

fn femke() -> Betrokkene {
    Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(5)),
        naam: "Femke".to_owned(),
        leeftijd: None,
        rol: Rol::default(),
        relatie: String::new(),
        verblijf: String::new(),
        bellen: Bellen::default(),
        bereikbaar: String::new(),
        geheim: false,
    }
}

fn afspraak() -> Actie {
    Actie {
        id: ActieId(Uuid::from_u128(6)),
        wie: "wijkagent".to_owned(),
        wat: "gaat langs".to_owned(),
        wanneer: None,
    }
}

fn gevallen() -> Vec<Geval> {
    vec![
        Geval {
            naam: "beoordeling",
            open: |e| {
                let id = hg(e);
                e.toetsen("b");
                id
            },
            vul: |e| {
                e.veld("geheel");
                e.toetsen("s");
                e.veld("motivering");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "nieuwe betrokkene",
            open: |e| {
                let id = hg(e);
                e.toetsen("n");
                id
            },
            vul: |e| {
                e.typ("Femke");
                e.veld("verblijf");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "betrokkene wijzigen",
            open: |e| {
                let id = na(e, &[Opdracht::VoegBetrokkeneToe(femke())]);
                e.toetsen("PgDn PgDn Enter");
                id
            },
            vul: |e| {
                e.veld("verblijf");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(|e, id| {
                let gone = Opdracht::VerwijderBetrokkene(femke().id);
                e.ander(id, gone, "B. Visser").unwrap();
            }),
        },
        Geval {
            naam: "overleg",
            open: |e| {
                let id = hg(e);
                e.toetsen("p");
                id
            },
            vul: |e| {
                e.typ("15:30");
                e.veld("toelichting");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "beslissing",
            open: |e| {
                let id = hg(e);
                e.toetsen("d");
                id
            },
            vul: |e| {
                e.typ("hzv");
                e.toetsen("Enter");
                e.veld("toelichting");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "gemeld",
            open: |e| {
                let id = hg(e);
                e.toetsen("m");
                id
            },
            vul: |e| {
                e.toetsen("Rechts");
                e.veld("tijd");
                e.typ("7:15");
                e.veld("bron");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            // What somebody tells is never refused.
            weigert: None,
        },
        Geval {
            naam: "welke VT",
            open: |e| {
                let id = hg(e);
                e.toetsen("w");
                id
            },
            vul: |e| {
                e.veld("vt");
                e.toetsen("Rechts Rechts");
                e.veld("reden");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: None,
        },
        Geval {
            naam: "overdragen",
            open: |e| {
                let id = hg(e);
                e.toetsen("y");
                id
            },
            vul: |e| {
                e.typ("B. Visser");
                e.veld("bericht");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "stap gedaan",
            open: |e| {
                let id = na(e, &[beoordeling(Oordeel::AcuutOnveilig, &[])]);
                e.toetsen("PgUp PgUp s");
                id
            },
            vul: |e| {
                e.veld("hoe");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(|e, id| {
                let done = crate::hulp::verhaal::af(
                    StapSoort::BureaudienstInschakelen,
                    None,
                    "gebeld door een ander",
                );
                e.ander(id, done, "B. Visser").unwrap();
            }),
        },
        Geval {
            naam: "stap terzijde",
            open: |e| {
                let id = hg(e);
                naar(e, id, StapSoort::OverlegtijdVragen);
                e.toetsen("z");
                id
            },
            vul: |e| {
                e.veld("hoe");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "stap gevraagd",
            open: |e| {
                let id = hg(e);
                naar(e, id, StapSoort::OverlegtijdVragen);
                e.toetsen("f");
                id
            },
            vul: |e| {
                e.veld("hoe");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "aandachtspunt",
            open: |e| {
                let id = hg(e);
                e.toetsen("c Enter");
                id
            },
            vul: |e| {
                e.veld("hoe");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "tegenspraak",
            open: |e| {
                let id = na(
                    e,
                    &[
                        meld(Verblijf::Heengezonden, Some(om(20, 8, 0))),
                        meld(Verblijf::Opgehouden, Some(om(20, 8, 5))),
                    ],
                );
                naar(e, id, StapSoort::TegenspraakBeslissen);
                e.toetsen("Enter");
                id
            },
            vul: |e| {
                e.veld("klopt");
                e.toetsen("Rechts");
                e.veld("hoe");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: None,
        },
        Geval {
            naam: "tegenspraak tussen laptops",
            open: |e| {
                let id = na(e, &[beoordeling(Oordeel::VoldoendeVeilig, &[])]);
                let acuut = Veiligheidsbeoordeling {
                    geheel: Oordeel::AcuutOnveilig,
                    motivering: "hij dreigde".to_owned(),
                    ..Veiligheidsbeoordeling::default()
                };
                e.collega(
                    id,
                    1,
                    &Gebeurtenis::VeiligheidsbeoordelingVastgesteld(Box::new(acuut)),
                );
                e.toetsen("Esc");
                e.herlaad();
                e.model.blik.lijst.kies(id);
                e.toetsen("Enter e");
                id
            },
            vul: |e| {
                e.veld("klopt");
                e.toetsen("Rechts");
                e.veld("hoe");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(|e, id| {
                let again = beoordeling(Oordeel::AcuutOnveilig, &[]);
                e.ander(id, again, "B. Visser").unwrap();
            }),
        },
        Geval {
            naam: "sluiten",
            open: |e| {
                let id = e.kies("Martens");
                e.toetsen("r");
                if e.model.dialoog.is_some() {
                    e.toetsen("p");
                }
                e.model.blik.lijst.kies(id);
                e.toetsen("Enter x");
                id
            },
            vul: |e| {
                e.veld("hoe");
                lang(e);
            },
            slaat_op: "Ctrl-S j",
            weigert: Some(|e, id| e.ander(id, sluit(e.nu, true), "B. Visser").unwrap()),
        },
        Geval {
            naam: "heropenen",
            open: |e| {
                let id = e.kies("Martens");
                e.toetsen("r");
                if e.model.dialoog.is_some() {
                    e.toetsen("p");
                }
                let at = e.nu;
                e.buiten_om(id, sluit(at, true));
                e.herlaad();
                e.model.blik.lijst.kies(id);
                e.toetsen("Enter x");
                id
            },
            vul: |e| {
                e.veld("hoe");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(|e, id| {
                let open = Opdracht::Heropen {
                    reden: "ook gezien".to_owned(),
                };
                e.ander(id, open, "B. Visser").unwrap();
            }),
        },
        Geval {
            naam: "afspraak",
            open: |e| {
                let id = hg(e);
                e.toetsen("a");
                id
            },
            vul: |e| {
                e.typ("wijkagent");
                e.veld("wat");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "afspraak gedaan",
            open: |e| {
                let id = na(e, &[Opdracht::SpreekAf(afspraak())]);
                e.toetsen("Esc 3 s");
                id
            },
            vul: |e| {
                e.veld("hoe");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(|e, id| {
                let done = Opdracht::RondActieAf {
                    actie: afspraak().id,
                    toelichting: "al gedaan".to_owned(),
                };
                e.ander(id, done, "B. Visser").unwrap();
            }),
        },
        Geval {
            naam: "alles overdragen",
            open: |e| {
                let id = hg(e);
                e.toetsen("Esc");
                e.kies("Ansems");
                e.toetsen("h");
                if e.model.dialoog.is_some() {
                    e.toetsen("p");
                }
                e.toetsen("4 Y");
                id
            },
            vul: |e| {
                e.typ("B. Visser");
                e.veld("bericht");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(ongetagd),
        },
        Geval {
            naam: "mondeling",
            open: |e| {
                let id = na(e, &[beoordeling(Oordeel::StructureelOnveilig, &[])]);
                e.toetsen("i m");
                id
            },
            vul: |e| {
                e.typ("mr. De Groot");
                e.veld("kern");
                lang(e);
            },
            slaat_op: "Ctrl-S",
            weigert: Some(|e, id| {
                let again = beoordeling(Oordeel::AcuutOnveilig, &[]);
                e.ander(id, again, "B. Visser").unwrap();
            }),
        },
        Geval {
            naam: "tekst van de input",
            open: |e| {
                let id = na(e, &[beoordeling(Oordeel::StructureelOnveilig, &[])]);
                e.toetsen("i e");
                id
            },
            vul: lang,
            slaat_op: "Ctrl-S j",
            weigert: Some(|e, id| {
                let again = beoordeling(Oordeel::AcuutOnveilig, &[]);
                e.ander(id, again, "B. Visser").unwrap();
            }),
        },
    ]
}

/// A form or dialog in which one types.
enum Vorm<'a> {
    Beoordelen,
    Betrokkene { nieuw: bool },
    Zaak(Zaakvorm),
    Input,
    Stap(&'a Waarover),
    Klein(&'a Doel),
}

/// The form on top. A new screen has no arm here, so that this does not compile.
fn boven(model: &Model) -> Option<Vorm<'_>> {
    Some(match (&model.dialoog, model.lagen.last()) {
        (Some(Dialoog::Stap(scherm)), _) => Vorm::Stap(&scherm.over),
        (Some(Dialoog::Klein(scherm)), _) => Vorm::Klein(&scherm.doel),
        (
            Some(
                Dialoog::Soort(_)
                | Dialoog::Vraag(_)
                | Dialoog::Menu(_)
                | Dialoog::Hulp(_)
                | Dialoog::Palet(_),
            ),
            _,
        ) => return None,
        (None, Some(Laag::Beoordelen(_))) => Vorm::Beoordelen,
        (None, Some(Laag::Betrokkene(scherm))) => Vorm::Betrokkene {
            nieuw: scherm.wie.is_none(),
        },
        (None, Some(Laag::Zaakformulier(scherm))) => Vorm::Zaak(scherm.soort),
        (None, Some(Laag::Input(_))) => Vorm::Input,
        (
            None,
            Some(
                Laag::Zaak(_)
                | Laag::Punten(_)
                | Laag::Inlezen(_)
                | Laag::Dubbelen(_)
                | Laag::Lezer(_),
            )
            | None,
        ) => return None,
    })
}

/// Names every form and dialog in which one types. Without an arm for a new one this does not compile, and without
/// a story for its name [`elk_formulier_heeft_zijn_verhaal`] fails.
macro_rules! vormen {
    ($($naam:literal => $vorm:pat),+ $(,)?) => {
        const VORMEN: &[&str] = &[$($naam),+];

        fn vorm(model: &Model) -> &'static str {
            match boven(model).expect("a form") {
                $($vorm => $naam),+
            }
        }
    };
}

vormen! {
    "beoordeling" => Vorm::Beoordelen,
    "nieuwe betrokkene" => Vorm::Betrokkene { nieuw: true },
    "betrokkene wijzigen" => Vorm::Betrokkene { nieuw: false },
    "overleg" => Vorm::Zaak(Zaakvorm::Overleg),
    "beslissing" => Vorm::Zaak(Zaakvorm::Afdoening),
    "gemeld" => Vorm::Zaak(Zaakvorm::Melding),
    "welke VT" => Vorm::Zaak(Zaakvorm::Vt),
    "overdragen" => Vorm::Zaak(Zaakvorm::Overdracht),
    "tekst van de input" => Vorm::Input,
    "stap gedaan" => Vorm::Stap(Waarover::Gedaan(_)),
    "stap terzijde" => Vorm::Stap(Waarover::Terzijde(_)),
    "stap gevraagd" => Vorm::Stap(Waarover::Gevraagd(_)),
    "tegenspraak" => Vorm::Stap(Waarover::Tegenspraak(_)),
    "aandachtspunt" => Vorm::Stap(Waarover::Punt { .. }),
    "sluiten" => Vorm::Stap(Waarover::Sluiten { .. }),
    "heropenen" => Vorm::Stap(Waarover::Heropenen),
    "afspraak" => Vorm::Klein(Doel::Actie(_)),
    "afspraak gedaan" => Vorm::Klein(Doel::ActieGedaan(..)),
    "alles overdragen" => Vorm::Klein(Doel::DraagOver(_)),
    "mondeling" => Vorm::Klein(Doel::Mondeling(_)),
    "van papier" => Vorm::Klein(Doel::Papier),
}

/// What is typed here is read as a list, not recorded in a zaak: its own story is below.
const EIGEN_VERHAAL: [&str; 1] = ["van papier"];

#[test]
fn elk_formulier_heeft_zijn_verhaal() {
    let told: Vec<&str> = gevallen().iter().map(|one| one.naam).collect();
    for vorm in VORMEN {
        assert!(
            told.contains(vorm) || EIGEN_VERHAAL.contains(vorm),
            "no story of failing saves for {vorm}"
        );
    }
}

#[test]
fn wat_niet_is_opgeslagen_blijft_staan_met_waarom() {
    for geval in gevallen() {
        let naam = geval.naam;
        let mut e = Echt::nieuw();
        let id = (geval.open)(&mut e);
        (geval.vul)(&mut e);
        let before = e.formulier();
        assert!(before.is_some(), "{naam}: {}", e.beeld());
        let shown = vorm(&e.model);
        assert!(naam.starts_with(shown), "{naam} plays on {shown}");
        let recorded = e.gebeurtenissen(id).len();
        for storing in [Storing::Vol, Storing::AlleenLezen, Storing::Dood] {
            e.stoor(storing);
            e.toetsen(geval.slaat_op);
            let picture = e.beeld();
            assert_eq!(e.formulier(), before, "{naam}, {storing:?}: {picture}");
            assert!(
                picture.contains("Niet gelukt:"),
                "{naam}, {storing:?}: {picture}"
            );
            // Not by Esc either: it would be gone.
            if !e.model.typt() {
                e.toetsen("e");
            }
            e.toetsen("a Backspace Esc");
            let picture = e.beeld();
            assert_eq!(e.formulier(), before, "{naam}, {storing:?}, Esc: {picture}");
            assert!(
                !picture.contains("oncept bewaard"),
                "{naam}, {storing:?}: {picture}"
            );
            assert_eq!(e.gebeurtenissen(id).len(), recorded, "{naam}, {storing:?}");
            e.heel(storing);
            if storing != Storing::Dood {
                e.rustig();
                assert_eq!(
                    e.concepten().len(),
                    1,
                    "{naam}, {storing:?}: the draft is kept now"
                );
                assert_eq!(e.formulier(), before, "{naam}, {storing:?}");
            }
        }
        // Who can not save can leave all the same.
        e.toetsen("Ctrl-X j");
        assert_ne!(e.formulier(), before, "{naam}");
    }
}

#[test]
fn wat_de_winkel_weigert_blijft_staan_met_waarom_en_als_concept() {
    for geval in gevallen() {
        let Some(weigert) = geval.weigert else {
            continue;
        };
        let naam = geval.naam;
        let mut e = Echt::nieuw();
        let id = (geval.open)(&mut e);
        (geval.vul)(&mut e);
        let before = e.formulier();
        weigert(&e, id);
        let recorded = e.gebeurtenissen(id).len();
        e.toetsen(geval.slaat_op);
        let picture = e.beeld();
        assert_eq!(e.formulier(), before, "{naam}: {picture}");
        assert!(picture.contains("Niet gelukt:"), "{naam}: {picture}");
        assert_eq!(e.gebeurtenissen(id).len(), recorded, "{naam}");
        assert_eq!(
            e.concepten().len(),
            1,
            "{naam}: command and draft go together or not at all"
        );
    }
}

#[test]
fn wat_getypt_is_staat_er_na_het_einde_nog_en_wat_is_vastgelegd_laat_geen_concept_na() {
    for (number, geval) in gevallen().into_iter().enumerate() {
        let naam = geval.naam;
        let mut e = Echt::nieuw();
        let id = (geval.open)(&mut e);
        (geval.vul)(&mut e);
        let (soort, _, waarden) = e.formulier().unwrap();
        // Half a second of rest and the end of the program; Esc; or the lock, without any rest.
        match number % 3 {
            0 => e.rustig(),
            1 => e.toetsen("Esc Esc"),
            _ => e.op_slot(),
        }
        let mut e = e.opnieuw(om(20, 8, 30));
        assert_eq!(e.concepten().len(), 1, "{naam}");
        // The list shows where something was typed.
        if e.concepten()[0].0 == id {
            assert!(e.model.heeft_concept(id), "{naam}");
            e.toetsen("/");
            e.typ("martens");
            e.toetsen("Enter");
            assert!(e.beeld().contains(" ✎Martens"), "{naam}: {}", e.beeld());
            e.toetsen("Esc");
        }
        weer(&geval, &mut e, id);
        let (weer_soort, _, weer_waarden) = e
            .formulier()
            .unwrap_or_else(|| panic!("{naam}: {}", e.beeld()));
        assert_eq!(weer_soort, soort, "{naam}");
        for (veld, waarde) in &waarden {
            // "nu" is when it was typed.
            if !["wanneer", "stand", "nu"].contains(&veld.as_str()) {
                assert_eq!(weer_waarden.get(veld), Some(waarde), "{naam}: {veld}");
            }
        }
        let recorded = e.gebeurtenissen(id).len();
        e.toetsen(geval.slaat_op);
        let after = e.formulier().map(|(soort, ..)| soort);
        assert_ne!(after, Some(soort), "{naam}: {}", e.beeld());
        assert!(e.concepten().is_empty(), "{naam}");
        assert!(!e.model.heeft_concept(id), "{naam}");
        let events = e.gebeurtenissen(id);
        assert!(events.len() > recorded, "{naam}");
        let said = serde_json::to_string(&events.last().unwrap().0.what).unwrap();
        assert!(said.contains(WOORDEN), "{naam}: {said}");
    }
}

#[test]
fn een_verdachte_van_papier_blijft_bewaard_tot_hij_op_de_lijst_staat() {
    let mut e = Echt::nieuw();
    e.toetsen("n");
    e.typ("Terwisga, Joris");
    e.toetsen("Tab Tab");
    e.typ("PL2100-2026119999");
    e.veld("toelichting");
    lang(&mut e);
    e.toetsen("Ctrl-S");
    assert!(e.beeld().contains("van papier"), "{}", e.beeld());
    // The preview is left: what was typed is still there.
    e.toetsen("Esc Esc n");
    assert!(e.beeld().contains("Terwisga, Joris"), "{}", e.beeld());
    assert_eq!(vorm(&e.model), "van papier");
    e.toetsen("Ctrl-S");
    // Reading fails: the preview stays with why, and so does the draft.
    for storing in [Storing::Vol, Storing::AlleenLezen] {
        e.stoor(storing);
        e.toetsen("Enter");
        let picture = e.beeld();
        assert!(picture.contains("Niet gelukt:"), "{storing:?}: {picture}");
        assert!(picture.contains("Voorbeeld · van papier"), "{picture}");
        e.heel(storing);
        assert_eq!(e.concepten().len(), 1, "{storing:?}");
    }
    e.toetsen("Esc Esc n");
    assert!(e.beeld().contains("PL2100-2026119999"), "{}", e.beeld());
    // He stands on the list, and his draft is gone, at once.
    e.toetsen("Ctrl-S Enter");
    assert!(e.concepten().is_empty());
    assert!(e.model.concepten.is_empty());
    e.kies("Terwisga");
}

#[test]
fn een_verdachte_van_papier_overleeft_het_einde_van_wie_schrijft() {
    let mut e = Echt::nieuw();
    e.toetsen("n");
    e.typ("Terwisga, Joris");
    e.toetsen("Tab Tab");
    e.typ("PL2100-2026119999");
    e.toetsen("Ctrl-S");
    e.stoor(Storing::Dood);
    e.toetsen("Enter");
    let picture = e.beeld();
    assert!(picture.contains("Niet gelukt:"), "{picture}");
    assert!(picture.contains("Voorbeeld · van papier"), "{picture}");
    let mut e = e.opnieuw(om(20, 8, 30));
    assert_eq!(e.concepten().len(), 1);
    let listed = |e: &Echt| {
        let mut lines = e.model.lijst.alle().iter();
        lines.any(|line| line.zaak.regel.naam.achternaam == "Terwisga")
    };
    assert!(!listed(&e), "neither the line nor the end of its draft");
    e.toetsen("n");
    assert!(e.beeld().contains("PL2100-2026119999"), "{}", e.beeld());
    e.toetsen("Ctrl-S Enter");
    assert!(listed(&e) && e.concepten().is_empty());
}

#[test]
fn opdrachten_die_samen_horen_gaan_samen_of_niet_en_hun_concept_ook() {
    let mut e = Echt::nieuw();
    let id = hg(&mut e);
    let nu = e.nu;
    let before = e.gebeurtenissen(id).len();
    let twice = Opdracht::VoegBetrokkeneToe(femke());
    let refused = Opdracht::VerwijderBetrokkene(BetrokkeneId(Uuid::from_u128(99)));
    let done = e.schrijf(move |store| {
        store.bewaar_concept(id, "betrokkene", "{}", nu)?;
        store.voer_uit_samen(
            &[(id, &twice), (id, &refused)],
            Some((id, "betrokkene")),
            "A. de Boer",
            nu,
        )
    });
    assert!(done.is_err());
    assert_eq!(e.gebeurtenissen(id).len(), before);
    assert_eq!(e.concepten().len(), 1);
    // The second sees what the first did.
    let (new, change) = (
        femke(),
        Betrokkene {
            naam: "Femke B.".to_owned(),
            ..femke()
        },
    );
    e.schrijf(move |store| {
        store.voer_uit_samen(
            &[
                (id, &Opdracht::VoegBetrokkeneToe(new)),
                (id, &Opdracht::WijzigBetrokkene(change)),
            ],
            Some((id, "betrokkene")),
            "A. de Boer",
            nu,
        )
    })
    .unwrap();
    assert_eq!(e.gebeurtenissen(id).len(), before + 2);
    assert!(e.concepten().is_empty());
}

/// Opens the form of a story again, in the table as it is now.
fn weer(geval: &Geval, e: &mut Echt, id: ZaakId) {
    e.model.blik.lijst.kies(id);
    let keys = match geval.naam {
        "beoordeling" => "Enter b",
        "nieuwe betrokkene" => "Enter n",
        "betrokkene wijzigen" => "Enter PgDn PgDn Enter",
        "overleg" => "Enter p",
        "beslissing" => "Enter d",
        "gemeld" => "Enter m",
        "welke VT" => "Enter w",
        "overdragen" => "Enter y",
        "stap gedaan" => "Enter PgUp PgUp s",
        "stap terzijde" | "stap gevraagd" => {
            e.toetsen("Enter");
            naar(e, id, StapSoort::OverlegtijdVragen);
            if geval.naam == "stap terzijde" {
                "z"
            } else {
                "f"
            }
        }
        "aandachtspunt" => "Enter c Enter",
        "tegenspraak" => {
            e.toetsen("Enter");
            naar(e, id, StapSoort::TegenspraakBeslissen);
            "Enter"
        }
        "tegenspraak tussen laptops" => "Enter e",
        "sluiten" | "heropenen" => "Enter x",
        "afspraak" => "Enter a",
        "afspraak gedaan" => "3 s",
        "alles overdragen" => "4 Y",
        "mondeling" => "Enter i m",
        "tekst van de input" => "Enter i e",
        other => panic!("{other}"),
    };
    e.toetsen(keys);
}
