//! Waits for work that is written to be awaited: the whole screen, or one command.
//!
//! Must not know what the work is.

use std::io;

use tokio::runtime::{Builder, Runtime};

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
    // A look in a folder on a drive that hangs must not keep the program, or a lock, waiting.
    runtime.shutdown_background();
    Ok(done)
}
