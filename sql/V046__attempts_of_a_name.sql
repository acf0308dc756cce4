-- Failures are counted by name and address together, too; a reset of the password forgets all of a name.
ALTER TABLE sign_in_attempts
  ADD COLUMN IF NOT EXISTS name BINARY(32) NULL COMMENT 'SHA-256 of the name whose failures these are; NULL for an address',
  ADD KEY IF NOT EXISTS name (name);
