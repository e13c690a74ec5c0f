# Where output goes and what happens when it cannot.
try() {
    echo "\$ $1"
    code=0
    sh -c "$1" || code=$?
    echo "[$code]"
}
try 'knotwork --version | sed "s/[0-9][0-9.]*/VERSION/"'
try 'knotwork help types -f csv | head -3'
try 'knotwork help types --format=json -o types.json; head -c 60 types.json; echo'
try 'knotwork help types -fjsonl -o - | head -n 1'
try 'knotwork help types > /dev/full'
try 'knotwork help types >&-'
try 'knotwork help types -o no/such/folder/file'
try 'knotwork help types -o .'
try 'echo old > kept; knotwork help nothing -o kept; cat kept'
# A reader that has left ends the program by SIGPIPE, without a message, even when the
# caller ignores that signal.
mkfifo pipe
(: <pipe) &
exec 3>pipe
wait
code=0
knotwork help types >&3 || code=$?
echo "a closed pipe: $code"
code=0
(trap '' PIPE && exec knotwork help types >&3) || code=$?
echo "ignored by the caller: $code"
exec 3>&-
# No color, no cutting to a width, whatever the terminal's environment says.
COLUMNS=20 TERM=xterm knotwork help types --format table | head -n 3
ls
echo "--- chosen columns, in every format"
for format in table csv tsv json jsonl markdown; do
    knotwork help relations -f $format --columns symmetric,name | head -n 3
done
try 'knotwork help types --columns nam'
try 'knotwork help types --columns size'
try 'knotwork help types --columns name,name'
try 'knotwork help types --columns ""'
