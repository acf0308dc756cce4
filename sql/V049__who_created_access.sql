-- Who gave access, and from where administrators signed in last, for the access review.
ALTER TABLE tokens
  ADD COLUMN IF NOT EXISTS created_by_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL
    COMMENT 'such as ADMINISTRATOR; NULL for tokens of an earlier release' AFTER created_by;
ALTER TABLE admin_keys
  ADD COLUMN IF NOT EXISTS created_by_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL
    COMMENT 'such as ADMINISTRATOR; NULL for keys of an earlier release' AFTER created_by;
ALTER TABLE administrators
  ADD COLUMN IF NOT EXISTS created_by VARCHAR(255) NULL COMMENT 'for people; NULL for those of an earlier release',
  ADD COLUMN IF NOT EXISTS created_by_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL
    COMMENT 'such as OPERATOR',
  ADD COLUMN IF NOT EXISTS last_address VARCHAR(45) NULL COMMENT 'of the last sign-in';
