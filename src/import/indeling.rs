//! Which column of this sheet fills which field.
//!
//! Must not know values; a row is read by `rij`.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::domain::lijstregel::{Koppen, Veld};

use super::kop::Kop;
use super::moment::{Datumvorm, Leeftijd};
use super::profiel::{Kolom, Profiel};

/// A column of dates, with the column of times beside it if there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MomentKolom {
    /// The date, or date and time in one.
    pub datum: usize,
    /// The time.
    pub tijd: Option<usize>,
}

/// The columns of a sheet by what they fill.
#[derive(Debug, Clone)]
pub struct Indeling<'p> {
    /// How values are written.
    pub profiel: &'p Profiel,
    /// Heading of each column, cleaned.
    pub koppen: Vec<Arc<str>>,
    /// Headings as origins name them: those of `koppen`, then those of facts that stand in several columns.
    pub bronkoppen: Koppen,
    /// Columns that make one fact together, and the number of their joint heading.
    samen: Vec<(Vec<usize>, u32)>,
    /// Columns of one field each, by number of [`Kolom`].
    een: [Option<usize>; AANTAL],
    /// Articles, in order.
    pub artikelen: Vec<usize>,
    /// Offences in words, in order.
    pub feiten: Vec<usize>,
    /// Unknown columns, and second columns of a field.
    pub overig: Vec<usize>,
    /// Columns that hold a BSN: never part of a message.
    pub bsn: Vec<usize>,
    /// Arrest.
    pub aanhouding: Option<MomentKolom>,
    /// Arrival, when begin ophouden has a column of its own.
    pub aankomst: Option<MomentKolom>,
    /// Begin ophouden, or else the arrival.
    pub begin_ophouden: Option<MomentKolom>,
    /// End as printed.
    pub gedrukt_einde: Option<MomentKolom>,
    /// What each column fills, for the preview.
    pub velden: Vec<Option<Veld>>,
    /// For birth years.
    pub leeftijd: Leeftijd,
    /// Now.
    pub nu: DateTime<Utc>,
    /// Whether a BSN is kept.
    pub bewaar_bsn: bool,
    /// How the dates of each column are written.
    vormen: Vec<Datumvorm>,
}

const AANTAL: usize = Kolom::Negeren as usize + 1;

impl<'p> Indeling<'p> {
    /// Lays a row of headings out.
    #[must_use]
    pub fn nieuw(kop: &Kop<'p>, nu: DateTime<Utc>, bewaar_bsn: bool) -> Self {
        let mut een = [None; AANTAL];
        let (mut artikelen, mut feiten, mut overig, mut bsn) = (vec![], vec![], vec![], vec![]);
        for (at, cell) in kop.kolommen.iter().enumerate() {
            match cell.kolom {
                Some(Kolom::Artikel) => artikelen.push(at),
                Some(Kolom::Feit) => feiten.push(at),
                Some(kolom) => {
                    if kolom == Kolom::Bsn {
                        bsn.push(at);
                    }
                    if let Some(place) = een.get_mut(kolom as usize) {
                        place.get_or_insert(at);
                    }
                }
                None => overig.push(at),
            }
        }
        let column = |kolom: Kolom| een.get(kolom as usize).copied().flatten();
        let moment = |date: Kolom, time: Kolom| {
            let tijd = column(time);
            column(date).or(tijd).map(|datum| MomentKolom {
                datum,
                tijd: tijd.filter(|tijd| *tijd != datum),
            })
        };
        let arrival = moment(Kolom::Aankomst, Kolom::AankomstTijd);
        let own_begin = moment(Kolom::BeginOphouden, Kolom::BeginOphoudenTijd);
        let velden = kop
            .kolommen
            .iter()
            .map(|cell| match cell.kolom?.veld()? {
                Veld::Aankomst if own_begin.is_none() => Some(Veld::BeginOphouden),
                veld => Some(veld),
            })
            .collect();
        let koppen: Vec<Arc<str>> = kop
            .kolommen
            .iter()
            .map(|cell| Arc::from(cell.tekst.as_str()))
            .collect();
        let aanhouding = moment(Kolom::Aanhouding, Kolom::AanhoudingTijd);
        let gedrukt_einde = moment(Kolom::GedruktEinde, Kolom::GedruktEindeTijd);
        let names = [Kolom::Achternaam, Kolom::Tussenvoegsel, Kolom::Voornamen];
        let mut joint: Vec<Vec<usize>> = [aanhouding, arrival, own_begin, gedrukt_einde]
            .into_iter()
            .flatten()
            .filter_map(|column| Some(vec![column.datum, column.tijd?]))
            .collect();
        joint.push(names.into_iter().filter_map(column).collect());
        joint.push(artikelen.iter().chain(&feiten).copied().collect());
        let (bronkoppen, samen) = voeg_samen(&koppen, joint);
        Self {
            profiel: kop.profiel,
            koppen,
            bronkoppen,
            samen,
            artikelen,
            feiten,
            overig,
            bsn,
            aanhouding,
            // The clock counts from the arrival when the list has nothing better (domein.md 2.1).
            begin_ophouden: own_begin.or(arrival),
            aankomst: arrival.filter(|_| own_begin.is_some()),
            gedrukt_einde,
            velden,
            leeftijd: Leeftijd {
                vandaag: nu.with_timezone(&Amsterdam).date_naive(),
                jongste: kop.profiel.jongste,
            },
            nu,
            bewaar_bsn,
            vormen: Vec::new(),
            een,
        }
    }

    /// The same, knowing how the dates of each column are written.
    #[must_use]
    pub fn met_vormen(mut self, vormen: Vec<Datumvorm>) -> Self {
        self.vormen = vormen;
        self
    }

    /// How the dates of a column are written.
    #[must_use]
    pub fn vorm(&self, column: usize) -> Datumvorm {
        self.vormen.get(column).copied().unwrap_or_default()
    }

    /// The same, with headings of its own: threads that count the users of one text wait for each other.
    #[must_use]
    pub fn eigen(&self) -> Self {
        Self {
            koppen: self
                .koppen
                .iter()
                .map(|kop| Arc::from(kop.as_ref()))
                .collect(),
            bronkoppen: self
                .bronkoppen
                .iter()
                .map(|kop| Arc::from(kop.as_ref()))
                .collect(),
            ..self.clone()
        }
    }

    /// The column of a field that has one column.
    #[must_use]
    pub fn kolom(&self, kolom: Kolom) -> Option<usize> {
        self.een.get(kolom as usize).copied().flatten()
    }

    /// Whether the list names its suspects.
    #[must_use]
    pub fn heeft_naam(&self) -> bool {
        self.velden.contains(&Some(Veld::Naam))
    }

    /// The heading of a column; beyond the last heading the letters of a spreadsheet.
    #[must_use]
    pub fn kop(&self, column: usize) -> Arc<str> {
        self.koppen
            .get(column)
            .cloned()
            .unwrap_or_else(|| format!("kolom {}", super::kop::letters(column)).into())
    }

    /// The number in `bronkoppen` of the heading of columns that make one fact together.
    #[must_use]
    pub fn gezamenlijk(&self, columns: &[usize]) -> u32 {
        self.samen
            .iter()
            .find(|(joint, _)| joint == columns)
            .map_or(u32::MAX, |(_, nr)| *nr)
    }
}

type Gezamenlijk = (Koppen, Vec<(Vec<usize>, u32)>);

/// The headings with those of joint columns behind them (`Achternaam + Voornamen`), and where those stand.
fn voeg_samen(koppen: &[Arc<str>], joint: Vec<Vec<usize>>) -> Gezamenlijk {
    let mut all = koppen.to_vec();
    let mut places = Vec::new();
    for columns in joint {
        let names: Vec<&str> = columns
            .iter()
            .filter_map(|column| koppen.get(*column))
            .map(AsRef::as_ref)
            .collect();
        places.push((columns, u32::try_from(all.len()).unwrap_or(u32::MAX)));
        all.push(names.join(" + ").into());
    }
    (all.into(), places)
}
