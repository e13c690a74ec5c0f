#!/usr/bin/env python3
"""Scores dependency trees against CoNLL-U treebanks: gold tokens, our own tags.

    score_parse.py TREES FILE.conllu... [--weights FILE] [--relations]

TREES is the program tests/bench/trees. UAS: share of words with the right head; LAS: with
the right relation too. As in the CoNLL 2018 shared task punctuation counts and subtypes
of relations do not. --relations: LAS by gold relation. A missing treebank is skipped
with a word. The last line is the speed of tagging and parsing together, one thread.
"""
import argparse
import os
import subprocess
import sys
from collections import Counter


def sentences(path):
    rows, glued, fused = [], False, 0
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 10:
            if not line.strip() and rows:
                yield rows
                rows, glued, fused = [], False, 0
            continue
        if "-" in cells[0]:
            fused = int(cells[0].split("-")[1])
        if not cells[0].isdigit():
            continue
        rows.append((cells[1], 0 if glued else 1, int(cells[6]), cells[7].split(":")[0], cells[4]))
        glued = int(cells[0]) < fused or "SpaceAfter=No" in cells[9]


def run(arguments, data):
    return subprocess.run(arguments, input=data.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--weights")
    parser.add_argument("--relations", action="store_true")
    args = parser.parse_args()
    weights, everything = [args.weights] if args.weights else [], ""
    for path in args.files:
        if not os.path.exists(path):
            print(f"{path}: not there, skipped")
            continue
        gold = list(sentences(path))
        data = "".join("".join(f"{row[1]}\t{row[0]}\n" for row in rows) + "\n" for rows in gold)
        everything += data
        answers = [[line.split("\t") for line in block.split("\n")]
                   for block in run([args.program] + weights, data).strip("\n").split("\n\n")]
        n, by = Counter(), {}
        for rows, answer in zip(gold, answers):
            assert len(rows) == len(answer)
            for (form, _, head, relation, tag), (our_head, our_relation, our_tag) in zip(rows, answer):
                heads = head == int(our_head)
                both = heads and relation == our_relation.split(":")[0]
                n.update(words=1, heads=heads, both=both)
                by.setdefault(relation, Counter()).update(words=1, heads=heads, both=both)
        print(f"{path}: UAS {n['heads'] / n['words']:.4f} LAS {n['both'] / n['words']:.4f} ({n['words']} words)")
        for relation, c in sorted(by.items(), key=lambda x: -x[1]["words"]) if args.relations else []:
            print(f"  {relation:12} {c['words']:6} UAS {c['heads'] / c['words']:.3f} LAS {c['both'] / c['words']:.3f}")
    if everything:
        print(f"{run([args.program, '-q'] + weights, everything).strip()} tokens/s, tags and trees")


if __name__ == "__main__":
    sys.exit(main())
