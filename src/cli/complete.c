/* complete.c - completions for bash, zsh and fish, written from the command table. */
#include "cli/cli.h"

#include <string.h>

/* Text inside single quotes of a shell; `special` characters get a backslash. */
static void add_quoted(struct kw_out *out, const char *text, const char *special)
{
    for (struct kw_str s = kw_str_of(text); s.len > 0; s = kw_str_slice(s, 1, s.len)) {
        if (s.ptr[0] == '\'') {
            kw_out_add(out, KW_STR("'\\''"));
            continue;
        }
        for (const char *c = special; *c; c++) {
            if (s.ptr[0] == *c)
                kw_out_byte(out, '\\');
        }
        kw_out_byte(out, s.ptr[0]);
    }
}

static void add_choices(struct kw_out *out, const char *(*choice)(unsigned))
{
    for (unsigned n = 0; choice(n); n++)
        kw_out_printf(out, "%s%s", n ? " " : "", choice(n));
}

/* Calls `each` with every command that is not hidden and its options. */
static enum kw_status for_commands(struct kw_arena *arena, struct kw_out *out,
                                   void (*each)(struct kw_out *out,
                                                const struct kw_command *command,
                                                const struct kw_option *options),
                                   struct kw_error *err)
{
    for (const struct kw_command *const *row = kw_commands; *row; row++) {
        const struct kw_option *options;
        enum kw_status status = kw_command_options(arena, *row, &options, err);
        if (status != KW_OK)
            return status;
        if ((*row)->group)
            each(out, *row, options);
    }
    return KW_OK;
}

/* --- bash ------------------------------------------------------------------------- */

static void bash_name(struct kw_out *out, const struct kw_command *command,
                      const struct kw_option *options)
{
    (void)options;
    kw_out_printf(out, " %s", command->name);
}

static void bash_choices(struct kw_out *out, const struct kw_command *command,
                         const struct kw_option *options)
{
    for (const struct kw_option *option = options; option->name; option++) {
        if (!option->choice)
            continue;
        kw_out_printf(out, "    %s:--%s", command->name, option->name);
        if (option->letter)
            kw_out_printf(out, "|%s:-%c", command->name, option->letter);
        kw_out_add(out, KW_STR(") words=\""));
        add_choices(out, option->choice);
        kw_out_add(out, KW_STR("\" ;;\n"));
    }
}

static void bash_options(struct kw_out *out, const struct kw_command *command,
                         const struct kw_option *options)
{
    kw_out_printf(out, "    %s:-*) words=\"", command->name);
    for (const struct kw_option *option = options; option->name; option++)
        kw_out_printf(out, "%s--%s", option == options ? "" : " ", option->name);
    kw_out_add(out, KW_STR("\" ;;\n"));
    if (!command->choice)
        return;
    kw_out_printf(out, "    %s:*) words=\"", command->name);
    add_choices(out, command->choice);
    kw_out_add(out, KW_STR("\" ;;\n"));
}

enum kw_status kw_complete_bash(struct kw_arena *arena, struct kw_out *out,
                                struct kw_error *err)
{
    kw_out_add(out,
               KW_STR("# bash completion for knotwork; written by the program itself\n"
                      "_knotwork()\n{\n"
                      "    local word=${COMP_WORDS[COMP_CWORD]}\n"
                      "    local before=${COMP_WORDS[COMP_CWORD - 1]}\n"
                      "    local command=${COMP_WORDS[1]} words=\n"
                      "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                      "        words=\"--help --version"));
    enum kw_status status = for_commands(arena, out, bash_name, err);
    kw_out_add(out, KW_STR("\"\n"
                           "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                           "        return\n    fi\n"
                           "    case $command:$before in\n"));
    if (status == KW_OK)
        status = for_commands(arena, out, bash_choices, err);
    kw_out_add(out, KW_STR("    esac\n"
                           "    [ \"$words\" ] || case $command:$word in\n"));
    if (status == KW_OK)
        status = for_commands(arena, out, bash_options, err);
    kw_out_add(out, KW_STR("    esac\n"
                           "    [ -z \"$words\" ] ||\n"
                           "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                           "}\n"
                           "complete -o default -F _knotwork knotwork\n"));
    return status;
}

/* --- zsh -------------------------------------------------------------------------- */

static void zsh_name(struct kw_out *out, const struct kw_command *command,
                     const struct kw_option *options)
{
    (void)options;
    kw_out_printf(out, "        '%s:", command->name);
    add_quoted(out, command->summary, "");
    kw_out_add(out, KW_STR("'\n"));
}

/* What completes an argument of this name: files, or nothing. */
static struct kw_str names_files(const char *argument)
{
    bool file = strncmp(argument, "FILE", 4) == 0 || strncmp(argument, "PATH", 4) == 0 ||
                strncmp(argument, "[PATH", 5) == 0;
    return file ? KW_STR("_files") : KW_STR(" ");
}

static void zsh_option(struct kw_out *out, const struct kw_option *option)
{
    const char *plus = option->argument ? "+" : "", *equals = option->argument ? "=" : "";
    if (option->letter)
        kw_out_printf(out, " \\\n            {-%c%s,--%s%s}'[", option->letter, plus,
                      option->name, equals);
    else
        kw_out_printf(out, " \\\n            --%s%s'[", option->name, equals);
    add_quoted(out, option->meaning, "[]:");
    kw_out_byte(out, ']');
    if (option->argument) {
        kw_out_printf(out, ":%s:", option->argument);
        if (option->choice) {
            kw_out_byte(out, '(');
            add_choices(out, option->choice);
            kw_out_byte(out, ')');
        } else {
            kw_out_add(out, names_files(option->argument));
        }
    }
    kw_out_byte(out, '\'');
}

static void zsh_command(struct kw_out *out, const struct kw_command *command,
                        const struct kw_option *options)
{
    kw_out_printf(out, "    %s)\n        _arguments -s", command->name);
    for (; options->name; options++)
        zsh_option(out, options);
    if (command->choice) {
        kw_out_add(out, KW_STR(" \\\n            '*:operand:("));
        add_choices(out, command->choice);
        kw_out_add(out, KW_STR(")'"));
    } else if (command->operands) {
        kw_out_add(out, KW_STR(" \\\n            '*:operand:"));
        kw_out_add(out, names_files(command->operands));
        kw_out_byte(out, '\'');
    }
    kw_out_add(out, KW_STR(" ;;\n"));
}

enum kw_status kw_complete_zsh(struct kw_arena *arena, struct kw_out *out,
                               struct kw_error *err)
{
    kw_out_add(out,
               KW_STR("#compdef knotwork\n"
                      "# zsh completion for knotwork; written by the program itself\n"
                      "_knotwork()\n{\n"
                      "    local -a commands\n"
                      "    commands=(\n"));
    enum kw_status status = for_commands(arena, out, zsh_name, err);
    kw_out_add(out, KW_STR("    )\n"
                           "    if (( CURRENT == 2 )); then\n"
                           "        _describe command commands\n"
                           "        return\n    fi\n"
                           "    shift words\n    (( CURRENT-- ))\n"
                           "    case ${words[1]} in\n"));
    if (status == KW_OK)
        status = for_commands(arena, out, zsh_command, err);
    kw_out_add(out, KW_STR("    esac\n}\n_knotwork \"$@\"\n"));
    return status;
}

/* --- fish ------------------------------------------------------------------------- */

static void fish_command(struct kw_out *out, const struct kw_command *command,
                         const struct kw_option *options)
{
    kw_out_printf(out, "complete -c knotwork -n __fish_use_subcommand -f -a %s -d '",
                  command->name);
    add_quoted(out, command->summary, "\\");
    kw_out_add(out, KW_STR("'\n"));
    for (; options->name; options++) {
        kw_out_printf(out, "complete -c knotwork -n '__fish_seen_subcommand_from %s'",
                      command->name);
        if (options->letter)
            kw_out_printf(out, " -s %c", options->letter);
        kw_out_printf(out, " -l %s", options->name);
        if (options->argument)
            kw_out_add(out, KW_STR(" -r"));
        if (options->choice) {
            kw_out_add(out, KW_STR(" -f -a '"));
            add_choices(out, options->choice);
            kw_out_byte(out, '\'');
        }
        kw_out_add(out, KW_STR(" -d '"));
        add_quoted(out, options->meaning, "\\");
        kw_out_add(out, KW_STR("'\n"));
    }
    if (!command->choice)
        return;
    kw_out_printf(out, "complete -c knotwork -n '__fish_seen_subcommand_from %s' -f -a '",
                  command->name);
    add_choices(out, command->choice);
    kw_out_add(out, KW_STR("'\n"));
}

enum kw_status kw_complete_fish(struct kw_arena *arena, struct kw_out *out,
                                struct kw_error *err)
{
    kw_out_add(out,
               KW_STR("# fish completion for knotwork; written by the program itself\n"
                      "complete -c knotwork -n __fish_use_subcommand -l version -d "
                      "'show the version and end'\n"));
    return for_commands(arena, out, fish_command, err);
}
