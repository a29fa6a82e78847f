//! The table of all fields of `config.toml`: what each is called, what it may hold and where it goes.
//!
//! Messages are made from this same table, so that they cannot name what does not exist. Must not
//! know files or lines.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use toml::de::DeValue;

use super::{Config, Kleur, Thema};
use crate::shell::paden;

/// One field of `config.toml`.
#[derive(Debug)]
pub struct Veld {
    /// The section, without brackets.
    pub sectie: &'static str,
    /// The key.
    pub sleutel: &'static str,
    soort: Soort,
}

/// What a field holds, and the place in [`Config`] that it fills.
#[derive(Debug)]
enum Soort {
    Tekst(fn(&mut Config) -> &mut String),
    Mail(fn(&mut Config) -> &mut String),
    Map(fn(&mut Config) -> &mut Option<PathBuf>),
    JaNee(fn(&mut Config) -> &mut bool),
    Getal(RangeInclusive<i64>, fn(&mut Config) -> &mut i64),
    Kleur(fn(&mut Config) -> &mut Kleur),
    Thema(fn(&mut Config) -> &mut Thema),
}

const KLEUREN: [(&str, Kleur); 3] = [
    ("auto", Kleur::Auto),
    ("nooit", Kleur::Nooit),
    ("altijd", Kleur::Altijd),
];

const THEMAS: [(&str, Thema); 4] = [
    ("auto", Thema::Auto),
    ("donker", Thema::Donker),
    ("licht", Thema::Licht),
    ("contrast", Thema::Contrast),
];

/// A day; a longer warning would mark every line.
const DAG: i64 = 24 * 60;

/// Every field there is, in the order of `config.example.toml`.
pub static VELDEN: &[Veld] = &[
    veld("tafel", "naam", Soort::Tekst(|c| &mut c.tafel.naam)),
    veld("tafel", "vt", Soort::Tekst(|c| &mut c.tafel.vt)),
    veld(
        "tafel",
        "bereikbaar",
        Soort::Tekst(|c| &mut c.tafel.bereikbaar),
    ),
    veld("gebruiker", "naam", Soort::Tekst(|c| &mut c.gebruiker.naam)),
    veld("gebruiker", "mail", Soort::Mail(|c| &mut c.gebruiker.mail)),
    veld(
        "gebruiker",
        "dienst",
        Soort::JaNee(|c| &mut c.gebruiker.dienst),
    ),
    veld("inlezen", "map", Soort::Map(|c| &mut c.inlezen.map)),
    veld(
        "inlezen",
        "bewaar_bsn",
        Soort::JaNee(|c| &mut c.inlezen.bewaar_bsn),
    ),
    veld("input", "map", Soort::Map(|c| &mut c.input.map)),
    veld("input", "van", Soort::Mail(|c| &mut c.input.van)),
    veld(
        "klok",
        "spoed",
        Soort::Getal(1..=DAG, |c| &mut c.klok.spoed),
    ),
    veld(
        "klok",
        "bijna",
        Soort::Getal(1..=DAG, |c| &mut c.klok.bijna),
    ),
    veld("alarm", "bel", Soort::JaNee(|c| &mut c.alarm.bel)),
    veld("alarm", "melding", Soort::JaNee(|c| &mut c.alarm.melding)),
    veld(
        "alarm",
        "herhaal_minuten",
        Soort::Getal(1..=60, |c| &mut c.alarm.herhaal_minuten),
    ),
    veld("alarm", "op_slot", Soort::JaNee(|c| &mut c.alarm.op_slot)),
    // There is no value that switches the lock off: the screen stands in a room with others.
    veld(
        "slot",
        "na_minuten",
        Soort::Getal(1..=120, |c| &mut c.slot.na_minuten),
    ),
    veld(
        "bewaren",
        "dagen",
        Soort::Getal(1..=28, |c| &mut c.bewaren.dagen),
    ),
    veld(
        "bewaren",
        "inzage_jaren",
        Soort::Getal(1..=20, |c| &mut c.bewaren.inzage_jaren),
    ),
    veld(
        "reservekopie",
        "map",
        Soort::Map(|c| &mut c.reservekopie.map),
    ),
    veld(
        "reservekopie",
        "bewaar",
        Soort::Getal(1..=20, |c| &mut c.reservekopie.bewaar),
    ),
    veld("scherm", "kleur", Soort::Kleur(|c| &mut c.scherm.kleur)),
    veld("scherm", "thema", Soort::Thema(|c| &mut c.scherm.thema)),
];

const fn veld(sectie: &'static str, sleutel: &'static str, soort: Soort) -> Veld {
    Veld {
        sectie,
        sleutel,
        soort,
    }
}

/// The sections, each once, in order.
pub(super) fn secties() -> Vec<&'static str> {
    let mut secties: Vec<_> = VELDEN.iter().map(|veld| veld.sectie).collect();
    secties.dedup();
    secties
}

impl Veld {
    /// Puts the value in its place, or says in Dutch what is allowed. `map` is where a path that is
    /// not absolute begins, `thuis` what `~` stands for.
    pub(super) fn zet(
        &self,
        config: &mut Config,
        waarde: &DeValue<'_>,
        map: &Path,
        thuis: Option<&Path>,
    ) -> Result<(), String> {
        match &self.soort {
            Soort::Tekst(plek) => *plek(config) = tekst(waarde)?,
            Soort::Mail(plek) => *plek(config) = mail(&tekst(waarde)?)?,
            Soort::Map(plek) => *plek(config) = pad(&tekst(waarde)?, map, thuis)?,
            Soort::JaNee(plek) => {
                *plek(config) = waarde
                    .as_bool()
                    .ok_or_else(|| verkeerd("true of false, zonder aanhalingstekens", waarde))?;
            }
            Soort::Getal(grens, plek) => *plek(config) = getal(waarde, grens)?,
            Soort::Kleur(plek) => *plek(config) = keuze(waarde, &KLEUREN)?,
            Soort::Thema(plek) => *plek(config) = keuze(waarde, &THEMAS)?,
        }
        Ok(())
    }
}

fn tekst(waarde: &DeValue<'_>) -> Result<String, String> {
    let tekst = waarde
        .as_str()
        .ok_or_else(|| verkeerd("tekst tussen aanhalingstekens", waarde))?;
    // These texts go below letters and into mail headers: a line end there is an attack or a slip.
    if tekst.chars().any(crate::domain::teken::verborgen) {
        return Err("hier hoort één regel tekst, zonder onzichtbare tekens.".to_owned());
    }
    Ok(tekst.trim().to_owned())
}

fn mail(tekst: &str) -> Result<String, String> {
    let heel = tekst.split_once('@').is_some_and(|(wie, waar)| {
        !wie.is_empty() && waar.contains('.') && !waar.contains('@') && !tekst.contains(' ')
    });
    if tekst.is_empty() || heel {
        Ok(tekst.to_owned())
    } else {
        Err("hier hoort een mailadres, zoals \"zsm@voorbeeld.nl\", of niets.".to_owned())
    }
}

fn pad(tekst: &str, map: &Path, thuis: Option<&Path>) -> Result<Option<PathBuf>, String> {
    if tekst.is_empty() {
        return Ok(None);
    }
    paden::met_thuis(Path::new(tekst), thuis)
        .map(|pad| Some(map.join(pad)))
        .ok_or_else(|| "het teken ~ werkt hier niet. Schrijf het hele pad op.".to_owned())
}

fn getal(waarde: &DeValue<'_>, grens: &RangeInclusive<i64>) -> Result<i64, String> {
    waarde
        .as_integer()
        .and_then(|getal| i64::from_str_radix(getal.as_str(), getal.radix()).ok())
        .filter(|getal| grens.contains(getal))
        .ok_or_else(|| {
            let nodig = format!(
                "een heel getal van {} tot en met {}",
                grens.start(),
                grens.end()
            );
            verkeerd(&nodig, waarde)
        })
}

fn keuze<T: Copy>(waarde: &DeValue<'_>, keuzes: &[(&str, T)]) -> Result<T, String> {
    let gekozen = waarde.as_str().and_then(|tekst| {
        keuzes
            .iter()
            .find(|(naam, _)| *naam == tekst)
            .map(|(_, waarde)| *waarde)
    });
    gekozen.ok_or_else(|| {
        let namen: Vec<_> = keuzes
            .iter()
            .map(|(naam, _)| format!("\"{naam}\""))
            .collect();
        let nodig = format!("een van {}", namen.join(", "));
        if waarde.is_str() {
            return format!("hier hoort {nodig}. Er staat iets anders.");
        }
        verkeerd(&nodig, waarde)
    })
}

/// What belongs here and what stands here. Only the kind of value is told, never the value: a message
/// can end up in a mail to the helpdesk.
fn verkeerd(nodig: &str, waarde: &DeValue<'_>) -> String {
    let staat = match waarde {
        DeValue::String(_) => "een tekst",
        DeValue::Integer(_) => "een ander getal",
        DeValue::Float(_) => "een kommagetal",
        DeValue::Boolean(_) => "true of false",
        DeValue::Datetime(_) => "een datum",
        DeValue::Array(_) => "een lijst",
        DeValue::Table(_) => "een sectie",
    };
    format!("hier hoort {nodig}. Er staat {staat}.")
}
