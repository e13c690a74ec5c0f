# Verify passes, and fails after a source or a quote was tampered with.
cp -r "$tests/articles" articles
knotwork build -q articles
knotwork verify -q
echo "--- a source that changed"
sed -i 's/Nightjar/Nightingale/' articles/01-spyware-blacklist.txt
knotwork verify -q || echo "exit $?"
cp "$tests/articles/01-spyware-blacklist.txt" articles
knotwork verify -q
echo "--- a source that is gone"
rm articles/02-beijing-reacts.txt
knotwork verify -q || echo "exit $?"
cp "$tests/articles/02-beijing-reacts.txt" articles
echo "--- a quote that was moved in the store"
python3 - <<'END'
import sqlite3
store = sqlite3.connect("knotwork.db")
store.execute("UPDATE evidence SET start = start + 3, end = end + 3 WHERE statement = 1")
store.commit()
END
knotwork verify -q || echo "exit $?"
