//! `zsmtafel actie`: records an agreement with a partner, or that it was done.
//!
//! Must not know which partners exist.

use clap::Args;

use crate::app::nieuw_id::nieuw_id;
use crate::app::velden::tijdinvoer::lees_moment;
use crate::domain::actie::Actie;
use crate::domain::decide::Opdracht;
use crate::domain::ids::ActieId;

use super::Algemeen;
use super::tijdstip;
use super::uitvoer::Uitweg;
use super::vastleggen::{Vastleggen, kies_id};
use super::vrijetekst::misschien_vrij;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct ActieOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Wie het doet, bijv. wijkagent
    #[arg(
        long,
        value_name = "WIE",
        required_unless_present = "gedaan",
        conflicts_with = "gedaan",
        alias = "with"
    )]
    met: Option<String>,
    /// Wat is afgesproken; - leest de tekst van de invoer
    #[arg(
        long,
        value_name = "T",
        required_unless_present = "gedaan",
        conflicts_with = "gedaan",
        alias = "what"
    )]
    wat: Option<String>,
    /// Voor wanneer: 13:15, "morgen 12" of +2u
    #[arg(long, value_name = "TIJD", conflicts_with = "gedaan", alias = "before")]
    voor: Option<String>,
    /// De afspraak is gedaan, of niet meer nodig: het begin van haar nummer
    #[arg(long, value_name = "ID", requires = "toelichting", alias = "done")]
    gedaan: Option<String>,
    /// Hoe het is gedaan, of waarom niet; - leest de tekst van de invoer
    #[arg(long, value_name = "T", requires = "gedaan", alias = "note")]
    toelichting: Option<String>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &ActieOpties) -> Result<u8, Uitweg> {
    let text = |optie, given: &Option<String>| {
        misschien_vrij(optie, given.as_deref()).map(Option::unwrap_or_default)
    };
    let wie = text("--met", &wat.met)?;
    let what = text("--wat", &wat.wat)?;
    let toelichting = text("--toelichting", &wat.toelichting)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let nu = werk.tafel.nu;
    let opdracht = match &wat.gedaan {
        Some(begin) => {
            let open = werk.zaak().stand.acties.iter().map(|one| {
                let id = one.actie.id;
                (id, id.to_string())
            });
            Opdracht::RondActieAf {
                actie: kies_id("afspraak", begin, open)?,
                toelichting,
            }
        }
        None => Opdracht::SpreekAf(Actie {
            id: ActieId(nieuw_id(nu)),
            wie,
            wat: what,
            wanneer: match wat.voor.as_deref() {
                None => None,
                Some(text) => Some(tijdstip::lees(text, nu, lees_moment).ok_or_else(|| {
                    Uitweg::nieuw(
                        2,
                        format!(
                            "--voor: {text:?} is geen tijd. Schrijf 13:15, \"morgen 12\" of +2u"
                        ),
                    )
                })?),
            },
        }),
    };
    werk.doe(how, opdracht)
}
