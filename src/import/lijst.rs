//! All rows of the best sheet to a [`Lijst`].
//!
//! Must not know what a single cell means (`rij`), or what is known already (`plan`).

use std::thread;

use crate::domain::lijstregel::{Lijstregel, Veld};

use super::blad::Blad;
use super::fout::Melding;
use super::indeling::Indeling;
use super::kop::{Kop, zoek};
use super::moment::in_titel;
use super::profiel::{Kolom, Profiel, Profielen};
use super::rij::{self, Uitkomst};
use super::samen::draden;
use super::schoon::{kort, schoon_tot};
use super::tekst;
use super::werkmap::{self, Soort};
use super::{LeesFout, Lijst, Opties, herken};

/// So many warnings are kept; beyond it only their number is told.
const WAARSCHUWINGEN_MAX: usize = 5_000;

/// A sheet with its headings found.
pub struct Gevonden<'p> {
    blad: Blad,
    kop: Kop<'p>,
    reden: String,
    codering: String,
    scheidingsteken: Option<char>,
    waarschuwingen: Vec<Melding>,
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
    if let Some(what) = herken::opmaak(&decoded.tekst) {
        return Err(LeesFout::AnderSoort(what.to_owned()));
    }
    let (named, skip) = tekst::eigen_scheidingsteken(&decoded.tekst).unzip();
    let text = decoded.tekst.get(skip.unwrap_or(0)..).unwrap_or_default();
    let first = if skip.is_some() { 2 } else { 1 };
    let candidates = named.map_or_else(|| tekst::SCHEIDINGSTEKENS.to_vec(), |c| vec![c]);
    let asked = opties.profiel.as_deref();
    let mut refused = None;
    let mut best: Option<(i64, char)> = None;
    for separator in candidates {
        match tekst::proef(text, separator) {
            Ok(sample) => {
                let score = zoek(&sample, profielen, asked).first().map(|kop| kop.score);
                if let Some(score) = score
                    && best.is_none_or(|(known, _)| score > known)
                {
                    best = Some((score, separator));
                }
            }
            Err(error) => refused = Some(error),
        }
    }
    let Some((_, separator)) = best else {
        if tekst::is_binair(&decoded.tekst) {
            return Err(LeesFout::AnderSoort("een bestand zonder tekst".to_owned()));
        }
        return Err(refused.unwrap_or_else(|| geen_koppen(asked, "de eerste 50 regels")));
    };
    let (blad, mut waarschuwingen) = tekst::rijen(text, separator, first)?;
    if let Some(doubt) = decoded.twijfel {
        waarschuwingen.push(over_alles(doubt));
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
    })
}

/// Finds the list in a workbook: of all sheets the one with the best headings.
///
/// # Errors
/// Locked, damaged, no headings, or too large.
pub fn uit_werkmap<'p>(
    bytes: &[u8],
    soort: Soort,
    profielen: &'p Profielen,
    opties: &Opties,
) -> Result<Gevonden<'p>, LeesFout> {
    let asked = opties.profiel.as_deref();
    let mut waarschuwingen = Vec::new();
    let mut refused = None;
    let mut names: Vec<String> = Vec::new();
    let mut best: Option<(Blad, Vec<Kop<'p>>)> = None;
    let mut others: Vec<String> = Vec::new();
    for (name, read) in werkmap::bladen(bytes, soort)? {
        let shown = kort(&name, 60);
        match read {
            Ok(blad) => {
                let koppen = zoek(&blad, profielen, asked);
                if let Some(score) = koppen.first().map(|kop| kop.score) {
                    let known = best.as_ref().and_then(|(_, koppen)| koppen.first());
                    if known.is_none_or(|known| score > known.score) {
                        others.extend(best.take().and_then(|(blad, _)| blad.naam));
                        best = Some((blad, koppen));
                    } else {
                        others.push(shown.clone());
                    }
                }
            }
            Err(error) => {
                waarschuwingen.push(over_alles(format!("blad {shown} is niet gelezen: {error}")));
                refused = Some(error);
            }
        }
        names.push(shown);
    }
    let Some((blad, koppen)) = best else {
        let seen = format!("gezien: blad {}", names.join(", "));
        return Err(refused.unwrap_or_else(|| geen_koppen(asked, &kort(&seen, 200))));
    };
    for other in others {
        waarschuwingen.push(over_alles(format!(
            "ook blad {} lijkt op een lijst; het is niet gelezen",
            kort(&other, 60)
        )));
    }
    let place = format!(
        " van blad {}",
        kort(blad.naam.as_deref().unwrap_or_default(), 60)
    );
    let (kop, reden) = kies(koppen, &place).ok_or_else(|| geen_koppen(asked, "alle bladen"))?;
    Ok(Gevonden {
        blad,
        kop,
        reden,
        codering: match soort {
            Soort::Xlsx => "xlsx",
            Soort::Xlsb => "xlsb",
            Soort::Xls => "xls",
            Soort::Ods => "ods",
        }
        .to_owned(),
        scheidingsteken: None,
        waarschuwingen,
    })
}

fn geen_koppen(asked: Option<&str>, seen: &str) -> LeesFout {
    LeesFout::GeenKoppen(match asked {
        Some(name) => format!("{seen}, met profiel {name}"),
        None => seen.to_owned(),
    })
}

fn over_alles(reden: String) -> Melding {
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
    let mut reden = format!(
        "profiel {} kent {} van de {} koppen",
        best.profiel.naam,
        best.bekend(),
        best.gevuld()
    );
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

/// Reads every row under the headings.
///
/// # Errors
/// [`LeesFout::GeenRegels`] when nothing stands under the headings.
pub fn lees(
    gevonden: Gevonden<'_>,
    bestand: String,
    sha256: String,
    opties: &Opties,
) -> Result<Lijst, LeesFout> {
    let Gevonden {
        blad,
        kop,
        reden,
        codering,
        scheidingsteken,
        mut waarschuwingen,
    } = gevonden;
    let indeling = Indeling::nieuw(&kop, opties.nu, opties.bewaar_bsn);
    over_koppen(&kop, blad.nummer(kop.rij), &mut waarschuwingen);
    let (titles, peildatum) = titels(&blad, kop.rij);
    let mut verzameld = rijen(&indeling, &kop, &blad);
    verzameld.overgeslagen = verzameld.overgeslagen.saturating_add(titles);
    if verzameld.regels.is_empty() && verzameld.geweigerd.is_empty() {
        return Err(LeesFout::GeenRegels(blad.nummer(kop.rij)));
    }
    waarschuwingen.append(&mut verzameld.waarschuwingen);
    let more = waarschuwingen.len().saturating_sub(WAARSCHUWINGEN_MAX);
    if more > 0 {
        waarschuwingen.truncate(WAARSCHUWINGEN_MAX);
        waarschuwingen.push(over_alles(format!("en nog {more} waarschuwingen")));
    }
    Ok(Lijst {
        bestand,
        sha256,
        profiel: kop.profiel.naam.clone(),
        profiel_reden: reden,
        codering,
        scheidingsteken,
        blad: blad.naam.as_deref().map(|name| kort(name, 60)),
        regels: verzameld.regels,
        geweigerd: verzameld.geweigerd,
        waarschuwingen,
        onbekende_kolommen: kop
            .kolommen
            .iter()
            .filter(|cell| cell.kolom.is_none() && !cell.dubbel && !cell.gevouwen.is_empty())
            .map(|cell| cell.tekst.clone())
            .collect(),
        kolommen: indeling
            .koppen
            .iter()
            .map(ToString::to_string)
            .zip(indeling.velden)
            .collect(),
        peildatum,
        overgeslagen: verzameld.overgeslagen,
    })
}

fn over_koppen(kop: &Kop<'_>, line: u32, out: &mut Vec<Melding>) {
    for cell in kop.kolommen.iter().filter(|cell| cell.dubbel) {
        out.push(Melding {
            regel: line,
            kolom: cell.tekst.clone(),
            waarde: String::new(),
            reden: "een eerdere kolom betekent hetzelfde; deze staat bij overig".to_owned(),
        });
    }
    let has = |kolom: Kolom| kop.kolommen.iter().any(|cell| cell.kolom == Some(kolom));
    if !has(Kolom::BeginOphouden) && !has(Kolom::Aankomst) {
        out.push(over_alles(
            "deze lijst heeft geen kolom voor het begin van het ophouden of de aankomst".to_owned(),
        ));
    }
}

/// How many rows stand above the headings, and the moment that one of them names.
fn titels(blad: &Blad, kop: usize) -> (u32, Option<chrono::NaiveDateTime>) {
    let mut count = 0_u32;
    let mut moment = None;
    for row in 0..kop {
        let mut filled = false;
        for cell in blad.cellen(row).filter(|cell| !cell.is_leeg()) {
            filled = true;
            let text = cell.tekst();
            moment = moment.or_else(|| in_titel(&schoon_tot(&text, 400).tekst));
        }
        count += u32::from(filled);
    }
    (count, moment)
}

/// Every row under the headings, in order. Rows know only the line above them, so that many can be
/// read at once.
fn rijen(indeling: &Indeling<'_>, kop: &Kop<'_>, blad: &Blad) -> Verzameld {
    let first = kop.rij.saturating_add(1);
    let last = blad.aantal();
    let count = last.saturating_sub(first);
    let read = |indeling: &Indeling<'_>, from: usize, to: usize, room: usize| {
        let mut out = Verzameld {
            heeft_naam: indeling.heeft_naam(),
            regels: Vec::with_capacity(room),
            ..Verzameld::default()
        };
        for row in from..to {
            let mut meldingen = Vec::new();
            let uitkomst = rij::lees(indeling, kop, blad, row, &mut meldingen);
            out.neem(uitkomst, meldingen);
        }
        out
    };
    let threads = draden(count);
    if threads < 2 {
        let mut all = read(indeling, first, last, count);
        all.sluit_aan();
        return all;
    }
    let share = count.div_ceil(threads);
    let own = first.saturating_add(share).min(last);
    thread::scope(|scope| {
        let parts: Vec<_> = (1..threads)
            .map(|at| {
                let from = first.saturating_add(at.saturating_mul(share)).min(last);
                let to = from.saturating_add(share).min(last);
                let own = indeling.eigen();
                let work = move || read(&own, from, to, to - from);
                (from, to, scope.spawn(work))
            })
            .collect();
        let mut all = read(indeling, first, own, count);
        all.sluit_aan();
        for (from, to, part) in parts {
            // Should a thread fail, its rows are read here; then a failure is seen where it is.
            all.voeg_toe(
                part.join()
                    .unwrap_or_else(|_| read(indeling, from, to, to - from)),
            );
        }
        all
    })
}

/// What came of a run of rows.
#[derive(Default)]
struct Verzameld {
    heeft_naam: bool,
    /// Second offences before the first line of the run: they belong to the run before.
    vooraf: Vec<Lijstregel>,
    regels: Vec<Lijstregel>,
    geweigerd: Vec<Melding>,
    waarschuwingen: Vec<Melding>,
    overgeslagen: u32,
}

impl Verzameld {
    fn neem(&mut self, uitkomst: Uitkomst, mut meldingen: Vec<Melding>) {
        match uitkomst {
            Uitkomst::Leeg => {}
            Uitkomst::Overslaan => self.overgeslagen = self.overgeslagen.saturating_add(1),
            Uitkomst::Geweigerd(melding) => self.geweigerd.push(melding),
            Uitkomst::Regel(regel) => self.regels.push(*regel),
            Uitkomst::Vervolg(regel) if self.regels.is_empty() => self.vooraf.push(*regel),
            Uitkomst::Vervolg(regel) => self.vervolg(*regel),
        }
        self.waarschuwingen.append(&mut meldingen);
    }

    /// The run of rows that follows this one.
    fn voeg_toe(&mut self, mut next: Verzameld) {
        for regel in next.vooraf {
            self.vervolg(regel);
        }
        self.regels.append(&mut next.regels);
        self.geweigerd.append(&mut next.geweigerd);
        self.waarschuwingen.append(&mut next.waarschuwingen);
        self.overgeslagen = self.overgeslagen.saturating_add(next.overgeslagen);
    }

    /// There is no run before this one: what had no line above it is a line itself.
    fn sluit_aan(&mut self) {
        let begin = std::mem::take(&mut self.vooraf);
        if begin.is_empty() {
            return;
        }
        let mut lines = std::mem::take(&mut self.regels);
        for regel in begin {
            self.vervolg(regel);
        }
        self.regels.append(&mut lines);
    }

    /// A number and an offence without a name belong to the line above when the number is the same.
    fn vervolg(&mut self, regel: Lijstregel) {
        let above = self
            .regels
            .last_mut()
            .filter(|above| above.pl.is_some() && above.pl == regel.pl);
        match above {
            Some(above) => voeg_samen(above, regel, &mut self.waarschuwingen),
            None => {
                if self.heeft_naam {
                    self.waarschuwingen.push(rij::geen_naam(regel.regel));
                }
                self.regels.push(regel);
            }
        }
    }
}

/// Adds the offences and the explanation of a second row; whatever else it says is reported.
fn voeg_samen(above: &mut Lijstregel, regel: Lijstregel, out: &mut Vec<Melding>) {
    for veld in Veld::ALLE {
        let text = regel.tekst(veld);
        let ours = matches!(veld, Veld::Pl | Veld::Feiten | Veld::Toelichting);
        if ours || text.is_empty() || text == above.tekst(veld) {
            continue;
        }
        let origin = regel.herkomst.get(&veld);
        out.push(Melding {
            regel: regel.regel,
            kolom: origin.map_or_else(String::new, |origin| origin.kolom.to_string()),
            waarde: origin.map_or_else(String::new, |origin| kort(origin.tekst, 80)),
            reden: format!(
                "deze regel hoort bij regel {} erboven, die iets anders zegt; niet overgenomen",
                above.regel
            ),
        });
    }
    above.feiten.extend(regel.feiten);
    if !regel.toelichting.is_empty() {
        if !above.toelichting.is_empty() {
            above.toelichting.push_str(" / ");
        }
        above.toelichting.push_str(&regel.toelichting);
    }
    for veld in [Veld::Feiten, Veld::Toelichting] {
        let (Some(more), Some(origin)) = (regel.herkomst.get(&veld), above.herkomst.get(&veld))
        else {
            continue;
        };
        if more.tekst.is_empty() {
            continue;
        }
        let between = if origin.tekst.is_empty() { "" } else { " · " };
        let tekst = format!("{}{between}{}", origin.tekst, more.tekst);
        let kolom = origin.kolom.to_owned();
        above.herkomst.noteer(veld, &kolom, &tekst);
    }
    above.overig.extend(regel.overig);
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
