//! From the place on a list to the municipality and its Veilig Thuis (`assets/gemeenten.toml`).
//!
//! Must not know who lives there, nor which Veilig Thuis is competent in the end: that is normally
//! the one of the victim, and the worker decides.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The file with places, as it stands on disk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GemeenteBestand {
    /// One entry a Veilig Thuis organisation.
    pub vt: Vec<VtBestand>,
    /// Names that lead to more than one municipality.
    #[serde(default)]
    pub meerdere: Vec<Meerdere>,
}

/// One name of more than one place: it is asked, and never chosen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meerdere {
    /// The name as it stands on lists.
    pub naam: String,
    /// The municipalities, by their own names.
    pub gemeenten: Vec<String>,
}

/// One Veilig Thuis with its municipalities.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VtBestand {
    /// Short code for a column, `ZO`.
    pub code: String,
    /// Full name, `Veilig Thuis Zuidoost-Brabant`.
    pub naam: String,
    /// The municipalities that it works for.
    pub gemeenten: Vec<GemeenteRegel>,
}

/// One municipality with the names under which it can stand on a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GemeenteRegel {
    /// Its name.
    pub naam: String,
    /// CBS code, `GM0772`.
    #[serde(default)]
    pub code: Option<String>,
    /// Other names of the municipality itself.
    #[serde(default)]
    pub ook: Vec<String>,
    /// Municipalities that have become part of it.
    #[serde(default)]
    pub vroeger: Vec<String>,
    /// Towns, villages and districts in it.
    #[serde(default)]
    pub kernen: Vec<String>,
}

/// A Veilig Thuis organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vt {
    /// Short code for a column, `ZO`.
    pub code: String,
    /// Full name, `Veilig Thuis Zuidoost-Brabant`.
    pub naam: String,
}

/// What a place turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plaats<'a> {
    /// Name of the municipality of today.
    pub gemeente: &'a str,
    /// Its CBS code, when known.
    pub code: Option<&'a str>,
    /// Its Veilig Thuis.
    pub vt: &'a Vt,
    /// Which kind of name was found.
    pub herkend: Herkend,
}

/// By which kind of name a municipality was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Herkend {
    /// Its own name.
    Gemeente,
    /// A municipality that is now part of it.
    Vroeger,
    /// A town, village or district in it.
    Kern,
}

/// A file with places that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GemeenteFout {
    /// Two Veilig Thuis organisations with one code.
    #[error(
        "code '{code}' staat er twee keer. Geef elk Veilig Thuis een eigen code (gemeenten.toml)."
    )]
    DubbeleCode {
        /// The code.
        code: String,
    },
    /// A name of more than one place that does not name at least two municipalities of the file.
    #[error(
        "bij '{naam}' onder [[meerdere]] horen twee of meer gemeenten die in dit bestand staan, met hun eigen naam (gemeenten.toml)."
    )]
    Meerdere {
        /// The name as written.
        naam: String,
    },
    /// One name of one kind that leads to two municipalities.
    #[error("'{naam}' staat bij {} en bij {}. Laat hem bij een van beide staan, of bij geen (gemeenten.toml).", .gemeenten[0], .gemeenten[1])]
    DubbeleNaam {
        /// The name as written.
        naam: String,
        /// The municipalities.
        gemeenten: [String; 2],
    },
    /// A name without a letter.
    #[error("bij '{bij}' staat een lege naam. Vul hem in of haal hem weg (gemeenten.toml).")]
    LegeNaam {
        /// The municipality or organisation with that name.
        bij: String,
    },
    /// A CBS code that is not GM and four digits.
    #[error(
        "code '{code}' van {gemeente} klopt niet. Schrijf GM en vier cijfers, of laat hem weg (gemeenten.toml)."
    )]
    CbsCode {
        /// The municipality.
        gemeente: String,
        /// The code as written.
        code: String,
    },
}

/// Every place that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemeenten {
    vts: Vec<Vt>,
    gemeenten: Vec<Gemeente>,
    /// Folded name to the kind of name and the place in `gemeenten`.
    namen: BTreeMap<String, (Herkend, usize)>,
    /// Folded name to the places in `gemeenten` among which nobody but a person can choose.
    meerdere: BTreeMap<String, Vec<usize>>,
}

/// Which place decides which Veilig Thuis is competent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bevoegd<'a> {
    /// That of the victim.
    Slachtoffer(Plaats<'a>),
    /// That of the suspect, because nothing is known of the victim's.
    Verdachte(Plaats<'a>),
    /// Ask: the place that decides is not known, or can be any of these.
    Vragen(Vec<Plaats<'a>>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Gemeente {
    naam: String,
    code: Option<String>,
    vt: usize,
}

impl Gemeenten {
    /// Checks the file and makes it ready for searching. A name of a municipality goes before an
    /// equal name of a former municipality, and that before an equal name of a village.
    ///
    /// # Errors
    /// When a code or a name is doubled, empty or of the wrong form.
    pub fn nieuw(bestand: GemeenteBestand) -> Result<Gemeenten, GemeenteFout> {
        let mut out = Gemeenten {
            vts: Vec::new(),
            gemeenten: Vec::new(),
            namen: BTreeMap::new(),
            meerdere: BTreeMap::new(),
        };
        for vt in bestand.vt {
            if vt.code.trim().is_empty() || vt.naam.trim().is_empty() {
                return Err(GemeenteFout::LegeNaam {
                    bij: format!("{} {}", vt.code, vt.naam),
                });
            }
            if out.vts.iter().any(|ander| ander.code == vt.code) {
                return Err(GemeenteFout::DubbeleCode { code: vt.code });
            }
            out.vts.push(Vt {
                code: vt.code,
                naam: vt.naam,
            });
            for regel in vt.gemeenten {
                out.voeg_toe(regel)?;
            }
        }
        for een in bestand.meerdere {
            out.maak_dubbelzinnig(&een)?;
        }
        Ok(out)
    }

    /// The place in a free text: a name in any spelling, perhaps with a postcode or a whole address
    /// before it. None when it is not known, or when it can be more than one: "VT onbekend".
    #[must_use]
    pub fn zoek(&self, tekst: &str) -> Option<Plaats<'_>> {
        match self.treffers(tekst).as_slice() {
            [een] => Some(*een),
            _ => None,
        }
    }

    /// Every place that a text can be: one when it is known, more where the name is that of several, none
    /// when it is not known.
    #[must_use]
    pub fn treffers(&self, tekst: &str) -> Vec<Plaats<'_>> {
        let zonder_adres = [';', ',']
            .iter()
            .filter_map(|scheiding| tekst.rsplit_once(*scheiding))
            .map(|(_, einde)| einde);
        std::iter::once(tekst)
            .chain(zonder_adres)
            .find_map(|deel| {
                let gevouwen = vouw(deel);
                let kaal = gevouwen
                    .strip_prefix("gemeente ")
                    .or_else(|| gevouwen.strip_prefix("gem "));
                self.vind(&gevouwen)
                    .or_else(|| self.vind(na_postcode(&gevouwen)?))
                    .or_else(|| self.vind(kaal?))
                    .or_else(|| self.vind(&omgedraaid(&gevouwen)?))
            })
            .unwrap_or_default()
    }

    /// Which Veilig Thuis is competent: that of the place of the victim, and only where nothing is known
    /// of it that of the suspect. A victim's place that is not recognised is asked, not replaced.
    #[must_use]
    pub fn bevoegd(&self, slachtoffer: Option<&str>, verdachte: Option<&str>) -> Bevoegd<'_> {
        let gezegd = |tekst: &&str| !vouw(tekst).is_empty();
        let (tekst, van_slachtoffer) = match slachtoffer.filter(gezegd) {
            Some(tekst) => (tekst, true),
            None => (verdachte.unwrap_or_default(), false),
        };
        let found = self.treffers(tekst);
        match found.as_slice() {
            [een] if van_slachtoffer => Bevoegd::Slachtoffer(*een),
            [een] => Bevoegd::Verdachte(*een),
            _ => Bevoegd::Vragen(found),
        }
    }

    /// A Veilig Thuis by its code.
    #[must_use]
    pub fn vt(&self, code: &str) -> Option<&Vt> {
        self.vts
            .iter()
            .find(|vt| vt.code.eq_ignore_ascii_case(code.trim()))
    }

    /// A Veilig Thuis as people write it: its code, its name, or a part of the name that fits one alone
    /// (`VT Zuidoost`).
    #[must_use]
    pub fn vt_genoemd(&self, tekst: &str) -> Option<&Vt> {
        if let Some(vt) = self.vt(tekst) {
            return Some(vt);
        }
        let kaal = |tekst: &str| {
            let gevouwen = vouw(tekst);
            let rest = gevouwen
                .strip_prefix("veilig thuis ")
                .or_else(|| gevouwen.strip_prefix("vt "));
            rest.unwrap_or(&gevouwen).trim().to_owned()
        };
        let gezocht = kaal(tekst);
        if gezocht.is_empty() {
            return None;
        }
        if let Some(vt) = self.vts.iter().find(|vt| kaal(&vt.naam) == gezocht) {
            return Some(vt);
        }
        let mut passend = self
            .vts
            .iter()
            .filter(|vt| kaal(&vt.naam).contains(&gezocht));
        match (passend.next(), passend.next()) {
            (Some(een), None) => Some(een),
            _ => None,
        }
    }

    /// Every Veilig Thuis, in the order of the file.
    #[must_use]
    pub fn vts(&self) -> &[Vt] {
        &self.vts
    }

    /// Every municipality by name with its Veilig Thuis, in the order of the file.
    pub fn alle(&self) -> impl Iterator<Item = Plaats<'_>> {
        self.gemeenten
            .iter()
            .filter_map(|gemeente| self.plaats(gemeente, Herkend::Gemeente))
    }

    /// The places with exactly this name; none is no place.
    fn vind(&self, gevouwen: &str) -> Option<Vec<Plaats<'_>>> {
        if let Some(plekken) = self.meerdere.get(gevouwen) {
            let all = plekken.iter().filter_map(|plek| {
                let gemeente = self.gemeenten.get(*plek)?;
                let herkend = if vouw(&gemeente.naam) == gevouwen {
                    Herkend::Gemeente
                } else {
                    Herkend::Kern
                };
                self.plaats(gemeente, herkend)
            });
            return Some(all.collect());
        }
        let (herkend, plek) = self.namen.get(gevouwen)?;
        Some(vec![self.plaats(self.gemeenten.get(*plek)?, *herkend)?])
    }

    /// Takes a name away from its municipality: it can be another one too.
    fn maak_dubbelzinnig(&mut self, een: &Meerdere) -> Result<(), GemeenteFout> {
        let fout = || GemeenteFout::Meerdere {
            naam: een.naam.clone(),
        };
        let gevouwen = vouw(&een.naam);
        let mut plekken = Vec::new();
        for naam in &een.gemeenten {
            let plek = self
                .gemeenten
                .iter()
                .position(|gemeente| gemeente.naam == *naam)
                .ok_or_else(fout)?;
            if !plekken.contains(&plek) {
                plekken.push(plek);
            }
        }
        if gevouwen.is_empty() || plekken.len() < 2 {
            return Err(fout());
        }
        self.meerdere.insert(gevouwen, plekken);
        Ok(())
    }

    fn plaats<'a>(&'a self, gemeente: &'a Gemeente, herkend: Herkend) -> Option<Plaats<'a>> {
        Some(Plaats {
            gemeente: &gemeente.naam,
            code: gemeente.code.as_deref(),
            vt: self.vts.get(gemeente.vt)?,
            herkend,
        })
    }

    /// Adds a municipality of the last Veilig Thuis.
    fn voeg_toe(&mut self, regel: GemeenteRegel) -> Result<(), GemeenteFout> {
        if let Some(code) = regel.code.as_ref().filter(|code| !is_cbs_code(code)) {
            return Err(GemeenteFout::CbsCode {
                gemeente: regel.naam,
                code: code.clone(),
            });
        }
        let plek = self.gemeenten.len();
        self.gemeenten.push(Gemeente {
            naam: regel.naam.clone(),
            code: regel.code,
            vt: self.vts.len().saturating_sub(1),
        });
        let namen = std::iter::once((Herkend::Gemeente, &regel.naam))
            .chain(regel.ook.iter().map(|naam| (Herkend::Gemeente, naam)))
            .chain(regel.vroeger.iter().map(|naam| (Herkend::Vroeger, naam)))
            .chain(regel.kernen.iter().map(|naam| (Herkend::Kern, naam)));
        for (soort, naam) in namen {
            self.noem(soort, naam, plek)?;
        }
        Ok(())
    }

    fn noem(&mut self, soort: Herkend, naam: &str, plek: usize) -> Result<(), GemeenteFout> {
        let heet = |plek: usize| {
            self.gemeenten
                .get(plek)
                .map_or_else(String::new, |gemeente| gemeente.naam.clone())
        };
        let gevouwen = vouw(naam);
        if gevouwen.is_empty() {
            return Err(GemeenteFout::LegeNaam { bij: heet(plek) });
        }
        match self.namen.get(&gevouwen) {
            Some((ander, elders)) if *ander == soort && *elders != plek => {
                return Err(GemeenteFout::DubbeleNaam {
                    naam: naam.to_owned(),
                    gemeenten: [heet(*elders), heet(plek)],
                });
            }
            Some((ander, _)) if *ander <= soort => {}
            _ => {
                self.namen.insert(gevouwen, (soort, plek));
            }
        }
        Ok(())
    }
}

/// A name without what people write differently: case, diacritics, apostrophes, dashes and
/// brackets, `St.` for `Sint`.
fn vouw(tekst: &str) -> String {
    let mut kaal = String::with_capacity(tekst.len());
    for teken in tekst.chars().flat_map(char::to_lowercase) {
        match teken {
            'à'..='å' => kaal.push('a'),
            'ç' => kaal.push('c'),
            'è'..='ë' => kaal.push('e'),
            'ì'..='ï' => kaal.push('i'),
            'ñ' => kaal.push('n'),
            'ò'..='ö' | 'ø' => kaal.push('o'),
            'ù'..='ü' => kaal.push('u'),
            'ý' | 'ÿ' => kaal.push('y'),
            // A diacritic that stands as a character of its own after its letter.
            '\u{300}'..='\u{36f}' => {}
            '\u{133}' => kaal.push_str("ij"),
            _ if teken.is_alphanumeric() => kaal.push(teken),
            _ => kaal.push(' '),
        }
    }
    kaal.split_whitespace()
        .map(|woord| {
            if matches!(woord, "st" | "sint") {
                "sint"
            } else {
                woord
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// `Bosch, Den` and `Hertogenbosch, 's` as people say them. Only an article goes before a name.
fn omgedraaid(gevouwen: &str) -> Option<String> {
    let (naam, lidwoord) = gevouwen.rsplit_once(' ')?;
    matches!(lidwoord, "den" | "de" | "het" | "t" | "s").then(|| format!("{lidwoord} {naam}"))
}

/// What comes after the last `5611 AB` or `5611ab`.
fn na_postcode(gevouwen: &str) -> Option<&str> {
    let mut found = None;
    for (plek, _) in gevouwen.match_indices(|teken: char| teken.is_ascii_digit()) {
        let begint = plek == 0 || gevouwen.get(..plek).is_some_and(|voor| voor.ends_with(' '));
        let Some((cijfers, rest)) = gevouwen
            .get(plek..)
            .and_then(|hier| hier.split_at_checked(4))
        else {
            continue;
        };
        if !begint || !cijfers.bytes().all(|teken| teken.is_ascii_digit()) {
            continue;
        }
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let letters = rest.split(' ').next().unwrap_or("");
        if letters.len() == 2 && letters.bytes().all(|teken| teken.is_ascii_alphabetic()) {
            found = rest.get(2..).map(str::trim_start);
        } else if !rest.starts_with(|teken: char| teken.is_ascii_digit()) {
            // Four digits without letters.
            found = Some(rest);
        }
    }
    found.filter(|naam| !naam.is_empty())
}

fn is_cbs_code(code: &str) -> bool {
    code.strip_prefix("GM").is_some_and(|cijfers| {
        cijfers.len() == 4 && cijfers.bytes().all(|teken| teken.is_ascii_digit())
    })
}
