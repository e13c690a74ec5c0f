#!/usr/bin/env python3
"""Scores which mentions mean the same against coreference corpora (CoNLL brackets, with a treebank for the words).

    score_referents.py [--errors N] CONLL CONLLU [CONLL CONLLU ...] -- COMMAND...

COMMAND reads documents as JSON lines and writes knotwork JSON, as `knotwork extract -` does. CONLL has columns index,
token, brackets and "# begin document NAME"; CONLLU the same documents with heads and tags. What is missing is skipped.

B-cubed (Bagga and Baldwin 1998) over names: a gold mention is a name when the head of its span is tagged PROPN. A mention
of ours matches the gold mention whose head it contains (of several the shortest gold mention is taken first); a gold name
that nothing of ours matches counts as alone. Precision of a name: of the gold names in its group of ours, the part that
is in its gold group; recall: the other way about; both averaged over all gold names.
"all" counts every gold mention, named or not. "links": of our mentions that refer back and lie on the head of a gold
mention whose group has a name, the part whose referent has a name of that group among its own.
"""
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict


def treebank(path):
    """Documents by name: text, and per word (start, end, tag, head word or -1)."""
    docs, name, doc, new_paragraph = {}, None, None, False
    rows = []

    def flush():
        nonlocal rows, new_paragraph
        words = [r for r in rows if r[0].isdigit()]
        if not words:
            return
        base, covered, start = len(doc["words"]), 0, 0
        doc["text"] = (doc["text"].rstrip(" ") + "\n\n") if new_paragraph and doc["text"] else doc["text"]
        new_paragraph = False
        for r in rows:
            if "-" in r[0]:
                covered, surface = int(r[0].split("-")[1]), r
                start = len(doc["text"])
                doc["text"] += r[1] + ("" if "SpaceAfter=No" in r[9] else " ")
                continue
            if not r[0].isdigit():
                continue
            if int(r[0]) <= covered:
                end = min(start + len(r[1]), len(doc["text"].rstrip(" ")))
                doc["words"].append((min(start, end - 1), end, r[3], int(r[6]) - 1 + base if r[6] != "0" else -1))
                start = end
                continue
            start = len(doc["text"])
            doc["text"] += r[1] + ("" if "SpaceAfter=No" in r[9] else " ")
            doc["words"].append((start, start + len(r[1]), r[3], int(r[6]) - 1 + base if r[6] != "0" else -1))
        rows = []

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            name = line[14:]
            doc = docs[name] = {"text": "", "words": []}
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line:
            flush()
    if rows:
        flush()
    return docs


def chains(path):
    """Per document name: list of (first word, last word, group)."""
    docs, open_at, mentions, index = {}, None, None, 0
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# begin document "):
            mentions = docs[line[17:]] = []
            open_at, index = defaultdict(list), 0
        elif line and not line.startswith("#"):
            for piece in re.findall(r"\(?[^()]+\)?", line.split("\t")[-1]):
                group = re.match(r"\(?((?:[a-z]+-)?\d+)", piece)  # "place-9-Sydney" is place-9
                if not group:
                    continue
                if piece.startswith("("):
                    open_at[group[1]].append(index)
                if piece.endswith(")") and open_at[group[1]]:
                    mentions.append((open_at[group[1]].pop(), index, group[1]))
            index += 1
    return docs


def head(words, first, last):
    for i in range(first, last + 1):
        if not first <= words[i][3] <= last:
            return i
    return last


def b_cubed(gold, ours):
    """gold, ours: group of each mention (ours None: alone)."""
    by_gold, by_ours = defaultdict(set), defaultdict(set)
    for m, g in gold.items():
        by_gold[g].add(m)
        by_ours[ours[m] if ours[m] is not None else ("alone", m)].add(m)
    p = r = 0.0
    for m, g in gold.items():
        mine = by_ours[ours[m] if ours[m] is not None else ("alone", m)]
        both = len(mine & by_gold[g])
        p += both / len(mine)
        r += both / len(by_gold[g])
    return p, r


def main(argv):
    errors = 0
    if argv[:1] == ["--errors"]:
        errors, argv = int(argv[1]), argv[2:]
    cut = argv.index("--")
    paths, command = argv[:cut], argv[cut + 1:]
    gold = {}
    for conll, conllu in zip(paths[::2], paths[1::2]):
        if not os.path.exists(conll) or not os.path.exists(conllu):
            print(f"{conll}: not there, skipped")
            continue
        bank, groups = treebank(conllu), chains(conll)
        for name in groups:
            gold[name] = (bank[name], groups[name])
    if not gold:
        return 77
    lines = "".join(json.dumps({"id": n, "text": b["text"]}) + "\n" for n, (b, _) in gold.items())
    out = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    total, links, notes = Counter(), Counter(), []
    for line in out.splitlines():
        doc = json.loads(line)
        bank, mentions = gold[doc["id"]]
        words, text = bank["words"], bank["text"]
        heads = [(last - first, head(words, first, last), (first, last, g)) for first, last, g in mentions]
        ours = []
        for e in doc["entities"]:
            for kind, spans, kinds in (("name", e["mentions"], e["kinds"]), ("back", e["coref"], e["coref_kinds"])):
                ours += [(s, t, e["id"], kind, k) for (s, t), k in zip(spans, kinds)]
        match, used = {}, set()
        for _, h, m in sorted(heads):
            for o in sorted(ours, key=lambda o: o[1] - o[0]):
                if o not in used and o[0] <= words[h][0] and words[h][1] <= o[1]:
                    match[m] = o
                    used.add(o)
                    break
        names = {m for _, h, m in heads if words[h][2] == "PROPN"}
        for label, chosen in (("names", names), ("all", {m for _, _, m in heads})):
            p, r = b_cubed({m: m[2] for m in chosen}, {m: match[m][2] if m in match else None for m in chosen})
            total[label] += len(chosen)
            total[label, "p"] += p
            total[label, "r"] += r
            total[label, "matched"] += sum(m in match for m in chosen)
        named = defaultdict(set)  # our entity -> gold groups of its names
        for m in names:
            if m in match:
                named[match[m][2]].add(m[2])
        with_name = {m[2] for m in names}
        for m, o in match.items():
            if o[3] == "back" and m[2] in with_name and m not in names:
                right = m[2] in named[o[2]]
                links[o[4], right] += 1
                around = text[max(0, o[0] - 60):o[0]] + "[" + text[o[0]:o[1]] + "]" + text[o[1]:o[1] + 30]
                if not right:
                    entity = next(e for e in doc["entities"] if e["id"] == o[2])["name"]
                    notes.append(f"link  {doc['id']} {around!r} -> {entity}")
        for m in names:
            if m not in match:
                continue
            for n in names:
                if m < n and n in match:
                    same, mine = m[2] == n[2], match[m][2] == match[n][2]
                    if same != mine:
                        show = [text[match[x][0]:match[x][1]] for x in (m, n)]
                        notes.append(f"{'apart' if same else 'joined'} {doc['id']} {show}")
    for label in ("names", "all"):
        n = total[label] or 1
        p, r = total[label, "p"] / n, total[label, "r"] / n
        print(f"{label:6} P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r or 1):.3f}   {total[label]} gold mentions, "
              f"{total[label, 'matched']} matched")
    for kind in sorted({k for k, _ in links}):
        right, wrong = links[kind, True], links[kind, False]
        print(f"links {kind}: {right} of {right + wrong} right")
    for note, n in Counter(notes).most_common(errors):
        print(n, note)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
