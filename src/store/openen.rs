//! Whether the files in a folder are one whole table, and the newest that was here; before anything is written.
//!
//! ```text
//!   table ── begins with the id in the key file, or a page of it has the key's code? ──no──▶ of another table
//!   log ──── each frame has the key's code? ──no──▶ of another table       as long as was noted? ──no──▶ something is gone
//!   pages ── all whole? ──no──▶ damaged, and which                         newest event as was noted? ──no──▶ something is gone
//! ```
//! Nothing is moved, removed or mended by whoever finds something here, but for the sixteen bytes at the head of a
//! table, which say nothing that is not in the key file. Must not know what the rows mean.

use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};
use uuid::Uuid;

use super::bestand;
use super::bladsom::Bladboek;
use super::bladzijden::{self, BLAD, ZOUT, Zegel};
use super::fout::{StoreFout, Uitkomst};
use super::gemis::{Gemis, Gemissoort};
use super::hoofd::{self, Hoofd, Hoofdbestand, Hoofdvondst};
use super::journaal::tijd;
use super::kluis::Datasleutel;
use super::nalezen::{self, Nalezer};
use super::rijen;
use super::schema;
use super::slot::Slot;
use super::verbinding::{self, Doel};
use super::wachtrij::{self, Logstand};
use crate::domain::tijd::voluit;

/// Up to this size every opening checks the whole file (about 0.1 s); a larger one is checked after an
/// unclean end alone, and by `controle`.
const NAZIEN_TOT: u64 = 16 * 1024 * 1024;

/// The name under which a table remembers that it has a record beside it.
const HEEFT_HOOFD: &str = "hoofd";

/// The setting that tells of an opening at which something was gone.
pub(super) const AANVAARD: &str = "iets-weg";

/// How a table is opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Openwijze {
    /// A person said that it may open though something is gone.
    pub(super) toch: bool,
    /// Now.
    pub(super) nu: DateTime<Utc>,
}

/// A table that was looked at and is open.
pub(super) struct Geopend {
    pub(super) conn: Connection,
    pub(super) nalezer: Nalezer,
    pub(super) zout: [u8; ZOUT],
    /// Something of it was gone, and a person said that it may open all the same.
    pub(super) ondanks: bool,
}

/// Opens the database in `map` with a key that is known to be right.
///
/// # Errors
/// [`StoreFout::AndereTafel`], [`StoreFout::VreemdeWachtrij`], [`StoreFout::TafelKapot`], [`StoreFout::IetsWeg`]
/// unless `hoe.toch`; [`StoreFout::TeNieuw`], [`StoreFout::TeOud`], and what disks do. Nothing was changed then.
pub(super) fn open(
    map: &Path,
    sleutel: &Datasleutel,
    tafel: Uuid,
    hoe: Openwijze,
) -> Uitkomst<Geopend> {
    let pad = map.join(bestand::TAFEL);
    let greep = Slot::greep(&pad)?;
    let noted = hoofd::lees(map, sleutel, tafel)?;
    let wal = bestand::wachtrij(&pad);
    let vorm = Tafelvorm::van(&pad, sleutel, tafel).map_err(|fout| fout.met(&noted))?;
    let log = wachtrij_van(&pad, &vorm, &noted)?;
    let mut boek = Bladboek::leeg(sleutel)?;
    // Also where the log lacks something: who opens it all the same goes on from these pages.
    let same = is_van_een_moment(&mut boek, &greep, &wal, &log, &noted)?;
    let lost = log.gemis.or((!same).then_some(Gemissoort::Bladen));
    let onrustig = bestand::grootte(&wal) > 0;
    let kapot = |fout| match fout {
        StoreFout::Beschadigd => vorm.kapot(&pad, &noted),
        other => other,
    };
    let mut conn = verbinding::open(&pad, sleutel, vorm.zout, Doel::Schrijven).map_err(kapot)?;
    verbinding::sluit_stil(&conn)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(|fout| kapot(fout.into()))?;
    schema::weiger_andere(&conn).map_err(kapot)?;
    verbinding::stel_in(&conn).map_err(kapot)?;
    if onrustig || bestand::grootte(&pad) <= NAZIEN_TOT {
        nazien(&conn).map_err(kapot)?;
    }
    let gone = ontbreekt(&conn, &noted, lost).map_err(kapot)?;
    let ondanks = gone.is_some();
    if let Some(gone) = gone {
        if !hoe.toch {
            return Err(StoreFout::IetsWeg(Box::new(gone)));
        }
        if gone.soort == Gemissoort::WachtrijKapot {
            bewaar_wachtrij(map, &wal, hoe.nu)?;
        }
        let told = format!(
            "{} ging de tafel open hoewel er iets weg was: {gone}",
            voluit(hoe.nu)
        );
        rijen::zet(&conn, AANVAARD, &told)?;
    }
    let file = Hoofdbestand::open(map, sleutel, tafel)?;
    let mut nalezer = Nalezer::nieuw(&pad, greep, Some((file, boek)));
    if vorm.kop_kapot {
        // Writing page 1 anew puts the head right.
        let version = schema::versie(&conn)?;
        conn.pragma_update(None, "user_version", version)?;
        nalezer.leeg(&conn)?;
    }
    if schema::achter(&conn)? {
        // What is copied before is in the one file then.
        nalezer.leeg(&conn)?;
        schema::werk_bij(&mut conn, &pad, schema::bekend())?;
    }
    conn.execute(
        "INSERT OR IGNORE INTO tafel (naam, waarde) VALUES (?1, ?2)",
        params![HEEFT_HOOFD, [1u8]],
    )?;
    nalezer.begin(&conn)?;
    Ok(Geopend {
        conn,
        nalezer,
        zout: vorm.zout,
        ondanks,
    })
}

/// What the file of a table is like from outside.
pub(super) struct Tafelvorm {
    pub(super) zout: [u8; ZOUT],
    zegel: Zegel,
    /// The table is ours, its first bytes are not as they were written.
    kop_kapot: bool,
}

/// Why a file is no table of ours.
enum Vormfout {
    Store(StoreFout),
    /// Shorter than one page.
    Kort {
        pad: PathBuf,
        bytes: u64,
    },
    /// The table is ours, no page of it is whole.
    Niets {
        pad: PathBuf,
    },
}

impl Vormfout {
    fn met(self, noted: &Hoofdvondst) -> StoreFout {
        let (pad, wat) = match self {
            Vormfout::Store(fout) => return fout,
            Vormfout::Kort { pad, bytes: 1 } => (pad, "het bestand is 1 byte groot".to_owned()),
            Vormfout::Kort { pad, bytes } => (pad, format!("het bestand is {bytes} bytes groot")),
            Vormfout::Niets { pad } => (pad, "geen bladzij is heel".to_owned()),
        };
        StoreFout::TafelKapot {
            pad,
            wat: format!("{wat}{}", stond_erin(noted)),
        }
    }
}

impl Tafelvorm {
    /// Looks whether the file at `pad`, with its log, is the table that this key is of.
    ///
    /// # Errors
    /// As [`open`].
    pub(super) fn zoek(
        pad: &Path,
        sleutel: &Datasleutel,
        tafel: Uuid,
        noted: &Hoofdvondst,
    ) -> Uitkomst<Tafelvorm> {
        let vorm = Tafelvorm::van(pad, sleutel, tafel).map_err(|fout| fout.met(noted))?;
        wachtrij_van(pad, &vorm, noted)?;
        Ok(vorm)
    }

    fn van(pad: &Path, sleutel: &Datasleutel, tafel: Uuid) -> Result<Tafelvorm, Vormfout> {
        let io = |e: io::Error| Vormfout::Store(StoreFout::io(&e, pad));
        let bytes = bestand::grootte(pad);
        if bytes < BLAD as u64 {
            let pad = pad.to_path_buf();
            return Err(Vormfout::Kort { pad, bytes });
        }
        let file = bestand::open_vast(pad).map_err(io)?;
        let head = bladzijden::zout(&file).map_err(io)?.unwrap_or_default();
        let own = tafel.into_bytes();
        // A table of an earlier program begins with bytes of its own.
        for zout in [own, head] {
            let zegel = Zegel::van(sleutel, zout).ok_or(Vormfout::Store(StoreFout::Afleiden))?;
            if een_blad_klopt(pad, &zegel).map_err(io)? {
                return Ok(Tafelvorm {
                    zout,
                    zegel,
                    kop_kapot: zout != head,
                });
            }
        }
        let pad = pad.to_path_buf();
        Err(if head == own {
            Vormfout::Niets { pad }
        } else {
            Vormfout::Store(StoreFout::AndereTafel {
                pad,
                hier: Uuid::from_bytes(head),
                sleutel: tafel,
            })
        })
    }

    /// What is damaged, from the pages themselves.
    fn kapot(&self, pad: &Path, noted: &Hoofdvondst) -> StoreFout {
        let seen = File::open(pad).and_then(|file| bladzijden::bekijk(&file, &self.zegel));
        let wat = match seen {
            Ok(seen) if !seen.kapot.is_empty() => opsomming(&seen.kapot, seen.aantal),
            // Every page is as somebody with the key wrote it; together they make no table.
            _ => "de bladzijden horen niet bij elkaar".to_owned(),
        };
        StoreFout::TafelKapot {
            pad: pad.to_path_buf(),
            wat: format!("{wat}{}", stond_erin(noted)),
        }
    }
}

/// Whether any page of the file bears this code; the first one nearly always tells.
fn een_blad_klopt(pad: &Path, zegel: &Zegel) -> io::Result<bool> {
    let mut file = bestand::open_vast(pad)?;
    let mut page = vec![0u8; BLAD];
    let mut nummer = 0u32;
    while bladzijden::vul(&mut file, &mut page)? == BLAD {
        nummer = nummer.saturating_add(1);
        if zegel.klopt(nummer, &page) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn opsomming(kapot: &[u32], aantal: u32) -> String {
    let shown: Vec<String> = kapot.iter().take(5).map(u32::to_string).collect();
    let more = match kapot.len().saturating_sub(shown.len()) {
        0 => String::new(),
        more => format!(" en nog {more}"),
    };
    let word = if kapot.len() == 1 {
        "bladzij"
    } else {
        "bladzijden"
    };
    format!("{word} {}{more} van de {aantal}", shown.join(", "))
}

/// What stood in the table, for who must find it back.
fn stond_erin(noted: &Hoofdvondst) -> String {
    match noted {
        Hoofdvondst::Hoofd(head) if head.plaats > 0 => {
            let last = head
                .op
                .and_then(tijd)
                .map_or_else(String::new, |at| format!(", de laatste van {}", voluit(at)));
            format!("; er stonden {} gebeurtenissen in{last}", head.plaats)
        }
        _ => String::new(),
    }
}

/// What was seen of the write-ahead log.
#[derive(Default)]
struct Logzicht {
    /// How far it holds.
    stand: Logstand,
    /// What it lacks of what was noted.
    gemis: Option<Gemissoort>,
}

/// Looks at the write-ahead log.
fn wachtrij_van(pad: &Path, vorm: &Tafelvorm, noted: &Hoofdvondst) -> Uitkomst<Logzicht> {
    let wal = bestand::wachtrij(pad);
    let wanted = match noted {
        Hoofdvondst::Hoofd(head) => head.wachtrij,
        Hoofdvondst::Niets | Hoofdvondst::Onleesbaar => None,
    };
    let io = |e: io::Error| StoreFout::io(&e, &wal);
    let file = match bestand::open_vast(&wal) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Ok(Logzicht {
                gemis: wanted.map(|_| Gemissoort::Wachtrij),
                ..Logzicht::default()
            });
        }
        Err(e) => return Err(io(e)),
    };
    let mut foreign = false;
    let found = wachtrij::lees(&file, None, u64::MAX, |frame, page| {
        foreign |= !vorm.zegel.klopt(frame.blad, page);
        Ok(())
    })
    .map_err(io)?;
    if foreign {
        return Err(StoreFout::VreemdeWachtrij { pad: wal });
    }
    let more = found.frames > 0 && wachtrij::gaat_verder(&file, &found).map_err(io)?;
    let gemis = match wanted {
        Some((run, frames)) if run == found.zout && found.vast < frames => {
            Some(Gemissoort::WachtrijKapot)
        }
        // The log that was noted is not this one. Its head may be what is damaged.
        Some((run, _)) if run != found.zout => Some(if bestand::grootte(&wal) > 0 {
            Gemissoort::WachtrijKapot
        } else {
            Gemissoort::Wachtrij
        }),
        // Nothing was noted of it; what stands behind a break was once whole, or was never told to be saved.
        None if more && !matches!(noted, Hoofdvondst::Hoofd(_)) => Some(Gemissoort::WachtrijKapot),
        _ => None,
    };
    Ok(Logzicht {
        stand: found,
        gemis,
    })
}

/// Takes every page into `boek` as it holds now. Whether all were of one moment when that was noted: a page that is
/// whole and was right once shows by this alone.
fn is_van_een_moment(
    boek: &mut Bladboek,
    greep: &File,
    wal: &Path,
    log: &Logzicht,
    noted: &Hoofdvondst,
) -> Uitkomst<bool> {
    let io = |e: io::Error| StoreFout::io(&e, wal);
    let mut table = io::BufReader::with_capacity(1 << 18, greep);
    table.seek(SeekFrom::Start(0)).map_err(io)?;
    boek.neem_bestand(&mut table).map_err(io)?;
    let head = match noted {
        Hoofdvondst::Hoofd(head) => Some(head),
        Hoofdvondst::Niets | Hoofdvondst::Onleesbaar => None,
    };
    // Of the log, what was noted of it comes first; what was written since belongs to no number yet.
    let counted = head
        .and_then(|head| head.wachtrij)
        .map_or(0, |(_, frames)| frames);
    let overlay = |boek: &mut Bladboek, tot: u64| -> io::Result<()> {
        let file = match bestand::open_vast(wal) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other?,
        };
        let seen = wachtrij::lees(&file, None, tot, |frame, page| {
            boek.neem(frame.blad, page);
            Ok(())
        })?;
        if seen.vast > 0 {
            boek.kort_in(seen.bladen);
        }
        Ok(())
    };
    overlay(boek, counted.min(log.stand.vast)).map_err(io)?;
    let same = head
        .and_then(|head| head.bladsom)
        .is_none_or(|noted| noted == boek.som());
    overlay(boek, log.stand.vast).map_err(io)?;
    Ok(same)
}

/// What is not in the table any more, of what was noted.
fn ontbreekt(
    conn: &Connection,
    noted: &Hoofdvondst,
    log: Option<Gemissoort>,
) -> Uitkomst<Option<Gemis>> {
    let has_record = conn
        .prepare_cached("SELECT 1 FROM tafel WHERE naam = ?1")?
        .exists([HEEFT_HOOFD])?;
    let here = nalezen::laatste(conn)?;
    let head = match noted {
        Hoofdvondst::Hoofd(head) => head.clone(),
        Hoofdvondst::Niets | Hoofdvondst::Onleesbaar if has_record || log.is_some() => {
            return Ok(Some(Gemis {
                soort: log.unwrap_or(Gemissoort::Hoofd),
                laatst: None,
                hier: here.op.and_then(tijd),
                weg: 0,
            }));
        }
        Hoofdvondst::Niets | Hoofdvondst::Onleesbaar => return Ok(None),
    };
    let soort = match (log, digest_op(conn, &head)?) {
        (Some(log), _) => log,
        (None, Some(same)) if same => return Ok(None),
        (None, Some(_)) => Gemissoort::Anders,
        (None, None) => Gemissoort::Ouder,
    };
    Ok(Some(Gemis {
        soort,
        laatst: head.op.and_then(tijd),
        hier: here.op.and_then(tijd),
        weg: u64::try_from(head.plaats - here.plaats).unwrap_or(0),
    }))
}

/// Whether the event that was the newest stands where it stood; none when there is none there.
fn digest_op(conn: &Connection, head: &Hoofd) -> Uitkomst<Option<bool>> {
    if head.plaats == 0 {
        return Ok(Some(true));
    }
    let found: Option<[u8; 32]> = conn
        .prepare_cached("SELECT digest FROM event WHERE seq = ?1")?
        .query_row([head.plaats], |row| row.get(0))
        .optional()?;
    Ok(found.map(|digest| digest == head.digest))
}

/// Keeps a log that broke off beside the table: what stands behind the break is lost to SQLite, not yet to everybody.
fn bewaar_wachtrij(map: &Path, wal: &Path, nu: DateTime<Utc>) -> Uitkomst<()> {
    let to = map.join(format!(
        "{}{}.db-wal",
        bestand::OPZIJ,
        nu.format("%Y%m%dT%H%M%SZ")
    ));
    if to.exists() {
        return Ok(());
    }
    let copy = || -> io::Result<()> {
        let mut from = bestand::open_vast(wal)?;
        let mut into = bestand::open_eigen(&to)?;
        io::copy(&mut from, &mut into)?;
        into.sync_all()
    };
    copy().map_err(|e| {
        // Half a copy is of no use to anybody.
        let _ = fs::remove_file(&to);
        StoreFout::io(&e, &to)
    })?;
    bestand::sync_map(map);
    Ok(())
}

/// Reads every page and every index.
///
/// # Errors
/// [`StoreFout::Beschadigd`].
pub(super) fn nazien(conn: &Connection) -> Uitkomst<()> {
    let found: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(StoreFout::Beschadigd)
    }
}
