//! The head of a zaak: who, the clock, tag and judgement, and where the decision stands.
//!
//! Must not know what stands below it.

use chrono::Days;
use ratatui::text::{Line, Span};

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::meegeschreven;
use crate::app::afgeleid::verblijfregel;
use crate::app::afgeleid::zaakfeiten;
use crate::app::formulieren::overleg::is_avond;
use crate::app::model::Model;
use crate::domain::tijd;
use crate::domain::velden::{OVERDRACHT, Veldsleutel};
use crate::domain::zaak::Zaak;
use crate::ui::detail;
use crate::ui::kader::{lijn, links_rechts};
use crate::ui::tekst::{breedte, omslag};
use crate::ui::thema::Thema;
use crate::ui::woorden::{oordeel_style, tag_woord};

pub(super) fn kop(
    model: &Model,
    regel: &Dagregel,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let lijst = &regel.zaak.regel;
    let minor = regel.minderjarig(model.nu);
    let age = regel
        .leeftijd_tekst(model.nu)
        .map_or_else(String::new, |age| {
            if minor {
                format!(" · {age}, minderjarig")
            } else {
                format!(" · {age}")
            }
        });
    let (tag, tag_style) = tag_woord(regel, thema);
    let judged = regel.zaak.stand.oordeel_zin(model.nu);
    let style = oordeel_style(&regel.zaak.stand, model.nu, thema);
    let left = vec![
        Span::styled(format!(" {}", model.naam(&lijst.naam)), thema.kop),
        Span::styled(age, thema.gewoon),
        Span::styled(
            format!(
                " · {}",
                lijst
                    .pl
                    .clone()
                    .unwrap_or_else(|| "geen PL-nummer".to_owned())
            ),
            thema.dof,
        ),
    ];
    let kinds = match regel.soorten() {
        // The name at the left must keep its place.
        kinds if kinds.is_empty() || width < 60 + breedte(&kinds) => String::new(),
        kinds => format!(" · {kinds}"),
    };
    let right = vec![
        Span::styled(tag, tag_style),
        Span::styled(kinds, thema.gewoon),
        Span::styled(" · ", thema.dof),
        Span::styled(judged, style),
        Span::raw(" "),
    ];
    let mut out = vec![links_rechts(left, right, width)];
    out.extend(waar(model, regel, width, thema));
    out.extend(
        detail::klok_uitleg(model, regel, width.saturating_sub(2), thema)
            .into_iter()
            .take(2)
            .map(|mut line| {
                line.spans.insert(0, Span::raw(" "));
                line
            }),
    );
    for text in zaakfeiten::samengevoegd_met(model, &regel.zaak) {
        // Which key takes them apart stands before the reason, which can be long.
        out.push(links_rechts(
            vec![Span::styled(format!(" {text}"), thema.gewoon)],
            vec![Span::styled("D haalt uit elkaar ", thema.dof)],
            width,
        ));
    }
    out.extend(stand(model, &regel.zaak, width, thema));
    out.push(lijn(width, thema));
    out
}

/// The clock and custody; a contradiction whole, over as many lines as it takes.
fn waar(model: &Model, regel: &Dagregel, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    if regel.verblijf.tegenspraak.is_empty() {
        let line = detail::klok_en_verblijf(model, regel, thema);
        let cells: usize = line.spans.iter().map(|span| breedte(&span.content)).sum();
        if cells < width || !regel.klok_loopt() {
            return vec![links_rechts(ingesprongen(line), Vec::new(), width)];
        }
        // Who says it would be cut off: custody gets a line of its own.
        return [
            detail::klok(model, regel, thema),
            detail::verblijf(model, regel, thema),
        ]
        .into_iter()
        .map(|line| links_rechts(ingesprongen(line), Vec::new(), width))
        .collect();
    }
    omslag(
        &verblijfregel::zin(&regel.verblijf, model.nu),
        width.saturating_sub(2),
    )
    .into_iter()
    .map(|line| Line::styled(format!(" {line}"), thema.acuut))
    .collect()
}

fn ingesprongen(line: Line<'static>) -> Vec<Span<'static>> {
    let mut spans = vec![Span::raw(" ")];
    spans.extend(line.spans);
    spans
}

/// The overleg, the decision, whether it waits for somebody, whether it is closed: a line each.
fn stand(model: &Model, zaak: &Zaak, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let stand = &zaak.stand;
    let mut out = onbeslist(zaak, width, thema);
    let mut say = |spans: Vec<Span<'static>>| out.push(links_rechts(spans, Vec::new(), width));
    let decided = stand.afdoening();
    if let Some(planned) = &stand.overleg
        && decided.is_none_or(|one| planned.overleg.tijd > one.op)
    {
        let what = &planned.overleg;
        let mut spans = vec![
            Span::styled(
                format!(" overleg {}", tijd::moment(what.tijd, model.nu)),
                thema.kop,
            ),
            Span::styled(format!(" · {}", what.wijze.zin()), thema.gewoon),
        ];
        if is_avond(what.tijd) {
            let sign = " · ▲ avond: eerst overdragen aan OM";
            spans.push(Span::styled(sign, thema.bijna));
        }
        if !what.toelichting.is_empty() {
            let note = model.vrije_tekst(&what.toelichting);
            spans.push(Span::styled(format!(" · {note}"), thema.dof));
        }
        say(spans);
    }
    if let Some(one) = decided {
        let when = one.inhoud.beslist_op.unwrap_or(one.op);
        say(vec![
            Span::styled(format!(" beslissing {}", one.inhoud.label()), thema.kop),
            Span::styled(
                format!(
                    " · {} · {}",
                    tijd::moment(when, model.nu),
                    one.inhoud.vt_aanwezig.zin()
                ),
                thema.gewoon,
            ),
        ]);
    }
    let handed = Veldsleutel::van(OVERDRACHT);
    if let Some(also) = meegeschreven::veld(stand, &handed, model.nu) {
        say(vec![Span::styled(
            format!(" overdracht: {also}"),
            thema.bijna,
        )]);
    }
    if let Some(one) = stand.wacht_op_overname() {
        say(vec![
            Span::styled(
                format!(" overgedragen aan {}, nog niet overgenomen", one.aan),
                thema.bijna,
            ),
            Span::styled(" · y neemt over", thema.dof),
        ]);
    }
    if let Some(one) = &stand.gesloten {
        // By whole days in Amsterdam, as the store counts them.
        let closed = tijd::lokaal(one.op).date_naive();
        let gone = closed
            .checked_add_days(Days::new(model.tafel.bewaardagen.into()))
            .unwrap_or(closed);
        say(vec![
            Span::styled(
                format!(
                    " gesloten {} door {}",
                    tijd::moment(one.op, model.nu),
                    one.door
                ),
                thema.kop,
            ),
            Span::styled(
                format!(" · wordt gewist op {}", tijd::dag(gone)),
                thema.bijna,
            ),
            Span::styled(format!(" · {}", model.vrije_tekst(&one.reden)), thema.dof),
        ]);
    }
    out
}

/// What a person must decide before this zaak is sent or closed: a line of the most pressing, and how many more.
fn onbeslist(zaak: &Zaak, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let stand = &zaak.stand;
    let open = stand.tegenspraken();
    let key = if open.is_empty() { "" } else { "e beslist " };
    let mut said: Vec<String> = open
        .iter()
        .map(|one| format!("tegenspraak over {}", one.zin()))
        .collect();
    said.extend(
        stand
            .niet_gesloten
            .as_ref()
            .map(crate::domain::overleg::NietGesloten::zin),
    );
    if !stand.te_nieuw.is_empty() {
        said.push("hier staat iets van een nieuwere zsmtafel: werk bij".to_owned());
    }
    let more = match said.len() {
        0 | 1 => String::new(),
        count => format!("en nog {} · ", count - 1),
    };
    said.into_iter()
        .take(1)
        .map(|text| {
            links_rechts(
                vec![Span::styled(format!(" ▲ {text}"), thema.acuut)],
                vec![
                    Span::styled(format!(" {more}"), thema.acuut),
                    Span::styled(key, thema.dof),
                ],
                width,
            )
        })
        .collect()
}
