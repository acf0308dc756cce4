-- What becomes of an organization's users when they leave, and when they come back.
ALTER TABLE organizations
  ADD COLUMN IF NOT EXISTS erase_after_days SMALLINT NULL COMMENT 'days from deactivation or deletion; NULL for never' AFTER status,
  ADD COLUMN IF NOT EXISTS rehire VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'SAME_ID'
    COMMENT 'SAME_ID or NEW_ID' AFTER erase_after_days;
