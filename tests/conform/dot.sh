#!/bin/sh
# dot.sh TEST_EXPORT: Graphviz reads the DOT and finds every node and edge, without a word
# of warning. Exits 77 (skipped) without Graphviz.
set -eu
command -v dot >/dev/null || exit 77
file=$(mktemp)
trap 'rm -f "$file" "$file.plain" "$file.said"' EXIT
check() {
    "$1" write dot "$2" >"$file"
    dot -Tplain "$file" >"$file.plain" 2>"$file.said" || {
        cat "$file.said"
        exit 1
    }
    cat "$file.said"
    [ ! -s "$file.said" ]
    nodes=$(grep -c '^node ' "$file.plain")
    edges=$(grep -c '^edge ' "$file.plain")
    [ "$nodes $edges" = "$3" ] || {
        echo "$2: $nodes nodes and $edges edges, not $3"
        exit 1
    }
    found=$(gvpr 'BEGIN { int n; } N { n++; } END_G { printf("%d nodes, %d edges", n, nEdges($G)); }' "$file")
    [ "$found" = "${3% *} nodes, ${3#* } edges" ] || {
        echo "$2: gvpr finds $found"
        exit 1
    }
}
check "$1" tiny "3 3"
check "$1" hostile "64 63"
