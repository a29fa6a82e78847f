//! The only place with side effects beside store and server: configuration, files, the terminal,
//! the wall clock. Everything else is told what it needs.
//!
//! Must not know what the work means; that is `domain` and `app`.

pub mod apart;
pub mod bestanden;
pub mod config;
pub mod effecten;
pub mod kennis;
pub mod kleuren;
pub mod klok;
pub mod lus;
pub mod oefenen;
pub mod onveilig;
pub mod paden;
pub mod proces;
pub mod profiel;
pub mod sessie;
pub mod slaap;
pub mod terminal;
pub mod toetsen;
pub mod toezicht;
mod veilig;
pub mod wachtwoord;
pub mod werk;
