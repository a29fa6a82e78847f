//! Turns a zaak into lines. Each kind of line is made in one place; the profile decides whether it
//! is offered and ticked.
//!
//! Must not know layout, nor which recipient it is writing for.

use chrono::Datelike as _;

use super::aanduiding::{aanduidingen, hoofdletter, leeftijd};
use super::melder::{melder, zonder_melders};
use super::nu::{beslissing_zin, verblijf_zin};
use super::ondertekening::{self, ondertekend};
use super::ontvangers::{Profiel, Regelsoort as R, verdachte_kan_lezen};
use super::oordeel::{gevolg, is_vertrouwelijk, open_bronnen, rust_op};
use super::opstelling::{Context, InputRegel, Kop, Merk, Onderdeel};
use super::poort::Poort;
use super::tijd;
use super::voorwaarden::Voorwaarden;
use crate::domain::afdoening::{Afdoening, Uitkomst};
use crate::domain::beoordeling::{Informatiebron, Navraag, Oordeel, VastgesteldeBeoordeling};
use crate::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use crate::domain::ids::BetrokkeneId;
use crate::domain::input::Ontvanger;
use crate::domain::lijstregel::Veld;
use crate::domain::naam::vouw;
use crate::domain::tag::{Tag, Tagging};
use crate::domain::verblijf::Verblijf;
use crate::domain::zaak::Zaak;

/// The national number of Veilig Thuis, day and night (domein.md 1.2).
const LANDELIJK: &str = "Veilig Thuis, dag en nacht, 0800-2000";

/// Why a line stands there that no profile can leave out.
const ALTIJD: &str = "staat er altijd in";

/// What VT says before it judged.
const NIET_BEOORDEELD: &str = "VT heeft de veiligheid nog niet beoordeeld.";

/// Why a sentence of the program is not ticked.
const VAN_PROGRAMMA: &str = "het programma maakte deze zin; zet hem aan of schrijf hem zelf";

/// Every heading that has lines.
pub(super) fn onderdelen(
    zaak: &Zaak,
    profiel: &Profiel,
    voorwaarden: &Voorwaarden,
    context: &Context,
    poort: &Poort,
) -> Vec<Onderdeel> {
    let mut out = Bouw {
        profiel,
        context,
        poort,
        people: &zaak.stand.betrokkenen,
        onderdelen: Kop::ALLE
            .into_iter()
            .map(|kop| Onderdeel {
                kop,
                regels: Vec::new(),
            })
            .collect(),
    };
    let who = aanduidingen(&zaak.stand.betrokkenen, context.nu);
    let verblijf = zaak.verblijf(context.nu);
    out.nu(zaak, &verblijf);
    out.kern(zaak, &verblijf);
    out.verdachte(zaak);
    out.soort(zaak.stand.tag.as_ref(), zaak.regel.relatie.as_deref());
    out.lijst(zaak);
    for (person, (_, words)) in zaak.stand.betrokkenen.iter().zip(&who) {
        out.betrokkene(person, words);
    }
    if !zaak
        .stand
        .betrokkenen
        .iter()
        .any(|one| one.rol == Rol::Kind)
        && let Some(children) = &zaak.regel.kinderen
    {
        out.regel(
            R::KinderenLijst,
            "",
            &format!("Kinderen, volgens de lijst van de politie: {children}"),
        );
    }
    match zaak.stand.beoordeling() {
        Some(holds) => {
            let decided = zaak.stand.afdoening().map(|one| &one.inhoud);
            out.beoordeling(holds, &who, decided, voorwaarden);
            let means = gevolg(holds, &who, &verblijf, context.nu);
            out.regel(R::Gevolg, "", &means);
        }
        None => {
            out.regel(R::VtHeeftInput, "", NIET_BEOORDEELD);
        }
    }
    out.contact();
    out.onderdelen.retain(|part| !part.regels.is_empty());
    out.onderdelen
}

struct Bouw<'a> {
    profiel: &'a Profiel,
    context: &'a Context,
    poort: &'a Poort,
    people: &'a [Betrokkene],
    onderdelen: Vec<Onderdeel>,
}

impl Bouw<'_> {
    /// Adds a line if the profile offers its kind and there is something to say.
    fn regel(&mut self, soort: R, bij: &str, tekst: &str) {
        let choice = self.profiel.regels.get(&soort);
        if choice.is_none() && !soort.altijd() {
            return;
        }
        // A kind that nobody confirmed is a fact to nobody.
        if soort == R::SoortVoorgesteld && self.profiel.code != Ontvanger::AndereVt {
            return;
        }
        let tekst = match soort {
            // What whoever has the list knows, and what the house says of itself.
            R::Pl
            | R::Parketnummer
            | R::Verdachte
            | R::VerdachteAdres
            | R::Ophouden
            | R::Bereikbaar
            | R::Terugkoppeling => self.poort.vast(tekst),
            _ => self.poort.tekst(tekst),
        };
        if tekst.is_empty() {
            return;
        }
        let sleutel = match bij {
            "" => soort.code().to_owned(),
            bij => format!("{}:{bij}", soort.code()),
        };
        let merk = match soort {
            R::Gevolg => Some(Merk::VanProgramma),
            other if verdachte_kan_lezen(self.profiel.code) => {
                other.leest_mee().map(|_| Merk::VerdachteLeestMee)
            }
            _ => None,
        };
        let (aan, waarom) = match (merk, choice) {
            (Some(Merk::VanProgramma), _) => (false, VAN_PROGRAMMA.to_owned()),
            (_, Some(choice)) => (choice.aan || soort.altijd(), choice.waarom.clone()),
            (_, None) => (true, ALTIJD.to_owned()),
        };
        if let Some(part) = self
            .onderdelen
            .iter_mut()
            .find(|part| part.kop == soort.kop())
        {
            part.regels.push(InputRegel {
                sleutel,
                tekst,
                waarom,
                aan,
                merk,
            });
        }
    }

    /// The judgement and the clock: what the reader must know who reads one line.
    fn kern(&mut self, zaak: &Zaak, verblijf: &Verblijf) {
        let judged = zaak.stand.beoordeling();
        let mut said =
            judged.map_or_else(|| NIET_BEOORDEELD.to_owned(), |holds| self.oordeel(holds));
        if let Some(end) = self.context.klok.filter(|_| verblijf.klok_loopt()) {
            let word = if end <= self.context.nu {
                "liep af om"
            } else {
                "tot"
            };
            said.push_str(&format!(" Klok van ophouden {word} {}.", tijd::kort(end)));
        }
        self.regel(R::Oordeel, "", &said);
    }

    /// Decision and custody, before everything else.
    fn nu(&mut self, zaak: &Zaak, verblijf: &Verblijf) {
        self.regel(R::Beslissing, "", &beslissing_zin(&zaak.stand));
        let nu = self.context.nu;
        let veiled = match self.profiel.code {
            Ontvanger::AndereVt => verblijf.clone(),
            _ => zonder_melders(verblijf, self.people),
        };
        let where_now = hoofdletter(&verblijf_zin(&veiled, self.context.klok, nu));
        self.regel(
            R::Vrijheid,
            "",
            &format!("{where_now}. Stand van {}.", tijd::kort(nu)),
        );
    }

    /// Who told something, as this recipient may read it.
    fn melder(&self, who: &str) -> String {
        match self.profiel.code {
            Ontvanger::AndereVt => who.trim().to_owned(),
            _ => melder(who, self.people),
        }
    }

    /// A fact of the line in words: what somebody told with who told it, and the list beside it where that
    /// says otherwise.
    fn gezegd(&self, zaak: &Zaak, veld: Veld, listed: Option<&str>) -> Option<String> {
        let listed = listed.map(str::trim).filter(|text| !text.is_empty());
        let told = zaak
            .gemelde_tekst(veld)
            .filter(|told| !told.waarde.trim().is_empty());
        let Some(told) = told else {
            return listed.map(str::to_owned);
        };
        let words = told.waarde.trim();
        let who = self.melder(told.door.as_deref().unwrap_or_default());
        Some(match listed {
            Some(listed) if vouw(listed) == vouw(words) => listed.to_owned(),
            Some(listed) => format!("{words} (gemeld door {who}; op de lijst staat: {listed})"),
            None => format!("{words} (gemeld door {who})"),
        })
    }

    fn verdachte(&mut self, zaak: &Zaak) {
        let line = &zaak.regel;
        if let Some(pl) = self.gezegd(zaak, Veld::Pl, line.pl.as_deref()) {
            self.regel(R::Pl, "", &format!("PL-nummer: {pl}"));
        }
        if let Some(number) = self.gezegd(zaak, Veld::Parketnummer, line.parketnummer.as_deref()) {
            self.regel(R::Parketnummer, "", &format!("Parketnummer: {number}"));
        }
        let born = zaak.geboortedatum().map(|date| {
            let age = crate::domain::tijd::leeftijd(
                date,
                crate::domain::tijd::lokaal(self.context.nu).date_naive(),
            )
            .map_or_else(String::new, |years| format!(" ({years} jaar)"));
            let by = zaak
                .gemelde_tekst(Veld::Geboortedatum)
                .filter(|_| line.geboortedatum != Some(date))
                .and_then(|told| told.door)
                .map_or_else(String::new, |who| {
                    format!(", gemeld door {}", self.melder(&who))
                });
            format!("geboren {}{age}{by}", tijd::datum(date))
        });
        // A year that somebody told stands beside the day of the list where these differ.
        let year = zaak
            .gemeld_geboortejaar()
            .filter(|year| zaak.geboortedatum().map(|date| date.year()) != Some(*year))
            .map(|year| {
                let by = zaak
                    .gemelde_tekst(Veld::Geboortedatum)
                    .and_then(|told| told.door)
                    .unwrap_or_default();
                format!("geboren in {year}, gemeld door {}", self.melder(&by))
            });
        let listed = line.naam.spreekvorm();
        let name = self.gezegd(zaak, Veld::Naam, Some(&listed));
        let parts: Vec<String> = [name, born, year].into_iter().flatten().collect();
        if !parts.is_empty() {
            self.regel(
                R::Verdachte,
                "",
                &format!("Verdachte: {}", parts.join(", ")),
            );
        }
        let home: Vec<String> = [
            self.gezegd(zaak, Veld::Adres, line.adres.as_deref()),
            self.gezegd(zaak, Veld::Woonplaats, line.woonplaats.as_deref()),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !home.is_empty() {
            self.regel(
                R::VerdachteAdres,
                "",
                &format!("Adres verdachte: {}", home.join(", ")),
            );
        }
        let offences: Vec<String> = line
            .feiten
            .iter()
            .filter_map(|one| match (one.omschrijving.trim(), one.artikel.trim()) {
                ("", "") => None,
                (words, "") => Some(words.to_owned()),
                ("", article) => Some(format!("art. {article}")),
                (words, article) => Some(format!("{words}, art. {article}")),
            })
            .collect();
        if !offences.is_empty() {
            self.regel(R::Feit, "", &format!("Feit: {}", offences.join("; ")));
        }
    }

    fn soort(&mut self, tagging: Option<&Tagging>, relation: Option<&str>) {
        let mut parts = Vec::new();
        if let Some(tagging) = tagging {
            let kinds: Vec<&str> = tagging.soorten.iter().map(|kind| kind.label()).collect();
            let what = match tagging.tag {
                Tag::Hg => "Huiselijk geweld",
                Tag::Twijfel => "Mogelijk huiselijk geweld, nog niet zeker",
                Tag::Radar | Tag::GeenHg => "Signaal",
            };
            if kinds.is_empty() {
                parts.push(what.to_owned());
            } else {
                parts.push(format!("{what}: {}", kinds.join(", ")));
            }
            let proposed: Vec<&str> = tagging
                .voorgesteld
                .iter()
                .filter(|kind| !tagging.soorten.contains(kind))
                .map(|kind| kind.label())
                .collect();
            if !proposed.is_empty() {
                self.regel(
                    R::SoortVoorgesteld,
                    "",
                    &format!("Mogelijk {}, niet bevestigd.", proposed.join(" of ")),
                );
            }
        }
        // What the kinds say already is not said twice.
        let said = |text: &str| {
            tagging.is_some_and(|one| {
                one.soorten
                    .iter()
                    .any(|kind| vouw(kind.label()) == vouw(text))
            })
        };
        if let Some(relation) = relation
            .map(str::trim)
            .filter(|text| !text.is_empty() && !said(text))
        {
            parts.push(format!("relatie volgens de lijst: {relation}"));
        }
        self.regel(R::Soort, "", &hoofdletter(&parts.join("; ")));
    }

    /// What the list says that the passing of time does not make wrong, or with the moment it is about.
    fn lijst(&mut self, zaak: &Zaak) {
        let line = &zaak.regel;
        let listed = tijd::kort(zaak.bron.over());
        if !line.toelichting.trim().is_empty() {
            self.regel(
                R::Toelichting,
                "",
                &format!("Volgens de politie: {}", line.toelichting),
            );
        }
        let mut parts: Vec<String> = [
            ("aangehouden", Veld::Aanhouding),
            ("ophouden vanaf", Veld::BeginOphouden),
        ]
        .into_iter()
        .filter_map(|(words, veld)| {
            let known = zaak.tijd(veld)?;
            let by = known.door.map_or_else(String::new, |who| {
                format!(" (gemeld door {})", self.melder(&who))
            });
            Some(format!("{words} {}{by}", tijd::kort(known.waarde)))
        })
        .collect();
        if let Some(place) = line.locatie.as_deref().map(str::trim)
            && !place.is_empty()
        {
            parts.push(format!("op de lijst van {listed} in {place}"));
        }
        self.regel(R::Ophouden, "", &hoofdletter(&parts.join(", ")));
        if line.thv == Some(true) {
            self.regel(
                R::Huisverbod,
                "",
                &format!("Op de lijst van {listed} staat een tijdelijk huisverbod."),
            );
        }
        match line.zorgmelding {
            _ if !zaak.stand.corv.is_empty() => {
                self.regel(R::Zorgmelding, "", "Zorgmelding: bij VT binnen via CORV.");
            }
            Some(done) => {
                let words = if done { "ja" } else { "nee" };
                self.regel(
                    R::Zorgmelding,
                    "",
                    &format!("Zorgmelding gedaan: {words}, volgens de lijst van {listed}."),
                );
            }
            None => {}
        }
    }

    fn betrokkene(&mut self, person: &Betrokkene, words: &str) {
        let id = person.id.to_string();
        let age = leeftijd(person, self.context.nu);
        let title = hoofdletter(words);
        let relation = self.poort.van_wie(person.id, &person.relatie);
        let named = || {
            let details: Vec<&str> = [person.naam.trim(), age.as_str(), relation.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            if details.is_empty() {
                title.clone()
            } else {
                format!("{title}: {}", details.join(", "))
            }
        };
        match person.rol {
            Rol::Slachtoffer => self.regel(R::Slachtoffer, &id, &named()),
            Rol::Ouder => self.regel(R::Ouder, &id, &named()),
            Rol::Ander => self.regel(R::Ander, &id, &named()),
            Rol::Kind => {
                let text = match relation.as_str() {
                    "" => title.clone(),
                    relation => format!("{title}, {relation}"),
                };
                self.regel(R::Kind, &id, &text);
                self.kind_naam(person, &id, words);
            }
        }
        let stay = match person.rol {
            Rol::Slachtoffer => R::VerblijfSlachtoffer,
            Rol::Kind => R::VerblijfKind,
            Rol::Ouder | Rol::Ander => R::VerblijfAnder,
        };
        // A geheim adres is no line that anybody could tick.
        if !person.geheim && !person.verblijf.trim().is_empty() {
            self.regel(stay, &id, &format!("{title} is nu: {}", person.verblijf));
        }
        // A child is not phoned, so that nothing is known says nothing.
        match person.bellen {
            Bellen::Onbekend if person.rol == Rol::Kind => {}
            Bellen::Onbekend => self.regel(
                R::Bellen,
                &id,
                &format!("{title}: nog niet bekend of bellen veilig is."),
            ),
            known => self.regel(R::Bellen, &id, &format!("{title}: {}.", known.label())),
        }
        let reach = self.poort.van_wie(person.id, &person.bereikbaar);
        if !reach.is_empty() {
            self.regel(R::Nummer, &id, &format!("{title} is te bereiken: {reach}"));
        }
    }

    fn kind_naam(&mut self, person: &Betrokkene, id: &str, words: &str) {
        let born = match person.leeftijd {
            Some(Leeftijd::Geboren(date)) => Some(format!("geboren {}", tijd::datum(date))),
            Some(Leeftijd::Geboortejaar(year)) => Some(format!("geboren in {year}")),
            Some(Leeftijd::Jaren(_)) | None => None,
        };
        let parts: Vec<String> = [Some(person.naam.trim().to_owned()), born]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        if !parts.is_empty() {
            self.regel(
                R::KindNaam,
                id,
                &format!("Naam {words}: {}", parts.join(", ")),
            );
        }
    }

    fn beoordeling(
        &mut self,
        holds: &VastgesteldeBeoordeling,
        who: &[(BetrokkeneId, String)],
        decided: Option<&Afdoening>,
        voorwaarden: &Voorwaarden,
    ) {
        let what = &holds.inhoud;
        let judged = what.geheel != Oordeel::NogNietBeoordeeld;
        self.regel(
            R::VtHeeftInput,
            "",
            if judged {
                "VT heeft de veiligheid beoordeeld en heeft input voor het afdoeningsoverleg."
            } else {
                "VT heeft de veiligheid nog niet als geheel beoordeeld."
            },
        );
        for (at, source) in what.navraag.iter().enumerate() {
            let kind = match source.bron {
                Informatiebron::EigenSysteem => R::BekendVt,
                Informatiebron::Hulpverlening => R::BekendHulp,
                Informatiebron::SlachtofferZelf => R::BekendSlachtoffer,
                Informatiebron::Politie
                | Informatiebron::Rvdk
                | Informatiebron::Reclassering
                | Informatiebron::Wijkagent => R::BekendPartners,
            };
            if source.is_beantwoord() && !source.antwoord.trim().is_empty() {
                let label = hoofdletter(source.bron.label());
                self.regel(
                    kind,
                    &at.to_string(),
                    &format!("{label}: {}", source.antwoord),
                );
            }
        }
        for over in &what.personen {
            // Somebody who was taken out of the zaak since is no business of a recipient.
            if let Some((id, words)) = who.iter().find(|(id, _)| *id == over.betrokkene) {
                self.regel(
                    R::OordeelPersoon,
                    &id.to_string(),
                    &format!("{}: {}.", hoofdletter(words), over.oordeel.label()),
                );
            }
        }
        let (private, open): (Vec<&Navraag>, Vec<&Navraag>) =
            what.navraag.iter().partition(|one| is_vertrouwelijk(one));
        self.regel(R::Basis, "", &rust_op("Op basis van", &open));
        self.regel(R::BasisOpen, "", &open_bronnen(&open));
        self.regel(
            R::BasisVertrouwelijk,
            "",
            &rust_op("Ook op basis van", &private),
        );
        self.regel(R::BasisVertrouwelijk, "open", &open_bronnen(&private));
        if !what.motivering.trim().is_empty() {
            self.regel(R::Motivering, "", &format!("Waarom: {}", what.motivering));
        }
        for (at, condition) in what.voorwaarden.iter().enumerate() {
            let asked = voorwaarden.zin(condition);
            let text = decided.map_or_else(
                || asked.to_owned(),
                |decided| format!("{asked} Uitkomst: {}.", uitkomst(decided, condition)),
            );
            self.regel(R::Voorwaarde, &at.to_string(), &text);
        }
        self.regel(R::VtDoet, "", &what.vt_doet);
        for (at, request) in what.verzoeken.iter().enumerate() {
            let at = at.to_string();
            let to = request.aan.trim();
            // What is asked of nobody goes to nobody.
            if to.is_empty() || request.wat.trim().is_empty() {
                continue;
            }
            if self.profiel.bedoeld_met(to) {
                self.regel(R::Verzoek, &at, &request.wat);
            } else {
                self.regel(R::VerzoekAnder, &at, &format!("Aan {to}: {}", request.wat));
            }
        }
    }

    fn oordeel(&self, holds: &VastgesteldeBeoordeling) -> String {
        if holds.inhoud.geheel == Oordeel::NogNietBeoordeeld {
            return "VT heeft de veiligheid nog niet als geheel beoordeeld.".to_owned();
        }
        let by = match ondertekening::naam(&holds.door) {
            Some(who) if who != self.context.opsteller.trim() => format!(" door {who}"),
            _ => String::new(),
        };
        let label = holds.inhoud.geheel.label();
        let (words, until) = match holds.inhoud.geldig_tot {
            None => (label.to_uppercase(), String::new()),
            Some(end) if end <= self.context.nu => (
                format!("OORDEEL VERLOPEN, was {label}"),
                format!(" Gold tot {} en geldt nu niet meer.", tijd::kort(end)),
            ),
            Some(end) => (
                label.to_uppercase(),
                format!(" Geldt tot {}.", tijd::kort(end)),
            ),
        };
        format!("{words}. Beoordeeld {}{by}.{until}", tijd::kort(holds.op))
    }

    fn contact(&mut self) {
        self.regel(
            R::Tijdstip,
            "",
            "Laat VT vooraf weten hoe laat het afdoeningsoverleg is, zodat VT erbij kan zijn of kan inbellen.",
        );
        let how = match self.context.bereikbaar.trim() {
            "" => LANDELIJK,
            how => how,
        };
        self.regel(R::Bereikbaar, "", how);
        let whom: Vec<&str> = [
            ondertekend(&self.context.opsteller),
            self.context.vt_naam.trim(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
        self.regel(
            R::Terugkoppeling,
            "aan",
            &format!("{}, te bereiken zoals hierboven staat.", whom.join(", ")),
        );
        let asked = self.profiel.terugkoppeling.clone();
        self.regel(R::Terugkoppeling, "wat", &asked);
    }
}

/// What became of a condition that VT asked, in words.
fn uitkomst(decided: &Afdoening, asked: &str) -> String {
    let told = decided.voorwaarden.iter().find(|one| one.wat == asked);
    match told {
        Some(one) if one.uitkomst == Uitkomst::Anders && !one.anders.trim().is_empty() => {
            format!("anders gesteld: {}", one.anders.trim())
        }
        _ => decided.uitkomst(asked).label().to_owned(),
    }
}
