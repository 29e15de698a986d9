#!/usr/bin/env bash
# Measures everything in one run, the filters in Python included: they go into an environment of their own under target/.
# `run.sh --readme` writes the table into the README; all other arguments are passed on: `benches/peers/run.sh --comments 10000`.
set -euo pipefail
cd "$(dirname "$0")"
venv=${CARGO_TARGET_DIR:-$PWD/target}/peers-python
if [[ ! -x $venv/bin/python ]] || ! cmp -s requirements.txt "$venv/requirements.txt"; then
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --requirement requirements.txt
    cp requirements.txt "$venv/requirements.txt"
fi
measure() {
    cargo run --release --locked -- --python "$venv/bin/python" "$@"
}
if [[ ${1:-} != --readme ]]; then
    measure "$@"
    exit
fi
table=$(mktemp)
trap 'rm -f "$table"' EXIT
measure --markdown "${@:2}" >"$table"
readme=../../README.md
awk -v table="$table" '
    /^<!-- end of speed/ { inside = 0 }
    !inside { print }
    /^<!-- speed:/ { inside = 1; print ""; while ((getline line < table) > 0) print line; print "" }
' "$readme" >"$readme.new"
mv "$readme.new" "$readme"
