//! Whatever happens, in whatever order: nobody unsafe who was held, or may have been, is out without an alarm or an
//! answer in words to that very departure; an open zaak has a next step; nothing recorded vanishes by an act that did
//! not name it; what a text says, somebody said.
//!
//! `PROEF_REEKSEN` sets how many stories are told; 1,000 without it.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;
use zsmtafel::domain::actie::Actie;
use zsmtafel::domain::afdoening::{Afdoening, Modaliteitkeuze, Uitkomst, Voorwaarde, Vrij};
use zsmtafel::domain::beoordeling::{
    Informatiebron, NavraagStand, Oordeel, Veiligheidsbeoordeling, Verzoek,
};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Rol};
use zsmtafel::domain::corv::CorvKenmerk;
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::{Gebeurtenis, Recorded, Tegenspraakveld};
use zsmtafel::domain::fase::Fase;
use zsmtafel::domain::fold::teruggenomen;
use zsmtafel::domain::ids::{ActieId, BetrokkeneId, EventId, LezingId, ZaakId};
use zsmtafel::domain::input::Ontvanger;
use zsmtafel::domain::lijstregel::{Feit, Lijstregel, Status, Veld};
use zsmtafel::domain::overleg::{Gegeven, Verlenging};
use zsmtafel::domain::samenvoegen::voeg_samen;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::{Stap, StapSoort};
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::verblijf::{Uitspraak, Van, Waarde};
use zsmtafel::domain::werkstroom;
use zsmtafel::domain::zaak::{Stand, Zaak};
use zsmtafel::send::ontvangers::Ontvangers;
use zsmtafel::send::opstelling::{Context, opstelling};
use zsmtafel::send::voorwaarden::Voorwaarden;

use crate::domain_verblijf::volgens_de_regels;
use crate::hulp::verhaal::{
    BOER, VISSER, Verhaal, bron, inhoud, input, ivs, modaliteit, mondeling, navraag, om, overleg,
    sluit,
};

/// Something that happens.
#[derive(Debug, Clone)]
enum Iets {
    Doe(Opdracht),
    /// Judge, with conditions asked, valid for so many hours.
    Oordeel(Oordeel, usize, Option<i64>),
    /// Tell; since so many minutes before or after now.
    Meld(Waarde, Option<i64>),
    /// Decide; from so many minutes before or after now; with what became of each condition.
    Beslis(usize, Option<Vrij>, Option<i64>, Vec<Uitkomst>),
    /// The decision that stands, with other outcomes.
    Wijzig(Vec<Uitkomst>),
    /// A list of so many minutes ago.
    Lijst(Status, i64, bool, bool),
    /// A part of a list, or one on which his line did not change: only what it says of custody.
    StatusOpLijst(Status, i64),
    Verdwijnt(i64),
    Terug(Status),
    /// Another line turns out to be the same man; read so many minutes before or after.
    Samen(Status, i64),
    Splits,
    /// The n-th act that can be taken back, or that a reading brought.
    NeemTerug(usize),
    /// A step by its kind, at random.
    Stap(StapSoort, u8),
    /// The n-th step that stands open, with its cause.
    OpenStap(usize, u8),
    BeslisTegenspraak(bool),
    Input(Ontvanger, bool),
    Sluit(bool),
    Wacht(i64),
    /// Somebody else works from here on.
    Wissel,
}

const GEVRAAGD: [&str; 2] = ["contactverbod", "locatieverbod"];

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        4 => Just(Status::Vast),
        2 => Just(Status::NietVast),
        2 => Just(Status::Ivs),
        3 => Just(Status::Heengezonden),
        1 => Just(Status::Onbekend),
        1 => prop::sample::select(vec![
            "blauw", "Heengezonden 09:45", "nog niet heengezonden", "in bewaring", "vast?",
        ])
        .prop_map(|text| Status::Anders(text.to_owned())),
    ]
}

fn uitkomsten() -> impl Strategy<Value = Vec<Uitkomst>> {
    prop::collection::vec(prop::sample::select(Uitkomst::ALLE.to_vec()), 0..3)
}

fn iets() -> impl Strategy<Value = Iets> {
    let tags = prop::sample::select(vec![
        Tag::Hg,
        Tag::Hg,
        Tag::Twijfel,
        Tag::Radar,
        Tag::GeenHg,
    ]);
    let kinds = prop::sample::select(vec![
        (vec![], vec![]),
        (vec![Soort::Partner], vec![]),
        (vec![Soort::Kind], vec![]),
        (vec![Soort::Partner], vec![Soort::Kind]),
    ]);
    let judged = prop::sample::select(Oordeel::ALLE[..4].to_vec());
    let values = prop::sample::select(Waarde::ALLE.to_vec());
    let moment = || {
        prop_oneof![
            2 => Just(None),
            2 => (-300i64..0).prop_map(Some),
            1 => (0i64..300).prop_map(Some),
        ]
    };
    let steps = prop::sample::select(StapSoort::ALLE.to_vec());
    let who = prop::sample::select(Ontvanger::ALLE.to_vec());
    let vrij = || {
        prop_oneof![
            2 => Just(None),
            1 => prop::sample::select(vec![Some(Vrij::Ja), Some(Vrij::Nee), Some(Vrij::Onbekend)]),
        ]
    };
    let ago = || prop_oneof![3 => Just(0i64), 1 => 1i64..300];
    prop_oneof![
        5 => (tags, kinds, any::<bool>()).prop_map(|(tag, (soorten, voorgesteld), bevestigd)| {
            Iets::Doe(Opdracht::Tag { tag, soorten, voorgesteld, reden: None, bevestigd })
        }),
        5 => (judged, 0usize..3, prop_oneof![2 => Just(None), 1 => (1i64..10).prop_map(Some)])
            .prop_map(|(how, asked, until)| Iets::Oordeel(how, asked, until)),
        6 => (values, moment()).prop_map(|(value, since)| Iets::Meld(value, since)),
        4 => (0usize..6, vrij(), moment(), uitkomsten())
            .prop_map(|(which, vrij, from, set)| Iets::Beslis(which, vrij, from, set)),
        2 => uitkomsten().prop_map(Iets::Wijzig),
        5 => (status(), ago(), any::<bool>(), any::<bool>())
            .prop_map(|(status, ago, hg, other)| Iets::Lijst(status, ago, hg, other)),
        2 => (status(), ago()).prop_map(|(status, ago)| Iets::StatusOpLijst(status, ago)),
        3 => ago().prop_map(Iets::Verdwijnt),
        1 => status().prop_map(Iets::Terug),
        1 => (status(), -120i64..60).prop_map(|(status, read)| Iets::Samen(status, read)),
        1 => Just(Iets::Splits),
        4 => (0usize..12).prop_map(Iets::NeemTerug),
        3 => (steps, 0u8..3).prop_map(|(step, how)| Iets::Stap(step, how)),
        6 => (0usize..6, 0u8..3).prop_map(|(at, how)| Iets::OpenStap(at, how)),
        2 => any::<bool>().prop_map(Iets::BeslisTegenspraak),
        2 => (who, any::<bool>()).prop_map(|(who, spoken)| Iets::Input(who, spoken)),
        2 => any::<bool>().prop_map(Iets::Sluit),
        1 => Just(Iets::Doe(Opdracht::Heropen { reden: "toch niet".to_owned() })),
        4 => (0i64..400).prop_map(Iets::Wacht),
        1 => (27i64..37).prop_map(|days| Iets::Wacht(days * 24 * 60)),
        3 => Just(Iets::Wissel),
        3 => ander().prop_map(Iets::Doe),
    ]
}

/// Everything else that can be recorded.
fn ander() -> impl Strategy<Value = Opdracht> {
    let who = |id: u128, naam: &str, rol, verblijf: &str| Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(id)),
        naam: naam.to_owned(),
        leeftijd: None,
        rol,
        relatie: String::new(),
        verblijf: verblijf.to_owned(),
        bellen: Bellen::Onbekend,
        bereikbaar: String::new(),
        geheim: false,
    };
    prop::sample::select(vec![
        Opdracht::VoegBetrokkeneToe(who(1, "Sanne", Rol::Slachtoffer, "thuis")),
        Opdracht::WijzigBetrokkene(who(1, "Sanne", Rol::Slachtoffer, "bij haar moeder")),
        Opdracht::VoegBetrokkeneToe(who(2, "Lotte", Rol::Kind, "")),
        Opdracht::VerwijderBetrokkene(BetrokkeneId(Uuid::from_u128(2))),
        Opdracht::SpreekAf(Actie {
            id: ActieId(Uuid::from_u128(1)),
            wie: "wijkagent".to_owned(),
            wat: "langsgaan".to_owned(),
            wanneer: None,
        }),
        Opdracht::RondActieAf {
            actie: ActieId(Uuid::from_u128(1)),
            toelichting: "is geweest".to_owned(),
        },
        Opdracht::DraagOver {
            aan: "dienst".to_owned(),
            bericht: String::new(),
        },
        Opdracht::NeemOver,
        Opdracht::KoppelCorv(CorvKenmerk {
            kenmerk: "ZF-1".to_owned(),
            ontvangen: None,
            lezing: LezingId(Uuid::from_u128(9)),
            gelijk: vec![],
        }),
        Opdracht::GeenDubbel {
            met: ZaakId(Uuid::from_u128(44)),
            reden: "twee broers".to_owned(),
        },
        Opdracht::BekijkPunt {
            punt: "kinderen".to_owned(),
            toelichting: "gezien".to_owned(),
        },
        Opdracht::WijsVtAan {
            code: "vtbno".to_owned(),
            reden: "woont daar".to_owned(),
        },
        overleg(om(14, 0)),
        overleg(om(19, 30)),
        Opdracht::Meld {
            gegeven: Gegeven::Tekst {
                veld: Veld::Adres,
                waarde: "Molenring 4".to_owned(),
            },
            bron: "wijkagent".to_owned(),
        },
        Opdracht::Meld {
            gegeven: Gegeven::Plaats {
                waar: "bij zijn broer".to_owned(),
            },
            bron: "intake".to_owned(),
        },
        Opdracht::Meld {
            gegeven: Gegeven::Verlengd {
                termijn: Verlenging::Identificatie,
            },
            bron: "intake".to_owned(),
        },
    ])
}

fn modaliteiten(which: usize) -> Modaliteitkeuze {
    match which {
        0 => modaliteit("HZ", Vrij::Ja, true, &[StapSoort::HgSpreekuur]),
        1 => modaliteit("SEP-T", Vrij::Ja, true, &[]),
        2 => ivs(),
        3 => modaliteit("ONDZ", Vrij::Onbekend, false, &[]),
        4 => modaliteit("OMH", Vrij::Nee, false, &[StapSoort::AfstemmenHoorZitting]),
        _ => modaliteit(
            "DV-PR",
            Vrij::Onbekend,
            true,
            &[StapSoort::SlachtofferInformeren],
        ),
    }
}

fn gesteld(how: &[Uitkomst]) -> Vec<Voorwaarde> {
    GEVRAAGD
        .iter()
        .zip(how)
        .map(|(wat, uitkomst)| crate::hulp::verhaal::voorwaarde(wat, *uitkomst))
        .collect()
}

/// What an act names, so that it may end it or let it go.
#[derive(Debug, Default)]
struct Genoemd {
    /// Events that are taken back.
    terug: Option<EventId>,
    /// Step and cause that are answered.
    stap: Option<(StapSoort, Option<EventId>)>,
    /// Decided in words that he is held.
    vast: bool,
    /// Somebody who is taken out of the zaak.
    weg: Option<BetrokkeneId>,
    /// What is planned or agreed anew replaces what was planned before.
    opnieuw: bool,
}

/// Lets it happen, as the store would; what it names.
fn gebeur(tale: &mut Verhaal, what: &Iets) -> Genoemd {
    let mut named = Genoemd::default();
    // No two things happen at the same moment.
    tale.nu += TimeDelta::seconds(1);
    let nu = tale.nu;
    let before = |minutes: i64| nu - TimeDelta::minutes(minutes);
    match what {
        Iets::Doe(opdracht) => {
            let wish = opdracht.clone().met_klok(tale.uiterlijk, nu);
            let done = tale.probeer(&wish).is_ok();
            match opdracht {
                Opdracht::VerwijderBetrokkene(id) if done => named.weg = Some(*id),
                _ => named.opnieuw = true,
            }
        }
        Iets::Oordeel(how, asked, until) => {
            let mut judged = inhoud(*how, &GEVRAAGD[..*asked]);
            judged.geldig_tot = until.map(|hours| nu + TimeDelta::hours(hours));
            judged.navraag = vec![
                navraag(Informatiebron::Politie, NavraagStand::Antwoord),
                navraag(Informatiebron::Reclassering, NavraagStand::Gevraagd),
            ];
            judged.verzoeken = vec![Verzoek {
                aan: String::new(),
                wat: "bel ons".to_owned(),
            }];
            let _ = tale.probeer(&Opdracht::StelVast(Box::new(judged)));
        }
        Iets::Meld(value, since) => {
            let since = since.map(|minutes| nu + TimeDelta::minutes(minutes));
            let _ = tale.probeer(&crate::hulp::verhaal::meld(*value, since));
        }
        Iets::Beslis(which, vrij, from, set) => {
            let from = from.map(|minutes| nu + TimeDelta::minutes(minutes));
            let _ = tale.probeer(&Opdracht::StelAfdoeningVast(Box::new(Afdoening {
                modaliteiten: vec![modaliteiten(*which)],
                vrij: *vrij,
                voorwaarden: gesteld(set),
                beslist_op: from.filter(|at| *at <= nu),
                ingang: from,
                ..Afdoening::default()
            })));
        }
        Iets::Wijzig(set) => {
            if let Some(now) = tale.zaak.stand.afdoening() {
                let edited = Afdoening {
                    voorwaarden: gesteld(set),
                    ..now.inhoud.clone()
                };
                let _ = tale.probeer(&Opdracht::StelAfdoeningVast(Box::new(edited)));
            }
        }
        Iets::Lijst(status, ago, hg, other) => {
            let mut line = tale.zaak.regel.clone();
            line.status = status.clone();
            if *hg {
                line.hg_politie = Some(true);
            }
            if *other {
                line.feiten.push(Feit {
                    artikel: format!("{} Sr", 300 + line.feiten.len()),
                    omschrijving: String::new(),
                });
            }
            let peil = (*ago > 0).then(|| before(*ago));
            if tale.zaak.stand.opgenomen.is_some() {
                tale.lijst_met(line, peil);
            } else {
                // Of whom VT does not follow, the day list alone knows.
                tale.zaak.regel = line;
                tale.zaak.bron = bron(nu, peil);
            }
        }
        Iets::StatusOpLijst(status, ago) => {
            if tale.zaak.stand.opgenomen.is_some() && *status != Status::Onbekend {
                tale.boek(Gebeurtenis::StatusOpLijst {
                    lezing: LezingId(Uuid::from_u128(6)),
                    status: status.clone(),
                    over: before(*ago),
                });
            }
        }
        Iets::Verdwijnt(ago) => {
            if tale.zaak.stand.is_open() && tale.zaak.stand.verdwenen.is_none() {
                tale.boek(Gebeurtenis::VanLijstVerdwenen {
                    lezing: LezingId(Uuid::from_u128(5)),
                    over: Some(before(*ago)),
                });
            }
        }
        Iets::Terug(status) => {
            if tale.zaak.stand.verdwenen.is_some() && tale.zaak.stand.opgenomen.is_some() {
                tale.boek(Gebeurtenis::TerugOpLijst {
                    lezing: LezingId(Uuid::from_u128(5)),
                });
                gebeur(tale, &Iets::StatusOpLijst(status.clone(), 0));
            }
        }
        Iets::Samen(status, read) => {
            let other = Zaak::nieuw(
                ZaakId(Uuid::from_u128(8)),
                Lijstregel {
                    status: status.clone(),
                    ..Lijstregel::default()
                },
                bron((nu + TimeDelta::minutes(*read)).min(nu), None),
                Stand::default(),
            );
            if let Ok((join, _)) = voeg_samen(&tale.zaak, &other, "zelfde man", false) {
                tale.boek(join);
            }
        }
        Iets::Splits => {
            if let Some(joined) = tale.zaak.stand.samengevoegd.last().map(|one| one.id) {
                named.terug = Some(joined);
                tale.boek(Gebeurtenis::Teruggenomen {
                    gebeurtenis: joined,
                });
            }
        }
        Iets::NeemTerug(back) => {
            let undone = teruggenomen(&tale.events);
            let brought = |event: &Recorded| {
                matches!(
                    event.what,
                    Gebeurtenis::LijstgegevensGewijzigd { .. }
                        | Gebeurtenis::StatusOpLijst { .. }
                        | Gebeurtenis::VanLijstVerdwenen { .. }
                )
            };
            let target = tale
                .events
                .iter()
                .rev()
                .filter(|event| !undone.contains(&event.id))
                .filter(|event| event.what.terug_te_nemen() || brought(event))
                .nth(*back)
                .map(|event| (event.id, brought(event)));
            if let Some((id, from_list)) = target {
                if from_list {
                    tale.boek(Gebeurtenis::Teruggenomen { gebeurtenis: id });
                    named.terug = Some(id);
                } else if tale.neem_terug(id).is_ok() {
                    named.terug = Some(id);
                }
            }
        }
        Iets::Stap(step, how) => stap(tale, *step, None, *how, &mut named),
        Iets::OpenStap(at, how) => {
            let steps = tale.stappen();
            if let Some(step) = steps.get(*at) {
                stap(tale, step.soort, step.aanleiding, *how, &mut named);
            }
        }
        Iets::BeslisTegenspraak(held) => {
            let custody = tale.zaak.verblijf_alles();
            let chosen = custody
                .tegenspraak
                .iter()
                .chain(&custody.uitspraak)
                .map(|one| one.waarde)
                .find(|value| value.is_vast() == *held);
            if let Some(waarde) = chosen {
                let done = tale.probeer(&Opdracht::BeslisTegenspraak {
                    veld: Tegenspraakveld::Verblijf,
                    waarde,
                    reden: "intake zei het".to_owned(),
                });
                named.vast = done.is_ok() && waarde.is_vast();
            }
        }
        Iets::Input(who, spoken) => {
            let sent = if *spoken {
                mondeling(&tale.zaak, *who, "iemand", BOER)
            } else {
                Opdracht::VerstuurInput(Box::new(input(&tale.zaak, *who)))
            };
            let _ = tale.probeer(&sent);
        }
        Iets::Sluit(yes) => {
            let wish = sluit(nu, *yes).met_klok(tale.uiterlijk, nu);
            let _ = tale.probeer(&wish);
        }
        Iets::Wacht(minutes) => tale.nu += TimeDelta::minutes(*minutes),
        Iets::Wissel => tale.door = if tale.door == BOER { VISSER } else { BOER },
    }
    named
}

fn stap(
    tale: &mut Verhaal,
    soort: StapSoort,
    cause: Option<EventId>,
    how: u8,
    named: &mut Genoemd,
) {
    let opdracht = match how {
        0 => Opdracht::RondStapAf {
            stap: soort,
            aanleiding: cause,
            toelichting: "met haar gebeld".to_owned(),
        },
        1 => Opdracht::LegTerzijde {
            stap: soort,
            aanleiding: cause,
            reden: "hier niet nodig".to_owned(),
        },
        _ => Opdracht::VraagStap {
            stap: soort,
            aanleiding: cause,
            aan: "KPC-er".to_owned(),
            op: tale.nu,
        },
    };
    if tale.probeer(&opdracht).is_ok() && how < 2 {
        let done = tale.zaak.stand.gedaan.last().unwrap();
        named.stap = Some((done.soort, done.aanleiding));
    }
}

// (a) Nobody is out unseen: the rule read from the facts that stand, not from the program's own ledger.

/// What people and lists said, in the order in which it was recorded.
fn gezegd(stand: &Stand) -> Vec<Uitspraak> {
    let mut all = stand.uitspraken.clone();
    all.sort_by_key(|one| one.vastgelegd);
    all
}

/// The same, with what a person decided between statements as the word of somebody who knows, after which only
/// news counts.
fn na_besluit(said: &[Uitspraak]) -> Vec<Uitspraak> {
    let decided = |one: &Uitspraak| matches!(one.van, Van::Besloten { .. });
    let mut out = said[said.iter().rposition(decided).unwrap_or(0)..].to_vec();
    if let Some(first) = out.first_mut().filter(|one| decided(one)) {
        first.van = Van::Gemeld {
            door: "wie besloot".to_owned(),
        };
        // There is something to decide only about who was held: not held is out then.
        if first.waarde == Waarde::NietVast {
            first.waarde = Waarde::Heengezonden;
        }
    }
    out
}

fn zegt_weg(one: &Uitspraak) -> bool {
    let silent = one.waarde == Waarde::Onbekend
        && matches!(&one.van, Van::Lijst { woord } if woord.is_empty());
    !one.waarde.is_vast() && !silent && !matches!(one.van, Van::Besloten { .. })
}

/// The last departure, as the statements that stand tell it: the last that made that he may be out, or that said so
/// again after somebody said that he was held.
fn laatste_vertrek(said: &[Uitspraak]) -> Option<&Uitspraak> {
    // As it was known then: what was announced for later counts, and so does what was so until then.
    let out = |known: usize| {
        let all = na_besluit(&said[..known]);
        let at = said[..known].last().map(|one| one.vastgelegd);
        let mut begun = all.clone();
        begun.retain(|one| one.over <= one.vastgelegd || at.is_none_or(|at| one.over <= at));
        volgens_de_regels(&all).1 || volgens_de_regels(&begun).1
    };
    if said.is_empty() || !out(said.len()) {
        return None;
    }
    (0..said.len()).rev().find_map(|at| {
        let one = &said[at];
        let now = out(at + 1);
        let first = now && !out(at) && !matches!(one.van, Van::Besloten { .. });
        let held_before = said[..at]
            .iter()
            .rev()
            .take_while(|other| !zegt_weg(other))
            .any(|other| other.waarde.is_vast());
        let overtaken = crate::domain_verblijf::verandert_niets(one, &na_besluit(&said[..=at]));
        let again = now && zegt_weg(one) && held_before && !overtaken;
        (first || again).then_some(one)
    })
}

/// Why a departure leaves somebody unsafe, as far as was known when it was recorded; none when it does not. The
/// second says whether it is only that VT had not judged.
fn onveilig(tale: &Verhaal, left: &Uitspraak) -> Option<bool> {
    let stand = &tale.zaak.stand;
    // What stood under another name is known here since the two were joined.
    let known = tale.events.iter().find(|event| Some(event.id) == left.id);
    let by = known.map_or(left.vastgelegd, |event| event.at);
    // Word that he had been held makes a departure of what was none; it is not the moment at which he left.
    let went = if left.waarde.is_vast() { by } else { left.over };
    let judged_in_time = stand.beoordelingen.iter().any(|one| one.op <= went.min(by));
    let Some(holds) = stand
        .beoordelingen
        .iter()
        .rfind(|one| one.op <= by)
        .filter(|_| judged_in_time)
    else {
        return Some(true);
    };
    let what: &Veiligheidsbeoordeling = &holds.inhoud;
    let expired = what.geldig_tot.is_some_and(|until| until <= went.max(by));
    let decided = stand.afdoeningen.iter().rfind(|one| one.op <= by);
    let in_force = |wat: &str| {
        decided.is_some_and(|one| {
            one.inhoud.voorwaarden.iter().any(|set| {
                set.wat == wat
                    && (set.uitkomst == Uitkomst::Gesteld
                        || set.uitkomst == Uitkomst::Anders && !set.anders.is_empty())
            })
        })
    };
    let unsafe_by_vt = matches!(
        what.geheel,
        Oordeel::AcuutOnveilig | Oordeel::StructureelOnveilig | Oordeel::OnvoldoendeZicht
    );
    let bare = unsafe_by_vt && !GEVRAAGD.iter().any(|wat| in_force(wat));
    let missing = what.voorwaarden.iter().any(|wat| !in_force(wat));
    (expired || bare || missing).then_some(false)
}

fn niemand_is_ongezien_weg(tale: &Verhaal, steps: &[Stap]) -> Result<(), TestCaseError> {
    let stand = &tale.zaak.stand;
    let fase = stand.fase();
    if !fase.is_gevolgd() {
        return Ok(());
    }
    let watched = matches!(fase, Fase::Hg | Fase::Twijfel);
    let asks = |step: StapSoort| {
        matches!(
            step,
            StapSoort::VertrekUitzoeken | StapSoort::OpnieuwBeoordelen
        )
    };
    let alarm = steps.iter().any(|step| step.alarm && asks(step.soort));
    let answered_since = |at: DateTime<Utc>| {
        stand
            .gedaan
            .iter()
            .any(|step| asks(step.soort) && step.op >= at && !step.toelichting.trim().is_empty())
    };
    // Deciding in words that he is held after all is such an answer too.
    let decided_since = |at: DateTime<Utc>| {
        stand.uitspraken.iter().any(|one| {
            matches!(one.van, Van::Besloten { .. }) && one.waarde.is_vast() && one.vastgelegd >= at
        })
    };
    let said = gezegd(stand);
    if let Some(left) = laatste_vertrek(&said)
        && onveilig(tale, left).is_some_and(|unjudged| watched || !unjudged)
    {
        prop_assert!(
            alarm || answered_since(left.vastgelegd),
            "ongezien weg: {left:?}\n{}",
            toon(tale)
        );
    }
    // The clock that ran out while he was held, or while nobody knew, and nobody had judged.
    let Some(end) = tale.uiterlijk.filter(|end| *end <= tale.nu && watched) else {
        return Ok(());
    };
    let by_end: Vec<Uitspraak> = said
        .iter()
        .filter(|one| one.vastgelegd <= end && one.over <= end)
        .cloned()
        .collect();
    if !by_end.is_empty() && stand.begin.is_some() {
        let (values, out, _) = volgens_de_regels(&na_besluit(&by_end));
        let held = values.contains(&Waarde::Opgehouden) && !out;
        let judged = stand.beoordelingen.iter().any(|one| one.op <= end);
        if held && !judged {
            prop_assert!(
                alarm || answered_since(end) || decided_since(end),
                "de klok liep ongezien af: {}",
                toon(tale)
            );
        }
    }
    Ok(())
}

// (c) Nothing recorded vanishes.

/// Everything that stands recorded, a line each, with the event or the moment that recorded it.
fn vastgelegd(stand: &Stand) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut add = |kind: &str, key: String| {
        out.insert(format!("{kind} {key}"));
    };
    for one in &stand.beoordelingen {
        add("oordeel", one.id.to_string());
    }
    for one in &stand.inputs {
        add("input", one.id.to_string());
    }
    for one in &stand.afdoeningen {
        add("beslissing", one.id.to_string());
    }
    for one in &stand.gemeld {
        add("gemeld", one.id.to_string());
    }
    for one in &stand.corv {
        add("corv", one.id.to_string());
    }
    for one in &stand.samengevoegd {
        add("samen", one.id.to_string());
    }
    for one in &stand.uitspraken {
        let by = one.id.map(|id| id.to_string()).unwrap_or_default();
        add(
            "uitspraak",
            format!("{by} {:?} {:?} {}", one.waarde, one.van, one.over),
        );
    }
    for one in &stand.gedaan {
        add(
            "gedaan",
            format!("@{} {:?} {:?}", one.op, one.soort, one.aanleiding),
        );
    }
    for one in &stand.gevraagd {
        add(
            "gevraagd",
            format!(
                "{:?} {:?} {} {}",
                one.soort, one.aanleiding, one.aan, one.op
            ),
        );
    }
    for one in &stand.overdrachten {
        add("overdracht", format!("@{} {}", one.op, one.aan));
    }
    for one in &stand.betrokkenen {
        add("betrokkene", one.id.to_string());
    }
    for one in &stand.acties {
        add("actie", one.actie.id.to_string());
    }
    for one in &stand.plaatsen {
        add("plaats", format!("@{} {}", one.op, one.waar));
    }
    for one in &stand.aandachtspunten {
        add("punt", one.punt.clone());
    }
    for one in &stand.geen_dubbel {
        add("geen-dubbel", one.to_string());
    }
    for (kind, there) in [
        ("overleg", stand.overleg.is_some()),
        ("vt", stand.vt.is_some()),
        ("tag", stand.tag.is_some()),
        ("regel", stand.opgenomen.is_some()),
    ] {
        if there {
            add(kind, String::new());
        }
    }
    out
}

fn niets_verdwijnt(before: &Stand, tale: &Verhaal, named: &Genoemd) -> Result<(), TestCaseError> {
    let now = vastgelegd(&tale.zaak.stand);
    let gone: Vec<String> = vastgelegd(before).difference(&now).cloned().collect();
    let undone = named
        .terug
        .and_then(|id| tale.events.iter().find(|event| event.id == id));
    for line in gone {
        let of_person = named
            .weg
            .is_some_and(|id| line == format!("betrokkene {id}"));
        // What one act recorded bears its id or its moment, or is the one thing that it was about.
        let of_undone = undone.is_some_and(|event| {
            line.contains(&event.id.to_string())
                || line.contains(&format!("@{}", event.at))
                || match &event.what {
                    Gebeurtenis::Getagd { .. } | Gebeurtenis::GeenHgVastgesteld { .. } => {
                        line.starts_with("tag")
                    }
                    Gebeurtenis::OverlegGepland(_) => line.starts_with("overleg"),
                    Gebeurtenis::VtAangewezen { .. } => line.starts_with("vt"),
                    Gebeurtenis::AandachtspuntGezien { .. } => line.starts_with("punt"),
                    Gebeurtenis::GeenDubbel { .. } => line.starts_with("geen-dubbel"),
                    Gebeurtenis::ActieAfgesproken(_) => line.starts_with("actie"),
                    Gebeurtenis::BetrokkeneToegevoegd(who) => {
                        line == format!("betrokkene {}", who.id)
                    }
                    Gebeurtenis::StapGevraagd { .. } => line.starts_with("gevraagd"),
                    _ => false,
                }
        });
        prop_assert!(
            of_person || of_undone,
            "verdwenen: {line} door {named:?}\n{}",
            toon(tale)
        );
    }
    Ok(())
}

// An alarm ends by words about its cause, or by who recorded the cause; by nothing else.

fn alarmen_blijven(
    before: &[Stap],
    tale: &Verhaal,
    steps: &[Stap],
    named: &Genoemd,
) -> Result<(), TestCaseError> {
    // Both ask what became of one departure.
    let departs = |step: StapSoort| {
        matches!(
            step,
            StapSoort::VertrekUitzoeken | StapSoort::OpnieuwBeoordelen | StapSoort::OpnieuwBekijken
        )
    };
    for alarm in before
        .iter()
        .filter(|step| step.alarm && step.soort != StapSoort::Taggen)
    {
        let same = |step: &Stap| {
            step.alarm
                && step.aanleiding == alarm.aanleiding
                && (step.soort == alarm.soort || departs(step.soort) && departs(alarm.soort))
        };
        let answered = named.stap == Some((alarm.soort, alarm.aanleiding));
        let decided = named.vast && alarm.soort != StapSoort::BureaudienstInschakelen;
        let taken_back = named.terug.is_some()
            && named.terug == alarm.aanleiding
            && tale
                .events
                .iter()
                .any(|event| Some(event.id) == alarm.aanleiding && event.by == tale.door);
        // The clock: told otherwise it is another clock; a departure that is told after its end asks the same; who
        // takes back what was said before its end changes what was known by then.
        let clock = alarm.voor.is_some()
            && (named.terug.is_some()
                || steps
                    .iter()
                    .any(|step| step.alarm && step.soort == alarm.soort)
                || tale.zaak.stand.oorzaken.iter().any(|cause| {
                    cause.stap == alarm.soort && alarm.voor.is_some_and(|end| cause.op >= end)
                }));
        prop_assert!(
            steps.iter().any(same) || answered || decided || taken_back || clock,
            "alarm weg: {alarm:?} door {named:?}\n{}",
            toon(tale)
        );
    }
    Ok(())
}

// (d) What a text says, somebody said.

fn ontvangers() -> Ontvangers {
    toml::from_str(include_str!("../../assets/ontvangers.toml")).unwrap()
}

fn voorwaarden() -> Voorwaarden {
    toml::from_str(include_str!("../../assets/voorwaarden.toml")).unwrap()
}

/// What a ticked line claims by these words, and whether somebody said so.
fn gezegd_door_iemand(stand: &Stand, regel: &Lijstregel, line: &str) -> Result<(), String> {
    let said = |value: fn(Waarde) -> bool| {
        stand.uitspraken.iter().any(|one| value(one.waarde))
            || stand.opgenomen.is_none() && value(Waarde::van_status(&regel.status))
    };
    let listed = |word: &str| {
        stand.uitspraken.iter().any(
            |one| matches!(&one.van, Van::Lijst { woord } if woord.to_lowercase().contains(word)),
        ) || matches!(&regel.status, Status::Anders(text) if text.to_lowercase().contains(word))
    };
    let outcome = |how: Uitkomst| {
        stand
            .afdoeningen
            .iter()
            .any(|one| one.inhoud.voorwaarden.iter().any(|set| set.uitkomst == how))
    };
    let judged = |how: Oordeel| {
        stand
            .beoordelingen
            .iter()
            .any(|one| one.inhoud.geheel == how)
    };
    let low = line.to_lowercase();
    // Words that only deny or leave open claim nothing.
    let open = ["niet bekend", "niet zeker", "nog niet", "niet vast"]
        .iter()
        .any(|one| low.contains(one));
    let claims: Vec<(&str, bool)> = vec![
        (
            "heengezonden",
            said(|one| one.is_heengezonden()) || listed("heengez"),
        ),
        (
            "is vast",
            said(|one| one == Waarde::Opgehouden) || open || listed("vast"),
        ),
        ("in verzekering", said(|one| one == Waarde::InVerzekering)),
        (
            "in bewaring",
            said(|one| one == Waarde::Bewaring) || listed("bewaring"),
        ),
        ("elders vast", said(|one| one == Waarde::EldersVast)),
        ("gevaar", false),
        ("acuut onveilig", judged(Oordeel::AcuutOnveilig)),
        ("structureel onveilig", judged(Oordeel::StructureelOnveilig)),
        ("voldoende veilig", judged(Oordeel::VoldoendeVeilig)),
        ("onvoldoende zicht", judged(Oordeel::OnvoldoendeZicht)),
        ("uitkomst: gesteld", outcome(Uitkomst::Gesteld)),
        ("anders gesteld", outcome(Uitkomst::Anders)),
        ("uitkomst: niet gesteld", outcome(Uitkomst::NietGesteld)),
        (
            "ouder tegen kind",
            stand.tag.as_ref().is_some_and(|tag| {
                let possible =
                    low.contains("niet bevestigd") && tag.voorgesteld.contains(&Soort::Kind);
                tag.soorten.contains(&Soort::Kind) || possible
            }),
        ),
        ("zorgmelding: gedaan", regel.zorgmelding == Some(true)),
        ("huisverbod", regel.thv == Some(true)),
        ("bel ons", false),
        ("op basis van: politie", !stand.beoordelingen.is_empty()),
        ("op basis van: 3ro", false),
    ];
    for (words, somebody) in claims {
        if low.contains(words) && !somebody {
            return Err(format!("niemand zei \"{words}\": {line}"));
        }
    }
    Ok(())
}

fn elke_zin_heeft_een_bron(tale: &Verhaal) -> Result<(), TestCaseError> {
    let (all, conditions) = (ontvangers(), voorwaarden());
    let context = Context {
        nu: tale.nu,
        opsteller: BOER.to_owned(),
        vt_naam: "Veilig Thuis Zuidoost-Brabant".to_owned(),
        bereikbaar: "06 00 11 22 33".to_owned(),
        tafel: "ZSM Oost-Brabant".to_owned(),
        klok: None,
        oefenen: false,
    };
    for who in Ontvanger::ALLE {
        let made = opstelling(&tale.zaak, all.voor(who).unwrap(), &conditions, &context);
        for (_, line) in made.regels().filter(|(_, line)| line.aan) {
            let checked = gezegd_door_iemand(&tale.zaak.stand, &tale.zaak.regel, &line.tekst);
            prop_assert!(
                checked.is_ok(),
                "{who:?}: {}\n{}",
                checked.unwrap_err(),
                toon(tale)
            );
        }
    }
    Ok(())
}

/// The story so far, a line each.
fn toon(tale: &Verhaal) -> String {
    let lines = tale.events.iter().map(|event| {
        let what = match &event.what {
            Gebeurtenis::ZaakOpgenomen { regel, bron }
            | Gebeurtenis::LijstgegevensGewijzigd { regel, bron, .. } => {
                format!("{:?} van {}", regel.status, bron.over())
            }
            other => format!("{other:?}"),
        };
        let id = event.id.0.as_u128();
        format!(
            "{id} {} {} {}: {what}",
            event.at,
            event.by,
            event.what.kind()
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn reeksen() -> u32 {
    std::env::var("PROEF_REEKSEN")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(reeksen()))]

    #[test]
    fn whatever_happens_nobody_is_out_unseen_and_nothing_is_lost(
        happened in prop::collection::vec(iets(), 0..30),
        first in status(),
        clock in any::<bool>(),
        vt in any::<bool>(),
    ) {
        let mut tale = Verhaal::met_status(first);
        if !clock {
            tale.uiterlijk = None;
        }
        if !vt {
            tale.vt = None;
        }
        let mut steps = tale.stappen();
        for one in &happened {
            let before = tale.zaak.stand.clone();
            let count = tale.events.len();
            let named = gebeur(&mut tale, one);
            let now = tale.stappen();
            // (b) Who is followed, or waits for a tag, has a next step.
            if tale.zaak.stand.is_open() || tale.zaak.fase() == Fase::Ongetagd {
                prop_assert!(!now.is_empty(), "geen stap: {}", toon(&tale));
            }
            niemand_is_ongezien_weg(&tale, &now)?;
            if tale.events.len() > count {
                niets_verdwijnt(&before, &tale, &named)?;
            }
            if before.is_open() && tale.zaak.fase() == Fase::Gesloten {
                prop_assert!(steps.iter().all(|step| !step.alarm), "gesloten over een alarm");
            } else {
                alarmen_blijven(&steps, &tale, &now, &named)?;
            }
            // Nobody was asked whether the store may close it by itself over an alarm.
            if werkstroom::mag_stil_sluiten(&tale.zaak, tale.nu) {
                prop_assert!(werkstroom::alarmen(&tale.zaak).is_empty());
            }
            steps = now;
        }
    }

    /// (d) Each ticked line of a text, for every recipient, after whatever happened.
    #[test]
    fn what_a_text_says_somebody_said(happened in prop::collection::vec(iets(), 0..20), first in status()) {
        let mut tale = Verhaal::met_status(first);
        for one in &happened {
            gebeur(&mut tale, one);
        }
        elke_zin_heeft_een_bron(&tale)?;
    }
}
