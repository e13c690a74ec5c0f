# Questions in SQL: answers, formats, faults; and that nothing but reading can be reached.
knotwork build --quiet "$tests/cli/data/small.jsonl"
sum=$(md5sum <knotwork.db)
ask() {
    echo "\$ sql $1"
    knotwork sql "$@" 2>&1 || echo "exit $?"
}
ask 'SELECT type, count(*) AS n FROM entities GROUP BY type ORDER BY n DESC, type'
ask 'SELECT subject, type, object, polarity FROM statements WHERE subject = :who ORDER BY 2' -p 'who=zoe walesa' -f csv
ask 'SELECT $n + 1 AS n, @x AS x' -p n=41 -p 'x=a"b' -f jsonl
ask "SELECT 1 AS a, 'x' AS b, 2.5 AS c, NULL AS d, x'00ff' AS e UNION ALL SELECT 'y', 2, NULL, 1, 3" --json
ask 'SELECT key, name FROM entities WHERE 0' -f markdown
ask 'VALUES (1), (2), (3)' -n 2 -f tsv
ask "SELECT d.key FROM fulltext f JOIN document d ON d.id = f.rowid WHERE fulltext MATCH 'kestrel AND trade' ORDER BY 1" -f csv
ask "SELECT value FROM json_each('[1, null]')" -f csv
ask 'SELECT name FROM pragma_table_info(:t) LIMIT 2 -- and a comment' -p t=label -f csv
ask 'EXPLAIN QUERY PLAN SELECT * FROM label' -f csv -c detail
echo "# faults"
ask 'SELECT name frm entity'
ask 'SELECT nme FROM entity'
ask 'SELECT key
FROM entitis'
ask 'SELECT (1'
ask ';; SELECT 1 +'
ask '; SELECT nme FROM entity'
ask ''
ask 'SELECT :x'
ask 'SELECT ?'
ask "SELECT abs(-9223372036854775808)"
echo "# refused"
while read -r line; do ask "$line"; done <<'END'
DELETE FROM entity
INSERT INTO meta VALUES ('a', 'b')
UPDATE entity SET name = 'x' RETURNING name
WITH d AS (SELECT 1) DELETE FROM entity RETURNING *
REPLACE INTO meta VALUES ('a', 'b')
SELECT 1; DROP TABLE entity
SELECT 1; SELECT 2
; ATTACH 'evil.db' AS e
ATTACH 'evil.db' AS e
DETACH main
VACUUM
VACUUM INTO 'evil.db'
PRAGMA journal_mode = WAL
PRAGMA query_only = 0
PRAGMA writable_schema = 1
PRAGMA temp_store_directory = '/tmp'
SELECT * FROM pragma_journal_mode
SELECT * FROM pragma_database_list
CREATE TABLE t (x)
CREATE TEMP TABLE t (x)
CREATE TEMP TABLE t AS SELECT 1
CREATE TEMP VIEW v AS SELECT 1
CREATE VIEW v AS SELECT 1
CREATE TRIGGER t AFTER INSERT ON meta BEGIN SELECT 1; END
CREATE INDEX i ON meta (value)
CREATE VIRTUAL TABLE v USING fts5vocab(main, fulltext, row)
ALTER TABLE entity RENAME TO x
DROP VIEW entities
BEGIN
COMMIT
SAVEPOINT s
REINDEX
ANALYZE
INSERT INTO fulltext (fulltext) VALUES ('rebuild')
SELECT load_extension('evil.so')
SELECT fts5(NULL)
SELECT writefile('evil', 'x')
SELECT readfile('/etc/passwd')
SELECT * FROM sqlite_dbpage
END
ask 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c' --timeout 1
[ "$sum" = "$(md5sum <knotwork.db)" ] && ls
