/* lexc.c - the lexicon compiler as a program of the build: lexc IMAGE ASSEMBLY TABLE...
 *
 * Writes the packed image of the tables, and an assembly file that takes it into the
 * library. Each TABLE is a .tsv file whose stem names the table (schema.h).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/infile.h"
#include "lexicon/compile.h"

enum { MOST_TABLES = 64 };

static bool write_file(const char *path, struct kw_str bytes)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool good = fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
    return fclose(file) == 0 && good;
}

static bool write_assembly(const char *path, const char *image)
{
    char text[4096 + 512];
    int len = snprintf(text, sizeof text,
                       "    .section .rodata\n"
                       "    .balign 64\n"
                       "    .hidden kw_lexicon_image\n"
                       "    .globl kw_lexicon_image\n"
                       "kw_lexicon_image:\n"
                       "    .incbin \"%s\"\n"
                       "    .hidden kw_lexicon_image_end\n"
                       "    .globl kw_lexicon_image_end\n"
                       "kw_lexicon_image_end:\n"
                       "    .byte 0\n"
                       "    .section .note.GNU-stack,\"\",@progbits\n",
                       image);
    return len > 0 && (size_t)len < sizeof text &&
           write_file(path, (struct kw_str){text, (size_t)len});
}

/* The file's name without folder and ending. */
static struct kw_str stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct kw_str name = kw_str_of(slash ? slash + 1 : path), stem, ending;
    kw_str_cut(name, '.', &stem, &ending);
    return stem;
}

static int fail(const char *what, const char *path)
{
    fprintf(stderr, "lexc: %s: %s\n", path, what);
    return 1;
}

static int compile(char **paths, size_t count, const char *image, const char *assembly,
                   struct kw_buf *files, struct kw_buf *bytes)
{
    struct kw_lex_input inputs[MOST_TABLES] = {0};
    struct kw_error err = {0};
    for (size_t i = 0; i < count; i++) {
        if (kw_infile_read(paths[i], &files[i], &err) != KW_OK)
            return fail("cannot be read", paths[i]);
        if (!kw_lex_table_of(stem_of(paths[i]), &inputs[i].table))
            return fail("is no table of the lexicon (see schema.h)", paths[i]);
        inputs[i].label = paths[i];
        inputs[i].bytes = kw_buf_str(&files[i]);
    }
    if (kw_lexicon_compile(inputs, count, bytes, &err) != KW_OK) {
        fprintf(stderr, "lexc: %s\n", err.text);
        return 1;
    }
    if (!write_file(image, kw_buf_str(bytes)))
        return fail("cannot be written", image);
    return write_assembly(assembly, image) ? 0 : fail("cannot be written", assembly);
}

int main(int argc, char **argv)
{
    struct kw_buf files[MOST_TABLES] = {0}, bytes = {0};
    if (argc < 4 || argc - 3 > MOST_TABLES) {
        fprintf(stderr, "usage: lexc IMAGE ASSEMBLY TABLE.tsv...\n");
        return 2;
    }
    size_t count = (size_t)argc - 3;
    int code = compile(argv + 3, count, argv[1], argv[2], files, &bytes);
    for (size_t i = 0; i < count; i++)
        kw_buf_free(&files[i]);
    kw_buf_free(&bytes);
    return code;
}
