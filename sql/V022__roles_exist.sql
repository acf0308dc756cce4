-- No user ever has a role that is not in the organization's catalogue, on whichever node of a cluster it is given.
ALTER TABLE users
  ADD CONSTRAINT users_role FOREIGN KEY IF NOT EXISTS (organization_id, role)
  REFERENCES roles (organization_id, value);
