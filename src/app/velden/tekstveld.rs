//! Keys and pasted text in a text of one line and in one of several.
//!
//! Must not know in which form it stands, nor how it is drawn.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler as _;

use crate::domain::teken::ingevoerd;

use crate::app::keymap::getypt;
use crate::app::velden::gevolg::Gevolg;

/// The most characters that one field takes; a pasted book is no motivation.
pub const MAX_TEKENS: usize = 8_000;

/// A text area that wraps at words.
#[must_use]
pub fn tekstvak(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area.set_cursor_line_style(ratatui::style::Style::default());
    area.set_cursor_style(ratatui::style::Style::default());
    area.set_max_histories(200);
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

/// Handles a key in a one-line text.
pub fn line_key(input: &mut Input, event: &KeyEvent) -> Gevolg {
    if matches!(event.code, KeyCode::Enter | KeyCode::Up | KeyCode::Down) {
        return Gevolg::Niets;
    }
    if getypt(event).is_some() && input.value().chars().count() >= MAX_TEKENS {
        return Gevolg::Bewogen;
    }
    let event = match getypt(event) {
        // AltGr: hand it on as the plain character that it types.
        Some(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
        None => *event,
    };
    match input.handle_event(&Event::Key(event)) {
        Some(change) if change.value => Gevolg::Gewijzigd,
        Some(_) => Gevolg::Bewogen,
        None => Gevolg::Niets,
    }
}

/// Puts pasted text into a one-line text; line ends become blanks.
pub fn paste_line(input: &mut Input, text: &str) -> Gevolg {
    let room = MAX_TEKENS.saturating_sub(input.value().chars().count());
    for c in ingevoerd(text).chars().take(room) {
        let c = if c == '\n' { ' ' } else { c };
        input.handle(tui_input::InputRequest::InsertChar(c));
    }
    Gevolg::Gewijzigd
}

/// Handles a key in a text of several lines. Up in the first line and down in the last leave it.
pub fn area_key(area: &mut TextArea<'static>, event: &KeyEvent) -> Gevolg {
    let before = area.screen_cursor();
    match event.code {
        KeyCode::Up | KeyCode::Down => {
            move_cursor(area, event.code);
            let after = area.screen_cursor();
            if (before.row, before.col) == (after.row, after.col) {
                Gevolg::Niets
            } else {
                Gevolg::Bewogen
            }
        }
        KeyCode::Tab | KeyCode::BackTab | KeyCode::Esc => Gevolg::Niets,
        KeyCode::Enter => {
            area.insert_newline();
            Gevolg::Gewijzigd
        }
        KeyCode::Char('z') if event.modifiers == KeyModifiers::CONTROL => changed(area.undo()),
        KeyCode::Char('y') if event.modifiers == KeyModifiers::CONTROL => changed(area.redo()),
        KeyCode::Char(_) => match getypt(event) {
            Some(c) if length(area) < MAX_TEKENS => {
                area.insert_char(c);
                Gevolg::Gewijzigd
            }
            Some(_) => Gevolg::Bewogen,
            None => Gevolg::Niets,
        },
        KeyCode::Left | KeyCode::Right if event.modifiers.contains(KeyModifiers::CONTROL) => {
            area.move_cursor(if event.code == KeyCode::Left {
                CursorMove::WordBack
            } else {
                CursorMove::WordForward
            });
            Gevolg::Bewogen
        }
        KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End => {
            move_cursor(area, event.code);
            Gevolg::Bewogen
        }
        KeyCode::Backspace => changed(area.delete_char()),
        KeyCode::Delete => changed(area.delete_next_char()),
        _ => Gevolg::Niets,
    }
}

fn move_cursor(area: &mut TextArea<'static>, code: KeyCode) {
    let to = match code {
        KeyCode::Up => CursorMove::Up,
        KeyCode::Down => CursorMove::Down,
        KeyCode::Left => CursorMove::Back,
        KeyCode::Right => CursorMove::Forward,
        KeyCode::Home => CursorMove::Head,
        KeyCode::End => CursorMove::End,
        _ => return,
    };
    area.move_cursor(to);
}

fn changed(did: bool) -> Gevolg {
    if did {
        Gevolg::Gewijzigd
    } else {
        Gevolg::Bewogen
    }
}

/// How many characters stand in it, line ends too.
pub(in crate::app) fn length(area: &TextArea<'_>) -> usize {
    area.lines().iter().map(|line| line.len() + 1).sum()
}
