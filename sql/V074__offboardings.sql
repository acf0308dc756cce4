-- Deactivations and deletions of users, with the events that tell of them. A server adds each with the position of its event.
CREATE TABLE IF NOT EXISTS offboardings (
  organization_id BIGINT      NOT NULL,
  position        BIGINT      NOT NULL COMMENT 'of the event',
  event_id        CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id         VARCHAR(64) NOT NULL,
  version         INT         NOT NULL COMMENT 'of the user',
  type            VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'user.deactivated or user.deleted',
  requested       DATETIME(3) NOT NULL COMMENT 'time of the change',
  readable        DATETIME(3) NOT NULL COMMENT 'time at which the event got its position',
  state           TINYINT     NOT NULL DEFAULT 0 COMMENT '0 not due yet, 1 overdue, 2 acknowledged by all receivers',
  missing         TINYINT     NOT NULL DEFAULT 0 COMMENT 'while overdue, the kinds of receivers that have not acknowledged it: the sum of 1 consumer, 2 webhook, 4 stream',
  PRIMARY KEY (position),
  UNIQUE KEY event (event_id),
  KEY of_organization (organization_id, requested),
  KEY positions (organization_id, position),
  KEY of_user (organization_id, user_id),
  KEY overdue (organization_id, state, requested),
  KEY due (state, requested, missing),
  KEY age (requested)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
