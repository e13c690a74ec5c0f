#!/bin/sh
# draw.sh PROGRAM STORE PICTURE: what states most in a store, as the picture of README.md.
set -eu
"$1" export --store "$2" --format dot --layers statements --top 30 | dot -Tsvg >"$3"
