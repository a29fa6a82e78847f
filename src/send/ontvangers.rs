//! What each recipient needs to know (`assets/ontvangers.toml`, a site's own file of that name wins):
//! the ground, the secure address, and per kind of line whether it is ticked, with the reason.
//!
//! A kind that a recipient's profile does not name is not offered at all: silence never shares.
//! There is no kind for the BSN, so no file can let it out.
//!
//! Must not know a zaak, nor where the file lies; the caller parses it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::opstelling::Kop;
use crate::domain::input::Ontvanger;
use crate::domain::naam::vouw;

macro_rules! regelsoorten {
    ($($(#[$meta:meta])* $name:ident = $code:literal in $kop:ident,)*) => {
        /// The kinds of line that a text can hold. Variants stand in the order of the text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
        pub enum Regelsoort {
            $($(#[$meta])* #[serde(rename = $code)] $name,)*
        }

        impl Regelsoort {
            /// Every kind, in the order of the text.
            pub const ALLE: &'static [Regelsoort] = &[$(Regelsoort::$name,)*];

            /// The word in `ontvangers.toml`, and the first part of a line's key.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Regelsoort::$name => $code,)* }
            }

            /// The heading under which it stands.
            #[must_use]
            pub fn kop(self) -> Kop {
                match self { $(Regelsoort::$name => Kop::$kop,)* }
            }
        }
    };
}

regelsoorten! {
    /// The decision as VT knows it now. Leaves always.
    Beslissing = "beslissing" in Nu,
    /// Where the suspect is now, since when and who says so. Leaves always.
    Vrijheid = "vrijheid" in Nu,
    /// The judgement of the whole, its time, how long it holds, and the clock.
    Oordeel = "oordeel" in Nu,
    /// A condition for a release.
    Voorwaarde = "voorwaarde" in Voorwaarden,
    /// What VT asks of this recipient.
    Verzoek = "verzoek" in VtVraagt,
    /// What VT asks of another.
    VerzoekAnder = "verzoek-ander" in VtVraagt,
    /// That VT wants to know when the overleg is.
    Tijdstip = "tijdstip" in VtVraagt,
    /// Police registration.
    Pl = "pl" in Zaak,
    /// Case number of the OM.
    Parketnummer = "parketnummer" in Zaak,
    /// Name and birth of the suspect.
    Verdachte = "verdachte" in Zaak,
    /// Where the suspect lives; often the home of the victim too.
    VerdachteAdres = "verdachte-adres" in Zaak,
    /// The offences.
    Feit = "feit" in Zaak,
    /// The kind of HG as the worker tagged it, with the relation as the list prints it.
    Soort = "soort" in Zaak,
    /// A kind that only words of the list suggest; for the other VT alone.
    SoortVoorgesteld = "soort-voorgesteld" in Zaak,
    /// What happened, in the words of the police.
    Toelichting = "toelichting" in Zaak,
    /// When he was arrested, from when he was held, and where the list saw him.
    Ophouden = "ophouden" in Zaak,
    /// A tijdelijk huisverbod is mentioned.
    Huisverbod = "huisverbod" in Zaak,
    /// Whether a zorgmelding was made.
    Zorgmelding = "zorgmelding" in Zaak,
    /// A victim, with name.
    Slachtoffer = "slachtoffer" in Zaak,
    /// A child: age and relation, without the name.
    Kind = "kind" in Zaak,
    /// The name and birth of a child.
    KindNaam = "kind-naam" in Zaak,
    /// Children as the list prints them, where no child was entered.
    KinderenLijst = "kinderen-lijst" in Zaak,
    /// A parent or guardian, with name.
    Ouder = "ouder" in Zaak,
    /// Somebody else, with name.
    Ander = "ander" in Zaak,
    /// Where a victim is now.
    VerblijfSlachtoffer = "verblijf-slachtoffer" in Zaak,
    /// Where a child is now.
    VerblijfKind = "verblijf-kind" in Zaak,
    /// Where a parent or somebody else is now.
    VerblijfAnder = "verblijf-ander" in Zaak,
    /// Whether somebody can be phoned without danger; no number.
    Bellen = "bellen" in Zaak,
    /// Number or way to reach somebody.
    Nummer = "nummer" in Zaak,
    /// That VT has input, without its content.
    VtHeeftInput = "vt-heeft-input" in Bekend,
    /// What VT's own system says.
    BekendVt = "bekend-vt" in Bekend,
    /// What police, RvdK, 3RO or the wijkagent told VT.
    BekendPartners = "bekend-partners" in Bekend,
    /// What care that runs told VT.
    BekendHulp = "bekend-hulp" in Bekend,
    /// What the victim told VT.
    BekendSlachtoffer = "bekend-slachtoffer" in Bekend,
    /// The judgement about one person.
    OordeelPersoon = "oordeel-persoon" in Veiligheid,
    /// Which sources it rests on, those that answered; not what they said.
    Basis = "basis" in Veiligheid,
    /// Which sources did not answer, or can not be asked.
    BasisOpen = "basis-open" in Veiligheid,
    /// That the victim or a care worker spoke with VT; dangerous in a file that the suspect reads.
    BasisVertrouwelijk = "basis-vertrouwelijk" in Veiligheid,
    /// Why, in the worker's words.
    Motivering = "motivering" in Veiligheid,
    /// What a release means for the safety.
    Gevolg = "gevolg" in Gevolg,
    /// What VT does.
    VtDoet = "vt-doet" in VtDoet,
    /// How VT can be reached, and until when. Leaves always.
    Bereikbaar = "bereikbaar" in Bereikbaar,
    /// What VT wants to hear afterwards, and who wants to hear it.
    Terugkoppeling = "terugkoppeling" in Terugkoppeling,
}

impl Regelsoort {
    /// Leaves whether it is ticked or not.
    #[must_use]
    pub fn altijd(self) -> bool {
        matches!(
            self,
            Regelsoort::Beslissing | Regelsoort::Vrijheid | Regelsoort::Bereikbaar
        )
    }

    /// What it tells the suspect when he reads the file, in the words of the question before sending; none
    /// for what he may read.
    #[must_use]
    pub fn leest_mee(self) -> Option<&'static str> {
        Some(match self {
            Regelsoort::Motivering => "waarom VT dit vindt",
            Regelsoort::VtDoet => "wat VT doet",
            Regelsoort::VerblijfSlachtoffer
            | Regelsoort::VerblijfKind
            | Regelsoort::VerblijfAnder => "waar iemand verblijft",
            Regelsoort::Bellen => "of bellen veilig is",
            Regelsoort::Nummer => "hoe iemand te bereiken is",
            Regelsoort::BekendHulp
            | Regelsoort::BekendSlachtoffer
            | Regelsoort::BasisVertrouwelijk => "wie vertrouwelijk met VT sprak",
            _ => return None,
        })
    }
}

/// Whether what goes to this recipient can end in a file that the suspect reads.
#[must_use]
pub fn verdachte_kan_lezen(who: Ontvanger) -> bool {
    match who {
        Ontvanger::Om | Ontvanger::Politie | Ontvanger::Reclassering | Ontvanger::Rvdk => true,
        Ontvanger::Kpc | Ontvanger::AndereVt => false,
    }
}

/// The whole file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ontvangers {
    /// One profile for each recipient.
    #[serde(default)]
    pub ontvanger: Vec<Profiel>,
}

/// What one recipient needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profiel {
    /// Who.
    pub code: Ontvanger,
    /// The name in the text, e.g. `Openbaar Ministerie`.
    pub naam: String,
    /// Other words for the same, by which a request is recognised as meant for this recipient.
    #[serde(default)]
    pub ook: Vec<String>,
    /// The first line of the text.
    pub titel: String,
    /// The ground on which VT shares.
    pub grond: String,
    /// Secure mail address; absent or empty: the worker chooses it in the mail program.
    #[serde(default)]
    pub mail: Option<String>,
    /// What VT wants to hear afterwards.
    pub terugkoppeling: String,
    /// The kinds of line. A kind that is absent is not offered.
    pub regels: BTreeMap<Regelsoort, Keuze>,
}

/// Whether a kind of line is ticked, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keuze {
    /// Ticked by default.
    pub aan: bool,
    /// Why this recipient needs it, or why it is held back.
    pub waarom: String,
}

/// The site's file lacks a recipient.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "In ontvangers.toml staat geen ontvanger met code \"{}\". Zet die erin, of haal het eigen bestand weg.",
    .0.code()
)]
pub struct OntvangerOntbreekt(pub Ontvanger);

impl Ontvangers {
    /// The profile of a recipient.
    ///
    /// # Errors
    /// [`OntvangerOntbreekt`] when the file has none.
    pub fn voor(&self, who: Ontvanger) -> Result<&Profiel, OntvangerOntbreekt> {
        self.ontvanger
            .iter()
            .find(|profile| profile.code == who)
            .ok_or(OntvangerOntbreekt(who))
    }

    /// What is wrong with the file, in Dutch: recipients that lack or occur twice, empty texts,
    /// choices without a reason.
    #[must_use]
    pub fn fouten(&self) -> Vec<String> {
        let mut out = Vec::new();
        for who in Ontvanger::ALLE {
            match self.ontvanger.iter().filter(|one| one.code == who).count() {
                0 => out.push(OntvangerOntbreekt(who).to_string()),
                1 => {}
                _ => out.push(format!(
                    "Ontvanger \"{}\" staat er twee keer in. Alleen de eerste telt.",
                    who.code()
                )),
            }
        }
        for profile in &self.ontvanger {
            let code = profile.code.code();
            for (field, text) in [
                ("naam", &profile.naam),
                ("titel", &profile.titel),
                ("grond", &profile.grond),
                ("terugkoppeling", &profile.terugkoppeling),
            ] {
                if text.trim().is_empty() {
                    out.push(format!("Ontvanger \"{code}\": {field} is leeg."));
                }
            }
            for (kind, choice) in &profile.regels {
                if choice.waarom.trim().is_empty() {
                    out.push(format!(
                        "Ontvanger \"{code}\": bij {} ontbreekt waarom.",
                        kind.code()
                    ));
                }
            }
        }
        out
    }
}

impl Profiel {
    /// Whether words such as `OvJ` or `OM en politie` name this recipient.
    #[must_use]
    pub fn bedoeld_met(&self, words: &str) -> bool {
        let own: Vec<String> = [self.code.label(), self.code.code(), self.naam.as_str()]
            .into_iter()
            .chain(self.ook.iter().map(String::as_str))
            .map(vouw)
            .collect();
        words
            .split([',', '/', '+', '&', ';'])
            .flat_map(|part| part.split(" en "))
            .any(|part| own.contains(&vouw(part)))
    }

    /// The secure address, if one is filled in.
    #[must_use]
    pub fn adres(&self) -> Option<&str> {
        self.mail
            .as_deref()
            .map(str::trim)
            .filter(|a| !a.is_empty())
    }
}
