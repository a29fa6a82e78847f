//! What could be said to a recipient: headings with lines, each with its reason, ticked or held back.
//!
//! Must not know how the text is laid out; that is `tekst`. The lines themselves are made in `regels`.

use chrono::{DateTime, Utc};

use super::ondertekening::ondertekend;
use super::ontvangers::{Profiel, Regelsoort, verdachte_kan_lezen};
use super::poort::Poort;
use super::regels;
use super::voorwaarden::Voorwaarden;
use crate::domain::input::Ontvanger;
use crate::domain::zaak::Zaak;

/// The headings of the text, in their order: what the reader must decide on first, then what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kop {
    /// Judgement, decision and custody as they are now.
    Nu,
    /// Conditions that VT asks for.
    Voorwaarden,
    /// What VT asks.
    VtVraagt,
    /// Who it is about.
    Zaak,
    /// What VT knows, no more than needed.
    Bekend,
    /// About whom the judgement is, resting on what, and why.
    Veiligheid,
    /// What a release means.
    Gevolg,
    /// What VT does.
    VtDoet,
    /// How to reach VT, until when.
    Bereikbaar,
    /// Who wants to hear the decision.
    Terugkoppeling,
}

impl Kop {
    /// Every heading, in the order of the text.
    pub const ALLE: [Kop; 10] = [
        Kop::Nu,
        Kop::Voorwaarden,
        Kop::VtVraagt,
        Kop::Zaak,
        Kop::Bekend,
        Kop::Veiligheid,
        Kop::Gevolg,
        Kop::VtDoet,
        Kop::Bereikbaar,
        Kop::Terugkoppeling,
    ];

    /// The words in the text and on screen.
    #[must_use]
    pub fn titel(self) -> &'static str {
        match self {
            Kop::Nu => "Stand van nu",
            Kop::Zaak => "Zaak / betrokkenen",
            Kop::Bekend => "Wat is er bij VT bekend (alleen noodzakelijk)",
            Kop::Veiligheid => "Waar het oordeel op rust",
            Kop::Gevolg => "Gevolg van heenzenden",
            Kop::Voorwaarden => "Gevraagde veiligheidsvoorwaarden",
            Kop::VtDoet => "Wat VT doet",
            Kop::VtVraagt => "Wat VT vraagt",
            Kop::Bereikbaar => "Bereikbaar op / tot",
            Kop::Terugkoppeling => "Terugkoppeling gevraagd aan",
        }
    }
}

/// Who composes, when, and how VT can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The moment of composing.
    pub nu: DateTime<Utc>,
    /// The worker.
    pub opsteller: String,
    /// The VT for which the worker speaks, e.g. `Veilig Thuis Zuidoost-Brabant`.
    pub vt_naam: String,
    /// How VT can be reached and until when, e.g. `06 12345678, vandaag tot 17:00`. Empty: the
    /// national number stands in the text.
    pub bereikbaar: String,
    /// When ophouden ends at the latest; none when it does not run or can not be told.
    pub klok: Option<DateTime<Utc>>,
    /// The ZSM table, e.g. `ZSM Oost-Brabant`.
    pub tafel: String,
    /// A practice table: the text says so in its first line, so that nobody takes it for real.
    pub oefenen: bool,
}

/// A proposal of what leaves. The worker ticks; [`super::tekst::tekst`] writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opstelling {
    /// To whom.
    pub ontvanger: Ontvanger,
    /// The recipient's name in the text.
    pub bestemd_voor: String,
    /// The first line of the text.
    pub titel: String,
    /// The ground on which VT shares.
    pub grond: String,
    /// Worker, VT and table, in one line.
    pub opsteller: String,
    /// When.
    pub nu: DateTime<Utc>,
    /// Headings that have lines, in the order of [`Kop::ALLE`].
    pub onderdelen: Vec<Onderdeel>,
    /// What no line of it may hold; words that a worker writes by hand pass it too.
    pub poort: Poort,
}

/// A heading with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onderdeel {
    /// The heading.
    pub kop: Kop,
    /// The lines, ticked and held back.
    pub regels: Vec<InputRegel>,
}

/// One line that can leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputRegel {
    /// Stable within a zaak: `oordeel-persoon:<id>`. The same line keeps its key when the text is
    /// composed again, so that ticks survive.
    pub sleutel: String,
    /// The words, without layout.
    pub tekst: String,
    /// Why this recipient needs it, or why it is held back.
    pub waarom: String,
    /// Ticked.
    pub aan: bool,
    /// What the worker must know of it before it leaves.
    pub merk: Option<Merk>,
}

/// What a worker must know of a line before it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merk {
    /// The program made the sentence; nobody said it. It leaves when a worker ticks or rewrites it.
    VanProgramma,
    /// The suspect can read it in the file.
    VerdachteLeestMee,
}

impl Merk {
    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Merk::VanProgramma => "zin van het programma",
            Merk::VerdachteLeestMee => "kan de verdachte lezen",
        }
    }

    /// A word or two for the end of a line.
    #[must_use]
    pub fn kort(self) -> &'static str {
        match self {
            Merk::VanProgramma => "programma",
            Merk::VerdachteLeestMee => "leest mee",
        }
    }
}

impl InputRegel {
    /// Whether it leaves even when it is not ticked: a text that cannot be answered is none, and neither is one
    /// that is silent about a suspect who walked out.
    #[must_use]
    pub fn altijd(&self) -> bool {
        self.soort().is_some_and(Regelsoort::altijd)
    }

    /// The kind of line, by its key.
    #[must_use]
    pub fn soort(&self) -> Option<Regelsoort> {
        let code = self.sleutel.split(':').next().unwrap_or_default();
        Regelsoort::ALLE
            .iter()
            .copied()
            .find(|kind| kind.code() == code)
    }
}

impl Opstelling {
    /// Ticks or unticks a line; says whether there is such a line.
    pub fn zet(&mut self, sleutel: &str, aan: bool) -> bool {
        let found = self
            .onderdelen
            .iter_mut()
            .flat_map(|part| &mut part.regels)
            .find(|line| line.sleutel == sleutel);
        found.map(|line| line.aan = aan).is_some()
    }

    /// Every line with its heading, in the order of the text.
    pub fn regels(&self) -> impl Iterator<Item = (Kop, &InputRegel)> {
        self.onderdelen
            .iter()
            .flat_map(|part| part.regels.iter().map(move |line| (part.kop, line)))
    }

    /// Takes over the ticks that the worker set on an earlier proposal for the same recipient. Lines
    /// that are new keep the default of the profile. A tick at a sentence of the program is for that very
    /// sentence: when it reads otherwise now, nobody ticked it.
    pub fn neem_vinkjes_over(&mut self, earlier: &Opstelling) {
        if earlier.ontvanger != self.ontvanger {
            return;
        }
        for (_, line) in earlier.regels() {
            let same = self.regels().any(|(_, now)| {
                now.sleutel == line.sleutel
                    && (now.merk != Some(Merk::VanProgramma) || now.tekst == line.tekst)
            });
            if same {
                self.zet(&line.sleutel, line.aan);
            }
        }
    }

    /// What the suspect could read of the ticked lines, in a few words each; empty when nothing.
    #[must_use]
    pub fn leest_mee(&self) -> Vec<&'static str> {
        let mut out = Vec::new();
        for (_, line) in self.regels() {
            let marked = line.aan && line.merk == Some(Merk::VerdachteLeestMee);
            if let Some(words) = line.soort().and_then(Regelsoort::leest_mee)
                && marked
                && !out.contains(&words)
            {
                out.push(words);
            }
        }
        out
    }

    /// Whether this text can end in a file that the suspect reads.
    #[must_use]
    pub fn verdachte_kan_lezen(&self) -> bool {
        verdachte_kan_lezen(self.ontvanger)
    }

    /// Decision and custody as they stand in it.
    #[must_use]
    pub fn stand(&self) -> Vec<&str> {
        self.regels()
            .filter(|(kop, line)| *kop == Kop::Nu && line.altijd())
            .map(|(_, line)| line.tekst.as_str())
            .collect()
    }
}

/// Proposes what the recipient of `profiel` needs to know about `zaak`.
///
/// Everything that the profile names and the zaak holds becomes a line, ticked as the profile says.
#[must_use]
pub fn opstelling(
    zaak: &Zaak,
    profiel: &Profiel,
    voorwaarden: &Voorwaarden,
    context: &Context,
) -> Opstelling {
    let place = match context.tafel.trim() {
        "" => String::new(),
        table => format!(" ({table})"),
    };
    let who: Vec<&str> = [ondertekend(&context.opsteller), context.vt_naam.trim()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let poort = Poort::van(zaak);
    Opstelling {
        ontvanger: profiel.code,
        bestemd_voor: profiel.naam.clone(),
        titel: if context.oefenen {
            format!("OEFENEN, niet echt · {}", profiel.titel)
        } else {
            profiel.titel.clone()
        },
        grond: profiel.grond.clone(),
        opsteller: format!("{}{place}", who.join(", ")),
        nu: context.nu,
        onderdelen: regels::onderdelen(zaak, profiel, voorwaarden, context, &poort),
        poort,
    }
}
