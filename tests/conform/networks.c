/* networks.c FOLDER - ten random graphs, each as GraphML and with all measures as JSON,
 * for measures.py to compute again. Weights are mentions, so that the export holds all
 * that measures were computed from. */
#include "../unit/graph_rows.h"

#include "base/json.h"
#include "base/outfile.h"
#include "knotwork/export.h"
#include "measure/measure.h"

#include <math.h>
#include <string.h>

enum { NETWORKS = 10, DOCUMENTS = 8 };

static const enum kw_relation types[] = {KW_RELATION_ACCUSE, KW_RELATION_MAKES,
                                         KW_RELATION_AGREE};

/* Few documents and names, many facts or few: dense, sparse, in several parts. */
static void fill_rows(struct rows *rows, unsigned number)
{
    uint64_t s = number * 977 + 5;
    size_t used = 0;
    unsigned entities = 12 + rows_random(&s, 25);
    unsigned facts = number % 4 == 1 && number % 3 ? 0 : 10 + rows_random(&s, 90);
    unsigned namings = number % 3 == 0 ? 0 : 20 + rows_random(&s, 60);
    *rows = (struct rows){.document_count = DOCUMENTS,
                          .entity_count = entities,
                          .fact_count = facts,
                          .naming_count = namings};
    for (unsigned i = 0; i < DOCUMENTS; i++) {
        struct kw_document_row *d = &rows->documents[i];
        *d = (struct kw_document_row){.id = (int64_t)i + 1, .sentences = 12};
        d->key = d->story = rows_name(rows, &used, "d%u", i);
        d->date = KW_DAY_NONE;
    }
    for (unsigned i = 0; i < entities; i++) {
        struct kw_entity_row *e = &rows->entities[i];
        *e = (struct kw_entity_row){.id = (int64_t)i + 1};
        e->key = e->name = rows_name(rows, &used, "e%02u", i);
        e->type = (enum kw_type)(1 + rows_random(&s, 3));
        e->first = e->last = KW_DAY_NONE;
    }
    for (unsigned i = 0; i < facts; i++) {
        struct kw_fact_row *f = &rows->facts[i];
        unsigned a = rows_random(&s, entities - 3);
        f->subject = rows->entities[a].id;
        f->object =
            rows->entities[(a + 1 + rows_random(&s, entities - 4)) % (entities - 3)].id;
        f->type = types[rows_random(&s, 3)];
        f->polarity = KW_POSITIVE;
        f->modality = KW_MODALITY_ASSERTED;
        f->time = KW_TIME_NONE;
        f->quote = KW_STR("a quote");
        f->document = 1 + rows_random(&s, DOCUMENTS);
        f->date = KW_DAY_NONE;
    }
    for (unsigned i = 0; i < namings; i++) {
        struct kw_naming_row *m = &rows->namings[i];
        m->entity = 1 + rows_random(&s, entities);
        m->document = 1 + i * DOCUMENTS / namings;
        m->sentence = rows_random(&s, 12);
        m->date = KW_DAY_NONE;
    }
}

static void write_value(struct kw_json_out *json, const struct kw_graph *graph,
                        const struct kw_measure *m, size_t i, double value)
{
    char key[64];
    if (m->scope == KW_SCOPE_NODE) {
        snprintf(key, sizeof key, "%.*s", KW_STR_ARG(graph->nodes[i].key));
        kw_json_number(json, key, value);
    } else if (m->scope == KW_SCOPE_EDGE) {
        snprintf(key, sizeof key, "%.*s %.*s",
                 KW_STR_ARG(graph->nodes[graph->pairs[i].a].key),
                 KW_STR_ARG(graph->nodes[graph->pairs[i].b].key));
        kw_json_number(json, key, value);
    } else {
        kw_json_number(json, m->name, value);
    }
}

/* All measures as "PREFIXscope.name": {key: value}. */
static enum kw_status write_measures(const struct kw_graph *graph, const char *prefix,
                                     struct kw_arena *arena, struct kw_json_out *json,
                                     struct kw_error *err)
{
    const struct kw_measure_settings settings = {.jobs = 2};
    for (const struct kw_measure *m = kw_measures(); m->name; m++) {
        double *values;
        enum kw_status status =
            kw_measures_compute(graph, &m, 1, &settings, arena, &values, err);
        if (status != KW_OK)
            return status;
        char name[64];
        snprintf(name, sizeof name, "%s%s.%s", prefix, kw_scope_name(m->scope), m->name);
        kw_json_open(json, name, '{');
        for (size_t i = 0; i < kw_measure_size(graph, m); i++)
            write_value(json, graph, m, i, values[i]);
        kw_json_close(json, '}');
    }
    return KW_OK;
}

/* What association is made of; the export does not hold it. */
static void write_windows(const struct kw_graph *graph, struct kw_json_out *json)
{
    char key[64];
    kw_json_number(json, "windows", (double)graph->windows);
    kw_json_open(json, "windows.node", '{');
    for (size_t i = 0; i < graph->node_count; i++) {
        snprintf(key, sizeof key, "%.*s", KW_STR_ARG(graph->nodes[i].key));
        kw_json_number(json, key, (double)graph->nodes[i].windows);
    }
    kw_json_close(json, '}');
}

/* By steps, and again where the distance is 1 / weight. */
static enum kw_status write_both(struct kw_graph *graph, struct kw_arena *arena,
                                 struct kw_out *out, struct kw_error *err)
{
    struct kw_json_out json = {.out = out};
    kw_json_open(&json, NULL, '{');
    write_windows(graph, &json);
    enum kw_status status = write_measures(graph, "", arena, &json, err);
    graph->view.distance = KW_DISTANCE_INVERSE;
    if (status == KW_OK)
        status = write_measures(graph, "inverse.", arena, &json, err);
    kw_json_close(&json, '}');
    return status;
}

static enum kw_status write_network(const char *folder, unsigned number,
                                    struct kw_arena *arena, struct kw_error *err)
{
    static struct rows rows;
    struct kw_graph *graph;
    struct kw_outfile *file;
    struct kw_view view = kw_view_default();
    view.weight = KW_WEIGHT_MENTIONS;
    view.multi = true;
    view.isolated = number % 5 != 2;
    fill_rows(&rows, number);
    struct kw_graph_rows source = rows_source(&rows);
    enum kw_status status = kw_graph_build(&source, &view, arena, &graph, err);
    if (status != KW_OK)
        return status;
    struct kw_str path = kw_arena_printf(arena, "%s/%u.graphml", folder, number);
    status = kw_outfile_open(path.ptr, &file, err);
    if (status == KW_OK)
        status = kw_export(graph, kw_format_named(KW_STR("graphml")), 0, NULL, 0,
                           kw_outfile_sink(file), err);
    if (status == KW_OK)
        status = kw_outfile_commit(file, err);
    path = kw_arena_printf(arena, "%s/%u.json", folder, number);
    if (status == KW_OK)
        status = kw_outfile_open(path.ptr, &file, err);
    if (status == KW_OK)
        status = write_both(graph, arena, kw_outfile_sink(file), err);
    return status == KW_OK ? kw_outfile_commit(file, err) : status;
}

int main(int argc, char **argv)
{
    struct kw_error err = {0};
    if (argc != 2)
        return 2;
    for (unsigned i = 0; i < NETWORKS; i++) {
        struct kw_arena *arena = kw_arena_new();
        enum kw_status status = arena ? write_network(argv[1], i, arena, &err) : KW_NOMEM;
        kw_arena_free(arena);
        if (status != KW_OK) {
            fprintf(stderr, "networks: %s\n", err.text);
            return 1;
        }
    }
    return 0;
}
