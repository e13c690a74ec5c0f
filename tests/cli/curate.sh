# Corrections by hand: a file beside the store, replayed, taken back.
knotwork build --quiet "$tests/cli/data/small.jsonl"
knotwork dump -o before.jsonl
knotwork curate list || echo "exit $?"
echo "--- merge: the key that sorts first stays, the other one leads to it"
knotwork curate merge 'Kestrel Systems' 'kestrel aviation' --why 'one firm'
knotwork entities kestrel --format csv
knotwork show 'kestrel systems' | head -8
echo "--- the others"
knotwork curate rename 'kestrel systems' 'Kestrel Holding' -w 'its "new" name'
knotwork curate retype Nightjar work
knotwork curate split 'Ruritania' 02.txt
knotwork curate ignore 'Daily Example' --why 'to see what happens'
knotwork curate drop 'Ada Walesa'
knotwork curate drop nightjar supplies Kestrel || echo "exit $?"
knotwork curate drop 'Kestrel Holding' supplies Ruritania || echo "exit $?"
knotwork curate drop 'Kestrel Holding' supplies ruritania 01.txt
cat knotwork.curation
knotwork curate list --format csv
knotwork curate check
knotwork entities --format csv
knotwork statements --format csv --columns subject,type,object,document
echo "--- replayed"
knotwork dump -o curated.jsonl
knotwork resolve
knotwork dump | cmp - curated.jsonl
knotwork recover -q saved.db # the decisions come along
cmp knotwork.curation saved.curation
knotwork dump -s saved.db | cmp - curated.jsonl
cp knotwork.curation other.curation
knotwork build --quiet --store other.db - <"$tests/cli/data/small.jsonl"
knotwork dump --store other.db | cmp - curated.jsonl
echo "--- contradictions name both lines"
knotwork curate apart 'kestrel aviation' 'kestrel systems' || echo "exit $?"
knotwork curate rename 'kestrel aviation' 'Kestrel Air' || echo "exit $?"
knotwork curate merge nightjar 'daily example' || echo "exit $?"
printf 'apart "a b" c\nmerge c d # why\nmerge d "a b"\n' >other.curation
knotwork resolve --store other.db || echo "exit $?"
printf 'merge a\n' >other.curation
knotwork curate list --store other.db || echo "exit $?"
printf 'merge "a b c\n' >other.curation
knotwork curate check --store other.db || echo "exit $?"
printf '\n# a comment\nmerge nobody nightjar\n' >other.curation
knotwork curate check --store other.db || echo "exit $?"
echo "--- undo"
knotwork curate undo 99 || echo "exit $?"
while knotwork curate undo 2>>undo.txt; do :; done
cat undo.txt
cat knotwork.curation
knotwork dump | cmp - before.jsonl
echo "--- usage"
knotwork curate mrge a b || echo "exit $?"
knotwork curate merge nightjar || echo "exit $?"
knotwork curate merge nightjar nightjar || echo "exit $?"
knotwork curate retype nightjar thing || echo "exit $?"
knotwork curate merge nightjar Atlantis || echo "exit $?"
