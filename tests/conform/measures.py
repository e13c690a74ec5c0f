#!/usr/bin/python3
"""measures.py NETWORKS - every measure of ten graphs against networkx, igraph, numpy
and scipy, computed from what the GraphML export holds."""
import json
import math
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

try:
    import igraph
    import networkx as nx
    import numpy as np
    import scipy.stats
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

FINITE, ITERATED = 1e-9, 1e-6
failures = []
compared = defaultdict(int)


def load(path):
    """(types, pair weights, arc weights, edges of each pair, parallel edges) of an export."""
    read = nx.read_graphml(path)
    counts = {}
    key = {node: data["key"] for node, data in read.nodes(data=True)}
    kinds = {key[node]: data["type"] for node, data in read.nodes(data=True)}
    pairs, arcs, parallel = defaultdict(int), defaultdict(int), 0
    for source, target, data in read.edges(data=True):
        a, b, weight = key[source], key[target], data["mentions"]
        parallel += tuple(sorted((a, b))) in pairs
        pairs[tuple(sorted((a, b)))] += weight
        counts.setdefault(tuple(sorted((a, b))), []).append(data)
        arcs[a, b] += weight
        if data["symmetric"]:
            arcs[b, a] += weight
    return kinds, pairs, arcs, counts, parallel


def rounding(value):
    """Values are written with nine digits."""
    return 0.5 * 10 ** (math.floor(math.log10(abs(value))) - 8) if value else 0


def same(place, name, got, want, tolerance):
    compared[name] += 1
    if want is None or (isinstance(want, float) and math.isnan(want)):
        want = None
    if got is None or want is None:
        if got is not want:
            failures.append(f"{place}: {name} is {got}, not {want}")
    elif abs(got - want) > tolerance * max(1e-3, abs(want)) + rounding(want):
        failures.append(f"{place}: {name} is {got!r}, not {want!r}")


def compare(place, ours, name, want, tolerance=FINITE):
    got = ours[name]
    if set(got) != set(want):
        failures.append(f"{place}: {name} has other keys")
        return
    for key, value in want.items():
        same(f"{place} {key}", name, got[key], value, tolerance)


def leading(matrix):
    """The leading eigenvector's values, or None where the space has several dimensions."""
    values, vectors = np.linalg.eigh(matrix)
    if len(values) > 1 and values[-1] - values[-2] < 1e-6 * abs(values[-1]):
        return None
    vector = np.abs(vectors[:, -1])
    return vector / vector.max()


def residual(place, name, matrix, vector):
    vector = np.array(vector)
    value = vector @ matrix @ vector / (vector @ vector)
    off = np.abs(matrix @ vector - value * vector).max()
    compared[name + " residual"] += 1
    if off > 1e-6 * value or value < np.linalg.eigvalsh(matrix)[-1] * (1 - 1e-9):
        failures.append(f"{place}: {name} is no leading vector: {off}")


def spectrum(place, ours, nodes, pairs, arcs):
    at = {node: i for i, node in enumerate(nodes)}
    weights, steps = np.zeros((2, len(nodes), len(nodes)))
    for (a, b), weight in pairs.items():
        weights[at[a], at[b]] = weights[at[b], at[a]] = weight
    for (a, b), weight in arcs.items():
        steps[at[a], at[b]] = weight
    for name, matrix in (("node.eigenvector", weights), ("node.hub", steps @ steps.T),
                         ("node.authority", steps.T @ steps)):
        residual(place, name, matrix, [ours[name][node] for node in nodes])
        vector = leading(matrix)
        if vector is not None:
            compare(place, ours, name, dict(zip(nodes, vector)), ITERATED)
    ranks = np.array([ours["node.pagerank"][node] for node in nodes])
    out = steps.sum(axis=1)
    spread = np.where(out > 0, ranks / np.where(out > 0, out, 1), 0)
    loose = ranks[out == 0].sum() / len(nodes)
    off = np.abs(0.15 / len(nodes) + 0.85 * (steps.T @ spread + loose) - ranks).max()
    if off > 1e-8:
        failures.append(f"{place}: PageRank has a residual of {off}")
    g = igraph.Graph(len(nodes), [(at[a], at[b]) for a, b in arcs], directed=True)
    compare(place, ours, "node.pagerank",
            dict(zip(nodes, g.pagerank(weights=list(arcs.values())))), ITERATED)


def of_nodes(place, ours, g, arcs):
    nodes, n = list(g), len(g)
    directed = nx.DiGraph()
    directed.add_nodes_from(nodes)
    directed.add_edges_from(arcs)
    compare(place, ours, "node.degree", dict(g.degree()))
    compare(place, ours, "node.strength", dict(g.degree(weight="weight")))
    compare(place, ours, "node.in_degree", dict(directed.in_degree()))
    compare(place, ours, "node.out_degree", dict(directed.out_degree()))
    compare(place, ours, "node.betweenness", nx.betweenness_centrality(g))
    compare(place, ours, "node.closeness", nx.closeness_centrality(g))
    compare(place, ours, "node.harmonic",
            {k: v / (n - 1) for k, v in nx.harmonic_centrality(g).items()})
    compare(place, ours, "node.core", nx.core_number(g))
    compare(place, ours, "node.constraint", nx.constraint(g, weight="weight"))
    compare(place, ours, "node.effective_size", nx.effective_size(g, weight="weight"))
    compare(place, ours, "node.clustering",
            {k: v if g.degree(k) > 1 else None for k, v in nx.clustering(g).items()})
    cuts = set(nx.articulation_points(g))
    compare(place, ours, "node.articulation", {k: k in cuts for k in nodes})
    parts = list(nx.connected_components(g))
    labels = ours["node.component"]
    for part in parts:
        if len({labels[k] for k in part}) != 1:
            failures.append(f"{place}: a component has several labels")
    compared["node.component"] += len(parts)
    return parts, directed


def of_edges(place, ours, g, pairs, arcs):
    name = " ".join
    compare(place, ours, "edge.weight", {name(k): v for k, v in pairs.items()})
    compare(place, ours, "edge.mentions", {name(k): v for k, v in pairs.items()})
    compare(place, ours, "edge.forward", {name(k): arcs.get(k, 0) for k in pairs})
    compare(place, ours, "edge.backward", {name(k): arcs.get(k[::-1], 0) for k in pairs})
    compare(place, ours, "edge.edge_betweenness",
            {name(sorted(k)): v for k, v in nx.edge_betweenness_centrality(g).items()})
    bridges = {tuple(sorted(k)) for k in nx.bridges(g)}
    compare(place, ours, "edge.bridge", {name(k): k in bridges for k in pairs})


def of_counts(place, ours, counts):
    """What a pair of one edge holds is what the edge holds."""
    for pair, edges in counts.items():
        for name in ("documents", "stories", "outlets"):
            held, got = [edge[name] for edge in edges], ours["edge." + name][" ".join(pair)]
            same(f"{place} {pair}", "edge." + name, got,
                 held[0] if len(held) == 1 else min(max(got, max(held)), sum(held)), FINITE)


def of_windows(place, ours, pairs):
    """Association, from the table of windows that name the one and the other."""
    whole, named = ours["windows"], ours["windows.node"]
    for a, b in pairs:
        key, both = f"{a} {b}", ours["edge.windows"][f"{a} {b}"]
        if not named[a] or not named[b]:
            want = [None, None, None]
        else:
            table = [[both, named[a] - both],
                     [named[b] - both, whole - named[a] - named[b] + both]]
            chance = named[a] / whole * named[b] / whole
            ratio = both / whole / chance
            g2 = 0.0
            if 0 < named[a] < whole and 0 < named[b] < whole:
                g2 = scipy.stats.chi2_contingency(table, correction=False,
                                                  lambda_="log-likelihood")[0]
            npmi = (-1.0 if not both else None if both == whole else
                    math.log(ratio) / -math.log(both / whole))
            want = [npmi, g2, ratio]
        for name, value in zip(("npmi", "g2", "association"), want):
            same(f"{place} {key}", "edge." + name, ours["edge." + name][key], value, FINITE)


def of_lengths(place, ours, g):
    """Where the distance is 1 / weight. networkx finds equal lengths only in whole numbers,
    so they are counted in parts of a common denominator; igraph takes fractions."""
    n, whole = len(g), math.lcm(*(d["weight"] for _, _, d in g.edges(data=True)))
    for _, _, data in g.edges(data=True):
        data["length"] = whole // data["weight"]
    between = nx.betweenness_centrality(g, weight="length")
    compare(place, ours, "inverse.node.betweenness", between)
    compare(place, ours, "inverse.node.closeness",
            {k: v * whole for k, v in nx.closeness_centrality(g, distance="length").items()})
    compare(place, ours, "inverse.node.harmonic",
            {k: v * whole / (n - 1)
             for k, v in nx.harmonic_centrality(g, distance="length").items()})
    compare(place, ours, "inverse.edge.edge_betweenness",
            {" ".join(sorted(k)): v
             for k, v in nx.edge_betweenness_centrality(g, weight="length").items()})
    lengths = [d / whole for _, row in nx.all_pairs_dijkstra_path_length(g, weight="length")
               for d in row.values() if d]
    for name, want in (("diameter", max(lengths)),
                       ("average_path", sum(lengths) / len(lengths))):
        same(place, "inverse.graph." + name, ours["inverse.graph." + name][name], want,
             FINITE)
    nodes = list(g)
    at = {node: i for i, node in enumerate(nodes)}
    theirs = igraph.Graph(n, [(at[a], at[b]) for a, b in g.edges()])
    shares = theirs.betweenness(weights=[1 / d["weight"] for _, _, d in g.edges(data=True)])
    compare(place, ours, "inverse.node.betweenness",
            {k: v / ((n - 1) * (n - 2) / 2) for k, v in zip(nodes, shares)})


def of_graph(place, ours, g, directed, parts, kinds):
    def check(name, want, tolerance=FINITE):
        same(place, "graph." + name, ours["graph." + name][name], want, tolerance)
    lengths = [d for _, row in nx.all_pairs_shortest_path_length(g) for d in row.values()
               if d]
    check("nodes", len(g))
    check("pairs", g.number_of_edges())
    check("density", nx.density(g))
    check("average_degree", 2 * g.number_of_edges() / len(g))
    check("components", len(parts))
    check("giant_share", max(map(len, parts)) / len(g))
    check("diameter", max(lengths))
    check("average_path", sum(lengths) / len(lengths))
    check("transitivity", nx.transitivity(g))
    check("average_clustering",
          np.mean([v for k, v in nx.clustering(g).items() if g.degree(k) > 1]))
    check("reciprocity", nx.reciprocity(directed))
    nx.set_node_attributes(g, kinds, "kind")
    check("type_assortativity", nx.attribute_assortativity_coefficient(g, "kind"))
    check("degree_assortativity", nx.degree_pearson_correlation_coefficient(g), 1e-8)
    labels = ours["node.community"]
    groups = [{k for k in g if labels[k] == label} for label in set(labels.values())]
    check("communities", len(groups))
    check("modularity", nx.algorithms.community.modularity(g, groups, weight="weight"))
    louvain = igraph.Graph.TupleList(((a, b, d["weight"]) for a, b, d in g.edges(data=True)),
                                     weights=True).community_multilevel(weights="weight")
    if ours["graph.modularity"]["modularity"] < louvain.modularity - 0.02:
        failures.append(f"{place}: communities are worse than Louvain's")


def check_network(folder, number):
    kinds, pairs, arcs, counts, parallel = load(folder / f"{number}.graphml")
    ours = json.loads((folder / f"{number}.json").read_text())
    g = nx.Graph()
    g.add_nodes_from(sorted(kinds))
    g.add_weighted_edges_from((a, b, w) for (a, b), w in pairs.items())
    parts, directed = of_nodes(number, ours, g, arcs)
    of_edges(number, ours, g, pairs, arcs)
    of_lengths(number, ours, g)
    of_counts(number, ours, counts)
    of_windows(number, ours, pairs)
    of_graph(number, ours, g, directed, parts, kinds)
    spectrum(number, ours, sorted(kinds), pairs, arcs)
    alone = sum(1 for k in g if g.degree(k) == 0)
    return parallel, len(parts) - alone, alone, directed.size() < 2 * len(pairs)


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        traits = [check_network(Path(folder), number) for number in range(10)]
    for trait, what in zip(zip(*traits), ("parallel edges", "several parts",
                                          "isolated nodes", "directions")):
        if not any(value > (what == "several parts") for value in trait):
            failures.append(f"no graph has {what}")
    for line in failures[:40]:
        print(line)
    print(f"{sum(compared.values())} values of {len(compared)} measures; "
          f"{len(failures)} differ")
    sys.exit(1 if failures else 0)


main()
