//! The life of a zaak as one value, and one table of what may happen in each part of it.
//!
//! The screen, the command line and the writer all ask [`mag`]; nothing else says what may be tagged again,
//! closed, joined, taken back or erased. Must not know screens, nor how a zaak is stored.

use serde::{Deserialize, Serialize};

use super::tag::Tag;

/// Where a zaak is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fase {
    /// Nobody decided what the line is.
    Ongetagd,
    /// Followed as huiselijk geweld.
    Hg,
    /// Followed: not clear whether it is HG.
    Twijfel,
    /// Followed: a signal that VT keeps sight of.
    Radar,
    /// No HG.
    GeenHg,
    /// Nothing more is to be done.
    Gesloten,
    /// It turned out to be another zaak, and went up in it.
    Opgegaan,
}

impl Fase {
    /// Every part of a life.
    pub const ALLE: [Fase; 7] = [
        Fase::Ongetagd,
        Fase::Hg,
        Fase::Twijfel,
        Fase::Radar,
        Fase::GeenHg,
        Fase::Gesloten,
        Fase::Opgegaan,
    ];

    /// The part that a tag begins.
    #[must_use]
    pub fn van_tag(tag: Tag) -> Fase {
        match tag {
            Tag::Hg => Fase::Hg,
            Tag::Twijfel => Fase::Twijfel,
            Tag::Radar => Fase::Radar,
            Tag::GeenHg => Fase::GeenHg,
        }
    }

    /// In words.
    #[must_use]
    pub fn woord(self) -> &'static str {
        match self {
            Fase::GeenHg => "geen HG",
            Fase::Hg => "HG",
            other => other.code(),
        }
    }

    /// The word in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Fase::Ongetagd => "ongetagd",
            Fase::Hg => "hg",
            Fase::Twijfel => "twijfel",
            Fase::Radar => "radar",
            Fase::GeenHg => "geen-hg",
            Fase::Gesloten => "gesloten",
            Fase::Opgegaan => "opgegaan",
        }
    }

    /// VT follows it.
    #[must_use]
    pub fn is_gevolgd(self) -> bool {
        matches!(self, Fase::Hg | Fase::Twijfel | Fase::Radar)
    }

    /// A departure of its suspect that nobody judged can not go unseen.
    #[must_use]
    pub fn is_bewaakt(self) -> bool {
        matches!(self, Fase::Hg | Fase::Twijfel)
    }
}

/// What somebody wants with a zaak as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ingreep {
    /// Give it a tag that VT follows.
    Volgen(Tag),
    /// Tag it as no HG.
    GeenHg,
    /// Record work in it: people, judgement, input, decision, agreements.
    Werken,
    /// Note what somebody told, or decide which VT is competent.
    Melden,
    /// Close it.
    Sluiten,
    /// Open it again.
    Heropenen,
    /// Let it go up in another zaak.
    Opgaan,
    /// Let another go up in it.
    Opnemen,
    /// Take back what was recorded in it. The alarm and the work in the way are those that would go by it.
    Terugnemen,
    /// Erase its content.
    Wissen,
}

impl Ingreep {
    /// Every one, for the table of the tests.
    pub const ALLE: [Ingreep; 12] = [
        Ingreep::Volgen(Tag::Hg),
        Ingreep::Volgen(Tag::Twijfel),
        Ingreep::Volgen(Tag::Radar),
        Ingreep::GeenHg,
        Ingreep::Werken,
        Ingreep::Melden,
        Ingreep::Sluiten,
        Ingreep::Heropenen,
        Ingreep::Opgaan,
        Ingreep::Opnemen,
        Ingreep::Terugnemen,
        Ingreep::Wissen,
    ];
}

/// What stands in a zaak while somebody wants something with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lading {
    /// A step that can not wait is open.
    pub alarm: bool,
    /// A judgement, input, decision or running huisverbod that would drop from sight.
    pub werk: bool,
}

/// What the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uitslag {
    /// It may.
    Mag,
    /// It may once somebody said yes to what would drop from sight.
    Vraagt,
    /// Nothing would change, or there is nothing to do it to.
    NietHier,
    /// VT does not follow the zaak.
    NietGevolgd,
    /// An alarm is open: answer that first.
    Alarm,
    /// The zaak is closed: open it first.
    Gesloten,
    /// The zaak went up in another.
    Opgegaan,
    /// It has work of its own: keep it, and join the other into it.
    HeeftWerk,
}

/// The one table: part of the life, what somebody wants, what stands in it.
///
/// A tag for which VT still follows everything (hg, twijfel) drops nothing from sight; radar and geen HG do.
#[must_use]
pub fn mag(fase: Fase, wil: Ingreep, lading: Lading) -> Uitslag {
    use Fase::{GeenHg, Gesloten, Ongetagd, Opgegaan};
    let Lading { alarm, werk } = lading;
    match (fase, wil) {
        (Opgegaan, Ingreep::Wissen) => Uitslag::Mag,
        (Opgegaan, _) => Uitslag::Opgegaan,

        // "An alarm ends by words, or when who recorded its cause takes that back": by no other taking back.
        (_, Ingreep::Terugnemen) if alarm => Uitslag::Alarm,
        (_, Ingreep::Terugnemen) if werk => Uitslag::HeeftWerk,
        (_, Ingreep::Terugnemen) => Uitslag::Mag,

        (Gesloten, Ingreep::Heropenen | Ingreep::Opnemen | Ingreep::Melden) => Uitslag::Mag,
        (Gesloten, Ingreep::Opgaan) if werk => Uitslag::HeeftWerk,
        (Gesloten, Ingreep::Opgaan) => Uitslag::Mag,
        (Gesloten | GeenHg | Ongetagd, Ingreep::Wissen) => Uitslag::Mag,
        (Gesloten, _) => Uitslag::Gesloten,

        (_, Ingreep::Heropenen) => Uitslag::NietHier,
        (_, Ingreep::Melden) => Uitslag::Mag,

        // A followed zaak is erased after it was closed, never under somebody's hands.
        (_, Ingreep::Wissen) => Uitslag::NietHier,

        (_, Ingreep::Opgaan) if alarm => Uitslag::Alarm,
        (_, Ingreep::Opgaan) if werk => Uitslag::HeeftWerk,
        (_, Ingreep::Opgaan | Ingreep::Opnemen) => Uitslag::Mag,

        (Ongetagd | GeenHg, Ingreep::Volgen(_) | Ingreep::GeenHg) => Uitslag::Mag,
        (Ongetagd | GeenHg, Ingreep::Werken | Ingreep::Sluiten) => Uitslag::NietGevolgd,

        (_, Ingreep::Volgen(Tag::Hg)) => Uitslag::Mag,
        (_, Ingreep::Volgen(_) | Ingreep::GeenHg) if alarm => Uitslag::Alarm,
        (_, Ingreep::Volgen(_) | Ingreep::GeenHg) if werk => Uitslag::Vraagt,
        (_, Ingreep::Volgen(_) | Ingreep::GeenHg | Ingreep::Werken) => Uitslag::Mag,
        (_, Ingreep::Sluiten) if alarm => Uitslag::Alarm,
        (_, Ingreep::Sluiten) => Uitslag::Mag,
    }
}
