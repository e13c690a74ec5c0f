#!/usr/bin/env python3
"""Labels free text: names as recognizers of others agree on them, or part-of-speech tags or trees as one has them.

    teach.py FOLDER OUT.bio FILE...
    teach.py FOLDER OUT.pos FILE...
    teach.py FOLDER OUT.trees OUT.pos

FOLDER is what tests/bench/recognizers.sh made; FILE is CoNLL-U, lines of "token TAB anything", or JSON lines of
{"text", "sentences", "entities"} with a space between tokens. OUT.bio has "token TAB label" with our classes:

    names of the file    stand, but for peoples, which are spaCy's
    else CoreNLP's       (three classes) where spaCy has no name there or one of the same class, or CoreNLP's second
                         model (MUC's classes) says the same
    else spaCy's         where CoreNLP's second model says the same; its peoples and works wherever nobody differs
    else                 "B-unsure", from which nothing is learnt (src/train/labels.c)

A file without marks of documents is cut after every fourth sentence. OUT.pos has "token TAB tag", Penn's tags by
CoreNLP. OUT.trees has "token TAB head TAB relation", Universal Dependencies of sentences of 3 to 60 tokens by CoreNLP's
parser for them (Chen and Manning 2014), on those tags. An OUT that is there is kept.
"""
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/bench"))
import recognizers  # noqa: E402

PARSED = range(3, 61)  # tokens
NAMES = ("PER", "LOC", "ORG")
FILED = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "OTHER"}


def read_documents(path):
    """[(whether a document begins, tokens, names) ...] of JSON lines."""
    result = []
    for line in open(path, encoding="utf-8"):
        document = json.loads(line)
        text, opens = document["text"], True
        filed = sorted((e["start"], e["end"], FILED[e["type"]]) for e in document["entities"] if e["type"] in FILED)
        for start, end in document["sentences"]:
            tokens = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
            names = {}
            for a, e, name in filed:
                covered = [i for i, (x, y) in enumerate(tokens) if a <= x and y <= e]
                if covered:
                    names[covered[0], covered[-1] + 1] = name
            result.append((opens, [text[x:y] for x, y in tokens], names))
            opens = False
    return result


def read_lines(path):
    """The same of CoNLL-U and of lines of tokens, with None for names."""
    result = []
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    marked = any(line.startswith(("-DOCSTART-", "# newdoc")) for line in lines)
    opens, now, count = True, [], 0
    for line in lines:
        if line.startswith(("-DOCSTART-", "# newdoc")):
            opens = True
        elif not line.strip():
            if now:
                result.append((opens or (not marked and count % 4 == 0), now, None))
                opens, now, count = False, [], count + 1
        elif not line.startswith("# "):
            cells = line.split("\t")
            if not path.endswith(".conllu"):
                now.append(cells[0])
            elif cells[0].isdigit():
                now.append(cells[1])
    return result


class Labels:
    """Of one sentence: who comes first, stands."""

    def __init__(self, count):
        self.items = ["O"] * count

    def is_free(self, span):
        return all(self.items[i] == "O" for i in range(*span))

    def put(self, span, name):
        for i in range(*span):
            self.items[i] = ("I-" if i > span[0] else "B-") + name


def is_believed(span, name, spacy, second):
    """Whether what CoreNLP says is taught."""
    beside = [n for (a, e), n in spacy.items() if a < span[1] and span[0] < e and n in NAMES]
    return name in beside or not beside or second.get(span) == name


def vote(words, spacy, first, second):
    labels = Labels(len(words))
    for span, name in first.items():
        if name in NAMES and is_believed(span, name, spacy, second):
            labels.put(span, name)
    for span, name in spacy.items():
        if name in NAMES and second.get(span) == name and labels.is_free(span):
            labels.put(span, name)
    for span, name in [*first.items(), *spacy.items()]:
        if name in NAMES and labels.is_free(span):
            for i in range(*span):
                labels.items[i] = "B-unsure"
    for span, name in spacy.items():
        if name not in NAMES and labels.is_free(span):
            labels.put(span, name)
    return labels.items


def as_filed(words, names, spacy):
    labels = Labels(len(words))
    for span, name in names.items():
        labels.put(span, "NORP" if spacy.get(span) == "NORP" else name)
    return labels.items


def run_spacy(folder, text):
    told = "".join("\n".join(words) + "\n\n" for _, words, _ in text)
    run = subprocess.run([os.path.join(folder, "venv/bin/python"), recognizers.__file__, "md"], input=told,
                         stdout=subprocess.PIPE, text=True, check=True, env=dict(os.environ, **recognizers.ONE_CORE))
    result, now = [], []
    for line in run.stdout.split("\n"):
        if line:
            now.append(line.split("\t")[1])
        elif now:
            result.append(now)
            now = []
    return result


def run_corenlp(folder, text, classifier):
    labeled, _ = recognizers.label_with_corenlp(folder, [words for _, words, _ in text], classifier)
    assert [[w for w, _ in sentence] for sentence in labeled] == [words for _, words, _ in text]
    return [[label for _, label in sentence] for sentence in labeled]


def teach_names(folder, text, file):
    answers = [run_spacy(folder, text), run_corenlp(folder, text, "all.3class"), run_corenlp(folder, text, "muc.7class")]
    for (opens, words, names), *said in zip(text, *answers, strict=True):
        spacy, first, second = (recognizers.trimmed(words, recognizers.spans(labels)) for labels in said)
        labels = vote(words, spacy, first, second) if names is None else as_filed(words, names, spacy)
        if opens:
            file.write("-DOCSTART-\tO\n\n")
        file.writelines(f"{w}\t{label}\n" for w, label in zip(words, labels))
        file.write("\n")


def teach_tags(folder, text, file):
    lines = [" ".join("_".join(w.split()) for w in words) for _, words, _ in text]
    for (_, words, _), tags in zip(text, recognizers.tag_with_corenlp(folder, lines), strict=True):
        file.writelines(f"{w}\t{tag}\n" for w, tag in zip(words, tags, strict=True))
        file.write("\n")


def teach_trees(folder, paths, file):
    sentences = []
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            blocks = lines.read().strip("\n").split("\n\n")
        sentences += [[line.split("\t") for line in block.split("\n")] for block in blocks]
    sentences = [s for s in sentences if len(s) in PARSED]
    for sentence, arcs in zip(sentences, recognizers.parse_with_corenlp(folder, sentences), strict=True):
        file.writelines(f"{w}\t{head}\t{dep}\n" for (w, _), (head, dep) in zip(sentence, arcs, strict=True))
        file.write("\n")


def main():
    folder, out, *paths = sys.argv[1:]
    if os.path.exists(out):
        return
    if not os.path.exists(os.path.join(folder, "venv/bin/python")) or not recognizers.jars(folder):
        sys.exit(f"{folder}: all teachers are needed (tests/bench/recognizers.sh)")
    with open(out + ".part", "w", encoding="utf-8") as file:
        if out.endswith(".trees"):
            teach_trees(folder, paths, file)
        else:
            text = [s for p in paths for s in (read_documents(p) if p.endswith(".jsonl") else read_lines(p)) if s[1]]
            (teach_tags if out.endswith(".pos") else teach_names)(folder, text, file)
    os.rename(out + ".part", out)


if __name__ == "__main__":
    main()
