//! What stands open between laptops in a zaak, in words and for JSON: values that did not know each other,
//! closing that did not hold, taking back without effect, events of a newer program.
//!
//! Must not know how it is decided.

use serde::Serialize;

use crate::domain::tijd;
use crate::domain::zaak::Stand;

/// Values on one field that did not know each other.
#[derive(Debug, Serialize)]
pub(super) struct TegenspraakJson<'a> {
    veld: &'a str,
    koppen: Vec<KopJson<'a>>,
}

#[derive(Debug, Serialize)]
struct KopJson<'a> {
    gebeurtenis: String,
    waarde: &'a str,
    door: &'a str,
    op: String,
}

/// Somebody who wrote on a field too, without knowing of the value that holds.
#[derive(Debug, Serialize)]
struct OokGewijzigdJson<'a> {
    veld: &'a str,
    door: &'a str,
    op: String,
}

/// What stands open, for JSON.
#[derive(Debug, Serialize)]
pub(super) struct Onbeslist<'a> {
    tegenspraken: Vec<TegenspraakJson<'a>>,
    niet_gesloten: Option<String>,
    zonder_gevolg: Vec<String>,
    ook_gewijzigd: Vec<OokGewijzigdJson<'a>>,
    nieuwere_nodig: bool,
}

/// What stands open in a zaak.
pub(super) fn json(stand: &Stand) -> Onbeslist<'_> {
    Onbeslist {
        tegenspraken: stand
            .tegenspraken()
            .into_iter()
            .map(|one| TegenspraakJson {
                veld: one.veld.code(),
                koppen: one
                    .koppen
                    .iter()
                    .map(|kop| KopJson {
                        gebeurtenis: kop.id.to_string(),
                        waarde: &kop.waarde,
                        door: &kop.door,
                        op: tijd::rfc3339(kop.op),
                    })
                    .collect(),
            })
            .collect(),
        niet_gesloten: stand
            .niet_gesloten
            .as_ref()
            .map(|one| one.sluiting.id.to_string()),
        zonder_gevolg: stand
            .zonder_gevolg
            .iter()
            .map(|one| one.gebeurtenis.to_string())
            .collect(),
        ook_gewijzigd: stand
            .meegeschreven
            .iter()
            .flat_map(|(veld, all)| all.iter().map(move |one| (veld, one)))
            .map(|(veld, one)| OokGewijzigdJson {
                veld: veld.code(),
                door: &one.door,
                op: tijd::rfc3339(one.op),
            })
            .collect(),
        nieuwere_nodig: !stand.te_nieuw.is_empty(),
    }
}

/// The same in sentences, each with its heading.
pub(super) fn zinnen(stand: &Stand) -> Vec<(&'static str, String)> {
    let mut out: Vec<(&'static str, String)> = stand
        .tegenspraken()
        .iter()
        .map(|one| ("TEGENSPRAAK", one.zin()))
        .collect();
    if let Some(one) = &stand.niet_gesloten {
        out.push(("NIET GESLOTEN", one.zin()));
    }
    for one in &stand.zonder_gevolg {
        out.push((
            "zonder gevolg",
            format!(
                "{} nam om {} iets terug waarop input rust die al weg is; dat blijft staan",
                one.door,
                tijd::klok(one.op)
            ),
        ));
    }
    if !stand.te_nieuw.is_empty() {
        out.push((
            "NIEUWERE ZSMTAFEL",
            "hier staat iets dat dit programma niet kent; werk zsmtafel bij".to_owned(),
        ));
    }
    out
}
