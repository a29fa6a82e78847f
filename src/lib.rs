//! zsmtafel: Veilig Thuis at the ZSM table.
//!
//! The rooms of the house and what each may know are described in
//! `assets/docs/architecture.md`; `tests/it/tidy.rs` enforces it.

pub mod app;
pub mod domain;
pub mod import;
pub mod journal;
pub mod send;
pub mod ui;
