//! `zsmtafel vt`: chooses the Veilig Thuis that is competent.
//!
//! Must not know which municipalities belong to it.

use clap::Args;

use crate::domain::decide::Opdracht;

use super::Algemeen;
use super::uitvoer::Uitweg;
use super::vastleggen::Vastleggen;
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct VtOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// De code uit gemeenten.toml, bijv. NO
    #[arg(value_name = "CODE")]
    code: String,
    /// Waarom deze VT; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "reason")]
    reden: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &VtOpties) -> Result<u8, Uitweg> {
    let reden = vrije_tekst("--reden", &wat.reden)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let vts = werk.tafel.sessie.kennis.gemeenten.vts();
    let wanted = wat.code.trim();
    let code = vts
        .iter()
        .find(|vt| vt.code.eq_ignore_ascii_case(wanted))
        .map(|vt| vt.code.clone())
        .ok_or_else(|| {
            let known: Vec<String> = vts
                .iter()
                .map(|vt| format!("{} ({})", vt.code, vt.naam))
                .collect();
            Uitweg::nieuw(
                2,
                format!("VT {wanted:?} is onbekend; kies uit: {}", known.join(", ")),
            )
        })?;
    werk.doe(how, Opdracht::WijsVtAan { code, reden })
}
