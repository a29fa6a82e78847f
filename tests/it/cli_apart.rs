//! What comes from outside is read by a process of its own: whatever a file does to its reader, it ends in
//! a sentence, soon, and the table is not touched. And files of the program's own are files.

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;

use super::cli_hulp::{LIJSTEN, Plek, Uitkomst, voorbeeld};

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of one sheet, and what is strange about it.
#[derive(Default)]
struct Werkmap {
    blad: Option<String>,
    teksten: Option<String>,
    stijlen: Option<String>,
    bladen: Option<usize>,
    meer: Vec<(String, Vec<u8>)>,
}

fn zip(delen: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut uit = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (naam, bytes) in delen {
        let hoe = SimpleFileOptions::default().compression_level(Some(9));
        uit.start_file(naam, hoe).unwrap();
        uit.write_all(bytes).unwrap();
    }
    uit.finish().unwrap().into_inner()
}

/// Headings and one suspect; `cellen` stand before the headings, `erna` behind the rows.
fn blad(maat: &str, eerste: &str, erna: &str) -> String {
    let cel = |plek: &str, tekst: &str| {
        format!("<c r=\"{plek}\" t=\"inlineStr\"><is><t>{tekst}</t></is></c>")
    };
    format!(
        "<worksheet {MAIN}><dimension ref=\"{maat}\"/><sheetData><row r=\"1\">{}{}{}</row><row r=\"2\">{}{}{}</row></sheetData>{erna}</worksheet>",
        cel("A1", "PL-nummer"),
        cel("B1", "Naam"),
        cel("C1", "Feit"),
        cel("A2", eerste),
        cel("B2", "Jansen, J."),
        cel("C2", "Mishandeling"),
    )
}

impl Werkmap {
    fn bytes(self) -> Vec<u8> {
        let count = self.bladen.unwrap_or(1);
        let sheets: String = (1..=count)
            .map(|nr| format!("<sheet name=\"B{nr}\" sheetId=\"{nr}\" r:id=\"rId{nr}\"/>"))
            .collect();
        let mut links: String = (1..=count)
            .map(|nr| format!("<Relationship Id=\"rId{nr}\" Type=\"{R}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"))
            .collect();
        for (nr, kind) in [(100_001, "sharedStrings"), (100_002, "styles")] {
            links.push_str(&format!(
                "<Relationship Id=\"rId{nr}\" Type=\"{R}/{kind}\" Target=\"{kind}.xml\"/>"
            ));
        }
        let rels = |inner: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
            )
        };
        let mut delen = vec![
            (
                "_rels/.rels".to_owned(),
                rels(&format!("<Relationship Id=\"rId1\" Type=\"{R}/officeDocument\" Target=\"xl/workbook.xml\"/>")),
            ),
            (
                "xl/workbook.xml".to_owned(),
                format!("<workbook {MAIN} xmlns:r=\"{R}\"><sheets>{sheets}</sheets></workbook>"),
            ),
            ("xl/_rels/workbook.xml.rels".to_owned(), rels(&links)),
            (
                "xl/worksheets/sheet1.xml".to_owned(),
                self.blad.unwrap_or_else(|| blad("A1:C2", "PL2100-2026000001", "")),
            ),
            (
                "xl/sharedStrings.xml".to_owned(),
                self.teksten.unwrap_or_else(|| {
                    format!("<sst {MAIN} count=\"1\" uniqueCount=\"1\"><si><t>x</t></si></sst>")
                }),
            ),
            (
                "xl/styles.xml".to_owned(),
                self.stijlen.unwrap_or_else(|| {
                    format!("<styleSheet {MAIN}><cellXfs count=\"1\"><xf numFmtId=\"0\"/></cellXfs></styleSheet>")
                }),
            ),
        ]
        .into_iter()
        .map(|(naam, tekst)| (naam, tekst.into_bytes()))
        .collect::<Vec<_>>();
        delen.extend(self.meer);
        zip(&delen)
    }
}

fn ods(rij: &str) -> Vec<u8> {
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{space}:office:1.0\" xmlns:table=\"{space}:table:1.0\" xmlns:text=\"{space}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"B\">{rij}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        (
            "mimetype".to_owned(),
            b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
        ),
        ("content.xml".to_owned(), content.into_bytes()),
    ])
}

/// The two workbooks that brought a table down, and twenty like them.
fn bommen() -> Vec<(&'static str, Vec<u8>)> {
    let teksten = |count: &str| {
        Some(format!(
            "<sst {MAIN} uniqueCount=\"{count}\"><si><t>x</t></si></sst>"
        ))
    };
    let stijl = |letters: usize, count: usize| {
        let format = format!(
            "<numFmt numFmtId=\"164\" formatCode=\"{}\"/>",
            "d".repeat(letters)
        );
        Some(format!(
            "<styleSheet {MAIN}><numFmts count=\"1\">{format}</numFmts><cellXfs count=\"{count}\">{}</cellXfs></styleSheet>",
            "<xf numFmtId=\"164\"/>".repeat(count)
        ))
    };
    let entiteiten: String = (1..10)
        .map(|nr| {
            format!(
                "<!ENTITY a{nr} \"{}\">",
                format!("&a{};", nr - 1).repeat(10)
            )
        })
        .collect();
    let entiteiten = format!("<!DOCTYPE x [<!ENTITY a0 \"lol\">{entiteiten}]>");
    let cell = |repeat: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"{repeat}\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |repeat: &str, cell: &str| {
        format!("<table:table-row table:number-rows-repeated=\"{repeat}\">{cell}</table:table-row>")
    };
    let binnenin = Werkmap {
        stijlen: stijl(20_000, 500_000),
        ..Werkmap::default()
    }
    .bytes();
    let big = (i64::MAX as u64 * 2 + 1).to_string();
    vec![
        ("teksten.xlsx", Werkmap { teksten: teksten("4294967295"), ..Werkmap::default() }.bytes()),
        ("stijlen.xlsx", Werkmap { stijlen: stijl(20_000, 500_000), ..Werkmap::default() }.bytes()),
        ("teksten64.xlsx", Werkmap { teksten: teksten(&big), ..Werkmap::default() }.bytes()),
        ("teksten40.xlsx", Werkmap { teksten: teksten("1099511627776"), ..Werkmap::default() }.bytes()),
        ("teksten-min.xlsx", Werkmap { teksten: teksten("-1"), ..Werkmap::default() }.bytes()),
        ("stijl-lang.xlsx", Werkmap { stijlen: stijl(4_000_000, 400), ..Werkmap::default() }.bytes()),
        ("maat.xlsx", Werkmap { blad: Some(blad("A1:XFD1048576", "PL2100-2026000001", "")), ..Werkmap::default() }.bytes()),
        ("maat-om.xlsx", Werkmap { blad: Some(blad("XFD1048576:A1", "PL2100-2026000001", "")), ..Werkmap::default() }.bytes()),
        ("maat-ver.xlsx", Werkmap { blad: Some(blad("A1:ZZZZZZZ99999999999", "PL2100-2026000001", "")), ..Werkmap::default() }.bytes()),
        ("samengevoegd.xlsx", Werkmap { blad: Some(blad("A1:C2", "PL2100-2026000001", &format!("<mergeCells>{}</mergeCells>", "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(200_000)))), ..Werkmap::default() }.bytes()),
        ("bladen.xlsx", Werkmap { bladen: Some(20_000), ..Werkmap::default() }.bytes()),
        ("diep.xlsx", Werkmap { blad: Some(format!("<worksheet {MAIN}>{}", "<a>".repeat(2_000_000))), ..Werkmap::default() }.bytes()),
        ("gedeeld.xlsx", Werkmap {
            teksten: Some(format!("<sst {MAIN} uniqueCount=\"1\"><si><t>{}</t></si></sst>", "x".repeat(32_000))),
            blad: Some(format!("<worksheet {MAIN}><sheetData>{}</sheetData></worksheet>", format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(400)).repeat(5_000))),
            ..Werkmap::default()
        }.bytes()),
        ("entiteiten.xlsx", Werkmap { blad: Some(format!("{entiteiten}{}", blad("A1:C2", "&a9;", ""))), ..Werkmap::default() }.bytes()),
        ("eigenschappen.xlsx", Werkmap { blad: Some(format!("<worksheet {MAIN}><sheetData><row r=\"1\"><c {}/></row></sheetData></worksheet>", (0..200_000).map(|nr| format!("a{nr}=\"1\" ")).collect::<String>())), ..Werkmap::default() }.bytes()),
        ("nullen.xlsx", Werkmap { meer: vec![("xl/media/a.bin".to_owned(), vec![0; 300_000_000])], ..Werkmap::default() }.bytes()),
        ("delen.xlsx", Werkmap { meer: (0..20_000).map(|nr| (format!("xl/d{nr}"), Vec::new())).collect(), ..Werkmap::default() }.bytes()),
        ("binnenin.xlsx", Werkmap { meer: vec![("xl/embeddings/b.xlsx".to_owned(), binnenin)], ..Werkmap::default() }.bytes()),
        ("herhaald.ods", ods(&row("1048576", &cell("16384", "x")))),
        ("herhaald64.ods", ods(&row(&big, &cell(&big, "x")))),
        ("herhaald-lang.ods", ods(&row("65536", &cell("1", &"x".repeat(30_000))))),
        ("entiteiten.xml", format!("<?xml version=\"1.0\"?>{entiteiten}<meldingen><melding><kenmerk>&a9;</kenmerk></melding></meldingen>").into_bytes()),
        // Found by the fuzzer: 5 kB in which many cells refer to one long text, two gigabytes when read.
        ("gedeelde-tekst.xls", include_bytes!("../fixtures/bommen/gedeelde-tekst.xls").to_vec()),
    ]
}

/// What came of reading a file, and how long that took.
fn met_maat(plek: &Plek, bestand: &str) -> (Uitkomst, Duration) {
    let begin = Instant::now();
    let mut args = vec!["inlezen", "--proef", bestand];
    if bestand.ends_with("xml") {
        args.push("--corv");
    }
    (plek.oefen(&args), begin.elapsed())
}

#[test]
fn every_bomb_ends_in_a_sentence_soon_and_leaves_the_table_alone() {
    let plek = Plek::met_lijst();
    // An ordinary list is read as ever.
    let goed = plek.bestand("goed.xlsx", Werkmap::default().bytes());
    let (uit, gewoon) = met_maat(&plek, &goed);
    assert!(uit.gaf(0).uit.contains("1 rijen: 1 nieuw"), "{gewoon:?}");
    let all = bommen();
    assert_eq!(all.len(), 23);
    for (naam, bytes) in all {
        let bestand = plek.bestand(naam, bytes);
        // A busy computer is slow once; a bomb is slow each time.
        let (mut uit, mut duur) = met_maat(&plek, &bestand);
        for _ in 0..3 {
            if duur >= Duration::from_secs(2) {
                (uit, duur) = met_maat(&plek, &bestand);
            }
        }
        // What is odd and harmless may be read; what is not is one sentence.
        assert!(
            [0, 5].contains(&uit.code),
            "{naam}: {} {}",
            uit.code,
            uit.fout
        );
        if uit.code == 5 {
            let zin = uit.fout.lines().next().unwrap_or_default();
            assert!(
                zin.contains(naam) && zin.len() < 400,
                "{naam}: {}",
                uit.fout
            );
        }
        assert!(!uit.fout.contains("panicked"), "{naam}: {}", uit.fout);
        // Two seconds on a computer that does nothing else; a busy one gets some more.
        assert!(
            duur < Duration::from_secs(2) + 10 * gewoon,
            "{naam}: {duur:?}, {gewoon:?}"
        );
        std::fs::remove_file(bestand).unwrap();
    }
    assert_eq!(plek.lijst().len(), 46);
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_takes_half_a_gigabyte_and_a_second_and_no_more() {
    // The reader alone, before it was asked anything: its bounds are there, and nobody can lift them.
    let mut kind = Command::new(env!("CARGO_BIN_EXE_zsmtafel"))
        .args(["--lees-apart", "1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let grenzen = |naam: &str| {
        let alle = std::fs::read_to_string(format!("/proc/{}/limits", kind.id())).unwrap();
        let regel = alle.lines().find(|regel| regel.starts_with(naam)).unwrap();
        let rest: Vec<String> = regel[naam.len()..]
            .split_whitespace()
            .take(2)
            .map(str::to_owned)
            .collect();
        rest
    };
    let begin = Instant::now();
    while grenzen("Max open files")[0] != "3" {
        assert!(begin.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(50));
    assert_eq!(grenzen("Max address space"), ["536870912", "536870912"]);
    assert_eq!(grenzen("Max cpu time"), ["1", "1"]);
    assert_eq!(grenzen("Max file size"), ["0", "0"]);
    assert_eq!(grenzen("Max core file size"), ["0", "0"]);
    let stand = std::fs::read_to_string(format!("/proc/{}/status", kind.id())).unwrap();
    assert!(
        stand.contains("Seccomp:\t2") || !stand.contains("Seccomp:"),
        "{stand}"
    );
    assert!(stand.contains("NoNewPrivs:\t1"), "{stand}");
    assert!(stand.contains("Threads:\t1"), "{stand}");
    // A frame that says it is four gigabytes long is not believed.
    kind.stdin.take().unwrap().write_all(&[0xff; 64]).unwrap();
    assert_eq!(kind.wait().unwrap().code(), Some(1));
}

#[test]
fn a_list_that_is_read_apart_is_the_list_that_was_read() {
    let plek = Plek::nieuw();
    for name in LIJSTEN {
        let uit = plek
            .oefen(&[
                "inlezen",
                "--proef",
                "--json",
                &voorbeeld(name).display().to_string(),
            ])
            .gaf(0)
            .json();
        assert_eq!(uit["rijen"], 46, "{name}");
    }
}

#[test]
fn a_long_list_comes_over_whole_and_in_its_order() {
    // More than one frame of rows, read and unpacked by more than one thread.
    let plek = Plek::nieuw();
    let mut text = String::from("PL-nummer;Naam verdachte;Geb.datum;Feit;Status;Eigen kolom\n");
    for nr in 0..12_500 {
        text.push_str(&format!(
            "PL2100-2026{nr:06};Berg{nr}, Anna;01-02-1990;Mishandeling;vast;iets {nr}\n"
        ));
    }
    let path = plek.bestand("lang.csv", &text);
    let read = plek.oefen(&["inlezen", &path, "--json"]).gaf(0);
    assert_eq!(read.json()["nieuw"], 12_500, "{}", read.fout);
    let list = plek.oefen(&["lijst", "--alles", "--json"]).gaf(0).json();
    let rows = list.as_array().unwrap();
    assert_eq!(rows.len(), 12_500);
    for (row, nr) in rows.iter().zip(0..) {
        assert_eq!(row["regel"], nr + 2);
        assert_eq!(row["achternaam"], format!("Berg{nr}"));
    }
}

/// Runs with a bound on time: something that waits for a pipe would wait for ever.
#[cfg(unix)]
fn op_tijd(plek: &Plek, args: &[&str]) -> Uitkomst {
    let begin = Instant::now();
    let uit = plek.echt(args);
    assert!(begin.elapsed() < Duration::from_secs(20), "{args:?}");
    uit
}

#[cfg(unix)]
fn pijp(pad: &Path) {
    assert!(Command::new("mkfifo").arg(pad).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn configuration_profiles_key_and_lock_are_files_and_nothing_else() {
    use std::os::unix::fs::symlink;

    let plek = Plek::nieuw();
    let goed = plek.bestand("goed.txt", "zeven kromme bananen op een fregat\n");
    let lijst = ["--wachtwoord-bestand", &goed, "lijst"];
    plek.echt(&lijst).gaf(0);
    let config = plek.pad("config.toml");
    std::fs::remove_file(&config).unwrap();
    for soort in ["pijp", "apparaat", "verwijzing", "groot"] {
        let zet = |pad: &Path| {
            let _ = std::fs::remove_file(pad);
            match soort {
                "pijp" => pijp(pad),
                "apparaat" => symlink("/dev/zero", pad).unwrap(),
                "verwijzing" => symlink(plek.pad("elders"), pad).unwrap(),
                _ => std::fs::write(pad, vec![b'#'; 2 * 1024 * 1024]).unwrap(),
            }
        };
        // Ours, and harmless: only that it is reached by a symlink is wrong with it.
        std::fs::write(plek.pad("elders"), "[tafel]\nnaam = \"x\"\n").unwrap();
        zet(&config);
        let uit = op_tijd(&plek, &lijst).gaf(0);
        assert!(
            uit.fout.contains("De standaard geldt."),
            "{soort}: {}",
            uit.fout
        );
        std::fs::remove_file(&config).unwrap();

        std::fs::create_dir_all(plek.pad("profielen")).unwrap();
        let profiel = plek.pad("profielen/eigen.toml");
        zet(&profiel);
        let uit = op_tijd(&plek, &lijst).gaf(1);
        assert!(uit.fout.contains("eigen.toml"), "{soort}: {}", uit.fout);
        std::fs::remove_file(&profiel).unwrap();

        let sleutel = plek.pad("data/sleutel.json");
        let bewaard = std::fs::read(&sleutel).unwrap();
        std::fs::write(plek.pad("elders"), &bewaard).unwrap();
        zet(&sleutel);
        let uit = op_tijd(&plek, &lijst);
        assert!(
            [1, 4].contains(&uit.code),
            "{soort}: {} {}",
            uit.code,
            uit.fout
        );
        std::fs::remove_file(&sleutel).unwrap();
        std::fs::write(&sleutel, &bewaard).unwrap();

        if soort != "groot" {
            let slot = plek.pad("data/tafel.slot");
            std::fs::write(plek.pad("elders"), "niet leegmaken").unwrap();
            zet(&slot);
            let uit = op_tijd(&plek, &lijst);
            assert_ne!(uit.code, 0, "{soort}");
            std::fs::remove_file(&slot).unwrap();
            let elders = std::fs::read_to_string(plek.pad("elders")).unwrap();
            assert_eq!(elders, "niet leegmaken", "{soort}");
        }
        plek.echt(&lijst).gaf(0);
    }
}

#[test]
fn thirty_thousand_keys_are_a_sentence_and_no_wait() {
    let plek = Plek::nieuw();
    let regels = |regel: &dyn Fn(usize) -> String| (0..30_000).map(regel).collect::<String>();
    for (wat, tekst) in [
        ("sleutels", regels(&|nr| format!("s{nr} = 1\n"))),
        (
            "dubbel",
            format!("[tafel]\n{}", regels(&|nr| format!("naam = \"{nr}\"\n"))),
        ),
        ("secties", regels(&|nr| format!("[s{nr}]\n"))),
        ("onzin", regels(&|_| "geen toml\n".to_owned())),
        ("kort", "x\n".repeat(30_000)),
        ("diep", format!("a = {}", "[".repeat(30_000))),
    ] {
        let plek_config = plek.bestand("config.toml", &tekst);
        let begin = Instant::now();
        let uit = plek.oefen(&["lijst"]).gaf(0);
        assert!(
            begin.elapsed() < Duration::from_secs(40),
            "{wat}: {:?}",
            begin.elapsed()
        );
        assert!(
            !uit.fout.is_empty() && uit.fout.lines().count() < 80,
            "{wat}: {}",
            uit.fout
        );
        std::fs::remove_file(plek_config).unwrap();

        std::fs::create_dir_all(plek.pad("profielen")).unwrap();
        let profiel = plek.bestand("profielen/eigen.toml", &tekst);
        let begin = Instant::now();
        let uit = plek.oefen(&["lijst"]).gaf(1);
        assert!(
            begin.elapsed() < Duration::from_secs(40),
            "{wat}: {:?}",
            begin.elapsed()
        );
        assert!(uit.fout.contains("profielen"), "{wat}: {}", uit.fout);
        std::fs::remove_file(profiel).unwrap();
    }
}

#[test]
fn a_key_file_cannot_ask_for_all_memory_or_an_hour() {
    let plek = Plek::nieuw();
    let goed = plek.bestand("goed.txt", "zeven kromme bananen op een fregat\n");
    let lijst = ["--wachtwoord-bestand", &goed, "lijst"];
    plek.echt(&lijst).gaf(0);
    let sleutel = plek.pad("data/sleutel.json");
    let tekst = std::fs::read_to_string(&sleutel).unwrap();
    for (veld, nieuw) in [
        ("geheugen_kib", 4_194_303_u64),
        ("geheugen_kib", 1_048_576),
        ("rondes", 33),
        ("rondes", 4_294_967_295),
        ("banen", 17),
        ("rondes", 0),
        ("banen", 0),
    ] {
        let mut anders: serde_json::Value = serde_json::from_str(&tekst).unwrap();
        anders[veld] = nieuw.into();
        if (veld, nieuw) == ("geheugen_kib", 1_048_576) {
            // Each within its bound, and too much together.
            anders["rondes"] = 32.into();
        }
        // Whoever can write the file can make its checksum right as well.
        let deel = |naam: &str| anders[naam].to_string().replace('"', "");
        let som = format!(
            "zsmtafel sleutel|{}|{}|{}|{}|{}|{}|{}|{}|{}",
            deel("formaat"),
            deel("tafel"),
            deel("kdf"),
            deel("geheugen_kib"),
            deel("rondes"),
            deel("banen"),
            deel("zout"),
            deel("nonce"),
            deel("sleutel")
        );
        let som = zsmtafel::import::sha256(som.as_bytes())[..16].to_owned();
        anders["controle"] = som.into();
        std::fs::write(&sleutel, anders.to_string()).unwrap();
        let begin = Instant::now();
        let uit = plek.echt(&lijst).gaf(1);
        assert!(
            uit.fout.contains("beschadigd"),
            "{veld} {nieuw}: {}",
            uit.fout
        );
        assert!(begin.elapsed() < Duration::from_secs(5), "{veld} {nieuw}");
    }
    std::fs::write(&sleutel, tekst).unwrap();
    plek.echt(&lijst).gaf(0);
}
