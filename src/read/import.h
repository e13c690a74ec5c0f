/* import.h - which importer reads a file. */
#ifndef KW_READ_IMPORT_H
#define KW_READ_IMPORT_H

#include "read/read.h"

/* The importer for a file with that ending (without the dot, any case) and these first
 * bytes, or NULL. A file that is `named` outright is looked into when its ending tells
 * nothing. */
const struct kw_importer *kw_import_of(struct kw_str ending, struct kw_str start,
                                       bool named);

/* The text of a record: its bytes as UTF-8 (broken ones may be in it), converted if they
 * are in another encoding, which is noted in `out`. */
KW_CHECKED enum kw_status kw_import_text(const struct kw_record *record,
                                         struct kw_arena *arena, struct kw_parsed *out,
                                         struct kw_str *text, struct kw_error *err);

/* `raw` as the text of the document, and as it was given where that has what no text may
 * hold. Errors: KW_LIMIT, KW_NOMEM. */
KW_CHECKED enum kw_status kw_import_body(struct kw_arena *arena, struct kw_str raw,
                                         struct kw_parsed *out, struct kw_error *err);

/* `raw` as one clean line: runs of white space are a space each. Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_import_line(struct kw_arena *arena, struct kw_str raw,
                                         struct kw_str *out, struct kw_error *err);

/* Tables (table.c). */
KW_CHECKED enum kw_status kw_table_parse(const struct kw_record *record,
                                         struct kw_arena *arena, struct kw_parsed *out,
                                         struct kw_error *err);

/* Markdown (markdown.c). */
bool kw_markdown_sniff(struct kw_str start);
KW_CHECKED enum kw_status kw_markdown_parse(const struct kw_record *record,
                                            struct kw_arena *arena, struct kw_parsed *out,
                                            struct kw_error *err);

/* HTML (html.c). */
bool kw_html_sniff(struct kw_str start);
KW_CHECKED enum kw_status kw_html_parse(const struct kw_record *record,
                                        struct kw_arena *arena, struct kw_parsed *out,
                                        struct kw_error *err);

/* Why bytes that begin so are no text at all, or NULL. */
const char *kw_import_refuse(struct kw_str start);

#endif
