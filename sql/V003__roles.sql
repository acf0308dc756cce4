-- The values that an organization's users may have as their role.
CREATE TABLE IF NOT EXISTS roles (
  organization_id BIGINT       NOT NULL,
  value           VARCHAR(64)  NOT NULL,
  display_name    VARCHAR(255) NOT NULL,
  kind            VARCHAR(16)  NOT NULL COMMENT 'PERSONAL or GROUP',
  position        INT          NOT NULL,
  PRIMARY KEY (organization_id, value)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
