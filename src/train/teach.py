#!/usr/bin/env python3
"""Labels free text: names as two recognizers agree on them, or part-of-speech tags as one has them.

    teach.py FOLDER OUT.bio FILE...
    teach.py FOLDER OUT.pos FILE...

FOLDER is what tests/bench/recognizers.sh made; FILE is CoNLL-U, or lines of "token TAB anything".
OUT.bio has "token TAB label" with our classes: what both say is taught, "B-unsure" where the two differ
(src/train/labels.c learns nothing from it). A file without marks of documents is cut after every fourth sentence.
OUT.pos has "token TAB tag", Penn's tags by CoreNLP. An OUT that is there is kept.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/bench"))
import recognizers  # noqa: E402

NAMES = ("PER", "LOC", "ORG")


def read(paths):
    """[(whether a document begins, tokens) ...]"""
    result = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        marked = any(line.startswith(("-DOCSTART-", "# newdoc")) for line in lines)
        opens, now, count = True, [], 0
        for line in lines:
            if line.startswith(("-DOCSTART-", "# newdoc")):
                opens = True
            elif not line.strip():
                if now:
                    result.append((opens or (not marked and count % 4 == 0), now))
                    opens, now, count = False, [], count + 1
            elif not line.startswith("# "):
                cells = line.split("\t")
                if not path.endswith(".conllu"):
                    now.append(cells[0])
                elif cells[0].isdigit():
                    now.append(cells[1])
    return result


def agree(words, one, other):
    """One label a token, from the spans of both."""
    labels = ["O"] * len(words)

    def put(span, name):
        for i in range(*span):
            labels[i] = ("I-" if i > span[0] else "B-") + name
    for span, name in one.items():
        if other.get(span) == name:
            put(span, name)
    for span, name in [*one.items(), *other.items()]:
        if name in NAMES and one.get(span) != other.get(span):
            for i in range(*span):
                if labels[i] == "O":
                    labels[i] = "B-unsure"
    for span, name in one.items():
        if name not in NAMES and all(labels[i] == "O" for i in range(*span)):
            put(span, name)
    return labels


def teach_names(folder, text, file):
    told = "".join("\n".join(words) + "\n\n" for _, words in text)
    run = subprocess.run([os.path.join(folder, "venv/bin/python"), recognizers.__file__, "md"], input=told,
                         stdout=subprocess.PIPE, text=True, check=True, env=dict(os.environ, **recognizers.ONE_CORE))
    first, now = [], []
    for line in run.stdout.split("\n"):
        if line:
            now.append(line.split("\t")[1])
        elif now:
            first.append(now)
            now = []
    second, _ = recognizers.label_with_corenlp(folder, [words for _, words in text])
    assert len(first) == len(second) == len(text)
    for (opens, words), one, other in zip(text, first, second):
        assert words == [w for w, _ in other]
        labels = agree(words, recognizers.trimmed(words, recognizers.spans(one)),
                       recognizers.trimmed(words, recognizers.spans([label for _, label in other])))
        if opens:
            file.write("-DOCSTART-\tO\n\n")
        file.writelines(f"{w}\t{label}\n" for w, label in zip(words, labels))
        file.write("\n")


def teach_tags(folder, text, file):
    lines = [" ".join("_".join(w.split()) for w in words) for _, words in text]
    for (_, words), tags in zip(text, recognizers.tag_with_corenlp(folder, lines), strict=True):
        file.writelines(f"{w}\t{tag}\n" for w, tag in zip(words, tags, strict=True))
        file.write("\n")


def main():
    folder, out, *paths = sys.argv[1:]
    if os.path.exists(out):
        return
    if not os.path.exists(os.path.join(folder, "venv/bin/python")) or not recognizers.jars(folder):
        sys.exit(f"{folder}: both teachers are needed (tests/bench/recognizers.sh)")
    teach = teach_tags if out.endswith(".pos") else teach_names
    with open(out + ".part", "w", encoding="utf-8") as file:
        teach(folder, read(paths), file)
    os.rename(out + ".part", out)


if __name__ == "__main__":
    main()
