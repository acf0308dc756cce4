-- How many SCIM requests came in each hour, for the Admin Console's overview.
CREATE TABLE IF NOT EXISTS traffic (
  organization_id BIGINT      NOT NULL,
  hour            DATETIME    NOT NULL COMMENT 'its beginning',
  requests        INT         NOT NULL,
  refused         INT         NOT NULL COMMENT 'of those, how many were answered with 4xx',
  failed          INT         NOT NULL COMMENT 'and with 5xx',
  latest          DATETIME(3) NOT NULL,
  PRIMARY KEY (organization_id, hour),
  KEY hour (hour)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
