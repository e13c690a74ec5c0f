# What is written from the command table besides help: completions, the man page.
knotwork generate bash >knotwork.bash
cat >try.bash <<'END'
. ./knotwork.bash
try() {
    COMP_WORDS=(knotwork "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _knotwork
    echo "$*: ${COMPREPLY[*]}"
}
try ex
try entities --
try entities --types c
try entities -f js
try help for
try build news
try sh
try path --max
try path A B --layers
try search w -f j
try sql --p
try show --section ro
try shell --format m
END
bash try.bash
knotwork generate man >knotwork.1
if command -v groff >/dev/null; then
    groff -man -ww -Tascii knotwork.1 2>&1 >/dev/null | head
fi
commands=$(knotwork help | grep -c '^  [a-z]')
[ "$(grep -c '^\.SS' knotwork.1)" -eq "$commands" ]
if command -v zsh >/dev/null; then knotwork generate zsh | zsh -n; fi
if command -v fish >/dev/null; then knotwork generate fish | fish -n; fi
[ "$(knotwork generate zsh | grep -c _arguments)" -eq "$commands" ]
[ "$(knotwork generate fish | grep -c ' -l help ')" -eq "$commands" ]
