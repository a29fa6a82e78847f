//! `zsmtafel cijfers`: what was counted, by day.

use crate::cli_hulp::Plek;

#[test]
fn the_figures_of_today_tell_what_vt_found_itself() {
    let plek = Plek::met_lijst();
    let lines = plek.lijst();
    let marked = |line: &serde_json::Value| line["hg_politie"] == true;
    let own = lines.iter().find(|line| !marked(line)).unwrap();
    let police = lines.iter().find(|line| marked(line)).unwrap();
    for line in [own, police] {
        let id = line["zaak"].as_str().unwrap();
        plek.oefen(&["tag", id, "hg", "--soort", "partner"]).gaf(0);
    }
    let found = plek.oefen(&["cijfers", "--json"]).gaf(0).json();
    assert_eq!(found["tot"], "2026-11-20");
    assert_eq!(found["van"], "2026-11-14");
    assert_eq!(found["dagen"].as_array().unwrap().len(), 1);
    assert_eq!(found["dagen"][0]["dag"], "2026-11-20");
    assert_eq!(found["totaal"]["rijen"], lines.len());
    assert_eq!(found["totaal"]["hg"], 2);
    assert_eq!(found["totaal"]["hg_niet_politie"], 1);
    let text = plek.oefen(&["figures"]).gaf(0).uit;
    assert!(
        text.contains("DOOR VT GEVONDEN") && text.contains("vr 20 nov 2026"),
        "{text}"
    );
}

#[test]
fn days_without_a_list_and_days_the_wrong_way_round_are_said() {
    let plek = Plek::met_lijst();
    let none = plek
        .oefen(&["cijfers", "--van", "01-10-2026", "--tot", "2026-10-31"])
        .gaf(0);
    assert!(
        none.uit.is_empty() && none.fout.contains("geen lijst"),
        "{}",
        none.fout
    );
    plek.oefen(&["cijfers", "--van", "2026-11-02", "--tot", "2026-11-01"])
        .gaf(2);
    plek.oefen(&["cijfers", "--van", "morgen"]).gaf(2);
}
