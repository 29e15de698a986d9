#!/bin/sh
# Every check of the C binding: header, programs as C and C++, valgrind, conformance, installation.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

if command -v valgrind > /dev/null; then
    export ORDVAKT_VALGRIND=1
fi
cargo test --locked --manifest-path "$here/Cargo.toml" "$@"
# The build that the tests have made: where things go does not depend on the profile.
make -s -C "$here" install PREFIX="$prefix" PROFILE=debug
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
# The flags are several words.
# shellcheck disable=SC2046
cc -std=c11 -Wall -Wextra -Wpedantic -Werror -o "$prefix/screen" "$here/examples/screen.c" \
    $(pkg-config --cflags --libs ordvakt)
LD_LIBRARY_PATH="$prefix/lib" "$prefix/screen"
make -s -C "$here" uninstall PREFIX="$prefix"
[ -z "$(find "$prefix" -name '*ordvakt*')" ]
