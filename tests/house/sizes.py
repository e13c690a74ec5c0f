#!/usr/bin/env python3
"""How much the lexicon must hold at least, so that no table shrinks unnoticed.

    sizes.py TABLES     the folder src/lexicon/tables
"""
import os
import sys


def rows(folder, stem):
    with open(os.path.join(folder, stem + ".tsv"), encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    return [dict(zip(lines[0], line + [""] * len(lines[0]))) for line in lines[1:]]


def has(column, *words):
    return lambda row: any(w in row.get(column, "") for w in words)


def filled(column):
    return lambda row: row.get(column, "") != ""


# what, files, which rows, how many at least
FLOORS = [
    ("cities with their country", "places cities", lambda r: r.get("kind") in ("city", "capital") and r["home"], 4000),
    ("agencies", "agencies", None, 300),
    ("firms", "firms", None, 200),
    ("outlets", "outlets", None, 150),
    ("tools", "tools", None, 80),
    ("organizations", "organizations", None, 120),
    ("parties", "organizations", has("kind", "party"), 60),
    ("parliaments", "agencies generic", has("kind", "parliament", "legislat", "chamber", "senate", "assembly"), 40),
    ("states and territories", "countries", None, 190),
    ("honorifics and ranks", "honorifics", None, 100),
    ("given names with frequency", "given", filled("frequency"), 5000),
    ("role nouns", "roles", None, 1500),
    ("kind nouns", "kinds", filled("type"), 1000),
    ("ordinary words that look like names", "ordinary", None, 1000),
    ("frames", "frames", None, 1500),
]


def main(folder):
    bad = 0
    for what, files, wanted, floor in FLOORS:
        found = [r for stem in files.split() for r in rows(folder, stem) if wanted is None or wanted(r)]
        print(f"{len(found):6} of {floor:5} {what}")
        bad += len(found) < floor
    states = {r["home"] for r in rows(folder, "agencies") if r["home"]}
    print(f"{len(states):6} of {60:5} states whose agencies are listed")
    sys.exit(f"sizes.py: {bad} too few" if bad or len(states) < 60 else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
