//! The work flow: from a zaak and the present time to its next steps, in order.
//!
//! The rules follow the agreements at the table (domein.md 1.2, 2 and 7), one module a stretch of the
//! way: `vertrek` (nobody is released unseen), `vooraf` (until VT has spoken), `daarna` (the decision and
//! what follows). What a step needs to know beside the zaak comes in as [`Omgeving`]. A zaak that VT
//! follows always has a next step; the last one is to close it. Must not know screens, lists as files,
//! or the wall clock.

mod daarna;
mod feiten;
mod vertrek;
mod vooraf;

use chrono::{DateTime, Utc};

use super::signaal::Vlag;
use super::stap::{Stap, StapSoort};
use super::tag::Tag;
use super::zaak::Zaak;

pub use daarna::belet_sluiten;

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
        }
    }
}

/// The open steps of a zaak: what can not wait first, then in the order of the work.
#[must_use]
pub fn stappen(zaak: &Zaak, om: &Omgeving<'_>) -> Vec<Stap> {
    let stand = &zaak.stand;
    // Closing belongs to a tag: without one the line is as if nobody had looked.
    let closed = stand.gesloten.is_some() && stand.tag.is_some();
    if closed || stand.opgegaan_in.is_some() {
        return Vec::new();
    }
    let mut out = Vec::new();
    match stand.tag.as_ref().map(|tagging| tagging.tag) {
        None => vooraf::zonder_tag(zaak, om, &mut out),
        Some(Tag::GeenHg) => {}
        Some(tag) => {
            vertrek::stappen(zaak, om, &mut out);
            if tag == Tag::Twijfel && !feiten::gedaan(zaak, StapSoort::TwijfelBespreken, None) {
                out.push(stap(
                    StapSoort::TwijfelBespreken,
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
            if out.is_empty() {
                out.push(stap(StapSoort::Sluiten, sluitreden(tag), None));
            }
        }
    }
    out.sort_by_key(|step| !step.alarm);
    out
}

fn sluitreden(tag: Tag) -> &'static str {
    match tag {
        Tag::Hg => "alles is gedaan",
        Tag::Twijfel => "besproken: tag als HG of geen HG, of sluit",
        Tag::Radar | Tag::GeenHg => "sluit als hier niets meer te volgen is",
    }
}

/// The steps that can not wait and that the zaak alone tells, whatever the time: by these an old zaak is
/// found again in the store.
#[must_use]
pub fn alarmen(zaak: &Zaak) -> Vec<Stap> {
    let mut out = Vec::new();
    if zaak.stand.is_open() {
        vertrek::zonder_klok(zaak, &mut out);
    }
    out
}

/// Whether a step could be open in this zaak at all, at some time and place: what `decide` can check
/// without knowing either.
#[must_use]
pub fn kan_open_staan(zaak: &Zaak, soort: StapSoort) -> bool {
    if !zaak.stand.is_open() {
        return false;
    }
    match soort {
        StapSoort::BureaudienstInschakelen => vertrek::bureaudienst_nodig(zaak),
        StapSoort::ZorgmeldingOpvragen => vooraf::zorgmelding_ontbreekt(zaak),
        StapSoort::TwijfelBespreken => {
            zaak.stand.tag.as_ref().map(|tagging| tagging.tag) == Some(Tag::Twijfel)
                && !feiten::gedaan(zaak, soort, None)
        }
        _ => true,
    }
}

/// A step that can wait.
fn stap(soort: StapSoort, waarom: impl Into<String>, voor: Option<DateTime<Utc>>) -> Stap {
    Stap {
        soort,
        waarom: waarom.into(),
        wie: soort.wie(),
        voor,
        alarm: false,
    }
}

/// A step that can not.
fn alarm(soort: StapSoort, waarom: impl Into<String>, voor: Option<DateTime<Utc>>) -> Stap {
    Stap {
        alarm: true,
        ..stap(soort, waarom, voor)
    }
}
