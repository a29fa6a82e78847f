//! Who saw what: lines of the log of inspection (NEN 7513), and gathering them a minute at a time.
//!
//! Of a zaak its id stands here and nothing else: who has the journal finds it, and after erasing nobody. Recording in a
//! zaak, sending, handing over and erasing are events of their own, and not written twice. Must not know screens,
//! commands or the store.

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::ids::ZaakId;
use super::keuzelijst::keuzelijst;

keuzelijst! {
    /// What was done.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Inzagesoort {
        /// The table was opened.
        #[default]
        Ontgrendeld: "tafel geopend";
        /// Wrong passphrases before that.
        Geweigerd: "wachtwoord verkeerd";
        /// The table was opened though something of it was gone, or by the recovery sheet.
        Nood: "geopend in nood";
        /// The list of the day was on screen, or printed.
        Lijst: "lijst gezien";
        /// The line of a zaak, with its story, was on screen.
        Regel: "regel gezien";
        /// A zaak was open.
        Zaak: "zaak gezien";
        /// Words were looked for.
        Gezocht: "gezocht";
        /// A text about zaken was shown whole, or printed.
        Gelezen: "tekst gelezen";
        /// A text left the screen for the clipboard.
        Gekopieerd: "gekopieerd";
        /// Data went to a file.
        Uitgevoerd: "naar een bestand";
        /// Something of the table itself was done: a backup, putting one back, the secret of the table.
        Beheer: "beheer";
    }
}

/// One line: what was done, so many times in this minute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Inzageregel {
    /// What was done.
    pub wat: Inzagesoort,
    /// In which zaak; none for the table as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zaak: Option<ZaakId>,
    /// By which command or screen, or what for; never with a word about a person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doel: String,
    /// What was looked for, as a keyed hash in hex: the same words give the same hash, and nobody reads them back.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub term: String,
}

impl Inzageregel {
    /// In this zaak, on or by this.
    #[must_use]
    pub fn zaak(wat: Inzagesoort, zaak: ZaakId, doel: &str) -> Inzageregel {
        Inzageregel {
            zaak: Some(zaak),
            ..Inzageregel::tafel(wat, doel)
        }
    }

    /// Of the table as a whole.
    #[must_use]
    pub fn tafel(wat: Inzagesoort, doel: &str) -> Inzageregel {
        Inzageregel {
            wat,
            zaak: None,
            doel: doel.to_owned(),
            term: String::new(),
        }
    }
}

/// What one person saw and did in one minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inzage {
    /// The minute.
    pub minuut: DateTime<Utc>,
    /// In which role; empty where no roles are known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rol: String,
    /// What, and how often.
    pub regels: Vec<(Inzageregel, u32)>,
}

/// Gathers lines until their minute is over.
#[derive(Debug, Default)]
pub struct Bundel {
    minuut: Option<DateTime<Utc>>,
    regels: BTreeMap<Inzageregel, u32>,
}

impl Bundel {
    /// Takes a line in; what stood there of an earlier minute comes out.
    #[must_use]
    pub fn neem(&mut self, regel: Inzageregel, nu: DateTime<Utc>, rol: &str) -> Option<Inzage> {
        let minute = minuut(nu);
        let done = (self.minuut != Some(minute))
            .then(|| self.leeg(rol))
            .flatten();
        self.minuut = Some(minute);
        let count = self.regels.entry(regel).or_default();
        *count = count.saturating_add(1);
        done
    }

    /// Everything that stands there; none when nothing does.
    #[must_use]
    pub fn leeg(&mut self, rol: &str) -> Option<Inzage> {
        let regels: Vec<_> = std::mem::take(&mut self.regels).into_iter().collect();
        let minuut = self.minuut.take()?;
        (!regels.is_empty()).then(|| Inzage {
            minuut,
            rol: rol.to_owned(),
            regels,
        })
    }

    /// What stands there when its minute is over at `nu`; none while it lasts.
    #[must_use]
    pub fn voorbij(&mut self, nu: DateTime<Utc>, rol: &str) -> Option<Inzage> {
        let over = self.minuut.is_some_and(|since| since != minuut(nu));
        over.then(|| self.leeg(rol)).flatten()
    }
}

/// The minute of a moment.
fn minuut(nu: DateTime<Utc>) -> DateTime<Utc> {
    let whole = nu.trunc_subsecs(0);
    whole - TimeDelta::seconds(whole.timestamp().rem_euclid(60))
}

keuzelijst! {
    /// What was erased.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Gewistsoort {
        /// Zaken that were closed, or turned out to be no HG: the content of their events.
        #[default]
        Zaken: "zaken";
        /// Lines of the list of an earlier day that nobody followed.
        Lijstregels: "regels van de lijst";
        /// Lines that waited for a tag too long.
        Wachtend: "regels die wachtten op een tag";
        /// The log of inspection itself, after its own term.
        Inzage: "logregels van inzage";
    }
}
