//! Measuring the rules from the command line: figures, lines that went wrong, and files that are no list.

use crate::cli_hulp::{Plek, Uitkomst, voorbeeld};

const KOP: &str = "label\tsoort\tartikel\tfeit\ttoelichting\trelatie\n";

/// Four lines: two go as labelled, one is missed, one is proposed wrongly.
const LIJST: &str = "\
hg\tpartner\t300 jo 304 Sr\tMishandeling\tVE slaat zijn vrouw.\techtgenote\n\
hg\tpartner\t310 Sr\tDiefstal\tFiets weg bij station.\t\n\
niet\t\t310 Sr\tWinkeldiefstal\tVE steelt kaas.\tgeen\n\
niet\t\t300 Sr\tMishandeling\tVE slaat haar.\tzus\n";

fn toets(plek: &Plek, naam: &str, bytes: impl AsRef<[u8]>, opties: &[&str]) -> Uitkomst {
    let pad = plek.bestand(naam, bytes);
    let mut args = vec!["signalen", "toets", &pad];
    args.extend(opties);
    plek.echt(&args)
}

#[test]
fn a_list_is_measured_without_a_table() {
    // Given no table, when a labelled list is measured, then the figures and the wrong lines are told.
    let plek = Plek::nieuw();
    let uit = toets(&plek, "lijst.tsv", format!("{KOP}{LIJST}"), &[]).gaf(0);
    for zin in [
        "4 regels",
        "recall     0,500",
        "precision  0,500",
        "twijfel    1,000",
        "niet       0,500",
        "regel 3: label hg, voorstel geen",
        "regel 5: label niet, voorstel hg",
        "relatie is \"zus\"",
    ] {
        assert!(uit.uit.contains(zin), "{zin}:\n{}", uit.uit);
    }
    assert!(!uit.uit.contains("regel 2:"), "{}", uit.uit);
    assert!(!plek.pad("data").exists(), "no table was made");
    // And the English words do the same.
    let pad = plek.pad("lijst.tsv").display().to_string();
    let engels = plek.echt(&["signals", "test", &pad]).gaf(0);
    assert_eq!(engels.uit, uit.uit);
}

#[test]
fn the_figures_come_as_json_too() {
    let plek = Plek::nieuw();
    let uit = toets(&plek, "lijst.tsv", format!("{KOP}{LIJST}"), &["--json"])
        .gaf(0)
        .json();
    assert_eq!(uit["regels"], 4);
    assert_eq!(uit["recall"], 0.5);
    assert_eq!(uit["precision"], 0.5);
    assert_eq!(uit["twijfel_gevonden"], 1.0);
    assert_eq!(uit["hg"]["voorstel_hg"], 1);
    assert_eq!(uit["niet"]["geen_voorstel"], 1);
    let anders = uit["anders"].as_array().unwrap();
    assert_eq!(anders.len(), 2);
    assert_eq!(anders[0]["regel"], 3);
    assert_eq!(anders[0]["label"], "hg");
    assert_eq!(anders[0]["voorstel"], serde_json::Value::Null);
    assert_eq!(anders[1]["voorstel"], "hg");
    let redenen = anders[1]["redenen"].to_string();
    assert!(redenen.contains("[kolom-broerzus]"), "{redenen}");
}

#[test]
fn a_doubtful_line_that_became_hg_is_named_because_it_costs_precision() {
    let plek = Plek::nieuw();
    let uit = toets(
        &plek,
        "lijst.tsv",
        format!("{KOP}twijfel\t\t300 Sr\tMishandeling\t\tex-partner\n"),
        &["--json"],
    )
    .gaf(0)
    .json();
    assert_eq!(uit["twijfel_gevonden"], 1.0);
    assert_eq!(uit["precision"], 0.0);
    assert_eq!(uit["anders"].as_array().unwrap().len(), 1);
}

#[test]
fn a_site_measures_its_own_rules() {
    // Given a rule file beside the configuration, when the same list is measured, then it counts.
    let plek = Plek::nieuw();
    let lijst = format!("{KOP}hg\t\t310 Sr\tDiefstal\tFiets weg bij hofje blauw.\t\n");
    let zonder = toets(&plek, "lijst.tsv", &lijst, &["--json"]).gaf(0).json();
    assert_eq!(zonder["recall"], 0.0);
    plek.bestand(
        "signalen.toml",
        "versie = \"wijk\"\n[[regel]]\nid = \"eigen-wijk\"\nwoorden = [\"hofje blauw\"]\ngewicht = 20\nzin = \"{}\"\n",
    );
    let met = toets(&plek, "lijst.tsv", &lijst, &["--json"]).gaf(0).json();
    assert_eq!(met["recall"], 1.0);
    assert!(met["regels_versie"].as_str().unwrap().ends_with("+ wijk"));
    // And a rule that does not hold is named.
    plek.bestand("signalen.toml", "[[regel]]\nid = \"leeg\"\n");
    let fout = toets(&plek, "lijst.tsv", &lijst, &[]).gaf(1);
    assert!(fout.fout.contains("\"leeg\""), "{}", fout.fout);
}

#[test]
fn columns_may_stand_in_any_order_and_excel_may_write_them() {
    let plek = Plek::nieuw();
    let verwacht = toets(&plek, "a.tsv", format!("{KOP}{LIJST}"), &["--json"])
        .gaf(0)
        .json();
    let anders: String = LIJST
        .lines()
        .map(|regel| {
            let k: Vec<&str> = regel.split('\t').collect();
            format!(
                "{}\t\"{}\"\t{}\t{}\tx\t{}\r\n",
                k[5], k[4], k[0], k[2], k[3]
            )
        })
        .collect();
    let anders = format!("Relatie\tToelichting\tLabel\tArtikel\tOpmerking\tFeit\r\n{anders}");
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(anders.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (naam, bytes) in [
        ("b.tsv", anders.into_bytes()),
        ("c.tsv", utf16),
        ("d.tsv", LIJST.as_bytes().to_vec()),
    ] {
        let uit = toets(&plek, naam, bytes, &["--json"]).gaf(0).json();
        for sleutel in ["regels", "recall", "precision", "hg", "twijfel", "niet"] {
            assert_eq!(uit[sleutel], verwacht[sleutel], "{naam} {sleutel}");
        }
    }
}

#[test]
fn what_is_no_labelled_list_is_refused_with_its_lines() {
    let plek = Plek::nieuw();
    let xlsx = std::fs::read(voorbeeld("verdachtenmonitor.xlsx")).unwrap();
    let csv = std::fs::read(voorbeeld("verdachtenmonitor.csv")).unwrap();
    for (naam, bytes, zegt) in [
        ("leeg.tsv", b"\n \n".to_vec(), "Het bestand is leeg"),
        ("kop.tsv", KOP.into(), "Er staan geen regels in"),
        (
            "label.tsv",
            format!("{KOP}{LIJST}misschien\t\t300 Sr\t\t\t\n").into(),
            "regel 6: \"misschien\" is geen label",
        ),
        (
            "breed.tsv",
            format!("{KOP}hg\ta\tb\tc\td\te\tf\n").into(),
            "regel 2: 7 kolommen in plaats van 6",
        ),
        (
            "kolom.tsv",
            "label\topmerking\nhg\tx\n".into(),
            "geen kolom met tekst",
        ),
        ("blad.xlsx", xlsx, "geen tekstbestand"),
        ("lijst.csv", csv, "De kolom label ontbreekt"),
    ] {
        let uit = toets(&plek, naam, bytes, &[]).gaf(5);
        assert!(uit.uit.is_empty(), "{naam}: nothing is counted");
        assert!(uit.fout.contains(zegt), "{naam}: {}", uit.fout);
        assert!(
            uit.fout.contains("Verplicht zijn label"),
            "{naam} explains the columns: {}",
            uit.fout
        );
    }
    let weg = plek.echt(&["signalen", "toets", "bestaat-niet.tsv"]).gaf(5);
    assert!(weg.fout.contains("bestaat-niet.tsv"), "{}", weg.fout);
    plek.echt(&["signalen"]).gaf(2);
    plek.echt(&["signalen", "toets"]).gaf(2);
}

#[test]
fn a_long_row_of_wrong_lines_is_told_in_short() {
    let plek = Plek::nieuw();
    let fout = "onzin\t\t\t\t\t\n".repeat(40);
    let uit = toets(&plek, "fout.tsv", format!("{KOP}{fout}"), &[]).gaf(5);
    assert!(uit.fout.contains("regel 6:"), "{}", uit.fout);
    assert!(!uit.fout.contains("regel 7:"), "{}", uit.fout);
    assert!(uit.fout.contains("en nog 35 regels"), "{}", uit.fout);
}

/// A labelled list of the lines that come along, thinned out; enough to learn from, and quick.
fn dunne_lijst(stijlen: bool) -> String {
    let tekst = std::fs::read_to_string(voorbeeld("signalen-stijlen.tsv")).unwrap();
    let regels = tekst.lines().enumerate();
    regels
        .filter(|(nummer, _)| *nummer == 0 || nummer % 3 == 1)
        .map(|(_, regel)| match stijlen {
            true => format!("{regel}\n"),
            false => format!("{}\n", regel.rsplit_once('\t').unwrap().0),
        })
        .collect()
}

#[test]
fn a_site_learns_its_own_weights_and_they_count() {
    // Given a list of the site alone, when it is learned from, then weights and figures lie beside the
    // configuration, the same each time, and the measurement uses them.
    let plek = Plek::nieuw();
    let pad = plek.bestand("eigen.tsv", dunne_lijst(true));
    let uit = plek
        .echt(&["signalen", "leer", &pad, "--alleen", "--json"])
        .gaf(0)
        .json();
    assert_eq!(uit["regels"], 234);
    assert_eq!(
        uit["stijlen"].as_array().unwrap().len(),
        8,
        "seven styles and the sum: {uit}"
    );
    let gewichten = std::fs::read(uit["gewichten"].as_str().unwrap()).unwrap();
    assert!(gewichten.starts_with(b"ZSMSIGN1"));
    let cijfers =
        std::fs::read_to_string(uit["gewichten"].as_str().unwrap().replace(".bin", ".txt"))
            .unwrap();
    assert!(cijfers.contains("Geleerd van 234 regels"), "{cijfers}");
    let elders = plek.pad("elders.bin").display().to_string();
    plek.echt(&["signals", "learn", &pad, "--alleen", "--uit", &elders])
        .gaf(0);
    assert_eq!(
        std::fs::read(&elders).unwrap(),
        gewichten,
        "learning is repeatable"
    );
    assert!(!plek.pad("data").exists(), "no table was made");
    // What it learned from, it now knows better than by the weights that come along.
    let gemeten = toets(&plek, "meet.tsv", dunne_lijst(true), &["--json"])
        .gaf(0)
        .json();
    assert!(gemeten["niet_gelaten"].as_f64().unwrap() > 0.5, "{gemeten}");
    // And weights that are not whole are named, and made anew by the same command.
    std::fs::write(uit["gewichten"].as_str().unwrap(), &gewichten[..9000]).unwrap();
    let fout = toets(&plek, "meet.tsv", dunne_lijst(true), &[]).gaf(1);
    assert!(
        fout.fout.contains("signalen-gewichten.bin") && fout.fout.contains("niet heel"),
        "{}",
        fout.fout
    );
    plek.echt(&["signalen", "leer", &pad, "--alleen"]).gaf(0);
    toets(&plek, "meet.tsv", dunne_lijst(false), &[]).gaf(0);
}

#[test]
fn learning_refuses_what_teaches_nothing() {
    let plek = Plek::nieuw();
    let pad = plek.bestand("kort.tsv", format!("{KOP}{LIJST}"));
    let fout = plek.echt(&["signalen", "leer", &pad, "--alleen"]).gaf(3);
    assert!(fout.fout.contains("regels met label hg"), "{}", fout.fout);
    plek.echt(&["signalen", "leer"]).gaf(2);
    plek.echt(&["signalen", "leer", "--alleen", "--uit", "x.bin"])
        .gaf(2);
    let fout = plek.bestand("fout.tsv", "misschien\t\t\t\t\t\n");
    plek.echt(&["signalen", "leer", &fout]).gaf(5);
}

#[test]
fn a_line_for_people_is_no_line_of_the_list() {
    let plek = Plek::nieuw();
    let uit = toets(
        &plek,
        "a.tsv",
        format!("# Achtergehouden regels\n{KOP}{LIJST}"),
        &["--json"],
    )
    .gaf(0)
    .json();
    assert_eq!(uit["regels"], 4);
    assert_eq!(
        uit["anders"][0]["regel"], 4,
        "lines are counted as they stand in the file"
    );
}
