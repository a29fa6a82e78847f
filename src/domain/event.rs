//! The event kinds: what happened at the table, in the workers' words, past tense.
//!
//! Must not know digests, devices or order; that is `journal`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::actie::Actie;
use super::afdoening::Afdoening;
use super::beoordeling::Veiligheidsbeoordeling;
use super::betrokkene::Betrokkene;
use super::corv::CorvKenmerk;
use super::ids::{ActieId, BetrokkeneId, EventId, LezingId, PersoonId, ZaakId};
use super::input::Input;
use super::inzage::{Gewistsoort, Inzage};
use super::kenmerk::Lijstkenmerk;
use super::lijstregel::{Bron, Lijstregel, Status, Wijziging};
use super::overleg::{Gegeven, Overleg};
use super::persoon::{Persoonfeit, rollen_tekst};
use super::soort::Soort;
use super::stap::StapSoort;
use super::tag::Tag;
use super::tijd::{dag, klok, lokaal};
pub use super::vastgelegd::Recorded;
use super::vastgelegd::{Kring, Onleesbaar};
use super::velden::Veldsleutel;
use super::verblijf::{Uitspraak, Waarde};

/// Counts of one reading; no personal data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are the words of the reading screen")]
pub struct Leestelling {
    pub rijen: u32,
    pub nieuw: u32,
    pub gewijzigd: u32,
    pub gelijk: u32,
    pub verdwenen: u32,
    pub geweigerd: u32,
    /// Zaken in which this list contradicts what somebody said. Known once it was stored, and told then only.
    #[serde(skip)]
    pub tegenspraken: u32,
}

impl Leestelling {
    /// That the list contradicts what somebody said, as a sentence; none when it does not.
    #[must_use]
    pub fn tegenspraak_zin(&self) -> Option<String> {
        let zaken = match self.tegenspraken {
            0 => return None,
            1 => "1 zaak".to_owned(),
            many => format!("{many} zaken"),
        };
        Some(format!(
            "Bij {zaken} spreekt de lijst tegen wat gemeld of beslist is over waar verdachte is: zie Vandaag."
        ))
    }
}

/// About what statements can contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tegenspraakveld {
    /// Where the suspect is.
    Verblijf,
}

/// The kind of [`Gebeurtenis::Inzage`].
pub const INZAGE: &str = "inzage";
/// The kind of [`Gebeurtenis::Gewist`].
pub const GEWIST: &str = "gewist";

/// The kind of [`Gebeurtenis::PersoonGewijzigd`].
pub const PERSOON: &str = "persoon-gewijzigd";

/// Whether events of this kind are of the log, and not of the work.
#[must_use]
pub fn is_log(kind: &str) -> bool {
    [INZAGE, GEWIST].contains(&kind)
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", content = "inhoud", rename_all = "kebab-case")]
pub enum Gebeurtenis {
    /// A list was read. Belongs to the table, not to a zaak.
    LijstIngelezen {
        /// The reading.
        lezing: LezingId,
        /// SHA-256 of the file, in hex.
        sha256: String,
        /// Which profile understood it.
        profiel: String,
        /// What came of it.
        telling: Leestelling,
    },
    /// A line of the list entered the journal, with its data, because it was tagged.
    ZaakOpgenomen {
        /// The line.
        regel: Box<Lijstregel>,
        /// Where it came from.
        bron: Bron,
    },
    /// A later list says something else about a zaak.
    LijstgegevensGewijzigd {
        /// The line as it is now.
        regel: Box<Lijstregel>,
        /// Where it came from.
        bron: Bron,
        /// What differs.
        wijzigingen: Vec<Wijziging>,
    },
    /// A later list no longer holds the suspect.
    VanLijstVerdwenen {
        /// The reading in which he was missing.
        lezing: LezingId,
        /// The moment that this list is about; none is the moment of reading.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        over: Option<DateTime<Utc>>,
    },
    /// A later list holds the suspect again.
    TerugOpLijst {
        /// The reading in which he was back.
        lezing: LezingId,
    },
    /// A later list says about custody what was known otherwise, while its line did not change: the list
    /// still says `vast` after somebody told that he was released.
    StatusOpLijst {
        /// The reading.
        lezing: LezingId,
        /// What the list says.
        status: Status,
        /// The moment that the list is about.
        over: DateTime<Utc>,
    },
    /// A later list says more of a line that somebody called no HG than he saw: by row key alone, without
    /// saying of whom.
    LijstZegtMeer {
        /// The reading.
        lezing: LezingId,
        /// The line as that list has it.
        kenmerk: Lijstkenmerk,
    },
    /// A person decided what holds where statements contradict each other.
    TegenspraakBeslist {
        /// About what.
        veld: Tegenspraakveld,
        /// The statement that holds, where it is in the journal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kies: Option<EventId>,
        /// What holds.
        waarde: Waarde,
        /// In which words.
        reden: String,
    },
    /// The worker decided that the line is HG, twijfel or radar.
    Getagd {
        /// What.
        tag: Tag,
        /// The kinds that somebody named or confirmed, or that the list states.
        soorten: Vec<Soort>,
        /// Kinds that only words of the list suggest.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        voorgesteld: Vec<Soort>,
        /// The line as the worker saw it.
        #[serde(default)]
        gezien: Lijstkenmerk,
        /// Why, if the worker said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reden: Option<String>,
    },
    /// The worker decided that the line is no HG. By row key alone: no data of the person (rule 5).
    GeenHgVastgesteld {
        /// What the line said, without saying of whom: a newer list that says more is seen by it.
        #[serde(default)]
        gezien: Lijstkenmerk,
        /// Why, if the worker said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reden: Option<String>,
    },
    /// Somebody was added to a zaak.
    BetrokkeneToegevoegd(Betrokkene),
    /// Somebody's data were changed.
    BetrokkeneGewijzigd(Betrokkene),
    /// Somebody is still where was noted: asked again, and nothing changed.
    PlaatsBevestigd {
        /// Who.
        betrokkene: BetrokkeneId,
    },
    /// Somebody turned out not to belong to the zaak.
    BetrokkeneVerwijderd {
        /// Who.
        betrokkene: BetrokkeneId,
    },
    /// Safety was assessed.
    VeiligheidsbeoordelingVastgesteld(Box<Veiligheidsbeoordeling>),
    /// A step was dealt with by a person.
    StapAfgerond {
        /// Which.
        stap: StapSoort,
        /// The event that had opened it; none for a line that is not in the journal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        aanleiding: Option<EventId>,
        /// The line as it was then, where the step was to look at it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gezien: Option<Lijstkenmerk>,
        /// How.
        toelichting: String,
    },
    /// Input left the building.
    InputVerstuurd(Box<Input>),
    /// Input was spoken, at the table or by telephone.
    MondelingIngebracht(Box<Input>),
    /// Somebody was asked for what a step needs, and did not answer yet.
    StapGevraagd {
        /// Which.
        stap: StapSoort,
        /// The event that had opened it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        aanleiding: Option<EventId>,
        /// Who was asked.
        aan: String,
        /// When.
        op: DateTime<Utc>,
    },
    /// A step was set aside: it is not needed here, for this reason.
    StapTerzijde {
        /// Which.
        stap: StapSoort,
        /// The event that had opened it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        aanleiding: Option<EventId>,
        /// The line as it was then, where the step was to look at it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gezien: Option<Lijstkenmerk>,
        /// Why.
        reden: String,
    },
    /// A point of the aandachtspuntenlijst was looked at.
    AandachtspuntGezien {
        /// Id of the point.
        punt: String,
        /// What was found.
        toelichting: String,
    },
    /// The overleg has a time.
    OverlegGepland(Overleg),
    /// VT heard, or was there when it was decided, what happens to the suspect.
    AfdoeningVastgesteld(Box<Afdoening>),
    /// Somebody told a fact that the list does not have, or not right.
    GegevenGemeld {
        /// The fact.
        gegeven: Gegeven,
        /// Who told it.
        bron: String,
    },
    /// Another VT is competent than the address says.
    VtAangewezen {
        /// Code of the VT.
        code: String,
        /// Why.
        reden: String,
    },
    /// Something was agreed with a partner.
    ActieAfgesproken(Actie),
    /// What was agreed was done, or is not needed any more.
    ActieAfgerond {
        /// Which.
        actie: ActieId,
        /// How, or why not.
        toelichting: String,
    },
    /// The zaak was handed over.
    Overgedragen {
        /// To whom.
        aan: String,
        /// What the receiver must know.
        bericht: String,
    },
    /// The receiver took the zaak over, by his name in the envelope.
    Overgenomen {
        /// Which handing over: the event that recorded it.
        overdracht: EventId,
    },
    /// Nothing more is to be done at the table.
    ZaakGesloten {
        /// The line as it was then.
        #[serde(default)]
        gezien: Lijstkenmerk,
        /// Why.
        reden: String,
    },
    /// Something is to be done again.
    ZaakHeropend {
        /// Why.
        reden: String,
    },
    /// The melding came through CORV as well, and belongs to this zaak.
    CorvGekoppeld(CorvKenmerk),
    /// Another zaak turned out to be this one: what its list line knows is taken over.
    ZaakSamengevoegd {
        /// The other.
        met: ZaakId,
        /// Its line, where that is newer than what is known here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        regel: Option<Box<Lijstregel>>,
        /// The file of that line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bron: Option<Bron>,
        /// What lists said about custody under the other name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        uitspraken: Vec<Uitspraak>,
        /// Why they are one.
        reden: String,
    },
    /// The other zaak looks like this one, and is another.
    GeenDubbel {
        /// The other.
        met: ZaakId,
        /// Why they are two.
        reden: String,
    },
    /// This zaak turned out to be another one and is not followed apart any more.
    ZaakOpgegaan {
        /// The other.
        hoofdzaak: ZaakId,
    },
    /// A reading was undone. Belongs to the table; what it changed in zaken is taken back there.
    LezingTeruggenomen {
        /// The reading.
        lezing: LezingId,
    },
    /// An earlier event was taken back.
    Teruggenomen {
        /// Which.
        gebeurtenis: EventId,
    },
    /// A person decided which of the values that did not know each other holds.
    VeldBeslist {
        /// The fields: one, or a judgement with that of its persons.
        velden: Vec<Veldsleutel>,
        /// The event whose value holds.
        kies: EventId,
        /// In which words.
        reden: String,
    },
    /// Who works at the table changed, or what he opens it with. Belongs to the table; the writer of the event says who
    /// did it.
    PersoonGewijzigd {
        /// Who.
        persoon: PersoonId,
        /// As he is shown from now on.
        naam: String,
        /// What changed.
        #[serde(flatten)]
        feit: Persoonfeit,
    },
    /// Who saw what in a minute. Belongs to the table; names zaken by id alone.
    Inzage(Box<Inzage>),
    /// Content was erased. Belongs to the table.
    Gewist {
        /// What.
        wat: Gewistsoort,
        /// Which term was over, in words of the configuration.
        termijn: String,
        /// How many.
        aantal: u32,
    },
    /// The content of this event is not for this program: it was erased, is of a newer kind or version, or is
    /// damaged. It is kept and shown, changes nothing, and is never written.
    #[serde(skip)]
    Onleesbaar(Onleesbaar),
}

impl Gebeurtenis {
    /// The name of the kind, as the envelope bears it.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Gebeurtenis::VeldBeslist { .. } => "veld-beslist",
            Gebeurtenis::PersoonGewijzigd { .. } => PERSOON,
            Gebeurtenis::Onleesbaar(what) => &what.soort,
            Gebeurtenis::LijstIngelezen { .. } => "lijst-ingelezen",
            Gebeurtenis::ZaakOpgenomen { .. } => "zaak-opgenomen",
            Gebeurtenis::LijstgegevensGewijzigd { .. } => "lijstgegevens-gewijzigd",
            Gebeurtenis::VanLijstVerdwenen { .. } => "van-lijst-verdwenen",
            Gebeurtenis::TerugOpLijst { .. } => "terug-op-lijst",
            Gebeurtenis::StatusOpLijst { .. } => "status-op-lijst",
            Gebeurtenis::LijstZegtMeer { .. } => "lijst-zegt-meer",
            Gebeurtenis::TegenspraakBeslist { .. } => "tegenspraak-beslist",
            Gebeurtenis::Getagd { .. } => "getagd",
            Gebeurtenis::GeenHgVastgesteld { .. } => "geen-hg-vastgesteld",
            Gebeurtenis::BetrokkeneToegevoegd(_) => "betrokkene-toegevoegd",
            Gebeurtenis::BetrokkeneGewijzigd(_) => "betrokkene-gewijzigd",
            Gebeurtenis::PlaatsBevestigd { .. } => "plaats-bevestigd",
            Gebeurtenis::BetrokkeneVerwijderd { .. } => "betrokkene-verwijderd",
            Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_) => {
                "veiligheidsbeoordeling-vastgesteld"
            }
            Gebeurtenis::StapAfgerond { .. } => "stap-afgerond",
            Gebeurtenis::InputVerstuurd(_) => "input-verstuurd",
            Gebeurtenis::MondelingIngebracht(_) => "mondeling-ingebracht",
            Gebeurtenis::StapGevraagd { .. } => "stap-gevraagd",
            Gebeurtenis::StapTerzijde { .. } => "stap-terzijde",
            Gebeurtenis::AandachtspuntGezien { .. } => "aandachtspunt-gezien",
            Gebeurtenis::OverlegGepland(_) => "overleg-gepland",
            Gebeurtenis::AfdoeningVastgesteld(_) => "afdoening-vastgesteld",
            Gebeurtenis::GegevenGemeld { .. } => "gegeven-gemeld",
            Gebeurtenis::VtAangewezen { .. } => "vt-aangewezen",
            Gebeurtenis::ActieAfgesproken(_) => "actie-afgesproken",
            Gebeurtenis::ActieAfgerond { .. } => "actie-afgerond",
            Gebeurtenis::Overgedragen { .. } => "overgedragen",
            Gebeurtenis::Overgenomen { .. } => "overgenomen",
            Gebeurtenis::ZaakGesloten { .. } => "zaak-gesloten",
            Gebeurtenis::ZaakHeropend { .. } => "zaak-heropend",
            Gebeurtenis::CorvGekoppeld(_) => "corv-gekoppeld",
            Gebeurtenis::ZaakSamengevoegd { .. } => "zaak-samengevoegd",
            Gebeurtenis::GeenDubbel { .. } => "geen-dubbel",
            Gebeurtenis::ZaakOpgegaan { .. } => "zaak-opgegaan",
            Gebeurtenis::LezingTeruggenomen { .. } => "lezing-teruggenomen",
            Gebeurtenis::Teruggenomen { .. } => "teruggenomen",
            Gebeurtenis::Inzage(_) => INZAGE,
            Gebeurtenis::Gewist { .. } => GEWIST,
        }
    }

    /// Whether a worker's undo may take it back. What left the building may not, and what a reading
    /// brought is not undone by the key that undoes a tag.
    #[must_use]
    pub fn terug_te_nemen(&self) -> bool {
        matches!(
            self,
            Gebeurtenis::Getagd { .. }
                | Gebeurtenis::GeenHgVastgesteld { .. }
                | Gebeurtenis::BetrokkeneToegevoegd(_)
                | Gebeurtenis::BetrokkeneGewijzigd(_)
                | Gebeurtenis::PlaatsBevestigd { .. }
                | Gebeurtenis::BetrokkeneVerwijderd { .. }
                | Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_)
                | Gebeurtenis::StapAfgerond { .. }
                | Gebeurtenis::StapTerzijde { .. }
                | Gebeurtenis::StapGevraagd { .. }
                | Gebeurtenis::TegenspraakBeslist { .. }
                | Gebeurtenis::VeldBeslist { .. }
                | Gebeurtenis::GeenDubbel { .. }
                | Gebeurtenis::AandachtspuntGezien { .. }
                | Gebeurtenis::OverlegGepland(_)
                | Gebeurtenis::AfdoeningVastgesteld(_)
                | Gebeurtenis::GegevenGemeld { .. }
                | Gebeurtenis::VtAangewezen { .. }
                | Gebeurtenis::ActieAfgesproken(_)
                | Gebeurtenis::ActieAfgerond { .. }
                | Gebeurtenis::Overgedragen { .. }
                | Gebeurtenis::Overgenomen { .. }
                | Gebeurtenis::ZaakGesloten { .. }
                | Gebeurtenis::ZaakHeropend { .. }
                | Gebeurtenis::CorvGekoppeld(_)
        )
    }

    /// Whether it is an act of a person in a zaak, and not what a list brought.
    #[must_use]
    pub fn is_handeling(&self) -> bool {
        !matches!(
            self,
            Gebeurtenis::LijstIngelezen { .. }
                | Gebeurtenis::LezingTeruggenomen { .. }
                | Gebeurtenis::PersoonGewijzigd { .. }
                | Gebeurtenis::ZaakOpgenomen { .. }
                | Gebeurtenis::LijstgegevensGewijzigd { .. }
                | Gebeurtenis::VanLijstVerdwenen { .. }
                | Gebeurtenis::TerugOpLijst { .. }
                | Gebeurtenis::StatusOpLijst { .. }
                | Gebeurtenis::LijstZegtMeer { .. }
                | Gebeurtenis::StapGevraagd {
                    stap: StapSoort::NogNodig,
                    ..
                }
                | Gebeurtenis::Teruggenomen { .. }
                | Gebeurtenis::Inzage(_)
                | Gebeurtenis::Gewist { .. }
                | Gebeurtenis::Onleesbaar(_)
        )
    }

    /// The circle that may read it. All is internal until it is shared by an event of its own.
    #[must_use]
    pub fn kring(&self) -> Kring {
        Kring::Intern
    }

    /// What happened, in a few Dutch words for the time line; without names.
    #[must_use]
    pub fn omschrijving(&self) -> String {
        match self {
            Gebeurtenis::LijstIngelezen { telling, .. } => {
                format!("lijst ingelezen: {} rijen", telling.rijen)
            }
            Gebeurtenis::ZaakOpgenomen { .. } => "overgenomen van de lijst".to_owned(),
            Gebeurtenis::LijstgegevensGewijzigd { wijzigingen, .. } => {
                let fields: Vec<&str> = wijzigingen.iter().map(|one| one.veld.label()).collect();
                format!("nieuwe lijst: {} gewijzigd", fields.join(", "))
            }
            Gebeurtenis::VanLijstVerdwenen { .. } => "staat niet meer op de lijst".to_owned(),
            Gebeurtenis::TerugOpLijst { .. } => "staat weer op de lijst".to_owned(),
            Gebeurtenis::StatusOpLijst { status, over, .. } => {
                format!("lijst van {} zegt: {}", klok(*over), status.label())
            }
            Gebeurtenis::LijstZegtMeer { .. } => "een nieuwere lijst zegt meer".to_owned(),
            Gebeurtenis::TegenspraakBeslist { waarde, .. } => {
                format!("tegenspraak beslist: {}", waarde.label())
            }
            Gebeurtenis::Getagd { tag, soorten, .. } => {
                let kinds: Vec<&str> = soorten.iter().map(|soort| soort.label()).collect();
                if kinds.is_empty() {
                    format!("getagd: {}", tag.label())
                } else {
                    format!("getagd: {} ({})", tag.label(), kinds.join(", "))
                }
            }
            Gebeurtenis::GeenHgVastgesteld { .. } => "getagd: geen HG".to_owned(),
            Gebeurtenis::BetrokkeneToegevoegd(who) => {
                format!("{} toegevoegd", who.rol.label())
            }
            Gebeurtenis::BetrokkeneGewijzigd(who) => {
                format!("gegevens van {} gewijzigd", who.rol.label())
            }
            Gebeurtenis::PlaatsBevestigd { .. } => {
                "betrokkene is nog op dezelfde plaats".to_owned()
            }
            Gebeurtenis::BetrokkeneVerwijderd { .. } => "betrokkene verwijderd".to_owned(),
            Gebeurtenis::VeiligheidsbeoordelingVastgesteld(what) => {
                format!("beoordeeld: {}", what.geheel.label())
            }
            Gebeurtenis::StapAfgerond { stap, .. } => format!("gedaan: {}", stap.label()),
            Gebeurtenis::InputVerstuurd(what) => {
                format!(
                    "input aan {} (.{})",
                    what.ontvanger.label(),
                    what.vorm.code()
                )
            }
            Gebeurtenis::MondelingIngebracht(what) => {
                format!("mondeling ingebracht bij {}", what.ontvanger.label())
            }
            Gebeurtenis::StapGevraagd { stap, aan, .. } => {
                format!("gevraagd aan {aan}: {}", stap.label())
            }
            Gebeurtenis::StapTerzijde { stap, .. } => format!("terzijde gelegd: {}", stap.label()),
            Gebeurtenis::AandachtspuntGezien { .. } => "aandachtspunt bekeken".to_owned(),
            Gebeurtenis::OverlegGepland(what) => {
                let at = lokaal(what.tijd);
                format!(
                    "overleg op {} om {}",
                    dag(at.date_naive()),
                    at.format("%H:%M")
                )
            }
            Gebeurtenis::AfdoeningVastgesteld(what) => format!("afdoening: {}", what.label()),
            Gebeurtenis::GegevenGemeld { gegeven, .. } => match gegeven {
                Gegeven::Verblijf { waarde, .. } => format!("gemeld: {}", waarde.label()),
                Gegeven::Plaats { .. } => "gemeld: plaats van de verdachte".to_owned(),
                Gegeven::Tekst { veld, .. } => format!("gemeld: {}", veld.label()),
                Gegeven::Verlengd { termijn } => format!("gemeld: {}", termijn.label()),
                Gegeven::Moment { moment, .. } => format!("gemeld: {}", moment.label()),
                Gegeven::Tijd { veld, tijd } => {
                    format!(
                        "gemeld: {} {}",
                        veld.label(),
                        lokaal(*tijd).format("%d-%m %H:%M")
                    )
                }
            },
            Gebeurtenis::VtAangewezen { code, .. } => format!("VT aangewezen: {code}"),
            Gebeurtenis::ActieAfgesproken(_) => "actie afgesproken".to_owned(),
            Gebeurtenis::ActieAfgerond { .. } => "actie afgerond".to_owned(),
            Gebeurtenis::Overgedragen { .. } => "overgedragen".to_owned(),
            Gebeurtenis::Overgenomen { .. } => "overgenomen".to_owned(),
            Gebeurtenis::ZaakGesloten { .. } => "zaak gesloten".to_owned(),
            Gebeurtenis::ZaakHeropend { .. } => "zaak heropend".to_owned(),
            Gebeurtenis::CorvGekoppeld(_) => "zorgmelding via CORV gekoppeld".to_owned(),
            Gebeurtenis::ZaakSamengevoegd { .. } => "samengevoegd met een dubbele zaak".to_owned(),
            Gebeurtenis::GeenDubbel { .. } => "geen dubbele: het zijn twee zaken".to_owned(),
            Gebeurtenis::ZaakOpgegaan { .. } => "opgegaan in een andere zaak".to_owned(),
            Gebeurtenis::LezingTeruggenomen { .. } => "inlezen teruggenomen".to_owned(),
            Gebeurtenis::Teruggenomen { .. } => "teruggenomen".to_owned(),
            Gebeurtenis::VeldBeslist { velden, .. } => {
                let name = velden.first().map_or_else(String::new, Veldsleutel::label);
                format!("tegenspraak beslist: {name}")
            }
            Gebeurtenis::PersoonGewijzigd { naam, feit, .. } => match feit {
                Persoonfeit::Toegevoegd { rollen } => {
                    format!("persoon toegevoegd: {naam} ({})", rollen_tekst(rollen))
                }
                Persoonfeit::Gewijzigd { rollen } => {
                    format!("persoon gewijzigd: {naam} ({})", rollen_tekst(rollen))
                }
                Persoonfeit::Vertrokken => format!("persoon verwijderd: {naam}"),
                Persoonfeit::NieuwWachtwoord { herstelblad: false } => {
                    format!("nieuw wachtwoord: {naam}")
                }
                Persoonfeit::NieuwWachtwoord { herstelblad: true } => {
                    format!("nieuw wachtwoord met het herstelblad: {naam}")
                }
                Persoonfeit::HerstelbladGemaakt => "herstelblad gemaakt".to_owned(),
            },
            Gebeurtenis::Inzage(_) => "inzage".to_owned(),
            Gebeurtenis::Gewist {
                wat,
                termijn,
                aantal,
            } => format!("gewist: {aantal} {} ({termijn})", wat.label()),
            Gebeurtenis::Onleesbaar(what) => format!("{}: {}", what.soort, what.waarom.label()),
        }
    }
}
