//! The screen Acties: who does what by when, over all zaken.
//!
//! Must not know keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::afgeleid::acties::{Actierij, dringend, rijen};
use crate::app::afgeleid::meegeschreven;
use crate::app::model::Model;
use crate::domain::tijd;
use crate::domain::velden::ACTIE;

use crate::app::schermen::acties::Acties;
use crate::ui::dagrijen::{Schermregel, TIJD, feit, kort, laadt, leeg, lijst, onder};
use crate::ui::kader::links_rechts;
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{links, rechts};
use crate::ui::thema::Thema;

const WIE: usize = 16;
const NAAM: usize = 19;
const DETAIL: u16 = 3;
/// From this width on it stands on the line how it was done.
const MET_HOE: usize = 100;

impl Tekent for Acties {
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
                "Er is nog niets afgesproken.",
                "Druk a om een afspraak met een partner vast te leggen bij de zaak die u het laatst koos. \
             Wat is afgesproken, staat hier tot iemand het afvinkt.",
                thema,
            );
            return;
        }
        let width = usize::from(area.width);
        let keys: Vec<_> = all.iter().map(Actierij::id).collect();
        let chosen = self.keus.plaats(&keys);
        let open = all
            .iter()
            .filter(|line| line.actie.afgerond.is_none())
            .count();
        let due = dringend(model.lijst.alle(), model.nu);
        let late = all.iter().filter(|line| line.te_laat(model.nu)).count();
        let mut left = vec![Span::styled(format!(" {open} open"), thema.kop)];
        if due > 0 {
            left.push(Span::raw(format!(" · {due} vandaag")));
        }
        if late > 0 {
            left.push(Span::raw(" · "));
            left.push(Span::styled(format!("{late} te laat"), thema.acuut));
        }
        if all.len() > open {
            left.push(Span::styled(
                format!(" · {} gedaan", all.len() - open),
                thema.goed,
            ));
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
        let under = chosen
            .and_then(|at| all.get(at))
            .map_or_else(Vec::new, |line| detail(model, line, width - 2, thema));
        let body = onder(frame, rest, under, DETAIL, thema);
        let mut lines = Vec::new();
        for (at, line) in all.iter().enumerate() {
            if at == open && open > 0 {
                lines.push(Schermregel::Kop(Line::default()));
            }
            lines.push(Schermregel::Rij(rij(model, line, width, thema)));
        }
        lijst(frame, body, lines, (&self.keus, chosen), model, thema);
    }
}

/// Cells for what was agreed, and for how it was done.
fn ruimte(width: usize) -> (usize, usize) {
    let left = width.saturating_sub(2 + TIJD + 2 + WIE + 1 + 2 + NAAM);
    if width >= MET_HOE {
        (left * 3 / 5, left - left * 3 / 5 - 2)
    } else {
        (left, 0)
    }
}

fn koppen(width: usize) -> String {
    let (what, how) = ruimte(width);
    let mut out = format!(
        "  {}  {} {}  {}",
        rechts("wanneer", TIJD),
        links("wie", WIE),
        links("wat", what),
        links("zaak", NAAM)
    );
    if how > 0 {
        out.push_str(&format!("  {}", links("gedaan", how)));
    }
    out
}

fn rij(model: &Model, line: &Actierij<'_>, width: usize, thema: &Thema) -> Line<'static> {
    let done = line.actie.afgerond.as_ref();
    let late = line.te_laat(model.nu);
    let base = if done.is_some() {
        thema.dof
    } else {
        thema.gewoon
    };
    let today = line
        .actie
        .actie
        .wanneer
        .is_some_and(|at| tijd::lokaal(at).date_naive() == tijd::lokaal(model.nu).date_naive());
    let time = match (done, line.actie.actie.wanneer) {
        (Some(_), _) => "gedaan".to_owned(),
        (None, Some(at)) => kort(at, model.nu),
        (None, None) => "—".to_owned(),
    };
    let time_style = match (done, late, today) {
        (Some(_), ..) => thema.goed,
        (_, true, _) => thema.acuut,
        (_, _, true) => thema.bijna,
        _ => base,
    };
    let (what, how) = ruimte(width);
    let agreed = model.vrije_tekst(&line.actie.actie.wat);
    let mut spans = vec![
        Span::raw(" "),
        Span::styled(if late { "!" } else { " " }, thema.acuut),
        Span::styled(rechts(&time, TIJD), time_style),
        Span::raw("  "),
        Span::styled(links(&line.actie.actie.wie, WIE), base),
        Span::raw(" "),
        Span::styled(links(&agreed, what), base),
        Span::raw("  "),
        Span::styled(
            links(&model.naam(&line.regel.zaak.regel.naam), NAAM),
            if done.is_some() { thema.dof } else { thema.kop },
        ),
    ];
    if how > 0 {
        let text = done.map_or_else(String::new, |one| {
            format!(
                "{} {}",
                kort(one.op, model.nu),
                model.vrije_tekst(&one.toelichting)
            )
        });
        spans.push(Span::styled(format!("  {}", links(&text, how)), thema.dof));
    }
    Line::from(spans)
}

fn detail(model: &Model, line: &Actierij<'_>, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let agreed = &line.actie.actie;
    let when = agreed.wanneer.map_or_else(
        || "geen tijd afgesproken".to_owned(),
        |at| format!("voor {}", tijd::moment(at, model.nu)),
    );
    let one = (width, 1);
    let what = format!("{}: {}", agreed.wie, model.vrije_tekst(&agreed.wat));
    let made = tijd::moment(line.actie.op, model.nu);
    let stand = &line.regel.zaak.stand;
    let also = meegeschreven::zin(stand, ACTIE, agreed.id, model.nu);
    let what = match also {
        Some(also) => format!("{also} · {what}"),
        None => what,
    };
    let mut out = feit("Afspraak", &what, one, thema);
    out.extend(feit(
        "Tijd",
        &format!("{when} · afgesproken {made} door {}", line.actie.door),
        one,
        thema,
    ));
    out.extend(match &line.actie.afgerond {
        Some(done) => feit(
            "Gedaan",
            &format!(
                "{} door {}: {}",
                tijd::moment(done.op, model.nu),
                done.door,
                model.vrije_tekst(&done.toelichting)
            ),
            one,
            thema,
        ),
        None => feit("Zaak", &model.naam(&line.regel.zaak.regel.naam), one, thema),
    });
    out
}
