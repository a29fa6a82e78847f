//! The keymap: one table of context, key and action. Dispatch, footer, help, palette and the README
//! section are all made from it, so that no hint can lie.
//!
//! Must not know what an action does; that is `update` and the screens.

mod soorten;
mod tabel;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::teken::verborgen;

pub use soorten::{Action, Binding, Context};
pub use tabel::KEYMAP;

/// The name of a key as the table writes it: `h`, `Enter`, `Ctrl-S`, `BackTab`, `F9`, `Spatie`.
/// None for keys that no command may use.
#[must_use]
pub fn toetsnaam(event: &KeyEvent) -> Option<String> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(match event.code {
        // AltGr arrives as Ctrl+Alt on Windows: what it types is text, never a command.
        KeyCode::Char(_) if control && alt => return None,
        KeyCode::Char(_) if alt => return None,
        KeyCode::Char(c) if control => format!("Ctrl-{}", c.to_ascii_uppercase()),
        KeyCode::Char(' ') => "Spatie".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => "BackTab".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => "BackTab".to_owned(),
        KeyCode::Up => "Omhoog".to_owned(),
        KeyCode::Down => "Omlaag".to_owned(),
        KeyCode::Left => "Links".to_owned(),
        KeyCode::Right => "Rechts".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::F(n) => format!("F{n}"),
        _ => return None,
    })
}

/// The text that a key types, if it is text: printable, or AltGr with something printable.
#[must_use]
pub fn getypt(event: &KeyEvent) -> Option<char> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    match event.code {
        KeyCode::Char(c) if control == alt && !verborgen(c) => Some(c),
        _ => None,
    }
}

/// What a key does in the contexts that are on, the innermost first.
#[must_use]
pub fn zoek(contexts: &[Context], event: &KeyEvent) -> Option<Action> {
    let name = toetsnaam(event)?;
    contexts.iter().find_map(|context| {
        KEYMAP
            .iter()
            .find(|binding| binding.context == *context && fits(binding.toets, &name))
            .map(|binding| binding.action)
    })
}

fn fits(toets: &str, name: &str) -> bool {
    toets == name || (toets == "Links/Rechts" && (name == "Links" || name == "Rechts"))
}

/// The bindings for the footer, in order of importance.
#[must_use]
pub fn voet(contexts: &[Context]) -> Vec<&'static Binding> {
    let mut out: Vec<&Binding> = KEYMAP
        .iter()
        .filter(|binding| binding.voet > 0 && contexts.contains(&binding.context))
        .collect();
    out.sort_by_key(|binding| binding.voet);
    out
}

/// The table as Markdown, for the README: per context the keys, what they do. Keys that do the same
/// in one context stand together.
#[must_use]
pub fn als_markdown() -> String {
    let mut out = String::new();
    for context in Context::ALLE {
        let mut rows: Vec<(Vec<&str>, &str)> = Vec::new();
        for binding in KEYMAP.iter().filter(|binding| binding.context == context) {
            match rows.iter_mut().find(|(_, text)| *text == binding.lang) {
                Some((keys, _)) => keys.push(binding.toets),
                None => rows.push((vec![binding.toets], binding.lang)),
            }
        }
        out.push_str(&format!(
            "**{}**\n\n| toets | doet |\n|---|---|\n",
            context.label()
        ));
        for (keys, text) in rows {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            out.push_str(&format!("| {} | {text} |\n", keys.join(" ")));
        }
        out.push('\n');
    }
    out
}
