//! Texts that leave as files: noted, written, registered; and what a power cut left of that.
//!
//! Must not know how the text was composed.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::{Sessie, SessieFout};
use crate::app::msg::{Uitvoering, Verzending};
use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::input::{Input, Vorm};
use crate::domain::zaak::Zaak;
use crate::import::sha256;
use crate::send::bestand::{bestandsnaam, inzagenaam, onderwerp, overdrachtnaam, txt};
use crate::send::eml::{EmlGegevens, eml};
use crate::send::tekst::digest;
use crate::shell::bestanden::{self, GRENS, SchrijfFout};
use crate::store::{Achtergebleven, GEEN_ZAAK, NieuwUitgaand, Store, StoreFout, deel};

/// So many names are tried for one file.
const NAMEN: u32 = 1000;

/// A text on its way to a file.
struct Uitgaande {
    zaak: ZaakId,
    map: PathBuf,
    bytes: Vec<u8>,
    /// What is registered once it is there.
    input: Option<Input>,
}

impl Sessie {
    /// Writes input to a file in `map`, and registers it. The name of the file, and the zaak as it is
    /// then. Where registering fails, the file is taken away again: what is not registered, did not
    /// leave. A power cut in between leaves a file that the next start asks about.
    ///
    /// # Errors
    /// [`SessieFout`], with one sentence for the worker.
    pub async fn verstuur(
        &self,
        what: Verzending,
        map: &Path,
        nu: DateTime<Utc>,
    ) -> Result<(String, Zaak), SessieFout> {
        let by = self.medewerker();
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
                    van: (!from.is_empty()).then_some((by.as_str(), from)),
                    aan: to,
                    onderwerp: &onderwerp(what.zaak),
                    datum: nu,
                    tekst: &what.tekst,
                })?
            }
        };
        let (zaak, to, how) = (what.zaak, what.ontvanger, what.vorm);
        let brief = Uitgaande {
            zaak,
            map: map.to_path_buf(),
            bytes,
            input: Some(Input {
                ontvanger: to,
                vorm: how,
                grond: what.grond,
                sha256: digest(&what.tekst),
                tekst: what.tekst,
                bestand: String::new(),
                beoordeling: what.beoordeling,
                gesprek: None,
            }),
        };
        let made = self.schrijf_uit(brief, nu, |number| bestandsnaam(zaak, to, nu, how, number));
        let (nr, path, input) = made.await?;
        let Some(input) = input else {
            return Err(StoreFout::OnbekendeZaak.into());
        };
        let name = input.bestand.clone();
        let registered = self
            .voer_uit(
                Uitvoering {
                    opdrachten: vec![(zaak, Opdracht::VerstuurInput(Box::new(input)))],
                    concept: what.concept,
                },
                nu,
            )
            .await;
        match registered {
            Ok(zaken) => {
                self.noteer(move |store| store.uitgaand_klaar(nr)).await?;
                match zaken.into_iter().next() {
                    Some(zaak) => Ok((name, zaak)),
                    None => Err(StoreFout::OnbekendeZaak.into()),
                }
            }
            Err(fout) => {
                // The reason that is told is the first one; a file that stays is asked about at the next start.
                if fs::remove_file(&path).is_ok() {
                    let _ = self.noteer(move |store| store.uitgaand_weg(nr)).await;
                }
                Err(fout.into())
            }
        }
    }

    /// Writes the text of a handing over to a file among the input; its name.
    ///
    /// # Errors
    /// [`SessieFout`], with one sentence for the worker.
    pub async fn schrijf_overdracht(
        &self,
        text: &str,
        nu: DateTime<Utc>,
    ) -> Result<String, SessieFout> {
        let brief = Uitgaande {
            zaak: GEEN_ZAAK,
            map: self.paden.uit.clone(),
            bytes: txt(text),
            input: None,
        };
        let made = self.schrijf_uit(brief, nu, |number| overdrachtnaam(nu, number));
        let (_, path, _) = made.await?;
        let name = path.file_name().unwrap_or_default();
        Ok(name.to_string_lossy().into_owned())
    }

    /// Writes what a person may see of himself to a file in `map`; its place. It goes when data of its zaak go.
    ///
    /// # Errors
    /// [`SessieFout`], with one sentence for the worker.
    pub async fn schrijf_inzage(
        &self,
        zaak: ZaakId,
        text: &str,
        map: &Path,
        nu: DateTime<Utc>,
    ) -> Result<PathBuf, SessieFout> {
        let brief = Uitgaande {
            zaak,
            map: map.to_path_buf(),
            bytes: txt(text),
            input: None,
        };
        let made = self.schrijf_uit(brief, nu, |number| inzagenaam(zaak, nu, number));
        Ok(made.await?.1)
    }

    /// Notes a file, and writes it then, under the first name that is free: its number, its place, and what is to be
    /// registered of it.
    async fn schrijf_uit(
        &self,
        brief: Uitgaande,
        nu: DateTime<Utc>,
        naam: impl Fn(u32) -> String,
    ) -> Result<(i64, PathBuf, Option<Input>), SessieFout> {
        let print = sha256(&brief.bytes);
        let mut number = 1;
        loop {
            let name = naam(number);
            let path = brief.map.join(&name);
            let note = NieuwUitgaand {
                zaak: brief.zaak,
                map: brief.map.clone(),
                bestand: name.clone(),
                sha256: print.clone(),
                input: brief.input.clone().map(|input| Input {
                    bestand: name,
                    ..input
                }),
            };
            let input = note.input.clone();
            let nr = self
                .noteer(move |store| store.noteer_uitgaand(&note, nu))
                .await?;
            let (to, bytes) = (path.clone(), brief.bytes.clone());
            // A folder can lie on a slow network drive, and the loop must not wait for it.
            let written = tokio::task::spawn_blocking(move || bestanden::schrijf(&to, &bytes))
                .await
                .map_err(|_| StoreFout::Paniek("schrijven van de tekst".to_owned()))?;
            match written {
                Ok(()) => return Ok((nr, path, input)),
                Err(fout) => {
                    self.noteer(move |store| store.uitgaand_weg(nr)).await?;
                    if !matches!(fout, SchrijfFout::BestaatAl { .. }) || number >= NAMEN {
                        return Err(fout.into());
                    }
                    number += 1;
                }
            }
        }
    }

    /// The files that a power cut left: written, and not registered.
    ///
    /// # Errors
    /// What the store says.
    pub async fn rest(&self) -> Result<Vec<Achtergebleven>, StoreFout> {
        self.werker.lees_na(|store| store.onderweg()).await
    }

    /// Registers a file that a power cut left, as it was going to be. The zaak as it is then.
    ///
    /// # Errors
    /// [`SessieFout::RestVeranderd`] where it is not the file that was written, and what the store says.
    pub async fn registreer_rest(&self, nr: i64, nu: DateTime<Utc>) -> Result<Zaak, SessieFout> {
        let left = self.rest().await?;
        let Some(rest) = left.into_iter().find(|one| one.nr == nr) else {
            return Err(SessieFout::RestVeranderd);
        };
        if bestanden::vingerafdruk(&rest.pad, GRENS).as_ref() != Some(&rest.sha256) {
            return Err(SessieFout::RestVeranderd);
        }
        let what = Opdracht::VerstuurInput(Box::new(rest.input));
        let done = self.voer_uit(Uitvoering::een(rest.zaak, what), nu).await?;
        self.noteer(move |store| store.uitgaand_klaar(nr)).await?;
        Ok(done.into_iter().next().ok_or(StoreFout::OnbekendeZaak)?)
    }

    /// Removes a file that a power cut left: it did not leave.
    ///
    /// # Errors
    /// [`SessieFout::Schrijven`] where it can not be removed, and what the store says.
    pub async fn verwijder_rest(&self, rest: &Achtergebleven) -> Result<(), SessieFout> {
        match fs::remove_file(&rest.pad) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(SchrijfFout::van(e, &rest.pad).into());
            }
            _ => {}
        }
        let nr = rest.nr;
        Ok(self.noteer(move |store| store.uitgaand_weg(nr)).await?)
    }

    async fn noteer<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Store) -> Result<T, StoreFout> + Send + 'static,
    ) -> Result<T, StoreFout> {
        self.werker.schrijf(job).klaar().await
    }
}

/// Looks what a power cut left of files: what was registered after all is noted so, what was not finished is removed.
/// What remains, a person is asked about.
pub(super) fn zie_na(store: &mut Store) -> Result<(), StoreFout> {
    for one in store.onderweg()? {
        if one.geregistreerd {
            store.uitgaand_klaar(one.nr)?;
            continue;
        }
        // A drive that is not there now is looked at another time.
        if !one.pad.parent().is_some_and(Path::is_dir) {
            continue;
        }
        let is_there = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
        let part = deel(&one.pad);
        if is_there(&part) {
            // Never finished, so never sent.
            let _ = fs::remove_file(&part);
        }
        if fs::metadata(&one.pad).is_ok_and(|found| found.is_file() && found.len() == 0) {
            // It held the name while the text was being written.
            let _ = fs::remove_file(&one.pad);
        }
        if !is_there(&one.pad) {
            store.uitgaand_weg(one.nr)?;
        }
    }
    Ok(())
}
