//! A question that is answered with words: which step was done, and how; why something is not needed; what
//! contradicts each other.
//!
//! Must not know how the answer is recorded.

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEvent};

use crate::app::afgeleid::stapkeus::{Stapkeus, Stapsleutel, Waarover};
use crate::app::afgeleid::tegenspraak::{Geschil, geschillen};
use crate::app::blik::Blik;
use crate::app::concept::Concept;
use crate::app::conceptsleutel::Conceptsleutel;
use crate::app::daad::{Daad, Daden};
use crate::app::invulscherm::{Invulscherm, Verder};
use crate::app::velden::formulier::{Formulier, Fout, Veld, VeldSoort, Waarden};
use crate::app::velden::tijdinvoer::lees_verleden;
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::ZaakId;
use crate::domain::stap::{StapSoort, zegt_iets};
use crate::domain::velden::{VERBLIJF, Veldsleutel};

/// The statement that is right, in a [`StapDialoog`].
const KLOPT: &str = "klopt";
/// Which contradiction it is about, in a [`StapDialoog`].
const OVER: &str = "over";
/// When somebody was asked, in a [`StapDialoog`].
const TIJD: &str = "tijd";
/// Who looked, in a [`StapDialoog`].
const WIE: &str = "wie";

/// The sides to choose from. Nothing is chosen beforehand: which one is right is for a person to say.
fn kanten(over: Option<&Geschil>) -> Vec<String> {
    let sides = over.into_iter().flat_map(|one| &one.kanten);
    let first = "kies met ← →".to_owned();
    std::iter::once(first)
        .chain(sides.map(|side| side.zin.clone()))
        .collect()
}

/// A step about somebody's safety that is not done by saying so: who looked, and what came of it, are asked apart.
fn vraagt_wie(step: StapSoort) -> bool {
    matches!(
        step,
        StapSoort::VertrekUitzoeken | StapSoort::OpnieuwBeoordelen
    )
}

/// A question that is answered with words: which step was done, and how; why something is not needed.
#[derive(Debug)]
pub struct StapDialoog {
    /// Which zaak.
    pub zaak: ZaakId,
    /// What it is about.
    pub over: Waarover,
    /// The choice and the words.
    pub formulier: Formulier,
    /// Their draft.
    pub concept: Concept,
}

impl StapDialoog {
    /// Asks; about a contradiction it begins on what opened the step that is chosen.
    #[must_use]
    pub fn open(
        blik: &Blik,
        zaak: ZaakId,
        over: Waarover,
        gekozen: Option<Stapsleutel>,
    ) -> StapDialoog {
        let cause = gekozen.and_then(|(_, cause)| cause);
        let open = blik.zaak(zaak).map(|zaak| zaak.stand.tegenspraken());
        let about = open.into_iter().flatten().find(|one| {
            let heads = &one.koppen;
            cause.is_some_and(|cause| heads.iter().any(|kop| kop.id == cause))
        });
        let veld = about.map(|one| one.veld);
        let mut out = StapDialoog::nieuw(zaak, over, gekozen);
        if let Some(veld) = veld {
            out.begin_over(veld);
        }
        out
    }

    /// Asks; where there are steps, `gekozen` is the one that the choice begins on: its kind, and what opened
    /// it.
    fn nieuw(zaak: ZaakId, over: Waarover, gekozen: Option<Stapsleutel>) -> StapDialoog {
        let is = |step: &Stapkeus| gekozen == Some((step.soort, step.aanleiding));
        let (label, hint) = match &over {
            Waarover::Gedaan(_) => ("Hoe", "bijv. gebeld met bureaudienst, M. gaat er heen"),
            Waarover::Terzijde(_) => ("Waarom", "bijv. is al bekend bij 3RO"),
            Waarover::Gevraagd(_) => ("Aan wie", "bijv. intake politie, KPC-er De Wit"),
            Waarover::Tegenspraak(_) => ("Waarom", "bijv. cellenwacht gebeld, hij zit er nog"),
            Waarover::Punt { .. } => ("Notitie", "mag leeg blijven"),
            Waarover::Sluiten { .. } => ("Waarom", "bijv. VT blijft betrokken via de wijk"),
            Waarover::Heropenen => ("Waarom", "bijv. nieuwe melding"),
        };
        let mut velden = Vec::new();
        if let Some(steps) = over.stappen() {
            let at = steps.iter().position(is).unwrap_or(0);
            let options = steps.iter().map(|step| step.wat.clone()).collect();
            velden.push(Veld::keuze("stap", "Stap", options, at));
        }
        if let Waarover::Tegenspraak(all) = &over {
            if all.len() > 1 {
                let options = all.iter().map(Geschil::over).collect();
                velden.push(Veld::keuze(OVER, "Waarover", options, 0));
            }
            velden.push(Veld::keuze(KLOPT, "Klopt", kanten(all.first()), 0));
        }
        if matches!(over, Waarover::Gevraagd(_)) {
            velden.push(Veld::regel(TIJD, "Wanneer", "").met_hint("08:10; leeg is nu"));
        }
        velden.push(Veld::regel("hoe", label, "").met_hint(hint));
        let mut formulier = Formulier::nieuw(velden);
        let known = match over.stappen() {
            Some(steps) => {
                // What can not wait stands first, and is what is answered for.
                steps.len() == 1
                    || steps.iter().any(is)
                    || steps.first().is_some_and(|step| !step.soort.mag_terzijde())
            }
            None => !matches!(over, Waarover::Tegenspraak(_)),
        };
        if known {
            formulier.focus_op("hoe");
        }
        let mut out = StapDialoog {
            zaak,
            over,
            formulier,
            concept: Concept::nieuw(zaak, ""),
        };
        out.vraag_erbij();
        out.concept = Concept::nieuw(zaak, out.conceptsoort());
        if known && out.formulier.zoek(WIE).is_some() {
            out.formulier.focus_op(WIE);
        }
        out
    }

    /// The contradiction that is chosen.
    #[must_use]
    pub fn geschil(&self) -> Option<&Geschil> {
        let Waarover::Tegenspraak(all) = &self.over else {
            return None;
        };
        all.get(self.formulier.keuze(OVER))
    }

    /// Chooses the contradiction about this field.
    fn begin_over(&mut self, veld: &Veldsleutel) {
        let Waarover::Tegenspraak(all) = &self.over else {
            return;
        };
        if let Some(at) = all.iter().position(|one| one.veld == *veld) {
            self.formulier.kies(OVER, at);
        }
        self.vraag_erbij();
        self.formulier.focus_op(KLOPT);
        self.concept = Concept::nieuw(self.zaak, self.conceptsoort());
    }

    /// What contradicts each other is not what it was when this was opened: it is asked anew, with the words that
    /// were typed.
    fn ververs(&mut self, all: Vec<Geschil>) {
        let typed = self.formulier.tekst("hoe");
        let about = self.geschil().map(|one| one.veld.clone());
        let mut new = StapDialoog::nieuw(self.zaak, Waarover::Tegenspraak(all), None);
        if let Some(veld) = about {
            new.begin_over(&veld);
        }
        self.over = new.over;
        self.formulier = new.formulier;
        if let Some(field) = self.formulier.zoek_mut("hoe") {
            *field = Veld {
                soort: VeldSoort::Regel(typed.into()),
                ..field.clone()
            };
        }
    }

    /// Asks what belongs to the step that is chosen; what was typed stays.
    fn vraag_erbij(&mut self) {
        let sides = self.geschil().map(|one| kanten(Some(one)));
        if let (Some(sides), Some(field)) = (sides, self.formulier.zoek_mut(KLOPT))
            && let VeldSoort::Keuze(options, chosen) = &mut field.soort
            && *options != sides
        {
            (*options, *chosen) = (sides, 0);
        }
        let asks = matches!(self.over, Waarover::Gedaan(_))
            && self.stap().is_some_and(|step| vraagt_wie(step.soort));
        let there = self.formulier.zoek(WIE).is_some();
        let focus = self.formulier.actief().map(|veld| veld.id.clone());
        if asks && !there {
            let at = self.formulier.velden.len().saturating_sub(1);
            let field = Veld::regel(WIE, "Wie keek", "").met_hint("bijv. S. Visser, bureaudienst");
            self.formulier.velden.insert(at, field);
        } else if !asks && there && self.formulier.tekst(WIE).is_empty() {
            self.formulier.velden.retain(|veld| veld.id != WIE);
        }
        if let Some(words) = self.formulier.zoek_mut("hoe")
            && matches!(self.over, Waarover::Gedaan(_))
        {
            let (label, hint) = if asks {
                ("Uitkomst", "bijv. is bij haar zus, politie haalt hem op")
            } else {
                ("Hoe", "bijv. gebeld met bureaudienst, M. gaat er heen")
            };
            label.clone_into(&mut words.label);
            hint.clone_into(&mut words.hint);
        }
        if let Some(focus) = focus {
            self.formulier.focus_op(&focus);
        }
    }

    /// What it is about, above the fields: why the step stands open, what closing passes over. Can be empty.
    #[must_use]
    pub fn onder(&self) -> String {
        match &self.over {
            Waarover::Sluiten { over, .. } if !over.is_empty() => {
                format!("Sluiten gaat voorbij aan: {}.", over.join("; "))
            }
            Waarover::Punt { tekst, .. } => tekst.clone(),
            Waarover::Tegenspraak(_) => {
                let sides = self.geschil().into_iter().flat_map(|one| &one.kanten);
                sides
                    .map(|side| side.zin.as_str())
                    .collect::<Vec<_>>()
                    .join("\n")
            }
            // Two of one kind are told apart by their reason already.
            _ => self.stap().map_or_else(String::new, |step| {
                if step.wat.contains(&step.waarom) {
                    String::new()
                } else {
                    step.waarom.clone()
                }
            }),
        }
    }

    /// Name of the draft: what it is about, and the step that is chosen. Words about one step are never laid
    /// over another.
    #[must_use]
    pub fn conceptsoort(&self) -> String {
        let about = match &self.over {
            Waarover::Gedaan(_) => "gedaan",
            Waarover::Terzijde(_) => "terzijde",
            Waarover::Gevraagd(_) => "gevraagd",
            Waarover::Tegenspraak(_) => {
                let about = self.geschil().map_or("", |one| one.veld.code());
                return format!("tegenspraak:{about}");
            }
            Waarover::Punt { id, .. } => return format!("punt:{id}"),
            Waarover::Sluiten { .. } => "sluiten",
            Waarover::Heropenen => "heropenen",
        };
        let Some(step) = self.stap() else {
            return about.to_owned();
        };
        let cause = step
            .aanleiding
            .map_or_else(String::new, |id| format!(":{id}"));
        format!("{about}:{}{cause}", step.soort.code())
    }

    /// What stands above it.
    #[must_use]
    pub fn titel(&self) -> String {
        match &self.over {
            Waarover::Gedaan(_) => "Stap gedaan".to_owned(),
            Waarover::Terzijde(_) => "Stap terzijde leggen".to_owned(),
            Waarover::Gevraagd(_) => "Gevraagd, wacht op antwoord".to_owned(),
            Waarover::Tegenspraak(_) => match self.geschil() {
                Some(one) if one.veld.soort() != VERBLIJF => {
                    format!("Tegenspraak over {}: wat klopt?", one.over())
                }
                _ => "Vast of vrij: wat klopt?".to_owned(),
            },
            Waarover::Punt { .. } => "Punt bekeken".to_owned(),
            Waarover::Sluiten { .. } => "Zaak sluiten".to_owned(),
            Waarover::Heropenen => "Zaak heropenen".to_owned(),
        }
    }

    /// The step that is chosen.
    #[must_use]
    pub fn stap(&self) -> Option<&Stapkeus> {
        self.over.stappen()?.get(self.formulier.keuze("stap"))
    }

    /// The command that the answer means.
    ///
    /// # Errors
    /// The field, and a sentence for the worker, when something is missing.
    pub fn opdracht(&self, nu: DateTime<Utc>) -> Result<Opdracht, Fout> {
        let text = self.formulier.tekst("hoe");
        let needs = match &self.over {
            // What an alarm was about is told; the other steps may be ticked off without a word.
            Waarover::Gedaan(_) => self.stap().is_some_and(|step| {
                step.soort.vraagt_reden()
                    || !step.soort.mag_terzijde()
                    || matches!(step.soort, StapSoort::OpnieuwBekijken | StapSoort::NogNodig)
            }),
            Waarover::Punt { .. } => false,
            _ => true,
        };
        if needs && text.is_empty() {
            let text = match &self.over {
                Waarover::Gedaan(_) => "Schrijf kort hoe; een ander leest dit terug.",
                Waarover::Gevraagd(_) => "Vul in aan wie het is gevraagd.",
                _ => "Schrijf kort waarom; een ander leest dit terug.",
            };
            return Err(("hoe", text.to_owned()));
        }
        let no_step = ("stap", "Kies een stap.".to_owned());
        Ok(match &self.over {
            Waarover::Gedaan(_) => {
                let step = self.stap().ok_or(no_step)?;
                Opdracht::RondStapAf {
                    stap: step.soort,
                    aanleiding: step.aanleiding,
                    toelichting: self.antwoord(step.soort, text)?,
                }
            }
            Waarover::Terzijde(_) => {
                let step = self.stap().ok_or(no_step)?;
                Opdracht::LegTerzijde {
                    stap: step.soort,
                    aanleiding: step.aanleiding,
                    reden: text,
                }
            }
            Waarover::Gevraagd(_) => {
                let step = self.stap().ok_or(no_step)?;
                Opdracht::VraagStap {
                    stap: step.soort,
                    aanleiding: step.aanleiding,
                    aan: text,
                    op: self.gevraagd_om(nu)?,
                }
            }
            Waarover::Tegenspraak(_) => {
                let chosen = self.formulier.keuze(KLOPT).checked_sub(1);
                chosen
                    .zip(self.geschil())
                    .and_then(|(at, one)| one.beslis(at, text))
                    .ok_or((KLOPT, "Kies welke uitspraak klopt, met ← →.".to_owned()))?
            }
            Waarover::Punt { id, .. } => Opdracht::BekijkPunt {
                punt: id.clone(),
                toelichting: text,
            },
            Waarover::Sluiten { loopt, .. } => Opdracht::Sluit {
                reden: text,
                op: nu,
                loopt: loopt.clone(),
                bevestigd: false,
            },
            Waarover::Heropenen => Opdracht::Heropen { reden: text },
        })
    }

    /// The answer in one text. About somebody's safety it says who looked, and what came of it.
    fn antwoord(&self, soort: StapSoort, text: String) -> Result<String, Fout> {
        let who = self.formulier.tekst(WIE);
        if !vraagt_wie(soort) {
            return match who.as_str() {
                "" => Ok(text),
                _ => Err((
                    WIE,
                    "Dit hoort niet bij deze stap. Maak het leeg.".to_owned(),
                )),
            };
        }
        if who.is_empty() {
            return Err((
                WIE,
                "Vul in wie er keek: een naam of een dienst.".to_owned(),
            ));
        }
        if !zegt_iets(&text) {
            let text = "Schrijf wat de uitkomst is; \"ok\" of \"gedaan\" zegt een ander niets.";
            return Err(("hoe", text.to_owned()));
        }
        Ok(format!("{who}: {text}"))
    }

    /// When somebody was asked: as typed, or now.
    fn gevraagd_om(&self, nu: DateTime<Utc>) -> Result<DateTime<Utc>, Fout> {
        let typed = self.formulier.tekst(TIJD);
        if typed.is_empty() || typed == "nu" {
            return Ok(nu);
        }
        lees_verleden(&typed, nu).ok_or((
            TIJD,
            "Tijd niet begrepen. Schrijf 08:10 of gisteren 16:30.".to_owned(),
        ))
    }
}

/// What contradicts each other now, where that is not what the window shows.
fn anders_dan_getoond(blik: &Blik, dialog: &StapDialoog) -> Option<Vec<Geschil>> {
    let Waarover::Tegenspraak(shown) = &dialog.over else {
        return None;
    };
    let now = geschillen(blik.zaak(dialog.zaak)?, blik.nu);
    (!now.is_empty() && now != *shown).then_some(now)
}

impl Invulscherm for StapDialoog {
    fn delen(&self) -> (&Formulier, &Concept) {
        (&self.formulier, &self.concept)
    }

    fn delen_mut(&mut self) -> (&mut Formulier, &mut Concept) {
        (&mut self.formulier, &mut self.concept)
    }

    fn over(&self) -> Option<ZaakId> {
        Some(self.zaak)
    }

    fn verder_met(&self) -> Verder {
        Verder::Toets("dezelfde toets")
    }

    fn eerst(&mut self, blik: &Blik, key: &KeyEvent) -> Option<Daden> {
        let last = self.formulier.actief().is_some_and(|veld| veld.id == "hoe");
        (key.code == KeyCode::Enter && last).then(|| self.opslaan(blik))
    }

    fn volg(&mut self, _blik: &Blik, _before: &Waarden) -> bool {
        self.vraag_erbij();
        true
    }

    /// The draft follows the step that is chosen.
    fn volg_concept(&mut self) -> Option<Conceptsleutel> {
        let soort = self.conceptsoort();
        if self.concept.sleutel.soort == soort {
            return None;
        }
        let new = Conceptsleutel {
            zaak: self.zaak,
            soort,
        };
        Some(std::mem::replace(&mut self.concept.sleutel, new))
    }

    fn opslaan(&mut self, blik: &Blik) -> Daden {
        let id = self.zaak;
        if let Some(now) = anders_dan_getoond(blik, self) {
            self.ververs(now);
            let text =
                "Intussen is hier iets anders vastgelegd. Lees wat er nu staat, en kies opnieuw.";
            return Daad::let_op(text).into();
        }
        let opdracht = match self.opdracht(blik.nu) {
            Ok(opdracht) => opdracht,
            Err((field, text)) => {
                self.formulier.focus_op(field);
                return Daad::let_op(text).into();
            }
        };
        let ends = blik.lijst.zoek(id).and_then(|line| line.klok.uiterlijk);
        let refusal = blik
            .zaak(id)
            .and_then(|zaak| decide(zaak, &opdracht.clone().met_klok(ends, blik.nu)).err());
        match (refusal, opdracht) {
            (None, opdracht) => Daad::sla_op(id, opdracht).into(),
            (
                Some(Weigering::VraagtBevestiging(question)),
                Opdracht::Sluit {
                    reden, op, loopt, ..
                },
            ) => {
                let again = Opdracht::Sluit {
                    reden,
                    op,
                    loopt,
                    bevestigd: true,
                };
                Daad::Eerst(question, Daad::sla_op(id, again).into()).into()
            }
            (Some(refusal), _) => Daad::fout(refusal.to_string()).into(),
        }
    }
}
