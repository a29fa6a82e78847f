//! The ways in which the OM settles or routes a zaak, and what each sets going
//! (`assets/modaliteiten.toml`).
//!
//! Must not know which one was chosen in a zaak, nor when a clock ends; that is `termijn`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::termijn::TermijnSoort;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModaliteitBestand {
    /// One entry a modality, in the order of the screen.
    pub modaliteit: Vec<Modaliteit>,
}

/// One way of settling or routing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modaliteit {
    /// Short code, `HZ-V`.
    pub code: String,
    /// The words on screen.
    pub label: String,
    /// The heading under which it stands.
    pub groep: String,
    /// Whether the suspect walks out.
    pub vrij: JaNee,
    /// Whether the OM decided; no where the decision is put off, or where this is no decision.
    pub eindigt: JaNee,
    /// The clocks that start.
    #[serde(default)]
    pub klokken: Vec<TermijnSoort>,
    /// What must happen next.
    #[serde(default)]
    pub stappen: Vec<Vervolgstap>,
    /// Which of these four come from no source or depend on the zaak.
    #[serde(default)]
    pub onzeker: Vec<Eigenschap>,
    /// Only for minors.
    #[serde(default)]
    pub minderjarig: bool,
    /// Help on screen.
    #[serde(default)]
    pub toelichting: String,
}

/// Yes, no, or not said by the modality alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JaNee {
    /// Yes.
    Ja,
    /// No.
    Nee,
    /// It depends: ask.
    Onbekend,
}

impl JaNee {
    /// The word on screen and in the file.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            JaNee::Ja => "ja",
            JaNee::Nee => "nee",
            JaNee::Onbekend => "onbekend",
        }
    }

    /// The answer, when there is one.
    #[must_use]
    pub fn zeker(self) -> Option<bool> {
        match self {
            JaNee::Ja => Some(true),
            JaNee::Nee => Some(false),
            JaNee::Onbekend => None,
        }
    }
}

/// What must happen after a modality was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vervolgstap {
    /// The victim hears about the release, through SHN or VT.
    SlachtofferInformeren,
    /// VT of the huisverbod and VT at the table know of each other.
    ThvVerbinden,
    /// Help and advice are aligned with 3RO or RvdK before the hearing.
    AfstemmenHoorZitting,
    /// A released adult is expected at the consulting hour of 3RO.
    HgSpreekuur,
}

impl Vervolgstap {
    /// Every step, most urgent first.
    pub const ALLE: [Vervolgstap; 4] = [
        Vervolgstap::SlachtofferInformeren,
        Vervolgstap::ThvVerbinden,
        Vervolgstap::AfstemmenHoorZitting,
        Vervolgstap::HgSpreekuur,
    ];

    /// The word in files and JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Vervolgstap::SlachtofferInformeren => "slachtoffer-informeren",
            Vervolgstap::ThvVerbinden => "thv-verbinden",
            Vervolgstap::AfstemmenHoorZitting => "afstemmen-hoor-zitting",
            Vervolgstap::HgSpreekuur => "hg-spreekuur",
        }
    }

    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Vervolgstap::SlachtofferInformeren => "slachtoffer informeren (met SHN)",
            Vervolgstap::ThvVerbinden => "huisverbod en ZSM verbinden",
            Vervolgstap::AfstemmenHoorZitting => "afstemmen met 3RO of RvdK",
            Vervolgstap::HgSpreekuur => "HG-spreekuur 3RO",
        }
    }

    /// Reads the word of [`Vervolgstap::code`].
    #[must_use]
    pub fn from_code(text: &str) -> Option<Vervolgstap> {
        let wanted = text.trim().to_lowercase();
        Vervolgstap::ALLE
            .into_iter()
            .find(|stap| stap.code() == wanted)
    }

    /// Whether it has a meaning only when the suspect walks out.
    #[must_use]
    pub fn bij_vrijkomen(self) -> bool {
        matches!(
            self,
            Vervolgstap::SlachtofferInformeren | Vervolgstap::HgSpreekuur
        )
    }
}

/// A property that can be uncertain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Eigenschap {
    /// [`Modaliteit::vrij`].
    Vrij,
    /// [`Modaliteit::eindigt`].
    Eindigt,
    /// [`Modaliteit::klokken`].
    Klokken,
    /// [`Modaliteit::stappen`].
    Stappen,
}

/// A file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModaliteitFout {
    /// There is nothing to choose.
    Leeg,
    /// A code that has other signs than capitals, digits and dashes.
    Code {
        /// The text as written.
        code: String,
    },
    /// A label or heading without text.
    LegeTekst {
        /// Code of the modality.
        code: String,
    },
    /// A code or a label that occurs twice.
    Dubbel {
        /// The text as written.
        tekst: String,
    },
    /// Properties that can not be true together.
    Tegenstrijdig {
        /// Code of the modality.
        code: String,
        /// What is wrong, in Dutch.
        wat: &'static str,
    },
}

impl fmt::Display for ModaliteitFout {
    fn fmt(&self, uit: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModaliteitFout::Leeg => {
                write!(uit, "er staat geen modaliteit in. Zet er ten minste een in")
            }
            ModaliteitFout::Code { code } => write!(
                uit,
                "code '{code}' klopt niet. Gebruik hoofdletters, cijfers en streepjes, zoals HZ-V"
            ),
            ModaliteitFout::LegeTekst { code } => {
                write!(
                    uit,
                    "modaliteit '{code}' heeft geen label of geen groep. Vul beide in"
                )
            }
            ModaliteitFout::Dubbel { tekst } => write!(
                uit,
                "'{tekst}' staat er twee keer. Geef elke modaliteit een eigen code en label"
            ),
            ModaliteitFout::Tegenstrijdig { code, wat } => {
                write!(uit, "modaliteit '{code}': {wat}. Verbeter een van beide")
            }
        }?;
        uit.write_str(" (modaliteiten.toml).")
    }
}

impl std::error::Error for ModaliteitFout {}

/// Every modality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modaliteiten {
    lijst: Vec<Modaliteit>,
}

impl Modaliteiten {
    /// Checks the file.
    ///
    /// # Errors
    /// When it is empty, a code or label is empty or doubled, or properties contradict each other.
    pub fn nieuw(bestand: ModaliteitBestand) -> Result<Modaliteiten, ModaliteitFout> {
        if bestand.modaliteit.is_empty() {
            return Err(ModaliteitFout::Leeg);
        }
        for (plek, een) in bestand.modaliteit.iter().enumerate() {
            controleer(een)?;
            let eerder = bestand.modaliteit.get(..plek).unwrap_or_default();
            for ander in eerder {
                if ander.code == een.code {
                    return Err(ModaliteitFout::Dubbel {
                        tekst: een.code.clone(),
                    });
                }
                if ander.label.trim().eq_ignore_ascii_case(een.label.trim()) {
                    return Err(ModaliteitFout::Dubbel {
                        tekst: een.label.clone(),
                    });
                }
            }
        }
        Ok(Modaliteiten {
            lijst: bestand.modaliteit,
        })
    }

    /// Every modality, in the order of the file.
    #[must_use]
    pub fn alle(&self) -> &[Modaliteit] {
        &self.lijst
    }

    /// One by its code; capitals do not matter.
    #[must_use]
    pub fn zoek(&self, code: &str) -> Option<&Modaliteit> {
        self.lijst
            .iter()
            .find(|een| een.code.eq_ignore_ascii_case(code.trim()))
    }

    /// The words on screen for a code; the code itself when the list no longer has it, because an
    /// older zaak may bear it.
    #[must_use]
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.zoek(code).map_or(code, Modaliteit::label)
    }

    /// The headings with what stands under each, both in the order of the file.
    #[must_use]
    pub fn groepen(&self) -> Vec<(&str, Vec<&Modaliteit>)> {
        let mut uit: Vec<(&str, Vec<&Modaliteit>)> = Vec::new();
        for een in &self.lijst {
            match uit.iter_mut().find(|(groep, _)| *groep == een.groep) {
                Some((_, leden)) => leden.push(een),
                None => uit.push((&een.groep, vec![een])),
            }
        }
        uit
    }

    /// What several modalities together set going, where `vrij` is what a person said about the
    /// release, and `volwassen` whether the suspect is an adult. A code that is not in the list sets
    /// nothing going.
    #[must_use]
    pub fn gevolg<'a>(
        &self,
        codes: impl IntoIterator<Item = &'a str>,
        vrij: Option<bool>,
        volwassen: Option<bool>,
    ) -> Gevolg {
        let gekozen: Vec<&Modaliteit> = codes
            .into_iter()
            .filter_map(|code| self.zoek(code))
            .collect();
        let vrij = vrij.map_or_else(|| samen_vrij(&gekozen), ja_nee);
        let jeugd = gekozen.iter().any(|een| een.minderjarig);
        let mut uit = Gevolg {
            vrij,
            eindigt: samen(&gekozen, |een| een.eindigt),
            klokken: Vec::new(),
            stappen: Vec::new(),
            nagaan: Vec::new(),
        };
        for een in gekozen {
            for klok in &een.klokken {
                if !uit.klokken.contains(klok) {
                    uit.klokken.push(*klok);
                }
            }
            uit.stappen
                .extend(een.vervolg(vrij.zeker().or(een.vrij.zeker()), volwassen));
            for wat in &een.onzeker {
                if !uit.nagaan.contains(wat) {
                    uit.nagaan.push(*wat);
                }
            }
        }
        // Whoever walks out is not in custody, whatever the list of a modality says; and what belongs
        // to a release follows from the release, also when the RC suspends.
        if vrij == JaNee::Ja {
            uit.klokken.retain(|klok| !is_vasthouden(*klok));
            uit.stappen.push(Vervolgstap::SlachtofferInformeren);
            if volwassen != Some(false) && !jeugd {
                uit.stappen.push(Vervolgstap::HgSpreekuur);
            }
        }
        uit.stappen.sort_unstable();
        uit.stappen.dedup();
        uit
    }
}

/// What the modalities of a zaak set going together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gevolg {
    /// Whether the suspect walks out.
    pub vrij: JaNee,
    /// Whether the OM decided.
    pub eindigt: JaNee,
    /// The clocks that start.
    pub klokken: Vec<TermijnSoort>,
    /// What must happen next, most urgent first.
    pub stappen: Vec<Vervolgstap>,
    /// What to ask before counting on it.
    pub nagaan: Vec<Eigenschap>,
}

impl Modaliteit {
    /// The words on screen.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Whether a property is uncertain.
    #[must_use]
    pub fn is_onzeker(&self, wat: Eigenschap) -> bool {
        self.onzeker.contains(&wat)
    }

    /// The steps that it opens, most urgent first. What is not known opens a step: asking once too
    /// often is safer than a victim who hears nothing.
    #[must_use]
    pub fn vervolg(&self, vrij: Option<bool>, volwassen: Option<bool>) -> Vec<Vervolgstap> {
        let vrij = vrij.or(self.vrij.zeker());
        let mut uit: Vec<Vervolgstap> = self
            .stappen
            .iter()
            .copied()
            .filter(|stap| !(stap.bij_vrijkomen() && vrij == Some(false)))
            .filter(|stap| !(*stap == Vervolgstap::HgSpreekuur && volwassen == Some(false)))
            .collect();
        uit.sort_unstable();
        uit.dedup();
        uit
    }

    /// What the worker should know when choosing it, a line each.
    #[must_use]
    pub fn regels(&self) -> Vec<String> {
        let nagaan = |wat: Eigenschap| {
            if self.is_onzeker(wat) {
                " (nagaan)"
            } else {
                ""
            }
        };
        let mut uit = Vec::new();
        if !self.toelichting.is_empty() {
            uit.push(self.toelichting.clone());
        }
        uit.push(format!(
            "verdachte komt vrij: {}{}",
            self.vrij.label(),
            nagaan(Eigenschap::Vrij)
        ));
        uit.push(format!(
            "OM heeft beslist: {}{}",
            self.eindigt.label(),
            nagaan(Eigenschap::Eindigt)
        ));
        if !self.klokken.is_empty() {
            let klokken: Vec<String> = self
                .klokken
                .iter()
                .map(|klok| klok.code().replace('-', " "))
                .collect();
            uit.push(format!(
                "klok: {}{}",
                klokken.join(", "),
                nagaan(Eigenschap::Klokken)
            ));
        }
        let stappen = self.vervolg(None, None);
        if !stappen.is_empty() {
            let stappen: Vec<&str> = stappen.iter().map(|stap| stap.label()).collect();
            uit.push(format!(
                "daarna: {}{}",
                stappen.join(", "),
                nagaan(Eigenschap::Stappen)
            ));
        }
        uit
    }
}

impl Gevolg {
    /// What was set going, a line each, for under the choice.
    #[must_use]
    pub fn regels(&self) -> Vec<String> {
        let mut uit = vec![
            match self.vrij {
                JaNee::Ja => "verdachte komt vrij",
                JaNee::Nee => "verdachte blijft vast",
                JaNee::Onbekend => "vraag na of verdachte vrijkomt",
            }
            .to_owned(),
        ];
        if self.eindigt == JaNee::Nee {
            uit.push("het OM heeft nog niet beslist".to_owned());
        }
        uit.extend(
            self.stappen
                .iter()
                .map(|stap| format!("daarna: {}", stap.label())),
        );
        uit
    }
}

/// A measure alone says nothing about the release; held and released together is for a person.
fn samen_vrij(gekozen: &[&Modaliteit]) -> JaNee {
    let heeft = |wat: JaNee| gekozen.iter().any(|een| een.vrij == wat);
    match (heeft(JaNee::Ja), heeft(JaNee::Nee)) {
        (true, false) => JaNee::Ja,
        (false, true) => JaNee::Nee,
        _ => JaNee::Onbekend,
    }
}

/// One that decides is enough; otherwise what is not sure goes before no.
fn samen(gekozen: &[&Modaliteit], wat: impl Fn(&Modaliteit) -> JaNee) -> JaNee {
    let heeft = |antwoord: JaNee| gekozen.iter().any(|een| wat(een) == antwoord);
    if heeft(JaNee::Ja) {
        JaNee::Ja
    } else if heeft(JaNee::Onbekend) || gekozen.is_empty() {
        JaNee::Onbekend
    } else {
        JaNee::Nee
    }
}

fn ja_nee(antwoord: bool) -> JaNee {
    if antwoord { JaNee::Ja } else { JaNee::Nee }
}

/// Whether a clock runs for somebody in custody.
fn is_vasthouden(klok: TermijnSoort) -> bool {
    matches!(
        klok,
        TermijnSoort::Inverzekeringstelling
            | TermijnSoort::VoorgeleidingRc
            | TermijnSoort::Bewaring
    )
}

fn controleer(een: &Modaliteit) -> Result<(), ModaliteitFout> {
    let goed = |teken: char| teken.is_ascii_uppercase() || teken.is_ascii_digit() || teken == '-';
    if een.code.is_empty() || !een.code.chars().all(goed) {
        return Err(ModaliteitFout::Code {
            code: een.code.clone(),
        });
    }
    if een.label.trim().is_empty() || een.groep.trim().is_empty() {
        return Err(ModaliteitFout::LegeTekst {
            code: een.code.clone(),
        });
    }
    let wat = if een.vrij == JaNee::Nee && een.stappen.iter().any(|stap| stap.bij_vrijkomen()) {
        Some("verdachte komt niet vrij, maar er staat een stap die bij vrijkomen hoort")
    } else if een.vrij == JaNee::Ja && een.klokken.iter().any(|klok| is_vasthouden(*klok)) {
        Some("verdachte komt vrij, maar er loopt een klok van vasthouden")
    } else if een.minderjarig && een.stappen.contains(&Vervolgstap::HgSpreekuur) {
        Some("hij is voor minderjarigen, maar het HG-spreekuur is voor volwassenen")
    } else {
        None
    };
    match wat {
        Some(wat) => Err(ModaliteitFout::Tegenstrijdig {
            code: een.code.clone(),
            wat,
        }),
        None => Ok(()),
    }
}
