//! What the program can see for itself of a point: each check answers from what was recorded, or says
//! what is missing.
//!
//! A check is stingy: what is not recorded is not seen, and silence on the list proves nothing. Must
//! not know which point uses it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::afdoening::{Aanwezigheid, Uitkomst};
use crate::domain::beoordeling::{Informatiebron, Navraag, Oordeel};
use crate::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use crate::domain::signaal::Vlag;
use crate::domain::soort::Soort;
use crate::domain::stap::StapSoort;
use crate::domain::termijn::TermijnSoort;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

/// A check that is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vanzelf {
    /// The overleg was planned with VT in it, or VT was there.
    Overleg,
    /// There is a judgement.
    Veiligheidsbeoordeling,
    /// Of every victim and child is known where they are.
    Verblijf,
    /// The children stand among the betrokkenen, with the place where they are.
    Kinderen,
    /// The list shows a zorgmelding, it came through CORV, or it was asked for.
    Zorgmelding,
    /// There is a huisverbod, or there can be none.
    Thv,
    /// VT's own system was searched.
    EerdereMeldingen,
    /// No ex-partner, no stalking, no red flag.
    RodeVlaggen,
    /// 3RO answered.
    Reclassering,
    /// How every victim can be reached safely, and who tells them of a release.
    Slachtoffer,
    /// The assessment or the decision has conditions.
    Voorwaarden,
    /// The decision of the OM was recorded.
    Afdoening,
    /// From whom VT heard the decision, and what became of its conditions.
    Terugkoppeling,
}

/// What a check says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Antwoord {
    /// Answered, by this.
    Gezien(String),
    /// Not answered, because of this.
    Open(String),
}

impl Vanzelf {
    /// Every check.
    pub const ALLE: [Vanzelf; 13] = [
        Vanzelf::Overleg,
        Vanzelf::Veiligheidsbeoordeling,
        Vanzelf::Verblijf,
        Vanzelf::Kinderen,
        Vanzelf::Zorgmelding,
        Vanzelf::Thv,
        Vanzelf::EerdereMeldingen,
        Vanzelf::RodeVlaggen,
        Vanzelf::Reclassering,
        Vanzelf::Slachtoffer,
        Vanzelf::Voorwaarden,
        Vanzelf::Afdoening,
        Vanzelf::Terugkoppeling,
    ];

    /// Looks at a zaak as it stands at `nu`.
    #[must_use]
    pub fn toets(self, zaak: &Zaak, vlaggen: &[Vlag], nu: DateTime<Utc>) -> Antwoord {
        let uitslag = match self {
            Vanzelf::Overleg => overleg(zaak, nu),
            Vanzelf::Veiligheidsbeoordeling => veiligheidsbeoordeling(zaak, nu),
            Vanzelf::Verblijf => verblijf(zaak, nu),
            Vanzelf::Kinderen => kinderen(zaak, nu),
            Vanzelf::Zorgmelding => zorgmelding(zaak, nu),
            Vanzelf::Thv => thv(zaak, nu),
            Vanzelf::EerdereMeldingen => eerdere_meldingen(zaak, nu),
            Vanzelf::RodeVlaggen => rode_vlaggen(zaak, vlaggen),
            Vanzelf::Reclassering => reclassering(zaak, nu),
            Vanzelf::Slachtoffer => slachtoffer(zaak),
            Vanzelf::Voorwaarden => voorwaarden(zaak, nu),
            Vanzelf::Afdoening => afdoening(zaak, nu),
            Vanzelf::Terugkoppeling => terugkoppeling(zaak, nu),
        };
        match uitslag {
            Ok(reden) => Antwoord::Gezien(reden),
            Err(wat) => Antwoord::Open(wat),
        }
    }
}

/// Ok is seen, with the reason; Err is open, with what is missing.
type Uitslag = Result<String, String>;

fn overleg(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let hoe = |wijze: Aanwezigheid| match wijze {
        Aanwezigheid::Niet => "zonder VT".to_owned(),
        wijze => format!("VT {}", wijze.label()),
    };
    // What was said afterwards about who was there goes before the plan.
    if let Some(een) = zaak.stand.afdoening() {
        let tekst = format!("overleg geweest, {}", hoe(een.inhoud.vt_aanwezig));
        return if een.inhoud.vt_aanwezig == Aanwezigheid::Niet {
            Err(tekst)
        } else {
            Ok(tekst)
        };
    }
    let een = zaak
        .stand
        .overleg
        .as_ref()
        .ok_or("nog geen overleg gepland")?;
    let tekst = format!(
        "overleg {}, {}",
        tijd::moment(een.overleg.tijd, nu),
        hoe(een.overleg.wijze)
    );
    if een.overleg.wijze == Aanwezigheid::Niet {
        Err(tekst)
    } else {
        Ok(tekst)
    }
}

fn afdoening(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let een = zaak
        .stand
        .afdoening()
        .ok_or("nog geen beslissing genoteerd")?;
    let label = een.inhoud.label();
    if een.inhoud.eindigt() {
        let op = een.inhoud.beslist_op.unwrap_or(een.op);
        Ok(format!("{label}, {}", tijd::moment(op, nu)))
    } else {
        Err(format!("nog geen eindbeslissing: {label}"))
    }
}

/// VT heard it when it is known from whom, and what became of the conditions that it asked for.
fn terugkoppeling(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let een = zaak
        .stand
        .afdoening()
        .ok_or("nog geen terugkoppeling genoteerd")?;
    let van = een.inhoud.informeert_vt.trim();
    if van.is_empty() {
        return Err("niet genoteerd wie het VT vertelt".to_owned());
    }
    let onbekend = zaak.stand.beoordeling().is_some_and(|oordeel| {
        let gevraagd = &oordeel.inhoud.voorwaarden;
        gevraagd
            .iter()
            .any(|wat| een.inhoud.uitkomst(wat) == Uitkomst::Onbekend)
    });
    if onbekend {
        return Err("niet bekend of de voorwaarden zijn overgenomen".to_owned());
    }
    Ok(format!(
        "verteld door {van}, genoteerd {}",
        tijd::moment(een.op, nu)
    ))
}

fn veiligheidsbeoordeling(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let een = zaak
        .stand
        .beoordeling()
        .filter(|een| een.inhoud.geheel != Oordeel::NogNietBeoordeeld)
        .ok_or("nog niet beoordeeld")?;
    let oordeel = een.inhoud.geheel.label();
    if let Some(tot) = een.inhoud.geldig_tot.filter(|tot| *tot <= nu) {
        return Err(format!(
            "oordeel was {oordeel}, maar gold tot {}",
            tijd::tot(tot, nu)
        ));
    }
    Ok(format!("{oordeel}, {}", tijd::moment(een.op, nu)))
}

fn verblijf(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let wie: Vec<&Betrokkene> = zaak
        .stand
        .betrokkenen
        .iter()
        .filter(|wie| wie.rol == Rol::Slachtoffer || is_kind(wie, nu))
        .collect();
    if wie.is_empty() {
        return Err("nog geen slachtoffer of kind genoteerd".to_owned());
    }
    let weg = namen(
        wie.iter()
            .copied()
            .filter(|wie| wie.verblijf.trim().is_empty()),
    );
    if weg.is_empty() {
        Ok(format!(
            "verblijf bekend van {}",
            aantal(wie.len(), "persoon", "personen")
        ))
    } else {
        Err(format!("verblijf niet bekend: {weg}"))
    }
}

fn kinderen(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let wie: Vec<&Betrokkene> = zaak
        .stand
        .betrokkenen
        .iter()
        .filter(|wie| is_kind(wie, nu))
        .collect();
    if wie.is_empty() {
        // That the list says "geen" proves nothing: children are missed.
        return Err(match zaak.regel.kinderen.as_deref().map(str::trim) {
            Some(lijst) if !lijst.is_empty() => {
                format!("nog geen kind genoteerd; op de lijst staat: {lijst}")
            }
            _ => "nog geen kind genoteerd".to_owned(),
        });
    }
    let weg = namen(
        wie.iter()
            .copied()
            .filter(|wie| wie.verblijf.trim().is_empty()),
    );
    if weg.is_empty() {
        Ok(format!(
            "{} genoteerd, met verblijf",
            aantal(wie.len(), "kind", "kinderen")
        ))
    } else {
        Err(format!("niet bekend waar: {weg}"))
    }
}

fn zorgmelding(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    if zaak.regel.zorgmelding == Some(true) {
        return Ok("zorgmelding staat op de lijst".to_owned());
    }
    if !zaak.stand.corv.is_empty() {
        return Ok("zorgmelding is via CORV gekomen".to_owned());
    }
    let gedaan = zaak
        .stand
        .gedaan
        .iter()
        .rev()
        .find(|stap| stap.soort == StapSoort::ZorgmeldingOpvragen && !stap.terzijde);
    if let Some(koppeling) = zaak.stand.corv.last() {
        return Ok(format!(
            "zorgmelding via CORV, {}",
            tijd::moment(koppeling.melding.ontvangen.unwrap_or(koppeling.op), nu)
        ));
    }
    match gedaan {
        Some(stap) => Ok(format!(
            "zorgmelding opgevraagd, {}",
            tijd::moment(stap.op, nu)
        )),
        None => Err("geen zorgmelding op de lijst".to_owned()),
    }
}

fn thv(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let vandaag = tijd::lokaal(nu).date_naive();
    let leeftijd = zaak
        .regel
        .geboortedatum
        .and_then(|geboren| tijd::leeftijd(geboren, vandaag));
    let opgelegd = zaak.stand.afdoening().is_some_and(|een| {
        een.inhoud
            .modaliteiten
            .iter()
            .any(|keuze| keuze.klok == Some(TermijnSoort::Huisverbod))
    });
    if opgelegd {
        return Ok("huisverbod staat bij de afdoening".to_owned());
    }
    match (zaak.regel.thv, leeftijd) {
        (Some(true), _) => Ok("huisverbod staat op de lijst".to_owned()),
        (_, Some(jaren)) if jaren < 18 => {
            Ok("verdachte is minderjarig: huisverbod kan niet".to_owned())
        }
        _ => Err("geen huisverbod op de lijst".to_owned()),
    }
}

fn eerdere_meldingen(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let eigen = geantwoord(zaak, Informatiebron::EigenSysteem, nu)?;
    let bronnen: Vec<&str> = navragen(zaak)
        .filter(|een| een.bron != Informatiebron::EigenSysteem && !een.antwoord.trim().is_empty())
        .map(|een| een.bron.label())
        .collect();
    Ok(if bronnen.is_empty() {
        eigen
    } else {
        format!("{eigen}; ook {}", bronnen.join(", "))
    })
}

fn rode_vlaggen(zaak: &Zaak, vlaggen: &[Vlag]) -> Uitslag {
    let mut soorten: Vec<&str> = Vec::new();
    for vlag in vlaggen {
        if !soorten.contains(&vlag.soort.label()) {
            soorten.push(vlag.soort.label());
        }
    }
    if !soorten.is_empty() {
        return Err(format!("rode vlag: {}", soorten.join(", ")));
    }
    let getagd = zaak
        .stand
        .tag
        .as_ref()
        .map(|tag| tag.soorten.as_slice())
        .unwrap_or_default();
    let zwaar = [Soort::ExPartner, Soort::Stalking, Soort::Onbekend];
    if let Some(soort) = getagd.iter().find(|soort| zwaar.contains(soort)) {
        return Err(match soort {
            Soort::Onbekend => "soort nog onbekend".to_owned(),
            ander => format!("getagd als {}", ander.label()),
        });
    }
    let labels: Vec<&str> = getagd.iter().map(|soort| soort.label()).collect();
    if labels.is_empty() {
        Err("soort nog onbekend".to_owned())
    } else {
        Ok(format!(
            "getagd als {}; geen rode vlag in de lijst",
            labels.join(", ")
        ))
    }
}

fn reclassering(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    geantwoord(zaak, Informatiebron::Reclassering, nu)
}

fn slachtoffer(zaak: &Zaak) -> Uitslag {
    let wie: Vec<&Betrokkene> = zaak
        .stand
        .betrokkenen
        .iter()
        .filter(|wie| wie.rol == Rol::Slachtoffer)
        .collect();
    if wie.is_empty() {
        return Err("nog geen slachtoffer genoteerd".to_owned());
    }
    let te_bereiken = |wie: &Betrokkene| {
        matches!(wie.bellen, Bellen::Veilig | Bellen::NietOpEigenNummer)
            && !wie.bereikbaar.trim().is_empty()
    };
    let weg = namen(wie.iter().copied().filter(|wie| !te_bereiken(wie)));
    if !weg.is_empty() {
        return Err(format!("niet bekend hoe veilig te bereiken: {weg}"));
    }
    let basis = "bekend hoe het slachtoffer veilig te bereiken is";
    let Some(een) = zaak
        .stand
        .afdoening()
        .filter(|_| zaak.verblijf().kan_weg_zijn())
    else {
        return Ok(basis.to_owned());
    };
    // Once the suspect walks out, being reachable is no longer enough.
    let verteld = zaak.stand.gedaan.iter().any(|stap| {
        stap.soort == StapSoort::SlachtofferInformeren && !stap.terzijde && stap.op >= een.op
    });
    let wie = een.inhoud.informeert_slachtoffer.trim();
    if verteld {
        Ok("het slachtoffer weet dat verdachte vrijkomt".to_owned())
    } else if wie.is_empty() {
        Err("niet bekend wie het slachtoffer vertelt dat verdachte vrijkomt".to_owned())
    } else {
        Ok(format!("{basis}; {wie} vertelt dat verdachte vrijkomt"))
    }
}

fn voorwaarden(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    if let Some(een) = zaak.stand.afdoening()
        && !een.inhoud.voorwaarden.is_empty()
    {
        let hoeveel = een.inhoud.voorwaarden.len();
        return Ok(format!(
            "{} in de afdoening",
            aantal(hoeveel, "voorwaarde", "voorwaarden")
        ));
    }
    let een = zaak.stand.beoordeling().ok_or("nog niet beoordeeld")?;
    match een.inhoud.voorwaarden.len() {
        0 => Err("geen voorwaarden in de beoordeling".to_owned()),
        hoeveel => Ok(format!(
            "{} in de beoordeling van {}",
            aantal(hoeveel, "voorwaarde", "voorwaarden"),
            tijd::moment(een.op, nu)
        )),
    }
}

/// The sources that were asked for the assessment that holds.
fn navragen(zaak: &Zaak) -> impl Iterator<Item = &Navraag> {
    zaak.stand
        .beoordeling()
        .into_iter()
        .flat_map(|een| &een.inhoud.navraag)
}

/// A source that answered; what it said stays out of the reason.
fn geantwoord(zaak: &Zaak, bron: Informatiebron, nu: DateTime<Utc>) -> Uitslag {
    let naam = bron.label();
    let vraag = navragen(zaak)
        .find(|een| een.bron == bron)
        .ok_or_else(|| format!("{naam} nog niet gevraagd"))?;
    if vraag.antwoord.trim().is_empty() {
        return Err(format!("{naam} gevraagd, nog geen antwoord"));
    }
    Ok(match vraag.op {
        Some(op) => format!("{naam} geraadpleegd, {}", tijd::moment(op, nu)),
        None => format!("{naam} geraadpleegd"),
    })
}

/// A child by role or by age.
fn is_kind(wie: &Betrokkene, nu: DateTime<Utc>) -> bool {
    let vandaag: NaiveDate = tijd::lokaal(nu).date_naive();
    wie.rol == Rol::Kind
        || match wie.leeftijd {
            Some(Leeftijd::Geboren(geboren)) => {
                tijd::leeftijd(geboren, vandaag).is_some_and(|jaren| jaren < 18)
            }
            Some(Leeftijd::Jaren(jaren)) => jaren < 18,
            None => false,
        }
}

/// Names in a row; who has none is called by the role.
fn namen<'a>(wie: impl Iterator<Item = &'a Betrokkene>) -> String {
    let namen: Vec<&str> = wie
        .map(|wie| match wie.naam.trim() {
            "" => wie.rol.label(),
            naam => naam,
        })
        .collect();
    namen.join(", ")
}

fn aantal(hoeveel: usize, een: &str, meer: &str) -> String {
    format!("{hoeveel} {}", if hoeveel == 1 { een } else { meer })
}
