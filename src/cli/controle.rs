//! `zsmtafel controle`: what is wrong with this installation, and what is right. No persons.
//!
//! Works without a passphrase; the table itself is then looked at from outside. Must not know how
//! anything is mended.

use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;
use serde::Serialize;

use crate::domain::tijd;
use crate::shell::config::Config;
use crate::shell::paden::Paden;
use crate::shell::sessie::{Opening, op_slot, vandaag};
use crate::shell::{kennis, klok as uurwerk, oefenen, terminal};
use crate::store::{self, Controle, Store, Toegang, Verslag, bestand};

use super::Algemeen;
use super::tafel::{self, klok};
use super::uitvoer::{Uitweg, druk, druk_json, tabel, zeg};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct ControleOpties {
    /// Herstel een beschadigde tafel: wat heel is komt over, wat uit het journaal volgt wordt opnieuw gemaakt
    #[arg(long, alias = "repair")]
    herstel: bool,
}

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Ernst {
    /// Right.
    Goed,
    /// Not wrong, but somebody should know.
    LetOp,
    /// Wrong.
    Fout,
}

#[derive(Debug, Serialize)]
struct Bevinding {
    onderdeel: &'static str,
    stand: Ernst,
    tekst: String,
}

#[derive(Debug, Serialize)]
struct Uitslag {
    goed: bool,
    versie: &'static str,
    bevindingen: Vec<Bevinding>,
}

/// Collects what is found.
#[derive(Debug, Default)]
struct Blad(Vec<Bevinding>);

impl Blad {
    fn zet(&mut self, onderdeel: &'static str, stand: Ernst, tekst: impl Into<String>) {
        self.0.push(Bevinding {
            onderdeel,
            stand,
            tekst: tekst.into(),
        });
    }

    fn toets(&mut self, onderdeel: &'static str, goed: bool, ja: &str, nee: &str) {
        let (stand, text) = if goed {
            (Ernst::Goed, ja)
        } else {
            (Ernst::Fout, nee)
        };
        self.zet(onderdeel, stand, text);
    }
}

/// Does it; the exit code: 0 when nothing is wrong, 4 when the table stays locked for this passphrase,
/// otherwise 1.
pub(super) fn doe(how: &Algemeen, wat: &ControleOpties) -> Result<u8, Uitweg> {
    if wat.herstel {
        herstel(how)?;
    }
    let mut blad = Blad::default();
    blad.zet(
        "versie",
        Ernst::Goed,
        format!("zsmtafel {}", env!("CARGO_PKG_VERSION")),
    );
    let code = match tafel::plekken(how) {
        Ok((paden, config, meldingen)) => {
            instellingen(&mut blad, &paden, &config, meldingen);
            plekken(&mut blad, &paden);
            let usable = lijsten(&mut blad, &paden, &config);
            omgeving(&mut blad);
            de_tafel(
                &mut blad,
                how,
                &paden,
                usable.then(|| config.bewaren.dagen()),
            )
        }
        // A wrong option is no finding.
        Err(way) if way.code == 2 => return Err(way),
        Err(way) => {
            blad.zet("plekken", Ernst::Fout, way.tekst);
            1
        }
    };
    let goed = blad.0.iter().all(|one| one.stand != Ernst::Fout);
    let opened = how.oefenen || how.wachtwoord_bestand.is_some();
    let exists = tafel::plekken(how).is_ok_and(|(paden, ..)| Store::bestaat(&paden.data));
    if how.json {
        druk_json(&Uitslag {
            goed,
            versie: env!("CARGO_PKG_VERSION"),
            bevindingen: blad.0,
        })?;
    } else {
        let rows: Vec<Vec<String>> = blad
            .0
            .into_iter()
            .map(|one| {
                let word = match one.stand {
                    Ernst::Goed => "goed",
                    Ernst::LetOp => "let op",
                    Ernst::Fout => "FOUT",
                };
                vec![word.to_owned(), one.onderdeel.to_owned(), one.tekst]
            })
            .collect();
        let verdict = if goed && !opened && exists {
            "Van buiten is niets mis te zien. De tafel zelf is niet nagekeken: dat kan met het wachtwoord.\n"
        } else if goed {
            "Er is niets mis.\n"
        } else {
            "Er is iets mis; zie FOUT hierboven.\n"
        };
        druk(&format!("{}{verdict}", tabel(&rows)))?;
    }
    Ok(if goed { 0 } else { code.max(1) })
}

fn instellingen(blad: &mut Blad, paden: &Paden, config: &Config, meldingen: Vec<String>) {
    let part = "instellingen";
    if meldingen.is_empty() {
        let file = paden.config.display();
        let text = if paden.config.exists() {
            format!("{file} gelezen")
        } else {
            format!("geen {file}; de standaard geldt")
        };
        blad.zet(part, Ernst::Goed, text);
    }
    for one in meldingen {
        blad.zet(part, Ernst::Fout, one);
    }
    for (empty, name) in [
        (config.gebruiker.naam.is_empty(), "gebruiker.naam"),
        (config.tafel.naam.is_empty(), "tafel.naam"),
        (config.tafel.vt.is_empty(), "tafel.vt"),
        (config.tafel.bereikbaar.is_empty(), "tafel.bereikbaar"),
    ] {
        if empty {
            blad.zet(part, Ernst::LetOp, format!("{name} is niet ingevuld"));
        }
    }
}

fn plekken(blad: &mut Blad, paden: &Paden) {
    for (name, path) in [
        ("gegevens", &paden.data),
        ("lijsten komen binnen in", &paden.inlezen),
        ("input gaat naar", &paden.uit),
    ] {
        let text = format!("{name}: {}", path.display());
        if path.is_dir() {
            blad.zet("plekken", Ernst::Goed, text);
            if *path == paden.uit && bestand::staat_open(path) {
                blad.zet(
                    "plekken",
                    Ernst::LetOp,
                    format!("{}: anderen kunnen in deze map kijken", path.display()),
                );
            }
        } else if path.exists() {
            blad.zet("plekken", Ernst::Fout, format!("{text} is geen map"));
        } else {
            blad.zet("plekken", Ernst::LetOp, format!("{text} (is er nog niet)"));
        }
    }
}

/// Whether the rules and lists can be used.
fn lijsten(blad: &mut Blad, paden: &Paden, config: &Config) -> bool {
    let part = "regels en lijsten";
    let files = kennis::eigen_bestanden(&paden.config_map);
    let (own, built_in): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, own)| *own);
    let names = |files: Vec<(String, bool)>| {
        let names: Vec<String> = files.into_iter().map(|(name, _)| name).collect();
        names.join(", ")
    };
    match kennis::laad(&paden.config_map, config) {
        Err(fout) => {
            blad.zet(part, Ernst::Fout, fout.to_string());
            false
        }
        Ok(found) => {
            if !built_in.is_empty() {
                blad.zet(
                    part,
                    Ernst::Goed,
                    format!("meegeleverd: {}", names(built_in)),
                );
            }
            if !own.is_empty() {
                blad.zet(part, Ernst::Goed, format!("eigen: {}", names(own)));
            }
            let lost = found.bereikbaarheid.onbekende_vts(&found.gemeenten);
            if !lost.is_empty() {
                blad.zet(
                    part,
                    Ernst::LetOp,
                    format!(
                        "bereikbaarheid.toml noemt VT {}, die niet in gemeenten.toml staat",
                        lost.join(", ")
                    ),
                );
            }
            for one in found.bereikbaarheid.in_te_vullen() {
                blad.zet(
                    "bereikbaarheid",
                    Ernst::LetOp,
                    format!(
                        "{} ({}): {} nog invullen in een eigen bereikbaarheid.toml",
                        one.post.label(),
                        one.post.code(),
                        one.wat
                    ),
                );
            }
            let vt = &config.tafel.vt;
            if !vt.is_empty() && found.gemeenten.vt_genoemd(vt).is_none() {
                blad.zet(
                    part,
                    Ernst::Fout,
                    format!(
                        "tafel.vt is {vt:?}, maar die VT staat niet in gemeenten.toml. Kies een code of naam: {}",
                        found
                            .gemeenten
                            .vts()
                            .iter()
                            .map(|vt| format!("{} ({})", vt.code, vt.naam))
                            .collect::<Vec<_>>()
                            .join(", ")
                    ),
                );
            }
            true
        }
    }
}

fn omgeving(blad: &mut Blad) {
    let text = match uurwerk::verschil_met_nederland() {
        0 => "zsmtafel rekent met Nederlandse tijd; deze computer ook".to_owned(),
        minutes => format!(
            "zsmtafel rekent met Nederlandse tijd; deze computer wijkt {} uur daarvan af",
            tijd::resterend(i64::from(minutes)).replace('u', ":")
        ),
    };
    blad.zet("tijdzone", Ernst::Goed, text);
    let color = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let color = if color {
        "kleur aan"
    } else {
        "kleur uit (NO_COLOR)"
    };
    match terminal::maat() {
        None => blad.zet(
            "terminal",
            Ernst::Goed,
            format!("uitvoer gaat niet naar een terminal; {color}"),
        ),
        Some((columns, rows)) => {
            let size = format!("{columns} bij {rows}, {color}");
            if columns < terminal::BREEDTE || rows < terminal::HOOGTE {
                blad.zet(
                    "terminal",
                    Ernst::LetOp,
                    format!(
                        "{size}; voor het scherm is {} bij {} nodig",
                        terminal::BREEDTE,
                        terminal::HOOGTE
                    ),
                );
            } else {
                blad.zet("terminal", Ernst::Goed, size);
            }
        }
    }
}

/// Looks at the table; the exit code where it is wrong.
fn de_tafel(blad: &mut Blad, how: &Algemeen, paden: &Paden, keep: Option<u32>) -> u8 {
    let part = "tafel";
    let exists = Store::bestaat(&paden.data);
    if let (false, Err(fout)) = (exists, Store::kan_gemaakt(&paden.data)) {
        blad.zet(part, Ernst::Fout, fout.to_string());
        return 1;
    }
    if exists && !how.oefenen && !op_slot(&paden.data).herstelblad {
        blad.zet(
            part,
            Ernst::LetOp,
            "er is geen herstelblad: wie een wachtwoord kwijt is, komt er dan niet zelf in. Maak er een: zsmtafel wachtwoord \
             herstelblad",
        );
    }
    if !how.oefenen && how.wachtwoord_bestand.is_none() {
        let text = if exists {
            "er is een tafel; niet geopend. Geef --wachtwoord-bestand om ook de inhoud na te zien"
        } else {
            "er is nog geen tafel; zsmtafel maakt die bij de eerste keer"
        };
        blad.zet(part, if exists { Ernst::LetOp } else { Ernst::Goed }, text);
        return 1;
    }
    let Some(keep) = keep else {
        blad.zet(
            part,
            Ernst::LetOp,
            "niet geopend; herstel eerst de regels en lijsten",
        );
        return 1;
    };
    if !exists {
        blad.zet(
            part,
            Ernst::Goed,
            "er is nog geen tafel; zsmtafel maakt die bij de eerste keer",
        );
        return 1;
    }
    match onderzoek(how, keep) {
        Err(way) => {
            blad.zet(part, Ernst::Fout, way.tekst);
            way.code
        }
        Ok((facts, chain, rest)) => {
            feiten(blad, &facts, &chain, &rest);
            1
        }
    }
}

/// Puts the table right, and says what that did.
fn herstel(how: &Algemeen) -> Result<(), Uitweg> {
    let opening = tafel::voorbereiden(how)?.opening;
    let wie = kijkend(&opening);
    let map = &opening.paden.data;
    let done = store::herstel_als(map, &wie, &sleutelwoord(how, &opening)?, klok(how).nu())
        .map_err(|fout| tafel::gesloten(fout, &opening))?;
    druk(&format!(
        "Hersteld: {} gebeurtenissen, {} zaken opnieuw gemaakt. De oude tafel staat apart in {}\n",
        done.gebeurtenissen,
        done.zaken,
        done.opzij.display()
    ))?;
    if !done.verloren.is_empty() {
        zeg(&format!(
            "let op: niet alles was te lezen van: {}. Lees de lijst van vandaag opnieuw in",
            done.verloren.join(", ")
        ));
    }
    Ok(())
}

/// The passphrase that was given, or that of practice.
fn sleutelwoord(how: &Algemeen, opening: &Opening) -> Result<SecretString, Uitweg> {
    if how.oefenen {
        return Ok(SecretString::from(oefenen::WACHTWOORD.to_owned()));
    }
    tafel::woord(how, opening)
}

/// Who looks need not say who he is where nobody has a name yet.
fn kijkend(opening: &Opening) -> Toegang {
    Toegang {
        vrij: true,
        ..opening.toegang()
    }
}

/// Opens the table to look at it: nothing is made, begun or cleared by that.
fn onderzoek(how: &Algemeen, keep: u32) -> Result<(Controle, Verslag, Vec<PathBuf>), Uitweg> {
    let nu = klok(how).nu();
    let opening = tafel::voorbereiden(how)?.opening;
    let word = sleutelwoord(how, &opening)?;
    let mut store = Store::open_als(&opening.paden.data, &kijkend(&opening), &word, (nu, false))
        .map_err(|fout| tafel::gesloten(fout, &opening))?;
    let rest = store.uitgaand_over_tijd(vandaag(nu), keep)?;
    Ok((store.controle()?, store.verifieer_heel()?, rest))
}

fn kopieen(blad: &mut Blad, facts: &Controle) {
    let part = "reservekopie";
    match &facts.kopie {
        Some(one) => blad.zet(
            part,
            Ernst::Goed,
            format!("van {}: {}", tijd::voluit(one.op), one.pad.display()),
        ),
        None => blad.zet(
            part,
            Ernst::LetOp,
            "er is er geen. Maak er een met zsmtafel reservekopie MAP, of zet [reservekopie] map in de configuratie",
        ),
    }
    for one in &facts.kopieen_verouderd {
        blad.zet(
            part,
            Ernst::LetOp,
            format!(
                "in {} staat nog wat al is gewist. Sluit de stick of schijf aan en maak daar een nieuwe",
                one.pad.display()
            ),
        );
    }
}

/// Backups of before a backup was put back.
fn vreemde_kopieen(blad: &mut Blad, facts: &Controle) {
    for one in &facts.kopieen_vreemd {
        blad.zet(
            "reservekopie",
            Ernst::LetOp,
            format!(
                "{} is van een ander moment van deze tafel en blijft staan, hooguit vier weken. Haal haar zelf weg als zij niet \
                 meer nodig is",
                one.pad.display()
            ),
        );
    }
}

fn feiten(blad: &mut Blad, facts: &Controle, chain: &Verslag, rest: &[PathBuf]) {
    blad.toets(
        "versleuteling",
        facts.versleuteld,
        &format!(
            "SQLCipher {} (SQLite {})",
            facts.cipher_version, facts.sqlite_version
        ),
        "het bestand is NIET versleuteld",
    );
    blad.toets(
        "tafel",
        facts.heel,
        "elke bladzijde en elke index is heel",
        "de tafel is beschadigd. Zet een reservekopie terug",
    );
    let (have, newest) = facts.schema;
    let current = usize::try_from(have).is_ok_and(|have| have == newest);
    blad.toets(
        "tafel",
        current,
        &format!("schema versie {have}"),
        &format!("schema versie {have}, dit programma kent {newest}"),
    );
    blad.zet(
        "tafel",
        Ernst::Goed,
        format!(
            "{} kB, wachtrij {} kB",
            facts.bytes.div_ceil(1024),
            facts.wal_bytes.div_ceil(1024)
        ),
    );
    for one in &facts.hersteld {
        blad.zet(
            "plekken",
            Ernst::LetOp,
            format!("{one} stond open voor anderen; dat is hersteld"),
        );
    }
    for one in &facts.staat_open {
        blad.zet(
            "plekken",
            Ernst::Fout,
            format!("{one} staat open voor anderen en is van een ander; laat beheer dat sluiten"),
        );
    }
    for pad in rest {
        blad.zet(
            "input",
            Ernst::LetOp,
            format!(
                "{} had weg moeten zijn en is niet weg te halen; haal het zelf weg",
                pad.display()
            ),
        );
    }
    if let Some(gone) = &facts.iets_weg {
        blad.zet("tafel", Ernst::LetOp, gone.clone());
    }
    if let Some(told) = &facts.teruggezet {
        blad.zet("tafel", Ernst::LetOp, told.clone());
    }
    kopieen(blad, facts);
    vreemde_kopieen(blad, facts);
    let counts = facts.aantallen;
    blad.zet(
        "tafel",
        Ernst::Goed,
        format!(
            "{} regels op de lijst, {} zaken, {} lezingen, {} concepten",
            counts.lijstregels, counts.zaken, counts.lezingen, counts.concepten
        ),
    );
    blad.toets(
        "journaal",
        chain.breuken.is_empty(),
        &format!("heel, {} gebeurtenissen", chain.gebeurtenissen),
        &format!(
            "NIET heel, {} keer. Draai: zsmtafel journaal verifieer",
            chain.breuken.len()
        ),
    );
    for one in chain.schema.iter().chain(&chain.bladen) {
        blad.zet(
            "tafel",
            Ernst::Fout,
            format!("{one}. Draai: zsmtafel controle --herstel"),
        );
    }
    if !chain.projecties.is_empty() {
        blad.zet(
            "tafel",
            Ernst::Fout,
            format!(
                "{} keer staat er iets anders dan het journaal zegt ({}). Draai: zsmtafel controle --herstel",
                chain.projecties.len(),
                chain.projecties.first().map_or("", String::as_str)
            ),
        );
    }
    let part = "journaal";
    for one in &chain.onleesbaar {
        blad.zet(
            part,
            Ernst::LetOp,
            format!("niet te lezen, bewaard en overgeslagen: {one}"),
        );
    }
    for one in &chain.kopieen {
        blad.zet(part, Ernst::LetOp, one.to_string());
    }
    for one in &chain.apart {
        blad.zet(
            part,
            Ernst::LetOp,
            format!("kwam binnen, klopt niet en staat apart: {one}"),
        );
    }
    if chain.wacht > 0 {
        blad.zet(
            part,
            Ernst::LetOp,
            format!(
                "{} gebeurtenissen wachten op een die ervoor komt",
                chain.wacht
            ),
        );
    }
}
