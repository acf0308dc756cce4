-- Readers of events that store here how far they are.
CREATE TABLE IF NOT EXISTS event_consumers (
  organization_id BIGINT      NOT NULL COMMENT 'the organization whose key created it; 0 for an operator\'s',
  name            VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  position        BIGINT      NOT NULL COMMENT 'of the last event that it has handled',
  updated         DATETIME(3) NOT NULL,
  PRIMARY KEY (organization_id, name)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
