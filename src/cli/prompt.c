/* prompt.c - the door of libedit. */
#include "cli/prompt.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

enum { REMEMBERED = 1000 }; /* lines of history */

struct kw_prompt {
    EditLine *edit;   /* NULL: no terminal */
    History *history; /* likewise */
    char *path;       /* of the history, or NULL */
    const char *text; /* the prompt */
    kw_complete_fn *complete;
    void *context;
    char *line; /* of getline */
    size_t room;
};

static char *prompt_text(EditLine *edit)
{
    struct kw_prompt *prompt;
    el_get(edit, EL_CLIENTDATA, &prompt);
    return (char *)(uintptr_t)prompt->text;
}

static unsigned char on_tab(EditLine *edit, wint_t key)
{
    struct kw_prompt *prompt;
    struct kw_completion completion = {0};
    const LineInfo *line = el_line(edit);
    unsigned char result = CC_REFRESH;
    (void)key;
    el_get(edit, EL_CLIENTDATA, &prompt);
    prompt->complete(prompt->context,
                     (struct kw_str){line->buffer, (size_t)(line->cursor - line->buffer)},
                     &completion);
    if (completion.shown.len) {
        fprintf(stdout, "\n%.*s", KW_STR_ARG(kw_buf_str(&completion.shown)));
        fflush(stdout);
        result = CC_REDISPLAY;
    }
    kw_buf_byte(&completion.text, '\0');
    if (!completion.text.failed) {
        el_deletestr(edit, (int)completion.replaced);
        el_insertstr(edit, completion.text.ptr);
    }
    kw_buf_free(&completion.text);
    kw_buf_free(&completion.shown);
    return result;
}

/* Makes the folders above `path`, for the owner alone. */
static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700); /* what is there stays; what fails shows at the end */
        *slash = '/';
    }
}

static bool begin_editing(struct kw_prompt *prompt)
{
    HistEvent event;
    setlocale(LC_CTYPE, ""); /* how the terminal writes characters; nothing else */
    prompt->edit = el_init("knotwork", stdin, stdout, stderr);
    prompt->history = history_init();
    if (!prompt->edit || !prompt->history)
        return false;
    history(prompt->history, &event, H_SETSIZE, REMEMBERED);
    history(prompt->history, &event, H_SETUNIQUE, 1);
    if (prompt->path)
        history(prompt->history, &event, H_LOAD, prompt->path);
    el_set(prompt->edit, EL_CLIENTDATA, prompt);
    el_set(prompt->edit, EL_PROMPT, prompt_text);
    el_set(prompt->edit, EL_EDITOR, "emacs");
    el_set(prompt->edit, EL_HIST, history, prompt->history);
    /* The wide form: the narrow one makes copies of the names and loses them. */
    el_wset(prompt->edit, EL_ADDFN, L"complete", L"complete the word", on_tab);
    el_set(prompt->edit, EL_BIND, "^I", "complete", NULL);
    return true;
}

enum kw_status kw_prompt_open(const char *path, kw_complete_fn *complete, void *context,
                              struct kw_prompt **out, struct kw_error *err)
{
    struct kw_prompt *prompt = calloc(1, sizeof *prompt);
    if (!prompt)
        return kw_nomem(err);
    prompt->complete = complete;
    prompt->context = context;
    bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    if (terminal && path)
        prompt->path = strdup(path);
    if ((terminal && path && !prompt->path) || (terminal && !begin_editing(prompt))) {
        kw_prompt_close(prompt);
        return kw_nomem(err);
    }
    *out = prompt;
    return KW_OK;
}

bool kw_prompt_is_terminal(const struct kw_prompt *prompt)
{
    return prompt->edit != NULL;
}

static void on_interrupt(int number)
{
    (void)number; /* that the read ends with EINTR is all */
}

/* Ctrl-C drops the line while one is read, and only then. */
static const char *edit_line(struct kw_prompt *prompt, bool *dropped)
{
    struct sigaction drop = {.sa_handler = on_interrupt}, before;
    int count = 0;
    sigemptyset(&drop.sa_mask);
    sigaction(SIGINT, &drop, &before);
    errno = 0;
    const char *line = el_gets(prompt->edit, &count);
    *dropped = count < 0 && errno == EINTR;
    sigaction(SIGINT, &before, NULL);
    return count > 0 ? line : NULL;
}

static void add(struct kw_buf *buf, struct kw_str line)
{
    if (kw_str_ends(line, KW_STR("\n")))
        line.len--;
    if (kw_str_ends(line, KW_STR("\r")))
        line.len--;
    kw_buf_add(buf, line);
}

enum kw_line kw_prompt_read(struct kw_prompt *prompt, const char *text,
                            struct kw_buf *buf)
{
    bool dropped = false;
    HistEvent event;
    if (!prompt->edit) {
        ssize_t len = getline(&prompt->line, &prompt->room, stdin);
        if (len < 0)
            return KW_LINE_END;
        add(buf, (struct kw_str){prompt->line, (size_t)len});
        return KW_LINE_READ;
    }
    prompt->text = text;
    const char *line = edit_line(prompt, &dropped);
    if (dropped) {
        el_reset(prompt->edit);
        fputs("^C\n", stdout);
        return KW_LINE_DROPPED;
    }
    if (!line) {
        fputs("\n", stdout);
        return KW_LINE_END;
    }
    if (!kw_str_eq(kw_str_trim(kw_str_of(line)), KW_STR("")))
        history(prompt->history, &event, H_ENTER, line);
    add(buf, kw_str_of(line));
    return KW_LINE_READ;
}

/* Writes the history for the owner alone. */
static void save(struct kw_prompt *prompt)
{
    HistEvent event;
    make_folders(prompt->path);
    mode_t before = umask(0077);
    history(prompt->history, &event, H_SAVE, prompt->path);
    umask(before);
}

void kw_prompt_close(struct kw_prompt *prompt)
{
    if (!prompt)
        return;
    if (prompt->history && prompt->path)
        save(prompt);
    if (prompt->history)
        history_end(prompt->history);
    if (prompt->edit)
        el_end(prompt->edit);
    free(prompt->path);
    free(prompt->line);
    free(prompt);
}
