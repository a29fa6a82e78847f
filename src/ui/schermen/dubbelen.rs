//! Two zaken that may be one, side by side: what agrees, and what differs.
//!
//! Must not know how they are found or joined.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::model::Model;
use crate::app::schermen::dubbelen::{Dubbel, Dubbelen};
use crate::domain::lijstregel::Veld;
use crate::domain::tijd;

use crate::ui::formulieren::formulier::lijn_met;
use crate::ui::kader::links_rechts;
use crate::ui::schermen::inlezen::voorbeeld::gegeven;
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{knip, links, omslag};
use crate::ui::thema::Thema;
use crate::ui::woorden::{oordeel_woord, tag_woord};

/// Cells of the labels.
const LABEL: usize = 20;

impl Tekent for Dubbelen {
    /// Draws the screen.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let width = usize::from(area.width);
        let mut rows = vec![links_rechts(
            vec![
                Span::styled(" Zijn dit dezelfde?", thema.accent),
                Span::styled("  er wordt niets samengevoegd zonder uw ja", thema.dof),
            ],
            Vec::new(),
            width,
        )];
        let place = format!("{} van {}", self.cursor + 1, self.paren.len());
        rows.push(lijn_met(&place, area.width, thema));
        if let Some(pair) = self.paar()
            && let (Some(known), Some(new)) =
                (model.lijst.zoek(pair.bekend), model.lijst.zoek(pair.nieuw))
        {
            rows.extend(paar(model, pair, known, new, width, thema));
        }
        frame.render_widget(Paragraph::new(rows), area);
    }
}

fn paar(
    model: &Model,
    pair: &Dubbel,
    known: &Dagregel,
    new: &Dagregel,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let cell = width.saturating_sub(LABEL + 6) / 2;
    let mut out = vec![Line::default()];
    for part in omslag(&pair.reden, width.saturating_sub(4)) {
        out.push(Line::styled(format!("  {part}"), thema.bijna));
    }
    out.push(Line::default());
    let two = |label: &str, left: (String, Style), right: (String, Style)| {
        Line::from(vec![
            Span::styled(format!("  {} ", links(label, LABEL)), thema.dof),
            Span::styled(links(&left.0, cell), left.1),
            Span::raw("  "),
            Span::styled(knip(&right.0, cell), right.1),
        ])
    };
    let from = |line: &Dagregel| {
        if line.eerder {
            format!(
                "nog open van {}",
                tijd::moment(line.zaak.bron.gelezen, model.nu)
            )
        } else if line.zaak.stand.verdwenen.is_some() {
            "niet meer op de lijst".to_owned()
        } else {
            format!("op de lijst, regel {}", line.zaak.regel.regel)
        }
    };
    out.push(two("", (from(known), thema.kop), (from(new), thema.kop)));
    let tag = |line: &Dagregel| {
        let (tag, style) = tag_woord(line, thema);
        let (oordeel, _) = oordeel_woord(line, model.nu, thema);
        let text = match oordeel {
            "" | "·" => tag.trim().to_owned(),
            known => format!("{} · {known}", tag.trim()),
        };
        (text, style)
    };
    out.push(two("tag en oordeel", tag(known), tag(new)));
    out.push(Line::default());
    for change in &pair.anders {
        out.push(two(
            &format!("≠ {}", change.veld.label()),
            (gegeven(model, change.veld, &change.oud), thema.bijna),
            (gegeven(model, change.veld, &change.nieuw), thema.bijna),
        ));
    }
    for veld in &pair.gelijk {
        let text = gegeven(model, *veld, &known.zaak.regel.tekst(*veld));
        out.push(two(
            &format!("= {}", veld.label()),
            (text.clone(), thema.gewoon),
            (text, thema.dof),
        ));
    }
    let only: Vec<&str> = Veld::ALLE
        .into_iter()
        .filter(|veld| {
            known.zaak.regel.tekst(*veld).is_empty() != new.zaak.regel.tekst(*veld).is_empty()
        })
        .map(Veld::label)
        .collect();
    if !only.is_empty() {
        let text = format!("alleen bij een van beide: {}", only.join(", "));
        for part in omslag(&text, width.saturating_sub(4)) {
            out.push(Line::styled(format!("  {part}"), thema.dof));
        }
    }
    out
}
