/* marks.c - see marks.h. */
#include "marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef KW_VEC(struct block) block_list;
typedef KW_VEC(struct mark) mark_list;
typedef KW_VEC(struct kw_str) answer_list;

static void *must(void *allocated)
{
    if (!allocated) {
        fputs("marks: out of memory\n", stderr);
        exit(3);
    }
    return allocated;
}

static bool read_file(const char *path, struct kw_arena *arena, struct kw_str *bytes)
{
    struct kw_buf buf = {0};
    char piece[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        kw_buf_add(&buf, (struct kw_str){piece, got});
    fclose(file);
    *bytes = kw_arena_copy(arena, kw_buf_str(&buf));
    bool good = !buf.failed && bytes->ptr;
    kw_buf_free(&buf);
    return good;
}

/* Takes the marks out of `raw` into block->text and block->marks. */
static bool strip(struct kw_str raw, struct kw_arena *arena, struct block *block)
{
    char *text = must(KW_NEW(arena, raw.len + 1, char));
    mark_list marks = {0};
    size_t len = 0;
    for (size_t i = 0; i < raw.len; i++) {
        if (raw.ptr[i] == '\\' && i + 1 < raw.len && raw.ptr[i + 1] == '[') {
            text[len++] = raw.ptr[++i];
            continue;
        }
        if (raw.ptr[i] != '[') {
            text[len++] = raw.ptr[i];
            continue;
        }
        size_t close = kw_str_find(raw, KW_STR("]"), i);
        struct kw_str name, label;
        if (close >= raw.len ||
            !kw_str_cut(kw_str_slice(raw, i + 1, close), '|', &name, &label))
            return false;
        struct mark *mark = must(KW_PUSH(arena, &marks));
        mark->span = (struct kw_span){(uint32_t)len, (uint32_t)(len + name.len)};
        mark->label = label;
        memcpy(text + len, name.ptr, name.len);
        len += name.len;
        i = close;
    }
    block->text = (struct kw_str){text, len};
    block->marks = marks.items;
    block->mark_count = marks.count;
    return true;
}

struct reader {
    struct kw_arena *arena;
    const char *path;
    block_list blocks;
    struct kw_buf raw; /* text of the block at work */
    answer_list answers;
    struct kw_str heading; /* of the blocks being read */
    int line;
    int first;
};

static bool end_block(struct reader *r)
{
    if (r->raw.len == 0)
        return true;
    struct kw_str raw = kw_arena_copy(r->arena, kw_buf_str(&r->raw));
    struct block *block = must(KW_PUSH(r->arena, &r->blocks));
    raw.len--; /* the last line end */
    block->line = r->first;
    block->heading = r->heading;
    block->answers = r->answers.items;
    block->answer_count = r->answers.count;
    kw_buf_clear(&r->raw);
    memset(&r->answers, 0, sizeof r->answers);
    if (strip(raw, r->arena, block))
        return true;
    fprintf(stderr, "%s:%d: a mark is not [TEXT|LABEL]\n", r->path, r->first);
    return false;
}

static void take_comment(struct reader *r, struct kw_str line)
{
    if (!kw_str_starts(line, KW_STR("# --- ")))
        return;
    size_t end = line.len;
    while (end > 6 && (line.ptr[end - 1] == '-' || line.ptr[end - 1] == ' '))
        end--;
    r->heading = kw_str_slice(line, 6, end);
}

static bool take_line(struct reader *r, struct kw_str line)
{
    r->line++;
    if (line.len == 0)
        return end_block(r);
    if (line.ptr[0] == '#') {
        take_comment(r, line);
        return true;
    }
    if (line.ptr[0] == '=') {
        struct kw_str *answer = must(KW_PUSH(r->arena, &r->answers));
        *answer = kw_str_trim(kw_str_slice(line, 1, line.len));
        return true;
    }
    if (r->raw.len == 0)
        r->first = r->line;
    if (!kw_str_eq(line, KW_STR("~")))
        kw_buf_add(&r->raw, line);
    kw_buf_byte(&r->raw, '\n');
    return true;
}

bool marks_read(const char *path, struct kw_arena *arena, struct block **blocks,
                size_t *count)
{
    struct reader r = {.arena = arena, .path = path};
    struct kw_str bytes, line;
    if (!read_file(path, arena, &bytes)) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return false;
    }
    bool good = true;
    while (good && kw_str_line(&bytes, &line))
        good = take_line(&r, line);
    good = good && end_block(&r);
    kw_buf_free(&r.raw);
    *blocks = r.blocks.items;
    *count = r.blocks.count;
    return good;
}

int marks_report(const char *program, size_t failed, size_t count)
{
    printf("%s: %zu of %zu blocks as written\n", program, count - failed, count);
    return failed || count == 0 ? 1 : 0;
}

int marks_run(const char *program, marks_check_fn *check, int argc, char **argv)
{
    struct kw_arena *keep = kw_arena_new(), *arena = kw_arena_new();
    struct kw_str image = kw_lexicon_builtin();
    struct kw_lexicon *lexicon;
    size_t failed = 0, all = 0;
    if (!keep || !arena || kw_lexicon_open(keep, &image, 1, &lexicon, NULL) != KW_OK)
        return 3;
    for (int i = 1; i < argc; i++) {
        struct block *blocks;
        size_t count;
        if (!marks_read(argv[i], keep, &blocks, &count))
            return 1;
        for (size_t b = 0; b < count; b++, all++) {
            failed += !check(lexicon, argv[i], &blocks[b], arena);
            kw_arena_reset(arena);
        }
    }
    kw_arena_free(arena);
    kw_arena_free(keep);
    return marks_report(program, failed, all);
}
