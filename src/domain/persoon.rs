//! Who works at the table: names and roles, as the journal tells them.
//!
//! Must not know passphrases, nor where a person's wrapping of the key is.

use serde::{Deserialize, Serialize};

use super::ids::PersoonId;
use super::rol::Dienstrol;

/// Longer than this is no name.
const LANGSTE_NAAM: usize = 60;

/// What changed about who works at the table. The event of it is the whole truth about roles: a file beside the
/// store can be edited, a signed event can not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "feit")]
pub enum Persoonfeit {
    /// He works here from now on, in one of these roles.
    Toegevoegd {
        /// His roles.
        rollen: Vec<Dienstrol>,
    },
    /// His name or roles are these now.
    Gewijzigd {
        /// His roles.
        rollen: Vec<Dienstrol>,
    },
    /// He works here no more.
    Vertrokken,
    /// He has another passphrase.
    NieuwWachtwoord {
        /// He did not know the old one: the recovery sheet opened the table.
        herstelblad: bool,
    },
    /// A recovery sheet was made; an older one opens nothing any more.
    HerstelbladGemaakt,
}

/// Somebody who works, or worked, at the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medewerker {
    /// Identity: stays when the name changes.
    pub id: PersoonId,
    /// As he is shown.
    pub naam: String,
    /// His roles, in the order of [`Dienstrol::ALLE`].
    pub rollen: Vec<Dienstrol>,
    /// He left.
    pub weg: bool,
}

/// Why a person is not added, changed or removed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Persoonweigering {
    /// No name, or one that can not stand in a list.
    #[error("Vul een naam in van ten hoogste {LANGSTE_NAAM} tekens.")]
    GeenNaam,
    /// Somebody has that name.
    #[error(
        "{0} staat al bij de personen van deze tafel. Neem een naam waarmee u beiden uit elkaar houdt."
    )]
    NaamBezet(String),
    /// No role at all.
    #[error("Geef {0} een of meer rollen.")]
    GeenRol(String),
    /// Nobody of that name.
    #[error("{}", onbekend(naam, wel))]
    Onbekend {
        /// The name that was given.
        naam: String,
        /// Who there are.
        wel: String,
    },
    /// Without beheer nobody could add anybody any more.
    #[error(
        "{0} is de enige met de rol beheer. Geef eerst iemand anders die rol; er is niets gewijzigd."
    )]
    LaatsteBeheer(String),
    /// Nothing would change.
    #[error("Dat staat er al zo; er is niets gewijzigd.")]
    Ongewijzigd,
    /// Who is at work can not end his own work.
    #[error("U kunt uzelf niet verwijderen. Laat een ander met de rol beheer dat doen.")]
    Uzelf,
}

fn onbekend(naam: &str, wel: &str) -> String {
    if naam.is_empty() {
        return format!("Zeg om wie het gaat. Bij deze tafel horen: {wel}.");
    }
    format!("{naam} staat niet bij de personen van deze tafel. Wel: {wel}.")
}

/// Names that nobody can tell apart are one name.
#[must_use]
pub fn zelfde_naam(one: &str, other: &str) -> bool {
    let folded = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    folded(one) == folded(other)
}

/// A name as it is kept: one line, single spaces.
///
/// # Errors
/// [`Persoonweigering::GeenNaam`].
pub fn nette_naam(text: &str) -> Result<String, Persoonweigering> {
    let clean: Vec<&str> = text.split_whitespace().collect();
    let name = clean.join(" ");
    let usable = !name.is_empty()
        && name.chars().count() <= LANGSTE_NAAM
        && !name.chars().any(super::teken::verborgen);
    usable.then_some(name).ok_or(Persoonweigering::GeenNaam)
}

/// Roles in their order, each once.
#[must_use]
pub fn geordend(rollen: &[Dienstrol]) -> Vec<Dienstrol> {
    Dienstrol::ALLE
        .into_iter()
        .filter(|role| rollen.contains(role))
        .collect()
}

/// The roles as words.
#[must_use]
pub fn rollen_tekst(rollen: &[Dienstrol]) -> String {
    let words: Vec<&str> = rollen.iter().map(|role| role.label()).collect();
    words.join(", ")
}

/// Takes what happened into what is known.
pub fn neem(personen: &mut Vec<Medewerker>, id: PersoonId, naam: &str, feit: &Persoonfeit) {
    let known = personen.iter().position(|one| one.id == id);
    let mut now = known.map_or_else(
        || Medewerker {
            id,
            naam: String::new(),
            rollen: Vec::new(),
            weg: false,
        },
        |at| personen.remove(at),
    );
    naam.clone_into(&mut now.naam);
    match feit {
        Persoonfeit::Toegevoegd { rollen } => {
            now.rollen = geordend(rollen);
            now.weg = false;
        }
        Persoonfeit::Gewijzigd { rollen } => now.rollen = geordend(rollen),
        Persoonfeit::Vertrokken => now.weg = true,
        Persoonfeit::NieuwWachtwoord { .. } | Persoonfeit::HerstelbladGemaakt => {
            if known.is_none() {
                return;
            }
        }
    }
    personen.insert(known.unwrap_or(personen.len()), now);
}

/// Who there are, as a list of names.
#[must_use]
pub fn namen(personen: &[Medewerker]) -> String {
    let here: Vec<&str> = personen
        .iter()
        .filter(|one| !one.weg)
        .map(|one| one.naam.as_str())
        .collect();
    here.join(", ")
}

/// The person of this name who works here.
///
/// # Errors
/// [`Persoonweigering::Onbekend`].
pub fn zoek<'a>(
    personen: &'a [Medewerker],
    naam: &str,
) -> Result<&'a Medewerker, Persoonweigering> {
    personen
        .iter()
        .find(|one| !one.weg && zelfde_naam(&one.naam, naam))
        .ok_or_else(|| Persoonweigering::Onbekend {
            naam: naam.to_owned(),
            wel: namen(personen),
        })
}

/// Decides whether somebody may be added under this name, in these roles; the name and roles as they are kept. One
/// who left keeps his name to himself: what he did stays his.
///
/// # Errors
/// [`Persoonweigering`].
pub fn voeg_toe(
    personen: &[Medewerker],
    naam: &str,
    rollen: &[Dienstrol],
) -> Result<(String, Vec<Dienstrol>), Persoonweigering> {
    let name = nette_naam(naam)?;
    if personen
        .iter()
        .any(|one| !one.weg && zelfde_naam(&one.naam, &name))
    {
        return Err(Persoonweigering::NaamBezet(name));
    }
    if rollen.is_empty() {
        return Err(Persoonweigering::GeenRol(name));
    }
    Ok((name, geordend(rollen)))
}

/// Decides whether `wie` may get this name and these roles; as they are then.
///
/// # Errors
/// [`Persoonweigering`].
pub fn wijzig(
    personen: &[Medewerker],
    wie: &Medewerker,
    naam: Option<&str>,
    rollen: Option<&[Dienstrol]>,
) -> Result<(String, Vec<Dienstrol>), Persoonweigering> {
    let name = naam.map_or_else(|| Ok(wie.naam.clone()), nette_naam)?;
    let taken = |one: &Medewerker| one.id != wie.id && !one.weg && zelfde_naam(&one.naam, &name);
    if personen.iter().any(taken) {
        return Err(Persoonweigering::NaamBezet(name));
    }
    let roles = rollen.map_or_else(|| wie.rollen.clone(), geordend);
    if roles.is_empty() {
        return Err(Persoonweigering::GeenRol(name));
    }
    if name == wie.naam && roles == wie.rollen {
        return Err(Persoonweigering::Ongewijzigd);
    }
    if !roles.contains(&Dienstrol::Beheer) {
        beheer_blijft(personen, wie)?;
    }
    Ok((name, roles))
}

/// Decides whether `wie` may leave, or give up beheer.
///
/// # Errors
/// [`Persoonweigering::LaatsteBeheer`].
pub fn beheer_blijft(personen: &[Medewerker], wie: &Medewerker) -> Result<(), Persoonweigering> {
    let keeps = |one: &Medewerker| !one.weg && one.rollen.contains(&Dienstrol::Beheer);
    if keeps(wie) && !personen.iter().any(|one| one.id != wie.id && keeps(one)) {
        return Err(Persoonweigering::LaatsteBeheer(wie.naam.clone()));
    }
    Ok(())
}
