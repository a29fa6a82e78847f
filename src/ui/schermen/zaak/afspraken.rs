//! What was agreed with partners in a zaak: open ones with who and by when; what was done, dim.
//!
//! Must not know in which order they come.

use ratatui::text::{Line, Span};

use crate::app::afgeleid::acties;
use crate::app::afgeleid::meegeschreven;
use crate::app::model::Model;
use crate::domain::actie::AfgesprokenActie;
use crate::domain::velden::ACTIE;
use crate::domain::zaak::Zaak;
use crate::ui::tekst::{breedte, knip, omslag};
use crate::ui::thema::Thema;

use super::stappen::afgehandeld;

/// Cells for who does it; the rest is for what.
const WIE: usize = 16;

/// An open agreement: what and who, and below it by when.
pub(super) fn open(
    model: &Model,
    one: &AfgesprokenActie,
    selected: bool,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let late = one.actie.wanneer.is_some_and(|at| at < model.nu);
    let who = knip(&one.actie.wie, WIE);
    let room = width.saturating_sub(breedte(&who) + 5);
    let what = model.vrije_tekst(&one.actie.wat);
    let mut out: Vec<Line<'static>> = Vec::new();
    for (at, text) in omslag(&what, room).into_iter().enumerate() {
        if at > 0 {
            out.push(Line::styled(format!("   {text}"), thema.gewoon));
            continue;
        }
        let gap = " ".repeat(room.saturating_sub(breedte(&text)));
        let mut first = Line::from(vec![
            Span::styled(if selected { "▌" } else { " " }, thema.accent),
            Span::styled(format!("□ {text}{gap}"), thema.gewoon),
            Span::styled(format!(" {who} "), thema.dof),
        ]);
        if selected {
            first = first.patch_style(thema.gekozen);
        }
        out.push(first);
    }
    let style = if late { thema.acuut } else { thema.dof };
    let stands = omslag(&acties::stand(model, one), width.saturating_sub(3));
    out.extend(
        stands
            .into_iter()
            .map(|line| Line::styled(format!("   {line}"), style)),
    );
    out
}

/// That another laptop wrote on it too.
pub(super) fn ook(
    model: &Model,
    zaak: &Zaak,
    one: &AfgesprokenActie,
    width: usize,
    thema: &Thema,
) -> Option<Line<'static>> {
    let text = meegeschreven::zin(&zaak.stand, ACTIE, one.actie.id, model.nu)?;
    let text = knip(&text, width.saturating_sub(3));
    Some(Line::styled(format!("   {text}"), thema.bijna))
}

/// One that was done, and how.
pub(super) fn gedaan(
    model: &Model,
    one: &AfgesprokenActie,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let text = format!(
        "✓ {}: {} · {}",
        one.actie.wie,
        model.vrije_tekst(&one.actie.wat),
        acties::stand(model, one)
    );
    afgehandeld(&text, width, thema)
}
