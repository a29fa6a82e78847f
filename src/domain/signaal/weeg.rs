//! Weighing: lets all rules look at one line and adds up what they find.
//!
//! Must not know a single word or article; those are in the rules.

use super::artikel::{self, Artikel};
use super::patroon::{Indeling, Vondst};
use super::regels::{Gegeven, Klaar, Regels};
use super::woorden::{Woorden, knip};
use super::{Reden, Suggestie, Tekst, Veld, Vlag, VoorgesteldeTag, zaken};
use crate::domain::soort::Soort;

/// Fields in which patterns are sought; a place in this list is the field's number below.
const VELDEN: [Veld; 4] = [Veld::Toelichting, Veld::Feit, Veld::Relatie, Veld::Plaats];
/// Longest quotation in a reason, in characters.
const CITAAT: usize = 70;

/// A rule that applies, with the place that shows it.
#[derive(Debug, Clone, Copy)]
struct Treffer {
    regel: usize,
    veld: Veld,
    van: usize,
    tot: usize,
}

/// One field, cut in words.
struct Gelezen {
    veld: Veld,
    woorden: Woorden,
    indeling: Indeling,
}

impl Gelezen {
    fn plek(&self, vondst: Vondst) -> (Veld, usize, usize) {
        let van = self.woorden.lijst.get(vondst.eerste).map_or(0, |w| w.van);
        let tot = self
            .woorden
            .lijst
            .get(vondst.laatste)
            .map_or(van, |w| w.tot);
        (self.veld, van, tot)
    }
}

impl Regels {
    /// Weighs one line. Pure and total: any text gives an answer, and ranges lie on char boundaries.
    #[must_use]
    pub fn weeg(&self, tekst: &Tekst<'_>) -> Suggestie {
        let artikelen = artikel::lees(tekst.artikelen);
        let plekken = self.zoek_woorden(tekst);
        let mut gevonden = vec![false; self.kenmerken];
        let mut treffers = Vec::with_capacity(16);
        for beurt in &self.beurten {
            let nummer = beurt.regel;
            let woorden = plekken.get(nummer).copied().flatten();
            // Asked here as well as in the rule: most rules need not be looked at.
            if (beurt.woorden && woorden.is_none()) || (beurt.artikelen && artikelen.is_empty()) {
                continue;
            }
            let Some(regel) = self.regels.get(nummer) else {
                continue;
            };
            if let Some((veld, van, tot)) =
                self.geldt(regel, woorden, &artikelen, tekst, &gevonden, &treffers)
            {
                treffers.push(Treffer {
                    regel: nummer,
                    veld,
                    van,
                    tot,
                });
                for kenmerk in [regel.kenmerk, regel.hoofd] {
                    if let Some(kenmerk) = gevonden.get_mut(kenmerk) {
                        *kenmerk = true;
                    }
                }
            }
        }
        self.oordeel(&treffers, tekst)
    }

    /// For every rule the first place where one of its patterns is found.
    fn zoek_woorden(&self, tekst: &Tekst<'_>) -> Vec<Option<(Veld, usize, usize)>> {
        let mut plekken: Vec<Option<(Veld, usize, usize)>> = vec![None; self.regels.len()];
        for veld in VELDEN {
            if tekst.veld(veld).is_empty() {
                continue;
            }
            let woorden = knip(tekst.veld(veld), &self.afkortingen);
            let indeling = self.boek.deel_in(&woorden);
            let mut gelezen = Gelezen {
                veld,
                woorden,
                indeling,
            };
            self.zoek_in(&mut gelezen, &mut plekken);
        }
        plekken
    }

    fn zoek_in(&self, gelezen: &mut Gelezen, plekken: &mut [Option<(Veld, usize, usize)>]) {
        let mut ontkend: Vec<(Vondst, Vec<usize>)> = Vec::new();
        let mut behalve: Vec<Vondst> = Vec::new();
        self.eerst
            .zoek(&gelezen.woorden, &gelezen.indeling, |vondst, woorden| {
                if vondst.eigenaar % 2 == 1 {
                    behalve.push(vondst);
                } else {
                    ontkend.push((vondst, woorden.to_vec()));
                }
            });
        let gered = |vondst: &Vondst| {
            behalve.iter().any(|uitzondering| {
                uitzondering.eigenaar == vondst.eigenaar + 1
                    && uitzondering.eerste <= vondst.laatste
                    && vondst.eerste <= uitzondering.laatste
            })
        };
        let mut neem = |gelezen: &Gelezen, vondst: Vondst| {
            let nummer = vondst.eigenaar / 2;
            let past = self
                .regels
                .get(nummer)
                .is_some_and(|regel| regel.velden.contains(&gelezen.veld));
            if let Some(plek) = plekken.get_mut(nummer)
                && past
                && !gered(&vondst)
            {
                plek.get_or_insert_with(|| gelezen.plek(vondst));
                return true;
            }
            false
        };
        for (vondst, woorden) in ontkend {
            if neem(gelezen, vondst) {
                for woord in woorden {
                    if let Some(masker) = gelezen.indeling.gemaskeerd.get_mut(woord) {
                        *masker = true;
                    }
                }
            }
        }
        self.daarna
            .zoek(&gelezen.woorden, &gelezen.indeling, |vondst, _| {
                neem(gelezen, vondst);
            });
    }

    /// Whether everything a rule names holds; if so, the place that shows it best.
    fn geldt(
        &self,
        regel: &Klaar,
        woorden: Option<(Veld, usize, usize)>,
        artikelen: &[Artikel],
        tekst: &Tekst<'_>,
        gevonden: &[bool],
        treffers: &[Treffer],
    ) -> Option<(Veld, usize, usize)> {
        let heeft = |kenmerk: &usize| gevonden.get(*kenmerk).copied().unwrap_or(false);
        if regel.zonder.iter().any(heeft) || !regel.met.iter().all(|een| een.iter().any(heeft)) {
            return None;
        }
        let mut plek = None;
        if !regel.regel.woorden.is_empty() {
            plek = Some(woorden?);
        }
        if !regel.artikelen.is_empty() {
            let artikel = artikelen
                .iter()
                .find(|artikel| regel.artikelen.iter().any(|vraag| vraag.past(artikel)))?;
            plek.get_or_insert((Veld::Artikelen, artikel.van, artikel.tot));
        }
        if let Some(gegeven) = regel.regel.gegeven {
            plek.get_or_insert((waar(gegeven, tekst)?, 0, 0));
        }
        if let Some((van, tot)) = regel.leeftijd {
            tekst.leeftijd.filter(|jaren| (van..=tot).contains(jaren))?;
            plek.get_or_insert((Veld::Leeftijd, 0, 0));
        }
        if let Some((van, tot)) = regel.eerder {
            if !(van..=tot).contains(&tekst.eerdere_zaken) {
                return None;
            }
            plek.get_or_insert((Veld::Eerder, 0, 0));
        }
        // A rule that only combines points at the heaviest find of what it combines.
        plek.or_else(|| {
            treffers
                .iter()
                .filter_map(|treffer| Some((treffer, self.regels.get(treffer.regel)?)))
                .filter(|(_, ander)| {
                    regel
                        .met
                        .iter()
                        .flatten()
                        .any(|k| *k == ander.kenmerk || *k == ander.hoofd)
                })
                .max_by_key(|(_, ander)| ander.regel.gewicht.max(ander.regel.radar))
                .map(|(treffer, _)| (treffer.veld, treffer.van, treffer.tot))
        })
    }

    /// Adds up: of every feature the heaviest find for and the heaviest against.
    fn oordeel(&self, treffers: &[Treffer], tekst: &Tekst<'_>) -> Suggestie {
        let mut hg = vec![(0, 0); self.kenmerken];
        let mut radar = vec![(0, 0); self.kenmerken];
        let mut soorten: Vec<(Soort, i32)> = Vec::new();
        let mut uit = Suggestie::default();
        for treffer in treffers {
            let Some(klaar) = self.regels.get(treffer.regel) else {
                continue;
            };
            let regel = &klaar.regel;
            for (som, punten) in [(&mut hg, regel.gewicht), (&mut radar, regel.radar)] {
                if let Some((voor, tegen)) = som.get_mut(klaar.hoofd) {
                    *voor = punten.max(*voor);
                    *tegen = punten.min(*tegen);
                }
            }
            let punten = match regel.gewicht {
                0 => regel.radar,
                gewicht => gewicht,
            };
            for (rang, soort) in regel.soorten.iter().enumerate() {
                // The first kind a rule names is its best guess; a little more for that one.
                let sterkte = match regel.soortpunten {
                    0 => punten,
                    sterkte => sterkte,
                };
                let erbij = sterkte * 2 - i32::try_from(rang).unwrap_or(0).min(2);
                match soorten.iter_mut().find(|(bekend, _)| bekend == soort) {
                    Some((_, som)) => *som += erbij,
                    None => soorten.push((*soort, erbij)),
                }
            }
            if let Some(soort) = regel.vlag
                && !uit.vlaggen.iter().any(|vlag| vlag.soort == soort)
            {
                uit.vlaggen.push(Vlag {
                    soort,
                    veld: treffer.veld,
                    van: treffer.van,
                    tot: treffer.tot,
                    aantal: (treffer.veld == Veld::Eerder).then_some(tekst.eerdere_zaken),
                });
            }
            if punten != 0 && !regel.zin.is_empty() {
                uit.redenen.push(reden(klaar, treffer, punten, tekst));
            }
        }
        let som =
            |delen: &[(i32, i32)]| delen.iter().map(|(voor, tegen)| voor + tegen).sum::<i32>();
        let (hg, radar) = (som(&hg), som(&radar));
        uit.tag = if hg >= self.drempels.hg {
            Some(VoorgesteldeTag::Hg)
        } else if hg >= self.drempels.twijfel || radar >= self.drempels.radar {
            Some(VoorgesteldeTag::Radar)
        } else {
            None
        };
        uit.gewicht = match uit.tag {
            Some(VoorgesteldeTag::Radar) => hg.max(radar),
            _ => hg,
        };
        if uit.tag.is_some() {
            soorten.sort_by_key(|(_, punten)| -punten);
            uit.soorten = soorten
                .into_iter()
                .filter(|(_, punten)| *punten > 0)
                .map(|(soort, _)| soort)
                .collect();
        }
        uit.redenen.sort_by_key(|reden| -reden.gewicht.abs());
        uit.redenen = zonder_dubbele(std::mem::take(&mut uit.redenen));
        uit.vlaggen.sort_by_key(|vlag| vlag.soort);
        uit
    }
}

/// The mark that makes a fact hold, when it does.
fn waar(gegeven: Gegeven, tekst: &Tekst<'_>) -> Option<Veld> {
    let (veld, ja) = match gegeven {
        Gegeven::HgJa => (Veld::Hg, tekst.hg_politie == Some(true)),
        Gegeven::HgNee => (Veld::Hg, tekst.hg_politie == Some(false)),
        Gegeven::ThvJa => (Veld::Thv, tekst.thv == Some(true)),
        Gegeven::ZorgmeldingJa => (Veld::Zorgmelding, tekst.zorgmelding == Some(true)),
    };
    ja.then_some(veld)
}

fn reden(klaar: &Klaar, treffer: &Treffer, punten: i32, tekst: &Tekst<'_>) -> Reden {
    let woorden = tekst
        .veld(treffer.veld)
        .get(treffer.van..treffer.tot)
        .unwrap_or_default();
    let mut citaat: String = woorden.chars().take(CITAAT).collect();
    if citaat.len() < woorden.len() {
        citaat.push('…');
    }
    let gevonden = match treffer.veld {
        // A number that was counted is no quotation.
        Veld::Eerder => zaken(tekst.eerdere_zaken),
        _ => format!("\"{citaat}\""),
    };
    Reden {
        regel: klaar.regel.id.clone(),
        tekst: klaar.regel.zin.replace("{}", &gevonden),
        veld: treffer.veld,
        van: treffer.van,
        tot: treffer.tot,
        gewicht: punten,
    }
}

/// Drops a reason that says the same sign about words that a heavier reason already quotes.
fn zonder_dubbele(redenen: Vec<Reden>) -> Vec<Reden> {
    let mut uit: Vec<Reden> = Vec::with_capacity(redenen.len());
    for reden in redenen {
        let al_gezegd = uit.iter().any(|eerder| {
            eerder.veld == reden.veld
                && eerder.van <= reden.van
                && reden.tot <= eerder.tot
                && (eerder.gewicht < 0) == (reden.gewicht < 0)
                && reden.van < reden.tot
        });
        if !al_gezegd {
            uit.push(reden);
        }
    }
    uit
}
