/* json_mend.h - what json.c does to a text before it parses it. */
#ifndef KW_BASE_JSON_MEND_H
#define KW_BASE_JSON_MEND_H

#include "knotwork/base.h"

/* `text` itself, without a byte order mark, when all of it is Unicode; else a copy in the
 * empty `buf` with U+FFFD for each broken byte and each lone surrogate escape. Ask
 * buf->failed. Cost: O(len). */
struct kw_str kw_json_mend(struct kw_str text, struct kw_buf *buf);

#endif
