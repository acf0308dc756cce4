-- A role's life: who may get it still, whom identity providers may give it to, and which one new users get.
ALTER TABLE roles
  MODIFY COLUMN kind VARCHAR(16) NOT NULL COMMENT 'PERSONAL, GROUP or BOTH',
  ADD COLUMN IF NOT EXISTS retired    BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'nobody gets it any more; who has it keeps it',
  ADD COLUMN IF NOT EXISTS forbidden  BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'identity providers may not give it',
  ADD COLUMN IF NOT EXISTS is_default BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whoever comes without a role gets it';
