# What a build would do, what it took, how it complains.
mkdir news
echo 'Israel denied the report.' >news/a.txt
echo 'France denied the report.' >news/b.txt
knotwork build -q news
echo "--- nothing to do"
knotwork build --dry-run news
echo "--- changed and new"
echo 'Japan denied the report.' >news/b.txt
printf '{"id":"x","text":"Iran met Iraq."}\n{"id":\n' >news/c.jsonl
knotwork dump >before
knotwork build --dry-run --format csv news || echo "exit $?"
knotwork dump | cmp - before
echo "--- another list of names makes another fingerprint"
printf 'name\ttype\nHarbor Watch\tfirm\n' >names.tsv
knotwork build --dry-run --format csv --names names.tsv news/a.txt || echo "exit $?"
echo "--- no store yet: all is new, and there is none afterwards"
knotwork build --dry-run --format csv -s none.db news/a.txt
ls none.db 2>/dev/null || echo none
echo "--- that list for one document is for all: also those of other folders, from their texts"
mkdir more
echo 'Harbor Watch denied the report.' >more/d.txt
knotwork build -q more
knotwork extract news/b.txt >given.jsonl # came with its facts: stays as it is
sed -i 's/"b.txt"/"given"/' given.jsonl
knotwork build -q given.jsonl
rm more/d.txt
echo 'Portugal denied the report.' >more/e.txt
knotwork build --dry-run --format csv --names names.tsv more
knotwork build -q --names names.tsv more
knotwork build --dry-run --format csv --names names.tsv more
knotwork show 'Harbor Watch' | head -n 1
echo "--- and taken back"
knotwork build more 2>&1 | head -n 1
knotwork show 'Harbor Watch' 2>&1 | head -n 1
echo "--- from their texts as from their files"
knotwork build -q -s stored.db "$tests/articles"
knotwork build -q -s stored.db --names names.tsv more
knotwork build -q -s read.db --names names.tsv more "$tests/articles"
knotwork dump -s stored.db >stored
knotwork dump -s read.db | cmp - stored
echo "--- what it took"
knotwork build --stats news 2>&1 | sed 's/  *[0-9][0-9.]*/ N/g' || echo "exit $?"
echo "--- messages as JSON"
knotwork build --log json news 2>told || echo "exit $?"
grep -v '"progress"' told # of slow machines
knotwork build --stats --log json news 2>&1 | grep '"stats"' | sed 's/:[0-9][-+.0-9e]*/:N/g'
echo "--- a flood is cut"
yes '{"id":' 2>/dev/null | head -n 3000 >flood.jsonl
knotwork build -s flood.db flood.jsonl 2>&1 | sed -n '1p;20,$p'
knotwork ledger -s flood.db --state failed --format csv | wc -l
echo "--- a folder that cannot be written"
mkdir locked
cp knotwork.db locked
chmod 500 locked
chmod 400 locked/knotwork.db
knotwork documents -s locked/knotwork.db --format csv | wc -l
chmod 700 locked
