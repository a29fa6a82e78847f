//! Where each fact of a line stood in its file, kept small: a list has twenty facts a row, and an origin of
//! each that is read once in a while.
//!
//! All texts of a row stand in one text and the headings are shared by all rows of a file, so that a row
//! costs two pieces of memory instead of forty. Must not know how files are read.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lijstregel::Veld;

/// Where a fact stood in the file, with the text as it was written there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Herkomst {
    /// The heading of the column.
    pub kolom: Arc<str>,
    /// The cell, cleaned of control characters, otherwise untouched.
    pub tekst: String,
}

/// A look at one [`Herkomst`] inside [`Herkomsten`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Oorsprong<'a> {
    /// The heading of the column.
    pub kolom: &'a str,
    /// The cell, cleaned of control characters, otherwise untouched.
    pub tekst: &'a str,
}

/// Headings that the rows of one file share.
pub type Koppen = Arc<[Arc<str>]>;

/// The origins of a line, at most one for each fact, in the order of [`Veld`].
///
/// Two are equal when they say the same, wherever their texts are kept. In JSON it is a map of facts.
#[derive(Clone, Default)]
pub struct Herkomsten {
    koppen: Option<Koppen>,
    plekken: Vec<Plek>,
    teksten: String,
}

/// One origin: the number of its heading, and which part of the text is its cell.
#[derive(Debug, Clone, Copy)]
struct Plek {
    veld: Veld,
    kop: u32,
    van: u32,
    tot: u32,
}

impl Herkomsten {
    /// No origins yet, for a line of a file with these headings, with room for `aantal` facts and `bytes`
    /// bytes of text.
    #[must_use]
    pub fn nieuw(koppen: Koppen, aantal: usize, bytes: usize) -> Herkomsten {
        Herkomsten {
            koppen: Some(koppen),
            plekken: Vec::with_capacity(aantal),
            teksten: String::with_capacity(bytes),
        }
    }

    /// Whether no fact has an origin.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plekken.is_empty()
    }

    /// How many facts have an origin.
    #[must_use]
    pub fn len(&self) -> usize {
        self.plekken.len()
    }

    /// Whether the file had a column for this fact.
    #[must_use]
    pub fn contains_key(&self, veld: &Veld) -> bool {
        self.zoek(*veld).is_ok()
    }

    /// Where a fact stood.
    #[must_use]
    pub fn get(&self, veld: &Veld) -> Option<Oorsprong<'_>> {
        let at = self.zoek(*veld).ok()?;
        self.plekken.get(at).map(|plek| self.oorsprong(*plek))
    }

    /// Every fact that has an origin, in the order of [`Veld`].
    pub fn iter(&self) -> impl Iterator<Item = (Veld, Oorsprong<'_>)> {
        self.plekken
            .iter()
            .map(|plek| (plek.veld, self.oorsprong(*plek)))
    }

    /// The origins without their facts.
    pub fn values(&self) -> impl Iterator<Item = Oorsprong<'_>> {
        self.iter().map(|(_, origin)| origin)
    }

    /// Every fact with the number of its heading among [`Herkomsten::koppen`], and its cell.
    pub fn genummerd(&self) -> impl Iterator<Item = (Veld, u32, &str)> {
        self.plekken
            .iter()
            .map(|plek| (plek.veld, plek.kop, self.tekst(*plek)))
    }

    /// The headings that the numbers of [`Herkomsten::genummerd`] mean.
    #[must_use]
    pub fn koppen(&self) -> Option<&Koppen> {
        self.koppen.as_ref()
    }

    /// Notes where a fact stood; an earlier origin of it is replaced.
    pub fn insert(&mut self, veld: Veld, herkomst: Herkomst) {
        self.noteer(veld, herkomst.kolom.as_ref(), &herkomst.tekst);
    }

    /// As [`Herkomsten::insert`], with texts that stand elsewhere.
    pub fn noteer(&mut self, veld: Veld, kolom: &str, tekst: &str) {
        let known = self
            .koppen
            .as_ref()
            .and_then(|koppen| koppen.iter().position(|kop| kop.as_ref() == kolom));
        let kop = known.unwrap_or_else(|| {
            let own = self.koppen.take();
            let own = own.as_deref().unwrap_or_default();
            self.koppen = Some(own.iter().cloned().chain([Arc::from(kolom)]).collect());
            own.len()
        });
        self.zet(veld, u32::try_from(kop).unwrap_or(u32::MAX), tekst);
    }

    /// As [`Herkomsten::insert`], with the number of a heading among those given to [`Herkomsten::nieuw`]. A
    /// number beyond them is an empty heading.
    pub fn zet(&mut self, veld: Veld, kop: u32, tekst: &str) {
        // A row of more than 4 GB does not exist; should it ever, then its last cells are empty.
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let van = place(self.teksten.len());
        self.teksten.push_str(tekst);
        let plek = Plek {
            veld,
            kop,
            van,
            tot: place(self.teksten.len()),
        };
        match self.zoek(veld) {
            Ok(at) => {
                if let Some(old) = self.plekken.get_mut(at) {
                    *old = plek;
                }
            }
            Err(at) => self.plekken.insert(at, plek),
        }
    }

    /// Forgets where a fact stood.
    pub fn remove(&mut self, veld: &Veld) {
        self.plekken.retain(|plek| plek.veld != *veld);
    }

    fn zoek(&self, veld: Veld) -> Result<usize, usize> {
        self.plekken.binary_search_by_key(&veld, |plek| plek.veld)
    }

    fn tekst(&self, plek: Plek) -> &str {
        self.teksten
            .get(plek.van as usize..plek.tot as usize)
            .unwrap_or_default()
    }

    fn oorsprong(&self, plek: Plek) -> Oorsprong<'_> {
        Oorsprong {
            kolom: self
                .koppen
                .as_ref()
                .and_then(|koppen| koppen.get(plek.kop as usize))
                .map_or("", AsRef::as_ref),
            tekst: self.tekst(plek),
        }
    }
}

impl PartialEq for Herkomsten {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Herkomsten {}

impl fmt::Debug for Herkomsten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for Herkomsten {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (veld, origin) in self.iter() {
            map.serialize_entry(&veld, &origin)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Herkomsten {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<Veld, Herkomst>::deserialize(deserializer)?;
        let mut koppen: Vec<Arc<str>> = Vec::with_capacity(map.len());
        let bytes = map.values().map(|origin| origin.tekst.len()).sum();
        let mut out = Herkomsten {
            koppen: None,
            plekken: Vec::with_capacity(map.len()),
            teksten: String::with_capacity(bytes),
        };
        for (veld, Herkomst { kolom, tekst }) in map {
            let known = koppen.iter().position(|kop| *kop == kolom);
            let kop = known.unwrap_or(koppen.len());
            if known.is_none() {
                koppen.push(kolom);
            }
            out.zet(veld, u32::try_from(kop).unwrap_or(u32::MAX), &tekst);
        }
        out.koppen = (!koppen.is_empty()).then(|| koppen.into());
        Ok(out)
    }
}
