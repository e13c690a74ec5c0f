# All about one entity: the page, and the parts as data.
knotwork build --quiet "$tests/cli/data/small.jsonl"
knotwork show 'KESTREL SYSTEMS'
echo "--- markdown"
knotwork show 'Ada Walesa' --format markdown
echo "--- json"
knotwork show nightjar --format json >nightjar.json
python3 -m json.tool nightjar.json >/dev/null
cat nightjar.json
echo "--- one part"
knotwork show country/nowhere || echo "exit $?"
knotwork show Ruritania --section aliases
knotwork show Ruritania --section relations --format csv
knotwork show Ruritania --format csv || echo "exit $?"
knotwork show || echo "exit $?"
knotwork show Walesa || echo "exit $?"
knotwork show Kestrel || echo "exit $?"
echo "--- in time"
knotwork show Ruritania --section roles --format csv
knotwork show zoe --section timeline --columns from,to,basis,type,direction,name,polarity,statements,stories
knotwork show nightjar --section measures --columns name,value,rank,of
knotwork show 'Daily Example' --section measures --format csv || echo "exit $?"
echo "--- stated by one, denied by another"
cat >disputed.jsonl <<'END'
{"id": "a", "text": "Microsoft said Google bought Nokia. China attacked India."}
{"id": "b", "text": "Google did not buy Nokia, Apple said. India did not attack China."}
END
knotwork build --quiet --store disputed.db disputed.jsonl
knotwork show --store disputed.db Nokia
knotwork show --store disputed.db China --section relations --format csv --columns type,direction,name,polarity,disputed
knotwork statements --store disputed.db --columns subject,type,object,polarity,disputed
knotwork query --store disputed.db 'MATCH (a)-[r:acquires]->(b) WHERE r.disputed RETURN a.name, b.name, r.evidence'
knotwork query --store disputed.db 'MATCH ()-[r]->() RETURN r.type, r.disputed ORDER BY r.type'
knotwork sql --store disputed.db 'SELECT subject, polarity, object, disputed, speakers FROM relations ORDER BY 1, 3, 2'
for format in json ntriples ftm stix dot gexf graphml; do
    echo "$format: $(knotwork export --store disputed.db --format $format -o - | grep -ci disputed)"
done
knotwork remove --store disputed.db b
knotwork statements --store disputed.db --columns subject,type,object,polarity,disputed
echo "--- what no frame knows: kept, searchable, no edge"
echo '{"id": "o", "text": "Nokia outgrew Ericsson in 2019."}' >open.jsonl
knotwork build --quiet --store open.db open.jsonl
knotwork statements --store open.db || echo "exit $?"
knotwork search --store open.db outgrew
knotwork sql --store open.db "SELECT subject, lemma, object, phrase, quote FROM open_statements"
knotwork export --store open.db --layers statements --format csv --part edges -o - | wc -l
