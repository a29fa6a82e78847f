//! Ophouden voor onderzoek: the clock at the left of the day's list (art. 56a and 56b Sv).
//!
//! Sources differ about the start. The order of the HOvJ is taken when the list has it, otherwise
//! an earlier moment, labelled as careful: earlier start, earlier end.
//!
//! Must not know how the clock is drawn, nor whether somebody is still held.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

use super::adres::VastAdres;
use super::hechtenis::Toelating;
use super::nood::Nood;
use super::regels::{Ophoudregel, Termijnregels};
use super::waarschuwing::{Tijdstip, Waarschuwing};
use crate::domain::artikel::Artikel;
use crate::domain::tijd::{lokaal, minuten_tot};

/// From so many minutes between arrest and start on, the worker is asked to look at the date.
const LANG_NA_AANHOUDING: i64 = 6 * 60;

/// What is known of one holding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ophouding {
    /// The arrest.
    pub aanhouding: Option<DateTime<Utc>>,
    /// Arrival at the place of interrogation.
    pub aankomst: Option<DateTime<Utc>>,
    /// The order of the HOvJ to hold.
    pub begin_ophouden: Option<DateTime<Utc>>,
    /// The end that the list prints.
    pub gedrukt_einde: Option<DateTime<Utc>>,
    /// Every article of the line.
    pub artikelen: Vec<Artikel>,
    /// What the list says about a fixed address.
    pub vast_adres: VastAdres,
    /// How often an extension for identification was ordered; the law knows one.
    pub verlengd_56b: u8,
}

/// On which moment a clock rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grond {
    /// The order of the HOvJ.
    BeginOphouden,
    /// Arrival, because the order is not known.
    Aankomst,
    /// The arrest, because nothing later is known.
    Aanhouding,
    /// The end printed on the list; no start is known.
    Lijst,
    /// Nothing.
    Onbekend,
}

impl Grond {
    /// In words for the worker.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Grond::BeginOphouden => "vanaf begin ophouden",
            Grond::Aankomst => "voorzichtig geschat (vanaf aankomst)",
            Grond::Aanhouding => "voorzichtig geschat (vanaf aanhouding)",
            Grond::Lijst => "volgens de lijst",
            Grond::Onbekend => "tijd onbekend",
        }
    }
}

/// The clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OphoudTermijn {
    /// The last moment. None when no time is known or when the times cannot be true.
    pub uiterlijk: Option<DateTime<Utc>>,
    /// Minutes on the wall clock from now, rounded down; negative is over.
    pub resterend_minuten: Option<i64>,
    /// The moment from which was counted.
    pub vanaf: Option<DateTime<Utc>>,
    /// On which moment the clock rests.
    pub grond: Grond,
    /// The rule with its article: `9 uur, art. 56a lid 2 Sv`.
    pub regel: String,
    /// What the lists say about the facts.
    pub toelating: Toelating,
    /// Whether start or rule was chosen on the safe side.
    pub voorzichtig: bool,
    /// Whether the clock stands still now.
    pub stilstand: bool,
    /// When it goes on, if it stands still.
    pub loopt_weer: Option<DateTime<Utc>>,
    /// What a worker should look at.
    pub waarschuwingen: Vec<Waarschuwing>,
    /// Printed end less computed end in minutes, when both are known; negative: the list ends earlier.
    pub verschil_met_lijst: Option<i64>,
}

impl OphoudTermijn {
    /// Urgency, by the earlier of the computed and the printed end; thresholds as in [`Nood::van`].
    #[must_use]
    pub fn nood(&self, spoed: i64, bijna: i64) -> Nood {
        let eerder_op_lijst = self.verschil_met_lijst.unwrap_or(0).min(0);
        Nood::van(
            self.resterend_minuten
                .map(|minuten| minuten.saturating_add(eerder_op_lijst)),
            spoed,
            bijna,
        )
    }

    /// Whether the list holds times that cannot be true.
    #[must_use]
    pub fn is_onmogelijk(&self) -> bool {
        self.waarschuwingen.iter().any(Waarschuwing::is_onmogelijk)
    }
}

impl Termijnregels {
    /// The clock of one holding, seen at `nu`.
    ///
    /// ```text
    ///   aanhouding ---- aankomst ---- begin ophouden ======= 9 or 6 h, night left out ======= uiterlijk
    ///   (last resort)   (else)        (when known)
    /// ```
    #[must_use]
    pub fn ophouden(&self, ophouding: &Ophouding, nu: DateTime<Utc>) -> OphoudTermijn {
        let (grond, vanaf) = start(ophouding);
        let peil = vanaf.or(ophouding.gedrukt_einde).unwrap_or(nu);
        let toelating = self.toelating(
            &ophouding.artikelen,
            ophouding.vast_adres,
            lokaal(peil).date_naive(),
        );
        let mut klok = OphoudTermijn {
            uiterlijk: None,
            resterend_minuten: None,
            vanaf,
            grond,
            regel: String::new(),
            toelating,
            voorzichtig: !toelating.is_zeker()
                || matches!(grond, Grond::Aankomst | Grond::Aanhouding),
            stilstand: false,
            loopt_weer: None,
            waarschuwingen: volgorde(ophouding, nu),
            verschil_met_lijst: None,
        };
        let Some(regel) = self.ophoudregel(peil) else {
            klok.waarschuwingen.push(Waarschuwing::GeenRegel {
                op: lokaal(peil).date_naive(),
            });
            return klok;
        };
        let uren = uren(regel, ophouding.verlengd_56b, &mut klok);

        let gedrukt = ophouding.gedrukt_einde;
        let einde = match vanaf {
            Some(vanaf) => regel.einde(hele_minuut(vanaf), uren),
            None => {
                // Without a start the printed end must at least be one that can be reached.
                let uiterst = regel.einde(nu, regel.langst());
                if let Some(moment) =
                    gedrukt.filter(|moment| uiterst.is_some_and(|uiterst| *moment > uiterst))
                {
                    klok.waarschuwingen
                        .push(Waarschuwing::EindeTeVer { moment });
                }
                gedrukt
            }
        };
        if let (Some(_), Some(einde), Some(gedrukt)) = (vanaf, einde, gedrukt) {
            let minuten = minuten_tot(gedrukt, einde);
            klok.verschil_met_lijst = Some(minuten);
            if minuten != 0 {
                klok.waarschuwingen
                    .push(Waarschuwing::VerschilMetLijst { minuten });
            }
        }
        if einde.is_none() {
            klok.waarschuwingen.push(Waarschuwing::GeenTijd);
        }
        if klok.is_onmogelijk() {
            klok.verschil_met_lijst = None;
            klok.voorzichtig = true;
            return klok;
        }
        klok.uiterlijk = einde;
        klok.resterend_minuten = einde.map(|einde| minuten_tot(einde, nu));
        klok.loopt_weer = regel
            .stilte
            .verder_om(nu)
            .filter(|_| einde.is_some_and(|einde| nu < einde));
        klok.stilstand = klok.loopt_weer.is_some();
        klok
    }
}

fn start(ophouding: &Ophouding) -> (Grond, Option<DateTime<Utc>>) {
    match (
        ophouding.begin_ophouden,
        ophouding.aankomst,
        ophouding.aanhouding,
    ) {
        (Some(begin), _, _) => (Grond::BeginOphouden, Some(begin)),
        (None, Some(aankomst), _) => (Grond::Aankomst, Some(aankomst)),
        (None, None, Some(aanhouding)) => (Grond::Aanhouding, Some(aanhouding)),
        (None, None, None) if ophouding.gedrukt_einde.is_some() => (Grond::Lijst, None),
        (None, None, None) => (Grond::Onbekend, None),
    }
}

/// Everything that is odd about the order of the moments.
fn volgorde(ophouding: &Ophouding, nu: DateTime<Utc>) -> Vec<Waarschuwing> {
    let mut out = Vec::new();
    let geweest = [
        (Tijdstip::Aanhouding, ophouding.aanhouding),
        (Tijdstip::Aankomst, ophouding.aankomst),
        (Tijdstip::BeginOphouden, ophouding.begin_ophouden),
    ];
    for (wat, moment) in geweest {
        if let Some(moment) = moment.filter(|moment| *moment > nu) {
            out.push(Waarschuwing::InToekomst { wat, moment });
        }
    }
    let [aanhouding, aankomst, begin] = geweest;
    let end = (Tijdstip::GedruktEinde, ophouding.gedrukt_einde);
    for (eerst, later) in [(aanhouding, aankomst), (aanhouding, begin)] {
        if let (Some(een), Some(twee)) = (eerst.1, later.1)
            && twee < een
        {
            out.push(Waarschuwing::Omgekeerd {
                eerst: (eerst.0, een),
                later: (later.0, twee),
            });
        }
    }
    // A holding of no time at all is no holding either.
    for eerst in [aanhouding, aankomst, begin] {
        if let (Some(een), Some(twee)) = (eerst.1, end.1)
            && twee <= een
        {
            out.push(Waarschuwing::Omgekeerd {
                eerst: (eerst.0, een),
                later: (end.0, twee),
            });
        }
    }
    if let (Some(begin), Some(aankomst)) = (ophouding.begin_ophouden, ophouding.aankomst)
        && begin < aankomst
    {
        out.push(Waarschuwing::BeginVoorAankomst { begin, aankomst });
    }
    if let (Some(aanhouding), (_, Some(start))) = (ophouding.aanhouding, start(ophouding)) {
        let minuten = minuten_tot(start, aanhouding);
        if minuten > LANG_NA_AANHOUDING {
            out.push(Waarschuwing::LangNaAanhouding { minuten });
        }
    }
    out
}

/// How many hours may be counted; writes the rule and what is odd about the extension on the clock.
fn uren(regel: &Ophoudregel, verlengd: u8, klok: &mut OphoudTermijn) -> u16 {
    let uren = regel.uren(klok.toelating);
    let artikel = &regel.bron.artikel;
    if verlengd > 1 {
        klok.waarschuwingen
            .push(Waarschuwing::TeVaakVerlengd { maximaal: 1 });
    }
    if verlengd > 0 && klok.toelating == Toelating::NietToegelaten {
        let erbij = regel.bron.verlenging_uren;
        klok.regel = format!(
            "{uren} + {erbij} uur, {artikel} en {}",
            regel.bron.verlenging_artikel
        );
        return uren.saturating_add(erbij);
    }
    if verlengd > 0 {
        klok.waarschuwingen.push(if klok.toelating.mag() {
            Waarschuwing::VerlengingNietToegestaan
        } else {
            Waarschuwing::VerlengingOnzeker
        });
    }
    klok.regel = match klok.toelating {
        Toelating::ToegelatenZonderAdres => {
            format!("{uren} uur, {artikel} ({})", klok.toelating.label())
        }
        zeker if zeker.is_zeker() => format!("{uren} uur, {artikel}"),
        onzeker => format!(
            "{uren} uur, {artikel} ({}: voorzichtig {uren} uur)",
            onzeker.label()
        ),
    };
    uren
}

/// Lists are kept in minutes. Seconds are cut off, so that half a minute before 24:00 does not
/// move an end to the next morning.
fn hele_minuut(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment
        .duration_trunc(TimeDelta::minutes(1))
        .unwrap_or(moment)
}
