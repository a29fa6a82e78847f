//! One line of the morning list with everything that is derived for it: clock, proposal, VT, steps.
//!
//! Must not know how it is drawn, nor where it is stored.

use chrono::{DateTime, Utc};

use crate::domain::fase::Fase;

use crate::domain::naam::vouw;

use crate::domain::signaal::{Suggestie, Tekst, VoorgesteldeTag};
use crate::domain::soort::Soort;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tag::Tag;
use crate::domain::termijn::{Nood, OphoudTermijn, Ophouding};

use crate::domain::verblijf::{Verblijf, Waarde};

use crate::domain::zaak::Zaak;
use crate::domain::zoek::{Waar, Zoekvraag};

use crate::app::afgeleid::bevoegdheid::{Bevoegd, Plaats};

use crate::app::kennis::Kennis;

mod herleiden;

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Dagregel {
    /// The zaak.
    pub zaak: Zaak,
    /// What the program proposes, and why. Never a tag.
    pub suggestie: Suggestie,
    /// Where the suspect lives, if the place is known.
    pub plaats: Option<Plaats>,
    /// The clock of ophouden, seen at the last tick.
    pub klok: OphoudTermijn,
    /// Where the suspect is now, and who says so.
    pub verblijf: Verblijf,
    /// The VT that is competent, by the home of the victim, else by that of the suspect, or as a worker
    /// chose.
    pub vt: Option<Bevoegd>,
    /// Names of the VTs that it can be, where the place is that of several; then nobody chose yet.
    pub vt_mogelijk: Vec<String>,
    /// Until when a forensic examination is worth offering.
    pub forensisch_tot: Option<DateTime<Utc>>,
    /// What must still happen.
    pub stappen: Vec<Stap>,
    /// It is not on the list of today, but still open from an earlier day.
    pub eerder: bool,
    /// How many other zaken of the same person VT followed.
    pub eerdere: u32,
    /// The clocks of the suspect that still run, in words.
    pub loopt: Vec<String>,
    zelf_dienst: bool,
    gezien_op: DateTime<Utc>,
    /// What the clock of ophouden asks; the moments in it are those of the last tick.
    ophouding: Ophouding,
    zoektekst: String,
}

impl Dagregel {
    /// The tag that a person gave.
    #[must_use]
    pub fn tag(&self) -> Option<Tag> {
        self.zaak.stand.tag.as_ref().map(|tagging| tagging.tag)
    }

    /// The tag that the program proposes, as long as nobody decided.
    #[must_use]
    pub fn voorstel(&self) -> Option<Tag> {
        if self.tag().is_some() {
            return None;
        }
        self.suggestie.tag.map(|tag| match tag {
            VoorgesteldeTag::Hg => Tag::Hg,
            VoorgesteldeTag::Radar => Tag::Radar,
        })
    }

    /// The kinds that the list says itself, the likeliest two; empty when the worker must be asked.
    #[must_use]
    pub fn soorten_van_lijst(&self) -> Vec<Soort> {
        let mut out: Vec<Soort> = self
            .suggestie
            .soorten
            .iter()
            .copied()
            .filter(|soort| *soort != Soort::Onbekend)
            .take(2)
            .collect();
        // One victim is not both: the likelier one is meant.
        let one_of = [
            [Soort::Partner, Soort::ExPartner],
            [Soort::Kind, Soort::Ouder],
        ];
        if one_of
            .iter()
            .any(|pair| pair.iter().all(|kind| out.contains(kind)))
        {
            out.truncate(1);
        }
        // Sexual violence against a child is against a child, however likely that kind came out.
        let against_child = self.suggestie.soorten.contains(&Soort::Kind);
        if out.contains(&Soort::Seksueel) && against_child && !out.contains(&Soort::Kind) {
            out.push(Soort::Kind);
        }
        out
    }

    /// Of these kinds, those that the list states, and those that only its words suggest: what nobody stated
    /// stays a proposal.
    #[must_use]
    pub fn gezegd_en_voorgesteld(
        &self,
        soorten: Vec<Soort>,
        kennis: &Kennis,
    ) -> (Vec<Soort>, Vec<Soort>) {
        let stated = kennis.signalen.weeg(&Tekst {
            relatie: self.zaak.regel.relatie.as_deref().unwrap_or_default(),
            thv: self.zaak.regel.thv,
            leeftijd: self.leeftijd(self.gezien_op),
            ..Tekst::default()
        });
        // Who is the child is not said by the word "dochter", and STOP hangs on it: that is for a person.
        soorten.into_iter().partition(|kind| {
            stated.soorten.contains(kind) && !matches!(kind, Soort::Kind | Soort::Ouder)
        })
    }

    /// Whether the clock of ophouden counts for this suspect.
    #[must_use]
    pub fn klok_loopt(&self) -> bool {
        self.verblijf.klok_loopt()
    }

    /// The suspect is out, or may be: released, missing on the newest list, or nobody knows any more.
    #[must_use]
    pub fn is_weg(&self) -> bool {
        self.verblijf.kan_weg_zijn()
    }

    /// Urgency of the clock.
    #[must_use]
    pub fn nood(&self, kennis: &Kennis) -> Nood {
        self.klok.nood(kennis.drempels.spoed, kennis.drempels.bijna)
    }

    /// It was closed: nothing is to be done, unless somebody opens it again.
    #[must_use]
    pub fn is_gesloten(&self) -> bool {
        self.zaak.fase() == Fase::Gesloten
    }

    /// Nobody tagged it, and it waits from an earlier list: since when.
    #[must_use]
    pub fn wacht_sinds(&self) -> Option<DateTime<Utc>> {
        (self.eerder && self.zaak.fase() == Fase::Ongetagd).then_some(self.zaak.bron.gelezen)
    }

    /// The kinds of the tag in words; one that nobody confirmed has a question mark.
    #[must_use]
    pub fn soorten(&self) -> String {
        let Some(tagging) = &self.zaak.stand.tag else {
            return String::new();
        };
        let said = tagging.soorten.iter().map(|kind| kind.label().to_owned());
        let proposed = tagging
            .voorgesteld
            .iter()
            .map(|kind| format!("{}?", kind.label()));
        said.chain(proposed).collect::<Vec<_>>().join(", ")
    }

    /// It was closed on an earlier day, and is here to be found only.
    #[must_use]
    pub fn alleen_te_vinden(&self) -> bool {
        self.eerder && self.is_gesloten()
    }

    /// Something must still be decided or done here by the worker that safety hangs on. Other steps go
    /// on beside it, and do not keep a line on top.
    #[must_use]
    pub fn te_doen(&self) -> bool {
        self.stappen
            .iter()
            .any(|step| step.alarm || step.soort.houdt_bovenaan())
    }

    /// VT does not follow it, and somebody must look at it all the same: a newer list says more of it, or it
    /// looked like HG and its suspect left before anybody looked.
    #[must_use]
    pub fn moet_bekeken(&self) -> bool {
        let waits = |step: &Stap| step.alarm || step.soort == StapSoort::OpnieuwBekijken;
        !self.zaak.stand.is_open() && self.stappen.iter().any(waits)
    }

    /// A step that cannot wait is open.
    #[must_use]
    pub fn heeft_alarm(&self) -> bool {
        self.stappen.iter().any(|step| step.alarm)
    }

    /// Every word of `folded` stands somewhere in this line.
    #[must_use]
    pub fn bevat(&self, folded: &str) -> bool {
        folded.split(' ').all(|word| self.zoektekst.contains(word))
    }

    /// Where each word of the question was found; none where one of them was not.
    #[must_use]
    pub fn treffers(&self, vraag: &Zoekvraag) -> Option<Vec<Waar>> {
        vraag.treffers(&self.zaak, || {
            // Whatever was recorded in it, in whichever field: what comes along as a field tomorrow is found too.
            let mut words = vec![self.zoektekst.clone(), vouw(&self.zaak.regel.toelichting)];
            if let Ok(all) = serde_json::to_value(&self.zaak.stand) {
                woorden_van(&all, &mut words);
            }
            words.join(" ")
        })
    }

    /// Every word of `folded` stands in the name of the suspect, or in his number.
    #[must_use]
    pub fn heet(&self, folded: &str) -> bool {
        let regel = &self.zaak.regel;
        let name = vouw(&format!(
            "{} {} {}",
            regel.naam.lijstvorm(),
            regel.naam.spreekvorm(),
            regel.pl.as_deref().unwrap_or_default()
        ));
        folded.split(' ').all(|word| name.contains(word))
    }

    /// Where the line stands: alarms, then what is open and looks like HG, then what is open, then
    /// what is done, then what is closed; within each what must come first.
    #[must_use]
    pub fn rang(&self) -> (u8, u8, i64, u32) {
        let group = if self.heeft_alarm() {
            0
        } else if self.te_doen() && (self.tag().is_some() || self.voorstel().is_some()) {
            1
        } else if self.te_doen() {
            2
        } else if self.is_gesloten() {
            5
        } else if self.tag() == Some(Tag::GeenHg) {
            4
        } else {
            3
        };
        let (held, minutes) = if self.vt.is_none() && group < 3 {
            // Which VT it is must be found out before anybody can do anything.
            (0, i64::MIN)
        } else if self.is_weg() {
            // Who is out already may be at the door of the victim: after the clocks that have run
            // out, before those that still run.
            (1, 0)
        } else if self.klok_loopt() {
            // What is not known may be anything, so it comes before every known time.
            match self.klok.resterend_minuten {
                None => (0, i64::MIN),
                Some(minutes) if minutes < 0 => (0, minutes),
                Some(minutes) => (2, minutes),
            }
        } else {
            let order = match self.verblijf.waarde {
                Waarde::NietVast => 3,
                _ => 4,
            };
            (order, 0)
        };
        (group, held, minutes, self.zaak.regel.regel)
    }
}

/// Every text in a value, folded.
fn woorden_van(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => out.push(vouw(text)),
        serde_json::Value::Array(all) => all.iter().for_each(|one| woorden_van(one, out)),
        serde_json::Value::Object(all) => all.values().for_each(|one| woorden_van(one, out)),
        _ => {}
    }
}
