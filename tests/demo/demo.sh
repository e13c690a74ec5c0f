#!/bin/sh
# demo.sh PROGRAM: what `make demo` does: a store of tests/articles, exports/, and a look
# at what came out.
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
store=$folder/knotwork.db
tests/demo/write.sh "$program" "$store" "$PWD/exports"

say() {
    printf '\n%s\n\n' "$*"
}
say "The twelve articles in tests/articles, the entities most reported on:"
"$program" entities --store "$store" --limit 12
say "Some of what the articles state, with the sentence that does:"
"$program" statements --store "$store" --limit 8 \
    --relations makes,sanction,accuse,supplies,targets,acquires
say "The graph is in exports/, in every format there is:"
"$program" help formats
echo
ls -l exports | awk 'NR > 1 { print "  exports/" $9, "(" $5 " bytes)" }'
