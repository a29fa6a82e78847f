#!/bin/sh
# Runs the fuzz targets on a corpus that is made of the fixtures and the sample lists.
#
#   tests/fuzz/run.sh [RUNS] [SECONDS] [TARGET…]
#
# The two rooms have no unsafe code (it is forbidden), so that the address sanitizer only makes
# the runs slow; SANITIZER=address turns it on for what they stand on.
#
# RUNS and SECONDS are bounds for each target (default one million runs, no bound on time). Needs a
# nightly toolchain and `cargo install cargo-fuzz`. An input that fails is left in
# tests/fuzz/artifacts; put it in tests/fixtures/vondsten when it is repaired.
set -eu
cd "$(dirname "$0")/.."
runs=${1:-1000000}
seconds=${2:-0}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] && shift
targets=${*:-herken tekst werkmap rij corv}

python3 fixtures/maak/corpus.py
for target in $targets; do
    [ "$target" = werkmap ] && length=16384 || length=4096
    cargo +nightly fuzz run -s "${SANITIZER:-none}" --fuzz-dir fuzz "$target" -- \
        -runs="$runs" -max_total_time="$seconds" -max_len=$length -timeout=20 -rss_limit_mb=2048 \
        -print_final_stats=1
done
