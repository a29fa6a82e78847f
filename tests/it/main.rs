//! The tests of zsmtafel, as one binary. One file per room or story.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

mod store_daglijst;
mod store_hulp;
mod store_journaal;
mod store_openen;
mod store_schade;
mod store_werker;
