//! The screen of one zaak: steps, people, facts and the time line. The selection is by what is chosen,
//! not by its place, because steps come and go.
//!
//! Must not know how it is drawn.

use crossterm::event::KeyEvent;
use uuid::Uuid;

use crate::app::afgeleid::acties;
use crate::app::afgeleid::stapkeus::Stapsleutel;
use crate::app::afgeleid::zaaktekst::gebeurtenis::gebeurtenis_tekst;
use crate::app::afgeleid::zaaktekst::geheel::zaak_tekst;
use crate::app::afgeleid::zaaktekst::herkomst::herkomst;
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::{Deur, Doel, Zaakvorm};
use crate::app::keymap::{Action, Context};
use crate::app::leestekst::Leestekst;
use crate::app::msg::{Antwoord, Dossier, Eerder, Effect, Medeverdachte};
use crate::app::scherm::Scherm;
use crate::app::schermen::dubbelen;
use crate::app::schuif::Schuif;
use crate::app::stapweg;
use crate::app::tagvraag;
use crate::domain::actie::AfgesprokenActie;
use crate::domain::betrokkene::Betrokkene;
use crate::domain::decide::Opdracht;
use crate::domain::event::Recorded;
use crate::domain::ids::{ActieId, EventId, ZaakId};
use crate::domain::stap::{Stap, StapSoort};

/// Which half has the cursor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Helft {
    /// Steps, people, facts, earlier zaken.
    #[default]
    Zaak,
    /// The time line.
    Tijdlijn,
}

/// The screen.
#[derive(Debug)]
pub struct ZaakScherm {
    /// Which zaak.
    pub zaak: ZaakId,
    /// Which half has the cursor.
    pub helft: Helft,
    /// Which event is chosen; none is the newest.
    gebeurtenis: Option<EventId>,
    /// How far the left half is scrolled beyond its last choice.
    pub schuif: Schuif,
    gekozen: Option<Gekozen>,
    /// Where the chosen thing stood last: what comes in its place is chosen when it goes.
    laatst: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gekozen {
    Stap(StapSoort, Option<EventId>),
    Id(Uuid),
}

/// Something in the left half that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keus<'a> {
    /// A step that is open.
    Stap(&'a Stap),
    /// An agreement that is open.
    Actie(&'a AfgesprokenActie),
    /// Somebody.
    Betrokkene(&'a Betrokkene),
    /// Another zaak of the same person.
    Eerder(&'a Eerder),
    /// The zaak of another suspect in the same registration.
    Medeverdachte(&'a Medeverdachte),
}

impl Keus<'_> {
    fn wat(&self) -> Gekozen {
        match self {
            Keus::Stap(step) => Gekozen::Stap(step.soort, step.aanleiding),
            Keus::Actie(one) => Gekozen::Id(one.actie.id.0),
            Keus::Betrokkene(who) => Gekozen::Id(who.id.0),
            Keus::Eerder(other) => Gekozen::Id(other.id.0),
            Keus::Medeverdachte(other) => Gekozen::Id(other.id.0),
        }
    }
}

impl ZaakScherm {
    /// One zaak, from its start.
    #[must_use]
    pub fn nieuw(zaak: ZaakId) -> ZaakScherm {
        ZaakScherm {
            zaak,
            helft: Helft::default(),
            gebeurtenis: None,
            schuif: Schuif::default(),
            gekozen: None,
            laatst: 0,
        }
    }

    /// What the store knows of it; none while it is being loaded.
    #[must_use]
    pub fn dossier<'a>(&self, blik: &'a Blik) -> Option<&'a Dossier> {
        blik.dossiers.get(&self.zaak)
    }

    /// What can be chosen in the left half, top to bottom; `stappen` are the open steps of the zaak.
    #[must_use]
    pub fn keuzes<'a>(&self, blik: &'a Blik, stappen: &'a [Stap]) -> Vec<Keus<'a>> {
        let Some(dossier) = self.dossier(blik) else {
            return Vec::new();
        };
        let open = acties::van_zaak(&dossier.zaak).into_iter();
        stappen
            .iter()
            .map(Keus::Stap)
            .chain(open.filter(|one| one.afgerond.is_none()).map(Keus::Actie))
            .chain(dossier.zaak.stand.betrokkenen.iter().map(Keus::Betrokkene))
            .chain(dossier.eerdere.iter().map(Keus::Eerder))
            .chain(dossier.medeverdachten.iter().map(Keus::Medeverdachte))
            .collect()
    }

    /// The place of what is chosen among [`ZaakScherm::keuzes`].
    #[must_use]
    pub fn plaats(&self, keuzes: &[Keus<'_>]) -> usize {
        self.gekozen
            .and_then(|wanted| keuzes.iter().position(|one| one.wat() == wanted))
            .unwrap_or_else(|| self.laatst.min(keuzes.len().saturating_sub(1)))
    }

    /// What is chosen there.
    fn keus<'a>(&self, blik: &'a Blik, stappen: &'a [Stap]) -> Option<Keus<'a>> {
        let all = self.keuzes(blik, stappen);
        let at = self.plaats(&all);
        all.into_iter().nth(at)
    }

    /// The place of the chosen event on the time line, the newest first.
    #[must_use]
    pub fn tijdlijn_cursor(&self, dossier: &Dossier) -> usize {
        let mut line = dossier.tijdlijn.iter();
        self.gebeurtenis
            .and_then(|id| line.position(|(event, _)| event.id == id))
            .unwrap_or(0)
    }

    fn event<'a>(&self, dossier: &'a Dossier) -> Option<&'a Recorded> {
        let found = dossier.tijdlijn.get(self.tijdlijn_cursor(dossier));
        found.map(|(event, _)| event)
    }

    fn beweeg(&mut self, blik: &Blik, by: isize) {
        let move_in = |at: usize, count: usize| {
            let last = isize::try_from(count).unwrap_or(0) - 1;
            let next = isize::try_from(at).unwrap_or(0) + by;
            usize::try_from(next.clamp(0, last.max(0))).unwrap_or(0)
        };
        match self.helft {
            Helft::Zaak => {
                let steps = blik.stappen(self.zaak);
                let choices = self.keuzes(blik, &steps);
                let at = self.plaats(&choices);
                let to = move_in(at, choices.len());
                // Below the last choice stand clocks and facts: the keys scroll on to them, and back first.
                let on = by > 0 && to == at;
                if on || by < 0 && self.schuif.is_verder() {
                    let action = if on { Action::Omlaag } else { Action::Omhoog };
                    for _ in 0..by.unsigned_abs() {
                        self.schuif.doe(action, 1);
                    }
                } else {
                    self.gekozen = choices.get(to).map(Keus::wat);
                    self.laatst = to;
                }
            }
            Helft::Tijdlijn => {
                if let Some(dossier) = self.dossier(blik) {
                    let line = &dossier.tijdlijn;
                    let to = move_in(self.tijdlijn_cursor(dossier), line.len());
                    self.gebeurtenis = line.get(to).map(|(event, _)| event.id);
                }
            }
        }
    }

    fn openen(&self, blik: &Blik) -> Daden {
        let id = self.zaak;
        if self.helft == Helft::Tijdlijn {
            let event = self
                .dossier(blik)
                .and_then(|dossier| Some((dossier, self.event(dossier)?)));
            return event.map_or_else(Daden::new, |(dossier, event)| {
                Deur::Lezer(gebeurtenis_tekst(blik, &dossier.zaak, event)).into()
            });
        }
        let steps = blik.stappen(id);
        match self.keus(blik, &steps) {
            Some(Keus::Stap(step)) => stapweg::volg(blik, id, step),
            Some(Keus::Betrokkene(who)) => Deur::Betrokkene(id, Some(who.id)).into(),
            Some(Keus::Actie(one)) => Deur::Klein(Doel::ActieGedaan(id, one.actie.id)).into(),
            Some(Keus::Eerder(Eerder { id: other, .. }))
            | Some(Keus::Medeverdachte(Medeverdachte { id: other, .. })) => {
                Deur::Zaak(*other).into()
            }
            None => Deur::Betrokkene(id, None).into(),
        }
    }

    /// The step that the cursor is on.
    fn stap(&self, blik: &Blik) -> Option<Stapsleutel> {
        let steps = blik.stappen(self.zaak);
        match self
            .keus(blik, &steps)
            .filter(|_| self.helft == Helft::Zaak)
        {
            Some(Keus::Stap(step)) => Some((step.soort, step.aanleiding)),
            _ => None,
        }
    }

    /// The agreement that the cursor is on.
    fn actie(&self, blik: &Blik) -> Option<ActieId> {
        let steps = blik.stappen(self.zaak);
        match self
            .keus(blik, &steps)
            .filter(|_| self.helft == Helft::Zaak)
        {
            Some(Keus::Actie(one)) => Some(one.actie.id),
            _ => None,
        }
    }

    fn verwijderen(&self, blik: &Blik) -> Daden {
        let steps = blik.stappen(self.zaak);
        let Some(Keus::Betrokkene(who)) = self.keus(blik, &steps) else {
            return Daad::let_op("Kies eerst een betrokkene.").into();
        };
        let role = who.rol.label();
        let question =
            format!("Gekozen betrokkene ({role}) uit de zaak verwijderen? u haalt terug.");
        let remove = Daad::opdracht(self.zaak, Opdracht::VerwijderBetrokkene(who.id));
        Daad::Eerst(question, remove.into()).into()
    }
}

impl Scherm for ZaakScherm {
    fn naam(&self) -> &'static str {
        "Zaak"
    }

    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Zaak]
    }

    fn zaak(&self, _blik: &Blik) -> Option<ZaakId> {
        Some(self.zaak)
    }

    fn begin(&mut self, _blik: &Blik) -> Daden {
        Daad::Vraag(Effect::LaadZaak(self.zaak)).into()
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        let id = self.zaak;
        let form = |vorm| Deur::Zaakformulier(id, vorm).into();
        let read = |text: fn(&Blik, &Dossier) -> Leestekst| {
            let dossier = blik.dossiers.get(&id);
            dossier.map_or_else(Daden::new, |dossier| {
                Deur::Lezer(text(blik, dossier)).into()
            })
        };
        match action {
            Action::Terug => return vec![Daad::Sluit, Daad::Ververs],
            Action::Beoordelen => return Deur::Beoordelen(id).into(),
            Action::Input => return Deur::Input(id).into(),
            Action::BetrokkeneNieuw => return Deur::Betrokkene(id, None).into(),
            Action::Terugnemen => return Daad::VraagTerug(Some(id)).into(),
            Action::StapAfronden => {
                return match self.actie(blik) {
                    Some(actie) => Deur::Klein(Doel::ActieGedaan(id, actie)).into(),
                    None => stapweg::gedaan(blik, id, self.stap(blik)),
                };
            }
            Action::ActieNieuw => return Deur::Klein(Doel::Actie(id)).into(),
            // Takes apart what was joined, or else shows what may be the same zaak.
            Action::Dubbelen => {
                return match dubbelen::vraag_splits(blik, id) {
                    Some(question) => question.into(),
                    None => Deur::Dubbelen(Some(id)).into(),
                };
            }
            Action::Terzijde => return stapweg::terzijde(blik, id, self.stap(blik)),
            Action::Gevraagd => return stapweg::gevraagd(blik, id, self.stap(blik)),
            Action::Tegenspraak => return stapweg::tegenspraak(blik, id, None),
            Action::OverlegPlannen => return form(Zaakvorm::Overleg),
            Action::Beslissing => return form(Zaakvorm::Afdoening),
            Action::Melden => return form(Zaakvorm::Melding),
            Action::VtKiezen => return form(Zaakvorm::Vt),
            Action::Overdragen => return stapweg::overdragen(blik, id),
            Action::Sluiten => return stapweg::sluiten(blik, id),
            Action::Aandachtspunten => return Deur::Punten(id).into(),
            Action::TagHg | Action::TagGeen | Action::TagTwijfel | Action::TagRadar => {
                return tagvraag::met_toets(blik, id, action);
            }
            Action::Wissel => {
                self.helft = match self.helft {
                    Helft::Zaak => Helft::Tijdlijn,
                    Helft::Tijdlijn => Helft::Zaak,
                };
            }
            Action::Omlaag => self.beweeg(blik, 1),
            Action::Omhoog => self.beweeg(blik, -1),
            Action::PaginaOmlaag => self.beweeg(blik, 10),
            Action::PaginaOmhoog => self.beweeg(blik, -10),
            Action::Openen => return self.openen(blik),
            Action::Verwijderen => return self.verwijderen(blik),
            Action::Herkomst => return read(|_, dossier| herkomst(&dossier.zaak)),
            Action::ZaakTekst => return read(zaak_tekst),
            _ => {}
        }
        Daden::new()
    }

    fn ontvang(&mut self, _blik: &Blik, antwoord: &mut Option<Antwoord>) -> Daden {
        match antwoord {
            // Whoever is not on the time line finds the newest there when he comes.
            Some(Antwoord::Zaak(Ok(dossier)))
                if dossier.zaak.id == self.zaak && self.helft == Helft::Zaak =>
            {
                self.gebeurtenis = None;
            }
            // A zaak that went up in another is shown as that other one from now on.
            Some(Antwoord::Samengevoegd(result)) => {
                if let Ok((hoofd, dubbel)) = result
                    && self.zaak == *dubbel
                {
                    self.zaak = *hoofd;
                }
                return Daad::Vraag(Effect::LaadZaak(self.zaak)).into();
            }
            _ => {}
        }
        Daden::new()
    }
}
