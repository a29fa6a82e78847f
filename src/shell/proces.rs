//! What every process of the program does to itself before anything else: no core file, and no other
//! program of the same user that reads its memory.
//!
//! Must not know what the process is for.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// No cores (also not through a program of the system that catches them), and no reading along.
pub fn scherm_af() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        // What is refused here leaves the program as safe as it was.
        let _ = setrlimit(Resource::Core, none);
    }
    // A pipe as core pattern ignores the limit; this is what stops it.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Another program in the place of [`zelf`]; see [`is_programma`].
static PROGRAMMA: OnceLock<PathBuf> = OnceLock::new();

/// For who uses this library from another program than `zsmtafel`, such as its tests: the program that reads
/// files apart.
#[doc(hidden)]
pub fn is_programma(pad: &Path) {
    // The first one holds.
    let _ = PROGRAMMA.set(pad.to_path_buf());
}

/// The program itself, to be started once more. After an upgrade under a running program its path holds
/// another one, or none.
#[must_use]
pub fn zelf() -> PathBuf {
    if let Some(other) = PROGRAMMA.get() {
        return other.clone();
    }
    if cfg!(target_os = "linux") {
        return "/proc/self/exe".into();
    }
    // Without a path of its own nothing can be started, and the error of that is told.
    std::env::current_exe().unwrap_or_default()
}
