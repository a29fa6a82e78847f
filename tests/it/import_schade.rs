//! A good list, damaged in one way: the same suspects come out, each with his own facts, or the file says
//! which line it could not understand. Nobody is invented.
//!
//! The oracle is the list before the damage.

use proptest::prelude::*;
use zsmtafel::domain::lijstregel::{Lijstregel, Veld};
use zsmtafel::import::{Lijst, Opties, lees};

use crate::import_hulp::{lokaal, opties, profielen};

pub const KOP: [&str; 15] = [
    "Volgnr",
    "PL-nummer",
    "Naam verdachte",
    "Geb.datum",
    "M/V",
    "Adres",
    "Woonplaats",
    "Wetsartikel",
    "Feit",
    "Toelichting / MO",
    "Relatie tot SO",
    "Aanhouding",
    "Aankomst bureau",
    "Status",
    "HG",
];

/// What no damage may change.
const VAST: [Veld; 8] = [
    Veld::Pl,
    Veld::Naam,
    Veld::Geboortedatum,
    Veld::Woonplaats,
    Veld::Relatie,
    Veld::Aanhouding,
    Veld::BeginOphouden,
    Veld::Status,
];

pub type Rij = Vec<String>;

fn een_rij() -> impl Strategy<Value = Rij> {
    let namen = prop::sample::select(vec![
        "Terwisga, Joris",
        "Quaedvlieg, Anouk",
        "van der Meulen, Sietse",
        "Peña, José",
        "Çelik, Gülsen",
        "Jäger, Zoë",
        "van 't Hof, Renée",
        "Hoogakker, Desmond",
    ]);
    let teksten = prop::sample::select(vec![
        "Duwt partner van de trap.",
        "Zegt: rot op, en vertrekt",
        "Gooit ruit in bij moeder",
        "Slaat ex met vuist.",
    ]);
    (
        namen,
        (1_u32..29, 1_u32..13, 1950_i32..2010),
        prop::sample::select(vec!["Oss", "Den Bosch", "Boxtel", "Deurne"]),
        teksten,
        prop::sample::select(vec!["partner", "zoon", "geen", "ex-partner", ""]),
        (26_u32..28, 0_u32..7, 0_u32..60),
        prop::sample::select(vec!["Vast", "Niet vast", "Heengezonden"]),
        prop::sample::select(vec!["J", "N", ""]),
    )
        .prop_map(
            |(naam, (dag, maand, jaar), plaats, tekst, relatie, (d, uur, minuut), status, hg)| {
                [
                    "0",
                    "",
                    naam,
                    &format!("{dag:02}-{maand:02}-{jaar}"),
                    "M",
                    "Wilgenpad 12",
                    plaats,
                    "300 Sr",
                    "Mishandeling",
                    tekst,
                    relatie,
                    &format!("{d}-11-2026 {uur:02}:{minuut:02}"),
                    &format!("{d}-11-2026 {:02}:{minuut:02}", uur + 1),
                    status,
                    hg,
                ]
                .map(str::to_owned)
                .to_vec()
            },
        )
}

pub fn lijst() -> impl Strategy<Value = Vec<Rij>> {
    prop::collection::vec(een_rij(), 2..9).prop_map(|mut rows| {
        for (row, nr) in rows.iter_mut().zip(1..) {
            row[0] = nr.to_string();
            row[1] = format!("PL2100-2026{:06}", 180_000 + nr);
        }
        rows
    })
}

fn cel(text: &str, sep: char) -> String {
    if text.contains(sep) || text.contains(['"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

pub fn schrijf(rows: &[Rij], sep: char, eind: &str) -> String {
    let line = |cells: &[String]| {
        let all: Vec<String> = cells.iter().map(|one| cel(one, sep)).collect();
        all.join(&sep.to_string()) + eind
    };
    let head: Vec<String> = KOP.iter().map(|one| (*one).to_owned()).collect();
    line(&head) + &rows.iter().map(|row| line(row)).collect::<String>()
}

fn nu() -> Opties {
    Opties {
        nu: lokaal("2026-11-27T08:00:00"),
        ..opties()
    }
}

pub fn gelezen(bytes: &[u8]) -> Lijst {
    lees(bytes, "lijst.csv", profielen(), &nu()).unwrap_or_else(|fout| panic!("{fout}"))
}

/// Everybody is there with his own facts, or his line is named; nobody else is there.
pub fn klopt(rows: &[Rij], got: &Lijst, behalve: &[Veld]) -> Result<(), TestCaseError> {
    let clean = gelezen(schrijf(rows, ';', "\r\n").as_bytes());
    prop_assert_eq!(clean.regels.len(), rows.len());
    for line in &got.regels {
        let own: Option<&Lijstregel> = clean.regels.iter().find(|one| one.pl == line.pl);
        let own = own.ok_or_else(|| TestCaseError::fail(format!("invented: {:?}", line.naam)))?;
        for veld in VAST.iter().filter(|veld| !behalve.contains(veld)) {
            prop_assert_eq!(
                line.tekst(*veld),
                own.tekst(*veld),
                "{:?} of {:?}",
                veld,
                own.naam
            );
        }
    }
    for own in &clean.regels {
        let times = got.regels.iter().filter(|line| line.pl == own.pl).count();
        let number = own.pl.clone().unwrap_or_default();
        let named = got.geweigerd.iter().any(|one| one.waarde.contains(&number));
        prop_assert!(
            times == 1 || times == 0 && named,
            "{}: {} times, refused {:?}",
            number,
            times,
            got.geweigerd
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn scheidingstekens_en_regeleinden(
        rows in lijst(),
        sep in prop::sample::select(vec![';', ',', '\t', '|']),
        eind in prop::sample::select(vec!["\n", "\r\n", "\r", "\r\r\n"]),
        eerste in prop::sample::select(vec!["", "sep=;\n", "sep=,\n"]),
    ) {
        let text = format!("{eerste}{}", schrijf(&rows, sep, eind));
        klopt(&rows, &gelezen(text.as_bytes()), &[])?;
        // Without the last line end nothing is cut off: the last line is whole.
        klopt(&rows, &gelezen(text.trim_end_matches(['\r', '\n']).as_bytes()), &[])?;
    }

    #[test]
    fn coderingen(rows in lijst(), hoe in 0_usize..7) {
        let text = schrijf(&rows, ';', "\r\n");
        let wide = |swap: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect()
        };
        let page = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let bytes = match hoe {
            0 => text.clone().into_bytes(),
            1 => [b"\xef\xbb\xbf".to_vec(), text.clone().into_bytes()].concat(),
            2 => [b"\xff\xfe".to_vec(), wide(false)].concat(),
            3 => [b"\xfe\xff".to_vec(), wide(true)].concat(),
            4 => page(&text),
            // Twice: UTF-8 that was taken for Windows-1252.
            5 => encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(text.as_bytes())
                .0
                .into_owned()
                .into_bytes(),
            // One line so, the next otherwise.
            _ => text
                .split_inclusive('\n')
                .enumerate()
                .flat_map(|(at, line)| if at % 2 == 0 { line.as_bytes().to_vec() } else { page(line) })
                .collect(),
        };
        klopt(&rows, &gelezen(&bytes), &[])?;
    }

    #[test]
    fn losse_aanhalingstekens(rows in lijst(), een in 0_usize..9, twee in 0_usize..9) {
        let mut damaged = rows.clone();
        let count = rows.len();
        let text = {
            let (een, twee) = (een % count, twee % count);
            damaged[een][9] = format!("\u{1}{}", damaged[een][9]);
            damaged[twee][9] = format!("{}\u{1}", damaged[twee][9]);
            schrijf(&damaged, ';', "\r\n").replace('\u{1}', "\"")
        };
        klopt(&rows, &gelezen(text.as_bytes()), &[])?;
    }

    #[test]
    fn afgebroken(rows in lijst(), weg in 1_usize..60) {
        let text = schrijf(&rows, ';', "\r\n");
        let body = text.trim_end();
        let last = body.rfind('\n').unwrap() + 1;
        // Somewhere behind the number, so that the line can be named.
        let floor = last + 22;
        let mut at = body.len().saturating_sub(weg).max(floor);
        while !body.is_char_boundary(at) {
            at -= 1;
        }
        let cut = gelezen(&body.as_bytes()[..at]);
        // The last two cells are a word or less; a whole line that lacks them cannot be known.
        let cells = body[last..at].matches(';').count() + 1;
        if cells < KOP.len() {
            prop_assert!(cut.deel, "a list that was cut off is a part");
            klopt(&rows, &cut, &[])?;
        } else {
            klopt(&rows, &cut, &[])?;
        }
    }

    #[test]
    fn scheidingsteken_of_regeleinde_in_tekst(
        rows in lijst(),
        welke in 0_usize..9,
        hoe in prop::sample::select(vec!["; ", ";", "\r\n", "\n", "; a; ", "\r\n\r\n"]),
    ) {
        let mut damaged = rows.clone();
        let at = welke % rows.len();
        damaged[at][9] = damaged[at][9].replacen(' ', "\u{1}", 1);
        let text = schrijf(&damaged, ';', "\r\n").replace('\u{1}', hoe);
        klopt(&rows, &gelezen(text.as_bytes()), &[])?;
    }

    #[test]
    fn verschoven(rows in lijst(), welke in 0_usize..9, plek in 2_usize..13) {
        let mut damaged = rows.clone();
        let at = welke % rows.len();
        damaged[at].insert(plek, String::new());
        if damaged[at].last().is_some_and(String::is_empty) {
            damaged[at].pop();
        }
        let text = schrijf(&damaged, ';', "\r\n");
        klopt(&rows, &gelezen(text.as_bytes()), &[])?;
    }

    #[test]
    fn volgorde_van_datums(rows in lijst(), teken in prop::sample::select(vec!["/", "-"]), soort in 0_u8..3) {
        let mut damaged = rows.clone();
        for row in &mut damaged {
            for column in [3, 11, 12] {
                let (date, time) = row[column].split_once(' ').unwrap_or((&row[column], ""));
                let parts: Vec<&str> = date.split('-').collect();
                let date = match soort {
                    0 => format!("{}{teken}{}{teken}{}", parts[1], parts[0], parts[2]),
                    1 => format!("{}-{}-{}", parts[2], parts[1], parts[0]),
                    _ => format!("{}{teken}{}{teken}{}", parts[0], parts[1], parts[2]),
                };
                row[column] = format!("{date} {time}").trim().to_owned();
            }
        }
        klopt(&rows, &gelezen(schrijf(&damaged, ';', "\r\n").as_bytes()), &[])?;
    }

    #[test]
    fn lege_woorden_en_omhulsels(
        rows in lijst(),
        leeg in prop::sample::select(vec!["NULL", "null", "\\N", "(null)", "NaN", "N/A", "(leeg)", "-", "–"]),
        om in prop::sample::select(vec![("=\"", "\""), ("'", ""), ("", "")]),
    ) {
        let mut damaged = rows.clone();
        for row in &mut damaged {
            for cell in row.iter_mut().filter(|cell| cell.is_empty()) {
                *cell = leeg.to_owned();
            }
            row[1] = format!("{}{}{}", om.0, row[1], om.1);
        }
        let sep = ';';
        let head = KOP.join(";");
        let body: String = damaged.iter().map(|row| row.join(&sep.to_string()) + "\r\n").collect();
        klopt(&rows, &gelezen(format!("{head}\r\n{body}").as_bytes()), &[])?;
    }

    #[test]
    fn een_telling_die_niet_klopt_wordt_gezegd(rows in lijst(), verschil in 0_usize..3) {
        let text = format!("{}\r\nTotaal: {} verdachten\r\n", schrijf(&rows, ';', "\r\n"), rows.len() + verschil);
        let got = gelezen(text.as_bytes());
        klopt(&rows, &got, &[])?;
        let said = got.waarschuwingen.iter().any(|one| one.reden.contains("de lijst noemt"));
        prop_assert_eq!(said, verschil > 0);
    }

    #[test]
    fn twee_tabellen_onder_elkaar(rows in lijst(), knip in 1_usize..8, orde in Just((0..15).collect::<Vec<usize>>()).prop_shuffle()) {
        let at = knip.min(rows.len() - 1);
        let (top, foot) = rows.split_at(at);
        let head: Vec<&str> = orde.iter().map(|column| KOP[*column]).collect();
        let other: Vec<String> = foot
            .iter()
            .map(|row| orde.iter().map(|column| cel(&row[*column], ';')).collect::<Vec<String>>().join(";"))
            .collect();
        let text = format!("{}\r\nNiet vast\r\n{}\r\n{}\r\n", schrijf(top, ';', "\r\n"), head.join(";"), other.join("\r\n"));
        klopt(&rows, &gelezen(text.as_bytes()), &[])?;
    }
}
