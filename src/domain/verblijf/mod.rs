//! One line of custody: where is the suspect, since when, says who?
//!
//! Lists, people on the telephone, decisions and an empty place on a newer list all say something about it.
//! Each of these is an [`Uitspraak`] that keeps its value, its source, the moment that it is about and the
//! moment at which it was recorded; none is laid over another. [`verblijf`] reads them and says what holds
//! at a moment and what contradicts it. Clocks, steps, alarms, columns and texts ask that and nothing else.
//!
//! Custody goes forward: opgehouden, in verzekering, bewaring; held, out. "Held" after "out" is a
//! contradiction, and who may be out is out until a person decides (rule 13). `woord` reads the words of a
//! list, `regels` is what holds of all that was said. Must not know the wall clock, nor what VT judged.

mod regels;
mod woord;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::EventId;
use super::lijstregel::Status;
use super::tijd::{klok, moment};

pub use regels::{hoogstens, is_achterhaald, verblijf, verblijf_alles, verblijf_gezegd};

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

    /// As the status of a list, in a known word.
    #[must_use]
    pub fn als_status(self) -> Status {
        match self {
            Waarde::Opgehouden => Status::Vast,
            Waarde::NietVast => Status::NietVast,
            Waarde::InVerzekering => Status::Ivs,
            Waarde::Heengezonden => Status::Heengezonden,
            Waarde::Onbekend => Status::Onbekend,
            Waarde::Bewaring | Waarde::HeengezondenMetVoorwaarden | Waarde::EldersVast => {
                Status::Anders(self.label().to_owned())
            }
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
        /// The statement that was chosen: what holds was said there, and not by who chose.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gekozen: Option<Box<Uitspraak>>,
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
    /// Until when it holds at most, where that was said and is another moment than the law has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tot: Option<DateTime<Utc>>,
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
    /// Until when what holds lasts at most.
    pub tot: Option<DateTime<Utc>>,
    /// He was held, and the days of that are over: nobody said how it went on.
    pub verlopen: bool,
    /// What was announced for a later moment.
    pub straks: Option<Uitspraak>,
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

    /// Whether the clock of ophouden voor onderzoek counts. It counts on where nobody knows where he is, also
    /// after a decision that does not say it: a clock that is not shown looks like one that does not run.
    #[must_use]
    pub fn klok_loopt(&self) -> bool {
        match self.waarde {
            Waarde::Opgehouden => true,
            Waarde::Onbekend => !self.verlopen && !self.is_van_lijst(),
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

    /// Where he is, since when and who says so, in one line; and what was announced.
    #[must_use]
    pub fn zin(&self, nu: DateTime<Utc>) -> String {
        let now = self.zin_nu(nu);
        match &self.straks {
            Some(later) => format!(
                "{now}; aangekondigd voor {}: {} ({})",
                moment(later.over, nu),
                later.waarde.label(),
                later.bron()
            ),
            None => now,
        }
    }

    fn zin_nu(&self, nu: DateTime<Utc>) -> String {
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
        if let Some(end) = self.tot.filter(|_| self.verlopen) {
            return format!(
                "was {} ({}), hoogstens tot {}; hoe het verder ging is niet bekend",
                holds.waarde.label(),
                holds.zin_bron(nu),
                moment(end, nu)
            );
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
            // Nobody said from when: the moment of writing is none of the decision's.
            Van::Beslissing if self.over == self.vastgelegd => {
                format!("beslissing, genoteerd {at}")
            }
            Van::Beslissing => format!("beslissing {at}"),
            Van::VanLijst => format!("niet meer op de lijst van {at}"),
            Van::Besloten {
                door,
                gekozen: Some(said),
                ..
            } => format!(
                "{}; uit tegengestelde berichten gekozen door {door} {at}",
                said.zin_bron(nu)
            ),
            Van::Besloten { door, .. } => format!("besloten {at} door {door}"),
        }
    }

    /// Since when it is so, where that was said.
    #[must_use]
    pub fn gezegd_sinds(&self) -> Option<DateTime<Utc>> {
        match &self.van {
            Van::Besloten { gekozen, .. } => gekozen.as_ref().and_then(|said| said.gezegd_sinds()),
            _ => self.sinds,
        }
    }
}
