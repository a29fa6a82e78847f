//! The locked table, and what asks for a role or a passphrase over an open one: one calm column in the middle of the
//! screen.
//!
//! Must not know how a key is made of a passphrase.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::keymap::voet;
use crate::app::model::Model;
use crate::app::schermen::slot::getypt;
use crate::app::schermen::slot::{OEFENWACHTWOORD, SlotStand, Slotscherm};
use crate::app::sterkte::sterkte;

use super::personen;
use crate::ui::formulieren::formulier::{Zicht, hoogte, velden};
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
    let lines = personen::regels(slot, usize::from(width), thema);
    let zicht = Zicht {
        verborgen: false,
        label: 17,
        noot: None,
        cursor: true,
    };
    let fields = if slot.formulier.velden.is_empty() {
        0
    } else {
        hoogte(&slot.formulier, width, &zicht, thema)
    };
    let words = omslag(&uitleg(slot, model), usize::from(width) - 2);
    let text_rows = u16::try_from(words.len()).unwrap_or(1);
    let (sign, text, style) = zin(slot, model, thema);
    let said = omslag(&format!("{sign}{text}"), usize::from(width) - 2);
    let said_rows = u16::try_from(said.len()).unwrap_or(ZIN).max(ZIN);
    let listed = u16::try_from(lines.len()).unwrap_or(0);
    let height = 2 + 1 + text_rows + 1 + fields.max(listed) + 1 + said_rows;
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
    let waiting = matches!(
        slot.stand,
        SlotStand::Kijkt | SlotStand::Opent | SlotStand::Bewaart
    );
    for line in words {
        let style = if waiting { thema.gewoon } else { thema.dof };
        frame.render_widget(Paragraph::new(Line::styled(format!(" {line}"), style)), at);
        at.y += 1;
    }
    at.y += 1;
    let shows_form = !waiting && fields > 0 && lines.is_empty();
    if !lines.is_empty() {
        let rows = listed.min(area.bottom().saturating_sub(at.y + 1 + ZIN));
        let shown = personen::venster(slot, lines, usize::from(rows));
        frame.render_widget(Paragraph::new(shown), Rect { height: rows, ..at });
        at.y += rows + 1;
    }
    if shows_form {
        let form = Rect {
            height: fields,
            ..at
        };
        velden(frame, form, &slot.formulier, &zicht, thema);
        at.y += fields + 1;
    }
    if shows_form || slot.stand.is_open() && !waiting {
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
        SlotStand::Dicht if slot.kiest_herstelblad(&model.tafel) => {
            "Deze tafel is op slot. Wachtwoord kwijt: Enter vraagt om de woorden van het herstelblad."
                .to_owned()
        }
        SlotStand::Dicht => "Deze tafel is op slot.".to_owned(),
        SlotStand::Herstel => "Typ de 13 woorden van het herstelblad, met een spatie ertussen; de eerste vier letters van \
             elk woord zijn genoeg. Kies daarna een nieuw wachtwoord."
            .to_owned(),
        SlotStand::Rol => format!(
            "In welke rol werkt u nu, {}? Die staat bij wat u doet.",
            model.tafel.medewerker
        ),
        SlotStand::Wachtwoord => format!(
            "Een nieuw wachtwoord voor {}. Wie u bent en wat u deed, blijft.",
            model.tafel.medewerker
        ),
        SlotStand::Personen => "Wie er bij deze tafel horen, en in welke rollen.".to_owned(),
        SlotStand::Persoon if slot.personen.gekozen.is_none() => {
            "Een nieuwe persoon. Laat die zelf een wachtwoord kiezen en typen: u hoeft het niet te weten.".to_owned()
        }
        SlotStand::Persoon => "Naam en rollen van deze persoon.".to_owned(),
        SlotStand::Weg => format!(
            "{} weghalen? Diens wachtwoord opent deze tafel dan niet meer. Wat deze persoon deed, blijft onder die naam \
             staan.",
            slot.personen
                .gekozene()
                .map_or("Deze persoon", |one| one.naam.as_str())
        ),
        SlotStand::VraagBlad => "Een herstelblad maken? Wie het heeft, opent deze tafel en kiest een nieuw wachtwoord. Een \
             eerder herstelblad opent dan niets meer."
            .to_owned(),
        SlotStand::Blad => format!(
            "Herstelblad{}. Schrijf deze woorden over, in deze volgorde. Bewaar ze op papier achter slot, niet bij de \
             laptop. Ze komen niet terug.",
            if model.tafel.naam.is_empty() {
                String::new()
            } else {
                format!(" van tafel {}", model.tafel.naam)
            }
        ),
        SlotStand::Bewaart => "Even geduld …".to_owned(),
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
    if slot.stand == SlotStand::Personen {
        return ("", slot.personen.zin.clone(), thema.goed);
    }
    if slot.formulier.zoek("herhaling").is_none() {
        return match model.alarm.op_slot(model.nu) {
            _ if slot.stand.is_open() => ("", String::new(), thema.dof),
            0 => ("", String::new(), thema.dof),
            1 => ("! ", "Er wacht 1 alarm.".to_owned(), thema.acuut),
            more => ("! ", format!("Er wachten {more} alarmen."), thema.acuut),
        };
    }
    let typed = getypt(slot, "wachtwoord");
    let known = slot.bekend(&model.tafel);
    let strength = sterkte(typed, &known.each_ref().map(String::as_str));
    let style = if typed.is_empty() {
        thema.dof
    } else if strength.genoeg {
        thema.goed
    } else {
        thema.bijna
    };
    ("", strength.zin, style)
}

fn toetsen(model: &Model, slot: &Slotscherm, thema: &Thema) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for binding in voet(&model.contexten()) {
        let busy = matches!(
            slot.stand,
            SlotStand::Kijkt | SlotStand::Opent | SlotStand::Bewaart
        );
        if busy && binding.toets != "Esc" || slot.stand == SlotStand::Bewaart {
            continue;
        }
        let chooses = slot.stand == SlotStand::Dicht && slot.keuzes() > 1;
        let word = match (slot.stand, binding.toets) {
            (_, "Omlaag") if !chooses && !slot.stand.is_open() => continue,
            (SlotStand::Nieuw | SlotStand::Herstel | SlotStand::Rol, "Enter") => "verder",
            (SlotStand::Blad, "Enter") => "klaar",
            (SlotStand::Herstel, "Esc") => "terug",
            (SlotStand::Rol | SlotStand::Blad, "Tab") => continue,
            _ => binding.kort,
        };
        spans.push(Span::styled(toetsnaam_kort(binding.toets), thema.accent));
        spans.push(Span::styled(format!(" {word}   "), thema.dof));
    }
    Line::from(spans)
}
