//! Patterns: the small language of assets/signalen.toml, compiled to tables and sought in words.
//!
//! The language is explained, in Dutch, at the head of assets/signalen.toml. Must not know weights,
//! rules or kinds.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use super::woorden::{Woorden, stam, stam_in, vouw};

/// Words that ".." may skip when it names no number.
const GAT: usize = 4;
/// Groups in groups in groups end here; a circle would go on for ever.
const DIEPTE: usize = 8;

/// FNV-1a: the keys are short words of our own, so speed counts and attacks do not.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// A set of words: the number of one element of the language.
type Klasse = u16;
type Tabel = HashMap<Box<str>, Vec<Klasse>, BuildHasherDefault<Fnv>>;

/// One element of a pattern.
#[derive(Debug, Clone, Copy)]
struct Stap {
    klasse: Klasse,
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
    stammen: Tabel,
    midden: Vec<(Box<str>, Klasse)>,
    getallen: Vec<Getallen>,
}

/// A list of patterns, sorted on the class of their first element.
#[derive(Debug, Default)]
pub(super) struct Patronen {
    lijst: Vec<Patroon>,
    op_klasse: Vec<Vec<usize>>,
}

/// The classes of every word of a field.
#[derive(Debug, Default)]
pub(super) struct Indeling {
    klassen: Vec<Klasse>,
    grenzen: Vec<(usize, usize)>,
    /// Words that a negation has covered: patterns do not see them any more.
    pub(super) gemaskeerd: Vec<bool>,
}

impl Indeling {
    fn van(&self, woord: usize) -> &[Klasse] {
        self.grenzen
            .get(woord)
            .and_then(|&(van, tot)| self.klassen.get(van..tot))
            .unwrap_or_default()
    }

    fn heeft(&self, woord: usize, klasse: Klasse) -> bool {
        !self.gemaskeerd.get(woord).copied().unwrap_or(true) && self.van(woord).contains(&klasse)
    }
}

impl Woordenboek {
    /// The class of an element such as "vrouw|man", "@partner" or "#0-17".
    fn klasse(&mut self, element: &str, groepen: &Groepen) -> Result<Klasse, String> {
        if let Some(&klasse) = self.namen.get(element) {
            return Ok(klasse);
        }
        let klasse = Klasse::try_from(self.namen.len())
            .map_err(|_| "te veel verschillende woorden".to_owned())?;
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
        let sleutel = letters.clone().into_boxed_str();
        match (voor, na) {
            (true, true) => self.midden.push((sleutel, klasse)),
            (true, false) => self.slot.entry(sleutel).or_default().push(klasse),
            (false, true) => self.begin.entry(sleutel).or_default().push(klasse),
            (false, false) if gevouwen.ends_with('~') => {
                let sleutel = stam(&letters).into_boxed_str();
                self.stammen.entry(sleutel).or_default().push(klasse);
            }
            (false, false) => self.precies.entry(sleutel).or_default().push(klasse),
        }
        Ok(())
    }

    /// Says of every word to which classes it belongs.
    pub(super) fn deel_in(&self, woorden: &Woorden) -> Indeling {
        let mut uit = Indeling {
            klassen: Vec::with_capacity(woorden.lijst.len() * 6),
            grenzen: Vec::with_capacity(woorden.lijst.len()),
            gemaskeerd: vec![false; woorden.lijst.len()],
        };
        let mut stam_buffer = String::new();
        for woord in &woorden.lijst {
            let van = uit.klassen.len();
            let tekst = woorden.vouw(woord);
            let mut neem = |tabel: &Tabel, sleutel: &str| {
                if let Some(klassen) = tabel.get(sleutel) {
                    uit.klassen.extend_from_slice(klassen);
                }
            };
            neem(&self.precies, tekst);
            stam_in(tekst, &mut stam_buffer);
            neem(&self.stammen, &stam_buffer);
            for (plek, teken) in tekst.char_indices() {
                // One- and two-letter heads and tails are refused as patterns below.
                let tot = plek + teken.len_utf8();
                if tot >= 2 {
                    neem(&self.begin, tekst.get(..tot).unwrap_or_default());
                }
                if tekst.len() - plek >= 2 {
                    neem(&self.slot, tekst.get(plek..).unwrap_or_default());
                }
            }
            for (deel, klasse) in &self.midden {
                if tekst.contains(&**deel) {
                    uit.klassen.push(*klasse);
                }
            }
            if let Some(getal) = woord.getal {
                for reeks in &self.getallen {
                    if (reeks.van..=reeks.tot).contains(&getal) && (woord.haakje || !reeks.haakje) {
                        uit.klassen.push(reeks.klasse);
                    }
                }
            }
            uit.grenzen.push((van, uit.klassen.len()));
        }
        uit
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
                    patroon.stappen.push(Stap {
                        klasse: boek.klasse(kern.unwrap_or(deel), groepen)?,
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
        let klasse = usize::from(eerste.klasse);
        if self.op_klasse.len() <= klasse {
            self.op_klasse.resize(klasse + 1, Vec::new());
        }
        if let Some(lijst) = self.op_klasse.get_mut(klasse) {
            lijst.push(self.lijst.len());
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
        for begin in 0..woorden.lijst.len() {
            if indeling.gemaskeerd.get(begin).copied().unwrap_or(true) {
                continue;
            }
            for &klasse in indeling.van(begin) {
                let Some(lijst) = self.op_klasse.get(usize::from(klasse)) else {
                    continue;
                };
                for patroon in lijst.iter().filter_map(|&nummer| self.lijst.get(nummer)) {
                    if patroon.begin && begin > 0 {
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
            if !indeling.heeft(plek, deze.klasse) {
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
