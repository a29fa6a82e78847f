//! Archives: which kind of workbook is inside, and how large it becomes when it is unpacked.
//!
//! The measuring really unpacks every part and stops at the bound, because what an archive says of
//! itself can be a lie. Must not know sheets.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::LeesFout;
use super::formule::Ongerekend;
use super::ods_maat;
use super::werkmap::Soort;

/// The most bytes that all parts together may unpack to.
pub const UITGEPAKT_MAX: u64 = 256 * 1024 * 1024;
/// The most parts.
const DELEN_MAX: usize = 2_000;
/// Beyond this many times its own size (and [`VERDACHT_VANAF`]) a part is a bomb.
const VERHOUDING_MAX: u64 = 500;
/// Small parts may be as dense as they like.
const VERDACHT_VANAF: u64 = 16 * 1024 * 1024;

/// What a workbook turned out to be, before it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inhoud {
    /// Its kind.
    pub soort: Soort,
    /// It holds macros, which are never run.
    pub macros: bool,
    /// It refers to other files, which are never opened.
    pub koppelingen: bool,
    /// It holds formulas that were never calculated: those cells look empty.
    pub ongerekend: bool,
}

/// What kind of workbook the archive holds, after it was measured.
///
/// # Errors
/// Another kind of document, a password, damage, or too large.
pub fn meet(bytes: &[u8]) -> Result<Inhoud, LeesFout> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| LeesFout::Beschadigd("het zip-bestand is niet compleet".to_owned()))?;
    if archive.len() > DELEN_MAX {
        return Err(te_groot());
    }
    let soort = soort(&archive)?;
    let mut stated = 0_u64;
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(|_| kapot())?;
        if part.encrypted() {
            return Err(LeesFout::Wachtwoord);
        }
        stated = stated.saturating_add(part.size());
        check(part.compressed_size(), part.size(), stated)?;
    }
    let mut inhoud = Inhoud {
        soort,
        macros: false,
        koppelingen: false,
        ongerekend: false,
    };
    for name in archive.file_names().flatten() {
        inhoud.macros |= is_macro(&name);
        inhoud.koppelingen |= ["xl/externalLinks/", "xl/connections", "xl/queryTables/"]
            .iter()
            .any(|folder| name.starts_with(folder));
    }
    let mut real = 0_u64;
    let mut buffer = vec![0_u8; 64 * 1024];
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| kapot())?;
        let packed = part.compressed_size();
        let mut size = 0_u64;
        let is_content = soort == Soort::Ods && part.name().is_ok_and(|name| name == "content.xml");
        let is_sheet = part
            .name()
            .is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let mut formulas = Ongerekend::default();
        let mut content = Vec::new();
        loop {
            let got = part.read(&mut buffer).map_err(|_| kapot())?;
            if got == 0 {
                break;
            }
            let grown = u64::try_from(got).unwrap_or(u64::MAX);
            size = size.saturating_add(grown);
            real = real.saturating_add(grown);
            check(packed, size, real)?;
            if is_sheet {
                formulas.lees(buffer.get(..got).unwrap_or_default());
            }
            if is_content {
                content.extend_from_slice(buffer.get(..got).unwrap_or_default());
            }
        }
        inhoud.ongerekend |= formulas.gezien;
        if is_content {
            ods_maat::meet(&content)?;
            inhoud.koppelingen |= ods_maat::verwijst(&content);
        }
    }
    Ok(inhoud)
}

/// Programs of Excel (Visual Basic, and the sheets of macros before it) and of LibreOffice, which
/// writes an empty library into every file.
fn is_macro(name: &str) -> bool {
    let of_basic = ["Basic/", "Scripts/"]
        .iter()
        .any(|map| name.starts_with(map));
    let empty = [
        "script-lb.xml",
        "script-lc.xml",
        "dialog-lb.xml",
        "dialog-lc.xml",
    ];
    name.ends_with("vbaProject.bin")
        || name.starts_with("xl/macrosheets/")
        || (of_basic && !name.ends_with('/') && !empty.iter().any(|end| name.ends_with(end)))
}

fn check(packed: u64, size: u64, total: u64) -> Result<(), LeesFout> {
    let dense = size > VERDACHT_VANAF && size / packed.max(1) > VERHOUDING_MAX;
    if total > UITGEPAKT_MAX || dense {
        return Err(te_groot());
    }
    Ok(())
}

fn te_groot() -> LeesFout {
    LeesFout::TeGroot(
        "dit bestand wordt uitgepakt veel te groot voor een verdachtenmonitor en is niet geopend"
            .to_owned(),
    )
}

fn kapot() -> LeesFout {
    LeesFout::Beschadigd("een deel van de werkmap kan niet worden uitgepakt".to_owned())
}

fn soort(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<Soort, LeesFout> {
    let has = |wanted: &str| {
        archive
            .file_names()
            .flatten()
            .any(|name| name.replace('\\', "/").eq_ignore_ascii_case(wanted))
    };
    let begins = |wanted: &str| {
        archive
            .file_names()
            .flatten()
            .any(|name| name.starts_with(wanted))
    };
    if has("xl/workbook.bin") {
        Ok(Soort::Xlsb)
    } else if has("xl/workbook.xml") || begins("xl/") {
        Ok(Soort::Xlsx)
    } else if begins("word/") {
        Err(LeesFout::AnderSoort("een Word-document".to_owned()))
    } else if begins("ppt/") {
        Err(LeesFout::AnderSoort("een presentatie".to_owned()))
    } else if has("content.xml") {
        Ok(Soort::Ods)
    } else if archive.is_empty() {
        Err(LeesFout::AnderSoort("een leeg zip-bestand".to_owned()))
    } else {
        Err(LeesFout::AnderSoort(
            "een zip-bestand zonder werkmap".to_owned(),
        ))
    }
}
