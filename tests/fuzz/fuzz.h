/* fuzz.h - what every fuzz target defines, for libFuzzer or replay.c. */
#ifndef KW_TESTS_FUZZ_H
#define KW_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Tries one input. Returns 0; what is wrong ends the program. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
