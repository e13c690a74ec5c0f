#!/usr/bin/env python3
"""What `knotwork extract` finds in the sample articles, against what they were written to give.

    articles.py PROGRAM ARTICLES EXPECTED

Fails when a figure falls under its floor. Mentions are spans with their type; entities are paired one to one by
the characters their mentions share; a statement is right when type, polarity and both paired ends are.
"""
import json
import subprocess
import sys

SYMMETRIC = {"family", "associate", "agree", "consult", "cooperate"}

# Floors, a little under what was measured when they were set: raise them with the program.
FLOORS = {"mentions F1": 0.86, "entities F1": 0.89, "statements precision": 0.85, "statements F1": 0.55}


def pairs(gold, found):
    """Ids of found entities -> ids of gold ones, the largest overlap first."""
    shared = sorted((-sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in g["mentions"] for b in f["mentions"]),
                     g["type"] != f["type"], i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    paired = {}
    for overlap, _, i, j in shared:
        if overlap and gold[i]["id"] not in paired.values() and found[j]["id"] not in paired:
            paired[found[j]["id"]] = gold[i]["id"]
    return paired


def spans(doc):
    return {(a, b, e["type"]) for e in doc["entities"] for a, b in e["mentions"]}


def statements(doc, name):
    out = set()
    for s in doc["statements"]:
        ends = [name(s["subject"]), name(s["object"])]
        out.add((s["type"], *(sorted(ends) if s["type"] in SYMMETRIC else ends), s["polarity"]))
    return out


def f1(right, gold, found):
    return 2 * right / (gold + found) if gold + found else 1.0


def main(program, articles, expected):
    lines = subprocess.run([program, "extract", articles], check=True, stdout=subprocess.PIPE).stdout.splitlines()
    found = {d["id"]: d for d in map(json.loads, lines)}
    with open(expected, encoding="utf-8") as f:
        golds = [json.loads(line) for line in f]
    count = dict.fromkeys(("m", "mg", "mf", "e", "eg", "ef", "s", "sg", "sf"), 0)
    for gold in golds:
        doc = found.pop(gold["id"])
        if doc["text"] != gold["text"]:
            sys.exit(f"articles.py: {gold['id']}: the text was changed")
        paired = pairs(gold["entities"], doc["entities"])
        types = {e["id"]: e["type"] for e in gold["entities"]}
        same = sum(types[paired[e["id"]]] == e["type"] for e in doc["entities"] if e["id"] in paired)
        g = statements(gold, lambda i: "g" + i)
        s = statements(doc, lambda i: "g" + paired[i] if i in paired else "s" + i)
        for key, value in (("m", len(spans(gold) & spans(doc))), ("mg", len(spans(gold))), ("mf", len(spans(doc))),
                           ("e", same), ("eg", len(gold["entities"])), ("ef", len(doc["entities"])),
                           ("s", len(g & s)), ("sg", len(g)), ("sf", len(s))):
            count[key] += value
    if found:
        sys.exit(f"articles.py: not expected: {sorted(found)}")
    figures = {"mentions F1": f1(count["m"], count["mg"], count["mf"]),
               "entities F1": f1(count["e"], count["eg"], count["ef"]),
               "statements precision": count["s"] / max(1, count["sf"]),
               "statements F1": f1(count["s"], count["sg"], count["sf"])}
    low = []
    for what, floor in FLOORS.items():
        print(f"{what:22}{figures[what]:.3f}  (floor {floor})")
        low += [what] if figures[what] < floor else []
    if low:
        sys.exit("articles.py: under its floor: " + ", ".join(low))


if __name__ == "__main__":
    main(*sys.argv[1:])
