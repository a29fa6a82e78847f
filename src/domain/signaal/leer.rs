//! Learning: makes the weights of the model from labelled lines.
//!
//! Multinomial logistic regression on TF-IDF of hashed fragments, C = 16, every label as heavy as the
//! others, by full-batch L-BFGS. No chance and no threads: the same lines in the same order give the
//! same bytes. Must not know the rules, nor where lines come from and weights go.

use std::collections::BTreeMap;

use super::Tekst;
use super::kenmerken::{Kenmerken, VAKKEN};
use super::model::{BREED, Grenzen, Kansen, Model};
use super::toets::Label;

/// How much the lines weigh against keeping weights small.
const C: f64 = 16.0;
/// Steps of the search. More move the likelihoods by less than a hundredth.
const STAPPEN: usize = 60;
/// Former steps that the search remembers.
const GEHEUGEN: usize = 6;
/// Halvings of a step before the search calls it done.
const HALVERINGEN: usize = 20;
/// Parts in which lines without a style are held out.
const PLOOIEN: usize = 5;
/// Of unseen lines at or above the threshold for hg, so many must be hg.
const ZUIVER_HG: f64 = 0.93;
/// Of unseen lines at or above the threshold for radar, so many must be anything but niet. More than for
/// hg: radar is added where the rules found nothing, and there most lines are nothing.
const ZUIVER_RADAR: f64 = 0.965;
/// Labels: hg, twijfel, niet.
const LABELS: usize = 3;
/// Fewer lines of a label teach nothing.
pub const MINSTENS: usize = 20;

/// A labelled line to learn from.
#[derive(Debug, Clone, Copy)]
pub struct Voorbeeld<'a> {
    /// What a person said.
    pub label: Label,
    /// The line.
    pub tekst: Tekst<'a>,
    /// Who wrote it; lines of one style are held out together. Empty when it is not known.
    pub stijl: &'a str,
}

/// Why nothing was learned. Dutch, for the worker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "er zijn {aantal} regels met label {label}, en {MINSTENS} is het minste om van te leren; voeg voorbeelden toe, \
     of laat --alleen weg om ook van de meegeleverde voorbeelden te leren"
)]
pub struct LeerFout {
    label: &'static str,
    aantal: usize,
}

/// A model that has not seen some of the lines, and those lines.
#[derive(Debug, Clone)]
pub struct Plooi {
    /// Learned from all other lines.
    pub model: Model,
    /// The lines that it has not seen.
    pub buiten: Vec<usize>,
}

/// Learns from all lines. The thresholds are those of nothing yet: see [`grenzen`].
///
/// # Errors
/// [`LeerFout`] when a label has too few lines.
pub fn leer(voorbeelden: &[Voorbeeld<'_>]) -> Result<Model, LeerFout> {
    leer_van(&voorbeelden.iter().collect::<Vec<_>>())
}

/// Holds out one style at a time, with a share of the lines without one, and learns from the rest.
///
/// # Errors
/// As [`leer`].
pub fn plooien(voorbeelden: &[Voorbeeld<'_>]) -> Result<Vec<Plooi>, LeerFout> {
    let mut stijlen: BTreeMap<&str, usize> = BTreeMap::new();
    for een in voorbeelden.iter().filter(|een| !een.stijl.is_empty()) {
        let volgende = stijlen.len();
        stijlen.entry(een.stijl).or_insert(volgende);
    }
    let aantal = stijlen.len().max(PLOOIEN);
    let plooi = |(nummer, een): (usize, &Voorbeeld<'_>)| {
        stijlen.get(een.stijl).copied().unwrap_or(nummer % aantal)
    };
    (0..aantal)
        .map(|deze| {
            let (buiten, binnen): (Vec<_>, Vec<_>) = voorbeelden
                .iter()
                .enumerate()
                .partition(|een| plooi(*een) == deze);
            let binnen: Vec<_> = binnen.into_iter().map(|(_, een)| een).collect();
            Ok(Plooi {
                model: leer_van(&binnen)?,
                buiten: buiten.into_iter().map(|(nummer, _)| nummer).collect(),
            })
        })
        .collect()
}

/// What models that have not seen a line say of it, for every line.
#[must_use]
pub fn ongezien(plooien: &[Plooi], voorbeelden: &[Voorbeeld<'_>]) -> Vec<(Label, Kansen)> {
    plooien
        .iter()
        .flat_map(|plooi| plooi.buiten.iter().map(move |nummer| (plooi, *nummer)))
        .filter_map(|(plooi, nummer)| {
            let een = voorbeelden.get(nummer)?;
            Some((een.label, plooi.model.kansen(&een.tekst)))
        })
        .collect()
}

/// The lowest thresholds at which lines that the model has not seen are pure enough. Never under a half.
#[must_use]
pub fn grenzen(ongezien: &[(Label, Kansen)]) -> Grenzen {
    let hg = |een: &(Label, Kansen)| (een.1.hg, een.0 == Label::Hg);
    let radar = |een: &(Label, Kansen)| (1.0 - een.1.niet, een.0 != Label::Niet);
    Grenzen {
        hg: grens(ongezien.iter().map(hg).collect(), ZUIVER_HG),
        radar: grens(ongezien.iter().map(radar).collect(), ZUIVER_RADAR),
    }
}

/// In whole hundredths: finer is chance.
fn grens(mut kansen: Vec<(f32, bool)>, zuiver: f64) -> f32 {
    kansen.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut laagste = 100_u16;
    for honderdste in (50..100_u16).rev() {
        let vanaf = f32::from(honderdste) / 100.0;
        let erboven = kansen.iter().take_while(|(kans, _)| *kans >= vanaf);
        let (goed, alle) = erboven.fold((0_u32, 0_u32), |(goed, alle), (_, raak)| {
            (goed + u32::from(*raak), alle + 1)
        });
        if alle > 0 && f64::from(goed) >= zuiver * f64::from(alle) {
            laagste = honderdste;
        }
    }
    f32::from(laagste) / 100.0
}

/// A label as a column number.
fn nummer(label: Label) -> usize {
    match label {
        Label::Hg => 0,
        Label::Twijfel => 1,
        Label::Niet => 2,
    }
}

/// The lines as rows of numbers.
struct Tabel {
    /// Where each row begins in `kolommen`; one more than there are rows.
    begin: Vec<usize>,
    /// Column of what is not zero, as the place of its three weights.
    kolommen: Vec<usize>,
    /// Its value.
    waarden: Vec<f64>,
    labels: Vec<usize>,
    /// How heavy a line of each label counts.
    zwaarte: [f64; LABELS],
    /// The box of each column.
    vakken: Vec<u16>,
}

fn leer_van(voorbeelden: &[&Voorbeeld<'_>]) -> Result<Model, LeerFout> {
    for label in [Label::Hg, Label::Twijfel, Label::Niet] {
        let aantal = voorbeelden.iter().filter(|een| een.label == label).count();
        if aantal < MINSTENS {
            return Err(LeerFout {
                label: label.code(),
                aantal,
            });
        }
    }
    let kenmerken: Vec<Kenmerken> = voorbeelden
        .iter()
        .map(|een| Kenmerken::van(&een.tekst))
        .collect();
    let (zeldzaam, schaal) = zeldzaamheid(&kenmerken);
    let tabel = Tabel::nieuw(voorbeelden, &kenmerken, &zeldzaam, schaal);
    let gewichten = tabel.zoek();
    Ok(tabel.model(&gewichten, &zeldzaam, schaal))
}

/// How rare each box is, in steps of the second number: ln((1 + n) / (1 + lines with it)) + 1.
fn zeldzaamheid(kenmerken: &[Kenmerken]) -> (Vec<u8>, f32) {
    let mut regels = vec![0_u32; VAKKEN];
    let mut gezien = vec![usize::MAX; VAKKEN];
    for (nummer, een) in kenmerken.iter().enumerate() {
        for (vak, _) in een.blokken.iter().flatten() {
            let vak = usize::from(*vak);
            if let (Some(gezien), Some(regels)) = (gezien.get_mut(vak), regels.get_mut(vak))
                && *gezien != nummer
            {
                *gezien = nummer;
                *regels += 1;
            }
        }
    }
    let n = 1.0 + u32::try_from(kenmerken.len()).map_or(f64::from(u32::MAX), f64::from);
    let hoogste = n.ln() + 1.0;
    let stap = hoogste / 255.0;
    let stappen = regels
        .iter()
        .map(|aantal| {
            let waarde = (n / (1.0 + f64::from(*aantal))).ln() + 1.0;
            rond(waarde / stap).clamp(1, 255).try_into().unwrap_or(255)
        })
        .collect();
    (stappen, smal(stap))
}

impl Tabel {
    fn nieuw(
        voorbeelden: &[&Voorbeeld<'_>],
        kenmerken: &[Kenmerken],
        zeldzaam: &[u8],
        schaal: f32,
    ) -> Tabel {
        let mut out = Tabel {
            begin: vec![0],
            kolommen: Vec::new(),
            waarden: Vec::new(),
            labels: voorbeelden.iter().map(|een| nummer(een.label)).collect(),
            zwaarte: [0.0; LABELS],
            vakken: Vec::new(),
        };
        let aantal = |label: usize| out.labels.iter().filter(|een| **een == label).count();
        let alle = breed(out.labels.len());
        out.zwaarte = [0, 1, 2].map(|label| C * alle / (3.0 * breed(aantal(label)).max(1.0)));
        let mut kolom: Vec<Option<usize>> = vec![None; VAKKEN];
        for een in kenmerken {
            for blok in &een.blokken {
                let waarde = |(vak, aantal): &(u16, u16)| {
                    let stappen = zeldzaam.get(usize::from(*vak)).copied().unwrap_or(1);
                    f32::from(*aantal) * f32::from(stappen) * schaal
                };
                let lengte = blok.iter().map(|een| waarde(een).powi(2)).sum::<f32>();
                let lengte = lengte.sqrt().max(f32::MIN_POSITIVE);
                for een in blok {
                    let Some(plek) = kolom.get_mut(usize::from(een.0)) else {
                        continue;
                    };
                    let nieuw = out.vakken.len();
                    let plek = *plek.get_or_insert_with(|| {
                        out.vakken.push(een.0);
                        nieuw
                    });
                    // A box that two blocks share stands here twice; the sums come out the same.
                    out.kolommen.push(plek * LABELS);
                    out.waarden.push(f64::from(waarde(een) / lengte));
                }
            }
            out.begin.push(out.kolommen.len());
        }
        out
    }

    /// Loss and slope at `gewichten`: per column three weights, and three intercepts at the end.
    ///
    /// Counting loops, here and below: a build without optimisation, as tests are, walks iterators many
    /// times slower.
    fn verlies(&self, gewichten: &[f64], helling: &mut [f64]) -> f64 {
        let vast = self.vakken.len() * LABELS;
        let (kolommen, waarden) = (&self.kolommen[..], &self.waarden[..]);
        let mut verlies = product(&gewichten[..vast], &gewichten[..vast]) / 2.0;
        helling[..vast].copy_from_slice(&gewichten[..vast]);
        helling[vast..].fill(0.0);
        let mut rij = 0;
        while rij < self.labels.len() {
            let (begin, eind, label) = (self.begin[rij], self.begin[rij + 1], self.labels[rij]);
            let mut som = [gewichten[vast], gewichten[vast + 1], gewichten[vast + 2]];
            let mut plek = begin;
            while plek < eind {
                let (kolom, waarde) = (kolommen[plek], waarden[plek]);
                som[0] += waarde * gewichten[kolom];
                som[1] += waarde * gewichten[kolom + 1];
                som[2] += waarde * gewichten[kolom + 2];
                plek += 1;
            }
            let hoogste = som[0].max(som[1]).max(som[2]);
            let macht = som.map(|een| (een - hoogste).exp());
            let samen = macht[0] + macht[1] + macht[2];
            let zwaarte = self.zwaarte[label];
            verlies += zwaarte * (samen.ln() + hoogste - som[label]);
            let mut fout = macht.map(|een| zwaarte * een / samen);
            fout[label] -= zwaarte;
            plek = begin;
            while plek < eind {
                let (kolom, waarde) = (kolommen[plek], waarden[plek]);
                helling[kolom] += waarde * fout[0];
                helling[kolom + 1] += waarde * fout[1];
                helling[kolom + 2] += waarde * fout[2];
                plek += 1;
            }
            helling[vast] += fout[0];
            helling[vast + 1] += fout[1];
            helling[vast + 2] += fout[2];
            rij += 1;
        }
        verlies
    }

    /// L-BFGS from zero (Nocedal 1980), with halving until the loss falls enough.
    fn zoek(&self) -> Vec<f64> {
        let maat = self.vakken.len() * LABELS + LABELS;
        let mut hier = vec![0.0; maat];
        let mut helling = vec![0.0; maat];
        let mut verlies = self.verlies(&hier, &mut helling);
        let mut geheugen: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
        for stap in 0..STAPPEN {
            let richting = richting(&helling, &geheugen);
            let daling = product(&richting, &helling);
            if daling >= 0.0 {
                break;
            }
            let mut lengte = match stap {
                0 => 1.0 / product(&helling, &helling).sqrt().max(1.0),
                _ => 1.0,
            };
            let mut daar = vec![0.0; maat];
            let mut nieuw = vec![0.0; maat];
            let mut gevonden = None;
            for _ in 0..HALVERINGEN {
                daar.copy_from_slice(&hier);
                erbij(&mut daar, &richting, lengte);
                let lager = self.verlies(&daar, &mut nieuw);
                if lager <= verlies + 1e-4 * lengte * daling {
                    gevonden = Some(lager);
                    break;
                }
                lengte /= 2.0;
            }
            let Some(lager) = gevonden else {
                break;
            };
            let (mut stuk, mut bocht) = (daar.clone(), nieuw.clone());
            erbij(&mut stuk, &hier, -1.0);
            erbij(&mut bocht, &helling, -1.0);
            let krom = product(&stuk, &bocht);
            if krom > 1e-10 {
                geheugen.push((stuk, bocht, krom));
                if geheugen.len() > GEHEUGEN {
                    geheugen.remove(0);
                }
            }
            (hier, helling, verlies) = (daar, nieuw, lager);
        }
        hier
    }

    /// Weights against niet, in 127 steps each way.
    fn model(&self, gewichten: &[f64], zeldzaam: &[u8], schaal: f32) -> Model {
        let tegen = |plek: usize, label: usize| gewichten[plek + label] - gewichten[plek + 2];
        let stap = [0, 1].map(|label| {
            (0..self.vakken.len())
                .map(|kolom| tegen(kolom * LABELS, label).abs())
                .fold(f64::MIN_POSITIVE, f64::max)
                / 127.0
        });
        let mut vakken = vec![0; VAKKEN * BREED];
        for (vak, stappen) in vakken.chunks_exact_mut(BREED).zip(zeldzaam) {
            vak[0] = *stappen;
        }
        for (kolom, vak) in self.vakken.iter().enumerate() {
            let plek = usize::from(*vak) * BREED;
            for label in [0, 1] {
                let stappen = rond(tegen(kolom * LABELS, label) / stap[label]).clamp(-127, 127);
                vakken[plek + 1 + label] = i8::try_from(stappen).unwrap_or(0).cast_unsigned();
            }
        }
        let vast = self.vakken.len() * LABELS;
        Model {
            schaal: [schaal, smal(stap[0]), smal(stap[1])],
            begin: [smal(tegen(vast, 0)), smal(tegen(vast, 1))],
            // Nothing is raised until thresholds are set.
            grenzen: Grenzen {
                hg: 2.0,
                radar: 2.0,
            },
            vakken,
        }
    }
}

/// Downhill, bent by what the last steps taught.
fn richting(helling: &[f64], geheugen: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut uit = vec![0.0; helling.len()];
    erbij(&mut uit, helling, -1.0);
    let mut delen = Vec::with_capacity(geheugen.len());
    for (stuk, bocht, krom) in geheugen.iter().rev() {
        let deel = product(stuk, &uit) / krom;
        erbij(&mut uit, bocht, -deel);
        delen.push(deel);
    }
    if let Some((_, bocht, krom)) = geheugen.last() {
        let maat = krom / product(bocht, bocht);
        let kopie = uit.clone();
        erbij(&mut uit, &kopie, maat - 1.0);
    }
    for ((stuk, bocht, krom), deel) in geheugen.iter().zip(delen.iter().rev()) {
        let terug = product(bocht, &uit) / krom;
        erbij(&mut uit, stuk, deel - terug);
    }
    uit
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    let (mut som, mut plek) = (0.0, 0);
    while plek < a.len() {
        som += a[plek] * b[plek];
        plek += 1;
    }
    som
}

fn erbij(uit: &mut [f64], stuk: &[f64], maal: f64) {
    let mut plek = 0;
    while plek < uit.len() {
        uit[plek] += maal * stuk[plek];
        plek += 1;
    }
}

fn breed(aantal: usize) -> f64 {
    u32::try_from(aantal).map_or(f64::from(u32::MAX), f64::from)
}

/// The nearest whole number; the values here are small.
#[allow(clippy::cast_possible_truncation)]
fn rond(waarde: f64) -> i32 {
    waarde.round() as i32
}

#[allow(clippy::cast_possible_truncation)]
fn smal(waarde: f64) -> f32 {
    waarde as f32
}
