-- The key that takes the place of another one, and when the replaced one ends because of that.
ALTER TABLE admin_keys
  ADD COLUMN IF NOT EXISTS replaced_by BIGINT NULL COMMENT 'the key that a rotation put beside it',
  ADD COLUMN IF NOT EXISTS retires DATETIME(3) NULL COMMENT 'when a replaced key ends, once the other is in use',
  ADD KEY IF NOT EXISTS replaced_by (replaced_by);
