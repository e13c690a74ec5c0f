# Full text: pages, rows, and words that look like syntax.
knotwork build --quiet "$tests/cli/data/small.jsonl"
search() {
    echo "\$ search $*"
    knotwork search "$@" 2>&1 || echo "exit $?"
}
search kestrel -n 2
search 'ministry of trade'
search 'SPI*' zoe -f jsonl -c key,snippet
search nightjar --without ban -f csv -c key,title,copies,snippet
search nightjar --copies --json -n 1
search nightjar -n 1 -f markdown -c key,entities
echo "# not syntax"
search 'kestrel OR nothing'
search 'title:kestrel' -f csv
search '"'
search '*'
search "x'; DROP TABLE entity; --"
knotwork search || echo "exit $?"
knotwork check
