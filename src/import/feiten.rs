//! Offences in two cells, articles and words, to a list of them.
//!
//! Must not know columns or rows.

use crate::domain::lijstregel::Feit;

/// Splits two cells in offences: `300 Sr / 285 Sr` with `Mishandeling / Bedreiging` are two. When
/// the numbers of parts differ nothing is split, so that no article comes to stand at a wrong offence.
pub fn voeg_feiten_toe(feiten: &mut Vec<Feit>, artikel: &str, feit: &str) {
    if artikel.is_empty() && feit.is_empty() {
        return;
    }
    let several = artikel.contains(';') || artikel.contains(" / ");
    if several {
        let split = |text: &str| -> Vec<String> {
            text.split(';')
                .flat_map(|part| part.split(" / "))
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect()
        };
        let (articles, words) = (split(artikel), split(feit));
        if words.is_empty() || articles.len() == words.len() {
            let words = words.into_iter().chain(std::iter::repeat_with(String::new));
            feiten.extend(
                articles
                    .into_iter()
                    .zip(words)
                    .map(|(artikel, omschrijving)| Feit {
                        artikel,
                        omschrijving,
                    }),
            );
            return;
        }
    }
    feiten.push(Feit {
        artikel: artikel.to_owned(),
        omschrijving: feit.to_owned(),
    });
}
