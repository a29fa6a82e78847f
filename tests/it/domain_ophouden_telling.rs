//! A second, independent count of ophouden: minute by minute, with plain integers.

use chrono::DateTime;
use zsmtafel::domain::artikel::Artikel;
use zsmtafel::domain::termijn::Ophouding;

use crate::domain_ophouden::regels;

/// The second count: plain integers, one minute at a time, with its own rule for summer time.
mod minuut_voor_minuut {
    const DAG: i64 = 24 * 60;
    const JAREN: std::ops::Range<i64> = 2017..2045;

    /// Days from 1970-01-01 to the first of March-based civil date (Hinnant).
    fn dagnummer(jaar: i64, maand: i64, dag: i64) -> i64 {
        let (jaar, maand) = if maand <= 2 {
            (jaar - 1, maand + 9)
        } else {
            (jaar, maand - 3)
        };
        jaar * 365 + jaar / 4 - jaar / 100 + jaar / 400 + (maand * 153 + 2) / 5 + dag - 1 - 719_468
    }

    /// 01:00 UTC on the last Sunday of a month of 31 days, in minutes.
    fn omslag(jaar: i64, maand: i64) -> i64 {
        let laatste = dagnummer(jaar, maand, 31);
        // 1970-01-01 was a Thursday, so a Sunday is 3 modulo 7.
        (laatste - (laatste - 3).rem_euclid(7)) * DAG + 60
    }

    /// Every counted minute of many years in UTC order, and per minute how many came before it.
    pub struct Telling {
        pub eerste: i64,
        pub telt: Vec<i64>,
        pub ervoor: Vec<u32>,
    }

    pub fn tel() -> Telling {
        let eerste = dagnummer(JAREN.start, 3, 1) * DAG;
        let mut uit = Telling {
            eerste,
            telt: Vec::new(),
            ervoor: Vec::new(),
        };
        let mut minuut = eerste;
        for jaar in JAREN {
            let (lente, herfst) = (omslag(jaar, 3), omslag(jaar, 10));
            while minuut < dagnummer(jaar + 1, 1, 1) * DAG {
                let vooruit = if minuut >= lente && minuut < herfst {
                    120
                } else {
                    60
                };
                uit.ervoor.push(uit.telt.len() as u32);
                if (minuut + vooruit).rem_euclid(DAG) >= 9 * 60 {
                    uit.telt.push(minuut);
                }
                minuut += 1;
            }
        }
        uit
    }

    impl Telling {
        /// The end of the minute in which the last of `minuten` counted minutes is used.
        pub fn einde(&self, start: i64, minuten: u32) -> i64 {
            let al_geteld = self.ervoor[(start - self.eerste) as usize];
            self.telt[(al_geteld + minuten - 1) as usize] + 1
        }
    }
}

#[test]
fn a_count_minute_by_minute_agrees_on_a_hundred_thousand_starts() {
    let telling = minuut_voor_minuut::tel();
    let regels = regels();
    let [negen, zes] = ["300 Sr", "138 Sr"].map(Artikel::ontleed);
    let bereik = telling.ervoor.len() as u64 - 3 * 24 * 60;
    // A fixed sequence (splitmix64), so that a failure can be repeated.
    let mut toestand = 20_261_121_u64;
    let mut willekeurig = || {
        toestand = toestand.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut getal = (toestand ^ (toestand >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        getal = (getal ^ (getal >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        getal ^ (getal >> 31)
    };
    let mut langst = 0;
    for ronde in 0..100_000 {
        let start = telling.eerste + (willekeurig() % bereik) as i64;
        // Seconds within the minute must not matter.
        let begin = DateTime::from_timestamp(start * 60 + ronde % 60, 0).unwrap();
        let (artikelen, minuten) = if ronde % 2 == 0 {
            (&negen, 540)
        } else {
            (&zes, 360)
        };
        let ophouding = Ophouding {
            begin_ophouden: Some(begin),
            artikelen: artikelen.clone(),
            ..Ophouding::default()
        };
        let einde = regels
            .ophouden(&ophouding, begin)
            .uiterlijk
            .unwrap()
            .timestamp();
        assert_eq!(einde, telling.einde(start, minuten) * 60, "vanaf {begin}");
        langst = langst.max(einde / 60 - start);
    }
    // The longest wall time is 18 hours, and 19 in the night that is an hour longer.
    assert!((18 * 60..=19 * 60).contains(&langst), "{langst}");
}
