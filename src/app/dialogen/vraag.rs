//! Small questions: yes or no, which step was done or set aside, a reason, one of a few ways on.
//!
//! Must not know how the answer is carried out beyond the effect that it names.

use chrono::{DateTime, Utc};

use crate::domain::decide::Opdracht;
use crate::domain::ids::{BetrokkeneId, EventId, ZaakId};
use crate::domain::stap::{Stap, StapSoort, zegt_iets};
use crate::domain::terug::Terugneming;
use crate::domain::velden::{VERBLIJF, Veldsleutel};

use crate::app::afgeleid::tegenspraak::Geschil;
use crate::app::concept::Concept;
use crate::app::formulieren::zaakformulier::Fout;
use crate::app::msg::Verzending;
use crate::app::velden::formulier::{Formulier, Veld, VeldSoort};
use crate::app::velden::tijdinvoer::lees_verleden;

/// What yes means.
#[derive(Debug, Clone)]
pub enum Dan {
    /// End the program.
    Afsluiten,
    /// Send input.
    Verstuur(Box<Verzending>),
    /// Remove somebody from a zaak.
    VerwijderBetrokkene(ZaakId, BetrokkeneId),
    /// Take this back.
    NeemTerug(Terugneming),
    /// Throw the draft of the form under the question away.
    GooiWeg,
    /// The date is right: the new day begins.
    NieuweDag,
    /// Register a file that a power cut left.
    RegistreerRest(i64),
    /// Take the last reading back, whole.
    NeemLezingTerug,
    /// Take two zaken apart again: the one that stayed, and the other.
    Splits(ZaakId, ZaakId),
    /// Read a list although it looks older than today.
    LeesOudeLijst,
    /// Take a zaak over that was handed over.
    NeemOver(ZaakId),
    /// Take all these zaken over, which were handed over.
    NeemAllesOver(Vec<ZaakId>),
    /// Write the text of the handing over to a file.
    SchrijfOverdracht,
    /// Carry a command out that asked first.
    Toch(ZaakId, Box<Opdracht>),
}

/// A yes-or-no question.
#[derive(Debug, Clone)]
pub struct Vraag {
    /// The question.
    pub tekst: String,
    /// What yes means.
    pub dan: Dan,
}

/// A step as it stands open: its kind, the event that opened it, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stapkeus {
    /// Kind.
    pub soort: StapSoort,
    /// What opened it.
    pub aanleiding: Option<EventId>,
    /// Words; with the reason where two of one kind stand open.
    pub wat: String,
    /// Why it stands open.
    pub waarom: String,
}

impl Stapkeus {
    /// The steps as choices; two of one kind are told apart by their reason.
    #[must_use]
    pub fn van(stappen: &[Stap]) -> Vec<Stapkeus> {
        stappen
            .iter()
            .map(|step| {
                let alone = stappen.iter().filter(|one| one.soort == step.soort).count() == 1;
                Stapkeus {
                    soort: step.soort,
                    aanleiding: step.aanleiding,
                    wat: if alone {
                        step.wat.clone()
                    } else {
                        format!("{} ({})", step.wat, step.waarom)
                    },
                    waarom: step.waarom.clone(),
                }
            })
            .collect()
    }
}

/// What the words in a [`StapDialoog`] are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waarover {
    /// One of these steps was done.
    Gedaan(Vec<Stapkeus>),
    /// One of these steps is not needed here.
    Terzijde(Vec<Stapkeus>),
    /// Somebody was asked for one of these steps.
    Gevraagd(Vec<Stapkeus>),
    /// What contradicts each other in the zaak, field by field.
    Tegenspraak(Vec<Geschil>),
    /// A point of the aandachtspuntenlijst was looked at.
    Punt {
        /// Which.
        id: String,
        /// Its question.
        tekst: String,
    },
    /// The zaak is closed: what that passes over, and the clocks of the suspect that still run.
    Sluiten {
        /// Everything that closing passes over, the clocks too.
        over: Vec<String>,
        /// The clocks alone.
        loopt: Vec<String>,
    },
    /// The zaak is opened again.
    Heropenen,
}

impl Waarover {
    /// The steps to choose from, where it is about a step.
    #[must_use]
    pub fn stappen(&self) -> Option<&[Stapkeus]> {
        match self {
            Waarover::Gedaan(steps) | Waarover::Terzijde(steps) | Waarover::Gevraagd(steps) => {
                Some(steps)
            }
            _ => None,
        }
    }
}

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
    /// Asks; where there are steps, `gekozen` is the one that the choice begins on: its kind, and what opened
    /// it.
    #[must_use]
    pub fn nieuw(
        zaak: ZaakId,
        over: Waarover,
        gekozen: Option<(StapSoort, Option<EventId>)>,
    ) -> StapDialoog {
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
        out.volg();
        out.concept = Concept::nieuw(zaak, out.conceptsoort());
        if known && out.formulier.zoek(WIE).is_some() {
            out.formulier.focus_op(WIE);
        }
        out
    }

    /// Chooses a step by its place, and goes to the first thing that it asks.
    pub fn begin_op(&mut self, at: usize) {
        self.formulier.kies("stap", at);
        self.volg();
        self.formulier.focus_op("hoe");
        if self.formulier.zoek(WIE).is_some() {
            self.formulier.focus_op(WIE);
        }
        self.concept = Concept::nieuw(self.zaak, self.conceptsoort());
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
    pub fn begin_over(&mut self, veld: &Veldsleutel) {
        let Waarover::Tegenspraak(all) = &self.over else {
            return;
        };
        if let Some(at) = all.iter().position(|one| one.veld == *veld) {
            self.formulier.kies(OVER, at);
        }
        self.volg();
        self.formulier.focus_op(KLOPT);
        self.concept = Concept::nieuw(self.zaak, self.conceptsoort());
    }

    /// What contradicts each other is not what it was when this was opened: it is asked anew, with the words that
    /// were typed.
    pub fn ververs(&mut self, all: Vec<Geschil>) {
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
    pub fn volg(&mut self) {
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

/// A way on in a [`Menu`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menukeus {
    /// Record the decision.
    Beslissing,
    /// Read the text that asks the KPC-er for it.
    TekstKpc,
    /// Note what somebody told.
    Melding,
    /// Note when the overleg is.
    Overleg,
    /// Fill in what the sources said.
    Bronnen,
    /// Judge the safety.
    Beoordelen,
    /// Note that somebody was asked, and that the answer is awaited.
    Gevraagd,
    /// Tick the step off.
    Gedaan,
    /// Say who looked, and what came of it.
    Uitgezocht,
    /// Set the step aside.
    Terzijde,
    /// The kind that words of the list suggest is right.
    SoortKlopt,
    /// It is not.
    SoortKloptNiet,
    /// Keep the zaak open.
    Openhouden,
    /// Close the zaak.
    Sluiten,
}

impl Menukeus {
    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Menukeus::Beslissing => "beslissing vastleggen",
            Menukeus::TekstKpc => "tekst voor de KPC-er lezen",
            Menukeus::Melding => "vastleggen wat is gemeld",
            Menukeus::Overleg => "tijd van het overleg vastleggen",
            Menukeus::Bronnen => "antwoorden invullen bij de beoordeling",
            Menukeus::Beoordelen => "veiligheid beoordelen",
            Menukeus::Gevraagd => "gevraagd: aan wie en wanneer",
            Menukeus::Gedaan => "stap gedaan",
            Menukeus::Uitgezocht => "uitgezocht: wie keek en de uitkomst",
            Menukeus::Terzijde => "stap terzijde leggen",
            Menukeus::SoortKlopt => "klopt: geweld tegen een kind (STOP)",
            Menukeus::SoortKloptNiet => "klopt niet: geen geweld tegen een kind",
            Menukeus::Openhouden => "openhouden, met een reden",
            Menukeus::Sluiten => "zaak sluiten",
        }
    }
}

/// A few ways on from a step.
#[derive(Debug, Clone)]
pub struct Menu {
    /// Which zaak.
    pub zaak: ZaakId,
    /// The step that it is about.
    pub stap: Stapkeus,
    /// The ways.
    pub keuzes: Vec<Menukeus>,
    /// Which is chosen.
    pub cursor: usize,
}

impl Menu {
    /// The ways on from a step; none where there is one way only.
    #[must_use]
    pub fn bij(zaak: ZaakId, stap: Stapkeus) -> Option<Menu> {
        let mut keuzes = match stap.soort {
            StapSoort::TerugkoppelingVragen => vec![Menukeus::Beslissing, Menukeus::TekstKpc],
            StapSoort::TijdOpvragen | StapSoort::StatusNavragen => vec![Menukeus::Melding],
            StapSoort::OverlegtijdVragen => vec![Menukeus::Overleg],
            StapSoort::BronnenVragen => vec![Menukeus::Bronnen],
            StapSoort::VertrekUitzoeken => vec![
                Menukeus::Melding,
                Menukeus::Beoordelen,
                Menukeus::Uitgezocht,
            ],
            StapSoort::ZorgmeldingOpvragen | StapSoort::SlachtofferInformeren => {
                vec![Menukeus::Gedaan]
            }
            StapSoort::SoortBevestigen => vec![Menukeus::SoortKlopt, Menukeus::SoortKloptNiet],
            StapSoort::NogNodig => vec![Menukeus::Openhouden, Menukeus::Sluiten],
            _ => return None,
        };
        if stap.soort.kan_gevraagd() {
            keuzes.push(Menukeus::Gevraagd);
            if stap.soort.mag_terzijde() {
                keuzes.push(Menukeus::Terzijde);
            }
        }
        Some(Menu {
            zaak,
            stap,
            keuzes,
            cursor: 0,
        })
    }
}
