//! What the drawing of a screen is.
//!
//! Must not know which screens there are.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::model::Model;

use super::thema::Thema;

/// A screen, a form or a window that can be drawn.
pub trait Tekent {
    /// Draws it: a screen in the room between head and foot, a window over the whole.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema);
}
