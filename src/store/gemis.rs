//! What a table lacks that it had when it was last written, in words.
//!
//! Must not know how it was found, nor what is done about it.

use chrono::{DateTime, Utc};

use crate::domain::tijd;

/// What is not there any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemis {
    /// In which way.
    pub soort: Gemissoort,
    /// When the newest event was, the last time that the table was written.
    pub laatst: Option<DateTime<Utc>>,
    /// When the newest event is that stands in it now.
    pub hier: Option<DateTime<Utc>>,
    /// How many events are missing.
    pub weg: u64,
}

/// In which way something is not there any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gemissoort {
    /// The table ends before the newest event: its end was taken off, or it is an older copy.
    Ouder,
    /// Where the newest event stood, another stands.
    Anders,
    /// The write-ahead log held something and is gone, or is of another moment.
    Wachtrij,
    /// The write-ahead log breaks off in the middle.
    WachtrijKapot,
    /// A page of the table is of another moment than the rest.
    Bladen,
    /// The record of how far the table was is gone, or can not be read.
    Hoofd,
}

impl std::fmt::Display for Gemis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.soort {
            Gemissoort::Ouder => write!(f, "de tafel is ouder dan de vorige keer")?,
            Gemissoort::Anders => write!(
                f,
                "waar de laatste gebeurtenis stond, staat nu een andere: het journaal is vervangen"
            )?,
            Gemissoort::Wachtrij => {
                write!(f, "het bestand tafel.db-wal is weg of van een ander moment")?;
            }
            Gemissoort::WachtrijKapot => write!(f, "het bestand tafel.db-wal is beschadigd")?,
            Gemissoort::Bladen => write!(
                f,
                "een deel van de tafel is van een ander moment dan de rest. Herstel haar met: zsmtafel controle --herstel"
            )?,
            Gemissoort::Hoofd => write!(
                f,
                "het bestand tafel.hoofd is weg of onleesbaar, zodat niet te zien is of er iets ontbreekt"
            )?,
        }
        match (self.hier, self.laatst) {
            (Some(here), Some(last)) => write!(
                f,
                "; zij is van {}, de laatste keer was die van {}",
                tijd::voluit(here),
                tijd::voluit(last)
            )?,
            (None, Some(last)) => write!(
                f,
                "; zij is leeg, de laatste keer stond er iets in van {}",
                tijd::voluit(last)
            )?,
            (Some(here), None) => write!(f, "; zij is van {}", tijd::voluit(here))?,
            (None, None) => {}
        }
        match (self.weg, self.soort) {
            (
                0,
                Gemissoort::Hoofd | Gemissoort::Anders | Gemissoort::Ouder | Gemissoort::Bladen,
            ) => Ok(()),
            (0, _) => f.write_str(
                ". Geen gebeurtenis ontbreekt; een lijst, concept of instelling kan dat wel",
            ),
            (1, _) => f.write_str(". Er ontbreekt 1 gebeurtenis"),
            (more, _) => write!(f, ". Er ontbreken {more} gebeurtenissen"),
        }
    }
}
