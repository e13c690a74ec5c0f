#!/usr/bin/env python3
"""Random queries on random graphs: the query language gives the rows that its definition
gives, found by trying everything (brute_eval.py).

usage: brute.py tck_run [COUNT [SEED]]
"""
import random
import sys

import brute_make
import tck
from brute_eval import Edge, Evaluator, Node, Path, TooMuch

BUDGET = 60_000  # ways tried for one query: more is not worth waiting for


def canonical(v):
    """A value in the form tck.read gives."""
    if v is None or isinstance(v, bool):
        return ("k", brute_make.literal(v))
    if isinstance(v, int):
        return ("i", v)
    if isinstance(v, float):
        return ("f", v)
    if isinstance(v, str):
        return ("s", v)
    if isinstance(v, list):
        return ("l", tuple(map(canonical, v)))
    if isinstance(v, dict):
        return ("m", tuple((k, canonical(v[k])) for k in sorted(v)))
    if isinstance(v, Node):
        return ("n", tuple(sorted(v.labels)), canonical_map(v.props))
    if isinstance(v, Edge):
        return ("e", (v.kind,), canonical_map(v.props))
    steps = [canonical(v.nodes[0])]
    for edge, before, after in zip(v.edges, v.nodes, v.nodes[1:]):
        steps += [("forth" if edge.start is before else "back", canonical(edge)),
                  canonical(after)]
    return ("p", tuple(steps))


def canonical_map(props):
    return tuple((k, canonical(props[k])) for k in sorted(props))


def load(nodes, edges, parameters):
    """The lines that give the runner a graph and parameters."""
    numbers = {node: n + 1 for n, node in enumerate(nodes)}
    return ["G"] + [
        f"N {' '.join(n.labels)}\t{brute_make.literal(n.props)}" for n in nodes] + [
        f"E {numbers[e.start]} {numbers[e.end]} {e.kind}\t{brute_make.literal(e.props)}"
        for e in edges] + [
        f"P {name}={brute_make.literal(v)}" for name, v in parameters.items()]


def bags_of(query):
    """Columns whose lists have no order: what is collected, and names of that."""
    out = set()
    for part in query[0]:
        bags = set()
        for clause in part:
            if clause[0] in ("with", "return"):
                bags = {name for e, name in clause[2] if holds(e, bags)}
        out |= bags
    return out


def holds(e, bags):
    if e[0] == "var":
        return e[1] in bags
    return e[0] == "pateach" or (e[0] == "agg" and e[1] == "collect")


def table(columns, rows, bags, ordered):
    out = [tuple(tck.close(row[c], c in bags) for c in sorted(columns)) for row in rows]
    return out if ordered else sorted(out, key=repr)


def differ(query, wanted, answer):
    """None if the answer is what is wanted, else both."""
    names, rows = wanted
    columns, lines, error = answer
    if error:
        return "an error: " + " ".join(error)
    bags = bags_of(query)
    ordered = len(query[0]) == 1 and bool(query[0][0][-1][3])
    want = table(names, [{c: canonical(row[c]) for c in names} for row in rows], bags,
                 ordered)
    got = table(columns, [{c: tck.read(v, False) for c, v in zip(columns, line)}
                          for line in lines], bags, ordered)
    return None if want == got and sorted(columns) == names else f"got  {got}\nnot  {want}"


def main():
    runner = tck.Runner(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    tried = rows = nonempty = skipped = bad = 0
    for n in range(seed, seed + count):
        r = random.Random(n)
        nodes, edges = brute_make.graph(r)
        maker = brute_make.Maker(r)
        query = maker.query()
        try:
            wanted = Evaluator(nodes, edges, maker.parameters, BUDGET).query(query)
        except TooMuch:
            skipped += 1
            continue
        lines = load(nodes, edges, maker.parameters)
        text = brute_make.query_text(query)
        why = differ(query, wanted, runner.ask(lines, text))
        tried += 1
        rows += len(wanted[1])
        nonempty += len(wanted[1]) > 0
        if why:
            bad += 1
            if bad <= 5:
                print(f"seed {n}:", *lines, text, why, "", sep="\n")
    print(f"{tried} queries ({nonempty} with rows, {rows} rows), {skipped} too large: "
          f"{bad} differ")
    return bad > 0 or tried < count // 2


if __name__ == "__main__":
    sys.exit(main())
