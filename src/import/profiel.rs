//! Profiles: which headings mean what, and how values are written. Profiles are data
//! (`assets/profielen/*.toml`); this module gives them a shape and looks headings up.
//!
//! Must not know files, rows, or where profiles are kept.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::lijstregel::Veld;
use crate::domain::naam::vouw;

/// What a column holds. Finer than [`Veld`]: a name may stand in three columns, a moment in two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is named after the column that it means")]
pub enum Kolom {
    Pl,
    Parketnummer,
    Naam,
    Achternaam,
    Tussenvoegsel,
    Voornamen,
    Geboortedatum,
    Geslacht,
    Bsn,
    Adres,
    Woonplaats,
    Artikel,
    Feit,
    Toelichting,
    Relatie,
    Kinderen,
    Aanhouding,
    /// The time beside a date of arrest.
    AanhoudingTijd,
    Aankomst,
    /// The time beside a date of arrival.
    AankomstTijd,
    BeginOphouden,
    /// The time beside a date of begin ophouden.
    BeginOphoudenTijd,
    GedruktEinde,
    /// The time beside a printed date of the end.
    GedruktEindeTijd,
    Locatie,
    Status,
    HgPolitie,
    Thv,
    Zorgmelding,
    /// Known, and of no use here: a row number, an age.
    Negeren,
}

/// A part of a moment that stands in a column of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dagdeel {
    /// The day.
    Datum,
    /// The time of the day.
    Tijd,
}

impl Kolom {
    /// The column of this part of the moment that a column is about; none for other columns.
    #[must_use]
    pub fn met_deel(self, deel: Dagdeel) -> Option<Kolom> {
        let (date, time) = match self {
            Kolom::Aanhouding | Kolom::AanhoudingTijd => (Kolom::Aanhouding, Kolom::AanhoudingTijd),
            Kolom::Aankomst | Kolom::AankomstTijd => (Kolom::Aankomst, Kolom::AankomstTijd),
            Kolom::BeginOphouden | Kolom::BeginOphoudenTijd => {
                (Kolom::BeginOphouden, Kolom::BeginOphoudenTijd)
            }
            Kolom::GedruktEinde | Kolom::GedruktEindeTijd => {
                (Kolom::GedruktEinde, Kolom::GedruktEindeTijd)
            }
            _ => return None,
        };
        Some(match deel {
            Dagdeel::Datum => date,
            Dagdeel::Tijd => time,
        })
    }

    /// The field of a line that the column fills.
    #[must_use]
    pub fn veld(self) -> Option<Veld> {
        Some(match self {
            Kolom::Pl => Veld::Pl,
            Kolom::Parketnummer => Veld::Parketnummer,
            Kolom::Naam | Kolom::Achternaam | Kolom::Tussenvoegsel | Kolom::Voornamen => Veld::Naam,
            Kolom::Geboortedatum => Veld::Geboortedatum,
            Kolom::Geslacht => Veld::Geslacht,
            Kolom::Bsn => Veld::Bsn,
            Kolom::Adres => Veld::Adres,
            Kolom::Woonplaats => Veld::Woonplaats,
            Kolom::Artikel | Kolom::Feit => Veld::Feiten,
            Kolom::Toelichting => Veld::Toelichting,
            Kolom::Relatie => Veld::Relatie,
            Kolom::Kinderen => Veld::Kinderen,
            Kolom::Aanhouding | Kolom::AanhoudingTijd => Veld::Aanhouding,
            Kolom::Aankomst | Kolom::AankomstTijd => Veld::Aankomst,
            Kolom::BeginOphouden | Kolom::BeginOphoudenTijd => Veld::BeginOphouden,
            Kolom::GedruktEinde | Kolom::GedruktEindeTijd => Veld::GedruktEinde,
            Kolom::Locatie => Veld::Locatie,
            Kolom::Status => Veld::Status,
            Kolom::HgPolitie => Veld::HgPolitie,
            Kolom::Thv => Veld::Thv,
            Kolom::Zorgmelding => Veld::Zorgmelding,
            Kolom::Negeren => return None,
        })
    }

    /// Every column, in the order in which a worker looks for one.
    pub const ALLE: [Kolom; 30] = [
        Kolom::Pl,
        Kolom::Parketnummer,
        Kolom::Naam,
        Kolom::Achternaam,
        Kolom::Tussenvoegsel,
        Kolom::Voornamen,
        Kolom::Geboortedatum,
        Kolom::Geslacht,
        Kolom::Bsn,
        Kolom::Adres,
        Kolom::Woonplaats,
        Kolom::Artikel,
        Kolom::Feit,
        Kolom::Toelichting,
        Kolom::Relatie,
        Kolom::Kinderen,
        Kolom::Aanhouding,
        Kolom::AanhoudingTijd,
        Kolom::Aankomst,
        Kolom::AankomstTijd,
        Kolom::BeginOphouden,
        Kolom::BeginOphoudenTijd,
        Kolom::GedruktEinde,
        Kolom::GedruktEindeTijd,
        Kolom::Locatie,
        Kolom::Status,
        Kolom::HgPolitie,
        Kolom::Thv,
        Kolom::Zorgmelding,
        Kolom::Negeren,
    ];

    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Kolom::Naam => "naam (in één kolom)",
            Kolom::Achternaam => "achternaam",
            Kolom::Tussenvoegsel => "tussenvoegsel",
            Kolom::Voornamen => "voornamen",
            Kolom::Geboortedatum => "geboortedatum",
            Kolom::Parketnummer => "parketnummer",
            Kolom::Artikel => "wetsartikel",
            Kolom::Feit => "feit in woorden",
            Kolom::AanhoudingTijd => "aangehouden: tijd",
            Kolom::AankomstTijd => "aankomst bureau: tijd",
            Kolom::BeginOphoudenTijd => "ophouden vanaf: tijd",
            Kolom::GedruktEindeTijd => "einde volgens lijst: tijd",
            Kolom::Negeren => "overslaan",
            other => other.veld().map_or("overslaan", Veld::label),
        }
    }

    /// The key in the file of a profile.
    #[must_use]
    pub fn sleutel(self) -> &'static str {
        match self {
            Kolom::Pl => "pl",
            Kolom::Parketnummer => "parketnummer",
            Kolom::Naam => "naam",
            Kolom::Achternaam => "achternaam",
            Kolom::Tussenvoegsel => "tussenvoegsel",
            Kolom::Voornamen => "voornamen",
            Kolom::Geboortedatum => "geboortedatum",
            Kolom::Geslacht => "geslacht",
            Kolom::Bsn => "bsn",
            Kolom::Adres => "adres",
            Kolom::Woonplaats => "woonplaats",
            Kolom::Artikel => "artikel",
            Kolom::Feit => "feit",
            Kolom::Toelichting => "toelichting",
            Kolom::Relatie => "relatie",
            Kolom::Kinderen => "kinderen",
            Kolom::Aanhouding => "aanhouding",
            Kolom::AanhoudingTijd => "aanhouding-tijd",
            Kolom::Aankomst => "aankomst",
            Kolom::AankomstTijd => "aankomst-tijd",
            Kolom::BeginOphouden => "begin-ophouden",
            Kolom::BeginOphoudenTijd => "begin-ophouden-tijd",
            Kolom::GedruktEinde => "gedrukt-einde",
            Kolom::GedruktEindeTijd => "gedrukt-einde-tijd",
            Kolom::Locatie => "locatie",
            Kolom::Status => "status",
            Kolom::HgPolitie => "hg-politie",
            Kolom::Thv => "thv",
            Kolom::Zorgmelding => "zorgmelding",
            Kolom::Negeren => "negeren",
        }
    }

    /// Whether a list may have this column more than once.
    #[must_use]
    pub fn mag_vaker(self) -> bool {
        matches!(self, Kolom::Artikel | Kolom::Feit | Kolom::Negeren)
    }
}

/// Words by which values are recognised. They are compared folded: case, dots and accents do not count.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Waarden {
    /// Means yes.
    pub ja: Vec<String>,
    /// Means no.
    pub nee: Vec<String>,
    /// Means that it is not known; no warning.
    pub onbekend: Vec<String>,
    /// Sex: man.
    pub man: Vec<String>,
    /// Sex: woman.
    pub vrouw: Vec<String>,
    /// Sex: other.
    pub anders: Vec<String>,
    /// Held.
    pub vast: Vec<String>,
    /// Not held.
    pub niet_vast: Vec<String>,
    /// In verzekering gesteld.
    pub ivs: Vec<String>,
    /// Released.
    pub heengezonden: Vec<String>,
}

/// One profile as it stands in a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfielBestand {
    /// The name by which it is chosen.
    pub naam: String,
    /// For whom or which export it is.
    #[serde(default)]
    pub omschrijving: String,
    /// The youngest age of a suspect: a birth year of two digits is the latest one that makes the
    /// suspect at least this old. Absent is 12, the age of criminal responsibility.
    #[serde(default = "twaalf")]
    pub jongste: u8,
    /// Headings per column.
    pub kolommen: BTreeMap<Kolom, Vec<String>>,
    /// Words for values.
    #[serde(default)]
    pub waarden: Waarden,
    /// A row with at most three filled cells whose first begins with one of these is no suspect.
    #[serde(default)]
    pub overslaan: Vec<String>,
    /// Rows of headings for which the profile was made: a file with exactly these is read with it,
    /// also when another profile knows more of them.
    #[serde(default)]
    pub gemaakt_voor: Vec<Vec<String>>,
}

fn twaalf() -> u8 {
    12
}

/// A yes, a no or a known unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vlag {
    /// Yes.
    Ja,
    /// No.
    Nee,
    /// Written as not known.
    Onbekend,
}

/// A status word, before it becomes a `Status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusWoord {
    /// Held.
    Vast,
    /// Not held.
    NietVast,
    /// In verzekering gesteld.
    Ivs,
    /// Released.
    Heengezonden,
}

/// The sex that a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeslachtWoord {
    /// Man.
    Man,
    /// Woman.
    Vrouw,
    /// Other.
    Anders,
}

/// One profile, ready for looking up.
#[derive(Debug, Clone)]
pub struct Profiel {
    /// The name by which it is chosen.
    pub naam: String,
    /// The youngest age of a suspect.
    pub jongste: u8,
    /// Folded heading to column.
    koppen: HashMap<String, Kolom>,
    /// Folded word to flag.
    pub(super) vlaggen: HashMap<String, Vlag>,
    /// Folded word to sex.
    pub(super) geslacht: HashMap<String, GeslachtWoord>,
    /// Folded word to status.
    pub(super) status: HashMap<String, StatusWoord>,
    /// Folded beginnings of rows that are no suspects.
    overslaan: Vec<String>,
    /// Folded rows of headings for which it was made.
    gemaakt_voor: Vec<BTreeSet<String>>,
}

/// What is wrong with the profiles.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProfielFout {
    /// There is none.
    #[error("er is geen enkel profiel om lijsten mee te lezen")]
    Geen,
    /// Two have one name.
    #[error("twee profielen heten {0}; geef een van beide een andere naam")]
    DubbeleNaam(String),
    /// One heading means two things.
    #[error("profiel {profiel}: de kop {kop:?} staat bij twee kolommen; haal er een weg")]
    DubbeleKop {
        /// The profile.
        profiel: String,
        /// The heading.
        kop: String,
    },
    /// A heading or word without letters.
    #[error("profiel {profiel}: {woord:?} bevat geen letter of cijfer; haal het weg")]
    LeegWoord {
        /// The profile.
        profiel: String,
        /// The word.
        woord: String,
    },
}

/// All profiles that a list may be read with.
#[derive(Debug, Clone)]
pub struct Profielen {
    lijst: Vec<Profiel>,
}

impl Profielen {
    /// Checks the profiles. At an equal score the first one wins.
    ///
    /// # Errors
    /// [`ProfielFout`] names the profile and the heading.
    pub fn nieuw(bestanden: Vec<ProfielBestand>) -> Result<Self, ProfielFout> {
        let mut lijst: Vec<Profiel> = Vec::with_capacity(bestanden.len());
        for bestand in bestanden {
            if lijst.iter().any(|known| known.naam == bestand.naam) {
                return Err(ProfielFout::DubbeleNaam(bestand.naam));
            }
            lijst.push(Profiel::nieuw(bestand)?);
        }
        if lijst.is_empty() {
            return Err(ProfielFout::Geen);
        }
        Ok(Self { lijst })
    }

    /// The profiles, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Profiel> {
        self.lijst.iter()
    }
}

impl<'a> IntoIterator for &'a Profielen {
    type Item = &'a Profiel;
    type IntoIter = std::slice::Iter<'a, Profiel>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Profiel {
    fn nieuw(bestand: ProfielBestand) -> Result<Self, ProfielFout> {
        let naam = bestand.naam;
        let fold = |word: &str| {
            let folded = vouw(word);
            if folded.is_empty() {
                return Err(ProfielFout::LeegWoord {
                    profiel: naam.clone(),
                    woord: word.to_owned(),
                });
            }
            Ok(folded)
        };
        let mut koppen = HashMap::new();
        for (kolom, names) in &bestand.kolommen {
            for name in names {
                let known = koppen.insert(fold(name)?, *kolom);
                if known.is_some_and(|other| other != *kolom) {
                    return Err(ProfielFout::DubbeleKop {
                        profiel: naam.clone(),
                        kop: name.clone(),
                    });
                }
            }
        }
        let waarden = &bestand.waarden;
        let overslaan = bestand
            .overslaan
            .iter()
            .map(|word| fold(word))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            koppen,
            vlaggen: woorden(&[
                (Vlag::Ja, &waarden.ja),
                (Vlag::Nee, &waarden.nee),
                (Vlag::Onbekend, &waarden.onbekend),
            ]),
            geslacht: woorden(&[
                (GeslachtWoord::Man, &waarden.man),
                (GeslachtWoord::Vrouw, &waarden.vrouw),
                (GeslachtWoord::Anders, &waarden.anders),
            ]),
            status: woorden(&[
                (StatusWoord::Vast, &waarden.vast),
                (StatusWoord::NietVast, &waarden.niet_vast),
                (StatusWoord::Ivs, &waarden.ivs),
                (StatusWoord::Heengezonden, &waarden.heengezonden),
            ]),
            overslaan,
            gemaakt_voor: bestand
                .gemaakt_voor
                .iter()
                .map(|koppen| gevouwen(koppen.iter().map(|kop| vouw(kop))))
                .filter(|koppen| koppen.len() > 1)
                .collect(),
            jongste: bestand.jongste,
            naam,
        })
    }

    /// What a heading means, given folded.
    #[must_use]
    pub fn kolom(&self, folded: &str) -> Option<Kolom> {
        self.koppen.get(folded).copied().or_else(|| bsn_kop(folded))
    }

    /// Whether it was made for exactly these headings, given folded.
    #[must_use]
    pub fn is_gemaakt_voor<'a>(&self, folded: impl Iterator<Item = &'a str>) -> bool {
        if self.gemaakt_voor.is_empty() {
            return false;
        }
        let row = gevouwen(folded.map(str::to_owned));
        self.gemaakt_voor.contains(&row)
    }

    /// Whether a row that begins with this text (folded) is a total, a footer or the like.
    #[must_use]
    pub fn slaat_over(&self, folded: &str) -> bool {
        self.overslaan.iter().any(|word| {
            folded
                .strip_prefix(word.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }
}

fn gevouwen(koppen: impl Iterator<Item = String>) -> BTreeSet<String> {
    koppen.filter(|kop| !kop.is_empty()).collect()
}

/// Whatever the profile forgot: a heading that names the burgerservicenummer is never kept as an
/// unknown column (rule 5).
fn bsn_kop(folded: &str) -> Option<Kolom> {
    let joined = || folded.replace(' ', "");
    let named = folded.contains("burger") && joined().contains("burgerservice")
        || folded.contains("sofi") && joined().contains("sofinummer")
        || folded
            .split(' ')
            .any(|word| matches!(word, "bsn" | "sofi") || word.starts_with("bsnn"));
    named.then_some(Kolom::Bsn)
}

fn woorden<T: Copy>(lists: &[(T, &Vec<String>)]) -> HashMap<String, T> {
    let mut out = HashMap::new();
    for (value, words) in lists {
        for word in *words {
            out.entry(woord(word)).or_insert(*value);
        }
    }
    out
}

/// Folds a value. Signs without letters (`?`, `-`, `√`) stand for themselves.
#[must_use]
pub fn woord(text: &str) -> String {
    let folded = vouw(text);
    if folded.is_empty() {
        text.trim().to_owned()
    } else {
        folded
    }
}
