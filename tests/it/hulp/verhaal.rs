//! A zaak as a story: commands go in as the store would carry them out, lists come, people take back, and the
//! clock moves.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;
use zsmtafel::domain::afdoening::{Afdoening, Modaliteitkeuze, Uitkomst, Voorwaarde, Vrij};
use zsmtafel::domain::beoordeling::{Informatiebron, Navraag, NavraagStand};
use zsmtafel::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::decide::{Opdracht, Weigering, decide};
use zsmtafel::domain::event::{Gebeurtenis, Recorded};
use zsmtafel::domain::fold::fold;
use zsmtafel::domain::ids::{EventId, LezingId, ZaakId};
use zsmtafel::domain::input::{Gesprek, Input, Ontvanger, Vorm};
use zsmtafel::domain::lijstregel::{Bron, Lijstregel, Status};
use zsmtafel::domain::overleg::{Gegeven, Overleg};
use zsmtafel::domain::signaal::Vlag;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::{Stap, StapSoort};
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::termijn::TermijnSoort;
use zsmtafel::domain::terug::{NietTerug, mag_terug};
use zsmtafel::domain::tijd::uit_lokaal;
use zsmtafel::domain::verblijf::Waarde;
use zsmtafel::domain::werkstroom::{self, Omgeving};
use zsmtafel::domain::zaak::{Stand, Zaak};

/// Who works in most stories.
pub const BOER: &str = "A. de Boer";
/// A colleague.
pub const VISSER: &str = "B. Visser";

/// Friday 20 November 2026, so many hours and minutes, in Amsterdam.
pub fn om(hours: u32, minutes: u32) -> DateTime<Utc> {
    uit_lokaal(
        NaiveDate::from_ymd_opt(2026, 11, 20)
            .unwrap()
            .and_hms_opt(hours, minutes, 0)
            .unwrap(),
    )
}

/// The file of a list.
pub fn bron(gelezen: DateTime<Utc>, peil: Option<DateTime<Utc>>) -> Bron {
    Bron {
        lezing: LezingId(Uuid::from_u128(1)),
        bestand: "lijst.csv".to_owned(),
        sha256: "0".repeat(64),
        gelezen,
        peil,
    }
}

/// A zaak, its events, and a clock that the story moves.
#[derive(Clone)]
pub struct Verhaal {
    pub zaak: Zaak,
    pub events: Vec<Recorded>,
    pub nu: DateTime<Utc>,
    pub door: &'static str,
    pub uiterlijk: Option<DateTime<Utc>>,
    pub vt: Option<(&'static str, bool)>,
    pub vlaggen: Vec<Vlag>,
    pub lijkt_hg: bool,
    pub minderjarig: bool,
    pub zelf_dienst: bool,
}

impl Verhaal {
    /// A line of a list that was read at 8:12: held since two, a zorgmelding made.
    pub fn nieuw() -> Verhaal {
        Verhaal::met_status(Status::Vast)
    }

    /// The same, with another status.
    pub fn met_status(status: Status) -> Verhaal {
        let nu = om(8, 12);
        Verhaal {
            zaak: Zaak::nieuw(
                ZaakId(Uuid::from_u128(7)),
                Lijstregel {
                    status,
                    zorgmelding: Some(true),
                    begin_ophouden: Some(om(2, 0)),
                    ..Lijstregel::default()
                },
                bron(nu, None),
                Stand::default(),
            ),
            events: Vec::new(),
            nu,
            door: BOER,
            uiterlijk: Some(om(18, 0)),
            vt: Some(("Veilig Thuis Zuidoost-Brabant", true)),
            vlaggen: Vec::new(),
            lijkt_hg: false,
            minderjarig: false,
            zelf_dienst: false,
        }
    }

    /// The first, tagged as HG.
    pub fn hg() -> Verhaal {
        let mut tale = Verhaal::nieuw();
        tale.tag(Tag::Hg, &[Soort::Partner]);
        tale
    }

    /// It is so late now.
    pub fn om(&mut self, hours: u32, minutes: u32) -> &mut Verhaal {
        self.nu = om(hours, minutes);
        self
    }

    /// From here on this one works.
    pub fn als(&mut self, who: &'static str) -> &mut Verhaal {
        self.door = who;
        self
    }

    pub fn boek(&mut self, what: Gebeurtenis) -> EventId {
        self.nu += TimeDelta::seconds(1);
        let id = EventId(Uuid::from_u128(100 + self.events.len() as u128));
        let event = super::volgende(&self.events, id, self.door, self.nu, what);
        self.events.push(event);
        let stand = fold(&self.events);
        let (regel, bron) = match &stand.opgenomen {
            Some(opname) => (opname.regel.clone(), opname.bron.clone()),
            None => (self.zaak.regel.clone(), self.zaak.bron.clone()),
        };
        self.zaak = Zaak::nieuw(self.zaak.id, regel, bron, stand);
        id
    }

    pub fn probeer(&mut self, opdracht: &Opdracht) -> Result<(), Weigering> {
        for what in decide(&self.zaak, opdracht)? {
            self.boek(what);
        }
        Ok(())
    }

    #[track_caller]
    pub fn doe(&mut self, opdracht: impl std::borrow::Borrow<Opdracht>) -> &mut Verhaal {
        self.probeer(opdracht.borrow()).unwrap();
        self
    }

    /// The newest event.
    pub fn laatste(&self) -> EventId {
        self.events.last().unwrap().id
    }

    #[track_caller]
    pub fn tag(&mut self, tag: Tag, soorten: &[Soort]) -> &mut Verhaal {
        self.doe(getagd(tag, soorten, false))
    }

    #[track_caller]
    pub fn beoordeel(&mut self, geheel: Oordeel, voorwaarden: &[&str]) -> &mut Verhaal {
        self.doe(beoordeling(geheel, voorwaarden))
    }

    /// A newer list says this of him, now.
    pub fn lijst(&mut self, status: Status) -> &mut Verhaal {
        self.lijst_van(status, None)
    }

    /// A list of another moment, read now.
    pub fn lijst_van(&mut self, status: Status, peil: Option<DateTime<Utc>>) -> &mut Verhaal {
        let mut regel = self.zaak.regel.clone();
        regel.status = status;
        self.lijst_met(regel, peil)
    }

    /// A list with this line, read now.
    pub fn lijst_met(&mut self, regel: Lijstregel, peil: Option<DateTime<Utc>>) -> &mut Verhaal {
        self.boek(Gebeurtenis::LijstgegevensGewijzigd {
            regel: Box::new(regel),
            bron: bron(self.nu, peil),
            wijzigingen: Vec::new(),
        });
        self
    }

    /// The newest list lacks him.
    pub fn verdwijnt(&mut self) -> &mut Verhaal {
        self.boek(Gebeurtenis::VanLijstVerdwenen {
            lezing: LezingId(Uuid::from_u128(2)),
            over: None,
        });
        self
    }

    #[track_caller]
    pub fn gemeld(&mut self, waarde: Waarde, sinds: Option<DateTime<Utc>>) -> &mut Verhaal {
        self.doe(meld(waarde, sinds))
    }

    #[track_caller]
    pub fn klaar(&mut self, stap: StapSoort, hoe: &str) -> &mut Verhaal {
        self.doe(af(stap, None, hoe))
    }

    #[track_caller]
    pub fn terzijde(&mut self, stap: StapSoort) -> &mut Verhaal {
        self.doe(terzijde(stap))
    }

    #[track_caller]
    pub fn geef_input(&mut self, ontvanger: Ontvanger) -> &mut Verhaal {
        let input = input(&self.zaak, ontvanger);
        self.doe(Opdracht::VerstuurInput(Box::new(input)))
    }

    /// Takes an event back as who works now, if that is allowed.
    pub fn neem_terug(&mut self, gebeurtenis: EventId) -> Result<(), NietTerug> {
        // Two zaken are taken apart by a command of its own, which takes both halves back.
        let joined = self.events.iter().any(|event| {
            event.id == gebeurtenis && matches!(event.what, Gebeurtenis::ZaakSamengevoegd { .. })
        });
        if !joined {
            mag_terug(&self.events, gebeurtenis, super::hand(self.door))?;
        }
        self.boek(Gebeurtenis::Teruggenomen { gebeurtenis });
        Ok(())
    }

    pub fn omgeving(&self) -> Omgeving<'_> {
        Omgeving {
            loopt: &[],
            uiterlijk: self.uiterlijk,
            tijd_bekend: self.uiterlijk.is_some(),
            vt: self.vt.map(|(name, _)| name),
            eigen_vt: self.vt.is_none_or(|(_, own)| own),
            bereik: "nu bereikbaar via telefoon",
            vlaggen: &self.vlaggen,
            lijkt_hg: self.lijkt_hg,
            minderjarig: self.minderjarig,
            forensisch_tot: Some(om(23, 0)),
            zelf_dienst: self.zelf_dienst,
            ..Omgeving::kaal(self.nu)
        }
    }

    pub fn stappen(&self) -> Vec<Stap> {
        werkstroom::stappen(&self.zaak, &self.omgeving())
    }

    pub fn soorten(&self) -> Vec<StapSoort> {
        self.stappen().into_iter().map(|step| step.soort).collect()
    }

    pub fn heeft(&self, soort: StapSoort) -> bool {
        self.soorten().contains(&soort)
    }

    /// The alarms of this kind that stand open.
    pub fn alarmen(&self, soort: StapSoort) -> Vec<Stap> {
        let mut all = self.stappen();
        all.retain(|step| step.alarm && step.soort == soort);
        all
    }

    /// The departures that nobody answered.
    pub fn vertrekken(&self) -> usize {
        self.alarmen(StapSoort::VertrekUitzoeken).len()
    }

    #[track_caller]
    pub fn stap(&self, soort: StapSoort) -> Stap {
        let all = self.stappen();
        all.iter()
            .find(|step| step.soort == soort)
            .unwrap_or_else(|| panic!("{soort:?} staat niet open: {all:?}"))
            .clone()
    }

    pub fn waarde(&self) -> Waarde {
        self.zaak.verblijf(self.nu).waarde
    }
}

pub fn getagd(tag: Tag, soorten: &[Soort], bevestigd: bool) -> Opdracht {
    Opdracht::Tag {
        tag,
        soorten: soorten.to_vec(),
        voorgesteld: Vec::new(),
        reden: None,
        bevestigd,
    }
}

pub fn inhoud(geheel: Oordeel, voorwaarden: &[&str]) -> Veiligheidsbeoordeling {
    Veiligheidsbeoordeling {
        geheel,
        motivering: "Derde melding.".to_owned(),
        voorwaarden: voorwaarden.iter().map(|&text| text.to_owned()).collect(),
        ..Veiligheidsbeoordeling::default()
    }
}

pub fn beoordeling(geheel: Oordeel, voorwaarden: &[&str]) -> Opdracht {
    Opdracht::StelVast(Box::new(inhoud(geheel, voorwaarden)))
}

/// A judgement that holds until a moment.
pub fn beoordeling_tot(geheel: Oordeel, tot: DateTime<Utc>) -> Opdracht {
    Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
        geldig_tot: Some(tot),
        ..inhoud(geheel, &[])
    }))
}

pub fn navraag(bron: Informatiebron, stand: NavraagStand) -> Navraag {
    Navraag {
        bron,
        stand,
        op: None,
        antwoord: "geen bijzonderheden".to_owned(),
    }
}

pub fn modaliteit(code: &str, vrij: Vrij, eindigt: bool, stappen: &[StapSoort]) -> Modaliteitkeuze {
    Modaliteitkeuze {
        code: code.to_owned(),
        label: code.to_lowercase(),
        vrij,
        eindigt,
        klok: None,
        verblijf: None,
        stappen: stappen.to_vec(),
    }
}

pub fn ivs() -> Modaliteitkeuze {
    Modaliteitkeuze {
        klok: Some(TermijnSoort::Inverzekeringstelling),
        ..modaliteit("IVS", Vrij::Nee, false, &[])
    }
}

pub fn heenzenden() -> Modaliteitkeuze {
    modaliteit("HZ", Vrij::Ja, true, &[StapSoort::HgSpreekuur])
}

pub fn voorwaarde(wat: &str, uitkomst: Uitkomst) -> Voorwaarde {
    Voorwaarde {
        wat: wat.to_owned(),
        uitkomst,
        anders: if uitkomst == Uitkomst::Anders {
            "alleen telefonisch contact".to_owned()
        } else {
            String::new()
        },
    }
}

pub fn beslissing(modaliteit: Modaliteitkeuze, voorwaarden: &[Voorwaarde]) -> Opdracht {
    Opdracht::StelAfdoeningVast(Box::new(Afdoening {
        modaliteiten: vec![modaliteit],
        voorwaarden: voorwaarden.to_vec(),
        ..Afdoening::default()
    }))
}

/// A decision with conditions that were set.
pub fn afdoening(modaliteit: Modaliteitkeuze, gesteld: &[&str]) -> Opdracht {
    let set: Vec<Voorwaarde> = gesteld.iter().map(|one| Voorwaarde::gesteld(one)).collect();
    beslissing(modaliteit, &set)
}

pub fn overleg(tijd: DateTime<Utc>) -> Opdracht {
    Opdracht::PlanOverleg(Overleg {
        tijd,
        wijze: Default::default(),
        toelichting: String::new(),
    })
}

pub fn meld(waarde: Waarde, sinds: Option<DateTime<Utc>>) -> Opdracht {
    Opdracht::Meld {
        gegeven: Gegeven::Verblijf { waarde, sinds },
        bron: "intake politie".to_owned(),
    }
}

#[allow(dead_code)]
pub fn gemeld_vrij() -> Opdracht {
    meld(Waarde::Heengezonden, None)
}

pub fn af(stap: StapSoort, aanleiding: Option<EventId>, hoe: &str) -> Opdracht {
    Opdracht::RondStapAf {
        stap,
        aanleiding,
        toelichting: hoe.to_owned(),
    }
}

pub fn terzijde(stap: StapSoort) -> Opdracht {
    Opdracht::LegTerzijde {
        stap,
        aanleiding: None,
        reden: "hier niet nodig".to_owned(),
    }
}

pub fn sluit(op: DateTime<Utc>, bevestigd: bool) -> Opdracht {
    Opdracht::Sluit {
        loopt: Vec::new(),
        reden: "klaar".to_owned(),
        op,
        bevestigd,
    }
}

/// Written input that rests on the judgement that holds.
pub fn input(zaak: &Zaak, ontvanger: Ontvanger) -> Input {
    Input {
        ontvanger,
        vorm: Vorm::Txt,
        grond: "overleg".to_owned(),
        tekst: "tekst".to_owned(),
        sha256: "0".repeat(64),
        bestand: "input-1.txt".to_owned(),
        beoordeling: zaak.stand.beoordeling().map(|one| one.id),
        gesprek: None,
    }
}

/// The same, spoken.
pub fn mondeling(zaak: &Zaak, ontvanger: Ontvanger, met: &str, door: &str) -> Opdracht {
    Opdracht::VerstuurInput(Box::new(Input {
        vorm: Vorm::Mondeling,
        bestand: String::new(),
        gesprek: Some(Gesprek {
            met: met.to_owned(),
            door: door.to_owned(),
            op: om(13, 0),
        }),
        ..input(zaak, ontvanger)
    }))
}
