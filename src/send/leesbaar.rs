//! An assessment in plain lines, for colleagues: the screen of a zaak and `zsmtafel zaak`. It holds
//! names and everything that was written but a geheim adres; what leaves the building is made by `tekst`.
//!
//! Must not know screens or widths.

use super::aanduiding::leeftijd;
use super::poort::Poort;
use super::tijd;
use crate::domain::beoordeling::{Informatiebron, NavraagStand, VastgesteldeBeoordeling};
use crate::domain::betrokkene::{Bellen, Betrokkene};

/// The lines, without line ends in them and without trailing blanks. Ages are those at the moment
/// of the assessment.
#[must_use]
pub fn beoordeling_tekst(
    what: &VastgesteldeBeoordeling,
    betrokkenen: &[Betrokkene],
) -> Vec<String> {
    let inside = &what.inhoud;
    let poort = Poort::van_mensen(betrokkenen);
    let mut out = vec![format!("Geheel: {}", inside.geheel.label())];
    for over in &inside.personen {
        let person = betrokkenen.iter().find(|who| who.id == over.betrokkene);
        let (name, details) = person.map_or_else(
            || {
                (
                    "iemand die niet meer bij de zaak staat".to_owned(),
                    String::new(),
                )
            },
            |who| persoon(who, what, &poort),
        );
        out.push(format!("{name}: {}{details}", over.oordeel.label()));
    }
    for source in &inside.navraag {
        let at = source
            .op
            .map_or_else(String::new, |at| format!(" ({})", tijd::kort(at)));
        let (label, note) = (source.bron.label(), source.antwoord.trim());
        let noted = match note {
            "" => String::new(),
            note => format!("; {note}"),
        };
        match source.stand {
            NavraagStand::Antwoord => {
                let said = if note.is_empty() {
                    "(niet genoteerd)"
                } else {
                    note
                };
                out.push(format!("Antwoord van {label}{at}: {said}"));
            }
            NavraagStand::Gevraagd => {
                out.push(format!(
                    "Gevraagd bij {label}{at}: nog geen antwoord{noted}"
                ));
            }
            NavraagStand::GeenToegang => {
                out.push(format!("Geen toegang tot {label}{at}{noted}"));
            }
            NavraagStand::NietGevraagd => {}
        }
    }
    let silent: Vec<&str> = Informatiebron::ALLE
        .into_iter()
        .filter(|one| {
            !inside
                .navraag
                .iter()
                .any(|source| source.bron == *one && source.stand != NavraagStand::NietGevraagd)
        })
        .map(Informatiebron::label)
        .collect();
    if !silent.is_empty() {
        out.push(format!("Niet gevraagd bij: {}", silent.join(", ")));
    }
    for (label, text) in [
        ("Motivering", inside.motivering.clone()),
        ("Interne motivering (gaat nooit weg)", inside.intern.clone()),
        (
            "Gevraagde voorwaarden bij heenzenden",
            inside.voorwaarden.join("; "),
        ),
        ("VT doet", inside.vt_doet.clone()),
    ] {
        if !text.trim().is_empty() {
            out.push(format!("{label}: {text}"));
        }
    }
    for request in &inside.verzoeken {
        let to = match request.aan.trim() {
            "" => " (niet ingevuld aan wie, gaat naar niemand)".to_owned(),
            to => format!(" {to}"),
        };
        out.push(format!("VT vraagt{to}: {}", request.wat));
    }
    if let Some(end) = inside.geldig_tot {
        out.push(format!("Geldt tot: {}", tijd::voluit(end)));
    }
    out.push(format!(
        "Vastgesteld: {} door {}",
        tijd::voluit(what.op),
        what.door
    ));
    out.iter()
        .flat_map(|line| {
            let clean = poort.tekst(line);
            clean
                .lines()
                .map(|part| part.trim_end().to_owned())
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn persoon(who: &Betrokkene, what: &VastgesteldeBeoordeling, poort: &Poort) -> (String, String) {
    let name = match who.naam.trim() {
        "" => who.rol.label(),
        name => name,
    };
    let age = leeftijd(who, what.op);
    let relation = poort.van_wie(who.id, &who.relatie);
    let about: Vec<&str> = [age.as_str(), relation.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let about = if about.is_empty() {
        String::new()
    } else {
        format!(" ({})", about.join(", "))
    };
    let mut details = String::new();
    if who.geheim {
        details.push_str(" · nu: geheim adres");
    } else if !who.verblijf.trim().is_empty() {
        details.push_str(&format!(" · nu: {}", who.verblijf.trim()));
    }
    if who.bellen != Bellen::Onbekend {
        details.push_str(&format!(" · {}", who.bellen.label()));
    }
    (format!("{name}{about}"), details)
}
