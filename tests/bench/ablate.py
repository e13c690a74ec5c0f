#!/usr/bin/env python3
"""What the tables of names give: names without them, and the types of organizations that are hidden from them.

    ablate.py SPANS LEXC TABLES SCORER CORPORA [--errors N]

SPANS finds names with a lexicon that LEXC makes of TABLES without some of their rows. First the F1 of SCORER over the
development sets: with all, without known names, and without given names, heads, kind nouns, titles and roles, too.
Then, in free text (GMB, MASC: nobody's labels), every other row of firms, agencies, outlets and organizations
is hidden: of their mentions that the whole lexicon knows, how many are found as names without it, and how many with the
type of the table: the shipped weights (part "bodies") have learnt from all rows, which flatters them; the model card has
what they do without. --errors: the N commonest mentions of each kind of mistake.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

import bench_names

KNOWN = set("agencies cities countries events firms groups organizations outlets places tools works".split())
WORDS = set("given heads honorifics kinds roles".split())
TYPES = {"firms": "firm", "agencies": "agency", "outlets": "outlet", "organizations": "organization"}
BY_LEXICON = "5"  # kw_type_basis
SENTENCES = 40  # a document


def image(lexc, tables, keeps, out):
    """Compiles the rows of which keeps(table, number) is true; comments and the row of columns always are."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for file in sorted(n for n in os.listdir(tables) if n.endswith(".tsv")):
            paths.append(os.path.join(folder, file))
            number = -1
            with open(os.path.join(tables, file), encoding="utf-8") as rows, \
                    open(paths[-1], "w", encoding="utf-8") as kept:
                for row in rows:
                    number += not row.startswith("#")
                    if number <= 0 or keeps(file[:-4], number):
                        kept.write(row)
        subprocess.run([lexc, out, os.path.join(folder, "unused.S"), *paths], check=True)
    return out


def found(spans, lexicon, texts):
    """Names of each text as {(start, end): (type, basis)}, in bytes."""
    run = subprocess.run([spans, "-n", "-l", lexicon], input="\0".join(texts).encode(), stdout=subprocess.PIPE,
                         check=True)
    result = []
    for line in run.stdout.decode().split("\n"):
        cells = line.split("\t")
        if cells[0] == "D":
            result.append({})
        elif cells[0] == "N":
            result[-1][int(cells[1]), int(cells[2])] = (cells[3], cells[5])
    return result


def as_answers(documents, names):
    lines = []
    for document, spans in zip(documents, names):
        data = document["text"].encode()
        entities = [{"id": f"e{i}", "name": data[s:e].decode(), "type": which,
                     "mentions": [[len(data[:s].decode()), len(data[:e].decode())]]}
                    for i, ((s, e), (which, _)) in enumerate(sorted(spans.items()))]
        lines.append(json.dumps({"id": document["id"], "entities": entities}) + "\n")
    return "".join(lines)


def free_texts(corpora):
    texts = []
    for folder in ("ner/gmb", "pos-dep/masc-pos"):
        base = os.path.join(corpora, folder)
        for file in sorted(n for n in os.listdir(base) if n.endswith((".bio", ".pos"))):
            with open(os.path.join(base, file), encoding="utf-8") as lines:
                sentences, now = [], []
                for line in lines:
                    if line.strip() and not line.startswith("-DOCSTART-"):
                        now.append(line.split("\t")[0])
                    elif now:
                        sentences.append(" ".join(now))
                        now = []
            texts += ["\n".join(sentences[i:i + SENTENCES]) for i in range(0, len(sentences), SENTENCES)]
    return texts


def show_scores(args, folder):
    variants = {"all": lambda *_: True,
                "no known names": lambda table, _: table not in KNOWN,
                "nor words of names": lambda table, _: table not in KNOWN | WORDS}
    images = [image(args.lexc, args.tables, keeps, os.path.join(folder, f"{i}.image"))
              for i, keeps in enumerate(variants.values())]
    print("| F1 (PER LOC ORG) | " + " | ".join(variants) + " |\n| --- |" + " --- |" * len(variants))
    for which in bench_names.SETS:
        bio = os.path.join(args.corpora, "ner", which + ".bio")
        docs = subprocess.run([sys.executable, args.scorer, "docs", bio], stdout=subprocess.PIPE, text=True, check=True)
        documents = [json.loads(line) for line in docs.stdout.splitlines()]
        cells = []
        for lexicon in images:
            names = found(args.spans, lexicon, [d["text"] for d in documents])
            r = bench_names.score(args.scorer, bio, as_answers(documents, names))
            cells.append(f"{r['all']:.3f} ({r['PER']:.2f} {r['LOC']:.2f} {r['ORG']:.2f})")
        print(f"| {which.split('/')[0]} | " + " | ".join(cells) + " |")


def show_types(args, folder):
    texts = free_texts(args.corpora)
    # Of every other row it is known by which table it is typed: those rows alone, and then all but those.
    whole = image(args.lexc, args.tables, lambda *_: True, os.path.join(folder, "whole.image"))
    less = image(args.lexc, args.tables, lambda table, n: table not in TYPES or n % 2, os.path.join(folder, "less.image"))
    gold, got = found(args.spans, whole, texts), found(args.spans, less, texts)
    counts, errors = collections.Counter(), collections.defaultdict(collections.Counter)
    for text, one, other in zip(texts, gold, got):
        data = text.encode()
        for span, (which, basis) in one.items():
            if which not in TYPES.values() or basis != BY_LEXICON or other.get(span, ("", ""))[1] == BY_LEXICON:
                continue
            now = other.get(span, ("none", ""))[0]
            counts[which, now] += 1
            errors[which, now][data[slice(*span)].decode()] += 1
    columns = [*TYPES.values(), "person", "place", "country", "tool"]
    print("\n| hidden | mentions | found | typed | " + " | ".join(columns) + " |\n| --- |" + " --- |" * (3 + len(columns)))
    for which in TYPES.values():
        total = sum(n for (a, _), n in counts.items() if a == which)
        names = total - counts[which, "none"]
        print(f"| {which} | {total} | {names / max(total, 1):.3f} | {counts[which, which] / max(names, 1):.3f} | "
              + " | ".join(str(counts[which, c]) for c in columns) + " |")
    for pair, wrong in sorted(errors.items()):
        if args.errors:
            print(*pair, sum(wrong.values()), wrong.most_common(args.errors))


def main():
    parser = argparse.ArgumentParser()
    for name in ("spans", "lexc", "tables", "scorer", "corpora"):
        parser.add_argument(name)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", choices=["scores", "types"])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.only != "types" and os.path.exists(args.scorer):
            show_scores(args, folder)
        if args.only != "scores":
            show_types(args, folder)


if __name__ == "__main__":
    sys.exit(main())
