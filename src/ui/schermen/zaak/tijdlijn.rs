//! The time line of a zaak: newest on top, one event a line.
//!
//! Must not know what an event means.

use ratatui::text::{Line, Span};

use crate::app::model::Model;
use crate::app::msg::Dossier;
use crate::app::schermen::zaak::{Helft, ZaakScherm};
use crate::domain::tijd;
use crate::ui::tekst::{links, omslag};
use crate::ui::thema::Thema;

use super::helft::Helftregels;

pub(super) fn tijdlijn(
    scherm: &ZaakScherm,
    dossier: &Dossier,
    model: &Model,
    width: usize,
    thema: &Thema,
) -> Helftregels {
    let active = scherm.helft == Helft::Tijdlijn;
    let mut out = vec![Line::from(vec![
        Span::styled(" Tijdlijn", thema.kop),
        Span::styled(
            if active {
                "  Enter leest"
            } else {
                "  Tab gaat erheen"
            },
            thema.dof,
        ),
    ])];
    let mut chosen = None;
    if dossier.tijdlijn.is_empty() {
        out.push(Line::styled("   nog niets gedaan", thema.dof));
    }
    for (at, (event, undone)) in dossier.tijdlijn.iter().enumerate() {
        let selected = active && at == scherm.tijdlijn_cursor(dossier);
        if selected {
            chosen = Some((out.len(), out.len()));
        }
        let when = tijd::moment(event.at, model.nu);
        let mark = if *undone { " (teruggenomen)" } else { "" };
        let text = format!("{when} {} · {}{mark}", event.by, event.what.omschrijving());
        let style = if *undone { thema.dof } else { thema.gewoon };
        for (row, line) in omslag(&text, width.saturating_sub(3))
            .into_iter()
            .enumerate()
        {
            let bar = if selected && row == 0 { "▌" } else { " " };
            let indent = if row == 0 { " " } else { "   " };
            let line = Line::from(vec![
                Span::styled(bar, thema.accent),
                Span::styled(
                    links(&format!("{indent}{line}"), width.saturating_sub(1)),
                    style,
                ),
            ]);
            out.push(if selected {
                line.patch_style(thema.gekozen)
            } else {
                line
            });
        }
    }
    Helftregels {
        regels: out,
        gekozen: chosen,
    }
}
