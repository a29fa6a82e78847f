//! stub
use super::thema::Thema;
use crate::app::{model::Model, slot::Slot};
use ratatui::{Frame, layout::Rect};
pub fn draw(_f: &mut Frame<'_>, _a: Rect, _m: &Model, _s: &Slot, _t: &Thema) {}
