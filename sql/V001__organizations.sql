-- A customer of the product: the owner of users, roles and tokens.
CREATE TABLE IF NOT EXISTS organizations (
  id           BIGINT       NOT NULL AUTO_INCREMENT,
  slug         VARCHAR(63)  NOT NULL COMMENT 'the host name in front of the base domain',
  name         VARCHAR(255) NOT NULL,
  scim_enabled BOOLEAN      NOT NULL,
  created      DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY slug (slug)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
