//! Pages for print to a sheet: the text of each page with its place, and from the places the table.
//!
//! ```text
//!   bytes ─▶ lopdf ─▶ operators of a page ─▶ pieces of text and ruled lines, with their places (here)
//!         ─▶ lines, columns, rows (raster) ─▶ a sheet, read like any other
//! ```
//! A page without text is a picture: a scan, which is named. Must not know profiles or headings.

mod raster;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, LoadOptions, Object, ObjectId};

use super::LeesFout;
use super::blad::Blad;

/// Pages that are read, at most.
const BLADZIJDEN_MAX: usize = 200;
/// What one page or font may unpack to, in bytes.
const UITGEPAKT: usize = 32 * 1024 * 1024;
/// Pieces of text, at most.
const STUKKEN_MAX: usize = 400_000;
/// Forms within forms, at most.
const DIEPTE_MAX: usize = 6;

/// A piece of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Stuk {
    /// Its left side, in points.
    pub x: f64,
    /// Its right side, as far as the font tells.
    pub eind: f64,
    /// Its base line, upwards from the foot of the page.
    pub y: f64,
    /// The size of its letters.
    pub grootte: f64,
    /// The text.
    pub tekst: String,
}

/// A page.
#[derive(Debug, Default)]
pub struct Bladzijde {
    /// The text on it.
    pub stukken: Vec<Stuk>,
    /// Where lines go across: height, and how wide.
    pub lijnen: Vec<(f64, f64)>,
}

/// Every way in which the table of the file may be cut into columns.
///
/// # Errors
/// [`LeesFout::Wachtwoord`], damage, or the name of a scan.
pub fn bladen(bytes: &[u8]) -> Result<Vec<Blad>, LeesFout> {
    // A library that panics on a damaged file says no more than that it is damaged.
    let pages = catch_unwind(AssertUnwindSafe(|| bladzijden(bytes)))
        .unwrap_or_else(|_| Err(beschadigd()))?;
    if pages.iter().all(|page| page.stukken.is_empty()) {
        return Err(LeesFout::AnderSoort(
            "een PDF zonder tekst: een scan of foto van papier (vraag om de export zelf, of voeg de verdachten toe met n)".to_owned(),
        ));
    }
    Ok(raster::bladen(&pages))
}

fn beschadigd() -> LeesFout {
    LeesFout::AnderSoort("een PDF die niet te lezen is: beschadigd, of geen echte PDF".to_owned())
}

fn bladzijden(bytes: &[u8]) -> Result<Vec<Bladzijde>, LeesFout> {
    let options = LoadOptions {
        max_decompressed_size: Some(UITGEPAKT),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| beschadigd())?;
    if document.is_encrypted() {
        return Err(LeesFout::Wachtwoord);
    }
    let mut out = Vec::new();
    let mut count = 0;
    for page in document.page_iter().take(BLADZIJDEN_MAX) {
        let mut lezer = Pdflezer::nieuw(&document);
        let content = document
            .get_page_content_with_limit(page, UITGEPAKT)
            .map_err(|_| beschadigd())?;
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        lezer.lees(&content, &fonts, vormen(&document, page), 0);
        count += lezer.bladzijde.stukken.len();
        if count > STUKKEN_MAX {
            return Err(LeesFout::TeGroot(
                "deze PDF heeft veel te veel tekst voor een verdachtenmonitor".to_owned(),
            ));
        }
        out.push(lezer.bladzijde);
    }
    Ok(out)
}

/// The forms that a page draws, by name.
fn vormen(document: &Document, page: ObjectId) -> Option<&Dictionary> {
    let (own, parents) = document.get_page_resources(page).ok()?;
    let parent = parents
        .first()
        .and_then(|id| document.get_object(*id).ok())
        .and_then(|object| object.as_dict().ok());
    let resources = own.or(parent)?;
    resources
        .get_deref(b"XObject", document)
        .and_then(Object::as_dict)
        .ok()
}

/// A place and scale on the page: a, b, c, d, e, f as PDF counts them.
type Matrix = [f64; 6];

const GEEN: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn maal(one: Matrix, other: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [p, q, r, s, t, u] = other;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

/// A font: how its bytes are letters, and how wide they are.
struct Lettertype<'a> {
    codering: Option<Encoding<'a>>,
    breedten: BTreeMap<u32, f64>,
    gewoon: f64,
    twee_bytes: bool,
}

/// The state of drawing that `q` keeps and `Q` gives back.
#[derive(Clone, Copy)]
struct Tekststand {
    ctm: Matrix,
    grootte: f64,
    leiding: f64,
    letterruimte: f64,
    woordruimte: f64,
    schaal: f64,
}

struct Pdflezer<'a> {
    document: &'a Document,
    bladzijde: Bladzijde,
    stand: Tekststand,
    bewaard: Vec<Tekststand>,
    tekst: Matrix,
    regel: Matrix,
    pen: (f64, f64),
}

impl<'a> Pdflezer<'a> {
    fn nieuw(document: &'a Document) -> Self {
        Self {
            document,
            bladzijde: Bladzijde::default(),
            stand: Tekststand {
                ctm: GEEN,
                grootte: 10.0,
                leiding: 0.0,
                letterruimte: 0.0,
                woordruimte: 0.0,
                schaal: 1.0,
            },
            bewaard: Vec::new(),
            tekst: GEEN,
            regel: GEEN,
            pen: (0.0, 0.0),
        }
    }

    fn lees(
        &mut self,
        content: &[u8],
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        forms: Option<&'a Dictionary>,
        depth: usize,
    ) {
        let Ok(content) = Content::decode(content) else {
            return;
        };
        let types: BTreeMap<&[u8], Lettertype<'a>> = fonts
            .iter()
            .map(|(name, dict)| (name.as_slice(), lettertype(dict, self.document)))
            .collect();
        let mut font: Option<&Lettertype<'a>> = None;
        for operation in &content.operations {
            let operands = &operation.operands;
            let number = |at: usize| operands.get(at).map_or(0.0, getal);
            match operation.operator.as_str() {
                "q" => self.bewaard.push(self.stand),
                "Q" => {
                    if let Some(before) = self.bewaard.pop() {
                        self.stand = before;
                    }
                }
                "cm" => self.stand.ctm = maal(matrix(operands), self.stand.ctm),
                "BT" => (self.tekst, self.regel) = (GEEN, GEEN),
                "Tf" => {
                    font = operands
                        .first()
                        .and_then(|name| name.as_name().ok())
                        .and_then(|name| types.get(name));
                    self.stand.grootte = number(1);
                }
                "TL" => self.stand.leiding = number(0),
                "Tc" => self.stand.letterruimte = number(0),
                "Tw" => self.stand.woordruimte = number(0),
                "Tz" => self.stand.schaal = number(0) / 100.0,
                "Tm" => {
                    self.regel = matrix(operands);
                    self.tekst = self.regel;
                }
                "Td" => self.naar(number(0), number(1)),
                "TD" => {
                    self.stand.leiding = -number(1);
                    self.naar(number(0), number(1));
                }
                "T*" => self.naar(0.0, -self.stand.leiding),
                "Tj" => self.toon(operands.first(), font),
                "'" => {
                    self.naar(0.0, -self.stand.leiding);
                    self.toon(operands.first(), font);
                }
                "\"" => {
                    self.stand.woordruimte = number(0);
                    self.stand.letterruimte = number(1);
                    self.naar(0.0, -self.stand.leiding);
                    self.toon(operands.get(2), font);
                }
                "TJ" => {
                    if let Some(Object::Array(parts)) = operands.first() {
                        for part in parts {
                            match part {
                                Object::String(..) => self.toon(Some(part), font),
                                other => {
                                    let back = getal(other) / 1000.0
                                        * self.stand.grootte
                                        * self.stand.schaal;
                                    self.tekst = maal([1.0, 0.0, 0.0, 1.0, -back, 0.0], self.tekst);
                                }
                            }
                        }
                    }
                }
                "m" => self.pen = (number(0), number(1)),
                "l" => {
                    let to = (number(0), number(1));
                    self.lijn(self.pen, to);
                    self.pen = to;
                }
                "re" => {
                    let (x, y, w, h) = (number(0), number(1), number(2), number(3));
                    self.lijn((x, y), (x + w, y));
                    self.lijn((x, y + h), (x + w, y + h));
                }
                "Do" if depth < DIEPTE_MAX => self.vorm(operands.first(), forms, depth),
                _ => {}
            }
        }
    }

    /// A form that the page draws: pages of some programs are nothing but one.
    fn vorm(&mut self, name: Option<&Object>, forms: Option<&'a Dictionary>, depth: usize) {
        let stream = name
            .and_then(|name| name.as_name().ok())
            .zip(forms)
            .and_then(|(name, forms)| forms.get_deref(name, self.document).ok())
            .and_then(|object| object.as_stream().ok());
        let Some(stream) = stream else { return };
        let is_form = stream
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Form");
        let Some(content) = is_form
            .then(|| stream.decompressed_content_with_limit(UITGEPAKT).ok())
            .flatten()
        else {
            return;
        };
        let resources = stream
            .dict
            .get_deref(b"Resources", self.document)
            .and_then(Object::as_dict)
            .ok();
        let mut fonts: BTreeMap<Vec<u8>, &'a Dictionary> = BTreeMap::new();
        let named = resources
            .and_then(|dict| dict.get_deref(b"Font", self.document).ok())
            .and_then(|object| object.as_dict().ok());
        for (name, font) in named.into_iter().flat_map(Dictionary::iter) {
            let dict = match font {
                Object::Reference(id) => self.document.get_object(*id).and_then(Object::as_dict),
                other => other.as_dict(),
            };
            if let Ok(dict) = dict {
                fonts.insert(name.clone(), dict);
            }
        }
        let inner = resources
            .and_then(|dict| dict.get_deref(b"XObject", self.document).ok())
            .and_then(|object| object.as_dict().ok());
        let before = self.stand;
        if let Ok(Object::Array(numbers)) = stream.dict.get_deref(b"Matrix", self.document) {
            self.stand.ctm = maal(matrix(numbers), self.stand.ctm);
        }
        self.lees(&content, &fonts, inner, depth + 1);
        self.stand = before;
    }

    fn naar(&mut self, x: f64, y: f64) {
        self.regel = maal([1.0, 0.0, 0.0, 1.0, x, y], self.regel);
        self.tekst = self.regel;
    }

    /// A line across the page.
    fn lijn(&mut self, from: (f64, f64), to: (f64, f64)) {
        let place = |(x, y): (f64, f64)| {
            let [a, b, c, d, e, f] = self.stand.ctm;
            (a * x + c * y + e, b * x + d * y + f)
        };
        let ((x, y), (to_x, to_y)) = (place(from), place(to));
        if (y - to_y).abs() < 0.5 && (x - to_x).abs() > 10.0 {
            self.bladzijde.lijnen.push((y, (x - to_x).abs()));
        }
    }

    fn toon(&mut self, text: Option<&Object>, font: Option<&Lettertype<'a>>) {
        let (Some(Object::String(bytes, _)), Some(font)) = (text, font) else {
            return;
        };
        let words = font
            .codering
            .as_ref()
            .and_then(|encoding| Document::decode_text(encoding, bytes).ok())
            .unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned());
        let stand = self.stand;
        let codes: Vec<u32> = if font.twee_bytes {
            bytes
                .chunks(2)
                .map(|pair| pair.iter().fold(0, |all, b| all * 256 + u32::from(*b)))
                .collect()
        } else {
            bytes.iter().map(|b| u32::from(*b)).collect()
        };
        let mut wide = 0.0;
        for code in codes {
            let own = font.breedten.get(&code).copied().unwrap_or(font.gewoon);
            wide += own / 1000.0 * stand.grootte + stand.letterruimte;
            if code == 32 && !font.twee_bytes {
                wide += stand.woordruimte;
            }
        }
        wide *= stand.schaal;
        let begin = maal(self.tekst, stand.ctm);
        self.tekst = maal([1.0, 0.0, 0.0, 1.0, wide, 0.0], self.tekst);
        let end = maal(self.tekst, stand.ctm);
        let [_, _, c, d, x, y] = begin;
        let grootte = stand.grootte.abs() * (c * c + d * d).sqrt();
        let [_, _, _, _, eind, _] = end;
        if !words.is_empty() && x.is_finite() && y.is_finite() && grootte.is_finite() {
            self.bladzijde.stukken.push(Stuk {
                x,
                eind: eind.max(x),
                y,
                grootte,
                tekst: words,
            });
        }
    }
}

fn lettertype<'a>(dict: &'a Dictionary, document: &'a Document) -> Lettertype<'a> {
    let codering = dict.get_font_encoding_with_limit(document, UITGEPAKT).ok();
    let below = dict
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array)
        .ok()
        .and_then(|all| all.first())
        .and_then(|first| match first {
            Object::Reference(id) => document.get_object(*id).and_then(Object::as_dict).ok(),
            other => other.as_dict().ok(),
        });
    let mut breedten = BTreeMap::new();
    let gewoon;
    if let Some(below) = below {
        gewoon = below.get(b"DW").map_or(1000.0, getal);
        if let Ok(Object::Array(list)) = below.get_deref(b"W", document) {
            breedten = van_groepen(list, document);
        }
    } else {
        gewoon = 500.0;
        if dict.get(b"Widths").is_err() {
            breedten = van_standaard(dict);
        }
        let first = dict.get(b"FirstChar").map_or(0.0, getal);
        if let Ok(Object::Array(list)) = dict.get_deref(b"Widths", document) {
            for (number, width) in list.iter().take(512).enumerate() {
                if let Some(code) =
                    code(first).and_then(|first| first.checked_add(u32::try_from(number).ok()?))
                {
                    breedten.insert(code, getal(width));
                }
            }
        }
    }
    Lettertype {
        codering,
        breedten,
        gewoon,
        twee_bytes: below.is_some(),
    }
}

/// The widths of a font that every reader of PDF has by itself, and that is therefore not told: those of
/// Helvetica, near enough for the others to tell a gap between cells from one between words.
fn van_standaard(dict: &Dictionary) -> BTreeMap<u32, f64> {
    const HELVETICA: [u16; 95] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
        556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
        722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
        667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500, 334, 260, 334, 584,
    ];
    let name = dict
        .get(b"BaseFont")
        .and_then(Object::as_name)
        .unwrap_or_default();
    let fixed = name.starts_with(b"Courier");
    (32..)
        .zip(HELVETICA)
        .map(|(code, width)| (code, if fixed { 600.0 } else { f64::from(width) }))
        .collect()
}

/// `[first [w w w] first last w]`, as fonts of two bytes tell their widths.
fn van_groepen(list: &[Object], document: &Document) -> BTreeMap<u32, f64> {
    let mut out = BTreeMap::new();
    let mut at = 0;
    while let (Some(first), Some(next)) = (list.get(at), list.get(at + 1)) {
        let Some(begin) = code(getal(first)) else {
            break;
        };
        let next = match next {
            Object::Reference(id) => document.get_object(*id).unwrap_or(next),
            other => other,
        };
        if let Object::Array(widths) = next {
            for (code, width) in (begin..).zip(widths) {
                out.insert(code, getal(width));
            }
            at += 2;
        } else {
            let (end, width) = (code(getal(next)), list.get(at + 2).map_or(0.0, getal));
            for code in begin..=end.unwrap_or(begin).min(begin.saturating_add(5_000)) {
                out.insert(code, width);
            }
            at += 3;
        }
    }
    out
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked"
)]
fn code(number: f64) -> Option<u32> {
    (0.0..70_000.0).contains(&number).then_some(number as u32)
}

#[expect(clippy::cast_precision_loss, reason = "places on a page are small")]
fn getal(object: &Object) -> f64 {
    match object {
        Object::Integer(number) => *number as f64,
        Object::Real(number) => f64::from(*number),
        _ => 0.0,
    }
}

fn matrix(operands: &[Object]) -> Matrix {
    let mut out = GEEN;
    for (place, operand) in out.iter_mut().zip(operands) {
        *place = getal(operand);
    }
    out
}
