/* measures.h - measures chosen by name and computed, for tables and exports. */
#ifndef KW_CLI_MEASURES_H
#define KW_CLI_MEASURES_H

#include "knotwork/export.h"
#include "measure/measure.h"

/* Chosen measures in the order they were named. */
struct kw_chosen {
    const struct kw_measure **measures;
    size_t count;
    struct kw_measure_settings settings; /* how they are to be computed */
};

/* Reads names joined by commas; "all" stands for all of `scope`, "usual" or NULL for
 * those shown at `place` (KW_SHOWN_...) where nobody says which, "none" for no measure.
 * Errors: KW_USAGE names what is near; KW_NOMEM. */
KW_CHECKED enum kw_status kw_measures_choose(const char *names, enum kw_scope scope,
                                             unsigned place, struct kw_arena *arena,
                                             struct kw_chosen *out, struct kw_error *err);

/* Values of node measures, a column each. Errors: those of kw_measure_compute. */
KW_CHECKED enum kw_status kw_measures_columns(const struct kw_graph *graph,
                                              const struct kw_chosen *chosen,
                                              struct kw_arena *arena,
                                              struct kw_node_column **columns,
                                              struct kw_error *err);

#endif
