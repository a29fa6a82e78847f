//! The facts of a zaak as the list has them and as somebody told them, and which VT is competent.
//!
//! Must not know where on the screen they stand.

use chrono::{DateTime, Utc};
use ratatui::text::{Line, Span};

use crate::app::dagregel::Dagregel;
use crate::app::model::Model;
use crate::app::vtkeuze::bereik;
use crate::domain::lijstregel::Veld;
use crate::domain::overleg::{Gegeven, GemeldGegeven};
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
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
    for veld in [
        Veld::Feiten,
        Veld::Toelichting,
        Veld::Relatie,
        Veld::Kinderen,
        Veld::Aanhouding,
        Veld::Aankomst,
        Veld::BeginOphouden,
        Veld::Status,
        Veld::Locatie,
        Veld::Woonplaats,
        Veld::Adres,
        Veld::Geboortedatum,
        Veld::Parketnummer,
        Veld::HgPolitie,
        Veld::Thv,
        Veld::Zorgmelding,
    ] {
        let value = match veld {
            Veld::Aanhouding => zaak
                .regel
                .aanhouding
                .map_or_else(String::new, |at| tijd::moment(at, model.nu)),
            Veld::Aankomst => zaak
                .regel
                .aankomst
                .map_or_else(String::new, |at| tijd::moment(at, model.nu)),
            Veld::BeginOphouden => zaak
                .regel
                .begin_ophouden
                .map_or_else(String::new, |at| tijd::moment(at, model.nu)),
            Veld::Geboortedatum => zaak
                .regel
                .geboortedatum
                .map_or_else(String::new, |date| date.format("%-d-%-m-%Y").to_string()),
            Veld::Woonplaats => match (&regel.plaats, &zaak.regel.woonplaats) {
                (Some(place), _) => place.gemeente.clone(),
                (None, Some(text)) => text.clone(),
                (None, None) => String::new(),
            },
            other => zaak.regel.tekst(other),
        };
        if value.is_empty() {
            continue;
        }
        let value = match gemeld(zaak, veld) {
            Some(told) => met_melder(zaak, veld, &value, told, model),
            None => value,
        };
        let value = match veld {
            Veld::Toelichting | Veld::Adres | Veld::Geboortedatum => model.vrije_tekst(&value),
            _ => value,
        };
        out.extend(paar(veld.label(), &value, width, thema));
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

/// The newest thing that somebody told about this fact.
fn gemeld(zaak: &Zaak, veld: Veld) -> Option<&GemeldGegeven> {
    zaak.stand
        .gemeld
        .iter()
        .rev()
        .find(|told| match &told.gegeven {
            Gegeven::Verblijf { .. } => veld == Veld::Status,
            Gegeven::Verlengd { .. } | Gegeven::Plaats { .. } => false,
            Gegeven::Tijd { veld: about, .. } | Gegeven::Tekst { veld: about, .. } => {
                *about == veld
            }
        })
}

/// The fact with who told it, and what the list says.
fn met_melder(zaak: &Zaak, veld: Veld, value: &str, told: &GemeldGegeven, model: &Model) -> String {
    let since = match &told.gegeven {
        Gegeven::Verblijf {
            sinds: Some(at), ..
        } => format!(" sinds {}", tijd::moment(*at, model.nu)),
        _ => String::new(),
    };
    let listed = zaak
        .stand
        .opgenomen
        .as_ref()
        .map_or_else(String::new, |one| match (veld, &one.regel) {
            (Veld::Aanhouding, line) => moment(line.aanhouding, model),
            (Veld::Aankomst, line) => moment(line.aankomst, model),
            (Veld::BeginOphouden, line) => moment(line.begin_ophouden, model),
            (other, line) => line.tekst(other),
        });
    let listed = if listed.is_empty() {
        "lijst: niets".to_owned()
    } else {
        format!("lijst: {listed}")
    };
    format!("{value}{since}, gemeld door {} ({listed})", told.bron)
}

fn moment(at: Option<DateTime<Utc>>, model: &Model) -> String {
    at.map_or_else(String::new, |at| tijd::moment(at, model.nu))
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
