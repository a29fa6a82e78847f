//! What the program can see for itself of a point: each check answers from what was recorded, or says
//! what is missing.
//!
//! A check is stingy. It asks of every fact: who said so, when, and could it be wrong now? What is not recorded
//! is not seen, silence proves nothing, what was asked is not answered, and what was noted before the suspect
//! could leave says nothing of after. Each shows the fact on which it rests. Must not know which point uses it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::afdoening::{Aanwezigheid, Uitkomst};
use crate::domain::beoordeling::{Informatiebron, Navraag, NavraagStand, Oordeel};
use crate::domain::betrokkene::{Bellen, Betrokkene, Rol};
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
    /// After the decision was noted where the suspect and every victim and child are.
    Verblijf,
    /// The children stand among the betrokkenen, with a place that was noted lately, and after a departure.
    Kinderen,
    /// The list shows a zorgmelding, or it came through CORV.
    Zorgmelding,
    /// There is a huisverbod, or there can be none.
    Thv,
    /// VT's own system answered.
    EerdereMeldingen,
    /// What there is of ex-partner, stalking and red flags. Never seen by itself: that there is none is for a
    /// person to say.
    RodeVlaggen,
    /// 3RO answered.
    Reclassering,
    /// The victim was heard, can be reached safely, and after a departure somebody tells it.
    Slachtoffer,
    /// The decision has conditions that were set, and of every one is known what became of it.
    Voorwaarden,
    /// The decision of the OM was recorded.
    Afdoening,
    /// From whom VT hears the decision, and what became of its conditions.
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
            Vanzelf::Slachtoffer => slachtoffer(zaak, nu),
            Vanzelf::Voorwaarden => voorwaarden(zaak),
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
    // A paper on the table is no VT at the table.
    let erbij = |wijze: Aanwezigheid| {
        !matches!(
            wijze,
            Aanwezigheid::Niet | Aanwezigheid::Schriftelijk | Aanwezigheid::Onbekend
        )
    };
    let hoe = |wijze: Aanwezigheid| match wijze {
        Aanwezigheid::Onbekend => "niet bekend of VT erbij is".to_owned(),
        Aanwezigheid::Schriftelijk => "VT alleen schriftelijk".to_owned(),
        wijze => wijze.zin(),
    };
    let uitslag = |tekst: String, wijze: Aanwezigheid| {
        if erbij(wijze) { Ok(tekst) } else { Err(tekst) }
    };
    // What was said afterwards about who was there goes before the plan, but not before a newer plan.
    let gepland = zaak.stand.overleg.as_ref();
    if let Some(een) = zaak
        .stand
        .afdoening()
        .filter(|een| gepland.is_none_or(|plan| plan.op <= een.op))
    {
        let wijze = een.inhoud.vt_aanwezig;
        if wijze == Aanwezigheid::Onbekend {
            return Err("beslist, niet genoteerd of VT erbij was".to_owned());
        }
        return uitslag(format!("overleg geweest, {}", hoe(wijze)), wijze);
    }
    let een = gepland.ok_or("nog geen overleg gepland")?;
    let wanneer = tijd::moment(een.overleg.tijd, nu);
    if een.overleg.tijd < nu && erbij(een.overleg.wijze) {
        return Err(format!(
            "overleg was {wanneer}; niet genoteerd of VT erbij was"
        ));
    }
    let wijze = een.overleg.wijze;
    uitslag(format!("overleg {wanneer}, {}", hoe(wijze)), wijze)
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
        "VT hoort het van {van}, genoteerd {}",
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

/// Where everybody is after the decision: a place from before it says nothing about after.
fn verblijf(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let besluit = zaak
        .stand
        .afdoening()
        .ok_or("nog geen beslissing; waar ieder daarna is, staat nog niet vast")?;
    let wie: Vec<&Betrokkene> = zaak
        .stand
        .betrokkenen
        .iter()
        .filter(|wie| wie.rol == Rol::Slachtoffer || is_kind(wie, nu))
        .collect();
    if wie.is_empty() {
        return Err("nog geen slachtoffer of kind genoteerd".to_owned());
    }
    let mut bekend = Vec::new();
    let mut weg = Vec::new();
    match plaats_verdachte(zaak, besluit.op, nu) {
        Some(tekst) => bekend.push(format!("verdachte {tekst}")),
        None => weg.push("verdachte".to_owned()),
    }
    for een in wie {
        match plaats_sinds(zaak, een, besluit.op, nu) {
            Some(tekst) => bekend.push(format!("{} {tekst}", naam(een))),
            None => weg.push(naam(een)),
        }
    }
    if weg.is_empty() {
        Ok(bekend.join("; "))
    } else {
        Err(format!(
            "na de beslissing niet genoteerd waar: {}",
            weg.join(", ")
        ))
    }
}

/// Where the suspect is after the decision: as somebody told it since, or in a cell that it put him in.
fn plaats_verdachte(zaak: &Zaak, sinds: DateTime<Utc>, nu: DateTime<Utc>) -> Option<String> {
    let nu_vast = zaak.verblijf(nu);
    if nu_vast.waarde.is_vast() && nu_vast.tegenspraak.is_empty() {
        let van = nu_vast.uitspraak.as_ref()?;
        return (van.vastgelegd >= sinds).then(|| nu_vast.zin(nu));
    }
    let een = zaak.stand.plaats(None).filter(|een| een.op >= sinds)?;
    Some(format!(
        "{} (genoteerd {})",
        een.waar.trim(),
        tijd::moment(een.op, nu)
    ))
}

/// Where somebody is, if that was noted since and still stands there. A geheim adres stays in the zaak.
fn plaats_sinds(
    zaak: &Zaak,
    wie: &Betrokkene,
    sinds: DateTime<Utc>,
    nu: DateTime<Utc>,
) -> Option<String> {
    let waar = wie.verblijf.trim();
    let een = zaak
        .stand
        .plaats(Some(wie.id))
        .filter(|een| een.op >= sinds && een.waar.trim() == waar)?;
    let waar = if wie.geheim { "geheim adres" } else { waar };
    (!waar.is_empty()).then(|| format!("{waar} (genoteerd {})", tijd::moment(een.op, nu)))
}

/// Since when a place must have been noted to hold now: the last day, and after the suspect may have left.
fn houdbaar_sinds(zaak: &Zaak, nu: DateTime<Utc>) -> DateTime<Utc> {
    let dag = nu - TimeDelta::hours(24);
    let verblijf = zaak.verblijf(nu);
    let vertrek = verblijf
        .uitspraak
        .as_ref()
        .filter(|_| verblijf.kan_weg_zijn())
        .map(|een| een.vastgelegd);
    vertrek.map_or(dag, |vertrek| vertrek.max(dag))
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
    let sinds = houdbaar_sinds(zaak, nu);
    let mut bekend = Vec::new();
    let mut weg = Vec::new();
    for een in wie {
        match plaats_sinds(zaak, een, sinds, nu) {
            Some(tekst) => bekend.push(format!("{} {tekst}", naam(een))),
            None if een.verblijf.trim().is_empty() => weg.push(naam(een)),
            None => weg.push(format!("{} (is van eerder)", naam(een))),
        }
    }
    if weg.is_empty() {
        Ok(bekend.join("; "))
    } else {
        Err(format!("niet bekend waar: {}", weg.join(", ")))
    }
}

fn zorgmelding(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    if let Some(koppeling) = zaak.stand.corv.last() {
        return Ok(format!(
            "zorgmelding via CORV, {}",
            tijd::moment(koppeling.melding.ontvangen.unwrap_or(koppeling.op), nu)
        ));
    }
    if zaak.regel.zorgmelding == Some(true) {
        return Ok(format!("zorgmelding staat op {}", lijst(zaak, nu)));
    }
    // Asked for is not there.
    let gevraagd = zaak
        .stand
        .gedaan
        .iter()
        .rfind(|stap| stap.soort == StapSoort::ZorgmeldingOpvragen && !stap.terzijde);
    Err(match gevraagd {
        Some(stap) => format!(
            "zorgmelding opgevraagd, {}, nog niet binnen",
            tijd::moment(stap.op, nu)
        ),
        None => "geen zorgmelding op de lijst".to_owned(),
    })
}

/// The list with the moment that it is about.
fn lijst(zaak: &Zaak, nu: DateTime<Utc>) -> String {
    format!("de lijst van {}", tijd::moment(zaak.bron.over(), nu))
}

fn thv(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let vandaag = tijd::lokaal(nu).date_naive();
    let opgelegd = zaak.stand.afdoening().filter(|een| {
        een.inhoud
            .modaliteiten
            .iter()
            .any(|keuze| keuze.klok == Some(TermijnSoort::Huisverbod))
    });
    if let Some(een) = opgelegd {
        return Ok(format!(
            "huisverbod staat bij de afdoening, {}",
            tijd::moment(een.op, nu)
        ));
    }
    if zaak.regel.thv == Some(true) {
        return Ok(format!("huisverbod staat op {}", lijst(zaak, nu)));
    }
    // Where list and telling differ about the age, both must say that it can not be.
    let geboren = [zaak.geboortedatum(), zaak.regel.geboortedatum];
    let mut jaren = geboren
        .into_iter()
        .flatten()
        .filter_map(|datum| tijd::leeftijd(datum, vandaag))
        .peekable();
    if jaren.peek().is_some() && jaren.all(|jaren| jaren < 18) {
        return Ok("verdachte is minderjarig: huisverbod kan niet".to_owned());
    }
    Err("geen huisverbod op de lijst".to_owned())
}

fn eerdere_meldingen(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let eigen = geantwoord(zaak, Informatiebron::EigenSysteem, nu)?;
    let bronnen: Vec<&str> = navragen(zaak)
        .filter(|een| een.bron != Informatiebron::EigenSysteem && een.is_beantwoord())
        .map(|een| een.bron.label())
        .collect();
    Ok(if bronnen.is_empty() {
        eigen
    } else {
        format!("{eigen}; ook {}", bronnen.join(", "))
    })
}

/// Only what there is. The program reads words; that none was found proves nothing.
fn rode_vlaggen(zaak: &Zaak, vlaggen: &[Vlag]) -> Uitslag {
    let mut gezien: Vec<String> = Vec::new();
    let mut noteer = |tekst: String| {
        if !gezien.contains(&tekst) {
            gezien.push(tekst);
        }
    };
    for vlag in vlaggen {
        noteer(vlag.soort.label().to_owned());
    }
    let zwaar = [Soort::ExPartner, Soort::Stalking];
    if let Some(tag) = &zaak.stand.tag {
        for soort in tag.soorten.iter().filter(|soort| zwaar.contains(soort)) {
            noteer(format!("getagd als {}", soort.label()));
        }
        for soort in tag.voorgesteld.iter().filter(|soort| zwaar.contains(soort)) {
            noteer(format!("mogelijk {}, niet bevestigd", soort.label()));
        }
    }
    Err(if gezien.is_empty() {
        "het programma zag er geen in de lijst; kijk zelf".to_owned()
    } else {
        format!("let op: {}", gezien.join(", "))
    })
}

fn reclassering(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    geantwoord(zaak, Informatiebron::Reclassering, nu)
}

/// Heard: the victim answered. Reachable: every victim, safely. Told: once the suspect may be out.
fn slachtoffer(zaak: &Zaak, nu: DateTime<Utc>) -> Uitslag {
    let wie: Vec<&Betrokkene> = zaak
        .stand
        .betrokkenen
        .iter()
        .filter(|wie| wie.rol == Rol::Slachtoffer)
        .collect();
    if wie.is_empty() {
        return Err("nog geen slachtoffer genoteerd".to_owned());
    }
    let gehoord = geantwoord(zaak, Informatiebron::SlachtofferZelf, nu)?;
    if wie.len() > 1 {
        return Err(format!(
            "{gehoord}; er zijn {} slachtoffers, niet bekend wie er is gehoord",
            wie.len()
        ));
    }
    let te_bereiken = |wie: &Betrokkene| {
        matches!(wie.bellen, Bellen::Veilig | Bellen::NietOpEigenNummer)
            && !wie.bereikbaar.trim().is_empty()
    };
    let weg: Vec<String> = wie
        .iter()
        .filter(|wie| !te_bereiken(wie))
        .map(|wie| naam(wie))
        .collect();
    if !weg.is_empty() {
        return Err(format!(
            "{gehoord}; niet bekend hoe veilig te bereiken: {}",
            weg.join(", ")
        ));
    }
    let basis = format!("{gehoord}; bekend hoe veilig te bereiken");
    let verblijf = zaak.verblijf(nu);
    if !verblijf.kan_weg_zijn() {
        return Ok(basis);
    }
    // Once the suspect may be out, being reachable is no longer enough.
    let vertrek = verblijf.uitspraak.as_ref().map(|een| een.vastgelegd);
    let verteld = zaak.stand.gedaan.iter().rfind(|stap| {
        stap.soort == StapSoort::SlachtofferInformeren
            && !stap.terzijde
            && vertrek.is_some_and(|vertrek| stap.op >= vertrek)
    });
    if let Some(stap) = verteld {
        return Ok(format!(
            "{gehoord}; weet dat verdachte vrijkomt, {} ({})",
            tijd::moment(stap.op, nu),
            stap.door
        ));
    }
    let informeert = zaak
        .stand
        .afdoening()
        .map(|een| een.inhoud.informeert_slachtoffer.trim())
        .filter(|wie| !wie.is_empty());
    match informeert {
        Some(wie) => Err(format!(
            "{basis}; {wie} zou vertellen dat verdachte vrijkomt, niet bekend of dat is gedaan"
        )),
        None => Err(format!(
            "{basis}; niet bekend wie vertelt dat verdachte vrijkomt"
        )),
    }
}

/// Which conditions hold: those that were set. What was only asked holds nobody.
fn voorwaarden(zaak: &Zaak) -> Uitslag {
    let gevraagd: &[String] = zaak
        .stand
        .beoordeling()
        .map(|een| een.inhoud.voorwaarden.as_slice())
        .unwrap_or_default();
    let Some(een) = zaak.stand.afdoening() else {
        return Err(match gevraagd {
            [] => "nog geen beslissing".to_owned(),
            alle => format!(
                "{} gevraagd, nog geen beslissing",
                aantal(alle.len(), "voorwaarde", "voorwaarden")
            ),
        });
    };
    let inhoud = &een.inhoud;
    let mut alle: Vec<(&str, Uitkomst, &str)> = inhoud
        .voorwaarden
        .iter()
        .map(|een| (een.wat.as_str(), een.uitkomst, een.anders.trim()))
        .collect();
    for wat in gevraagd {
        if !alle.iter().any(|(ander, ..)| ander == wat) {
            alle.push((wat, Uitkomst::Onbekend, ""));
        }
    }
    if alle.is_empty() {
        return Err("geen voorwaarden bij de beslissing".to_owned());
    }
    let geldt = |(_, uitkomst, anders): &(&str, Uitkomst, &str)| {
        *uitkomst == Uitkomst::Gesteld || *uitkomst == Uitkomst::Anders && !anders.is_empty()
    };
    let tekst: Vec<String> = alle
        .iter()
        .map(|(wat, uitkomst, anders)| match (*uitkomst, *anders) {
            (Uitkomst::Anders, anders) if !anders.is_empty() => format!("{wat}: {anders}"),
            (uitkomst, _) => format!("{wat}: {}", uitkomst.label()),
        })
        .collect();
    let tekst = tekst.join(", ");
    if alle.iter().all(geldt) {
        Ok(tekst)
    } else {
        Err(tekst)
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
    match vraag.stand {
        NavraagStand::NietGevraagd => Err(format!("{naam} nog niet gevraagd")),
        NavraagStand::Gevraagd => Err(format!("{naam} gevraagd, nog geen antwoord")),
        NavraagStand::GeenToegang => Err(format!("geen toegang tot {naam}")),
        NavraagStand::Antwoord => Ok(match vraag.op {
            Some(op) => format!("antwoord van {naam}, {}", tijd::moment(op, nu)),
            None => format!("antwoord van {naam}"),
        }),
    }
}

/// A child by role or by age.
fn is_kind(wie: &Betrokkene, nu: DateTime<Utc>) -> bool {
    let vandaag: NaiveDate = tijd::lokaal(nu).date_naive();
    wie.rol == Rol::Kind
        // Who can still be a child counts as one.
        || wie
            .leeftijd
            .and_then(|een| een.op(vandaag))
            .is_some_and(|(jongst, _)| jongst < 18)
}

/// The name; who has none is called by the role.
fn naam(wie: &Betrokkene) -> String {
    match wie.naam.trim() {
        "" => wie.rol.label().to_owned(),
        naam => naam.to_owned(),
    }
}

fn aantal(hoeveel: usize, een: &str, meer: &str) -> String {
    format!("{hoeveel} {}", if hoeveel == 1 { een } else { meer })
}
