#!/usr/bin/env python3
"""Scores sentences, tokens and tags against CoNLL-U treebanks.

    score_text.py SPANS FILE.conllu... [--errors N] [--what sentences|tokens|tags|lemmas]

SPANS is the program tests/bench/spans. The raw text is made from the words and
SpaceAfter, with a line end at "# newpar". A missing treebank is skipped with a word.
Tags are compared on tokens whose spans agree; "upos" maps both sides to coarse classes.
"""
import argparse
import os
import subprocess
import sys
from collections import Counter

COARSE = {"NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "JJ": "J", "JJR": "J", "JJS": "J",
          "RB": "R", "RBR": "R", "RBS": "R", "WRB": "R", "VB": "V", "VBD": "V", "VBG": "V",
          "VBN": "V", "VBP": "V", "VBZ": "V", "MD": "M", "IN": "I", "RP": "I", "TO": "I",
          "DT": "D", "PDT": "D", "WDT": "D", "PRP": "W", "WP": "W", "PRP$": "G", "WP$": "G"}
PUNCT = {",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP", "PUNCT"}


class Document:
    def __init__(self):
        self.text, self.sentences, self.tokens, self.gap = "", [], [], ""

    def add(self, rows, new_paragraph):
        if self.text:
            self.text = self.text.rstrip(" ") + ("\n" if new_paragraph else self.gap)
        start, last, rows = len(self.text), 0, [r for r in rows if "." not in r[0]]
        self.gap = " "
        for row in rows:
            if "-" not in row[0] and int(row[0]) <= last:
                continue  # a part of a fused word, added with it
            words = [row]
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                words = [r for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
                if "".join(w[1] for w in words) != row[1]:
                    words = [[row[0], row[1]] + words[0][2:]]
            at = len(self.text)
            for word in words:
                self.tokens.append((at, at + len(word[1]), word[4], word[2]))
                at += len(word[1])
            self.gap = "" if "SpaceAfter=No" in row[9] else " "
            self.text += row[1] + self.gap
        self.text = self.text.rstrip(" ")
        self.sentences.append((start, len(self.text)))


def documents(path):
    result, rows, new_paragraph = [], [], False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            result.append(Document())
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            if not result:
                result.append(Document())
            result[-1].add(rows, new_paragraph)
            rows, new_paragraph = [], False
    return result


def analyse(program, texts):
    data = "\0".join(texts).encode("utf-8")
    out = subprocess.run([program], input=data, stdout=subprocess.PIPE, check=True).stdout
    result = []
    for line in out.decode("utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0] == "D":
            to_char, at = [], 0
            for char in texts[len(result)]:
                to_char += [at] * len(char.encode("utf-8"))
                at += 1
            to_char.append(at)
            result.append(([], []))
        elif cells[0] in "ST" and cells[0]:
            span = (to_char[int(cells[1])], to_char[int(cells[2])])
            result[-1][cells[0] == "T"].append(span + tuple(cells[3:]))
    return result


def f1(right, system, gold):
    p, r = right / max(system, 1), right / max(gold, 1)
    return f"P {p:.4f} R {r:.4f} F1 {2 * p * r / max(p + r, 1e-9):.4f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--what", default="sentences")
    args = parser.parse_args()
    for path in args.files:
        if not os.path.exists(path):
            print(f"{path}: not there, skipped")
            continue
        docs = documents(path)
        n, errors = Counter(), Counter()
        for doc, (sentences, tokens) in zip(docs, analyse(args.program, [d.text for d in docs])):
            gold, system = set(doc.sentences), set(sentences)
            n.update(sr=len(gold & system), ss=len(system), sg=len(gold))
            if args.what == "sentences":
                for start, end in sorted(gold ^ system):
                    sign = "missed" if (start, end) in gold else "wrong "
                    errors[f"{sign} {doc.text[start:end][:60]!r} ... "
                           f"{doc.text[max(start, end - 40):end]!r} | {doc.text[end:end + 30]!r}"] += 1
            gold = {(s, e): (tag, lemma) for s, e, tag, lemma in doc.tokens}
            system = {(s, e): (tag, lemma) for s, e, tag, lemma in tokens}
            both = gold.keys() & system.keys()
            n.update(tr=len(both), ts=len(system), tg=len(gold))
            if args.what == "tokens":
                errors.update(("missed " if k in gold else "wrong  ") + repr(doc.text[k[0]:k[1]])
                              + " in " + repr(doc.text[max(0, k[0] - 15):k[1] + 15])
                              for k in gold.keys() ^ system.keys())
            for k in both:
                g, s = gold[k][0], system[k][0]
                if s == "TO" and g == "IN":
                    s = "IN"  # the treebanks call the preposition IN, Penn called it TO
                if g in PUNCT or g in ("SYM", "$", "LS", "ADD", "AFX", "GW", "XX", "FW"):
                    n["punct"] += 1
                    continue
                n["tags"] += 1
                n["exact"] += g == s
                n["coarse"] += COARSE.get(g, g) == COARSE.get(s, s)
                n["lemmas"] += gold[k][1].lower() == system[k][1]
                if args.what == "tags" and g != s:
                    errors[f"{g} as {s}"] += 1
                    errors[f"   {g} as {s}: {doc.text[k[0]:k[1]]}"] += 1
                if args.what == "lemmas" and g == s and gold[k][1].lower() != system[k][1]:
                    errors[f"{doc.text[k[0]:k[1]]} {g}: {gold[k][1]}, not {system[k][1]}"] += 1
        print(path)
        print("  sentences", f1(n["sr"], n["ss"], n["sg"]))
        print("  tokens   ", f1(n["tr"], n["ts"], n["tg"]))
        print(f"  words: Penn tag {n['exact'] / n['tags']:.4f}  coarse {n['coarse'] / n['tags']:.4f}  "
              f"lemma {n['lemmas'] / n['tags']:.4f}  ({n['tags']} words)")
        shown = errors.most_common(args.errors) if args.what not in ("sentences",) else list(errors.items())[:args.errors]
        for text, count in shown:
            print(f"  {count:5} {text}")


if __name__ == "__main__":
    sys.exit(main())
