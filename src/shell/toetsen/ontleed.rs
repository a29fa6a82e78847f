//! From the bytes of a terminal to keys and pastes. What a terminal answers to a question is never a key,
//! however late or broken it arrives; what begins and does not end gives the keyboard back.
//!
//! ```text
//!   ESC [ … final        key, or the answer of the terminal (dropped)
//!   ESC ] … BEL or ST    answer, never a key; so ESC P, ESC _, ESC ^ and ESC X
//!   ESC [ 200~ … 201~    paste
//!   ESC, then nothing    the key Esc, after [`ESC_WACHT`]
//! ```
//! Must not know where the bytes come from, nor what a key does. The time is passed in.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::reeks;

/// So long an ESC may be the begin of something; after that it was the key.
pub const ESC_WACHT: Duration = Duration::from_millis(40);
/// So long something that began may stand still; after that it is given up.
pub const REEKS_WACHT: Duration = Duration::from_millis(400);
/// Bytes closer together than this come from a terminal and not from a hand.
const STROOM: Duration = Duration::from_millis(25);
/// No key or answer that is looked at is longer than this; the answers that are swallowed may be.
const LANGSTE: usize = 256;
/// A paste is cut off here: one byte more than any list may have, so that reading it says why.
const PLAK_MAX: usize = 64 * 1024 * 1024 + 1;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const CAN: u8 = 0x18;
const SUB: u8 = 0x1a;
const EINDE_PLAK: &[u8] = b"\x1b[201~";

/// What is being taken in.
#[derive(Debug, Default)]
enum Ontleedstand {
    /// Nothing, or the begin of a key: see `wacht`.
    #[default]
    Grond,
    /// An answer that is swallowed until its end; whether its last byte was ESC.
    Antwoord(bool),
    /// A paste.
    Plak(Vec<u8>),
}

/// Turns bytes into events.
#[derive(Debug, Default)]
pub struct Ontleder {
    stand: Ontleedstand,
    wacht: Vec<u8>,
    uit: Vec<Event>,
    /// When the last byte came.
    laatst: Option<Instant>,
    /// When the last byte came that belonged to a stream, or began something.
    voortgang: Option<Instant>,
    /// When an ESC was taken for the key.
    losse_esc: Option<Instant>,
}

impl Ontleder {
    /// Takes bytes in that came at `nu`.
    pub fn neem(&mut self, bytes: &[u8], nu: Instant) {
        if bytes.is_empty() {
            return;
        }
        self.verlopen(nu);
        // An answer whose first byte came early is an answer all the same.
        let esc = self.losse_esc.take();
        if self.in_rust()
            && esc.is_some_and(|at| nu.duration_since(at) < REEKS_WACHT)
            && vervolgt_antwoord(bytes)
        {
            self.wacht.push(ESC);
        }
        let streams = self
            .laatst
            .is_some_and(|at| nu.duration_since(at) <= STROOM);
        if self.in_rust() || streams {
            self.voortgang = Some(nu);
        }
        self.laatst = Some(nu);
        for byte in bytes {
            if self.in_rust() {
                self.voortgang = Some(nu);
            }
            self.byte(*byte);
        }
    }

    /// The moment at which [`Ontleder::verlopen`] must be asked, if nothing comes before.
    #[must_use]
    pub fn grens(&self) -> Option<Instant> {
        let wait = match (&self.stand, self.wacht.as_slice()) {
            (Ontleedstand::Grond, []) => return None,
            // Keys by themselves: Esc, Alt-O.
            (Ontleedstand::Grond, [ESC] | [ESC, b'O']) => ESC_WACHT,
            _ => REEKS_WACHT,
        };
        Some(self.voortgang? + wait)
    }

    /// Gives up what should have gone on before `nu`.
    pub fn verlopen(&mut self, nu: Instant) {
        if self.grens().is_none_or(|until| nu < until) {
            return;
        }
        match std::mem::take(&mut self.stand) {
            Ontleedstand::Antwoord(_) => {}
            // What did come is text that somebody pasted.
            Ontleedstand::Plak(text) => {
                self.wacht.clear();
                self.geplakt(&text);
            }
            Ontleedstand::Grond => match self.wacht.as_slice() {
                [ESC] => {
                    self.losse_esc = Some(nu);
                    self.toets(KeyCode::Esc, KeyModifiers::NONE);
                }
                [ESC, b'O'] => self.letter('O', KeyModifiers::ALT),
                _ => {}
            },
        }
        self.wacht.clear();
    }

    /// What came of it so far.
    pub fn uit(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.uit)
    }

    fn in_rust(&self) -> bool {
        matches!(self.stand, Ontleedstand::Grond) && self.wacht.is_empty()
    }

    fn byte(&mut self, byte: u8) {
        match &mut self.stand {
            Ontleedstand::Antwoord(after_esc) => {
                match (byte, *after_esc) {
                    (BEL | CAN | SUB, _) | (b'\\', true) => self.stand = Ontleedstand::Grond,
                    // A new sequence in the middle: the answer was broken off.
                    (_, true) if byte != ESC => {
                        self.stand = Ontleedstand::Grond;
                        self.wacht = vec![ESC];
                        self.grond(byte);
                    }
                    _ => *after_esc = byte == ESC,
                }
            }
            Ontleedstand::Plak(text) => {
                text.push(byte);
                if text.ends_with(EINDE_PLAK) {
                    let end = text.len() - EINDE_PLAK.len();
                    let mut text = std::mem::take(text);
                    text.truncate(end);
                    self.stand = Ontleedstand::Grond;
                    self.geplakt(&text);
                } else if text.len() >= PLAK_MAX + EINDE_PLAK.len() {
                    // Keeps the end, so that the mark is still found.
                    text.drain(PLAK_MAX - 1..PLAK_MAX);
                }
            }
            Ontleedstand::Grond => self.grond(byte),
        }
    }

    fn grond(&mut self, byte: u8) {
        self.wacht.push(byte);
        match self.wacht.as_slice() {
            [ESC] => {}
            // Twice: the first one was the key.
            [ESC, ESC] => {
                self.wacht.truncate(1);
                self.toets(KeyCode::Esc, KeyModifiers::NONE);
            }
            [ESC, b']' | b'P' | b'_' | b'^' | b'X'] => self.antwoord(),
            // The end of an answer whose begin was given up.
            [ESC, b'\\'] => self.wacht.clear(),
            [ESC, b'[' | b'O'] => {}
            // Esc and a command that came together; Alt with a control is no key of anybody.
            [ESC, control @ 0..=0x1f] => {
                let control = *control;
                self.wacht.clear();
                self.toets(KeyCode::Esc, KeyModifiers::NONE);
                self.letter(char::from(control), KeyModifiers::NONE);
            }
            [ESC, b'[', ..] => self.csi(byte),
            [ESC, b'O', ..] => self.ss3(byte),
            [ESC, rest @ ..] => match teken(rest) {
                Teken::Nog => {}
                Teken::Geen => self.wacht.clear(),
                Teken::Is(sign) => {
                    self.wacht.clear();
                    self.letter(sign, KeyModifiers::ALT);
                }
            },
            rest => match teken(rest) {
                Teken::Nog => {}
                Teken::Geen => self.wacht.clear(),
                // The same controls in one sign: what begins with them is an answer too.
                Teken::Is('\u{9d}' | '\u{90}' | '\u{9f}' | '\u{9e}' | '\u{98}') => self.antwoord(),
                Teken::Is('\u{9b}') => self.wacht = vec![ESC, b'['],
                Teken::Is('\u{80}'..='\u{9f}') => self.wacht.clear(),
                Teken::Is(sign) => {
                    self.wacht.clear();
                    self.letter(sign, KeyModifiers::NONE);
                }
            },
        }
    }

    fn antwoord(&mut self) {
        self.wacht.clear();
        self.stand = Ontleedstand::Antwoord(false);
    }

    fn csi(&mut self, byte: u8) {
        match byte {
            // The console of Linux writes F1 to F5 so; the letter follows.
            b'[' if self.wacht.len() == 3 => {}
            0x40..=0x7e => {
                let body: Vec<u8> = self.wacht.drain(..).skip(2).collect();
                if body == b"200~" {
                    self.stand = Ontleedstand::Plak(Vec::new());
                } else if let Some(key) = reeks::csi(&body) {
                    self.uit.push(Event::Key(key));
                }
            }
            ESC => self.wacht = vec![ESC],
            0x20..=0x3f if self.wacht.len() < LANGSTE => {}
            // No sequence holds a control or a letter with an accent: it was broken off.
            _ => self.wacht.clear(),
        }
    }

    fn ss3(&mut self, byte: u8) {
        match byte {
            ESC => self.wacht = vec![ESC],
            b'0'..=b'9' | b';' if self.wacht.len() < LANGSTE => {}
            _ => {
                self.wacht.clear();
                if let Some(key) = reeks::ss3(byte) {
                    self.uit.push(Event::Key(key));
                }
            }
        }
    }

    fn letter(&mut self, sign: char, with: KeyModifiers) {
        let (code, own) = reeks::letter(sign);
        self.toets(code, own | with);
    }

    fn toets(&mut self, code: KeyCode, with: KeyModifiers) {
        self.uit.push(Event::Key(KeyEvent::new(code, with)));
    }

    fn geplakt(&mut self, bytes: &[u8]) {
        self.uit
            .push(Event::Paste(String::from_utf8_lossy(bytes).into_owned()));
    }
}

/// Whether these bytes, that came at once, are an answer of which the ESC came before. No hand types
/// them within one read.
fn vervolgt_antwoord(bytes: &[u8]) -> bool {
    match bytes {
        [b']', next, ..] => next.is_ascii_digit(),
        [b'[', b'?' | b'>', ..] | [b'_', b'G', ..] => true,
        [b'P', first, next, ..] => {
            *first == b'>' || (first.is_ascii_digit() && matches!(next, b'$' | b'+'))
        }
        _ => false,
    }
}

enum Teken {
    /// More bytes are needed.
    Nog,
    /// No UTF-8.
    Geen,
    Is(char),
}

fn teken(bytes: &[u8]) -> Teken {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().next().map_or(Teken::Nog, Teken::Is),
        Err(fout) if fout.error_len().is_none() => Teken::Nog,
        Err(_) => Teken::Geen,
    }
}
