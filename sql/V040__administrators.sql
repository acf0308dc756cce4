-- People who sign in to the Admin Console.
CREATE TABLE IF NOT EXISTS administrators (
  id              BIGINT       NOT NULL AUTO_INCREMENT,
  organization_id BIGINT       NULL COMMENT 'the one that they administer; NULL for operators, who administer all',
  name            VARCHAR(255) NOT NULL COMMENT 'by which they sign in, as it was spelled',
  name_key        VARCHAR(255) NOT NULL,
  password        VARCHAR(255) NOT NULL COMMENT 'Argon2id, with its parameters and salt',
  one_time_until  DATETIME(3)  NULL COMMENT 'how long a password that must be changed is good for; NULL for their own',
  created         DATETIME(3)  NOT NULL,
  last_sign_in    DATETIME(3)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY name (name_key),
  KEY of_organization (organization_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
