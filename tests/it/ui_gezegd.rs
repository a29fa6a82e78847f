//! The screen says what somebody recorded and no more: what is asked before a step, a tag or a zaak is let go,
//! what stays in sight, and how what was typed is understood. Keys in, screen out.

use chrono::NaiveDate;
use uuid::Uuid;
use zsmtafel::app::afgeleid::vandaag::Groep;
use zsmtafel::app::model::Dialoog;
use zsmtafel::app::msg::Effect;
use zsmtafel::domain::actie::Actie;
use zsmtafel::domain::afdoening::{Aanwezigheid, Afdoening, Uitkomst, Voorwaarde, Vrij};
use zsmtafel::domain::beoordeling::{
    Informatiebron, Navraag, NavraagStand, Oordeel, Veiligheidsbeoordeling,
};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Leeftijd, Rol};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::ids::{ActieId, BetrokkeneId, ZaakId};
use zsmtafel::domain::lijstregel::{Status, Veld};
use zsmtafel::domain::overleg::Gegeven;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::verblijf::Waarde;

use crate::ui_werkbank::{GEWOON, KLEIN, Werkbank, kennis, om};

/// The words of a screen, wherever its lines were broken. Bars and rules are no words.
fn woorden(bank: &mut Werkbank, formaat: (u16, u16)) -> String {
    bank.beeld(formaat)
        .split(|c: char| c.is_whitespace() || "│─▌┌┐└┘".contains(c))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// HG on the screen of the zaak.
fn zaak() -> (Werkbank, ZaakId) {
    let mut bank = Werkbank::met_lijst();
    let id = bank.kies("Martens");
    bank.doe(
        id,
        &Opdracht::Tag {
            tag: Tag::Hg,
            soorten: vec![Soort::Partner],
            voorgesteld: Vec::new(),
            reden: None,
            bevestigd: false,
        },
    );
    bank.toetsen("Enter");
    bank.laad(id);
    (bank, id)
}

fn oordeel(geheel: Oordeel) -> Opdracht {
    let answered = |bron| Navraag {
        bron,
        stand: NavraagStand::Antwoord,
        op: None,
        antwoord: "niet bekend".to_owned(),
    };
    Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
        geheel,
        motivering: "Derde melding in een half jaar.".to_owned(),
        intern: "De buurvrouw belde hierover.".to_owned(),
        voorwaarden: vec!["contactverbod".to_owned()],
        navraag: [
            Informatiebron::EigenSysteem,
            Informatiebron::Politie,
            Informatiebron::Reclassering,
            Informatiebron::Rvdk,
        ]
        .map(answered)
        .to_vec(),
        ..Veiligheidsbeoordeling::default()
    }))
}

fn beslist(code: &str, gesteld: Uitkomst) -> Opdracht {
    let keuze = kennis()
        .modaliteiten
        .zoek(code)
        .map(|one| one.keuze(Vrij::Ja))
        .unwrap();
    Opdracht::StelAfdoeningVast(Box::new(Afdoening {
        modaliteiten: vec![keuze],
        vrij: Some(Vrij::Ja),
        voorwaarden: vec![Voorwaarde {
            wat: "contactverbod".to_owned(),
            uitkomst: gesteld,
            anders: String::new(),
        }],
        ..Afdoening::default()
    }))
}

/// Opens the zaak anew, with the newest dossier, as the loop brings it.
fn heropen(bank: &mut Werkbank, id: ZaakId) {
    bank.toetsen("Esc");
    bank.open
        .retain(|asked| !matches!(asked.effect, Effect::LaadZaak(_)));
    bank.model.blik.lijst.kies(id);
    bank.toetsen("Enter");
    bank.laad(id);
}

fn stappen(bank: &Werkbank, id: ZaakId) -> Vec<StapSoort> {
    let line = bank.model.lijst.zoek(id).unwrap();
    line.stappen.iter().map(|step| step.soort).collect()
}

/// Puts the cursor of the screen of the zaak on a step.
fn naar(bank: &mut Werkbank, id: ZaakId, step: StapSoort) {
    let at = stappen(bank, id).iter().position(|one| *one == step);
    let at = at.unwrap_or_else(|| panic!("{step:?} is not open"));
    bank.toetsen("PgUp PgUp PgUp");
    for _ in 0..at {
        bank.toetsen("Omlaag");
    }
}

fn vink(bank: &mut Werkbank, id: ZaakId, stap: StapSoort) {
    let line = bank.model.lijst.zoek(id).unwrap();
    let cause = line.stappen.iter().find(|one| one.soort == stap).unwrap();
    let opdracht = Opdracht::RondStapAf {
        stap,
        aanleiding: cause.aanleiding,
        toelichting: "S. Visser: gebeld, zij is bij haar zus".to_owned(),
    };
    bank.doe(id, &opdracht);
}

fn noor() -> Betrokkene {
    Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(77)),
        naam: "Noor".to_owned(),
        leeftijd: None,
        rol: Rol::Slachtoffer,
        relatie: "echtgenote".to_owned(),
        verblijf: "bij haar zus".to_owned(),
        geheim: false,
        bellen: Bellen::Veilig,
        bereikbaar: String::new(),
    }
}

#[test]
fn of_vt_erbij_was_is_onbekend_tot_iemand_het_zegt() {
    let (mut bank, id) = zaak();
    bank.doe(id, &oordeel(Oordeel::StructureelOnveilig));
    bank.toetsen("d");
    bank.typ("hzv");
    bank.toetsen("Enter Ctrl-S");
    bank.voer_uit();
    let stand = &bank.model.lijst.zoek(id).unwrap().zaak.stand;
    let held = stand.afdoening().unwrap().inhoud.vt_aanwezig;
    assert_eq!(held, Aanwezigheid::Onbekend);
    let words = woorden(&mut bank, GEWOON);
    assert!(words.contains("VT erbij: niet bekend"), "{words}");
    assert!(!words.contains("zonder VT"), "{words}");
    // The overleg begins so too.
    bank.toetsen("p");
    bank.typ("15:30");
    bank.toetsen("Ctrl-S");
    bank.voer_uit();
    let planned = bank
        .model
        .lijst
        .zoek(id)
        .unwrap()
        .zaak
        .stand
        .overleg
        .clone();
    assert_eq!(planned.unwrap().overleg.wijze, Aanwezigheid::Onbekend);
}

#[test]
fn een_vertrek_wordt_niet_met_ok_afgedaan() {
    let (mut bank, id) = zaak();
    bank.doe(
        id,
        &Opdracht::Meld {
            gegeven: Gegeven::Verblijf {
                waarde: Waarde::Heengezonden,
                sinds: None,
            },
            bron: "intake politie".to_owned(),
        },
    );
    naar(&mut bank, id, StapSoort::VertrekUitzoeken);
    bank.toetsen("Enter");
    let words = woorden(&mut bank, KLEIN);
    assert!(words.contains("vastleggen wat is gemeld"), "{words}");
    assert!(words.contains("veiligheid beoordelen"), "{words}");
    // The third way asks who looked, and what came of it; a bare word is no outcome.
    bank.toetsen("3");
    bank.toetsen("Enter");
    bank.typ("ok");
    bank.toetsen("Ctrl-S");
    assert!(bank.model.dialoog.is_some());
    assert!(woorden(&mut bank, KLEIN).contains("Vul in wie er keek"));
    bank.typ("S. Visser");
    bank.toetsen("Ctrl-S");
    let words = woorden(&mut bank, KLEIN);
    assert!(words.contains("Schrijf wat de uitkomst is"), "{words}");
    bank.typ(", hij is bij zijn broer, zij weet het");
    bank.toetsen("Ctrl-S");
    bank.voer_uit();
    assert!(!stappen(&bank, id).contains(&StapSoort::VertrekUitzoeken));
    let done = &bank.model.lijst.zoek(id).unwrap().zaak.stand.gedaan;
    assert!(
        done[0]
            .toelichting
            .starts_with("S. Visser: ok, hij is bij zijn broer")
    );
}

#[test]
fn enter_op_opnieuw_beoordelen_opent_de_beoordeling_en_daarna_de_vraag_naar_de_uitkomst() {
    let (mut bank, id) = zaak();
    bank.doe(id, &oordeel(Oordeel::StructureelOnveilig));
    bank.doe(id, &beslist("HZ", Uitkomst::NietGesteld));
    naar(&mut bank, id, StapSoort::OpnieuwBeoordelen);
    bank.toetsen("Enter");
    assert!(woorden(&mut bank, KLEIN).contains("Wie is hoe veilig"));
    bank.toetsen("Esc");
    bank.wacht(chrono::TimeDelta::minutes(1));
    bank.doe(id, &oordeel(Oordeel::AcuutOnveilig));
    naar(&mut bank, id, StapSoort::OpnieuwBeoordelen);
    bank.toetsen("Enter");
    let words = woorden(&mut bank, KLEIN);
    assert!(
        words.contains("Wie keek") && words.contains("Uitkomst"),
        "{words}"
    );
}

#[test]
fn dat_er_geen_stap_meer_is_zegt_niet_dat_het_veilig_is() {
    let (mut bank, id) = zaak();
    bank.doe(id, &oordeel(Oordeel::AcuutOnveilig));
    vink(&mut bank, id, StapSoort::BureaudienstInschakelen);
    bank.doe(id, &beslist("HZ-V", Uitkomst::NietGesteld));
    for _ in 0..8 {
        let next = stappen(&bank, id);
        let Some(step) = next.into_iter().find(|step| step.met_de_hand()) else {
            break;
        };
        vink(&mut bank, id, step);
    }
    assert_eq!(stappen(&bank, id), [StapSoort::Sluiten]);
    let said = "let op: het oordeel is acuut";
    let refused = "voorwaarde \"contactverbod\": niet gesteld";
    bank.toetsen("PgUp PgUp");
    let words = woorden(&mut bank, GEWOON);
    assert!(words.contains(said) && words.contains(refused), "{words}");
    assert!(!words.contains("alles is gedaan"), "{words}");
    // In the handing over, and in the window of closing, too; and it is asked.
    bank.toetsen("Esc 4 l");
    let words = woorden(&mut bank, GEWOON);
    assert!(
        words.contains("Let op het oordeel is acuut onveilig"),
        "{words}"
    );
    assert!(words.contains(refused), "{words}");
    bank.toetsen("Esc 1");
    bank.kies("Martens");
    bank.toetsen("Enter");
    bank.laad(id);
    bank.toetsen("x");
    let words = woorden(&mut bank, KLEIN);
    assert!(
        words.contains("Sluiten gaat voorbij aan: het oordeel is acuut"),
        "{words}"
    );
    bank.typ("VT volgt het thuis");
    bank.toetsen("Enter");
    assert!(woorden(&mut bank, KLEIN).contains("Toch sluiten?"));
    bank.toetsen("n");
    assert!(bank.model.lijst.zoek(id).unwrap().zaak.stand.is_open());
}

#[test]
fn loslaten_noemt_ook_de_mensen_en_de_afspraken() {
    let (mut bank, id) = zaak();
    bank.doe(id, &Opdracht::VoegBetrokkeneToe(noor()));
    bank.doe(
        id,
        &Opdracht::SpreekAf(Actie {
            id: ActieId(Uuid::from_u128(5)),
            wie: "wijkagent".to_owned(),
            wat: "gaat bij haar langs".to_owned(),
            wanneer: None,
        }),
    );
    for key in ["g", "r", "t"] {
        bank.toetsen(key);
        if woorden(&mut bank, KLEIN).contains("welke soort?") {
            bank.toetsen("p");
        }
        let asked = match &bank.model.dialoog {
            Some(Dialoog::Vraag(question)) => question.tekst.clone(),
            other => panic!("{key}: {other:?}"),
        };
        assert!(
            asked.contains("een open afspraak met wijkagent (gaat bij haar langs)"),
            "{key}: {asked}"
        );
        assert!(asked.contains("één betrokkene"), "{key}: {asked}");
        assert!(bank.beeld(KLEIN).contains("Als "), "{key}: seen");
        bank.toetsen("n");
        assert_eq!(bank.model.lijst.zoek(id).unwrap().tag(), Some(Tag::Hg));
    }
}

#[test]
fn bronnen_vragen_blijft_staan_na_de_beslissing() {
    let (mut bank, id) = zaak();
    bank.doe(
        id,
        &Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
            geheel: Oordeel::VoldoendeVeilig,
            motivering: "Geen eerdere meldingen.".to_owned(),
            ..Veiligheidsbeoordeling::default()
        })),
    );
    bank.doe(id, &beslist("SEP-T", Uitkomst::Gesteld));
    assert!(stappen(&bank, id).contains(&StapSoort::BronnenVragen));
    bank.doe(id, &oordeel(Oordeel::VoldoendeVeilig));
    assert!(!stappen(&bank, id).contains(&StapSoort::BronnenVragen));
}

#[test]
fn de_hele_zaak_zegt_een_ding_en_alles_wat_is_vastgelegd() {
    let (mut bank, id) = zaak();
    bank.doe(id, &oordeel(Oordeel::StructureelOnveilig));
    bank.doe(id, &Opdracht::VoegBetrokkeneToe(noor()));
    for gegeven in [
        Gegeven::Verblijf {
            waarde: Waarde::Heengezonden,
            sinds: Some(om("07:50")),
        },
        Gegeven::Tekst {
            veld: Veld::Geboortedatum,
            waarde: "1962-07-05".to_owned(),
        },
        Gegeven::Plaats {
            waar: "bij zijn broer".to_owned(),
        },
    ] {
        bank.doe(
            id,
            &Opdracht::Meld {
                gegeven,
                bron: "intake politie".to_owned(),
            },
        );
    }
    bank.model.blik.tafel.slot_na_minuten = 0;
    bank.wacht(chrono::TimeDelta::minutes(30));
    let nu = bank.model.nu;
    bank.gebeurt(
        id,
        Gebeurtenis::StatusOpLijst {
            lezing: zsmtafel::domain::ids::LezingId(Uuid::from_u128(9)),
            status: Status::Vast,
            over: nu,
        },
    );
    // The screen gets the newest of it, as the loop brings it.
    heropen(&mut bank, id);
    bank.toetsen("l");
    let words = woorden(&mut bank, (120, 240));
    for said in [
        "vast of vrij? lijst 08:42: vast · gemeld 07:50 door intake politie: heengezonden",
        "status op de lijst vast",
        "5-7-1962, gemeld door intake politie (lijst: 5-7-1961)",
        "verdachte is of gaat naar: bij zijn broer",
        "Interne motivering (gaat nooit weg): De buurvrouw belde hierover.",
        "waar bij haar zus",
        "Alles wat is vastgelegd, van oud naar nieuw",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(
        !words.contains("1962-07-05") && !words.contains("1961-07-05"),
        "{words}"
    );
}

#[test]
fn wie_op_hg_lijkt_en_vrij_is_voordat_iemand_keek_staat_in_de_balk_en_op_vandaag() {
    let mut bank = Werkbank::met_lijst();
    let words = woorden(&mut bank, GEWOON);
    assert!(words.contains("alarmen · Taggen: Lankle, Giel"), "{words}");
    let lines = zsmtafel::app::afgeleid::vandaag::rijen(bank.model.lijst.alle(), bank.model.nu);
    let id = bank.zaak("Lankle");
    assert!(
        lines
            .iter()
            .any(|line| line.id.zaak == id && line.groep == Groep::Alarm)
    );
    // Nobody follows it, and who hands over must know.
    bank.toetsen("4 l");
    let words = woorden(&mut bank, GEWOON);
    assert!(
        words.contains("moet iemand bekijken") && words.contains("Lankle"),
        "{words}"
    );
    bank.toetsen("Esc 1");
    bank.kies("Lankle");
    bank.toetsen("g");
    bank.voer_uit();
    assert!(!woorden(&mut bank, GEWOON).contains("Taggen: Lankle"));
}

#[test]
fn een_weigering_staat_er_heel_op_tachtig_kolommen() {
    let (mut bank, id) = zaak();
    bank.doe(id, &oordeel(Oordeel::AcuutOnveilig));
    bank.toetsen("g");
    let words = woorden(&mut bank, KLEIN);
    let whole = "Er staat een alarm open: bureaudienst inschakelen (iemand is acuut onveilig). \
                 Beantwoord dat eerst, met wat er is gedaan.";
    assert!(words.contains(whole), "{words}");
}

#[test]
fn wie_een_keuze_typt_komt_er_en_wat_niets_is_wordt_gezegd() {
    let (mut bank, id) = zaak();
    bank.toetsen("m");
    bank.toetsen("BackTab");
    let focus = |bank: &Werkbank| match bank.model.lagen.last() {
        Some(zsmtafel::app::model::Laag::Zaakformulier(scherm)) => scherm.formulier.focus,
        _ => panic!("no form"),
    };
    while focus(&bank) != 0 {
        bank.toetsen("BackTab");
    }
    bank.typ("heengezonden m");
    let words = woorden(&mut bank, KLEIN);
    assert!(words.contains("heengezonden met voorwaarden"), "{words}");
    bank.toetsen("Links Rechts");
    bank.typ("q8");
    let words = woorden(&mut bank, KLEIN);
    assert!(words.contains("niets begint met \"q8\""), "{words}");
    assert!(
        words.contains("heengezonden met voorwaarden"),
        "unchanged: {words}"
    );
    // One letter after another still walks.
    bank.toetsen("Rechts i i");
    let words = woorden(&mut bank, KLEIN);
    assert!(!words.contains("niets begint met"), "{words}");
    let _ = id;
}

#[test]
fn een_geboortejaar_blijft_een_jaar_en_een_maand_heeft_een_naam() {
    let (mut bank, id) = zaak();
    bank.toetsen("n");
    bank.typ("Noor");
    bank.toetsen("Tab Tab");
    bank.typ("2010");
    bank.toetsen("Ctrl-S");
    bank.voer_uit();
    let who = &bank.model.lijst.zoek(id).unwrap().zaak.stand.betrokkenen[0];
    assert_eq!(who.leeftijd, Some(Leeftijd::Geboortejaar(2010)));
    heropen(&mut bank, id);
    assert!(woorden(&mut bank, GEWOON).contains("Noor (15 of 16)"));
    bank.toetsen("n");
    bank.typ("Mees");
    bank.toetsen("Tab Tab");
    bank.typ("4 dec 2015");
    bank.toetsen("Ctrl-S");
    bank.voer_uit();
    let who = &bank.model.lijst.zoek(id).unwrap().zaak.stand.betrokkenen[1];
    let day = NaiveDate::from_ymd_opt(2015, 12, 4).unwrap();
    assert_eq!(who.leeftijd, Some(Leeftijd::Geboren(day)));
    bank.toetsen("p");
    bank.typ("4 december 9:15");
    assert!(woorden(&mut bank, KLEIN).contains("→ vr 4 dec 09:15"));
}

#[test]
fn nog_steeds_daar_na_de_beslissing_telt() {
    let (mut bank, id) = zaak();
    bank.doe(id, &Opdracht::VoegBetrokkeneToe(noor()));
    bank.wacht(chrono::TimeDelta::minutes(5));
    bank.doe(id, &beslist("HZ", Uitkomst::Gesteld));
    bank.wacht(chrono::TimeDelta::minutes(5));
    bank.doe(
        id,
        &Opdracht::Meld {
            gegeven: Gegeven::Plaats {
                waar: "bij zijn broer".to_owned(),
            },
            bron: "politie".to_owned(),
        },
    );
    let open = |bank: &mut Werkbank| {
        bank.toetsen("c");
        let words = woorden(bank, (120, 60));
        bank.toetsen("Esc");
        words.contains("na de beslissing niet genoteerd waar: Noor")
    };
    heropen(&mut bank, id);
    assert!(open(&mut bank));
    // A new number says nothing of where she is.
    bank.doe(
        id,
        &Opdracht::WijzigBetrokkene(Betrokkene {
            bereikbaar: "06 12 34 56 78".to_owned(),
            ..noor()
        }),
    );
    assert!(open(&mut bank));
    heropen(&mut bank, id);
    let steps = stappen(&bank, id).len();
    bank.toetsen("PgUp PgUp PgUp");
    for _ in 0..steps {
        bank.toetsen("Omlaag");
    }
    bank.toetsen("Enter");
    assert!(woorden(&mut bank, KLEIN).contains("nagevraagd: nog steeds daar"));
    bank.toetsen("Tab Tab Tab Tab Tab Spatie Ctrl-S");
    bank.voer_uit();
    assert!(!open(&mut bank), "she is still there, and that was said");
}

#[test]
fn een_tafel_zonder_naam_tekent_niet_met_onbekend() {
    let (mut bank, id) = zaak();
    bank.model.blik.tafel.medewerker = "onbekend".to_owned();
    bank.doe(id, &oordeel(Oordeel::StructureelOnveilig));
    bank.toetsen("i");
    let words = woorden(&mut bank, (200, 60));
    assert!(
        words.contains("Opgesteld door: [naam invullen], VT Zuidoost-Brabant"),
        "{words}"
    );
    bank.toetsen("Esc Esc 4 l");
    let words = woorden(&mut bank, GEWOON);
    assert!(words.contains("door [naam invullen]"), "{words}");
    assert!(words.contains("naam niet ingevuld"), "the head: {words}");
}

#[test]
fn een_gesloten_zaak_die_opnieuw_bekeken_moet_worden_staat_in_de_overdracht() {
    let (mut bank, id) = zaak();
    bank.doe(
        id,
        &Opdracht::Tag {
            tag: Tag::GeenHg,
            soorten: Vec::new(),
            voorgesteld: Vec::new(),
            reden: None,
            bevestigd: true,
        },
    );
    let mut line = bank.model.lijst.zoek(id).unwrap().zaak.regel.clone();
    line.hg_politie = Some(true);
    let bron = bank.model.lijst.zoek(id).unwrap().zaak.bron.clone();
    bank.gebeurt(
        id,
        Gebeurtenis::LijstgegevensGewijzigd {
            regel: Box::new(line.clone()),
            bron,
            wijzigingen: Vec::new(),
        },
    );
    let newest = bank.model.blik.lijst.zoek_mut(id).unwrap();
    newest.zaak.regel = line;
    newest.herleid();
    assert_eq!(stappen(&bank, id), [StapSoort::OpnieuwBekijken]);
    bank.toetsen("Esc 4");
    assert!(woorden(&mut bank, GEWOON).contains("te bekijken"));
    bank.toetsen("l");
    let words = woorden(&mut bank, (120, 80));
    assert!(
        words.contains("Martens") && words.contains("opnieuw bekijken"),
        "{words}"
    );
    assert!(words.contains("VT volgt deze zaak niet"), "{words}");
    assert!(words.contains("0 zaken open"), "{words}");
}

#[test]
fn een_onbekend_statuswoord_wordt_bij_het_inlezen_gezegd() {
    let csv = "PL-nummer;Achternaam;Status\nPL2100-2026000001;Jansen;vast\n\
               PL2100-2026000002;Smit;wacht op tolk\nPL2100-2026000003;Vos;Wacht op tolk\n";
    let lijst = crate::import_hulp::lees_tekst(csv);
    let said: Vec<_> = lijst
        .waarschuwingen
        .iter()
        .filter(|one| one.reden.contains("status die het programma niet kent"))
        .collect();
    assert_eq!(said.len(), 1, "{:?}", lijst.waarschuwingen);
    assert_eq!(said[0].waarde, "wacht op tolk");
    assert_eq!(
        said[0].reden,
        "2 regels met een status die het programma niet kent; telt als onbekend"
    );
}

#[test]
fn een_oordeel_waarvan_de_termijn_voorbij_is_staat_nergens_meer_als_oordeel() {
    let (mut bank, id) = zaak();
    let Opdracht::StelVast(mut judged) = oordeel(Oordeel::VoldoendeVeilig) else {
        panic!("no judgement");
    };
    judged.geldig_tot = Some(om("10:00"));
    bank.doe(id, &Opdracht::StelVast(judged));
    heropen(&mut bank, id);
    assert!(woorden(&mut bank, KLEIN).contains("voldoende veilig"));
    bank.wacht(om("10:01") - bank.model.nu);
    heropen(&mut bank, id);
    let seen = woorden(&mut bank, GEWOON);
    assert!(
        seen.contains("oordeel verlopen (was voldoende veilig)"),
        "{seen}"
    );
    // Nor on the list, nor in what is handed over.
    bank.toetsen("Esc 1");
    let line = bank
        .beeld(GEWOON)
        .lines()
        .find(|line| line.contains("Martens") && line.contains("HG"))
        .map(str::to_owned);
    assert!(
        line.as_deref()
            .is_some_and(|line| line.contains("verlopen")),
        "{line:?}"
    );
}

#[test]
fn een_tweede_acuut_oordeel_is_een_tweede_belletje_en_zegt_van_welk_oordeel() {
    let (mut bank, id) = zaak();
    bank.doe(id, &oordeel(Oordeel::AcuutOnveilig));
    bank.wacht(om("08:40") - bank.model.nu);
    let Opdracht::StelVast(mut again) = oordeel(Oordeel::AcuutOnveilig) else {
        panic!("no judgement");
    };
    "Hij heeft een sleutel.".clone_into(&mut again.motivering);
    bank.doe(id, &Opdracht::StelVast(again));
    let line = bank.model.lijst.zoek(id).unwrap();
    let calls: Vec<&str> = line
        .stappen
        .iter()
        .filter(|step| step.soort == StapSoort::BureaudienstInschakelen)
        .map(|step| step.waarom.as_str())
        .collect();
    assert_eq!(
        calls,
        [
            "iemand is acuut onveilig (oordeel van 08:12)",
            "iemand is acuut onveilig (oordeel van 08:40)"
        ]
    );
    // The bar counts alarms, as Vandaag and the lock do.
    let all: usize = bank
        .model
        .lijst
        .alarmen()
        .map(|line| line.stappen.iter().filter(|step| step.alarm).count())
        .sum();
    assert!(woorden(&mut bank, GEWOON).contains(&format!("{all} alarmen")));
}
