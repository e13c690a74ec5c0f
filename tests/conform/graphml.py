#!/usr/bin/python3
"""graphml.py TEST_EXPORT: NetworkX and igraph read what the GraphML writer wrote.

Exits 77 (skipped) where neither is installed.
"""
import os
import subprocess
import sys
import tempfile
import warnings

try:
    import networkx
except ImportError:
    networkx = None
try:
    import igraph
except ImportError:
    igraph = None

# Nodes and edges of the graphs that test_export knows.
GRAPHS = {"tiny": (3, 3), "hostile": (64, 63)}


def check(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: found {found!r}, expected {expected!r}")


def with_networkx(name, path, nodes, edges):
    graph = networkx.read_graphml(path)
    check(f"networkx {name} nodes", graph.number_of_nodes(), nodes)
    check(f"networkx {name} edges", graph.number_of_edges(), edges)
    check(f"networkx {name} directed", graph.is_directed(), True)
    if name != "tiny":
        return
    firm = graph.nodes["nso_20group"]
    check("networkx label", (firm["label"], firm["name"]), ("NSO Group", "NSO Group"))
    check("networkx mentions", firm["mentions"], 9)
    check("networkx colour", (firm["r"], firm["g"], firm["b"]), (0xCC, 0x79, 0xA7))
    check("networkx voice", graph.nodes["r_C3_A9mi_20_26_20co"]["voice"], True)
    check("networkx no date", "first" in graph.nodes["r_C3_A9mi_20_26_20co"], False)
    check("networkx no rank", "pagerank" in graph.nodes["r_C3_A9mi_20_26_20co"], False)
    check("networkx rank", firm["pagerank"], 0.125)
    edge = graph.get_edge_data("nso_20group", "country_2FIL")
    edge = next(iter(edge.values())) if graph.is_multigraph() else edge
    check("networkx weight", edge["weight"], 1e6)
    check("networkx types", edge["types"], "based_in|agree")
    check("networkx symmetric", edge["symmetric"], False)
    check("networkx quote", edge["quote"], 'The firm, "based" in Israel, sells <tools>.')


def with_igraph(name, path, nodes, edges):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph = igraph.Graph.Read_GraphML(path)
    check(f"igraph {name} nodes", graph.vcount(), nodes)
    check(f"igraph {name} edges", graph.ecount(), edges)
    check(f"igraph {name} directed", graph.is_directed(), True)
    if name != "tiny":
        return
    check("igraph names", graph.vs["name"], ["Israel", "NSO Group", "R\u00e9mi & Co"])
    check("igraph weights", graph.es["weight"], [2, 1e6, 1])
    check("igraph symmetric", graph.es["symmetric"], [True, False, True])
    check("igraph quote", graph.es["quote"][2], "They agreed.")


def main():
    if networkx is None and igraph is None:
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        for name, (nodes, edges) in GRAPHS.items():
            path = os.path.join(folder, name + ".graphml")
            with open(path, "wb") as out:
                subprocess.run([sys.argv[1], "write", "graphml", name], stdout=out,
                               check=True)
            if networkx is not None:
                with_networkx(name, path, nodes, edges)
            if igraph is not None:
                with_igraph(name, path, nodes, edges)


main()
