"""Random graphs and random queries, and queries as text.

A query is ([part ...], distinct): parts joined by UNION (distinct) or UNION ALL. A part is
a list of clauses:

  ("match", optional, paths, where)      ("unwind", expression, name)
  ("with" | "return", distinct, [(expression, name)], [(expression, descending)],
   skip, limit, where)

A path is (name, None | "one" | "all", nodes, edges); a node (name, labels, any of them,
[(key, expression)]); an edge (name, types, heading -1 | 0 | 1, None | (least, most), map).
Names may be None. Expressions are tuples, the kind first: see the x_ methods of
brute_eval.py. Only queries whose rows are fixed by the definition are made: LIMIT comes
with an order that leaves no ties, collected lists are never asked for their order.
"""
from brute_eval import Edge, Node, has_aggregate

LABELS, KINDS = ("A", "B", "C"), ("T", "U", "V")
# What queries speak of: labels, types, and properties of nodes and edges by kind of value.
WORDS_OF_MEMORY = {
    "labels": LABELS, "kinds": KINDS,
    "node": {"int": "x", "str": "s", "bool": "b", "ints": "l", "mixed": "m"},
    "edge": {"int": "w", "mixed": "id", "str": "s", "bool": "b"},
}
WORDS = ("", "a", "ab", "b", "abc", "B", "é'\\")


def graph(r):
    nodes, edges = [], []
    for n in range(r.randint(1, 6)):
        labels = [label for label in LABELS if r.random() < 0.45]
        nodes.append(Node(labels, {"id": n} | properties(r)))
    for n in range(r.randint(0, 9)):
        props = {"id": 100 + n}
        if r.random() < 0.7:
            props["w"] = r.randint(0, 2)
        edges.append(Edge(r.choice(nodes), r.choice(nodes), r.choice(KINDS), props))
    return nodes, edges


def properties(r):
    out = {}
    if r.random() < 0.8:
        out["x"] = r.randint(-1, 3)
    if r.random() < 0.7:
        out["s"] = r.choice(WORDS)
    if r.random() < 0.6:
        out["m"] = r.choice([0, 1, 2, 1.5, "a", "b", True, False, [1], [1, 2], []])
    if r.random() < 0.5:
        out["b"] = r.random() < 0.5
    if r.random() < 0.5:
        out["l"] = [r.randint(0, 3) for i in range(r.randint(0, 3))]
    return out


class Maker:
    def __init__(self, r, words=None):
        self.r, self.fresh, self.words = r, 0, words or WORDS_OF_MEMORY
        self.scope = {}  # name: kind of value
        self.condition = False  # in a WHERE, where patterns are conditions
        self.old_edges = []  # names that a pattern may use again, each once
        self.parameters = {"p": r.randint(0, 2), "q": r.choice(WORDS),
                           "r": [r.randint(0, 3) for i in range(r.randint(0, 3))]}

    def new(self, kind, letter="v"):
        self.fresh += 1
        name = f"{letter}{self.fresh}"
        self.scope[name] = kind
        return name

    def chance(self, p):
        return self.r.random() < p

    def named(self, *kinds):
        return [n for n, kind in self.scope.items() if kind in kinds]

    # --- expressions ---------------------------------------------------------------------
    def of(self, kind, depth=2):
        """A random expression of a kind: int, str, bool, mixed or ints."""
        return getattr(self, "any_" + kind)(depth - 1)

    def pick(self, kind, leaves, branches, depth):
        names = self.named(kind)
        if names and self.chance(0.4):
            return ("var", self.r.choice(names))
        things = self.named("node", "edge")
        if things and self.chance(0.6):
            thing = self.r.choice(things)
            key = self.words[self.scope[thing]].get(kind)
            if key:
                return ("prop", ("var", thing), key)
        return self.r.choice(branches if depth > 0 and self.chance(0.7) else leaves)()

    def any_int(self, depth):
        r = self.r
        two = lambda op: lambda: ("bin", op, self.of("int", depth), self.of("int", depth))
        branches = [
            two("+"), two("-"), two("*"),
            lambda: ("bin", r.choice("/%"), self.of("int", depth),
                     ("lit", r.choice((2, 3, -2)))),
            lambda: ("call", "size", self.of("ints", depth)),
            lambda: ("call", "size", self.of("str", depth)),
            lambda: ("call", "coalesce", self.of("int", depth), self.of("int", depth)),
            lambda: ("call", r.choice(("abs", "sign")), self.of("int", depth)),
            lambda: ("call", r.choice(("head", "last")), self.of("ints", depth)),
            lambda: ("index", self.of("ints", depth), ("lit", r.randint(-3, 3))),
            lambda: ("neg", self.of("int", depth)),
            lambda: self.case("int", depth), self.total,
        ]
        if self.named("path"):
            branches += [lambda: ("call", "length", ("var", r.choice(self.named("path"))))]
        if self.named("edges", "bag"):
            branches += [lambda: ("call", "size",
                                  ("var", r.choice(self.named("edges", "bag"))))]
        leaves = [lambda: ("lit", r.randint(-1, 3)), lambda: ("par", "p")]
        return self.pick("int", leaves + [lambda: ("lit", None)] * self.chance(0.1),
                         branches, depth)

    def total(self):
        """reduce over a list, whose sum no order changes."""
        of = self.of("ints", 1)
        if self.named("bag") and self.chance(0.5):
            of = ("var", self.r.choice(self.named("bag")))
        return ("reduce", "t", ("lit", self.r.randint(0, 2)), "i", of,
                ("bin", "+", ("var", "t"), ("var", "i")))

    def any_str(self, depth):
        r = self.r
        branches = [
            lambda: ("bin", "+", self.of("str", depth), self.of("str", depth)),
            lambda: ("call", "toString", self.of("int", depth)),
            lambda: ("call", "substring", self.of("str", depth), ("lit", r.randint(0, 2)),
                     ("lit", r.randint(0, 2))),
            lambda: ("call", "replace", self.of("str", depth), ("lit", "a"),
                     self.of("str", depth)),
            lambda: ("call", "reverse", self.of("str", depth)),
            lambda: self.case("str", depth),
        ]
        if self.named("edge"):
            branches += [lambda: ("call", "type", ("var", r.choice(self.named("edge"))))]
        return self.pick("str", [lambda: ("lit", r.choice(WORDS)), lambda: ("par", "q")],
                         branches, depth)

    def any_ints(self, depth):
        r = self.r
        branches = [
            lambda: ("call", "range", ("lit", r.randint(-1, 2)), ("lit", r.randint(-1, 4)),
                     ("lit", r.choice((1, 2, -1)))),
            lambda: ("bin", "+", self.of("ints", depth), self.of("ints", depth)),
            lambda: ("call", r.choice(("tail", "reverse")), self.of("ints", depth)),
            lambda: ("slice", self.of("ints", depth), ("lit", r.randint(0, 2)),
                     ("lit", r.randint(0, 3)) if self.chance(0.6) else None),
            lambda: self.each(depth), lambda: self.case("ints", depth),
        ]
        return self.pick("ints", [
            lambda: ("list", [self.of("int", 0) for i in range(r.randint(0, 3))]),
            lambda: ("par", "r")], branches, depth)

    def each(self, depth):
        of = self.of("ints", depth)
        name = self.new("int", "i")
        out = ("each", name, of, self.of("bool", 1) if self.chance(0.6) else None,
               self.of("int", 1) if self.chance(0.6) else None)
        del self.scope[name]
        return out

    def case(self, kind, depth):
        arms = range(self.r.randint(1, 2))
        otherwise = self.of(kind, depth) if self.chance(0.6) else None
        if self.chance(0.4):
            return ("case", self.of("mixed", depth),
                    [(self.of("mixed", 0), self.of(kind, depth)) for i in arms], otherwise)
        return ("case", None, [(self.of("bool", depth), self.of(kind, depth))
                               for i in arms], otherwise)

    def any_mixed(self, depth):
        r = self.r
        return self.pick("mixed", [
            lambda: ("lit", r.choice([0, 1, 1.5, "a", True, None, [1], [None]])),
            lambda: self.of("int", 0), lambda: self.of("str", 0)], [
            lambda: self.of("int", depth), lambda: self.of("ints", depth),
            lambda: ("map", [("k", self.of("int", 0)), ("n", self.of("str", 0))]),
            lambda: ("list", [self.of("mixed", 0), self.of("int", 0)])], depth)

    def any_bool(self, depth):
        r = self.r
        two = lambda op: lambda: ("bin", op, self.of("bool", depth), self.of("bool", depth))
        branches = [two("AND"), two("AND"), two("OR"), two("OR"), two("XOR"),
                    lambda: ("not", self.of("bool", depth)),
                    lambda: self.quantifier(depth), self.exists, self.exists,
                    lambda: ("null", self.of("bool", depth), self.chance(0.5)),
                    lambda: self.case("bool", depth)]
        compare = lambda kind: lambda: ("cmp", self.of(kind, depth), self.comparison(),
                                        self.of(kind, depth))
        leaves = [
            compare("int"), compare("int"), compare("str"), compare("mixed"),
            lambda: ("cmp", self.of("int", 0), self.comparison(), self.of("int", depth),
                     self.comparison(), self.of("int", 0)),
            lambda: ("bin", "IN", self.of("int", depth), self.of("ints", depth)),
            lambda: ("bin", "IN", self.of("mixed", 0),
                     ("list", [self.of("mixed", 0) for i in range(3)])),
            lambda: ("bin", r.choice(("STARTS WITH", "ENDS WITH", "CONTAINS")),
                     self.of("str", depth), self.of("str", depth)),
            lambda: ("null", self.of("mixed", depth), self.chance(0.5)),
        ]
        nodes = self.named("node")
        if nodes:
            leaves += [lambda: ("has", ("var", r.choice(nodes)),
                                r.sample(self.words["labels"], r.randint(1, 2))),
                       lambda: ("cmp", ("var", r.choice(nodes)), r.choice(("=", "<>")),
                                ("var", r.choice(nodes)))]
        if self.named("bag"):
            leaves += [lambda: ("bin", "IN", self.of("int", 1),
                                ("var", r.choice(self.named("bag"))))]
        return self.pick("bool", leaves, branches, depth)

    def comparison(self):
        return self.r.choice(("=", "=", "<>", "<", "<=", ">", ">="))

    def quantifier(self, depth):
        if self.named("edges") and self.chance(0.5):
            of, kind = ("var", self.r.choice(self.named("edges"))), "edge"
        else:
            of, kind = self.of("ints", depth), "int"
        name = self.new(kind, "i")
        out = ("quantifier", self.r.choice(("all", "any", "none", "single")), name, of,
               self.of("bool", depth))
        del self.scope[name]
        return out

    def exists(self):
        """A pattern as a condition, in one of its forms."""
        nodes = self.named("node")
        before = dict(self.scope)
        form = self.r.choice(("exists", "query", "count")) if nodes else "exists"
        if nodes and self.condition and self.chance(0.5):
            form = "predicate"
        naming = form != "predicate"
        outside, self.old_edges = self.old_edges, self.named("edge")
        path = self.path(self.r.randint(1, 2), naming=naming,
                         start=self.r.choice(nodes) if nodes else None)
        where = self.of("bool", 1) if naming and self.chance(0.5) else None
        if form == "query":
            out = ("existsq", [("match", False, [path], where),
                               ("return", False, [(("lit", 1), "one")], [], None, None,
                                None)])
        elif form == "count":
            then = ("lit", 1)
            out = ("cmp", ("call", "size", ("pateach", path, where, then)),
                   self.comparison(), ("lit", self.r.randint(0, 2)))
        else:
            out = ("exists", [path], where) if naming else ("predicate", path)
        self.scope, self.old_edges = before, outside
        return out

    # --- patterns ------------------------------------------------------------------------
    def node(self, name=None):
        r, labels = self.r, ()
        if self.chance(0.3):
            labels = tuple(r.sample(self.words["labels"], r.choice((1, 1, 2))))
        props = []
        if self.chance(0.15):
            kind = "int" if self.chance(0.7) else "str"
            props = [(self.words["node"][kind], self.of(kind, 0))]
        return (name, labels, len(labels) > 1 and self.chance(0.6), props)

    def some_node(self, naming):
        old = self.named("node")
        if old and self.chance(0.25):
            return self.node(self.r.choice(old))
        made = self.node()
        if not naming or self.chance(0.2):
            return made
        return (self.new("node", "n"), *made[1:])

    def edge(self, naming, many):
        r = self.r
        kinds = tuple(r.sample(self.words["kinds"], r.choice((0, 0, 1, 2))))
        span = r.choice(((1, 2), (0, 1), (0, 2), (2, 2), (1, 3), (2, 3), (1, None),
                         (0, None))) if many else None
        heading = r.choice((-1, 0, 1)) if not span or span[1] else r.choice((-1, 1))
        key = self.words["edge"]["int"]
        props = [(key, ("lit", r.randint(0, 2)))] if self.chance(0.12) else []
        name = None
        if self.old_edges and not many and self.chance(0.15):
            name = self.old_edges.pop()
        elif naming and self.chance(0.6):
            name = self.new("edges" if span else "edge", "r")
        return (name, kinds, heading, span, props)

    def path(self, length, start=None, naming=True):
        nodes = [self.node(start) if start else self.some_node(naming)]
        edges = []
        for i in range(length):
            edges.append(self.edge(naming, self.chance(0.25)))
            nodes.append(self.some_node(naming))
        name = None
        if naming and self.chance(0.2):
            name = self.new("path", "p")
        return (name, None, nodes, edges)

    def shortest(self):
        r = self.r
        nodes = [self.some_node(True), self.some_node(True)]
        span = r.choice(((1, None), (1, None), (1, 2), (0, None), (0, 3)))
        edge = self.edge(False, False)[1:]
        which = r.choice(("one", "all"))
        # Which of several shortest is given is open: only its length may be asked.
        kind = "path" if which == "all" else "length"
        name = self.new(kind, "p")
        return (name, which, nodes, [(None, *edge[:2], span, [])])

    # --- clauses -------------------------------------------------------------------------
    def where(self, chance, depth):
        if not self.chance(chance):
            return None
        self.condition = True
        out = self.of("bool", depth)
        self.condition = False
        return out

    def match(self, optional):
        self.old_edges = self.named("edge")
        if self.chance(0.12):
            paths = [self.shortest()]
        else:
            paths = [self.path(self.r.choice((0, 1, 1, 1, 2)))
                     for i in range(self.r.choice((1, 1, 1, 2)))]
        self.old_edges = []
        where = self.where(0.4, 3)
        return ("match", optional, paths, where)

    def unwind(self):
        of = ("var", self.r.choice(self.named("bag"))) \
            if self.named("bag") and self.chance(0.5) else self.of("ints", 2)
        return ("unwind", of, self.new("int", "u"))

    def item(self, aggregate):
        """(expression, kind) of a column."""
        r = self.r
        if aggregate:
            return r.choice([
                lambda: (("agg", "count", False, None), "int"),
                lambda: (("agg", "count", self.chance(0.5), self.of("mixed", 1)), "int"),
                lambda: (("agg", "sum", self.chance(0.3), self.of("int", 2)), "int"),
                lambda: (("agg", "avg", False, self.of("int", 1)), "number"),
                lambda: (("agg", r.choice(("min", "max")), False, self.of("mixed", 1)),
                         "mixed"),
                lambda: (("agg", r.choice(("min", "max")), False, self.of("int", 2)),
                         "int"),
                lambda: (("agg", "collect", self.chance(0.4), self.of("int", 1)), "bag"),
                lambda: (("bin", "+", ("agg", "count", False, None),
                          ("lit", r.randint(0, 2))), "int"),
                lambda: (("call", "size", ("agg", "collect", True, self.of("int", 1))),
                         "int"),
            ])()
        names = self.named("node", "edge", "edges", "path", "length")
        if names and self.chance(0.5):
            name = r.choice(names)
            if self.scope[name] == "length":
                return ("call", "length", ("var", name)), "int"
            return ("var", name), self.scope[name]
        kind = r.choice(("int", "str", "mixed", "ints", "bool"))
        if self.named("node") and self.chance(0.12):
            before = dict(self.scope)
            path = self.path(1, start=r.choice(self.named("node")))
            e = ("pateach", path, self.of("bool", 1) if self.chance(0.4) else None,
                 self.of("int", 1))
            self.scope = before
            return e, "bag"
        return self.of(kind, 2), kind

    def projection(self, last):
        r, made = self.r, []
        aggregates = self.chance(0.35)
        for i in range(r.randint(1, 3)):
            made.append(self.item(aggregates and self.chance(0.5)))
        has = any(has_aggregate(e) for e, kind in made)
        # Values that have no order of their own group nothing.
        unordered = any(kind == "bag" and not has_aggregate(e) for e, kind in made)
        distinct = self.chance(0.25) and not any(kind == "bag" for e, kind in made)
        if has and unordered:
            made = [(e, kind) for e, kind in made if has_aggregate(e) or kind != "bag"]
        # What is not projected can be ordered by, too, where rows stay what they are.
        first = [(self.of(self.r.choice(("int", "str", "mixed")), 1), self.chance(0.4))
                 ] if not has and not distinct else []
        self.scope, items = {}, []
        for e, kind in made:
            keep = e[0] == "var" and not last and self.chance(0.5)
            if keep and e[1] not in self.scope:
                name = e[1]
                self.scope[name] = kind
            else:
                name = self.new(kind, "c")
            items.append((e, name))
        order, skip, limit = [], None, None
        plain = all(kind in ("int", "str", "mixed", "bool", "ints", "number")
                    for kind in self.scope.values())
        if self.chance(0.4) and plain:
            order = [(("var", name), self.chance(0.4)) for e, name in items]
            r.shuffle(order)
            order = first * self.chance(0.4) + order
            if self.chance(0.6):
                skip = r.choice((None, 0, 1, 2))
                limit = r.choice((None, 0, 1, 2, 5))
        where = None if last else self.where(0.3, 2)
        return ("return" if last else "with", distinct, items, order, skip, limit, where)

    def part(self):
        clauses, optional_before = [], False
        for i in range(self.r.choice((1, 1, 2, 2, 3))):
            if self.chance(0.12):
                clauses.append(self.unwind())
                optional_before = False
                continue
            optional = bool(clauses) and self.chance(0.4) or self.chance(0.1)
            if optional_before and not optional:
                clauses.append(self.projection(False))
            clauses.append(self.match(optional))
            optional_before = optional
            if self.chance(0.3):
                clauses.append(self.projection(False))
                optional_before = False
        clauses.append(self.projection(True))
        return clauses

    def query(self):
        parts = [self.part()]
        distinct = False
        if self.chance(0.12):
            names = [name for e, name in parts[0][-1][2]]
            self.scope = {}
            second = self.part()
            last = second[-1]
            items = (last[2] * 3)[:len(names)]
            second[-1] = ("return", last[1], [(e, n) for (e, o), n in zip(items, names)],
                          [], None, None, None)
            parts[0][-1] = (*parts[0][-1][:3], [], None, None, None)
            bags = any(holds_bag(e) for part in parts for e, n in part[-1][2])
            parts, distinct = parts + [second], self.chance(0.5) and not bags
        return parts, distinct


def holds_bag(e):
    return e[0] == "pateach" or (e[0] == "agg" and e[1] == "collect") or e[0] == "var"


# --- as text -----------------------------------------------------------------------------
def literal(v):
    if v is None or isinstance(v, bool):
        return {None: "null", True: "true", False: "false"}[v]
    if isinstance(v, str):
        return "'" + v.replace("\\", "\\\\").replace("'", "\\'") + "'"
    if isinstance(v, list):
        return "[" + ", ".join(map(literal, v)) + "]"
    if isinstance(v, dict):
        return "{" + ", ".join(f"{k}: {literal(x)}" for k, x in v.items()) + "}"
    return repr(v)


def text(e):
    kind, *rest = e
    t = lambda x: "" if x is None else text(x)
    if kind == "lit":
        v = literal(rest[0])
        return f"({v})" if v.startswith("-") else v
    if kind == "par":
        return "$" + rest[0]
    if kind == "var":
        return rest[0]
    if kind == "prop":
        return f"{t(rest[0])}.{rest[1]}"
    if kind == "has":
        return "(" + t(rest[0]) + "".join(":" + label for label in rest[1]) + ")"
    if kind == "list":
        return "[" + ", ".join(map(t, rest[0])) + "]"
    if kind == "map":
        return "{" + ", ".join(f"{k}: {t(v)}" for k, v in rest[0]) + "}"
    if kind == "index":
        return f"{t(rest[0])}[{t(rest[1])}]"
    if kind == "slice":
        return f"{t(rest[0])}[{t(rest[1])}..{t(rest[2])}]"
    if kind == "not":
        return f"(NOT {t(rest[0])})"
    if kind == "neg":
        return f"(-({t(rest[0])}))"
    if kind == "null":
        return f"({t(rest[0])} IS {'' if rest[1] else 'NOT '}NULL)"
    if kind == "bin":
        return f"({t(rest[1])} {rest[0]} {t(rest[2])})"
    if kind == "cmp":
        return "(" + " ".join(x if isinstance(x, str) else t(x) for x in rest) + ")"
    if kind == "case":
        arms = " ".join(f"WHEN {t(a)} THEN {t(b)}" for a, b in rest[1])
        otherwise = f" ELSE {t(rest[2])}" if rest[2] else ""
        return f"CASE {t(rest[0])} {arms}{otherwise} END"
    if kind == "call":
        return f"{rest[0]}({', '.join(map(t, rest[1:]))})"
    if kind == "agg":
        arg = "*" if rest[2] is None else t(rest[2])
        return f"{rest[0]}({'DISTINCT ' if rest[1] else ''}{arg})"
    if kind == "each":
        name, of, where, then = rest
        return f"[{name} IN {t(of)}{clause_where(where)}{' | ' + t(then) if then else ''}]"
    if kind == "quantifier":
        return f"{rest[0]}({rest[1]} IN {t(rest[2])} WHERE {t(rest[3])})"
    if kind == "reduce":
        total, start, name, of, then = rest
        return f"reduce({total} = {t(start)}, {name} IN {t(of)} | {t(then)})"
    if kind == "predicate":
        return f"({path_text(rest[0])})"
    if kind == "exists":
        return "EXISTS { " + ", ".join(map(path_text, rest[0])) + clause_where(rest[1]) + " }"
    if kind == "existsq":
        return "EXISTS { " + part_text(rest[0]) + " }"
    path, where, then = rest
    return f"[{path_text(path)}{clause_where(where)} | {t(then)}]"


def clause_where(where):
    return f" WHERE {text(where)}" if where else ""


def props_text(props):
    return " {" + ", ".join(f"{k}: {text(e)}" for k, e in props) + "}" if props else ""


def path_text(path):
    name, shortest, nodes, edges = path
    out = node_text(nodes[0])
    for edge, node in zip(edges, nodes[1:]):
        ename, kinds, heading, span, props = edge
        stars = ""
        if span:
            low, high = span
            stars = f"*{low}..{'' if high is None else high}"
            if span == (1, None):
                stars = "*"
            elif low == high:
                stars = f"*{low}"
        types = ":" + "|".join(kinds) if kinds else ""
        inside = f"{ename or ''}{types}{stars}{props_text(props)}"
        out += ("<-" if heading < 0 else "-") + (f"[{inside}]" if inside else "") + \
               ("->" if heading > 0 else "-") + node_text(node)
    if shortest:
        out = ("shortestPath(" if shortest == "one" else "allShortestPaths(") + out + ")"
    return f"{name} = {out}" if name else out


def node_text(node):
    name, labels, any_label, props = node
    names = ":" + ("|" if any_label else ":").join(labels) if labels else ""
    return f"({name or ''}{names}{props_text(props)})"


def part_text(clauses):
    return " ".join(map(clause_text, clauses))


def clause_text(clause):
    kind, *rest = clause
    if kind == "match":
        optional, paths, where = rest
        return ("OPTIONAL " if optional else "") + "MATCH " + \
            ", ".join(map(path_text, paths)) + clause_where(where)
    if kind == "unwind":
        return f"UNWIND {text(rest[0])} AS {rest[1]}"
    distinct, items, order, skip, limit, where = rest
    out = kind.upper() + (" DISTINCT " if distinct else " ")
    out += ", ".join(text(e) if e == ("var", name) else f"{text(e)} AS {name}"
                     for e, name in items)
    if order:
        out += " ORDER BY " + ", ".join(text(e) + (" DESC" if down else "")
                                        for e, down in order)
    out += f" SKIP {skip}" if skip is not None else ""
    out += f" LIMIT {limit}" if limit is not None else ""
    return out + clause_where(where)


def query_text(query):
    parts, distinct = query
    return (" UNION " if distinct else " UNION ALL ").join(map(part_text, parts))
