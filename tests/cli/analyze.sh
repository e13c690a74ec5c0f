# Measures as tables.
knotwork build --quiet "$tests/cli/data/small.jsonl"
knotwork analyze
echo "--- two measures, by another one, the first three"
knotwork analyze --measures degree,pagerank --by betweenness --limit 3 --format csv
echo "--- of the graph"
knotwork analyze --graph | sed 's/igraph [0-9.]*/igraph VERSION/'
knotwork analyze --graph --measures nodes --layers statements --format jsonl
echo "--- what cannot be"
knotwork analyze --measures degre || echo "exit $?"
knotwork analyze --measures density || echo "exit $?"
knotwork analyze --graph --measures degree || echo "exit $?"
knotwork analyze --by degree,pagerank || echo "exit $?"
knotwork analyze --types event || echo "exit $?"
