#!/bin/sh
# write.sh PROGRAM STORE FOLDER: builds STORE of tests/articles and writes its graph into
# FOLDER in every format there is.
set -eu
program=$1 store=$2 folder=$3
cd "$(dirname "$0")/../.."
mkdir -p "$folder"
"$program" build --quiet --store "$store" tests/articles

# Whole where people look at it, its strongest part where a file says much of little. A
# format whose name is no ending of its own has both: articles.gephi.csv.
"$program" help formats --format tsv --columns name,endings | tail -n +2 |
    while read -r format endings; do
        case $format in
        graphml | gexf | dot | csv | pajek) part= ;;
        *) part='--layers statements --top 25' ;;
        esac
        ending=${endings%%|*}
        name=articles.$format.$ending
        case $format in
        "$ending" | csv | pajek | ntriples | cytoscape) name=articles.$ending ;;
        esac
        # shellcheck disable=SC2086 # options, not one word
        "$program" export --store "$store" --format "$format" $part -o "$folder/$name"
    done
