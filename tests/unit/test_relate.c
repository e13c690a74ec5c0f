/* test_relate.c - tables of frames and cues read; scenes; statements joined; failing
 * memory and endless sentences. What sentences give is in tests/text. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "lexicon/compile.h"
#include "relate/frame.h"
#include "relate/gather.h"
#include "relate/relate.h"

/* --- tables ----------------------------------------------------------------------- */

static const char saying[] = "verb\tsays\tmodality\nsay\tsay\t\ndeny\tdeny\t\n";
static const char cues[] = "phrase\teffect\tvalue\n"
                           "not\tpolarity\t-\n"
                           "no longer\tpolarity\t-\n"
                           "plan\tgovernor\tplanned\n"
                           "deal\tclass\tdeal\n"
                           "pact\tclass\tdeal\n";
static const char frames[] =
    "predicate\tpos\ttype\tsubject\tobject\titem\tmodality\tpolarity\tsource\n"
    "sell\tverb\tsupplies\tsubj\tto|iobj\tobj2|obj\t\t\tknotwork\n"
    "sign @deal\tverb\tagree\tsubj\twith\t\t\t\tknotwork\n"
    "lack ~ access\tverb\tacquires\tsubj\tto\t\tplanned\t-\tknotwork\n"
    "hit\tverb\ttargets\tsubj:tool\tobj\t\t\t\tknotwork\n"
    "attack\tnoun\tassault\tposs|by\ton\t\t\t\tknotwork\n";

/* A lexicon of three tables, of which those given replace the ones above. */
struct tables {
    struct kw_arena *arena;
    struct kw_buf image;
    struct kw_lexicon *lexicon;
};

static void open_tables(struct tables *t, const char *cue_rows, const char *frame_rows)
{
    const struct kw_lex_input inputs[] = {
        {KW_TABLE_SAYING, "saying.tsv", kw_str_of(saying)},
        {KW_TABLE_CUES, "cues.tsv", kw_str_of(cue_rows)},
        {KW_TABLE_FRAMES, "frames.tsv", kw_str_of(frame_rows)},
    };
    *t = (struct tables){.arena = kw_arena_new()};
    assert_int_equal(kw_lexicon_compile(inputs, 3, &t->image, NULL), KW_OK);
    struct kw_str image = kw_buf_str(&t->image);
    assert_int_equal(kw_lexicon_open(t->arena, &image, 1, &t->lexicon, NULL), KW_OK);
}

static void close_tables(struct tables *t)
{
    kw_arena_free(t->arena);
    kw_buf_free(&t->image);
}

static void test_cues(void **state)
{
    (void)state;
    struct tables t;
    struct kw_cues c;
    open_tables(&t, cues, frames);
    assert_int_equal(kw_cues_load(t.lexicon, t.arena, &c, NULL), KW_OK);
    assert_int_equal(kw_cues_word(&c, KW_STR("say"))->says, KW_SAYS_SAY);
    assert_int_equal(kw_cues_word(&c, KW_STR("deny"))->says, KW_SAYS_DENY);
    assert_true(kw_cues_word(&c, KW_STR("plan"))->governs);
    assert_int_equal(kw_cues_word(&c, KW_STR("plan"))->governs_modality,
                     KW_MODALITY_PLANNED);
    assert_int_equal(kw_cues_word(&c, KW_STR("deal"))->classes,
                     kw_cues_word(&c, KW_STR("pact"))->classes);
    assert_false(kw_cues_is(&c, KW_STR("deal"), KW_CLASS_BODY));
    assert_int_equal(kw_cues_word(&c, KW_STR("tree"))->classes, 0);
    close_tables(&t);
}

static void test_frames(void **state)
{
    (void)state;
    struct tables t;
    struct kw_cues c;
    struct kw_frames f;
    open_tables(&t, cues, frames);
    assert_int_equal(kw_cues_load(t.lexicon, t.arena, &c, NULL), KW_OK);
    assert_int_equal(kw_frames_load(&c, t.arena, &f, NULL), KW_OK);
    assert_int_equal(f.count, 5);
    const struct kw_frame *sell = &f.items[kw_map_get(&f.verbs, KW_STR("sell")) - 1];
    assert_int_equal(sell->relation, KW_RELATION_SUPPLIES);
    assert_int_equal(sell->object[0].slot, KW_SLOT_TO);
    assert_int_equal(sell->object[1].slot, KW_SLOT_IOBJ);
    assert_int_equal(sell->object[2].slot, KW_SLOT_NONE);
    const struct kw_frame *lack = &f.items[kw_map_get(&f.verbs, KW_STR("lack")) - 1];
    assert_int_equal(lack->word_count, 2);
    assert_true(lack->words[1].far);
    assert_int_equal(lack->polarity, KW_NEGATIVE);
    assert_int_equal(lack->modality, KW_MODALITY_PLANNED);
    const struct kw_frame *hit = &f.items[kw_map_get(&f.verbs, KW_STR("hit")) - 1];
    assert_int_equal(hit->subject[0].type, KW_TYPE_TOOL);
    assert_int_equal(kw_map_get(&f.verbs, KW_STR("attack")), 0);
    assert_int_not_equal(kw_map_get(&f.nouns, KW_STR("attack")), 0);
    close_tables(&t);
}

static const struct {
    const char *row;     /* of frames.tsv */
    const char *message; /* what is said about it */
} bad_frames[] = {
    {"sell\tadverb\tsupplies\tsubj\tto\t\t\t\tx", "unknown part of speech \"adverb\""},
    {"sell\tverb\tvends\tsubj\tto\t\t\t\tx", "unknown type \"vends\""},
    {"sell\tverb\tsupplies\tagent\tto\t\t\t\tx", "unknown slot \"agent\""},
    {"sell\tverb\tsupplies\tsubj:dog\tto\t\t\t\tx", "unknown entity type \"dog\""},
    {"sell\tverb\tsupplies\tsubj\t\t\t\t\tx", "no slot \"\""},
    {"sell\tverb\tsupplies\tsubj\tto\t\tmaybe\t\tx", "unknown modality \"maybe\""},
    {"sell\tverb\tsupplies\tsubj\tto\t\t\t+\tx", "unknown polarity \"+\""},
    {"sell @tree\tverb\tsupplies\tsubj\tto\t\t\t\tx", "unknown class \"@tree\""},
    {"a b c d e f g\tverb\tsupplies\tsubj\tto\t\t\t\tx",
     "too many words or spaces \"g\""},
    {"sell ~\tverb\tsupplies\tsubj\tto\t\t\t\tx", "no words \"\""},
    {"sell\tverb\tsupplies\tsubj|by|to|of|in|on|at\tto\t\t\t\tx",
     "too many slots \"subj|by|to|of|in|on|at\""},
};

static void test_bad_frames(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_frames / sizeof *bad_frames; i++) {
        char rows[512];
        snprintf(
            rows, sizeof rows,
            "predicate\tpos\ttype\tsubject\tobject\titem\tmodality\tpolarity\tsource\n"
            "%s\n",
            bad_frames[i].row);
        struct tables t;
        struct kw_error err = {0};
        const struct kw_relater *relater = NULL;
        open_tables(&t, cues, rows);
        assert_int_equal(kw_relater_new(t.lexicon, t.arena, &relater, &err), KW_SYNTAX);
        assert_null(relater);
        assert_non_null(strstr(err.text, "frames: \""));
        assert_non_null(strstr(err.text, bad_frames[i].message));
        close_tables(&t);
    }
}

static const struct {
    const char *row;
    const char *message;
} bad_cues[] = {
    {"not\tnegates\t-", "unknown effect \"negates\""},
    {"not\tpolarity\tno", "unknown value \"no\""},
    {"plan to\tgovernor\tplanned", "governor takes one word"},
    {"deal\tclass\t", "unknown value \"\""},
    {"a b c d e f g\tpolarity\t-", "more than 6 words"},
};

static void test_bad_cues(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_cues / sizeof *bad_cues; i++) {
        char rows[256];
        snprintf(rows, sizeof rows, "phrase\teffect\tvalue\n%s\n", bad_cues[i].row);
        struct tables t;
        struct kw_error err = {0};
        struct kw_cues c;
        open_tables(&t, rows, frames);
        assert_int_equal(kw_cues_load(t.lexicon, t.arena, &c, &err), KW_SYNTAX);
        assert_non_null(strstr(err.text, bad_cues[i].message));
        close_tables(&t);
    }
}

static void test_slots(void **state)
{
    (void)state;
    enum kw_slot slot;
    for (int i = 1; i < KW_SLOT_COUNT; i++) {
        assert_true(kw_slot_parse(kw_str_of(kw_slot_name((enum kw_slot)i)), &slot));
        assert_int_equal(slot, i);
    }
    assert_true(kw_slot_parse(KW_STR("towards"), &slot));
    assert_int_equal(slot, KW_SLOT_TOWARD);
    assert_false(kw_slot_parse(KW_STR(""), &slot));
    assert_false(kw_slot_parse(KW_STR("Subj"), &slot));
}

/* --- statements joined --------------------------------------------------------------- */

static struct kw_refdata cast[4];

static struct kw_references two_persons_and_a_firm(void)
{
    for (int i = 0; i < 4; i++)
        cast[i] = (struct kw_refdata){.referent = {.type = KW_TYPE_PERSON}};
    cast[2].referent.type = KW_TYPE_FIRM;
    cast[3].referent.type = KW_TYPE_EVENT;
    return (struct kw_references){.referents = cast, .referent_count = 4};
}

static struct kw_finding finding(uint32_t subject, enum kw_relation type, uint32_t object,
                                 enum kw_modality modality, uint32_t sentence)
{
    return (struct kw_finding){.statement = {.subject = subject,
                                             .type = type,
                                             .object = object,
                                             .modality = modality,
                                             .time = KW_TIME_NONE,
                                             .confidence = 500,
                                             .phrase = {sentence, sentence + 1}},
                               .sentence = {sentence, sentence + 10}};
}

static void add(struct kw_gather *g, struct kw_finding f)
{
    assert_int_equal(kw_gather_add(g, &f, NULL), KW_OK);
}

static void test_gather(void **state)
{
    (void)state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_references references = two_persons_and_a_firm();
    struct kw_gather g = {.arena = arena, .references = &references};
    struct kw_statements out;
    struct kw_finding sold = finding(1, KW_RELATION_SUPPLIES, 3, KW_MODALITY_REPORTED, 0);
    sold.statement.item = 4;
    add(&g, sold);
    add(&g, finding(2, KW_RELATION_CONSULT, 1, KW_MODALITY_ASSERTED, 20));
    add(&g, finding(1, KW_RELATION_SUPPLIES, 3, KW_MODALITY_ASSERTED, 40));
    add(&g, finding(1, KW_RELATION_SUPPLIES, 3, KW_MODALITY_ASSERTED, 60));
    struct kw_finding denied =
        finding(1, KW_RELATION_SUPPLIES, 3, KW_MODALITY_ASSERTED, 60);
    denied.statement.polarity = KW_NEGATIVE;
    add(&g, denied);
    /* An event has no wife, a firm no office at a person, nobody meets himself. */
    add(&g, finding(1, KW_RELATION_FAMILY, 4, KW_MODALITY_ASSERTED, 80));
    add(&g, finding(3, KW_RELATION_ROLE_AT, 1, KW_MODALITY_ASSERTED, 80));
    add(&g, finding(1, KW_RELATION_CONSULT, 1, KW_MODALITY_ASSERTED, 80));
    assert_int_equal(kw_gather_finish(&g, &out, NULL), KW_OK);
    assert_int_equal(out.count, 3);
    assert_int_equal(out.items[0].type, KW_RELATION_CONSULT);
    assert_int_equal(out.items[0].subject, 1); /* symmetric: the smaller number first */
    assert_int_equal(out.items[1].modality, KW_MODALITY_ASSERTED);
    assert_int_equal(out.items[1].item, 4); /* known from the weaker evidence */
    assert_int_equal(out.items[1].evidence_count, 3);
    assert_int_equal(out.items[1].evidence[0].start, 40); /* the best one first */
    assert_int_equal(out.items[1].evidence[1].start, 0);
    assert_int_equal(out.items[2].polarity, KW_NEGATIVE);
    kw_arena_free(arena);
}

/* --- whole sentences ----------------------------------------------------------------- */

struct rooms {
    struct kw_arena *keep;
    struct kw_lexicon *lexicon;
    const struct kw_relater *relater;
};

static int open_rooms(void **state)
{
    struct rooms *r = calloc(1, sizeof *r);
    struct kw_str image = kw_lexicon_builtin();
    r->keep = kw_arena_new();
    assert_int_equal(kw_lexicon_open(r->keep, &image, 1, &r->lexicon, NULL), KW_OK);
    assert_int_equal(kw_relater_new(r->lexicon, r->keep, &r->relater, NULL), KW_OK);
    *state = r;
    return 0;
}

static int close_rooms(void **state)
{
    struct rooms *r = *state;
    kw_arena_free(r->keep);
    free(r);
    return 0;
}

/* Everything up to relate. */
static void prepare(const struct rooms *r, const struct kw_document *document,
                    struct kw_arena *arena, const struct kw_text **text,
                    struct kw_references *references)
{
    struct kw_names names;
    assert_int_equal(kw_text_analyze(r->lexicon, document, arena, text, NULL), KW_OK);
    assert_int_equal(kw_names_find(r->lexicon, *text, arena, &names, NULL), KW_OK);
    assert_int_equal(kw_refer(r->lexicon, *text, &names, arena, references, NULL), KW_OK);
}

static struct kw_document document_of(struct kw_str text)
{
    return (struct kw_document){
        .key = KW_STR("x"), .text = text, .date = kw_day_of(2023, 4, 8)};
}

static const char story[] =
    "Norway will fund UNICEF next year, Reuters reported on Friday. NSO Group, which "
    "sold "
    "Pegasus to Mexico, denied that it hacked WhatsApp. Russia and Iran signed a deal. "
    "Germany licks Italy.";

static void test_memory(void **state)
{
    const struct rooms *r = *state;
    struct kw_document document = document_of(kw_str_of(story));
    bool done = false;
    for (long n = 0; !done; n++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_arena *failing = kw_arena_new();
        const struct kw_text *text;
        struct kw_references references;
        struct kw_statements out = {.count = 99};
        prepare(r, &document, arena, &text, &references);
        kw_arena_fail_after(failing, n);
        enum kw_status status =
            kw_relate(r->relater, text, &references, failing, &out, NULL);
        done = status == KW_OK;
        assert_true(done ? out.count > 4 && out.open_count == 1
                         : status == KW_NOMEM && out.count == 99);
        kw_arena_free(failing);
        kw_arena_free(arena);
    }
}

static void test_memory_of_tables(void **state)
{
    const struct rooms *r = *state;
    bool done = false;
    for (long n = 0; !done; n++) {
        struct kw_arena *arena = kw_arena_new();
        const struct kw_relater *relater = NULL;
        kw_arena_fail_after(arena, n);
        enum kw_status status = kw_relater_new(r->lexicon, arena, &relater, NULL);
        done = status == KW_OK;
        assert_true(done ? relater != NULL : status == KW_NOMEM && !relater);
        kw_arena_free(arena);
    }
}

/* Scenes look at so many tokens and no more, and fit what they found into them. */
static void test_endless_sentence(void **state)
{
    const struct rooms *r = *state;
    static const char *const pieces[] = {
        "Russia said that ",  "of Iran, ", "and Iran ",
        "who urged to sell ", "\"(, ",     "if by not to "};
    for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_buf buf = {0};
        const struct kw_text *text;
        struct kw_references references;
        struct kw_statements out;
        while (buf.len < 200000)
            kw_buf_add(&buf, kw_str_of(pieces[p]));
        struct kw_document document = document_of(kw_buf_str(&buf));
        prepare(r, &document, arena, &text, &references);
        assert_int_equal(kw_relate(r->relater, text, &references, arena, &out, NULL),
                         KW_OK);
        assert_true(out.count < KW_SCENE_TOKENS);
        kw_arena_free(arena);
        kw_buf_free(&buf);
    }
}

/* Spans point into the text, ends and speakers are referents, evidence is a sentence. */
static void test_shape(void **state)
{
    const struct rooms *r = *state;
    struct kw_arena *arena = kw_arena_new();
    struct kw_document document = document_of(kw_str_of(story));
    const struct kw_text *text;
    struct kw_references references;
    struct kw_statements out;
    prepare(r, &document, arena, &text, &references);
    assert_int_equal(kw_relate(r->relater, text, &references, arena, &out, NULL), KW_OK);
    for (size_t i = 0; i < out.count; i++) {
        const struct kw_statement *s = &out.items[i];
        assert_in_range(s->subject, 1, references.referent_count);
        assert_in_range(s->object, 1, references.referent_count);
        assert_true(s->speaker <= references.referent_count);
        assert_true(s->phrase.start < s->phrase.end &&
                    s->phrase.end <= document.text.len);
        assert_in_range(s->evidence_count, 1, text->sentence_count);
        assert_true(s->evidence[0].start <= s->phrase.start &&
                    s->phrase.end <= s->evidence[0].end);
        assert_in_range(s->confidence, 1, 1000);
        assert_true(kw_ends_suit(&references, s->type, s->subject, s->object));
    }
    assert_int_equal(out.open_count, 1);
    check_str(out.opens[0].lemma, "lick");
    kw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cues),
        cmocka_unit_test(test_frames),
        cmocka_unit_test(test_bad_frames),
        cmocka_unit_test(test_bad_cues),
        cmocka_unit_test(test_slots),
        cmocka_unit_test(test_gather),
        cmocka_unit_test_setup_teardown(test_memory, open_rooms, close_rooms),
        cmocka_unit_test_setup_teardown(test_memory_of_tables, open_rooms, close_rooms),
        cmocka_unit_test_setup_teardown(test_endless_sentence, open_rooms, close_rooms),
        cmocka_unit_test_setup_teardown(test_shape, open_rooms, close_rooms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
