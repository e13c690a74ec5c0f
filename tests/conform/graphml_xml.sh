#!/bin/sh
# graphml_xml.sh TEST_EXPORT SCHEMAS: xmllint finds the GraphML well-formed, and valid where
# the folder SCHEMAS holds graphml/graphml.xsd. Exits 77 (skipped) without xmllint.
set -eu
command -v xmllint >/dev/null || exit 77
file=$(mktemp)
trap 'rm -f "$file"' EXIT
for graph in tiny hostile; do
    "$1" write graphml "$graph" >"$file"
    xmllint --nonet --noout "$file"
    if [ -f "$2/graphml/graphml.xsd" ]; then
        xmllint --nonet --noout --schema "$2/graphml/graphml.xsd" "$file"
    fi
done
