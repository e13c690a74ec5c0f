# Check passes, and fails after the store was tampered with; recover saves what it can.
cp -r "$tests/articles" articles
knotwork build -q articles
knotwork check
echo "--- a count that is wrong: found, and put right"
python3 - <<'PY'
import sqlite3
store = sqlite3.connect("knotwork.db")
store.execute("UPDATE entity SET stories = 77 WHERE key = 'country/CN'")
store.commit()
PY
knotwork check -q 2>&1 | cut -c 1-80
knotwork check -q 2>/dev/null || echo "exit $?"
knotwork resolve
knotwork check -q
echo "--- a damaged page"
knotwork dump >before
python3 - <<'PY'
with open("knotwork.db", "r+b") as store:
    store.seek(8 * 4096) # a page of documents
    store.write(b"\xff" * 4096)
PY
knotwork check -q >/dev/null 2>&1 || echo "exit $?"
knotwork recover -q saved.db >/dev/null 2>&1 || echo "exit $?"
knotwork recover saved.db || echo "exit $?"
knotwork build -q -s saved.db articles
knotwork check -s saved.db
knotwork dump -s saved.db | cmp - before
