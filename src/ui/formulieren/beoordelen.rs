//! How the form of the veiligheidsbeoordeling is drawn.
//!
//! Must not know what a field means for the zaak.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::formulieren::beoordelen::Beoordelen;
use crate::app::model::Model;
use crate::app::velden::formulier::Veld;
use crate::domain::beoordeling::Oordeel;
use crate::domain::tijd;

use crate::ui::formulieren::formulier::{conceptstand, scherm, wie_en_klok};
use crate::ui::kader::links_rechts;
use crate::ui::stopband;
use crate::ui::tekent::Tekent;
use crate::ui::thema::Thema;

impl Tekent for Beoordelen {
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let area = stopband::draw(frame, area, model, self.zaak, thema);
        let title = if area.width >= 100 {
            " Veiligheidsbeoordeling"
        } else {
            " Beoordeling"
        };
        let mut left = vec![
            Span::styled(title, thema.accent),
            Span::styled(" · ", thema.dof),
        ];
        left.extend(wie_en_klok(model, self.zaak, area.width, thema));
        let head = links_rechts(
            left,
            vec![concept(self, model, thema)],
            usize::from(area.width),
        );
        let acute = |veld: &Veld| {
            let is_whole = veld.id == "geheel";
            let chosen = Oordeel::ALLE.get(self.formulier.keuze("geheel"));
            (is_whole && chosen == Some(&Oordeel::AcuutOnveilig)).then(|| {
                (
                    "→ na opslaan: bureaudienst direct inschakelen".to_owned(),
                    thema.acuut,
                )
            })
        };
        let noot = |veld: &Veld| acute(veld).or_else(|| persoon_noot(veld, model.verborgen, thema));
        scherm(frame, area, model, &self.formulier, head, &noot, thema);
    }
}

/// Under F9 of the remark at a person only the phone stays: it is about safety, not about where.
fn persoon_noot(veld: &Veld, verborgen: bool, thema: &Thema) -> Option<(String, Style)> {
    if !verborgen || !veld.id.starts_with("persoon:") {
        return None;
    }
    let phone = veld.hint.rsplit(" · ").next().unwrap_or_default();
    Some((phone.to_owned(), thema.dof))
}

fn concept(scherm: &Beoordelen, model: &Model, thema: &Thema) -> Span<'static> {
    if let Some(corner) = conceptstand(&scherm.concept, model, thema) {
        return corner;
    }
    let holds = model
        .lijst
        .zoek(scherm.zaak)
        .and_then(|regel| regel.zaak.stand.beoordeling());
    let text = match holds {
        Some(one) => format!("op oordeel van {} ", tijd::moment(one.op, model.nu)),
        None => "nieuw ".to_owned(),
    };
    Span::styled(text, thema.dof)
}
