//! What happened in a zaak, event by event, with everything that was recorded then.
//!
//! Must not know how it is drawn.

use chrono::{DateTime, Utc};

use crate::app::formulieren::afdoeningvoorwaarden::label;
use crate::app::formulieren::beoordelen;
use crate::app::model::Model;
use crate::app::schermen::lezer::{Leesregel, Leesscherm};
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

use super::{leesbaar, paar};

/// One event, to read.
pub(in crate::app::schermen::zaakscherm) fn gebeurtenis_tekst(
    model: &Model,
    zaak: &Zaak,
    event: &Recorded,
) -> Leesscherm {
    let mut out = vec![
        paar("wanneer", tijd::voluit(event.at)),
        paar("door", event.by.clone()),
        paar("wat", event.what.omschrijving()),
    ];
    out.extend(inhoud(model, zaak, event));
    Leesscherm::nieuw("Wat er gebeurde".to_owned(), out)
}

/// Everything that an event holds, apart from who, when and what kind it is.
pub(super) fn inhoud(model: &Model, zaak: &Zaak, event: &Recorded) -> Vec<Leesregel> {
    let vrij = |text: &str| model.vrije_tekst(text);
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
            ingebracht(model, input)
        }
        Gebeurtenis::LijstgegevensGewijzigd { wijzigingen, .. } => wijzigingen
            .iter()
            .flat_map(|change| {
                [
                    Leesregel::Kop(change.veld.label().to_owned()),
                    paar("was", vrij(&leesbaar(&change.oud))),
                    paar("is nu", vrij(&leesbaar(&change.nieuw))),
                ]
            })
            .collect(),
        Gebeurtenis::ZaakOpgenomen { bron, regel } => vec![
            paar("bestand", bron.bestand.clone()),
            paar("gelezen", tijd::voluit(bron.gelezen)),
            paar("regel in bestand", regel.regel.to_string()),
        ],
        Gebeurtenis::VanLijstVerdwenen { over, .. } => {
            vec![paar("lijst van", moment(*over))]
        }
        Gebeurtenis::StatusOpLijst { status, over, .. } => vec![
            paar("lijst van", tijd::voluit(*over)),
            paar("status", status.label().to_owned()),
        ],
        Gebeurtenis::LijstZegtMeer { kenmerk, .. } => {
            let flag = |said: bool| if said { "ja" } else { "nee" }.to_owned();
            vec![
                paar("HG volgens politie", flag(kenmerk.hg)),
                paar("vast volgens de lijst", flag(kenmerk.vast)),
                paar("aantal feiten", kenmerk.feiten.len().to_string()),
            ]
        }
        Gebeurtenis::AfdoeningVastgesteld(what) => {
            let mut out = vec![Leesregel::Kop("Beslissing".to_owned())];
            out.extend(afdoening_tekst(what, model));
            out
        }
        Gebeurtenis::Getagd {
            soorten,
            voorgesteld,
            reden,
            ..
        } => vec![
            paar("soort", soorten_tekst(soorten)),
            paar("voorgesteld", soorten_tekst(voorgesteld)),
            paar("reden", vrij(reden.as_deref().unwrap_or_default())),
        ],
        Gebeurtenis::GeenHgVastgesteld { reden, .. } => {
            vec![paar("reden", vrij(reden.as_deref().unwrap_or_default()))]
        }
        Gebeurtenis::TegenspraakBeslist { waarde, reden, .. } => vec![
            paar("klopt", waarde.label().to_owned()),
            paar("reden", vrij(reden)),
        ],
        Gebeurtenis::StapAfgerond { toelichting, .. } => vec![paar("hoe", vrij(toelichting))],
        Gebeurtenis::StapGevraagd { aan, op, .. } => {
            vec![paar("aan", vrij(aan)), paar("gevraagd", tijd::voluit(*op))]
        }
        Gebeurtenis::VtAangewezen { code, reden } => vec![
            paar(
                "VT",
                model
                    .kennis
                    .gemeenten
                    .vt(code)
                    .map_or_else(|| code.clone(), |vt| vt.naam.clone()),
            ),
            paar("reden", vrij(reden)),
        ],
        Gebeurtenis::StapTerzijde { reden, .. }
        | Gebeurtenis::ZaakGesloten { reden, .. }
        | Gebeurtenis::ZaakHeropend { reden } => vec![paar("reden", vrij(reden))],
        Gebeurtenis::ZaakSamengevoegd { met, reden, .. }
        | Gebeurtenis::GeenDubbel { met, reden } => {
            vec![paar("andere zaak", met.kort()), paar("reden", vrij(reden))]
        }
        Gebeurtenis::ZaakOpgegaan { hoofdzaak } => vec![paar("in zaak", hoofdzaak.kort())],
        Gebeurtenis::AandachtspuntGezien { punt, toelichting } => {
            let question = model
                .kennis
                .aandachtspunten
                .zoek(punt)
                .map_or_else(|| punt.clone(), |known| known.tekst.clone());
            vec![paar("punt", question), paar("notitie", vrij(toelichting))]
        }
        Gebeurtenis::OverlegGepland(what) => vec![
            paar("tijd", tijd::voluit(what.tijd)),
            paar("VT doet mee", what.wijze.label().to_owned()),
            paar("toelichting", vrij(&what.toelichting)),
        ],
        Gebeurtenis::GegevenGemeld { gegeven, bron } => gemeld(model, gegeven, bron),
        Gebeurtenis::Overgedragen { aan, bericht } => {
            vec![paar("aan", aan.clone()), paar("bericht", vrij(bericht))]
        }
        Gebeurtenis::ActieAfgesproken(actie) => vec![
            paar("wie", actie.wie.clone()),
            paar("wat", vrij(&actie.wat)),
            paar("wanneer", moment(actie.wanneer)),
        ],
        Gebeurtenis::ActieAfgerond { actie, toelichting } => {
            let agreed = zaak.stand.acties.iter().find(|one| one.actie.id == *actie);
            let what = agreed.map_or_else(String::new, |one| {
                format!("{}: {}", one.actie.wie, one.actie.wat)
            });
            vec![
                paar("afspraak", vrij(&what)),
                paar("hoe", vrij(toelichting)),
            ]
        }
        Gebeurtenis::BetrokkeneToegevoegd(who) | Gebeurtenis::BetrokkeneGewijzigd(who) => {
            mens(model, who)
        }
        Gebeurtenis::PlaatsBevestigd { betrokkene }
        | Gebeurtenis::BetrokkeneVerwijderd { betrokkene } => {
            let who = zaak.stand.betrokkene(*betrokkene);
            let name = who.map_or_else(String::new, |who| who.naam.clone());
            vec![paar("wie", vrij(&name))]
        }
        Gebeurtenis::CorvGekoppeld(melding) => vec![
            paar("kenmerk", melding.kenmerk.clone()),
            paar("ontvangen", moment(melding.ontvangen)),
            paar("kwam overeen", melding.gelijk.join(", ")),
        ],
        Gebeurtenis::VeldBeslist { reden, .. } => vec![paar("reden", reden.clone())],
        Gebeurtenis::LijstIngelezen { .. }
        | Gebeurtenis::LezingTeruggenomen { .. }
        | Gebeurtenis::TerugOpLijst { .. }
        | Gebeurtenis::Overgenomen { .. }
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
fn ingebracht(model: &Model, input: &Input) -> Vec<Leesregel> {
    let mut out = vec![
        paar("aan", input.ontvanger.label().to_owned()),
        paar("grond", input.grond.clone()),
    ];
    let title = if let Some(spoken) = &input.gesprek {
        out.push(paar("met", model.vrije_tekst(&spoken.met)));
        out.push(paar("gezegd door", spoken.door.clone()));
        out.push(paar("gezegd op", tijd::voluit(spoken.op)));
        "Kern van wat is gezegd"
    } else {
        out.push(paar("bestand", input.bestand.clone()));
        out.push(paar("SHA-256", input.sha256.clone()));
        "Precies zo geschreven voor verzending"
    };
    out.push(Leesregel::Kop(title.to_owned()));
    out.extend(
        input
            .tekst
            .lines()
            .map(|line| Leesregel::Tekst(model.vrije_tekst(line))),
    );
    out
}

fn gemeld(model: &Model, gegeven: &Gegeven, bron: &str) -> Vec<Leesregel> {
    let (what, at) = match gegeven {
        Gegeven::Verblijf { waarde, sinds } => (waarde.label().to_owned(), *sinds),
        Gegeven::Verlengd { termijn } => (termijn.label().to_owned(), None),
        Gegeven::Tijd { veld, tijd } => (veld.label().to_owned(), Some(*tijd)),
        Gegeven::Moment { moment, tijd } => (moment.label().to_owned(), Some(*tijd)),
        Gegeven::Plaats { waar } => (
            format!("verdachte is of gaat naar: {}", model.vrije_tekst(waar)),
            None,
        ),
        Gegeven::Tekst { veld, waarde } => (
            format!("{}: {}", veld.label(), model.vrije_tekst(&leesbaar(waarde))),
            None,
        ),
    };
    vec![
        paar("gemeld", what),
        paar("tijd", moment(at)),
        paar("door wie gemeld", model.vrije_tekst(bron)),
    ]
}

fn mens(model: &Model, who: &Betrokkene) -> Vec<Leesregel> {
    let vrij = |text: &str| model.vrije_tekst(text);
    vec![
        paar("naam", vrij(&who.naam)),
        paar("rol", who.rol.label().to_owned()),
        paar("leeftijd", beoordelen::leeftijd_tekst(who, model.nu)),
        paar("relatie", vrij(&who.relatie)),
        paar("waar", vrij(&who.waar())),
        paar("bellen", who.bellen.label().to_owned()),
        paar("bereikbaar via", vrij(&who.bereikbaar)),
    ]
}

/// A decision, a line a fact.
pub(super) fn afdoening_tekst(what: &Afdoening, model: &Model) -> Vec<Leesregel> {
    let at = |moment: Option<chrono::DateTime<chrono::Utc>>| {
        moment.map_or_else(String::new, |at| tijd::moment(at, model.nu))
    };
    let conditions: Vec<String> = what
        .voorwaarden
        .iter()
        .map(|one| {
            let mut text = format!(
                "{}: {}",
                label(&model.kennis, &one.wat),
                one.uitkomst.label()
            );
            if !one.anders.is_empty() {
                text.push_str(" (");
                text.push_str(&model.vrije_tekst(&one.anders));
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
        ("toelichting", model.vrije_tekst(&what.toelichting)),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(name, text)| Leesregel::Paar(name.to_owned(), text))
    .collect()
}
