/* knotwork/base.h - status, errors, slices, arenas, buffers and byte sinks.
 *
 * Every other header builds on this one. Conventions of the whole library:
 *
 * - A function that can fail returns `enum kw_status` and takes a caller-owned
 *   `struct kw_error *` as its last parameter, which may be NULL. On failure nothing
 *   the caller can see has changed, unless the comment says otherwise.
 * - Parameters come in the order context, inputs, outputs, err.
 * - A `struct kw_str` borrows bytes, a `struct kw_buf` owns them.
 * - Memory comes from an arena the caller names; it goes when the arena goes.
 * - Offsets and lengths are bytes of UTF-8 unless a name says otherwise.
 *
 * No function here prints, exits, or reads the environment, the locale or the clock.
 */
#ifndef KNOTWORK_BASE_H
#define KNOTWORK_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define KW_API __attribute__((visibility("default")))
#define KW_CHECKED __attribute__((warn_unused_result))
#define KW_PRINTF(text, first) __attribute__((__format__(__printf__, text, first)))
#else
#define KW_API
#define KW_CHECKED
#define KW_PRINTF(text, first)
#endif

/* --- status and errors ------------------------------------------------------------ */

enum kw_status {
    KW_OK = 0,
    KW_NOMEM,       /* an allocation failed */
    KW_IO,          /* the system refused a read, a write or a name */
    KW_SYNTAX,      /* bytes that are not what they should be */
    KW_USAGE,       /* the caller asked for something that makes no sense */
    KW_NOTFOUND,    /* what was asked for is not there */
    KW_AMBIGUOUS,   /* a name fits several things */
    KW_LIMIT,       /* a stated limit was passed */
    KW_STORE,       /* the store is busy, damaged, newer than this program ... */
    KW_INTERRUPTED, /* the caller's observer asked to stop */
};

#define KW_ERROR_SIZE 512

/* Why a call failed. Owned by the caller, zeroed before the call. */
struct kw_error {
    enum kw_status status;     /* KW_OK while nothing failed */
    char text[KW_ERROR_SIZE];  /* one line, UTF-8, cut to fit; "" while nothing failed */
};

/* Sets `*err` unless it already holds a cause (the first cause wins) and returns
 * `status`, so that a failing function can end in `return kw_fail(...)`.
 * Needs: status != KW_OK. Never fails; err may be NULL. */
KW_API enum kw_status kw_fail(struct kw_error *err, enum kw_status status,
                              const char *format, ...) KW_PRINTF(3, 4);

/* Puts "place: " before the message of `*err`, if there is one. */
KW_API void kw_error_at(struct kw_error *err, const char *format, ...) KW_PRINTF(2, 3);

/* kw_fail for memory: the message is always "out of memory". */
KW_API enum kw_status kw_nomem(struct kw_error *err);

/* --- slices ----------------------------------------------------------------------- */

/* Borrowed bytes. `ptr` may be NULL when `len` is 0. Not terminated by a NUL. */
struct kw_str {
    const char *ptr; /* first byte, owned by somebody else */
    size_t len;      /* bytes */
};

#define KW_STR(literal) ((struct kw_str){"" literal, sizeof(literal) - 1})
#define KW_STR_ARG(s) (int)(s).len, (s).len ? (s).ptr : "" /* for "%.*s" */

/* A range of bytes of a document's text, end exclusive. Empty means "none". */
struct kw_span {
    uint32_t start; /* first byte */
    uint32_t end;   /* first byte after */
};

KW_API struct kw_str kw_str_of(const char *text); /* NULL gives the empty slice */
KW_API int kw_str_cmp(struct kw_str a, struct kw_str b); /* memcmp order, shorter first */
KW_API bool kw_str_eq(struct kw_str a, struct kw_str b);
KW_API bool kw_str_starts(struct kw_str s, struct kw_str prefix);
KW_API bool kw_str_ends(struct kw_str s, struct kw_str suffix);

/* Whether it is one of `count` words. KW_STR_AMONG: of an array of them. */
KW_API bool kw_str_among(struct kw_str s, const char *const *words, size_t count);
#define KW_STR_AMONG(s, words) kw_str_among(s, words, sizeof(words) / sizeof *(words))

KW_API int kw_str_order(const void *a, const void *b); /* kw_str_cmp, for qsort */

/* Byte offset of the first `needle` in `s` at or after `from`, or s.len + 1 if there is
 * none. Cost: O(len) for the short needles it is meant for, O(len * needle) at worst. */
KW_API size_t kw_str_find(struct kw_str s, struct kw_str needle, size_t from);
KW_API struct kw_str kw_str_slice(struct kw_str s, size_t start, size_t end);
KW_API struct kw_str kw_str_trim(struct kw_str s); /* ASCII white space at both ends */

/* Cuts `s` at the first `separator`: true and both halves, or false and head = s. */
KW_API bool kw_str_cut(struct kw_str s, char separator, struct kw_str *head,
                       struct kw_str *tail);

/* Takes the next line (without its LF or CRLF) off `*rest`; false when none is left. */
KW_API bool kw_str_line(struct kw_str *rest, struct kw_str *line);

/* Takes the next item of a list joined by `separator` off `*rest`. */
KW_API bool kw_str_item(struct kw_str *rest, char separator, struct kw_str *item);

/* 64-bit hash for tables; the same on every machine. Not for adversarial secrecy. */
KW_API uint64_t kw_str_hash(struct kw_str s);

/* --- arenas ----------------------------------------------------------------------- */

/* Memory that lives and dies together. Not for use by two threads at once. */
struct kw_arena;

KW_API struct kw_arena *kw_arena_new(void); /* NULL when memory is out */
KW_API void kw_arena_free(struct kw_arena *arena); /* NULL is allowed */

/* Forgets everything allocated so far but keeps some memory for reuse. */
KW_API void kw_arena_reset(struct kw_arena *arena);

/* `count` zeroed objects of `size` bytes, aligned for any type, or NULL when memory is
 * out or count * size overflows. Cost: O(bytes). */
KW_API void *kw_arena_alloc(struct kw_arena *arena, size_t count, size_t size);
#define KW_NEW(arena, count, type) ((type *)kw_arena_alloc((arena), (count), sizeof(type)))

/* A copy of `s`, followed by a NUL that is not counted. ptr is NULL when memory is out. */
KW_API struct kw_str kw_arena_copy(struct kw_arena *arena, struct kw_str s);
KW_API struct kw_str kw_arena_printf(struct kw_arena *arena, const char *format, ...)
    KW_PRINTF(2, 3);

/* Bytes held from the system, for --stats and tests. */
KW_API size_t kw_arena_size(const struct kw_arena *arena);

/* Makes the allocation after `count` successful ones fail (and all later ones), for
 * tests; -1 switches that off. */
KW_API void kw_arena_fail_after(struct kw_arena *arena, long count);

/* A growable array in an arena: declare `KW_VEC(struct x) xs = {0};`, append with
 * KW_PUSH, which gives a pointer to a zeroed new item, or NULL when memory is out (then
 * the array must not be used any more). Pointers to items go stale on the next push. */
#define KW_VEC(type)                                                                     \
    struct {                                                                             \
        type *items;     /* `count` items, in the arena */                               \
        size_t count;    /* items in use */                                              \
        size_t capacity; /* items there is room for */                                   \
    }
#define KW_PUSH(arena, vec)                                                              \
    (((vec)->count < (vec)->capacity ||                                                  \
      ((vec)->items = kw_vec_grow((arena), (vec)->items, (vec)->count,                   \
                                  sizeof *(vec)->items, &(vec)->capacity)) != NULL)      \
         ? &(vec)->items[(vec)->count++]                                                 \
         : NULL)
KW_API void *kw_vec_grow(struct kw_arena *arena, const void *items, size_t count,
                         size_t size, size_t *capacity);

/* --- buffers ---------------------------------------------------------------------- */

/* Owned bytes that grow. Zero it to start; free with kw_buf_free. Appending never
 * reports failure: ask `failed` once at the end. */
struct kw_buf {
    char *ptr;       /* malloc'd, or NULL */
    size_t len;      /* bytes in use */
    size_t capacity; /* bytes there is room for */
    bool failed;     /* an append ran out of memory; the content is then incomplete */
};

KW_API void kw_buf_add(struct kw_buf *buf, struct kw_str s);
KW_API void kw_buf_byte(struct kw_buf *buf, char byte);
KW_API void kw_buf_printf(struct kw_buf *buf, const char *format, ...) KW_PRINTF(2, 3);
KW_API void kw_buf_clear(struct kw_buf *buf); /* keeps the memory */
KW_API void kw_buf_free(struct kw_buf *buf);
KW_API struct kw_str kw_buf_str(const struct kw_buf *buf); /* borrowed until the next add */

/* --- byte sinks ------------------------------------------------------------------- */

/* Where all output goes: the caller gives `write`, knotwork appends freely, and the
 * first failure sticks. `write` must take all `len` bytes or fail. */
struct kw_out {
    enum kw_status (*write)(void *context, const char *bytes, size_t len,
                            struct kw_error *err); /* takes a full buffer away */
    void *context;          /* given back to `write` */
    enum kw_status status;  /* the first failure, else KW_OK */
    struct kw_error error;  /* its message */
    size_t used;            /* bytes waiting in `buffer` */
    char buffer[8192];      /* bytes not yet handed to `write` */
};

KW_API void kw_out_init(struct kw_out *out,
                        enum kw_status (*write)(void *, const char *, size_t,
                                                struct kw_error *),
                        void *context);
KW_API void kw_out_to_buf(struct kw_out *out, struct kw_buf *buf); /* appends to `buf` */
KW_API void kw_out_add(struct kw_out *out, struct kw_str s);
KW_API void kw_out_byte(struct kw_out *out, char byte);
KW_API void kw_out_printf(struct kw_out *out, const char *format, ...) KW_PRINTF(2, 3);

/* Fails the output: whoever writes to it has no memory to put together what is next. */
KW_API void kw_out_nomem(struct kw_out *out);

/* Hands over what waits and returns the first failure since kw_out_init. */
KW_API KW_CHECKED enum kw_status kw_out_finish(struct kw_out *out, struct kw_error *err);

/* --- the observer ----------------------------------------------------------------- */

/* How far long work is. */
struct kw_progress {
    uint64_t done, total;     /* documents; total 0: not known yet */
    uint64_t bytes, of_bytes; /* of the inputs, while they are read; of_bytes 0: not known */
};

/* How long work tells its caller what happens, and learns that it should stop. Every
 * member may be NULL. Called only on the thread that made the call. */
struct kw_observer {
    void *context; /* given back to each function */
    /* One line for the user about an input: what happened to it and why. */
    void (*message)(void *context, enum kw_status status, const char *text);
    /* Now and then. A build whose caller wants to know asks for the size of every input
     * first. */
    void (*progress)(void *context, const struct kw_progress *progress);
    /* True when the work should finish its transaction and stop. */
    bool (*stop)(void *context);
    /* A clock that only goes forward, in nanoseconds, for what took how long: of the
     * world, or of the thread that asks. Called on any thread. */
    uint64_t (*elapsed)(void *context);
};

KW_API const char *kw_version(void); /* "0.1.0" */

#endif
