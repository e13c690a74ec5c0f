/* page.c - the page of `knotwork show`: everything wrapped, nothing cut. */
#include "cli/page.h"

#include <string.h>

#include "base/utf8.h"
#include "cli/cli.h"

enum {
    USUAL_WIDTH = 80,
    WIDEST = 100,    /* longer lines are hard to read */
    LABEL = 12,      /* columns for what a line is about */
    QUOTE = 6,       /* columns a quote stands in */
    NEIGHBOURS = 15, /* at most; --section neighbours has them all */
};

struct page {
    struct kw_out *out;
    size_t width;
    bool color;
    struct kw_buf line; /* being put together */
};

static void style(struct page *page, const char *code)
{
    if (page->color)
        kw_out_printf(page->out, "\033[%sm", code);
}

static void heading(struct page *page, const char *text)
{
    kw_out_byte(page->out, '\n');
    style(page, "1");
    kw_out_add(page->out, kw_str_of(text));
    style(page, "0");
    kw_out_byte(page->out, '\n');
}

/* Text of a document may hold anything that text may: what would move the cursor or turn
 * the direction of reading must not reach a terminal. */
static void add_safe(struct kw_buf *buf, struct kw_str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t code = kw_utf8_decode(text, at, &len);
        bool turns = (code >= 0x202A && code <= 0x202E) ||
                     (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
                     code == 0x200F || code == 0x61C;
        if (code > 0x10FFFF || kw_utf8_forbidden(code) || turns || kw_is_space(code))
            kw_buf_byte(buf, ' ');
        else
            kw_buf_add(buf, kw_str_slice(text, at, at + len));
    }
}

/* Writes the line put together, wrapped, and empties it. `at` columns are in use. */
static void end_line(struct page *page, size_t indent, size_t at)
{
    kw_wrap(page->out, kw_buf_str(&page->line), indent, page->width, at);
    kw_buf_clear(&page->line);
}

static void label(struct page *page, const char *text)
{
    kw_out_printf(page->out, "  %-*s", LABEL - 2, text);
}

static void plural(struct kw_buf *buf, int64_t count, const char *one, const char *many)
{
    kw_buf_printf(buf, "%lld %s", (long long)count, count == 1 ? one : many);
}

static void write_head(struct page *page, const struct kw_entity_row *entity)
{
    char first[KW_TIME_TEXT], last[KW_TIME_TEXT];
    style(page, "1");
    add_safe(&page->line, entity->name);
    kw_out_add(page->out, kw_buf_str(&page->line));
    kw_buf_clear(&page->line);
    style(page, "0");
    kw_out_printf(page->out, "  %s%s", kw_type_label(entity->type)->name,
                  entity->kind.len ? ", " : "");
    add_safe(&page->line, entity->kind);
    kw_out_add(page->out, kw_buf_str(&page->line));
    kw_buf_clear(&page->line);
    kw_out_byte(page->out, '\n');

    label(page, "key");
    add_safe(&page->line, entity->key);
    end_line(page, LABEL, LABEL);

    label(page, "named");
    plural(&page->line, entity->mentions, "time in ", "times in ");
    plural(&page->line, entity->documents, "document, ", "documents, ");
    plural(&page->line, entity->stories, "story", "stories");
    kw_day_print(entity->first, first);
    kw_day_print(entity->last, last);
    if (first[0])
        kw_buf_printf(&page->line, strcmp(first, last) ? ", %s to %s" : ", %s", first,
                      last);
    if (entity->voice)
        kw_buf_add(&page->line, KW_STR("; it only speaks"));
    end_line(page, LABEL, LABEL);
}

static void write_aliases(struct page *page, const struct kw_shown *shown)
{
    if (shown->alias_count == 0)
        return;
    label(page, "names");
    for (size_t i = 0; i < shown->alias_count; i++) {
        const struct kw_shown_alias *alias = &shown->aliases[i];
        kw_buf_add(&page->line, i ? KW_STR(", ") : KW_STR(""));
        add_safe(&page->line, alias->name);
        kw_buf_printf(&page->line, " (%s, %lld)", kw_mention_label(alias->kind)->name,
                      (long long)alias->mentions);
    }
    end_line(page, LABEL, LABEL);
}

/* Keys that joined the entity's own, and why. */
static void write_keys(struct page *page, const struct kw_shown *shown)
{
    const struct kw_shown_key *key = shown->keys, *end = key + shown->key_count;
    for (bool first = true; key < end; key++) {
        if (key->join == KW_JOIN_OWN || kw_str_eq(key->key, shown->entity.key))
            continue;
        label(page, first ? "because" : "");
        add_safe(&page->line, key->key);
        kw_buf_printf(&page->line, ": %s", kw_join_meaning(key->join));
        end_line(page, LABEL, LABEL);
        first = false;
    }
}

static void write_source(struct page *page, const struct kw_shown_quote *quote)
{
    struct kw_buf *line = &page->line;
    char date[KW_TIME_TEXT], time[KW_TIME_TEXT];
    kw_day_print(quote->date, date);
    kw_time_print(&quote->time, time);
    add_safe(line, quote->document);
    if (date[0])
        kw_buf_printf(line, ", %s", date);
    kw_buf_add(line, quote->publisher.len ? KW_STR(", ") : KW_STR(""));
    add_safe(line, quote->publisher);
    if (quote->modality != KW_MODALITY_ASSERTED)
        kw_buf_printf(line, "; %s", kw_modality_label(quote->modality)->name);
    if (quote->speaker.len) {
        kw_buf_add(line, KW_STR("; according to "));
        add_safe(line, quote->speaker);
    }
    if (time[0])
        kw_buf_printf(line, "; event: %s", time);
    for (size_t i = 0; i < QUOTE; i++)
        kw_out_byte(page->out, ' ');
    style(page, "2");
    end_line(page, QUOTE, QUOTE);
    style(page, "0");
}

static void write_quote(struct page *page, const struct kw_shown_quote *quote)
{
    for (size_t i = 0; i < QUOTE; i++)
        kw_out_byte(page->out, ' ');
    kw_buf_add(&page->line, KW_STR("\xE2\x80\x9C"));
    add_safe(&page->line, quote->text);
    kw_buf_add(&page->line, KW_STR("\xE2\x80\x9D"));
    end_line(page, QUOTE, QUOTE);
    write_source(page, quote);
}

static void write_relation(struct page *page, const struct kw_shown_relation *relation)
{
    static const char *const arrows[] = {"\xE2\x86\x92", "\xE2\x86\x90", "\xE2\x86\x94"};
    struct kw_buf *line = &page->line;
    const char *name = kw_relation_label(relation->type)->name;
    struct kw_str title = relation->quotes[0].title;
    kw_out_add(page->out, KW_STR("  "));
    kw_buf_printf(line, "%s ", arrows[relation->direction]);
    if (relation->direction != KW_INCOMING)
        kw_buf_printf(line, "%s ", name);
    add_safe(line, relation->name);
    if (relation->direction == KW_INCOMING)
        kw_buf_printf(line, " %s", name);
    if (title.len) {
        kw_buf_add(line, KW_STR(", "));
        add_safe(line, title);
    }
    if (relation->polarity == KW_NEGATIVE)
        kw_buf_add(line, KW_STR(" (denied)"));
    kw_buf_add(line, KW_STR(": "));
    plural(line, relation->statements, "statement, ", "statements, ");
    plural(line, relation->stories, "story", "stories");
    style(page, relation->polarity == KW_NEGATIVE ? "31" : "36");
    end_line(page, 4, 2);
    style(page, "0");
    for (size_t i = 0; i < relation->quote_count; i++)
        write_quote(page, &relation->quotes[i]);
}

static void write_neighbours(struct page *page, const struct kw_shown *shown)
{
    size_t count = shown->neighbour_count;
    heading(page, "Named beside it");
    for (size_t i = 0; i < count && i < NEIGHBOURS; i++) {
        kw_buf_add(&page->line, i ? KW_STR(", ") : KW_STR(""));
        add_safe(&page->line, shown->neighbours[i].name);
        kw_buf_printf(&page->line, " (%lld)", (long long)shown->neighbours[i].sentences);
    }
    if (count > NEIGHBOURS)
        kw_buf_printf(&page->line, " and %zu more", count - NEIGHBOURS);
    kw_out_add(page->out, KW_STR("  "));
    end_line(page, 2, 2);
}

static void write_documents(struct page *page, const struct kw_shown *shown)
{
    heading(page, "Documents");
    for (size_t i = 0; i < shown->document_count; i++) {
        const struct kw_shown_document *document = &shown->documents[i];
        char date[KW_TIME_TEXT];
        kw_day_print(document->date, date);
        kw_out_printf(page->out, "  %-10s", date[0] ? date : "undated");
        kw_out_add(page->out, KW_STR("  "));
        add_safe(&page->line, document->key);
        if (document->title.len) {
            kw_buf_add(&page->line, KW_STR(": "));
            add_safe(&page->line, document->title);
        }
        if (!kw_str_eq(document->story, document->key)) {
            kw_buf_add(&page->line, KW_STR(" (a copy of "));
            add_safe(&page->line, document->story);
            kw_buf_byte(&page->line, ')');
        }
        end_line(page, 14, 14);
    }
}

enum kw_status kw_page_write(const struct kw_shown *shown, unsigned width, bool color,
                             struct kw_out *out, struct kw_error *err)
{
    size_t columns = width == 0 ? USUAL_WIDTH : width < WIDEST ? width : WIDEST;
    struct page page = {.out = out, .width = columns, .color = color};
    write_head(&page, &shown->entity);
    write_aliases(&page, shown);
    write_keys(&page, shown);
    if (shown->relation_count)
        heading(&page, "Relations");
    for (size_t i = 0; i < shown->relation_count; i++)
        write_relation(&page, &shown->relations[i]);
    if (shown->neighbour_count)
        write_neighbours(&page, shown);
    if (shown->document_count)
        write_documents(&page, shown);
    enum kw_status status = page.line.failed ? kw_nomem(err) : KW_OK;
    kw_buf_free(&page.line);
    return status;
}
