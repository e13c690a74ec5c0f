# Questions in the query language: answers, formats, faults with their place.
knotwork build --quiet "$tests/cli/data/small.jsonl"
ask() {
    echo "\$ query $1"
    knotwork query "$@" 2>&1 || echo "exit $?"
}
ask 'MATCH (f:firm)-[r:makes]->(t:tool) RETURN f.name AS firm, t.name AS tool, r.stories AS stories ORDER BY firm'
ask 'MATCH (e) RETURN e.type AS type, count(*) AS n ORDER BY n DESC, type LIMIT 3' --format csv
ask 'MATCH (a {name: $who})-[r]-(b) RETURN DISTINCT b.name AS name ORDER BY name LIMIT 2' -p who=Nightjar --format jsonl
ask 'MATCH (a)-[r]->(b) WHERE r.polarity = "-" RETURN count(*) AS denied' --format csv
ask 'MATCH (a)-[r]->(b) WITH r WHERE r.denied > 0 RETURN count(*) AS denied' --format csv
ask 'MATCH p = shortestPath((a {name: "Nightjar"})-[:makes|targets*..3]-(b:outlet)) RETURN p' --format csv
ask 'RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x * x] AS odd, {a: null} AS map, 1 < 2 < 3 AS chain' --format csv
ask "UNWIND [1, 'a', true, 2.5, null] AS x RETURN x" --format jsonl
ask --explain 'MATCH (a {name: "FBI"})-[r]->(b) WHERE b.stories > 1 RETURN type(r), b.name'
echo "# measures"
ask 'MATCH (n:person) WHERE n.core > 0 RETURN n.name, n.degree, n.betweenness, n.constraint ORDER BY n.pagerank DESC, n.name'
ask 'MATCH (a)-[r:makes]->(b) RETURN r.npmi AS npmi, r.weight AS weight, r.bridge AS bridge, r.stories AS stories' --format csv
ask 'MATCH (a)-[r:makes]->(b) RETURN r.npmi AS npmi, a.pagerank AS pagerank' --layers statements --format jsonl
ask --explain 'MATCH (n) WHERE n.pagerank > 0.1 RETURN n.harmonic'
ask 'MATCH (n) RETURN n.pagerang'
echo "# faults"
ask 'MATCH (f:frm) RETURN f'
ask 'MATCH (f:firm) RETURN f.nme'
ask 'MATCH (f)-[:mkes]->() RETURN f'
ask 'MATCH (firm) RETURN frm'
ask 'MATCH (n) RETURN'
ask "RETURN 'open"
ask 'RETURN 1 + [1, 2].x'
ask 'MATCH (n) SET n.name = 1'
ask 'CREATE (n)'
ask 'MATCH (n) DETACH DELETE n'
ask 'CALL db.labels()'
ask 'LOAD CSV FROM "/etc/passwd" AS l RETURN l'
ask "MATCH (n {name: \"x' OR 1=1; DROP TABLE entity; --\"}) RETURN n"
ask 'MATCH (n) RETURN n; MATCH (m) RETURN m'
ask 'RETURN $missing'
ask 'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*)' --timeout 1
ask 'MATCH (n) RETURN n' --since 2020
ask 'RETURN $x AS x' -p 'x=1 UNION RETURN 2' --format csv
ask 'UNWIND [1, "a", null, [1, "b"], {k: 0.5}] AS mixed RETURN mixed' --format jsonl
