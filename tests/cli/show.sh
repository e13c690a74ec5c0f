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
