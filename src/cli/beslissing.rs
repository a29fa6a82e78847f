//! `zsmtafel beslissing`: records what was decided about the suspect.
//!
//! What is not named stays unknown: nothing is taken over from an earlier decision. Must not know what
//! follows from it.

use clap::{Args, ValueEnum};

use crate::app::kennis::Kennis;
use crate::domain::afdoening::{
    Aanwezigheid, Afdoening, Modaliteitkeuze, Uitkomst, Voorwaarde, Vrij,
};
use crate::domain::decide::Opdracht;
use crate::domain::naam::vouw;
use crate::domain::zaak::Zaak;

use super::Algemeen;
use super::tijdstip::{geweest, misschien};
use super::uitvoer::{Uitweg, zeg};
use super::vastleggen::Vastleggen;
use super::vrijetekst::{misschien_vrij, vrije_tekst};

/// What it takes.
#[derive(Debug, Args)]
#[command(
    after_help = "Is een van de modaliteiten al vastgelegd, dan wordt die beslissing gewijzigd en blijft wat u niet noemt. Een modaliteit die vervalt vraagt --ja. Met \"\" maakt u een tekst leeg.\n\n\
    Voorbeeld: zsmtafel beslissing PL2100-2026111701 --modaliteit HZ-V --om 13:40 \
    --voorwaarde contactverbod=gesteld --voorwaarde \"meldplicht=anders:eens per week\""
)]
pub(super) struct BeslissingOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Wat is beslist: een of meer codes van modaliteiten.toml, bijv. HZ-V of IVS
    #[arg(
        long,
        value_name = "CODE",
        required = true,
        num_args = 1..,
        value_delimiter = ',',
        alias = "outcome"
    )]
    modaliteit: Vec<String>,
    /// Wanneer het is beslist
    #[arg(long, value_name = "TIJD", alias = "at")]
    om: Option<String>,
    /// Wanneer het ingaat; zonder: toen het is beslist
    #[arg(long, value_name = "T", alias = "from")]
    ingang: Option<String>,
    /// Wanneer het eindigt; zonder: zoals de wet het rekent
    #[arg(long, value_name = "T", alias = "until")]
    einde: Option<String>,
    /// Komt verdachte vrij, als iemand dat zei; zonder: zoals de modaliteit het zegt
    #[arg(long, value_name = "VRIJ", alias = "released")]
    vrij: Option<VrijKeuze>,
    /// Wat er van een voorwaarde is geworden: SLEUTEL=gesteld, =anders:TEKST, =niet-gesteld of =onbekend
    #[arg(
        long,
        value_name = "SLEUTEL=UITKOMST",
        num_args = 1..,
        alias = "condition"
    )]
    voorwaarde: Vec<String>,
    /// Wie het slachtoffer informeert
    #[arg(long, value_name = "T", alias = "informs-victim")]
    informeert_slachtoffer: Option<String>,
    /// Wie VT informeerde
    #[arg(long, value_name = "T", alias = "informs-vt")]
    informeert_vt: Option<String>,
    /// Hoe VT erbij was
    #[arg(long, value_name = "HOE", alias = "present")]
    aanwezig: Option<Hoe>,
    /// Al het andere; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "note")]
    toelichting: Option<String>,
}

/// The words for whether he comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VrijKeuze {
    /// Hij komt vrij
    #[value(alias = "yes")]
    Ja,
    /// Hij blijft vast
    #[value(alias = "no")]
    Nee,
    /// Niemand weet het; telt als vrij
    #[value(alias = "unknown")]
    Onbekend,
}

/// The words for how VT takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Hoe {
    /// Aan tafel
    #[value(alias = "table", alias = "aan-tafel")]
    Fysiek,
    /// Per telefoon
    #[value(alias = "phone")]
    Telefonisch,
    /// Per video
    Video,
    /// De input ligt er op papier
    #[value(alias = "written")]
    Schriftelijk,
    /// Niet
    #[value(alias = "no")]
    Niet,
    /// Niemand zei het
    #[value(alias = "unknown")]
    Onbekend,
}

impl From<Hoe> for Aanwezigheid {
    fn from(from: Hoe) -> Aanwezigheid {
        match from {
            Hoe::Fysiek => Aanwezigheid::Fysiek,
            Hoe::Telefonisch => Aanwezigheid::Telefonisch,
            Hoe::Video => Aanwezigheid::Video,
            Hoe::Schriftelijk => Aanwezigheid::Schriftelijk,
            Hoe::Niet => Aanwezigheid::Niet,
            Hoe::Onbekend => Aanwezigheid::Onbekend,
        }
    }
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &BeslissingOpties) -> Result<u8, Uitweg> {
    let text = |optie, given: &Option<String>| misschien_vrij(optie, given.as_deref());
    let informeert_slachtoffer = text("--informeert-slachtoffer", &wat.informeert_slachtoffer)?;
    let informeert_vt = text("--informeert-vt", &wat.informeert_vt)?;
    let toelichting = text("--toelichting", &wat.toelichting)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    // Who changes one thing of the decision did not take the rest of it back.
    let holds = werk
        .zaak()
        .stand
        .afdoening()
        .map(|one| one.inhoud.clone())
        // With no modaliteit in common it is another decision, of which nothing is known but what is said now.
        .filter(|one| {
            let is_named = |code: &str| {
                wat.modaliteit
                    .iter()
                    .any(|new| new.eq_ignore_ascii_case(code))
            };
            one.modaliteiten.iter().any(|old| is_named(&old.code))
        });
    let (nu, kennis) = (werk.tafel.nu, werk.tafel.sessie.kennis.clone());
    let given_vrij = wat.vrij.map(|said| match said {
        VrijKeuze::Ja => Vrij::Ja,
        VrijKeuze::Nee => Vrij::Nee,
        VrijKeuze::Onbekend => Vrij::Onbekend,
    });
    // Whether he comes out was said of these modaliteiten.
    let vrij = given_vrij.or_else(|| {
        let before = holds.as_ref()?;
        let same = before.modaliteiten.len() == wat.modaliteit.len()
            && wat.modaliteit.iter().all(|code| {
                before
                    .modaliteiten
                    .iter()
                    .any(|old| old.code.eq_ignore_ascii_case(code))
            });
        before.vrij.filter(|_| same)
    });
    let mut voorwaarden: Vec<Voorwaarde> = Vec::new();
    for given in &wat.voorwaarde {
        let one = voorwaarde(given, werk.zaak(), &kennis)?;
        if voorwaarden.iter().any(|other| other.wat == one.wat) {
            return Err(Uitweg::nieuw(
                2,
                format!("--voorwaarde {:?} staat er twee keer", one.wat),
            ));
        }
        voorwaarden.push(one);
    }
    let modaliteiten = keuzes(&wat.modaliteit, vrij, &kennis)?;
    if let Some(old) = holds.as_ref().filter(|_| !how.ja) {
        let left_out: Vec<&str> = old
            .modaliteiten
            .iter()
            .filter(|one| !modaliteiten.iter().any(|new| new.code == one.code))
            .map(|one| one.label.as_str())
            .collect();
        if !left_out.is_empty() {
            return Err(Uitweg::nieuw(
                3,
                format!(
                    "de beslissing die vastligt heeft ook: {}. Noem dat ook bij --modaliteit, of geef --ja als het \
                     vervalt; er is niets vastgelegd",
                    left_out.join(", ")
                ),
            ));
        }
    }
    let before = holds.unwrap_or_else(|| Afdoening {
        modaliteiten: modaliteiten.clone(),
        ..Afdoening::default()
    });
    for earlier in before.voorwaarden {
        if !voorwaarden.iter().any(|one| one.wat == earlier.wat) {
            voorwaarden.push(earlier);
        }
    }
    let what = Afdoening {
        modaliteiten,
        vrij,
        voorwaarden,
        beslist_op: wat
            .om
            .as_deref()
            .map(|text| geweest("--om", text, nu))
            .transpose()?
            .or(before.beslist_op),
        ingang: misschien("--ingang", wat.ingang.as_deref(), nu)?.or(before.ingang),
        einde: misschien("--einde", wat.einde.as_deref(), nu)?.or(before.einde),
        informeert_slachtoffer: informeert_slachtoffer.unwrap_or(before.informeert_slachtoffer),
        informeert_vt: informeert_vt.unwrap_or(before.informeert_vt),
        vt_aanwezig: wat.aanwezig.map_or(before.vt_aanwezig, Aanwezigheid::from),
        toelichting: toelichting.unwrap_or(before.toelichting),
    };
    werk.doe(how, Opdracht::StelAfdoeningVast(Box::new(what)))
}

fn keuzes(
    codes: &[String],
    vrij: Option<Vrij>,
    kennis: &Kennis,
) -> Result<Vec<Modaliteitkeuze>, Uitweg> {
    for code in codes {
        if kennis.modaliteiten.zoek(code).is_none() {
            let known: Vec<String> = kennis
                .modaliteiten
                .alle()
                .iter()
                .map(|one| format!("{} ({})", one.code, one.label))
                .collect();
            return Err(Uitweg::nieuw(
                2,
                format!(
                    "modaliteit {code:?} is onbekend; kies uit: {}",
                    known.join(", ")
                ),
            ));
        }
    }
    let mut once: Vec<&str> = Vec::new();
    for code in codes {
        if !once.iter().any(|other| other.eq_ignore_ascii_case(code)) {
            once.push(code);
        }
    }
    Ok(kennis.modaliteiten.keuzes(once, vrij.unwrap_or_default()))
}

/// One condition with its outcome. The key is the one under which the judgement has it.
fn voorwaarde(given: &str, zaak: &Zaak, kennis: &Kennis) -> Result<Voorwaarde, Uitweg> {
    let shape = || {
        Uitweg::nieuw(
            2,
            format!(
                "--voorwaarde {given:?}: schrijf SLEUTEL=gesteld, SLEUTEL=anders:TEKST, SLEUTEL=niet-gesteld \
                 of SLEUTEL=onbekend"
            ),
        )
    };
    let (key, outcome) = given.split_once('=').ok_or_else(shape)?;
    let key = vrije_tekst("--voorwaarde", key)?;
    if key.is_empty() {
        return Err(shape());
    }
    let (word, anders) = match outcome.split_once(':') {
        Some((word, text)) => (word, vrije_tekst("--voorwaarde", text)?),
        None => (outcome, String::new()),
    };
    let uitkomst = Uitkomst::from_code(word).ok_or_else(shape)?;
    if uitkomst != Uitkomst::Anders && !anders.is_empty() {
        return Err(shape());
    }
    let wat = sleutel(&key, zaak, kennis);
    if uitkomst == Uitkomst::Anders && anders.is_empty() {
        zeg(&format!(
            "let op: hoe is {wat:?} anders gesteld? Zonder woorden telt zij als niet gesteld"
        ));
    }
    Ok(Voorwaarde {
        wat,
        uitkomst,
        anders,
    })
}

fn sleutel(key: &str, zaak: &Zaak, kennis: &Kennis) -> String {
    if let Some(known) = kennis.voorwaarden.zoek(key) {
        return known.sleutel.clone();
    }
    let asked = zaak
        .stand
        .beoordeling()
        .map(|one| one.inhoud.voorwaarden.as_slice())
        .unwrap_or_default();
    asked
        .iter()
        .find(|one| vouw(one) == vouw(key))
        .map_or_else(|| key.to_owned(), Clone::clone)
}
