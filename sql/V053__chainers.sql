-- For each log, the server that appends to its chains, and how far it is. All times are by the clock of the database.
CREATE TABLE IF NOT EXISTS chainers (
  log                 VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'activity or audit',
  holder              VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the server that has the lease',
  fence               BIGINT      NOT NULL COMMENT 'grows with each lease, so that a former holder cannot write',
  expires             DATETIME(3) NOT NULL COMMENT 'end of the lease',
  cursor_occurred     DATETIME(3) NOT NULL COMMENT 'entries up to this one, in the order of the key occurred, are chained',
  cursor_organization BIGINT      NOT NULL,
  cursor_entry        BINARY(16)  NOT NULL,
  looked_back         DATETIME(3) NOT NULL COMMENT 'latest search for entries that were committed late',
  looked_far_back     DATETIME(3) NOT NULL COMMENT 'the same, further back',
  PRIMARY KEY (log)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
INSERT IGNORE INTO chainers
VALUES
  ('activity', '', 0, '1970-01-01', '1970-01-01', 0, REPEAT('\0', 16), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)),
  ('audit', '', 0, '1970-01-01', '1970-01-01', 0, REPEAT('\0', 16), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3));
