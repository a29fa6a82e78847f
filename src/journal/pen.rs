//! Writing own events: the place in the series and on the device, the counter, hashes and signature.
//!
//! Must not know where events are kept, nor where random bytes come from.

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound as _, Utc};

use super::inhoud;
use super::kop::Kop;
use super::omslag::{Digest, Gezouten, Omslag, Soort, VORM, inhoud_hash, kop_hash};
use super::stuk::Stuk;
use super::toestel::Toestelsleutel;
use crate::domain::ids::{EventId, PersoonId, ReeksId, ZaakId};
use crate::domain::vastgelegd::Kring;

/// Who writes, under which name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schrijver {
    /// The person.
    pub persoon: PersoonId,
    /// As he is shown.
    pub naam: String,
    /// In which role he works.
    pub rol: Option<String>,
}

/// What is written.
#[derive(Debug, Clone)]
pub struct Brief {
    /// The zaken that it is about.
    pub zaken: Vec<ZaakId>,
    /// Who may read it.
    pub kring: Kring,
    /// What it is for.
    pub soort: Soort,
    /// Kind of the event.
    pub kind: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it replaces or rests on.
    pub vervangt: Vec<EventId>,
    /// Plain bytes for a server.
    pub open: Vec<u8>,
    /// The content; none for an order.
    pub inhoud: Option<Vec<u8>>,
}

/// Random bytes for one event: its id, and two salts.
pub type Toeval = [[u8; 16]; 3];

/// Where this device stands, and in which series it goes on.
#[derive(Debug, Clone)]
pub struct Pen {
    /// The highest counter that was seen.
    pub teller: u64,
    /// The last place of the device, over all its series, with its digest.
    pub toestel: (u64, Digest),
    /// The series of this opening.
    pub reeks: ReeksId,
    /// Of each circle the last place in the series, with its digest.
    pub kringen: BTreeMap<&'static str, (u64, Digest)>,
}

impl Pen {
    /// Writes the next event, and stands behind it then.
    pub fn schrijf(
        &mut self,
        sleutel: &Toestelsleutel,
        wie: &Schrijver,
        brief: Brief,
        toeval: Toeval,
    ) -> (Stuk, Kop) {
        let [id, salt, other] = toeval;
        let (nr, vorige) = self
            .kringen
            .get(brief.kring.code())
            .copied()
            .unwrap_or((0, [0; 32]));
        let kop = Kop {
            zaken: brief.zaken,
            kind: brief.kind,
            versie: inhoud::VERSIE,
            // Whole milliseconds: header and state must say the same time.
            at: brief.at.trunc_subsecs(3),
            persoon: wie.persoon,
            naam: wie.naam.clone(),
            teller: self.teller + 1,
            plaats: self.toestel.0 + 1,
            vorige_toestel: self.toestel.1,
            gezien: None,
            vervangt: brief.vervangt,
            vervangt_intern: Vec::new(),
            lijst: None,
            rol: wie.rol.clone(),
        };
        let header = Gezouten {
            zout: salt,
            bytes: kop.schrijf(),
        };
        let content = brief.inhoud.map(|bytes| Gezouten { zout: other, bytes });
        let omslag = Omslag {
            vorm: VORM,
            id: EventId(uuid::Builder::from_random_bytes(id).into_uuid()),
            kring: brief.kring.code().to_owned(),
            toestel: sleutel.toestel(),
            reeks: self.reeks,
            nr: nr + 1,
            vorige,
            soort: brief.soort,
            open: brief.open,
            kop_hash: kop_hash(&header),
            inhoud_hash: content.as_ref().map_or([0; 32], inhoud_hash),
        };
        let digest = omslag.digest();
        let piece = Stuk {
            handtekening: sleutel.onderteken(&digest),
            openbaar: sleutel.openbaar(),
            tijdvak: 0,
            kop: header,
            inhoud: content,
            omslag,
        };
        self.teller = kop.teller;
        self.toestel = (kop.plaats, digest);
        self.kringen.insert(brief.kring.code(), (nr + 1, digest));
        (piece, kop)
    }
}
