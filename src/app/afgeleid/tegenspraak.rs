//! What contradicts each other in a zaak, as a person decides it: each side with who said it and when.
//!
//! Statements about custody stand beside each other on one laptop too; values of the other fields contradict each
//! other where two laptops wrote without knowing of each other. Must not know how it is drawn, nor which is right.

use chrono::{DateTime, Utc};

use crate::domain::decide::Opdracht;
use crate::domain::event::Tegenspraakveld;
use crate::domain::ids::EventId;
use crate::domain::tijd;
use crate::domain::velden::{OORDEEL, VERBLIJF, Veldsleutel};
use crate::domain::verblijf::{Uitspraak, Waarde};
use crate::domain::zaak::Zaak;

/// What choosing a side records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kantkeuze {
    /// Where the suspect is.
    Verblijf(Waarde),
    /// The head whose value holds.
    Kop(EventId),
}

/// One side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kant {
    keuze: Kantkeuze,
    /// The value, with who said it and when.
    pub zin: String,
}

/// Sides that contradict each other on one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geschil {
    /// The field.
    pub veld: Veldsleutel,
    /// What stands against what, oldest first; for custody the other way round, as its line has it.
    pub kanten: Vec<Kant>,
}

impl Geschil {
    /// What it is about, in words.
    #[must_use]
    pub fn over(&self) -> String {
        self.veld.label()
    }

    /// The command by which this side holds; none when there is no such side.
    #[must_use]
    pub fn beslis(&self, kant: usize, reden: String) -> Option<Opdracht> {
        Some(match self.kanten.get(kant)?.keuze {
            Kantkeuze::Verblijf(waarde) => Opdracht::BeslisTegenspraak {
                veld: Tegenspraakveld::Verblijf,
                waarde,
                reden,
            },
            Kantkeuze::Kop(kies) => Opdracht::BeslisVeld {
                veld: self.veld.clone(),
                kies,
                reden,
            },
        })
    }
}

/// Everything that contradicts each other in this zaak: custody first, then field by field.
#[must_use]
pub fn geschillen(zaak: &Zaak, nu: DateTime<Utc>) -> Vec<Geschil> {
    let open = zaak.stand.tegenspraken();
    let mut out: Vec<Geschil> = verblijf(zaak, nu).into_iter().collect();
    for one in &open {
        let about = one.veld.soort();
        // A judgement is decided as one whole, with what it says of each person.
        let known = out.iter().any(|other| other.veld.soort() == about);
        if about == VERBLIJF || about == OORDEEL && known {
            continue;
        }
        let said =
            |value: &str, door: &str, op| format!("{value} ({door}, {})", tijd::moment(op, nu));
        let mut kanten: Vec<Kant> = Vec::new();
        for kop in one.koppen {
            kanten.push(Kant {
                keuze: Kantkeuze::Kop(kop.id),
                zin: said(&kop.waarde, &kop.door, kop.op),
            });
        }
        out.push(Geschil {
            veld: one.veld.clone(),
            kanten,
        });
    }
    out
}

fn verblijf(zaak: &Zaak, nu: DateTime<Utc>) -> Option<Geschil> {
    let custody = zaak.verblijf_alles();
    let open = zaak.stand.tegenspraken();
    let heads: Vec<EventId> = open
        .iter()
        .filter(|one| one.veld.soort() == VERBLIJF)
        .flat_map(|one| one.koppen.iter().map(|kop| kop.id))
        .collect();
    if custody.tegenspraak.is_empty() && heads.is_empty() {
        return None;
    }
    let told = zaak.stand.uitspraken.iter();
    let told = told.filter(|one| one.id.is_some_and(|id| heads.contains(&id)));
    let against = custody.tegenspraak.iter().rev();
    let mut seen: Vec<&Uitspraak> = Vec::new();
    for one in against.chain(&custody.uitspraak).chain(told) {
        // Two that say the same are one answer.
        if !seen.iter().any(|other| other.waarde == one.waarde) {
            seen.push(one);
        }
    }
    let kanten = seen.into_iter().map(|one| Kant {
        keuze: Kantkeuze::Verblijf(one.waarde),
        zin: one.zin(nu),
    });
    Some(Geschil {
        veld: Veldsleutel::van(VERBLIJF),
        kanten: kanten.collect(),
    })
}
