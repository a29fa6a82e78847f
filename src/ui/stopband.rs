//! The band that says stop: nobody of VT speaks with the people of this zaak before OM and police were
//! asked. It lies over the zaak and over the forms that lead to contact.
//!
//! Must not know what lies under it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Paragraph;

use crate::app::model::Model;
use crate::domain::ids::ZaakId;
use crate::domain::stap::StapSoort;

use super::kader::links_rechts;
use super::thema::Thema;

/// Draws the band where this zaak needs it; returns what is left for the screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, zaak: ZaakId, thema: &Thema) -> Rect {
    let needed = model.regel(zaak).is_some_and(|regel| {
        regel
            .stappen
            .iter()
            .any(|step| step.soort == StapSoort::EerstAfstemmen)
    });
    if !needed || area.height < 4 {
        return area;
    }
    let line = links_rechts(
        vec![Span::styled(
            " STOP: eerst afstemmen met OM/politie vóór contact",
            thema.alarm,
        )],
        vec![Span::styled(" s op die stap: gedaan ", thema.alarm)],
        usize::from(area.width),
    )
    .style(thema.alarm);
    frame.render_widget(Paragraph::new(line), Rect { height: 1, ..area });
    Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    }
}
