//! One list in four shapes: each must give the facts of `waarheid.json`, all rows and no row more.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Deserialize;
use zsmtafel::domain::lijstregel::{Feit, Geslacht, Lijstregel, Status, Veld};
use zsmtafel::import::Lijst;

use crate::import_hulp::{LIJSTEN, lees_voorbeeld, lokaal, opties, pad, profielen, voorbeeld};

#[derive(Debug, Deserialize)]
struct Waar {
    pl: String,
    parket: String,
    achternaam: String,
    voornamen: String,
    geslacht: String,
    geboren: NaiveDate,
    bsn: String,
    adres: String,
    gemeente: String,
    artikel: String,
    feit: String,
    toelichting: String,
    relatie: String,
    aanhouding: String,
    aankomst: String,
    locatie: String,
    status: String,
    hg_politie: String,
    thv: String,
    zorgmelding: String,
}

fn waarheid() -> Vec<Waar> {
    let text = std::fs::read_to_string(pad("voorbeelden/waarheid.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn vlag(text: &str) -> Option<bool> {
    match text {
        "J" => Some(true),
        "N" => Some(false),
        _ => None,
    }
}

fn leeg_is_niets(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Compares every fact for which the file has a column.
fn zelfde(regel: &Lijstregel, waar: &Waar, tweede_feit: bool) {
    let heeft = |veld: Veld| regel.herkomst.contains_key(&veld);
    let wie = format!("{} {}", waar.pl, waar.achternaam);
    assert_eq!(regel.pl.as_deref(), Some(waar.pl.as_str()), "{wie}");
    let family = format!("{} {}", regel.naam.tussenvoegsel, regel.naam.achternaam);
    assert_eq!(family.trim(), waar.achternaam);
    assert_eq!(regel.naam.voornamen, waar.voornamen, "{wie}");
    assert_eq!(regel.geboortedatum, Some(waar.geboren), "{wie}");
    let geslacht = match waar.geslacht.as_str() {
        "M" => Geslacht::Man,
        _ => Geslacht::Vrouw,
    };
    assert_eq!(regel.geslacht, Some(geslacht), "{wie}");
    let mut feiten = vec![Feit {
        artikel: waar.artikel.clone(),
        omschrijving: waar.feit.clone(),
    }];
    if tweede_feit {
        feiten.push(Feit {
            artikel: "266 Sr".to_owned(),
            omschrijving: "Belediging (tweede feit)".to_owned(),
        });
    }
    assert_eq!(regel.feiten, feiten, "{wie}");
    assert_eq!(regel.toelichting, waar.toelichting, "{wie}");
    assert_eq!(regel.relatie, leeg_is_niets(&waar.relatie), "{wie}");
    assert_eq!(regel.aanhouding, Some(lokaal(&waar.aanhouding)), "{wie}");
    assert_eq!(regel.begin_ophouden, Some(lokaal(&waar.aankomst)), "{wie}");
    assert_eq!(regel.aankomst, None, "{wie}");
    assert_eq!(
        regel.locatie.as_deref(),
        Some(waar.locatie.as_str()),
        "{wie}"
    );
    let status = match waar.status.as_str() {
        "Vast" => Status::Vast,
        "Niet vast" => Status::NietVast,
        "IVS" => Status::Ivs,
        _ => Status::Heengezonden,
    };
    assert_eq!(regel.status, status, "{wie}");
    assert_eq!(
        regel.woonplaats.as_deref(),
        Some(waar.gemeente.as_str()),
        "{wie}"
    );
    assert_eq!(regel.hg_politie, vlag(&waar.hg_politie), "{wie}");
    assert_eq!(regel.bsn, None, "{wie}");
    if heeft(Veld::Parketnummer) {
        assert_eq!(regel.parketnummer, leeg_is_niets(&waar.parket), "{wie}");
        assert_eq!(regel.adres.as_deref(), Some(waar.adres.as_str()), "{wie}");
        assert_eq!(regel.thv, vlag(&waar.thv), "{wie}");
        assert_eq!(regel.zorgmelding, vlag(&waar.zorgmelding), "{wie}");
    } else {
        assert!(!heeft(Veld::Adres) && !heeft(Veld::Thv) && !heeft(Veld::Zorgmelding));
    }
}

#[test]
fn elke_vorm_geeft_de_waarheid_en_geen_regel_meer() {
    let waarheid = waarheid();
    for name in LIJSTEN {
        let lijst = lees_voorbeeld(name);
        assert_eq!(lijst.regels.len(), waarheid.len(), "{name}");
        assert_eq!(lijst.geweigerd, vec![], "{name}");
        assert_eq!(lijst.onbekende_kolommen, Vec::<String>::new(), "{name}");
        assert_eq!(lijst.waarschuwingen, vec![], "{name}");
        for (at, (regel, waar)) in lijst.regels.iter().zip(&waarheid).enumerate() {
            zelfde(
                regel,
                waar,
                name.ends_with("xlsx") && at % 7 == 6 && at < 42,
            );
        }
        let keys: HashSet<String> = lijst.regels.iter().map(Lijstregel::zaaksleutel).collect();
        assert_eq!(keys.len(), 46, "{name}: 46 different zaken");
    }
}

#[test]
fn de_lijst_vertelt_hoe_zij_gelezen_is() {
    let kort = |lijst: &Lijst| {
        (
            lijst.profiel.clone(),
            lijst.codering.clone(),
            lijst.scheidingsteken,
            lijst.blad.clone(),
            lijst.overgeslagen,
            lijst.peildatum.map(|at| at.to_string()),
        )
    };
    let text = |text: &str| text.to_owned();
    let [excel, komma, unicode, werkmap] = LIJSTEN.map(lees_voorbeeld);
    assert_eq!(
        kort(&excel),
        (
            text("verdachtenmonitor"),
            text("windows-1252"),
            Some(';'),
            None,
            2, // the title and the total
            Some(text("2026-11-20 07:30:00"))
        )
    );
    assert_eq!(
        kort(&komma),
        (
            text("registratie"),
            text("UTF-8 (BOM)"),
            Some(','),
            None,
            0,
            None
        )
    );
    assert_eq!(
        kort(&unicode),
        (
            text("verdachtenmonitor"),
            text("UTF-16LE"),
            Some('\t'),
            None,
            1,
            None
        )
    );
    assert_eq!(
        kort(&werkmap),
        (
            text("verdachtenmonitor"),
            text("xlsx"),
            None,
            Some(text("Verdachten")),
            1,
            Some(text("2026-11-20 00:00:00"))
        )
    );
    assert!(
        excel
            .profiel_reden
            .contains("verdachtenmonitor kent 20 van de 20 koppen"),
        "{}",
        excel.profiel_reden
    );
    assert_eq!(excel.sha256.len(), 64);
}

#[test]
fn regelnummers_zijn_die_van_het_bestand() {
    let first_and_last = |name| {
        let lijst = lees_voorbeeld(name);
        (lijst.regels[0].regel, lijst.regels[45].regel)
    };
    assert_eq!(first_and_last(LIJSTEN[0]), (4, 49)); // title, blank line, headings
    assert_eq!(first_and_last(LIJSTEN[1]), (2, 47));
    assert_eq!(first_and_last(LIJSTEN[2]), (2, 48)); // the headings once more
    assert_eq!(first_and_last(LIJSTEN[3]), (4, 55)); // six second offences
}

#[test]
fn herkomst_houdt_kop_en_tekst() {
    let lijst = lees_voorbeeld(LIJSTEN[0]);
    let begin = lijst.regels[0].herkomst.get(&Veld::BeginOphouden).unwrap();
    assert_eq!(
        (begin.kolom, begin.tekst),
        ("Aankomst bureau", "19-11-2026 14:19")
    );
    let lijst = lees_voorbeeld(LIJSTEN[1]);
    let place = lijst.regels[0].herkomst.get(&Veld::Locatie).unwrap();
    assert_eq!(
        (place.kolom, place.tekst),
        ("verblijfplaats", "AC Den Bosch")
    );
    // An empty cell of a column that is there is an answer; a column that is not there is none.
    assert!(lijst.regels[0].herkomst.contains_key(&Veld::HgPolitie));
    assert!(!lijst.regels[0].herkomst.contains_key(&Veld::Thv));
}

#[test]
fn bsn_blijft_alleen_als_dat_gevraagd_is() {
    let waarheid = waarheid();
    for name in [LIJSTEN[0], LIJSTEN[2], LIJSTEN[3]] {
        let zonder = format!("{:?}", lees_voorbeeld(name));
        let mut keep = opties();
        keep.bewaar_bsn = true;
        let met = zsmtafel::import::lees(&voorbeeld(name), name, profielen(), &keep).unwrap();
        for (regel, waar) in met.regels.iter().zip(&waarheid) {
            assert_eq!(regel.bsn, leeg_is_niets(&waar.bsn), "{name}");
            assert!(
                waar.bsn.is_empty() || !zonder.contains(&waar.bsn),
                "{name}: {}",
                waar.bsn
            );
        }
    }
}
