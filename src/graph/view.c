/* view.c - which graph is asked for: the default view and the table of its options.
 *
 * An option is one row of a table; its setter parses the value and sets one member.
 * Setters of lists read the names from the tables of types, so that no name of a type
 * stands here.
 */
#include "knotwork/graph.h"

#include "base/near.h"
#include "base/number.h"

#include <inttypes.h>

enum { LONGEST_SLIDE = 1000 };

/* Bits `first` (0 or 1) to count - 1; written so that count 64 would be fine too. */
#define ALL(first, count) ((((uint64_t)1 << ((count)-1)) - 1) * 2 + 1 - (first))

struct kw_view kw_view_default(void)
{
    return (struct kw_view){
        .layers = 1u << KW_LAYER_STATEMENTS | 1u << KW_LAYER_COOCCURRENCE,
        .types = (uint32_t)ALL(1, KW_TYPE_COUNT),
        .relations = ALL(1, KW_RELATION_COUNT),
        .weight = KW_WEIGHT_STORIES,
        .window = KW_WINDOW_SENTENCE,
        .minimum = 1,
        .polarities = 1u << KW_POSITIVE,
        .modalities =
            (uint32_t)ALL(1, KW_MODALITY_COUNT) & ~(1u << KW_MODALITY_HYPOTHETICAL),
        .since = KW_DAY_NONE,
        .until = KW_DAY_NONE,
        .published_since = KW_DAY_NONE,
        .published_until = KW_DAY_NONE,
        .depth = 1,
    };
}

/* --- lists of names --------------------------------------------------------------- */

/* The names of one enumeration: `name(i)` for i in first ... count - 1. */
struct names {
    const char *(*name)(unsigned value);
    unsigned first;
    unsigned count;
};

static const char *layer_name(unsigned value)
{
    return kw_layer_label((enum kw_layer)value)->name;
}

static const char *type_name(unsigned value)
{
    return kw_type_label((enum kw_type)value)->name;
}

static const char *relation_name(unsigned value)
{
    return kw_relation_label((enum kw_relation)value)->name;
}

static const char *modality_name(unsigned value)
{
    return kw_modality_label((enum kw_modality)value)->name;
}

static const char *weight_name(unsigned value)
{
    return kw_weight_label((enum kw_weight)value)->name;
}

static const char *window_name(unsigned value)
{
    return kw_window_label((enum kw_window)value)->name;
}

static const char *distance_name(unsigned value)
{
    return kw_distance_label((enum kw_distance)value)->name;
}

static const char *backbone_name(unsigned value)
{
    return kw_backbone_label((enum kw_backbone)value)->name;
}

static const char *polarity_name(unsigned value)
{
    return value == KW_POSITIVE ? "+" : "-";
}

static const struct names layer_names = {layer_name, 0, KW_LAYER_COUNT};
static const struct names type_names = {type_name, 1, KW_TYPE_COUNT};
static const struct names relation_names = {relation_name, 1, KW_RELATION_COUNT};
static const struct names modality_names = {modality_name, 1, KW_MODALITY_COUNT};
static const struct names weight_names = {weight_name, 0, KW_WEIGHT_COUNT};
static const struct names window_names = {window_name, 0, KW_WINDOW_COUNT};
static const struct names distance_names = {distance_name, 0, KW_DISTANCE_COUNT};
static const struct names backbone_names = {backbone_name, 0, KW_BACKBONE_COUNT};
static const struct names polarity_names = {polarity_name, 0, 2};

/* What a message shows of a value. */
static struct kw_str brief(struct kw_str text)
{
    return kw_str_slice(text, 0, text.len < 40 ? text.len : 40);
}

static bool find_name(const struct names *names, struct kw_str text, unsigned *value)
{
    for (unsigned i = names->first; i < names->count; i++) {
        if (kw_str_eq(kw_str_of(names->name(i)), text)) {
            *value = i;
            return true;
        }
    }
    return false;
}

static enum kw_status unknown_name(const struct names *names, struct kw_str text,
                                   const char *also, struct kw_error *err)
{
    struct kw_buf list = {0};
    struct kw_str shown = brief(text);
    struct kw_nearest nearest = {.word = text};
    for (unsigned i = names->first; i < names->count; i++)
        kw_nearest_try(&nearest, kw_str_of(names->name(i)));
    if (nearest.best.len)
        return kw_fail(err, KW_USAGE, "there is no '%.*s'; did you mean '%.*s'?",
                       KW_STR_ARG(shown), KW_STR_ARG(nearest.best));
    for (unsigned i = names->first; i < names->count; i++)
        kw_buf_printf(&list, "%s%s", i > names->first ? ", " : "", names->name(i));
    kw_buf_printf(&list, "%s", also);
    enum kw_status status =
        list.failed ? kw_nomem(err)
                    : kw_fail(err, KW_USAGE, "there is no '%.*s'; choose from %.*s",
                              KW_STR_ARG(shown), KW_STR_ARG(kw_buf_str(&list)));
    kw_buf_free(&list);
    return status;
}

static enum kw_status parse_one(const struct names *names, struct kw_str text,
                                unsigned *value, struct kw_error *err)
{
    if (!find_name(names, text, value))
        return unknown_name(names, text, "", err);
    return KW_OK;
}

/* A list joined by commas; "all" stands for every name, "-NAME" takes one away, from all
 * where the list begins so. */
static enum kw_status parse_set(const struct names *names, struct kw_str text,
                                uint64_t *set, struct kw_error *err)
{
    uint64_t result = 0;
    unsigned value;
    bool first = true;
    struct kw_str rest = text, item;
    while (kw_str_item(&rest, ',', &item)) {
        item = kw_str_trim(item);
        if (kw_str_eq(item, KW_STR("all")))
            result |= ALL(names->first, names->count);
        else if (find_name(names, item, &value))
            result |= (uint64_t)1 << value;
        else if (item.len && item.ptr[0] == '-' &&
                 find_name(names, kw_str_slice(item, 1, item.len), &value))
            result = (first ? ALL(names->first, names->count) : result) &
                     ~((uint64_t)1 << value);
        else
            return unknown_name(names, item, ", all", err);
        first = false;
    }
    if (result == 0)
        return unknown_name(names, text, ", all", err);
    *set = result;
    return KW_OK;
}

static enum kw_status parse_small_set(const struct names *names, struct kw_str text,
                                      uint32_t *set, struct kw_error *err)
{
    uint64_t wide = 0;
    enum kw_status status = parse_set(names, text, &wide, err);
    if (status == KW_OK)
        *set = (uint32_t)wide;
    return status;
}

/* --- other values ----------------------------------------------------------------- */

static enum kw_status parse_count(struct kw_str text, int64_t least, int64_t most,
                                  uint32_t *value, struct kw_error *err)
{
    int64_t number;
    if (!kw_integer_parse(text, &number) || number < least || number > most)
        return kw_fail(err, KW_USAGE,
                       "expected a number from %" PRId64 " to %" PRId64 ", not \"%.*s\"",
                       least, most, KW_STR_ARG(brief(text)));
    *value = (uint32_t)number;
    return KW_OK;
}

static enum kw_status parse_flag(struct kw_str text, bool *value, struct kw_error *err)
{
    bool yes = text.len == 0 || kw_str_eq(text, KW_STR("yes"));
    if (!yes && !kw_str_eq(text, KW_STR("no")))
        return kw_fail(err, KW_USAGE, "expected yes or no, not \"%.*s\"",
                       KW_STR_ARG(brief(text)));
    *value = yes;
    return KW_OK;
}

/* A day, month or year; `last` takes its last day. */
static enum kw_status parse_day(struct kw_str text, bool last, int32_t *day,
                                struct kw_error *err)
{
    struct kw_time time;
    if (!kw_time_parse(text, &time) || time.precision == KW_PRECISION_NONE ||
        time.precision == KW_PRECISION_INTERVAL)
        return kw_fail(err, KW_USAGE,
                       "expected a day, month or year such as 2023-04-08, not \"%.*s\"",
                       KW_STR_ARG(brief(text)));
    *day = last ? time.to : time.from;
    return KW_OK;
}

/* --- the table -------------------------------------------------------------------- */

#define SETTER(name)                                                                     \
    static enum kw_status set_##name(struct kw_view *view, struct kw_str value,          \
                                     struct kw_error *err)

SETTER(layers)
{
    return parse_small_set(&layer_names, value, &view->layers, err);
}

SETTER(types)
{
    return parse_small_set(&type_names, value, &view->types, err);
}

SETTER(relations)
{
    return parse_set(&relation_names, value, &view->relations, err);
}

SETTER(weight)
{
    unsigned weight = view->weight;
    enum kw_status status = parse_one(&weight_names, value, &weight, err);
    view->weight = (enum kw_weight)weight;
    return status;
}

SETTER(distance)
{
    unsigned distance = view->distance;
    enum kw_status status = parse_one(&distance_names, value, &distance, err);
    view->distance = (enum kw_distance)distance;
    return status;
}

SETTER(window)
{
    unsigned window = view->window;
    uint32_t sliding = 0;
    int64_t number;
    enum kw_status status;
    if (kw_integer_parse(value, &number))
        status = parse_count(value, 1, LONGEST_SLIDE, &sliding, err);
    else if (find_name(&window_names, value, &window))
        status = KW_OK;
    else
        status = unknown_name(&window_names, value, ", or a number of sentences", err);
    if (status != KW_OK)
        return status;
    view->window = (enum kw_window)window;
    view->sliding = sliding;
    return KW_OK;
}

SETTER(min)
{
    return parse_count(value, 1, INT32_MAX, &view->minimum, err);
}

SETTER(polarity)
{
    return parse_small_set(&polarity_names, value, &view->polarities, err);
}

SETTER(modality)
{
    return parse_small_set(&modality_names, value, &view->modalities, err);
}

SETTER(voices)
{
    return parse_flag(value, &view->voices, err);
}

SETTER(multi)
{
    return parse_flag(value, &view->multi, err);
}

SETTER(isolated)
{
    return parse_flag(value, &view->isolated, err);
}

SETTER(since)
{
    return parse_day(value, false, &view->since, err);
}

SETTER(until)
{
    return parse_day(value, true, &view->until, err);
}

SETTER(published_since)
{
    return parse_day(value, false, &view->published_since, err);
}

SETTER(published_until)
{
    return parse_day(value, true, &view->published_until, err);
}

/* "N" or "N by MEASURE"; 0 and "all" are all. Whether the measure is one is found out by
 * who computes it: measures are below this room. */
SETTER(top)
{
    static const struct kw_str by = {" by ", 4};
    size_t at = kw_str_find(value, by, 0);
    bool named = at < value.len;
    struct kw_str number = kw_str_trim(named ? kw_str_slice(value, 0, at) : value);
    struct kw_str measure = named
                                ? kw_str_trim(kw_str_slice(value, at + by.len, value.len))
                                : (struct kw_str){0};
    if (named && measure.len == 0)
        return kw_fail(err, KW_USAGE, "expected a measure after \"by\"");
    if (kw_str_eq(number, KW_STR("all")))
        view->top = 0;
    else if (parse_count(number, 0, INT32_MAX, &view->top, err) != KW_OK)
        return KW_USAGE;
    view->top_given = true;
    view->by = measure;
    return KW_OK;
}

/* A name: anything but nothing. */
static enum kw_status parse_text(struct kw_str value, struct kw_str *text,
                                 struct kw_error *err)
{
    if (value.len == 0)
        return kw_fail(err, KW_USAGE, "expected a name");
    *text = value;
    return KW_OK;
}

SETTER(publisher)
{
    return parse_text(value, &view->publisher, err);
}

SETTER(speaker)
{
    return parse_text(value, &view->speaker, err);
}

SETTER(around)
{
    return parse_text(value, &view->around, err);
}

SETTER(depth)
{
    return parse_count(value, 1, INT32_MAX, &view->depth, err);
}

SETTER(component)
{
    return parse_text(value, &view->component, err);
}

SETTER(backbone)
{
    unsigned backbone = view->backbone;
    enum kw_status status = parse_one(&backbone_names, value, &backbone, err);
    view->backbone = (enum kw_backbone)backbone;
    return status;
}

SETTER(level)
{
    double level;
    if (!kw_number_parse(value, &level) || !(level > 0 && level < 1e6))
        return kw_fail(err, KW_USAGE, "expected a number above 0, not \"%.*s\"",
                       KW_STR_ARG(brief(value)));
    view->level = level;
    return KW_OK;
}

static const struct kw_view_option options[] = {
    {"layers", "LAYERS", "what edges are made of: statements, cooccurrence (default all)",
     set_layers},
    {"types", "TYPES",
     "entities of these types only, joined by commas; -TYPE leaves one out (default all)",
     set_types},
    {"relations", "TYPES",
     "statements of these types only; -TYPE leaves one out (default all)", set_relations},
    {"weight", "UNIT",
     "what a weight counts: mentions, documents, stories, outlets (default stories)",
     set_weight},
    {"distance", "METHOD",
     "how far joined entities are, for measures of paths: steps, or inverse: 1 / weight "
     "(default steps)",
     set_distance},
    {"window", "WINDOW",
     "co-occurrence inside a sentence, paragraph, document or N sentences in a row "
     "(default sentence)",
     set_window},
    {"min", "N", "edges of at least this weight (default 1)", set_min},
    {"polarity", "SIGNS", "statements the text affirms, +, or denies, - (default +)",
     set_polarity},
    {"modality", "MODALITIES",
     "statements of these modalities only (default all but hypothetical)", set_modality},
    {"voices", NULL, "keep outlets and spokespeople who only speak", set_voices},
    {"multi", NULL, "one edge for each type of statement between two entities",
     set_multi},
    {"isolated", NULL, "keep entities without an edge", set_isolated},
    {"since", "DATE", "what happened on this day, month or year, or after it", set_since},
    {"until", "DATE", "what happened on this day, month or year, or before it",
     set_until},
    {"published-since", "DATE", "documents published then or after", set_published_since},
    {"published-until", "DATE", "documents published then or before",
     set_published_until},
    {"publisher", "NAME", "documents of this publisher only (default: all)",
     set_publisher},
    {"said-by", "ENTITY",
     "what this entity says only; nobody says co-occurrences "
     "(default: all statements)",
     set_speaker},
    {"backbone", "METHOD",
     "only edges that are more than chance: disparity, noise-corrected (default none)",
     set_backbone},
    {"level", "X",
     "how strict the backbone is: disparity keeps what chance gives in less than X "
     "(default 0.05), noise-corrected what is X standard deviations above it (default "
     "1.64)",
     set_level},
    {"component", "ENTITY",
     "the connected part that holds this entity, or largest (default: all parts)",
     set_component},
    {"around", "ENTITY", "what is at most --depth steps from this entity (default: all)",
     set_around},
    {"depth", "N", "how far --around goes (default 1)", set_depth},
    {"top", "N",
     "the N entities of greatest strength only, or \"N by MEASURE\" (default all)",
     set_top},
    {0},
};

const struct kw_view_option *kw_view_options(void)
{
    return options;
}

enum kw_status kw_view_set(struct kw_view *view, const char *option, struct kw_str value,
                           struct kw_error *err)
{
    struct kw_str name = kw_str_of(option);
    for (const struct kw_view_option *row = options; row->name; row++) {
        if (!kw_str_eq(kw_str_of(row->name), name))
            continue;
        enum kw_status status = row->set(view, value, err);
        if (status != KW_OK)
            kw_error_at(err, "--%s", row->name);
        return status;
    }
    return kw_fail(err, KW_USAGE, "no option --%s of a view", option);
}
