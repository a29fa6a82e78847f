//! stub
use super::thema::Thema;
use crate::app::{beoordelen::Beoordelen, betrokkene::BetrokkeneScherm, model::Model};
use ratatui::{Frame, layout::Rect};
pub fn beoordeling(_f: &mut Frame<'_>, _a: Rect, _m: &Model, _s: &Beoordelen, _t: &Thema) {}
pub fn betrokkene(_f: &mut Frame<'_>, _a: Rect, _m: &Model, _s: &BetrokkeneScherm, _t: &Thema) {}
