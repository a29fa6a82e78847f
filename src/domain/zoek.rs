//! Looking for a zaak by what somebody remembers of it: a name as it is heard or spelt, initials, a date of birth, a
//! number in whatever shape, a place, words of the story. Each word must be found somewhere, and where is said.
//!
//! ```text
//!   "sietze kuijper 12-5-1980"  ─▶  word by word:  sound of a name? date? number? else words of any text
//!   Cuyper, Sytse van           ─▶  kuyper = kuyper, one letter off: sietse ~ sytse
//! ```
//! Must not know screens, nor where zaken are kept.

use chrono::NaiveDate;

use super::betrokkene::Leeftijd;
use super::naam::vouw;
use super::zaak::Zaak;

/// In which part of a zaak a word was found, as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waar {
    /// The name of the suspect.
    Verdachte,
    /// The name of somebody around him.
    Betrokkene,
    /// A date or year of birth.
    Geboren,
    /// A number of police, OM or this program.
    Nummer,
    /// Street, town, or where somebody stays.
    Plaats,
    /// Anything else that was read or written.
    Tekst,
}

impl Waar {
    /// The word for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Waar::Verdachte => "naam verdachte",
            Waar::Betrokkene => "naam betrokkene",
            Waar::Geboren => "geboortedatum",
            Waar::Nummer => "nummer",
            Waar::Plaats => "adres of plaats",
            Waar::Tekst => "tekst",
        }
    }
}

/// Words that stand before a family name: looked for with others they say nothing.
const VOORVOEGSELS: [&str; 22] = [
    "van", "de", "den", "der", "het", "ter", "ten", "te", "von", "vd", "v", "d", "la", "le", "el",
    "al", "di", "da", "du", "des", "vander", "vanden",
];

/// What was asked, word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zoekvraag {
    woorden: Vec<Zoekwoord>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Zoekwoord {
    gevouwen: String,
    klank: String,
    cijfers: String,
    datum: Option<NaiveDate>,
    voorvoegsel: bool,
}

impl Zoekvraag {
    /// Reads what somebody typed; none where nothing stands there to look for.
    #[must_use]
    pub fn lees(text: &str) -> Option<Zoekvraag> {
        let mut words: Vec<Zoekwoord> = text
            .split_whitespace()
            .filter_map(Zoekwoord::lees)
            .collect();
        // Alone, a prefix is what is looked for.
        if words.iter().any(|word| !word.voorvoegsel) {
            words.retain(|word| !word.voorvoegsel);
        }
        (!words.is_empty()).then_some(Zoekvraag { woorden: words })
    }

    /// Where each word was found; none where one of them was not. All texts of the zaak, folded, are asked for when a
    /// word is in none of its facts.
    #[must_use]
    pub fn treffers(&self, zaak: &Zaak, teksten: impl Fn() -> String) -> Option<Vec<Waar>> {
        let kaart = Zoekkaart::van(zaak);
        let mut all = None;
        let mut out = Vec::new();
        for word in &self.woorden {
            let found = kaart.vind(word).or_else(|| {
                let text: &String = all.get_or_insert_with(&teksten);
                // A date that is nobody's is in no text either.
                (word.datum.is_none() && text.contains(&word.gevouwen)).then_some(Waar::Tekst)
            });
            out.push(found?);
        }
        out.sort_unstable();
        out.dedup();
        Some(out)
    }
}

impl Zoekwoord {
    fn lees(text: &str) -> Option<Zoekwoord> {
        let gevouwen = vouw(text);
        if gevouwen.is_empty() {
            return None;
        }
        let datum = datum(text);
        // "PL2100-2026111736-1": what follows the last dash counts suspects, and is often left out.
        let main = match text.rsplit_once('-') {
            Some((head, tail))
                if datum.is_none() && tail.len() <= 2 && cijfers(head).len() >= 8 =>
            {
                head
            }
            _ => text,
        };
        let digits = if text.chars().any(|c| c.is_ascii_digit()) && datum.is_none() {
            cijfers(main)
        } else {
            String::new()
        };
        Some(Zoekwoord {
            klank: klank(&gevouwen),
            voorvoegsel: VOORVOEGSELS.contains(&gevouwen.as_str()),
            cijfers: digits,
            datum,
            gevouwen,
        })
    }
}

/// What is known of a zaak, ready to be compared.
struct Zoekkaart {
    verdachte: Vec<Naamwoord>,
    betrokkenen: Vec<Naamwoord>,
    geboren: Vec<NaiveDate>,
    jaren: Vec<i32>,
    nummers: Vec<String>,
    plaatsen: String,
}

struct Naamwoord {
    gevouwen: String,
    klank: String,
    voornaam: bool,
}

impl Zoekkaart {
    fn van(zaak: &Zaak) -> Zoekkaart {
        let regel = &zaak.regel;
        let people = &zaak.stand.betrokkenen;
        let mut geboren: Vec<NaiveDate> = regel.geboortedatum.into_iter().collect();
        let mut jaren = Vec::new();
        for who in people {
            match who.leeftijd {
                Some(Leeftijd::Geboren(born)) => geboren.push(born),
                Some(Leeftijd::Geboortejaar(year)) => jaren.push(year),
                Some(Leeftijd::Jaren(_)) | None => {}
            }
        }
        jaren.extend(geboren.iter().map(chrono::Datelike::year));
        let places = [&regel.adres, &regel.woonplaats]
            .into_iter()
            .flatten()
            .chain(people.iter().map(|who| &who.verblijf))
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        Zoekkaart {
            verdachte: naamwoorden(&regel.naam.achternaam, false)
                .chain(naamwoorden(&regel.naam.voornamen, true))
                .collect(),
            betrokkenen: people
                .iter()
                .flat_map(|who| naamwoorden(&who.naam, true))
                .collect(),
            geboren,
            jaren,
            nummers: [regel.pl.as_deref(), regel.parketnummer.as_deref()]
                .into_iter()
                .flatten()
                .map(cijfers)
                .collect(),
            plaatsen: vouw(&places),
        }
    }

    fn vind(&self, word: &Zoekwoord) -> Option<Waar> {
        if let Some(day) = word.datum {
            return self.geboren.contains(&day).then_some(Waar::Geboren);
        }
        let number = word.cijfers.len() >= 4
            && self
                .nummers
                .iter()
                .any(|own| own.contains(word.cijfers.as_str()));
        let year = word.gevouwen.len() == 4
            && word
                .gevouwen
                .parse()
                .is_ok_and(|year: i32| self.jaren.contains(&year));
        let named = |names: &[Naamwoord]| names.iter().any(|name| name.klopt(word));
        if named(&self.verdachte) {
            Some(Waar::Verdachte)
        } else if named(&self.betrokkenen) {
            Some(Waar::Betrokkene)
        } else if number {
            Some(Waar::Nummer)
        } else if year {
            Some(Waar::Geboren)
        } else {
            self.plaatsen
                .contains(&word.gevouwen)
                .then_some(Waar::Plaats)
        }
    }
}

impl Naamwoord {
    fn klopt(&self, word: &Zoekwoord) -> bool {
        let wanted = &word.gevouwen;
        let letters = wanted.chars().count();
        if letters == 1 {
            // An initial.
            return self.voornaam && self.gevouwen.starts_with(wanted.as_str());
        }
        if self.gevouwen.contains(wanted.as_str()) || self.klank == word.klank {
            return true;
        }
        // The beginning of a name, as it sounds; and one slip, where there is enough of it to tell.
        (word.klank.chars().count() >= 3 && self.klank.starts_with(&word.klank))
            || (letters >= 4 && scheelt_een(&self.klank, &word.klank))
    }
}

fn naamwoorden(text: &str, voornaam: bool) -> impl Iterator<Item = Naamwoord> {
    vouw(text)
        .split(' ')
        .filter(|word| !word.is_empty() && !VOORVOEGSELS.contains(word))
        .map(|word| Naamwoord {
            gevouwen: word.to_owned(),
            klank: klank(word),
            voornaam,
        })
        .collect::<Vec<_>>()
        .into_iter()
}

fn cijfers(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A date as people type it: `12-5-1980`, `12/05/1980`, `12.5.80` is none, `1980-05-12`, `12051980`.
fn datum(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text
        .split(['-', '/', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let day = |y: &str, m: &str, d: &str| {
        let year = y.parse::<i32>().ok().filter(|_| y.len() == 4)?;
        NaiveDate::from_ymd_opt(year, number(m)?, number(d)?)
    };
    match parts.as_slice() {
        [d, m, y] if y.len() == 4 => day(y, m, d),
        [y, m, d] if y.len() == 4 => day(y, m, d),
        [all] if all.len() == 8 && all.bytes().all(|b| b.is_ascii_digit()) => {
            let (d, rest) = all.split_at(2);
            let (m, y) = rest.split_at(2);
            day(y, m, d).filter(|born| (1900..=2100).contains(&chrono::Datelike::year(born)))
        }
        _ => None,
    }
}

/// How a folded word sounds, in letters of one kind: `kuyper`, `cuiper` and `cuyper` are one, as are `thijs` and
/// `teis`, `philip` and `filip`.
#[must_use]
pub fn klank(gevouwen: &str) -> String {
    const GROEPEN: [(&str, &str); 22] = [
        ("sch", "sg"),
        ("ch", "g"),
        ("ck", "k"),
        ("ph", "f"),
        ("th", "t"),
        ("dt", "t"),
        ("qu", "kw"),
        ("ks", "x"),
        ("cks", "x"),
        ("ei", "y"),
        ("ey", "y"),
        ("ij", "y"),
        ("uy", "ui"),
        ("eu", "eu"),
        ("ou", "au"),
        ("ouw", "au"),
        ("auw", "au"),
        ("ae", "a"),
        ("oe", "u"),
        ("ie", "i"),
        ("ee", "e"),
        ("gh", "g"),
    ];
    let mut rest = gevouwen;
    let mut out = String::with_capacity(gevouwen.len());
    while let Some(first) = rest.chars().next() {
        let group = GROEPEN
            .iter()
            .filter(|(from, _)| rest.starts_with(from))
            .max_by_key(|(from, _)| from.len());
        let (sound, length) = match group {
            Some((from, to)) => ((*to).to_owned(), from.len()),
            None => {
                let one = match first {
                    'c' | 'q' => 'k',
                    'z' => 's',
                    'v' => 'f',
                    'i' | 'j' if out.is_empty() => 'j',
                    other => other,
                };
                (one.to_string(), first.len_utf8())
            }
        };
        for c in sound.chars() {
            // A double letter sounds as one.
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Whether one letter more, less, another, or two that changed places, makes the one the other.
fn scheelt_een(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    if long.len() - short.len() > 1 || short.len() < 3 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (left, right) = (
        short.get(same..).unwrap_or_default(),
        long.get(same..).unwrap_or_default(),
    );
    if short.len() < long.len() {
        return right.get(1..).unwrap_or_default() == left;
    }
    match (left, right) {
        ([], []) => true,
        ([_, x @ ..], [_, y @ ..]) if x == y => true,
        ([p, q, x @ ..], [r, s, y @ ..]) => p == s && q == r && x == y,
        _ => false,
    }
}
