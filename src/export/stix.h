/* stix.h - what the two halves of the STIX writer share; private to src/export. */
#ifndef KW_EXPORT_STIX_H
#define KW_EXPORT_STIX_H

#include "json.h"

/* Begins an object of the bundle, after the first one. */
struct kw_json_out kw_stix_open(struct kw_exporter *x, const char *type);

/* "type--UUID" of a prefix and a name, of a node, of an edge. */
void kw_stix_id(struct kw_json_out *json, const char *key, const char *type,
                const char *prefix, struct kw_str name);
void kw_stix_node_id(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                     uint32_t node);
void kw_stix_relation_id(struct kw_exporter *x, struct kw_json_out *json, const char *key,
                         const struct kw_edge *e);

/* The first moment of a day, of 1970 where none is known; and both times of an object. */
void kw_stix_time(struct kw_json_out *json, const char *key, int32_t day);
void kw_stix_times(struct kw_json_out *json, int32_t created, int32_t modified);

/* stix_report.c: which document reports on what becomes the exporter's state; the reports
 * and the end of the bundle. */
KW_CHECKED enum kw_status kw_stix_reports_gather(struct kw_exporter *x,
                                                 struct kw_error *err);
void kw_stix_reports_end(struct kw_exporter *x);

#endif
