/* cmd_query.c - questions in the query language. */
#include "cli/answers.h"
#include "cli/commands.h"
#include "cli/properties.h"

static enum kw_status write_plan(void *context, struct kw_out *out, struct kw_error *err)
{
    (void)err;
    kw_out_add(out, kw_buf_str(context));
    return KW_OK;
}

static enum kw_status explain(struct kw_cli *cli, struct kw_buf *plan,
                              struct kw_error *err)
{
    return plan->failed ? kw_nomem(err) : kw_cli_write(cli, write_plan, plan, err);
}

static enum kw_status ask(struct kw_cli *cli, struct kw_store *store,
                          struct kw_error *err)
{
    const struct kw_settings *set = &cli->set;
    struct kw_asking asking;
    struct kw_buf plan = {0};
    const struct kw_computed *computed = NULL;
    enum kw_status status = kw_cli_computed(cli, store, &computed, err);
    if (status != KW_OK)
        return status;
    kw_asking_begin(&asking, cli, kw_str_of(cli->operands[0]));
    const struct kw_ask question = {
        .text = asking.text,
        .parameters = set->parameters,
        .parameter_count = set->parameter_count,
        .view = &set->view,
        .limit = asking.limit,
        .computed = computed,
        .explain = set->explain ? &plan : NULL,
        .columns = set->explain ? NULL : &asking.columns,
        .stop = kw_asking_stop,
        .stop_context = &asking,
    };
    status = kw_ask_store(store, &question, cli->arena, kw_asking_row,
                                         &asking, &asking.fault, err);
    status = kw_asking_end(&asking, status, err);
    if (set->explain && status == KW_OK)
        status = explain(cli, &plan, err);
    kw_buf_free(&plan);
    return status;
}

static enum kw_status run(struct kw_cli *cli, struct kw_error *err)
{
    return kw_cli_with_store(cli, KW_STORE_READ, ask, err);
}

static const struct kw_option options[] = {
    KW_ASKING_OPTIONS,
    {"explain", 0, NULL, "show the steps instead of taking them", kw_set_flag,
     offsetof(struct kw_settings, explain), NULL},
    {0},
};

static const struct kw_example examples[] = {
    {"knotwork query 'MATCH (f:firm)-[:makes]->(t:tool) RETURN f.name, t.name'",
     "who makes what"},
    {"knotwork query 'MATCH (a {name: $who})-[r]->(b) RETURN type(r), b.name' -p who=\"NSO Group\"",
     "what the firm does to whom"},
    {"knotwork query 'MATCH (p:person) WHERE p.pagerank > 0 RETURN p.name, p.pagerank ORDER BY "
     "p.pagerank DESC LIMIT 9'",
     "who is central; any measure of nodes will do"},
    {"knotwork query 'MATCH p = shortestPath((a {name: \"NSO Group\"})-[*..4]-(b {name: "
     "\"Mexico\"})) RETURN p'",
     "how two are connected"},
    {NULL, NULL},
};

const struct kw_command kw_cmd_query = {
    .name = "query",
    .group = "Looking",
    .summary = "ask the graph in a query language: MATCH ... RETURN",
    .operands = "QUERY",
    .least = 1,
    .most = 1,
    .takes = KW_READS | KW_TAKES_ROWS | KW_TAKES_OUTPUT | KW_TAKES_STORE | KW_TAKES_VIEW,
    .options = options,
    .details =
        "Answers a query in the reading part of openCypher 9: MATCH, OPTIONAL MATCH, "
        "WHERE, WITH, UNWIND, UNION, RETURN, ORDER BY, SKIP, LIMIT, aggregates, CASE, "
        "lists, maps, comprehensions, EXISTS, trails like *1..3 or {1,3}, shortestPath "
        "and allShortestPaths. It has no clause that writes.\n"
        "Labels are the types of entities (person, firm ...), types of relationships "
        "those of statements (makes, acquires ...) and CO_OCCURS. Nodes have key, name, "
        "type, kind, mentions, documents, stories, outlets, first, last and voice; "
        "relationships type, polarity, evidence, documents, stories, outlets, denied, "
        "alleged, disputed, first and last; CO_OCCURS sentences, documents and stories. Nodes have "
        "the measures of nodes, too, and relationships those of the two they join, as "
        "'knotwork help measures' names them and 'knotwork analyze' gives them for the "
        "same view; only those that the query names are computed.\n"
        "What the options of the view leave out is not there: denied relations are found "
        "where the query asks about polarity, as in {polarity: '-'}. A trail holds no "
        "relationship twice and at most 50.",
    .examples = examples,
    .run = run,
};
