-- Groups of users, which identity providers push; off unless an organization switches them on.
ALTER TABLE organizations
  ADD COLUMN IF NOT EXISTS groups_enabled BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE IF NOT EXISTS user_groups (
  organization_id  BIGINT       NOT NULL,
  id               BINARY(16)   NOT NULL COMMENT 'UUID version 7: key order is creation order',
  version          INT          NOT NULL,
  display_name     VARCHAR(512) NOT NULL,
  display_name_key VARCHAR(640) NOT NULL COMMENT 'folded by the server',
  external_id      VARCHAR(512) NULL,
  created          DATETIME(3)  NOT NULL,
  last_modified    DATETIME(3)  NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE KEY display_name (organization_id, display_name_key),
  KEY external_id (organization_id, external_id),
  KEY last_modified (organization_id, last_modified, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- A membership ends with its group and with its user, whichever server deletes them.
CREATE TABLE IF NOT EXISTS group_members (
  organization_id BIGINT     NOT NULL,
  group_id        BINARY(16) NOT NULL,
  user_id         BINARY(16) NOT NULL,
  PRIMARY KEY (organization_id, group_id, user_id),
  KEY of_user (organization_id, user_id),
  CONSTRAINT member_of_group FOREIGN KEY (organization_id, group_id) REFERENCES user_groups (organization_id, id) ON DELETE CASCADE,
  CONSTRAINT member_is_user FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
