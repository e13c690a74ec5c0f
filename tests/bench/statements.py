#!/usr/bin/env python3
"""Statements on gold articles: with all of them, and without those whose text is one of the seeds.

    statements.py KNOTWORK GOLD_FOLDER SEEDS_FOLDER

GOLD_FOLDER holds dev.jsonl and score.py; the seeds are articles that everybody has read, so figures with them flatter.
"""
import json
import os
import re
import subprocess
import sys


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def rows(score, gold, system):
    tally, attributes = score.score(gold, system)
    for key in ("mentions_typed", "entities_typed", "statements", "statements_untyped"):
        yield score.LABELS[key], tally[key].result()
    for key, t in attributes.items():
        yield key, t.result()


def main(program, folder, seeds):
    sys.path.insert(0, folder)
    import score
    path = os.path.join(folder, "dev.jsonl")
    gold = score.load(path)
    out = subprocess.run([program, "extract", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    system = {d["id"]: d for d in map(json.loads, out.decode().splitlines())}
    known = set()
    for name in os.listdir(seeds):
        with open(os.path.join(seeds, name), encoding="utf-8") as file:
            known.add(plain(file.read()))
    rest = {k: d for k, d in gold.items() if plain(d["text"]) not in known}
    print(f"{'':24}{len(gold)} articles{'':12}{len(rest)}, without the seeds")
    print(f"{'':24}{'P':>6}{'R':>7}{'F1':>7}{'':8}{'P':>6}{'R':>7}{'F1':>7}")
    for (label, a), (_, b) in zip(rows(score, gold, system), rows(score, rest, system)):
        print(f"{label:24}" + (" " * 8).join(f"{x['precision']:6.3f}{x['recall']:7.3f}{x['f1']:7.3f}" for x in (a, b)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
