/* interrupt.c - SIGINT as a question. */
#include "cli/interrupt.h"

#include <signal.h>

static volatile sig_atomic_t asked;

static void ask(int number)
{
    (void)number;
    asked = 1;
}

void kw_interrupt_catch(void)
{
    /* SA_RESETHAND: the next one kills, as it would have without us. */
    struct sigaction action = {.sa_handler = ask, .sa_flags = (int)SA_RESETHAND}, old;
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction(SIGINT, &action, NULL); /* not in the background of a script */
}

bool kw_interrupted(void)
{
    return asked != 0;
}

void kw_interrupt_end(void)
{
    struct sigaction now, usual = {.sa_handler = SIG_DFL};
    sigemptyset(&usual.sa_mask);
    if (sigaction(SIGINT, NULL, &now) == 0 && now.sa_handler == ask)
        sigaction(SIGINT, &usual, NULL);
    asked = 0;
}
