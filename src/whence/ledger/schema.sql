-- The ledger, version 1. One row a thing, readable by any tool; nested values (spans, zones, edits, evidence) are JSON.
-- Spans are [[start, end], ...] in Unicode code points of articles.text.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE articles (
  id TEXT PRIMARY KEY, path TEXT NOT NULL, key TEXT NOT NULL, outlet TEXT, title TEXT, published TEXT, url TEXT,
  authors TEXT NOT NULL, zones TEXT NOT NULL, candidates TEXT NOT NULL, text TEXT NOT NULL,
  "primary" INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX articles_key ON articles (key);
CREATE INDEX articles_path ON articles (path);

CREATE TABLE statements (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, position INTEGER NOT NULL,
  kind TEXT NOT NULL, act TEXT NOT NULL, content TEXT NOT NULL, source TEXT, cue TEXT, speaker TEXT,
  speaker_kind TEXT NOT NULL, named INTEGER NOT NULL, entity TEXT, polarity TEXT NOT NULL, strength INTEGER NOT NULL,
  relay TEXT NOT NULL, confidence REAL NOT NULL
);
CREATE INDEX statements_article ON statements (article, position);

CREATE TABLE entities (
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
  kind TEXT NOT NULL, aliases TEXT NOT NULL, roles TEXT NOT NULL, spans TEXT NOT NULL, PRIMARY KEY (article, position)
);

CREATE TABLE rejects (path TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (path, code));

CREATE TABLE actors (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL, roles TEXT NOT NULL, members TEXT NOT NULL
);

CREATE TABLE actor_members (
  article TEXT NOT NULL, entity TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (article, entity)
) WITHOUT ROWID;

CREATE TABLE reuse (
  id TEXT PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, a_span TEXT NOT NULL, b_span TEXT NOT NULL, similarity REAL NOT NULL,
  kind TEXT NOT NULL, cause TEXT NOT NULL, direction TEXT NOT NULL, confidence REAL NOT NULL, edits TEXT NOT NULL,
  evidence TEXT NOT NULL
);
CREATE INDEX reuse_a ON reuse (a);
CREATE INDEX reuse_b ON reuse (b);

CREATE TABLE stories (id TEXT PRIMARY KEY, articles TEXT NOT NULL, title TEXT NOT NULL);
CREATE TABLE story_articles (article TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE claims (
  id TEXT PRIMARY KEY, text TEXT NOT NULL, appearances TEXT NOT NULL, "order" TEXT NOT NULL, origin INTEGER NOT NULL,
  independent_sources INTEGER NOT NULL, witnesses INTEGER NOT NULL, voices INTEGER NOT NULL,
  anonymous_voices INTEGER NOT NULL, reasoning TEXT NOT NULL
);
CREATE TABLE claim_places (
  article TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, claim TEXT NOT NULL, statement TEXT,
  PRIMARY KEY (article, start, "end", claim)
) WITHOUT ROWID;
CREATE INDEX claim_places_claim ON claim_places (claim);

CREATE TABLE omissions (
  article TEXT NOT NULL, origin TEXT NOT NULL, statement TEXT NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (article, origin, statement)
);

CREATE TABLE disputes (
  id TEXT PRIMARY KEY, claim TEXT NOT NULL, "by" TEXT NOT NULL, target TEXT, kind TEXT NOT NULL, confidence REAL NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX disputes_claim ON disputes (claim);

-- What people decided, apart from what the machine found; never deleted, only undone.
CREATE TABLE judgements (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, target TEXT NOT NULL, other TEXT, verdict TEXT NOT NULL, who TEXT NOT NULL,
  "when" TEXT NOT NULL, why TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
);

CREATE VIRTUAL TABLE search USING fts5 (article UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
