//! Who is who on one list: numbers that link strangers, unknown persons in one registration, an arrest
//! that lies months away.
//!
//! Must not know the day list or other lists.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::lijstregel::{Lijstregel, Veld};
use crate::domain::naam::vouw;
use crate::domain::nummer;

use super::fout::Melding;
use super::schoon::kort;

/// Held longer than this before the last one on the list is worth a look, in days.
const LANG: i64 = 28;

/// Looks at all lines together; says what it changed or doubts.
#[must_use]
pub fn bekijk(regels: &mut [Lijstregel], jaar: i32, nu: DateTime<Utc>) -> Vec<Melding> {
    let mut out = Vec::new();
    zonder_schijn(regels, jaar, &mut out);
    onbekenden(regels, &mut out);
    lang_geleden(regels, nu, &mut out);
    out
}

fn melding(regel: &Lijstregel, veld: Veld, waarde: &str, reden: String) -> Melding {
    Melding {
        regel: regel.regel,
        kolom: regel
            .herkomst
            .get(&veld)
            .map_or_else(String::new, |origin| origin.kolom.to_string()),
        waarde: kort(waarde, 80),
        reden,
    }
}

/// A number that fails its check and stands with several persons links strangers: it stays in the
/// origin alone.
fn zonder_schijn(regels: &mut [Lijstregel], jaar: i32, out: &mut Vec<Melding>) {
    let fails_pl = |text: &str| nummer::pl(text, jaar).bezwaar.is_some();
    let fails_om = |text: &str| nummer::parketnummer(text).bezwaar.is_some();
    let mut seen: HashMap<String, u32> = HashMap::new();
    for regel in regels.iter() {
        for (text, fails) in [
            (&regel.pl, &fails_pl as &dyn Fn(&str) -> bool),
            (&regel.parketnummer, &fails_om),
        ] {
            if let Some(text) = text.as_deref().filter(|text| fails(text)) {
                *seen.entry(vouw(text)).or_default() += 1;
            }
        }
    }
    seen.retain(|_, count| *count > 1);
    if seen.is_empty() {
        return;
    }
    for regel in regels {
        for veld in [Veld::Pl, Veld::Parketnummer] {
            let place = if veld == Veld::Pl {
                &mut regel.pl
            } else {
                &mut regel.parketnummer
            };
            let shared = place.as_deref().is_some_and(|text| {
                seen.contains_key(&vouw(text))
                    && if veld == Veld::Pl {
                        fails_pl(text)
                    } else {
                        fails_om(text)
                    }
            });
            if shared {
                let text = place.take().unwrap_or_default();
                out.push(melding(
                    regel,
                    veld,
                    &text,
                    "dit nummer klopt niet en staat bij meer verdachten; het koppelt hen niet"
                        .to_owned(),
                ));
            }
        }
    }
}

/// Whether a name says that it is not known.
fn is_onbekend(regel: &Lijstregel) -> bool {
    let name = vouw(&regel.naam.spreekvorm());
    regel.geboortedatum.is_none()
        && matches!(
            name.as_str(),
            "nn" | "n n"
                | "onbekend"
                | "onbekende"
                | "verdachte onbekend"
                | "onbekende verdachte"
                | "onbekend onbekend"
                | "nn nn"
                | "nomen nescio"
                | ""
        )
        // `NN man`, `man, NN`, `NN vrouw`: what could be seen of somebody whose name is not known.
        || regel.geboortedatum.is_none()
            && name.split(' ').any(|part| matches!(part, "nn" | "onbekende" | "onbekend"))
            && name.split(' ').all(|part| {
                matches!(
                    part,
                    "nn" | "onbekende"
                        | "onbekend"
                        | "man"
                        | "vrouw"
                        | "jongen"
                        | "meisje"
                        | "persoon"
                        | "verdachte"
                        | "m"
                        | "v"
                        | "x"
                )
            })
}

/// Two unknown persons in one registration are two: the second gets a number behind the word for him.
/// The same facts with another offence are the same unknown once more.
fn onbekenden(regels: &mut [Lijstregel], out: &mut Vec<Melding>) {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, regel) in regels.iter().enumerate() {
        if is_onbekend(regel) {
            groups.entry(regel.zaaksleutel()).or_default().push(at);
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|all| all.len() > 1).collect();
    groups.sort();
    for group in groups {
        // The persons of this group, each by his first line.
        let mut persons: Vec<usize> = Vec::new();
        for at in group {
            let Some(regel) = regels.get(at) else {
                continue;
            };
            let same = persons.iter().any(|first| {
                regels.get(*first).is_some_and(|first| {
                    let changes = first.wijzigingen(regel);
                    changes.iter().all(|change| change.veld == Veld::Feiten) && !changes.is_empty()
                })
            });
            if same {
                continue;
            }
            persons.push(at);
            let count = persons.len();
            if count < 2 {
                continue;
            }
            let first = persons
                .first()
                .and_then(|first| regels.get(*first))
                .map_or(0, |first| first.regel);
            if let Some(regel) = regels.get_mut(at) {
                regel.naam.achternaam = format!("{} {count}", regel.naam.achternaam);
                let name = regel.naam.lijstvorm();
                out.push(melding(
                    regel,
                    Veld::Naam,
                    &name,
                    format!("onder dezelfde registratie staat ook op regel {first} een onbekende; dit is een tweede persoon"),
                ));
            }
        }
    }
}

/// An arrest months before the others is more often a date read wrongly than somebody held.
fn lang_geleden(regels: &[Lijstregel], nu: DateTime<Utc>, out: &mut Vec<Melding>) {
    let moment = |regel: &Lijstregel| regel.aanhouding.or(regel.begin_ophouden);
    let Some(last) = regels
        .iter()
        .filter_map(moment)
        .filter(|at| *at <= nu)
        .max()
    else {
        return;
    };
    for regel in regels {
        let veld = if regel.aanhouding.is_some() {
            Veld::Aanhouding
        } else {
            Veld::BeginOphouden
        };
        if let Some(at) = moment(regel).filter(|at| last - *at > TimeDelta::days(LANG)) {
            let text = regel
                .herkomst
                .get(&veld)
                .map_or_else(String::new, |origin| origin.tekst.to_owned());
            out.push(melding(
                regel,
                veld,
                &text,
                format!(
                    "dit is {} dagen voor de laatste op deze lijst; klopt de datum?",
                    (last - at).num_days()
                ),
            ));
        }
    }
}
