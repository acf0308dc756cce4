-- Keys that servers share are replaced from time to time: each has a number and a time, and the first is the one that was there.
ALTER TABLE secrets
  ADD COLUMN IF NOT EXISTS id INT NOT NULL DEFAULT 1 COMMENT 'counts the keys of that name' AFTER name,
  ADD COLUMN IF NOT EXISTS created DATETIME(3) NULL COMMENT 'NULL until a server that rotates keys has met it',
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (name, id);
