-- One row a user: the SCIM document, and beside it what is looked up, filtered or sorted often.
-- *_key columns are folded by the server (NFC, upper, lower), so that the binary collation ignores case rightly.
-- Sort keys are cut to their column; a user without the attribute has U+10FFFF there and sorts last.
CREATE TABLE IF NOT EXISTS users (
  organization_id  BIGINT       NOT NULL,
  id               BINARY(16)   NOT NULL COMMENT 'UUID version 7: key order is creation order',
  version          INT          NOT NULL,
  user_name        VARCHAR(512) NOT NULL COMMENT 'as the client spelled it',
  user_name_key    VARCHAR(640) NOT NULL,
  external_id      VARCHAR(512) NULL,
  active           BOOLEAN      NOT NULL,
  role             VARCHAR(64)  NULL,
  family_name_key  VARCHAR(128) NOT NULL,
  given_name_key   VARCHAR(128) NOT NULL,
  display_name_key VARCHAR(128) NOT NULL,
  created          DATETIME(3)  NOT NULL,
  last_modified    DATETIME(3)  NOT NULL,
  document         MEDIUMTEXT   NOT NULL COMMENT 'the User as JSON, without id and meta',
  search           MEDIUMTEXT   NOT NULL COMMENT 'the same with folded values, for filters on what has no column',
  PRIMARY KEY (organization_id, id),
  UNIQUE KEY user_name (organization_id, user_name_key),
  KEY external_id (organization_id, external_id),
  KEY last_modified (organization_id, last_modified, id),
  KEY family_name (organization_id, family_name_key, id),
  KEY given_name (organization_id, given_name_key, id),
  KEY display_name (organization_id, display_name_key, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
