#!/usr/bin/env bash
# Reading a list of 130,000 rows against what `sqlite3 .import` takes for the same rows, on the same
# disk. Ours reads, cleans, checks, plans, encrypts and commits; the other one copies text.
#
#   tests/bench/vergelijk.sh [ROWS] [TIMES]
#
# Builds the program first, unless ZONDER_BOUW is set. Prints each run, the best of both, and their ratio; fails
# above 4.
set -euo pipefail
cd "$(dirname "$0")/../.."

rows=${1:-130000}
times=${2:-5}
most=4
program=${CARGO_TARGET_DIR:-target}/release/zsmtafel
[ -n "${ZONDER_BOUW:-}" ] || cargo build --release --quiet
command -v sqlite3 >/dev/null || { echo "sqlite3 is nodig om mee te vergelijken" >&2; exit 1; }

map=$(mktemp -d "${CARGO_TARGET_DIR:-target}/vergelijk.XXXXXX")
trap 'rm -rf "$map"' EXIT
list=$map/lijst.csv

# Invented suspects, about 300 bytes each; the header is that of the verdachtenmonitor.
awk -v rows="$rows" 'BEGIN {
  print "Volgnr,PL-nummer,Parketnr.,Naam verdachte,Geb.datum,M/V,BSN,Adres,Woonplaats,Wetsartikel,Feit,Toelichting / MO,Relatie tot SO,Aanhouding,Aankomst bureau,Locatie,Status,HG,THV,Zorgmelding"
  for (at = 0; at < rows; at++)
    printf "%d,PL2100-2026%06d,01-%06d-26,\"van der Berg%d, Féline\",%02d-%02d-%d,V,,Dorpsstraat %d,Sint-Michielsgestel,300 jo 304 Sr,Mishandeling (echtgenoot),\"Verzonnen: VE heeft in de woning geslagen, geschreeuw gehoord door buren; kinderen boven aanwezig, melding %d.\",echtgenote,19-11-2026 %02d:%02d,20-11-2026 %02d:%02d,AC Den Bosch,Vast,J,,J\n",
      at, at, at, at, at % 28 + 1, at % 12 + 1, 1950 + at % 60, at, at, at % 24, at % 60, at % 7, at % 60
}' >"$list"

# Milliseconds that a command takes, what it prints set aside.
duur() {
  local begin=$EPOCHREALTIME
  "$@" >"$map/uit" 2>&1 || { cat "$map/uit" >&2; exit 1; }
  local end=$EPOCHREALTIME
  echo $(((${end/[.,]/} - ${begin/[.,]/}) / 1000))
}

best_ours= best_theirs=
printf '%s rijen, %s bytes\n' "$rows" "$(wc -c <"$list")"
for ((run = 1; run <= times; run++)); do
  rm -rf "$map/data" "$map/kaal.db"
  ours=$(duur "$program" --oefenen --nu 2026-11-20T08:00 --data "$map/data" inlezen "$list")
  theirs=$(duur sqlite3 "$map/kaal.db" ".import --csv $list t")
  printf 'zsmtafel inlezen %6d ms   sqlite3 .import %6d ms\n' "$ours" "$theirs"
  ((best_ours && best_ours <= ours)) || best_ours=$ours
  ((best_theirs && best_theirs <= theirs)) || best_theirs=$theirs
done
awk -v ours="$best_ours" -v theirs="$best_theirs" -v most="$most" 'BEGIN {
  printf "beste: %d ms tegen %d ms, %.2f keer (hoogstens %d)\n", ours, theirs, ours / theirs, most
  exit ours > most * theirs
}'
