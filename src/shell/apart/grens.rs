//! The bounds of a reader: what it can reach, how much memory and processor it gets.
//!
//! ```text
//!   dies with its parent ─▶ no files, no network (landlock) ─▶ limits ─▶ the few calls that reading needs
//! ```
//! Among these calls is a thread of its own, so that a long list is read on every core, and no process. A
//! system that does not know one of the bounds goes on with the others. Must not know what is read.

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
    let guarded = linux::roepen();
    #[cfg(not(target_os = "linux"))]
    let guarded = false;
    #[cfg(unix)]
    if !guarded {
        // A process counts as a thread does: where calls are not looked at, there is neither.
        limiet(rustix::process::Resource::Nproc, 0);
    }
    #[cfg(windows)]
    let _ = guarded;
    #[cfg(windows)]
    super::super::onveilig::windows::begrens(
        usize::try_from(GEHEUGEN).unwrap_or(usize::MAX),
        seconds,
    );
}

#[cfg(unix)]
fn limieten(seconds: u64) {
    use rustix::process::Resource;
    limiet(Resource::As, GEHEUGEN);
    limiet(Resource::Cpu, seconds);
    limiet(Resource::Fsize, 0);
    limiet(Resource::Nofile, 3);
}

#[cfg(unix)]
fn limiet(what: rustix::process::Resource, limit: u64) {
    let limit = rustix::process::Rlimit {
        current: Some(limit),
        maximum: Some(limit),
    };
    // What is refused leaves the other bounds.
    let _ = rustix::process::setrlimit(what, limit);
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;

    use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, Scope};
    use rustix::process::{Signal, set_parent_process_death_signal};
    use seccompiler::{
        SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule, apply_filter,
    };

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

    /// The calls that reading, allocating, threads and ending need; every other one is "not permitted".
    /// Whether they are looked at from now on.
    pub(super) fn roepen() -> bool {
        const MAG: [i64; 33] = [
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
            libc::SYS_set_robust_list,
            libc::SYS_rseq,
            // The other filter answers this one.
            libc::SYS_clone3,
            libc::SYS_exit,
            libc::SYS_exit_group,
        ];
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            MAG.into_iter().map(|call| (call, Vec::new())).collect();
        let thread = u64::from(libc::CLONE_THREAD.unsigned_abs());
        let only_a_thread = SeccompCondition::new(
            0,
            SeccompCmpArgLen::Dword,
            SeccompCmpOp::MaskedEq(thread),
            thread,
        )
        .and_then(|one| SeccompRule::new(vec![one]));
        if let Ok(rule) = only_a_thread {
            rules.insert(libc::SYS_clone, vec![rule]);
        }
        // What the newer call asks stands in memory, where a filter cannot look: the older one is used when the
        // newer one does not exist.
        let newer = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
        leg_op(
            newer,
            SeccompAction::Allow,
            SeccompAction::Errno(libc::ENOSYS.unsigned_abs()),
        ) && leg_op(
            rules,
            SeccompAction::Errno(libc::EPERM.unsigned_abs()),
            SeccompAction::Allow,
        )
    }

    fn leg_op(
        rules: BTreeMap<i64, Vec<SeccompRule>>,
        others: SeccompAction,
        these: SeccompAction,
    ) -> bool {
        let Ok(arch) = std::env::consts::ARCH.try_into() else {
            return false;
        };
        SeccompFilter::new(rules, others, these, arch)
            .and_then(seccompiler::BpfProgram::try_from)
            .is_ok_and(|program| apply_filter(&program).is_ok())
    }
}
