#!/usr/bin/python3
"""Makes a store of a random graph, with entities of all degrees up to hubs, for query.py.

usage: query_graph.py KNOTWORK STORE [ENTITIES [RELATIONS]]

Objects are drawn by a power law, subjects evenly; everything from one seed. The rows are
written by SQL into a store that knotwork made of nothing, with one asserted statement for
each relation.
"""
import os
import sqlite3
import subprocess
import sys
import tempfile

import numpy

TYPES, KINDS, BATCH = 11, 32, 200_000
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def name_of(n):
    """A different name for each number, of two words."""
    first, second = divmod(n, len(SYLLABLES) ** 2)
    word = lambda m: SYLLABLES[m // len(SYLLABLES) % len(SYLLABLES)] + \
        SYLLABLES[m % len(SYLLABLES)]
    return f"{word(second).capitalize()} {word(first * 7919 % len(SYLLABLES) ** 2).capitalize()}{first}"


def entities(count, random):
    types = random.integers(1, TYPES + 1, count)
    stories = random.geometric(0.3, count)
    for n in range(count):
        name = name_of(n)
        yield (n + 1, name.lower(), name, int(types[n]), "", int(stories[n]) * 2,
               int(stories[n]), int(stories[n]), 1, 19000, 19400, 0, "")


def relations(count, nodes, random):
    subjects = random.integers(0, nodes, count) + 1
    objects = (nodes * random.random(count) ** 3).astype(int) + 1
    # Hubs stand anywhere among the entities.
    objects = objects * 7919 % nodes + 1
    types = random.integers(1, KINDS + 1, count)
    stories = random.geometric(0.4, count)
    seen = set()
    for n in range(count):
        key = (int(subjects[n]), int(types[n]), int(objects[n]))
        if key in seen or key[0] == key[2]:
            continue
        seen.add(key)
        yield (n + 1, *key, 0, int(stories[n]), int(stories[n]), int(stories[n]), 1, 0,
               19000, 19400, 1 << 5)


def fill(db, table, rows):
    rows = iter(rows)
    while True:
        batch = [row for _, row in zip(range(BATCH), rows)]
        if not batch:
            return
        db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(batch[0]))})", batch)


def main():
    knotwork, path = sys.argv[1:3]
    nodes = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    edges = int(sys.argv[4]) if len(sys.argv) > 4 else 5_000_000
    if os.path.exists(path):
        os.remove(path)
    with tempfile.TemporaryDirectory() as empty:
        open(os.path.join(empty, "a.txt"), "w").close()
        subprocess.run([knotwork, "build", "-q", "-s", path, empty], check=False,
                       stderr=subprocess.DEVNULL)
    random = numpy.random.default_rng(10)
    db = sqlite3.connect(path)
    db.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; BEGIN")
    fill(db, "entity", entities(nodes, random))
    fill(db, "relation", relations(edges, nodes, random))
    db.execute("INSERT INTO identity SELECT id, key, '', type, mentions, id, 0 FROM entity")
    db.execute("INSERT INTO identity_name SELECT id, 0, name, mentions, key FROM entity")
    db.execute("INSERT INTO identity_name SELECT id, 1, name, mentions, key FROM entity")
    db.execute("INSERT INTO statement SELECT id, 1, id, 1, type, 1, 0, 5, NULL, NULL, NULL, "
               "NULL, NULL, 0, 0, '', 0, 0, 900 FROM relation")
    db.execute("INSERT INTO fact SELECT id, id FROM relation")
    db.commit()
    db.close()


if __name__ == "__main__":
    main()
