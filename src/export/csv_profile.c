/* csv_profile.c - the profiles of CSV. */
#include "csv.h"

/* Excel takes a file for UTF-8 only when it begins with the byte order mark. */
const struct kw_csv_profile kw_csv_sheet = {
    .lead = "\xEF\xBB\xBF",
    .guarded = true,
    .taken = "key|name|label|r|g|b",
    .nodes = {{"key", HOLDS_KEY}, {"name", HOLDS_NAME}},
    .edges = {{"source", HOLDS_SOURCE_NAME},
              {"label", HOLDS_LABEL},
              {"target", HOLDS_TARGET_NAME},
              {"source_key", HOLDS_SOURCE},
              {"target_key", HOLDS_TARGET}},
};

/* https://docs.gephi.org: Id, Label; Source, Target, Type, Id, Label, Weight, Kind. */
const struct kw_csv_profile kw_csv_gephi = {
    .lead = "",
    .taken = "label|weight|r|g|b",
    .nodes = {{"Id", HOLDS_KEY}, {"Label", HOLDS_NAME}},
    .edges = {{"Source", HOLDS_SOURCE},
              {"Target", HOLDS_TARGET},
              {"Type", HOLDS_DIRECTION},
              {"Id", HOLDS_EDGE},
              {"Label", HOLDS_LABEL},
              {"Weight", HOLDS_WEIGHT},
              {"Kind", HOLDS_LABEL}},
};

/* Neo4j operations manual, "Import: CSV header format". */
const struct kw_csv_profile kw_csv_neo4j = {
    .lead = "",
    .typed = true,
    .taken = "key|label|r|g|b",
    .nodes = {{"key:ID(Entity)", HOLDS_KEY}, {":LABEL", HOLDS_LABELS}},
    .edges = {{":START_ID(Entity)", HOLDS_SOURCE},
              {":END_ID(Entity)", HOLDS_TARGET},
              {":TYPE", HOLDS_TYPE}},
};
