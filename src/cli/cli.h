/* cli.h - what the commands of the program share.
 *
 * A command is one row, `const struct kw_command kw_cmd_NAME` in cmd_NAME.c, listed in
 * commands.c. Parsing, help, the man page and shell completions read those rows and
 * nothing else, so that they cannot differ.
 */
#ifndef KW_CLI_CLI_H
#define KW_CLI_CLI_H

#include "base/near.h"
#include "base/outfile.h"
#include "base/rows.h"
#include "knotwork/query.h"

/* What the program ends with. */
enum kw_exit {
    KW_EXIT_DONE = 0,
    KW_EXIT_PARTLY = 1, /* nothing found, or some inputs failed */
    KW_EXIT_USAGE = 2,
    KW_EXIT_SYSTEM = 3, /* the store, the disk, the memory */
    KW_EXIT_INTERRUPTED = 130,
};

struct kw_cli;
struct kw_settings;

#define KW_MOST_PARAMETERS 32 /* of a query */

#define KW_MOST_LISTS 16
#define KW_MOST_NAMES 16 /* of one list below */

/* Names of entities, each from an option of its own. */
struct kw_name_list {
    struct kw_str names[KW_MOST_NAMES];
    size_t count;
};

/* A list of the user's own, as named on the command line. */
struct kw_list_file {
    const char *table; /* the option's name, which is the table's */
    const char *path;
};

/* --- options ---------------------------------------------------------------------- */

struct kw_option {
    const char *name;     /* long name without its dashes; NULL ends a list */
    char letter;          /* short name, or 0 */
    const char *argument; /* what follows: "FILE"; NULL: nothing, it is a flag */
    const char *meaning;  /* one line without a stop at its end */
    /* Takes `value` ("" for a flag) into `settings`. */
    enum kw_status (*set)(const struct kw_option *option, struct kw_settings *settings,
                          const char *value, struct kw_error *err);
    size_t field; /* offset in struct kw_settings of what `set` sets */
    const char *(*choice)(unsigned n); /* the n-th value it takes, NULL after the last;
                                          NULL: values are free */
};

/* What options set. Each command reads the members its options are about. */
struct kw_settings {
    const char *store;       /* --store */
    const char *output;      /* --output; "-" is standard output */
    const char *format;      /* --format of an export; NULL: by the ending of `output` */
    enum kw_row_format rows; /* --format of a table */
    uint32_t limit;          /* --limit; 0: all */
    uint32_t jobs;           /* --jobs; 0: as many as there are processors */
    const char *columns;     /* --columns: names joined by commas; NULL: all */
    bool help;               /* --help */
    bool prune;              /* --prune */
    bool dry_run;            /* --dry-run */
    bool stats;              /* --stats */
    uint32_t log;            /* --log: number of the choice, from 1; 0: text */
    bool quiet;              /* --quiet */
    bool count;              /* --count */
    enum kw_entity_order order;                      /* --sort */
    const char *subject, *object, *entity, *speaker; /* names of entities, or NULL */
    const char *document;                            /* a document's key, or NULL */
    uint32_t section;     /* --section: its number from 1; 0: all */
    bool keys;            /* --keys */
    bool graph;           /* --graph */
    bool edges;           /* --edges */
    bool communities;     /* --communities */
    bool long_rows;       /* --long */
    bool latex;           /* --latex */
    uint32_t bootstrap;   /* --bootstrap: replicates; 0: none */
    const char *follow;   /* --follow: a file of an earlier run, or NULL */
    const char *measures; /* --measures: names joined by commas, or NULL */
    const char *by;       /* --by: the measure that orders a table, or NULL */
    const char *parameters[KW_MOST_PARAMETERS]; /* --param: NAME=VALUE */
    size_t parameter_count;
    uint32_t timeout;     /* --timeout: seconds; 0: none */
    bool explain;         /* --explain */
    uint32_t states;      /* bit set of enum kw_ledger_state; 0: all */
    uint32_t part;        /* --part: number of a format's file from 1; 0: all */
    uint32_t anonymize;   /* --anonymize: bit set of choices of types; 0: none */
    const char *salt;     /* --salt, or NULL */
    const char *why;      /* --why, or NULL */
    uint32_t decisions;   /* --decisions: bit set of enum kw_decision_kind; 0: all */
    struct kw_list_file lists[KW_MOST_LISTS]; /* --names, --ignore, --frames */
    uint32_t list_count;
    bool identifiers;         /* --identifiers */
    struct kw_name_list via;   /* --via */
    struct kw_name_list avoid; /* --avoid */
    uint32_t hubs;             /* --max-hubs: the number and 1; 0: any */
    bool in_order;             /* --in-order */
    struct kw_name_list without; /* --without */
    bool copies;                 /* --copies */
    bool no_history;             /* --no-history */
    struct kw_view view;  /* what kw_view_set sets */
};

/* Setters for rows of option tables. */
enum kw_status kw_set_flag(const struct kw_option *, struct kw_settings *, const char *,
                           struct kw_error *);
enum kw_status kw_set_text(const struct kw_option *, struct kw_settings *, const char *,
                           struct kw_error *);
enum kw_status kw_set_count(const struct kw_option *, struct kw_settings *, const char *,
                            struct kw_error *); /* uint32_t */
enum kw_status kw_set_rows(const struct kw_option *, struct kw_settings *, const char *,
                           struct kw_error *); /* enum kw_row_format */
enum kw_status kw_set_format(const struct kw_option *, struct kw_settings *, const char *,
                             struct kw_error *); /* const char *: one of the choices */
enum kw_status kw_set_order(const struct kw_option *, struct kw_settings *, const char *,
                            struct kw_error *); /* enum kw_entity_order */
enum kw_status
kw_set_place(const struct kw_option *, struct kw_settings *, const char *,
             struct kw_error *); /* uint32_t: number of the choice, from 1 */
enum kw_status kw_set_bits(const struct kw_option *, struct kw_settings *, const char *,
                           struct kw_error *); /* uint32_t: choices joined by commas */
enum kw_status kw_set_view(const struct kw_option *, struct kw_settings *, const char *,
                           struct kw_error *); /* the view option of that name */

enum kw_status kw_set_name(const struct kw_option *, struct kw_settings *, const char *,
                           struct kw_error *); /* struct kw_name_list: adds to it */
enum kw_status kw_set_list(const struct kw_option *, struct kw_settings *, const char *,
                           struct kw_error *); /* may be given several times */

/* Values of options: the n-th name of a table, NULL after the last. */
const char *kw_choice_rows(unsigned n);
const char *kw_choice_type(unsigned n);
const char *kw_choice_relation(unsigned n);
const char *kw_choice_modality(unsigned n);
const char *kw_choice_order(unsigned n);
const char *kw_choice_state(unsigned n);
const char *kw_choice_format(unsigned n); /* of an export */

/* --- commands --------------------------------------------------------------------- */

/* Options that many commands share; --help is everywhere. */
enum {
    KW_TAKES_STORE = 1,  /* --store */
    KW_TAKES_OUTPUT = 2, /* --output */
    KW_TAKES_ROWS = 4,   /* --format of a table */
    KW_TAKES_VIEW = 8,   /* the options of kw_view_options() */
    KW_TAKES_LISTS = 16, /* --names, --ignore, --frames, --identifiers */
    KW_READS = 32,       /* takes nothing; it only reads the store, so the shell runs it */
};

struct kw_example {
    const char *line;    /* what to type; NULL ends a list */
    const char *meaning; /* what it does */
};

struct kw_command {
    const char *name;
    const char *group;    /* heading it stands under in `knotwork help`; NULL: hidden */
    const char *summary;  /* one line without a stop at its end */
    const char *operands; /* "PATH...", or NULL: it takes none */
    unsigned least, most; /* how many operands; KW_MANY: no limit */
    unsigned takes;       /* KW_TAKES_... */
    uint32_t limit;       /* what --limit begins with; 0: all */
    bool everything;      /* its view begins with all statements, denied ones too */
    const char *columns;  /* what its table shows unless --columns says; NULL: all */
    const struct kw_option *options;   /* its own; NULL: none */
    const char *details;               /* paragraphs parted by \n */
    const struct kw_example *examples; /* NULL: none */
    const char *(*choice)(unsigned n); /* values of its operand, for completion */
    enum kw_status (*run)(struct kw_cli *cli, struct kw_error *err);
};

#define KW_MANY 0xFFFFFFFFu

extern const struct kw_command *const kw_commands[]; /* ended by NULL */

/* One run of the program. */
struct kw_cli {
    const struct kw_command *command;
    struct kw_settings set; /* what the options said */
    char **operands;        /* `operand_count` of them; borrowed from argv */
    size_t operand_count;
    struct kw_arena *arena; /* lives as long as the run */
    bool partly;            /* done, but nothing was found or some inputs failed */
};

/* All options of a command in the order of its help, ended by a NULL name.
 * Errors: KW_NOMEM. */
KW_CHECKED enum kw_status kw_command_options(struct kw_arena *arena,
                                             const struct kw_command *command,
                                             const struct kw_option **out,
                                             struct kw_error *err);
const struct kw_command *kw_command_named(const char *name); /* NULL: there is none */

/* Reads the command line after the command's name into cli->set and cli->operands.
 * Options may stand anywhere before "--". Errors: KW_USAGE names what was expected. */
KW_CHECKED enum kw_status kw_cli_parse(struct kw_cli *cli, int argc, char **argv,
                                       struct kw_error *err);

/* Parses the command line after the command's name and runs cli->command, or shows its
 * help. */
KW_CHECKED enum kw_status kw_cli_run(struct kw_cli *cli, int argc, char **argv,
                                     struct kw_error *err);

/* Why there is no command of that name. Always fails. */
enum kw_status kw_no_such_command(struct kw_str name, struct kw_error *err);

/* --- documentation from the table ------------------------------------------------- */

enum kw_status kw_help_overview(struct kw_out *out, struct kw_error *err);
enum kw_status kw_help_command(struct kw_arena *arena, const struct kw_command *command,
                               struct kw_out *out, struct kw_error *err);
enum kw_status kw_manual_write(struct kw_arena *arena, struct kw_out *out,
                               struct kw_error *err);
enum kw_status kw_complete_bash(struct kw_arena *arena, struct kw_out *out,
                                struct kw_error *err);
enum kw_status kw_complete_zsh(struct kw_arena *arena, struct kw_out *out,
                               struct kw_error *err);
enum kw_status kw_complete_fish(struct kw_arena *arena, struct kw_out *out,
                                struct kw_error *err);

/* Writes `text` in lines of at most `width` columns, each after `indent` spaces; the
 * first line begins at column `at`. */
void kw_wrap(struct kw_out *out, struct kw_str text, size_t indent, size_t width,
             size_t at);

/* --- what a command does with the outside ----------------------------------------- */

/* One line on standard error: "knotwork: text", made safe for a terminal. */
void kw_say(const char *format, ...) KW_PRINTF(1, 2);
void kw_say_json(bool on); /* from now on as {"message":"text"} */
bool kw_says_json(void);
void kw_say_object(const struct kw_buf *object); /* JSON, on a line of its own */

unsigned kw_terminal_width(const struct kw_cli *cli); /* of the output; 0: no terminal */
bool kw_terminal_color(const struct kw_cli *cli);     /* may the output be colored? */

/* Opens the store of --store, runs `work` on it and closes it. Returns the first
 * failure; to have no store is KW_STORE. */
KW_CHECKED enum kw_status kw_cli_with_store(struct kw_cli *cli, enum kw_store_mode mode,
                                            enum kw_status (*work)(struct kw_cli *cli,
                                                                   struct kw_store *store,
                                                                   struct kw_error *err),
                                            struct kw_error *err);

/* The number of the entity that `name` means; 0 when `name` is NULL. Errors: those of
 * kw_lookup. */
KW_CHECKED enum kw_status kw_cli_find(struct kw_cli *cli, struct kw_store *store,
                                      const char *name, int64_t *entity,
                                      struct kw_error *err);

/* A table on the output. */
struct kw_cli_table {
    struct kw_outfile *file;
    struct kw_rows *rows;
};
KW_CHECKED enum kw_status kw_cli_table_begin(struct kw_cli *cli,
                                             const struct kw_column *columns,
                                             size_t count, struct kw_cli_table *table,
                                             struct kw_error *err);
/* Ends the table; the file takes its name only if `status`, the fate of the rows, is
 * KW_OK. A table without rows makes the run `partly`. Returns the first failure. */
KW_CHECKED enum kw_status kw_cli_table_end(struct kw_cli *cli, struct kw_cli_table *table,
                                           enum kw_status status, struct kw_error *err);

/* Runs `write` on the output and commits it if all went well. */
KW_CHECKED enum kw_status kw_cli_write(struct kw_cli *cli,
                                       enum kw_status (*write)(void *context,
                                                               struct kw_out *out,
                                                               struct kw_error *err),
                                       void *context, struct kw_error *err);

unsigned kw_cli_jobs(const struct kw_cli *cli); /* threads to use */

#endif
