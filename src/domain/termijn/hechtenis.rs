//! Does a fact allow voorlopige hechtenis? (art. 67 Sv, from the lists in the rules file)
//!
//! Must not know what follows from the answer; that is `ophouden`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{bestand::HechtenisRegel, fout::TermijnFout};
use crate::domain::artikel::{Artikel, Wet};

/// What the lists say about the facts of one line, from sure to unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Toelating {
    /// At least one fact allows voorlopige hechtenis.
    Toegelaten,
    /// Every fact is known, none allows it.
    NietToegelaten,
    /// It depends on the paragraph or on the circumstances.
    HangtAf,
    /// An article is in no list, or there is no article.
    NietHerkend,
}

impl Toelating {
    /// Whether the answer is sure enough to compute with.
    #[must_use]
    pub fn is_zeker(self) -> bool {
        matches!(self, Toelating::Toegelaten | Toelating::NietToegelaten)
    }

    /// The answer in words for the worker.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Toelating::Toegelaten => "voorlopige hechtenis mogelijk",
            Toelating::NietToegelaten => "geen voorlopige hechtenis",
            Toelating::HangtAf => "hangt af van lid of omstandigheden",
            Toelating::NietHerkend => "artikel niet herkend",
        }
    }
}

/// What a list says about one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Regel {
    Wel,
    Niet,
    HangtAf,
    AlgemeenDeel,
}

/// The lists of one statute, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lijst {
    pub(super) wet: Wet,
    pub(super) geldig_vanaf: NaiveDate,
    pub(super) geldig_tot: Option<NaiveDate>,
    regels: BTreeMap<(String, Option<u8>), Regel>,
}

impl Lijst {
    pub(super) fn nieuw(regel: &HechtenisRegel) -> Result<Lijst, TermijnFout> {
        let wet = Wet::uit_woord(&regel.wet).ok_or_else(|| TermijnFout::Wet {
            wet: regel.wet.clone(),
        })?;
        let mut regels = BTreeMap::new();
        let lijsten = [
            (&regel.toegelaten, Regel::Wel),
            (&regel.niet_toegelaten, Regel::Niet),
            (&regel.hangt_af, Regel::HangtAf),
            (&regel.algemeen_deel, Regel::AlgemeenDeel),
        ];
        for (teksten, oordeel) in lijsten {
            for tekst in teksten {
                let mut artikelen = Artikel::ontleed(tekst).into_iter();
                let (Some(artikel), None) = (artikelen.next(), artikelen.next()) else {
                    return Err(TermijnFout::Artikel {
                        wet: regel.wet.clone(),
                        tekst: tekst.clone(),
                    });
                };
                if regels
                    .insert((artikel.nummer, artikel.lid), oordeel)
                    .is_some()
                {
                    return Err(TermijnFout::DubbelArtikel {
                        wet: regel.wet.clone(),
                        tekst: tekst.clone(),
                    });
                }
            }
        }
        Ok(Lijst {
            wet,
            geldig_vanaf: regel.geldig_vanaf,
            geldig_tot: regel.geldig_tot,
            regels,
        })
    }

    /// An entry with the paragraph goes before one without. An article without a paragraph is not
    /// judged by an entry that has one.
    fn oordeel(&self, artikel: &Artikel) -> Option<Regel> {
        let zoek = |lid| self.regels.get(&(artikel.nummer.clone(), lid)).copied();
        artikel
            .lid
            .and_then(|lid| zoek(Some(lid)))
            .or_else(|| zoek(None))
    }
}

/// One fact that allows it is enough; otherwise the least sure fact decides.
pub(super) fn toelating<'l>(
    artikelen: &[Artikel],
    lijst: impl Fn(Wet) -> Option<&'l Lijst>,
) -> Toelating {
    let mut gevonden = Vec::new();
    for artikel in artikelen {
        match lijst(artikel.wet).and_then(|lijst| lijst.oordeel(artikel)) {
            Some(Regel::Wel) => return Toelating::Toegelaten,
            Some(Regel::Niet) => gevonden.push(Toelating::NietToegelaten),
            Some(Regel::HangtAf) => gevonden.push(Toelating::HangtAf),
            Some(Regel::AlgemeenDeel) => {}
            None => gevonden.push(Toelating::NietHerkend),
        }
    }
    if gevonden.is_empty() || gevonden.contains(&Toelating::NietHerkend) {
        Toelating::NietHerkend
    } else if gevonden.contains(&Toelating::HangtAf) {
        Toelating::HangtAf
    } else {
        Toelating::NietToegelaten
    }
}
