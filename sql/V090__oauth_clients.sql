-- OAuth clients of identity providers, which exchange a secret or an assertion for access tokens of an hour or so.
CREATE TABLE IF NOT EXISTS oauth_clients (
  id              BIGINT       NOT NULL AUTO_INCREMENT,
  organization_id BIGINT       NOT NULL,
  client_id       CHAR(32)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'public and random',
  name            VARCHAR(255) NOT NULL,
  scope           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'READ_WRITE or READ_ONLY',
  method          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SECRET, PRIVATE_KEY or FEDERATED',
  issuer          VARCHAR(500) NULL COMMENT 'of assertions of FEDERATED, as are subject and audience',
  subject         VARCHAR(500) NULL,
  audience        VARCHAR(500) NULL,
  keys_url        VARCHAR(2000) NULL COMMENT 'JWK set that verifies assertions',
  public_keys     MEDIUMTEXT   NULL COMMENT 'the same, if it is not fetched',
  created_by      VARCHAR(255) NOT NULL COMMENT 'for people',
  created_by_kind VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created         DATETIME(3)  NOT NULL,
  last_used       DATETIME(3)  NULL COMMENT 'to the minute',
  last_address    VARCHAR(45)  NULL,
  revoked         DATETIME(3)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY client_id (client_id),
  KEY of_organization (organization_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS oauth_client_secrets (
  id              BIGINT       NOT NULL AUTO_INCREMENT,
  organization_id BIGINT       NOT NULL,
  client          BIGINT       NOT NULL COMMENT 'id of "oauth_clients"',
  hash            BINARY(32)   NOT NULL COMMENT 'SHA-256 of the whole text',
  created_by      VARCHAR(255) NOT NULL COMMENT 'for people',
  created_by_kind VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created         DATETIME(3)  NOT NULL,
  expires         DATETIME(3)  NOT NULL,
  last_used       DATETIME(3)  NULL COMMENT 'to the minute',
  last_address    VARCHAR(45)  NULL,
  warned          DATETIME(3)  NULL COMMENT 'when its coming expiry was last logged',
  revoked         DATETIME(3)  NULL,
  PRIMARY KEY (id),
  KEY of_client (organization_id, client, id),
  KEY expires (expires)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- An access token is a token of a client. It is verified like any other, and listed with none of them.
ALTER TABLE tokens
  ADD COLUMN IF NOT EXISTS client BIGINT NULL COMMENT 'id of "oauth_clients"; NULL for tokens that administrators generate',
  ADD COLUMN IF NOT EXISTS client_secret BIGINT NULL COMMENT 'id of "oauth_client_secrets", if one was exchanged for it';
CREATE INDEX IF NOT EXISTS of_client ON tokens (organization_id, client, id);
