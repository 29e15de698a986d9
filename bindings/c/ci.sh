#!/bin/sh
# Every check of the C binding: header, programs as C and C++, valgrind, sanitizers, conformance, installation.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

if command -v valgrind > /dev/null; then
    export ORDVAKT_VALGRIND=1
fi
# A leak that is seen says that all three are there and may work; some containers let none.
printf '#include <stdlib.h>\nint main(void) { char *volatile lost = malloc(9); lost = 0; return lost != 0; }\n' > "$prefix/leak.c"
if cc -fsanitize=address,undefined -o "$prefix/leak" "$prefix/leak.c" 2> "$prefix/leak.txt" &&
    ! "$prefix/leak" 2> "$prefix/leak.txt" && grep -q 'detected memory leaks' "$prefix/leak.txt"; then
    export ORDVAKT_SANITIZE=1
else
    echo 'skipped: AddressSanitizer and LeakSanitizer, which do not work with this compiler here:'
    tail -n 3 "$prefix/leak.txt"
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
