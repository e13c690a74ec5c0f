/* export_graph.h - the graph that the export benchmark writes, the same for every program
 * (tests/bench/export.py has it in Python). */
#ifndef EXPORT_GRAPH_H
#define EXPORT_GRAPH_H

#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

/* Ends of edge `i` among `n` nodes, never the same. */
static inline uint32_t edge_source(uint64_t i, uint64_t n)
{
    return (uint32_t)(i * 2654435761u % n);
}

static inline uint32_t edge_target(uint64_t i, uint64_t n)
{
    uint64_t target = (i * 40503u + 12345u) % n;
    return (uint32_t)(target == edge_source(i, n) ? (target + 1) % n : target);
}

static inline unsigned edge_count(uint64_t i)
{
    return (unsigned)(1 + i % 97);
}

/* Processor time of this process in seconds. */
static inline double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* One line that tests/bench/export.sh reads. */
static inline void tell(const char *program, const char *format, uint64_t edges,
                        double time, double before_mb)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%s\t%s\t%llu\t%.2f\t%.0f\t%.0f\n", program, format, (unsigned long long)edges,
           time, (double)usage.ru_maxrss / 1024 - before_mb,
           (double)usage.ru_maxrss / 1024);
}

#endif
