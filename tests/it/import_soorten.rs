//! Every kind of damage that a list was ever read wrong by, in other spellings than the file that showed it: a
//! good list, written by another hand or program, gives the same suspects.
//!
//! The oracle is the list as it is written without damage (see `import_schade`).

use chrono::NaiveDateTime;
use proptest::prelude::*;
use zsmtafel::domain::lijstregel::Veld;
use zsmtafel::import::{GEBOORTEJAAR, lees};

use crate::import_hulp::{opties, profielen};
use crate::import_schade::{KOP, Rij, gelezen, klopt, lijst, schrijf};

const GEBOREN: usize = 3;
const MOMENTEN: [usize; 2] = [11, 12];
const STATUS: usize = 13;

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%d-%m-%Y %H:%M").unwrap()
}

/// One moment as machines and people write it; local time is UTC+1 in November.
fn geschreven(at: NaiveDateTime, how: usize) -> String {
    let utc = at - chrono::TimeDelta::hours(1);
    let maand = ["nov", "november", "NOV", "Nov"][how % 4];
    match how {
        0 => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        1 => utc.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        2 => at.format("%Y-%m-%dT%H:%M:%S+01:00").to_string(),
        3 => at.format("%Y-%m-%d %H:%M:%S.0000000").to_string(),
        4 => at.format("%Y-%m-%d %H:%M:%S,000").to_string(),
        5 => at.format("%d-%m-%Y %I:%M:%S %p").to_string(),
        6 => at.format("%Y%m%d%H%M").to_string(),
        7 => at.format("%Y%m%d %H%M%S").to_string(),
        8 => at.format("%Y%m%dT%H%M%S").to_string(),
        9 => format!("/Date({})/", utc.and_utc().timestamp_millis()),
        10 => format!("/Date({}+0100)/", utc.and_utc().timestamp_millis()),
        11 => at.format("%d-NOV-%y %H.%M.%S").to_string(),
        12 => at.format("%d-NOV-%Y %I.%M.%S.000000 %p").to_string(),
        13 => format!("{} {maand} {}", at.format("%d"), at.format("%Y %H.%M uur")),
        14 => at.format("%d.%m.%Y %H.%M").to_string(),
        15 => at.format("%d-%m-%Y om %H:%M uur").to_string(),
        16 => at.format("%d-%m-%Y, %H:%M").to_string(),
        17 => at.format("%H:%M %d-%m-%Y").to_string(),
        18 => at.format("%d-%m %H%M").to_string(),
        19 => at.format("%d/%m %H.%M").to_string(),
        20 => utc.and_utc().timestamp().to_string(),
        21 => utc.and_utc().timestamp_millis().to_string(),
        22 => at.format("vr %d-%m-%Y %H:%Mu").to_string(),
        _ => at.format("%d-%m-%y %H:%M").to_string(),
    }
}

/// A heading as another program writes it.
fn kop(name: &str, nr: usize, how: usize) -> String {
    match how {
        0 => name.to_uppercase(),
        1 => format!("{name} (*)"),
        2 => format!("{}. {name}", nr + 1),
        3 => format!("{name}:"),
        4 => format!("**{name}**"),
        5 => format!("  {}  ", name.replace(' ', "  ")),
        6 => name.to_lowercase().replace(' ', "_"),
        7 => format!("{}) {name}", nr + 1),
        _ => format!("{name}*"),
    }
}

fn tabel(kop: &[String], rows: &[Rij]) -> String {
    std::iter::once(kop)
        .chain(rows.iter().map(Vec::as_slice))
        .map(|row| row.join("\u{1}"))
        .collect::<Vec<String>>()
        .join("\n")
}

/// No cell holds the sign that separates them.
fn met(rows: &[Rij], sep: &str) -> String {
    let head: Vec<String> = KOP.iter().map(|one| (*one).to_owned()).collect();
    tabel(&head, rows).replace('\u{1}', sep) + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn een_moment_op_elke_manier_geschreven(rows in lijst(), how in 0_usize..24) {
        let mut written = rows.clone();
        for row in &mut written {
            for at in MOMENTEN {
                row[at] = geschreven(moment(&row[at]), how);
            }
        }
        klopt(&rows, &gelezen(schrijf(&written, ';', "\r\n").as_bytes()), &[])?;
    }

    #[test]
    fn een_geboortedatum_met_woorden_eromheen(rows in lijst(), how in 0_usize..8) {
        let mut written = rows.clone();
        for row in &mut written {
            let date = row[GEBOREN].clone();
            row[GEBOREN] = match how {
                0 => format!("geb. {date}"),
                1 => format!("geboren op {date} te Oss"),
                2 => format!("*{date}"),
                3 => format!("geb: {date}"),
                4 => format!("{date} (38 jaar)"),
                5 => format!("{date}, Oss"),
                6 => format!("Geb {date} 00:00:00"),
                _ => format!("(geb. {date})"),
            };
        }
        klopt(&rows, &gelezen(schrijf(&written, ';', "\r\n").as_bytes()), &[])?;
    }

    #[test]
    fn een_jaar_zonder_dag_blijft_een_jaar(rows in lijst(), how in 0_usize..8) {
        let mut written = rows.clone();
        for row in &mut written {
            let year = row[GEBOREN][6..].to_owned();
            row[GEBOREN] = match how {
                0 => format!("xx-xx-{year}"),
                1 => format!("00-00-{year}"),
                2 => year.clone(),
                3 => format!("??-??-{year}"),
                4 => format!("ongeveer {year}"),
                5 => format!("ca. {year}"),
                6 => format!("--{year}"),
                _ => format!("geboren in {year}"),
            };
        }
        let got = gelezen(schrijf(&written, ';', "\r\n").as_bytes());
        klopt(&rows, &got, &[Veld::Geboortedatum])?;
        for (line, row) in got.regels.iter().zip(&rows) {
            let year = line.overig.iter().find(|(name, _)| name.as_ref() == GEBOORTEJAAR);
            prop_assert_eq!(line.geboortedatum, None);
            prop_assert_eq!(year.map(|(_, year)| year.as_str()), Some(&row[GEBOREN][6..]));
        }
    }

    #[test]
    fn een_status_met_iets_erachter_houdt_haar_woord(rows in lijst(), how in 0_usize..5) {
        let mut written = rows.clone();
        for row in &mut written {
            let word = row[STATUS].clone();
            row[STATUS] = match how {
                0 => format!("{word} (09:45)"),
                1 => format!("{word} 09:45"),
                2 => format!("{word} om 9.45 uur"),
                3 => format!("{}!", word.to_uppercase()),
                _ => format!("{word} sinds 27-11 09:45"),
            };
        }
        let got = gelezen(schrijf(&written, ';', "\r\n").as_bytes());
        klopt(&rows, &got, &[Veld::Status])?;
        for (line, row) in got.regels.iter().zip(&rows) {
            let word = row[STATUS].to_lowercase();
            let said = line.status.label().to_lowercase();
            prop_assert!(said.starts_with(&word), "{said} {word}");
        }
        // And it is a known word: none of them is doubted.
        let doubted = got.waarschuwingen.iter().find(|one| one.reden.contains("met een status"));
        prop_assert!(doubted.is_none(), "{:?}", doubted);
    }

    #[test]
    fn een_nummer_dat_er_geen_is_koppelt_niemand(
        rows in lijst(),
        nummer in prop::sample::select(vec![
            "2,02618E+09", "2.02618E+09", "2E+09", "volgt", "n.v.t.", "0000000000", "########",
            "nog onbekend", "PL2100-0000000000", "PL2100-2026000000",
        ]),
    ) {
        let mut written = rows.clone();
        for row in &mut written {
            row[1] = nummer.to_owned();
        }
        let got = gelezen(schrijf(&written, ';', "\r\n").as_bytes());
        prop_assert_eq!(got.regels.len() + got.geweigerd.len(), rows.len());
        for line in &got.regels {
            prop_assert_eq!(line.pl.as_deref(), None);
        }
        prop_assert!(!got.waarschuwingen.is_empty());
    }

    #[test]
    fn onbekenden_van_een_registratie_zijn_elk_iemand(
        rows in lijst(),
        naam in prop::sample::select(vec!["NN", "N.N.", "onbekend", "NN man", "NN vrouw", "?", "man, NN"]),
    ) {
        let mut written = rows.clone();
        let pl = rows[0][1].clone();
        for (nr, row) in written.iter_mut().enumerate() {
            row[1].clone_from(&pl);
            row[2] = naam.to_owned();
            row[GEBOREN].clear();
            row[5] = format!("Wilgenpad {nr}");
        }
        let got = gelezen(schrijf(&written, ';', "\r\n").as_bytes());
        let mut keys: Vec<String> = got.regels.iter().map(|line| line.zaaksleutel()).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), rows.len(), "{}", naam);
    }

    #[test]
    fn letters_uit_elke_wereld(rows in lijst(), how in 0_usize..8) {
        let text = schrijf(&rows, ';', "\r\n");
        let through = |page: &'static encoding_rs::Encoding, text: &str| -> String {
            page.decode_without_bom_handling(text.as_bytes()).0.into_owned()
        };
        let mac = encoding_rs::MACINTOSH;
        let latin = encoding_rs::WINDOWS_1252;
        let bytes = match how {
            0 => mac.encode(&text).0.into_owned(),
            1 => through(mac, &text).into_bytes(),
            2 => through(latin, &through(latin, &text)).into_bytes(),
            3 => [b"\xef\xbb\xbf".to_vec(), latin.encode(&text).0.into_owned()].concat(),
            4 => text.chars().flat_map(dos).collect(),
            5 => [b"\xef\xbb\xbf".to_vec(), through(latin, &text).into_bytes()].concat(),
            6 => text.chars().map(html).collect::<String>().into_bytes(),
            _ => text.chars().map(hex).collect::<String>().into_bytes(),
        };
        klopt(&rows, &gelezen(&bytes), &[])?;
    }

    #[test]
    fn opmaak_in_cellen(rows in lijst(), how in 0_usize..6) {
        let mut written = rows.clone();
        for row in &mut written {
            for at in [2, 6, STATUS] {
                let cell = row[at].clone();
                row[at] = match how {
                    0 => format!("<b>{cell}</b>"),
                    1 => format!("<span style=\"color:red\">{cell}</span>"),
                    2 => format!("<![CDATA[{cell}]]>"),
                    3 => cell.replace(' ', "&nbsp;"),
                    4 => format!("{cell}<br/>"),
                    _ => format!("<p>{cell}</p>"),
                };
            }
        }
        klopt(&rows, &gelezen(met(&written, ";").as_bytes()), &[])?;
    }

    #[test]
    fn koppen_van_een_ander_programma(rows in lijst(), how in 0_usize..9) {
        let head: Vec<String> = KOP.iter().enumerate().map(|(nr, name)| kop(name, nr, how)).collect();
        let text = tabel(&head, &rows).replace('\u{1}', "\t") + "\n";
        klopt(&rows, &gelezen(text.as_bytes()), &[])?;
    }

    #[test]
    fn een_tabel_in_tekens(rows in lijst(), how in 0_usize..4) {
        let bare = met(&rows, " | ");
        let (head, body) = bare.split_once('\n').unwrap();
        let rule = |sign: &str, cross: &str| vec![sign; KOP.len()].join(cross);
        let text = match how {
            0 => format!("| {head} |\n| {} |\n{}", rule(":---:", "|"), body.lines().map(|line| format!("| {line} |\n")).collect::<String>()),
            1 => format!("{head}\n{}\n{body}", rule("---", " | ")),
            2 => format!("{head}\n{}\n{body}({} rows)\n", rule("-----", "+"), rows.len()),
            _ => {
                let grid = format!("+{}+\n", rule("-----", "+"));
                format!("{grid}| {head} |\n{}{}", grid.replace('-', "="), body.lines().map(|line| format!("| {line} |\n{grid}")).collect::<String>())
            }
        };
        klopt(&rows, &gelezen(text.as_bytes()), &[])?;
    }

    #[test]
    fn koppen_onder_elkaar(rows in lijst(), how in 0_usize..4) {
        let all: Vec<Vec<String>> = std::iter::once(KOP.iter().map(|one| (*one).to_owned()).collect())
            .chain(rows.iter().cloned())
            .collect();
        let text = match how {
            // A table on its side, by tab or semicolon.
            0 | 1 => (0..KOP.len())
                .map(|at| all.iter().map(|row| row[at].as_str()).collect::<Vec<&str>>().join(["\t", ";"][how]) + "\r\n")
                .collect::<String>(),
            // A form for each suspect.
            _ => rows
                .iter()
                .map(|row| {
                    KOP.iter().zip(row).map(|(name, cell)| format!("{name}{}{cell}\n", [": ", "\t"][how - 2])).collect::<String>() + "\n"
                })
                .collect(),
        };
        let got = gelezen(text.as_bytes());
        klopt(&rows, &got, &[])?;
        prop_assert!(got.waarschuwingen.iter().any(|one| one.reden.contains("onder elkaar")));
    }

    #[test]
    fn rijen_aan_elkaar(rows in lijst(), vanaf in 0_usize..8, hoeveel in 2_usize..4) {
        let from = vanaf % (rows.len() - 1);
        let to = (from + hoeveel).min(rows.len());
        let mut glued = rows[..from].to_vec();
        glued.push(rows[from..to].concat());
        glued.extend_from_slice(&rows[to..]);
        let got = gelezen(met(&glued, ";").as_bytes());
        klopt(&rows, &got, &[])?;
        prop_assert!(got.waarschuwingen.iter().any(|one| one.reden.contains("uit elkaar gehaald")));
    }
}

/// A letter as DOS writes it (code page 850).
fn dos(c: char) -> Vec<u8> {
    const HOOG: [(char, u8); 8] = [
        ('ñ', 0xa4),
        ('é', 0x82),
        ('Ç', 0x80),
        ('ü', 0x81),
        ('ä', 0x84),
        ('ë', 0x89),
        ('ö', 0x94),
        ('ï', 0x8b),
    ];
    match HOOG.iter().find(|(letter, _)| *letter == c) {
        Some((_, byte)) => vec![*byte],
        None => c.to_string().into_bytes(),
    }
}

fn html(c: char) -> String {
    if c.is_ascii() {
        c.to_string()
    } else {
        format!("&#{};", u32::from(c))
    }
}

fn hex(c: char) -> String {
    if c.is_ascii() {
        c.to_string()
    } else {
        format!("&#x{:X};", u32::from(c))
    }
}

#[test]
fn a_list_that_lies_on_its_side_in_a_workbook_is_read_too() {
    let html = "<table><tr><td>PL-nummer</td><td>PL2100-2026180001</td><td>PL2100-2026180002</td></tr>\
        <tr><td>Naam verdachte</td><td>Terwisga, Joris</td><td>Quaedvlieg, Anouk</td></tr>\
        <tr><td>Geb.datum</td><td>03-04-1988</td><td>17-09-1995</td></tr>\
        <tr><td>Feit</td><td>Mishandeling</td><td>Diefstal</td></tr>\
        <tr><td>Status</td><td>Vast</td><td>Niet vast</td></tr></table>";
    let got = lees(html.as_bytes(), "lijst.xls", profielen(), &opties()).unwrap();
    let names: Vec<String> = got
        .regels
        .iter()
        .map(|line| line.naam.lijstvorm())
        .collect();
    assert_eq!(names, ["Terwisga, Joris", "Quaedvlieg, Anouk"]);
    assert_eq!(got.regels[1].feit(), "Diefstal");
}
