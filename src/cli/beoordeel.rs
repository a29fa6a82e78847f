//! `zsmtafel beoordeel`: records a veiligheidsbeoordeling from a form.
//!
//! Either everything of the form is recorded, or nothing: it is first tried on a copy of the zaak. Must
//! not know how a form is read.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::app::nieuw_id::nieuw_id;
use crate::domain::beoordeling::{Oordeel, OordeelOver};
use crate::domain::betrokkene::Betrokkene;
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::BetrokkeneId;
use crate::domain::naam::vouw;
use crate::domain::zaak::Zaak;
use crate::shell::bestanden;
use crate::store::StoreFout;

use super::Algemeen;
use super::formulier::{self, Formulier, Mens};
use super::tafel::{Tafel, voorbereiden};
use super::uitvoer::{Uitweg, zeg};
use super::vastleggen::toon;

/// No form is larger than this many bytes.
const GRENS: u64 = 1024 * 1024;

/// The form that comes with the program, with every key explained.
const VOORBEELD: &str = include_str!("../../assets/voorbeelden/beoordeling.toml");

/// What it takes.
#[derive(Debug, Args)]
#[command(after_help = hulp())]
pub(super) struct BeoordeelOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Het ingevulde formulier (TOML)
    #[arg(long, value_name = "FORM.toml", alias = "file")]
    bestand: PathBuf,
}

fn hulp() -> String {
    format!("Een formulier ziet er zo uit (assets/voorbeelden/beoordeling.toml):\n\n{VOORBEELD}")
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &BeoordeelOpties) -> Result<u8, Uitweg> {
    let ready = voorbereiden(how)?;
    let form = lees(wat, &ready.opening.kennis.voorwaarden, ready.klok.nu())?;
    let tafel = Tafel::open_met(how, ready)?;
    let before = tafel.zoek(&wat.zaak)?;
    let opdrachten = opdrachten(&tafel, &before.zaak, form)?;
    if opdrachten.is_empty() {
        zeg("Staat al zo; er is niets gewijzigd.");
    }
    let id = before.zaak.id;
    tafel.voer_uit_samen(opdrachten.into_iter().map(|one| (id, one)).collect())?;
    toon(how, &tafel, &before, id)
}

fn lees(
    wat: &BeoordeelOpties,
    voorwaarden: &crate::send::voorwaarden::Voorwaarden,
    nu: chrono::DateTime<chrono::Utc>,
) -> Result<Formulier, Uitweg> {
    let (name, text) = lees_tekst(&wat.bestand)?;
    formulier::lees(&text, voorwaarden, nu)
        .map_err(|fout| Uitweg::nieuw(5, format!("{name}, {fout}. Er is niets opgeslagen")))
}

/// The name of a form, and its text.
///
/// # Errors
/// Exit code 5 when it can not be read as text.
pub(super) fn lees_tekst(bestand: &Path) -> Result<(String, String), Uitweg> {
    let bytes = bestanden::lees(bestand, GRENS).map_err(|fout| Uitweg::nieuw(5, fout))?;
    let name = bestand.display().to_string();
    let text = String::from_utf8(bytes).map_err(|_| {
        Uitweg::nieuw(
            5,
            format!("{name} is geen tekst in UTF-8; er is niets opgeslagen"),
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    Ok((name, text))
}

/// What must be done, tried on a copy of the zaak.
fn opdrachten(tafel: &Tafel, zaak: &Zaak, form: Formulier) -> Result<Vec<Opdracht>, Uitweg> {
    let mut copy = zaak.clone();
    let mut what = form.beoordeling;
    let (mut out, judged) = mensen(tafel, &mut copy, &form.mensen)?;
    what.personen.extend(judged);
    let silent: Vec<&str> = copy
        .stand
        .betrokkenen
        .iter()
        .filter(|who| !what.personen.iter().any(|over| over.betrokkene == who.id))
        .map(|who| who.naam.as_str())
        .collect();
    if !silent.is_empty() {
        zeg(&format!(
            "let op: zonder eigen oordeel in deze beoordeling: {}",
            silent.join(", ")
        ));
    }
    let opdracht = Opdracht::StelVast(Box::new(what));
    if probeer(&copy, &opdracht)? {
        out.push(opdracht);
    }
    Ok(out)
}

/// What must be done to have these people in `copy`, which is brought up to date, and their judgements.
///
/// # Errors
/// Exit code 3 when a rule forbids it.
pub(super) fn mensen(
    tafel: &Tafel,
    copy: &mut Zaak,
    form: &[Mens],
) -> Result<(Vec<Opdracht>, Vec<OordeelOver>), Uitweg> {
    let (mut out, mut judged) = (Vec::new(), Vec::new());
    for mens in form {
        let known = copy
            .stand
            .betrokkenen
            .iter()
            .position(|who| vouw(&who.naam) == vouw(&mens.naam));
        let now = known.and_then(|at| copy.stand.betrokkenen.get(at).cloned());
        let who = betrokkene(mens, now, || BetrokkeneId(nieuw_id(tafel.nu)));
        if mens.oordeel != Oordeel::NogNietBeoordeeld {
            judged.push(OordeelOver {
                betrokkene: who.id,
                oordeel: mens.oordeel,
            });
        }
        let opdracht = match known {
            Some(_) => Opdracht::WijzigBetrokkene(who.clone()),
            None => Opdracht::VoegBetrokkeneToe(who.clone()),
        };
        if let Some(still) = nog_daar(copy, mens, &who) {
            out.push(still);
        }
        if probeer(copy, &opdracht)? {
            match known.and_then(|at| copy.stand.betrokkenen.get_mut(at)) {
                Some(place) => *place = who,
                None => copy.stand.betrokkenen.push(who),
            }
            out.push(opdracht);
        }
    }
    Ok((out, judged))
}

/// The form says the same place again after a decision: then somebody is still there.
fn nog_daar(zaak: &Zaak, mens: &Mens, who: &Betrokkene) -> Option<Opdracht> {
    mens.verblijf.as_ref()?;
    let known = zaak.stand.betrokkene(who.id)?;
    let noted = zaak.stand.plaats(Some(who.id))?;
    let decided = zaak.stand.afdoening()?;
    let same = known.verblijf.trim() == who.verblijf.trim() && !who.verblijf.trim().is_empty();
    (same && noted.op < decided.op).then_some(Opdracht::BevestigPlaats(who.id))
}

/// Whether there is something to do.
fn probeer(zaak: &Zaak, opdracht: &Opdracht) -> Result<bool, Uitweg> {
    match decide(zaak, opdracht) {
        Ok(_) => Ok(true),
        Err(Weigering::Ongewijzigd) => Ok(false),
        Err(refusal) => Err(StoreFout::Geweigerd(refusal).into()),
    }
}

fn betrokkene(
    mens: &Mens,
    now: Option<Betrokkene>,
    new_id: impl FnOnce() -> BetrokkeneId,
) -> Betrokkene {
    let mut who = now.unwrap_or_else(|| Betrokkene {
        id: new_id(),
        naam: mens.naam.clone(),
        leeftijd: None,
        rol: mens.rol.unwrap_or_default(),
        relatie: String::new(),
        verblijf: String::new(),
        bellen: mens.bellen.unwrap_or_default(),
        bereikbaar: String::new(),
        geheim: false,
    });
    who.rol = mens.rol.unwrap_or(who.rol);
    who.bellen = mens.bellen.unwrap_or(who.bellen);
    who.leeftijd = mens.leeftijd.or(who.leeftijd);
    who.geheim = mens.geheim.unwrap_or(who.geheim);
    for (place, value) in [
        (&mut who.relatie, &mens.relatie),
        (&mut who.verblijf, &mens.verblijf),
        (&mut who.bereikbaar, &mens.bereikbaar),
    ] {
        if let Some(value) = value {
            place.clone_from(value);
        }
    }
    who
}
