//! No trace of a person outside the encrypted file: not on disk, not in a name, not in a title, not in
//! the arguments of the process; while the program runs, after the plug was pulled, and after a clean end.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::pty_werkbank::{LIJST, Venster, Werkbank};

const WACHTWOORD: &str = "vlinder kapstok orgel mistroostig";
const MEDEWERKER: &str = "Wilhelmina Overdijkink";
const BETROKKENE: &str = "Annebregtje Zwetselaar";
const MOTIVERING: &str = "Gisteren gewurgd met telefoonsnoer, wegkomen onmogelijk.";
const HALF: &str = "Vermoedelijk zwanger";
const HALVE_NAAM: &str = "Grietjeanne Poffertsma";

/// Words that the program and its folders hold of themselves, so they prove nothing.
fn van_het_programma(woord: &str) -> bool {
    [
        "input",
        "tafel",
        "sleutel",
        "veilig",
        "thuis",
        "slot",
        "pogingen",
        "tijdelijk",
    ]
    .contains(&woord.to_lowercase().as_str())
}

/// Every word of the list that could point at somebody: names, numbers, addresses, what happened.
fn woorden_van_de_lijst() -> BTreeSet<String> {
    let bytes = fs::read(LIJST).unwrap();
    // The list is Windows-1252; its letters are at the same places in Latin-1.
    let tekst: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let mut uit = BTreeSet::new();
    for regel in tekst.lines() {
        let cellen: Vec<&str> = regel.split(';').collect();
        if cellen.len() < 12 || cellen[0].parse::<u32>().is_err() {
            continue;
        }
        // PL number, parketnummer, name, birth date, BSN, address, what happened.
        for kolom in [1, 2, 3, 4, 6, 7, 11] {
            uit.insert(cellen[kolom].trim().to_owned());
            for woord in cellen[kolom].split(|teken: char| !teken.is_alphanumeric()) {
                uit.insert(woord.to_owned());
            }
        }
    }
    uit.retain(|woord| zegt_iets(woord));
    assert!(uit.len() > 300, "{} woorden", uit.len());
    assert!(uit.contains("Martens") && uit.contains("PL2100-2026111736"));
    uit
}

/// Short words stand by chance in any encrypted file: six letters do so once in a hundred million bytes.
fn zegt_iets(woord: &str) -> bool {
    let lengte = woord.chars().count();
    lengte >= 6 && !van_het_programma(woord)
}

/// What must not be found, in the ways in which a program writes text.
fn naalden() -> Vec<(String, Vec<u8>)> {
    let mut woorden = woorden_van_de_lijst();
    for zin in [
        WACHTWOORD, MEDEWERKER, BETROKKENE, MOTIVERING, HALF, HALVE_NAAM,
    ] {
        woorden.insert(zin.to_owned());
        woorden.extend(
            zin.split(|teken: char| !teken.is_alphanumeric())
                .filter(|woord| zegt_iets(woord))
                .map(str::to_owned),
        );
    }
    let mut uit: BTreeSet<(String, Vec<u8>)> = BTreeSet::new();
    for woord in woorden {
        let latijn: Option<Vec<u8>> = woord
            .chars()
            .map(|teken| u8::try_from(u32::from(teken)).ok())
            .collect();
        uit.insert((woord.clone(), woord.clone().into_bytes()));
        uit.insert((
            woord.clone(),
            woord.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ));
        if let Some(latijn) = latijn {
            uit.insert((woord, latijn));
        }
    }
    uit.into_iter().collect()
}

/// Finds many needles in one walk: by their first four bytes.
struct Zoeker {
    naalden: Vec<(String, Vec<u8>)>,
    /// Whether a needle begins with these two bytes.
    begint: Vec<bool>,
}

impl Zoeker {
    fn nieuw() -> Zoeker {
        let naalden = naalden();
        let mut begint = vec![false; 65_536];
        for (_, naald) in &naalden {
            begint[usize::from(naald[0]) << 8 | usize::from(naald[1])] = true;
        }
        Zoeker { naalden, begint }
    }

    /// The words that stand in these bytes.
    fn vind(&self, hooi: &[u8]) -> BTreeSet<&str> {
        let mut uit = BTreeSet::new();
        for plaats in 0..hooi.len().saturating_sub(1) {
            if self.begint[usize::from(hooi[plaats]) << 8 | usize::from(hooi[plaats + 1])] {
                for (woord, naald) in &self.naalden {
                    if hooi[plaats..].starts_with(naald) {
                        uit.insert(woord.as_str());
                    }
                }
            }
        }
        uit
    }

    /// Looks through the whole workbench, names of files too, but not the input that was written.
    #[track_caller]
    fn doorzoek(&self, wanneer: &str, bank: &Werkbank) {
        let uit = bank.uit();
        let bestanden: Vec<PathBuf> = bank.bestanden().into_iter().collect();
        assert!(
            bestanden.iter().any(|pad| pad.ends_with("data/tafel.db")),
            "{wanneer}: {bestanden:?}"
        );
        let mut bekeken = 0;
        for pad in bestanden {
            let naam = pad.strip_prefix(bank.pad("")).unwrap_or(&pad);
            let gevonden = self.vind(naam.to_string_lossy().as_bytes());
            assert!(
                gevonden.is_empty(),
                "{wanneer}: {gevonden:?} in de naam {naam:?}"
            );
            if pad.starts_with(&uit) {
                continue;
            }
            // The program may take a file away while this looks.
            let Ok(bytes) = fs::read(&pad) else { continue };
            bekeken += bytes.len();
            let mut gevonden = self.vind(&bytes);
            // The lock shows who works here before anybody opened it: names of workers, and of nobody else.
            if pad.ends_with("data/sleutel.json") {
                gevonden.retain(|woord| !MEDEWERKER.contains(woord));
            }
            assert!(gevonden.is_empty(), "{wanneer}: {gevonden:?} in {naam:?}");
        }
        assert!(bekeken > 50_000, "{wanneer}: maar {bekeken} bytes gezien");
    }
}

/// Opens the table with its passphrase, or makes it.
fn open(bank: &Werkbank) -> Venster {
    let mut venster = bank.start(&[], 120, 40);
    let beeld = venster.wacht_op("achtwoord");
    let nieuw = beeld.contains("Nieuw wachtwoord");
    if nieuw {
        venster.typ(MEDEWERKER);
        venster.toets("Tab");
    }
    venster.typ(WACHTWOORD);
    venster.toets("Enter");
    if nieuw {
        venster.typ(WACHTWOORD);
        venster.toets("Enter");
    }
    venster.wacht_tot("de lijst", |beeld| {
        beeld.contains("Nog geen lijst van vandaag.") || beeld.contains("46 verdachten")
    });
    venster
}

fn naar_zaak(venster: &mut Venster) {
    venster.toets("/");
    venster.wacht_op(" zoeken:");
    venster.typ("Martens");
    venster.wacht_op("1 van 1");
    venster.toets("Enter Enter");
    venster.wacht_op("Volgende stappen");
}

/// Everything of a morning that a file could remember.
fn ochtend(venster: &mut Venster) {
    venster.toets("o");
    venster.wacht_op("Welke lijst?");
    venster.plak(LIJST);
    venster.wacht_op("Waar staat het");
    venster.toets("Enter");
    venster.wacht_op("er is nog niets gewijzigd");
    venster.toets("Enter");
    let beeld = venster.wacht_tot("Ingelezen of een vraag", |beeld| {
        beeld.contains("Toch inlezen?") || beeld.contains("Ingelezen:")
    });
    if beeld.contains("Toch inlezen?") {
        venster.toets("j");
    }
    venster.wacht_op("Ingelezen: 46 nieuw");
    venster.wacht_op("46 te doen");
    venster.toets("g");
    venster.wacht_op("45 te doen");
    naar_zaak(venster);
    venster.toets("h");
    venster.wacht_op("· nog niet beoordeeld");
    venster.toets("n");
    venster.wacht_op("Betrokkene toevoegen");
    venster.typ(BETROKKENE);
    venster.toets("Ctrl-S");
    venster.wacht_op(BETROKKENE);
    venster.toets("b");
    venster.wacht_op("Wie is hoe veilig");
    venster.toets("a");
    venster.terug_naar("Motivering");
    venster.typ(MOTIVERING);
    venster.toets("Ctrl-S");
    venster.wacht_op("· acuut onveilig");
    venster.wacht_opgeslagen();
    venster.toets("i");
    venster.wacht_op("zo gaat het weg");
    venster.toets("Ctrl-S");
    venster.wacht_op("Versturen aan OM");
    venster.toets("j");
    venster.wacht_op("Mail het nu zelf:");
    // Two drafts, left and half filled in.
    venster.toets("n");
    venster.wacht_op("Betrokkene toevoegen");
    venster.typ(HALVE_NAAM);
    venster.wacht_op(HALVE_NAAM);
    venster.toets("Esc");
    venster.wacht_op("Concept bewaard");
    venster.toets("b");
    venster.wacht_op("Wie is hoe veilig");
    venster.terug_naar("Motivering");
    venster.typ(HALF);
    venster.wacht_op(HALF);
    venster.wacht_op("concept bewaard");
    venster.wacht_opgeslagen();
}

/// What other programs see of this one: its arguments and its environment.
#[cfg(target_os = "linux")]
fn doorzoek_proces(zoeker: &Zoeker, venster: &Venster) {
    for wat in ["cmdline", "environ", "comm"] {
        let pad = Path::new("/proc")
            .join(venster.proces().to_string())
            .join(wat);
        let bytes = fs::read(&pad).unwrap();
        assert!(!bytes.is_empty(), "{pad:?}");
        let gevonden = zoeker.vind(&bytes);
        assert!(gevonden.is_empty(), "{gevonden:?} in {pad:?}");
    }
}

#[cfg(not(target_os = "linux"))]
fn doorzoek_proces(_: &Zoeker, _: &Venster) {}

/// A window never gets a title: those are kept by window managers, multiplexers and logs.
#[track_caller]
fn geen_titel(venster: &Venster) {
    let bytes = venster.ruw();
    for begin in [&b"\x1b]0;"[..], b"\x1b]1;", b"\x1b]2;", b"\x1bk", b"\x9d"] {
        let plaats = bytes.windows(begin.len()).position(|stuk| stuk == begin);
        // A lone C1 byte is also the tail of a letter in UTF-8; only a sequence of its own counts.
        let echt = plaats.filter(|at| begin != b"\x9d" || *at == 0 || bytes[at - 1] < 0x80);
        assert_eq!(echt, None, "{begin:?}");
    }
}

#[test]
fn nothing_of_a_person_is_left_outside_the_encrypted_file() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let zoeker = Zoeker::nieuw();
    // The search itself finds what is there, in each way of writing.
    let bron = fs::read(LIJST).unwrap();
    assert!(zoeker.vind(&bron).len() > 300);
    let wijd: Vec<u8> = "..Martens.."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(zoeker.vind(&wijd).contains("Martens"));

    let mut venster = open(&bank);
    ochtend(&mut venster);
    zoeker.doorzoek("terwijl het open is", &bank);
    doorzoek_proces(&zoeker, &venster);
    venster.trek_stekker();
    zoeker.doorzoek("na de stekker", &bank);
    geen_titel(&venster);
    let invoer: Vec<_> = fs::read_dir(bank.uit()).unwrap().collect();
    assert_eq!(invoer.len(), 1, "er is input weg, en die telt niet mee");

    // The drafts are back, so they were on disk all the time, and nobody could read them there.
    let mut venster = open(&bank);
    venster.wacht_op("46 verdachten");
    naar_zaak(&mut venster);
    venster.toets("b");
    venster.wacht_op(HALF);
    venster.toets("Esc");
    venster.wacht_op("Volgende stappen");
    venster.toets("n");
    venster.wacht_op(HALVE_NAAM);
    venster.toets("Esc");
    venster.wacht_op("Volgende stappen");
    venster.sluit_af();
    zoeker.doorzoek("na een net einde", &bank);
    geen_titel(&venster);
}
