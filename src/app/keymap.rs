//! The keymap: one table of context, key and action. Dispatch, footer, help, palette and the README
//! section are all made from it, so that no hint can lie.
//!
//! Must not know what an action does; that is `update` and the screens.

mod tabel;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::teken::verborgen;

pub use tabel::KEYMAP;

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere, unless a text field takes the key.
    Overal,
    /// The morning list.
    Ochtend,
    /// The morning without a list.
    Leeg,
    /// Typing in the filter of the list.
    Filter,
    /// Everything that is due.
    Vandaag,
    /// Agreements.
    Acties,
    /// Handing over.
    Overdracht,
    /// One zaak.
    Zaak,
    /// Any form.
    Formulier,
    /// The form of the veiligheidsbeoordeling.
    Beoordeling,
    /// Composing input.
    Input,
    /// Editing the text of the input.
    InputTekst,
    /// Choosing a file.
    Inlezen,
    /// The preview of a reading.
    Voorbeeld,
    /// Saying what each heading of a file fills.
    Koppelen,
    /// Two zaken that may be one.
    Dubbelen,
    /// A file is being looked for or read.
    Bezig,
    /// Reading a long text.
    Lezer,
    /// Reading the text of the handing over.
    OverdrachtTekst,
    /// Choosing kinds.
    Soort,
    /// The aandachtspuntenlijst.
    Punten,
    /// Choosing a way on from a step.
    Menu,
    /// A yes-or-no question.
    Vraag,
    /// The palette.
    Palet,
    /// The locked table.
    Slot,
    /// One's role and passphrase, and a person's, over the open table.
    Eigen,
    /// Who works at the table.
    Personen,
}

impl Context {
    /// Every context that the help shows, in its order.
    pub const ALLE: [Context; 27] = [
        Context::Ochtend,
        Context::Leeg,
        Context::Vandaag,
        Context::Acties,
        Context::Overdracht,
        Context::Zaak,
        Context::Punten,
        Context::Formulier,
        Context::Beoordeling,
        Context::Input,
        Context::InputTekst,
        Context::Inlezen,
        Context::Bezig,
        Context::Voorbeeld,
        Context::Koppelen,
        Context::Dubbelen,
        Context::Soort,
        Context::Lezer,
        Context::OverdrachtTekst,
        Context::Filter,
        Context::Menu,
        Context::Vraag,
        Context::Palet,
        Context::Slot,
        Context::Eigen,
        Context::Personen,
        Context::Overal,
    ];

    /// The heading in the help.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Context::Overal => "Overal",
            Context::Ochtend => "Ochtend",
            Context::Leeg => "Ochtend, nog zonder lijst",
            Context::Filter => "Zoeken in de lijst",
            Context::Vandaag => "Vandaag",
            Context::Acties => "Acties",
            Context::Overdracht => "Overdracht",
            Context::Zaak => "Zaak",
            Context::Formulier => "Formulier",
            Context::Beoordeling => "Beoordeling",
            Context::Input => "Input",
            Context::InputTekst => "Tekst van de input",
            Context::Inlezen => "Bestand kiezen",
            Context::Voorbeeld => "Voorbeeld van het inlezen",
            Context::Koppelen => "Koppen koppelen",
            Context::Dubbelen => "Mogelijk dubbel",
            Context::Bezig => "Bezig met lezen",
            Context::Lezer => "Tekst lezen",
            Context::OverdrachtTekst => "Tekst van de overdracht",
            Context::Soort => "Soort kiezen",
            Context::Punten => "Aandachtspunten",
            Context::Menu => "Keuze bij een stap",
            Context::Vraag => "Vraag",
            Context::Palet => "Palet",
            Context::Slot => "Slot",
            Context::Eigen => "Rol, wachtwoord en persoon",
            Context::Personen => "Personen",
        }
    }
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each is explained by its line in the table below"
)]
pub enum Action {
    Omlaag,
    Omhoog,
    PaginaOmlaag,
    PaginaOmhoog,
    Begin,
    Eind,
    Openen,
    TagHg,
    TagGeen,
    TagTwijfel,
    TagRadar,
    Beoordelen,
    Input,
    Filter,
    Inlezen,
    Koppelen,
    Overslaan,
    Deel,
    AlleBladen,
    VoegToe,
    Dubbelen,
    Terugnemen,
    VolgendeOpen,
    Herkomst,
    Tegenspraak,
    BetrokkeneNieuw,
    Verwijderen,
    StapAfronden,
    Terzijde,
    Gevraagd,
    OverlegPlannen,
    Beslissing,
    Melden,
    VtKiezen,
    Aandachtspunten,
    Sluiten,
    Overdragen,
    ZaakTekst,
    Opslaan,
    GooiWeg,
    NaarInput,
    VolgendVeld,
    VorigVeld,
    Kies,
    Vink,
    Bewerken,
    Mondeling,
    Versturen,
    Wissel,
    Vorm,
    Bevestig,
    Ja,
    Nee,
    Terug,
    TabOchtend,
    TabVandaag,
    TabActies,
    TabOverdracht,
    ActieNieuw,
    DraagOver,
    DraagAllesOver,
    NeemOver,
    NeemAllesOver,
    SchrijfTekst,
    Lees,
    Hulp,
    Palet,
    KiesRol,
    WijzigWachtwoord,
    Personen,
    Herstelblad,
    Verberg,
    Vergrendel,
    Afsluiten,
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// Which key, as [`toetsnaam`] writes it.
    pub toets: &'static str,
    /// What it does.
    pub action: Action,
    /// Two or three words for the footer.
    pub kort: &'static str,
    /// A line for the help and the palette.
    pub lang: &'static str,
    /// Place in the footer, 1 first; 0 keeps it out of the footer.
    pub voet: u8,
}

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
