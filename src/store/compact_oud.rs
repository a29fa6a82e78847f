//! Rows of the day list as programs wrote them before `compact`: JSON with one-letter names. Read only, so
//! that the list of a day survives a new program.
//!
//! Must not know tables.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use super::compact::Kolommen;
use crate::domain::lijstregel::{Feit, Geslacht, Herkomsten, Lijstregel, Status, Veld};
use crate::domain::naam::Naam;

/// Reads such a row; none when it is damaged or names an unknown heading.
pub(super) fn lees(bytes: &[u8], kolommen: &Kolommen) -> Option<Lijstregel> {
    let kort: Kort<'_> = serde_json::from_slice(bytes).ok()?;
    kort.naar(kolommen)
}

type Tekst<'a> = Cow<'a, str>;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Kort<'a> {
    r: u32,
    p: Option<Tekst<'a>>,
    q: Option<Tekst<'a>>,
    n: [Tekst<'a>; 3],
    g: Option<NaiveDate>,
    s: Option<Geslacht>,
    b: Option<Tekst<'a>>,
    a: Option<Tekst<'a>>,
    w: Option<Tekst<'a>>,
    f: Vec<(Tekst<'a>, Tekst<'a>)>,
    t: Tekst<'a>,
    e: Option<Tekst<'a>>,
    k: Option<Tekst<'a>>,
    h: Option<Tijd>,
    i: Option<Tijd>,
    j: Option<Tijd>,
    l: Option<Tijd>,
    o: Option<Tekst<'a>>,
    v: Cow<'a, Status>,
    x: Option<bool>,
    y: Option<bool>,
    z: Option<bool>,
    u: Vec<(u32, Tekst<'a>)>,
    /// Each fact and the number of its heading in one text, `p1q2n3`: rows are made of little else, and
    /// a list in a list costs a third of the row.
    c: String,
    /// The cells that say something else than their fact, in the same order.
    d: Vec<(char, Tekst<'a>)>,
}

impl<'a> Kort<'a> {
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
            herkomst: Herkomsten::default(),
        };
        for (nr, text) in self.u {
            let kolom = kolommen.naam(nr)?.clone();
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
            let kolom = kolommen.naam(nr.parse().ok()?)?;
            regel.herkomst.noteer(veld, kolom, &tekst);
            rest = next;
        }
        Some(regel)
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
