//! Where the data key lies while a table is open: memory of its own that is in no core file, goes to no
//! child, and is not swapped out where the system allows that. Wiped when dropped.
//!
//! Must not know where the key comes from.

use zeroize::{Zeroize as _, Zeroizing};

/// Bytes of the key.
const LENGTE: usize = 32;

/// The 256-bit key of the database.
pub struct Datasleutel(Plek);

enum Plek {
    /// A page for the key alone.
    #[cfg(unix)]
    Bladzij(memmap2::MmapMut),
    /// Where the system gives no page.
    Hoop(Box<Zeroizing<[u8; LENGTE]>>),
}

impl std::fmt::Debug for Datasleutel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Datasleutel(…)")
    }
}

impl Datasleutel {
    /// A key of zeros, to be filled in place.
    #[must_use]
    pub fn leeg() -> Datasleutel {
        #[cfg(unix)]
        if let Ok(page) = memmap2::MmapMut::map_anon(4096) {
            // Each is refused somewhere; the key is as safe as that system makes it.
            let _ = page.lock();
            #[cfg(target_os = "linux")]
            for advice in [memmap2::Advice::DontDump, memmap2::Advice::DontFork] {
                let _ = page.advise(advice);
            }
            return Datasleutel(Plek::Bladzij(page));
        }
        Datasleutel(Plek::Hoop(Box::new(Zeroizing::new([0; LENGTE]))))
    }

    /// The same key once more, in memory of its own.
    #[must_use]
    pub fn kopie(&self) -> Datasleutel {
        let mut out = Datasleutel::leeg();
        out.as_mut_slice().copy_from_slice(self.as_slice());
        out
    }

    /// The bytes.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        match &self.0 {
            #[cfg(unix)]
            Plek::Bladzij(page) => page.get(..LENGTE).unwrap_or_default(),
            Plek::Hoop(bytes) => bytes.as_slice(),
        }
    }

    /// The bytes, to be filled.
    pub fn as_mut_slice(&mut self) -> &mut [u8] {
        match &mut self.0 {
            #[cfg(unix)]
            Plek::Bladzij(page) => page.get_mut(..LENGTE).unwrap_or_default(),
            Plek::Hoop(bytes) => bytes.as_mut_slice(),
        }
    }
}

impl Drop for Datasleutel {
    fn drop(&mut self) {
        self.as_mut_slice().zeroize();
    }
}
