//! One row of cells to one line of the list.
//!
//! A cell that cannot be understood never costs the row: the field stays empty, the text stays in
//! its origin, and a message says so. Must not know files or other rows.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, Utc};

use crate::domain::lijstregel::{Geslacht, Herkomsten, Lijstregel, Status, Veld};
use crate::domain::naam::{Naam, vouw};
use crate::domain::nummer;

use super::blad::{Blad, Blik};
use super::cel::naam_zonder_leegte;
use super::datum::alleen_jaar;
use super::feiten::voeg_feiten_toe;
use super::formule;
use super::fout::Melding;
use super::indeling::{Indeling, MomentKolom};
use super::kop::{Kop, is_herhaling};
use super::moment::{Gelezen, geboortedatum_in, moment_in};
use super::naamcel;
use super::oordeel::noemt_aantal;
use super::profiel::{GeslachtWoord, Kolom, StatusWoord, Vlag, woord};
use super::schoon::{CEL_MAX, kort, schoon};

/// The heading under which a year of birth is kept when the day is not known.
pub const GEBOORTEJAAR: &str = "geboortejaar";

/// So long may a value in a message be.
const WAARDE_MAX: usize = 80;

/// What became of a row.
#[derive(Debug)]
pub enum Uitkomst {
    /// Nothing stood in it.
    Leeg,
    /// A total, a footer, the headings once more.
    Overslaan,
    /// A suspect.
    Regel(Box<Lijstregel>),
    /// A number and an offence without a name: perhaps a second offence of the line above.
    Vervolg(Box<Lijstregel>),
    /// Not to be read.
    Geweigerd(Melding),
}

/// Reads a row. Messages about it go into `meldingen`.
pub fn lees(
    indeling: &Indeling<'_>,
    kop: &Kop<'_>,
    blad: &Blad,
    rij: usize,
    meldingen: &mut Vec<Melding>,
) -> Uitkomst {
    let filled = blad.cellen(rij).filter(|cell| !cell.is_leeg()).count();
    if filled == 0 {
        return Uitkomst::Leeg;
    }
    if filled <= 3 && (is_voettekst(indeling, blad, rij) || noemt_aantal(&hele_tekst(blad, rij)))
        || is_herhaling(kop, blad, rij)
    {
        return Uitkomst::Overslaan;
    }
    let mut lezer = Rijlezer {
        indeling,
        blad,
        rij,
        regel: Lijstregel {
            regel: blad.nummer(rij),
            herkomst: Herkomsten::nieuw(
                indeling.bronkoppen.clone(),
                indeling.velden.len().min(Veld::ALLE.len()),
                blad.lengte(rij),
            ),
            ..Lijstregel::default()
        },
        genummerd: false,
        meldingen,
    };
    lezer.alles();
    let Rijlezer {
        regel, genummerd, ..
    } = lezer;
    beoordeel(indeling, blad, rij, regel, genummerd, meldingen)
}

/// The text of all cells of a row.
#[must_use]
pub fn hele_tekst(blad: &Blad, rij: usize) -> String {
    let mut out = String::new();
    for cell in blad.cellen(rij).filter(|cell| !cell.is_leeg()) {
        out.push_str(&cell.tekst());
        out.push(' ');
    }
    out
}

fn is_voettekst(indeling: &Indeling<'_>, blad: &Blad, rij: usize) -> bool {
    blad.cellen(rij)
        .find(|cell| !cell.is_leeg())
        .is_some_and(|cell| {
            indeling
                .profiel
                .slaat_over(&vouw(&schoon(&cell.tekst()).tekst))
        })
}

fn beoordeel(
    indeling: &Indeling<'_>,
    blad: &Blad,
    rij: usize,
    regel: Lijstregel,
    numbered: bool,
    meldingen: &mut Vec<Melding>,
) -> Uitkomst {
    let nobody = regel.naam.is_leeg()
        && regel.pl.is_none()
        && regel.parketnummer.is_none()
        && regel.geboortedatum.is_none();
    if nobody && indeling.heeft_naam() && !regel.feiten.is_empty() {
        return Uitkomst::Vervolg(Box::new(regel));
    }
    if regel.naam.is_leeg() && !numbered {
        return Uitkomst::Geweigerd(Melding {
            regel: regel.regel,
            kolom: String::new(),
            waarde: kort(&rij_tekst(indeling, blad, rij), WAARDE_MAX),
            reden: "deze regel heeft geen naam en geen bruikbaar nummer".to_owned(),
        });
    }
    if regel.naam.is_leeg() && indeling.heeft_naam() {
        if regel.geboortedatum.is_none() && !regel.feiten.is_empty() {
            return Uitkomst::Vervolg(Box::new(regel));
        }
        meldingen.push(geen_naam(regel.regel));
    }
    let alone = regel.pl.is_none()
        && regel.parketnummer.is_none()
        && regel.feiten.is_empty()
        && regel.aanhouding.is_none()
        && regel.begin_ophouden.is_none();
    if alone && indeling.kolom(Kolom::Pl).is_some() && !regel.naam.is_leeg() {
        meldingen.push(Melding {
            regel: regel.regel,
            kolom: String::new(),
            waarde: kort(&regel.naam.lijstvorm(), WAARDE_MAX),
            reden: "bij deze naam staan geen nummer, feit of tijden; horen de cellen van de regel erboven ook bij deze verdachte? vul ze dan aan".to_owned(),
        });
    }
    if !numbered && regel.geboortedatum.is_none() {
        meldingen.push(Melding {
            regel: regel.regel,
            kolom: String::new(),
            waarde: kort(&regel.naam.lijstvorm(), WAARDE_MAX),
            reden: "zonder nummer en geboortedatum is deze verdachte in een volgende lijst moeilijk te herkennen".to_owned(),
        });
    }
    Uitkomst::Regel(Box::new(regel))
}

/// The refusal of a line on which only an offence stands, below nobody.
#[must_use]
pub fn zonder_naam(regel: &Lijstregel) -> Melding {
    Melding {
        regel: regel.regel,
        kolom: String::new(),
        waarde: kort(&regel.tekst(Veld::Feiten), WAARDE_MAX),
        reden: "deze regel heeft geen naam en geen bruikbaar nummer".to_owned(),
    }
}

/// The message about a line with a number but no name.
#[must_use]
pub fn geen_naam(regel: u32) -> Melding {
    Melding {
        regel,
        kolom: String::new(),
        waarde: String::new(),
        reden: "deze regel heeft geen naam".to_owned(),
    }
}

/// The cells of a row in one text, without what may not be kept.
fn rij_tekst(indeling: &Indeling<'_>, blad: &Blad, rij: usize) -> String {
    let mut out = String::new();
    for (at, cell) in blad.cellen(rij).enumerate() {
        if cell.is_leeg() || (indeling.bsn.contains(&at) && !indeling.bewaar_bsn) {
            continue;
        }
        if !out.is_empty() {
            out.push_str(" | ");
        }
        out.push_str(&kort(&cell.tekst(), WAARDE_MAX));
        if out.len() > 4 * WAARDE_MAX {
            break;
        }
    }
    out
}

struct Rijlezer<'a> {
    indeling: &'a Indeling<'a>,
    blad: &'a Blad,
    rij: usize,
    regel: Lijstregel,
    /// A number of police or OM passed its check.
    genummerd: bool,
    meldingen: &'a mut Vec<Melding>,
}

impl<'a> Rijlezer<'a> {
    fn alles(&mut self) {
        self.nummers();
        self.naam();
        self.persoon();
        self.feiten();
        self.teksten();
        self.tijden();
        self.vlaggen();
        self.overig();
    }

    fn cel(&self, column: usize) -> Blik<'a> {
        self.blad.cel(self.rij, column)
    }

    fn meld(&mut self, column: usize, waarde: &str, reden: impl Into<String>) {
        self.meldingen.push(Melding {
            regel: self.regel.regel,
            kolom: self.indeling.kop(column).to_string(),
            waarde: kort(waarde, WAARDE_MAX),
            reden: reden.into(),
        });
    }

    /// The cleaned text of a cell.
    fn tekst(&mut self, column: usize) -> Cow<'a, str> {
        let (text, cut) = match self.cel(column).tekst() {
            Cow::Borrowed(text) => {
                let clean = schoon(text);
                (clean.tekst, clean.gekapt)
            }
            Cow::Owned(text) => {
                let clean = schoon(&text);
                (Cow::Owned(clean.tekst.into_owned()), clean.gekapt)
            }
        };
        if naamcel::is_idem(&text) {
            self.meld(
                column,
                &text,
                "hier staat dat het hetzelfde is als erboven; niet overgenomen, vul het aan",
            );
            return Cow::Borrowed("");
        }
        if cut {
            self.meld(
                column,
                &text,
                format!("deze cel is langer dan {CEL_MAX} tekens; de rest is weggelaten"),
            );
        }
        text
    }

    fn herkomst(&mut self, veld: Veld, column: usize, tekst: &str) {
        let kop = u32::try_from(column).unwrap_or(u32::MAX);
        self.regel.herkomst.zet(veld, kop, tekst);
    }

    /// Text of a column of its own, with its origin noted.
    fn veld(&mut self, kolom: Kolom, veld: Veld) -> Option<(usize, Cow<'a, str>)> {
        let column = self.indeling.kolom(kolom)?;
        let text = self.tekst(column);
        self.herkomst(veld, column, &text);
        (!text.is_empty() && !self.is_fout(column, &text)).then_some((column, text))
    }

    /// The text of a cell that is part of a field; nothing where a formula failed.
    fn deel(&mut self, column: usize) -> Cow<'a, str> {
        let text = self.tekst(column);
        if self.is_fout(column, &text) {
            return Cow::Borrowed("");
        }
        text
    }

    /// Whether a formula failed here. That is reported; the text stays in the origin alone.
    fn is_fout(&mut self, column: usize, text: &str) -> bool {
        let failed = formule::is_fout(text);
        if failed {
            self.meld(
                column,
                text,
                "hier staat de fout van een formule; dit gegeven is onbekend",
            );
        }
        failed
    }

    fn nummers(&mut self) {
        if let Some((column, text)) = self.veld(Kolom::Pl, Veld::Pl) {
            let number = nummer::pl(&text, self.indeling.leeftijd.vandaag.year());
            self.genummerd |= self.nummer(column, &text, &number);
            self.regel.pl = nummer::geen_nummer(&text)
                .is_none()
                .then_some(number.waarde);
        }
        if let Some((column, text)) = self.veld(Kolom::Parketnummer, Veld::Parketnummer) {
            let number = nummer::parketnummer(&text);
            self.genummerd |= self.nummer(column, &text, &number);
            self.regel.parketnummer = nummer::geen_nummer(&text)
                .is_none()
                .then_some(number.waarde);
        }
        if self.indeling.bewaar_bsn
            && let Some((column, text)) = self.veld(Kolom::Bsn, Veld::Bsn)
        {
            let number = nummer::bsn(&text);
            self.nummer(column, &text, &number);
            self.regel.bsn = Some(number.waarde);
        }
    }

    /// Reports what is wrong with a number; says whether nothing is.
    fn nummer(&mut self, column: usize, text: &str, number: &nummer::Nummer) -> bool {
        if let Some(why) = nummer::geen_nummer(text) {
            self.meld(column, text, format!("{why}; er is geen nummer"));
            return false;
        }
        if let Some(why) = &number.bezwaar {
            self.meld(
                column,
                text,
                format!("het nummer {why}; de tekst is bewaard"),
            );
        }
        number.bezwaar.is_none()
    }

    fn naam(&mut self) {
        let indeling = self.indeling;
        if let Some((column, text)) = self.veld(Kolom::Naam, Veld::Naam) {
            if naamcel::twee(&text) {
                self.meld(
                    column,
                    &text,
                    "hier lijken twee namen te staan; gelezen als een verdachte, voeg de ander toe met lijst --voeg-toe",
                );
            }
            let clean = naam_zonder_leegte(&text).or_else(|| naamcel::zonder_breuk(&text));
            self.regel.naam = Naam::lees(clean.as_deref().unwrap_or(&text));
            return;
        }
        let parts = [Kolom::Achternaam, Kolom::Tussenvoegsel, Kolom::Voornamen]
            .map(|kolom| indeling.kolom(kolom));
        if parts.iter().all(Option::is_none) {
            return;
        }
        let [family, prefix, given] =
            parts.map(|column| column.map_or(Cow::Borrowed(""), |column| self.deel(column)));
        // A family name column that holds the whole name after all.
        self.regel.naam = if given.is_empty() && prefix.is_empty() && family.contains(',') {
            Naam::lees(&family)
        } else {
            Naam::uit_delen(&family, &prefix, &given)
        };
        let columns: Vec<usize> = parts.into_iter().flatten().collect();
        self.samen(Veld::Naam, &columns);
    }

    /// The origin of a field that stands in several columns.
    fn samen(&mut self, veld: Veld, columns: &[usize]) {
        let mut tekst = String::new();
        for column in columns {
            let cell = self.cel(*column).tekst();
            let clean = schoon(&cell);
            if !clean.tekst.is_empty() {
                if !tekst.is_empty() {
                    tekst.push_str(" | ");
                }
                tekst.push_str(&clean.tekst);
            }
        }
        let kop = self.indeling.gezamenlijk(columns);
        self.regel.herkomst.zet(veld, kop, &tekst);
    }

    fn persoon(&mut self) {
        if let Some(column) = self.indeling.kolom(Kolom::Geboortedatum) {
            let text = self.tekst(column);
            let cell = match self.cel(column) {
                Blik::Tekst(_) => Blik::Tekst(&text),
                other => other,
            };
            if !cell.is_leeg() && !self.is_fout(column, &text) {
                let vorm = self.indeling.vorm(column);
                let found = geboortedatum_in(cell, self.indeling.leeftijd, vorm);
                match alleen_jaar(&text).filter(|_| found.waarde.is_none()) {
                    Some(year) => {
                        self.meld(
                            column,
                            &text,
                            format!("de dag of maand van geboorte is onbekend; het jaar {year} is bewaard"),
                        );
                        self.regel
                            .overig
                            .push((GEBOORTEJAAR.into(), year.to_string()));
                    }
                    None => self.regel.geboortedatum = self.gelezen(column, &text, found),
                }
            }
            self.herkomst(Veld::Geboortedatum, column, &text);
        }
        if let Some((column, text)) = self.veld(Kolom::Geslacht, Veld::Geslacht) {
            self.regel.geslacht = match self.indeling.profiel.geslacht.get(&woord(&text)) {
                Some(GeslachtWoord::Man) => Some(Geslacht::Man),
                Some(GeslachtWoord::Vrouw) => Some(Geslacht::Vrouw),
                Some(GeslachtWoord::Anders) => Some(Geslacht::Anders),
                None => {
                    if !self.is_onbekend(&text) {
                        self.meld(column, &text, "dit geslacht is niet herkend");
                    }
                    None
                }
            };
        }
    }

    fn gelezen<T>(&mut self, column: usize, text: &str, found: Gelezen<T>) -> Option<T> {
        if let Some(doubt) = found.twijfel {
            self.meld(column, text, doubt);
        }
        found.waarde
    }

    fn is_onbekend(&self, text: &str) -> bool {
        self.indeling.profiel.vlaggen.get(&woord(text)) == Some(&Vlag::Onbekend)
    }

    fn feiten(&mut self) {
        let indeling = self.indeling;
        let count = indeling.artikelen.len().max(indeling.feiten.len());
        for at in 0..count {
            let artikel = indeling.artikelen.get(at).map(|column| self.deel(*column));
            let feit = indeling.feiten.get(at).map(|column| self.deel(*column));
            let (artikel, feit) = (artikel.unwrap_or_default(), feit.unwrap_or_default());
            voeg_feiten_toe(&mut self.regel.feiten, &artikel, &feit);
        }
        match (indeling.artikelen.as_slice(), indeling.feiten.as_slice()) {
            ([], []) => {}
            ([artikel], [feit]) => self.samen(Veld::Feiten, &[*artikel, *feit]),
            (artikelen, feiten) => {
                let columns: Vec<usize> = artikelen.iter().chain(feiten).copied().collect();
                self.samen(Veld::Feiten, &columns);
            }
        }
    }

    fn teksten(&mut self) {
        let mut take = |kolom, veld| self.veld(kolom, veld).map(|(_, text)| text.into_owned());
        let adres = take(Kolom::Adres, Veld::Adres);
        let woonplaats = take(Kolom::Woonplaats, Veld::Woonplaats);
        let toelichting = take(Kolom::Toelichting, Veld::Toelichting);
        let relatie = take(Kolom::Relatie, Veld::Relatie);
        let kinderen = take(Kolom::Kinderen, Veld::Kinderen);
        let locatie = take(Kolom::Locatie, Veld::Locatie);
        self.regel.adres = adres;
        self.regel.woonplaats = woonplaats;
        self.regel.toelichting = toelichting.unwrap_or_default();
        self.regel.relatie = relatie;
        self.regel.kinderen = kinderen;
        self.regel.locatie = locatie;
    }

    fn tijden(&mut self) {
        let indeling = self.indeling;
        self.regel.aanhouding = self.moment(indeling.aanhouding, Veld::Aanhouding);
        self.regel.aankomst = self.moment(indeling.aankomst, Veld::Aankomst);
        self.regel.begin_ophouden = self.moment(indeling.begin_ophouden, Veld::BeginOphouden);
        self.regel.gedrukt_einde = self.moment(indeling.gedrukt_einde, Veld::GedruktEinde);
        self.onmogelijk();
    }

    fn moment(&mut self, column: Option<MomentKolom>, veld: Veld) -> Option<DateTime<Utc>> {
        let column = column?;
        let text = self.tekst(column.datum);
        let time_text = column.tijd.map(|tijd| self.tekst(tijd));
        let mut failed = self.is_fout(column.datum, &text);
        if let (Some(tijd), Some(text)) = (column.tijd, &time_text) {
            failed |= self.is_fout(tijd, text);
        }
        let cleaned = |cell: Blik<'a>, text: &'a str| match cell {
            Blik::Tekst(_) => Blik::Tekst(text),
            other => other,
        };
        let found = {
            // The borrow of the cleaned text ends here.
            let date = match self.cel(column.datum) {
                Blik::Tekst(_) => Blik::Tekst(&text),
                other => cleaned(other, ""),
            };
            let time = column.tijd.map(|tijd| match self.cel(tijd) {
                Blik::Tekst(_) => Blik::Tekst(time_text.as_deref().unwrap_or_default()),
                other => cleaned(other, ""),
            });
            if failed || date.is_leeg() && time.is_none_or(Blik::is_leeg) {
                None
            } else {
                Some(moment_in(date, time, self.indeling.vorm(column.datum)))
            }
        };
        let value = found.and_then(|found| self.gelezen(column.datum, &text, found));
        match column.tijd {
            Some(tijd) => self.samen(veld, &[column.datum, tijd]),
            None => self.herkomst(veld, column.datum, &text),
        }
        value
    }

    /// Times that contradict each other or the clock.
    fn onmogelijk(&mut self) {
        let line = &self.regel;
        let nu = self.indeling.nu;
        let mut found: Vec<(Option<MomentKolom>, Veld, &str)> = Vec::new();
        if line.aanhouding.is_some_and(|at| at > nu) {
            found.push((
                self.indeling.aanhouding,
                Veld::Aanhouding,
                "deze aanhouding ligt in de toekomst",
            ));
        }
        if line.aankomst.is_some_and(|at| at > nu) {
            found.push((
                self.indeling.aankomst,
                Veld::Aankomst,
                "deze aankomst ligt in de toekomst",
            ));
        }
        if line.begin_ophouden.is_some_and(|at| at > nu) {
            found.push((
                self.indeling.begin_ophouden,
                Veld::BeginOphouden,
                "dit begin ligt in de toekomst",
            ));
        }
        if let (Some(arrest), Some(begin)) = (line.aanhouding, line.begin_ophouden)
            && begin < arrest
        {
            found.push((
                self.indeling.begin_ophouden,
                Veld::BeginOphouden,
                "dit begin ligt voor de aanhouding",
            ));
        }
        if let (Some(arrest), Some(arrival)) = (line.aanhouding, line.aankomst)
            && arrival < arrest
        {
            found.push((
                self.indeling.aankomst,
                Veld::Aankomst,
                "deze aankomst ligt voor de aanhouding",
            ));
        }
        if let (Some(begin), Some(end)) = (line.begin_ophouden, line.gedrukt_einde)
            && end < begin
        {
            found.push((
                self.indeling.gedrukt_einde,
                Veld::GedruktEinde,
                "dit einde ligt voor het begin",
            ));
        }
        if let (Some(arrest), None, Some(end)) =
            (line.aanhouding, line.begin_ophouden, line.gedrukt_einde)
            && end < arrest
        {
            found.push((
                self.indeling.gedrukt_einde,
                Veld::GedruktEinde,
                "dit einde ligt voor de aanhouding",
            ));
        }
        for (column, veld, why) in found {
            let text = self
                .regel
                .herkomst
                .get(&veld)
                .map_or_else(String::new, |origin| origin.tekst.to_owned());
            if let Some(column) = column {
                self.meld(column.datum, &text, why);
            }
        }
    }

    fn vlaggen(&mut self) {
        self.regel.hg_politie = self.vlag(Kolom::HgPolitie, Veld::HgPolitie);
        self.regel.thv = self.vlag(Kolom::Thv, Veld::Thv);
        self.regel.zorgmelding = self.vlag(Kolom::Zorgmelding, Veld::Zorgmelding);
        if let Some((_, text)) = self.veld(Kolom::Status, Veld::Status) {
            self.regel.status = match self
                .indeling
                .profiel
                .status
                .get(&woord(&text))
                .filter(|_| !text.contains('?'))
            {
                Some(StatusWoord::Vast) => Status::Vast,
                Some(StatusWoord::NietVast) => Status::NietVast,
                Some(StatusWoord::Ivs) => Status::Ivs,
                Some(StatusWoord::Heengezonden) => Status::Heengezonden,
                // A dash is an empty cell; a word for "not known" says that somebody does not know, and is
                // asked about like every word that nobody can read.
                None if self.is_onbekend(&text)
                    && !text.contains(|c: char| c.is_alphanumeric() || c == '?') =>
                {
                    Status::Onbekend
                }
                None => Status::Anders(text.into_owned()),
            };
        }
    }

    fn vlag(&mut self, kolom: Kolom, veld: Veld) -> Option<bool> {
        let (column, text) = self.veld(kolom, veld)?;
        match self.indeling.profiel.vlaggen.get(&woord(&text)) {
            Some(Vlag::Ja) => Some(true),
            Some(Vlag::Nee) => Some(false),
            Some(Vlag::Onbekend) => None,
            None => {
                self.meld(column, &text, "hier wordt ja of nee verwacht");
                None
            }
        }
    }

    fn overig(&mut self) {
        let indeling = self.indeling;
        for column in &indeling.overig {
            if !self.cel(*column).is_leeg() {
                let text = self.tekst(*column).into_owned();
                self.is_fout(*column, &text);
                if !text.is_empty() {
                    self.regel.overig.push((indeling.kop(*column), text));
                }
            }
        }
        for column in indeling.koppen.len()..self.blad.breedte(self.rij) {
            if self.cel(column).is_leeg() {
                continue;
            }
            let text = self.tekst(column).into_owned();
            self.meld(
                column,
                &text,
                "deze cel staat achter de laatste kop; bewaard bij overig",
            );
            self.regel.overig.push((indeling.kop(column), text));
        }
    }
}
