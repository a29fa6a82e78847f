//! Does a fact allow voorlopige hechtenis? (art. 67 Sv, from the lists in the rules file)
//!
//! Must not know what follows from the answer; that is `ophouden`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{adres::VastAdres, bestand::HechtenisRegel, fout::TermijnFout};
use crate::domain::artikel::{Artikel, Wet};

/// What the lists say about the facts of one line, from sure to unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Toelating {
    /// At least one fact allows voorlopige hechtenis.
    Toegelaten,
    /// No fact does by itself, but one is a misdrijf with prison and the suspect has no fixed address.
    ToegelatenZonderAdres,
    /// Every fact is known, none allows it.
    NietToegelaten,
    /// It depends on the paragraph or on the circumstances.
    HangtAf,
    /// It depends on whether the suspect has a fixed address, or on whether prison can follow for
    /// somebody who has none.
    HangtAfVanAdres,
    /// An article is in no list, or there is no article.
    NietHerkend,
}

impl Toelating {
    /// Whether the answer is sure enough to compute with.
    #[must_use]
    pub fn is_zeker(self) -> bool {
        self.mag() || self == Toelating::NietToegelaten
    }

    /// Whether voorlopige hechtenis is allowed, so that the longer clock holds.
    #[must_use]
    pub fn mag(self) -> bool {
        matches!(
            self,
            Toelating::Toegelaten | Toelating::ToegelatenZonderAdres
        )
    }

    /// The answer in words for the worker.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Toelating::Toegelaten => "voorlopige hechtenis mogelijk",
            Toelating::ToegelatenZonderAdres => "geen vast adres, art. 67 lid 2 Sv",
            Toelating::NietToegelaten => "geen voorlopige hechtenis",
            Toelating::HangtAf => "hangt af van lid of omstandigheden",
            Toelating::HangtAfVanAdres => {
                "zonder vast adres 9 uur bij een misdrijf met gevangenisstraf, niet zeker"
            }
            Toelating::NietHerkend => "artikel niet herkend",
        }
    }
}

/// What a list says about one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Regel {
    Wel,
    Niet(Gevangenisstraf),
    HangtAf(Gevangenisstraf),
    AlgemeenDeel,
}

/// Whether an article is a misdrijf for which prison can follow (art. 67 lid 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gevangenisstraf {
    Ja,
    Nee,
    Onbekend,
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
            (
                &regel.niet_toegelaten,
                Regel::Niet(Gevangenisstraf::Onbekend),
            ),
            (&regel.misdrijf, Regel::Niet(Gevangenisstraf::Ja)),
            (&regel.overtreding, Regel::Niet(Gevangenisstraf::Nee)),
            (&regel.hangt_af, Regel::HangtAf(Gevangenisstraf::Onbekend)),
            (
                &regel.hangt_af_misdrijf,
                Regel::HangtAf(Gevangenisstraf::Ja),
            ),
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

/// One fact that allows it is enough; otherwise the least sure fact decides. Without a fixed address a
/// misdrijf with prison allows it too, and what is not known about that is said.
pub(super) fn toelating<'l>(
    artikelen: &[Artikel],
    adres: VastAdres,
    lijst: impl Fn(Wet) -> Option<&'l Lijst>,
) -> Toelating {
    let mut found = Vec::new();
    let mut straf = Vec::new();
    for artikel in artikelen {
        match lijst(artikel.wet).and_then(|lijst| lijst.oordeel(artikel)) {
            Some(Regel::Wel) => return Toelating::Toegelaten,
            Some(Regel::Niet(prison)) => {
                found.push(Toelating::NietToegelaten);
                straf.push(prison);
            }
            Some(Regel::HangtAf(prison)) => {
                found.push(Toelating::HangtAf);
                straf.push(prison);
            }
            Some(Regel::AlgemeenDeel) => {}
            None => {
                found.push(Toelating::NietHerkend);
                straf.push(Gevangenisstraf::Onbekend);
            }
        }
    }
    let only_overtreding =
        !straf.is_empty() && straf.iter().all(|prison| *prison == Gevangenisstraf::Nee);
    match adres {
        VastAdres::NietGezegd => {}
        VastAdres::Geen if straf.contains(&Gevangenisstraf::Ja) => {
            return Toelating::ToegelatenZonderAdres;
        }
        VastAdres::Geen | VastAdres::Twijfel if !only_overtreding => {
            return Toelating::HangtAfVanAdres;
        }
        VastAdres::Geen | VastAdres::Twijfel => {}
    }
    if found.is_empty() || found.contains(&Toelating::NietHerkend) {
        Toelating::NietHerkend
    } else if found.contains(&Toelating::HangtAf) {
        Toelating::HangtAf
    } else {
        Toelating::NietToegelaten
    }
}
