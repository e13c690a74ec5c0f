-- schema.sql - the store of knotwork, version 4.
--
-- The file is an interface: the views at the end are documented and kept stable; the
-- tables are the program's own. Offsets (start, end) count bytes of document.text in
-- UTF-8, end exclusive. Days count from 1970-01-01. Types are numbers that the label
-- tables explain; the program fills those from the same lists it is compiled with.
--
-- Facts come first: one block per document, replaced whole. What follows "derived" is a
-- pure function of the facts and can be rebuilt with `knotwork resolve`.

-- Small named values: versions, options. While a first build runs, "backlog": documents
-- wait for the full text, and some indexes are not there (src/store/backlog.c).
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Names of the numbers in the columns type, kind, modality, precision, basis and state.
CREATE TABLE label (
  list   TEXT NOT NULL,    -- entity, relation, mention, modality ..., ledger, join
  number INTEGER NOT NULL,
  name   TEXT NOT NULL,
  PRIMARY KEY (list, number)
) STRICT, WITHOUT ROWID;

-- ---- facts ---------------------------------------------------------------------------

CREATE TABLE document (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE CHECK (key <> ''),
  source      TEXT NOT NULL,
  publisher   TEXT NOT NULL,
  author      TEXT NOT NULL,    -- as it says itself; several with ", "
  language    TEXT NOT NULL,
  date        INTEGER,          -- day of publication
  fingerprint TEXT NOT NULL,    -- of what made this block
  path        TEXT NOT NULL,    -- the input that held it
  hash        INTEGER NOT NULL, -- of the raw record
  size        INTEGER NOT NULL, -- bytes of the raw record
  seal        INTEGER NOT NULL, -- hash of the whole block, as knotwork JSON
  given       INTEGER NOT NULL, -- 1: it came with its facts; it is never extracted again
  title       TEXT NOT NULL,
  text        TEXT NOT NULL,
  original    BLOB              -- the text as given where it held forbidden code points
) STRICT;
CREATE INDEX document_path ON document (path);
CREATE INDEX document_made ON document (fingerprint) WHERE given = 0;

CREATE TABLE sentence (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  number   INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE paragraph (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  number   INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- Page furniture: menus, advertisements; in the text, but not part of the article.
CREATE TABLE furniture (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  number   INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE referent (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  number   INTEGER NOT NULL CHECK (number > 0),
  name     TEXT NOT NULL,
  type     INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  external TEXT NOT NULL,    -- id from the lexicon or a user's list: country/CN
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
  document  INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  number    INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  end       INTEGER NOT NULL,
  kind      INTEGER NOT NULL,
  referent  INTEGER NOT NULL,
  sentence  INTEGER,         -- the one it begins in, if any
  paragraph INTEGER,
  PRIMARY KEY (document, number),
  FOREIGN KEY (document, referent) REFERENCES referent (document, number)
    DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
  id           INTEGER PRIMARY KEY,
  document     INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  number       INTEGER NOT NULL,
  subject      INTEGER NOT NULL,  -- referents of the document, like object ... item
  type         INTEGER NOT NULL,
  object       INTEGER NOT NULL,
  polarity     INTEGER NOT NULL,  -- 0: +, 1: -
  modality     INTEGER NOT NULL,
  speaker      INTEGER,
  place        INTEGER,
  item         INTEGER,
  first        INTEGER,           -- when it happened: first and last day
  last         INTEGER,
  precision    INTEGER NOT NULL,
  basis        INTEGER NOT NULL,
  title        TEXT NOT NULL,
  phrase_start INTEGER NOT NULL,
  phrase_end   INTEGER NOT NULL,
  confidence   INTEGER NOT NULL,  -- per mille
  UNIQUE (document, number)
) STRICT;

-- The sentences that state it, the best one first.
CREATE TABLE evidence (
  statement INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
  number    INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  end       INTEGER NOT NULL,
  PRIMARY KEY (statement, number)
) STRICT, WITHOUT ROWID;

-- Phrases that join two referents and that no frame knows: searchable, never an edge.
CREATE TABLE open_relation (
  document       INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  number         INTEGER NOT NULL,
  subject        INTEGER NOT NULL,
  object         INTEGER NOT NULL,
  phrase_start   INTEGER NOT NULL,
  phrase_end     INTEGER NOT NULL,
  lemma          TEXT NOT NULL,
  evidence_start INTEGER NOT NULL,
  evidence_end   INTEGER NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

-- What became of every input.
CREATE TABLE ledger (
  path     TEXT NOT NULL,
  record   INTEGER NOT NULL,  -- line of a JSON lines file, from 1; 0: the whole file
  state    INTEGER NOT NULL,
  document TEXT NOT NULL,     -- key of the document it became; or empty
  reason   TEXT NOT NULL,
  PRIMARY KEY (path, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_document ON ledger (document) WHERE document <> '';

-- Kept by the program, not by triggers: those may not write virtual tables where the
-- schema is not trusted.
CREATE VIRTUAL TABLE fulltext USING fts5 (
  title, text, content = 'document', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- ---- derived -------------------------------------------------------------------------

-- Fingerprints of texts (winnowed hashes of word shingles), to find copies. Of texts that
-- have the same shingles (twins) one has them all, and each a hash of the whole. There is no
-- way from a document to its prints but by its text, which saves a second index; so they
-- are dropped by the program, not by a foreign key. Sentences that many documents have would
-- make most of the rows: so one holds several documents.
CREATE TABLE print (
  hash     INTEGER NOT NULL,
  size     INTEGER NOT NULL,  -- bits of how many the document has; 0: the hash of a whole
  document INTEGER NOT NULL,
  more     BLOB,              -- later documents, 4 bytes each, high byte first
  PRIMARY KEY (hash, size, document)
) STRICT, WITHOUT ROWID;

-- A story is named by the one of its copies whose key sorts first.
CREATE TABLE copy (
  document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
  story    INTEGER NOT NULL,  -- a document
  prints   INTEGER NOT NULL   -- how many fingerprints it has; 0: a twin has them
) STRICT;
CREATE INDEX copy_story ON copy (story);

-- A node of the graph. While a build runs, the name of one that it touched is empty: what
-- it is called and taken for is found once, at the end.
CREATE TABLE entity (
  id        INTEGER PRIMARY KEY, -- the same as that of its root identity
  key       TEXT NOT NULL UNIQUE,
  name      TEXT NOT NULL,
  type      INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  mentions  INTEGER NOT NULL,   -- naming ones
  documents INTEGER NOT NULL,
  stories   INTEGER NOT NULL,
  outlets   INTEGER NOT NULL,
  first     INTEGER,            -- publication of its earliest and latest document
  last      INTEGER,
  voice     INTEGER NOT NULL,   -- 1: it only speaks
  fold      TEXT NOT NULL       -- look-up form of a name that people gave it; or empty
) STRICT;
CREATE INDEX entity_name ON entity (name);
CREATE INDEX entity_fold ON entity (fold) WHERE fold <> '';

-- Referents that share one key are one identity; identities that turn out to be one
-- thing (NSO, NSO Group) share one entity, which has the key of their root.
CREATE TABLE identity (
  id     INTEGER PRIMARY KEY,
  key    TEXT NOT NULL UNIQUE,
  weak   TEXT NOT NULL,         -- the form it would be an alias by; empty: never one
  type   INTEGER NOT NULL,      -- what most of its referents are
  votes  INTEGER NOT NULL,      -- how much speaks for it: naming mentions, in the main
  entity INTEGER,               -- the identity that is the root of its entity
  joined INTEGER NOT NULL DEFAULT 0 -- why it belongs to it; label list "join"
) STRICT;
CREATE INDEX identity_weak ON identity (weak) WHERE weak <> '';
CREATE INDEX identity_entity ON identity (entity);

-- Its names with counts; kind 0 counts the documents that call it so at their fullest.
CREATE TABLE identity_name (
  identity INTEGER NOT NULL REFERENCES identity ON DELETE CASCADE,
  kind     INTEGER NOT NULL,
  name     TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  fold     TEXT NOT NULL,       -- its look-up form
  PRIMARY KEY (identity, kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_name_fold ON identity_name (fold);

-- Votes for its type and kind.
CREATE TABLE identity_type (
  identity INTEGER NOT NULL REFERENCES identity ON DELETE CASCADE,
  type     INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  votes    INTEGER NOT NULL,
  PRIMARY KEY (identity, type, kind)
) STRICT, WITHOUT ROWID;

-- Folded forms that may stand for it.
CREATE TABLE identity_form (
  form     TEXT NOT NULL,
  identity INTEGER NOT NULL REFERENCES identity ON DELETE CASCADE,
  PRIMARY KEY (form, identity)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_form_identity ON identity_form (identity);

CREATE TABLE referent_identity (
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
  referent INTEGER NOT NULL,
  identity INTEGER NOT NULL,
  PRIMARY KEY (document, referent)
) STRICT, WITHOUT ROWID;
CREATE INDEX referent_identity_identity ON referent_identity (identity, document);

CREATE TABLE entity_outlet (
  entity    INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
  publisher TEXT NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY (entity, publisher)
) STRICT, WITHOUT ROWID;

-- All statements of one subject, type, object and polarity. Ends of a symmetric type
-- stand in the order of their keys. While a build runs, the evidence of one that it touched
-- is 0: it is counted once, at the end.
CREATE TABLE relation (
  id        INTEGER PRIMARY KEY,
  subject   INTEGER NOT NULL,   -- an entity, like object; it may have gone while a build
  type      INTEGER NOT NULL,   -- runs, and then the relation goes at its end
  object    INTEGER NOT NULL,
  polarity  INTEGER NOT NULL,
  evidence  INTEGER NOT NULL,   -- statements
  documents INTEGER NOT NULL,
  stories   INTEGER NOT NULL,
  outlets   INTEGER NOT NULL,
  alleged   INTEGER NOT NULL,   -- statements that are alleged
  first     INTEGER,            -- of the event where stated, else of publication
  last      INTEGER,
  modalities INTEGER NOT NULL DEFAULT 0, -- those of its statements, as bits
  disputed  INTEGER NOT NULL DEFAULT 0, -- 1: it is stated and denied, by different speakers
                                        -- or in different documents; so is its opposite
  UNIQUE (subject, type, object, polarity)
) STRICT;
CREATE INDEX relation_object ON relation (object);
CREATE INDEX relation_uncounted ON relation (id) WHERE evidence = 0;

-- The statements of a relation. One whose two ends are the same entity has none.
CREATE TABLE fact (
  statement INTEGER PRIMARY KEY REFERENCES statement ON DELETE CASCADE,
  relation  INTEGER NOT NULL REFERENCES relation
) STRICT;
CREATE INDEX fact_relation ON fact (relation);

-- Entities named together; a < b. There are so many that references would cost more than
-- the rows themselves; `knotwork check` derives them anew.
CREATE TABLE pair (
  a         INTEGER NOT NULL,
  b         INTEGER NOT NULL,
  sentences INTEGER NOT NULL,   -- sentences that name both
  documents INTEGER NOT NULL,   -- documents that name both
  stories   INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_b ON pair (b);

-- While a build runs: what its batches add to pairs, each sorted, to be merged at the end.
-- So every pair finds its place in the tree once, and next to the one before it.
CREATE TABLE pair_run (
  id   INTEGER PRIMARY KEY, -- the parts of a run follow one another
  run  INTEGER NOT NULL,    -- id of its first part
  rows BLOB NOT NULL        -- packed by src/corpus/pairs.c
) STRICT;

-- ---- views: for people ---------------------------------------------------------------

CREATE VIEW documents AS
  SELECT d.key, d.title, d.publisher, d.author, date(d.date * 86400, 'unixepoch') AS date,
         d.language, d.source, d.path, story.key AS story, d.text
  FROM document d
  LEFT JOIN copy ON copy.document = d.id
  LEFT JOIN document story ON story.id = copy.story;

CREATE VIEW entities AS
  SELECT e.key, e.name, l.name AS type, e.kind, e.mentions, e.documents, e.stories,
         e.outlets, date(e.first * 86400, 'unixepoch') AS first,
         date(e.last * 86400, 'unixepoch') AS last, e.voice
  FROM entity e JOIN label l ON l.list = 'entity' AND l.number = e.type;

CREATE VIEW aliases AS
  SELECT e.key AS entity, n.name, l.name AS kind, sum(n.mentions) AS mentions
  FROM identity_name n
  JOIN identity i ON i.id = n.identity
  JOIN entity e ON e.id = i.entity
  JOIN label l ON l.list = 'mention' AND l.number = n.kind
  WHERE n.kind > 0
  GROUP BY e.key, n.name, n.kind;

CREATE VIEW relations AS
  SELECT s.key AS subject, l.name AS type, o.key AS object,
         iif(r.polarity, '-', '+') AS polarity, r.evidence, r.documents, r.stories,
         r.outlets, iif(r.polarity, r.evidence, 0) AS denied, r.alleged,
         r.disputed,
         (SELECT group_concat(x.key, ' | ') FROM
            (SELECT DISTINCT e.key FROM fact f
             JOIN statement t ON t.id = f.statement
             JOIN referent_identity ri ON ri.document = t.document AND ri.referent = t.speaker
             JOIN identity i ON i.id = ri.identity
             JOIN entity e ON e.id = i.entity
             WHERE f.relation = r.id ORDER BY e.key) x) AS speakers,
         date(r.first * 86400, 'unixepoch') AS first,
         date(r.last * 86400, 'unixepoch') AS last
  FROM relation r
  JOIN entity s ON s.id = r.subject
  JOIN entity o ON o.id = r.object
  JOIN label l ON l.list = 'relation' AND l.number = r.type;

CREATE VIEW statements AS
  SELECT d.key AS document, t.number + 1 AS number, s.key AS subject, l.name AS type,
         o.key AS object, iif(t.polarity, '-', '+') AS polarity, m.name AS modality,
         (SELECT e.key FROM referent_identity ri JOIN identity i ON i.id = ri.identity
          JOIN entity e ON e.id = i.entity
          WHERE ri.document = t.document AND ri.referent = t.speaker) AS speaker,
         date(t.first * 86400, 'unixepoch') AS first,
         date(t.last * 86400, 'unixepoch') AS last,
         nullif(t.title, '') AS title,
         CAST(substr(CAST(d.text AS BLOB), t.phrase_start + 1,
                     t.phrase_end - t.phrase_start) AS TEXT) AS phrase,
         CAST(substr(CAST(d.text AS BLOB), e.start + 1, e.end - e.start) AS TEXT) AS quote
  FROM statement t
  JOIN fact f ON f.statement = t.id
  JOIN document d ON d.id = t.document
  JOIN evidence e ON e.statement = t.id AND e.number = 0
  JOIN referent_identity rs ON rs.document = t.document AND rs.referent = t.subject
  JOIN identity ids ON ids.id = rs.identity
  JOIN entity s ON s.id = ids.entity
  JOIN referent_identity ro ON ro.document = t.document AND ro.referent = t.object
  JOIN identity ido ON ido.id = ro.identity
  JOIN entity o ON o.id = ido.entity
  JOIN label l ON l.list = 'relation' AND l.number = t.type
  JOIN label m ON m.list = 'modality' AND m.number = t.modality;

-- Phrases that join two entities and that no frame knows, by what they join.
CREATE VIEW open_statements AS
  SELECT d.key AS document, t.number + 1 AS number, s.key AS subject, t.lemma,
         o.key AS object,
         CAST(substr(CAST(d.text AS BLOB), t.phrase_start + 1,
                     t.phrase_end - t.phrase_start) AS TEXT) AS phrase,
         CAST(substr(CAST(d.text AS BLOB), t.evidence_start + 1,
                     t.evidence_end - t.evidence_start) AS TEXT) AS quote
  FROM open_relation t
  JOIN document d ON d.id = t.document
  JOIN referent_identity rs ON rs.document = t.document AND rs.referent = t.subject
  JOIN identity ids ON ids.id = rs.identity
  JOIN entity s ON s.id = ids.entity
  JOIN referent_identity ro ON ro.document = t.document AND ro.referent = t.object
  JOIN identity ido ON ido.id = ro.identity
  JOIN entity o ON o.id = ido.entity;

CREATE VIEW mentions AS
  SELECT d.key AS document, m.start, m.end, k.name AS kind, e.key AS entity,
         CAST(substr(CAST(d.text AS BLOB), m.start + 1, m.end - m.start) AS TEXT) AS text,
         m.sentence, m.paragraph
  FROM mention m
  JOIN document d ON d.id = m.document
  JOIN referent_identity ri ON ri.document = m.document AND ri.referent = m.referent
  JOIN identity i ON i.id = ri.identity
  JOIN entity e ON e.id = i.entity
  JOIN label k ON k.list = 'mention' AND k.number = m.kind;

CREATE VIEW cooccurrence AS
  SELECT min(a.key, b.key) AS a, max(a.key, b.key) AS b, p.sentences, p.documents,
         p.stories
  FROM pair p JOIN entity a ON a.id = p.a JOIN entity b ON b.id = p.b;
