-- Lists an organization's active or inactive users, however few they are among the others.
ALTER TABLE users
  ADD KEY IF NOT EXISTS active (organization_id, active, id);
