-- Whether this installation ever had an administrator: only a start without one in all its life makes the first. It has one
-- row at most, which stays when the administrators go.
CREATE TABLE IF NOT EXISTS first_administrator (
  id TINYINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;

-- Of an earlier release: the name of the first one was made of that secret.
INSERT IGNORE INTO first_administrator (id)
SELECT 1 FROM administrators
UNION
SELECT 1 FROM secrets WHERE name = 'first-administrator';
