-- Progress of giving terms to users of earlier releases, which a server does in the background; see SearchTermsFill.
CREATE TABLE IF NOT EXISTS search_terms_fills (
  rule      INT         NOT NULL COMMENT 'as SearchTerms numbers it',
  begun     DATETIME(3) NOT NULL,
  filled    DATETIME(3) NULL COMMENT 'when all users had terms',
  completed DATETIME(3) NULL COMMENT 'when the terms were up to date; searches use them from then on',
  PRIMARY KEY (rule)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
INSERT IGNORE INTO search_terms_fills (rule, begun, filled, completed)
SELECT 1, UTC_TIMESTAMP(3), IF(nobody, UTC_TIMESTAMP(3), NULL), IF(nobody, UTC_TIMESTAMP(3), NULL)
FROM (SELECT NOT EXISTS (SELECT 1 FROM users) AS nobody) present;
