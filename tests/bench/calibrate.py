#!/usr/bin/env python3
"""What the confidence of a statement is worth: how often each way of finding one is right.

    calibrate.py KNOTWORK SHARED

SHARED is the folder with score/ and corpora/. Judged are the statements that the corpora's annotation covers: those of
conll04 train and KnowledgeNet train by score/relations.py's table (of KnowledgeNet not located_in, whose places it does not
annotate), and those of PETRARCH's and PLOVER's cases by score_events.py. What these corpora left out counts as wrong, so the
figures are low rather than high. The way is known by its confidence, which differs for each in src/relate/pass.h (KW_WAYS).
Prints a row per way, and a reliability table: stated confidence against the share that is right, by steps of .05; for ways
that hardly occur the estimate leans on the mean of ties or of events (with the weight of ten).
"""
import json
import os
import re
import subprocess
import sys
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
LEAN = 10


def ways():
    text = open(os.path.join(HERE, "../../src/relate/pass.h"), encoding="utf-8").read()
    table = text[text.index("#define KW_WAYS"):text.index("#define KW_WAY_ENUM")]
    found = re.findall(r"X\((\w+), (\d+), (\d+)\)", table)
    return {int(v): f"{name} {kind}" for name, tie, event in found for v, kind in ((tie, "tie"), (event, "event"))}


def extract(program, docs):
    lines = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in docs)
    out = subprocess.run([program, "extract"], input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                         check=False).stdout
    return {a["id"]: a for a in map(json.loads, out.decode().splitlines())}


def judge_relations(relations, which, program, path, judged):
    docs = [json.loads(line) for line in open(path, encoding="utf-8")]
    answers = extract(program, docs)
    types = relations.TYPES[which]
    for doc in docs:
        answer = answers.get(doc["id"])
        if not answer:
            continue
        spans = defaultdict(list)
        for e in doc["entities"]:
            spans[e["id"]].append((e["start"], e["end"]))
        reach = {e["id"]: {g for g in spans if relations.touching(e, spans[g])} for e in answer["entities"]}
        accepted = set()
        for r in doc["relations"]:
            if r["type"] in types:
                names, turned = types[r["type"]]
                a, b = (r["tail"], r["head"]) if turned else (r["head"], r["tail"])
                accepted |= {(a, n, b) for n in names.split()} | {(b, n, a) for n in names.split() if n in relations.SYMMETRIC}
        wanted = doc.get("annotated_properties")
        counted = {n for k, (ns, _) in types.items() if wanted is None or k in wanted for n in ns.split()}
        for s in answer["statements"]:
            pairs = {(a, s["type"], b) for a in reach.get(s["subject"], ()) for b in reach.get(s["object"], ()) if a != b}
            if s["type"] not in counted or not pairs or s["polarity"] != "+" or \
                    which == "knowledgenet" and s["type"] == "located_in":
                continue
            judged.append((s["confidence"], bool(pairs & accepted)))


def judge_events(events, program, shared, judged):
    folder = os.path.join(shared, "corpora/events")
    for which, path in (("petrarch", "petrarch/petrarch-unittest.jsonl"), ("plover", "plover/plover-gsr-even.jsonl")):
        cases = [c for c in events.read(os.path.join(folder, path)) if "text" in c]
        dictionary = events.actors(os.path.join(folder, "dictionaries/PETR.Validate.actors.txt")) if which == "petrarch" else []
        answers = events.extract(program, cases, events.own_names(dictionary) if dictionary else None)
        for s, good in events.judge(which, cases, answers, dictionary):
            judged.append((s["confidence"], good))


def main(program, shared):
    sys.path[:0] = [HERE, os.path.join(shared, "score")]
    import relations
    import score_events
    judged = []
    for which, path in (("conll04", "conll04/train.jsonl"), ("knowledgenet", "knowledgenet/train.jsonl")):
        judge_relations(relations, which, program, os.path.join(shared, "corpora/relations", path), judged)
    judge_events(score_events, program, shared, judged)
    names = ways()
    means = {}
    for kind in ("tie", "event"):
        mine = [good for v, good in judged if names[v].endswith(kind)]
        means[kind] = sum(mine) / max(len(mine), 1)
    for value, name in sorted(names.items(), reverse=True):
        mean = means[name.split()[1]]
        mine = [good for v, good in judged if v == value]
        estimate = (sum(mine) + LEAN * mean) / (len(mine) + LEAN)
        print(f"{name:17} stated {value / 1000:.3f}  right {sum(mine):5} of {len(mine):5}  estimate {estimate:.3f}")
    print(f"ties {means['tie']:.3f}, events {means['event']:.3f}, together {len(judged)}")
    for low in range(700, 1000, 50):
        mine = [(v, good) for v, good in judged if low <= v < low + 50]
        if mine:
            print(f"{low / 1000:.2f} to {low / 1000 + 0.05:.2f}: stated {sum(v for v, _ in mine) / len(mine) / 1000:.3f}  "
                  f"right {sum(g for _, g in mine) / len(mine):.3f}  of {len(mine)}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
