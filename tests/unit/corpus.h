/* corpus.h - a folder of documents and the store that is built from it, for tests. */
#ifndef KW_TESTS_CORPUS_H
#define KW_TESTS_CORPUS_H

#include "check.h"

#include "knotwork/corpus.h"

struct corpus {
    char folder[64]; /* holds in/ and k.db */
    char input[96];  /* in/ */
    char path[96];   /* k.db */
    struct kw_arena *arena;
    struct kw_extractor *extractor;
    struct kw_store *store;
    struct kw_build_result result; /* of the last build */
    struct kw_buf said;            /* what the observer was told */
    size_t batch;              /* documents of a transaction; 0: as the program likes */
    int stop_after; /* answers of the observer before it asks to stop; -1 */
};

int corpus_set_up(void **state);
int corpus_tear_down(void **state);
#define CORPUS_TEST(name)                                                                \
    cmocka_unit_test_setup_teardown(name, corpus_set_up, corpus_tear_down)

/* Some lines of news: texts that hold it are copies of one another. */
extern const char corpus_story[];

/* Files of in/. */
void corpus_write(const struct corpus *f, const char *name, const char *text);
void corpus_remove(const struct corpus *f, const char *name);

/* Builds; a failure other than a stop fails the test. */
struct kw_observer corpus_observer(struct corpus *f);
enum kw_status corpus_build_inputs(struct corpus *f, struct kw_store *store,
                                   const char *const *inputs, size_t count, unsigned jobs,
                                   bool prune);
void corpus_build(struct corpus *f, bool prune); /* of in/, on one thread */

/* What a store holds, as `knotwork dump` writes it. */
struct kw_str corpus_dump(struct corpus *f, struct kw_store *store);
void corpus_check_same(struct kw_str a, struct kw_str b, const char *what);
bool corpus_has(struct corpus *f, const char *line);
void corpus_check_has(struct corpus *f, const char *line);

/* A number from 0 to sides - 1; the same in every run that begins with the same seed. */
extern uint64_t corpus_seed;
unsigned corpus_roll(unsigned sides);

#endif
