#!/usr/bin/env bash
# Puts faults back into a copy of src/domain, one at a time, and shows that a test of the kernel fails for each.
#
# Needs cargo, bash and sed. The copy holds the pure rooms alone (domain and send, with their tests), so that a
# round takes seconds; the working tree is only read. Prints a table; ends with 1 when a fault went unseen.
#
#   tests/mutaties.sh [WORDS]      only the faults with these words in their name
set -euo pipefail
cd "$(dirname "$0")/.."
tree=$PWD
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
only=${1:-}

mkdir -p "$copy/src" "$copy/tests"
cp -r src/domain src/send "$copy/src/"
cp -r tests/it "$copy/tests/"
cp -r assets "$copy/"
# What plays with the real store is of other rooms.
sed -i "/mod echt;/d" "$copy/tests/it/hulp/mod.rs"
cp Cargo.lock "$copy/"
printf 'pub mod domain;\npub mod send;\n' >"$copy/src/lib.rs"
# The dependencies of the pure rooms, as the program has them.
{
    printf '[package]\nname = "zsmtafel"\nversion = "0.1.0"\nedition = "2024"\n'
    printf '[[test]]\nname = "it"\npath = "tests/kern.rs"\n[dependencies]\n'
    grep -E '^(serde|serde_json|chrono|chrono-tz|uuid|sha2|lettre|toml|thiserror|unicode-normalization) = ' Cargo.toml
    printf '[dev-dependencies]\n'
    grep -E '^proptest = ' Cargo.toml
    printf '[profile.dev]\ndebug = false\n'
} >"$copy/Cargo.toml"
{
    printf '#![allow(dead_code)]\n#[path = "it/hulp/mod.rs"]\nmod hulp;\n'
    for name in alarm eigenschap fase modaliteit verblijf werkstroom zaak; do
        printf '#[path = "it/domain_%s.rs"]\nmod domain_%s;\n' "$name" "$name"
    done
} >"$copy/tests/kern.rs"

export CARGO_TARGET_DIR=${MUTATIES_TARGET:-$copy/target} PROPTEST_MAX_SHRINK_ITERS=0 RUST_BACKTRACE=0
# Fewer stories a round than in the ordinary run; a fault that only these find is found all the same.
export PROEF_REEKSEN=${PROEF_REEKSEN:-300}
failing() {
    (cd "$copy" && nice -n 10 cargo test --quiet --test it >uit.txt 2>&1) || true
    grep -q '^test result' "$copy/uit.txt" || echo "domain_tests_did_not_run"
    sed -nE 's/^    (domain_[a-z0-9_:]+)$/\1/p' "$copy/uit.txt" | sort -u
}

if ! (cd "$copy" && nice -n 10 cargo test --quiet --test it >"$copy/uit.txt" 2>&1); then
    tail -n 30 "$copy/uit.txt"
    echo "Zonder fout slagen de proeven al niet; los dat eerst op." >&2
    exit 1
fi

missed=0
printf '%-62s | %s\n' "fault" "tests that fail"
# fault FILE SED NAME: SED must change FILE, or the fault is no fault any more.
fault() {
    local file=$1 edit=$2 name=$3 found count first
    [[ $name == *"$only"* ]] || return 0
    sed -E -i -z "$edit" "$copy/src/domain/$file"
    if cmp -s "$tree/src/domain/$file" "$copy/src/domain/$file"; then
        printf '%-62s | %s\n' "$name" "NOT APPLIED: mend the edit in this script"
        missed=1
        return 0
    fi
    if ! (cd "$copy" && nice -n 10 cargo build --quiet 2>"$copy/uit.txt"); then
        printf '%-62s | %s\n' "$name" "DOES NOT COMPILE"
        grep -m 3 -E '^error' "$copy/uit.txt" || true
        missed=1
    else
        found=$(failing)
        count=$(printf '%s' "$found" | grep -c . || true)
        first=$(printf '%s' "$found" | head -n 1)
        if [ "$count" = 0 ]; then
            first="NONE"
            missed=1
        fi
        printf '%-62s | %s %s\n' "$name" "$count" "$first"
    fi
    cp "$tree/src/domain/$file" "$copy/src/domain/$file"
}

# Custody.
fault verblijf/woord.rs 's/if !all_known\(&\[/if false \&\& !all_known(\&[/' "a word with something unknown beside it is read as held"
fault verblijf/regels.rs 's/if out \|\| maybe \{/if false {/' "held after out replaces it quietly, no contradiction"
fault verblijf/regels.rs 's/!is_ingehaald\(one, uitspraken\) && //' "a list older than a telling changes something"
fault verblijf/mod.rs 's/Waarde::NietVast => self\.was_vast,/Waarde::NietVast => false,/' "not held any more does not count as gone"
fault verblijf/mod.rs 's/Waarde::Onbekend => self\.uitspraak\.as_ref\(\)\.is_some_and\(\|one\| !one\.zwijgt\(\)\),/Waarde::Onbekend => false,/' "released or not is unknown, and counts as held"
fault verblijf/regels.rs 's/one\.van != Van::VanLijst, //' "a gap on a list beats standing on it under another name"
fault verblijf/regels.rs 's/one\.is_aankondiging\(\) && one\.over > nu/false/' "a decision for later counts at once"
fault verblijf/regels.rs 's/if out\.tot\.is_some_and\(\|end\| end <= nu\) \{/if false {/' "inverzekeringstelling that ran out still holds him"
fault verblijf/mod.rs 's/!self\.verlopen && !self\.is_van_lijst\(\)/false/' "a decision that does not say whether he comes out ends the clock"
fault verblijf/regels.rs 's/\|\| one\.over > other\.vastgelegd//' "a release that was replaced before it came still comes"
fault fold.rs 's/tot: what\.duurt_tot\(over\)\.filter\(\|_\| waarde\.is_vast\(\)\)/tot: None/' "gevangenhouding lasts no longer than bewaring"
# Alarms.
fault werkstroom/oorzaak.rs 's/sooner\.filter\(\|_\| nothing_lacked\)/sooner.filter(|_| false)/' "who left sooner than was known is covered by a later judgement"
fault werkstroom/oorzaak.rs 's/Oordeel::StructureelOnveilig => Some\([^)]*\)/Oordeel::StructureelOnveilig => None/' "structureel onveilig leaves unseen"
fault werkstroom/oorzaak.rs 's/Oordeel::OnvoldoendeZicht => Some\([^)]*\)/Oordeel::OnvoldoendeZicht => None/' "onvoldoende zicht leaves unseen"
fault fold.rs 's/if !undone\.is_empty\(\) \{/if false {/' "a colleague ends an alarm by taking something back"
fault fold.rs 's/Some\(true\) => \{\}/Some(_) => {}/; s/Some\(false\) => \{\n( *)let mut seen/Some(_) if false => {\n\1let mut seen/; s/if !undone\.is_empty\(\) \{/if false {/' "a colleague's undo ends the alarm of who told it"
fault werkstroom/vertrek.rs 's/step\.soort == cause\.stap && step\.aanleiding == Some\(cause\.id\)/step.soort == cause.stap \&\& step.op >= cause.op/' "one answer ends every alarm of its kind"
fault werkstroom/vertrek.rs 's/said \|\| decided\n/said || decided || stand.beoordelingen.iter().any(|one| one.op >= cause.op)\n/' "a later judgement ends the alarm of a departure"
fault werkstroom/vertrek.rs 's/said \|\| decided\n/said || decided || crate::domain::verblijf::verblijf_alles(\&stand.uitspraken).waarde.is_vast()\n/' "a later list or telling ends the alarm of a departure"
fault werkstroom/vertrek.rs 's/said \|\| decided\n/said || decided || (cause.gat.is_some() \&\& gat(stand, cause.op, cause.op).is_none())\n/' "an edit of the decision ends an alarm"
fault werkstroom/vertrek.rs 's/\n *&& step\.op >= gezegd_vanaf//' "words from before the clock ran out answer its end"
fault werkstroom/vertrek.rs 's/\(one\.over <= end \|\| one\.is_aankondiging\(\)\) && one\.vastgelegd <= end/one.over <= end/' "a list that is read later ends the alarm of the clock"
fault werkstroom/oorzaak.rs 's/let again = left\.is_some\(\) && [^;]*;/let again = false;/' "a second departure is no second alarm"
fault werkstroom/oorzaak.rs 's/if !judged\(vertrek\.min\(op\)\) \{/if false {/' "a judgement after he left counts as in time"
fault werkstroom/oorzaak.rs 's/if !what\.geldt_op\(vertrek\.max\(op\)\) \{/if false {/' "an expired judgement counts at a departure"
fault werkstroom/oorzaak.rs 's/\(false, false\) => Some\(Gat::NietGesteld\)/(false, false) => None/' "a condition that was refused opens nothing"
fault werkstroom/oorzaak.rs 's/\(false, true\) => Some\(Gat::VoorwaardenOnbekend\)/(false, true) => None/' "a condition of which nobody heard counts as set"
fault werkstroom/vooraf.rs 's/if holds\.inhoud\.geldt_op\(om\.nu\) \|\| said \|\| rings \{/if holds.inhoud.geldt_op(om.nu) || said || rings || is_beslist(zaak) {/' "an expired judgement is not reopened after a decision"
# The life of a zaak.
fault fase.rs 's/\(_, Ingreep::Volgen\(_\) \| Ingreep::GeenHg\) if alarm => Uitslag::Alarm,//' "g, r and t are allowed over an alarm"
fault fase.rs 's/\(_, Ingreep::Volgen\(_\) \| Ingreep::GeenHg\) if werk => Uitslag::Vraagt,//' "g, r and t drop a judgement without asking"
fault fase.rs 's/\(_, Ingreep::Terugnemen\) if alarm => Uitslag::Alarm,//' "taking a tag back ends an alarm"
fault werkstroom/daarna.rs 's/if let Some\(step\) = alarmen\(zaak\)\.first\(\) \{/if let Some(step) = alarmen(zaak).first().filter(|_| false) {/; s/if !zaak\.verblijf_alles\(\)\.tegenspraak\.is_empty\(\) \{/if false {/' "a contradiction does not block closing"
fault decide/mod.rs 's/if !over\.is_empty\(\) && !bevestigd \{/if false {/' "closing passes over what is open without asking"
fault decide/mod.rs 's/klok\(zaak, \*uiterlijk, \*op, opdracht\)\?;//' "closing and tagging are allowed over a clock that ran out"
fault samenvoegen.rs 's/uitspraken\.retain\(\|one\| !one\.zwijgt\(\)\);/uitspraken.clear();/' "joining loses what a list said under the other name"
fault lijstregel.rs 's/if !newer\.herkomst\.contains_key\(&Veld::Status\) \{/if false {/' "a list without a status repeats what an older one said"
# Steps.
fault werkstroom/vooraf.rs 's/Ontvanger::Om => true,/Ontvanger::Om | Ontvanger::Kpc => true,/' "a note to the KPC-er counts as input given"
fault werkstroom/vooraf.rs 's/is_some_and\(Navraag::is_klaar\)/is_some_and(|_| true)/' "a source that was asked counts as answered"
fault werkstroom/mod.rs 's/let group = if step\.soort == StapSoort::SoortBevestigen \{/let group = if false {/' "STOP? does not come first"
fault kenmerk.rs 's/if newer\.hg && !self\.hg \{/if false {/' "a list that says HG now does not bring a zaak back"
fault werkstroom/mod.rs 's/\(days >= STIL\)\.then_some\(days\)/(days >= STIL).then_some(days).filter(|_| zaak.fase() != Fase::Radar)/' "radar is never asked whether it is still needed"
fault werkstroom/mod.rs 's/stil_gevraagd\(zaak\)\.is_some_and\(waited\)/true/' "a quiet zaak closes without having asked"
fault werkstroom/oorzaak.rs 's/cause\.stap == StapSoort::OpnieuwBekijken && \(named \|\| seen\)/cause.stap == StapSoort::OpnieuwBekijken/' "what a list said more is not waited for"

exit "$missed"
