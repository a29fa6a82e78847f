//! The terminal is given back whatever happens, and nothing of a person is left on it.
//!
//! The tests start this same test binary in a pty, as a child that takes the terminal.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use zsmtafel::shell::terminal::{TerminalFout, Wacht, vang_paniek};

const KIND: &str = "shell_terminal::child_that_takes_the_terminal";
const WAT: &str = "ZSMTAFEL_TEST_KIND";
const GEHEIM: &str = "Voorbeeld-Verdachte";

#[test]
#[ignore = "the child process of the tests in this file"]
fn child_that_takes_the_terminal() {
    let Ok(wat) = std::env::var(WAT) else {
        return;
    };
    vang_paniek();
    let mut wacht = match Wacht::open() {
        Ok(wacht) => wacht,
        Err(fout) => {
            eprintln!("{fout}");
            assert!(matches!(fout, TerminalFout::GeenTerminal));
            return;
        }
    };
    assert!(matches!(Wacht::open(), Err(TerminalFout::AlOpen)));
    wacht
        .scherm()
        .draw(|frame| frame.render_widget("EERSTE BEELD", frame.area()))
        .unwrap();
    match wat.as_str() {
        "gewoon" => {}
        "bel" => {
            zsmtafel::shell::terminal::bel(2, true, true);
            zsmtafel::shell::terminal::bel(1, false, true);
            zsmtafel::shell::terminal::bel(1, true, false);
        }
        "paniek" => panic!("{GEHEIM}"),
        "werker" => {
            std::thread::spawn(|| panic!("{GEHEIM}"))
                .join()
                .unwrap_err();
            wacht
                .scherm()
                .draw(|frame| frame.render_widget("TWEEDE BEELD", frame.area()))
                .unwrap();
        }
        "half" => {
            // Half a frame lies in the buffer when it goes wrong.
            use std::io::Write as _;
            write!(wacht.scherm().backend_mut(), "{GEHEIM}").unwrap();
            panic!("{GEHEIM}");
        }
        anders => panic!("onbekend: {anders}"),
    }
}

/// What came out of the pty, and the exit code.
fn start(wat: &str) -> (String, u32) {
    let pty = native_pty_system()
        .openpty(PtySize {
            rows: 24,
            cols: 100,
            pixel_width: 0,
            pixel_height: 0,
        })
        .unwrap();
    let mut opdracht = CommandBuilder::new(std::env::current_exe().unwrap());
    opdracht.args([
        KIND,
        "--exact",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ]);
    opdracht.env(WAT, wat);
    opdracht.env("TERM", "xterm-256color");
    opdracht.env("RUST_BACKTRACE", "0");
    let mut kind = pty.slave.spawn_command(opdracht).unwrap();
    drop(pty.slave);
    let mut lezer = pty.master.try_clone_reader().unwrap();
    let (zend, ontvang) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // The end of a pty is an error on Linux; what came before counts.
        let _ = lezer.read_to_end(&mut bytes);
        zend.send(bytes).unwrap();
    });
    let bytes = ontvang
        .recv_timeout(Duration::from_secs(60))
        .unwrap_or_else(|_| {
            kind.kill().unwrap();
            panic!("{wat}: the child hangs")
        });
    let code = kind.wait().unwrap().exit_code();
    (String::from_utf8_lossy(&bytes).into_owned(), code)
}

const NEEM: &str = "\u{1b}[?1049h";
const GEEF: &str = "\u{1b}[?1049l";

/// What came after the terminal was given back, as long as that happened once and in full.
fn daarna(uit: &str) -> &str {
    assert_eq!(
        (uit.matches(NEEM).count(), uit.matches(GEEF).count()),
        (1, 1),
        "{uit:?}"
    );
    let (voor, na) = uit.split_once(GEEF).unwrap();
    assert!(
        voor.contains("\u{1b}[?2004h") && voor.contains("\u{1b}[?2004l"),
        "{uit:?}"
    );
    assert!(na.contains("\u{1b}[?25h"), "{uit:?}");
    // Nothing is asked of the terminal: one that does not answer would keep us waiting.
    assert!(!uit.contains("\u{1b}[6n"), "{uit:?}");
    // Never a title.
    assert!(
        !uit.contains("\u{1b}]0;") && !uit.contains("\u{1b}]2;"),
        "{uit:?}"
    );
    na
}

#[test]
fn the_end_gives_the_terminal_back() {
    let (uit, code) = start("gewoon");
    assert!(uit.contains("EERSTE"), "{uit:?}");
    let na = daarna(&uit);
    assert!(na.contains("test result: ok"), "{na:?}");
    assert_eq!(code, 0);
}

#[test]
fn the_bell_rings_and_tells_a_number_and_nothing_else() {
    let (uit, code) = start("bel");
    let heel = "\u{7}\u{1b}]9;zsmtafel: 2 alarmen\u{7}\u{1b}]777;notify;zsmtafel;2 alarmen\u{7}";
    let stil = "\u{1b}]9;zsmtafel: 1 alarm\u{7}\u{1b}]777;notify;zsmtafel;1 alarm\u{7}\u{7}";
    assert!(uit.contains(&format!("{heel}{stil}")), "{uit:?}");
    daarna(&uit);
    assert_eq!(code, 0);
    // Without the terminal nothing comes out.
    zsmtafel::shell::terminal::bel(1, true, true);
}

#[test]
fn a_panic_of_the_screen_says_one_line_without_data() {
    for wat in ["paniek", "half"] {
        let (uit, code) = start(wat);
        assert!(uit.contains("EERSTE"), "{uit:?}");
        let na = daarna(&uit);
        assert!(
            na.contains(
                "zsmtafel is gestopt door een fout in het programma (it/shell_terminal.rs:"
            ) || na.contains(
                "zsmtafel is gestopt door een fout in het programma (tests/it/shell_terminal.rs:"
            ),
            "{na:?}"
        );
        assert!(
            na.contains("Wat als opgeslagen op het scherm stond, is opgeslagen."),
            "{na:?}"
        );
        assert!(!uit.contains(GEHEIM), "{uit:?}");
        // Raw mode is off: the terminal adds the carriage return itself.
        assert!(na.contains("\r\n"), "{na:?}");
        assert_eq!(code, 101);
    }
}

#[test]
fn a_panic_elsewhere_leaves_the_screen_alone() {
    let (uit, code) = start("werker");
    let (voor, _) = uit.split_once(GEEF).unwrap();
    assert!(voor.contains("TWEED"), "{uit:?}");
    daarna(&uit);
    assert!(!uit.contains("gestopt") && !uit.contains(GEHEIM), "{uit:?}");
    assert_eq!(code, 0);
}

#[test]
fn without_a_terminal_there_is_a_sentence() {
    let uit = Command::new(std::env::current_exe().unwrap())
        .args([KIND, "--exact", "--ignored", "--nocapture"])
        .env(WAT, "gewoon")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let fout = String::from_utf8(uit.stderr).unwrap();
    assert!(fout.contains("zsmtafel heeft een terminal nodig"), "{fout}");
    assert!(fout.contains("zsmtafel lijst"), "{fout}");
    assert!(!String::from_utf8_lossy(&uit.stdout).contains('\u{1b}'));
}
