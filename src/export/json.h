/* json.h - what the writers of the JSON family share; private to src/export. */
#ifndef KW_EXPORT_JSON_H
#define KW_EXPORT_JSON_H

#include "writer.h"

#include "base/json.h"

/* Text with what no text may hold as spaces. */
void kw_export_string(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                      struct kw_str value);

/* Every attribute that is known of a node or an edge, but those that stand in `but`,
 * joined by | (NULL: none). */
void kw_export_node_members(struct kw_exporter *x, struct kw_json_out *json, size_t node,
                            const char *but);
void kw_export_edge_members(struct kw_exporter *x, struct kw_json_out *json, size_t edge,
                            const char *but);

/* An identifier that kw_node_id or kw_edge_id writes, as a member. */
void kw_export_node_id(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                       uint32_t node);
void kw_export_edge_id(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                       const struct kw_edge *edge);

/* Begins an item of a list that has one a line; `first` says whether it is the first. */
struct kw_json_out kw_export_item(struct kw_exporter *x, bool first);

#endif
