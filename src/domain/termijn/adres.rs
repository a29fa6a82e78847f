//! Does a list say that somebody has no fixed address? (art. 67 lid 2 Sv)
//!
//! Must not know municipalities, nor what follows from the answer; that is `hechtenis`.

/// What the cells for address and place say about a fixed address in the Netherlands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum VastAdres {
    /// Nothing: an address, a place, or an empty cell.
    #[default]
    NietGezegd,
    /// Words that can mean it, or that contradict each other: ask.
    Twijfel,
    /// He has none.
    Geen,
}

/// The abbreviations of "zonder vaste woon- of verblijfplaats", as lists write and miswrite them.
const AFKORTINGEN: [&str; 15] = [
    "zvwovp",
    "zwovp",
    "zvwvp",
    "zvwov",
    "zvwop",
    "zvovp",
    "zvwofvp",
    "zvwovpl",
    "zvwovplts",
    "zwofvp",
    "gvwovp",
    "gwovp",
    "zbvwovp",
    "zvbwovp",
    "zbwovp",
];
/// What can be written against an abbreviation: hier te lande, in Nederland.
const AANHANGSELS: [&str; 4] = ["", "htl", "inl", "nl"];
/// Words that often go with it and do not say it.
const TWIJFEL: [&str; 10] = [
    "dakloos",
    "dakloze",
    "thuisloos",
    "thuisloze",
    "zwerft",
    "zwerver",
    "zwervend",
    "zwervende",
    "vow",
    "briefadres",
];
/// Words that take it back, or say that it was.
const TERUG: [&str; 9] = [
    "niet",
    "geen",
    "was",
    "voorheen",
    "vroeger",
    "eerder",
    "tot",
    "mogelijk",
    "misschien",
];

/// Reads the cells of one suspect together: an address in one of them contradicts the other.
#[must_use]
pub fn vast_adres<'a>(cellen: impl IntoIterator<Item = &'a str>) -> VastAdres {
    let tekst = cellen.into_iter().collect::<Vec<_>>().join(" ; ");
    let words = woorden(&tekst);
    let Some(gezegd) = gevonden(&words) else {
        let hint = words.iter().any(|woord| TWIJFEL.contains(&woord.as_str()))
            || op_rij(&words, &["vertrokken", "onbekend", "waarheen"])
            || op_rij(&words, &["geen", "adres"])
            || op_rij(&words, &["zonder", "adres"]);
        return if hint {
            VastAdres::Twijfel
        } else {
            VastAdres::NietGezegd
        };
    };
    let (voor, rest) = words.split_at(gezegd.van.min(words.len()));
    let na = rest.get(gezegd.lengte..).unwrap_or_default();
    // A number is a house, a postcode or a date: he has, or had, an address.
    let spreekt_tegen = tekst.contains('?')
        || voor.iter().chain(na).any(|woord| {
            TERUG.contains(&woord.as_str()) || woord.contains(|teken: char| teken.is_ascii_digit())
        });
    if spreekt_tegen {
        VastAdres::Twijfel
    } else {
        VastAdres::Geen
    }
}

/// Where the words stand that say it.
struct Plek {
    van: usize,
    lengte: usize,
}

fn gevonden(woorden: &[String]) -> Option<Plek> {
    (0..woorden.len()).find_map(|van| {
        let hier = woorden.get(van..)?;
        let lengte = afkorting(hier.first()?)
            .then_some(1)
            .or_else(|| voluit(hier))?;
        Some(Plek { van, lengte })
    })
}

fn afkorting(woord: &str) -> bool {
    AFKORTINGEN.iter().any(|kort| {
        woord
            .strip_prefix(kort)
            .is_some_and(|rest| AANHANGSELS.contains(&rest))
    })
}

/// `zonder vaste woon- of verblijfplaats`, `geen vast adres`, `zonder bekende woon- of verblijfplaats`:
/// how many words it takes.
fn voluit(woorden: &[String]) -> Option<usize> {
    let mut plek = 0;
    let mut lees = |mag: &[&str]| {
        let past = woorden
            .get(plek)
            .is_some_and(|woord| mag.contains(&woord.as_str()));
        plek += usize::from(past);
        past
    };
    if !lees(&["zonder", "geen"]) {
        return None;
    }
    let mut vast = false;
    loop {
        if lees(&["vaste", "vast"]) {
            vast = true;
        } else if !lees(&["een", "enige", "bekende", "bekend"]) {
            break;
        }
    }
    let samen = if lees(&["woon"]) {
        while lees(&["of", "en", "c", "q", "cq"]) {}
        lees(&[
            "verblijfplaats",
            "verblijfsplaats",
            "verblijf",
            "verblijfadres",
        ])
    } else {
        lees(&["woonofverblijfplaats", "woonverblijfplaats"])
    };
    let los = samen
        || lees(&[
            "woonplaats",
            "woonadres",
            "verblijfplaats",
            "verblijfsplaats",
            "verblijfadres",
            "adres",
        ]);
    (samen || vast && los).then_some(plek)
}

fn op_rij(woorden: &[String], rij: &[&str]) -> bool {
    woorden
        .windows(rij.len())
        .any(|stuk| stuk.iter().zip(rij).all(|(een, twee)| een == twee))
}

/// The words in lower case; letters that stand alone one after the other are one word, so that
/// `Z.V.W.O.V.P.` is its abbreviation.
fn woorden(tekst: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut letters = String::new();
    let klein = tekst.to_lowercase();
    for woord in klein.split(|teken: char| !teken.is_alphanumeric()) {
        if woord.chars().count() == 1 && woord.chars().all(char::is_alphabetic) {
            letters.push_str(woord);
            continue;
        }
        if woord.is_empty() {
            continue;
        }
        if !letters.is_empty() {
            out.push(std::mem::take(&mut letters));
        }
        out.push(woord.to_owned());
    }
    if !letters.is_empty() {
        out.push(letters);
    }
    out
}
