//! The tests of zsmtafel, as one binary. One file per room or story.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

mod import_hulp;
mod import_lelijk;
mod import_moment;
mod import_naam_nummer;
mod import_plan;
mod import_rijen;
mod import_voorbeelden;
mod import_werkmappen;
