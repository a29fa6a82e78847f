//! `zsmtafel overleg`: records when the afdoeningsoverleg is, and how VT takes part.
//!
//! Must not know what follows from the time.

use clap::Args;

use crate::domain::decide::Opdracht;
use crate::domain::overleg::Overleg;

use super::Algemeen;
use super::beslissing::Hoe;
use super::tijdstip::moment;
use super::uitvoer::Uitweg;
use super::vastleggen::Vastleggen;
use super::vrijetekst::misschien_vrij;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct OverlegOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Wanneer het is: 15:30, "morgen 9:15"
    #[arg(long, value_name = "TIJD", alias = "at")]
    om: String,
    /// Waar, of op welk nummer; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "place")]
    plaats: Option<String>,
    /// Hoe VT meedoet; zonder: zoals het stond, anders niet bekend
    #[arg(long, value_name = "HOE", alias = "how")]
    wijze: Option<Hoe>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &OverlegOpties) -> Result<u8, Uitweg> {
    let plaats = misschien_vrij("--plaats", wat.plaats.as_deref())?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let now = werk.zaak().stand.overleg.as_ref().map(|one| &one.overleg);
    let overleg = Overleg {
        tijd: moment("--om", &wat.om, werk.tafel.nu)?,
        wijze: wat
            .wijze
            .map(Into::into)
            .or_else(|| now.map(|one| one.wijze))
            .unwrap_or_default(),
        toelichting: plaats
            .or_else(|| now.map(|one| one.toelichting.clone()))
            .unwrap_or_default(),
    };
    werk.doe(how, Opdracht::PlanOverleg(overleg))
}
