//! Nine hours or six, article by article: what the law puts on each, against what the list says.

use zsmtafel::domain::artikel::Artikel;
use zsmtafel::domain::termijn::{Ophouding, Toelating, VastAdres, vast_adres};

use crate::domain_ophouden::{op, regels};

/// What kind of offence it is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Soort {
    Misdrijf,
    Overtreding,
    /// The article alone does not tell.
    Beide,
}
use Soort::{Beide, Misdrijf, Overtreding};

/// Whether art. 67 lid 1 names it, apart from the punishment.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Genoemd {
    Ja,
    Nee,
    /// One of its paragraphs, or no source tells.
    Deels,
}
use Genoemd::{Deels, Ja, Nee};

/// The article as a list writes it; what it is; the prison in months on its mildest and on its
/// heaviest paragraph (0: hechtenis or a fine); whether art. 67 lid 1 names it.
type Rij = (&'static str, Soort, u16, u16, Genoemd);

/// From the abridged text of Sr, Opiumwet, WVW and WWM of January 2026, else from the full text of 2015,
/// else from what is generally known (marked "nagaan" in the list).
const WET: &[Rij] = &[
    // Openbare orde.
    ("131 Sr", Misdrijf, 60, 60, Nee),
    ("132 Sr", Misdrijf, 36, 36, Ja),
    ("137c Sr", Misdrijf, 12, 24, Deels),
    ("137c lid 1 Sr", Misdrijf, 12, 12, Nee),
    ("137c lid 2 Sr", Misdrijf, 24, 24, Ja),
    ("137d Sr", Misdrijf, 12, 24, Deels),
    ("137d lid 2 Sr", Misdrijf, 24, 24, Ja),
    ("137f Sr", Misdrijf, 3, 3, Nee),
    ("137e lid 1 Sr", Misdrijf, 6, 6, Nee),
    ("137e lid 2 Sr", Misdrijf, 12, 12, Ja),
    ("137g lid 2 Sr", Misdrijf, 12, 12, Ja),
    ("138 Sr", Misdrijf, 12, 24, Nee),
    ("138 lid 1 Sr", Misdrijf, 12, 12, Nee),
    ("138 lid 2 Sr", Misdrijf, 24, 24, Nee),
    ("138a Sr", Misdrijf, 12, 24, Ja),
    ("138ab Sr", Misdrijf, 24, 48, Ja),
    ("138ab lid 1 Sr", Misdrijf, 24, 24, Ja),
    ("138ab lid 2 Sr", Misdrijf, 48, 48, Ja),
    ("138b Sr", Misdrijf, 24, 60, Ja),
    ("139 Sr", Misdrijf, 3, 12, Nee),
    ("139c Sr", Misdrijf, 24, 24, Ja),
    ("139d Sr", Misdrijf, 24, 48, Ja),
    ("139d lid 1 Sr", Misdrijf, 24, 24, Ja),
    ("139e Sr", Misdrijf, 6, 6, Nee),
    ("139f Sr", Misdrijf, 6, 6, Nee),
    ("139h Sr", Misdrijf, 12, 24, Deels),
    ("140 Sr", Misdrijf, 24, 120, Ja),
    ("140 lid 1 Sr", Misdrijf, 72, 72, Nee),
    ("140 lid 2 Sr", Misdrijf, 24, 24, Ja),
    ("140a Sr", Misdrijf, 180, 240, Nee),
    ("141 Sr", Misdrijf, 54, 144, Nee),
    ("141 lid 1 Sr", Misdrijf, 54, 54, Nee),
    ("141 lid 2 onder 1 Sr", Misdrijf, 72, 72, Nee),
    ("141a Sr", Misdrijf, 36, 36, Ja),
    ("142 Sr", Misdrijf, 3, 12, Nee),
    ("142 lid 2 Sr", Misdrijf, 3, 3, Nee),
    ("142a Sr", Misdrijf, 48, 48, Nee),
    ("149 Sr", Misdrijf, 12, 12, Nee),
    ("151 Sr", Misdrijf, 24, 24, Ja),
    // Gemeen gevaar.
    ("157 Sr", Misdrijf, 144, 360, Nee),
    ("157 onder 1 Sr", Misdrijf, 144, 144, Nee),
    ("158 Sr", Misdrijf, 6, 24, Nee),
    ("161sexies Sr", Misdrijf, 72, 180, Nee),
    ("162 Sr", Misdrijf, 108, 180, Nee),
    ("164 Sr", Misdrijf, 180, 360, Nee),
    ("166 Sr", Misdrijf, 144, 360, Nee),
    ("168 Sr", Misdrijf, 180, 360, Nee),
    ("170 Sr", Misdrijf, 144, 360, Nee),
    ("172 Sr", Misdrijf, 12, 180, Nee),
    ("172 lid 1 Sr", Misdrijf, 144, 180, Nee),
    ("172 lid 2 Sr", Misdrijf, 12, 12, Nee),
    ("174 Sr", Misdrijf, 180, 360, Nee),
    // Openbaar gezag.
    ("177 Sr", Misdrijf, 72, 72, Nee),
    ("178 Sr", Misdrijf, 108, 144, Nee),
    ("179 Sr", Misdrijf, 48, 48, Nee),
    ("180 Sr", Misdrijf, 12, 12, Nee),
    ("181 Sr", Misdrijf, 60, 144, Nee),
    ("182 Sr", Misdrijf, 72, 180, Nee),
    ("184 Sr", Misdrijf, 3, 3, Nee),
    ("184 lid 1 Sr", Misdrijf, 3, 3, Nee),
    ("184a Sr", Misdrijf, 12, 12, Ja),
    ("185 Sr", Misdrijf, 1, 1, Nee),
    ("186 Sr", Misdrijf, 3, 3, Nee),
    ("188 Sr", Misdrijf, 12, 12, Nee),
    ("189 Sr", Misdrijf, 6, 48, Nee),
    ("189 lid 1 Sr", Misdrijf, 6, 6, Nee),
    ("189 lid 2 Sr", Misdrijf, 48, 48, Nee),
    ("190 Sr", Misdrijf, 6, 6, Nee),
    ("192 Sr", Misdrijf, 4, 12, Nee),
    ("198 Sr", Misdrijf, 48, 48, Nee),
    ("199 Sr", Beide, 0, 36, Nee),
    ("199 lid 1 Sr", Misdrijf, 24, 24, Nee),
    ("200 Sr", Misdrijf, 36, 36, Nee),
    ("191 Sr", Misdrijf, 48, 48, Nee),
    ("196 Sr", Misdrijf, 3, 3, Nee),
    ("197a Sr", Misdrijf, 48, 144, Nee),
    // Meineed, valsheid.
    ("207 Sr", Misdrijf, 72, 108, Nee),
    ("208 Sr", Misdrijf, 108, 108, Nee),
    ("209 Sr", Misdrijf, 108, 108, Nee),
    ("213 Sr", Misdrijf, 48, 48, Nee),
    ("225 Sr", Misdrijf, 72, 72, Nee),
    ("225 lid 2 Sr", Misdrijf, 72, 72, Nee),
    ("226 Sr", Misdrijf, 84, 84, Nee),
    ("227 Sr", Misdrijf, 72, 72, Nee),
    ("231 Sr", Misdrijf, 72, 72, Nee),
    ("231a Sr", Misdrijf, 72, 72, Nee),
    ("231b Sr", Misdrijf, 60, 60, Nee),
    ("232 Sr", Misdrijf, 72, 72, Nee),
    ("234 Sr", Misdrijf, 48, 48, Nee),
    // Seksuele misdrijven, nieuwe en oude nummers.
    ("239 Sr", Misdrijf, 3, 3, Nee),
    ("240 Sr", Misdrijf, 24, 24, Deels),
    ("240b Sr", Misdrijf, 48, 96, Nee),
    ("241 Sr", Misdrijf, 72, 96, Nee),
    ("242 Sr", Misdrijf, 48, 144, Nee),
    ("243 Sr", Misdrijf, 96, 144, Nee),
    ("244 Sr", Misdrijf, 144, 144, Nee),
    ("245 Sr", Misdrijf, 72, 96, Nee),
    ("246 Sr", Misdrijf, 96, 96, Nee),
    ("247 Sr", Misdrijf, 72, 96, Nee),
    ("248 Sr", Misdrijf, 96, 180, Nee),
    ("248a Sr", Misdrijf, 48, 48, Nee),
    ("248b Sr", Misdrijf, 48, 48, Nee),
    ("248c Sr", Misdrijf, 48, 48, Nee),
    ("248d Sr", Misdrijf, 24, 24, Ja),
    ("248e Sr", Misdrijf, 24, 24, Ja),
    ("249 Sr", Misdrijf, 72, 108, Nee),
    ("250 Sr", Misdrijf, 48, 180, Nee),
    ("251 Sr", Misdrijf, 24, 24, Deels),
    ("252 Sr", Misdrijf, 72, 96, Nee),
    ("253 Sr", Misdrijf, 24, 24, Deels),
    ("254a Sr", Misdrijf, 6, 12, Ja),
    ("254ba Sr", Misdrijf, 12, 24, Deels),
    // Verlating van hulpbehoevenden.
    ("255 Sr", Misdrijf, 24, 24, Nee),
    ("256 Sr", Misdrijf, 54, 54, Nee),
    ("257 Sr", Misdrijf, 90, 108, Nee),
    // Belediging, geheimen.
    ("261 Sr", Misdrijf, 6, 12, Nee),
    ("261 lid 2 Sr", Misdrijf, 12, 12, Nee),
    ("262 Sr", Misdrijf, 24, 24, Nee),
    ("266 Sr", Misdrijf, 3, 3, Nee),
    ("266 lid 1 jo 267 Sr", Misdrijf, 3, 4, Nee),
    ("268 Sr", Misdrijf, 24, 24, Nee),
    ("272 Sr", Misdrijf, 12, 12, Ja),
    ("273f Sr", Misdrijf, 144, 360, Nee),
    // Persoonlijke vrijheid.
    ("278 Sr", Misdrijf, 144, 144, Nee),
    ("279 Sr", Misdrijf, 72, 108, Nee),
    ("280 Sr", Misdrijf, 36, 72, Nee),
    ("280 lid 1 Sr", Misdrijf, 36, 72, Nee),
    ("280 lid 2 Sr", Misdrijf, 72, 72, Nee),
    ("281 Sr", Misdrijf, 72, 108, Nee),
    ("282 Sr", Misdrijf, 96, 144, Nee),
    ("282 lid 1 Sr", Misdrijf, 96, 96, Nee),
    ("282a Sr", Misdrijf, 180, 360, Nee),
    ("283 Sr", Misdrijf, 6, 24, Nee),
    ("284 Sr", Misdrijf, 24, 24, Ja),
    ("284 lid 1 onder 1 Sr", Misdrijf, 24, 24, Ja),
    ("285 Sr", Misdrijf, 36, 72, Ja),
    ("285 lid 1 Sr", Misdrijf, 36, 36, Ja),
    ("285 lid 2 Sr", Misdrijf, 48, 48, Nee),
    ("285/3 Sr", Misdrijf, 72, 72, Nee),
    ("285a Sr", Misdrijf, 48, 48, Nee),
    ("285b Sr", Misdrijf, 36, 36, Ja),
    ("285b lid 1 Sr", Misdrijf, 36, 36, Ja),
    ("285c Sr", Misdrijf, 12, 12, Ja),
    ("285d Sr", Misdrijf, 24, 24, Ja),
    // Leven en lijf.
    ("287 Sr", Misdrijf, 300, 300, Nee),
    ("45 jo 287 Sr", Misdrijf, 300, 300, Nee),
    ("288 Sr", Misdrijf, 360, 360, Nee),
    ("289 Sr", Misdrijf, 360, 360, Nee),
    ("290 Sr", Misdrijf, 72, 72, Nee),
    ("291 Sr", Misdrijf, 108, 108, Nee),
    ("293 Sr", Misdrijf, 144, 144, Nee),
    ("294 Sr", Misdrijf, 36, 36, Nee),
    ("296 Sr", Misdrijf, 54, 180, Nee),
    ("300 Sr", Misdrijf, 36, 72, Ja),
    ("300/1 Sr", Misdrijf, 36, 36, Ja),
    ("300 lid 1 Sr", Misdrijf, 36, 36, Ja),
    ("300 lid 2 Sr", Misdrijf, 48, 48, Nee),
    ("300 lid 3 Sr", Misdrijf, 72, 72, Nee),
    ("300 jo 304 Sr", Misdrijf, 48, 96, Ja),
    ("301 Sr", Misdrijf, 48, 108, Nee),
    ("302 Sr", Misdrijf, 96, 120, Nee),
    ("45 jo 302 Sr", Misdrijf, 96, 120, Nee),
    ("303 Sr", Misdrijf, 144, 180, Nee),
    ("304 lid 1 sub 1 Sr", Misdrijf, 48, 180, Ja),
    ("306 Sr", Misdrijf, 24, 36, Nee),
    ("307 Sr", Misdrijf, 24, 48, Nee),
    ("307 lid 1 Sr", Misdrijf, 24, 24, Nee),
    ("307 lid 2 Sr", Misdrijf, 48, 48, Nee),
    ("308 Sr", Misdrijf, 12, 24, Nee),
    ("308 lid 2 Sr", Misdrijf, 24, 24, Nee),
    // Vermogen.
    ("310 Sr", Misdrijf, 48, 48, Nee),
    ("311 Sr", Misdrijf, 72, 108, Nee),
    ("311 lid 1 onder 4 en 5 Sr", Misdrijf, 72, 72, Nee),
    ("312 Sr", Misdrijf, 108, 180, Nee),
    ("317 Sr", Misdrijf, 108, 180, Nee),
    ("318 Sr", Misdrijf, 48, 48, Nee),
    ("321 Sr", Misdrijf, 36, 36, Ja),
    ("322 Sr", Misdrijf, 48, 48, Nee),
    ("323 Sr", Misdrijf, 60, 60, Nee),
    ("323a Sr", Misdrijf, 36, 36, Ja),
    ("326 Sr", Misdrijf, 48, 48, Nee),
    ("326a Sr", Misdrijf, 48, 48, Nee),
    ("326c Sr", Misdrijf, 24, 48, Ja),
    ("326c lid 1 Sr", Misdrijf, 48, 48, Nee),
    ("326c lid 2 Sr", Misdrijf, 24, 24, Ja),
    ("326e Sr", Misdrijf, 48, 48, Nee),
    ("350 Sr", Misdrijf, 24, 60, Ja),
    ("350 lid 1 Sr", Misdrijf, 24, 24, Ja),
    ("350 lid 2 Sr", Misdrijf, 60, 60, Nee),
    ("350a Sr", Misdrijf, 24, 48, Ja),
    ("350b Sr", Overtreding, 0, 0, Nee),
    ("350c Sr", Misdrijf, 24, 24, Ja),
    ("350d Sr", Misdrijf, 24, 24, Ja),
    ("351 Sr", Misdrijf, 36, 36, Ja),
    ("352 Sr", Misdrijf, 48, 48, Nee),
    ("395 Sr", Misdrijf, 24, 144, Ja),
    ("416 Sr", Misdrijf, 48, 48, Nee),
    ("417 Sr", Misdrijf, 72, 72, Nee),
    ("417bis Sr", Misdrijf, 12, 12, Ja),
    ("420bis Sr", Misdrijf, 72, 72, Nee),
    ("420bis.1 Sr", Misdrijf, 6, 6, Ja),
    ("420ter Sr", Misdrijf, 96, 96, Nee),
    ("420quater Sr", Misdrijf, 24, 24, Ja),
    // Boek 3.
    ("424 Sr", Overtreding, 0, 0, Nee),
    ("426 Sr", Overtreding, 0, 0, Nee),
    ("426bis Sr", Overtreding, 0, 0, Nee),
    ("426ter Sr", Overtreding, 0, 0, Nee),
    ("429a Sr", Overtreding, 0, 0, Nee),
    ("430a Sr", Overtreding, 0, 0, Nee),
    ("435 Sr", Overtreding, 0, 0, Nee),
    ("447e Sr", Overtreding, 0, 0, Nee),
    ("453 Sr", Overtreding, 0, 0, Nee),
    ("461 Sr", Overtreding, 0, 0, Nee),
    ("2 WID", Overtreding, 0, 0, Nee),
    // Opiumwet: without opzet an overtreding (art. 13).
    ("2 OW", Beide, 0, 144, Deels),
    ("2 onder B", Beide, 0, 96, Deels),
    ("OW 3B", Beide, 0, 72, Deels),
    ("3 onder C Opiumwet", Beide, 0, 24, Deels),
    ("10 Opiumwet", Beide, 0, 144, Deels),
    ("10/1 OW", Overtreding, 0, 0, Nee),
    ("10 lid 2 OW", Misdrijf, 48, 48, Nee),
    ("10 lid 3 OW", Misdrijf, 72, 72, Nee),
    ("2A jo 10 lid 5 OW", Misdrijf, 144, 144, Nee),
    ("10 lid 6 OW", Misdrijf, 12, 12, Nee),
    ("2B jo 10/4 OW", Misdrijf, 96, 96, Nee),
    ("10a Opiumwet", Misdrijf, 72, 72, Nee),
    ("11 OW", Beide, 0, 72, Deels),
    ("11 lid 1 OW", Overtreding, 0, 0, Nee),
    ("3B jo 11/2 OW", Misdrijf, 24, 24, Ja),
    ("11 lid 3 Opiumwet", Misdrijf, 72, 72, Nee),
    ("11 lid 5 Opiumwet", Misdrijf, 72, 72, Nee),
    ("11a Opiumwet", Misdrijf, 36, 36, Ja),
    ("11b Opiumwet", Misdrijf, 96, 96, Nee),
    // WVW (art. 175 to 178).
    ("5 WVW", Overtreding, 0, 0, Nee),
    ("5a WVW", Misdrijf, 24, 24, Deels),
    ("6 WVW", Misdrijf, 18, 72, Deels),
    ("8 WVW", Misdrijf, 12, 12, Nee),
    ("8/2 WVW", Misdrijf, 12, 12, Nee),
    ("9 lid 8 WVW", Overtreding, 0, 0, Nee),
    ("9/2 WVW", Misdrijf, 12, 12, Nee),
    ("11 WVW", Misdrijf, 6, 6, Nee),
    ("107 lid 1 WVW", Overtreding, 0, 0, Nee),
    ("163 lid 2 WVW", Misdrijf, 3, 3, Nee),
    ("6 jo 175 lid 1 WVW", Misdrijf, 18, 72, Deels),
    ("175 lid 2 WVW", Misdrijf, 36, 72, Ja),
    ("6 jo 175 lid 3 WVW", Misdrijf, 27, 108, Ja),
    ("7/1 WVW", Misdrijf, 3, 3, Nee),
    ("41 lid 1 WVW", Misdrijf, 3, 6, Nee),
    // WWM (art. 54 to 56).
    ("13 WWM", Misdrijf, 9, 96, Nee),
    ("22 lid 1 WWM", Misdrijf, 9, 9, Nee),
    ("26 WWM", Beide, 0, 96, Nee),
    ("26/1 WWM", Misdrijf, 9, 96, Nee),
    ("26 lid 5 WWM", Overtreding, 0, 0, Nee),
    ("27 lid 1 WWM", Overtreding, 0, 0, Nee),
    ("31 WWM", Beide, 0, 96, Nee),
    ("31/1 WWM", Misdrijf, 9, 96, Nee),
    ("31 lid 4 WWM", Overtreding, 0, 0, Nee),
    ("9 WWM", Misdrijf, 9, 96, Nee),
    ("14 WWM", Beide, 0, 96, Nee),
    ("55 lid 1 WWM", Misdrijf, 9, 9, Nee),
    ("55 lid 2 WWM", Misdrijf, 9, 9, Ja),
    ("55 lid 3 WWM", Misdrijf, 48, 48, Nee),
    ("26/1 jo 55/3 WWM", Misdrijf, 48, 48, Nee),
    ("55 lid 4 WWM", Misdrijf, 96, 96, Nee),
    ("55 lid 5 WWM", Misdrijf, 96, 96, Nee),
    ("55 lid 6 WWM", Misdrijf, 96, 96, Nee),
    ("55 lid 7 WWM", Misdrijf, 96, 96, Nee),
    ("11 Wth", Misdrijf, 24, 24, Ja),
];

/// What art. 67 lid 1 says: for sure allowed, for sure not, or not to be told.
fn lid_een((_, _, mildest, heaviest, named): &Rij) -> Option<bool> {
    if *named == Ja || *mildest >= 48 {
        Some(true)
    } else if *named == Deels || *heaviest >= 48 {
        None
    } else {
        Some(false)
    }
}

#[test]
fn a_hundred_and_eighty_articles_by_the_law() {
    assert!(WET.len() >= 180, "{}", WET.len());
    let regels = regels();
    let nu = op("2026-11-18 10:00");
    let uren = |tekst: &str, vast_adres| {
        let klok = regels.ophouden(
            &Ophouding {
                begin_ophouden: Some(nu),
                artikelen: Artikel::ontleed(tekst),
                vast_adres,
                ..Ophouding::default()
            },
            nu,
        );
        let hours = (klok.uiterlijk.unwrap() - nu).num_hours();
        // Six hours on the safe side is said in the rule, and nothing else is.
        assert_eq!(
            klok.voorzichtig,
            klok.regel.contains("voorzichtig"),
            "{tekst}"
        );
        (hours, klok.voorzichtig)
    };
    let mut wrong = Vec::new();
    for row in WET {
        let (tekst, soort, mildest, _, _) = row;
        let with = match lid_een(row) {
            Some(true) => (9, false),
            Some(false) => (6, false),
            None => (6, true),
        };
        let without = match soort {
            _ if with.0 == 9 => (9, false),
            Misdrijf if *mildest > 0 => (9, false),
            Overtreding => (6, false),
            _ => (6, true),
        };
        let found = (
            uren(tekst, VastAdres::NietGezegd),
            uren(tekst, VastAdres::Geen),
        );
        if found != (with, without) {
            wrong.push(format!("{tekst}: {found:?}, de wet: {:?}", (with, without)));
        }
        // In doubt about the address nobody gets the longer clock by it.
        assert_eq!(uren(tekst, VastAdres::Twijfel).0, with.0, "{tekst}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_article_of_the_list_is_in_the_table_or_marked_nagaan() {
    // What the list says for nine hours and the table does not have stands under "nagaan".
    let tabel: Vec<Artikel> = WET
        .iter()
        .flat_map(|(tekst, ..)| Artikel::ontleed(tekst))
        .collect();
    let tekst = include_str!("../../assets/termijnen.toml");
    for lijst in crate::domain_ophouden::bestand().hechtenis {
        for een in &lijst.toegelaten {
            let artikel = Artikel::ontleed(&format!("{een} {}", lijst.wet)).remove(0);
            let here = tabel
                .iter()
                .any(|row| row.nummer == artikel.nummer && row.wet == artikel.wet);
            let line = tekst
                .lines()
                .scan("", |kop, line| {
                    if line.trim_start().starts_with('#') {
                        *kop = line;
                    }
                    Some((*kop, line))
                })
                .find(|(_, line)| {
                    !line.trim_start().starts_with('#') && line.contains(&format!("\"{een}\""))
                });
            let marked = line.is_some_and(|(kop, _)| kop.contains("nagaan"));
            assert!(here || marked, "{een} {}", lijst.wet);
        }
    }
}

#[test]
fn the_address_decides_where_the_article_does_not() {
    let nu = op("2026-11-18 10:00");
    for (artikel, adres, toelating, uiterlijk, regel) in [
        (
            "138 Sr",
            VastAdres::NietGezegd,
            Toelating::NietToegelaten,
            "2026-11-18 16:00",
            "6 uur, art. 56a lid 2 Sv",
        ),
        (
            "138 Sr",
            VastAdres::Geen,
            Toelating::ToegelatenZonderAdres,
            "2026-11-18 19:00",
            "9 uur, art. 56a lid 2 Sv (geen vast adres, art. 67 lid 2 Sv)",
        ),
        (
            "138 Sr",
            VastAdres::Twijfel,
            Toelating::HangtAfVanAdres,
            "2026-11-18 16:00",
            "6 uur, art. 56a lid 2 Sv (zonder vast adres 9 uur bij een misdrijf met gevangenisstraf, niet zeker: voorzichtig 6 uur)",
        ),
        (
            "453 Sr",
            VastAdres::Geen,
            Toelating::NietToegelaten,
            "2026-11-18 16:00",
            "6 uur, art. 56a lid 2 Sv",
        ),
        (
            "453 Sr",
            VastAdres::Twijfel,
            Toelating::NietToegelaten,
            "2026-11-18 16:00",
            "6 uur, art. 56a lid 2 Sv",
        ),
        (
            "999 Sr",
            VastAdres::Geen,
            Toelating::HangtAfVanAdres,
            "2026-11-18 16:00",
            "6 uur, art. 56a lid 2 Sv (zonder vast adres 9 uur bij een misdrijf met gevangenisstraf, niet zeker: voorzichtig 6 uur)",
        ),
        // One misdrijf with prison among others is enough.
        (
            "453 Sr / 8 WVW / 999 Sr",
            VastAdres::Geen,
            Toelating::ToegelatenZonderAdres,
            "2026-11-18 19:00",
            "9 uur, art. 56a lid 2 Sv (geen vast adres, art. 67 lid 2 Sv)",
        ),
        (
            "300 Sr",
            VastAdres::Geen,
            Toelating::Toegelaten,
            "2026-11-18 19:00",
            "9 uur, art. 56a lid 2 Sv",
        ),
    ] {
        let klok = regels().ophouden(
            &Ophouding {
                begin_ophouden: Some(nu),
                artikelen: Artikel::ontleed(artikel),
                vast_adres: adres,
                ..Ophouding::default()
            },
            nu,
        );
        assert_eq!(
            (klok.toelating, klok.uiterlijk, klok.regel.as_str()),
            (toelating, Some(op(uiterlijk)), regel),
            "{artikel} {adres:?}"
        );
    }
}

#[test]
fn a_second_extension_for_identification_warns_and_counts_once() {
    let nu = op("2026-11-18 10:00");
    let klok = |artikel: &str, verlengd_56b, vast_adres| {
        let klok = regels().ophouden(
            &Ophouding {
                begin_ophouden: Some(nu),
                artikelen: Artikel::ontleed(artikel),
                verlengd_56b,
                vast_adres,
                ..Ophouding::default()
            },
            nu,
        );
        let warnings: Vec<String> = klok
            .waarschuwingen
            .iter()
            .map(ToString::to_string)
            .collect();
        ((klok.uiterlijk.unwrap() - nu).num_hours(), warnings)
    };
    let often = "mag 1 keer verlengd: de rest telt niet mee";
    let not = "verlenging voor identificatie mag niet bij dit feit: niet meegeteld";
    assert_eq!(klok("138 Sr", 1, VastAdres::NietGezegd), (12, vec![]));
    assert_eq!(
        klok("138 Sr", 2, VastAdres::NietGezegd),
        (12, vec![often.to_owned()])
    );
    // Without fixed address voorlopige hechtenis is allowed, and then 56b is not.
    assert_eq!(
        klok("138 Sr", 1, VastAdres::Geen),
        (9, vec![not.to_owned()])
    );
    assert_eq!(
        klok("300 Sr", 2, VastAdres::NietGezegd),
        (9, vec![often.to_owned(), not.to_owned()])
    );
}

#[test]
fn no_fixed_address_is_recognised_however_it_is_written() {
    for (cellen, verwacht) in [
        (vec!["ZVWOVP"], VastAdres::Geen),
        (vec!["zwovp"], VastAdres::Geen),
        (vec!["", "ZVWOVP"], VastAdres::Geen),
        (vec!["Z.V.W.O.V.P."], VastAdres::Geen),
        (vec!["z v w o v p"], VastAdres::Geen),
        (vec!["zvwovp htl"], VastAdres::Geen),
        (vec!["ZVWOVPHTL"], VastAdres::Geen),
        (vec!["zvwovp, Eindhoven"], VastAdres::Geen),
        (vec!["zvwovp", "Eindhoven"], VastAdres::Geen),
        (
            vec!["zonder vaste woon- of verblijfplaats"],
            VastAdres::Geen,
        ),
        (
            vec!["Zonder vaste woon of verblijfplaats in Nederland"],
            VastAdres::Geen,
        ),
        (
            vec!["zonder bekende vaste woon- of verblijfplaats hier te lande"],
            VastAdres::Geen,
        ),
        (
            vec!["ZONDER BEKENDE WOON- OF VERBLIJFPLAATS"],
            VastAdres::Geen,
        ),
        (
            vec!["geen vaste woon- en/of verblijfplaats"],
            VastAdres::Geen,
        ),
        (vec!["geen vaste verblijfplaats"], VastAdres::Geen),
        (vec!["geen vast adres"], VastAdres::Geen),
        // Said, but taken back, or beside an address.
        (vec!["geen ZVWOVP"], VastAdres::Twijfel),
        (vec!["zvwovp?"], VastAdres::Twijfel),
        (vec!["was zvwovp, nu bij moeder"], VastAdres::Twijfel),
        (vec!["ZVWOVP", "Kerkstraat 1 Oss"], VastAdres::Twijfel),
        (vec!["zvwovp tot 2025"], VastAdres::Twijfel),
        // Words that often go with it.
        (vec!["dakloos"], VastAdres::Twijfel),
        (vec!["zwervend"], VastAdres::Twijfel),
        (vec!["VOW"], VastAdres::Twijfel),
        (vec!["vertrokken onbekend waarheen"], VastAdres::Twijfel),
        (vec!["briefadres Kerkstraat 1"], VastAdres::Twijfel),
        (vec!["geen adres bekend"], VastAdres::Twijfel),
        // Not said.
        (vec!["Kerkstraat 1", "Oss"], VastAdres::NietGezegd),
        (vec!["onbekend"], VastAdres::NietGezegd),
        (vec!["adres onbekend"], VastAdres::NietGezegd),
        (vec!["", ""], VastAdres::NietGezegd),
        (vec![], VastAdres::NietGezegd),
        (vec!["Zonderwijkstraat"], VastAdres::NietGezegd),
        (vec!["zonder partner"], VastAdres::NietGezegd),
        (vec!["Vaste Burg 12"], VastAdres::NietGezegd),
        (vec!["Dakloosterweg 3"], VastAdres::NietGezegd),
        (vec!["Warschau, Polen"], VastAdres::NietGezegd),
    ] {
        assert_eq!(vast_adres(cellen.iter().copied()), verwacht, "{cellen:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_address_can_be_read(cellen in proptest::collection::vec("\\PC{0,30}", 0..3)) {
        // Every way to say it has a v: nothing else can mean it.
        if vast_adres(cellen.iter().map(String::as_str)) == VastAdres::Geen {
            proptest::prop_assert!(cellen.concat().to_lowercase().contains('v'));
        }
    }

    #[test]
    fn a_street_and_number_is_never_no_address(straat in "[A-Z][a-z]{2,12}(straat|weg|laan|plein)", nummer in 1_u16..999, plaats in "[A-Z][a-z]{2,10}") {
        let adres = format!("{straat} {nummer}");
        proptest::prop_assert_ne!(vast_adres([adres.as_str(), plaats.as_str()]), VastAdres::Geen);
        proptest::prop_assert_ne!(vast_adres([adres.as_str(), "ZVWOVP"]), VastAdres::Geen);
    }
}
