-- Administrative events of the whole installation. They outlive the organizations that they name.
CREATE TABLE IF NOT EXISTS audit (
  id                BINARY(16)   NOT NULL COMMENT 'UUID version 7: key order is the order of events',
  occurred          DATETIME(3)  NOT NULL,
  kind              VARCHAR(48)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'such as token.issued',
  outcome           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SUCCEEDED or FAILED',
  actor_kind        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_name        VARCHAR(255) NOT NULL,
  address           VARCHAR(45)  NOT NULL COMMENT 'empty if there was no request',
  user_agent        VARCHAR(255) NOT NULL,
  request_id        VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  os_user           VARCHAR(255) NOT NULL COMMENT 'of a command; empty for a request',
  host              VARCHAR(255) NOT NULL COMMENT 'of a command or a server; empty for a request',
  organization      BIGINT       NULL COMMENT 'NULL for events of the installation',
  organization_slug VARCHAR(63)  NOT NULL COMMENT 'at that time',
  subject           VARCHAR(512) NOT NULL COMMENT 'the thing or account that the event is about, for people',
  detail            MEDIUMTEXT   NOT NULL COMMENT 'a JSON object',
  seal              VARBINARY(32) NOT NULL COMMENT 'as in activity',
  PRIMARY KEY (id),
  KEY occurred (occurred),
  KEY kind (kind, id),
  KEY actor (actor_name, id),
  KEY organization (organization_slug, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
