//! The screen of one zaak: facts, people, steps and the time line; and the texts read from it.
//!
//! Must not know how it is drawn.

use uuid::Uuid;

use crate::domain::betrokkene::Betrokkene;
use crate::domain::decide::Opdracht;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::ids::ZaakId;
use crate::domain::lijstregel::Veld;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::send::leesbaar::beoordeling_tekst;

use super::beoordelen;
use super::betrokkene;
use super::inputscherm;
use super::keymap::Action;
use super::lezer::{Leesregel, Lezer};
use super::model::{Dialoog, Laag, Model, Toon};
use super::msg::{Dossier, Eerder, Effect};
use super::ochtend;
use super::vraag::{Dan, StapDialoog, Vraag};

/// Which half has the cursor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Helft {
    /// Facts, people, earlier zaken.
    #[default]
    Zaak,
    /// The time line.
    Tijdlijn,
}

/// The screen.
#[derive(Debug)]
pub struct ZaakScherm {
    /// Which zaak.
    pub zaak: ZaakId,
    /// What the store knows; none while it is being loaded.
    pub dossier: Option<Box<Dossier>>,
    /// Which half has the cursor.
    pub helft: Helft,
    /// Which person or earlier zaak is chosen.
    pub cursor: usize,
    /// Which event is chosen, newest first.
    pub tijdlijn_cursor: usize,
}

/// Something in the left half that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keus<'a> {
    /// Somebody.
    Betrokkene(&'a Betrokkene),
    /// Another zaak of the same person.
    Eerder(&'a Eerder),
}

impl Keus<'_> {
    fn id(&self) -> Uuid {
        match self {
            Keus::Betrokkene(who) => who.id.0,
            Keus::Eerder(other) => other.id.0,
        }
    }
}

impl ZaakScherm {
    /// What can be chosen in the left half, top to bottom.
    #[must_use]
    pub fn keuzes(&self) -> Vec<Keus<'_>> {
        let Some(dossier) = &self.dossier else {
            return Vec::new();
        };
        dossier
            .zaak
            .stand
            .betrokkenen
            .iter()
            .map(Keus::Betrokkene)
            .chain(dossier.eerdere.iter().map(Keus::Eerder))
            .collect()
    }

    /// What is chosen there.
    #[must_use]
    pub fn keus(&self) -> Option<Keus<'_>> {
        self.keuzes().into_iter().nth(self.cursor)
    }

    fn gebeurtenis(&self) -> Option<&Recorded> {
        self.dossier
            .as_ref()?
            .tijdlijn
            .get(self.tijdlijn_cursor)
            .map(|(event, _)| event)
    }
}

/// Opens a zaak.
pub fn open(model: &mut Model, zaak: ZaakId) {
    model.lagen.push(Laag::Zaak(Box::new(ZaakScherm {
        zaak,
        dossier: None,
        helft: Helft::default(),
        cursor: 0,
        tijdlijn_cursor: 0,
    })));
    model.vraag(Effect::LaadZaak(zaak));
}

/// The dossier came.
pub fn geladen(model: &mut Model, dossier: Box<Dossier>) {
    for laag in &mut model.lagen {
        if let Laag::Zaak(scherm) = laag
            && scherm.zaak == dossier.zaak.id
        {
            vervang(scherm, dossier.clone());
        }
    }
    let (kennis, nu) = (model.kennis.clone(), model.nu);
    model.lijst.vervang(dossier.zaak, &kennis, nu);
}

/// Puts a newer dossier in; what was chosen stays chosen, wherever it stands now (rule 10).
fn vervang(scherm: &mut ZaakScherm, dossier: Box<Dossier>) {
    // Whoever is not on the time line finds the newest there when he comes.
    let event = scherm
        .gebeurtenis()
        .filter(|_| scherm.helft == Helft::Tijdlijn)
        .map(|event| event.id);
    let choice = scherm.keus().map(|choice| choice.id());
    scherm.dossier = Some(dossier);
    if let Some(dossier) = &scherm.dossier {
        scherm.tijdlijn_cursor = dossier
            .tijdlijn
            .iter()
            .position(|(other, _)| Some(other.id) == event)
            .unwrap_or(0);
    }
    let choices = scherm.keuzes();
    let place = choices.iter().position(|other| Some(other.id()) == choice);
    let last = choices.len().saturating_sub(1);
    scherm.cursor = place.unwrap_or(scherm.cursor).min(last);
}

/// Handles a command on a zaak.
pub fn doe(model: &mut Model, action: Action) {
    let Some(Laag::Zaak(scherm)) = model.lagen.last_mut() else {
        return;
    };
    let id = scherm.zaak;
    match action {
        Action::Terug => terug(model),
        Action::Beoordelen => beoordelen::open(model, id),
        Action::Input => inputscherm::open(model, id),
        Action::BetrokkeneNieuw => betrokkene::open_nieuw(model, id),
        Action::Terugnemen => ochtend::neem_terug(model, Some(id)),
        Action::StapAfronden => vraag_stap(model, id),
        Action::TagHg => ochtend::tag(model, crate::domain::tag::Tag::Hg),
        Action::TagGeen => ochtend::tag(model, crate::domain::tag::Tag::GeenHg),
        Action::TagTwijfel => ochtend::tag(model, crate::domain::tag::Tag::Twijfel),
        Action::TagRadar => ochtend::tag(model, crate::domain::tag::Tag::Radar),
        Action::Wissel => {
            scherm.helft = match scherm.helft {
                Helft::Zaak => Helft::Tijdlijn,
                Helft::Tijdlijn => Helft::Zaak,
            };
        }
        Action::Omlaag => beweeg(scherm, 1),
        Action::Omhoog => beweeg(scherm, -1),
        Action::PaginaOmlaag => beweeg(scherm, 10),
        Action::PaginaOmhoog => beweeg(scherm, -10),
        Action::Openen => openen(model),
        Action::Verwijderen => verwijderen(model),
        Action::Herkomst => {
            if let Some(dossier) = &scherm.dossier {
                let lezer = herkomst(&dossier.zaak);
                model.lagen.push(Laag::Lezer(lezer));
            }
        }
        Action::ZaakTekst => {
            if let Some(dossier) = scherm.dossier.clone() {
                let lezer = zaak_tekst(model, &dossier);
                model.lagen.push(Laag::Lezer(lezer));
            }
        }
        _ => {}
    }
}

fn terug(model: &mut Model) {
    model.lagen.pop();
    if let Some(Laag::Zaak(under)) = model.lagen.last() {
        let id = under.zaak;
        model.vraag(Effect::LaadZaak(id));
    } else {
        model.lijst.orden();
        ochtend::volg_keuze(model);
    }
}

fn beweeg(scherm: &mut ZaakScherm, by: isize) {
    let move_in = |at: usize, count: usize| {
        let last = isize::try_from(count).unwrap_or(0) - 1;
        let next = isize::try_from(at).unwrap_or(0) + by;
        usize::try_from(next.clamp(0, last.max(0))).unwrap_or(0)
    };
    match scherm.helft {
        Helft::Zaak => scherm.cursor = move_in(scherm.cursor, scherm.keuzes().len()),
        Helft::Tijdlijn => {
            let count = scherm
                .dossier
                .as_ref()
                .map_or(0, |dossier| dossier.tijdlijn.len());
            scherm.tijdlijn_cursor = move_in(scherm.tijdlijn_cursor, count);
        }
    }
}

fn openen(model: &mut Model) {
    let Some(Laag::Zaak(scherm)) = model.lagen.last() else {
        return;
    };
    let id = scherm.zaak;
    match scherm.helft {
        Helft::Tijdlijn => {
            if let (Some(dossier), Some(event)) = (&scherm.dossier, scherm.gebeurtenis()) {
                let lezer = gebeurtenis_tekst(model, &dossier.zaak, event);
                model.lagen.push(Laag::Lezer(lezer));
            }
        }
        Helft::Zaak => match scherm.keus() {
            Some(Keus::Betrokkene(who)) => {
                let who = who.clone();
                betrokkene::open_wijzig(model, id, &who);
            }
            Some(Keus::Eerder(other)) => {
                let other = other.id;
                open(model, other);
            }
            None => betrokkene::open_nieuw(model, id),
        },
    }
}

fn verwijderen(model: &mut Model) {
    let Some(Laag::Zaak(scherm)) = model.lagen.last() else {
        return;
    };
    if let Some(Keus::Betrokkene(who)) = scherm.keus() {
        let (zaak, id, role) = (scherm.zaak, who.id, who.rol.label());
        model.dialoog = Some(Dialoog::Vraag(Vraag {
            tekst: format!("Gekozen betrokkene ({role}) uit de zaak verwijderen? u haalt terug."),
            dan: Dan::VerwijderBetrokkene(zaak, id),
        }));
    } else {
        model.meld(Toon::Let, "Kies eerst een betrokkene.");
    }
}

/// Asks which open step was done.
pub fn vraag_stap(model: &mut Model, id: ZaakId) {
    let steps: Vec<_> = model
        .lijst
        .zoek(id)
        .map(|regel| regel.stappen.clone())
        .unwrap_or_default()
        .into_iter()
        .filter(|step| step.soort.met_de_hand())
        .map(|step| step.soort)
        .collect();
    if steps.is_empty() {
        model.meld(
            Toon::Let,
            "Hier staat geen stap open die je zelf afvinkt. Beoordelen is b, input is i.",
        );
    } else {
        model.dialoog = Some(Dialoog::Stap(Box::new(StapDialoog::nieuw(id, steps))));
    }
}

/// The step in the dialog was done.
pub fn stap_gedaan(model: &mut Model) {
    let Some(Dialoog::Stap(dialog)) = &model.dialoog else {
        return;
    };
    let how = dialog.formulier.tekst("hoe");
    if how.is_empty() {
        model.meld(Toon::Let, "Schrijf kort hoe; een ander leest dit terug.");
        return;
    }
    if let Some(stap) = dialog.stap() {
        let opdracht = Opdracht::RondStapAf {
            stap,
            toelichting: how,
        };
        let id = dialog.zaak;
        model.dialoog = None;
        model.wijzig(Effect::VoerUit(id, opdracht));
    }
}

fn herkomst(zaak: &Zaak) -> Lezer {
    let regel = &zaak.regel;
    let mut out = vec![
        Leesregel::Paar("bestand".to_owned(), zaak.bron.bestand.clone()),
        Leesregel::Paar("gelezen".to_owned(), tijd::voluit(zaak.bron.gelezen)),
        Leesregel::Paar("regel in bestand".to_owned(), regel.regel.to_string()),
        Leesregel::Paar("SHA-256".to_owned(), zaak.bron.sha256.clone()),
        Leesregel::Kop("Zo stond het in het bestand".to_owned()),
    ];
    for veld in Veld::ALLE {
        if let Some(origin) = regel.herkomst.get(&veld) {
            let text = if origin.tekst.is_empty() {
                "(leeg)"
            } else {
                origin.tekst
            };
            out.push(Leesregel::Paar(
                veld.label().to_owned(),
                format!("{text}   — kolom \"{}\"", origin.kolom),
            ));
        }
    }
    if !regel.overig.is_empty() {
        out.push(Leesregel::Kop("Kolommen die zsmtafel niet kent".to_owned()));
        for (name, text) in &regel.overig {
            out.push(Leesregel::Paar(name.to_string(), text.clone()));
        }
    }
    Lezer::nieuw("Herkomst van de gegevens".to_owned(), out)
}

fn gebeurtenis_tekst(model: &Model, zaak: &Zaak, event: &Recorded) -> Lezer {
    let mut out = vec![
        Leesregel::Paar("wanneer".to_owned(), tijd::voluit(event.at)),
        Leesregel::Paar("door".to_owned(), event.by.clone()),
        Leesregel::Paar("wat".to_owned(), event.what.omschrijving()),
    ];
    match &event.what {
        Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_) => {
            if let Some(found) = zaak
                .stand
                .beoordelingen
                .iter()
                .find(|one| one.id == event.id)
            {
                out.push(Leesregel::Kop("Veiligheidsbeoordeling".to_owned()));
                out.extend(
                    beoordeling_tekst(found, &zaak.stand.betrokkenen)
                        .into_iter()
                        .map(|line| Leesregel::Tekst(model.vrije_tekst(&line))),
                );
            } else {
                out.push(Leesregel::Tekst(
                    "Deze beoordeling is teruggenomen.".to_owned(),
                ));
            }
        }
        Gebeurtenis::InputVerstuurd(input) => {
            out.push(Leesregel::Paar(
                "aan".to_owned(),
                input.ontvanger.label().to_owned(),
            ));
            out.push(Leesregel::Paar("grond".to_owned(), input.grond.clone()));
            out.push(Leesregel::Paar("bestand".to_owned(), input.bestand.clone()));
            out.push(Leesregel::Paar("SHA-256".to_owned(), input.sha256.clone()));
            out.push(Leesregel::Kop("Precies zo verstuurd".to_owned()));
            out.extend(
                input
                    .tekst
                    .lines()
                    .map(|line| Leesregel::Tekst(model.vrije_tekst(line))),
            );
        }
        Gebeurtenis::LijstgegevensGewijzigd { wijzigingen, .. } => {
            for change in wijzigingen {
                out.push(Leesregel::Kop(change.veld.label().to_owned()));
                out.push(Leesregel::Paar("was".to_owned(), leesbaar(&change.oud)));
                out.push(Leesregel::Paar("is nu".to_owned(), leesbaar(&change.nieuw)));
            }
        }
        Gebeurtenis::StapAfgerond { toelichting, .. } => {
            out.push(Leesregel::Paar("hoe".to_owned(), toelichting.clone()));
        }
        Gebeurtenis::Getagd {
            reden: Some(reden), ..
        } => {
            out.push(Leesregel::Paar("reden".to_owned(), reden.clone()));
        }
        Gebeurtenis::BetrokkeneToegevoegd(who) | Gebeurtenis::BetrokkeneGewijzigd(who) => {
            out.push(Leesregel::Paar(
                "naam".to_owned(),
                model.vrije_tekst(&who.naam),
            ));
            out.push(Leesregel::Paar("relatie".to_owned(), who.relatie.clone()));
            out.push(Leesregel::Paar("nu".to_owned(), who.verblijf.clone()));
            out.push(Leesregel::Paar(
                "bellen".to_owned(),
                who.bellen.label().to_owned(),
            ));
        }
        _ => {}
    }
    Lezer::nieuw("Wat er gebeurde".to_owned(), out)
}

/// Times in changes are kept in UTC; a person reads them in local time.
#[must_use]
pub fn leesbaar(text: &str) -> String {
    if text.is_empty() {
        return "(leeg)".to_owned();
    }
    match chrono::DateTime::parse_from_rfc3339(text) {
        Ok(at) => tijd::voluit(at.to_utc()),
        Err(_) => text.to_owned(),
    }
}

fn zaak_tekst(model: &Model, dossier: &Dossier) -> Lezer {
    let zaak = &dossier.zaak;
    let mut out = Vec::new();
    let text = |value: &str| model.vrije_tekst(value);
    out.push(Leesregel::Kop("Volgens de lijst".to_owned()));
    for veld in Veld::ALLE {
        let value = zaak.regel.tekst(veld);
        if value.is_empty() {
            continue;
        }
        let value = match veld {
            Veld::Naam => model.naam(&zaak.regel.naam),
            Veld::Adres | Veld::Toelichting | Veld::Geboortedatum | Veld::Bsn => text(&value),
            _ => leesbaar(&value),
        };
        out.push(Leesregel::Paar(veld.label().to_owned(), value));
    }
    if !zaak.stand.betrokkenen.is_empty() {
        out.push(Leesregel::Kop("Betrokkenen".to_owned()));
        for who in &zaak.stand.betrokkenen {
            out.push(Leesregel::Paar(
                who.rol.label().to_owned(),
                text(
                    &[
                        who.naam.clone(),
                        beoordelen::leeftijd_tekst(who, model.nu),
                        who.relatie.clone(),
                        who.verblijf.clone(),
                        format!("bellen: {}", who.bellen.label()),
                        who.bereikbaar.clone(),
                    ]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
                ),
            ));
        }
    }
    if let Some(holds) = zaak.stand.beoordeling() {
        out.push(Leesregel::Kop(
            "Veiligheidsbeoordeling die geldt".to_owned(),
        ));
        out.extend(
            beoordeling_tekst(holds, &zaak.stand.betrokkenen)
                .into_iter()
                .map(|line| Leesregel::Tekst(text(&line))),
        );
    }
    Lezer::nieuw("De hele zaak".to_owned(), out)
}
