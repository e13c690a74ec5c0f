/* open.h - what every long call of the corpus has at hand. */
#ifndef KW_CORPUS_OPEN_H
#define KW_CORPUS_OPEN_H

#include "corpus/update.h"
#include "knotwork/corpus.h"

enum { KW_BATCH = 256 }; /* documents of one transaction */

/* The built-in lexicon, in `arena`. */
KW_CHECKED enum kw_status
kw_corpus_lexicon(struct kw_arena *arena, struct kw_lexicon **out, struct kw_error *err);

/* Resolves everything anew when what is derived was made by another program or lexicon;
 * finishes what a build left that did not come to its end. */
KW_CHECKED enum kw_status kw_corpus_refresh(struct kw_store *store,
                                            const struct kw_lexicon *lexicon,
                                            const struct kw_curation *curation,
                                            const struct kw_observer *observer,
                                            struct kw_error *err);

/* Derives everything anew. Needs: a transaction. Errors: KW_INTERRUPTED. */
KW_CHECKED enum kw_status kw_corpus_derive(struct kw_store *store,
                                           const struct kw_lexicon *lexicon,
                                           const struct kw_curation *curation,
                                           const struct kw_observer *observer,
                                           struct kw_error *err);

/* Whether what is derived was made by this program, with this lexicon and these
 * decisions. */
KW_CHECKED enum kw_status kw_corpus_is_current(struct kw_store *store,
                                               const struct kw_lexicon *lexicon,
                                               const struct kw_curation *curation,
                                               bool *out, struct kw_error *err);
/* Notes that it was. */
KW_CHECKED enum kw_status kw_corpus_stamp(struct kw_store *store,
                                          const struct kw_lexicon *lexicon,
                                          const struct kw_curation *curation,
                                          struct kw_error *err);

/* amend.c: brings what is derived from the decisions `before` to those `after`, which
 * differ in one. `*done` is false, and nothing has changed, where that takes deriving all
 * anew. Needs: a transaction. */
KW_CHECKED enum kw_status
kw_corpus_amend(struct kw_store *store, const struct kw_lexicon *lexicon,
                const struct kw_curation *before, const struct kw_curation *after,
                const struct kw_decision *decision, bool *done, struct kw_error *err);

static inline bool kw_stop(const struct kw_observer *observer)
{
    return observer && observer->stop && observer->stop(observer->context);
}

static inline void kw_say(const struct kw_observer *observer, enum kw_status status,
                          const char *text)
{
    if (observer && observer->message)
        observer->message(observer->context, status, text);
}

static inline bool kw_wants_progress(const struct kw_observer *observer)
{
    return observer && observer->progress;
}

static inline void kw_progress(const struct kw_observer *observer, uint64_t done,
                               uint64_t total)
{
    if (kw_wants_progress(observer))
        observer->progress(observer->context,
                           &(struct kw_progress){.done = done, .total = total});
}

static inline uint64_t kw_clock(const struct kw_observer *observer)
{
    return observer && observer->elapsed ? observer->elapsed(observer->context) : 0;
}

#endif
