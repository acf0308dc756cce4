-- Keys that every server of an installation shares, made by the first one that starts.
CREATE TABLE IF NOT EXISTS secrets (
  name  VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value VARBINARY(255) NOT NULL,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
