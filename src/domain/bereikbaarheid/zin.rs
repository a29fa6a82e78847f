//! How somebody is reached, in Dutch: a sentence, a few words, and the hours of a week.
//!
//! Must not know how the hours were found.

use chrono::{DateTime, Utc};

use super::bestand::{schrijf_dagen, schrijf_minuten};
use super::{Bereik, Hoe, Post, Tijd, Wijze};
use crate::domain::tijd;

impl Wijze {
    /// The way in words, without times: `aan tafel`, `via telefoon 0800-2000 (bereikbaarheidsdienst)`.
    #[must_use]
    pub fn label(&self) -> String {
        let mut tekst = match self.hoe {
            Hoe::Fysiek => self.hoe.label().to_owned(),
            ander => format!("via {}", ander.label()),
        };
        if !self.nummer.is_empty() {
            tekst.push(' ');
            tekst.push_str(&self.nummer);
        } else if matches!(self.hoe, Hoe::Telefoon | Hoe::Mail) {
            let wat = if self.hoe == Hoe::Mail {
                "adres"
            } else {
                "nummer"
            };
            tekst.push_str(&format!(" ({wat} niet ingevuld)"));
        }
        if let Some(via) = &self.via {
            tekst.push_str(&format!(" ({via})"));
        }
        tekst
    }
}

impl Bereik {
    /// One sentence without a capital and without a full stop, for a line on screen:
    /// `nu bereikbaar via telefoon 0800-2000 (bereikbaarheidsdienst), vanaf ma 08:00 aan tafel`.
    /// `nu` must be the moment that was asked about.
    #[must_use]
    pub fn zin(&self, nu: DateTime<Utc>) -> String {
        let mut tekst = match &self.nu {
            None if self.volgende.is_none() => {
                return "niet bekend wanneer en hoe te bereiken".to_owned();
            }
            None => "nu niet bereikbaar".to_owned(),
            Some(wijze) => {
                let begin = match wijze.hoe {
                    Hoe::Fysiek => "vandaag",
                    _ => "nu bereikbaar",
                };
                format!("{begin} {}{}", wijze.label(), tot(wijze, nu))
            }
        };
        if let Some((moment, wijze)) = &self.volgende {
            // Where the sentence has named the end already, the next way follows on it.
            let sluit_aan = self
                .nu
                .as_ref()
                .is_some_and(|eerst| eerst.via.is_none() && eerst.tot == Some(*moment));
            if sluit_aan {
                tekst.push_str(", daarna ");
            } else {
                tekst.push_str(&format!(", vanaf {} ", vanaf(*moment, nu)));
            }
            tekst.push_str(&wijze.label());
        }
        if self.nagaan() {
            tekst.push_str(" (tijden nagaan)");
        }
        tekst
    }

    /// A few words for a column: `aan tafel tot 17:00`, `0800-2000`, `vanaf ma 08:00`, `onbekend`.
    #[must_use]
    pub fn kort(&self, nu: DateTime<Utc>) -> String {
        match (&self.nu, &self.volgende) {
            (Some(wijze), _) => {
                let hoe = if wijze.nummer.is_empty() {
                    wijze.hoe.label().to_owned()
                } else {
                    // A number alone reads as hours: 0800-2000.
                    format!("bel {}", wijze.nummer)
                };
                format!("{hoe}{}", tot(wijze, nu))
            }
            (None, Some((moment, _))) => format!("vanaf {}", vanaf(*moment, nu)),
            (None, None) => "onbekend".to_owned(),
        }
    }

    /// Everything there is to say, a line each: the sentence with the name, other ways, explanations.
    #[must_use]
    pub fn regels(&self, nu: DateTime<Utc>) -> Vec<String> {
        let mut out = vec![format!("{}: {}", self.wie, self.zin(nu))];
        if !self.ook.is_empty() {
            let ook: Vec<String> = self.ook.iter().map(Wijze::label).collect();
            out.push(format!("ook {}", ook.join(", ")));
        }
        let wijzen = self
            .nu
            .iter()
            .chain(self.volgende.iter().map(|(_, wijze)| wijze));
        let toelichtingen =
            std::iter::once(&self.toelichting).chain(wijzen.map(|wijze| &wijze.toelichting));
        for tekst in toelichtingen {
            if !tekst.is_empty() && !out.contains(tekst) {
                out.push(tekst.clone());
            }
        }
        out
    }

    /// Whether the hours that the sentence names come from no source.
    #[must_use]
    pub fn nagaan(&self) -> bool {
        self.nu.as_ref().is_some_and(|wijze| wijze.nagaan)
            || self
                .volgende
                .as_ref()
                .is_some_and(|(_, wijze)| wijze.nagaan)
    }
}

impl Post {
    /// The week in lines: `wo-vr 08:00-17:00 aan tafel`.
    #[must_use]
    pub fn regels(&self) -> Vec<String> {
        self.tijden.iter().map(regel).collect()
    }

    /// What the site still has to fill in; none when nothing is missing.
    pub(super) fn ontbreekt(&self) -> Option<String> {
        if self.tijden.is_empty() {
            return Some("nummer en tijden".to_owned());
        }
        let leeg: Vec<String> = self
            .tijden
            .iter()
            .filter(|tijd| tijd.vraagt_nummer() && tijd.nummer.is_empty())
            .map(regel)
            .collect();
        (!leeg.is_empty()).then(|| format!("nummer bij {}", leeg.join(" en ")))
    }
}

fn regel(tijd: &Tijd) -> String {
    let mut tekst = format!(
        "{} {}-{} {}",
        schrijf_dagen(tijd.dagen),
        schrijf_minuten(tijd.van),
        schrijf_minuten(tijd.tot),
        tijd.hoe.label()
    );
    if !tijd.nummer.is_empty() {
        tekst.push_str(&format!(" {}", tijd.nummer));
    }
    if let Some(vanaf) = tijd.geldig_vanaf {
        tekst.push_str(&format!(", vanaf {}", tijd::dag_met_jaar(vanaf)));
    }
    if let Some(tot) = tijd.geldig_tot {
        tekst.push_str(&format!(", tot en met {}", tijd::dag_met_jaar(tot)));
    }
    if tijd.nagaan {
        tekst.push_str(" (nagaan)");
    }
    tekst
}

/// The end of an own stretch. Who stands in for another ends where that other begins, and the
/// sentence says that already.
fn tot(wijze: &Wijze, nu: DateTime<Utc>) -> String {
    match wijze.tot {
        Some(einde) if wijze.via.is_none() => format!(" tot {}", tijd::tot(einde, nu)),
        _ => String::new(),
    }
}

/// A moment ahead, as short as it can be said without doubt: a bare day of the week only within six
/// days.
fn vanaf(moment: DateTime<Utc>, nu: DateTime<Utc>) -> String {
    let datum = tijd::lokaal(moment).date_naive();
    let dagen = datum
        .signed_duration_since(tijd::lokaal(nu).date_naive())
        .num_days();
    if (2..=6).contains(&dagen) {
        format!("{} {}", tijd::dagnaam(datum), tijd::klok(moment))
    } else {
        tijd::moment(moment, nu)
    }
}
