/* parse.h - dependency trees: which word each word of a sentence hangs on, and as what.
 *
 * Relations are the basic ones of Universal Dependencies 2 (de Marneffe, Manning, Nivre,
 * Zeman 2021, "Universal Dependencies"), with the few subtypes that slots tell apart.
 * The parser is greedy and arc-hybrid (Kuhlmann, Gomez-Rodriguez, Satta 2011); its
 * weights are the parts "tree-..." of the model. Marks of punctuation are hung by rules
 * (text/punct.h).
 */
#ifndef KW_TEXT_PARSE_H
#define KW_TEXT_PARSE_H

#include "model/model.h"
#include "text/text.h"

/* X(enumerator, name) */
/* clang-format off: a table, not a nest of calls */
#define KW_DEPS(X)                                                                       \
    X(ACL, "acl")                                                                        \
    X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVMOD, "advmod") X(AMOD, "amod")      \
        X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(       \
            CC, "cc") X(CCOMP, "ccomp") X(COMPOUND, "compound") X(COMPOUND_PRT,          \
                                                                  "compound:prt")        \
            X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj") X(DEP, "dep") X(DET, "det")  \
                X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated") X(EXPL, "expl")    \
                    X(FIXED, "fixed") X(FLAT, "flat") X(GOESWITH, "goeswith")            \
                        X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod")  \
                            X(NMOD_POSS, "nmod:poss") X(NSUBJ, "nsubj")                  \
                                X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod")          \
                                    X(OBJ, "obj") X(OBL, "obl")                          \
                                        X(OBL_AGENT, "obl:agent") X(ORPHAN, "orphan")    \
                                            X(PARATAXIS, "parataxis") X(PUNCT, "punct")  \
                                                X(REPARANDUM, "reparandum")              \
                                                    X(ROOT, "root")                      \
                                                        X(VOCATIVE, "vocative")          \
                                                            X(XCOMP, "xcomp")
/* clang-format on */

#define KW_DEP_ENUM(id, name) KW_DEP_##id,
enum kw_dep { KW_DEP_NONE, KW_DEPS(KW_DEP_ENUM) KW_DEP_COUNT };
#undef KW_DEP_ENUM

const char *kw_dep_name(enum kw_dep dep);
/* A subtype that is not in the table counts as its relation: "nmod:desc" is NMOD. */
bool kw_dep_parse(struct kw_str name, enum kw_dep *dep);

/* What a token hangs on. */
struct kw_arc {
    uint32_t head; /* 1 + index of a token in the same sentence; 0: it is the root */
    enum kw_dep dep;
};

/* Immutable once made: threads may share one. */
struct kw_parser;

/* Owns: lives in `arena`; `model` must outlive it.
 * Errors: KW_SYNTAX when the model has no trees, or moves that are none; KW_NOMEM. */
KW_CHECKED enum kw_status kw_parser_new(const struct kw_model *model,
                                        struct kw_arena *arena,
                                        const struct kw_parser **out,
                                        struct kw_error *err);

/* Gives an arc for each token of one sentence, tagged before (`out` has room for
 * `count`). They are a tree whatever the tokens: no cycle, and one root, whose relation
 * is KW_DEP_ROOT. Scratch memory comes from `arena`.
 * Errors: KW_NOMEM. Cost: O(count): each token is shifted once and attached once. */
KW_CHECKED enum kw_status kw_parse(const struct kw_parser *parser,
                                   const struct kw_token *tokens, size_t count,
                                   struct kw_arena *arena, struct kw_arc *out,
                                   struct kw_error *err);

#endif
