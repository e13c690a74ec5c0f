# What may be one and what may be two, with the command that decides it.
document() { # ID NAME:TYPE ...
    /usr/bin/python3 - "$@" <<'END'
import json, sys
text, entities = "", []
for n, item in enumerate(sys.argv[2:]):
    name, kind = item.split(":")
    entities.append({"id": f"e{n}", "name": name, "type": kind, "mentions": [[len(text), len(text) + len(name)]]})
    text += name + ". "
print(json.dumps({"id": sys.argv[1], "text": text, "sentences": [[0, len(text)]], "entities": entities, "statements": []}))
END
}
{
    document a1 "O'Brien Kite Works:firm" 'Zed Quorl:person' 'Vex Ltd:firm'
    document a2 'OBrien Kite Works:firm' 'Zed Quorl:person' 'Vex Ltd:firm'
    for n in 1 2 3; do
        document "s$n" 'Ada Low:person' 'Una:place' 'Orbel Union:organization' 'Mirel Hall:place' 'Ben Orr:person'
    done
    for n in 1 2; do
        document "t $n" 'Ada Low:person' 'Yol Brand:person' 'Tarn FC:organization' 'Sanne:place' 'Mirel Cup:event'
        document "v$n" 'Kestrel Nine:tool' 'Bir Orto:person' 'Larn Ltd:firm'
    done
    document w 'Kestrel Nime:tool' 'Bir Orto:person' 'Larn Ltd:firm'
} >in.jsonl
knotwork build --quiet in.jsonl
knotwork duplicates --format json
echo "--- chosen"
knotwork duplicates --decisions split --columns score,a,b
knotwork duplicates --types tool --columns decision,a,b --format csv
knotwork duplicates --limit 1 --columns decision,a,b --format csv
knotwork duplicates --decisions rename || echo "exit $?"
echo "--- the commands say what they mean to a shell, and leave nothing to propose"
cp knotwork.db 'the store.db'
knotwork duplicates --store 'the store.db' --columns command --format tsv | sed 1d >decide.sh
cat decide.sh
sh -e decide.sh
knotwork curate list --store 'the store.db' --format csv
knotwork duplicates --store 'the store.db' || echo "exit $?"
