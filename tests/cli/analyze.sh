# Measures as tables.
knotwork build --quiet "$tests/cli/data/small.jsonl"
knotwork analyze
echo "--- two measures, by another one, the first three"
knotwork analyze --measures degree,pagerank --by betweenness --limit 3 --format csv
echo "--- all of them"
knotwork analyze --measures all --format jsonl
echo "--- of edges"
knotwork analyze --edges
knotwork analyze --edges --measures all --by g2 --limit 2 --format jsonl
echo "--- of the graph"
knotwork analyze --graph | sed 's/igraph [0-9.]*/igraph VERSION/'
knotwork analyze --graph --measures nodes --layers statements --format jsonl
knotwork analyze --latex
echo "--- a row for each value"
knotwork analyze --long --measures constraint,clustering --format csv
knotwork analyze --long --edges --measures npmi --limit 2 --layers statements --format csv
knotwork analyze --long --graph --measures density,diameter --types tool --format csv
echo "--- intervals"
knotwork analyze --measures strength,pagerank --bootstrap 200 --limit 3
knotwork analyze --measures clustering,component --bootstrap 200 --limit 2 --long --format csv
knotwork analyze --measures all --bootstrap 50 --limit 0 --jobs 1 --format csv >one.csv 2>one.txt
knotwork analyze --measures all --bootstrap 50 --limit 0 --jobs 3 --format csv 2>&1 >three.csv | cmp - one.txt
cmp one.csv three.csv
echo "--- communities"
knotwork analyze --communities
knotwork analyze --limit 0 --format csv >first.csv
printf 'key,community,community_name\nada walesa,7,"Old ""friends"""\nruritania,3,\n' >old.csv
knotwork analyze --communities --follow old.csv
knotwork analyze --measures community --follow old.csv --format json >old.json
knotwork analyze --measures community --follow old.json --format json | cmp - old.json
knotwork analyze --measures community --follow first.csv --format json >second.json
knotwork analyze --measures community --format json | cmp - second.json
cp knotwork.db then.db
knotwork analyze --measures community --follow then.db --format json | cmp - second.json
knotwork analyze --communities --layers statements --follow then.db | wc -l
echo "--- by 1 / weight"
knotwork analyze --measures betweenness,closeness,harmonic --weight mentions --distance inverse
knotwork analyze --graph --measures diameter,average_path --weight mentions --distance inverse
echo "--- views"
knotwork analyze --measures strength --around nightjar --format csv
knotwork analyze --measures strength --around nightjar --depth 2 --format csv
knotwork analyze --measures degree --component "Ada Wałęsa" --format csv
knotwork analyze --graph --measures nodes,pairs --component largest --format csv
knotwork analyze --measures strength --top "2 by betweenness" --format csv
knotwork analyze --graph --measures pairs --backbone noise-corrected --level 0.1 --format csv
knotwork analyze --graph --measures pairs --backbone disparity --level 0.3 --format csv
knotwork analyze --measures degree --types=-country,-agency --format csv
echo "--- threads change nothing"
knotwork analyze --measures all --limit 0 --jobs 1 --format csv >one.csv
knotwork analyze --measures all --limit 0 --jobs 3 --format csv | cmp - one.csv
echo "--- what cannot be"
knotwork analyze --measures degre || echo "exit $?"
knotwork analyze --measures density || echo "exit $?"
knotwork analyze --graph --measures degree || echo "exit $?"
knotwork analyze --by degree,pagerank || echo "exit $?"
knotwork analyze --edges --graph || echo "exit $?"
knotwork analyze --communities --long || echo "exit $?"
knotwork analyze --latex --by nodes || echo "exit $?"
knotwork analyze --edges --bootstrap 100 || echo "exit $?"
knotwork analyze --top "2 by pagerang" || echo "exit $?"
knotwork analyze --publisher Nobody || echo "exit $?"
knotwork analyze --level 0.1 || echo "exit $?"
knotwork analyze --types work || echo "exit $?"
knotwork analyze --types event || echo "exit $?"
knotwork analyze --around nobody || echo "exit $?"
knotwork analyze --top "3 by density" || echo "exit $?"
knotwork analyze --follow missing.csv || echo "exit $?"
knotwork analyze --follow "$tests/cli/data/small.jsonl" || echo "exit $?"
knotwork analyze --backbone disparty || echo "exit $?"
knotwork analyze --level 0 || echo "exit $?"
knotwork analyze --distance miles || echo "exit $?"
knotwork analyze --bootstrap 10 || echo "exit $?"
knotwork analyze --bootstrap 100 --graph || echo "exit $?"
knotwork analyze --bootstrap 100 --weight outlets || echo "exit $?"
