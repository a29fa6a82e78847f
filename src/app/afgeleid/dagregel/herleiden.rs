//! How a line of the list is worked out from a zaak and the rules, and worked out again when either changes.
//!
//! Must not know how a line is drawn, nor where it is stored.

use chrono::{DateTime, Utc};

use super::Dagregel;
use crate::app::afgeleid::bevoegdheid::{Bereiken, Plaats, bevoegd};
use crate::app::afgeleid::klokken;
use crate::app::kennis::Kennis;
use crate::domain::artikel::Artikel;
use crate::domain::lijstregel::Veld;
use crate::domain::naam::vouw;
use crate::domain::overleg::Verlenging;
use crate::domain::signaal::{Suggestie, Tekst, VlagSoort, VoorgesteldeTag};
use crate::domain::tag::Tag;
use crate::domain::termijn::{Looptijd, OphoudTermijn, Ophouding, TermijnSoort, vast_adres};
use crate::domain::tijd;
use crate::domain::werkstroom::{self, Omgeving};
use crate::domain::zaak::Zaak;

impl Dagregel {
    /// Derives everything for a zaak.
    #[must_use]
    pub fn nieuw(zaak: Zaak, eerder: bool, kennis: &Kennis, nu: DateTime<Utc>) -> Dagregel {
        let suggestie = weeg(&zaak, 0, kennis, nu);
        let regel = &zaak.regel;
        let plaats = regel
            .woonplaats
            .as_deref()
            .and_then(|text| kennis.gemeenten.zoek(text))
            .map(|found| Plaats {
                gemeente: found.gemeente.to_owned(),
                vt: found.vt.code.clone(),
                vt_naam: found.vt.naam.clone(),
            });
        let mut ophouding = Ophouding {
            artikelen: regel
                .feiten
                .iter()
                .flat_map(|feit| Artikel::ontleed(&feit.artikel))
                .collect(),
            vast_adres: vast_adres(
                regel
                    .adres
                    .iter()
                    .chain(&regel.woonplaats)
                    .map(String::as_str),
            ),
            ..Ophouding::default()
        };
        let klok = ophoudklok(&zaak, &mut ophouding, kennis, nu);
        let mut out = Dagregel {
            suggestie,
            plaats,
            klok,
            verblijf: zaak.verblijf(nu),
            zelf_dienst: kennis.zelf_dienst,
            vt: None,
            vt_mogelijk: Vec::new(),
            forensisch_tot: None,
            stappen: Vec::new(),
            loopt: Vec::new(),
            eerder,
            eerdere: 0,
            gezien_op: nu,
            ophouding,
            zoektekst: String::new(),
            zaak,
        };
        out.tik(kennis, nu);
        out.herleid();
        out
    }

    /// The same line, weighed with how many other zaken of the same person VT followed.
    #[must_use]
    pub fn met_eerdere(mut self, eerdere: u32, kennis: &Kennis, nu: DateTime<Utc>) -> Dagregel {
        if self.eerdere != eerdere {
            self.eerdere = eerdere;
            self.suggestie = weeg(&self.zaak, eerdere, kennis, nu);
            self.stap_opnieuw();
        }
        self
    }

    /// Derives again what depends on the state of the zaak alone. Call it after a change.
    pub fn herleid(&mut self) {
        self.stap_opnieuw();
        let regel = &self.zaak.regel;
        let tag = self.tag().map_or("", Tag::label);
        let oordeel = self.zaak.stand.oordeel();
        let involved: Vec<&str> = self
            .zaak
            .stand
            .betrokkenen
            .iter()
            .map(|one| one.naam.as_str())
            .collect();
        let all = [
            self.zaak.id.kort(),
            involved.join(" "),
            regel.naam.lijstvorm(),
            regel.naam.spreekvorm(),
            regel.pl.clone().unwrap_or_default(),
            regel.parketnummer.clone().unwrap_or_default(),
            regel.artikelen(),
            regel.feit(),
            regel.toelichting.clone(),
            regel.relatie.clone().unwrap_or_default(),
            regel.woonplaats.clone().unwrap_or_default(),
            self.plaats
                .as_ref()
                .map_or_else(String::new, |p| format!("{} {}", p.gemeente, p.vt_naam)),
            regel.locatie.clone().unwrap_or_default(),
            self.verblijf.waarde.label().to_owned(),
            tag.to_owned(),
            oordeel.label().to_owned(),
            if self.is_gesloten() { "gesloten" } else { "" }.to_owned(),
        ];
        self.zoektekst = vouw(&all.join(" "));
    }

    /// Counts the clocks again, and sees which steps the time opened.
    pub fn tik(&mut self, kennis: &Kennis, nu: DateTime<Utc>) {
        self.tik_met(kennis, nu, &mut Bereiken::default());
    }

    /// As [`Dagregel::tik`], for many lines at one moment: what was found out for one serves the next.
    pub fn tik_met(&mut self, kennis: &Kennis, nu: DateTime<Utc>, bereiken: &mut Bereiken) {
        self.gezien_op = nu;
        self.verblijf = self.zaak.verblijf(nu);
        self.klok = ophoudklok(&self.zaak, &mut self.ophouding, kennis, nu);
        (self.vt, self.vt_mogelijk) =
            bevoegd(&self.zaak, self.plaats.as_ref(), kennis, nu, bereiken);
        let strangled = self
            .suggestie
            .vlaggen
            .iter()
            .any(|flag| flag.soort == VlagSoort::Verwurging);
        self.forensisch_tot = strangled
            .then(|| {
                kennis
                    .termijnen
                    .termijn(
                        Looptijd {
                            soort: TermijnSoort::ForensischOnderzoek,
                            vanaf: self.zaak.aanhouding(),
                            verlengd: 0,
                        },
                        nu,
                        &kennis.kalender,
                    )
                    .uiterlijk
            })
            .flatten();
        self.loopt = klokken::lopend(self, kennis, nu);
        self.stap_nu();
    }

    fn stap_opnieuw(&mut self) {
        self.verblijf = self.zaak.verblijf(self.gezien_op);
        self.stap_nu();
    }

    /// The steps, where custody was just worked out.
    fn stap_nu(&mut self) {
        let vt = self.vt.as_ref();
        self.stappen = werkstroom::stappen_bij(
            &self.zaak,
            &self.verblijf,
            &Omgeving {
                nu: self.gezien_op,
                uiterlijk: self.klok.uiterlijk,
                tijd_bekend: self.klok.resterend_minuten.is_some(),
                vt: vt.map(|vt| vt.naam.as_str()),
                eigen_vt: vt.is_none_or(|vt| vt.eigen),
                bereik: vt.map_or("", |vt| vt.bereik.as_str()),
                vlaggen: &self.suggestie.vlaggen,
                lijkt_hg: self.suggestie.tag == Some(VoorgesteldeTag::Hg),
                minderjarig: self.minderjarig(self.gezien_op),
                forensisch_tot: self.forensisch_tot,
                avond_vanaf: werkstroom::AVOND,
                zelf_dienst: self.zelf_dienst,
                loopt: &self.loopt,
            },
        );
    }
}

/// What the words of the line, and earlier zaken of the same person, point to.
fn weeg(zaak: &Zaak, eerdere: u32, kennis: &Kennis, nu: DateTime<Utc>) -> Suggestie {
    let regel = &zaak.regel;
    let artikelen = regel.artikelen();
    let feit = regel.feit();
    kennis.signalen.weeg(&Tekst {
        artikelen: &artikelen,
        feit: &feit,
        toelichting: &regel.toelichting,
        relatie: regel.relatie.as_deref().unwrap_or_default(),
        plaats: "",
        hg_politie: regel.hg_politie,
        thv: regel.thv,
        zorgmelding: regel.zorgmelding,
        leeftijd: regel
            .geboortedatum
            .and_then(|born| tijd::leeftijd(born, tijd::lokaal(nu).date_naive())),
        eerdere_zaken: eerdere,
    })
}

fn ophoudklok(
    zaak: &Zaak,
    ophouding: &mut Ophouding,
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> OphoudTermijn {
    let at = |veld| zaak.tijd(veld).map(|one| one.waarde);
    ophouding.aanhouding = at(Veld::Aanhouding);
    ophouding.aankomst = at(Veld::Aankomst);
    ophouding.begin_ophouden = at(Veld::BeginOphouden);
    ophouding.gedrukt_einde = at(Veld::GedruktEinde);
    ophouding.verlengd_56b = zaak.stand.verlengd(Verlenging::Identificatie);
    kennis.termijnen.ophouden(ophouding, nu)
}
