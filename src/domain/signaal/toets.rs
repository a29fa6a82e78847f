//! Proof: how well the rules do on a list that people labelled.
//!
//! Must not know how the list is read; a site can measure its own rules on its own lines.

use super::{Regels, Tekst, VoorgesteldeTag};

/// What a person said of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// HG.
    Hg,
    /// Doubtful, or for the radar.
    Twijfel,
    /// Neither.
    Niet,
}

impl Label {
    /// Reads "hg", "twijfel" or "niet".
    #[must_use]
    pub fn lees(tekst: &str) -> Option<Label> {
        Some(match tekst.trim() {
            "hg" => Label::Hg,
            "twijfel" => Label::Twijfel,
            "niet" => Label::Niet,
            _ => return None,
        })
    }

    /// The word that [`Label::lees`] reads.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Label::Hg => "hg",
            Label::Twijfel => "twijfel",
            Label::Niet => "niet",
        }
    }

    /// Whether a proposal does what the label asks: hg as hg, twijfel as hg or radar, niet as nothing.
    #[must_use]
    pub fn past(self, tag: Option<VoorgesteldeTag>) -> bool {
        match self {
            Label::Hg => tag == Some(VoorgesteldeTag::Hg),
            Label::Twijfel => tag.is_some(),
            Label::Niet => tag.is_none(),
        }
    }
}

/// Counts of a measurement: lines per label and proposed tag.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uitslag {
    /// HG: proposed hg, radar, nothing.
    pub hg: [u32; 3],
    /// Doubtful: proposed hg, radar, nothing.
    pub twijfel: [u32; 3],
    /// Neither: proposed hg, radar, nothing.
    pub niet: [u32; 3],
}

impl Uitslag {
    /// Weighs every line and counts.
    pub fn meet<'a>(
        regels: &Regels,
        regelset: impl IntoIterator<Item = (Label, Tekst<'a>)>,
    ) -> Uitslag {
        let mut uit = Uitslag::default();
        for (label, tekst) in regelset {
            uit.tel(label, regels.weeg(&tekst).tag);
        }
        uit
    }

    /// Counts one line.
    pub fn tel(&mut self, label: Label, tag: Option<VoorgesteldeTag>) {
        let rij = match label {
            Label::Hg => &mut self.hg,
            Label::Twijfel => &mut self.twijfel,
            Label::Niet => &mut self.niet,
        };
        let [hg, radar, niets] = rij;
        let vak = match tag {
            Some(VoorgesteldeTag::Hg) => hg,
            Some(VoorgesteldeTag::Radar) => radar,
            None => niets,
        };
        *vak += 1;
    }

    /// All lines that were counted.
    #[must_use]
    pub fn regels(&self) -> u32 {
        [self.hg, self.twijfel, self.niet].iter().flatten().sum()
    }

    /// Part of the HG lines that were proposed as hg; 0..=1, and 1 when there are none.
    #[must_use]
    pub fn hg_gevonden(&self) -> f64 {
        deel(self.hg[0], self.hg.iter().sum())
    }

    /// Part of the lines proposed as hg that a person called hg.
    #[must_use]
    pub fn hg_terecht(&self) -> f64 {
        deel(self.hg[0], self.hg[0] + self.twijfel[0] + self.niet[0])
    }

    /// Part of the doubtful lines that were proposed as hg or radar.
    #[must_use]
    pub fn twijfel_gevonden(&self) -> f64 {
        deel(self.twijfel[0] + self.twijfel[1], self.twijfel.iter().sum())
    }

    /// Part of the other lines for which nothing was proposed.
    #[must_use]
    pub fn niet_gelaten(&self) -> f64 {
        deel(self.niet[2], self.niet.iter().sum())
    }
}

fn deel(teller: u32, noemer: u32) -> f64 {
    match noemer {
        0 => 1.0,
        noemer => f64::from(teller) / f64::from(noemer),
    }
}
