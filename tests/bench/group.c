/* group.c - stories of very many short documents, in one pass.
 *
 *     group FILE COUNT
 *
 * Puts COUNT documents of 80 to 140 words into a new store FILE, every fifth a copy of an
 * earlier one with another word in one of sixteen places, finds their stories, and says
 * how many copies are where they belong, how many documents are where they do not, and
 * what it took. The documents name nothing: it is the grouping that is measured, with the
 * store it works on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "corpus/open.h"

enum { BATCH = 2048, WORDS = 50000, TEXT = 2048 };

static uint64_t state;

static unsigned roll(unsigned sides)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % sides;
}

static void seed(int64_t number)
{
    state = (uint64_t)number * UINT64_C(0x9E3779B97F4A7C15) + 1;
    roll(2);
}

/* The number of the original of document `number`: itself, or an earlier one. */
static int64_t original_of(int64_t number)
{
    if (number % 5 != 4)
        return number;
    seed(-number);
    int64_t earlier = (int64_t)roll((unsigned)number);
    return earlier % 5 == 4 ? earlier - 1 : earlier;
}

static struct kw_str write_text(int64_t number, char text[TEXT])
{
    size_t len = 0;
    int64_t original = original_of(number);
    seed(original);
    unsigned count = 80 + roll(61);
    for (unsigned i = 0; i < count; i++) {
        unsigned word = roll(WORDS);
        if (number != original && (i + (unsigned)number) % 16 == 0)
            word = WORDS + (unsigned)number % WORDS;
        len += (size_t)snprintf(text + len, TEXT - len, "word%u%s", word,
                                i % 20 == 19 ? ".\n" : " ");
    }
    return (struct kw_str){text, len};
}

static enum kw_status put(struct kw_update *u, struct kw_arena *arena, int64_t number,
                          struct kw_error *err)
{
    char text[TEXT], key[32];
    struct kw_digest digest;
    int len = snprintf(key, sizeof key, "d%09lld", (long long)number);
    struct kw_extraction x = {.document = {.key = {key, (size_t)len},
                                           .text = write_text(number, text),
                                           .date = KW_DAY_NONE}};
    struct kw_origin origin = {.path = KW_STR("made")};
    kw_arena_reset(arena);
    enum kw_status status = kw_digest_make(u->lexicon, &x, arena, &digest, err);
    if (status == KW_OK)
        status = kw_store_put(u->store, &x, &origin, err);
    int64_t id = 0;
    if (status == KW_OK)
        status =
            kw_store_integer(u->store, KW_Q_DOCUMENT_ID, 0, &id, err, x.document.key);
    return status == KW_OK ? kw_update_add(u, id, &x, &digest, err) : status;
}

static enum kw_status put_batch(struct kw_store *store, const struct kw_lexicon *lexicon,
                                const struct kw_curation *curation, int64_t first,
                                int64_t end, struct kw_error *err)
{
    struct kw_update update;
    struct kw_arena *arena = kw_arena_new();
    enum kw_status status = arena ? kw_store_begin(store, err) : kw_nomem(err);
    if (status == KW_OK)
        status = kw_update_begin(&update, store, lexicon, curation, err);
    if (status != KW_OK)
        return status;
    for (int64_t number = first; number < end && status == KW_OK; number++)
        status = put(&update, arena, number, err);
    if (status == KW_OK)
        status = kw_update_settle(&update, false, err);
    kw_update_end(&update);
    kw_arena_free(arena);
    return status == KW_OK ? kw_store_commit(store, err) : status;
}

/* Rows were made in the order of the numbers, from 1; a story is named by the smallest
 * key, which is that of the original. */
static enum kw_status count_right(struct kw_store *store, int64_t count,
                                  struct kw_error *err)
{
    int64_t copies = 0, found = 0, strays = 0;
    for (int64_t number = 0; number < count; number++) {
        int64_t story = 0, original = original_of(number);
        enum kw_status status =
            kw_store_integer(store, KW_Q_STORY_OF, 0, &story, err, number + 1);
        if (status != KW_OK)
            return status;
        copies += original != number;
        found += original != number && story == original + 1;
        strays += story != original + 1 && story != number + 1;
    }
    printf("%lld documents, %lld copies: %lld in the story of their original, %lld "
           "documents in a wrong one\n",
           (long long)count, (long long)copies, (long long)found, (long long)strays);
    return KW_OK;
}

static double processor(void)
{
    struct rusage used = {0};
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static enum kw_status group(struct kw_store *store, int64_t count, struct kw_arena *arena,
                            struct kw_error *err)
{
    struct kw_lexicon *lexicon = NULL;
    struct kw_curation *curation = NULL;
    double begun = 0;
    enum kw_status status = kw_corpus_lexicon(arena, &lexicon, err);
    if (status == KW_OK)
        status = kw_curation_load(store, arena, &curation, err);
    for (int64_t done = 0; done < count && status == KW_OK; done += BATCH) {
        int64_t end = done + BATCH < count ? done + BATCH : count;
        status = put_batch(store, lexicon, curation, done, end, err);
        if (end * 10 / count == done * 10 / count)
            continue;
        printf("%lld: %.0f s of the processor, %.3f ms a document since the last line\n",
               (long long)end, processor(), (processor() - begun) * 1e4 / (double)count);
        fflush(stdout);
        begun = processor();
    }
    return status == KW_OK ? count_right(store, count, err) : status;
}

int main(int argc, char **argv)
{
    struct kw_store *store = NULL;
    struct kw_error err = {0};
    struct rusage used = {0};
    struct kw_arena *arena = kw_arena_new();
    if (argc != 3 || !arena) {
        fprintf(stderr, "usage: group FILE COUNT\n");
        return 2;
    }
    enum kw_status status = kw_store_open(argv[1], KW_STORE_CREATE, &store, &err);
    if (status == KW_OK)
        status = group(store, atoll(argv[2]), arena, &err);
    if (status != KW_OK)
        fprintf(stderr, "group: %s\n", err.text);
    kw_arena_free(arena);
    enum kw_status closed = kw_store_close(store, NULL);
    getrusage(RUSAGE_SELF, &used);
    printf("%.0f s of the processor, %ld MB\n", processor(), used.ru_maxrss / 1024);
    return status != KW_OK || closed != KW_OK;
}
