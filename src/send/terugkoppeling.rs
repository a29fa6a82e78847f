//! The text with which VT asks the KPC-er what was decided. It begins with what VT knows of decision and
//! custody, names the zaak as far as the KPC-er needs
//! to find it, and says nothing else of what VT knows.
//!
//! Must not know: the journal, the store, the screens.

use super::ontvangers::{OntvangerOntbreekt, Ontvangers, Regelsoort};
use super::opstelling::{Context, InputRegel, Kop, Onderdeel, opstelling};
use super::tekst::tekst;
use super::tijd;
use super::voorwaarden::Voorwaarden;
use crate::domain::input::Ontvanger;
use crate::domain::zaak::Zaak;

/// What VT wants to know, in the order of the text.
const VRAGEN: [&str; 5] = [
    "Wat is beslist, en wanneer?",
    "Welke voorwaarden gelden, en vanaf wanneer tot wanneer?",
    "Is de verdachte vrij? Zo ja, sinds wanneer?",
    "Wie heeft het slachtoffer ingelicht, en wanneer?",
    "Is de beslissing uitgesteld? Wanneer wordt de zaak dan weer besproken?",
];

/// The whole text, ready to copy.
///
/// # Errors
/// [`OntvangerOntbreekt`] when the site's file has no KPC-er.
pub fn terugkoppeling(
    zaak: &Zaak,
    ontvangers: &Ontvangers,
    voorwaarden: &Voorwaarden,
    context: &Context,
) -> Result<String, OntvangerOntbreekt> {
    let profiel = ontvangers.voor(Ontvanger::Kpc)?;
    let mut made = opstelling(zaak, profiel, voorwaarden, context);
    let practice = if context.oefenen {
        "OEFENEN, niet echt · "
    } else {
        ""
    };
    made.titel = format!("{practice}Veilig Thuis vraagt naar de beslissing");
    "Nodig om na de beslissing de veiligheid van de betrokkenen te volgen. Zonder inhoud."
        .clone_into(&mut made.grond);
    made.onderdelen
        .retain(|part| matches!(part.kop, Kop::Nu | Kop::Zaak | Kop::Bereikbaar));
    vindbaar(&mut made.onderdelen);
    let planned = zaak.stand.overleg.as_ref().map(|one| {
        format!(
            "Het overleg was gepland op {}.",
            tijd::voluit(one.overleg.tijd)
        )
    });
    let lines = planned
        .into_iter()
        .chain(VRAGEN.into_iter().map(str::to_owned))
        .map(|text| InputRegel {
            sleutel: String::new(),
            tekst: text,
            waarom: String::new(),
            aan: true,
            merk: None,
        })
        .collect();
    let at = made
        .onderdelen
        .iter()
        .position(|part| part.kop == Kop::Bereikbaar)
        .unwrap_or(made.onderdelen.len());
    made.onderdelen.insert(
        at,
        Onderdeel {
            kop: Kop::VtVraagt,
            regels: lines,
        },
    );
    Ok(tekst(&made))
}

/// Without a PL number the case number of the OM is how the zaak is found.
fn vindbaar(parts: &mut [Onderdeel]) {
    for part in parts.iter_mut().filter(|part| part.kop == Kop::Zaak) {
        if part.regels.iter().any(|line| line.aan) {
            continue;
        }
        for line in &mut part.regels {
            line.aan = line.sleutel == Regelsoort::Parketnummer.code();
        }
    }
}
