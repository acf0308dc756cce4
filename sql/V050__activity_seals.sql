-- Lets an entry's text be erased without breaking the hash chain: a random salt of 16 bytes, or, once the text is erased, the
-- 32 bytes of the salted hash that stood for it. NULL in entries of older servers until they are chained.
ALTER TABLE activity
  ADD COLUMN IF NOT EXISTS seal VARBINARY(32) NULL;
