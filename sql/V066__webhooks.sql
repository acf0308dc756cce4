-- Endpoints of the product that events are sent to. The columns from "position" on are written by the server that delivers.
CREATE TABLE IF NOT EXISTS webhooks (
  organization_id BIGINT        NULL COMMENT 'the organization whose events it receives; NULL for all',
  id              BINARY(16)    NOT NULL,
  shard           SMALLINT      NOT NULL COMMENT 'the lease under which it is delivered to',
  url             VARCHAR(2000) NOT NULL,
  types           VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'comma-separated types and patterns; empty for all',
  description     VARCHAR(255)  NOT NULL,
  state           VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  secret          VARBINARY(255) NOT NULL COMMENT 'encrypted with a key of "secrets"',
  previous_secret VARBINARY(255) NULL COMMENT 'signs, too, after a rotation',
  previous_until  DATETIME(3)   NULL COMMENT 'until when it does',
  created         DATETIME(3)   NOT NULL,
  position        BIGINT        NOT NULL COMMENT 'each event up to it is delivered, in "webhook_deliveries", or not selected',
  skipped         BIGINT        NOT NULL COMMENT 'an administrator has skipped undelivered events up to it',
  generation      INT           NOT NULL COMMENT 'counts takeovers by servers, and replays; writes of earlier generations are refused',
  failures        INT           NOT NULL COMMENT 'failed attempts since the last successful one',
  failing_since   DATETIME(3)   NULL COMMENT 'the first of them',
  paused_until    DATETIME(3)   NULL COMMENT 'no attempt before then, by Retry-After',
  last_success    DATETIME(3)   NULL,
  PRIMARY KEY (id),
  KEY organization (organization_id),
  KEY shard (shard)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
