-- Browsers in which an administrator has signed in before, which nobody else's failures to sign in hold back.
CREATE TABLE IF NOT EXISTS recognised_browsers (
  hash             BINARY(32)  NOT NULL COMMENT 'SHA-256 of the cookie',
  administrator_id BIGINT      NOT NULL,
  expires          DATETIME(3) NOT NULL COMMENT 'later with each sign-in, which gives the browser another cookie',
  PRIMARY KEY (hash),
  KEY of_administrator (administrator_id, expires),
  KEY expires (expires),
  CONSTRAINT browser_of_administrator FOREIGN KEY (administrator_id) REFERENCES administrators (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
