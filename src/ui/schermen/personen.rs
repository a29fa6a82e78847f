//! The list of who works at the table, and the words of a recovery sheet, in the column of the lock.
//!
//! Must not know who may change it.

use ratatui::text::{Line, Span};

use crate::app::schermen::slot::wie::regel;
use crate::app::schermen::slot::{SlotStand, Slotscherm};

use crate::ui::tekst::knip;
use crate::ui::thema::Thema;

/// Cells of a name.
const NAAM: usize = 24;
/// Words in a row.
const OP_RIJ: usize = 3;

/// The lines of the list, or of the sheet; none where a form stands there.
pub(super) fn regels(slot: &Slotscherm, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    match slot.stand {
        SlotStand::Personen => slot
            .personen
            .alle
            .iter()
            .map(|one| {
                let (name, roles) = regel(one);
                let chosen = Some(one.id) == slot.personen.gekozen;
                let (bar, style) = if chosen {
                    ("▌", thema.gekozen)
                } else {
                    (" ", thema.gewoon)
                };
                let rest = width.saturating_sub(NAAM + 2);
                let name = knip(&name, NAAM - 1);
                let roles = knip(&roles, rest);
                Line::from(vec![
                    Span::styled(bar, thema.accent),
                    Span::styled(format!("{name:<NAAM$}"), style),
                    Span::styled(format!("{roles:<rest$}"), style),
                ])
            })
            .collect(),
        SlotStand::Blad => slot
            .personen
            .woorden
            .chunks(OP_RIJ)
            .enumerate()
            .map(|(row, words)| {
                let cells: Vec<String> = words
                    .iter()
                    .enumerate()
                    .map(|(at, word)| format!("{:>2} {word:<14}", row * OP_RIJ + at + 1))
                    .collect();
                Line::styled(format!(" {}", cells.concat()), thema.gewoon)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// As many of the lines as there is room for, with the chosen one among them.
pub(super) fn venster(
    slot: &Slotscherm,
    lines: Vec<Line<'static>>,
    rows: usize,
) -> Vec<Line<'static>> {
    let all = &slot.personen.alle;
    let at = all
        .iter()
        .position(|one| Some(one.id) == slot.personen.gekozen);
    let from = match slot.stand {
        SlotStand::Personen => at.unwrap_or(0).saturating_sub(rows.saturating_sub(1)),
        _ => 0,
    };
    lines.into_iter().skip(from).take(rows).collect()
}
