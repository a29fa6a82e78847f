//! Who works at a table: added, changed, removed; each with a wrapping of the key in the key file and an event in the
//! journal, in an order that a power cut leaves in a state that doing it again puts right.
//!
//! ```text
//!   add     event, then wrapping     without a wrapping: shown, opens nothing, can be added again
//!   remove  wrapping, then event     without the event: opens nothing, can be removed again
//!   rename  event, then key file     the next opening shows the name that the journal has
//! ```
//! Must not know screens, nor how strong a passphrase is.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, params};
use secrecy::SecretString;
use uuid::Uuid;

use super::aanmaken::kaal_uuid;
use super::aanwezig::{Aanwezig, Werkdienst};
use super::fout::{StoreFout, Uitkomst};
use super::journaal::{self, tijd};
use super::rijen;
use super::schrijver::{Ik, Schrijver};
use super::sleutelbestand::{KdfSterkte, Sleutelbestand, Sleutelweg};
use super::winkel::{self, Lezer, Store};
use crate::domain::event::{Gebeurtenis, PERSOON, Recorded};
use crate::domain::ids::PersoonId;
use crate::domain::persoon::{
    self, Medewerker, Persoonfeit, Persoonweigering, beheer_blijft, nette_naam, zelfde_naam,
};
use crate::domain::rol::{Dienstrol, Recht};
use crate::journal::kop::Kop;

/// So long a role that was chosen holds, when the table is locked and opened again.
const DIENST: TimeDelta = TimeDelta::hours(12);

/// The setting in which the program remembered a name, before there were persons.
const MEDEWERKER: &str = "medewerker";

/// Who opens a table, and as what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Toegang {
    /// The name of who opens it; none: who was last. Where nobody has a name yet, his name from now on.
    pub wie: Option<String>,
    /// The role of this shift; none: that of the last time, if it was short ago.
    pub rol: Option<Dienstrol>,
    /// Nobody need say who he is: a table for practice, or one that is only looked at.
    pub vrij: bool,
}

impl Toegang {
    /// Without a name.
    #[must_use]
    pub fn vrij() -> Toegang {
        Toegang {
            vrij: true,
            ..Toegang::default()
        }
    }

    /// The way in that is tried.
    pub(super) fn deur(&self, file: &Sleutelbestand) -> Uitkomst<Sleutelweg> {
        let named = self.wie.as_deref();
        let found = file.naamloos().or_else(|| file.kies(named));
        found.map(Sleutelweg::Persoon).ok_or_else(|| {
            StoreFout::Persoon(Persoonweigering::Onbekend {
                naam: named.unwrap_or_default().to_owned(),
                wel: file.namen().join(", "),
            })
        })
    }
}

/// Everybody who works or worked here, in the order in which they came.
pub(super) fn alle(conn: &Connection) -> Uitkomst<Vec<Medewerker>> {
    let rows: Vec<(Vec<u8>, String, String, bool)> = conn
        .prepare_cached("SELECT id, naam, rollen, weg FROM persoon ORDER BY plek")?
        .query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .collect::<Result<_, _>>()?;
    rows.into_iter()
        .map(|(id, naam, rollen, weg)| {
            Ok(Medewerker {
                id: PersoonId(Uuid::from_slice(&id).map_err(|_| StoreFout::Rij("persoon"))?),
                naam,
                rollen: rollen.split(',').filter_map(Dienstrol::van).collect(),
                weg,
            })
        })
        .collect()
}

/// Makes the rows of persons anew from the journal of this device: who may work here is nothing that another laptop
/// says.
pub(super) fn maak_opnieuw(conn: &Connection, ik: &Ik) -> Uitkomst<()> {
    let mut found: Vec<Recorded> = Vec::new();
    let places: Vec<i64> = {
        let mut statement = conn.prepare(
            "SELECT seq, kop FROM event WHERE toestel = ?1
             AND NOT EXISTS (SELECT 1 FROM betreft WHERE betreft.event = event.seq) ORDER BY seq",
        )?;
        let mut rows = statement.query([ik.toestel.0.as_bytes()])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let header = row.get_ref(1)?.as_bytes().ok().and_then(Kop::lees);
            if header.is_some_and(|kop| kop.kind == PERSOON) {
                out.push(row.get(0)?);
            }
        }
        out
    };
    for seq in places {
        found.extend(journaal::op_plaats(conn, seq)?);
    }
    found.sort_by_key(|event| event.orde);
    let mut all = Vec::new();
    for event in &found {
        if let Gebeurtenis::PersoonGewijzigd {
            persoon,
            naam,
            feit,
        } = &event.what
        {
            persoon::neem(&mut all, *persoon, naam, feit);
        }
    }
    conn.execute_batch("DELETE FROM persoon;")?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO persoon (id, plek, naam, rollen, weg) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (plek, one) in all.iter().enumerate() {
        let codes: Vec<&str> = one.rollen.iter().map(|role| role.code()).collect();
        insert.execute(params![
            one.id.0.as_bytes(),
            i64::try_from(plek).unwrap_or(i64::MAX),
            one.naam,
            codes.join(","),
            one.weg
        ])?;
    }
    Ok(())
}

impl Lezer {
    /// Everybody who works or worked at this table, in the order in which they came.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn personen(&self) -> Uitkomst<Vec<Medewerker>> {
        alle(&self.conn)
    }

    /// Who works here, also after that changed.
    #[must_use]
    pub fn aanwezig(&self) -> Aanwezig {
        self.aanwezig.clone()
    }

    /// Who works here now; none where the table has no persons.
    #[must_use]
    pub fn dienst(&self) -> Option<Werkdienst> {
        self.aanwezig.dienst()
    }
}

impl Store {
    /// Says who is at work, after his passphrase opened the key.
    pub(super) fn begin_dienst(
        &mut self,
        file: &mut Sleutelbestand,
        id: PersoonId,
        wachtwoord: &SecretString,
        toegang: &Toegang,
        nu: DateTime<Utc>,
    ) -> Uitkomst<()> {
        let id = match file.naamloos() {
            Some(_) if toegang.vrij => return Ok(()),
            Some(only) => self.noem_eerste(file, only, wachtwoord, toegang, nu)?,
            None => id,
        };
        let mut all = self.personen()?;
        if all.is_empty() && file.ids().eq([id]) {
            let naam = file.namen().concat();
            self.eerste(id, &naam, nu)?;
            all = self.personen()?;
        }
        let here = all.iter().find(|one| one.id == id && !one.weg);
        let Some(here) = here.cloned() else {
            return Err(StoreFout::NietMeerHier);
        };
        let mut renamed = false;
        for one in &all {
            renamed |= file.noem(one.id, &one.naam);
        }
        if renamed {
            file.schrijf()?;
        }
        self.aan_het_werk(&here, toegang.rol, nu)
    }

    /// Who had no name yet, because all shared one passphrase, gets the name that he says; his id then.
    fn noem_eerste(
        &mut self,
        file: &mut Sleutelbestand,
        only: PersoonId,
        wachtwoord: &SecretString,
        toegang: &Toegang,
        nu: DateTime<Utc>,
    ) -> Uitkomst<PersoonId> {
        let remembered = self.instelling(MEDEWERKER)?;
        let name = toegang
            .wie
            .clone()
            .or(remembered.filter(|name| !["", "onbekend"].contains(&name.as_str())));
        let name = nette_naam(&name.ok_or(StoreFout::WieBentU)?)?;
        // After a power cut between the two he is in the store already.
        let known = self.personen()?.into_iter().find(|one| !one.weg);
        let (id, name) = match known {
            Some(one) => (one.id, one.naam),
            // What he did under that name before stays his.
            None => {
                let id = self.geheim().medewerker(&name);
                self.eerste(id, &name, nu)?;
                (id, name)
            }
        };
        let strength = file.sterkte();
        file.haal_weg(only);
        file.zet(id, &name, &self.sleutel, wachtwoord, strength)?;
        file.zet_laatste(id);
        file.schrijf()?;
        Ok(id)
    }

    /// The first person of a table.
    fn eerste(&mut self, id: PersoonId, naam: &str, nu: DateTime<Utc>) -> Uitkomst<()> {
        let rollen = Dienstrol::EERSTE.to_vec();
        self.ik.aanwezig.zet(Werkdienst {
            persoon: id,
            naam: naam.to_owned(),
            rol: Dienstrol::Beheer,
            rollen: rollen.clone(),
            vraagt: false,
        });
        // A new table asks nobody in which role he works; he can choose another.
        let chosen = Dienstrol::VtFrontoffice;
        self.nagelezen(|store| {
            store.onthoud_rol(id, chosen, nu)?;
            store.schrijf_persoon(id, naam, Persoonfeit::Toegevoegd { rollen }, nu)
        })
    }

    /// Puts a person to work in the role that was asked for, or else in that of the last time.
    fn aan_het_werk(
        &mut self,
        wie: &Medewerker,
        rol: Option<Dienstrol>,
        nu: DateTime<Utc>,
    ) -> Uitkomst<()> {
        if let Some(role) = rol.filter(|role| !wie.rollen.contains(role)) {
            return Err(StoreFout::RolNiet {
                rol: role,
                rollen: wie.rollen.clone(),
            });
        }
        let known = self
            .rol_van(wie.id)?
            .filter(|(role, _)| wie.rollen.contains(role));
        let recent = known.is_some_and(|(_, at)| nu.signed_duration_since(at).abs() < DIENST);
        let first = wie.rollen.first().copied();
        let now = rol.or(known.map(|(role, _)| role)).or(first);
        self.ik.aanwezig.zet(Werkdienst {
            persoon: wie.id,
            naam: wie.naam.clone(),
            // Who has no role at all reads along.
            rol: now.unwrap_or(Dienstrol::Raadpleger),
            rollen: wie.rollen.clone(),
            vraagt: rol.is_none() && !recent && wie.rollen.len() > 1,
        });
        Ok(())
    }

    /// The role of this shift, as the person who works chooses it.
    ///
    /// # Errors
    /// [`StoreFout::RolNiet`] for one that he does not have.
    pub fn kies_rol(&mut self, rol: Dienstrol, nu: DateTime<Utc>) -> Uitkomst<()> {
        let Some(now) = self.dienst() else {
            return Ok(());
        };
        if !now.rollen.contains(&rol) {
            let rollen = now.rollen;
            return Err(StoreFout::RolNiet { rol, rollen });
        }
        self.onthoud_rol(now.persoon, rol, nu)?;
        self.ik.aanwezig.zet(Werkdienst {
            rol,
            vraagt: false,
            ..now
        });
        Ok(())
    }

    fn rol_van(&self, id: PersoonId) -> Uitkomst<Option<(Dienstrol, DateTime<Utc>)>> {
        let kept = self.instelling(&format!("rol {id}"))?.unwrap_or_default();
        Ok(kept
            .split_once(' ')
            .and_then(|(code, at)| Some((Dienstrol::van(code)?, at.parse().ok().and_then(tijd)?))))
    }

    fn onthoud_rol(&self, id: PersoonId, rol: Dienstrol, nu: DateTime<Utc>) -> Uitkomst<()> {
        let kept = format!("{} {}", rol.code(), nu.timestamp_millis());
        rijen::zet(&self.lezer.conn, &format!("rol {id}"), &kept)
    }

    /// Adds a person with a passphrase of his own.
    ///
    /// # Errors
    /// [`StoreFout::RolMagNiet`] for who is not beheer, [`StoreFout::Persoon`], [`StoreFout::WachtwoordLeeg`], and what
    /// disks do.
    pub fn voeg_persoon_toe(
        &mut self,
        naam: &str,
        rollen: &[Dienstrol],
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Medewerker> {
        self.ik.aanwezig.mag(Recht::Personen)?;
        let all = self.personen()?;
        let mut file = Sleutelbestand::lees(&self.map)?;
        // Broken off between the event and the wrapping: goes on from there.
        let half = all.iter().find(|one| {
            !one.weg && zelfde_naam(&one.naam, naam) && file.ids().all(|id| id != one.id)
        });
        let (id, naam, rollen, feit) = match half {
            Some(one) => {
                let rollen = persoon::geordend(rollen);
                let changed = rollen != one.rollen && !rollen.is_empty();
                let feit = changed.then(|| Persoonfeit::Gewijzigd {
                    rollen: rollen.clone(),
                });
                let kept = if changed { rollen } else { one.rollen.clone() };
                (one.id, one.naam.clone(), kept, feit)
            }
            None => {
                let (naam, rollen) = persoon::voeg_toe(&all, naam, rollen)?;
                let feit = Persoonfeit::Toegevoegd {
                    rollen: rollen.clone(),
                };
                (PersoonId(kaal_uuid()?), naam, rollen, Some(feit))
            }
        };
        file.zet(id, &naam, &self.sleutel, wachtwoord, sterkte)?;
        if let Some(feit) = feit {
            self.schrijf_persoon(id, &naam, feit, nu)?;
        }
        file.schrijf()?;
        Ok(Medewerker {
            id,
            naam,
            rollen,
            weg: false,
        })
    }

    /// Gives a person another name, or other roles.
    ///
    /// # Errors
    /// [`StoreFout::RolMagNiet`] for who is not beheer, [`StoreFout::Persoon`], and what disks do.
    pub fn wijzig_persoon(
        &mut self,
        wie: &str,
        naam: Option<&str>,
        rollen: Option<&[Dienstrol]>,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Medewerker> {
        self.ik.aanwezig.mag(Recht::Personen)?;
        let all = self.personen()?;
        let one = persoon::zoek(&all, wie)?.clone();
        let (naam, rollen) = persoon::wijzig(&all, &one, naam, rollen)?;
        let feit = Persoonfeit::Gewijzigd {
            rollen: rollen.clone(),
        };
        self.schrijf_persoon(one.id, &naam, feit, nu)?;
        let mut file = Sleutelbestand::lees(&self.map)?;
        if file.noem(one.id, &naam) {
            file.schrijf()?;
        }
        let now = Medewerker {
            naam,
            rollen,
            ..one
        };
        if let Some(dienst) = self.dienst().filter(|dienst| dienst.persoon == now.id) {
            let rol = Some(dienst.rol).filter(|role| now.rollen.contains(role));
            self.ik.aanwezig.zet(Werkdienst {
                naam: now.naam.clone(),
                rol: rol
                    .or(now.rollen.first().copied())
                    .unwrap_or(Dienstrol::Raadpleger),
                rollen: now.rollen.clone(),
                ..dienst
            });
        }
        Ok(now)
    }

    /// Takes a person away: his passphrase opens the table no more. What he did stays his.
    ///
    /// # Errors
    /// [`StoreFout::RolMagNiet`] for who is not beheer, [`StoreFout::Persoon`], and what disks do.
    pub fn verwijder_persoon(&mut self, wie: &str, nu: DateTime<Utc>) -> Uitkomst<Medewerker> {
        self.ik.aanwezig.mag(Recht::Personen)?;
        let all = self.personen()?;
        let one = persoon::zoek(&all, wie)?.clone();
        beheer_blijft(&all, &one)?;
        if self.dienst().is_some_and(|now| now.persoon == one.id) {
            return Err(Persoonweigering::Uzelf.into());
        }
        let mut file = Sleutelbestand::lees(&self.map)?;
        if file.haal_weg(one.id) {
            file.schrijf()?;
        }
        self.schrijf_persoon(one.id, &one.naam, Persoonfeit::Vertrokken, nu)?;
        Ok(Medewerker { weg: true, ..one })
    }

    /// Changes the passphrase of who works: the data key is wrapped anew, nothing is re-encrypted.
    ///
    /// # Errors
    /// [`StoreFout::Wachtwoord`] or [`StoreFout::Wachten`] for the old one, [`StoreFout::WachtwoordLeeg`] for the new
    /// one; the old one then still holds.
    pub fn wijzig_wachtwoord(
        &mut self,
        oud: &SecretString,
        nieuw: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
    ) -> Uitkomst<()> {
        let mut file = Sleutelbestand::lees(&self.map)?;
        let dienst = self.dienst();
        let id = dienst.as_ref().map(|one| one.persoon);
        let id = id
            .or_else(|| file.kies(None))
            .ok_or(StoreFout::NietMeerHier)?;
        let door = Sleutelweg::Persoon(id);
        let sleutel = winkel::ontsluit(&mut file, door, oud, nu)?;
        let naam = dienst.map(|one| one.naam).unwrap_or_default();
        file.zet(id, &naam, &sleutel, nieuw, sterkte)?;
        file.schrijf()?;
        if naam.is_empty() {
            return Ok(());
        }
        let feit = Persoonfeit::NieuwWachtwoord { herstelblad: false };
        self.schrijf_persoon(id, &naam, feit, nu)
    }

    /// Makes a recovery sheet of these words; an older one opens nothing any more.
    ///
    /// # Errors
    /// [`StoreFout::RolMagNiet`] for who is not beheer, and what disks do.
    pub fn maak_herstelblad(
        &mut self,
        woorden: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
    ) -> Uitkomst<()> {
        self.ik.aanwezig.mag(Recht::Personen)?;
        let mut file = Sleutelbestand::lees(&self.map)?;
        file.zet_herstelblad(&self.sleutel, woorden, sterkte, nu)?;
        file.schrijf()?;
        match self.dienst() {
            Some(now) => {
                let feit = Persoonfeit::HerstelbladGemaakt;
                self.schrijf_persoon(now.persoon, &now.naam, feit, nu)
            }
            None => Ok(()),
        }
    }

    /// Opens the table with the words of its recovery sheet, and gives a person another passphrase; that is written
    /// down before it holds. Without a name where there is one person alone.
    ///
    /// # Errors
    /// As [`Store::open`], [`StoreFout::GeenHerstelblad`], [`StoreFout::Persoon`] for nobody of that name.
    pub fn open_met_herstelblad(
        map: &Path,
        woorden: &SecretString,
        wie: Option<&str>,
        nieuw: (&SecretString, KdfSterkte),
        nu: DateTime<Utc>,
    ) -> Uitkomst<Store> {
        let (mut store, mut file, _) =
            Store::ontgrendel(map, (nu, false), woorden, |_| Ok(Sleutelweg::Herstelblad))?;
        let all = store.personen()?;
        let here: Vec<&Medewerker> = all.iter().filter(|one| !one.weg).collect();
        let one = match (wie, here.as_slice()) {
            (Some(name), _) => persoon::zoek(&all, name)?,
            (None, [only]) => only,
            (None, _) => {
                return Err(Persoonweigering::Onbekend {
                    naam: String::new(),
                    wel: persoon::namen(&all),
                }
                .into());
            }
        };
        file.zet(one.id, &one.naam, &store.sleutel, nieuw.0, nieuw.1)?;
        store.aan_het_werk(one, None, nu)?;
        store.nagelezen(|store| {
            let feit = Persoonfeit::NieuwWachtwoord { herstelblad: true };
            store.schrijf_persoon(one.id, &one.naam, feit, nu)
        })?;
        file.zet_laatste(one.id);
        file.schrijf()?;
        Ok(store)
    }

    /// Writes an event about a person, and the rows that follow from it.
    fn schrijf_persoon(
        &mut self,
        persoon: PersoonId,
        naam: &str,
        feit: Persoonfeit,
        nu: DateTime<Utc>,
    ) -> Uitkomst<()> {
        let ik = Arc::clone(&self.ik);
        // Who adds the first person is that person.
        let actor = self
            .dienst()
            .map_or_else(|| naam.to_owned(), |one| one.naam);
        let what = Gebeurtenis::PersoonGewijzigd {
            persoon,
            naam: naam.to_owned(),
            feit,
        };
        let tx = self.lezer.conn.transaction()?;
        Schrijver::vanzelf(&tx, &ik)?.voeg_toe(None, what, &actor, nu)?;
        maak_opnieuw(&tx, &ik)?;
        tx.commit()?;
        Ok(())
    }
}
