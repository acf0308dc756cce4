-- The defaults are for servers of an earlier release that still run.
ALTER TABLE event_consumers
  ADD COLUMN IF NOT EXISTS created DATETIME(3) NOT NULL DEFAULT UTC_TIMESTAMP(3),
  ADD COLUMN IF NOT EXISTS receipted BIGINT NOT NULL DEFAULT 0 COMMENT 'position up to which its acknowledgements are in event_receipts';
