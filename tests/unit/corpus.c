/* corpus.c - see corpus.h. */
#include "corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char corpus_story[] =
    "The harbour master of the old port said on Monday that the dredging of the eastern "
    "channel would begin before the end of the month, once the last of the wrecks had "
    "been "
    "raised and the pilots had been told which buoys were to be moved.\nHe told Germany "
    "and France that no ship of either country would have to wait longer than a day.\n";

int corpus_set_up(void **state)
{
    struct corpus *f = calloc(1, sizeof *f);
    assert_non_null(f);
    snprintf(f->folder, sizeof f->folder, "/tmp/knotwork-corpus-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->input, sizeof f->input, "%s/in", f->folder);
    assert_int_equal(mkdir(f->input, 0700), 0);
    snprintf(f->path, sizeof f->path, "%s/k.db", f->folder);
    f->arena = kw_arena_new();
    f->stop_after = -1;
    assert_int_equal(kw_extractor_new(NULL, &f->extractor, NULL), KW_OK);
    assert_int_equal(kw_store_open(f->path, KW_STORE_CREATE, &f->store, NULL), KW_OK);
    *state = f;
    return 0;
}

int corpus_tear_down(void **state)
{
    struct corpus *f = *state;
    char command[256];
    assert_int_equal(kw_store_close(f->store, NULL), KW_OK);
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    assert_int_equal(system(command), 0);
    kw_extractor_free(f->extractor);
    kw_arena_free(f->arena);
    kw_buf_free(&f->said);
    free(f);
    return 0;
}

void corpus_write(const struct corpus *f, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->input, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

void corpus_remove(const struct corpus *f, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", f->input, name);
    assert_int_equal(unlink(path), 0);
}

static void listen(void *context, enum kw_status status, const char *text)
{
    struct corpus *f = context;
    kw_buf_printf(&f->said, "%d %s\n", (int)status, text);
}

static bool stop(void *context)
{
    struct corpus *f = context;
    return f->stop_after >= 0 && f->stop_after-- == 0;
}

struct kw_observer corpus_observer(struct corpus *f)
{
    kw_buf_clear(&f->said);
    return (struct kw_observer){.context = f, .message = listen, .stop = stop};
}

enum kw_status corpus_build_inputs(struct corpus *f, struct kw_store *store,
                                   const char *const *inputs, size_t count, unsigned jobs,
                                   bool prune)
{
    struct kw_build build = {.inputs = inputs,
                             .input_count = count,
                             .jobs = jobs,
                             .prune = prune,
                             .batch = f->batch};
    struct kw_observer observer = corpus_observer(f);
    struct kw_error err = {0};
    enum kw_status status =
        kw_corpus_build(store, f->extractor, &build, &observer, &f->result, &err);
    kw_buf_printf(&f->said, "%s", err.text);
    if (status != KW_OK && status != KW_INTERRUPTED)
        fail_msg("%s", err.text);
    return status;
}

void corpus_build(struct corpus *f, bool prune)
{
    const char *input = f->input;
    assert_int_equal(corpus_build_inputs(f, f->store, &input, 1, 1, prune), KW_OK);
}

struct kw_str corpus_dump(struct corpus *f, struct kw_store *store)
{
    struct kw_buf buf = {0};
    struct kw_out out;
    struct kw_error err = {0};
    kw_out_to_buf(&out, &buf);
    if (kw_corpus_dump(store, &out, &err) != KW_OK || kw_out_finish(&out, &err) != KW_OK)
        fail_msg("%s", err.text);
    struct kw_str copy = kw_arena_copy(f->arena, kw_buf_str(&buf));
    kw_buf_free(&buf);
    return copy;
}

/* Fails with the first line in which two dumps differ. */
void corpus_check_same(struct kw_str a, struct kw_str b, const char *what)
{
    struct kw_str x, y;
    while (a.len && b.len) {
        kw_str_line(&a, &x);
        kw_str_line(&b, &y);
        if (!kw_str_eq(x, y))
            fail_msg("%s\n%.*s\n%.*s", what, KW_STR_ARG(x), KW_STR_ARG(y));
    }
    assert_int_equal(a.len, b.len);
}

bool corpus_has(struct corpus *f, const char *line)
{
    struct kw_str all = corpus_dump(f, f->store);
    return kw_str_find(all, kw_str_of(line), 0) <= all.len;
}

void corpus_check_has(struct corpus *f, const char *line)
{
    if (!corpus_has(f, line))
        fail_msg("no %s in\n%s", line, corpus_dump(f, f->store).ptr);
}

uint64_t corpus_seed;

unsigned corpus_roll(unsigned sides)
{
    corpus_seed =
        corpus_seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(corpus_seed >> 33) % sides;
}
