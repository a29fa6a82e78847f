//! Who can be reached now, how, and from when another way is open (`assets/bereikbaarheid.toml`).
//!
//! Hours are those of the Dutch wall clock; a feestdag counts as a Sunday. Must not know what time it
//! is now, nor who is on duty by name.

mod bestand;
mod zin;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

use super::gemeente::Gemeenten;
use super::input::Ontvanger;
use super::kalender::Kalender;
use super::stap;
use super::tijd::{lokaal, uit_lokaal};
use crate::domain::keuzelijst::keuzelijst;

pub use bestand::{BereikbaarheidBestand, BereikbaarheidFout, PostBestand, TijdBestand};

keuzelijst! {
    /// How somebody is reached.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Hoe {
        /// At the table itself.
        Fysiek = "fysiek", "aan tafel";
        /// By phone.
        Telefoon = "telefoon", "telefoon";
        /// By video.
        Video = "video", "video";
        /// By mail.
        Mail = "mail", "mail";
    }
}

/// Who is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wie<'a> {
    /// A Veilig Thuis by its code in `gemeenten.toml` or its name; `VT` in a name is `Veilig Thuis`.
    /// One that is not listed has the service of the others.
    Vt(&'a str),
    /// A partner or service by its code: `om`, `kpc`, `politie`, `rvdk`, `3ro`, `shn`,
    /// `bureaudienst`, `bereikbaarheidsdienst`, or one of the site's own.
    Dienst(&'a str),
    /// Whom the Veilig Thuis with this code has for direct danger.
    Acuut(&'a str),
}

impl<'a> Wie<'a> {
    /// The receiver of input; `vt` is the code of the other Veilig Thuis, used for that receiver alone.
    #[must_use]
    pub fn ontvanger(wie: Ontvanger, vt: &'a str) -> Wie<'a> {
        match wie {
            Ontvanger::AndereVt => Wie::Vt(vt),
            ander => Wie::Dienst(ander.code()),
        }
    }

    /// With whom a step is done; `eigen` is the code of the VT of this table, `bevoegd` of the one that
    /// is competent. None for what VT does alone.
    #[must_use]
    pub fn stap(wie: stap::Wie, eigen: &'a str, bevoegd: &'a str) -> Option<Wie<'a>> {
        Some(match wie {
            stap::Wie::Vt => return None,
            stap::Wie::Bureaudienst => Wie::Acuut(eigen),
            stap::Wie::Politie => Wie::Dienst("politie"),
            stap::Wie::Kpc => Wie::Dienst("kpc"),
            stap::Wie::Om | stap::Wie::OmPolitie => Wie::Dienst("om"),
            stap::Wie::Rvdk => Wie::Dienst("rvdk"),
            stap::Wie::Reclassering => Wie::Dienst("3ro"),
            stap::Wie::Shn => Wie::Dienst("shn"),
            stap::Wie::AndereVt => Wie::Vt(bevoegd),
        })
    }
}

/// One way to reach somebody, during one stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wijze {
    /// How.
    pub hoe: Hoe,
    /// Telephone number, mail address or room; empty when the list does not have it.
    pub nummer: String,
    /// The service that answers, when it is another than was looked for.
    pub via: Option<String>,
    /// What there is to know.
    pub toelichting: String,
    /// The hours come from no source.
    pub nagaan: bool,
    /// The end of the stretch; none when it goes on for more than a month: day and night.
    pub tot: Option<DateTime<Utc>>,
}

/// How somebody is reached at one moment, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bereik {
    /// The name of whom was looked for.
    pub wie: String,
    /// What there is to know about them.
    pub toelichting: String,
    /// The way that goes first now; none when nobody can be reached.
    pub nu: Option<Wijze>,
    /// Other ways that are open now.
    pub ook: Vec<Wijze>,
    /// When the next way begins, and which; none when nothing changes within a month.
    pub volgende: Option<(DateTime<Utc>, Wijze)>,
}

/// Everybody who is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bereikbaarheid {
    vts: Vec<Post>,
    diensten: Vec<Post>,
    /// Place in `diensten`.
    overige_vt: usize,
    /// Place in `diensten`.
    acuut: usize,
}

/// Somebody in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    code: String,
    naam: String,
    toelichting: String,
    tijden: Vec<Tijd>,
    /// Place of the service that answers outside `tijden`.
    anders: Option<usize>,
    /// Place of the service for direct danger, when it is not the general one.
    acuut: Option<usize>,
}

/// What is not filled in of somebody in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTeVullen<'a> {
    /// Who.
    pub post: &'a Post,
    /// What, in words: `nummer en tijden`, `nummer bij ma, di 08:00-17:00 telefoon`.
    pub wat: String,
}

/// One stretch of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tijd {
    /// Monday first.
    dagen: [bool; 7],
    /// Minutes after midnight.
    van: u16,
    /// Minutes after midnight of the same day; over 24 hours when it ends on the next.
    tot: u16,
    hoe: Hoe,
    nummer: String,
    toelichting: String,
    nagaan: bool,
    geldig_vanaf: Option<NaiveDate>,
    geldig_tot: Option<NaiveDate>,
}

/// A stretch on the calendar.
struct Stuk<'a> {
    van: DateTime<Utc>,
    tot: DateTime<Utc>,
    /// Lower goes first.
    rang: usize,
    post: &'a Post,
    tijd: &'a Tijd,
}

/// Days that are looked ahead. Longer than any row of holidays; who opens later is not "next".
const VOORUIT: u64 = 35;

impl Bereikbaarheid {
    /// How somebody is reached at `moment`, and from when otherwise.
    #[must_use]
    pub fn nu(&self, wie: Wie<'_>, moment: DateTime<Utc>, kalender: &Kalender) -> Bereik {
        let rij = self.rij(wie);
        let (naam, toelichting) = match (self.zoek(wie), rij.first()) {
            (Some(post), _) => (post.naam.clone(), post.toelichting.clone()),
            (None, Some(eerste)) => (naam_zonder_post(wie), eerste.toelichting.clone()),
            (None, None) => (naam_zonder_post(wie), String::new()),
        };
        let stukken = stukken(&rij, moment, kalender);
        let zelf = self.zoek(wie);
        let wijze = |stuk: &Stuk<'_>| Wijze {
            hoe: stuk.tijd.hoe,
            nummer: stuk.tijd.nummer.clone(),
            via: zelf
                .is_none_or(|zelf| !std::ptr::eq(zelf, stuk.post))
                .then(|| stuk.post.naam.clone()),
            toelichting: stuk.tijd.toelichting.clone(),
            nagaan: stuk.tijd.nagaan,
            tot: None,
        };
        let op = |moment: DateTime<Utc>| {
            open(&stukken, moment)
                .min_by_key(|stuk| stuk.rang)
                .map(wijze)
        };
        let mut keerpunten: Vec<DateTime<Utc>> = stukken
            .iter()
            .flat_map(|stuk| [stuk.van, stuk.tot])
            .filter(|punt| *punt > moment)
            .collect();
        keerpunten.sort_unstable();
        keerpunten.dedup();
        // What ends where the look ahead ends does not end in truth.
        let einde = moment
            .checked_add_signed(TimeDelta::days(VOORUIT as i64))
            .unwrap_or(moment);
        keerpunten.retain(|punt| *punt < einde);

        // A way with the end of its own stretch.
        let met_einde = |wijze: Wijze, vanaf: DateTime<Utc>| {
            let tot = keerpunten
                .iter()
                .find(|punt| **punt > vanaf && op(**punt).as_ref() != Some(&wijze))
                .copied();
            Wijze { tot, ..wijze }
        };
        let eerst = op(moment);
        let ook = match &eerst {
            None => Vec::new(),
            Some(eerst) => {
                let mut ook: Vec<Wijze> = Vec::new();
                for stuk in open(&stukken, moment) {
                    let ander = wijze(stuk);
                    if ander != *eerst && ander.via == eerst.via && !ook.contains(&ander) {
                        ook.push(ander);
                    }
                }
                ook
            }
        };
        let mut vorige = eerst.clone();
        let mut volgende = None;
        for punt in &keerpunten {
            let hier = op(*punt);
            if hier == vorige {
                continue;
            }
            if let Some(begint) = hier {
                volgende = Some((*punt, met_einde(begint, *punt)));
                break;
            }
            vorige = None;
        }
        Bereik {
            wie: naam,
            toelichting,
            nu: eerst.map(|wijze| met_einde(wijze, moment)),
            ook,
            volgende,
        }
    }

    /// The entry of somebody; none for a Veilig Thuis or service that is not listed.
    #[must_use]
    pub fn zoek(&self, wie: Wie<'_>) -> Option<&Post> {
        match wie {
            Wie::Vt(code) => self.vts.iter().find(|post| post.heet(code)),
            Wie::Dienst(code) => self.diensten.iter().find(|post| post.heet(code)),
            Wie::Acuut(vt) => {
                let eigen = self.zoek(Wie::Vt(vt)).and_then(|post| post.acuut);
                self.diensten.get(eigen.unwrap_or(self.acuut))
            }
        }
    }

    /// Every Veilig Thuis that is listed, in the order of the file.
    #[must_use]
    pub fn vts(&self) -> &[Post] {
        &self.vts
    }

    /// Every partner and service, in the order of the file.
    #[must_use]
    pub fn diensten(&self) -> &[Post] {
        &self.diensten
    }

    /// Codes of Veilig Thuis organisations that `gemeenten` does not have: nobody will ever find them.
    #[must_use]
    pub fn onbekende_vts(&self, gemeenten: &Gemeenten) -> Vec<&str> {
        self.vts
            .iter()
            .map(|post| post.code.as_str())
            .filter(|code| gemeenten.vt(code).is_none())
            .collect()
    }

    /// Every number that the site still has to fill in, Veilig Thuis first, as the file has them.
    #[must_use]
    pub fn in_te_vullen(&self) -> Vec<InTeVullen<'_>> {
        self.vts
            .iter()
            .chain(&self.diensten)
            .filter_map(|post| {
                Some(InTeVullen {
                    post,
                    wat: post.ontbreekt()?,
                })
            })
            .collect()
    }

    /// Whom was looked for, and who answers in their place, in turn.
    fn rij(&self, wie: Wie<'_>) -> Vec<&Post> {
        let eerste = self.zoek(wie).or_else(|| match wie {
            Wie::Vt(_) => self.diensten.get(self.overige_vt),
            Wie::Dienst(_) | Wie::Acuut(_) => None,
        });
        std::iter::successors(eerste, |post| self.diensten.get(post.anders?)).collect()
    }
}

impl Post {
    /// The code in the file.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The name on screen.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.naam
    }

    /// What there is to know; can be empty.
    #[must_use]
    pub fn toelichting(&self) -> &str {
        &self.toelichting
    }

    /// Whether the list says when and how they can be reached.
    #[must_use]
    pub fn is_ingevuld(&self) -> bool {
        !self.tijden.is_empty()
    }

    fn heet(&self, tekst: &str) -> bool {
        let voluit = tekst
            .trim()
            .strip_prefix("VT ")
            .map(|rest| format!("Veilig Thuis {rest}"));
        bestand::gelijk(&self.code, tekst)
            || bestand::gelijk(&self.naam, voluit.as_deref().unwrap_or(tekst))
    }
}

impl Tijd {
    /// Whether this way is nothing without a number or an address.
    fn vraagt_nummer(&self) -> bool {
        matches!(self.hoe, Hoe::Telefoon | Hoe::Mail)
    }

    /// Whether it begins on this day; a feestdag is a Sunday.
    fn op(&self, datum: NaiveDate, weekdag: Weekday) -> bool {
        self.dagen.get(bestand::plek(weekdag)) == Some(&true)
            && self.geldig_vanaf.is_none_or(|vanaf| datum >= vanaf)
            && self.geldig_tot.is_none_or(|tot| datum <= tot)
    }
}

/// How somebody is called who has no entry.
fn naam_zonder_post(wie: Wie<'_>) -> String {
    match wie {
        Wie::Vt(code) | Wie::Acuut(code) if code.trim().is_empty() => "Veilig Thuis".to_owned(),
        Wie::Vt(code) | Wie::Acuut(code) if code.len() <= 3 => format!("VT {}", code.trim()),
        Wie::Vt(code) | Wie::Acuut(code) => code.trim().to_owned(),
        Wie::Dienst(code) => code.trim().to_owned(),
    }
}

fn open<'s, 'a>(
    stukken: &'s [Stuk<'a>],
    moment: DateTime<Utc>,
) -> impl Iterator<Item = &'s Stuk<'a>> {
    stukken
        .iter()
        .filter(move |stuk| stuk.van <= moment && moment < stuk.tot)
}

/// Everything that is open from the day before `moment`, because a night can reach into today.
fn stukken<'a>(rij: &[&'a Post], moment: DateTime<Utc>, kalender: &Kalender) -> Vec<Stuk<'a>> {
    let vandaag = lokaal(moment).date_naive();
    let begin = vandaag.pred_opt().unwrap_or(vandaag);
    let mut uit = Vec::new();
    for datum in begin.iter_days().take(VOORUIT as usize + 2) {
        let weekdag = if kalender.feestdag(datum).is_some() {
            Weekday::Sun
        } else {
            datum.weekday()
        };
        let tijden = rij
            .iter()
            .flat_map(|post| post.tijden.iter().map(move |tijd| (*post, tijd)));
        for (rang, (post, tijd)) in tijden.enumerate() {
            if tijd.op(datum, weekdag) {
                uit.push(Stuk {
                    van: op_de_klok(datum, tijd.van),
                    tot: op_de_klok(datum, tijd.tot),
                    rang,
                    post,
                    tijd,
                });
            }
        }
    }
    uit
}

/// So many minutes after midnight, on the wall clock and not by counting: on the day of the change
/// 08:00 is still 08:00.
fn op_de_klok(datum: NaiveDate, minuten: u16) -> DateTime<Utc> {
    let (dagen, rest) = (minuten / (24 * 60), minuten % (24 * 60));
    let datum = datum
        .checked_add_days(Days::new(u64::from(dagen)))
        .unwrap_or(datum);
    let tijd = NaiveTime::MIN + TimeDelta::minutes(i64::from(rest));
    uit_lokaal(datum.and_time(tijd))
}
