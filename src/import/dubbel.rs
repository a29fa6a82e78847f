//! Two zaken that may be one: a later list writes a name or a date of birth otherwise.
//!
//! Proposals only: nothing is joined by itself. Must not know the store, or where the lines stand.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};

use crate::domain::ids::ZaakId;
use crate::domain::lijstregel::{Lijstregel, Veld, Wijziging};
use crate::domain::naam::vouw;

/// Names shorter than this are not compared letter by letter: `Bos` and `Vos` are two families.
const LETTERS_MIN: usize = 4;

/// Words before a family name that one list writes and another leaves out.
const TUSSENVOEGSELS: [&str; 25] = [
    "van", "von", "den", "der", "de", "het", "t", "ter", "ten", "te", "v", "d", "vd", "op", "in",
    "el", "al", "la", "le", "du", "di", "da", "dos", "ben", "bin",
];

/// Two zaken that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dubbel {
    /// The new one.
    pub nieuw: ZaakId,
    /// The one that is known.
    pub bekend: ZaakId,
    /// Why, in Dutch.
    pub reden: String,
    /// The facts that both have and that agree.
    pub gelijk: Vec<Veld>,
    /// The facts that both have and that differ: `oud` of the known one, `nieuw` of the new one.
    pub anders: Vec<Wijziging>,
}

/// The pairs of a new line and a known one that look like one suspect, in the order of `nieuw`.
///
/// The same person with another registration is no pair: that is another zaak of that person.
#[must_use]
pub fn zoek_dubbelen(
    nieuw: &[(ZaakId, &Lijstregel)],
    bekend: &[(ZaakId, &Lijstregel)],
) -> Vec<Dubbel> {
    if nieuw.is_empty() || bekend.is_empty() {
        return Vec::new();
    }
    let known = Bekend::nieuw(bekend);
    let mut out = Vec::new();
    for (id, line) in nieuw {
        let person = Persoon::van(line);
        for at in known.kandidaten(&person) {
            let Some(other) = known.personen.get(at) else {
                continue;
            };
            if other.id == *id {
                continue;
            }
            if let Some(reden) = lijkt_op(&person, &other.persoon) {
                let (gelijk, anders) = vergelijk(other.persoon.regel, line);
                out.push(Dubbel {
                    nieuw: *id,
                    bekend: other.id,
                    reden: reden.to_owned(),
                    gelijk,
                    anders,
                });
            }
        }
    }
    out
}

/// The facts that both lines have: those that agree, and those that differ.
#[must_use]
pub fn vergelijk(bekend: &Lijstregel, nieuw: &Lijstregel) -> (Vec<Veld>, Vec<Wijziging>) {
    let (mut same, mut different) = (Vec::new(), Vec::new());
    for veld in Veld::ALLE {
        let text = |line: &Lijstregel| line.tekst(veld).trim().to_owned();
        let (oud, new) = (text(bekend), text(nieuw));
        if oud.is_empty() || new.is_empty() {
            continue;
        }
        if oud == new {
            same.push(veld);
        } else {
            different.push(Wijziging {
                veld,
                oud,
                nieuw: new,
            });
        }
    }
    (same, different)
}

/// A line as it is compared.
struct Persoon<'a> {
    regel: &'a Lijstregel,
    /// Family name with prefix, folded.
    heel: String,
    /// Family name without prefix, folded.
    kern: String,
    /// Given names, folded.
    voornamen: String,
    /// The end of the registration: a bare BVH number is the end of the whole one.
    nummer: Option<String>,
}

impl<'a> Persoon<'a> {
    fn van(regel: &'a Lijstregel) -> Persoon<'a> {
        let heel = regel.naam.sleutel();
        let kern = kern(&heel);
        Persoon {
            regel,
            kern,
            voornamen: vouw(&regel.naam.voornamen),
            nummer: regel
                .pl
                .as_deref()
                .and_then(|pl| pl.rsplit('-').next())
                .map(str::to_owned),
            heel,
        }
    }
}

/// A folded name without the prefixes at its start.
fn kern(heel: &str) -> String {
    let words: Vec<&str> = heel.split(' ').collect();
    let first = words
        .iter()
        .position(|word| !TUSSENVOEGSELS.contains(word))
        // A name of prefixes alone is that name.
        .unwrap_or(0);
    words.get(first..).unwrap_or_default().join(" ")
}

/// A known line with its zaak.
struct Bekende<'a> {
    id: ZaakId,
    persoon: Persoon<'a>,
}

/// The known lines, to be found by name, day of birth and number: a list of thousands is not
/// compared with itself line by line.
struct Bekend<'a> {
    personen: Vec<Bekende<'a>>,
    op_kern: HashMap<String, Vec<usize>>,
    op_geboren: HashMap<NaiveDate, Vec<usize>>,
    op_nummer: HashMap<String, Vec<usize>>,
}

impl<'a> Bekend<'a> {
    fn nieuw(lines: &[(ZaakId, &'a Lijstregel)]) -> Bekend<'a> {
        let mut out = Bekend {
            personen: Vec::with_capacity(lines.len()),
            op_kern: HashMap::new(),
            op_geboren: HashMap::new(),
            op_nummer: HashMap::new(),
        };
        for (id, line) in lines.iter().filter(|(_, line)| !line.naam.is_leeg()) {
            let persoon = Persoon::van(line);
            let at = out.personen.len();
            out.op_kern
                .entry(persoon.kern.clone())
                .or_default()
                .push(at);
            if let Some(born) = line.geboortedatum {
                out.op_geboren.entry(born).or_default().push(at);
            }
            if let Some(number) = &persoon.nummer {
                out.op_nummer.entry(number.clone()).or_default().push(at);
            }
            out.personen.push(Bekende { id: *id, persoon });
        }
        out
    }

    /// Whoever shares a name, a day of birth or a number with this person.
    fn kandidaten(&self, person: &Persoon<'_>) -> BTreeSet<usize> {
        let by_name = self.op_kern.get(&person.kern);
        let by_birth = person
            .regel
            .geboortedatum
            .and_then(|born| self.op_geboren.get(&born));
        let by_number = person
            .nummer
            .as_ref()
            .and_then(|number| self.op_nummer.get(number));
        [by_name, by_birth, by_number]
            .into_iter()
            .flatten()
            .flatten()
            .copied()
            .collect()
    }
}

/// Why two lines may be one suspect; none when they are not, or when they are the same person in
/// another registration.
fn lijkt_op(one: &Persoon<'_>, other: &Persoon<'_>) -> Option<&'static str> {
    let same_kern = one.kern == other.kern;
    let near_kern = !same_kern && een_letter(&one.kern, &other.kern);
    let given = voornamen_passen(&one.voornamen, &other.voornamen);
    if (!same_kern || !given) && zelfde_op_letters_na(one.regel, other.regel) {
        return Some("dezelfde naam, op letters met accenten na die onderweg beschadigd zijn");
    }
    let numbers = one.nummer.as_deref().zip(other.nummer.as_deref());
    if numbers.is_some_and(|(mine, yours)| mine == yours) {
        if same_kern {
            return Some(if one.heel == other.heel {
                "hetzelfde PL-nummer en dezelfde achternaam"
            } else {
                "hetzelfde PL-nummer en dezelfde achternaam, met en zonder tussenvoegsel"
            });
        }
        if near_kern && given {
            return Some("hetzelfde PL-nummer en een achternaam die een letter scheelt");
        }
    }
    let (mine, yours) = (&one.regel.parketnummer, &other.regel.parketnummer);
    if mine.is_some() && mine == yours && same_kern {
        return Some("hetzelfde parketnummer en dezelfde achternaam");
    }
    let (born, other_born) = (one.regel.geboortedatum?, other.regel.geboortedatum?);
    if !given {
        return None;
    }
    if born == other_born {
        if near_kern {
            return Some("dezelfde geboortedatum, en een achternaam die een letter scheelt");
        }
        if same_kern && one.heel != other.heel {
            return Some("dezelfde geboortedatum en naam, met en zonder tussenvoegsel");
        }
        if same_kern && numbers.is_none() {
            return Some("dezelfde naam en geboortedatum; een van beide heeft geen PL-nummer");
        }
        return None;
    }
    if !same_kern {
        return None;
    }
    if dag_en_maand_verwisseld(born, other_born) {
        return Some("dezelfde naam, en een geboortedatum met dag en maand verwisseld");
    }
    een_cijfer(born, other_born)
        .then_some("dezelfde naam, en een geboortedatum die een cijfer scheelt")
}

/// Whether two names differ only in letters that a wrong encoding damages, and the registration or the
/// date of birth is the same.
fn zelfde_op_letters_na(one: &Lijstregel, other: &Lijstregel) -> bool {
    let mine = one.naam.lijstvorm();
    let yours = other.naam.lijstvorm();
    let odd = |c: char| !c.is_ascii() || matches!(c, '?' | '\u{fffd}');
    if !mine.contains(odd) && !yours.contains(odd) {
        return false;
    }
    let same_person = one.geboortedatum.is_some() && one.geboortedatum == other.geboortedatum
        || one.pl.is_some() && one.pl == other.pl;
    // What stands between two plain letters may be anything, or nothing.
    let plain = |name: &str| -> Vec<String> {
        name.to_lowercase()
            .split(odd)
            .map(|part| {
                part.chars()
                    .filter(char::is_ascii_alphanumeric)
                    .collect::<String>()
            })
            .filter(|part| !part.is_empty())
            .collect()
    };
    let (mine, yours) = (plain(&mine), plain(&yours));
    let letters: usize = mine.iter().map(String::len).sum();
    same_person && mine == yours && letters >= LETTERS_MIN
}

/// Whether given names can be of one person: equal, unknown, or initials against names.
fn voornamen_passen(one: &str, other: &str) -> bool {
    let (Some(first), Some(second)) = (one.chars().next(), other.chars().next()) else {
        return true;
    };
    if first == second {
        return true;
    }
    // `J.A.` and `Anna`: the name that is used need not be the first one.
    let initials = |text: &str| text.split(' ').all(|word| word.chars().count() == 1);
    let begins = |text: &str, with: char| text.split(' ').any(|word| word.starts_with(with));
    (initials(one) && begins(one, second)) || (initials(other) && begins(other, first))
}

fn een_cijfer(one: NaiveDate, other: NaiveDate) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .filter(|(mine, yours)| mine != yours)
            .count()
            == 1
}

fn dag_en_maand_verwisseld(one: NaiveDate, other: NaiveDate) -> bool {
    one.year() == other.year() && one.day() == other.month() && one.month() == other.day()
}

/// Whether one letter was changed, added, left out, or two neighbours changed places.
fn een_letter(one: &str, other: &str) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().min(other.len()) < LETTERS_MIN || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let start = one
        .iter()
        .zip(&other)
        .take_while(|(mine, yours)| mine == yours)
        .count();
    let rest = |text: &[char], skip: usize| text.get(start + skip..).map(<[char]>::to_vec);
    match one.len().cmp(&other.len()) {
        std::cmp::Ordering::Less => rest(&one, 0) == rest(&other, 1),
        std::cmp::Ordering::Greater => rest(&one, 1) == rest(&other, 0),
        std::cmp::Ordering::Equal => {
            rest(&one, 1) == rest(&other, 1)
                || (rest(&one, 2) == rest(&other, 2)
                    && one.get(start) == other.get(start + 1)
                    && one.get(start + 1) == other.get(start))
        }
    }
}
