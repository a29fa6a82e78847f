//! stub
use super::thema::Thema;
use crate::app::{model::Dialoog, model::Model};
use ratatui::{Frame, layout::Rect};
pub fn draw(_f: &mut Frame<'_>, _a: Rect, _m: &Model, _s: &Dialoog, _t: &Thema) {}
