//! All rows of the sheet that was found to a [`Lijst`].
//!
//! Must not know what a single cell means (`rij`), or what is known already (`plan`).

use std::collections::HashSet;
use std::thread;

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use chrono_tz::Europe::Amsterdam;

use crate::domain::lijstregel::{Lijstregel, Veld};

use super::blad::Blad;
use super::bron::{Gevonden, over_alles};
use super::fout::Melding;
use super::indeling::Indeling;
use super::kop::{Kop, letters};
use super::koppelen::{self, Kopkijk};
use super::moment::{in_naam, in_titel};
use super::profiel::Kolom;
use super::rij::{self, Uitkomst};
use super::samen::{begin, draden};
use super::schoon::{kort, schoon_tot};
use super::wissel;
use super::{LeesFout, Lijst, Opties, identiteit, oordeel, statuswoord, tafels};

/// So many warnings are kept; beyond it only their number is told.
const WAARSCHUWINGEN_MAX: usize = 5_000;

/// Cells to show with a heading.
pub const CELLEN_KIJK: usize = 3;
/// Rows in which cells are looked for.
pub const KIJKDIEPTE: usize = 50;

/// A list without a date on which the last arrest is so many days ago may be an older list.
const OUD_VANAF: i64 = 3;

/// Reads every row under the headings, of every table that was found.
///
/// # Errors
/// [`LeesFout::GeenRegels`] when nothing stands under the headings.
pub fn lees(
    gevonden: Gevonden<'_>,
    bestand: String,
    sha256: String,
    opties: &Opties,
) -> Result<Lijst, LeesFout> {
    let head = gevonden.blad.nummer(gevonden.kop.rij);
    let mut tables = tafels::splits(gevonden).into_iter();
    let first = tables.next().ok_or(LeesFout::GeenRegels(head))?;
    let (mut lijst, mut tellingen) = tafel(first, opties);
    let mut more = 0;
    for next in tables {
        let (next, counts) = tafel(next, opties);
        tellingen.extend(counts);
        more += 1;
        bij(&mut lijst, next);
    }
    if lijst.regels.is_empty() && lijst.geweigerd.is_empty() {
        return Err(LeesFout::GeenRegels(head));
    }
    lijst.geweigerd.sort_by_key(|melding| melding.regel);
    let mut whole = Vec::new();
    if more > 0 {
        whole.push(over_alles(format!(
            "dit zijn {} tabellen met elk hun eigen koppen; ze zijn samen gelezen als een lijst",
            more + 1
        )));
    }
    let all = lijst.regels.len();
    for (counts, read, refused) in tellingen {
        // A footer below the last table may count all of them.
        if more == 0
            || counts
                .genoemd
                .is_none_or(|(_, named)| named as usize != all)
        {
            whole.extend(oordeel::let_op(&counts, read, refused));
        }
    }
    lijst.bestand = bestand;
    lijst.sha256 = sha256;
    lijst.laatste = lijst
        .regels
        .iter()
        .flat_map(|line| [line.aanhouding, line.aankomst, line.begin_ophouden])
        .flatten()
        .max();
    lijst.peildatum = lijst.peildatum.or_else(|| {
        let sheet = lijst.blad.as_deref().and_then(|name| peildag(name, opties));
        sheet.or_else(|| peildag(&lijst.bestand, opties))
    });
    whole.extend(statuswoord::bekijk(&lijst.regels));
    whole.extend(andere_dag(lijst.laatste, lijst.peildatum, opties));
    let year = opties.nu.with_timezone(&Amsterdam).year();
    whole.extend(identiteit::bekijk(&mut lijst.regels, year, opties.nu));
    lijst.waarschuwingen.splice(0..0, whole);
    let more = lijst
        .waarschuwingen
        .len()
        .saturating_sub(WAARSCHUWINGEN_MAX);
    if more > 0 {
        lijst.waarschuwingen.truncate(WAARSCHUWINGEN_MAX);
        lijst
            .waarschuwingen
            .push(over_alles(format!("en nog {more} waarschuwingen")));
    }
    Ok(lijst)
}

/// What a table says of its own length, with what was read and refused of it.
type Geteld = Vec<(oordeel::Telling, usize, usize)>;

/// One table.
fn tafel(gevonden: Gevonden<'_>, opties: &Opties) -> (Lijst, Geteld) {
    let Gevonden {
        mut blad,
        kop,
        reden,
        codering,
        scheidingsteken,
        mut waarschuwingen,
        mut geweigerd,
        bron,
        meer: _,
    } = gevonden;
    let hidden = |at: usize| {
        !opties.bewaar_bsn
            && kop
                .kolommen
                .get(at)
                .is_some_and(|cell| cell.kolom == Some(Kolom::Bsn))
    };
    let gezien = oordeel::beoordeel(&mut blad, &kop, bron, opties.nu, &hidden);
    let indeling = Indeling::nieuw(&kop, opties.nu, opties.bewaar_bsn).met_vormen(gezien.vormen);
    over_koppen(&kop, blad.nummer(kop.rij), &mut waarschuwingen);
    waarschuwingen.extend(gezien.waarschuwingen);
    if gezien.afgebroken {
        waarschuwingen.push(over_alles(
            "dit bestand is afgebroken en telt als een deel van de lijst: wie er niet op staat, is niet verdwenen".to_owned(),
        ));
    }
    geweigerd.extend(gezien.geweigerd);
    let mut telling = oordeel::Telling::default();
    let (titles, peildatum) = titels(&blad, kop.eerste, &mut telling);
    let mut verzameld = rijen(&indeling, &kop, &blad, scheidingsteken);
    verzameld.overgeslagen = verzameld.overgeslagen.saturating_add(titles);
    for row in &verzameld.zonder_verdachte {
        telling.zie(blad.nummer(*row), &rij::hele_tekst(&blad, *row));
    }
    telling.volgnummers = volgnummers(&kop, &blad);
    if let Some(first) = verzameld.gewisseld.first() {
        waarschuwingen.push(wissel::waarschuwing(first.regel, verzameld.gewisseld.len()));
    }
    geweigerd.append(&mut verzameld.geweigerd);
    geweigerd.append(&mut verzameld.gewisseld);
    geweigerd.sort_by_key(|melding| melding.regel);
    waarschuwingen.append(&mut verzameld.waarschuwingen);
    let koppen = kijk(&kop, &blad, scheidingsteken, opties);
    let counts = vec![(telling, verzameld.regels.len(), geweigerd.len())];
    let lijst = Lijst {
        bestand: String::new(),
        sha256: String::new(),
        profiel: kop.profiel.naam.clone(),
        profiel_reden: reden,
        codering,
        scheidingsteken,
        blad: blad.naam.as_deref().map(|name| kort(name, 60)),
        regels: verzameld.regels,
        geweigerd,
        waarschuwingen,
        onbekende_kolommen: kop
            .kolommen
            .iter()
            .filter(|cell| {
                cell.kolom.is_none() && cell.dubbel.is_none() && !cell.gevouwen.is_empty()
            })
            .map(|cell| cell.tekst.clone())
            .collect(),
        kolommen: indeling
            .koppen
            .iter()
            .map(ToString::to_string)
            .zip(indeling.velden)
            .collect(),
        koppen,
        laatste: None,
        peildatum,
        overgeslagen: verzameld.overgeslagen,
        deel: gezien.afgebroken,
    };
    (lijst, counts)
}

/// Adds another table to the list.
fn bij(lijst: &mut Lijst, next: Lijst) {
    lijst.regels.extend(next.regels);
    lijst.geweigerd.extend(next.geweigerd);
    lijst.waarschuwingen.extend(next.waarschuwingen);
    for kop in next.onbekende_kolommen {
        if !lijst.onbekende_kolommen.contains(&kop) {
            lijst.onbekende_kolommen.push(kop);
        }
    }
    for kop in next.koppen {
        if !lijst.koppen.iter().any(|known| known.kop == kop.kop) {
            lijst.koppen.push(kop);
        }
    }
    for kolom in next.kolommen {
        if !lijst.kolommen.iter().any(|(kop, _)| *kop == kolom.0) {
            lijst.kolommen.push(kolom);
        }
    }
    if next.blad != lijst.blad
        && let (Some(all), Some(name)) = (&mut lijst.blad, next.blad)
    {
        all.push_str(" + ");
        all.push_str(&name);
    }
    lijst.peildatum = lijst.peildatum.or(next.peildatum);
    lijst.deel |= next.deel;
    lijst.overgeslagen = lijst.overgeslagen.saturating_add(next.overgeslagen);
}

/// The row numbers of a table.
fn volgnummers(kop: &Kop<'_>, blad: &Blad) -> Vec<u32> {
    let column = kop.kolommen.iter().position(|cell| {
        cell.kolom == Some(Kolom::Negeren) && oordeel::is_volgnummer(&cell.gevouwen)
    });
    let Some(column) = column else {
        return Vec::new();
    };
    (kop.rij.saturating_add(1)..blad.aantal())
        .filter_map(|row| blad.cel(row, column).tekst().trim().parse().ok())
        .collect()
}

/// The day that a name of a file or sheet names, when it can be the day of a list.
fn peildag(name: &str, opties: &Opties) -> Option<NaiveDateTime> {
    let today = opties.nu.with_timezone(&Amsterdam).date_naive();
    in_naam(name, today).filter(|at| {
        let days = (today - at.date()).num_days();
        (-1..=400).contains(&days)
    })
}

/// Every heading with its first cells; a heading that stands twice is one. A column of which nothing may
/// be kept shows nothing.
fn kijk(kop: &Kop<'_>, blad: &Blad, separator: Option<char>, opties: &Opties) -> Vec<Kopkijk> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut out: Vec<(usize, Kopkijk)> = kop
        .kolommen
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.gevouwen.is_empty() && seen.insert(&cell.gevouwen))
        .map(|(at, cell)| {
            let column = Kopkijk {
                kop: cell.tekst.clone(),
                kolom: cell.kolom,
                cellen: Vec::new(),
            };
            (at, column)
        })
        .collect();
    let first = kop.rij.saturating_add(1);
    for row in first..blad.aantal().min(first.saturating_add(KIJKDIEPTE)) {
        // A row that another character separates holds everything in its first cell.
        if separator.is_some_and(|own| wissel::ander_teken(kop, blad, row, own).is_some()) {
            continue;
        }
        let cells: Vec<_> = blad.cellen(row).collect();
        for (at, column) in &mut out {
            let hidden = column.kolom == Some(Kolom::Bsn) && !opties.bewaar_bsn;
            if hidden || column.cellen.len() >= CELLEN_KIJK {
                continue;
            }
            if let Some(cell) = cells.get(*at).filter(|cell| !cell.is_leeg()) {
                column
                    .cellen
                    .push(koppelen::cel(&cell.tekst(), opties.bewaar_bsn));
            }
        }
    }
    out.into_iter().map(|(_, column)| column).collect()
}

fn over_koppen(kop: &Kop<'_>, line: u32, out: &mut Vec<Melding>) {
    for (at, cell) in kop
        .kolommen
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.dubbel.is_some())
    {
        let means = cell.dubbel;
        let first = kop
            .kolommen
            .iter()
            .position(|other| other.kolom == means)
            .unwrap_or_default();
        out.push(Melding {
            regel: line,
            kolom: cell.tekst.clone(),
            waarde: String::new(),
            reden: format!(
                "kolom {} ({}) betekent hetzelfde en is gebruikt; deze kolom ({}) staat bij overig",
                letters(first),
                kop.kolommen.get(first).map_or("", |other| &other.tekst),
                letters(at)
            ),
        });
    }
    let has = |kolom: Kolom| kop.kolommen.iter().any(|cell| cell.kolom == Some(kolom));
    if !has(Kolom::Naam) && !has(Kolom::Achternaam) {
        out.push(over_alles(
            "deze lijst heeft geen kolom met namen; koppel die in het scherm met de kolommen"
                .to_owned(),
        ));
    }
    if !has(Kolom::BeginOphouden) && !has(Kolom::Aankomst) {
        out.push(over_alles(
            "deze lijst heeft geen kolom voor het begin van het ophouden of de aankomst".to_owned(),
        ));
    }
}

/// A list of another day, as far as its own words do not say so: a title with an older moment is
/// shown, and asked about, where the list is accepted.
fn andere_dag(
    laatste: Option<DateTime<Utc>>,
    peildatum: Option<NaiveDateTime>,
    opties: &Opties,
) -> Option<Melding> {
    let today = opties.nu.with_timezone(&Amsterdam).date_naive();
    if let Some(dated) = peildatum {
        let date = dated.date();
        return (date > today).then(|| {
            over_alles(format!(
                "de datum boven deze lijst ({}) ligt in de toekomst; is dit de goede lijst?",
                date.format("%d-%m-%Y")
            ))
        });
    }
    let last = laatste?.with_timezone(&Amsterdam).date_naive();
    let days = today.signed_duration_since(last).num_days();
    (days >= OUD_VANAF).then(|| {
        over_alles(format!(
            "de laatste aanhouding of aankomst op deze lijst is van {}, {days} dagen geleden; is dit de lijst van vandaag?",
            last.format("%d-%m-%Y")
        ))
    })
}

/// How many rows stand above the headings, and the moment that one of them names.
fn titels(blad: &Blad, kop: usize, telling: &mut oordeel::Telling) -> (u32, Option<NaiveDateTime>) {
    let mut count = 0_u32;
    let mut moment = None;
    for row in 0..kop {
        let mut filled = false;
        for cell in blad.cellen(row).filter(|cell| !cell.is_leeg()) {
            filled = true;
            let text = cell.tekst();
            moment = moment.or_else(|| in_titel(&schoon_tot(&text, 400).tekst));
            telling.zie(blad.nummer(row), &text);
        }
        count += u32::from(filled);
    }
    (count, moment)
}

/// Every row under the headings, in order. Rows know only the line above them, so that many can be
/// read at once.
fn rijen(
    indeling: &Indeling<'_>,
    kop: &Kop<'_>,
    blad: &Blad,
    separator: Option<char>,
) -> Verzameld {
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
            if matches!(uitkomst, Uitkomst::Overslaan) {
                out.zonder_verdachte.push(row);
            }
            let other = separator.and_then(|own| {
                (!matches!(uitkomst, Uitkomst::Leeg | Uitkomst::Overslaan))
                    .then(|| wissel::ander_teken(kop, blad, row, own).map(|sign| (sign, own)))?
            });
            match other {
                Some((sign, own)) => {
                    out.gewisseld
                        .push(wissel::geweigerd(blad.nummer(row), sign, own));
                }
                None => out.neem(uitkomst, meldingen),
            }
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
                (from, to, begin(scope, work))
            })
            .collect();
        let mut all = read(indeling, first, own, count);
        all.sluit_aan();
        for (from, to, part) in parts {
            // Should a thread fail, its rows are read here; then a failure is seen where it is.
            all.voeg_toe(
                part.and_then(|part| part.join().ok())
                    .unwrap_or_else(|| read(indeling, from, to, to - from)),
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
    /// Refused because another character separates their cells.
    gewisseld: Vec<Melding>,
    waarschuwingen: Vec<Melding>,
    overgeslagen: u32,
    /// Rows that were passed over: one of them may name a count.
    zonder_verdachte: Vec<usize>,
    /// The last row was not one of a suspect: what follows belongs to nobody.
    los: bool,
}

impl Verzameld {
    fn neem(&mut self, uitkomst: Uitkomst, mut meldingen: Vec<Melding>) {
        let los = std::mem::replace(&mut self.los, false);
        match uitkomst {
            Uitkomst::Leeg => self.los = true,
            Uitkomst::Overslaan => {
                self.los = true;
                self.overgeslagen = self.overgeslagen.saturating_add(1);
            }
            Uitkomst::Geweigerd(melding) => {
                self.los = true;
                self.geweigerd.push(melding);
                // The refusal shows the whole row; what is wrong with a cell of it says nothing more.
                return;
            }
            Uitkomst::Regel(regel) => self.regels.push(*regel),
            // Merged cells: nothing but an offence stands there, and nobody right above it.
            Uitkomst::Vervolg(regel) if los && is_naamloos(&regel) => {
                self.geweigerd.push(rij::zonder_naam(&regel));
            }
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
        self.gewisseld.append(&mut next.gewisseld);
        self.waarschuwingen.append(&mut next.waarschuwingen);
        self.overgeslagen = self.overgeslagen.saturating_add(next.overgeslagen);
        self.zonder_verdachte.append(&mut next.zonder_verdachte);
        self.los = next.los;
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
        let naamloos = is_naamloos(&regel);
        let above = self
            .regels
            .last_mut()
            .filter(|above| naamloos || above.pl.is_some() && above.pl == regel.pl);
        match above {
            Some(above) => {
                if naamloos {
                    self.waarschuwingen.push(Melding {
                        regel: regel.regel,
                        kolom: String::new(),
                        waarde: kort(&regel.tekst(Veld::Feiten), 80),
                        reden: format!(
                            "hier staat alleen een feit; het is gelezen als nog een feit van regel {} erboven",
                            above.regel
                        ),
                    });
                }
                voeg_samen(above, regel, &mut self.waarschuwingen);
            }
            None if naamloos => self.geweigerd.push(rij::zonder_naam(&regel)),
            None => {
                if self.heeft_naam {
                    self.waarschuwingen.push(rij::geen_naam(regel.regel));
                }
                self.regels.push(regel);
            }
        }
    }
}

/// Neither a name nor a number: only what was done.
fn is_naamloos(regel: &Lijstregel) -> bool {
    regel.pl.is_none() && regel.parketnummer.is_none()
}

/// Adds the offences and the explanation of a second row; whatever else it says is reported.
fn voeg_samen(above: &mut Lijstregel, regel: Lijstregel, out: &mut Vec<Melding>) {
    // Whom an offence was against is told with it.
    for (text, place) in [
        (&regel.relatie, &mut above.relatie),
        (&regel.kinderen, &mut above.kinderen),
    ] {
        let Some(text) = text else { continue };
        match place {
            Some(known) if known.split(" / ").any(|part| part == text) => {}
            Some(known) => {
                known.push_str(" / ");
                known.push_str(text);
            }
            None => *place = Some(text.clone()),
        }
    }
    for veld in Veld::ALLE {
        let text = regel.tekst(veld);
        let ours = matches!(
            veld,
            Veld::Pl | Veld::Feiten | Veld::Toelichting | Veld::Relatie | Veld::Kinderen
        );
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
    for veld in [
        Veld::Feiten,
        Veld::Toelichting,
        Veld::Relatie,
        Veld::Kinderen,
    ] {
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
