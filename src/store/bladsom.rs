//! One number over every page of a table, by which a page of another moment is seen: one that is whole by itself, was
//! right once, and was put back.
//!
//! ```text
//!   tag of a page = HMAC-SHA256(key of the record, number of the page ‖ its code)
//!   number        = the tags of all pages, added up in four columns of 64 bits
//! ```
//! It changes with each page that is written, without reading the others. Pages count as they hold now: that of the
//! write-ahead log where it has one. Must not know what stands on a page.

use std::io;

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::bladzijden::{BLAD, vul};
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;

type Tag = [u64; 4];

/// The number, and how many pages it is over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bladsom {
    /// Pages.
    pub aantal: u32,
    /// The sum of their tags.
    pub som: [u64; 4],
}

/// The tags of all pages, as they hold now.
#[derive(Clone)]
pub struct Bladboek {
    sleutel: Hmac<Sha256>,
    tags: Vec<Tag>,
    som: Tag,
}

impl std::fmt::Debug for Bladboek {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bladboek(…)")
    }
}

impl Bladboek {
    /// For a table without pages.
    ///
    /// # Errors
    /// [`StoreFout::Afleiden`].
    pub fn leeg(sleutel: &Datasleutel) -> Uitkomst<Bladboek> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(sleutel.as_slice()).map_err(|_| StoreFout::Afleiden)?;
        mac.update(b"zsmtafel bladen 1");
        let key: [u8; 32] = mac.finalize().into_bytes().into();
        Ok(Bladboek {
            sleutel: Hmac::new_from_slice(&key).map_err(|_| StoreFout::Afleiden)?,
            tags: Vec::new(),
            som: Tag::default(),
        })
    }

    /// Takes every page of a file.
    ///
    /// # Errors
    /// What disks do.
    pub fn neem_bestand(&mut self, from: &mut impl io::Read) -> io::Result<()> {
        let mut page = vec![0u8; BLAD];
        let mut nummer = 0u32;
        while vul(from, &mut page)? == BLAD {
            nummer = nummer.saturating_add(1);
            self.neem(nummer, &page);
        }
        Ok(())
    }

    /// Takes page `nummer` in place of what it was.
    pub fn neem(&mut self, nummer: u32, page: &[u8]) {
        let Some(at) = usize::try_from(nummer)
            .ok()
            .and_then(|nr| nr.checked_sub(1))
        else {
            return;
        };
        if self.tags.len() <= at {
            self.tags.resize(at + 1, Tag::default());
        }
        let new = self.tag(nummer, page);
        if let Some(old) = self.tags.get_mut(at) {
            for ((sum, old), new) in self.som.iter_mut().zip(old.iter()).zip(new) {
                *sum = sum.wrapping_sub(*old).wrapping_add(new);
            }
            *old = new;
        }
    }

    /// From here on there are so many pages and no more.
    pub fn kort_in(&mut self, aantal: u32) {
        let keep = usize::try_from(aantal).unwrap_or(usize::MAX);
        for gone in self.tags.drain(keep.min(self.tags.len())..) {
            for (sum, old) in self.som.iter_mut().zip(gone) {
                *sum = sum.wrapping_sub(old);
            }
        }
    }

    /// The number now.
    #[must_use]
    pub fn som(&self) -> Bladsom {
        Bladsom {
            aantal: u32::try_from(self.tags.len()).unwrap_or(u32::MAX),
            som: self.som,
        }
    }

    fn tag(&self, nummer: u32, page: &[u8]) -> Tag {
        let mut mac = self.sleutel.clone();
        mac.update(&nummer.to_le_bytes());
        // The code at the end of a page stands for all of it.
        mac.update(page.last_chunk::<64>().map_or(page, <[u8; 64]>::as_slice));
        let bytes: [u8; 32] = mac.finalize().into_bytes().into();
        let mut out = Tag::default();
        for (word, eight) in out.iter_mut().zip(bytes.chunks_exact(8)) {
            *word = eight.try_into().map_or(0, u64::from_le_bytes);
        }
        out
    }
}
