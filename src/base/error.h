/* error.h - the system's reasons as ours. */
#ifndef KW_BASE_ERROR_H
#define KW_BASE_ERROR_H

#include <stdarg.h>

#include "knotwork/base.h"

/* kw_fail with its arguments in a list, for functions that take a format themselves. */
enum kw_status kw_vfail(struct kw_error *err, enum kw_status status, const char *format,
                        va_list args) KW_PRINTF(3, 0);

/* kw_fail with KW_IO (KW_NOMEM for ENOMEM) and "what: reason of the system". `code` is
 * the errno of the call that failed. */
enum kw_status kw_fail_errno(struct kw_error *err, int code, const char *what);

#endif
