//! Opens the table for one command, and finds the zaak that was meant.
//!
//! Must not know what the command does with it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use secrecy::SecretString;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::kennis::Kennis;
use crate::app::msg::Uitvoering;
use crate::domain::dagwissel;
use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::inzage::{Inzageregel, Inzagesoort};
use crate::domain::tag::Tag;
use crate::domain::zaak::Zaak;
use crate::shell::config::Config;
use crate::shell::klok::Klok;
use crate::shell::paden::Paden;
use crate::shell::sessie::{Gekopieerd, Kopieplek, Opening, Sessie, kopieer, op_slot};
use crate::shell::werk::Werk;
use crate::shell::{kennis, oefenen, wachtwoord};
use crate::store::{Dossier, EerdereZaak, Lezer, Store, StoreFout};

use super::Algemeen;
use super::uitvoer::{Uitweg, zeg};

/// Everything that is read before a table can be opened.
pub(super) struct Voorbereid {
    /// How to open.
    pub(super) opening: Opening,
    /// The clock.
    pub(super) klok: Klok,
    /// What the configuration said that was not understood.
    pub(super) meldingen: Vec<String>,
}

/// Reads places, configuration and rules.
///
/// # Errors
/// Exit code 2 for options that do not go together, 1 for places or rules that are not usable.
pub(super) fn voorbereiden(how: &Algemeen) -> Result<Voorbereid, Uitweg> {
    let (paden, config, meldingen) = plekken(how)?;
    let kennis: Kennis =
        kennis::laad(&paden.config_map, &config).map_err(|fout| Uitweg::nieuw(1, fout))?;
    Ok(Voorbereid {
        opening: Opening {
            paden,
            config: Arc::new(config),
            kennis: Arc::new(kennis),
            medewerker: how.als.clone(),
            rol: how.als_rol,
            oefenen: how.oefenen,
            nieuwe_dag: how.nieuwe_dag,
            nieuw: how.nieuw,
            toch: how.ja,
            waarvoor: how.opdracht.clone(),
        },
        klok: klok(how),
        meldingen,
    })
}

/// The places and the configuration, with what was not understood of it.
///
/// # Errors
/// As [`voorbereiden`], rules apart.
pub(super) fn plekken(how: &Algemeen) -> Result<(Paden, Config, Vec<String>), Uitweg> {
    if how.nu.is_some() && !how.oefenen {
        return Err(Uitweg::nieuw(
            2,
            "--nu kan alleen samen met --oefenen of demo; de echte tafel volgt de echte klok",
        ));
    }
    let paden = Paden::nieuw(how.data.clone(), how.config.clone())
        .map_err(|fout| Uitweg::nieuw(1, fout))?;
    let (config, notices) = Config::lees(how.config.as_deref());
    let paden = paden.met(&config);
    let paden = if how.oefenen { paden.oefenen() } else { paden };
    let notices = notices.iter().map(ToString::to_string).collect();
    Ok((paden, config, notices))
}

/// The clock that was asked for.
pub(super) fn klok(how: &Algemeen) -> Klok {
    how.nu.map_or_else(Klok::echt, Klok::op)
}

/// The passphrase of the file that was named; none when none was.
///
/// # Errors
/// Exit code 4: without a passphrase the table stays locked.
pub(super) fn gegeven_wachtwoord(how: &Algemeen) -> Result<Option<SecretString>, Uitweg> {
    how.wachtwoord_bestand
        .as_deref()
        .map(wachtwoord::uit_bestand)
        .transpose()
        .map_err(|fout| Uitweg::nieuw(4, fout))
}

/// The passphrase of who opens the table: of the file that was named, or typed.
///
/// # Errors
/// Exit code 4: without a passphrase the table stays locked; 1 where there is none to open.
pub(super) fn woord(how: &Algemeen, opening: &Opening) -> Result<SecretString, Uitweg> {
    if let Some(given) = gegeven_wachtwoord(how)? {
        return Ok(given);
    }
    let map = &opening.paden.data;
    if wachtwoord::kan_vragen() && !Store::bestaat(map) {
        return Err(StoreFout::GeenTafel { map: map.clone() }.into());
    }
    let known = op_slot(map).personen;
    let asked = match opening.toegang().wie {
        Some(name) if !known.is_empty() => Some(name),
        _ if known.len() > 1 => known.first().cloned(),
        _ => None,
    };
    let asked = asked.filter(|_| known.len() > 1);
    wachtwoord::vraag(&wachtwoord::van(asked.as_deref())).map_err(|fout| Uitweg::nieuw(4, fout))
}

/// Why the table stayed locked; with who there are, where there are more than one.
pub(super) fn gesloten(fout: StoreFout, opening: &Opening) -> Uitweg {
    let known = op_slot(&opening.paden.data).personen;
    let whose = opening.toegang().wie.or(known.first().cloned());
    match (&fout, whose) {
        (StoreFout::Wachtwoord { .. }, Some(whose)) if known.len() > 1 => {
            let text = format!(
                "{fout} Geprobeerd voor {whose}. Bij deze tafel horen: {}. Zeg met --als wie u bent",
                known.join(", ")
            );
            Uitweg::nieuw(fout.exit_code(), text)
        }
        _ => fout.into(),
    }
}

/// An open table, and what waits for it.
pub(super) struct Tafel {
    /// The table.
    pub(super) sessie: Arc<Sessie>,
    /// What waits.
    pub(super) werk: Werk,
    /// The moment of this command.
    pub(super) nu: DateTime<Utc>,
    /// Its name, for the log of inspection.
    opdracht: String,
}

impl Tafel {
    /// Opens the table. Where none exists yet, a passphrase in a file, or practice, makes one.
    ///
    /// # Errors
    /// Exit code 4 when it stays locked, and those of [`voorbereiden`].
    pub(super) fn open(how: &Algemeen) -> Result<Tafel, Uitweg> {
        Tafel::open_met(how, voorbereiden(how)?)
    }

    /// As [`Tafel::open`], where places and rules were read already.
    ///
    /// # Errors
    /// As [`Tafel::open`].
    pub(super) fn open_met(how: &Algemeen, ready: Voorbereid) -> Result<Tafel, Uitweg> {
        let word = if how.oefenen {
            None
        } else {
            Some(woord(how, &ready.opening)?)
        };
        Tafel::open_zo(how, ready, word.as_ref())
    }

    /// As [`Tafel::open_met`], with a passphrase that was given; none in practice.
    ///
    /// # Errors
    /// As [`Tafel::open`].
    pub(super) fn open_zo(
        how: &Algemeen,
        ready: Voorbereid,
        word: Option<&SecretString>,
    ) -> Result<Tafel, Uitweg> {
        for line in &ready.meldingen {
            zeg(&format!("let op: {line}"));
        }
        let nu = ready.klok.nu();
        let werk = Werk::nieuw().map_err(|fout| Uitweg::nieuw(1, fout))?;
        let sessie = match word {
            None => oefenen::open(ready.opening, nu)?,
            Some(word) => {
                let opening = ready.opening.clone();
                let opened = if how.wachtwoord_bestand.is_some() {
                    Sessie::open_of_maak(ready.opening, word, nu)
                } else {
                    Sessie::open(ready.opening, word, nu)
                };
                opened.map_err(|fout| gesloten(fout, &opening))?
            }
        };
        if let Some(aside) = &sessie.opzij {
            zeg(&format!(
                "let op: de beschadigde tafel staat apart in {}",
                aside.display()
            ));
        }
        for left in werk.wacht(sessie.rest())? {
            zeg(&format!(
                "let op: {} ({}) is geschreven en niet geregistreerd. Is het verstuurd: zsmtafel input --rest registreer; \
                 anders: zsmtafel input --rest verwijder",
                left.input.bestand,
                left.input.ontvanger.label()
            ));
        }
        if let Some(doubt) = sessie.dagtwijfel() {
            zeg(&format!(
                "let op: {} Er is niets opgeruimd. Klopt de datum? Geef dan --nieuwe-dag.",
                doubt.zin(nu)
            ));
        }
        if let Some(said) = dagwissel::uitgewacht(sessie.neem_uitgewacht()) {
            zeg(&format!("let op: {said}"));
        }
        let tafel = Tafel {
            sessie: Arc::new(sessie),
            werk,
            nu,
            opdracht: how.opdracht.clone(),
        };
        // What the day let go may not live on in a backup; practice copies nothing by itself.
        if !how.oefenen && !tafel.lees(|store| store.verouderde_kopieen())?.is_empty() {
            tafel.kopieer(Kopieplek::Verouderd)?;
        }
        Ok(tafel)
    }

    /// Makes backups, and says what somebody must know of them.
    ///
    /// # Errors
    /// What the store says.
    pub(super) fn kopieer(&self, waar: Kopieplek) -> Result<Gekopieerd, Uitweg> {
        let table = Arc::downgrade(&self.sessie);
        let done = self.werk.wacht(kopieer(table, waar, self.nu))?;
        for line in done.zinnen() {
            zeg(&format!("let op: {line}"));
        }
        Ok(done)
    }

    /// As [`Tafel::open`], and makes none: what looks at a table has no use for an empty one.
    ///
    /// # Errors
    /// Exit code 1 where there is none, and those of [`Tafel::open`].
    pub(super) fn open_bestaande(how: &Algemeen) -> Result<Tafel, Uitweg> {
        let ready = voorbereiden(how)?;
        if !Store::bestaat(&ready.opening.paden.data) {
            return Err(StoreFout::GeenTafel {
                map: ready.opening.paden.data,
            }
            .into());
        }
        Tafel::open_met(how, ready)
    }

    /// Asks the store something.
    ///
    /// # Errors
    /// What the store says.
    pub(super) fn lees<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Lezer) -> Result<T, StoreFout> + Send + 'static,
    ) -> Result<T, Uitweg> {
        Ok(self.sessie.werker().lees(job).wacht()?)
    }

    /// Carries a command out; the zaak as it is then.
    ///
    /// # Errors
    /// Exit code 3 when a rule forbids it.
    pub(super) fn voer_uit(&self, zaak: ZaakId, opdracht: Opdracht) -> Result<Zaak, Uitweg> {
        let mut done = self.voer_uit_samen(vec![(zaak, opdracht)])?;
        done.pop().ok_or_else(|| StoreFout::OnbekendeZaak.into())
    }

    /// Carries all of these commands out, or none; the zaken as they are then.
    ///
    /// # Errors
    /// Exit code 3 when a rule forbids one.
    pub(super) fn voer_uit_samen(
        &self,
        opdrachten: Vec<(ZaakId, Opdracht)>,
    ) -> Result<Vec<Zaak>, Uitweg> {
        let what = Uitvoering {
            opdrachten,
            concept: None,
        };
        Ok(self.werk.wacht(self.sessie.voer_uit(what, self.nu))?)
    }

    /// Notes that this command showed or did this.
    pub(super) fn zag(&self, wat: Inzagesoort) {
        self.sessie
            .zag(Inzageregel::tafel(wat, &self.opdracht), self.nu);
    }

    /// Notes that this command showed or did this with these zaken.
    pub(super) fn zag_zaken(&self, wat: Inzagesoort, zaken: impl IntoIterator<Item = ZaakId>) {
        for zaak in zaken {
            self.sessie
                .zag(Inzageregel::zaak(wat, zaak, &self.opdracht), self.nu);
        }
    }

    /// The zaak that `text` names: its PL number, or the start of its id. That it was seen is noted.
    ///
    /// # Errors
    /// Exit code 1 when there is none, 2 when there are several.
    pub(super) fn zoek(&self, text: &str) -> Result<Dossier, Uitweg> {
        let found = self.zoek_een(text)?;
        self.zag_zaken(Inzagesoort::Zaak, [found.zaak.id]);
        Ok(found)
    }

    fn zoek_een(&self, text: &str) -> Result<Dossier, Uitweg> {
        let wanted = text.to_owned();
        let found = self.lees(move |store| {
            let ids = store.zoek(&wanted)?;
            let mut out = Vec::new();
            for id in ids {
                out.extend(store.zaak(id)?);
            }
            Ok(out)
        })?;
        let mut found = found.into_iter();
        match (found.next(), found.next()) {
            (None, _) => Err(Uitweg::nieuw(
                1,
                format!(
                    "geen zaak gevonden bij {text:?}. Geef een PL-nummer, of het begin van een zaaknummer \
                     (4 tekens of meer); zsmtafel lijst --alles toont ze"
                ),
            )),
            (Some(one), None) => Ok(one),
            (Some(one), Some(two)) => {
                let mut lines = vec![format!(
                    "bij {text:?} horen meer zaken. Kies er een met het begin van het zaaknummer:"
                )];
                for dossier in [one, two].into_iter().chain(found) {
                    let zaak = &dossier.zaak;
                    lines.push(format!(
                        "  {}  {}  {}",
                        zaak.id.kort(),
                        zaak.regel.pl.as_deref().unwrap_or("geen PL-nummer"),
                        zaak.regel.naam.lijstvorm()
                    ));
                }
                Err(Uitweg::nieuw(2, lines.join("\n")))
            }
        }
    }

    /// Everything that is derived for a zaak, weighed with the other zaken of the same person that VT
    /// followed, as the list weighs it.
    pub(super) fn dagregel(&self, zaak: Zaak, eerdere: &[EerdereZaak]) -> Dagregel {
        let followed = eerdere
            .iter()
            .filter(|other| other.tag.is_some_and(Tag::volgt))
            .count();
        let kennis = &self.sessie.kennis;
        Dagregel::nieuw(zaak, false, kennis, self.nu).met_eerdere(
            u32::try_from(followed).unwrap_or(u32::MAX),
            kennis,
            self.nu,
        )
    }
}
