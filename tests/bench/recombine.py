#!/usr/bin/env python3
"""recombine.py COUNT [SEED]: COUNT documents as JSON lines, each 8 to 14 sentences of the
sample articles, with names drawn anew (few often, many seldom), so that the corpus grows
in entities as real ones do."""
import json
import pathlib
import random
import re
import sys

ARTICLES = pathlib.Path(__file__).parent.parent / "articles"
PARTS = ("Ba Cor Del Fen Gar Hol Ivo Jor Kel Lam Mar Nor Ost Pel Quin Ros Sal Tor Ul Var "
         "Wes Yor Zan").split()
ENDS = "den ler mont son wick ham ville ster grad mann field burg ton dale".split()
NAMES = [a + b.lower() + c for a in PARTS for b in PARTS for c in ENDS]
KEPT = set("The A An In On At He She It They But And If For China Russia Iran Israel United "
           "States Mexico France Germany Japan India European Union Ministry Monday Tuesday "
           "Wednesday Thursday Friday Saturday Sunday January February March April May June "
           "July August September October November December".split())


def sentences():
    for path in sorted(ARTICLES.glob("*.txt")):
        for line in path.read_text().splitlines()[1:]:
            yield from re.findall(r"[A-Z][^.!?]{30,}[.!?]\"?", line)


def main():
    count = int(sys.argv[1])
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    pool = list(sentences())
    for number in range(count):
        other = {}

        def rename(match):
            word = match.group()
            if word in KEPT or dice.random() < 0.3:
                return word
            if word not in other: # one name of a document stays one name
                other[word] = NAMES[min(int(dice.paretovariate(0.6)) - 1, len(NAMES) - 1)]
            return other[word]

        chosen = [re.sub(r"(?<=\w )[A-Z][a-z]{3,}", rename, dice.choice(pool))
                  for _ in range(dice.randint(8, 14))]
        chosen = [re.sub(r"\b\d\d?\b", lambda m: str(dice.randint(1, 28)), s) for s in chosen]
        print(json.dumps({
            "id": f"r{number:07}", "source": f"outlet{number % 40}.example",
            "date": f"20{10 + number % 15}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "text": "\n\n".join(chosen)}))


main()
