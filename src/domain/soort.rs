//! The kind of domestic violence, as the relation between suspect and victim (domein.md 6).
//!
//! Must not know how a kind is recognised; that is `signaal`.

use serde::{Deserialize, Serialize};

/// Relation type of an HG zaak. A zaak can have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Soort {
    /// Present partner, married or not, living together or not.
    Partner,
    /// Former partner.
    ExPartner,
    /// A (step, foster) parent against a child: kindermishandeling.
    Kind,
    /// A child against a parent.
    Ouder,
    /// Against an elderly or care-dependent person: ouderenmishandeling.
    Ouderen,
    /// Between brothers and sisters.
    BroerZus,
    /// Another relative (aunt, cousin, in-law).
    Familie,
    /// In the name of family honour.
    Eergerelateerd,
    /// Belaging, also digital.
    Stalking,
    /// Breach of a tijdelijk huisverbod or of an order to stay away.
    Thv,
    /// Sexual violence in the domestic circle.
    Seksueel,
    /// Somebody who shares the dwelling without being family.
    Huisgenoot,
    /// A friend of the house.
    Huisvriend,
    /// Children in a dwelling or situation that worries, without violence against them.
    Kinderen,
    /// Known to be HG, kind not known.
    Onbekend,
}

impl Soort {
    /// Every kind, in the order in which they are offered to the worker.
    pub const ALLE: [Soort; 15] = [
        Soort::Partner,
        Soort::ExPartner,
        Soort::Kind,
        Soort::Ouder,
        Soort::Ouderen,
        Soort::BroerZus,
        Soort::Familie,
        Soort::Eergerelateerd,
        Soort::Stalking,
        Soort::Thv,
        Soort::Seksueel,
        Soort::Huisgenoot,
        Soort::Huisvriend,
        Soort::Kinderen,
        Soort::Onbekend,
    ];

    /// The word in files and on the command line; the same as in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Soort::Partner => "partner",
            Soort::ExPartner => "ex-partner",
            Soort::Kind => "kind",
            Soort::Ouder => "ouder",
            Soort::Ouderen => "ouderen",
            Soort::BroerZus => "broer-zus",
            Soort::Familie => "familie",
            Soort::Eergerelateerd => "eergerelateerd",
            Soort::Stalking => "stalking",
            Soort::Thv => "thv",
            Soort::Seksueel => "seksueel",
            Soort::Huisgenoot => "huisgenoot",
            Soort::Huisvriend => "huisvriend",
            Soort::Kinderen => "kinderen",
            Soort::Onbekend => "onbekend",
        }
    }

    /// The label on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Soort::Partner => "partner",
            Soort::ExPartner => "ex-partner",
            Soort::Kind => "ouder tegen kind",
            Soort::Ouder => "kind tegen ouder",
            Soort::Ouderen => "ouderen",
            Soort::BroerZus => "broer/zus",
            Soort::Familie => "andere familie",
            Soort::Eergerelateerd => "eergerelateerd",
            Soort::Stalking => "stalking",
            Soort::Thv => "huisverbod",
            Soort::Seksueel => "seksueel",
            Soort::Huisgenoot => "huisgenoot",
            Soort::Huisvriend => "huisvriend",
            Soort::Kinderen => "zorg om kinderen",
            Soort::Onbekend => "nog onbekend",
        }
    }

    /// Reads the word of [`Soort::code`]; slash and blank count as a dash.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Soort> {
        let wanted = text.trim().to_lowercase().replace(['/', ' ', '_'], "-");
        Soort::ALLE.into_iter().find(|soort| soort.code() == wanted)
    }
}
