-- Finds and counts the users of a role, and carries the foreign key of V022.
ALTER TABLE users
  ADD KEY IF NOT EXISTS role (organization_id, role, id);
