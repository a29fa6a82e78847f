//! The store: one encrypted SQLite file with the journal, what is folded from it, and the day list.
//!
//! The only place that knows rusqlite. Must not know screens, the command line, the network, or the
//! wall clock: every time comes in as an argument.
//!
//! ```text
//!   Store  = Lezer + lock + key + the right to write      (one per process)
//!   Lezer  = everything that only reads; a second one can read beside the Store
//!   Werker = a thread that owns the Store, and a thread that owns a second Lezer
//! ```

mod aanmaken;
mod aanwezig;
pub mod bestand;
mod bewaren;
mod bladsom;
pub mod bladzijden;
mod compact;
mod controle;
mod daglijst;
mod dossier;
mod enkelbestand;
pub mod fout;
mod gemis;
pub mod herstel;
pub mod herstelblad;
pub mod hoofd;
mod inlezen;
mod inzage;
mod journaal;
pub mod kluis;
mod kopiebestand;
mod lezing_terug;
mod nalezen;
mod nazien;
mod neem_op;
mod nieuwe_dag;
mod opdracht;
mod openen;
mod personen;
pub mod pogingen;
mod proef;
mod projectie;
mod register;
mod reservekopie;
mod rijen;
mod samen;
mod schema;
mod schemacontrole;
mod schrijver;
pub mod sleutelbestand;
mod slot;
mod tafelgeheim;
mod telling;
mod terugzetten;
pub mod uitgaand;
mod verbinding;
pub mod wachtrij;
mod werker;
mod wikkel;
mod winkel;

pub use aanwezig::{Aanwezig, Werkdienst};
pub use bewaren::{BEWAREN, BEWAREN_MAX, Blijft, INZAGE_JAREN, Opgeruimd, WACHTEN, wist_op};
pub use controle::{Aantallen, Controle};
pub use daglijst::{Dag, LezingInfo};
pub use dossier::{Dossier, EerdereZaak, Medeverdachte};
pub use fout::{Aard, StoreFout, Uitkomst};
pub use gemis::{Gemis, Gemissoort};
pub use herstel::{Herstel, herstel, herstel_als};
pub use inlezen::{Lezing, Verschil};
pub use inzage::Logregel;
pub use journaal::{Bekend, JournaalRegel};
pub use kopiebestand::{EXTENSIE as KOPIE_EXTENSIE, Kopiekop};
pub use lezing_terug::LezingTerug;
pub use nazien::{Hoofdvergelijking, Verslag};
pub use neem_op::Opgenomen;
pub use personen::Toegang;
pub use projectie::Herbouw;
pub use register::{CorvLezing, Twijfel};
pub use reservekopie::{Kopieerder, Kopieregel, Opruiming, kopienaam, ruim_kopieen};
pub use rijen::Concept;
pub use sleutelbestand::KdfSterkte;
pub use telling::Dagtelling;
pub use terugzetten::{Terugzetting, Verlies};
pub use uitgaand::{Achtergebleven, GEEN_ZAAK, NieuwUitgaand, deel};
pub use werker::{Antwoord, Werker};
pub use winkel::{Lezer, Store};
