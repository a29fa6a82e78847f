//! Why a command is not carried out, in sentences for the worker.
//!
//! Must not know who asked.

/// Why a command is not carried out. The text is for the worker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Weigering {
    /// Nothing would change.
    #[error("Staat al zo.")]
    Ongewijzigd,
    /// The zaak was not tagged as something that VT follows.
    #[error("Deze regel volgt VT nog niet. Tag hem eerst: h HG, t twijfel of r radar.")]
    NietGevolgd,
    /// A person has no name.
    #[error("Vul een naam in; een voornaam of \"onbekend\" is genoeg.")]
    NaamOntbreekt,
    /// The person is not in this zaak.
    #[error("Deze betrokkene staat niet (meer) in de zaak.")]
    OnbekendeBetrokkene,
    /// Nobody noted a place that could be confirmed.
    #[error("Er is nog niet genoteerd waar deze betrokkene is. Vul dat eerst in.")]
    PlaatsOntbreekt,
    /// An assessment without a judgement.
    #[error("Kies een oordeel over het geheel.")]
    OordeelOntbreekt,
    /// An assessment without grounds.
    #[error("Schrijf een motivering: waarop rust dit oordeel?")]
    MotiveringOntbreekt,
    /// The whole is judged lighter than one person in it.
    #[error("Iemand is acuut onveilig; het geheel kan dan niet lichter zijn.")]
    GeheelTeLicht,
    /// The step is not open.
    #[error("Deze stap staat niet (meer) open.")]
    StapNietOpen,
    /// There is no assessment to compose input from.
    #[error("Er is nog geen veiligheidsbeoordeling. Maak die eerst (b).")]
    GeenBeoordeling,
    /// Input rests on an assessment that no longer holds.
    #[error("Er is intussen een nieuwer oordeel. Stel de input opnieuw op.")]
    BeoordelingVerouderd,
    /// Input without text.
    #[error("De input heeft geen tekst.")]
    TekstOntbreekt,
    /// Something that must be said was not.
    #[error("Schrijf erbij waarom; zonder reden wordt dit niet vastgelegd.")]
    RedenOntbreekt,
    /// An alarm was answered with a bare "ok".
    #[error(
        "Schrijf wie er keek en wat de uitkomst is; alleen \"ok\" of \"gedaan\" zegt een ander niets."
    )]
    AntwoordZegtNiets,
    /// A decision without a modaliteit.
    #[error("Kies ten minste een afdoening uit de lijst.")]
    ModaliteitOntbreekt,
    /// A decision that ends before it begins.
    #[error("Het einde ligt voor de ingang. Kijk de tijden na.")]
    EindeVoorIngang,
    /// An agreement without who or what.
    #[error("Vul in wie het doet en wat er is afgesproken.")]
    ActieOnvolledig,
    /// The agreement is not in this zaak, or it is done.
    #[error("Deze actie staat niet (meer) open.")]
    ActieNietOpen,
    /// Nobody handed the zaak over, or it was taken over already.
    #[error("Er is niets over te nemen: deze zaak is niet overgedragen, of al overgenomen.")]
    NietOvergedragen,
    /// The receiver of a handing over is missing.
    #[error("Vul in aan wie u de zaak overdraagt.")]
    OntvangerOntbreekt,
    /// The zaak is closed.
    #[error("Deze zaak is gesloten. Heropen haar eerst.")]
    Gesloten,
    /// Something keeps the zaak open.
    #[error("Nog niet te sluiten: {0}")]
    NogNietTeSluiten(String),
    /// Joined already.
    #[error("Deze zaak is al samengevoegd.")]
    AlSamengevoegd,
    /// The double has work of its own.
    #[error("In de dubbele zaak is al gewerkt. Houd die zaak aan en voeg de andere daarin samen.")]
    DubbelHeeftWerk,
    /// The double was not looked at, or is watched, and the other was let go.
    #[error(
        "De zaak die blijft is {0}, en naar de dubbele moet nog iemand kijken. Tag die eerst, of houd die aan en \
         voeg de andere daarin samen."
    )]
    DubbelNietBekeken(String),
    /// Something would drop from sight, and nobody said yes to that yet.
    #[error("{0}")]
    VraagtBevestiging(String),
    /// An alarm is open.
    #[error("Er staat een alarm open: {0}. Beantwoord dat eerst, met wat er is gedaan.")]
    AlarmOpen(String),
    /// Statements about custody contradict each other, and nobody decided.
    #[error(
        "Er zijn twee tegengestelde berichten over waar verdachte is. Beslis eerst wat klopt; daarna kan dit."
    )]
    TegenspraakOpen,
    /// Values stand against each other that did not know each other, and nobody decided.
    #[error("Er staat een tegenspraak open over {0}. Beslis eerst wat geldt; daarna kan dit.")]
    Tegenspraak(String),
    /// Somebody else recorded something on the same field, and it was not on screen.
    #[error("Intussen heeft {0} Kijk ernaar en beslis opnieuw.")]
    Intussen(String),
    /// A newer program recorded something here that may change this.
    #[error("In deze zaak staat iets van een nieuwere zsmtafel. Werk zsmtafel bij; lezen kan.")]
    NieuwereNodig,
    /// A step stands open for more than one cause.
    #[error("Deze stap staat open om meer dan een reden. Kies welke: {0}.")]
    WelkeAanleiding(String),
    /// Nothing contradicts anything.
    #[error("Er is geen tegenspraak om over te beslissen.")]
    GeenTegenspraak,
    /// The other zaak is erased, or was never known.
    #[error("Kies welke uitspraak klopt; deze staat er niet bij.")]
    UitspraakOnbekend,
    /// The melding was joined already.
    #[error("Deze CORV-melding is al gekoppeld.")]
    AlGekoppeld,
}
