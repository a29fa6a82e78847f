//! `sleutel.json`: the random data key, wrapped once for each person who works at the table, and for the recovery sheet.
//!
//! ```text
//!   file = format, table, who was last,
//!          persons: id, shown name, tries, wrapping (passphrase; bound to format, table and id),
//!          sheet:   id, when made, tries, wrapping (the words),
//!          checksum over all of it
//! ```
//! A new passphrase rewraps 32 bytes; the database is never rekeyed. The checksum tells a damaged file from a wrong
//! passphrase. Names stand readable in it, because the lock shows them; roles do not: whoever can write the file could
//! write those. Tries are counted here before a passphrase is tried. Must not know the database.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::aanmaken;
use super::bestand;
use super::enkelbestand::{self, Enkelbestand, leesfout};
use super::fout::{StoreFout, Uitkomst};
use super::herstelblad;
use super::kluis::Datasleutel;
use super::pogingen::{Mag, Pogingen};
pub use super::wikkel::{KdfSterkte, hex, unhex};
use super::wikkel::{Wikkel, Wikkelfout};
use crate::domain::ids::PersoonId;
use crate::domain::persoon::zelfde_naam;

/// Version of the key file that this program writes.
const FORMAAT: u32 = 2;
/// Half a kilobyte for each person.
const GROOTSTE: u64 = 64 * 1024;

/// The way in for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Ingang {
    id: PersoonId,
    naam: String,
    #[serde(flatten)]
    pogingen: Pogingen,
    #[serde(flatten)]
    wikkel: Wikkel,
    /// Wrapped by a program of the first format, and not opened since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    eerste_formaat: bool,
}

/// The way in for who has the recovery sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Blad {
    id: Uuid,
    gemaakt: DateTime<Utc>,
    #[serde(flatten)]
    pogingen: Pogingen,
    #[serde(flatten)]
    wikkel: Wikkel,
}

/// What the file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Bos {
    formaat: u32,
    tafel: Uuid,
    laatste: Option<PersoonId>,
    personen: Vec<Ingang>,
    herstelblad: Option<Blad>,
    controle: String,
}

/// Which way in is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sleutelweg {
    /// That of a person.
    Persoon(PersoonId),
    /// That of the recovery sheet.
    Herstelblad,
}

/// The key file of one store.
#[derive(Debug, Clone)]
pub struct Sleutelbestand {
    pad: PathBuf,
    bos: Bos,
    /// The file on disk is of the first format.
    was_eerste: bool,
    /// So many wrong passphrases came before the one that opened it.
    geweigerd: u32,
}

impl Sleutelbestand {
    /// The key file of a new table, without anybody yet. Nothing is written.
    pub(super) fn leeg(map: &Path, tafel: Uuid) -> Sleutelbestand {
        Sleutelbestand {
            pad: map.join(bestand::SLEUTEL),
            bos: Bos {
                formaat: FORMAAT,
                tafel,
                laatste: None,
                personen: Vec::new(),
                herstelblad: None,
                controle: String::new(),
            },
            was_eerste: false,
            geweigerd: 0,
        }
    }

    /// Reads the key file in `map`.
    ///
    /// # Errors
    /// [`StoreFout::SleutelWeg`], [`StoreFout::SleutelKapot`], or [`StoreFout::TeNieuw`].
    pub fn lees(map: &Path) -> Uitkomst<Sleutelbestand> {
        let pad = map.join(bestand::SLEUTEL);
        let bytes = bestand::lees_vast(&pad, GROOTSTE).map_err(|e| leesfout(&e, &pad))?;
        Sleutelbestand::van_bytes(&pad, &bytes)
    }

    /// As [`Sleutelbestand::lees`], of bytes that were read elsewhere, such as from a backup; `pad` is where it would
    /// be written, and what is named when it is damaged.
    ///
    /// # Errors
    /// [`StoreFout::SleutelKapot`] or [`StoreFout::TeNieuw`].
    pub fn van_bytes(pad: &Path, bytes: &[u8]) -> Uitkomst<Sleutelbestand> {
        let kapot = || StoreFout::SleutelKapot {
            pad: pad.to_path_buf(),
        };
        // The version is looked at before the rest: a newer file may look altogether different.
        let formaat = serde_json::from_slice::<serde_json::Value>(bytes)
            .ok()
            .and_then(|json| json.get("formaat")?.as_u64());
        match formaat {
            Some(newer) if newer > u64::from(FORMAAT) => {
                return Err(StoreFout::TeNieuw {
                    gevonden: i64::try_from(newer).unwrap_or(i64::MAX),
                    bekend: i64::from(FORMAAT),
                });
            }
            Some(first) if first == u64::from(enkelbestand::FORMAAT) => {
                return Ok(Sleutelbestand::van_eerste(
                    pad,
                    Enkelbestand::van_bytes(pad, bytes)?,
                ));
            }
            _ => {}
        }
        let bos: Bos = serde_json::from_slice(bytes).map_err(|_| kapot())?;
        let ways = bos.personen.iter().map(|one| &one.wikkel);
        let sane = bos.formaat == FORMAAT
            && ways
                .chain(bos.herstelblad.iter().map(|one| &one.wikkel))
                .all(Wikkel::is_redelijk)
            && bos.controle == bos.som()
            // Byte for byte as this program writes it: what differs was not written by it.
            && bos.bytes().is_some_and(|own| own == bytes);
        if !sane {
            return Err(kapot());
        }
        Ok(Sleutelbestand {
            pad: pad.to_path_buf(),
            bos,
            was_eerste: false,
            geweigerd: 0,
        })
    }

    /// One passphrase that all shared: one person without a name yet, until he says who he is.
    fn van_eerste(pad: &Path, oud: Enkelbestand) -> Sleutelbestand {
        let tries = pad.with_file_name(bestand::POGINGEN);
        let pogingen = bestand::lees_vast(&tries, 4096)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let tafel = oud.tafel();
        let mut file = Sleutelbestand::leeg(Path::new(""), tafel);
        file.pad = pad.to_path_buf();
        file.was_eerste = true;
        file.bos.personen.push(Ingang {
            // Nobody has this id: he gets his own when the passphrase is known to be right.
            id: PersoonId(Uuid::nil()),
            naam: String::new(),
            pogingen,
            wikkel: oud.wikkel(),
            eerste_formaat: true,
        });
        file
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// [`StoreFout::AlleenLezen`], [`StoreFout::SchijfVol`] and the like; what stood there then still does.
    pub fn schrijf(&mut self) -> Uitkomst<()> {
        self.bos.controle = self.bos.som();
        let json = self.bos.bytes().ok_or(StoreFout::Rij(bestand::SLEUTEL))?;
        if json.len() as u64 > GROOTSTE {
            return Err(StoreFout::TeVeelPersonen);
        }
        bestand::schrijf_atomisch(&self.pad, &json)?;
        if self.was_eerste {
            // The count is in the key file from now on. One that stays behind is read by nobody.
            let _ = std::fs::remove_file(self.pad.with_file_name(bestand::POGINGEN));
            self.was_eerste = false;
        }
        Ok(())
    }

    /// Opens the data key with a passphrase: that of the person of this name, or of any person, or the words of the
    /// recovery sheet; none if it is wrong. Counts nothing: for a file that is a copy.
    ///
    /// # Errors
    /// [`StoreFout::SleutelKapot`] or [`StoreFout::Afleiden`].
    pub fn ontsluit(
        &self,
        wie: Option<&str>,
        wachtwoord: &SecretString,
    ) -> Uitkomst<Option<Datasleutel>> {
        let mut order: Vec<&Ingang> = self.bos.personen.iter().collect();
        order.sort_by_key(|one| Some(one.id) != self.bos.laatste);
        let persons = order
            .into_iter()
            .filter(|one| wie.is_none_or(|name| zelfde_naam(&one.naam, name)))
            .map(|one| Sleutelweg::Persoon(one.id));
        for door in persons {
            if let Some(key) = self.open(door, wachtwoord)? {
                return Ok(Some(key));
            }
        }
        match herstelblad::lees(wachtwoord.expose_secret()) {
            Ok(words) if wie.is_none() && self.bos.herstelblad.is_some() => {
                self.open(Sleutelweg::Herstelblad, &words)
            }
            _ => Ok(None),
        }
    }

    /// Opens the data key by one way in; none if the passphrase is wrong.
    ///
    /// # Errors
    /// As [`Sleutelbestand::ontsluit`].
    pub(super) fn open(
        &self,
        deur: Sleutelweg,
        wachtwoord: &SecretString,
    ) -> Uitkomst<Option<Datasleutel>> {
        let (plek, wikkel) = match deur {
            Sleutelweg::Persoon(id) => {
                let one = self.ingang(id)?;
                let plek = if one.eerste_formaat {
                    enkelbestand::plek(self.bos.tafel)
                } else {
                    self.plek("persoon", id.0)
                };
                (plek, &one.wikkel)
            }
            Sleutelweg::Herstelblad => {
                let one = self.blad()?;
                (self.plek("herstelblad", one.id), &one.wikkel)
            }
        };
        wikkel.open(&plek, wachtwoord).map_err(|fout| match fout {
            Wikkelfout::Kapot => StoreFout::SleutelKapot {
                pad: self.pad.clone(),
            },
            Wikkelfout::Store(other) => other,
        })
    }

    /// Counts a try, on disk, before it is made.
    ///
    /// # Errors
    /// [`StoreFout::Wachten`] when it comes too soon, and what disks do.
    pub(super) fn begin_poging(&mut self, deur: Sleutelweg, nu: DateTime<Utc>) -> Uitkomst<()> {
        let before = *self.pogingen(deur)?;
        match before.begin(nu) {
            Mag::Probeer(counted) => {
                *self.pogingen(deur)? = counted;
                self.schrijf()
            }
            Mag::Wacht(kept, nog) => {
                if kept != before {
                    *self.pogingen(deur)? = kept;
                    self.schrijf()?;
                }
                Err(StoreFout::Wachten { nog })
            }
        }
    }

    /// How long to wait after the tries so far.
    ///
    /// # Errors
    /// [`StoreFout::SleutelKapot`] where there is no such way in.
    pub(super) fn wacht(&mut self, deur: Sleutelweg) -> Uitkomst<Duration> {
        Ok(self.pogingen(deur)?.wacht())
    }

    /// Forgets the tries after a right one, and who was last.
    ///
    /// # Errors
    /// What disks do.
    pub(super) fn gelukt(&mut self, deur: Sleutelweg) -> Uitkomst<()> {
        let tries = self.pogingen(deur)?;
        let before = tries.ervoor();
        *tries = Pogingen::default();
        self.geweigerd = before;
        if let Sleutelweg::Persoon(id) = deur {
            self.bos.laatste = Some(id);
        }
        self.schrijf()
    }

    /// Wraps the key for a person, in the place of what he had.
    ///
    /// # Errors
    /// As [`Wikkel::maak`]. Nothing is written yet.
    pub(super) fn zet(
        &mut self,
        id: PersoonId,
        naam: &str,
        sleutel: &Datasleutel,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
    ) -> Uitkomst<()> {
        let plek = self.plek("persoon", id.0);
        let fresh = Ingang {
            id,
            naam: naam.to_owned(),
            pogingen: Pogingen::default(),
            wikkel: Wikkel::maak(&plek, sleutel, wachtwoord, sterkte)?,
            eerste_formaat: false,
        };
        match self.bos.personen.iter_mut().find(|one| one.id == id) {
            Some(known) => *known = fresh,
            None => self.bos.personen.push(fresh),
        }
        Ok(())
    }

    /// Takes the way in of a person away; whether there was one. Nothing is written yet.
    pub(super) fn haal_weg(&mut self, id: PersoonId) -> bool {
        let before = self.bos.personen.len();
        self.bos.personen.retain(|one| one.id != id);
        if self.bos.laatste == Some(id) {
            self.bos.laatste = None;
        }
        before != self.bos.personen.len()
    }

    /// Shows a person under this name from now on; whether it differed. Nothing is written yet.
    pub(super) fn noem(&mut self, id: PersoonId, naam: &str) -> bool {
        match self.bos.personen.iter_mut().find(|one| one.id == id) {
            Some(known) if known.naam != naam => {
                naam.clone_into(&mut known.naam);
                true
            }
            _ => false,
        }
    }

    /// Who was last, from now on. Nothing is written yet.
    pub(super) fn zet_laatste(&mut self, id: PersoonId) {
        self.bos.laatste = Some(id);
    }

    /// Wraps the key for a recovery sheet, in the place of an older one. Nothing is written yet.
    ///
    /// # Errors
    /// As [`Wikkel::maak`].
    pub(super) fn zet_herstelblad(
        &mut self,
        sleutel: &Datasleutel,
        woorden: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
    ) -> Uitkomst<()> {
        let id = aanmaken::kaal_uuid()?;
        let plek = self.plek("herstelblad", id);
        self.bos.herstelblad = Some(Blad {
            id,
            gemaakt: nu,
            pogingen: Pogingen::default(),
            wikkel: Wikkel::maak(&plek, sleutel, woorden, sterkte)?,
        });
        Ok(())
    }

    /// When the recovery sheet was made; none where there is none.
    #[must_use]
    pub fn herstelblad(&self) -> Option<DateTime<Utc>> {
        self.bos.herstelblad.as_ref().map(|one| one.gemaakt)
    }

    /// The names on the lock, who was last first. Nobody has a name in a table of one passphrase that all shared.
    #[must_use]
    pub fn namen(&self) -> Vec<String> {
        let mut order: Vec<&Ingang> = self.bos.personen.iter().collect();
        order.sort_by_key(|one| Some(one.id) != self.bos.laatste);
        order
            .into_iter()
            .filter(|one| !one.naam.is_empty())
            .map(|one| one.naam.clone())
            .collect()
    }

    /// Who there is a way in for.
    pub(super) fn ids(&self) -> impl Iterator<Item = PersoonId> {
        self.bos.personen.iter().map(|one| one.id)
    }

    /// The person of this name; without one who was last, or else the first.
    pub(super) fn kies(&self, wie: Option<&str>) -> Option<PersoonId> {
        let all = &self.bos.personen;
        let found = match wie {
            Some(name) => all.iter().find(|one| zelfde_naam(&one.naam, name)),
            None => all
                .iter()
                .find(|one| Some(one.id) == self.bos.laatste)
                .or_else(|| all.first()),
        };
        found.map(|one| one.id)
    }

    /// The one person who there is, where he has no name yet.
    pub(super) fn naamloos(&self) -> Option<PersoonId> {
        match self.bos.personen.as_slice() {
            [only] if only.naam.is_empty() => Some(only.id),
            _ => None,
        }
    }

    /// So many wrong passphrases came before the one that opened it.
    pub(super) fn geweigerd(&self) -> u32 {
        self.geweigerd
    }

    /// Identity of the store that the key belongs to.
    #[must_use]
    pub fn tafel(&self) -> Uuid {
        self.bos.tafel
    }

    /// How hard guessing is, where it is easiest.
    #[must_use]
    pub fn sterkte(&self) -> KdfSterkte {
        let all = self.bos.personen.iter().map(|one| one.wikkel.sterkte());
        all.min_by_key(|one| u64::from(one.geheugen_kib) * u64::from(one.rondes))
            .unwrap_or_default()
    }

    fn plek(&self, soort: &str, id: Uuid) -> String {
        format!("{FORMAAT}|{}|{soort}|{id}", self.bos.tafel)
    }

    fn ingang(&self, id: PersoonId) -> Uitkomst<&Ingang> {
        let found = self.bos.personen.iter().find(|one| one.id == id);
        found.ok_or_else(|| self.kapot())
    }

    fn blad(&self) -> Uitkomst<&Blad> {
        self.bos
            .herstelblad
            .as_ref()
            .ok_or(StoreFout::GeenHerstelblad)
    }

    fn pogingen(&mut self, deur: Sleutelweg) -> Uitkomst<&mut Pogingen> {
        match deur {
            Sleutelweg::Persoon(id) => {
                let kapot = self.kapot();
                let mut all = self.bos.personen.iter_mut();
                let found = all.find(|one| one.id == id);
                found.map(|one| &mut one.pogingen).ok_or(kapot)
            }
            Sleutelweg::Herstelblad => {
                let found = self.bos.herstelblad.as_mut();
                found
                    .map(|one| &mut one.pogingen)
                    .ok_or(StoreFout::GeenHerstelblad)
            }
        }
    }

    fn kapot(&self) -> StoreFout {
        StoreFout::SleutelKapot {
            pad: self.pad.clone(),
        }
    }
}

impl Bos {
    /// The file, as it is written.
    fn bytes(&self) -> Option<Vec<u8>> {
        serde_json::to_vec_pretty(self).ok()
    }

    /// Over everything but itself.
    fn som(&self) -> String {
        let bare = Bos {
            controle: String::new(),
            ..self.clone()
        };
        let sum: [u8; 32] = Sha256::digest(bare.bytes().unwrap_or_default()).into();
        hex(&sum[..8])
    }
}
