//! Rows under known headings: the first byte chooses the headings and the notation.
#![no_main]

use zsmtafel_fuzz::lees;

const KOPPEN: [&str; 3] = [
    "PL-nummer;Parketnr.;Naam verdachte;Geb.datum;M/V;BSN;Wetsartikel;Feit;Toelichting / MO;Aanhouding;Aankomst bureau;Begin ophouden;Status;HG\n",
    "PL-nummer,Achternaam,Tussenvoegsel,Voornamen,Geboren,Datum aanhouding,Tijd aanhouding,Ophouden vanaf,Ophouden tot,Status,Status\n",
    "PL-nummer\tNaam\tAanhouding\n",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let file = match first % 5 {
        3 => [b"[{\"pl\":\"PL2100-2026117001\",\"naam\":\"Berg, Anna\",\"aanhouding\":", rest, b"}]"].concat(),
        4 => [b"{\"pl\":\"PL2100-2026117001\",\"naam\":\"Berg, Anna\"}\n", rest].concat(),
        at => [KOPPEN[usize::from(at)].as_bytes(), rest].concat(),
    };
    let _ = lees(&file);
});
