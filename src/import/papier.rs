//! A suspect that somebody reads from paper: at most eight fields, read by the same rules as a file.
//!
//! Must not know screens or where the fields were typed.

use chrono::{Datelike, TimeDelta};
use chrono_tz::Europe::Amsterdam;

use crate::domain::lijstregel::{Lijstregel, Veld};
use crate::domain::naam::vouw;

use super::datum::{Tijd, tijd};
use super::{LeesFout, Lijst, Opties, Profielen, lees};

/// What a reading from paper is called, where a file would have its name.
pub const PAPIER: &str = "van papier";

/// What stands behind each heading, so that the origin of a fact says that it was typed over.
const MERK: &str = "(papier)";

/// A field: its key, the label, and what is expected.
pub type Papierveld = (&'static str, &'static str, &'static str);

/// The fields, in the order in which they are asked.
pub const PAPIERVELDEN: [Papierveld; 8] = [
    ("naam", "Naam", "achternaam, voornaam"),
    ("geboren", "Geboren", "dd-mm-jjjj; mag ook een jaar"),
    ("pl", "PL-nummer", "PL2100-2026…"),
    ("woonplaats", "Woonplaats", ""),
    ("feit", "Feit", "300 Sr mishandeling"),
    ("toelichting", "Gebeurd", "wat er gebeurde, in het kort"),
    ("relatie", "Relatie", "van verdachte tot slachtoffer"),
    (
        "vanaf",
        "Vanaf",
        "begin van het ophouden: 26-11 21:55 of 21:55",
    ),
];

/// What was typed over from paper, by key of [`PAPIERVELDEN`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Papier {
    /// Key and text.
    pub velden: Vec<(String, String)>,
}

impl Papier {
    /// The text of a field, without blanks around it.
    #[must_use]
    pub fn tekst(&self, key: &str) -> &str {
        self.velden
            .iter()
            .find(|(known, _)| known == key)
            .map_or("", |(_, text)| text.trim())
    }

    /// Which field must still be filled in, and why; none when it is enough for a line.
    #[must_use]
    pub fn ontbreekt(&self) -> Option<(&'static str, &'static str)> {
        if self.tekst("naam").is_empty() {
            return Some(("naam", "Vul de naam in; NN als die niet bekend is."));
        }
        let known = ["pl", "feit", "vanaf"]
            .iter()
            .any(|key| !self.tekst(key).is_empty());
        (!known).then_some((
            "pl",
            "Vul ook een PL-nummer, een feit of de tijd van het ophouden in.",
        ))
    }
}

/// Reads what was typed over, as a part of a list: nobody is missing on it.
///
/// # Errors
/// As [`lees`].
pub fn lees_papier(
    papier: &Papier,
    profielen: &Profielen,
    opties: &Opties,
) -> Result<Lijst, LeesFout> {
    let (article, words) = splits_feit(papier.tekst("feit"));
    let begin = met_dag(papier.tekst("vanaf"), opties);
    let columns = [
        ("Naam verdachte", papier.tekst("naam")),
        ("Geb.datum", papier.tekst("geboren")),
        ("PL-nummer", papier.tekst("pl")),
        ("Woonplaats", papier.tekst("woonplaats")),
        ("Wetsartikel", article),
        ("Feit", words),
        ("Toelichting", papier.tekst("toelichting")),
        ("Relatie tot SO", papier.tekst("relatie")),
        ("Begin ophouden", &begin),
    ];
    let filled: Vec<&(&str, &str)> = columns
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let head: Vec<String> = filled
        .iter()
        .map(|(name, _)| cell(&format!("{name} {MERK}")))
        .collect();
    let row: Vec<String> = filled.iter().map(|(_, text)| cell(text)).collect();
    let text = format!("{}\n{}\n", head.join(";"), row.join(";"));
    let mut lijst = lees(text.as_bytes(), PAPIER, profielen, opties)?;
    lijst.deel = true;
    Ok(lijst)
}

/// Whether any fact of a line was typed over from paper.
pub(super) fn is_van(regel: &Lijstregel) -> bool {
    regel
        .herkomst
        .get(&Veld::Naam)
        .is_some_and(|origin| origin.kolom.ends_with(MERK))
}

/// Whether a line of a file is the suspect that was typed over: the same family name, and the same
/// registration or date of birth; nothing that both have may differ.
pub(super) fn is_zelfde(paper: &Lijstregel, line: &Lijstregel) -> bool {
    let born = paper
        .geboortedatum
        .zip(line.geboortedatum)
        .map(|(one, other)| one == other);
    let number = |pl: &str| pl.rsplit('-').next().unwrap_or_default().to_owned();
    let pl = paper
        .pl
        .as_deref()
        .zip(line.pl.as_deref())
        .map(|(one, other)| number(one) == number(other));
    let given = (vouw(&paper.naam.voornamen), vouw(&line.naam.voornamen));
    let initial = given.0.is_empty()
        || given.1.is_empty()
        || given.0.chars().next() == given.1.chars().next();
    paper.naam.sleutel() == line.naam.sleutel()
        && initial
        && (pl == Some(true) || born == Some(true))
        && pl != Some(false)
        && born != Some(false)
}

/// `300 Sr mishandeling`: the article, and the words behind it.
fn splits_feit(text: &str) -> (&str, &str) {
    const WETTEN: [&str; 14] = [
        "sr", "sv", "wwm", "ow", "opiumwet", "wvw", "apv", "jo", "jo.", "lid", "ahv", "wth",
        "wwft", "wed",
    ];
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return ("", text);
    }
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim().trim_end_matches(',').to_lowercase();
        let part =
            bare.starts_with(|c: char| c.is_ascii_digit()) || WETTEN.contains(&bare.as_str());
        if !part {
            break;
        }
        end += word.len();
    }
    let (article, words) = text.split_at_checked(end).unwrap_or((text, ""));
    (article.trim(), words.trim())
}

/// A time alone is the last one that has been.
fn met_dag(text: &str, opties: &Opties) -> String {
    let local = opties.nu.with_timezone(&Amsterdam).naive_local();
    match tijd(text) {
        Ok(Tijd::Op(time)) => {
            let today = local.date();
            let day = if time > local.time() {
                today - TimeDelta::days(1)
            } else {
                today
            };
            format!(
                "{:02}-{:02}-{} {}",
                day.day(),
                day.month(),
                day.year(),
                time.format("%H:%M")
            )
        }
        _ => text.to_owned(),
    }
}
