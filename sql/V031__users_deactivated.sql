-- Since when a user is inactive, and who has been so for longest.
ALTER TABLE users
  ADD COLUMN IF NOT EXISTS deactivated DATETIME(3) NULL COMMENT 'NULL while active' AFTER active,
  ADD KEY IF NOT EXISTS deactivated (organization_id, deactivated, id);
