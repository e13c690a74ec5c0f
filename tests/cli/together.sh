# Two builds of one store at once: each ends well, or says who holds the store; when those
# that were held up have run again, the store is as if one build had made it.
mkdir one two
n=0
for article in "$tests"/articles/*.txt; do
    n=$((n + 1))
    if [ $((n % 2)) = 0 ]; then cp "$article" one; else cp "$article" two; fi
done
knotwork build -q -s alone.db one two
knotwork dump -s alone.db >expected
build() {
    code=0
    knotwork build -q "$1" 2>"$1.err" || code=$?
    echo "$code" >"$1.code"
}
for round in 1 2 3; do
    rm -f knotwork.db*
    build one &
    build two
    wait
    for folder in one two; do
        case $(cat $folder.code) in
        0) ;;
        3) grep -q 'knotwork.db: held by .*; try again when it has ended' $folder.err
           knotwork build -q $folder ;;
        *) cat $folder.err; exit 1 ;;
        esac
    done
    knotwork dump | cmp - expected
    knotwork check -q
done
