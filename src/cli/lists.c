/* lists.c - a user's own lists: from file names to an extractor. */
#include "cli/lists.h"

#include "base/infile.h"

/* A list that cannot be read is a mistake of the command line. */
static enum kw_status read_list(const char *path, struct kw_buf *bytes,
                                struct kw_error *err)
{
    enum kw_status status = kw_infile_read(path, bytes, err);
    return status == KW_OK || status == KW_NOMEM ? status : KW_USAGE;
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
