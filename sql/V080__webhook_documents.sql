-- Endpoints that get the SCIM document of each event's user, too.
ALTER TABLE webhooks
  ADD COLUMN IF NOT EXISTS with_document BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether messages have the SCIM document of the user';
