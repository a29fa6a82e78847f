//! The screen Ochtend: keys on the morning list.
//!
//! Must not know how a line is drawn.

use crossterm::event::KeyEvent;
use tui_input::Input;

use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::soort::Soort;
use crate::domain::tag::{Tag, Tagging};
use crate::domain::terug::Terugneming;
use crate::domain::tijd;

use crate::app::concept;
use crate::app::dialogen::soortkeuze::Soortkeuze;
use crate::app::dialogen::vraag::{Dan, Vraag};
use crate::app::formulieren::beoordelen;
use crate::app::formulieren::papierformulier;
use crate::app::keymap::Action;
use crate::app::model::{Dialoog, Melding, Model, Toon};
use crate::app::msg::Effect;
use crate::app::schermen::zaakscherm;
use crate::app::schermen::{dubbelen, inlezen, inputscherm};
use crate::app::tab::Tab;
use crate::app::velden::formulier::Gevolg;
use crate::app::velden::tekstveld::line_key;

/// From this width on the detail stands at the right instead of below.
pub const BREED: u16 = 140;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Ochtend {
    /// The filter is being typed.
    pub zoekt: bool,
    /// The filter.
    pub filter: Input,
    /// First line on screen.
    pub begin: usize,
}

/// Rows of the detail below the list; none where it stands at the right.
#[must_use]
pub fn detail_hoogte(formaat: (u16, u16)) -> u16 {
    if formaat.0 >= BREED {
        0
    } else if formaat.1 >= 34 {
        8
    } else {
        6
    }
}

/// How many lines of the list fit on the screen.
#[must_use]
pub fn lijst_hoogte(model: &Model) -> usize {
    let detail = detail_hoogte(model.formaat);
    let around = 3 + 2 + 2 + u16::from(model.lijst.alarmen().next().is_some());
    let below = if detail > 0 { detail + 1 } else { 0 };
    usize::from(model.formaat.1.saturating_sub(around + below)).max(1)
}

/// Keeps the selected line on the screen, with the least scrolling.
pub fn volg_keuze(model: &mut Model) {
    let rows = lijst_hoogte(model);
    let at = model.lijst.plaats().unwrap_or(0);
    let begin = &mut model.ochtend.begin;
    if at < *begin {
        *begin = at;
    } else if at >= *begin + rows {
        *begin = at + 1 - rows;
    }
    *begin = (*begin).min(model.lijst.aantal().saturating_sub(rows));
}

/// Handles a command on the list.
pub fn doe(model: &mut Model, action: Action) {
    let page = isize::try_from(lijst_hoogte(model)).unwrap_or(1);
    match action {
        Action::Omlaag => model.lijst.beweeg(1),
        Action::Omhoog => model.lijst.beweeg(-1),
        Action::PaginaOmlaag => model.lijst.beweeg(page),
        Action::PaginaOmhoog => model.lijst.beweeg(-page),
        Action::Begin => model.lijst.begin(),
        Action::Eind => model.lijst.eind(),
        Action::VolgendeOpen => {
            let found = model
                .lijst
                .naar_volgende(crate::app::afgeleid::dagregel::Dagregel::te_doen);
            if !found {
                model.meld(
                    Toon::Goed,
                    "Geen regel wacht op een tag, oordeel of input. Wat nog loopt staat op 2 Vandaag.",
                );
            }
        }
        Action::TagHg => tag(model, Tag::Hg),
        Action::TagGeen => tag(model, Tag::GeenHg),
        Action::TagTwijfel => tag(model, Tag::Twijfel),
        Action::TagRadar => tag(model, Tag::Radar),
        Action::Filter => {
            model.ochtend.zoekt = true;
        }
        Action::Bevestig => model.ochtend.zoekt = false,
        Action::Terug => wis_filter(model),
        Action::Inlezen => inlezen::open(model),
        Action::VoegToe => papierformulier::open(model),
        Action::Dubbelen => dubbelen::open(model),
        Action::Terugnemen => neem_terug(model, None),
        Action::Afsluiten => vraag_afsluiten(model),
        Action::Openen
        | Action::Beoordelen
        | Action::Input
        | Action::StapAfronden
        | Action::Tegenspraak => {
            let Some(id) = model.lijst.gekozen().map(|regel| regel.zaak.id) else {
                leeg(model);
                return;
            };
            match action {
                Action::Beoordelen => beoordelen::open(model, id),
                Action::Input => inputscherm::open(model, id),
                Action::StapAfronden => zaakscherm::vraag_stap(model, id),
                Action::Tegenspraak => zaakscherm::vraag_tegenspraak(model, id, None),
                _ => zaakscherm::open(model, id),
            }
        }
        _ => {}
    }
    volg_keuze(model);
}

/// Handles a key that is no command: the filter takes it.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    if model.ochtend.zoekt && line_key(&mut model.ochtend.filter, key) == Gevolg::Gewijzigd {
        let text = model.ochtend.filter.value().to_owned();
        model.lijst.zet_filter(&text);
        volg_keuze(model);
    }
}

/// Asks before the program ends; when something is on its way to the store, as soon as that is answered. Asked
/// again meanwhile, it asks at once.
pub fn vraag_afsluiten(model: &mut Model) {
    concept::bewaar(model);
    if model.opslag.bezig > 0 && !model.sluit_af {
        model.sluit_af = true;
        return;
    }
    model.sluit_af = false;
    let tekst = match concept::niet_bewaard(model) {
        Some(why) if !why.is_empty() => {
            format!("Let op: wat hier is getypt, is niet bewaard. {why} Toch afsluiten?")
        }
        _ if model.opslag.bezig > 0 => "Er wordt nog opgeslagen. Toch afsluiten?".to_owned(),
        _ => "zsmtafel afsluiten? Alles is opgeslagen.".to_owned(),
    };
    model.toon(Dialoog::Vraag(Vraag {
        tekst,
        dan: Dan::Afsluiten,
    }));
}

/// Asks the store what would be taken back; the answer is a question to the worker.
pub fn neem_terug(model: &mut Model, zaak: Option<ZaakId>) {
    let number = model.vraag_met_nummer(Effect::VraagTerug(zaak));
    model.terugvraag = Some(number);
}

/// The store says what would be taken back: which event, whose, and when.
pub(in crate::app) fn terugvraag(model: &mut Model, gevonden: Terugneming) {
    let tekst = match &gevonden {
        Terugneming::Lezing {
            bestand, gelezen, ..
        } => format!(
            "De lezing van {bestand} ({}) terugnemen? Wat u hebt vastgelegd, blijft.",
            tijd::moment(*gelezen, model.nu)
        ),
        Terugneming::Handeling(all) => {
            let Some(first) = all.first() else { return };
            let what = first.event.what.omschrijving();
            let what = what.replace("getagd: ", "tag ");
            let over = match all.len() {
                1 => model.naam(&first.naam),
                count => format!("{count} zaken"),
            };
            format!(
                "Terugnemen: {what} bij {over} ({}, {})?",
                tijd::moment(first.event.at, model.nu),
                first.event.by
            )
        }
    };
    model.toon_vanzelf(Dialoog::Vraag(Vraag {
        tekst,
        dan: Dan::NeemTerug(gevonden),
    }));
}

/// Takes back what was asked about.
pub(in crate::app) fn neem_echt_terug(model: &mut Model, wat: Terugneming) {
    let said = match &wat {
        Terugneming::Lezing { .. } => None,
        Terugneming::Handeling(all) => all.first().map(|first| {
            let what = first.event.what.omschrijving();
            let over = match all.len() {
                1 => model.naam(&first.naam),
                count => format!("{count} zaken"),
            };
            Melding::goed(format!(
                "Teruggenomen: {} bij {over} ({})",
                what.replace("getagd: ", "tag "),
                tijd::klok(first.event.at)
            ))
        }),
    };
    model.wijzig_en_zeg(Effect::NeemTerug(wat), said);
}

fn wis_filter(model: &mut Model) {
    model.ochtend.zoekt = false;
    model.ochtend.filter = Input::default();
    model.lijst.zet_filter("");
}

fn leeg(model: &mut Model) {
    let text = if model.lijst.alle().is_empty() {
        "Nog geen lijst van vandaag. Druk o om er een in te lezen."
    } else {
        "Niets gevonden. Druk Esc om het zoeken te wissen."
    };
    model.meld(Toon::Let, text);
}

/// Gives the zaak in sight a tag; asks for the kind first where the list did not say it.
pub fn tag(model: &mut Model, tag: Tag) {
    let Some(id) = model.zaak_in_beeld() else {
        leeg(model);
        return;
    };
    let Some(regel) = model.lijst.zoek(id) else {
        return;
    };
    let known = regel.soorten_van_lijst();
    let again = regel.tag() == Some(tag);
    if tag.vraagt_soort() && (known.is_empty() || again) {
        // The same key again on the same tag asks for the kinds, so that they can be mended.
        let now = regel.zaak.stand.tag.as_ref().filter(|_| again);
        let (chosen, proposed) = now.map_or_else(Default::default, |tagging| {
            (tagging.soorten.clone(), tagging.voorgesteld.clone())
        });
        model.toon(Dialoog::Soort(Soortkeuze::nieuw(id, tag, chosen, proposed)));
        return;
    }
    let soorten = if tag.vraagt_soort() {
        regel.gezegd_en_voorgesteld(known, &model.kennis)
    } else {
        (Vec::new(), Vec::new())
    };
    geef_tag(model, id, tag, soorten);
}

/// Gives a zaak a tag, shows it at once and goes on to the next line without a tag.
pub fn geef_tag(
    model: &mut Model,
    id: ZaakId,
    tag: Tag,
    (soorten, voorgesteld): (Vec<Soort>, Vec<Soort>),
) {
    let (nu, by) = (model.nu, model.tafel.medewerker.clone());
    let Some(regel) = model.lijst.zoek_mut(id) else {
        return;
    };
    let opdracht = Opdracht::Tag {
        tag,
        soorten: soorten.clone(),
        voorgesteld: voorgesteld.clone(),
        reden: None,
        bevestigd: false,
    };
    let with_clock = opdracht.clone().met_klok(regel.klok.uiterlijk, nu);
    match decide(&regel.zaak, &with_clock) {
        Ok(_) => {}
        Err(Weigering::VraagtBevestiging(question)) => {
            let Opdracht::Tag {
                soorten,
                voorgesteld,
                reden,
                ..
            } = opdracht
            else {
                return;
            };
            model.vraag_toch(
                id,
                question,
                Opdracht::Tag {
                    tag,
                    soorten,
                    voorgesteld,
                    reden,
                    bevestigd: true,
                },
            );
            return;
        }
        Err(Weigering::Ongewijzigd) => {
            model.meld(Toon::Let, format!("Staat al op {}.", tag.label()));
            return;
        }
        Err(other) => {
            model.meld(Toon::Fout, other.to_string());
            return;
        }
    }
    let first = regel.zaak.stand.tag.is_none();
    // A kind that nobody confirmed is a question.
    let kinds: Vec<String> = soorten
        .iter()
        .map(|one| one.label().to_owned())
        .chain(voorgesteld.iter().map(|one| format!("{}?", one.label())))
        .collect();
    let mut flags: Vec<_> = match regel.voorstel() {
        Some(_) => regel
            .suggestie
            .vlaggen
            .iter()
            .map(|flag| flag.label())
            .collect(),
        None => Vec::new(),
    };
    flags.dedup();
    let flags = flags.join(", ");
    let before = regel.zaak.stand.tag.clone();
    regel.zaak.stand.tag = Some(Tagging {
        tag,
        soorten,
        voorgesteld,
        reden: None,
        // The event has its own id; until the store answers the line shows the tag alone.
        id: EventId(id.0),
        gezien: regel.zaak.kenmerk(),
        door: by,
        op: nu,
    });
    regel.herleid();
    // What the store confirmed last stays the tag to go back to, however often the line was tagged since.
    let name = regel.zaak.regel.naam.clone();
    model.voorlopig.entry(id).or_insert(before);
    let kinds = if kinds.is_empty() {
        String::new()
    } else {
        format!(" ({})", kinds.join(", "))
    };
    let text = format!("{}{kinds}: {}", tag.label(), model.naam(&name));
    if flags.is_empty() || tag != Tag::GeenHg {
        model.meld(Toon::Goed, text);
    } else {
        // No question at every line; but who types on must see what was passed.
        model.meld(
            Toon::Let,
            format!("{text}. Let op, rode vlag: {flags}. u neemt terug."),
        );
    }
    model.voer_uit(id, opdracht);
    if model.lagen.is_empty() && model.tab == Tab::Ochtend && first {
        model.lijst.kies(id);
        model.lijst.naar_volgende(|regel| regel.tag().is_none());
    }
    volg_keuze(model);
}

/// The store refused what the line showed in advance: it shows the tag that it had.
pub fn neem_voorlopig_terug(model: &mut Model, id: ZaakId) {
    let Some(before) = model.voorlopig.remove(&id) else {
        return;
    };
    if let Some(regel) = model.lijst.zoek_mut(id) {
        regel.zaak.stand.tag = before;
        regel.herleid();
    }
}
