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
# The profile that everything else is checked in: what is built already is not built again.
"$venv/bin/maturin" build --profile dev --quiet --locked --out "$wheels" --interpreter "$venv/bin/python" "$@"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheels"/ordvakt-*.whl

"$venv/bin/ruff" format --check .
"$venv/bin/ruff" check .
"$venv/bin/mypy" --strict python tests
# From elsewhere, so that the installed package is checked and not the sources.
cd "$wheels"
"$venv/bin/stubtest" ordvakt --mypy-config-file "$here/pyproject.toml"
"$venv/bin/python" -m pytest --quiet -c "$here/pyproject.toml" --rootdir "$here" "$here/tests"
