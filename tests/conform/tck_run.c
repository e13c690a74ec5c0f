/* tck_run.c - runs queries on graphs in memory, for tck.py: lines on standard input,
 * answers on standard output.
 *
 *   G                    an empty graph
 *   N label ... TAB map  a node; the map is a literal of the query language
 *   E from to type TAB map
 *   P name=literal       a parameter
 *   Q query              runs it, TAB and LF as \t and \n; then parameters are forgotten
 *
 * An answer is "columns" and "row" lines of TAB-separated literals, ended by "end", or
 * "error compile|run TAB message". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/ask.h"
#include "query/value_text.h"

struct run {
    struct kw_arena *arena;
    struct kw_memory *memory;
    struct kw_region region; /* of parameters and properties */
    struct kw_parameter parameters[64];
    size_t parameter_count;
    bool headed;
    unsigned ticks;
};

static void die(const char *what)
{
    fprintf(stderr, "tck_run: %s\n", what);
    exit(2);
}

static bool too_long(void *context)
{
    return ++((struct run *)context)->ticks > 100000;
}

static enum kw_status print_row(void *context, const struct kw_plan *plan,
                                struct kw_run *run, const struct kw_slots *slots)
{
    struct run *r = context;
    (void)plan;
    (void)r;
    struct kw_buf b = {0};
    enum kw_status status = KW_OK;
    for (size_t i = 0; i < slots->count && status == KW_OK; i++) {
        kw_buf_byte(&b, '\t');
        status = kw_value_literal(run->source, &run->row[slots->items[i]], &b, run->err);
    }
    if (status == KW_OK)
        printf("row%.*s\n", KW_STR_ARG(kw_buf_str(&b)));
    kw_buf_free(&b);
    return status;
}

static void query(struct run *r, char *text)
{
    char *to = text;
    for (char *c = text; *c; c++, to++) {
        *to = *c;
        if (*c == '\\' && (c[1] == 'n' || c[1] == 't' || c[1] == '\\')) {
            c++;
            *to = *c == 'n' ? '\n' : *c == 't' ? '\t' : '\\';
        }
    }
    *to = 0;
    struct kw_source source;
    struct kw_error err = {0};
    struct kw_ask_fault fault;
    struct kw_arena *arena = kw_arena_new();
    r->ticks = 0;
    struct kw_ask ask = {.text = kw_str_of(text), .stop = too_long, .stop_context = r};
    if (kw_memory_source(r->memory, &source, &err) != KW_OK)
        die(err.text);
    /* The columns come from a plan of their own, so that no row is needed. */
    struct kw_query_text *parsed;
    struct kw_plan *plan;
    uint32_t at;
    enum kw_status status = kw_parse_query(arena, ask.text, &parsed, &at, NULL, &err);
    if (status == KW_OK)
        status = kw_plan_make(arena, ask.text, parsed, &source, &plan, &at, &err);
    if (status == KW_OK) {
        printf("columns");
        for (size_t i = 0; i < plan->column_count; i++)
            printf("\t%.*s", KW_STR_ARG(plan->columns[i]));
        printf("\n");
        status = kw_ask_source(&ask, &source, r->parameters, r->parameter_count, arena,
                               print_row, r, &fault, &err);
        if (status != KW_OK)
            printf("error\trun\t%s\n", err.text);
    } else {
        printf("error\tcompile\t%s\n", err.text);
    }
    printf("end\n");
    fflush(stdout);
    kw_arena_free(arena);
    r->parameter_count = 0;
}

static const struct kw_value_map *map(struct run *r, char *text)
{
    struct kw_parameter p;
    struct kw_error err = {0};
    struct kw_str given = kw_arena_printf(r->arena, "m=%s", text);
    if (kw_parameter_parse(r->arena, &r->region, given, &p, &err) != KW_OK ||
        p.value.kind != KW_VALUE_MAP)
        die(text);
    return p.value.as.map;
}

static void node(struct run *r, char *text)
{
    struct kw_str labels[32];
    size_t count = 0;
    char *tab = strchr(text, '\t');
    if (!tab)
        die(text);
    *tab = 0;
    for (char *word = strtok(text, " "); word && count < 32; word = strtok(NULL, " "))
        labels[count++] = kw_str_of(word);
    kw_memory_node(r->memory, labels, count, map(r, tab + 1));
}

static void edge(struct run *r, char *text)
{
    char *tab = strchr(text, '\t'), type[200];
    long long from, to;
    if (!tab)
        die(text);
    *tab = 0;
    if (sscanf(text, "%lld %lld %199s", &from, &to, type) != 3)
        die(text);
    kw_memory_edge(r->memory, from, to, kw_str_of(type), map(r, tab + 1));
}

static void line(struct run *r, char *text)
{
    struct kw_error err = {0};
    switch (text[0]) {
    case 'G':
        kw_arena_free(r->arena);
        kw_region_free(&r->region);
        r->arena = kw_arena_new();
        r->memory = r->arena ? kw_memory_new(r->arena) : NULL;
        r->parameter_count = 0;
        break;
    case 'N':
        node(r, text + 2);
        break;
    case 'E':
        edge(r, text + 2);
        break;
    case 'P':
        if (kw_parameter_parse(r->arena, &r->region, kw_arena_copy(r->arena, kw_str_of(text + 2)),
                               &r->parameters[r->parameter_count++], &err) != KW_OK)
            die(err.text);
        break;
    case 'Q':
        query(r, text + 2);
        break;
    default:
        die(text);
    }
}

int main(void)
{
    static struct run r;
    char *text = NULL;
    size_t size = 0;
    ssize_t len;
    while ((len = getline(&text, &size, stdin)) > 0) {
        if (text[len - 1] == '\n')
            text[len - 1] = 0;
        line(&r, text);
    }
    free(text);
    kw_region_free(&r.region);
    kw_arena_free(r.arena);
    return 0;
}
