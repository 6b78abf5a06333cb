-- Case format 2: which claims a denial or refusal answers. Derived from claims, ties and judgements; written anew by each
-- run of matching.

CREATE TABLE reply(
  claim INTEGER NOT NULL REFERENCES claim,  -- denies, or declines to comment
  answers INTEGER NOT NULL REFERENCES claim,
  reason TEXT NOT NULL,                     -- "same tie", "same passage"
  PRIMARY KEY(claim, answers)
) STRICT, WITHOUT ROWID;
CREATE INDEX reply_answers ON reply(answers);
CREATE VIEW v1_reply AS SELECT claim, answers, reason FROM reply;
INSERT INTO reply(claim, answers, reason) SELECT id, answers, 'same passage' FROM claim WHERE answers IS NOT NULL;
