-- For the tokens, of all organizations, that end soon.
CREATE INDEX IF NOT EXISTS expires ON tokens (expires);
