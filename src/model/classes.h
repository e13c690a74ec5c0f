/* classes.h - classes of words that stand in like places: "classes", learnt from plain
 * text, and "kin", learnt from public vectors of many more words.
 *
 * These parts of a model file are no classifiers but tables: a row is a bucket of four
 * slots of four bytes, each the fingerprint of a word (two bytes, never 0) and its fine
 * and coarse class. A word that is not there has class 0. Fingerprints may clash: one
 * word in about 16,000 that are not there gets the class of another.
 */
#ifndef KW_MODEL_CLASSES_H
#define KW_MODEL_CLASSES_H

#include "model/model.h"

#define KW_CLASS_SLOTS 4u
#define KW_CLASS_WIDTH (4u * KW_CLASS_SLOTS)

struct kw_class {
    uint8_t fine;   /* one of 255; 0: not known */
    uint8_t coarse; /* one of 31; 0: not known */
};

/* The key of a word: `word` is kw_model_word of its folded form, `capital` whether its
 * capital is its own ("Apple" is another word than "apple"). */
static inline uint32_t kw_class_key(uint32_t word, bool capital)
{
    return kw_model_mix(capital ? 0x9e3779b9u : 0x7f4a7c15u, word);
}

static inline uint32_t kw_class_print(uint32_t key)
{
    return (key & 0xffffu) ? key & 0xffffu : 1u;
}

/* The two bytes that the table has for that key, or 0. Needs: `part` is zero or has
 * KW_CLASS_WIDTH. */
static inline uint32_t kw_class_slot(const struct kw_model_part *part, uint32_t key)
{
    if (!part->weights)
        return 0;
    const uint8_t *slot = (const uint8_t *)part->weights +
                          (size_t)(key >> (32 - part->bits)) * KW_CLASS_WIDTH;
    uint32_t print = kw_class_print(key);
    for (uint32_t i = 0; i < KW_CLASS_SLOTS; i++, slot += 4) {
        if ((uint32_t)(slot[0] | slot[1] << 8) == print)
            return (uint32_t)(slot[2] | slot[3] << 8);
    }
    return 0;
}

static inline struct kw_class kw_class_find(const struct kw_model_part *part,
                                            uint32_t key)
{
    uint32_t slot = kw_class_slot(part, key);
    return (struct kw_class){(uint8_t)(slot & 255), (uint8_t)(slot >> 8)};
}

/* What words mean alike with that one, whatever their case. */
struct kw_kin {
    uint16_t kin;  /* one of KW_KINS; 0: not known */
    uint16_t clan; /* one of KW_CLANS, which hold kins; 0: not known */
};

#define KW_KINS 1000u
#define KW_CLANS 60u

static inline uint32_t kw_kin_slot(struct kw_kin k)
{
    return (uint32_t)k.kin | (uint32_t)k.clan << 10;
}

/* Needs: as kw_class_slot; `word` is kw_model_word of the folded form. */
static inline struct kw_kin kw_kin_find(const struct kw_model_part *part, uint32_t word)
{
    uint32_t slot = kw_class_slot(part, kw_class_key(word, false));
    return (struct kw_kin){(uint16_t)(slot & 1023), (uint16_t)(slot >> 10)};
}

#endif
