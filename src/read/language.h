/* language.h - which language a text is in. */
#ifndef KW_READ_LANGUAGE_H
#define KW_READ_LANGUAGE_H

#include "lexicon/lexicon.h"

/* The language of a text as an ISO 639-1 code (a slice of the lexicon or a literal), or
 * empty when the text is too short or too odd to tell. By script where that decides, else
 * by the share of function words (lexicon, "languages"); the first 32 KiB are looked at.
 * Cost: O(32 KiB). */
struct kw_str kw_language_guess(const struct kw_lexicon *lexicon, struct kw_str text);

#endif
