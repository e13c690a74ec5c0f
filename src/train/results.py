#!/usr/bin/env python3
"""Writes results of sport as agencies send them, labeled: in a table a city is its team, a country plays itself.

    results.py TABLES OUT.bio

TABLES has the lexicon's tables, from which names of cities, countries and persons come. No free text that we may learn
from has such lines. The same tables give the same bytes.
"""
import os
import sys

CLUBS = ("{} United;{} City;{} Rovers;{} Athletic;{} Town;Real {};Dynamo {};Sporting {};FC {};Inter {};{} Wanderers;"
         "{} Rangers;{} Albion;AC {};{} Tigers;{} Eagles;{} Giants;{} Red Stars").split(";")
SPORTS = ("SOCCER HOCKEY BASKETBALL BASEBALL RUGBY CRICKET TENNIS GOLF CYCLING ATHLETICS SKIING SWIMMING").split()
WORDS = ("LEAGUE", "CUP", "OPEN", "FIRST DIVISION", "CHAMPIONSHIP", "WORLD CUP", "PREMIER LEAGUE", "GRAND PRIX", "SECOND DIVISION")
HEADS = ("RESULTS", "STANDINGS", "SUMMARIES", "FIXTURES", "SCORES", "RESULTS / STANDINGS")
SURNAMES = """Abbott Alvarez Andersen Bauer Becker Bell Bianchi Blake Boyle Brandt Carter Castillo Cole Costa Cruz Dahl Dietrich
Dubois Dunn Eriksson Farrell Fernandes Fischer Fontaine Garcia Gibson Gray Gruber Hansen Harper Hayes Horvat Hughes Ivanov
Jansen Jensen Johansson Kaminski Keller Kelly Khan Kovac Kowalski Kruger Kumar Lambert Larsen Laurent Lehmann Lindqvist Lopez
Lund Marino Markovic Martin Mendes Meyer Moreau Moretti Muller Murphy Nagy Nakamura Navarro Nielsen Novak Oliveira Olsen
Ortiz Park Patel Pavlov Pereira Petrov Popescu Ramos Reid Ricci Rossi Roux Russo Sanchez Santos Sato Schmidt Silva Singh Smirnov
Stewart Suzuki Svensson Tanaka Torres Vargas Vogel Volkov Wagner Walsh Weber Wood Yamada Yilmaz Zimmermann""".split()


class Chance:
    """Numbers that look random and are the same everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) % limit

    def pick(self, items):
        return items[self.below(len(items))]


def rows(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"))) for line in lines[1:]]


def column(path, name):
    return [row[name] for row in rows(path) if row[name].replace(" ", "").isalpha()]


class Writer:
    def __init__(self, tables, chance):
        self.chance = chance
        self.cities = column(os.path.join(tables, "cities.tsv"), "name") + [
            row["name"] for row in rows(os.path.join(tables, "places.tsv"))
            if row.get("kind") == "city" and row["name"].replace(" ", "").isalpha()]
        self.countries = column(os.path.join(tables, "countries.tsv"), "name")
        self.given = [g for g in column(os.path.join(tables, "given.tsv"), "name") if g.isascii()]

    def name(self, text, label):
        words = text.split()
        return [(w, ("I-" if i else "B-") + label) for i, w in enumerate(words)]

    def team(self, capitals=False):
        city = self.chance.pick(self.cities)
        if not capitals and self.chance.below(3) == 0:
            city = self.chance.pick(CLUBS).format(city)
        return self.name(city.upper() if capitals else city, "ORG")

    def country(self):
        return self.name(self.chance.pick(self.countries), "LOC")

    def person(self):
        given = self.chance.pick(self.given)
        last = self.chance.pick(SURNAMES)
        first = {0: "", 1: given[0] + ". "}.get(self.chance.below(4), given + " ")
        return self.name(first + last, "PER")

    def plain(self, text):
        return [(w, "O") for w in text.split()]

    def number(self, limit):
        return self.plain(str(self.chance.below(limit)))

    def numbers(self, count, limit):
        return [pair for _ in range(count) for pair in self.number(limit)]

    def head(self):
        sport = self.chance.pick(SPORTS)
        place = self.name(self.chance.pick(self.countries).upper(), "OTHER") if self.chance.below(2) else []
        event = [(w, "I-OTHER" if place or i else "B-OTHER") for i, w in enumerate(self.chance.pick(WORDS).split())]
        return self.plain(sport + " -") + place + event + self.plain(self.chance.pick(HEADS) + " .")

    def dateline(self):
        return self.name(self.chance.pick(self.cities).upper(), "LOC") + self.plain(f"1996-{self.chance.below(12) + 1:02}-{self.chance.below(28) + 1:02}")

    def lines(self):
        """The lines of one kind of table."""
        c = self.chance
        many = 4 + c.below(8)
        kind = c.below(9)
        capitals = c.below(3) == 0
        sides = [self.country if c.below(4) == 0 else lambda: self.team(capitals)] * many
        if kind == 0:
            return [s() + self.number(7) + s() + self.number(7) for s in sides]
        if kind == 1:
            return [s() + self.numbers(7, 40) for s in sides]
        if kind == 2:
            return [self.plain("W L PCT GB")] + [
                s() + self.numbers(2, 90) + self.plain(f".{c.below(400) + 300} {c.below(20)} 1/2") for s in sides]
        if kind == 3:
            return [s() + self.plain(c.pick(("AT", "at", "v", "vs."))) + s() for s in sides]
        if kind == 4:
            return [self.plain(f"{n + 1} .") + self.person() + self.plain("(") + self.country() + self.plain(
                f") {c.below(50)} minutes {c.below(60)}.{c.below(10)} seconds") for n in range(many)]
        if kind == 5:
            return [self.person() + self.plain("(") + self.country() + self.plain(") beat") + self.person() + self.plain("(") +
                    self.country() + self.plain(f") 6-{c.below(5)} 7-{5 + c.below(2)}") for _ in range(many)]
        if kind == 6:
            return [s() + self.number(5) + self.plain("(") + self.person() + self.plain(f"{c.below(44) + 1} ,") + self.person() +
                    self.plain(f"{c.below(44) + 46} )") + s() + self.plain("0 . Halftime 1-0 . Attendance 12,000 .") for s in sides]
        if kind == 7:
            return [self.plain(c.pick(("In", "At"))) + self.name(c.pick(self.cities), "LOC") + self.plain(":") + s() + self.plain("beat") +
                    s() + self.plain(f"{c.below(80) + 40}-{c.below(40)}") for s in sides]
        return [self.person() + self.plain("(") + s() + self.plain(f") {c.below(30) + 1}") for s in sides]

    def document(self):
        return [self.head(), self.dateline()] + [line for _ in range(1 + self.chance.below(3)) for line in self.lines()]


def main():
    tables, out = sys.argv[1:]
    writer = Writer(tables, Chance(1))
    with open(out, "w", encoding="utf-8") as file:
        for _ in range(500):
            file.write("-DOCSTART-\tO\n\n")
            for line in writer.document():
                file.writelines(f"{word}\t{label}\n" for word, label in line)
                file.write("\n")


if __name__ == "__main__":
    main()
