//! The screen Vandaag: what is done with a line of everything that is due.
//!
//! Must not know how a line is drawn.

use crossterm::event::KeyEvent;

use crate::app::afgeleid::stapkeus::Stapsleutel;
use crate::app::afgeleid::vandaag::{RijId, Soort, rijen};
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::{Deur, Doel};
use crate::app::keus::Keus;
use crate::app::keymap::{Action, Context};
use crate::app::scherm::Scherm;
use crate::app::schermen::inlezen::plakken::plak_op_lijst;
use crate::app::stapweg;
use crate::app::tab::{Tab, stap};
use crate::app::tagvraag;
use crate::domain::ids::ZaakId;
use crate::domain::stap::StapSoort;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Vandaag {
    /// The chosen line.
    pub keus: Keus<RijId>,
}

fn sleutels(blik: &Blik) -> Vec<RijId> {
    rijen(blik.lijst.alle(), blik.nu)
        .iter()
        .map(|line| line.id)
        .collect()
}

impl Scherm for Vandaag {
    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Vandaag]
    }

    fn zaak(&self, blik: &Blik) -> Option<ZaakId> {
        self.keus.gekozen(&sleutels(blik)).map(|id| id.zaak)
    }

    fn plak(&mut self, _blik: &Blik, text: &str) -> Daden {
        plak_op_lijst(text)
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        let keys = sleutels(blik);
        if let Some(by) = stap(action, blik.pagina(14)) {
            self.keus.beweeg(&keys, by);
            return Daden::new();
        }
        match action {
            Action::Terug => Daad::Tab(Tab::Ochtend).into(),
            Action::Terugnemen => Daad::VraagTerug(None).into(),
            Action::Openen
            | Action::StapAfronden
            | Action::Terzijde
            | Action::Gevraagd
            | Action::Tegenspraak
            | Action::TagHg
            | Action::TagGeen
            | Action::TagTwijfel
            | Action::TagRadar
            | Action::ActieNieuw
            | Action::Beoordelen
            | Action::Input => match self.keus.gekozen(&keys) {
                Some(id) => op_regel(blik, id, action),
                None => Daad::let_op("Er staat hier niets open.").into(),
            },
            _ => Daden::new(),
        }
    }
}

/// Does something with one line.
fn op_regel(blik: &Blik, id: RijId, action: Action) -> Daden {
    let zaak = id.zaak;
    if id.soort == Soort::Taggen {
        return match action {
            Action::Terzijde => terzijde(blik, id),
            // One key must not tag a line that nobody sees.
            _ if tagvraag::tag_van(action).is_some() => {
                Daad::let_op("Dit zijn meer regels. Enter gaat erheen.").into()
            }
            _ => vec![Daad::Kies(zaak), Daad::Tab(Tab::Ochtend)],
        };
    }
    match (action, id.soort) {
        (Action::Terzijde, _) => terzijde(blik, id),
        (Action::TagHg | Action::TagGeen | Action::TagTwijfel | Action::TagRadar, _) => {
            tagvraag::met_toets(blik, zaak, action)
        }
        (Action::Openen, Soort::Stap(step, cause)) => open_stap(blik, zaak, (step, cause)),
        (Action::Openen, _) => Deur::Zaak(zaak).into(),
        (Action::Tegenspraak, _) => stapweg::tegenspraak(blik, zaak, None),
        (Action::Gevraagd, Soort::Stap(step, cause)) => {
            stapweg::gevraagd(blik, zaak, Some((step, cause)))
        }
        (Action::Gevraagd, _) => Daad::let_op("Alleen bij een stap valt iets te vragen.").into(),
        (Action::ActieNieuw, _) => Deur::Klein(Doel::Actie(zaak)).into(),
        (Action::Beoordelen, _) => Deur::Beoordelen(zaak).into(),
        (Action::Input, _) => Deur::Input(zaak).into(),
        (_, Soort::Actie(actie)) => Deur::Klein(Doel::ActieGedaan(zaak, actie)).into(),
        (_, Soort::Stap(step, _)) if !step.met_de_hand() => Daad::let_op(format!(
            "Niet met de hand af te vinken: {}. Enter opent de zaak.",
            step.label()
        ))
        .into(),
        (_, Soort::Stap(step, cause)) => stapweg::gedaan(blik, zaak, Some((step, cause))),
        _ => stapweg::gedaan(blik, zaak, None),
    }
}

/// Opens the zaak of a step. What is decided in one look is asked right there.
fn open_stap(blik: &Blik, zaak: ZaakId, key: Stapsleutel) -> Daden {
    let here = matches!(
        key.0,
        StapSoort::TegenspraakBeslissen | StapSoort::SoortBevestigen | StapSoort::NogNodig
    );
    let open = blik.lijst.zoek(zaak).and_then(|regel| {
        let mut steps = regel.stappen.iter();
        steps.find(|one| (one.soort, one.aanleiding) == key)
    });
    match open {
        Some(step) if here => stapweg::volg(blik, zaak, step),
        _ => Deur::Zaak(zaak).into(),
    }
}

/// Asks why this step is not needed; the lines that are no step have their own way out.
fn terzijde(blik: &Blik, id: RijId) -> Daden {
    match id.soort {
        Soort::Stap(step, cause) => stapweg::terzijde(blik, id.zaak, Some((step, cause))),
        Soort::Actie(_) => {
            Daad::let_op("Een afspraak gaat niet terzijde; s rondt haar af, met een reden.").into()
        }
        _ => Daad::let_op("Alleen een stap kan terzijde.").into(),
    }
}
