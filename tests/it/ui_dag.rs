//! The screens over all zaken: what is due, what was agreed, who takes over, and the bell.

use chrono::TimeDelta;
use ratatui::style::Modifier;
use uuid::Uuid;
use zsmtafel::app::afgeleid::dagregel::Dagregel;
use zsmtafel::app::afgeleid::vandaag::{Groep, Soort as RijSoort, dienst, dringend, rijen};
use zsmtafel::app::alarm::{Alarm, AlarmId};
use zsmtafel::app::model::{Dialoog, Laag};
use zsmtafel::app::msg::{Antwoord, Effect, Msg};
use zsmtafel::app::tab::Tab;
use zsmtafel::domain::actie::Actie;
use zsmtafel::domain::afdoening::Aanwezigheid;
use zsmtafel::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::bereikbaarheid::Bereikbaarheid;
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::{ActieId, ZaakId};
use zsmtafel::domain::overleg::Overleg;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::ui::thema::Keuze;

use crate::ui_werkbank::{KLEIN, Werkbank, kennis, om};

/// The ordinary window of these screens.
const GEWOON: (u16, u16) = (120, 36);

fn zie(bank: &mut Werkbank, name: &str) {
    for (columns, rows) in [KLEIN, GEWOON] {
        let picture = bank.beeld((columns, rows));
        for line in picture.lines() {
            let cells = unicode_width::UnicodeWidthStr::width(line);
            assert!(cells <= usize::from(columns), "{name}: {line}");
        }
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), picture);
    }
}

fn tag(bank: &mut Werkbank, name: &str, tag: Tag) -> ZaakId {
    let id = bank.zaak(name);
    let soorten = if tag == Tag::Hg {
        vec![Soort::Partner]
    } else {
        Vec::new()
    };
    let opdracht = Opdracht::Tag {
        tag,
        soorten,
        voorgesteld: Vec::new(),
        reden: None,
        bevestigd: false,
    };
    bank.doe(id, &opdracht);
    id
}

fn beoordeel(bank: &mut Werkbank, id: ZaakId, geheel: Oordeel) {
    let what = Veiligheidsbeoordeling {
        geheel,
        motivering: "Derde melding in een half jaar.".to_owned(),
        ..Veiligheidsbeoordeling::default()
    };
    bank.doe(id, &Opdracht::StelVast(Box::new(what)));
}

fn spreek_af(
    bank: &mut Werkbank,
    id: ZaakId,
    (wie, wat): (&str, &str),
    om_tijd: Option<&str>,
) -> ActieId {
    let count = bank.gebeurtenissen(id).len() as u128;
    let actie = ActieId(Uuid::from_u128(9_000 + count));
    bank.doe(
        id,
        &Opdracht::SpreekAf(Actie {
            id: actie,
            wie: wie.to_owned(),
            wat: wat.to_owned(),
            wanneer: om_tijd.map(om),
        }),
    );
    actie
}

/// A morning under way: two zaken HG, one of them acuut, one in doubt, agreements and an overleg.
fn ochtend() -> (Werkbank, ZaakId, ZaakId) {
    let mut bank = Werkbank::met_lijst();
    let acuut = tag(&mut bank, "Martens", Tag::Hg);
    let tweede = tag(&mut bank, "Kallen", Tag::Hg);
    beoordeel(&mut bank, acuut, Oordeel::AcuutOnveilig);
    bank.doe(
        tweede,
        &Opdracht::PlanOverleg(Overleg {
            tijd: om("13:30"),
            wijze: Aanwezigheid::Telefonisch,
            toelichting: "KPC-er belt in".to_owned(),
        }),
    );
    spreek_af(
        &mut bank,
        tweede,
        ("wijkagent", "gaat bij haar langs"),
        Some("08:00"),
    );
    spreek_af(
        &mut bank,
        acuut,
        ("3RO", "zoekt uit of er toezicht loopt"),
        Some("11:00"),
    );
    spreek_af(&mut bank, acuut, ("moeder", "vangt de kinderen op"), None);
    (bank, acuut, tweede)
}

#[test]
fn vandaag_staat_in_volgorde_van_tijd_en_het_dringendste_boven() {
    let (mut bank, acuut, _) = ochtend();
    let lines = rijen(bank.model.lijst.alle(), bank.model.nu);
    let first = &lines[0];
    assert!(first.groep == Groep::Alarm && first.id.zaak == acuut);
    let groups: Vec<Groep> = lines.iter().map(|line| line.groep).collect();
    assert!(groups.is_sorted(), "{groups:?}");
    for pair in lines.windows(2) {
        if let (Some(one), Some(other)) = (pair[0].tijd, pair[1].tijd)
            && pair[0].groep == pair[1].groep
        {
            assert!(one <= other, "{pair:?}");
        }
    }
    // The agreement of eight o'clock is late at twelve past.
    assert!(lines.iter().any(|line| line.groep == Groep::TeLaat
        && matches!(line.id.soort, RijSoort::Actie(_))
        && line.wie == "wijkagent"));
    // What nobody tagged is one line, however many there are.
    let untagged: Vec<_> = lines
        .iter()
        .filter(|line| line.id.soort == RijSoort::Taggen)
        .collect();
    assert_eq!(untagged.len(), 1);
    assert!(untagged[0].wat.contains("42 regels"), "{:?}", untagged[0]);
    bank.toetsen("2");
    zie(&mut bank, "vandaag");
    bank.toetsen("F9");
    let hidden = bank.beeld(GEWOON);
    assert!(
        !hidden.contains("Martens") && !hidden.contains("kinderen op"),
        "{hidden}"
    );
    bank.toetsen("F9 End");
    zie(&mut bank, "vandaag_eind");
}

#[test]
fn wie_dienst_heeft_volgt_de_klok() {
    let kennis = kennis();
    let own = |at: &str| {
        let vt = dienst(&kennis, om(at)).remove(0);
        (vt.hoe, vt.daarna)
    };
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(
        own("08:12"),
        pair("aan tafel tot 17:00", "daarna bel 0800-2000")
    );
    let (evening, _) = own("17:30");
    assert!(evening.starts_with("bel 0800-2000"), "{evening}");
    // One number all day is one number.
    let duty = dienst(&kennis, om("08:12"));
    assert_eq!(
        (duty[1].wie.as_str(), duty[1].hoe.as_str()),
        ("bureaudienst", "bel 0800-2000")
    );
    // What is shipped empty takes no room; what the site fills in stands behind the others.
    assert_eq!(duty.len(), 5);
    let mut kennis = kennis;
    let own = format!(
        "{}\n[[dienst]]\ncode = \"nacht\"\nnaam = \"nachtcoordinator\"\ntijd = [{{ dagen = \"elke dag\", van = \"00:00\", tot = \"24:00\", hoe = \"telefoon\", nummer = \"voorbeeld\" }}]\n",
        include_str!("../../assets/bereikbaarheid.toml").replace(
            "code = \"hovj\"\n",
            "code = \"hovj\"\ntijd = [{ dagen = \"elke dag\", van = \"08:00\", tot = \"20:00\", hoe = \"telefoon\" }]\n"
        )
    );
    kennis.bereikbaarheid = Bereikbaarheid::nieuw(toml::from_str(&own).unwrap()).unwrap();
    let duty: Vec<(String, String)> = dienst(&kennis, om("08:12"))
        .into_iter()
        .skip(5)
        .map(|one| (one.wie, one.hoe))
        .collect();
    assert_eq!(
        duty,
        [
            pair("HOvJ", "telefoon tot 20:00"),
            pair("nachtcoordinator", "bel voorbeeld")
        ]
    );
    let mut bank = Werkbank::met_regels(Vec::new());
    bank.model.blik.kennis = std::sync::Arc::new(kennis);
    bank.toetsen("2");
    let picture = bank.beeld(KLEIN);
    for word in ["HOvJ telefoon tot 20:00", "nachtcoordinator bel voorbeeld"] {
        assert!(picture.contains(word), "{picture}");
    }
}

#[test]
fn een_lege_dag_zegt_wat_je_kunt_doen() {
    let mut bank = Werkbank::met_regels(Vec::new());
    for (key, name) in [
        ("2", "vandaag_leeg"),
        ("3", "acties_leeg"),
        ("4", "overdracht_leeg"),
    ] {
        bank.toetsen(key);
        zie(&mut bank, name);
        // Nothing happens on an empty screen, and it says so.
        bank.toetsen("Enter s n y Y a Omlaag End");
        assert!(bank.model.dialoog.is_none() && bank.model.lagen.is_empty());
    }
}

#[test]
fn cijfers_wisselen_overal_waar_je_niet_typt_en_esc_gaat_terug() {
    let (mut bank, ..) = ochtend();
    for (key, tab) in [
        ("2", Tab::Vandaag),
        ("3", Tab::Acties),
        ("4", Tab::Overdracht),
        ("1", Tab::Ochtend),
    ] {
        bank.toetsen(key);
        assert_eq!(bank.model.tab, tab);
    }
    // Out of a zaak, which closes.
    bank.toetsen("2 Enter");
    assert!(matches!(bank.model.lagen.last(), Some(Laag::Zaak(_))));
    bank.toetsen("Esc");
    assert_eq!(bank.model.tab, Tab::Vandaag);
    bank.toetsen("Enter 4");
    assert!(bank.model.lagen.is_empty() && bank.model.tab == Tab::Overdracht);
    // While typing a digit is a digit.
    bank.toetsen("1 / 2");
    assert_eq!(bank.model.tab, Tab::Ochtend);
    assert_eq!(bank.model.lijst.filter(), "2");
    bank.toetsen("Esc 3 a 4");
    assert_eq!(bank.model.tab, Tab::Acties);
    assert!(matches!(bank.model.dialoog, Some(Dialoog::Klein(_))));
    bank.verlaat();
    bank.toetsen("Esc");
    assert_eq!(bank.model.tab, Tab::Ochtend);
    // A form that was begun is kept as a draft before it goes.
    bank.kies("Martens");
    bank.toetsen("b");
    bank.typ("s");
    while bank.model.typt() {
        bank.toetsen("BackTab");
    }
    bank.toetsen("2");
    assert_eq!(bank.model.tab, Tab::Ochtend, "the draft is not there yet");
    bank.bewaar();
    assert_eq!(bank.model.tab, Tab::Vandaag);
    assert!(bank.model.lagen.is_empty());
}

#[test]
fn een_stap_wordt_afgevinkt_vanaf_vandaag() {
    let (mut bank, acuut, _) = ochtend();
    bank.toetsen("2 Home s");
    bank.typ("gebeld, M. gaat er heen");
    bank.toetsen("Enter");
    bank.voer_uit();
    let stand = &bank.model.lijst.zoek(acuut).unwrap().zaak.stand;
    assert!(
        stand
            .gedaan
            .iter()
            .any(|done| done.soort == StapSoort::BureaudienstInschakelen)
    );
    let lines = rijen(bank.model.lijst.alle(), bank.model.nu);
    let own = lines.iter().filter(|line| line.id.zaak == acuut);
    assert!(own.clone().all(|line| line.groep != Groep::Alarm));
    // A step that is done by what is recorded elsewhere says where.
    let at = lines
        .iter()
        .position(|line| matches!(line.id.soort, RijSoort::Stap(StapSoort::Beoordelen, _)))
        .unwrap();
    bank.toetsen("Home");
    for _ in 0..at {
        bank.toetsen("Omlaag");
    }
    bank.toetsen("s");
    assert!(bank.model.dialoog.is_none());
    assert!(bank.beeld(GEWOON).contains("Enter opent de zaak"));
}

#[test]
fn taggen_vanaf_vandaag_gaat_naar_de_regel_in_de_ochtend() {
    let mut bank = Werkbank::met_lijst();
    bank.toetsen("2");
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("44 regels nog taggen"), "{picture}");
    bank.toetsen("Home Omlaag Omlaag Enter");
    assert_eq!(bank.model.tab, Tab::Ochtend);
    assert!(bank.model.lijst.gekozen().unwrap().tag().is_none());
}

#[test]
fn een_afspraak_wordt_vastgelegd_en_afgevinkt() {
    let (mut bank, acuut, tweede) = ochtend();
    bank.toetsen("3");
    zie(&mut bank, "acties");
    // The first is that of the wijkagent, at the second zaak.
    assert_eq!(bank.model.zaak_in_beeld(), Some(tweede));
    bank.toetsen("a");
    zie(&mut bank, "actie_nieuw");
    bank.typ("SHN");
    bank.toetsen("Enter Enter");
    bank.typ("straks wel eens");
    bank.toetsen("Enter");
    assert!(bank.beeld(KLEIN).contains("niet te lezen"), "the time");
    for _ in 0.."straks wel eens".len() {
        bank.toetsen("Backspace");
    }
    bank.typ("+2u");
    bank.toetsen("Enter");
    assert!(bank.beeld(KLEIN).contains("Vul in wie het doet"));
    bank.typ("belt het slachtoffer");
    bank.toetsen("Ctrl-S");
    assert!(bank.model.dialoog.is_some(), "the store did not answer yet");
    bank.voer_uit();
    assert!(bank.model.dialoog.is_none());
    let acties = &bank.model.lijst.zoek(tweede).unwrap().zaak.stand.acties;
    let made = acties.last().unwrap();
    assert_eq!(
        (made.actie.wie.as_str(), made.actie.wanneer),
        ("SHN", Some(om("10:12")))
    );

    // Done, with how; it goes below and another is chosen.
    bank.toetsen("Home s");
    bank.toetsen("Enter");
    assert!(bank.beeld(KLEIN).contains("Schrijf kort hoe"));
    bank.typ("was thuis, alles rustig");
    bank.toetsen("Enter");
    bank.voer_uit();
    zie(&mut bank, "acties_gedaan");
    bank.toetsen("End s");
    assert!(bank.beeld(KLEIN).contains("al afgerond"));
    // What u takes back, the store says.
    bank.toetsen("u");
    assert!(bank.model.dialoog.is_none());
    assert!(
        bank.open
            .iter()
            .any(|asked| matches!(asked.effect, Effect::VraagTerug(None)))
    );
    assert!(bank.model.lijst.zoek(acuut).is_some());
}

#[test]
fn wie_niet_volgt_krijgt_geen_afspraak() {
    let mut bank = Werkbank::met_lijst();
    bank.kies("Martens");
    bank.toetsen("3 a");
    assert!(bank.model.dialoog.is_none());
    assert!(bank.beeld(KLEIN).contains("Tag hem eerst"));
}

#[test]
fn de_avonddienst_neemt_over_en_wat_blijft_liggen_is_te_zien() {
    let (mut bank, acuut, tweede) = ochtend();
    bank.toetsen("4");
    zie(&mut bank, "overdracht");
    bank.toetsen("n");
    assert!(bank.beeld(KLEIN).contains("niets over te nemen"));
    bank.toetsen("Y");
    zie(&mut bank, "overdracht_vraag");
    bank.toetsen("Ctrl-S");
    assert!(bank.beeld(KLEIN).contains("Vul in aan wie"));
    bank.typ("J. Smit");
    bank.toetsen("Tab");
    bank.typ("Bel de moeder om 19:00.");
    bank.toetsen("Enter");
    bank.voer_uit();
    for id in [acuut, tweede] {
        let stand = &bank.model.lijst.zoek(id).unwrap().zaak.stand;
        assert_eq!(stand.wacht_op_overname().unwrap().aan, "J. Smit");
    }
    let picture = bank.beeld(GEWOON);
    assert!(picture.contains("4 Overdracht (2)"), "{picture}");
    let first = bank.model.zaak_in_beeld().unwrap();
    bank.toetsen("n");
    bank.voer_uit();
    let stand = &bank.model.lijst.zoek(first).unwrap().zaak.stand;
    let taken = stand.overdrachten.last().unwrap().overgenomen.clone();
    assert_eq!(taken.unwrap().door, "A. de Boer");
    zie(&mut bank, "overdracht_half");
    bank.toetsen("l");
    zie(&mut bank, "overdracht_tekst");
}

#[test]
fn de_keuze_blijft_op_de_zaak_als_de_volgorde_verandert() {
    let (mut bank, ..) = ochtend();
    // The last of those that VT follows.
    bank.toetsen("4 Home Omlaag");
    let chosen = bank.model.zaak_in_beeld().unwrap();
    let others: Vec<ZaakId> = bank
        .model
        .lijst
        .alle()
        .iter()
        .filter(|line| line.zaak.stand.is_open() && line.zaak.id != chosen)
        .map(|line| line.zaak.id)
        .collect();
    let hand = Opdracht::DraagOver {
        aan: "J. Smit".to_owned(),
        bericht: String::new(),
    };
    bank.doe(chosen, &hand);
    assert_eq!(bank.model.zaak_in_beeld(), Some(chosen), "now it is on top");
    bank.doe(others[0], &hand);
    assert_eq!(bank.model.zaak_in_beeld(), Some(chosen));
}

/// How often the bell rang since the last look, and for how many.
fn gebeld(bank: &mut Werkbank) -> Vec<usize> {
    let mut out = Vec::new();
    bank.open.retain(|asked| match asked.effect {
        Effect::Bel(count) => {
            out.push(count);
            false
        }
        _ => true,
    });
    out
}

#[test]
fn de_bel_gaat_tot_iemand_kijkt_en_de_regel_blijft_tot_het_is_gedaan() {
    let mut bank = Werkbank::met_lijst();
    let minute = TimeDelta::minutes(1);
    bank.toetsen("Omlaag");
    gebeld(&mut bank);
    bank.wacht(minute);
    assert!(gebeld(&mut bank).is_empty(), "nothing is new");
    let before = zsmtafel::app::alarm::aanwezig(bank.model.lijst.alle(), &bank.model.kennis).len();

    let id = tag(&mut bank, "Martens", Tag::Hg);
    beoordeel(&mut bank, id, Oordeel::AcuutOnveilig);
    bank.wacht(minute);
    assert_eq!(gebeld(&mut bank).len(), 1, "it is new");
    bank.wacht(minute);
    assert!(gebeld(&mut bank).is_empty(), "not every minute");
    bank.wacht(minute);
    assert_eq!(gebeld(&mut bank).len(), 1, "nobody looked");
    bank.toetsen("Omhoog");
    bank.wacht(minute * 3);
    let rung = gebeld(&mut bank);
    assert!(rung.is_empty(), "seen: {rung:?}");
    assert!(
        bank.beeld(KLEIN)
            .contains("Bureaudienst inschakelen: Martens"),
        "the line stays"
    );

    bank.doe(
        id,
        &Opdracht::RondStapAf {
            stap: StapSoort::BureaudienstInschakelen,
            aanleiding: None,
            toelichting: "M. gebeld, zij gaat".to_owned(),
        },
    );
    bank.wacht(minute);
    assert!(!bank.beeld(KLEIN).contains("! Bureaudienst inschakelen"));
    let after = zsmtafel::app::alarm::aanwezig(bank.model.lijst.alle(), &bank.model.kennis).len();
    assert!(after <= before + 1);
}

#[test]
fn een_klok_die_rood_wordt_belt_een_keer_en_zegt_bij_wie() {
    let mut bank = Werkbank::met_lijst();
    // Nobody touches a key for longer than the lock waits.
    bank.model.blik.tafel.slot_na_minuten = 0;
    // A zaak that is HG and whose clock has more than the red threshold left.
    let spoed = bank.model.kennis.drempels.spoed;
    let (id, left) = bank
        .model
        .lijst
        .alle()
        .iter()
        .filter(|line| line.klok_loopt())
        .filter_map(|line| Some((line.zaak.id, line.klok.resterend_minuten?)))
        .find(|(_, left)| *left > spoed + 5)
        .unwrap();
    bank.model.blik.lijst.kies(id);
    bank.toetsen("g");
    for line in bank
        .model
        .lijst
        .alle()
        .iter()
        .map(|line| line.zaak.id)
        .collect::<Vec<_>>()
    {
        bank.model.blik.lijst.kies(line);
        bank.toetsen("g");
    }
    let opdracht = Opdracht::Tag {
        tag: Tag::Hg,
        soorten: vec![Soort::Partner],
        voorgesteld: Vec::new(),
        reden: None,
        bevestigd: false,
    };
    bank.open.clear();
    bank.doe(id, &opdracht);
    bank.wacht(TimeDelta::minutes(1));
    gebeld(&mut bank);
    bank.toetsen("Omlaag");
    bank.wacht(TimeDelta::minutes(left - spoed - 3));
    assert!(gebeld(&mut bank).is_empty(), "not urgent yet");
    bank.wacht(TimeDelta::minutes(3));
    assert_eq!(gebeld(&mut bank), [1]);
    let picture = bank.beeld(GEWOON);
    assert!(picture.contains("Spoed: nog 0u4"), "{picture}");
    assert!(picture.contains("2 Vandaag ("), "{picture}");
    assert!(dringend(bank.model.lijst.alle(), &bank.model.kennis, bank.model.nu) > 0);
}

#[test]
fn een_tafel_op_slot_zwijgt_en_toont_alleen_hoeveel() {
    let (mut bank, ..) = ochtend();
    bank.toetsen("Ctrl-L");
    gebeld(&mut bank);
    bank.wacht(TimeDelta::minutes(5));
    assert!(gebeld(&mut bank).is_empty());
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("! Er wach"), "{picture}");
    assert!(!picture.contains("Martens"), "{picture}");
    assert_eq!(bank.model.tab, Tab::Ochtend);
    // Hours on, clocks have turned red that were not when the table was locked.
    let now = bank.model.alarm.op_slot(bank.model.nu);
    let later = bank
        .model
        .alarm
        .op_slot(bank.model.nu + TimeDelta::hours(8));
    assert!(now >= 1 && later > now, "{now} {later}");
}

#[test]
fn een_tafel_op_slot_belt_waar_de_plek_dat_wil_met_een_getal() {
    let (mut bank, ..) = ochtend();
    let mut kennis = zsmtafel::shell::kennis::laad(
        std::path::Path::new("/nergens"),
        &zsmtafel::shell::config::Config::default(),
    )
    .unwrap();
    kennis.drempels.bel_op_slot = true;
    bank.model.blik.kennis = std::sync::Arc::new(kennis);
    bank.toetsen("2 3");
    bank.model.alarm.gezien();
    bank.toetsen("Ctrl-L");
    gebeld(&mut bank);
    // Who locked it saw what waited then.
    bank.wacht(TimeDelta::minutes(5));
    let locked = bank.model.alarm.op_slot(bank.model.nu);
    let momenten = bank.model.alarm.momenten().to_vec();
    let first = momenten
        .iter()
        .filter(|at| **at > bank.model.nu)
        .min()
        .copied();
    let first = first.unwrap();
    gebeld(&mut bank);
    bank.wacht(first - bank.model.nu + TimeDelta::minutes(1));
    let rung = gebeld(&mut bank);
    assert!(
        rung.first().is_some_and(|count| *count > locked),
        "{rung:?} {locked}"
    );
    // A process that begins locked with these moments knows the same.
    let mut alarm = Alarm::default();
    alarm.begin_op_slot(momenten, bank.model.nu);
    assert_eq!(
        alarm.op_slot(bank.model.nu),
        bank.model.alarm.op_slot(bank.model.nu)
    );
}

#[test]
fn wat_verdwijnt_en_terugkomt_is_nieuw() {
    let zaak = ZaakId(Uuid::from_u128(7));
    let one = || [AlarmId::Klok(zaak)].into_iter().collect();
    let none = || std::iter::empty().collect();
    let (mut alarm, twice) = (Alarm::default(), TimeDelta::minutes(2));
    assert_eq!(alarm.kijk(one(), om("08:00"), twice), Some(1));
    alarm.gezien();
    assert_eq!(alarm.kijk(one(), om("08:10"), twice), None);
    assert_eq!(alarm.kijk(none(), om("08:11"), twice), None);
    assert_eq!(alarm.kijk(one(), om("08:12"), twice), Some(1));
}

#[test]
fn zonder_kleur_zegt_een_teken_wat_dringt_en_wat_gekozen_is() {
    let (mut bank, ..) = ochtend();
    bank.toetsen("2");
    let (buffer, _) = bank.teken(KLEIN, Keuze::Kleurloos);
    let row = (0..KLEIN.1)
        .find(|y| buffer[(0, *y)].symbol() == "▌")
        .unwrap();
    assert_eq!(buffer[(1, row)].symbol(), "!");
    assert!(
        buffer[(KLEIN.0 - 1, row)]
            .modifier
            .contains(Modifier::REVERSED)
    );
    bank.stuur(Msg::Formaat(KLEIN.0, KLEIN.1));
}

#[test]
fn op_vandaag_gaat_de_gekozen_stap_terzijde_met_een_reden() {
    let (mut bank, acuut, _) = ochtend();
    bank.toetsen("2");
    let to = |bank: &mut Werkbank, is: &dyn Fn(RijSoort) -> bool| {
        let lines = rijen(bank.model.lijst.alle(), bank.model.nu);
        let at = lines
            .iter()
            .position(|line| line.id.zaak == acuut && is(line.id.soort))
            .expect("the line is there");
        bank.toetsen("Home");
        for _ in 0..at {
            bank.toetsen("Omlaag");
        }
    };
    // What safety hangs on stays, and what is no step has its own way out.
    let step =
        |wanted: StapSoort| move |soort| matches!(soort, RijSoort::Stap(one, _) if one == wanted);
    to(&mut bank, &step(StapSoort::BureaudienstInschakelen));
    bank.toetsen("z");
    assert!(bank.model.dialoog.is_none());
    assert!(bank.beeld(KLEIN).contains("kan niet terzijde"));
    to(&mut bank, &|soort| soort == RijSoort::Ophouden);
    bank.toetsen("z");
    assert!(bank.beeld(KLEIN).contains("Alleen een stap kan terzijde."));

    to(&mut bank, &step(StapSoort::OverlegtijdVragen));
    bank.toetsen("z");
    let Some(Dialoog::Stap(dialog)) = &bank.model.dialoog else {
        panic!("no question");
    };
    assert_eq!(
        dialog.stap().map(|one| one.soort),
        Some(StapSoort::OverlegtijdVragen)
    );
    bank.typ("KPC-er belt zelf");
    bank.toetsen("Enter");
    bank.voer_uit();
    let stand = &bank.model.lijst.zoek(acuut).unwrap().zaak.stand;
    let done = stand.gedaan.last().unwrap();
    assert_eq!(done.soort, StapSoort::OverlegtijdVragen);
    assert!(done.terzijde && done.toelichting == "KPC-er belt zelf");
}

/// What was asked to be written.
fn te_schrijven(bank: &mut Werkbank) -> Vec<String> {
    let asked = bank.open.iter().filter_map(|asked| match &asked.effect {
        Effect::SchrijfOverdracht(text) => Some(text.clone()),
        _ => None,
    });
    asked.collect()
}

#[test]
fn de_overdracht_gaat_als_tekst_naar_een_bestand_na_een_vraag_over_namen() {
    let (mut bank, ..) = ochtend();
    bank.toetsen("4 l");
    for size in [KLEIN, GEWOON] {
        let picture = bank.beeld(size);
        assert!(picture.contains("Ctrl-S schrijf als tekst"), "{picture}");
        assert!(!picture.contains("zsmtafel overdracht"), "{picture}");
    }
    bank.toetsen("Ctrl-S");
    zie(&mut bank, "overdracht_schrijven");
    bank.toetsen("n");
    assert!(te_schrijven(&mut bank).is_empty());
    // Hidden names are for the screen; who takes over must know whom it is about.
    bank.toetsen("F9 Ctrl-S j");
    let text = te_schrijven(&mut bank).pop().unwrap();
    assert!(
        text.contains("Martens") && text.contains("Kallen"),
        "{text}"
    );
    bank.antwoord(Antwoord::OverdrachtGeschreven(Ok(
        "overdracht-20261120-0812.txt".to_owned(),
    )));
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("overdracht-20261120-0812.txt in uit"),
        "{picture}"
    );
    // Another text is not written so.
    bank.toetsen("Esc Enter l Ctrl-S");
    assert!(bank.model.dialoog.is_none());
}

#[test]
fn alles_wat_wacht_wordt_in_een_keer_overgenomen_na_een_vraag() {
    let (mut bank, acuut, tweede) = ochtend();
    bank.toetsen("4 N");
    assert!(bank.model.dialoog.is_none());
    assert!(bank.beeld(KLEIN).contains("wacht geen zaak op overname"));
    bank.toetsen("Y");
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("bereikbaarheidsdienst"), "{picture}");
    bank.typ("collega J. Smit");
    bank.toetsen("Tab");
    let picture = bank.beeld(KLEIN);
    assert!(
        picture.contains("schrijf hier niets over één zaak"),
        "{picture}"
    );
    bank.toetsen("Enter");
    bank.voer_uit();
    bank.toetsen("N");
    zie(&mut bank, "overdracht_alles_over");
    bank.toetsen("n");
    bank.voer_uit();
    let waits = |bank: &Werkbank, id: ZaakId| {
        let line = bank.model.lijst.zoek(id).unwrap();
        line.zaak.stand.wacht_op_overname().is_some()
    };
    assert!(waits(&bank, acuut) && waits(&bank, tweede));
    bank.toetsen("N j");
    bank.voer_uit();
    assert!(!waits(&bank, acuut) && !waits(&bank, tweede));
}

#[test]
fn een_gesloten_zaak_van_eerder_is_te_vinden_en_te_heropenen_en_telt_nergens() {
    let (mut bank, acuut, tweede) = ochtend();
    let closed = tag(&mut bank, "Joosten", Tag::Radar);
    let why = Opdracht::Sluit {
        loopt: Vec::new(),
        reden: "geen HG".to_owned(),
        op: bank.model.nu,
        bevestigd: false,
    };
    bank.doe(closed, &why);
    // As the day after: it is no more on the list.
    let (kennis, nu) = (bank.model.kennis.clone(), bank.model.nu);
    let kop = bank.model.lijst.kop.clone();
    let before = bank.model.lijst.telling();
    let lines = bank
        .model
        .lijst
        .alle()
        .iter()
        .map(|line| Dagregel::nieuw(line.zaak.clone(), line.zaak.id == closed, &kennis, nu))
        .collect();
    bank.model.blik.lijst.laad(kop, lines);
    let count = bank.model.lijst.telling();
    assert_eq!(count.radar + 1, before.radar);
    assert_eq!((count.hg, count.te_doen), (before.hg, before.te_doen));
    let last = bank.model.lijst.alle().last().unwrap();
    assert_eq!(last.zaak.id, closed);
    let open = zsmtafel::app::afgeleid::overdracht::rijen(bank.model.lijst.alle());
    let open: Vec<ZaakId> = open.iter().map(|line| line.zaak.id).collect();
    assert!(open.contains(&acuut) && open.contains(&tweede) && !open.contains(&closed));

    bank.toetsen("/");
    bank.typ("joosten");
    bank.toetsen("Enter");
    zie(&mut bank, "ochtend_gesloten");
    let (buffer, _) = bank.teken(GEWOON, Keuze::Gewoon);
    let row = (0..buffer.area.height)
        .find(|y| {
            let cells = (0..buffer.area.width).map(|x| buffer[(x, *y)].symbol());
            let text: String = cells.collect();
            text.contains("gesloten  Joosten")
        })
        .unwrap();
    let bold =
        (0..buffer.area.width).any(|x| buffer[(x, row)].modifier.contains(Modifier::BOLD) && x > 0);
    assert!(!bold, "no word of it stands out");
    bank.toetsen("Enter");
    bank.laad(closed);
    bank.toetsen("x");
    bank.typ("nieuwe melding");
    bank.toetsen("Enter");
    bank.voer_uit();
    let line = bank.model.lijst.zoek(closed).unwrap();
    assert!(line.zaak.stand.is_open());
    assert_eq!(bank.model.lijst.telling().radar, before.radar);
}

#[test]
fn bij_een_overleg_na_de_termijn_staat_dat_erbij() {
    let mut bank = Werkbank::met_lijst();
    tag(&mut bank, "Martens", Tag::Hg);
    let id = bank.kies("Martens");
    let end = bank.model.lijst.zoek(id).unwrap().klok.uiterlijk.unwrap();
    let until = zsmtafel::domain::tijd::tot(end, bank.model.nu);
    let written = zsmtafel::app::velden::tijdinvoer::schrijf_tijdstip;
    bank.toetsen("Enter");
    bank.laad(id);
    bank.toetsen("p");
    let late = written(end + TimeDelta::minutes(1));
    bank.typ(&late);
    let after = format!("dit is na het einde van de termijn (tot {until})");
    let picture = bank.beeld(GEWOON);
    assert!(picture.contains(&after), "{picture}");
    let picture = bank.beeld(KLEIN);
    assert!(picture.contains("na het einde van de termijn"), "{picture}");
    for _ in late.chars() {
        bank.toetsen("Backspace");
    }
    bank.typ(&written(end - TimeDelta::minutes(1)));
    let picture = bank.beeld(GEWOON);
    assert!(
        !picture.contains("na het einde van de termijn"),
        "{picture}"
    );
}
