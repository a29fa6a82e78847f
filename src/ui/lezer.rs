//! stub
use super::thema::Thema;
use crate::app::lezer::Lezer;
use ratatui::{Frame, layout::Rect};
pub fn draw(_f: &mut Frame<'_>, _a: Rect, _s: &Lezer, _t: &Thema) {}
