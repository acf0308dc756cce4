-- Streams of security event tokens, as receivers configured them.
CREATE TABLE IF NOT EXISTS event_streams (
  organization_id BIGINT       NOT NULL COMMENT 'the organization whose key created it; 0 for an operator\'s',
  id              CHAR(36)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  requested       TEXT         NULL COMMENT 'URIs of events, as a JSON array; NULL for all',
  subject_format  VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  description     VARCHAR(255) NOT NULL,
  status          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason          VARCHAR(255) NOT NULL,
  position        BIGINT       NOT NULL COMMENT 'all events up to it are acknowledged or not for this stream',
  verified        DATETIME(3)  NOT NULL COMMENT 'the last request of a verification',
  created         DATETIME(3)  NOT NULL,
  PRIMARY KEY (organization_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Events after the position of a stream that are acknowledged, while an earlier one is not.
CREATE TABLE IF NOT EXISTS event_stream_acknowledgements (
  organization_id BIGINT   NOT NULL,
  stream_id       CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  position        BIGINT   NOT NULL,
  PRIMARY KEY (organization_id, stream_id, position)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Events about a stream itself, until they are acknowledged.
CREATE TABLE IF NOT EXISTS event_stream_verifications (
  organization_id BIGINT        NOT NULL,
  stream_id       CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id              CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the token; UUID version 7',
  state           VARCHAR(1024) NULL COMMENT 'as the receiver sent it',
  created         DATETIME(3)   NOT NULL,
  PRIMARY KEY (organization_id, stream_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
