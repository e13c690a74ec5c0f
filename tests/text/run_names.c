/* run_names.c - checks that the names of each block are those marked in it, all of them
 * and no others. A label is a type, or a type and a kind of mention: "country metonym".
 */
#include <stdio.h>

#include "name/name.h"
#include "marks.h"

static bool label_fits(struct kw_str label, const struct kw_name *name)
{
    struct kw_str type, kind;
    bool both = kw_str_cut(label, ' ', &type, &kind);
    return kw_str_eq(type, kw_str_of(kw_type_label(name->type)->name)) &&
           (!both || kw_str_eq(kind, kw_str_of(kw_mention_label(name->kind)->name)));
}

static void complain(const char *path, const struct block *block, struct kw_span span,
                     const char *what, struct kw_str label)
{
    struct kw_str text = kw_str_slice(block->text, span.start, span.end);
    printf("%s:%d: %s [%.*s|%.*s]\n", path, block->line, what, KW_STR_ARG(text),
           KW_STR_ARG(label));
}

static bool compare(const char *path, const struct block *block,
                    const struct kw_names *names)
{
    size_t m = 0, n = 0;
    bool good = true;
    while (m < block->mark_count || n < names->count) {
        const struct mark *mark = m < block->mark_count ? &block->marks[m] : NULL;
        const struct kw_name *name = n < names->count ? &names->items[n] : NULL;
        bool same = mark && name && mark->span.start == name->span.start &&
                    mark->span.end == name->span.end;
        if (same && label_fits(mark->label, name)) {
            m++, n++;
            continue;
        }
        good = false;
        struct kw_str found =
            name ? kw_str_of(kw_type_label(name->type)->name) : KW_STR("");
        bool missed = mark && (!name || mark->span.start < name->span.start ||
                               (!same && mark->span.start == name->span.start));
        if (same || missed) {
            complain(path, block, mark->span, same ? "expected" : "missed", mark->label);
            m++;
        }
        if (same || !missed) {
            complain(path, block, name->span, same ? "     got" : "wrong ", found);
            n++;
        }
    }
    return good;
}

static bool check(const struct kw_lexicon *lexicon, const char *path,
                  const struct block *block, struct kw_arena *arena)
{
    const struct kw_document document = {
        .key = KW_STR("-"), .text = block->text, .date = KW_DAY_NONE};
    const struct kw_text *text;
    struct kw_names names;
    if (kw_text_analyze(lexicon, &document, arena, &text, NULL) != KW_OK ||
        kw_names_find(lexicon, text, arena, &names, NULL) != KW_OK)
        return false;
    return compare(path, block, &names);
}

int main(int argc, char **argv)
{
    return marks_run("run_names", check, argc, argv);
}
