#!/bin/sh
# Builds the wheel, installs it into .venv of the checkout and runs every check of the Python binding.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=${ORDVAKT_VENV:-$root/.venv}
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT

cd "$here"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
# Spark is large and of no use without Java; its tests say that they were skipped.
if command -v java > /dev/null; then
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement requirements-spark.txt
fi
# The example's pages are tried in a browser where there is one; their tests say so where there is none.
if command -v chromium > /dev/null; then
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement requirements-browser.txt
fi
# The profile that everything else is checked in: what is built already is not built again.
"$venv/bin/maturin" build --profile dev --quiet --locked --out "$wheels" --interpreter "$venv/bin/python" "$@"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheels"/ordvakt-*.whl

# The wheel needs nothing but Python.
python3 -m venv "$wheels/empty"
"$wheels/empty/bin/python" -m pip install --quiet --disable-pip-version-check --no-index "$wheels"/ordvakt-*.whl
"$wheels/empty/bin/python" -I -c 'import ordvakt, ordvakt.spark; len(ordvakt.Moderator().screen_table(["Hej!"])) == 1 or exit(1)'
# Nor does the tool in it, which is held to the binary.
export ORDVAKT_PYTHON="$wheels/empty/bin/python"
if [ -z "${ORDVAKT_TOOL:-}" ]; then
    cargo build --quiet --locked --manifest-path "$root/Cargo.toml" --package ordvakt-cli
    export ORDVAKT_TOOL="${CARGO_TARGET_DIR:-$root/target}/debug/ordvakt"
fi

"$venv/bin/ruff" format --check .
"$venv/bin/ruff" check .
"$venv/bin/mypy" --strict python tests examples
# From elsewhere, so that the installed package is checked and not the sources.
cd "$wheels"
"$venv/bin/stubtest" ordvakt --mypy-config-file "$here/pyproject.toml"
"$venv/bin/python" -m pytest --quiet -rs -c "$here/pyproject.toml" --rootdir "$here" "$here/tests"
