//! The list as it is written in `bereikbaarheid.toml`, and its check.
//!
//! Must not know what time it is, nor which Veilig Thuis organisations exist.

use chrono::{NaiveDate, Weekday};
use serde::Deserialize;

use super::{Bereikbaarheid, Hoe, Post, Tijd};

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BereikbaarheidBestand {
    /// Code of the service that answers for a Veilig Thuis that is not listed.
    pub overige_vt: String,
    /// Code of the service that is phoned when somebody is in direct danger.
    pub acuut: String,
    /// One entry a Veilig Thuis.
    #[serde(default)]
    pub vt: Vec<PostBestand>,
    /// One entry a partner or service.
    #[serde(default)]
    pub dienst: Vec<PostBestand>,
}

/// Somebody who can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostBestand {
    /// Short code; for a Veilig Thuis the one of `gemeenten.toml`.
    pub code: String,
    /// Name on screen.
    pub naam: String,
    /// Code of the service that answers outside these times.
    #[serde(default)]
    pub anders: Option<String>,
    /// Code of the service of this Veilig Thuis for direct danger, when it is not the general one.
    #[serde(default)]
    pub acuut: Option<String>,
    /// What there is to know about them.
    #[serde(default)]
    pub toelichting: String,
    /// When and how; what comes first goes first.
    #[serde(default)]
    pub tijd: Vec<TijdBestand>,
}

/// One stretch of the week with one way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TijdBestand {
    /// Days, `ma-vr` or `ma, wo` or `elke dag`.
    pub dagen: String,
    /// Begin on the Dutch wall clock, `08:00`.
    pub van: String,
    /// End, `17:00` or `24:00`; before the begin it is the day after.
    pub tot: String,
    /// How.
    pub hoe: Hoe,
    /// Telephone number, mail address or room; empty when it is still to be filled in.
    #[serde(default)]
    pub nummer: String,
    /// What there is to know about this way.
    #[serde(default)]
    pub toelichting: String,
    /// These hours come from no source: ask before you count on them.
    #[serde(default)]
    pub nagaan: bool,
    /// First day on which it holds.
    #[serde(default)]
    pub geldig_vanaf: Option<NaiveDate>,
    /// Last day on which it holds.
    #[serde(default)]
    pub geldig_tot: Option<NaiveDate>,
}

/// A list that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BereikbaarheidFout {
    /// A code or name without text.
    #[error(
        "'{bij}' heeft geen code of geen naam. Vul beide in, een code zonder spaties (bereikbaarheid.toml)."
    )]
    Leeg {
        /// Code and name as written.
        bij: String,
    },
    /// A code that occurs twice among the VTs or among the services.
    #[error(
        "code '{code}' staat er twee keer. Zet alle tijden bij elkaar onder een code (bereikbaarheid.toml)."
    )]
    DubbeleCode {
        /// The code.
        code: String,
    },
    /// A reference to a service that is not in the list.
    #[error(
        "{bij} verwijst naar dienst '{code}', maar die staat er niet. Voeg hem toe of verbeter de code (bereikbaarheid.toml)."
    )]
    OnbekendeDienst {
        /// The entry or key that refers.
        bij: String,
        /// The code as written.
        code: String,
    },
    /// Services that refer to each other without end.
    #[error(
        "dienst '{code}' verwijst met 'anders' in een kring naar zichzelf. Laat er een 'anders' uit weg (bereikbaarheid.toml)."
    )]
    Kring {
        /// One of them.
        code: String,
    },
    /// Days that cannot be read.
    #[error(
        "{bij}: dagen '{tekst}' zijn niet te lezen. Schrijf bijvoorbeeld \"ma-vr\", \"ma, wo\" of \"elke dag\" (bereikbaarheid.toml)."
    )]
    Dagen {
        /// The entry.
        bij: String,
        /// The text as written.
        tekst: String,
    },
    /// A text that is no wall clock time, or a stretch without length.
    #[error(
        "{bij}: van '{van}' tot '{tot}' klopt niet. Schrijf uu:mm, en voor de hele dag 00:00 en 24:00 (bereikbaarheid.toml)."
    )]
    Tijd {
        /// The entry.
        bij: String,
        /// Begin as written.
        van: String,
        /// End as written.
        tot: String,
    },
    /// The last day lies before the first.
    #[error("{bij}: geldig vanaf {vanaf} en tot {tot}. Draai de datums om (bereikbaarheid.toml).")]
    DatumsOmgekeerd {
        /// The entry.
        bij: String,
        /// First day as written.
        vanaf: NaiveDate,
        /// Last day as written.
        tot: NaiveDate,
    },
}

impl Bereikbaarheid {
    /// Checks the file and makes it ready.
    ///
    /// # Errors
    /// When a code is empty or doubled, a reference leads nowhere or in a circle, or days, times or
    /// dates make no sense.
    pub fn nieuw(bestand: BereikbaarheidBestand) -> Result<Bereikbaarheid, BereikbaarheidFout> {
        let codes: Vec<String> = bestand
            .dienst
            .iter()
            .map(|dienst| dienst.code.clone())
            .collect();
        let dienst = |bij: &str, code: &str| {
            codes
                .iter()
                .position(|ander| gelijk(ander, code))
                .ok_or_else(|| BereikbaarheidFout::OnbekendeDienst {
                    bij: bij.to_owned(),
                    code: code.to_owned(),
                })
        };
        let overige_vt = dienst("overige_vt", &bestand.overige_vt)?;
        let acuut = dienst("acuut", &bestand.acuut)?;
        let lees = |posten: Vec<PostBestand>| {
            let mut uit: Vec<Post> = Vec::with_capacity(posten.len());
            for post in posten {
                let post = lees_post(post, &dienst)?;
                if uit.iter().any(|ander| gelijk(&ander.code, &post.code)) {
                    return Err(BereikbaarheidFout::DubbeleCode { code: post.code });
                }
                uit.push(post);
            }
            Ok(uit)
        };
        let done = Bereikbaarheid {
            vts: lees(bestand.vt)?,
            diensten: lees(bestand.dienst)?,
            overige_vt,
            acuut,
        };
        let rond = done.diensten.iter().find(|dienst| {
            std::iter::successors(Some(*dienst), |post| done.diensten.get(post.anders?))
                .nth(done.diensten.len())
                .is_some()
        });
        match rond {
            Some(dienst) => Err(BereikbaarheidFout::Kring {
                code: dienst.code.clone(),
            }),
            None => Ok(done),
        }
    }
}

/// Whether two codes are the same to a person.
pub(super) fn gelijk(een: &str, twee: &str) -> bool {
    een.trim().eq_ignore_ascii_case(twee.trim())
}

fn lees_post(
    post: PostBestand,
    dienst: &impl Fn(&str, &str) -> Result<usize, BereikbaarheidFout>,
) -> Result<Post, BereikbaarheidFout> {
    let code = post.code.trim().to_owned();
    if code.is_empty() || code.contains(char::is_whitespace) || post.naam.trim().is_empty() {
        return Err(BereikbaarheidFout::Leeg {
            bij: format!("{} {}", post.code, post.naam).trim().to_owned(),
        });
    }
    let wijs = |naar: Option<String>| {
        naar.map(|naar| dienst(&format!("'{code}'"), &naar))
            .transpose()
    };
    let anders = wijs(post.anders)?;
    let acuut = wijs(post.acuut)?;
    let tijden = post
        .tijd
        .into_iter()
        .map(|tijd| lees_tijd(&post.naam, tijd))
        .collect::<Result<_, _>>()?;
    Ok(Post {
        code,
        naam: post.naam,
        toelichting: post.toelichting,
        tijden,
        anders,
        acuut,
    })
}

fn lees_tijd(bij: &str, tijd: TijdBestand) -> Result<Tijd, BereikbaarheidFout> {
    let bij = bij.to_owned();
    let Some(dagen) = lees_dagen(&tijd.dagen) else {
        return Err(BereikbaarheidFout::Dagen {
            bij,
            tekst: tijd.dagen,
        });
    };
    if let (Some(vanaf), Some(tot)) = (tijd.geldig_vanaf, tijd.geldig_tot)
        && tot < vanaf
    {
        return Err(BereikbaarheidFout::DatumsOmgekeerd { bij, vanaf, tot });
    }
    let uren = match (minuten(&tijd.van), minuten(&tijd.tot)) {
        (Some(van), Some(tot)) if van < tot => Some((van, tot)),
        // Over midnight; the end is counted from the day of the begin.
        (Some(van), Some(tot)) if van > tot && van < DAG => Some((van, tot + DAG)),
        _ => None,
    };
    let Some((van, tot)) = uren else {
        return Err(BereikbaarheidFout::Tijd {
            bij,
            van: tijd.van,
            tot: tijd.tot,
        });
    };
    Ok(Tijd {
        dagen,
        van,
        tot,
        hoe: tijd.hoe,
        nummer: tijd.nummer.trim().to_owned(),
        toelichting: tijd.toelichting,
        nagaan: tijd.nagaan,
        geldig_vanaf: tijd.geldig_vanaf,
        geldig_tot: tijd.geldig_tot,
    })
}

/// Minutes of a day.
const DAG: u16 = 24 * 60;

/// The names of the days, Monday first.
const DAGEN: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/// Minutes after midnight of `08:00`; `24:00` is the end of the day.
fn minuten(tekst: &str) -> Option<u16> {
    let (uur, minuut) = tekst.trim().split_once(':')?;
    let number = |deel: &str| -> Option<u16> {
        (deel.len() == 2 && deel.bytes().all(|teken| teken.is_ascii_digit()))
            .then(|| deel.parse().ok())
            .flatten()
    };
    let (uur, minuut) = (number(uur)?, number(minuut)?);
    let totaal = uur * 60 + minuut;
    (minuut < 60 && totaal <= DAG).then_some(totaal)
}

/// Which days of the week `ma-wo, vr` means, Monday first.
fn lees_dagen(tekst: &str) -> Option<[bool; 7]> {
    let mut dagen = [false; 7];
    for deel in tekst.to_lowercase().split(',') {
        let (van, tot) = match deel.trim() {
            "elke dag" => (0, 6),
            "werkdagen" => (0, 4),
            "weekend" => (5, 6),
            deel => {
                let (van, tot) = deel.split_once('-').unwrap_or((deel, deel));
                let plek = |naam: &str| DAGEN.iter().position(|dag| *dag == naam.trim());
                (plek(van)?, plek(tot)?)
            }
        };
        if van > tot {
            return None;
        }
        for dag in dagen.get_mut(van..=tot)? {
            *dag = true;
        }
    }
    Some(dagen)
}

/// The days as a person writes them, Monday first: `wo-vr`, `ma, wo`, `elke dag`.
pub(super) fn schrijf_dagen(dagen: [bool; 7]) -> String {
    if dagen.iter().all(|dag| *dag) {
        return "elke dag".to_owned();
    }
    let mut delen: Vec<String> = Vec::new();
    let mut stuk: Vec<&str> = Vec::new();
    let mut sluit = |stuk: &mut Vec<&str>| {
        match stuk.as_slice() {
            [] => {}
            [dag] => delen.push((*dag).to_owned()),
            [een, twee] => delen.extend([(*een).to_owned(), (*twee).to_owned()]),
            [eerste, .., laatste] => delen.push(format!("{eerste}-{laatste}")),
        }
        stuk.clear();
    };
    for (naam, aan) in DAGEN.iter().zip(dagen) {
        if aan {
            stuk.push(naam);
        } else {
            sluit(&mut stuk);
        }
    }
    sluit(&mut stuk);
    delen.join(", ")
}

/// `08:00` of a number of minutes; a whole day is `24:00`, what lies further is on the next day.
pub(super) fn schrijf_minuten(minuten: u16) -> String {
    let op_de_dag = if minuten > DAG {
        minuten - DAG
    } else {
        minuten
    };
    format!("{:02}:{:02}", op_de_dag / 60, op_de_dag % 60)
}

/// The place of a day of the week in [`DAGEN`].
pub(super) fn plek(dag: Weekday) -> usize {
    dag.num_days_from_monday() as usize
}
