//! A tag that is given: the line shows it at once, and shows the one before it again when the store refuses.
//!
//! Must not know which key gave it.

use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::soort::Soort;
use crate::domain::tag::{Tag, Tagging};

use super::daad::{Daad, Daden};
use super::model::Model;
use super::tab::Tab;

/// Gives a zaak a tag, shows it at once and goes on to the next line without a tag.
pub(super) fn geef_tag(
    model: &mut Model,
    id: ZaakId,
    tag: Tag,
    (soorten, voorgesteld): (Vec<Soort>, Vec<Soort>),
) -> Daden {
    let Some(regel) = model.blik.lijst.zoek_mut(id) else {
        return Daden::new();
    };
    let command = |bevestigd| Opdracht::Tag {
        tag,
        soorten: soorten.clone(),
        voorgesteld: voorgesteld.clone(),
        reden: None,
        bevestigd,
    };
    let with_clock = command(false).met_klok(regel.klok.uiterlijk, model.blik.nu);
    match decide(&regel.zaak, &with_clock) {
        Ok(_) => {}
        Err(Weigering::VraagtBevestiging(question)) => {
            let again = Daad::opdracht(id, command(true));
            return Daad::Eerst(question, again.into()).into();
        }
        Err(Weigering::Ongewijzigd) => {
            return Daad::let_op(format!("Staat al op {}.", tag.label())).into();
        }
        Err(other) => return Daad::fout(other.to_string()).into(),
    }
    let opdracht = command(false);
    let first = regel.zaak.stand.tag.is_none();
    // A kind that nobody confirmed is a question.
    let kinds: Vec<String> = soorten
        .iter()
        .map(|one| one.label().to_owned())
        .chain(voorgesteld.iter().map(|one| format!("{}?", one.label())))
        .collect();
    let mut flags: Vec<_> = match regel.voorstel() {
        Some(_) => regel
            .suggestie
            .vlaggen
            .iter()
            .map(|flag| flag.label())
            .collect(),
        None => Vec::new(),
    };
    flags.dedup();
    let flags = flags.join(", ");
    let before = regel.zaak.stand.tag.clone();
    regel.zaak.stand.tag = Some(Tagging {
        tag,
        soorten,
        voorgesteld,
        reden: None,
        // The event has its own id; until the store answers the line shows the tag alone.
        id: EventId(id.0),
        gezien: regel.zaak.kenmerk(),
        door: model.blik.tafel.medewerker.clone(),
        op: model.blik.nu,
    });
    regel.herleid();
    // What the store confirmed last stays the tag to go back to, however often the line was tagged since.
    let name = regel.zaak.regel.naam.clone();
    model.voorlopig.entry(id).or_insert(before);
    let kinds = if kinds.is_empty() {
        String::new()
    } else {
        format!(" ({})", kinds.join(", "))
    };
    let text = format!("{}{kinds}: {}", tag.label(), model.naam(&name));
    let mut out = Daden::from(if flags.is_empty() || tag != Tag::GeenHg {
        Daad::goed(text)
    } else {
        // No question at every line; but who types on must see what was passed.
        Daad::let_op(format!(
            "{text}. Let op, rode vlag: {flags}. u neemt terug."
        ))
    });
    out.push(Daad::opdracht(id, opdracht));
    if model.lagen.is_empty() && model.tab == Tab::Ochtend && first {
        model.blik.lijst.kies(id);
        let next = model.lijst.volgende(|regel| regel.tag().is_none());
        out.extend(next.map(Daad::Kies));
    }
    out
}

/// The store refused what the line showed in advance: it shows the tag that it had.
pub(super) fn neem_voorlopig_terug(model: &mut Model, id: ZaakId) {
    let Some(before) = model.voorlopig.remove(&id) else {
        return;
    };
    if let Some(regel) = model.blik.lijst.zoek_mut(id) {
        regel.zaak.stand.tag = before;
        regel.herleid();
    }
}
