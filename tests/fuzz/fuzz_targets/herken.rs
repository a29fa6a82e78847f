//! Any bytes, as any file: sniffing, and whatever follows from it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = zsmtafel_fuzz::import::herken(bytes);
    let _ = zsmtafel_fuzz::lees(bytes);
});
