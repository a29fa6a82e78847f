//! The bounds of a reader: what it can reach, how much memory and processor it gets.
//!
//! ```text
//!   dies with its parent ─▶ no files, no network (landlock) ─▶ limits ─▶ the few calls that reading needs
//! ```
//! A system that does not know one of them goes on with the others. Must not know what is read.

/// So much memory a reader may take, with the program itself in it. A list of 130,000 rows needs two
/// thirds of it.
const GEHEUGEN: u64 = 512 * 1024 * 1024;

/// Bounds this process for the rest of its life. Call it before a thread is made.
pub(super) fn trek(seconds: u64) {
    #[cfg(target_os = "linux")]
    linux::sluit_op();
    #[cfg(unix)]
    limieten(seconds);
    #[cfg(target_os = "linux")]
    linux::roepen();
    #[cfg(windows)]
    super::super::onveilig::windows::begrens(
        usize::try_from(GEHEUGEN).unwrap_or(usize::MAX),
        seconds,
    );
}

#[cfg(unix)]
fn limieten(seconds: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let bound = |what, limit| {
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit),
        };
        // What is refused leaves the other bounds.
        let _ = setrlimit(what, limit);
    };
    bound(Resource::As, GEHEUGEN);
    bound(Resource::Cpu, seconds);
    bound(Resource::Fsize, 0);
    bound(Resource::Nproc, 0);
    bound(Resource::Nofile, 3);
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;

    use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, Scope};
    use rustix::process::{Signal, set_parent_process_death_signal};
    use seccompiler::{SeccompAction, SeccompFilter, apply_filter};

    /// No file and no network, whatever this process can name.
    pub(super) fn sluit_op() {
        let _ = set_parent_process_death_signal(Some(Signal::KILL));
        let _ = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V6))
            .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V6)))
            .and_then(|rules| rules.scope(Scope::from_all(ABI::V6)))
            .and_then(Ruleset::create)
            .and_then(landlock::RulesetCreated::restrict_self);
    }

    /// The calls that reading, allocating and ending need; every other one is "not permitted".
    pub(super) fn roepen() {
        const MAG: [i64; 30] = [
            libc::SYS_read,
            libc::SYS_write,
            libc::SYS_readv,
            libc::SYS_writev,
            libc::SYS_close,
            libc::SYS_fstat,
            libc::SYS_lseek,
            libc::SYS_brk,
            libc::SYS_mmap,
            libc::SYS_munmap,
            libc::SYS_mremap,
            libc::SYS_mprotect,
            libc::SYS_madvise,
            libc::SYS_futex,
            libc::SYS_getrandom,
            libc::SYS_clock_gettime,
            libc::SYS_sched_yield,
            libc::SYS_sched_getaffinity,
            libc::SYS_getpid,
            libc::SYS_gettid,
            libc::SYS_tgkill,
            libc::SYS_sigaltstack,
            libc::SYS_rt_sigaction,
            libc::SYS_rt_sigprocmask,
            libc::SYS_rt_sigreturn,
            libc::SYS_restart_syscall,
            libc::SYS_prlimit64,
            libc::SYS_ppoll,
            libc::SYS_exit,
            libc::SYS_exit_group,
        ];
        let rules: BTreeMap<i64, Vec<seccompiler::SeccompRule>> =
            MAG.into_iter().map(|call| (call, Vec::new())).collect();
        let Ok(arch) = std::env::consts::ARCH.try_into() else {
            return;
        };
        let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let program = SeccompFilter::new(rules, refuse, SeccompAction::Allow, arch)
            .and_then(seccompiler::BpfProgram::try_from);
        if let Ok(program) = program {
            let _ = apply_filter(&program);
        }
    }
}
