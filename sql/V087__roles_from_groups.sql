-- Roles from groups: administrators map groups to roles of the catalogue. Older servers ignore these columns, and a role that
-- they write differs from derived_role, and so counts as assigned by the identity provider.
ALTER TABLE organizations
  ADD COLUMN IF NOT EXISTS groups_decide BOOLEAN NOT NULL DEFAULT FALSE
    COMMENT 'whether mapped groups take precedence over a role that the identity provider assigns';

ALTER TABLE user_groups
  ADD COLUMN IF NOT EXISTS role VARCHAR(64) NULL COMMENT 'role of the members; may be retired or deleted later',
  ADD KEY IF NOT EXISTS mapped (organization_id, role, id);

ALTER TABLE users
  ADD COLUMN IF NOT EXISTS derived_role VARCHAR(64) NULL
    COMMENT 'the role if it comes from a group or the default; with any other value the role was assigned',
  ADD COLUMN IF NOT EXISTS given_role VARCHAR(64) NULL COMMENT 'the assigned role, while a derived one takes precedence';
