#!/bin/sh
# check.sh BUILD: `make check-formats`: programs that Debian does not have read what the
# exporter writes: the Gephi Toolkit (Java), graphology and cytoscape.js (npm), rdflib, the
# STIX validator and FollowTheMoney (PyPI). Installs them below BUILD/formats, in the
# versions that the files beside this one name; what cannot be had is skipped with a
# message. Two graphs of the unit test, and the sample articles.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
folder=$build/formats
write=$build/tests/test_export
knotwork=$build/src/cli/knotwork
passed=0 failed=0 skipped=0

mkdir -p "$folder"
rm -rf "$folder/files"
mkdir "$folder/files"
"$knotwork" build --quiet --store "$folder/articles.db" "$here/../../articles"
for format in graphml gexf gexf12 json cytoscape ftm stix ntriples jsonld; do
    for graph in tiny hostile; do
        "$write" write $format $graph >"$folder/files/$graph.$format"
    done

    "$knotwork" export --store "$folder/articles.db" --multi --format $format \
        -o "$folder/files/articles.$format"
done
rm "$folder/articles.db"
# Nodes, edges, undirected edges, whether there is time.
for graph in tiny hostile articles; do
    mv "$folder/files/$graph.gexf12" "$folder/files/$graph.gexf12.gexf"
    python3 - "$folder/files/$graph.json" >"$folder/files/$graph.counts" <<'END'
import json, sys
graph = json.load(open(sys.argv[1], encoding="utf-8"))
things = graph["nodes"] + graph["links"]
print(len(graph["nodes"]), len(graph["links"]),
      sum(link["symmetric"] for link in graph["links"]),
      int(any("first" in thing for thing in things)))
END
done

# step NAME PROGRAM INSTALL CHECK: runs CHECK where PROGRAM is there and INSTALL succeeds.
step() {
    echo "== $1"
    if ! command -v "$2" >/dev/null; then
        echo "skipped: $2 is not installed"
        skipped=$((skipped + 1))
    elif ! "$3" >"$folder/install.log" 2>&1; then
        echo "skipped: its packages could not be installed ($folder/install.log)"
        skipped=$((skipped + 1))
    elif "$4"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

install_python() {
    [ -x "$folder/venv/bin/python" ] || python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --disable-pip-version-check -r "$here/requirements.txt"
}
check_python() {
    "$folder/venv/bin/python" "$here/packages.py" "$folder/files"
}
install_node() {
    mkdir -p "$folder/npm"
    cp "$here/package.json" "$folder/npm"
    (cd "$folder/npm" && npm install --no-audit --no-fund)
}
check_node() {
    (cd "$folder/npm" && node "$here/packages.mjs" "$folder/files")
}
install_java() {
    [ -f "$folder/lib/gephi-toolkit-0.10.1-all.jar" ] ||
        mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies \
            -DoutputDirectory="$folder/lib"
}
check_java() {
    java -Djava.awt.headless=true -cp "$folder/lib/gephi-toolkit-0.10.1-all.jar" \
        "$here/Gephi.java" "$folder/files" 2>"$folder/gephi.log"
}

step "rdflib, STIX validator, FollowTheMoney" python3 install_python check_python
step "graphology, cytoscape.js" npm install_node check_node
step "Gephi Toolkit" mvn install_java check_java
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
