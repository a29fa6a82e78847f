#!/usr/bin/env bash
# Puts faults back into a copy of src/journal and src/domain, one at a time, and shows that the simulation of laptops
# that work apart, or the stories of the chain, fail for each.
#
# Needs cargo, bash and sed. The copy holds the two pure rooms alone, so that a round takes half a minute; the working
# tree is only read. Prints a table; ends with 1 when a fault went unseen.
#
#   tests/samen_mutaties.sh [WORDS]      only the faults with these words in their name
#   SIM_STAPPEN=1000000 cargo test --test it sim      the simulation itself, longer
set -euo pipefail
cd "$(dirname "$0")/.."
tree=$PWD
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
only=${1:-}

mkdir -p "$copy/src" "$copy/tests"
cp -r src/domain src/journal "$copy/src/"
cp -r tests/it "$copy/tests/"
cp -r assets "$copy/"
# What plays with the real store is of other rooms.
sed -i "/mod echt;/d" "$copy/tests/it/hulp/mod.rs"
cp Cargo.lock "$copy/"
printf 'pub mod domain;\npub mod journal;\n' >"$copy/src/lib.rs"
# The dependencies of the two rooms, as the program has them.
{
    printf '[package]\nname = "zsmtafel"\nversion = "0.1.0"\nedition = "2024"\n'
    printf '[[test]]\nname = "it"\npath = "tests/samen.rs"\n[dependencies]\n'
    grep -E '^(serde|serde_json|chrono|chrono-tz|uuid|sha2|hmac|toml|thiserror|minicbor|ed25519-dalek) = ' Cargo.toml
    printf '[dev-dependencies]\n'
    grep -E '^proptest = ' Cargo.toml
    printf '[profile.dev]\ndebug = false\n'
    for name in curve25519-dalek ed25519-dalek sha2; do
        printf '[profile.dev.package.%s]\nopt-level = 3\n' "$name"
    done
} >"$copy/Cargo.toml"
{
    printf '#![allow(dead_code, unused)]\n#[path = "it/hulp/mod.rs"]\nmod hulp;\n'
    printf '#[path = "it/sim/mod.rs"]\nmod sim;\n#[path = "it/journal_keten.rs"]\nmod journal_keten;\n'
} >"$copy/tests/samen.rs"

export CARGO_TARGET_DIR=${MUTATIES_TARGET:-$copy/target} PROPTEST_MAX_SHRINK_ITERS=0 RUST_BACKTRACE=0
export SIM_STAPPEN=${SIM_STAPPEN:-20000}
run() {
    (cd "$copy" && nice -n ${MUTATIES_NICE:-10} cargo test --quiet --test it >uit.txt 2>&1) || true
}

run
if ! grep -q '^test result: ok' "$copy/uit.txt"; then
    tail -n 30 "$copy/uit.txt"
    echo "Zonder fout slagen de proeven al niet; los dat eerst op." >&2
    exit 1
fi

missed=0
printf '%-62s | %s\n' "fault" "tests that fail"
# fault FILE SED NAME: SED must change FILE, or the fault is no fault any more.
fault() {
    local file=$1 edit=$2 name=$3 found
    [[ $name == *"$only"* ]] || return 0
    sed -E -i -z "$edit" "$copy/$file"
    if cmp -s "$tree/$file" "$copy/$file"; then
        printf '%-62s | %s\n' "$name" "NOT APPLIED: mend the edit in this script"
        missed=1
        return 0
    fi
    run
    if grep -qE '^error' "$copy/uit.txt" && ! grep -q '^test result' "$copy/uit.txt"; then
        found="DOES NOT COMPILE: $(grep -m 1 -E '^error' "$copy/uit.txt")"
        missed=1
    else
        found=$(sed -nE 's/^    ((sim|journal_keten)[a-z0-9_:]+)$/\1/p' "$copy/uit.txt" | sort -u | tr '\n' ' ')
        if [ -z "$found" ]; then
            found="NONE"
            missed=1
        fi
    fi
    printf '%-62s | %s\n' "$name" "$found"
    cp "$tree/$file" "$copy/$file"
}

# Order and heads.
fault src/domain/vastgelegd.rs 's/events\.sort_by_key\(\|event\| event\.orde\);/let _ = events;/' "the one that came last holds"
fault src/journal/pen.rs 's/teller: self\.teller \+ 1,/teller: self.toestel.0 + 1,/' "the counter counts own events alone"
fault src/domain/velden.rs 's/out\.sort_unstable\(\);\n        out\.dedup\(\);/out.sort_unstable();\n        out.truncate(1);/' "one event alone is named"
fault src/domain/velden.rs 's/leunt_op\(what, veld\) \|\| own\.contains\(veld\) && veld\.klasse_a\(\)/leunt_op(what, veld)/' "the newest alone is named"
fault src/domain/velden.rs 's/!is_text \|\| !self/true || !self/' "a text rests on what was taken back before it was made"
fault src/domain/koppen.rs 's/\(gevaar\(&event\.what\), std::cmp::Reverse/(0, std::cmp::Reverse/' "the newest of two values holds, not the unsafe one"
fault src/domain/koppen.rs 's/!self\.weg\.contains\(&event\.id\)\n *&& //' "who chose what was taken back has chosen"
fault src/domain/teruggenomen.rs 's/if !\(kan_rusten\(&gone\.what\) && rests\.contains\(&id\)\) \{/if true {/' "what a sent text rests on is taken back"
fault src/domain/teruggenomen.rs 's/if !unknown\.is_empty\(\) \{/if false {/' "closing passes over a judgement that it did not know"
# Chain and signature.
fault src/journal/keten.rs 's/if stuk\.omslag\.vorige != before\.digest \{/if false {/' "the link is not compared"
fault src/journal/keten.rs 's/\|\| !klopt\(&stuk\.openbaar, &digest, &stuk\.handtekening\)//' "the signature is not checked"
fault src/journal/keten.rs 's/toestel_van\(&stuk\.openbaar\) != outside\.toestel\n *\|\| //' "any key signs for any device"
fault src/journal/keten.rs 's/if kop_hash\(&stuk\.kop\) != outside\.kop_hash \{/if false {/' "the header is not compared"
fault src/journal/keten.rs 's/kop\.teller > most/false/' "the counter may leap out of reach"
fault tests/it/sim/laptop.rs 's/(pub fn heropen\(&mut self, toeval: &mut Toeval\) \{\n) *self\.reeks = [^;]*;/\1        let _ = toeval;/' "no new series after opening"
# Erasing.
fault src/journal/opname.rs 's/if erased \{\n/if false {\n/' "a copy that comes after the order keeps its content"
fault src/journal/opname.rs 's/kept\.inhoud\.is_none\(\) && !erased \{/kept.inhoud.is_none() \&\& false {/' "an event without content is believed without its order"

exit "$missed"
