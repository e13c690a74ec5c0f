/* test_anonymize.c - graphs to hand out, and the digests they are made with; the speakers
 * of edges against their definition. */
#include "check.h"

#include "base/sha1.h"
#include "graph_rows.h"

#include <stdlib.h>

enum { ROUNDS = 100, PERSONS = 1u << (KW_TYPE_PERSON - 1) };

static struct kw_graph *build(struct rows *rows, struct kw_arena *arena)
{
    struct kw_view view = kw_view_default();
    assert_int_equal(kw_view_set(&view, "polarity", KW_STR("all"), NULL), KW_OK);
    assert_int_equal(kw_view_set(&view, "modality", KW_STR("all"), NULL), KW_OK);
    view.voices = true;
    return rows_build(rows, &view, arena);
}

static void digests(void **state)
{
    (void)state;
    /* FIPS 180-4, examples; and a message of exactly 55, 56 and 64 bytes. */
    static const struct {
        const char *text, *digest;
    } cases[] = {
        {"", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
        {"abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
    };
    unsigned char digest[KW_SHA1_SIZE];
    char text[2 * KW_SHA1_SIZE + 1];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kw_sha1 sha;
        kw_sha1_begin(&sha);
        kw_sha1_add(&sha, kw_str_of(cases[i].text));
        kw_sha1_end(&sha, digest);
        kw_sha1_print(digest, 40, text);
        assert_string_equal(text, cases[i].digest);
        kw_sha1_print(digest, 7, text);
        assert_memory_equal(text, cases[i].digest, 7);
        assert_int_equal(strlen(text), 7);
    }
    struct kw_sha1 sha;
    kw_sha1_begin(&sha);
    for (int i = 0; i < 1000000; i++)
        kw_sha1_add(&sha, KW_STR("a"));
    kw_sha1_end(&sha, digest);
    kw_sha1_print(digest, 40, text);
    assert_string_equal(text, "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

/* The example of Python's manual, uuid5(NAMESPACE_DNS, "python.org"). */
static void uuids(void **state)
{
    (void)state;
    static const unsigned char dns[16] = {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1,
                                          0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
    char text[KW_UUID_TEXT];
    kw_uuid_of(dns, KW_STR("python"), KW_STR(".org"), text);
    assert_string_equal(text, "886313e1-3b8a-5372-9b90-0c9aee199e5d");
}

/* Names of the speakers of the facts between two entities, whichever comes first where
 * the type is symmetric; joined in the order of keys, as those of the test are names. */
static void speakers_of(const struct rows *rows, const struct kw_graph *g,
                        const struct kw_edge *e, struct kw_buf *names)
{
    bool says[MOST_NAMED] = {false};
    const struct kw_entity_row *who = rows->entities;
    for (size_t i = 0; i < rows->fact_count; i++) {
        const struct kw_fact_row *f = &rows->facts[i];
        size_t s = 0, o = 0, speaker = 0;
        while (who[s].id != f->subject)
            s++;
        while (who[o].id != f->object)
            o++;
        bool straight = kw_str_eq(who[s].key, g->nodes[e->source].key) &&
                        kw_str_eq(who[o].key, g->nodes[e->target].key);
        bool turned = kw_str_eq(who[o].key, g->nodes[e->source].key) &&
                      kw_str_eq(who[s].key, g->nodes[e->target].key);
        if (kw_relation_label(f->type)->symmetric) /* leads from the smaller key */
            straight = (straight || turned) && e->source < e->target;
        if (!straight || f->speaker == 0)
            continue;
        while (who[speaker].id != f->speaker)
            speaker++;
        says[speaker] = true;
    }
    for (size_t i = 0; i < rows->entity_count; i++) {
        if (!says[i])
            continue;
        if (names->len)
            kw_buf_byte(names, '|');
        kw_buf_add(names, who[i].name);
    }
}

static void speakers_are_all_who_say_so(void **state)
{
    (void)state;
    static struct rows rows;
    size_t spoken = 0;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct kw_arena *arena = kw_arena_new();
        rows_fill(&rows, seed);
        struct kw_graph *g = build(&rows, arena);
        for (size_t i = 0; i < g->edge_count; i++) {
            struct kw_buf names = {0};
            if (g->edges[i].layer == KW_LAYER_STATEMENTS) {
                speakers_of(&rows, g, &g->edges[i], &names);
                kw_buf_byte(&names, '\0');
                check_str(g->edges[i].speakers, names.ptr);
                spoken += g->edges[i].speakers.len > 0;
            } else {
                check_str(g->edges[i].speakers, "");
            }
            kw_buf_free(&names);
        }
        kw_arena_free(arena);
    }
    assert_true(spoken > ROUNDS);
}

static const struct kw_node *find(const struct kw_graph *g, struct kw_str name)
{
    for (size_t i = 0; i < g->node_count; i++) {
        if (kw_str_eq(g->nodes[i].name, name))
            return &g->nodes[i];
    }
    return NULL;
}

static int64_t weight_of(const struct kw_graph *g)
{
    int64_t sum = 0;
    for (size_t i = 0; i < g->pair_count; i++) {
        const struct kw_pair *p = &g->pairs[i];
        assert_true(p->a < p->b && p->b < g->node_count);
        if (i > 0)
            assert_true(p[-1].a < p->a || (p[-1].a == p->a && p[-1].b < p->b));
        sum += (int64_t)(p->weight + 3 * (p->forward + p->backward));
    }
    return sum;
}

static void check_copy(const struct kw_graph *g, const struct kw_graph *copy)
{
    assert_int_equal(copy->node_count, g->node_count);
    assert_int_equal(copy->edge_count, g->edge_count);
    assert_int_equal(copy->pair_count, g->pair_count);
    assert_int_equal(weight_of(copy), weight_of(g));
    for (size_t i = 0; i < copy->node_count; i++) {
        const struct kw_node *n = &copy->nodes[i];
        if (i > 0)
            assert_true(kw_str_cmp(n[-1].key, n->key) < 0);
        assert_int_equal(n->type == KW_TYPE_PERSON, find(g, n->name) == NULL);
        if (n->type == KW_TYPE_PERSON)
            assert_true(kw_str_starts(n->name, KW_STR("person ")));
    }
    for (size_t i = 0; i < copy->edge_count; i++) {
        const struct kw_edge *e = &copy->edges[i];
        assert_true(e->source < copy->node_count && e->target < copy->node_count);
        assert_true(!e->symmetric || e->source < e->target);
        check_str(e->speakers, "");
        for (size_t q = 0; q < e->quote_count; q++) {
            check_str(e->quotes[q].text, "");
            check_str(e->quotes[q].speaker, "");
            assert_int_equal(e->quotes[q].document.len, 16);
        }
    }
}

static void nobody_is_named(void **state)
{
    (void)state;
    static struct rows rows;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_graph *one = NULL, *same = NULL, *salted = NULL;
        rows_fill(&rows, seed);
        struct kw_graph *g = build(&rows, arena);
        assert_int_equal(kw_graph_anonymize(g, PERSONS, KW_STR(""), arena, &one, NULL),
                         KW_OK);
        assert_int_equal(kw_graph_anonymize(g, PERSONS, KW_STR(""), arena, &same, NULL),
                         KW_OK);
        assert_int_equal(
            kw_graph_anonymize(g, PERSONS, KW_STR("salt"), arena, &salted, NULL), KW_OK);
        check_copy(g, one);
        check_copy(g, salted);
        for (size_t i = 0; i < g->node_count; i++) {
            assert_true(kw_str_eq(one->nodes[i].key, same->nodes[i].key));
            if (one->nodes[i].type == KW_TYPE_PERSON)
                assert_null(find(salted, one->nodes[i].name));
        }
        kw_arena_free(arena);
    }
}

/* Ends of edges keep who they are: seen by their types, which are not anonymous. */
static void edges_follow_their_nodes(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_node nodes[] = {
        {.key = KW_STR("ann"), .name = KW_STR("Ann"), .type = KW_TYPE_PERSON},
        {.key = KW_STR("ann/office"), .name = KW_STR("Office"), .type = KW_TYPE_AGENCY},
        {.key = KW_STR("zed"), .name = KW_STR("Zed"), .type = KW_TYPE_PERSON},
    };
    struct kw_edge edges[] = {
        {.source = 0, .target = 1, .types = KW_STR("role_at"), .weight = 5},
        {.source = 1, .target = 2, .types = KW_STR("accuse"), .weight = 7},
    };
    struct kw_graph g = {
        .nodes = nodes, .node_count = 3, .edges = edges, .edge_count = 2};
    struct kw_graph *copy = NULL;
    assert_int_equal(kw_graph_anonymize(&g, PERSONS, KW_STR("x"), arena, &copy, NULL),
                     KW_OK);
    for (size_t i = 0; i < 2; i++) {
        const struct kw_edge *e = &copy->edges[i];
        const struct kw_node *from = &copy->nodes[e->source],
                             *to = &copy->nodes[e->target];
        const struct kw_node *office = e->weight == 5 ? to : from;
        const struct kw_node *person = e->weight == 5 ? from : to;
        check_str(office->name, "Office");
        assert_int_equal(person->type, KW_TYPE_PERSON);
        assert_true(kw_str_ends(office->key, KW_STR("/office")));
        assert_int_equal(kw_str_starts(office->key, person->key), e->weight == 5);
    }
    kw_arena_free(arena);
}

static void memory_runs_out(void **state)
{
    (void)state;
    static struct rows rows;
    struct kw_arena *arena = kw_arena_new();
    rows_fill(&rows, 5);
    struct kw_graph *g = build(&rows, arena), *copy = NULL;
    enum kw_status status = KW_NOMEM;
    for (long n = 0; status != KW_OK; n++) {
        assert_true(n < 10000);
        kw_arena_fail_after(arena, n);
        status = kw_graph_anonymize(g, PERSONS, KW_STR(""), arena, &copy, NULL);
        assert_true(status == KW_OK || (status == KW_NOMEM && !copy));
    }
    kw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests),
        cmocka_unit_test(uuids),
        cmocka_unit_test(speakers_are_all_who_say_so),
        cmocka_unit_test(nobody_is_named),
        cmocka_unit_test(edges_follow_their_nodes),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
