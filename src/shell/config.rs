//! What a table sets for itself, from `config.toml`.
//!
//! Strict but forgiving: a slip in one line gives a message with file, line and field, that field
//! keeps its default and everything else loads. So a typing error never keeps somebody from work,
//! and never goes unseen. Must not know what the settings are used for.

mod herstel;
mod velden;

use std::fmt;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::bestanden::{self, LeesFout};
use super::{paden, veilig};

use herstel::Kwaal;

pub use velden::{VELDEN, Veld};

/// A configuration is a page; more than this is another file.
const GRENS: u64 = 64 * 1024;
/// So many messages are told; who needs more of them has another file here.
const MELDINGEN_MAX: usize = 50;

/// Everything that can be set. [`Default`] is what holds without a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// `[tafel]`
    pub tafel: Tafel,
    /// `[gebruiker]`
    pub gebruiker: Gebruiker,
    /// `[inlezen]`
    pub inlezen: Inlezen,
    /// `[input]`
    pub input: Input,
    /// `[klok]`
    pub klok: Klok,
    /// `[alarm]`
    pub alarm: Alarm,
    /// `[slot]`
    pub slot: Slotinstelling,
    /// `[bewaren]`
    pub bewaren: Bewaren,
    /// `[reservekopie]`
    pub reservekopie: Reservekopie,
    /// `[scherm]`
    pub scherm: Scherm,
}

/// `[tafel]`: the ZSM table; texts are empty when not set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tafel {
    /// Name of the table, e.g. `Oost-Brabant`.
    pub naam: String,
    /// The own Veilig Thuis: a code or a name out of `gemeenten.toml`.
    pub vt: String,
    /// How Veilig Thuis can be reached, as it stands below the input.
    pub bereikbaar: String,
}

/// `[gebruiker]`: who works here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gebruiker {
    /// Name below the input and in the journal.
    pub naam: String,
    /// Mail address, or empty.
    pub mail: String,
    /// The worker is the bereikbaarheidsdienst: nobody else is to be called out.
    pub dienst: bool,
}

/// `[inlezen]`: reading lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inlezen {
    /// The folder in which lists arrive; none: the downloads folder.
    pub map: Option<PathBuf>,
    /// Whether a BSN on the list is kept.
    pub bewaar_bsn: bool,
}

/// `[input]`: what leaves for the afdoeningsoverleg.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// The folder in which input is written; none: `input` in the data folder.
    pub map: Option<PathBuf>,
    /// The mail address of the sender, or empty.
    pub van: String,
}

/// `[klok]`: when a clock asks for attention, in minutes before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Klok {
    /// From here a clock is urgent.
    pub spoed: i64,
    /// From here a clock is near; never less than `spoed`.
    pub bijna: i64,
}

impl Default for Klok {
    fn default() -> Self {
        Klok {
            spoed: 45,
            bijna: 120,
        }
    }
}

/// `[alarm]`: what is heard when something can not wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Whether the terminal rings.
    pub bel: bool,
    /// Whether the desktop tells it; without a word about whom.
    pub melding: bool,
    /// Minutes after which it rings again as long as nobody pressed a key.
    pub herhaal_minuten: i64,
    /// Whether a locked table rings too.
    pub op_slot: bool,
}

impl Default for Alarm {
    fn default() -> Self {
        Alarm {
            bel: true,
            melding: true,
            herhaal_minuten: 2,
            op_slot: false,
        }
    }
}

/// `[slot]`: the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slotinstelling {
    /// Minutes without a key after which the table locks.
    pub na_minuten: i64,
}

impl Default for Slotinstelling {
    fn default() -> Self {
        Slotinstelling { na_minuten: 15 }
    }
}

/// `[bewaren]`: how long what is not needed any more is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewaren {
    /// Days after closing on which a zaak is erased; from 1 to 28.
    pub dagen: i64,
    /// Years that the log of who saw what is kept; from 1 to 20.
    pub inzage_jaren: i64,
}

impl Default for Bewaren {
    fn default() -> Self {
        Bewaren {
            dagen: crate::store::BEWAREN.into(),
            inzage_jaren: crate::store::INZAGE_JAREN.into(),
        }
    }
}

impl Bewaren {
    /// The days as the store takes them.
    #[must_use]
    pub fn dagen(&self) -> u32 {
        u32::try_from(self.dagen).map_or(crate::store::BEWAREN, |days| {
            days.clamp(1, crate::store::BEWAREN_MAX)
        })
    }
}

impl Bewaren {
    /// The years as the store takes them.
    #[must_use]
    pub fn inzage_jaren(&self) -> u32 {
        u32::try_from(self.inzage_jaren).unwrap_or(crate::store::INZAGE_JAREN)
    }
}

/// `[reservekopie]`: backups that the program makes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservekopie {
    /// The folder for them; none: no backup is made by itself.
    pub map: Option<PathBuf>,
    /// How many are kept there.
    pub bewaar: i64,
}

impl Default for Reservekopie {
    fn default() -> Self {
        Reservekopie {
            map: None,
            bewaar: 3,
        }
    }
}

impl Reservekopie {
    /// How many are kept, as the store takes it.
    #[must_use]
    pub fn bewaar(&self) -> usize {
        usize::try_from(self.bewaar).unwrap_or(1).max(1)
    }
}

/// `[scherm]`: how it looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scherm {
    /// Whether to use colour.
    pub kleur: Kleur,
    /// Which colours.
    pub thema: Thema,
}

/// Whether to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kleur {
    /// When the terminal has it and `NO_COLOR` is not set.
    #[default]
    Auto,
    /// Never.
    Nooit,
    /// Always.
    Altijd,
}

/// Which set of colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Thema {
    /// What fits the terminal.
    #[default]
    Auto,
    /// Light on dark.
    Donker,
    /// Dark on light.
    Licht,
    /// Strong contrast.
    Contrast,
}

/// One thing about the file that the worker should know. [`fmt::Display`] is the whole sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigMelding {
    /// The file.
    pub bestand: PathBuf,
    /// The line, from 1; none when it is about the file as a whole.
    pub regel: Option<usize>,
    /// The field as `sectie.sleutel`; empty when it is about a line or the file as a whole.
    pub veld: String,
    /// What is wrong, what is allowed and what holds now. Dutch.
    pub uitleg: String,
}

impl fmt::Display for ConfigMelding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", veilig::toon(&self.bestand))?;
        if let Some(regel) = self.regel {
            write!(f, ", regel {regel}")?;
        }
        if !self.veld.is_empty() {
            write!(f, ", {}", self.veld)?;
        }
        write!(f, ": {}", self.uitleg)
    }
}

impl Config {
    /// Reads the file, or the one in the usual place when none is named.
    ///
    /// Cannot fail: what is not usable is told in the messages, and there the default holds. No file
    /// in the usual place is normal; no file in a place that was named is a message.
    #[must_use]
    pub fn lees(pad: Option<&Path>) -> (Config, Vec<ConfigMelding>) {
        let genoemd = pad.is_some();
        let Some(bestand) = pad
            .map(Path::to_path_buf)
            .or_else(paden::gewone_configuratie)
        else {
            return (Config::default(), Vec::new());
        };
        let fout = |uitleg: String| {
            let melding = ConfigMelding {
                bestand: bestand.clone(),
                regel: None,
                veld: String::new(),
                uitleg,
            };
            (Config::default(), vec![melding])
        };
        match bestanden::lees_vast(&bestand, GRENS) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(tekst) => Config::lees_tekst(&tekst, &bestand, paden::thuismap().as_deref()),
                Err(_) => fout(
                    "dit bestand is geen UTF-8. Sla het op als UTF-8. De standaard geldt.".into(),
                ),
            },
            Err(LeesFout::Leeg { .. }) => (Config::default(), Vec::new()),
            Err(LeesFout::NietGevonden { .. }) if !genoemd => (Config::default(), Vec::new()),
            Err(reden) => fout(format!("{}. De standaard geldt.", reden.reden())),
        }
    }

    /// Reads the text of a file. `bestand` stands in the messages, and a path that is not absolute
    /// begins at its folder; `thuis` is what `~` stands for.
    #[must_use]
    pub fn lees_tekst(
        tekst: &str,
        bestand: &Path,
        thuis: Option<&Path>,
    ) -> (Config, Vec<ConfigMelding>) {
        let (tekst, kwalen) = herstel::herstel(tekst);
        let mut lezing = Lezing {
            regels: tekst
                .bytes()
                .enumerate()
                .filter_map(|(at, byte)| (byte == b'\n').then_some(at))
                .collect(),
            bestand,
            thuis,
            config: Config::default(),
            meldingen: Vec::new(),
        };
        for (regel, kwaal) in kwalen {
            lezing.meld(Some(regel), String::new(), uitleg(kwaal));
        }
        let (tabel, _) = DeTable::parse_recoverable(&tekst);
        for (naam, waarde) in tabel.get_ref() {
            lezing.sectie(naam.get_ref(), naam.span().start, waarde.get_ref());
        }
        lezing.klok();
        lezing.meldingen.sort_by_key(|melding| melding.regel);
        let more = lezing.meldingen.len().saturating_sub(MELDINGEN_MAX);
        if more > 0 {
            lezing.meldingen.truncate(MELDINGEN_MAX);
            let uitleg =
                format!("er zijn nog {more} regels die niet kloppen. Is dit wel de configuratie?");
            lezing.meld(None, String::new(), uitleg);
        }
        (lezing.config, lezing.meldingen)
    }
}

/// The state of reading one file.
struct Lezing<'a> {
    /// Where lines end, in bytes.
    regels: Vec<usize>,
    bestand: &'a Path,
    thuis: Option<&'a Path>,
    config: Config,
    meldingen: Vec<ConfigMelding>,
}

impl Lezing<'_> {
    fn sectie(&mut self, naam: &str, plek: usize, waarde: &DeValue<'_>) {
        if naam.starts_with(herstel::KAPOT) {
            return;
        }
        let secties = velden::secties();
        let regel = self.regel(plek);
        let DeValue::Table(tabel) = waarde else {
            let uitleg = format!("hoort in een sectie. Kies uit: {}", opsomming(&secties));
            self.meld(Some(regel), veilig::schoon(naam), uitleg);
            return;
        };
        if !secties.contains(&naam) {
            let uitleg = format!(
                "deze sectie bestaat niet. Kies uit: {}",
                opsomming(&secties)
            );
            self.meld(Some(regel), format!("[{}]", veilig::schoon(naam)), uitleg);
            return;
        }
        for (sleutel, waarde) in tabel {
            let regel = self.regel(sleutel.span().start);
            self.veld(naam, sleutel.get_ref(), regel, waarde.get_ref());
        }
    }

    fn veld(&mut self, sectie: &str, sleutel: &str, regel: usize, waarde: &DeValue<'_>) {
        let plek = format!("{sectie}.{}", veilig::schoon(sleutel));
        let found = VELDEN
            .iter()
            .find(|veld| veld.sectie == sectie && veld.sleutel == sleutel);
        let Some(veld) = found else {
            let sleutels: Vec<_> = VELDEN
                .iter()
                .filter(|veld| veld.sectie == sectie)
                .map(|veld| veld.sleutel)
                .collect();
            let uitleg = format!(
                "deze sleutel bestaat niet. Kies uit: {}",
                opsomming(&sleutels)
            );
            self.meld(Some(regel), plek, uitleg);
            return;
        };
        let map = self.bestand.parent().unwrap_or(Path::new(""));
        if let Err(uitleg) = veld.zet(&mut self.config, waarde, map, self.thuis) {
            self.meld(Some(regel), plek, format!("{uitleg} De standaard geldt."));
        }
    }

    /// A clock cannot be urgent before it is near. `bijna` gives way: being warned early is the safe side.
    fn klok(&mut self) {
        let Klok { spoed, bijna } = self.config.klok;
        if bijna < spoed {
            self.config.klok.bijna = spoed;
            let uitleg = format!(
                "{bijna} is kleiner dan klok.spoed ({spoed}). Kies {spoed} of meer. Nu geldt {spoed}."
            );
            self.meld(None, "klok.bijna".to_owned(), uitleg);
        }
    }

    /// The line of a byte in the text, from 1.
    fn regel(&self, plek: usize) -> usize {
        self.regels.partition_point(|end| *end < plek) + 1
    }

    fn meld(&mut self, regel: Option<usize>, veld: String, uitleg: String) {
        self.meldingen.push(ConfigMelding {
            bestand: self.bestand.to_path_buf(),
            regel,
            veld,
            uitleg,
        });
    }
}

fn uitleg(kwaal: Kwaal) -> String {
    match kwaal {
        Kwaal::Dubbel => "staat hier voor de tweede keer. De eerste telt; haal er één weg.",
        Kwaal::Pad => {
            "deze regel is niet te lezen en telt niet mee. Schrijf een pad met \\ erin tussen enkele \
             aanhalingstekens: map = 'C:\\lijsten'"
        }
        Kwaal::Onleesbaar => {
            "deze regel is niet te lezen en telt niet mee. Schrijf het zo: sleutel = \"tekst\", of \
             sleutel = 15, of [sectie]"
        }
    }
    .to_owned()
}

fn opsomming(woorden: &[&str]) -> String {
    woorden.join(", ")
}
