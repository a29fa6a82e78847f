//! From zaken to the register of doubt: what the rules say of each is kept, who it was about is not.
//!
//! Must not know where the zaken came from.

use chrono::{DateTime, Utc};

use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::send::poort::Poort;
use crate::send::twijfel::{Twijfel, leeftijdsgroep, masker, naamwoorden, woorden};

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::kennis::Kennis;

/// The register of these zaken, in order of month and otherwise in no order that says anything.
#[must_use]
pub fn register(zaken: Vec<Zaak>, kennis: &Kennis, nu: DateTime<Utc>) -> Vec<Twijfel> {
    let mut out: Vec<Twijfel> = zaken
        .into_iter()
        .map(|zaak| rij(&Dagregel::nieuw(zaak, false, kennis, nu)))
        .collect();
    out.sort_by(|one, other| {
        let key = |rij: &Twijfel| (rij.maand.clone(), rij.tag.clone(), rij.artikelen.clone());
        key(one).cmp(&key(other))
    });
    out
}

fn rij(regel: &Dagregel) -> Twijfel {
    let zaak = &regel.zaak;
    let tagging = zaak.stand.tag.as_ref();
    let own = tagging
        .map(|tagging| tagging.soorten.as_slice())
        .filter(|soorten| !soorten.is_empty());
    let soorten = own.unwrap_or(&regel.suggestie.soorten);
    let at = tagging.map_or(zaak.bron.gelezen, |tagging| tagging.op);
    let mut rules: Vec<String> = regel
        .suggestie
        .redenen
        .iter()
        .map(|reden| reden.regel.clone())
        .collect();
    rules.sort();
    rules.dedup();
    let mut flags: Vec<String> = regel
        .suggestie
        .vlaggen
        .iter()
        .map(|flag| flag.label().into_owned())
        .collect();
    flags.sort();
    flags.dedup();
    Twijfel {
        maand: tijd::lokaal(at).format("%Y-%m").to_string(),
        tag: tagging.map_or("", |tagging| tagging.tag.code()).to_owned(),
        soorten: soorten
            .iter()
            .map(|soort| soort.code().to_owned())
            .collect(),
        soorten_door: if own.is_some() { "VT" } else { "voorstel" }.to_owned(),
        artikelen: zaak.regel.artikelen(),
        signaalregels: rules,
        rode_vlaggen: flags,
        leeftijdsgroep: leeftijdsgroep(regel.leeftijd(at)).to_owned(),
        vt: regel
            .vt
            .as_ref()
            .map_or_else(|| "onbekend".to_owned(), |vt| vt.code.clone()),
        afloop: afloop(zaak),
        reden: tagging
            .and_then(|tagging| tagging.reden.as_deref())
            .map_or_else(String::new, |text| {
                masker(&Poort::van(zaak).tekst(text), &namen(zaak))
            }),
    }
}

/// How it ended, in words of lists.
fn afloop(zaak: &Zaak) -> String {
    let stand = &zaak.stand;
    let mut parts = Vec::new();
    if let Some(one) = stand.beoordeling() {
        parts.push(one.inhoud.geheel.label().to_owned());
    }
    if let Some(one) = stand.afdoening() {
        parts.push(one.inhoud.label());
    }
    parts.push(if stand.is_open() { "open" } else { "gesloten" }.to_owned());
    parts.join(", ")
}

/// Every word by which somebody in the zaak could be known, folded.
fn namen(zaak: &Zaak) -> Vec<String> {
    let regel = &zaak.regel;
    let mut out = naamwoorden(&regel.naam);
    for who in &zaak.stand.betrokkenen {
        out.extend(woorden(&who.naam));
        out.extend(woorden(&who.verblijf));
    }
    for place in [&regel.adres, &regel.woonplaats, &regel.locatie]
        .into_iter()
        .flatten()
    {
        out.extend(woorden(place));
    }
    if let Some(tagging) = &zaak.stand.tag {
        out.extend(woorden(&tagging.door));
    }
    out.sort();
    out.dedup();
    out
}
