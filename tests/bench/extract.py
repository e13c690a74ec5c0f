#!/usr/bin/env python3
"""Words per second of `knotwork extract --jobs 1` with everything on, beside spaCy's whole pipeline on the same articles.

    extract.py PROGRAM CORPUS.jsonl [--recognizers FOLDER] [--peer-documents N] [--rounds N]

CORPUS has one {"id", "text"} a line. Words are what white space parts; seconds are those of the processor, all threads
together (not of the clock: the machine may be busy). Both sides run one thread, by turns, and the best of their rounds
counts. knotwork: names, referents, trees, statements, written as JSON, its start included. spaCy, from the folder that
recognizers.sh fills: tagger, parser and names of its middle and small models over the first N articles, without its start
and without lemmatizer and attribute ruler, which would cost it more.
"""
import argparse
import json
import os
import resource
import subprocess
import sys

from recognizers import ONE_CORE, SPACY

PEER = """
import importlib, json, os, sys, time, spacy
folder = os.path.dirname(importlib.import_module(sys.argv[1]).__file__)
inner = [os.path.join(folder, n) for n in sorted(os.listdir(folder)) if os.path.exists(os.path.join(folder, n, "meta.json"))]
nlp = spacy.load(inner[0] if inner else folder, exclude=["lemmatizer", "attribute_ruler"])
texts = [json.loads(line)["text"] for line in sys.stdin]
list(nlp.pipe(texts[:50]))  # what is made at the first use
start = time.process_time()
for _ in nlp.pipe(texts, n_process=1):
    pass
print(time.process_time() - start, "spaCy", spacy.__version__, sys.argv[1], "+".join(nlp.pipe_names))
"""


def spent():
    """Processor seconds of the children so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def words(lines):
    return sum(len(json.loads(line)["text"].split()) for line in lines)


def ours(program, corpus):
    start = spent()
    run = subprocess.run([program, "extract", "--jobs", "1", corpus], stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL, check=False)
    if run.returncode > 1:  # 1: some records held no text
        sys.exit(f"{program}: status {run.returncode}")
    return spent() - start


def theirs(python, model, lines):
    """Seconds and what ran; None where the model is not there."""
    run = subprocess.run([python, "-c", PEER, model], input="".join(lines), env=dict(os.environ, **ONE_CORE), text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if run.returncode:
        return None
    seconds, what = run.stdout.strip().split(maxsplit=1)
    return float(seconds), what


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("corpus")
    parser.add_argument("--recognizers")
    parser.add_argument("--peer-documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if not os.path.exists(args.corpus):
        print(f"{args.corpus}: not there, skipped")
        return
    with open(args.corpus, encoding="utf-8") as f:
        lines = f.readlines()
    few = lines[:args.peer_documents]
    python = os.path.join(args.recognizers or "", "venv/bin/python")
    best, peers = float("inf"), {}
    for _ in range(args.rounds):
        best = min(best, ours(args.program, args.corpus))
        for model in SPACY.values() if os.path.exists(python) else ():
            took = theirs(python, model, few)
            if took:
                peers[model] = min(peers.get(model, took), took)
    rate = words(lines) / best
    print(f"{'words/s':>9} {'ratio':>6} {'words':>9} {'seconds':>8}  one core, seconds of the processor")
    print(f"{rate:9,.0f} {'':6} {words(lines):9,} {best:8.1f}  knotwork extract")
    for seconds, what in peers.values():
        peer = words(few) / seconds
        print(f"{peer:9,.0f} {rate / peer:6.1f} {words(few):9,} {seconds:8.1f}  {what}")
    if not peers:
        print("no peer installed: no ratio")


if __name__ == "__main__":
    sys.exit(main())
