//! What the stories about the store share: a folder, a passphrase, invented lines and readings.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use secrecy::SecretString;
use tempfile::TempDir;
use uuid::Uuid;
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::Leestelling;
use zsmtafel::domain::ids::{LezingId, ZaakId};
use zsmtafel::domain::lijstregel::{Bron, Feit, Herkomst, Lijstregel, Status, Veld};
use zsmtafel::domain::naam::Naam;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::{KdfSterkte, Lezing, Store, Uitkomst, Verschil};

pub const ANNA: &str = "anna";

/// Half past seven in the morning of the day of every story, in UTC.
pub fn nu() -> DateTime<Utc> {
    "2026-11-20T06:30:00Z".parse().unwrap()
}

pub fn later(seconds: i64) -> DateTime<Utc> {
    nu() + TimeDelta::seconds(seconds)
}

pub fn dag() -> NaiveDate {
    nu().date_naive()
}

pub fn wachtwoord() -> SecretString {
    SecretString::from("koffie bij de ZSM-tafel")
}

/// A store in a folder that goes away with it.
pub struct Winkel {
    pub map: TempDir,
    pub store: Option<Store>,
}

impl Winkel {
    pub fn nieuw() -> Winkel {
        let map = tempfile::tempdir().unwrap();
        let store = Store::maak(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap();
        Winkel {
            map,
            store: Some(store),
        }
    }

    pub fn pad(&self) -> &Path {
        self.map.path()
    }

    pub fn bestand(&self, naam: &str) -> PathBuf {
        self.map.path().join(naam)
    }

    pub fn store(&mut self) -> &mut Store {
        self.store.as_mut().unwrap()
    }

    pub fn sluit(&mut self) {
        self.store = None;
    }

    pub fn probeer_open(&mut self) -> Uitkomst<()> {
        self.sluit();
        self.store = Some(Store::open(self.map.path(), &wachtwoord(), nu())?);
        Ok(())
    }

    pub fn heropen(&mut self) {
        self.probeer_open().unwrap();
    }
}

/// An invented line; the same number gives the same suspect.
pub fn regel(nummer: u32) -> Lijstregel {
    let mut regel = Lijstregel {
        regel: nummer + 1,
        pl: Some(format!("PL2100-{}", 2_026_000_000 + u64::from(nummer))),
        naam: Naam {
            achternaam: format!("Zwaluwstaart{nummer}"),
            tussenvoegsel: "van der".to_owned(),
            voornamen: "Quirijn".to_owned(),
        },
        geboortedatum: NaiveDate::from_ymd_opt(1970, 1, 1)
            .unwrap()
            .checked_add_days(chrono::Days::new(u64::from(nummer % 15_000))),
        adres: Some(format!("Ganzenveerlaan {nummer}")),
        woonplaats: Some("Eersel".to_owned()),
        feiten: vec![Feit {
            artikel: "300 Sr".to_owned(),
            omschrijving: "Mishandeling".to_owned(),
        }],
        toelichting: format!(
            "VE zou SO {nummer} hebben geslagen tijdens een ruzie over de omgang met de kinderen."
        ),
        aanhouding: Some(nu() - TimeDelta::hours(9)),
        status: Status::Vast,
        hg_politie: Some(false),
        ..Lijstregel::default()
    };
    for (veld, kolom) in [
        (Veld::Pl, "PL-nummer"),
        (Veld::Naam, "Naam verdachte"),
        (Veld::Geboortedatum, "Geb.datum"),
        (Veld::Adres, "Adres"),
        (Veld::Woonplaats, "Woonplaats"),
        (Veld::Feiten, "Feit"),
        (Veld::Toelichting, "Toelichting / MO"),
        (Veld::Aanhouding, "Aanhouding"),
        (Veld::Status, "Status"),
        (Veld::HgPolitie, "HG"),
    ] {
        let tekst = regel.tekst(veld);
        let kolom = kolom.into();
        regel.herkomst.insert(veld, Herkomst { kolom, tekst });
    }
    regel.overig = vec![("Volgnr".into(), nummer.to_string())];
    regel
}

/// A reading of these lines, compared with what the store knows, as the shell makes one.
pub fn lezing(store: &Store, regels: Vec<Lijstregel>, dag: NaiveDate) -> Lezing {
    let bekend = store.bekend(dag).unwrap();
    let geheim = store.geheim();
    let mut telling = Leestelling::default();
    let mut rijen = Vec::new();
    for regel in regels {
        let id = geheim.zaak_id(&regel);
        let verschil = match bekend.get(&id) {
            None => Verschil::Nieuw,
            Some(old) => match old.wijzigingen(&regel) {
                none if none.is_empty() => Verschil::Gelijk,
                some => Verschil::Gewijzigd(some),
            },
        };
        telling.rijen += 1;
        match verschil {
            Verschil::Nieuw => telling.nieuw += 1,
            Verschil::Gewijzigd(_) => telling.gewijzigd += 1,
            Verschil::Gelijk => telling.gelijk += 1,
        }
        rijen.push((id, regel, verschil));
    }
    let verdwenen: Vec<ZaakId> = bekend
        .keys()
        .filter(|id| !rijen.iter().any(|(other, ..)| other == *id))
        .copied()
        .collect();
    telling.verdwenen = u32::try_from(verdwenen.len()).unwrap();
    let id = LezingId(Uuid::now_v7());
    Lezing {
        id,
        bron: Bron {
            lezing: id,
            bestand: "verdachtenmonitor.csv".to_owned(),
            sha256: "00".repeat(32),
            gelezen: nu(),
            peil: None,
        },
        profiel: "proef".to_owned(),
        regels: rijen,
        ook: Vec::new(),
        verdwenen,
        telling,
        concept: None,
    }
}

/// Reads these lines in for the day of the story.
pub fn lees(store: &mut Store, regels: Vec<Lijstregel>) -> Vec<ZaakId> {
    let reading = lezing(store, regels, dag());
    store.lees_in(&reading, ANNA, nu(), dag()).unwrap();
    reading.regels.iter().map(|(id, ..)| *id).collect()
}

pub fn tag(tag: Tag) -> Opdracht {
    Opdracht::Tag {
        tag,
        soorten: if tag.volgt() {
            vec![Soort::ExPartner]
        } else {
            Vec::new()
        },
        voorgesteld: Vec::new(),
        reden: None,
        bevestigd: false,
    }
}

/// What the newest events are, oldest first.
pub fn soorten(store: &Store) -> Vec<String> {
    let mut kinds: Vec<String> = store
        .journaal(1000, None)
        .unwrap()
        .into_iter()
        .map(|line| line.kind)
        .collect();
    kinds.reverse();
    kinds
}
