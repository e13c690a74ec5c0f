/* interrupt.h - Ctrl-C asks long work to stop; a second one ends the program. */
#ifndef KW_CLI_INTERRUPT_H
#define KW_CLI_INTERRUPT_H

#include "knotwork/base.h"

void kw_interrupt_catch(void); /* from now on, once */
bool kw_interrupted(void);     /* was it asked? */
void kw_interrupt_end(void);   /* it was not, and Ctrl-C is what it was without us */

#endif
