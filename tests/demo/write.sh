#!/bin/sh
# write.sh PROGRAM STORE FOLDER: builds STORE of tests/articles and writes its graph into
# FOLDER in every format there is.
set -eu
program=$1 store=$2 folder=$3
cd "$(dirname "$0")/../.."
mkdir -p "$folder"
"$program" build --quiet --store "$store" tests/articles
"$program" help formats --format tsv | tail -n +2 | cut -f 1 | while read -r format; do
    "$program" export --store "$store" --format "$format" -o "$folder/articles.$format"
done
