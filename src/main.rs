//! The program. Everything is in the library; this hands over the exit code.

use std::process::ExitCode;

/// Everything small that is given back is wiped: what was typed into a locked table too.
#[global_allocator]
static GEHEUGEN: zsmtafel::shell::onveilig::Wissend = zsmtafel::shell::onveilig::Wissend;

fn main() -> ExitCode {
    ExitCode::from(zsmtafel::cli::main())
}
