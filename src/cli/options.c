/* options.c - options are rows: which ones a command takes, and what each row sets. */
#include "cli/cli.h"

#include "base/number.h"
#include "knotwork/export.h"

static void *field_of(const struct kw_option *option, struct kw_settings *settings)
{
    return (char *)settings + option->field;
}

/* --- setters ---------------------------------------------------------------------- */

enum kw_status kw_set_flag(const struct kw_option *option, struct kw_settings *settings,
                           const char *value, struct kw_error *err)
{
    (void)value;
    (void)err;
    *(bool *)field_of(option, settings) = true;
    return KW_OK;
}

enum kw_status kw_set_text(const struct kw_option *option, struct kw_settings *settings,
                           const char *value, struct kw_error *err)
{
    (void)err;
    *(const char **)field_of(option, settings) = value;
    return KW_OK;
}

enum kw_status kw_set_count(const struct kw_option *option, struct kw_settings *settings,
                            const char *value, struct kw_error *err)
{
    int64_t number;
    if (!kw_integer_parse(kw_str_of(value), &number) || number < 0 || number > INT32_MAX)
        return kw_fail(err, KW_USAGE, "--%s: expected a whole number, not '%s'",
                       option->name, value);
    *(uint32_t *)field_of(option, settings) = (uint32_t)number;
    return KW_OK;
}

/* The place of `name` among the option's choices. */
static enum kw_status choose(const struct kw_option *option, struct kw_str name,
                             unsigned *place, struct kw_error *err)
{
    struct kw_nearest nearest = {.word = name};
    for (unsigned n = 0; option->choice(n); n++) {
        if (kw_str_eq(kw_str_of(option->choice(n)), name)) {
            *place = n;
            return KW_OK;
        }
        kw_nearest_try(&nearest, kw_str_of(option->choice(n)));
    }
    if (nearest.best.len)
        return kw_fail(err, KW_USAGE, "--%s: there is no '%.*s'; did you mean '%.*s'?",
                       option->name, KW_STR_ARG(name), KW_STR_ARG(nearest.best));
    struct kw_buf list = {0};
    for (unsigned n = 0; option->choice(n); n++)
        kw_buf_printf(&list, "%s%s", n ? ", " : "", option->choice(n));
    enum kw_status status =
        kw_fail(err, KW_USAGE, "--%s: there is no '%.*s'; choose from %.*s", option->name,
                KW_STR_ARG(name), KW_STR_ARG(kw_buf_str(&list)));
    kw_buf_free(&list);
    return status;
}

enum kw_status kw_set_rows(const struct kw_option *option, struct kw_settings *settings,
                           const char *value, struct kw_error *err)
{
    unsigned place;
    enum kw_status status = choose(option, kw_str_of(value), &place, err);
    if (status == KW_OK)
        *(enum kw_row_format *)field_of(option, settings) = (enum kw_row_format)place;
    return status;
}

static enum kw_status set_json(const struct kw_option *option,
                                  struct kw_settings *settings, const char *value,
                                  struct kw_error *err)
{
    (void)value;
    (void)err;
    *(enum kw_row_format *)field_of(option, settings) = KW_ROWS_JSON;
    return KW_OK;
}

enum kw_status kw_set_format(const struct kw_option *option, struct kw_settings *settings,
                             const char *value, struct kw_error *err)
{
    unsigned place;
    enum kw_status status = choose(option, kw_str_of(value), &place, err);
    if (status == KW_OK)
        *(const char **)field_of(option, settings) = option->choice(place);
    return status;
}

enum kw_status kw_set_order(const struct kw_option *option, struct kw_settings *settings,
                            const char *value, struct kw_error *err)
{
    unsigned place;
    enum kw_status status = choose(option, kw_str_of(value), &place, err);
    if (status == KW_OK)
        *(enum kw_entity_order *)field_of(option, settings) = (enum kw_entity_order)place;
    return status;
}

enum kw_status kw_set_place(const struct kw_option *option, struct kw_settings *settings,
                            const char *value, struct kw_error *err)
{
    unsigned place;
    enum kw_status status = choose(option, kw_str_of(value), &place, err);
    if (status == KW_OK)
        *(uint32_t *)field_of(option, settings) = place + 1;
    return status;
}

enum kw_status kw_set_bits(const struct kw_option *option, struct kw_settings *settings,
                           const char *value, struct kw_error *err)
{
    struct kw_str rest = kw_str_of(value), name;
    uint32_t bits = 0;
    while (kw_str_item(&rest, ',', &name)) {
        unsigned place;
        enum kw_status status = choose(option, kw_str_trim(name), &place, err);
        if (status != KW_OK)
            return status;
        bits |= 1u << place;
    }
    *(uint32_t *)field_of(option, settings) = bits;
    return KW_OK;
}

enum kw_status kw_set_view(const struct kw_option *option, struct kw_settings *settings,
                           const char *value, struct kw_error *err)
{
    return kw_view_set(&settings->view, option->name, kw_str_of(value), err);
}

enum kw_status kw_set_name(const struct kw_option *option, struct kw_settings *settings,
                           const char *value, struct kw_error *err)
{
    struct kw_name_list *list = field_of(option, settings);
    if (list->count == KW_MOST_NAMES)
        return kw_fail(err, KW_USAGE, "--%s: at most %d", option->name, KW_MOST_NAMES);
    list->names[list->count++] = kw_str_of(value);
    return KW_OK;
}

enum kw_status kw_set_list(const struct kw_option *option, struct kw_settings *settings,
                           const char *value, struct kw_error *err)
{
    if (settings->list_count == KW_MOST_LISTS)
        return kw_fail(err, KW_USAGE, "--%s: at most %d lists", option->name,
                       KW_MOST_LISTS);
    settings->lists[settings->list_count++] =
        (struct kw_list_file){option->name, value};
    return KW_OK;
}

/* --- what options take ------------------------------------------------------------- */

const char *kw_choice_rows(unsigned n)
{
    return n < KW_ROWS_FORMAT_COUNT ? kw_row_format_name((enum kw_row_format)n) : NULL;
}

const char *kw_choice_type(unsigned n)
{
    return n + 1 < KW_TYPE_COUNT ? kw_type_label((enum kw_type)(n + 1))->name : NULL;
}

const char *kw_choice_relation(unsigned n)
{
    return n + 1 < KW_RELATION_COUNT ? kw_relation_label((enum kw_relation)(n + 1))->name
                                     : NULL;
}

const char *kw_choice_modality(unsigned n)
{
    return n + 1 < KW_MODALITY_COUNT ? kw_modality_label((enum kw_modality)(n + 1))->name
                                     : NULL;
}

const char *kw_choice_order(unsigned n)
{
    return n < KW_ORDER_COUNT ? kw_entity_order_name((enum kw_entity_order)n) : NULL;
}

const char *kw_choice_state(unsigned n)
{
    return n < KW_LEDGER_COUNT ? kw_ledger_state_name((enum kw_ledger_state)n) : NULL;
}

const char *kw_choice_format(unsigned n)
{
    return kw_formats()[n].name;
}

/* --- options that many commands share --------------------------------------------- */

#define FIELD(member) offsetof(struct kw_settings, member)

static const struct {
    unsigned takes; /* the bit of struct kw_command.takes; 0: every command */
    struct kw_option option;
} shared[] = {
    {KW_TAKES_ROWS,
     {"format", 'f', "FORMAT", "how the table is written (default: table)", kw_set_rows,
      FIELD(rows), kw_choice_rows}},
    {KW_TAKES_ROWS,
     {"json", 0, NULL, "the same as --format json", set_json, FIELD(rows), NULL}},
    {KW_TAKES_ROWS,
     {"columns", 'c', "NAMES", "these columns only, in this order, joined by commas",
      kw_set_text, FIELD(columns), NULL}},
    {KW_TAKES_OUTPUT,
     {"output", 'o', "FILE", "write to FILE, not to standard output (-)", kw_set_text,
      FIELD(output), NULL}},
    {KW_TAKES_LISTS,
     {"names", 0, "FILE", "a table of your own names: name, type, aliases, id",
      kw_set_list, 0, NULL}},
    {KW_TAKES_LISTS,
     {"ignore", 0, "FILE", "a list of what is no name, one a line", kw_set_list, 0, NULL}},
    {KW_TAKES_LISTS,
     {"frames", 0, "FILE", "a table of your own predicates, as frames.tsv", kw_set_list, 0,
      NULL}},
    {KW_TAKES_LISTS,
     {"identifiers", 0, NULL,
      "make e-mail addresses, phone numbers, domains and wallets entities", kw_set_flag,
      FIELD(identifiers), NULL}},
    {KW_TAKES_STORE,
     {"store", 's', "FILE", "the store (default: knotwork.db)", kw_set_text, FIELD(store),
      NULL}},
    {0, {"help", 'h', NULL, "show this help and end", kw_set_flag, FIELD(help), NULL}},
};

/* Options being gathered, in an arena. */
struct gathering {
    struct kw_arena *arena;
    KW_VEC(struct kw_option) list;
};

static enum kw_status gather(struct gathering *gathering, const struct kw_option *option,
                             struct kw_error *err)
{
    struct kw_option *place = KW_PUSH(gathering->arena, &gathering->list);
    if (!place)
        return kw_nomem(err);
    *place = *option;
    return KW_OK;
}

static enum kw_status gather_view(struct gathering *gathering, struct kw_error *err)
{
    enum kw_status status = KW_OK;
    const struct kw_view_option *row = kw_view_options();
    for (; row->name && status == KW_OK; row++) {
        struct kw_option option = {.name = row->name,
                                   .argument = row->argument,
                                   .meaning = row->meaning,
                                   .set = kw_set_view};
        status = gather(gathering, &option, err);
    }
    return status;
}

enum kw_status kw_command_options(struct kw_arena *arena,
                                  const struct kw_command *command,
                                  const struct kw_option **out, struct kw_error *err)
{
    static const struct kw_option end = {0};
    struct gathering gathering = {.arena = arena};
    enum kw_status status = KW_OK;
    const struct kw_option *own = command->options;
    for (; own && own->name && status == KW_OK; own++)
        status = gather(&gathering, own, err);
    if (status == KW_OK && (command->takes & KW_TAKES_VIEW))
        status = gather_view(&gathering, err);
    for (size_t i = 0; i < sizeof shared / sizeof shared[0] && status == KW_OK; i++) {
        if (!shared[i].takes || (command->takes & shared[i].takes))
            status = gather(&gathering, &shared[i].option, err);
    }
    if (status == KW_OK)
        status = gather(&gathering, &end, err);
    if (status == KW_OK)
        *out = gathering.list.items;
    return status;
}
