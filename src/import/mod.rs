//! From bytes to a plan: which file is this, which sheet, which headings, which suspects, and what
//! is new against the list of today.
//!
//! The stages, each a module: `herken` (magic bytes), `pak` and `cfb` (measure before opening),
//! `tekst`, `werkmap` and `json` (to sheets of cells), `bron` (the best of them), `kop` (find the headings, choose the profile),
//! `tafels` (each table on the sheet), `oordeel` (the table as a whole: does every row stand straight),
//! `rij` (one row to one [`Lijstregel`]), `lijst` (all rows), `plan` (against what is known).
//! Nothing aborts on a bad cell or row: it is reported and the rest goes on.
//!
//! Must not know: disk, the clock, the store, the terminal. Bytes, the name of the file and the
//! time come in as arguments.

mod blad;
mod bron;
mod cel;
mod cfb;
mod corv;
mod dagwoord;
mod datum;
mod dubbel;
mod entiteit;
mod feiten;
mod formule;
mod fout;
mod gekanteld;
mod herken;
mod html;
mod identiteit;
mod indeling;
mod json;
mod json_tabel;
mod kop;
mod koppelen;
mod letters;
mod lijst;
mod masker;
mod mhtml;
mod moment;
mod naamcel;
mod notatie;
mod ods_maat;
mod ods_masker;
mod oordeel;
mod pak;
mod papier;
mod pdf;
mod plan;
mod profiel;
mod raad;
mod rij;
mod samen;
mod schoon;
mod statuswoord;
mod tafels;
mod tekst;
mod werkmap;
mod wissel;
mod xml;
mod xml2003;

use std::thread;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::lijstregel::{Lijstregel, Veld};

pub use blad::{Blik, CELLEN_MAX, KOLOMMEN_MAX, RIJEN_MAX};
pub use corv::{CorvBestand, CorvLijst, CorvVorm, lees_corv};
pub use dubbel::{Dubbel, vergelijk, zoek_dubbelen};
pub use fout::{LeesFout, Melding};
pub use herken::{Vorm, herken};
pub use koppelen::{Botsing, Kopkijk, Koppeling, botsingen, is_lijst};
pub use moment::{
    Datumvorm, Gelezen, Leeftijd, geboortedatum, geboortedatum_in, moment, moment_in, naar_utc,
};
pub use pak::UITGEPAKT_MAX;
pub use papier::{PAPIER, PAPIERVELDEN, Papier, Papierveld, lees_papier};
pub use plan::{Plan, PlanRegel, Planverschil, Telling, maak_plan, maak_plan_met};
pub use profiel::{Kolom, ProfielBestand, ProfielFout, Profielen, Waarden};
pub use rij::GEBOORTEJAAR;
pub use schoon::{CEL_MAX, Schoon, schoon, schoon_tot};
pub use tekst::{Gelezen as Ontcijferd, is_binair, ontcijfer};

/// The largest file that is read, in bytes.
pub const BESTAND_MAX: usize = 64 * 1024 * 1024;

/// The digest of a longer file is made by a second thread, while this one reads.
const LANG: usize = 1024 * 1024;

/// What pasted text is called, where a file would have its name.
pub const PLAKKEN: &str = "plakken";

/// How a file is read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opties {
    /// Only this profile; otherwise the one that knows the headings best.
    pub profiel: Option<String>,
    /// Keep the BSN. Otherwise neither the number nor its text comes any further than this room.
    pub bewaar_bsn: bool,
    /// Read all sheets that look like a list as one list; otherwise only the best of them.
    pub alle_bladen: bool,
    /// The present time: for birth years of two digits, and for times that lie in the future.
    pub nu: DateTime<Utc>,
}

/// A list that was read, with everything that can be said about it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Lijst {
    /// Name of the file, without its folder.
    pub bestand: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// The profile that was used.
    pub profiel: String,
    /// Why that one, in a sentence.
    pub profiel_reden: String,
    /// The encoding of a text file (`windows-1252`), or the kind of workbook (`xlsx`).
    pub codering: String,
    /// What separates the cells of a text file.
    pub scheidingsteken: Option<char>,
    /// The sheet of a workbook.
    pub blad: Option<String>,
    /// The suspects, in the order of the list.
    pub regels: Vec<Lijstregel>,
    /// Rows that could not be read.
    pub geweigerd: Vec<Melding>,
    /// Cells and lines that need eyes.
    pub waarschuwingen: Vec<Melding>,
    /// Headings that no profile knows; their cells are in [`Lijstregel::overig`].
    pub onbekende_kolommen: Vec<String>,
    /// Every heading, and the field that it fills.
    pub kolommen: Vec<(String, Option<Veld>)>,
    /// Every heading with what it fills in detail and its first cells, for who binds headings.
    pub koppen: Vec<Kopkijk>,
    /// The last arrest or arrival that the list itself names: a list of today has a recent one.
    pub laatste: Option<DateTime<Utc>>,
    /// The moment that a title above the headings names, in local time.
    pub peildatum: Option<NaiveDateTime>,
    /// Rows that are no suspects: titles, totals, headings once more. Empty rows are not counted.
    pub overgeslagen: u32,
    /// Somebody said that it is a part of the list: then nobody is missing on it.
    pub deel: bool,
}

/// Reads a list.
///
/// # Errors
/// [`LeesFout`] is one Dutch sentence that says what was seen and what was expected. Single cells
/// and rows never give an error; see [`Lijst::waarschuwingen`] and [`Lijst::geweigerd`].
pub fn lees(
    bytes: &[u8],
    bestand: &str,
    profielen: &Profielen,
    opties: &Opties,
) -> Result<Lijst, LeesFout> {
    zoek_lijst(bytes, bestand, profielen, opties)?.lees(opties)
}

/// A list that was found in a file, before its rows are read. The bytes of the file are not needed any more.
pub struct Lijstvondst<'p> {
    gevonden: bron::Gevonden<'p>,
    bestand: String,
    sha256: String,
}

impl Lijstvondst<'_> {
    /// Reads the rows.
    ///
    /// # Errors
    /// As [`lees`].
    pub fn lees(self, opties: &Opties) -> Result<Lijst, LeesFout> {
        lijst::lees(self.gevonden, self.bestand, self.sha256, opties)
    }
}

/// The first half of [`lees`]: finds the list in the bytes.
///
/// # Errors
/// As [`lees`].
pub fn zoek_lijst<'p>(
    bytes: &[u8],
    bestand: &str,
    profielen: &'p Profielen,
    opties: &Opties,
) -> Result<Lijstvondst<'p>, LeesFout> {
    if let Some(asked) = &opties.profiel
        && !profielen.iter().any(|profiel| profiel.naam == *asked)
    {
        let names: Vec<&str> = profielen.iter().map(|p| p.naam.as_str()).collect();
        return Err(LeesFout::ProfielOnbekend {
            gevraagd: schoon::kort(asked, 40),
            bekend: names.join(", "),
        });
    }
    if bytes.len() > BESTAND_MAX {
        return Err(LeesFout::TeGroot(format!(
            "dit bestand is groter dan {} MB; dat is geen daglijst van verdachten",
            BESTAND_MAX / 1024 / 1024
        )));
    }
    let (found, digest) = thread::scope(|scope| {
        let digest = (bytes.len() > LANG)
            // Where no thread can be made, this one does both.
            .then(|| {
                thread::Builder::new()
                    .spawn_scoped(scope, || sha256(bytes))
                    .ok()
            })
            .flatten();
        let found = zoek(bytes, profielen, opties);
        let digest = digest.and_then(|digest| digest.join().ok());
        (found, digest.unwrap_or_else(|| sha256(bytes)))
    });
    let name = bestand.rsplit(['/', '\\']).next().unwrap_or_default();
    Ok(Lijstvondst {
        gevonden: found?,
        bestand: schoon::kort(name, 200),
        sha256: digest,
    })
}

fn zoek<'p>(
    bytes: &[u8],
    profielen: &'p Profielen,
    opties: &Opties,
) -> Result<bron::Gevonden<'p>, LeesFout> {
    match herken::herken(bytes) {
        herken::Vorm::Pdf => bron::uit_pdf(bytes, profielen, opties),
        herken::Vorm::Ander(what) => Err(LeesFout::AnderSoort(what.to_owned())),
        herken::Vorm::Zip => {
            let inhoud = pak::meet(bytes)?;
            bron::uit_werkmap(bytes, &inhoud, profielen, opties)
        }
        herken::Vorm::Cfb => {
            let inhoud = cfb::meet(bytes)?;
            bron::uit_werkmap(bytes, &inhoud, profielen, opties)
        }
        herken::Vorm::Tekst => bron::uit_tekst(bytes, profielen, opties),
    }
}

/// The cells of a text file, before anything is known of headings: each row with the number of the
/// line on which it begins, and what was odd about quotes. For who checks the reading itself.
///
/// # Errors
/// [`LeesFout::TeGroot`] beyond 200,000 rows, 500 columns or ten million cells.
pub fn cellen(
    bytes: &[u8],
    scheidingsteken: char,
) -> Result<(Vec<Tekstrij>, Vec<Melding>), LeesFout> {
    let decoded = tekst::ontcijfer(bytes);
    let (blad, meldingen) = tekst::rijen(&decoded.tekst, scheidingsteken, 1)?;
    let rows = (0..blad.aantal())
        .map(|row| {
            let cells = blad.cellen(row).map(|cell| cell.tekst().into_owned());
            (blad.nummer(row), cells.collect())
        })
        .collect();
    Ok((rows, meldingen))
}

/// A row of text: its line, and its cells.
pub type Tekstrij = (u32, Vec<String>);

/// The headings of a file that [`lees`] refused because no profile knows them, for who binds them by
/// hand. Empty when nothing looks like headings.
#[must_use]
pub fn koppen(bytes: &[u8], profielen: &Profielen, opties: &Opties) -> Vec<Kopkijk> {
    if bytes.len() > BESTAND_MAX {
        return Vec::new();
    }
    raad::raad(bytes, profielen, opties)
}

/// The SHA-256 of a file, in hex: the number by which a reading knows its file.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    Sha256::digest(bytes)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|half| DIGITS.get(usize::from(half)))
        .map(|digit| char::from(*digit))
        .collect()
}
