-- A suspended organization keeps its data and is let nothing do; one that is being deleted goes piece by piece.
ALTER TABLE organizations
  ADD COLUMN IF NOT EXISTS status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'ACTIVE'
    COMMENT 'ACTIVE, SUSPENDED or DELETING' AFTER scim_enabled;
