//! The plug is pulled at moments that nobody chose: what the screen showed as saved is there afterwards,
//! the chain holds, and the next start knows nothing of it.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::env;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, Utc};
use secrecy::SecretString;
use zsmtafel::domain::tag::Tag;
use zsmtafel::shell::oefenen::WACHTWOORD;
use zsmtafel::store::{Store, StoreFout};

use super::pty_werkbank::{LIJST, Venster, Werkbank};

/// How often the plug is pulled, over all tables together.
const KEREN: usize = 100;
/// How many tables there are at once; most of the time is waiting.
const TAFELS: usize = 4;
/// A seed that a run printed makes the same choices again.
const ZAAD: &str = "ZSMTAFEL_ZAAD";

/// Choices that can be made again (SplitMix64).
struct Toeval(u64);

impl Toeval {
    fn volgend(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of `0..tot`.
    fn onder(&mut self, tot: u64) -> u64 {
        self.volgend() % tot
    }

    /// So many microseconds, less than that.
    fn even(&mut self, tot: u64) {
        std::thread::sleep(Duration::from_micros(self.onder(tot)));
    }
}

fn zaad() -> u64 {
    env::var(ZAAD)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| {
            u64::try_from(
                SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap()
                    .as_nanos(),
            )
            .unwrap_or(1)
        })
}

fn start(bank: &Werkbank) -> Venster {
    bank.start(&["--oefenen", "--nu", "2026-11-20T08:00"], 120, 40)
}

fn nu() -> DateTime<Utc> {
    "2026-11-20T08:00:00Z".parse().unwrap()
}

/// What a start finds, read past the screen: the list, who has which tag, and a whole chain.
struct Tafel {
    regels: usize,
    tags: BTreeMap<String, Tag>,
}

fn op_schijf(bank: &Werkbank) -> Tafel {
    let wachtwoord = SecretString::from(WACHTWOORD.to_owned());
    // The table dies with the program that watches it, a moment later.
    let path = bank.data().join("oefenen");
    let store = (0..100)
        .find_map(|_| match Store::open(&path, &wachtwoord, nu()) {
            Err(StoreFout::AlOpen { .. }) => {
                std::thread::sleep(Duration::from_millis(50));
                None
            }
            opened => Some(opened.unwrap()),
        })
        .expect("de tafel blijft open");
    let verslag = store.verifieer().unwrap();
    assert!(
        verslag.breuken.is_empty(),
        "de keten is gebroken: {verslag:?}"
    );
    assert!(store.controle().unwrap().heel, "de databank is niet heel");
    let dag = store
        .dag(NaiveDate::from_ymd_opt(2026, 11, 20).unwrap())
        .unwrap();
    Tafel {
        regels: dag.zaken.len(),
        tags: dag
            .zaken
            .iter()
            .filter_map(|zaak| {
                let pl = zaak.regel.pl.clone()?;
                // Two lines of the list bear one number; the name tells them apart.
                let wie = format!("{pl} {}", zaak.regel.naam.lijstvorm());
                Some((wie, zaak.stand.tag.as_ref()?.tag))
            })
            .collect(),
    }
}

/// What stands in a line under the heading of the tag.
fn tag_van(beeld: &str, regel: &str) -> String {
    let kop = beeld.lines().find(|kop| kop.contains(" tag     oordeel"));
    let plaats = kop
        .and_then(|kop| kop.split_once(" tag     oordeel"))
        .map_or(0, |(voor, _)| voor.chars().count() + 1);
    regel.chars().skip(plaats).take(8).collect()
}

/// Whether the selected line of a frame has no tag yet.
fn zonder_tag(beeld: &str) -> bool {
    beeld
        .lines()
        .find(|regel| regel.starts_with('▌'))
        .is_some_and(|regel| tag_van(beeld, regel).starts_with(['?', '·']))
}

/// What a frame promises: counts of tags, if it says that everything is saved.
fn belofte(beeld: &str) -> Option<BTreeMap<&'static str, usize>> {
    if beeld.contains("bezig met opslaan") || !beeld.contains("opgeslagen ") {
        return None;
    }
    let mut uit = BTreeMap::new();
    for woord in ["verdachten", "HG", "radar", "twijfel"] {
        uit.insert(woord, crate::pty_ochtend::geteld(beeld, woord)?);
    }
    // Lines without HG are counted by their word, as far as they are on screen.
    let geen = beeld
        .lines()
        .filter(|regel| tag_van(beeld, regel).starts_with("geen"))
        .count();
    uit.insert("geen", geen);
    Some(uit)
}

/// Holds what was promised against what is there.
fn nagekomen(beloofd: &BTreeMap<&'static str, usize>, tafel: &Tafel) -> Result<(), String> {
    let aantal = |tag: Tag| tafel.tags.values().filter(|one| **one == tag).count();
    for (woord, er_is) in [
        ("verdachten", tafel.regels),
        ("HG", aantal(Tag::Hg)),
        ("radar", aantal(Tag::Radar)),
        ("twijfel", aantal(Tag::Twijfel)),
        ("geen", aantal(Tag::GeenHg)),
    ] {
        let beloofd = beloofd.get(woord).copied().unwrap_or(0);
        if er_is < beloofd {
            return Err(format!(
                "{woord}: op het scherm {beloofd}, in de tafel {er_is}"
            ));
        }
    }
    Ok(())
}

/// Reads the list, and pulls the plug somewhere in it.
fn lees_en_trek(venster: &mut Venster, toeval: &mut Toeval) {
    venster.toets("o");
    venster.wacht_op("Welke lijst?");
    venster.plak(LIJST);
    venster.wacht_op("Waar staat het");
    venster.toets("Enter");
    venster.wacht_op("er is nog niets gewijzigd");
    venster.toets("Enter");
    toeval.even(60_000);
    venster.trek_stekker();
}

/// Tags a few lines, faster and slower, and pulls the plug somewhere in it. Only lines without a tag, so
/// that a later change never takes away what an earlier frame promised.
fn tag_en_trek(venster: &mut Venster, toeval: &mut Toeval) {
    for plaats in 2..=46 {
        if zonder_tag(&venster.scherm()) {
            break;
        }
        venster.toets("Omlaag");
        venster.wacht_op(&format!(" {plaats} van 46"));
    }
    for _ in 0..=toeval.onder(6) {
        venster.toets(["g", "t", "h", "r"][usize::try_from(toeval.onder(4)).unwrap()]);
        toeval.even(12_000);
        if venster.scherm().contains("welke soort?") {
            // A letter that the list itself does not know, should the question be gone already.
            venster.toets("p");
        }
        toeval.even(12_000);
    }
    venster.trek_stekker();
}

/// One table: reading until the list is in, then tagging until every line has a tag, then a new table.
fn tafel(nummer: u64, begin: u64) -> (usize, usize) {
    let mut toeval = Toeval(begin.wrapping_add(nummer));
    let mut bank = Werkbank::nieuw().unwrap();
    let (mut lezend, mut beloftes) = (0, 0);
    for keer in 0..KEREN / TAFELS {
        let mut venster = start(&bank);
        let beeld = venster.wacht_tot("de lijst", |beeld| {
            beeld.contains("Nog geen lijst van vandaag.") || beeld.contains("46 verdachten")
        });
        if beeld.contains("Nog geen lijst van vandaag.") {
            lees_en_trek(&mut venster, &mut toeval);
            lezend += 1;
        } else {
            tag_en_trek(&mut venster, &mut toeval);
        }
        let tafel = op_schijf(&bank);
        assert!(
            tafel.regels == 0 || tafel.regels == 46,
            "zaad {begin}, tafel {nummer}, keer {keer}: een halve lijst van {}",
            tafel.regels
        );
        for beeld in venster.beelden() {
            if beeld.contains("Ingelezen: 46") {
                assert_eq!(
                    tafel.regels, 46,
                    "zaad {begin}, tafel {nummer}, keer {keer}"
                );
            }
            if let Some(beloofd) = belofte(&beeld) {
                beloftes += 1;
                if let Err(tekort) = nagekomen(&beloofd, &tafel) {
                    panic!("zaad {begin}, tafel {nummer}, keer {keer}: {tekort}\n{beeld}");
                }
            }
        }
        if tafel.tags.len() > 30 {
            bank = Werkbank::nieuw().unwrap();
        }
    }
    (lezend, beloftes)
}

#[test]
fn what_was_shown_as_saved_is_there_after_the_plug_was_pulled() {
    if Werkbank::nieuw().is_none() {
        return;
    }
    let begin = zaad();
    println!("{ZAAD}={begin}");
    let tafels: Vec<_> = (0..TAFELS)
        .map(|nummer| std::thread::spawn(move || tafel(u64::try_from(nummer).unwrap(), begin)))
        .collect();
    let (mut lezend, mut beloftes) = (0, 0);
    for tafel in tafels {
        let (gelezen, beloofd) = tafel.join().unwrap();
        lezend += gelezen;
        beloftes += beloofd;
    }
    println!(
        "{KEREN} keer, waarvan {lezend} bij het inlezen; {beloftes} beelden zeiden opgeslagen"
    );
    assert!(
        lezend > 0 && lezend < KEREN,
        "{lezend} van {KEREN} bij het inlezen"
    );
    assert!(
        beloftes > KEREN,
        "{beloftes} beelden zeiden opgeslagen: te weinig gezien"
    );
}

/// Opens the first HG zaak of the list, with a tag if it has none yet.
fn zaak_met_tag(venster: &mut Venster) {
    venster.wacht_op("46 verdachten");
    venster.toets("/");
    venster.wacht_op(" zoeken:");
    venster.typ("Martens");
    venster.wacht_op("1 van 1");
    venster.toets("Enter");
    if !venster.scherm().contains(" HG (partner") {
        venster.toets("h");
        venster.wacht_opgeslagen();
    }
    venster.toets("Enter");
    venster.wacht_op("Volgende stappen");
}

#[test]
fn what_was_typed_half_a_second_ago_is_back_on_the_form() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = start(&bank);
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster.toets("o");
    venster.wacht_op("Welke lijst?");
    venster.plak(LIJST);
    venster.wacht_op("Waar staat het");
    venster.toets("Enter");
    venster.wacht_op("er is nog niets gewijzigd");
    venster.toets("Enter");
    zaak_met_tag(&mut venster);

    // Somebody new: a first word, a pause, a second word, and then only the half second.
    venster.toets("n");
    venster.wacht_op("Betrokkene toevoegen");
    venster.typ("Sanne");
    venster.wacht_op("Sanne");
    std::thread::sleep(Duration::from_millis(700));
    venster.toets("Tab Tab");
    venster.typ("31");
    venster.toets("Tab");
    venster.plak("partner sinds mei");
    venster.wacht_op("partner sinds mei");
    std::thread::sleep(Duration::from_millis(500));
    venster.trek_stekker();

    let mut venster = start(&bank);
    zaak_met_tag(&mut venster);
    venster.toets("n");
    venster.wacht_op("Betrokkene toevoegen");
    let beeld = venster.wacht_op("Sanne");
    assert!(beeld.contains("31"), "de leeftijd is weg:\n{beeld}");
    assert!(
        beeld.contains("partner sinds mei"),
        "het geplakte is weg:\n{beeld}"
    );
    venster.toets("Ctrl-S");
    venster.wacht_op("Sanne (31)");
    venster.wacht_opgeslagen();

    // The same with a judgement, also after the form was left and entered again.
    for woorden in ["Derde melding.", " Nu verwurging.", " Zij wil weg."] {
        venster.toets("b");
        venster.wacht_op("Wie is hoe veilig");
        venster.toets("BackTab BackTab BackTab BackTab BackTab BackTab BackTab BackTab");
        let beeld = venster.wacht_op("▌ Motivering");
        assert!(!beeld.contains(woorden.trim()), "{beeld}");
        venster.typ(woorden);
        venster.wacht_op(woorden.trim());
        std::thread::sleep(Duration::from_millis(500));
        venster.trek_stekker();
        venster = start(&bank);
        zaak_met_tag(&mut venster);
    }
    venster.toets("b");
    venster.wacht_op("Derde melding. Nu verwurging. Zij wil weg.");
    venster.sluit_af();
}
