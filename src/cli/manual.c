/* manual.c - knotwork.1, written from the command table (man(7) macros). */
#include "cli/cli.h"

static const char *const exit_codes[] = {
    "0",   "done",        "1",  "nothing found, or some inputs failed",
    "2",   "wrong usage", "3",  "the store or the system failed",
    "130", "interrupted", NULL,
};

/* Text with what troff would read as commands escaped. */
static void add_text(struct kw_out *out, struct kw_str text)
{
    if (text.len && (text.ptr[0] == '.' || text.ptr[0] == '\''))
        kw_out_add(out, KW_STR("\\&"));
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\\')
            kw_out_add(out, KW_STR("\\e"));
        else if (text.ptr[i] == '-')
            kw_out_add(out, KW_STR("\\-"));
        else if (text.ptr[i] == '\'')
            kw_out_add(out, KW_STR("\\(aq"));
        else
            kw_out_byte(out, text.ptr[i]);
    }
}

/* ".MACRO text" on a line of its own. */
static void add_line(struct kw_out *out, const char *macro, const char *text)
{
    kw_out_printf(out, "%s ", macro);
    add_text(out, kw_str_of(text));
    kw_out_byte(out, '\n');
}

static void add_paragraphs(struct kw_out *out, const char *text)
{
    struct kw_str rest = kw_str_of(text), paragraph;
    for (bool first = true; kw_str_line(&rest, &paragraph); first = false) {
        if (!first)
            kw_out_add(out, KW_STR(".PP\n"));
        add_text(out, paragraph);
        kw_out_byte(out, '\n');
    }
}

static void add_option(struct kw_out *out, const struct kw_option *option)
{
    kw_out_add(out, KW_STR(".TP\n\\fB"));
    if (option->letter)
        kw_out_printf(out, "\\-%c\\fR, \\fB", option->letter);
    kw_out_add(out, KW_STR("\\-\\-"));
    add_text(out, kw_str_of(option->name));
    kw_out_add(out, KW_STR("\\fR"));
    if (option->argument) {
        kw_out_add(out, KW_STR(" \\fI"));
        add_text(out, kw_str_of(option->argument));
        kw_out_add(out, KW_STR("\\fR"));
    }
    kw_out_byte(out, '\n');
    add_text(out, kw_str_of(option->meaning));
    for (unsigned n = 0; option->choice && option->choice(n); n++) {
        kw_out_add(out, n ? KW_STR(", ") : KW_STR(": "));
        add_text(out, kw_str_of(option->choice(n)));
    }
    kw_out_byte(out, '\n');
}

static enum kw_status add_command(struct kw_arena *arena,
                                  const struct kw_command *command, struct kw_out *out,
                                  struct kw_error *err)
{
    const struct kw_option *option;
    enum kw_status status = kw_command_options(arena, command, &option, err);
    if (status != KW_OK)
        return status;
    kw_out_printf(out, ".SS \"knotwork %s [OPTIONS]%s%s\"\n", command->name,
                  command->operands ? " " : "",
                  command->operands ? command->operands : "");
    add_paragraphs(out, command->details);
    for (; option->name; option++)
        add_option(out, option);
    return KW_OK;
}

static void add_examples(struct kw_out *out, const struct kw_command *command)
{
    for (const struct kw_example *row = command->examples; row && row->line; row++) {
        kw_out_add(out, KW_STR(".TP\n"));
        add_line(out, ".B", row->line);
        add_text(out, kw_str_of(row->meaning));
        kw_out_byte(out, '\n');
    }
}

static void add_end(struct kw_out *out)
{
    kw_out_add(out, KW_STR(".SH EXIT STATUS\n"));
    for (const char *const *row = exit_codes; *row; row += 2)
        kw_out_printf(out, ".TP\n.B %s\n%s\n", row[0], row[1]);
    kw_out_add(out, KW_STR(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\n"
                           "set to anything: no colors on a terminal.\n"
                           "Nothing else is read, and there is no configuration file.\n"
                           ".SH FILES\n.TP\n.B knotwork.db\n"
                           "the store, in the current folder unless\n.B \\-\\-store\n"
                           "names another: one SQLite file.\n"));
}

enum kw_status kw_manual_write(struct kw_arena *arena, struct kw_out *out,
                               struct kw_error *err)
{
    kw_out_printf(out, ".TH KNOTWORK 1 \"\" \"knotwork %s\"\n", kw_version());
    kw_out_add(out, KW_STR(".SH NAME\n"
                           "knotwork \\- news and documents in, an entity\\-relationship "
                           "graph out\n"
                           ".SH SYNOPSIS\n.B knotwork\n.I COMMAND\n"
                           "[\\fIOPTIONS\\fR] [\\fIOPERANDS\\fR]\n"
                           ".SH COMMANDS\n"));
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        enum kw_status status =
            (*row)->group ? add_command(arena, *row, out, err) : KW_OK;
        if (status != KW_OK)
            return status;
    }
    kw_out_add(out, KW_STR(".SH EXAMPLES\n"));
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        if ((*row)->group)
            add_examples(out, *row);
    }
    add_end(out);
    return KW_OK;
}
