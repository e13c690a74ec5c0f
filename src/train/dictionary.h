/* dictionary.h - which words, kins and endings the parser has weights for. */
#ifndef KW_TRAIN_DICTIONARY_H
#define KW_TRAIN_DICTIONARY_H

#include "text/arc.h"
#include "train/train.h"

/* Fills `hashes` and `counts`, KW_ARC_VOCABULARY of each and zero before, with what the
 * treebanks of a corpus have: endings and kins of rare words first, then words by their
 * use. `kin` of the dictionary is set. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_train_dictionary(const struct kw_corpus *corpus,
                                              const struct kw_arc_dictionary *dictionary,
                                              unsigned char *hashes, uint32_t *counts,
                                              struct kw_error *err);

#endif
