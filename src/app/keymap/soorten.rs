//! What the keymap is made of: where a key is pressed, what it asks for, and a line of the table.
//!
//! Must not know which key does what.

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
    /// Which key, as [`super::toetsnaam`] writes it.
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
