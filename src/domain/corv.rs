//! The second arrival: the zorgmelding that reaches VT through CORV after the suspect stood on the list.
//!
//! Must not know files; `import` reads them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ids::{EventId, LezingId, ZaakId};
use super::naam::{Naam, vouw};
use super::tijd::lokaal;
use super::zaak::Zaak;

/// A melding as VT's own system exports it. It is kept in memory for matching; only [`CorvKenmerk`] of
/// one that was joined enters the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorvMelding {
    /// Row or element in the file, counted from 1.
    pub regel: u32,
    /// Reference of the melding.
    pub kenmerk: String,
    /// When VT received it.
    pub ontvangen: Option<DateTime<Utc>>,
    /// Police registration, normalised.
    pub pl: Option<String>,
    /// The person it is about: the suspect, or pleger.
    pub naam: Naam,
    /// His date of birth.
    pub geboortedatum: Option<NaiveDate>,
    /// Day of the incident.
    pub incident: Option<NaiveDate>,
    /// Address as written.
    pub adres: Option<String>,
    /// Place as written.
    pub woonplaats: Option<String>,
}

/// What is kept of a melding that was joined to a zaak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorvKenmerk {
    /// Reference of the melding.
    pub kenmerk: String,
    /// When VT received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ontvangen: Option<DateTime<Utc>>,
    /// The reading that brought it.
    pub lezing: LezingId,
    /// Fields that agreed and so needed no retyping.
    #[serde(default)]
    pub gelijk: Vec<String>,
}

/// A melding joined to a zaak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorvKoppeling {
    /// The event that joined it.
    pub id: EventId,
    /// The melding.
    pub melding: CorvKenmerk,
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// How sure it is that a melding is about a zaak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zekerheid {
    /// One registration and one person.
    Zeker,
    /// One registration and another spelling of the person, or one person within days of the incident.
    Waarschijnlijk,
    /// The same person, at another time.
    Mogelijk,
}

impl Zekerheid {
    /// The word on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Zekerheid::Zeker => "zeker",
            Zekerheid::Waarschijnlijk => "waarschijnlijk",
            Zekerheid::Mogelijk => "mogelijk",
        }
    }
}

/// A zaak that a melding may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voorstel {
    /// The zaak.
    pub zaak: ZaakId,
    /// How sure.
    pub zekerheid: Zekerheid,
    /// What agrees, in the words of the screen; these need no retyping.
    pub gelijk: Vec<&'static str>,
    /// What both have and differs.
    pub anders: Vec<&'static str>,
}

/// What a melding is, against the zaken that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uitkomst {
    /// It was joined before.
    AlGekoppeld(ZaakId),
    /// Zaken that it may be about, the surest first.
    Voorgesteld(Vec<Voorstel>),
    /// None of the zaken.
    Onbekend,
}

/// Days between the arrest and the incident within which one person is probably one event.
const DAGEN: i64 = 7;

/// Looks for the zaak of a melding. Nothing is joined by it.
#[must_use]
pub fn zoek(melding: &CorvMelding, zaken: &[Zaak]) -> Uitkomst {
    let joined = zaken.iter().find(|zaak| {
        zaak.stand
            .corv
            .iter()
            .any(|known| known.melding.kenmerk == melding.kenmerk)
    });
    if let Some(zaak) = joined {
        return Uitkomst::AlGekoppeld(zaak.id);
    }
    let mut found: Vec<Voorstel> = zaken
        .iter()
        .filter(|zaak| zaak.stand.opgegaan_in.is_none())
        .filter_map(|zaak| vergelijk(melding, zaak))
        .collect();
    found.sort_by_key(|one| (one.zekerheid, std::cmp::Reverse(one.gelijk.len()), one.zaak));
    if found.is_empty() {
        Uitkomst::Onbekend
    } else {
        Uitkomst::Voorgesteld(found)
    }
}

fn vergelijk(melding: &CorvMelding, zaak: &Zaak) -> Option<Voorstel> {
    let regel = &zaak.regel;
    let (mut gelijk, mut anders) = (Vec::new(), Vec::new());
    let mut weigh = |label: &'static str, same: Option<bool>| {
        match same {
            Some(true) => gelijk.push(label),
            Some(false) => anders.push(label),
            None => {}
        }
        same == Some(true)
    };
    let text = |one: Option<&str>, other: Option<&str>| {
        Some(vouw(one?) == vouw(other?)).filter(|_| one.is_some_and(|text| !text.is_empty()))
    };
    let number = |pl: &str| pl.rsplit('-').next().unwrap_or_default().to_owned();
    let pl = weigh(
        "PL-nummer",
        melding
            .pl
            .as_deref()
            .zip(regel.pl.as_deref())
            .map(|(one, other)| number(one) == number(other)),
    );
    let named = !melding.naam.is_leeg() && !regel.naam.is_leeg();
    let naam = weigh(
        "naam",
        named.then(|| melding.naam.sleutel() == regel.naam.sleutel()),
    );
    let geboren = weigh(
        "geboortedatum",
        melding
            .geboortedatum
            .zip(regel.geboortedatum)
            .map(|(one, other)| one == other),
    );
    weigh(
        "adres",
        text(melding.adres.as_deref(), regel.adres.as_deref()),
    );
    weigh(
        "woonplaats",
        text(melding.woonplaats.as_deref(), regel.woonplaats.as_deref()),
    );
    let about = melding
        .incident
        .or_else(|| melding.ontvangen.map(|at| lokaal(at).date_naive()));
    let near = about
        .zip(regel.aanhouding.or(regel.begin_ophouden))
        .is_some_and(|(day, held)| (day - lokaal(held).date_naive()).num_days().abs() <= DAGEN);
    // Brothers stand in one registration under one family name: the number and that name are not sure.
    let first = |name: &Naam| vouw(&name.voornamen).split(' ').next().map(str::to_owned);
    let given = first(&melding.naam)
        .zip(first(&regel.naam))
        .filter(|(one, other)| one.chars().count() > 1 && other.chars().count() > 1)
        .map(|(one, other)| one == other);
    let sure =
        anders.is_empty() && given != Some(false) && (geboren || naam && given == Some(true));
    // A registration names all suspects of one event: without the person it is not sure which.
    let zekerheid = if pl && sure {
        Zekerheid::Zeker
    } else if pl || naam && geboren && near {
        Zekerheid::Waarschijnlijk
    } else if naam && geboren {
        Zekerheid::Mogelijk
    } else {
        return None;
    };
    Some(Voorstel {
        zaak: zaak.id,
        zekerheid,
        gelijk,
        anders,
    })
}
