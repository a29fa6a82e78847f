//! A day at the table with four suspects, for the stories of the command line.

use serde_json::Value;

use crate::cli_hulp::{Plek, Uitkomst};

/// The partner of this one was hit; held at seven.
pub const BO: &str = "PL2100-2026111801";
/// Another of the kind.
pub const CAS: &str = "PL2100-2026111802";
/// A shoplifter.
pub const DEE: &str = "PL2100-2026111803";
/// Words of the list point to a child.
pub const EEF: &str = "PL2100-2026111804";

const KOP: &str = "PL-nummer;Naam verdachte;Geb.datum;Woonplaats;Wetsartikel;Feit;Toelichting;Relatie tot SO;\
    Aanhouding;Aankomst bureau;Status;HG;Zorgmelding";

/// A line of the list.
pub fn rij(pl: &str, status: &str) -> String {
    let who = match pl {
        BO => "Jansen, Bo;01-02-1990;Helmond;300 Sr;Mishandeling;Mishandeling partner;partner",
        CAS => "Smit, Cas;03-04-1991;Helmond;300 Sr;Mishandeling;Mishandeling partner;partner",
        EEF => "Bos, Eef;05-06-1988;Helmond;300 Sr;Mishandeling;vader slaat dochter (9);",
        _ => "Dams, Dee;03-04-1991;Helmond;310 Sr;Diefstal;winkeldiefstal;",
    };
    let marks = if pl == DEE { ";" } else { "J;J" };
    format!("{pl};{who};20-11-2026 04:00;20-11-2026 04:40;{status};{marks}")
}

/// A day at the table.
pub struct Dag(pub Plek);

impl Dag {
    /// With the list of 07:30: everybody is held.
    pub fn nieuw() -> Dag {
        let dag = Dag(Plek::nieuw());
        let all = [BO, CAS, DEE, EEF].map(|pl| rij(pl, "Vast"));
        dag.lijst("07:40", "07:30", &all);
        dag
    }

    /// Reads a list at `nu` that is about `peil`.
    pub fn lijst(&self, nu: &str, peil: &str, rows: &[String]) -> Uitkomst {
        let text = format!(
            "Verdachtenmonitor ZSM - peildatum 20-11-2026 {peil}\n\n{KOP}\n{}\n",
            rows.join("\n")
        );
        let path = self
            .0
            .bestand(&format!("lijst-{}.csv", nu.replace(':', "")), text);
        self.goed(nu, &["inlezen", &path])
    }

    pub fn goed(&self, nu: &str, args: &[&str]) -> Uitkomst {
        self.0.om(nu, args).gaf(0)
    }

    /// Refused by a rule, in these words; nothing changes.
    pub fn nee(&self, nu: &str, args: &[&str], says: &str) {
        let told = self.0.om(nu, args).gaf(3);
        assert!(told.fout.contains(says), "{args:?}: {}", told.fout);
    }

    /// Not understood, in these words.
    pub fn onbegrepen(&self, nu: &str, args: &[&str], says: &str) {
        let told = self.0.om(nu, args).gaf(2);
        assert!(told.fout.contains(says), "{args:?}: {}", told.fout);
    }

    /// Somebody tells where he is.
    pub fn gemeld(&self, nu: &str, pl: &str, status: &str, om: &str, bron: &str) {
        let about = ["--om", om, "--bron", bron];
        self.goed(
            nu,
            &[["gemeld", pl, "status", status].as_slice(), &about].concat(),
        );
    }

    pub fn zaak(&self, nu: &str, pl: &str) -> Value {
        self.goed(nu, &["zaak", pl, "--json"]).json()
    }

    pub fn tekst(&self, nu: &str, pl: &str) -> String {
        self.goed(nu, &["zaak", pl]).uit
    }

    /// Tags as HG and judges, with two conditions asked.
    pub fn beoordeeld(&self, pl: &str, geheel: &str) {
        let form = self.0.bestand("form.toml", formulier(geheel, "morgen 12"));
        self.goed("08:00", &["tag", pl, "hg"]);
        self.goed("08:10", &["beoordeel", pl, "--bestand", &form]);
    }
}

/// A form with two conditions, about one victim.
pub fn formulier(geheel: &str, tot: &str) -> String {
    format!(
        "geheel = '{geheel}'\nmotivering = 'Derde melding.'\ngeldig_tot = '{tot}'\n\
         voorwaarden = ['contactverbod', 'Niet in de straat van de school komen']\n\
         [[betrokkene]]\nnaam = 'Noor'\nrol = 'slachtoffer'\noordeel = '{geheel}'\n"
    )
}

/// The open steps of this kind.
pub fn stappen<'a>(zaak: &'a Value, stap: &str) -> Vec<&'a Value> {
    let all = zaak["stappen"].as_array().unwrap();
    all.iter().filter(|step| step["stap"] == stap).collect()
}

/// Such a step is open.
pub fn open(zaak: &Value, stap: &str) -> bool {
    !stappen(zaak, stap).is_empty()
}

/// The events of this kind in the time line, oldest first.
pub fn gebeurtenissen(zaak: &Value, soort: &str) -> Vec<String> {
    let all = zaak["tijdlijn"].as_array().unwrap();
    all.iter()
        .filter(|event| event["soort"] == soort)
        .map(|event| event["id"].as_str().unwrap().to_owned())
        .collect()
}
