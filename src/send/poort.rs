//! The gate: the one place through which every line of every text passes.
//!
//! Nothing opens it. A number that is a BSN goes to nobody, and neither does a geheim adres, wherever the
//! words of it were written once more: with somebody else, in a motivation, in a note of the police. Must
//! not know recipients, nor what a worker ticked.

mod bsn;
mod gevouwen;

use crate::domain::betrokkene::Betrokkene;
use crate::domain::ids::BetrokkeneId;
use crate::domain::naam::vouw;
use crate::domain::teken::ingevoerd;
use crate::domain::zaak::Zaak;

use gevouwen::gevouwen;

/// What stands where a BSN was.
pub const GEEN_BSN: &str = "[BSN weggelaten]";
/// What stands where a geheim adres was.
pub const GEEN_ADRES: &str = "[adres weggelaten]";

/// Ordinary words of a place, folded; they tell nobody where somebody is.
const GEWOON: &[&str] = &[
    "aan", "adres", "achter", "boven", "broer", "buren", "by", "collega", "de", "den", "der",
    "dochter", "een", "en", "familie", "geheim", "haar", "het", "hotel", "in", "kennis", "met",
    "moeder", "myn", "na", "naar", "naast", "nu", "oma", "ons", "oom", "op", "opa", "opvang",
    "ouders", "samen", "tante", "te", "ten", "ter", "thuis", "tot", "tydelyk", "vader", "van",
    "vanaf", "vanavond", "vandaag", "verblyf", "verblyft", "vriend", "vriendin", "woont", "zit",
    "zoon", "zus", "zyn",
];

/// How the names of streets end, whole and short.
const STRATEN: &[(&str, &str)] = &[
    ("straat", "str"),
    ("weg", "wg"),
    ("laan", "ln"),
    ("plein", "pln"),
    ("singel", "sngl"),
    ("kade", "kd"),
    ("dyk", "dk"),
];

/// What a text of this zaak may not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Poort {
    /// The digits of the BSN that the list gave.
    bsn: String,
    /// Rows of folded words that are masked everywhere: places, streets with a number, postcodes.
    reeksen: Vec<Vec<String>>,
    /// Single words that are masked everywhere but in what the list itself says of the suspect.
    woorden: Vec<String>,
    /// Per person with a geheim adres: every word of it, masked in what is written about that person.
    van_wie: Vec<(BetrokkeneId, Vec<String>)>,
}

impl Poort {
    /// The gate of a zaak.
    #[must_use]
    pub fn van(zaak: &Zaak) -> Poort {
        let mut out = Poort::van_mensen(&zaak.stand.betrokkenen);
        out.bsn = zaak
            .regel
            .bsn
            .iter()
            .map(|bsn| gevouwen(bsn))
            .flat_map(|bsn| bsn.chars().filter(char::is_ascii_digit).collect::<Vec<_>>())
            .collect();
        // Where somebody was noted before the mark was set is no less telling.
        for noted in &zaak.stand.plaatsen {
            let secret = noted.wie.filter(|id| {
                noted.geheim || zaak.stand.betrokkene(*id).is_some_and(|who| who.geheim)
            });
            if let Some(id) = secret {
                out.sluit(id, &noted.waar);
            }
        }
        // Where the suspect lives is known to whoever has the list: masking it would tell that it is there.
        let home = [&zaak.regel.adres, &zaak.regel.woonplaats]
            .into_iter()
            .flatten()
            .map(|text| woorden(text))
            .collect::<Vec<_>>();
        out.reeksen
            .retain(|row| !home.iter().any(|known| bevat(known, row)));
        let own = woorden(&zaak.regel.naam.spreekvorm());
        out.woorden.retain(|word| !own.contains(word));
        out
    }

    /// The gate where only the people around a suspect are known.
    #[must_use]
    pub fn van_mensen(people: &[Betrokkene]) -> Poort {
        let mut out = Poort::default();
        for who in people.iter().filter(|who| who.geheim) {
            out.sluit(who.id, &who.verblijf);
        }
        let names: Vec<String> = people.iter().flat_map(|who| out.naamwoorden(who)).collect();
        out.woorden.retain(|word| !names.contains(word));
        out
    }

    /// A text as it may stand in a line: hidden characters gone, BSN and geheime adressen masked.
    #[must_use]
    pub fn tekst(&self, text: &str) -> String {
        self.masker(text, &|word| self.woorden.iter().any(|one| one == word))
    }

    /// What the list or the house itself says: the suspect's home, a bureau, the name of a VT. A place that
    /// shares a single word with a geheim adres, such as the town, keeps it.
    #[must_use]
    pub fn vast(&self, text: &str) -> String {
        self.masker(text, &|_| false)
    }

    /// What is written about one person. Of somebody with a geheim adres no word of it stays.
    #[must_use]
    pub fn van_wie(&self, wie: BetrokkeneId, text: &str) -> String {
        let own: Vec<&String> = self
            .van_wie
            .iter()
            .filter(|(id, _)| *id == wie)
            .flat_map(|(_, words)| words)
            .collect();
        self.masker(text, &|word| {
            own.iter().any(|one| *one == word) || self.woorden.iter().any(|one| one == word)
        })
    }

    fn masker(&self, text: &str, single: &dyn Fn(&str) -> bool) -> String {
        let clean = ingevoerd(text);
        let plain = gevouwen(&clean);
        let masked = self.zonder_adres(bsn::zonder(&plain, &self.bsn).trim(), single);
        // Where nothing was masked the text stays as it was written.
        if masked == plain.trim() {
            clean.trim().to_owned()
        } else {
            masked
        }
    }

    /// Masks what is written of a place. Rows next to each other become one mask.
    fn zonder_adres(&self, text: &str, single: &dyn Fn(&str) -> bool) -> String {
        if self.reeksen.is_empty() && self.woorden.is_empty() && self.van_wie.is_empty() {
            return text.to_owned();
        }
        let spans = plekken(text);
        let folded: Vec<String> = spans
            .iter()
            .map(|(from, to)| vouw(text.get(*from..*to).unwrap_or_default()))
            .collect();
        let mut hidden = vec![false; folded.len()];
        for at in 0..folded.len() {
            let rest = folded.get(at..).unwrap_or_default();
            if rest.first().is_some_and(|word| single(word))
                && let Some(flag) = hidden.get_mut(at)
            {
                *flag = true;
            }
            for row in self.reeksen.iter().filter(|row| rest.starts_with(row)) {
                for flag in hidden.iter_mut().skip(at).take(row.len()) {
                    *flag = true;
                }
            }
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        let mut masked = false;
        for ((from, to), hide) in spans.into_iter().zip(hidden) {
            let between = text.get(done..from).unwrap_or_default();
            if !(hide && masked) {
                out.push_str(between);
            }
            if !hide {
                out.push_str(text.get(from..to).unwrap_or_default());
            } else if !masked {
                out.push_str(GEEN_ADRES);
            }
            masked = hide;
            done = to;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// Learns a place that goes to nobody.
    fn sluit(&mut self, wie: BetrokkeneId, place: &str) {
        let place = &gevouwen(place);
        let all = woorden(place);
        if all.len() > 1 {
            self.reeks(all.clone());
        }
        let telling = |word: &String| {
            word.chars().count() > 3 && !GEWOON.contains(&word.as_str())
                || word.chars().all(|c| c.is_ascii_digit())
        };
        let own = all.iter().filter(|word| telling(word)).cloned().collect();
        self.van_wie.push((wie, own));
        for part in place.split([',', ';', '(', ')', '/', '\n', ':']) {
            self.deel(part);
        }
    }

    /// Learns a part of a place: the whole of it, a street with its number, a postcode, a name.
    fn deel(&mut self, part: &str) {
        let words = woorden(part);
        if words.len() > 1 {
            self.reeks(words.clone());
        }
        let digits = |word: &str| word.chars().all(|c| c.is_ascii_digit());
        for pair in words.windows(2) {
            let [one, two] = pair else { continue };
            if digits(one) != digits(two) {
                self.reeks(pair.to_vec());
            }
            if digits(two) && !digits(one) && one.chars().count() > 4 {
                self.woord(one.clone());
                self.afgekort(one);
            }
        }
        for (from, to) in plekken(part) {
            let word = part.get(from..to).unwrap_or_default();
            let named = word.chars().next().is_some_and(char::is_uppercase);
            let number = digits(word) && word.len() > 4;
            if (named && word.chars().count() > 2) || number {
                self.woord(vouw(word));
            }
        }
    }

    /// Learns the other ways in which people write the name of a street: `Dorpsstr.`, `Dorps-straat`.
    fn afgekort(&mut self, street: &str) {
        for (kind, short) in STRATEN {
            let stem = [*kind, *short]
                .into_iter()
                .find_map(|end| street.strip_suffix(end));
            let Some(stem) = stem.filter(|stem| stem.chars().count() > 2) else {
                continue;
            };
            for end in [*kind, *short] {
                self.woord(format!("{stem}{end}"));
                self.reeks(vec![stem.to_owned(), end.to_owned()]);
            }
        }
    }

    fn reeks(&mut self, words: Vec<String>) {
        if !self.reeksen.contains(&words) {
            self.reeksen.push(words);
        }
    }

    fn woord(&mut self, word: String) {
        if !GEWOON.contains(&word.as_str()) && !self.woorden.contains(&word) {
            self.woorden.push(word);
        }
    }

    /// The words by which somebody is called: these may stand in a text although a place holds them too.
    /// None where the field holds more of a place than a name would.
    fn naamwoorden(&self, who: &Betrokkene) -> Vec<String> {
        let words = woorden(&who.naam);
        let shared = words.iter().filter(|word| self.woorden.contains(word));
        let place = self.reeksen.iter().any(|row| bevat(&words, row)) || shared.count() > 1;
        if place { Vec::new() } else { words }
    }
}

/// Folded words; letters and digits next to each other are two words.
fn woorden(text: &str) -> Vec<String> {
    plekken(text)
        .into_iter()
        .map(|(from, to)| vouw(text.get(from..to).unwrap_or_default()))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Where the words of a text stand, in bytes.
fn plekken(text: &str) -> Vec<(usize, usize)> {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Letter,
        Digit,
        Between,
    }
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut before = Kind::Between;
    for (at, c) in text.char_indices() {
        let kind = if c.is_ascii_digit() {
            Kind::Digit
        } else if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) {
            Kind::Letter
        } else {
            Kind::Between
        };
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some(last) if kind == before && kind != Kind::Between => last.1 = end,
            _ if kind != Kind::Between => out.push((at, end)),
            _ => {}
        }
        before = kind;
    }
    out
}

fn bevat(words: &[String], row: &[String]) -> bool {
    !row.is_empty() && words.windows(row.len()).any(|part| part == row)
}
