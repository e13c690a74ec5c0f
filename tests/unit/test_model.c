/* Weights: what is opened, what is refused, what a sum is; and those we carry. */
#include "model/classes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* A file of one part: two rows of sixteen columns, two labels. */
struct file {
    struct kw_model_header header;
    struct kw_model_entry part;
    char labels[8];
    _Alignas(64) int8_t weights[2][16];
};

static struct kw_str bytes_of(struct file *file)
{
    return (struct kw_str){(const char *)file, sizeof *file};
}

static void make(struct file *file)
{
    memset(file, 0, sizeof *file);
    file->header = (struct kw_model_header){.magic = KW_MODEL_MAGIC,
                                            .version = KW_MODEL_VERSION,
                                            .part_count = 1,
                                            .size = sizeof *file};
    file->part = (struct kw_model_entry){.name = "x",
                                         .bits = 1,
                                         .width = 16,
                                         .label_count = 2,
                                         .label_bytes = 7,
                                         .labels = offsetof(struct file, labels),
                                         .weights = offsetof(struct file, weights)};
    memcpy(file->labels, "yes not", 7);
    file->weights[0][0] = 5;
    file->weights[0][1] = -2;
    file->weights[1][1] = 4;
    struct kw_str all = bytes_of(file);
    file->header.hash = kw_str_hash(kw_str_slice(all, sizeof file->header, all.len));
}

static void sums_and_choices(void **state)
{
    struct file file;
    struct kw_model model;
    struct kw_model_part part;
    int16_t scores[16];
    uint32_t first = 0, second = UINT32_MAX, both[] = {first, second, second};
    (void)state;
    make(&file);
    assert_int_equal(kw_model_open(bytes_of(&file), &model, NULL), KW_OK);
    assert_true(kw_model_is_whole(&model));
    assert_false(kw_model_find(&model, "y", &part));
    assert_true(kw_model_find(&model, "x", &part));
    assert_true(kw_str_eq(part.labels, KW_STR("yes not")));
    kw_model_score(&part, both, 3, scores);
    assert_int_equal(scores[0], 5);
    assert_int_equal(scores[1], 6);
    assert_int_equal(kw_model_best(&part, scores, UINT64_MAX), 1);
    assert_int_equal(kw_model_best(&part, scores, 1), 0);
    kw_model_score(&part, both, 0, scores);
    assert_int_equal(kw_model_best(&part, scores, UINT64_MAX), 0); /* first of equals */
    file.weights[1][1]++;
    assert_false(kw_model_is_whole(&model));
}

static void refuse(struct file *file)
{
    struct kw_model model = {.part_count = 77};
    struct kw_error err = {0};
    assert_int_equal(kw_model_open(bytes_of(file), &model, &err), KW_SYNTAX);
    assert_true(err.text[0] != '\0');
    assert_int_equal(model.part_count, 77);
    make(file);
}

static void damage_is_refused(void **state)
{
    struct file file;
    struct kw_model model;
    (void)state;
    make(&file);
    for (size_t len = 0; len < sizeof file; len++) {
        struct kw_str cut = {(const char *)&file, len};
        assert_int_equal(kw_model_open(cut, &model, NULL), KW_SYNTAX);
    }
    file.header.version++;
    refuse(&file);
    file.header.part_count = KW_MODEL_MOST_PARTS + 1;
    refuse(&file);
    file.part.bits = 3;
    refuse(&file);
    file.part.bits = 63;
    refuse(&file);
    file.part.width = 17;
    refuse(&file);
    file.part.label_count = 3;
    refuse(&file);
    file.part.weights += 64;
    refuse(&file);
    file.part.labels = UINT32_MAX;
    refuse(&file);
    memset(file.part.name, 'x', sizeof file.part.name);
    refuse(&file);
}

/* A bucket of four: what stands in it is found by its print, in whatever slot. */
static void classes_are_found(void **state)
{
    _Alignas(64) uint8_t table[2][KW_CLASS_WIDTH] = {0};
    uint32_t key = kw_class_key(kw_model_word(KW_STR("apple")), true);
    uint32_t other = key ^ 1, bucket = key >> 31;
    struct kw_model_part part = {
        .weights = (const int8_t *)table, .bits = 1, .width = KW_CLASS_WIDTH};
    (void)state;
    assert_int_equal(kw_class_find(&part, key).fine, 0);
    uint8_t *slot = table[bucket] + 8;
    slot[0] = (uint8_t)(kw_class_print(key) & 255);
    slot[1] = (uint8_t)(kw_class_print(key) >> 8);
    slot[2] = 200;
    slot[3] = 30;
    assert_int_equal(kw_class_find(&part, key).fine, 200);
    assert_int_equal(kw_class_find(&part, key).coarse, 30);
    assert_int_equal(kw_class_find(&part, other).fine, 0);
    part.weights = NULL;
    assert_int_equal(kw_class_find(&part, key).fine, 0);
    assert_int_not_equal(key, kw_class_key(kw_model_word(KW_STR("apple")), false));
    assert_int_equal(kw_class_print(0x10000u), 1); /* never 0, which is an empty slot */
}

static void carried_weights_are_whole(void **state)
{
    struct kw_model model;
    struct kw_model_part part;
    (void)state;
    assert_int_equal(kw_model_open(kw_model_builtin(), &model, NULL), KW_OK);
    assert_true(kw_model_is_whole(&model));
    assert_true(kw_model_find(&model, "tags", &part));
    assert_true(kw_model_find(&model, "labels", &part));
    assert_true(kw_model_find(&model, "classes", &part));
    assert_int_equal(part.width, KW_CLASS_WIDTH);
    assert_true(model.bytes.len < 32u << 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_and_choices),
        cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(classes_are_found),
        cmocka_unit_test(carried_weights_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
