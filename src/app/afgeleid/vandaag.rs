//! Everything that is due, over all zaken, in order of time, and who is on duty.
//!
//! The lines are made anew from the list of the day at every look, so that they can not disagree with
//! it. Lines of today that nobody tagged stand here as one: tagging is the work of the screen Ochtend. What
//! waits from an earlier list stands here by itself, and is tagged here. Must not know how a line is drawn.

use chrono::{DateTime, Timelike as _, Utc};

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::kennis::Kennis;
use crate::domain::bereikbaarheid::Wie as Gezocht;
use crate::domain::fase::Fase;
use crate::domain::ids::{ActieId, EventId, ZaakId};
use crate::domain::naam::Naam;
use crate::domain::stap::StapSoort;
use crate::domain::tijd;

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Soort {
    /// A step of the zaak.
    Stap(StapSoort, Option<EventId>),
    /// All lines without a tag together.
    Taggen,
    /// Ophouden ends.
    Ophouden,
    /// What was decided ends.
    Afdoening,
    /// An agreement.
    Actie(ActieId),
    /// The overleg.
    Overleg,
}

/// Identity of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RijId {
    /// The zaak.
    pub zaak: ZaakId,
    /// What about it.
    pub soort: Soort,
}

/// The stretch of the day in which a line belongs, in the order of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Groep {
    /// Can not wait.
    Alarm,
    /// Danger: nothing else goes before it, whatever the hour.
    Eerst,
    /// No time is known, so it may be late already.
    Onbekend,
    /// The time has passed.
    TeLaat,
    /// Before noon.
    Ochtend,
    /// Before five.
    Middag,
    /// This evening or another day.
    Later,
    /// There is no hour to it.
    Rest,
}

impl Groep {
    /// The heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Groep::Alarm => "Kan niet wachten",
            Groep::Eerst => "Eerst",
            Groep::Onbekend => "Tijd onbekend",
            Groep::TeLaat => "Nu te laat",
            Groep::Ochtend => "Tot 12:00",
            Groep::Middag => "Vanmiddag",
            Groep::Later => "Later",
            Groep::Rest => "Zonder tijd",
        }
    }

    fn van(kern: &Kern, nu: DateTime<Utc>) -> Groep {
        if kern.alarm {
            return Groep::Alarm;
        }
        if matches!(kern.soort, Soort::Stap(step, _) if gaat_voor(step)) {
            return Groep::Eerst;
        }
        let Some(at) = kern.tijd else {
            return if kern.onbekend {
                Groep::Onbekend
            } else {
                Groep::Rest
            };
        };
        let (at_local, now) = (tijd::lokaal(at), tijd::lokaal(nu));
        if at <= nu {
            Groep::TeLaat
        } else if at_local.date_naive() != now.date_naive() || at_local.hour() >= 17 {
            Groep::Later
        } else if at_local.hour() >= 12 {
            Groep::Middag
        } else {
            Groep::Ochtend
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vandaagrij {
    /// Which.
    pub id: RijId,
    /// Where it belongs.
    pub groep: Groep,
    /// When.
    pub tijd: Option<DateTime<Utc>>,
    /// The suspect; none for the line of all that were not tagged.
    pub naam: Option<Naam>,
    /// What.
    pub wat: String,
    /// Who does it, or with whom.
    pub wie: String,
    /// Why.
    pub waarom: String,
    /// Words of a worker, in which persons can be named.
    pub vrij: bool,
}

/// Who is on duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dienst {
    /// Who.
    pub wie: String,
    /// How and until when, e.g. `aan tafel tot 17:00`.
    pub hoe: String,
    /// What comes after it, e.g. `daarna 0800-2000`; empty when nothing else does.
    pub daarna: String,
    /// The hours come from no source.
    pub nagaan: bool,
}

/// A line before its words are made: what counting and grouping need.
#[derive(Debug, Clone, Copy)]
struct Kern {
    soort: Soort,
    tijd: Option<DateTime<Utc>>,
    alarm: bool,
    onbekend: bool,
}

/// A step about danger, that goes before every clock: the first one of a zaak is the next one here too.
fn gaat_voor(step: StapSoort) -> bool {
    matches!(
        step,
        StapSoort::SoortBevestigen
            | StapSoort::EerstAfstemmen
            | StapSoort::OpnieuwBeoordelen
            | StapSoort::TegenspraakBeslissen
            | StapSoort::StatusNavragen
    )
}

/// The lines of the screen, in its order.
#[must_use]
pub fn rijen(regels: &[Dagregel], nu: DateTime<Utc>) -> Vec<Vandaagrij> {
    let mut out: Vec<Vandaagrij> = Vec::new();
    for regel in regels {
        kernen(regel, nu, &mut |kern| out.push(rij(regel, &kern, nu)));
    }
    out.extend(taggen(regels, nu));
    out.sort_by_key(|line| {
        (
            line.groep,
            voorrang(line),
            line.tijd.unwrap_or(DateTime::<Utc>::MAX_UTC),
        )
    });
    out
}

/// Among alarms a call comes before finding out, and that before looking; elsewhere the hour decides.
fn voorrang(line: &Vandaagrij) -> Option<StapSoort> {
    match line.id.soort {
        Soort::Stap(step, _) if line.groep == Groep::Alarm => Some(step),
        _ => None,
    }
}

/// How many lines ask for attention now: alarms, what is late or may be, and what is urgent.
#[must_use]
pub fn dringend(regels: &[Dagregel], kennis: &Kennis, nu: DateTime<Utc>) -> usize {
    let mut count = 0;
    for regel in regels {
        kernen(regel, nu, &mut |kern| {
            let soon = kern
                .tijd
                .is_some_and(|at| tijd::minuten_tot(at, nu) <= kennis.drempels.spoed);
            if soon || kern.alarm || (kern.onbekend && kern.tijd.is_none()) {
                count += 1;
            }
        });
    }
    let soon = te_taggen(regels)
        .eerste
        .is_some_and(|at| tijd::minuten_tot(at, nu) <= kennis.drempels.spoed);
    count + usize::from(soon)
}

/// Services that are on the screen by another name, or that answer for another, or that every zaak has
/// among its own steps.
const ELDERS: [&str; 9] = [
    "bureaudienst",
    "om",
    "kpc",
    "politie",
    "bereikbaarheidsdienst",
    "om-bureaudienst",
    "rvdk",
    "3ro",
    "shn",
];

/// Who can be reached now, VT first; behind the fixed ones what the site filled in itself.
#[must_use]
pub fn dienst(kennis: &Kennis, nu: DateTime<Utc>) -> Vec<Dienst> {
    let own = kennis.eigen_vt.as_deref().unwrap_or_default();
    let of_the_site = kennis
        .bereikbaarheid
        .diensten()
        .iter()
        .filter(|post| post.is_ingevuld())
        .filter(|post| {
            !ELDERS
                .iter()
                .any(|code| post.code().eq_ignore_ascii_case(code))
        })
        .map(|post| (post.label(), Gezocht::Dienst(post.code())));
    [
        ("VT", Gezocht::Vt(own)),
        ("bureaudienst", Gezocht::Dienst("bureaudienst")),
        ("OM", Gezocht::Dienst("om")),
        ("KPC-er", Gezocht::Dienst("kpc")),
        ("politie", Gezocht::Dienst("politie")),
    ]
    .into_iter()
    .chain(of_the_site)
    .map(|(wie, whom)| {
        let found = kennis.bereikbaarheid.nu(whom, nu, &kennis.kalender);
        let mut hoe = found.kort(nu);
        let mut daarna = String::new();
        if let (Some(now), Some((from, next))) = (&found.nu, &found.volgende) {
            let then = if next.nummer.is_empty() {
                next.hoe.label().to_owned()
            } else {
                format!("bel {}", next.nummer)
            };
            if !now.nummer.is_empty() && now.nummer == next.nummer {
                // The same number answers, whoever is behind it.
                hoe = format!("bel {}", now.nummer);
            } else if now.tot == Some(*from) && now.via.is_none() {
                daarna = format!("daarna {then}");
            } else {
                daarna = format!("vanaf {} {then}", tijd::moment(*from, nu));
            }
        }
        Dienst {
            wie: wie.to_owned(),
            hoe,
            daarna,
            nagaan: found.nagaan(),
        }
    })
    .collect()
}

/// Hands on what is due in one zaak.
fn kernen(regel: &Dagregel, nu: DateTime<Utc>, tell: &mut impl FnMut(Kern)) {
    let stand = &regel.zaak.stand;
    for step in &regel.stappen {
        // The list of today is the place to tag; what waits from an earlier list is not on it.
        if step.soort == StapSoort::Taggen && !step.alarm && !regel.eerder {
            continue;
        }
        tell(Kern {
            soort: Soort::Stap(step.soort, step.aanleiding),
            tijd: step.voor,
            alarm: step.alarm,
            onbekend: step.soort == StapSoort::TijdOpvragen,
        });
    }
    if !stand.is_open() {
        return;
    }
    let plain = |soort, tijd| Kern {
        soort,
        tijd,
        alarm: false,
        onbekend: false,
    };
    let open = |soort| regel.stappen.iter().any(|step| step.soort == soort);
    // What an open step says already is not said twice.
    if regel.klok_loopt()
        && stand.afdoeningen.is_empty()
        && !open(StapSoort::VertrekUitzoeken)
        && !open(StapSoort::TijdOpvragen)
    {
        let known = regel.klok.uiterlijk.filter(|end| *end > nu);
        if known.is_some() || regel.klok.uiterlijk.is_none() {
            tell(Kern {
                onbekend: true,
                ..plain(Soort::Ophouden, known)
            });
        }
    }
    if let Some(end) = stand.afdoening().and_then(|one| one.inhoud.einde)
        && end > nu
    {
        tell(plain(Soort::Afdoening, Some(end)));
    }
    if let Some(planned) = &stand.overleg
        && planned.overleg.tijd > nu
    {
        tell(plain(Soort::Overleg, Some(planned.overleg.tijd)));
    }
    for agreed in stand.acties.iter().filter(|one| one.afgerond.is_none()) {
        tell(plain(Soort::Actie(agreed.actie.id), agreed.actie.wanneer));
    }
}

/// The words of a line.
fn rij(regel: &Dagregel, kern: &Kern, nu: DateTime<Utc>) -> Vandaagrij {
    let stand = &regel.zaak.stand;
    let text = str::to_owned;
    let (wat, wie, waarom, vrij) = match kern.soort {
        Soort::Stap(soort, cause) => {
            let step = regel
                .stappen
                .iter()
                .find(|step| step.soort == soort && step.aanleiding == cause);
            let why = step.map_or_else(String::new, |step| step.waarom.clone());
            let waits = regel.wacht_sinds().map(|since| {
                let day = tijd::dag(tijd::lokaal(since).date_naive());
                format!("wacht sinds {day}; {why}")
            });
            (
                step.map_or_else(|| text(soort.label()), |step| step.wat.clone()),
                text(soort.wie().label()),
                waits.unwrap_or(why),
                false,
            )
        }
        Soort::Ophouden => (
            text(if kern.tijd.is_some() {
                "ophouden loopt af"
            } else {
                "ophouden: einde onbekend"
            }),
            text("politie"),
            regel.klok.regel.clone(),
            false,
        ),
        Soort::Afdoening => (
            stand.afdoening().map_or_else(String::new, |one| {
                format!("loopt af: {}", one.inhoud.label())
            }),
            text("OM"),
            text("zoals bij de beslissing is vastgelegd"),
            false,
        ),
        Soort::Overleg => {
            let planned = stand.overleg.as_ref().map(|one| &one.overleg);
            (
                planned.map_or_else(String::new, |one| {
                    format!("afdoeningsoverleg, {}", one.wijze.zin())
                }),
                text("OM"),
                planned.map_or_else(String::new, |one| one.toelichting.clone()),
                true,
            )
        }
        Soort::Actie(id) => {
            let found = stand.acties.iter().find(|one| one.actie.id == id);
            (
                found.map_or_else(String::new, |one| one.actie.wat.clone()),
                found.map_or_else(String::new, |one| one.actie.wie.clone()),
                found.map_or_else(String::new, |one| {
                    format!("afgesproken {}", tijd::moment(one.op, nu))
                }),
                true,
            )
        }
        Soort::Taggen => (String::new(), String::new(), String::new(), false),
    };
    Vandaagrij {
        id: RijId {
            zaak: regel.zaak.id,
            soort: kern.soort,
        },
        groep: Groep::van(kern, nu),
        tijd: kern.tijd,
        naam: Some(regel.zaak.regel.naam.clone()),
        wat,
        wie,
        waarom,
        vrij,
    }
}

/// The lines that nobody tagged, apart from those that are an alarm.
struct TeTaggen {
    aantal: usize,
    /// How many look like HG or radar.
    lijken: usize,
    /// The first end of a clock among those.
    eerste: Option<DateTime<Utc>>,
}

fn ongetagd(regel: &&Dagregel) -> bool {
    // What waits from an earlier list has its own line.
    regel.zaak.fase() == Fase::Ongetagd && !regel.eerder && !regel.heeft_alarm()
}

fn te_taggen(regels: &[Dagregel]) -> TeTaggen {
    let mut out = TeTaggen {
        aantal: 0,
        lijken: 0,
        eerste: None,
    };
    for regel in regels.iter().filter(ongetagd) {
        out.aantal += 1;
        if regel.voorstel().is_none() {
            continue;
        }
        out.lijken += 1;
        if let Some(end) = regel.klok.uiterlijk.filter(|_| regel.klok_loopt()) {
            out.eerste = Some(out.eerste.map_or(end, |first| first.min(end)));
        }
    }
    out
}

/// One line for everything that nobody tagged; it opens the most urgent of them.
fn taggen(regels: &[Dagregel], nu: DateTime<Utc>) -> Option<Vandaagrij> {
    let first = regels
        .iter()
        .filter(ongetagd)
        .min_by_key(|regel| regel.rang())?;
    let TeTaggen {
        aantal: count,
        lijken: likely,
        eerste: at,
    } = te_taggen(regels);
    let kern = Kern {
        soort: Soort::Taggen,
        tijd: at,
        alarm: false,
        onbekend: false,
    };
    let lines = if count == 1 { "regel" } else { "regels" };
    Some(Vandaagrij {
        id: RijId {
            zaak: first.zaak.id,
            soort: Soort::Taggen,
        },
        groep: Groep::van(&kern, nu),
        tijd: at,
        naam: None,
        wat: format!("{count} {lines} nog taggen"),
        wie: "VT".to_owned(),
        waarom: match likely {
            0 => "geen lijkt HG of radar; Enter gaat erheen".to_owned(),
            1 => "1 lijkt HG of radar; Enter gaat erheen".to_owned(),
            more => format!("{more} lijken HG of radar; Enter gaat erheen"),
        },
        vrij: false,
    })
}
