//! Rows and cells as people write them: what is understood, what is warned of, what is refused.

use std::collections::BTreeMap;

use zsmtafel::domain::lijstregel::{Geslacht, Status, Veld};
use zsmtafel::import::{Lijst, Melding, Opties, ProfielBestand, Profielen};

use crate::import_hulp::{lees_bytes, lees_tekst, lokaal, nu, profielen};

fn meldingen(lijst: &Lijst) -> Vec<(u32, &str, &str)> {
    lijst
        .waarschuwingen
        .iter()
        .map(|m| (m.regel, m.kolom.as_str(), m.reden.as_str()))
        .collect()
}

fn een(list: &[Melding], words: &str) -> (u32, String, String) {
    let found: Vec<&Melding> = list.iter().filter(|m| m.reden.contains(words)).collect();
    assert_eq!(found.len(), 1, "{words}: {list:?}");
    (
        found[0].regel,
        found[0].kolom.clone(),
        found[0].waarde.clone(),
    )
}

#[test]
fn elk_scheidingsteken_en_elke_codering() {
    let text = "PL-nummer;Naam verdachte;Geb.datum;Aankomst bureau;Toelichting\r\nPL2100-2026117001;Bérg, Zoë;01-02-1990;20-11-2026 01:00;gewoon\r\n";
    let utf16 = |big: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let with = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
    let cp1252: Vec<u8> = text
        .chars()
        .map(|c| match c {
            'é' => 0xe9,
            'ë' => 0xeb,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    let table: Vec<(Vec<u8>, &str, char)> = vec![
        (text.into(), "UTF-8", ';'),
        (text.replace(';', "\t").into(), "UTF-8", '\t'),
        (text.replace(';', "|").into(), "UTF-8", '|'),
        (
            text.replace("Bérg, Zoë", "\"Bérg, Zoë\"")
                .replace(';', ",")
                .into(),
            "UTF-8",
            ',',
        ),
        (with(b"\xef\xbb\xbf", text.into()), "UTF-8 (BOM)", ';'),
        (cp1252, "windows-1252", ';'),
        (with(b"\xff\xfe", utf16(false)), "UTF-16LE", ';'),
        (with(b"\xfe\xff", utf16(true)), "UTF-16BE", ';'),
        (utf16(false), "UTF-16LE", ';'),
        (utf16(true), "UTF-16BE", ';'),
        (text.replace("\r\n", "\r").into(), "UTF-8", ';'),
        (format!("sep=;\r\n{text}").into(), "UTF-8", ';'),
    ];
    for (bytes, encoding, separator) in table {
        let lijst = lees_bytes(&bytes).unwrap();
        assert_eq!(lijst.codering, encoding);
        assert_eq!(lijst.scheidingsteken, Some(separator), "{encoding}");
        assert_eq!(lijst.regels[0].naam.lijstvorm(), "Bérg, Zoë", "{encoding}");
        let line = if bytes.starts_with(b"sep") { 3 } else { 2 };
        assert_eq!(lijst.regels[0].regel, line, "{encoding} {separator:?}");
    }
}

#[test]
fn een_kapotte_byte_maakt_van_utf8_geen_windows_1252() {
    let mut bytes = "PL-nummer;Naam verdachte;Aankomst bureau\nPL2100-2026117001;Bérg, Zoë;20-11-2026 01:00\nPL2100-2026117002;Cöx, Zoë;20-11-2026 01:0".as_bytes().to_vec();
    bytes.push(0xc3);
    let lijst = lees_bytes(&bytes).unwrap();
    assert_eq!(lijst.codering, "UTF-8");
    assert_eq!(lijst.regels[0].naam.lijstvorm(), "Bérg, Zoë");
    assert_eq!(een(&lijst.waarschuwingen, "onleesbaar").0, 0);
}

#[test]
fn aanhalingstekens_en_regeleinden_in_cellen() {
    let lijst = lees_tekst(
        "PL-nummer;\"Naam\nverdachte\";Toelichting;Aankomst bureau\nPL2100-2026117001;\"Berg, Anna\";\"zei \"\"nee; nooit\"\"\ntwee regels\";20-11-2026 01:00\n\nPL2100-2026117002;Bos, Bert;5\" pijp;20-11-2026 02:00\n",
    );
    assert_eq!(
        lijst.regels[0].toelichting,
        "zei \"nee; nooit\" / twee regels"
    );
    assert_eq!(lijst.regels[1].toelichting, "5\" pijp");
    // Lines are those of a text editor: the heading takes two, the first suspect two.
    assert_eq!((lijst.regels[0].regel, lijst.regels[1].regel), (3, 6));
    assert_eq!(lijst.waarschuwingen, vec![]);
}

#[test]
fn een_open_aanhalingsteken_slokt_de_rest_niet_op() {
    let lijst = lees_tekst(
        "PL-nummer;Naam verdachte;Toelichting;Aankomst bureau\nPL2100-2026117001;Berg, Anna;\"open;20-11-2026 01:00\nPL2100-2026117002;Bos, Bert;\"a;b\";20-11-2026 02:00\nPL2100-2026117003;Cox, Carla;c;20-11-2026 03:00\n",
    );
    let names: Vec<&str> = lijst
        .regels
        .iter()
        .map(|r| r.naam.achternaam.as_str())
        .collect();
    assert_eq!(names, ["Berg", "Bos", "Cox"]);
    assert_eq!(lijst.regels[1].toelichting, "a;b");
    assert_eq!(een(&lijst.waarschuwingen, "aanhalingsteken").0, 2);
}

#[test]
fn korte_lange_en_onbekende_kolommen() {
    let lijst = lees_tekst(
        "PL-nummer;Naam verdachte;Schoenmaat;Aankomst bureau;;Status;Status\nPL2100-2026117001;Berg, Anna\nPL2100-2026117002;Bos, Bert;43;20-11-2026 02:00;zonder kop;Vast;IVS;te veel\n",
    );
    assert_eq!(lijst.onbekende_kolommen, ["Schoenmaat"]);
    let kolommen: BTreeMap<&str, Option<Veld>> = lijst
        .kolommen
        .iter()
        .map(|(kop, veld)| (kop.as_str(), *veld))
        .collect();
    assert_eq!(kolommen["Aankomst bureau"], Some(Veld::BeginOphouden));
    assert_eq!(kolommen["Schoenmaat"], None);
    let [short, long] = lijst.regels.as_slice() else {
        panic!("{:?}", lijst.regels)
    };
    assert_eq!(
        (short.begin_ophouden, short.status.clone()),
        (None, Status::Onbekend)
    );
    assert!(short.herkomst.contains_key(&Veld::Status));
    assert_eq!(long.status, Status::Vast);
    let overig: Vec<(&str, &str)> = long
        .overig
        .iter()
        .map(|(kop, text)| (kop.as_ref(), text.as_str()))
        .collect();
    assert_eq!(
        overig,
        [
            ("Schoenmaat", "43"),
            ("kolom E", "zonder kop"),
            ("Status (2)", "IVS"),
            ("kolom H", "te veel")
        ]
    );
    assert_eq!(
        een(&lijst.waarschuwingen, "betekent hetzelfde").1,
        "Status (2)"
    );
    assert_eq!(een(&lijst.waarschuwingen, "achter de laatste kop").0, 3);
}

#[test]
fn onleesbare_regels_blijven_zichtbaar_en_de_rest_gaat_door() {
    let lijst = lees_tekst(
        "Volgnr;PL-nummer;Naam verdachte;BSN;Geb.datum;Aankomst bureau\n1;;;111222333;01-02-1990;20-11-2026 01:00\n2;onbekend;;;;\n3;PL2100-2026117003;Cox, Carla;;05-06-1970;20-11-2026 03:00\n;;Totaal: 3 verdachten;;;\n;Naam verdachte;;;;\n",
    );
    assert_eq!(lijst.regels.len(), 1);
    assert_eq!(lijst.overgeslagen, 1);
    let refused: Vec<(u32, &str)> = lijst
        .geweigerd
        .iter()
        .map(|m| (m.regel, m.waarde.as_str()))
        .collect();
    assert_eq!(
        refused,
        [
            (2, "1 | 01-02-1990 | 20-11-2026 01:00"),
            (3, "2 | onbekend"),
            (6, "Naam verdachte")
        ],
        "without the BSN"
    );
    assert!(
        lijst.geweigerd[0]
            .reden
            .contains("geen naam en geen bruikbaar nummer")
    );
}

#[test]
fn slechte_nummers_waarschuwen_en_blijven_staan() {
    let lijst = lees_tekst(
        "PL-nummer;Parketnr.;Naam verdachte;Geb.datum;Aankomst bureau\nPL21;1-2-3;Berg, Anna;01-02-1990;20-11-2026 01:00\npl2100 2026117002-1;01/153420-26;Bos, Bert;01-02-1990;20-11-2026 01:00\nPL2100-2031117002;;Bos, Bert;01-02-1990;20-11-2026 01:00\n",
    );
    let numbers: Vec<_> = lijst
        .regels
        .iter()
        .map(|r| (r.pl.as_deref(), r.parketnummer.as_deref()))
        .collect();
    assert_eq!(
        numbers,
        [
            (Some("PL21"), Some("1-2-3")),
            (Some("PL2100-2026117002"), Some("01-153420-26")),
            (Some("PL2100-2031117002"), None)
        ]
    );
    assert_eq!(lijst.waarschuwingen.len(), 3, "{:?}", lijst.waarschuwingen);
    assert_eq!(
        lijst.regels[1].herkomst.get(&Veld::Pl).unwrap().tekst,
        "pl2100 2026117002-1"
    );
}

#[test]
fn onmogelijke_en_onzekere_tijden_waarschuwen() {
    let kop = "PL-nummer;Naam verdachte;Geb.datum;Aanhouding;Begin ophouden;Aankomst bureau;Ophouden tot\n";
    let table = [
        (
            "20-11-2026 01:00;20-11-2026 03:00;;20-11-2026 02:00",
            "Ophouden tot",
            "einde ligt voor het begin",
        ),
        (
            "20-11-2026 03:00;;;20-11-2026 02:00",
            "Ophouden tot",
            "einde ligt voor de aanhouding",
        ),
        (";20-11-2026 23:00;", "Begin ophouden", "in de toekomst"),
        (";;20-11-2026 23:00", "Aankomst bureau", "in de toekomst"),
        (
            "20-11-2026 03:00;20-11-2026 02:00;",
            "Begin ophouden",
            "voor de aanhouding",
        ),
        ("21-11-2026 03:00;;", "Aanhouding", "in de toekomst"),
        (
            "20-11-2026 03:00;;20-11-2026 02:00",
            "Aankomst bureau",
            "voor de aanhouding",
        ),
        ("20-11-2026;;", "Aanhouding", "geen tijd"),
        ("03:00;;", "Aanhouding", "tijd zonder datum"),
        ("20-11-2026 49:00;;", "Aanhouding", "bestaat niet"),
        ("11/20/2026 03:00;;", "Aanhouding", "maand voor de dag"),
        ("gisteren;;", "Aanhouding", "geen datum"),
        ("25-10-2026 02:30;;", "Aanhouding", "twee keer"),
        (
            "29-03-2026 02:30;;",
            "Aanhouding",
            "bestaat niet door de zomertijd",
        ),
        ("20-11-2026 24:00;;", "Aanhouding", "volgende dag"),
    ];
    for (cells, kolom, words) in table {
        let lijst = lees_tekst(&format!(
            "{kop}PL2100-2026117001;Berg, Anna;01-02-1990;{cells}\n"
        ));
        let (regel, found, text) = een(&lijst.waarschuwingen, words);
        assert_eq!((regel, found.as_str()), (2, kolom), "{cells}");
        assert!(
            cells.split(';').any(|cell| cell == text),
            "{cells}: the original text, not {text}"
        );
    }
    // With both columns the arrival is a fact of its own.
    let lijst = lees_tekst(&format!(
        "{kop}PL2100-2026117001;Berg, Anna;01-02-1990;20-11-2026 01:00;20-11-2026 02:00;20-11-2026 01:30\n"
    ));
    assert_eq!(
        lijst.regels[0].aankomst,
        Some(lokaal("2026-11-20T01:30:00"))
    );
    assert_eq!(
        lijst.regels[0].begin_ophouden,
        Some(lokaal("2026-11-20T02:00:00"))
    );
    assert_eq!(meldingen(&lijst), vec![]);
}

#[test]
fn datum_en_tijd_in_twee_kolommen() {
    let lijst = lees_tekst(
        "PL-nummer;Naam verdachte;Datum aanhouding;Tijd aanhouding;Aankomst bureau;Tijd aankomst\nPL2100-2026117001;Berg, Anna;19-11-26;8u05;19-11-2026;0930\n",
    );
    let line = &lijst.regels[0];
    assert_eq!(line.aanhouding, Some(lokaal("2026-11-19T08:05:00")));
    assert_eq!(line.begin_ophouden, Some(lokaal("2026-11-19T09:30:00")));
    let origin = line.herkomst.get(&Veld::Aanhouding).unwrap();
    assert_eq!(
        (origin.kolom, origin.tekst),
        ("Datum aanhouding + Tijd aanhouding", "19-11-26 | 8u05")
    );
}

#[test]
fn een_naam_in_een_of_meer_cellen() {
    let table = [
        ("Naam verdachte", "Berg, Anna Maria van den"),
        ("Achternaam;Voornamen", "Berg;Anna Maria van den"),
        (
            "Achternaam;Tussenvoegsel;Voornamen",
            "Berg;van den;Anna Maria",
        ),
        (
            "Voornamen;Tussenvoegsel;Achternaam;Voorletters",
            "Anna Maria;van den;Berg;A.M.",
        ),
    ];
    for (koppen, cells) in table {
        let lijst = lees_tekst(&format!(
            "PL-nummer;{koppen};Aankomst bureau\nPL2100-2026117001;{cells};20-11-2026 01:00\n"
        ));
        let line = &lijst.regels[0];
        assert_eq!(line.naam.achternaam, "Berg", "{koppen}");
        assert!(
            line.naam.voornamen.starts_with("Anna Maria"),
            "{koppen}: {:?}",
            line.naam
        );
        // What does not fit in is kept and said, not dropped.
        let extra = koppen.contains("Voorletters");
        assert_eq!(
            line.overig.iter().any(|(_, text)| text == "A.M."),
            extra,
            "{koppen}"
        );
        assert_eq!(
            meldingen(&lijst).len(),
            usize::from(extra),
            "{koppen}: {:?}",
            meldingen(&lijst)
        );
    }
}

#[test]
fn woorden_van_het_profiel() {
    let kop = "PL-nummer;Naam verdachte;Geb.datum;M/V;Status;HG;Aankomst bureau\n";
    let row = |cells: &str| {
        let text =
            format!("{kop}PL2100-2026117001;Berg, Anna;01-02-1990;{cells};20-11-2026 01:00\n");
        let lijst = lees_tekst(&text);
        let line = lijst.regels[0].clone();
        (
            line.geslacht,
            line.status,
            line.hg_politie,
            lijst.waarschuwingen.len(),
        )
    };
    let other = |text: &str| Status::Anders(text.to_owned());
    assert_eq!(
        row("v;VAST;Ja"),
        (Some(Geslacht::Vrouw), Status::Vast, Some(true), 0)
    );
    assert_eq!(
        row("Man;niet-vast;n"),
        (Some(Geslacht::Man), Status::NietVast, Some(false), 0)
    );
    assert_eq!(
        row("X;IVS;?"),
        (Some(Geslacht::Anders), Status::Ivs, None, 0)
    );
    assert_eq!(
        row("q;Wacht op tolk;misschien"),
        (None, other("Wacht op tolk"), None, 3)
    );
}

#[test]
fn meer_feiten_in_een_cel_of_een_rij() {
    let kop = "PL-nummer;Naam verdachte;Artikel;Feit;Aankomst bureau\n";
    let row = |artikel: &str, feit: &str| {
        let lijst = lees_tekst(&format!(
            "{kop}PL2100-2026117001;Berg, Anna;\"{artikel}\";\"{feit}\";20-11-2026 01:00\n"
        ));
        let feiten = &lijst.regels[0].feiten;
        feiten
            .iter()
            .map(|f| format!("{}={}", f.artikel, f.omschrijving))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        row("300 Sr\n285 Sr", "Mishandeling\nBedreiging"),
        ["300 Sr=Mishandeling", "285 Sr=Bedreiging"]
    );
    assert_eq!(row("300 Sr; 285 Sr", ""), ["300 Sr=", "285 Sr="]);
    assert_eq!(
        row("300 Sr; 285 Sr", "Mishandeling"),
        ["300 Sr; 285 Sr=Mishandeling"]
    );
    assert_eq!(
        row("300 jo 304 Sr", "Slaan / schoppen"),
        ["300 jo 304 Sr=Slaan / schoppen"]
    );
    assert_eq!(row("", ""), Vec::<String>::new());
}

#[test]
fn een_tweede_feit_hoort_bij_de_regel_erboven_met_hetzelfde_nummer() {
    let lijst = lees_tekst(
        "PL-nummer;Naam verdachte;Geb.datum;Artikel;Status;Aankomst bureau\nPL2100-2026117001;Berg, Anna;01-02-1990;300 Sr;Vast;20-11-2026 01:00\nPL2100-2026117001;;;285 Sr;IVS;\nPL2100-2026117002;;;310 Sr;;\n",
    );
    assert_eq!(lijst.regels.len(), 2);
    assert_eq!(lijst.regels[0].artikelen(), "300 Sr · 285 Sr");
    assert_eq!(lijst.regels[0].status, Status::Vast);
    assert_eq!(een(&lijst.waarschuwingen, "hoort bij regel 2").2, "IVS");
    assert_eq!(een(&lijst.waarschuwingen, "heeft geen naam").0, 4);
}

#[test]
fn het_profiel_beslist_wat_een_kop_betekent() {
    let text = "registratienummer,achternaam,voornamen,verblijfplaats,datum/tijd ophouden\nPL2100-2026117001,Berg,Anna,AC Eindhoven,2026-11-20 01:00\n";
    assert_eq!(
        lees_tekst(text).regels[0].locatie.as_deref(),
        Some("AC Eindhoven")
    );
    let options = |profiel: &str| Opties {
        profiel: Some(profiel.to_owned()),
        bewaar_bsn: false,
        alle_bladen: false,
        nu: nu(),
    };
    let read = |profiel: &str| {
        zsmtafel::import::lees(text.as_bytes(), "x", profielen(), &options(profiel))
    };
    let general = read("algemeen").unwrap();
    assert_eq!(general.onbekende_kolommen, ["verblijfplaats"]);
    assert_eq!(general.regels[0].overig[0].1, "AC Eindhoven");
    let said = read("bestaatniet").unwrap_err().to_string();
    assert!(
        said.contains("kies uit: verdachtenmonitor, registratie, algemeen"),
        "{said}"
    );
}

#[test]
fn fouten_in_profielen_noemen_profiel_en_kop() {
    let read = |text: &str| toml::from_str::<ProfielBestand>(text);
    assert!(read("naam = 'a'\nkleur = 'b'\n[kolommen]").is_err());
    assert!(read("naam = 'a'\n[kolommen]\nkleur = ['b']").is_err());
    let double = read("naam = 'a'\n[kolommen]\npl = ['Nummer']\nnaam = ['nummer.']").unwrap();
    let said = Profielen::nieuw(vec![double]).unwrap_err().to_string();
    assert!(
        said.contains("profiel a") && said.contains("nummer."),
        "{said}"
    );
    assert!(Profielen::nieuw(vec![]).is_err());
}

#[test]
fn een_vergeten_bsn_kolom_komt_nergens_terecht() {
    let lijst = lees_tekst(
        "PL-nummer;Naam verdachte;BSN verdachte;BSN;Aankomst bureau\nPL2100-2026117001;Berg, Anna;111222333;249566758;20-11-2026 01:00\n",
    );
    let all = format!("{lijst:?}");
    assert!(
        !all.contains("111222333") && !all.contains("249566758"),
        "{all}"
    );
}

#[test]
fn een_lange_lijst_gaat_over_draden_zonder_iets_te_verliezen() {
    use std::fmt::Write as _;

    // Each suspect has a second offence on a row of its own, so that a share ends in the middle of one.
    let suspects = 5_251;
    let mut text = "PL-nummer;Naam verdachte;Artikel;Aankomst bureau\n".to_owned();
    for at in 0..suspects {
        let pl = format!("PL2100-2026{at:06}");
        writeln!(
            text,
            "{pl};Bos, Bert;300 Sr;20-11-2026 01:00\n{pl};;285 Sr;"
        )
        .unwrap();
    }
    let lijst = lees_tekst(&text);
    assert_eq!(lijst.regels.len(), suspects);
    for (at, line) in lijst.regels.iter().enumerate() {
        assert_eq!(line.regel as usize, 2 + 2 * at);
        assert_eq!(line.artikelen(), "300 Sr · 285 Sr", "line {}", line.regel);
    }
}
