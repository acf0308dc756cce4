-- Events to the product, in the order of their positions. A server takes them from "outbox", in which the transaction of each change
-- has put them: a position is given after the commit, so that no reader ever passes an event that is not visible yet.
CREATE TABLE IF NOT EXISTS outbox (
  organization_id   BIGINT       NOT NULL,
  id                CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'UUID version 7; columns without underscore are named as in Debezium\'s outbox router',
  aggregatetype     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'user, role, organization or token',
  aggregateid       VARCHAR(64)  NOT NULL,
  aggregate_version INT          NOT NULL COMMENT 'of a user; 0 of others',
  type              VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'such as user.created',
  occurred          DATETIME(3)  NOT NULL,
  correlation_id    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the id of the request; empty where there was none',
  payload           MEDIUMTEXT   NOT NULL COMMENT 'JSON',
  PRIMARY KEY (id),
  KEY aggregate (organization_id, aggregateid)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS events (
  position          BIGINT       NOT NULL,
  organization_id   BIGINT       NOT NULL,
  id                CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  aggregatetype     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  aggregateid       VARCHAR(64)  NOT NULL,
  aggregate_version INT          NOT NULL,
  type              VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  occurred          DATETIME(3)  NOT NULL COMMENT 'the time in the id',
  correlation_id    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payload           MEDIUMTEXT   NOT NULL,
  PRIMARY KEY (position),
  KEY aggregate (organization_id, aggregateid),
  KEY occurred (occurred)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- The one row: the next position, and the server that gives it, by the clock of the database.
CREATE TABLE IF NOT EXISTS event_log (
  id      TINYINT     NOT NULL,
  next    BIGINT      NOT NULL COMMENT 'the position of the next event',
  pruned  BIGINT      NOT NULL COMMENT 'events up to this position were deleted for their age',
  holder  VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the server that has the lease',
  expires DATETIME(3) NOT NULL COMMENT 'end of the lease',
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
INSERT IGNORE INTO event_log
VALUES (1, 1, 0, '', '1970-01-01');
