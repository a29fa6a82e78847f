//! The ways in which the OM settles or routes a zaak, and what each sets going
//! (`assets/modaliteiten.toml`).
//!
//! Must not know which one was chosen in a zaak (that is `afdoening`), nor when a clock ends (`termijn`).

use serde::{Deserialize, Serialize};

use super::afdoening::{Modaliteitkeuze, Vrij};
use super::stap::StapSoort;
use super::termijn::TermijnSoort;
use crate::domain::keuzelijst::keuzelijst;

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
    pub vrij: Vrij,
    /// The OM decided; false where the decision is put off, or falls elsewhere.
    pub eindigt: bool,
    /// The clock that starts.
    #[serde(default)]
    pub klok: Option<TermijnSoort>,
    /// What must happen next: [`VERVOLG`] has the steps that are meant.
    #[serde(default)]
    pub stappen: Vec<StapSoort>,
    /// Where the suspect is afterwards; absent where the decision says nothing about custody.
    #[serde(default)]
    pub verblijf: Option<VerblijfNa>,
    /// What can make conditions bind. One is the title itself; several are a question to ask.
    #[serde(default)]
    pub titels: Vec<Titel>,
    /// Which of these properties come from no source or depend on the zaak.
    #[serde(default)]
    pub onzeker: Vec<Eigenschap>,
    /// Only for minors.
    #[serde(default)]
    pub minderjarig: bool,
    /// Help on screen.
    #[serde(default)]
    pub toelichting: String,
}

keuzelijst! {
    /// Where the suspect is after a decision that says so.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum VerblijfNa {
        /// Held by the OvJ or HOvJ (art. 57 Sv).
        InVerzekering = "in-verzekering", "in verzekering";
        /// Held by the RC or the raadkamer: bewaring or gevangenhouding.
        Bewaring = "bewaring", "in bewaring";
        /// Released, and nothing was imposed.
        Heengezonden = "heengezonden", "heengezonden";
        /// Released under conditions; [`Titel`] says whether they bind.
        HeengezondenMetVoorwaarden = "heengezonden-met-voorwaarden", "heengezonden met voorwaarden";
    }
}

impl VerblijfNa {
    /// Whether he is locked up.
    #[must_use]
    pub fn is_vast(self) -> bool {
        matches!(self, VerblijfNa::InVerzekering | VerblijfNa::Bewaring)
    }
}

keuzelijst! {
    /// What makes conditions at a release bind.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Titel {
        /// Gedragsaanwijzing by the OvJ (art. 509hh Sv).
        Gedragsaanwijzing = "gedragsaanwijzing", "gedragsaanwijzing";
        /// Not prosecuted as long as the conditions are kept.
        VoorwaardelijkSepot = "voorwaardelijk-sepot", "voorwaardelijk sepot";
        /// Tijdelijk huisverbod (Wth).
        Thv = "thv", "tijdelijk huisverbod";
        /// Suspension of bewaring or gevangenhouding by the RC or the raadkamer.
        Schorsing = "schorsing", "schorsing";
        /// An agreement and nothing more.
        Afspraak = "afspraak", "alleen een afspraak: bindt niet";
    }
}

impl Titel {
    /// Whether breaking the conditions has a consequence in law.
    #[must_use]
    pub fn bindt(self) -> bool {
        self != Titel::Afspraak
    }
}

/// The steps that a modality can open.
pub const VERVOLG: [StapSoort; 4] = [
    StapSoort::SlachtofferInformeren,
    StapSoort::ThvVerbinden,
    StapSoort::AfstemmenHoorZitting,
    StapSoort::HgSpreekuur,
];

/// A property that can be uncertain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Eigenschap {
    /// [`Modaliteit::vrij`].
    Vrij,
    /// [`Modaliteit::eindigt`].
    Eindigt,
    /// [`Modaliteit::klok`].
    Klok,
    /// [`Modaliteit::stappen`].
    Stappen,
    /// [`Modaliteit::verblijf`].
    Verblijf,
}

/// A file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModaliteitFout {
    /// There is nothing to choose.
    #[error("er staat geen modaliteit in. Zet er ten minste een in (modaliteiten.toml).")]
    Leeg,
    /// A code that has other signs than capitals, digits and dashes.
    #[error(
        "code '{code}' klopt niet. Gebruik hoofdletters, cijfers en streepjes, zoals HZ-V (modaliteiten.toml)."
    )]
    Code {
        /// The text as written.
        code: String,
    },
    /// A label or heading without text.
    #[error(
        "modaliteit '{code}' heeft geen label of geen groep. Vul beide in (modaliteiten.toml)."
    )]
    LegeTekst {
        /// Code of the modality.
        code: String,
    },
    /// A code or a label that occurs twice.
    #[error(
        "'{tekst}' staat er twee keer. Geef elke modaliteit een eigen code en label (modaliteiten.toml)."
    )]
    Dubbel {
        /// The text as written.
        tekst: String,
    },
    /// A step that no decision opens.
    #[error("modaliteit '{code}': stap '{}' volgt niet uit een afdoening. Haal hem weg (modaliteiten.toml).", .stap.code())]
    Stap {
        /// Code of the modality.
        code: String,
        /// The step.
        stap: StapSoort,
    },
    /// Properties that can not be true together.
    #[error("modaliteit '{code}': {wat}. Verbeter een van beide (modaliteiten.toml).")]
    Tegenstrijdig {
        /// Code of the modality.
        code: String,
        /// What is wrong, in Dutch.
        wat: &'static str,
    },
}

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

    /// Whether the suspect walks out with these modalities together. A measure alone does not tell;
    /// held and released at once is for a person: ask.
    #[must_use]
    pub fn vrij<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Vrij {
        let (mut ja, mut nee) = (false, false);
        for een in codes.into_iter().filter_map(|code| self.zoek(code)) {
            ja |= een.vrij == Vrij::Ja;
            nee |= een.vrij == Vrij::Nee;
        }
        match (ja, nee) {
            (true, false) => Vrij::Ja,
            (false, true) => Vrij::Nee,
            _ => Vrij::Onbekend,
        }
    }

    /// Where the suspect is after these modalities together; `gezegd` as in [`Modaliteiten::keuzes`].
    /// None where they do not tell, or where two of them tell otherwise: that is for a person to say.
    /// Who is released beside a measure that binds him is released under conditions.
    #[must_use]
    pub fn verblijf<'a>(
        &self,
        codes: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
        gezegd: Vrij,
    ) -> Option<VerblijfNa> {
        let codes = codes.into_iter();
        let mut told = codes
            .clone()
            .filter_map(|code| self.zoek(code)?.verblijf_bij(gezegd));
        let first = told.next()?;
        let together = told.try_fold(first, |one, other| match (one, other) {
            _ if one == other => Some(one),
            (
                VerblijfNa::Heengezonden | VerblijfNa::HeengezondenMetVoorwaarden,
                VerblijfNa::Heengezonden | VerblijfNa::HeengezondenMetVoorwaarden,
            ) => Some(VerblijfNa::HeengezondenMetVoorwaarden),
            // Bewaring follows on verzekering.
            (VerblijfNa::InVerzekering, VerblijfNa::Bewaring)
            | (VerblijfNa::Bewaring, VerblijfNa::InVerzekering) => Some(VerblijfNa::Bewaring),
            _ => None,
        })?;
        let bound = self.titels(codes).into_iter().any(Titel::bindt);
        Some(match together {
            VerblijfNa::Heengezonden if bound => VerblijfNa::HeengezondenMetVoorwaarden,
            other => other,
        })
    }

    /// The titles that these modalities are, without asking, in the order of [`Titel::ALLE`].
    #[must_use]
    pub fn titels<'a>(&self, codes: impl IntoIterator<Item = &'a str>) -> Vec<Titel> {
        let mut out: Vec<Titel> = codes
            .into_iter()
            .filter_map(|code| match self.zoek(code)?.titels.as_slice() {
                [one] => Some(*one),
                _ => None,
            })
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The choices as they are recorded. `gezegd` is what a person said about the release and goes
    /// before the list; unknown leaves it to the list. A code that is not in the list is left out.
    #[must_use]
    pub fn keuzes<'a>(
        &self,
        codes: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
        gezegd: Vrij,
    ) -> Vec<Modaliteitkeuze> {
        let codes = codes.into_iter();
        let samen = self.vrij(codes.clone());
        let gezegd = if gezegd == Vrij::Onbekend {
            // Beside a custody a measure does not release anybody.
            samen
        } else {
            gezegd
        };
        codes
            .filter_map(|code| self.zoek(code))
            .map(|een| een.keuze(gezegd))
            .collect()
    }
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

    /// The choice as it is recorded. `gezegd` is what is known about the release beside the list; what
    /// belongs to a release then goes when the suspect stays held, and comes when he walks out, also
    /// where the RC suspends. Unknown keeps the steps: asking once too often is safer than a victim
    /// who hears nothing.
    #[must_use]
    pub fn keuze(&self, gezegd: Vrij) -> Modaliteitkeuze {
        let vrij = if gezegd == Vrij::Onbekend {
            self.vrij
        } else {
            gezegd
        };
        let mut stappen = self.stappen.clone();
        if vrij == Vrij::Nee {
            stappen.retain(|stap| !bij_vrijkomen(*stap));
        }
        if vrij == Vrij::Ja {
            stappen.push(StapSoort::SlachtofferInformeren);
            if !self.minderjarig {
                stappen.push(StapSoort::HgSpreekuur);
            }
        }
        stappen.sort_unstable();
        stappen.dedup();
        Modaliteitkeuze {
            code: self.code.clone(),
            label: self.label.clone(),
            vrij,
            eindigt: self.eindigt,
            klok: self
                .klok
                .filter(|klok| !(vrij == Vrij::Ja && is_vasthouden(*klok))),
            verblijf: self.verblijf_bij(gezegd),
            stappen,
        }
    }

    /// Where the suspect is afterwards, when a person said `gezegd` about the release: nothing when that
    /// is the contrary of what the list says.
    #[must_use]
    pub fn verblijf_bij(&self, gezegd: Vrij) -> Option<VerblijfNa> {
        self.verblijf.filter(|na| match gezegd {
            Vrij::Ja => !na.is_vast(),
            Vrij::Nee => na.is_vast(),
            Vrij::Onbekend => true,
        })
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
        let mut out = Vec::new();
        if !self.toelichting.is_empty() {
            out.push(self.toelichting.clone());
        }
        let vrij = match self.vrij {
            Vrij::Ja => "verdachte komt vrij",
            Vrij::Nee => "verdachte blijft vast",
            Vrij::Onbekend => "vraag na of verdachte vrijkomt",
        };
        out.push(format!("{vrij}{}", nagaan(Eigenschap::Vrij)));
        let eindigt = if self.eindigt {
            "het OM heeft beslist"
        } else {
            "dit is nog geen eindbeslissing"
        };
        out.push(format!("{eindigt}{}", nagaan(Eigenschap::Eindigt)));
        if let Some(na) = self.verblijf {
            out.push(format!(
                "daarna {}{}",
                na.label(),
                nagaan(Eigenschap::Verblijf)
            ));
        }
        if self.titels.len() > 1 {
            let titels: Vec<&str> = self.titels.iter().map(|titel| titel.label()).collect();
            out.push(format!("wat bindt: {}?", titels.join(", ")));
        }
        if let Some(klok) = self.klok {
            let klok = klok.code().replace('-', " ");
            out.push(format!("klok: {klok}{}", nagaan(Eigenschap::Klok)));
        }
        let stappen = self.keuze(Vrij::Onbekend).stappen;
        if !stappen.is_empty() {
            let stappen: Vec<&str> = stappen.iter().map(|stap| stap.label()).collect();
            out.push(format!(
                "daarna: {}{}",
                stappen.join(", "),
                nagaan(Eigenschap::Stappen)
            ));
        }
        out
    }
}

/// Whether a step has a meaning only when the suspect walks out.
fn bij_vrijkomen(stap: StapSoort) -> bool {
    matches!(
        stap,
        StapSoort::SlachtofferInformeren | StapSoort::HgSpreekuur
    )
}

/// Whether a clock runs for somebody in custody.
fn is_vasthouden(klok: TermijnSoort) -> bool {
    matches!(
        klok,
        TermijnSoort::Inverzekeringstelling
            | TermijnSoort::VoorgeleidingRc
            | TermijnSoort::Bewaring
            | TermijnSoort::Gevangenhouding
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
    if let Some(stap) = een.stappen.iter().find(|stap| !VERVOLG.contains(stap)) {
        return Err(ModaliteitFout::Stap {
            code: een.code.clone(),
            stap: *stap,
        });
    }
    let wat = if een.vrij == Vrij::Nee && een.stappen.iter().any(|stap| bij_vrijkomen(*stap)) {
        Some("verdachte komt niet vrij, maar er staat een stap die bij vrijkomen hoort")
    } else if een.vrij == Vrij::Ja && een.klok.is_some_and(is_vasthouden) {
        Some("verdachte komt vrij, maar er loopt een klok van vasthouden")
    } else if een.minderjarig && een.stappen.contains(&StapSoort::HgSpreekuur) {
        Some("hij is voor minderjarigen, maar het HG-spreekuur is voor volwassenen")
    } else if een
        .verblijf
        .is_some_and(|na| een.vrij != if na.is_vast() { Vrij::Nee } else { Vrij::Ja })
    {
        Some("vrij en verblijf zeggen niet hetzelfde")
    } else if een
        .titels
        .iter()
        .enumerate()
        .any(|(plek, titel)| een.titels.iter().skip(plek + 1).any(|ander| ander == titel))
    {
        Some("een titel staat er twee keer")
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
