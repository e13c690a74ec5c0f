#!/usr/bin/python3
"""formats.py TEST_EXPORT [SCHEMAS]: what each format's file holds is what the graph holds.

The node-link JSON, read by Python's own reader, is the reference. Every other file is read
by a program that is not ours, and nodes, edges and attributes are compared; what reads
nothing but syntax (CSV for Neo4j, N-Triples) is held against the rules of that syntax.
Programs that are not installed are named and skipped.
"""
import csv
import io
import itertools
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import uuid
import warnings

try:
    import networkx
except ImportError:
    networkx = None
try:
    import igraph
except ImportError:
    igraph = None
try:
    import graph_tool
except ImportError:
    graph_tool = None

GRAPHS = {"tiny": (3, 3), "hostile": (64, 63)}


def fail(text):
    sys.exit(text)


def check(what, found, expected):
    if found != expected:
        fail(f"{what}: found {found!r}, expected {expected!r}")


def same(what, found, expected):
    """Numbers as numbers, and text but for how a format has to write spaces."""
    if isinstance(expected, bool):
        found = {"true": True, "false": False, 1: True, 0: False}.get(found, found)
    elif isinstance(expected, (int, float)):
        found = float(found)
        if math.isclose(found, expected, rel_tol=1e-8):
            return
    elif isinstance(expected, str):
        found = re.sub(r"\s+", " ", str(found)).strip()
        expected = re.sub(r"\s+", " ", expected).strip()
    check(what, found, expected)


def compare(what, found, expected, rename=lambda name: name, but=()):
    """Every attribute of `expected` is in `found`, with its value."""
    for name, value in expected.items():
        if name in but:
            continue
        if value == "" or (isinstance(value, str) and not value.strip()):
            continue  # some readers drop it
        if rename(name) not in found:
            fail(f"{what}: {name} is missing")
        same(f"{what}: {name}", found[rename(name)], value)


class Graph:
    """What the reference says."""

    def __init__(self, text):
        data = json.loads(text)
        self.nodes = {node["id"]: node for node in data["nodes"]}
        self.links = data["links"]
        self.ids = [node["id"] for node in data["nodes"]]
        for thing in itertools.chain(data["nodes"], data["links"]):
            for name, value in thing.items():
                if isinstance(value, float):
                    check(f"{name} is finite", math.isfinite(value), True)
        for link in self.links:
            check("weight", link["weight"] > 0, True)


OWN = ("id", "source", "target", "key")


def gexf12(path, ref):
    graph = networkx.read_gexf(path)
    check("nodes", list(graph.nodes), ref.ids)
    check("edges", graph.number_of_edges(), len(ref.links))
    for key, node in ref.nodes.items():
        compare(f"node {key}", graph.nodes[key], node, but=("id", "r", "g", "b"))
        check("color", {c: graph.nodes[key]["viz"]["color"][c] for c in "rgb"},
              {c: node[c] for c in "rgb"})
    edges = {data["id"]: data for _, _, data in graph.edges(data=True)}
    for link in ref.links:
        compare(link["key"], edges[link["key"]], link, but=OWN)


def graphml_tool(path, ref):
    graph = graph_tool.load_graph(path, fmt="graphml")
    check("nodes", graph.num_vertices(), len(ref.nodes))
    check("edges", graph.num_edges(), len(ref.links))
    names = graph.vp["name"]
    check("names", [names[v].strip() for v in graph.vertices()],
          [n.get("name", "").strip() for n in ref.nodes.values()])
    weights = graph.ep["weight"]
    check("weights", sorted(weights[e] for e in graph.edges()),
          sorted(link["weight"] for link in ref.links))


def camel(name):
    return re.sub(r"_(\w)", lambda m: m.group(1).upper(), name)


def gml(path, ref):
    if networkx:
        graph = networkx.read_gml(path, label="id")
        check("nodes", graph.number_of_nodes(), len(ref.nodes))
        check("edges", graph.number_of_edges(), len(ref.links))
        for at, node in enumerate(ref.nodes.values()):
            compare(f"node {at}", graph.nodes[at], node, camel, but=("id",))
        edges = sorted(graph.edges(data=True, keys=True), key=lambda edge: edge[2])
        for (_, _, _, data), link in zip(edges, ref.links):
            compare(link["key"], data, link, camel, but=OWN)
    if igraph:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it leaves character references as they are
            graph = igraph.Graph.Read_GML(path)
        check("igraph nodes", graph.vcount(), len(ref.nodes))
        check("igraph edges", graph.ecount(), len(ref.links))
        check("igraph weights", graph.es["weight"], [x["weight"] for x in ref.links])


def pajek(path, ref):
    edges = {(x["source"], x["target"], x["weight"]) for x in ref.links}
    if networkx:
        graph = networkx.read_pajek(path)
        check("nodes", graph.number_of_nodes(), len(ref.nodes))
    if igraph:
        graph = igraph.Graph.Read_Pajek(path)
        check("igraph nodes", graph.vcount(), len(ref.nodes))
        if not graph.is_directed():
            check("igraph edges", graph.ecount(), len(edges))


def node_link(path, ref):
    with open(path, encoding="utf-8") as file:
        graph = networkx.node_link_graph(json.load(file))
    check("nodes", list(graph.nodes), ref.ids)
    check("edges", graph.number_of_edges(), len(ref.links))


def cytoscape(path, ref):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)["elements"]
    check("nodes", [x["data"]["id"] for x in data["nodes"]], ref.ids)
    ids = [x["data"]["id"] for x in data["nodes"] + data["edges"]]
    check("identifiers", len(set(ids)), len(ids))
    for found, link in zip(data["edges"], ref.links):
        compare(link["key"], found["data"], link, but=("key",))
    for found, node in zip(data["nodes"], ref.nodes.values()):
        compare(node["id"], found["data"], node, but=("r", "g", "b"))
        check("color", found["data"]["color"],
              "#%02X%02X%02X" % tuple(node[c] for c in "rgb"))


def jgf(path, ref):
    with open(path, encoding="utf-8") as file:
        graph = json.load(file)["graph"]
    check("members", set(graph) <= {"id", "label", "type", "directed", "metadata", "nodes",
                                    "edges", "hyperedges"}, True)
    check("nodes", list(graph["nodes"]), ref.ids)
    for key, node in ref.nodes.items():
        check("members", set(graph["nodes"][key]) <= {"label", "metadata"}, True)
        compare(key, graph["nodes"][key]["metadata"], node, but=("id", "label"))
    for found, link in zip(graph["edges"], ref.links):
        check("members", set(found) <= {"id", "source", "target", "relation", "directed",
                                        "label", "metadata"}, True)
        check("ends", (found["source"], found["target"], found["directed"]),
              (link["source"], link["target"], not link["symmetric"]))
        compare(link["key"], found["metadata"], link, but=OWN + ("label",))
    check("edges", len(graph["edges"]), len(ref.links))


def rows_of(path):
    with open(path, "rb") as file:
        data = file.read()
    check("line ends", data.count(b"\r\n"), data.count(b"\n"))
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    check("one record a line", len(rows), text.count("\n"))
    for row in rows:
        check("fields", len(row), len(rows[0]))
    return rows


def records(rows):
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def known(thing):
    """Without what the reference leaves out."""
    return {k: v for k, v in thing.items() if k not in ("r", "g", "b")}


def sheet(folder, ref):
    for row, node in zip(records(rows_of(folder["csv.nodes"])), ref.nodes.values()):
        for cell in row.values():
            check("no formula", cell[:1] in ("=", "+", "@", "-"), False)
        plain = {k: v.lstrip("'") for k, v in row.items()}
        compare(node["id"], plain, known(node), but=("id", "label", "name", "key", "kind"))
    edges = records(rows_of(folder["csv.edges"]))
    check("edges", len(edges), len(ref.links))


def gephi(folder, ref):
    rows = rows_of(folder["gephi.nodes"])
    check("header", rows[0][:2], ["Id", "Label"])
    nodes = records(rows)
    check("nodes", len({row["Id"] for row in nodes}), len(ref.nodes))
    rows = rows_of(folder["gephi.edges"])
    check("header", rows[0][:7], ["Source", "Target", "Type", "Id", "Label", "Weight", "Kind"])
    for row, link in zip(records(rows), ref.links):
        check("type", row["Type"], "Undirected" if link["symmetric"] else "Directed")
        check("ends", {row["Source"], row["Target"]} <= {n["Id"] for n in nodes}, True)
        same("weight", row["Weight"], link["weight"])
        compare(link["key"], row, link, but=OWN + ("label", "weight"))


def neo4j(folder, ref):
    """The header rules of the operations manual, and that every end is a node."""
    header = re.compile(r"[A-Za-z_]\w*(:(long|double|boolean))?|key:ID\(Entity\)|:LABEL|"
                        r":(START|END)_ID\(Entity\)|:TYPE")
    nodes, edges = rows_of(folder["neo4j.nodes"]), rows_of(folder["neo4j.edges"])
    for name in nodes[0] + edges[0]:
        check(f"header {name}", bool(header.fullmatch(name)), True)
    check("one ID", [sum(":ID(" in n for n in nodes[0]), edges[0].count(":TYPE")], [1, 1])
    ids = [row["key:ID(Entity)"] for row in records(nodes)]
    check("identifiers", len(set(ids)), len(ref.nodes))
    for row in records(edges):
        check("ends", {row[":START_ID(Entity)"], row[":END_ID(Entity)"]} <= set(ids), True)
        check("type", bool(re.fullmatch(r"[A-Z_]+", row[":TYPE"])), True)
        for name, value in row.items():
            if name.endswith(":double") and value:
                check(name, math.isfinite(float(value)), True)
            if name.endswith(":long") and value:
                check(name, -2**63 <= int(value) < 2**63, True)


def ftm(path, ref):
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    ids = [line["id"] for line in lines]
    check("identifiers", len(set(ids)), len(ids))
    links = [x for x in lines if "proof" in x["properties"] or "role" in x["properties"]]
    check("links", len(links), len(ref.links))
    for line in lines:
        check("members", set(line), {"id", "schema", "properties"})
        for name, values in line["properties"].items():
            check(name, [type(v) for v in values] == [str] * len(values) and bool(values),
                  True)
            if name in ("proof", "subject", "object", "employee", "employer"):
                check(name, set(values) <= set(ids), True)


def stix(path, ref):
    with open(path, encoding="utf-8") as file:
        bundle = json.load(file)
    objects = {thing["id"]: thing for thing in bundle["objects"]}
    check("identifiers", len(objects), len(bundle["objects"]))
    for key, thing in objects.items():
        kind, _, number = key.partition("--")
        check("type", kind, thing["type"])
        check("version", uuid.UUID(number).version, 5)
        for name in ("source_ref", "target_ref", "created_by_ref"):
            check(name, thing.get(name, key) in objects, True)
        refs = thing.get("object_refs", [])
        check("object_refs", set(refs) <= set(objects) and len(set(refs)) == len(refs), True)
        check("times", thing["created"] <= thing["modified"], True)
    relations = [x for x in objects.values() if x["type"] == "relationship"]
    check("relationships", len(relations), len(ref.links))


IRI = r"<[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*>"
TRIPLE = re.compile(rf'{IRI} {IRI} ({IRI}|"([^"\\\n\r]|\\[tbnrf"\'\\])*"(\^\^{IRI})?) \.')


def ntriples(path, ref):
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    check("last line", lines.pop(), "")
    check("no line twice", len(set(lines)), len(lines))
    for line in lines:
        if not TRIPLE.fullmatch(line):
            fail(f"no triple: {line[:200]!r}")
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:knotwork:term:Entity> ."
    check("entities", sum(line.endswith(kind) for line in lines), len(ref.nodes))


def jsonld(path, ref):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    entities = [x for x in data["@graph"] if "kw:Entity" in x.get("@type", ())]
    check("entities", len(entities), len(ref.nodes))


def xml(path, schema, but_looks=False):
    """Well formed, and valid where the schema is at hand. The schema of GEXF 1.2 has its
    looks in the wrong namespace, so they are left out for it."""
    subprocess.run(["xmllint", "--nonet", "--noout", path], check=True)
    if not schema or not os.path.exists(schema):
        return
    if but_looks:
        with open(path, encoding="utf-8") as file:
            text = re.sub(r"<viz:[^>]*/>", "", file.read())
        path += ".plain"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    subprocess.run(["xmllint", "--nonet", "--noout", "--relaxng", schema, path], check=True,
                   stderr=subprocess.PIPE)


def clean(path):
    """No control character gets into any file, and all of it is UTF-8."""
    with open(path, "rb") as file:
        text = file.read().decode("utf-8")
    found = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text)
    if found:
        fail(f"{path}: holds {found.group()!r} near {text[found.start() - 40:][:80]!r}")


READERS = [  # format, reader, what it needs
    ("gexf12", gexf12, networkx), ("graphml", graphml_tool, graph_tool), ("gml", gml, True),
    ("pajek", pajek, True), ("json", node_link, networkx), ("cytoscape", cytoscape, True),
    ("jgf", jgf, True), (None, sheet, True), (None, gephi, True), (None, neo4j, True),
    ("ftm", ftm, True), ("stix", stix, True), ("ntriples", ntriples, True),
    ("jsonld", jsonld, True),
]
FORMATS = ("graphml gexf gexf12 dot json cytoscape jgf ftm stix ntriples jsonld gml pajek "
           "csv.nodes csv.edges gephi.nodes gephi.edges neo4j.nodes neo4j.edges").split()


def write_all(program, graph, folder):
    paths = {}
    for name in FORMATS:
        paths[name] = os.path.join(folder, f"{graph}.{name}")
        form, _, part = name.partition(".")
        with open(paths[name], "wb") as out:
            subprocess.run([program, "write", form, graph, "1" if part == "edges" else "0"],
                           stdout=out, check=True)
        clean(paths[name])
    return paths


def main():
    program, schemas = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for graph, (nodes, edges) in GRAPHS.items():
            paths = write_all(program, graph, folder)
            with open(paths["json"], encoding="utf-8") as file:
                ref = Graph(file.read())
            check("reference", (len(ref.nodes), len(ref.links)), (nodes, edges))
            for form, reader, needs in READERS:
                print(f"{graph} {reader.__name__}{'' if needs else ': skipped'}", flush=True)
                if needs:
                    reader(paths[form] if form else paths, ref)
                    count += 1
            if os.path.exists("/usr/bin/xmllint"):
                xml(paths["gexf"], os.path.join(schemas, "gexf-1.3", "gexf.rng"))
                xml(paths["gexf12"], os.path.join(schemas, "gexf-1.2", "gexf.rng"), True)
    print(f"{count} readers agree")


main()
