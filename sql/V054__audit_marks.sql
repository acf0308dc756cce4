-- Small facts that the audit log keeps between runs: the settings of a server's last start, how far entries were shipped.
CREATE TABLE IF NOT EXISTS audit_marks (
  name    VARCHAR(255) NOT NULL,
  value   MEDIUMTEXT   NOT NULL,
  changed DATETIME(3)  NOT NULL,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
