/* help.c - help for the terminal, written from the command table. */
#include "cli/cli.h"

#include <string.h>

#include "base/utf8.h"

enum {
    WIDTH = 80,        /* help looks the same everywhere, so that it can be quoted */
    NAME_WIDTH = 12,   /* columns for a command's name */
    OPTION_WIDTH = 28, /* columns for an option, its dashes and argument */
};

static void add_spaces(struct kw_out *out, size_t count)
{
    for (; count > 0; count--)
        kw_out_byte(out, ' ');
}

void kw_wrap(struct kw_out *out, struct kw_str text, size_t indent, size_t width,
             size_t at)
{
    struct kw_str word;
    bool first = true;
    while (kw_str_item(&text, ' ', &word)) {
        size_t columns = kw_utf8_width(word);
        if (word.len == 0)
            continue;
        if (!first && at + 1 + columns > width) {
            kw_out_byte(out, '\n');
            add_spaces(out, indent);
            at = indent;
        } else if (!first) {
            kw_out_byte(out, ' ');
            at++;
        }
        kw_out_add(out, word);
        at += columns;
        first = false;
    }
    kw_out_byte(out, '\n');
}

/* "  name      meaning", the meaning wrapped under itself. */
static void write_entry(struct kw_out *out, struct kw_str name, const char *meaning,
                        size_t width)
{
    size_t used = 2 + kw_utf8_width(name);
    add_spaces(out, 2);
    kw_out_add(out, name);
    if (used + 1 > width) {
        kw_out_byte(out, '\n');
        used = 0;
    }
    add_spaces(out, width - used);
    kw_wrap(out, kw_str_of(meaning), width, WIDTH, width);
}

enum kw_status kw_help_overview(struct kw_out *out, struct kw_error *err)
{
    (void)err;
    const char *group = "";
    kw_out_add(out, KW_STR("knotwork COMMAND [OPTIONS] [OPERANDS]\n"
                           "News and documents in, an entity-relationship graph out.\n"));
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        const struct kw_command *command = *row;
        if (!command->group)
            continue;
        if (strcmp(command->group, group) != 0)
            kw_out_printf(out, "\n%s\n", command->group);
        group = command->group;
        write_entry(out, kw_str_of(command->name), command->summary, 2 + NAME_WIDTH);
    }
    kw_out_add(out, KW_STR("\n'knotwork help COMMAND' tells about one of them.\n"));
    return KW_OK;
}

/* "-o, --output FILE" */
static void print_option(struct kw_buf *buf, const struct kw_option *option)
{
    if (option->letter)
        kw_buf_printf(buf, "-%c, ", option->letter);
    else
        kw_buf_add(buf, KW_STR("    "));
    kw_buf_printf(buf, "--%s", option->name);
    if (option->argument)
        kw_buf_printf(buf, " %s", option->argument);
}

/* The meaning, and what may be chosen. */
static void print_meaning(struct kw_buf *buf, const struct kw_option *option)
{
    kw_buf_add(buf, kw_str_of(option->meaning));
    for (unsigned n = 0; option->choice && option->choice(n); n++)
        kw_buf_printf(buf, "%s %s", n ? "," : ":", option->choice(n));
    kw_buf_byte(buf, '\0'); /* write_entry wants a string */
}

static enum kw_status write_options(struct kw_arena *arena,
                                    const struct kw_command *command, struct kw_out *out,
                                    struct kw_error *err)
{
    const struct kw_option *option;
    struct kw_buf name = {0}, meaning = {0};
    enum kw_status status = kw_command_options(arena, command, &option, err);
    if (status != KW_OK)
        return status;
    kw_out_add(out, KW_STR("\nOptions\n"));
    for (; option->name; option++) {
        kw_buf_clear(&name);
        kw_buf_clear(&meaning);
        print_option(&name, option);
        print_meaning(&meaning, option);
        if (!name.failed && !meaning.failed)
            write_entry(out, kw_buf_str(&name), meaning.ptr, OPTION_WIDTH);
    }
    status = name.failed || meaning.failed ? kw_nomem(err) : KW_OK;
    kw_buf_free(&name);
    kw_buf_free(&meaning);
    return status;
}

enum kw_status kw_help_command(struct kw_arena *arena, const struct kw_command *command,
                               struct kw_out *out, struct kw_error *err)
{
    kw_out_printf(out, "knotwork %s [OPTIONS]%s%s\n", command->name,
                  command->operands ? " " : "",
                  command->operands ? command->operands : "");
    struct kw_str rest = kw_str_of(command->details), paragraph;
    while (kw_str_line(&rest, &paragraph)) {
        kw_out_byte(out, '\n');
        kw_wrap(out, paragraph, 0, WIDTH, 0);
    }
    enum kw_status status = write_options(arena, command, out, err);
    if (status != KW_OK)
        return status;
    if (command->examples)
        kw_out_add(out, KW_STR("\nExamples\n"));
    for (const struct kw_example *row = command->examples; row && row->line; row++) {
        kw_out_printf(out, "  %s\n", row->line);
        kw_out_add(out, KW_STR("      "));
        kw_wrap(out, kw_str_of(row->meaning), 6, WIDTH, 6);
    }
    return KW_OK;
}
