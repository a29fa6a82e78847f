//! The lists of the house load, and a site's own list is told what is wrong with it.

use zsmtafel::domain::input::Ontvanger;
use zsmtafel::send::ontvangers::{Ontvangers, Profiel, Regelsoort};
use zsmtafel::send::voorwaarden::Voorwaarden;

use super::send_zaak::{ontvangers, stel_op, voorwaarden, zaak};

#[test]
fn the_lists_of_the_house_are_sound() {
    assert_eq!(ontvangers().fouten(), Vec::<String>::new());
    assert_eq!(voorwaarden().fouten(), Vec::<String>::new());
    assert!(voorwaarden().voorwaarde.len() >= 10);
}

#[test]
fn no_kind_of_line_is_forgotten_and_everybody_can_answer() {
    let list = ontvangers();
    for kind in Regelsoort::ALLE {
        assert!(
            list.ontvanger
                .iter()
                .any(|one| one.regels.contains_key(kind)),
            "{} is offered to nobody",
            kind.code()
        );
    }
    for profile in &list.ontvanger {
        for kind in [Regelsoort::Bereikbaar, Regelsoort::Terugkoppeling] {
            assert!(profile.regels[&kind].aan, "{:?}", profile.code);
        }
    }
}

#[test]
fn every_line_says_why() {
    for who in Ontvanger::ALLE {
        for (_, line) in stel_op(&zaak(), who).regels() {
            assert!(!line.waarom.is_empty(), "{}", line.sleutel);
        }
    }
}

#[test]
fn the_words_in_the_file_are_the_codes() {
    for kind in Regelsoort::ALLE {
        let read: std::collections::BTreeMap<Regelsoort, bool> =
            toml::from_str(&format!("{} = true", kind.code())).unwrap();
        assert_eq!(read.keys().next(), Some(kind));
    }
}

#[test]
fn a_bsn_or_a_misspelt_kind_is_refused_at_reading() {
    let with = |kind: &str| {
        format!(
            "[[ontvanger]]\ncode = \"om\"\nnaam = \"OM\"\ntitel = \"T\"\ngrond = \"G\"\nterugkoppeling = \"T\"\n\
             [ontvanger.regels]\n{kind} = {{ aan = true, waarom = \"x\" }}\n"
        )
    };
    assert!(toml::from_str::<Ontvangers>(&with("pl")).is_ok());
    for wrong in ["bsn", "motivatie", "PL"] {
        let error = toml::from_str::<Ontvangers>(&with(wrong)).unwrap_err();
        assert!(error.to_string().contains(wrong), "{error}");
    }
}

#[test]
fn a_kind_that_a_site_leaves_out_is_not_offered() {
    let mut list = ontvangers();
    let om: &mut Profiel = &mut list.ontvanger[0];
    om.regels.remove(&Regelsoort::Motivering);
    let made = zsmtafel::send::opstelling::opstelling(
        &zaak(),
        om,
        &voorwaarden(),
        &super::send_zaak::context(),
    );
    assert!(
        made.regels()
            .all(|(_, line)| !line.tekst.contains("verwurging"))
    );
}

#[test]
fn a_lacking_recipient_is_named_with_the_remedy() {
    let mut list = ontvangers();
    let twice = list.ontvanger[0].clone();
    list.ontvanger.retain(|one| one.code != Ontvanger::Rvdk);
    list.ontvanger.push(twice);
    list.ontvanger[0].grond = " ".to_owned();
    let error = list.voor(Ontvanger::Rvdk).unwrap_err().to_string();
    assert!(
        error.contains("\"rvdk\"") && error.contains("ontvangers.toml"),
        "{error}"
    );
    assert_eq!(list.fouten().len(), 3, "{:?}", list.fouten());
}

#[test]
fn an_address_that_is_left_empty_is_none() {
    let mut list = ontvangers();
    assert_eq!(list.ontvanger[0].adres(), None);
    list.ontvanger[0].mail = Some(" zsm@om.example ".to_owned());
    assert_eq!(list.ontvanger[0].adres(), Some("zsm@om.example"));
}

#[test]
fn a_condition_is_found_by_key_label_or_sentence_and_own_words_stay() {
    let list = voorwaarden();
    let ban = list.zoek("contactverbod").unwrap();
    assert_eq!(list.zin("Contactverbod"), ban.zin);
    assert_eq!(list.zin(&ban.zin), ban.zin);
    assert_eq!(list.zin("sociale media"), list.zin("geen-sociale-media"));
    assert_eq!(list.zin("hond naar de broer"), "hond naar de broer");
    assert_eq!(list.zin(""), "");
}

#[test]
fn a_list_of_conditions_with_a_double_key_or_an_empty_sentence_is_told() {
    let list: Voorwaarden = toml::from_str(
        "[[voorwaarde]]\nsleutel = \"a\"\nlabel = \"A1\"\nzin = \"Zin.\"\n\
         [[voorwaarde]]\nsleutel = \"A\"\nlabel = \"A2\"\nzin = \"\"\n",
    )
    .unwrap();
    assert_eq!(list.fouten().len(), 2, "{:?}", list.fouten());
}
