/* run_statements.c - checks that each block gives the statements listed below it, all of
 * them and no others; a block without a list must give none. An answer is
 *
 *   = Mao Ning | request | United States | - | planned | by Jane Roe | in 2021
 *
 * subject, type, object by their names, then what should be checked besides: "-" (the
 * statement is denied; without it, it is not), a modality, "by" its speaker ("by none"),
 * "in" a time ("in none"), "title", "item", "at" a place. "= date 2023-04-08" dates the
 * block. "= who | means | Mao Ning" says what a pronoun refers to, or that it is "none".
 * An answer "= ? ..." may be missing: it is right, but no rule finds it yet. "= ! ..." is
 * wrong, and is given all the same. Blocks with such failures are counted as known ones,
 * and the answers of both kinds count against the F1 of denials. */
#include <stdio.h>
#include <string.h>

#include "knotwork/extract.h"
#include "marks.h"

enum { FIELDS = 10 };

struct answer {
    struct kw_str fields[FIELDS]; /* trimmed */
    unsigned count;
    bool optional; /* "?" */
    bool wrong;    /* "!" */
    bool found;
};

/* What the blocks under one heading came to. */
struct tally {
    struct kw_str heading;
    size_t blocks;
    size_t whole; /* everything found and nothing wrong */
    size_t known; /* failures that are marked */
};

enum { HEADINGS = 200 };

struct score {
    struct tally tallies[HEADINGS];
    size_t tally_count;
    size_t denials;       /* "-" answers that are right */
    size_t denials_found; /* of those */
    size_t denials_given; /* "-" statements, right or wrong */
};

static struct answer split(struct kw_str line)
{
    struct answer a = {0};
    if (kw_str_starts(line, KW_STR("?")) || kw_str_starts(line, KW_STR("!"))) {
        a.optional = true;
        a.wrong = line.ptr[0] == '!';
        line = kw_str_trim(kw_str_slice(line, 1, line.len));
    }
    struct kw_str rest = line, field;
    while (a.count < FIELDS && kw_str_item(&rest, '|', &field))
        a.fields[a.count++] = kw_str_trim(field);
    return a;
}

static struct kw_str name_of(const struct kw_extraction *x, uint32_t referent)
{
    return referent ? x->referents[referent - 1].name : KW_STR("none");
}

static bool is_label(const struct kw_extraction *x, uint32_t referent, struct kw_str name)
{
    return kw_str_eq(name_of(x, referent), name);
}

static enum kw_polarity polarity_of(const struct answer *a)
{
    for (unsigned i = 3; i < a->count; i++) {
        if (kw_str_eq(a->fields[i], KW_STR("-")))
            return KW_NEGATIVE;
    }
    return KW_POSITIVE;
}

/* Subject, type, object and polarity, which make a statement what it is. */
static bool same(const struct kw_extraction *x, const struct kw_statement *s,
                 const struct answer *a)
{
    const struct kw_label *label = kw_relation_label(s->type);
    if (a->count < 3 || !kw_str_eq(a->fields[1], kw_str_of(label->name)) ||
        s->polarity != polarity_of(a))
        return false;
    if (is_label(x, s->subject, a->fields[0]) && is_label(x, s->object, a->fields[2]))
        return true;
    return label->symmetric && is_label(x, s->subject, a->fields[2]) &&
           is_label(x, s->object, a->fields[0]);
}

static bool after_word(struct kw_str field, const char *word, struct kw_str *rest)
{
    struct kw_str head;
    return kw_str_cut(field, ' ', &head, rest) && kw_str_eq(head, kw_str_of(word));
}

static bool field_fits(const struct kw_extraction *x, const struct kw_statement *s,
                       struct kw_str field)
{
    struct kw_str rest;
    enum kw_modality modality;
    char time[KW_TIME_TEXT];
    if (kw_str_eq(field, KW_STR("-")))
        return true;
    if (kw_modality_parse(field, &modality))
        return s->modality == modality;
    if (after_word(field, "by", &rest))
        return is_label(x, s->speaker, rest);
    if (after_word(field, "item", &rest))
        return is_label(x, s->item, rest);
    if (after_word(field, "at", &rest))
        return is_label(x, s->place, rest);
    if (after_word(field, "title", &rest))
        return kw_str_eq(s->title, rest);
    kw_time_print(&s->time, time);
    return after_word(field, "in", &rest) &&
           kw_str_eq(rest, time[0] ? kw_str_of(time) : KW_STR("none"));
}

static void show(const char *path, const struct block *block, const char *what,
                 const struct kw_extraction *x, const struct kw_statement *s)
{
    char time[KW_TIME_TEXT];
    kw_time_print(&s->time, time);
    printf(
        "%s:%d: %s %.*s | %s | %.*s%s | %s | by %.*s | in %s | title %.*s | item %.*s\n",
        path, block->line, what, KW_STR_ARG(name_of(x, s->subject)),
        kw_relation_label(s->type)->name, KW_STR_ARG(name_of(x, s->object)),
        s->polarity == KW_NEGATIVE ? " | -" : "", kw_modality_label(s->modality)->name,
        KW_STR_ARG(name_of(x, s->speaker)), time, KW_STR_ARG(s->title),
        KW_STR_ARG(name_of(x, s->item)));
}

static bool fits(const char *path, const struct block *block,
                 const struct kw_extraction *x, const struct kw_statement *s,
                 struct answer *answers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (answers[i].found || !same(x, s, &answers[i]))
            continue;
        answers[i].found = true;
        for (unsigned f = 3; f < answers[i].count; f++) {
            if (field_fits(x, s, answers[i].fields[f]))
                continue;
            printf("%s:%d: expected %.*s\n", path, block->line,
                   KW_STR_ARG(answers[i].fields[f]));
            show(path, block, "     got", x, s);
            return false;
        }
        return true;
    }
    show(path, block, "wrong ", x, s);
    return false;
}

/* The tally of a heading; blocks of a heading stand together. */
static struct tally *tally_of(struct score *score, struct kw_str heading)
{
    size_t n = score->tally_count;
    if (n && kw_str_eq(score->tallies[n - 1].heading, heading))
        return &score->tallies[n - 1];
    if (n == HEADINGS)
        return &score->tallies[n - 1];
    score->tallies[n].heading = heading;
    score->tally_count++;
    return &score->tallies[n];
}

static void count_block(struct score *score, const struct block *block,
                        const struct kw_extraction *x, const struct answer *answers,
                        size_t count, bool good)
{
    struct tally *tally = tally_of(score, block->heading);
    bool known = false;
    for (size_t i = 0; i < count; i++) {
        known |= answers[i].optional && answers[i].wrong == answers[i].found;
        if (polarity_of(&answers[i]) != KW_NEGATIVE || answers[i].wrong)
            continue;
        score->denials++;
        score->denials_found += answers[i].found;
    }
    for (size_t i = 0; i < x->statement_count; i++)
        score->denials_given += x->statements[i].polarity == KW_NEGATIVE;
    tally->blocks++;
    tally->whole += good && !known;
    tally->known += good && known;
}

static void report(const struct score *score)
{
    for (size_t i = 0; i < score->tally_count; i++) {
        const struct tally *t = &score->tallies[i];
        printf("%3zu of %3zu  %.*s", t->whole, t->blocks, KW_STR_ARG(t->heading));
        printf(t->known ? " (%zu known failures)\n" : "\n", t->known);
    }
    size_t both = score->denials + score->denials_given;
    printf("denials: %zu found of %zu, %zu given, F1 %.3f\n", score->denials_found,
           score->denials, score->denials_given,
           both ? 2.0 * (double)score->denials_found / (double)both : 0.0);
}

static bool is_meaning(const struct answer *a)
{
    return a->count == 3 && kw_str_eq(a->fields[1], KW_STR("means"));
}

/* Whether the first pronoun of that form means what the answer says. */
static bool meant(const struct kw_extraction *x, const struct answer *a)
{
    for (size_t i = 0; i < x->mention_count; i++) {
        const struct kw_mention *m = &x->mentions[i];
        struct kw_str word = kw_str_slice(x->document.text, m->span.start, m->span.end);
        if (m->kind == KW_MENTION_PRONOUN && kw_str_eq(word, a->fields[0]))
            return is_label(x, m->referent, a->fields[2]);
    }
    return is_label(x, 0, a->fields[2]);
}

static bool compare(const char *path, const struct block *block,
                    const struct kw_extraction *x, struct answer *answers, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < x->statement_count; i++)
        good &= fits(path, block, x, &x->statements[i], answers, count);
    for (size_t i = 0; i < count; i++) {
        answers[i].found |= is_meaning(&answers[i]) && meant(x, &answers[i]);
        if (answers[i].found || answers[i].optional)
            continue;
        printf("%s:%d: missed %.*s | %.*s | %.*s\n", path, block->line,
               KW_STR_ARG(answers[i].fields[0]), KW_STR_ARG(answers[i].fields[1]),
               KW_STR_ARG(answers[i].fields[2]));
        good = false;
    }
    return good;
}

static bool check(const struct kw_extractor *extractor, const char *path,
                  const struct block *block, struct kw_arena *arena, struct score *score)
{
    struct kw_document document = {
        .key = KW_STR("-"), .text = block->text, .date = KW_DAY_NONE};
    struct answer *answers = KW_NEW(arena, block->answer_count + 1, struct answer);
    struct kw_extraction x;
    size_t count = 0;
    for (size_t i = 0; answers && i < block->answer_count; i++) {
        struct kw_str date;
        if (!after_word(block->answers[i], "date", &date))
            answers[count++] = split(block->answers[i]);
        else if (!kw_day_parse(date, &document.date))
            return false;
    }
    if (!answers || kw_extract(extractor, &document, arena, &x, NULL) != KW_OK)
        return false;
    bool good = compare(path, block, &x, answers, count);
    count_block(score, block, &x, answers, count, good);
    return good;
}

int main(int argc, char **argv)
{
    struct kw_arena *keep = kw_arena_new(), *arena = kw_arena_new();
    struct kw_extractor *extractor = NULL;
    static struct score score;
    size_t failed = 0, all = 0;
    if (!keep || !arena || kw_extractor_new(NULL, &extractor, NULL) != KW_OK)
        return 3;
    for (int i = 1; i < argc; i++) {
        struct block *blocks;
        size_t count;
        if (!marks_read(argv[i], keep, &blocks, &count))
            return 1;
        for (size_t b = 0; b < count; b++, all++) {
            failed += !check(extractor, argv[i], &blocks[b], arena, &score);
            kw_arena_reset(arena);
        }
    }
    report(&score);
    kw_extractor_free(extractor);
    kw_arena_free(arena);
    kw_arena_free(keep);
    return marks_report("run_statements", failed, all);
}
