# The shell from a pipe: questions over lines, commands, faults, modes.
knotwork build --quiet "$tests/cli/data/small.jsonl"
export HOME="$PWD/home" XDG_STATE_HOME=
mkdir home
shell() {
    knotwork shell "$@" 2>&1 || echo "exit $?"
}
shell <<'END'
// a comment, and an empty line

MATCH (f:firm)-[:makes]->(t)
RETURN f.name AS firm,
       t.name AS tool;
.mode csv
RETURN ';' AS a; RETURN "it's; so" AS b;
SELECT count(*) AS entities FROM entities; select 'x;''y' as text;
entities --types tool --columns key,name
search 'ministry of trade' --json --columns key;
path "Kestrel Systems" zoe -k 1 -c from,to
.mode table
show "Ada Wałęsa" --section documents
help types --columns name -f tsv
.timer off
MATCH (n:tool) RETURN n.name AS unended
END
echo "--- faults: it goes on, and ends with 1"
shell --format jsonl <<'END'
MATCH (n RETURN n;
SELECT nme FROM entity;
shwo nightjar
xyzzy
build news
show "nightjar
show nobody
.mod csv
.mode cvs
.mode
.timer maybe
DELETE FROM entity;
CREATE (n);
ATTACH 'evil.db' AS e;
RETURN 1 AS still;
.quit
RETURN 2 AS never;
END
echo "--- help, schema, timer"
printf '.help\n.timer on\nRETURN 1 AS a;\n' | shell | sed 's/[0-9]*\.[0-9]* s$/TIME s/'
printf '.mode csv\n.schema\n' | shell | sed -n '1,3p;/CO_OCCURS/p;/node.property,key/p;/^view/,$p' | head -12
printf 'show x' | shell
printf '' | shell
shell extra </dev/null
shell -s none.db <<'END'
RETURN 1;
END
find home; ls
