//! The overdracht as a text to print or to read out: per open zaak where it stands, what comes next,
//! the clock, whom to call, and who took it over.
//!
//! For colleagues of VT: it holds names. Must not know screens, nor how the facts were found.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::ondertekening::ondertekend;
use super::poort::Poort;
use super::tijd;
use crate::domain::teken::ingevoerd;

/// Characters on a line of the print.
pub const BREEDTE: usize = 80;

/// Width of the words before the facts of a zaak.
const LABEL: usize = 11;

/// What stands above the zaken.
#[derive(Debug, Clone, Default)]
pub struct Kop {
    /// Name of the table; can be empty.
    pub tafel: String,
    /// The VT of the table; can be empty.
    pub vt: String,
    /// Who hands over.
    pub door: String,
    /// The lists that were read: file and moment.
    pub lijsten: Vec<(String, DateTime<Utc>)>,
    /// A practice table.
    pub oefenen: bool,
}

/// One open zaak. Texts are empty when there is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Blok {
    /// Short id of the zaak.
    pub zaak: String,
    /// The suspect, as lists write a name.
    pub naam: String,
    /// Age in years.
    pub leeftijd: Option<u32>,
    /// Registration.
    pub pl: Option<String>,
    /// The tag as a word.
    pub tag: String,
    /// VT follows it; else it stands there to be looked at.
    pub open: bool,
    /// What is known of unsafety, whatever was ticked off.
    pub let_op: String,
    /// The judgement as a word.
    pub oordeel: String,
    /// The decision as VT knows it now.
    pub beslissing: String,
    /// Where the suspect is now and who says so, or what contradicts itself.
    pub verdachte: String,
    /// How far it is, and what was done last, by whom and when.
    pub stand: String,
    /// The next step with who and why.
    pub stap: String,
    /// That step can not wait.
    pub alarm: bool,
    /// The clock of ophouden in words.
    pub klok: String,
    /// How the VT that is competent is reached.
    pub bellen: String,
    /// Who may be phoned, and who not.
    pub betrokkenen: Vec<String>,
    /// Open agreements.
    pub acties: Vec<String>,
    /// To whom it was handed over last, by whom, when and with which message.
    pub overgedragen: String,
    /// Who took it over, and when.
    pub overgenomen: Option<String>,
}

impl Blok {
    /// The same, with everything in it past the gate.
    #[must_use]
    pub fn door(self, poort: &Poort) -> Blok {
        let all = |texts: Vec<String>| texts.iter().map(|text| poort.tekst(text)).collect();
        Blok {
            naam: poort.vast(&self.naam),
            beslissing: poort.tekst(&self.beslissing),
            verdachte: poort.tekst(&self.verdachte),
            stand: poort.tekst(&self.stand),
            stap: poort.tekst(&self.stap),
            let_op: poort.tekst(&self.let_op),
            klok: poort.tekst(&self.klok),
            bellen: poort.vast(&self.bellen),
            betrokkenen: all(self.betrokkenen),
            acties: all(self.acties),
            overgedragen: poort.tekst(&self.overgedragen),
            overgenomen: self.overgenomen.map(|text| poort.tekst(&text)),
            ..self
        }
    }
}

/// Writes the text, at most `breedte` characters on a line. Lines end with `\n`.
#[must_use]
pub fn tekst(kop: &Kop, blokken: &[Blok], nu: DateTime<Utc>, breedte: usize) -> String {
    let mut out = Vec::new();
    let mut put = |text: &str, first: &str, rest: &str| breek(text, first, rest, breedte, &mut out);
    if kop.oefenen {
        put("OEFENEN: deze overdracht is verzonnen", "", "");
        put("", "", "");
    }
    put(
        format!("OVERDRACHT ZSM-TAFEL {}", kop.tafel).trim_end(),
        "",
        "",
    );
    let mut by = vec![tijd::voluit(nu)];
    by.push(format!("door {}", ondertekend(&kop.door)));
    if !kop.vt.is_empty() {
        by.push(kop.vt.clone());
    }
    put(&by.join(" · "), "", "");
    if kop.lijsten.is_empty() {
        put("Er is geen lijst ingelezen.", "", "");
    }
    for (file, at) in &kop.lijsten {
        put(
            &format!("{file}, gelezen {}", tijd::kort(*at)),
            "Lijst: ",
            "       ",
        );
    }
    put(&telling(blokken), "", "");
    put("Bevat persoonsgegevens: niet laten liggen.", "", "");
    put(&"=".repeat(breedte), "", "");
    for (at, blok) in blokken.iter().enumerate() {
        if at > 0 {
            put(&"-".repeat(breedte), "", "");
        }
        let number = format!("{}. ", at + 1);
        let sign = if blok.alarm { "! " } else { "" };
        put(&format!("{sign}{}", hoofd(blok)), &number, "   ");
        zaak(blok, &mut put);
    }
    if blokken.is_empty() {
        put("Er staat geen zaak open.", "", "");
    }
    let mut text = out.join("\n");
    text.push('\n');
    text
}

/// How many zaken are open, and how many nobody took over.
#[must_use]
pub fn telling(blokken: &[Blok]) -> String {
    let count = |test: &dyn Fn(&&Blok) -> bool| blokken.iter().filter(test).count();
    let open = count(&|blok| blok.open);
    let waiting = count(&|blok| blok.open && blok.overgenomen.is_none());
    let zaken = |count: usize| if count == 1 { "zaak" } else { "zaken" };
    let mut out = match (open, waiting) {
        (0, _) => "0 zaken open".to_owned(),
        (_, 0) => format!("{open} {} open, alle overgenomen", zaken(open)),
        _ => format!(
            "{open} {} open, waarvan {waiting} NIET OVERGENOMEN",
            zaken(open)
        ),
    };
    let look = blokken.len() - open;
    if look > 0 {
        out.push_str(&format!(
            "; {look} {} die VT niet volgt moet iemand bekijken",
            zaken(look)
        ));
    }
    out
}

fn hoofd(blok: &Blok) -> String {
    let age = blok
        .leeftijd
        .map_or_else(String::new, |age| format!(" ({age})"));
    let mut parts = vec![format!("{}{age}", blok.naam)];
    parts.extend(blok.pl.clone());
    parts.push(blok.tag.clone());
    parts.push(blok.oordeel.clone());
    if blok.pl.is_none() {
        parts.push(format!("zaak {}", blok.zaak));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn zaak(blok: &Blok, put: &mut impl FnMut(&str, &str, &str)) {
    let rest = " ".repeat(3 + LABEL);
    let mut pair = |label: &str, text: &str| {
        if !text.is_empty() {
            put(text, &format!("   {label:<LABEL$}"), &rest);
        }
    };
    // The sentence begins with the word that stands before it.
    let decided = blok.beslissing.trim_start_matches("Beslissing: ");
    pair("Beslissing", decided);
    pair("Verdachte", &blok.verdachte);
    pair("Stand", &blok.stand);
    pair("Nu", &blok.stap);
    pair("Let op", &blok.let_op);
    pair("Klok", &blok.klok);
    pair("Bel", &blok.bellen);
    for (at, person) in blok.betrokkenen.iter().enumerate() {
        pair(if at == 0 { "Mensen" } else { "" }, person);
    }
    for (at, agreed) in blok.acties.iter().enumerate() {
        pair(if at == 0 { "Acties" } else { "" }, agreed);
    }
    pair("Overdracht", &blok.overgedragen);
    match &blok.overgenomen {
        Some(who) => pair("", &format!("overgenomen door {who}")),
        None if !blok.open => {
            let text = "VT volgt deze zaak niet: iemand moet de zaak bekijken";
            pair("Overdracht", text);
        }
        None if blok.overgedragen.is_empty() => {
            pair(
                "Overdracht",
                "NIET OVERGENOMEN: nog aan niemand overgedragen",
            );
        }
        None => pair("", "NIET OVERGENOMEN"),
    }
}

/// Breaks a text at blanks; what is longer than a line is cut.
fn breek(text: &str, first: &str, rest: &str, breedte: usize, out: &mut Vec<String>) {
    let clean = ingevoerd(text);
    let mut line = first.to_owned();
    let mut empty = true;
    let length = |text: &str| text.chars().count();
    for word in clean.split_whitespace() {
        let mut word = word;
        if !empty && length(&line) + 1 + length(word) > breedte {
            out.push(std::mem::replace(&mut line, rest.to_owned()));
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        while length(&line) + length(word) > breedte {
            let room = breedte.saturating_sub(length(&line)).max(1);
            let cut = word
                .char_indices()
                .nth(room)
                .map_or(word.len(), |(at, _)| at);
            let (head, tail) = word.split_at(cut);
            line.push_str(head);
            out.push(std::mem::replace(&mut line, rest.to_owned()));
            word = tail;
        }
        line.push_str(word);
        empty = false;
    }
    out.push(line.trim_end().to_owned());
}
