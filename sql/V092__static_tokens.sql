-- Whether tokens that administrators generate are accepted; if not, identity providers need an OAuth client.
ALTER TABLE organizations
  ADD COLUMN IF NOT EXISTS static_tokens BOOLEAN NOT NULL DEFAULT TRUE;
