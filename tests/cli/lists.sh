# A user's own lists: names, what is no name, frames, identifiers; and lists that are wrong.
cat >text.txt <<'END'
Russia polished the files of Quiet Harbor, a tool that France sells. Write to desk@example.org.
END
cat >mine.tsv <<'END'
# what we know
name	type	aliases	id
Quiet Harbor	tool	QH	tool/7
END
printf 'France\n' >no.txt
printf 'predicate\tpos\ttype\tsubject\tobject\nuse up\tverb\tuses\tsubj\tobj\n' >more.tsv
printf 'name\ttype\nA\tfrim\n' >wrong.tsv
look() {
    knotwork build --quiet "$@" text.txt
    knotwork entities --columns key,name,type,kind --format csv
}
echo "--- as it is"
look
echo "--- with lists: what they change is extracted again"
look --names mine.tsv --ignore no.txt --frames more.tsv
echo "--- with identifiers, too"
look --names mine.tsv --ignore no.txt --frames more.tsv --identifiers
echo "--- lists that are wrong"
for list in wrong.tsv nowhere.tsv; do
    knotwork extract --names $list text.txt || echo "exit $?"
done
