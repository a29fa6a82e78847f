//! What two laptops wrote apart, at the table of one of them: shown, named when the zaak goes on, and decided.

use uuid::Uuid;
use zsmtafel::domain::actie::Actie;
use zsmtafel::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Rol};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::ids::{ActieId, BetrokkeneId, EventId, ZaakId};
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::velden::{OORDEEL, VT, Veldsleutel};

use crate::hulp::echt::Echt;
use crate::hulp::verhaal::{beoordeling, terzijde};

/// A zaak that VT follows, its screen on top.
fn zaak(e: &mut Echt) -> ZaakId {
    e.volg("Martens")
}

/// What another laptop brought is on the list and on the screen.
fn kom_terug(e: &mut Echt, id: ZaakId) {
    e.toetsen("Esc");
    e.herlaad();
    e.model.blik.lijst.kies(id);
    e.toetsen("Enter");
}

fn acuut() -> Gebeurtenis {
    Gebeurtenis::VeiligheidsbeoordelingVastgesteld(Box::new(Veiligheidsbeoordeling {
        geheel: Oordeel::AcuutOnveilig,
        motivering: "hij dreigde".to_owned(),
        ..Veiligheidsbeoordeling::default()
    }))
}

fn andere_vt(code: &str) -> Gebeurtenis {
    Gebeurtenis::VtAangewezen {
        code: code.to_owned(),
        reden: "woont daar".to_owned(),
    }
}

/// The last thing that was recorded.
fn laatste(e: &Echt, id: ZaakId) -> Gebeurtenis {
    e.gebeurtenissen(id).pop().unwrap().0.what
}

#[test]
fn a_tegenspraak_stands_everywhere_and_is_decided_where_it_stands() {
    let mut e = Echt::nieuw();
    let id = zaak(&mut e);
    e.buiten_om(id, beoordeling(Oordeel::VoldoendeVeilig, &[]));
    let own = e.gebeurtenissen(id).last().unwrap().0.id;
    e.collega(id, 1, &acuut());
    kom_terug(&mut e, id);
    // The head of the zaak: both values, and who said them.
    let picture = e.beeld();
    for words in [
        "▲ tegenspraak over het oordeel",
        "Cor Kwikstaart",
        "e beslist",
    ] {
        assert!(picture.contains(words), "{words}: {picture}");
    }
    // Handing over to a colleague is no closing and leaves the house nowhere: it names what stands open.
    e.toetsen("y");
    e.typ("B. Visser");
    e.toetsen("Ctrl-S");
    assert!(matches!(laatste(&e, id), Gebeurtenis::Overgedragen { .. }));
    assert!(e.beeld().contains("▲ tegenspraak over"), "{}", e.beeld());
    e.toetsen("Esc 4");
    assert!(
        e.beeld().contains("tegenspraak over het oordeel"),
        "{}",
        e.beeld()
    );
    e.toetsen("l");
    assert!(e.beeld().contains("tegenspraak over het"), "{}", e.beeld());
    // Vandaag has it among what goes first, and asks right there.
    e.toetsen("Esc 2");
    let picture = e.beeld();
    assert!(
        picture.contains("beslissen wat klopt: het oor"),
        "{picture}"
    );
    e.toetsen("e");
    let picture = e.beeld();
    for words in [
        "Tegenspraak over het oordeel",
        "A. de Boer",
        "Cor Kwikstaart",
    ] {
        assert!(picture.contains(words), "{words}: {picture}");
    }
    // Nothing is chosen beforehand, and a reason is asked.
    let before = e.gebeurtenissen(id).len();
    e.veld("hoe");
    e.typ("gebeld met de wijkagent");
    e.toetsen("Ctrl-S");
    assert!(
        e.beeld().contains("Kies welke uitspraak klopt"),
        "{}",
        e.beeld()
    );
    e.veld("klopt");
    e.toetsen("Rechts Ctrl-S");
    assert_eq!(e.gebeurtenissen(id).len(), before + 1, "{}", e.beeld());
    assert_eq!(
        laatste(&e, id),
        Gebeurtenis::VeldBeslist {
            velden: vec![Veldsleutel::van(OORDEEL)],
            kies: own,
            reden: "gebeld met de wijkagent".to_owned(),
        },
        "the same as `tegenspraak ZAAK oordeel --kies`"
    );
    e.model.blik.lijst.kies(id);
    e.toetsen("1 Enter");
    assert!(!e.beeld().contains("▲ tegenspraak"), "{}", e.beeld());
    e.toetsen("e");
    assert!(e.model.dialoog.is_none());
}

#[test]
fn of_several_the_one_that_is_meant_is_decided_and_the_other_stays() {
    let mut e = Echt::nieuw();
    let id = zaak(&mut e);
    let vt = |code: &str| Opdracht::WijsVtAan {
        code: code.to_owned(),
        reden: "woont hier".to_owned(),
    };
    e.buiten_om(id, beoordeling(Oordeel::VoldoendeVeilig, &[]));
    e.buiten_om(id, vt("ZO"));
    e.collega(id, 1, &acuut());
    e.collega(id, 2, &andere_vt("UT"));
    kom_terug(&mut e, id);
    assert!(e.beeld().contains("en nog 1"), "{}", e.beeld());
    // From the palette, by its name.
    e.toetsen(":");
    e.typ("tegenspraak");
    e.toetsen("Enter");
    assert!(
        e.beeld().contains("Tegenspraak over het oordeel"),
        "{}",
        e.beeld()
    );
    e.veld("over");
    e.toetsen("Rechts");
    assert!(
        e.beeld().contains("Tegenspraak over welke VT"),
        "{}",
        e.beeld()
    );
    e.veld("klopt");
    e.toetsen("Rechts Rechts");
    e.veld("hoe");
    e.typ("zij belden");
    // Meanwhile a third laptop says something else again: who chose did not see that.
    e.collega(id, 3, &andere_vt("NO"));
    e.herlaad();
    e.toetsen("Ctrl-S");
    assert!(
        e.beeld().contains("Intussen is hier iets anders"),
        "{}",
        e.beeld()
    );
    let (_, _, waarden) = e.formulier().unwrap();
    assert_eq!(
        serde_json::to_value(&waarden["hoe"]).unwrap(),
        "zij belden",
        "what was typed stays"
    );
    e.veld("klopt");
    e.toetsen("Rechts Rechts Ctrl-S");
    let Gebeurtenis::VeldBeslist { velden, .. } = laatste(&e, id) else {
        panic!("{}", e.beeld());
    };
    assert_eq!(velden, [Veldsleutel::van(VT)]);
    let open = e.lees(move |lezer| Ok(lezer.zaak(id)?.unwrap().zaak.stand));
    let left: Vec<_> = open
        .tegenspraken()
        .iter()
        .map(|one| one.veld.clone())
        .collect();
    assert_eq!(left, [Veldsleutel::van(OORDEEL)]);
}

#[test]
fn who_wrote_a_field_too_is_said_beside_it_until_somebody_writes_who_knew() {
    let femke = |naam: &str| Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(5)),
        naam: naam.to_owned(),
        leeftijd: None,
        rol: Rol::default(),
        relatie: String::new(),
        verblijf: String::new(),
        bellen: Bellen::default(),
        bereikbaar: String::new(),
        geheim: false,
    };
    let afspraak = Actie {
        id: ActieId(Uuid::from_u128(6)),
        wie: "wijkagent".to_owned(),
        wat: "gaat langs".to_owned(),
        wanneer: None,
    };
    let mut e = Echt::nieuw();
    let id = zaak(&mut e);
    e.buiten_om(id, Opdracht::VoegBetrokkeneToe(femke("Femke")));
    e.buiten_om(id, Opdracht::SpreekAf(afspraak.clone()));
    e.buiten_om(id, terzijde(StapSoort::BronnenVragen));
    e.collega(id, 1, &Gebeurtenis::BetrokkeneGewijzigd(femke("Femke B.")));
    let by_another = |toelichting: &str| toelichting.to_owned();
    e.collega(
        id,
        2,
        &Gebeurtenis::ActieAfgerond {
            actie: afspraak.id,
            toelichting: by_another("is geweest"),
        },
    );
    e.collega(
        id,
        3,
        &Gebeurtenis::StapTerzijde {
            stap: StapSoort::BronnenVragen,
            aanleiding: None::<EventId>,
            gezien: None,
            reden: by_another("zijn bekend"),
        },
    );
    kom_terug(&mut e, id);
    let stand = e.lees(move |lezer| Ok(lezer.zaak(id)?.unwrap().zaak.stand));
    assert_eq!(stand.meegeschreven.len(), 3, "{:?}", stand.meegeschreven);
    let dossier = e.lees(move |lezer| Ok(lezer.zaak(id)?.unwrap().zaak));
    assert!(dossier.stand.tegenspraken().is_empty());
    let picture = e.beeld();
    let said = picture.matches("ook gewijzigd door A. de").count();
    assert!(said >= 3, "{said}: {picture}");
    e.toetsen("Esc 3");
    assert!(
        e.beeld().contains("ook gewijzigd door A. de Boer"),
        "{}",
        e.beeld()
    );
    // Who writes now knew of both.
    e.buiten_om(id, Opdracht::WijzigBetrokkene(femke("Femke Bos")));
    let after = e.lees(move |lezer| Ok(lezer.zaak(id)?.unwrap().zaak.stand));
    assert_eq!(after.meegeschreven.len(), 2);
}
