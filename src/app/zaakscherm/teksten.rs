//! The texts that are read from the screen of a zaak: origin, what happened then, the zaak whole.
//!
//! Must not know how they are drawn.

use crate::app::acties;
use crate::app::afdoeningvoorwaarden::label;
use crate::app::beoordelen;
use crate::app::dubbelen;
use crate::app::klokken::{Klok, klokken};
use crate::app::lezer::{Leesregel, Lezer};
use crate::app::model::Model;
use crate::app::msg::Dossier;
use crate::app::stapregel;
use crate::domain::afdoening::{Afdoening, Vrij};
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::lijstregel::Veld;
use crate::domain::overleg::Gegeven;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::send::leesbaar::beoordeling_tekst;

use super::regel_van;

pub(super) fn herkomst(zaak: &Zaak) -> Lezer {
    let regel = &zaak.regel;
    let mut out = vec![
        Leesregel::Paar("bestand".to_owned(), zaak.bron.bestand.clone()),
        Leesregel::Paar("gelezen".to_owned(), tijd::voluit(zaak.bron.gelezen)),
        Leesregel::Paar("regel in bestand".to_owned(), regel.regel.to_string()),
        Leesregel::Paar("SHA-256".to_owned(), zaak.bron.sha256.clone()),
        Leesregel::Kop("Zo stond het in het bestand".to_owned()),
    ];
    for veld in Veld::ALLE {
        if let Some(origin) = regel.herkomst.get(&veld) {
            let text = if origin.tekst.is_empty() {
                "(leeg)"
            } else {
                origin.tekst
            };
            out.push(Leesregel::Paar(
                veld.label().to_owned(),
                format!("{text}   — kolom \"{}\"", origin.kolom),
            ));
        }
    }
    if !regel.overig.is_empty() {
        out.push(Leesregel::Kop("Kolommen die zsmtafel niet kent".to_owned()));
        for (name, text) in &regel.overig {
            out.push(Leesregel::Paar(name.to_string(), text.clone()));
        }
    }
    Lezer::nieuw("Herkomst van de gegevens".to_owned(), out)
}

pub(super) fn gebeurtenis_tekst(model: &Model, zaak: &Zaak, event: &Recorded) -> Lezer {
    let mut out = vec![
        Leesregel::Paar("wanneer".to_owned(), tijd::voluit(event.at)),
        Leesregel::Paar("door".to_owned(), event.by.clone()),
        Leesregel::Paar("wat".to_owned(), event.what.omschrijving()),
    ];
    match &event.what {
        Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_) => {
            if let Some(found) = zaak
                .stand
                .beoordelingen
                .iter()
                .find(|one| one.id == event.id)
            {
                out.push(Leesregel::Kop("Veiligheidsbeoordeling".to_owned()));
                out.extend(
                    beoordeling_tekst(found, &zaak.stand.betrokkenen)
                        .into_iter()
                        .map(|line| Leesregel::Tekst(model.vrije_tekst(&line))),
                );
            } else {
                out.push(Leesregel::Tekst(
                    "Deze beoordeling is teruggenomen.".to_owned(),
                ));
            }
        }
        Gebeurtenis::InputVerstuurd(input) => {
            out.push(Leesregel::Paar(
                "aan".to_owned(),
                input.ontvanger.label().to_owned(),
            ));
            out.push(Leesregel::Paar("grond".to_owned(), input.grond.clone()));
            out.push(Leesregel::Paar("bestand".to_owned(), input.bestand.clone()));
            out.push(Leesregel::Paar("SHA-256".to_owned(), input.sha256.clone()));
            out.push(Leesregel::Kop("Precies zo verstuurd".to_owned()));
            out.extend(
                input
                    .tekst
                    .lines()
                    .map(|line| Leesregel::Tekst(model.vrije_tekst(line))),
            );
        }
        Gebeurtenis::LijstgegevensGewijzigd { wijzigingen, .. } => {
            for change in wijzigingen {
                out.push(Leesregel::Kop(change.veld.label().to_owned()));
                out.push(Leesregel::Paar("was".to_owned(), leesbaar(&change.oud)));
                out.push(Leesregel::Paar("is nu".to_owned(), leesbaar(&change.nieuw)));
            }
        }
        Gebeurtenis::StapAfgerond { toelichting, .. } => {
            out.push(Leesregel::Paar("hoe".to_owned(), toelichting.clone()));
        }
        Gebeurtenis::AfdoeningVastgesteld(what) => {
            out.push(Leesregel::Kop("Beslissing".to_owned()));
            out.extend(afdoening_tekst(what, model));
        }
        Gebeurtenis::Getagd {
            reden: Some(reden), ..
        } => {
            out.push(Leesregel::Paar("reden".to_owned(), reden.clone()));
        }
        Gebeurtenis::StapTerzijde { reden, .. }
        | Gebeurtenis::VtAangewezen { reden, .. }
        | Gebeurtenis::ZaakGesloten { reden, .. }
        | Gebeurtenis::ZaakHeropend { reden }
        | Gebeurtenis::ZaakSamengevoegd { reden, .. } => {
            out.push(Leesregel::Paar("reden".to_owned(), reden.clone()));
        }
        Gebeurtenis::AandachtspuntGezien { punt, toelichting } => {
            let question = model
                .kennis
                .aandachtspunten
                .zoek(punt)
                .map_or_else(|| punt.clone(), |known| known.tekst.clone());
            out.push(Leesregel::Paar("punt".to_owned(), question));
            out.push(Leesregel::Paar(
                "notitie".to_owned(),
                model.vrije_tekst(toelichting),
            ));
        }
        Gebeurtenis::OverlegGepland(what) => {
            out.push(Leesregel::Paar("tijd".to_owned(), tijd::voluit(what.tijd)));
            out.push(Leesregel::Paar(
                "VT doet mee".to_owned(),
                what.wijze.label().to_owned(),
            ));
            out.push(Leesregel::Paar(
                "toelichting".to_owned(),
                what.toelichting.clone(),
            ));
        }
        Gebeurtenis::GegevenGemeld { gegeven, bron } => {
            let (what, at) = match gegeven {
                Gegeven::Verblijf { waarde, sinds } => (waarde.label().to_owned(), *sinds),
                Gegeven::Verlengd { termijn } => (termijn.label().to_owned(), None),
                Gegeven::Tijd { veld, tijd } => (veld.label().to_owned(), Some(*tijd)),
                Gegeven::Moment { moment, tijd } => (moment.label().to_owned(), Some(*tijd)),
                Gegeven::Plaats { waar } => (
                    format!("verdachte is of gaat naar: {}", model.vrije_tekst(waar)),
                    None,
                ),
                Gegeven::Tekst { veld, waarde } => (
                    format!("{}: {}", veld.label(), model.vrije_tekst(waarde)),
                    None,
                ),
            };
            out.push(Leesregel::Paar("gemeld".to_owned(), what));
            if let Some(at) = at {
                out.push(Leesregel::Paar("tijd".to_owned(), tijd::voluit(at)));
            }
            out.push(Leesregel::Paar("door wie gemeld".to_owned(), bron.clone()));
        }
        Gebeurtenis::Overgedragen { aan, bericht } => {
            out.push(Leesregel::Paar("aan".to_owned(), aan.clone()));
            out.push(Leesregel::Tekst(model.vrije_tekst(bericht)));
        }
        Gebeurtenis::ActieAfgesproken(actie) => {
            out.push(Leesregel::Paar("wie".to_owned(), actie.wie.clone()));
            out.push(Leesregel::Paar(
                "wat".to_owned(),
                model.vrije_tekst(&actie.wat),
            ));
            if let Some(at) = actie.wanneer {
                out.push(Leesregel::Paar("wanneer".to_owned(), tijd::voluit(at)));
            }
        }
        Gebeurtenis::ActieAfgerond { toelichting, .. } => {
            out.push(Leesregel::Paar(
                "hoe".to_owned(),
                model.vrije_tekst(toelichting),
            ));
        }
        Gebeurtenis::BetrokkeneToegevoegd(who) | Gebeurtenis::BetrokkeneGewijzigd(who) => {
            out.push(Leesregel::Paar(
                "naam".to_owned(),
                model.vrije_tekst(&who.naam),
            ));
            out.push(Leesregel::Paar("relatie".to_owned(), who.relatie.clone()));
            out.push(Leesregel::Paar("nu".to_owned(), who.waar()));
            out.push(Leesregel::Paar(
                "bellen".to_owned(),
                who.bellen.label().to_owned(),
            ));
        }
        Gebeurtenis::PlaatsBevestigd { betrokkene } => {
            if let Some(who) = zaak.stand.betrokkene(*betrokkene) {
                out.push(Leesregel::Paar(
                    "wie".to_owned(),
                    model.vrije_tekst(&who.naam),
                ));
            }
        }
        _ => {}
    }
    Lezer::nieuw("Wat er gebeurde".to_owned(), out)
}

/// Times in changes are kept in UTC; a person reads them in local time.
#[must_use]
pub fn leesbaar(text: &str) -> String {
    if text.is_empty() {
        return "(leeg)".to_owned();
    }
    match chrono::DateTime::parse_from_rfc3339(text) {
        Ok(at) => tijd::voluit(at.to_utc()),
        Err(_) => text.to_owned(),
    }
}

pub(super) fn zaak_tekst(model: &Model, dossier: &Dossier) -> Lezer {
    let zaak = &dossier.zaak;
    let mut out = Vec::new();
    let text = |value: &str| model.vrije_tekst(value);
    out.push(Leesregel::Kop("Volgens de lijst".to_owned()));
    for veld in Veld::ALLE {
        let value = zaak.regel.tekst(veld);
        if value.is_empty() {
            continue;
        }
        let value = match veld {
            Veld::Naam => model.naam(&zaak.regel.naam),
            Veld::Adres | Veld::Toelichting | Veld::Geboortedatum | Veld::Bsn => text(&value),
            _ => leesbaar(&value),
        };
        out.push(Leesregel::Paar(veld.label().to_owned(), value));
    }
    if !zaak.stand.betrokkenen.is_empty() {
        out.push(Leesregel::Kop("Betrokkenen".to_owned()));
        for who in &zaak.stand.betrokkenen {
            out.push(Leesregel::Paar(
                who.rol.label().to_owned(),
                text(
                    &[
                        who.naam.clone(),
                        beoordelen::leeftijd_tekst(who, model.nu),
                        who.relatie.clone(),
                        who.waar(),
                        format!("bellen: {}", who.bellen.label()),
                        who.bereikbaar.clone(),
                    ]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
                ),
            ));
        }
    }
    if let Some(holds) = zaak.stand.beoordeling() {
        out.push(Leesregel::Kop(
            "Veiligheidsbeoordeling die geldt".to_owned(),
        ));
        out.extend(
            beoordeling_tekst(holds, &zaak.stand.betrokkenen)
                .into_iter()
                .map(|line| Leesregel::Tekst(text(&line))),
        );
    }
    rond_de_beslissing(model, dossier, &mut out);
    eromheen(model, dossier, &mut out);
    Lezer::nieuw("De hele zaak".to_owned(), out)
}

/// Overleg, decision, clocks and steps, under each other.
fn rond_de_beslissing(model: &Model, dossier: &Dossier, out: &mut Vec<Leesregel>) {
    let stand = &dossier.zaak.stand;
    if let Some(planned) = &stand.overleg {
        out.push(Leesregel::Kop("Overleg".to_owned()));
        let what = &planned.overleg;
        out.push(Leesregel::Paar(
            tijd::moment(what.tijd, model.nu),
            format!("{} {}", what.wijze.label(), what.toelichting),
        ));
    }
    for (at, one) in stand.afdoeningen.iter().rev().enumerate() {
        let word = if at == 0 {
            "Beslissing"
        } else {
            "Eerdere beslissing"
        };
        out.push(Leesregel::Kop(format!(
            "{word} · {} door {}",
            tijd::moment(one.op, model.nu),
            one.door
        )));
        out.extend(afdoening_tekst(&one.inhoud, model));
    }
    let Some(regel) = regel_van(model, dossier.zaak.id) else {
        return;
    };
    let clocks = klokken(&regel, &model.kennis, model.nu);
    if !clocks.is_empty() {
        out.push(Leesregel::Kop("Klokken".to_owned()));
        out.extend(
            clocks
                .iter()
                .map(|klok| Leesregel::Paar(klok.naam.clone(), klok_tekst(klok, model))),
        );
    }
    out.push(Leesregel::Kop("Stappen".to_owned()));
    for step in &regel.stappen {
        let parts = [
            step.wie.label().to_owned(),
            stapregel::wanneer(step, model.nu),
            step.waarom.clone(),
        ];
        out.push(Leesregel::Paar(
            step.wat.clone(),
            parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        ));
    }
    for done in &stand.gedaan {
        out.push(Leesregel::Paar(
            format!("gedaan: {}", done.soort.label()),
            stapregel::gedaan(done, model.nu),
        ));
    }
}

/// What was agreed, and the other zaken: of this person, and of others in the same registration.
fn eromheen(model: &Model, dossier: &Dossier, out: &mut Vec<Leesregel>) {
    let agreed = acties::van_zaak(&dossier.zaak);
    if !agreed.is_empty() {
        out.push(Leesregel::Kop("Afspraken".to_owned()));
        out.extend(agreed.into_iter().map(|one| {
            let text = format!(
                "{} · {}",
                model.vrije_tekst(&one.actie.wat),
                acties::stand(model, one)
            );
            Leesregel::Paar(one.actie.wie.clone(), text)
        }));
    }
    let joined = dubbelen::samengevoegd_met(model, &dossier.zaak);
    if !joined.is_empty() {
        out.push(Leesregel::Kop("Dezelfde zaak".to_owned()));
        out.extend(joined.into_iter().map(Leesregel::Tekst));
    }
    if !dossier.medeverdachten.is_empty() {
        out.push(Leesregel::Kop("Medeverdachten in dit onderzoek".to_owned()));
        out.extend(
            dossier
                .medeverdachten
                .iter()
                .map(|other| Leesregel::Paar(model.naam(&other.naam), other.stand())),
        );
    }
}

/// A clock in one sentence.
fn klok_tekst(klok: &Klok, model: &Model) -> String {
    let mut parts = Vec::new();
    if let (Some(end), Some(left)) = (klok.uiterlijk, klok.resterend_minuten) {
        parts.push(format!(
            "tot {}, {}",
            tijd::tot(end, model.nu),
            stapregel::over(left)
        ));
    }
    if let Some(told) = klok.gezegd {
        let differs = if klok.verschilt() { " (verschilt)" } else { "" };
        parts.push(format!(
            "gezegd: tot {}{differs}",
            tijd::tot(told, model.nu)
        ));
    }
    parts.push(klok.regel.clone());
    parts.extend(klok.let_op.iter().cloned());
    parts.join(" · ")
}

/// A decision, a line a fact.
fn afdoening_tekst(what: &Afdoening, model: &Model) -> Vec<Leesregel> {
    let at = |moment: Option<chrono::DateTime<chrono::Utc>>| {
        moment.map_or_else(String::new, |at| tijd::moment(at, model.nu))
    };
    let conditions: Vec<String> = what
        .voorwaarden
        .iter()
        .map(|one| {
            let mut text = format!(
                "{}: {}",
                label(&model.kennis, &one.wat),
                one.uitkomst.label()
            );
            if !one.anders.is_empty() {
                text.push_str(" (");
                text.push_str(&one.anders);
                text.push(')');
            }
            text
        })
        .collect();
    [
        ("beslissing", what.label()),
        ("voorwaarden", conditions.join("; ")),
        (
            "komt vrij",
            match what.komt_vrij() {
                Vrij::Ja => "ja",
                Vrij::Nee => "nee",
                Vrij::Onbekend => "niet bekend",
            }
            .to_owned(),
        ),
        ("beslist om", at(what.beslist_op)),
        ("gaat in", at(what.ingang)),
        ("eindigt", at(what.einde)),
        (
            "informeert slachtoffer",
            what.informeert_slachtoffer.clone(),
        ),
        ("informeert VT", what.informeert_vt.clone()),
        ("VT was erbij", what.vt_aanwezig.label().to_owned()),
        ("toelichting", model.vrije_tekst(&what.toelichting)),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(name, text)| Leesregel::Paar(name.to_owned(), text))
    .collect()
}
