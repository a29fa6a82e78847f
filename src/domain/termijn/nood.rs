//! How urgent a clock is, as one word.
//!
//! Must not know which clock it is, nor how urgency is drawn.

/// Urgency. The order is the order on screen: what is not known comes first, because it may be
/// anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nood {
    /// No time is known, or the times contradict each other.
    Onbekend,
    /// The end has passed.
    Verlopen,
    /// No more than the first threshold.
    Spoed,
    /// No more than the second threshold.
    Bijna,
    /// More than that.
    Ruim,
}

impl Nood {
    /// Judges a number of minutes; `spoed` and `bijna` are the thresholds in minutes, inclusive
    /// (45 and 120 unless a site says otherwise).
    #[must_use]
    pub fn van(minuten: Option<i64>, spoed: i64, bijna: i64) -> Nood {
        match minuten {
            None => Nood::Onbekend,
            Some(over) if over < 0 => Nood::Verlopen,
            Some(over) if over <= spoed => Nood::Spoed,
            Some(over) if over <= bijna => Nood::Bijna,
            Some(_) => Nood::Ruim,
        }
    }

    /// The word that goes with the colour.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Nood::Onbekend => "tijd onbekend",
            Nood::Verlopen => "verlopen",
            Nood::Spoed => "spoed",
            Nood::Bijna => "bijna",
            Nood::Ruim => "ruim",
        }
    }
}
