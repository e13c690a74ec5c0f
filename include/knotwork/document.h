/* knotwork/document.h - what flows: documents, mentions, referents, statements; the
 * tables of their types; knotwork JSON, the form in which they travel.
 *
 * All structures are plain data in an arena: no function frees them, they go when the
 * arena goes. Numbers of referents are 1, 2, 3 ... inside one document; 0 means none.
 */
#ifndef KNOTWORK_DOCUMENT_H
#define KNOTWORK_DOCUMENT_H

#include "knotwork/base.h"
#include "knotwork/time.h"

/* --- the type tables --------------------------------------------------------------
 * One list each, from which enumerators, parsing, printing, help and documentation
 * come. Order is part of the stored form: append, never reorder. */

/* X(enumerator, name, meaning) */
#define KW_TYPES(X)                                                                      \
    X(PERSON, "person", "named people")                                                  \
    X(COUNTRY, "country", "sovereign states and widely recognised territories")          \
    X(PLACE, "place", "cities, regions, rivers, buildings, bases")                       \
    X(AGENCY, "agency", "bodies of a state: ministries, services, police, courts")       \
    X(FIRM, "firm", "companies that trade")                                              \
    X(OUTLET, "outlet", "newspapers, broadcasters, news agencies, news sites")           \
    X(ORGANIZATION, "organization", "everything else that is organised: UN, NGOs, parties") \
    X(TOOL, "tool", "named software, hardware, weapons, vehicles, products")             \
    X(GROUP, "group", "named peoples and faiths that are no country's demonym")          \
    X(EVENT, "event", "named events")                                                    \
    X(WORK, "work", "named laws, treaties, reports, books, films, court cases")

/* X(enumerator, name, symmetric, subject and object) */
#define KW_RELATIONS(X)                                                                  \
    X(ROLE_AT, "role_at", false, "person holds an office or a job at a body or country") \
    X(MEMBER_OF, "member_of", false, "member belongs to an organization or group")       \
    X(PART_OF, "part_of", false, "body is part of a larger body or country")             \
    X(OWNS, "owns", false, "owner owns a firm, outlet, organization or tool")            \
    X(BASED_IN, "based_in", false, "organization is based in a place or country")        \
    X(LOCATED_IN, "located_in", false, "place lies in a place or country")               \
    X(ORIGIN, "origin", false, "person comes from a place or country")                   \
    X(MAKES, "makes", false, "actor develops, produces or writes a tool or work")        \
    X(FOUNDED, "founded", false, "founder founded an organization")                      \
    X(FAMILY, "family", true, "persons of one family")                                   \
    X(ASSOCIATE, "associate", true, "actors that are allies, partners, linked")          \
    X(SUPPLIES, "supplies", false, "provider sells, gives or licenses to a recipient")   \
    X(ACQUIRES, "acquires", false, "recipient buys, obtains or takes over a thing")      \
    X(FUNDS, "funds", false, "funder finances or pays a recipient")                      \
    X(USES, "uses", false, "actor deploys or operates a tool")                           \
    X(TARGETS, "targets", false, "actor or tool hacks, spies on or surveils")            \
    X(AGREE, "agree", true, "actors sign contracts, deals, treaties")                    \
    X(CONSULT, "consult", true, "actors meet, visit, call, negotiate")                   \
    X(SUPPORT, "support", false, "actor praises, endorses, backs")                       \
    X(CONCEDE, "concede", false, "actor yields, releases, apologises, eases")            \
    X(COOPERATE, "cooperate", true, "actors work together, share intelligence")          \
    X(AID, "aid", false, "actor helps, protects or shelters")                            \
    X(RETREAT, "retreat", false, "actor withdraws from an actor or place")               \
    X(REQUEST, "request", false, "actor urges, demands or asks")                         \
    X(ACCUSE, "accuse", false, "actor blames, criticises, sues, charges, investigates")  \
    X(REJECT, "reject", false, "actor refuses, denies, vetoes, opposes")                 \
    X(THREATEN, "threaten", false, "actor warns of action, sets an ultimatum")           \
    X(PROTEST, "protest", false, "actor demonstrates or strikes against")                \
    X(SANCTION, "sanction", false, "actor sanctions, bans, blacklists, expels")          \
    X(MOBILIZE, "mobilize", false, "actor deploys forces")                               \
    X(COERCE, "coerce", false, "actor arrests, seizes, censors, jails")                  \
    X(ASSAULT, "assault", false, "actor attacks, kills, bombs, shoots")

/* How a mention refers. Those up to METONYM name the thing; the last two refer back. */
#define KW_MENTION_KINDS(X)                                                              \
    X(NAME, "name", "a full name")                                                       \
    X(PARTIAL, "partial", "a part of a name: Biden")                                     \
    X(ACRONYM, "acronym", "the initials of a name: UAE")                                 \
    X(ALIAS, "alias", "another name: America")                                           \
    X(DEMONYM, "demonym", "a word for the people of a country: Israeli")                 \
    X(METONYM, "metonym", "a name that stands for another thing: Beijing said")          \
    X(NOMINAL, "nominal", "a phrase that refers back: the Israeli firm")                 \
    X(PRONOUN, "pronoun", "he, she, it")

/* In order of precedence: when several fit, the first wins (GUIDELINES). */
#define KW_MODALITIES(X)                                                                 \
    X(HYPOTHETICAL, "hypothetical", "would, could, if, allowed to")                      \
    X(PLANNED, "planned", "will, intends, agreed to, ordered to")                        \
    X(ALLEGED, "alleged", "accusation, reportedly, suspected of")                        \
    X(REPORTED, "reported", "someone else says so, without doubt cast")                  \
    X(ASSERTED, "asserted", "the article says so")

#define KW_TYPE_ENUM(id, name, meaning) KW_TYPE_##id,
enum kw_type { KW_TYPE_NONE, KW_TYPES(KW_TYPE_ENUM) KW_TYPE_COUNT };
#undef KW_TYPE_ENUM
#define KW_RELATION_ENUM(id, name, symmetric, meaning) KW_RELATION_##id,
enum kw_relation { KW_RELATION_NONE, KW_RELATIONS(KW_RELATION_ENUM) KW_RELATION_COUNT };
#undef KW_RELATION_ENUM
#define KW_MENTION_ENUM(id, name, meaning) KW_MENTION_##id,
enum kw_mention_kind { KW_MENTION_NONE, KW_MENTION_KINDS(KW_MENTION_ENUM) KW_MENTION_COUNT };
#undef KW_MENTION_ENUM
#define KW_MODALITY_ENUM(id, name, meaning) KW_MODALITY_##id,
enum kw_modality { KW_MODALITY_NONE, KW_MODALITIES(KW_MODALITY_ENUM) KW_MODALITY_COUNT };
#undef KW_MODALITY_ENUM

enum kw_polarity { KW_POSITIVE, KW_NEGATIVE }; /* "+" and "-" */

/* One row of a type table. */
struct kw_label {
    const char *name;    /* as printed, parsed and stored in JSON */
    const char *meaning; /* one line for help and documentation */
    bool symmetric;      /* relations only: subject and object may be swapped */
};

/* Rows by enumerator; value 0 ("none") is a row with an empty name. Needs: value in
 * range. */
KW_API const struct kw_label *kw_type_label(enum kw_type type);
KW_API const struct kw_label *kw_relation_label(enum kw_relation relation);
KW_API const struct kw_label *kw_mention_label(enum kw_mention_kind kind);
KW_API const struct kw_label *kw_modality_label(enum kw_modality modality);

/* Names to values; false and nothing set when there is no such name. */
KW_API bool kw_type_parse(struct kw_str name, enum kw_type *type);
KW_API bool kw_relation_parse(struct kw_str name, enum kw_relation *relation);
KW_API bool kw_mention_parse(struct kw_str name, enum kw_mention_kind *kind);
KW_API bool kw_modality_parse(struct kw_str name, enum kw_modality *modality);

/* True for the kinds that name a thing, so that it may be a node and co-occur. */
KW_API bool kw_mention_names(enum kw_mention_kind kind);

/* --- documents -------------------------------------------------------------------- */

/* Longest text of one document: spans are 32 bits, and no news article is longer. */
#define KW_TEXT_LIMIT (32u * 1024 * 1024)

struct kw_document {
    struct kw_str key;       /* its own id, else its path below the folder; never empty */
    struct kw_str source;    /* where it came from: a path or URL as given; or empty */
    struct kw_str title;     /* or empty */
    struct kw_str publisher; /* the outlet that printed it; or empty */
    struct kw_str author;    /* who wrote it, as it says; several with ", "; or empty */
    struct kw_str language;  /* ISO 639-1, or empty: not known */
    int32_t date;            /* day of publication, or KW_DAY_NONE */
    struct kw_str text;      /* clean UTF-8: no forbidden code point, at most
                                KW_TEXT_LIMIT bytes; every span points in here */
    struct kw_str original;  /* the text as given, valid UTF-8 with as many code points,
                                where it held forbidden ones; else empty */
    const struct kw_span *furniture; /* page furniture, in order, apart */
    size_t furniture_count;
};

/* True for "en", "en-GB", "eng", "English", and for "": nothing is known. A document in
 * another language is kept, but only names that the lexicon has are found in it. */
KW_API bool kw_language_is_english(struct kw_str code);

/* --- extractions ------------------------------------------------------------------ */

struct kw_mention {
    struct kw_span span;       /* without article, title, possessive, quotation marks */
    enum kw_mention_kind kind; /* how it refers */
    uint32_t referent;         /* 1 ... referent_count */
};

struct kw_referent {
    struct kw_str name; /* its fullest name in this document (or in the lexicon) */
    enum kw_type type;  /* never KW_TYPE_NONE */
    struct kw_str kind; /* a common noun, "spyware"; or empty */
    struct kw_str id;   /* "country/CN": from the lexicon or a user's list; or empty */
};

struct kw_statement {
    uint32_t subject;              /* referent */
    enum kw_relation type;         /* never KW_RELATION_NONE */
    uint32_t object;               /* referent, not the subject */
    enum kw_polarity polarity;     /* KW_NEGATIVE: the text denies it */
    enum kw_modality modality;     /* never KW_MODALITY_NONE */
    uint32_t speaker;              /* referent that says so, or 0 */
    struct kw_time time;           /* when it happened, never the date of publication */
    uint32_t place;                /* referent, or 0 */
    uint32_t item;                 /* third argument: the thing supplied; or 0 */
    struct kw_str title;           /* role_at: "spokesperson"; or empty */
    struct kw_span phrase;         /* the words that carry it; may be empty */
    unsigned confidence;           /* 0 ... 1000, per mille */
    const struct kw_span *evidence; /* sentences that state it, the best one first */
    size_t evidence_count;         /* at least 1 */
};

/* A phrase that joins two referents and that no frame knows: searchable, never an edge. */
struct kw_open {
    uint32_t subject;        /* referent */
    uint32_t object;         /* referent */
    struct kw_span phrase;   /* the words between or around them */
    struct kw_str lemma;     /* its head word in dictionary form */
    struct kw_span evidence; /* the sentence */
};

struct kw_extraction {
    struct kw_document document;
    struct kw_str fingerprint; /* of program, models, lexicon, lists and options */
    const struct kw_span *sentences;
    size_t sentence_count;
    const struct kw_span *paragraphs;
    size_t paragraph_count;
    const struct kw_mention *mentions; /* by span; names never overlap */
    size_t mention_count;
    const struct kw_referent *referents; /* by first mention; number 1 is referents[0] */
    size_t referent_count;
    const struct kw_statement *statements; /* by best evidence, then phrase, then ends */
    size_t statement_count;
    const struct kw_open *opens;
    size_t open_count;
};

/* --- knotwork JSON ------------------------------------------------------------------
 * One document a line; the form of gold/GUIDELINES.md and more (README, "knotwork
 * JSON"). Offsets count code points. Unknown keys are ignored, so a later format can add
 * some. */

#define KW_JSON_FORMAT 1

/* Writes one line. Cost: O(text + spans log spans). */
KW_API void kw_extraction_write(const struct kw_extraction *extraction, struct kw_out *out);

/* Reads one line. A document without entities ("text" only) gives an extraction that is
 * not `*extracted`: its text still has to be analysed.
 * Only "text" must be there. "date" is a day or a timestamp, "id" a string or a number;
 * without kinds, mentions are names and coref nominals; without phrase_span, the phrase
 * is looked for in the span. Entities and statements keep the order of the line.
 * Owns:   everything in `*out` lives in `arena`; `line` may go.
 * Errors: KW_SYNTAX names the place: not JSON; a span outside the text or empty; names
 *         that overlap; a reference to no entity; a wrong type. KW_LIMIT (text too
 *         long), KW_NOMEM.
 * Cost:   O(line). */
KW_API KW_CHECKED enum kw_status kw_extraction_read(struct kw_arena *arena,
                                                    struct kw_str line,
                                                    struct kw_extraction *out,
                                                    bool *extracted, struct kw_error *err);

#endif
