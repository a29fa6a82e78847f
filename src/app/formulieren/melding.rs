//! The form of a fact that somebody told: where the suspect is, a time, or words that the list does not have.
//!
//! What is asked follows from what was told; what was typed stays, whatever is chosen after it. Must not know
//! how a form is drawn, nor how it is stored.

use chrono::{DateTime, Utc};

use crate::domain::decide::Opdracht;
use crate::domain::lijstregel::Veld as Lijstveld;
use crate::domain::overleg::{Gegeven, Meldmoment, Verlenging};
use crate::domain::tijd;
use crate::domain::verblijf::Waarde;
use crate::domain::zaak::Zaak;

use crate::app::blik::Blik;
use crate::app::formulieren::zaakblad::{Bladkop, Veldnoot, Zaakblad};
use crate::app::melding::Toon;
use crate::app::velden::formulier::{Formulier, Fout, Veld, VeldSoort};
use crate::app::velden::tijdinvoer::{Geboren, lees_geboren, lees_tijdstip};
use crate::domain::decide::Weigering;
use crate::domain::fase::Fase;

/// A fact that somebody told.
#[derive(Debug)]
pub struct Meldblad;

impl Zaakblad for Meldblad {
    fn kop(&self) -> Bladkop {
        Bladkop {
            titel: "Gemeld gegeven",
            concept: "melding",
            toets: "m",
        }
    }

    fn velden(&self, blik: &Blik, zaak: &Zaak) -> Vec<Veld> {
        let nu = blik.nu;
        let lacks_time =
            zaak.tijd(Lijstveld::BeginOphouden).is_none() && zaak.verblijf(nu).klok_loopt();
        let first = usize::from(lacks_time);
        let mut form = Formulier::nieuw(vec![
            Veld::keuze(
                WAT,
                "Wat is gemeld",
                KEUZES
                    .iter()
                    .map(|(words, _)| (*words).to_owned())
                    .collect(),
                first,
            ),
            Veld::regel("bron", "Wie meldt het", "").met_hint("bijv. intake politie, KPC-er"),
        ]);
        volg(&mut form);
        form.velden
    }

    fn lees(&self, blik: &Blik, _zaak: &Zaak, form: &Formulier) -> Result<Opdracht, Fout> {
        let nu = blik.nu;
        let what = gekozen(form).ok_or((WAT, "Kies wat er is gemeld.".to_owned()))?;
        let asked = what.vraagt().map(|veld| veld.id);
        for other in [WOORDEN, TIJD] {
            if asked.as_deref() != Some(other) && !form.tekst(other).is_empty() {
                return Err((
                    other,
                    "Dit hoort niet bij wat gekozen is. Maak het leeg, of kies iets anders."
                        .to_owned(),
                ));
            }
        }
        let gegeven = match what {
            Meldkeuze::Niets => return Err((WAT, "Kies wat er is gemeld.".to_owned())),
            Meldkeuze::Tijd(veld) => Gegeven::Tijd {
                veld,
                tijd: moment(form, nu)?.ok_or((TIJD, "Vul in wanneer dat was.".to_owned()))?,
            },
            Meldkeuze::Verblijf(waarde) => Gegeven::Verblijf {
                waarde,
                sinds: moment(form, nu)?,
            },
            Meldkeuze::Verlengd(termijn) => Gegeven::Verlengd { termijn },
            Meldkeuze::Moment(which) => Gegeven::Moment {
                moment: which,
                tijd: moment(form, nu)?.ok_or((TIJD, "Vul in wanneer dat was.".to_owned()))?,
            },
            Meldkeuze::Plaats => Gegeven::Plaats {
                waar: woorden(form)?,
            },
            Meldkeuze::Tekst(veld) => Gegeven::Tekst {
                veld,
                waarde: tekst(veld, woorden(form)?, nu)?,
            },
        };
        let bron = form.tekst("bron");
        if bron.is_empty() {
            return Err(("bron", "Vul in wie het meldde.".to_owned()));
        }
        Ok(Opdracht::Meld { gegeven, bron })
    }

    /// What somebody tells about a zaak is noted, whatever became of it.
    fn belet(&self, zaak: &Zaak) -> Option<Weigering> {
        (zaak.fase() == Fase::Opgegaan).then_some(Weigering::AlSamengevoegd)
    }

    fn volg(&self, _blik: &Blik, form: &mut Formulier, _veld: Option<&str>) {
        volg(form);
    }

    fn noot(&self, blik: &Blik, _zaak: &Zaak, form: &Formulier, veld: &Veld) -> Veldnoot {
        let nu = blik.nu;
        let text = form.tekst(&veld.id);
        let what = gekozen(form)?;
        if ![WOORDEN, TIJD].contains(&veld.id.as_str()) || text.is_empty() {
            return None;
        }
        if what.vraagt().is_none_or(|one| one.id != veld.id) {
            let text = "hoort hier niet bij; maak leeg of kies iets anders".to_owned();
            return Some((text, Toon::Let));
        }
        let unclear = || ("niet begrepen".to_owned(), Toon::Let);
        match (veld.id.as_str(), what) {
            (WOORDEN, Meldkeuze::Tekst(Lijstveld::Geboortedatum)) => {
                Some(lees_geboren(&text, nu).map_or_else(unclear, |born| {
                    let only = if matches!(born, Geboren::Jaar(_)) {
                        ", alleen het jaar"
                    } else {
                        ""
                    };
                    (format!("→ {}{only}", born.leesbaar()), Toon::Goed)
                }))
            }
            (WOORDEN, _) => None,
            _ => Some(match lees_tijdstip(&text, nu) {
                None => unclear(),
                Some(at) if at > nu => (
                    format!("→ {}, dat moet nog komen", tijd::moment(at, nu)),
                    Toon::Let,
                ),
                Some(at) => (format!("→ {}", tijd::moment(at, nu)), Toon::Goed),
            }),
        }
    }
}

/// What can be told, in the order of choice: the words, and what they mean.
const KEUZES: &[(&str, Meldkeuze)] = &[
    // Nothing is chosen beforehand that would be a fact when only the name of who told it is typed.
    ("kies met ← → of de eerste letter", Meldkeuze::Niets),
    ("begin ophouden", Meldkeuze::Tijd(Lijstveld::BeginOphouden)),
    // Where he is comes first: it is told most.
    ("vast", Meldkeuze::Verblijf(Waarde::Opgehouden)),
    ("heengezonden", Meldkeuze::Verblijf(Waarde::Heengezonden)),
    (
        "heengezonden met voorwaarden",
        Meldkeuze::Verblijf(Waarde::HeengezondenMetVoorwaarden),
    ),
    (
        "in verzekering gesteld",
        Meldkeuze::Verblijf(Waarde::InVerzekering),
    ),
    ("in bewaring", Meldkeuze::Verblijf(Waarde::Bewaring)),
    ("elders vast", Meldkeuze::Verblijf(Waarde::EldersVast)),
    ("niet vast", Meldkeuze::Verblijf(Waarde::NietVast)),
    ("aanhouding", Meldkeuze::Tijd(Lijstveld::Aanhouding)),
    ("aankomst bureau", Meldkeuze::Tijd(Lijstveld::Aankomst)),
    (
        "ophouden verlengd, identificatie (56b)",
        Meldkeuze::Verlengd(Verlenging::Identificatie),
    ),
    (
        "IVS verlengd",
        Meldkeuze::Verlengd(Verlenging::Inverzekeringstelling),
    ),
    (
        "gedragsaanwijzing verlengd",
        Meldkeuze::Verlengd(Verlenging::Gedragsaanwijzing),
    ),
    (
        "informeren uitgesteld, 2 weken",
        Meldkeuze::Verlengd(Verlenging::Informeren),
    ),
    (
        "onderzoek nodig (VT)",
        Meldkeuze::Moment(Meldmoment::OnderzoekNodig),
    ),
    ("vonnis gewezen", Meldkeuze::Moment(Meldmoment::Vonnis)),
    (
        "vonnis onherroepelijk",
        Meldkeuze::Moment(Meldmoment::VonnisOnherroepelijk),
    ),
    ("plaats van de verdachte", Meldkeuze::Plaats),
    ("naam van de verdachte", Meldkeuze::Tekst(Lijstveld::Naam)),
    ("PL-nummer", Meldkeuze::Tekst(Lijstveld::Pl)),
    ("geboortedatum", Meldkeuze::Tekst(Lijstveld::Geboortedatum)),
];

const WAT: &str = "wat";
const WOORDEN: &str = "woorden";
const TIJD: &str = "tijd";

#[derive(Clone, Copy)]
enum Meldkeuze {
    Niets,
    Tijd(Lijstveld),
    Verblijf(Waarde),
    Verlengd(Verlenging),
    Moment(Meldmoment),
    Plaats,
    Tekst(Lijstveld),
}

impl Meldkeuze {
    /// The field that this asks for beside who told it; none when there is nothing more to ask.
    fn vraagt(self) -> Option<Veld> {
        let words = |label, hint| Some(Veld::regel(WOORDEN, label, "").met_hint(hint));
        match self {
            Meldkeuze::Tijd(_) | Meldkeuze::Moment(_) => {
                Some(Veld::regel(TIJD, "Wanneer", "").met_hint("13:15, gisteren 23:40, nu"))
            }
            Meldkeuze::Verblijf(_) => Some(
                Veld::regel(TIJD, "Sinds wanneer", "").met_hint("13:15, nu; leeg: niet gezegd"),
            ),
            Meldkeuze::Niets | Meldkeuze::Verlengd(_) => None,
            Meldkeuze::Plaats => words("Waar is of gaat hij", "bijv. naar zijn moeder in Oss"),
            Meldkeuze::Tekst(Lijstveld::Naam) => words("Naam", "achternaam, voornaam"),
            Meldkeuze::Tekst(Lijstveld::Geboortedatum) => {
                words("Geboren", "3-4-1991, of alleen 1991")
            }
            Meldkeuze::Tekst(_) => words("Nummer", "PL2100-2026117042"),
        }
    }
}

fn gekozen(form: &Formulier) -> Option<Meldkeuze> {
    KEUZES.get(form.keuze(WAT)).map(|(_, what)| *what)
}

/// Shows the field that belongs to what is chosen. Another one goes when it is empty; what was typed stays.
pub fn volg(form: &mut Formulier) {
    let wanted = gekozen(form).and_then(Meldkeuze::vraagt);
    let focus = form.actief().map(|veld| veld.id.clone());
    let empty =
        |veld: &Veld| matches!(&veld.soort, VeldSoort::Regel(input) if input.value().is_empty());
    form.velden.retain(|veld| {
        let of_choice = [WOORDEN, TIJD].contains(&veld.id.as_str());
        !of_choice || !empty(veld) || wanted.as_ref().is_some_and(|one| one.id == veld.id)
    });
    if let Some(mut wanted) = wanted {
        match form.zoek_mut(&wanted.id) {
            Some(there) => {
                std::mem::swap(&mut there.label, &mut wanted.label);
                std::mem::swap(&mut there.hint, &mut wanted.hint);
            }
            None => form.velden.insert(1, wanted),
        }
    }
    if let Some(focus) = focus {
        form.focus_op(&focus);
    }
}

fn woorden(form: &Formulier) -> Result<String, Fout> {
    let text = form.tekst(WOORDEN);
    if text.is_empty() {
        return Err((WOORDEN, "Vul in wat er is gemeld.".to_owned()));
    }
    Ok(text)
}

/// A date of birth as every reader understands it; other words as they were told.
fn tekst(veld: Lijstveld, text: String, nu: DateTime<Utc>) -> Result<String, Fout> {
    if veld != Lijstveld::Geboortedatum {
        return Ok(text);
    }
    lees_geboren(&text, nu).map(Geboren::bewaard).ok_or((
        WOORDEN,
        "Datum niet begrepen. Schrijf 3-4-1991, 3 april 1991 of alleen het jaar.".to_owned(),
    ))
}

fn moment(form: &Formulier, nu: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Fout> {
    let text = form.tekst(TIJD);
    if text.is_empty() {
        return Ok(None);
    }
    let at = lees_tijdstip(&text, nu).ok_or((
        TIJD,
        "Tijd niet begrepen. Schrijf 13:15, gisteren 23:40 of nu.".to_owned(),
    ))?;
    if at > nu {
        return Err((
            TIJD,
            "Dit moet nog komen. Meld wat gebeurd is; plan het overleg met p.".to_owned(),
        ));
    }
    Ok(Some(at))
}
