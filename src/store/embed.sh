#!/bin/sh
# embed.sh - writes an assembler file that carries a file's bytes under a symbol.
# Usage: embed.sh INPUT OUTPUT SYMBOL
set -eu
cat >"$2" <<END
        .section .rodata
        .global $3
        .hidden $3
        .balign 64
$3:
        .incbin "$1"
        .byte 0
        .section .note.GNU-stack, "", %progbits
END
