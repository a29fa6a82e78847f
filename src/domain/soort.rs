//! The kind of domestic violence, as the relation between suspect and victim (domein.md 6).
//!
//! Must not know how a kind is recognised; that is `signaal`.

use serde::{Deserialize, Serialize};

use crate::domain::keuzelijst::keuzelijst;

keuzelijst! {
    leesbaar;
    /// Relation type of an HG zaak. A zaak can have several.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Soort {
        /// Present partner, married or not, living together or not.
        Partner = "partner", "partner";
        /// Former partner.
        ExPartner = "ex-partner", "ex-partner";
        /// A (step, foster) parent against a child: kindermishandeling.
        Kind = "kind", "ouder tegen kind";
        /// A child against a parent.
        Ouder = "ouder", "kind tegen ouder";
        /// Against an elderly or care-dependent person: ouderenmishandeling.
        Ouderen = "ouderen", "ouderen";
        /// Between brothers and sisters.
        BroerZus = "broer-zus", "broer/zus";
        /// Another relative (aunt, cousin, in-law).
        Familie = "familie", "andere familie";
        /// In the name of family honour.
        Eergerelateerd = "eergerelateerd", "eergerelateerd";
        /// Belaging, also digital.
        Stalking = "stalking", "stalking";
        /// Breach of a tijdelijk huisverbod or of an order to stay away.
        Thv = "thv", "huisverbod";
        /// Sexual violence in the domestic circle.
        Seksueel = "seksueel", "seksueel";
        /// Somebody who shares the dwelling without being family.
        Huisgenoot = "huisgenoot", "huisgenoot";
        /// A friend of the house.
        Huisvriend = "huisvriend", "huisvriend";
        /// Children in a dwelling or situation that worries, without violence against them.
        Kinderen = "kinderen", "zorg om kinderen";
        /// Known to be HG, kind not known.
        Onbekend = "onbekend", "nog onbekend";
    }
}
