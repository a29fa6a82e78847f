//! Laptops of one table that work apart and meet: the real journal and fold, in memory.
//!
//! They write, exchange events in any order, twice and in part, are killed, put back to an old copy, and erase.
//! Afterwards everybody has met everybody, and a set of rules must hold, each checked in another way than the
//! program reaches it. `SIM_STAPPEN` sets the number of steps; `SIM_BEGIN` the number of the first run.

mod laptop;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use zsmtafel::domain::beoordeling::{Oordeel, OordeelOver, Veiligheidsbeoordeling};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Rol};
use zsmtafel::domain::decide::{Opdracht, Weigering, decide, intussen};
use zsmtafel::domain::event::{Gebeurtenis, Recorded, Tegenspraakveld};
use zsmtafel::domain::ids::{BetrokkeneId, EventId, LezingId, ZaakId};
use zsmtafel::domain::input::{Input, Ontvanger, Vorm};
use zsmtafel::domain::kenmerk::Lijstkenmerk;
use zsmtafel::domain::lijstregel::{Lijstregel, Status, Veld};
use zsmtafel::domain::overleg::{Gegeven, Overleg};
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::velden::{self, Veldsleutel, velden};
use zsmtafel::domain::verblijf::Waarde;
use zsmtafel::domain::zaak::{Stand, Zaak};
use zsmtafel::journal::keten::{Fout, Verifier};
use zsmtafel::journal::stuk::Stuk;

use self::laptop::{Laptop, Toeval};
use crate::hulp::verhaal;

const NAMEN: [&str; 3] = ["Anna", "Bram", "Cor"];

/// What is counted over all runs.
#[derive(Debug, Default)]
struct Telling {
    stappen: u64,
    geschreven: u64,
    beslist: u64,
    intussen: u64,
    uitwisselingen: u64,
    gewist: u64,
    teruggezet: u64,
    open: u64,
}

/// What a laptop really held when it wrote an event: the oracle never looks at names.
type Bezat = BTreeSet<EventId>;

/// One run.
struct Loop {
    toeval: Toeval,
    laptops: Vec<Laptop>,
    kopieen: Vec<Laptop>,
    zaken: Vec<ZaakId>,
    geschreven: BTreeMap<EventId, Bezat>,
    nu: DateTime<Utc>,
    /// In some runs content is erased, in others old copies are put back: an order that nobody else had yet
    /// goes with the disk.
    wist: bool,
    telling: Telling,
}

impl Loop {
    fn nieuw(nummer: u64, laptops: usize) -> Loop {
        let mut toeval = Toeval::van(nummer);
        let laptops: Vec<Laptop> = (0..laptops)
            .map(|at| Laptop::nieuw(u8::try_from(at).unwrap() + 1, &mut toeval))
            .collect();
        Loop {
            kopieen: laptops.clone(),
            laptops,
            zaken: (1..=2).map(|nr| ZaakId(Uuid::from_u128(nr))).collect(),
            geschreven: BTreeMap::new(),
            nu: verhaal::om(7, 0),
            wist: nummer.is_multiple_of(2),
            telling: Telling::default(),
            toeval,
        }
    }

    fn stap(&mut self) {
        self.telling.stappen += 1;
        self.nu += TimeDelta::seconds(i64::try_from(self.toeval.tot(300)).unwrap());
        let at = self.toeval.tot(self.laptops.len());
        match self.toeval.tot(100) {
            0..=44 => self.schrijf(at),
            45..=59 => self.beslis(at),
            60..=93 => self.wissel_uit(at),
            94 | 95 => self.laptops[at].heropen(&mut self.toeval),
            96 if !self.wist => self.kopieen[at] = self.laptops[at].clone(),
            97 if !self.wist => {
                self.laptops[at] = self.kopieen[at].clone();
                self.laptops[at].heropen(&mut self.toeval);
                self.telling.teruggezet += 1;
            }
            96 | 97 if self.toeval.tot(2) == 0 => self.wis(at),
            _ => {}
        }
    }

    /// Somebody records something; what happened, happened, so no rule is asked.
    fn schrijf(&mut self, at: usize) {
        let zaak = self.zaken[self.toeval.tot(self.zaken.len())];
        if let Some(what) = self.iets(at, zaak) {
            self.leg_vast(at, zaak, &what);
        }
    }

    fn leg_vast(&mut self, at: usize, zaak: ZaakId, what: &Gebeurtenis) {
        let name = NAMEN[self.toeval.tot(2) + usize::from(at == 1)];
        let laptop = &mut self.laptops[at];
        let bezat = laptop.bezit(zaak);
        // Now and then one event is about both.
        let both = matches!(what, Gebeurtenis::GegevenGemeld { .. }) && self.toeval.tot(12) == 0;
        let about = if both { self.zaken.clone() } else { vec![zaak] };
        let bezat = if both {
            self.zaken
                .iter()
                .flat_map(|one| laptop.bezit(*one))
                .collect()
        } else {
            bezat
        };
        let id = laptop.schrijf(&about, what, name, self.nu, &mut self.toeval);
        self.geschreven.insert(id, bezat);
        self.telling.geschreven += 1;
    }

    /// Somebody looks at a zaak, decides what stands open or wants something that rules must allow.
    fn beslis(&mut self, at: usize) {
        let zaak = self.zaken[self.toeval.tot(self.zaken.len())];
        let stand = self.laptops[at].stand(zaak);
        let Some(opname) = stand.opgenomen.clone() else {
            return;
        };
        let now = Zaak::nieuw(zaak, opname.regel, opname.bron, stand);
        let wish = self.wens(&now).met_koppen(&now.stand);
        // What others brought between looking and doing.
        if self.toeval.tot(3) == 0 {
            self.wissel_uit(at);
        }
        let fresh = self.laptops[at].stand(zaak);
        let hand = self.laptops[at].hand(NAMEN[0]);
        let events = self.laptops[at].gesorteerd(zaak);
        let by = |id: EventId| events.iter().find(|one| one.id == id).map(|one| one.hand);
        if intussen(&fresh, &wish, hand, by).is_err() {
            self.telling.intussen += 1;
            return;
        }
        let now = Zaak {
            stand: fresh,
            ..now
        };
        let open = now.stand.tegenspraken();
        let custody_alone = open.iter().all(|one| one.veld.soort() == velden::VERBLIJF);
        let open = open.len();
        match decide(&now, &wish) {
            Ok(whats) => {
                if open > 0 {
                    assert!(
                        !whats
                            .iter()
                            .any(|what| matches!(what, Gebeurtenis::ZaakGesloten { .. })
                                || matches!(what, Gebeurtenis::InputVerstuurd(_))
                                    && !custody_alone),
                        "sent or closed over a Tegenspraak"
                    );
                }
                for what in whats {
                    let decided = matches!(what, Gebeurtenis::VeldBeslist { .. });
                    self.telling.beslist += u64::from(decided);
                    self.leg_vast(at, zaak, &what);
                }
                if let Opdracht::MetKoppen { opdracht, .. } = &wish
                    && let Opdracht::BeslisVeld { veld, .. } = opdracht.as_ref()
                {
                    let after = self.laptops[at].stand(zaak);
                    let open = after.tegenspraken();
                    assert!(
                        open.iter().all(|one| one.veld != veld),
                        "decided is decided"
                    );
                }
            }
            Err(Weigering::Intussen(_)) => panic!("decide knows no hands"),
            Err(_) => {}
        }
    }

    fn wens(&mut self, now: &Zaak) -> Opdracht {
        let open = now.stand.tegenspraken();
        if let Some(one) = open.first()
            && self.toeval.tot(4) > 0
        {
            let kop = &one.koppen[self.toeval.tot(one.koppen.len())];
            let reden = "nagebeld".to_owned();
            if one.veld.soort() == velden::VERBLIJF {
                let said = now
                    .stand
                    .uitspraken
                    .iter()
                    .find(|said| said.id == Some(kop.id));
                return Opdracht::BeslisTegenspraak {
                    veld: Tegenspraakveld::Verblijf,
                    waarde: said.map_or(Waarde::Onbekend, |said| said.waarde),
                    reden,
                };
            }
            return Opdracht::BeslisVeld {
                veld: one.veld.clone(),
                kies: kop.id,
                reden,
            };
        }
        match self.toeval.tot(5) {
            0 | 1 => verhaal::sluit(self.nu, true),
            2 => Opdracht::Heropen {
                reden: "toch".to_owned(),
            },
            3 => Opdracht::VerstuurInput(Box::new(verhaal::input(now, Ontvanger::Om))),
            _ => verhaal::getagd(Tag::Hg, &[Soort::Partner], true),
        }
    }

    /// One sends another what it has, or part of it, in any order.
    fn wissel_uit(&mut self, at: usize) {
        let other = self.toeval.tot(self.laptops.len());
        if other == at {
            return;
        }
        self.telling.uitwisselingen += 1;
        let all = self.toeval.tot(5) == 0;
        let mut batch =
            self.laptops[other].stukken(if all { None } else { Some(&self.laptops[at]) });
        if self.toeval.tot(2) == 0 {
            self.toeval.schud(&mut batch);
        }
        if self.toeval.tot(3) == 0 {
            let keep = self.toeval.tot(batch.len() + 1);
            batch.truncate(keep);
        }
        if self.toeval.tot(4) == 0
            && let Some(one) = batch.first().cloned()
        {
            // Somebody on the way changes a byte: it is put aside, and comes again as it was.
            let mut bad = Stuk::clone(&one);
            let how = self.toeval.tot(4);
            match how {
                0 => bad.kop.bytes[0] ^= 4,
                1 => bad.handtekening[9] ^= 1,
                2 => bad.omslag.vorige[3] ^= 1,
                // Somebody leaves the content out: without an order that is not believed.
                _ => bad.inhoud = None,
            }
            let before = self.laptops[at].apart();
            self.laptops[at].neem_op(&[bad.into()]);
            let expected = before + usize::from(how < 3);
            assert_eq!(
                self.laptops[at].apart(),
                expected,
                "a changed event is put aside"
            );
            batch.push(one);
        }
        self.laptops[at].neem_op(&batch);
    }

    fn wis(&mut self, at: usize) {
        let zaak = self.zaken[self.toeval.tot(self.zaken.len())];
        if self.laptops[at].wis(zaak, NAMEN[2], self.nu, &mut self.toeval) {
            self.telling.gewist += 1;
        }
    }

    /// Something that can be recorded with what this laptop knows.
    fn iets(&mut self, at: usize, zaak: ZaakId) -> Option<Gebeurtenis> {
        let known = self.laptops[at].gesorteerd(zaak);
        let t = &mut self.toeval;
        let pick = |t: &mut Toeval, fits: &dyn Fn(&Gebeurtenis) -> bool| -> Option<EventId> {
            let all: Vec<EventId> = known
                .iter()
                .filter(|event| fits(&event.what))
                .map(|event| event.id)
                .collect();
            (!all.is_empty()).then(|| all[t.tot(all.len())])
        };
        let person = BetrokkeneId(Uuid::from_u128(1 + t.tot(2) as u128));
        let moment = self.nu + TimeDelta::minutes(i64::try_from(t.tot(300)).unwrap() - 100);
        Some(match t.tot(23) {
            0 | 1 => Gebeurtenis::Getagd {
                tag: [Tag::Hg, Tag::Twijfel, Tag::Radar][t.tot(3)],
                soorten: vec![[Soort::Partner, Soort::Kind][t.tot(2)]],
                voorgesteld: Vec::new(),
                gezien: Lijstkenmerk::default(),
                reden: None,
            },
            2 => Gebeurtenis::GeenHgVastgesteld {
                gezien: Lijstkenmerk::default(),
                reden: None,
            },
            3..=5 => {
                let geheel = Oordeel::ALLE[t.tot(4)];
                let about = t.tot(2) == 0;
                Gebeurtenis::VeiligheidsbeoordelingVastgesteld(Box::new(Veiligheidsbeoordeling {
                    geheel,
                    motivering: "omdat".to_owned(),
                    personen: about
                        .then(|| OordeelOver {
                            betrokkene: person,
                            oordeel: Oordeel::ALLE[t.tot(4)],
                        })
                        .into_iter()
                        .collect(),
                    voorwaarden: (t.tot(3) == 0)
                        .then(|| "contactverbod".to_owned())
                        .into_iter()
                        .collect(),
                    ..Veiligheidsbeoordeling::default()
                }))
            }
            6 => {
                let how = [verhaal::ivs(), verhaal::heenzenden()][t.tot(2)].clone();
                let Opdracht::StelAfdoeningVast(what) = verhaal::afdoening(how, &[]) else {
                    return None;
                };
                Gebeurtenis::AfdoeningVastgesteld(what)
            }
            7 => Gebeurtenis::OverlegGepland(Overleg {
                tijd: moment,
                wijze: Default::default(),
                toelichting: String::new(),
            }),
            8 => Gebeurtenis::ZaakGesloten {
                gezien: Lijstkenmerk::default(),
                reden: "klaar".to_owned(),
            },
            9 => Gebeurtenis::ZaakHeropend {
                reden: "toch".to_owned(),
            },
            10 => Gebeurtenis::GegevenGemeld {
                gegeven: Gegeven::Verblijf {
                    waarde: Waarde::ALLE[t.tot(Waarde::ALLE.len())],
                    sinds: None,
                },
                bron: "intake".to_owned(),
            },
            11 => Gebeurtenis::GegevenGemeld {
                gegeven: Gegeven::Tijd {
                    veld: Veld::BeginOphouden,
                    tijd: moment,
                },
                bron: "intake".to_owned(),
            },
            12 => Gebeurtenis::VtAangewezen {
                code: ["vt-a", "vt-b"][t.tot(2)].to_owned(),
                reden: "woont daar".to_owned(),
            },
            13 => Gebeurtenis::BetrokkeneToegevoegd(iemand(person, t)),
            14 => Gebeurtenis::BetrokkeneGewijzigd(iemand(person, t)),
            15 => Gebeurtenis::BetrokkeneVerwijderd { betrokkene: person },
            16 => {
                let judged = pick(t, &|what| {
                    matches!(what, Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_))
                })?;
                Gebeurtenis::InputVerstuurd(Box::new(Input {
                    ontvanger: Ontvanger::Om,
                    vorm: Vorm::Txt,
                    grond: "Wmo".to_owned(),
                    tekst: "Input".to_owned(),
                    sha256: String::new(),
                    bestand: "input.txt".to_owned(),
                    beoordeling: Some(judged),
                    gesprek: None,
                }))
            }
            17 | 18 => Gebeurtenis::Teruggenomen {
                gebeurtenis: pick(t, &|what| {
                    what.terug_te_nemen() || matches!(what, Gebeurtenis::ZaakOpgenomen { .. })
                })?,
            },
            19 | 20 => {
                let regel = Lijstregel {
                    status: [Status::Vast, Status::Onbekend, Status::Heengezonden][t.tot(3)]
                        .clone(),
                    toelichting: format!("versie {}", t.tot(4)),
                    ..Lijstregel::default()
                };
                Gebeurtenis::ZaakOpgenomen {
                    regel: Box::new(regel),
                    bron: verhaal::bron(self.nu, (t.tot(2) == 0).then_some(moment)),
                }
            }
            21 => Gebeurtenis::VanLijstVerdwenen {
                lezing: LezingId(Uuid::from_u128(1)),
                over: Some(moment),
            },
            _ => match t.tot(4) {
                0 => Gebeurtenis::Overgedragen {
                    aan: "wie volgt".to_owned(),
                    bericht: String::new(),
                },
                1 => Gebeurtenis::Overgenomen {
                    overdracht: pick(t, &|what| matches!(what, Gebeurtenis::Overgedragen { .. }))?,
                },
                2 => Gebeurtenis::ZaakOpgegaan {
                    hoofdzaak: ZaakId(Uuid::from_u128(70 + t.tot(2) as u128)),
                },
                _ => Gebeurtenis::StapAfgerond {
                    stap: StapSoort::BureaudienstInschakelen,
                    aanleiding: pick(t, &|what| {
                        matches!(what, Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_))
                    }),
                    gezien: None,
                    toelichting: "gebeld".to_owned(),
                },
            },
        })
    }

    /// Everybody meets everybody, until nothing new comes.
    fn ontmoet(&mut self) {
        loop {
            let mut news = 0;
            for at in 0..self.laptops.len() {
                for other in 0..self.laptops.len() {
                    if other != at {
                        let batch = self.laptops[other].stukken(Some(&self.laptops[at]));
                        news += self.laptops[at].neem_op(&batch);
                    }
                }
            }
            if news == 0 {
                break;
            }
        }
    }

    fn controleer(&mut self) {
        let first = &self.laptops[0];
        let held: BTreeSet<EventId> = first.ids();
        let lost = self.geschreven.keys().any(|id| !held.contains(id));
        assert!(
            self.wist || self.telling.teruggezet > 0 || !lost,
            "what was saved is there"
        );
        assert!(!(self.wist && lost), "what was saved is there");
        for laptop in &self.laptops {
            assert_eq!(laptop.ids(), held, "everybody has all that anybody has");
            self.keten(laptop, lost);
            laptop.is_leeg_wat_gewist_is();
        }
        for zaak in self.zaken.clone() {
            let states: Vec<String> = self
                .laptops
                .iter()
                .map(|laptop| serde_json::to_string(&laptop.stand(zaak)).unwrap())
                .collect();
            assert!(
                states.windows(2).all(|pair| pair[0] == pair[1]),
                "equal state"
            );
            let stand = self.laptops[0].stand(zaak);
            self.telling.open += stand.tegenspraken().len() as u64;
            self.koppen(zaak, &stand);
            self.onveilig_geldt(&stand, zaak);
        }
    }

    /// Every series is dense and linked. Where a disk was put back an event can be gone for ever; then what came
    /// after it in its series waits, and what the device wrote later in another misses it.
    fn keten(&self, laptop: &Laptop, lost: bool) {
        let mut verifier = Verifier::default();
        for stuk in laptop.stukken(None) {
            verifier.next(&stuk, &stuk.omslag.digest()).unwrap();
        }
        let (gaps, copies) = verifier.klaar();
        assert!(gaps.iter().all(|gap| gap.wat == Fout::Gat));
        assert!(lost || gaps.is_empty(), "no event is missing: {gaps:?}");
        assert!(
            lost || laptop.wacht() == 0,
            "nothing waits for what will not come"
        );
        assert!(
            self.telling.teruggezet > 0 || copies.is_empty(),
            "nobody put a copy back"
        );
    }

    /// The heads by name are the heads by what each writer really held.
    fn koppen(&self, zaak: ZaakId, stand: &Stand) {
        let events = self.laptops[0].gesorteerd(zaak);
        let by_id: BTreeMap<EventId, &Recorded> =
            events.iter().map(|event| (event.id, event)).collect();
        let held = |writer: EventId, id: EventId| {
            self.geschreven
                .get(&writer)
                .is_some_and(|held| held.contains(&id))
        };
        let sent = |what: &Gebeurtenis| matches!(what, Gebeurtenis::InputVerstuurd(_));
        // A text that was made by who knew of the taking back rests on nothing of the kind.
        let rests = |id: EventId, back: EventId| {
            events.iter().any(|event| {
                sent(&event.what)
                    && (held(event.id, id) && !held(event.id, back)
                        || matches!(&event.what, Gebeurtenis::InputVerstuurd(what)
                            if what.beoordeling == Some(id)))
            })
        };
        let undone = |event: &Recorded| {
            let can_rest = matches!(
                event.what,
                Gebeurtenis::Getagd { .. }
                    | Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_)
                    | Gebeurtenis::BetrokkeneToegevoegd(_)
                    | Gebeurtenis::BetrokkeneGewijzigd(_)
                    | Gebeurtenis::BetrokkeneVerwijderd { .. }
            );
            events.iter().any(|other| {
                matches!(other.what, Gebeurtenis::Teruggenomen { gebeurtenis }
                    if gebeurtenis == event.id)
                    && !(can_rest && rests(event.id, other.id))
            })
        };
        let plain =
            |event: &Recorded| !undone(event) && !matches!(event.what, Gebeurtenis::Onleesbaar(_));
        let counts = |event: &&Recorded| {
            plain(event)
                && match &event.what {
                    Gebeurtenis::VeldBeslist { kies, .. } => {
                        by_id.get(kies).is_some_and(|chosen| plain(chosen))
                    }
                    _ => true,
                }
        };
        let live: Vec<&Recorded> = events.iter().filter(counts).collect();
        let mut expected: BTreeMap<Veldsleutel, BTreeSet<EventId>> = BTreeMap::new();
        for event in &live {
            for veld in velden(&event.what) {
                let known = live
                    .iter()
                    .any(|other| velden(&other.what).contains(&veld) && held(other.id, event.id));
                if veld.klasse_a() && !known {
                    expected.entry(veld).or_default().insert(event.id);
                }
            }
        }
        let found: BTreeMap<Veldsleutel, BTreeSet<EventId>> = stand
            .koppen
            .iter()
            .map(|(veld, heads)| (veld.clone(), heads.iter().map(|kop| kop.id).collect()))
            .collect();
        assert_eq!(found, expected, "heads by name and by what was held");
        // Closing holds only over what its writer held, or what was written by who held the closing.
        if let Some(closed) = &stand.gesloten {
            for event in &live {
                if matches!(
                    event.what,
                    Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_)
                ) {
                    assert!(
                        held(closed.id, event.id) || held(event.id, closed.id),
                        "closed without knowing a judgement"
                    );
                }
            }
        }
    }

    /// Of values that stand against each other the unsafe one holds.
    fn onveilig_geldt(&self, stand: &Stand, zaak: ZaakId) {
        let events = self.laptops[0].gesorteerd(zaak);
        let heads = |veld: &str| -> Vec<&Gebeurtenis> {
            let all = stand.koppen.get(&Veldsleutel::van(veld));
            all.into_iter()
                .flatten()
                .filter_map(|kop| events.iter().find(|event| event.id == kop.van))
                .map(|event| &event.what)
                .collect()
        };
        let tags = heads(velden::TAG);
        if tags
            .iter()
            .any(|what| matches!(what, Gebeurtenis::Getagd { tag: Tag::Hg, .. }))
        {
            assert_eq!(stand.tag.as_ref().map(|one| one.tag), Some(Tag::Hg));
        }
        let worst = heads(velden::OORDEEL)
            .iter()
            .filter_map(|what| match what {
                Gebeurtenis::VeiligheidsbeoordelingVastgesteld(what) => Some(what.geheel),
                _ => None,
            })
            .min();
        assert_eq!(
            worst.unwrap_or_default(),
            stand.oordeel(),
            "the worst judgement holds"
        );
        if heads(velden::SLUITING)
            .iter()
            .any(|what| matches!(what, Gebeurtenis::ZaakHeropend { .. }))
        {
            assert!(stand.gesloten.is_none(), "open is the unsafe case");
        }
    }
}

fn iemand(id: BetrokkeneId, t: &mut Toeval) -> Betrokkene {
    Betrokkene {
        id,
        naam: ["Mies", "Jet", "Wim"][t.tot(3)].to_owned(),
        leeftijd: None,
        rol: Rol::Slachtoffer,
        relatie: "ex-partner".to_owned(),
        verblijf: ["", "bij haar zus"][t.tot(2)].to_owned(),
        bellen: Bellen::Onbekend,
        bereikbaar: String::new(),
        geheim: false,
    }
}

/// So many steps in runs of `lengte`, with so many laptops.
fn loop_door(stappen: u64, lengte: u64, laptops: usize) {
    let begin: u64 = std::env::var("SIM_BEGIN")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let mut sum = Telling::default();
    let mut nummer = begin;
    while sum.stappen < stappen {
        let mut run = Loop::nieuw(nummer, laptops);
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for _ in 0..lengte {
                run.stap();
            }
            run.ontmoet();
            run.controleer();
        }));
        if let Err(panic) = told {
            eprintln!("run {nummer} with {laptops} laptops: SIM_BEGIN={nummer}");
            std::panic::resume_unwind(panic);
        }
        sum.stappen += run.telling.stappen;
        sum.geschreven += run.telling.geschreven;
        sum.beslist += run.telling.beslist;
        sum.intussen += run.telling.intussen;
        sum.uitwisselingen += run.telling.uitwisselingen;
        sum.gewist += run.telling.gewist;
        sum.teruggezet += run.telling.teruggezet;
        sum.open += run.telling.open;
        nummer += 1;
    }
    eprintln!("{} runs, {laptops} laptops: {sum:?}", nummer - begin);
    // A simulation in which nothing of the kind happens proves nothing.
    let much = stappen < 5_000
        || [
            sum.beslist,
            sum.intussen,
            sum.gewist,
            sum.teruggezet,
            sum.open,
        ]
        .iter()
        .all(|count| *count > 0);
    assert!(much, "{sum:?}");
}

fn stappen() -> u64 {
    std::env::var("SIM_STAPPEN")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(100_000)
}

#[test]
fn two_laptops_that_meet_agree_on_everything() {
    loop_door(stappen() / 2, 100, 2);
}

#[test]
fn three_laptops_that_meet_agree_on_everything() {
    loop_door(stappen() / 2, 120, 3);
}

#[test]
fn a_copy_that_comes_after_its_order_stays_empty() {
    let mut t = Toeval::van(5);
    let mut all: Vec<Laptop> = (1..=3).map(|at| Laptop::nieuw(at, &mut t)).collect();
    let zaak = ZaakId(Uuid::from_u128(1));
    let what = Gebeurtenis::ZaakHeropend {
        reden: "toch".to_owned(),
    };
    all[0].schrijf(&[zaak], &what, NAMEN[0], verhaal::om(8, 0), &mut t);
    let copy = all[0].stukken(None);
    all[1].neem_op(&copy);
    all[0].heropen(&mut t);
    assert!(all[0].wis(zaak, NAMEN[0], verhaal::om(9, 0), &mut t));
    // The order is in a series of its own, and comes first.
    let order = all[0].stukken(Some(&all[1]));
    assert_eq!(all[2].neem_op(&order), 1);
    let late = all[1].stukken(Some(&all[2]));
    assert!(late[0].inhoud.is_some());
    assert_eq!(all[2].neem_op(&late), 1);
    all[2].is_leeg_wat_gewist_is();
}
