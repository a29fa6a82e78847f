//! The real program without a terminal: its model, its loop's effects, a real encrypted store on disk. Keys go in,
//! the screen comes out; and the store can be made to fail as disks, rules and threads do.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use uuid::Uuid;
use zsmtafel::app::model::{Model, Verzoek};
use zsmtafel::app::msg::{Antwoord, Effect, Msg, Uitvoering};
use zsmtafel::app::update::{begin, update};
use zsmtafel::app::velden::formulier::Waarden;
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::{Gebeurtenis, Recorded};
use zsmtafel::domain::ids::{PersoonId, ReeksId, ZaakId};
use zsmtafel::domain::vastgelegd::Kring;
use zsmtafel::journal::omslag::Soort as Stuksoort;
use zsmtafel::journal::pen::{Brief, Pen, Schrijver};
use zsmtafel::journal::toestel::Toestelsleutel;
use zsmtafel::shell::config::Config;
use zsmtafel::shell::effecten::{Nieuws, Soort, Uitvoerder};
use zsmtafel::shell::klok::Klok;
use zsmtafel::shell::paden::Paden;
use zsmtafel::shell::sessie::{Opening, Sessie};
use zsmtafel::store::{Lezer, Store, StoreFout, Uitkomst};
use zsmtafel::ui;
use zsmtafel::ui::thema::{Keuze, Thema};

use crate::ui_werkbank::{GEWOON, als_tekst, kennis, tafel, toets};

/// How the store fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storing {
    /// SQLite gets no page more.
    Vol,
    /// SQLite may not write.
    AlleenLezen,
    /// The thread that writes is dead.
    Dood,
}

/// The program at work.
pub struct Echt {
    pub model: Model,
    pub nu: DateTime<Utc>,
    rt: Runtime,
    uitvoerder: Uitvoerder,
    nieuws: UnboundedReceiver<Nieuws>,
    sessie: Option<Arc<Sessie>>,
    open: usize,
    pub map: Arc<TempDir>,
}

impl Echt {
    /// A table with the bundled list, on 20 November 2026 at 8:12.
    pub fn nieuw() -> Echt {
        Echt::op(
            Arc::new(tempfile::tempdir().unwrap()),
            om(20, 8, 12),
            Soort::Demo,
        )
    }

    /// The table in `map`, opened at `nu`.
    pub fn op(map: Arc<TempDir>, nu: DateTime<Utc>, soort: Soort) -> Echt {
        let rt = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let mut paden = Paden::nieuw(Some(map.path().join("tafel")), None).unwrap();
        paden.uit = map.path().join("uit");
        paden.inlezen = map.path().join("in");
        let kennis = Arc::new(kennis());
        let (uit, nieuws) = unbounded_channel();
        let opening = Opening {
            paden,
            config: Arc::new(Config::default()),
            kennis: kennis.clone(),
            medewerker: Some("A. de Boer".to_owned()),
            rol: None,
            oefenen: true,
            nieuwe_dag: false,
            nieuw: false,
            toch: false,
            waarvoor: String::new(),
        };
        let klok = Klok::met_verschil_ms((nu - Utc::now()).num_milliseconds());
        let uitvoerder = Uitvoerder::nieuw(opening, soort, klok, uit);
        let mut out = Echt {
            model: Model::nieuw(kennis, tafel(), nu, GEWOON),
            nu,
            rt,
            uitvoerder,
            nieuws,
            sessie: None,
            open: 0,
            map,
        };
        let first = begin(&mut out.model);
        out.doe(first);
        out.rust();
        out
    }

    /// The same table, opened again at another moment, after the program ended.
    pub fn opnieuw(mut self, nu: DateTime<Utc>) -> Echt {
        self.sluit();
        Echt::op(self.map.clone(), nu, Soort::Oefenen)
    }

    /// Ends the program and waits until everything is on disk.
    pub fn sluit(&mut self) {
        self.sessie = None;
        let closing = {
            let _guard = self.rt.enter();
            self.uitvoerder.sluit()
        };
        if let Some(closing) = closing {
            self.rt.block_on(closing).unwrap();
        }
    }

    /// The worker locks the table in the middle of what he types.
    pub fn op_slot(&mut self) {
        self.sessie = None;
        self.stuur(Msg::Toets(toets("Ctrl-L")));
        assert!(self.model.slot.is_some());
        // The answers to what was under way are not for the locked table.
        while self.nieuws.try_recv().is_ok() {}
        self.open = 0;
    }

    fn doe(&mut self, verzoeken: Vec<Verzoek>) {
        let _guard = self.rt.enter();
        for verzoek in verzoeken {
            let answered = !matches!(
                verzoek.effect,
                Effect::WekMij(_)
                    | Effect::Bel(_)
                    | Effect::KijkMap
                    | Effect::StaakLezen
                    | Effect::Sluit
                    | Effect::VerversKopieen
                    | Effect::Zag(_)
                    | Effect::Zocht(_)
            );
            self.open += usize::from(answered);
            self.uitvoerder.voer_uit(verzoek);
        }
    }

    /// Sends a message.
    pub fn stuur(&mut self, msg: Msg) {
        // Time goes on a little with every key, as it does for a person.
        self.nu += TimeDelta::milliseconds(300);
        let asked = update(&mut self.model, msg, self.nu);
        self.doe(asked);
    }

    fn hoor(&mut self, said: Nieuws) {
        match said {
            Nieuws::Stop => {
                self.open -= 1;
                self.model.stopt = true;
            }
            // Waking comes when the test says so.
            Nieuws::Msg(Msg::Wek) => {}
            Nieuws::Msg(msg) => {
                if let Msg::Antwoord(_, answer) = &msg
                    && !matches!(answer, Antwoord::MapGezien(_) | Antwoord::Kopieen(_))
                {
                    self.open -= 1;
                }
                self.stuur(msg);
            }
            Nieuws::Open(nummer, opened) => {
                self.open -= 1;
                let answer = opened.map(|sessie| {
                    self.sessie = Some(sessie.clone());
                    self.uitvoerder.neem(sessie)
                });
                self.stuur(Msg::Antwoord(nummer, Antwoord::Geopend(answer)));
            }
        }
    }

    /// Waits until every question was answered.
    pub fn rust(&mut self) {
        let until = Instant::now() + Duration::from_secs(30);
        while self.open > 0 {
            assert!(Instant::now() < until, "{} answers did not come", self.open);
            let said = self.rt.block_on(async {
                tokio::time::timeout(Duration::from_secs(30), self.nieuws.recv()).await
            });
            self.hoor(said.expect("an answer").expect("the loop lives"));
        }
    }

    /// Presses keys by name, and waits for the answers after each.
    pub fn toetsen(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            self.stuur(Msg::Toets(toets(name)));
            self.rust();
        }
    }

    /// Presses keys without waiting for any answer between them, as a fast hand does.
    pub fn snel(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            self.stuur(Msg::Toets(toets(name)));
        }
        self.rust();
    }

    /// Types a text.
    pub fn typ(&mut self, text: &str) {
        for c in text.chars() {
            self.stuur(Msg::Toets(KeyEvent::new(
                KeyCode::Char(c),
                KeyModifiers::NONE,
            )));
        }
        self.rust();
    }

    /// Nobody types for half a second.
    pub fn rustig(&mut self) {
        self.stuur(Msg::Wek);
        self.rust();
    }

    /// The screen.
    pub fn beeld(&mut self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(GEWOON.0, GEWOON.1)).unwrap();
        let thema = Thema::van(Keuze::Gewoon);
        let model = &self.model;
        terminal
            .draw(|frame| ui::draw(frame, model, &thema))
            .unwrap();
        als_tekst(terminal.backend().buffer())
    }

    /// The form on top: which draft, which field, and what stands in it.
    pub fn formulier(&mut self) -> Option<(String, String, Waarden)> {
        self.model.schrijfplek().map(|plek| {
            let field = plek.formulier().and_then(|form| form.actief());
            let field = field.map_or_else(String::new, |veld| veld.id.clone());
            (plek.sleutel().soort.clone(), field, plek.waarden())
        })
    }

    /// Goes to a field of the form on top, with Tab.
    #[track_caller]
    pub fn veld(&mut self, id: &str) {
        for _ in 0..80 {
            let now = self.formulier().expect("a form").1;
            if now == id {
                return;
            }
            self.toetsen("Tab");
        }
        panic!("no field {id} in {:?}", self.formulier());
    }

    pub fn sessie(&self) -> &Arc<Sessie> {
        self.sessie.as_ref().expect("an open table")
    }

    /// Something for the thread that writes.
    pub fn schrijf<T: Send + 'static>(
        &self,
        taak: impl FnOnce(&mut Store) -> Uitkomst<T> + Send + 'static,
    ) -> Uitkomst<T> {
        self.rt
            .block_on(self.sessie().werker().schrijf(taak).klaar())
    }

    /// Something for the thread that reads.
    pub fn lees<T: Send + 'static>(
        &self,
        taak: impl FnOnce(&Lezer) -> Uitkomst<T> + Send + 'static,
    ) -> T {
        self.rt
            .block_on(self.sessie().werker().lees(taak).klaar())
            .unwrap()
    }

    /// Another hand does something at this table, of which the screen knows nothing.
    pub fn ander(&self, zaak: ZaakId, opdracht: Opdracht, wie: &'static str) -> Uitkomst<()> {
        let nu = self.nu;
        self.schrijf(move |store| store.voer_uit(zaak, &opdracht, wie, nu).map(drop))
    }

    /// A colleague's laptop recorded this without knowing of anything here, and its event comes in; `nr` is another
    /// laptop each time.
    pub fn collega(&self, zaak: ZaakId, nr: u8, what: &Gebeurtenis) {
        let mut pen = Pen {
            teller: 400 + u64::from(nr),
            toestel: (0, [0; 32]),
            reeks: ReeksId(Uuid::from_u128(7_000 + u128::from(nr))),
            kringen: Default::default(),
        };
        let who = Schrijver {
            persoon: PersoonId(Uuid::from_u128(u128::from(nr))),
            naam: "Cor Kwikstaart".to_owned(),
        };
        let brief = Brief {
            zaken: vec![zaak],
            kring: Kring::Intern,
            soort: Stuksoort::Gebeurtenis,
            kind: what.kind().to_owned(),
            at: self.nu,
            vervangt: Vec::new(),
            open: Vec::new(),
            inhoud: Some(serde_json::to_vec(what).unwrap()),
        };
        let random = [[nr; 16], [nr + 100; 16], [nr + 200; 16]];
        let key = Toestelsleutel::van(&[40 + nr; 32]);
        let stuk = pen.schrijf(&key, &who, brief, random).0;
        let taken = self.schrijf(move |store| store.neem_op(&[stuk])).unwrap();
        assert_eq!(taken.nieuw, 1);
    }

    /// What the screen would ask for, without a screen.
    pub fn buiten_om(&mut self, zaak: ZaakId, opdracht: Opdracht) {
        let work = Uitvoering::een(zaak, opdracht);
        let sessie = self.sessie().clone();
        self.rt.block_on(sessie.voer_uit(work, self.nu)).unwrap();
    }

    /// The list is asked for again.
    pub fn herlaad(&mut self) {
        self.model.vraag(Effect::LaadDag);
        let asked = self.model.neem_verzoeken();
        self.doe(asked);
        self.rust();
    }

    /// The events of a zaak, oldest first.
    pub fn gebeurtenissen(&self, zaak: ZaakId) -> Vec<(Recorded, bool)> {
        self.lees(move |lezer| Ok(lezer.zaak(zaak)?.unwrap().tijdlijn))
    }

    /// Which drafts the store has.
    pub fn concepten(&self) -> Vec<(ZaakId, String)> {
        self.lees(Lezer::conceptsleutels)
    }

    /// From now on the store fails like this.
    pub fn stoor(&self, hoe: Storing) {
        match hoe {
            Storing::Dood => self.sessie().werker().proef_dood(),
            Storing::AlleenLezen => {
                self.schrijf(|store| store.proef_sql("PRAGMA query_only = ON").map(drop))
                    .unwrap();
            }
            Storing::Vol => {
                let full = self.schrijf(|store| {
                    store.proef_vol(0)?;
                    // What room there was inside is filled too.
                    for size in [3000, 300, 30] {
                        for n in 0..10_000 {
                            let name = format!("vulling-{size}-{n}");
                            if store.zet_instelling(&name, &"x".repeat(size)).is_err() {
                                break;
                            }
                        }
                    }
                    store.zet_instelling("vol", &"x".repeat(9000))
                });
                assert!(matches!(full, Err(StoreFout::SchijfVol)), "{full:?}");
            }
        }
    }

    /// The store works again. A thread that died stays dead.
    pub fn heel(&self, hoe: Storing) {
        match hoe {
            Storing::Dood => {}
            Storing::AlleenLezen => {
                self.schrijf(|store| store.proef_sql("PRAGMA query_only = OFF").map(drop))
                    .unwrap();
            }
            Storing::Vol => self.schrijf(|store| store.proef_vol(100_000)).unwrap(),
        }
    }

    /// Tags somebody as HG, by a partner, and opens the zaak.
    pub fn volg(&mut self, achternaam: &str) -> ZaakId {
        let id = self.kies(achternaam);
        self.toetsen("h");
        if self.model.dialoog.is_some() {
            self.toetsen("p");
        }
        self.model.blik.lijst.kies(id);
        self.toetsen("Enter");
        id
    }

    /// The zaak of a suspect by family name, chosen on the list.
    pub fn kies(&mut self, achternaam: &str) -> ZaakId {
        let lines = self.model.lijst.alle();
        let id = lines
            .iter()
            .find(|line| line.zaak.regel.naam.achternaam == achternaam)
            .unwrap_or_else(|| panic!("{achternaam} is not on the list"))
            .zaak
            .id;
        self.model.blik.lijst.kies(id);
        id
    }
}

impl Drop for Echt {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.sluit();
        }
    }
}

/// A day of November 2026, in Amsterdam.
pub fn om(dag: u32, uur: u32, minuut: u32) -> DateTime<Utc> {
    zsmtafel::domain::tijd::uit_lokaal(
        NaiveDate::from_ymd_opt(2026, 11, dag)
            .unwrap()
            .and_hms_opt(uur, minuut, 0)
            .unwrap(),
    )
}
