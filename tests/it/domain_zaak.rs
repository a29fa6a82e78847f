//! A zaak from tag to input: what may be recorded when, and what is then still open.

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use proptest::prelude::*;
use uuid::Uuid;
use zsmtafel::domain::beoordeling::{Oordeel, OordeelOver, Veiligheidsbeoordeling};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Rol};
use zsmtafel::domain::decide::{Opdracht, Weigering, decide};
use zsmtafel::domain::event::{Gebeurtenis, Recorded};
use zsmtafel::domain::fold::fold;
use zsmtafel::domain::ids::{BetrokkeneId, EventId, LezingId, ZaakId};
use zsmtafel::domain::input::{Input, Ontvanger, Vorm};
use zsmtafel::domain::lijstregel::{Bron, Herkomst, Lijstregel, Veld};
use zsmtafel::domain::naam::{Naam, vouw};
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::terug::{NietTerug, kies};
use zsmtafel::domain::werkstroom::{self, Omgeving};
use zsmtafel::domain::zaak::{Stand, Zaak};

/// A zaak with its events: commands go in, as the store would carry them out.
struct Tafel {
    zaak: Zaak,
    events: Vec<Recorded>,
    nu: DateTime<Utc>,
}

impl Tafel {
    fn nieuw() -> Tafel {
        let nu = Utc.with_ymd_and_hms(2026, 11, 20, 7, 12, 0).unwrap();
        let lezing = LezingId(Uuid::from_u128(1));
        Tafel {
            zaak: Zaak {
                id: ZaakId(Uuid::from_u128(7)),
                regel: Lijstregel {
                    pl: Some("PL2100-2026117042".to_owned()),
                    naam: Naam {
                        achternaam: "Bakker".to_owned(),
                        tussenvoegsel: "van den".to_owned(),
                        voornamen: "Joris".to_owned(),
                    },
                    ..Lijstregel::default()
                },
                bron: Bron {
                    lezing,
                    bestand: "lijst.csv".to_owned(),
                    sha256: "0".repeat(64),
                    gelezen: nu,
                    peil: None,
                },
                stand: Stand::default(),
            },
            events: Vec::new(),
            nu,
        }
    }

    fn boek(&mut self, what: Gebeurtenis) {
        self.nu += TimeDelta::minutes(1);
        let id = EventId(Uuid::from_u128(100 + self.events.len() as u128));
        let event = crate::hulp::volgende(&self.events, id, "A. de Boer", self.nu, what);
        self.events.push(event);
        self.zaak.stand = fold(&self.events);
    }

    fn doe(&mut self, opdracht: &Opdracht) -> Result<(), Weigering> {
        for what in decide(&self.zaak, opdracht)? {
            self.boek(what);
        }
        Ok(())
    }

    fn tag(&mut self, tag: Tag) -> Result<(), Weigering> {
        self.doe(&Opdracht::Tag {
            tag,
            soorten: if tag == Tag::Hg {
                vec![Soort::Partner]
            } else {
                vec![]
            },
            voorgesteld: vec![],
            reden: None,
            bevestigd: true,
        })
    }

    fn neem_terug(&mut self) -> Result<(), NietTerug> {
        let undone = zsmtafel::domain::fold::teruggenomen(&self.events);
        let id = kies(
            self.events
                .iter()
                .rev()
                .filter(|event| !undone.contains(&event.id)),
        )?;
        self.boek(Gebeurtenis::Teruggenomen { gebeurtenis: id });
        Ok(())
    }

    fn open(&self) -> Vec<StapSoort> {
        werkstroom::stappen(&self.zaak, &Omgeving::kaal(self.nu))
            .into_iter()
            .map(|step| step.soort)
            .collect()
    }
}

fn oordeel(geheel: Oordeel) -> Opdracht {
    Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
        geheel,
        motivering: "Derde melding in een half jaar.".to_owned(),
        ..Veiligheidsbeoordeling::default()
    }))
}

fn sanne() -> Betrokkene {
    Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(31)),
        naam: "Sanne".to_owned(),
        leeftijd: None,
        rol: Rol::Slachtoffer,
        relatie: "partner".to_owned(),
        verblijf: "thuis".to_owned(),
        bellen: Bellen::NietOpEigenNummer,
        bereikbaar: String::new(),
        geheim: false,
    }
}

fn input(tafel: &Tafel) -> Opdracht {
    Opdracht::VerstuurInput(Box::new(Input {
        ontvanger: Ontvanger::Om,
        vorm: Vorm::Eml,
        grond: "veiligheid".to_owned(),
        tekst: "Acuut onveilig.".to_owned(),
        sha256: "0".repeat(64),
        bestand: "input-1.eml".to_owned(),
        beoordeling: tafel.zaak.stand.beoordeling().map(|one| one.id),
        gesprek: None,
    }))
}

#[test]
fn from_tag_to_input_each_step_opens_the_next() {
    let mut tafel = Tafel::nieuw();
    assert_eq!(tafel.open(), [StapSoort::Taggen, StapSoort::TijdOpvragen]);

    tafel.tag(Tag::Hg).unwrap();
    assert!(tafel.open().contains(&StapSoort::Beoordelen));
    assert!(!tafel.open().contains(&StapSoort::InputGeven));

    tafel.doe(&oordeel(Oordeel::StructureelOnveilig)).unwrap();
    assert!(!tafel.open().contains(&StapSoort::Beoordelen));
    assert!(tafel.open().contains(&StapSoort::InputGeven));

    let sent = input(&tafel);
    tafel.doe(&sent).unwrap();
    assert!(!tafel.open().contains(&StapSoort::InputGeven));
    assert!(tafel.open().contains(&StapSoort::TerugkoppelingVragen));
}

#[test]
fn acuut_opens_the_bureaudienst_until_a_person_says_it_was_called() {
    let mut tafel = Tafel::nieuw();
    tafel.tag(Tag::Hg).unwrap();
    tafel.doe(&oordeel(Oordeel::AcuutOnveilig)).unwrap();
    assert_eq!(
        tafel.open().first(),
        Some(&StapSoort::BureaudienstInschakelen)
    );
    assert!(werkstroom::alarmen(&tafel.zaak).first().unwrap().alarm);

    tafel
        .doe(&Opdracht::RondStapAf {
            stap: StapSoort::BureaudienstInschakelen,
            aanleiding: None,
            toelichting: "M. gebeld, zij gaat".to_owned(),
        })
        .unwrap();
    assert!(!tafel.open().contains(&StapSoort::BureaudienstInschakelen));

    // Acuut in a newer judgement is a new cause: who is called must know of it too.
    tafel
        .doe(&Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
            geheel: Oordeel::AcuutOnveilig,
            motivering: "Nog steeds.".to_owned(),
            ..Veiligheidsbeoordeling::default()
        })))
        .unwrap();
    assert!(tafel.open().contains(&StapSoort::BureaudienstInschakelen));
}

#[test]
fn what_is_not_followed_takes_no_people_and_no_judgement() {
    let mut tafel = Tafel::nieuw();
    let add = Opdracht::VoegBetrokkeneToe(sanne());
    assert_eq!(tafel.doe(&add), Err(Weigering::NietGevolgd));
    tafel.tag(Tag::GeenHg).unwrap();
    assert_eq!(tafel.doe(&add), Err(Weigering::NietGevolgd));
    assert_eq!(
        tafel.doe(&oordeel(Oordeel::AcuutOnveilig)),
        Err(Weigering::NietGevolgd)
    );
}

#[test]
fn a_judgement_needs_grounds_and_is_never_lighter_than_its_worst_person() {
    let mut tafel = Tafel::nieuw();
    tafel.tag(Tag::Hg).unwrap();
    tafel.doe(&Opdracht::VoegBetrokkeneToe(sanne())).unwrap();
    let with = |geheel, motivering: &str, personen| {
        Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
            geheel,
            motivering: motivering.to_owned(),
            personen,
            ..Veiligheidsbeoordeling::default()
        }))
    };
    let acuut = |id| {
        vec![OordeelOver {
            betrokkene: id,
            oordeel: Oordeel::AcuutOnveilig,
        }]
    };
    let stranger = BetrokkeneId(Uuid::from_u128(999));
    for (opdracht, expected) in [
        (
            with(Oordeel::NogNietBeoordeeld, "x", vec![]),
            Weigering::OordeelOntbreekt,
        ),
        (
            with(Oordeel::VoldoendeVeilig, "  ", vec![]),
            Weigering::MotiveringOntbreekt,
        ),
        (
            with(Oordeel::VoldoendeVeilig, "x", acuut(sanne().id)),
            Weigering::GeheelTeLicht,
        ),
        (
            with(Oordeel::AcuutOnveilig, "x", acuut(stranger)),
            Weigering::OnbekendeBetrokkene,
        ),
    ] {
        assert_eq!(tafel.doe(&opdracht), Err(expected));
    }
    tafel
        .doe(&with(Oordeel::AcuutOnveilig, "x", acuut(sanne().id)))
        .unwrap();
}

#[test]
fn input_rests_on_the_judgement_that_holds() {
    let mut tafel = Tafel::nieuw();
    tafel.tag(Tag::Hg).unwrap();
    let early = input(&tafel);
    assert_eq!(tafel.doe(&early), Err(Weigering::GeenBeoordeling));
    tafel.doe(&oordeel(Oordeel::StructureelOnveilig)).unwrap();
    let composed = input(&tafel);
    tafel.doe(&oordeel(Oordeel::AcuutOnveilig)).unwrap();
    assert_eq!(tafel.doe(&composed), Err(Weigering::BeoordelingVerouderd));
}

#[test]
fn taking_back_walks_through_everything_until_what_left_the_building() {
    let mut tafel = Tafel::nieuw();
    let fresh = tafel.zaak.stand.clone();
    tafel.tag(Tag::Hg).unwrap();
    tafel.tag(Tag::Twijfel).unwrap();
    tafel.neem_terug().unwrap();
    assert_eq!(tafel.zaak.stand.tag.as_ref().unwrap().tag, Tag::Hg);
    tafel.neem_terug().unwrap();
    assert_eq!(tafel.zaak.stand.tag, fresh.tag);
    assert_eq!(tafel.neem_terug(), Err(NietTerug::Niets));

    tafel.tag(Tag::Hg).unwrap();
    tafel.doe(&oordeel(Oordeel::AcuutOnveilig)).unwrap();
    let sent = input(&tafel);
    tafel.doe(&sent).unwrap();
    assert_eq!(tafel.neem_terug(), Err(NietTerug::Verstuurd));
}

#[test]
fn geen_hg_leaves_no_data_of_the_line_in_the_journal() {
    let mut tafel = Tafel::nieuw();
    tafel.tag(Tag::GeenHg).unwrap();
    let written = serde_json::to_string(&tafel.events).unwrap();
    assert!(
        !written.contains("Bakker") && !written.contains("PL2100"),
        "{written}"
    );
}

#[test]
fn a_poorer_shape_of_the_list_takes_nothing_away() {
    let origin = |kolom: &str| Herkomst {
        kolom: kolom.into(),
        tekst: String::new(),
    };
    let mut rich = Tafel::nieuw().zaak.regel;
    rich.adres = Some("Sepdreef 61".to_owned());
    rich.relatie = Some("echtgenote".to_owned());
    let mut poor = rich.clone();
    poor.adres = None;
    poor.relatie = Some("partner".to_owned());
    poor.herkomst.insert(Veld::Relatie, origin("relatie"));
    let changes = rich.wijzigingen(&poor);
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0].oud.as_str(), changes[0].nieuw.as_str()),
        ("echtgenote", "partner")
    );
    let merged = rich.bijgewerkt(&poor);
    assert_eq!(merged.adres.as_deref(), Some("Sepdreef 61"));
    assert_eq!(merged.relatie.as_deref(), Some("partner"));
}

#[test]
fn names_fold_to_what_people_mean() {
    for (left, right) in [
        ("IJsbrand", "Ysbrand"),
        ("Müller", "muller"),
        ("d'Hondt", "D HONDT"),
        ("van  den Berg", "Van den Berg"),
        ("Łukasz", "Lukasz"),
        ("e\u{301}e\u{301}n", "een"),
    ] {
        assert_eq!(vouw(left), vouw(right), "{left} / {right}");
    }
    assert_ne!(vouw("Berg"), vouw("Burg"));
}

proptest! {
    #[test]
    fn folding_a_name_twice_changes_nothing(text in "\\PC{0,40}") {
        let once = vouw(&text);
        prop_assert_eq!(vouw(&once), once);
    }
}

#[test]
fn rows_that_went_without_a_tag_are_told_in_words() {
    use zsmtafel::domain::dagwissel::uitgewacht;
    assert_eq!(uitgewacht(0), None);
    assert!(
        uitgewacht(1)
            .unwrap()
            .starts_with("1 regel die op HG leek is gewist")
    );
    assert!(
        uitgewacht(3)
            .unwrap()
            .starts_with("3 regels die op HG leken zijn gewist")
    );
}
