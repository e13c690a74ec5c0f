#!/usr/bin/env python3
"""Names found by knotwork and by other recognizers: F1 on development sets and words a second, as a table.

    bench_names.py PROGRAM SPANS SCORER CORPORA PEERS [--documents N]

SCORER compares (its own words: people, locations, organizations, exact span and class); CORPORA has ner/SET;
PEERS is the folder that recognizers.sh made: a peer that is not there is left out. spaCy reads the text as
knotwork does; CoreNLP gets the tokens of the set, which helps it. Leading articles and trailing 's are cut from
what the peers find. Speed: processor seconds for the first N articles of reuters21578, start not counted, one
core; knotwork's by SPANS: text and names ("all"), and the share of names ("names"). Peers have nothing but names on.
Last, what knotwork takes before it reads a word (`extract` of nothing: all weights and the lexicon), the best of
twenty, and the most memory of SPANS for text and names of all those articles.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import recognizers

SETS = ["wikigold/all", "uner-ewt/dev", "finer-ord/dev", "conll2003/dev", "worldwide/dev"]
MEAN_OF = 4  # the first four: nothing of theirs was learnt from
TYPES = {"PER": "person", "LOC": "place", "ORG": "organization"}
HERE = os.path.dirname(os.path.abspath(__file__))

SPACY = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
import recognizers
nlp = recognizers.load_spacy(sys.argv[2])
texts = [json.loads(line)["text"] for line in sys.stdin]
start = time.process_time()
docs = list(nlp.pipe(texts))
seconds = time.process_time() - start
for text, doc in zip(texts, docs):
    words = [t.text for t in doc]
    found = recognizers.trimmed(words, {(e.start, e.end): e.label_ for e in doc.ents})
    print(json.dumps([(doc[a].idx, doc[e - 1].idx + len(doc[e - 1]), n) for (a, e), n in found.items()]))
print(seconds)
"""


def run_spacy(peers, model, documents):
    """Names of each document as (start, end, class), and processor seconds."""
    run = subprocess.run([os.path.join(peers, "venv/bin/python"), "-c", SPACY, HERE, model],
                         input="".join(json.dumps(d) + "\n" for d in documents), text=True, stdout=subprocess.PIPE,
                         env=dict(os.environ, **recognizers.ONE_CORE), check=True)
    *lines, seconds = run.stdout.split("\n")[:-1]
    return [json.loads(line) for line in lines], float(seconds)


def run_corenlp(peers, documents):
    """The same, with what it says of its own speed."""
    places, sentences = [], []
    for number, document in enumerate(documents):
        at = 0
        for line in document["text"].split("\n"):
            found = [(number, at + m.start(), at + m.end(), m.group()) for m in re.finditer(r"[^ ]+", line)]
            if found:
                places.append(found)
                sentences.append([token for *_, token in found])
            at += len(line) + 1
    labeled, rate = recognizers.label_with_corenlp(peers, sentences)
    names = [[] for _ in documents]
    for place, words in zip(places, labeled):
        found = recognizers.trimmed([w for w, _ in words], recognizers.spans([label for _, label in words]))
        for (a, e), name in found.items():
            names[place[a][0]].append((place[a][1], place[e - 1][2], name))
    return names, rate


def as_answers(documents, names):
    return "".join(json.dumps({"id": d["id"], "entities": [
        {"id": f"e{i}", "name": d["text"][s:e], "type": TYPES[c], "mentions": [[s, e]]}
        for i, (s, e, c) in enumerate(found) if c in TYPES]}) + "\n" for d, found in zip(documents, names))


def score(scorer, bio, answers):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write(answers)
        file.flush()
        run = subprocess.run([sys.executable, scorer, "score", bio, file.name, "--json"], stdout=subprocess.PIPE,
                             text=True, check=True)
    return {k: v["f1"] for k, v in json.loads(run.stdout).items()}


def our_answers(program, documents):
    run = subprocess.run([program, "extract", "--jobs", "1", "-"], input="".join(json.dumps(d) + "\n" for d in documents),
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return run.stdout


def our_seconds(spans, texts):
    """Of text and names, and of text alone: the best of three."""
    data = "\0".join(texts).encode("utf-8")

    def once(*options):
        line = subprocess.run([spans, "-q", *options], input=data, stdout=subprocess.PIPE, check=True).stdout.decode()
        tokens, rate = re.match(r"(\d+) tokens, (\d+)", line).groups()
        return int(tokens) / int(rate)
    return min(once("-n") for _ in range(3)), min(once() for _ in range(3))


def measured(command):
    """Wall and processor seconds of a run without input."""
    start = time.perf_counter()
    run = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def most_memory(command, data):
    """Bytes. Asked of a small process in between: a child counts what its parent held when it began."""
    asker = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
             "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    run = subprocess.run([sys.executable, "-S", "-c", asker, *command], input=data, stdout=subprocess.PIPE, check=True)
    return int(run.stdout) * 1024


def show_costs(program, spans, texts):
    runs = [measured([program, "extract", "--jobs", "1", "-"]) for _ in range(20)]
    memory = most_memory([spans, "-q", "-n"], "\0".join(texts).encode("utf-8"))
    print(f"start: {1000 * min(r[0] for r in runs):.1f} ms, of the processor {1000 * min(r[1] for r in runs):.1f} ms; "
          f"most memory {memory / 1e6:.0f} MB for {sum(len(t.encode()) for t in texts) / 1e6:.0f} MB of text")


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "spans", "scorer", "corpora", "peers"):
        parser.add_argument(name)
    parser.add_argument("--documents", type=int, default=1000)
    args = parser.parse_args()
    if not os.path.exists(args.scorer) or not os.path.isdir(args.corpora):
        print(f"{args.scorer}, {args.corpora}: not there, skipped")
        return
    python = os.path.join(args.peers, "venv/bin/python")
    models = [m for m in recognizers.SPACY if os.path.exists(python) and subprocess.run(
        [python, "-c", f"import {recognizers.SPACY[m]}"], stderr=subprocess.DEVNULL).returncode == 0]
    corenlp = os.path.isdir(args.peers) and recognizers.jars(args.peers)
    systems = ["knotwork", *[f"spaCy {m}" for m in models], *(["CoreNLP"] if corenlp else [])]
    table = {s: [] for s in systems}
    for which in SETS:
        bio = os.path.join(args.corpora, "ner", which + ".bio")
        docs = subprocess.run([sys.executable, args.scorer, "docs", bio], stdout=subprocess.PIPE, text=True, check=True)
        documents = [json.loads(line) for line in docs.stdout.splitlines()]
        for system in systems:
            if system == "knotwork":
                answers = our_answers(args.program, documents)
            elif system == "CoreNLP":
                answers = as_answers(documents, run_corenlp(args.peers, documents)[0])
            else:
                answers = as_answers(documents, run_spacy(args.peers, system[6:], documents)[0])
            table[system].append(score(args.scorer, bio, answers))
    with open(os.path.join(args.corpora, "news/reuters21578/all.jsonl"), encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    few = [a for a in articles if a["text"].strip()][:args.documents]
    words, few_words = (sum(len(a["text"].split()) for a in which) for which in (articles, few))
    print("| F1 (PER LOC ORG) | " + " | ".join(systems) + " |\n| --- |" + " --- |" * len(systems))
    for n, which in enumerate(SETS):
        cells = [f"{r['all']:.3f} ({r['PER']:.2f} {r['LOC']:.2f} {r['ORG']:.2f})" for r in (table[s][n] for s in systems)]
        print(f"| {which.split('/')[0]} | " + " | ".join(cells) + " |")
    means = [sum(r["all"] for r in table[s][:MEAN_OF]) / MEAN_OF for s in systems]
    print("| mean of the first four | " + " | ".join(f"{m:.3f}" for m in means) + " |")
    both, text = our_seconds(args.spans, [a["text"] for a in articles])
    speeds = [f"all {words / both:,.0f}, names {words / (both - text):,.0f}"]
    for system in systems[1:]:
        if system == "CoreNLP":
            rate = run_corenlp(args.peers, few)[1]
        else:
            rate = few_words / run_spacy(args.peers, system[6:], few)[1]
        speeds.append(f"{rate:,.0f} ({words / both / rate:.0f}, {words / (both - text) / rate:.0f} times)")
    print("| words/s, one core | " + " | ".join(speeds) + " |")
    show_costs(args.program, args.spans, [a["text"] for a in articles])


if __name__ == "__main__":
    sys.exit(main())
