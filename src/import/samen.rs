//! Long lists are shared among threads.
//!
//! Must not know what is done with each line.

use std::num::NonZero;
use std::thread::{self, Scope, ScopedJoinHandle};

/// From so many rows on, the rows are shared among threads.
const SAMEN_VANAF: usize = 10_000;
/// More threads only wait for memory.
const DRADEN_MAX: usize = 8;

/// Among how many threads so many rows are shared.
#[must_use]
pub fn draden(rows: usize) -> usize {
    if rows <= SAMEN_VANAF {
        return 1;
    }
    thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(DRADEN_MAX)
}

/// Begins work beside this; none where no thread can be made, as in a reader that is shut in. Whoever asked does
/// the work itself then.
pub fn begin<'scope, R: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> R + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, R>> {
    thread::Builder::new().spawn_scoped(scope, work).ok()
}

/// The result of `wat` for each of `dingen`, in their order.
pub fn elk<T: Sync, R: Send>(dingen: &[T], wat: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
    let threads = draden(dingen.len());
    let each = |part: &[T]| part.iter().map(wat).collect::<Vec<R>>();
    if threads < 2 {
        return each(dingen);
    }
    thread::scope(|scope| {
        let parts: Vec<_> = dingen
            .chunks(dingen.len().div_ceil(threads))
            .map(|part| (part, begin(scope, move || each(part))))
            .collect();
        parts
            .into_iter()
            // Should a thread fail, its part is done here; then a failure is seen where it is.
            .flat_map(|(part, done)| {
                done.and_then(|done| done.join().ok())
                    .unwrap_or_else(|| each(part))
            })
            .collect()
    })
}
