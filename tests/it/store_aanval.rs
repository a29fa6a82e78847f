//! Attacks on a table: who can do what, and where it shows. The cells of assets/docs/veiligheid.md are these, in words.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use zsmtafel::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::inzage::{Bundel, Inzageregel, Inzagesoort};
use zsmtafel::domain::tag::Tag;
use zsmtafel::journal::hoofd::Journaalhoofd;
use zsmtafel::store::bestand::{HOOFD, SLEUTEL, TAFEL};
use zsmtafel::store::{
    Hoofdvergelijking, KdfSterkte, Store, StoreFout, Terugzetting, Toegang, herstel, kopienaam,
};

use crate::store_hulp::{ANNA, dag, later, lezing, nu, regel, tag, wachtwoord};

/// A table of yesterday evening and of this morning, closed; and the head that was printed this morning.
struct Opstelling {
    gisteren: TempDir,
    nu: TempDir,
    hoofd: Journaalhoofd,
}

fn kopie(map: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(map).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.path().join(path.file_name().unwrap())).unwrap();
    }
    to
}

fn open(map: &Path) -> Result<Store, StoreFout> {
    Store::open(map, &wachtwoord(), later(7200))
}

fn oordeel(words: &str) -> Opdracht {
    Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
        geheel: Oordeel::AcuutOnveilig,
        motivering: words.to_owned(),
        ..Veiligheidsbeoordeling::default()
    }))
}

fn doe(store: &mut Store, zaak: ZaakId, what: &Opdracht, at: i64) {
    store
        .nagelezen(|store| store.voer_uit(zaak, what, ANNA, later(at)))
        .unwrap();
}

fn opstelling() -> (Opstelling, Vec<ZaakId>) {
    let map = tempfile::tempdir().unwrap();
    let mut store = Store::maak(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap();
    let list = lezing(&store, (0..40).map(regel).collect(), dag());
    store.lees_in(&list, ANNA, nu(), dag()).unwrap();
    let ids: Vec<ZaakId> = list.regels.iter().map(|(id, ..)| *id).collect();
    for id in &ids[..12] {
        doe(&mut store, *id, &tag(Tag::Hg), 10);
    }
    drop(store);
    let gisteren = kopie(map.path());
    let mut store = open(map.path()).unwrap();
    for id in &ids[12..16] {
        doe(&mut store, *id, &tag(Tag::Hg), 3600);
    }
    doe(&mut store, ids[0], &oordeel("slaat haar"), 3700);
    doe(&mut store, ids[15], &oordeel("dreigt"), 3800);
    let hoofd = store.hoofd().unwrap();
    drop(store);
    (
        Opstelling {
            gisteren,
            nu: map,
            hoofd,
        },
        ids,
    )
}

/// Where it shows.
fn uitslag(map: &Path, hoofd: &Journaalhoofd) -> &'static str {
    let Ok(mut store) = open(map) else {
        return "bij openen";
    };
    if !store.verifieer_heel().unwrap().is_heel() {
        return "controle";
    }
    match store.vergelijk(hoofd).unwrap() {
        Hoofdvergelijking::Gelijk(_) => "niet",
        Hoofdvergelijking::Ontbreekt(_) | Hoofdvergelijking::Anders => "afgedrukt hoofd",
    }
}

fn vervang(map: &Path, from: &Path, files: &[&str]) {
    for file in files {
        fs::copy(from.join(file), map.join(file)).unwrap();
    }
}

/// Lets somebody with the passphrase work on the table with SQL of his own.
fn met_sql(map: &Path, sql: &[&str]) {
    let mut store = open(map).unwrap();
    for one in sql {
        store.proef_sql(one).unwrap();
    }
    store.nagelezen(|_| Ok(())).unwrap();
}

type Daad = fn(&Path, &Opstelling);

const LAATSTE_WEG: [&str; 5] = [
    "PRAGMA foreign_keys = OFF",
    "DELETE FROM betreft WHERE event > (SELECT max(seq) - 2 FROM event)",
    "DELETE FROM payload WHERE event > (SELECT max(seq) - 2 FROM event)",
    "DELETE FROM terugstapel WHERE event > (SELECT max(seq) - 2 FROM event)",
    "DELETE FROM event WHERE seq > (SELECT max(seq) - 2 FROM event)",
];

fn weg(map: &Path, sql: &[&str]) {
    met_sql(map, sql);
    let mut store = open(map);
    if let Ok(store) = &mut store {
        store.nagelezen(Store::rebuild).unwrap();
    }
}

/// The cells: who, what, and where it shows.
const CELLEN: [(&str, &str, &str, Daad); 19] = [
    (
        "alleen het bestand",
        "een byte van de tafel veranderd",
        "bij openen",
        |map, _| {
            let mut bytes = fs::read(map.join(TAFEL)).unwrap();
            let at = bytes.len() / 2;
            bytes[at] ^= 1;
            fs::write(map.join(TAFEL), bytes).unwrap();
        },
    ),
    (
        "alleen het bestand",
        "tafel.db van gisteren",
        "bij openen",
        |map, all| {
            vervang(map, all.gisteren.path(), &[TAFEL]);
        },
    ),
    (
        "alleen het bestand",
        "tafel.hoofd van gisteren",
        "bij openen",
        |map, all| {
            vervang(map, all.gisteren.path(), &[HOOFD]);
        },
    ),
    (
        "alleen het bestand",
        "tafel.hoofd weggehaald",
        "bij openen",
        |map, _| {
            fs::remove_file(map.join(HOOFD)).unwrap();
        },
    ),
    (
        "alleen het bestand",
        "tafel of sleutel van een andere tafel",
        "bij openen",
        |map, _| {
            let other = tempfile::tempdir().unwrap();
            drop(Store::maak(other.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap());
            vervang(map, other.path(), &[SLEUTEL]);
        },
    ),
    (
        "alleen het bestand",
        "de hele map van gisteren",
        "afgedrukt hoofd",
        |map, all| {
            vervang(map, all.gisteren.path(), &[TAFEL, HOOFD, SLEUTEL]);
        },
    ),
    (
        "kent een wachtwoord",
        "met SQL, tafel.hoofd blijft",
        "bij openen",
        |map, _| {
            let before = fs::read(map.join(HOOFD)).unwrap();
            met_sql(map, &["UPDATE zaak SET alarm = 0"]);
            fs::write(map.join(HOOFD), before).unwrap();
        },
    ),
    (
        "kent een wachtwoord",
        "nieuwste gebeurtenissen gewist, tafel.hoofd blijft",
        "bij openen",
        |map, _| {
            let before = fs::read(map.join(HOOFD)).unwrap();
            weg(map, &LAATSTE_WEG);
            fs::write(map.join(HOOFD), before).unwrap();
        },
    ),
    (
        "kent een wachtwoord",
        "nieuwste gebeurtenissen gewist, tafel.hoofd aangepast",
        "afgedrukt hoofd",
        |map, _| {
            weg(map, &LAATSTE_WEG);
        },
    ),
    (
        "kent een wachtwoord",
        "alle gebeurtenissen gewist, tafel.hoofd aangepast",
        "afgedrukt hoofd",
        |map, _| {
            weg(
                map,
                &[
                    "PRAGMA foreign_keys = OFF",
                    "DELETE FROM betreft",
                    "DELETE FROM payload",
                    "DELETE FROM event",
                ],
            );
        },
    ),
    (
        "kent een wachtwoord",
        "een gebeurtenis uit het midden gewist",
        "controle",
        |map, _| {
            weg(
                map,
                &[
                    "PRAGMA foreign_keys = OFF",
                    "DELETE FROM betreft WHERE event = 5",
                    "DELETE FROM payload WHERE event = 5",
                    "DELETE FROM event WHERE seq = 5",
                ],
            );
        },
    ),
    (
        "kent een wachtwoord",
        "een beoordeling herschreven",
        "controle",
        |map, _| {
            weg(
            map,
            &[
                "UPDATE payload SET content = CAST(replace(CAST(content AS TEXT), 'slaat', 'kust') AS BLOB)
                 WHERE CAST(content AS TEXT) LIKE '%slaat haar%'",
            ],
        );
        },
    ),
    (
        "kent een wachtwoord",
        "een beoordeling geleegd",
        "controle",
        |map, _| {
            weg(
                map,
                &[
                    "UPDATE payload SET salt = NULL, content = NULL WHERE event = (SELECT max(event) FROM payload)",
                ],
            );
        },
    ),
    (
        "kent een wachtwoord",
        "een trigger geplant",
        "controle",
        |map, _| {
            met_sql(
                map,
                &["CREATE TRIGGER stil AFTER INSERT ON zaak BEGIN UPDATE zaak SET alarm = 0; END"],
            );
        },
    ),
    (
        "kent een wachtwoord",
        "een index weggehaald",
        "controle",
        |map, _| {
            met_sql(map, &["DROP INDEX zaak_open"]);
        },
    ),
    (
        "kent een wachtwoord",
        "een projectie veranderd",
        "controle",
        |map, _| {
            met_sql(
                map,
                &[
                    "UPDATE zaak SET open = 0, alarm = 0 WHERE id IN (SELECT id FROM zaak ORDER BY id LIMIT 2)",
                ],
            );
        },
    ),
    (
        "kent een wachtwoord",
        "de map van gisteren, en anders verder gewerkt",
        "afgedrukt hoofd",
        |map, all| {
            vervang(map, all.gisteren.path(), &[TAFEL, HOOFD, SLEUTEL]);
            let mut store = open(map).unwrap();
            let list = store.dag(dag()).unwrap();
            for zaak in &list.zaken[20..30] {
                doe(&mut store, zaak.id, &tag(Tag::Twijfel), 4000);
            }
        },
    ),
    (
        "kent een wachtwoord",
        "een oudere reservekopie teruggezet",
        "afgedrukt hoofd",
        |map, all| {
            let (old, stick) = (kopie(all.gisteren.path()), TempDir::new().unwrap());
            let mut store = open(old.path()).unwrap();
            let pad = kopienaam(stick.path(), store.tafel(), later(100)).unwrap();
            let made = store.begin_kopie(&pad, later(100)).unwrap();
            let made = made.maak().unwrap();
            drop(store);
            let seen = {
                let who = Toegang::vrij();
                Terugzetting::bekijk(map, &made.pad, (&who, &wachtwoord()), later(7300)).unwrap()
            };
            seen.zet_terug(later(7300)).unwrap();
            let told = open(map).unwrap().controle().unwrap().teruggezet;
            assert!(told.is_some(), "controle says nothing of it");
        },
    ),
    (
        "kent een wachtwoord",
        "een regel uit het logboek van inzage gewist",
        "controle",
        |map, _| {
            let mut store = open(map).unwrap();
            let mut log = Bundel::default();
            let line = Inzageregel::tafel(Inzagesoort::Lijst, "lijst");
            assert_eq!(log.neem(line, later(4000), ""), None);
            let seen = log.leeg("").unwrap();
            store
                .nagelezen(|store| store.noteer_inzage(seen.clone(), ANNA))
                .unwrap();
            store
                .nagelezen(|store| store.noteer_inzage(seen, ANNA))
                .unwrap();
            drop(store);
            weg(
                map,
                &[
                    "PRAGMA foreign_keys = OFF",
                    "DELETE FROM payload WHERE event = (SELECT max(seq) - 1 FROM event)",
                    "DELETE FROM event WHERE seq = (SELECT max(seq) - 1 FROM event)",
                ],
            );
        },
    ),
];

#[test]
fn every_cell_of_the_table_of_attacks_is_so() {
    let (all, _) = opstelling();
    assert_eq!(
        uitslag(kopie(all.nu.path()).path(), &all.hoofd),
        "niet",
        "untouched"
    );
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/docs/veiligheid.md"))
            .unwrap();
    for (who, what, expected, act) in CELLEN {
        let map = kopie(all.nu.path());
        act(map.path(), &all);
        assert_eq!(uitslag(map.path(), &all.hoofd), expected, "{who}: {what}");
        let row = format!("| {who} | {what} | {expected} |");
        assert!(text.contains(&row), "veiligheid.md has no row: {row}");
    }
    let rows = text.lines().filter(|line| {
        line.starts_with("| alleen het bestand |") || line.starts_with("| kent een wachtwoord |")
    });
    // One row is of pages, each tried below.
    assert_eq!(rows.count(), CELLEN.len() + 1);
}

#[test]
fn a_page_of_another_moment_is_found_wherever_it_is_put_and_mended() {
    let (all, ids) = opstelling();
    let old = fs::read(all.gisteren.path().join(TAFEL)).unwrap();
    let new = fs::read(all.nu.path().join(TAFEL)).unwrap();
    let whole = {
        let copy = kopie(all.nu.path());
        open(copy.path()).unwrap().dump().unwrap()
    };
    let (mut tried, mut mended) = (0, 0);
    for page in 0..old.len().min(new.len()) / 4096 {
        let at = page * 4096..(page + 1) * 4096;
        if old[at.clone()] == new[at.clone()] {
            continue;
        }
        tried += 1;
        let map = kopie(all.nu.path());
        let mut mixed = new.clone();
        mixed[at.clone()].copy_from_slice(&old[at]);
        fs::write(map.path().join(TAFEL), &mixed).unwrap();
        let err = open(map.path()).unwrap_err();
        assert!(
            matches!(err, StoreFout::IetsWeg(_) | StoreFout::TafelKapot { .. }),
            "page {page}: {err}"
        );
        assert!(
            fs::read(map.path().join(TAFEL)).unwrap() == mixed,
            "page {page}"
        );
        match herstel(map.path(), &wachtwoord(), later(7300)) {
            Ok(done) => {
                mended += 1;
                assert!(fs::read(&done.opzij).unwrap() == mixed, "page {page}");
                let mut store = open(map.path()).unwrap();
                assert!(store.dump().unwrap() == whole, "page {page}");
                assert!(store.verifieer_heel().unwrap().is_heel(), "page {page}");
                doe(&mut store, ids[20], &tag(Tag::Hg), 7400);
            }
            // A page of the journal itself: what stood on it can not be made of the rest.
            Err(err) => {
                assert!(
                    matches!(err, StoreFout::TafelKapot { .. }),
                    "page {page}: {err}"
                );
                assert!(
                    fs::read(map.path().join(TAFEL)).unwrap() == mixed,
                    "page {page}"
                );
            }
        }
    }
    assert!(tried >= 8 && mended >= 2, "{tried} pages, {mended} mended");
}

#[test]
fn damage_outside_the_journal_is_mended_and_what_is_lost_is_named() {
    let (all, ids) = opstelling();
    let pages = |table: &str| {
        let copy = kopie(all.nu.path());
        let store = open(copy.path()).unwrap();
        let rows = store
            .proef_sql(&format!(
                "SELECT max(pageno) FROM dbstat WHERE name = '{table}'"
            ))
            .unwrap();
        let digits: String = rows[0][0].chars().filter(char::is_ascii_digit).collect();
        digits.parse::<usize>().unwrap()
    };
    let damaged = |table: &str| {
        let map = kopie(all.nu.path());
        let mut bytes = fs::read(map.path().join(TAFEL)).unwrap();
        bytes[(pages(table) - 1) * 4096 + 1000] ^= 1;
        fs::write(map.path().join(TAFEL), &bytes).unwrap();
        assert!(
            matches!(open(map.path()).unwrap_err(), StoreFout::TafelKapot { .. }),
            "{table}"
        );
        (map, bytes)
    };
    for (table, lost) in [("zaak", 0), ("zaak_open", 0), ("daglijst", 1)] {
        let (map, bytes) = damaged(table);
        let done = herstel(map.path(), &wachtwoord(), later(7300)).unwrap();
        assert_eq!(done.verloren.len(), lost, "{table}: {:?}", done.verloren);
        assert_eq!(done.zaken, 16, "{table}");
        assert!(fs::read(&done.opzij).unwrap() == bytes, "{table}");
        let mut store = open(map.path()).unwrap();
        assert!(store.verifieer_heel().unwrap().is_heel(), "{table}");
        assert_eq!(
            store
                .zaak(ids[3])
                .unwrap()
                .unwrap()
                .zaak
                .stand
                .tag
                .unwrap()
                .tag,
            Tag::Hg
        );
        assert_eq!(store.hoofd().unwrap(), all.hoofd);
    }
    // The journal itself can not be made up: it is refused, and stands as it stood.
    let (map, bytes) = damaged("event");
    let err = herstel(map.path(), &wachtwoord(), later(7300)).unwrap_err();
    assert!(matches!(err, StoreFout::TafelKapot { .. }), "{err}");
    assert!(fs::read(map.path().join(TAFEL)).unwrap() == bytes);
    // Nor does mending make a journal of which the end is gone whole.
    let map = kopie(all.nu.path());
    vervang(map.path(), all.gisteren.path(), &[TAFEL]);
    let err = herstel(map.path(), &wachtwoord(), later(7300)).unwrap_err();
    assert!(err.to_string().contains("niet tot het einde"), "{err}");
}

#[test]
fn a_head_is_typed_over_as_it_was_printed() {
    let (all, _) = opstelling();
    let printed = all.hoofd.to_string();
    assert_eq!(printed.split(' ').count(), 6, "{printed}");
    assert_eq!(printed.to_uppercase().parse(), Ok(all.hoofd.clone()));
    assert_eq!(
        format!("  {}  ", printed.replace(' ', "  ")).parse(),
        Ok(all.hoofd.clone())
    );
    for wrong in [
        "",
        "12",
        "12 abcd",
        "zoveel abcd abcd abcd abcd abcd",
        &format!("{printed}0"),
    ] {
        assert!(wrong.parse::<Journaalhoofd>().is_err(), "{wrong}");
    }
    let mut store = open(all.nu.path()).unwrap();
    let count = |one| match one {
        Hoofdvergelijking::Gelijk(more) => more,
        other => panic!("{other:?}"),
    };
    assert_eq!(count(store.vergelijk(&all.hoofd).unwrap()), 0);
    let list = store.dag(dag()).unwrap();
    let next = list
        .zaken
        .iter()
        .find(|zaak| zaak.stand.tag.is_none())
        .unwrap()
        .id;
    doe(&mut store, next, &tag(Tag::Hg), 7300);
    assert_eq!(count(store.vergelijk(&all.hoofd).unwrap()), 2);
}
