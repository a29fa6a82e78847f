//! A laptop in memory: the journal's own rules, with lists in the place of tables.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use zsmtafel::domain::event::{Gebeurtenis, Recorded};
use zsmtafel::domain::fold::fold;
use zsmtafel::domain::ids::{DeviceId, EventId, ReeksId, ZaakId};
use zsmtafel::domain::vastgelegd::{Hand, Kring, Onleesbaar, Orde, Waarom, orden};
use zsmtafel::domain::velden::Toppen;
use zsmtafel::domain::zaak::Stand;
use zsmtafel::journal::inhoud;
use zsmtafel::journal::keten::Schakel;
use zsmtafel::journal::kop::Kop;
use zsmtafel::journal::omslag::{Digest, Soort, schrijf_ids};
use zsmtafel::journal::opname::{Kast, Lot, lot, opdracht};
use zsmtafel::journal::pen::{Brief, Pen, Schrijver};
use zsmtafel::journal::sleutel::Tafelgeheim;
use zsmtafel::journal::stuk::Stuk;
use zsmtafel::journal::toestel::Toestelsleutel;

/// Numbers that look random and are the same for the same beginning.
#[derive(Clone)]
pub struct Toeval(u64);

impl Toeval {
    pub fn van(nummer: u64) -> Toeval {
        Toeval(nummer.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn volgend(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Below `grens`.
    pub fn tot(&mut self, grens: usize) -> usize {
        usize::try_from((self.volgend() >> 33) % u64::try_from(grens.max(1)).unwrap()).unwrap()
    }

    pub fn bytes(&mut self) -> [u8; 16] {
        let (one, other) = (self.volgend(), self.volgend());
        ((u128::from(one) << 64) | u128::from(other)).to_be_bytes()
    }

    pub fn schud<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.tot(at + 1));
        }
    }
}

/// An event that is there.
#[derive(Clone)]
struct Bewaard {
    stuk: Rc<Stuk>,
    digest: Digest,
    kop: Rc<Kop>,
}

#[derive(Clone)]
pub struct Laptop {
    sleutel: Rc<Toestelsleutel>,
    geheim: Tafelgeheim,
    reeks: ReeksId,
    events: BTreeMap<EventId, Bewaard>,
    reeksen: BTreeMap<ReeksId, Vec<EventId>>,
    /// In the order in which they came.
    zaken: BTreeMap<ZaakId, Vec<EventId>>,
    gewist: BTreeSet<EventId>,
    wachtkamer: BTreeMap<Digest, Rc<Stuk>>,
    apart: usize,
    teller: u64,
    toestel: (u64, Digest),
    gelezen: RefCell<BTreeMap<ZaakId, Vec<Recorded>>>,
}

impl Kast for Laptop {
    type Fout = Infallible;

    fn digest(&self, id: EventId) -> Result<Option<Digest>, Infallible> {
        Ok(self.events.get(&id).map(|one| one.digest))
    }

    fn laatste(
        &self,
        reeks: ReeksId,
        _kring: &str,
    ) -> Result<Option<(Schakel, DeviceId)>, Infallible> {
        let last = self.reeksen.get(&reeks).and_then(|all| all.last());
        Ok(last.and_then(|id| self.events.get(id)).map(|one| {
            let link = Schakel {
                nr: one.stuk.omslag.nr,
                digest: one.digest,
                teller: one.kop.teller,
            };
            (link, one.stuk.omslag.toestel)
        }))
    }

    fn gewist(&self, id: EventId) -> Result<bool, Infallible> {
        Ok(self.gewist.contains(&id))
    }
}

impl Laptop {
    pub fn nieuw(nummer: u8, toeval: &mut Toeval) -> Laptop {
        Laptop {
            sleutel: Rc::new(Toestelsleutel::van(&[nummer; 32])),
            geheim: Tafelgeheim([9; 32]),
            reeks: ReeksId(uuid::Uuid::from_bytes(toeval.bytes())),
            events: BTreeMap::new(),
            reeksen: BTreeMap::new(),
            zaken: BTreeMap::new(),
            gewist: BTreeSet::new(),
            wachtkamer: BTreeMap::new(),
            apart: 0,
            teller: 0,
            toestel: (0, [0; 32]),
            gelezen: RefCell::default(),
        }
    }

    /// The program ends, however it ends, and begins again.
    pub fn heropen(&mut self, toeval: &mut Toeval) {
        self.reeks = ReeksId(uuid::Uuid::from_bytes(toeval.bytes()));
    }

    pub fn hand(&self, naam: &str) -> Hand {
        Hand {
            persoon: self.geheim.medewerker(naam),
            toestel: self.sleutel.toestel(),
        }
    }

    pub fn apart(&self) -> usize {
        self.apart
    }

    pub fn wacht(&self) -> usize {
        self.wachtkamer.len()
    }

    pub fn ids(&self) -> BTreeSet<EventId> {
        self.events.keys().copied().collect()
    }

    pub fn bezit(&self, zaak: ZaakId) -> BTreeSet<EventId> {
        self.zaken
            .get(&zaak)
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }

    /// The events of a zaak in their order.
    pub fn gesorteerd(&self, zaak: ZaakId) -> Vec<Recorded> {
        if let Some(read) = self.gelezen.borrow().get(&zaak) {
            return read.clone();
        }
        let mut all: Vec<Recorded> = self
            .zaken
            .get(&zaak)
            .into_iter()
            .flatten()
            .filter_map(|id| self.events.get(id))
            .map(lees)
            .collect();
        orden(&mut all);
        self.gelezen.borrow_mut().insert(zaak, all.clone());
        all
    }

    pub fn stand(&self, zaak: ZaakId) -> Stand {
        fold(&self.gesorteerd(zaak))
    }

    pub fn schrijf(
        &mut self,
        zaken: &[ZaakId],
        what: &Gebeurtenis,
        naam: &str,
        nu: DateTime<Utc>,
        toeval: &mut Toeval,
    ) -> EventId {
        let mut vervangt: Vec<EventId> = zaken
            .iter()
            .flat_map(|zaak| Toppen::van(&self.gesorteerd(*zaak)).vervangt(what))
            .collect();
        vervangt.sort_unstable();
        vervangt.dedup();
        let brief = Brief {
            zaken: zaken.to_vec(),
            kring: what.kring(),
            soort: Soort::Gebeurtenis,
            kind: what.kind().to_owned(),
            at: nu,
            vervangt,
            open: Vec::new(),
            inhoud: Some(inhoud::schrijf(what).unwrap()),
        };
        self.zet(brief, naam, toeval)
    }

    /// Orders that the content of a zaak be erased everywhere; false when there is none.
    pub fn wis(
        &mut self,
        zaak: ZaakId,
        naam: &str,
        nu: DateTime<Utc>,
        toeval: &mut Toeval,
    ) -> bool {
        let ids: Vec<EventId> = self
            .bezit(zaak)
            .into_iter()
            .filter(|id| self.events[id].stuk.inhoud.is_some())
            .collect();
        if ids.is_empty() {
            return false;
        }
        let brief = Brief {
            zaken: Vec::new(),
            kring: Kring::Intern,
            soort: Soort::Wisopdracht,
            kind: "wisopdracht".to_owned(),
            at: nu,
            vervangt: Vec::new(),
            open: schrijf_ids(&ids),
            inhoud: None,
        };
        self.zet(brief, naam, toeval);
        true
    }

    fn zet(&mut self, brief: Brief, naam: &str, toeval: &mut Toeval) -> EventId {
        let own = self
            .reeksen
            .get(&self.reeks)
            .and_then(|all| all.last())
            .map(|id| &self.events[id])
            .map(|last| (Kring::Intern.code(), (last.stuk.omslag.nr, last.digest)));
        let mut pen = Pen {
            teller: self.teller,
            toestel: self.toestel,
            reeks: self.reeks,
            kringen: own.into_iter().collect(),
        };
        let who = Schrijver {
            persoon: self.geheim.medewerker(naam),
            naam: naam.to_owned(),
            rol: None,
        };
        let random = [toeval.bytes(), toeval.bytes(), toeval.bytes()];
        let (stuk, kop) = pen.schrijf(&self.sleutel, &who, brief, random);
        let id = stuk.omslag.id;
        let digest = stuk.omslag.digest();
        self.bewaar(stuk, digest, kop);
        id
    }

    fn bewaar(&mut self, stuk: Stuk, digest: Digest, kop: Kop) {
        let id = stuk.omslag.id;
        self.teller = self.teller.max(kop.teller);
        if stuk.omslag.toestel == self.sleutel.toestel() && kop.plaats > self.toestel.0 {
            self.toestel = (kop.plaats, digest);
        }
        self.reeksen.entry(stuk.omslag.reeks).or_default().push(id);
        for zaak in &kop.zaken {
            self.zaken.entry(*zaak).or_default().push(id);
            self.gelezen.borrow_mut().remove(zaak);
        }
        let order = opdracht(&stuk);
        let kept = Bewaard {
            stuk: Rc::new(stuk),
            digest,
            kop: Rc::new(kop),
        };
        self.events.insert(id, kept);
        self.gehoorzaam(order);
    }

    fn gehoorzaam(&mut self, order: Option<Vec<EventId>>) {
        for gone in order.into_iter().flatten() {
            self.gewist.insert(gone);
            if let Some(one) = self.events.get_mut(&gone) {
                Rc::make_mut(&mut one.stuk).inhoud = None;
                self.gelezen.borrow_mut().clear();
            }
            for waiting in self.wachtkamer.values_mut() {
                if waiting.omslag.id == gone {
                    Rc::make_mut(waiting).inhoud = None;
                }
            }
        }
    }

    /// All events, or those that another lacks; each series in its order.
    pub fn stukken(&self, voor: Option<&Laptop>) -> Vec<Rc<Stuk>> {
        self.reeksen
            .values()
            .flatten()
            .filter(|id| voor.is_none_or(|other| !other.events.contains_key(id)))
            .map(|id| Rc::clone(&self.events[id].stuk))
            .collect()
    }

    /// Takes events in; how many were new.
    pub fn neem_op(&mut self, batch: &[Rc<Stuk>]) -> usize {
        let mut new = 0;
        for stuk in batch {
            new += self.neem(stuk);
        }
        loop {
            let waiting: Vec<(Digest, Rc<Stuk>)> = self
                .wachtkamer
                .iter()
                .map(|(digest, stuk)| (*digest, Rc::clone(stuk)))
                .collect();
            let mut moved = 0;
            for (digest, stuk) in waiting {
                self.wachtkamer.remove(&digest);
                let came = self.neem(&stuk);
                new += came;
                moved += came;
            }
            if moved == 0 {
                return new;
            }
        }
    }

    fn neem(&mut self, stuk: &Stuk) -> usize {
        match lot(self, stuk).unwrap() {
            Lot::Nieuw(kept, digest, kop) => {
                self.bewaar(*kept, digest, *kop);
                1
            }
            Lot::Bekend => 0,
            Lot::Wacht(kept) => {
                let digest = kept.omslag.digest();
                self.gehoorzaam(opdracht(&kept));
                let there = self.wachtkamer.get(&digest);
                if there.is_none_or(|one| one.inhoud.is_none()) {
                    self.wachtkamer.insert(digest, Rc::new(*kept));
                }
                0
            }
            Lot::Apart(_) => {
                self.apart += 1;
                0
            }
        }
    }

    /// What was ordered to be erased is nowhere.
    pub fn is_leeg_wat_gewist_is(&self) {
        for id in &self.gewist {
            let there = self.events.get(id).map(|one| &one.stuk);
            let waits = self.wachtkamer.values().filter(|one| one.omslag.id == *id);
            assert!(
                there
                    .into_iter()
                    .chain(waits)
                    .all(|one| one.inhoud.is_none()),
                "erased is erased"
            );
        }
    }
}

fn lees(one: &Bewaard) -> Recorded {
    let outside = &one.stuk.omslag;
    let content = one
        .stuk
        .inhoud
        .as_ref()
        .map(|salted| salted.bytes.as_slice());
    let what = inhoud::lees(&one.kop.kind, one.kop.versie, content);
    assert!(
        !matches!(&what, Gebeurtenis::Onleesbaar(Onleesbaar { waarom, .. }) if *waarom != Waarom::Gewist),
        "{what:?}"
    );
    Recorded {
        id: outside.id,
        by: one.kop.naam.clone(),
        hand: Hand {
            persoon: one.kop.persoon,
            toestel: outside.toestel,
        },
        at: one.kop.at,
        orde: Orde {
            teller: one.kop.teller,
            reeks: outside.reeks,
            nr: outside.nr,
        },
        vervangt: one.kop.vervangt.clone(),
        what,
    }
}
