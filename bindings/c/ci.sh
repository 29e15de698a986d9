#!/bin/sh
# Every check of the C binding: header, programs as C and C++, valgrind, conformance, installation.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

if command -v valgrind > /dev/null; then
    export ORDVAKT_VALGRIND=1
fi
# Lightly optimised: compiling lists under valgrind takes minutes otherwise.
CARGO_PROFILE_DEV_OPT_LEVEL=1 cargo test --manifest-path "$here/Cargo.toml" "$@"
make -s -C "$here" install PREFIX="$prefix"
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
# The flags are several words.
# shellcheck disable=SC2046
cc -std=c11 -Wall -Wextra -Wpedantic -Werror -o "$prefix/screen" "$here/examples/screen.c" \
    $(pkg-config --cflags --libs ordvakt)
LD_LIBRARY_PATH="$prefix/lib" "$prefix/screen"
make -s -C "$here" uninstall PREFIX="$prefix"
[ -z "$(find "$prefix" -name '*ordvakt*')" ]
