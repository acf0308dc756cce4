-- When a token last had a request answered with success. Earlier releases only noted that it authenticated; take that for success once.
ALTER TABLE tokens
  ADD COLUMN IF NOT EXISTS last_success DATETIME(3) NULL COMMENT 'latest request answered below 400, to the minute' AFTER last_address;
UPDATE tokens
SET last_success = last_used
WHERE last_success IS NULL;
-- Requests with a token that is not valid any more, or is another organization's; they are refused with 401 or 429.
ALTER TABLE traffic
  ADD COLUMN IF NOT EXISTS rejected INT NOT NULL DEFAULT 0 COMMENT 'of refused, how many had a token that is not valid' AFTER refused;
