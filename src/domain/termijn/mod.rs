//! The legal clocks: how long somebody may still be held, and what Veilig Thuis must have done by when.
//!
//! The rules are dated data (`assets/termijnen.toml`), because the law changes. A clock informs; the HOvJ
//! decides. Where something is not known the earlier end is shown, and where times contradict each
//! other none is: a clock that is wrong must not look safe.
//!
//! Must not know: what time it is now, who the suspect is, how a clock is drawn.

mod adres;
mod bestand;
mod fout;
mod hechtenis;
mod klok;
mod nood;
mod ophouden;
mod regels;
mod telling;
mod waarschuwing;

pub use adres::{VastAdres, vast_adres};
pub use bestand::{Duur, HechtenisRegel, OphoudRegel, TermijnBestand, TermijnRegel, TermijnSoort};
pub use fout::TermijnFout;
pub use hechtenis::Toelating;
pub use klok::{Looptijd, Termijn, Vonnis};
pub use nood::Nood;
pub use ophouden::{Grond, OphoudTermijn, Ophouding};
pub use regels::Termijnregels;
pub use waarschuwing::{Tijdstip, Waarschuwing};
