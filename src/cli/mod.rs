//! The command line: a stable contract (Dutch, with an English alias each).
//!
//! Results go to stdout, messages to stderr. Exit: 0 ok, 1 failed, 2 usage, 3 refused by a rule,
//! 4 store locked or wrong passphrase, 5 input unreadable, 6 offline.
//!
//! Must not know how anything is stored or drawn; it asks `shell`.

mod aandachtspunt;
mod actie;
mod beoordeel;
mod beslissing;
mod betrokkene;
mod cijfers;
mod controle;
mod corv;
mod formulier;
mod geen_dubbel;
mod gemeld;
mod heropen;
mod inlezen;
mod input;
mod inzageverzoek;
mod journaal;
mod leer;
mod lijst;
mod nederlands;
mod neem_terug;
mod onbeslist;
mod overdracht;
mod overleg;
mod regel;
mod reservekopie;
mod rond;
mod rond_tekst;
mod scherm;
mod signalen;
mod sluit;
mod splits;
mod stap;
mod tafel;
mod tafelgeheim;
mod tag;
mod tegenspraak;
mod terugkoppeling;
mod terugzetten;
mod tijdstip;
mod toetslijst;
mod twijfelregister;
mod uitvoer;
mod vastleggen;
mod verblijf;
mod voeg_samen;
mod vrijetekst;
mod vt;
mod wachtwoord;
mod zaak;
mod zoek;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::domain::rol::Dienstrol;
use crate::import::schoon;
use crate::shell::{apart, proces, terminal, toezicht};

use uitvoer::Uitweg;

/// Veilig Thuis aan de ZSM-tafel: van verdachtenmonitor naar input voor het afdoeningsoverleg.
#[derive(Debug, Parser)]
#[command(
    name = "zsmtafel",
    version,
    disable_help_subcommand = true,
    after_help = "Zonder opdracht opent zsmtafel de tafel. Oefenen kan met: zsmtafel demo\n\n\
        Afloop: 0 goed, 1 mislukt, 2 verkeerd gebruik, 3 een regel staat het niet toe, 4 tafel op slot \
        of wachtwoord verkeerd, 5 bestand niet te lezen, 6 geen verbinding"
)]
struct Cli {
    #[command(flatten)]
    algemeen: Algemeen,
    #[command(subcommand)]
    opdracht: Option<Opdracht>,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
struct Algemeen {
    /// Configuratiebestand
    #[arg(long, global = true, value_name = "PAD")]
    config: Option<PathBuf>,
    /// Map waarin de tafel staat
    #[arg(long, global = true, value_name = "MAP")]
    data: Option<PathBuf>,
    /// Bestand met het wachtwoord op de eerste regel; is er nog geen tafel, dan wordt die gemaakt
    #[arg(long, global = true, value_name = "PAD", alias = "password-file")]
    wachtwoord_bestand: Option<PathBuf>,
    /// Oefentafel: verzonnen, apart bewaard, verstuurt nooit iets
    #[arg(long, global = true, alias = "practice")]
    oefenen: bool,
    /// Doe alsof het deze lokale tijd is (alleen bij oefenen), bijv. 2026-11-19T08:00
    #[arg(long, global = true, value_name = "TIJD", value_parser = lees_tijd, alias = "now")]
    nu: Option<NaiveDateTime>,
    /// Wie dit doet: een van de personen van de tafel; zonder: wie er het laatst was
    #[arg(long, global = true, value_name = "NAAM", value_parser = lees_naam, alias = "as")]
    als: Option<String>,
    /// In welke van uw rollen; zonder: die van de vorige keer
    #[arg(long, global = true, value_name = "ROL", value_parser = wachtwoord::lees_rol, alias = "as-role")]
    als_rol: Option<Dienstrol>,
    /// Antwoord ja waar zsmtafel eerst vraagt
    #[arg(long, global = true, alias = "yes")]
    ja: bool,
    /// De datum van deze computer klopt: begin de nieuwe dag, hoe lang geleden de vorige ook was
    #[arg(long, global = true, alias = "new-day")]
    nieuwe_dag: bool,
    /// Maak een nieuwe tafel, ook waar al iets anders in de map staat; een beschadigde blijft apart bewaard
    #[arg(long, global = true, alias = "new")]
    nieuw: bool,
    /// Kleur gebruiken
    #[arg(
        long,
        global = true,
        value_name = "WANNEER",
        default_value = "auto",
        alias = "colour"
    )]
    color: Kleur,
    /// Uitvoer als JSON
    #[arg(long, global = true)]
    json: bool,
    /// The name of the command, for the log of inspection.
    #[arg(skip)]
    opdracht: String,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kleur {
    /// Tenzij NO_COLOR is gezet
    Auto,
    /// Ja
    #[value(alias = "always")]
    Altijd,
    /// Nee
    #[value(alias = "never")]
    Nooit,
}

#[derive(Debug, Subcommand)]
enum Opdracht {
    /// Oefen met een weggooitafel en de meegeleverde lijst van vanochtend
    Demo,
    /// Lees exports van de verdachtenmonitor in
    #[command(visible_aliases = ["read", "import"])]
    Inlezen(inlezen::InlezenOpties),
    /// Toon de lijst van vandaag, in de volgorde van het scherm
    #[command(visible_alias = "list")]
    Lijst(lijst::LijstOpties),
    /// Zoek in alles wat bewaard is
    #[command(visible_alias = "search")]
    Zoek(zoek::ZoekOpties),
    /// Toon een zaak helemaal
    #[command(visible_alias = "case")]
    Zaak(zaak::ZaakOpties),
    /// Geef een regel van de lijst een tag
    Tag(tag::TagOpties),
    /// Leg een veiligheidsbeoordeling vast
    #[command(visible_alias = "assess")]
    Beoordeel(beoordeel::BeoordeelOpties),
    /// Voeg betrokkenen toe of wijzig ze
    #[command(visible_alias = "people")]
    Betrokkene(betrokkene::BetrokkeneOpties),
    /// Maak input voor het afdoeningsoverleg als bestand, of leg vast wat mondeling is ingebracht
    Input(input::InputOpties),
    /// Leg vast wat iemand meldde: status, tijd, plaats, nummer
    #[command(visible_alias = "told")]
    Gemeld(gemeld::GemeldOpties),
    /// Leg vast wanneer het overleg is
    #[command(visible_alias = "meeting")]
    Overleg(overleg::OverlegOpties),
    /// Leg de beslissing vast
    #[command(visible_alias = "decision")]
    Beslissing(beslissing::BeslissingOpties),
    /// Vink een stap af, leg haar terzijde, of noteer dat ernaar is gevraagd
    #[command(visible_alias = "step")]
    Stap(stap::StapOpties),
    /// Leg een afspraak met een partner vast, of dat zij is gedaan
    #[command(visible_alias = "action")]
    Actie(actie::ActieOpties),
    /// Noteer wat u bij een aandachtspunt vond
    #[command(visible_alias = "point")]
    Aandachtspunt(aandachtspunt::AandachtspuntOpties),
    /// Kies welke Veilig Thuis bevoegd is
    #[command(visible_alias = "competent")]
    Vt(vt::VtOpties),
    /// Beslis wat klopt, waar berichten elkaar tegenspreken
    #[command(visible_alias = "contradiction")]
    Tegenspraak(tegenspraak::TegenspraakOpties),
    /// Voeg twee zaken samen die dezelfde zijn
    #[command(visible_alias = "join")]
    VoegSamen(voeg_samen::VoegSamenOpties),
    /// Haal een samengevoegde zaak weer uit elkaar
    #[command(visible_alias = "split")]
    Splits(splits::SplitsOpties),
    /// Noteer dat twee zaken op elkaar lijken en toch twee zijn
    #[command(visible_alias = "distinct")]
    GeenDubbel(geen_dubbel::GeenDubbelOpties),
    /// Sluit een zaak
    #[command(visible_alias = "close")]
    Sluit(sluit::SluitOpties),
    /// Heropen een gesloten zaak
    #[command(visible_alias = "reopen")]
    Heropen(heropen::HeropenOpties),
    /// Neem een handeling in een zaak terug
    #[command(visible_alias = "undo")]
    NeemTerug(neem_terug::NeemTerugOpties),
    /// Draag open zaken over of neem ze over, en toon per zaak waar die staat
    #[command(visible_alias = "handover")]
    Overdracht(overdracht::OverdrachtOpties),
    /// Twijfelcasussen zonder identiteit, als CSV of JSON, voor normvinding
    #[command(visible_alias = "doubts")]
    Twijfelregister(twijfelregister::TwijfelregisterOpties),
    /// Toon de tekst waarmee VT de KPC-er naar de beslissing vraagt
    #[command(visible_alias = "feedback")]
    Terugkoppeling(terugkoppeling::TerugkoppelingOpties),
    /// Stel op wat iemand over zichzelf mag inzien (art. 15 AVG); een mens leest het na
    #[command(visible_alias = "subject-access")]
    Inzageverzoek(inzageverzoek::InzageverzoekOpties),
    /// Toon wie wat deed, of kijk na of het journaal heel is
    #[command(visible_alias = "journal")]
    Journaal(journaal::JournaalOpties),
    /// Meet de regels waarmee zaken worden voorgesteld
    #[command(visible_alias = "signals")]
    Signalen(signalen::SignalenOpties),
    /// Toon per dag hoeveel regels HG, twijfel of radar waren, en wat VT zelf vond
    #[command(visible_alias = "figures")]
    Cijfers(cijfers::CijfersOpties),
    /// Zeg wat er mis is met deze installatie, en wat goed is
    #[command(visible_alias = "check")]
    Controle(controle::ControleOpties),
    /// Maak een reservekopie van de hele tafel, als een versleuteld bestand
    #[command(visible_alias = "backup")]
    Reservekopie(reservekopie::ReservekopieOpties),
    /// Zet een reservekopie terug: toont eerst wat erin staat en wat verloren gaat
    #[command(visible_alias = "restore")]
    Terugzetten(terugzetten::TerugzettenOpties),
    /// Wijzig uw wachtwoord, beheer de personen van de tafel, of maak een herstelblad
    #[command(visible_alias = "password")]
    Wachtwoord(wachtwoord::WachtwoordOpties),
    /// Geef het tafelgeheim aan een tweede laptop, of neem het over
    #[command(visible_alias = "table-secret")]
    Tafelgeheim(tafelgeheim::TafelgeheimOpties),
}

/// Runs the program with the arguments of this process; the exit code.
#[must_use]
pub fn main() -> u8 {
    proces::scherm_af();
    let mut args = std::env::args_os().skip(1);
    if args.next().is_some_and(|arg| arg == apart::LEES_APART) {
        let seconds = args.next().and_then(|arg| arg.to_str()?.parse().ok());
        return apart::lees_als_kind(seconds.unwrap_or(1));
    }
    let parsed = Cli::command().try_get_matches().and_then(|matches| {
        let mut cli = Cli::from_arg_matches(&matches)?;
        cli.algemeen.opdracht = matches.subcommand_name().unwrap_or("scherm").to_owned();
        Ok(cli)
    });
    let cli = match parsed {
        Ok(cli) => cli,
        Err(fout) => {
            // Help and version are no failure; clap knows which stream is theirs.
            let text = nederlands::vertaal(&fout.render().to_string());
            if fout.use_stderr() {
                uitvoer::zeg(text.trim_end());
                return 2;
            }
            return uitvoer::druk(&text).map_or_else(|uitweg| uitweg.code, |()| 0);
        }
    };
    terminal::vang_paniek();
    // A panic has told where it was and nothing more; the exit code is one of the contract.
    match catch_unwind(AssertUnwindSafe(|| voer_uit(&cli))) {
        Ok(Ok(code)) => code,
        Ok(Err(Uitweg { tekst, code })) => {
            uitvoer::zeg(&format!("zsmtafel: {tekst}"));
            code
        }
        Err(_) if toezicht::kind::is_tafel() => toezicht::PANIEK,
        Err(_) => 1,
    }
}

fn voer_uit(cli: &Cli) -> Result<u8, Uitweg> {
    let how = &cli.algemeen;
    match &cli.opdracht {
        None => scherm::open(how, false),
        Some(Opdracht::Demo) => scherm::open(how, true),
        Some(Opdracht::Inlezen(wat)) => inlezen::doe(how, wat),
        Some(Opdracht::Lijst(wat)) => lijst::doe(how, wat),
        Some(Opdracht::Zoek(wat)) => zoek::doe(how, wat),
        Some(Opdracht::Zaak(wat)) => zaak::doe(how, wat),
        Some(Opdracht::Tag(wat)) => tag::doe(how, wat),
        Some(Opdracht::Beoordeel(wat)) => beoordeel::doe(how, wat),
        Some(Opdracht::Betrokkene(wat)) => betrokkene::doe(how, wat),
        Some(Opdracht::Input(wat)) => input::doe(how, wat),
        Some(Opdracht::Gemeld(wat)) => gemeld::doe(how, wat),
        Some(Opdracht::Overleg(wat)) => overleg::doe(how, wat),
        Some(Opdracht::Beslissing(wat)) => beslissing::doe(how, wat),
        Some(Opdracht::Stap(wat)) => stap::doe(how, wat),
        Some(Opdracht::Actie(wat)) => actie::doe(how, wat),
        Some(Opdracht::Aandachtspunt(wat)) => aandachtspunt::doe(how, wat),
        Some(Opdracht::Vt(wat)) => vt::doe(how, wat),
        Some(Opdracht::Tegenspraak(wat)) => tegenspraak::doe(how, wat),
        Some(Opdracht::VoegSamen(wat)) => voeg_samen::doe(how, wat),
        Some(Opdracht::Splits(wat)) => splits::doe(how, wat),
        Some(Opdracht::GeenDubbel(wat)) => geen_dubbel::doe(how, wat),
        Some(Opdracht::Sluit(wat)) => sluit::doe(how, wat),
        Some(Opdracht::Heropen(wat)) => heropen::doe(how, wat),
        Some(Opdracht::NeemTerug(wat)) => neem_terug::doe(how, wat),
        Some(Opdracht::Overdracht(wat)) => overdracht::doe(how, wat),
        Some(Opdracht::Twijfelregister(wat)) => twijfelregister::doe(how, wat),
        Some(Opdracht::Terugkoppeling(wat)) => terugkoppeling::doe(how, wat),
        Some(Opdracht::Inzageverzoek(wat)) => inzageverzoek::doe(how, wat),
        Some(Opdracht::Journaal(wat)) => journaal::doe(how, wat),
        Some(Opdracht::Signalen(wat)) => signalen::doe(how, wat),
        Some(Opdracht::Cijfers(wat)) => cijfers::doe(how, wat),
        Some(Opdracht::Controle(wat)) => controle::doe(how, wat),
        Some(Opdracht::Reservekopie(wat)) => reservekopie::doe(how, wat),
        Some(Opdracht::Terugzetten(wat)) => terugzetten::doe(how, wat),
        Some(Opdracht::Wachtwoord(wat)) => wachtwoord::doe(how, wat),
        Some(Opdracht::Tafelgeheim(wat)) => tafelgeheim::doe(how, wat),
    }
}

fn lees_naam(text: &str) -> Result<String, String> {
    let name = schoon(text).tekst.replace('\n', " ").trim().to_owned();
    if name.is_empty() {
        return Err("vul een naam in".to_owned());
    }
    Ok(name)
}

fn lees_tijd(text: &str) -> Result<NaiveDateTime, String> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text.trim(), form).ok())
        .ok_or_else(|| "schrijf de tijd als 2026-11-19T08:00".to_owned())
}
