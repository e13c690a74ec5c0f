#!/usr/bin/env python3
"""How many sentences the behavior suite has by phenomenon, and how many are near misses.

    behavior.py FOLDER          tests/text: prints the counts, fails under the floor
    behavior.py FOLDER --least  the same, without the rows

A phenomenon is a heading "# --- ...". A near miss is a block that must give nothing: no name, no statement, no two
mentions of one thing.
"""
import os
import re
import sys

FLOOR = 300


def blocks(path):
    """(phenomenon, text lines, answers) of every block."""
    heading, lines = "", []
    with open(path, encoding="utf-8") as f:
        for line in f.read().split("\n") + [""]:
            title = re.match(r"# --- (.*?)[ -]*$", line)
            if title:
                heading = title[1]
            if line and not line.startswith("#"):
                lines.append(line)
            elif not line and lines:
                yield heading, [x for x in lines if x[0] != "="], [x for x in lines if x[0] == "="]
                lines = []


def is_near_miss(stem, text, answers):
    text = "\n".join(text)
    if stem.startswith("statements"):
        return all(a.startswith("= date") for a in answers)
    if stem.startswith("names"):
        return not re.search(r"(?<!\\)\[", text)
    numbers = re.findall(r"#(\d+)\]", text)
    return len(numbers) == len(set(numbers)) and not any("|" in a for a in answers)


def main(folder, *options):
    total = 0
    lacking = []
    for name in sorted(os.listdir(folder)):
        stem = name[:-4]
        if not name.endswith(".txt") or not stem.startswith(("names", "statements", "referents")):
            continue
        count = {}
        for heading, text, answers in blocks(os.path.join(folder, name)):
            row = count.setdefault(heading, [0, 0])
            row[0] += 1
            row[1] += is_near_miss(stem, text, answers)
        for heading, (all_of, near) in count.items():
            total += all_of
            lacking += [] if near else [f"{name}: {heading}"]
            if "--least" not in options:
                print(f"{all_of:4} {near:4}  {stem}: {heading}")
    print(f"{total} blocks; {len(lacking)} phenomena without a near miss")
    print("\n".join(lacking))
    sys.exit(0 if total >= FLOOR and not lacking else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
