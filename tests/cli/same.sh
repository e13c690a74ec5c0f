# The same documents give the same bytes: whatever the jobs, the order of the input, the
# way they came in, and whether the store grew step by step.
articles=$tests/articles
outputs() { # STORE NAME
    knotwork dump -s "$1" -o "$2.dump"
    knotwork export -s "$1" -o "$2.graphml"
    knotwork export -s "$1" -o "$2.dot"
    knotwork analyze -s "$1" --limit 0 --format csv -o "$2.csv"
}
same() { # NAME
    for ending in dump graphml dot csv; do cmp first."$ending" "$1.$ending"; done
    echo "$1: the same"
}
knotwork build -q -j 1 -s first.db "$articles"
outputs first.db first

for jobs in 2 3; do
    knotwork build -q -j $jobs -s "jobs$jobs.db" "$articles"
    outputs "jobs$jobs.db" "jobs$jobs"
    same "jobs$jobs"
done

# Shuffled: every file by itself, backwards.
knotwork build -q -s shuffled.db $(ls -r "$articles"/*)
outputs shuffled.db shuffled
same shuffled

# Step by step, with one document that comes, changes and goes.
mkdir steps
echo 'Iran sued Iraq.' >steps/zzz.txt
for file in "$articles"/*; do
    cp "$file" steps
    knotwork build -q -s steps.db steps
    echo "Iran sued Iraq after $(basename "$file")." >steps/zzz.txt
done
rm steps/zzz.txt
knotwork build -q --prune -s steps.db steps
outputs steps.db steps
same steps
knotwork resolve -s steps.db
outputs steps.db resolved
same resolved

# Through the filter, in any number of threads.
knotwork extract -j 1 "$articles" >one.jsonl
knotwork extract -j 3 "$articles" | cmp - one.jsonl
knotwork build -q -s filtered.db - <one.jsonl
outputs filtered.db filtered
same filtered
