//! The facts of a zaak as the list has them and as somebody told them, and which VT is competent.
//!
//! Must not know where on the screen they stand.

use ratatui::text::{Line, Span};

use crate::app::afgeleid::bevoegdheid::bereik;
use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::verblijfregel;
use crate::app::afgeleid::zaakfeiten;
use crate::app::model::Model;
use crate::domain::lijstregel::Veld;
use crate::domain::tijd;
use crate::ui::tekst::{knip, omslag};
use crate::ui::thema::Thema;

pub(super) fn feiten(
    model: &Model,
    regel: &Dagregel,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let zaak = &regel.zaak;
    let mut out = vec![Line::from(vec![
        Span::styled(" Volgens de lijst", thema.kop),
        Span::styled(
            knip(
                &format!("  regel {} van {}", zaak.regel.regel, zaak.bron.bestand),
                width.saturating_sub(18),
            ),
            thema.dof,
        ),
    ])];
    let custody = verblijfregel::zin(&regel.verblijf, model.nu);
    out.extend(paar("vast of vrij", &custody, width, thema));
    if let Some(place) = zaak.stand.plaats(None) {
        let text = format!(
            "{} (gemeld {})",
            model.vrije_tekst(&place.waar),
            tijd::moment(place.op, model.nu)
        );
        out.extend(paar("plaats verdachte", &text, width, thema));
    }
    for veld in zaakfeiten::VELDEN {
        // The head of the zaak has these of the list already.
        if matches!(veld, Veld::Naam | Veld::Pl) && !zaakfeiten::is_gemeld(model, zaak, veld) {
            continue;
        }
        let value = zaakfeiten::waarde(model, regel, veld);
        if !value.is_empty() {
            out.extend(paar(zaakfeiten::label(veld), &value, width, thema));
        }
    }
    out.extend(veilig_thuis(model, regel, width, thema));
    out
}

fn paar(label: &str, value: &str, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    omslag(value, width.saturating_sub(21))
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let label = if at == 0 { label } else { "" };
            Line::from(vec![
                Span::styled(format!("   {label:<20}"), thema.dof),
                Span::styled(line, thema.gewoon),
            ])
        })
        .collect()
}

/// Which VT, why that one, and how it is reached.
fn veilig_thuis(
    model: &Model,
    regel: &Dagregel,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let Some(vt) = &regel.vt else {
        return paar("Veilig Thuis", "onbekend; w kiest", width, thema);
    };
    let chosen = regel
        .zaak
        .stand
        .vt
        .as_ref()
        .map_or_else(String::new, |one| {
            format!(" (gekozen: {})", model.vrije_tekst(&one.reden))
        });
    let mut out = paar(
        "Veilig Thuis",
        &format!("{}{chosen}", vt.naam),
        width,
        thema,
    );
    let reach = bereik(&model.kennis, &vt.code, model.nu);
    out.extend(paar("", &reach, width, thema));
    out
}
