//! The screen Overdracht: the open zaken, where each stands, and who took it over.
//!
//! Must not know keys, nor how the print is laid out.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::meegeschreven;
use crate::app::afgeleid::overdracht::{bellen, klok, let_op, rijen, stand};
use crate::app::model::Model;
use crate::domain::tijd;
use crate::domain::velden::{OVERDRACHT, Veldsleutel};

use crate::app::schermen::overdracht::Overdracht;
use crate::ui::dagrijen::{Schermregel, feit, laadt, leeg, lijst, onder};
use crate::ui::kader::links_rechts;
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{links, rechts};
use crate::ui::thema::Thema;
use crate::ui::woorden::{nog, oordeel_woord, tag_woord};

const NOG: usize = 9;
const NAAM: usize = 20;
const TAG: usize = 8;
const OORDEEL: usize = 11;
/// From this width on the next step has a column of its own.
const MET_STAP: usize = 100;

impl Tekent for Overdracht {
    /// Draws the screen.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        if laadt(frame, area, model, thema) {
            return;
        }
        let all = rijen(model.lijst.alle());
        if all.is_empty() {
            leeg(
                frame,
                area,
                "Er staat geen zaak open.",
                "Een zaak staat open zodra hij is getagd als HG, twijfel of radar, tot hij is gesloten. \
             Druk 1 voor de lijst van de ochtend.",
                thema,
            );
            return;
        }
        let width = usize::from(area.width);
        let keys: Vec<_> = all.iter().map(|regel| regel.zaak.id).collect();
        let chosen = self.keus.plaats(&keys);
        let count = |test: &dyn Fn(&Dagregel) -> bool| all.iter().filter(|one| test(one)).count();
        let is_open = |one: &Dagregel| one.zaak.stand.is_open();
        let open = count(&is_open);
        let waiting = count(&|one| is_open(one) && one.zaak.stand.wacht_op_overname().is_some());
        let never = count(&|one| is_open(one) && one.zaak.stand.overdrachten.is_empty());
        let look = all.len() - open;
        let mut left = vec![Span::styled(format!(" {open} open"), thema.kop)];
        if look > 0 {
            let text = format!(" · {look} te bekijken");
            left.push(Span::styled(text, thema.bijna));
        }
        if waiting > 0 {
            left.push(Span::raw(" · "));
            left.push(Span::styled(
                format!("{waiting} nog niet overgenomen"),
                thema.bijna,
            ));
        }
        if never > 0 {
            left.push(Span::raw(format!(" · {never} niet overgedragen")));
        }
        if waiting + never == 0 && open > 0 {
            left.push(Span::raw(" · "));
            left.push(Span::styled("alles overgenomen", thema.goed));
        }
        let right = vec![Span::styled(
            format!("{} van {} ", chosen.map_or(0, |at| at + 1), all.len()),
            thema.dof,
        )];
        let heads = Line::styled(koppen(width), thema.dof);
        frame.render_widget(
            Paragraph::new(vec![links_rechts(left, right, width), heads]),
            Rect { height: 2, ..area },
        );
        let rest = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        let rows: u16 = if area.height >= 26 { 8 } else { 6 };
        let under = chosen
            .and_then(|at| all.get(at))
            .map_or_else(Vec::new, |regel| {
                detail(model, regel, (width - 2, usize::from(rows)), thema)
            });
        let body = onder(frame, rest, under, rows, thema);
        let lines = all
            .iter()
            .map(|regel| Schermregel::Rij(rij(model, regel, width, thema)))
            .collect();
        lijst(frame, body, lines, (&self.keus, chosen), model, thema);
    }
}

/// Cells for the next step, and for who has it.
fn ruimte(width: usize) -> (usize, usize) {
    let left = width.saturating_sub(2 + NOG + 2 + NAAM + 1 + TAG + OORDEEL);
    if width >= MET_STAP {
        (left * 2 / 5, left - left * 2 / 5 - 1)
    } else {
        (0, left)
    }
}

fn koppen(width: usize) -> String {
    let (step, who) = ruimte(width);
    let mut out = format!(
        "  {}  {} {}{}",
        rechts("nog", NOG),
        links("verdachte", NAAM),
        links("tag", TAG),
        links("oordeel", OORDEEL)
    );
    if step > 0 {
        out.push_str(&links("volgende stap", step));
        out.push(' ');
    }
    out.push_str(&links("overdracht", who));
    out
}

fn rij(model: &Model, regel: &Dagregel, width: usize, thema: &Thema) -> Line<'static> {
    let (left, left_style) = nog(model, regel, thema);
    let (tag, tag_style) = tag_woord(regel, thema);
    let (judged, judged_style) = oordeel_woord(regel, model.nu, thema);
    let (step, who) = ruimte(width);
    let (text, style) = overdracht(model, regel, thema);
    let sign = if regel.heeft_alarm() { "!" } else { " " };
    let mut spans = vec![
        Span::raw(" "),
        Span::styled(sign, thema.acuut),
        Span::styled(rechts(&left, NOG), left_style),
        Span::raw("  "),
        Span::styled(links(&model.naam(&regel.zaak.regel.naam), NAAM), thema.kop),
        Span::raw(" "),
        Span::styled(links(&tag, TAG - 1), tag_style),
        Span::raw(" "),
        Span::styled(links(judged, OORDEEL - 1), judged_style),
        Span::raw(" "),
    ];
    if step > 0 {
        let next = regel.stappen.first().map_or("", |step| step.wat.as_str());
        spans.push(Span::styled(links(next, step), thema.gewoon));
        spans.push(Span::raw(" "));
    }
    spans.push(Span::styled(links(&text, who), style));
    Line::from(spans)
}

/// Who has the zaak now, as a few words.
fn overdracht(model: &Model, regel: &Dagregel, thema: &Thema) -> (String, Style) {
    match regel.zaak.stand.overdrachten.last() {
        _ if !regel.zaak.stand.is_open() => ("de zaak moet bekeken worden".to_owned(), thema.bijna),
        None => ("niet overgedragen".to_owned(), thema.dof),
        Some(one) => match &one.overgenomen {
            None => (format!("nog niet overgenomen: {}", one.aan), thema.bijna),
            Some(taken) => (
                format!(
                    "overgenomen: {} {}",
                    taken.door,
                    tijd::moment(taken.op, model.nu)
                ),
                thema.goed,
            ),
        },
    }
}

fn detail(
    model: &Model,
    regel: &Dagregel,
    (width, rows): (usize, usize),
    thema: &Thema,
) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    // One line for each in a low window, so that the last one is never pushed out.
    let handed = regel.zaak.stand.overdrachten.last();
    let most = if rows > 6 { 2 } else { 1 };
    let phone = if handed.is_none() { 2 } else { most };
    let mut put = |label: &str, text: &str| {
        let height = if label == "Bel" { phone } else { most };
        out.extend(feit(label, text, (width, height), thema));
    };
    put("Stand", &stand(regel));
    let next = regel.stappen.first().map_or_else(
        || "er staat geen stap open".to_owned(),
        |step| {
            let by = step.voor.map_or_else(String::new, |at| {
                format!(", voor {}", tijd::moment(at, model.nu))
            });
            format!("{} ({}{by}): {}", step.wat, step.wie.label(), step.waarom)
        },
    );
    put("Nu", &next);
    let careful = let_op(regel, model.nu).join("; ");
    if !careful.is_empty() {
        put("Let op", &careful);
    }
    put("Verblijf", &klok(regel, model.nu));
    put("Bel", &bellen(regel, &model.kennis, model.nu));
    match handed {
        _ if !regel.zaak.stand.is_open() => {}
        None => put("Overdracht", "nog aan niemand overgedragen; y draagt over"),
        Some(one) => {
            let at = tijd::moment(one.op, model.nu);
            let handed = Veldsleutel::van(OVERDRACHT);
            let also = meegeschreven::veld(&regel.zaak.stand, &handed, model.nu)
                .map_or_else(String::new, |also| format!("; {also}"));
            put(
                "Overdracht",
                &format!("aan {} door {} ({at}){also}", one.aan, one.door),
            );
            put("Bericht", &model.vrije_tekst(&one.bericht));
        }
    }
    out.truncate(rows);
    out
}
