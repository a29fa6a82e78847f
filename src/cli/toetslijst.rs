//! Reads a labelled list: a TSV in which a person said of every line whether it is HG.
//!
//! Strict, because a figure over half a list is a lie: one unreadable line and there is no list. Must
//! not know the rules that are measured, nor where the bytes came from.

use crate::domain::signaal::Tekst;
use crate::domain::signaal::leer::Voorbeeld;
use crate::domain::signaal::toets::Label;
use crate::import::{is_binair, ontcijfer};

/// So many wrong lines are named; who has more has another kind of file.
const GENOEMD: usize = 5;

/// What a labelled list looks like, for who brought something else.
pub(super) const UITLEG: &str = "Een gelabelde lijst heeft op elke regel, met tabs ertussen: label (hg, twijfel of niet), \
     soort, artikel, feit, toelichting, relatie. De eerste regel noemt de kolommen; dan mag de volgorde anders \
     zijn. Verplicht zijn label en een van artikel, feit, toelichting, relatie; een kolom stijl zegt wie de regel schreef \
     (voor leer), andere kolommen tellen niet mee. Een regel die met # begint, is voor mensen.";

/// The order of columns in a list without headings.
const GEWOON: [Kolom; 6] = [
    Kolom::Label,
    Kolom::Anders,
    Kolom::Artikel,
    Kolom::Feit,
    Kolom::Toelichting,
    Kolom::Relatie,
];

/// Why a file is no labelled list. Dutch, for the worker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}. {UITLEG}")]
pub(super) struct LijstFout(String);

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gelabeld {
    /// Where it stands in the file, from 1.
    pub(super) regel: usize,
    /// What a person said.
    pub(super) label: Label,
    artikel: String,
    feit: String,
    pub(super) toelichting: String,
    relatie: String,
    /// Who wrote it, as far as the list says; empty when it does not.
    pub(super) stijl: String,
}

impl Gelabeld {
    /// What the rules look at.
    pub(super) fn tekst(&self) -> Tekst<'_> {
        Tekst {
            artikelen: &self.artikel,
            feit: &self.feit,
            toelichting: &self.toelichting,
            relatie: &self.relatie,
            ..Tekst::default()
        }
    }

    /// The same, to learn from.
    pub(super) fn voorbeeld(&self) -> Voorbeeld<'_> {
        Voorbeeld {
            label: self.label,
            tekst: self.tekst(),
            stijl: &self.stijl,
        }
    }

    /// The line in short: what is filled in, in the order of the list.
    pub(super) fn kort(&self) -> String {
        [&self.artikel, &self.feit, &self.toelichting, &self.relatie]
            .into_iter()
            .filter(|cell| !cell.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kolom {
    Label,
    Artikel,
    Feit,
    Toelichting,
    Relatie,
    Stijl,
    Anders,
}

impl Kolom {
    fn lees(kop: &str) -> Kolom {
        match kop.trim().to_lowercase().as_str() {
            "label" | "oordeel" | "tag" => Kolom::Label,
            "artikel" | "artikelen" => Kolom::Artikel,
            "feit" | "omschrijving" => Kolom::Feit,
            "toelichting" | "tekst" => Kolom::Toelichting,
            "relatie" => Kolom::Relatie,
            "stijl" | "hand" => Kolom::Stijl,
            _ => Kolom::Anders,
        }
    }
}

/// Reads a whole file; any encoding that Excel writes.
///
/// # Errors
/// [`LijstFout`] names the lines that cannot be read.
pub(super) fn lees(bytes: &[u8]) -> Result<Vec<Gelabeld>, LijstFout> {
    let tekst = ontcijfer(bytes).tekst;
    if is_binair(&tekst) {
        return Err(LijstFout("Dit is geen tekstbestand".to_owned()));
    }
    let mut lines = tekst
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        // What stands behind a hash is for people: where the lines come from, what they may be used for.
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .peekable();
    let kolommen = match lines.peek() {
        None => return Err(LijstFout("Het bestand is leeg".to_owned())),
        Some((_, first)) => {
            let found: Vec<Kolom> = cellen(first).map(|kop| Kolom::lees(&kop)).collect();
            // Only the first cell tells: a heading may be called "hg" as well.
            if cellen(first)
                .next()
                .is_some_and(|cell| Label::lees(&cell).is_some())
            {
                GEWOON.to_vec()
            } else {
                toets_koppen(&found)?;
                lines.next();
                found
            }
        }
    };
    let mut out = Vec::new();
    let mut fouten = Vec::new();
    for (regel, line) in lines {
        match lees_regel(regel, line, &kolommen) {
            Ok(one) => out.push(one),
            Err(reden) => fouten.push(format!("regel {regel}: {reden}")),
        }
    }
    if !fouten.is_empty() {
        let rest = fouten.len().saturating_sub(GENOEMD);
        fouten.truncate(GENOEMD);
        if rest > 0 {
            fouten.push(format!("en nog {rest} regels"));
        }
        return Err(LijstFout(fouten.join("; ")));
    }
    if out.is_empty() {
        return Err(LijstFout("Er staan geen regels in".to_owned()));
    }
    Ok(out)
}

fn toets_koppen(found: &[Kolom]) -> Result<(), LijstFout> {
    if !found.contains(&Kolom::Label) {
        return Err(LijstFout("De kolom label ontbreekt".to_owned()));
    }
    if found
        .iter()
        .all(|one| matches!(one, Kolom::Label | Kolom::Stijl | Kolom::Anders))
    {
        return Err(LijstFout(
            "Er is geen kolom met tekst om naar te kijken".to_owned(),
        ));
    }
    Ok(())
}

fn lees_regel(regel: usize, line: &str, kolommen: &[Kolom]) -> Result<Gelabeld, String> {
    let cells: Vec<String> = cellen(line).collect();
    if cells.len() > kolommen.len() {
        return Err(format!(
            "{} kolommen in plaats van {}",
            cells.len(),
            kolommen.len()
        ));
    }
    let cel = |wanted: Kolom| {
        kolommen
            .iter()
            .position(|kolom| *kolom == wanted)
            .and_then(|at| cells.get(at).cloned())
            .unwrap_or_default()
    };
    let woord = cel(Kolom::Label);
    let label = Label::lees(&woord.to_lowercase())
        .ok_or_else(|| format!("{woord:?} is geen label (hg, twijfel of niet)"))?;
    Ok(Gelabeld {
        regel,
        label,
        artikel: cel(Kolom::Artikel),
        feit: cel(Kolom::Feit),
        toelichting: cel(Kolom::Toelichting),
        relatie: cel(Kolom::Relatie),
        stijl: cel(Kolom::Stijl),
    })
}

/// The cells of a line; Excel puts quotes around a cell in which quotes stand, and doubles those.
fn cellen(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split('\t').map(|cell| {
        let cell = cell.trim();
        cell.strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .map_or_else(|| cell.to_owned(), |inner| inner.replace("\"\"", "\""))
    })
}
