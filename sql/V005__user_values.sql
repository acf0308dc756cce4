-- The values of multi-valued attributes that are looked up by equality: emails and phone numbers.
-- A value longer than its column is kept as 'sha256:' and the hash of the folded text.
CREATE TABLE IF NOT EXISTS user_values (
  organization_id BIGINT       NOT NULL,
  attribute       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value_key       VARCHAR(255) NOT NULL,
  user_id         BINARY(16)   NOT NULL,
  element         SMALLINT     NOT NULL COMMENT 'position in the attribute, from 0',
  PRIMARY KEY (organization_id, attribute, value_key, user_id, element),
  KEY of_user (organization_id, user_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
