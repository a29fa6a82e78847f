//! The clocks of one zaak: those of the law for the suspect, and those of Veilig Thuis itself.
//!
//! Only a clock that something in the zaak set going is shown. A clock whose start nobody told is shown
//! too, without an end: a clock that is missing looks like one that is not there. Must not know how a
//! clock is drawn, nor read the wall clock.

use chrono::{DateTime, Utc};

use crate::domain::afdoening::Afdoening;
use crate::domain::fase::Fase;
use crate::domain::overleg::{Meldmoment, Verlenging};
use crate::domain::signaal::VlagSoort;
use crate::domain::stap::StapSoort;
use crate::domain::termijn::{Looptijd, OphoudTermijn, TermijnSoort, Vonnis};
use crate::domain::tijd;
use crate::domain::verblijf::{Van, Verblijf, Waarde};
use crate::domain::zaak::Zaak;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::kennis::Kennis;

/// One clock of a zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Klok {
    /// Word in JSON: `ophouden`, or the code of the termijn.
    pub code: &'static str,
    /// Name on screen.
    pub naam: String,
    /// The rule with its article.
    pub regel: String,
    /// When it began.
    pub vanaf: Option<DateTime<Utc>>,
    /// The last moment as the rule computes it; none when it can not be told.
    pub uiterlijk: Option<DateTime<Utc>>,
    /// Minutes from now; negative is over.
    pub resterend_minuten: Option<i64>,
    /// The end as the list or the OM says it.
    pub gezegd: Option<DateTime<Utc>>,
    /// What a worker should look at, in Dutch.
    pub let_op: Vec<String>,
}

impl Klok {
    /// The end that was told is another than the one that was computed.
    #[must_use]
    pub fn verschilt(&self) -> bool {
        match (self.gezegd, self.uiterlijk) {
            (Some(told), Some(computed)) => tijd::minuten_tot(told, computed) != 0,
            _ => false,
        }
    }
}

/// Every clock that runs in this zaak: of the suspect first, then of VT.
#[must_use]
pub fn klokken(regel: &Dagregel, kennis: &Kennis, nu: DateTime<Utc>) -> Vec<Klok> {
    let zaak = &regel.zaak;
    let mut out = Vec::new();
    if matches!(zaak.fase(), Fase::Gesloten | Fase::Opgegaan) {
        return out;
    }
    if regel.klok_loopt() {
        out.push(ophouden(&regel.klok, zaak.regel.gedrukt_einde));
    }
    verdachte(regel, kennis, nu, &mut out);
    if zaak.stand.is_open() {
        eigen(regel, kennis, nu, &mut out);
    }
    out
}

/// The clocks of the suspect that still run, in words: what closing a zaak passes over. One whose end cannot
/// be told runs.
#[must_use]
pub fn lopend(regel: &Dagregel, kennis: &Kennis, nu: DateTime<Utc>) -> Vec<String> {
    if !regel.zaak.stand.is_open() {
        return Vec::new();
    }
    let runs = |name: &str, end: Option<DateTime<Utc>>| match end {
        None => Some(format!("{name} loopt, einde niet bekend")),
        Some(end) if end > nu => Some(format!("{name} loopt tot {}", tijd::tot(end, nu))),
        Some(_) => None,
    };
    let mut out = Vec::new();
    if regel.klok_loopt() {
        // Of every line at every minute: without the words that only the screen of the zaak has.
        let end = regel.klok.uiterlijk.max(regel.zaak.regel.gedrukt_einde);
        out.extend(runs(OPHOUDEN, end));
    }
    let mut all = Vec::new();
    verdachte(regel, kennis, nu, &mut all);
    out.extend(
        all.iter()
            .filter(|klok| klok.code != TermijnSoort::HuisverbodUiterst.code())
            .filter_map(|klok| runs(&klok.naam, klok.uiterlijk.max(klok.gezegd))),
    );
    out
}

/// The name of the clock of ophouden.
const OPHOUDEN: &str = "Ophouden";

/// The clocks that a decision sets going, with the end of each as the law computes it.
#[must_use]
pub fn van_beslissing(what: &Afdoening, kennis: &Kennis, nu: DateTime<Utc>) -> Vec<Klok> {
    van_verlengde(what, &Bekend::default(), kennis, nu)
}

/// What is known of the suspect and of what came after the decision, as far as it touches a clock.
#[derive(Debug, Clone, Copy, Default)]
struct Bekend<'a> {
    /// Tells how often each clock was extended; none is an empty zaak.
    zaak: Option<&'a Zaak>,
    minderjarig: Option<bool>,
}

impl Bekend<'_> {
    fn verlengd(&self, soort: TermijnSoort) -> u8 {
        self.zaak.map_or(0, |zaak| verlengd(zaak, soort))
    }

    /// The judgment since the gedragsaanwijzing, final or not.
    fn vonnis(&self, vanaf: Option<DateTime<Utc>>) -> Option<Vonnis> {
        let stand = &self.zaak?.stand;
        let since = |moment| {
            stand
                .gemeld_moment(moment)
                .filter(|at| vanaf.is_none_or(|from| *at >= from))
        };
        since(Meldmoment::VonnisOnherroepelijk)
            .map(Vonnis::Onherroepelijk)
            .or_else(|| since(Meldmoment::Vonnis).map(Vonnis::Gewezen))
    }
}

/// As [`van_beslissing`], with what is known since.
fn van_verlengde(
    what: &Afdoening,
    bekend: &Bekend<'_>,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Vec<Klok> {
    let mut out: Vec<Klok> = Vec::new();
    let from = what.ingang.or(what.beslist_op);
    for modality in &what.modaliteiten {
        let Some(soort) = modality.klok else {
            continue;
        };
        // Before the RC counts from the arrest; bewaring begins when the RC orders it.
        if soort == TermijnSoort::VoorgeleidingRc
            || out.iter().any(|klok| klok.code == soort.code())
        {
            continue;
        }
        let mut klok = besloten(soort, from, bekend, kennis, nu);
        klok.gezegd = what.einde;
        out.push(klok);
        if soort == TermijnSoort::Huisverbod {
            out.push(besloten(
                TermijnSoort::HuisverbodUiterst,
                from,
                &Bekend::default(),
                kennis,
                nu,
            ));
        }
    }
    out
}

/// The clock of a decision, which may well begin later than now.
fn besloten(
    soort: TermijnSoort,
    vanaf: Option<DateTime<Utc>>,
    bekend: &Bekend<'_>,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Klok {
    let seen = vanaf.map_or(nu, |from| from.max(nu));
    let mut klok = verlengde(soort, vanaf, bekend, kennis, seen);
    klok.resterend_minuten = klok.uiterlijk.map(|end| tijd::minuten_tot(end, nu));
    klok
}

fn ophouden(klok: &OphoudTermijn, gedrukt: Option<DateTime<Utc>>) -> Klok {
    let mut let_op: Vec<String> = klok
        .waarschuwingen
        .iter()
        .map(ToString::to_string)
        .collect();
    if klok.voorzichtig {
        let_op.push(format!("voorzichtig: {}", klok.grond.label()));
    }
    Klok {
        code: "ophouden",
        naam: OPHOUDEN.to_owned(),
        regel: klok.regel.clone(),
        vanaf: klok.vanaf,
        uiterlijk: klok.uiterlijk,
        resterend_minuten: klok.resterend_minuten,
        gezegd: gedrukt,
        let_op,
    }
}

/// A clock that runs for somebody who is held.
fn van_vasthouden(code: &str) -> bool {
    [
        TermijnSoort::Inverzekeringstelling,
        TermijnSoort::VoorgeleidingRc,
        TermijnSoort::Bewaring,
        TermijnSoort::Gevangenhouding,
    ]
    .iter()
    .any(|soort| soort.code() == code)
}

fn verdachte(regel: &Dagregel, kennis: &Kennis, nu: DateTime<Utc>, out: &mut Vec<Klok>) {
    let (zaak, custody) = (&regel.zaak, &regel.verblijf);
    let bekend = Bekend {
        zaak: Some(zaak),
        minderjarig: regel.leeftijd(nu).map(|age| age < 18),
    };
    let decision = zaak.stand.afdoening().map(|one| &one.inhoud);
    let mut of_decision =
        decision.map_or_else(Vec::new, |what| van_verlengde(what, &bekend, kennis, nu));
    // A release ends the clocks of who is held; that nobody knows where he is ends none.
    let left = custody.waarde.is_heengezonden() || custody.waarde == Waarde::NietVast;
    if left {
        of_decision.retain(|klok| !van_vasthouden(klok.code));
    }
    let ivs = TermijnSoort::Inverzekeringstelling.code();
    let in_ivs = custody.waarde == Waarde::InVerzekering;
    if in_ivs && !of_decision.iter().any(|klok| klok.code == ivs) {
        let mut klok = verlengde(
            TermijnSoort::Inverzekeringstelling,
            custody.sinds.filter(|_| !van_lijst(custody)),
            &bekend,
            kennis,
            nu,
        );
        klok.gezegd = zaak.regel.gedrukt_einde;
        out.push(klok);
    }
    let to_rc = decision.is_some_and(|what| {
        what.modaliteiten.iter().any(|one| {
            matches!(
                one.klok,
                Some(TermijnSoort::VoorgeleidingRc | TermijnSoort::Inverzekeringstelling)
            )
        })
    });
    out.extend(of_decision);
    if (in_ivs || to_rc) && !left {
        out.push(termijn(
            TermijnSoort::VoorgeleidingRc,
            zaak.aanhouding(),
            kennis,
            nu,
        ));
    }
    let ordered = out
        .iter()
        .any(|klok| klok.code == TermijnSoort::Huisverbod.code());
    if zaak.regel.thv == Some(true) && !ordered {
        out.push(verlengde(
            TermijnSoort::Huisverbod,
            None,
            &bekend,
            kennis,
            nu,
        ));
    }
}

/// A list says that he is in verzekering, not since when.
fn van_lijst(custody: &Verblijf) -> bool {
    custody
        .uitspraak
        .as_ref()
        .is_none_or(|one| matches!(one.van, Van::Lijst { .. }))
}

/// VT's own terms. They count from the melding: through CORV, else from when VT saw the line. Onderzoek
/// counts from when VT noted that it is needed, and from nothing else.
fn eigen(regel: &Dagregel, kennis: &Kennis, nu: DateTime<Utc>, out: &mut Vec<Klok>) {
    let zaak = &regel.zaak;
    let melding = zaak
        .stand
        .corv
        .iter()
        .filter_map(|one| one.melding.ontvangen)
        .min()
        .unwrap_or_else(|| gezien(zaak));
    if zaak.stand.beoordeling().is_none() {
        out.push(termijn(
            TermijnSoort::Veiligheidsbeoordeling,
            Some(melding),
            kennis,
            nu,
        ));
    }
    let strangled = regel
        .suggestie
        .vlaggen
        .iter()
        .any(|flag| flag.soort == VlagSoort::Verwurging);
    let offered = zaak
        .stand
        .gedaan
        .iter()
        .any(|step| step.soort == StapSoort::ForensischOnderzoek);
    if strangled && !offered {
        out.push(termijn(
            TermijnSoort::ForensischOnderzoek,
            zaak.aanhouding(),
            kennis,
            nu,
        ));
    }
    let bekend = Bekend {
        zaak: Some(zaak),
        ..Bekend::default()
    };
    out.push(verlengde(
        TermijnSoort::Informeren,
        Some(melding),
        &bekend,
        kennis,
        nu,
    ));
    if let Some(noted) = zaak.stand.gemeld_moment(Meldmoment::OnderzoekNodig) {
        out.push(termijn(TermijnSoort::Onderzoek, Some(noted), kennis, nu));
    }
}

/// When VT saw the line first, as far as the zaak knows: a newer list has a later reading.
fn gezien(zaak: &Zaak) -> DateTime<Utc> {
    let tagged = zaak.stand.tag.as_ref().map(|tagging| tagging.op);
    let judged = zaak.stand.beoordelingen.first().map(|one| one.op);
    [tagged, judged]
        .into_iter()
        .flatten()
        .fold(zaak.bron.gelezen, std::cmp::Ord::min)
}

/// How often somebody told that this clock was extended.
fn verlengd(zaak: &Zaak, soort: TermijnSoort) -> u8 {
    match soort {
        TermijnSoort::Inverzekeringstelling => {
            zaak.stand.verlengd(Verlenging::Inverzekeringstelling)
        }
        TermijnSoort::Gedragsaanwijzing => zaak.stand.verlengd(Verlenging::Gedragsaanwijzing),
        TermijnSoort::Informeren => zaak.stand.verlengd(Verlenging::Informeren),
        _ => 0,
    }
}

fn termijn(
    soort: TermijnSoort,
    vanaf: Option<DateTime<Utc>>,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Klok {
    verlengde(soort, vanaf, &Bekend::default(), kennis, nu)
}

fn verlengde(
    soort: TermijnSoort,
    vanaf: Option<DateTime<Utc>>,
    bekend: &Bekend<'_>,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Klok {
    let looptijd = Looptijd {
        soort,
        vanaf,
        verlengd: bekend.verlengd(soort),
    };
    let mut found = kennis
        .termijnen
        .termijn(looptijd, nu, &kennis.kalender)
        .voor(bekend.minderjarig);
    if soort == TermijnSoort::Gedragsaanwijzing
        && let Some(vonnis) = bekend.vonnis(vanaf)
    {
        found = found.met_vonnis(vonnis, nu);
    }
    Klok {
        code: soort.code(),
        naam: found.naam,
        regel: found.regel,
        vanaf: found.vanaf,
        uiterlijk: found.uiterlijk,
        resterend_minuten: found.resterend_minuten,
        gezegd: None,
        let_op: found
            .waarschuwingen
            .iter()
            .map(ToString::to_string)
            .collect(),
    }
}
