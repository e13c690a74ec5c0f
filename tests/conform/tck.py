#!/usr/bin/env python3
"""tck.py TCK_RUN FOLDER [-v]: runs the openCypher TCK's reading scenarios on graphs in
memory and reports pass, fail and refused per folder. Skips when FOLDER is not there.

A scenario counts when its only write clause is the CREATE of its set-up. "refused" means
that a query which should give rows was refused with a message: not a wrong answer."""

import collections
import pathlib
import re
import subprocess
import sys

FLOOR = 0.90
WRITES = re.compile(r"\b(CREATE|MERGE|DELETE|SET|REMOVE|CALL|FOREACH)\b", re.I)


# --- feature files ---------------------------------------------------------------------
def cells(line):
    out, cell, i = [], "", 0
    line = line.strip()[1:]
    while i < len(line):
        if line[i] == "\\" and i + 1 < len(line) and line[i + 1] in "|\\n":
            cell += {"|": "|", "\\": "\\", "n": "\n"}[line[i + 1]]
            i += 2
            continue
        if line[i] == "|":
            out.append(cell.strip())
            cell = ""
        else:
            cell += line[i]
        i += 1
    return out


def steps_of(lines):
    """(keyword text, doc string or None, table) for each step."""
    steps, i = [], 0
    while i < len(lines):
        text = lines[i].strip()
        i += 1
        if not text or text.startswith(("#", "@")):
            continue
        doc, table = None, []
        if i < len(lines) and lines[i].strip() == '"""':
            indent = len(lines[i]) - len(lines[i].lstrip())
            i += 1
            doc = []
            while lines[i].strip() != '"""':
                doc.append(lines[i][indent:])
                i += 1
            i += 1
            doc = "\n".join(doc)
        while i < len(lines) and lines[i].strip().startswith("|"):
            table.append(cells(lines[i]))
            i += 1
        steps.append((text, doc, table))
    return steps


def scenarios(path):
    blocks, current, background = [], None, []
    for line in path.read_text().splitlines():
        head = re.match(r"\s*(Scenario Outline|Scenario|Background|Feature):\s*(.*)", line)
        if head:
            current = (head.group(1), head.group(2), [])
            blocks.append(current)
        elif current:
            current[2].append(line)
    for kind, name, lines in blocks:
        if kind == "Background":
            background = steps_of(lines)
        elif kind == "Scenario":
            yield name, background + steps_of(lines)
        elif kind == "Scenario Outline":
            split = [i for i, l in enumerate(lines) if l.strip().startswith("Examples:")]
            body = steps_of(lines[:split[0]])
            for a, b in zip(split, split[1:] + [len(lines)]):
                rows = [cells(l) for l in lines[a + 1:b] if l.strip().startswith("|")]
                for n, row in enumerate(rows[1:]):
                    def fill(s):
                        for key, value in zip(rows[0], row):
                            s = s.replace("<" + key + ">", value)
                        return s
                    yield f"{name} #{n + 1}", background + [
                        (fill(t), d and fill(d), [[fill(c) for c in r] for r in tb])
                        for t, d, tb in body]


# --- values and CREATE -----------------------------------------------------------------
TOKEN = re.compile(r"""\s*(?:(//[^\n]*)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|
  (-?\d+\.\d*(?:[eE][-+]?\d+)?|-?\.?\d+(?:[eE][-+]?\d+)?)|(`[^`]*`|[A-Za-z_]\w*)|
  (<-\[|<-|->|.))""", re.X | re.S)


class Reader:
    def __init__(self, text):
        self.words = [m.groups()[1:] for m in TOKEN.finditer(text.strip()) if not m.group(1)]
        self.at = 0

    def peek(self, ahead=0):
        i = self.at + ahead
        return next(g for g in self.words[i] if g) if i < len(self.words) else None

    def take(self, what=None):
        word = self.peek()
        if what is not None and word != what:
            raise ValueError(f"expected {what}, found {word}")
        self.at += 1
        return word

    def value(self):
        if self.at >= len(self.words):
            raise ValueError("no value")
        text, number, name, sign = self.words[self.at]
        if text:
            self.at += 1
            return ("s", re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]),
                                text[1:-1]))
        if sign == "-":
            self.at += 1
            kind, v = self.value()
            return (kind, "-" + v if kind == "k" else -v)
        if number:
            self.at += 1
            return ("f", float(number)) if re.search("[.eE]", number) else ("i", int(number))
        if name:
            self.at += 1
            if name in ("NaN", "Infinity", "Inf"):
                return ("k", "Infinity" if name == "Inf" else name)
            return ("k", name.lower())
        if sign == "[":
            if self.peek(1) == ":":
                return self.edge()
            return self.list()
        if sign == "{":
            return ("m", tuple(sorted(self.map().items())))
        if sign == "(":
            return self.node()
        if sign == "<":
            return self.path()
        raise ValueError(f"no value at {sign}")

    def list(self):
        self.take("[")
        out = []
        while self.peek() != "]":
            out.append(self.value())
            if self.peek() == ",":
                self.take()
        self.take("]")
        return ("l", tuple(out))

    def map(self):
        self.take("{")
        out = {}
        while self.peek() != "}":
            key = self.take().strip("`")
            self.take(":")
            out[key] = self.value()
            if self.peek() == ",":
                self.take()
        self.take("}")
        return out

    def labels(self):
        out = []
        while self.peek() == ":":
            self.take()
            out.append(self.take().strip("`"))
        return out

    def node(self):
        self.take("(")
        labels = self.labels()
        props = self.map() if self.peek() == "{" else {}
        self.take(")")
        return ("n", tuple(sorted(labels)), tuple(sorted(props.items())))

    def edge(self):
        self.take("[")
        labels = self.labels()
        props = self.map() if self.peek() == "{" else {}
        self.take("]")
        return ("e", tuple(labels), tuple(sorted(props.items())))

    def path(self):
        self.take("<")
        out = [self.node()]
        while self.peek() not in (">", None):
            if self.peek() == "<-[":
                self.words[self.at] = (None, None, None, "[")
                back = True
            elif self.peek() == "<-":
                self.take(); back = True
            elif self.peek() == "<":
                self.take(); self.take("-"); back = True
            else:
                self.take("-"); back = False
            edge = self.edge()
            if back:
                self.take("-")
            elif self.peek() == "->":
                self.take()
            else:
                self.take("-"); self.take(">")
            out.append(("back" if back else "forth", edge))
            out.append(self.node())
        self.take(">")
        return ("p", tuple(out))


def literal(v):
    kind = v[0]
    if kind == "s":
        return "'" + v[1].replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
    if kind in "if":
        return repr(v[1])
    if kind == "k":
        return v[1]
    if kind == "l":
        return "[" + ", ".join(literal(x) for x in v[1]) + "]"
    return braces(dict(v[1]))


def braces(props):
    return "{" + ", ".join(f"`{k}`: {literal(v)}" for k, v in props.items()) + "}"


class Graph:
    def __init__(self):
        self.lines, self.count = ["G"], 0

    def create(self, text):
        """Loads the CREATE patterns of a set-up; ValueError for anything else."""
        r, names = Reader(text), {}
        times = [None]
        first = True
        while r.peek() is not None:
            word = r.take()
            if first and word.upper() == "UNWIND":
                match = re.match(r"\s*UNWIND\s+range\((\d+),\s*(\d+)\)\s+AS\s+(\w+)", text,
                                 re.I)
                if not match:
                    raise ValueError("set-up")
                for n in range(int(match[1]), int(match[2]) + 1):
                    self.create(re.sub(rf"(:\s*){match[3]}\b", rf"\g<1>{n}",
                                       text[match.end():]))
                return
            if word.upper() == "CREATE" or (word == "," and not first):
                self.chain(r, names)
            elif word == ";":
                pass
            else:
                raise ValueError("set-up " + word)
            first = False
        del times

    def node(self, r, names):
        r.take("(")
        name = None
        if r.peek() not in (":", "{", ")"):
            name = r.take()
        known = name in names
        labels = r.labels()
        props = r.map() if r.peek() == "{" else {}
        r.take(")")
        if known:
            return names[name]
        self.count += 1
        self.lines.append("N " + " ".join(labels) + "\t" + braces(props))
        if name:
            names[name] = self.count
        return self.count

    def chain(self, r, names):
        if r.peek(1) == "=":
            r.take(); r.take()
        left = self.node(r, names)
        while r.peek() in ("-", "<-", "<-[", "<"):
            back = r.peek() != "-"
            if r.peek() == "<-[":
                r.take()
            else:
                if r.take() == "<":
                    r.take("-")
                r.take("[")
            if r.peek() != ":":
                r.take()
            kind = r.labels()[0]
            props = r.map() if r.peek() == "{" else {}
            r.take("]")
            if r.take() == "-" and not back:
                r.take(">")
            right = self.node(r, names)
            a, b = (right, left) if back else (left, right)
            self.lines.append(f"E {a} {b} {kind}\t{braces(props)}")
            left = right


# --- running ---------------------------------------------------------------------------
class Runner:
    def __init__(self, program):
        self.program = program
        self.start()

    def start(self):
        self.p = subprocess.Popen([self.program], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, text=True)

    def ask(self, lines, query):
        query = query.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        self.p.stdin.write("\n".join(lines) + "\nQ " + query + "\n")
        self.p.stdin.flush()
        columns, rows, error = None, [], None
        for line in self.p.stdout:
            line = line.rstrip("\n")
            if line == "end":
                return columns, rows, error
            parts = line.split("\t")
            if parts[0] == "columns":
                columns = parts[1:]
            elif parts[0] == "row":
                rows.append(parts[1:])
            else:
                error = parts[1:]
        raise SystemExit(f"the runner died ({self.p.wait()}) at: {query}")


def close(v, unordered):
    """A form in which equal values are equal: floats to 12 digits, lists sorted if asked."""
    if v[0] == "f":
        return ("f", float(f"{v[1]:.12g}"))
    if v[0] == "l":
        items = [close(x, unordered) for x in v[1]]
        return ("l", tuple(sorted(items, key=repr) if unordered else items))
    if v[0] in "m":
        return ("m", tuple((k, close(x, unordered)) for k, x in v[1]))
    return v


def read(text, unordered):
    r = Reader(text)
    v = r.value()
    if r.peek() is not None:
        raise ValueError("more after the value: " + text)
    return close(v, unordered)


def compare(step, table, answer):
    columns, rows, error = answer
    if error:
        return "refused", " ".join(error)
    if "should be empty" in step:
        return ("pass", "") if not rows else ("fail", f"rows: {rows}")
    unordered = "ignoring element order" in step
    if table[0] != columns:
        return "fail", f"columns {columns}, not {table[0]}"
    want = [tuple(read(c, unordered) for c in row) for row in table[1:]]
    got = [tuple(read(c, unordered) for c in row) for row in rows]
    if "in any order" in step or "in order" not in step:
        want, got = sorted(want, key=repr), sorted(got, key=repr)
    return ("pass", "") if want == got else ("fail", f"got {rows}, not {table[1:]}")


def run(runner, steps, trees):
    graph, parameters, answer = Graph(), [], None
    verdict = ("none", "")
    for text, doc, table in steps:
        if re.match(r"(Given|And) the ([\w-]+) graph", text):
            for part in re.split(r";", trees[re.search(r"the ([\w-]+) graph", text)[1]]):
                if part.strip():
                    graph.create(part)
        elif "executed" in text:
            graph.create(doc)
        elif "parameters are" in text or "parameter values are" in text:
            parameters = [f"P {n}={literal(Reader(v).value())}" for n, v in table]
        elif "executing query" in text or "executing control query" in text:
            if WRITES.search(re.sub(r"'[^']*'|`[^`]*`|\"[^\"]*\"", "", doc)):
                return None
            answer = runner.ask(graph.lines + parameters, doc)
        elif "result should be" in text:
            verdict = compare(text, table, answer)
            if verdict[0] != "pass":
                return verdict
        elif "should be raised" in text:
            columns, rows, error = answer
            if not error:
                return "fail", f"no error, rows {rows}"
            if "compile time" in text and error[0] != "compile":
                return "fail", f"error too late: {error}"
            verdict = ("pass", "")
    return verdict


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if not folder.is_dir():
        print("no TCK here: skipped")
        return 77
    trees = {p.stem: p.read_text() for p in (folder / "graphs").glob("*.cypher")}
    runner = Runner(program)
    table = collections.defaultdict(collections.Counter)
    for path in sorted(folder.rglob("*.feature")):
        where = str(path.parent.relative_to(folder))
        for name, steps in scenarios(path):
            try:
                verdict = run(runner, steps, trees)
            except ValueError as why:
                verdict = ("set-up", str(why))
            if verdict is None or verdict[0] == "set-up":
                table[where]["other"] += 1
                if verdict and "-v" in sys.argv:
                    print("set-up", path.name, name, verdict[1])
                continue
            table[where][verdict[0]] += 1
            if "-v" in sys.argv and verdict[0] != "pass":
                print(f"{verdict[0]}: {path.name}: {name}: {verdict[1]}")
    total = collections.Counter()
    print(f"{'':42}  pass  fail  refused  not ours")
    for where, c in sorted(table.items()):
        total.update(c)
        print(f"{where:42} {c['pass']:5} {c['fail']:5} {c['refused']:8} {c['other']:9}")
    ours = total["pass"] + total["fail"] + total["refused"] + total["none"]
    share = total["pass"] / max(ours, 1)
    print(f"{'all':42} {total['pass']:5} {total['fail']:5} {total['refused']:8} "
          f"{total['other']:9}   {100 * share:.1f} %")
    return share < FLOOR


if __name__ == "__main__":
    sys.exit(main())
