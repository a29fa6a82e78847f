//! What people type where a program would write a value: days in words, about so late, two names in a
//! cell; and what word processors and web pages make of cells.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;
use zsmtafel::domain::lijstregel::Lijstregel;
use zsmtafel::import::Lijst;

use crate::import_hulp::{lees_bytes, lees_tekst, lokaal};

const KOP: &str = "PL-nummer;Naam verdachte;Geb.datum;Wetsartikel;Feit;Toelichting;Aanhouding;Aankomst bureau;Status\n";

/// A list of today (Friday 20 November 2026) with one suspect who was arrested then.
fn lijst(aanhouding: &str) -> Lijst {
    lees_tekst(&format!(
        "{KOP}PL2100-2026180001;Terwisga, Joris;03-04-1988;300 Sr;Mishandeling;Duwt partner.;{aanhouding};19-11-2026 21:55;Vast\n"
    ))
}

fn reden<'a>(lijst: &'a Lijst, waarde: &str) -> Option<&'a str> {
    lijst
        .waarschuwingen
        .iter()
        .find(|een| een.waarde == waarde)
        .map(|een| een.reden.as_str())
}

#[test]
fn a_day_in_words_is_counted_from_today_and_always_doubted() {
    for (text, expected) in [
        ("gisteren 21:10", "2026-11-19T21:10:00"),
        ("Gisteren om 21.10 uur", "2026-11-19T21:10:00"),
        ("gist. 21:10", "2026-11-19T21:10:00"),
        ("gisteravond 21:10", "2026-11-19T21:10:00"),
        ("gisteren avond, 21:10 u", "2026-11-19T21:10:00"),
        ("eergisteren 23:40", "2026-11-18T23:40:00"),
        ("vandaag 05:20", "2026-11-20T05:20:00"),
        ("vannacht 02:15", "2026-11-20T02:15:00"),
        ("vrijdag 05:20", "2026-11-20T05:20:00"),
        ("do 21:10", "2026-11-19T21:10:00"),
        ("zaterdag 21:10", "2026-11-14T21:10:00"),
        ("21:10 gisteren", "2026-11-19T21:10:00"),
    ] {
        let read = lijst(text);
        assert_eq!(read.regels[0].aanhouding, Some(lokaal(expected)), "{text}");
        let why = reden(&read, text).unwrap_or_else(|| panic!("{text} is not doubted"));
        assert!(why.contains("in woorden"), "{text}: {why}");
    }
}

#[test]
fn words_that_name_no_day_give_no_moment_and_are_named() {
    for text in [
        "gisteren",
        "gisteren rond etenstijd",
        "morgen 08:00",
        "laatst 21:10",
        "vrij 21:10",
    ] {
        let read = lijst(text);
        assert_eq!(read.regels[0].aanhouding, None, "{text}");
        assert!(reden(&read, text).is_some(), "{text}");
    }
}

#[test]
fn about_so_late_and_between_two_times_are_moments_with_a_doubt() {
    for (text, said) in [
        ("ca. 19-11-2026 21:10", "ongeveer"),
        ("± 19-11-2026 21:10", "ongeveer"),
        ("omstreeks 19-11-2026 21:10 uur", "ongeveer"),
        ("19-11-2026 21:10 - 21:40", "eerste"),
        ("19-11-2026 21:10-21:40", "eerste"),
        ("19-11-2026 21:10 tot 21:40", "eerste"),
        ("ca. gisteren 21:10", "in woorden"),
    ] {
        let read = lijst(text);
        assert_eq!(
            read.regels[0].aanhouding,
            Some(lokaal("2026-11-19T21:10:00")),
            "{text}"
        );
        let why = reden(&read, text).unwrap_or_else(|| panic!("{text} is not doubted"));
        assert!(why.contains(said), "{text}: {why}");
    }
}

#[test]
fn a_time_before_its_date_is_the_same_moment() {
    for text in [
        "21:10 19-11-2026",
        "21.10 uur 19-11-2026",
        "21:10, 19-11-2026",
        "21:10 uur op 19-11-2026",
    ] {
        let read = lijst(text);
        assert_eq!(
            (read.regels[0].aanhouding, reden(&read, text)),
            (Some(lokaal("2026-11-19T21:10:00")), None),
            "{text}"
        );
    }
}

#[test]
fn two_names_in_one_cell_are_said_and_one_long_name_is_not() {
    let with = |name: &str| {
        lees_tekst(&format!(
            "{KOP}PL2100-2026180001;\"{name}\";03-04-1988;300 Sr;Mishandeling;Duwt.;19-11-2026 21:10;;Vast\n"
        ))
    };
    for two in [
        "van der Meulen, Sietse / Bos, Jan",
        "van der Meulen, Sietse\nBos, Jan",
        "van der Meulen, S. en Bos, J.",
        "van der Meulen, Sietse + Bos, Jan",
        "Sietse van der Meulen / Jan Bos",
        "Meulen, S./Bos, J.",
    ] {
        let read = with(two);
        assert_eq!(read.regels.len(), 1, "{two}");
        assert!(
            read.waarschuwingen
                .iter()
                .any(|een| een.regel == 2 && een.reden.contains("twee namen")),
            "{two}: {:?}",
            read.waarschuwingen
        );
    }
    for one in [
        "van der Meulen, Sietse",
        "Bos/Jansen, Jan",
        "El Amrani, Mo alias de Lange",
        "Meulen, Sietse / alias Piet Bos",
        "Bos en Duin, Jan",
    ] {
        assert_eq!(with(one).waarschuwingen, [], "{one}");
    }
    let broken = with("Quaedvlieg,\nAnouk");
    assert_eq!(broken.regels[0].naam.lijstvorm(), "Quaedvlieg, Anouk");
}

#[test]
fn quotes_of_a_word_processor_are_quotes() {
    for (open, shut) in [("“", "”"), ("„", "”"), ("«", "»"), ("‘", "’")] {
        let quoted = |line: &str| {
            let cells: Vec<String> = line
                .trim_end()
                .split(';')
                .map(|cell| format!("{open}{cell}{shut}"))
                .collect();
            cells.join(";") + "\n"
        };
        let row = "PL2100-2026180001;Terwisga, Joris;03-04-1988;300 Sr;Mishandeling;Duwt partner.;19-11-2026 21:10;;Vast";
        let read = lees_tekst(&(quoted(KOP) + &quoted(row)));
        assert_eq!(feiten(&read.regels[0]), ZOALS, "{open}");
    }
}

const ZOALS: (&str, &str, &str) = ("PL2100-2026180001", "Terwisga, Joris", "1988-04-03");

fn feiten(regel: &Lijstregel) -> (&str, &'static str, &'static str) {
    assert_eq!(regel.naam.lijstvorm(), ZOALS.1);
    assert_eq!(
        regel.geboortedatum.map(|dag| dag.to_string()).as_deref(),
        Some(ZOALS.2)
    );
    (regel.pl.as_deref().unwrap_or_default(), ZOALS.1, ZOALS.2)
}

/// A web page of two suspects; whether it closes its cells and rows.
fn pagina(closes: bool) -> String {
    let tag = |name: &str, inner: &str| match closes {
        true => format!("<{name}>{inner}</{name}>"),
        false => format!("<{name}>{inner}"),
    };
    let row = |cells: &str| {
        let cells: String = cells
            .trim_end()
            .split(';')
            .map(|cell| tag("td", cell))
            .collect();
        tag("tr", &cells)
    };
    let rows = [
        KOP,
        "PL2100-2026180001;Terwisga, Joris;03-04-1988;300 Sr;Mishandeling;Duwt.;19-11-2026 21:10;;Vast",
        "PL2100-2026180002;Quaedvlieg, Anouk;17-09-1995;310 Sr;Diefstal;Parfum.;20-11-2026 05:20;;Niet vast",
    ];
    tag("table", &rows.map(row).concat())
}

#[test]
fn a_page_that_closes_nothing_keeps_its_last_cell() {
    let read = lees_tekst(&pagina(false));
    let whole = lees_tekst(&pagina(true));
    assert_eq!(read.regels.len(), 2);
    assert_eq!(read.regels[1].status, whole.regels[1].status);
    assert!(!read.deel);
}

#[test]
fn a_page_that_was_cut_off_says_so_wherever_it_was_cut() {
    let page = pagina(true);
    let whole = lees_tekst(&page);
    assert!(!whole.deel && whole.geweigerd.is_empty());
    let from = page.find("Quaedvlieg").unwrap();
    let end = page.rfind("</tr>").unwrap();
    for at in from..page.len() - "</table>".len() {
        let read = lees_bytes(&page.as_bytes()[..at]).unwrap();
        assert!(read.deel, "{}", &page[at - 20..at]);
        assert_eq!(read.regels[0].naam.lijstvorm(), "Terwisga, Joris");
        if at <= end {
            assert_eq!(read.regels.len(), 1, "{}", &page[at - 20..at]);
            assert!(read.geweigerd[0].reden.contains("afgebroken"));
        } else if read.regels.len() == 2 {
            assert_eq!(read.regels[1], whole.regels[1]);
        }
    }
}

/// An ods sheet of one suspect, whose two numbers are kept as bare numbers and shown like this.
fn ods(pl: (&str, &str), parket: (&str, &str)) -> Vec<u8> {
    let text = |shown: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let number = |(value, shown): (&str, &str)| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\" calcext:value-type=\"float\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let row = |cells: Vec<String>| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let kop = [
        "PL-nummer",
        "Parketnr.",
        "Naam verdachte",
        "Feit",
        "Aanhouding",
    ]
    .map(text);
    let suspect = vec![
        number(pl),
        number(parket),
        text("Terwisga, Joris"),
        text("Mishandeling"),
        text("19-11-2026 21:10"),
    ];
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\" office:version=\"1.3\"><office:body><office:spreadsheet><table:table table:name=\"Lijst\">{}{}</table:table></office:spreadsheet></office:body></office:document-content>",
        row(kop.to_vec()),
        row(suspect)
    );
    let manifest = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/></manifest:manifest>";
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ] {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_number_of_an_ods_sheet_keeps_the_zeros_and_letters_that_it_shows() {
    for (value, shown) in [("100000126", "01-000001-26"), ("21000126", "21-000126")] {
        let read = lees_bytes(&ods(("2026180001", "PL2100-2026180001"), (value, shown))).unwrap();
        assert_eq!(read.regels[0].pl.as_deref(), Some("PL2100-2026180001"));
        assert_eq!(read.regels[0].parketnummer.as_deref(), Some(shown));
        assert_eq!(read.regels[0].naam.lijstvorm(), "Terwisga, Joris");
    }
    // What is shown is another number: then the number is what the cell holds.
    let read = lees_bytes(&ods(
        ("2026180001", "PL2100-2026180001"),
        ("7", "01-000126"),
    ))
    .unwrap();
    assert_eq!(read.regels[0].pl.as_deref(), Some("PL2100-2026180001"));
    assert_ne!(read.regels[0].parketnummer.as_deref(), Some("01-000126"));
}

#[test]
fn two_suspects_on_one_line_are_taken_apart_or_named() {
    let row = "PL2100-2026180001;Terwisga, Joris;03-04-1988;300 Sr;Mishandeling;Duwt.;19-11-2026 21:10;;Vast";
    let other = row
        .replace("80001", "80002")
        .replace("Terwisga, Joris", "Quaedvlieg, Anouk");
    let read = lees_tekst(&format!("{KOP}{row};{other}\n"));
    assert_eq!(read.regels.len(), 2);
    assert_eq!(read.regels[1].naam.lijstvorm(), "Quaedvlieg, Anouk");
    assert!(
        read.waarschuwingen
            .iter()
            .any(|een| een.regel == 2 && een.reden.contains("2 verdachten achter elkaar")),
        "{:?}",
        read.waarschuwingen
    );
    // Where the second is not whole under the headings, he is named.
    let half = other.split_once(';').unwrap().0;
    let read = lees_tekst(&format!("{KOP}{row};{half}\n"));
    assert_eq!(read.regels.len(), 1);
    assert!(
        read.waarschuwingen.iter().any(|een| een.regel == 2
            && een.waarde == "PL2100-2026180002"
            && een.reden.contains("twee verdachten")),
        "{:?}",
        read.waarschuwingen
    );
}

#[test]
fn as_above_is_nobodys_name_and_no_offence() {
    let row = "PL2100-2026180001;Terwisga, Joris;03-04-1988;300 Sr;Mishandeling;Duwt.;19-11-2026 21:10;;Vast\n";
    for word in ["idem", "Idem.", "ditto", "zie boven", "〃"] {
        let other =
            format!("PL2100-2026180002;{word};17-09-1995;{word};{word};;20-11-2026 05:20;;Vast\n");
        let read = lees_tekst(&format!("{KOP}{row}{other}"));
        let [first, second] = &read.regels[..] else {
            panic!("two suspects: {:?}", read.regels)
        };
        assert_eq!(first.feiten.len(), 1, "{word}");
        assert!(second.naam.is_leeg(), "{word}");
        assert!(second.feiten.is_empty(), "{word}");
        let said = read
            .waarschuwingen
            .iter()
            .filter(|een| een.regel == 3 && een.reden.contains("hetzelfde"));
        assert!(said.count() >= 3, "{word}: {:?}", read.waarschuwingen);
    }
}

#[test]
fn a_name_whose_cells_are_merged_with_the_line_above_is_asked_about() {
    let row = "PL2100-2026180001;Terwisga, Joris;03-04-1988;300 Sr;Mishandeling;Duwt.;19-11-2026 21:10;;Vast\n";
    let read = lees_tekst(&format!("{KOP}{row};Quaedvlieg, Anouk;17-09-1995;;;;;;\n"));
    assert_eq!(read.regels.len(), 2);
    assert!(
        read.waarschuwingen
            .iter()
            .any(|een| een.regel == 3 && een.reden.contains("regel erboven")),
        "{:?}",
        read.waarschuwingen
    );
}

#[test]
fn a_list_without_names_says_so() {
    let read = lees_tekst(
        "PL-nummer;Naam verdachte / geb.datum;Feit;Aanhouding\nPL2100-2026180001;Terwisga, Joris 03-04-1988;Mishandeling;19-11-2026 21:10\n",
    );
    assert!(
        !read.regels[0].naam.is_leeg()
            || read
                .waarschuwingen
                .iter()
                .any(|een| een.reden.contains("geen kolom met namen")),
        "{:?}",
        read.waarschuwingen
    );
}
