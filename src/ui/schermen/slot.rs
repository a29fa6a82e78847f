//! The locked table: one calm column in the middle of the screen.
//!
//! Must not know how a key is made of a passphrase.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::keymap::voet;
use crate::app::model::Model;
use crate::app::schermen::slot::{OEFENWACHTWOORD, SlotStand, Slotscherm, sterkte};
use crate::app::velden::formulier::VeldSoort;

use crate::ui::formulieren::formulier::{Zicht, velden};
use crate::ui::kader::toetsnaam_kort;
use crate::ui::tekst::omslag;
use crate::ui::thema::Thema;

/// Cells of the column.
const BREEDTE: u16 = 60;

/// Rows of the sentence under the fields, at least: what is wrong, or how strong.
const ZIN: u16 = 3;

/// Draws the locked table.
pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, slot: &Slotscherm, thema: &Thema) {
    let width = BREEDTE.min(area.width);
    let fields = u16::try_from(slot.formulier.velden.len()).unwrap_or(0);
    let words = omslag(&uitleg(slot, model), usize::from(width) - 2);
    let text_rows = u16::try_from(words.len()).unwrap_or(1);
    let (sign, text, style) = zin(slot, model, thema);
    let said = omslag(&format!("{sign}{text}"), usize::from(width) - 2);
    let said_rows = u16::try_from(said.len()).unwrap_or(ZIN).max(ZIN);
    let height = 2 + 1 + text_rows + 1 + fields + 1 + said_rows;
    let mut at = Rect {
        x: area.x + (area.width - width) / 2,
        // A little above the middle looks like the middle.
        y: area.y + area.height.saturating_sub(height + 2) * 2 / 5,
        width,
        height: 1,
    };
    frame.render_widget(Paragraph::new(titel(model, thema)), at);
    at.y += 1;
    let rule = Line::styled("─".repeat(usize::from(width)), thema.lijn);
    frame.render_widget(Paragraph::new(rule), at);
    at.y += 2;
    for line in words {
        let waiting = matches!(slot.stand, SlotStand::Kijkt | SlotStand::Opent);
        let style = if waiting { thema.gewoon } else { thema.dof };
        frame.render_widget(Paragraph::new(Line::styled(format!(" {line}"), style)), at);
        at.y += 1;
    }
    at.y += 1;
    if slot.stand != SlotStand::Opent && fields > 0 {
        let zicht = Zicht {
            verborgen: false,
            label: 17,
            noot: None,
            cursor: true,
        };
        let form = Rect {
            height: fields,
            ..at
        };
        velden(frame, form, &slot.formulier, &zicht, thema);
        at.y += fields + 1;
        let rows: Vec<Line<'static>> = said
            .into_iter()
            .map(|line| Line::styled(format!(" {line}"), style))
            .collect();
        frame.render_widget(
            Paragraph::new(rows),
            Rect {
                height: said_rows.min(area.bottom().saturating_sub(at.y + 1)),
                ..at
            },
        );
    }
    let foot = Rect {
        y: area.bottom().saturating_sub(1),
        height: 1,
        ..area
    };
    frame.render_widget(Paragraph::new(toetsen(model, slot, thema)), foot);
}

fn titel(model: &Model, thema: &Thema) -> Line<'static> {
    let mut spans = vec![Span::styled(" zsmtafel", thema.accent.patch(thema.kop))];
    if !model.tafel.naam.is_empty() {
        spans.push(Span::styled(format!(" · {}", model.tafel.naam), thema.kop));
    }
    if model.tafel.oefenen {
        spans.push(Span::raw("   "));
        spans.push(Span::styled(" OEFENEN ", thema.oefenen));
    }
    Line::from(spans)
}

fn uitleg(slot: &Slotscherm, model: &Model) -> String {
    match slot.stand {
        SlotStand::Kijkt => "Even kijken …".to_owned(),
        SlotStand::Opent => "Tafel gaat open …".to_owned(),
        SlotStand::Nieuw => "Kies een wachtwoord voor deze tafel. Zonder dit wachtwoord kan \
             niemand, ook wij niet, de gegevens lezen. Bewaar het goed."
            .to_owned(),
        SlotStand::Dicht if model.tafel.oefenen => {
            format!(
                "Deze oefentafel is op slot. Er staan alleen verzonnen gegevens in; het wachtwoord is: {OEFENWACHTWOORD}"
            )
        }
        SlotStand::Dicht => "Deze tafel is op slot.".to_owned(),
    }
}

/// The sentence under the fields: a word that goes with the colour, the sentence, the colour.
fn zin(slot: &Slotscherm, model: &Model, thema: &Thema) -> (&'static str, String, Style) {
    if let Some(fout) = &slot.fout {
        if let Some(until) = fout.wacht_tot {
            let seconds = (until - model.nu).num_seconds();
            if seconds > 0 {
                let unit = if seconds == 1 { "seconde" } else { "seconden" };
                return (
                    "Let op: ",
                    format!("Wachtwoord klopt niet. Wacht nog {seconds} {unit}."),
                    thema.acuut,
                );
            }
            return ("", "Probeer het opnieuw.".to_owned(), thema.gewoon);
        }
        return ("Let op: ", fout.tekst.clone(), thema.acuut);
    }
    if slot.stand != SlotStand::Nieuw {
        return match model.alarm.op_slot(model.nu) {
            0 => ("", String::new(), thema.dof),
            1 => ("! ", "Er wacht 1 alarm.".to_owned(), thema.acuut),
            more => ("! ", format!("Er wachten {more} alarmen."), thema.acuut),
        };
    }
    let typed = match slot.formulier.zoek("wachtwoord").map(|veld| &veld.soort) {
        Some(VeldSoort::Geheim(input)) => input.value(),
        _ => "",
    };
    let strength = sterkte(typed);
    let style = if typed.is_empty() {
        thema.dof
    } else if strength.zin.starts_with("Sterk") {
        thema.goed
    } else {
        thema.bijna
    };
    ("", strength.zin, style)
}

fn toetsen(model: &Model, slot: &Slotscherm, thema: &Thema) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for binding in voet(&model.contexten()) {
        let busy = matches!(slot.stand, SlotStand::Kijkt | SlotStand::Opent);
        if busy && binding.toets != "Esc" {
            continue;
        }
        let word = match (slot.stand.clone(), binding.toets) {
            (SlotStand::Nieuw, "Enter") => "verder",
            _ => binding.kort,
        };
        spans.push(Span::styled(toetsnaam_kort(binding.toets), thema.accent));
        spans.push(Span::styled(format!(" {word}   "), thema.dof));
    }
    Line::from(spans)
}
