//! Taking back with the real store: what is asked is what is taken back, whoever did something meanwhile. And the
//! keys that nobody may obey: while something is sent, in a window that shows nothing, in a question that has
//! just appeared.

use zsmtafel::app::model::Dialoog;
use zsmtafel::app::msg::{Effect, Msg};
use zsmtafel::app::update::update;
use zsmtafel::domain::beoordeling::Oordeel;
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::input::Ontvanger;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::StoreFout;

use crate::hulp::echt::{Echt, Storing, om};
use crate::hulp::verhaal::{VISSER, beoordeling, getagd, mondeling};
use crate::ui_werkbank::toets;

fn hg(e: &mut Echt, achternaam: &str) -> ZaakId {
    let id = e.kies(achternaam);
    e.toetsen("h");
    if e.model.dialoog.is_some() {
        e.toetsen("p");
    }
    id
}

fn vraag(e: &Echt) -> String {
    match &e.model.dialoog {
        Some(Dialoog::Vraag(asked)) => asked.tekst.clone(),
        other => panic!("no question: {other:?} {:?}", e.model.melding),
    }
}

fn tag(e: &Echt, id: ZaakId) -> Option<Tag> {
    e.lees(move |lezer| Ok(lezer.zaak(id)?.unwrap().zaak.stand.tag.map(|one| one.tag)))
}

#[test]
fn u_vraagt_welke_van_wie_en_wanneer_en_neemt_die_terug() {
    let mut e = Echt::nieuw();
    let mine = hg(&mut e, "Martens");
    let other = e.kies("Ansems");
    // A colleague records something later: that is not mine to take back with u.
    e.ander(other, getagd(Tag::Twijfel, &[], true), VISSER)
        .unwrap();
    e.toetsen("u");
    let text = vraag(&e);
    for words in ["Terugnemen: tag HG", "Martens", "08:1", "A. de Boer"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // While the question stands, the same worker records something else elsewhere; yes is about what was asked.
    e.ander(other, getagd(Tag::Radar, &[], true), "A. de Boer")
        .unwrap();
    e.toetsen("j");
    assert_eq!(tag(&e, mine), None);
    assert_eq!(tag(&e, other), Some(Tag::Radar));
    assert!(e.beeld().contains("Teruggenomen: tag HG"), "{}", e.beeld());
    // What a colleague did is not among mine.
    e.toetsen("u j");
    assert_eq!(tag(&e, other), Some(Tag::Twijfel));
    e.toetsen("u");
    assert!(vraag(&e).contains("lezing"), "{}", vraag(&e));
}

#[test]
fn waar_input_van_een_collega_op_rust_gaat_niet_terug() {
    for spoken in [false, true] {
        let mut e = Echt::nieuw();
        let id = hg(&mut e, "Martens");
        e.buiten_om(id, beoordeling(Oordeel::StructureelOnveilig, &[]));
        let zaak = e.lees(move |lezer| Ok(lezer.zaak(id)?.unwrap().zaak));
        let given = if spoken {
            mondeling(&zaak, Ontvanger::Om, "mr. De Groot", VISSER)
        } else {
            Opdracht::VerstuurInput(Box::new(crate::hulp::verhaal::input(&zaak, Ontvanger::Om)))
        };
        e.ander(id, given, VISSER).unwrap();
        let before = e.gebeurtenissen(id).len();
        e.toetsen("u");
        assert!(e.model.dialoog.is_none());
        let said = e.model.melding.clone().unwrap().tekst;
        assert!(said.contains("input"), "{said}");
        // Asked before the input was given, and answered after it.
        let judged = e.gebeurtenissen(id).iter().rev().find_map(|(event, _)| {
            matches!(
                event.what,
                Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_)
            )
            .then_some(event.id)
        });
        let late = e.schrijf(move |store| {
            store.neem_gebeurtenis_terug(id, judged.unwrap(), "A. de Boer", om(20, 9, 0))
        });
        assert!(matches!(late, Err(StoreFout::NietTerug(_))), "{late:?}");
        assert_eq!(e.gebeurtenissen(id).len(), before);
    }
}

#[test]
fn na_een_lezing_is_u_die_lezing_en_na_een_handeling_weer_de_handeling() {
    let mut e = Echt::nieuw();
    e.toetsen("u");
    let text = vraag(&e);
    assert!(
        text.starts_with("De lezing van verdachtenmonitor-"),
        "{text}"
    );
    e.toetsen("n");
    assert_eq!(e.model.lijst.alle().len(), 46);
    let id = hg(&mut e, "Martens");
    e.toetsen("u");
    assert!(vraag(&e).contains("tag HG"), "{}", vraag(&e));
    e.toetsen("j");
    assert_eq!(tag(&e, id), None);
    e.toetsen("u j");
    assert!(e.model.lijst.alle().is_empty());
    assert!(e.beeld().contains("46 regels weg"), "{}", e.beeld());
}

#[test]
fn na_het_overnemen_van_29_zaken_zijn_het_die_29() {
    let mut e = Echt::nieuw();
    let ids: Vec<ZaakId> = e
        .model
        .lijst
        .alle()
        .iter()
        .map(|line| line.zaak.id)
        .collect();
    let ids: Vec<ZaakId> = ids.into_iter().take(29).collect();
    for id in &ids {
        e.ander(*id, getagd(Tag::Hg, &[Soort::Partner], true), VISSER)
            .unwrap();
        let over = Opdracht::DraagOver {
            aan: "A. de Boer".to_owned(),
            bericht: String::new(),
        };
        e.ander(*id, over, VISSER).unwrap();
    }
    e.herlaad();
    e.toetsen("4 N");
    // Nothing says that it is done before it is.
    e.stoor(Storing::AlleenLezen);
    e.toetsen("j");
    assert!(
        !e.beeld().contains("overgenomen door A. de Boer"),
        "{}",
        e.beeld()
    );
    e.heel(Storing::AlleenLezen);
    let waits = |e: &Echt| {
        let ids = ids.clone();
        e.lees(move |lezer| {
            let mut count = 0;
            for id in ids {
                let zaak = lezer.zaak(id)?.unwrap().zaak;
                count += usize::from(zaak.stand.wacht_op_overname().is_some());
            }
            Ok(count)
        })
    };
    assert_eq!(waits(&e), 29, "all or none");
    e.toetsen("N j");
    assert_eq!(waits(&e), 0);
    assert!(
        e.beeld().contains("29 zaken overgenomen door"),
        "{}",
        e.beeld()
    );
    e.toetsen("u");
    let text = vraag(&e);
    assert!(
        text.contains("Terugnemen: overgenomen bij 29 zaken"),
        "{text}"
    );
    e.toetsen("j");
    assert_eq!(waits(&e), 29);
}

#[test]
fn er_gaat_geen_tweede_weg_terwijl_de_eerste_onderweg_is() {
    let mut e = Echt::nieuw();
    let id = hg(&mut e, "Martens");
    e.buiten_om(id, beoordeling(Oordeel::StructureelOnveilig, &[]));
    e.herlaad();
    e.model.blik.lijst.kies(id);
    e.toetsen("i");
    // The fast hand: yes, and once more, before any answer.
    e.snel("Ctrl-S j Ctrl-S j Ctrl-S j");
    let sent = e.gebeurtenissen(id);
    let sent = sent
        .iter()
        .filter(|(event, _)| matches!(event.what, Gebeurtenis::InputVerstuurd(_)));
    assert_eq!(sent.count(), 1);
    assert_eq!(
        std::fs::read_dir(e.map.path().join("uit")).unwrap().count(),
        1
    );
    assert!(e.beeld().contains("Geregistreerd."), "{}", e.beeld());
}

#[test]
fn wie_doortypt_terwijl_er_wordt_opgeslagen_typt_voor_wat_daarna_komt() {
    let mut e = Echt::nieuw();
    let id = hg(&mut e, "Martens");
    e.model.blik.lijst.kies(id);
    e.toetsen("Enter n");
    e.typ("Femke");
    // Saved, and on to the assessment in one go; twice the same key saves once.
    e.snel("Ctrl-S Ctrl-S b");
    assert_eq!(e.formulier().unwrap().0, "beoordeling");
    assert!(e.beeld().contains("Femke"));
    e.toetsen("Esc n");
    e.typ("Kim");
    e.stoor(Storing::AlleenLezen);
    // Not saved: what was meant for what comes is not typed into the form that stays.
    e.snel("Ctrl-S b x");
    let (soort, _, waarden) = e.formulier().unwrap();
    assert_eq!(soort, "betrokkene");
    assert!(format!("{waarden:?}").contains("Kim\""), "{waarden:?}");
    e.heel(Storing::AlleenLezen);
}

#[test]
fn in_een_venster_dat_te_klein_is_kan_men_alleen_stoppen() {
    let mut e = Echt::nieuw();
    let id = e.kies("Martens");
    e.stuur(Msg::Formaat(79, 24));
    assert!(e.model.is_te_klein());
    e.toetsen("h g t Enter b u o n Tab");
    e.stuur(Msg::Geplakt("Naam;PL\na;b\nc;d\n".to_owned()));
    assert!(e.model.dialoog.is_none() && e.model.lagen.is_empty());
    assert_eq!(tag(&e, id), None);
    // What was typed before the window shrank is kept when one stops.
    e.stuur(Msg::Formaat(120, 40));
    hg(&mut e, "Martens");
    e.model.blik.lijst.kies(id);
    e.toetsen("Enter n");
    e.typ("Femke");
    e.stuur(Msg::Formaat(20, 5));
    e.typ("XYZ");
    e.toetsen("Ctrl-Q");
    assert!(e.model.stopt);
    let e = e.opnieuw(om(20, 8, 30));
    let draft = e
        .lees(move |lezer| lezer.concept(id, "betrokkene"))
        .unwrap()
        .0;
    assert!(draft.contains("FemkeXYZ"), "{draft}");
}

#[test]
fn een_vraag_die_net_verscheen_wordt_niet_beantwoord_door_wat_al_getypt_was() {
    let mut e = Echt::nieuw();
    let id = hg(&mut e, "Martens");
    let seen = |e: &mut Echt| {
        let nu = e.nu;
        e.model.getekend(nu);
    };
    seen(&mut e);
    // The answer of the store opens the question while the worker walks down the list with j.
    e.toetsen("u");
    e.toetsen("j j");
    assert!(
        matches!(e.model.dialoog, Some(Dialoog::Vraag(_))),
        "not drawn yet"
    );
    seen(&mut e);
    let at = e.nu;
    let asked = update(&mut e.model, Msg::Toets(toets("j")), at);
    assert!(
        asked.is_empty() && e.model.dialoog.is_some(),
        "drawn this very moment"
    );
    assert_eq!(tag(&e, id), Some(Tag::Hg));
    // A third of a second later it is an answer.
    e.toetsen("j");
    assert_eq!(tag(&e, id), None);
    // A question that a key opened is answered as soon as it is on screen, and words go into a form at once.
    hg(&mut e, "Martens");
    e.model.blik.lijst.kies(id);
    e.toetsen("Enter a");
    e.typ("wijkagent");
    let (_, _, waarden) = e.formulier().unwrap();
    assert!(format!("{waarden:?}").contains("wijkagent"));
    e.toetsen("Ctrl-S");
    assert!(e.model.dialoog.is_some(), "the form was not seen yet");
}

#[test]
fn wie_stopt_hoort_of_alles_er_is() {
    let mut e = Echt::nieuw();
    let id = hg(&mut e, "Martens");
    e.model.blik.lijst.kies(id);
    e.toetsen("Enter n");
    e.typ("Femke");
    e.toetsen("Ctrl-Q");
    assert_eq!(vraag(&e), "zsmtafel afsluiten? Alles is opgeslagen.");
    e.toetsen("n");
    assert!(e.formulier().is_some(), "the form is there again");
    e.stoor(Storing::AlleenLezen);
    e.typ("X");
    e.toetsen("Ctrl-Q");
    assert!(vraag(&e).contains("is niet bewaard"), "{}", vraag(&e));
    e.heel(Storing::AlleenLezen);
}

#[test]
fn een_trage_vraag_staat_een_handeling_niet_in_de_weg() {
    let mut e = Echt::nieuw();
    let id = e.kies("Martens");
    let (tell, told) = std::sync::mpsc::channel::<()>();
    // Somebody asks something that takes as long as it is let.
    let slow = e.sessie().werker().lees(move |_| {
        let _ = told.recv_timeout(std::time::Duration::from_secs(20));
        Ok(())
    });
    let asked = update(&mut e.model, Msg::Toets(toets("g")), om(20, 8, 13));
    assert!(
        asked
            .iter()
            .any(|one| matches!(one.effect, Effect::VoerUit(_)))
    );
    let began = std::time::Instant::now();
    e.buiten_om(id, getagd(Tag::GeenHg, &[], true));
    assert!(
        began.elapsed().as_secs() < 10,
        "the writer waited for a reader"
    );
    tell.send(()).unwrap();
    slow.wacht().unwrap();
    assert_eq!(tag(&e, id), Some(Tag::GeenHg));
}
