//! Patterns: the small language of assets/signalen.toml, compiled to tables and sought in words.
//!
//! The language is explained, in Dutch, at the head of assets/signalen.toml. Must not know weights,
//! rules or kinds.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use super::bijna::{self, Buren};
use super::woorden::{Woorden, stam, stam_in, vouw};

/// Words that ".." may skip when it names no number.
const GAT: usize = 4;
/// Groups in groups in groups end here; a circle would go on for ever.
const DIEPTE: usize = 8;

/// So many needed classes are looked at before a pattern is tried.
const NODIG: usize = 3;
/// No class: nothing is needed.
const GEEN: Klasse = Klasse::MAX;

/// A set of words: the number of one element of the language.
type Klasse = u16;

/// Words by the hash of their letters. The hash grows letter by letter, so that all heads of a word
/// are looked up in one walk.
type Tabel = HashMap<u64, Vec<(Box<str>, Vec<Klasse>)>, BuildHasherDefault<Zelf>>;

/// Keys are hashes already.
#[derive(Default)]
pub(super) struct Zelf(u64);

impl Hasher for Zelf {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| fnv(hash, *byte));
    }
    fn write_u64(&mut self, getal: u64) {
        self.0 = getal;
    }
}

const FNV_BEGIN: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: the keys are short words of our own, so speed counts and attacks do not.
fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

pub(super) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(FNV_BEGIN, fnv)
}

fn leg(tabel: &mut Tabel, sleutel: u64, woord: &str, klasse: Klasse) {
    let lade = tabel.entry(sleutel).or_default();
    match lade.iter_mut().find(|(bekend, _)| **bekend == *woord) {
        Some((_, klassen)) => klassen.push(klasse),
        None => lade.push((woord.into(), vec![klasse])),
    }
}

/// One element of a pattern.
#[derive(Debug, Clone, Copy)]
struct Stap {
    klasse: Klasse,
    /// Only with a capital in the middle of a sentence.
    naam: bool,
    /// How many words may stand between the former element and this one.
    gat: usize,
    optioneel: bool,
}

#[derive(Debug, Clone)]
struct Patroon {
    stappen: Vec<Stap>,
    begin: bool,
    eind: bool,
    eigenaar: usize,
}

/// A pattern that may begin at a word of its first class. The classes that it needs besides stand here
/// and not in the pattern: most candidates fall off on them, and these lie side by side in memory.
#[derive(Debug, Clone, Copy)]
struct Kandidaat {
    patroon: usize,
    nodig: [Klasse; NODIG],
}

/// A found pattern: its owner, and the first and last word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vondst {
    pub(super) eigenaar: usize,
    pub(super) eerste: usize,
    pub(super) laatste: usize,
}

/// Numbers: range, and whether an opening bracket must stand before it.
#[derive(Debug)]
struct Getallen {
    van: u32,
    tot: u32,
    haakje: bool,
    klasse: Klasse,
}

/// All elements of all patterns: which word belongs to which classes.
#[derive(Debug, Default)]
pub(super) struct Woordenboek {
    namen: HashMap<String, Klasse>,
    precies: Tabel,
    begin: Tabel,
    slot: Tabel,
    /// Letters of the shortest head and tail; shorter ones need not be looked up.
    kortst: (usize, usize),
    stammen: Tabel,
    midden: Vec<(Box<str>, Klasse)>,
    getallen: Vec<Getallen>,
    /// Made when the first word asks for it: who opens the program waits for nothing.
    buren: OnceLock<Buren>,
}

/// A list of patterns, sorted on the class of their first element.
#[derive(Debug, Default)]
pub(super) struct Patronen {
    lijst: Vec<Patroon>,
    op_klasse: Vec<Vec<Kandidaat>>,
    /// The classes with which a pattern begins, as bits.
    eersten: Vec<u64>,
}

/// The classes of every word of a field, as bits: `breedte` numbers a word.
#[derive(Debug, Default)]
pub(super) struct Indeling {
    bits: Vec<u64>,
    breedte: usize,
    /// Words that a negation has covered: patterns do not see them any more.
    pub(super) gemaskeerd: Vec<bool>,
}

fn bit(klasse: Klasse) -> (usize, u64) {
    (usize::from(klasse) / 64, 1 << (klasse % 64))
}

fn zet(vak: &mut [u64], klasse: Klasse) {
    let (plek, bit) = bit(klasse);
    if let Some(deel) = vak.get_mut(plek) {
        *deel |= bit;
    }
}

impl Indeling {
    fn van(&self, woord: usize) -> &[u64] {
        let van = woord * self.breedte;
        self.bits.get(van..van + self.breedte).unwrap_or_default()
    }

    /// The classes that any word of the field has.
    fn samen(&self) -> Vec<u64> {
        let mut uit = vec![0; self.breedte];
        for vak in self.bits.chunks_exact(self.breedte.max(1)) {
            for (som, deel) in uit.iter_mut().zip(vak) {
                *som |= deel;
            }
        }
        uit
    }

    fn is_gemaskeerd(&self, woord: usize) -> bool {
        self.gemaskeerd.get(woord).copied().unwrap_or(true)
    }

    fn heeft(&self, woord: usize, klasse: Klasse) -> bool {
        let (plek, bit) = bit(klasse);
        !self.is_gemaskeerd(woord)
            && self
                .van(woord)
                .get(plek)
                .is_some_and(|deel| deel & bit != 0)
    }
}

impl Woordenboek {
    /// The class of an element such as "vrouw|man", "@partner" or "#0-17".
    fn klasse(&mut self, element: &str, groepen: &Groepen) -> Result<Klasse, String> {
        if let Some(&klasse) = self.namen.get(element) {
            return Ok(klasse);
        }
        let klasse = Klasse::try_from(self.namen.len())
            .ok()
            .filter(|klasse| *klasse != GEEN)
            .ok_or("te veel verschillende woorden")?;
        self.namen.insert(element.to_owned(), klasse);
        for deel in element.split('|') {
            self.neem_op(deel, klasse, groepen, 0)?;
        }
        Ok(klasse)
    }

    fn neem_op(
        &mut self,
        deel: &str,
        klasse: Klasse,
        groepen: &Groepen,
        diepte: usize,
    ) -> Result<(), String> {
        if diepte > DIEPTE {
            return Err(format!(
                "de woordgroepen bij \"{deel}\" verwijzen naar elkaar in een kring"
            ));
        }
        if let Some(naam) = deel.strip_prefix('@') {
            let leden = groepen
                .get(naam)
                .ok_or_else(|| format!("woordgroep \"@{naam}\" bestaat niet"))?;
            for lid in leden {
                if lid.split_whitespace().count() != 1 {
                    return Err(format!(
                        "in woordgroep \"{naam}\" staat \"{lid}\"; een groep bevat losse woorden"
                    ));
                }
                self.neem_op(lid, klasse, groepen, diepte + 1)?;
            }
            return Ok(());
        }
        let (haakje, kern) = match deel.strip_prefix('(') {
            Some(kern) => (true, kern),
            None => (false, deel),
        };
        if let Some(reeks) = kern.strip_prefix('#') {
            let (van, tot) = lees_reeks(reeks)
                .ok_or_else(|| format!("\"{deel}\" is geen reeks getallen zoals #0-17"))?;
            self.getallen.push(Getallen {
                van,
                tot,
                haakje,
                klasse,
            });
            return Ok(());
        }
        let gevouwen = vouw(deel);
        let letters: String = gevouwen.chars().filter(|c| c.is_alphanumeric()).collect();
        let sier = gevouwen
            .chars()
            .filter(|c| !c.is_alphanumeric() && !matches!(c, '*' | '~'))
            .count();
        if letters.is_empty() || sier > 0 {
            return Err(format!("\"{deel}\" is geen woord"));
        }
        let (voor, na) = (gevouwen.starts_with('*'), gevouwen.ends_with('*'));
        let kortst = |tabel: &Tabel, tot_nu: usize| match tabel.is_empty() {
            true => letters.len(),
            false => tot_nu.min(letters.len()),
        };
        match (voor, na) {
            (true, false) => self.kortst.1 = kortst(&self.slot, self.kortst.1),
            (false, true) => self.kortst.0 = kortst(&self.begin, self.kortst.0),
            _ => {}
        }
        let vooruit = |woord: &str| hash(woord.bytes());
        match (voor, na) {
            (true, true) => self.midden.push((letters.into_boxed_str(), klasse)),
            (true, false) => leg(
                &mut self.slot,
                hash(letters.bytes().rev()),
                &letters,
                klasse,
            ),
            (false, true) => leg(&mut self.begin, vooruit(&letters), &letters, klasse),
            (false, false) if gevouwen.ends_with('~') => {
                let stam = stam(&letters);
                leg(&mut self.stammen, vooruit(&stam), &stam, klasse);
            }
            (false, false) => leg(&mut self.precies, vooruit(&letters), &letters, klasse),
        }
        Ok(())
    }

    /// The known words by their slips of the pen.
    fn buren(&self) -> &Buren {
        self.buren.get_or_init(|| {
            let known = self.precies.values().chain(self.begin.values());
            Buren::van(known.flatten().map(|(word, _)| &**word))
        })
    }

    /// Adds the classes of one folded word; whether so much of it is known that it is no slip of another.
    fn zoek_op(&self, tekst: &str, vak: &mut [u64], stam_buffer: &mut String) -> bool {
        let mut zeker = false;
        let mut neem = |tabel: &Tabel, hash: u64, bytes: &[u8]| {
            let mut raak = false;
            for (bekend, klassen) in tabel.get(&hash).into_iter().flatten() {
                if bekend.as_bytes() == bytes {
                    klassen.iter().for_each(|klasse| zet(vak, *klasse));
                    raak = true;
                }
            }
            raak
        };
        let bytes = tekst.as_bytes();
        let mut hash_tot = FNV_BEGIN;
        for (plek, byte) in bytes.iter().enumerate() {
            hash_tot = fnv(hash_tot, *byte);
            if plek + 1 < self.kortst.0 {
                continue;
            }
            let begin = bytes.get(..=plek).unwrap_or_default();
            zeker |= neem(&self.begin, hash_tot, begin) && begin.len() >= bijna::KORTST;
        }
        zeker |= neem(&self.precies, hash_tot, bytes);
        if !self.slot.is_empty() {
            let mut hash_vanaf = FNV_BEGIN;
            for (plek, byte) in bytes.iter().enumerate().rev() {
                hash_vanaf = fnv(hash_vanaf, *byte);
                if bytes.len() - plek < self.kortst.1 {
                    continue;
                }
                neem(
                    &self.slot,
                    hash_vanaf,
                    bytes.get(plek..).unwrap_or_default(),
                );
            }
        }
        stam_in(tekst, stam_buffer);
        zeker |= neem(
            &self.stammen,
            hash(stam_buffer.bytes()),
            stam_buffer.as_bytes(),
        );
        for (deel, klasse) in &self.midden {
            if tekst.contains(&**deel) {
                zet(vak, *klasse);
            }
        }
        zeker
    }

    /// Says of every word to which classes it belongs.
    pub(super) fn deel_in(&self, woorden: &Woorden) -> Indeling {
        let breedte = self.namen.len().div_ceil(64);
        let mut bits = vec![0; breedte * woorden.lijst.len()];
        let mut stam_buffer = String::new();
        for (woord, vak) in woorden
            .lijst
            .iter()
            .zip(bits.chunks_exact_mut(breedte.max(1)))
        {
            let tekst = woorden.vouw(woord);
            let zeker = self.zoek_op(tekst, vak, &mut stam_buffer);
            // A name is no slip of a word.
            if !zeker
                && !woord.naam
                && let Some(meant) = self.buren().zoek(tekst)
            {
                self.zoek_op(meant, vak, &mut stam_buffer);
            }
            for reeks in woord.getal.iter().flat_map(|_| &self.getallen) {
                let past = woord
                    .getal
                    .is_some_and(|getal| (reeks.van..=reeks.tot).contains(&getal));
                if past && (woord.haakje || !reeks.haakje) {
                    zet(vak, reeks.klasse);
                }
            }
        }
        Indeling {
            bits,
            breedte,
            gemaskeerd: vec![false; woorden.lijst.len()],
        }
    }
}

/// The word groups of the rule file.
pub(super) type Groepen = BTreeMap<String, Vec<String>>;

/// Reads "0-17" or "65".
pub(super) fn lees_reeks(tekst: &str) -> Option<(u32, u32)> {
    let (van, tot) = tekst.split_once('-').unwrap_or((tekst, tekst));
    let (van, tot) = (van.trim().parse().ok()?, tot.trim().parse().ok()?);
    (van <= tot).then_some((van, tot))
}

impl Patronen {
    /// Reads one pattern and keeps it under its owner. The error says in Dutch what is wrong.
    pub(super) fn voeg_toe(
        &mut self,
        bron: &str,
        eigenaar: usize,
        boek: &mut Woordenboek,
        groepen: &Groepen,
    ) -> Result<(), String> {
        let mut patroon = Patroon {
            stappen: Vec::new(),
            begin: false,
            eind: false,
            eigenaar,
        };
        let mut gat = 0;
        for deel in bron.split_whitespace() {
            if patroon.eind {
                return Err("na $ kan niets meer komen".to_owned());
            }
            match deel {
                "^" if patroon.stappen.is_empty() => patroon.begin = true,
                "$" => patroon.eind = true,
                _ if deel.starts_with("..") => {
                    let getal = deel.trim_start_matches('.');
                    gat = match getal {
                        "" => GAT,
                        _ => getal
                            .parse()
                            .map_err(|_| format!("\"{deel}\" is geen gat zoals .. of ..6"))?,
                    };
                }
                _ => {
                    let kern = deel.strip_suffix('?');
                    let element = kern.unwrap_or(deel);
                    let naam = element.strip_prefix('^');
                    patroon.stappen.push(Stap {
                        klasse: boek.klasse(naam.unwrap_or(element), groepen)?,
                        naam: naam.is_some(),
                        gat: std::mem::take(&mut gat),
                        optioneel: kern.is_some(),
                    });
                }
            }
        }
        let Some(eerste) = patroon.stappen.first() else {
            return Err("het patroon is leeg".to_owned());
        };
        if eerste.optioneel || eerste.gat > 0 || gat > 0 {
            return Err("een patroon begint met een vast woord en eindigt niet met ..".to_owned());
        }
        let (klasse, begin) = (usize::from(eerste.klasse), bit(eerste.klasse));
        let mut nodig = [GEEN; NODIG];
        let vast = patroon.stappen.iter().skip(1).filter(|s| !s.optioneel);
        for (plek, stap) in nodig.iter_mut().zip(vast) {
            *plek = stap.klasse;
        }
        if self.op_klasse.len() <= klasse {
            self.op_klasse.resize(klasse + 1, Vec::new());
        }
        if let Some(lijst) = self.op_klasse.get_mut(klasse) {
            lijst.push(Kandidaat {
                patroon: self.lijst.len(),
                nodig,
            });
        }
        let (plek, bit) = begin;
        if self.eersten.len() <= plek {
            self.eersten.resize(plek + 1, 0);
        }
        if let Some(deel) = self.eersten.get_mut(plek) {
            *deel |= bit;
        }
        self.lijst.push(patroon);
        Ok(())
    }

    /// Seeks every pattern at every word. `raak` also hears which words the elements covered.
    pub(super) fn zoek(
        &self,
        woorden: &Woorden,
        indeling: &Indeling,
        mut raak: impl FnMut(Vondst, &[usize]),
    ) {
        let mut plekken = Vec::with_capacity(8);
        let samen = indeling.samen();
        for begin in 0..woorden.lijst.len() {
            if indeling.is_gemaskeerd(begin) {
                continue;
            }
            let kandidaten = indeling.van(begin).iter().zip(&self.eersten);
            let klassen = kandidaten
                .enumerate()
                .flat_map(|(plek, (van_woord, van_patroon))| {
                    enen(van_woord & van_patroon).map(move |bit| plek * 64 + bit)
                });
            for klasse in klassen {
                let Some(lijst) = self.op_klasse.get(klasse) else {
                    continue;
                };
                let mogelijk = lijst
                    .iter()
                    .filter(|kandidaat| kandidaat.kan(&samen))
                    .filter_map(|kandidaat| self.lijst.get(kandidaat.patroon));
                for patroon in mogelijk {
                    let naam = patroon.stappen.first().is_some_and(|stap| stap.naam);
                    if (patroon.begin && begin > 0) || (naam && !woorden.is_naam(begin)) {
                        continue;
                    }
                    plekken.clear();
                    plekken.push(begin);
                    if patroon.past(1, begin, woorden, indeling, &mut plekken) {
                        let laatste = plekken.last().copied().unwrap_or(begin);
                        raak(
                            Vondst {
                                eigenaar: patroon.eigenaar,
                                eerste: begin,
                                laatste,
                            },
                            &plekken,
                        );
                    }
                }
            }
        }
    }
}

/// The places of the bits that are set.
fn enen(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let plek = bits.trailing_zeros();
        bits &= bits.checked_sub(1)?;
        usize::try_from(plek).ok()
    })
}

impl Kandidaat {
    /// Whether the classes that the pattern needs stand somewhere among the words.
    fn kan(&self, samen: &[u64]) -> bool {
        self.nodig
            .iter()
            .take_while(|klasse| **klasse != GEEN)
            .all(|klasse| {
                let (plek, bit) = bit(*klasse);
                samen.get(plek).is_some_and(|deel| deel & bit != 0)
            })
    }
}

impl Patroon {
    /// Whether the steps from `stap` on can be found after word `vorige`; tries the nearest word first.
    fn past(
        &self,
        stap: usize,
        vorige: usize,
        woorden: &Woorden,
        indeling: &Indeling,
        plekken: &mut Vec<usize>,
    ) -> bool {
        let Some(deze) = self.stappen.get(stap) else {
            return !self.eind || vorige + 1 == woorden.lijst.len();
        };
        let zin = woorden.lijst.get(vorige).map(|woord| woord.zin);
        for plek in vorige + 1..=vorige + 1 + deze.gat {
            match woorden.lijst.get(plek) {
                Some(woord) if Some(woord.zin) == zin => {}
                _ => break,
            }
            if !indeling.heeft(plek, deze.klasse) || (deze.naam && !woorden.is_naam(plek)) {
                continue;
            }
            plekken.push(plek);
            if self.past(stap + 1, plek, woorden, indeling, plekken) {
                return true;
            }
            plekken.pop();
        }
        // An optional word that is absent hands its gap on to nobody: "a .. b? c" means "a c" then.
        deze.optioneel && self.past(stap + 1, vorige, woorden, indeling, plekken)
    }
}
