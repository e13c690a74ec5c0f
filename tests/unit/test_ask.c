/* The query language from inside: words, clauses, plans, values, functions, faults with
 * their places, bounds, and memory that runs out anywhere. What rows a pattern gives is
 * the matter of conform/brute.py and conform/tck.py. */
#include "check.h"

#include <stdio.h>

#include "asking.h"
#include "failing.h"
#include "query/ask.h"
#include "query/value_text.h"

/* A graph: nodes 1 to 5, a ring of T and a star of U from node 1. */
struct fixture {
    struct kw_arena *arena;
    struct kw_region region;
    struct kw_source source;
};

static int set_up(void **state)
{
    static struct fixture f;
    static const struct kw_str labels[] = {{"A", 1}, {"B", 1}};
    f.arena = kw_arena_new();
    struct kw_memory *memory = kw_memory_new(f.arena);
    for (int i = 1; i <= 5; i++) {
        char properties[64];
        snprintf(properties, sizeof properties, "{name: 'n%d', x: %d}", i, i * 10);
        kw_memory_node(memory, labels, i % 2 ? 1 : 2,
                       asking_map(f.arena, &f.region, properties));
    }
    for (int i = 1; i <= 5; i++)
        kw_memory_edge(memory, i, i % 5 + 1, KW_STR("T"),
                       asking_map(f.arena, &f.region, "{w: 1}"));
    for (int i = 2; i <= 5; i++)
        kw_memory_edge(memory, 1, i, KW_STR("U"), NULL);
    assert_int_equal(kw_memory_source(memory, &f.source, NULL), KW_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    kw_region_free(&f->region);
    kw_arena_free(f->arena);
    return 0;
}

static enum kw_status run(struct fixture *f, const struct kw_ask *ask,
                          struct kw_arena *arena, struct kw_buf *rows,
                          struct kw_ask_fault *fault, struct kw_error *err)
{
    kw_buf_clear(rows);
    return kw_ask_source(ask, &f->source, NULL, 0, arena, asking_take, rows, fault, err);
}

/* A query and its rows; or, after "!", the column of the fault and a part of what is said.
 */
struct case_ {
    const char *query, *answer;
};

static void check_case(struct fixture *f, const struct case_ *c)
{
    struct kw_arena *arena = kw_arena_new();
    struct kw_buf rows = {0};
    struct kw_ask_fault fault;
    struct kw_error err = {0};
    char got[600];
    struct kw_ask ask = {.text = kw_str_of(c->query)};
    enum kw_status status = run(f, &ask, arena, &rows, &fault, &err);
    if (status == KW_OK)
        snprintf(got, sizeof got, "%.*s", KW_STR_ARG(kw_buf_str(&rows)));
    else
        snprintf(got, sizeof got, "!%u %s", fault.column, err.text);
    bool same = c->answer[0] == '!' ? strncmp(got, c->answer, strlen(c->answer)) == 0
                                    : strcmp(got, c->answer) == 0;
    if (!same)
        fail_msg("%s\n gives %s\n   not %s", c->query, got, c->answer);
    kw_buf_free(&rows);
    kw_arena_free(arena);
}

#define CHECK_ALL(state, cases)                                                          \
    for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                         \
    check_case(*(state), &(cases)[i])

static void words_are_told_apart(void **state)
{
    static const struct case_ cases[] = {
        {"RETURN 0x1F, 0o17, 1e3, .5, 007, 1e-5, 1.5e20", "31|15|1000.0|0.5|7|0.00001|1.5e+20"},
        {"RETURN -9223372036854775808", "-9223372036854775808"},
        {"RETURN 9223372036854775808", "!8 this number does not fit 64 bits"},
        {"RETURN 12abc", "!8 '12abc' is not a number"},
        {"RETURN 'a\\'b', \"c'd\", '\\u00e9\\t'", "'a\\'b'|'c\\'d'|'é\t'"},
        {"RETURN '\\x'", "!8 '\\x' is no escape"},
        {"RETURN '\\ud800'", "!8 there is no character of that number"},
        {"RETURN 'open", "!8 this text has no closing quote"},
        {"RETURN `open", "!8 this name has no closing backtick"},
        {"RETURN 1 /* open", "!10 this comment has no end"},
        {"RETURN 1 // done\n + /* and */ 1", "2"},
        {"WITH 1 AS `a``b` RETURN `a``b`", "1"},
        {"RETURN 1 # 2", "!10 a character that the query language does not use"},
        {"WITH 1 AS Größe RETURN Größe", "1"},
        {"WITH 1 AS match, 2 AS end RETURN match + end", "3"},
        {"return 1 as One union all RETURN 2 AS One", "1 / 2"},
        {"RETURN [x IN [1] | null], [x IN [1] WHERE x = 1 | true]", "[null]|[true]"},
        {"RETURN 1;", "1"},
    };
    CHECK_ALL(state, cases);
}

static void faults_have_a_place_and_say_what_was_expected(void **state)
{
    static const struct case_ cases[] = {
        {"", "!1 expected MATCH"},
        {"MATCH (a RETURN a", "!10 expected ')', ':', a parameter, '{', found 'RETURN'"},
        {"RETURN [1,2", "!12 expected ']', ','"},
        {"RETURN 1 RETURN 2", "!10 expected the end: nothing can follow RETURN"},
        {"MATCH (a)", "!1 a query ends in RETURN"},
        {"MATCH (a) RETURN b", "!18 there is no variable 'b' here"},
        {"MATCH (abc) RETURN abd", "!20 there is no variable 'abd'; is 'abc' meant?"},
        {"RETURN siz('a')", "!8 there is no function 'siz'"},
        {"RETURN size()", "!8 size takes 1 argument, not 0"},
        {"RETURN size(1)", "!13 expected size takes a text or a list, found an integer"},
        {"MATCH (a)-[r]-(b)-[r]-(c) RETURN a", "!18 the relationship 'r' stands twice"},
        {"MATCH (a)-[a]-(b) RETURN a", "!10 'a' is a node already"},
        {"MATCH (a) WITH a.x RETURN 1", "!16 expected AS and a name"},
        {"RETURN 1 AS a, 2 AS a", "!16 two columns are named 'a'"},
        {"RETURN 1 AS a UNION RETURN 2 AS b", "!21 all parts of a UNION"},
        {"RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a", "!45 UNION and"},
        {"MATCH (a) WHERE count(a) > 1 RETURN a", "!17 an aggregate cannot stand here"},
        {"RETURN count(count(*))", "!14 an aggregate cannot stand in an aggregate"},
        {"MATCH (a) RETURN a.x + count(*)", "!18 'a' is not the same"},
        {"MATCH (a) WHERE 1 RETURN a", "!17 expected a condition, found an integer"},
        {"RETURN 'a' - 1", "!8 expected a number, found a string"},
        {"RETURN 1 IN 2", "!13 expected a list"},
        {"RETURN 1 LIMIT -1", "!16 expected a number that is not negative"},
        {"UNWIND [1] AS x UNWIND [2] AS x RETURN x", "!17 'x' is a variable already"},
        {"MATCH (a) RETURN (a)--()", "!18 a pattern is a condition"},
        {"MATCH shortestPath((a)-[*]-(b)-[*]-(c)) RETURN 1", "!7 shortestPath takes two"},
        {"MATCH (a)-[:T*2..1]-(b) RETURN a", ""}, /* a range of nothing */
        {"RETURN $p", "!8 the parameter $p was not given"},
        {"UNWIND [1, 'a'] AS x RETURN x - 1", "!29 "},
    };
    CHECK_ALL(state, cases);
}

/* No clause of openCypher or SQL that writes, calls out or reads files is a query. */
static void nothing_but_reading_is_understood(void **state)
{
    static const char *const others[] = {
        "CREATE (n)", "MATCH (n) SET n.x = 1", "MATCH (n) DELETE n",
        "MATCH (n) DETACH DELETE n", "MERGE (n)", "MATCH (n) REMOVE n.x RETURN n",
        "FOREACH (x IN [1] | CREATE (n))", "CALL db.labels()", "DROP INDEX i",
        "LOAD CSV FROM '/etc/passwd' AS l RETURN l", "MATCH (n) RETURN n; CREATE (m)",
        "MATCH (n) RETURN n UNION CREATE (m)", "RETURN EXISTS { CREATE (n) }",
        "ATTACH DATABASE 'x' AS y", "PRAGMA query_only = 0", "SELECT load_extension('x')",
        "INSERT INTO entity VALUES (1)", "VACUUM", "BEGIN", "USE other RETURN 1",
        "RETURN load_extension('x')", "RETURN readfile('/etc/passwd')",
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_buf rows = {0};
        struct kw_ask ask = {.text = kw_str_of(others[i])};
        if (run(f, &ask, arena, &rows, NULL, NULL) != KW_SYNTAX || rows.len)
            fail_msg("%s is understood", others[i]);
        kw_buf_free(&rows);
        kw_arena_free(arena);
    }
}

static void values_compare_as_defined(void **state)
{
    static const struct case_ cases[] = {
        {"RETURN 1 = 1.0, 1 = 'a', null = null, null IS NULL", "true|false|null|true"},
        {"RETURN [1, null] = [1, 2], [1, null] = [2, 2], [1] = 1", "null|false|false"},
        {"RETURN {a: 1} = {a: 1.0}, {a: null} = {a: null}", "true|null"},
        {"RETURN 1 < 'a', [1, 2] < [1, 3], [null] < [1], true > false",
         "null|true|null|true"},
        {"RETURN 0.0/0 = 0.0/0, 0.0/0 <> 0.0/0, 0.0/0 < 1", "false|true|false"},
        {"RETURN null AND false, null OR true, null XOR true, NOT null",
         "false|true|null|null"},
        {"RETURN 1 < 2 < 3, 1 < 3 < 2, 3 > 2 = 2", "true|false|true"},
        {"RETURN 1 IN [1, null], 2 IN [1, null], null IN []", "true|null|false"},
        {"RETURN 'abc' STARTS WITH 'a', 'abc' ENDS WITH 1, 'abc' CONTAINS ''",
         "true|null|true"},
        {"RETURN 'abc' =~ 'a.c', 'abcd' =~ 'a.c', null =~ 'a'", "true|false|null"},
        {"UNWIND [1, null, 'a', 0.5, true, [1], {a: 1}, 0.0/0] AS x RETURN x ORDER BY x",
         "{a: 1} / [1] / 'a' / true / 0.5 / 1 / NaN / null"},
        {"UNWIND [1, 1.0, null, null, [null], [null]] AS x RETURN count(DISTINCT x)", "2"},
        {"RETURN 7 / 2, -7 / 2, -7 % 3, 7.0 / 2, 2 ^ 3, 1 + 2 * 3", "3|-3|-1|3.5|8.0|7"},
        {"RETURN 1 / 0", "!8 division by zero"},
        {"RETURN 9223372036854775807 + 1", "!8 the result does not fit 64 bits"},
        {"RETURN -9223372036854775808 / -1", "!8 the result does not fit 64 bits"},
        {"RETURN 'a' + 1, [1] + 2, 1 + [2], [1] + [2]", "'a1'|[1, 2]|[1, 2]|[1, 2]"},
        {"RETURN [1, 2, 3][1], [1, 2, 3][-1], [1][5], [1, 2, 3][1..], {a: 1}['a']",
         "2|3|null|[2, 3]|1"},
        {"RETURN CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END, CASE WHEN null THEN 1 END",
         "'b'|null"},
    };
    CHECK_ALL(state, cases);
}

static void functions_do_what_they_say(void **state)
{
    static const struct case_ cases[] = {
        {"RETURN abs(-2), sign(-0.5), ceil(1.2), floor(-1.2), round(2.5), sqrt(4)",
         "2|-1|2.0|-2.0|3.0|2.0"},
        {"RETURN abs(-9223372036854775808)", "!8 "},
        {"RETURN toInteger('12'), toInteger('x'), toInteger(1.9), toFloat('1.5')",
         "12|null|1|1.5"},
        {"RETURN toBoolean('TRUE'), toBoolean('x'), toString(1.0), toString(true)",
         "true|null|'1.0'|'true'"},
        {"RETURN toLower('ÄB'), toUpper('éc'), trim('  a ')", "'äb'|'ÉC'|'a'"},
        {"RETURN substring('héllo', 1, 3), left('héllo', 2), right('héllo', 2)",
         "'éll'|'hé'|'lo'"},
        {"RETURN substring('abc', 1, 99), substring('abc', 5)", "'bc'|''"},
        {"RETURN substring('abc', -1)", "!8 expected a number of characters"},
        {"RETURN replace('aaa', 'a', 'bb'), replace('abc', '', 'x')", "'bbbbbb'|'abc'"},
        {"RETURN split('a,b,', ','), reverse('äb'), size('äb')", "['a', 'b', '']|'bä'|2"},
        {"RETURN head([]), last([1, 2]), tail([1, 2]), reverse([1, 2])",
         "null|2|[2]|[2, 1]"},
        {"RETURN range(1, 3), range(3, 1), range(3, 1, -1)", "[1, 2, 3]|[]|[3, 2, 1]"},
        {"RETURN range(0, 1, 0)", "!8 the step of a range cannot be 0"},
        {"RETURN coalesce(null, 2, 3), keys({b: 1, a: 2}), size(null)",
         "2|['a', 'b']|null"},
        {"MATCH (a {x: 10})-[r:U]->({x: 20}) RETURN type(r), labels(endNode(r)), "
         "startNode(r) = a, properties(r)", "'U'|['A', 'B']|true|{}"},
        {"MATCH p = ({x: 10})-[:T*2]->() RETURN length(p), size(nodes(p)), "
         "[r IN relationships(p) | r.w]", "2|3|[1, 1]"},
        {"UNWIND [1, 2, 3, 4] AS x RETURN sum(x), avg(x), min(x), max(x), stDevP(x), "
         "percentileDisc(x, 0.5), percentileCont(x, 0.5)", "10|2.5|1|4|1.118033988749895|2|2.5"},
        {"MATCH (n:None) RETURN count(*), sum(n.x), avg(n.x), max(n.x), collect(n)",
         "0|0|null|null|[]"},
        {"RETURN reduce(t = 0, x IN [1, 2] | t + x), all(x IN [] WHERE x), "
         "any(x IN [null, true] WHERE x), single(x IN [1, 1] WHERE x = 1)",
         "3|true|true|false"},
    };
    CHECK_ALL(state, cases);
}

/* Wrong before the comparison with the brute-force evaluator; and what rows are. */
static void patterns_bind_in_any_order(void **state)
{
    static const struct case_ cases[] = {
        {"MATCH (a)-[:T]->(b {x: a.x + 10}) RETURN count(*)", "4"},
        {"MATCH (a {x: b.x - 10})-[:T]->(b {name: 'n2'}) RETURN a.x", "10"},
        {"MATCH (a)-[:T*1..2 {w: a.x / 10}]->(b) RETURN count(*)", "2"},
        {"MATCH (a) WHERE (a)-[:U]-(:A)-[:T]-({x: 10}) RETURN count(a)", "1"},
        {"MATCH (a {x: 10}), p = allShortestPaths((a)-[:None*0..3]-(a)) RETURN length(p)",
         "0"},
        {"MATCH p = allShortestPaths((a {x: 20})-[*]-(b {x: 40})) RETURN length(p)",
         "2 / 2 / 2"},
        {"MATCH p = shortestPath((a {x: 20})-[:T*]->(b {x: 10})) RETURN length(p)", "4"},
        {"MATCH p = shortestPath((a {x: 20})-[:T*..3]->(b {x: 10})) RETURN length(p)", ""},
        {"MATCH (a {x: 10})-[:T]->{2,3}(b) RETURN b.x ORDER BY b.x", "30 / 40"},
        {"MATCH (a {x: 10})-[r]-(b) RETURN count(r), count(DISTINCT b)", "6|4"},
        {"MATCH (a:A|B) RETURN count(*) UNION MATCH (a:A:B) RETURN count(*)", "5 / 2"},
        {"OPTIONAL MATCH (n:None) RETURN n, n.x, labels(n)", "null|null|null"},
    };
    CHECK_ALL(state, cases);
}

static void plans_begin_where_least_is_to_be_read(void **state)
{
    static const struct case_ cases[] = {
        {"MATCH (a)-[r]->(b {name: 'n2'}) RETURN a",
         "match\nscan nodes (b) by name = 'n2'\nfollow one edge <-[r]- (a)\ncompute a\n"},
        {"MATCH (a:A)-[:T*1..2]->(b) WHERE b.key = $k AND a.x > 1 RETURN count(*)",
         "match\nscan nodes (b) by key = $k\nkeep where b.key = $k\n"
         "walk trails <-[:T*1..2]- (a:A)\nkeep where a.x > 1\ngroup count(*)\n"},
        {"MATCH p = shortestPath((a)-[*..4]-(b)) RETURN p ORDER BY p LIMIT 2",
         "match\nscan nodes (a)\nscan nodes (b)\nsearch breadth first -[*1..4]- (b)\n"
         "compute p\nsort p\nlimit 2\n"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_buf rows = {0}, plan = {0};
        struct kw_error err = {0};
        struct kw_ask ask = {.text = kw_str_of(cases[i].query), .explain = &plan};
        if (run(f, &ask, arena, &rows, NULL, &err) != KW_OK)
            fail_msg("%s: %s", cases[i].query, err.text);
        kw_buf_byte(&plan, 0);
        assert_string_equal(plan.ptr, cases[i].answer);
        kw_buf_free(&plan);
        kw_buf_free(&rows);
        kw_arena_free(arena);
    }
}

/* --- bounds -------------------------------------------------------------------------- */

static bool after_some_time(void *context)
{
    return ++*(int *)context > 50; /* asked every 1024 steps */
}

/* Repeats `unit` between `head` and `tail`. */
static const char *repeated(struct fixture *f, const char *head, const char *unit,
                            int times, const char *tail)
{
    struct kw_buf b = {0};
    kw_buf_add(&b, kw_str_of(head));
    for (int i = 0; i < times; i++)
        kw_buf_add(&b, kw_str_of(unit));
    kw_buf_add(&b, kw_str_of(tail));
    kw_buf_byte(&b, 0);
    struct kw_str copy = kw_arena_copy(f->arena, kw_buf_str(&b));
    kw_buf_free(&b);
    assert_non_null(copy.ptr);
    return copy.ptr;
}

/* Hostile questions end in a message, in bounded time and memory. */
static void hostile_questions_are_refused(void **state)
{
    struct fixture *f = *state;
    const char *const hostile[] = {
        repeated(f, "RETURN ", "(", 100000, "1"),
        repeated(f, "RETURN ", "[", 100000, ""),
        repeated(f, "RETURN ", "NOT ", 100000, "true"),
        repeated(f, "RETURN ", "- ", 5000, "1"),
        repeated(f, "RETURN 1", " + 1", 100000, ""),
        repeated(f, "RETURN ", "CASE WHEN true THEN ", 5000, "1"),
        repeated(f, "MATCH (a) WHERE ", "EXISTS { MATCH (a) WHERE ", 2000, "true"),
        repeated(f, "RETURN ", "[x IN [1] | ", 2000, "1"),
        repeated(f, "RETURN '", "a", 2 << 20, "'"),
        "UNWIND range(1, 1000000000) AS x RETURN x",
        "RETURN range(1, 9223372036854775807)",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(*)",
        "UNWIND range(1, 1000000) AS x RETURN collect([x, x, x])",
        "WITH range(1, 1000) AS l RETURN reduce(t = l, x IN l | t + t)",
        "WITH 'aaaaaaaaaaaaaaaa' AS s RETURN reduce(t = s, x IN range(1, 100) | t + t)",
        "MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i), (j) RETURN count(*)",
        "MATCH (a)-[*]-(b)-[*]-(c)-[*]-(d) RETURN count(*)",
        "MATCH (a)-[*]-(b) MATCH (c)-[*]-(d) MATCH (e)-[*]-(g) RETURN count(*)",
        "UNWIND range(1, 100000) AS x RETURN x ORDER BY x DESC",
    };
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        struct kw_arena *arena = kw_arena_new();
        struct kw_buf rows = {0};
        struct kw_error err = {0};
        int ticks = 0;
        struct kw_ask ask = {.text = kw_str_of(hostile[i]), .memory = 1u << 20, .limit = 10,
                             .stop = after_some_time, .stop_context = &ticks};
        enum kw_status status = run(f, &ask, arena, &rows, NULL, &err);
        if (status != KW_LIMIT && status != KW_SYNTAX)
            fail_msg("%.60s...: %d %s", hostile[i], (int)status, err.text);
        assert_true(err.text[0] != 0);
        kw_buf_free(&rows);
        kw_arena_free(arena);
    }
}

/* What looks large but is not goes through. */
static void large_questions_are_answered(void **state)
{
    struct fixture *f = *state;
    const struct case_ cases[] = {
        {repeated(f, "RETURN ", "(", 100, repeated(f, "1", ")", 100, "")), "1"},
        {repeated(f, "RETURN 1", " + 1", 300, ""), "301"},
        {repeated(f, "RETURN size([0", ", 1", 10000, "])"), "10001"},
        {repeated(f, "RETURN size('", "a", 100000, "')"), "100000"},
        {"UNWIND range(1, 100000) AS x RETURN sum(x)", "5000050000"},
        {"UNWIND range(1, 100000) AS x WITH x % 10 AS k, count(*) AS n RETURN sum(n)",
         "100000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_case(f, &cases[i]);
}

/* --- memory -------------------------------------------------------------------------- */

static const char *const rich[] = {
    "MATCH (a:A {x: 10})-[r:T|U]->(b) WHERE b.x > 10 AND r.w = 1 RETURN a, r, b.name",
    "MATCH p = (a)-[:T*1..3]->(b {x: a.x + 20}) RETURN p, [n IN nodes(p) WHERE n.x > 10 | "
    "n.name] AS l ORDER BY l DESC, p SKIP 1 LIMIT 2",
    "MATCH p = allShortestPaths((a {x: 20})-[*]-(b {x: 40})) RETURN relationships(p)",
    "MATCH (a) OPTIONAL MATCH (a)-[:U]->(b:B) WITH a.x AS x, count(b) AS n, "
    "collect(DISTINCT b.name) AS l WHERE n > 0 RETURN DISTINCT x + n, l, {k: n}",
    "UNWIND [1, 2, 'a', null, [1]] AS x RETURN x AS y UNION MATCH (n) WHERE "
    "EXISTS { (n)-[:U]->() WHERE n.x > 0 } OR (n)<-[:U]-() RETURN [(n)--(m) | m.x] AS y",
    "RETURN reduce(t = '', x IN split('a,b,c', ',') | t + x), toUpper('ä'), "
    "replace('aXb', 'X', '--'), CASE WHEN any(x IN [1] WHERE x = 1) THEN 1 ELSE 2 END, "
    "percentileCont(2, 0.5), 'abc' =~ 'a.*', substring('abc', 1), toString(1.5)",
    "MATCH (a RETURN a",
    "RETURN nosuch(1)",
};

static enum kw_status ask_rich(struct fixture *f, size_t i, struct kw_arena *arena,
                               struct kw_buf *rows, struct kw_error *err)
{
    struct kw_ask ask = {.text = kw_str_of(rich[i])};
    return run(f, &ask, arena, rows, NULL, err);
}

static bool is_wanted(size_t i, enum kw_status status)
{
    return status == (i < 6 ? KW_OK : KW_SYNTAX);
}

static void memory_may_run_out_anywhere(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rich / sizeof rich[0]; i++) {
        enum kw_status status = KW_NOMEM;
        for (long n = 0; status == KW_NOMEM; n++) { /* of the plan */
            struct kw_arena *arena = kw_arena_new();
            struct kw_buf rows = {0};
            struct kw_error err = {0};
            assert_true(n < 5000);
            kw_arena_fail_after(arena, n);
            status = ask_rich(f, i, arena, &rows, &err);
            if (status != KW_NOMEM && !is_wanted(i, status))
                fail_msg("%s: %s", rich[i], err.text);
            kw_buf_free(&rows);
            kw_arena_free(arena);
        }
    }
}

static void the_system_may_refuse_memory_anywhere(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rich / sizeof rich[0]; i++) {
        enum kw_status status = KW_NOMEM;
        for (long n = 0; status == KW_NOMEM; n++) {
            struct kw_arena *arena = kw_arena_new();
            struct kw_buf rows = {0};
            struct kw_error err = {0};
            assert_true(n < 5000);
            fail_after(FAIL_ALLOCATION, n);
            status = ask_rich(f, i, arena, &rows, &err);
            fail_after(FAIL_ALLOCATION, -1);
            if (status != KW_NOMEM && !is_wanted(i, status))
                fail_msg("%s: %s", rich[i], err.text);
            kw_buf_free(&rows);
            kw_arena_free(arena);
        }
    }
}

static void parameters_are_literals_or_texts(void **state)
{
    static const struct case_ cases[] = {
        {"-5", "-5"}, {"[1, 'a', {b: null}]", "[1, 'a', {b: null}]"}, {"true", "true"},
        {"NSO Group", "'NSO Group'"}, {"O'Neil", "'O\\'Neil'"}, {"pi()", "'pi()'"},
        {"1 LIMIT 3", "'1 LIMIT 3'"}, {"1 AS x", "'1 AS x'"}, {"", "''"},
        {"1 UNION RETURN 2", "'1 UNION RETURN 2'"}, {"1 //", "1"}, {"$x", "'$x'"},
        {"1; CREATE (n)", "'1; CREATE (n)'"}, {"\"2021\"", "'2021'"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kw_parameter p;
        struct kw_buf b = {0};
        struct kw_str text = kw_arena_printf(f->arena, "x=%s", cases[i].query);
        assert_int_equal(kw_parameter_parse(f->arena, &f->region, text, &p, NULL), KW_OK);
        assert_int_equal(kw_value_literal(&f->source, &p.value, &b, NULL), KW_OK);
        check_str(kw_buf_str(&b), cases[i].answer);
        kw_buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_told_apart),
        cmocka_unit_test(faults_have_a_place_and_say_what_was_expected),
        cmocka_unit_test(nothing_but_reading_is_understood),
        cmocka_unit_test(values_compare_as_defined),
        cmocka_unit_test(functions_do_what_they_say),
        cmocka_unit_test(patterns_bind_in_any_order),
        cmocka_unit_test(plans_begin_where_least_is_to_be_read),
        cmocka_unit_test(hostile_questions_are_refused),
        cmocka_unit_test(large_questions_are_answered),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(the_system_may_refuse_memory_anywhere),
        cmocka_unit_test(parameters_are_literals_or_texts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
