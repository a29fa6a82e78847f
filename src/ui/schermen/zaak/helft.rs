//! One half of the screen of a zaak, as lines.
//!
//! Must not know which half.

use ratatui::text::Line;

/// Lines, and the first and last line of what is chosen.
pub(super) struct Helftregels {
    pub(super) regels: Vec<Line<'static>>,
    pub(super) gekozen: Option<(usize, usize)>,
}
