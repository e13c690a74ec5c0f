/* spot.h - what stands at a token, as chunks see it: what the name rooms found outranks
 * the tags, and tables mend those that taggers get wrong. */
#ifndef KW_RELATE_SPOT_H
#define KW_RELATE_SPOT_H

#include "relate/slots.h"

/* The tokens of a scene on their way to chunks. */
struct chunker {
    struct kw_scene *scene;
    const struct kw_token *tokens; /* of the whole text */
    uint32_t end;                  /* token after the scene's last */
    uint32_t at;                   /* token to look at next */
    uint32_t time;                 /* first time expression that may still matter */
    bool quoted;                   /* a quotation mark was just passed */
};

/* The token has that folded form. */
bool kw_spot_is(const struct chunker *c, uint32_t at, const char *word);

/* The widest reference over it, + 1; or 0. */
uint32_t kw_spot_cover(const struct chunker *c, uint32_t at);

bool kw_spot_tag(const struct chunker *c, uint32_t at, enum kw_tag tag);

/* A kind of mention that names something or stands for a name. */
bool kw_spot_names(enum kw_mention_kind kind);

/* The mention that token `at` is in, if it names something; or NONE. */
enum kw_mention_kind kw_spot_name(const struct chunker *c, uint32_t at);

/* The end of the longest role noun that starts at token `at`, or 0; with `of`, of those
 * with a preposition inside: "Secretary of State". */
uint32_t kw_spot_role(const struct chunker *c, uint32_t at, bool of);

/* What it is, whatever its tag says. */
bool kw_spot_adjective(const struct chunker *c, uint32_t at);
bool kw_spot_adverb(const struct chunker *c, uint32_t at);
bool kw_spot_modal(const struct chunker *c, uint32_t at);
bool kw_spot_noun(const struct chunker *c, uint32_t at);
bool kw_spot_possessive(const struct chunker *c, uint32_t at);
bool kw_spot_quote(const struct chunker *c, uint32_t at); /* a quotation mark */
bool kw_spot_verb(const struct chunker *c, uint32_t at);

/* "no" of "no longer". */
bool kw_spot_opens_denial(const struct chunker *c, uint32_t at);

/* The first token at or after `at` that is neither adverb nor quotation mark. */
uint32_t kw_spot_past_adverbs(const struct chunker *c, uint32_t at);

#endif
