-- Endpoints whose messages are signed by an Ed25519 key (v1a), instead of a secret or beside it.
ALTER TABLE webhooks
  MODIFY COLUMN secret VARBINARY(255) NULL COMMENT 'signs v1, encrypted with a key of "secrets"; NULL if only v1a is used',
  ADD COLUMN IF NOT EXISTS private_key VARBINARY(255) NULL COMMENT 'Ed25519 key that signs v1a, encrypted likewise; NULL if only v1 is used',
  ADD COLUMN IF NOT EXISTS public_key BINARY(32) NULL COMMENT 'of the private key',
  ADD COLUMN IF NOT EXISTS previous_private_key VARBINARY(255) NULL COMMENT 'signs, too, after a rotation',
  ADD COLUMN IF NOT EXISTS previous_public_key BINARY(32) NULL;
