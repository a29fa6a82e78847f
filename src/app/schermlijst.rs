//! The one list of screens, forms and windows. A new one is a file in app, a file in ui, and a line here; a door
//! that leads to it stands in `deur`.
//!
//! Must not know what a screen does, nor how it is drawn.

use super::blik::Blik;
use super::daad::Daden;
use super::deur::Deur;
use super::dialogen::hulp::Hulp;
use super::dialogen::klein::Klein;
use super::dialogen::menu::Menu;
use super::dialogen::palet::Palet;
use super::dialogen::soort::Soortkeuze;
use super::dialogen::stap::StapDialoog;
use super::dialogen::vraag::Vraag;
use super::formulieren::beoordelen::Beoordelen;
use super::formulieren::betrokkene::BetrokkeneScherm;
use super::formulieren::zaakformulier::Zaakformulier;
use super::scherm::Scherm;
use super::schermen::acties::Acties;
use super::schermen::dubbelen::Dubbelen;
use super::schermen::inlezen::Inlezen;
use super::schermen::input::InputScherm;
use super::schermen::lezer::Leesscherm;
use super::schermen::ochtend::Ochtend;
use super::schermen::overdracht::Overdracht;
use super::schermen::punten::Puntenscherm;
use super::schermen::slot::Slotscherm;
use super::schermen::vandaag::Vandaag;
use super::schermen::zaak::ZaakScherm;
use super::tab::Tab;

/// Hands the list to a macro: what makes something of every screen makes it of this.
macro_rules! elk_scherm {
    ($macro:ident) => {
        $macro! {
            lagen {
                /// One zaak.
                Zaak(ZaakScherm),
                /// The form of the assessment.
                Beoordelen(Beoordelen),
                /// The form of a person.
                Betrokkene(BetrokkeneScherm),
                /// A form around the decision.
                Zaakformulier(Zaakformulier),
                /// The aandachtspuntenlijst.
                Punten(Puntenscherm),
                /// Composing input.
                Input(InputScherm),
                /// Reading a file.
                Inlezen(Inlezen),
                /// Two zaken that may be one.
                Dubbelen(Dubbelen),
                /// Reading a text.
                Lezer(Leesscherm),
            }
            dialogen {
                /// Which kinds?
                Soort(Soortkeuze),
                /// Yes or no?
                Vraag(Vraag),
                /// Which step is done, and how?
                Stap(StapDialoog),
                /// An agreement, or handing over.
                Klein(Klein),
                /// Which way on?
                Menu(Menu),
                /// All keys.
                Hulp(Hulp),
                /// What can be done here, by name.
                Palet(Palet),
            }
            tabs {
                /// The morning list.
                Ochtend(ochtend: Ochtend),
                /// Everything that is due.
                Vandaag(vandaag: Vandaag),
                /// Agreements.
                Acties(acties: Acties),
                /// Handing over.
                Overdracht(overdracht: Overdracht),
            }
        }
    };
}
pub(crate) use elk_scherm;

macro_rules! maak {
    (
        lagen { $($(#[$laagdoc:meta])* $laag:ident($laagsoort:ty),)+ }
        dialogen { $($(#[$dialoogdoc:meta])* $dialoog:ident($dialoogsoort:ty),)+ }
        tabs { $($(#[$tabdoc:meta])* $tab:ident($veld:ident: $tabsoort:ty),)+ }
    ) => {
        /// A screen on top of the list.
        #[derive(Debug)]
        pub enum Laag {
            $($(#[$laagdoc])* $laag(Box<$laagsoort>),)+
        }

        impl Laag {
            /// What every screen can be asked.
            #[must_use]
            pub fn scherm(&self) -> &dyn Scherm {
                match self {
                    $(Laag::$laag(scherm) => &**scherm,)+
                }
            }

            /// What every screen can be asked that changes it.
            pub fn scherm_mut(&mut self) -> &mut dyn Scherm {
                match self {
                    $(Laag::$laag(scherm) => &mut **scherm,)+
                }
            }
        }

        /// A small window on top of everything.
        #[derive(Debug)]
        pub enum Dialoog {
            $($(#[$dialoogdoc])* $dialoog(Box<$dialoogsoort>),)+
        }

        impl Dialoog {
            /// What every window can be asked.
            #[must_use]
            pub fn scherm(&self) -> &dyn Scherm {
                match self {
                    $(Dialoog::$dialoog(scherm) => &**scherm,)+
                }
            }

            /// What every window can be asked that changes it.
            pub fn scherm_mut(&mut self) -> &mut dyn Scherm {
                match self {
                    $(Dialoog::$dialoog(scherm) => &mut **scherm,)+
                }
            }
        }

        /// The screens over all zaken, each as it was left.
        #[derive(Debug, Default)]
        pub struct Tabs {
            $($(#[$tabdoc])* pub $veld: $tabsoort,)+
        }

        impl Tabs {
            /// What every screen can be asked.
            #[must_use]
            pub fn scherm(&self, tab: Tab) -> &dyn Scherm {
                match tab {
                    $(Tab::$tab => &self.$veld,)+
                }
            }

            /// What every screen can be asked that changes it.
            pub fn scherm_mut(&mut self, tab: Tab) -> &mut dyn Scherm {
                match tab {
                    $(Tab::$tab => &mut self.$veld,)+
                }
            }
        }

        $(
            impl From<$laagsoort> for Nieuw {
                fn from(scherm: $laagsoort) -> Nieuw {
                    Nieuw::Laag(Laag::$laag(Box::new(scherm)))
                }
            }
        )+

        $(
            impl From<$dialoogsoort> for Nieuw {
                fn from(scherm: $dialoogsoort) -> Nieuw {
                    Nieuw::Dialoog(Dialoog::$dialoog(Box::new(scherm)))
                }
            }
        )+
    };
}
elk_scherm!(maak);

impl Dialoog {
    /// A question; yes does this.
    #[must_use]
    pub fn vraag(tekst: String, dan: Daden) -> Dialoog {
        Dialoog::Vraag(Box::new(Vraag { tekst, dan }))
    }
}

/// What lies behind a door that was opened.
#[derive(Debug)]
pub enum Nieuw {
    /// A screen.
    Laag(Laag),
    /// A window.
    Dialoog(Dialoog),
    /// The column of the lock, over the open table.
    Slot(Box<Slotscherm>),
}

impl From<Slotscherm> for Nieuw {
    fn from(scherm: Slotscherm) -> Nieuw {
        Nieuw::Slot(Box::new(scherm))
    }
}

/// Opens a door.
///
/// # Errors
/// What is done instead, where it does not open: mostly a sentence that says why.
pub fn open(deur: Deur, blik: &Blik) -> Result<Nieuw, Daden> {
    Ok(match deur {
        Deur::Zaak(zaak) => ZaakScherm::nieuw(zaak).into(),
        Deur::Beoordelen(zaak) => Beoordelen::open(blik, zaak)?.into(),
        Deur::Betrokkene(zaak, wie) => BetrokkeneScherm::open(blik, zaak, wie)?.into(),
        Deur::Zaakformulier(zaak, vorm) => Zaakformulier::open(blik, zaak, vorm)?.into(),
        Deur::Punten(zaak) => Puntenscherm::open(blik, zaak)?.into(),
        Deur::Input(zaak) => InputScherm::open(blik, zaak)?.into(),
        Deur::Inlezen => Inlezen::zoekt().into(),
        Deur::Geplakt(text) => Inlezen::geplakt(text).into(),
        Deur::Papier(papier) => Inlezen::van_papier(papier).into(),
        Deur::Dubbelen(zaak) => Dubbelen::open(blik, zaak)?.into(),
        Deur::Lezer(text) => Leesscherm::nieuw(text).into(),
        Deur::Soort(kinds) => Soortkeuze::nieuw(kinds).into(),
        Deur::Stap(zaak, over, first) => StapDialoog::open(blik, zaak, over, first).into(),
        Deur::Menu(zaak, stap) => Menu::nieuw(zaak, stap).into(),
        Deur::Klein(doel) => Klein::open(blik, doel)?.into(),
        Deur::Rol => Slotscherm::rol(blik)?.into(),
        Deur::Wachtwoord => Slotscherm::wachtwoord(blik)?.into(),
        Deur::Personen => Slotscherm::personen(blik)?.into(),
        Deur::Hulp => Hulp::default().into(),
        Deur::Palet(contexts) => Palet::nieuw(contexts).into(),
    })
}
