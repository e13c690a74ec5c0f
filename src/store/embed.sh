#!/bin/sh
# embed.sh - writes an assembler file that carries a file's bytes under a symbol; where
# they end is SYMBOL_end.
# Usage: embed.sh INPUT OUTPUT SYMBOL
set -eu
cat >"$2" <<END
        .section .rodata
        .global $3
        .hidden $3
        .balign 64
$3:
        .incbin "$1"
        .global $3_end
        .hidden $3_end
$3_end:
        .byte 0
        .section .note.GNU-stack, "", %progbits
END
