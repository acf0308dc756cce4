-- Deliveries of events to webhooks: those that wait for a further attempt, and the others for a while.
CREATE TABLE IF NOT EXISTS webhook_deliveries (
  organization_id BIGINT      NOT NULL COMMENT 'of the event; 0 for events of the installation',
  webhook_id      BINARY(16)  NOT NULL,
  id              BINARY(16)  NOT NULL COMMENT 'UUID version 7',
  position        BIGINT      NOT NULL COMMENT 'of the event; 0 for a test',
  event_id        CHAR(36)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the header webhook-id',
  type            VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject         VARCHAR(90) NOT NULL COMMENT 'kind and id, such as user/0198...',
  status          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created         DATETIME(3) NOT NULL,
  attempts        INT         NOT NULL,
  first_attempt   DATETIME(3) NULL,
  last_attempt    DATETIME(3) NULL,
  next_attempt    DATETIME(3) NULL COMMENT 'NULL while an earlier event of the subject waits',
  latency_millis  INT         NOT NULL COMMENT 'of the last attempt',
  response_status SMALLINT    NOT NULL COMMENT 'of the last attempt; 0 without a response',
  response        VARCHAR(1000) NOT NULL COMMENT 'the beginning of its body',
  error           VARCHAR(255) NOT NULL,
  PRIMARY KEY (webhook_id, id),
  KEY status (webhook_id, status, id),
  KEY created (created),
  KEY subject (organization_id, subject)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
