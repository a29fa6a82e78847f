//! `zsmtafel lijst`: the list of the day, in the order of the screen.
//!
//! Must not know how the order is made.

use clap::Args;

use crate::app::dagregel::Dagregel;
use crate::app::lijst::Lijst;
use crate::domain::tag::Tag;
use crate::domain::tijd;

use super::Algemeen;
use super::regel::Regel;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, tabel, zeg};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct Wat {
    /// Ook zaken die van een eerdere dag openstaan, gesloten of van de lijst verdwenen zijn
    #[arg(long, alias = "all")]
    alles: bool,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &Wat) -> Result<u8, Uitweg> {
    let tafel = Tafel::open(how)?;
    let day = tafel.werk.wacht(tafel.sessie.dag(tafel.nu))?;
    let mut lijst = Lijst::default();
    lijst.laad(day.kop, day.regels);
    let (shown, hidden): (Vec<&Dagregel>, Vec<&Dagregel>) = lijst
        .alle()
        .iter()
        .partition(|line| wat.alles || !(line.eerder || line.zaak.stand.verdwenen.is_some()));
    if how.json {
        let lines: Vec<Regel> = shown
            .iter()
            .map(|line| Regel::nieuw(line, tafel.nu))
            .collect();
        druk_json(&lines)?;
    } else if shown.is_empty() {
        zeg("Er staat niets op de lijst van vandaag. Lees een lijst in: zsmtafel inlezen BESTAND");
    } else {
        let mut rows = vec![
            [
                "ZAAK",
                "PL-NUMMER",
                "VERDACHTE",
                "LFT",
                "UITERLIJK",
                "NOG",
                "STATUS",
                "VT",
                "ARTIKEL",
                "TAG",
                "OORDEEL",
                "VOLGENDE STAP",
            ]
            .map(str::to_owned)
            .to_vec(),
        ];
        rows.extend(shown.iter().map(|line| rij(line, &tafel)));
        druk(&tabel(&rows))?;
    }
    for line in &shown {
        if let Some(said) = line.verblijf.tegenspraak_zin(tafel.nu) {
            zeg(&format!(
                "Tegenspraak bij zaak {}: {said}",
                line.zaak.id.kort()
            ));
        }
    }
    if !hidden.is_empty() {
        zeg(&format!(
            "Niet getoond: {} van eerdere dagen, gesloten of van de lijst verdwenen. Zie: zsmtafel lijst --alles",
            hidden.len()
        ));
    }
    for line in hidden.iter().filter(|line| line.heeft_alarm()) {
        zeg(&format!(
            "Let op: zaak {} wacht op: {}",
            line.zaak.id.kort(),
            stappen(line)
        ));
    }
    Ok(0)
}

fn rij(line: &Dagregel, tafel: &Tafel) -> Vec<String> {
    let nu = tafel.nu;
    let regel = &line.zaak.regel;
    let none = || "-".to_owned();
    let runs = line.klok_loopt() && !line.is_gesloten();
    let left = match line.klok.resterend_minuten {
        _ if !runs => none(),
        None => "onbekend".to_owned(),
        Some(minutes) if minutes < 0 => "voorbij".to_owned(),
        Some(minutes) => tijd::resterend(minutes),
    };
    let status = if line.is_gesloten() {
        "gesloten".to_owned()
    } else if line.verblijf.is_van_lijst() {
        "van lijst".to_owned()
    } else {
        line.verblijf.waarde.label().to_owned()
    };
    let status = if line.verblijf.tegenspraak.is_empty() {
        status
    } else {
        format!("{status} (tegenspraak)")
    };
    let tag = match (line.tag(), line.voorstel()) {
        (Some(tag), _) => tag.label().to_owned(),
        // A proposal is no tag, and says so.
        (None, Some(tag)) => format!("{}?", Tag::label(tag)),
        (None, None) => none(),
    };
    vec![
        line.zaak.id.kort(),
        regel.pl.clone().unwrap_or_else(none),
        regel.naam.lijstvorm(),
        line.leeftijd(nu).map_or_else(none, |age| {
            let minor = if age < 18 { " m" } else { "" };
            format!("{age}{minor}")
        }),
        line.klok
            .uiterlijk
            .filter(|_| runs)
            .map_or_else(none, |at| tijd::tot(at, nu)),
        left,
        status,
        line.vt.as_ref().map_or_else(none, |vt| vt.code.clone()),
        regel.artikelen(),
        tag,
        line.zaak
            .stand
            .beoordeling()
            .map_or_else(none, |one| one.inhoud.geheel.label().to_owned()),
        stappen(line),
    ]
}

fn stappen(line: &Dagregel) -> String {
    let words: Vec<&str> = line.stappen.iter().map(|step| step.soort.label()).collect();
    words.join("; ")
}
