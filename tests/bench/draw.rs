//! How long a frame takes with 2,000 lines in the list: into cells, and on to the bytes of a terminal.
//! And the keys that cost most between two frames.
#![allow(clippy::unwrap_used, missing_docs)]

mod hulp;

use std::io;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::Bencher;
use ratatui::backend::{CrosstermBackend, TestBackend};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use uuid::Uuid;
use zsmtafel::app::afgeleid::dagregel::Dagregel;
use zsmtafel::app::kennis::{Kennis, Tafel};
use zsmtafel::app::model::Model;
use zsmtafel::app::msg::Msg;
use zsmtafel::app::update::update;
use zsmtafel::domain::ids::{LezingId, ZaakId};
use zsmtafel::domain::lijstregel::Bron;
use zsmtafel::domain::zaak::{Stand, Zaak};
use zsmtafel::ui;
use zsmtafel::ui::thema::{Keuze, Thema};

const REGELS: usize = 2_000;
const MATEN: [(u16, u16); 2] = [(120, 36), (200, 50)];

fn main() {
    divan::main();
}

fn zaken(kennis: &Kennis) -> Vec<Zaak> {
    let bron = Bron {
        lezing: LezingId(Uuid::nil()),
        bestand: "lijst.csv".to_owned(),
        sha256: "0".repeat(64),
        gelezen: hulp::nu(),
        peil: None,
    };
    (1u128..)
        .zip(hulp::lijst(REGELS, 0, kennis).regels)
        .map(|(at, regel)| Zaak {
            id: ZaakId(Uuid::from_u128(at)),
            regel,
            bron: bron.clone(),
            stand: Stand::default(),
        })
        .collect()
}

/// The morning list with 2,000 lines on a screen of this size.
fn ochtend(maat: (u16, u16)) -> Model {
    let kennis = Arc::new(hulp::regels());
    let lines = zaken(&kennis)
        .into_iter()
        .map(|zaak| Dagregel::nieuw(zaak, false, &kennis, hulp::nu()))
        .collect();
    let mut model = Model::nieuw(kennis, Tafel::default(), hulp::nu(), maat);
    model.slot = None;
    model.blik.lijst.laad(None, lines);
    model.blik.lijst.begin();
    model
}

fn druk(model: &mut Model, code: KeyCode) {
    let key = KeyEvent::new(code, KeyModifiers::NONE);
    let _ = update(model, Msg::Toets(key), hulp::nu());
}

#[divan::bench(args = MATEN)]
fn cellen(bencher: Bencher<'_, '_>, maat: (u16, u16)) {
    let (model, thema) = (ochtend(maat), Thema::van(Keuze::Gewoon));
    let mut terminal = Terminal::new(TestBackend::new(maat.0, maat.1)).unwrap();
    bencher.bench_local(|| {
        terminal
            .draw(|frame| ui::draw(frame, &model, &thema))
            .unwrap();
    });
}

/// One key down and its frame, as the bytes that go to the terminal.
#[divan::bench(args = MATEN)]
fn toets_en_bytes(bencher: Bencher<'_, '_>, maat: (u16, u16)) {
    let (mut model, thema) = (ochtend(maat), Thema::van(Keuze::Gewoon));
    let options = TerminalOptions {
        viewport: Viewport::Fixed(Rect::new(0, 0, maat.0, maat.1)),
    };
    let backend = CrosstermBackend::new(io::sink());
    let mut terminal = Terminal::with_options(backend, options).unwrap();
    bencher.bench_local(|| {
        druk(&mut model, KeyCode::Down);
        terminal
            .draw(|frame| ui::draw(frame, &model, &thema))
            .unwrap();
    });
}

/// A letter more and a letter less in the filter: every line is looked at twice.
#[divan::bench]
fn zoeken(bencher: Bencher<'_, '_>) {
    let mut model = ochtend(MATEN[0]);
    druk(&mut model, KeyCode::Char('/'));
    bencher.bench_local(|| {
        druk(&mut model, KeyCode::Char('b'));
        druk(&mut model, KeyCode::Backspace);
    });
}

/// The minute goes by: every clock is counted again and the list put in order.
#[divan::bench]
fn minuut(bencher: Bencher<'_, '_>) {
    let mut model = ochtend(MATEN[0]);
    let mut now = hulp::nu();
    bencher.bench_local(|| {
        now += chrono::TimeDelta::minutes(1);
        model.blik.tafel.oefenen = true;
        update(&mut model, Msg::Tik, now)
    });
}

/// Everything that is derived for the lines of a day, when the list is loaded.
#[divan::bench]
fn afleiden(bencher: Bencher<'_, '_>) {
    let kennis = hulp::regels();
    let zaken = zaken(&kennis);
    bencher
        .counter(divan::counter::ItemsCount::new(zaken.len()))
        .with_inputs(|| zaken.clone())
        .bench_local_values(|zaken| {
            zaken
                .into_iter()
                .map(|zaak| Dagregel::nieuw(zaak, false, &kennis, hulp::nu()))
                .collect::<Vec<_>>()
        });
}
