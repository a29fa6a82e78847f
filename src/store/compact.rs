//! A row of the day list in as few bytes as possible: one-letter names, headings by number, and the
//! text of a cell only where it differs from the fact that was read from it. Lossless.
//!
//! For the day list alone, which lives a day; the journal keeps lines whole. Must not know tables.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Write as _};

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fout::{StoreFout, Uitkomst};
use crate::domain::lijstregel::{Feit, Geslacht, Herkomst, Lijstregel, Status, Veld};
use crate::domain::naam::Naam;

/// Headings of columns and their numbers, counted from 0.
#[derive(Debug, Default)]
pub(super) struct Kolommen {
    namen: Vec<String>,
    nummers: HashMap<String, u32>,
    // The heading that was asked for last at each place of a row: rows of one file are alike.
    vorige: Vec<u32>,
}

impl Kolommen {
    /// Headings known already, in the order of their numbers.
    pub(super) fn nieuw(namen: Vec<String>) -> Kolommen {
        let nummers = namen.iter().cloned().zip(0..).collect();
        Kolommen {
            namen,
            nummers,
            vorige: Vec::new(),
        }
    }

    /// Headings with a number of `vanaf` or higher.
    pub(super) fn vanaf(&self, vanaf: usize) -> impl Iterator<Item = (usize, &str)> {
        self.namen
            .iter()
            .enumerate()
            .skip(vanaf)
            .map(|(nr, naam)| (nr, naam.as_str()))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.namen.len()
    }

    fn naam(&self, nr: u32) -> Option<&str> {
        self.namen
            .get(usize::try_from(nr).ok()?)
            .map(String::as_str)
    }

    fn nummer(&mut self, plaats: usize, naam: &str) -> u32 {
        if let Some(same) = self.vorige.get(plaats)
            && self.naam(*same) == Some(naam)
        {
            return *same;
        }
        let nr = self.nummers.get(naam).copied().unwrap_or_else(|| {
            let nr = u32::try_from(self.namen.len()).unwrap_or(u32::MAX);
            self.namen.push(naam.to_owned());
            self.nummers.insert(naam.to_owned(), nr);
            nr
        });
        if self.vorige.len() <= plaats {
            self.vorige.resize(plaats + 1, u32::MAX);
        }
        if let Some(slot) = self.vorige.get_mut(plaats) {
            *slot = nr;
        }
        nr
    }
}

/// Writes a line into `out`, which is emptied first.
///
/// # Errors
/// [`StoreFout::Rij`], which no value of the type causes.
pub(super) fn schrijf(
    regel: &Lijstregel,
    kolommen: &mut Kolommen,
    out: &mut Vec<u8>,
) -> Uitkomst<()> {
    out.clear();
    serde_json::to_writer(out, &Kort::van(regel, kolommen)).map_err(|_| StoreFout::Rij("daglijst"))
}

/// Reads what [`schrijf`] wrote.
///
/// # Errors
/// [`StoreFout::Rij`] when it is damaged or names an unknown heading.
pub(super) fn lees(bytes: &[u8], kolommen: &Kolommen) -> Uitkomst<Lijstregel> {
    let kort: Kort<'_> = serde_json::from_slice(bytes).map_err(|_| StoreFout::Rij("daglijst"))?;
    kort.naar(kolommen).ok_or(StoreFout::Rij("daglijst"))
}

type Tekst<'a> = Cow<'a, str>;

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kort<'a> {
    r: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    p: Option<Tekst<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<Tekst<'a>>,
    n: [Tekst<'a>; 3],
    #[serde(skip_serializing_if = "Option::is_none")]
    g: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<Geslacht>,
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<Tekst<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    a: Option<Tekst<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    w: Option<Tekst<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    f: Vec<(Tekst<'a>, Tekst<'a>)>,
    #[serde(skip_serializing_if = "str::is_empty")]
    t: Tekst<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    e: Option<Tekst<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    k: Option<Tekst<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    h: Option<Tijd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    i: Option<Tijd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    j: Option<Tijd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    l: Option<Tijd>,
    #[serde(skip_serializing_if = "Option::is_none")]
    o: Option<Tekst<'a>>,
    #[serde(skip_serializing_if = "is_default")]
    v: Cow<'a, Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    z: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    u: Vec<(u32, Tekst<'a>)>,
    /// Each fact and the number of its heading in one text, `p1q2n3`: rows are made of little else, and
    /// a list in a list costs a third of the row.
    #[serde(skip_serializing_if = "String::is_empty")]
    c: String,
    /// The cells that say something else than their fact, in the same order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    d: Vec<(char, Tekst<'a>)>,
}

fn is_default(status: &Status) -> bool {
    *status == Status::Onbekend
}

impl<'a> Kort<'a> {
    fn van(regel: &'a Lijstregel, kolommen: &mut Kolommen) -> Kort<'a> {
        let optional = |text: &'a Option<String>| text.as_deref().map(Cow::Borrowed);
        let mut plaats = 0;
        let mut heading = |naam: &str| {
            plaats += 1;
            kolommen.nummer(plaats, naam)
        };
        let mut c = String::with_capacity(3 * regel.herkomst.len());
        let mut d = Vec::new();
        for (veld, origin) in &regel.herkomst {
            let code = letter(*veld);
            // Writing to a String does not fail.
            let _ = write!(c, "{code}{}", heading(&origin.kolom));
            if !gelijk(regel, *veld, &origin.tekst) {
                d.push((code, Cow::Borrowed(origin.tekst.as_str())));
            }
        }
        Kort {
            r: regel.regel,
            p: optional(&regel.pl),
            q: optional(&regel.parketnummer),
            n: [
                Cow::Borrowed(&regel.naam.achternaam),
                Cow::Borrowed(&regel.naam.tussenvoegsel),
                Cow::Borrowed(&regel.naam.voornamen),
            ],
            g: regel.geboortedatum,
            s: regel.geslacht,
            b: optional(&regel.bsn),
            a: optional(&regel.adres),
            w: optional(&regel.woonplaats),
            f: regel
                .feiten
                .iter()
                .map(|feit| {
                    (
                        Cow::Borrowed(feit.artikel.as_str()),
                        Cow::Borrowed(feit.omschrijving.as_str()),
                    )
                })
                .collect(),
            t: Cow::Borrowed(&regel.toelichting),
            e: optional(&regel.relatie),
            k: optional(&regel.kinderen),
            h: regel.aanhouding.map(Tijd),
            i: regel.aankomst.map(Tijd),
            j: regel.begin_ophouden.map(Tijd),
            l: regel.gedrukt_einde.map(Tijd),
            o: optional(&regel.locatie),
            v: Cow::Borrowed(&regel.status),
            x: regel.hg_politie,
            y: regel.thv,
            z: regel.zorgmelding,
            c,
            d,
            u: regel
                .overig
                .iter()
                .map(|(kolom, text)| (heading(kolom), Cow::Borrowed(text.as_str())))
                .collect(),
        }
    }

    fn naar(self, kolommen: &Kolommen) -> Option<Lijstregel> {
        let optional = |text: Option<Tekst<'a>>| text.map(Cow::into_owned);
        let [achternaam, tussenvoegsel, voornamen] = self.n.map(Cow::into_owned);
        let mut regel = Lijstregel {
            regel: self.r,
            pl: optional(self.p),
            parketnummer: optional(self.q),
            naam: Naam {
                achternaam,
                tussenvoegsel,
                voornamen,
            },
            geboortedatum: self.g,
            geslacht: self.s,
            bsn: optional(self.b),
            adres: optional(self.a),
            woonplaats: optional(self.w),
            feiten: self
                .f
                .into_iter()
                .map(|(artikel, omschrijving)| Feit {
                    artikel: artikel.into_owned(),
                    omschrijving: omschrijving.into_owned(),
                })
                .collect(),
            toelichting: self.t.into_owned(),
            relatie: optional(self.e),
            kinderen: optional(self.k),
            aanhouding: self.h.map(|tijd| tijd.0),
            aankomst: self.i.map(|tijd| tijd.0),
            begin_ophouden: self.j.map(|tijd| tijd.0),
            gedrukt_einde: self.l.map(|tijd| tijd.0),
            locatie: optional(self.o),
            status: self.v.into_owned(),
            hg_politie: self.x,
            thv: self.y,
            zorgmelding: self.z,
            overig: Vec::with_capacity(self.u.len()),
            herkomst: BTreeMap::new(),
        };
        for (nr, text) in self.u {
            let kolom = kolommen.naam(nr)?.to_owned();
            regel.overig.push((kolom, text.into_owned()));
        }
        let mut anders = self.d.into_iter().peekable();
        let mut rest = self.c.as_str();
        while let Some(code) = rest.chars().next() {
            let tail = rest.strip_prefix(code)?;
            let end = tail
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(tail.len());
            let (nr, next) = tail.split_at_checked(end)?;
            let veld = Veld::ALLE.into_iter().find(|veld| letter(*veld) == code)?;
            let tekst = anders
                .next_if(|(other, _)| *other == code)
                .map_or_else(|| regel.tekst(veld), |(_, text)| text.into_owned());
            let kolom = kolommen.naam(nr.parse().ok()?)?.to_owned();
            regel.herkomst.insert(veld, Herkomst { kolom, tekst });
            rest = next;
        }
        Some(regel)
    }
}

/// Whether the cell says what [`Lijstregel::tekst`] says, looked up without making that text.
fn gelijk(regel: &Lijstregel, veld: Veld, cell: &str) -> bool {
    let same = |text: &Option<String>| text.as_deref().unwrap_or_default() == cell;
    match veld {
        Veld::Pl => same(&regel.pl),
        Veld::Parketnummer => same(&regel.parketnummer),
        Veld::Bsn => same(&regel.bsn),
        Veld::Adres => same(&regel.adres),
        Veld::Woonplaats => same(&regel.woonplaats),
        Veld::Toelichting => regel.toelichting == cell,
        Veld::Relatie => same(&regel.relatie),
        Veld::Kinderen => same(&regel.kinderen),
        Veld::Locatie => same(&regel.locatie),
        Veld::Naam => regel.naam.lijstvorm() == cell,
        _ => false,
    }
}

/// The letter of a fact. It may not change within a day.
fn letter(veld: Veld) -> char {
    match veld {
        Veld::Pl => 'p',
        Veld::Parketnummer => 'q',
        Veld::Naam => 'n',
        Veld::Geboortedatum => 'g',
        Veld::Geslacht => 's',
        Veld::Bsn => 'b',
        Veld::Adres => 'a',
        Veld::Woonplaats => 'w',
        Veld::Feiten => 'f',
        Veld::Toelichting => 't',
        Veld::Relatie => 'e',
        Veld::Kinderen => 'k',
        Veld::Aanhouding => 'h',
        Veld::Aankomst => 'i',
        Veld::BeginOphouden => 'j',
        Veld::GedruktEinde => 'l',
        Veld::Locatie => 'o',
        Veld::Status => 'v',
        Veld::HgPolitie => 'x',
        Veld::Thv => 'y',
        Veld::Zorgmelding => 'z',
    }
}

/// A time: seconds since 1970 where that is exact, RFC 3339 where it is not.
#[derive(Clone, Copy)]
struct Tijd(DateTime<Utc>);

impl Serialize for Tijd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.timestamp_subsec_nanos() == 0 {
            serializer.serialize_i64(self.0.timestamp())
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Tijd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lees;
        impl Visitor<'_> for Lees {
            type Value = Tijd;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("seconds or a time")
            }

            fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Tijd, E> {
                DateTime::from_timestamp(seconds, 0)
                    .map(Tijd)
                    .ok_or_else(|| E::custom("no such time"))
            }

            fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Tijd, E> {
                self.visit_i64(i64::try_from(seconds).map_err(E::custom)?)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Tijd, E> {
                text.parse().map(Tijd).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Lees)
    }
}
