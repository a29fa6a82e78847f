//! Weighing: lets all rules look at one line and adds up what they find.
//!
//! Must not know a single word or article; those are in the rules.

use super::artikel::{self, Artikel};
use super::model::Model;
use super::patroon::{Indeling, Vondst};
use super::regels::{Bereik, Gegeven, Klaar, Regels};
use super::woorden::{Woorden, knip};
use super::{Grond, Reden, Suggestie, Tekst, Veld, Vlag, VoorgesteldeTag, zaken};
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

    fn delen(&self, vondst: Vondst) -> Option<(usize, usize)> {
        let deel = |plek: usize| self.woorden.lijst.get(plek).map_or(0, |woord| woord.deel);
        (self.veld == Veld::Toelichting).then(|| (deel(vondst.eerste), deel(vondst.laatste)))
    }
}

/// A place of a rule's words, and the clauses over which it lies.
#[derive(Debug, Clone, Copy)]
struct Woordplek {
    regel: usize,
    /// First and last clause of the toelichting; none for other fields, which belong to every clause.
    delen: Option<(usize, usize)>,
    plek: (Veld, usize, usize),
}

/// What the rules make of a line, or of one clause of it.
#[derive(Debug, Default)]
struct Weegstand {
    treffers: Vec<Treffer>,
    hg: i32,
    radar: i32,
}

impl Regels {
    /// Weighs one line: the rules, and the examples when there are any. Pure and total: any text gives
    /// an answer, and ranges lie on char boundaries.
    #[must_use]
    pub fn weeg(&self, tekst: &Tekst<'_>) -> Suggestie {
        self.weeg_met(tekst, self.model.as_ref())
    }

    /// As [`Regels::weeg`], with another model or none.
    #[must_use]
    pub fn weeg_met(&self, tekst: &Tekst<'_>, model: Option<&Model>) -> Suggestie {
        let artikelen = artikel::lees(tekst.artikelen);
        let (woordplekken, delen) = self.zoek_woorden(tekst);
        let geheel = self.stand(tekst, &artikelen, &woordplekken, None);
        let mut tag = self.tag(geheel.hg, geheel.radar);
        let mut vlaggen = Vec::new();
        self.vlaggen(&geheel, tekst, &mut vlaggen);
        let getemperd = (geheel.treffers.iter())
            .filter_map(|een| self.regels.get(een.regel))
            .any(|een| een.regel.tempert);
        let mut beste = geheel;
        // What weighs against one clause does not silence another: a clause may be HG by itself.
        let mut deel = 0;
        while tag != Some(VoorgesteldeTag::Hg) && deel < delen && delen > 1 {
            let stand = self.stand(tekst, &artikelen, &woordplekken, Some(deel));
            if stand.hg >= self.drempels.deel {
                tag = Some(VoorgesteldeTag::Hg);
                beste = stand;
            }
            deel += 1;
        }
        let mut uit = self.verslag(&beste, tag, tekst);
        uit.vlaggen = vlaggen;
        if let Some(model) = model {
            model.vul_aan(&mut uit, tekst, &self.functiewoorden, getemperd);
        }
        if uit.tag.is_none() {
            uit.soorten.clear();
        }
        uit.gronden.truncate(uit.soorten.len());
        uit.gronden.resize(uit.soorten.len(), Grond::default());
        uit
    }

    fn tag(&self, hg: i32, radar: i32) -> Option<VoorgesteldeTag> {
        if hg >= self.drempels.hg {
            Some(VoorgesteldeTag::Hg)
        } else if hg >= self.drempels.twijfel || radar >= self.drempels.radar {
            Some(VoorgesteldeTag::Radar)
        } else {
            None
        }
    }

    /// Lets the rules look at the whole line, or at one clause. In a clause an article alone says
    /// nothing: it may be about another clause.
    fn stand(
        &self,
        tekst: &Tekst<'_>,
        artikelen: &[Artikel],
        woordplekken: &[Woordplek],
        deel: Option<usize>,
    ) -> Weegstand {
        let mut plekken: Vec<Option<(Veld, usize, usize)>> = vec![None; self.regels.len()];
        for een in woordplekken {
            let bereik =
                (self.regels.get(een.regel)).map_or(Bereik::Geheel, |een| een.regel.bereik);
            let hierin = match (bereik, deel, een.delen) {
                (Bereik::Overal, _, _) | (_, None, _) => true,
                (Bereik::Geheel, Some(_), _) => false,
                (Bereik::Deel, Some(deel), Some((van, tot))) => (van..=tot).contains(&deel),
                (Bereik::Deel, Some(_), None) => true,
            };
            if let Some(plek) = plekken.get_mut(een.regel)
                && hierin
            {
                let (veld, van, tot) = een.plek;
                // Of finds that begin at the same word the longest says most: "ex-partner" and not "ex".
                match plek {
                    Some((waar, begin, eind)) if *waar == veld && *begin == van => {
                        *eind = tot.max(*eind);
                    }
                    Some(_) => {}
                    None => *plek = Some(een.plek),
                }
            }
        }
        let mut gevonden = vec![false; self.kenmerken];
        let mut treffers = Vec::with_capacity(16);
        for beurt in &self.beurten {
            let nummer = beurt.regel;
            let woorden = plekken.get(nummer).copied().flatten();
            // Asked here as well as in the rule: most rules need not be looked at.
            if (beurt.woorden && woorden.is_none())
                || (beurt.artikelen && (artikelen.is_empty() || (deel.is_some() && !beurt.woorden)))
            {
                continue;
            }
            let Some(regel) = self.regels.get(nummer) else {
                continue;
            };
            if deel.is_some() && regel.regel.bereik == Bereik::Geheel {
                continue;
            }
            if let Some((veld, van, tot)) =
                self.geldt(regel, woorden, artikelen, tekst, &gevonden, &treffers)
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
        let (hg, radar) = self.tel_op(&treffers);
        Weegstand {
            treffers,
            hg,
            radar,
        }
    }

    /// Every place where words of a rule are found, first places first; and the number of clauses.
    fn zoek_woorden(&self, tekst: &Tekst<'_>) -> (Vec<Woordplek>, usize) {
        let mut plekken = Vec::with_capacity(32);
        let mut delen = 0;
        for veld in VELDEN {
            if tekst.veld(veld).is_empty() {
                continue;
            }
            let woorden = knip(tekst.veld(veld), &self.afkortingen);
            if veld == Veld::Toelichting {
                delen = woorden.lijst.last().map_or(0, |woord| woord.deel + 1);
            }
            let indeling = self.boek.deel_in(&woorden);
            let mut gelezen = Gelezen {
                veld,
                woorden,
                indeling,
            };
            self.zoek_in(&mut gelezen, &mut plekken);
        }
        (plekken, delen)
    }

    fn zoek_in(&self, gelezen: &mut Gelezen, plekken: &mut Vec<Woordplek>) {
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
            if past && !gered(&vondst) {
                plekken.push(Woordplek {
                    regel: nummer,
                    delen: gelezen.delen(vondst),
                    plek: gelezen.plek(vondst),
                });
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
    fn tel_op(&self, treffers: &[Treffer]) -> (i32, i32) {
        let mut sommen = vec![[(0, 0); 2]; self.kenmerken];
        for klaar in treffers.iter().filter_map(|een| self.regels.get(een.regel)) {
            let punten = [klaar.regel.gewicht, klaar.regel.radar];
            for ((voor, tegen), punten) in sommen
                .get_mut(klaar.hoofd)
                .into_iter()
                .flatten()
                .zip(punten)
            {
                *voor = punten.max(*voor);
                *tegen = punten.min(*tegen);
            }
        }
        sommen.iter().fold((0, 0), |(hg, radar), [een, twee]| {
            (hg + een.0 + een.1, radar + twee.0 + twee.1)
        })
    }

    fn vlaggen(&self, stand: &Weegstand, tekst: &Tekst<'_>, uit: &mut Vec<Vlag>) {
        for treffer in &stand.treffers {
            if let Some(soort) = self
                .regels
                .get(treffer.regel)
                .and_then(|een| een.regel.vlag)
                && !uit.iter().any(|vlag| vlag.soort == soort)
            {
                uit.push(Vlag {
                    soort,
                    veld: treffer.veld,
                    van: treffer.van,
                    tot: treffer.tot,
                    aantal: (treffer.veld == Veld::Eerder).then_some(tekst.eerdere_zaken),
                });
            }
        }
        uit.sort_by_key(|vlag| vlag.soort);
    }

    /// Kinds and reasons of what was found. Kinds are told without a tag too: the examples may give one.
    fn verslag(
        &self,
        stand: &Weegstand,
        tag: Option<VoorgesteldeTag>,
        tekst: &Tekst<'_>,
    ) -> Suggestie {
        let mut soorten: Vec<(Soort, i32, Grond)> = Vec::new();
        let mut geweerd: Vec<Soort> = Vec::new();
        let mut uit = Suggestie {
            tag,
            gewicht: match tag {
                Some(VoorgesteldeTag::Radar) => stand.hg.max(stand.radar),
                _ => stand.hg,
            },
            ..Suggestie::default()
        };
        for treffer in &stand.treffers {
            let Some(klaar) = self.regels.get(treffer.regel) else {
                continue;
            };
            let regel = &klaar.regel;
            geweerd.extend(&regel.weert);
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
                let plek = match soorten.iter().position(|(bekend, _, _)| bekend == soort) {
                    Some(plek) => plek,
                    None => {
                        soorten.push((*soort, 0, Grond::default()));
                        soorten.len() - 1
                    }
                };
                if let Some((_, som, grond)) = soorten.get_mut(plek) {
                    *som += erbij;
                    if erbij > 0 {
                        grond.neem(treffer.veld);
                    }
                }
            }
            if punten != 0 && !regel.zin.is_empty() {
                uit.redenen.push(reden(klaar, treffer, punten, tekst));
            }
        }
        soorten.sort_by_key(|(_, punten, _)| -punten);
        soorten.retain(|(soort, punten, _)| *punten > 0 && !geweerd.contains(soort));
        (uit.soorten, uit.gronden) = soorten
            .into_iter()
            .map(|(soort, _, grond)| (soort, grond))
            .unzip();
        uit.redenen.sort_by_key(|reden| -reden.gewicht.abs());
        uit.redenen = zonder_dubbele(std::mem::take(&mut uit.redenen));
        uit
    }
}

impl Grond {
    fn neem(&mut self, veld: Veld) {
        match veld {
            Veld::Feit | Veld::Toelichting | Veld::Plaats => self.woorden = true,
            Veld::Artikelen => self.artikel = true,
            Veld::Relatie => self.relatie = true,
            Veld::Hg | Veld::Thv | Veld::Zorgmelding => self.merk = true,
            // Age and earlier zaken say nothing of the kind.
            Veld::Leeftijd | Veld::Eerder => {}
        }
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
