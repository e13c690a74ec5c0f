#!/usr/bin/env python3
"""Times questions to a store, beside ladybug (the successor of Kùzu) on the same graph.

usage: query.py BUILD STORE... : BUILD/tests/bench_query runs ours, BUILD/ladybug/bin/python
theirs, where it is there. Prints medians in milliseconds over TIMES runs, both with the
store open and warm. The answers must be the same, or the run fails.

What the default view leaves out (denied and hypothetical relations, voices) is left out of
the other's graph, too. It holds relations and co-occurrences in one table of edges each,
with the key of a node as its primary key, and takes as many threads as it likes; ours one.
"""
import csv
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import time

# name, times, ours, theirs ($a, $b keys, $n a name; anchor: which node $a is)
QUESTIONS = [
    ("look-up by key", "10", 200, "MATCH (n {key: $a}) RETURN n.name, n.stories",
     "MATCH (n:E {key: $a}) RETURN n.name, n.stories"),
    ("look-up by name", "10", 20, "MATCH (n {name: $n}) RETURN n.key, n.stories",
     "MATCH (n:E {name: $n}) RETURN n.key, n.stories"),
    *[(f"one hop, degree {d}", d, 50,
       "MATCH (a {key: $a})-[r]-(b) RETURN b.name, r.stories ORDER BY b.name, r.stories",
       "MATCH (a:E {key: $a})-[r]-(b:E) RETURN b.name, r.stories "
       "ORDER BY b.name, r.stories") for d in ("10", "100", "1000")],
    *[(f"two hops, filters, degree {d}", d, 10,
       "MATCH (a {key: $a})-[r:RELATIONS]->(b)-[s:RELATIONS]->(c:firm) WHERE r.stories > 1 AND s.stories > 2 "
       "AND b.type <> 'person' RETURN c.name, count(*) AS n ORDER BY n DESC, c.name LIMIT 20",
       "MATCH (a:E {key: $a})-[r:R]->(b:E)-[s:R]->(c:E) WHERE r.stories > 1 AND "
       "s.stories > 2 AND b.type <> 'person' AND c.type = 'firm' AND id(r) <> id(s) "
       "RETURN c.name, count(*) AS n ORDER BY n DESC, c.name LIMIT 20")
      for d in ("10", "1000")],
    *[(f"*1..3, degree {d}", d, 10,
       "MATCH (a {key: $a})-[:RELATIONS*1..3]->(b) RETURN count(*), count(DISTINCT b)",
       "MATCH (a:E {key: $a})-[:R* TRAIL 1..3]->(b:E) RETURN count(*), count(DISTINCT b.key)")
      for d in ("10", "1000")],
    ("shortest path", "10", 10,
     "MATCH p = shortestPath((a {key: $a})-[*..6]-(b {key: $b})) RETURN length(p)",
     "MATCH p = (a:E {key: $a})-[* SHORTEST 1..6]-(b:E {key: $b}) RETURN length(p)"),
    ("top 5 types of neighbors, degree 1000", "1000", 20,
     "MATCH (a {key: $a})-[r]-(b) RETURN b.type, count(*) AS n, sum(r.stories) AS s "
     "ORDER BY n DESC, b.type LIMIT 5",
     "MATCH (a:E {key: $a})-[r]-(b:E) RETURN b.type, count(*) AS n, sum(r.stories) AS s "
     "ORDER BY n DESC, b.type LIMIT 5"),
    ("top 10 firms by tools made, all", "10", 3,
     "MATCH (f:firm)-[r:makes]->(t:tool) RETURN f.name, count(*) AS n "
     "ORDER BY n DESC, f.name LIMIT 10",
     "MATCH (f:E)-[r:R]->(t:E) WHERE f.type = 'firm' AND r.type = 'makes' AND "
     "t.type = 'tool' RETURN f.name, count(*) AS n ORDER BY n DESC, f.name LIMIT 10"),
]

ENTITIES = ("SELECT e.id, e.key, e.name, l.name, e.stories FROM entity e "
            "JOIN label l ON l.list = 'entity' AND l.number = e.type WHERE NOT e.voice")
RELATIONS = ("SELECT s.key, o.key, l.name, r.stories FROM relation r "
             "JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object "
             "JOIN label l ON l.list = 'relation' AND l.number = r.type "
             "WHERE r.polarity = 0 AND NOT s.voice AND NOT o.voice AND EXISTS "
             "(SELECT 1 FROM fact f JOIN statement t ON t.id = f.statement "
             "WHERE f.relation = r.id AND t.modality NOT IN (SELECT number FROM label "
             "WHERE list = 'modality' AND name = 'hypothetical'))")
PAIRS = ("SELECT a.key, b.key, p.stories FROM pair p JOIN entity a ON a.id = p.a "
         "JOIN entity b ON b.id = p.b WHERE p.sentences > 0 AND NOT a.voice AND NOT b.voice")


def anchors(db):
    """For each degree the key of the node nearest to it, and the far end of a path."""
    degrees = {}
    for query in (RELATIONS, PAIRS):
        for a, b, *rest in db.execute(query):
            degrees[a] = degrees.get(a, 0) + 1
            degrees[b] = degrees.get(b, 0) + 1
    by = sorted(degrees)
    near = lambda d: min(by, key=lambda k: (abs(degrees[k] - d), k))
    out = {d: near(int(d)) for d in ("10", "100", "1000")}
    out["b"] = min((k for k in by if k != out["10"]), key=lambda k: (abs(degrees[k] - 11), k))
    out["n"] = db.execute("SELECT name FROM entity WHERE key = ?", (out["10"],)).fetchone()[0]
    out["degrees"] = {d: degrees[out[d]] for d in ("10", "100", "1000")}
    return out


def prepare(store, folder):
    """The graph as CSV for the other, and the anchors."""
    if (folder / "anchors.json").exists() and \
            (folder / "anchors.json").stat().st_mtime > os.path.getmtime(store):
        return json.loads((folder / "anchors.json").read_text())
    folder.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    for name, query in (("entities", ENTITIES), ("relations", RELATIONS), ("pairs", PAIRS)):
        with open(folder / (name + ".csv"), "w", newline="") as out:
            csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows(db.execute(query))
    found = anchors(db)
    (folder / "anchors.json").write_text(json.dumps(found))
    return found


def parameters(question, found):
    name, anchor = question[:2]
    values = {"a": found[anchor], "b": found["b"], "n": found["n"]}
    return {k: v for k, v in values.items() if "$" + k in question[3]}


def ours(program, store, found, relations):
    """(milliseconds, rows, first row) of each question."""
    p = subprocess.Popen([program, store], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         text=True)
    for question in QUESTIONS:
        given = [f'{k}="{v}"' for k, v in parameters(question, found).items()]
        text = question[3].replace("RELATIONS", "|".join(relations))
        p.stdin.write("\t".join([str(question[2]), *given, text]) + "\n")
        p.stdin.flush()
        spent, rows, first = p.stdout.readline().rstrip("\n").split("\t")
        yield float(spent), int(rows), first
    p.stdin.close()
    p.wait()


def theirs(folder, found):
    """The same of the other; run by its own python (see main)."""
    import ladybug
    fresh = not (folder / "graph.lbug").exists()
    connection = ladybug.Connection(ladybug.Database(str(folder / "graph.lbug")))
    if fresh:
        for line in (
                "CREATE NODE TABLE E(id INT64, key STRING PRIMARY KEY, name STRING, "
                "type STRING, stories INT64)",
                "CREATE REL TABLE R(FROM E TO E, type STRING, stories INT64)",
                "CREATE REL TABLE C(FROM E TO E, stories INT64)",
                f"COPY E FROM '{folder}/entities.csv' (HEADER=false, QUOTE='\"', ESCAPE='\"')",
                f"COPY R FROM '{folder}/relations.csv' (HEADER=false, QUOTE='\"', ESCAPE='\"')",
                f"COPY C FROM '{folder}/pairs.csv' (HEADER=false, QUOTE='\"', ESCAPE='\"')"):
            if "pairs" not in line or (folder / "pairs.csv").stat().st_size:
                connection.execute(line)
    for question in QUESTIONS:
        spent = []
        given = parameters(question, found)
        for i in range(question[2]):
            begin = time.perf_counter()
            rows = connection.execute(question[4], given).get_all()
            spent.append((time.perf_counter() - begin) * 1e3)
        first = "|".join(str(c) for c in rows[0]) if rows else ""
        print(sorted(spent)[len(spent) // 2], len(rows), first, sep="\t", flush=True)


def main():
    if sys.argv[1] == "--theirs":
        theirs(pathlib.Path(sys.argv[2]), json.load(sys.stdin))
        return 0
    build, stores = pathlib.Path(sys.argv[1]), sys.argv[2:]
    peer = build / "ladybug/bin/python"
    wrong = 0
    for store in stores:
        folder = build / "bench" / (pathlib.Path(store).stem + "-ladybug")
        found = prepare(store, folder)
        relations = [row[0] for row in sqlite3.connect(store).execute(
            "SELECT name FROM label WHERE list = 'relation' AND number > 0")]
        one = list(ours(build / "tests/bench_query", store, found, relations))
        other = []
        if peer.exists():
            done = subprocess.run([peer, __file__, "--theirs", folder], text=True,
                                  input=json.dumps(found), stdout=subprocess.PIPE)
            other = [line.split("\t") for line in done.stdout.splitlines()]
        print(f"{pathlib.Path(store).name}: ms, median"
              f"{'':24}{'knotwork':>10}{'ladybug':>10}{'rows':>8}")
        for n, question in enumerate(QUESTIONS):
            spent, rows, first = one[n]
            line = f"{question[0]:45}{spent:10.3f}"
            if n < len(other):
                line += f"{float(other[n][0]):10.3f}"
                if (str(rows), first) != tuple(other[n][1:3]):
                    wrong += 1
                    line += f"  DIFFERENT: {other[n][1:]} not {[rows, first]}"
            print(f"{line}{rows:8}", flush=True)
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
