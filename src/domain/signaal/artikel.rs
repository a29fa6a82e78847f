//! Articles: reads "300 jo 304 Sr · 11 Wth" as articles with their law and place in the text.
//!
//! Must not know what an article means for a suggestion.

/// An article that stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Artikel {
    pub(super) nummer: u32,
    pub(super) letters: String,
    pub(super) wet: Wet,
    pub(super) van: usize,
    pub(super) tot: usize,
}

/// The law an article stands in; anything unnamed counts as Sr, as it does on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Wet {
    Sr,
    Wth,
    Opiumwet,
    Wwm,
    Wvw,
    Anders,
}

impl Wet {
    fn lees(woord: &str) -> Option<Wet> {
        Some(match woord {
            "sr" | "wvsr" | "strafrecht" => Wet::Sr,
            "wth" | "huisverbod" => Wet::Wth,
            "opiumwet" | "opw" | "ow" | "opium" => Wet::Opiumwet,
            "wwm" | "munitie" => Wet::Wwm,
            "wvw" | "wegenverkeerswet" | "rvv" => Wet::Wvw,
            "apv" | "sv" | "wav" | "wahv" | "pw" | "wm" | "vw" | "wod" | "wed" => Wet::Anders,
            _ => return None,
        })
    }
}

/// What a rule asks for: one article, or a range of numbers with any letter behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Vraag {
    van: u32,
    tot: u32,
    letters: Option<String>,
    wet: Wet,
}

impl Vraag {
    /// Reads "304 Sr", "285b", "240-254 Sr", "* Opiumwet". None when it is none of these.
    pub(super) fn lees(tekst: &str) -> Option<Vraag> {
        let klein = super::woorden::vouw(tekst);
        let mut delen = klein.split_whitespace();
        let eerste = delen.next()?;
        let wet = match delen.next() {
            Some(naam) => Wet::lees(naam)?,
            None => Wet::Sr,
        };
        if delen.next().is_some() {
            return None;
        }
        if eerste == "*" {
            return Some(Vraag {
                van: 0,
                tot: u32::MAX,
                letters: None,
                wet,
            });
        }
        if let Some((van, tot)) = eerste.split_once('-') {
            return Some(Vraag {
                van: van.parse().ok()?,
                tot: tot.parse().ok()?,
                letters: None,
                wet,
            });
        }
        let (nummer, letters) = splits(eerste)?;
        Some(Vraag {
            van: nummer,
            tot: nummer,
            letters: Some(letters.to_owned()),
            wet,
        })
    }

    pub(super) fn past(&self, artikel: &Artikel) -> bool {
        self.wet == artikel.wet
            && (self.van..=self.tot).contains(&artikel.nummer)
            && self
                .letters
                .as_ref()
                .is_none_or(|letters| *letters == artikel.letters)
    }
}

/// "285b" is 285 and "b".
fn splits(woord: &str) -> Option<(u32, &str)> {
    let eind = woord
        .find(|teken: char| !teken.is_ascii_digit())
        .unwrap_or(woord.len());
    let (cijfers, letters) = woord.split_at(eind);
    let nummer = cijfers.parse().ok()?;
    (letters.len() <= 9 && letters.chars().all(|teken| teken.is_ascii_lowercase()))
        .then_some((nummer, letters))
}

/// A law and a number written as one word: "SR300", "WVW8".
fn aaneen(woord: &str) -> Option<(Wet, u32, &str)> {
    let eind = woord.find(|teken: char| teken.is_ascii_digit())?;
    let (naam, rest) = woord.split_at(eind);
    let (nummer, letters) = splits(rest)?;
    Some((Wet::lees(naam)?, nummer, letters))
}

/// All articles in the text, in order. A law name counts for the numbers before it that have none yet;
/// when there are none, for those after it: "OW 3". A law alone is an article without number, 0.
pub(super) fn lees(tekst: &str) -> Vec<Artikel> {
    let mut uit: Vec<Artikel> = Vec::new();
    let mut zonder_wet = 0;
    let mut overslaan = false;
    let mut vooraf: Option<(Wet, usize, usize)> = None;
    let mut begin = None;
    let grens = tekst.char_indices().chain([(tekst.len(), ' ')]);
    for (plek, teken) in grens {
        if teken.is_alphanumeric() {
            begin.get_or_insert(plek);
            continue;
        }
        let Some(van) = begin.take() else {
            continue;
        };
        let woord = super::woorden::vouw(tekst.get(van..plek).unwrap_or_default());
        let sla_over = std::mem::take(&mut overslaan);
        let mut neem = |wet: Wet, nummer: u32, letters: &str| {
            uit.push(Artikel {
                nummer,
                letters: letters.to_owned(),
                wet,
                van,
                tot: plek,
            });
        };
        if woord == "lid" || woord == "onder" || woord == "sub" {
            overslaan = true;
        } else if let Some(wet) = Wet::lees(&woord) {
            if zonder_wet == uit.len() {
                vooraf = Some((wet, van, plek));
            }
            for artikel in uit.iter_mut().skip(zonder_wet) {
                artikel.wet = wet;
            }
            zonder_wet = uit.len();
        } else if let Some((wet, nummer, letters)) = aaneen(&woord) {
            neem(wet, nummer, letters);
            vooraf = Some((wet, van, plek));
            zonder_wet = uit.len();
        } else if let Some((nummer, letters)) = splits(&woord)
            && !sla_over
            && !(1800..2100).contains(&nummer)
        {
            match vooraf {
                Some((wet, _, _)) => {
                    neem(wet, nummer, letters);
                    zonder_wet = uit.len();
                }
                None => neem(Wet::Sr, nummer, letters),
            }
        }
    }
    if let Some((wet, van, tot)) = vooraf
        && uit.is_empty()
        && wet != Wet::Sr
    {
        uit.push(Artikel {
            nummer: 0,
            letters: String::new(),
            wet,
            van,
            tot,
        });
    }
    uit
}
