//! The recovery sheet: the words by which a table opens when a passphrase is lost, on one page of plain text.
//!
//! Must not know what the words open, nor where the sheet goes.

use chrono::NaiveDate;

use crate::domain::tijd::dag_met_jaar;

/// Words in a row.
const OP_RIJ: usize = 4;
/// Cells for a word with its number.
const BREEDTE: usize = 14;

/// The sheet.
#[must_use]
pub fn blad(tafel: &str, nummer: &str, gemaakt: NaiveDate, woorden: &[&str]) -> String {
    let name = if tafel.is_empty() {
        String::new()
    } else {
        format!("Tafel      {tafel}\n")
    };
    let mut rows = String::new();
    for (row, words) in woorden.chunks(OP_RIJ).enumerate() {
        let cells: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let number = row * OP_RIJ + at + 1;
                format!("{:<BREEDTE$}", format!("{number:>2} {word}"))
            })
            .collect();
        rows.push_str(&format!("   {}\n", cells.concat().trim_end()));
    }
    format!(
        "HERSTELBLAD VAN ZSMTAFEL\n\
         ========================\n\n\
         {name}Nummer     {nummer}\n\
         Gemaakt    {}\n\n\
         {rows}\n\
         Waarvoor   Wie een wachtwoord kwijt is, opent de tafel met deze woorden en kiest\n\
         \x20          een nieuw wachtwoord: op het slotscherm bij Wie \"herstelblad\", of met\n\
         \x20          zsmtafel wachtwoord --met-herstelblad --als NAAM\n\
         Typen      In deze volgorde. De eerste vier letters van elk woord zijn genoeg.\n\
         Bewaren    Op papier, achter slot, niet bij de laptop. Wie dit blad heeft en de\n\
         \x20          laptop, kan alles lezen. Gebruik komt in het journaal te staan.\n\
         Weg?       Maak een nieuw blad: zsmtafel wachtwoord herstelblad. Dit blad opent\n\
         \x20          dan niets meer.\n",
        dag_met_jaar(gemaakt)
    )
}
