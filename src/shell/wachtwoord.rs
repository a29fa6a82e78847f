//! The passphrase of the table, from a file or typed: never from a flag or the environment, where
//! other programs can read it.
//!
//! Must not know what it opens.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::toetsen::lees_nu;
use super::toetsen::ontleed::Ontleder;
#[cfg(unix)]
use super::toezicht;
use super::veilig::toon;
use crate::store::herstelblad::AANTAL;

/// No passphrase is longer than this many bytes.
const GRENS: u64 = 4096;
/// So often it is looked at whether somebody wants the program to end.
const GEDULD: Duration = Duration::from_millis(100);

/// Why there is no passphrase. Dutch, for the worker.
#[derive(Debug, thiserror::Error)]
pub enum WachtwoordFout {
    /// The file cannot be read.
    #[error("het wachtwoordbestand {} is niet te lezen ({bron})", toon(pad))]
    Lezen {
        /// The path.
        pad: PathBuf,
        /// What the system said.
        #[source]
        bron: io::Error,
    },
    /// The first line is empty, far too long, or no UTF-8.
    #[error(
        "op de eerste regel van {} staat geen wachtwoord. Zet het daar in gewone tekst (UTF-8)",
        toon(pad)
    )]
    GeenWachtwoord {
        /// The path.
        pad: PathBuf,
    },
    /// There is nobody to ask.
    #[error(
        "de tafel is op slot en er is geen terminal om het wachtwoord te vragen. Geef --wachtwoord-bestand PAD, \
         of oefen met --oefenen"
    )]
    GeenTerminal,
    /// The second time something else was typed.
    #[error("de twee wachtwoorden zijn niet gelijk; er is niets gewijzigd")]
    Ongelijk,
    /// The worker stopped it.
    #[error("gestopt; de tafel blijft op slot")]
    Gestopt,
    /// The terminal does not work.
    #[error("het wachtwoord is niet te vragen ({0}). Geef --wachtwoord-bestand PAD")]
    Terminal(#[source] io::Error),
}

/// The first line of a file, without its line end. A pipe will do too.
///
/// # Errors
/// [`WachtwoordFout::Lezen`] and [`WachtwoordFout::GeenWachtwoord`].
pub fn uit_bestand(pad: &Path) -> Result<SecretString, WachtwoordFout> {
    // As large as it can get, so that no copy is left behind by growing.
    let mut bytes = Zeroizing::new(Vec::with_capacity(
        usize::try_from(GRENS).unwrap_or(4096) + 1,
    ));
    File::open(pad)
        .and_then(|file| file.take(GRENS).read_to_end(&mut bytes))
        .map_err(|bron| WachtwoordFout::Lezen {
            pad: pad.to_path_buf(),
            bron,
        })?;
    let line = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    match std::str::from_utf8(line) {
        Ok(text) if !text.is_empty() && line.len() as u64 != GRENS => {
            Ok(SecretString::from(text.to_owned()))
        }
        _ => Err(WachtwoordFout::GeenWachtwoord {
            pad: pad.to_path_buf(),
        }),
    }
}

/// Whether somebody sits at a terminal who can be asked.
#[must_use]
pub fn kan_vragen() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// The question for the passphrase of somebody; none where there is one person alone.
#[must_use]
pub fn van(wie: Option<&str>) -> String {
    wie.map_or_else(
        || "Wachtwoord van de tafel".to_owned(),
        |name| format!("Wachtwoord van {name}"),
    )
}

/// Asks for a new passphrase, twice.
///
/// # Errors
/// As [`vraag`], and [`WachtwoordFout::Ongelijk`].
pub fn vraag_nieuw(wie: &str) -> Result<SecretString, WachtwoordFout> {
    let first = vraag(&format!("Nieuw wachtwoord van {wie}"))?;
    let again = vraag("Nog een keer")?;
    if first.expose_secret() == again.expose_secret() {
        Ok(first)
    } else {
        Err(WachtwoordFout::Ongelijk)
    }
}

/// Asks for the words of a recovery sheet, which are shown as they are typed: nobody types thirteen words blind. Lines go
/// on until there are enough words, or one is empty.
///
/// # Errors
/// [`WachtwoordFout`] when there is no terminal.
pub fn vraag_woorden() -> Result<Zeroizing<String>, WachtwoordFout> {
    if !kan_vragen() {
        return Err(WachtwoordFout::GeenTerminal);
    }
    let mut words = Zeroizing::new(String::with_capacity(
        usize::try_from(GRENS).unwrap_or(4096),
    ));
    let mut out = io::stderr();
    write!(out, "Woorden van het herstelblad (op een of meer regels): ")
        .and_then(|()| out.flush())
        .map_err(WachtwoordFout::Terminal)?;
    loop {
        let before = words.len();
        io::stdin()
            .read_line(&mut words)
            .map_err(WachtwoordFout::Terminal)?;
        let empty = words
            .get(before..)
            .is_none_or(|line| line.trim().is_empty());
        if empty || words.split_whitespace().count() >= AANTAL {
            return Ok(words);
        }
    }
}

/// Asks on stderr for a passphrase; nothing of it is shown.
///
/// # Errors
/// [`WachtwoordFout`] when there is no terminal, or when the worker stops with Esc or Ctrl-C.
pub fn vraag(wat: &str) -> Result<SecretString, WachtwoordFout> {
    if !kan_vragen() {
        return Err(WachtwoordFout::GeenTerminal);
    }
    // Before the question: nothing that is typed at once may be shown.
    let mut stil = Stil::begin().map_err(WachtwoordFout::Terminal)?;
    let typed = vraagteken(wat)
        .map_err(WachtwoordFout::Terminal)
        .and_then(|()| lees_toetsen(&mut stil, wat));
    drop(stil);
    // The line goes on below; a terminal that fails now fails everything after it too.
    let _ = writeln!(io::stderr());
    typed
}

fn vraagteken(wat: &str) -> io::Result<()> {
    let mut out = io::stderr();
    write!(out, "\r{wat}: ")?;
    out.flush()
}

fn lees_toetsen(stil: &mut Stil, wat: &str) -> Result<SecretString, WachtwoordFout> {
    let mut typed = Zeroizing::new(String::with_capacity(
        usize::try_from(GRENS).unwrap_or(4096),
    ));
    let mut ontleder = Ontleder::default();
    loop {
        if stil.seinen().map_err(WachtwoordFout::Terminal)? {
            // The shell had the terminal meanwhile, and what was on it is gone.
            vraagteken(wat).map_err(WachtwoordFout::Terminal)?;
        }
        let events = lees_nu(&mut ontleder, GEDULD).map_err(WachtwoordFout::Terminal)?;
        for event in events {
            let key = match event {
                Event::Key(key) if key.kind != KeyEventKind::Release => key,
                Event::Paste(text) => {
                    let text = Zeroizing::new(text);
                    voeg_toe(&mut typed, text.trim_end_matches(['\r', '\n']));
                    continue;
                }
                _ => continue,
            };
            match key.code {
                KeyCode::Enter => return Ok(SecretString::from(typed.as_str())),
                KeyCode::Esc => return Err(WachtwoordFout::Gestopt),
                KeyCode::Char('c' | 'd') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                    return Err(WachtwoordFout::Gestopt);
                }
                KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                    typed.clear();
                }
                KeyCode::Char(c) if !key.modifiers.contains(KeyModifiers::CONTROL) => {
                    voeg_toe(&mut typed, c.encode_utf8(&mut [0; 4]));
                }
                KeyCode::Backspace => {
                    typed.pop();
                }
                _ => {}
            }
        }
    }
}

/// Within the room that there is: a longer one is no passphrase, and growing would leave a copy behind.
fn voeg_toe(typed: &mut String, text: &str) {
    if typed.len() + text.len() <= typed.capacity() {
        typed.push_str(text);
    }
}

/// The terminal without echo, for as long as this lives; whatever ends or stops the program gives it back.
#[cfg(unix)]
struct Stil(toezicht::Vraagwacht);

#[cfg(unix)]
impl Stil {
    fn begin() -> io::Result<Stil> {
        toezicht::Vraagwacht::begin().map(Stil)
    }

    /// Answers signals that came; whether the question must be asked again.
    fn seinen(&mut self) -> io::Result<bool> {
        self.0.seinen()
    }
}

/// The terminal without echo, for as long as this lives.
#[cfg(not(unix))]
struct Stil;

#[cfg(not(unix))]
impl Stil {
    fn begin() -> io::Result<Stil> {
        crossterm::terminal::enable_raw_mode()?;
        Ok(Stil)
    }

    fn seinen(&mut self) -> io::Result<bool> {
        Ok(false)
    }
}

#[cfg(not(unix))]
impl Drop for Stil {
    fn drop(&mut self) {
        // Nothing can be done about an error here.
        let _ = crossterm::terminal::disable_raw_mode();
    }
}
