/* test_pool.c - threads never change a result. */
#include "check.h"

#include <stdatomic.h>
#include <stdio.h>

#include "base/pool.h"
#include "failing.h"

enum { ITEMS = 500, MOST_SLOTS = 64, NEVER = -1 };

/* A run over the numbers 0 ... ITEMS-1. */
struct run {
    size_t slots;
    long items;     /* how many there are */
    long fail_next; /* the call of `next` that fails, or NEVER */
    long fail_work; /* the items whose work fails */
    long fail_work_too;
    long fail_done;
    long given; /* calls of `next` that gave an item */
    long done;  /* items that came out */
    long most;  /* items under way at a time */
    bool full;  /* what is answered when asked */
    long slot_item[MOST_SLOTS];
    long slot_result[MOST_SLOTS];
    atomic_int busy[MOST_SLOTS]; /* a worker is in the slot */
    atomic_long worked;
    atomic_long effort;
};

static enum kw_status next(void *context, size_t slot, bool *more, struct kw_error *err)
{
    struct run *run = context;
    assert_true(slot < run->slots);
    assert_int_equal(atomic_load(&run->busy[slot]), 0);
    if (run->given == run->fail_next)
        return kw_fail(err, KW_IO, "next %ld", run->given);
    if (run->given == run->items) {
        *more = false;
        return KW_OK;
    }
    assert_true(run->given - run->done < (long)run->slots);
    run->slot_item[slot] = run->given++;
    if (run->given - run->done > run->most)
        run->most = run->given - run->done;
    run->slot_result[slot] = -1;
    return KW_OK;
}

static enum kw_status work(void *context, size_t slot, struct kw_error *err)
{
    struct run *run = context;
    long item = run->slot_item[slot];
    atomic_fetch_add(&run->busy[slot], 1);
    for (long i = 0; i < (item % 7 == 0 ? 20000 : 200); i++)
        atomic_fetch_add(&run->effort, 1); /* some items take much longer than others */
    run->slot_result[slot] = item * item;
    atomic_fetch_add(&run->worked, 1);
    atomic_fetch_sub(&run->busy[slot], 1);
    if (item == run->fail_work || item == run->fail_work_too)
        return kw_fail(err, KW_SYNTAX, "work %ld", item);
    return KW_OK;
}

static enum kw_status done(void *context, size_t slot, struct kw_error *err)
{
    struct run *run = context;
    assert_int_equal(run->slot_item[slot], run->done);
    assert_int_equal(run->slot_result[slot], run->done * run->done);
    if (run->done == run->fail_done)
        return kw_fail(err, KW_STORE, "done %ld", run->done);
    run->done++;
    return KW_OK;
}

static struct run new_run(unsigned jobs)
{
    return (struct run){.slots = kw_pool_slots(jobs),
                        .items = ITEMS,
                        .fail_next = NEVER,
                        .fail_work = NEVER,
                        .fail_work_too = NEVER,
                        .fail_done = NEVER};
}

static enum kw_status go(struct run *run, unsigned jobs, struct kw_error *err)
{
    const struct kw_pool_work steps = {
        .context = run, .next = next, .work = work, .done = done};
    assert_true(run->slots <= MOST_SLOTS);
    return kw_pool_run(&steps, jobs, err);
}

static void items_come_out_in_order(void **state)
{
    (void)state;
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        struct run run = new_run(jobs);
        assert_int_equal(go(&run, jobs, NULL), KW_OK);
        assert_int_equal(run.done, ITEMS);
        assert_int_equal(atomic_load(&run.worked), ITEMS);
    }
}

static void few_items_are_enough(void **state)
{
    (void)state;
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        for (long items = 0; items < 6; items++) {
            struct run run = new_run(jobs);
            run.items = items;
            assert_int_equal(go(&run, jobs, NULL), KW_OK);
            assert_int_equal(run.done, items);
        }
    }
}

static void the_first_failure_counts_whatever_the_threads(void **state)
{
    (void)state;
    static const struct {
        long next, work, work_too, done; /* which fail */
        const char *message;
        enum kw_status status;
        long out; /* items that are done */
    } rows[] = {
        {NEVER, 137, 138, NEVER, "work 137", KW_SYNTAX, 137},
        {NEVER, 0, NEVER, NEVER, "work 0", KW_SYNTAX, 0},
        {NEVER, ITEMS - 1, NEVER, NEVER, "work 499", KW_SYNTAX, ITEMS - 1},
        {NEVER, 138, 137, NEVER, "work 137", KW_SYNTAX, 137},
        {50, NEVER, NEVER, NEVER, "next 50", KW_IO, 50},
        {0, NEVER, NEVER, NEVER, "next 0", KW_IO, 0},
        {50, 49, NEVER, NEVER, "work 49", KW_SYNTAX, 49},
        {50, 50, NEVER, NEVER, "next 50", KW_IO, 50},
        {NEVER, NEVER, NEVER, 20, "done 20", KW_STORE, 20},
        {NEVER, 21, NEVER, 20, "done 20", KW_STORE, 20},
        {22, 20, NEVER, 20, "work 20", KW_SYNTAX, 20},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (unsigned jobs = 1; jobs <= 4; jobs++) {
            for (int again = 0; again < 10; again++) {
                struct run run = new_run(jobs);
                struct kw_error err = {0};
                run.fail_next = rows[i].next;
                run.fail_work = rows[i].work;
                run.fail_work_too = rows[i].work_too;
                run.fail_done = rows[i].done;
                assert_int_equal(go(&run, jobs, &err), rows[i].status);
                assert_string_equal(err.text, rows[i].message);
                assert_int_equal(err.status, rows[i].status);
                assert_int_equal(run.done, rows[i].out);
                /* and nothing went on for long after it */
                assert_true(run.given <= rows[i].out + (long)run.slots + 1);
            }
        }
    }
}

static void one_job_needs_no_thread(void **state)
{
    (void)state;
    struct run run = new_run(1);
    fail_after(FAIL_THREAD, 0);
    fail_after(FAIL_ALLOCATION, 0);
    enum kw_status status = go(&run, 1, NULL);
    fail_after(FAIL_ALLOCATION, -1);
    fail_after(FAIL_THREAD, -1);
    assert_int_equal(status, KW_OK);
    assert_int_equal(run.done, ITEMS);
}

static void it_works_with_the_threads_it_gets(void **state)
{
    (void)state;
    for (long threads = 0; threads <= 4; threads++) {
        struct run run = new_run(4);
        struct kw_error err = {0};
        fail_after(FAIL_THREAD, threads);
        enum kw_status status = go(&run, 4, &err);
        fail_after(FAIL_THREAD, -1);
        assert_int_equal(status, threads ? KW_OK : KW_IO);
        assert_int_equal(run.done, threads ? ITEMS : 0);
        if (threads == 0)
            assert_string_equal(err.text,
                                "starting a thread: Resource temporarily unavailable");
    }
}

static void memory_may_end(void **state)
{
    (void)state;
    for (long n = 0; n < 2; n++) {
        struct run run = new_run(2);
        struct kw_error err = {0};
        fail_after(FAIL_ALLOCATION, n);
        enum kw_status status = go(&run, 2, &err);
        fail_after(FAIL_ALLOCATION, -1);
        assert_int_equal(status, KW_NOMEM);
        assert_int_equal(run.given, 0);
    }
}

static bool is_full(void *context)
{
    const struct run *run = context;
    return run->full;
}

static void many_slots_are_filled_while_there_is_room(void **state)
{
    (void)state;
    for (int full = 0; full < 2; full++) {
        struct run run = new_run(2);
        const struct kw_pool_work steps = {.context = &run,
                                           .next = next,
                                           .work = work,
                                           .done = done,
                                           .full = is_full,
                                           .slots = MOST_SLOTS};
        run.slots = MOST_SLOTS;
        run.full = full;
        assert_int_equal(kw_pool_run(&steps, 2, NULL), KW_OK);
        assert_int_equal(run.done, ITEMS);
        assert_int_equal(run.most, full ? (long)kw_pool_slots(2) : MOST_SLOTS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_come_out_in_order),
        cmocka_unit_test(few_items_are_enough),
        cmocka_unit_test(the_first_failure_counts_whatever_the_threads),
        cmocka_unit_test(one_job_needs_no_thread),
        cmocka_unit_test(it_works_with_the_threads_it_gets),
        cmocka_unit_test(memory_may_end),
        cmocka_unit_test(many_slots_are_filled_while_there_is_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
