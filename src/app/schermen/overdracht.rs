//! The screen Overdracht: per open zaak where it stands, and who takes it over.
//!
//! Must not know how a line is drawn, nor how the text is laid out.

use chrono::{DateTime, Utc};

use crate::domain::bereikbaarheid::Wie;
use crate::domain::betrokkene::Bellen;
use crate::domain::decide::{Opdracht, decide};
use crate::domain::fase::Fase;
use crate::domain::ids::ZaakId;
use crate::domain::naam::Naam;
use crate::domain::tijd;
use crate::domain::voortgang::laatste;
use crate::domain::werkstroom;
use crate::send::aanduiding::hoofdletter;
use crate::send::nu::{beslissing_zin, verblijf_zin};
use crate::send::ondertekening;
use crate::send::overdracht::{BREEDTE, Blok, Kop, tekst};
use crate::send::poort::Poort;
use crate::send::tijd as geschreven;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::verblijfregel;
use crate::app::concept;
use crate::app::dialogen::klein;
use crate::app::dialogen::klein::{Doel, Klein, focus};
use crate::app::dialogen::vraag::{Dan, Vraag};
use crate::app::formulieren::overdraagformulier::ONTVANGER;
use crate::app::kennis::{Kennis, Tafel};
use crate::app::keus::Keus;
use crate::app::keymap::Action;
use crate::app::model::{Dialoog, Laag, Melding, Model, Toon};
use crate::app::msg::{Effect, Uitvoering};
use crate::app::schermen::lezer::Leesscherm;
use crate::app::schermen::zaakscherm;
use crate::app::tab::stap;
use crate::app::velden::formulier::Veld;

/// Characters on a line of the text when it is read on the screen.
const OP_SCHERM: usize = 76;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Overdracht {
    /// The chosen zaak.
    pub keus: Keus<ZaakId>,
}

/// The open zaken, what is handed over and waits for somebody first; and what VT does not follow but somebody
/// must look at.
#[must_use]
pub fn rijen(regels: &[Dagregel]) -> Vec<&Dagregel> {
    let mut out: Vec<&Dagregel> = regels
        .iter()
        .filter(|regel| regel.zaak.stand.is_open() || regel.moet_bekeken())
        .collect();
    out.sort_by_key(|regel| {
        let stand = &regel.zaak.stand;
        (
            !stand.is_open(),
            stand.wacht_op_overname().is_none(),
            regel.rang(),
        )
    });
    out
}

/// How many zaken were handed over and wait for somebody.
#[must_use]
pub fn wachtend(regels: &[Dagregel]) -> usize {
    regels
        .iter()
        .filter(|regel| regel.zaak.stand.is_open())
        .filter(|regel| regel.zaak.stand.wacht_op_overname().is_some())
        .count()
}

/// The chosen zaak.
#[must_use]
pub fn gekozen(model: &Model) -> Option<ZaakId> {
    model.overdracht.keus.gekozen(&sleutels(model))
}

/// Handles a command on the screen.
pub fn doe(model: &mut Model, action: Action) {
    let keys = sleutels(model);
    if let Some(by) = stap(action, usize::from(model.formaat.1.saturating_sub(16))) {
        model.overdracht.keus.beweeg(&keys, by);
        return;
    }
    let chosen = model.overdracht.keus.gekozen(&keys);
    match (action, chosen) {
        (Action::Lees, _) => {
            let text = lees(model);
            model.lagen.push(Laag::Lezer(text));
        }
        (Action::Openen, Some(zaak)) => zaakscherm::open(model, zaak),
        (Action::DraagOver, Some(zaak)) if is_open(model, zaak) => vraag(model, vec![zaak]),
        (Action::DraagOver, Some(_)) => model.meld(
            Toon::Let,
            "Deze zaak volgt VT niet; zij staat hier om bekeken te worden. Enter opent haar.",
        ),
        (Action::DraagAllesOver, Some(_)) => {
            let open: Vec<ZaakId> = keys.into_iter().filter(|id| is_open(model, *id)).collect();
            if open.is_empty() {
                model.meld(Toon::Let, "Er staat geen zaak open om over te dragen.");
            } else {
                vraag(model, open);
            }
        }
        (Action::NeemOver, Some(zaak)) => neem_over(model, zaak),
        (Action::NeemAllesOver, Some(_)) => vraag_alles(model),
        (
            Action::Openen
            | Action::DraagOver
            | Action::DraagAllesOver
            | Action::NeemOver
            | Action::NeemAllesOver,
            None,
        ) => {
            model.meld(Toon::Let, "Er staat geen zaak open.");
        }
        _ => {}
    }
}

fn is_open(model: &Model, zaak: ZaakId) -> bool {
    let line = model.lijst.zoek(zaak);
    line.is_some_and(|regel| regel.zaak.stand.is_open())
}

/// Hands these zaken over. The window stays where something is missing.
pub(in crate::app) fn draag_over(model: &mut Model, zaken: &[ZaakId], aan: &str, bericht: &str) {
    let opdracht = Opdracht::DraagOver {
        aan: aan.to_owned(),
        bericht: bericht.to_owned(),
    };
    for zaak in zaken {
        let refused = model
            .lijst
            .zoek(*zaak)
            .and_then(|regel| decide(&regel.zaak, &opdracht).err());
        if let Some(why) = refused {
            focus(model, "aan");
            model.meld(Toon::Let, why.to_string());
            return;
        }
    }
    let count = zaken.len();
    let what = if count == 1 { "zaak" } else { "zaken" };
    let said = format!("{count} {what} overgedragen aan {aan}. Die neemt over met n.");
    let all = zaken.iter().map(|zaak| (*zaak, opdracht.clone())).collect();
    concept::sla_op(model, all, Some(Melding::goed(said)));
}

/// Everything that there is to hand over, one block a zaak. `naam` writes a name, `vrij` a text in which
/// persons can be named.
#[must_use]
pub fn blokken(
    regels: &[Dagregel],
    kennis: &Kennis,
    nu: DateTime<Utc>,
    naam: &dyn Fn(&Naam) -> String,
    vrij: &dyn Fn(&str) -> String,
) -> Vec<Blok> {
    rijen(regels)
        .into_iter()
        .map(|regel| blok(regel, kennis, nu, naam, vrij))
        .collect()
}

/// What stands above the text.
#[must_use]
pub fn kop(regels: &[Dagregel], tafel: &Tafel) -> Kop {
    let mut lijsten: Vec<(String, DateTime<Utc>)> = regels
        .iter()
        .filter(|regel| !regel.alleen_te_vinden())
        .map(|regel| &regel.zaak.bron)
        .filter(|bron| !bron.bestand.is_empty())
        .map(|bron| (bron.bestand.clone(), bron.gelezen))
        .collect();
    lijsten.sort_by_key(|(_, at)| *at);
    lijsten.dedup();
    Kop {
        tafel: tafel.naam.clone(),
        vt: tafel.vt.clone(),
        door: tafel.medewerker.clone(),
        lijsten,
        oefenen: tafel.oefenen,
    }
}

/// Where the zaak stands on its way to the decision, and what was done last, by whom and when.
#[must_use]
pub fn stand(regel: &Dagregel) -> String {
    let mut parts: Vec<String> = regel
        .zaak
        .stand
        .afdoening()
        .map(|decided| decided.inhoud.label())
        .into_iter()
        .collect();
    parts.extend(gang(regel));
    parts.join(" · ")
}

/// How far a zaak is, apart from its decision: what still lacks before it, and what was done last.
fn gang(regel: &Dagregel) -> Vec<String> {
    let inside = &regel.zaak.stand;
    let mut parts = Vec::new();
    if inside.afdoening().is_none() {
        parts.push(match (inside.beoordeling(), inside.inputs.last()) {
            (None, _) => "nog niet beoordeeld".to_owned(),
            (Some(_), None) => "nog geen input".to_owned(),
            (Some(_), Some(sent)) => format!(
                "input aan {} {}",
                sent.inhoud.ontvanger.label(),
                geschreven::kort(sent.op)
            ),
        });
        if let Some(planned) = &inside.overleg {
            parts.push(format!(
                "overleg {}",
                geschreven::kort(planned.overleg.tijd)
            ));
        }
    }
    if let Some(done) = laatste(inside) {
        parts.push(format!(
            "laatst: {}, {} ({})",
            done.wat,
            geschreven::kort(done.op),
            done.door
        ));
    }
    parts
}

/// Where the suspect is and who says so, and the clock of ophouden where it runs.
#[must_use]
pub fn klok(regel: &Dagregel, nu: DateTime<Utc>) -> String {
    let custody = verblijfregel::zin(&regel.verblijf, nu);
    if !regel.klok_loopt() {
        return custody;
    }
    let clock = match (regel.klok.resterend_minuten, regel.klok.uiterlijk) {
        (Some(left), Some(end)) if left < 0 => format!("voorbij sinds {}", geschreven::kort(end)),
        (Some(left), Some(end)) => {
            format!(
                "nog {}, tot {}",
                tijd::resterend(left),
                geschreven::kort(end)
            )
        }
        _ => "onbekend wanneer ophouden eindigt".to_owned(),
    };
    format!("{clock} · {custody}")
}

/// What is known of unsafety in it whatever was ticked off, and the measures that run.
#[must_use]
pub fn let_op(regel: &Dagregel, nu: DateTime<Utc>) -> Vec<String> {
    let mut out = werkstroom::let_op(&regel.zaak, nu);
    // The clock of ophouden has a line of its own.
    let others = regel
        .loopt
        .iter()
        .filter(|one| !one.starts_with("Ophouden"));
    out.extend(others.cloned());
    out
}

/// Whom to call about this zaak: in an alarm the service for direct danger, and the VT that is
/// competent, else the own one.
#[must_use]
pub fn bellen(regel: &Dagregel, kennis: &Kennis, nu: DateTime<Utc>) -> String {
    let code = regel
        .vt
        .as_ref()
        .map(|vt| vt.code.as_str())
        .or(kennis.eigen_vt.as_deref())
        .unwrap_or_default();
    let found = kennis
        .bereikbaarheid
        .nu(Wie::Vt(code), nu, &kennis.kalender);
    let text = format!("{}: {}", found.wie, found.zin(nu));
    if !regel.heeft_alarm() {
        return text;
    }
    let acute = kennis
        .bereikbaarheid
        .nu(Wie::Acuut(code), nu, &kennis.kalender);
    format!("acuut: {} {}; {text}", acute.wie, acute.kort(nu))
}

fn blok(
    regel: &Dagregel,
    kennis: &Kennis,
    nu: DateTime<Utc>,
    naam: &dyn Fn(&Naam) -> String,
    vrij: &dyn Fn(&str) -> String,
) -> Blok {
    let inside = &regel.zaak.stand;
    let handed = inside.overdrachten.last();
    let poort = Poort::van(&regel.zaak);
    let blok = Blok {
        zaak: regel.zaak.id.kort(),
        naam: naam(&regel.zaak.regel.naam),
        leeftijd: regel.leeftijd(nu),
        pl: regel.zaak.regel.pl.clone(),
        tag: match (regel.zaak.fase(), regel.tag()) {
            (Fase::Gesloten, Some(tag)) => format!("{}, gesloten", tag.label()),
            (_, Some(tag)) => tag.label().to_owned(),
            (_, None) => "niet getagd".to_owned(),
        },
        open: inside.is_open(),
        let_op: let_op(regel, nu).join("; "),
        oordeel: inside.oordeel_zin(nu),
        beslissing: beslissing_zin(inside),
        verdachte: hoofdletter(&verblijf_zin(&regel.verblijf, regel.klok.uiterlijk, nu)),
        stand: gang(regel).join(" · "),
        stap: regel.stappen.first().map_or_else(String::new, |step| {
            let by = step
                .voor
                .map_or_else(String::new, |at| format!(", voor {}", geschreven::kort(at)));
            format!("{} ({}{by}): {}", step.wat, step.wie.label(), step.waarom)
        }),
        alarm: regel.heeft_alarm(),
        klok: klok(regel, nu),
        bellen: bellen(regel, kennis, nu),
        betrokkenen: inside
            .betrokkenen
            .iter()
            .map(|who| {
                let mut parts = vec![format!("{} ({})", who.naam, who.rol.label())];
                parts.push(if who.geheim {
                    "geheim adres, zie de zaak".to_owned()
                } else {
                    who.verblijf.clone()
                });
                parts.push(match who.bellen {
                    Bellen::Onbekend => "bellen: nog niet bekend of het veilig is".to_owned(),
                    known => known.label().to_owned(),
                });
                parts.push(poort.van_wie(who.id, &who.bereikbaar));
                parts.retain(|part| !part.is_empty());
                vrij(&parts.join(" · "))
            })
            .collect(),
        acties: inside
            .acties
            .iter()
            .filter(|one| one.afgerond.is_none())
            .map(|one| {
                let by = one.actie.wanneer.map_or_else(String::new, |at| {
                    format!(" (voor {})", geschreven::kort(at))
                });
                vrij(&format!("{}: {}{by}", one.actie.wie, one.actie.wat))
            })
            .collect(),
        overgedragen: handed.map_or_else(String::new, |one| {
            let at = geschreven::kort(one.op);
            let message = if one.bericht.is_empty() {
                String::new()
            } else {
                format!(": {}", vrij(&one.bericht))
            };
            format!("aan {} door {} ({at}){message}", one.aan, one.door)
        }),
        overgenomen: handed.and_then(|one| {
            let taken = one.overgenomen.as_ref()?;
            Some(format!("{} ({})", taken.door, geschreven::kort(taken.op)))
        }),
    };
    blok.door(&poort)
}

fn sleutels(model: &Model) -> Vec<ZaakId> {
    rijen(model.lijst.alle())
        .iter()
        .map(|regel| regel.zaak.id)
        .collect()
}

fn vraag(model: &mut Model, zaken: Vec<ZaakId>) {
    let aan = Veld::regel("aan", "Aan", "").met_hint(ONTVANGER);
    let (titel, velden) = match zaken.len() {
        1 => {
            let hint = "wat de ander moet weten; mag leeg";
            let bericht = Veld::regel("bericht", "Bericht", "").met_hint(hint);
            ("Overdragen".to_owned(), vec![aan, bericht])
        }
        count => {
            // It is kept with each zaak, where who reads it sees no other.
            let every = Veld::kop(&format!("Dit bericht komt bij elk van de {count} zaken"));
            let hint = "schrijf hier niets over één zaak; mag leeg";
            let bericht = Veld::regel("bericht", "Bericht", "").met_hint(hint);
            let titel = format!("Alle {count} open zaken overdragen");
            (titel, vec![aan, every, bericht])
        }
    };
    klein::open(model, Klein::nieuw(titel, velden, Doel::DraagOver(zaken)));
}

/// Taking over is done by somebody; says what to do where nobody gave a name.
fn zonder_naam(model: &mut Model) -> bool {
    let nameless = ondertekening::naam(&model.tafel.medewerker).is_none();
    if nameless {
        model.meld(
            Toon::Let,
            "Overnemen gaat op een naam. Vergrendel met Ctrl-L en vul bij Uw naam in wie u bent.",
        );
    }
    nameless
}

fn neem_over(model: &mut Model, zaak: ZaakId) {
    if zonder_naam(model) {
        return;
    }
    let Some(regel) = model.lijst.zoek(zaak) else {
        return;
    };
    if let Err(why) = decide(&regel.zaak, &Opdracht::NeemOver) {
        model.meld(Toon::Let, why.to_string());
        return;
    }
    let text = format!(
        "Overgenomen door {}: {}",
        model.tafel.medewerker,
        model.naam(&regel.zaak.regel.naam)
    );
    model.voer_uit_en_zeg(zaak, Opdracht::NeemOver, text);
}

/// Asks whether to take over everything that waits.
fn vraag_alles(model: &mut Model) {
    if zonder_naam(model) {
        return;
    }
    let waiting: Vec<ZaakId> = rijen(model.lijst.alle())
        .iter()
        .filter(|regel| regel.zaak.stand.wacht_op_overname().is_some())
        .map(|regel| regel.zaak.id)
        .collect();
    let tekst = match waiting.len() {
        0 => {
            model.meld(Toon::Let, "Er wacht geen zaak op overname.");
            return;
        }
        1 => "Eén zaak wacht op overname. Overnemen op uw naam?".to_owned(),
        count => format!("{count} zaken wachten op overname. Alle {count} overnemen op uw naam?"),
    };
    model.toon(Dialoog::Vraag(Vraag {
        tekst,
        dan: Dan::NeemAllesOver(waiting),
    }));
}

/// Takes these zaken over, as far as they still wait.
pub(in crate::app) fn neem_alles_over(model: &mut Model, zaken: &[ZaakId]) {
    let waits = |zaak: &ZaakId| {
        model
            .lijst
            .zoek(*zaak)
            .is_some_and(|regel| decide(&regel.zaak, &Opdracht::NeemOver).is_ok())
    };
    let opdrachten: Vec<(ZaakId, Opdracht)> = zaken
        .iter()
        .copied()
        .filter(waits)
        .map(|zaak| (zaak, Opdracht::NeemOver))
        .collect();
    let count = opdrachten.len();
    let what = if count == 1 { "zaak" } else { "zaken" };
    let text = format!("{count} {what} overgenomen door {}", model.tafel.medewerker);
    let all = Uitvoering {
        opdrachten,
        concept: None,
    };
    model.wijzig_en_zeg(Effect::VoerUit(all), Some(Melding::goed(text)));
}

/// Asks before names leave the table.
pub(in crate::app) fn vraag_schrijven(model: &mut Model) {
    model.toon(Dialoog::Vraag(Vraag {
        tekst: format!(
            "De overdracht als tekst schrijven in de map {}? Er staan namen in, ook als F9 ze verbergt.",
            model.tafel.uitmap
        ),
        dan: Dan::SchrijfOverdracht,
    }));
}

/// Lets the whole text be written, as the command line prints it.
pub(in crate::app) fn schrijf(model: &mut Model) {
    let names = |name: &Naam| name.lijstvorm();
    let text = als_tekst(model, &names, &str::to_owned, BREEDTE);
    model.vraag(Effect::SchrijfOverdracht(text));
}

/// The text was written, or not.
pub(in crate::app) fn geschreven(model: &mut Model, result: Result<String, String>) {
    match result {
        Ok(file) => {
            let map = &model.tafel.uitmap;
            let text =
                format!("Geschreven: {file} in {map}. Er staan namen in: wis het na gebruik.");
            model.meld(Toon::Goed, text);
        }
        Err(text) => model.meld(Toon::Fout, text),
    }
}

/// The text, as wide as the smallest screen has room for.
fn lees(model: &Model) -> Leesscherm {
    let names = |name: &Naam| model.naam(name);
    let text = als_tekst(model, &names, &|text| model.vrije_tekst(text), OP_SCHERM);
    let mut lezer = Leesscherm::platte_tekst("Overdracht".to_owned(), &text);
    lezer.schrijfbaar = true;
    lezer
}

fn als_tekst(
    model: &Model,
    naam: &dyn Fn(&Naam) -> String,
    vrij: &dyn Fn(&str) -> String,
    breedte: usize,
) -> String {
    let regels = model.lijst.alle();
    let all = blokken(regels, &model.kennis, model.nu, naam, vrij);
    tekst(&kop(regels, &model.tafel), &all, model.nu, breedte)
}
