/* grammar.y - the query language, by lemon: openCypher 9's reading clauses, and from ISO
 * GQL the quantifiers {m,n}. What needs more than one word of look ahead is settled in
 * tokens.c. */
%include {
#include <assert.h>
#include <string.h>
#include "query/ast.h"
size_t kw_grammar_expected(void *state, struct kw_buf *out, size_t most);
#define END(t) ((t).at + (uint32_t)(t).text.len)
#define KIDS(...) ((struct kw_expr *const[]){__VA_ARGS__})
}
%name kw_grammar
%token_prefix KW_T_
%token_type {struct kw_token}
%extra_argument {struct kw_parse *p}
%stack_size 1500
%stack_overflow { kw_parse_fail(p, KW_LIMIT, p->last.at, "the query nests too deeply"); }
%parse_failure { kw_parse_fail(p, KW_SYNTAX, p->last.at, "this is no query"); }
%syntax_error {
    (void)yymajor;
    p->unexpected = true;
    kw_parse_fail(p, KW_SYNTAX, TOKEN.at, "unexpected");
}

%fallback NAME ALL ASC BY CASE CONTAINS DESC ELSE END ENDS EXISTS IS LIMIT ORDER SKIP STARTS
  THEN WHEN MATCH OPTIONAL UNION UNWIND WRITE AS.
%left OR.
%left XOR.
%left AND.
%right NOT.
%left EQ NE LT LE GT GE MATCHES.
%left IN STARTS ENDS CONTAINS IS.
%left PLUS MINUS.
%left STAR SLASH PERCENT.
%left CARET.
%right SIGN.
%left DOT LB EACH_LB PATH_LB COLON.

query ::= statement(S) semicolon. { p->result = S; }
semicolon ::= .
semicolon ::= SEMICOLON.

%type statement {struct kw_query_text *}
statement(S) ::= single(A). { S = kw_query_text_add(p, NULL, A, true); }
statement(S) ::= statement(A) UNION single(B). { S = kw_query_text_add(p, A, B, false); }
statement(S) ::= statement(A) UNION ALL single(B). { S = kw_query_text_add(p, A, B, true); }

%type single {struct kw_single *}
single(S) ::= clause(C). { S = kw_single_add(p, NULL, C); }
single(S) ::= single(A) clause(C). { S = kw_single_add(p, A, C); }

%type clause {struct kw_clause *}
clause(C) ::= MATCH(T) pattern(P) where(W). {
    if ((C = kw_clause_new(p, KW_C_MATCH, T.at)) && P) { C->pattern = P; P->where = W; }
}
clause(C) ::= OPTIONAL(T) MATCH pattern(P) where(W). {
    if ((C = kw_clause_new(p, KW_C_MATCH, T.at)) && P) {
        C->pattern = P; P->where = W; C->optional = true;
    }
}
clause(C) ::= UNWIND(T) expr(E) AS NAME(N). {
    if ((C = kw_clause_new(p, KW_C_UNWIND, T.at))) { C->expr = E; C->name = kw_parse_name(p, N); }
}
clause(C) ::= WITH(T) projection(P) where(W). {
    if ((C = kw_clause_new(p, KW_C_WITH, T.at)) && P) { C->projection = P; P->where = W; }
}
clause(C) ::= RETURN(T) projection(P). {
    if ((C = kw_clause_new(p, KW_C_RETURN, T.at))) C->projection = P;
}

%type where {struct kw_expr *}
where(W) ::= . { W = NULL; }
where(W) ::= WHERE expr(E). { W = E; }

%type projection {struct kw_projection *}
projection(P) ::= distinct(D) body(B) order(O) skip(S) limit(L). {
    P = B;
    if (P) { P->distinct = D; P->order = O; P->skip = S; P->limit = L; }
}
%type distinct {bool}
distinct(D) ::= . { D = false; }
distinct(D) ::= DISTINCT. { D = true; }
%type body {struct kw_projection *}
body(B) ::= STAR(T). {
    B = KW_NEW(p->arena, 1, struct kw_projection);
    if (B) { B->star = true; B->at = T.at; }
    else kw_parse_fail(p, KW_NOMEM, 0, "out of memory");
}
body(B) ::= STAR(T) COMMA items(I). {
    B = KW_NEW(p->arena, 1, struct kw_projection);
    if (B) { B->star = true; B->items = I; B->at = T.at; }
    else kw_parse_fail(p, KW_NOMEM, 0, "out of memory");
}
body(B) ::= items(I). {
    B = KW_NEW(p->arena, 1, struct kw_projection);
    if (B) { B->items = I; B->at = I.count && I.items[0].expr ? I.items[0].expr->at : 0; }
    else kw_parse_fail(p, KW_NOMEM, 0, "out of memory");
}
%type items {struct kw_items}
items(L) ::= item(I). { L = kw_items_add(p, (struct kw_items){0}, I); }
items(L) ::= items(A) COMMA item(I). { L = kw_items_add(p, A, I); }
%type item {struct kw_item}
item(I) ::= expr(E). {
    I = (struct kw_item){.expr = E, .slot = -1};
    if (E) I.name = kw_str_slice(p->text, E->at, E->end);
}
item(I) ::= expr(E) AS NAME(N). {
    I = (struct kw_item){.expr = E, .slot = -1, .aliased = true, .name = kw_parse_name(p, N)};
}
%type order {struct kw_items}
order(O) ::= . { O = (struct kw_items){0}; }
order(O) ::= ORDER BY sorts(S). { O = S; }
%type sorts {struct kw_items}
sorts(L) ::= sort(I). { L = kw_items_add(p, (struct kw_items){0}, I); }
sorts(L) ::= sorts(A) COMMA sort(I). { L = kw_items_add(p, A, I); }
%type sort {struct kw_item}
sort(I) ::= expr(E). { I = (struct kw_item){.expr = E, .slot = -1}; }
sort(I) ::= expr(E) ASC. { I = (struct kw_item){.expr = E, .slot = -1}; }
sort(I) ::= expr(E) DESC. { I = (struct kw_item){.expr = E, .slot = -1, .descending = true}; }
%type skip {struct kw_expr *}
skip(S) ::= . { S = NULL; }
skip(S) ::= SKIP expr(E). { S = E; }
%type limit {struct kw_expr *}
limit(S) ::= . { S = NULL; }
limit(S) ::= LIMIT expr(E). { S = E; }

/* --- patterns --- */
%type pattern {struct kw_pattern *}
pattern(P) ::= path(A). { P = kw_pattern_add(p, NULL, A); }
pattern(P) ::= pattern(B) COMMA path(A). { P = kw_pattern_add(p, B, A); }
%type path {struct kw_path_pattern *}
path(P) ::= anon(A). { P = A; }
path(P) ::= NAME(N) EQ anon(A). { P = A; if (P) P->name = kw_parse_name(p, N); }
%type anon {struct kw_path_pattern *}
anon(P) ::= chain(A). { P = A; }
anon(P) ::= shortest(A). { P = A; }
%type shortest {struct kw_path_pattern *}
shortest(P) ::= SHORTEST(T) lp chain(A) RP. {
    P = A;
    if (P) { P->shortest = T.text.len == 12 ? KW_ONE_SHORTEST : KW_ALL_SHORTEST; P->at = T.at; }
}
lp ::= LP.
%type chain {struct kw_path_pattern *}
chain(P) ::= node(N). { P = kw_path_new(p, N); }
chain(P) ::= chain(A) edge(E) node(N). { P = A; kw_path_add(p, P, E, N); }
%type node {struct kw_node_pattern *}
node(N) ::= LP(T) inside(I) RP. { N = I; if (N) N->at = T.at; }
node(N) ::= PLP(T) inside(I) RP. { N = I; if (N) N->at = T.at; }
%type inside {struct kw_node_pattern *}
inside(N) ::= labels(L) map(M). {
    N = kw_node_new(p, p->last);
    if (N) { N->labels = L.names; N->any_label = L.any; N->properties = M; }
}
inside(N) ::= NAME(V) labels(L) map(M). {
    N = kw_node_new(p, V);
    if (N) { N->name = kw_parse_name(p, V); N->labels = L.names; N->any_label = L.any; N->properties = M; }
}
%include { struct labels { struct kw_names names; bool any; }; }
%type labels {struct labels}
labels(L) ::= . { L = (struct labels){0}; }
labels(L) ::= COLON NAME(N) more(M). {
    L = (struct labels){.any = M.any};
    kw_names_add(p, &L.names, N);
    for (size_t i = 0; i < M.names.count; i++)
        kw_names_add(p, &L.names, (struct kw_token){.text = M.names.items[i]});
}
%type more {struct labels}
more(L) ::= . { L = (struct labels){0}; }
more(L) ::= more(M) COLON NAME(N). { L = M; kw_names_add(p, &L.names, N); }
more(L) ::= more(M) BAR NAME(N). { L = M; L.any = true; kw_names_add(p, &L.names, N); }
more(L) ::= more(M) BAR COLON NAME(N). { L = M; L.any = true; kw_names_add(p, &L.names, N); }
%type map {struct kw_expr *}
map(M) ::= . { M = NULL; }
map(M) ::= mapliteral(L). { M = L; }
map(M) ::= PARAMETER(T). { M = kw_expr_named(p, KW_X_PARAMETER, T); }

%type edge {struct kw_edge_pattern *}
edge(E) ::= arrow(A). { E = A; }
edge(E) ::= arrow(A) LC INTEGER(M) RC. { E = A; kw_range_set(p, E, &M, &M, true); }
edge(E) ::= arrow(A) LC INTEGER(M) COMMA RC. { E = A; kw_range_set(p, E, &M, NULL, false); }
edge(E) ::= arrow(A) LC COMMA INTEGER(N) RC. {
    struct kw_token zero = {.text = KW_STR("0"), .at = N.at};
    E = A; kw_range_set(p, E, &zero, &N, false);
}
edge(E) ::= arrow(A) LC INTEGER(M) COMMA INTEGER(N) RC. { E = A; kw_range_set(p, E, &M, &N, false); }
%type arrow {struct kw_edge_pattern *}
arrow(E) ::= LT(T) MINUS detail(D) MINUS. { E = D; if (E) { E->at = T.at; E->heading = KW_LEFT; } }
arrow(E) ::= MINUS(T) detail(D) MINUS GT. { E = D; if (E) { E->at = T.at; E->heading = KW_RIGHT; } }
arrow(E) ::= MINUS(T) detail(D) MINUS. { E = D; if (E) { E->at = T.at; E->heading = KW_EITHER; } }
arrow(E) ::= LT(T) MINUS detail(D) MINUS GT. { E = D; if (E) { E->at = T.at; E->heading = KW_EITHER; } }
%type detail {struct kw_edge_pattern *}
detail(E) ::= . { E = kw_edge_new(p, p->last.at); }
detail(E) ::= edgelb(T) name(N) labels(L) range(R) map(M) RB. {
    E = R;
    if (E) {
        E->at = T.at; E->types = L.names; E->properties = M;
        if (N.kind) E->name = kw_parse_name(p, N);
    }
}
%type edgelb {struct kw_token}
edgelb(T) ::= LB(A). { T = A; }
%type name {struct kw_token}
name(N) ::= . { N = (struct kw_token){0}; }
name(N) ::= NAME(T). { N = T; }
%type range {struct kw_edge_pattern *}
range(R) ::= . { R = kw_edge_new(p, p->last.at); }
range(R) ::= STAR(T). { R = kw_edge_new(p, T.at); kw_range_set(p, R, NULL, NULL, false); }
range(R) ::= STAR(T) INTEGER(M). { R = kw_edge_new(p, T.at); kw_range_set(p, R, &M, &M, true); }
range(R) ::= STAR(T) DOTDOT. { R = kw_edge_new(p, T.at); kw_range_set(p, R, NULL, NULL, false); }
range(R) ::= STAR(T) INTEGER(M) DOTDOT. { R = kw_edge_new(p, T.at); kw_range_set(p, R, &M, NULL, false); }
range(R) ::= STAR(T) DOTDOT INTEGER(N). { R = kw_edge_new(p, T.at); kw_range_set(p, R, NULL, &N, false); }
range(R) ::= STAR(T) INTEGER(M) DOTDOT INTEGER(N). { R = kw_edge_new(p, T.at); kw_range_set(p, R, &M, &N, false); }

/* --- expressions --- */
%type expr {struct kw_expr *}
expr(E) ::= expr(A) OR expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_OR, A, B); }
expr(E) ::= expr(A) XOR expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_XOR, A, B); }
expr(E) ::= expr(A) AND expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_AND, A, B); }
expr(E) ::= NOT(T) expr(A). { E = kw_expr_one(p, KW_X_UNARY, KW_T_NOT, T.at, A ? A->end : 0, A); }
expr(E) ::= expr(A) EQ expr(B). { E = kw_expr_compare(p, KW_T_EQ, A, B); }
expr(E) ::= expr(A) NE expr(B). { E = kw_expr_compare(p, KW_T_NE, A, B); }
expr(E) ::= expr(A) LT expr(B). { E = kw_expr_compare(p, KW_T_LT, A, B); }
expr(E) ::= expr(A) LE expr(B). { E = kw_expr_compare(p, KW_T_LE, A, B); }
expr(E) ::= expr(A) GT expr(B). { E = kw_expr_compare(p, KW_T_GT, A, B); }
expr(E) ::= expr(A) GE expr(B). { E = kw_expr_compare(p, KW_T_GE, A, B); }
expr(E) ::= expr(A) MATCHES expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_MATCHES, A, B); }
expr(E) ::= expr(A) IN expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_IN, A, B); }
expr(E) ::= expr(A) STARTS WITH expr(B). [STARTS] { E = kw_expr_two(p, KW_X_BINARY, KW_T_STARTS, A, B); }
expr(E) ::= expr(A) ENDS WITH expr(B). [ENDS] { E = kw_expr_two(p, KW_X_BINARY, KW_T_ENDS, A, B); }
expr(E) ::= expr(A) CONTAINS expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_CONTAINS, A, B); }
expr(E) ::= expr(A) IS NULL(T). [IS] { E = kw_expr_one(p, KW_X_UNARY, KW_T_IS, A ? A->at : 0, END(T), A); }
expr(E) ::= expr(A) IS NOT NULL(T). [IS] { E = kw_expr_one(p, KW_X_UNARY, KW_T_NULL, A ? A->at : 0, END(T), A); }
expr(E) ::= expr(A) PLUS expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_PLUS, A, B); }
expr(E) ::= expr(A) MINUS expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_MINUS, A, B); }
expr(E) ::= expr(A) STAR expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_STAR, A, B); }
expr(E) ::= expr(A) SLASH expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_SLASH, A, B); }
expr(E) ::= expr(A) PERCENT expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_PERCENT, A, B); }
expr(E) ::= expr(A) CARET expr(B). { E = kw_expr_two(p, KW_X_BINARY, KW_T_CARET, A, B); }
expr(E) ::= MINUS(T) expr(A). [SIGN] { E = kw_expr_minus(p, T.at, A); }
expr(E) ::= PLUS(T) expr(A). [SIGN] { E = kw_expr_one(p, KW_X_UNARY, KW_T_PLUS, T.at, A ? A->end : 0, A); }
expr(E) ::= expr(A) DOT NAME(N). {
    E = kw_expr_one(p, KW_X_PROPERTY, 0, A ? A->at : 0, END(N), A);
    if (E) E->text = kw_parse_name(p, N);
}
expr(E) ::= expr(A) COLON NAME(N). {
    if (A && A->kind == KW_X_LABELS && !A->closed) { E = A; A->end = END(N); }
    else E = kw_expr_one(p, KW_X_LABELS, 0, A ? A->at : 0, END(N), A);
    if (E) kw_names_add(p, &E->names, N);
}
expr(E) ::= expr(A) LB expr(B) RB(T). {
    E = kw_expr_two(p, KW_X_INDEX, 0, A, B); if (E) E->end = END(T);
}
expr(E) ::= expr(A) EACH_LB expr(B) RB(T). {
    E = kw_expr_two(p, KW_X_INDEX, 0, A, B); if (E) E->end = END(T);
}
expr(E) ::= expr(A) LB bound(B) DOTDOT bound(C) RB(T). {
    E = kw_expr_new(p, KW_X_SLICE, A ? A->at : 0, END(T), 3, KIDS(A, B, C));
}
%type bound {struct kw_expr *}
bound(B) ::= . { B = NULL; }
bound(B) ::= expr(E). { B = E; }
expr(E) ::= atom(A). { E = A; }

%type atom {struct kw_expr *}
atom(E) ::= LP(T) expr(A) RP(R). {
    E = A; if (E) { E->closed = true; E->at = T.at; E->end = END(R); }
}
atom(E) ::= INTEGER(T). { E = kw_expr_literal(p, T); }
atom(E) ::= FLOAT(T). { E = kw_expr_literal(p, T); }
atom(E) ::= STRING(T). { E = kw_expr_literal(p, T); }
atom(E) ::= TRUE(T). { E = kw_expr_literal(p, T); }
atom(E) ::= FALSE(T). { E = kw_expr_literal(p, T); }
atom(E) ::= NULL(T). { E = kw_expr_literal(p, T); }
atom(E) ::= PARAMETER(T). { E = kw_expr_named(p, KW_X_PARAMETER, T); }
atom(E) ::= NAME(T). { E = kw_expr_named(p, KW_X_VARIABLE, T); }
atom(E) ::= LB(T) RB(R). { E = kw_expr_new(p, KW_X_LIST, T.at, END(R), 0, NULL); }
atom(E) ::= LB(T) exprs(L) RB(R). { E = L; if (E) { E->at = T.at; E->end = END(R); } }
atom(E) ::= mapliteral(M). { E = M; }
atom(E) ::= EACH_LB(T) NAME(N) IN expr(A) where(W) RB(R). {
    E = kw_expr_new(p, KW_X_EACH, T.at, END(R), 3, KIDS(A, W, NULL));
    if (E) E->variable = kw_parse_name(p, N);
}
atom(E) ::= EACH_LB(T) NAME(N) IN expr(A) where(W) BAR expr(B) RB(R). {
    E = kw_expr_new(p, KW_X_EACH, T.at, END(R), 3, KIDS(A, W, B));
    if (E) E->variable = kw_parse_name(p, N);
}
atom(E) ::= QUANTIFIER(T) LP NAME(N) IN expr(A) where(W) RP(R). {
    E = kw_expr_new(p, KW_X_QUANTIFIER, T.at, END(R), 2, KIDS(A, W));
    if (E) { E->variable = kw_parse_name(p, N); E->text = T.text; }
}
atom(E) ::= REDUCE(T) LP NAME(M) EQ expr(A) COMMA NAME(N) IN expr(B) BAR expr(C) RP(R). {
    E = kw_expr_new(p, KW_X_REDUCE, T.at, END(R), 3, KIDS(A, B, C));
    if (E) { E->accumulator = kw_parse_name(p, M); E->variable = kw_parse_name(p, N); }
}
atom(E) ::= FUNCTION(T) LP STAR RP(R). {
    if (T.text.len == 5) E = kw_expr_new(p, KW_X_COUNT_ALL, T.at, END(R), 0, NULL);
    else { E = NULL; kw_parse_fail(p, KW_SYNTAX, T.at, "only count takes a star"); }
}
atom(E) ::= FUNCTION(T) LP distinct(D) RP(R). {
    E = kw_expr_new(p, KW_X_CALL, T.at, END(R), 0, NULL);
    if (E) { E->text = T.text; E->distinct = D; }
}
atom(E) ::= FUNCTION(T) LP distinct(D) exprs(L) RP(R). {
    E = L; if (E) { E->kind = KW_X_CALL; E->at = T.at; E->end = END(R); E->text = T.text; E->distinct = D; }
}
atom(E) ::= CASE(T) cases(C) otherwise(O) END(R). {
    E = C; if (E) { E->at = T.at; E->end = END(R); E->kids[1] = O; }
}
atom(E) ::= CASE(T) expr(A) cases(C) otherwise(O) END(R). {
    E = C; if (E) { E->at = T.at; E->end = END(R); E->kids[0] = A; E->kids[1] = O; }
}
%type otherwise {struct kw_expr *}
otherwise(O) ::= . { O = NULL; }
otherwise(O) ::= ELSE expr(E). { O = E; }
%type cases {struct kw_expr *}
cases(C) ::= WHEN(T) expr(A) THEN expr(B). {
    C = kw_expr_new(p, KW_X_CASE, T.at, T.at, 2, KIDS(NULL, NULL));
    kw_expr_add(p, C, A); kw_expr_add(p, C, B);
}
cases(C) ::= cases(D) WHEN expr(A) THEN expr(B). { C = D; kw_expr_add(p, C, A); kw_expr_add(p, C, B); }
%type exprs {struct kw_expr *}
exprs(L) ::= expr(E). {
    L = kw_expr_new(p, KW_X_LIST, 0, 0, 0, NULL); kw_expr_add(p, L, E);
}
exprs(L) ::= exprs(A) COMMA expr(E). { L = A; kw_expr_add(p, L, E); }
%type mapliteral {struct kw_expr *}
mapliteral(M) ::= LC(T) RC(R). { M = kw_expr_new(p, KW_X_MAP, T.at, END(R), 0, NULL); }
mapliteral(M) ::= LC(T) entries(L) RC(R). { M = L; if (M) { M->at = T.at; M->end = END(R); } }
%type entries {struct kw_expr *}
entries(M) ::= key(N) COLON expr(E). {
    M = kw_expr_new(p, KW_X_MAP, N.at, N.at, 0, NULL);
    if (M) { kw_names_add(p, &M->names, N); kw_expr_add(p, M, E); }
}
entries(M) ::= entries(A) COMMA key(N) COLON expr(E). {
    M = A; if (M) { kw_names_add(p, &M->names, N); kw_expr_add(p, M, E); }
}
%type key {struct kw_token}
key(T) ::= NAME(A). { T = A; }
key(T) ::= NULL(A). { T = A; }
key(T) ::= TRUE(A). { T = A; }
key(T) ::= FALSE(A). { T = A; }
key(T) ::= DISTINCT(A). { T = A; }
key(T) ::= IN(A). { T = A; }
key(T) ::= NOT(A). { T = A; }

/* Patterns as expressions. */
%type walk {struct kw_path_pattern *}
walk(P) ::= PLP(T) inside(N) RP edge(E) LP(U) inside(M) RP. {
    if (N) N->at = T.at;
    if (M) M->at = U.at;
    P = kw_path_new(p, N); kw_path_add(p, P, E, M);
    if (P) P->at = T.at;
}
walk(P) ::= PLP(T) inside(N) RP edge(E) walk(W). {
    if (N) N->at = T.at;
    P = kw_path_new(p, N);
    if (P && W) {
        kw_path_add(p, P, E, W->nodes[0]);
        for (size_t i = 0; i < W->edge_count; i++)
            kw_path_add(p, P, W->edges[i], W->nodes[i + 1]);
        P->at = T.at;
    }
}
atom(E) ::= walk(P). {
    E = kw_expr_new(p, KW_X_PATTERN, P ? P->at : 0, p->last.at, 0, NULL);
    if (E) E->pattern = kw_pattern_add(p, NULL, P);
}
atom(E) ::= shortest(P). {
    E = kw_expr_new(p, KW_X_PATTERN, P ? P->at : 0, p->last.at, 0, NULL);
    if (E) E->pattern = kw_pattern_add(p, NULL, P);
}
atom(E) ::= LB(T) walk(P) where(W) BAR expr(A) RB(R). {
    E = kw_expr_new(p, KW_X_PATTERN_EACH, T.at, END(R), 2, KIDS(W, A));
    if (E) E->pattern = kw_pattern_add(p, NULL, P);
}
atom(E) ::= PATH_LB(T) NAME(N) EQ walk(P) where(W) BAR expr(A) RB(R). {
    if (P) P->name = kw_parse_name(p, N);
    E = kw_expr_new(p, KW_X_PATTERN_EACH, T.at, END(R), 2, KIDS(W, A));
    if (E) E->pattern = kw_pattern_add(p, NULL, P);
}
atom(E) ::= EXISTS(T) LC pattern(P) where(W) RC(R). {
    E = kw_expr_new(p, KW_X_EXISTS, T.at, END(R), 1, KIDS(W));
    if (E) E->pattern = P;
}
atom(E) ::= EXISTS(T) LC statement(S) RC(R). {
    E = kw_expr_new(p, KW_X_EXISTS, T.at, END(R), 0, NULL);
    if (E) E->query = S;
}
atom(E) ::= EXISTS(T) LP expr(A) RP(R). {
    if (A && A->kind == KW_X_PATTERN) E = A;
    else {
        E = kw_expr_new(p, KW_X_CALL, T.at, END(R), 1, KIDS(A));
        if (E) E->text = T.text;
    }
}

%code {
/* Whether the parser could go on with a word of this kind: the moves it would make, on a
 * copy of the states alone. */
static bool goes_on(const yyParser *parser, int kind)
{
    YYACTIONTYPE states[1600];
    size_t top = 0;
    for (const yyStackEntry *e = parser->yystack; e <= parser->yytos; e++) {
        if (top == sizeof states / sizeof states[0] - 8)
            return false;
        states[top++] = e->stateno;
    }
    for (int moves = 0; moves < 4000; moves++) {
        YYACTIONTYPE action = states[top - 1];
        if (action <= YY_MAX_SHIFT)
            action = yy_find_shift_action((YYCODETYPE)kind, action);
        if (action <= YY_MAX_SHIFTREDUCE || action == YY_ACCEPT_ACTION)
            return true;
        if (action < YY_MIN_REDUCE)
            return false;
        unsigned rule = action - YY_MIN_REDUCE;
        top -= (size_t)-yyRuleInfoNRhs[rule];
        if (top == 0 || top + 1 >= sizeof states / sizeof states[0])
            return false;
        YYACTIONTYPE next = yy_find_reduce_action(states[top - 1], yyRuleInfoLhs[rule]);
        if (next == YY_ACCEPT_ACTION)
            return true;
        states[top++] = next;
    }
    return false;
}

/* What could stand next, the things first that most often are forgotten. */
static int kind_at(int place)
{
    static const int first[] = {KW_T_RP, KW_T_RB, KW_T_RC, KW_T_COMMA, KW_T_NAME};
    enum { FIRST = sizeof first / sizeof first[0] };
    return place < FIRST ? first[place] : place - FIRST;
}

/* Lists what could stand next: at most `most` things. */
size_t kw_grammar_expected(void *state, struct kw_buf *out, size_t most)
{
    const yyParser *parser = state;
    bool name = goes_on(parser, KW_T_NAME);
    size_t count = 0;
    for (int place = 0; place < YYNTOKEN + 5; place++) {
        int kind = kind_at(place);
        const char *text = kw_token_name(kind);
        bool spare = name && kind != KW_T_NAME && yyFallback[kind] == KW_T_NAME;
        if (!text || spare || !goes_on(parser, kind) ||
            kw_str_find(kw_buf_str(out), kw_str_of(text), 0) <= out->len)
            continue;
        if (count++ >= most)
            continue;
        if (out->len)
            kw_buf_add(out, KW_STR(", "));
        kw_buf_add(out, kw_str_of(text));
    }
    return count;
}
}
