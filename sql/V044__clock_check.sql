-- When a server last saw this database in use, so that a clock that is far ahead deletes nothing.
CREATE TABLE IF NOT EXISTS clock_check (
  id      TINYINT     NOT NULL COMMENT 'always 1',
  seen    DATETIME(3) NOT NULL COMMENT 'the latest time that is trusted',
  checked DATETIME(3) NOT NULL COMMENT 'the last look at the clock',
  jumped  DATETIME(3) NULL COMMENT 'since when the clock is far ahead of seen',
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
-- A database that was in use before tells by its newest entry.
INSERT IGNORE INTO clock_check (id, seen, checked, jumped)
SELECT 1, newest.occurred, newest.occurred, NULL
FROM (SELECT MAX(occurred) AS occurred FROM activity) AS newest
WHERE newest.occurred IS NOT NULL;
