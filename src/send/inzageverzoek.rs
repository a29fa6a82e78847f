//! What a person may ask to see (art. 15 AVG): his own data in a zaak, with those of others masked, as a draft that a
//! person reads over and approves.
//!
//! The suspect gets no free text: what is written about the danger that he is can put another in danger, and a person
//! weighs that (art. 41 UAVG). What the police wrote is asked of the police (Wet politiegegevens). Must not know files,
//! nor who asked.

use chrono::{DateTime, NaiveDate, Utc};

use super::poort::Poort;
use super::twijfel::{MASKER, masker, woorden};
use crate::domain::betrokkene::{Betrokkene, Leeftijd};
use crate::domain::ids::BetrokkeneId;
use crate::domain::input::Vorm;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vrager {
    /// Somebody around the suspect.
    Betrokkene(BetrokkeneId),
    /// The suspect.
    Verdachte,
}

/// What is known beside the zaak.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Omstandigheden {
    /// On which day the zaak is erased; none while it is followed.
    pub gewist_op: Option<NaiveDate>,
    /// How many minutes people of VT had the zaak in sight, the first and the last of them.
    pub ingezien: Option<(usize, DateTime<Utc>, DateTime<Utc>)>,
    /// The name of the VT.
    pub vt: String,
}

/// The draft; none where the zaak has no such person.
#[must_use]
pub fn inzageverzoek(
    zaak: &Zaak,
    wie: Vrager,
    om: &Omstandigheden,
    nu: DateTime<Utc>,
) -> Option<String> {
    let maker = Maker::nieuw(zaak, wie)?;
    let mut out = vec![
        format!(
            "INZAGE IN EIGEN GEGEVENS (art. 15 AVG) · zaak {}",
            zaak.id.kort()
        ),
        format!("Opgesteld {} · {}", tijd::voluit(nu), vt(om)),
        String::new(),
        format!("Voor: {}", maker.naam()),
        format!(
            "{MASKER} betekent: hier staat een naam, adres of getal dat ook van een ander kan zijn."
        ),
    ];
    for (kop, regels) in [
        ("Wie u bent, zoals het bij ons staat", maker.wie()),
        ("Wat Veilig Thuis over u beoordeelde", maker.oordelen()),
        ("Van wie wij informatie kregen", maker.bronnen()),
        ("Aan wie wij informatie gaven", maker.verstrekt()),
        ("Wie het inzag", ingezien(om)),
        ("Hoe lang wij het bewaren", bewaard(om)),
        ("Wat hier niet in staat", maker.weggelaten()),
    ] {
        out.push(String::new());
        out.push(kop.to_owned());
        if regels.is_empty() {
            out.push("  niets vastgelegd".to_owned());
        }
        out.extend(regels.into_iter().map(|line| format!("  {line}")));
    }
    out.push(String::new());
    Some(out.join("\n"))
}

fn vt(om: &Omstandigheden) -> String {
    if om.vt.is_empty() {
        "Veilig Thuis".to_owned()
    } else {
        om.vt.clone()
    }
}

fn ingezien(om: &Omstandigheden) -> Vec<String> {
    let Some((minutes, first, last)) = om.ingezien else {
        return Vec::new();
    };
    let many = if minutes == 1 { "minuut" } else { "minuten" };
    vec![format!(
        "medewerkers van Veilig Thuis aan de ZSM-tafel, in {minutes} {many} tussen {} en {}",
        tijd::voluit(first),
        tijd::voluit(last)
    )]
}

fn bewaard(om: &Omstandigheden) -> Vec<String> {
    let told = match om.gewist_op {
        Some(day) => format!("deze zaak wordt hier gewist op {}", tijd::dag_met_jaar(day)),
        None => "zolang Veilig Thuis de zaak volgt; na het sluiten hooguit 28 dagen".to_owned(),
    };
    vec![
        told,
        "dat iemand de zaak inzag blijft langer staan, zonder naam".to_owned(),
        "het dossier van Veilig Thuis zelf staat in een ander systeem; vraag dat daar".to_owned(),
    ]
}

/// Makes the parts for one person.
struct Maker<'a> {
    zaak: &'a Zaak,
    /// None: the suspect.
    persoon: Option<&'a Betrokkene>,
    poort: Poort,
    /// Words of the names of everybody else, folded.
    anderen: Vec<String>,
}

impl<'a> Maker<'a> {
    fn nieuw(zaak: &'a Zaak, wie: Vrager) -> Option<Maker<'a>> {
        let persoon = match wie {
            Vrager::Verdachte => None,
            Vrager::Betrokkene(id) => Some(zaak.stand.betrokkene(id)?),
        };
        let suspect = zaak.regel.naam.spreekvorm();
        let own: Vec<String> = match persoon {
            Some(who) => woorden(&who.naam).collect(),
            None => woorden(&suspect).collect(),
        };
        let others = zaak
            .stand
            .betrokkenen
            .iter()
            .filter(|who| persoon.is_none_or(|own| own.id != who.id))
            .map(|who| who.naam.clone())
            .chain(persoon.is_some().then_some(suspect));
        let anderen = others
            .flat_map(|name| woorden(&name).collect::<Vec<_>>())
            // A shared family name tells nothing of the other.
            .filter(|word| !own.contains(word))
            .collect();
        Some(Maker {
            zaak,
            persoon,
            poort: Poort::van(zaak),
            anderen,
        })
    }

    fn naam(&self) -> String {
        match self.persoon {
            Some(who) => who.naam.clone(),
            None => self.zaak.regel.naam.spreekvorm(),
        }
    }

    fn wie(&self) -> Vec<String> {
        let mut out = Vec::new();
        let mut row = |label: &str, text: &str| {
            if !text.trim().is_empty() {
                out.push(format!("{label}: {}", text.trim()));
            }
        };
        row("naam", &self.naam());
        let Some(who) = self.persoon else {
            let line = &self.zaak.regel;
            row(
                "geboren",
                &line
                    .geboortedatum
                    .map(tijd::dag_met_jaar)
                    .unwrap_or_default(),
            );
            row("adres", line.adres.as_deref().unwrap_or_default());
            row("woonplaats", line.woonplaats.as_deref().unwrap_or_default());
            row(
                "nummer van de politie",
                line.pl.as_deref().unwrap_or_default(),
            );
            row("hoedanigheid", "verdachte");
            return out;
        };
        row(
            "leeftijd",
            &who.leeftijd
                .map(|age| match age {
                    Leeftijd::Geboren(born) => format!("geboren {}", tijd::dag_met_jaar(born)),
                    Leeftijd::Jaren(years) => format!("{years} jaar"),
                    Leeftijd::Geboortejaar(year) => format!("geboren in {year}"),
                })
                .unwrap_or_default(),
        );
        row("hoedanigheid", who.rol.label());
        row("relatie tot de verdachte", &self.vrij(&who.relatie));
        row("te bereiken", &who.bereikbaar);
        row("bellen", who.bellen.label());
        if who.geheim {
            // A letter can be read by who must not know it.
            row("verblijf", "een geheim adres; dat is mondeling te vragen");
        } else {
            row("verblijf", &who.verblijf);
        }
        out
    }

    fn oordelen(&self) -> Vec<String> {
        let mut out = Vec::new();
        for one in &self.zaak.stand.beoordelingen {
            let Some(who) = self.persoon else {
                out.push(format!(
                    "{}: er is een veiligheidsbeoordeling gemaakt",
                    tijd::voluit(one.op)
                ));
                continue;
            };
            let about = one
                .inhoud
                .personen
                .iter()
                .find(|over| over.betrokkene == who.id);
            let judged = about.map_or("geen apart oordeel over u", |over| over.oordeel.label());
            out.push(format!(
                "{}: {judged}; het geheel: {}",
                tijd::voluit(one.op),
                one.inhoud.geheel.label()
            ));
            let why = self.vrij(&one.inhoud.motivering);
            if !why.is_empty() {
                out.push(format!("  motivering: {why}"));
            }
            let does = self.vrij(&one.inhoud.vt_doet);
            if !does.is_empty() {
                out.push(format!("  Veilig Thuis doet: {does}"));
            }
        }
        out
    }

    fn bronnen(&self) -> Vec<String> {
        let mut out = vec!["de politie, met de lijst van aangehouden verdachten".to_owned()];
        for one in &self.zaak.stand.beoordelingen {
            for source in one.inhoud.navraag.iter().filter(|one| one.is_beantwoord()) {
                let name = source.bron.label().to_owned();
                if !out.contains(&name) {
                    out.push(name);
                }
            }
        }
        out
    }

    fn verstrekt(&self) -> Vec<String> {
        self.zaak
            .stand
            .inputs
            .iter()
            .map(|one| {
                format!(
                    "{}: {}, {}",
                    tijd::voluit(one.op),
                    one.inhoud.ontvanger.label(),
                    if one.inhoud.vorm == Vorm::Mondeling {
                        "mondeling"
                    } else {
                        "als tekst"
                    }
                )
            })
            .collect()
    }

    fn weggelaten(&self) -> Vec<String> {
        let mut out = vec![
            "namen, adressen en woorden van anderen".to_owned(),
            "wat de politie over het voorval schreef: dat vraagt u bij de politie".to_owned(),
        ];
        let inside = self
            .zaak
            .stand
            .beoordelingen
            .iter()
            .any(|one| !one.inhoud.intern.trim().is_empty());
        if inside {
            out.push("aantekeningen voor intern gebruik (art. 41 UAVG)".to_owned());
        }
        if self.persoon.is_none() {
            out.push(
                "oordelen en motivering over anderen, en wat een ander in gevaar kan brengen (art. 41 UAVG)"
                    .to_owned(),
            );
        }
        out
    }

    /// A free text: nothing that goes to nobody, and no name or number of another.
    fn vrij(&self, text: &str) -> String {
        masker(&self.poort.tekst(text), &self.anderen)
    }
}
