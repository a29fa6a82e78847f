//! The terminal: taken on opening, given back whatever happens.
//!
//! Must not know what is drawn. No title is ever set, and nothing that was drawn comes out after the
//! terminal was given back, because it can hold a person's data (rule 6).

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::toezicht;

/// The least width in columns.
pub const BREEDTE: u16 = 80;
/// The least height in lines.
pub const HOOGTE: u16 = 24;

/// What the loop draws on.
pub type Scherm = Terminal<CrosstermBackend<BufWriter<Uitgang>>>;

/// Whether the terminal is ours now. There is one terminal, so there is one flag.
static OPEN: AtomicBool = AtomicBool::new(false);
/// Whether somebody else takes and gives it back.
static GELEEND: AtomicBool = AtomicBool::new(false);
/// The thread that draws; its panic ends the program.
static UI: OnceLock<ThreadId> = OnceLock::new();

/// Why there is no terminal. Dutch, for the worker.
#[derive(Debug, thiserror::Error)]
pub enum TerminalFout {
    /// Input or output is a file or a pipe, or a terminal without screen control.
    #[error(
        "zsmtafel heeft een terminal nodig, en die is er hier niet. Start zsmtafel in een \
         terminalvenster, of gebruik een opdracht zonder scherm, zoals: zsmtafel lijst"
    )]
    GeenTerminal,
    /// There is one already.
    #[error("het scherm van zsmtafel is al open")]
    AlOpen,
    /// The terminal refused.
    #[error("de terminal werkt niet mee ({0}). Probeer het in een ander terminalvenster")]
    Weigert(#[from] io::Error),
}

/// Holds the terminal: raw mode, alternate screen, bracketed paste. Dropping it gives the terminal
/// back, with its cursor.
#[derive(Debug)]
pub struct Wacht {
    scherm: Scherm,
}

impl Wacht {
    /// Takes the terminal.
    ///
    /// # Errors
    /// [`TerminalFout`]; the terminal is then as it was.
    pub fn open() -> Result<Wacht, TerminalFout> {
        let dom = std::env::var_os("TERM").is_some_and(|soort| soort == "dumb");
        if dom || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(TerminalFout::GeenTerminal);
        }
        if OPEN.swap(true, Ordering::SeqCst) {
            return Err(TerminalFout::AlOpen);
        }
        neem().map_err(|bron| {
            geef_terug();
            TerminalFout::Weigert(bron)
        })
    }

    /// Draws on the terminal that a supervisor took and will give back (see `toezicht`); nothing but what
    /// is on it is changed.
    ///
    /// # Errors
    /// [`TerminalFout`].
    pub fn geleend() -> Result<Wacht, TerminalFout> {
        if OPEN.swap(true, Ordering::SeqCst) {
            return Err(TerminalFout::AlOpen);
        }
        GELEEND.store(true, Ordering::SeqCst);
        Ok(scherm()?)
    }

    /// What to draw on.
    pub fn scherm(&mut self) -> &mut Scherm {
        &mut self.scherm
    }

    /// Empties the screen, so that the next frame is drawn whole (Ctrl-L, or after something else wrote on it).
    ///
    /// Use this and never `Terminal::clear`: that asks the terminal where the cursor is, waits two
    /// seconds for an answer that not every terminal gives, and takes keys away meanwhile.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn wis(&mut self) -> io::Result<()> {
        let maat = self.scherm.size()?;
        self.scherm.resize(maat.into())
    }
}

impl Drop for Wacht {
    fn drop(&mut self) {
        geef_terug();
    }
}

/// Standard output for as long as the terminal is ours; afterwards whatever is still written is dropped.
///
/// A buffer flushes when it is dropped. After a panic in the middle of a frame that would put half a
/// screen of data on the worker's ordinary terminal, where it stays.
#[derive(Debug)]
pub struct Uitgang(Stdout);

impl Write for Uitgang {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if OPEN.load(Ordering::SeqCst) {
            self.0.write(bytes)
        } else {
            Ok(bytes.len())
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if OPEN.load(Ordering::SeqCst) {
            self.0.flush()
        } else {
            Ok(())
        }
    }
}

/// Installs what happens on a panic. Call it first, on the thread that draws.
///
/// A panic on this thread gives the terminal back and says in one line where it was, without the
/// text of the panic, which can hold data; the unwinding then ends the program with code 101. A panic
/// on another thread says nothing and touches nothing: whoever waits for that thread gets the error,
/// and the screen goes on. A panic that is caught on this very thread takes the screen all the same,
/// so work that may panic belongs on another one.
pub fn vang_paniek() {
    // The first caller stays the one that draws.
    let _ = UI.set(thread::current().id());
    panic::set_hook(Box::new(paniek));
}

/// Rings: a bell, and a notification of the desktop for who looks elsewhere. It says how many wait and
/// nothing else, because it can be read by everybody in the room. Nothing comes out when the terminal is
/// not ours.
pub fn bel(aantal: usize, bel: bool, melding: bool) {
    let mut out = Uitgang(io::stdout());
    // A bell that can not be heard must not end the program; the screen says it too.
    let _ = out
        .write_all(belreeks(aantal, bel, melding).as_bytes())
        .and_then(|()| out.flush());
}

/// The bytes of [`bel`]: BEL, OSC 9 and OSC 777.
#[must_use]
pub fn belreeks(aantal: usize, bel: bool, melding: bool) -> String {
    let wat = if aantal == 1 { "alarm" } else { "alarmen" };
    let mut out = String::new();
    if bel {
        out.push('\u{7}');
    }
    if melding {
        out.push_str(&format!(
            "\u{1b}]9;zsmtafel: {aantal} {wat}\u{7}\u{1b}]777;notify;zsmtafel;{aantal} {wat}\u{7}"
        ));
    }
    out
}

/// Columns and rows of the terminal; none when the output is no terminal.
#[must_use]
pub fn maat() -> Option<(u16, u16)> {
    // Without this question crossterm would start other programs to find a size.
    if !io::stdout().is_terminal() {
        return None;
    }
    crossterm::terminal::size().ok()
}

fn neem() -> io::Result<Wacht> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    scherm()
}

fn scherm() -> io::Result<Wacht> {
    let uitgang = BufWriter::new(Uitgang(io::stdout()));
    let mut wacht = Wacht {
        scherm: Terminal::new(CrosstermBackend::new(uitgang))?,
    };
    // Not every terminal empties its alternate screen.
    wacht.wis()?;
    Ok(wacht)
}

/// Once; the second call does nothing. Nothing can be done about an error here, and the next step
/// must be tried all the same.
fn geef_terug() {
    if !OPEN.swap(false, Ordering::SeqCst) || GELEEND.load(Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

fn paniek(paniek: &PanicHookInfo<'_>) {
    if UI.get() != Some(&thread::current().id()) {
        return;
    }
    geef_terug();
    let plek = paniek.location().map_or_else(
        || "onbekend".to_owned(),
        |plek| format!("{}:{}", kort(plek.file()), plek.line()),
    );
    if toezicht::kind::is_tafel() {
        // The supervisor says the rest.
        toezicht::kind::zeg(&toezicht::meld_zin(&format!(
            "een fout in het programma: {plek}"
        )));
        return;
    }
    let _ = writeln!(
        io::stderr(),
        "zsmtafel is gestopt door een fout in het programma ({plek}). \
         Wat als opgeslagen op het scherm stond, is opgeslagen."
    );
}

/// The path of a source file without the folders of the computer that built it.
fn kort(bestand: &str) -> &str {
    ["/src/", "\\src\\"]
        .iter()
        .find_map(|map| {
            let plek = bestand.rfind(map)?;
            // One folder more: the crate.
            let begin = bestand.get(..plek)?.rfind(['/', '\\'])?;
            bestand.get(begin + 1..)
        })
        .unwrap_or(bestand)
}
