//! Two laptops on the command line: one secret, and what they recorded without knowing of each other.

use secrecy::SecretString;
use zsmtafel::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::shell::oefenen::WACHTWOORD;
use zsmtafel::store::Store;

use crate::cli_hulp::{LIJSTEN, Plek, voorbeeld};
use crate::store_samenloop::vreemd;

#[test]
fn two_laptops_with_one_secret_name_the_same_zaken() {
    let (one, other) = (Plek::nieuw(), Plek::nieuw());
    let list = voorbeeld(LIJSTEN[0]).display().to_string();
    let open = |plek: &Plek| plek.bestand("tafel.txt", "zeven kromme bananen op een fregat\n");
    let (first, second) = (open(&one), open(&other));
    let secret = one.pad("geheim.json").display().to_string();
    let pass = one.bestand("geheim.txt", "over de telefoon\n");
    let at = |plek: &Plek, key: &str, args: &[&str]| {
        let all: Vec<&str> = ["--wachtwoord-bestand", key]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        plek.echt(&all)
    };
    let give = [
        "tafelgeheim",
        "--uit",
        &secret,
        "--geheim-wachtwoord-bestand",
        &pass,
    ];
    let take = [
        "tafelgeheim",
        "--in",
        &secret,
        "--geheim-wachtwoord-bestand",
        &pass,
    ];
    at(&one, &first, &give).gaf(0);
    at(&one, &first, &give).gaf(1);
    let wrong = [
        "tafelgeheim",
        "--in",
        &secret,
        "--geheim-wachtwoord-bestand",
        &first,
    ];
    let told = at(&other, &second, &wrong).gaf(4);
    assert!(told.fout.contains("klopt niet"), "{}", told.fout);
    at(&other, &second, &take).gaf(0);
    let zaken = |plek: &Plek, key: &str| -> Vec<String> {
        at(plek, key, &["inlezen", &list]).gaf(0);
        let found = at(plek, key, &["lijst", "--json"]).gaf(0).json();
        let rows = found.as_array().unwrap();
        rows.iter().map(|row| row["zaak"].to_string()).collect()
    };
    let (here, there) = (zaken(&one, &first), zaken(&other, &second));
    assert!(here.len() > 10);
    assert_eq!(here, there);
    // Now there are zaken of this secret.
    let told = at(&other, &second, &take).gaf(3);
    assert!(told.fout.contains("lege tafel"), "{}", told.fout);
    at(&one, &first, &["tafelgeheim"]).gaf(2);
}

#[test]
fn a_tegenspraak_is_shown_stops_and_is_decided_by_name() {
    let plek = Plek::met_lijst();
    let row = plek.lijst().remove(0);
    let zaak = row["zaak"].as_str().unwrap().to_owned();
    plek.oefen(&["tag", &zaak, "hg", "--soort", "partner"])
        .gaf(0);
    let form = plek.bestand(
        "form.toml",
        "geheel = \"voldoende-veilig\"\nmotivering = \"rustig\"\n",
    );
    plek.oefen(&["beoordeel", &zaak, "--bestand", &form]).gaf(0);
    {
        // A colleague's laptop, that did not know of it.
        let map = plek.pad("data").join("oefenen");
        let pass = SecretString::from(WACHTWOORD.to_owned());
        let now = "2026-11-20T07:00:00Z".parse().unwrap();
        let mut store = Store::open(&map, &pass, now).unwrap();
        let id = ZaakId(zaak.parse().unwrap());
        let what =
            Gebeurtenis::VeiligheidsbeoordelingVastgesteld(Box::new(Veiligheidsbeoordeling {
                geheel: Oordeel::AcuutOnveilig,
                motivering: "hij dreigde".to_owned(),
                ..Veiligheidsbeoordeling::default()
            }));
        let content = serde_json::to_vec(&what).unwrap();
        store
            .neem_op(&[vreemd(vec![id], what.kind(), &content)])
            .unwrap();
    }
    let shown = plek.oefen(&["zaak", &zaak]).gaf(0).uit;
    assert!(shown.contains("TEGENSPRAAK"), "{shown}");
    let json = plek.oefen(&["zaak", &zaak, "--json"]).gaf(0).json();
    let heads = json["tegenspraken"][0]["koppen"].as_array().unwrap();
    assert_eq!(json["tegenspraken"][0]["veld"], "oordeel");
    assert_eq!(
        (heads.len(), json["lijst"]["oordeel"].as_str()),
        (2, Some("acuut-onveilig"))
    );
    let told = plek
        .oefen(&["--ja", "sluit", &zaak, "--reden", "klaar"])
        .gaf(3);
    assert!(told.fout.contains("tegenspraak"), "{}", told.fout);
    let unclear = [
        "tegenspraak",
        &zaak,
        "oordeel",
        "--kies",
        "iemand",
        "--reden",
        "gebeld",
    ];
    let told = plek.oefen(&unclear).gaf(2);
    assert!(
        told.fout.contains("acuut onveilig") && told.fout.contains("cor"),
        "{}",
        told.fout
    );
    let other = [
        "tegenspraak",
        &zaak,
        "afdoening",
        "--kies",
        "cor",
        "--reden",
        "gebeld",
    ];
    plek.oefen(&other).gaf(2);
    let decide = [
        "tegenspraak",
        &zaak,
        "oordeel",
        "--kies",
        "cor",
        "--reden",
        "nagebeld met intake",
    ];
    plek.oefen(&decide).gaf(0);
    let json = plek.oefen(&["zaak", &zaak, "--json"]).gaf(0).json();
    assert_eq!(json["tegenspraken"].as_array().unwrap().len(), 0);
    assert_eq!(json["lijst"]["oordeel"], "acuut-onveilig");
    plek.oefen(&decide).gaf(3);
    plek.oefen(&["journaal", "verifieer"]).gaf(0);
}
