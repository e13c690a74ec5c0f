/* schema.h - which tables the lexicon has, their columns, and what each column is for.
 *
 * One list serves the compiler (which columns a file must have), the image (in which
 * order cells lie) and the readers (the enumerators by which they ask for a cell).
 * A new table = one KW_COLUMNS_ list and one line in KW_LEX_TABLES.
 */
#ifndef KW_LEXICON_SCHEMA_H
#define KW_LEXICON_SCHEMA_H

#include "knotwork/base.h"

/* How a cell is used. Those from NAME to PLURAL are surfaces: forms that stand in text
 * and lead back to the row. TYPE names an enum kw_type. PLAIN is read by the rooms. */
enum kw_lex_use {
    KW_USE_PLAIN,
    KW_USE_TYPE,
    KW_USE_NAME,      /* the name itself */
    KW_USE_ALIAS,     /* other names, joined by | */
    KW_USE_ADJECTIVE, /* Chinese */
    KW_USE_PERSON,    /* a Briton */
    KW_USE_PEOPLE,    /* Britons */
    KW_USE_CAPITAL,   /* Beijing, which may stand for China */
    KW_USE_METONYM,   /* Kremlin, which stands for Russia */
    KW_USE_WORD,      /* an entry of a word list */
    KW_USE_PLURAL,    /* its plural */
};

/* X(enumerator, header in the file, use) */
#define KW_COLUMNS_COUNTRIES(X)                                                          \
    X(COUNTRIES_ID, "id", PLAIN)                                                         \
    X(COUNTRIES_NAME, "name", NAME)                                                      \
    X(COUNTRIES_ALIASES, "aliases", ALIAS)                                               \
    X(COUNTRIES_ADJECTIVES, "adjectives", ADJECTIVE)                                     \
    X(COUNTRIES_PERSONS, "persons", PERSON)                                              \
    X(COUNTRIES_PEOPLES, "peoples", PEOPLE)                                              \
    X(COUNTRIES_CAPITAL, "capital", CAPITAL)                                             \
    X(COUNTRIES_METONYMS, "metonyms", METONYM)
#define KW_COLUMNS_NAMES(X)                                                              \
    X(NAMES_NAME, "name", NAME)                                                          \
    X(NAMES_TYPE, "type", TYPE)                                                          \
    X(NAMES_ALIASES, "aliases", ALIAS)                                                   \
    X(NAMES_ID, "id", PLAIN)                                                             \
    X(NAMES_KIND, "kind", PLAIN)                                                         \
    X(NAMES_HOME, "home", PLAIN)
#define KW_COLUMNS_GENERIC(X)                                                            \
    X(GENERIC_NAME, "name", NAME)                                                        \
    X(GENERIC_TYPE, "type", TYPE)                                                        \
    X(GENERIC_KIND, "kind", PLAIN)
#define KW_COLUMNS_HONORIFICS(X)                                                         \
    X(HONORIFICS_WORD, "word", WORD)                                                     \
    X(HONORIFICS_KIND, "kind", PLAIN)
#define KW_COLUMNS_ROLES(X)                                                              \
    X(ROLES_WORD, "word", WORD)                                                          \
    X(ROLES_PLURAL, "plural", PLURAL)                                                    \
    X(ROLES_AT, "at", PLAIN)                                                             \
    X(ROLES_CLASS, "class", PLAIN)
#define KW_COLUMNS_KINDS(X)                                                              \
    X(KINDS_WORD, "word", WORD)                                                          \
    X(KINDS_PLURAL, "plural", PLURAL)                                                    \
    X(KINDS_TYPE, "type", TYPE)
#define KW_COLUMNS_HEADS(X)                                                              \
    X(HEADS_WORD, "word", WORD)                                                          \
    X(HEADS_WHERE, "where", PLAIN)                                                       \
    X(HEADS_TYPE, "type", TYPE)                                                          \
    X(HEADS_USE, "use", PLAIN)
#define KW_COLUMNS_SAYING(X)                                                             \
    X(SAYING_VERB, "verb", WORD)                                                         \
    X(SAYING_SAYS, "says", PLAIN)                                                        \
    X(SAYING_MODALITY, "modality", PLAIN)
#define KW_COLUMNS_GIVEN(X)                                                              \
    X(GIVEN_NAME, "name", WORD)                                                          \
    X(GIVEN_SEX, "sex", PLAIN)                                                           \
    X(GIVEN_FREQUENCY, "frequency", PLAIN)
#define KW_COLUMNS_ORDINARY(X)                                                           \
    X(ORDINARY_WORD, "word", WORD)                                                       \
    X(ORDINARY_WHY, "why", PLAIN)
#define KW_COLUMNS_ABBREVIATIONS(X)                                                      \
    X(ABBREVIATIONS_WORD, "word", WORD)                                                  \
    X(ABBREVIATIONS_ENDS, "ends", PLAIN)
#define KW_COLUMNS_IRREGULAR(X)                                                          \
    X(IRREGULAR_FORM, "form", WORD)                                                      \
    X(IRREGULAR_LEMMA, "lemma", PLAIN)                                                   \
    X(IRREGULAR_TAG, "tag", PLAIN)
#define KW_COLUMNS_CLOSED(X)                                                             \
    X(CLOSED_FORM, "form", WORD)                                                         \
    X(CLOSED_TAG, "tag", PLAIN)
#define KW_COLUMNS_VERBS(X) X(VERBS_LEMMA, "lemma", WORD)
#define KW_COLUMNS_NOUNS(X) X(NOUNS_LEMMA, "lemma", WORD)
#define KW_COLUMNS_ADJECTIVES(X) X(ADJECTIVES_LEMMA, "lemma", WORD)
#define KW_COLUMNS_CUES(X)                                                               \
    X(CUES_PHRASE, "phrase", WORD)                                                       \
    X(CUES_EFFECT, "effect", PLAIN)                                                      \
    X(CUES_VALUE, "value", PLAIN)
#define KW_COLUMNS_FRAMES(X)                                                             \
    X(FRAMES_PREDICATE, "predicate", PLAIN)                                              \
    X(FRAMES_POS, "pos", PLAIN)                                                          \
    X(FRAMES_TYPE, "type", PLAIN)                                                        \
    X(FRAMES_SUBJECT, "subject", PLAIN)                                                  \
    X(FRAMES_OBJECT, "object", PLAIN)                                                    \
    X(FRAMES_ITEM, "item", PLAIN)                                                        \
    X(FRAMES_MODALITY, "modality", PLAIN)                                                \
    X(FRAMES_POLARITY, "polarity", PLAIN)                                                \
    X(FRAMES_SOURCE, "source", PLAIN)

#define KW_COLUMNS_IGNORE(X) X(IGNORE_NAME, "name", WORD)
#define KW_COLUMNS_LANGUAGES(X)                                                          \
    X(LANGUAGES_LANGUAGE, "language", PLAIN)                                             \
    X(LANGUAGES_WORDS, "words", PLAIN)
#define KW_COLUMNS_DOMAINS(X) X(DOMAINS_LABEL, "label", WORD)

/* X(enumerator, file stems without .tsv joined by |, what it holds) */
#define KW_LEX_TABLES(X)                                                                 \
    X(COUNTRIES, "countries", "states and territories, their demonyms and metonyms")     \
    X(NAMES,                                                                             \
      "agencies|firms|outlets|organizations|tools|places|cities|groups|events|works",    \
      "names of everything else")                                                        \
    X(GENERIC, "generic", "names that need an owner: Foreign Ministry")                  \
    X(HONORIFICS, "honorifics", "titles before a person's name")                         \
    X(ROLES, "roles", "nouns for offices and jobs")                                      \
    X(KINDS, "kinds", "common nouns that tell a type: firm, spyware")                    \
    X(HEADS, "heads", "words inside names that tell a type: Ministry, Inc.")             \
    X(SAYING, "saying", "verbs of saying")                                               \
    X(GIVEN, "given", "given names")                                                     \
    X(ORDINARY, "ordinary", "ordinary words that look like names")                       \
    X(ABBREVIATIONS, "abbreviations", "words whose full stop ends no sentence")          \
    X(IRREGULAR, "irregular", "irregular forms and their lemmas")                        \
    X(CLOSED, "closed", "function words and their tags")                                 \
    X(VERBS, "verbs", "common verbs")                                                    \
    X(NOUNS, "nouns", "common nouns")                                                    \
    X(ADJECTIVES, "adjectives", "common adjectives")                                     \
    X(CUES, "cues", "words that deny, hedge or plan")                                    \
    X(FRAMES, "frames", "predicates and the statements they make")                       \
    X(DOMAINS, "domains", "last labels of domain names, beside the country codes")       \
    X(LANGUAGES, "languages", "function words by which a language is told")              \
    X(IGNORE, "ignore", "what a user says is no name; none is built in")

#define KW_TABLE_ENUM(id, stems, meaning) KW_TABLE_##id,
enum kw_lex_table { KW_LEX_TABLES(KW_TABLE_ENUM) KW_TABLE_COUNT };
#undef KW_TABLE_ENUM

/* Column enumerators count from 0 within each table: KW_COL_COUNTRIES_ID ... */
#define KW_COLUMN_ENUM(id, header, use) KW_COL_##id,
#define KW_TABLE_COLUMNS(id, stems, meaning)                                             \
    enum { KW_COLUMNS_##id(KW_COLUMN_ENUM) KW_COLS_##id };
KW_LEX_TABLES(KW_TABLE_COLUMNS)
#undef KW_TABLE_COLUMNS
#undef KW_COLUMN_ENUM

struct kw_lex_column {
    const char *header;  /* as in the file */
    enum kw_lex_use use; /* what its cells are for */
};

struct kw_lex_schema {
    const char *stems;   /* file names without .tsv, joined by | */
    const char *meaning; /* one line */
    const struct kw_lex_column *columns;
    size_t column_count;
};

/* Needs: table < KW_TABLE_COUNT. */
const struct kw_lex_schema *kw_lex_schema(enum kw_lex_table table);

/* The table a file belongs to, by its stem; false when there is none. */
bool kw_lex_table_of(struct kw_str stem, enum kw_lex_table *table);

#endif
