//! Status words that nobody can read, said of the whole list: such a suspect counts as one of whom nobody
//! knows whether he is held, and that must be seen before reading.
//!
//! Must not know what a zaak does with it.

use std::collections::BTreeMap;

use crate::domain::lijstregel::{Lijstregel, Status, Veld};
use crate::domain::verblijf::Waarde;

use super::fout::Melding;
use super::schoon::schoon_tot;

/// The most words that are named one by one.
const MEEST: usize = 12;

/// A warning for each word, in the order in which they come.
pub(super) fn bekijk(regels: &[Lijstregel]) -> Vec<Melding> {
    let mut seen: BTreeMap<String, (u32, usize)> = BTreeMap::new();
    let mut column = String::new();
    for regel in regels {
        let Status::Anders(word) = &regel.status else {
            continue;
        };
        if Waarde::uit_woord(word) != Waarde::Onbekend {
            continue;
        }
        if let Some(origin) = regel.herkomst.get(&Veld::Status) {
            origin.kolom.clone_into(&mut column);
        }
        let entry = seen
            .entry(word.trim().to_lowercase())
            .or_insert((regel.regel, 0));
        entry.1 += 1;
    }
    let mut words: Vec<(String, u32, usize)> = seen
        .into_iter()
        .map(|(word, (first, count))| (word, first, count))
        .collect();
    words.sort_by_key(|(_, first, _)| *first);
    let rest: usize = words.iter().skip(MEEST).map(|(_, _, count)| count).sum();
    let mut out: Vec<Melding> = words
        .into_iter()
        .take(MEEST)
        .map(|(word, first, count)| Melding {
            regel: first,
            kolom: column.clone(),
            waarde: schoon_tot(&word, 80).tekst.into_owned(),
            reden: format!(
                "{} met een status die het programma niet kent; telt als onbekend",
                aantal(count)
            ),
        })
        .collect();
    if rest > 0 {
        out.push(Melding {
            regel: 0,
            kolom: column,
            waarde: String::new(),
            reden: format!(
                "nog {} met een status die het programma niet kent; telt als onbekend",
                aantal(rest)
            ),
        });
    }
    out
}

fn aantal(count: usize) -> String {
    if count == 1 {
        "1 regel".to_owned()
    } else {
        format!("{count} regels")
    }
}
