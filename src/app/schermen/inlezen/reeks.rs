//! Several files one after the other: each is shown and confirmed by itself, the oldest first, and one
//! that cannot be read does not stop the others.
//!
//! Must not know how a file is read.

use std::collections::{HashSet, VecDeque};

use crate::domain::event::Leestelling;
use crate::domain::ids::ZaakId;
use crate::import::Plan;

use crate::app::msg::Kandidaat;

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uitslag {
    /// It was read.
    Gelezen(Leestelling),
    /// The worker passed it.
    Overgeslagen,
    /// It is no list, or could not be opened.
    Fout(String),
}

/// The files that were marked.
#[derive(Debug)]
pub struct Reeks {
    wacht: VecDeque<Kandidaat>,
    /// How many there are.
    pub totaal: usize,
    /// Which one it is now, from 1.
    pub nummer: usize,
    gedaan: Vec<(String, Uitslag)>,
    nu: String,
    /// The zaken on the files that were read.
    zaken: HashSet<ZaakId>,
    /// Each of those files was read as a part.
    delen: bool,
}

impl Reeks {
    /// These files, the oldest first: so that the newest list has the last word.
    #[must_use]
    pub fn nieuw(mut files: Vec<Kandidaat>) -> Reeks {
        files.sort_by(|one, other| (one.gewijzigd, &one.naam).cmp(&(other.gewijzigd, &other.naam)));
        Reeks {
            totaal: files.len(),
            wacht: files.into(),
            nummer: 0,
            gedaan: Vec::new(),
            nu: String::new(),
            zaken: HashSet::new(),
            delen: true,
        }
    }

    /// The next file.
    pub fn volgende(&mut self) -> Option<Kandidaat> {
        let file = self.wacht.pop_front()?;
        self.nummer += 1;
        self.nu.clone_from(&file.naam);
        Some(file)
    }

    /// Notes what stands on a file that is read now.
    pub fn zag(&mut self, plan: &Plan) {
        self.zaken.extend(plan.regels.iter().map(|line| line.zaak));
        self.delen &= plan.lijst.deel;
    }

    /// The zaken on the other files, when this is the last of files that were all read as parts: then
    /// they are one list together.
    #[must_use]
    pub fn samen(&self) -> Option<&HashSet<ZaakId>> {
        let all = self.nummer > 1
            && self
                .gedaan
                .iter()
                .all(|(_, what)| matches!(what, Uitslag::Gelezen(_)));
        (self.wacht.is_empty() && self.delen && all).then_some(&self.zaken)
    }

    /// Notes what became of the file that it is now.
    pub fn noteer(&mut self, uitslag: Uitslag) {
        self.gedaan.push((self.nu.clone(), uitslag));
    }

    /// Files that could not be read, and why.
    pub fn fouten(&self) -> impl Iterator<Item = (&str, &str)> + '_ {
        self.gedaan.iter().filter_map(|(name, what)| match what {
            Uitslag::Fout(text) => Some((name.as_str(), text.as_str())),
            _ => None,
        })
    }

    /// Whether every file was read.
    #[must_use]
    pub fn alles_gelezen(&self) -> bool {
        self.wacht.is_empty()
            && self
                .gedaan
                .iter()
                .all(|(_, what)| matches!(what, Uitslag::Gelezen(_)))
    }

    /// What became of all of them, as a sentence.
    #[must_use]
    pub fn verslag(&self) -> String {
        let mut total = Leestelling::default();
        let open = self.nummer.saturating_sub(self.gedaan.len());
        let (mut read, mut passed) = (0_usize, self.wacht.len() + open);
        for (_, what) in &self.gedaan {
            match what {
                Uitslag::Gelezen(count) => {
                    read += 1;
                    total.nieuw += count.nieuw;
                    total.gewijzigd += count.gewijzigd;
                    total.tegenspraken += count.tegenspraken;
                }
                Uitslag::Overgeslagen => passed += 1,
                Uitslag::Fout(_) => {}
            }
        }
        let mut text = format!(
            "{read} van {} bestanden ingelezen: {} nieuw, {} gewijzigd.",
            self.totaal, total.nieuw, total.gewijzigd
        );
        if passed > 0 {
            text.push_str(&format!(" {passed} overgeslagen."));
        }
        if let Some(against) = total.tegenspraak_zin() {
            text.push_str(&format!(" {against}"));
        }
        for (name, why) in self.fouten() {
            text.push_str(&format!(" Niet gelezen: {name} ({why})."));
        }
        text
    }
}
