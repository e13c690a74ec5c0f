# Every example of the help runs as it stands there, in the order of the commands.
mkdir -p news/2023
cat >news/nso.txt <<'END'
Biden bans Israeli spyware
Published April 8, 2023

U.S. President Joe Biden banned Pegasus, the spyware of the Israeli firm NSO Group.
NSO Group makes Pegasus. China accused the United States of hypocrisy.
Mexico denied that it had bought Pegasus from NSO Group.
END
echo 'Iran sued Iraq.' >news/2023/hoax.txt
echo '{"id":"w1","text":"France met Germany."}' | tee docs.jsonl | gzip >wire.jsonl.gz
knotwork build --quiet -s a.db news
knotwork build --quiet -s b.db news
knotwork help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' | while read -r command; do
    knotwork help "$command" | sed -n '/^Examples$/,$s/^  \([a-z].*\)/\1/p'
done >examples
while read -r example; do
    code=0
    bash -c "$example" </dev/null >output 2>&1 || code=$?
    lines=$([ "$code" -le 1 ] && [ -s output ] && echo "some output" || cat output)
    echo "[$code] $example: $lines"
done <examples
