#!/bin/sh
# check.sh PROGRAM SCRATCH: the files in exports/ are what the program writes. UPDATE=1
# rewrites them.
set -eu
exports=$(cd "$(dirname "$0")/../.." && pwd)/exports
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
rm -rf "$2"
mkdir -p "$2"
scratch=$(cd "$2" && pwd)
"$(dirname "$0")/write.sh" "$program" "$scratch/knotwork.db" "$scratch/exports"
if [ "${UPDATE:-}" ]; then
    mkdir -p "$exports"
    cp "$scratch"/exports/* "$exports"
fi
# Graphviz draws a little differently in each version: what the picture says is compared.
said() {
    sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p; s/.*<text[^>]*>\(.*\)<\/text>.*/\1/p' "$1" |
        sort
}
if command -v dot >/dev/null; then
    "$(dirname "$0")/draw.sh" "$program" "$scratch/knotwork.db" "$scratch/picture.svg"
    [ -z "${UPDATE:-}" ] || cp "$scratch/picture.svg" "$exports"
    said "$exports/picture.svg" >"$scratch/old"
    said "$scratch/picture.svg" | diff "$scratch/old" - || {
        echo "exports/picture.svg is not what is drawn now (UPDATE=1 draws it)"
        exit 1
    }
fi
diff -rq -x picture.svg "$exports" "$scratch/exports" || {
    echo "exports/ is not what the program writes now. If that is meant: UPDATE=1, then"
    echo "read the difference."
    exit 1
}
