/* show_page.c - the page of `knotwork show`: everything wrapped, nothing cut. */
#include "cli/page.h"

#include <string.h>

enum {
    LABEL = 12,      /* columns for what a line is about */
    NEIGHBOURS = 15, /* at most; --section neighbours has them all */
    EVENTS = 15,     /* at most; --section timeline has them all */
    WHEN = 26,       /* columns for a time */
};

static void label(struct kw_page *page, const char *text)
{
    kw_out_printf(page->out, "  %-*s", LABEL - 2, text);
}

static void plural(struct kw_buf *buf, int64_t count, const char *one, const char *many)
{
    kw_buf_printf(buf, "%lld %s", (long long)count, count == 1 ? one : many);
}

static void write_head(struct kw_page *page, const struct kw_entity_row *entity)
{
    char first[KW_TIME_TEXT], last[KW_TIME_TEXT];
    kw_page_style(page, "1");
    kw_page_safe(&page->line, entity->name);
    kw_out_add(page->out, kw_buf_str(&page->line));
    kw_buf_clear(&page->line);
    kw_page_style(page, "0");
    kw_out_printf(page->out, "  %s%s", kw_type_label(entity->type)->name,
                  entity->kind.len ? ", " : "");
    kw_page_safe(&page->line, entity->kind);
    kw_out_add(page->out, kw_buf_str(&page->line));
    kw_buf_clear(&page->line);
    kw_out_byte(page->out, '\n');

    label(page, "key");
    kw_page_safe(&page->line, entity->key);
    kw_page_line(page, LABEL, LABEL);

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
    kw_page_line(page, LABEL, LABEL);
}

static void write_aliases(struct kw_page *page, const struct kw_shown *shown)
{
    if (shown->alias_count == 0)
        return;
    label(page, "names");
    for (size_t i = 0; i < shown->alias_count; i++) {
        const struct kw_shown_alias *alias = &shown->aliases[i];
        kw_buf_add(&page->line, i ? KW_STR(", ") : KW_STR(""));
        kw_page_safe(&page->line, alias->name);
        kw_buf_printf(&page->line, " (%s, %lld)", kw_mention_label(alias->kind)->name,
                      (long long)alias->mentions);
    }
    kw_page_line(page, LABEL, LABEL);
}

/* Keys that joined the entity's own, and why. */
static void write_keys(struct kw_page *page, const struct kw_shown *shown)
{
    const struct kw_shown_key *key = shown->keys, *end = key + shown->key_count;
    for (bool first = true; key < end; key++) {
        if (key->join == KW_JOIN_OWN || kw_str_eq(key->key, shown->entity.key))
            continue;
        label(page, first ? "because" : "");
        kw_page_safe(&page->line, key->key);
        kw_buf_printf(&page->line, ": %s", kw_join_meaning(key->join));
        kw_page_line(page, LABEL, LABEL);
        first = false;
    }
}

static void write_source(struct kw_page *page, const struct kw_shown_quote *quote)
{
    struct kw_buf *line = &page->line;
    char date[KW_TIME_TEXT], time[KW_TIME_TEXT];
    kw_day_print(quote->date, date);
    kw_time_print(&quote->time, time);
    kw_page_safe(line, quote->document);
    if (date[0])
        kw_buf_printf(line, ", %s", date);
    kw_buf_add(line, quote->publisher.len ? KW_STR(", ") : KW_STR(""));
    kw_page_safe(line, quote->publisher);
    if (quote->modality != KW_MODALITY_ASSERTED)
        kw_buf_printf(line, "; %s", kw_modality_label(quote->modality)->name);
    if (quote->speaker.len) {
        kw_buf_add(line, KW_STR("; according to "));
        kw_page_safe(line, quote->speaker);
    }
    if (time[0])
        kw_buf_printf(line, "; event: %s", time);
    kw_page_source(page);
}

static void write_quote(struct kw_page *page, const struct kw_shown_quote *quote)
{
    kw_page_quote(page, quote->text);
    write_source(page, quote);
}

/* What two do to each other, seen from the entity shown: "→ makes Nightjar". */
static void add_deed(struct kw_buf *line, enum kw_relation type,
                     enum kw_direction direction, struct kw_str name)
{
    static const char *const arrows[] = {"\xE2\x86\x92", "\xE2\x86\x90", "\xE2\x86\x94"};
    const char *word = kw_relation_label(type)->name;
    kw_buf_printf(line, "%s ", arrows[direction]);
    if (direction != KW_INCOMING)
        kw_buf_printf(line, "%s ", word);
    kw_page_safe(line, name);
    if (direction == KW_INCOMING)
        kw_buf_printf(line, " %s", word);
}

static void add_polarity(struct kw_buf *line, enum kw_polarity polarity)
{
    if (polarity == KW_NEGATIVE)
        kw_buf_add(line, KW_STR(" (denied)"));
}

static void write_relation(struct kw_page *page, const struct kw_shown_relation *relation)
{
    struct kw_buf *line = &page->line;
    struct kw_str title = relation->quotes[0].title;
    kw_out_add(page->out, KW_STR("  "));
    add_deed(line, relation->type, relation->direction, relation->name);
    if (title.len) {
        kw_buf_add(line, KW_STR(", "));
        kw_page_safe(line, title);
    }
    add_polarity(line, relation->polarity);
    if (relation->disputed)
        kw_buf_add(line, KW_STR(" (disputed)"));
    kw_buf_add(line, KW_STR(": "));
    plural(line, relation->statements, "statement, ", "statements, ");
    plural(line, relation->stories, "story", "stories");
    kw_page_style(page, relation->polarity == KW_NEGATIVE ? "31" : "36");
    kw_page_line(page, 4, 2);
    kw_page_style(page, "0");
    for (size_t i = 0; i < relation->quote_count; i++)
        write_quote(page, &relation->quotes[i]);
}

/* "degree 20 (3rd of 191)": the place among all that are in the graph. */
static void write_measures(struct kw_page *page, const struct kw_shown_measure *measures,
                           size_t count)
{
    if (count == 0)
        return;
    label(page, "measures");
    for (size_t i = 0; i < count; i++) {
        const struct kw_shown_measure *m = &measures[i];
        kw_buf_printf(&page->line, "%s%s %.*g (rank %zu)", i ? ", " : "", m->name,
                      m->integer ? 15 : 3, m->value, m->rank);
    }
    kw_buf_printf(&page->line, " of %zu", measures[0].of);
    kw_page_line(page, LABEL, LABEL);
}

/* A time as the quote states it, where it is the same. */
static void add_days(struct kw_buf *line, int32_t from, int32_t to,
                     const struct kw_time *stated)
{
    const struct kw_time days = {.from = from,
                                 .to = to,
                                 .precision = from == to ? KW_PRECISION_DAY
                                                         : KW_PRECISION_INTERVAL};
    bool same = stated->from == from && stated->to == to;
    char text[KW_TIME_TEXT];
    kw_time_print(same ? stated : &days, text);
    kw_buf_add(line, text[0] ? kw_str_of(text) : KW_STR("undated"));
}

/* Writes the line put together as a time and starts what stands beside it. */
static void end_when(struct kw_page *page)
{
    kw_out_printf(page->out, "  %-*.*s", WHEN - 2, KW_STR_ARG(kw_buf_str(&page->line)));
    kw_buf_clear(&page->line);
}

static void write_roles(struct kw_page *page, const struct kw_shown *shown)
{
    kw_page_heading(page, "Roles");
    for (size_t i = 0; i < shown->role_count; i++) {
        const struct kw_shown_role *role = &shown->roles[i];
        bool stated = role->from != KW_DAY_NONE || role->to != KW_DAY_NONE;
        add_days(&page->line, stated ? role->from : role->first,
                 stated ? role->to : role->last, &role->quote.time);
        end_when(page);
        add_deed(&page->line, role->type, role->direction, role->name);
        if (role->title.len) {
            kw_buf_add(&page->line, KW_STR(", "));
            kw_page_safe(&page->line, role->title);
        }
        add_polarity(&page->line, role->polarity);
        kw_buf_printf(&page->line, "%s: ",
                      stated || role->first == KW_DAY_NONE ? "" : " (as told then)");
        plural(&page->line, role->stories, "story", "stories");
        kw_page_line(page, WHEN, WHEN);
    }
}

/* The latest events; those without any day are not among them. */
static void write_events(struct kw_page *page, const struct kw_shown *shown)
{
    size_t count = shown->event_count;
    while (count > 0 && shown->events[count - 1].from == KW_DAY_NONE &&
           shown->events[count - 1].to == KW_DAY_NONE)
        count--;
    if (count == 0)
        return;
    kw_page_heading(page, "Timeline");
    if (count > EVENTS)
        kw_out_printf(page->out, "  %zu earlier ones: --section timeline\n",
                      count - EVENTS);
    for (size_t i = count > EVENTS ? count - EVENTS : 0; i < count; i++) {
        const struct kw_shown_event *event = &shown->events[i];
        add_days(&page->line, event->from, event->to, &event->quote.time);
        end_when(page);
        add_deed(&page->line, event->type, event->direction, event->name);
        add_polarity(&page->line, event->polarity);
        if (event->published)
            kw_buf_add(&page->line, KW_STR(" (as told then)"));
        kw_page_line(page, WHEN, WHEN);
    }
}

static void write_neighbours(struct kw_page *page, const struct kw_shown *shown)
{
    size_t count = shown->neighbour_count;
    kw_page_heading(page, "Named beside it");
    for (size_t i = 0; i < count && i < NEIGHBOURS; i++) {
        kw_buf_add(&page->line, i ? KW_STR(", ") : KW_STR(""));
        kw_page_safe(&page->line, shown->neighbours[i].name);
        kw_buf_printf(&page->line, " (%lld)", (long long)shown->neighbours[i].sentences);
    }
    if (count > NEIGHBOURS)
        kw_buf_printf(&page->line, " and %zu more", count - NEIGHBOURS);
    kw_out_add(page->out, KW_STR("  "));
    kw_page_line(page, 2, 2);
}

static void write_documents(struct kw_page *page, const struct kw_shown *shown)
{
    kw_page_heading(page, "Documents");
    for (size_t i = 0; i < shown->document_count; i++) {
        const struct kw_shown_document *document = &shown->documents[i];
        char date[KW_TIME_TEXT];
        kw_day_print(document->date, date);
        kw_out_printf(page->out, "  %-10s", date[0] ? date : "undated");
        kw_out_add(page->out, KW_STR("  "));
        kw_page_safe(&page->line, document->key);
        if (document->title.len) {
            kw_buf_add(&page->line, KW_STR(": "));
            kw_page_safe(&page->line, document->title);
        }
        if (!kw_str_eq(document->story, document->key)) {
            kw_buf_add(&page->line, KW_STR(" (a copy of "));
            kw_page_safe(&page->line, document->story);
            kw_buf_byte(&page->line, ')');
        }
        kw_page_line(page, 14, 14);
    }
}

enum kw_status kw_show_page(const struct kw_shown *shown,
                            const struct kw_shown_measure *measures, size_t measure_count,
                            unsigned width, bool color, struct kw_out *out,
                            struct kw_error *err)
{
    struct kw_page page;
    kw_page_begin(&page, out, width, color);
    write_head(&page, &shown->entity);
    write_aliases(&page, shown);
    write_keys(&page, shown);
    write_measures(&page, measures, measure_count);
    if (shown->role_count)
        write_roles(&page, shown);
    if (shown->relation_count)
        kw_page_heading(&page, "Relations");
    for (size_t i = 0; i < shown->relation_count; i++)
        write_relation(&page, &shown->relations[i]);
    write_events(&page, shown);
    if (shown->neighbour_count)
        write_neighbours(&page, shown);
    if (shown->document_count)
        write_documents(&page, shown);
    return kw_page_end(&page, err);
}
