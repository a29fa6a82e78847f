//! Checking events: what one must be by itself, that it joins the one before it in its series, and that no
//! event of a device is missing.
//!
//! Must not know where events are kept.

use std::collections::HashMap;

use super::kop::Kop;
use super::omslag::{Digest, Soort, VORM, inhoud_hash, kop_hash, lees_ids};
use super::stuk::Stuk;
use super::toestel::{klopt, toestel_van};
use crate::domain::ids::{DeviceId, ReeksId};

/// By so much the counter may go up from one event of a series to the next: nobody makes it run out.
pub const TELLER_SPRONG: u64 = 1 << 32;

/// A place in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plek {
    /// The series.
    pub reeks: ReeksId,
    /// The place in it.
    pub nr: u64,
}

impl std::fmt::Display for Plek {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let reeks: String = self.reeks.0.simple().to_string().chars().take(8).collect();
        write!(f, "gebeurtenis {} van reeks {reeks}", self.nr)
    }
}

/// What is wrong with one event. The text is for the worker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{plek}: {wat}")]
pub struct Breuk {
    /// Which event.
    pub plek: Plek,
    /// What is wrong with it.
    pub wat: Fout,
}

/// What can be wrong with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fout {
    /// Another format, or an order without ids.
    #[error("is niet van een vorm die zsmtafel kent")]
    Vorm,
    /// A place in the series is skipped, or stands twice.
    #[error("verwacht nummer {0}")]
    Nummer(u64),
    /// It does not follow the one before it.
    #[error("sluit niet aan op de vorige")]
    Vorige,
    /// The outside was changed after it was signed.
    #[error("omslag is gewijzigd")]
    Omslag,
    /// The device did not sign this.
    #[error("handtekening klopt niet")]
    Handtekening,
    /// The header was changed.
    #[error("kop is gewijzigd")]
    Kop,
    /// The content was changed.
    #[error("inhoud is gewijzigd")]
    Inhoud,
    /// The content is gone, and no order in the journal erased it.
    #[error("inhoud ontbreekt, en niemand gaf opdracht die te wissen")]
    Leeg,
    /// The counter goes back, or up further than it can have gone.
    #[error("teller klopt niet")]
    Teller,
    /// The event that the device wrote before it is not here.
    #[error("de gebeurtenis ervoor op dat toestel ontbreekt")]
    Gat,
    /// Another event stands at this place of the series.
    #[error("op dit nummer staat al een andere gebeurtenis")]
    Gesplitst,
    /// What the store keeps beside it for finding it, says something else.
    #[error("staat niet bij de zaken die het noemt")]
    Register,
}

/// What an event must follow in its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schakel {
    /// Place in the series.
    pub nr: u64,
    /// Digest.
    pub digest: Digest,
    /// Counter.
    pub teller: u64,
}

/// The place of an event.
#[must_use]
pub fn plek(stuk: &Stuk) -> Plek {
    Plek {
        reeks: stuk.omslag.reeks,
        nr: stuk.omslag.nr,
    }
}

/// What an event must be by itself: its format, signature, and the hashes of header and content. Gives its
/// digest and header.
///
/// # Errors
/// The first [`Breuk`] found.
pub fn toets(stuk: &Stuk) -> Result<(Digest, Kop), Breuk> {
    let fout = |wat| Breuk {
        plek: plek(stuk),
        wat,
    };
    let outside = &stuk.omslag;
    let ids = outside.soort == Soort::Gebeurtenis || lees_ids(&outside.open).is_some();
    if outside.vorm != VORM || !ids {
        return Err(fout(Fout::Vorm));
    }
    let digest = outside.digest();
    if toestel_van(&stuk.openbaar) != outside.toestel
        || !klopt(&stuk.openbaar, &digest, &stuk.handtekening)
    {
        return Err(fout(Fout::Handtekening));
    }
    if kop_hash(&stuk.kop) != outside.kop_hash {
        return Err(fout(Fout::Kop));
    }
    let kop = Kop::lees(&stuk.kop.bytes).ok_or_else(|| fout(Fout::Kop))?;
    if let Some(content) = &stuk.inhoud
        && inhoud_hash(content) != outside.inhoud_hash
    {
        return Err(fout(Fout::Inhoud));
    }
    Ok((digest, kop))
}

/// Whether it joins the one before it in its series; none is before the first.
///
/// # Errors
/// [`Fout::Nummer`], [`Fout::Vorige`] or [`Fout::Teller`].
pub fn sluit_aan(stuk: &Stuk, kop: &Kop, vorige: Option<Schakel>) -> Result<(), Breuk> {
    let fout = |wat| Breuk {
        plek: plek(stuk),
        wat,
    };
    let before = vorige.unwrap_or(Schakel {
        nr: 0,
        digest: [0; 32],
        teller: 0,
    });
    if stuk.omslag.nr != before.nr + 1 {
        return Err(fout(Fout::Nummer(before.nr + 1)));
    }
    if stuk.omslag.vorige != before.digest {
        return Err(fout(Fout::Vorige));
    }
    let most = before.teller.saturating_add(TELLER_SPRONG);
    if kop.teller <= before.teller || kop.teller > most {
        return Err(fout(Fout::Teller));
    }
    Ok(())
}

/// Two series that a device began after one and the same event: a copy of its store was put back. That is
/// told, and is no break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kopie {
    /// The device.
    pub toestel: DeviceId,
    /// The place of the device after which both went on.
    pub na: u64,
}

impl std::fmt::Display for Kopie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let toestel: String = self
            .toestel
            .0
            .simple()
            .to_string()
            .chars()
            .take(8)
            .collect();
        write!(
            f,
            "toestel {toestel} ging na gebeurtenis {} twee keer verder: er is een teruggezette kopie",
            self.na
        )
    }
}

/// Follows the events, each series of each circle from its first on, in the order of their numbers.
#[derive(Debug, Default)]
pub struct Verifier {
    reeks: Option<(ReeksId, String, Schakel)>,
    toestellen: HashMap<Digest, (DeviceId, u64)>,
    volgt: HashMap<(DeviceId, Digest), (Plek, u64, u32)>,
}

impl Verifier {
    /// Checks the next event; `bewaard` is the digest that was kept with it.
    ///
    /// # Errors
    /// The first [`Breuk`] found in it; the verifier then goes on from this event, so that one break is told
    /// once.
    pub fn next(&mut self, stuk: &Stuk, bewaard: &Digest) -> Result<Kop, Breuk> {
        let outside = &stuk.omslag;
        let before = self
            .reeks
            .take()
            .filter(|(reeks, kring, _)| *reeks == outside.reeks && *kring == outside.kring)
            .map(|(_, _, link)| link);
        let seen = Kop::lees(&stuk.kop.bytes);
        let link = Schakel {
            nr: outside.nr,
            digest: *bewaard,
            teller: seen.as_ref().map_or(0, |kop| kop.teller),
        };
        self.reeks = Some((outside.reeks, outside.kring.clone(), link));
        if let Some(kop) = &seen {
            self.toestellen
                .insert(*bewaard, (outside.toestel, kop.plaats));
            let followed = (outside.toestel, kop.vorige_toestel);
            let known = self
                .volgt
                .entry(followed)
                .or_insert((plek(stuk), kop.plaats, 0));
            known.2 += 1;
        }
        if outside.digest() != *bewaard {
            return Err(Breuk {
                plek: plek(stuk),
                wat: Fout::Omslag,
            });
        }
        let (_, kop) = toets(stuk)?;
        sluit_aan(stuk, &kop, before)?;
        Ok(kop)
    }

    /// What can be told when all were seen: events of a device that are missing, and copies put back.
    #[must_use]
    pub fn klaar(self) -> (Vec<Breuk>, Vec<Kopie>) {
        let (mut gaps, mut copies) = (Vec::new(), Vec::new());
        for ((toestel, before), (plek, plaats, count)) in self.volgt {
            let na = plaats.saturating_sub(1);
            let first = before == [0; 32] && na == 0;
            let joins = self.toestellen.get(&before) == Some(&(toestel, na));
            if !first && !joins {
                gaps.push((
                    toestel,
                    plaats,
                    Breuk {
                        plek,
                        wat: Fout::Gat,
                    },
                ));
            }
            if count > 1 {
                copies.push(Kopie { toestel, na });
            }
        }
        gaps.sort_by_key(|(toestel, plaats, _)| (*toestel, *plaats));
        copies.sort_by_key(|copy| (copy.toestel, copy.na));
        (gaps.into_iter().map(|(.., gap)| gap).collect(), copies)
    }
}
