/* prompt.h - lines from a terminal, with editing, history and completion; or from a pipe.
 * The door of libedit. */
#ifndef KW_CLI_PROMPT_H
#define KW_CLI_PROMPT_H

#include "knotwork/base.h"

/* What a Tab does to the line. */
struct kw_completion {
    size_t replaced;    /* code points before the cursor that go */
    struct kw_buf text; /* what comes in their place */
    struct kw_buf
        shown; /* lines to show above the prompt: what else would fit; or empty */
};
typedef void kw_complete_fn(void *context, struct kw_str before,
                            struct kw_completion *completion);

struct kw_prompt;

/* Reads standard input: with libedit if it is a terminal, as the output is, else plain
 * lines without a prompt.
 * `history` (may be NULL) is the file that lines are read from and written to, by the
 * owner alone; folders above it are made. Only a terminal uses it.
 * Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_prompt_open(const char *history, kw_complete_fn *complete,
                                         void *context, struct kw_prompt **out,
                                         struct kw_error *err);
bool kw_prompt_is_terminal(const struct kw_prompt *prompt);

enum kw_line { KW_LINE_READ, KW_LINE_DROPPED, KW_LINE_END };
/* Appends the next line to `line`, without its end. Dropped: Ctrl-C was pressed. */
enum kw_line kw_prompt_read(struct kw_prompt *prompt, const char *text,
                            struct kw_buf *line);
void kw_prompt_close(struct kw_prompt *prompt); /* NULL is allowed */

#endif
