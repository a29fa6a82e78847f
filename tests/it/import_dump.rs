use crate::import_hulp::{fixtures, profielen, opties, lokaal};
use zsmtafel::import::{lees, Opties};
#[test]
fn dump() {
    let want = std::env::var("DUMP").unwrap_or_default();
    for map in ["gevallen", "gevallen/goed"] {
        let own = std::env::var("DUMPMAP").ok();
        if own.is_some() && map != "gevallen" { continue; }
        let pads: Vec<std::path::PathBuf> = match &own { Some(m) => { let mut v: Vec<_> = std::fs::read_dir(m).unwrap().map(|e| e.unwrap().path()).collect(); v.sort(); v } None => fixtures(map, "") };
        for pad in pads {
            if pad.is_dir() { continue; }
            let name = pad.file_name().unwrap().to_string_lossy().into_owned();
            if !name.contains(&want) { continue; }
            let bytes = std::fs::read(&pad).unwrap();
            let o = Opties { nu: lokaal("2026-11-27T08:00:00"), ..opties() };
            println!("=== {map}/{name}");
            match lees(&bytes, &name, profielen(), &o) {
                Err(e) => println!("  FOUT {e}"),
                Ok(l) => {
                    for r in &l.regels {
                        let t = |a: Option<chrono::DateTime<chrono::Utc>>| a.map(|a| zsmtafel::domain::tijd::lokaal(a).format("%d%b %H:%M").to_string()).unwrap_or_default();
                        println!("  {} {}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{:?}|{:?}{:?}{:?}|{:?}", r.regel, r.pl.clone().unwrap_or_default(), r.parketnummer.clone().unwrap_or_default(), r.naam.lijstvorm(), r.geboortedatum.map(|d| d.to_string()).unwrap_or_default(), r.adres.clone().unwrap_or_default(), r.woonplaats.clone().unwrap_or_default(), r.tekst(zsmtafel::domain::lijstregel::Veld::Feiten), r.toelichting, r.relatie.clone().unwrap_or_default(), t(r.aanhouding), t(r.begin_ophouden), r.locatie.clone().unwrap_or_default(), r.status, r.hg_politie, r.thv, r.zorgmelding, r.overig);
                    }
                    for m in &l.geweigerd { println!("  GEWEIGERD {} [{}] {:?}: {}", m.regel, m.kolom, m.waarde, m.reden); }
                    for m in &l.waarschuwingen { println!("  let op {} [{}] {:?}: {}", m.regel, m.kolom, m.waarde, m.reden); }
                }
            }
        }
    }
}
