//! The people of a zaak, and its other lines that can be chosen.
//!
//! Must not know which of them is chosen.

use ratatui::text::{Line, Span};

use crate::app::afgeleid::leeftijd::leeftijd_tekst;
use crate::app::afgeleid::meegeschreven;
use crate::app::model::Model;
use crate::app::msg::{Dossier, Medeverdachte};
use crate::domain::betrokkene::{Bellen, Betrokkene};
use crate::domain::velden::BETROKKENE;
use crate::ui::tekst::{breedte, knip, links, omslag};
use crate::ui::thema::Thema;
use crate::ui::woorden::kleur;

pub(super) fn keuzeregel(text: &str, selected: bool, width: usize, thema: &Thema) -> Line<'static> {
    let line = Line::from(vec![
        Span::styled(if selected { " ▌" } else { "  " }, thema.accent),
        Span::raw(links(&format!(" {text}"), width.saturating_sub(2))),
    ]);
    if selected {
        line.patch_style(thema.gekozen)
    } else {
        line
    }
}

/// Another suspect in the same registration: the end of the line is what became of the zaak.
pub(super) fn medeverdachte(
    model: &Model,
    other: &Medeverdachte,
    selected: bool,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let text = format!("{} · {}", model.naam(&other.naam), other.stand());
    vec![keuzeregel(&text, selected, width, thema)]
}

pub(super) fn betrokkene(
    model: &Model,
    dossier: &Dossier,
    who: &Betrokkene,
    selected: bool,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let name = if model.verborgen {
        who.naam.chars().take(1).collect::<String>() + "."
    } else {
        who.naam.clone()
    };
    let age = leeftijd_tekst(who, model.nu);
    let age = if age.is_empty() {
        String::new()
    } else {
        format!(" ({age})")
    };
    let relation = if who.relatie.is_empty() {
        String::new()
    } else {
        format!(", {}", who.relatie)
    };
    let judgement = dossier.zaak.stand.beoordeling().and_then(|holds| {
        holds
            .inhoud
            .personen
            .iter()
            .find(|over| over.betrokkene == who.id)
            .map(|over| over.oordeel)
    });
    let over = dossier.zaak.stand.oordeel_verlopen(model.nu);
    let word = match judgement {
        None => String::new(),
        Some(known) if over => format!("verlopen (was {})", known.label()),
        Some(known) => known.label().to_owned(),
    };
    let room = width.saturating_sub(breedte(&word) + 5);
    let first = format!("{name}{age} · {}{relation}", who.rol.label());
    let mut line = Line::from(vec![
        Span::styled(if selected { " ▌" } else { "  " }, thema.accent),
        Span::raw(format!(" {}", links(&first, room))),
        Span::styled(
            format!(" {word}"),
            judgement.map_or(thema.dof, |oordeel| kleur(oordeel, thema)),
        ),
        Span::raw(" "),
    ]);
    if selected {
        line = line.patch_style(thema.gekozen);
    }
    let mut out = vec![line];
    let place = if model.verborgen {
        String::new()
    } else {
        who.waar()
    };
    let reach = if model.verborgen {
        ""
    } else {
        who.bereikbaar.as_str()
    };
    let phone = if who.bellen == Bellen::Onbekend {
        "bellen: nog niet bekend"
    } else {
        who.bellen.label()
    };
    let second = [place.as_str(), phone, reach]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let parts = omslag(&second, width.saturating_sub(6));
    out.extend(
        parts
            .into_iter()
            .map(|part| Line::styled(format!("     {part}"), thema.dof)),
    );
    let also = meegeschreven::zin(&dossier.zaak.stand, BETROKKENE, who.id, model.nu);
    out.extend(also.map(|text| {
        let text = knip(&text, width.saturating_sub(6));
        Line::styled(format!("     {text}"), thema.bijna)
    }));
    out
}
