//! A practice table of its own for every story of the command line, in a folder that goes.

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The morning of the bundled list.
pub const OCHTEND: &str = "2026-11-20T08:00";

/// One list in four shapes.
pub const LIJSTEN: [&str; 4] = [
    "verdachtenmonitor.csv",
    "verdachtenmonitor-utf8.csv",
    "verdachtenmonitor-unicode.txt",
    "verdachtenmonitor.xlsx",
];

/// A file that comes with the program.
pub fn voorbeeld(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/voorbeelden")
        .join(name)
}

/// A place to work in.
pub struct Plek {
    map: TempDir,
}

/// What came of a command.
pub struct Uitkomst {
    pub code: i32,
    pub uit: String,
    pub fout: String,
}

impl Uitkomst {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.uit)
            .unwrap_or_else(|fout| panic!("{fout} in {:?} / {:?}", self.uit, self.fout))
    }

    /// The command ended with this code; the rest is for who looks at a failure.
    pub fn gaf(self, code: i32) -> Uitkomst {
        assert_eq!(self.code, code, "uit: {}\nfout: {}", self.uit, self.fout);
        assert!(!self.fout.contains("panic"), "{}", self.fout);
        self
    }
}

impl Plek {
    pub fn nieuw() -> Plek {
        Plek {
            map: TempDir::new().unwrap(),
        }
    }

    pub fn pad(&self, name: &str) -> PathBuf {
        self.map.path().join(name)
    }

    /// Puts a file there.
    pub fn bestand(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.pad(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    /// The real table of this place, without its passphrase.
    pub fn echt(&self, args: &[&str]) -> Uitkomst {
        self.echt_met("", args)
    }

    /// The same, with this on standard input.
    pub fn echt_met(&self, input: &str, args: &[&str]) -> Uitkomst {
        let data = self.pad("data").display().to_string();
        self.draai(input, &[&["--data", &data], args].concat())
    }

    /// A table in the folder that these arguments name.
    pub fn zonder_data(&self, args: &[&str]) -> Uitkomst {
        self.draai("", args)
    }

    fn draai(&self, input: &str, args: &[&str]) -> Uitkomst {
        let output: Output = Command::new(env!("CARGO_BIN_EXE_zsmtafel"))
            .env("NO_COLOR", "1")
            .arg("--config")
            .arg(self.config())
            .args(args)
            .write_stdin(input)
            .output()
            .unwrap();
        Uitkomst {
            code: output.status.code().unwrap(),
            uit: String::from_utf8(output.stdout).unwrap(),
            fout: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The practice table, on the morning of the bundled list.
    pub fn oefen(&self, args: &[&str]) -> Uitkomst {
        self.oefen_met("", args)
    }

    /// The same, with this on standard input.
    pub fn oefen_met(&self, input: &str, args: &[&str]) -> Uitkomst {
        let all: Vec<&str> = ["--oefenen", "--nu", OCHTEND]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        self.echt_met(input, &all)
    }

    /// The practice table at another moment: `14:10` is on the day of the bundled list.
    pub fn om(&self, nu: &str, args: &[&str]) -> Uitkomst {
        self.om_met(nu, "", args)
    }

    /// The same, with this on standard input.
    pub fn om_met(&self, nu: &str, input: &str, args: &[&str]) -> Uitkomst {
        let nu = if nu.len() == 5 {
            format!("2026-11-20T{nu}")
        } else {
            nu.to_owned()
        };
        let all: Vec<&str> = ["--oefenen", "--nu", &nu]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        self.echt_met(input, &all)
    }

    /// The list as JSON.
    pub fn lijst(&self) -> Vec<Value> {
        let list = self.oefen(&["lijst", "--json"]).gaf(0).json();
        list.as_array().unwrap().clone()
    }

    /// A practice table with the bundled list.
    pub fn met_lijst() -> Plek {
        let plek = Plek::nieuw();
        let list = voorbeeld(LIJSTEN[0]);
        plek.oefen(&["inlezen", &list.display().to_string()]).gaf(0);
        plek
    }

    fn config(&self) -> PathBuf {
        let path = self.pad("config.toml");
        if !path.exists() {
            std::fs::write(
                &path,
                "[gebruiker]\nnaam = \"A. de Boer\"\n[tafel]\nnaam = \"Oost-Brabant\"\nvt = \"ZO\"\nbereikbaar = \"06 00 00 00 00\"\n",
            )
            .unwrap();
        }
        path
    }
}
