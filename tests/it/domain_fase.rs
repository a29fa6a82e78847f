//! The life of a zaak: one table of what may happen in each part of it, and that commands, joining, closing and
//! taking back obey it.

use zsmtafel::domain::beoordeling::Oordeel;
use zsmtafel::domain::decide::{Opdracht, Weigering, decide};
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::fase::{Fase, Ingreep, Lading, Uitslag, mag};
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::lijstregel::Status;
use zsmtafel::domain::samenvoegen::voeg_samen;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::{Stap, StapSoort};
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::terug::{NietTerug, mag_terug};
use zsmtafel::domain::verblijf::Waarde;
use zsmtafel::domain::werkstroom;
use zsmtafel::domain::zaak::Zaak;

use crate::hulp::verhaal::{Verhaal, beoordeling, getagd, meld, om, sluit};

/// What may happen. One word: whatever stands in the zaak. Three words: nothing stands in it, work would drop from
/// sight, an alarm is open (with or without work). Four: the last is for an alarm with work.
///
/// asks: after a yes. untagged: VT does not follow it. closed: open it first. joined: it went up in another.
/// own: work rests on it; join the other into this one, or take the work back first. nothing: there is nothing to
/// do it to.
const TABEL: &str = "
             ongetagd       hg              twijfel         radar           geen-hg        gesloten         opgegaan
hg           may            may             may             may             may            closed           joined
twijfel      may            may/asks/alarm  may/asks/alarm  may/asks/alarm  may            closed           joined
radar        may            may/asks/alarm  may/asks/alarm  may/asks/alarm  may            closed           joined
geen-hg      may            may/asks/alarm  may/asks/alarm  may/asks/alarm  may            closed           joined
werken       untagged       may             may             may             untagged       closed           joined
melden       may            may             may             may             may            may              joined
sluiten      untagged       may/may/alarm   may/may/alarm   may/may/alarm   untagged       closed           joined
heropenen    nothing        nothing         nothing         nothing         nothing        may              joined
opgaan       may/own/alarm  may/own/alarm   may/own/alarm   may/own/alarm   may/own/alarm  may/own/may/own  joined
opnemen      may            may             may             may             may            may              joined
terugnemen   may/own/alarm  may/own/alarm   may/own/alarm   may/own/alarm   may/own/alarm  may/own/alarm    joined
wissen       may            nothing         nothing         nothing         may            may              may
";

fn woord(wil: Ingreep) -> &'static str {
    match wil {
        Ingreep::Volgen(tag) => tag.code(),
        Ingreep::GeenHg => "geen-hg",
        Ingreep::Werken => "werken",
        Ingreep::Melden => "melden",
        Ingreep::Sluiten => "sluiten",
        Ingreep::Heropenen => "heropenen",
        Ingreep::Opgaan => "opgaan",
        Ingreep::Opnemen => "opnemen",
        Ingreep::Terugnemen => "terugnemen",
        Ingreep::Wissen => "wissen",
    }
}

/// What the table says.
fn volgens_tabel(fase: Fase, wil: Ingreep, lading: Lading) -> Uitslag {
    let mut lines = TABEL.trim().lines();
    let head: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    let column = head.iter().position(|one| *one == fase.code()).unwrap();
    let row: Vec<&str> = lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .find(|row| row[0] == woord(wil))
        .unwrap();
    assert_eq!(row.len(), head.len() + 1, "{row:?}");
    let cell: Vec<&str> = row[column + 1].split('/').collect();
    let place = match (cell.len(), lading.alarm, lading.werk) {
        (1, ..) | (_, false, false) => 0,
        (_, false, true) => 1,
        (4, true, true) => 3,
        (_, true, _) => 2,
    };
    match cell[place] {
        "may" => Uitslag::Mag,
        "asks" => Uitslag::Vraagt,
        "alarm" => Uitslag::Alarm,
        "untagged" => Uitslag::NietGevolgd,
        "closed" => Uitslag::Gesloten,
        "joined" => Uitslag::Opgegaan,
        "own" => Uitslag::HeeftWerk,
        "nothing" => Uitslag::NietHier,
        other => panic!("{other}"),
    }
}

fn ladingen() -> [Lading; 4] {
    [(false, false), (false, true), (true, false), (true, true)]
        .map(|(alarm, werk)| Lading { alarm, werk })
}

#[test]
fn the_table_says_for_every_part_every_wish_and_everything_that_can_stand_in_it() {
    let mut cells = 0;
    for fase in Fase::ALLE {
        for wil in Ingreep::ALLE {
            for lading in ladingen() {
                assert_eq!(
                    mag(fase, wil, lading),
                    volgens_tabel(fase, wil, lading),
                    "{fase:?} {wil:?} {lading:?}"
                );
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 7 * 12 * 4);
}

/// A zaak in each part of its life, with and without work and alarm, as far as that can be.
fn zaken() -> Vec<Verhaal> {
    let mut out = Vec::new();
    for lading in ladingen() {
        for tag in [Tag::Hg, Tag::Twijfel, Tag::Radar] {
            let mut tale = Verhaal::nieuw();
            tale.tag(tag, &[Soort::Partner]);
            if lading.alarm {
                tale.lijst(Status::Heengezonden);
            }
            if lading.werk && tag == Tag::Radar && lading.alarm {
                tale.beoordeel(Oordeel::AcuutOnveilig, &[]);
            } else if lading.werk {
                tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
            }
            out.push(tale);
        }
        if !lading.alarm {
            let mut tale = Verhaal::nieuw();
            if lading.werk {
                tale.tag(Tag::Hg, &[]);
                tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
            }
            tale.doe(getagd(Tag::GeenHg, &[], true));
            out.push(tale);

            let mut tale = Verhaal::nieuw();
            tale.tag(Tag::Radar, &[]);
            if lading.werk {
                tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
                for step in [StapSoort::TerugkoppelingVragen, StapSoort::SysteemBijwerken] {
                    tale.terzijde(step);
                }
            }
            tale.doe(sluit(om(12, 0), true));
            out.push(tale);
        }
    }
    out.push(Verhaal::nieuw());
    let mut joined = Verhaal::hg();
    joined.boek(Gebeurtenis::ZaakOpgegaan {
        hoofdzaak: ZaakId(uuid::Uuid::from_u128(3)),
    });
    out.push(joined);
    out
}

/// What a refusal says of the life of the zaak; none for other refusals.
fn van_weigering(why: &Weigering) -> Option<Uitslag> {
    Some(match why {
        Weigering::NietGevolgd => Uitslag::NietGevolgd,
        Weigering::Gesloten => Uitslag::Gesloten,
        Weigering::AlSamengevoegd => Uitslag::Opgegaan,
        Weigering::AlarmOpen(_) => Uitslag::Alarm,
        Weigering::VraagtBevestiging(_) => Uitslag::Vraagt,
        Weigering::DubbelHeeftWerk => Uitslag::HeeftWerk,
        _ => return None,
    })
}

fn opdracht(wil: Ingreep, bevestigd: bool) -> Option<Opdracht> {
    Some(match wil {
        // Another kind than any zaak has, so that it is never the same again.
        Ingreep::Volgen(tag) => getagd(tag, &[Soort::Familie], bevestigd),
        Ingreep::GeenHg => getagd(Tag::GeenHg, &[], bevestigd),
        Ingreep::Werken => beoordeling(Oordeel::OnvoldoendeZicht, &["locatieverbod"]),
        Ingreep::Melden => meld(Waarde::Bewaring, None),
        Ingreep::Sluiten => sluit(om(13, 0), bevestigd),
        Ingreep::Heropenen => Opdracht::Heropen {
            reden: "toch".to_owned(),
        },
        _ => return None,
    })
}

#[test]
fn commands_obey_the_table() {
    let mut seen = std::collections::BTreeSet::new();
    for tale in zaken() {
        let (fase, lading) = (tale.zaak.fase(), werkstroom::lading(&tale.zaak));
        seen.insert((fase, lading.alarm, lading.werk));
        for wil in Ingreep::ALLE {
            for yes in [false, true] {
                let Some(command) = opdracht(wil, yes) else {
                    continue;
                };
                let what = format!("{fase:?} {lading:?} {wil:?} {yes}");
                let same = wil == Ingreep::GeenHg && fase == Fase::GeenHg;
                let done = decide(&tale.zaak, &command);
                let said = done.as_ref().err().and_then(van_weigering);
                match volgens_tabel(fase, wil, lading) {
                    Uitslag::Mag if same => assert_eq!(done, Err(Weigering::Ongewijzigd), "{what}"),
                    // Closing has rules of its own beside the table.
                    Uitslag::Mag => assert_eq!(said, None, "{what}: {done:?}"),
                    Uitslag::Vraagt if yes => assert!(done.is_ok(), "{what}: {done:?}"),
                    Uitslag::NietHier => assert_eq!(done, Err(Weigering::Ongewijzigd), "{what}"),
                    Uitslag::Alarm if wil == Ingreep::Sluiten => {
                        assert!(
                            matches!(done, Err(Weigering::NogNietTeSluiten(_))),
                            "{what}: {done:?}"
                        );
                    }
                    other => assert_eq!(said, Some(other), "{what}: {done:?}"),
                }
            }
        }
    }
    // Everything that can be was tried; on the radar nobody waits for a judgement, so an alarm there has work.
    assert_eq!(seen.len(), 4 + 4 + 3 + 2 + 2 + 2, "{seen:?}");
}

#[test]
fn what_would_drop_from_sight_is_named() {
    let mut tale = Verhaal::nieuw();
    tale.zaak.regel.thv = Some(true);
    tale.tag(Tag::Hg, &[]);
    tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.geef_input(zsmtafel::domain::input::Ontvanger::Om);
    for tag in [Tag::GeenHg, Tag::Radar, Tag::Twijfel] {
        let Err(Weigering::VraagtBevestiging(question)) = tale.probeer(&getagd(tag, &[], false))
        else {
            panic!("{tag:?} vroeg niets");
        };
        for words in [
            "een veiligheidsbeoordeling",
            "input die is gegeven",
            "huisverbod",
        ] {
            assert!(question.contains(words), "{question}");
        }
    }
}

#[test]
fn joining_obeys_the_table() {
    for tale in zaken() {
        let zaak = &tale.zaak;
        let fase = zaak.fase();
        let lading = werkstroom::lading(zaak);
        let other = Zaak {
            id: ZaakId(uuid::Uuid::from_u128(8)),
            ..Verhaal::nieuw().zaak
        };
        let up = voeg_samen(&other, zaak, "dezelfde", false).err();
        let expected = match volgens_tabel(fase, Ingreep::Opgaan, lading) {
            Uitslag::Mag => None,
            Uitslag::Opgegaan => Some(Weigering::AlSamengevoegd),
            _ => Some(Weigering::DubbelHeeftWerk),
        };
        assert_eq!(up, expected, "opgaan: {fase:?} {lading:?}");
        let stays = voeg_samen(zaak, &other, "dezelfde", false).err();
        let expected = (fase == Fase::Opgegaan).then_some(Weigering::AlSamengevoegd);
        assert_eq!(stays, expected, "opnemen: {fase:?} {lading:?}");
    }
}

#[test]
fn taking_back_obeys_the_table() {
    let (mut refused, mut allowed) = (0, 0);
    for tale in zaken() {
        let fase = tale.zaak.fase();
        for event in tale.events.iter().filter(|one| one.what.terug_te_nemen()) {
            let mut without = tale.clone();
            without.boek(Gebeurtenis::Teruggenomen {
                gebeurtenis: event.id,
            });
            let left = werkstroom::alarmen(&without.zaak);
            // An alarm goes by it, and it is not the event that opened it.
            let goes = werkstroom::alarmen(&tale.zaak).iter().any(|step| {
                let same =
                    |one: &Stap| (one.soort, one.aanleiding) == (step.soort, step.aanleiding);
                step.aanleiding != Some(event.id) && !left.iter().any(same)
            });
            // Work drops from sight when VT does not follow the zaak any more.
            let drops = fase.is_gevolgd()
                && !without.zaak.fase().is_gevolgd()
                && !werkstroom::vastgelegd(&tale.zaak.stand).is_empty();
            let done = mag_terug(&tale.events, event.id, crate::hulp::hand(tale.door));
            // On what left the building nothing is taken back; that is told elsewhere.
            if done == Err(NietTerug::Verstuurd) {
                continue;
            }
            let expected = volgens_tabel(
                fase,
                Ingreep::Terugnemen,
                Lading {
                    alarm: goes,
                    werk: drops,
                },
            );
            match expected {
                Uitslag::Alarm => {
                    refused += 1;
                    assert!(
                        matches!(done, Err(NietTerug::Alarm(_))),
                        "{fase:?} {event:?}"
                    );
                }
                Uitslag::HeeftWerk => {
                    refused += 1;
                    assert!(
                        matches!(done, Err(NietTerug::Werk(_))),
                        "{fase:?} {event:?}"
                    );
                }
                Uitslag::Opgegaan => assert_eq!(done, Err(NietTerug::Opgegaan)),
                _ => {
                    allowed += 1;
                    assert_eq!(done, Ok(event), "{fase:?} {event:?}");
                }
            }
        }
    }
    assert!(refused > 3 && allowed > 10, "{refused} {allowed}");
}
