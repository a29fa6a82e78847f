//! The screen of one zaak: at the left what is so and what must happen, at the right what was done.
//!
//! Must not know keys; the foot shows them.

mod afspraken;
mod feiten;
mod helft;
mod klokken;
mod kop;
mod mensen;
mod stappen;
mod tijdlijn;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::afgeleid::acties;
use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::model::Model;
use crate::app::msg::Dossier;
use crate::app::schermen::zaak::{Helft, ZaakScherm};
use crate::app::schuif::Schuif;
use crate::domain::fase::Fase;
use crate::domain::tijd;

use crate::ui::stopband;
use crate::ui::tekent::Tekent;
use crate::ui::thema::Thema;
use helft::Helftregels;

impl Tekent for ZaakScherm {
    /// Draws the screen.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let area = stopband::draw(frame, area, model, self.zaak, thema);
        let width = usize::from(area.width);
        let Some(dossier) = self.dossier(model) else {
            frame.render_widget(
                Paragraph::new("  Zaak wordt geopend …").style(thema.dof),
                area,
            );
            return;
        };
        let fresh;
        let regel = match model.lijst.zoek(self.zaak) {
            Some(regel) => regel,
            None => {
                // A zaak of another day: everything is derived for this one drawing.
                fresh = Dagregel::nieuw(dossier.zaak.clone(), true, &model.kennis, model.nu);
                &fresh
            }
        };
        let head = kop::kop(model, regel, width, thema);
        let head_rows = u16::try_from(head.len()).unwrap_or(2);
        frame.render_widget(
            Paragraph::new(head),
            Rect::new(area.x, area.y, area.width, head_rows),
        );
        let body = Rect::new(
            area.x,
            area.y + head_rows,
            area.width,
            area.height.saturating_sub(head_rows),
        );
        let right_width = (body.width * 2 / 5).clamp(30, 70);
        let left = Rect::new(body.x, body.y, body.width - right_width - 1, body.height);
        let right = Rect::new(left.right() + 1, body.y, right_width, body.height);
        for y in body.top()..body.bottom() {
            frame.render_widget(
                Paragraph::new(Span::styled("│", thema.lijn)),
                Rect::new(left.right(), y, 1, 1),
            );
        }
        let shown = linkerhelft(model, regel, self, dossier, usize::from(left.width), thema);
        teken_helft(frame, left, model, shown, Some(&self.schuif));
        let shown = tijdlijn::tijdlijn(self, dossier, model, usize::from(right.width), thema);
        teken_helft(frame, right, model, shown, None);
    }
}

fn teken_helft(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    what: Helftregels,
    schuif: Option<&Schuif>,
) {
    let height = usize::from(area.height);
    // What is chosen is seen whole, with a line below it; its first line always.
    let begin = what.gekozen.map_or(0, |(first, last)| {
        (last + 2).saturating_sub(height).min(first)
    });
    let below = what.regels.len().saturating_sub(begin);
    let begin = begin + schuif.map_or(0, |schuif| schuif.begin(below, height));
    let more = what.regels.len() > begin + height;
    let mut lines: Vec<Line<'static>> = what.regels.into_iter().skip(begin).take(height).collect();
    if more && let Some(last) = lines.last_mut() {
        *last = Line::from(" … meer: l leest alles");
    }
    frame.render_widget(Paragraph::new(lines), area);
    if let Some((at, _)) = what.gekozen
        && model.dialoog.is_none()
        && at >= begin
    {
        let y = area.y + u16::try_from(at - begin).unwrap_or(0);
        frame.set_cursor_position((area.x, y.min(area.bottom().saturating_sub(1))));
    }
}

fn linkerhelft(
    model: &Model,
    regel: &Dagregel,
    scherm: &ZaakScherm,
    dossier: &Dossier,
    width: usize,
    thema: &Thema,
) -> Helftregels {
    let mut out = Vec::new();
    let mut chosen = None;
    let mut at = 0;
    let cursor =
        (scherm.helft == Helft::Zaak).then(|| scherm.plaats(&scherm.keuzes(model, &regel.stappen)));
    let mut put = |out: &mut Vec<Line<'static>>, make: &dyn Fn(bool) -> Vec<Line<'static>>| {
        let selected = cursor == Some(at);
        let lines = make(selected);
        if selected {
            chosen = Some((out.len(), out.len() + lines.len().saturating_sub(1)));
        }
        out.extend(lines);
        at += 1;
    };
    out.push(Line::styled(" Volgende stappen", thema.kop));
    if regel.stappen.is_empty() {
        let text = match dossier.zaak.fase() {
            Fase::Gesloten => "   gesloten",
            Fase::Opgegaan => "   opgegaan in een andere zaak",
            _ => "   geen stap open",
        };
        out.push(Line::styled(text, thema.dof));
    }
    for step in &regel.stappen {
        put(&mut out, &|selected| {
            stappen::stap(model, step, selected, width, thema)
        });
    }
    out.extend(stappen::gedaan(model, &dossier.zaak, width, thema));
    let agreed = acties::van_zaak(&dossier.zaak);
    if !agreed.is_empty() {
        out.push(Line::default());
        out.push(Line::styled(" Afspraken", thema.kop));
    }
    for one in agreed {
        let also = || afspraken::ook(model, &dossier.zaak, one, width, thema);
        if one.afgerond.is_some() {
            out.extend(afspraken::gedaan(model, one, width, thema));
            out.extend(also());
        } else {
            put(&mut out, &|selected| {
                let mut lines = afspraken::open(model, one, selected, width, thema);
                lines.extend(also());
                lines
            });
        }
    }
    out.push(Line::default());
    out.push(Line::styled(" Betrokkenen", thema.kop));
    let people = &dossier.zaak.stand.betrokkenen;
    if people.is_empty() {
        out.push(Line::styled("   nog niemand; n voegt toe", thema.dof));
    }
    for who in people {
        put(&mut out, &|selected| {
            mensen::betrokkene(model, dossier, who, selected, width, thema)
        });
    }
    let clocks = klokken::klokken(model, regel, width, thema);
    if !clocks.is_empty() {
        out.push(Line::default());
        out.extend(clocks);
    }
    out.push(Line::default());
    out.extend(feiten::feiten(model, regel, width.saturating_sub(3), thema));
    if !dossier.eerdere.is_empty() {
        out.push(Line::default());
        out.push(Line::styled(" Andere zaken van deze verdachte", thema.kop));
        for other in &dossier.eerdere {
            put(&mut out, &|selected| {
                let text = format!(
                    "{} · {} · {} · {}",
                    tijd::dag_met_jaar(tijd::lokaal(other.op).date_naive()),
                    other.pl.clone().unwrap_or_default(),
                    other.tag.map_or("geen tag", crate::domain::tag::Tag::label),
                    other.oordeel.label()
                );
                vec![mensen::keuzeregel(&text, selected, width, thema)]
            });
        }
    }
    if !dossier.medeverdachten.is_empty() {
        out.push(Line::default());
        out.push(Line::styled(" Medeverdachten in dit onderzoek", thema.kop));
        for other in &dossier.medeverdachten {
            put(&mut out, &|selected| {
                mensen::medeverdachte(model, other, selected, width, thema)
            });
        }
    }
    Helftregels {
        regels: out,
        gekozen: chosen,
    }
}
