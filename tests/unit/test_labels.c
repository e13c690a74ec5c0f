/* test_labels.c - the best labels of a sentence, against all that there are. */
#include "name/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { TOKENS = 4, ANY = INT32_MAX / 2 };

/* A short sentence with scores, and the best of its paths that were tried so far. */
struct sentence {
    struct kw_label_cell cells[TOKENS];
    int32_t scores[TOKENS][KW_SIDE_COUNT][KW_BILOU_COUNT];
    uint8_t slots[TOKENS];     /* the path that is tried, */
    uint8_t best[TOKENS];      /* the best of all, */
    int32_t most;              /* what it has, */
    int32_t others[TOKENS][6]; /* and the best with a token of that class */
    size_t asked;
};

static void ask(void *data, uint32_t i, enum kw_side side, int32_t scores[KW_BILOU_COUNT])
{
    struct sentence *s = data;
    s->asked++;
    memcpy(scores, s->scores[i][side], sizeof s->scores[i][side]);
}

static int class_of(uint8_t slot)
{
    return ((int)kw_bilou_label(slot, KW_BIO_O) + 1) / 2;
}

/* Whether a slot may be there: told by names of slots, not by states as path.c does. */
static bool may_follow(const struct sentence *s, uint32_t i, uint8_t left, uint8_t slot)
{
    const char *before = kw_bilou_name(left), *name = kw_bilou_name(slot);
    bool open = (before[0] == 'B' || before[0] == 'I') && before[2] != 'G' &&
                strcmp(before, "B-OTHER") != 0 && strcmp(before, "I-REST") != 0;
    bool goes_on = name[0] == 'I' || name[0] == 'L';
    if (!s->cells[i].starts && (name[0] == 'B' || name[0] == 'U'))
        return false;
    if (!s->cells[i].reached && name[0] != 'O')
        return false;
    if (strcmp(name, "I-REST") == 0)
        return !open && (before[0] == 'B' || before[0] == 'I');
    return open ? goes_on && strcmp(before + 1, name + 1) == 0 : !goes_on;
}

static bool may_end(uint8_t slot)
{
    const char *name = kw_bilou_name(slot);
    return (name[0] != 'B' && name[0] != 'I') || class_of(slot) > 3;
}

static void try_all(struct sentence *s, uint32_t i, int32_t sum)
{
    if (i == TOKENS) {
        if (!may_end(s->slots[TOKENS - 1]))
            return;
        if (sum > s->most) {
            s->most = sum;
            memcpy(s->best, s->slots, sizeof s->best);
        }
        for (uint32_t n = 0; n < TOKENS; n++) {
            int32_t *other = &s->others[n][class_of(s->slots[n])];
            *other = sum > *other ? sum : *other;
        }
        return;
    }
    uint8_t left = i > 0 ? s->slots[i - 1] : KW_BILOU_O;
    for (uint8_t slot = 0; slot < KW_BILOU_COUNT; slot++) {
        s->slots[i] = slot;
        if (may_follow(s, i, left, slot))
            try_all(s, i + 1,
                    sum + (kw_path_asks(&s->cells[i], left)
                               ? s->scores[i][kw_path_side(left)][slot]
                               : 0));
    }
}

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

static void make(struct sentence *s, uint32_t seed)
{
    memset(s, 0, sizeof *s);
    for (uint32_t i = 0; i < TOKENS; i++) {
        s->cells[i].starts = random_below(&seed, 4) > 0;
        s->cells[i].reached = s->cells[i].starts || random_below(&seed, 4) > 0;
        for (int n = 0; n < KW_SIDE_COUNT * KW_BILOU_COUNT; n++)
            s->scores[i][n / KW_BILOU_COUNT][n % KW_BILOU_COUNT] =
                (int32_t)random_below(&seed, 2000) - 1000;
        for (int class = 0; class < 6; class ++)
            s->others[i][class] = KW_PATH_NEVER;
    }
    s->most = KW_PATH_NEVER;
    try_all(s, 0, 0);
}

static void it_is_the_best_of_all(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 50; seed++) {
        struct sentence s;
        struct kw_path_step steps[TOKENS];
        int16_t leads[TOKENS];
        make(&s, seed);
        kw_path_find(s.cells, TOKENS, ANY, ask, &s, steps);
        kw_path_leads(s.cells, TOKENS, steps, leads);
        for (uint32_t i = 0; i < TOKENS; i++) {
            int32_t other = KW_PATH_NEVER;
            assert_int_equal(steps[i].slot, s.best[i]);
            for (int class = 0; class < 6; class ++)
                if (class != class_of(s.best[i]) && s.others[i][class] > other)
                    other = s.others[i][class];
            int32_t lead = s.most - other < INT16_MAX ? s.most - other : INT16_MAX;
            assert_int_equal(leads[i], s.best[i] == KW_BILOU_O ? 0 : lead);
        }
    }
}

static void nothing_is_asked_without_need(void **state)
{
    struct sentence s = {.cells = {{.starts = true, .reached = true},
                                   {.reached = true},
                                   {.reached = true},
                                   {.starts = false}}};
    struct kw_path_step steps[TOKENS];
    (void)state;
    s.scores[0][KW_SIDE_FREE][KW_BILOU_U_PER] = 900;
    kw_path_find(s.cells, TOKENS, ANY, ask, &s, steps);
    assert_int_equal(steps[0].slot, KW_BILOU_U_PER);
    assert_int_equal(s.asked, 5); /* a name, or a group, may go on for two tokens */
    s.asked = 0;
    kw_path_find(s.cells, TOKENS, 600, ask, &s, steps);
    assert_int_equal(steps[0].slot, KW_BILOU_U_PER);
    assert_int_equal(s.asked, 1); /* all but the best are too far behind */
    kw_path_find(s.cells, 0, 600, ask, &s, steps);
    assert_int_equal(s.asked, 1);
}

static void labels_and_slots_agree(void **state)
{
    (void)state;
    assert_int_equal(kw_bilou_choices(KW_BIO_O, KW_BIO_B_LOC), 1u << KW_BILOU_O);
    assert_int_equal(kw_bilou_choices(KW_BIO_B_LOC, KW_BIO_O), 1u << KW_BILOU_U_LOC);
    assert_int_equal(kw_bilou_choices(KW_BIO_B_LOC, KW_BIO_I_LOC), 1u << KW_BILOU_B_LOC);
    assert_int_equal(kw_bilou_choices(KW_BIO_I_LOC, KW_BIO_B_LOC), 1u << KW_BILOU_L_LOC);
    assert_int_equal(kw_bilou_choices(KW_BIO_B_GROUP, KW_BIO_O), 1u << KW_BILOU_B_GROUP);
    assert_int_equal(kw_bilou_choices(KW_BIO_I_GROUP, KW_BIO_O), 1u << KW_BILOU_I_REST);
    assert_int_equal(kw_bilou_choices(KW_BIO_I_OTHER, KW_BIO_O), 1u << KW_BILOU_I_REST);
    assert_int_equal(kw_bilou_label(KW_BILOU_L_ORG, KW_BIO_B_ORG), KW_BIO_I_ORG);
    assert_int_equal(kw_bilou_label(KW_BILOU_U_ORG, KW_BIO_O), KW_BIO_B_ORG);
    assert_int_equal(kw_bilou_label(KW_BILOU_I_REST, KW_BIO_B_GROUP), KW_BIO_I_GROUP);
    assert_int_equal(kw_bilou_label(KW_BILOU_I_REST, KW_BIO_I_OTHER), KW_BIO_I_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_best_of_all),
        cmocka_unit_test(nothing_is_asked_without_need),
        cmocka_unit_test(labels_and_slots_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
