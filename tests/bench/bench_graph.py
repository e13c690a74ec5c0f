#!/usr/bin/env python3
"""bench_graph.py PROGRAM FOLDER [GRAPH...] - knotwork, igraph and graph-tool on the same
graphs, each task in a process of its own: seconds of wall time and peak memory.

Graphs are made in FOLDER once: ba100k, rmat1m, rmat5m. python3-graph-tool is left out where
it is not installed; NetworkX would take hours.
"""
import os
import subprocess
import sys
from pathlib import Path

GRAPHS = {"ba100k": ("ba", 100_000), "rmat1m": ("rmat", 1_000_000),
          "rmat5m": ("rmat", 5_000_000)}
TASKS = ["load", "pagerank", "components", "core", "leiden", "betweenness", "constraint"]
LONGEST = 900  # seconds

GRAPH_TOOL = '''
import sys, time
import numpy as np
start = time.time()
import graph_tool.all as gt
g = gt.Graph(directed=False)
g.add_edge_list(np.loadtxt(sys.argv[2], dtype=np.int64))
loaded = time.time()
task, total = sys.argv[1], 0
if task == "pagerank":
    total = gt.pagerank(g).a.sum()
elif task == "components":
    total = gt.label_components(g)[0].a.max() + 1
elif task == "core":
    total = gt.kcore_decomposition(g).a.sum()
elif task == "betweenness":
    pivots = np.random.default_rng(1).choice(g.num_vertices(), 256, replace=False)
    total = gt.betweenness(g, pivots=pivots)[0].a.sum()
elif task != "load":
    sys.exit(3)
print(f"{loaded - start:.3f} {time.time() - loaded:.3f} {total:.9g}")
'''


def measured(command, threads):
    """(load, task, figure, megabytes) of a process, or None."""
    env = dict(os.environ, OMP_NUM_THREADS=str(threads))
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           text=True, env=env)
    try:
        out = run.communicate(timeout=LONGEST)[0]
    except subprocess.TimeoutExpired:
        run.kill()
        run.communicate()
        return None
    return out.split() if run.returncode == 0 else None


def with_memory(command, threads):
    """Runs `command` under a child of its own, whose peak memory is that of the command."""
    code = ("import os,resource,subprocess,sys\n"
            "p=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE,text=True)\n"
            "kb=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
            "print(p.stdout.strip(),kb/1024);sys.exit(p.returncode)")
    found = measured([sys.executable, "-c", code] + command, threads)
    return [float(x) for x in found] if found and len(found) == 4 else None


def cell(found, task):
    if not found:
        return "-"
    return f"{found[0 if task == 'load' else 1]:.2f} s / {found[3]:.0f} MB"


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[3:] or GRAPHS:
        path = folder / f"{name}.txt"
        if not path.exists():
            subprocess.run([program, "make", GRAPHS[name][0], str(GRAPHS[name][1]),
                            str(path)], check=True, stdout=subprocess.DEVNULL)
        print(f"\n| {name} | knotwork 1 | knotwork 2 | igraph | graph-tool 2 |\n"
              "|---|---|---|---|---|")
        for task in TASKS:
            runs = [with_memory([program, "knotwork", task, str(path), "1"], 1),
                    with_memory([program, "knotwork", task, str(path), "2"], 2),
                    with_memory([program, "igraph", task, str(path), "1"], 1),
                    with_memory(["/usr/bin/python3", "-c", GRAPH_TOOL, task, str(path)], 2)]
            print(f"| {task} | " + " | ".join(cell(run, task) for run in runs) + " |",
                  flush=True)


main()
