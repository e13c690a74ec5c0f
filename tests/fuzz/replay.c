/* replay.c - runs a fuzz target over saved inputs: replay FILE-or-FOLDER ...
 *
 * Every find of a fuzzer stays as a file beside its target and is run by the ordinary
 * tests; a crash or a sanitizer report is the failure. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return -1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    /* A block of exactly this size, so that reading past its end is seen. */
    uint8_t *bytes = size >= 0 ? malloc(size ? (size_t)size : 1) : NULL;
    int result = -1;
    if (bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size)
        result = LLVMFuzzerTestOneInput(bytes, (size_t)size);
    free(bytes);
    fclose(file);
    return result;
}

static int replay_folder(const char *path, DIR *folder)
{
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char name[4096];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (replay_file(name) != 0) {
            fprintf(stderr, "%s: not replayed\n", name);
            return -1;
        }
        count++;
    }
    return count;
}

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        int done = folder                      ? replay_folder(argv[i], folder)
                   : replay_file(argv[i]) == 0 ? 1
                                               : -1;
        if (folder)
            closedir(folder);
        if (done < 0)
            return 1;
        count += done;
    }
    printf("%d inputs replayed\n", count);
    return count > 0 ? 0 : 1; /* an empty folder tests nothing */
}
