#!/usr/bin/env python3
"""The two articles this project started from, in one store: what they must give.

    seeds.py PROGRAM FOLDER

FOLDER holds the articles and is no part of this project: exit 77 (skipped) where it is not there.
"""
import json
import os
import subprocess
import sys
import tempfile

ENTITIES = {
    "China": "country", "United States": "country", "Mao Ning": "person", "Chinese Foreign Ministry": "agency",
    "Joe Biden": "person", "White House": "agency", "New York Times": "outlet", "NSO Group": "firm",
    "Israel": "country", "Pegasus": "tool", "Predator": "tool", "Landmark": "tool", "Mexico": "country",
    "Saudi Arabia": "country", "United Arab Emirates": "country", "FBI": "agency", "RT": "outlet",
}
ALIASES = {"United States": {"US", "Washington"}, "Mao Ning": {"Ning"}, "New York Times": {"Times"},
           "United Arab Emirates": {"UAE"}}
STATEMENTS = [
    ("Mao Ning", "role_at", "Chinese Foreign Ministry", {"title": "spokesperson"}),
    ("Chinese Foreign Ministry", "part_of", "China", {}),
    ("China", "accuse", "United States", {}),
    ("Mao Ning", "request", "United States", {}),
    ("Joe Biden", "role_at", "United States", {"title": "President"}),
    ("Joe Biden", "sanction", "Pegasus", {}),
    ("Joe Biden", "sanction", "Predator", {}),
    ("White House", "agree", "NSO Group", {"time": "2021", "speaker": "New York Times"}),
    ("NSO Group", "based_in", "Israel", {}),
    ("NSO Group", "makes", "Landmark", {}),
    ("NSO Group", "makes", "Pegasus", {}),
    ("FBI", "acquires", "Pegasus", {"time": "2019", "speaker": "New York Times"}),
]
SYMMETRIC = {"agree"}


def rows(program, store, *command):
    done = subprocess.run([program, *command, "--store", store, "--format", "json"], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def stated(row, subject, kind, object_, wanted):
    ends = [(row["subject"], row["object"])]
    if kind in SYMMETRIC:
        ends.append((row["object"], row["subject"]))
    return (row["type"] == kind and row["polarity"] == "+" and (subject, object_) in ends and
            all(row[k] == v for k, v in wanted.items()))


def main(program, folder):
    if not os.path.isdir(folder):
        print(f"seeds.py: no {folder}: skipped")
        sys.exit(77)
    wrong = []
    with tempfile.TemporaryDirectory() as scratch:
        store = os.path.join(scratch, "seeds.db")
        subprocess.run([program, "build", "--quiet", "--store", store, folder], check=True)
        entities, statements = rows(program, store, "entities"), rows(program, store, "statements")
        for name, kind in ENTITIES.items():
            types = [e["type"] for e in entities if e["name"] == name]
            if types != [kind]:
                wrong.append(f"{name}: once, as {kind}, not {types}")
        for name, wanted in ALIASES.items():
            names = {a["name"] for a in rows(program, store, "show", name, "--section", "aliases")}
            if not wanted <= names:
                wrong.append(f"{name}: also called {wanted - names}")
        for subject, kind, object_, wanted in STATEMENTS:
            if not any(stated(s, subject, kind, object_, wanted) for s in statements):
                wrong.append(f"{subject} {kind} {object_} {wanted or ''}")
        names = {e["name"] for e in entities}
        for damaged in ("Furrmore", "ministration", "Biden ministration", "Advertisement", "IST"):
            if damaged in names:
                wrong.append(f"{damaged} is no entity")
    print(f"{len(ENTITIES) + len(ALIASES) + len(STATEMENTS) - len(wrong)} as they must be")
    if wrong:
        sys.exit("seeds.py: missing or wrong:\n  " + "\n  ".join(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
