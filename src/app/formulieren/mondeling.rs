//! The small form of input that was spoken: with whom, by whom, when, and the gist.
//!
//! It rests on the judgement like a written one. Must not know how a form is drawn, nor how it is stored.

use chrono::{DateTime, Utc};

use crate::domain::decide::{Opdracht, decide};
use crate::domain::ids::ZaakId;
use crate::domain::input::{Gesprek, Input, Ontvanger, Vorm};
use crate::send::ondertekening;
use crate::send::poort::Poort;
use crate::send::tekst::digest;

use crate::app::concept;
use crate::app::dialogen::klein;
use crate::app::dialogen::klein::{Doel, Klein, focus};
use crate::app::model::{Laag, Melding, Model, Toon};
use crate::app::velden::formulier::Veld;
use crate::app::velden::tijdinvoer::lees_tijdstip;

/// To whom it was said, and on which ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mondeling {
    /// Which zaak.
    pub zaak: ZaakId,
    /// To whom.
    pub ontvanger: Ontvanger,
    /// On which ground.
    pub grond: String,
}

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

/// Opens the form over the input, for the recipient that is chosen there.
pub(in crate::app) fn open(model: &mut Model) {
    let Some(Laag::Input(scherm)) = model.lagen.last() else {
        return;
    };
    let over = Mondeling {
        zaak: scherm.zaak,
        ontvanger: scherm.opstelling.ontvanger,
        grond: scherm.opstelling.grond.clone(),
    };
    let titel = format!("Mondeling ingebracht bij {}", over.ontvanger.label());
    let worker = ondertekening::naam(&model.tafel.medewerker)
        .unwrap_or_default()
        .to_owned();
    let velden = vec![
        Veld::regel("met", "Met wie", "").met_hint("wie het hoorde, bijv. mr. De Groot"),
        Veld::regel("door", "Door wie", &worker).met_hint("u, of de VT die aan tafel zat"),
        Veld::regel("wanneer", "Wanneer", "nu").met_hint("nu, 13:15, gisteren 23:40"),
        Veld::tekst("kern", "Kern", "", 4).met_hint("wat er is gezegd"),
    ];
    klein::open(model, Klein::nieuw(titel, velden, Doel::Mondeling(over)));
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
) -> Result<Opdracht, (&'static str, String)> {
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

/// Saves it, or says what is missing; the window stays then.
pub(in crate::app) fn opslaan(model: &mut Model, over: &Mondeling, what: &Ingevuld) {
    let Some(zaak) = model.lijst.zoek(over.zaak).map(|regel| regel.zaak.clone()) else {
        return;
    };
    let holds = zaak.stand.beoordeling().map(|one| one.id);
    let opdracht = match lees(over, what, holds, &Poort::van(&zaak), model.nu) {
        Ok(opdracht) => opdracht,
        Err((field, why)) => {
            focus(model, field);
            model.meld(Toon::Fout, why);
            return;
        }
    };
    if let Err(why) = decide(&zaak, &opdracht) {
        model.meld(Toon::Fout, why.to_string());
        return;
    }
    let said = format!("Mondelinge input bij {} genoteerd.", over.ontvanger.label());
    concept::sla_op(
        model,
        vec![(over.zaak, opdracht)],
        Some(Melding::goed(said)),
    );
}
