//! zsmtafel.
fn main() {}
