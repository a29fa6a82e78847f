//! The model beside the rules: says of a line how much it looks like labelled examples.
//!
//! It was learned (`leer`) from invented lines. It may raise a proposal and never takes one away: what
//! the rules found stays. Must not know the rules, nor where its bytes are kept.

use std::collections::HashSet;

use super::kenmerken::{self, BLOKKEN, Kenmerken, Stuk, VAKKEN, Vouwsel, zaad};
use super::{Reden, Suggestie, Tekst, Veld, VoorgesteldeTag};
use crate::domain::soort::Soort;

/// First bytes of a file with weights; the number is that of the format.
const MERK: &[u8; 8] = b"ZSMSIGN1";
/// Numbers that follow: scales, intercepts, thresholds.
const GETALLEN: usize = 7;
/// Bytes a box: how rare it is, and its weight for hg and for twijfel, each against niet.
pub(super) const BREED: usize = 3;
/// So many words are shown.
const GETOOND: usize = 4;
/// The name of the reason that the model gives; no rule may bear it.
pub const VOORBEELDEN: &str = "voorbeelden";

/// Why bytes are no weights. Dutch, for the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelFout {
    /// Another kind of file.
    #[error("dit zijn geen gewichten van zsmtafel signalen leer")]
    Vreemd,
    /// Cut off or changed.
    #[error("het bestand is niet heel; maak het opnieuw met zsmtafel signalen leer")]
    Beschadigd,
}

/// How likely each label is; together 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kansen {
    /// HG.
    pub hg: f32,
    /// Doubtful, or for the radar.
    pub twijfel: f32,
    /// Neither.
    pub niet: f32,
}

/// From which likelihood on the model raises a proposal; 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grenzen {
    /// Nothing or radar becomes hg from this likelihood of hg.
    pub hg: f32,
    /// Nothing becomes radar from this likelihood of anything but niet.
    pub radar: f32,
}

/// The weights.
#[derive(Clone, PartialEq)]
pub struct Model {
    pub(super) schaal: [f32; 3],
    pub(super) begin: [f32; 2],
    pub(super) grenzen: Grenzen,
    pub(super) vakken: Vec<u8>,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model")
            .field("grenzen", &self.grenzen)
            .finish_non_exhaustive()
    }
}

impl Model {
    /// Reads what [`Model::bytes`] wrote.
    ///
    /// # Errors
    /// [`ModelFout`] when it is something else, or not whole.
    pub fn lees(bytes: &[u8]) -> Result<Model, ModelFout> {
        let rest = bytes.strip_prefix(MERK).ok_or(ModelFout::Vreemd)?;
        let (rest, einde) = rest.split_last_chunk::<8>().ok_or(ModelFout::Beschadigd)?;
        if rest.len() != GETALLEN * 4 + VAKKEN * BREED || *einde != som(rest).to_le_bytes() {
            return Err(ModelFout::Beschadigd);
        }
        let (kop, vakken) = rest.split_at(GETALLEN * 4);
        let mut getallen = kop
            .as_chunks::<4>()
            .0
            .iter()
            .map(|vier| f32::from_le_bytes(*vier));
        let mut volgende = || {
            getallen
                .next()
                .filter(|getal| getal.is_finite())
                .ok_or(ModelFout::Beschadigd)
        };
        Ok(Model {
            schaal: [volgende()?, volgende()?, volgende()?],
            begin: [volgende()?, volgende()?],
            grenzen: Grenzen {
                hg: volgende()?,
                radar: volgende()?,
            },
            vakken: vakken.to_vec(),
        })
    }

    /// The file: a mark, seven numbers, three bytes a box, and a sum over all that.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut lijf = Vec::with_capacity(self.vakken.len() + GETALLEN * 4);
        let getallen = self.schaal.iter().chain(&self.begin);
        for getal in getallen.chain([&self.grenzen.hg, &self.grenzen.radar]) {
            lijf.extend(getal.to_le_bytes());
        }
        lijf.extend(&self.vakken);
        let einde = som(&lijf).to_le_bytes();
        [&MERK[..], &lijf, &einde].concat()
    }

    /// From where on it raises a proposal.
    #[must_use]
    pub fn grenzen(&self) -> Grenzen {
        self.grenzen
    }

    /// The same weights with other thresholds.
    #[must_use]
    pub fn met_grenzen(mut self, grenzen: Grenzen) -> Model {
        self.grenzen = grenzen;
        self
    }

    /// How rare a box is, and its two weights.
    pub(super) fn vak(&self, vak: u16) -> (f32, f32, f32) {
        let plek = usize::from(vak) * BREED;
        match self.vakken.get(plek..plek + BREED) {
            Some([zeldzaam, hg, twijfel]) => (
                f32::from(*zeldzaam) * self.schaal[0],
                f32::from(hg.cast_signed()) * self.schaal[1],
                f32::from(twijfel.cast_signed()) * self.schaal[2],
            ),
            _ => (0.0, 0.0, 0.0),
        }
    }

    /// How likely each label is. Pure and total.
    #[must_use]
    pub fn kansen(&self, tekst: &Tekst<'_>) -> Kansen {
        let [mut hg, mut twijfel] = self.begin;
        for (lengte, som_hg, som_twijfel) in self.sommen(&Kenmerken::van(tekst)) {
            hg += som_hg / lengte;
            twijfel += som_twijfel / lengte;
        }
        kansen(hg, twijfel)
    }

    /// Per block: the length of its vector, and the two sums before scaling to that length.
    fn sommen(&self, kenmerken: &Kenmerken) -> [(f32, f32, f32); BLOKKEN] {
        let mut out = [(1.0, 0.0, 0.0); BLOKKEN];
        for (tellingen, uit) in kenmerken.blokken.iter().zip(&mut out) {
            if tellingen.is_empty() {
                continue;
            }
            let (mut kwadraat, mut hg, mut twijfel) = (0.0, 0.0, 0.0);
            for (vak, aantal) in tellingen {
                let (zeldzaam, een, twee) = self.vak(*vak);
                let waarde = f32::from(*aantal) * zeldzaam;
                kwadraat += waarde * waarde;
                hg += waarde * een;
                twijfel += waarde * twee;
            }
            *uit = (kwadraat.sqrt().max(f32::MIN_POSITIVE), hg, twijfel);
        }
        out
    }

    /// Raises the proposal where the examples ask for it, and says by which words. Never lowers one,
    /// and makes radar at most of a line of which a rule read that it is about somebody else, or that
    /// nobody says who (`getemperd`).
    pub(super) fn vul_aan(
        &self,
        uit: &mut Suggestie,
        tekst: &Tekst<'_>,
        functiewoorden: &HashSet<String>,
        getemperd: bool,
    ) {
        if uit.tag == Some(VoorgesteldeTag::Hg) {
            return;
        }
        let kansen = self.kansen(tekst);
        let tag = if kansen.hg >= self.grenzen.hg && !getemperd {
            VoorgesteldeTag::Hg
        } else if uit.tag.is_none() && 1.0 - kansen.niet >= self.grenzen.radar {
            VoorgesteldeTag::Radar
        } else {
            return;
        };
        uit.tag = Some(tag);
        uit.redenen
            .insert(0, self.reden(tag, tekst, functiewoorden));
        if uit.soorten.is_empty() {
            uit.soorten.push(Soort::Onbekend);
        }
    }

    fn reden(
        &self,
        tag: VoorgesteldeTag,
        tekst: &Tekst<'_>,
        functiewoorden: &HashSet<String>,
    ) -> Reden {
        let woorden = self.woorden(tag, tekst, functiewoorden);
        let soort = match tag {
            VoorgesteldeTag::Hg => "HG",
            VoorgesteldeTag::Radar => "HG of twijfel",
        };
        let pieces: Vec<&str> = woorden
            .iter()
            .filter_map(|(veld, van, tot)| tekst.veld(*veld).get(*van..*tot))
            .collect();
        let (veld, van, tot) = woorden
            .first()
            .copied()
            .unwrap_or((Veld::Toelichting, 0, 0));
        Reden {
            regel: VOORBEELDEN.to_owned(),
            tekst: match pieces.is_empty() {
                true => format!("lijkt op voorbeelden van {soort}: de regel als geheel"),
                false => format!("lijkt op voorbeelden van {soort}: {}", pieces.join(", ")),
            },
            veld,
            van,
            tot,
            gewicht: 1,
        }
    }

    /// The words that weighed most, heaviest first. Function words say nothing to a reader.
    fn woorden(
        &self,
        tag: VoorgesteldeTag,
        tekst: &Tekst<'_>,
        functiewoorden: &HashSet<String>,
    ) -> Vec<(Veld, usize, usize)> {
        let lengtes = self.sommen(&Kenmerken::van(tekst));
        let waarde = |blok: usize, stuk: Stuk| {
            let (zeldzaam, hg, twijfel) = self.vak(stuk.vak);
            let richting = match tag {
                VoorgesteldeTag::Hg => hg,
                VoorgesteldeTag::Radar => (hg + twijfel) / 2.0,
            };
            zeldzaam * richting / lengtes.get(blok).map_or(1.0, |deel| deel.0)
        };
        let (lijf, feit) = Vouwsel::van_tekst(tekst);
        let relatie = Vouwsel::van_veld(tekst.relatie);
        // Per byte, so that what a fragment weighs is shared by the words that it covers.
        let mut bytes = vec![0.0_f32; lijf.tekst.len()];
        let mut deel = |blok: usize, stuk: Stuk| {
            let vak = bytes.get_mut(stuk.van..stuk.tot).unwrap_or_default();
            let elk = waarde(blok, stuk) / f32::from(u16::try_from(vak.len()).unwrap_or(1).max(1));
            vak.iter_mut().for_each(|byte| *byte += elk);
        };
        lijf.letters(zaad(kenmerken::LETTERS), |stuk| {
            deel(kenmerken::LETTERS, stuk);
        });
        lijf.paren(zaad(kenmerken::WOORDEN), true, feit, |stuk| {
            deel(kenmerken::WOORDEN, stuk);
        });
        let mut uit: Vec<(f32, &str, (Veld, usize, usize))> = Vec::new();
        for (nummer, woord) in lijf.woorden.iter().enumerate() {
            let veld = match nummer < feit {
                true => Veld::Feit,
                false => Veld::Toelichting,
            };
            let som = bytes
                .get(woord.vouw.0..woord.vouw.1)
                .unwrap_or_default()
                .iter()
                .sum();
            let gevouwen = lijf
                .tekst
                .get(woord.vouw.0..woord.vouw.1)
                .unwrap_or_default();
            uit.push((som, gevouwen, (veld, woord.veld.0, woord.veld.1)));
        }
        let mut som_relatie = 0.0;
        relatie.letters(zaad(kenmerken::RELATIE), |stuk| {
            som_relatie += waarde(kenmerken::RELATIE, stuk);
        });
        if let (Some(eerste), Some(laatste)) = (relatie.woorden.first(), relatie.woorden.last()) {
            let plek = (Veld::Relatie, eerste.veld.0, laatste.veld.1);
            uit.push((som_relatie, relatie.tekst.trim(), plek));
        }
        uit.retain(|(som, gevouwen, _)| {
            *som > 0.0
                && gevouwen.chars().count() > 1
                && !gevouwen.chars().all(|teken| teken.is_numeric())
                && !functiewoorden.contains(*gevouwen)
        });
        uit.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut al: HashSet<&str> = HashSet::new();
        uit.retain(|(_, gevouwen, _)| al.insert(gevouwen));
        uit.into_iter()
            .take(GETOOND)
            .map(|(_, _, plek)| plek)
            .collect()
    }
}

/// The likelihoods from the two sums against niet.
pub(super) fn kansen(hg: f32, twijfel: f32) -> Kansen {
    let hoogste = hg.max(twijfel).max(0.0);
    let [hg, twijfel, niet] = [hg, twijfel, 0.0].map(|som| (som - hoogste).exp());
    let samen = hg + twijfel + niet;
    Kansen {
        hg: hg / samen,
        twijfel: twijfel / samen,
        niet: niet / samen,
    }
}

/// A sum by which damage is seen; no proof against intent, which a site's own file does not need.
fn som(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
