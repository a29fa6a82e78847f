//! The rules as data: what stands in assets/signalen.toml, checked and compiled once.
//!
//! Must not know how the file is read; who calls hands over a [`RegelBestand`].

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::artikel::Vraag;
use super::model::{Model, VOORBEELDEN};
use super::patroon::{Groepen, Patronen, Woordenboek, lees_reeks};
use super::woorden::vouw;
use super::{Veld, VlagSoort};
use crate::domain::soort::Soort;

/// A whole rule file, as it stands on disk: `assets/signalen.toml`, or a site's own additions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegelBestand {
    /// Which edition of the rules this is; for people.
    #[serde(default)]
    pub versie: String,
    /// From which weight on a tag is proposed.
    #[serde(default)]
    pub drempels: Option<Drempels>,
    /// Words after which a full stop does not end a sentence.
    #[serde(default)]
    pub afkortingen: Vec<String>,
    /// Words that say nothing by themselves; not shown as a reason of the examples.
    #[serde(default)]
    pub functiewoorden: Vec<String>,
    /// Word groups, to be used as `@name` in patterns.
    #[serde(default)]
    pub groepen: Groepen,
    /// The rules, in order.
    #[serde(default, rename = "regel")]
    pub regels: Vec<Regel>,
}

/// Weights from which a tag is proposed; sums of points, without unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drempels {
    /// HG from this HG weight.
    pub hg: i32,
    /// Radar from this HG weight, when it stays under `hg`.
    pub twijfel: i32,
    /// Radar from this radar weight.
    pub radar: i32,
    /// HG from this HG weight of one clause by itself.
    pub deel: i32,
}

/// One rule. Everything it names must hold; of each list one item suffices.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Regel {
    /// Name of the rule; a site's rule of the same name takes its place.
    pub id: String,
    /// Patterns; one must be found.
    pub woorden: Vec<String>,
    /// Patterns that call a find off when they overlap it.
    pub behalve: Vec<String>,
    /// Where the patterns are sought; `feit` and `toelichting` when empty.
    pub velden: Vec<Veld>,
    /// Articles such as "304 Sr" or "240-254 Sr"; one must be charged.
    pub artikelen: Vec<String>,
    /// A fact of the row itself that must hold.
    pub gegeven: Option<Gegeven>,
    /// Age of the suspect, as a range in years such as "0-17".
    pub leeftijd: String,
    /// Number of earlier zaken of the suspect, as a range such as "1-2".
    pub eerder: String,
    /// Features that other rules must have found; "a|b" is a or b.
    pub met: Vec<String>,
    /// Features that no other rule may have found.
    pub zonder: Vec<String>,
    /// The feature this rule finds; its own id when empty. "relatie.kolom" is also "relatie". Of one
    /// main feature (before the dot) only the heaviest find counts.
    pub kenmerk: String,
    /// Points for or against HG.
    pub gewicht: i32,
    /// Points for or against radar.
    pub radar: i32,
    /// Kinds the rule points to, most likely first.
    pub soorten: Vec<Soort>,
    /// Kinds that it rules out, whatever other rules point to.
    pub weert: Vec<Soort>,
    /// How strongly it points to those kinds; zero means as strongly as its points.
    pub soortpunten: i32,
    /// The reason in Dutch; `{}` becomes the quoted words.
    pub zin: String,
    /// Over what it speaks, when the line has several clauses.
    pub bereik: Bereik,
    /// Whether the found words are hidden from all other rules.
    pub ontkent: bool,
    /// Whether it tells that somebody else is meant, or that nobody says who: the examples then make
    /// radar of the line at most.
    pub tempert: bool,
    /// The red flag it raises.
    pub vlag: Option<VlagSoort>,
    /// Switches the rule off; for a site that does not want it.
    pub uit: bool,
}

/// Over what a find speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bereik {
    /// The clause in which the words stand, and the line as a whole.
    #[default]
    Deel,
    /// The line as a whole only: too weak to make one clause HG.
    Geheel,
    /// Every clause, wherever the words stand.
    Overal,
}

/// A fact of the row that no text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gegeven {
    /// The police marked the row as HG.
    HgJa,
    /// The police marked the row as not HG.
    HgNee,
    /// A tijdelijk huisverbod was imposed or considered.
    ThvJa,
    /// The police made a zorgmelding.
    ZorgmeldingJa,
}

/// What is wrong with a rule file; names the rule and what to change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("regel \"{regel}\" in signalen.toml klopt niet: {melding}; pas die regel aan")]
pub struct RegelFout {
    /// The rule, or the part of the file.
    pub regel: String,
    /// What is wrong, in Dutch.
    pub melding: String,
}

impl RegelBestand {
    /// Lays a site's file over this one: same id wins and keeps its place, new ids come at the end.
    ///
    /// A group of the same name is replaced too; when the site's list names the group itself
    /// (`partner = ["@partner", "bonusman"]`) the old words stay and the new ones come with them.
    #[must_use]
    pub fn met_eigen(mut self, eigen: RegelBestand) -> RegelBestand {
        if !eigen.versie.is_empty() {
            self.versie = format!("{} + {}", self.versie, eigen.versie);
        }
        self.drempels = eigen.drempels.or(self.drempels);
        self.afkortingen.extend(eigen.afkortingen);
        self.functiewoorden.extend(eigen.functiewoorden);
        for (naam, leden) in eigen.groepen {
            let zichzelf = format!("@{naam}");
            let oud = self.groepen.remove(&naam).unwrap_or_default();
            let mut nieuw = Vec::new();
            for lid in leden {
                if lid == zichzelf {
                    nieuw.extend(oud.iter().cloned());
                } else {
                    nieuw.push(lid);
                }
            }
            self.groepen.insert(naam, nieuw);
        }
        for regel in eigen.regels {
            match self.regels.iter_mut().find(|oud| oud.id == regel.id) {
                Some(oud) => *oud = regel,
                None => self.regels.push(regel),
            }
        }
        self
    }
}

/// A rule ready for use: names turned into numbers.
#[derive(Debug)]
pub(super) struct Klaar {
    pub(super) regel: Regel,
    pub(super) kenmerk: usize,
    /// The part before the dot: points are counted per main feature.
    pub(super) hoofd: usize,
    pub(super) artikelen: Vec<Vraag>,
    pub(super) leeftijd: Option<(u32, u32)>,
    pub(super) eerder: Option<(u32, u32)>,
    /// Every inner list: one of these features.
    pub(super) met: Vec<Vec<usize>>,
    pub(super) zonder: Vec<usize>,
    pub(super) velden: Vec<Veld>,
}

/// A rule in the order in which rules are tried, with what is cheap to ask before the rule itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beurt {
    pub(super) regel: usize,
    pub(super) woorden: bool,
    pub(super) artikelen: bool,
}

/// The rules, checked and compiled. Make them once and keep them.
#[derive(Debug)]
pub struct Regels {
    bron: RegelBestand,
    pub(super) drempels: Drempels,
    pub(super) regels: Vec<Klaar>,
    /// The order in which they are tried, so that the order in the file matters little.
    pub(super) beurten: Vec<Beurt>,
    pub(super) kenmerken: usize,
    pub(super) boek: Woordenboek,
    /// Negations and exceptions: sought first.
    pub(super) eerst: Patronen,
    /// All other patterns: sought in what the negations leave.
    pub(super) daarna: Patronen,
    pub(super) afkortingen: HashSet<String>,
    pub(super) functiewoorden: HashSet<String>,
    pub(super) model: Option<Model>,
}

impl Regels {
    /// Checks and compiles a rule file.
    ///
    /// # Errors
    /// [`RegelFout`] with the first rule that does not hold: no or a double id, an unreadable pattern,
    /// an unknown group or feature, an unreadable article, no trigger at all, or no thresholds.
    pub fn nieuw(bestand: RegelBestand) -> Result<Regels, RegelFout> {
        let drempels = bestand
            .drempels
            .ok_or_else(|| fout("drempels", "[drempels] ontbreekt"))?;
        let mut kenmerken = HashMap::new();
        let mut gezien = BTreeSet::new();
        for regel in &bestand.regels {
            if regel.id.trim().is_empty() {
                return Err(fout("?", "een regel heeft geen id"));
            }
            if regel.id.trim() == VOORBEELDEN {
                return Err(fout(&regel.id, "deze id is van het model"));
            }
            if !gezien.insert(regel.id.as_str()) {
                return Err(fout(&regel.id, "deze id komt twee keer voor"));
            }
            let naam = kenmerk_van(regel);
            for naam in [naam, hoofd_van(naam)] {
                let volgende = kenmerken.len();
                kenmerken.entry(naam.to_owned()).or_insert(volgende);
            }
        }
        let mut uit = Regels {
            drempels,
            regels: Vec::with_capacity(bestand.regels.len()),
            beurten: Vec::new(),
            kenmerken: kenmerken.len(),
            boek: Woordenboek::default(),
            eerst: Patronen::default(),
            daarna: Patronen::default(),
            afkortingen: bestand.afkortingen.iter().map(|kort| vouw(kort)).collect(),
            functiewoorden: (bestand.functiewoorden.iter())
                .map(|woord| vouw(woord))
                .collect(),
            model: None,
            bron: RegelBestand::default(),
        };
        for regel in bestand.regels.iter().filter(|regel| !regel.uit) {
            uit.neem_op(regel, &kenmerken, &bestand.groepen)?;
        }
        uit.beurten = uit.volgorde();
        uit.bron = bestand;
        Ok(uit)
    }

    /// The order in which rules are tried: who asks for a feature comes after all who may find it. In a
    /// circle the order of the file decides.
    fn volgorde(&self) -> Vec<Beurt> {
        let mut wachten = vec![0_usize; self.kenmerken];
        let vinders = |klaar: &Klaar| match klaar.kenmerk == klaar.hoofd {
            true => vec![klaar.kenmerk],
            false => vec![klaar.kenmerk, klaar.hoofd],
        };
        for kenmerk in self.regels.iter().flat_map(vinders) {
            wachten[kenmerk] += 1;
        }
        let mut rest: Vec<usize> = (0..self.regels.len()).collect();
        let mut uit = Vec::with_capacity(rest.len());
        while !rest.is_empty() {
            let vrij = |nummer: &usize| {
                self.regels.get(*nummer).is_some_and(|klaar| {
                    let vraagt = klaar.met.iter().flatten().chain(&klaar.zonder);
                    vraagt
                        .filter(|kenmerk| **kenmerk != klaar.kenmerk && **kenmerk != klaar.hoofd)
                        .all(|kenmerk| wachten.get(*kenmerk).is_none_or(|aantal| *aantal == 0))
                })
            };
            let plek = rest.iter().position(vrij).unwrap_or(0);
            let nummer = rest.remove(plek);
            if let Some(klaar) = self.regels.get(nummer) {
                for kenmerk in vinders(klaar) {
                    wachten[kenmerk] -= 1;
                }
                uit.push(Beurt {
                    regel: nummer,
                    woorden: !klaar.regel.woorden.is_empty(),
                    artikelen: !klaar.artikelen.is_empty(),
                });
            }
        }
        uit
    }

    /// Puts a model beside the rules, or another one: it raises proposals and never lowers one.
    #[must_use]
    pub fn met_model(mut self, model: Model) -> Regels {
        self.model = Some(model);
        self
    }

    /// Lays a site's file over these rules and compiles again; see [`RegelBestand::met_eigen`].
    ///
    /// # Errors
    /// As [`Regels::nieuw`].
    pub fn met_eigen(self, eigen: RegelBestand) -> Result<Regels, RegelFout> {
        let model = self.model;
        let nieuw = Regels::nieuw(self.bron.met_eigen(eigen))?;
        Ok(Regels { model, ..nieuw })
    }

    /// The file these rules were made from, after merging.
    #[must_use]
    pub fn bestand(&self) -> &RegelBestand {
        &self.bron
    }

    fn neem_op(
        &mut self,
        regel: &Regel,
        kenmerken: &HashMap<String, usize>,
        groepen: &Groepen,
    ) -> Result<(), RegelFout> {
        let zeg = |melding: String| RegelFout {
            regel: regel.id.clone(),
            melding,
        };
        if regel.woorden.is_empty()
            && regel.artikelen.is_empty()
            && regel.gegeven.is_none()
            && regel.leeftijd.is_empty()
            && regel.eerder.is_empty()
            && regel.met.is_empty()
        {
            return Err(zeg(
                "de regel noemt geen woorden, artikelen, gegeven, leeftijd, eerder of met".into(),
            ));
        }
        if regel.ontkent && (regel.woorden.is_empty() || !regel.met.is_empty()) {
            return Err(zeg("een regel met ontkent heeft woorden en geen met".into()));
        }
        let nummer = self.regels.len();
        let doel = match regel.ontkent {
            true => &mut self.eerst,
            false => &mut self.daarna,
        };
        for patroon in &regel.woorden {
            doel.voeg_toe(patroon, nummer * 2, &mut self.boek, groepen)
                .map_err(|wat| zeg(format!("patroon \"{patroon}\": {wat}")))?;
        }
        for patroon in &regel.behalve {
            self.eerst
                .voeg_toe(patroon, nummer * 2 + 1, &mut self.boek, groepen)
                .map_err(|wat| zeg(format!("behalve \"{patroon}\": {wat}")))?;
        }
        let zoek = |naam: &str| {
            kenmerken
                .get(naam.trim())
                .copied()
                .ok_or_else(|| zeg(format!("geen enkele regel levert het kenmerk \"{naam}\"")))
        };
        let klaar = Klaar {
            kenmerk: zoek(kenmerk_van(regel))?,
            hoofd: zoek(hoofd_van(kenmerk_van(regel)))?,
            artikelen: regel
                .artikelen
                .iter()
                .map(|tekst| {
                    Vraag::lees(tekst)
                        .ok_or_else(|| zeg(format!("\"{tekst}\" is geen artikel zoals 304 Sr")))
                })
                .collect::<Result<_, _>>()?,
            leeftijd: reeks(&regel.leeftijd)
                .map_err(|tekst| zeg(format!("\"{tekst}\" is geen leeftijd zoals 0-17")))?,
            eerder: reeks(&regel.eerder)
                .map_err(|tekst| zeg(format!("\"{tekst}\" is geen aantal zaken zoals 1-2")))?,
            met: regel
                .met
                .iter()
                .map(|namen| namen.split('|').map(zoek).collect::<Result<Vec<_>, _>>())
                .collect::<Result<_, _>>()?,
            zonder: regel
                .zonder
                .iter()
                .map(|naam| zoek(naam))
                .collect::<Result<_, _>>()?,
            velden: match regel.velden.is_empty() {
                true => vec![Veld::Toelichting, Veld::Feit],
                false => regel.velden.clone(),
            },
            regel: regel.clone(),
        };
        self.regels.push(klaar);
        Ok(())
    }
}

/// A range, or none when nothing is asked; the error is the text that is no range.
fn reeks(tekst: &str) -> Result<Option<(u32, u32)>, &str> {
    match tekst {
        "" => Ok(None),
        tekst => lees_reeks(tekst).map(Some).ok_or(tekst),
    }
}

fn kenmerk_van(regel: &Regel) -> &str {
    match regel.kenmerk.trim() {
        "" => regel.id.trim(),
        naam => naam,
    }
}

/// "relatie.kolom" belongs to "relatie".
fn hoofd_van(kenmerk: &str) -> &str {
    kenmerk.split('.').next().unwrap_or(kenmerk)
}

fn fout(regel: &str, melding: &str) -> RegelFout {
    RegelFout {
        regel: regel.to_owned(),
        melding: melding.to_owned(),
    }
}
