/* csv.h - profiles of CSV: which columns a program wants; private to src/export. */
#ifndef KW_EXPORT_CSV_H
#define KW_EXPORT_CSV_H

#include "writer.h"

/* What a column of a profile's own holds; NOTHING ends a list. LABELS and TYPE are
 * Neo4j's: Entity;Firm and ROLE_AT. EDGE is its identifier. */
enum kw_csv_holds {
    HOLDS_NOTHING,
    HOLDS_KEY,
    HOLDS_NAME,
    HOLDS_LABELS,
    HOLDS_SOURCE,
    HOLDS_TARGET,
    HOLDS_SOURCE_NAME,
    HOLDS_TARGET_NAME,
    HOLDS_DIRECTION,
    HOLDS_EDGE,
    HOLDS_LABEL,
    HOLDS_TYPE,
    HOLDS_WEIGHT
};

struct kw_csv_column {
    const char *header;      /* as the program wants it */
    enum kw_csv_holds holds; /* what stands below */
};

enum { OWN_COLUMNS = 8 };

struct kw_csv_profile {
    const char *lead;  /* before the first line */
    bool typed;        /* headers name types: Neo4j */
    bool guarded;      /* no field can be taken for a formula */
    const char *taken; /* attributes that own columns stand for, joined by | */
    struct kw_csv_column nodes[OWN_COLUMNS]; /* the first columns of nodes */
    struct kw_csv_column edges[OWN_COLUMNS]; /* and of edges */
};

extern const struct kw_csv_profile kw_csv_sheet, kw_csv_gephi, kw_csv_neo4j;

#endif
