/* error.h - the system's reasons as ours. */
#ifndef KW_BASE_ERROR_H
#define KW_BASE_ERROR_H

#include "knotwork/base.h"

/* kw_fail with KW_IO (KW_NOMEM for ENOMEM) and "what: reason of the system". `code` is
 * the errno of the call that failed. */
enum kw_status kw_fail_errno(struct kw_error *err, int code, const char *what);

#endif
