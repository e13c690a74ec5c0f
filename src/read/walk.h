/* walk.h - the inputs named on a command line, as files one after another. */
#ifndef KW_READ_WALK_H
#define KW_READ_WALK_H

#include "knotwork/base.h"

struct kw_walk;

struct kw_found {
    const char *path; /* to open; valid until the next call */
    size_t below;     /* where in `path` the part below the named folder begins */
    bool named;       /* stands on the command line itself */
    const char *why;  /* set: no file to open, and why; "" for `error` */
    int error;        /* errno behind it, or 0 */
};

KW_CHECKED enum kw_status kw_walk_open(const char *const *inputs, size_t count,
                                       struct kw_walk **out, struct kw_error *err);
void kw_walk_free(struct kw_walk *walk);

/* The next input. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_walk_next(struct kw_walk *walk, struct kw_found *found,
                                       bool *more, struct kw_error *err);

/* Appends a path as text: bytes that no text may hold as %XX. */
void kw_path_print(struct kw_buf *buf, struct kw_str path);

/* The other way; false when `text` holds no %XX. */
bool kw_path_parse(struct kw_str text, struct kw_buf *path);

#endif
