//! Words: cuts a text in folded words with their place in the original, and takes Dutch endings off.
//!
//! Must not know which words matter; that is data (`patroon`, `regels`).

use std::collections::HashSet;

/// One word of a field. Offsets are bytes; `van..tot` in the original text, `vouw` in [`Woorden::tekst`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Woord {
    vouw: (usize, usize),
    pub(super) van: usize,
    pub(super) tot: usize,
    /// Number of the sentence; gaps in a pattern do not cross sentences.
    pub(super) zin: usize,
    /// Number of the clause; what weighs against one does not silence another.
    pub(super) deel: usize,
    /// The value, when the word is a whole number.
    pub(super) getal: Option<u32>,
    /// Whether an opening bracket stands right before it: "(7)" is nearly always an age.
    pub(super) haakje: bool,
    /// Whether it has a capital without opening a sentence: a name, then.
    pub(super) naam: bool,
}

/// The words of one field.
#[derive(Debug, Default)]
pub(super) struct Woorden {
    tekst: String,
    pub(super) lijst: Vec<Woord>,
}

impl Woorden {
    /// The folded form of a word.
    pub(super) fn vouw(&self, woord: &Woord) -> &str {
        self.tekst
            .get(woord.vouw.0..woord.vouw.1)
            .unwrap_or_default()
    }

    pub(super) fn is_naam(&self, plek: usize) -> bool {
        self.lijst.get(plek).is_some_and(|woord| woord.naam)
    }
}

/// Writes the folded form of one character: lower case, without diacritics. Combining marks vanish.
pub(super) fn vouw_in(teken: char, uit: &mut String) {
    if teken.is_ascii() {
        uit.push(teken.to_ascii_lowercase());
        return;
    }
    for klein in teken.to_lowercase() {
        match klein {
            '\u{0300}'..='\u{036f}' => {}
            'à'..='å' | 'ā' | 'ă' | 'ą' => uit.push('a'),
            'ç' | 'ć' | 'č' => uit.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' | 'ė' => uit.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => uit.push('i'),
            'ñ' | 'ń' | 'ň' => uit.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => uit.push('o'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => uit.push('u'),
            'ý' | 'ÿ' => uit.push('y'),
            'š' | 'ś' | 'ş' => uit.push('s'),
            'ž' | 'ź' | 'ż' => uit.push('z'),
            'ğ' => uit.push('g'),
            'ł' => uit.push('l'),
            'ß' => uit.push_str("ss"),
            'æ' => uit.push_str("ae"),
            'œ' => uit.push_str("oe"),
            'ĳ' => uit.push_str("ij"),
            ander => uit.push(ander),
        }
    }
}

/// Folds a whole text: lower case, no diacritics. "Echtgenoté" becomes "echtgenote".
#[must_use]
pub fn vouw(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for teken in tekst.chars() {
        vouw_in(teken, &mut uit);
    }
    uit
}

fn is_afkapping(teken: char) -> bool {
    matches!(teken, '\'' | '’' | '‘' | '`')
}

fn is_woordteken(teken: char) -> bool {
    teken.is_alphanumeric() || matches!(teken, '\u{0300}'..='\u{036f}')
}

/// Words with which another event begins in the same sentence.
const VERVOLG: [&str; 12] = [
    "waarna",
    "daarna",
    "terwijl",
    "tevens",
    "vervolgens",
    "hierna",
    "nadien",
    "eerder",
    "later",
    "verder",
    "ondertussen",
    "daarnaast",
];

/// Cuts a text in words. `afkortingen` are folded words after which a full stop does not end a sentence.
///
/// "t.a.v." is one word, "auto's" is "autos", "ex-vrouw" is two words, "14jr" is two words, "1,4" is
/// one word that is no whole number.
pub(super) fn knip(tekst: &str, afkortingen: &HashSet<String>) -> Woorden {
    let mut uit = Woorden {
        tekst: String::with_capacity(tekst.len()),
        lijst: Vec::with_capacity(tekst.len() / 5 + 1),
    };
    let (mut zin, mut deel) = (0, 0);
    let mut haakje = false;
    let mut open = true;
    let mut tekens = tekst.char_indices().peekable();
    while let Some(&(begin, eerste)) = tekens.peek() {
        if is_woordteken(eerste) {
            let woord = Woord {
                zin,
                haakje,
                naam: !open && eerste.is_uppercase(),
                ..lees_woord(tekst, begin, &mut tekens, &mut uit.tekst)
            };
            let vervolg = VERVOLG.contains(&uit.vouw(&woord));
            let begonnen = uit.lijst.last().is_some_and(|vorig| vorig.deel == deel);
            deel += usize::from(vervolg && begonnen);
            // "SO" and the whole of a list in capitals are no names.
            let klein = |van: usize, tot| {
                let letters = tekst.get(van..tot).unwrap_or_default();
                letters.chars().any(char::is_lowercase)
            };
            let naam = woord.naam && klein(woord.van, woord.tot);
            uit.lijst.push(Woord {
                deel,
                naam,
                ..woord
            });
            haakje = false;
            open = false;
            continue;
        }
        tekens.next();
        // What is quoted or told after a colon opens a sentence of its own.
        open |= !matches!(eerste, ' ' | ',' | '-' | '/' | '(' | ')' | '&' | '.');
        match eerste {
            '(' => haakje = true,
            '\n' | '!' | '?' | ';' | '·' => {
                zin += 1;
                deel += 1;
            }
            ',' => deel += 1,
            '.' => {
                let na = tekens.clone().map(|(_, teken)| teken);
                let kort = uit
                    .lijst
                    .last()
                    .is_some_and(|woord| afkortingen.contains(uit.vouw(woord)));
                let einde = usize::from(!kort && nieuwe_zin(na));
                zin += einde;
                open |= einde > 0;
                deel += einde;
            }
            ' ' => {}
            _ => haakje = false,
        }
    }
    uit
}

/// After a full stop: a blank and then something that can open a sentence.
fn nieuwe_zin(mut na: impl Iterator<Item = char>) -> bool {
    if !na.next().is_some_and(char::is_whitespace) {
        return false;
    }
    na.find(|teken| !teken.is_whitespace())
        .is_some_and(|teken| !teken.is_lowercase())
}

type Tekens<'a> = std::iter::Peekable<std::str::CharIndices<'a>>;

/// Reads one word; the caller has seen that its first character belongs to a word.
fn lees_woord(tekst: &str, begin: usize, tekens: &mut Tekens<'_>, vouwsel: &mut String) -> Woord {
    let vouw_van = vouwsel.len();
    let mut tot = begin;
    let mut letters_sinds_punt = 0;
    let mut vorige: Option<char> = None;
    let mut heel_getal = true;
    while let Some(&(plek, teken)) = tekens.peek() {
        if is_woordteken(teken) {
            // Digits and letters part company: "7jr" is a number and a word.
            if vorige.is_some_and(|vorige| vorige.is_numeric() != teken.is_numeric()) {
                break;
            }
            heel_getal &= teken.is_ascii_digit();
            letters_sinds_punt += 1;
            vouw_in(teken, vouwsel);
            vorige = Some(teken);
            tot = plek + teken.len_utf8();
            tekens.next();
            continue;
        }
        let rest = tekst.get(plek + teken.len_utf8()..).unwrap_or_default();
        let mut straks = rest.chars();
        let volgende = straks.next();
        let daarna = straks.next();
        let cijfers =
            volgende.is_some_and(|c| c.is_numeric()) && vorige.is_some_and(char::is_numeric);
        let letters =
            volgende.is_some_and(char::is_alphabetic) && vorige.is_some_and(char::is_alphabetic);
        let los = letters_sinds_punt == 1 && !daarna.is_some_and(is_woordteken);
        if cijfers && matches!(teken, '.' | ',') {
            heel_getal = false;
        } else if letters && (is_afkapping(teken) || (teken == '.' && los)) {
            letters_sinds_punt = 0;
        } else {
            break;
        }
        tekens.next();
    }
    let getal = match heel_getal {
        true => vouwsel
            .get(vouw_van..)
            .and_then(|cijfers| cijfers.parse().ok()),
        false => None,
    };
    Woord {
        vouw: (vouw_van, vouwsel.len()),
        van: begin,
        tot,
        zin: 0,
        deel: 0,
        getal,
        haakje: false,
        naam: false,
    }
}

/// Endings that Dutch inflection adds, longest first.
const UITGANGEN: [&str; 12] = [
    "etjes", "etje", "tjes", "tje", "jes", "ende", "je", "en", "te", "e", "s", "t",
];

/// The stem of a folded word, roughly: endings off, double letters single, v to f and z to s.
///
/// "zonen", "zoons" and "zoontje" give the stem of "zoon"; "vrouwen" that of "vrouw". It is a help for
/// writing rules, not a grammar: irregular forms stand in the rule file.
#[must_use]
pub fn stam(woord: &str) -> String {
    let mut uit = String::new();
    stam_in(woord, &mut uit);
    uit
}

/// [`stam`] into a buffer that is used again.
pub(super) fn stam_in(woord: &str, uit: &mut String) {
    uit.clear();
    let mut rest = woord;
    for uitgang in UITGANGEN {
        if let Some(korter) = rest.strip_suffix(uitgang)
            && korter.chars().count() >= 3
        {
            rest = korter;
            break;
        }
    }
    let mut vorige = None;
    for teken in rest.chars() {
        if vorige != Some(teken) {
            uit.push(teken);
        }
        vorige = Some(teken);
    }
    let zacht = match uit.chars().last() {
        Some('v') => Some('f'),
        Some('z') => Some('s'),
        _ => None,
    };
    if let Some(zacht) = zacht {
        uit.pop();
        uit.push(zacht);
    }
}
