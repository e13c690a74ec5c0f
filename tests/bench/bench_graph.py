#!/usr/bin/env python3
"""bench_graph.py PROGRAM FOLDER [GRAPH...] - knotwork, igraph and graph-tool on the same
graphs, each task in a process of its own: seconds of wall time (and of the processor), the
best of three, peak memory, and whether the bars below are met.

Graphs are made in FOLDER once: ba100k, rmat1m, rmat5m. python3-graph-tool is left out where
it is not installed; NetworkX would take hours.
"""
import os
import signal
import subprocess
import sys
from pathlib import Path

GRAPHS = {"ba100k": ("ba", 100_000), "rmat1m": ("rmat", 1_000_000),
          "rmat5m": ("rmat", 5_000_000)}
TASKS = ["load", "pagerank", "components", "core", "leiden", "betweenness", "constraint"]
LONGEST = 900  # seconds
LATE = ()

# The bars: one thread's processor time against igraph's; both cores' wall time on
# betweenness; peak memory.
MOST_TIME, MOST_MEMORY, LEAST_FASTER = 1.1, 1.3, 4
RUNS, SHORT = 3, 20  # so often where a run takes fewer seconds

GRAPH_TOOL = '''
import sys, time
import numpy as np
start = time.time()
import graph_tool.all as gt
g = gt.Graph(directed=False)
g.add_edge_list(np.loadtxt(sys.argv[2], dtype=np.int64))
loaded, read = time.time(), time.process_time()
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
print(f"{loaded - start:.3f} {time.time() - loaded:.3f} {read:.3f} "
      f"{time.process_time() - read:.3f} {total:.9g}")
'''


def measured(command, threads):
    """What a process prints, split; None where it fails, LATE where it takes too long."""
    env = dict(os.environ, OMP_NUM_THREADS=str(threads))
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           text=True, env=env, start_new_session=True)
    try:
        out = run.communicate(timeout=LONGEST)[0]
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)  # and what it has started
        run.communicate()
        return LATE
    return out.split() if run.returncode == 0 else None


def with_memory(command, threads):
    """(load, task, their processor seconds, figure, megabytes). Runs `command` under a child
    of its own, whose peak memory is that of the command."""
    code = ("import os,resource,subprocess,sys\n"
            "p=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE,text=True)\n"
            "kb=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
            "print(p.stdout.strip(),kb/1024);sys.exit(p.returncode)")
    found = measured([sys.executable, "-c", code] + command, threads)
    if found == LATE:
        return LATE
    return [float(x) for x in found] if found and len(found) == 6 else None


def seconds(run, task):
    return run[0 if task == "load" else 1]


def processor(run, task):
    return run[2 if task == "load" else 3]


def best(command, threads, task):
    """The fastest of three runs, or of one that takes long."""
    runs = [with_memory(command, threads)]
    while runs[0] and len(runs) < RUNS and sum(runs[0][:2]) < SHORT:
        runs.append(with_memory(command, threads))
    if not all(runs):
        return LATE if LATE in runs else None
    return [min(column) for column in zip(*runs)]


def cell(found, task):
    if found == LATE:
        return f"over {LONGEST} s"
    return (f"{seconds(found, task):.2f} s ({processor(found, task):.2f}) / "
            f"{found[5]:.0f} MB") if found else "-"


def judge(task, one, two, igraph, graph_tool):
    """Ratios, and what of the bars is missed."""
    if one and two and igraph == LATE:
        return "- | -", []
    if not (one and two and igraph):
        return "- | -", ["no run"]
    slower = processor(one, task) / max(processor(igraph, task), 1e-3)
    memory = max(one[5], two[5]) / igraph[5]
    missed = [f"{slower:.2f} times igraph's time"] if slower > MOST_TIME else []
    missed += [f"{memory:.2f} times its memory"] if memory > MOST_MEMORY else []
    text = f"{slower:.2f}"
    if task == "betweenness":
        faster = seconds(igraph, task) / seconds(two, task)
        text += (f" ({1 / slower:.1f} times as fast; two threads in wall time "
                 f"{faster:.1f} times)")
        missed += [f"only {faster:.1f} times as fast"] if faster < LEAST_FASTER else []
        if graph_tool and seconds(two, task) > seconds(graph_tool, task):
            missed.append("slower than graph-tool")
    return f"{text} | {memory:.2f}", missed


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    failures = []
    for name in sys.argv[3:] or GRAPHS:
        path = folder / f"{name}.txt"
        if not path.exists():
            subprocess.run([program, "make", GRAPHS[name][0], str(GRAPHS[name][1]),
                            str(path)], check=True, stdout=subprocess.DEVNULL)
        print(f"\n| {name} | knotwork 1 | knotwork 2 | igraph | graph-tool 2 | time of "
              "igraph's | memory |\n|---|---|---|---|---|---|---|")
        for task in TASKS:
            runs = [best([program, "knotwork", task, str(path), "1"], 1, task),
                    best([program, "knotwork", task, str(path), "2"], 2, task),
                    best([program, "igraph", task, str(path), "1"], 1, task),
                    best(["/usr/bin/python3", "-c", GRAPH_TOOL, task, str(path)], 2, task)]
            ratios, missed = judge(task, *runs)
            failures += [f"{name} {task}: {what}" for what in missed]
            print(f"| {task} | " + " | ".join(cell(run, task) for run in runs) +
                  f" | {ratios} |", flush=True)
    print("\nEvery bar is met." if not failures else "\nMissed: " + "; ".join(failures))


main()
