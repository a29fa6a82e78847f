//! What happened in a zaak, event by event, with everything that was recorded then.
//!
//! Must not know how it is drawn.

use chrono::{DateTime, Utc};

use crate::app::afgeleid::leeftijd::leeftijd_tekst;
use crate::app::afgeleid::zaakfeiten::leesbaar;
use crate::app::blik::Blik;
use crate::app::formulieren::voorwaarden::label;
use crate::app::leestekst::{Leesregel, Leestekst};
use crate::domain::afdoening::{Afdoening, Vrij};
use crate::domain::beoordeling::VastgesteldeBeoordeling;
use crate::domain::betrokkene::Betrokkene;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::input::Input;
use crate::domain::overleg::Gegeven;
use crate::domain::soort::Soort;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::send::leesbaar::beoordeling_tekst;

/// One event, to read.
#[must_use]
pub fn gebeurtenis_tekst(blik: &Blik, zaak: &Zaak, event: &Recorded) -> Leestekst {
    let mut out = vec![
        Leesregel::paar("wanneer", tijd::voluit(event.at)),
        Leesregel::paar("door", event.by.clone()),
        Leesregel::paar("wat", event.what.omschrijving()),
    ];
    out.extend(inhoud(blik, zaak, event));
    Leestekst::nieuw("Wat er gebeurde", out)
}

/// Everything that an event holds, apart from who, when and what kind it is.
#[must_use]
pub fn inhoud(blik: &Blik, zaak: &Zaak, event: &Recorded) -> Vec<Leesregel> {
    let vrij = |text: &str| blik.vrije_tekst(text);
    let mut out = match &event.what {
        Gebeurtenis::VeiligheidsbeoordelingVastgesteld(what) => {
            let judged = VastgesteldeBeoordeling {
                id: event.id,
                door: event.by.clone(),
                op: event.at,
                inhoud: (**what).clone(),
            };
            let mut out = vec![Leesregel::Kop("Veiligheidsbeoordeling".to_owned())];
            out.extend(
                beoordeling_tekst(&judged, &zaak.stand.betrokkenen)
                    .into_iter()
                    .map(|line| Leesregel::Tekst(vrij(&line))),
            );
            out
        }
        Gebeurtenis::InputVerstuurd(input) | Gebeurtenis::MondelingIngebracht(input) => {
            ingebracht(blik, input)
        }
        Gebeurtenis::LijstgegevensGewijzigd { wijzigingen, .. } => wijzigingen
            .iter()
            .flat_map(|change| {
                [
                    Leesregel::Kop(change.veld.label().to_owned()),
                    Leesregel::paar("was", vrij(&leesbaar(&change.oud))),
                    Leesregel::paar("is nu", vrij(&leesbaar(&change.nieuw))),
                ]
            })
            .collect(),
        Gebeurtenis::ZaakOpgenomen { bron, regel } => vec![
            Leesregel::paar("bestand", bron.bestand.clone()),
            Leesregel::paar("gelezen", tijd::voluit(bron.gelezen)),
            Leesregel::paar("regel in bestand", regel.regel.to_string()),
        ],
        Gebeurtenis::VanLijstVerdwenen { over, .. } => {
            vec![Leesregel::paar("lijst van", moment(*over))]
        }
        Gebeurtenis::StatusOpLijst { status, over, .. } => vec![
            Leesregel::paar("lijst van", tijd::voluit(*over)),
            Leesregel::paar("status", status.label().to_owned()),
        ],
        Gebeurtenis::LijstZegtMeer { kenmerk, .. } => {
            let flag = |said: bool| if said { "ja" } else { "nee" }.to_owned();
            vec![
                Leesregel::paar("HG volgens politie", flag(kenmerk.hg)),
                Leesregel::paar("vast volgens de lijst", flag(kenmerk.vast)),
                Leesregel::paar("aantal feiten", kenmerk.feiten.len().to_string()),
            ]
        }
        Gebeurtenis::AfdoeningVastgesteld(what) => {
            let mut out = vec![Leesregel::Kop("Beslissing".to_owned())];
            out.extend(afdoening_tekst(what, blik));
            out
        }
        Gebeurtenis::Getagd {
            soorten,
            voorgesteld,
            reden,
            ..
        } => vec![
            Leesregel::paar("soort", soorten_tekst(soorten)),
            Leesregel::paar("voorgesteld", soorten_tekst(voorgesteld)),
            Leesregel::paar("reden", vrij(reden.as_deref().unwrap_or_default())),
        ],
        Gebeurtenis::GeenHgVastgesteld { reden, .. } => {
            vec![Leesregel::paar(
                "reden",
                vrij(reden.as_deref().unwrap_or_default()),
            )]
        }
        Gebeurtenis::TegenspraakBeslist { waarde, reden, .. } => vec![
            Leesregel::paar("klopt", waarde.label().to_owned()),
            Leesregel::paar("reden", vrij(reden)),
        ],
        Gebeurtenis::StapAfgerond { toelichting, .. } => {
            vec![Leesregel::paar("hoe", vrij(toelichting))]
        }
        Gebeurtenis::StapGevraagd { aan, op, .. } => {
            vec![
                Leesregel::paar("aan", vrij(aan)),
                Leesregel::paar("gevraagd", tijd::voluit(*op)),
            ]
        }
        Gebeurtenis::VtAangewezen { code, reden } => vec![
            Leesregel::paar(
                "VT",
                blik.kennis
                    .gemeenten
                    .vt(code)
                    .map_or_else(|| code.clone(), |vt| vt.naam.clone()),
            ),
            Leesregel::paar("reden", vrij(reden)),
        ],
        Gebeurtenis::StapTerzijde { reden, .. }
        | Gebeurtenis::ZaakGesloten { reden, .. }
        | Gebeurtenis::ZaakHeropend { reden } => vec![Leesregel::paar("reden", vrij(reden))],
        Gebeurtenis::ZaakSamengevoegd { met, reden, .. }
        | Gebeurtenis::GeenDubbel { met, reden } => {
            vec![
                Leesregel::paar("andere zaak", met.kort()),
                Leesregel::paar("reden", vrij(reden)),
            ]
        }
        Gebeurtenis::ZaakOpgegaan { hoofdzaak } => {
            vec![Leesregel::paar("in zaak", hoofdzaak.kort())]
        }
        Gebeurtenis::AandachtspuntGezien { punt, toelichting } => {
            let question = blik
                .kennis
                .aandachtspunten
                .zoek(punt)
                .map_or_else(|| punt.clone(), |known| known.tekst.clone());
            vec![
                Leesregel::paar("punt", question),
                Leesregel::paar("notitie", vrij(toelichting)),
            ]
        }
        Gebeurtenis::OverlegGepland(what) => vec![
            Leesregel::paar("tijd", tijd::voluit(what.tijd)),
            Leesregel::paar("VT doet mee", what.wijze.label().to_owned()),
            Leesregel::paar("toelichting", vrij(&what.toelichting)),
        ],
        Gebeurtenis::GegevenGemeld { gegeven, bron } => gemeld(blik, gegeven, bron),
        Gebeurtenis::Overgedragen { aan, bericht } => {
            vec![
                Leesregel::paar("aan", aan.clone()),
                Leesregel::paar("bericht", vrij(bericht)),
            ]
        }
        Gebeurtenis::ActieAfgesproken(actie) => vec![
            Leesregel::paar("wie", actie.wie.clone()),
            Leesregel::paar("wat", vrij(&actie.wat)),
            Leesregel::paar("wanneer", moment(actie.wanneer)),
        ],
        Gebeurtenis::ActieAfgerond { actie, toelichting } => {
            let agreed = zaak.stand.acties.iter().find(|one| one.actie.id == *actie);
            let what = agreed.map_or_else(String::new, |one| {
                format!("{}: {}", one.actie.wie, one.actie.wat)
            });
            vec![
                Leesregel::paar("afspraak", vrij(&what)),
                Leesregel::paar("hoe", vrij(toelichting)),
            ]
        }
        Gebeurtenis::BetrokkeneToegevoegd(who) | Gebeurtenis::BetrokkeneGewijzigd(who) => {
            mens(blik, who)
        }
        Gebeurtenis::PlaatsBevestigd { betrokkene }
        | Gebeurtenis::BetrokkeneVerwijderd { betrokkene } => {
            let who = zaak.stand.betrokkene(*betrokkene);
            let name = who.map_or_else(String::new, |who| who.naam.clone());
            vec![Leesregel::paar("wie", vrij(&name))]
        }
        Gebeurtenis::CorvGekoppeld(melding) => vec![
            Leesregel::paar("kenmerk", melding.kenmerk.clone()),
            Leesregel::paar("ontvangen", moment(melding.ontvangen)),
            Leesregel::paar("kwam overeen", melding.gelijk.join(", ")),
        ],
        Gebeurtenis::VeldBeslist { reden, .. } => vec![Leesregel::paar("reden", reden.clone())],
        Gebeurtenis::LijstIngelezen { .. }
        | Gebeurtenis::LezingTeruggenomen { .. }
        | Gebeurtenis::PersoonGewijzigd { .. }
        | Gebeurtenis::TerugOpLijst { .. }
        | Gebeurtenis::Overgenomen { .. }
        | Gebeurtenis::Inzage(_)
        | Gebeurtenis::Gewist { .. }
        | Gebeurtenis::Onleesbaar(_)
        | Gebeurtenis::Teruggenomen { .. } => Vec::new(),
    };
    out.retain(|line| !matches!(line, Leesregel::Paar(_, text) if text.is_empty()));
    out
}

fn moment(at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(String::new, tijd::voluit)
}

fn soorten_tekst(kinds: &[Soort]) -> String {
    let labels: Vec<&str> = kinds.iter().map(|kind| kind.label()).collect();
    labels.join(", ")
}

/// Input that left, or was spoken, to the letter.
fn ingebracht(blik: &Blik, input: &Input) -> Vec<Leesregel> {
    let mut out = vec![
        Leesregel::paar("aan", input.ontvanger.label().to_owned()),
        Leesregel::paar("grond", input.grond.clone()),
    ];
    let title = if let Some(spoken) = &input.gesprek {
        out.push(Leesregel::paar("met", blik.vrije_tekst(&spoken.met)));
        out.push(Leesregel::paar("gezegd door", spoken.door.clone()));
        out.push(Leesregel::paar("gezegd op", tijd::voluit(spoken.op)));
        "Kern van wat is gezegd"
    } else {
        out.push(Leesregel::paar("bestand", input.bestand.clone()));
        out.push(Leesregel::paar("SHA-256", input.sha256.clone()));
        "Precies zo geschreven voor verzending"
    };
    out.push(Leesregel::Kop(title.to_owned()));
    out.extend(
        input
            .tekst
            .lines()
            .map(|line| Leesregel::Tekst(blik.vrije_tekst(line))),
    );
    out
}

fn gemeld(blik: &Blik, gegeven: &Gegeven, bron: &str) -> Vec<Leesregel> {
    let (what, at) = match gegeven {
        Gegeven::Verblijf { waarde, sinds } => (waarde.label().to_owned(), *sinds),
        Gegeven::Verlengd { termijn } => (termijn.label().to_owned(), None),
        Gegeven::Tijd { veld, tijd } => (veld.label().to_owned(), Some(*tijd)),
        Gegeven::Moment { moment, tijd } => (moment.label().to_owned(), Some(*tijd)),
        Gegeven::Plaats { waar } => (
            format!("verdachte is of gaat naar: {}", blik.vrije_tekst(waar)),
            None,
        ),
        Gegeven::Tekst { veld, waarde } => (
            format!("{}: {}", veld.label(), blik.vrije_tekst(&leesbaar(waarde))),
            None,
        ),
    };
    vec![
        Leesregel::paar("gemeld", what),
        Leesregel::paar("tijd", moment(at)),
        Leesregel::paar("door wie gemeld", blik.vrije_tekst(bron)),
    ]
}

fn mens(blik: &Blik, who: &Betrokkene) -> Vec<Leesregel> {
    let vrij = |text: &str| blik.vrije_tekst(text);
    vec![
        Leesregel::paar("naam", vrij(&who.naam)),
        Leesregel::paar("rol", who.rol.label().to_owned()),
        Leesregel::paar("leeftijd", leeftijd_tekst(who, blik.nu)),
        Leesregel::paar("relatie", vrij(&who.relatie)),
        Leesregel::paar("waar", vrij(&who.waar())),
        Leesregel::paar("bellen", who.bellen.label().to_owned()),
        Leesregel::paar("bereikbaar via", vrij(&who.bereikbaar)),
    ]
}

/// A decision, a line a fact.
#[must_use]
pub fn afdoening_tekst(what: &Afdoening, blik: &Blik) -> Vec<Leesregel> {
    let at = |moment: Option<chrono::DateTime<chrono::Utc>>| {
        moment.map_or_else(String::new, |at| tijd::moment(at, blik.nu))
    };
    let conditions: Vec<String> = what
        .voorwaarden
        .iter()
        .map(|one| {
            let mut text = format!(
                "{}: {}",
                label(&blik.kennis, &one.wat),
                one.uitkomst.label()
            );
            if !one.anders.is_empty() {
                text.push_str(" (");
                text.push_str(&blik.vrije_tekst(&one.anders));
                text.push(')');
            }
            text
        })
        .collect();
    [
        ("beslissing", what.label()),
        ("voorwaarden", conditions.join("; ")),
        (
            "komt vrij",
            match (what.komt_vrij(), what.vrij) {
                (Vrij::Onbekend, _) => "niet bekend; telt als vrij",
                (Vrij::Ja, Some(_)) => "ja",
                (Vrij::Nee, Some(_)) => "nee",
                (Vrij::Ja, None) => "ja; dat volgt uit de beslissing",
                (Vrij::Nee, None) => "nee; dat volgt uit de beslissing",
            }
            .to_owned(),
        ),
        ("beslist om", at(what.beslist_op)),
        ("gaat in", at(what.ingang)),
        ("eindigt", at(what.einde)),
        (
            "informeert slachtoffer",
            what.informeert_slachtoffer.clone(),
        ),
        ("informeert VT", what.informeert_vt.clone()),
        ("VT was erbij", what.vt_aanwezig.label().to_owned()),
        ("toelichting", blik.vrije_tekst(&what.toelichting)),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(name, text)| Leesregel::Paar(name.to_owned(), text))
    .collect()
}
