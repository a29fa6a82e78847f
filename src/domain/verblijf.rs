//! One line of custody: where is the suspect, since when, says who?
//!
//! Lists, people on the telephone, decisions and an empty place on a newer list all say something about it.
//! Each of these is an [`Uitspraak`] that keeps its value, its source, the moment that it is about and the
//! moment at which it was recorded; none is laid over another. [`verblijf`] reads them and says what holds
//! now and what contradicts it. Clocks, steps, alarms, columns and texts ask that and nothing else.
//!
//! Custody goes forward: opgehouden, in verzekering, bewaring; held, out. "Held" after "out" is a
//! contradiction, and who may be out is out until a person decides (rule 13). Must not know the present
//! time, nor what VT judged.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::EventId;
use super::lijstregel::Status;
use super::naam::vouw;
use super::tijd::{klok, moment};

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

/// Where the suspect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waarde {
    /// Held for investigation (art. 56a Sv).
    Opgehouden,
    /// In verzekering (art. 57 Sv).
    InVerzekering,
    /// In bewaring, by the rechter-commissaris (art. 63 Sv).
    Bewaring,
    /// Not held. Out, when he was held before; otherwise not arrested at all, for all anybody said.
    NietVast,
    /// Released.
    Heengezonden,
    /// Released, with conditions.
    HeengezondenMetVoorwaarden,
    /// Held for something else: another zaak, a sentence, another country.
    EldersVast,
    /// Nobody knows, or nobody said it. Counts as the unsafe case, and is written as unknown.
    Onbekend,
}

impl Waarde {
    /// Every value, in the order of choice.
    pub const ALLE: [Waarde; 8] = [
        Waarde::Opgehouden,
        Waarde::InVerzekering,
        Waarde::Bewaring,
        Waarde::NietVast,
        Waarde::Heengezonden,
        Waarde::HeengezondenMetVoorwaarden,
        Waarde::EldersVast,
        Waarde::Onbekend,
    ];

    const TABEL: [(Waarde, &'static str, &'static str); 8] = [
        (Waarde::Opgehouden, "opgehouden", "vast"),
        (
            Waarde::InVerzekering,
            "in-verzekering",
            "in verzekering (IVS)",
        ),
        (Waarde::Bewaring, "bewaring", "in bewaring"),
        (Waarde::NietVast, "niet-vast", "niet vast"),
        (Waarde::Heengezonden, "heengezonden", "heengezonden"),
        (
            Waarde::HeengezondenMetVoorwaarden,
            "heengezonden-met-voorwaarden",
            "heengezonden met voorwaarden",
        ),
        (Waarde::EldersVast, "elders-vast", "elders vast"),
        (Waarde::Onbekend, "onbekend", "niet bekend"),
    ];

    fn rij(self) -> (&'static str, &'static str) {
        Waarde::TABEL
            .into_iter()
            .find(|(value, ..)| *value == self)
            .map_or(("onbekend", "niet bekend"), |(_, code, label)| {
                (code, label)
            })
    }

    /// The word in JSON and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.rij().0
    }

    /// The words on screen and in texts.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.rij().1
    }

    /// A word or two for a column.
    #[must_use]
    pub fn kort(self) -> &'static str {
        match self {
            Waarde::Opgehouden => "vast",
            Waarde::InVerzekering => "IVS",
            Waarde::Bewaring => "bewaring",
            Waarde::NietVast => "niet vast",
            Waarde::Heengezonden => "heengez.",
            Waarde::HeengezondenMetVoorwaarden => "heengez. mv",
            Waarde::EldersVast => "elders",
            Waarde::Onbekend => "onbekend",
        }
    }

    /// Reads the word of [`Waarde::code`], or a word that people use for it.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Waarde> {
        let wanted = text.trim().to_lowercase().replace([' ', '_'], "-");
        let by_code = Waarde::ALLE.into_iter().find(|one| one.code() == wanted);
        by_code.or_else(|| {
            let found = Waarde::uit_woord(text);
            (found != Waarde::Onbekend).then_some(found)
        })
    }

    /// Somebody holds him.
    #[must_use]
    pub fn is_vast(self) -> bool {
        matches!(
            self,
            Waarde::Opgehouden | Waarde::InVerzekering | Waarde::Bewaring | Waarde::EldersVast
        )
    }

    /// Said to be released.
    #[must_use]
    pub fn is_heengezonden(self) -> bool {
        matches!(
            self,
            Waarde::Heengezonden | Waarde::HeengezondenMetVoorwaarden
        )
    }

    /// How far along custody a held value is.
    fn trap(self) -> u8 {
        match self {
            Waarde::Opgehouden => 1,
            Waarde::InVerzekering => 2,
            Waarde::Bewaring | Waarde::EldersVast => 3,
            _ => 0,
        }
    }

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

    /// What the status of a list means.
    #[must_use]
    pub fn van_status(status: &Status) -> Waarde {
        match status {
            Status::Vast => Waarde::Opgehouden,
            Status::NietVast => Waarde::NietVast,
            Status::Ivs => Waarde::InVerzekering,
            Status::Heengezonden => Waarde::Heengezonden,
            Status::Anders(text) => Waarde::uit_woord(text),
            Status::Onbekend => Waarde::Onbekend,
        }
    }
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "soort")]
pub enum Van {
    /// The list of the police.
    Lijst {
        /// The word as it stood there; empty where it was one of the known words.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        woord: String,
    },
    /// Somebody told it.
    Gemeld {
        /// Who, e.g. `intake politie`.
        door: String,
    },
    /// The decision of the OM.
    Beslissing,
    /// He is missing on a newer list.
    VanLijst,
    /// A person decided between contradicting statements.
    Besloten {
        /// Who.
        door: String,
        /// In which words.
        reden: String,
    },
}

impl Van {
    /// The word on the command line.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Van::Lijst { .. } => "lijst",
            Van::Gemeld { .. } => "gemeld",
            Van::Beslissing => "beslissing",
            Van::VanLijst => "van-lijst",
            Van::Besloten { .. } => "besloten",
        }
    }

    /// Somebody who can know says it, and not only a line on a printout or a gap in it.
    fn is_vaster_dan_een_lijst(&self) -> bool {
        matches!(
            self,
            Van::Gemeld { .. } | Van::Beslissing | Van::Besloten { .. }
        )
    }
}

/// One statement about custody. Never changed, never laid over another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uitspraak {
    /// What it says.
    pub waarde: Waarde,
    /// Who said it.
    pub van: Van,
    /// The moment that it is about: the date of the list, when he left, when somebody said that he is held.
    pub over: DateTime<Utc>,
    /// Since when it is so, where that was said and is another moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sinds: Option<DateTime<Utc>>,
    /// The moment at which it was recorded.
    pub vastgelegd: DateTime<Utc>,
    /// The event that recorded it; none for a line that is not in the journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<EventId>,
}

impl Uitspraak {
    /// The statement with its source in a few words: `lijst 14:30: vast`,
    /// `gemeld 14:10 door intake: heengezonden`. `dag` tells which day goes without saying.
    #[must_use]
    pub fn zin(&self, nu: DateTime<Utc>) -> String {
        let at = moment(self.over, nu);
        let what = self.waarde.label();
        match &self.van {
            Van::Lijst { woord } if !woord.is_empty() => {
                format!("lijst {at}: \"{woord}\" ({what})")
            }
            Van::Lijst { .. } => format!("lijst {at}: {what}"),
            Van::Gemeld { door } => format!("gemeld {at} door {door}: {what}"),
            Van::Beslissing => format!("beslissing {at}: {what}"),
            Van::VanLijst => format!("niet meer op de lijst van {at}"),
            Van::Besloten { door, .. } => format!("besloten {at} door {door}: {what}"),
        }
    }

    /// Who said it, in a few words: `lijst`, `gemeld door intake`.
    #[must_use]
    pub fn bron(&self) -> String {
        match &self.van {
            Van::Lijst { .. } => "lijst".to_owned(),
            Van::Gemeld { door } => format!("gemeld door {door}"),
            Van::Beslissing => "beslissing".to_owned(),
            Van::VanLijst => "niet meer op de lijst".to_owned(),
            Van::Besloten { door, .. } => format!("besloten door {door}"),
        }
    }

    /// A list has no word for it: that says nothing, where something is known.
    pub(super) fn zwijgt(&self) -> bool {
        self.waarde == Waarde::Onbekend
            && matches!(&self.van, Van::Lijst { woord } if woord.is_empty())
    }
}

/// The custody that holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verblijf {
    /// What holds.
    pub waarde: Waarde,
    /// Since when, as far as anybody said.
    pub sinds: Option<DateTime<Utc>>,
    /// The statement on which it rests; none when nobody said anything.
    pub uitspraak: Option<Uitspraak>,
    /// Statements that contradict it and that nobody decided about; the newest last.
    pub tegenspraak: Vec<Uitspraak>,
    /// He was held, or may have been, before what holds now.
    pub was_vast: bool,
}

impl Verblijf {
    /// Whether he is out, or may be, after he was held or may have been: what every safeguard asks.
    #[must_use]
    pub fn kan_weg_zijn(&self) -> bool {
        match self.waarde {
            Waarde::Heengezonden | Waarde::HeengezondenMetVoorwaarden => true,
            Waarde::NietVast => self.was_vast,
            Waarde::Onbekend => self.uitspraak.as_ref().is_some_and(|one| !one.zwijgt()),
            _ => false,
        }
    }

    /// Whether the clock of ophouden voor onderzoek counts. It counts on where nobody knows where he is:
    /// a clock that is not shown looks like one that does not run.
    #[must_use]
    pub fn klok_loopt(&self) -> bool {
        let gone = |one: &Uitspraak| matches!(one.van, Van::VanLijst | Van::Beslissing);
        match self.waarde {
            Waarde::Opgehouden => true,
            Waarde::Onbekend => !self.uitspraak.as_ref().is_some_and(gone),
            _ => false,
        }
    }

    /// He is missing on the newest list, and nothing else is known.
    #[must_use]
    pub fn is_van_lijst(&self) -> bool {
        self.uitspraak
            .as_ref()
            .is_some_and(|one| one.van == Van::VanLijst)
    }

    /// Nobody said where he is, or in words that nobody knows: somebody must ask.
    #[must_use]
    pub fn moet_gevraagd(&self) -> bool {
        self.waarde == Waarde::Onbekend
    }

    /// Where he is, since when and who says so, in one line.
    #[must_use]
    pub fn zin(&self, nu: DateTime<Utc>) -> String {
        let Some(holds) = &self.uitspraak else {
            return "niet bekend of verdachte vast is".to_owned();
        };
        if holds.van == Van::VanLijst {
            return format!(
                "niet meer op de lijst van {}; waar verdachte is, is niet bekend",
                moment(holds.over, nu)
            );
        }
        if holds.zwijgt() {
            return "niet bekend of verdachte vast is; de lijst zegt het niet".to_owned();
        }
        format!("{} ({})", self.waarde.label(), holds.zin_bron(nu))
    }

    /// The contradiction in one line, the unsafe statement last; none when there is none.
    #[must_use]
    pub fn tegenspraak_zin(&self, nu: DateTime<Utc>) -> Option<String> {
        let newest = self.tegenspraak.last()?;
        let holds = self.uitspraak.as_ref()?;
        Some(format!("{} · {}", newest.zin(nu), holds.zin(nu)))
    }
}

impl Uitspraak {
    /// Who said it and about when, in a few words: `gemeld 14:10 door intake`.
    #[must_use]
    pub fn zin_bron(&self, nu: DateTime<Utc>) -> String {
        let at = if super::tijd::lokaal(self.over).date_naive()
            == super::tijd::lokaal(nu).date_naive()
        {
            klok(self.over)
        } else {
            moment(self.over, nu)
        };
        match &self.van {
            Van::Lijst { woord } if !woord.is_empty() => format!("lijst {at}: \"{woord}\""),
            Van::Lijst { .. } => format!("lijst {at}"),
            Van::Gemeld { door } => format!("gemeld {at} door {door}"),
            Van::Beslissing => format!("beslissing {at}"),
            Van::VanLijst => format!("niet meer op de lijst van {at}"),
            Van::Besloten { door, .. } => format!("besloten {at} door {door}"),
        }
    }
}

/// What holds of these statements, in whatever order they come.
///
/// ```text
///   niets ──▶ niet vast ──▶ opgehouden ──▶ in verzekering ──▶ bewaring
///                               │                │               │
///                               ▼                ▼               ▼
///                        heengezonden ◀──────────┴───────────────┘
///                               │
///                               └── "vast" daarna: tegenspraak; wie weg kan zijn, is weg
/// ```
#[must_use]
pub fn verblijf(uitspraken: &[Uitspraak]) -> Verblijf {
    let mut out = Verblijf {
        waarde: Waarde::Onbekend,
        sinds: None,
        uitspraak: None,
        tegenspraak: Vec::new(),
        was_vast: false,
    };
    // What a person decided settles what was recorded before it, whatever moment that was about. What was
    // recorded after it is news to who decided, also where it is about an earlier moment.
    let decided = uitspraken
        .iter()
        .filter(|one| matches!(one.van, Van::Besloten { .. }))
        .max_by_key(|one| one.vastgelegd);
    if let Some(decided) = decided {
        out.was_vast = true;
        out.neem(decided);
    }
    let mut rest: Vec<&Uitspraak> = uitspraken
        .iter()
        .filter(|one| !matches!(one.van, Van::Besloten { .. }))
        .filter(|one| decided.is_none_or(|decided| one.vastgelegd > decided.vastgelegd))
        .filter(|one| !is_achterhaald(one, uitspraken) && !is_vervangen(one, uitspraken))
        .collect();
    // Who stands on a list does not lack on that list: a gap under another spelling goes before.
    rest.sort_by_key(|one| (one.over, one.van != Van::VanLijst, one.vastgelegd));
    let mut firm = decided.is_some_and(|one| one.waarde.trap() > 1);
    for one in rest {
        // "Not held since eight" told after a list said that he was held is a departure, whatever moment it
        // is about.
        if one.waarde == Waarde::NietVast && one.van.is_vaster_dan_een_lijst() {
            out.was_vast |= uitspraken.iter().any(|other| {
                other.vastgelegd < one.vastgelegd
                    && other.waarde != Waarde::NietVast
                    && other.van != Van::VanLijst
            });
        }
        out.lees(one, firm);
        // Somebody who can know said that he is in verzekering, or further.
        firm = out.waarde.is_vast()
            && (firm || one.van.is_vaster_dan_een_lijst() && one.waarde.trap() > 1);
    }
    out
}

/// A list that is older than a telling changes nothing. Lists among each other stand in the order of their moments,
/// in whatever order they were read.
pub(super) fn is_achterhaald(one: &Uitspraak, uitspraken: &[Uitspraak]) -> bool {
    let listed = |said: &Uitspraak| matches!(said.van, Van::Lijst { .. } | Van::VanLijst);
    // What a person settled by deciding is no telling any more that a list could be older than.
    let settled = uitspraken
        .iter()
        .filter(|said| matches!(said.van, Van::Besloten { .. }))
        .map(|said| said.vastgelegd)
        .max();
    let counts = |said: &Uitspraak| {
        matches!(said.van, Van::Besloten { .. })
            || settled.is_none_or(|decided| said.vastgelegd > decided)
    };
    listed(one)
        && uitspraken
            .iter()
            .filter(|other| counts(other))
            .any(|other| {
                let newer =
                    other.over > one.over || one.waarde.is_vast() && other.vastgelegd > one.over;
                !listed(other) && other.vastgelegd <= one.vastgelegd && newer
            })
}

/// A decision that was replaced by one of which nobody knows whether he comes out, is no statement any more:
/// what held before it is not known to hold again, and what it said is nobody's word.
fn is_vervangen(one: &Uitspraak, uitspraken: &[Uitspraak]) -> bool {
    one.van == Van::Beslissing
        && uitspraken.iter().any(|other| {
            other.van == Van::Beslissing
                && other.waarde == Waarde::Onbekend
                && other.vastgelegd > one.vastgelegd
        })
}

impl Verblijf {
    fn neem(&mut self, one: &Uitspraak) {
        self.was_vast |=
            self.waarde.is_vast() || self.waarde == Waarde::Onbekend && self.uitspraak.is_some();
        self.waarde = one.waarde;
        self.sinds = Some(one.sinds.unwrap_or(one.over));
        self.uitspraak = Some(one.clone());
        self.tegenspraak.clear();
    }

    /// One statement more, about a moment that is not before the others. (After a decision of a person it
    /// may be; then it counts as news all the same.)
    fn lees(&mut self, one: &Uitspraak, firm: bool) {
        let Some(holds) = self.uitspraak.clone() else {
            self.neem(one);
            return;
        };
        let out = self.waarde.is_heengezonden() || self.waarde == Waarde::NietVast && self.was_vast;
        match one.waarde {
            _ if one.zwijgt() => {}
            Waarde::Onbekend if out => {}
            Waarde::Onbekend => {
                // Who is in verzekering leaves the monitor without leaving his cell.
                let never_held = self.waarde == Waarde::NietVast;
                if !(one.van == Van::VanLijst && (firm || never_held)) {
                    self.neem(one);
                }
            }
            held if held.is_vast() => {
                // Decided, and not known whether he comes out, counts as released: a list does not answer
                // that.
                let maybe = self.waarde == Waarde::Onbekend
                    && holds.van == Van::Beslissing
                    && matches!(one.van, Van::Lijst { .. });
                if out || maybe {
                    self.tegenspraak.push(one.clone());
                } else if held.trap() > self.waarde.trap() {
                    self.neem(one);
                }
            }
            Waarde::NietVast if self.waarde.is_heengezonden() => self.tegenspraak.clear(),
            _ if out => {
                // Both say out: nothing is left to decide. Who knows more of it is heard.
                self.tegenspraak.clear();
                let more = one.van.is_vaster_dan_een_lijst() && one.waarde.is_heengezonden();
                if self.waarde == Waarde::NietVast || more && one.waarde != self.waarde {
                    let since = self.sinds;
                    self.neem(one);
                    self.sinds = since.or(self.sinds);
                }
            }
            _ => self.neem(one),
        }
    }
}
