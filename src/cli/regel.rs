//! One line of the list in JSON: the keys are a contract (assets/docs, command line).
//!
//! Must not know how it is asked for, nor files.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::domain::lijstregel::{Feit, Status, Veld};
use crate::domain::signaal::VoorgesteldeTag;
use crate::domain::soort::Soort;
use crate::domain::tag::Tag;
use crate::domain::tijd;

use super::verblijf::{self, VerblijfJson};

/// A line. Every key is always there; what is not known is null.
#[derive(Debug, Serialize)]
pub(super) struct Regel {
    zaak: String,
    fase: &'static str,
    verblijf: VerblijfJson,
    stop: &'static str,
    regel: u32,
    pl: Option<String>,
    parketnummer: Option<String>,
    achternaam: Option<String>,
    tussenvoegsel: Option<String>,
    voornamen: Option<String>,
    geboortedatum: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geboortejaar: Option<i32>,
    minderjarig: Option<bool>,
    adres: Option<String>,
    woonplaats: Option<String>,
    gemeente: Option<String>,
    vt: Option<String>,
    feiten: Vec<FeitJson>,
    toelichting: Option<String>,
    relatie: Option<String>,
    aanhouding: Option<String>,
    begin_ophouden: Option<String>,
    uiterlijk: Option<String>,
    resterend_minuten: Option<i64>,
    status: Option<String>,
    hg_politie: Option<bool>,
    zorgmelding: Option<bool>,
    thv: Option<bool>,
    tag: Option<&'static str>,
    soort: Option<String>,
    soort_voorgesteld: Option<String>,
    suggestie: SuggestieJson,
    oordeel: Option<&'static str>,
    input: Option<String>,
    overleg: Option<String>,
    afdoening: Option<String>,
    volgende_stappen: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct FeitJson {
    artikel: Option<String>,
    omschrijving: Option<String>,
}

#[derive(Debug, Serialize)]
struct SuggestieJson {
    tag: Option<&'static str>,
    soorten: Vec<&'static str>,
    redenen: Vec<String>,
}

impl Regel {
    /// The line as it is at `nu`.
    pub(super) fn nieuw(from: &Dagregel, nu: DateTime<Utc>) -> Regel {
        let zaak = &from.zaak;
        let regel = &zaak.regel;
        let stand = &zaak.stand;
        let soorten = stand.tag.as_ref().map(|tagging| tagging.soorten.as_slice());
        // For who is not held no clock runs; a time there would be read as a term.
        let runs = from.klok_loopt();
        // What somebody told goes before what the list says; `zaak` names who told it.
        let tekst = |veld, listed: &Option<String>| {
            zaak.gemelde_tekst(veld)
                .map(|one| one.waarde.to_owned())
                .or_else(|| listed.clone())
        };
        Regel {
            zaak: zaak.id.to_string(),
            fase: zaak.fase().code(),
            verblijf: verblijf::json(&from.verblijf),
            stop: verblijf::stop(from),
            regel: regel.regel,
            pl: tekst(Veld::Pl, &regel.pl),
            parketnummer: regel.parketnummer.clone(),
            achternaam: gevuld(&regel.naam.achternaam),
            tussenvoegsel: gevuld(&regel.naam.tussenvoegsel),
            voornamen: gevuld(&regel.naam.voornamen),
            geboortedatum: zaak.geboortedatum(),
            geboortejaar: from.geboortejaar(),
            minderjarig: from.minderjarig_bekend(nu),
            adres: tekst(Veld::Adres, &regel.adres),
            woonplaats: tekst(Veld::Woonplaats, &regel.woonplaats),
            gemeente: from.plaats.as_ref().map(|place| place.gemeente.clone()),
            vt: from.vt.as_ref().map(|vt| vt.naam.clone()),
            feiten: regel.feiten.iter().map(feit).collect(),
            toelichting: gevuld(&regel.toelichting),
            relatie: regel.relatie.clone(),
            aanhouding: zaak.aanhouding().map(tijd::rfc3339),
            begin_ophouden: zaak
                .tijd(Veld::BeginOphouden)
                .map(|one| tijd::rfc3339(one.waarde)),
            uiterlijk: from.klok.uiterlijk.filter(|_| runs).map(tijd::rfc3339),
            resterend_minuten: from.klok.resterend_minuten.filter(|_| runs),
            status: match &regel.status {
                Status::Onbekend => None,
                known => gevuld(&known.label().to_lowercase()),
            },
            hg_politie: regel.hg_politie,
            zorgmelding: regel.zorgmelding,
            thv: regel.thv,
            tag: from.tag().map(Tag::code),
            soort: soorten
                .filter(|list| !list.is_empty())
                .map(|list| codes(list).join(", ")),
            soort_voorgesteld: stand
                .tag
                .as_ref()
                .filter(|tagging| !tagging.voorgesteld.is_empty())
                .map(|tagging| codes(&tagging.voorgesteld).join(", ")),
            suggestie: SuggestieJson {
                tag: from.suggestie.tag.map(|tag| match tag {
                    VoorgesteldeTag::Hg => Tag::Hg.code(),
                    VoorgesteldeTag::Radar => Tag::Radar.code(),
                }),
                soorten: codes(&from.suggestie.soorten),
                redenen: from
                    .suggestie
                    .redenen
                    .iter()
                    .map(|reden| reden.tekst.clone())
                    .collect(),
            },
            oordeel: stand.beoordeling().map(|one| one.inhoud.geheel.code()),
            input: stand.inputs.last().map(|sent| tijd::rfc3339(sent.op)),
            overleg: stand
                .overleg
                .as_ref()
                .map(|one| tijd::rfc3339(one.overleg.tijd)),
            afdoening: stand.afdoening().map(|one| one.inhoud.label()),
            volgende_stappen: from.stappen.iter().map(|step| step.soort.label()).collect(),
        }
    }
}

/// The words for kinds, as files and the command line have them.
pub(super) fn codes(soorten: &[Soort]) -> Vec<&'static str> {
    soorten.iter().map(|soort| soort.code()).collect()
}

fn feit(from: &Feit) -> FeitJson {
    FeitJson {
        artikel: gevuld(&from.artikel),
        omschrijving: gevuld(&from.omschrijving),
    }
}

fn gevuld(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
