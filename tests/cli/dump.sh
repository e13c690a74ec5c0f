# Dump: every record in the order of keys, the same from two stores of the same documents.
knotwork build --quiet "$tests/cli/data/small.jsonl"
knotwork dump -o dump.jsonl
knotwork build --quiet --store other.db - <"$tests/cli/data/small.jsonl"
knotwork dump --store other.db | cmp - dump.jsonl
python3 - <<'END'
import collections, json
counts = collections.Counter(json.loads(line).get("record", "document")
                             for line in open("dump.jsonl"))
for name, count in sorted(counts.items()):
    print(name, count)
END
knotwork dump >/dev/full || echo "exit $?"
