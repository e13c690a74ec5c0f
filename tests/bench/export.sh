#!/bin/sh
# export.sh BUILD: `make bench-export`: graphs of 1 and 5 million edges with all attributes
# but quotes, written to nowhere by knotwork and igraph; the first also by graph-tool, and a
# tenth of it by NetworkX, which needs gigabytes for more. Processor seconds; the last
# columns are megabytes that writing added, and of the whole process; each rate is divided
# by igraph's for the same number of edges, or by that for 1 million.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tests=$(cd "$1" && pwd)/tests
python=/usr/bin/python3
command -v $python >/dev/null || python=python3
export OMP_NUM_THREADS=1
{
    "$tests/bench_export_igraph" 100000 1000000
    "$tests/bench_export" 100000 1000000
    $python "$here/export.py" graph-tool 100000 1000000
    $python "$here/export.py" networkx 10000 100000
    "$tests/bench_export_igraph" 500000 5000000
    "$tests/bench_export" 500000 5000000
} | awk -F '\t' '
    BEGIN {
        printf "%-18s %-8s %9s %9s %12s %10s %9s %9s\n", "program", "format", "edges",
            "seconds", "edges/s", "x igraph", "+MB", "MB"
    }
    {
        rate = $3 / $4
        if ($1 ~ /^igraph/)
            igraph = base[$3] = rate
        else if ($3 in base)
            igraph = base[$3]
        else
            igraph = base[1000000]
        printf "%-18s %-8s %9d %9.2f %12d %10.2f %9d %9d\n", $1, $2, $3, $4, rate,
            rate / igraph, $5, $6
        fflush()
    }'
