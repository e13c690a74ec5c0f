#!/usr/bin/env python3
"""Scores which names of different documents mean the same, against ECB+ in its tab-separated form.

    score_across.py [--errors N] TOKENS.tsv MENTIONS.tsv PROGRAM

Builds a store of all documents (each a text of its tokens, a sentence a line), with PROGRAM, the knotwork binary, and
reads the entity of every naming mention from its view "mentions". Gold: mentions of people, organizations and places
(types HUMAN_PART_PER, HUMAN_PART_ORG, HUMAN_PART_GPE, LOC_GEO) in selected sentences that are names: a token of the mention that is not
the first of its sentence begins with a capital, or all do. A chain is keyed by its id over all documents.

B-cubed (Bagga and Baldwin 1998): a mention of ours matches the gold mention it overlaps most, at least half of the
shorter one; a gold name that nothing matches counts as alone. Precision of a name: of the gold names in our entity the
part of its chain; recall the other way about; both averaged over all gold names.
"""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

TYPES = ("HUMAN_PART_PER", "HUMAN_PART_ORG", "HUMAN_PART_GPE", "LOC_GEO")
SMALL = {"the", "a", "an", "of", "and", "for", "in", "'s", "his", "her", "its", "their", "on", "at", "de"}


def documents(path):
    """Per document: text, and per sentence the spans of its tokens."""
    texts, spans = defaultdict(str), defaultdict(dict)
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or line.startswith("doc\t"):
            continue
        doc, sentence, _, tokens = line.rstrip("\n").split("\t")[:4]
        places = []
        for token in tokens.split(" "):
            start = len(texts[doc])
            word = {"``": '"', "''": '"'}.get(token, token)
            glue = word in {",", ".", "'s", ";", ":", "?", "!", "n't", ")"}
            if glue and texts[doc].endswith(" "):
                texts[doc] = texts[doc][:-1]
                start -= 1
            texts[doc] += word + " "
            places.append((start, start + len(word)))
        texts[doc] = texts[doc].rstrip(" ") + "\n"
        spans[doc][sentence] = places
    return texts, spans


def is_name(tokens, numbers):
    """Of its words that are not small, the last is capitalized, and not just as the first of its sentence."""
    words = [(n, tokens[n]) for n in numbers if tokens[n].lower() not in SMALL and tokens[n][:1].isalnum()]
    return bool(words) and words[-1][1][:1].isupper() and (words[-1][0] > 0 or len(words) > 1)


def gold(path, texts, spans):
    names = []
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if cells[0] == "doc" or cells[2] != "1" or cells[6] not in TYPES:
            continue
        doc, sentence, places = cells[0], cells[1], spans[cells[0]][cells[1]]
        tokens = [texts[doc][s:e] for s, e in places]
        numbers = [int(n) for n in cells[5].split(",") if int(n) < len(places)]
        if numbers and is_name(tokens, numbers):
            names.append((doc, places[numbers[0]][0], places[numbers[-1]][1], cells[7]))
    return names


def namings(store, texts):
    """Per document the (start, end, entity) of naming mentions, in characters."""
    found = defaultdict(list)
    with sqlite3.connect(store) as db:
        for doc, start, end, key in db.execute("SELECT document, start, end, entity FROM mentions WHERE kind NOT IN "
                                               "('nominal', 'pronoun')"):
            raw = texts[doc].encode()
            found[doc].append((len(raw[:start].decode()), len(raw[:end].decode()), key))
    return found


def ours(texts, program):
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "s.db")
        lines = "".join(json.dumps({"id": doc, "text": text}) + "\n" for doc, text in sorted(texts.items()))
        subprocess.run([program, "build", "-q", "-s", store, "-"], input=lines.encode(), check=True)
        return namings(store, texts)


def match(name, mentions):
    best = (0, None)
    for start, end, key in mentions:
        both = min(end, name[2]) - max(start, name[1])
        if both * 2 >= min(end - start, name[2] - name[1]) and both > best[0]:
            best = (both, key)
    return best[1]


def main(arguments):
    shown = 0
    if arguments[:1] == ["--errors"]:
        shown, arguments = int(arguments[1]), arguments[2:]
    if not all(map(os.path.exists, arguments[:2])):
        print("skipped: the corpus is not here")
        return
    texts, spans = documents(arguments[0])
    names = gold(arguments[1], texts, spans)
    found = ours(texts, arguments[2])
    system = [match(n, found[n[0]]) or f"alone {i}" for i, n in enumerate(names)]
    chain = [n[3] for n in names]
    both, a, b = Counter(zip(system, chain)), Counter(system), Counter(chain)
    precision = sum(both[k, g] / a[k] for k, g in zip(system, chain)) / len(names)
    recall = sum(both[k, g] / b[g] for k, g in zip(system, chain)) / len(names)
    alone = sum(k.startswith("alone ") for k in system)
    print(f"{len(names)} names in {len(b)} chains, {alone} unmatched: B-cubed precision {precision:.3f} recall {recall:.3f} "
          f"F1 {2 * precision * recall / (precision + recall):.3f}")
    worst = Counter()
    for n, k, g in zip(names, system, chain):
        worst[(texts[n[0]][n[1]:n[2]].replace("\n", " "), k if not k.startswith("alone") else "-", g)] += 1 - both[k, g] / b[g]
    for (text, k, g), cost in worst.most_common(shown):
        print(f"{cost:6.1f}  {text!r} -> {k}  gold {g}")


if __name__ == "__main__":
    main(sys.argv[1:])
