//! Checking a chain of envelopes: nothing changed, nothing missing, nothing slipped in.
//!
//! Must not know where the envelopes are kept.

use super::envelope::{Digest, Envelope, digest, payload_hash};

/// What is wrong with one event. The text is for the worker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Breuk {
    /// A place in the journal is skipped or stands twice.
    #[error("gebeurtenis {index}: verwacht nummer {verwacht}")]
    Nummer {
        /// Place that was found.
        index: u64,
        /// Place that should follow.
        verwacht: u64,
    },
    /// The event does not follow the one before it.
    #[error("gebeurtenis {index}: sluit niet aan op de vorige")]
    Vorige {
        /// Place.
        index: u64,
    },
    /// The envelope was changed after it was written.
    #[error("gebeurtenis {index}: envelop is gewijzigd")]
    Envelop {
        /// Place.
        index: u64,
    },
    /// The content was changed after it was written.
    #[error("gebeurtenis {index}: inhoud is gewijzigd")]
    Inhoud {
        /// Place.
        index: u64,
    },
}

/// Follows the chain of one device, event by event.
#[derive(Debug, Default)]
pub struct Verifier {
    last: Option<(u64, Digest)>,
}

impl Verifier {
    /// Checks the next event. `payload` is its salt and content, or none when it was erased.
    ///
    /// # Errors
    /// The first [`Breuk`] found in this event; the verifier then goes on from this event, so that one
    /// break is reported once.
    pub fn next(&mut self, event: &Envelope, payload: Option<(&[u8], &[u8])>) -> Result<(), Breuk> {
        let index = event.header.index;
        let (expected, previous) = self
            .last
            .map_or((1, [0; 32]), |(at, digest)| (at + 1, digest));
        self.last = Some((index, event.digest));
        if index != expected {
            return Err(Breuk::Nummer {
                index,
                verwacht: expected,
            });
        }
        if event.header.previous != previous {
            return Err(Breuk::Vorige { index });
        }
        if digest(&event.header, &event.payload_hash) != event.digest {
            return Err(Breuk::Envelop { index });
        }
        if let Some((salt, content)) = payload
            && payload_hash(salt, content) != event.payload_hash
        {
            return Err(Breuk::Inhoud { index });
        }
        Ok(())
    }
}
