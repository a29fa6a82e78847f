//! Waits for work that is written to be awaited: the whole screen, or one command.
//!
//! Must not know what the work is.

use std::io;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

/// How long the end waits for threads that hang.
const GEDULD: Duration = Duration::from_millis(300);

/// Runs one command after another, on this thread.
#[derive(Debug)]
pub struct Werk(Runtime);

impl Werk {
    /// Makes what is needed for waiting.
    ///
    /// # Errors
    /// What the system says.
    pub fn nieuw() -> io::Result<Werk> {
        Ok(Werk(Builder::new_current_thread().build()?))
    }

    /// Waits until the work is done.
    pub fn wacht<T>(&self, work: impl Future<Output = T>) -> T {
        self.0.block_on(work)
    }
}

/// Runs the screen: its loop, and beside it what the loop asks for.
///
/// # Errors
/// What the system says when it gives no threads.
pub fn breed<T>(work: impl Future<Output = T>) -> io::Result<T> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let done = runtime.block_on(work);
    // Threads that used the table end before the process does: OpenSSL clears away what is theirs when a thread ends,
    // and all of it when the process ends, and the two at once can crash. A look in a folder on a drive that hangs must
    // not keep the program, or a lock, waiting for long.
    runtime.shutdown_timeout(GEDULD);
    Ok(done)
}
