//! The given of the stories about input: one zaak, everything invented, and the lists of the house.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use zsmtafel::domain::afdoening::{Afdoening, Modaliteitkeuze, VastgesteldeAfdoening, Vrij};
use zsmtafel::domain::beoordeling::{
    Informatiebron, Navraag, NavraagStand, Oordeel, OordeelOver, VastgesteldeBeoordeling,
    Veiligheidsbeoordeling, Verzoek,
};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use zsmtafel::domain::ids::{BetrokkeneId, EventId, LezingId, ZaakId};
use zsmtafel::domain::input::Ontvanger;
use zsmtafel::domain::kenmerk::Lijstkenmerk;
use zsmtafel::domain::lijstregel::{Bron, Feit, Lijstregel, Status};
use zsmtafel::domain::naam::Naam;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::tag::{Tag, Tagging};
use zsmtafel::domain::verblijf::{Uitspraak, Van, Waarde};
use zsmtafel::domain::zaak::{Stand, Zaak};
use zsmtafel::send::ontvangers::Ontvangers;
use zsmtafel::send::opstelling::{Context, Opstelling, opstelling};
use zsmtafel::send::voorwaarden::Voorwaarden;

pub const BSN: &str = "111222333";

pub fn om(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// 08:20 on the Dutch clock.
pub fn nu() -> DateTime<Utc> {
    om("2026-11-20T07:20:00Z")
}

pub fn zaak_id() -> ZaakId {
    ZaakId(Uuid::from_u128(0x1f3a_9c02_0000_4000_8000_0000_0000_0001))
}

pub fn ontvangers() -> Ontvangers {
    toml::from_str(include_str!("../../assets/ontvangers.toml")).unwrap()
}

pub fn voorwaarden() -> Voorwaarden {
    toml::from_str(include_str!("../../assets/voorwaarden.toml")).unwrap()
}

pub fn context() -> Context {
    Context {
        nu: nu(),
        opsteller: "A. de Boer".to_owned(),
        vt_naam: "Veilig Thuis Zuidoost-Brabant".to_owned(),
        klok: None,
        bereikbaar: "06 00 11 22 33, vandaag aan tafel tot 17:00; daarna 0800-2000".to_owned(),
        tafel: "ZSM Oost-Brabant".to_owned(),
        oefenen: false,
    }
}

pub fn stel_op(zaak: &Zaak, who: Ontvanger) -> Opstelling {
    opstelling(
        zaak,
        ontvangers().voor(who).unwrap(),
        &voorwaarden(),
        &context(),
    )
}

pub fn persoon(number: u128) -> BetrokkeneId {
    BetrokkeneId(Uuid::from_u128(number))
}

/// The text with every line ticked that is offered.
pub fn alles_aan(zaak: &Zaak, who: Ontvanger) -> Opstelling {
    let mut all = stel_op(zaak, who);
    for part in &mut all.onderdelen {
        for line in &mut part.regels {
            line.aan = true;
        }
    }
    all
}

/// Somebody tells something about custody at this moment.
pub fn meld(zaak: &mut Zaak, waarde: Waarde, door: &str, op: &str) {
    zaak.stand.uitspraken.push(Uitspraak {
        waarde,
        van: Van::Gemeld {
            door: door.to_owned(),
        },
        over: om(op),
        sinds: None,
        tot: None,
        vastgelegd: om(op),
        id: None,
    });
}

/// A decision of these words, noted at 08:18.
pub fn beslis(zaak: &mut Zaak, label: &str, vrij: Vrij, inhoud: Afdoening) {
    zaak.stand.afdoeningen.push(VastgesteldeAfdoening {
        id: EventId(Uuid::from_u128(90)),
        door: "A. de Boer".to_owned(),
        op: om("2026-11-20T07:18:00Z"),
        inhoud: Afdoening {
            modaliteiten: vec![Modaliteitkeuze {
                code: "X".to_owned(),
                label: label.to_owned(),
                vrij,
                eindigt: true,
                klok: None,
                verblijf: None,
                stappen: Vec::new(),
            }],
            ..inhoud
        },
    });
}

/// Félène and two children around Łukasz van den Bakker, acuut, with everything filled in.
pub fn zaak() -> Zaak {
    Zaak {
        id: zaak_id(),
        regel: regel(),
        bron: Bron {
            lezing: LezingId(Uuid::from_u128(9)),
            bestand: "monitor.csv".to_owned(),
            sha256: "00".to_owned(),
            gelezen: om("2026-11-20T06:35:00Z"),
            peil: None,
        },
        stand: Stand {
            tag: Some(Tagging {
                tag: Tag::Hg,
                soorten: vec![Soort::Partner, Soort::Kinderen],
                voorgesteld: Vec::new(),
                id: EventId(Uuid::from_u128(70)),
                gezien: Lijstkenmerk::default(),
                reden: None,
                door: "A. de Boer".to_owned(),
                op: om("2026-11-20T06:50:00Z"),
            }),
            betrokkenen: betrokkenen(),
            beoordelingen: vec![beoordeling()],
            ..Stand::default()
        },
    }
}

fn regel() -> Lijstregel {
    Lijstregel {
        pl: Some("PL2100-2026117042".to_owned()),
        parketnummer: Some("01-153420-26".to_owned()),
        naam: Naam {
            achternaam: "Bakker".to_owned(),
            tussenvoegsel: "van den".to_owned(),
            voornamen: "Łukasz".to_owned(),
        },
        geboortedatum: NaiveDate::from_ymd_opt(1992, 5, 3),
        bsn: Some(BSN.to_owned()),
        adres: Some("Lindenlaan 12".to_owned()),
        woonplaats: Some("Eindhoven".to_owned()),
        feiten: vec![Feit {
            artikel: "300 jo 304 Sr".to_owned(),
            omschrijving: "Mishandeling (levensgezel)".to_owned(),
        }],
        toelichting: format!("VE (BSN {BSN}) pakte partner bij de keel. Kinderen boven in huis."),
        relatie: Some("partner".to_owned()),
        kinderen: Some("2".to_owned()),
        aanhouding: Some(om("2026-11-19T22:10:00Z")),
        begin_ophouden: Some(om("2026-11-19T22:52:00Z")),
        locatie: Some("AC Eindhoven".to_owned()),
        status: Status::Vast,
        thv: Some(true),
        zorgmelding: Some(false),
        ..Lijstregel::default()
    }
}

fn betrokkenen() -> Vec<Betrokkene> {
    vec![
        Betrokkene {
            id: persoon(1),
            naam: "Félène Żurek".to_owned(),
            leeftijd: Some(Leeftijd::Jaren(31)),
            rol: Rol::Slachtoffer,
            relatie: "partner".to_owned(),
            verblijf: "bij haar zus, Dorpsstraat 4, Best".to_owned(),
            geheim: false,
            bellen: Bellen::NietOpEigenNummer,
            bereikbaar: "via zus, 06 99 88 77 66".to_owned(),
        },
        Betrokkene {
            id: persoon(2),
            naam: "Noor".to_owned(),
            leeftijd: NaiveDate::from_ymd_opt(2019, 3, 12).map(Leeftijd::Geboren),
            rol: Rol::Kind,
            relatie: "dochter".to_owned(),
            verblijf: "bij oma in Son".to_owned(),
            geheim: false,
            bellen: Bellen::Onbekend,
            bereikbaar: String::new(),
        },
        Betrokkene {
            id: persoon(3),
            naam: "Mees".to_owned(),
            leeftijd: NaiveDate::from_ymd_opt(2026, 6, 1).map(Leeftijd::Geboren),
            rol: Rol::Kind,
            relatie: "zoon".to_owned(),
            verblijf: "bij zijn moeder".to_owned(),
            geheim: false,
            bellen: Bellen::Onbekend,
            bereikbaar: String::new(),
        },
    ]
}

pub fn beoordeling() -> VastgesteldeBeoordeling {
    let asked = |bron, op: Option<&str>, antwoord: &str| Navraag {
        bron,
        stand: if antwoord.is_empty() {
            NavraagStand::Gevraagd
        } else {
            NavraagStand::Antwoord
        },
        op: op.map(om),
        antwoord: antwoord.to_owned(),
    };
    let over = |number, oordeel| OordeelOver {
        betrokkene: persoon(number),
        oordeel,
    };
    VastgesteldeBeoordeling {
        id: EventId(Uuid::from_u128(77)),
        door: "A. de Boer".to_owned(),
        op: om("2026-11-20T07:14:00Z"),
        inhoud: Veiligheidsbeoordeling {
            personen: vec![
                over(1, Oordeel::AcuutOnveilig),
                over(2, Oordeel::StructureelOnveilig),
                over(3, Oordeel::AcuutOnveilig),
            ],
            geheel: Oordeel::AcuutOnveilig,
            navraag: vec![
                asked(
                    Informatiebron::EigenSysteem,
                    Some("2026-11-20T07:05:00Z"),
                    "3 meldingen sinds mei, steeds ernstiger. Hulp aan huis stopte in september.",
                ),
                asked(
                    Informatiebron::Politie,
                    Some("2026-11-20T07:10:00Z"),
                    "zorgformulier: eerder gedreigd met een mes",
                ),
                asked(Informatiebron::Reclassering, None, ""),
                asked(
                    Informatiebron::SlachtofferZelf,
                    Some("2026-11-20T07:12:00Z"),
                    "wil weg, durft het hem niet te zeggen",
                ),
            ],
            motivering:
                "Derde melding in een half jaar, nu verwurging. Zij wil weg en dat is het moment waarop het gevaar het grootst is."
                    .to_owned(),
            intern: "Haar zus belde anoniem; niet noemen.".to_owned(),
            voorwaarden: vec![
                "contactverbod".to_owned(),
                "locatieverbod".to_owned(),
                "Verdachte laat de hond bij zijn broer.".to_owned(),
            ],
            vt_doet: "Bureaudienst gaat vandaag om 11:00 naar het slachtoffer en maakt een veiligheidsplan."
                .to_owned(),
            verzoeken: vec![
                Verzoek {
                    aan: "OvJ".to_owned(),
                    wat: "Bel VT vóór het heenzenden; VT licht het slachtoffer in.".to_owned(),
                },
                Verzoek {
                    aan: "RvdK".to_owned(),
                    wat: "Kijk of een onderzoek nodig is.".to_owned(),
                },
            ],
            geldig_tot: Some(om("2026-11-21T11:00:00Z")),
        },
    }
}
