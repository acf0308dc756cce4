-- What a token may do, who made it, when it was last used, what took its place, when its end was last warned of.
ALTER TABLE tokens
  ADD COLUMN IF NOT EXISTS scope VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'READ_WRITE'
    COMMENT 'READ_WRITE or READ_ONLY' AFTER name,
  ADD COLUMN IF NOT EXISTS created_by VARCHAR(255) NOT NULL DEFAULT '' COMMENT 'for people' AFTER hash,
  ADD COLUMN IF NOT EXISTS last_used DATETIME(3) NULL COMMENT 'to the minute',
  ADD COLUMN IF NOT EXISTS last_address VARCHAR(45) NULL,
  ADD COLUMN IF NOT EXISTS replaced_by BIGINT NULL COMMENT 'the token that a rotation put beside it',
  ADD COLUMN IF NOT EXISTS retires DATETIME(3) NULL COMMENT 'when a replaced token ends, once the other is in use',
  ADD COLUMN IF NOT EXISTS warned DATETIME(3) NULL COMMENT 'when its coming end was last logged';
