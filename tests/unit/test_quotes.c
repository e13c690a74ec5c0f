/* test_quotes.c - which sentences stand behind an edge, and how they are cut. */
#include "graph_rows.h"

#include <stdlib.h>

static struct kw_draft_document quoted_documents[6];

static int surest_first(const void *a, const void *b)
{
    const struct kw_draft_quote *x = a, *y = b;
    if (x->confidence != y->confidence)
        return x->confidence > y->confidence ? -1 : 1;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* All candidates sorted; then the best of each story, then the second best ... */
static size_t best_of_all(struct kw_draft_quote *all, size_t count,
                          struct kw_draft_quote best[3])
{
    size_t used = 0;
    qsort(all, count, sizeof *all, surest_first);
    for (size_t rank = 0; rank < count; rank++) {
        for (size_t i = 0; i < count && used < 3; i++) {
            size_t better = 0;
            for (size_t j = 0; j < i; j++)
                better += quoted_documents[all[j].document].story ==
                          quoted_documents[all[i].document].story;
            if (better == rank)
                best[used++] = all[i];
        }
    }
    return used;
}

static void quotes_are_the_best(void **state)
{
    (void)state;
    struct kw_draft draft = {.documents = {quoted_documents, 6, 6}};
    uint64_t s = 13;
    for (unsigned round = 0; round < 4000; round++) {
        struct kw_draft_edge edge = {0};
        struct kw_draft_quote all[12], best[3], candidate = {0};
        size_t count = 1 + rows_random(&s, 12), used = 0;
        for (uint32_t i = 0; i < 6; i++)
            quoted_documents[i].story = rows_random(&s, 5);
        for (size_t i = 0; i < count; i++) {
            candidate.document = rows_random(&s, 6);
            candidate.place = candidate.other = rows_random(&s, 4);
            candidate.confidence = rows_random(&s, 3);
            kw_draft_quote_offer(&draft, &edge, &candidate);
            size_t j = 0;
            while (j < used && (all[j].document != candidate.document ||
                                all[j].place != candidate.place))
                j++;
            if (j == used)
                all[used++] = candidate;
            else if (candidate.confidence > all[j].confidence)
                all[j] = candidate;
        }
        used = best_of_all(all, used, best);
        assert_int_equal(edge.quote_count, used);
        for (size_t i = 0; i < used; i++) {
            assert_int_equal(edge.quotes[i].document, best[i].document);
            assert_int_equal(edge.quotes[i].place, best[i].place);
            assert_int_equal(edge.quotes[i].confidence, best[i].confidence);
        }
    }
}

static void quotes_are_cut_at_characters(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    static const struct {
        const char *in;
        size_t limit;
        const char *out;
    } cases[] = {
        {"  two\n\t words ", 100, "two words"},
        {"exactly ten", 11, "exactly ten"},
        {"exactly ten!", 11, "exactly\xE2\x80\xA6"},
        {"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 7, "\xC3\xA9\xC3\xA9\xE2\x80\xA6"},
        {"", 10, ""},
        {"\xC2\xA0", 10, ""},
        {"broken \xFF byte", 20, "broken byte"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kw_str text =
            kw_draft_quote_text(arena, kw_str_of(cases[i].in), cases[i].limit);
        assert_non_null(text.ptr);
        assert_true(text.len <= cases[i].limit);
        assert_string_equal(text.ptr, cases[i].out);
    }
    kw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_are_the_best),
        cmocka_unit_test(quotes_are_cut_at_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
