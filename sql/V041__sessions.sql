-- Who is signed in to the Admin Console, on whichever server.
CREATE TABLE IF NOT EXISTS sessions (
  hash             BINARY(32)  NOT NULL COMMENT 'SHA-256 of the cookie',
  administrator_id BIGINT      NOT NULL,
  created          DATETIME(3) NOT NULL,
  last_seen        DATETIME(3) NOT NULL COMMENT 'to the minute',
  PRIMARY KEY (hash),
  KEY of_administrator (administrator_id),
  KEY last_seen (last_seen)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
