#!/usr/bin/env python3
"""Scores the spans and types that the room name finds, before references are resolved.

    score_names.py SPANS gold FILE.jsonl... [--errors N]   against the naming mentions of gold articles
    score_names.py SPANS extract FILE.jsonl                  knotwork-like JSON for other scorers
    score_names.py SPANS show FILE...                        the text of files with marks

SPANS is the program tests/bench/spans; FILE.jsonl has "text" and, as gold, "entities".
"""
import json
import subprocess
import sys
from collections import Counter


def analyse(program, texts):
    data = "\0".join(texts).encode("utf-8")
    out = subprocess.run([program, "-n"], input=data, stdout=subprocess.PIPE, check=True).stdout
    result = []
    for line in out.decode("utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0] == "D":
            to_char, at = [], 0
            for char in texts[len(result)]:
                to_char += [at] * len(char.encode("utf-8"))
                at += 1
            to_char.append(at)
            result.append([])
        elif cells[0] == "N":
            result[-1].append((to_char[int(cells[1])], to_char[int(cells[2])], cells[3], *cells[4:]))
    return result


def f1(right, system, gold):
    p, r = right / max(system, 1), right / max(gold, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def gold(program, paths, errors):
    for path in paths:
        docs = [json.loads(line) for line in open(path, encoding="utf-8")]
        n, wrong, by_type = Counter(), [], Counter()
        for doc, names in zip(docs, analyse(program, [d["text"] for d in docs])):
            text = doc["text"]
            want = {tuple(m): e["type"] for e in doc["entities"] for m in e["mentions"]}
            have = {(s, e): (t, *rest) for s, e, t, *rest in names}
            n.update(want=len(want), have=len(have), span=len(want.keys() & have.keys()))
            n["typed"] += sum(want[k] == have[k][0] for k in want.keys() & have.keys())
            for k in sorted(want.keys() | have.keys()):
                w, h = want.get(k), have.get(k)
                around = f"{text[max(0, k[0] - 35):k[0]]}[{text[k[0]:k[1]]}]{text[k[1]:k[1] + 35]}".replace("\n", "/")
                if w and not h:
                    wrong.append(f"missed {w:12} {around}")
                    by_type["missed " + w] += 1
                elif h and not w:
                    wrong.append(f"wrong  {h[0]:12} {around} {h[2]}")
                    by_type["wrong " + h[0]] += 1
                elif h[0] != w:
                    wrong.append(f"type   {w} as {h[0]}: {around} {h[2]}")
                    by_type[f"type {w} as {h[0]}"] += 1
        print(f"{path}: span {f1(n['span'], n['have'], n['want'])}   typed {f1(n['typed'], n['have'], n['want'])}")
        if errors:
            print(by_type.most_common(40))
        for line in wrong[:errors]:
            print("  " + line)


def main():
    program, mode, *paths = sys.argv[1:]
    errors = 0
    if "--errors" in paths:
        at = paths.index("--errors")
        errors = int(paths[at + 1])
        del paths[at:at + 2]
    if mode == "gold":
        return gold(program, paths, errors)
    if mode == "show":
        texts = [open(p, encoding="utf-8").read() for p in paths]
        for text, names in zip(texts, analyse(program, texts)):
            for s, e, t, kind, basis, noun in reversed(names):
                text = f"{text[:s]}[{text[s:e]}|{t}{'' if kind == 'name' else ' ' + kind}:{basis}{' ' + noun if noun else ''}]{text[e:]}"
            print(text + "\n")
        return None
    docs = [json.loads(line) for line in open(paths[0], encoding="utf-8")]
    for doc, names in zip(docs, analyse(program, [d["text"] for d in docs])):
        entities = [{"id": f"e{i}", "name": doc["text"][s:e], "type": t, "mentions": [[s, e]]}
                    for i, (s, e, t, *_) in enumerate(names)]
        print(json.dumps({"id": doc["id"], "text": doc["text"], "entities": entities, "statements": []}))
    return None


if __name__ == "__main__":
    sys.exit(main())
