-- How often a name, or an address, failed to sign in of late; of names that do not exist, too.
CREATE TABLE IF NOT EXISTS sign_in_attempts (
  subject  BINARY(32)  NOT NULL COMMENT 'SHA-256 of what it is, with its kind',
  failures INT         NOT NULL,
  latest   DATETIME(3) NOT NULL,
  PRIMARY KEY (subject),
  KEY latest (latest)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
