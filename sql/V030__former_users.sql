-- Who was deleted: gone for every client, kept until somebody of the same name or external id comes back, or until erased.
CREATE TABLE IF NOT EXISTS former_users (
  organization_id BIGINT       NOT NULL,
  id              BINARY(16)   NOT NULL COMMENT 'never in users at the same time',
  version         INT          NOT NULL COMMENT 'the last one; who comes back has the next',
  user_name       VARCHAR(512) NOT NULL,
  user_name_key   VARCHAR(640) NOT NULL,
  external_id     VARCHAR(512) NULL,
  created         DATETIME(3)  NOT NULL,
  deleted         DATETIME(3)  NOT NULL,
  erasing         BOOLEAN      NOT NULL COMMENT 'goes for good once the activity log has forgotten the person',
  document        MEDIUMTEXT   NOT NULL,
  PRIMARY KEY (organization_id, id),
  KEY user_name (organization_id, user_name_key, deleted),
  KEY external_id (organization_id, external_id, deleted),
  KEY due (organization_id, erasing, deleted)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
