-- Every slug that leads to an organization, its present one and those it had: one key, so that no two have the same.
CREATE TABLE IF NOT EXISTS organization_slugs (
  slug            VARCHAR(63) NOT NULL,
  organization_id BIGINT      NOT NULL,
  retires         DATETIME(3) NULL COMMENT 'when a former slug becomes free; NULL for the present one',
  PRIMARY KEY (slug),
  KEY of_organization (organization_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
