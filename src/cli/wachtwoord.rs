//! `zsmtafel wachtwoord`: one's own passphrase, who works at the table, and the recovery sheet.
//!
//! Must not know how a key is wrapped.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use secrecy::SecretString;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::domain::persoon::{Medewerker, rollen_tekst};
use crate::domain::rol::Dienstrol;
use crate::send::herstelblad::blad;
use crate::shell::sessie::{Opening, Sessie, op_slot, vandaag};
use crate::shell::{bestanden, oefenen, wachtwoord};
use crate::store::{Store, StoreFout};

use super::Algemeen;
use super::tafel::{Tafel, Voorbereid, gesloten, voorbereiden, woord};
use super::uitvoer::{Uitweg, druk, druk_json, tabel, zeg};

/// The most that is read of a file with words.
const WOORDENBESTAND: u64 = 4096;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct WachtwoordOpties {
    #[command(subcommand)]
    wat: Option<Wat>,
    #[command(flatten)]
    nieuw: Nieuwwoord,
    /// Uw wachtwoord is kwijt: open met de woorden van het herstelblad en kies een nieuw (met --als: voor wie)
    #[arg(long, alias = "with-recovery-sheet")]
    met_herstelblad: bool,
    /// Bestand met de woorden van het herstelblad; anders vraagt zsmtafel erom
    #[arg(
        long,
        value_name = "PAD",
        requires = "met_herstelblad",
        alias = "recovery-sheet-file"
    )]
    herstelblad_bestand: Option<PathBuf>,
}

/// A new passphrase.
#[derive(Debug, Args)]
struct Nieuwwoord {
    /// Bestand met het nieuwe wachtwoord op de eerste regel; anders vraagt zsmtafel er twee keer om
    #[arg(long, value_name = "PAD", alias = "new-password-file")]
    nieuw_wachtwoord_bestand: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Wat {
    /// Toon wie er bij deze tafel horen, met hun rollen
    #[command(visible_alias = "persons")]
    Personen,
    /// Voeg een persoon toe, met een eigen wachtwoord (rol beheer)
    #[command(visible_alias = "add")]
    VoegToe {
        /// De naam, zoals die bij alles komt te staan wat deze persoon doet
        naam: String,
        /// Rol; meer dan een mag: vt-frontoffice, bereikbaarheidsdienst, kpc, raadpleger, beheer
        #[arg(long, value_name = "ROL", value_parser = lees_rol, required = true, alias = "role")]
        rol: Vec<Dienstrol>,
        #[command(flatten)]
        nieuw: Nieuwwoord,
    },
    /// Wijzig de naam of de rollen van een persoon (rol beheer)
    #[command(visible_alias = "change")]
    Wijzig {
        /// Wie
        wie: String,
        /// De nieuwe naam
        #[arg(long, value_name = "NAAM", alias = "name")]
        naam: Option<String>,
        /// De rollen die deze persoon voortaan heeft, in plaats van alle vorige
        #[arg(long, value_name = "ROL", value_parser = lees_rol, alias = "role")]
        rol: Vec<Dienstrol>,
    },
    /// Haal een persoon weg: diens wachtwoord opent deze tafel niet meer (rol beheer)
    #[command(visible_alias = "remove")]
    Verwijder {
        /// Wie
        wie: String,
    },
    /// Maak een herstelblad: woorden waarmee de tafel opengaat als een wachtwoord kwijt is (rol beheer)
    #[command(visible_alias = "recovery-sheet")]
    Herstelblad {
        /// Schrijf het naar dit nieuwe bestand, om af te drukken; anders komt het op het scherm
        #[arg(long, value_name = "BESTAND", alias = "out")]
        uit: Option<PathBuf>,
    },
}

#[derive(Debug, Serialize)]
struct Regel {
    naam: String,
    rollen: Vec<Dienstrol>,
    wachtwoord: bool,
    laatste: bool,
}

/// The role of this word.
pub(super) fn lees_rol(text: &str) -> Result<Dienstrol, String> {
    Dienstrol::van(text).ok_or_else(|| {
        let codes: Vec<&str> = Dienstrol::ALLE.iter().map(|role| role.code()).collect();
        format!("kies uit {}", codes.join(", "))
    })
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &WachtwoordOpties) -> Result<u8, Uitweg> {
    if how.oefenen {
        return Err(Uitweg::nieuw(
            3,
            format!(
                "een oefentafel kent geen personen; haar wachtwoord is altijd: {}",
                oefenen::WACHTWOORD
            ),
        ));
    }
    let ready = voorbereiden(how)?;
    let map = &ready.opening.paden.data;
    if !Store::bestaat(map) {
        return Err(StoreFout::GeenTafel { map: map.clone() }.into());
    }
    match &wat.wat {
        Some(_) if wat.met_herstelblad || wat.nieuw.nieuw_wachtwoord_bestand.is_some() => {
            Err(Uitweg::nieuw(
                2,
                "zet --nieuw-wachtwoord-bestand en --met-herstelblad achter de opdracht waarbij ze horen",
            ))
        }
        None if wat.met_herstelblad => herstel(ready, wat),
        None => wijzig_eigen(how, ready, &wat.nieuw),
        Some(Wat::Personen) => {
            let tafel = Tafel::open_met(how, ready)?;
            toon(how, &tafel)
        }
        Some(Wat::VoegToe { naam, rol, nieuw }) => {
            let tafel = als_beheer(how, ready)?;
            let fresh = nieuw_woord(nieuw, naam)?;
            let work = tafel
                .sessie
                .voeg_persoon_toe(naam.clone(), rol.clone(), fresh, tafel.nu);
            let one = tafel.werk.wacht(work)?;
            zeg(&format!(
                "{} hoort bij deze tafel ({}) en opent haar met een eigen wachtwoord.",
                one.naam,
                rollen_tekst(&one.rollen)
            ));
            Ok(0)
        }
        Some(Wat::Wijzig { wie, naam, rol }) => {
            if naam.is_none() && rol.is_empty() {
                return Err(Uitweg::nieuw(2, "geef --naam of --rol"));
            }
            let tafel = als_beheer(how, ready)?;
            let roles = Some(rol.clone()).filter(|roles| !roles.is_empty());
            let work = tafel
                .sessie
                .wijzig_persoon(wie.clone(), naam.clone(), roles, tafel.nu);
            let one = tafel.werk.wacht(work)?;
            zeg(&format!(
                "Gewijzigd: {} ({}).",
                one.naam,
                rollen_tekst(&one.rollen)
            ));
            Ok(0)
        }
        Some(Wat::Verwijder { wie }) => verwijder(how, ready, wie),
        Some(Wat::Herstelblad { uit }) => maak_blad(how, ready, uit.as_deref()),
    }
}

/// Opens the table to keep it: in the role beheer, which one has or is refused.
fn als_beheer(how: &Algemeen, mut ready: Voorbereid) -> Result<Tafel, Uitweg> {
    ready.opening.rol = Some(Dienstrol::Beheer);
    Tafel::open_met(how, ready).map_err(|way| {
        // A role that he does not have is a rule, not a lock.
        let code = if way.tekst.starts_with("U heeft niet de rol") {
            3
        } else {
            way.code
        };
        Uitweg::nieuw(code, way.tekst)
    })
}

fn nieuw_woord(nieuw: &Nieuwwoord, wie: &str) -> Result<SecretString, Uitweg> {
    match &nieuw.nieuw_wachtwoord_bestand {
        Some(path) => wachtwoord::uit_bestand(path),
        None => wachtwoord::vraag_nieuw(wie),
    }
    .map_err(|fout| Uitweg::nieuw(4, fout))
}

fn wijzig_eigen(how: &Algemeen, ready: Voorbereid, nieuw: &Nieuwwoord) -> Result<u8, Uitweg> {
    let own = woord(how, &ready.opening)?;
    let tafel = Tafel::open_zo(how, ready, Some(&own))?;
    let name = tafel.sessie.medewerker();
    let fresh = nieuw_woord(nieuw, &name)?;
    let work = tafel.sessie.wijzig_wachtwoord(own, fresh, tafel.nu);
    tafel.werk.wacht(work)?;
    zeg(&format!(
        "Het wachtwoord van {name} is gewijzigd; het oude opent deze tafel niet meer."
    ));
    Ok(0)
}

fn verwijder(how: &Algemeen, ready: Voorbereid, wie: &str) -> Result<u8, Uitweg> {
    let tafel = als_beheer(how, ready)?;
    if !how.ja {
        return Err(Uitweg::nieuw(
            3,
            format!(
                "{wie} weghalen? Wat deze persoon deed, blijft onder die naam staan. Geef --ja erbij om het te doen; er \
                 is niets gewijzigd"
            ),
        ));
    }
    let work = tafel.sessie.verwijder_persoon(wie.to_owned(), tafel.nu);
    let one = tafel.werk.wacht(work)?;
    zeg(&format!(
        "{} hoort niet meer bij deze tafel. Een kopie van de map van voor nu gaat nog wel open met diens wachtwoord.",
        one.naam
    ));
    Ok(0)
}

fn maak_blad(how: &Algemeen, ready: Voorbereid, uit: Option<&Path>) -> Result<u8, Uitweg> {
    if let Some(path) = uit.filter(|path| path.exists()) {
        let pad = path.to_path_buf();
        return Err(StoreFout::BestandBestaat { pad }.into());
    }
    let tafel = als_beheer(how, ready)?;
    let sessie = &tafel.sessie;
    let had = op_slot(&sessie.paden.data).herstelblad;
    if had && !how.ja {
        return Err(Uitweg::nieuw(
            3,
            "er is al een herstelblad, en dat opent deze tafel dan niet meer; er is niets gemaakt. Maak een nieuw met --ja",
        ));
    }
    let number = sessie.nummer();
    let words = tafel.werk.wacht(sessie.maak_herstelblad(tafel.nu))?;
    let name = &sessie.config.tafel.naam;
    let sheet = Zeroizing::new(blad(name, &number, vandaag(tafel.nu), &words));
    match uit {
        None => druk(&sheet)?,
        Some(path) => {
            if let Err(fout) = bestanden::schrijf(path, sheet.as_bytes()) {
                // The older sheet is worth nothing any more: the new one must not be lost.
                druk(&sheet)?;
                return Err(Uitweg::nieuw(
                    1,
                    format!("{fout}. Het herstelblad staat hierboven"),
                ));
            }
            zeg(&format!(
                "Het herstelblad staat in {}. Druk het af en verwijder het bestand; op een gedeelde schijf hoort het niet.",
                path.display()
            ));
        }
    }
    if had {
        zeg("Het vorige herstelblad opent deze tafel niet meer.");
    }
    Ok(0)
}

fn herstel(ready: Voorbereid, wat: &WachtwoordOpties) -> Result<u8, Uitweg> {
    let mut opening: Opening = ready.opening;
    let known = op_slot(&opening.paden.data);
    if !known.herstelblad {
        return Err(StoreFout::GeenHerstelblad.into());
    }
    if opening.medewerker.is_none() {
        match known.personen.as_slice() {
            [only] => opening.medewerker = Some(only.clone()),
            all => {
                return Err(Uitweg::nieuw(
                    2,
                    format!(
                        "zeg met --als wie een nieuw wachtwoord krijgt: {}",
                        all.join(", ")
                    ),
                ));
            }
        }
    }
    let words = match &wat.herstelblad_bestand {
        Some(path) => {
            let bytes =
                bestanden::lees(path, WOORDENBESTAND).map_err(|fout| Uitweg::nieuw(5, fout))?;
            Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned())
        }
        None => wachtwoord::vraag_woorden().map_err(|fout| Uitweg::nieuw(4, fout))?,
    };
    let name = opening.medewerker.clone().unwrap_or_default();
    let fresh = nieuw_woord(&wat.nieuw, &name)?;
    let lock = opening.clone();
    let sessie =
        Sessie::herstel(opening, &words, &fresh, ready.klok.nu()).map_err(|fout| match fout {
            StoreFout::Wachtwoord { .. } => Uitweg::nieuw(
                4,
                "Deze woorden zijn van een ander herstelblad; dat van deze tafel is later gemaakt.",
            ),
            other => gesloten(other, &lock),
        })?;
    zeg(&format!(
        "{} opent de tafel voortaan met het nieuwe wachtwoord. Dat het met het herstelblad ging, staat in het journaal; \
         het blad blijft geldig.",
        sessie.medewerker()
    ));
    Ok(0)
}

fn toon(how: &Algemeen, tafel: &Tafel) -> Result<u8, Uitweg> {
    let all: Vec<Medewerker> = tafel.werk.wacht(tafel.sessie.personen())?;
    let lock = op_slot(&tafel.sessie.paden.data);
    let here = tafel.sessie.medewerker();
    let rows: Vec<Regel> = all
        .into_iter()
        .map(|one| Regel {
            wachtwoord: lock.personen.contains(&one.naam),
            laatste: one.naam == here,
            naam: one.naam,
            rollen: one.rollen,
        })
        .collect();
    if how.json {
        druk_json(&rows)?;
        return Ok(0);
    }
    let mut lines = vec![vec!["NAAM".to_owned(), "ROLLEN".to_owned(), String::new()]];
    lines.extend(rows.into_iter().map(|one| {
        let note = if one.wachtwoord {
            ""
        } else {
            "nog zonder wachtwoord: voeg opnieuw toe"
        };
        vec![one.naam, rollen_tekst(&one.rollen), note.to_owned()]
    }));
    druk(&tabel(&lines))?;
    Ok(0)
}
