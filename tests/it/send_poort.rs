//! The gate: a BSN and a geheim adres go to nobody, in no text, whatever is ticked and wherever they were
//! written.

use proptest::prelude::*;
use uuid::Uuid;
use zsmtafel::domain::actie::{Actie, AfgesprokenActie};
use zsmtafel::domain::betrokkene::Rol;
use zsmtafel::domain::ids::ActieId;
use zsmtafel::domain::input::Ontvanger;
use zsmtafel::domain::naam::vouw;
use zsmtafel::domain::overleg::{GenoteerdePlaats, Overdracht};
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::zaak::Zaak;
use zsmtafel::send::leesbaar::beoordeling_tekst;
use zsmtafel::send::poort::{GEEN_ADRES, GEEN_BSN, Poort};
use zsmtafel::send::tekst::tekst;
use zsmtafel::send::terugkoppeling::terugkoppeling;

use super::send_zaak::{alles_aan, context, nu, ontvangers, voorwaarden, zaak};

/// Nine digits that pass the elfproef, worked out by adding and not as the program does.
fn bsn(eight: u32) -> Option<String> {
    let front = format!("{eight:08}");
    (0..10).map(|last| format!("{front}{last}")).find(|number| {
        let mut sum = 0_i64;
        for (at, digit) in number.chars().enumerate() {
            let digit = i64::from(digit.to_digit(10).unwrap());
            sum += if at == 8 {
                -digit
            } else {
                digit * (9 - i64::try_from(at).unwrap())
            };
        }
        sum % 11 == 0 && sum != 0
    })
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Every text there is of a zaak, with everything ticked.
fn teksten(zaak: &Zaak) -> Vec<String> {
    let mut all: Vec<String> = Ontvanger::ALLE
        .into_iter()
        .map(|who| tekst(&alles_aan(zaak, who)))
        .collect();
    all.push(terugkoppeling(zaak, &ontvangers(), &voorwaarden(), &context()).unwrap());
    let holds = &zaak.stand.beoordelingen[0];
    all.push(beoordeling_tekst(holds, &zaak.stand.betrokkenen).join("\n"));
    let kennis = crate::ui_werkbank::kennis();
    let names = |name: &zsmtafel::domain::naam::Naam| name.lijstvorm();
    let line =
        zsmtafel::app::afgeleid::dagregel::Dagregel::nieuw(zaak.clone(), false, &kennis, nu());
    let blok = zsmtafel::app::afgeleid::overdracht::blokken(
        &[line],
        &kennis,
        nu(),
        &names,
        &str::to_owned,
    );
    all.push(zsmtafel::send::overdracht::tekst(
        &zsmtafel::send::overdracht::Kop::default(),
        &blok,
        nu(),
        4000,
    ));
    all.push(serde_json::to_string(&blok).unwrap());
    let doubt = zsmtafel::app::afgeleid::twijfel::register(vec![zaak.clone()], &kennis, nu());
    all.push(zsmtafel::send::twijfel::csv(&doubt));
    all
}

/// The words in every free field that a zaak has.
fn overal(zaak: &mut Zaak, words: &str) {
    zaak.regel
        .toelichting
        .push_str(&format!(" Gemeld: {words}."));
    zaak.regel.kinderen = Some(format!("2, {words}"));
    let tag = zaak.stand.tag.as_mut().unwrap();
    tag.tag = Tag::Twijfel;
    tag.reden = Some(format!("volgens de buren {words}"));
    let inside = &mut zaak.stand.beoordelingen[0].inhoud;
    inside.motivering = format!("Zij zegt: {words}");
    inside.intern = words.to_owned();
    inside.vt_doet = format!("VT gaat naar {words}");
    for source in &mut inside.navraag {
        source.antwoord = format!("genoemd: {words}!");
    }
    for request in &mut inside.verzoeken {
        request.wat = format!("Let op {words}");
    }
    inside.voorwaarden.push(format!("blijf weg van {words}"));
    for who in &mut zaak.stand.betrokkenen {
        who.relatie = format!("familie ({words})");
        who.bereikbaar = format!("via {words}");
    }
    zaak.stand.acties = vec![AfgesprokenActie {
        actie: Actie {
            id: ActieId(Uuid::from_u128(8)),
            wie: "wijkagent".to_owned(),
            wat: format!("langs {words}"),
            wanneer: None,
        },
        door: "A. de Boer".to_owned(),
        op: nu(),
        afgerond: None,
    }];
    zaak.stand.overdrachten = vec![Overdracht {
        id: zsmtafel::domain::ids::EventId(Uuid::from_u128(9)),
        aan: "K. Smit".to_owned(),
        bericht: format!("denk aan {words}"),
        door: "A. de Boer".to_owned(),
        op: nu(),
        overgenomen: None,
    }];
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_geheim_adres_goes_to_nobody_in_no_text(
        street in "[A-Z][a-z]{5,9}(pad|hof|kade)",
        number in 1_u32..400,
        town in "[BCDFG][a-z]{2}(kwor|zwup|plox)[a-z]{2,4}",
        before in prop::sample::select(vec!["", "bij haar zus, ", "Tijdelijk: ", "opvang "]),
        lower in any::<bool>(),
        at in 0_usize..3,
    ) {
        let place = format!("{before}{street} {number}, {town}");
        let place = if lower { place.to_lowercase() } else { place };
        let mut zaak = zaak();
        overal(&mut zaak, &place);
        zaak.stand.betrokkenen[at].verblijf = place.clone();
        zaak.stand.betrokkenen[at].geheim = true;
        // Where somebody else stays with her, and where she was noted.
        zaak.stand.betrokkenen[(at + 1) % 3].verblijf = format!("ook {place}");
        zaak.stand.plaatsen.push(GenoteerdePlaats {
            wie: Some(zaak.stand.betrokkenen[at].id),
            waar: place,
            op: nu(),
            geheim: false,
        });
        // The person's own fields: every word of it, also alone and in other letters.
        zaak.stand.betrokkenen[at].relatie = format!("woont {} daar", street.to_uppercase());
        zaak.stand.betrokkenen[at].bereikbaar = format!("vraag in {}", town.to_lowercase());
        for text in teksten(&zaak) {
            let folded = vouw(&text);
            for secret in [vouw(&street), vouw(&format!("{street} {number}"))] {
                prop_assert!(!folded.contains(&secret), "{secret}: {text}");
            }
            // A town in small letters is a word like another, but never next to the street.
            if !lower {
                prop_assert!(!folded.contains(&vouw(&town)), "{town}: {text}");
            }
        }
    }

    #[test]
    fn a_bsn_goes_to_nobody_however_it_is_written(
        eight in 1_000_000_u32..99_999_999,
        shape in prop::sample::select(vec![
            vec![9_usize], vec![3, 3, 3], vec![4, 2, 3], vec![2, 2, 2, 3], vec![1, 2, 2, 2, 2],
        ]),
        sign in prop::sample::select(vec![".", " ", "-", "\u{a0}", " - "]),
        kept in any::<bool>(),
    ) {
        let Some(number) = bsn(eight) else { return Ok(()) };
        let mut parts = Vec::new();
        let mut from = 0;
        for length in shape {
            parts.push(number[from..from + length].to_owned());
            from += length;
        }
        let written = parts.join(sign);
        let mut zaak = zaak();
        zaak.regel.bsn = kept.then(|| number.clone());
        overal(&mut zaak, &written);
        for text in teksten(&zaak) {
            prop_assert!(!text.contains(&written), "{text}");
            let plain = |text: &str| text.replace('\u{a0}', " ");
            let left = plain(&text).contains(&plain(&written));
            prop_assert!(!left, "{}", text);
            prop_assert!(!digits(&text).contains(&number), "{text}");
        }
    }
}

#[test]
fn what_stands_behind_the_word_is_masked_without_the_elfproef() {
    let gate = Poort::default();
    for (text, masked) in [
        ("BSN 123456789", "BSN [BSN weggelaten]"),
        ("bsn: 1234.56.789.", "bsn: [BSN weggelaten]."),
        (
            "BSN van verdachte is 123 456 789, zegt hij",
            "BSN van verdachte is [BSN weggelaten], zegt hij",
        ),
        (
            "burgerservicenummer 12345678",
            "burgerservicenummer [BSN weggelaten]",
        ),
        ("BSN123456789", "BSN[BSN weggelaten]"),
        (
            "(BSN [BSN weggelaten]) tel 040 123456",
            "(BSN [BSN weggelaten]) tel 040 123456",
        ),
        // Not one, and not behind the word.
        ("nummer 123456789", "nummer 123456789"),
        ("111222333", GEEN_BSN),
        ("nr.111222333a", "nr.[BSN weggelaten]a"),
    ] {
        assert_eq!(gate.tekst(text), masked);
        assert_eq!(gate.tekst(masked), masked, "a second time changes nothing");
    }
}

#[test]
fn telephone_numbers_registrations_and_dates_stay() {
    let gate = Poort::default();
    for text in [
        "06 12345678 of 06-12 34 56 78",
        "0412 123 456, 040-1234567, 0800-2000",
        "PL2100-2026117042 en 01-153420-26",
        "op 20-11-2026 om 09:30, 3 mei 1992",
        "art. 300 jo 304 Sr, 1.250 euro",
    ] {
        assert_eq!(gate.tekst(text), text);
    }
}

#[test]
fn a_bsn_that_the_list_gave_is_masked_also_when_it_is_none() {
    let mut zaak = zaak();
    zaak.regel.bsn = Some("123456789".to_owned());
    let gate = Poort::van(&zaak);
    assert_eq!(
        gate.tekst("zijn nummer is 1234.56.789"),
        "zijn nummer is [BSN weggelaten]"
    );
}

#[test]
fn hidden_signs_between_the_digits_hide_nothing() {
    assert_eq!(
        Poort::default().tekst("111\u{200b}222\u{202e}333"),
        GEEN_BSN
    );
}

#[test]
fn the_home_of_the_suspect_stays_although_she_hides_in_the_same_town() {
    let mut zaak = zaak();
    zaak.stand.betrokkenen[0].verblijf = "opvang Eindhoven, Kade 9".to_owned();
    zaak.stand.betrokkenen[0].geheim = true;
    zaak.stand.beoordelingen[0].inhoud.motivering =
        "Zij is nu in Eindhoven op de Kade 9.".to_owned();
    let text = tekst(&alles_aan(&zaak, Ontvanger::AndereVt));
    // Masking the town of the suspect would tell that she is there.
    assert!(
        text.contains("Adres verdachte: Lindenlaan 12, Eindhoven"),
        "{text}"
    );
    assert!(
        text.contains(&format!(
            "Waarom: Zij is nu in {GEEN_ADRES} op de {GEEN_ADRES}."
        )),
        "{text}"
    );
    assert!(!text.contains("is nu: opvang"), "{text}");
}

#[test]
fn without_the_mark_a_place_is_a_place() {
    let zaak = zaak();
    assert!(zaak.stand.betrokkenen.iter().all(|who| !who.geheim));
    assert_eq!(zaak.stand.betrokkenen[0].rol, Rol::Slachtoffer);
    let text = tekst(&alles_aan(&zaak, Ontvanger::AndereVt));
    assert!(
        text.contains("Slachtoffer is nu: bij haar zus, Dorpsstraat 4, Best"),
        "{text}"
    );
}

#[test]
fn a_colleague_reads_that_there_is_a_geheim_adres_and_not_which() {
    let mut zaak = zaak();
    zaak.stand.betrokkenen[0].geheim = true;
    let text = beoordeling_tekst(&zaak.stand.beoordelingen[0], &zaak.stand.betrokkenen).join("\n");
    assert!(
        text.contains("nu: geheim adres") && !text.contains("Dorpsstraat"),
        "{text}"
    );
}
