#!/usr/bin/env python3
"""Scores what `knotwork duplicates` proposes first, on texts whose answers are known.

    score_duplicates.py PROGRAM across TOKENS.tsv MENTIONS.tsv
    score_duplicates.py PROGRAM planted DOCUMENTS.jsonl [SEED]

across: ECB+ (see score_across.py). A proposed merge is right when most gold names of both entities are of one chain, wrong
when of two; without a gold name on both sides it cannot be judged and is left out. Prints right and wrong of the first 20
and of all that can be judged.

planted: DOCUMENTS (lines of {"id", "text"}) are changed first. Merges: of names (a person, firm or organization of two or
more words, in 4 documents or more) every other one is written otherwise in half of its documents: a letter doubled, two
swapped, one left out, or its words joined by a hyphen. Splits: pairs of people who are never named in one document, each in
3 to 12 of them, are given one name. Prints how many of the first 20 proposals of each kind are planted, and how many of the
planted ones are proposed at all. What is not planted counts as wrong, though texts have slips of their own.
"""
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import score_across

PLANTED = 60


def build(program, store, records):
    lines = "".join(json.dumps(record) + "\n" for record in records)
    subprocess.run([program, "build", "-q", "-s", store, "-"], input=lines.encode(), check=True, stderr=subprocess.DEVNULL)


def table(program, store, *arguments):
    run = subprocess.run([program, *arguments, "-s", store, "--format", "csv"], capture_output=True, text=True)
    return list(csv.DictReader(io.StringIO(run.stdout)))


def keys(row):
    """The words of its command behind the verb and the store."""
    import shlex
    words = shlex.split(row["command"])[3:]
    return words[2:] if words[:1] == ["-s"] else words


def across(program, folder, tokens, mentions):
    texts, spans = score_across.documents(tokens)
    names = score_across.gold(mentions, texts, spans)
    store = os.path.join(folder, "s.db")
    build(program, store, ({"id": doc, "text": text} for doc, text in sorted(texts.items())))
    found = score_across.namings(store, texts)
    chains = defaultdict(Counter)
    for name in names:
        entity = score_across.match(name, found[name[0]])
        if entity:
            chains[entity][name[3]] += 1
    verdicts = []
    for row in table(program, store, "duplicates", "-n", "0", "-d", "merge"):
        a, b = (chains.get(key) for key in keys(row)[:2])
        if a and b:
            verdicts.append(a.most_common(1)[0][0] == b.most_common(1)[0][0])
            print("right" if verdicts[-1] else "wrong", row["score"], row["evidence"], file=sys.stderr)
    for count in (20, len(verdicts)):
        print(f"of the first {min(count, len(verdicts))} merges that can be judged {sum(verdicts[:count])} are right")


def slip(name, rng):
    at = rng.randrange(1, len(name) - 2)
    how = rng.randrange(4)
    if how == 0:
        return name[:at] + name[at] + name[at:]
    if how == 1:
        return name[:at] + name[at + 1] + name[at] + name[at + 2:] if name[at:at + 2].isalpha() else slip(name, rng)
    if how == 2:
        return name[:at] + name[at + 1:] if name[at].isalpha() else slip(name, rng)
    return name.replace(" ", "-", 1)


def plant(program, folder, records, rng):
    """Changes the texts; gives the names planted: merges as (true, slip), splits as the name of two."""
    store = os.path.join(folder, "before.db")
    build(program, store, records)
    texts = {record["id"]: record["text"] for record in records}
    usual = [row["name"] for row in table(program, store, "entities", "--types", "person,firm,organization")
             if " " in row["name"] and row["name"].isascii() and row["name"].replace(" ", "").isalpha()]
    inside = {name: [key for key in sorted(texts) if name in texts[key]] for name in usual}
    frequent = sorted(name for name in usual if len(inside[name]) >= 4)
    rng.shuffle(frequent)
    merges = []
    for name in frequent[:PLANTED]:
        other = slip(name, rng)
        merges.append((name, other))
        for key in inside[name][::2]:
            texts[key] = texts[key].replace(name, other)
    people = sorted(row["name"] for row in table(program, store, "entities", "--types", "person")
                    if row["name"].count(" ") == 1 and row["name"] in inside and 3 <= len(inside[row["name"]]) <= 12 and
                    row["name"] not in frequent[:PLANTED])
    rng.shuffle(people)
    splits = []
    for a, b in zip(people[::2], people[1::2]):
        last = b.split()[1]
        if set(inside[a]) & set(inside[b]) or any(last in texts[key] for key in inside[a]) or len(splits) == PLANTED:
            continue
        splits.append(a)
        for key in inside[b]:
            texts[key] = texts[key].replace(b, a).replace(last, a.split()[1])
    return [{"id": key, "text": text} for key, text in sorted(texts.items())], merges, splits


def planted(program, folder, path, seed="1"):
    rng = random.Random(int(seed))
    records = [{"id": str(n), "text": json.loads(line)["text"]} for n, line in enumerate(open(path, encoding="utf-8"))]
    records, merges, splits = plant(program, folder, records, rng)
    store = os.path.join(folder, "after.db")
    build(program, store, records)
    plain = lambda name: "".join(c for c in name.lower() if c.isalnum())
    wanted = {frozenset(map(str.lower, pair)) for pair in merges}
    rows = table(program, store, "duplicates", "-n", "0", "-d", "merge")
    right = [frozenset((row["a"].lower(), row["b"].lower())) in wanted for row in rows]
    print(f"merges: {sum(right[:20])} of the first 20 are planted, {sum(right[:60])} of the first 60; "
          f"{len({frozenset((r['a'].lower(), r['b'].lower())) for r, ok in zip(rows, right) if ok})} of {len(wanted)} planted "
          f"are among {len(rows)}")
    for row, ok in list(zip(rows, right))[:60]:
        print("planted" if ok else "  other", row["score"], row["evidence"], file=sys.stderr)
    rows = table(program, store, "duplicates", "-n", "0", "-d", "split,apart")
    right = [plain(row["a"]) in set(map(plain, splits)) for row in rows]
    print(f"splits: {sum(right[:20])} of the first 20 are planted; "
          f"{len({row['a'] for row, ok in zip(rows, right) if ok})} of {len(splits)} planted are among {len(rows)}")
    for row, ok in list(zip(rows, right))[:40]:
        print("planted" if ok else "  other", row["score"], row["a"], row["evidence"], file=sys.stderr)


def main(arguments):
    program, way, *rest = arguments
    if not all(map(os.path.exists, rest[:2] if way == "across" else rest[:1])):
        print("skipped: the corpus is not here")
        return
    with tempfile.TemporaryDirectory() as folder:
        {"across": across, "planted": planted}[way](program, folder, *rest)


main(sys.argv[1:])
