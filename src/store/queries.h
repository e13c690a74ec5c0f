/* queries.h - every SQL statement of the store that takes parameters, as rows of one
 * table: X(name, parameters, columns, text).
 *
 * Parameters and columns are strings of one letter each: i a 64-bit integer, z an
 * integer where 0 is stored as NULL, d a day (KW_DAY_NONE is NULL), t text, b bytes.
 */
#ifndef KW_STORE_QUERIES_H
#define KW_STORE_QUERIES_H

/* --- facts --- */
#define KW_QUERIES_FACTS(X)                                                              \
    X(META_PUT, "tt", "", "INSERT OR REPLACE INTO meta VALUES (?, ?)")                   \
    X(META_GET, "t", "t", "SELECT value FROM meta WHERE name = ?")                       \
    X(LABEL_PUT, "tit", "", "INSERT INTO label VALUES (?, ?, ?)")                        \
    X(DOCUMENT_PUT, "tttttdttiiiittb", "",                                               \
      "INSERT INTO document (key, source, publisher, author, language, date, "           \
      "fingerprint, path, hash, size, seal, given, title, text, original) "              \
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")                                          \
    X(DOCUMENT_ID, "t", "i", "SELECT id FROM document WHERE key = ?")                    \
    X(DOCUMENT_GET, "t", "itttdttiittbtiti",                                             \
      "SELECT id, source, publisher, language, date, fingerprint, path, hash, size, "    \
      "title, text, original, key, seal, author, given FROM document WHERE key = ?")     \
    X(DOCUMENT_SALVAGE, "i", "itttdttiittbtiti",                                         \
      "SELECT id, source, publisher, language, date, fingerprint, path, hash, size, "    \
      "title, text, original, key, seal, author, given FROM document NOT INDEXED "       \
      "WHERE id = ?")                                                                    \
    X(DOCUMENT_SEAL, "t", "i", "SELECT seal FROM document WHERE key = ?")                \
    X(DOCUMENT_DROP, "i", "", "DELETE FROM document WHERE id = ?")                       \
    X(FULLTEXT_PUT, "itt", "",                                                           \
      "INSERT INTO fulltext (rowid, title, text) SELECT ?, ?, ? "                        \
      "WHERE NOT EXISTS (SELECT 1 FROM meta WHERE name = 'backlog')")                    \
    X(FULLTEXT_DROP, "i", "",                                                            \
      "INSERT INTO fulltext (fulltext, rowid, title, text) "                             \
      "SELECT 'delete', id, title, text FROM document WHERE id = ?1 "                    \
      "AND EXISTS (SELECT 1 FROM fulltext_docsize WHERE id = ?1)")                       \
    X(FULLTEXT_NEXT, "i", "",                                                            \
      "INSERT INTO fulltext (rowid, title, text) SELECT id, title, text FROM document "  \
      "WHERE id > (SELECT coalesce(max(id), 0) FROM fulltext_docsize) "                  \
      "ORDER BY id LIMIT ?")                                                             \
    X(INDEX_EXISTS, "t", "i",                                                            \
      "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?)")   \
    X(BACKLOG, "", "i", "SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'backlog')")     \
    X(BACKLOG_PUT, "", "", "INSERT OR REPLACE INTO meta VALUES ('backlog', '1')")        \
    X(BACKLOG_DROP, "", "", "DELETE FROM meta WHERE name = 'backlog'")                   \
    X(DOCUMENT_TEXT, "i", "t", "SELECT text FROM document WHERE id = ?")                 \
    X(SENTENCE_PUT, "iiii", "", "INSERT INTO sentence VALUES (?, ?, ?, ?)")              \
    X(PARAGRAPH_PUT, "iiii", "", "INSERT INTO paragraph VALUES (?, ?, ?, ?)")            \
    X(FURNITURE_PUT, "iiii", "", "INSERT INTO furniture VALUES (?, ?, ?, ?)")            \
    X(SENTENCES, "i", "ii",                                                              \
      "SELECT start, end FROM sentence WHERE document = ? ORDER BY number")              \
    X(PARAGRAPHS, "i", "ii",                                                             \
      "SELECT start, end FROM paragraph WHERE document = ? ORDER BY number")             \
    X(FURNITURES, "i", "ii",                                                             \
      "SELECT start, end FROM furniture WHERE document = ? ORDER BY number")             \
    X(SENTENCE_AT, "ii", "ii",                                                           \
      "SELECT start, end FROM sentence WHERE document = ? AND number = ?")               \
    X(REFERENT_PUT, "iititt", "", "INSERT INTO referent VALUES (?, ?, ?, ?, ?, ?)")      \
    X(REFERENTS, "i", "titt",                                                            \
      "SELECT name, type, kind, external FROM referent WHERE document = ? "              \
      "ORDER BY number")                                                                 \
    X(MENTION_PUT, "iiiiiiii", "",                                                       \
      "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, nullif(?, -1), nullif(?, -1))")     \
    X(MENTIONS, "i", "iiii",                                                             \
      "SELECT start, end, kind, referent FROM mention WHERE document = ? "               \
      "ORDER BY number")                                                                 \
    X(STATEMENT_PUT, "iiiiiiizzzddiitiii", "",                                           \
      "INSERT INTO statement (document, number, subject, type, object, polarity, "       \
      "modality, speaker, place, item, first, last, precision, basis, title, "           \
      "phrase_start, phrase_end, confidence) "                                           \
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")                                    \
    X(STATEMENTS, "i", "iiiiiizzzddiitiii",                                              \
      "SELECT id, subject, type, object, polarity, modality, speaker, place, item, "     \
      "first, last, precision, basis, title, phrase_start, phrase_end, confidence "      \
      "FROM statement WHERE document = ? ORDER BY number")                               \
    X(EVIDENCE_PUT, "iiii", "", "INSERT INTO evidence VALUES (?, ?, ?, ?)")              \
    X(EVIDENCES, "i", "iii",                                                             \
      "SELECT t.number, e.start, e.end FROM statement t "                                \
      "JOIN evidence e ON e.statement = t.id WHERE t.document = ? "                      \
      "ORDER BY t.number, e.number")                                                     \
    X(OPEN_PUT, "iiiiiitii", "", "INSERT INTO open_relation VALUES (?,?,?,?,?,?,?,?,?)") \
    X(OPENS, "i", "iiiitii",                                                             \
      "SELECT subject, object, phrase_start, phrase_end, lemma, evidence_start, "        \
      "evidence_end FROM open_relation WHERE document = ? ORDER BY number")              \
    X(LEDGER_PUT, "tiitt", "", "INSERT OR REPLACE INTO ledger VALUES (?, ?, ?, ?, ?)")   \
    X(LEDGER_GET, "ti", "itt",                                                           \
      "SELECT state, document, reason FROM ledger WHERE path = ? AND record = ?")        \
    X(LEDGER_RECORD, "tt", "i",                                                          \
      "SELECT record FROM ledger WHERE document = ? AND document <> '' AND path = ? "    \
      "ORDER BY record")                                                                 \
    X(LEDGER_MARK, "itt", "",                                                            \
      "UPDATE ledger SET state = ?, reason = ? WHERE document = ? AND document <> ''")   \
    X(LEDGER, "", "tiitt",                                                               \
      "SELECT path, record, state, document, reason FROM ledger ORDER BY path, record")  \
    X(TOTALS, "", "iiiii",                                                               \
      "SELECT (SELECT count(*) FROM document), "                                         \
      "(SELECT count(*) FROM document) - "                                               \
      "(SELECT count(*) FROM copy WHERE document <> story), "                            \
      "(SELECT count(*) FROM entity), (SELECT count(*) FROM statement), "                \
      "(SELECT count(*) FROM relation)")                                                 \
    X(UNFINISHED, "", "i",                                                               \
      "SELECT EXISTS (SELECT 1 FROM entity WHERE name = '') OR "                         \
      "EXISTS (SELECT 1 FROM relation WHERE evidence = 0) OR "                           \
      "EXISTS (SELECT 1 FROM pair_run) OR "                                              \
      "EXISTS (SELECT 1 FROM meta WHERE name = 'backlog')")                              \
    X(ORIGIN, "t", "itiit",                                                              \
      "SELECT id, path, hash, size, fingerprint FROM document WHERE key = ?")

/* --- what readers walk over --- */
#define KW_ENTITY_SELECT                                                                 \
    "SELECT id, key, name, type, kind, mentions, documents, stories, outlets, first, "   \
    "last, voice FROM entity "
#define KW_QUERIES_WALK(X)                                                               \
    X(DOCUMENTS, "", "itttttdttiiiiiiitt",                                                \
      "SELECT d.id, d.key, d.source, d.title, d.publisher, d.language, d.date, "         \
      "d.fingerprint, d.path, d.hash, d.size, "                                          \
      "(SELECT count(*) FROM sentence s WHERE s.document = d.id), "                      \
      "(SELECT count(*) FROM mention m WHERE m.document = d.id), "                       \
      "(SELECT count(*) FROM referent r WHERE r.document = d.id), "                      \
      "(SELECT count(*) FROM statement t WHERE t.document = d.id), "                     \
      "(SELECT count(*) FROM paragraph p WHERE p.document = d.id), "                     \
      "story.key, d.author "                                                             \
      "FROM document d LEFT JOIN copy c ON c.document = d.id "                           \
      "LEFT JOIN document story ON story.id = c.story ORDER BY d.key")                   \
    X(ENTITIES, "", "ittitiiiiddi", KW_ENTITY_SELECT "ORDER BY key")                     \
    X(ENTITIES_CALLED, "tti", "ittitiiiiddi",                                            \
      KW_ENTITY_SELECT "WHERE id IN ("                                                   \
      "SELECT i.entity FROM identity_name n JOIN identity i ON i.id = n.identity "       \
      "WHERE n.fold = ? AND n.fold <> '' UNION ALL SELECT id FROM entity WHERE fold = ? "\
      "AND fold <> '' UNION ALL SELECT ?) ORDER BY key")                                 \
    X(ALIASES, "", "itii",                                                               \
      "SELECT e.id, n.name, n.kind, sum(n.mentions) AS total FROM entity e "             \
      "JOIN identity i ON i.entity = e.id JOIN identity_name n ON n.identity = i.id "    \
      "WHERE n.kind > 0 GROUP BY e.id, n.name, n.kind "                                  \
      "ORDER BY e.key, total DESC, n.name, n.kind")                                      \
    X(ALIASES_OF, "i", "itii",                                                           \
      "SELECT i.entity, n.name, n.kind, sum(n.mentions) AS total FROM identity i "       \
      "JOIN identity_name n ON n.identity = i.id WHERE n.kind > 0 AND i.entity = ? "     \
      "GROUP BY n.name, n.kind ORDER BY total DESC, n.name, n.kind")                     \
    X(FACTS, "", KW_FACT_COLUMNS, KW_FACT_SELECT "ORDER BY d.key, t.number")             \
    X(FACTS_OF, "ii", KW_FACT_COLUMNS,                                                   \
      KW_FACT_SELECT "WHERE t.id IN (SELECT f.statement FROM relation r JOIN fact f "    \
                     "ON f.relation = r.id WHERE r.subject = ? OR r.object = ?) "        \
                     "ORDER BY d.key, t.number")                                         \
    X(NAMINGS, "", "iittdtii",                                                           \
      "SELECT i.entity, d.id, d.key, d.publisher, d.date, story.key, m.sentence, "       \
      "m.paragraph FROM document d JOIN mention m ON m.document = d.id "                 \
      "JOIN referent_identity ri ON ri.document = d.id AND ri.referent = m.referent "    \
      "JOIN identity i ON i.id = ri.identity "                                           \
      "JOIN entity e ON e.id = i.entity "                                                \
      "LEFT JOIN copy c ON c.document = d.id "                                           \
      "LEFT JOIN document story ON story.id = c.story "                                  \
      "WHERE m.kind < 7 AND m.sentence IS NOT NULL ORDER BY d.key, m.number")

/* A statement with the entities at its ends: through referent and identity. */
#define KW_FACT_COLUMNS "iiizzziiiddiitiiiiiittttdi"
#define KW_FACT_END(referent)                                                            \
    "(SELECT i.entity FROM referent_identity r JOIN identity i ON i.id = r.identity "    \
    "WHERE r.document = t.document AND r.referent = t." referent "), "
#define KW_FACT_SELECT                                                                   \
    "SELECT t.id, " KW_FACT_END("subject") KW_FACT_END("object") KW_FACT_END("speaker")  \
        KW_FACT_END("place") KW_FACT_END(                                                \
            "item") "t.type, t.polarity, t.modality, t.first, t.last, t.precision, "     \
                    "t.basis, t.title, "                                                 \
                    "t.phrase_start, t.phrase_end, e.start, e.end, t.confidence, d.id, " \
                    "d.key, "                                                            \
                    "d.publisher, d.source, story.key, d.date, "                         \
                    "(SELECT disputed FROM relation WHERE id = f.relation) "             \
                    "FROM document d JOIN statement t ON t.document = d.id "             \
                    "JOIN fact f ON f.statement = t.id "                                 \
                    "JOIN evidence e ON e.statement = t.id AND e.number = 0 "            \
                    "LEFT JOIN copy c ON c.document = d.id "                             \
                    "LEFT JOIN document story ON story.id = c.story "

/* --- what the query language walks over: nodes by key, edges of a node; WHOLE: with all
 * columns of the edge and of the node it leads to --- */
#define KW_ASK_ENTITY_COLUMNS                                                            \
    "e.key, e.name, e.kind, e.type, e.mentions, e.documents, e.stories, e.outlets, "     \
    "e.first, e.last, e.voice "
#define KW_ASK_RELATION_COLUMNS                                                          \
    "r.polarity, r.evidence, r.documents, r.stories, r.outlets, r.alleged, r.first, "    \
    "r.last, r.disputed "
#define KW_ASK_EDGE(near, far, more)                                                     \
    "SELECT r.id, r.subject, r.object, r.type, r.polarity, e.type, e.voice, "            \
    "?1 = 0 OR (?1 & r.modalities) <> 0 " more                                           \
    "FROM relation r JOIN entity e ON e.id = r." far " WHERE r." near " = ?2 "           \
    "AND r.type BETWEEN ?3 AND ?4 ORDER BY r.type, e.key, r.polarity"
#define KW_ASK_PAIRS(near, far, more)                                                    \
    "SELECT p.a, p.b, e.type, e.voice " more "FROM pair p JOIN entity e ON e.id = p." far\
    " WHERE p." near " = ?1 AND p.sentences >= ?2 ORDER BY e.key"
#define KW_QUERIES_ASK(X)                                                                \
    X(ASK_KEY, "t", "iii", "SELECT id, type, voice FROM entity WHERE key = ?")           \
    X(ASK_NAME, "t", "iii",                                                              \
      "SELECT id, type, voice FROM entity WHERE name = ? ORDER BY key")                  \
    X(ASK_SCAN, "ti", "iiit",                                                            \
      "SELECT id, type, voice, key FROM entity WHERE key > ? ORDER BY key LIMIT ?")      \
    X(ASK_ENTITY, "i", "tttiiiiiddi",                                                    \
      "SELECT " KW_ASK_ENTITY_COLUMNS "FROM entity e WHERE id = ?")                      \
    X(ASK_OUT, "iiii", "iiiiiiii", KW_ASK_EDGE("subject", "object", ""))                 \
    X(ASK_IN, "iiii", "iiiiiiii", KW_ASK_EDGE("object", "subject", ""))                  \
    X(ASK_OUT_WHOLE, "iiii", "iiiiiiiiiiiiiiddi" "tttiiiiiddi",                          \
      KW_ASK_EDGE("subject", "object",                                                   \
                  ", " KW_ASK_RELATION_COLUMNS ", " KW_ASK_ENTITY_COLUMNS))              \
    X(ASK_IN_WHOLE, "iiii", "iiiiiiiiiiiiiiddi" "tttiiiiiddi",                           \
      KW_ASK_EDGE("object", "subject",                                                   \
                  ", " KW_ASK_RELATION_COLUMNS ", " KW_ASK_ENTITY_COLUMNS))              \
    X(ASK_PAIRS_A, "ii", "iiii", KW_ASK_PAIRS("a", "b", ""))                             \
    X(ASK_PAIRS_B, "ii", "iiii", KW_ASK_PAIRS("b", "a", ""))                             \
    X(ASK_PAIRS_A_WHOLE, "ii", "iiiiiiitttiiiiiddi",                                     \
      KW_ASK_PAIRS("a", "b", ", p.sentences, p.documents, p.stories, "                   \
                   KW_ASK_ENTITY_COLUMNS))                                               \
    X(ASK_PAIRS_B_WHOLE, "ii", "iiiiiiitttiiiiiddi",                                     \
      KW_ASK_PAIRS("b", "a", ", p.sentences, p.documents, p.stories, "                   \
                   KW_ASK_ENTITY_COLUMNS))                                               \
    X(ASK_RELATION, "i", "iiiiiiddi",                                                    \
      "SELECT " KW_ASK_RELATION_COLUMNS "FROM relation r WHERE id = ?")                  \
    X(ASK_PAIR, "ii", "iii",                                                             \
      "SELECT sentences, documents, stories FROM pair WHERE a = ? AND b = ?")

/* --- full text: which documents a search finds, and where in them --- */
#define KW_QUERIES_SEARCH(X)                                                             \
    X(SEARCH, "t", "iittttd",                                                            \
      "SELECT d.id, CAST(round(bm25(fulltext, 4.0, 1.0) * -1000000) AS INTEGER), d.key, " \
      "d.title, d.publisher, coalesce(story.key, d.key), d.date "                        \
      "FROM fulltext JOIN document d ON d.id = fulltext.rowid "                          \
      "LEFT JOIN copy c ON c.document = d.id "                                           \
      "LEFT JOIN document story ON story.id = c.story WHERE fulltext MATCH ?")           \
    X(SEARCH_MARKS, "ti", "tt",                                                          \
      "SELECT highlight(fulltext, 0, char(2), char(3)), "                                \
      "highlight(fulltext, 1, char(2), char(3)) "                                        \
      "FROM fulltext WHERE fulltext MATCH ? AND rowid = ?")                              \
    X(SEARCH_NAMES, "i", "iitt",                                                         \
      "SELECT m.start, m.end, e.key, e.name FROM mention m "                             \
      "JOIN referent_identity r ON r.document = m.document AND r.referent = m.referent " \
      "JOIN identity i ON i.id = r.identity JOIN entity e ON e.id = i.entity "           \
      "WHERE m.document = ? ORDER BY m.number")

#endif
