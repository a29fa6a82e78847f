//! Taking a reading in: one transaction for the day list, the reading itself, and what it means for
//! zaken in the journal.
//!
//! Must not know files or profiles; the plan was made elsewhere and confirmed by the worker. What it
//! says about zaken in the journal is looked up again here, on fresh state.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::compact::{self, Kopnummers};
use super::daglijst::{self, lees_kolommen};
use super::fout::{StoreFout, Uitkomst};
use super::journaal;
use super::opdracht::lees_zaak;
use super::projectie;
use super::rijen;
use super::schrijver::{Ik, Schrijver};
use super::winkel::Store;
use crate::domain::event::{Gebeurtenis, Leestelling};
use crate::domain::fase::Fase;
use crate::domain::ids::{LezingId, ZaakId};
use crate::domain::kenmerk::Lijstkenmerk;
use crate::domain::lijstregel::{Bron, Lijstregel, Status, Wijziging};
use crate::domain::verblijf::{Uitspraak, Van, Waarde};
use crate::domain::werkstroom;
use crate::domain::zaak::{Stand, Zaak};

/// What the plan says of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verschil {
    /// It was not on the list of this day.
    Nieuw,
    /// It says something else than it did.
    Gewijzigd(Vec<Wijziging>),
    /// It says the same.
    Gelijk,
}

/// A reading that the worker confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lezing {
    /// Identity; the same as in `bron`.
    pub id: LezingId,
    /// The file.
    pub bron: Bron,
    /// The profile that understood it.
    pub profiel: String,
    /// The lines in the order of the file.
    pub regels: Vec<(ZaakId, Lijstregel, Verschil)>,
    /// What a second row of the same suspect says otherwise about custody than the row that counts.
    pub ook: Vec<(ZaakId, Status)>,
    /// Zaken of this day that the file no longer holds.
    pub verdwenen: Vec<ZaakId>,
    /// The counts that the worker saw.
    pub telling: Leestelling,
    /// The draft that was typed over into it: it goes when the lines are there, and not before.
    pub concept: Option<(ZaakId, String)>,
}

impl Store {
    /// Takes a reading in for the list of `dag`. A file that changes nothing leaves no event, only a
    /// note that it was read.
    ///
    /// # Errors
    /// [`StoreFout::SchijfVol`] and whatever else SQLite says; then nothing of it is stored.
    pub fn lees_in(
        &mut self,
        lezing: &Lezing,
        actor: &str,
        nu: DateTime<Utc>,
        dag: NaiveDate,
    ) -> Uitkomst<Leestelling> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let mut kolommen = lees_kolommen(&tx)?;
        let known = kolommen.aantal();
        let nr = noteer(&tx, lezing, dag)?;
        let mut lijst = Bijwerker {
            conn: &tx,
            lezing,
            nr,
            ik: &ik,
            bekend: eerder_gelezen(&tx, &lezing.bron.sha256, nr)?,
            dag: daglijst::dag_tekst(dag),
            kolommen: &mut kolommen,
            anders: false,
            gebeurtenissen: Vec::new(),
        };
        let rows = (0i64..).zip(&lezing.regels);
        let (mut new, mut rest): (Vec<Leesrij<'_>>, Vec<Leesrij<'_>>) = rows
            .map(|(volgorde, (id, regel, verschil))| (volgorde, *id, regel, verschil))
            .partition(|(.., verschil)| **verschil == Verschil::Nieuw);
        if new.len() > PAK {
            // Ids are random: in their own order they fill the index from front to back.
            new.sort_unstable_by_key(|(_, id, ..)| *id);
        }
        rest.extend(lijst.nieuwe(&new)?);
        for (volgorde, id, regel, _) in rest {
            lijst.regel(volgorde, id, regel)?;
        }
        let journaled = opgenomen(&tx, lezing.regels.len())?;
        for (id, regel, _) in &lezing.regels {
            if journaled.bevat(&tx, *id)? {
                lijst.in_journaal(*id, regel)?;
            }
        }
        for (id, status) in &lezing.ook {
            lijst.ook(*id, status)?;
        }
        for id in &lezing.verdwenen {
            lijst.verdwijnt(*id)?;
        }
        lijst.vorige()?;
        let (anders, gebeurtenissen) = (lijst.anders, lijst.gebeurtenissen);
        for (nr, naam) in kolommen.vanaf(known) {
            tx.prepare_cached("INSERT INTO kolomnaam (nr, naam) VALUES (?1, ?2)")?
                .execute(params![i64::try_from(nr).unwrap_or(i64::MAX), naam])?;
        }
        // The places of the events that follow, so that they can be taken back together.
        let first = journaal::volgende(&tx)?;
        let mut telling = lezing.telling.clone();
        if anders || !gebeurtenissen.is_empty() {
            let mut schrijver = Schrijver::nieuw(&tx, &ik)?;
            schrijver.voeg_toe(
                None,
                Gebeurtenis::LijstIngelezen {
                    lezing: lezing.id,
                    sha256: lezing.bron.sha256.clone(),
                    profiel: lezing.profiel.clone(),
                    telling: lezing.telling.clone(),
                },
                actor,
                nu,
            )?;
            for (id, whats) in gebeurtenissen {
                let mut brought = Vec::new();
                for what in whats {
                    brought.push(Some(schrijver.voeg_toe(Some(id), what, actor, nu)?.1.id));
                }
                projectie::vernieuw(&tx, &ik, id)?;
                let against = lees_zaak(&tx, id)?.0.verblijf_alles().tegenspraak;
                if against.iter().any(|one| brought.contains(&one.id)) {
                    telling.tegenspraken += 1;
                }
            }
        }
        let next = journaal::volgende(&tx)?;
        tx.prepare_cached("UPDATE lezing SET eerste = ?2, laatste = ?3 WHERE nr = ?1")?
            .execute([nr, first, next - 1])?;
        if let Some((zaak, soort)) = &lezing.concept {
            rijen::wis_concept(&tx, *zaak, soort)?;
        }
        tx.commit()?;
        Ok(telling)
    }
}

/// Notes the reading; returns the number that rows point at.
fn noteer(conn: &Connection, lezing: &Lezing, dag: NaiveDate) -> Uitkomst<i64> {
    let telling = serde_json::to_string(&lezing.telling).map_err(|_| StoreFout::Rij("lezing"))?;
    conn.prepare_cached(
        "INSERT INTO lezing (id, dag, bestand, sha256, profiel, gelezen, telling, peil)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        lezing.id.0.as_bytes(),
        daglijst::dag_tekst(dag),
        lezing.bron.bestand,
        lezing.bron.sha256,
        lezing.profiel,
        lezing.bron.gelezen.timestamp_millis(),
        telling,
        lezing.bron.peil.map(|dated| dated.timestamp_millis()),
    ])?;
    Ok(conn.last_insert_rowid())
}

/// The very file was read before.
fn eerder_gelezen(conn: &Connection, sha256: &str, nr: i64) -> Uitkomst<bool> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM lezing WHERE sha256 = ?1 AND nr <> ?2")?
        .exists(params![sha256, nr])?)
}

/// Which zaken have their data in the journal.
enum Opgenomen {
    /// All of them, looked up at once: cheaper for a long list.
    Alle(HashSet<ZaakId>),
    /// Looked up one by one: cheaper for an ordinary list.
    PerStuk,
}

fn opgenomen(conn: &Connection, rows: usize) -> Uitkomst<Opgenomen> {
    if rows < 5_000 {
        return Ok(Opgenomen::PerStuk);
    }
    let mut statement = conn.prepare("SELECT id FROM zaak")?;
    let ids = statement
        .query_map([], |row| daglijst::zaak_id(row, 0))?
        .collect::<Result<_, _>>()?;
    Ok(Opgenomen::Alle(ids))
}

impl Opgenomen {
    fn bevat(&self, conn: &Connection, id: ZaakId) -> Uitkomst<bool> {
        Ok(match self {
            Opgenomen::Alle(ids) => ids.contains(&id),
            Opgenomen::PerStuk => conn
                .prepare_cached("SELECT 1 FROM zaak WHERE id = ?1")?
                .exists([id.0.as_bytes()])?,
        })
    }
}

/// How many rows are packed at once; a list of no more than this is packed without a second thread.
const PAK: usize = 2_048;

/// Place in the file, zaak, line, and what the plan says.
type Leesrij<'r> = (i64, ZaakId, &'r Lijstregel, &'r Verschil);

/// Rows as they will stand in the day list, one behind the other: a row of its own in memory for each of
/// 130,000 costs more than filling it.
#[derive(Default)]
struct Ingepakt {
    nummers: String,
    regels: Vec<u8>,
    /// Where each number ends, none for a line without one, and where each row ends.
    einden: Vec<(Option<usize>, usize)>,
}

impl Ingepakt {
    fn van(rows: &[Leesrij<'_>], kolommen: &mut Kopnummers) -> Ingepakt {
        let mut out = Ingepakt {
            nummers: String::with_capacity(rows.len() * 16),
            regels: Vec::with_capacity(rows.len() * 384),
            einden: Vec::with_capacity(rows.len()),
        };
        for (_, _, regel, _) in rows {
            let nummer = projectie::nummer(regel).map(|nummer| {
                out.nummers.push_str(&nummer);
                out.nummers.len()
            });
            compact::schrijf(regel, kolommen, &mut out.regels);
            out.einden.push((nummer, out.regels.len()));
        }
        out
    }

    /// Each row: registration number and compact line.
    fn rijen(&self) -> impl Iterator<Item = (Option<&str>, &[u8])> {
        let (mut from, mut begin) = (0, 0);
        self.einden.iter().map(move |(nummer, end)| {
            let text = nummer.and_then(|to| self.nummers.get(std::mem::replace(&mut from, to)..to));
            let row = self.regels.get(std::mem::replace(&mut begin, *end)..*end);
            (text, row.unwrap_or_default())
        })
    }
}

/// The rows of the day list, within one transaction.
struct Bijwerker<'c> {
    conn: &'c Connection,
    lezing: &'c Lezing,
    nr: i64,
    ik: &'c Ik,
    /// The very file was read before: it says nothing of a later moment.
    bekend: bool,
    dag: String,
    kolommen: &'c mut Kopnummers,
    /// Something on the day list is not as it was.
    anders: bool,
    gebeurtenissen: Vec<(ZaakId, Vec<Gebeurtenis>)>,
}

impl Bijwerker<'_> {
    /// Adds the rows that the plan calls new; returns those that stand there already.
    fn nieuwe<'r>(&mut self, rows: &[Leesrij<'r>]) -> Uitkomst<Vec<Leesrij<'r>>> {
        let mut there = Vec::new();
        if rows.len() <= PAK {
            let packed = Ingepakt::van(rows, self.kolommen);
            self.pak_uit(rows, &packed, &mut there)?;
            return Ok(there);
        }
        // A second core packs the next rows while this one encrypts and writes.
        let mut kolommen = std::mem::take(self.kolommen);
        let result = thread::scope(|scope| {
            let (give, take) = sync_channel(4);
            let packer = scope.spawn(move || {
                for part in rows.chunks(PAK) {
                    // Nobody takes any more: writing failed, and says so itself.
                    if give.send(Ingepakt::van(part, &mut kolommen)).is_err() {
                        break;
                    }
                }
                kolommen
            });
            let mut write = || {
                for (part, packed) in rows.chunks(PAK).zip(&take) {
                    self.pak_uit(part, &packed, &mut there)?;
                }
                Ok(())
            };
            let written = write();
            drop(take);
            match packer.join() {
                Ok(kolommen) => written.map(|()| kolommen),
                Err(_) => Err(StoreFout::Rij("daglijst")),
            }
        });
        *self.kolommen = result?;
        Ok(there)
    }

    fn pak_uit<'r>(
        &mut self,
        rows: &[Leesrij<'r>],
        packed: &Ingepakt,
        there: &mut Vec<Leesrij<'r>>,
    ) -> Uitkomst<()> {
        for (row, (nummer, bytes)) in rows.iter().zip(packed.rijen()) {
            let (volgorde, id, ..) = *row;
            if self.voeg_toe(volgorde, id, nummer, bytes)? {
                self.anders = true;
            } else {
                there.push(*row);
            }
        }
        Ok(())
    }

    fn regel(&mut self, volgorde: i64, id: ZaakId, regel: &Lijstregel) -> Uitkomst<()> {
        // It stands there already: as the plan says, or as the list of an earlier day left it.
        let now: Option<(i64, String, i64, i64, Vec<u8>)> = self
            .conn
            .prepare_cached(
                "SELECT volgorde, dag, lezing, verdwenen, gegevens FROM daglijst WHERE zaak = ?1",
            )?
            .query_row([id.0.as_bytes()], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })
            .optional()?;
        let Some((was_op, was_dag, was_lezing, was_weg, bytes)) = now else {
            let mut packed = Vec::new();
            compact::schrijf(regel, self.kolommen, &mut packed);
            let nummer = projectie::nummer(regel);
            self.anders |= self.voeg_toe(volgorde, id, nummer.as_deref(), &packed)?;
            return Ok(());
        };
        let old = compact::lees(&bytes, self.kolommen)?;
        let facts_differ = !old.wijzigingen(regel).is_empty();
        let back = was_weg != 0 || was_dag != self.dag;
        self.anders |= facts_differ || back;
        // A newer list that says the same says it of a later moment.
        let again = !self.bekend && regel.status != Status::Onbekend;
        if !facts_differ && !back && !again && was_op == volgorde {
            return Ok(());
        }
        if !self.bekend {
            self.eerder_gezegd(id, (&old.status, regel), was_lezing)?;
        }
        // Facts for which the newer file has no column stay.
        self.onthoud(id, was_lezing, facts_differ)?;
        let packed = if facts_differ {
            let mut packed = Vec::new();
            compact::schrijf(&old.bijgewerkt(regel), self.kolommen, &mut packed);
            packed
        } else {
            bytes
        };
        let nr = if facts_differ || again {
            self.nr
        } else {
            was_lezing
        };
        self.conn
            .prepare_cached(
                "UPDATE daglijst SET volgorde = ?2, dag = ?3, lezing = ?4, verdwenen = 0,
                                     gegevens = ?5
                 WHERE zaak = ?1",
            )?
            .execute(params![id.0.as_bytes(), volgorde, self.dag, nr, packed])?;
        Ok(())
    }

    /// What an earlier list said about custody of a row that nobody tagged, and that this one says otherwise:
    /// that he was out is not forgotten by "held", nor that he was held by "not held". By row key and a known word
    /// alone (rule 5).
    fn eerder_gezegd(
        &mut self,
        id: ZaakId,
        (was, regel): (&Status, &Lijstregel),
        was_lezing: i64,
    ) -> Uitkomst<()> {
        let (said, says) = (Waarde::van_status(was), Waarde::van_status(&regel.status));
        let left = said.is_heengezonden() || said == Waarde::NietVast;
        let again = left && says.is_vast();
        let matters = again || said.is_vast() && says == Waarde::NietVast;
        if !matters {
            return Ok(());
        }
        let stand = daglijst::stand(self.conn, id)?.unwrap_or_default();
        if stand.opgenomen.is_some() || stand.fase() != Fase::Ongetagd {
            // Somebody let him go while he was held; that he is so again after he was out is news.
            if again && stand.opgenomen.is_none() && stand.fase() == Fase::GeenHg {
                let what = Gebeurtenis::LijstZegtMeer {
                    lezing: self.lezing.id,
                    kenmerk: Lijstkenmerk::van(regel),
                };
                self.gebeurtenissen.push((id, vec![what]));
            }
            return Ok(());
        }
        let (lezing, over): (LezingId, i64) = self
            .conn
            .prepare_cached("SELECT id, coalesce(peil, gelezen) FROM lezing WHERE nr = ?1")?
            .query_row([was_lezing], |row| {
                Ok((LezingId(daglijst::zaak_id(row, 0)?.0), row.get(1)?))
            })?;
        let over = journaal::tijd(over).ok_or(StoreFout::Rij("lezing"))?;
        let what = Gebeurtenis::StatusOpLijst {
            lezing,
            status: said.als_status(),
            over,
        };
        self.gebeurtenissen.push((id, vec![what]));
        Ok(())
    }

    /// What a second row of the same suspect on this very list says otherwise.
    fn ook(&mut self, id: ZaakId, status: &Status) -> Uitkomst<()> {
        let stand = daglijst::stand(self.conn, id)?.unwrap_or_default();
        let counts = stand.opgenomen.is_some() || stand.fase() == Fase::Ongetagd;
        if self.bekend || !counts {
            return Ok(());
        }
        let what = Gebeurtenis::StatusOpLijst {
            lezing: self.lezing.id,
            status: Waarde::van_status(status).als_status(),
            over: self.lezing.bron.over(),
        };
        self.gebeurtenissen.push((id, vec![what]));
        Ok(())
    }

    /// Keeps what a row is before this reading changes it, so that the reading can be undone. What the
    /// reading itself brought just goes then, and needs no copy.
    fn onthoud(&self, id: ZaakId, was_lezing: i64, inhoud: bool) -> Uitkomst<()> {
        if was_lezing == self.nr {
            return Ok(());
        }
        self.conn
            .prepare_cached(
                "INSERT INTO daglijst_voor (lezing, zaak, volgorde, dag, oud_lezing, verdwenen, gegevens)
                 SELECT ?1, zaak, volgorde, dag, lezing, verdwenen,
                        CASE WHEN ?3 THEN gegevens END
                 FROM daglijst WHERE zaak = ?2",
            )?
            .execute(params![self.nr, id.0.as_bytes(), inhoud])?;
        Ok(())
    }

    /// Adds a row; says no when the zaak has one already.
    fn voeg_toe(
        &self,
        volgorde: i64,
        id: ZaakId,
        nummer: Option<&str>,
        packed: &[u8],
    ) -> Uitkomst<bool> {
        let added = self
            .conn
            .prepare_cached(
                "INSERT INTO daglijst (volgorde, dag, lezing, verdwenen, zaak, nummer, gegevens)
                 VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6)
                 ON CONFLICT (zaak) DO NOTHING",
            )?
            .execute(params![
                volgorde,
                self.dag,
                self.nr,
                id.0.as_bytes(),
                nummer,
                packed
            ])?;
        Ok(added == 1)
    }

    /// What the line means for a zaak that may have its data in the journal.
    fn in_journaal(&mut self, id: ZaakId, regel: &Lijstregel) -> Uitkomst<()> {
        let stand = daglijst::stand(self.conn, id)?.unwrap_or_default();
        let mut whats = Vec::new();
        let Some(opname) = stand.opgenomen.clone() else {
            // Not followed: by row key alone, so its data stay out of the journal (rule 5); only what is said
            // about custody is compared with what somebody told.
            if stand.fase() == Fase::Ongetagd && !stand.uitspraken.is_empty() {
                whats.extend(self.status(id, regel, &stand, regel));
            }
            let kenmerk = Lijstkenmerk::van(regel);
            if werkstroom::zegt_meer(&stand, &kenmerk) {
                whats.push(Gebeurtenis::LijstZegtMeer {
                    lezing: self.lezing.id,
                    kenmerk,
                });
            }
            if !whats.is_empty() {
                self.gebeurtenissen.push((id, whats));
            }
            return Ok(());
        };
        // The row stands there under another name, of a zaak that went up in this one.
        let own;
        let regel = if self.is_dubbel(regel, id)? {
            own = regel.clone().met_identiteit_van(&opname.regel);
            &own
        } else {
            regel
        };
        if stand.verdwenen.is_some() {
            whats.push(Gebeurtenis::TerugOpLijst {
                lezing: self.lezing.id,
            });
        }
        let wijzigingen = opname.regel.wijzigingen(regel);
        if wijzigingen.is_empty() {
            whats.extend(self.status(id, &opname.regel, &stand, regel));
        } else {
            whats.push(Gebeurtenis::LijstgegevensGewijzigd {
                regel: Box::new(opname.regel.aangevuld(regel)),
                bron: self.lezing.bron.clone(),
                wijzigingen,
            });
        }
        if !whats.is_empty() {
            self.gebeurtenissen.push((id, whats));
        }
        Ok(())
    }

    /// This row is of a zaak that went up in `id`.
    fn is_dubbel(&self, regel: &Lijstregel, id: ZaakId) -> Uitkomst<bool> {
        let own = self.ik.geheim.zaak_id(regel);
        Ok(own != id
            && self
                .conn
                .prepare_cached("SELECT 1 FROM zaak WHERE id = ?1 AND opgegaan_in = ?2")?
                .exists([own.0.as_bytes(), id.0.as_bytes()])?)
    }

    /// That the list still says what was known otherwise since; none when it says nothing new.
    fn status(
        &self,
        id: ZaakId,
        known: &Lijstregel,
        stand: &Stand,
        regel: &Lijstregel,
    ) -> Option<Gebeurtenis> {
        let bron = self.lezing.bron.clone();
        let over = bron.over();
        let zaak = Zaak::nieuw(id, known.clone(), bron, stand.clone());
        let custody = zaak.verblijf(self.lezing.bron.gelezen);
        let said = Waarde::van_status(&regel.status);
        let listed = |one: &&Uitspraak| matches!(one.van, Van::Lijst { .. });
        let told_already = custody
            .tegenspraak
            .iter()
            .filter(listed)
            .any(|one| one.waarde == said);
        let news = stand.verdwenen.is_some()
            || said != custody.waarde && !(said.is_vast() && custody.waarde.is_vast());
        // That he is held still is said of a later moment: whoever tells afterwards that he had left before it,
        // contradicts it.
        let still = !self.bekend
            && said.is_vast()
            && custody.waarde.is_vast()
            && stand
                .uitspraken
                .iter()
                .filter(listed)
                .all(|one| one.over < over);
        let says = said != Waarde::Onbekend && (news && !told_already || still);
        says.then(|| Gebeurtenis::StatusOpLijst {
            lezing: self.lezing.id,
            status: regel.status.clone(),
            over,
        })
    }

    /// What the previous list held, and what this one makes of it: who stands here stands on the day list
    /// now, who does not is missing.
    fn vorige(&self) -> Uitkomst<()> {
        self.conn
            .prepare_cached(
                "UPDATE vorige SET door = ?1
                 WHERE door IS NULL AND zaak IN (SELECT zaak FROM daglijst WHERE dag = ?2)",
            )?
            .execute(params![self.nr, self.dag])?;
        Ok(())
    }

    fn verdwijnt(&mut self, id: ZaakId) -> Uitkomst<()> {
        self.streep_weg(id)?;
        // A double stands for the zaak in which it went up, so it is missing too.
        let doubles: Vec<ZaakId> = self
            .conn
            .prepare_cached("SELECT id FROM zaak WHERE opgegaan_in = ?1")?
            .query_map([id.0.as_bytes()], |row| daglijst::zaak_id(row, 0))?
            .collect::<Result<_, _>>()?;
        for double in doubles {
            self.streep_weg(double)?;
        }
        let stand = daglijst::stand(self.conn, id)?.unwrap_or_default();
        if stand.opgenomen.is_some() && stand.verdwenen.is_none() && stand.is_open() {
            let what = Gebeurtenis::VanLijstVerdwenen {
                lezing: self.lezing.id,
                over: Some(self.lezing.bron.over()),
            };
            self.gebeurtenissen.push((id, vec![what]));
        }
        Ok(())
    }

    /// Marks a row as missing, if it stands there and is not marked yet.
    fn streep_weg(&mut self, id: ZaakId) -> Uitkomst<()> {
        let was: Option<i64> = self
            .conn
            .prepare_cached("SELECT lezing FROM daglijst WHERE zaak = ?1 AND verdwenen = 0")?
            .query_row([id.0.as_bytes()], |row| row.get(0))
            .optional()?;
        if let Some(was_lezing) = was {
            self.onthoud(id, was_lezing, false)?;
            self.conn
                .prepare_cached("UPDATE daglijst SET verdwenen = ?2 WHERE zaak = ?1")?
                .execute(params![id.0.as_bytes(), self.moment()])?;
            self.anders = true;
        }
        let waited = self
            .conn
            .prepare_cached(
                "UPDATE vorige SET weg = ?2, door = ?3 WHERE zaak = ?1 AND door IS NULL",
            )?
            .execute(params![id.0.as_bytes(), self.moment(), self.nr])?;
        self.anders |= waited > 0;
        Ok(())
    }

    /// The moment that this list is about, as the columns have it.
    fn moment(&self) -> i64 {
        self.lezing.bron.over().timestamp_millis().max(1)
    }
}
