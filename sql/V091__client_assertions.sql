-- Assertions that authenticated an OAuth client, until they expire: a second server refuses a replayed one by the primary key.
CREATE TABLE IF NOT EXISTS oauth_assertions (
  client          BIGINT      NOT NULL COMMENT 'id of "oauth_clients"',
  jti             BINARY(32)  NOT NULL COMMENT 'SHA-256 of the claim "jti"',
  organization_id BIGINT      NOT NULL,
  expires         DATETIME(3) NOT NULL COMMENT 'of the assertion',
  PRIMARY KEY (client, jti),
  KEY of_organization (organization_id),
  KEY expires (expires)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
