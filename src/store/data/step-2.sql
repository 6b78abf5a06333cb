-- Case format 2: replies, and statements as they came.
--
-- A reply says which claims a denial or refusal answers. Derived from claims, ties and judgements; written anew by each run
-- of matching.

CREATE TABLE reply(
  claim INTEGER NOT NULL REFERENCES claim,  -- denies, or declines to comment
  answers INTEGER NOT NULL REFERENCES claim,
  reason TEXT NOT NULL,                     -- "same tie", "same passage"
  PRIMARY KEY(claim, answers)
) STRICT, WITHOUT ROWID;
CREATE INDEX reply_answers ON reply(answers);
CREATE VIEW v1_reply AS SELECT claim, answers, reason FROM reply;
INSERT INTO reply(claim, answers, reason) SELECT id, answers, 'same passage' FROM claim WHERE answers IS NOT NULL;

-- FollowTheMoney statements word for word, of sources that are made of them: what goes in comes out.
CREATE TABLE given_statement(
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  canonical_id TEXT, entity_id TEXT, prop TEXT, prop_type TEXT, schema TEXT, value TEXT, dataset TEXT, origin TEXT, lang TEXT,
  original_value TEXT, external TEXT, first_seen TEXT, last_seen TEXT, statement_id TEXT
) STRICT;
CREATE INDEX given_statement_source ON given_statement(source);
