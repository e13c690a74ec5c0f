/* spare.h - arenas that threads take for a while and give back. */
#ifndef KW_BASE_SPARE_H
#define KW_BASE_SPARE_H

#include "knotwork/base.h"

struct kw_spares;

/* Makes `count` arenas. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_spares_new(size_t count, struct kw_spares **out,
                                        struct kw_error *err);
void kw_spares_free(struct kw_spares *spares); /* NULL is allowed; needs: all are back */

/* An arena, empty, until it is given back. Needs: one is left. Any thread may call. */
struct kw_arena *kw_spares_take(struct kw_spares *spares);
void kw_spares_give(struct kw_spares *spares, struct kw_arena *arena);

#endif
