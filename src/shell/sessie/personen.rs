//! Who works at an open table: added, changed, removed, with another passphrase, in another role; and how hard guessing
//! is made.
//!
//! Must not know who asks: a key or a command.

use std::sync::{OnceLock, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret as _, SecretString};

use super::{Opening, Sessie};
use crate::app::personenvraag::{Personenstand, Personenvraag};
use crate::app::sterkte::sterkte;
use crate::domain::inzage::{Inzageregel, Inzagesoort};
use crate::domain::persoon::Medewerker;
use crate::domain::rol::Dienstrol;
use crate::store::herstelblad;
use crate::store::{KdfSterkte, Store, StoreFout, Werkdienst};

/// So long one try may take who opens the table, and who guesses.
const DOEL: Duration = Duration::from_millis(500);

/// How hard guessing is made on this computer: measured once, about half a second for each try.
///
/// # Errors
/// [`StoreFout::Afleiden`].
pub fn gemeten() -> Result<KdfSterkte, StoreFout> {
    static HIER: OnceLock<KdfSterkte> = OnceLock::new();
    if let Some(known) = HIER.get() {
        return Ok(*known);
    }
    // Of two the faster: what slowed the other down is no property of the computer.
    let mut best = Duration::MAX;
    for _ in 0..2 {
        let since = Instant::now();
        KdfSterkte::STANDAARD.proef()?;
        best = best.min(since.elapsed());
    }
    let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let found = KdfSterkte::voor(millis(DOEL), millis(best));
    Ok(*HIER.get_or_init(|| found))
}

/// Refuses a new passphrase that is guessed too soon. `bekend` is what a guesser knows.
///
/// # Errors
/// [`StoreFout::WachtwoordLeeg`], [`StoreFout::ZwakWachtwoord`].
pub fn keur(wachtwoord: &SecretString, bekend: &[&str]) -> Result<(), StoreFout> {
    let text = wachtwoord.expose_secret();
    if text.is_empty() {
        return Err(StoreFout::WachtwoordLeeg);
    }
    let found = sterkte(text, bekend);
    if found.genoeg {
        Ok(())
    } else {
        Err(StoreFout::ZwakWachtwoord(found.zin))
    }
}

impl Sessie {
    /// Opens the table with the words of its recovery sheet; who is named has this passphrase from now on.
    ///
    /// # Errors
    /// [`StoreFout::Herstelwoorden`], [`StoreFout::ZwakWachtwoord`], and what [`Store::open_met_herstelblad`] says.
    pub fn herstel(
        how: Opening,
        woorden: &str,
        nieuw: &SecretString,
        nu: DateTime<Utc>,
    ) -> Result<Sessie, StoreFout> {
        let words = herstelblad::lees(woorden)?;
        let wie = how.medewerker.clone().filter(|name| !name.is_empty());
        keur(
            nieuw,
            &[wie.as_deref().unwrap_or_default(), &how.config.tafel.naam],
        )?;
        let map = how.paden.data.clone();
        let fresh = (nieuw, gemeten()?);
        let store = Store::open_met_herstelblad(&map, &words, wie.as_deref(), fresh, nu)?;
        let sessie = Sessie::begin(how, store, None, nu)?;
        let line = Inzageregel::tafel(Inzagesoort::Nood, "herstelblad");
        sessie.zag(line, nu);
        Ok(sessie)
    }

    /// Who is at work; none at a table without persons.
    #[must_use]
    pub fn dienst(&self) -> Option<Werkdienst> {
        self.dienst.dienst()
    }

    /// Does what a screen asks about persons; how it is then.
    ///
    /// # Errors
    /// What the store says.
    pub async fn over_personen(
        &self,
        wat: Personenvraag,
        nu: DateTime<Utc>,
    ) -> Result<Personenstand, StoreFout> {
        let mut words = Vec::new();
        let mut lists = true;
        let zin = match wat {
            Personenvraag::KiesRol(role) => {
                lists = false;
                // What was seen before was seen in the role of before.
                self.sluit_bundel();
                self.kies_rol(role, nu).await?;
                String::new()
            }
            Personenvraag::Wachtwoord { oud, nieuw } => {
                lists = false;
                self.wijzig_wachtwoord(oud, nieuw, nu).await?;
                "Uw wachtwoord is gewijzigd; het oude opent de tafel niet meer.".to_owned()
            }
            Personenvraag::Lijst => String::new(),
            Personenvraag::VoegToe {
                naam,
                rollen,
                wachtwoord,
            } => {
                let one = self.voeg_persoon_toe(naam, rollen, wachtwoord, nu).await?;
                format!("{} hoort nu bij deze tafel.", one.naam)
            }
            Personenvraag::Wijzig { wie, naam, rollen } => {
                let one = self
                    .wijzig_persoon(wie, Some(naam), Some(rollen), nu)
                    .await?;
                format!("Gewijzigd: {}.", one.naam)
            }
            Personenvraag::Verwijder(wie) => {
                let one = self.verwijder_persoon(wie, nu).await?;
                format!("{} hoort niet meer bij deze tafel.", one.naam)
            }
            Personenvraag::Herstelblad => {
                words = self.maak_herstelblad(nu).await?;
                "Herstelblad gemaakt; een eerder blad opent niets meer.".to_owned()
            }
        };
        let alle = if lists {
            self.personen().await?
        } else {
            Vec::new()
        };
        let here = self.dienst();
        Ok(Personenstand {
            alle,
            medewerker: self.medewerker(),
            rol: here.as_ref().map(|one| one.rol),
            rollen: here.map(|one| one.rollen).unwrap_or_default(),
            zin,
            woorden: words,
        })
    }

    /// Everybody who works here.
    ///
    /// # Errors
    /// What the store says.
    pub async fn personen(&self) -> Result<Vec<Medewerker>, StoreFout> {
        self.werker
            .lees_na(|store| {
                let mut all = store.personen()?;
                all.retain(|one| !one.weg);
                Ok(all)
            })
            .await
    }

    /// Chooses the role of this shift.
    ///
    /// # Errors
    /// [`StoreFout::RolNiet`].
    pub async fn kies_rol(&self, rol: Dienstrol, nu: DateTime<Utc>) -> Result<(), StoreFout> {
        self.werker
            .schrijf(move |store| store.kies_rol(rol, nu))
            .klaar()
            .await
    }

    /// Adds a person.
    ///
    /// # Errors
    /// [`StoreFout::ZwakWachtwoord`], and what the store says.
    pub async fn voeg_persoon_toe(
        &self,
        naam: String,
        rollen: Vec<Dienstrol>,
        wachtwoord: SecretString,
        nu: DateTime<Utc>,
    ) -> Result<Medewerker, StoreFout> {
        keur(&wachtwoord, &[&naam, &self.config.tafel.naam])?;
        self.werker
            .schrijf(move |store| {
                store.voeg_persoon_toe(&naam, &rollen, &wachtwoord, gemeten()?, nu)
            })
            .klaar()
            .await
    }

    /// Gives a person another name, or other roles.
    ///
    /// # Errors
    /// What the store says.
    pub async fn wijzig_persoon(
        &self,
        wie: String,
        naam: Option<String>,
        rollen: Option<Vec<Dienstrol>>,
        nu: DateTime<Utc>,
    ) -> Result<Medewerker, StoreFout> {
        let (now, here) = self
            .werker
            .schrijf(move |store| {
                let now = store.wijzig_persoon(&wie, naam.as_deref(), rollen.as_deref(), nu)?;
                Ok((now, store.dienst()))
            })
            .klaar()
            .await?;
        if let Some(here) = here {
            let mut name = self
                .medewerker
                .write()
                .unwrap_or_else(PoisonError::into_inner);
            *name = here.naam;
        }
        Ok(now)
    }

    /// Takes a person away.
    ///
    /// # Errors
    /// What the store says.
    pub async fn verwijder_persoon(
        &self,
        wie: String,
        nu: DateTime<Utc>,
    ) -> Result<Medewerker, StoreFout> {
        self.werker
            .schrijf(move |store| store.verwijder_persoon(&wie, nu))
            .klaar()
            .await
    }

    /// Changes the passphrase of who works.
    ///
    /// # Errors
    /// [`StoreFout::ZwakWachtwoord`], and what the store says.
    pub async fn wijzig_wachtwoord(
        &self,
        oud: SecretString,
        nieuw: SecretString,
        nu: DateTime<Utc>,
    ) -> Result<(), StoreFout> {
        keur(&nieuw, &[&self.medewerker(), &self.config.tafel.naam])?;
        self.werker
            .schrijf(move |store| store.wijzig_wachtwoord(&oud, &nieuw, gemeten()?, nu))
            .klaar()
            .await
    }

    /// Makes a recovery sheet; its words, which are kept nowhere.
    ///
    /// # Errors
    /// What the store says.
    pub async fn maak_herstelblad(
        &self,
        nu: DateTime<Utc>,
    ) -> Result<Vec<&'static str>, StoreFout> {
        self.werker
            .schrijf(move |store| {
                let words = herstelblad::nieuw()?;
                store.maak_herstelblad(&herstelblad::geheim(&words), gemeten()?, nu)?;
                Ok(words)
            })
            .klaar()
            .await
    }
}
