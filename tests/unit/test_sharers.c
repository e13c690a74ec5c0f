/* test_sharers.c - the lists of the index of prints, against plain arrays. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "corpus/sharers.h"

enum { LISTS = 3, DOCUMENTS = 1500, STEPS = 20000 };

static bool expected[LISTS][DOCUMENTS + 1]; /* by document from 1 */
static int64_t beyond[LISTS];               /* one whose number takes more than 4 bytes */

static uint64_t seed = 7;

static unsigned roll(unsigned sides)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % sides;
}

/* What a query for one print gives, in the order it is given. */
struct found {
    int64_t documents[DOCUMENTS + 2];
    size_t count;
};

static enum kw_status take_row(void *context, const struct kw_cell *c,
                               struct kw_error *err)
{
    struct found *found = context;
    (void)err;
    for (size_t i = 0; i < kw_sharers_count(c[2].text); i++)
        found->documents[found->count++] = kw_sharers_at(c[0].number, c[2].text, i);
    assert_true(c[2].text.len <= 2 * KW_SHARERS_BYTES);
    return KW_OK;
}

static void check_list(struct kw_store *store, unsigned list)
{
    static struct found found;
    size_t at = 0;
    found.count = 0;
    assert_int_equal(kw_store_each(store, KW_Q_PRINTED, take_row, &found, NULL,
                                   (int64_t)list, (int64_t)DOCUMENTS),
                     KW_OK);
    for (int64_t i = 1; i <= DOCUMENTS; i++)
        if (expected[list][i])
            assert_int_equal(found.documents[at++], i);
    if (beyond[list])
        assert_int_equal(found.documents[at++], beyond[list]);
    assert_int_equal(found.count, at);
}

static void step(struct kw_store *store, int64_t newest)
{
    unsigned list = roll(LISTS);
    /* Mostly the newest comes; now and then an older one, as a twin of one that goes. */
    int64_t document = roll(4) ? newest : 1 + (int64_t)roll((unsigned)newest);
    bool has = false;
    if (roll(3)) {
        assert_int_equal(kw_sharers_add(store, list, 4, document, NULL), KW_OK);
        expected[list][document] = true;
    } else {
        document = 1 + (int64_t)roll((unsigned)newest);
        assert_int_equal(kw_sharers_drop(store, list, 4, document, NULL), KW_OK);
        expected[list][document] = false;
    }
    document = 1 + (int64_t)roll((unsigned)newest);
    assert_int_equal(kw_sharers_has(store, list, 4, document, &has, NULL), KW_OK);
    assert_int_equal(has, expected[list][document]);
}

static void lists_are_sets(void **state)
{
    struct kw_store *store = NULL;
    char path[] = "/tmp/knotwork-sharers-XXXXXX";
    int file = mkstemp(path);
    (void)state;
    assert_true(file >= 0);
    close(file);
    assert_int_equal(kw_store_open(path, KW_STORE_CREATE, &store, NULL), KW_OK);
    assert_int_equal(kw_store_begin(store, NULL), KW_OK);
    for (int i = 0; i < STEPS; i++) {
        step(store, 1 + (int64_t)i * (DOCUMENTS - 1) / STEPS);
        if (i % 1000 == 0)
            check_list(store, roll(LISTS));
    }
    beyond[0] = INT64_C(1) << 40;
    assert_int_equal(kw_sharers_add(store, 0, 4, beyond[0], NULL), KW_OK);
    for (unsigned list = 0; list < LISTS; list++)
        check_list(store, list);
    kw_store_rollback(store);
    assert_int_equal(kw_store_close(store, NULL), KW_OK);
    assert_int_equal(unlink(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lists_are_sets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
