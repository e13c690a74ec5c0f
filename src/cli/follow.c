/* follow.c - an earlier run, as analyze wrote it or as a store of then gives it. */
#include "cli/follow.h"

#include <stdio.h>
#include <string.h>

#include "base/infile.h"

/* How the file of a store begins (SQLite database file format, 1.2). */
static const char magic[16] = "SQLite format 3";

static bool is_store(const char *path)
{
    char head[sizeof magic] = {0};
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t got = fread(head, 1, sizeof head, file);
    fclose(file);
    return got == sizeof head && memcmp(head, magic, sizeof head) == 0;
}

static enum kw_status read_text(const char *path, struct kw_arena *arena,
                                struct kw_previous **out, struct kw_error *err)
{
    struct kw_buf text = {0};
    enum kw_status status = kw_infile_read(path, &text, err);
    if (status == KW_NOTFOUND)
        status = KW_IO; /* a file is missing, nothing that was asked for in the store */
    if (status == KW_OK)
        status = kw_previous_read(kw_buf_str(&text), arena, out, err);
    kw_buf_free(&text);
    return status;
}

static enum kw_status measure(struct kw_cli *cli, struct kw_store *store,
                              struct kw_previous **out, struct kw_error *err)
{
    const struct kw_measure_settings settings = {.jobs = kw_cli_jobs(cli)};
    const struct kw_measure *community = kw_measure_of_groups();
    struct kw_view view = cli->set.view;
    struct kw_graph *graph = NULL;
    double *labels = NULL;
    view.bare = true;
    enum kw_status status =
        kw_view_load(store, &view, &settings, cli->arena, &graph, err);
    if (status == KW_OK)
        status = kw_measures_compute(graph, &community, 1, &settings, cli->arena, &labels,
                                     err);
    if (status == KW_OK)
        status = kw_previous_of(graph, labels, cli->arena, out, err);
    return status;
}

static enum kw_status read_store(struct kw_cli *cli, const char *path,
                                 struct kw_previous **out, struct kw_error *err)
{
    struct kw_store *store;
    enum kw_status status = kw_store_open(path, KW_STORE_READ, &store, err);
    if (status != KW_OK)
        return status;
    status = measure(cli, store, out, err);
    enum kw_status closed = kw_store_close(store, status == KW_OK ? err : NULL);
    return status == KW_OK ? closed : status;
}

enum kw_status kw_cli_previous(struct kw_cli *cli, const struct kw_previous **out,
                               struct kw_error *err)
{
    const char *path = cli->set.follow;
    struct kw_previous *previous = NULL;
    if (!path)
        return KW_OK;
    enum kw_status status = is_store(path) ? read_store(cli, path, &previous, err)
                                           : read_text(path, cli->arena, &previous, err);
    if (status != KW_OK)
        kw_error_at(err, "--follow");
    else
        *out = previous;
    return status;
}
