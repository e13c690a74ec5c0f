/* page.h - an entity as a page for people to read. */
#ifndef KW_CLI_PAGE_H
#define KW_CLI_PAGE_H

#include "knotwork/query.h"

/* `width` is the terminal's, or 0 where there is none; then the page is 80 columns.
 * Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_page_write(const struct kw_shown *shown, unsigned width,
                                        bool color, struct kw_out *out,
                                        struct kw_error *err);

#endif
