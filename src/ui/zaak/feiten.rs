//! The facts of a zaak as the list has them and as somebody told them, and which VT is competent.
//!
//! Must not know where on the screen they stand.

use chrono::{DateTime, Utc};
use ratatui::text::{Line, Span};

use crate::app::dagregel::Dagregel;
use crate::app::model::Model;
use crate::app::verblijfregel;
use crate::app::vtkeuze::bereik;
use crate::domain::lijstregel::Veld;
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
    for veld in [
        Veld::Naam,
        Veld::Pl,
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
        let value = match (volgens_lijst(model, regel, veld), gemeld(model, zaak, veld)) {
            (listed, Some((told, by))) => {
                let listed = if listed.is_empty() { "niets" } else { &listed };
                format!("{told}, gemeld door {by} (lijst: {listed})")
            }
            // The head of the zaak has these of the list already.
            (_, None) if matches!(veld, Veld::Naam | Veld::Pl) => continue,
            (listed, None) => listed,
        };
        if value.is_empty() {
            continue;
        }
        let value = match veld {
            Veld::Naam | Veld::Toelichting | Veld::Adres | Veld::Geboortedatum => {
                model.vrije_tekst(&value)
            }
            _ => value,
        };
        let label = if veld == Veld::Status {
            "status op de lijst"
        } else {
            veld.label()
        };
        out.extend(paar(label, &value, width, thema));
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

/// What the list says of a fact; empty when it does not.
fn volgens_lijst(model: &Model, regel: &Dagregel, veld: Veld) -> String {
    let lijst = &regel.zaak.regel;
    match veld {
        Veld::Naam => lijst.naam.lijstvorm(),
        Veld::Aanhouding => moment(lijst.aanhouding, model),
        Veld::Aankomst => moment(lijst.aankomst, model),
        Veld::BeginOphouden => moment(lijst.begin_ophouden, model),
        Veld::Geboortedatum => lijst
            .geboortedatum
            .map_or_else(String::new, |date| date.format("%-d-%-m-%Y").to_string()),
        Veld::Woonplaats => match (&regel.plaats, &lijst.woonplaats) {
            (Some(place), _) => place.gemeente.clone(),
            (None, Some(text)) => text.clone(),
            (None, None) => String::new(),
        },
        other => lijst.tekst(other),
    }
}

/// What somebody told last about a fact, and who.
fn gemeld(model: &Model, zaak: &Zaak, veld: Veld) -> Option<(String, String)> {
    if let Some(told) = zaak.gemelde_tekst(veld) {
        let text = match zaak.geboortedatum() {
            Some(born) if veld == Veld::Geboortedatum => born.format("%-d-%-m-%Y").to_string(),
            _ => told.waarde.to_owned(),
        };
        return Some((text, told.door?));
    }
    let told = zaak.tijd(veld)?;
    Some((tijd::moment(told.waarde, model.nu), told.door?))
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
