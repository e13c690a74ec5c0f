#!/usr/bin/env python3
"""Words per second of `knotwork extract --jobs 1`, and of spaCy on the same articles where it is installed.

    extract.py PROGRAM CORPUS.jsonl [--peer PYTHON] [--peer-documents N] [--rounds N]

CORPUS has one {"id", "text"} a line. Words are what white space parts, seconds
those of the processor (not of the clock: the machine may be busy). The best of the rounds counts. PYTHON is an
interpreter with spaCy and a small English model; spaCy is timed on the first N articles, without its start, as
`nlp.pipe` with everything but the lemmatizer (tagger, parser, names: the nearest to what extract does).
"""
import argparse
import json
import os
import resource
import subprocess
import sys

PEER = """
import json, sys, time, spacy
from spacy.util import get_installed_models
try:
    import en_core_web_sm as model
    nlp = model.load(exclude=["lemmatizer"])
except ImportError:
    names = get_installed_models()
    if not names:
        sys.exit("no model installed")
    nlp = spacy.load(names[0], exclude=["lemmatizer"])
texts = [json.loads(line)["text"] for line in sys.stdin]
start = time.process_time()
for _ in nlp.pipe(texts, n_process=1):
    pass
print(time.process_time() - start, "spaCy", spacy.__version__, nlp.meta["name"])
"""


def spent():
    """Processor seconds of the children so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def words(lines):
    return sum(len(json.loads(line)["text"].split()) for line in lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("corpus")
    parser.add_argument("--peer")
    parser.add_argument("--peer-documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if not os.path.exists(args.corpus):
        print(f"{args.corpus}: not there, skipped")
        return
    with open(args.corpus, encoding="utf-8") as f:
        lines = f.readlines()
    best = float("inf")
    for _ in range(args.rounds):
        start = spent()
        run = subprocess.run([args.program, "extract", "--jobs", "1", args.corpus], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
        if run.returncode > 1:  # 1: some records held no text
            sys.exit(f"{args.program}: status {run.returncode}")
        best = min(best, spent() - start)
    rate = words(lines) / best
    print(f"knotwork: {len(lines)} documents, {words(lines)} words in {best:.1f} s: {rate:,.0f} words/s, one core")
    if not args.peer or not os.path.exists(args.peer):
        print("no peer installed: no ratio")
        return
    few = lines[:args.peer_documents]
    one = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", BLIS_NUM_THREADS="1")
    peer = subprocess.run([args.peer, "-c", PEER], input="".join(few), env=one, text=True, stdout=subprocess.PIPE)
    if peer.returncode:
        print("the peer failed: no ratio")
        return
    seconds, what = peer.stdout.split(maxsplit=1)
    peer_rate = words(few) / float(seconds)
    print(f"{what.strip()}: {len(few)} documents: {peer_rate:,.0f} words/s, one core; ratio {rate / peer_rate:.1f}")


if __name__ == "__main__":
    sys.exit(main())
