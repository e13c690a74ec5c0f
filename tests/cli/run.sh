#!/bin/sh
# run.sh PROGRAM CASE SCRATCH: runs CASE.sh in an empty folder, with `knotwork` on the path
# and $tests the folder of all tests, and compares all it prints, and its exit status, with
# CASE.out. UPDATE=1 rewrites CASE.out.
set -eu
program=$(cd "$(dirname "$1")" && pwd) case=$2 scratch=$3
tests=$(cd "$(dirname "$2")/.." && pwd)
PATH=$program:$PATH LC_ALL=C TZ=UTC
export PATH LC_ALL TZ tests
unset NO_COLOR
rm -rf "$scratch"
mkdir -p "$scratch/work"
code=0
(cd "$scratch/work" && sh -e "$case.sh") >"$scratch/out" 2>&1 || code=$?
echo "exit $code" >>"$scratch/out"
[ "$code" -lt 126 ] || { # never record "not found", or a crash
    cat "$scratch/out"
    exit 99
}
! grep -n 'not found$\|Sanitizer' "$scratch/out" || exit 99
if [ "${UPDATE:-}" ]; then
    cp "$scratch/out" "$case.out"
else
    diff -u "$case.out" "$scratch/out"
fi
