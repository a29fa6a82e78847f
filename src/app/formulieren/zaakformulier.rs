//! The forms around the decision: overleg, afdoening, a fact that was told, which VT, handing over. What
//! they share: opening on what is known, the draft, saving, leaving.
//!
//! Must not know what stands in a form; each has its own module. Must not know how one is drawn.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::fase::Fase;
use crate::domain::ids::ZaakId;
use crate::domain::zaak::Zaak;

use crate::app::concept;
use crate::app::concept::Concept;
use crate::app::formulieren::{
    afdoeningformulier, meldformulier, overdraagformulier, overlegformulier, vtkeuze,
};
use crate::app::kennis::Kennis;
use crate::app::model::{Laag, Melding, Model, Toon};
use crate::app::schermen::zaakscherm::zaak_van;
use crate::app::velden::formulier::{Formulier, Gevolg, Veld, Waarden};

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// When the overleg is.
    Overleg,
    /// What was decided.
    Afdoening,
    /// A fact that somebody told.
    Melding,
    /// Which VT is competent.
    Vt,
    /// To whom the zaak goes.
    Overdracht,
}

impl Soort {
    /// What stands above the form.
    #[must_use]
    pub fn titel(self) -> &'static str {
        match self {
            Soort::Overleg => "Overleg plannen",
            Soort::Afdoening => "Beslissing",
            Soort::Melding => "Gemeld gegeven",
            Soort::Vt => "Welke VT",
            Soort::Overdracht => "Zaak overdragen",
        }
    }

    /// Name of its draft.
    #[must_use]
    pub fn concept(self) -> &'static str {
        match self {
            Soort::Overleg => "overleg",
            Soort::Afdoening => "afdoening",
            Soort::Melding => "melding",
            Soort::Vt => "vt",
            Soort::Overdracht => "overdracht",
        }
    }

    /// The key that opens it.
    #[must_use]
    pub fn toets(self) -> &'static str {
        match self {
            Soort::Overleg => "p",
            Soort::Afdoening => "d",
            Soort::Melding => "m",
            Soort::Vt => "w",
            Soort::Overdracht => "y",
        }
    }
}

/// The screen.
#[derive(Debug)]
pub struct Zaakformulier {
    /// Which zaak.
    pub zaak: ZaakId,
    /// Which form.
    pub soort: Soort,
    /// The fields.
    pub formulier: Formulier,
    /// Its draft.
    pub concept: Concept,
}

/// What is wrong with a form: the field to go to, or how its id begins, and why, for the worker.
pub type Fout = (&'static str, String);

/// Opens a form for a zaak, with its draft laid over it.
pub fn open(model: &mut Model, id: ZaakId, soort: Soort) {
    let Some(zaak) = zaak_van(model, id) else {
        return;
    };
    if let Some(refusal) = belet(&zaak, soort) {
        model.meld(Toon::Let, refusal.to_string());
        return;
    }
    let velden = match soort {
        Soort::Overleg => overlegformulier::velden(&zaak),
        Soort::Afdoening => afdoeningformulier::velden(&zaak, &model.kennis, model.nu),
        Soort::Melding => meldformulier::velden(&zaak, model.nu),
        Soort::Vt => vtkeuze::velden(&zaak, &model.kennis),
        Soort::Overdracht => overdraagformulier::velden(),
    };
    model
        .lagen
        .push(Laag::Zaakformulier(Box::new(Zaakformulier {
            zaak: id,
            soort,
            formulier: Formulier::nieuw(velden),
            concept: Concept::nieuw(id, soort.concept()),
        })));
    concept::zoek(model);
}

/// Why the form would be refused whatever stood in it.
fn belet(zaak: &Zaak, soort: Soort) -> Option<Weigering> {
    let needs = !matches!(soort, Soort::Melding | Soort::Vt);
    match zaak.fase() {
        Fase::Opgegaan => Some(Weigering::AlSamengevoegd),
        // What somebody tells about a zaak is noted, whatever became of it.
        Fase::Gesloten if soort != Soort::Melding => Some(Weigering::Gesloten),
        Fase::Ongetagd | Fase::GeenHg if needs => Some(Weigering::NietGevolgd),
        _ => None,
    }
}

/// Lays a draft over the form.
pub(in crate::app) fn leg_terug(scherm: &mut Zaakformulier, waarden: &Waarden, kennis: &Kennis) {
    // What follows from a choice must be there before the draft of it is laid back.
    scherm.formulier.zet_waarden(waarden);
    match scherm.soort {
        Soort::Vt => vtkeuze::zeef(&mut scherm.formulier, kennis),
        Soort::Melding => meldformulier::volg(&mut scherm.formulier),
        Soort::Afdoening => afdoeningformulier::volg(&mut scherm.formulier),
        Soort::Overleg | Soort::Overdracht => return,
    }
    scherm.formulier.zet_waarden(waarden);
}

/// What is said when it is recorded, where the screen does not show it by itself.
fn gezegd(opdracht: &Opdracht) -> Option<String> {
    match opdracht {
        Opdracht::DraagOver { aan, .. } => {
            Some(format!("Overgedragen aan {aan}. Die neemt over met n."))
        }
        _ => None,
    }
}

/// Handles a key that is no command.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    let kennis = model.kennis.clone();
    let Some(Laag::Zaakformulier(scherm)) = model.lagen.last_mut() else {
        return;
    };
    let quick = scherm
        .formulier
        .actief()
        .is_some_and(|veld| veld.id == afdoeningformulier::SNEL);
    if quick
        && key.code == KeyCode::Enter
        && !scherm.formulier.tekst(afdoeningformulier::SNEL).is_empty()
    {
        match afdoeningformulier::kies_snel(&mut scherm.formulier, &kennis) {
            Ok(()) => na_wijziging(model),
            Err(text) => model.meld(Toon::Let, text),
        }
        return;
    }
    if scherm.formulier.toets(key) == Gevolg::Gewijzigd {
        na_wijziging(model);
    }
}

/// Handles pasted text.
pub fn plak(model: &mut Model, text: &str) {
    if let Some(Laag::Zaakformulier(scherm)) = model.lagen.last_mut()
        && scherm.formulier.plak(text) == Gevolg::Gewijzigd
    {
        na_wijziging(model);
    }
}

/// What follows from a change, and the draft after a short rest.
fn na_wijziging(model: &mut Model) {
    let kennis = model.kennis.clone();
    let Some(Laag::Zaakformulier(scherm)) = model.lagen.last_mut() else {
        return;
    };
    let active = scherm
        .formulier
        .actief()
        .map(|veld| veld.id.clone())
        .unwrap_or_default();
    match scherm.soort {
        Soort::Vt if active == vtkeuze::ZEEF => vtkeuze::zeef(&mut scherm.formulier, &kennis),
        Soort::Melding => meldformulier::volg(&mut scherm.formulier),
        Soort::Afdoening => afdoeningformulier::volg(&mut scherm.formulier),
        _ => {}
    }
    concept::getypt(model);
}

/// A remark at a field: what was understood of it, or what follows from it.
#[must_use]
pub fn noot(model: &Model, scherm: &Zaakformulier, veld: &Veld) -> Option<(String, Toon)> {
    let form = &scherm.formulier;
    match scherm.soort {
        Soort::Overleg => {
            let line = model.lijst.zoek(scherm.zaak);
            let ends = line.filter(|line| line.klok_loopt());
            let ends = ends.and_then(|line| line.klok.uiterlijk);
            overlegformulier::noot(form, veld, ends, model.nu)
        }
        Soort::Afdoening => {
            let zaak = zaak_van(model, scherm.zaak)?;
            afdoeningformulier::noot(form, veld, &zaak, &model.kennis, model.nu)
        }
        Soort::Melding => meldformulier::noot(form, veld, model.nu),
        Soort::Vt => vtkeuze::noot(form, veld, &model.kennis, model.nu),
        Soort::Overdracht => None,
    }
}

/// Saves the form, or says what is missing.
pub fn opslaan(model: &mut Model) {
    let (kennis, nu) = (model.kennis.clone(), model.nu);
    let Some(Laag::Zaakformulier(scherm)) = model.lagen.last() else {
        return;
    };
    let (id, soort) = (scherm.zaak, scherm.soort);
    let Some(zaak) = zaak_van(model, id) else {
        return;
    };
    let form = &scherm.formulier;
    let read = match soort {
        Soort::Overleg => overlegformulier::lees(form, nu),
        Soort::Afdoening => afdoeningformulier::lees(form, &zaak, &kennis, nu),
        Soort::Melding => meldformulier::lees(form, nu),
        Soort::Vt => vtkeuze::lees(form, &kennis),
        Soort::Overdracht => overdraagformulier::lees(form),
    };
    let opdracht = read.and_then(|opdracht| match decide(&zaak, &opdracht) {
        Ok(_) => Ok(Some(opdracht)),
        Err(Weigering::Ongewijzigd) => Ok(None),
        Err(refusal) => Err((veld_van(&refusal), refusal.to_string())),
    });
    match opdracht {
        Ok(Some(opdracht)) => {
            let said = gezegd(&opdracht);
            concept::sla_op(model, vec![(id, opdracht)], said.map(Melding::goed));
        }
        Ok(None) => {
            let tekst = Weigering::Ongewijzigd.to_string();
            concept::ongewijzigd(
                model,
                Melding {
                    tekst,
                    toon: Toon::Let,
                },
            );
        }
        Err((field, text)) => {
            if let Some(Laag::Zaakformulier(scherm)) = model.lagen.last_mut() {
                scherm.formulier.focus_op_begin(field);
            }
            model.meld(Toon::Fout, text);
        }
    }
}

fn veld_van(refusal: &Weigering) -> &'static str {
    match refusal {
        Weigering::RedenOntbreekt => "reden",
        Weigering::ModaliteitOntbreekt => afdoeningformulier::SNEL,
        Weigering::EindeVoorIngang => "einde",
        Weigering::OntvangerOntbreekt => "aan",
        _ => "",
    }
}
