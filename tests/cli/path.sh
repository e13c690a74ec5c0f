# How two entities are connected: pages, rows, and what may be asked of a path.
knotwork build --quiet "$tests/cli/data/small.jsonl"
path() {
    echo "\$ path $*"
    knotwork path "$@" 2>&1 || echo "exit $?"
}
path 'zoe walesa' NIGHTJAR -k 2
columns=path,hop,from,relation,direction,to,weight,strength,cost,weakest
path 'Kestrel Systems' 'Daily Example' --voices -f csv -c $columns
path Nightjar Ruritania -k 1 --json
path Nightjar 'Ministry of Trade' -k 9 -f tsv -c $columns --via zoe
path Nightjar 'Ministry of Trade' -k 1 -f markdown -c $columns --avoid 'kestrel systems'
path Nightjar 'Ministry of Trade' -k 2 -f jsonl -c from,to,first,last --in-order
path 'Kestrel Systems' 'Zoë Wałęsa' -k 1 --layers statements --polarity=- -f csv -c relation,denied,quote
echo "# nothing found: a header all the same"
path Nightjar Ruritania --types tool,person -f csv -c from,to
path Nightjar Ruritania --layers statements --relations makes
path Nightjar Nightjar
path Nightjar kestral
path Nightjar Walesa
path Nightjar Ruritania --via Nightjar
path Nightjar Ruritania -k 0
path Nightjar Ruritania -k 1001
path Nightjar
