//! Features of the model: a line as counted fragments, each hashed to one of [`VAKKEN`] boxes.
//!
//! Fragments are runs of two to five letters and one or two words of feit and toelichting, runs of
//! letters of the relation, and the articles. Hashing needs no word list beside the weights. Must not
//! know weights, labels or rules.

use super::Tekst;
use super::woorden::vouw_in;

/// Boxes to which fragments are hashed; two fragments in one box are rare enough to do no harm.
pub(super) const VAKKEN: usize = 1 << 16;
/// Longest run of letters.
const LANGST: usize = 5;
/// Between feit and toelichting, so that no run of words goes from one into the other.
const SCHEIDING: char = '|';

/// The kinds of fragments; each is scaled to the same length, so that a long text does not outweigh a
/// relation.
pub(super) const BLOKKEN: usize = 4;
/// Runs of letters of feit and toelichting.
pub(super) const LETTERS: usize = 0;
/// Words and pairs of words of feit and toelichting.
pub(super) const WOORDEN: usize = 1;
/// Runs of letters of the relation.
pub(super) const RELATIE: usize = 2;

/// A fragment: its box, and the bytes of the folded text that it covers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stuk {
    pub(super) vak: u16,
    pub(super) van: usize,
    pub(super) tot: usize,
}

/// A word of the folded text, with its place there and in the field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plek {
    pub(super) vouw: (usize, usize),
    pub(super) veld: (usize, usize),
}

/// A text as words with one blank between them, before and after.
#[derive(Debug, Default)]
pub(super) struct Vouwsel {
    pub(super) tekst: String,
    pub(super) woorden: Vec<Plek>,
}

impl Vouwsel {
    fn neem(&mut self, veld: &str) {
        if self.tekst.is_empty() {
            self.tekst.push(' ');
        }
        let mut begin: Option<(usize, usize)> = None;
        for (plek, teken) in veld.char_indices().chain([(veld.len(), ' ')]) {
            // A combining mark belongs to its letter, and folds to nothing.
            if teken.is_alphanumeric() || matches!(teken, '\u{300}'..='\u{36f}') {
                begin.get_or_insert((self.tekst.len(), plek));
                vouw_in(teken, &mut self.tekst);
            } else if let Some((vouw, van)) = begin.take()
                && self.tekst.len() > vouw
            {
                self.woorden.push(Plek {
                    vouw: (vouw, self.tekst.len()),
                    veld: (van, plek),
                });
                self.tekst.push(' ');
            }
        }
    }

    /// Feit and toelichting as one text; also the number of words that are of the feit.
    pub(super) fn van_tekst(tekst: &Tekst<'_>) -> (Vouwsel, usize) {
        let mut out = Vouwsel {
            tekst: String::with_capacity(tekst.feit.len() + tekst.toelichting.len() + 8),
            woorden: Vec::with_capacity(tekst.toelichting.len() / 4 + 8),
        };
        out.neem(tekst.feit);
        let feit = out.woorden.len();
        out.tekst.push(SCHEIDING);
        out.tekst.push(' ');
        out.neem(tekst.toelichting);
        (out, feit)
    }

    pub(super) fn van_veld(veld: &str) -> Vouwsel {
        let mut out = Vouwsel::default();
        out.neem(veld);
        out
    }

    /// Every run of letters.
    pub(super) fn letters(&self, zaad: u32, mut raak: impl FnMut(Stuk)) {
        if self.woorden.is_empty() {
            return;
        }
        let bytes = self.tekst.as_bytes();
        for van in 0..bytes.len() {
            let mut hash = zaad;
            for (meer, byte) in bytes[van..].iter().take(LANGST).enumerate() {
                hash = meng(hash, *byte);
                if meer > 0 {
                    raak(Stuk {
                        vak: vak(hash),
                        van,
                        tot: van + meer + 1,
                    });
                }
            }
        }
    }

    /// Every word, and every pair of neighbours (when `paren`). A pair does not go over the mark
    /// between feit and toelichting, which stands after word number `grens`.
    pub(super) fn paren(&self, zaad: u32, paren: bool, grens: usize, mut raak: impl FnMut(Stuk)) {
        let bytes = self.tekst.as_bytes();
        let mut vorige: Option<(u32, usize)> = None;
        for (nummer, woord) in self.woorden.iter().enumerate() {
            let (van, tot) = woord.vouw;
            let eigen = &bytes[van..tot];
            let los = eigen.iter().fold(zaad, |hash, byte| meng(hash, *byte));
            raak(Stuk {
                vak: vak(los),
                van,
                tot,
            });
            if let Some((hash, begin)) = vorige
                && paren
                && nummer != grens
            {
                let samen = eigen
                    .iter()
                    .fold(meng(hash, b'_'), |hash, byte| meng(hash, *byte));
                raak(Stuk {
                    vak: vak(samen),
                    van: begin,
                    tot,
                });
            }
            vorige = Some((los, van));
        }
    }
}

/// One step of FNV-1a, 32 bits.
fn meng(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// The last mix: without it, runs that differ in their last letter lie side by side.
fn vak(hash: u32) -> u16 {
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    let hash = (hash ^ (hash >> 12)).wrapping_mul(0x297a_2d39);
    u16::try_from((hash ^ (hash >> 15)) >> 16).unwrap_or_default()
}

/// The seed of a block: the same letters mean other things in another place.
pub(super) fn zaad(blok: usize) -> u32 {
    let nummer = u32::try_from(blok).unwrap_or_default();
    0x811c_9dc5_u32.wrapping_add(nummer.wrapping_mul(0x9e37_79b9))
}

/// How often each box occurs, per block.
#[derive(Debug, Default)]
pub(super) struct Kenmerken {
    pub(super) blokken: [Vec<(u16, u16)>; BLOKKEN],
}

impl Kenmerken {
    /// All fragments of a line.
    pub(super) fn van(tekst: &Tekst<'_>) -> Kenmerken {
        let (lijf, feit) = Vouwsel::van_tekst(tekst);
        let relatie = Vouwsel::van_veld(tekst.relatie);
        let artikelen = Vouwsel::van_veld(tekst.artikelen);
        let mut vakken = Vec::with_capacity(lijf.tekst.len() * (LANGST - 1));
        let mut out = Kenmerken::default();
        for (blok, tellingen) in out.blokken.iter_mut().enumerate() {
            vakken.clear();
            let neem = |stuk: Stuk| vakken.push(stuk.vak);
            // The last block: articles, number and law apart.
            match blok {
                LETTERS => lijf.letters(zaad(blok), neem),
                WOORDEN => lijf.paren(zaad(blok), true, feit, neem),
                RELATIE => relatie.letters(zaad(blok), neem),
                _ => artikelen.paren(zaad(blok), false, 0, neem),
            }
            *tellingen = tel(&vakken);
        }
        out
    }
}

/// Counts equal boxes. A small table of its own: sorting, or a table of all boxes, takes longer.
fn tel(vakken: &[u16]) -> Vec<(u16, u16)> {
    let maat = (vakken.len() * 2).next_power_of_two().max(4);
    let mut tafel: Vec<u32> = vec![u32::MAX; maat];
    let mut out: Vec<(u16, u16)> = Vec::with_capacity(vakken.len());
    for vak in vakken {
        let mut plek = usize::from(*vak) & (maat - 1);
        while let Some(cel) = tafel.get_mut(plek) {
            match usize::try_from(*cel).ok().and_then(|at| out.get_mut(at)) {
                None => {
                    *cel = u32::try_from(out.len()).unwrap_or(u32::MAX);
                    out.push((*vak, 1));
                    break;
                }
                Some((bekend, aantal)) if bekend == vak => {
                    *aantal = aantal.saturating_add(1);
                    break;
                }
                Some(_) => plek = (plek + 1) & (maat - 1),
            }
        }
    }
    out
}
