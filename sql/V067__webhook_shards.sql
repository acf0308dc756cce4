-- Leases for delivering to webhooks: one server at a time delivers to the endpoints of a shard. Times are those of the database's clock.
CREATE TABLE IF NOT EXISTS webhook_shards (
  shard   SMALLINT    NOT NULL,
  holder  VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the server that has the lease',
  expires DATETIME(3) NOT NULL COMMENT 'end of the lease',
  PRIMARY KEY (shard)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
INSERT IGNORE INTO webhook_shards (shard, holder, expires)
VALUES
  (0, '', '1970-01-01'), (1, '', '1970-01-01'), (2, '', '1970-01-01'), (3, '', '1970-01-01'),
  (4, '', '1970-01-01'), (5, '', '1970-01-01'), (6, '', '1970-01-01'), (7, '', '1970-01-01'),
  (8, '', '1970-01-01'), (9, '', '1970-01-01'), (10, '', '1970-01-01'), (11, '', '1970-01-01'),
  (12, '', '1970-01-01'), (13, '', '1970-01-01'), (14, '', '1970-01-01'), (15, '', '1970-01-01'),
  (16, '', '1970-01-01'), (17, '', '1970-01-01'), (18, '', '1970-01-01'), (19, '', '1970-01-01'),
  (20, '', '1970-01-01'), (21, '', '1970-01-01'), (22, '', '1970-01-01'), (23, '', '1970-01-01'),
  (24, '', '1970-01-01'), (25, '', '1970-01-01'), (26, '', '1970-01-01'), (27, '', '1970-01-01'),
  (28, '', '1970-01-01'), (29, '', '1970-01-01'), (30, '', '1970-01-01'), (31, '', '1970-01-01');

-- Servers that deliver, so that each takes its share of the shards.
CREATE TABLE IF NOT EXISTS webhook_workers (
  holder  VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expires DATETIME(3) NOT NULL,
  PRIMARY KEY (holder)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
