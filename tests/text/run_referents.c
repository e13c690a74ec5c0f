/* run_referents.c - checks which names mean the same, and what refers back to them.
 *
 * Every name of a block is marked with its type and a number: "[Biden|person#2]". Names
 * with one number must be one referent, names with two must be two. Lines with "=" are
 * further answers:
 *
 *     = the Israeli firm | 3      refers back to 3; all that do are listed, in order
 *     = 3 name NSO Group          the referent's name
 *     = 3 kind spyware firm       its kind
 *     = 3 owner 1                 the referent whose body it is; 0: none
 *
 * The names are those marked, so that these answers do not hang on src/name: what it
 * knows of a name it finds itself (title, noun, sex) is used, the type is the mark's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "marks.h"
#include "refer/refer.h"

enum { NUMBERS = 32 }; /* referents in one block */

struct run {
    const char *path;
    const struct block *block;
    const struct kw_lexicon *lexicon;
    const struct kw_text *text;
    struct kw_references references;
    uint32_t referent[NUMBERS]; /* of each number in the block, or 0 */
    bool good;
};

static void complain(struct run *run, const char *what, struct kw_str about)
{
    printf("%s:%d: %s: %.*s\n", run->path, run->block->line, what, KW_STR_ARG(about));
    run->good = false;
}

/* --- the names of a block ---------------------------------------------------------- */

static bool cut_label(struct kw_str label, enum kw_type *type, int64_t *number)
{
    struct kw_str name, digits;
    return kw_str_cut(label, '#', &name, &digits) && kw_type_parse(name, type) &&
           kw_integer_parse(digits, number) && *number > 0 && *number < NUMBERS;
}

static uint32_t token_from(const struct kw_text *text, uint32_t byte)
{
    uint32_t t = 0;
    while (t < text->token_count && text->tokens[t].span.end <= byte)
        t++;
    return t;
}

/* The row of a whole name, if there is one of its type. */
static void look_up(const struct run *run, struct kw_name *name)
{
    struct kw_lexwalk walk = kw_lexwalk_begin(run->lexicon);
    struct kw_lexhits hits = {0};
    for (uint32_t t = name->first; t < name->end; t++)
        if (!kw_lexwalk_step(&walk, t > name->first && run->text->tokens[t].space,
                             run->text->tokens[t].norm, &hits) &&
            t + 1 < name->end)
            return;
    for (size_t i = 0; i < kw_lexhits_count(&hits); i++) {
        struct kw_lexeme l = kw_lexhits_at(&hits, i);
        if (l.table > KW_TABLE_GENERIC ||
            kw_lexicon_type(run->lexicon, l.row) != name->type)
            continue;
        name->row = l.row;
        name->use = l.use;
        name->basis = KW_TYPE_BY_LEXICON;
        name->kind = l.use == KW_USE_CAPITAL || l.use == KW_USE_METONYM
                         ? KW_MENTION_METONYM
                     : l.use >= KW_USE_ADJECTIVE ? KW_MENTION_DEMONYM
                     : l.use == KW_USE_ALIAS     ? KW_MENTION_ALIAS
                                                 : KW_MENTION_NAME;
        return;
    }
}

static struct kw_name name_of(const struct run *run, const struct mark *mark,
                              const struct kw_names *found)
{
    enum kw_type type = KW_TYPE_NONE;
    int64_t number;
    cut_label(mark->label, &type, &number);
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].span.start == mark->span.start &&
            found->items[i].span.end == mark->span.end && found->items[i].type == type)
            return found->items[i];
    struct kw_name name = {.first = token_from(run->text, mark->span.start),
                           .end = token_from(run->text, mark->span.end - 1) + 1,
                           .span = mark->span,
                           .kind = KW_MENTION_NAME,
                           .type = type,
                           .basis = KW_TYPE_BY_CONTEXT};
    for (size_t i = 0; i < found->count; i++) { /* what stands before it stays */
        if (found->items[i].span.start != mark->span.start)
            continue;
        name.title_first = found->items[i].title_first;
        name.title_end = found->items[i].title_end;
        name.female = found->items[i].female;
        name.male = found->items[i].male;
    }
    look_up(run, &name);
    return name;
}

/* --- checking ---------------------------------------------------------------------- */

static const struct kw_reference *reference_at(const struct run *run, struct kw_span span)
{
    for (size_t i = 0; i < run->references.count; i++) {
        const struct kw_reference *r = &run->references.items[i];
        if (r->mention.span.start == span.start && r->mention.span.end == span.end)
            return r;
    }
    return NULL;
}

static void check_names(struct run *run)
{
    for (size_t i = 0; i < run->block->mark_count; i++) {
        const struct mark *mark = &run->block->marks[i];
        struct kw_str words =
            kw_str_slice(run->block->text, mark->span.start, mark->span.end);
        const struct kw_reference *r = reference_at(run, mark->span);
        enum kw_type type;
        int64_t number;
        if (!cut_label(mark->label, &type, &number) || !r) {
            complain(run, "a label is not TYPE#NUMBER", mark->label);
            return;
        }
        uint32_t referent = r->mention.referent;
        if (run->referent[number] == 0) {
            for (int64_t other = 1; other < NUMBERS; other++)
                if (run->referent[other] == referent)
                    complain(run, "joined, but should be apart", words);
            run->referent[number] = referent;
        } else if (run->referent[number] != referent) {
            complain(run, "apart, but should be joined", words);
        }
        if (run->references.referents[referent - 1].referent.type != type)
            complain(run, "its referent is of another type", words);
    }
}

/* The next reference that does not name, from *at on. */
static const struct kw_reference *next_back(const struct run *run, size_t *at)
{
    while (*at < run->references.count) {
        const struct kw_reference *r = &run->references.items[(*at)++];
        if (!kw_mention_names(r->mention.kind))
            return r;
    }
    return NULL;
}

static void check_back(struct run *run, struct kw_str words, struct kw_str digits,
                       size_t *at)
{
    const struct kw_reference *r = next_back(run, at);
    int64_t number = 0;
    if (!kw_integer_parse(digits, &number) || number < 1 || number >= NUMBERS)
        complain(run, "an answer is not WORDS | NUMBER", words);
    else if (!r || !kw_str_eq(kw_text_slice(run->text, r->mention.span), words))
        complain(run, "does not refer back, or another one does before it", words);
    else if (r->mention.referent != run->referent[number])
        complain(run, "refers back to another one", words);
}

static void check_fact(struct run *run, struct kw_str digits, struct kw_str fact)
{
    int64_t number = 0, owner = 0;
    struct kw_str what, value;
    kw_integer_parse(digits, &number);
    kw_str_cut(fact, ' ', &what, &value);
    if (number < 1 || number >= NUMBERS || run->referent[number] == 0) {
        complain(run, "no such number", fact);
        return;
    }
    const struct kw_refdata *data = &run->references.referents[run->referent[number] - 1];
    if (kw_str_eq(what, KW_STR("name"))) {
        if (!kw_str_eq(data->referent.name, value))
            complain(run, "has another name", data->referent.name);
    } else if (kw_str_eq(what, KW_STR("kind"))) {
        if (!kw_str_eq(data->referent.kind, value))
            complain(run, "has another kind", data->referent.kind);
    } else if (!kw_str_eq(what, KW_STR("owner")) || !kw_integer_parse(value, &owner) ||
               owner < 0 || owner >= NUMBERS ||
               data->owner != (owner ? run->referent[owner] : 0)) {
        complain(run, "unknown fact or other owner", fact);
    }
}

static void check_answers(struct run *run)
{
    size_t at = 0;
    for (size_t i = 0; i < run->block->answer_count; i++) {
        struct kw_str left, right;
        if (kw_str_cut(run->block->answers[i], '|', &left, &right))
            check_back(run, kw_str_trim(left), kw_str_trim(right), &at);
        else if (kw_str_cut(run->block->answers[i], ' ', &left, &right))
            check_fact(run, left, right);
        else
            complain(run, "no such answer", left);
    }
    const struct kw_reference *r = next_back(run, &at);
    if (r && run->good)
        complain(run, "should not refer back", kw_text_slice(run->text, r->mention.span));
}

static bool check(const struct kw_lexicon *lexicon, const char *path,
                  const struct block *block, struct kw_arena *arena)
{
    const struct kw_document document = {
        .key = KW_STR("-"), .text = block->text, .date = KW_DAY_NONE};
    struct run run = {.path = path, .block = block, .lexicon = lexicon, .good = true};
    struct kw_names found, names = {.count = block->mark_count};
    struct kw_name *items = KW_NEW(arena, block->mark_count, struct kw_name);
    if (!items || kw_text_analyze(lexicon, &document, arena, &run.text, NULL) != KW_OK ||
        kw_names_find(lexicon, run.text, arena, &found, NULL) != KW_OK)
        return false;
    for (size_t i = 0; i < block->mark_count; i++)
        items[i] = name_of(&run, &block->marks[i], &found);
    names.items = items;
    if (kw_refer(lexicon, run.text, &names, arena, &run.references, NULL) != KW_OK)
        return false;
    check_names(&run);
    if (run.good)
        check_answers(&run);
    return run.good;
}

int main(int argc, char **argv)
{
    return marks_run("run_referents", check, argc, argv);
}
