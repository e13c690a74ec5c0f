#!/usr/bin/env python3
"""Copies of one story are grouped, and what only looks alike is not.

    stories.py PROGRAM [COUNT [SEED]]

Makes COUNT articles (default 400), builds a store of them, and compares its stories with the families the
articles came from. Written from the definition of a story (issue and design page) by somebody who had not read
the grouper. An original is 120 to 700 words of invented news. Its copies are made by one to three of these:

    cut          the tail falls away; at least 45 % of the words stay
    reorder      the paragraphs after the first change places
    headline     another title, or none
    edit         5 to 30 % of the sentences have up to 8 % of their words replaced, dropped or added
    dress        a dateline, a byline, an agency's boilerplate or page furniture around it

and now and then from a copy. What must stay apart: strangers that carry the same boilerplate (20 to 60 words, in
articles of 120 and more); follow-ups of the same event, with the same names and one background paragraph taken
over whole; strangers with the same headline; articles about the same places and firms in the same stock phrases.

The figures are over pairs of articles: precision, of the pairs that the program puts in one story; recall, of the
pairs of one family. Both must be at least 0.98. Exit 0, or 1 with the first wrong pairs.
"""
import json
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import combinations

FLOOR = 0.98

PEOPLE = [f"{a} {b}" for a in ("Mara Ilir Tomas Agnes Dov Renata Piet Yusra Olena Hakon Sana Viktor Lucia Emeka Noor "
                               "Anselm Greta Ravi Keiko Bruno").split()
          for b in ("Halloran Okafor Lindqvist Brandt Azoulay Petrov Castellane Mbeki Thorne Varga Soto Nakagawa "
                    "Reyes Dunmore Kask Ferreira Oduya Marsh Quill Vance").split()]
PLACES = ("Strelsau Zenda Port Halden Marrick Ostrava Bay Lower Tarn Kessel Dunmouth Vallora Brightwater Saint Orme "
          "Korsk Nyland Pellan Arvid Sands Quarry Hill Tessaly Ruan").split()
FIRMS = [f"{a} {b}" for a in ("Alder Beacon Cinder Delta Ember Fathom Garnet Harbor Iron Juniper Kestrel Lantern Meridian "
                              "North Opal Pioneer Quartz Ridge Summit Tidal").split()
         for b in ("Freight", "Energy", "Holdings", "Systems", "Foods", "Mining", "Air", "Bank")]
BODIES = ["the port authority", "the finance ministry", "the regional court", "the energy regulator", "the city council",
          "the border police", "the health department", "the audit office", "the rail union", "the central bank"]
THINGS = ("contract tender loan pipeline ferry terminal bridge refinery warehouse clinic satellite server dam tunnel "
          "harvest strike pension tariff subsidy licence merger lawsuit inquiry blackout flood auction").split()
ADJECTIVES = ("delayed disputed costly secret joint temporary unfinished northern rival emergency public foreign "
              "modest narrow abandoned leaking profitable overdue regional sealed").split()
VERBS = ("approved rejected suspended reviewed financed inspected criticized defended reopened cancelled extended "
         "postponed audited expanded sold leased insured investigated").split()
TAILS = ["after weeks of talks", "without giving a reason", "despite protests in the capital", "in a vote on {day}",
         "according to two people briefed on the matter", "as prices of {thing}s rose by {n} percent",
         "before the deadline passed", "while {body} looked into the {thing}", "at a cost of {n} million crowns",
         "ahead of elections due in {month}", "following a leak of {n} internal letters", "for the {nth} time this year",
         "because the {adj} {thing} had never been insured", "even though {person} had warned against it"]
FRAMES = ["{firm} {verb} the {adj} {thing} in {place} {tail}.",
          "{Body} {verb} a {adj} {thing} run by {firm} {tail}.",
          "\"We never saw the {adj} {thing} that {firm} speaks of,\" said {person}, who leads {body} in {place}.",
          "{person} told reporters in {place} that {firm} had {verb} the {thing} {tail}.",
          "Some {n} people were employed at the {adj} {thing} when {firm} {verb} it {tail}.",
          "The {thing}, {adj} since {month}, was {verb} {tail}, and {person} blamed {body}.",
          "{firm} and {firm2} both {verb} the {thing} near {place}, {tail}.",
          "In {month}, {body} {verb} {n} {thing}s, most of them in {place}, {tail}.",
          "Nobody at {firm} would say why the {adj} {thing} had been {verb} {tail}.",
          "{person}, a former director of {firm2}, {verb} the plan for a {adj} {thing} {tail}.",
          "A {adj} report on the {thing} in {place}, {n} pages long, was {verb} by {body} {tail}.",
          "Shares in {firm} fell {n} percent once {firm2} {verb} its {thing} {tail}.",
          "Residents of {place} had waited {n} months for the {thing} that {body} {verb} {tail}.",
          "\"It is a {adj} {thing} and it should have been {verb},\" {person} said in {place} on {day}.",
          "Lawyers for {firm2} argued that {body} {verb} the wrong {thing} {tail}.",
          "What became of the {n} crowns paid for the {adj} {thing} is unclear, {person} wrote to {firm}."]
STOCK = ["The company did not immediately respond to a request for comment.", "Shares closed little changed on the day.",
         "Officials declined to comment on the matter when asked by reporters.", "Talks are due to go on next week."]
HEADLINES = ["{firm} {verb} {adj} {thing}", "{place}: {thing} {verb} again", "What {person} knew of the {thing}",
             "{firm2} in row over {adj} {thing}", "Morning briefing", "News in brief"]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SPARE = ("also now reportedly later earlier roughly big small local key other same new old late former senior "
         "several about under over near plans deal project scheme site plant offer claim note").split()
AGENCIES = ["Northwire", "Continental Press", "The Harbor Agency"]
BOILER_WORDS = ("this report was prepared from dispatches of our partner agencies and has been shortened by the "
                "newsroom readers may write to the editors with corrections which are printed on the second page of "
                "the weekend edition all times are local unless the text says otherwise and sums are in crowns at the "
                "rate of the day reprints need a licence in writing from the rights desk of the publisher").split()


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        # Agencies' own boilerplate, and that of papers: shared by strangers, 20 to 60 words.
        self.boilers = []
        for number in range(12):
            start = self.rng.randrange(0, 8)
            length = self.rng.randrange(20, 61)
            words = (BOILER_WORDS * 2)[start:start + length]
            words[self.rng.randrange(3, 12)] = f"desk{number}"
            self.boilers.append(" ".join(words).capitalize() + ".")

    def cast(self):
        """Who and what an event is about: follow-ups share it."""
        pick = self.rng.sample
        return {"people": pick(PEOPLE, 4), "firms": pick(FIRMS, 4), "places": pick(PLACES, 3),
                "bodies": pick(BODIES, 3), "things": pick(THINGS, 4)}

    def fill(self, frame, cast):
        choose = self.rng.choice
        firms = self.rng.sample(cast["firms"], 2)
        slots = {"firm": firms[0], "firm2": firms[1], "person": choose(cast["people"]), "place": choose(cast["places"]),
                 "body": choose(cast["bodies"]), "thing": choose(cast["things"]), "adj": choose(ADJECTIVES),
                 "verb": choose(VERBS), "n": str(self.rng.randrange(2, 990)), "day": choose(DAYS),
                 "month": choose(MONTHS), "nth": choose(["second", "third", "fourth"])}
        slots["Body"] = slots["body"].capitalize()
        slots["tail"] = choose(TAILS).format(**slots)
        return frame.format(**slots)

    def sentence(self, cast):
        if self.rng.random() < 0.04:
            return self.rng.choice(STOCK)
        return self.fill(self.rng.choice(FRAMES), cast)

    def original(self, cast, background=None):
        words, paragraphs, wanted = 0, [], self.rng.randrange(120, 701)
        while words < wanted:
            paragraph = [self.sentence(cast) for _ in range(self.rng.randrange(1, 5))]
            paragraphs.append(paragraph)
            words += sum(len(s.split()) for s in paragraph)
        if background:
            paragraphs.append(background)
        return {"title": self.fill(self.rng.choice(HEADLINES), cast), "paragraphs": paragraphs}

    # --- what is done to a copy ---------------------------------------------------------------------------------

    def cut(self, article, cast):
        sizes = [sum(len(s.split()) for s in p) for p in article["paragraphs"]]
        keep, have, least = [], 0, self.rng.uniform(0.45, 0.9) * sum(sizes)
        for paragraph, size in zip(article["paragraphs"], sizes):
            if have >= least and have >= 80:
                break
            keep.append(paragraph)
            have += size
        article["paragraphs"] = keep

    def reorder(self, article, cast):
        rest = article["paragraphs"][1:]
        self.rng.shuffle(rest)
        article["paragraphs"] = article["paragraphs"][:1] + rest

    def headline(self, article, cast):
        article["title"] = self.fill(self.rng.choice(HEADLINES), cast) if self.rng.random() < 0.8 else ""

    def edit(self, article, cast):
        share = self.rng.uniform(0.05, 0.30)
        for paragraph in article["paragraphs"]:
            for i, sentence in enumerate(paragraph):
                if self.rng.random() < share:
                    paragraph[i] = self.edited(sentence)

    def edited(self, sentence):
        words = sentence.split()
        if len(words) < 6:
            return sentence
        for _ in range(max(1, int(0.08 * len(words)))):
            at = self.rng.randrange(1, max(2, len(words) - 1))
            kind = self.rng.random()
            if kind < 0.6:
                words[at] = self.rng.choice(SPARE)
            elif kind < 0.8:
                words.insert(at, self.rng.choice(SPARE))
            else:
                del words[at]
        return " ".join(words)

    def dress(self, article, cast):
        kind = self.rng.randrange(4)
        paragraphs = article["paragraphs"]
        if kind == 0:
            agency, place = self.rng.choice(AGENCIES), self.rng.choice(PLACES).upper()
            paragraphs[0] = [f"{place} ({agency}) - {paragraphs[0][0]}"] + paragraphs[0][1:]
        elif kind == 1:
            paragraphs.insert(0, [f"By {self.rng.choice(PEOPLE)} and {self.rng.choice(PEOPLE)}"])
        elif kind == 2:
            paragraphs.append([self.rng.choice(self.boilers)])
        else:
            paragraphs.insert(len(paragraphs) // 2, ["Advertisement"])
            paragraphs.append(["Read more: " + self.fill(HEADLINES[0], self.cast())])

    def copy_of(self, article, cast):
        copy = {"title": article["title"], "paragraphs": [list(p) for p in article["paragraphs"]]}
        ways = [self.cut, self.reorder, self.headline, self.edit, self.dress]
        for way in self.rng.sample(ways, self.rng.randrange(1, 4)):
            way(copy, cast)
        return copy


def text_of(article):
    head = [article["title"]] if article["title"] else []
    return "\n\n".join(head + [" ".join(p) for p in article["paragraphs"]]) + "\n"


def corpus(count, seed):
    """(family, text) of each article, shuffled."""
    maker = Maker(seed)
    made, family = [], 0
    while len(made) < count:
        cast = maker.cast()
        background = [maker.sentence(cast) for _ in range(2)]
        for _ in range(1 if maker.rng.random() < 0.6 else maker.rng.randrange(2, 5)):  # follow-ups
            family += 1
            original = maker.original(cast, background if maker.rng.random() < 0.7 else None)
            if maker.rng.random() < 0.5:
                original["paragraphs"].append([maker.rng.choice(maker.boilers)])
            members = [original]
            size = maker.rng.choices([0, 1, 2, 5, 9, 30], [50, 22, 14, 9, 4, 1])[0]
            for _ in range(size):
                members.append(maker.copy_of(maker.rng.choice(members) if maker.rng.random() < 0.15 else original, cast))
            made += [(family, text_of(m)) for m in members]
    made = made[:count]
    maker.rng.shuffle(made)
    return made


def stories_of(program, articles):
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/stories.db"
        lines = "".join(json.dumps({"id": f"{i:06}", "text": text}) + "\n" for i, (_, text) in enumerate(articles))
        subprocess.run([program, "build", "-s", store, "-"], input=lines.encode(), check=True,
                       stderr=subprocess.DEVNULL)
        out = subprocess.run([program, "documents", "-s", store, "-f", "jsonl", "-c", "key,story"],
                             stdout=subprocess.PIPE, check=True).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    return {int(row["key"]): row["story"] for row in rows}


def pairs(labels):
    groups = defaultdict(list)
    for item, label in labels.items():
        groups[label].append(item)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 400
    articles = corpus(count, int(sys.argv[3]) if len(sys.argv) > 3 else 20261122)
    true = pairs({i: family for i, (family, _) in enumerate(articles)})
    found = pairs(stories_of(program, articles))
    right = len(true & found)
    precision, recall = right / max(1, len(found)), right / max(1, len(true))
    print(f"{count} articles, {len({f for f, _ in articles})} families, {len(true)} pairs: "
          f"precision {precision:.4f} recall {recall:.4f}")
    if precision >= FLOOR and recall >= FLOOR:
        return 0
    for name, wrong in (("joined, but strangers", found - true), ("apart, but copies", true - found)):
        for a, b in sorted(wrong)[:3]:
            print(f"--- {name}: {a} and {b}\n{articles[a][1]}\n-\n{articles[b][1]}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
