-- Keys that sign security event tokens. A key has the number of the secret "events.signing" that encrypts its private part, and lives
-- as long as that.
CREATE TABLE IF NOT EXISTS signing_keys (
  id          INT  NOT NULL COMMENT 'of the secret',
  public_key  TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'JWK',
  private_key TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'JWK as encrypted JWE; empty once it signs nothing more',
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
