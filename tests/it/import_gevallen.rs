//! Files that were read wrong once, each with what is right: one row of the table a file.
//!
//! `basis.csv` holds the right value of every cell; the others are that list, damaged in one way.

use chrono::NaiveDate;
use zsmtafel::domain::lijstregel::{Lijstregel, Status, Veld};
use zsmtafel::import::{GEBOORTEJAAR, LeesFout, Lijst, Opties, lees, maak_plan};

use crate::import_hulp::{bekend_na, fixture, lokaal, opties, profielen, zaak_id};

/// 27 November 2026, 08:00 in Amsterdam: the morning of these lists.
fn die_ochtend() -> Opties {
    Opties {
        nu: lokaal("2026-11-27T08:00:00"),
        ..opties()
    }
}

fn probeer(pad: &str) -> Result<Lijst, LeesFout> {
    let name = pad.rsplit('/').next().unwrap();
    lees(&fixture(pad), name, profielen(), &die_ochtend())
}

fn lijst(name: &str) -> Lijst {
    probeer(&format!("gevallen/{name}")).unwrap_or_else(|fout| panic!("{name}: {fout}"))
}

/// The facts by which a suspect is himself.
fn feiten(regel: &Lijstregel) -> Vec<(Veld, String)> {
    Veld::ALLE
        .into_iter()
        .map(|veld| (veld, regel.tekst(veld)))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Every suspect of `want`, in order, with the facts that the list has columns for.
fn zelfde(name: &str, got: &Lijst, want: &[Lijstregel], behalve: &[Veld]) {
    assert_eq!(
        got.regels.len(),
        want.len(),
        "{name}: {:?} {:?}",
        got.geweigerd,
        got.waarschuwingen
    );
    for (one, other) in got.regels.iter().zip(want) {
        for veld in Veld::ALLE {
            if behalve.contains(&veld) || !one.herkomst.contains_key(&veld) {
                continue;
            }
            assert_eq!(
                one.tekst(veld),
                other.tekst(veld),
                "{name}, {}: {veld:?}",
                other.naam.lijstvorm()
            );
        }
    }
}

fn gezegd(lijst: &Lijst) -> String {
    let all = lijst.waarschuwingen.iter().chain(&lijst.geweigerd);
    all.map(|one| {
        format!(
            "{} {} {}: {}\n",
            one.regel, one.kolom, one.waarde, one.reden
        )
    })
    .collect()
}

/// File; what it says (empty: nothing); fields that are another story.
type Rij<'a> = (&'a str, &'a [&'a str], &'a [Veld]);

#[test]
fn elk_bestand_geeft_de_vier_verdachten_van_basis() {
    const STIL: &[&str] = &[];
    let basis = lijst("basis.csv");
    assert_eq!(basis.regels.len(), 4);
    assert_eq!(gezegd(&basis), "");
    let van_vier = [Veld::Toelichting];
    let table: &[Rij<'_>] = &[
        (
            "aanhaling-paar.csv",
            &["2  : een aanhalingsteken staat los"],
            &van_vier,
        ),
        (
            "aanhaling-totaal.csv",
            &["4  : een aanhalingsteken staat los"],
            &van_vier,
        ),
        (
            "punt-komma-in-tekst.csv",
            &[
                "2  : in een cel stond het scheidingsteken",
                "5  : in een cel",
            ],
            &van_vier,
        ),
        (
            "regeleinde-los.csv",
            &["2  : een regeleinde in een cel"],
            &van_vier,
        ),
        ("amerikaans.csv", &["de maand voor de dag"], &[]),
        (
            "amerikaans-streep.csv",
            &["2 Geb.datum 04-03-1988: in deze kolom staat de maand voor de dag"],
            &[],
        ),
        ("oracle.csv", STIL, &[]),
        ("serieel-komma.csv", STIL, &[]),
        ("serieel-punt.csv", STIL, &[]),
        ("formule-tekst.csv", STIL, &[]),
        ("getalopmaak.xlsx", STIL, &[]),
        ("null.csv", STIL, &[Veld::Relatie]),
        (
            "verre-rij.xlsx",
            &["1 gevulde cel(len) ver van de lijst, de eerste op A1048576"],
            &[],
        ),
        ("verre-kolom.xlsx", &["de eerste op ZX3"], &[]),
        ("web.xls", STIL, &[]),
        ("xml2003.xls", STIL, &[]),
        ("json-bom-nan.json", STIL, &[]),
        (
            "sep-fout.csv",
            &["de eerste regel noemt , als scheidingsteken"],
            &[],
        ),
        ("markdown.txt", STIL, &[]),
        ("status-tijd.csv", STIL, &[Veld::Status]),
        (
            "tijd-vier-cijfers.csv",
            &["het jaar ontbreekt; gelezen als 26-11-2026"],
            &[Veld::Aanhouding, Veld::BeginOphouden],
        ),
        (
            "boven24.csv",
            &["gelezen als 01:10 van 27-11-2026"],
            &[Veld::BeginOphouden],
        ),
        (
            "iso-soorten.csv",
            &["dit begin ligt voor de aanhouding"],
            &[Veld::Aanhouding, Veld::BeginOphouden],
        ),
        (
            "geb-onvolledig.csv",
            &["de dag of maand van geboorte is onbekend; het jaar 2010 is bewaard"],
            &[Veld::Geboortedatum],
        ),
        (
            "wetenschappelijk.csv",
            &["een rekenprogramma heeft dit nummer afgerond"],
            &[Veld::Pl],
        ),
        (
            "html-tekens.csv",
            STIL,
            &[Veld::Naam, Veld::Woonplaats, Veld::Toelichting],
        ),
        ("goed/aanhaling-goed.csv", STIL, &van_vier),
        (
            "goed/aanhaling-open.csv",
            &["een aanhalingsteken staat los"],
            &van_vier,
        ),
        ("goed/bom-midden.csv", STIL, &[]),
        ("goed/bom-twee.csv", STIL, &[]),
        ("goed/crcrlf.csv", STIL, &[]),
        ("goed/eigenlijk.csv", STIL, &[]),
        ("goed/eigenlijk.xlsx", STIL, &[]),
        ("goed/gewoon.xls", STIL, &[]),
        ("goed/herhaald.ods", STIL, &[]),
        ("goed/maat-fout.xlsx", STIL, &[]),
        ("goed/odata.json", STIL, &[]),
        ("goed/ods-cellen.ods", STIL, &[Veld::Toelichting]),
        ("goed/ods-koprij.ods", STIL, &[]),
        ("goed/opmaak.xlsx", STIL, &[]),
        ("goed/powerbi.csv", &["7  Toegepaste filters"], &[]),
        ("goed/rel-voorvoegsel.xlsx", STIL, &[]),
        ("goed/sap.txt", STIL, &[]),
        ("goed/sep-cr.csv", STIL, &[]),
        ("goed/sep-extra.csv", STIL, &[]),
        ("goed/sep-hoofd.csv", STIL, &[]),
        ("goed/staart.csv", STIL, &[]),
        ("goed/strict-datum.xlsx", STIL, &[]),
        ("goed/strict.xlsx", STIL, &[]),
        (
            "goed/totalen.csv",
            &["7  4: deze regel heeft geen naam", "10  Vertrouwelijk"],
            &[],
        ),
        ("goed/voorvoegsel-ns.xlsx", STIL, &[]),
        ("goed/x000d.xlsx", STIL, &[Veld::Toelichting]),
        ("goed/x1f.csv", STIL, &[]),
        ("goed/zonder-r.xlsx", STIL, &[]),
        (
            "goed/zonder-stijl.xlsx",
            &["dit getal is gelezen als datum van Excel: 03-04-1988"],
            &[],
        ),
    ];
    for (name, words, behalve) in table {
        let got = lijst(name);
        zelfde(name, &got, &basis.regels, behalve);
        let said = gezegd(&got);
        if words.is_empty() {
            assert_eq!(said, "", "{name}");
        }
        for word in *words {
            assert!(said.contains(word), "{name}: {word:?} in\n{said}");
        }
    }
}

#[test]
fn letters_met_accenten_overleven_elke_schade() {
    let good = lijst("letters-goed.csv");
    let known = bekend_na(&maak_plan(
        good.clone(),
        &std::collections::HashMap::new(),
        &zaak_id,
    ));
    for (name, word) in [
        ("dubbel-utf8.csv", "twee keer gecodeerd"),
        ("macroman.csv", "macintosh"),
        ("gemengd.csv", "twee coderingen door elkaar"),
    ] {
        let got = lijst(name);
        zelfde(name, &got, &good.regels, &[]);
        assert!(gezegd(&got).contains(word), "{name}");
        let plan = maak_plan(got, &known, &zaak_id);
        let counts = plan.telling();
        assert_eq!(
            (counts.gelijk, counts.nieuw, counts.verdwenen),
            (4, 0, 0),
            "{name}"
        );
    }
}

#[test]
fn wat_anders_hoort_te_zijn_dan_in_basis() {
    let at = |text: &str| Some(lokaal(text));
    // The moments of each spelling.
    let iso = lijst("iso-soorten.csv");
    assert_eq!(iso.regels[0].aanhouding, at("2026-11-26T22:10:00"));
    assert_eq!(iso.regels[0].begin_ophouden, at("2026-11-26T21:55:00"));
    assert_eq!(iso.regels[1].aanhouding, at("2026-11-27T05:20:00"));
    assert_eq!(iso.regels[2].aanhouding, at("2026-11-27T02:15:00"));
    assert_eq!(iso.regels[2].begin_ophouden, at("2026-11-27T04:00:00"));
    assert_eq!(iso.regels[3].begin_ophouden, at("2026-11-27T00:25:00"));
    let late = lijst("boven24.csv");
    assert_eq!(late.regels[0].begin_ophouden, at("2026-11-27T00:30:00"));
    assert_eq!(late.regels[3].begin_ophouden, at("2026-11-27T01:10:00"));
    let four = lijst("tijd-vier-cijfers.csv");
    assert_eq!(four.regels[0].begin_ophouden, at("2026-11-26T19:55:00"));
    let duur = lijst("duur.xlsx");
    assert_eq!(duur.regels[0].begin_ophouden, at("2026-11-27T01:10:00"));
    assert_eq!(duur.regels[1].begin_ophouden, at("2026-11-27T00:25:00"));
    for name in ["kop-tijd.csv", "kop-twee-regels.csv", "kop-toevoeging.csv"] {
        let got = lijst(name);
        assert_eq!(
            got.regels[0].aanhouding,
            at("2026-11-26T21:10:00"),
            "{name}"
        );
        assert_eq!(
            got.regels[0].begin_ophouden,
            at("2026-11-26T21:55:00"),
            "{name}"
        );
        assert_eq!(got.regels[0].naam.lijstvorm(), "Terwisga, Joris", "{name}");
        assert_eq!(gezegd(&got), "", "{name}");
    }
    // A year of birth without a day.
    let jaren: Vec<String> = lijst("geb-onvolledig.csv")
        .regels
        .iter()
        .map(|line| {
            assert_eq!(line.geboortedatum, None);
            let (_, year) = line
                .overig
                .iter()
                .find(|(kop, _)| kop.as_ref() == GEBOORTEJAAR)
                .unwrap();
            year.clone()
        })
        .collect();
    assert_eq!(jaren, ["1988", "2012", "2010", "1979"]);
    // Entities, also where they hold the separator.
    let html = lijst("html-tekens.csv");
    assert_eq!(html.regels[0].naam.lijstvorm(), "Peña, José");
    assert_eq!(html.regels[1].naam.lijstvorm(), "Hof, Renée van 't");
    assert_eq!(
        html.regels[2].toelichting,
        "Gooit ruit in bij moeder. / Zegt: \"rot op\" & vertrekt"
    );
    assert_eq!(
        html.regels[3].woonplaats.as_deref(),
        Some("'s-Hertogenbosch")
    );
    // Empty is empty.
    let nul = lijst("null.csv");
    assert_eq!(
        (
            nul.regels[0].relatie.as_deref(),
            nul.regels[2].parketnummer.as_deref()
        ),
        (None, None)
    );
    // A number that spreadsheets rounded links nobody.
    for line in lijst("wetenschappelijk.csv").regels {
        assert_eq!(line.pl, None);
    }
    let text = &lijst("punt-komma-in-tekst.csv").regels[0];
    assert_eq!(
        text.toelichting,
        "Duwt partner van de trap; slachtoffer heeft gebroken pols"
    );
    assert_eq!(
        lijst("regeleinde-los.csv").regels[0].toelichting,
        "Duwt partner van de trap. / Slachtoffer heeft gebroken pols. / Kinderen (4, 6) zagen het."
    );
}

#[test]
fn wie_er_op_staat_en_wie_niet() {
    // The line that was cut off is refused and said; nobody is invented, and nobody is gone.
    let cut = lijst("afgebroken.csv");
    assert_eq!(cut.regels.len(), 3);
    assert_eq!(cut.geweigerd[0].regel, 5);
    assert!(
        cut.geweigerd[0].waarde.contains("Hoogakker, Des"),
        "{cut:?}"
    );
    assert!(cut.geweigerd[0].reden.contains("afgebroken"));
    let known = bekend_na(&maak_plan(
        lijst("basis.csv"),
        &std::collections::HashMap::new(),
        &zaak_id,
    ));
    let plan = maak_plan(cut, &known, &zaak_id);
    assert_eq!(
        plan.telling().verdwenen,
        0,
        "a cut list makes nobody vanish"
    );
    assert_eq!(plan.telling().nieuw, 0);

    let two = lijst("twee-tabellen.csv");
    let names: Vec<String> = two
        .regels
        .iter()
        .map(|line| line.naam.lijstvorm())
        .collect();
    assert_eq!(names, ["Terwisga, Joris", "Hoogakker, Desmond"]);
    assert_eq!(
        two.regels[1].aanhouding,
        Some(lokaal("2026-11-26T23:40:00"))
    );
    assert_eq!(two.regels[1].status, Status::Heengezonden);
    assert!(two.geweigerd.is_empty(), "{two:?}");

    let plan = maak_plan(lijst("nn.csv"), &std::collections::HashMap::new(), &zaak_id);
    assert_eq!(plan.regels.len(), 4, "each unknown is a zaak");
    assert!(plan.lijst.geweigerd.is_empty());

    let merged = lijst("samengevoegd.xlsx");
    let offences: Vec<Vec<&str>> = merged
        .regels
        .iter()
        .map(|line| {
            line.feiten
                .iter()
                .map(|feit| feit.artikel.as_str())
                .collect()
        })
        .collect();
    assert_eq!(offences, [["300 Sr", "285 Sr"], ["310 Sr", "300 Sr"]]);
    assert_eq!(
        merged.regels[1].relatie.as_deref(),
        Some("geen / partner"),
        "whom the second was against"
    );
    assert!(merged.geweigerd.is_empty());

    let groups = lijst("goed/groepskop.csv");
    assert_eq!(groups.regels.len(), 2);
    let said = gezegd(&groups);
    assert!(
        said.contains("2  AC Den Bosch") && said.contains("4  AC Eindhoven"),
        "{said}"
    );
}

#[test]
fn een_deel_laat_niemand_verdwijnen() {
    let (bosch, eindhoven) = (lijst("deel-denbosch.csv"), lijst("deel-eindhoven.csv"));
    assert!(gezegd(&bosch).contains("is dit een deel van de lijst?"));
    let known = bekend_na(&maak_plan(
        bosch.clone(),
        &std::collections::HashMap::new(),
        &zaak_id,
    ));
    let mut plan = maak_plan(eindhoven, &known, &zaak_id);
    assert_eq!(plan.telling().verdwenen, 2);
    plan.zet_deel(true, &std::collections::HashSet::new());
    assert_eq!(plan.telling().verdwenen, 0);
    assert!(plan.telling().deel);
    // With the other part they are one list: who stands on neither is gone.
    let others = known.keys().copied().collect();
    plan.zet_deel(false, &others);
    assert_eq!(plan.telling().verdwenen, 0);
}

#[test]
fn wat_geen_lijst_is_wordt_genoemd() {
    for name in ["biff2.xls", "biff5-los.xls"] {
        let said = probeer(&format!("gevallen/{name}"))
            .unwrap_err()
            .to_string();
        assert!(
            said.contains("heel oude Excel") && said.contains(".xlsx"),
            "{name}: {said}"
        );
    }
    for name in ["osc11.bin", "stop-getuige.tsv"] {
        let said = probeer(&format!("gevallen/{name}")).unwrap_err();
        assert!(matches!(said, LeesFout::GeenKoppen(_)), "{name}: {said}");
    }
    let said = probeer("papier/scan.pdf").unwrap_err().to_string();
    assert!(said.contains("een scan of foto van papier"), "{said}");
}

#[test]
fn gebroken_regels_en_uren_van_de_klok_blijven_zoals_ze_waren() {
    let json = lijst("goed/jsonl-stuk.jsonl");
    assert_eq!((json.regels.len(), json.geweigerd[0].regel), (3, 4));
    let fout = lijst("goed/fout-cel.ods");
    assert_eq!(fout.regels.len(), 4);
    assert!(gezegd(&fout).contains("2 Relatie tot SO #N/A: hier staat de fout van een formule"));
    let winter = gezegd(&lijst("goed/wintertijd.csv"));
    assert!(
        winter.contains("twee keer voor; de vroegste is genomen"),
        "{winter}"
    );
    assert!(
        gezegd(&lijst("goed/zomertijd.csv")).contains("dit uur bestaat niet door de zomertijd")
    );
    let injectie = lijst("goed/formule-injectie.csv");
    assert_eq!(injectie.regels.len(), 4);
    let wide = lijst("goed/breed.csv");
    assert_eq!(wide.regels.len(), 5);
    assert_eq!(wide.regels[2].naam.achternaam, "Nguyễn");
    let nfd = lijst("goed/nfd.csv");
    assert!(
        feiten(&nfd.regels[0])
            .iter()
            .all(|(_, text)| !text.contains('\u{301}'))
    );
    let mail = lijst("goed/mail.csv");
    assert_eq!(mail.regels.len(), 4);
    assert!(mail.regels[0].toelichting.contains("\"Ré\""));
}

#[test]
fn een_afdruk_met_tekst_is_dezelfde_lijst() {
    let basis = lijst("basis.csv");
    for name in [
        "lijnen.pdf",
        "lijnen-midden.pdf",
        "kaal.pdf",
        "smal.pdf",
        "tabel.pdf",
    ] {
        let got = probeer(&format!("papier/{name}")).unwrap();
        // The narrow ones have no column of articles.
        let behalve: &[Veld] = if name.contains("smal") || name.contains("tabel") {
            &[Veld::Feiten]
        } else {
            &[]
        };
        zelfde(name, &got, &basis.regels, behalve);
        assert!(
            gezegd(&got).contains("een PDF is voor papier gemaakt"),
            "{name}"
        );
        assert!(got.geweigerd.is_empty(), "{name}: {:?}", got.geweigerd);
    }
    let got = probeer("papier/letters.pdf").unwrap();
    assert_eq!(got.regels[0].naam.lijstvorm(), "Peña-Çelik, Joris");
    let got = probeer("papier/lijnen.pdf").unwrap();
    assert_eq!(
        got.peildatum.unwrap().date(),
        NaiveDate::from_ymd_opt(2026, 11, 27).unwrap()
    );
}

/// The four of `basis.csv`, written by another hand.
fn anders(rows: &[Vec<String>], kop: &[String], how: &str) -> Vec<u8> {
    let line = |cells: &[String], sep: &str| cells.join(sep);
    let all = || std::iter::once(kop.to_vec()).chain(rows.iter().cloned());
    let table = |rows: String| format!("<table>{rows}</table>");
    match how {
        "~" | "^" => all()
            .map(|row| line(&row, how) + "\r\n")
            .collect::<String>()
            .into_bytes(),
        "index" => {
            let mut out = line(kop, ";") + "\n";
            for (nr, row) in rows.iter().enumerate() {
                out.push_str(&format!("{nr};{}\n", line(row, ";")));
            }
            out.into_bytes()
        }
        "rij tussen aanhalingstekens" => all()
            .map(|row| {
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| {
                        if cell.contains(',') {
                            format!("\"\"{cell}\"\"")
                        } else {
                            cell.clone()
                        }
                    })
                    .collect();
                format!("\"{}\"\r\n", cells.join(","))
            })
            .collect::<String>()
            .into_bytes(),
        "enkele aanhalingstekens" => all()
            .map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| format!("'{cell}'")).collect();
                cells.join(";") + "\r\n"
            })
            .collect::<String>()
            .into_bytes(),
        "maandnaam" => {
            let born = [
                "Apr 3, 1988",
                "September 17, 1995",
                "30 dec 2009",
                "June 11, 1979",
            ];
            let mut rows = rows.to_vec();
            for (row, text) in rows.iter_mut().zip(born) {
                row[4] = text.to_owned();
            }
            anders(&rows, kop, "^")
        }
        "geneste tabel" => {
            let inner: String = all()
                .map(|row| {
                    format!(
                        "<tr>{}</tr>",
                        row.iter()
                            .map(|cell| format!("<td>{cell}"))
                            .collect::<String>()
                    )
                })
                .collect();
            format!(
                "<html><body>{}</body></html>",
                table(format!("<tr><td>menu</td><td>{}</td></tr>", table(inner)))
            )
            .into_bytes()
        }
        "mhtml" => {
            let inner: String = all()
                .map(|row| {
                    format!(
                        "<tr>{}</tr>=\r\n",
                        row.iter()
                            .map(|cell| format!("<td>{}</td>", cell.replace('=', "=3D")))
                            .collect::<String>()
                    )
                })
                .collect();
            format!(
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"grens\"\r\n\r\n--grens\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body>{}</body></html>\r\n--grens--\r\n",
                table(inner)
            )
            .into_bytes()
        }
        json => {
            let columns = kop.iter().enumerate().map(|(at, name)| {
                let values = rows
                    .iter()
                    .map(|row| serde_json::Value::from(row[at].clone()));
                let value: serde_json::Value = match json {
                    "json per kolom" => values.collect(),
                    _ => values
                        .enumerate()
                        .map(|(nr, value)| (nr.to_string(), value))
                        .collect::<serde_json::Map<_, _>>()
                        .into(),
                };
                (name.clone(), value)
            });
            if json == "json met koppen apart" {
                return serde_json::json!({"columns": kop, "index": [0, 1, 2, 3], "data": rows})
                    .to_string()
                    .into_bytes();
            }
            serde_json::Value::from(columns.collect::<serde_json::Map<_, _>>())
                .to_string()
                .into_bytes()
        }
    }
}

#[test]
fn dezelfde_vier_van_een_andere_hand() {
    let basis = lijst("basis.csv");
    let text = String::from_utf8(fixture("gevallen/basis.csv")).unwrap();
    let mut lines = text
        .lines()
        .map(|line| line.split(';').map(str::to_owned).collect::<Vec<String>>());
    let kop = lines.next().unwrap();
    let rows: Vec<Vec<String>> = lines.collect();
    for how in [
        "~",
        "^",
        "index",
        "rij tussen aanhalingstekens",
        "enkele aanhalingstekens",
        "maandnaam",
        "geneste tabel",
        "mhtml",
        "json per kolom",
        "json per rijnummer",
        "json met koppen apart",
    ] {
        let bytes = anders(&rows, &kop, how);
        let got = lees(&bytes, "lijst", profielen(), &die_ochtend())
            .unwrap_or_else(|fout| panic!("{how}: {fout}"));
        zelfde(how, &got, &basis.regels, &[]);
        assert!(got.geweigerd.is_empty(), "{how}: {:?}", got.geweigerd);
    }
}
