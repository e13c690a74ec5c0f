/* suggest.c - completion: where the cursor stands says which lists fit. */
#include "cli/suggest.h"

#include <stdlib.h>

#include "base/fold.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/properties.h"

enum {
    MOST_NAMES = 100000, /* of entities held: those of most stories */
    MOST_SHOWN = 60,
    WIDTH = 80,
};

struct kw_suggester {
    const char *store;
    const char *const *dots;
    struct kw_arena *arena;   /* of the names */
    struct kw_arena *scratch; /* of one completion */
    const struct kw_entity_row *entities;
    size_t entity_count;
    bool loaded;
};

/* One completion under way. */
struct fitting {
    struct kw_suggester *s;
    struct kw_str line; /* up to the cursor */
    struct kw_str word; /* its end, which is to be completed */
    struct kw_str folded;
    bool quoted;                /* the word stands in double quotes */
    bool glued;                 /* what follows the word follows without a space */
    KW_VEC(struct kw_str) list; /* what fits, each once */
};

/* --- what fits --------------------------------------------------------------------- */

static void try_word(struct fitting *f, struct kw_str word)
{
    struct kw_str folded;
    if (kw_fold(f->s->scratch, word, &folded, NULL) != KW_OK ||
        !kw_str_starts(folded, f->folded))
        return;
    for (size_t i = 0; i < f->list.count; i++) {
        if (kw_str_eq(f->list.items[i], word))
            return;
    }
    if (f->list.count >= MOST_SHOWN + 1)
        return;
    struct kw_str *place = KW_PUSH(f->s->scratch, &f->list);
    if (place)
        *place = word;
}

static void try_choices(struct fitting *f, const char *(*choice)(unsigned n))
{
    for (unsigned n = 0; choice && choice(n); n++)
        try_word(f, kw_str_of(choice(n)));
}

static void try_words(struct fitting *f, enum kw_ask_words list)
{
    for (unsigned n = 0; kw_cli_ask_word(list, n); n++)
        try_word(f, kw_str_of(kw_cli_ask_word(list, n)));
}

static void load(struct kw_suggester *s)
{
    struct kw_store *store;
    const struct kw_entity_filter filter = {.limit = MOST_NAMES};
    s->loaded = true;
    if (kw_store_open(s->store, KW_STORE_READ, &store, NULL) != KW_OK)
        return;
    if (kw_list_entities(store, &filter, s->arena, &s->entities, &s->entity_count,
                         NULL) != KW_OK)
        s->entity_count = 0;
    kw_store_close(store, NULL);
}

/* Names that can stand in double quotes. */
static void try_entities(struct fitting *f)
{
    if (!f->s->loaded)
        load(f->s);
    for (size_t i = 0; i < f->s->entity_count && f->list.count <= MOST_SHOWN; i++) {
        struct kw_str name = f->s->entities[i].name;
        if (kw_str_find(name, KW_STR("\""), 0) > name.len &&
            kw_str_find(name, KW_STR("\\"), 0) > name.len)
            try_word(f, name);
    }
}

static void try_commands(struct fitting *f)
{
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        if ((*row)->takes & KW_READS)
            try_word(f, kw_str_of((*row)->name));
    }
    for (const char *const *dot = f->s->dots; *dot; dot++)
        try_word(f, kw_str_of(*dot));
    try_word(f, KW_STR("MATCH"));
    try_word(f, KW_STR("SELECT"));
}

/* --- where the cursor stands ------------------------------------------------------- */

static bool ends_word(char c)
{
    return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == ':' || c == '|' ||
           c == '(' || c == '[' || c == '{' || c == ',' || c == '=' || c == '<' ||
           c == '>' || c == '.' || c == ';';
}

/* The word before the cursor: from an open double quote, else from what ends a word. A
 * dot at the start of the line, and dashes, belong to theirs. */
static void find_word(struct fitting *f)
{
    size_t quote = f->line.len, from = f->line.len;
    for (size_t i = 0; i < f->line.len; i++) {
        if (f->line.ptr[i] == '"')
            quote = quote == f->line.len ? i : f->line.len;
    }
    f->quoted = quote < f->line.len;
    while (!f->quoted && from > 0 && !ends_word(f->line.ptr[from - 1]))
        from--;
    if (from == 1 && f->line.ptr[0] == '.')
        from = 0;
    f->word = kw_str_slice(f->line, f->quoted ? quote + 1 : from, f->line.len);
}

static struct kw_str first_word(struct kw_str line)
{
    struct kw_str head, tail;
    kw_str_cut(line, ' ', &head, &tail);
    return head;
}

/* The last word of `before`, which ends in a space. */
static struct kw_str last_word(struct kw_str before)
{
    before = kw_str_trim(before);
    size_t from = before.len;
    while (from > 0 && before.ptr[from - 1] != ' ')
        from--;
    return kw_str_slice(before, from, before.len);
}

static const struct kw_command *command_of(struct kw_str line)
{
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        if (((*row)->takes & KW_READS) &&
            kw_str_eq(first_word(line), kw_str_of((*row)->name)))
            return *row;
    }
    return NULL;
}

/* After a command: its options, the values of the one before, its operands. */
static void try_command(struct fitting *f, const struct kw_command *command,
                        struct kw_str before)
{
    const struct kw_option *option;
    struct kw_str last = last_word(before);
    if (kw_command_options(f->s->scratch, command, &option, NULL) != KW_OK)
        return;
    for (; option->name; option++) {
        struct kw_str dashed = kw_arena_printf(f->s->scratch, "--%s", option->name);
        if (kw_str_starts(f->word, KW_STR("-")))
            try_word(f, dashed);
        else if (option->choice && kw_str_eq(last, dashed))
            try_choices(f, option->choice);
    }
    if (f->list.count == 0 && !kw_str_starts(f->word, KW_STR("-"))) {
        try_choices(f, command->choice);
        try_entities(f);
    }
}

static void find_fitting(struct fitting *f)
{
    size_t at = (size_t)(f->word.ptr - f->line.ptr);
    struct kw_str before = kw_str_slice(f->line, 0, at);
    char last = at ? f->line.ptr[at - 1] : 0;
    const struct kw_command *command = command_of(f->line);
    if (f->quoted) {
        try_entities(f);
    } else if (kw_str_trim(before).len == 0) {
        try_commands(f);
    } else if (command && !kw_str_eq(kw_str_of(command->name), KW_STR("query"))) {
        try_command(f, command, before);
    } else if (last == ':' || last == '|') {
        f->glued = true;
        try_words(f, KW_ASK_LABELS);
        try_words(f, KW_ASK_TYPES);
    } else if (last == '.') {
        f->glued = true;
        try_words(f, KW_ASK_NODE_PROPERTIES);
        try_words(f, KW_ASK_EDGE_PROPERTIES);
    } else {
        try_words(f, KW_ASK_KEYWORDS);
        if (f->word.len)
            try_entities(f);
    }
}

/* --- what becomes of the line ------------------------------------------------------ */

/* Bytes that all that fits begins with, whole characters. */
static size_t common(const struct fitting *f)
{
    struct kw_str first = f->list.items[0];
    size_t len = first.len;
    for (size_t i = 1; i < f->list.count; i++) {
        struct kw_str other = f->list.items[i];
        size_t same = 0;
        while (same < len && same < other.len && first.ptr[same] == other.ptr[same])
            same++;
        len = same;
    }
    while (len < first.len && len > 0 && ((unsigned char)first.ptr[len] & 0xC0) == 0x80)
        len--;
    return len;
}

static void list_fitting(const struct fitting *f, struct kw_buf *shown)
{
    size_t used = 0;
    for (size_t i = 0; i < f->list.count && i < MOST_SHOWN; i++) {
        size_t width = kw_utf8_width(f->list.items[i]);
        if (used && used + 2 + width > WIDTH) {
            kw_buf_byte(shown, '\n');
            used = 0;
        }
        kw_buf_printf(shown, "%s%.*s", used ? "  " : "", KW_STR_ARG(f->list.items[i]));
        used += width + (used ? 2 : 0);
    }
    kw_buf_printf(shown, "%s\n", f->list.count > MOST_SHOWN ? "  ..." : "");
}

/* A name that is the only one is closed: with a quote where it needs or has one. */
static void put_word(const struct fitting *f, struct kw_str word, bool whole,
                     struct kw_completion *out)
{
    bool needs = !f->quoted && kw_str_find(word, KW_STR(" "), 0) < word.len;
    bool closes = whole && (needs || f->quoted);
    kw_buf_printf(&out->text, "%s%.*s%s%s", needs ? "\"" : "", KW_STR_ARG(word),
                  closes ? "\"" : "", whole && !f->glued ? " " : "");
    out->replaced = kw_utf8_count(f->word);
}

void kw_suggest(void *context, struct kw_str before, struct kw_completion *out)
{
    struct fitting f = {.s = context, .line = before};
    kw_arena_reset(f.s->scratch);
    find_word(&f);
    if (kw_fold(f.s->scratch, f.word, &f.folded, NULL) != KW_OK)
        return;
    find_fitting(&f);
    if (f.list.count == 1) {
        put_word(&f, f.list.items[0], true, out);
    } else if (f.list.count > 1) {
        size_t len = common(&f);
        if (len > f.word.len)
            put_word(&f, kw_str_slice(f.list.items[0], 0, len), false, out);
        else
            list_fitting(&f, &out->shown);
    }
}

struct kw_suggester *kw_suggester_new(const char *store, const char *const *dots)
{
    struct kw_suggester *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    *s = (struct kw_suggester){
        .store = store, .dots = dots, .arena = kw_arena_new(), .scratch = kw_arena_new()};
    if (!s->arena || !s->scratch) {
        kw_suggester_free(s);
        return NULL;
    }
    return s;
}

void kw_suggester_free(struct kw_suggester *s)
{
    if (!s)
        return;
    kw_arena_free(s->arena);
    kw_arena_free(s->scratch);
    free(s);
}
