//! A store with a past, for measuring: many zaken at once, in one transaction.
//!
//! Must not know whether an event may happen: it asks no rule, so the program never uses it.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::fout::Uitkomst;
use super::projectie;
use super::schrijver::Schrijver;
use super::winkel::Store;
use crate::domain::event::Gebeurtenis;
use crate::domain::ids::ZaakId;
use crate::domain::kenmerk::Lijstkenmerk;

impl Store {
    /// Appends the events of each zaak, at the time that goes with it, with their projections; what is
    /// followed then is closed at `gesloten`, as the past of a table is. The zaken must be new.
    ///
    /// # Errors
    /// What SQLite says; then nothing is stored.
    #[doc(hidden)]
    pub fn proef_vul(
        &mut self,
        zaken: impl IntoIterator<Item = (ZaakId, DateTime<Utc>, Vec<Gebeurtenis>)>,
        actor: &str,
        gesloten: DateTime<Utc>,
    ) -> Uitkomst<()> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let mut schrijver = Schrijver::nieuw(&tx, &ik)?;
        for (id, at, whats) in zaken {
            let followed = whats
                .iter()
                .any(|what| matches!(what, Gebeurtenis::Getagd { .. }));
            let closing = followed.then(|| Gebeurtenis::ZaakGesloten {
                gezien: Lijstkenmerk::default(),
                reden: "afgerond".to_owned(),
            });
            let dated = whats.into_iter().map(|what| (what, at));
            for (what, at) in dated.chain(closing.map(|what| (what, gesloten))) {
                schrijver.voeg_toe(Some(id), what, actor, at)?;
            }
            projectie::vernieuw(&tx, &ik, id)?;
        }
        tx.commit()?;
        Ok(())
    }
}
