#!/bin/sh
# install.sh BUILD SCRATCH SANITIZERS COMPILER...: what `make install` gives is enough to
# use knotwork: every header stands alone, a program finds library and headers by
# pkg-config, and man page and completions are where they are looked for.
set -eu
build=$1 scratch=$2 sanitizers=$3
shift 3
rm -rf "$scratch"
mkdir -p "$scratch"
DESTDIR=$scratch meson install -C "$build" --no-rebuild --quiet
config=$(find "$scratch" -name knotwork.pc)
prefix=$scratch$(sed -n 's/^prefix=//p' "$config")
export PKG_CONFIG_PATH="${config%/*}" PKG_CONFIG_SYSROOT_DIR="$scratch"

for header in "$prefix"/include/knotwork/*.h; do
    "$@" -std=c17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c \
        -I"$prefix/include" "$header" -Wno-unused-macros
done
cat >"$scratch/sample.c" <<'END'
#include <knotwork/knotwork.h>
#include <stdio.h>

int main(void)
{
    struct kw_error err = {0};
    struct kw_extractor *extractor;
    struct kw_extraction found;
    struct kw_arena *arena = kw_arena_new();
    struct kw_document document = {.key = KW_STR("sample"),
                                   .date = KW_DAY_NONE,
                                   .text = KW_STR("Iran sued Iraq.")};
    if (kw_extractor_new(NULL, &extractor, &err) != KW_OK ||
        kw_extract(extractor, &document, arena, &found, &err) != KW_OK)
        return puts(err.text), 1;
    printf("knotwork %s: %zu referents\n", kw_version(), found.referent_count);
    kw_extractor_free(extractor);
    kw_arena_free(arena);
    return found.referent_count != 2;
}
END
[ "$sanitizers" = none ] || set -- "$@" "-fsanitize=$sanitizers"
# shellcheck disable=SC2046 # words of pkg-config
"$@" -std=c17 "$scratch/sample.c" -o "$scratch/sample" $(pkg-config --cflags --libs knotwork)
library=$(find "$scratch" -name 'libknotwork.so')
LD_LIBRARY_PATH=${library%/*} "$scratch/sample"

for file in bin/knotwork share/man/man1/knotwork.1 \
    share/bash-completion/completions/knotwork.bash \
    share/zsh/site-functions/_knotwork \
    share/fish/vendor_completions.d/knotwork.fish; do
    test -s "$prefix/$file" || {
        echo "$file: not installed"
        exit 1
    }
done
