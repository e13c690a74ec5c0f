/* symbol.c - what an exchange calls a firm: "Acme Corp <ACM.N>". The symbol is no name,
 * but tells that what stands before it is a firm. */
#include "name/room.h"

enum { LONGEST = 12 }; /* bytes of a symbol */

static bool is_symbol_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
}

/* End of the symbol whose bracket opens at `at`, or `at`. */
static size_t symbol_end(struct kw_str text, size_t at)
{
    size_t end = at + 1;
    if (at >= text.len || text.ptr[at] != '<')
        return at;
    while (end < text.len && end <= at + LONGEST && is_symbol_byte(text.ptr[end]))
        end++;
    return end < text.len && text.ptr[end] == '>' && end > at + 1 ? end : at;
}

bool kw_symbol_after(const struct kw_finder *f, const struct kw_name *name)
{
    struct kw_str text = f->text->document->text;
    size_t at = kw_at(f, name->end - 1)->span.end; /* its span is not known yet */
    at += at < text.len && text.ptr[at] == ' ';
    return symbol_end(text, at) > at;
}

static bool is_symbol(const struct kw_finder *f, const struct kw_name *name)
{
    struct kw_str text = f->text->document->text;
    size_t at = name->span.start;
    for (int n = 0; n < LONGEST && at > 0 && is_symbol_byte(text.ptr[at - 1]); n++)
        at--;
    return at > 0 && symbol_end(text, at - 1) >= name->span.end;
}

void kw_symbols_drop(struct kw_finder *f, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < f->names.count; i++)
        if (!is_symbol(f, &f->names.items[i]))
            f->names.items[kept++] = f->names.items[i];
    f->names.count = kept;
}
