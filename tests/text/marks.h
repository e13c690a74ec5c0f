/* marks.h - answers written into the text they are about.
 *
 * A file of tests/text is a row of blocks parted by blank lines. Lines that start with
 * "#" are comments; "# --- active verbs ---" heads the blocks below it. Lines that
 * start with "=" are further answers and belong to the block above them; all other lines
 * are the text of the block, line ends included.
 * Inside the text, "[Mao Ning|person]" says that "Mao Ning" should get the label
 * "person"; "\[" is a bracket. A tilde that stands alone on a line is a blank line.
 */
#ifndef KW_TESTS_MARKS_H
#define KW_TESTS_MARKS_H

#include "lexicon/lexicon.h"

struct mark {
    struct kw_span span; /* in the text without marks */
    struct kw_str label; /* what stands after the bar */
};

struct block {
    int line;              /* of the file, where it starts */
    struct kw_str heading; /* of the blocks it belongs to, or empty */
    struct kw_str text; /* without marks */
    struct mark *marks; /* in order */
    size_t mark_count;
    struct kw_str *answers; /* lines that start with "=", without it, trimmed */
    size_t answer_count;
};

/* Reads a file into blocks. Owns: everything lives in `arena`. False, after a message
 * on standard error, when the file cannot be read or a mark is not closed. */
bool marks_read(const char *path, struct kw_arena *arena, struct block **blocks,
                size_t *count);

/* Reports how many blocks of a program's run failed and gives its exit status. */
int marks_report(const char *program, size_t failed, size_t count);

/* Whether a block gives its answers; says on standard output where it does not. */
typedef bool marks_check_fn(const struct kw_lexicon *lexicon, const char *path,
                            const struct block *block, struct kw_arena *arena);

/* The main of a runner: checks every block of the files named in argv[1 ...] with the
 * built-in lexicon, and reports. */
int marks_run(const char *program, marks_check_fn *check, int argc, char **argv);

#endif
