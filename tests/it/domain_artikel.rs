//! Articles as lists write them.

use zsmtafel::domain::artikel::{Artikel, Wet};

#[test]
fn free_text_becomes_articles() {
    for (tekst, verwacht) in [
        ("300 Sr", "300 Sr"),
        ("300 jo 304 Sr", "300 Sr|304 Sr"),
        ("300 jo. 304 lid 1 sub 1 Sr", "300 Sr|304 lid 1 Sr"),
        ("47 jo 310 Sr", "47 Sr|310 Sr"),
        ("287 jo 45 Sr", "287 Sr|45 Sr"),
        ("285 lid 1 Sr", "285 lid 1 Sr"),
        ("285, eerste lid, Sr", "285 lid 1 Sr"),
        ("285 1e lid Sr", "285 lid 1 Sr"),
        ("art. 300 Sr / 350 Sr", "300 Sr|350 Sr"),
        ("art.300/350 Sr", "300 Sr|350 Sr"),
        ("Artikel 285b Wetboek van Strafrecht", "285b Sr"),
        ("285B SR", "285b Sr"),
        ("300", "300 Sr"),
        ("300,350", "300 Sr|350 Sr"),
        ("300Sr", "300 Sr"),
        ("300jo304Sr", "300 Sr|304 Sr"),
        ("138ab Sr", "138ab Sr"),
        ("417bis W.v.Sr.", "417bis Sr"),
        ("420bis.1 Sr", "420bis.1 Sr"),
        ("420quater Sr", "420quater Sr"),
        ("11 Opiumwet", "11 Opiumwet"),
        ("11 lid 2 Opw", "11 lid 2 Opiumwet"),
        ("2 jo 10 Opiumwet", "2 Opiumwet|10 Opiumwet"),
        ("8 WVW", "8 WVW"),
        ("art. 8 lid 2 WVW 1994", "8 lid 2 WVW"),
        ("WVW 8", "8 WVW"),
        ("WVW 1994 art 8 / Sr 180", "8 WVW|180 Sr"),
        ("26 WWM", "26 WWM"),
        ("26 lid 1 Wet wapens en munitie", "26 lid 1 WWM"),
        ("11 Wth", "11 Wth"),
        ("300 Sr, 26 WWM", "300 Sr|26 WWM"),
        ("300 lid 1 en 2 Sr", "300 lid 1 Sr"),
        ("311 lid 1 onder 4 en 5 Sr", "311 lid 1 Sr"),
        ("2.48 APV Eindhoven", "2.48 APV"),
        ("300 Sr; 300 Sr", "300 Sr"),
        ("Mishandeling (300 Sr)", "300 Sr"),
        // A slash without spaces before one digit is a paragraph.
        ("26/1 WWM", "26 lid 1 WWM"),
        ("8/2 WVW", "8 lid 2 WVW"),
        ("WVW 8/2", "8 lid 2 WVW"),
        ("300/1 Sr", "300 lid 1 Sr"),
        ("10/4 OW", "10 lid 4 Opiumwet"),
        ("2B/10/4 OW", "2 Opiumwet|10 lid 4 Opiumwet"),
        ("8/2a WVW", "8 lid 2 WVW"),
        ("8/2/163/2 WVW", "8 lid 2 WVW|163 lid 2 WVW"),
        ("300/1 jo 304 Sr", "300 lid 1 Sr|304 Sr"),
        ("47/310 Sr", "47 Sr|310 Sr"),
        // Unless it can only be an article, or stands apart.
        ("2/3 OW", "2 Opiumwet|3 Opiumwet"),
        ("5/6 WVW", "5 WVW|6 WVW"),
        ("300 / 5 Sr", "300 Sr|5 Sr"),
        // Article 2 and 3 of the Opiumwet with their part.
        ("OW 3B", "3 Opiumwet"),
        ("3B OW", "3 Opiumwet"),
        ("3 B Opiumwet", "3 Opiumwet"),
        ("3.B OW", "3 Opiumwet"),
        ("3-C Opiumwet", "3 Opiumwet"),
        ("2 onder B OW", "2 Opiumwet"),
        ("2 onder B", "2 Opiumwet"),
        ("3B", "3 Opiumwet"),
        ("2 onder B Sr", "2 Sr"),
        ("2", "2 Sr"),
        ("300 onder B", "300 Sr"),
        ("Opiumwet 2A / 2C", "2 Opiumwet"),
        ("2B jo 10 lid 4 OW", "2 Opiumwet|10 lid 4 Opiumwet"),
        ("11a OW", "11a Opiumwet"),
        ("10A Opiumwet", "10a Opiumwet"),
        ("3b Sr", "3b Sr"),
        // Other ways to name a paragraph or a part.
        ("26 lid1 WWM", "26 lid 1 WWM"),
        ("8 lid 2a WVW", "8 lid 2 WVW"),
        ("26/1 WWM cat. 3", "26 lid 1 WWM"),
        ("26 lid 1 WWM categorie 2", "26 lid 1 WWM"),
        ("Mishandeling", ""),
        ("PL2100-2026111700", ""),
        ("", ""),
        ("  /  ", ""),
    ] {
        let gelezen: Vec<_> = Artikel::ontleed(tekst)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(gelezen.join("|"), verwacht, "{tekst}");
    }
}

#[test]
fn every_statute_reads_its_own_abbreviation() {
    for wet in [
        Wet::Sr,
        Wet::Sv,
        Wet::Opiumwet,
        Wet::Wvw,
        Wet::Wwm,
        Wet::Wth,
        Wet::Wid,
        Wet::Vw,
        Wet::Apv,
        Wet::Rvv,
    ] {
        assert_eq!(Wet::uit_woord(wet.afkorting()), Some(wet));
        assert_eq!(
            Artikel::ontleed(&format!("12 {wet}")),
            [Artikel::nieuw("12", wet)]
        );
    }
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_read(tekst in "\\PC{0,40}") {
        let artikelen = Artikel::ontleed(&tekst);
        proptest::prop_assert!(artikelen.iter().all(|artikel| artikel.nummer.starts_with(|teken: char| teken.is_ascii_digit())));
    }

    #[test]
    fn what_is_written_is_read_back(delen in proptest::collection::vec((1_u16..500, 0_u8..6, proptest::sample::select(vec![Wet::Sr, Wet::Opiumwet, Wet::Wvw, Wet::Wth])), 1..4)) {
        let mut artikelen: Vec<Artikel> = Vec::new();
        for (nummer, lid, wet) in delen {
            let artikel = Artikel { nummer: nummer.to_string(), lid: (lid > 0).then_some(lid), wet };
            if !artikelen.contains(&artikel) {
                artikelen.push(artikel);
            }
        }
        let tekst = artikelen.iter().map(ToString::to_string).collect::<Vec<_>>().join(" / ");
        proptest::prop_assert_eq!(Artikel::ontleed(&tekst), artikelen);
    }
}
