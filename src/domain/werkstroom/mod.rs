//! The work flow: from a zaak and the present time to its next steps, in order.
//!
//! The rules follow the agreements at the table (domein.md 1.2, 2 and 7), one module a stretch of the
//! way: `vertrek` (nobody is released unseen), `vooraf` (until VT has spoken), `daarna` (the decision and
//! what follows). What a step needs to know beside the zaak comes in as [`Omgeving`]. A zaak that VT
//! follows always has a next step; the last one is to close it. Must not know screens, lists as files,
//! or the wall clock.

mod daarna;
mod feiten;
pub mod oorzaak;
mod vertrek;
mod vooraf;

use chrono::{DateTime, TimeDelta, Utc};

use super::fase::{Fase, Lading};
use super::ids::EventId;
use super::kenmerk::Lijstkenmerk;
use super::signaal::Vlag;
use super::stap::{Stap, StapSoort};
use super::tijd::{dag, lokaal};
use super::verblijf::Verblijf;
use super::zaak::{Stand, Zaak};
use oorzaak::Oorzaak;

pub use daarna::{belet_sluiten, let_op, vraagt_bij_sluiten};

/// Hour of the day, local, at which VT leaves the table.
pub const AVOND: u32 = 17;

/// What the work flow must know beside the zaak.
#[derive(Debug, Clone, Copy)]
pub struct Omgeving<'a> {
    /// The present time.
    pub nu: DateTime<Utc>,
    /// When ophouden ends at the latest; none when it can not be told.
    pub uiterlijk: Option<DateTime<Utc>>,
    /// A time of the arrest or of ophouden is known, and the times do not contradict each other.
    pub tijd_bekend: bool,
    /// Name of the VT that is competent; none when it is not known.
    pub vt: Option<&'a str>,
    /// That VT is the one of this table.
    pub eigen_vt: bool,
    /// How that VT can be reached now, as a sentence; empty when not known.
    pub bereik: &'a str,
    /// Red flags of the line.
    pub vlaggen: &'a [Vlag],
    /// The program proposes HG for a line that nobody tagged.
    pub lijkt_hg: bool,
    /// The suspect is a minor.
    pub minderjarig: bool,
    /// Until when a forensic examination is worth offering; none when the moment of the violence is
    /// not known.
    pub forensisch_tot: Option<DateTime<Utc>>,
    /// Hour of the day, local, from which the overleg counts as in the evening.
    pub avond_vanaf: u32,
    /// The worker is the bereikbaarheidsdienst: nobody else is to be called out.
    pub zelf_dienst: bool,
    /// The clocks of the suspect that still run, in words.
    pub loopt: &'a [String],
}

impl Omgeving<'_> {
    /// Surroundings in which nothing is known but the time: no VT, no clock, no flags.
    #[must_use]
    pub fn kaal(nu: DateTime<Utc>) -> Omgeving<'static> {
        Omgeving {
            nu,
            uiterlijk: None,
            tijd_bekend: false,
            vt: None,
            eigen_vt: false,
            bereik: "",
            vlaggen: &[],
            lijkt_hg: false,
            minderjarig: false,
            forensisch_tot: None,
            avond_vanaf: AVOND,
            zelf_dienst: false,
            loopt: &[],
        }
    }
}

/// After so many days without an act a zaak asks whether it is still needed.
pub const STIL: i64 = 28;
/// So many days after it was asked it closes, if nobody answered and no alarm is open.
pub const STIL_ANTWOORD: i64 = 7;

/// The surroundings with what nearly every step asks of custody at that time, worked out once.
struct Beeld<'a> {
    om: &'a Omgeving<'a>,
    /// Where the suspect is at [`Omgeving::nu`].
    verblijf: &'a Verblijf,
    /// The last moment before he may walk out.
    deadline: Option<DateTime<Utc>>,
}

impl<'a> std::ops::Deref for Beeld<'a> {
    type Target = Omgeving<'a>;

    fn deref(&self) -> &Omgeving<'a> {
        self.om
    }
}

/// The open steps of a zaak: danger, then the clock, then the rest in the order of the work. The first of
/// them is the next step, on every screen and in every text.
#[must_use]
pub fn stappen(zaak: &Zaak, om: &Omgeving<'_>) -> Vec<Stap> {
    stappen_bij(zaak, &zaak.verblijf(om.nu), om)
}

/// As [`stappen`], for who worked out already where the suspect is at [`Omgeving::nu`].
#[must_use]
pub fn stappen_bij(zaak: &Zaak, verblijf: &Verblijf, om: &Omgeving<'_>) -> Vec<Stap> {
    let om = &Beeld {
        om,
        verblijf,
        deadline: vooraf::deadline(zaak, verblijf, om),
    };
    let mut out = Vec::new();
    let fase = zaak.fase();
    if fase != Fase::Opgegaan {
        vooraf::tegenspraken(zaak, om, &mut out);
    }
    match fase {
        Fase::Opgegaan => return out,
        Fase::Ongetagd => vooraf::zonder_tag(zaak, om, &mut out),
        Fase::GeenHg | Fase::Gesloten => vooraf::opnieuw_bekijken(zaak, &mut out),
        Fase::Hg | Fase::Twijfel | Fase::Radar => {
            vertrek::stappen(zaak, om, &mut out);
            vooraf::altijd(zaak, om, &mut out);
            if fase == Fase::Radar {
                vooraf::opnieuw_bekijken(zaak, &mut out);
            }
            if twijfel_open(zaak) {
                out.push(stap(
                    StapSoort::TwijfelBespreken,
                    feiten::van_tag(zaak),
                    "nog niet duidelijk of dit HG is",
                    None,
                ));
            }
            if feiten::volledig(zaak) {
                vooraf::stappen(zaak, om, &mut out);
                daarna::stappen(zaak, om, &mut out);
            } else {
                vooraf::stappen_radar(zaak, &mut out);
            }
            if let Some(since) = stil_sinds(zaak, om.nu) {
                let asked = stil_gevraagd(zaak).unwrap_or(om.nu);
                let closes = asked
                    .checked_add_signed(TimeDelta::days(STIL_ANTWOORD))
                    .unwrap_or(asked);
                out.push(stap(
                    StapSoort::NogNodig,
                    zaak.stand.laatste.map(|last| last.id),
                    format!(
                        "{since} dagen niets gedaan; zonder antwoord sluit de zaak op {}",
                        dag(lokaal(closes).date_naive())
                    ),
                    None,
                ));
            }
            if out.is_empty() {
                out.push(stap(StapSoort::Sluiten, None, sluitreden(zaak, om), None));
            }
        }
    }
    out.sort_by_key(volgorde);
    out
}

/// Danger, then the clock, then the rest.
fn volgorde(step: &Stap) -> (u8, DateTime<Utc>, usize) {
    let group = if step.soort == StapSoort::SoortBevestigen {
        0
    } else if step.alarm {
        1
    } else if matches!(
        step.soort,
        StapSoort::EerstAfstemmen
            | StapSoort::OpnieuwBeoordelen
            | StapSoort::TegenspraakBeslissen
            | StapSoort::StatusNavragen
    ) {
        2
    } else if step.voor.is_some() {
        3
    } else {
        4
    };
    let when = step.voor.filter(|_| group == 3);
    let place = StapSoort::ALLE.iter().position(|one| *one == step.soort);
    (
        group,
        when.unwrap_or(DateTime::<Utc>::MAX_UTC),
        place.unwrap_or(usize::MAX),
    )
}

fn twijfel_open(zaak: &Zaak) -> bool {
    zaak.fase() == Fase::Twijfel
        && !feiten::gedaan(zaak, StapSoort::TwijfelBespreken, feiten::van_tag(zaak))
}

/// For how many days nobody did anything in an open zaak, once that is long enough to ask.
#[must_use]
pub fn stil_sinds(zaak: &Zaak, nu: DateTime<Utc>) -> Option<i64> {
    let last = zaak.stand.laatste.filter(|_| zaak.stand.is_open())?;
    let days = nu.signed_duration_since(last.op).num_days();
    (days >= STIL).then_some(days)
}

/// When it was asked whether this quiet zaak is still needed; none when it was not, since the last act.
#[must_use]
pub fn stil_gevraagd(zaak: &Zaak) -> Option<DateTime<Utc>> {
    let last = zaak.stand.laatste?.id;
    zaak.stand
        .gevraagd
        .iter()
        .rfind(|one| one.soort == StapSoort::NogNodig && one.aanleiding == Some(last))
        .map(|one| one.op)
}

/// Whether an open zaak closes by itself at `nu`: nobody did anything for [`STIL`] days, it was asked at least
/// [`STIL_ANTWOORD`] days ago whether it is still needed, no alarm is open, nothing is announced, and nobody's clock ran out unseen.
#[must_use]
pub fn mag_stil_sluiten(zaak: &Zaak, nu: DateTime<Utc>) -> bool {
    let waited = |asked: DateTime<Utc>| nu.signed_duration_since(asked).num_days() >= STIL_ANTWOORD;
    stil_sinds(zaak, nu).is_some()
        && stil_gevraagd(zaak).is_some_and(waited)
        && alarmen(zaak).is_empty()
        && zaak.stand.tegenspraken().is_empty()
        && vertrek::termijn_voorbij(zaak, nu).is_none()
        && zaak.verblijf(nu).straks.is_none()
        && !vertrek::klok_ongezien(zaak, nu)
}

/// The overleg is in the evening, when VT has left the table.
fn avondoverleg(zaak: &Zaak, avond_vanaf: u32) -> bool {
    zaak.stand.overleg.as_ref().is_some_and(|planned| {
        chrono::Timelike::hour(&super::tijd::lokaal(planned.overleg.tijd)) >= avond_vanaf
    })
}

/// Why a zaak can be closed. That no step is open is no word about safety: what closing passes over
/// stands with it.
fn sluitreden(zaak: &Zaak, om: &Omgeving<'_>) -> String {
    let why = match zaak.fase() {
        Fase::Hg => "er staat geen stap meer open",
        Fase::Twijfel => "besproken: tag als HG of geen HG, of sluit",
        _ => "sluit als hier niets meer te volgen is",
    };
    let mut over = vraagt_bij_sluiten(zaak, om.nu);
    over.extend_from_slice(om.loopt);
    if over.is_empty() {
        why.to_owned()
    } else {
        format!("{why}; let op: {}", over.join("; "))
    }
}

/// The steps that can not wait and that the zaak alone tells, whatever the time: by these an old zaak is
/// found again in the store.
#[must_use]
pub fn alarmen(zaak: &Zaak) -> Vec<Stap> {
    let mut out = Vec::new();
    if zaak.stand.is_open() {
        vertrek::zonder_klok(zaak, false, &mut out);
    }
    out
}

/// The alarm of a clock that ran out, for who knows when it does.
#[must_use]
pub fn klokalarm(zaak: &Zaak, uiterlijk: Option<DateTime<Utc>>, nu: DateTime<Utc>) -> Option<Stap> {
    vertrek::afgelopen(zaak, uiterlijk, nu).or_else(|| vertrek::termijn_voorbij(zaak, nu))
}

/// What opened the alarms that nobody answered yet.
#[must_use]
pub fn open_oorzaken(stand: &Stand) -> Vec<Oorzaak> {
    vertrek::open(stand).cloned().collect()
}

/// Steps that the zaak alone tells and that wait on Vandaag, also of a zaak that was let go.
#[must_use]
pub fn moet_bekeken(zaak: &Zaak) -> bool {
    oorzaak::te_bekijken(&zaak.stand).next().is_some()
}

/// Whether a line says more of a zaak that was let go than whoever decided so saw, and nobody waits with that yet.
#[must_use]
pub fn zegt_meer(stand: &Stand, kenmerk: &Lijstkenmerk) -> bool {
    !oorzaak::nieuws(stand, kenmerk).is_empty()
}

/// Everything that would drop from sight if VT let the zaak go, in Dutch; empty when there is nothing.
#[must_use]
pub fn uit_zicht(zaak: &Zaak) -> Vec<String> {
    let stand = &zaak.stand;
    let mut out: Vec<String> = werk(zaak).into_iter().map(str::to_owned).collect();
    if stand.overleg.is_some() && stand.afdoeningen.is_empty() {
        out.push("een gepland overleg".to_owned());
    }
    for agreed in stand.acties.iter().filter(|one| one.afgerond.is_none()) {
        out.push(format!(
            "een open afspraak met {} ({})",
            agreed.actie.wie, agreed.actie.wat
        ));
    }
    match stand.betrokkenen.as_slice() {
        [] => {}
        [_] => out.push("één betrokkene".to_owned()),
        more => out.push(format!("{} betrokkenen", more.len())),
    }
    if let Some(handed) = stand.wacht_op_overname() {
        out.push(format!(
            "een overdracht aan {}, nog niet overgenomen",
            handed.aan
        ));
    }
    out
}

/// The work in a zaak that no other zaak takes over: what was recorded of its content, and a huisverbod.
fn werk(zaak: &Zaak) -> Vec<&'static str> {
    let mut out = vastgelegd(&zaak.stand);
    if vooraf::thv_van(zaak).is_some() {
        out.push("een huisverbod dat loopt of in beeld is");
    }
    out
}

/// What was recorded in a zaak about its content, in Dutch; empty when nothing was.
#[must_use]
pub fn vastgelegd(stand: &Stand) -> Vec<&'static str> {
    let mut out = Vec::new();
    if !stand.beoordelingen.is_empty() {
        out.push("een veiligheidsbeoordeling");
    }
    if !stand.inputs.is_empty() {
        out.push("input die is gegeven");
    }
    if !stand.afdoeningen.is_empty() {
        out.push("een beslissing");
    }
    out
}

/// What stands in a zaak, for the table of what may happen to it.
#[must_use]
pub fn lading(zaak: &Zaak) -> Lading {
    Lading {
        alarm: !alarmen(zaak).is_empty(),
        werk: !werk(zaak).is_empty(),
    }
}

/// The causes for which a step can be open in this zaak, at some time and place: what `decide` can check
/// without knowing either. Empty: it can not be open at all.
#[must_use]
pub fn aanleidingen(zaak: &Zaak, soort: StapSoort) -> Vec<Option<EventId>> {
    let fase = zaak.fase();
    if soort == StapSoort::OpnieuwBekijken {
        let asked = vooraf::bekijkt(zaak).map(|(cause, _)| Some(cause.id));
        return asked.into_iter().collect();
    }
    if !fase.is_gevolgd() {
        return Vec::new();
    }
    let stand = &zaak.stand;
    let ledger = || {
        vertrek::open(stand)
            .filter(move |cause| cause.stap == soort)
            .map(|cause| Some(cause.id))
    };
    let begin = feiten::begin(zaak);
    match soort {
        StapSoort::BureaudienstInschakelen => ledger().collect(),
        StapSoort::VertrekUitzoeken => {
            // The clock may have run out: only who knows the time can tell.
            let held = zaak
                .stand
                .uitspraken
                .iter()
                .filter(|one| one.duurt_tot().is_some());
            ledger()
                .chain([vertrek::klok_van(zaak)])
                .chain(held.map(|one| one.id).filter(Option::is_some))
                .collect()
        }
        StapSoort::OpnieuwBeoordelen => {
            let judged = stand.beoordeling().map(|holds| Some(holds.id));
            ledger().chain(judged).collect()
        }
        StapSoort::ZorgmeldingOpvragen if !vooraf::zorgmelding_ontbreekt(zaak) => Vec::new(),
        StapSoort::TwijfelBespreken if !twijfel_open(zaak) => Vec::new(),
        StapSoort::TwijfelBespreken
        | StapSoort::SoortBevestigen
        | StapSoort::EerstAfstemmen
        | StapSoort::LetselExpertise => vec![feiten::van_tag(zaak)],
        StapSoort::TegenspraakBeslissen => {
            let custody = zaak.verblijf_alles();
            let said = custody.tegenspraak.last().map(|one| one.id);
            let open = stand.tegenspraken();
            let heads = open.iter().map(|one| one.koppen.last().map(|kop| kop.id));
            said.into_iter().chain(heads).collect()
        }
        StapSoort::StatusNavragen => {
            // Which of them is not answered, the time tells.
            let said = zaak.stand.uitspraken.iter().map(|one| one.id);
            said.chain([begin]).collect()
        }
        StapSoort::VtBepalen | StapSoort::VtInlichten => vec![vooraf::vt_van(zaak)],
        StapSoort::ThvVerbinden => {
            vec![vooraf::thv_van(zaak).unwrap_or_else(|| daarna::besluit_van(zaak))]
        }
        StapSoort::InputGeven => stand
            .beoordeling()
            .map(|holds| Some(holds.id))
            .into_iter()
            .collect(),
        StapSoort::OverdragenAanOm => stand
            .overleg
            .as_ref()
            .map(|one| Some(one.id))
            .into_iter()
            .collect(),
        StapSoort::TerugkoppelingVragen => vec![daarna::terugkoppeling_van(zaak)],
        StapSoort::SlachtofferInformeren => vec![daarna::vrijlating_van(zaak)],
        StapSoort::HgSpreekuur | StapSoort::AfstemmenHoorZitting | StapSoort::SysteemBijwerken => {
            vec![daarna::besluit_van(zaak)]
        }
        StapSoort::NogNodig => vec![stand.laatste.map(|last| last.id)],
        StapSoort::Sluiten | StapSoort::Taggen | StapSoort::OpnieuwBekijken => Vec::new(),
        StapSoort::TijdOpvragen
        | StapSoort::ForensischOnderzoek
        | StapSoort::ZorgmeldingOpvragen
        | StapSoort::BronnenVragen
        | StapSoort::KinderenNagaan
        | StapSoort::RvdkBetrekken
        | StapSoort::Beoordelen
        | StapSoort::OverlegtijdVragen => vec![begin],
    }
}

/// A step that can wait.
fn stap(
    soort: StapSoort,
    aanleiding: Option<EventId>,
    waarom: impl Into<String>,
    voor: Option<DateTime<Utc>>,
) -> Stap {
    Stap {
        soort,
        aanleiding,
        wat: soort.label().to_owned(),
        waarom: waarom.into(),
        wie: soort.wie(),
        voor,
        alarm: false,
    }
}

/// A step that can not.
fn alarm(
    soort: StapSoort,
    aanleiding: Option<EventId>,
    waarom: impl Into<String>,
    voor: Option<DateTime<Utc>>,
) -> Stap {
    Stap {
        alarm: true,
        ..stap(soort, aanleiding, waarom, voor)
    }
}
