//! The console, its control events and jobs of Windows.
//!
//! Each call gets handles that this process owns and plain values that outlive it. Must not know the
//! table; what is decided is in `toezicht`.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::os::windows::io::AsRawHandle as _;
use std::process::{Command, Stdio};
use std::ptr::null;
use std::time::{Duration, Instant};

use windows_sys::Win32::Foundation::{HANDLE, INVALID_HANDLE_VALUE};
use windows_sys::Win32::System::Console::{
    CTRL_BREAK_EVENT, CTRL_C_EVENT, FlushConsoleInputBuffer, GetConsoleCP, GetConsoleMode,
    GetConsoleOutputCP, GetStdHandle, STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, SetConsoleCP,
    SetConsoleCtrlHandler, SetConsoleMode, SetConsoleOutputCP,
};
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_ACTIVE_PROCESS,
    JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
    JOB_OBJECT_LIMIT_PROCESS_MEMORY, JOB_OBJECT_LIMIT_PROCESS_TIME,
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation,
    SetInformationJobObject,
};
use windows_sys::Win32::System::Threading::GetCurrentProcess;

use super::super::proces;
use super::super::terminal::TerminalFout;
use super::super::toezicht::{
    Einde, Gezegd, OPDRACHT, Opdracht, Teller, Toezicht, Verder, ZEGGEN_MAX,
};

/// What a table can have taken of the screen.
const GEEF: &[u8] = b"\x1b[0m\x1b[?2004l\x1b[2J\x1b[?1049l\x1b[?25h";

/// Runs tables on this console until the worker is done; the exit code.
///
/// # Errors
/// [`TerminalFout`] when there is no console, or when the system fails.
pub fn waak(start: &Toezicht) -> Result<u8, TerminalFout> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TerminalFout::GeenTerminal);
    }
    let console = Console::bewaar();
    // SAFETY: the handler is a function of this program that touches nothing.
    unsafe { SetConsoleCtrlHandler(Some(bij_einde), 1) };
    let mut teller = Teller::default();
    let mut opdracht = start.opdracht.clone();
    loop {
        let (einde, said) = een_tafel(start, &opdracht)?;
        match teller.beslis(einde, said, &opdracht, Instant::now()) {
            Verder::Nieuw(next) => opdracht = next,
            Verder::Opnieuw(text, next) => {
                console.geef(false);
                zeg(&text);
                opdracht = next;
            }
            Verder::Stop(code, texts) => {
                console.geef(true);
                for text in texts {
                    zeg(&text);
                }
                return Ok(code);
            }
        }
    }
}

fn zeg(text: &str) {
    // With stderr gone there is nobody to tell.
    let _ = writeln!(io::stderr(), "{text}");
}

/// What a code of Windows is called, for the worker.
pub(in crate::shell) fn naam(number: i32) -> String {
    format!("een fout in het programma, code {number:#x}")
}

/// Every process on the console gets these. Ctrl-C is the table's to answer; at the closing of the window
/// the table must end first, so this process waits a little.
unsafe extern "system" fn bij_einde(event: u32) -> i32 {
    if !matches!(event, CTRL_C_EVENT | CTRL_BREAK_EVENT) {
        std::thread::sleep(Duration::from_secs(4));
    }
    1
}

fn een_tafel(start: &Toezicht, opdracht: &Opdracht) -> io::Result<(Einde, Gezegd)> {
    let json = serde_json::to_string(opdracht).map_err(io::Error::other)?;
    let mut child = Command::new(proces::zelf())
        .args(&start.argumenten)
        .env(OPDRACHT, json)
        .stderr(Stdio::piped())
        .spawn()?;
    // Held until the table is gone: it goes with this process.
    let _job = Job::nieuw(
        JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
        0,
        0,
        child.as_raw_handle(),
    );
    let mut bytes = Vec::new();
    if let Some(mut pipe) = child.stderr.take() {
        let _ = pipe.by_ref().take(ZEGGEN_MAX).read_to_end(&mut bytes);
        let _ = io::copy(&mut pipe, &mut io::sink());
    }
    let code = child.wait()?.code().unwrap_or(1);
    let end = u8::try_from(code).map_or(Einde::Weg(code), Einde::van_code);
    Ok((end, Gezegd::lees(&bytes)))
}

/// The console as it was.
struct Console {
    input: HANDLE,
    output: HANDLE,
    modes: (u32, u32),
    pages: (u32, u32),
}

impl Console {
    fn bewaar() -> Console {
        let mut modes = (0, 0);
        // SAFETY: handles of this process, and places for the answers.
        unsafe {
            let (input, output) = (
                GetStdHandle(STD_INPUT_HANDLE),
                GetStdHandle(STD_OUTPUT_HANDLE),
            );
            GetConsoleMode(input, &mut modes.0);
            GetConsoleMode(output, &mut modes.1);
            Console {
                input,
                output,
                modes,
                pages: (GetConsoleCP(), GetConsoleOutputCP()),
            }
        }
    }

    fn geef(&self, weg_ermee: bool) {
        let mut out = io::stdout();
        let _ = out.write_all(GEEF).and_then(|()| out.flush());
        // SAFETY: handles of this process, and values that it got from the same calls.
        unsafe {
            SetConsoleMode(self.input, self.modes.0);
            SetConsoleMode(self.output, self.modes.1);
            SetConsoleCP(self.pages.0);
            SetConsoleOutputCP(self.pages.1);
            if weg_ermee {
                FlushConsoleInputBuffer(self.input);
            }
        }
    }
}

/// Limits for a process. Closing the handle is left to the end of this process.
struct Job;

impl Job {
    fn nieuw(flags: u32, memory: usize, seconds: u64, process: HANDLE) -> Option<Job> {
        let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
        limits.BasicLimitInformation.LimitFlags = flags;
        limits.BasicLimitInformation.ActiveProcessLimit = 1;
        // In steps of 100 nanoseconds.
        limits.BasicLimitInformation.PerProcessUserTimeLimit = i64::try_from(seconds)
            .unwrap_or(1)
            .saturating_mul(10_000_000);
        limits.ProcessMemoryLimit = memory;
        // SAFETY: a new job without a name, a structure of the size that is told, a live process.
        unsafe {
            let job = CreateJobObjectW(null(), null());
            if job.is_null() || job == INVALID_HANDLE_VALUE {
                return None;
            }
            let size = u32::try_from(size_of::<JOBOBJECT_EXTENDED_LIMIT_INFORMATION>()).ok()?;
            let told = SetInformationJobObject(
                job,
                JobObjectExtendedLimitInformation,
                std::ptr::from_ref(&limits).cast(),
                size,
            );
            (told != 0 && AssignProcessToJobObject(job, process) != 0).then_some(Job)
        }
    }
}

/// Bounds this process: memory in bytes, seconds of processor, and no process beside it.
pub(in crate::shell) fn begrens(memory: usize, seconds: u64) {
    // SAFETY: asks for a handle that always means this process.
    let own = unsafe { GetCurrentProcess() };
    let _ = Job::nieuw(
        JOB_OBJECT_LIMIT_PROCESS_MEMORY
            | JOB_OBJECT_LIMIT_PROCESS_TIME
            | JOB_OBJECT_LIMIT_ACTIVE_PROCESS
            | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
        memory,
        seconds,
        own,
    );
}

/// The table's side.
pub mod kind {
    use std::io::{self, Write as _};
    use std::sync::atomic::{AtomicBool, Ordering};

    static TAFEL: AtomicBool = AtomicBool::new(false);

    /// Prepares this process as the table of a supervisor.
    pub fn begin() {
        TAFEL.store(true, Ordering::SeqCst);
    }

    /// Whether this process is the table of a supervisor.
    #[must_use]
    pub fn is_tafel() -> bool {
        TAFEL.load(Ordering::SeqCst)
    }

    /// A console has no background.
    #[must_use]
    pub fn op_voorgrond() -> bool {
        true
    }

    /// Says lines to the supervisor.
    pub fn zeg(lines: &str) {
        // With the supervisor gone there is nobody to tell.
        let _ = io::stderr().write_all(lines.as_bytes());
    }

    /// At the end: the supervisor gives the console back, and the table goes with it.
    pub fn eindig() {}
}
