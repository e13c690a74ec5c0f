/* derive.h - the queries src/corpus keeps derived records with; same form as queries.h. */
#ifndef KW_STORE_DERIVE_H
#define KW_STORE_DERIVE_H

#define KW_QUERIES_DERIVE(X)                                                             \
    X(DERIVED_CLEAR, "", "", "DELETE FROM meta WHERE name = ''")

#endif
