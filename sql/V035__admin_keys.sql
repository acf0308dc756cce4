-- A secret that lets a person or program administer; only its hash is kept.
CREATE TABLE IF NOT EXISTS admin_keys (
  id              BIGINT       NOT NULL AUTO_INCREMENT,
  organization_id BIGINT       NULL COMMENT 'the one that it is for; NULL for all of the installation',
  name            VARCHAR(255) NOT NULL,
  hash            BINARY(32)   NOT NULL COMMENT 'SHA-256 of the whole key text',
  created_by      VARCHAR(255) NOT NULL COMMENT 'for people',
  created         DATETIME(3)  NOT NULL,
  expires         DATETIME(3)  NULL,
  last_used       DATETIME(3)  NULL COMMENT 'to the minute',
  last_address    VARCHAR(45)  NULL,
  revoked         DATETIME(3)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY hash (hash),
  KEY of_organization (organization_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
