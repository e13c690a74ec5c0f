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
diff -rq -x picture.svg "$exports" "$scratch/exports" || {
    echo "exports/ is not what the program writes now. If that is meant: UPDATE=1, then"
    echo "read the difference."
    exit 1
}
