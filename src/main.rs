//! The program. Everything is in the library; this hands over the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(zsmtafel::cli::main())
}
