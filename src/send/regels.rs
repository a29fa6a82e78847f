//! Turns a zaak into lines. Each kind of line is made in one place; the profile decides whether it
//! is offered and ticked.
//!
//! Must not know layout, nor which recipient it is writing for.

use super::aanduiding::{aanduidingen, hoofdletter, leeftijd, opsomming};
use super::ontvangers::{Profiel, Regelsoort as R};
use super::opstelling::{Context, InputRegel, Kop, Onderdeel};
use super::tijd;
use super::voorwaarden::Voorwaarden;
use crate::domain::beoordeling::{Informatiebron, Navraag, Oordeel, VastgesteldeBeoordeling};
use crate::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use crate::domain::ids::BetrokkeneId;
use crate::domain::lijstregel::{Lijstregel, Status};
use crate::domain::naam::vouw;
use crate::domain::tag::{Tag, Tagging};
use crate::domain::zaak::Zaak;

/// The national number of Veilig Thuis, day and night (domein.md 1.2).
const LANDELIJK: &str = "Veilig Thuis, dag en nacht, 0800-2000";

/// Every heading that has lines.
pub(super) fn onderdelen(
    zaak: &Zaak,
    profiel: &Profiel,
    voorwaarden: &Voorwaarden,
    context: &Context,
) -> Vec<Onderdeel> {
    let mut out = Bouw {
        profiel,
        context,
        bsn: zaak.regel.bsn.as_deref().unwrap_or_default(),
        onderdelen: Kop::ALLE
            .into_iter()
            .map(|kop| Onderdeel {
                kop,
                regels: Vec::new(),
            })
            .collect(),
    };
    let who = aanduidingen(&zaak.stand.betrokkenen, context.nu);
    out.verdachte(&zaak.regel);
    out.soort(zaak.stand.tag.as_ref(), zaak.regel.relatie.as_deref());
    out.lijst(&zaak.regel);
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
        Some(holds) => out.beoordeling(holds, &who, &zaak.regel.status, voorwaarden),
        None => out.regel(
            R::Oordeel,
            "",
            "VT heeft de veiligheid nog niet beoordeeld.",
        ),
    }
    out.contact();
    out.onderdelen.retain(|part| !part.regels.is_empty());
    out.onderdelen
}

struct Bouw<'a> {
    profiel: &'a Profiel,
    context: &'a Context,
    bsn: &'a str,
    onderdelen: Vec<Onderdeel>,
}

impl Bouw<'_> {
    /// Adds a line if the profile offers its kind and there is something to say.
    fn regel(&mut self, soort: R, bij: &str, tekst: &str) {
        let Some(choice) = self.profiel.regels.get(&soort) else {
            return;
        };
        // Police write a BSN into free text now and then; nobody here needs it (domein.md 4.2).
        let tekst = match self.bsn {
            "" => tekst.trim().to_owned(),
            bsn => tekst.trim().replace(bsn, "[BSN weggelaten]"),
        };
        if tekst.is_empty() {
            return;
        }
        let sleutel = match bij {
            "" => soort.code().to_owned(),
            bij => format!("{}:{bij}", soort.code()),
        };
        if let Some(part) = self
            .onderdelen
            .iter_mut()
            .find(|part| part.kop == soort.kop())
        {
            part.regels.push(InputRegel {
                sleutel,
                tekst,
                waarom: choice.waarom.clone(),
                aan: choice.aan,
            });
        }
    }

    fn verdachte(&mut self, line: &Lijstregel) {
        if let Some(pl) = &line.pl {
            self.regel(R::Pl, "", &format!("PL-nummer: {pl}"));
        }
        if let Some(number) = &line.parketnummer {
            self.regel(R::Parketnummer, "", &format!("Parketnummer: {number}"));
        }
        let born = line.geboortedatum.map(|date| {
            let age = crate::domain::tijd::leeftijd(
                date,
                crate::domain::tijd::lokaal(self.context.nu).date_naive(),
            )
            .map_or_else(String::new, |years| format!(" ({years} jaar)"));
            format!("geboren {}{age}", tijd::datum(date))
        });
        let parts: Vec<String> = [Some(line.naam.spreekvorm()), born]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        if !parts.is_empty() {
            self.regel(
                R::Verdachte,
                "",
                &format!("Verdachte: {}", parts.join(", ")),
            );
        }
        let home: Vec<&str> = [line.adres.as_deref(), line.woonplaats.as_deref()]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
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

    fn lijst(&mut self, line: &Lijstregel) {
        if !line.toelichting.trim().is_empty() {
            self.regel(
                R::Toelichting,
                "",
                &format!("Volgens de politie: {}", line.toelichting),
            );
        }
        let mut parts = match &line.status {
            Status::Onbekend => Vec::new(),
            known => vec![known.label().to_owned()],
        };
        parts.extend(line.locatie.clone().filter(|place| !place.is_empty()));
        for (words, at) in [
            ("aangehouden", line.aanhouding),
            ("ophouden vanaf", line.begin_ophouden),
        ] {
            parts.extend(at.map(|at| format!("{words} {}", tijd::kort(at))));
        }
        if !parts.is_empty() {
            self.regel(
                R::Vrijheid,
                "",
                &format!("Verdachte is: {}", parts.join(", ")),
            );
        }
        if line.thv == Some(true) {
            self.regel(
                R::Huisverbod,
                "",
                "Er is een tijdelijk huisverbod genoemd. Stem het strafrecht daarop af.",
            );
        }
        match line.zorgmelding {
            Some(true) => self.regel(R::Zorgmelding, "", "Zorgmelding: gedaan."),
            Some(false) => self.regel(R::Zorgmelding, "", "Zorgmelding: nog niet gedaan."),
            None => {}
        }
    }

    fn betrokkene(&mut self, person: &Betrokkene, words: &str) {
        let id = person.id.to_string();
        let age = leeftijd(person, self.context.nu);
        let title = hoofdletter(words);
        let named = |with_age: bool| {
            let details: Vec<&str> = [
                person.naam.trim(),
                if with_age { age.as_str() } else { "" },
                person.relatie.trim(),
            ]
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
            Rol::Slachtoffer => self.regel(R::Slachtoffer, &id, &named(true)),
            Rol::Ouder => self.regel(R::Ouder, &id, &named(true)),
            Rol::Ander => self.regel(R::Ander, &id, &named(true)),
            Rol::Kind => {
                let relation = match person.relatie.trim() {
                    "" => String::new(),
                    relation => format!(", {relation}"),
                };
                self.regel(R::Kind, &id, &format!("{title}{relation}"));
                self.kind_naam(person, &id, words);
            }
        }
        let stay = match person.rol {
            Rol::Slachtoffer => R::VerblijfSlachtoffer,
            Rol::Kind => R::VerblijfKind,
            Rol::Ouder | Rol::Ander => R::VerblijfAnder,
        };
        if !person.verblijf.trim().is_empty() {
            self.regel(stay, &id, &format!("{title} is nu: {}", person.verblijf));
        }
        // A child is not phoned, so that nothing is known says nothing.
        match person.bellen {
            Bellen::Onbekend if person.rol == Rol::Kind => {}
            Bellen::Onbekend => self.regel(
                R::Bellen,
                &id,
                &format!("{title}: nog niet bekend of bellen veilig is. Overleg eerst met VT."),
            ),
            known => self.regel(R::Bellen, &id, &format!("{title}: {}.", known.label())),
        }
        if !person.bereikbaar.trim().is_empty() {
            self.regel(
                R::Nummer,
                &id,
                &format!("{title} is te bereiken: {}", person.bereikbaar),
            );
        }
    }

    fn kind_naam(&mut self, person: &Betrokkene, id: &str, words: &str) {
        let born = match person.leeftijd {
            Some(Leeftijd::Geboren(date)) => Some(format!("geboren {}", tijd::datum(date))),
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
        status: &Status,
        voorwaarden: &Voorwaarden,
    ) {
        let what = &holds.inhoud;
        self.regel(
            R::VtHeeftInput,
            "",
            "VT heeft de veiligheid beoordeeld en heeft input voor het afdoeningsoverleg.",
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
            if !source.antwoord.trim().is_empty() {
                let label = hoofdletter(source.bron.label());
                self.regel(
                    kind,
                    &at.to_string(),
                    &format!("{label}: {}", source.antwoord),
                );
            }
        }
        self.regel(R::Oordeel, "", &self.oordeel(holds));
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
        // That the victim or a care worker spoke is itself a thing to hold back, not only the words.
        let (private, open): (Vec<&Navraag>, Vec<&Navraag>) =
            what.navraag.iter().partition(|source| {
                matches!(
                    source.bron,
                    Informatiebron::SlachtofferZelf | Informatiebron::Hulpverlening
                )
            });
        for (kind, words, sources) in [
            (R::Basis, "Op basis van", open),
            (R::BasisVertrouwelijk, "Ook gevraagd bij", private),
        ] {
            if !sources.is_empty() {
                let sources: Vec<String> = sources.into_iter().map(bron).collect();
                self.regel(kind, "", &format!("{words}: {}.", opsomming(&sources)));
            }
        }
        if !what.motivering.trim().is_empty() {
            self.regel(R::Motivering, "", &format!("Waarom: {}", what.motivering));
        }
        self.regel(R::Gevolg, "", &gevolg(holds, who, status));
        for (at, condition) in what.voorwaarden.iter().enumerate() {
            self.regel(R::Voorwaarde, &at.to_string(), voorwaarden.zin(condition));
        }
        self.regel(R::VtDoet, "", &what.vt_doet);
        for (at, request) in what.verzoeken.iter().enumerate() {
            let at = at.to_string();
            let to = request.aan.trim();
            if request.wat.trim().is_empty() {
                continue;
            }
            if to.is_empty() || self.profiel.bedoeld_met(to) {
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
        let by = match holds.door.trim() {
            "" => String::new(),
            who if who == self.context.opsteller.trim() => String::new(),
            who => format!(" door {who}"),
        };
        let until = match holds.inhoud.geldig_tot {
            None => String::new(),
            Some(end) if end <= self.context.nu => format!(
                " Let op: dit gold tot {}; VT kijkt opnieuw.",
                tijd::voluit(end)
            ),
            Some(end) => format!(" Geldt tot {}.", tijd::voluit(end)),
        };
        format!(
            "Oordeel: {}. Beoordeeld op {}{by}.{until}",
            holds.inhoud.geheel.label(),
            tijd::voluit(holds.op)
        )
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
        let whom: Vec<&str> = [self.context.opsteller.trim(), self.context.vt_naam.trim()]
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

/// A source as it stands behind "op basis van": whether and when, not what it said.
fn bron(source: &Navraag) -> String {
    let mut parts: Vec<String> = source.op.map(tijd::kort).into_iter().collect();
    if source.antwoord.trim().is_empty() {
        parts.push("nog geen antwoord".to_owned());
    }
    let label = source.bron.label();
    if parts.is_empty() {
        label.to_owned()
    } else {
        format!("{label} ({})", parts.join(", "))
    }
}

/// What a release means. It follows from the judgement and says no more than the judgement does;
/// what else there is to say, the worker writes in the motivation.
fn gevolg(
    holds: &VastgesteldeBeoordeling,
    who: &[(BetrokkeneId, String)],
    status: &Status,
) -> String {
    let what = &holds.inhoud;
    let worst = what.geheel.min(what.ernstigste());
    let people: Vec<String> = what
        .personen
        .iter()
        .filter(|over| over.oordeel == worst)
        .filter_map(|over| who.iter().find(|(id, _)| *id == over.betrokkene))
        .map(|(_, words)| words.clone())
        .collect();
    let for_whom = if people.is_empty() {
        String::new()
    } else {
        format!(" voor {}", opsomming(&people))
    };
    if *status == Status::Heengezonden {
        return match worst {
            Oordeel::NogNietBeoordeeld => String::new(),
            Oordeel::AcuutOnveilig => {
                format!("Verdachte is al heengezonden. Er is nu direct gevaar{for_whom}.")
            }
            other => format!(
                "Verdachte is al heengezonden. Oordeel nu{for_whom}: {}.",
                other.label()
            ),
        };
    }
    match worst {
        Oordeel::AcuutOnveilig => {
            format!("Bij heenzenden zonder voorwaarden is er direct gevaar{for_whom}.")
        }
        Oordeel::StructureelOnveilig => format!(
            "Bij heenzenden zonder voorwaarden blijft er gevaar van nieuw geweld{for_whom}."
        ),
        Oordeel::OnvoldoendeZicht => format!(
            "VT weet te weinig om te zeggen of heenzenden veilig is{for_whom}. Overleg met VT vóór de beslissing."
        ),
        Oordeel::VoldoendeVeilig if what.voorwaarden.is_empty() => {
            "VT ziet nu geen direct gevaar bij heenzenden.".to_owned()
        }
        Oordeel::VoldoendeVeilig => {
            "VT ziet nu geen direct gevaar bij heenzenden, als de gevraagde voorwaarden gelden."
                .to_owned()
        }
        Oordeel::NogNietBeoordeeld => String::new(),
    }
}
