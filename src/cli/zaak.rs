//! `zsmtafel zaak`: one zaak whole.
//!
//! Must not know the store's tables.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::zaakfeiten::leesbaar;
use crate::domain::beoordeling::VastgesteldeBeoordeling;
use crate::domain::betrokkene::{Betrokkene, Leeftijd};
use crate::domain::lijstregel::Veld;
use crate::domain::tag::Tag;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::send::leesbaar::beoordeling_tekst;
use crate::store::Dossier;

use super::Algemeen;
use super::onbeslist::{self, Onbeslist};
use super::regel::Regel;
use super::rond::Rond;
use super::rond_tekst;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, tabel};
use super::verblijf::{self, VerblijfJson};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct ZaakOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
}

#[derive(Debug, Serialize)]
struct ZaakJson<'a> {
    zaak: String,
    fase: &'static str,
    verblijf: VerblijfJson,
    stop: &'static str,
    #[serde(flatten)]
    onbeslist: Onbeslist<'a>,
    lijst: Regel,
    betrokkenen: Vec<BetrokkeneJson<'a>>,
    beoordelingen: Vec<BeoordelingJson<'a>>,
    inputs: Vec<InputJson<'a>>,
    tijdlijn: Vec<GebeurtenisJson<'a>>,
    herkomst: HerkomstJson<'a>,
    eerdere: Vec<EerderJson<'a>>,
    medeverdachten: Vec<MedeverdachteJson<'a>>,
    #[serde(flatten)]
    rond: Rond<'a>,
}

#[derive(Debug, Serialize)]
struct BetrokkeneJson<'a> {
    id: String,
    naam: &'a str,
    rol: &'a str,
    geboren: Option<String>,
    leeftijd: Option<u8>,
    relatie: &'a str,
    verblijf: &'a str,
    geheim: bool,
    bellen: &'a str,
    bereikbaar: &'a str,
}

#[derive(Debug, Serialize)]
struct BeoordelingJson<'a> {
    id: String,
    op: String,
    door: &'a str,
    geheel: &'a str,
    personen: Vec<PersoonJson>,
    navraag: Vec<NavraagJson<'a>>,
    motivering: &'a str,
    intern: &'a str,
    voorwaarden: &'a [String],
    vt_doet: &'a str,
    verzoeken: Vec<VerzoekJson<'a>>,
    geldig_tot: Option<String>,
}

#[derive(Debug, Serialize)]
struct PersoonJson {
    betrokkene: String,
    naam: Option<String>,
    oordeel: &'static str,
}

#[derive(Debug, Serialize)]
struct NavraagJson<'a> {
    bron: &'static str,
    stand: &'static str,
    op: Option<String>,
    antwoord: &'a str,
}

#[derive(Debug, Serialize)]
struct VerzoekJson<'a> {
    aan: &'a str,
    wat: &'a str,
}

#[derive(Debug, Serialize)]
struct InputJson<'a> {
    op: String,
    door: &'a str,
    ontvanger: &'static str,
    vorm: &'static str,
    grond: &'a str,
    bestand: &'a str,
    sha256: &'a str,
    tekst: &'a str,
    beoordeling: Option<String>,
    gesprek: Option<GesprekJson<'a>>,
}

/// Of spoken input: who heard it, who spoke and when.
#[derive(Debug, Serialize)]
struct GesprekJson<'a> {
    met: &'a str,
    door: &'a str,
    op: String,
}

#[derive(Debug, Serialize)]
struct GebeurtenisJson<'a> {
    id: String,
    op: String,
    door: &'a str,
    soort: &'a str,
    omschrijving: String,
    teruggenomen: bool,
}

#[derive(Debug, Serialize)]
struct HerkomstJson<'a> {
    bestand: &'a str,
    sha256: &'a str,
    gelezen: String,
    regel: u32,
    velden: BTreeMap<&'static str, CelJson<'a>>,
    overig: BTreeMap<&'a str, &'a str>,
}

#[derive(Debug, Serialize)]
struct CelJson<'a> {
    kolom: &'a str,
    tekst: &'a str,
}

#[derive(Debug, Serialize)]
struct EerderJson<'a> {
    zaak: String,
    pl: Option<&'a str>,
    tag: Option<&'static str>,
    oordeel: &'static str,
    op: Option<String>,
}

#[derive(Debug, Serialize)]
struct MedeverdachteJson<'a> {
    zaak: String,
    naam: String,
    pl: Option<&'a str>,
    tag: Option<&'static str>,
    oordeel: &'static str,
    op: Option<String>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &ZaakOpties) -> Result<u8, Uitweg> {
    let tafel = Tafel::open(how)?;
    let dossier = tafel.zoek(&wat.zaak)?;
    let line = tafel.dagregel(dossier.zaak.clone(), &dossier.eerdere);
    if how.json {
        druk_json(&json(&dossier, &line, &tafel))?;
    } else {
        druk(&tekst(&dossier, &line, &tafel))?;
    }
    Ok(0)
}

fn json<'a>(dossier: &'a Dossier, line: &'a Dagregel, tafel: &'a Tafel) -> ZaakJson<'a> {
    let lijst = Regel::nieuw(line, tafel.nu);
    let zaak = &dossier.zaak;
    let stand = &zaak.stand;
    ZaakJson {
        zaak: zaak.id.to_string(),
        fase: zaak.fase().code(),
        verblijf: verblijf::json(&line.verblijf),
        stop: verblijf::stop(line),
        onbeslist: onbeslist::json(stand),
        lijst,
        betrokkenen: stand.betrokkenen.iter().map(betrokkene).collect(),
        beoordelingen: stand
            .beoordelingen
            .iter()
            .map(|one| beoordeling(one, zaak))
            .collect(),
        inputs: stand
            .inputs
            .iter()
            .map(|one| InputJson {
                op: tijd::rfc3339(one.op),
                door: &one.door,
                ontvanger: one.inhoud.ontvanger.code(),
                vorm: one.inhoud.vorm.code(),
                grond: &one.inhoud.grond,
                bestand: &one.inhoud.bestand,
                sha256: &one.inhoud.sha256,
                tekst: &one.inhoud.tekst,
                beoordeling: one.inhoud.beoordeling.map(|id| id.to_string()),
                gesprek: one.inhoud.gesprek.as_ref().map(|spoken| GesprekJson {
                    met: &spoken.met,
                    door: &spoken.door,
                    op: tijd::rfc3339(spoken.op),
                }),
            })
            .collect(),
        tijdlijn: dossier
            .tijdlijn
            .iter()
            .map(|(event, undone)| GebeurtenisJson {
                id: event.id.to_string(),
                op: tijd::rfc3339(event.at),
                door: &event.by,
                soort: event.what.kind(),
                omschrijving: event.what.omschrijving(),
                teruggenomen: *undone,
            })
            .collect(),
        herkomst: HerkomstJson {
            bestand: &zaak.bron.bestand,
            sha256: &zaak.bron.sha256,
            gelezen: tijd::rfc3339(zaak.bron.gelezen),
            regel: zaak.regel.regel,
            velden: zaak
                .regel
                .herkomst
                .iter()
                .map(|(veld, from)| {
                    let cell = CelJson {
                        kolom: from.kolom,
                        tekst: from.tekst,
                    };
                    (veld.label(), cell)
                })
                .collect(),
            overig: zaak
                .regel
                .overig
                .iter()
                .map(|(name, text)| (name.as_ref(), text.as_str()))
                .collect(),
        },
        eerdere: dossier
            .eerdere
            .iter()
            .map(|other| EerderJson {
                zaak: other.id.to_string(),
                pl: other.pl.as_deref(),
                tag: other.tag.map(Tag::code),
                oordeel: other.oordeel.code(),
                op: other.op.map(tijd::rfc3339),
            })
            .collect(),
        medeverdachten: dossier
            .medeverdachten
            .iter()
            .map(|other| MedeverdachteJson {
                zaak: other.id.to_string(),
                naam: other.naam.lijstvorm(),
                pl: other.pl.as_deref(),
                tag: other.tag.map(Tag::code),
                oordeel: other.oordeel.code(),
                op: other.op.map(tijd::rfc3339),
            })
            .collect(),
        rond: Rond::nieuw(line, &tafel.sessie.kennis, tafel.nu),
    }
}

fn betrokkene(who: &Betrokkene) -> BetrokkeneJson<'_> {
    BetrokkeneJson {
        id: who.id.to_string(),
        naam: &who.naam,
        rol: who.rol.label(),
        geboren: match who.leeftijd {
            Some(Leeftijd::Geboren(date)) => Some(date.to_string()),
            Some(Leeftijd::Geboortejaar(year)) => Some(year.to_string()),
            _ => None,
        },
        leeftijd: match who.leeftijd {
            Some(Leeftijd::Jaren(years)) => Some(years),
            _ => None,
        },
        relatie: &who.relatie,
        verblijf: &who.verblijf,
        geheim: who.geheim,
        bellen: who.bellen.label(),
        bereikbaar: &who.bereikbaar,
    }
}

fn beoordeling<'a>(one: &'a VastgesteldeBeoordeling, zaak: &Zaak) -> BeoordelingJson<'a> {
    let what = &one.inhoud;
    BeoordelingJson {
        id: one.id.to_string(),
        op: tijd::rfc3339(one.op),
        door: &one.door,
        geheel: what.geheel.code(),
        personen: what
            .personen
            .iter()
            .map(|over| PersoonJson {
                betrokkene: over.betrokkene.to_string(),
                naam: zaak
                    .stand
                    .betrokkene(over.betrokkene)
                    .map(|who| who.naam.clone()),
                oordeel: over.oordeel.code(),
            })
            .collect(),
        navraag: what
            .navraag
            .iter()
            .map(|asked| NavraagJson {
                bron: asked.bron.label(),
                stand: asked.stand.code(),
                op: asked.op.map(tijd::rfc3339),
                antwoord: &asked.antwoord,
            })
            .collect(),
        motivering: &what.motivering,
        intern: &what.intern,
        voorwaarden: &what.voorwaarden,
        vt_doet: &what.vt_doet,
        verzoeken: what
            .verzoeken
            .iter()
            .map(|request| VerzoekJson {
                aan: &request.aan,
                wat: &request.wat,
            })
            .collect(),
        geldig_tot: what.geldig_tot.map(tijd::rfc3339),
    }
}

fn tekst(dossier: &Dossier, line: &Dagregel, tafel: &Tafel) -> String {
    let zaak = &dossier.zaak;
    let mut out = format!("Zaak {}\n", zaak.id);
    let mut now = vec![paar(
        "tag",
        &zaak.stand.tag.as_ref().map_or_else(
            || "nog geen".to_owned(),
            |tagging| {
                // A kind that nobody confirmed is a question.
                let said = tagging.soorten.iter().map(|kind| kind.label().to_owned());
                let proposed = tagging.voorgesteld.iter();
                let kinds: String = said
                    .chain(proposed.map(|kind| format!("{}?", kind.label())))
                    .map(|kind| format!(" · {kind}"))
                    .collect();
                format!(
                    "{}{kinds}, {} door {}",
                    tagging.tag.label(),
                    tijd::moment(tagging.op, tafel.nu),
                    tagging.door
                )
            },
        ),
    )];
    if let Some(reason) = zaak.stand.tag.as_ref().and_then(|one| one.reden.as_deref()) {
        now.push(paar("reden", reason));
    }
    now.push(paar("verblijf", &line.verblijf.zin(tafel.nu)));
    if let Some(said) = line.verblijf.tegenspraak_zin(tafel.nu) {
        now.push(paar("TEGENSPRAAK", &said));
    }
    for (heading, said) in onbeslist::zinnen(&zaak.stand) {
        now.push(paar(heading, &said));
    }
    if line.klok_loopt() {
        let until = line
            .klok
            .uiterlijk
            .map_or_else(|| "onbekend".to_owned(), |at| tijd::tot(at, tafel.nu));
        let left = line
            .klok
            .resterend_minuten
            .map_or_else(String::new, |minutes| {
                if minutes < 0 {
                    ", voorbij".to_owned()
                } else {
                    format!(", nog {}", tijd::resterend(minutes))
                }
            });
        now.push(paar(
            "uiterlijk",
            &format!("{until}{left} ({})", line.klok.regel),
        ));
    }
    now.extend(rond_tekst::veilig_thuis(line));
    now.extend(rond_tekst::stand(line, tafel.nu));
    deel(&mut out, "Nu", &now);
    deel(&mut out, "Te doen", &rond_tekst::stappen(line, tafel.nu));
    deel(
        &mut out,
        "Voorwaarden",
        &rond_tekst::voorwaarden_tekst(line, &tafel.sessie.kennis),
    );
    deel(&mut out, "Gevraagd", &rond_tekst::gevraagd(line, tafel.nu));
    deel(
        &mut out,
        "Klokken",
        &rond_tekst::klokken(line, &tafel.sessie.kennis, tafel.nu),
    );
    if line.tag().is_none() {
        let reasons: Vec<_> = line
            .suggestie
            .redenen
            .iter()
            .map(|reden| paar("", &reden.tekst))
            .collect();
        let title = line.voorstel().map_or_else(
            || "Geen voorstel".to_owned(),
            |tag| format!("Voorstel: {}", tag.label()),
        );
        deel(&mut out, &title, &reasons);
    }
    let facts: Vec<_> = Veld::ALLE
        .into_iter()
        .map(|veld| (veld, zaak.regel.tekst(veld)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(veld, value)| paar(veld.label(), &leesbaar(&value)))
        .collect();
    deel(&mut out, "Volgens de lijst", &facts);
    let people: Vec<_> = zaak.stand.betrokkenen.iter().map(mens).collect();
    deel(&mut out, "Betrokkenen", &people);
    for one in zaak.stand.beoordelingen.iter().rev().take(1) {
        let lines: Vec<_> = beoordeling_tekst(one, &zaak.stand.betrokkenen)
            .iter()
            .map(|text| paar("", text))
            .collect();
        deel(&mut out, "Veiligheidsbeoordeling", &lines);
    }
    deel(
        &mut out,
        "Gedaan of terzijde",
        &rond_tekst::gedaan(line, tafel.nu),
    );
    deel(&mut out, "Gemeld", &rond_tekst::gemeld(line, tafel.nu));
    deel(&mut out, "Acties", &rond_tekst::acties(line, tafel.nu));
    let events: Vec<_> = dossier
        .tijdlijn
        .iter()
        .map(|(event, undone)| {
            let undone = if *undone { " (teruggenomen)" } else { "" };
            vec![
                tijd::voluit(event.at),
                event.by.clone(),
                format!("{}{undone}", event.what.omschrijving()),
            ]
        })
        .collect();
    deel(&mut out, "Tijdlijn", &events);
    let earlier: Vec<_> = dossier
        .eerdere
        .iter()
        .map(|other| {
            vec![
                other.id.kort(),
                other.pl.clone().unwrap_or_default(),
                other.tag.map_or("geen tag", |tag| tag.label()).to_owned(),
                other.oordeel.label().to_owned(),
            ]
        })
        .collect();
    deel(&mut out, "Andere zaken van deze verdachte", &earlier);
    let others: Vec<_> = dossier
        .medeverdachten
        .iter()
        .map(|other| {
            vec![
                other.id.kort(),
                other.naam.lijstvorm(),
                other.tag.map_or("geen tag", Tag::label).to_owned(),
                other.oordeel.label().to_owned(),
            ]
        })
        .collect();
    deel(&mut out, "Medeverdachten in dit onderzoek", &others);
    let mut origin = vec![
        paar("bestand", &zaak.bron.bestand),
        paar("regel", &zaak.regel.regel.to_string()),
        paar("gelezen", &tijd::voluit(zaak.bron.gelezen)),
        paar("SHA-256", &zaak.bron.sha256),
    ];
    origin.extend(
        zaak.regel
            .overig
            .iter()
            .map(|(name, text)| paar(name, text)),
    );
    deel(&mut out, "Herkomst", &origin);
    out
}

fn mens(who: &Betrokkene) -> Vec<String> {
    let age = match who.leeftijd {
        Some(Leeftijd::Geboren(date)) => format!("geboren {}", tijd::datum(date)),
        Some(Leeftijd::Geboortejaar(year)) => format!("geboren in {year}"),
        Some(Leeftijd::Jaren(years)) => format!("{years} jaar"),
        None => String::new(),
    };
    let place = who.waar();
    let about: Vec<&str> = [
        who.naam.as_str(),
        &age,
        &who.relatie,
        &place,
        who.bellen.label(),
        &who.bereikbaar,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    paar(who.rol.label(), &about.join(" · "))
}

pub(super) fn paar(label: &str, text: &str) -> Vec<String> {
    if label.is_empty() {
        vec![text.to_owned()]
    } else {
        vec![label.to_owned(), text.to_owned()]
    }
}

fn deel(out: &mut String, title: &str, rows: &[Vec<String>]) {
    if rows.is_empty() {
        return;
    }
    // Writing to a String does not fail.
    let _ = writeln!(out, "\n{title}");
    for line in tabel(rows).lines() {
        let _ = writeln!(out, "  {line}");
    }
}
