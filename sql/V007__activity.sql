-- What happened in an organization: every change, written with it, and every refused request.
CREATE TABLE IF NOT EXISTS activity (
  organization_id BIGINT       NOT NULL,
  id              BINARY(16)   NOT NULL COMMENT 'UUID version 7: key order is the order of events',
  occurred        DATETIME(3)  NOT NULL,
  kind            VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'such as user.created',
  status          SMALLINT     NOT NULL COMMENT 'HTTP status of the answer, or 200 where there was no request',
  user_id         BINARY(16)   NULL,
  subject         VARCHAR(512) NOT NULL COMMENT 'whom or what it is about, for people',
  actor_kind      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_name      VARCHAR(255) NOT NULL,
  address         VARCHAR(45)  NOT NULL COMMENT 'empty where there was no request',
  user_agent      VARCHAR(255) NOT NULL,
  request_id      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  detail          TEXT         NOT NULL COMMENT 'why a request was refused',
  changes         MEDIUMTEXT   NOT NULL COMMENT 'JSON: attribute to before and after',
  PRIMARY KEY (organization_id, id),
  KEY of_user (organization_id, user_id, id),
  KEY kind (organization_id, kind, id),
  KEY occurred (occurred)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
