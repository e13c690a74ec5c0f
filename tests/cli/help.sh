# The texts of help: overview, every command, and the two ways to ask for it.
knotwork help
knotwork --help >again
knotwork help | sed '/lists words/d' | cmp - again
knotwork help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' | while read -r command; do
    echo "--- $command"
    knotwork help "$command"
    knotwork "$command" --help >again
    knotwork help "$command" | cmp - again
done
