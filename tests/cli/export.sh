# Exports: format by name or ending, views, what cannot be.
knotwork build --quiet "$tests/cli/data/small.jsonl"
knotwork export -o graph.graphml
xmllint --noout graph.graphml
knotwork export --format graphml | cmp - graph.graphml
knotwork export -o graph.dot --layers statements
dot -Tplain graph.dot >/dev/null
cat graph.dot
echo "--- views"
knotwork export -f dot --types firm,tool --layers statements | grep -c ' -> '
knotwork export -f dot --relations makes --multi --layers statements | grep ' -> ' |
    sed 's/\[.*//'
knotwork export -f dot --polarity all --modality all --layers statements |
    grep -c ' -> '
echo "--- every format, by its ending"
knotwork help formats -f tsv -c name,endings | tail -n +2 | tr '|' '\t' |
    while read -r name ending more; do
        knotwork export -o "out.$ending" --layers statements || echo "exit $?"
        [ "$name" = "${more#x}" ] || knotwork export -f "$name" -o "$name.out"
    done
ls out.*
knotwork export -f neo4j --part edges --layers statements --types firm,tool | cut -d, -f1-4
echo "--- a picture of part of it"
knotwork export -f dot --top 3 | grep -c "shape="
awk 'BEGIN {
    for (i = 1000; i < 1120; i++) {
        line = sprintf("N%d met N%d. ", i, i + 1)
        names = names sprintf("%s{\"id\":\"e%d\",\"name\":\"N%d\",\"type\":\"firm\",\"mentions\":[[%d,%d]%s]}",
            i > 1000 ? "," : "", i, i, length(text), length(text) + 5,
            i > 1000 ? sprintf(",[%d,%d]", length(text) - 7, length(text) - 2) : "")
        spans = spans sprintf("%s[%d,%d]", i > 1000 ? "," : "", length(text),
            length(text) + 16)
        text = text line
    }
    printf "{\"id\":\"a\",\"text\":\"%s\",\"entities\":[%s],\"sentences\":[%s],\"statements\":[]}\n", text, names, spans
}' >chain.jsonl
knotwork build --quiet -s chain.db chain.jsonl
knotwork export -s chain.db -f dot | grep -c 'shape='
knotwork export -s chain.db -f dot --top 0 | grep -c 'shape='
rm chain.jsonl chain.db
echo "--- nobody named"
knotwork export -f csv --part nodes -m none --anonymize person,firm,place,country |
    cut -d, -f1-3
knotwork export -f jgf --anonymize person,firm --salt 1 >one
knotwork export -f jgf --anonymize person,firm --salt 1 | cmp - one
knotwork export -f jgf --anonymize person,firm --salt 2 | cmp -s - one || echo differs
grep -c 'Kestrel Systems\|Wałęsa\|Daily Example' one || true
rm one
echo "--- nothing in it"
knotwork export -f dot --types event >/dev/null || echo "exit $?"
echo "--- what cannot be"
knotwork export || echo "exit $?"
knotwork export -f csv || echo "exit $?"
knotwork export -f json --part nodes || echo "exit $?"
knotwork export -f json --anonymize perso || echo "exit $?"
knotwork export -o graph.xyz || echo "exit $?"
knotwork export -f grapml || echo "exit $?"
knotwork export -f dot --types frim || echo "exit $?"
knotwork export -f dot --since tomorrow || echo "exit $?"
knotwork export -f dot --min 0 || echo "exit $?"
ls
