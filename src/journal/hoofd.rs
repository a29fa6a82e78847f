//! The head of a journal: one number over all its events, short enough to keep on paper, by which somebody sees later
//! that everything which was there then still is.
//!
//! ```text
//!   hash(0) = 32 zeroes;  hash(n) = SHA-256 over a label, hash(n - 1) and the digest of event n
//!   shown   = how many events, and the first 80 bits of the hash in groups of four
//! ```
//! Must not know where events are kept.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use super::omslag::Digest;

/// Digits of the hash that are shown.
const CIJFERS: usize = 20;

/// Adds up digests, in the order in which the store took the events in.
#[derive(Debug, Clone, Default)]
pub struct Optelling {
    aantal: u64,
    hash: Digest,
}

impl Optelling {
    /// Takes the next event.
    pub fn neem(&mut self, digest: &Digest) {
        let mut hasher = Sha256::new();
        hasher.update(b"zsmtafel hoofd 1");
        hasher.update(self.hash);
        hasher.update(digest);
        self.hash = hasher.finalize().into();
        self.aantal += 1;
    }

    /// The head so far.
    #[must_use]
    pub fn hoofd(&self) -> Journaalhoofd {
        let mut text = String::with_capacity(CIJFERS);
        for byte in self.hash.iter().take(CIJFERS / 2) {
            text.push_str(&format!("{byte:02x}"));
        }
        Journaalhoofd {
            aantal: self.aantal,
            cijfers: text,
        }
    }
}

/// A head, as it is kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journaalhoofd {
    /// How many events it is over.
    pub aantal: u64,
    /// The first digits of the hash, in hex.
    pub cijfers: String,
}

impl fmt::Display for Journaalhoofd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.aantal)?;
        let mut rest = self.cijfers.as_str();
        while let Some((four, after)) = rest.split_at_checked(4) {
            write!(f, " {four}")?;
            rest = after;
        }
        Ok(())
    }
}

/// What somebody typed is no head.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "dat is geen hoofd van een journaal. Typ het over zoals het is gedrukt: het aantal, en vijf groepen van vier tekens"
)]
pub struct GeenHoofd;

impl FromStr for Journaalhoofd {
    type Err = GeenHoofd;

    fn from_str(text: &str) -> Result<Self, GeenHoofd> {
        let mut words = text.split_whitespace();
        let count = words
            .next()
            .and_then(|one| one.parse().ok())
            .ok_or(GeenHoofd)?;
        let cijfers: String = words.collect::<String>().to_lowercase();
        if cijfers.len() != CIJFERS || !cijfers.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(GeenHoofd);
        }
        Ok(Journaalhoofd {
            aantal: count,
            cijfers,
        })
    }
}
