//! The screen Overdracht: who hands over which zaken, and who takes them over.
//!
//! Must not know how a line is drawn, nor how the text is laid out.

use crossterm::event::KeyEvent;

use crate::app::afgeleid::overdracht::{als_tekst, rijen};
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::{Deur, Doel};
use crate::app::keus::Keus;
use crate::app::keymap::{Action, Context};
use crate::app::leestekst::Leestekst;
use crate::app::melding::Melding;
use crate::app::msg::{Effect, Uitvoering};
use crate::app::scherm::Scherm;
use crate::app::schermen::inlezen::plakken::plak_op_lijst;
use crate::app::tab::{Tab, stap};
use crate::domain::decide::{Opdracht, decide};
use crate::domain::ids::ZaakId;
use crate::domain::naam::Naam;
use crate::send::ondertekening;

/// Characters on a line of the text when it is read on the screen.
const OP_SCHERM: usize = 76;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Overdracht {
    /// The chosen zaak.
    pub keus: Keus<ZaakId>,
}

fn sleutels(blik: &Blik) -> Vec<ZaakId> {
    rijen(blik.lijst.alle())
        .iter()
        .map(|regel| regel.zaak.id)
        .collect()
}

impl Scherm for Overdracht {
    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Overdracht]
    }

    fn zaak(&self, blik: &Blik) -> Option<ZaakId> {
        self.keus.gekozen(&sleutels(blik))
    }

    fn plak(&mut self, _blik: &Blik, text: &str) -> Daden {
        plak_op_lijst(text)
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        let keys = sleutels(blik);
        if let Some(by) = stap(action, blik.pagina(16)) {
            self.keus.beweeg(&keys, by);
            return Daden::new();
        }
        match (action, self.keus.gekozen(&keys)) {
            (Action::Terug, _) => Daad::Tab(Tab::Ochtend).into(),
            (Action::Terugnemen, _) => Daad::VraagTerug(None).into(),
            (Action::Lees, _) => Deur::Lezer(lees(blik)).into(),
            (Action::Openen, Some(zaak)) => Deur::Zaak(zaak).into(),
            (Action::DraagOver, Some(zaak)) if is_open(blik, zaak) => {
                Deur::Klein(Doel::DraagOver(vec![zaak])).into()
            }
            (Action::DraagOver, Some(_)) => Daad::let_op(
                "Deze zaak volgt VT niet; zij staat hier om bekeken te worden. Enter opent haar.",
            )
            .into(),
            (Action::DraagAllesOver, Some(_)) => {
                let open: Vec<ZaakId> = keys.into_iter().filter(|id| is_open(blik, *id)).collect();
                if open.is_empty() {
                    Daad::let_op("Er staat geen zaak open om over te dragen.").into()
                } else {
                    Deur::Klein(Doel::DraagOver(open)).into()
                }
            }
            (Action::NeemOver, Some(zaak)) => neem_over(blik, zaak),
            (Action::NeemAllesOver, Some(_)) => vraag_alles(blik),
            (
                Action::Openen
                | Action::DraagOver
                | Action::DraagAllesOver
                | Action::NeemOver
                | Action::NeemAllesOver,
                None,
            ) => Daad::let_op("Er staat geen zaak open.").into(),
            _ => Daden::new(),
        }
    }
}

fn is_open(blik: &Blik, zaak: ZaakId) -> bool {
    let line = blik.lijst.zoek(zaak);
    line.is_some_and(|regel| regel.zaak.stand.is_open())
}

/// Taking over is done by somebody; what to do where nobody gave a name.
fn zonder_naam(blik: &Blik) -> Option<Daad> {
    ondertekening::naam(&blik.tafel.medewerker).is_none().then(|| {
        Daad::let_op(
            "Overnemen gaat op een naam. Vergrendel met Ctrl-L en vul bij Uw naam in wie u bent.",
        )
    })
}

fn neem_over(blik: &Blik, zaak: ZaakId) -> Daden {
    if let Some(nameless) = zonder_naam(blik) {
        return nameless.into();
    }
    let Some(regel) = blik.lijst.zoek(zaak) else {
        return Daden::new();
    };
    if let Err(why) = decide(&regel.zaak, &Opdracht::NeemOver) {
        return Daad::let_op(why.to_string()).into();
    }
    let text = format!(
        "Overgenomen door {}: {}",
        blik.tafel.medewerker,
        blik.naam(&regel.zaak.regel.naam)
    );
    let what = Effect::VoerUit(Uitvoering::een(zaak, Opdracht::NeemOver));
    Daad::Wijzig(what, Some(Melding::goed(text))).into()
}

/// Asks whether to take over everything that waits.
fn vraag_alles(blik: &Blik) -> Daden {
    if let Some(nameless) = zonder_naam(blik) {
        return nameless.into();
    }
    let waiting: Vec<ZaakId> = rijen(blik.lijst.alle())
        .iter()
        .filter(|regel| regel.zaak.stand.wacht_op_overname().is_some())
        .map(|regel| regel.zaak.id)
        .collect();
    let tekst = match waiting.len() {
        0 => return Daad::let_op("Er wacht geen zaak op overname.").into(),
        1 => "Eén zaak wacht op overname. Overnemen op uw naam?".to_owned(),
        count => format!("{count} zaken wachten op overname. Alle {count} overnemen op uw naam?"),
    };
    let take = Daad::dan(move |blik| neem_alles_over(blik, waiting));
    Daad::Eerst(tekst, take.into()).into()
}

/// Takes these zaken over, as far as they still wait.
fn neem_alles_over(blik: &Blik, zaken: Vec<ZaakId>) -> Daden {
    let waits = |zaak: &ZaakId| {
        let line = blik.lijst.zoek(*zaak);
        line.is_some_and(|regel| decide(&regel.zaak, &Opdracht::NeemOver).is_ok())
    };
    let opdrachten: Vec<(ZaakId, Opdracht)> = zaken
        .into_iter()
        .filter(waits)
        .map(|zaak| (zaak, Opdracht::NeemOver))
        .collect();
    let count = opdrachten.len();
    let what = if count == 1 { "zaak" } else { "zaken" };
    let text = format!("{count} {what} overgenomen door {}", blik.tafel.medewerker);
    let all = Uitvoering {
        opdrachten,
        concept: None,
    };
    Daad::Wijzig(Effect::VoerUit(all), Some(Melding::goed(text))).into()
}

/// The text, as wide as the smallest screen has room for.
fn lees(blik: &Blik) -> Leestekst {
    let names = |name: &Naam| blik.naam(name);
    let text = als_tekst(blik, &names, &|text| blik.vrije_tekst(text), OP_SCHERM);
    Leestekst {
        schrijfbaar: true,
        ..Leestekst::plat("Overdracht", &text)
    }
}
