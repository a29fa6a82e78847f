//! The list of the day: order, filter, selection by id, counts.
//!
//! The order is made when the list is loaded or entered, not at every tag: a line that jumps away
//! under the cursor costs more than an order that is a minute old.
//!
//! Must not know keys or colours.

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::domain::ids::ZaakId;
use crate::domain::naam::vouw;
use crate::domain::tag::Tag;
use crate::domain::zaak::Zaak;

use crate::app::afgeleid::bevoegdheid::Bereiken;
use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::kennis::Kennis;

/// A file that was read today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gelezen {
    /// Name of the file.
    pub bestand: String,
    /// SHA-256 in hex.
    pub sha256: String,
    /// When it was read.
    pub gelezen: DateTime<Utc>,
}

/// Which list it is that is on screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lijstkop {
    /// When it was read.
    pub gelezen: DateTime<Utc>,
    /// Name of the file.
    pub bestand: String,
    /// The moment that the list itself names, in local time.
    pub peildatum: Option<NaiveDateTime>,
    /// Every file that was read today, oldest first.
    pub lezingen: Vec<Gelezen>,
}

/// Counts for the head of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the words on screen")]
pub struct Telling {
    pub verdachten: usize,
    pub hg: usize,
    /// Of those HG: how many police had not marked so on the list.
    pub hg_door_vt: usize,
    pub radar: usize,
    pub twijfel: usize,
    pub te_doen: usize,
}

/// The list.
#[derive(Debug, Default)]
pub struct Lijst {
    /// Which list; none if none was read today.
    pub kop: Option<Lijstkop>,
    regels: Vec<Dagregel>,
    zichtbaar: Vec<usize>,
    gekozen: Option<ZaakId>,
    filter: String,
}

impl Lijst {
    /// Puts in the lines of a day, in order of urgency; the selection stays if its zaak is there.
    pub fn laad(&mut self, kop: Option<Lijstkop>, regels: Vec<Dagregel>) {
        self.kop = kop;
        self.regels = regels;
        self.orden();
    }

    /// Orders again.
    pub fn orden(&mut self) {
        self.regels.sort_by_cached_key(Dagregel::rang);
        self.filteren();
    }

    /// Counts every clock again.
    pub fn tik(&mut self, kennis: &Kennis, nu: DateTime<Utc>) {
        let mut bereiken = Bereiken::default();
        for regel in &mut self.regels {
            regel.tik_met(kennis, nu, &mut bereiken);
        }
    }

    /// All lines, whether the filter shows them or not.
    #[must_use]
    pub fn alle(&self) -> &[Dagregel] {
        &self.regels
    }

    /// The lines from `first` on, at most `count`: what a screen draws, whatever the length.
    pub fn venster(&self, first: usize, count: usize) -> impl Iterator<Item = &Dagregel> + '_ {
        self.zichtbaar
            .iter()
            .skip(first)
            .take(count)
            .filter_map(|at| self.regels.get(*at))
    }

    /// How many lines the filter leaves.
    #[must_use]
    pub fn aantal(&self) -> usize {
        self.zichtbaar.len()
    }

    /// The selected line.
    #[must_use]
    pub fn gekozen(&self) -> Option<&Dagregel> {
        self.gekozen.and_then(|id| self.zoek(id))
    }

    /// Place of the selected line among those that the filter leaves, from 0.
    #[must_use]
    pub fn plaats(&self) -> Option<usize> {
        let id = self.gekozen?;
        self.zichtbaar.iter().position(|at| {
            self.regels
                .get(*at)
                .is_some_and(|regel| regel.zaak.id == id)
        })
    }

    /// A line by zaak.
    #[must_use]
    pub fn zoek(&self, id: ZaakId) -> Option<&Dagregel> {
        self.regels.iter().find(|regel| regel.zaak.id == id)
    }

    /// A line by zaak, to change.
    pub fn zoek_mut(&mut self, id: ZaakId) -> Option<&mut Dagregel> {
        self.regels.iter_mut().find(|regel| regel.zaak.id == id)
    }

    /// Replaces a zaak by its newest state. The line keeps its place.
    pub fn vervang(&mut self, zaak: Zaak, kennis: &Kennis, nu: DateTime<Utc>) {
        if let Some(regel) = self.zoek_mut(zaak.id) {
            let (earlier, others) = (regel.eerder, regel.eerdere);
            *regel = Dagregel::nieuw(zaak, earlier, kennis, nu).met_eerdere(others, kennis, nu);
        }
    }

    /// Selects a zaak; lifts the filter if that hides it.
    pub fn kies(&mut self, id: ZaakId) {
        if self.zoek(id).is_none() {
            return;
        }
        self.gekozen = Some(id);
        if self.plaats().is_none() {
            self.filter.clear();
            self.filteren();
        }
    }

    /// The zaak so many lines from the selected one, not past the ends.
    #[must_use]
    pub fn op_afstand(&self, by: isize) -> Option<ZaakId> {
        let at = isize::try_from(self.plaats().unwrap_or(0)).unwrap_or(0);
        let last = isize::try_from(self.zichtbaar.len()).unwrap_or(0) - 1;
        let to = at.saturating_add(by).clamp(0, last.max(0));
        self.op(usize::try_from(to).unwrap_or(0))
    }

    /// The zaak of the next line for which `wanted` holds, round at the end.
    #[must_use]
    pub fn volgende(&self, wanted: impl Fn(&Dagregel) -> bool) -> Option<ZaakId> {
        let count = self.zichtbaar.len();
        let from = self.plaats().unwrap_or(0);
        let on = |at: &usize| self.regel_op(*at).is_some_and(&wanted);
        let next = (1..=count).map(|step| (from + step) % count).find(on)?;
        self.op(next)
    }

    /// Selects the first line.
    pub fn begin(&mut self) {
        self.kies_plaats(0);
    }

    /// What the filter looks for.
    #[must_use]
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Looks for something else, from the top: who types a name means the person, not a line in which the
    /// word stands as well.
    pub fn zet_filter(&mut self, text: &str) {
        if self.filter == text {
            return;
        }
        text.clone_into(&mut self.filter);
        self.filteren();
        let wanted = vouw(text);
        if !wanted.is_empty() {
            let named = self.zichtbaar.iter().position(|index| {
                self.regels
                    .get(*index)
                    .is_some_and(|regel| regel.heet(&wanted))
            });
            self.kies_plaats(named.unwrap_or(0));
        }
    }

    /// The counts of the whole list.
    #[must_use]
    pub fn telling(&self) -> Telling {
        let mut out = Telling {
            verdachten: self.regels.iter().filter(|regel| !regel.eerder).count(),
            ..Telling::default()
        };
        for regel in self.regels.iter().filter(|one| !one.alleen_te_vinden()) {
            match regel.tag() {
                Some(Tag::Hg) => {
                    out.hg += 1;
                    if regel.zaak.regel.hg_politie != Some(true) {
                        out.hg_door_vt += 1;
                    }
                }
                Some(Tag::Radar) => out.radar += 1,
                Some(Tag::Twijfel) => out.twijfel += 1,
                Some(Tag::GeenHg) | None => {}
            }
            if regel.te_doen() {
                out.te_doen += 1;
            }
        }
        out
    }

    /// The lines with a step that cannot wait.
    pub fn alarmen(&self) -> impl Iterator<Item = &Dagregel> + '_ {
        self.regels.iter().filter(|regel| regel.heeft_alarm())
    }

    fn regel_op(&self, at: usize) -> Option<&Dagregel> {
        self.regels.get(*self.zichtbaar.get(at)?)
    }

    fn op(&self, at: usize) -> Option<ZaakId> {
        self.regel_op(at).map(|regel| regel.zaak.id)
    }

    fn kies_plaats(&mut self, at: usize) {
        self.gekozen = self.op(at);
    }

    fn filteren(&mut self) {
        let before = self.plaats();
        let wanted = vouw(&self.filter);
        self.zichtbaar = self
            .regels
            .iter()
            .enumerate()
            .filter(|(_, regel)| wanted.is_empty() || regel.bevat(&wanted))
            .map(|(at, _)| at)
            .collect();
        if self.plaats().is_none() {
            self.kies_plaats(
                before
                    .unwrap_or(0)
                    .min(self.zichtbaar.len().saturating_sub(1)),
            );
        }
    }
}
