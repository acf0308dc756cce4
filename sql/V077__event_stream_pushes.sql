-- Streams of security event tokens that are pushed (RFC 8935): where to, and the progress of the server that pushes.
CREATE TABLE IF NOT EXISTS event_stream_pushes (
  organization_id   BIGINT        NOT NULL COMMENT 'as of the stream',
  stream_id         CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shard             SMALLINT      NOT NULL COMMENT 'the lease under which it is pushed',
  url               VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  authorization     VARBINARY(2100) NULL COMMENT 'value of the header of each request, encrypted; NULL for none',
  generation        INT           NOT NULL COMMENT 'counts takeovers by servers; a server writes with the one it has',
  failures          INT           NOT NULL COMMENT 'failed attempts since the last successful one',
  failing_since     DATETIME(3)   NULL COMMENT 'the first of them',
  paused_until      DATETIME(3)   NULL COMMENT 'no attempt before',
  last_success      DATETIME(3)   NULL,
  error_at          DATETIME(3)   NULL COMMENT 'the last error; NULL for none',
  error_token       CHAR(36)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'id of the token',
  error_user        VARCHAR(36)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'id of its user; empty for none',
  error_status      SMALLINT      NOT NULL COMMENT 'status of the response; 0 for none',
  error_code        VARCHAR(40)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'err of RFC 8935; empty for none',
  error_description VARCHAR(1000) NOT NULL,
  PRIMARY KEY (organization_id, stream_id),
  KEY event_stream_pushes_shard (shard)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Their leases, beside those of webhooks (0 to 31): one server at a time pushes the streams of a shard.
INSERT IGNORE INTO webhook_shards (shard, holder, expires)
VALUES
  (32, '', '1970-01-01'), (33, '', '1970-01-01'), (34, '', '1970-01-01'), (35, '', '1970-01-01'),
  (36, '', '1970-01-01'), (37, '', '1970-01-01'), (38, '', '1970-01-01'), (39, '', '1970-01-01'),
  (40, '', '1970-01-01'), (41, '', '1970-01-01'), (42, '', '1970-01-01'), (43, '', '1970-01-01'),
  (44, '', '1970-01-01'), (45, '', '1970-01-01'), (46, '', '1970-01-01'), (47, '', '1970-01-01'),
  (48, '', '1970-01-01'), (49, '', '1970-01-01'), (50, '', '1970-01-01'), (51, '', '1970-01-01'),
  (52, '', '1970-01-01'), (53, '', '1970-01-01'), (54, '', '1970-01-01'), (55, '', '1970-01-01'),
  (56, '', '1970-01-01'), (57, '', '1970-01-01'), (58, '', '1970-01-01'), (59, '', '1970-01-01'),
  (60, '', '1970-01-01'), (61, '', '1970-01-01'), (62, '', '1970-01-01'), (63, '', '1970-01-01');
