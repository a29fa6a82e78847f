//! The folder in which lists arrive: which file is new, and which was read already.
//!
//! Must not know how a folder is read.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::tijd;

use crate::app::afgeleid::lijst::Gelezen;
use crate::app::blik::Blik;
use crate::app::msg::Kandidaat;

/// When a file was read today: the same bytes, or the same name and not changed since.
#[must_use]
pub fn al_gelezen(blik: &Blik, file: &Kandidaat) -> Option<DateTime<Utc>> {
    let same = |known: &&Gelezen| {
        file.sha256.as_ref() == Some(&known.sha256)
            || (file.naam == known.bestand && file.gewijzigd <= known.gelezen)
    };
    lezingen(blik)
        .iter()
        .rev()
        .find(same)
        .map(|known| known.gelezen)
}

/// The readings of today, oldest first.
#[must_use]
pub fn lezingen(blik: &Blik) -> &[Gelezen] {
    blik.lijst
        .kop
        .as_ref()
        .map_or(&[], |kop| kop.lezingen.as_slice())
}

/// The file to offer: newer than the last list that was read, of today, and not read yet.
#[must_use]
pub fn aanbod(blik: &Blik) -> Option<&Kandidaat> {
    let file = blik.bestanden.iter().max_by_key(|file| file.gewijzigd)?;
    let today = tijd::lokaal(blik.nu).date_naive();
    let fresh = tijd::lokaal(file.gewijzigd).date_naive() == today
        // A file from the future says nothing about the order of things.
        && file.gewijzigd <= blik.nu + TimeDelta::minutes(5);
    let newer = lezingen(blik)
        .last()
        .is_none_or(|last| file.gewijzigd > last.gelezen);
    (fresh && newer && al_gelezen(blik, file).is_none()).then_some(file)
}
