//! The tests of zsmtafel, as one binary. One file per room or story.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

mod app_keymap;
mod app_klokken;
#[cfg(unix)]
mod app_nieuwe_dag;
#[cfg(unix)]
mod app_opslaan;
#[cfg(unix)]
mod app_tegenspraak;
#[cfg(unix)]
mod app_terug;
mod app_tijdinvoer;
mod cli_apart;
mod cli_cijfers;
mod cli_corv;
mod cli_dag;
mod cli_delen;
mod cli_hulp;
mod cli_inzage;
mod cli_kern;
mod cli_kopie;
mod cli_lezen;
mod cli_overdracht;
mod cli_personen;
mod cli_samen;
mod cli_signalen;
mod cli_slot;
#[cfg(unix)]
mod cli_storing;
mod cli_uitgaand;
mod cli_vastleggen;
mod cli_vertrek;
mod cli_zaak;
mod cli_zaakwerk;
mod domain_aandachtspunt;
mod domain_alarm;
mod domain_artikel;
mod domain_bereikbaarheid;
mod domain_eigenschap;
mod domain_fase;
mod domain_gemeente;
mod domain_herkomst;
mod domain_kalender;
mod domain_modaliteit;
mod domain_ophouden;
mod domain_ophouden_telling;
mod domain_ophouden_wet;
mod domain_signaal;
mod domain_signaal_gevallen;
mod domain_signaal_model;
mod domain_termijn;
mod domain_termijn_wet;
mod domain_tijd;
mod domain_verblijf;
mod domain_werkstroom;
mod domain_zaak;
mod domain_zoek;
mod hulp;
mod import_bijzonder;
mod import_dubbel;
mod import_fixtures;
mod import_gevallen;
mod import_hulp;
mod import_json;
mod import_koppelen;
mod import_lelijk;
mod import_moment;
mod import_naam_nummer;
mod import_plan;
mod import_rijen;
mod import_schade;
mod import_soorten;
mod import_voorbeelden;
mod import_werkmappen;
mod import_woorden;
mod journal_keten;
mod pty_alarm;
mod pty_inlezen;
mod pty_kopie;
mod pty_ochtend;
mod pty_personen;
mod pty_schil;
mod pty_sporen;
mod pty_stroom_weg;
mod pty_terminal;
mod pty_werkbank;
mod readme;
mod send_eml;
mod send_gezegd;
mod send_lijsten;
mod send_overdracht;
mod send_poort;
mod send_scherm;
mod send_tekst;
mod send_zaak;
mod shell_bestanden;
mod shell_config;
mod shell_kennis;
mod shell_paden;
mod shell_profiel;
mod shell_slaap;
mod shell_terminal;
mod shell_toetsen;
mod sim;
mod store_aanval;
mod store_daglijst;
#[cfg(unix)]
mod store_heel;
mod store_hulp;
mod store_journaal;
mod store_kern;
mod store_kopie;
mod store_lezing_terug;
mod store_openen;
mod store_overzicht;
mod store_personen;
mod store_samen;
mod store_samenloop;
mod store_schade;
mod store_werker;
mod store_wissen;
mod tidy;
mod ui_dag;
mod ui_gezegd;
mod ui_inlezen;
mod ui_kern;
mod ui_ochtend;
mod ui_slot;
mod ui_tekst;
mod ui_vensters;
mod ui_werkbank;
mod ui_zaakwerk;
