//! Where the list is: of all separators, sheets or JSON lists the one with the best headings.
//!
//! Must not know rows (`lijst`).

use chrono::Datelike;

use crate::domain::nummer;

use super::blad::{Blad, Blik};
use super::fout::Melding;
use super::herken::{self, Notatie};
use super::kop::{Kop, zoek};
use super::oordeel::Tekstbron;
use super::pak::Inhoud;
use super::profiel::{Kolom, Profiel, Profielen};
use super::schoon::kort;
use super::werkmap::{self, Soort};
use super::{LeesFout, Opties, entiteit, gekanteld, html, json, mhtml, pdf, tekst, xml2003};

/// A sheet with its headings found.
pub struct Gevonden<'p> {
    /// The sheet.
    pub blad: Blad,
    /// Its headings.
    pub kop: Kop<'p>,
    /// Why this profile, in a sentence.
    pub reden: String,
    /// The encoding of text, or the kind of workbook or JSON.
    pub codering: String,
    /// What separates the cells of text.
    pub scheidingsteken: Option<char>,
    /// What was seen on the way.
    pub waarschuwingen: Vec<Melding>,
    /// What was no row already before rows were read.
    pub geweigerd: Vec<Melding>,
    /// How its text was cut into cells; none for other kinds.
    pub bron: Option<Tekstbron>,
    /// Other sheets that are read with it as one list.
    pub meer: Vec<Gevonden<'p>>,
}

/// Finds the list in a text file: of all separators the one that gives the best headings.
///
/// # Errors
/// No text, no headings, or too large.
pub fn uit_tekst<'p>(
    bytes: &[u8],
    profielen: &'p Profielen,
    opties: &Opties,
) -> Result<Gevonden<'p>, LeesFout> {
    let decoded = tekst::ontcijfer(bytes);
    if decoded.tekst.trim().is_empty() {
        return Err(LeesFout::AnderSoort("een leeg bestand".to_owned()));
    }
    match herken::notatie(&decoded.tekst) {
        Notatie::Opmaak(what) => return Err(LeesFout::AnderSoort(what.to_owned())),
        Notatie::Json => {
            let twijfel = decoded.twijfel.map(over_alles);
            return uit_json(&decoded.tekst, twijfel, profielen, opties);
        }
        Notatie::Web => {
            return uit_web(
                html::bladen(&decoded.tekst)?,
                decoded.twijfel,
                profielen,
                opties,
            );
        }
        Notatie::WebInEen => {
            let mut sheets = Vec::new();
            for page in mhtml::paginas(bytes) {
                sheets.extend(html::bladen(&tekst::ontcijfer(&page).tekst)?);
            }
            return uit_web(sheets, None, profielen, opties);
        }
        Notatie::Xml2003 => {
            let sheets = xml2003::bladen(&decoded.tekst)?
                .into_iter()
                .map(|blad| (blad.naam.clone().unwrap_or_default(), Ok(blad)));
            return uit_bladen(sheets, ("blad", "xml"), profielen, opties);
        }
        Notatie::Cellen => {}
    }
    let (named, skip) = tekst::eigen_scheidingsteken(&decoded.tekst).unzip();
    let text = decoded.tekst.get(skip.unwrap_or(0)..).unwrap_or_default();
    let heel = text.ends_with(['\n', '\r']);
    let text = &*entiteit::ontleed(text);
    let first = if skip.is_some() { 2 } else { 1 };
    let asked = opties.profiel.as_deref();
    // What a file says of itself goes first; the rows know better.
    let own = named.filter(|sign| {
        tekst::proef(text, *sign).is_ok_and(|sample| !zoek(&sample, profielen, asked).is_empty())
    });
    let candidates = own.map_or_else(|| tekst::SCHEIDINGSTEKENS.to_vec(), |c| vec![c]);
    let mut refused = None;
    let mut headless = None;
    let mut best = beste(
        text,
        &candidates,
        profielen,
        opties,
        &mut refused,
        &mut headless,
    );
    if best.is_none() && headless.is_none() {
        best = beste(
            text,
            &tekst::ZELDEN,
            profielen,
            opties,
            &mut refused,
            &mut headless,
        );
    }
    if best.is_none()
        && let Some(bare) = tekst::zonder_rijquotes(text)
    {
        let mut found = uit_tekst(bare.as_bytes(), profielen, opties)?;
        found.waarschuwingen.push(over_alles(
            "om elke hele regel stonden aanhalingstekens; de regels zijn gelezen alsof ze er niet staan".to_owned(),
        ));
        found.codering = decoded.codering;
        return Ok(found);
    }
    let Some((_, separator)) = best else {
        if tekst::is_binair(&decoded.tekst) {
            return Err(LeesFout::AnderSoort("een bestand zonder tekst".to_owned()));
        }
        if let Some(found) = op_zijn_kant(text, &decoded.codering, profielen, opties) {
            return Ok(found);
        }
        return Err(refused
            .or(headless)
            .unwrap_or_else(|| geen_koppen(asked, "de eerste 50 regels")));
    };
    let (blad, mut waarschuwingen) = tekst::rijen(text, separator, first)?;
    if let Some(doubt) = decoded.twijfel {
        waarschuwingen.push(over_alles(doubt));
    }
    if let Some(named) = named.filter(|named| *named != separator) {
        waarschuwingen.push(over_alles(format!(
            "de eerste regel noemt {named} als scheidingsteken, maar de rijen gebruiken {}; zo zijn ze gelezen",
            if separator == '\t' { "een tab".to_owned() } else { separator.to_string() }
        )));
    }
    let (kop, reden) = kies(zoek(&blad, profielen, asked), "")
        .ok_or_else(|| geen_koppen(asked, "de eerste 50 regels"))?;
    Ok(Gevonden {
        blad,
        kop,
        reden,
        codering: decoded.codering,
        scheidingsteken: Some(separator),
        waarschuwingen,
        geweigerd: Vec::new(),
        bron: Some(Tekstbron {
            scheidingsteken: separator,
            heel,
        }),
        meer: Vec::new(),
    })
}

/// A text in which the headings stand below each other.
fn op_zijn_kant<'p>(
    text: &str,
    codering: &str,
    profielen: &'p Profielen,
    opties: &Opties,
) -> Option<Gevonden<'p>> {
    let cut = tekst::SCHEIDINGSTEKENS
        .iter()
        .filter_map(|sign| Some(tekst::rijen(text, *sign, 1).ok()?.0));
    cut.chain(gekanteld::sleutels(text))
        .find_map(|blad| gekanteld_gevonden(&blad, codering, profielen, opties.profiel.as_deref()))
}

/// The sheet set upright, when its headings stand below each other.
fn gekanteld_gevonden<'p>(
    blad: &Blad,
    codering: &str,
    profielen: &'p Profielen,
    asked: Option<&str>,
) -> Option<Gevonden<'p>> {
    let blad = gekanteld::rechtop(blad, profielen)?;
    let (kop, reden) = kies(zoek(&blad, profielen, asked), "")?;
    Some(Gevonden {
        blad,
        kop,
        reden,
        codering: codering.to_owned(),
        scheidingsteken: None,
        waarschuwingen: vec![over_alles(gekanteld::REDEN.to_owned())],
        geweigerd: Vec::new(),
        bron: None,
        meer: Vec::new(),
    })
}

/// The separator of these that gives the best headings.
fn beste(
    text: &str,
    candidates: &[char],
    profielen: &Profielen,
    opties: &Opties,
    refused: &mut Option<LeesFout>,
    headless: &mut Option<LeesFout>,
) -> Option<(i64, char)> {
    let asked = opties.profiel.as_deref();
    let mut best: Option<(i64, char)> = None;
    for separator in candidates {
        match tekst::proef(text, *separator) {
            Ok(sample) => {
                if headless.is_none() {
                    *headless = lijkt_verdachte(&sample, opties);
                }
                let score = zoek(&sample, profielen, asked).first().map(|kop| kop.score);
                if let Some(score) = score
                    && best.is_none_or(|(known, _)| score > known)
                {
                    best = Some((score, *separator));
                }
            }
            Err(error) => *refused = Some(error),
        }
    }
    best
}

/// Finds the list on pages for print: of all ways to cut them into columns the one that gives the best
/// headings.
///
/// # Errors
/// A scan, locked, damaged, or no headings.
pub fn uit_pdf<'p>(
    bytes: &[u8],
    profielen: &'p Profielen,
    opties: &Opties,
) -> Result<Gevonden<'p>, LeesFout> {
    let asked = opties.profiel.as_deref();
    let best = pdf::bladen(bytes)?
        .into_iter()
        .map(|blad| {
            let score = zoek(&blad, profielen, asked)
                .first()
                .map_or(i64::MIN, |kop| kop.score);
            (score, blad)
        })
        // Of equal ones the first.
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let sheets = best.map(|(_, blad)| (String::new(), Ok(blad)));
    let mut found = uit_bladen(sheets.into_iter(), ("tabel", "pdf"), profielen, opties)?;
    found.waarschuwingen.push(over_alles(
        "een PDF is voor papier gemaakt; de kolommen zijn aan hun plaats herkend, kijk ze na"
            .to_owned(),
    ));
    Ok(found)
}

/// Finds the list among the tables of a web page.
fn uit_web<'p>(
    bladen: Vec<Blad>,
    twijfel: Option<String>,
    profielen: &'p Profielen,
    opties: &Opties,
) -> Result<Gevonden<'p>, LeesFout> {
    let sheets = bladen.into_iter().map(|mut blad| {
        blad.naam = None;
        (String::new(), Ok(blad))
    });
    let mut found =
        uit_bladen(sheets, ("tabel", "html"), profielen, opties).map_err(|fout| match fout {
            // A page like any other.
            LeesFout::GeenKoppen(_) => LeesFout::AnderSoort("een webpagina (HTML)".to_owned()),
            other => other,
        })?;
    found.waarschuwingen.extend(twijfel.map(over_alles));
    Ok(found)
}

/// Finds the list in JSON: of all lists in it the one with the best headings.
fn uit_json<'p>(
    text: &str,
    twijfel: Option<Melding>,
    profielen: &'p Profielen,
    opties: &Opties,
) -> Result<Gevonden<'p>, LeesFout> {
    let read = json::lees(text)?;
    let sheets = read
        .bladen
        .into_iter()
        .map(|blad| (blad.naam.clone().unwrap_or_default(), Ok(blad)));
    let mut found = uit_bladen(sheets, ("lijst", read.vorm), profielen, opties)?;
    found.waarschuwingen.extend(twijfel);
    found.geweigerd = read.geweigerd;
    Ok(found)
}

/// Finds the list in a workbook: of all sheets the one with the best headings.
///
/// # Errors
/// Locked, damaged, no headings, or too large.
pub fn uit_werkmap<'p>(
    bytes: &[u8],
    inhoud: &Inhoud,
    profielen: &'p Profielen,
    opties: &Opties,
) -> Result<Gevonden<'p>, LeesFout> {
    let kind = match inhoud.soort {
        Soort::Xlsx => "xlsx",
        Soort::Xlsb => "xlsb",
        Soort::Xls => "xls",
        Soort::Ods => "ods",
    };
    let sheets = werkmap::bladen(bytes, inhoud.soort)?;
    let mut found = uit_bladen(sheets.into_iter(), ("blad", kind), profielen, opties)?;
    if matches!(inhoud.soort, Soort::Xls | Soort::Xlsb) {
        let bare = (std::iter::once(&found).chain(&found.meer)).find_map(kale_nummers);
        found.waarschuwingen.extend(bare);
    }
    if inhoud.macros {
        found.waarschuwingen.push(over_alles(
            "dit bestand bevat macro's; die worden niet uitgevoerd".to_owned(),
        ));
    }
    if inhoud.koppelingen {
        found.waarschuwingen.push(over_alles(
            "dit bestand verwijst naar andere bestanden; die worden niet geopend, de cellen zijn gelezen zoals ze zijn opgeslagen"
                .to_owned(),
        ));
    }
    if inhoud.ongerekend {
        found.waarschuwingen.push(over_alles(
            "dit bestand bevat formules die nog niet zijn uitgerekend; die cellen zijn leeg gelezen, open het bestand in Excel en sla het op"
                .to_owned(),
        ));
    }
    Ok(found)
}

/// A doubt where registrations are bare numbers: a format may show zeros and letters that only an xlsx
/// or ods tells (`01-000126`, `PL2100-…`).
fn kale_nummers(found: &Gevonden<'_>) -> Option<Melding> {
    let rows = found.kop.rij.saturating_add(1)..found.blad.aantal();
    let (column, heading) = found
        .kop
        .kolommen
        .iter()
        .enumerate()
        .find(|(at, heading)| {
            matches!(heading.kolom, Some(Kolom::Pl | Kolom::Parketnummer))
                && (rows.clone()).any(|row| matches!(found.blad.cel(row, *at), Blik::Getal(_)))
        })?;
    let row = rows
        .clone()
        .find(|row| matches!(found.blad.cel(*row, column), Blik::Getal(_)))?;
    Some(Melding {
        regel: found.blad.nummer(row),
        kolom: heading.tekst.clone(),
        waarde: found.blad.cel(row, column).tekst().into_owned(),
        reden: "in deze kolom staan getallen; nullen en letters die alleen de opmaak van de cel laat zien \
                (01-000126, PL2100-…) zijn in dit soort werkmap niet te lezen: ontbreken ze, open het in \
                Excel en bewaar het als .xlsx"
            .to_owned(),
    })
}

fn uit_bladen<'p>(
    sheets: impl Iterator<Item = werkmap::Gelezen>,
    (what, codering): (&str, &str),
    profielen: &'p Profielen,
    opties: &Opties,
) -> Result<Gevonden<'p>, LeesFout> {
    let asked = opties.profiel.as_deref();
    let mut waarschuwingen = Vec::new();
    let mut refused = None;
    let mut headless = None;
    let mut names: Vec<String> = Vec::new();
    let mut found: Vec<(Blad, Vec<Kop<'p>>)> = Vec::new();
    let mut aside = None;
    for (name, read) in sheets {
        let shown = kort(&name, 60);
        match read {
            Ok(blad) => {
                if let Some((count, place)) = &blad.verre {
                    waarschuwingen.push(over_alles(format!(
                        "{what} {shown} heeft {count} gevulde cel(len) ver van de lijst, de eerste op {place}; die zijn niet gelezen"
                    )));
                }
                let koppen = zoek(&blad, profielen, asked);
                if koppen.is_empty() {
                    aside = aside.or_else(|| gekanteld_gevonden(&blad, codering, profielen, asked));
                    headless = headless.or_else(|| lijkt_verdachte(&blad, opties));
                } else {
                    found.push((blad, koppen));
                }
            }
            Err(error) => {
                waarschuwingen.push(over_alles(format!(
                    "{what} {shown} is niet gelezen: {error}"
                )));
                refused = Some(error);
            }
        }
        if !shown.is_empty() {
            names.push(shown);
        }
    }
    let score = |koppen: &[Kop<'p>]| koppen.first().map_or(0, |kop| kop.score);
    // Of equal sheets the first one.
    let best = (0..found.len()).reduce(|best, next| {
        let of = |at: usize| found.get(at).map_or(0, |(_, koppen)| score(koppen));
        if of(next) > of(best) { next } else { best }
    });
    let Some(best) = best else {
        if let Some(mut found) = aside {
            found.waarschuwingen.extend(waarschuwingen);
            return Ok(found);
        }
        let seen = if names.is_empty() {
            "gezien: een lijst zonder naam".to_owned()
        } else {
            format!("gezien: {what} {}", names.join(", "))
        };
        return Err(refused
            .or(headless)
            .unwrap_or_else(|| geen_koppen(asked, &kort(&seen, 200))));
    };
    let (blad, koppen) = found.remove(best);
    let mut meer = Vec::new();
    for (other, koppen) in found {
        let name = kort(other.naam.as_deref().unwrap_or_default(), 60);
        if opties.alle_bladen
            && let Some((kop, reden)) = kies(koppen, "")
        {
            meer.push(Gevonden {
                blad: other,
                kop,
                reden,
                codering: codering.to_owned(),
                scheidingsteken: None,
                waarschuwingen: Vec::new(),
                geweigerd: Vec::new(),
                bron: None,
                meer: Vec::new(),
            });
        } else {
            waarschuwingen.push(over_alles(format!(
                "ook {what} {name} lijkt op een lijst; het is niet gelezen (lees alle bladen samen als ze een lijst zijn)"
            )));
        }
    }
    let place = match blad.naam.as_deref() {
        Some(name) => format!(" van {what} {}", kort(name, 60)),
        None => String::new(),
    };
    let (kop, reden) = kies(koppen, &place).ok_or_else(|| geen_koppen(asked, "alle bladen"))?;
    Ok(Gevonden {
        blad,
        kop,
        reden,
        codering: codering.to_owned(),
        scheidingsteken: None,
        waarschuwingen,
        geweigerd: Vec::new(),
        bron: None,
        meer,
    })
}

/// Rows of suspects without a row of headings: part of a list was copied, or the export has none.
fn lijkt_verdachte(blad: &Blad, opties: &Opties) -> Option<LeesFout> {
    let year = opties.nu.year();
    (0..blad.aantal().min(5)).find_map(|row| {
        let mut filled = 0_usize;
        let mut number = false;
        for cell in blad.cellen(row).filter(|cell| !cell.is_leeg()) {
            filled += 1;
            let text = cell.tekst();
            let text = text.trim();
            number |= text.len() < 40
                && text.chars().any(|c| c.is_ascii_digit())
                && text.to_ascii_uppercase().starts_with("PL")
                && nummer::pl(text, year).bezwaar.is_none();
        }
        (number && filled >= 2).then(|| LeesFout::ZonderKoppen(blad.nummer(row)))
    })
}

fn geen_koppen(asked: Option<&str>, seen: &str) -> LeesFout {
    LeesFout::GeenKoppen(match asked {
        Some(name) => format!("{seen}, met profiel {name}"),
        None => seen.to_owned(),
    })
}

/// A message about the whole file.
#[must_use]
pub fn over_alles(reden: String) -> Melding {
    Melding {
        regel: 0,
        kolom: String::new(),
        waarde: String::new(),
        reden,
    }
}

/// The best profile and the sentence that says why it is.
fn kies<'p>(koppen: Vec<Kop<'p>>, place: &str) -> Option<(Kop<'p>, String)> {
    let mut koppen = koppen.into_iter();
    let best = koppen.next()?;
    let mut reden = if best.gemaakt_voor {
        format!(
            "profiel {} is gemaakt voor precies deze {} koppen",
            best.profiel.naam,
            best.gevuld()
        )
    } else {
        format!(
            "profiel {} kent {} van de {} koppen",
            best.profiel.naam,
            best.bekend(),
            best.gevuld()
        )
    };
    reden.push_str(place);
    if let Some(next) = koppen.next() {
        reden.push_str(&format!(
            "; daarna komt {} met {}",
            next.profiel.naam,
            next.bekend()
        ));
    }
    Some((best, reden))
}

/// The profile is told apart by name only.
impl std::fmt::Debug for Gevonden<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let profiel: &Profiel = self.kop.profiel;
        f.debug_struct("Gevonden")
            .field("profiel", &profiel.naam)
            .field("rij", &self.kop.rij)
            .finish_non_exhaustive()
    }
}
