//! Articles of law as they stand on a list: `300 jo 304 Sr`, `285 lid 1 Sr`, `11 Opiumwet`.
//!
//! Must not know what an article means: whether it allows voorlopige hechtenis is data of
//! `termijn`, whether it hints at HG is `signaal`.

use std::fmt;

/// A statute that occurs on a verdachtenmonitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wet {
    /// Wetboek van Strafrecht; also what is meant when a list names no statute.
    Sr,
    /// Wetboek van Strafvordering.
    Sv,
    /// Opiumwet.
    Opiumwet,
    /// Wegenverkeerswet 1994.
    Wvw,
    /// Wet wapens en munitie.
    Wwm,
    /// Wet tijdelijk huisverbod.
    Wth,
    /// Wet op de identificatieplicht.
    Wid,
    /// Vreemdelingenwet 2000.
    Vw,
    /// Algemene plaatselijke verordening of any municipality.
    Apv,
    /// Reglement verkeersregels en verkeerstekens 1990.
    Rvv,
}

impl Wet {
    /// The abbreviation as Dutch lists write it.
    #[must_use]
    pub fn afkorting(self) -> &'static str {
        match self {
            Wet::Sr => "Sr",
            Wet::Sv => "Sv",
            Wet::Opiumwet => "Opiumwet",
            Wet::Wvw => "WVW",
            Wet::Wwm => "WWM",
            Wet::Wth => "Wth",
            Wet::Wid => "WID",
            Wet::Vw => "Vw",
            Wet::Apv => "APV",
            Wet::Rvv => "RVV",
        }
    }

    /// Reads one word, in any case and with or without dots.
    #[must_use]
    pub fn uit_woord(woord: &str) -> Option<Wet> {
        let kaal: String = woord
            .chars()
            .filter(|teken| *teken != '.')
            .flat_map(char::to_lowercase)
            .collect();
        Some(match kaal.as_str() {
            "sr" | "wvsr" | "wsr" | "strafrecht" | "strafr" => Wet::Sr,
            "sv" | "wvsv" | "wsv" | "strafvordering" => Wet::Sv,
            "opiumwet" | "opw" | "ow" | "opium" => Wet::Opiumwet,
            "wvw" | "wvw1994" | "wvw94" | "wegenverkeerswet" => Wet::Wvw,
            "wwm" | "wapens" | "wapenwet" => Wet::Wwm,
            "wth" | "huisverbod" => Wet::Wth,
            "wid" | "identificatieplicht" | "idplicht" => Wet::Wid,
            "vw" | "vw2000" | "vreemdelingenwet" => Wet::Vw,
            "apv" => Wet::Apv,
            "rvv" | "rvv1990" => Wet::Rvv,
            _ => return None,
        })
    }
}

impl fmt::Display for Wet {
    fn fmt(&self, uit: &mut fmt::Formatter<'_>) -> fmt::Result {
        uit.write_str(self.afkorting())
    }
}

/// One article, without the words around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Artikel {
    /// Number with its suffix in lower case: `300`, `285b`, `138ab`, `420bis.1`.
    pub nummer: String,
    /// Paragraph, when the list names one.
    pub lid: Option<u8>,
    /// Statute; [`Wet::Sr`] when the list names none.
    pub wet: Wet,
}

impl Artikel {
    /// An article without a paragraph.
    #[must_use]
    pub fn nieuw(nummer: &str, wet: Wet) -> Artikel {
        Artikel {
            nummer: nummer.to_lowercase(),
            lid: None,
            wet,
        }
    }

    /// Every article in a free text, in order, each once. Words that are no article are skipped;
    /// a text without any article gives an empty list.
    ///
    /// A statute counts for the articles before it (`47 jo 310 Sr`); where the text begins with a
    /// statute it counts for those after it (`WVW 8`). A slash without spaces before one digit is a
    /// paragraph (`26/1 WWM`), unless the digit can only be an article (`2/3 Opiumwet`). The letter at
    /// article 2 and 3 of the Opiumwet is a part of it (`3B`), and is left out as other parts are.
    #[must_use]
    pub fn ontleed(tekst: &str) -> Vec<Artikel> {
        lees(&woorden(tekst))
    }
}

impl fmt::Display for Artikel {
    fn fmt(&self, uit: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lid {
            Some(lid) => write!(uit, "{} lid {lid} {}", self.nummer, self.wet),
            None => write!(uit, "{} {}", self.nummer, self.wet),
        }
    }
}

/// What a word on the list can be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Woord {
    /// An article or paragraph number.
    Nummer(String),
    /// `1e`, `eerste`.
    Rang(u8),
    Lid,
    /// `onder`, `sub`: the next word belongs to it and is no article.
    Onderdeel,
    /// A part that is a letter, `B`.
    Letter,
    Wet(Wet),
    /// `en`, a comma.
    En,
    /// `jo`, a slash: what follows is a new article.
    Scheiding,
    /// A slash without a space on either side: a new article, or a paragraph.
    Schuin,
    Anders,
}

const ACHTERVOEGSELS: [&str; 9] = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "novies",
    "decies",
];

fn woorden(tekst: &str) -> Vec<Woord> {
    let mut out = Vec::new();
    let klein = tekst.to_lowercase();
    let mut pieces = klein
        .split_inclusive(|teken: char| teken.is_whitespace() || "/,;+&()\n".contains(teken))
        .peekable();
    while let Some(ruw) = pieces.next() {
        let word =
            ruw.trim_end_matches(|teken: char| teken.is_whitespace() || "/,;+&()".contains(teken));
        if !word.is_empty() {
            herken(
                word.trim_matches(|teken| ".:-°\"'".contains(teken)),
                &mut out,
            );
        }
        match ruw.chars().last() {
            Some('/')
                if !word.is_empty()
                    && pieces
                        .peek()
                        .is_some_and(|next| next.starts_with(char::is_alphanumeric)) =>
            {
                out.push(Woord::Schuin);
            }
            Some(',' | '&') => out.push(Woord::En),
            Some('/' | ';' | '+' | '\n') => out.push(Woord::Scheiding),
            _ => {}
        }
    }
    out
}

/// Recognises one word; `300sr` and `300jo304` are several.
fn herken(woord: &str, uit: &mut Vec<Woord>) {
    if woord.is_empty() {
        return;
    }
    if let Some(wet) = Wet::uit_woord(woord) {
        uit.push(Woord::Wet(wet));
        return;
    }
    let cijfers = woord.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(lid) = woord
        .strip_prefix("lid")
        .filter(|rest| rang(rest).is_some())
    {
        // `lid1` without a space.
        uit.extend([Woord::Lid, Woord::Nummer(lid.to_owned())]);
        return;
    }
    if cijfers == 0 {
        uit.push(match woord {
            "a" | "b" | "c" | "d" => Woord::Letter,
            "lid" | "leden" => Woord::Lid,
            "onder" | "sub" | "ond" | "onderdeel" | "aanhef" | "ahf" | "cat" | "categorie" => {
                Woord::Onderdeel
            }
            "en" | "e.v" | "ev" => Woord::En,
            "jo" | "j" | "juncto" | "jto" => Woord::Scheiding,
            "eerste" => Woord::Rang(1),
            "tweede" => Woord::Rang(2),
            "derde" => Woord::Rang(3),
            "vierde" => Woord::Rang(4),
            "vijfde" => Woord::Rang(5),
            _ => match woord
                .strip_prefix("art")
                .map(|rest| rest.trim_start_matches(['.', 'i', 'k', 'e', 'l']))
            {
                // `art.300` without a space.
                Some(rest) if rest.starts_with(|teken: char| teken.is_ascii_digit()) => {
                    return herken(rest, uit);
                }
                _ => Woord::Anders,
            },
        });
        return;
    }
    let (getal, rest) = woord.split_at(cijfers);
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letter, staart) = rest.split_at(letters);
    if cijfers > 3 {
        // A year, as in `WVW 1994`, or a case number.
        uit.push(Woord::Anders);
    } else if let (true, Some(rang)) = (
        matches!(letter, "e" | "ste" | "de") && staart.is_empty(),
        rang(getal),
    ) {
        uit.push(Woord::Rang(rang));
    } else if letter.is_empty()
        && staart.starts_with(['.', ':'])
        && staart.contains(|teken: char| teken.is_ascii_digit())
    {
        // `2.48 APV`, `5:56 Wft`: the number has two parts.
        uit.push(Woord::Nummer(woord.to_owned()));
    } else if letter == "jo" || Wet::uit_woord(letter).is_some() {
        uit.push(Woord::Nummer(getal.to_owned()));
        herken(letter, uit);
        herken(staart.trim_matches('.'), uit);
    } else if is_achtervoegsel(letter) {
        let volgnummer = staart.strip_prefix('.').filter(|cijfer| {
            cijfer.len() == 1 && cijfer.bytes().all(|teken| teken.is_ascii_digit())
        });
        match volgnummer {
            Some(cijfer) => uit.push(Woord::Nummer(format!("{getal}{letter}.{cijfer}"))),
            None => {
                uit.push(Woord::Nummer(format!("{getal}{letter}")));
                herken(staart.trim_matches(|teken| ".-:".contains(teken)), uit);
            }
        }
    } else {
        uit.push(Woord::Anders);
    }
}

fn rang(getal: &str) -> Option<u8> {
    getal.parse().ok().filter(|rang| (1..=9).contains(rang))
}

/// A paragraph with the letter of its part, if any: `2`, `2a`.
fn lid_van(nummer: &str) -> Option<u8> {
    rang(
        nummer
            .strip_suffix(|teken: char| teken.is_ascii_lowercase())
            .unwrap_or(nummer),
    )
}

/// The paragraph that a digit behind a slash is, where the article before the slash can have it: `8/2`
/// is a paragraph, `2/3` is two articles.
fn lid_na_schuin(artikel: Option<&Artikel>, nummer: &str) -> Option<u8> {
    let member = lid_van(nummer)?;
    let nummer = &artikel?.nummer;
    let getal: u16 = nummer
        .split(|teken: char| !teken.is_ascii_digit())
        .next()?
        .parse()
        .ok()?;
    (getal > u16::from(member)).then_some(member)
}

/// Article 2 and 3 of the Opiumwet have parts A to D, which lists write against the number. Where no
/// statute is named it can be no other: article 2 and 3 Sr have no parts and are no offences.
fn zonder_onderdeel(artikel: &mut Artikel, wet_genoemd: bool) {
    if (artikel.wet == Wet::Opiumwet || !wet_genoemd)
        && matches!(
            artikel.nummer.as_str(),
            "2a" | "2b" | "2c" | "2d" | "3a" | "3b" | "3c" | "3d"
        )
    {
        artikel.nummer.truncate(1);
        artikel.wet = Wet::Opiumwet;
    }
}

fn is_achtervoegsel(letters: &str) -> bool {
    letters.len() <= 2
        || ACHTERVOEGSELS.iter().any(|achter| {
            letters
                .strip_prefix(achter)
                .is_some_and(|rest| rest.len() <= 1)
        })
}

fn lees(woorden: &[Woord]) -> Vec<Artikel> {
    let wet_voorop = woorden
        .iter()
        .find(|woord| matches!(woord, Woord::Wet(_) | Woord::Nummer(_)))
        .is_some_and(|woord| matches!(woord, Woord::Wet(_)));

    let wet_genoemd = woorden.iter().any(|woord| matches!(woord, Woord::Wet(_)));
    let mut uit: Vec<Artikel> = Vec::new();
    // The articles from here on wait for their statute.
    let mut zonder_wet = 0;
    let mut wet_nu = Wet::Sr;
    let mut before = &Woord::Anders;
    // Between a part of an article and the next word that can begin a new one.
    let mut in_onderdeel = false;
    for (plek, woord) in woorden.iter().enumerate() {
        match (before, woord) {
            (_, Woord::Wet(wet)) if wet_voorop => wet_nu = *wet,
            (_, Woord::Wet(wet)) => {
                for artikel in uit.iter_mut().skip(zonder_wet) {
                    artikel.wet = *wet;
                }
                zonder_wet = uit.len();
            }
            (_, Woord::Rang(lid)) if woorden.get(plek + 1) == Some(&Woord::Lid) => {
                zet_lid(&mut uit, *lid);
            }
            (Woord::Lid, Woord::Nummer(nummer)) => {
                if let Some(lid) = lid_van(nummer) {
                    zet_lid(&mut uit, lid);
                }
                in_onderdeel = true;
            }
            (Woord::Schuin, Woord::Nummer(nummer))
                if lid_na_schuin(uit.last(), nummer).is_some() =>
            {
                if let Some(lid) = lid_na_schuin(uit.last(), nummer) {
                    zet_lid(&mut uit, lid);
                }
                in_onderdeel = true;
            }
            (Woord::Onderdeel, Woord::Nummer(_)) => in_onderdeel = true,
            (Woord::Onderdeel | Woord::Nummer(_), Woord::Letter) if !wet_genoemd => {
                if let Some(artikel) = uit.last_mut()
                    && matches!(artikel.nummer.as_str(), "2" | "3")
                {
                    artikel.wet = Wet::Opiumwet;
                }
                in_onderdeel = false;
            }
            // `lid 1 en 2`: the second paragraph is not an article.
            (Woord::En, Woord::Nummer(nummer)) if in_onderdeel && rang(nummer).is_some() => {}
            (_, Woord::Nummer(nummer)) => {
                uit.push(Artikel {
                    nummer: nummer.clone(),
                    lid: None,
                    wet: wet_nu,
                });
                in_onderdeel = false;
            }
            (_, Woord::En) => {}
            _ => in_onderdeel = false,
        }
        before = woord;
    }
    for artikel in &mut uit {
        zonder_onderdeel(artikel, wet_genoemd);
    }
    let mut gezien = std::collections::BTreeSet::new();
    uit.retain(|artikel| gezien.insert(artikel.clone()));
    uit
}

fn zet_lid(uit: &mut [Artikel], lid: u8) {
    if let Some(artikel) = uit.last_mut() {
        artikel.lid.get_or_insert(lid);
    }
}
