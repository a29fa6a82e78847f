//! Who told something, as it may stand in a text that the suspect can read: an office by its name, anybody
//! else not. That the victim or a neighbour told where he is can be dangerous for her.
//!
//! Must not know recipients.

use crate::domain::betrokkene::Betrokkene;
use crate::domain::naam::vouw;
use crate::domain::verblijf::{Uitspraak, Van, Verblijf};

/// What stands there instead of a name.
const EEN_BRON: &str = "een bron van VT";

/// Words by which an office is known, folded.
const AMBT: [&str; 24] = [
    "3ro",
    "ac",
    "agent",
    "arrestantenzorg",
    "cellencomplex",
    "hovj",
    "hulpofficier",
    "intake",
    "kpc",
    "meldkamer",
    "officier",
    "om",
    "ovj",
    "parket",
    "parketsecretaris",
    "politie",
    "raad",
    "rc",
    "reclassering",
    "rvdk",
    "vt",
    "vtbno",
    "vtzob",
    "wijkagent",
];

/// Words that tell that it was somebody near, folded.
const NABY: [&str; 24] = [
    "broer",
    "buren",
    "buurman",
    "buurvrouw",
    "collega",
    "dochter",
    "ex",
    "familie",
    "huisarts",
    "hulpverlener",
    "hulpverlening",
    "kind",
    "melder",
    "moeder",
    "oma",
    "opa",
    "partner",
    "school",
    "slachtoffer",
    "tante",
    "vader",
    "vriendin",
    "zoon",
    "zus",
];

/// The name of who told it, or that it was somebody.
pub(super) fn melder(who: &str, people: &[Betrokkene]) -> String {
    let folded = vouw(who);
    let words: Vec<&str> = folded.split(' ').collect();
    let near = words.iter().any(|word| NABY.contains(word))
        || people
            .iter()
            .any(|one| vouw(&one.naam).split(' ').any(|name| words.contains(&name)));
    let office = words
        .iter()
        .any(|word| AMBT.iter().any(|one| vouw(one) == *word));
    if office && !near {
        who.trim().to_owned()
    } else {
        EEN_BRON.to_owned()
    }
}

/// Custody, with those who told it named as [`melder`] allows.
pub(super) fn zonder_melders(verblijf: &Verblijf, people: &[Betrokkene]) -> Verblijf {
    let veil = |one: &Uitspraak| {
        let mut out = one.clone();
        if let Van::Gemeld { door } = &mut out.van {
            *door = melder(door, people);
        }
        out
    };
    Verblijf {
        uitspraak: verblijf.uitspraak.as_ref().map(veil),
        tegenspraak: verblijf.tegenspraak.iter().map(veil).collect(),
        ..verblijf.clone()
    }
}
