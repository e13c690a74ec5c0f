# The texts of help, and what is made from the same table.
knotwork help
for command in help; do
    echo "--- $command"
    knotwork help "$command"
    knotwork "$command" --help >again
    knotwork help "$command" | cmp - again
done
