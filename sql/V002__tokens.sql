-- A secret that lets an identity provider in; only its hash is kept.
CREATE TABLE IF NOT EXISTS tokens (
  id              BIGINT       NOT NULL AUTO_INCREMENT,
  organization_id BIGINT       NOT NULL,
  name            VARCHAR(255) NOT NULL,
  hash            BINARY(32)   NOT NULL COMMENT 'SHA-256 of the whole token text',
  created         DATETIME(3)  NOT NULL,
  expires         DATETIME(3)  NULL,
  revoked         DATETIME(3)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY hash (hash),
  KEY of_organization (organization_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
