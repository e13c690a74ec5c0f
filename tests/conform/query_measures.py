#!/usr/bin/env python3
"""query_measures.py KNOTWORK DATA - every measure of nodes and of edges is, as a property in
the query language, what `analyze` says of the same view: the same digits, null where it
has none, and null for entities that the view joins to nobody."""
import json
import os
import subprocess
import sys
import tempfile

VIEWS = [[], ["--voices", "--window", "document"], ["--layers", "statements"],
         ["--weight", "mentions", "--distance", "inverse", "--types=-person"]]


def rows(folder, program, *arguments):
    done = subprocess.run([program, *arguments, "--format", "jsonl"],
                          cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode > 1:
        sys.exit(f"{arguments}: {done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def compare(what, said, asked):
    """Both: {ends: {measure: value}}."""
    if not said:
        sys.exit(f"{what}: analyze says nothing")
    wrong = [(ends, name, value, asked.get(ends, {}).get(name, "no row"))
             for ends, row in said.items() for name, value in row.items()
             if asked.get(ends, {}).get(name, "no row") != value]
    wrong += [(ends, name, "not in the view", value) for ends, row in asked.items()
              for name, value in row.items() if ends not in said and value is not None]
    if wrong:
        sys.exit(f"{what}: {len(wrong)} differ, as {wrong[0]} (entity, measure, analyze, query)")
    return sum(len(row) for row in said.values())


def check(folder, program, view, scope, columns):
    names = [row["name"] for row in rows(folder, program, "help", "measures")
             if row["scope"] == scope]
    own = ["documents", "stories", "outlets", "mentions"] if scope == "edge" else []
    names = [name for name in names if name not in own]
    said = rows(folder, program, "analyze", "-n", "0", "-m", ",".join(names), *view,
                *(["--edges"] if scope == "edge" else []))
    variable = "r" if scope == "edge" else "n"
    wanted = ", ".join(f"{variable}.{name} AS {name}" for name in names)
    asked = rows(folder, program, "query", *view, (
        f"MATCH (a)-[r]-(b) WHERE a.key < b.key RETURN DISTINCT a.key AS source, b.key AS target, {wanted}"
        if scope == "edge" else f"MATCH (n) RETURN n.key AS key, {wanted}"))
    pairs = [{tuple(row[column] for column in columns): {name: row[name] for name in names}
              for row in table} for table in (said, asked)]
    return compare(f"{scope}s, {' '.join(view) or 'default view'}", *pairs)


def main(program, data):
    values = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "build", "--quiet", os.path.abspath(data)], cwd=folder, check=True)
        for view in VIEWS:
            values += check(folder, program, view, "node", ["key"])
            values += check(folder, program, view, "edge", ["source", "target"])
    print(f"query_measures.py: {values} values are the same")


main(os.path.abspath(sys.argv[1]), sys.argv[2])
