//! The file that leaves as plain text, and the names of files and subjects: none bears a person.
//!
//! Must not know folders; the shell writes.

use chrono::{DateTime, Utc};

use crate::domain::ids::ZaakId;
use crate::domain::input::{Ontvanger, Vorm};
use crate::domain::tijd;

/// The text as a file for Windows: UTF-8 with a byte order mark and CRLF.
///
/// Kladblok before Windows 10 1809 knows only CRLF, and without the mark older office programs read
/// UTF-8 as Windows-1252, which turns Félène into FÃ©lÃ¨ne.
#[must_use]
pub fn txt(text: &str) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    out.extend_from_slice(crlf(text).as_bytes());
    out
}

/// `input-1f3a9c02-om-20261120-0814.eml`, in local time.
///
/// `volgnummer` keeps two files apart that would have the same name: 0 and 1 add nothing, 2 adds
/// `-2`. The caller counts up until the name is free.
#[must_use]
pub fn bestandsnaam(
    zaak: ZaakId,
    ontvanger: Ontvanger,
    nu: DateTime<Utc>,
    vorm: Vorm,
    volgnummer: u32,
) -> String {
    format!(
        "input-{}-{}-{}{}.{}",
        zaak.kort(),
        ontvanger.code(),
        tijd::lokaal(nu).format("%Y%m%d-%H%M"),
        nogmaals(volgnummer),
        vorm.code()
    )
}

/// `overdracht-20261120-1650.txt`, in local time; it bears no person. `volgnummer` as in [`bestandsnaam`].
#[must_use]
pub fn overdrachtnaam(nu: DateTime<Utc>, volgnummer: u32) -> String {
    let at = tijd::lokaal(nu).format("%Y%m%d-%H%M");
    format!("overdracht-{at}{}.txt", nogmaals(volgnummer))
}

/// `inzage-1f3a9c02-20261120-1650.txt`, in local time; it bears no person. `volgnummer` as in [`bestandsnaam`].
#[must_use]
pub fn inzagenaam(zaak: ZaakId, nu: DateTime<Utc>, volgnummer: u32) -> String {
    let at = tijd::lokaal(nu).format("%Y%m%d-%H%M");
    format!("inzage-{}-{at}{}.txt", zaak.kort(), nogmaals(volgnummer))
}

/// The subject of the draft. Subjects travel and are shown where a text is not, so it bears the
/// program's own short code and neither a name nor a police number.
#[must_use]
pub fn onderwerp(zaak: ZaakId) -> String {
    format!(
        "Input Veilig Thuis voor afdoeningsoverleg (zaak {})",
        zaak.kort()
    )
}

fn nogmaals(volgnummer: u32) -> String {
    if volgnummer > 1 {
        format!("-{volgnummer}")
    } else {
        String::new()
    }
}

/// Every line end as CRLF, also a lone CR.
pub(super) fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\n', "\r\n")
}
