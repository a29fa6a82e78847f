//! The keymap: one table of context, key and action. Dispatch, footer, help, palette and the README
//! section are all made from it, so that no hint can lie.
//!
//! Must not know what an action does; that is `update` and the screens.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere, unless a text field takes the key.
    Overal,
    /// The morning list.
    Ochtend,
    /// Typing in the filter of the list.
    Filter,
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
    /// Reading a long text.
    Lezer,
    /// Choosing kinds.
    Soort,
    /// A yes-or-no question.
    Vraag,
    /// The palette.
    Palet,
    /// The locked table.
    Slot,
}

impl Context {
    /// Every context that the help shows, in its order.
    pub const ALLE: [Context; 15] = [
        Context::Ochtend,
        Context::Zaak,
        Context::Formulier,
        Context::Beoordeling,
        Context::Input,
        Context::InputTekst,
        Context::Inlezen,
        Context::Voorbeeld,
        Context::Soort,
        Context::Lezer,
        Context::Filter,
        Context::Vraag,
        Context::Palet,
        Context::Slot,
        Context::Overal,
    ];

    /// The heading in the help.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Context::Overal => "Overal",
            Context::Ochtend => "Ochtend",
            Context::Filter => "Zoeken in de lijst",
            Context::Zaak => "Zaak",
            Context::Formulier => "Formulier",
            Context::Beoordeling => "Beoordeling",
            Context::Input => "Input",
            Context::InputTekst => "Tekst van de input",
            Context::Inlezen => "Bestand kiezen",
            Context::Voorbeeld => "Voorbeeld van het inlezen",
            Context::Lezer => "Tekst lezen",
            Context::Soort => "Soort kiezen",
            Context::Vraag => "Vraag",
            Context::Palet => "Palet",
            Context::Slot => "Slot",
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
    Terugnemen,
    VolgendeOpen,
    Herkomst,
    BetrokkeneNieuw,
    Verwijderen,
    StapAfronden,
    ZaakTekst,
    Opslaan,
    NaarInput,
    VolgendVeld,
    VorigVeld,
    Kies,
    Vink,
    Bewerken,
    Versturen,
    Wissel,
    Vorm,
    Bevestig,
    Ja,
    Nee,
    Terug,
    Hulp,
    Palet,
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

const fn key(
    context: Context,
    toets: &'static str,
    action: Action,
    voet: u8,
    kort: &'static str,
    lang: &'static str,
) -> Binding {
    Binding {
        context,
        toets,
        action,
        kort,
        lang,
        voet,
    }
}

use Action as A;
use Context as C;

/// The table. No key stands twice in one context.
pub const KEYMAP: &[Binding] = &[
    // The morning list.
    key(C::Ochtend, "h", A::TagHg, 1, "HG", "tag als HG"),
    key(C::Ochtend, "g", A::TagGeen, 2, "geen", "tag als geen HG"),
    key(
        C::Ochtend,
        "t",
        A::TagTwijfel,
        3,
        "twijfel",
        "tag als twijfel",
    ),
    key(C::Ochtend, "r", A::TagRadar, 4, "radar", "tag als radar"),
    key(C::Ochtend, "Enter", A::Openen, 5, "openen", "open de zaak"),
    key(
        C::Ochtend,
        "b",
        A::Beoordelen,
        6,
        "beoordelen",
        "maak een veiligheidsbeoordeling",
    ),
    key(
        C::Ochtend,
        "i",
        A::Input,
        7,
        "input",
        "stel input op voor het overleg",
    ),
    key(C::Ochtend, "/", A::Filter, 8, "zoek", "zoek in de lijst"),
    key(
        C::Ochtend,
        "o",
        A::Inlezen,
        9,
        "inlezen",
        "lees een lijst in",
    ),
    key(
        C::Ochtend,
        "u",
        A::Terugnemen,
        10,
        "terug",
        "neem de laatste handeling terug",
    ),
    key(
        C::Ochtend,
        "Tab",
        A::VolgendeOpen,
        0,
        "volgende",
        "spring naar de volgende regel zonder tag of oordeel",
    ),
    key(
        C::Ochtend,
        "Omlaag",
        A::Omlaag,
        0,
        "omlaag",
        "volgende regel",
    ),
    key(C::Ochtend, "j", A::Omlaag, 0, "omlaag", "volgende regel"),
    key(C::Ochtend, "Omhoog", A::Omhoog, 0, "omhoog", "vorige regel"),
    key(C::Ochtend, "k", A::Omhoog, 0, "omhoog", "vorige regel"),
    key(
        C::Ochtend,
        "PgDn",
        A::PaginaOmlaag,
        0,
        "pagina",
        "pagina omlaag",
    ),
    key(
        C::Ochtend,
        "PgUp",
        A::PaginaOmhoog,
        0,
        "pagina",
        "pagina omhoog",
    ),
    key(C::Ochtend, "Home", A::Begin, 0, "begin", "eerste regel"),
    key(C::Ochtend, "End", A::Eind, 0, "eind", "laatste regel"),
    key(
        C::Ochtend,
        "Esc",
        A::Terug,
        0,
        "wis zoeken",
        "maak de zoekbalk leeg",
    ),
    key(
        C::Ochtend,
        "q",
        A::Afsluiten,
        0,
        "afsluiten",
        "sluit zsmtafel af",
    ),
    // The filter of the list.
    key(
        C::Filter,
        "Enter",
        A::Bevestig,
        1,
        "naar de lijst",
        "terug naar de lijst, zoeken blijft staan",
    ),
    key(
        C::Filter,
        "Esc",
        A::Terug,
        2,
        "wis zoeken",
        "maak de zoekbalk leeg",
    ),
    key(
        C::Filter,
        "Omlaag",
        A::Omlaag,
        0,
        "omlaag",
        "volgende regel",
    ),
    key(C::Filter, "Omhoog", A::Omhoog, 0, "omhoog", "vorige regel"),
    // One zaak.
    key(
        C::Zaak,
        "b",
        A::Beoordelen,
        1,
        "beoordelen",
        "maak een veiligheidsbeoordeling",
    ),
    key(
        C::Zaak,
        "i",
        A::Input,
        2,
        "input",
        "stel input op voor het overleg",
    ),
    key(
        C::Zaak,
        "n",
        A::BetrokkeneNieuw,
        3,
        "betrokkene",
        "voeg een betrokkene toe",
    ),
    key(
        C::Zaak,
        "Enter",
        A::Openen,
        4,
        "openen",
        "open of wijzig wat gekozen is",
    ),
    key(
        C::Zaak,
        "s",
        A::StapAfronden,
        5,
        "stap gedaan",
        "vink een open stap af",
    ),
    key(
        C::Zaak,
        "o",
        A::Herkomst,
        6,
        "herkomst",
        "toon bij elk gegeven bestand, regel en tekst",
    ),
    key(C::Zaak, "Esc", A::Terug, 7, "terug", "terug naar de lijst"),
    key(
        C::Zaak,
        "v",
        A::Verwijderen,
        0,
        "verwijder",
        "verwijder de gekozen betrokkene",
    ),
    key(
        C::Zaak,
        "l",
        A::ZaakTekst,
        0,
        "lees",
        "lees de hele zaak als tekst",
    ),
    key(C::Zaak, "h", A::TagHg, 0, "HG", "tag als HG"),
    key(C::Zaak, "g", A::TagGeen, 0, "geen", "tag als geen HG"),
    key(C::Zaak, "t", A::TagTwijfel, 0, "twijfel", "tag als twijfel"),
    key(C::Zaak, "r", A::TagRadar, 0, "radar", "tag als radar"),
    key(
        C::Zaak,
        "u",
        A::Terugnemen,
        8,
        "neem terug",
        "neem de laatste handeling in deze zaak terug",
    ),
    key(C::Zaak, "Omlaag", A::Omlaag, 0, "omlaag", "volgende regel"),
    key(C::Zaak, "j", A::Omlaag, 0, "omlaag", "volgende regel"),
    key(C::Zaak, "Omhoog", A::Omhoog, 0, "omhoog", "vorige regel"),
    key(C::Zaak, "k", A::Omhoog, 0, "omhoog", "vorige regel"),
    key(
        C::Zaak,
        "PgDn",
        A::PaginaOmlaag,
        0,
        "pagina",
        "pagina omlaag",
    ),
    key(
        C::Zaak,
        "PgUp",
        A::PaginaOmhoog,
        0,
        "pagina",
        "pagina omhoog",
    ),
    key(
        C::Zaak,
        "Tab",
        A::Wissel,
        0,
        "wissel",
        "wissel tussen zaak en tijdlijn",
    ),
    // Forms.
    key(
        C::Formulier,
        "Tab",
        A::VolgendVeld,
        1,
        "volgend veld",
        "volgend veld",
    ),
    key(
        C::Formulier,
        "BackTab",
        A::VorigVeld,
        0,
        "vorig veld",
        "vorig veld",
    ),
    key(
        C::Formulier,
        "Links/Rechts",
        A::Kies,
        2,
        "kies",
        "kies een waarde; ook met de eerste letter",
    ),
    key(
        C::Formulier,
        "Spatie",
        A::Vink,
        3,
        "aan/uit",
        "zet een vinkje aan of uit",
    ),
    key(C::Formulier, "Ctrl-S", A::Opslaan, 4, "opslaan", "sla op"),
    key(
        C::Formulier,
        "Esc",
        A::Terug,
        6,
        "terug",
        "bewaar als concept en ga terug",
    ),
    // The form of the assessment has these besides.
    key(
        C::Beoordeling,
        "Ctrl-O",
        A::NaarInput,
        5,
        "op, naar input",
        "sla op en ga naar de input",
    ),
    key(
        C::Beoordeling,
        "Ctrl-B",
        A::BetrokkeneNieuw,
        7,
        "betrokkene",
        "voeg een betrokkene toe",
    ),
    // Input.
    key(
        C::Input,
        "Links/Rechts",
        A::Wissel,
        1,
        "ontvanger",
        "kies de ontvanger",
    ),
    key(
        C::Input,
        "Spatie",
        A::Vink,
        2,
        "mee/niet mee",
        "stuur deze regel wel of niet mee",
    ),
    key(
        C::Input,
        "e",
        A::Bewerken,
        3,
        "tekst bewerken",
        "bewerk de tekst zelf",
    ),
    key(
        C::Input,
        "v",
        A::Vorm,
        4,
        "vorm",
        "wissel tussen .eml en .txt",
    ),
    key(
        C::Input,
        "Ctrl-S",
        A::Versturen,
        5,
        "versturen",
        "schrijf de input en registreer haar",
    ),
    key(
        C::Input,
        "Esc",
        A::Terug,
        6,
        "terug",
        "terug; er gaat niets weg",
    ),
    key(C::Input, "Omlaag", A::Omlaag, 0, "omlaag", "volgende regel"),
    key(C::Input, "j", A::Omlaag, 0, "omlaag", "volgende regel"),
    key(C::Input, "Omhoog", A::Omhoog, 0, "omhoog", "vorige regel"),
    key(C::Input, "k", A::Omhoog, 0, "omhoog", "vorige regel"),
    key(
        C::Input,
        "PgDn",
        A::PaginaOmlaag,
        0,
        "tekst omlaag",
        "blader in de tekst",
    ),
    key(
        C::Input,
        "PgUp",
        A::PaginaOmhoog,
        0,
        "tekst omhoog",
        "blader terug in de tekst",
    ),
    key(
        C::InputTekst,
        "Ctrl-S",
        A::Versturen,
        1,
        "versturen",
        "schrijf de input en registreer haar",
    ),
    key(
        C::InputTekst,
        "Esc",
        A::Terug,
        2,
        "klaar met bewerken",
        "klaar met bewerken; de tekst blijft staan",
    ),
    // Reading a file.
    key(
        C::Inlezen,
        "Enter",
        A::Openen,
        1,
        "bekijken",
        "bekijk wat er in het bestand staat",
    ),
    key(
        C::Inlezen,
        "Omlaag",
        A::Omlaag,
        2,
        "kies",
        "volgend bestand",
    ),
    key(
        C::Inlezen,
        "Omhoog",
        A::Omhoog,
        0,
        "omhoog",
        "vorig bestand",
    ),
    key(
        C::Inlezen,
        "Tab",
        A::Wissel,
        3,
        "pad typen",
        "typ zelf waar het bestand staat",
    ),
    key(
        C::Inlezen,
        "Esc",
        A::Terug,
        4,
        "terug",
        "terug naar de lijst",
    ),
    key(
        C::Voorbeeld,
        "Enter",
        A::Bevestig,
        1,
        "inlezen",
        "lees de lijst in",
    ),
    key(C::Voorbeeld, "Omlaag", A::Omlaag, 2, "blader", "blader"),
    key(
        C::Voorbeeld,
        "Omhoog",
        A::Omhoog,
        0,
        "omhoog",
        "blader terug",
    ),
    key(
        C::Voorbeeld,
        "PgDn",
        A::PaginaOmlaag,
        0,
        "pagina",
        "pagina omlaag",
    ),
    key(
        C::Voorbeeld,
        "PgUp",
        A::PaginaOmhoog,
        0,
        "pagina",
        "pagina omhoog",
    ),
    key(
        C::Voorbeeld,
        "Esc",
        A::Terug,
        3,
        "niet inlezen",
        "terug; er is niets gewijzigd",
    ),
    // Reading a long text.
    key(C::Lezer, "Omlaag", A::Omlaag, 1, "blader", "blader"),
    key(C::Lezer, "j", A::Omlaag, 0, "omlaag", "blader"),
    key(C::Lezer, "Omhoog", A::Omhoog, 0, "omhoog", "blader terug"),
    key(C::Lezer, "k", A::Omhoog, 0, "omhoog", "blader terug"),
    key(
        C::Lezer,
        "PgDn",
        A::PaginaOmlaag,
        0,
        "pagina",
        "pagina omlaag",
    ),
    key(
        C::Lezer,
        "PgUp",
        A::PaginaOmhoog,
        0,
        "pagina",
        "pagina omhoog",
    ),
    key(C::Lezer, "Home", A::Begin, 0, "begin", "naar het begin"),
    key(C::Lezer, "End", A::Eind, 0, "eind", "naar het eind"),
    key(C::Lezer, "Esc", A::Terug, 3, "terug", "terug"),
    // Dialogs.
    key(
        C::Soort,
        "Spatie",
        A::Vink,
        2,
        "erbij",
        "kies er meer dan een",
    ),
    key(
        C::Soort,
        "Enter",
        A::Bevestig,
        1,
        "vastleggen",
        "leg de tag vast met deze soort",
    ),
    key(C::Soort, "Omlaag", A::Omlaag, 3, "kies", "volgende soort"),
    key(C::Soort, "Omhoog", A::Omhoog, 0, "omhoog", "vorige soort"),
    key(C::Soort, "Esc", A::Terug, 4, "toch niet", "geen tag"),
    key(C::Vraag, "j", A::Ja, 1, "ja", "ja"),
    key(C::Vraag, "n", A::Nee, 2, "nee", "nee"),
    key(C::Vraag, "Esc", A::Nee, 0, "nee", "nee"),
    key(
        C::Palet,
        "Enter",
        A::Bevestig,
        1,
        "doen",
        "doe wat gekozen is",
    ),
    key(C::Palet, "Omlaag", A::Omlaag, 2, "kies", "volgende"),
    key(C::Palet, "Omhoog", A::Omhoog, 0, "omhoog", "vorige"),
    key(C::Palet, "Esc", A::Terug, 3, "terug", "sluit het palet"),
    key(C::Slot, "Enter", A::Bevestig, 1, "openen", "open de tafel"),
    key(
        C::Slot,
        "Tab",
        A::VolgendVeld,
        2,
        "volgend veld",
        "volgend veld",
    ),
    key(
        C::Slot,
        "BackTab",
        A::VorigVeld,
        0,
        "vorig veld",
        "vorig veld",
    ),
    key(
        C::Slot,
        "Esc",
        A::Afsluiten,
        3,
        "afsluiten",
        "sluit zsmtafel af",
    ),
    // Everywhere.
    key(C::Overal, "?", A::Hulp, 90, "hulp", "alle toetsen"),
    key(
        C::Overal,
        "F1",
        A::Hulp,
        0,
        "hulp",
        "alle toetsen, ook in een tekstveld",
    ),
    key(
        C::Overal,
        ":",
        A::Palet,
        0,
        "palet",
        "zoek een handeling op naam",
    ),
    key(
        C::Overal,
        "Ctrl-P",
        A::Palet,
        0,
        "palet",
        "zoek een handeling op naam, ook in een tekstveld",
    ),
    key(
        C::Overal,
        "F9",
        A::Verberg,
        0,
        "namen verbergen",
        "verberg of toon namen",
    ),
    key(
        C::Overal,
        "Ctrl-L",
        A::Vergrendel,
        0,
        "op slot",
        "zet de tafel op slot",
    ),
    key(
        C::Overal,
        "Ctrl-Q",
        A::Afsluiten,
        0,
        "afsluiten",
        "sluit zsmtafel af",
    ),
];

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
        KeyCode::Char(c) if control == alt => Some(c),
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
