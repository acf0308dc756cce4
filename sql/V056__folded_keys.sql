-- By which rule the folded keys of users are written; the server brings those of an older rule up to date when it starts.
CREATE TABLE IF NOT EXISTS folded_keys (
  rule INT         NOT NULL COMMENT 'as Folding numbers it',
  done DATETIME(3) NOT NULL COMMENT 'when all keys were up to date',
  PRIMARY KEY (rule)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
