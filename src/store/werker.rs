//! Two threads: one owns the [`Store`] and writes, one owns a second [`Lezer`] and reads, so that a long
//! reading of a list never makes a screen wait.
//!
//! Must not know what the jobs do. A job that panics is reported; the thread goes on.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

use tokio::sync::oneshot;

use super::fout::{StoreFout, Uitkomst};
use super::winkel::{Lezer, Store};

type Taak<S> = Box<dyn FnOnce(&mut S) + Send>;

/// The answer to a job, now or later. Dropping it does not stop the job.
#[derive(Debug)]
pub struct Antwoord<T>(oneshot::Receiver<Uitkomst<T>>);

impl<T> Antwoord<T> {
    /// Waits for the answer on this thread. Not for use inside an async task: await it there.
    ///
    /// # Errors
    /// What the job gave, [`StoreFout::Paniek`] or [`StoreFout::Gesloten`].
    pub fn wacht(self) -> Uitkomst<T> {
        self.0.blocking_recv().unwrap_or(Err(StoreFout::Gesloten))
    }

    /// Waits for the answer in an async task.
    ///
    /// # Errors
    /// What the job gave, [`StoreFout::Paniek`] or [`StoreFout::Gesloten`].
    pub async fn klaar(self) -> Uitkomst<T> {
        self.0.await.unwrap_or(Err(StoreFout::Gesloten))
    }
}

/// A thread with something of its own, that does jobs in the order in which they were given.
#[derive(Debug)]
struct Draad<S> {
    /// No job means: end at once, as a thread that died.
    taken: Option<Sender<Option<Taak<S>>>>,
    thread: Option<JoinHandle<()>>,
}

impl<S: Send + 'static> Draad<S> {
    fn start(naam: &str, eigen: S, tussendoor: fn(&mut S)) -> Uitkomst<Draad<S>> {
        let (taken, jobs) = channel::<Option<Taak<S>>>();
        let thread = Builder::new()
            .name(naam.to_owned())
            .spawn(move || run(eigen, &jobs, tussendoor))
            .map_err(|fout| StoreFout::Schijf(fout.kind().to_string()))?;
        Ok(Draad {
            taken: Some(taken),
            thread: Some(thread),
        })
    }

    fn geef<T: Send + 'static>(
        &self,
        taak: impl FnOnce(&mut S) -> Uitkomst<T> + Send + 'static,
    ) -> Antwoord<T> {
        let (reply, answer) = oneshot::channel();
        let job: Taak<S> = Box::new(move |eigen| {
            let done = catch_unwind(AssertUnwindSafe(|| taak(eigen)))
                .unwrap_or_else(|panic| Err(StoreFout::Paniek(reden(panic.as_ref()))));
            // Nobody waits any more: the worker went to another screen.
            let _ = reply.send(done);
        });
        if let Some(taken) = &self.taken {
            // If the thread has ended, the answer is dropped with the job and says `Gesloten`.
            let _ = taken.send(Some(job));
        }
        Antwoord(answer)
    }
}

impl<S> Drop for Draad<S> {
    fn drop(&mut self) {
        self.taken = None;
        if let Some(thread) = self.thread.take() {
            // Jobs catch their own panics, so there is nothing to learn from the result.
            let _ = thread.join();
        }
    }
}

fn run<S>(mut eigen: S, jobs: &Receiver<Option<Taak<S>>>, tussendoor: fn(&mut S)) {
    while let Ok(Some(job)) = jobs.recv() {
        job(&mut eigen);
        tussendoor(&mut eigen);
    }
}

/// What a panic said. The text of a program error, without content of the store.
fn reden(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "onbekende oorzaak".to_owned())
}

/// A store at work. Dropping it finishes the jobs that were given, writes everything into the one file,
/// wipes the keys and lets go of the lock.
#[derive(Debug)]
pub struct Werker {
    // Dropped in this order: the reader must be gone before the writer empties the log.
    lezer: Draad<Lezer>,
    schrijver: Draad<Store>,
}

impl Werker {
    /// Puts `store` to work.
    ///
    /// # Errors
    /// When the second connection or a thread can not be made.
    pub fn start(store: Store) -> Uitkomst<Werker> {
        let lezer = store.lezer()?;
        Ok(Werker {
            lezer: Draad::start("lezer", lezer, |_| {})?,
            schrijver: Draad::start("schrijver", store, |store| {
                // After the answer was given, so that nobody waits for it.
                let _ = store.onderhoud();
            })?,
        })
    }

    /// Gives the writer a job. Its answer comes when what it wrote was read back.
    pub fn schrijf<T: Send + 'static>(
        &self,
        taak: impl FnOnce(&mut Store) -> Uitkomst<T> + Send + 'static,
    ) -> Antwoord<T> {
        self.schrijver
            .geef(|store: &mut Store| store.nagelezen(taak))
    }

    /// Ends the thread that writes, to play one that died. What was given after this is never done.
    #[doc(hidden)]
    pub fn proef_dood(&self) {
        if let Some(taken) = &self.schrijver.taken {
            let _ = taken.send(None);
        }
    }

    /// Gives the reader a job when the writer has done everything that it was given before; so it sees that.
    /// A job of the writer never waits for it.
    ///
    /// # Errors
    /// What the job gave, [`StoreFout::Paniek`] or [`StoreFout::Gesloten`].
    pub fn lees_na<T: Send + 'static>(
        &self,
        taak: impl FnOnce(&Lezer) -> Uitkomst<T> + Send + 'static,
    ) -> impl Future<Output = Uitkomst<T>> + Send {
        // Given here, so that it keeps its place among the jobs.
        let before = self.schrijf(|_| Ok(()));
        async move {
            // Whether the writer still works is no matter for who reads.
            let _ = before.klaar().await;
            self.lees(taak).klaar().await
        }
    }

    /// Gives the reader a job. It sees everything that was committed before it began.
    pub fn lees<T: Send + 'static>(
        &self,
        taak: impl FnOnce(&Lezer) -> Uitkomst<T> + Send + 'static,
    ) -> Antwoord<T> {
        self.lezer.geef(|lezer: &mut Lezer| taak(lezer))
    }
}
