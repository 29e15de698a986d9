#!/usr/bin/env bash
# Counts the instructions that screening a fixed corpus takes, which nothing else on the machine disturbs, and compares them with
# `instructions.txt`: more than 5 % more is a failure. `benches/instructions.sh write` writes the file anew.
set -euo pipefail
cd "$(dirname "$0")"

baseline=instructions.txt
target=${CARGO_TARGET_DIR:-$PWD/../target}
kinds=(ordinary personal-alone clean insult disguised personal-data foreign)
count=500

if ! command -v valgrind >/dev/null; then
    echo 'skipped: valgrind is not installed'
    exit 0
fi
if [[ ${1:-} != write && ! -f $baseline ]]; then
    echo "skipped: no $baseline yet; \`benches/instructions.sh write\` makes it"
    exit 0
fi
compiler=$(rustc --version | cut -d ' ' -f 2)
if [[ ${1:-} != write ]] && ! grep -qx "# rustc $compiler" "$baseline"; then
    printf 'skipped: the counts are of another compiler (%s) than %s\n' "$(sed -n 's/^# rustc //p' "$baseline")" "$compiler"
    exit 0
fi

# Settings of their own, whatever the environment says: counts must not depend on it.
env -u CARGO_PROFILE_RELEASE_LTO -u CARGO_PROFILE_RELEASE_CODEGEN_UNITS \
    cargo build --release --locked --package ordvakt-benches --example profile

counts() {
    printf '# Instructions for %d comments of each kind; written by `benches/instructions.sh write`.\n# rustc %s\n' "$count" "$compiler"
    local kind log
    log=$(mktemp)
    for kind in "${kinds[@]}"; do
        valgrind --tool=callgrind --callgrind-out-file=/dev/null --collect-atstart=no \
            --toggle-collect='*measured_screening*' "$target/release/examples/profile" "$count" "$kind" >/dev/null 2>"$log" ||
            { cat "$log" >&2; return 1; }
        printf '%s\t%s\n' "$kind" "$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$log")"
    done
    rm "$log"
}

if [[ ${1:-} == write ]]; then
    counts >"$baseline.new"
    mv "$baseline.new" "$baseline"
    cat "$baseline"
    exit 0
fi
counts | awk -F '\t' -v baseline="$baseline" '
    BEGIN { while ((getline line < baseline) > 0) if (line !~ /^#/) { split(line, field, "\t"); known[field[1]] = field[2] } }
    /^#/ { next }
    !($1 in known) { printf "%-16s%14d  not in %s\n", $1, $2, baseline; failed = 1; next }
    {
        change = 100 * ($2 / known[$1] - 1)
        printf "%-16s%14d%+8.1f %%%s\n", $1, $2, change, (change > 5 ? "  too much" : "")
        if (change > 5) failed = 1
        if (change < -5) better = 1
    }
    END {
        if (better) print "fewer than before: `benches/instructions.sh write` keeps it so"
        exit failed
    }'
