//! The mail draft, read back with a small reader of our own: headers, encoded words, base64.

use proptest::prelude::*;
use zsmtafel::domain::input::Ontvanger;
use zsmtafel::send::bestand::onderwerp;
use zsmtafel::send::eml::{EmlFout, EmlGegevens, eml};
use zsmtafel::send::tekst::tekst;

use super::send_zaak::{nu, om, stel_op, zaak, zaak_id};

struct Draft {
    headers: Vec<(String, String)>,
    body: String,
}

impl Draft {
    fn get(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key == name);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "{name} stands there twice");
        value
    }
}

fn read(bytes: &[u8]) -> Draft {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.is_ascii(), "a draft is seven bit");
    assert!(
        !text.replace("\r\n", "").contains(['\r', '\n']),
        "bare CR or LF"
    );
    assert!(text.split("\r\n").all(|line| line.len() <= 998));
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            headers.last_mut().unwrap().1.push_str(line);
        } else {
            let (name, value) = line.split_once(": ").unwrap();
            headers.push((name.to_owned(), value.to_owned()));
        }
    }
    for (_, value) in &mut headers {
        *value = encoded_words(value);
    }
    let body = String::from_utf8(base64(body)).unwrap();
    Draft { headers, body }
}

/// RFC 2047: blanks between two encoded words fall away.
fn encoded_words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(start) = rest.find("=?utf-8?b?") {
        let between = &rest[..start];
        if !(after_word && between.trim().is_empty()) {
            out.push_str(between);
        }
        let inside = &rest[start + 10..];
        let end = inside.find("?=").unwrap();
        out.push_str(&String::from_utf8(base64(&inside[..end])).unwrap());
        rest = &inside[end + 2..];
        after_word = true;
    }
    out.push_str(rest);
    out
}

fn base64(text: &str) -> Vec<u8> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != '=') {
        bits = (bits << 6) | u32::try_from(alphabet.find(c).unwrap()).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from((bits >> count) & 0xff).unwrap());
        }
    }
    out
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn given(text: &str) -> EmlGegevens<'_> {
    EmlGegevens {
        van: None,
        aan: None,
        onderwerp: "Input",
        datum: nu(),
        tekst: text,
    }
}

#[test]
fn a_draft_with_addresses_opens_for_writing_with_everything_in_place() {
    let text = tekst(&stel_op(&zaak(), Ontvanger::Om));
    let subject = onderwerp(zaak_id());
    let draft = read(
        &eml(&EmlGegevens {
            van: Some(("Félène Łukasz-de Boer", "f.deboer@vt.example")),
            aan: Some("zsm@om.example"),
            onderwerp: &subject,
            datum: nu(),
            tekst: &text,
        })
        .unwrap(),
    );
    assert_eq!(draft.get("X-Unsent"), Some("1"));
    assert_eq!(draft.get("MIME-Version"), Some("1.0"));
    assert_eq!(draft.get("Content-Type"), Some("text/plain; charset=utf-8"));
    assert_eq!(draft.get("Content-Transfer-Encoding"), Some("base64"));
    assert_eq!(draft.get("Date"), Some("Fri, 20 Nov 2026 08:20:00 +0100"));
    assert_eq!(draft.get("To"), Some("zsm@om.example"));
    assert_eq!(
        draft.get("From").map(|from| from.replace('"', "")),
        Some("Félène Łukasz-de Boer <f.deboer@vt.example>".to_owned())
    );
    assert_eq!(
        draft.get("Subject"),
        Some("Input Veilig Thuis voor afdoeningsoverleg (zaak 1f3a9c02)")
    );
    assert_eq!(lines(&draft.body), text);
}

#[test]
fn headers_name_no_person_of_the_zaak_and_no_computer() {
    let text = tekst(&stel_op(&zaak(), Ontvanger::AndereVt));
    let subject = onderwerp(zaak_id());
    let mut what = given(&text);
    what.onderwerp = &subject;
    let draft = read(&eml(&what).unwrap());
    for (name, value) in &draft.headers {
        for secret in [
            "Bakker", "Łukasz", "Félène", "Noor", "Mees", "PL2100", "153420",
        ] {
            assert!(!value.contains(secret), "{name}: {value}");
        }
    }
    let id = draft.get("Message-ID").unwrap();
    assert!(
        id.starts_with('<') && id.ends_with("@zsmtafel.invalid>"),
        "{id}"
    );
}

#[test]
fn two_drafts_have_two_ids_and_one_draft_is_always_the_same() {
    let id = |what: &EmlGegevens<'_>| {
        read(&eml(what).unwrap())
            .get("Message-ID")
            .unwrap()
            .to_owned()
    };
    let mut later = given("tekst");
    later.datum = om("2026-11-20T07:21:00Z");
    assert_ne!(id(&given("tekst")), id(&later));
    assert_ne!(id(&given("tekst")), id(&given("andere tekst")));
    assert_eq!(eml(&given("tekst")), eml(&given("tekst")));
}

#[test]
fn without_addresses_the_fields_are_empty_and_not_invented() {
    let draft = read(&eml(&given("tekst\n")).unwrap());
    for name in ["From", "To", "Cc", "Bcc", "Sender"] {
        assert_eq!(draft.get(name), None, "{name}");
    }
}

#[test]
fn the_date_follows_summer_time() {
    let mut what = given("tekst");
    what.datum = om("2026-07-01T22:30:00Z");
    let draft = read(&eml(&what).unwrap());
    assert_eq!(draft.get("Date"), Some("Thu, 2 Jul 2026 00:30:00 +0200"));
}

#[test]
fn nothing_from_the_settings_adds_a_header() {
    let mut what = given("tekst");
    what.onderwerp = "Input\r\nBcc: dief@kwaad.example\r\n\r\nbody";
    what.van = Some(("Boer\r\nBcc: dief@kwaad.example", "boer@vt.example"));
    let draft = read(&eml(&what).unwrap());
    assert_eq!(draft.get("Bcc"), None);
    assert_eq!(
        draft.get("Subject"),
        Some("Input Bcc: dief@kwaad.example body")
    );
    assert_eq!(draft.body, "tekst");
}

#[test]
fn an_address_that_is_none_is_refused_with_the_field() {
    for wrong in [
        "",
        "zsm",
        "zsm@om.example\r\nBcc: dief@kwaad.example",
        "zsm@om.example, ander@om.example",
        "félène@om.example",
    ] {
        let mut what = given("tekst");
        what.aan = Some(wrong);
        let error = eml(&what).unwrap_err();
        assert!(
            matches!(&error, EmlFout::Adres { veld: "aan", .. }),
            "{wrong}"
        );
        assert!(!error.to_string().contains('\n'));
    }
}

#[test]
fn lines_that_mean_something_to_mail_or_spreadsheets_stay_text() {
    let text = ".\n..\nFrom hier\n=cmd|' /C calc'!A0\n=3D\n--\nX: y\n\n\ntrailing  \n";
    assert_eq!(lines(&read(&eml(&given(text)).unwrap()).body), text);
}

#[test]
fn a_line_of_five_thousand_letters_survives_whole() {
    let text = format!("{}\nkort\n", "Ł".repeat(5000));
    assert_eq!(lines(&read(&eml(&given(&text)).unwrap()).body), text);
}

proptest! {
    #[test]
    fn any_text_comes_back_as_it_was(text in any::<String>()) {
        let draft = read(&eml(&given(&text)).unwrap());
        prop_assert_eq!(lines(&draft.body), lines(&text));
    }

    #[test]
    fn any_subject_and_any_name_stay_inside_their_header(subject in any::<String>(), name in any::<String>()) {
        let mut what = given("tekst");
        what.onderwerp = &subject;
        what.van = Some((&name, "boer@vt.example"));
        let draft = read(&eml(&what).unwrap());
        let names: Vec<&str> = draft.headers.iter().map(|(name, _)| name.as_str()).collect();
        prop_assert_eq!(names.len(), 8, "{:?}", names);
        prop_assert_eq!(draft.body, "tekst");
    }
}
