/* query.c - how long questions to a store take: lines "times TAB name=value TAB ... TAB
 * query" on standard input; for each a line "milliseconds (median) TAB rows TAB the first
 * cells", the store open all the while. Run by query.py. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "knotwork/knotwork.h"

enum { MOST_TIMES = 1000, MOST_PARAMETERS = 8 };

struct taken {
    long rows;
    char first[200]; /* cells of the first row */
};

static void die(const char *what)
{
    fprintf(stderr, "bench_query: %s\n", what);
    exit(1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static enum kw_status take(void *context, const struct kw_answer *answer,
                           struct kw_error *err)
{
    struct taken *t = context;
    (void)err;
    if (t->rows++)
        return KW_OK;
    size_t at = 0;
    for (size_t i = 0; i < answer->count && at < sizeof t->first; i++) {
        const struct kw_answer_cell *c = &answer->cells[i];
        int n = c->kind == KW_ANSWER_INTEGER
                    ? snprintf(t->first + at, sizeof t->first - at, "%s%lld",
                               i ? "|" : "", (long long)c->integer)
                    : snprintf(t->first + at, sizeof t->first - at, "%s%.*s",
                               i ? "|" : "", KW_STR_ARG(c->text));
        at += (size_t)n;
    }
    return KW_OK;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double ask(struct kw_store *store, const struct kw_ask *question,
                  struct taken *taken)
{
    struct kw_error err = {0};
    struct kw_arena *arena = kw_arena_new();
    *taken = (struct taken){0};
    double begin = now();
    if (!arena || kw_ask_store(store, question, arena, take, taken, NULL, &err) != KW_OK)
        die(err.text);
    double end = now();
    kw_arena_free(arena);
    return end - begin;
}

static void run(struct kw_store *store, const struct kw_view *view, char *line)
{
    const char *parameters[MOST_PARAMETERS];
    struct kw_ask question = {.view = view, .parameters = parameters};
    int times = atoi(strtok(line, "\t"));
    for (char *part = strtok(NULL, "\t"); part; part = strtok(NULL, "\t")) {
        if (question.text.len && question.parameter_count < MOST_PARAMETERS)
            parameters[question.parameter_count++] = question.text.ptr;
        question.text = kw_str_of(part);
    }
    double spent[MOST_TIMES];
    struct taken taken;
    times = times < 1 ? 1 : times > MOST_TIMES ? MOST_TIMES : times;
    for (int i = 0; i < times; i++)
        spent[i] = ask(store, &question, &taken);
    qsort(spent, (size_t)times, sizeof *spent, by_size);
    printf("%.4f\t%ld\t%s\n", spent[times / 2], taken.rows, taken.first);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct kw_store *store = NULL;
    struct kw_error err = {0};
    struct kw_view view = kw_view_default();
    char *line = NULL;
    size_t size = 0;
    if (argc != 2)
        die("usage: bench_query STORE");
    if (kw_store_open(argv[1], KW_STORE_READ, &store, &err) != KW_OK)
        die(err.text);
    while (getline(&line, &size, stdin) > 0) {
        line[strcspn(line, "\n")] = 0;
        if (line[0])
            run(store, &view, line);
    }
    free(line);
    return kw_store_close(store, NULL) != KW_OK;
}
