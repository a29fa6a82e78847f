//! A list against what is known of today: what is new, changed, the same, gone, perhaps double.
//!
//! A plan changes nothing; the worker sees it first. Must not know the store: what is known comes
//! in, and so does the way to an id.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::domain::ids::ZaakId;
use crate::domain::lijstregel::{Lijstregel, Status, Veld, Wijziging};
use crate::domain::naam::vouw;
use crate::domain::verblijf::Waarde;

use super::Lijst;
use super::dubbel::{Dubbel, zoek_dubbelen};
use super::fout::Melding;
use super::{papier, samen};

/// What a line is against what is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planverschil {
    /// Not known yet.
    Nieuw,
    /// Known, and something is different now.
    Gewijzigd(Vec<Wijziging>),
    /// Known, and nothing is different.
    Gelijk,
}

/// One suspect of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRegel {
    /// The zaak.
    pub zaak: ZaakId,
    /// The line as it will be kept: what this list says, laid over what is known. A poorer shape of
    /// the list takes nothing away.
    pub regel: Lijstregel,
    /// Against what is known.
    pub wat: Planverschil,
}

/// What reading this list would do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The list; its lines have moved to `regels`.
    pub lijst: Lijst,
    /// The suspects, in the order of the list.
    pub regels: Vec<PlanRegel>,
    /// What a second line of the same suspect says otherwise about custody than the line that counts.
    pub ook: Vec<(ZaakId, Status)>,
    /// Known zaken that are not on this list, and so are gone; none when it is a part of the list.
    pub verdwenen: Vec<ZaakId>,
    /// Known zaken that are not on this list, whatever that means.
    pub afwezig: Vec<ZaakId>,
    /// New zaken that look like a known one.
    pub mogelijk_dubbel: Vec<Dubbel>,
}

/// The numbers of a plan, with the names of the command line (ontwerp.md 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Telling<'a> {
    /// Name of the file.
    pub bestand: &'a str,
    /// SHA-256 in hex.
    pub sha256: &'a str,
    /// The profile that was used.
    pub profiel: &'a str,
    /// The encoding.
    pub codering: &'a str,
    /// The separator of a text file.
    pub scheidingsteken: Option<char>,
    /// The sheet of a workbook.
    pub blad: Option<&'a str>,
    /// Rows of the list: suspects and refused rows.
    pub rijen: usize,
    /// Suspects that were not known.
    pub nieuw: usize,
    /// Suspects of whom something is different.
    pub gewijzigd: usize,
    /// Suspects of whom nothing is different.
    pub gelijk: usize,
    /// Known suspects that are not on this list.
    pub verdwenen: usize,
    /// New suspects that look like a known one.
    pub mogelijk_dubbel: usize,
    /// Rows that could not be read.
    pub geweigerd: &'a [Melding],
    /// What needs eyes.
    pub waarschuwingen: &'a [Melding],
    /// It is a part of the list: nobody is gone. Not among the names of the command line.
    #[serde(skip)]
    pub deel: bool,
    /// Headings that no profile knows.
    pub onbekende_kolommen: &'a [String],
}

impl Plan {
    /// Says that this is a part of the list, or the whole of it. On a part nobody is missing; on the whole
    /// those are who stand neither here nor among `elders`, the zaken of the other parts.
    pub fn zet_deel(&mut self, deel: bool, elders: &HashSet<ZaakId>) {
        self.lijst.deel = deel;
        self.verdwenen = if deel {
            Vec::new()
        } else {
            self.afwezig
                .iter()
                .filter(|id| !elders.contains(id))
                .copied()
                .collect()
        };
    }

    /// Who stood on the previous list and is not on this one left it too, whatever the day; on a part of a
    /// list, or a suspect typed over from paper, nobody is missing.
    pub fn vergelijk_vorige(&mut self, vorige: &[(ZaakId, Option<Lijstregel>)]) {
        let here: HashSet<ZaakId> = self.regels.iter().map(|line| line.zaak).collect();
        let refused = geweigerde_tekst(&self.lijst);
        self.afwezig.extend(
            vorige
                .iter()
                .filter(|(id, line)| {
                    !here.contains(id)
                        && !line.as_ref().is_some_and(|line| staat_in(line, &refused))
                })
                .map(|(id, _)| *id),
        );
        self.afwezig.sort_unstable();
        self.afwezig.dedup();
        self.zet_deel(self.lijst.deel, &HashSet::new());
    }

    /// The numbers.
    #[must_use]
    pub fn telling(&self) -> Telling<'_> {
        let count = |wanted: fn(&Planverschil) -> bool| {
            self.regels.iter().filter(|line| wanted(&line.wat)).count()
        };
        let lijst = &self.lijst;
        Telling {
            bestand: &lijst.bestand,
            sha256: &lijst.sha256,
            profiel: &lijst.profiel,
            codering: &lijst.codering,
            scheidingsteken: lijst.scheidingsteken,
            blad: lijst.blad.as_deref(),
            rijen: self.regels.len().saturating_add(lijst.geweigerd.len()),
            nieuw: count(|wat| matches!(wat, Planverschil::Nieuw)),
            gewijzigd: count(|wat| matches!(wat, Planverschil::Gewijzigd(_))),
            gelijk: count(|wat| matches!(wat, Planverschil::Gelijk)),
            verdwenen: self.verdwenen.len(),
            mogelijk_dubbel: self.mogelijk_dubbel.len(),
            geweigerd: &lijst.geweigerd,
            waarschuwingen: &lijst.waarschuwingen,
            deel: lijst.deel,
            onbekende_kolommen: &lijst.onbekende_kolommen,
        }
    }
}

/// Compares a list with the lines of the current day list (`bekend`).
///
/// A suspect who stands twice in the file (one id) is joined when only the offences differ, and
/// refused with a reason otherwise; never lost in silence.
#[must_use]
pub fn maak_plan<S: std::hash::BuildHasher>(
    lijst: Lijst,
    bekend: &HashMap<ZaakId, Lijstregel, S>,
    zaak_id: &(dyn Fn(&Lijstregel) -> ZaakId + Sync),
) -> Plan {
    maak_plan_met(lijst, bekend, &[], zaak_id)
}

/// As [`maak_plan`], with the zaken of earlier days that are still open (`eerder`): a new line may be
/// one of those, written otherwise. They are not on the day list, so they are never `verdwenen`.
#[must_use]
pub fn maak_plan_met<S: std::hash::BuildHasher>(
    mut lijst: Lijst,
    bekend: &HashMap<ZaakId, Lijstregel, S>,
    eerder: &[(ZaakId, Lijstregel)],
    zaak_id: &(dyn Fn(&Lijstregel) -> ZaakId + Sync),
) -> Plan {
    let lines = std::mem::take(&mut lijst.regels);
    let mut ids = samen::elk(&lines, zaak_id);
    dezelfde(&mut ids, &lines, bekend, eerder, zaak_id);
    let mut order: Vec<(ZaakId, Lijstregel)> = Vec::with_capacity(lines.len());
    let mut place: HashMap<ZaakId, usize> = HashMap::with_capacity(lines.len());
    let mut ook = Vec::new();
    for (id, line) in ids.into_iter().zip(lines) {
        match place.get(&id).and_then(|at| order.get_mut(*at)) {
            Some((_, first)) => {
                ook.extend(weerspreekt(&first.status, &line.status).map(|held| (id, held)));
                nogmaals(first, line, &mut lijst);
            }
            None => {
                place.insert(id, order.len());
                order.push((id, line));
            }
        }
    }
    let mogelijk_dubbel = dubbelen(&order, &place, bekend, eerder);
    let regels = order
        .into_iter()
        .map(|(zaak, line)| match bekend.get(&zaak) {
            None => PlanRegel {
                zaak,
                regel: line,
                wat: Planverschil::Nieuw,
            },
            Some(known) => {
                let changes = known.wijzigingen(&line);
                PlanRegel {
                    zaak,
                    regel: known.bijgewerkt(&line),
                    wat: if changes.is_empty() {
                        Planverschil::Gelijk
                    } else {
                        Planverschil::Gewijzigd(changes)
                    },
                }
            }
        })
        .collect();
    let mut verdwenen: Vec<ZaakId> = bekend
        .keys()
        .filter(|id| !place.contains_key(id))
        .copied()
        .collect();
    verdwenen.sort_unstable();
    // Who stands on a line that could not be read is not gone.
    let refused = geweigerde_tekst(&lijst);
    if !refused.is_empty() {
        verdwenen.retain(|id| !bekend.get(id).is_some_and(|line| staat_in(line, &refused)));
    }
    let afwezig = verdwenen;
    Plan {
        verdwenen: if lijst.deel {
            Vec::new()
        } else {
            afwezig.clone()
        },
        lijst,
        regels,
        ook,
        afwezig,
        mogelijk_dubbel,
    }
}

/// Two lines of one suspect of which one says that he is held and the other that he is out: the one that he is
/// held, since the other is the one that counts ([`zwaarste`]).
fn weerspreekt(first: &Status, second: &Status) -> Option<Status> {
    let held = |status: &Status| Waarde::van_status(status).is_vast();
    let out = |status: &Status| {
        let value = Waarde::van_status(status);
        value.is_heengezonden() || value == Waarde::NietVast
    };
    match (first, second) {
        (one, other) if held(one) && out(other) => Some(one.clone()),
        (other, one) if held(one) && out(other) => Some(one.clone()),
        _ => None,
    }
}

/// The lines that were refused, folded.
fn geweigerde_tekst(lijst: &Lijst) -> Vec<String> {
    lijst
        .geweigerd
        .iter()
        .map(|one| vouw(&one.waarde))
        .collect()
}

/// Whether a line that was refused names this suspect: his number, or his family name.
fn staat_in(line: &Lijstregel, refused: &[String]) -> bool {
    let number = line.pl.as_deref().map(vouw).filter(|text| text.len() > 5);
    let name = Some(line.naam.sleutel()).filter(|text| text.len() > 2);
    refused.iter().any(|text| {
        [&number, &name]
            .into_iter()
            .flatten()
            .any(|word| text.contains(word.as_str()))
    })
}

/// Who was typed over from paper is the same zaak when a file brings him, though the paper lacked a fact
/// that makes his key; and stays that zaak when the file comes once more.
fn dezelfde<S: std::hash::BuildHasher>(
    ids: &mut [ZaakId],
    lines: &[Lijstregel],
    bekend: &HashMap<ZaakId, Lijstregel, S>,
    eerder: &[(ZaakId, Lijstregel)],
    zaak_id: &(dyn Fn(&Lijstregel) -> ZaakId + Sync),
) {
    let on_list: HashSet<ZaakId> = ids.iter().copied().collect();
    let papers: Vec<(ZaakId, &Lijstregel)> = bekend
        .iter()
        .map(|(id, line)| (*id, line))
        .chain(eerder.iter().map(|(id, line)| (*id, line)))
        .filter(|(id, line)| {
            !on_list.contains(id) && (papier::is_van(line) || zaak_id(line) != *id)
        })
        .collect();
    if papers.is_empty() {
        return;
    }
    let known: HashSet<ZaakId> = bekend
        .keys()
        .chain(eerder.iter().map(|(id, _)| id))
        .copied()
        .collect();
    for (id, paper) in papers {
        let key = zaak_id(paper);
        let mut same = (0..lines.len()).filter(|at| {
            let (Some(now), Some(line)) = (ids.get(*at), lines.get(*at)) else {
                return false;
            };
            !known.contains(now)
                && (*now == key || papier::is_van(paper) && papier::is_zelfde(paper, line))
        });
        // Two who fit are two proposals, and no answer.
        if let (Some(at), None) = (same.next(), same.next())
            && let Some(place) = ids.get_mut(at)
        {
            *place = id;
        }
    }
}

/// The same suspect once more in one file.
fn nogmaals(first: &mut Lijstregel, line: Lijstregel, lijst: &mut Lijst) {
    let mut different: Vec<&str> = first
        .wijzigingen(&line)
        .into_iter()
        .filter(|change| change.veld != Veld::Feiten)
        .map(|change| change.veld.label())
        .collect();
    if first.overig != line.overig {
        different.push("overige kolommen");
    }
    let name = super::schoon::kort(&line.naam.lijstvorm(), 80);
    if different.is_empty() {
        for feit in line.feiten {
            if !first.feiten.contains(&feit) {
                first.feiten.push(feit);
            }
        }
        lijst.waarschuwingen.push(Melding {
            regel: line.regel,
            kolom: String::new(),
            waarde: name,
            reden: format!(
                "deze verdachte staat ook op regel {}; de feiten zijn samengevoegd",
                first.regel
            ),
        });
    } else {
        let heard = zwaarste(first, &line);
        let but = if heard.is_empty() {
            String::new()
        } else {
            format!(", behalve wat hier zwaarder weegt: {}", heard.join(", "))
        };
        lijst.geweigerd.push(Melding {
            regel: line.regel,
            kolom: different.join(", "),
            waarde: name,
            reden: format!(
                "deze verdachte staat al op regel {} met andere gegevens; alleen die regel telt{but}",
                first.regel
            ),
        });
    }
}

/// Takes from a second line of the same suspect what may not be lost with it: that he is out or may be, that
/// police mark it as HG, and its offences. Which of these it took, in words.
fn zwaarste(first: &mut Lijstregel, line: &Lijstregel) -> Vec<String> {
    let mut out = Vec::new();
    let weight = |status: &Status| match Waarde::van_status(status) {
        _ if *status == Status::Onbekend => 0,
        value if value.is_vast() => 1,
        Waarde::Onbekend => 2,
        _ => 3,
    };
    if weight(&line.status) > weight(&first.status) {
        first.status = line.status.clone();
        if let Some(origin) = line.herkomst.get(&Veld::Status) {
            first
                .herkomst
                .noteer(Veld::Status, origin.kolom, origin.tekst);
        }
        out.push(format!("status {}", line.status.label()));
    }
    if line.hg_politie == Some(true) && first.hg_politie != Some(true) {
        first.hg_politie = Some(true);
        if let Some(origin) = line.herkomst.get(&Veld::HgPolitie) {
            first
                .herkomst
                .noteer(Veld::HgPolitie, origin.kolom, origin.tekst);
        }
        out.push(Veld::HgPolitie.label().to_owned());
    }
    let known = first.feiten.len();
    for feit in &line.feiten {
        if !first.feiten.contains(feit) {
            first.feiten.push(feit.clone());
        }
    }
    if first.feiten.len() > known {
        out.push(Veld::Feiten.label().to_owned());
    }
    out
}

/// New lines that look like a known one that is not on this list.
fn dubbelen<S: std::hash::BuildHasher>(
    order: &[(ZaakId, Lijstregel)],
    place: &HashMap<ZaakId, usize>,
    bekend: &HashMap<ZaakId, Lijstregel, S>,
    eerder: &[(ZaakId, Lijstregel)],
) -> Vec<Dubbel> {
    let mut known: Vec<(ZaakId, &Lijstregel)> = bekend
        .iter()
        .map(|(id, line)| (*id, line))
        .chain(eerder.iter().map(|(id, line)| (*id, line)))
        .filter(|(id, _)| !place.contains_key(id))
        .collect();
    known.sort_unstable_by_key(|(id, _)| *id);
    known.dedup_by_key(|(id, _)| *id);
    if known.is_empty() {
        return Vec::new();
    }
    let open: HashSet<ZaakId> = eerder.iter().map(|(id, _)| *id).collect();
    let new: Vec<(ZaakId, &Lijstregel)> = order
        .iter()
        .filter(|(id, _)| !bekend.contains_key(id) && !open.contains(id))
        .map(|(id, line)| (*id, line))
        .collect();
    zoek_dubbelen(&new, &known)
}
