-- Requests with tokens that are known and not valid, for the alert in the Admin Console. Each server adds to a row at most once a minute.
CREATE TABLE IF NOT EXISTS rejected_tokens (
  organization_id BIGINT      NOT NULL,
  token_id        BIGINT      NOT NULL COMMENT '0 for all tokens that nobody knows',
  since           DATETIME(3) NOT NULL COMMENT 'first request; again after a quiet week',
  latest          DATETIME(3) NOT NULL,
  requests        BIGINT      NOT NULL COMMENT 'number since then',
  PRIMARY KEY (organization_id, token_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
