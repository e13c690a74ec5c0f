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
echo "--- nothing in it"
knotwork export -f dot --types event >/dev/null || echo "exit $?"
echo "--- what cannot be"
knotwork export || echo "exit $?"
knotwork export -o graph.xyz || echo "exit $?"
knotwork export -f grapml || echo "exit $?"
knotwork export -f dot --types frim || echo "exit $?"
knotwork export -f dot --since tomorrow || echo "exit $?"
knotwork export -f dot --min 0 || echo "exit $?"
ls
