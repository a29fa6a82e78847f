//! A line in few bytes: as `serde` sees it, with numbers in place of headings, and a cell only where it says
//! something else than its fact. The day list keeps its rows so, and a reader hands them on so.
//!
//! Must not know into which bytes it goes, nor where those go.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::lijstregel::{Feit, Geslacht, Herkomsten, Koppen, Lijstregel, Status, Veld};
use super::naam::Naam;

/// Headings of columns and their numbers, counted from 0.
#[derive(Debug, Default)]
pub struct Kopnummers {
    namen: Vec<Arc<str>>,
    nummers: HashMap<Arc<str>, u32>,
    // The headings that were there at first: rows that are read share them.
    gedeeld: Option<Koppen>,
    // The headings of the file that was written last, and the numbers of those that were needed.
    bron: Option<(Koppen, Vec<Option<u32>>)>,
}

impl Kopnummers {
    /// Headings known already, in the order of their numbers.
    #[must_use]
    pub fn nieuw(namen: Vec<String>) -> Kopnummers {
        let namen: Vec<Arc<str>> = namen.into_iter().map(Arc::from).collect();
        let nummers = namen.iter().cloned().zip(0..).collect();
        Kopnummers {
            gedeeld: Some(namen.as_slice().into()),
            namen,
            nummers,
            ..Kopnummers::default()
        }
    }

    /// Headings with a number of `vanaf` or higher.
    pub fn vanaf(&self, vanaf: usize) -> impl Iterator<Item = (usize, &str)> {
        self.namen
            .iter()
            .enumerate()
            .skip(vanaf)
            .map(|(nr, naam)| (nr, naam.as_ref()))
    }

    /// How many there are.
    #[must_use]
    pub fn aantal(&self) -> usize {
        self.namen.len()
    }

    /// The heading of a number.
    #[must_use]
    pub fn naam(&self, nr: u32) -> Option<&Arc<str>> {
        self.namen.get(usize::try_from(nr).ok()?)
    }

    fn nummer(&mut self, naam: &str) -> u32 {
        if let Some(nr) = self.nummers.get(naam) {
            return *nr;
        }
        let nr = u32::try_from(self.namen.len()).unwrap_or(u32::MAX);
        let naam: Arc<str> = Arc::from(naam);
        self.namen.push(naam.clone());
        self.nummers.insert(naam, nr);
        nr
    }

    /// The number of a heading of a file.
    fn nummer_van(&mut self, koppen: &Koppen, kop: u32) -> u32 {
        if let Some((same, numbers)) = &self.bron
            && Arc::ptr_eq(same, koppen)
            && let Some(Some(nr)) = numbers.get(kop as usize)
        {
            return *nr;
        }
        let (same, mut numbers) = match self.bron.take() {
            Some((same, numbers)) if Arc::ptr_eq(&same, koppen) => (same, numbers),
            _ => (koppen.clone(), vec![None; koppen.len()]),
        };
        let place = usize::try_from(kop).unwrap_or(usize::MAX);
        let found = numbers.get(place).copied().flatten();
        let nr = found
            .unwrap_or_else(|| self.nummer(koppen.get(place).map_or("", |naam| naam.as_ref())));
        if let Some(slot) = numbers.get_mut(place) {
            *slot = Some(nr);
        }
        self.bron = Some((same, numbers));
        nr
    }
}

/// A line as it is packed: texts are borrowed, moments are seconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
pub struct Gepakt<'a> {
    regel: u32,
    #[serde(borrow)]
    pl: Option<&'a str>,
    parketnummer: Option<&'a str>,
    naam: [&'a str; 3],
    geboortedatum: Option<i32>,
    geslacht: Option<Geslacht>,
    bsn: Option<&'a str>,
    adres: Option<&'a str>,
    woonplaats: Option<&'a str>,
    feiten: Vec<(&'a str, &'a str)>,
    toelichting: &'a str,
    relatie: Option<&'a str>,
    kinderen: Option<&'a str>,
    /// Arrest, arrival, begin ophouden, printed end: seconds and the rest of a second.
    tijden: [Option<(i64, u32)>; 4],
    locatie: Option<&'a str>,
    status: (u8, &'a str),
    vlaggen: [Option<bool>; 3],
    /// Heading and cell of a column that no profile knows.
    overig: Vec<(u32, &'a str)>,
    /// Fact, heading, and the cell where it says something else than the fact.
    herkomst: Vec<(Veld, u32, Option<&'a str>)>,
}

/// A line with numbers in place of headings; what it needs of `kolommen` is added there.
#[must_use]
pub fn pak<'a>(regel: &'a Lijstregel, kolommen: &mut Kopnummers) -> Gepakt<'a> {
    let moment =
        |at: Option<DateTime<Utc>>| at.map(|at| (at.timestamp(), at.timestamp_subsec_nanos()));
    let overig = regel
        .overig
        .iter()
        .map(|(kolom, text)| (kolommen.nummer(kolom), text.as_str()))
        .collect();
    let mut herkomst = Vec::with_capacity(regel.herkomst.len());
    for (veld, kop, cell) in regel.herkomst.genummerd() {
        let nr = match regel.herkomst.koppen() {
            Some(koppen) => kolommen.nummer_van(koppen, kop),
            None => kolommen.nummer(""),
        };
        let same = feit_van(regel, veld).is_some_and(|fact| fact == cell);
        herkomst.push((veld, nr, (!same).then_some(cell)));
    }
    Gepakt {
        regel: regel.regel,
        pl: regel.pl.as_deref(),
        parketnummer: regel.parketnummer.as_deref(),
        naam: [
            &regel.naam.achternaam,
            &regel.naam.tussenvoegsel,
            &regel.naam.voornamen,
        ],
        geboortedatum: regel.geboortedatum.map(|date| date.to_epoch_days()),
        geslacht: regel.geslacht,
        bsn: regel.bsn.as_deref(),
        adres: regel.adres.as_deref(),
        woonplaats: regel.woonplaats.as_deref(),
        feiten: regel
            .feiten
            .iter()
            .map(|feit| (feit.artikel.as_str(), feit.omschrijving.as_str()))
            .collect(),
        toelichting: &regel.toelichting,
        relatie: regel.relatie.as_deref(),
        kinderen: regel.kinderen.as_deref(),
        tijden: [
            moment(regel.aanhouding),
            moment(regel.aankomst),
            moment(regel.begin_ophouden),
            moment(regel.gedrukt_einde),
        ],
        locatie: regel.locatie.as_deref(),
        status: match &regel.status {
            Status::Onbekend => (0, ""),
            Status::Vast => (1, ""),
            Status::NietVast => (2, ""),
            Status::Ivs => (3, ""),
            Status::Heengezonden => (4, ""),
            Status::Anders(text) => (5, text),
        },
        vlaggen: [regel.hg_politie, regel.thv, regel.zorgmelding],
        overig,
        herkomst,
    }
}

/// The fact itself, where it is kept as one text that [`Lijstregel::tekst`] gives too.
fn feit_van(regel: &Lijstregel, veld: Veld) -> Option<&str> {
    Some(match veld {
        Veld::Pl => regel.pl.as_deref().unwrap_or_default(),
        Veld::Parketnummer => regel.parketnummer.as_deref().unwrap_or_default(),
        Veld::Bsn => regel.bsn.as_deref().unwrap_or_default(),
        Veld::Adres => regel.adres.as_deref().unwrap_or_default(),
        Veld::Woonplaats => regel.woonplaats.as_deref().unwrap_or_default(),
        Veld::Toelichting => &regel.toelichting,
        Veld::Relatie => regel.relatie.as_deref().unwrap_or_default(),
        Veld::Kinderen => regel.kinderen.as_deref().unwrap_or_default(),
        Veld::Locatie => regel.locatie.as_deref().unwrap_or_default(),
        _ => return None,
    })
}

/// The line that was packed; none when it is damaged or names an unknown heading.
#[must_use]
pub fn pak_uit(packed: &Gepakt<'_>, kolommen: &Kopnummers) -> Option<Lijstregel> {
    let text = |text: Option<&str>| text.map(str::to_owned);
    let moment = |at: Option<(i64, u32)>| match at {
        None => Some(None),
        Some((seconds, nanos)) => DateTime::from_timestamp(seconds, nanos).map(Some),
    };
    let [aanhouding, aankomst, begin_ophouden, gedrukt_einde] = packed.tijden.map(moment);
    let [achternaam, tussenvoegsel, voornamen] = packed.naam.map(str::to_owned);
    let [hg_politie, thv, zorgmelding] = packed.vlaggen;
    let mut out = Lijstregel {
        regel: packed.regel,
        pl: text(packed.pl),
        parketnummer: text(packed.parketnummer),
        naam: Naam {
            achternaam,
            tussenvoegsel,
            voornamen,
        },
        geboortedatum: match packed.geboortedatum {
            None => None,
            Some(days) => Some(NaiveDate::from_epoch_days(days)?),
        },
        geslacht: packed.geslacht,
        bsn: text(packed.bsn),
        adres: text(packed.adres),
        woonplaats: text(packed.woonplaats),
        feiten: packed
            .feiten
            .iter()
            .map(|(artikel, omschrijving)| Feit {
                artikel: (*artikel).to_owned(),
                omschrijving: (*omschrijving).to_owned(),
            })
            .collect(),
        toelichting: packed.toelichting.to_owned(),
        relatie: text(packed.relatie),
        kinderen: text(packed.kinderen),
        aanhouding: aanhouding?,
        aankomst: aankomst?,
        begin_ophouden: begin_ophouden?,
        gedrukt_einde: gedrukt_einde?,
        locatie: text(packed.locatie),
        status: match packed.status {
            (0, _) => Status::Onbekend,
            (1, _) => Status::Vast,
            (2, _) => Status::NietVast,
            (3, _) => Status::Ivs,
            (4, _) => Status::Heengezonden,
            (5, text) => Status::Anders(text.to_owned()),
            _ => return None,
        },
        hg_politie,
        thv,
        zorgmelding,
        overig: packed
            .overig
            .iter()
            .map(|(nr, text)| Some((kolommen.naam(*nr)?.clone(), (*text).to_owned())))
            .collect::<Option<_>>()?,
        herkomst: Herkomsten::default(),
    };
    out.herkomst = herkomsten(packed, &out, kolommen)?;
    Some(out)
}

fn herkomsten(
    packed: &Gepakt<'_>,
    regel: &Lijstregel,
    kolommen: &Kopnummers,
) -> Option<Herkomsten> {
    let shared = kolommen.gedeeld.as_ref();
    let count = packed.herkomst.len();
    let mut out = match shared {
        Some(koppen) if count > 0 => {
            Herkomsten::nieuw(koppen.clone(), Veld::ALLE.len().min(count), 256)
        }
        _ => Herkomsten::default(),
    };
    let known = shared.map_or(0, |koppen| koppen.len());
    for (veld, nr, cell) in &packed.herkomst {
        let cell = match cell {
            Some(cell) => cell,
            None => feit_van(regel, *veld)?,
        };
        if (*nr as usize) < known {
            out.zet(*veld, *nr, cell);
        } else {
            out.noteer(*veld, kolommen.naam(*nr)?, cell);
        }
    }
    Some(out)
}
