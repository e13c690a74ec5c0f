#!/usr/bin/env python3
"""Scores statements against the cases of two political event coders.

    score_events.py KNOTWORK petrarch CASES.jsonl ACTORS.txt [--errors N]    PETRARCH's unit tests, its actor dictionary
    score_events.py KNOTWORK plover CASES.jsonl [--errors N]                 PLOVER's gold records

KNOTWORK is the program. The measure is recall and precision of (source, target, class), once per sentence.

Class: a PETRARCH code stands for one or more PLOVER classes (WEIS below: its tests use the older WEIS numbers, a few
CAMEO ones: CAMEO), and a PLOVER class for the statement types of TYPES. AGREE is also a planned statement of another
friendly type ("will send troops to help"). Not counted are codes that stand for no class of PLOVER: comments (02x) and
the numbers PETRARCH's authors made up to tell apart what their patterns matched (345, 8xx, 9xx, 10xx, 1717 ...); a
statement between the ends of such an event is not counted either.
Ends: PETRARCH's dictionary gives a code for each name; the invented ones go to KNOTWORK as a list of names, as they do to
PETRARCH. An entity has the codes of the names of its mentions; a person also those of the state or body it has a role at
("Bree Prime Minister Romendacil"). It is an end when the expected code holds one of its codes (GONMIL: GON). PLOVER's
records give the words of each end: an entity that has a mention inside them is the end, and so is one with such a role.
Ends without a name (---) are not counted. Symmetric types match in both directions.
False is a statement of a type of TYPES whose ends have codes (PLOVER: are ends of the record) and that is not expected.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

TYPES = {"AGREE": "agree", "CONSULT": "consult", "SUPPORT": "support", "CONCEDE": "concede retreat", "YIELD": "concede retreat",
         "COOPERATE": "cooperate agree supplies", "AID": "aid funds supplies", "RETREAT": "retreat concede", "REQUEST": "request",
         "ACCUSE": "accuse", "INVESTIGATE": "accuse", "DISAPPROVE": "accuse", "REJECT": "reject", "THREATEN": "threaten",
         "PROTEST": "protest", "DEMONSTRATE": "protest", "SANCTION": "sanction", "REDUCE_RELATIONS": "sanction",
         "MOBILIZE": "mobilize", "COERCE": "coerce", "SEIZE": "coerce", "ASSAULT": "assault targets", "FIGHT": "assault targets",
         "EXERTFORCE": "mobilize", "EXERT_FORCE": "mobilize", "DEMAND": "request", "APPEAL": "request", "PROPOSE": "request"}
FRIENDLY = "support cooperate aid consult concede supplies funds".split()
WEIS = {"01": "CONCEDE RETREAT", "03": "CONSULT", "04": "SUPPORT", "05": "AGREE", "06": "SUPPORT COOPERATE CONCEDE", "07": "AID COOPERATE",
        "08": "AGREE COOPERATE", "09": "REQUEST", "10": "REQUEST", "11": "REJECT", "12": "ACCUSE", "13": "ACCUSE PROTEST", "14": "REJECT",
        "15": "REQUEST", "16": "THREATEN", "17": "THREATEN", "18": "PROTEST MOBILIZE", "19": "SANCTION", "20": "SANCTION COERCE",
        "21": "COERCE", "22": "ASSAULT"}
CAMEO = {"030": "AGREE", "031": "AGREE CONSULT", "036": "AGREE CONSULT", "111": "ACCUSE", "174": "COERCE", "194": "ASSAULT",
         "1711": "COERCE", "1721": "COERCE"}
SYMMETRIC = {"family", "associate", "agree", "consult", "cooperate"}
PERSONS = "BILBO BOROMIR ELROND FRODO GALADRIEL GANDALF GOLLUM SMEAGOL SLINKER STINKER ROMENDACIL RADAGAST SAM HAMFAST ELFSTAN " \
          "DODERIC ISILDUR ARAGORN ONODOHER CALIMEHTAR TELEMAR".split()
COUNTED = {t for names in TYPES.values() for t in names.split()}


def read(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def actors(path):
    """[(name in capitals, {codes})]; names without spaces at the end match as beginnings."""
    names, waiting = [], []
    for line in open(path, encoding="utf-8"):
        line = line.split("#")[0].rstrip()
        if not line or line.startswith("<"):
            continue
        codes = {c[:3] if len(c) > 3 and not c.startswith(("IGO", "IMG", "NG")) else c for field in re.findall(r"\[([^\]]*)\]", line)
                 for c in re.findall(r"[A-Z]{3,}", field)}
        name = re.sub(r"[\[].*", "", line).replace("_", " ").strip(" +\t")
        if line[0].isspace():
            for _, known in waiting:
                known |= codes
            continue
        if not line.startswith("+") or not waiting:
            waiting = []
        known = set(codes)
        if line.startswith("+") and waiting and not codes:
            known = waiting[0][1]
        names.append((name, known))
        waiting.append((name, known))
    return [(n, c) for n, c in names if n and c]


def own_names(dictionary):
    rows = []
    for name, _ in dictionary:
        words = name.title().replace(" Of ", " of ")
        kind = "person" if name.split()[0] in PERSONS else "agency" if "GOVERNMENT" in name else "country"
        if re.fullmatch(r"[A-Za-z' -]{4,}", words):
            rows.append(f"{words}\t{kind}\t\t\n")
    return "name\ttype\taliases\tid\n" + "".join(sorted(set(rows)))


def extract(program, cases, names):
    with tempfile.TemporaryDirectory() as folder:
        options = []
        if names:
            path = os.path.join(folder, "names.tsv")
            with open(path, "w", encoding="utf-8") as f:
                f.write(names)
            options = ["--names", path]
        lines = "".join(json.dumps({"id": str(i), "text": c["text"], "date": None}) + "\n" for i, c in enumerate(cases))
        out = subprocess.run([program, "extract", *options], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    answers = [json.loads(line) for line in out.decode().splitlines()]
    assert len(answers) == len(cases)
    return answers


def with_roles(answer, reach):
    """reach: entity -> ends it is; a person is also what the body it has a role at is."""
    more = {e: set(s) for e, s in reach.items()}
    for s in answer["statements"]:
        if s["type"] == "role_at" and s["polarity"] == "+":
            more[s["subject"]] |= reach[s["object"]]
    return more


def petrarch_case(case, answer, dictionary):
    """(events counted, pairs not counted, reach of entities), ends as codes; None when the case is no sentence to code."""
    if any("error" in e for e in case["expected"]):
        return None
    events, free = [], []
    for e in case["expected"]:
        if not e.get("source") or not e.get("target"):
            continue
        code = e["code"]
        classes = CAMEO.get(code) or (WEIS.get(code[:2]) if len(code) == 3 and code != "345" else None)
        named = "---" not in e["source"] and "---" not in e["target"] and "#" not in e["source"]
        if named and classes and not code.startswith("100"):
            events.append((e["source"], e["target"], set(classes.split())))
        else:
            free.append((e["source"], e["target"]))
    reach = {}
    for e in answer["entities"]:
        texts = {case["text"][m[0]:m[1]].upper() for m in e["mentions"]}
        reach[e["id"]] = {c for t in texts for name, codes in dictionary for c in codes
                          if t.startswith(name) or t.removesuffix("'S") == name or f" {name}" in t}
    return events, free, with_roles(answer, reach)


def holds(code, ends):
    slices = {code[i:i + 3] for i in range(0, len(code), 3)}
    return any(end == code or code.startswith(end) or end[:3] in slices for end in ends)


def plover_case(case, answer):
    ends = [case.get("source") or [], case.get("target") or []]
    if not all(isinstance(e, list) for e in ends) or case["event"] not in TYPES:
        return None
    text = case["text"]

    def spans(actor):
        return [m.span() for m in re.finditer(re.escape(actor["actorText"]), text)]
    where = {a["actorText"]: spans(a) for a in ends[0] + ends[1] if a.get("actorText") and spans(a)}
    sources, targets = ([a["actorText"] for a in side if a.get("actorText") in where] for side in ends)
    targets = targets or sources
    reach = {e["id"]: {a for a, ss in where.items() if any(x < m[1] and m[0] < y for m in e["mentions"] for x, y in ss)}
             for e in answer["entities"]}
    events = [(a, b, {case["event"]}) for a in sources for b in targets if a != b]
    return events, [], with_roles(answer, reach)


def fits(s, classes):
    return any(s["type"] in TYPES[c].split() or c == "AGREE" and s["modality"] == "planned" and s["type"] in FRIENDLY for c in classes)


def cases_of(which, cases, answers, dictionary):
    """Yields (case, events, pairs not counted, joins, statements counted) of every case that is to be coded."""
    for case, answer in zip(cases, answers):
        it = petrarch_case(case, answer, dictionary) if which == "petrarch" else plover_case(case, answer)
        if it is None:
            continue
        events, free, reach = it
        is_end = holds if which == "petrarch" else (lambda code, ends: code in ends)

        def joins(s, a, b, reach=reach, is_end=is_end):
            return is_end(a, reach[s["subject"]]) and is_end(b, reach[s["object"]]) or s["type"] in SYMMETRIC and \
                is_end(b, reach[s["subject"]]) and is_end(a, reach[s["object"]])
        seen = [s for s in answer["statements"] if s["type"] in COUNTED and reach[s["subject"]] and reach[s["object"]]]
        yield case, events, free, joins, seen


def judge(which, cases, answers, dictionary):
    """Yields (statement, whether it is expected) of the statements that count."""
    for _, events, free, joins, seen in cases_of(which, cases, answers, dictionary):
        for s in seen:
            good = any(joins(s, a, b) and fits(s, classes) for a, b, classes in events)
            if good or not any(joins(s, a, b) for a, b in free):
                yield s, good


def main(program, which, path, *rest):
    errors = int(rest[rest.index("--errors") + 1]) if "--errors" in rest else 0
    cases = [c for c in read(path) if "text" in c]
    dictionary = actors(rest[0]) if which == "petrarch" else []
    answers = extract(program, cases, own_names(dictionary) if dictionary else None)
    verdicts = [good for _, good in judge(which, cases, answers, dictionary)]
    found = gold = 0
    for case, events, free, joins, seen in cases_of(which, cases, answers, dictionary):
        text = case["text"][:150].replace("\n", " ")
        for a, b, classes in events:
            hit = any(joins(s, a, b) and fits(s, classes) for s in seen)
            found, gold = found + hit, gold + 1
            if not hit and errors > 0:
                errors -= 1
                print("missed", case["id"], a, b, *sorted(classes), "|", text)
        for s in seen:
            good = any(joins(s, a, b) and fits(s, classes) for a, b, classes in events + [(a, b, set(TYPES)) for a, b in free])
            if not good and errors > 0:
                errors -= 1
                print("false ", case["id"], s["type"], s["modality"], repr(s["phrase"]), "|", text)
    right, stated = sum(verdicts), len(verdicts)
    print(f"{which}: precision {right / max(stated, 1):.3f} ({right} of {stated})  recall {found / max(gold, 1):.3f} ({found} of {gold})")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[2] not in ("petrarch", "plover") or sys.argv[2] == "petrarch" and len(sys.argv) < 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
