//! The points of the afdoeningsoverleg: which are answered by what was recorded, and which are open.

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use uuid::Uuid;
use zsmtafel::domain::aandachtspunt::{
    AandachtspuntBestand, AandachtspuntFout, Aandachtspunten, Gezien, PuntStand, Vanzelf,
    aantal_open,
};
use zsmtafel::domain::afdoening::{
    Aanwezigheid, Afdoening, Uitkomst, VastgesteldeAfdoening, Voorwaarde, Vrij,
};
use zsmtafel::domain::beoordeling::{
    Informatiebron, Navraag, NavraagStand, Oordeel, VastgesteldeBeoordeling, Veiligheidsbeoordeling,
};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use zsmtafel::domain::ids::{BetrokkeneId, EventId, LezingId, ZaakId};
use zsmtafel::domain::kenmerk::Lijstkenmerk;
use zsmtafel::domain::lijstregel::{Bron, Lijstregel};
use zsmtafel::domain::overleg::{GenoteerdePlaats, GeplandOverleg, GezienPunt, Overleg};
use zsmtafel::domain::signaal::{Veld, Vlag, VlagSoort};
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::{GedaneStap, StapSoort};
use zsmtafel::domain::tag::{Tag, Tagging};
use zsmtafel::domain::verblijf::{Uitspraak, Van, Waarde};
use zsmtafel::domain::zaak::{Stand, Zaak};

const BESTAND: &str = include_str!("../../assets/aandachtspunten.toml");

pub fn lijst() -> Aandachtspunten {
    lees(BESTAND).unwrap()
}

fn lees(tekst: &str) -> Result<Aandachtspunten, AandachtspuntFout> {
    Aandachtspunten::nieuw(toml::from_str::<AandachtspuntBestand>(tekst).unwrap())
}

/// Friday 20 November 2026, 09:30.
fn nu() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 8, 30, 0).unwrap()
}

fn zaak() -> Zaak {
    Zaak {
        id: ZaakId(Uuid::from_u128(7)),
        regel: Lijstregel::default(),
        bron: Bron {
            lezing: LezingId(Uuid::from_u128(1)),
            bestand: "lijst.csv".to_owned(),
            sha256: "0".repeat(64),
            gelezen: nu() - TimeDelta::hours(2),
            peil: None,
        },
        stand: Stand::default(),
    }
}

fn wie(naam: &str, rol: Rol, verblijf: &str) -> Betrokkene {
    Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(naam.len() as u128)),
        naam: naam.to_owned(),
        leeftijd: None,
        rol,
        relatie: String::new(),
        verblijf: verblijf.to_owned(),
        geheim: false,
        bellen: Bellen::Onbekend,
        bereikbaar: String::new(),
    }
}

/// Notes where somebody is, this many minutes ago, as recording it does.
fn noteer(zaak: &mut Zaak, wie: Option<&str>, waar: &str, minuten: i64) {
    let id = wie.map(|naam| {
        let gevonden = zaak
            .stand
            .betrokkenen
            .iter_mut()
            .find(|een| een.naam == naam)
            .unwrap();
        gevonden.verblijf = waar.to_owned();
        gevonden.id
    });
    zaak.stand.plaatsen.push(GenoteerdePlaats {
        wie: id,
        waar: waar.to_owned(),
        op: nu() - TimeDelta::minutes(minuten),
        geheim: false,
    });
}

/// The line is in the journal, and somebody told this about custody, so many minutes ago.
fn gemeld(zaak: &mut Zaak, waarde: Waarde, minuten: i64) {
    let op = nu() - TimeDelta::minutes(minuten);
    zaak.stand.uitspraken.push(Uitspraak {
        waarde,
        van: Van::Gemeld {
            door: "intake".to_owned(),
        },
        over: op,
        sinds: None,
        tot: None,
        vastgelegd: op,
        id: None,
    });
}

fn beoordeel(zaak: &mut Zaak, inhoud: Veiligheidsbeoordeling) {
    zaak.stand.beoordelingen.push(VastgesteldeBeoordeling {
        id: EventId(Uuid::from_u128(9)),
        door: "A. de Boer".to_owned(),
        op: nu() - TimeDelta::minutes(18),
        inhoud,
    });
}

fn oordeel(geheel: Oordeel) -> Veiligheidsbeoordeling {
    Veiligheidsbeoordeling {
        geheel,
        ..Veiligheidsbeoordeling::default()
    }
}

fn navraag(bron: Informatiebron, antwoord: &str) -> Navraag {
    Navraag {
        bron,
        stand: if antwoord.trim().is_empty() {
            NavraagStand::Gevraagd
        } else {
            NavraagStand::Antwoord
        },
        op: Some(nu() - TimeDelta::minutes(40)),
        antwoord: antwoord.to_owned(),
    }
}

fn tag(zaak: &mut Zaak, soorten: &[Soort]) {
    zaak.stand.tag = Some(Tagging {
        tag: Tag::Hg,
        soorten: soorten.to_vec(),
        voorgesteld: Vec::new(),
        id: EventId(Uuid::from_u128(5)),
        gezien: Lijstkenmerk::default(),
        reden: None,
        door: "A. de Boer".to_owned(),
        op: nu(),
    });
}

fn punt(zaak: &Zaak, vlaggen: &[Vlag], id: &str) -> PuntStand {
    lijst()
        .stand(zaak, vlaggen, nu())
        .into_iter()
        .find(|punt| punt.id == id)
        .unwrap()
}

/// `gezien: …` or `open: …`, as the worker reads it.
fn lezing(zaak: &Zaak, id: &str) -> String {
    let punt = punt(zaak, &[], id);
    match &punt.gezien {
        Some(gezien) => format!("gezien: {}", gezien.label(nu())),
        None => format!("open: {}", punt.nog.join("; ")),
    }
}

#[test]
fn in_a_fresh_zaak_every_point_is_open() {
    let standen = lijst().stand(&zaak(), &[], nu());
    assert_eq!(standen.len(), 12);
    assert_eq!(aantal_open(&standen), 12);
    // Where the program can see for itself it says what is missing; the rest is for a person.
    for (punt, regel) in standen.iter().zip(lijst().punten()) {
        assert_eq!(punt.nog.is_empty(), regel.vanzelf.is_empty(), "{}", punt.id);
    }
}

#[test]
fn every_built_in_check_answers_a_point() {
    let lijst = lijst();
    for toets in Vanzelf::ALLE {
        assert!(
            lijst
                .punten()
                .iter()
                .any(|punt| punt.vanzelf.contains(&toets)),
            "{toets:?}"
        );
    }
    assert_eq!(
        lijst.label(),
        "eigen neutrale lijst van zsmtafel, versie 2026-11"
    );
}

#[test]
fn a_judgement_answers_while_it_holds() {
    let mut zaak = zaak();
    beoordeel(&mut zaak, oordeel(Oordeel::NogNietBeoordeeld));
    assert_eq!(
        lezing(&zaak, "veiligheidsbeoordeling"),
        "open: nog niet beoordeeld"
    );
    beoordeel(&mut zaak, oordeel(Oordeel::StructureelOnveilig));
    assert_eq!(
        lezing(&zaak, "veiligheidsbeoordeling"),
        "gezien: structureel onveilig, 09:12"
    );
    beoordeel(
        &mut zaak,
        Veiligheidsbeoordeling {
            geldig_tot: Some(nu()),
            ..oordeel(Oordeel::AcuutOnveilig)
        },
    );
    assert_eq!(
        lezing(&zaak, "veiligheidsbeoordeling"),
        "open: oordeel was acuut onveilig, maar gold tot 09:30"
    );
}

#[test]
fn children_need_a_place_and_a_zorgmelding() {
    let mut zaak = zaak();
    zaak.regel.kinderen = Some("geen".to_owned());
    zaak.regel.zorgmelding = Some(false);
    assert_eq!(
        lezing(&zaak, "kinderen"),
        "open: nog geen kind genoteerd; op de lijst staat: geen; geen zorgmelding op de lijst"
    );
    // A victim of fifteen is a child, whatever the role.
    let mut mees = wie("Mees", Rol::Slachtoffer, "");
    mees.leeftijd = Some(Leeftijd::Jaren(15));
    let mut lot = wie("Lot", Rol::Kind, "");
    lot.leeftijd = Some(Leeftijd::Jaren(6));
    zaak.stand.betrokkenen = vec![wie("Sanne", Rol::Slachtoffer, ""), mees, lot];
    noteer(&mut zaak, Some("Lot"), "bij oma", 20);
    zaak.regel.zorgmelding = Some(true);
    assert_eq!(
        lezing(&zaak, "kinderen"),
        "open: zorgmelding staat op de lijst van 07:30; niet bekend waar: Mees"
    );
    noteer(&mut zaak, Some("Mees"), "bij oma", 20);
    assert_eq!(
        lezing(&zaak, "kinderen"),
        "gezien: Mees bij oma (genoteerd 09:10); Lot bij oma (genoteerd 09:10); \
         zorgmelding staat op de lijst van 07:30"
    );
    // The list does not show one, but it was asked for: asked is not there.
    zaak.regel.zorgmelding = None;
    assert!(lezing(&zaak, "kinderen").ends_with("; geen zorgmelding op de lijst"));
    zaak.stand.gedaan.push(GedaneStap {
        soort: StapSoort::ZorgmeldingOpvragen,
        aanleiding: None,
        gezien: None,
        toelichting: "intake".to_owned(),
        door: "A. de Boer".to_owned(),
        op: nu() - TimeDelta::days(1),
        terzijde: false,
    });
    assert!(
        lezing(&zaak, "kinderen")
            .ends_with("; zorgmelding opgevraagd, gisteren 09:30, nog niet binnen")
    );
}

#[test]
fn a_place_of_yesterday_or_from_before_he_left_does_not_say_where_a_child_is() {
    let mut zaak = zaak();
    zaak.regel.zorgmelding = Some(true);
    zaak.stand.betrokkenen = vec![wie("Lot", Rol::Kind, "")];
    noteer(&mut zaak, Some("Lot"), "bij oma", 25 * 60);
    assert!(lezing(&zaak, "kinderen").ends_with("niet bekend waar: Lot (is van eerder)"));
    noteer(&mut zaak, Some("Lot"), "bij oma", 30);
    assert!(lezing(&zaak, "kinderen").starts_with("gezien: Lot bij oma (genoteerd 09:00)"));
    gemeld(&mut zaak, Waarde::Heengezonden, 10);
    assert!(lezing(&zaak, "kinderen").ends_with("niet bekend waar: Lot (is van eerder)"));
    noteer(&mut zaak, Some("Lot"), "bij oma", 5);
    assert!(lezing(&zaak, "kinderen").starts_with("gezien: Lot bij oma (genoteerd 09:25)"));
}

#[test]
fn where_everybody_is_after_the_decision_is_noted_after_the_decision() {
    let mut zaak = zaak();
    zaak.stand.betrokkenen = vec![
        wie("Sanne", Rol::Slachtoffer, ""),
        wie("Lot", Rol::Kind, ""),
    ];
    noteer(&mut zaak, Some("Sanne"), "bij haar zus", 30);
    noteer(&mut zaak, Some("Lot"), "bij oma", 30);
    noteer(&mut zaak, None, "thuis", 30);
    assert_eq!(
        lezing(&zaak, "verblijf"),
        "open: nog geen beslissing; waar ieder daarna is, staat nog niet vast"
    );
    // Everything was noted before the decision: none of it answers the question.
    besluit(&mut zaak, &["HZ"], Afdoening::default());
    assert_eq!(
        lezing(&zaak, "verblijf"),
        "open: na de beslissing niet genoteerd waar: verdachte, Sanne, Lot"
    );
    noteer(&mut zaak, Some("Sanne"), "bij haar zus", 3);
    noteer(&mut zaak, Some("Lot"), "bij haar zus", 2);
    assert_eq!(
        lezing(&zaak, "verblijf"),
        "open: na de beslissing niet genoteerd waar: verdachte"
    );
    noteer(&mut zaak, None, "bij zijn broer", 1);
    assert_eq!(
        lezing(&zaak, "verblijf"),
        "gezien: verdachte bij zijn broer (genoteerd 09:29); \
         Sanne bij haar zus (genoteerd 09:27); Lot bij haar zus (genoteerd 09:28)"
    );
    // A geheim adres is known, and stays where it was noted.
    zaak.stand.betrokkenen[0].geheim = true;
    assert!(lezing(&zaak, "verblijf").contains("Sanne geheim adres (genoteerd 09:27)"));
    // Her place was emptied since: nobody knows.
    zaak.stand.betrokkenen[0].verblijf.clear();
    assert_eq!(
        lezing(&zaak, "verblijf"),
        "open: na de beslissing niet genoteerd waar: Sanne"
    );
}

#[test]
fn who_stays_held_by_the_decision_is_in_a_cell() {
    let mut zaak = zaak();
    zaak.stand.betrokkenen = vec![wie("Sanne", Rol::Slachtoffer, "")];
    besluit(&mut zaak, &["IVS"], Afdoening::default());
    noteer(&mut zaak, Some("Sanne"), "thuis", 2);
    // Held for all that was said before the decision is not held after it.
    gemeld(&mut zaak, Waarde::Opgehouden, 60);
    assert!(lezing(&zaak, "verblijf").ends_with("waar: verdachte"));
    gemeld(&mut zaak, Waarde::InVerzekering, 4);
    assert_eq!(
        lezing(&zaak, "verblijf"),
        "gezien: verdachte in verzekering (IVS) (gemeld 09:26 door intake); Sanne thuis (genoteerd 09:28)"
    );
}

#[test]
fn a_huisverbod_is_seen_on_the_list_or_can_not_be() {
    for (thv, geboren, verwacht) in [
        (None, None, "open: geen huisverbod op de lijst"),
        // That there is none does not say that anybody thought of it.
        (
            Some(false),
            Some("1990-01-01"),
            "open: geen huisverbod op de lijst",
        ),
        (
            Some(true),
            None,
            "gezien: huisverbod staat op de lijst van 07:30",
        ),
        // Eighteen tomorrow, and eighteen today.
        (
            None,
            Some("2008-11-21"),
            "gezien: verdachte is minderjarig: huisverbod kan niet",
        ),
        (
            None,
            Some("2008-11-20"),
            "open: geen huisverbod op de lijst",
        ),
    ] {
        let mut zaak = zaak();
        zaak.regel.thv = thv;
        zaak.regel.geboortedatum = geboren.map(|datum| datum.parse().unwrap());
        assert_eq!(lezing(&zaak, "huisverbod"), verwacht);
    }
}

#[test]
fn a_source_counts_when_it_answered() {
    let mut zaak = zaak();
    assert_eq!(
        lezing(&zaak, "eerder"),
        "open: eigen systeem VT nog niet gevraagd"
    );
    beoordeel(
        &mut zaak,
        Veiligheidsbeoordeling {
            navraag: vec![
                navraag(Informatiebron::Politie, "twee meldingen"),
                navraag(Informatiebron::Reclassering, " "),
                navraag(Informatiebron::EigenSysteem, "melding in mei"),
            ],
            ..oordeel(Oordeel::OnvoldoendeZicht)
        },
    );
    // What was answered stays out of the list of points.
    assert_eq!(
        lezing(&zaak, "eerder"),
        "gezien: antwoord van eigen systeem VT, 08:50; ook politie"
    );
    assert_eq!(
        lezing(&zaak, "3ro"),
        "open: 3RO gevraagd, nog geen antwoord"
    );
    beoordeel(
        &mut zaak,
        Veiligheidsbeoordeling {
            navraag: vec![navraag(Informatiebron::Reclassering, "geen toezicht")],
            ..oordeel(Oordeel::OnvoldoendeZicht)
        },
    );
    assert_eq!(lezing(&zaak, "3ro"), "gezien: antwoord van 3RO, 08:50");
    let bron = &mut zaak.stand.beoordelingen.last_mut().unwrap().inhoud.navraag[0];
    // Words that are no answer: "belt om tien terug".
    bron.stand = NavraagStand::Gevraagd;
    assert!(lezing(&zaak, "3ro").ends_with("gevraagd, nog geen antwoord"));
    let bron = &mut zaak.stand.beoordelingen.last_mut().unwrap().inhoud.navraag[0];
    bron.stand = NavraagStand::GeenToegang;
    assert_eq!(lezing(&zaak, "3ro"), "open: geen toegang tot 3RO");
    // The assessment that holds is what counts.
    assert_eq!(
        lezing(&zaak, "eerder"),
        "open: eigen systeem VT nog niet gevraagd"
    );
}

#[test]
fn a_red_flag_is_for_a_person() {
    let vlag = |soort| Vlag {
        soort,
        veld: Veld::Toelichting,
        van: 0,
        tot: 4,
        aantal: None,
    };
    let mut zaak = zaak();
    let zelf = "open: het programma zag er geen in de lijst; kijk zelf";
    assert_eq!(lezing(&zaak, "rode-vlaggen"), zelf);
    // Whatever it is tagged as: that there is none is for a person to say.
    tag(&mut zaak, &[Soort::Partner, Soort::Kinderen]);
    assert_eq!(lezing(&zaak, "rode-vlaggen"), zelf);
    let vlaggen = [
        vlag(VlagSoort::Wapen),
        vlag(VlagSoort::Verwurging),
        vlag(VlagSoort::Wapen),
    ];
    let punt = punt(&zaak, &vlaggen, "rode-vlaggen");
    assert_eq!(punt.gezien, None);
    assert_eq!(punt.nog, ["let op: wapen, verwurging"]);
    for soort in [Soort::ExPartner, Soort::Stalking] {
        tag(&mut zaak, &[Soort::Familie, soort]);
        assert_eq!(
            lezing(&zaak, "rode-vlaggen"),
            format!("open: let op: getagd als {}", soort.label())
        );
        tag(&mut zaak, &[Soort::Familie]);
        zaak.stand.tag.as_mut().unwrap().voorgesteld = vec![soort];
        assert_eq!(
            lezing(&zaak, "rode-vlaggen"),
            format!("open: let op: mogelijk {}, niet bevestigd", soort.label())
        );
    }
    zaak.stand.aandachtspunten.push(GezienPunt {
        punt: "rode-vlaggen".to_owned(),
        toelichting: "geen".to_owned(),
        door: "A. de Boer".to_owned(),
        op: nu(),
    });
    assert_eq!(
        lezing(&zaak, "rode-vlaggen"),
        "gezien: A. de Boer, 09:30: geen"
    );
}

/// The victim spoke with VT.
fn gehoord(zaak: &mut Zaak) {
    beoordeel(
        zaak,
        Veiligheidsbeoordeling {
            navraag: vec![navraag(
                Informatiebron::SlachtofferZelf,
                "wil dat hij weggaat",
            )],
            ..oordeel(Oordeel::StructureelOnveilig)
        },
    );
}

#[test]
fn a_victim_that_nobody_spoke_is_not_heard() {
    let mut zaak = zaak();
    let mut sanne = wie("Sanne", Rol::Slachtoffer, "thuis");
    sanne.bellen = Bellen::Veilig;
    sanne.bereikbaar = "06 12345678".to_owned();
    zaak.stand.betrokkenen = vec![sanne];
    assert_eq!(
        lezing(&zaak, "slachtoffer"),
        "open: slachtoffer zelf nog niet gevraagd"
    );
    beoordeel(
        &mut zaak,
        Veiligheidsbeoordeling {
            navraag: vec![navraag(Informatiebron::SlachtofferZelf, "")],
            ..oordeel(Oordeel::StructureelOnveilig)
        },
    );
    assert_eq!(
        lezing(&zaak, "slachtoffer"),
        "open: slachtoffer zelf gevraagd, nog geen antwoord"
    );
    gehoord(&mut zaak);
    assert!(lezing(&zaak, "slachtoffer").starts_with("gezien: "));
    // One answer does not say which of two spoke.
    zaak.stand
        .betrokkenen
        .push(wie("Eva", Rol::Slachtoffer, ""));
    assert!(
        lezing(&zaak, "slachtoffer")
            .ends_with("er zijn 2 slachtoffers, niet bekend wie er is gehoord")
    );
}

#[test]
fn a_victim_can_be_reached_safely_or_not() {
    for (bellen, bereikbaar, goed) in [
        (Bellen::Onbekend, "06 12345678", false),
        (Bellen::Veilig, "06 12345678", true),
        (Bellen::Veilig, " ", false),
        (Bellen::NietOpEigenNummer, "via zus", true),
        (Bellen::Niet, "06 12345678", false),
    ] {
        let mut zaak = zaak();
        let mut sanne = wie("Sanne", Rol::Slachtoffer, "thuis");
        sanne.bellen = bellen;
        sanne.bereikbaar = bereikbaar.to_owned();
        zaak.stand.betrokkenen = vec![sanne, wie("", Rol::Kind, "thuis")];
        gehoord(&mut zaak);
        assert_eq!(
            lezing(&zaak, "slachtoffer"),
            if goed {
                "gezien: antwoord van slachtoffer zelf, 08:50; bekend hoe veilig te bereiken"
            } else {
                "open: antwoord van slachtoffer zelf, 08:50; niet bekend hoe veilig te bereiken: Sanne"
            },
            "{bellen:?}"
        );
    }
}

#[test]
fn conditions_count_when_they_are_set_not_when_asked() {
    let mut zaak = zaak();
    assert_eq!(lezing(&zaak, "voorwaarden"), "open: nog geen beslissing");
    beoordeel(
        &mut zaak,
        Veiligheidsbeoordeling {
            voorwaarden: vec!["contactverbod".to_owned()],
            ..oordeel(Oordeel::StructureelOnveilig)
        },
    );
    assert_eq!(
        lezing(&zaak, "voorwaarden"),
        "open: 1 voorwaarde gevraagd, nog geen beslissing"
    );
    // A decision that is silent about what was asked.
    besluit(&mut zaak, &["HZ-V"], Afdoening::default());
    assert_eq!(
        lezing(&zaak, "voorwaarden"),
        "open: contactverbod: niet bekend of dit is gesteld"
    );
    let met = |uitkomst, anders: &str| Afdoening {
        voorwaarden: vec![Voorwaarde {
            wat: "contactverbod".to_owned(),
            uitkomst,
            anders: anders.to_owned(),
        }],
        ..Afdoening::default()
    };
    for (uitkomst, anders, verwacht) in [
        (Uitkomst::Gesteld, "", "gezien: contactverbod: gesteld"),
        (
            Uitkomst::NietGesteld,
            "",
            "open: contactverbod: niet gesteld",
        ),
        (
            Uitkomst::Onbekend,
            "",
            "open: contactverbod: niet bekend of dit is gesteld",
        ),
        (Uitkomst::Anders, "", "open: contactverbod: anders gesteld"),
        (
            Uitkomst::Anders,
            "alleen per mail",
            "gezien: contactverbod: alleen per mail",
        ),
    ] {
        besluit(&mut zaak, &["HZ-V"], met(uitkomst, anders));
        assert_eq!(lezing(&zaak, "voorwaarden"), verwacht);
    }
}

fn besluit(zaak: &mut Zaak, codes: &[&str], inhoud: Afdoening) {
    zaak.stand.afdoeningen.push(VastgesteldeAfdoening {
        id: EventId(Uuid::from_u128(11)),
        door: "A. de Boer".to_owned(),
        op: nu() - TimeDelta::minutes(5),
        inhoud: Afdoening {
            modaliteiten: crate::domain_modaliteit::lijst()
                .keuzes(codes.iter().copied(), Vrij::Onbekend),
            ..inhoud
        },
    });
}

#[test]
fn vt_is_in_the_overleg_or_was() {
    let mut zaak = zaak();
    assert_eq!(lezing(&zaak, "vt-erbij"), "open: nog geen overleg gepland");
    for (wijze, verwacht) in [
        (Aanwezigheid::Niet, "open: overleg 11:00, zonder VT"),
        (
            Aanwezigheid::Telefonisch,
            "gezien: overleg 11:00, VT telefonisch",
        ),
        // A paper on the table is no VT at the table.
        (
            Aanwezigheid::Schriftelijk,
            "open: overleg 11:00, VT alleen schriftelijk",
        ),
    ] {
        zaak.stand.overleg = Some(GeplandOverleg {
            id: EventId(Uuid::from_u128(12)),
            overleg: Overleg {
                tijd: nu() + TimeDelta::minutes(90),
                wijze,
                toelichting: String::new(),
            },
            door: "A. de Boer".to_owned(),
            op: nu() - TimeDelta::minutes(60),
        });
        assert_eq!(lezing(&zaak, "vt-erbij"), verwacht);
    }
    // That it was planned with VT does not say that VT was there.
    let plan = zaak.stand.overleg.as_mut().unwrap();
    plan.overleg.wijze = Aanwezigheid::Telefonisch;
    plan.overleg.tijd = nu() - TimeDelta::minutes(10);
    assert_eq!(
        lezing(&zaak, "vt-erbij"),
        "open: overleg was 09:20; niet genoteerd of VT erbij was"
    );
    // How it went goes before how it was planned, once somebody says it.
    besluit(&mut zaak, &["HZ"], Afdoening::default());
    assert_eq!(
        lezing(&zaak, "vt-erbij"),
        "open: beslist, niet genoteerd of VT erbij was"
    );
    let without = Afdoening {
        vt_aanwezig: Aanwezigheid::Niet,
        ..Afdoening::default()
    };
    besluit(&mut zaak, &["HZ"], without);
    assert_eq!(
        lezing(&zaak, "vt-erbij"),
        "open: overleg geweest, zonder VT"
    );
}

#[test]
fn the_decision_is_told_whole() {
    let mut zaak = zaak();
    assert_eq!(
        lezing(&zaak, "terugkoppeling"),
        "open: nog geen beslissing genoteerd; nog geen terugkoppeling genoteerd"
    );
    let verteld = Afdoening {
        informeert_vt: "KPC-er".to_owned(),
        ..Afdoening::default()
    };
    besluit(&mut zaak, &["ONDZ"], verteld.clone());
    assert_eq!(
        lezing(&zaak, "terugkoppeling"),
        "open: VT hoort het van KPC-er, genoteerd 09:25; nog geen eindbeslissing: beslissing uitgesteld, nader onderzoek"
    );
    besluit(&mut zaak, &["HZ-V", "GA"], verteld.clone());
    assert_eq!(
        lezing(&zaak, "terugkoppeling"),
        "gezien: heenzenden met voorwaarden + gedragsaanwijzing OvJ, 09:25; VT hoort het van KPC-er, genoteerd 09:25"
    );
    // VT asked for conditions: then their fate belongs to it.
    beoordeel(
        &mut zaak,
        Veiligheidsbeoordeling {
            voorwaarden: vec!["contactverbod".to_owned()],
            ..oordeel(Oordeel::AcuutOnveilig)
        },
    );
    assert!(
        lezing(&zaak, "terugkoppeling")
            .ends_with("; niet bekend of de voorwaarden zijn overgenomen")
    );
    besluit(
        &mut zaak,
        &["HZ-V"],
        Afdoening {
            voorwaarden: vec![
                Voorwaarde::gesteld("contactverbod"),
                Voorwaarde::gesteld("melden"),
            ],
            ..verteld
        },
    );
    assert!(lezing(&zaak, "terugkoppeling").starts_with("gezien: "));
    assert_eq!(
        lezing(&zaak, "voorwaarden"),
        "gezien: contactverbod: gesteld, melden: gesteld"
    );
}

#[test]
fn who_walks_out_must_be_told_to_the_victim() {
    let mut zaak = zaak();
    let mut sanne = wie("Sanne", Rol::Slachtoffer, "thuis");
    sanne.bellen = Bellen::Veilig;
    sanne.bereikbaar = "06 12345678".to_owned();
    zaak.stand.betrokkenen.push(sanne);
    gehoord(&mut zaak);
    gemeld(&mut zaak, Waarde::InVerzekering, 60);
    besluit(&mut zaak, &["IVS", "THV"], Afdoening::default());
    assert!(lezing(&zaak, "slachtoffer").starts_with("gezien: "));
    assert_eq!(
        lezing(&zaak, "huisverbod"),
        "gezien: huisverbod staat bij de afdoening, 09:25"
    );
    gemeld(&mut zaak, Waarde::Heengezonden, 20);
    besluit(&mut zaak, &["HZ"], Afdoening::default());
    assert!(
        lezing(&zaak, "slachtoffer").ends_with("; niet bekend wie vertelt dat verdachte vrijkomt")
    );
    besluit(
        &mut zaak,
        &["HZ"],
        Afdoening {
            informeert_slachtoffer: "SHN".to_owned(),
            ..Afdoening::default()
        },
    );
    // Who would tell it did not tell it yet.
    let zou = lezing(&zaak, "slachtoffer");
    assert!(
        zou.starts_with("open: ") && zou.contains("SHN zou vertellen dat verdachte vrijkomt"),
        "{zou}"
    );
    let mut verteld = GedaneStap {
        soort: StapSoort::SlachtofferInformeren,
        aanleiding: None,
        gezien: None,
        toelichting: String::new(),
        door: "A. de Boer".to_owned(),
        op: nu() - TimeDelta::minutes(30),
        terzijde: false,
    };
    // Told of an earlier departure is not told of this one.
    zaak.stand.gedaan.push(verteld.clone());
    assert!(lezing(&zaak, "slachtoffer").starts_with("open: "));
    verteld.op = nu();
    zaak.stand.gedaan.push(verteld);
    assert!(
        lezing(&zaak, "slachtoffer").ends_with("; weet dat verdachte vrijkomt, 09:30 (A. de Boer)")
    );
}

#[test]
fn a_person_ticks_any_point_and_the_last_tick_holds() {
    let mut zaak = zaak();
    zaak.regel.thv = Some(true);
    for (punt, toelichting) in [
        ("straf-en-zorg", "eerst verhoor"),
        ("huisverbod", " "),
        ("straf-en-zorg", "verhoor is geweest"),
        ("weg", "punt van een oude lijst"),
    ] {
        zaak.stand.aandachtspunten.push(GezienPunt {
            punt: punt.to_owned(),
            toelichting: toelichting.to_owned(),
            door: "K. Smit".to_owned(),
            op: nu() - TimeDelta::days(1),
        });
    }
    assert_eq!(
        lezing(&zaak, "straf-en-zorg"),
        "gezien: K. Smit, gisteren 09:30: verhoor is geweest"
    );
    // Who looked goes before what the program saw.
    assert_eq!(
        lezing(&zaak, "huisverbod"),
        "gezien: K. Smit, gisteren 09:30"
    );
    assert_eq!(aantal_open(&lijst().stand(&zaak, &[], nu())), 10);
}

#[test]
fn a_point_is_read_in_lines() {
    let mut zaak = zaak();
    zaak.regel.thv = Some(true);
    let huisverbod = punt(&zaak, &[], "huisverbod");
    assert_eq!(
        huisverbod.gezien,
        Some(Gezien::Vanzelf {
            reden: "huisverbod staat op de lijst van 07:30".to_owned()
        })
    );
    assert_eq!(
        huisverbod.label(nu()),
        "[x] Is een huisverbod overwogen? huisverbod staat op de lijst van 07:30"
    );
    let zorg = punt(&zaak, &[], "straf-en-zorg");
    assert_eq!(
        zorg.label(nu()),
        "[ ] Zijn straf en zorg op elkaar afgestemd?"
    );
    assert_eq!(zorg.regels(nu()).len(), 2);
}

#[test]
fn a_wrong_file_says_what_to_do() {
    let kop = "bron = \"b\"\nversie = \"1\"\n";
    let een = |id: &str, tekst: &str| format!("[[punt]]\nid = \"{id}\"\ntekst = \"{tekst}\"\n");
    for (tekst, verwacht) in [
        (format!("{kop}punt = []"), "er staat geen punt in"),
        (
            format!("bron = \"\"\nversie = \"1\"\n{}", een("a", "b")),
            "de bron of de versie is leeg",
        ),
        (format!("{kop}{}", een("a b", "c")), "id 'a b' klopt niet"),
        (format!("{kop}{}", een("", "c")), "id '' klopt niet"),
        (
            format!("{kop}{}", een("a", " ")),
            "punt 'a' heeft geen tekst",
        ),
        (
            format!("{kop}{}{}", een("a", "b"), een("a", "c")),
            "id 'a' staat er twee keer",
        ),
    ] {
        let fout = lees(&tekst).unwrap_err().to_string();
        assert!(fout.contains(verwacht), "{fout}");
        assert!(fout.ends_with("(aandachtspunten.toml)."), "{fout}");
    }
    // A check that does not exist would never answer; it is refused while reading.
    let met = format!("{kop}{}vanzelf = [\"gedachten\"]", een("a", "b"));
    assert!(toml::from_str::<AandachtspuntBestand>(&met).is_err());
}
