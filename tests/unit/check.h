/* check.h - what every unit test includes: cmocka and the headers it wants first. */
#ifndef KW_TESTS_CHECK_H
#define KW_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "knotwork/base.h"

/* A slice equals a string. */
#define check_str(slice, expected)                                                       \
    do {                                                                                 \
        struct kw_str check_got = (slice);                                               \
        assert_int_equal(check_got.len, strlen(expected));                               \
        if (check_got.len)                                                               \
            assert_memory_equal(check_got.ptr, (expected), check_got.len);               \
    } while (0)

#endif
