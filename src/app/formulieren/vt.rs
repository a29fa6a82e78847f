//! The form in which a worker chooses the competent VT, with the reason. The list of VTs narrows while
//! one types.
//!
//! Must not know how a form is drawn, nor how it is stored.

use crate::app::afgeleid::bevoegdheid::bereik;
use crate::domain::bereikbaarheid::Wie;
use crate::domain::decide::Opdracht;
use crate::domain::gemeente::Vt;
use crate::domain::naam::vouw;
use crate::domain::zaak::Zaak;

use crate::app::blik::Blik;
use crate::app::formulieren::zaakblad::{Bladkop, Veldnoot, Zaakblad};
use crate::app::kennis::Kennis;
use crate::app::melding::Toon;
use crate::app::velden::formulier::{Formulier, Fout, Veld, VeldSoort};
use crate::domain::decide::Weigering;
use crate::domain::fase::Fase;

/// Which VT is competent.
#[derive(Debug)]
pub struct Vtblad;

impl Zaakblad for Vtblad {
    fn kop(&self) -> Bladkop {
        Bladkop {
            titel: "Welke VT",
            concept: "vt",
            toets: "w",
        }
    }

    fn velden(&self, blik: &Blik, zaak: &Zaak) -> Vec<Veld> {
        let kennis = &blik.kennis;
        let all = volgorde(kennis);
        let chosen = zaak.stand.vt.as_ref();
        // Nothing is chosen beforehand where nobody chose.
        let at = chosen
            .and_then(|vt| all.iter().position(|one| one.code == vt.code))
            .map_or(0, |at| at.saturating_add(1));
        vec![
            Veld::regel(ZEEF, "Zoek", "").met_hint("typ een deel van de naam of een plaats"),
            Veld::keuze(
                "vt",
                "VT",
                std::iter::once(KIES.to_owned())
                    .chain(all.iter().map(|vt| vt.naam.clone()))
                    .collect(),
                at,
            ),
            Veld::regel("reden", "Reden", chosen.map_or("", |vt| &vt.reden))
                .met_hint("bijv. slachtoffer woont in Oss"),
        ]
    }

    fn lees(&self, blik: &Blik, _zaak: &Zaak, form: &Formulier) -> Result<Opdracht, Fout> {
        let kennis = &blik.kennis;
        let name = match form.zoek("vt").map(|veld| &veld.soort) {
            Some(VeldSoort::Keuze(options, chosen)) => options.get(*chosen).cloned(),
            _ => None,
        }
        .unwrap_or_default();
        let vt = kennis
            .gemeenten
            .vts()
            .iter()
            .find(|vt| vt.naam == name)
            .ok_or(("vt", "Kies een VT.".to_owned()))?;
        let reden = form.tekst("reden");
        if reden.is_empty() {
            return Err((
                "reden",
                "Schrijf erbij waarom deze VT; een ander leest dit terug.".to_owned(),
            ));
        }
        Ok(Opdracht::WijsVtAan {
            code: vt.code.clone(),
            reden,
        })
    }

    fn belet(&self, zaak: &Zaak) -> Option<Weigering> {
        match zaak.fase() {
            Fase::Opgegaan => Some(Weigering::AlSamengevoegd),
            Fase::Gesloten => Some(Weigering::Gesloten),
            _ => None,
        }
    }

    fn volg(&self, blik: &Blik, form: &mut Formulier, veld: Option<&str>) {
        if veld.is_none_or(|id| id == ZEEF) {
            zeef(form, &blik.kennis);
        }
    }

    fn noot(&self, blik: &Blik, _zaak: &Zaak, form: &Formulier, veld: &Veld) -> Veldnoot {
        let (kennis, nu) = (&blik.kennis, blik.nu);
        let Some(VeldSoort::Keuze(options, chosen)) = form.zoek("vt").map(|veld| &veld.soort)
        else {
            return None;
        };
        match veld.id.as_str() {
            ZEEF => {
                let names: Vec<&str> = options
                    .iter()
                    .map(String::as_str)
                    .filter(|name| *name != KIES)
                    .take(5)
                    .collect();
                let count = options.iter().filter(|name| *name != KIES).count();
                let more = count.saturating_sub(names.len());
                let more = if more > 0 {
                    format!(" en nog {more}")
                } else {
                    String::new()
                };
                Some((format!("{}{more}", names.join(" · ")), Toon::Goed))
            }
            "vt" => {
                let name = options.get(*chosen)?;
                let vt = kennis.gemeenten.vt_genoemd(name)?;
                Some((bereik(kennis, &vt.code, nu), Toon::Goed))
            }
            _ => None,
        }
    }
}

/// The field in which one types.
pub const ZEEF: &str = "zoek";
/// What stands there while no VT is chosen.
const KIES: &str = "kies met ← → of zoek hierboven";

/// Every VT: those of the own region first, then the others as the file has them.
fn volgorde(kennis: &Kennis) -> Vec<&Vt> {
    let near = |vt: &Vt| {
        let own = kennis.eigen_vt.as_ref() == Some(&vt.code);
        let listed = kennis.bereikbaarheid.zoek(Wie::Vt(&vt.code)).is_some();
        (!own, !listed)
    };
    let mut all: Vec<&Vt> = kennis.gemeenten.vts().iter().collect();
    all.sort_by_key(|vt| near(vt));
    all
}

/// The VTs that fit what was typed: by name, by code, or by a place of theirs.
fn passend<'a>(kennis: &'a Kennis, text: &str) -> Vec<&'a Vt> {
    let wanted = vouw(text);
    let all = volgorde(kennis);
    if wanted.is_empty() {
        return all;
    }
    let mut found: Vec<&Vt> = all
        .iter()
        .copied()
        .filter(|vt| vouw(&vt.naam).contains(&wanted) || vouw(&vt.code) == wanted)
        .collect();
    // A name of several places offers the VT of each.
    for place in kennis.gemeenten.treffers(text).into_iter().rev() {
        if !found.iter().any(|vt| vt.code == place.vt.code) {
            found.insert(0, place.vt);
        }
    }
    if found.is_empty() { all } else { found }
}

/// Puts the VTs that fit into the choice.
pub fn zeef(form: &mut Formulier, kennis: &Kennis) {
    let text = form.tekst(ZEEF);
    let found = passend(kennis, &text).into_iter().map(|vt| vt.naam.clone());
    // Who typed a place has pointed at one; an empty search points at none.
    let options: Vec<String> = if vouw(&text).is_empty() {
        std::iter::once(KIES.to_owned()).chain(found).collect()
    } else {
        found.collect()
    };
    if let Some(veld) = form.zoek_mut("vt") {
        veld.soort = VeldSoort::Keuze(options, 0);
    }
}
