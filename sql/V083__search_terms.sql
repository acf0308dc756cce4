-- Terms of a user for searches that no other index serves: hashes of attributes with their values, then texts that are searched by
-- their parts. The index holds them in the order of ids, so that a search reads it instead of the documents.
ALTER TABLE users
  ADD COLUMN IF NOT EXISTS search_terms VARBINARY(1024) NULL COMMENT 'NULL if unknown or too long: the document decides';
ALTER TABLE users
  ADD KEY IF NOT EXISTS search_terms (organization_id, id, search_terms);
