//! Carries out what `update` asks for, beside the loop, and sends the answers back.
//!
//! Must not know screens. Nothing here waits on the thread that draws.

mod aan_tafel;
mod map;

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

use crate::app::kennis::Tafel;
use crate::app::model::Verzoek;
use crate::app::msg::{Antwoord, Effect, Msg, Nummer, SlotFout};
use crate::import::Profielen;
use crate::store::{Store, StoreFout};

use super::apart::Staker;
use super::klok::Klok;
use super::oefenen;
use super::sessie::{Kopieplek, OpSlot, Opening, Sessie, kopieer, op_slot};
use super::terminal;

pub use aan_tafel::lezing_terug;

use aan_tafel::AanTafel;
use map::{Gezien, zoek_bestanden};

/// How long closing waits for work that is under way, such as a list on a slow network drive.
const SLUIT_GEDULD: Duration = Duration::from_secs(10);

/// How long the end of the program waits for a backup.
const KOPIE_GEDULD: Duration = Duration::from_secs(30);

/// What the loop is told from outside.
#[derive(Debug)]
pub enum Nieuws {
    /// A message for `update`.
    Msg(Msg),
    /// A table was opened.
    Open(Nummer, Result<Arc<Sessie>, SlotFout>),
    /// End now.
    Stop,
}

/// Whether a practice table, a demonstration or the real one is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// The real table.
    Echt,
    /// The practice table.
    Oefenen,
    /// The throwaway table with the bundled list.
    Demo,
}

/// Carries effects out.
#[derive(Debug)]
pub struct Uitvoerder {
    opening: Opening,
    soort: Soort,
    klok: Klok,
    uit: UnboundedSender<Nieuws>,
    sessie: Option<Arc<Sessie>>,
    sluit: Option<JoinHandle<()>>,
    gesloten: bool,
    wachtwoord: Option<SecretString>,
    gezien: Gezien,
    leest: Staker,
    profielen: Arc<Mutex<Option<Arc<Profielen>>>>,
}

impl Uitvoerder {
    /// Answers go to `uit`.
    #[must_use]
    pub fn nieuw(opening: Opening, soort: Soort, klok: Klok, uit: UnboundedSender<Nieuws>) -> Self {
        Uitvoerder {
            opening,
            soort,
            klok,
            uit,
            sessie: None,
            sluit: None,
            gesloten: false,
            wachtwoord: None,
            gezien: Gezien::default(),
            leest: Staker::default(),
            profielen: Arc::default(),
        }
    }

    /// The passphrase that was given with the command; used once, for the first opening.
    pub fn wachtwoord(&mut self, given: Option<SecretString>) {
        self.wachtwoord = given;
    }

    /// How the table is called, before and after it is opened.
    #[must_use]
    pub fn tafel(&self) -> Tafel {
        tafel(&self.opening, self.soort, self.sessie.as_deref())
    }

    /// A table was opened: work with it from now on.
    pub fn neem(&mut self, sessie: Arc<Sessie>) -> Tafel {
        // What a worker bound before the table was locked still holds.
        let bound = self
            .profielen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(bound) = bound {
            sessie.zet_profielen(bound);
        }
        self.sessie = Some(sessie);
        self.tafel()
    }

    /// Makes a backup where the configuration names a folder; what somebody must know of it. Waits no longer than
    /// [`KOPIE_GEDULD`] for a drive.
    pub async fn kopie_bij_sluiten(&self) -> Vec<String> {
        let Some(sessie) = self.sessie.as_ref().filter(|_| self.kopieert()) else {
            return Vec::new();
        };
        let work = kopieer(
            Arc::downgrade(sessie),
            Kopieplek::Configuratie,
            self.klok.nu(),
        );
        match tokio::time::timeout(KOPIE_GEDULD, work).await {
            Ok(Ok(done)) => done.zinnen(),
            Ok(Err(fout)) => vec![format!("er is geen reservekopie gemaakt: {fout}")],
            Err(_) => vec![
                "er is geen reservekopie gemaakt: de schijf antwoordt niet. Kijk of de stick of netwerkschijf er is."
                    .to_owned(),
            ],
        }
    }

    /// A backup is made when the table closes.
    #[must_use]
    pub fn kopieert(&self) -> bool {
        self.soort == Soort::Echt
            && self.sessie.is_some()
            && self.opening.config.reservekopie.map.is_some()
    }

    /// Closes the table. Returns what finishes when everything is on disk.
    pub fn sluit(&mut self) -> Option<JoinHandle<()>> {
        if let Some(sessie) = self.sessie.take() {
            self.sluit = Some(tokio::task::spawn_blocking(move || sluit_af(sessie)));
        }
        self.sluit.take()
    }

    /// Whether the table was locked, so that a process without any data can take its place.
    #[must_use]
    pub fn gesloten(&self) -> bool {
        self.gesloten
    }

    /// Carries one request out.
    pub fn voer_uit(&mut self, verzoek: Verzoek) {
        let nummer = verzoek.nummer;
        let nu = self.klok.nu();
        match verzoek.effect {
            Effect::Stop => self.zeg(Nieuws::Stop),
            Effect::Bel(count) => {
                let how = &self.opening.config.alarm;
                terminal::bel(count, how.bel, how.melding);
            }
            Effect::WekMij(after) => {
                let out = self.uit.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(after).await;
                    // The loop has ended when nobody listens.
                    let _ = out.send(Nieuws::Msg(Msg::Wek));
                });
            }
            Effect::Kijk => self.kijk(nummer, nu),
            Effect::Ontgrendel {
                wachtwoord,
                medewerker,
                toch,
            } => {
                self.open(nummer, nu, medewerker, move |how, nu| {
                    let toch = toch || how.toch;
                    Sessie::ontgrendel(Opening { toch, ..how }, &wachtwoord, nu)
                });
            }
            Effect::Herstel {
                woorden,
                medewerker,
                nieuw,
            } => {
                self.open(nummer, nu, medewerker, move |how, nu| {
                    Sessie::herstel(how, woorden.expose_secret(), &nieuw, nu)
                });
            }
            Effect::Maak {
                wachtwoord,
                medewerker,
            } => {
                self.open(nummer, nu, medewerker, move |how, nu| {
                    Sessie::maak(how, &wachtwoord, nu)
                });
            }
            Effect::StaakLezen => self.leest.staak(),
            Effect::Sluit => {
                self.leest.staak();
                self.sluit = self.sluit();
                self.gesloten = true;
            }
            Effect::ZoekBestanden => {
                let map = self.opening.paden.inlezen.clone();
                let gezien = self.gezien.clone();
                self.antwoord(nummer, async move {
                    let found =
                        tokio::task::spawn_blocking(move || zoek_bestanden(&map, &gezien)).await;
                    Antwoord::Bestanden(
                        found
                            .unwrap_or_else(|_| Err("Zoeken mislukte.".to_owned()))
                            .map(|(files, _)| files),
                    )
                });
            }
            Effect::KijkMap => {
                // It is asked each minute.
                if let Some(sessie) = &self.sessie {
                    sessie.inzage_voorbij(nu);
                }
                let map = self.opening.paden.inlezen.clone();
                let (gezien, out) = (self.gezien.clone(), self.uit.clone());
                if gezien.kijkt.swap(true, Ordering::Relaxed) {
                    return;
                }
                tokio::task::spawn_blocking(move || {
                    let found = zoek_bestanden(&map, &gezien);
                    gezien.kijkt.store(false, Ordering::Relaxed);
                    // A folder that cannot be read is told when the worker asks for files, not before.
                    if let Ok((files, true)) = found {
                        let answer = Msg::Antwoord(nummer, Antwoord::MapGezien(files));
                        let _ = out.send(Nieuws::Msg(answer));
                    }
                });
            }
            Effect::Zag(what) => {
                if let Some(sessie) = &self.sessie {
                    sessie.zag(what, nu);
                }
            }
            Effect::Zocht(words) => {
                if let Some(sessie) = &self.sessie {
                    sessie.zocht(&words, "", nu);
                }
            }
            other => self.met_sessie(nummer, other, nu),
        }
    }

    fn met_sessie(&mut self, nummer: Nummer, effect: Effect, nu: DateTime<Utc>) {
        let Some(sessie) = self.sessie.clone() else {
            // The table was locked between the question and its carrying out.
            return;
        };
        let staker = if matches!(effect, Effect::BekijkBestand(_)) {
            // A worker who reads another file has no use for this one.
            let new = Staker::default();
            std::mem::replace(&mut self.leest, new.clone()).staak();
            new
        } else {
            Staker::default()
        };
        let tafel = AanTafel {
            sessie,
            nu,
            staker,
            // A demonstration leaves nothing behind.
            bewaart: self.soort != Soort::Demo,
            oefent: self.soort != Soort::Echt,
            profielen: self.profielen.clone(),
        };
        // The work begins here, in order, so that the store gets its jobs in the order of the keys; only
        // waiting for the answers goes on beside the loop.
        if let Some(work) = tafel.werk(effect) {
            self.antwoord(nummer, begin(work));
        }
    }

    fn kijk(&mut self, nummer: Nummer, nu: DateTime<Utc>) {
        let how = self.opening.clone();
        let out = self.uit.clone();
        match self.soort {
            Soort::Echt if self.wachtwoord.is_some() => {
                if let Some(given) = self.wachtwoord.take() {
                    self.open(nummer, nu, String::new(), move |how, nu| {
                        Sessie::open_of_maak(how, &given, nu)
                    });
                }
            }
            Soort::Echt => {
                let answer = Antwoord::Aangetroffen {
                    bestaat: Store::bestaat(&how.paden.data),
                    tafel: self.tafel(),
                };
                self.zeg(Nieuws::Msg(Msg::Antwoord(nummer, answer)));
            }
            Soort::Oefenen => {
                tokio::spawn(async move {
                    let opened = tokio::task::spawn_blocking(move || oefenen::open(how, nu)).await;
                    let _ = out.send(Nieuws::Open(nummer, geopend(opened, nu).map(Arc::new)));
                });
            }
            Soort::Demo => {
                tokio::spawn(async move {
                    let opened = oefenen::demo(how, nu).await.map_err(|fout| SlotFout {
                        tekst: fout.to_string(),
                        ..SlotFout::default()
                    });
                    let _ = out.send(Nieuws::Open(nummer, opened));
                });
            }
        }
    }

    fn open(
        &mut self,
        nummer: Nummer,
        nu: DateTime<Utc>,
        medewerker: String,
        how_to: impl FnOnce(Opening, DateTime<Utc>) -> Result<Sessie, StoreFout> + Send + 'static,
    ) {
        let how = Opening {
            medewerker: Some(medewerker),
            ..self.opening.clone()
        };
        let out = self.uit.clone();
        let closing = self.sluit.take();
        tokio::spawn(async move {
            // A table that is being closed must let go of its lock first.
            if let Some(closing) = closing {
                let _ = closing.await;
            }
            let opened = tokio::task::spawn_blocking(move || how_to(how, nu)).await;
            let _ = out.send(Nieuws::Open(nummer, geopend(opened, nu).map(Arc::new)));
        });
    }

    fn antwoord(&self, nummer: Nummer, work: impl Future<Output = Antwoord> + Send + 'static) {
        let out = self.uit.clone();
        tokio::spawn(async move {
            let answer = work.await;
            let _ = out.send(Nieuws::Msg(Msg::Antwoord(nummer, answer)));
        });
    }

    fn zeg(&self, what: Nieuws) {
        // The loop has ended when nobody listens.
        let _ = self.uit.send(what);
    }
}

/// Closes a table when the work that was asked of it is done: each piece of work holds the session too,
/// and as long as one does, the lock of the table is not free for who opens it again.
fn sluit_af(mut sessie: Arc<Sessie>) {
    let until = Instant::now() + SLUIT_GEDULD;
    loop {
        match Arc::try_unwrap(sessie) {
            Ok(last) => return drop(last),
            Err(shared) if Instant::now() < until => {
                sessie = shared;
                std::thread::sleep(Duration::from_millis(1));
            }
            // Whoever still has it closes it.
            Err(_) => return,
        }
    }
}

/// Starts a piece of work at once: its first step, handing the job to the writer, is taken before this
/// returns, so that jobs keep the order of the keys.
fn begin<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> impl Future<Output = T> + Send + 'static {
    let mut work = Box::pin(work);
    let mut first = None;
    let waker = std::task::Waker::noop();
    let mut context = std::task::Context::from_waker(waker);
    if let std::task::Poll::Ready(done) = work.as_mut().poll(&mut context) {
        first = Some(done);
    }
    async move {
        match first {
            Some(done) => done,
            None => work.await,
        }
    }
}

fn geopend(
    opened: Result<Result<Sessie, StoreFout>, tokio::task::JoinError>,
    nu: DateTime<Utc>,
) -> Result<Sessie, SlotFout> {
    match opened {
        Ok(Ok(sessie)) => Ok(sessie),
        Ok(Err(fout)) => {
            let wait = match &fout {
                StoreFout::Wachtwoord { wacht } => Some(*wacht),
                StoreFout::Wachten { nog } => Some(*nog),
                _ => None,
            };
            Err(SlotFout {
                tekst: fout.to_string(),
                wacht_tot: wait
                    .filter(|wait| !wait.is_zero())
                    .and_then(|wait| TimeDelta::from_std(wait).ok())
                    .map(|wait| nu + wait),
                vraagt: matches!(fout, StoreFout::IetsWeg(_)),
            })
        }
        Err(_) => Err(SlotFout {
            tekst: "Openen mislukte door een fout in het programma.".to_owned(),
            ..SlotFout::default()
        }),
    }
}

/// How the table is called.
#[must_use]
pub fn tafel(how: &Opening, soort: Soort, sessie: Option<&Sessie>) -> Tafel {
    let config = &how.config;
    let vt = how
        .kennis
        .gemeenten
        .vt(&config.tafel.vt)
        .map_or_else(|| config.tafel.vt.clone(), |vt| vt.naam.clone());
    // Practice asks nobody who he is.
    let lock = if soort == Soort::Echt {
        op_slot(&how.paden.data)
    } else {
        OpSlot::default()
    };
    let medewerker = sessie
        .map(Sessie::medewerker)
        .or_else(|| how.medewerker.clone().filter(|name| !name.is_empty()))
        .or_else(|| lock.personen.first().cloned())
        .unwrap_or_else(|| config.gebruiker.naam.clone());
    let dienst = sessie.and_then(Sessie::dienst);
    Tafel {
        naam: config.tafel.naam.clone(),
        vt,
        medewerker,
        personen: lock.personen,
        herstelblad: lock.herstelblad,
        rol: dienst.as_ref().map(|one| one.rol),
        kiest_rol: dienst.as_ref().is_some_and(|one| one.vraagt),
        rollen: dienst.map(|one| one.rollen).unwrap_or_default(),
        bereikbaar: config.tafel.bereikbaar.clone(),
        uitmap: how.paden.uit.display().to_string(),
        inmap: how.paden.inlezen.display().to_string(),
        oefenen: soort != Soort::Echt,
        slot_na_minuten: config.slot.na_minuten,
        bewaardagen: config.bewaren.dagen(),
    }
}
