#!/usr/bin/env python3
"""Made articles with known copies: stories must find the copies and nothing else.

    stories.py PROGRAM [ARTICLES]

Three in ten articles are originals that are copied once to four times. A copy may be cut, have its paragraphs in another
order, carry another headline, and have 5 to 30 % of its sentences edited, each in up to 8 % of its words (at least one).
Strangers share the words of their agency. Fails when of the pairs that are put together fewer than 98 % are copies, or of
the copies fewer than 98 % are put together.
"""
import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter

WORDS = 4000          # of the language
LEAST = 0.98

dice = random.Random(20230408)
syllables = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er")]
language = ["".join(dice.choice(syllables) for _ in range(dice.randint(1, 4))) for _ in range(WORDS)]
weights = [1 / (rank + 3) for rank in range(WORDS)]


def words(count):
    return dice.choices(language, weights, k=count)


def sentence():
    return words(dice.randint(8, 28))


AGENCIES = [[words(dice.randint(12, 22)) for _ in range(3)] for _ in range(4)]


def article():
    """(headline, paragraphs of sentences of words)"""
    return words(7), [[sentence() for _ in range(dice.randint(2, 4))] for _ in range(dice.randint(5, 12))]


def edited(line):
    line = list(line)
    for _ in range(max(1, round(len(line) * dice.uniform(0, 0.08)))):
        line[dice.randrange(len(line))] = dice.choice(language)
    return line


def copied(original):
    headline, paragraphs = original[0], [list(p) for p in original[1]]
    if dice.random() < 0.5:
        headline = words(7)
    if dice.random() < 0.5:  # cut from the end, as papers do
        paragraphs = paragraphs[:max(4, round(len(paragraphs) * dice.uniform(0.5, 0.9)))]
    if dice.random() < 0.3:
        dice.shuffle(paragraphs)
    share = dice.uniform(0.05, 0.30)
    return headline, [[edited(s) if dice.random() < share else s for s in p] for p in paragraphs]


def printed(piece, agency):
    headline, paragraphs = piece
    lines = [" ".join(" ".join(s).capitalize() + "." for s in p) for p in paragraphs]
    if agency is not None:
        lines.append(" ".join(" ".join(s).capitalize() + "." for s in AGENCIES[agency]))
    return " ".join(headline).capitalize(), "\n\n".join(lines)


def corpus(count):
    """Lines of JSON in no order, and per key the number of its original."""
    rows, truth = [], {}
    while len(rows) < count:
        original, group = article(), len(rows)
        pieces = [original]
        if dice.random() < 0.3:
            pieces += [copied(original) for _ in range(dice.randint(1, 4))]
        for piece in pieces[:count - len(rows)]:
            title, text = printed(piece, dice.choice([None, *range(len(AGENCIES))]))
            key = f"a{len(rows):05}"
            rows.append({"id": key, "title": title, "text": text})
            truth[key] = group
    dice.shuffle(rows)
    return "".join(json.dumps(row) + "\n" for row in rows), truth


def pairs(counts):
    return sum(n * (n - 1) // 2 for n in counts.values())


def main(program, count):
    lines, truth = corpus(count)
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "s.db")
        subprocess.run([program, "build", "-q", "-s", store, "-"], input=lines.encode(), check=True)
        rows = subprocess.run([program, "documents", "-s", store, "--format", "csv"], check=True,
                              stdout=subprocess.PIPE).stdout.decode()
    story = {row["key"]: row["story"] for row in csv.DictReader(io.StringIO(rows))}
    if len(story) != count:
        sys.exit(f"stories.py: {len(story)} documents of {count}")
    both = pairs(Counter((truth[key], story[key]) for key in truth))
    precision = both / max(1, pairs(Counter(story.values())))
    recall = both / pairs(Counter(truth.values()))
    print(f"{count} articles, {pairs(Counter(truth.values()))} pairs of copies: precision {precision:.4f} recall {recall:.4f}")
    if precision < LEAST or recall < LEAST:
        sys.exit("stories.py: copies are not told from strangers")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200)
