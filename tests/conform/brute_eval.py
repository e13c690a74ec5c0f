"""What a query means, by its definition alone: every way to bind a pattern is tried, every
clause makes a whole table of rows. Slow, short, and with nothing of src/query in it.

The definition is openCypher 9: rows are bags; edges bound in one MATCH differ from each
other; null is "unknown" in conditions, and one and the same in grouping and DISTINCT;
ORDER BY has a total order over all values (CIP2016-06-14). A query is the tuples that
brute_make.py describes.
"""
import functools
import itertools


class Node:
    def __init__(self, labels, props):
        self.labels, self.props = labels, props


class Edge:
    def __init__(self, start, end, kind, props, leads=True):
        self.start, self.end, self.kind, self.props = start, end, kind, props
        self.leads = leads  # one way; else it is found from both ends


class Path:
    def __init__(self, nodes, edges):
        self.nodes, self.edges = nodes, edges


class TooMuch(Exception):
    """The query has more rows than it is worth to enumerate."""


# --- values ------------------------------------------------------------------------------
def is_number(v):
    return isinstance(v, (int, float)) and not isinstance(v, bool)


def kind_of(v):
    """A place in the order of kinds."""
    for place, kind in enumerate((dict, Node, Edge, list, Path, str, bool)):
        if isinstance(v, kind):
            return place
    return 9 if v is None else 8 if v != v else 7


def equals(a, b):
    """a = b: True, False or None."""
    if a is None or b is None:
        return None
    if is_number(a) and is_number(b):
        return a == b
    if kind_of(a) != kind_of(b):
        return False
    if isinstance(a, list):
        return False if len(a) != len(b) else both(map(equals, a, b))
    if isinstance(a, dict):
        return False if set(a) != set(b) else both(equals(a[k], b[k]) for k in a)
    if isinstance(a, Path):
        return a.nodes == b.nodes and a.edges == b.edges
    return a == b


def both(truths):
    """AND of any number of truths."""
    truths = list(truths)
    return False if False in truths else None if None in truths else True


def less(a, b):
    """a < b: None where values cannot be compared."""
    if a is None or b is None:
        return None
    if (is_number(a) and is_number(b)) or (kind_of(a) == kind_of(b) and
                                           isinstance(a, (str, bool))):
        return a < b
    if isinstance(a, list) and isinstance(b, list):
        for x, y in zip(a, b):
            same = equals(x, y)
            if not same:
                return None if same is None else less(x, y)
        return len(a) < len(b)
    return None


def compare(op, a, b):
    if op == "=":
        return equals(a, b)
    if op == "<>":
        return negate(equals(a, b))
    if op == ">" or op == ">=":
        a, b = b, a
    under = less(a, b)
    if op in "<>" or under:
        return under
    return None if under is None else equals(a, b)


def negate(truth):
    return None if truth is None else not truth


def order(a, b):
    """-1, 0 or 1 in the total order."""
    if kind_of(a) != kind_of(b):
        return -1 if kind_of(a) < kind_of(b) else 1
    if isinstance(a, dict):  # a choice of ours: the definition leaves it open
        a, b = ([[k, v[k]] for k in sorted(v)] for v in (a, b))
    if isinstance(a, list):
        for x, y in zip(a, b):
            if order(x, y):
                return order(x, y)
        return (len(a) > len(b)) - (len(a) < len(b))
    if isinstance(a, (str, bool, int, float)):
        return (a > b) - (a < b)
    return 0


by_order = functools.cmp_to_key(order)


def same_key(v):
    """Equal for values that grouping takes for one."""
    if isinstance(v, list):
        return ("list", *map(same_key, v))
    if isinstance(v, dict):
        return ("map", *((k, same_key(v[k])) for k in sorted(v)))
    if isinstance(v, Path):
        return ("path", *map(id, v.nodes), *map(id, v.edges))
    if isinstance(v, (Node, Edge)):
        return ("thing", id(v))
    return (kind_of(v), v)


# --- expressions -------------------------------------------------------------------------
def quotient(a, b):
    if not isinstance(a, int) or not isinstance(b, int):
        return a / b
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def plus(a, b):
    if isinstance(a, list) or isinstance(b, list):
        return (a if isinstance(a, list) else [a]) + (b if isinstance(b, list) else [b])
    return a + b


ARITHMETIC = {
    "+": plus, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": quotient,
    "%": lambda a, b: a - b * quotient(a, b),
    "STARTS WITH": lambda a, b: a.startswith(b), "ENDS WITH": lambda a, b: a.endswith(b),
    "CONTAINS": lambda a, b: b in a,
}


def logic(op, a, b):
    if op == "AND":
        return both((a, b))
    if op == "OR":
        return negate(both((negate(a), negate(b))))
    return None if a is None or b is None else a != b


def within(v, items):
    """v IN items."""
    if items is None:
        return None
    return negate(both(negate(equals(v, item)) for item in items))


CALLS = {
    "size": len, "length": lambda p: len(p.edges), "nodes": lambda p: list(p.nodes),
    "relationships": lambda p: list(p.edges), "type": lambda e: e.kind,
    "labels": lambda n: sorted(n.labels), "startNode": lambda e: e.start,
    "endNode": lambda e: e.end, "head": lambda l: l[0] if l else None,
    "last": lambda l: l[-1] if l else None, "tail": lambda l: l[1:],
    "reverse": lambda l: l[::-1], "abs": abs, "toUpper": str.upper, "toString": str,
    "toInteger": int, "keys": lambda m: sorted(k for k in m if m[k] is not None),
    "sign": lambda x: (x > 0) - (x < 0), "substring": lambda s, a, n: s[a:a + n],
    "split": lambda s, by: s.split(by), "replace": lambda s, a, b: s.replace(a, b),
    "range": lambda a, b, step: list(range(a, b + (1 if step > 0 else -1), step)),
}


class Evaluator:
    """Evaluates queries on one graph; `budget` bounds the ways tried."""

    def __init__(self, nodes, edges, parameters, budget):
        self.nodes, self.edges, self.parameters = nodes, edges, parameters
        self.budget = budget

    def spend(self):
        self.budget -= 1
        if self.budget < 0:
            raise TooMuch

    def value(self, e, row):
        return getattr(self, "x_" + e[0])(row, *e[1:])

    def x_lit(self, row, v):
        return v

    def x_par(self, row, name):
        return self.parameters[name]

    def x_var(self, row, name):
        return row[name]

    def x_prop(self, row, of, key):
        of = self.value(of, row)
        return None if of is None else (of if isinstance(of, dict) else of.props).get(key)

    def x_has(self, row, of, labels):
        of = self.value(of, row)
        return None if of is None else set(labels) <= set(of.labels)

    def x_list(self, row, items):
        return [self.value(i, row) for i in items]

    def x_map(self, row, entries):
        return {k: self.value(v, row) for k, v in entries}

    def x_index(self, row, of, at):
        of, at = self.value(of, row), self.value(at, row)
        if of is None or at is None:
            return None
        return of[at] if -len(of) <= at < len(of) else None

    def x_slice(self, row, of, low, high):
        of = self.value(of, row)
        low = self.value(low, row) if low else 0
        high = self.value(high, row) if high else None if of is None else len(of)
        return None if None in (of, low, high) else of[low:high]

    def x_not(self, row, e):
        return negate(self.value(e, row))

    def x_neg(self, row, e):
        v = self.value(e, row)
        return None if v is None else -v

    def x_null(self, row, e, wanted):
        return (self.value(e, row) is None) == wanted

    def x_bin(self, row, op, a, b):
        a, b = self.value(a, row), self.value(b, row)
        if op in ("AND", "OR", "XOR"):
            return logic(op, a, b)
        if op == "IN":
            return within(a, b)
        return None if a is None or b is None else ARITHMETIC[op](a, b)

    def x_cmp(self, row, first, *rest):
        values = [self.value(e, row) for e in (first, *rest[1::2])]
        return both(compare(op, a, b)
                    for op, a, b in zip(rest[::2], values, values[1:]))

    def x_case(self, row, operand, arms, otherwise):
        subject = self.value(operand, row) if operand else True
        for when, then in arms:
            if equals(subject, self.value(when, row)):
                return self.value(then, row)
        return self.value(otherwise, row) if otherwise else None

    def x_call(self, row, name, *args):
        if name == "coalesce":
            values = (self.value(a, row) for a in args)
            return next((v for v in values if v is not None), None)
        values = [self.value(a, row) for a in args]
        return None if None in values else CALLS[name](*values)

    def x_each(self, row, name, of, where, then):
        of = self.value(of, row)
        rows = [row | {name: item} for item in of or []]
        kept = [r for r in rows if not where or self.value(where, r) is True]
        return None if of is None else [self.value(then, r) if then else r[name]
                                        for r in kept]

    def x_quantifier(self, row, kind, name, of, where):
        of = self.value(of, row)
        if of is None:
            return None
        truths = [self.value(where, row | {name: item}) for item in of]
        if kind == "all":
            return both(truths)
        if kind == "none":
            return both(map(negate, truths))
        if kind == "any":
            return negate(both(map(negate, truths)))
        return False if truths.count(True) > 1 else None if None in truths else \
            truths.count(True) == 1

    def x_reduce(self, row, total, start, name, of, then):
        v, of = self.value(start, row), self.value(of, row)
        for item in of or []:
            v = self.value(then, row | {total: v, name: item})
        return None if of is None else v

    def x_exists(self, row, paths, where):
        return any(True for r in self.match(paths, row)
                   if not where or self.value(where, r) is True)

    def x_predicate(self, row, path):
        return self.x_exists(row, [path], None)

    def x_existsq(self, row, query):
        return bool(self.clauses(query, [row]))

    def x_pateach(self, row, path, where, then):
        return [self.value(then, r) for r in self.match([path], row)
                if not where or self.value(where, r) is True]

    # --- patterns ------------------------------------------------------------------------
    def match(self, paths, row):
        """All rows with the paths bound, edges different throughout."""
        def on(at, row, used):
            if at == len(paths):
                yield row
                return
            for r, u in self.path(paths[at], row, used):
                yield from on(at + 1, r, u)
        return on(0, row, ())

    def path(self, path, row, used):
        name, shortest, nodes, edges = path
        if shortest:
            yield from ((r, used) for r in self.shortest(path, row))
            return

        def on(at, row, walked, edges_walked):
            if at == len(edges):
                full = row | {name: Path(walked, edges_walked)} if name else row
                yield full, used + tuple(edges_walked)
                return
            taken = used + tuple(edges_walked)
            for trail, r in self.hop(edges[at], row, walked[-1], taken):
                steps = list(walked)
                for edge in trail:
                    steps.append(far(edge, steps[-1]))
                for r2 in self.bind(nodes[at + 1], steps[-1], r):
                    yield from on(at + 1, r2, steps, edges_walked + trail)
        for node in self.nodes:
            for r in self.bind(nodes[0], node, row):
                yield from on(0, r, [node], [])

    def bind(self, pattern, node, row):
        """The row with the node bound, if it fits: at most one."""
        name, labels, any_label, props = pattern
        self.spend()
        if name in row and row[name] is not node:
            return
        has = [label in node.labels for label in labels]
        if not (any(has) or not has if any_label else all(has)):
            return
        if self.fits(node, props, row):
            yield row | {name: node} if name else row

    def fits(self, thing, props, row):
        return all(equals(thing.props.get(k), self.value(e, row)) is True
                   for k, e in props)

    def hop(self, pattern, row, node, used):
        """The edges (a list of them) that can follow a node, and the row with them."""
        name, kinds, heading, span, props = pattern
        low, high = span or (1, 1)
        for trail in self.trails(node, kinds, heading, props, row, high, used):
            if len(trail) < low:
                continue
            if not span and name in row and row[name] is not trail[0]:
                continue
            yield trail, row | {name: trail if span else trail[0]} if name else row

    def trails(self, node, kinds, heading, props, row, high, used):
        self.spend()
        yield []
        if high == 0:
            return
        for edge in self.edges:
            leads = ((heading >= 0 or not edge.leads) and edge.start is node) or \
                    ((heading <= 0 or not edge.leads) and edge.end is node)
            if not leads or edge in used or (kinds and edge.kind not in kinds):
                continue
            if self.fits(edge, props, row):
                more = None if high is None else high - 1
                for rest in self.trails(far(edge, node), kinds, heading, props, row, more,
                                        used + (edge,)):
                    yield [edge] + rest

    def shortest(self, path, row):
        """Of all trails between each two ends the shortest; ends that are one node have
        no path but the empty one."""
        name, which, (left, right), (edge,) = path
        for a, b in itertools.product(self.nodes, self.nodes):
            for r in (r2 for r1 in self.bind(left, a, row)
                      for r2 in self.bind(right, b, r1)):
                ways = [(t, r3) for t, r3 in self.hop(edge, r, a, ()) if ends_at(a, t, b)]
                if a is b:
                    ways = [(t, r3) for t, r3 in ways if not t]
                least = min((len(t) for t, r3 in ways), default=0)
                ways = [(t, r3) for t, r3 in ways if len(t) == least]
                for trail, r3 in ways if which == "all" else ways[:1]:
                    nodes = [a]
                    for e in trail:
                        nodes.append(far(e, nodes[-1]))
                    yield r3 | {name: Path(nodes, trail)} if name else r3

    # --- clauses -------------------------------------------------------------------------
    def query(self, query):
        """(columns, rows) of a query: parts joined by UNION."""
        parts, distinct = query
        columns, rows = None, []
        for part in parts:
            made = self.clauses(part, [{}])
            columns = sorted(name for e, name in part[-1][2])
            rows += made
        return columns, unique(rows, columns) if distinct else rows

    def clauses(self, clauses, rows):
        for clause in clauses:
            rows = getattr(self, "c_" + clause[0])(rows, *clause[1:])
        return rows

    def c_match(self, rows, optional, paths, where):
        out = []
        new = names_of(paths)
        for row in rows:
            found = [r for r in self.match(paths, row)
                     if not where or self.value(where, r) is True]
            if optional and not found:
                found = [{name: None for name in new} | row]
            out += found
        return out

    def c_unwind(self, rows, e, name):
        out = []
        for row in rows:
            v = self.value(e, row)
            items = v if isinstance(v, list) else [] if v is None else [v]
            out += [row | {name: item} for item in items]
        return out

    def c_with(self, rows, distinct, items, order_by, skip, limit, where):
        names = [name for e, name in items]
        if any(has_aggregate(e) for e, name in items):
            pairs = [(r, r) for r in self.groups(rows, items)]
        else:
            pairs = [(row, {n: self.value(e, row) for e, n in items}) for row in rows]
        if distinct:
            pairs = [(r, r) for r in unique([new for old, new in pairs], names)]
        for e, down in reversed(order_by):
            pairs.sort(key=lambda p, e=e: by_order(self.value(e, p[0] | p[1])),
                       reverse=down)
        out = [new for old, new in pairs]
        out = out[skip or 0:] if limit is None else out[skip or 0:(skip or 0) + limit]
        return [r for r in out if not where or self.value(where, r) is True]

    c_return = c_with

    def groups(self, rows, items):
        keys = [(e, name) for e, name in items if not has_aggregate(e)]
        groups = {} if keys else {(): ({}, [])}
        for row in rows:
            values = {name: self.value(e, row) for e, name in keys}
            key = tuple(same_key(v) for v in values.values())
            groups.setdefault(key, (values, []))[1].append(row)
        for values, members in groups.values():
            yield {name: self.over(e, members) if has_aggregate(e) else values[name]
                   for e, name in items}

    def over(self, e, rows):
        """An expression with aggregates over the rows of a group."""
        if not isinstance(e, tuple):
            return e
        if e[0] != "agg":
            if not has_aggregate(e):
                return self.value(e, rows[0] if rows else {})
            return self.value(tuple(("lit", self.over(x, rows)) if isinstance(x, tuple)
                                    else x for x in e), {})
        name, distinct, arg = e[1:]
        if arg is None:
            return len(rows)
        values = [v for v in (self.value(arg, row) for row in rows) if v is not None]
        if distinct:
            values = list({same_key(v): v for v in reversed(values)}.values())
        return AGGREGATES[name](values)


AGGREGATES = {
    "count": len, "collect": list, "sum": sum,
    "avg": lambda v: sum(v) / len(v) if v else None,
    "min": lambda v: min(v, key=by_order, default=None),
    "max": lambda v: max(v, key=by_order, default=None),
}


def far(edge, node):
    return edge.end if edge.start is node else edge.start


def ends_at(node, trail, goal):
    for edge in trail:
        node = far(edge, node)
    return node is goal


def names_of(paths):
    """All names that patterns bind."""
    out = set()
    for name, shortest, nodes, edges in paths:
        out |= {name} | {n[0] for n in nodes} | {e[0] for e in edges}
    return out - {None}


def has_aggregate(e):
    if isinstance(e, tuple) and e and e[0] == "agg":
        return True
    return isinstance(e, (tuple, list)) and any(has_aggregate(x) for x in e)


def unique(rows, names):
    out = {}
    for row in rows:
        out.setdefault(tuple(same_key(row[n]) for n in names), row)
    return list(out.values())
