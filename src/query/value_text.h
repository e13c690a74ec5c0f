/* value_text.h - values as text. Private to src/query. */
#ifndef KW_QUERY_VALUE_TEXT_H
#define KW_QUERY_VALUE_TEXT_H

#include "query/source.h"

/* The shortest digits that read back as the same number; floats show a point. */
void kw_value_number_text(const struct kw_value *v, char text[40]);

/* For people: a text as it is, a node as its name, a path as "A -[makes]-> B"; lists and
 * maps as JSON, with those as texts. Errors: those of the source. */
KW_CHECKED enum kw_status kw_value_write(const struct kw_source *source,
                                         const struct kw_value *v, struct kw_buf *out,
                                         struct kw_error *err);

/* As openCypher's literals, nodes as (:label {key: value}), relationships as
 * [:type {...}], paths as <(...)-[...]->(...)>: exact, for tests. */
KW_CHECKED enum kw_status kw_value_literal(const struct kw_source *source,
                                           const struct kw_value *v, struct kw_buf *out,
                                           struct kw_error *err);

#endif
