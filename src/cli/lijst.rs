//! `zsmtafel lijst`: the list of the day, in the order of the screen.
//!
//! Must not know how the order is made.

use std::io::{self, BufRead as _, Write as _};

use clap::Args;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::lijst::Lijst;
use crate::domain::inzage::Inzagesoort;
use crate::domain::tag::Tag;
use crate::domain::tijd;
use crate::import::{Opties, PAPIERVELDEN, Papier, lees_papier};

use super::Algemeen;
use super::regel::Regel;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, tabel, zeg};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct LijstOpties {
    /// Ook zaken die van een eerdere dag openstaan, gesloten of van de lijst verdwenen zijn
    #[arg(long, alias = "all")]
    alles: bool,
    /// Voeg een verdachte toe die alleen op papier staat; zonder velden wordt ernaar gevraagd
    #[arg(long, alias = "add")]
    voeg_toe: bool,
    /// Achternaam, voornaam; NN als die niet bekend is
    #[arg(long, value_name = "NAAM", requires = "voeg_toe")]
    naam: Option<String>,
    /// Geboortedatum (dd-mm-jjjj), of alleen het jaar
    #[arg(long, value_name = "DATUM", requires = "voeg_toe")]
    geboren: Option<String>,
    /// PL-nummer
    #[arg(long, value_name = "NUMMER", requires = "voeg_toe")]
    pl: Option<String>,
    /// Woonplaats
    #[arg(long, value_name = "PLAATS", requires = "voeg_toe")]
    woonplaats: Option<String>,
    /// Artikel en feit, bijv. "300 Sr mishandeling"
    #[arg(long, value_name = "FEIT", requires = "voeg_toe")]
    feit: Option<String>,
    /// Wat er gebeurde
    #[arg(long, value_name = "T", requires = "voeg_toe")]
    toelichting: Option<String>,
    /// Van verdachte tot slachtoffer
    #[arg(long, value_name = "R", requires = "voeg_toe")]
    relatie: Option<String>,
    /// Begin van het ophouden: dag en tijd, of alleen de tijd
    #[arg(long, value_name = "TIJD", requires = "voeg_toe")]
    vanaf: Option<String>,
}

impl LijstOpties {
    /// What was given, by key of the form.
    fn gegeven(&self) -> [(&'static str, &Option<String>); 8] {
        [
            ("naam", &self.naam),
            ("geboren", &self.geboren),
            ("pl", &self.pl),
            ("woonplaats", &self.woonplaats),
            ("feit", &self.feit),
            ("toelichting", &self.toelichting),
            ("relatie", &self.relatie),
            ("vanaf", &self.vanaf),
        ]
    }
}

/// Adds a suspect from paper, as a reading of one line; then the list is told as always.
fn voeg_toe(tafel: &Tafel, wat: &LijstOpties) -> Result<(), Uitweg> {
    let given: Vec<(String, String)> = wat
        .gegeven()
        .into_iter()
        .filter_map(|(key, text)| Some((key.to_owned(), text.clone()?)))
        .collect();
    let papier = Papier {
        velden: if given.is_empty() { vraag()? } else { given },
    };
    if let Some((_, text)) = papier.ontbreekt() {
        return Err(Uitweg::nieuw(2, text));
    }
    let opties = Opties {
        profiel: None,
        bewaar_bsn: tafel.sessie.config.inlezen.bewaar_bsn,
        alle_bladen: false,
        nu: tafel.nu,
    };
    let lijst = lees_papier(&papier, &tafel.sessie.kennis.profielen, &opties)
        .map_err(|fout| Uitweg::nieuw(5, fout))?;
    for note in lijst.geweigerd.iter().chain(&lijst.waarschuwingen) {
        zeg(&format!("let op: {}", note.reden));
    }
    if lijst.regels.is_empty() {
        return Err(Uitweg::nieuw(
            5,
            "hier is geen verdachte uit te lezen; er is niets toegevoegd",
        ));
    }
    let plan = super::inlezen::plan(tafel, lijst)?;
    for pair in &plan.mogelijk_dubbel {
        zeg(&format!(
            "let op: mogelijk dubbel, {}; er is niets samengevoegd",
            pair.reden
        ));
    }
    tafel
        .werk
        .wacht(tafel.sessie.lees_in(plan, None, tafel.nu))?;
    zeg("Toegevoegd.");
    Ok(())
}

/// Asks for each field on a line of its own; an empty answer leaves it unknown.
fn vraag() -> Result<Vec<(String, String)>, Uitweg> {
    let failed = |fout: io::Error| Uitweg::nieuw(1, fout);
    let mut out = Vec::new();
    for (key, label, hint) in PAPIERVELDEN {
        let mut err = io::stderr().lock();
        let about = if hint.is_empty() {
            String::new()
        } else {
            format!(" ({hint})")
        };
        write!(err, "{label}{about}: ")
            .and_then(|()| err.flush())
            .map_err(failed)?;
        drop(err);
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map_err(failed)?;
        let line = line.trim();
        if !line.is_empty() {
            out.push((key.to_owned(), line.to_owned()));
        }
    }
    Ok(out)
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &LijstOpties) -> Result<u8, Uitweg> {
    let tafel = Tafel::open(how)?;
    if wat.voeg_toe {
        voeg_toe(&tafel, wat)?;
    }
    let day = tafel.werk.wacht(tafel.sessie.dag(tafel.nu))?;
    let mut lijst = Lijst::default();
    lijst.laad(day.kop, day.regels);
    let (shown, hidden): (Vec<&Dagregel>, Vec<&Dagregel>) = lijst
        .alle()
        .iter()
        .partition(|line| wat.alles || !(line.eerder || line.zaak.stand.verdwenen.is_some()));
    tafel.zag(Inzagesoort::Lijst);
    if how.json {
        let lines: Vec<Regel> = shown
            .iter()
            .map(|line| Regel::nieuw(line, tafel.nu))
            .collect();
        druk_json(&lines)?;
    } else if shown.is_empty() {
        zeg("Er staat niets op de lijst van vandaag. Lees een lijst in: zsmtafel inlezen BESTAND");
    } else {
        druk(&als_tabel(&shown, &tafel))?;
    }
    zeg_tegenspraak(&shown, &tafel);
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

/// The lines as a table with a heading.
pub(super) fn als_tabel(shown: &[&Dagregel], tafel: &Tafel) -> String {
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
    rows.extend(shown.iter().map(|line| rij(line, tafel)));
    tabel(&rows)
}

/// Says of which of these zaken messages contradict each other.
pub(super) fn zeg_tegenspraak(shown: &[&Dagregel], tafel: &Tafel) {
    for line in shown {
        if let Some(said) = line.verblijf.tegenspraak_zin(tafel.nu) {
            zeg(&format!(
                "Tegenspraak bij zaak {}: {said}",
                line.zaak.id.kort()
            ));
        }
    }
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
        line.leeftijd_tekst(nu).map_or_else(none, |age| {
            let minor = if line.minderjarig(nu) { " m" } else { "" };
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
