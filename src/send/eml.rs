//! A mail draft (RFC 5322) that the worker opens in the mail program, looks at and sends. The program
//! itself never sends: secure mail is the site's (domein.md 4.3).
//!
//! Must not know how the text was composed, nor any transport.

use chrono::{DateTime, Utc};
use lettre::address::Address;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, From, Header, HeaderName, HeaderValue, MIME_VERSION_1_0,
    Subject, To,
};
use lettre::message::{Mailbox, Mailboxes, SinglePart};

use super::bestand::crlf;
use super::tekst::digest;
use crate::domain::teken::ingevoerd;
use crate::domain::tijd;

/// What stands in the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmlGegevens<'a> {
    /// Sender, name and address. `None`: the mail program fills in the account it opens with.
    pub van: Option<(&'a str, &'a str)>,
    /// Address of the recipient. `None`: the field is empty and the worker fills it in.
    pub aan: Option<&'a str>,
    /// Subject, see [`super::bestand::onderwerp`].
    pub onderwerp: &'a str,
    /// When the draft was made.
    pub datum: DateTime<Utc>,
    /// The text, exactly as it leaves.
    pub tekst: &'a str,
}

/// Why no draft could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmlFout {
    /// An address of the settings is none.
    #[error(
        "\"{adres}\" is geen e-mailadres ({veld}). Verbeter het in de instellingen of laat het leeg; dan vult u het in het mailprogramma in."
    )]
    Adres {
        /// `van` or `aan`.
        veld: &'static str,
        /// The address as it stands, cleaned.
        adres: String,
    },
}

/// Makes the draft.
///
/// lettre's `Message` insists on a sender; a draft has none until a mail program opens it. So this
/// is a single part with the headers of a message: without `van` or `aan` the header is simply not
/// there, which mail programs show as an empty field. `X-Unsent: 1` makes them open it for writing.
///
/// The text goes as base64: no gateway can rewrap it, no line can begin with a dot or `From `, and
/// no line comes near the 998 octets of RFC 5322.
///
/// # Errors
/// [`EmlFout::Adres`] when an address cannot be one.
pub fn eml(what: &EmlGegevens<'_>) -> Result<Vec<u8>, EmlFout> {
    let mut part = SinglePart::builder()
        .header(Ongezonden)
        .header(Verzenddatum(what.datum))
        .header(Berichtnummer(nummer(what)));
    if let Some((name, address)) = what.van {
        let name = een_regel(name);
        let mailbox = Mailbox::new((!name.is_empty()).then_some(name), adres("van", address)?);
        part = part.header(From::from(Mailboxes::from(mailbox)));
    }
    if let Some(address) = what.aan {
        let mailbox = Mailbox::new(None, adres("aan", address)?);
        part = part.header(To::from(Mailboxes::from(mailbox)));
    }
    Ok(part
        .header(Subject::from(een_regel(what.onderwerp)))
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
        .header(ContentTransferEncoding::Base64)
        .body(crlf(what.tekst))
        .formatted())
}

/// `X-Unsent: 1`.
#[derive(Clone)]
struct Ongezonden;

/// `Date`, with the offset of the Dutch clock; lettre's own header knows only GMT.
#[derive(Clone)]
struct Verzenddatum(DateTime<Utc>);

/// `Message-ID`.
#[derive(Clone)]
struct Berichtnummer(String);

/// A header that is written and never read back.
macro_rules! schrijfkop {
    ($name:ident, $header:literal, $value:expr) => {
        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($header)
            }

            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Err("not read back".into())
            }

            fn display(&self) -> HeaderValue {
                let value: fn(&Self) -> String = $value;
                HeaderValue::new(Self::name(), value(self))
            }
        }
    };
}

schrijfkop!(Ongezonden, "X-Unsent", |_| "1".to_owned());
schrijfkop!(Verzenddatum, "Date", |date| tijd::lokaal(date.0)
    .to_rfc2822());
schrijfkop!(Berichtnummer, "Message-ID", |id| id.0.clone());

/// An id that names neither this computer nor its owner; `.invalid` can never be a host (RFC 2606).
fn nummer(what: &EmlGegevens<'_>) -> String {
    let seed = format!("{}\n{}", what.datum.timestamp_micros(), what.tekst);
    let unique: String = digest(&seed).chars().take(32).collect();
    format!("<{unique}@zsmtafel.invalid>")
}

/// One line without control characters: what comes from settings can add no header.
fn een_regel(text: &str) -> String {
    ingevoerd(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn adres(veld: &'static str, text: &str) -> Result<Address, EmlFout> {
    let clean = een_regel(text);
    // Letters beyond ASCII need SMTPUTF8, which secure mail products do not promise.
    match clean.parse::<Address>() {
        Ok(address) if clean.is_ascii() => Ok(address),
        _ => Err(EmlFout::Adres { veld, adres: clean }),
    }
}
