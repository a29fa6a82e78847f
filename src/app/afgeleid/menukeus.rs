//! Which ways on there are from a step.
//!
//! Must not know how a way is gone.

use crate::domain::stap::StapSoort;

/// A way on from a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menukeus {
    /// Record the decision.
    Beslissing,
    /// Read the text that asks the KPC-er for it.
    TekstKpc,
    /// Note what somebody told.
    Melding,
    /// Note when the overleg is.
    Overleg,
    /// Fill in what the sources said.
    Bronnen,
    /// Judge the safety.
    Beoordelen,
    /// Note that somebody was asked, and that the answer is awaited.
    Gevraagd,
    /// Tick the step off.
    Gedaan,
    /// Say who looked, and what came of it.
    Uitgezocht,
    /// Set the step aside.
    Terzijde,
    /// The kind that words of the list suggest is right.
    SoortKlopt,
    /// It is not.
    SoortKloptNiet,
    /// Keep the zaak open.
    Openhouden,
    /// Close the zaak.
    Sluiten,
}

impl Menukeus {
    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Menukeus::Beslissing => "beslissing vastleggen",
            Menukeus::TekstKpc => "tekst voor de KPC-er lezen",
            Menukeus::Melding => "vastleggen wat is gemeld",
            Menukeus::Overleg => "tijd van het overleg vastleggen",
            Menukeus::Bronnen => "antwoorden invullen bij de beoordeling",
            Menukeus::Beoordelen => "veiligheid beoordelen",
            Menukeus::Gevraagd => "gevraagd: aan wie en wanneer",
            Menukeus::Gedaan => "stap gedaan",
            Menukeus::Uitgezocht => "uitgezocht: wie keek en de uitkomst",
            Menukeus::Terzijde => "stap terzijde leggen",
            Menukeus::SoortKlopt => "klopt: geweld tegen een kind (STOP)",
            Menukeus::SoortKloptNiet => "klopt niet: geen geweld tegen een kind",
            Menukeus::Openhouden => "openhouden, met een reden",
            Menukeus::Sluiten => "zaak sluiten",
        }
    }
}

/// The ways on from a step; none where there is one way only.
#[must_use]
pub fn wegen(stap: StapSoort) -> Vec<Menukeus> {
    let mut keuzes = match stap {
        StapSoort::TerugkoppelingVragen => vec![Menukeus::Beslissing, Menukeus::TekstKpc],
        StapSoort::TijdOpvragen | StapSoort::StatusNavragen => vec![Menukeus::Melding],
        StapSoort::OverlegtijdVragen => vec![Menukeus::Overleg],
        StapSoort::BronnenVragen => vec![Menukeus::Bronnen],
        StapSoort::VertrekUitzoeken => vec![
            Menukeus::Melding,
            Menukeus::Beoordelen,
            Menukeus::Uitgezocht,
        ],
        StapSoort::ZorgmeldingOpvragen | StapSoort::SlachtofferInformeren => {
            vec![Menukeus::Gedaan]
        }
        StapSoort::SoortBevestigen => vec![Menukeus::SoortKlopt, Menukeus::SoortKloptNiet],
        StapSoort::NogNodig => vec![Menukeus::Openhouden, Menukeus::Sluiten],
        _ => return Vec::new(),
    };
    if stap.kan_gevraagd() {
        keuzes.push(Menukeus::Gevraagd);
        if stap.mag_terzijde() {
            keuzes.push(Menukeus::Terzijde);
        }
    }
    keuzes
}
