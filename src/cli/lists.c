/* lists.c - a user's own lists: from file names to an extractor. */
#include "cli/lists.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { MOST_BYTES = 64 * 1024 * 1024 }; /* of one list: room for a million names */

static enum kw_status read_list(const char *path, struct kw_buf *bytes,
                                struct kw_error *err)
{
    char block[65536];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (!file)
        return kw_fail(err, KW_USAGE, "%s: %s", path, strerror(errno));
    while (bytes->len <= MOST_BYTES && (got = fread(block, 1, sizeof block, file)) > 0)
        kw_buf_add(bytes, (struct kw_str){block, got});
    int failed = ferror(file) ? errno : 0;
    fclose(file);
    if (failed)
        return kw_fail(err, KW_USAGE, "%s: %s", path, strerror(failed));
    if (bytes->len > MOST_BYTES)
        return kw_fail(err, KW_USAGE, "%s: a list is at most 64 MiB", path);
    return bytes->failed ? kw_nomem(err) : KW_OK;
}

enum kw_status kw_cli_extractor(struct kw_cli *cli, struct kw_extractor **out,
                                struct kw_error *err)
{
    const struct kw_settings *set = &cli->set;
    struct kw_buf files[KW_MOST_LISTS] = {0};
    struct kw_list lists[KW_MOST_LISTS] = {0};
    enum kw_status status = KW_OK;
    for (uint32_t i = 0; i < set->list_count && status == KW_OK; i++) {
        status = read_list(set->lists[i].path, &files[i], err);
        lists[i] = (struct kw_list){.table = set->lists[i].table,
                                    .label = set->lists[i].path,
                                    .bytes = kw_buf_str(&files[i])};
    }
    struct kw_extract_options options = {.lists = lists,
                                         .list_count = set->list_count,
                                         .identifiers = set->identifiers};
    if (status == KW_OK)
        status = kw_extractor_new(&options, out, err);
    if (status == KW_SYNTAX) /* the user's list is wrong, not a document */
        status = KW_USAGE;
    for (uint32_t i = 0; i < set->list_count; i++)
        kw_buf_free(&files[i]);
    return status;
}
