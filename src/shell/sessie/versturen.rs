//! Input that leaves: a file, and its registration.
//!
//! Must not know how the text was composed.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::{Sessie, SessieFout};
use crate::app::msg::{Uitvoering, Verzending};
use crate::domain::decide::Opdracht;
use crate::domain::input::{Input, Vorm};
use crate::domain::zaak::Zaak;
use crate::send::bestand::{bestandsnaam, onderwerp, txt};
use crate::send::eml::{EmlGegevens, eml};
use crate::send::tekst::digest;
use crate::shell::bestanden;
use crate::store::StoreFout;

impl Sessie {
    /// Writes input to a file in `map`, and registers it. The name of the file, and the zaak as it is
    /// then. Where registering fails, the file is taken away again: what is not registered, did not
    /// leave.
    ///
    /// # Errors
    /// [`SessieFout`], with one sentence for the worker.
    pub async fn verstuur(
        &self,
        what: Verzending,
        map: &Path,
        nu: DateTime<Utc>,
    ) -> Result<(String, Zaak), SessieFout> {
        let bytes = match what.vorm {
            Vorm::Txt | Vorm::Mondeling => txt(&what.tekst),
            Vorm::Eml => {
                let to = self
                    .kennis
                    .ontvangers
                    .voor(what.ontvanger)
                    .ok()
                    .and_then(|profiel| profiel.adres());
                let from = self.config.input.van.as_str();
                eml(&EmlGegevens {
                    van: (!from.is_empty()).then_some((self.medewerker.as_str(), from)),
                    aan: to,
                    onderwerp: &onderwerp(what.zaak),
                    datum: nu,
                    tekst: &what.tekst,
                })?
            }
        };
        let (place, facts) = (map.to_path_buf(), what.clone());
        // A folder can lie on a slow network drive, and the loop must not wait for it.
        let (name, path) = tokio::task::spawn_blocking(move || {
            bestanden::schrijf_nieuw(&place, &bytes, |number| {
                bestandsnaam(facts.zaak, facts.ontvanger, nu, facts.vorm, number)
            })
        })
        .await
        .map_err(|_| StoreFout::Paniek("schrijven van de input".to_owned()))??;
        let input = Input {
            ontvanger: what.ontvanger,
            vorm: what.vorm,
            grond: what.grond,
            sha256: digest(&what.tekst),
            tekst: what.tekst,
            bestand: name.clone(),
            beoordeling: what.beoordeling,
            gesprek: None,
        };
        match self
            .voer_uit(
                Uitvoering {
                    opdrachten: vec![(what.zaak, Opdracht::VerstuurInput(Box::new(input)))],
                    concept: what.concept,
                },
                nu,
            )
            .await
        {
            Ok(zaken) => match zaken.into_iter().next() {
                Some(zaak) => Ok((name, zaak)),
                None => Err(StoreFout::OnbekendeZaak.into()),
            },
            Err(fout) => {
                // The reason that is told is the first one; a file that stays is named in it.
                let _ = std::fs::remove_file(&path);
                Err(fout.into())
            }
        }
    }
}
