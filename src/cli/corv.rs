//! `zsmtafel inlezen --corv`: meldingen that reached VT through CORV, matched with the zaken of the table.
//!
//! ```text
//!   read the file ─▶ match with open zaken ─▶ ask, or --ja for what is sure ─▶ join ─▶ what is left
//! ```
//! Must not know how a melding is read or matched.

use std::fmt::Write as _;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use serde::Serialize;

use crate::domain::corv::{self, CorvKenmerk, CorvMelding, Uitkomst, Voorstel, Zekerheid};
use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::tag::Tag;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::import::{BESTAND_MAX, CorvLijst, Melding, Opties, lees_corv};
use crate::shell::bestanden;
use crate::shell::sessie::{nieuwe_lezing, vandaag};

use super::Algemeen;
use super::tafel::{Tafel, voorbereiden};
use super::uitvoer::{Uitweg, druk, druk_json, zeg};

/// How matches are confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bevestiging {
    /// Show them only.
    Proef,
    /// Join what is sure and has one zaak.
    Ja,
    /// Ask for each, on a terminal.
    Vraag,
}

/// What came of the reading, for JSON.
#[derive(Debug, Default, Serialize)]
struct Verslag {
    bestand: String,
    sha256: String,
    meldingen: usize,
    gekoppeld: Vec<Koppeling>,
    voorgesteld: Vec<Koppeling>,
    al_gekoppeld: usize,
    zonder_zaak: usize,
    niet_overgetypt: usize,
    geweigerd: Vec<Melding>,
    waarschuwingen: Vec<Melding>,
    hg_zonder_zorgmelding: Vec<Open>,
}

/// A melding and a zaak.
#[derive(Debug, Clone, Serialize)]
struct Koppeling {
    regel: u32,
    kenmerk: String,
    zaak: ZaakId,
    zekerheid: Zekerheid,
    gelijk: Vec<&'static str>,
    anders: Vec<&'static str>,
}

/// A zaak that waits for its zorgmelding.
#[derive(Debug, Serialize)]
struct Open {
    zaak: ZaakId,
    pl: Option<String>,
}

/// Reads the meldingen of one file; the exit code.
pub(super) fn lees(how: &Algemeen, bestand: &Path, how_sure: Bevestiging) -> Result<u8, Uitweg> {
    let ready = voorbereiden(how)?;
    let nu = ready.klok.nu();
    let bytes = bestanden::lees(bestand, u64::try_from(BESTAND_MAX).unwrap_or(u64::MAX))
        .map_err(|fout| Uitweg::nieuw(5, fout))?;
    let name = bestand
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let lijst = lees_corv(
        &bytes,
        &name,
        &ready.opening.kennis.corv,
        &Opties {
            profiel: None,
            bewaar_bsn: false,
            alle_bladen: false,
            nu,
        },
    )
    .map_err(|fout| Uitweg::nieuw(5, format!("{name}: {fout}")))?;
    let tafel = Tafel::open_met(how, ready)?;
    let day = vandaag(nu);
    let mut zaken = tafel.lees(move |store| store.corv_kandidaten(day))?;
    let mut verslag = Verslag {
        bestand: lijst.bestand.clone(),
        sha256: lijst.sha256.clone(),
        meldingen: lijst.meldingen.len(),
        geweigerd: lijst.geweigerd.clone(),
        waarschuwingen: lijst.waarschuwingen.clone(),
        ..Verslag::default()
    };
    koppel(&tafel, &lijst, how_sure, &mut zaken, &mut verslag)?;
    verslag.hg_zonder_zorgmelding = zonder_zorgmelding(&zaken);
    if how.json {
        druk_json(&verslag)?;
    } else {
        druk(&tekst(&verslag, &zaken, how_sure))?;
    }
    Ok(0)
}

/// Takes the newest reading of meldingen back; the exit code.
pub(super) fn neem_terug(how: &Algemeen) -> Result<u8, Uitweg> {
    let tafel = Tafel::open(how)?;
    let last = tafel.lees(|store| store.laatste_corv())?.ok_or_else(|| {
        Uitweg::nieuw(3, "er is geen lezing van CORV-meldingen om terug te nemen")
    })?;
    let count = tafel
        .werk
        .wacht(tafel.sessie.neem_corv_terug(last.lezing, tafel.nu))?;
    if how.json {
        druk_json(&serde_json::json!({ "teruggenomen": count }))?;
    } else {
        druk(&format!("{count} koppelingen teruggenomen.\n"))?;
    }
    Ok(0)
}

fn koppel(
    tafel: &Tafel,
    lijst: &CorvLijst,
    how_sure: Bevestiging,
    zaken: &mut [Zaak],
    verslag: &mut Verslag,
) -> Result<(), Uitweg> {
    let lezing = nieuwe_lezing();
    for melding in &lijst.meldingen {
        let found = match corv::zoek(melding, zaken) {
            Uitkomst::AlGekoppeld(_) => {
                verslag.al_gekoppeld += 1;
                continue;
            }
            Uitkomst::Onbekend => {
                verslag.zonder_zaak += 1;
                continue;
            }
            Uitkomst::Voorgesteld(found) => found,
        };
        let sure: Vec<&Voorstel> = found
            .iter()
            .filter(|one| one.zekerheid == Zekerheid::Zeker)
            .collect();
        let chosen = match (how_sure, sure.as_slice()) {
            (Bevestiging::Ja, [only]) => Some((*only).clone()),
            (Bevestiging::Vraag, _) => vraag(melding, &found, zaken)?,
            _ => None,
        };
        let Some(chosen) = chosen else {
            verslag
                .voorgesteld
                .extend(found.iter().map(|one| koppeling(melding, one)));
            continue;
        };
        let after = tafel.voer_uit(
            chosen.zaak,
            Opdracht::KoppelCorv(CorvKenmerk {
                kenmerk: melding.kenmerk.clone(),
                ontvangen: melding.ontvangen,
                lezing,
                gelijk: chosen
                    .gelijk
                    .iter()
                    .map(|&label| label.to_owned())
                    .collect(),
            }),
        )?;
        if let Some(known) = zaken.iter_mut().find(|zaak| zaak.id == after.id) {
            *known = after;
        }
        verslag.niet_overgetypt += chosen.gelijk.len();
        verslag.gekoppeld.push(koppeling(melding, &chosen));
    }
    Ok(())
}

fn koppeling(melding: &CorvMelding, voorstel: &Voorstel) -> Koppeling {
    Koppeling {
        regel: melding.regel,
        kenmerk: melding.kenmerk.clone(),
        zaak: voorstel.zaak,
        zekerheid: voorstel.zekerheid,
        gelijk: voorstel.gelijk.clone(),
        anders: voorstel.anders.clone(),
    }
}

/// HG zaken of which VT has seen no zorgmelding, on the list or through CORV.
fn zonder_zorgmelding(zaken: &[Zaak]) -> Vec<Open> {
    zaken
        .iter()
        .filter(|zaak| {
            zaak.stand.is_open()
                && zaak
                    .stand
                    .tag
                    .as_ref()
                    .is_some_and(|tagging| tagging.tag == Tag::Hg)
                && zaak.regel.zorgmelding != Some(true)
                && zaak.stand.corv.is_empty()
        })
        .map(|zaak| Open {
            zaak: zaak.id,
            pl: zaak.regel.pl.clone(),
        })
        .collect()
}

/// Asks which zaak a melding belongs to; an empty line leaves it.
fn vraag(
    melding: &CorvMelding,
    found: &[Voorstel],
    zaken: &[Zaak],
) -> Result<Option<Voorstel>, Uitweg> {
    let failed = |fout: io::Error| Uitweg::nieuw(1, fout);
    let mut text = format!("\n{}\n", kop(melding));
    for (number, one) in (1..).zip(found) {
        let _ = writeln!(text, "  {number}  {}", regel(one, zaken));
    }
    text.push_str("  Bij welke zaak hoort deze melding? Nummer, of Enter voor geen: ");
    let mut out = io::stderr().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(failed)?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(failed)?;
    let chosen = line.trim().parse::<usize>().ok();
    Ok(chosen
        .and_then(|number| found.get(number.checked_sub(1)?))
        .cloned())
}

/// Whether somebody can be asked.
pub(super) fn kan_vragen() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn kop(melding: &CorvMelding) -> String {
    let mut out = format!("melding {}", melding.kenmerk);
    if let Some(at) = melding.ontvangen {
        let _ = write!(
            out,
            ", ontvangen {}",
            tijd::dag(tijd::lokaal(at).date_naive())
        );
    }
    let _ = write!(out, ": {}", melding.naam.lijstvorm());
    if let Some(pl) = &melding.pl {
        let _ = write!(out, ", {pl}");
    }
    out
}

fn regel(one: &Voorstel, zaken: &[Zaak]) -> String {
    let zaak = zaken.iter().find(|zaak| zaak.id == one.zaak);
    let mut out = format!("{:14}  {}", one.zekerheid.label(), one.zaak.kort());
    if let Some(zaak) = zaak {
        let _ = write!(
            out,
            "  {}  {}",
            zaak.regel.pl.as_deref().unwrap_or("geen PL-nummer"),
            zaak.regel.naam.lijstvorm()
        );
    }
    let _ = write!(out, "\n       gelijk: {}", of_niets(&one.gelijk));
    if !one.anders.is_empty() {
        let _ = write!(out, " · verschilt: {}", one.anders.join(", "));
    }
    out
}

fn of_niets(labels: &[&str]) -> String {
    if labels.is_empty() {
        "niets".to_owned()
    } else {
        labels.join(", ")
    }
}

fn tekst(verslag: &Verslag, zaken: &[Zaak], how_sure: Bevestiging) -> String {
    let mut out = format!(
        "{}: {} CORV-meldingen\n  {:>4}  gekoppeld, {} gegevens hoefden niet overgetypt\n  {:>4}  al gekoppeld\n  {:>4}  zonder zaak op deze tafel\n",
        verslag.bestand,
        verslag.meldingen,
        verslag.gekoppeld.len(),
        verslag.niet_overgetypt,
        verslag.al_gekoppeld,
        verslag.zonder_zaak,
    );
    let mut list = |title: &str, all: &[Koppeling]| {
        if all.is_empty() {
            return;
        }
        let _ = writeln!(out, "{title}");
        for one in all {
            let shown = Voorstel {
                zaak: one.zaak,
                zekerheid: one.zekerheid,
                gelijk: one.gelijk.clone(),
                anders: one.anders.clone(),
            };
            let _ = writeln!(out, "  {}: {}", one.kenmerk, regel(&shown, zaken));
        }
    };
    list("Gekoppeld:", &verslag.gekoppeld);
    list("Voorstel, nog niet gekoppeld:", &verslag.voorgesteld);
    for one in verslag.geweigerd.iter().chain(&verslag.waarschuwingen) {
        let _ = writeln!(out, "  regel {}: {}", one.regel, one.reden);
    }
    if verslag.hg_zonder_zorgmelding.is_empty() {
        out.push_str("Elke open HG-zaak heeft een zorgmelding.\n");
    } else {
        let _ = writeln!(
            out,
            "Nog zonder zorgmelding, vraag ze op bij de politie: {} HG-zaken",
            verslag.hg_zonder_zorgmelding.len()
        );
        for one in &verslag.hg_zonder_zorgmelding {
            let _ = writeln!(
                out,
                "  {}  {}",
                one.zaak.kort(),
                one.pl.as_deref().unwrap_or("geen PL-nummer")
            );
        }
    }
    match how_sure {
        Bevestiging::Proef => out.push_str("Proef: er is niets gekoppeld.\n"),
        Bevestiging::Ja => {}
        Bevestiging::Vraag => zeg("Vergist? zsmtafel inlezen --corv --neem-terug"),
    }
    out
}
