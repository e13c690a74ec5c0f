# Building, again, changed, pruned, removed; what becomes of bad inputs.
mkdir news
echo 'Joe Biden met Xi Jinping in Bali.' >news/a.txt
echo 'Israel denied the report.' >news/b.txt
knotwork build news
knotwork build news
echo 'France denied the report.' >news/b.txt
echo 'Mexico bought it.' >news/c.txt
knotwork build news
rm news/c.txt
knotwork build news
knotwork build --prune news
knotwork documents --format csv | cut -d, -f 1,2
echo "--- removed"
knotwork remove b.txt
knotwork remove b.txt || echo "exit $?"
knotwork documents --format csv | cut -d, -f 1,2
echo "--- bad inputs"
: >news/empty.txt
printf '\000\001\002\003\377\376' >news/binary.bin
printf '{"id":"x","text":"Fine."}\n{"id":\n{"text":7}\n' >news/lines.jsonl
knotwork build news nowhere || echo "exit $?"
knotwork ledger
knotwork ledger --state failed,skipped --format csv
knotwork ledger --count
knotwork ledger news/lines.jsonl a.txt --columns path,record,state,document
knotwork ledger nothing || echo "exit $?"
echo "--- standard input, quiet, another store"
echo '{"id":"one","title":"T","date":"2024-01-02","source":"S","text":"Iran met Iraq."}' |
    knotwork build --quiet --store other.db -
knotwork documents -s other.db --format jsonl | grep -o '^.*date":"[^"]*'
echo "--- no store, no documents"
knotwork documents --store missing.db || echo "exit $?"
echo 'not a store' >text.db
knotwork documents --store text.db || echo "exit $?"
knotwork build || echo "exit $?"
ls
echo "--- hostile inputs"
mkdir -p hostile/folder
ln -s .. hostile/folder/loop
ln -s missing hostile/dangling
mkfifo hostile/pipe
head -c 34000000 /dev/zero | tr '\000' a >hostile/long.txt
printf 'Iran \377\300\200 met \355\240\200 Iraq; \303\251t\303\251, \303\251t\303\251, \303\251t\303\251.' >hostile/broken.txt
echo 'Iran met Iraq.' >hostile/.hidden
echo 'Iran met Iraq.' >"hostile/a
b.txt"
knotwork build --quiet -s hostile.db hostile || echo "exit $?"
knotwork ledger -s hostile.db --format csv
knotwork verify -q -s hostile.db

# A store beside its documents, and the decisions about it, are none of them.
mkdir beside && cd beside
echo "Ilse Kant of Strelsau met executives of Quorax Energy on Monday." >a.txt
knotwork build .
knotwork curate rename "Quorax Energy" Quorax
knotwork build .
knotwork ledger --columns path,state,reason
