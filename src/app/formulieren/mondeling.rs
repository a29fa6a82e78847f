//! The small form of input that was spoken: with whom, by whom, when, and the gist.
//!
//! It rests on the judgement like a written one. Must not know how a form is drawn, nor how it is stored.

use chrono::{DateTime, Utc};

use crate::domain::decide::{Opdracht, decide};
use crate::domain::input::{Gesprek, Input, Vorm};
use crate::send::ondertekening;
use crate::send::poort::Poort;
use crate::send::tekst::digest;

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::Mondeling;
use crate::app::formulieren::kleinvorm::{Kleinfout, Kleinvorm};
use crate::app::melding::Melding;
use crate::app::velden::formulier::{Formulier, Fout, Veld};
use crate::app::velden::tijdinvoer::lees_tijdstip;

/// What was filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// Who heard it.
    pub met: String,
    /// Who spoke.
    pub door: String,
    /// When, as typed.
    pub wanneer: String,
    /// The gist.
    pub kern: String,
}

/// The form, for the recipient that was chosen.
#[must_use]
pub fn vorm(blik: &Blik, over: &Mondeling) -> Kleinvorm {
    let worker = ondertekening::naam(&blik.tafel.medewerker).unwrap_or_default();
    Kleinvorm {
        titel: format!("Mondeling ingebracht bij {}", over.ontvanger.label()),
        velden: vec![
            Veld::regel("met", "Met wie", "").met_hint("wie het hoorde, bijv. mr. De Groot"),
            Veld::regel("door", "Door wie", worker).met_hint("u, of de VT die aan tafel zat"),
            Veld::regel("wanneer", "Wanneer", "nu").met_hint("nu, 13:15, gisteren 23:40"),
            Veld::tekst("kern", "Kern", "", 4).met_hint("wat er is gezegd"),
        ],
        ..Kleinvorm::default()
    }
}

/// The command that the form means.
///
/// # Errors
/// The field that is missing or not understood, and why.
pub fn lees(
    over: &Mondeling,
    what: &Ingevuld,
    beoordeling: Option<crate::domain::ids::EventId>,
    poort: &Poort,
    nu: DateTime<Utc>,
) -> Result<Opdracht, Fout> {
    let need = |field: &'static str, text: &str, why: &str| {
        if text.trim().is_empty() {
            Err((field, why.to_owned()))
        } else {
            Ok(())
        }
    };
    need("met", &what.met, "Vul in wie het hoorde.")?;
    need("door", &what.door, "Vul in wie het inbracht.")?;
    let op = lees_tijdstip(&what.wanneer, nu).ok_or((
        "wanneer",
        "Tijd niet begrepen. Schrijf nu, 13:15 of gisteren 23:40.".to_owned(),
    ))?;
    if op > nu {
        return Err((
            "wanneer",
            "Dit moet nog komen. Noteer het als het gezegd is.".to_owned(),
        ));
    }
    need("kern", &what.kern, "Schrijf kort wat er is gezegd.")?;
    let tekst = poort.tekst(&what.kern);
    Ok(Opdracht::VerstuurInput(Box::new(Input {
        ontvanger: over.ontvanger,
        vorm: Vorm::Mondeling,
        grond: over.grond.clone(),
        sha256: digest(&tekst),
        tekst,
        bestand: String::new(),
        beoordeling,
        gesprek: Some(Gesprek {
            met: poort.vast(&what.met),
            door: poort.vast(&what.door),
            op,
        }),
    })))
}

/// Saves it.
///
/// # Errors
/// The field that is missing or not understood, and why.
pub fn opslaan(blik: &Blik, over: &Mondeling, form: &Formulier) -> Result<Daden, Kleinfout> {
    let Some(zaak) = blik.lijst.zoek(over.zaak).map(|regel| &regel.zaak) else {
        return Ok(Daden::new());
    };
    let what = Ingevuld {
        met: form.tekst("met"),
        door: form.tekst("door"),
        wanneer: form.tekst("wanneer"),
        kern: form.tekst("kern"),
    };
    let holds = zaak.stand.beoordeling().map(|one| one.id);
    let opdracht = lees(over, &what, holds, &Poort::van(zaak), blik.nu)
        .map_err(|(field, why)| (field, Melding::fout(why)))?;
    decide(zaak, &opdracht).map_err(|why| ("", Melding::fout(why.to_string())))?;
    let said = format!("Mondelinge input bij {} genoteerd.", over.ontvanger.label());
    Ok(Daad::sla_op_en_zeg(vec![(over.zaak, opdracht)], said).into())
}
