/* derive.h - the queries src/corpus keeps derived records with; same form as queries.h.
 */
#ifndef KW_STORE_DERIVE_H
#define KW_STORE_DERIVE_H

#define KW_QUERIES_DERIVE(X)                                                             \
    /* clearing, in an order that keeps foreign keys whole */                            \
    X(CLEAR_FACTS, "", "", "DELETE FROM fact")                                           \
    X(CLEAR_RELATIONS, "", "", "DELETE FROM relation")                                   \
    X(CLEAR_PAIRS, "", "", "DELETE FROM pair")                                           \
    X(CLEAR_RUNS, "", "", "DELETE FROM pair_run")                                        \
    X(CLEAR_OUTLETS, "", "", "DELETE FROM entity_outlet")                                \
    X(CLEAR_ENTITIES, "", "", "DELETE FROM entity")                                      \
    X(CLEAR_REFERENTS, "", "", "DELETE FROM referent_identity")                          \
    X(CLEAR_NAMES, "", "", "DELETE FROM identity_name")                                  \
    X(CLEAR_TYPES, "", "", "DELETE FROM identity_type")                                  \
    X(CLEAR_FORMS, "", "", "DELETE FROM identity_form")                                  \
    X(CLEAR_IDENTITIES, "", "", "DELETE FROM identity")                                  \
    X(CLEAR_COPIES, "", "", "DELETE FROM copy")                                          \
    X(CLEAR_PRINTS, "", "", "DELETE FROM print")                                         \
    /* documents */                                                                      \
    X(KEYS_AFTER, "ti", "it",                                                            \
      "SELECT id, key FROM document WHERE key > ? ORDER BY key LIMIT ?")                 \
    X(KEY_OF, "i", "t", "SELECT key FROM document WHERE id = ?")                         \
    X(ORIGINS, "", "tti", "SELECT key, path, id FROM document ORDER BY key")             \
    X(IDS_UP, "", "i", "SELECT id FROM document NOT INDEXED ORDER BY id")                \
    X(IDS_DOWN, "", "i", "SELECT id FROM document NOT INDEXED ORDER BY id DESC")         \
    X(IDS_BY_PATH, "", "i", "SELECT id FROM document INDEXED BY document_path")          \
    X(STALE, "tt", "ti",                                                                 \
      "SELECT key, id FROM document WHERE given = 0 AND fingerprint < ? UNION ALL "      \
      "SELECT key, id FROM document WHERE given = 0 AND fingerprint > ? ORDER BY 1")     \
    X(DOCUMENT_COUNT, "", "i", "SELECT count(*) FROM document")                          \
    X(DOCUMENT_MOST, "", "i", "SELECT coalesce(max(id), 0) FROM document")               \
    X(DATE_AND_PUBLISHER, "i", "dt",                                                     \
      "SELECT date, publisher FROM document WHERE id = ?")                               \
    X(NAMINGS_IN, "i", "ii",                                                             \
      "SELECT i.entity, coalesce(m.sentence, -1) FROM mention m "                        \
      "JOIN referent_identity r ON r.document = m.document AND r.referent = m.referent " \
      "JOIN identity i ON i.id = r.identity JOIN entity e ON e.id = i.entity "           \
      "WHERE m.document = ? AND m.kind < 7 "                                             \
      "ORDER BY m.number")                                                               \
    X(ENTITY_OF, "i", "i",                                                               \
      "SELECT e.id FROM identity i JOIN entity e ON e.id = i.entity WHERE i.id = ?")     \
    X(ENDS_IN, "i", "iiii",                                                              \
      "SELECT t.id, (SELECT e.id FROM referent_identity r JOIN identity i "              \
      "ON i.id = r.identity JOIN entity e ON e.id = i.entity "                           \
      "WHERE r.document = t.document AND r.referent = t.subject), "                      \
      "(SELECT e.id FROM referent_identity r JOIN identity i "                           \
      "ON i.id = r.identity JOIN entity e ON e.id = i.entity "                           \
      "WHERE r.document = t.document AND r.referent = t.object), "                       \
      "t.type * 2 + t.polarity FROM statement t WHERE t.document = ? ORDER BY t.number") \
    /* stories */                                                                        \
    X(PRINT_PUT, "iiib", "", "INSERT OR IGNORE INTO print VALUES (?, ?, ?, ?)")          \
    X(PRINT_SET, "biii", "",                                                             \
      "UPDATE print SET more = ? WHERE hash = ? AND size = ? AND document = ?")          \
    X(PRINT_APPEND, "iibii", "",                                                         \
      "UPDATE print SET more = CAST(coalesce(more, x'') || ?3 AS BLOB) WHERE hash = ?1 " \
      "AND size = ?2 AND document = (SELECT max(document) FROM print "                   \
      "WHERE hash = ?1 AND size = ?2) AND document < ?4 "                                \
      "AND coalesce(substr(more, -4), x'') < ?3 AND coalesce(length(more), 0) < ?5")     \
    X(PRINT_DROP, "iii", "",                                                             \
      "DELETE FROM print WHERE hash = ? AND size = ? AND document = ?")                  \
    X(PRINT_HOLDER, "iii", "ib",                                                         \
      "SELECT document, more FROM print WHERE hash = ? AND size = ? AND document <= ? "  \
      "ORDER BY document DESC LIMIT 1")                                                  \
    X(PRINTED, "ii", "iib",                                                              \
      "SELECT document, size, more FROM print WHERE hash = ? AND size > 0 LIMIT ?")      \
    X(PRINTED_BELOW, "ii", "iib",                                                        \
      "SELECT document, size, more FROM print WHERE hash = ? AND size > 0 AND size < ?") \
    X(TWINS, "i", "ib",                                                                  \
      "SELECT document, more FROM print WHERE hash = ? AND size = 0 "                    \
      "ORDER BY document LIMIT 2")                                                       \
    X(PRINTS_COUNT_SET, "ii", "", "UPDATE copy SET prints = ? WHERE document = ?")       \
    X(PRINTS_COUNTED, "i", "i", "SELECT prints FROM copy WHERE document = ?")            \
    X(STORY_OF, "i", "i", "SELECT story FROM copy WHERE document = ?")                   \
    X(STORY_COPIES, "i", "i",                                                            \
      "SELECT document FROM copy WHERE story = ? ORDER BY document")                     \
    X(COPY_PUT, "iii", "", "INSERT INTO copy VALUES (?, ?, ?)")                          \
    X(COPY_SET, "ii", "", "UPDATE copy SET story = ? WHERE document = ?")                \
    /* identities */                                                                     \
    X(IDENTITY_ID, "t", "i", "SELECT id FROM identity WHERE key = ?")                    \
    X(IDENTITY_PUT, "tt", "",                                                            \
      "INSERT INTO identity (key, weak, type, votes) VALUES (?, ?, 0, 0)")               \
    X(IDENTITY_GET, "i", "ttiiii",                                                       \
      "SELECT key, weak, type, entity, votes, joined FROM identity WHERE id = ?")        \
    X(IDENTITY_COUNT, "iii", "",                                                         \
      "UPDATE identity SET type = ?1, votes = ?2 "                                       \
      "WHERE id = ?3 AND (type <> ?1 OR votes <> ?2)")                                   \
    X(IDENTITY_ENTITY_SET, "iii", "",                                                    \
      "UPDATE identity SET entity = ?, joined = ? WHERE id = ?")                         \
    X(IDENTITY_ENTITY, "t", "i", "SELECT entity FROM identity WHERE key = ?")            \
    X(IDENTITIES_OF, "i", "titi",                                                        \
      "SELECT i.key, i.joined, e.key, i.votes FROM identity i "                          \
      "JOIN entity e ON e.id = i.entity WHERE i.entity = ? ORDER BY i.key")              \
    X(ENTITY_RENAME, "tti", "", "UPDATE entity SET name = ?, fold = ? WHERE id = ?")     \
    X(ENTITY_RETYPE, "ii", "",                                                           \
      "UPDATE entity SET type = ?1, kind = coalesce((SELECT t.kind FROM identity i "     \
      "JOIN identity_type t ON t.identity = i.id WHERE i.entity = ?2 AND t.kind <> '' "  \
      "AND t.type = ?1 GROUP BY t.kind ORDER BY sum(t.votes) DESC, t.kind LIMIT 1), "    \
      "'') "                                                                             \
      "WHERE id = ?2")                                                                   \
    X(IDENTITY_DROP, "i", "", "DELETE FROM identity WHERE id = ?")                       \
    X(IDENTITY_USED, "i", "i",                                                           \
      "SELECT EXISTS (SELECT 1 FROM referent_identity WHERE identity = ?)")              \
    X(IDENTITY_TYPES, "i", "ii",                                                         \
      "SELECT type, sum(votes) FROM identity_type WHERE identity = ? GROUP BY type "     \
      "ORDER BY type")                                                                   \
    X(NAME_ADD, "iiit", "",                                                              \
      "UPDATE identity_name SET mentions = mentions + ? "                                \
      "WHERE identity = ? AND kind = ? AND name = ?")                                    \
    X(NAME_PUT, "iitit", "", "INSERT INTO identity_name VALUES (?, ?, ?, ?, ?)")         \
    X(NAMES_CLEAN, "i", "",                                                              \
      "DELETE FROM identity_name WHERE identity = ? "                                    \
      "AND mentions = 0")                                                                \
    X(NAMES_OF, "i", "it",                                                               \
      "SELECT kind, name FROM identity_name WHERE identity = ? AND kind < 5 "            \
      "ORDER BY kind, name")                                                             \
    X(TYPE_ADD, "iiti", "",                                                              \
      "INSERT INTO identity_type VALUES (?, ?, ?, ?) "                                   \
      "ON CONFLICT DO UPDATE SET votes = votes + excluded.votes")                        \
    X(TYPES_CLEAN, "i", "",                                                              \
      "DELETE FROM identity_type WHERE identity = ? "                                    \
      "AND votes = 0")                                                                   \
    X(FORMS_OF, "i", "t", "SELECT form FROM identity_form WHERE identity = ?")           \
    X(FORM_DROP, "ti", "", "DELETE FROM identity_form WHERE form = ? AND identity = ?")  \
    X(FORM_PUT, "ti", "", "INSERT OR IGNORE INTO identity_form VALUES (?, ?)")           \
    X(WEAK_ONES, "t", "i", "SELECT id FROM identity WHERE weak = ? AND weak <> ''")      \
    X(CANDIDATES, "ti", "itiiti",                                                        \
      "SELECT i.id, i.key, i.type, i.entity, i.weak, i.votes FROM identity_form f "      \
      "JOIN identity i ON i.id = f.identity WHERE f.form = ? ORDER BY i.id LIMIT ?")     \
    X(REFERENT_IDENTITY_PUT, "iii", "",                                                  \
      "INSERT INTO referent_identity VALUES (?, ?, ?)")                                  \
    X(REFERENT_IDENTITIES, "i", "ii",                                                    \
      "SELECT referent, identity FROM referent_identity WHERE document = ? "             \
      "ORDER BY referent")                                                               \
    X(IDENTITY_DOCUMENTS, "i", "i",                                                      \
      "SELECT DISTINCT document FROM referent_identity WHERE identity = ? "              \
      "ORDER BY document")                                                               \
    /* entities */                                                                       \
    X(ENTITY_MAKE, "it", "",                                                             \
      "INSERT OR IGNORE INTO entity "                                                    \
      "VALUES (?, ?, '', 0, '', 0, 0, 0, 0, NULL, NULL, 0, '')")                         \
    X(ENTITY_DAYS, "i", "dd", "SELECT first, last FROM entity WHERE id = ?")             \
    X(ENTITY_ADD, "iiiddi", "",                                                          \
      "UPDATE entity SET mentions = mentions + ?, documents = documents + ?, "           \
      "stories = stories + ?, first = ?, last = ?, name = '' WHERE id = ?")              \
    X(ENTITY_UNNAME, "i", "", "UPDATE entity SET name = '' WHERE id = ? AND name <> ''") \
    X(ENTITIES_UNNAMED, "ii", "i",                                                       \
      "SELECT id FROM entity WHERE name = '' AND id > ? ORDER BY id LIMIT ?")            \
    X(ENTITY_DESCRIBE, "titi", "",                                                       \
      "UPDATE entity SET name = ?, type = ?, kind = ?, "                                 \
      "outlets = (SELECT count(*) FROM entity_outlet o WHERE o.entity = entity.id) "     \
      "WHERE id = ?")                                                                    \
    X(NAMES_CALLED, "i", "ti",                                                           \
      "SELECT name, mentions FROM identity_name WHERE identity = ? AND kind = 0")        \
    X(ENTITY_VOTES, "i", "iti",                                                          \
      "SELECT t.type, t.kind, sum(t.votes) FROM identity i JOIN identity_type t "        \
      "ON t.identity = i.id WHERE i.entity = ? GROUP BY t.type, t.kind "                 \
      "ORDER BY t.type, t.kind")                                                         \
    X(ENTITY_DAYS_COUNTED, "i", "dd",                                                    \
      "SELECT min(d.date), max(d.date) FROM identity i "                                 \
      "JOIN referent_identity r ON r.identity = i.id "                                   \
      "JOIN mention m ON m.document = r.document AND m.referent = r.referent "           \
      "AND m.kind < 7 JOIN document d ON d.id = r.document WHERE i.entity = ?")          \
    X(ENTITY_USED, "i", "i", "SELECT EXISTS (SELECT 1 FROM identity WHERE entity = ?)")  \
    X(ENTITY_DROP, "i", "", "DELETE FROM entity WHERE id = ?")                           \
    X(ENTITY_FORGET, "i", "",                                                            \
      "DELETE FROM entity WHERE id = ?1 AND NOT EXISTS "                                 \
      "(SELECT 1 FROM identity WHERE id = ?1 OR entity = ?1)")                           \
    X(ENTITY_KEY, "i", "t", "SELECT key FROM entity WHERE id = ?")                       \
    X(ENTITY_VOICE_SET, "ii", "",                                                        \
      "UPDATE entity SET voice = ?1 WHERE id = ?2 AND voice <> ?1")                      \
    X(ENTITY_ACTS, "ii", "i",                                                            \
      "SELECT EXISTS (SELECT 1 FROM relation WHERE subject = ?1 "                        \
      "AND NOT ((?2 >> type) & 1)) OR EXISTS (SELECT 1 FROM relation WHERE object = ?1 " \
      "AND NOT ((?2 >> type) & 1))")                                                     \
    X(ENTITY_ONLY_HOLDS, "ii", "i",                                                      \
      "SELECT EXISTS (SELECT 1 FROM relation WHERE subject = ?1 AND type = ?2) "         \
      "AND NOT EXISTS (SELECT 1 FROM relation WHERE subject = ?1 AND type <> ?2) "       \
      "AND NOT EXISTS (SELECT 1 FROM relation WHERE object = ?1)")                       \
    X(ENTITY_TITLES, "ii", "t",                                                          \
      "SELECT DISTINCT t.title FROM relation r JOIN fact f ON f.relation = r.id "        \
      "JOIN statement t ON t.id = f.statement WHERE r.subject = ? AND r.type = ?")       \
    X(OUTLET_ADD, "iti", "",                                                             \
      "INSERT INTO entity_outlet VALUES (?, ?, ?) "                                      \
      "ON CONFLICT DO UPDATE SET documents = documents + excluded.documents")            \
    X(OUTLETS_CLEAN, "i", "",                                                            \
      "DELETE FROM entity_outlet WHERE entity = ? AND documents = 0")                    \
    /* relations */                                                                      \
    X(RELATION_ID, "iiii", "i",                                                          \
      "SELECT id FROM relation WHERE subject = ? AND type = ? AND object = ? "           \
      "AND polarity = ?")                                                                \
    X(RELATION_PUT, "iiii", "",                                                          \
      "INSERT INTO relation (subject, type, object, polarity, evidence, documents, "     \
      "stories, outlets, alleged) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0)")                   \
    X(RELATION_UNCOUNT, "i", "",                                                         \
      "UPDATE relation SET evidence = 0 WHERE id = ? AND evidence <> 0")                 \
    X(RELATIONS_UNCOUNTED, "ii", "i",                                                    \
      "SELECT id FROM relation WHERE evidence = 0 AND id > ? ORDER BY id LIMIT ?")       \
    X(RELATION_STATE, "i", "iiii",                                                       \
      "SELECT r.subject, r.object, r.evidence, r.disputed OR EXISTS (SELECT 1 FROM "     \
      "relation x WHERE x.subject = r.subject AND x.type = r.type "                      \
      "AND x.object = r.object AND x.polarity = 1 - r.polarity) "                        \
      "FROM relation r WHERE r.id = ?")                                                  \
    X(RELATION_DISPUTE, "ii", "",                                                        \
      "WITH pair AS (SELECT x.id, x.polarity FROM relation x JOIN relation r "           \
      "ON x.subject = r.subject AND x.type = r.type AND x.object = r.object "            \
      "WHERE r.id = ?2) UPDATE relation SET disputed = (SELECT "                         \
      "count(DISTINCT p.polarity) > 1 AND "                                              \
      "count(DISTINCT t.document || ' ' || t.speaker) > 1 FROM pair p "                  \
      "JOIN fact f ON f.relation = p.id JOIN statement t ON t.id = f.statement "         \
      "WHERE t.modality <> ?1) WHERE id IN (SELECT id FROM pair)")                       \
    X(RELATION_COUNT, "ii", "",                                                          \
      "UPDATE relation SET "                                                             \
      "(evidence, documents, stories, outlets, alleged, first, last, modalities) "       \
      "= (SELECT count(*), count(DISTINCT t.document), count(DISTINCT c.story), "        \
      "count(DISTINCT nullif(d.publisher, '')), coalesce(sum(t.modality = ?1), 0), "     \
      "min(coalesce(t.first, t.last, d.date)), max(coalesce(t.last, t.first, d.date)), " \
      "coalesce(sum(DISTINCT 1 << t.modality), 0) "                                      \
      "FROM fact f JOIN statement t ON t.id = f.statement "                              \
      "JOIN document d ON d.id = t.document "                                            \
      "LEFT JOIN copy c ON c.document = d.id WHERE f.relation = relation.id) "           \
      "WHERE id = ?2")                                                                   \
    X(RELATION_DROP, "i", "", "DELETE FROM relation WHERE id = ?")                       \
    X(FACT_PUT, "ii", "", "INSERT INTO fact VALUES (?, ?)")                              \
    X(FACTS_DROP, "i", "",                                                               \
      "DELETE FROM fact WHERE statement IN "                                             \
      "(SELECT id FROM statement WHERE document = ?)")                                   \
    X(RELATIONS_IN, "i", "i",                                                            \
      "SELECT DISTINCT f.relation FROM statement t JOIN fact f ON f.statement = t.id "   \
      "WHERE t.document = ?")                                                            \
    X(RELATIONS, "", "titiiiiiiidd",                                                      \
      "SELECT s.key, r.type, o.key, r.polarity, r.evidence, r.documents, r.stories, "    \
      "r.outlets, r.alleged, r.disputed, r.first, r.last FROM relation r "               \
      "JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object "              \
      "ORDER BY s.key, r.type, o.key, r.polarity")                                       \
    /* co-occurrence */                                                                  \
    X(PAIR_ADD, "iiiii", "",                                                             \
      "INSERT INTO pair VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "               \
      "sentences = sentences + excluded.sentences, "                                     \
      "documents = documents + excluded.documents, stories = stories + "                 \
      "excluded.stories")                                                                \
    X(PAIR_CLEAN, "ii", "",                                                              \
      "DELETE FROM pair WHERE a = ? AND b = ? AND documents = 0 AND sentences = 0")      \
    X(RUN_NEXT, "", "i", "SELECT coalesce(max(id), 0) + 1 FROM pair_run")                \
    X(RUN_PUT, "iib", "", "INSERT INTO pair_run VALUES (?, ?, ?)")                       \
    X(RUN_COUNT, "", "i", "SELECT count(DISTINCT run) FROM pair_run")                    \
    X(RUNS, "", "i", "SELECT DISTINCT run FROM pair_run ORDER BY run")                   \
    X(RUN_PART, "ii", "b", "SELECT rows FROM pair_run WHERE id = ? AND run = ?")         \
    X(RUN_DROP, "i", "", "DELETE FROM pair_run WHERE id = ?")                            \
    X(PAIRS, "", "ttiii",                                                                \
      "SELECT min(a.key, b.key), max(a.key, b.key), p.sentences, p.documents, "          \
      "p.stories "                                                                       \
      "FROM pair p JOIN entity a ON a.id = p.a JOIN entity b ON b.id = p.b "             \
      "ORDER BY 1, 2")                                                                   \
    X(IDENTITIES, "", "tti",                                                             \
      "SELECT i.key, e.key, i.joined FROM identity i "                                   \
      "JOIN entity e ON e.id = i.entity "                                                \
      "ORDER BY i.key")                                                                  \
    /* everybody's full names, and who stands in which document as what */               \
    X(FULL_NAMES, "", "it",                                                              \
      "SELECT i.entity, n.name FROM identity i JOIN identity_name n "                    \
      "ON n.identity = i.id AND n.kind = 0 WHERE i.entity IS NOT NULL")                  \
    X(STANDINGS, "", "iiiiti",                                                           \
      "SELECT i.entity, i.id, ri.document, r.type, r.kind, "                             \
      "coalesce(c.story, ri.document) FROM referent_identity ri "                        \
      "JOIN referent r ON r.document = ri.document AND r.number = ri.referent "          \
      "JOIN identity i ON i.id = ri.identity LEFT JOIN copy c "                          \
      "ON c.document = ri.document WHERE i.entity IS NOT NULL")                          \
    X(RELATED, "iiii", "i",                                                              \
      "SELECT EXISTS (SELECT 1 FROM relation WHERE subject = ? AND object = ?) OR "      \
      "EXISTS (SELECT 1 FROM relation WHERE subject = ? AND object = ?)")                \
    X(ENTITY_OUTLETS, "", "tti",                                                         \
      "SELECT e.key, o.publisher, o.documents FROM entity_outlet o "                     \
      "JOIN entity e ON e.id = o.entity ORDER BY e.key, o.publisher")

#endif
