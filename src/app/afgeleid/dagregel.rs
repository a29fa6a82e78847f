//! One line of the morning list with everything that is derived for it: clock, proposal, VT, steps.
//!
//! Must not know how it is drawn, nor where it is stored.

use chrono::{DateTime, Utc};

use crate::domain::artikel::Artikel;
use crate::domain::fase::Fase;
use crate::domain::lijstregel::Veld;
use crate::domain::naam::vouw;
use crate::domain::overleg::Verlenging;
use crate::domain::signaal::{Suggestie, Tekst, VlagSoort, VoorgesteldeTag};
use crate::domain::soort::Soort;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tag::Tag;
use crate::domain::termijn::{Looptijd, Nood, OphoudTermijn, Ophouding, TermijnSoort, vast_adres};
use crate::domain::tijd;
use crate::domain::verblijf::{Verblijf, Waarde};
use crate::domain::werkstroom::{self, Omgeving};
use crate::domain::zaak::Zaak;
use crate::domain::zoek::{Waar, Zoekvraag};

use crate::app::afgeleid::bevoegdheid::{Bereiken, Bevoegd, Plaats, bevoegd};
use crate::app::afgeleid::klokken;
use crate::app::kennis::Kennis;

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
    /// Derives everything for a zaak.
    #[must_use]
    pub fn nieuw(zaak: Zaak, eerder: bool, kennis: &Kennis, nu: DateTime<Utc>) -> Dagregel {
        let suggestie = weeg(&zaak, 0, kennis, nu);
        let regel = &zaak.regel;
        let plaats = regel
            .woonplaats
            .as_deref()
            .and_then(|text| kennis.gemeenten.zoek(text))
            .map(|found| Plaats {
                gemeente: found.gemeente.to_owned(),
                vt: found.vt.code.clone(),
                vt_naam: found.vt.naam.clone(),
            });
        let mut ophouding = Ophouding {
            artikelen: regel
                .feiten
                .iter()
                .flat_map(|feit| Artikel::ontleed(&feit.artikel))
                .collect(),
            vast_adres: vast_adres(
                regel
                    .adres
                    .iter()
                    .chain(&regel.woonplaats)
                    .map(String::as_str),
            ),
            ..Ophouding::default()
        };
        let klok = ophoudklok(&zaak, &mut ophouding, kennis, nu);
        let mut out = Dagregel {
            suggestie,
            plaats,
            klok,
            verblijf: zaak.verblijf(nu),
            zelf_dienst: kennis.zelf_dienst,
            vt: None,
            vt_mogelijk: Vec::new(),
            forensisch_tot: None,
            stappen: Vec::new(),
            loopt: Vec::new(),
            eerder,
            eerdere: 0,
            gezien_op: nu,
            ophouding,
            zoektekst: String::new(),
            zaak,
        };
        out.tik(kennis, nu);
        out.herleid();
        out
    }

    /// The same line, weighed with how many other zaken of the same person VT followed.
    #[must_use]
    pub fn met_eerdere(mut self, eerdere: u32, kennis: &Kennis, nu: DateTime<Utc>) -> Dagregel {
        if self.eerdere != eerdere {
            self.eerdere = eerdere;
            self.suggestie = weeg(&self.zaak, eerdere, kennis, nu);
            self.stap_opnieuw();
        }
        self
    }

    /// Derives again what depends on the state of the zaak alone. Call it after a change.
    pub fn herleid(&mut self) {
        self.stap_opnieuw();
        let regel = &self.zaak.regel;
        let tag = self.tag().map_or("", Tag::label);
        let oordeel = self.zaak.stand.oordeel();
        let involved: Vec<&str> = self
            .zaak
            .stand
            .betrokkenen
            .iter()
            .map(|one| one.naam.as_str())
            .collect();
        let all = [
            self.zaak.id.kort(),
            involved.join(" "),
            regel.naam.lijstvorm(),
            regel.naam.spreekvorm(),
            regel.pl.clone().unwrap_or_default(),
            regel.parketnummer.clone().unwrap_or_default(),
            regel.artikelen(),
            regel.feit(),
            regel.toelichting.clone(),
            regel.relatie.clone().unwrap_or_default(),
            regel.woonplaats.clone().unwrap_or_default(),
            self.plaats
                .as_ref()
                .map_or_else(String::new, |p| format!("{} {}", p.gemeente, p.vt_naam)),
            regel.locatie.clone().unwrap_or_default(),
            self.verblijf.waarde.label().to_owned(),
            tag.to_owned(),
            oordeel.label().to_owned(),
            if self.is_gesloten() { "gesloten" } else { "" }.to_owned(),
        ];
        self.zoektekst = vouw(&all.join(" "));
    }

    /// Counts the clocks again, and sees which steps the time opened.
    pub fn tik(&mut self, kennis: &Kennis, nu: DateTime<Utc>) {
        self.tik_met(kennis, nu, &mut Bereiken::default());
    }

    /// As [`Dagregel::tik`], for many lines at one moment: what was found out for one serves the next.
    pub fn tik_met(&mut self, kennis: &Kennis, nu: DateTime<Utc>, bereiken: &mut Bereiken) {
        self.gezien_op = nu;
        self.verblijf = self.zaak.verblijf(nu);
        self.klok = ophoudklok(&self.zaak, &mut self.ophouding, kennis, nu);
        (self.vt, self.vt_mogelijk) =
            bevoegd(&self.zaak, self.plaats.as_ref(), kennis, nu, bereiken);
        let strangled = self
            .suggestie
            .vlaggen
            .iter()
            .any(|flag| flag.soort == VlagSoort::Verwurging);
        self.forensisch_tot = strangled
            .then(|| {
                kennis
                    .termijnen
                    .termijn(
                        Looptijd {
                            soort: TermijnSoort::ForensischOnderzoek,
                            vanaf: self.zaak.aanhouding(),
                            verlengd: 0,
                        },
                        nu,
                        &kennis.kalender,
                    )
                    .uiterlijk
            })
            .flatten();
        self.loopt = klokken::lopend(self, kennis, nu);
        self.stap_nu();
    }

    fn stap_opnieuw(&mut self) {
        self.verblijf = self.zaak.verblijf(self.gezien_op);
        self.stap_nu();
    }

    /// The steps, where custody was just worked out.
    fn stap_nu(&mut self) {
        let vt = self.vt.as_ref();
        self.stappen = werkstroom::stappen_bij(
            &self.zaak,
            &self.verblijf,
            &Omgeving {
                nu: self.gezien_op,
                uiterlijk: self.klok.uiterlijk,
                tijd_bekend: self.klok.resterend_minuten.is_some(),
                vt: vt.map(|vt| vt.naam.as_str()),
                eigen_vt: vt.is_none_or(|vt| vt.eigen),
                bereik: vt.map_or("", |vt| vt.bereik.as_str()),
                vlaggen: &self.suggestie.vlaggen,
                lijkt_hg: self.suggestie.tag == Some(VoorgesteldeTag::Hg),
                minderjarig: self.minderjarig(self.gezien_op),
                forensisch_tot: self.forensisch_tot,
                avond_vanaf: werkstroom::AVOND,
                zelf_dienst: self.zelf_dienst,
                loopt: &self.loopt,
            },
        );
    }

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

/// What the words of the line, and earlier zaken of the same person, point to.
fn weeg(zaak: &Zaak, eerdere: u32, kennis: &Kennis, nu: DateTime<Utc>) -> Suggestie {
    let regel = &zaak.regel;
    let artikelen = regel.artikelen();
    let feit = regel.feit();
    kennis.signalen.weeg(&Tekst {
        artikelen: &artikelen,
        feit: &feit,
        toelichting: &regel.toelichting,
        relatie: regel.relatie.as_deref().unwrap_or_default(),
        plaats: "",
        hg_politie: regel.hg_politie,
        thv: regel.thv,
        zorgmelding: regel.zorgmelding,
        leeftijd: regel
            .geboortedatum
            .and_then(|born| tijd::leeftijd(born, tijd::lokaal(nu).date_naive())),
        eerdere_zaken: eerdere,
    })
}

fn ophoudklok(
    zaak: &Zaak,
    ophouding: &mut Ophouding,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> OphoudTermijn {
    let at = |veld| zaak.tijd(veld).map(|one| one.waarde);
    ophouding.aanhouding = at(Veld::Aanhouding);
    ophouding.aankomst = at(Veld::Aankomst);
    ophouding.begin_ophouden = at(Veld::BeginOphouden);
    ophouding.gedrukt_einde = at(Veld::GedruktEinde);
    ophouding.verlengd_56b = zaak.stand.verlengd(Verlenging::Identificatie);
    kennis.termijnen.ophouden(ophouding, nu)
}
