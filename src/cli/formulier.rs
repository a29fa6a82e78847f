//! The form of `zsmtafel beoordeel`: a TOML file as a worker or a script writes it, read strictly.
//!
//! Every slip names its line. Must not know the store, nor what is done with the form.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use toml::{Spanned, Value};

use crate::app::velden::tijdinvoer::{Geboren, lees_geboren, lees_moment, lees_verleden};
use crate::domain::beoordeling::{
    Informatiebron, Navraag, NavraagStand, Oordeel, Veiligheidsbeoordeling, Verzoek,
};
use crate::domain::betrokkene::{Bellen, Leeftijd, Rol};
use crate::domain::input::Ontvanger;
use crate::domain::naam::vouw;
use crate::domain::tijd;
use crate::import::schoon_tot;
use crate::send::voorwaarden::Voorwaarden;

use super::tijdstip;

/// Longer lines are cut; nobody writes one.
const LANGST: usize = 20_000;

/// What is wrong with a form. Dutch, for the worker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("regel {regel}: {tekst}")]
pub(super) struct FormFout {
    regel: usize,
    tekst: String,
}

/// A form that was understood. Its judgements on persons are with the persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Formulier {
    /// The assessment, `personen` apart.
    pub(super) beoordeling: Veiligheidsbeoordeling,
    /// The persons that it names.
    pub(super) mensen: Vec<Mens>,
}

/// A person as the form has it; what it does not say is none, and stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mens {
    pub(super) naam: String,
    pub(super) rol: Option<Rol>,
    pub(super) leeftijd: Option<Leeftijd>,
    pub(super) relatie: Option<String>,
    pub(super) verblijf: Option<String>,
    pub(super) bellen: Option<Bellen>,
    pub(super) geheim: Option<bool>,
    pub(super) bereikbaar: Option<String>,
    pub(super) oordeel: Oordeel,
}

type Tekst = Spanned<String>;
type Cel = Spanned<Value>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ruw {
    geheel: Option<Tekst>,
    #[serde(default)]
    motivering: String,
    #[serde(default)]
    intern: String,
    #[serde(default)]
    vt_doet: String,
    geldig_tot: Option<Cel>,
    #[serde(default)]
    voorwaarden: Vec<String>,
    #[serde(default)]
    betrokkene: Vec<RuweMens>,
    #[serde(default)]
    navraag: Vec<RuweNavraag>,
    #[serde(default)]
    verzoek: Vec<RuwVerzoek>,
}

/// A form with people alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuweMensen {
    #[serde(default)]
    betrokkene: Vec<RuweMens>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuweMens {
    naam: Tekst,
    rol: Option<Tekst>,
    leeftijd: Option<Cel>,
    geboren: Option<Cel>,
    relatie: Option<String>,
    verblijf: Option<String>,
    geheim: Option<bool>,
    bellen: Option<Tekst>,
    bereikbaar: Option<String>,
    oordeel: Option<Tekst>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuweNavraag {
    bron: Tekst,
    stand: Option<Tekst>,
    op: Option<Cel>,
    #[serde(default)]
    antwoord: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuwVerzoek {
    #[serde(default)]
    aan: String,
    wat: String,
}

/// Reads a form. `voorwaarden` are the known conditions; other words are the worker's own.
///
/// # Errors
/// [`FormFout`], with its line: no TOML, an unknown key, a word or time that is not understood.
pub(super) fn lees(
    text: &str,
    voorwaarden: &Voorwaarden,
    nu: DateTime<Utc>,
) -> Result<Formulier, FormFout> {
    let lezer = Formulierlezer { text, nu };
    let raw: Ruw = lezer.toml()?;
    let mensen = lezer.mensen(&raw.betrokkene)?;
    let geldig_tot = match &raw.geldig_tot {
        None => None,
        Some(cell) => lezer.moment(cell, lees_moment, "morgen 12, +4u of 2026-11-21 12:00")?,
    };
    if geldig_tot.is_some_and(|until| until <= nu)
        && let Some(cell) = &raw.geldig_tot
    {
        return Err(lezer.fout(cell, "geldig_tot ligt in het verleden".to_owned()));
    }
    let mut navraag: Vec<Navraag> = Vec::new();
    for one in &raw.navraag {
        navraag.push(lezer.navraag(one)?);
    }
    Ok(Formulier {
        beoordeling: Veiligheidsbeoordeling {
            geheel: lezer.oordeel(raw.geheel.as_ref())?,
            motivering: schoon(&raw.motivering),
            intern: schoon(&raw.intern),
            vt_doet: schoon(&raw.vt_doet),
            geldig_tot,
            voorwaarden: raw
                .voorwaarden
                .iter()
                .map(|text| schoon(text))
                .filter(|text| !text.is_empty())
                .map(|text| match voorwaarden.zoek(&text) {
                    Some(known) => known.sleutel.clone(),
                    None => text,
                })
                .collect(),
            navraag,
            verzoeken: raw
                .verzoek
                .iter()
                .map(|one| Verzoek {
                    aan: Ontvanger::from_code(&one.aan)
                        .map_or_else(|| schoon(&one.aan), |who| who.label().to_owned()),
                    wat: schoon(&one.wat),
                })
                .filter(|one| !one.wat.is_empty())
                .collect(),
            personen: Vec::new(),
        },
        mensen,
    })
}

/// Reads a form that has people alone, without judgements.
///
/// # Errors
/// As [`lees`]; also when there is a judgement in it, or nobody.
pub(super) fn lees_mensen(text: &str, nu: DateTime<Utc>) -> Result<Vec<Mens>, FormFout> {
    let lezer = Formulierlezer { text, nu };
    let raw: RuweMensen = lezer.toml()?;
    if let Some(judged) = raw.betrokkene.iter().find_map(|one| one.oordeel.as_ref()) {
        return Err(lezer.fout(
            judged,
            "een oordeel hoort in een beoordeling: zsmtafel beoordeel".to_owned(),
        ));
    }
    if raw.betrokkene.is_empty() {
        return Err(FormFout {
            regel: 1,
            tekst: "hier staat niemand; zet per persoon een blok [[betrokkene]]".to_owned(),
        });
    }
    lezer.mensen(&raw.betrokkene)
}

struct Formulierlezer<'a> {
    text: &'a str,
    nu: DateTime<Utc>,
}

impl<'a> Formulierlezer<'a> {
    fn toml<T: Deserialize<'a>>(&self) -> Result<T, FormFout> {
        toml::from_str(self.text).map_err(|fout| FormFout {
            regel: self.regel(fout.span().map_or(0, |span| span.start)),
            tekst: nederlands(fout.message()),
        })
    }

    fn mensen(&self, raw: &[RuweMens]) -> Result<Vec<Mens>, FormFout> {
        let mut out: Vec<Mens> = Vec::new();
        for one in raw {
            let mens = self.mens(one)?;
            if out
                .iter()
                .any(|other| vouw(&other.naam) == vouw(&mens.naam))
            {
                return Err(self.fout(
                    &one.naam,
                    "deze naam staat er twee keer in; voeg er iets aan toe, zoals \"Sam (7)\""
                        .to_owned(),
                ));
            }
            out.push(mens);
        }
        Ok(out)
    }

    fn mens(&self, one: &RuweMens) -> Result<Mens, FormFout> {
        let naam = schoon(one.naam.get_ref());
        if naam.is_empty() {
            return Err(self.fout(
                &one.naam,
                "vul een naam in; een voornaam of \"onbekend\" is genoeg".to_owned(),
            ));
        }
        let leeftijd = match (&one.geboren, &one.leeftijd) {
            (Some(cell), Some(_)) => {
                return Err(self.fout(cell, "geef leeftijd of geboren, niet allebei".to_owned()));
            }
            (Some(cell), None) => Some(self.geboren(cell)?),
            (None, Some(cell)) => Some(self.jaren(cell)?),
            (None, None) => None,
        };
        let text = |value: &Option<String>| value.as_deref().map(schoon);
        Ok(Mens {
            naam,
            rol: self.kies(one.rol.as_ref(), &Rol::ALLE, |rol| {
                let code = match rol {
                    Rol::Slachtoffer => "slachtoffer",
                    Rol::Kind => "kind",
                    Rol::Ouder => "ouder",
                    Rol::Ander => "ander",
                };
                [code, rol.label()]
            })?,
            leeftijd,
            relatie: text(&one.relatie),
            verblijf: text(&one.verblijf),
            bellen: self.kies(one.bellen.as_ref(), &Bellen::ALLE, |bellen| {
                let code = match bellen {
                    Bellen::Onbekend => "onbekend",
                    Bellen::Veilig => "veilig",
                    Bellen::NietOpEigenNummer => "niet-op-eigen-nummer",
                    Bellen::Niet => "niet",
                };
                [code, bellen.label()]
            })?,
            geheim: one.geheim,
            bereikbaar: text(&one.bereikbaar),
            oordeel: self.oordeel(one.oordeel.as_ref())?,
        })
    }

    fn navraag(&self, one: &RuweNavraag) -> Result<Navraag, FormFout> {
        let bron = self.kies(Some(&one.bron), &Informatiebron::ALLE, |bron| {
            let code = match bron {
                Informatiebron::EigenSysteem => "eigen-systeem",
                Informatiebron::Politie => "politie",
                Informatiebron::Rvdk => "rvdk",
                Informatiebron::Reclassering => "reclassering",
                Informatiebron::Wijkagent => "wijkagent",
                Informatiebron::Hulpverlening => "hulpverlening",
                Informatiebron::SlachtofferZelf => "slachtoffer-zelf",
            };
            [code, bron.label()]
        })?;
        Ok(Navraag {
            bron: bron.ok_or_else(|| self.fout(&one.bron, "vul een bron in".to_owned()))?,
            op: match &one.op {
                None => None,
                Some(cell) => self.moment(
                    cell,
                    lees_verleden,
                    "08:05, gisteren 16:20 of 2026-11-20 08:05",
                )?,
            },
            stand: self.stand(one)?,
            antwoord: schoon(&one.antwoord),
        })
    }

    /// How far asking a source has come: as it stands there, else as the answer tells.
    fn stand(&self, one: &RuweNavraag) -> Result<NavraagStand, FormFout> {
        let answered = !schoon(&one.antwoord).is_empty();
        let said = self.kies(one.stand.as_ref(), &NavraagStand::ALLE, |stand| {
            [stand.code(), stand.label()]
        })?;
        let cell = one.stand.as_ref().unwrap_or(&one.bron);
        match said {
            None if answered => Ok(NavraagStand::Antwoord),
            None => Ok(NavraagStand::Gevraagd),
            Some(NavraagStand::Antwoord) if !answered => Err(self.fout(
                cell,
                "er is geantwoord; schrijf bij antwoord wat".to_owned(),
            )),
            Some(stand @ (NavraagStand::NietGevraagd | NavraagStand::Gevraagd)) if answered => {
                Err(self.fout(
                    cell,
                    format!("{} en toch een antwoord; kies een van beide", stand.label()),
                ))
            }
            Some(stand) => Ok(stand),
        }
    }

    fn oordeel(&self, cell: Option<&Tekst>) -> Result<Oordeel, FormFout> {
        Ok(self
            .kies(cell, &Oordeel::ALLE, |one| [one.code(), one.label()])?
            .unwrap_or_default())
    }

    /// One of a list of words, by its code or its label; an empty text says nothing.
    fn kies<T: Copy>(
        &self,
        cell: Option<&Tekst>,
        all: &[T],
        words: impl Fn(T) -> [&'static str; 2],
    ) -> Result<Option<T>, FormFout> {
        let Some(cell) = cell else { return Ok(None) };
        let wanted = vouw(cell.get_ref());
        if wanted.is_empty() {
            return Ok(None);
        }
        let found = all
            .iter()
            .copied()
            .find(|one| words(*one).iter().any(|word| vouw(word) == wanted));
        match found {
            Some(one) => Ok(Some(one)),
            None => {
                let codes: Vec<&str> = all.iter().map(|one| words(*one)[0]).collect();
                let seen = schoon(cell.get_ref());
                Err(self.fout(
                    cell,
                    format!("{seen:?} is onbekend; kies uit: {}", codes.join(", ")),
                ))
            }
        }
    }

    fn moment(
        &self,
        cell: &Cel,
        as_typed: fn(&str, DateTime<Utc>) -> Option<DateTime<Utc>>,
        example: &str,
    ) -> Result<Option<DateTime<Utc>>, FormFout> {
        let text = self.tekst(cell)?;
        if text.is_empty() {
            return Ok(None);
        }
        tijdstip::lees(&text, self.nu, as_typed)
            .map(Some)
            .ok_or_else(|| self.fout(cell, format!("{text:?} is geen tijd; schrijf {example}")))
    }

    fn geboren(&self, cell: &Cel) -> Result<Leeftijd, FormFout> {
        let text = self.tekst(cell)?;
        let whole = NaiveDate::parse_from_str(&text, "%Y-%m-%d")
            .ok()
            .filter(|date| *date <= tijd::lokaal(self.nu).date_naive());
        whole
            .map(Geboren::Dag)
            .or_else(|| lees_geboren(&text, self.nu))
            .map(|born| match born {
                Geboren::Dag(date) => Leeftijd::Geboren(date),
                Geboren::Jaar(year) => Leeftijd::Geboortejaar(year),
            })
            .ok_or_else(|| {
                self.fout(
                    cell,
                    format!("{text:?} is geen geboortedatum; schrijf 3-4-1995, of alleen het jaar"),
                )
            })
    }

    fn jaren(&self, cell: &Cel) -> Result<Leeftijd, FormFout> {
        let years = match cell.get_ref() {
            Value::Integer(years) => u8::try_from(*years).ok(),
            Value::String(text) => text.trim().trim_end_matches(" jaar").parse().ok(),
            _ => None,
        };
        years
            .filter(|years| *years < 120)
            .map(Leeftijd::Jaren)
            .ok_or_else(|| {
                self.fout(
                    cell,
                    "leeftijd is geen aantal jaren; schrijf leeftijd = 31".to_owned(),
                )
            })
    }

    /// A text, or a time that TOML knows by itself.
    fn tekst(&self, cell: &Cel) -> Result<String, FormFout> {
        match cell.get_ref() {
            Value::String(text) => Ok(schoon(text)),
            Value::Datetime(at) => Ok(at.to_string()),
            _ => Err(self.fout(cell, "hier hoort tekst tussen aanhalingstekens".to_owned())),
        }
    }

    fn fout<T>(&self, cell: &Spanned<T>, tekst: String) -> FormFout {
        FormFout {
            regel: self.regel(cell.span().start),
            tekst,
        }
    }

    fn regel(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }
}

/// Cleaned of what steers or hides (rule 8); lines stay lines.
fn schoon(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| schoon_tot(line, LANGST).tekst.into_owned())
        .collect();
    lines.join("\n").trim().to_owned()
}

/// The usual slips in Dutch; the rest as the parser says it.
fn nederlands(message: &str) -> String {
    let quoted = |text: &str| -> Vec<String> {
        text.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let mut words = quoted(rest).into_iter();
        let seen = words.next().unwrap_or_default();
        let known: Vec<String> = words.collect();
        return format!(
            "{} kent het formulier niet; kies uit: {}",
            schoon(&seen),
            known.join(", ")
        );
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        return format!("hier ontbreekt: {}", quoted(rest).join(", "));
    }
    if message.starts_with("invalid type") {
        return format!("dit is niet wat hier hoort ({})", schoon(message));
    }
    if message.starts_with("duplicate key") {
        return "dit staat er twee keer in".to_owned();
    }
    format!("dit is geen goede TOML ({})", schoon(message))
}
