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

command -v dot >/dev/null && tests/demo/draw.sh "$program" "$store" exports/picture.svg

say() {
    printf '\n%s\n\n' "$*"
}
say "The entities that the twelve articles in tests/articles report on most:"
"$program" entities --store "$store" --limit 12
say "Some statements, each with the sentence that makes it:"
"$program" statements --store "$store" --limit 10 \
    --relations makes,sanction,accuse,supplies,targets,acquires \
    --polarity + --modality asserted,reported \
    --columns subject,type,object,speaker,quote
say "One entity:"
"$program" show --store "$store" "Cobalt Gate" | sed -n 1,24p
say "The graph is in exports/, in every format there is:"
for file in exports/*; do
    printf '  %s  %s bytes\n' "$file" "$(wc -c <"$file")"
done
say "Next: $1 build FOLDER, then $1 help"
