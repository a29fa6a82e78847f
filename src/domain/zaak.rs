//! A zaak: one suspect in one police registration, and what was done about it.
//!
//! What lists say and what somebody told stay apart: ask for a fact by name, and it comes with who said it.
//! Must not know how it is stored or drawn.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::actie::AfgesprokenActie;
use super::afdoening::VastgesteldeAfdoening;
use super::beoordeling::{Oordeel, VastgesteldeBeoordeling};
use super::betrokkene::Betrokkene;
use super::corv::CorvKoppeling;
use super::fase::Fase;
use super::ids::{BetrokkeneId, EventId, ZaakId};
use super::input::VerstuurdeInput;
use super::kenmerk::Lijstkenmerk;
use super::koppen::{self, Koppen, Tegenspraak};
use super::lijstregel::{Bron, Lijstregel, Status, Veld};
use super::meegeschreven::Meegeschreven;
use super::overleg::Meldmoment;
use super::overleg::{
    AangewezenVt, Gegeven, GemeldGegeven, GenoteerdePlaats, GeplandOverleg, Gezegd, GezienPunt,
    NietGesloten, Overdracht, Sluiting, Verlenging,
};
use super::samenvoegen::Samenvoeging;
use super::stap::{GedaneStap, GevraagdeStap};
use super::tag::Tagging;
use super::verblijf::{Uitspraak, Van, Verblijf, Waarde, verblijf, verblijf_alles};
use super::werkstroom::oorzaak::Oorzaak;

/// What the journal says about a zaak. The projection holds exactly this.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// The line as it entered the journal and as later lists changed it; none for geen HG.
    pub opgenomen: Option<Opname>,
    /// The event that brought the line into the journal first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin: Option<EventId>,
    /// The event that brought what the line says now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lijst_van: Option<EventId>,
    /// The tag that holds now.
    pub tag: Option<Tagging>,
    /// People around the suspect.
    pub betrokkenen: Vec<Betrokkene>,
    /// Assessments, oldest first; the last one holds.
    pub beoordelingen: Vec<VastgesteldeBeoordeling>,
    /// Input that left, oldest first.
    pub inputs: Vec<VerstuurdeInput>,
    /// Steps that a person dealt with.
    pub gedaan: Vec<GedaneStap>,
    /// Steps for which somebody was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gevraagd: Vec<GevraagdeStap>,
    /// Everything that was said about custody, in the order in which it was recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uitspraken: Vec<Uitspraak>,
    /// What opened an alarm. It stays here, whatever came later, unless who recorded it took it back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oorzaken: Vec<Oorzaak>,
    /// Since when the suspect is missing on the newest list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdwenen: Option<DateTime<Utc>>,
    /// The event that last changed a moment from which the clock of ophouden counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub klok_van: Option<EventId>,
    /// Places that were noted, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plaatsen: Vec<GenoteerdePlaats>,
    /// Zaken that look like this one and are another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub geen_dubbel: Vec<ZaakId>,
    /// The last act of a person in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laatste: Option<LaatsteHandeling>,
    /// Points of the aandachtspuntenlijst that were looked at; a later one on the same point holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aandachtspunten: Vec<GezienPunt>,
    /// The overleg as it was planned last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overleg: Option<GeplandOverleg>,
    /// Decisions, oldest first; the last one holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub afdoeningen: Vec<VastgesteldeAfdoening>,
    /// Facts that were told, oldest first. They stand beside what the list says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gemeld: Vec<GemeldGegeven>,
    /// The VT that a worker chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vt: Option<AangewezenVt>,
    /// Agreements with partners, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acties: Vec<AfgesprokenActie>,
    /// Handing over, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overdrachten: Vec<Overdracht>,
    /// Closed, and by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gesloten: Option<Sluiting>,
    /// Closed by somebody who did not know of something; the zaak is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub niet_gesloten: Option<NietGesloten>,
    /// Taken back without effect: a text that left rests on what was taken back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zonder_gevolg: Vec<ZonderGevolg>,
    /// Events of a newer program. The zaak can be read; what silences alarms waits until this one is renewed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub te_nieuw: Vec<EventId>,
    /// The newest events of each field of class A that do not know each other; more than one, with different
    /// values, is a Tegenspraak.
    #[serde(default, skip_serializing_if = "Koppen::is_empty")]
    pub koppen: Koppen,
    /// Who else wrote on a field of class B, without knowing of the value that holds.
    #[serde(default, skip_serializing_if = "Meegeschreven::is_empty")]
    pub meegeschreven: Meegeschreven,
    /// Meldingen that came through CORV.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corv: Vec<CorvKoppeling>,
    /// Doubles that went up in this zaak.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samengevoegd: Vec<Samenvoeging>,
    /// The zaak in which this one went up; it is not followed apart then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opgegaan_in: Option<ZaakId>,
}

/// A line in the journal, with its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opname {
    /// The line.
    pub regel: Lijstregel,
    /// The file.
    pub bron: Bron,
}

/// That somebody took back what a text that left rests on, without knowing of that text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZonderGevolg {
    /// The event that would have taken back.
    pub id: EventId,
    /// What it named.
    pub gebeurtenis: EventId,
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// That a person did something in a zaak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaatsteHandeling {
    /// The event.
    pub id: EventId,
    /// When.
    pub op: DateTime<Utc>,
}

impl Stand {
    /// Where the zaak is in its life.
    #[must_use]
    pub fn fase(&self) -> Fase {
        if self.opgegaan_in.is_some() {
            return Fase::Opgegaan;
        }
        match &self.tag {
            // Closing belongs to a tag: without one the line is as if nobody had looked.
            None => Fase::Ongetagd,
            Some(_) if self.gesloten.is_some() => Fase::Gesloten,
            Some(tagging) => Fase::van_tag(tagging.tag),
        }
    }

    /// The assessment that holds.
    #[must_use]
    pub fn beoordeling(&self) -> Option<&VastgesteldeBeoordeling> {
        self.beoordelingen.last()
    }

    /// Values that do not know each other, on fields that alarms and others rest on.
    #[must_use]
    pub fn tegenspraken(&self) -> Vec<Tegenspraak<'_>> {
        koppen::tegenspraken(&self.koppen)
    }

    /// The judgement that holds.
    #[must_use]
    pub fn oordeel(&self) -> Oordeel {
        self.beoordeling()
            .map_or(Oordeel::NogNietBeoordeeld, |one| one.inhoud.geheel)
    }

    /// The judgement had a term, and it is over: how safe it is now, nobody said.
    #[must_use]
    pub fn oordeel_verlopen(&self, nu: DateTime<Utc>) -> bool {
        self.beoordeling()
            .is_some_and(|holds| !holds.inhoud.geldt_op(nu))
    }

    /// The judgement in words, as it stands at `nu`.
    #[must_use]
    pub fn oordeel_zin(&self, nu: DateTime<Utc>) -> String {
        let label = self.oordeel().label();
        if self.oordeel_verlopen(nu) {
            format!("oordeel verlopen (was {label})")
        } else {
            label.to_owned()
        }
    }

    /// The decision that holds.
    #[must_use]
    pub fn afdoening(&self) -> Option<&VastgesteldeAfdoening> {
        self.afdoeningen.last()
    }

    /// How often somebody told that a term was extended.
    #[must_use]
    pub fn verlengd(&self, termijn: Verlenging) -> u8 {
        let told = self
            .gemeld
            .iter()
            .filter(|one| one.gegeven == Gegeven::Verlengd { termijn })
            .count();
        u8::try_from(told).unwrap_or(u8::MAX)
    }

    /// When this was, as somebody told it last.
    #[must_use]
    pub fn gemeld_moment(&self, moment: Meldmoment) -> Option<DateTime<Utc>> {
        self.gemeld.iter().rev().find_map(|one| match one.gegeven {
            Gegeven::Moment {
                moment: about,
                tijd,
            } if about == moment => Some(tijd),
            _ => None,
        })
    }

    /// VT follows this zaak.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.fase().is_gevolgd()
    }

    /// Where somebody is, as it was noted last, and when; none is the suspect.
    #[must_use]
    pub fn plaats(&self, wie: Option<BetrokkeneId>) -> Option<&GenoteerdePlaats> {
        self.plaatsen.iter().rfind(|one| one.wie == wie)
    }

    /// The last handing over that nobody took over yet.
    #[must_use]
    pub fn wacht_op_overname(&self) -> Option<&Overdracht> {
        self.overdrachten
            .last()
            .filter(|one| one.overgenomen.is_none())
    }

    /// Somebody by id.
    #[must_use]
    pub fn betrokkene(&self, id: BetrokkeneId) -> Option<&Betrokkene> {
        self.betrokkenen.iter().find(|who| who.id == id)
    }

    /// Input that rests on the assessment that holds.
    pub fn inputs_bij_laatste_oordeel(&self) -> impl Iterator<Item = &VerstuurdeInput> {
        let holds = self.beoordeling().map(|one| one.id);
        self.inputs
            .iter()
            .filter(move |input| holds.is_some() && input.inhoud.beoordeling == holds)
    }
}

/// A zaak whole: the line of the list, and what the journal says. Make it with [`Zaak::nieuw`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zaak {
    /// Identity.
    pub id: ZaakId,
    /// The facts of the list, newest known. What somebody told stands in [`Stand::gemeld`].
    pub regel: Lijstregel,
    /// Where they came from.
    pub bron: Bron,
    /// What was done.
    pub stand: Stand,
}

impl Zaak {
    /// Puts a zaak together.
    #[must_use]
    pub fn nieuw(id: ZaakId, regel: Lijstregel, bron: Bron, stand: Stand) -> Zaak {
        Zaak {
            id,
            regel,
            bron,
            stand,
        }
    }

    /// Where the zaak is in its life.
    #[must_use]
    pub fn fase(&self) -> Fase {
        self.stand.fase()
    }

    /// Where the suspect is at `nu`, since when and by whom, what contradicts it and what was announced: the
    /// one answer that clocks, steps, alarms, columns and texts read.
    #[must_use]
    pub fn verblijf(&self, nu: DateTime<Utc>) -> Verblijf {
        verblijf(&self.gezegd(), nu)
    }

    /// What all that was said comes to, whenever it holds: for what must not wait until then, and what contradicts
    /// each other whatever the time.
    #[must_use]
    pub fn verblijf_alles(&self) -> Verblijf {
        verblijf_alles(&self.gezegd())
    }

    /// Everything that was said about custody.
    fn gezegd(&self) -> Cow<'_, [Uitspraak]> {
        if self.stand.opgenomen.is_some() {
            return Cow::Borrowed(&self.stand.uitspraken);
        }
        // The line is not in the journal: what the list says, and that it lacks him, stand beside it.
        let mut all = self.stand.uitspraken.clone();
        all.insert(0, uitspraak_van_lijst(&self.regel.status, &self.bron, None));
        all.extend(self.stand.verdwenen.map(|since| Uitspraak {
            waarde: Waarde::Onbekend,
            van: Van::VanLijst,
            over: since,
            sinds: None,
            tot: None,
            vastgelegd: since,
            id: None,
        }));
        Cow::Owned(all)
    }

    /// The line as a newer list is compared with it.
    #[must_use]
    pub fn kenmerk(&self) -> Lijstkenmerk {
        Lijstkenmerk::van(&self.regel)
    }

    /// A moment of the holding: what somebody told last, else what the list says.
    #[must_use]
    pub fn tijd(&self, veld: Veld) -> Option<Gezegd<DateTime<Utc>>> {
        let told = self
            .stand
            .gemeld
            .iter()
            .rev()
            .find_map(|one| match one.gegeven {
                Gegeven::Tijd { veld: about, tijd } if about == veld => Some(Gezegd {
                    waarde: tijd,
                    door: Some(one.bron.clone()),
                    op: Some(one.op),
                }),
                _ => None,
            });
        told.or_else(|| {
            let listed = match veld {
                Veld::Aanhouding => self.regel.aanhouding,
                Veld::Aankomst => self.regel.aankomst,
                Veld::BeginOphouden => self.regel.begin_ophouden,
                Veld::GedruktEinde => self.regel.gedrukt_einde,
                _ => None,
            };
            listed.map(|waarde| Gezegd {
                waarde,
                door: None,
                op: None,
            })
        })
    }

    /// The moment of arrest, as told or listed.
    #[must_use]
    pub fn aanhouding(&self) -> Option<DateTime<Utc>> {
        self.tijd(Veld::Aanhouding).map(|one| one.waarde)
    }

    /// A fact in words that somebody told last; none where only the list says it.
    #[must_use]
    pub fn gemelde_tekst(&self, veld: Veld) -> Option<Gezegd<&str>> {
        self.stand
            .gemeld
            .iter()
            .rev()
            .find_map(|one| match &one.gegeven {
                Gegeven::Tekst {
                    veld: about,
                    waarde,
                } if *about == veld => Some(Gezegd {
                    waarde: waarde.as_str(),
                    door: Some(one.bron.clone()),
                    op: Some(one.op),
                }),
                _ => None,
            })
    }

    /// Year of birth that somebody told without the day.
    #[must_use]
    pub fn gemeld_geboortejaar(&self) -> Option<i32> {
        let told = self.gemelde_tekst(Veld::Geboortedatum)?;
        let text = told.waarde.trim();
        text.parse().ok().filter(|_| text.len() == 4)
    }

    /// Date of birth: as told, else as listed.
    #[must_use]
    pub fn geboortedatum(&self) -> Option<NaiveDate> {
        let told = self.gemelde_tekst(Veld::Geboortedatum);
        told.and_then(|one| one.waarde.parse().ok())
            .or(self.regel.geboortedatum)
    }
}

/// What a line of a list says about custody.
#[must_use]
pub fn uitspraak_van_lijst(status: &Status, bron: &Bron, id: Option<EventId>) -> Uitspraak {
    Uitspraak {
        waarde: Waarde::van_status(status),
        van: Van::Lijst {
            woord: match status {
                Status::Anders(text) => text.clone(),
                _ => String::new(),
            },
        },
        over: bron.over(),
        sinds: None,
        tot: None,
        vastgelegd: bron.gelezen,
        id,
    }
}
