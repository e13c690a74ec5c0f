# Statements: all of them, marked; filters; names as users type them.
knotwork build --quiet "$tests/cli/data/small.jsonl"
knotwork statements
echo "--- what is done to Kestrel Systems, as data"
knotwork statements --object 'kestrel systems' --format tsv
echo "--- an entity by a part of its name, keys"
knotwork statements nightjar --keys --format csv
echo "--- denied"
knotwork statements --polarity - --format jsonl
echo "--- by type, speaker, time, document"
knotwork statements --relations sanction,accuse --format csv
knotwork statements --speaker 'zoe walesa' --format csv
knotwork statements --since 2023-05 --until 2023-05-31 --format csv
knotwork statements --document 04.txt --format csv
knotwork statements --limit 1 --format csv
echo "--- columns for the asking"
knotwork statements --limit 3 --columns subject,phrase,object,item,place,confidence,date,publisher,story --format csv
echo "--- names that fit nothing or too much"
knotwork statements kestrel || echo "exit $?"
knotwork statements 'Nightjat' || echo "exit $?"
knotwork statements 'Xyzzy' || echo "exit $?"
knotwork statements --relations accuses || echo "exit $?"
knotwork statements --speaker nightjar && echo found || echo "exit $?"
