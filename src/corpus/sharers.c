/* sharers.c - lists of documents, several to a row. */
#include "corpus/sharers.h"

#include <string.h>

/* The row that has a document, if any has. */
struct holder {
    int64_t first; /* 0: there is no row at or before it */
    size_t len;    /* of `more` */
    size_t at;     /* where the document is in it, or would be */
    bool has;
    unsigned char more[2 * KW_SHARERS_BYTES];
};

struct wanted {
    int64_t document;
    struct holder *holder;
};

static void put_number(int64_t document, unsigned char *to)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)((uint64_t)document >> (24 - 8 * i));
}

static enum kw_status take_holder(void *context, const struct kw_cell *c,
                                  struct kw_error *err)
{
    const struct wanted *wanted = context;
    struct holder *h = wanted->holder;
    struct kw_str more = c[1].text;
    if (more.len % 4 || more.len + 4 > sizeof h->more)
        return kw_fail(err, KW_STORE, "prints are damaged: run `knotwork resolve`");
    h->first = c[0].number;
    h->has = h->first == wanted->document;
    h->len = more.len;
    if (more.len)
        memcpy(h->more, more.ptr, more.len);
    for (; h->at < more.len && !h->has; h->at += 4) {
        int64_t document = kw_sharers_at(0, more, h->at / 4 + 1);
        h->has = document == wanted->document;
        if (document >= wanted->document)
            break;
    }
    return KW_OK;
}

static enum kw_status find(struct kw_store *store, uint64_t print, int64_t size,
                           int64_t document, struct holder *out, struct kw_error *err)
{
    struct wanted wanted = {document, out};
    out->first = 0;
    out->len = out->at = 0;
    out->has = false;
    return kw_store_each(store, KW_Q_PRINT_HOLDER, take_holder, &wanted, err,
                         (int64_t)print, size, document);
}

static enum kw_status set(struct kw_store *store, uint64_t print, int64_t size,
                          const struct holder *h, struct kw_error *err)
{
    return kw_store_run(store, KW_Q_PRINT_SET, err,
                        (struct kw_str){(const char *)h->more, h->len}, (int64_t)print,
                        size, h->first);
}

static enum kw_status put(struct kw_store *store, uint64_t print, int64_t size,
                          int64_t document, struct kw_str more, struct kw_error *err)
{
    return kw_store_run(store, KW_Q_PRINT_PUT, err, (int64_t)print, size, document, more);
}

/* Adds a document wherever its place is. */
static enum kw_status insert(struct kw_store *store, uint64_t print, int64_t size,
                             int64_t document, struct kw_error *err)
{
    struct holder h;
    enum kw_status status = find(store, print, size, document, &h, err);
    if (status != KW_OK || h.has)
        return status;
    bool full = h.len >= KW_SHARERS_BYTES && h.at == h.len;
    if (h.first == 0 || full || document > UINT32_MAX)
        return put(store, print, size, document, (struct kw_str){0}, err);
    if (h.len + 4 > sizeof h.more - 4) { /* the later half becomes a row of its own */
        size_t half = h.len / 8 * 4;
        struct kw_str rest = {(const char *)h.more + half + 4, h.len - half - 4};
        struct kw_str all = {(const char *)h.more, h.len};
        status = put(store, print, size, kw_sharers_at(0, all, half / 4 + 1), rest, err);
        h.len = half;
        if (status == KW_OK)
            status = set(store, print, size, &h, err);
        return status == KW_OK ? insert(store, print, size, document, err) : status;
    }
    memmove(h.more + h.at + 4, h.more + h.at, h.len - h.at);
    put_number(document, h.more + h.at);
    h.len += 4;
    return set(store, print, size, &h, err);
}

enum kw_status kw_sharers_add(struct kw_store *store, uint64_t print, int64_t size,
                              int64_t document, struct kw_error *err)
{
    unsigned char number[4];
    if (document > UINT32_MAX)
        return insert(store, print, size, document, err);
    /* Documents mostly come in the order of their ids. */
    put_number(document, number);
    enum kw_status status = kw_store_run(store, KW_Q_PRINT_APPEND, err, (int64_t)print,
                                         size, (struct kw_str){(const char *)number, 4},
                                         document, (int64_t)KW_SHARERS_BYTES);
    if (status != KW_OK || kw_store_changes(store) > 0)
        return status;
    return insert(store, print, size, document, err);
}

enum kw_status kw_sharers_drop(struct kw_store *store, uint64_t print, int64_t size,
                               int64_t document, struct kw_error *err)
{
    struct holder h;
    enum kw_status status = find(store, print, size, document, &h, err);
    if (status != KW_OK || !h.has)
        return status;
    if (h.first != document) {
        h.len -= 4;
        memmove(h.more + h.at, h.more + h.at + 4, h.len - h.at);
        return set(store, print, size, &h, err);
    }
    status = kw_store_run(store, KW_Q_PRINT_DROP, err, (int64_t)print, size, document);
    if (status != KW_OK || h.len == 0)
        return status;
    struct kw_str all = {(const char *)h.more, h.len};
    return put(store, print, size, kw_sharers_at(0, all, 1),
               kw_str_slice(all, 4, all.len), err);
}

enum kw_status kw_sharers_has(struct kw_store *store, uint64_t print, int64_t size,
                              int64_t document, bool *out, struct kw_error *err)
{
    struct holder h;
    enum kw_status status = find(store, print, size, document, &h, err);
    if (status == KW_OK)
        *out = h.has;
    return status;
}
