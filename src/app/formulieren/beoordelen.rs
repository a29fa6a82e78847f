//! The form of the veiligheidsbeoordeling: quicker than paper, and nothing typed is ever lost.
//!
//! Must not know how a form is drawn, nor how it is stored.

use chrono::{DateTime, Utc};
use crossterm::event::KeyEvent;

use crate::domain::beoordeling::{
    Informatiebron, Navraag, NavraagStand, Oordeel, OordeelOver, Veiligheidsbeoordeling, Verzoek,
};
use crate::domain::betrokkene::Bellen;
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::{BetrokkeneId, ZaakId};
use crate::domain::input::Ontvanger;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

use crate::app::afgeleid::leeftijd::leeftijd_tekst;
use crate::app::blik::Blik;
use crate::app::concept::Concept;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::Deur;
use crate::app::formulieren::bewerkbaar::niet_te_bewerken;
use crate::app::invulscherm::{Invulscherm, Verder};
use crate::app::kennis::Kennis;
use crate::app::keymap::{Action, Context};
use crate::app::velden::formulier::{Formulier, Navraagveld, Veld, VeldSoort, Waarden};
use crate::app::velden::tijdinvoer::{lees_moment, lees_verleden, schrijf_tijdstip};

/// Name of the draft of this form.
pub const CONCEPT: &str = "beoordeling";

/// The screen.
#[derive(Debug)]
pub struct Beoordelen {
    /// Which zaak.
    pub zaak: ZaakId,
    /// The fields.
    pub formulier: Formulier,
    /// Its draft.
    pub concept: Concept,
    /// The worker chose the judgement of the whole; until then it follows the worst person.
    pub geheel_gekozen: bool,
    /// The judgement of the whole was recorded before: it is made heavier here, and never lighter by itself.
    pub geheel_gold: bool,
}

impl Beoordelen {
    /// The form for a zaak, on the assessment that holds.
    ///
    /// # Errors
    /// What is said where the zaak can not be judged here.
    pub fn open(blik: &Blik, id: ZaakId) -> Result<Beoordelen, Daden> {
        let Some(regel) = blik.lijst.zoek(id) else {
            let text = "Deze zaak staat niet op de lijst van vandaag.";
            return Err(Daad::let_op(text).into());
        };
        if let Some(refusal) = niet_te_bewerken(&regel.zaak) {
            return Err(Daad::let_op(refusal.to_string()).into());
        }
        let held = regel.zaak.stand.oordeel() != Oordeel::NogNietBeoordeeld;
        Ok(Beoordelen {
            zaak: id,
            formulier: formulier(&regel.zaak, &blik.kennis, blik.nu),
            concept: Concept::nieuw(id, CONCEPT),
            geheel_gekozen: false,
            geheel_gold: held,
        })
    }

    /// Saves the assessment, and goes on to this then.
    fn bewaar(&mut self, blik: &Blik, dan: Daden) -> Daden {
        let what = match lees(&self.formulier, &blik.kennis, blik.nu) {
            Ok(what) => what,
            Err((field, text)) => {
                self.formulier.focus_op(&field);
                return Daad::fout(text).into();
            }
        };
        let opdracht = Opdracht::StelVast(Box::new(what));
        let regel = blik.lijst.zoek(self.zaak);
        if let Some(refusal) = regel.and_then(|regel| decide(&regel.zaak, &opdracht).err()) {
            match refusal {
                Weigering::OordeelOntbreekt | Weigering::GeheelTeLicht => {
                    self.formulier.focus_op("geheel");
                }
                Weigering::MotiveringOntbreekt => self.formulier.focus_op("motivering"),
                _ => {}
            }
            return Daad::fout(refusal.to_string()).into();
        }
        Daad::SlaOp {
            opdrachten: vec![(self.zaak, opdracht)],
            zeg: None,
            dan,
        }
        .into()
    }
}

impl Invulscherm for Beoordelen {
    fn titel(&self) -> &'static str {
        "Beoordeling"
    }

    fn delen(&self) -> (&Formulier, &Concept) {
        (&self.formulier, &self.concept)
    }

    fn delen_mut(&mut self) -> (&mut Formulier, &mut Concept) {
        (&mut self.formulier, &mut self.concept)
    }

    fn over(&self) -> Option<ZaakId> {
        Some(self.zaak)
    }

    fn toetsen(&self) -> &'static [Context] {
        &[Context::Beoordeling, Context::Formulier]
    }

    fn verder_met(&self) -> Verder {
        if is_acuut(&self.formulier) {
            Verder::Zin(
                "Let op: acuut is nog niet vastgelegd. Concept bewaard; b gaat ermee verder.",
            )
        } else {
            Verder::Toets("b")
        }
    }

    fn opslaan(&mut self, blik: &Blik) -> Daden {
        self.bewaar(blik, Daden::new())
    }

    fn eigen(&mut self, blik: &Blik, action: Action) -> Option<Daden> {
        match action {
            Action::NaarInput => Some(self.bewaar(blik, Deur::Input(self.zaak).into())),
            Action::BetrokkeneNieuw => {
                let person = Daad::Open(Deur::Betrokkene(self.zaak, None));
                Some(vec![Daad::Bewaar, person])
            }
            _ => None,
        }
    }

    fn eerst(&mut self, blik: &Blik, _key: &KeyEvent) -> Option<Daden> {
        // A source was asked when it is said to be, not when the form was opened.
        self.formulier.nu_tekst = tijd::klok(blik.nu);
        None
    }

    fn volg(&mut self, _blik: &Blik, before: &Waarden) -> bool {
        let active = self.formulier.actief().map(|veld| veld.id.clone());
        match active.as_deref() {
            Some("geheel") => self.geheel_gekozen = true,
            Some(id) if id.starts_with("persoon:") => volg_ernstigste(self),
            Some(id) if id.starts_with("verzoek:") => vul_verzoeken_aan(&mut self.formulier),
            _ => {}
        }
        self.formulier.waarden() != *before
    }

    fn vul(&mut self, _blik: &Blik, waarden: &Waarden) {
        zet_concept(&mut self.formulier, waarden);
        self.geheel_gekozen = true;
    }

    /// The people of the zaak changed: their rows follow, the rest stays.
    fn vernieuw(&mut self, blik: &Blik, zaak: ZaakId) {
        let Some(regel) = blik.lijst.zoek(zaak).filter(|_| zaak == self.zaak) else {
            return;
        };
        let values = self.formulier.waarden();
        let focus = self.formulier.actief().map(|veld| veld.id.clone());
        self.formulier = formulier(&regel.zaak, &blik.kennis, blik.nu);
        zet_concept(&mut self.formulier, &values);
        if let Some(focus) = focus {
            self.formulier.focus_op(&focus);
        }
    }
}

/// The judgement of the whole, or of somebody, is acuut.
fn is_acuut(formulier: &Formulier) -> bool {
    let judged = |id: &str| id == "geheel" || id.starts_with("persoon:");
    let mut all = formulier.velden.iter().filter(|veld| judged(&veld.id));
    all.any(|veld| Oordeel::ALLE.get(formulier.keuze(&veld.id)) == Some(&Oordeel::AcuutOnveilig))
}

/// Lays a draft over the form, with as many requests as the draft has.
fn zet_concept(formulier: &mut Formulier, waarden: &Waarden) {
    while waarden
        .keys()
        .any(|id| id.starts_with("verzoek:") && formulier.zoek(id).is_none())
        && formulier.velden.len() < 100
    {
        voeg_verzoek_toe(formulier, None);
    }
    formulier.zet_waarden(waarden);
    vul_verzoeken_aan(formulier);
}

fn volg_ernstigste(scherm: &mut Beoordelen) {
    let worst = scherm
        .formulier
        .velden
        .iter()
        .filter(|veld| veld.id.starts_with("persoon:"))
        .filter_map(|veld| match &veld.soort {
            VeldSoort::Keuze(_, chosen) => Some(*chosen),
            _ => None,
        })
        .min();
    // Oordeel::ALLE runs from worst to none, so the lowest place is the worst.
    if let Some(worst) = worst {
        let whole = scherm.formulier.keuze("geheel");
        let follows = if scherm.geheel_gekozen {
            worst == 0 && whole != 0
        } else {
            !scherm.geheel_gold || worst < whole
        };
        if follows {
            scherm.formulier.kies("geheel", worst);
        }
    }
}

fn formulier(zaak: &Zaak, kennis: &Kennis, nu: DateTime<Utc>) -> Formulier {
    let holds = zaak.stand.beoordeling().map(|one| &one.inhoud);
    let judgements = || -> Vec<String> {
        Oordeel::ALLE
            .iter()
            .map(|oordeel| oordeel.label().to_owned())
            .collect()
    };
    let place = |oordeel: Oordeel| {
        Oordeel::ALLE
            .iter()
            .position(|one| *one == oordeel)
            .unwrap_or(4)
    };
    let mut velden = vec![Veld::kop("Wie is hoe veilig")];
    for who in &zaak.stand.betrokkenen {
        let age = leeftijd_tekst(who, nu);
        let label = if age.is_empty() {
            who.naam.clone()
        } else {
            format!("{} ({age})", who.naam)
        };
        let now = holds
            .and_then(|one| one.personen.iter().find(|over| over.betrokkene == who.id))
            .map_or(Oordeel::NogNietBeoordeeld, |over| over.oordeel);
        let whereabouts = who.waar();
        let phone = match who.bellen {
            Bellen::Onbekend => "bellen: nog niet bekend",
            known => known.label(),
        };
        let hint = [whereabouts.as_str(), phone]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        velden.push(
            Veld::keuze(
                &format!("persoon:{}", who.id),
                &label,
                judgements(),
                place(now),
            )
            .met_hint(&hint),
        );
    }
    let whole = holds.map_or(Oordeel::NogNietBeoordeeld, |one| one.geheel);
    velden.push(Veld::keuze("geheel", "Geheel", judgements(), place(whole)));
    velden.push(Veld::kop("Gevraagd bij"));
    for bron in Informatiebron::ALLE {
        let mut veld = Veld::navraag(&bron_id(bron), bron.label());
        if let Some(asked) =
            holds.and_then(|one| one.navraag.iter().find(|asked| asked.bron == bron))
            && let VeldSoort::Navraag(source) = &mut veld.soort
        {
            source.stand = asked.stand;
            source.antwoord = asked.antwoord.clone().into();
            source.tijd = asked
                .op
                .map_or_else(String::new, |at| bron_tijd(at, nu))
                .into();
        }
        velden.push(veld);
    }
    velden.push(Veld::kop("Oordeel"));
    velden.push(
        Veld::tekst(
            "motivering",
            "Motivering",
            holds.map_or("", |one| &one.motivering),
            4,
        )
        .met_hint("gaat mee in de input; de verdachte kan dit lezen"),
    );
    velden.push(
        Veld::tekst(
            "intern",
            "Interne motivering",
            holds.map_or("", |one| &one.intern),
            2,
        )
        .met_hint("gaat nooit weg: staat in geen enkele tekst"),
    );
    let mut own: Vec<&String> = Vec::new();
    let ticked: Vec<&str> = holds
        .map(|one| one.voorwaarden.as_slice())
        .unwrap_or_default()
        .iter()
        .filter_map(|text| match kennis.voorwaarden.zoek(text) {
            Some(known) => Some(known.sleutel.as_str()),
            None => {
                own.push(text);
                None
            }
        })
        .collect();
    velden.push(Veld::vinkjes(
        "voorwaarden",
        "Voorwaarden bij heenzenden",
        kennis
            .voorwaarden
            .voorwaarde
            .iter()
            .map(|one| (one.label.clone(), ticked.contains(&one.sleutel.as_str())))
            .collect(),
    ));
    let own = own
        .into_iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("; ");
    velden.push(Veld::regel("eigen", "Eigen voorwaarde", &own).met_hint("meer? scheid met ;"));
    velden.push(
        Veld::regel("vt_doet", "VT doet", holds.map_or("", |one| &one.vt_doet))
            .met_hint("verdachte kan dit lezen"),
    );
    let mut formulier = Formulier::nieuw(velden);
    for verzoek in holds
        .map(|one| one.verzoeken.as_slice())
        .unwrap_or_default()
    {
        voeg_verzoek_toe(&mut formulier, Some(verzoek));
    }
    voeg_verzoek_toe(&mut formulier, None);
    let until = holds
        .and_then(|one| one.geldig_tot)
        .filter(|until| *until > nu)
        .map_or_else(String::new, |until| {
            tijd::lokaal(until).format("%-d-%-m-%Y %H:%M").to_string()
        });
    formulier.velden.push(
        Veld::regel("geldig_tot", "Geldig tot", &until).met_hint("bijv. morgen 12, +4u, vr 17:00"),
    );
    formulier.nu_tekst = tijd::klok(nu);
    formulier
}

fn bron_id(bron: Informatiebron) -> String {
    format!("bron:{}", bron.label())
}

fn ontvangers() -> Vec<String> {
    Ontvanger::ALLE
        .iter()
        .map(|who| who.label().to_owned())
        .collect()
}

fn voeg_verzoek_toe(formulier: &mut Formulier, verzoek: Option<&Verzoek>) {
    let number = formulier
        .velden
        .iter()
        .filter(|veld| veld.id.starts_with("verzoek:"))
        .count();
    let options = ontvangers();
    let chosen = verzoek
        .and_then(|one| options.iter().position(|option| *option == one.aan))
        .unwrap_or(0);
    let at = formulier
        .velden
        .iter()
        .rposition(|veld| veld.id.starts_with("verzoek:") || veld.id == "vt_doet")
        .map_or(formulier.velden.len(), |at| at + 1);
    let fields = [
        Veld::keuze(&format!("aan:{number}"), "VT vraagt aan", options, chosen),
        Veld::regel(
            &format!("verzoek:{number}"),
            "",
            verzoek.map_or("", |one| &one.wat),
        ),
    ];
    for (offset, veld) in fields.into_iter().enumerate() {
        formulier.velden.insert(at + offset, veld);
    }
}

/// There is always one empty request to fill in.
fn vul_verzoeken_aan(formulier: &mut Formulier) {
    let full = formulier
        .velden
        .iter()
        .filter(|veld| veld.id.starts_with("verzoek:"))
        .all(|veld| matches!(&veld.soort, VeldSoort::Regel(input) if !input.value().trim().is_empty()));
    if full {
        voeg_verzoek_toe(formulier, None);
    }
}

/// When a source was asked or answered, so that it is read back as the same moment on a later day.
fn bron_tijd(at: DateTime<Utc>, nu: DateTime<Utc>) -> String {
    if tijd::lokaal(at).date_naive() == tijd::lokaal(nu).date_naive() {
        tijd::klok(at)
    } else {
        schrijf_tijdstip(at)
    }
}

/// What the form says about one source.
fn lees_navraag(
    bron: Informatiebron,
    source: &Navraagveld,
    nu: DateTime<Utc>,
) -> Result<Navraag, (String, String)> {
    let wrong = |text: String| (bron_id(bron), text);
    let typed = source.tijd.value().trim();
    let op = if typed.is_empty() {
        None
    } else {
        Some(lees_verleden(typed, nu).ok_or_else(|| {
            wrong(format!(
                "Tijd bij {} niet begrepen: schrijf 08:05.",
                bron.label()
            ))
        })?)
    };
    let antwoord = source.antwoord.value().trim().to_owned();
    let says = antwoord.chars().any(char::is_alphanumeric);
    if source.stand == NavraagStand::Antwoord && !says {
        return Err(wrong(format!(
            "Schrijf wat {} antwoordde, of zet het op gevraagd.",
            bron.label()
        )));
    }
    Ok(Navraag {
        bron,
        stand: source.stand,
        op,
        antwoord,
    })
}

/// Reads the form, or says which field is not understood and why.
fn lees(
    form: &Formulier,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Result<Veiligheidsbeoordeling, (String, String)> {
    let oordeel = |id: &str| {
        Oordeel::ALLE
            .get(form.keuze(id))
            .copied()
            .unwrap_or_default()
    };
    let mut out = Veiligheidsbeoordeling {
        geheel: oordeel("geheel"),
        motivering: form.tekst("motivering"),
        intern: form.tekst("intern"),
        vt_doet: form.tekst("vt_doet"),
        ..Veiligheidsbeoordeling::default()
    };
    for veld in &form.velden {
        if let Some(id) = veld.id.strip_prefix("persoon:")
            && let Ok(id) = id.parse()
            && oordeel(&veld.id) != Oordeel::NogNietBeoordeeld
        {
            out.personen.push(OordeelOver {
                betrokkene: BetrokkeneId(id),
                oordeel: oordeel(&veld.id),
            });
        }
        if let Some(number) = veld.id.strip_prefix("verzoek:") {
            let wat = form.tekst(&veld.id);
            if !wat.is_empty() {
                let aan = ontvangers()
                    .get(form.keuze(&format!("aan:{number}")))
                    .cloned()
                    .unwrap_or_default();
                out.verzoeken.push(Verzoek { aan, wat });
            }
        }
    }
    for bron in Informatiebron::ALLE {
        if let Some(VeldSoort::Navraag(source)) = form.zoek(&bron_id(bron)).map(|veld| &veld.soort)
            && source.is_begonnen()
        {
            out.navraag.push(lees_navraag(bron, source, nu)?);
        }
    }
    if let Some(VeldSoort::Vinkjes(options, _)) = form.zoek("voorwaarden").map(|veld| &veld.soort) {
        for (label, on) in options {
            if *on {
                let key = kennis
                    .voorwaarden
                    .zoek(label)
                    .map_or_else(|| label.clone(), |known| known.sleutel.clone());
                out.voorwaarden.push(key);
            }
        }
    }
    out.voorwaarden.extend(
        form.tekst("eigen")
            .split(';')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
    );
    let until = form.tekst("geldig_tot");
    if !until.is_empty() {
        let at = lees_moment(&until, nu).ok_or_else(|| {
            (
                "geldig_tot".to_owned(),
                "Geldig tot niet begrepen: schrijf morgen 12, +4u, vr of 21-11 09:00.".to_owned(),
            )
        })?;
        if at <= nu {
            return Err((
                "geldig_tot".to_owned(),
                "Geldig tot ligt in het verleden.".to_owned(),
            ));
        }
        out.geldig_tot = Some(at);
    }
    Ok(out)
}
