#!/bin/sh
# Builds and runs the fuzz targets on a corpus that is made of the fixtures and the sample lists.
#
#   tests/fuzz/run.sh [RUNS] [SECONDS] [TARGET…]
#
# RUNS and SECONDS are bounds for each target (default one million runs, no bound on time). Needs a C++
# compiler for libFuzzer, and nothing else beside the toolchain of the program: the flags with which
# `cargo fuzz` would build stand below. The two rooms have no unsafe code (it is forbidden), so that there
# is no address sanitizer; overflow and debug assertions are on. Results are told at the end, one line a
# target. An input that fails is left in tests/fuzz/artifacts; put it in tests/fixtures/vondsten when it is
# repaired.
set -eu
cd "$(dirname "$0")/.."
runs=${1:-1000000}
seconds=${2:-0}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] && shift
targets=${*:-herken tekst werkmap rij corv}

host=$(rustc -vV | sed -n 's/^host: //p')
out=${CARGO_TARGET_DIR:-../target}/fuzz
cover=-Cllvm-args=-sanitizer-coverage
export CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true
# With a target named, build scripts and procedural macros are built without these flags.
RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module $cover-level=4 $cover-inline-8bit-counters $cover-pc-table $cover-trace-compares" \
    cargo build --release --manifest-path fuzz/Cargo.toml --target "$host" --target-dir "$out"

python3 fixtures/maak/corpus.py
told=
for target in $targets; do
    [ "$target" = werkmap ] && length=16384 || length=4096
    mkdir -p "fuzz/corpus/$target" "fuzz/artifacts/$target"
    log=$out/$target.log
    "$out/$host/release/$target" -runs="$runs" -max_total_time="$seconds" -max_len=$length -timeout=20 \
        -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="fuzz/artifacts/$target/" \
        "fuzz/corpus/$target" >"$log" 2>&1 && ended=heel || ended=vondst
    number=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    memory=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
    told="$told$target: ${number:-0} runs, ${memory:-?} MB, $ended
"
done
printf '%s' "$told"
case $told in *vondst*) exit 1 ;; esac
