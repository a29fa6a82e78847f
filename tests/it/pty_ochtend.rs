//! A working morning, through the screen alone: from an empty table to input that left, and back the
//! next time the program starts.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;

use super::pty_werkbank::{LIJST, Venster, Werkbank, regel_met};

const NAAM: &str = "A. de Boer";
const WACHTWOORD: &str = "correct paard batterij nietje";
const BETROKKENE: &str = "Sanne Kwikstaart";
const MOTIVERING: &str = "Derde melding in een half jaar, nu met verwurging.";

/// Makes the table: a name, a new passphrase, and the same one again.
fn eerste_keer(bank: &Werkbank) -> Venster {
    let mut venster = bank.start(&[], 120, 40);
    venster.wacht_op("Nieuw wachtwoord");
    venster.typ(NAAM);
    venster.toets("Tab");
    venster.typ(WACHTWOORD);
    venster.wacht_op("Sterk genoeg.");
    venster.toets("Enter");
    // Another one than the first is refused.
    venster.typ("heel iets anders");
    venster.toets("Enter");
    venster.wacht_op("De twee wachtwoorden zijn niet gelijk.");
    for _ in 0.."heel iets anders".len() {
        venster.toets("Backspace");
    }
    venster.typ(WACHTWOORD);
    venster.toets("Enter");
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster
}

/// Opens the preview of the bundled list.
fn voorbeeld(venster: &mut Venster) -> String {
    venster.toets("o");
    venster.wacht_op("Welke lijst?");
    venster.plak(LIJST);
    venster.wacht_op("Waar staat het");
    venster.toets("Enter");
    venster.wacht_op("er is nog niets gewijzigd")
}

/// Reads what is on the preview; the list has a day of its own, so there may be a question first.
fn lees_in(venster: &mut Venster) -> String {
    venster.toets("Enter");
    let scherm = venster.wacht_tot("Ingelezen of een vraag", |scherm| {
        scherm.contains("Toch inlezen?") || scherm.contains("Ingelezen:")
    });
    if scherm.contains("Toch inlezen?") {
        venster.toets("j");
    }
    venster.wacht_op("Ingelezen:")
}

/// The selected line of the list, without its bar.
fn gekozen(scherm: &str) -> String {
    scherm
        .lines()
        .find_map(|regel| regel.strip_prefix('▌'))
        .unwrap_or_default()
        .to_owned()
}

/// Numbers out of "… 9 HG (4 door VT) · 2 radar · 3 twijfel · 21 te doen".
fn telling(scherm: &str, woord: &str) -> usize {
    geteld(scherm, woord).unwrap_or_else(|| panic!("no {woord} in {scherm}"))
}

/// The number before a word in the head of the list; none when it is not there.
pub fn geteld(scherm: &str, woord: &str) -> Option<usize> {
    scherm.split(" · ").find_map(|deel| {
        let (aantal, rest) = deel.trim().split_once(' ')?;
        let past = rest == woord || rest.starts_with(&format!("{woord} ("));
        past.then(|| aantal.parse().ok())?
    })
}

/// What the list says of every line that has a tag by a person: the counts, as one text.
fn tellingen(scherm: &str) -> String {
    let begin = scherm.find("46 verdachten").unwrap();
    let eind = scherm[begin..].find("te doen").unwrap();
    scherm[begin..begin + eind].to_owned()
}

/// Tags forty lines as the program proposes, a few otherwise, and returns how many keys that took.
fn tag_veertig(venster: &mut Venster) -> usize {
    let voor = venster.toetsen;
    for nummer in 0..40 {
        let scherm = venster.scherm();
        let regel = gekozen(&scherm);
        let toets = match () {
            () if nummer == 4 || nummer == 20 => "t",
            () if regel.contains("?hg") => "h",
            () if regel.contains("?radar") => "r",
            () => "g",
        };
        venster.toets(toets);
        let nu = venster.wacht_tot("een andere regel of een vraag", |nu| {
            gekozen(nu) != regel || nu.contains("welke soort?")
        });
        if nu.contains("welke soort?") {
            // The list does not say who it was about; the worker does, with one letter.
            venster.toets("p");
            venster.wacht_weg("welke soort?");
        }
    }
    venster.wacht_opgeslagen();
    venster.toetsen - voor
}

/// Looks a suspect up and opens the zaak.
fn open_zaak(venster: &mut Venster, naam: &str) {
    venster.toets("/");
    venster.wacht_op(" zoeken:");
    venster.typ(naam);
    venster.wacht_op("1 van 1");
    venster.toets("Enter Enter");
    venster.wacht_op("Volgende stappen");
}

/// Walks past every screen that lies on a zaak, and looks for the alarm on each.
fn alarm_overal(venster: &mut Venster) {
    let alarm = "Bureaudienst inschakelen: Martens, Stan";
    for (toets, scherm, teken) in [
        ("b", "› Beoordeling", "Motivering"),
        ("n", "› Betrokkene", "Leeftijd of geboren"),
        ("i", "› Input", "zo gaat het weg"),
        ("o", "› Lezen", "SHA-256"),
        ("l", "› Lezen", "Van de lijst, en wat is gemeld"),
    ] {
        venster.toets(toets);
        let beeld = venster.wacht_tot(scherm, |beeld| {
            beeld.contains(scherm) && beeld.contains(teken)
        });
        assert!(beeld.contains(alarm), "geen alarm op {scherm}:\n{beeld}");
        venster.toets("Esc");
        let beeld = venster.wacht_op("Volgende stappen");
        assert!(beeld.contains(alarm), "geen alarm op de zaak:\n{beeld}");
    }
    venster.toets("Esc");
    let beeld = venster.wacht_op(" zoeken:");
    assert!(beeld.contains(alarm), "geen alarm op de lijst:\n{beeld}");
    venster.toets("o");
    let beeld = venster.wacht_op("Welke lijst?");
    assert!(beeld.contains(alarm), "geen alarm bij inlezen:\n{beeld}");
    venster.toets("Esc");
    venster.wacht_op(" zoeken:");
    venster.toets("Enter");
    venster.wacht_op("Volgende stappen");
}

/// Says yes to what `u` asks, after it was read: what is typed at once was meant for something else.
fn neem_terug(venster: &mut Venster) {
    venster.toets("u");
    venster.wacht_op("Terugnemen:");
    std::thread::sleep(std::time::Duration::from_millis(300));
    venster.toets("j");
}

/// The one file of input that was written, as it reads.
fn geschreven(bank: &Werkbank) -> (PathBuf, String) {
    let bestanden: Vec<PathBuf> = fs::read_dir(bank.uit())
        .unwrap()
        .map(|ingang| ingang.unwrap().path())
        .collect();
    assert_eq!(bestanden.len(), 1, "{bestanden:?}");
    let tekst = fs::read_to_string(&bestanden[0]).unwrap();
    (bestanden[0].clone(), tekst)
}

#[test]
fn a_morning_from_an_empty_table_to_input_and_back() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = eerste_keer(&bank);

    // Looking is free: Esc at the preview leaves everything as it was.
    let beeld = voorbeeld(&mut venster);
    assert!(regel_met(&beeld, &["46", "nieuw"]), "{beeld}");
    venster.toets("Esc");
    venster.wacht_op("Niet ingelezen; er is niets gewijzigd.");
    venster.toets("Esc");
    venster.wacht_op("Nog geen lijst van vandaag.");

    // The list is read, and forty lines get their tag.
    voorbeeld(&mut venster);
    let beeld = lees_in(&mut venster);
    assert!(
        beeld.contains("Ingelezen: 46 nieuw, 0 gewijzigd, 0 gelijk"),
        "{beeld}"
    );
    let beeld = venster.wacht_op("46 te doen");
    assert!(beeld.contains("· 0 HG ·"), "{beeld}");
    let toetsen = tag_veertig(&mut venster);
    println!("veertig regels taggen: {toetsen} toetsen");
    assert!(toetsen < 100, "{toetsen} toetsen voor veertig regels");
    let beeld = venster.scherm();
    assert_eq!(telling(&beeld, "twijfel"), 2, "{beeld}");
    assert!(telling(&beeld, "HG") >= 5, "{beeld}");
    assert!(telling(&beeld, "radar") >= 2, "{beeld}");

    // One zaak is worked out: somebody to protect, and an oordeel that cannot wait.
    open_zaak(&mut venster, "Martens");
    venster.toets("n");
    venster.wacht_op("Betrokkene toevoegen");
    venster.typ(BETROKKENE);
    venster.toets("Tab Tab");
    venster.typ("31");
    venster.toets("Tab");
    venster.typ("partner");
    venster.toets("Tab");
    venster.typ("bij haar zus");
    venster.toets("Tab Tab Rechts Ctrl-S");
    venster.wacht_op(&format!("{BETROKKENE} (31)"));
    venster.wacht_opgeslagen();
    venster.toets("b");
    venster.wacht_op("Wie is hoe veilig");
    venster.toets("a");
    let beeld = venster.wacht_op("‹ acuut onveilig ›");
    // The whole follows the worst.
    assert!(regel_met(&beeld, &["Geheel", "acuut onveilig"]), "{beeld}");
    venster.toets("Tab Tab Tab Tab Tab Tab Tab Tab Tab");
    venster.typ(MOTIVERING);
    venster.wacht_op(MOTIVERING);
    venster.toets("Ctrl-S");
    let beeld = venster.wacht_op("Bureaudienst inschakelen: Martens, Stan");
    assert!(beeld.contains("· acuut onveilig"), "{beeld}");
    venster.wacht_opgeslagen();
    alarm_overal(&mut venster);
    venster.toets("s");
    venster.wacht_op("Stap gedaan");
    venster.typ("gebeld, M. gaat er heen");
    venster.toets("Enter");
    venster.wacht_weg("Bureaudienst inschakelen: Martens");
    venster.wacht_opgeslagen();

    // Input leaves, once, after a question.
    venster.toets("i");
    let beeld = venster.wacht_op("zo gaat het weg");
    assert!(beeld.contains("Input aan ‹ OM ›  als .eml"), "{beeld}");
    assert!(beeld.contains(MOTIVERING), "{beeld}");
    venster.toets("Ctrl-S");
    venster.wacht_op("Versturen aan OM");
    assert!(!bank.uit().exists(), "er is al iets geschreven");
    venster.toets("n");
    venster.wacht_weg("Versturen aan OM");
    assert!(!bank.uit().exists(), "na nee is er iets geschreven");
    venster.toets("Ctrl-S");
    venster.wacht_op("Versturen aan OM");
    venster.toets("j");
    let beeld = venster.wacht_op("Mail het nu zelf:");
    let (bestand, inhoud) = geschreven(&bank);
    let bestandsnaam = bestand.file_name().unwrap().to_str().unwrap();
    assert!(beeld.contains(bestandsnaam), "{beeld}");
    assert!(bestandsnaam.ends_with(".eml"), "{bestandsnaam}");
    assert!(
        !bestandsnaam.to_lowercase().contains("martens"),
        "{bestandsnaam}"
    );
    assert!(inhoud.contains("X-Unsent: 1"), "{inhoud}");

    // It stands on top of the time line, with the very words.
    venster.wacht_op("input aan OM");
    venster.toets("Tab Enter");
    let beeld = venster.wacht_op("Precies zo geschreven voor verzending");
    assert!(beeld.contains(bestandsnaam), "{beeld}");
    venster.toets("PgDn");
    venster.wacht_op(MOTIVERING);
    venster.toets("Esc");
    venster.wacht_op("Volgende stappen");

    // What left does not come back.
    venster.toets("u");
    venster.wacht_op("De laatste handeling was input geven.");
    venster.toets("Esc");
    venster.wacht_op(" zoeken:");
    venster.toets("Esc");
    venster.wacht_op("46 verdachten");

    // One more line, and home.
    venster.toets("End");
    venster.wacht_op("46 van 46");
    let voor = tellingen(&venster.scherm());
    let twijfel = telling(&venster.scherm(), "twijfel");
    venster.toets("t");
    venster.wacht_op(&format!("{} twijfel", twijfel + 1));
    venster.wacht_opgeslagen();
    let na = tellingen(&venster.scherm());
    venster.sluit_af();

    morgen_weer(&bank, &voor, &na);
}

/// The program starts again: the wrong passphrase stays outside, the right one finds everything.
fn morgen_weer(bank: &Werkbank, voor: &str, na: &str) {
    let mut venster = bank.start(&[], 120, 40);
    venster.wacht_op("Deze tafel is op slot.");
    venster.typ("verkeerd wachtwoord");
    venster.toets("Enter");
    venster.wacht_op("Het wachtwoord klopt niet.");
    venster.typ(WACHTWOORD);
    venster.toets("Enter");
    let beeld = venster.wacht_op("46 verdachten");
    assert_eq!(tellingen(&beeld), na, "{beeld}");

    open_zaak(&mut venster, "Martens");
    let beeld = venster.scherm();
    for wat in [BETROKKENE, "· acuut onveilig", "beoordeeld: acuut", "input"] {
        assert!(beeld.contains(wat), "{wat} is er niet meer:\n{beeld}");
    }
    assert!(
        !beeld.contains("Bureaudienst inschakelen: Martens"),
        "{beeld}"
    );
    venster.toets("Esc");
    venster.wacht_op(" zoeken:");
    venster.toets("Esc");
    venster.wacht_op("46 verdachten");

    // The tag of before the restart can still be taken back.
    neem_terug(&mut venster);
    let beeld = venster.wacht_op("Teruggenomen:");
    assert_eq!(tellingen(&beeld), voor, "{beeld}");
    venster.wacht_opgeslagen();

    // The same file again changes nothing.
    let beeld = voorbeeld(&mut venster);
    assert!(regel_met(&beeld, &["46", "gelijk"]), "{beeld}");
    assert!(regel_met(&beeld, &[" 0", "nieuw"]), "{beeld}");
    let beeld = lees_in(&mut venster);
    assert!(
        beeld.contains("Ingelezen: 0 nieuw, 0 gewijzigd, 46 gelijk, 0 verdwenen, 0 geweigerd."),
        "{beeld}"
    );
    let beeld = venster.wacht_op("46 verdachten");
    assert_eq!(tellingen(&beeld), voor, "{beeld}");
    venster.sluit_af();
}

#[test]
fn a_table_that_is_locked_in_the_middle_of_a_form_keeps_the_words() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = bank.start(&["--oefenen", "--nu", "2026-11-20T08:00"], 100, 30);
    venster.wacht_op("Nog geen lijst van vandaag.");
    voorbeeld(&mut venster);
    lees_in(&mut venster);
    venster.wacht_op("46 te doen");
    venster.toets("/");
    venster.typ("Martens");
    venster.wacht_op("1 van 1");
    venster.toets("Enter h");
    venster.wacht_opgeslagen();
    venster.toets("b");
    venster.wacht_op("Wie is hoe veilig");
    venster.toets("a BackTab BackTab BackTab BackTab BackTab BackTab BackTab BackTab");
    venster.wacht_op("▌ Motivering");
    venster.typ(MOTIVERING);
    venster.toets("Ctrl-L");
    let beeld = venster.wacht_op("op slot");
    assert!(
        !beeld.contains("Martens") && !beeld.contains("melding"),
        "{beeld}"
    );
    venster.wacht_op("Wachtwoord");
    venster.typ("oefenen");
    venster.toets("Enter");
    venster.wacht_op("46 verdachten");
    // Nothing is under way any more, and the head says so.
    venster.wacht_opgeslagen();
    venster.toets("/");
    venster.typ("Martens");
    venster.wacht_op("1 van 1");
    venster.toets("Enter b");
    venster.wacht_op(MOTIVERING);
    venster.sluit_af();
}

#[test]
fn what_is_handed_over_goes_to_a_file_and_what_was_closed_is_found_the_day_after() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = bank.start(&["--oefenen", "--nu", "2026-11-20T16:50"], 100, 30);
    venster.wacht_op("Nog geen lijst van vandaag.");
    voorbeeld(&mut venster);
    lees_in(&mut venster);
    venster.wacht_op("46 te doen");
    venster.toets("/");
    venster.typ("Martens");
    venster.wacht_op("1 van 1");
    venster.toets("Enter r");
    venster.wacht_opgeslagen();
    venster.toets("4 l");
    venster.wacht_op("Ctrl-S schrijf als tekst");
    venster.toets("Ctrl-S");
    venster.wacht_op("Er staan namen in");
    let file = bank
        .data()
        .join("oefenen/input/overdracht-20261120-1650.txt");
    assert!(!file.exists(), "er is al iets geschreven");
    venster.toets("j");
    venster.wacht_op("Geschreven: overdracht-20261120-1650.txt");
    let inhoud = fs::read_to_string(file).unwrap();
    assert!(inhoud.contains("OEFENEN") && inhoud.contains("Martens"));

    venster.toets("Esc");
    venster.wacht_op("1 niet overgedragen");
    venster.toets("Enter");
    venster.wacht_op("Volgende stappen");
    venster.toets("x");
    venster.wacht_op("Zaak sluiten");
    venster.typ("alles is gedaan");
    venster.toets("Enter");
    venster.wacht_op("gesloten 16:50");
    venster.wacht_opgeslagen();
    venster.sluit_af();

    let mut venster = bank.start(&["--oefenen", "--nu", "2026-11-21T08:00"], 100, 30);
    venster.wacht_op("Vandaag nog geen lijst; dit staat nog open");
    venster.toets("/");
    venster.typ("gesloten martens");
    venster.wacht_op("1 van 1");
    venster.toets("Enter Enter");
    venster.wacht_op("Volgende stappen");
    venster.toets("x");
    venster.wacht_op("Zaak heropenen");
    venster.typ("nieuwe melding");
    venster.toets("Enter");
    venster.wacht_weg("Zaak heropenen");
    venster.wacht_opgeslagen();
    venster.toets("4");
    venster.wacht_op("1 open");
    venster.sluit_af();
}
