//! Text in cells: nothing is wider than its column, nothing is lost by wrapping.

use proptest::prelude::*;
use zsmtafel::ui::tekst::{breedte, knip, links, omslag, omslag_bereik, rechts};

#[test]
fn what_does_not_fit_ends_in_an_ellipsis() {
    for (text, width, expected) in [
        ("Peters, Dirk", 20, "Peters, Dirk"),
        ("Peters, Dirk", 12, "Peters, Dirk"),
        ("Peters, Dirk", 8, "Peters,…"),
        ("Bakker, Joris van den", 9, "Bakker,…"),
        ("漢字漢字", 5, "漢字…"),
        ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ("abc", 0, ""),
    ] {
        assert_eq!(knip(text, width), expected, "{text} in {width}");
    }
    assert_eq!(rechts("0u42", 6), "  0u42");
    assert_eq!(links("HG", 4), "HG  ");
}

#[test]
fn text_wraps_at_words() {
    assert_eq!(
        omslag("Huissleutel weggenomen uit schuurdeur.", 20),
        ["Huissleutel", "weggenomen uit", "schuurdeur."]
    );
    assert_eq!(omslag("een\ntwee", 20), ["een", "twee"]);
    assert_eq!(
        omslag("Donaudampfschifffahrt", 8),
        ["Donaudam", "pfschiff", "fahrt"]
    );
    assert_eq!(omslag("", 8), [""]);
}

proptest! {
    #[test]
    fn a_column_is_exactly_as_wide_as_it_says(text in "\\PC{0,60}", width in 1usize..60) {
        prop_assert_eq!(breedte(&links(&text, width)), width);
        prop_assert_eq!(breedte(&rechts(&text, width)), width);
    }

    #[test]
    fn wrapping_loses_no_visible_character(text in "[a-zé漢 ,.\\n]{0,120}", width in 2usize..40) {
        let ranges = omslag_bereik(&text, width);
        let kept: String = ranges.iter().filter_map(|range| text.get(range.clone())).collect();
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(plain(&kept), plain(&text));
        for range in ranges {
            let line = text.get(range).unwrap();
            prop_assert!(breedte(line.trim_end()) <= width, "{:?} in {}", line, width);
        }
    }
}
