#!/usr/bin/python3
"""export.py networkx|graph-tool NODES EDGES: the graph of export_graph.h, with the
attributes that export.c writes, as GraphML (NetworkX: and GEXF) to nowhere."""
import resource
import sys
import time

FIRST, LAST = "2023-04-08", "2023-04-09"


def ends(n, m):
    for i in range(m):
        source, target = i * 2654435761 % n, (i * 40503 + 12345) % n
        yield i, source, (target + 1) % n if target == source else target


def node(i):
    count = 1 + i % 97
    return {"label": f"Entity {i}", "name": f"Entity {i}", "key": f"entity {i}",
            "type": "firm", "kind": "thing", "mentions": count, "documents": count,
            "stories": count, "outlets": 1, "first": "2023-01-01", "last": "2023-12-31",
            "voice": False, "r": 204, "g": 121, "b": 167}


def edge(i):
    count = 1 + i % 97
    return {"label": "supplies", "weight": float(count), "layer": "statements",
            "types": "supplies", "symmetric": False, "mentions": count, "documents": count,
            "stories": count, "outlets": 1, "denied": 0, "alleged": 0, "denied_share": 0.0,
            "alleged_share": 0.0, "dated": 1, "first": FIRST, "last": LAST}


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell(program, form, m, write):
    before, start = memory(), time.process_time()
    write()
    spent = time.process_time() - start
    print(program, form, m, f"{spent:.2f}", f"{memory() - before:.0f}", f"{memory():.0f}",
          sep="\t", flush=True)


def with_networkx(n, m):
    import networkx
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from((i, node(i)) for i in range(n))
    graph.add_edges_from((s, t, i, edge(i)) for i, s, t in ends(n, m))
    name = f"NetworkX {networkx.__version__}"
    tell(name, "graphml", m, lambda: networkx.write_graphml(graph, "/dev/null"))
    tell(name, "gexf", m, lambda: networkx.write_gexf(graph, "/dev/null"))


def with_graph_tool(n, m):
    import graph_tool
    types = {str: "string", int: "int64_t", float: "double", bool: "bool"}
    graph = graph_tool.Graph(directed=True)
    graph.add_vertex(n)
    graph.add_edge_list((s, t) for _, s, t in ends(n, m))
    for name, value in node(0).items():
        graph.vp[name] = graph.new_vp(types[type(value)], vals=[node(i)[name] for i in range(n)])
    for name, value in edge(0).items():
        graph.ep[name] = graph.new_ep(types[type(value)], vals=[edge(i)[name] for i in range(m)])
    tell(f"graph-tool {graph_tool.__version__.split()[0]}", "graphml", m,
         lambda: graph.save("/dev/null", fmt="graphml"))


def main():
    n, m = int(sys.argv[2]), int(sys.argv[3])
    try:
        with_networkx(n, m) if sys.argv[1] == "networkx" else with_graph_tool(n, m)
    except ImportError:
        print(f"{sys.argv[1]} is not installed", file=sys.stderr)


main()
