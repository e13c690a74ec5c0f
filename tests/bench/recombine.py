#!/usr/bin/env python3
"""recombine.py [--seed N] COUNT [CORPUS.jsonl ...]: COUNT documents as JSON lines, each 8 to 14 sentences drawn
from the corpora, lines of {"text"}. Without any, of the sample articles, with names drawn anew (few often, many
seldom), so that so few sentences do not make so few entities."""
import argparse
import json
import pathlib
import random
import re

ARTICLES = pathlib.Path(__file__).parent.parent / "articles"
PARTS = ("Ba Cor Del Fen Gar Hol Ivo Jor Kel Lam Mar Nor Ost Pel Quin Ros Sal Tor Ul Var "
         "Wes Yor Zan").split()
ENDS = "den ler mont son wick ham ville ster grad mann field burg ton dale".split()
NAMES = [a + b.lower() + c for a in PARTS for b in PARTS for c in ENDS]
KEPT = set("The A An In On At He She It They But And If For China Russia Iran Israel United "
           "States Mexico France Germany Japan India European Union Ministry Monday Tuesday "
           "Wednesday Thursday Friday Saturday Sunday January February March April May June "
           "July August September October November December".split())


SENTENCE = re.compile(r"[A-Z][^.!?]{30,400}[.!?]\"?")


def sentences(corpora):
    for path in corpora:
        with open(path) as lines:
            for line in lines:
                yield from SENTENCE.findall(" ".join(json.loads(line).get("text", "").split()))
    for path in [] if corpora else sorted(ARTICLES.glob("*.txt")):
        for line in path.read_text().splitlines()[1:]:
            yield from SENTENCE.findall(line)


def with_other_names(chosen, dice):
    other = {}

    def rename(match):
        word = match.group()
        if word in KEPT or dice.random() < 0.3:
            return word
        if word not in other:  # one name of a document stays one name
            other[word] = NAMES[min(int(dice.paretovariate(0.6)) - 1, len(NAMES) - 1)]
        return other[word]

    return [re.sub(r"\b\d\d?\b", lambda m: str(dice.randint(1, 28)),
                   re.sub(r"\b[A-Z][a-z]{3,}", rename, sentence)) for sentence in chosen]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("corpora", nargs="*")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice = random.Random(args.seed)
    pool = list(sentences(args.corpora))
    for number in range(args.count):
        chosen = [dice.choice(pool) for _ in range(dice.randint(8, 14))]
        if not args.corpora:
            chosen = with_other_names(chosen, dice)
        print(json.dumps({
            "id": f"r{number:07}", "source": f"outlet{number % 40}.example",
            "date": f"20{10 + number % 15}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "text": "\n\n".join(chosen)}))


main()
