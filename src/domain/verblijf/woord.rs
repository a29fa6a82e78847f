//! What the words of a list say about custody.
//!
//! A word is read exactly, or as the known word inside it; whatever denies, foresees or doubts it, or that nobody
//! knows, is unknown and somebody must ask. Must not know who printed it, nor what else was said.

use super::Waarde;
use crate::domain::naam::vouw;

/// Words by which a list says that somebody left, folded: `ij` is written `y` there.
const UIT: [&str; 8] = [
    "heengez",
    "heen gez",
    "heenzend",
    "vrygelaten",
    "vry gelaten",
    "in vryheid",
    "weggezonden",
    "ontslagen",
];
/// Words by which a departure is denied, foreseen, asked or refused.
const TWIJFEL: [&str; 28] = [
    "niet",
    "nog",
    "wordt",
    "worden",
    "zal",
    "straks",
    "geen",
    "mogelyk",
    "vermoedelyk",
    "misschien",
    "gaat",
    "moet",
    "kan",
    "mag",
    "morgen",
    "verwacht",
    "verzoek",
    "gevraagd",
    "voorstel",
    "advies",
    "evt",
    "eventueel",
    "zodra",
    "als",
    "indien",
    "afgewezen",
    "geweigerd",
    "onbekend",
];
/// Words that say that somebody is held.
const VAST: [&str; 12] = [
    "vast",
    "ingesloten",
    "aangehouden",
    "opgehouden",
    "ophouden",
    "ivs",
    "verzekering",
    "inverzekering",
    "inverzekeringstelling",
    "inverzekeringgesteld",
    "bewaring",
    "gedetineerd",
];
/// Words that stand beside these and change nothing.
const NAAST_VAST: [&str; 9] = [
    "voor",
    "onderzoek",
    "gesteld",
    "gezet",
    "zit",
    "nog",
    "steeds",
    "verlengd",
    "elders",
];
/// Words by which a list says that somebody is not held.
const NIET_VAST: [&str; 6] = [
    "niet vast",
    "niet meer vast",
    "niet langer vast",
    "niet ingesloten",
    "niet aangehouden",
    "op vrye voeten",
];
/// What may stand in such words.
const NIET_VAST_WOORDEN: [&str; 8] = [
    "niet",
    "vast",
    "meer",
    "langer",
    "ingesloten",
    "aangehouden",
    "vrye",
    "voeten",
];
/// Words that change nothing beside any of these.
const NEUTRAAL: [&str; 17] = [
    "is",
    "op",
    "in",
    "het",
    "de",
    "om",
    "sinds",
    "vanaf",
    "uur",
    "u",
    "bureau",
    "cel",
    "ac",
    "arrestantencomplex",
    "cellencomplex",
    "politiebureau",
    "",
];

impl Waarde {
    /// What a word of a list means: exactly that word, or else the known word inside it. A word that says
    /// two things, that denies or foresees what it says, or that nobody knows is [`Waarde::Onbekend`]. Held,
    /// and never held, are read only where every word beside it is known too: "was vast" and "bewaring
    /// geschorst" say something else, and so may whatever nobody thought of.
    #[must_use]
    pub fn uit_woord(text: &str) -> Waarde {
        let folded = vouw(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let has = |part: &str| folded.contains(part);
        let word = |wanted: &str| words.contains(&wanted);
        let out = UIT.iter().any(|one| has(one)) || word("hz");
        if out {
            let uncertain = text.contains('?') || TWIJFEL.iter().any(|one| word(one));
            let held = VAST.iter().any(|one| word(one));
            let conditions =
                has("met voorwaard") || has("onder voorwaard") && !has("zonder voorwaard");
            return match (uncertain || held, conditions) {
                (true, _) => Waarde::Onbekend,
                (false, true) => Waarde::HeengezondenMetVoorwaarden,
                (false, false) => Waarde::Heengezonden,
            };
        }
        let all_known = |known: &[&str]| {
            !text.contains('?')
                && words.iter().all(|one| {
                    known.contains(one)
                        || NEUTRAAL.contains(one)
                        || one.starts_with(|c: char| c.is_ascii_digit())
                })
        };
        if NIET_VAST.iter().any(|one| has(one)) && all_known(&NIET_VAST_WOORDEN) {
            return Waarde::NietVast;
        }
        if !all_known(&[VAST.as_slice(), &NAAST_VAST].concat()) {
            return Waarde::Onbekend;
        }
        let elsewhere = word("elders");
        if elsewhere && (word("vast") || word("gedetineerd")) {
            Waarde::EldersVast
        } else if elsewhere {
            Waarde::Onbekend
        } else if word("bewaring") {
            Waarde::Bewaring
        } else if word("ivs") || words.iter().any(|one| one.contains("verzekering")) {
            Waarde::InVerzekering
        } else if [
            "vast",
            "ingesloten",
            "aangehouden",
            "opgehouden",
            "ophouden",
        ]
        .iter()
        .any(|one| word(one))
            || has("op bureau")
            || has("op het bureau")
        {
            Waarde::Opgehouden
        } else {
            Waarde::Onbekend
        }
    }
}
