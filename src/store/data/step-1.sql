-- Case format 1. Positions are code points of the passage's text, half-open. Dates are text as model/date.h prints them.
-- Tables are clew's own; the v1_ views are what other tools may rely on (docs/case-format.md).

CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source(
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,                  -- file name when first added
  bytes INTEGER NOT NULL,
  format TEXT,                         -- reader; null when none fitted
  state TEXT NOT NULL CHECK(state IN ('read', 'partial', 'refused')),
  reason TEXT,                         -- of a refusal
  title TEXT, author TEXT, publisher TEXT, dataset TEXT, lang TEXT,
  date TEXT,                           -- published
  records INTEGER NOT NULL DEFAULT 0,
  chars INTEGER NOT NULL DEFAULT 0     -- code points of running text
) STRICT;
CREATE TABLE occurrence(source INTEGER NOT NULL REFERENCES source, path TEXT NOT NULL, PRIMARY KEY(source, path)) STRICT, WITHOUT ROWID;

CREATE TABLE passage(
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  page INTEGER,                        -- from 1, where the source has pages
  address TEXT NOT NULL,               -- "paragraph 3", "row 17"
  start INTEGER,                       -- code points before it in the document's text; null for records
  text TEXT NOT NULL
) STRICT;
CREATE INDEX passage_source ON passage(source);
CREATE VIRTUAL TABLE passage_text USING fts5(folded, content='', tokenize='unicode61 remove_diacritics 0');

-- One record's entity, or the mentions of one thing in one document. What people see as one entity is all rows of one
-- `canonical`, which the judgements decide.
CREATE TABLE entity(
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,            -- FollowTheMoney id, or sha256 prefix and cluster number of a document
  schema TEXT NOT NULL,
  caption TEXT NOT NULL,
  canonical INTEGER NOT NULL,          -- the one that stands for all that are the same
  source INTEGER NOT NULL REFERENCES source, -- first to speak of it
  role TEXT,
  extra TEXT                           -- other members of a FollowTheMoney object, JSON
) STRICT;
CREATE INDEX entity_canonical ON entity(canonical);

CREATE TABLE statement(
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entity,
  schema TEXT NOT NULL,
  prop TEXT NOT NULL,
  value TEXT NOT NULL,
  lang TEXT, original TEXT,
  source INTEGER NOT NULL REFERENCES source,
  passage INTEGER REFERENCES passage,
  "from" INTEGER NOT NULL DEFAULT 0, "to" INTEGER NOT NULL DEFAULT 0 -- where the passage has the value; 0,0 when it has not
) STRICT;
CREATE INDEX statement_entity ON statement(entity);
CREATE INDEX statement_source ON statement(source);
CREATE INDEX statement_value ON statement(prop, value);

CREATE TABLE mention(
  id INTEGER PRIMARY KEY,
  entity INTEGER REFERENCES entity,    -- null for dates, amounts, identifiers
  passage INTEGER NOT NULL REFERENCES passage,
  "from" INTEGER NOT NULL, "to" INTEGER NOT NULL,
  text TEXT NOT NULL, label TEXT NOT NULL, norm TEXT
) STRICT;
CREATE INDEX mention_entity ON mention(entity);
CREATE INDEX mention_passage ON mention(passage);

CREATE TABLE name(
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL REFERENCES entity,
  kind TEXT NOT NULL,                  -- FollowTheMoney property: name, alias, weakAlias, previousName
  value TEXT NOT NULL,
  folded TEXT NOT NULL,                -- fold_latin of it
  UNIQUE(entity, value)
) STRICT;
CREATE INDEX name_folded ON name(folded);
CREATE TABLE name_key(key TEXT NOT NULL, name INTEGER NOT NULL REFERENCES name, PRIMARY KEY(key, name)) STRICT, WITHOUT ROWID;

CREATE TABLE claim(
  id INTEGER PRIMARY KEY,
  passage INTEGER NOT NULL REFERENCES passage,
  "from" INTEGER NOT NULL, "to" INTEGER NOT NULL, text TEXT NOT NULL, -- speaker, cue and content together
  speaker INTEGER REFERENCES entity,
  speaker_text TEXT, speaker_from INTEGER, speaker_to INTEGER,
  speaker_type TEXT NOT NULL,
  cue_from INTEGER, cue_to INTEGER, cue TEXT,
  form TEXT, stance TEXT NOT NULL, modality TEXT NOT NULL, negated INTEGER NOT NULL DEFAULT 0,
  about_date TEXT, said_date TEXT,
  via INTEGER REFERENCES claim,
  answers INTEGER REFERENCES claim,    -- what a denial or refusal answers
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX claim_passage ON claim(passage);
CREATE INDEX claim_speaker ON claim(speaker);
CREATE TABLE claim_content(
  claim INTEGER NOT NULL REFERENCES claim, part INTEGER NOT NULL,
  passage INTEGER NOT NULL REFERENCES passage, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY(claim, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_content_passage ON claim_content(passage);

CREATE TABLE tie(
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  "source_entity" INTEGER NOT NULL REFERENCES entity,
  "target_entity" INTEGER NOT NULL REFERENCES entity,
  passage INTEGER NOT NULL REFERENCES passage,
  "from" INTEGER NOT NULL, "to" INTEGER NOT NULL, text TEXT NOT NULL,
  trigger_from INTEGER, trigger_to INTEGER,
  role TEXT, topic TEXT, place TEXT,
  amount TEXT, currency TEXT, amount_text TEXT,
  start_date TEXT, end_date TEXT,
  negated INTEGER NOT NULL DEFAULT 0, modality TEXT NOT NULL DEFAULT 'fact',
  claim INTEGER NOT NULL REFERENCES claim, -- whose word it is
  tier TEXT NOT NULL, rule TEXT NOT NULL
) STRICT;
CREATE INDEX tie_source_entity ON tie(source_entity);
CREATE INDEX tie_target_entity ON tie(target_entity);
CREATE INDEX tie_passage ON tie(passage);

CREATE TABLE judgement(
  id INTEGER PRIMARY KEY,
  a INTEGER NOT NULL REFERENCES entity, b INTEGER NOT NULL REFERENCES entity, -- a < b
  judgement TEXT NOT NULL CHECK(judgement IN ('same', 'different', 'unsure', 'candidate')),
  score REAL, reason TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT,
  UNIQUE(a, b)
) STRICT;

CREATE TABLE note(
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  level TEXT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL,
  page INTEGER, "row" INTEGER, line INTEGER, byte INTEGER
) STRICT;
CREATE INDEX note_source ON note(source);

CREATE TABLE log(
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;

CREATE VIEW v1_source AS
  SELECT id, sha256, name, bytes, format, state, reason, title, author, publisher, dataset, lang, date, records, chars FROM source;
CREATE VIEW v1_passage AS SELECT id, source, page, address, start, text FROM passage;
CREATE VIEW v1_entity AS
  SELECT e.id, e.key, e.schema, e.caption, e.role,
         (SELECT count(*) FROM entity m WHERE m.canonical = e.id) AS members
  FROM entity e WHERE e.canonical = e.id;
CREATE VIEW v1_name AS
  SELECT n.id, e.canonical AS entity, n.entity AS member, n.kind, n.value, n.folded, e.source FROM name n JOIN entity e ON e.id = n.entity;
CREATE VIEW v1_statement AS
  SELECT s.id, e.canonical AS entity, e.key, s.schema, s.prop, s.value, s.lang, s.original, s.source, s.passage, s."from", s."to"
  FROM statement s JOIN entity e ON e.id = s.entity;
CREATE VIEW v1_mention AS
  SELECT m.id, e.canonical AS entity, m.entity AS member, m.passage, m."from", m."to", m.text, m.label, m.norm
  FROM mention m LEFT JOIN entity e ON e.id = m.entity;
CREATE VIEW v1_claim AS
  SELECT c.id, p.source, c.passage, c."from", c."to", c.text, e.canonical AS speaker, c.speaker_text, c.speaker_type,
         c.cue, c.form, c.stance, c.modality, c.negated, c.about_date, c.said_date, c.via, c.answers, c.rule
  FROM claim c JOIN passage p ON p.id = c.passage LEFT JOIN entity e ON e.id = c.speaker;
CREATE VIEW v1_tie AS
  SELECT t.id, t.type, a.canonical AS "source_entity", b.canonical AS "target_entity", a.caption AS source_name, b.caption AS target_name,
         p.source, t.passage, t."from", t."to", t.text, t.role, t.topic, t.place, t.amount, t.currency, t.amount_text,
         t.start_date, t.end_date, t.negated, t.modality, t.claim, t.tier, t.rule,
         c.speaker_text, c.speaker_type, c.stance
  FROM tie t JOIN entity a ON a.id = t.source_entity JOIN entity b ON b.id = t.target_entity
  JOIN passage p ON p.id = t.passage JOIN claim c ON c.id = t.claim;
CREATE VIEW v1_judgement AS SELECT id, a, b, judgement, score, reason, "by", at FROM judgement;
CREATE VIEW v1_note AS SELECT id, source, level, code, text, page, "row", line, byte FROM note;
CREATE VIEW v1_log AS SELECT id, at, actor, act, object, detail, previous, hash FROM log;
