-- The default is for servers of an earlier release that still run.
ALTER TABLE event_consumers
  ADD COLUMN IF NOT EXISTS first_position BIGINT NOT NULL DEFAULT 0 COMMENT 'offboardings up to it get no receipt of the consumer';
