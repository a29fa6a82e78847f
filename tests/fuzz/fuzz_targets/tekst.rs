//! Delimited text to cells. The first byte chooses the separator.
#![no_main]

use zsmtafel_fuzz::import::cellen;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let separator = [';', ',', '\t', '|'][usize::from(first % 4)];
    if let Ok((rows, _)) = cellen(rest, separator) {
        let lines = rest.iter().filter(|b| matches!(b, b'\n' | b'\r')).count() + 1;
        assert!(rows.len() <= lines, "more rows than lines");
        let mut above = 0;
        for (line, _) in &rows {
            assert!(*line > above, "line {line} after {above}");
            above = *line;
        }
    }
});
