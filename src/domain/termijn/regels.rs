//! The rules, checked once, and which of them holds on a day.
//!
//! Must not know how a clock is computed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::adres::VastAdres;
use super::bestand::{Duur, OphoudRegel, TermijnBestand, TermijnRegel, TermijnSoort};
use super::fout::TermijnFout;
use super::hechtenis::{Lijst, Toelating, toelating};
use super::telling::Stilte;
use crate::domain::artikel::{Artikel, Wet};
use crate::domain::tijd::lokaal;

/// Every legal clock of the table, ready to compute with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijnregels {
    ophouden: Vec<Ophoudregel>,
    hechtenis: Vec<Lijst>,
    termijnen: Vec<TermijnRegel>,
}

/// A checked rule for ophouden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ophoudregel {
    pub(super) bron: OphoudRegel,
    pub(super) stilte: Stilte,
}

impl Ophoudregel {
    /// How long for facts of this kind, without extension. What is not sure gets the shorter one.
    pub(super) fn uren(&self, toelating: Toelating) -> u16 {
        if toelating.mag() {
            self.bron.uren_met_hechtenis
        } else {
            self.bron
                .uren_zonder_hechtenis
                .min(self.bron.uren_met_hechtenis)
        }
    }

    /// When so many hours have been counted.
    pub(super) fn einde(&self, start: DateTime<Utc>, uren: u16) -> Option<DateTime<Utc>> {
        self.stilte.einde(start, TimeDelta::hours(i64::from(uren)))
    }

    /// The longest that the law knows, in hours.
    pub(super) fn langst(&self) -> u16 {
        let verlengd = self
            .bron
            .uren_zonder_hechtenis
            .saturating_add(self.bron.verlenging_uren);
        self.bron.uren_met_hechtenis.max(verlengd)
    }
}

impl Termijnregels {
    /// Checks a rules file.
    ///
    /// # Errors
    /// The first rule that is missing, doubled, or does not make sense.
    pub fn nieuw(bestand: TermijnBestand) -> Result<Termijnregels, TermijnFout> {
        let ophouden = bestand
            .ophouden
            .into_iter()
            .map(ophoudregel)
            .collect::<Result<Vec<_>, _>>()?;
        if ophouden.is_empty() {
            return Err(TermijnFout::Ontbreekt {
                wat: "ophouden".to_owned(),
            });
        }
        geldigheid(
            "ophouden",
            ophouden
                .iter()
                .map(|regel| (regel.bron.geldig_vanaf, regel.bron.geldig_tot)),
        )?;

        let hechtenis = bestand
            .hechtenis
            .iter()
            .map(Lijst::nieuw)
            .collect::<Result<Vec<_>, _>>()?;
        for lijst in &hechtenis {
            let zelfde = hechtenis.iter().filter(|andere| andere.wet == lijst.wet);
            geldigheid(
                lijst.wet.afkorting(),
                zelfde.map(|regel| (regel.geldig_vanaf, regel.geldig_tot)),
            )?;
        }

        for soort in TermijnSoort::ALLE {
            let zelfde: Vec<_> = bestand
                .termijn
                .iter()
                .filter(|regel| regel.soort == soort)
                .collect();
            if zelfde.is_empty() {
                return Err(TermijnFout::Ontbreekt {
                    wat: soort.code().to_owned(),
                });
            }
            geldigheid(
                soort.code(),
                zelfde
                    .iter()
                    .map(|regel| (regel.geldig_vanaf, regel.geldig_tot)),
            )?;
            for regel in zelfde {
                redelijk(soort.code(), regel.duur)?;
                regel
                    .verlenging
                    .map_or(Ok(()), |duur| redelijk(soort.code(), duur))?;
                if regel.termijnenwet && !valt_onder_termijnenwet(regel.duur) {
                    return Err(TermijnFout::Termijnenwet {
                        wat: soort.code().to_owned(),
                    });
                }
            }
        }
        Ok(Termijnregels {
            ophouden,
            hechtenis,
            termijnen: bestand.termijn,
        })
    }

    /// What the lists of a day say about the facts of one line, with what is known of the address.
    #[must_use]
    pub fn toelating(&self, artikelen: &[Artikel], adres: VastAdres, op: NaiveDate) -> Toelating {
        toelating(artikelen, adres, |wet: Wet| {
            self.hechtenis
                .iter()
                .find(|lijst| lijst.wet == wet && geldt(lijst.geldig_vanaf, lijst.geldig_tot, op))
        })
    }

    /// The rule for ophouden that held when the clock began.
    pub(super) fn ophoudregel(&self, start: DateTime<Utc>) -> Option<&Ophoudregel> {
        let op = lokaal(start).date_naive();
        self.ophouden
            .iter()
            .find(|regel| geldt(regel.bron.geldig_vanaf, regel.bron.geldig_tot, op))
    }

    /// The rule for another clock that held when it began.
    pub(super) fn termijnregel(
        &self,
        soort: TermijnSoort,
        start: DateTime<Utc>,
    ) -> Option<&TermijnRegel> {
        let op = lokaal(start).date_naive();
        self.termijnen
            .iter()
            .find(|regel| regel.soort == soort && geldt(regel.geldig_vanaf, regel.geldig_tot, op))
    }
}

fn geldt(vanaf: NaiveDate, tot: Option<NaiveDate>, op: NaiveDate) -> bool {
    vanaf <= op && tot.is_none_or(|tot| op <= tot)
}

fn ophoudregel(bron: OphoudRegel) -> Result<Ophoudregel, TermijnFout> {
    for uren in [
        bron.uren_met_hechtenis,
        bron.uren_zonder_hechtenis,
        bron.verlenging_uren,
    ] {
        redelijk("ophouden", Duur::Uren(uren))?;
    }
    let stilte =
        Stilte::nieuw(minuut(&bron.stil_van)?, minuut(&bron.stil_tot)?).ok_or_else(|| {
            TermijnFout::Stilte {
                van: bron.stil_van.clone(),
                tot: bron.stil_tot.clone(),
            }
        })?;
    Ok(Ophoudregel { bron, stilte })
}

/// Minutes since midnight of `uu:mm`, with `24:00` for the end of the day.
fn minuut(tekst: &str) -> Result<u32, TermijnFout> {
    let gelezen = tekst.split_once(':').and_then(|(uur, minuut)| {
        let (uur, minuut): (u32, u32) = (uur.parse().ok()?, minuut.parse().ok()?);
        (uur < 24 && minuut < 60 || uur == 24 && minuut == 0).then_some(uur * 60 + minuut)
    });
    gelezen.ok_or_else(|| TermijnFout::Tijd {
        tekst: tekst.to_owned(),
    })
}

/// A length that is not zero and not longer than three years, so that no sum can run out of the calendar.
fn redelijk(wat: &str, duur: Duur) -> Result<(), TermijnFout> {
    let grens = match duur {
        Duur::Uren(_) => 3 * 365 * 24,
        Duur::Etmalen(_) | Duur::Kalenderdagen(_) | Duur::Werkdagen(_) => 3 * 365,
        Duur::Weken(_) => 3 * 52,
        Duur::Maanden(_) => 36,
    };
    let aantal = duur.aantal();
    if (1..=grens).contains(&aantal) {
        Ok(())
    } else {
        Err(TermijnFout::Duur {
            wat: wat.to_owned(),
            aantal,
        })
    }
}

/// Not for hours, and not for more than twelve weeks or three months (art. 4 Atw). Days of VT are working
/// days, which end on none of those days by themselves.
fn valt_onder_termijnenwet(duur: Duur) -> bool {
    match duur {
        Duur::Weken(aantal) => aantal <= 12,
        Duur::Maanden(aantal) => aantal <= 3,
        Duur::Uren(_) | Duur::Etmalen(_) | Duur::Kalenderdagen(_) | Duur::Werkdagen(_) => false,
    }
}

/// No two rules on one day, none that ends before it begins.
fn geldigheid(
    wat: &str,
    regels: impl Iterator<Item = (NaiveDate, Option<NaiveDate>)>,
) -> Result<(), TermijnFout> {
    let mut op_volgorde: Vec<_> = regels.collect();
    op_volgorde.sort();
    for (vanaf, tot) in &op_volgorde {
        if let Some(tot) = tot.filter(|tot| tot < vanaf) {
            return Err(TermijnFout::DatumsOmgekeerd {
                wat: wat.to_owned(),
                vanaf: *vanaf,
                tot,
            });
        }
    }
    for (vorige, volgende) in op_volgorde.iter().zip(op_volgorde.iter().skip(1)) {
        if vorige.1.is_none_or(|tot| volgende.0 <= tot) {
            return Err(TermijnFout::Overlap {
                wat: wat.to_owned(),
                op: volgende.0,
            });
        }
    }
    Ok(())
}
