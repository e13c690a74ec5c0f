#!/usr/bin/env python3
"""Random queries to a store: `knotwork query` gives the rows that the definition of the
language gives on the graph that the default view sees, read from the store's tables.

usage: brute_store.py KNOTWORK DOCUMENTS [COUNT [SEED]]
"""
import json
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

import brute
import brute_make
from brute_eval import Edge, Evaluator, Node, TooMuch

WORDS = {
    "labels": ("firm", "person", "country", "tool"),
    "kinds": ("makes", "supplies", "accuse", "part_of", "CO_OCCURS"),
    "node": {"int": "stories", "str": "name", "bool": "voice", "mixed": "kind"},
    "edge": {"int": "stories", "mixed": "documents", "str": "type"},
}


def load(store):
    """The default view: no denials, nothing hypothetical, no voices, named in one sentence."""
    db = sqlite3.connect(store)
    labels = {(row[0], row[1]): row[2] for row in db.execute("SELECT * FROM label")}
    nodes = {}
    for n, name, kind, type_, stories in db.execute(
            "SELECT id, name, kind, type, stories FROM entity WHERE NOT voice"):
        nodes[n] = Node([labels["entity", type_]], {
            "name": name, "kind": kind or None, "stories": stories, "voice": False})
    edges = []
    for a, b, kind, stories, documents in db.execute(
            "SELECT subject, object, type, stories, documents FROM relation r "
            "WHERE polarity = 0 AND EXISTS (SELECT 1 FROM fact f JOIN statement t ON "
            "t.id = f.statement JOIN label l ON l.list = 'modality' AND "
            "l.number = t.modality WHERE f.relation = r.id AND l.name <> 'hypothetical')"):
        kind = labels["relation", kind]
        edges.append((a, b, kind, stories, documents, True))
    for a, b, stories, documents in db.execute(
            "SELECT a, b, stories, documents FROM pair WHERE sentences > 0"):
        edges.append((a, b, "CO_OCCURS", stories, documents, False))
    return list(nodes.values()), [
        Edge(nodes[a], nodes[b], kind, {"stories": s, "documents": d, "type": kind}, leads)
        for a, b, kind, s, d, leads in edges if a in nodes and b in nodes]


def plain(v):
    """A value as knotwork writes it in JSON; numbers to 8 digits, all of one kind."""
    if isinstance(v, bool) or v is None:
        return v
    if isinstance(v, (int, float)):
        return float(f"{v:.8g}")
    if isinstance(v, list):
        return [plain(x) for x in v]
    if isinstance(v, dict):
        return {k: plain(x) for k, x in sorted(v.items())}
    if isinstance(v, Node):
        return v.props["name"]
    if isinstance(v, Edge):
        return f"[{v.kind}]"
    if isinstance(v, str):
        return v
    out = v.nodes[0].props["name"]
    for edge, before, after in zip(v.edges, v.nodes, v.nodes[1:]):
        forth = edge.start is before
        out += (" -" if forth else " <-") + f"[{edge.kind}]" + ("-> " if forth else "- ")
        out += after.props["name"]
    return out


def table(rows, bags, ordered):
    out = []
    for row in rows:
        cells = {k: plain(v) for k, v in row.items()}
        for bag in bags & set(cells):
            cells[bag] = cells[bag] and sorted(cells[bag], key=repr)
        out.append(json.dumps(cells, sort_keys=True))
    return out if ordered else sorted(out)


def ask(knotwork, store, parameters, text):
    given = [x for k, v in parameters.items() for x in ("-p", f"{k}={brute_make.literal(v)}")]
    done = subprocess.run([knotwork, "query", "-s", store, "--format", "jsonl", *given, text],
                          capture_output=True, text=True)
    if done.returncode > 1:  # 1: no rows
        return done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    knotwork, documents = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    tried = nonempty = bad = 0
    with tempfile.TemporaryDirectory() as folder:
        store = str(pathlib.Path(folder) / "knotwork.db")
        subprocess.run([knotwork, "build", "-q", "-s", store, documents], check=True)
        nodes, edges = load(store)
        for n in range(seed, seed + count):
            maker = brute_make.Maker(random.Random(n), WORDS)
            query = maker.query()
            try:
                columns, rows = Evaluator(nodes, edges, maker.parameters,
                                          brute.BUDGET).query(query)
            except TooMuch:
                continue
            text = brute_make.query_text(query)
            answer = ask(knotwork, store, maker.parameters, text)
            tried += 1
            nonempty += len(rows) > 0
            bags, ordered = brute.bags_of(query), len(query[0]) == 1 and bool(query[0][0][-1][3])
            want = table([{c: row[c] for c in columns} for row in rows], bags, ordered)
            got = answer if isinstance(answer, str) else table(answer, bags, ordered)
            if got != want:
                bad += 1
                print(f"seed {n}: {text}\ngot {got}\nnot {want}\n")
    print(f"{tried} queries to a store ({nonempty} with rows): {bad} differ")
    return bad > 0 or tried < count // 2


if __name__ == "__main__":
    sys.exit(main())
