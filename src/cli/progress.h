/* progress.h - how far long work is, for people and for programs. It has no clock: the
 * caller says how many seconds have gone. */
#ifndef KW_CLI_PROGRESS_H
#define KW_CLI_PROGRESS_H

#include "knotwork/base.h"

/* Seconds still to go at the rate so far; NaN when that is not known: in the first second,
 * or where nobody knows how much there is (standard input). Goes by documents where their
 * number is known, else by bytes. */
double kw_progress_left(const struct kw_progress *progress, double seconds);

/* Adds a line: "1234 documents, 56/s, 3 min left". `what` is counted. */
void kw_progress_text(struct kw_buf *line, const struct kw_progress *progress,
                      const char *what, double seconds);

/* Adds the same as an object: {"progress":{"what":"documents","done":1234, ...}}; null is
 * not known. */
void kw_progress_json(struct kw_buf *line, const struct kw_progress *progress,
                      const char *what, double seconds);

#endif
