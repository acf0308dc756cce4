-- The hash chains of the logs: one chain for each organization's activity, and one for the audit log. See docs/audit.md.
CREATE TABLE IF NOT EXISTS chain_blocks (
  organization_id BIGINT      NOT NULL COMMENT '0 for the audit log',
  position        BIGINT      NOT NULL COMMENT 'number of entries in the chain before this block',
  entries         INT         NOT NULL COMMENT 'number of entries in this block',
  previous        BINARY(32)  NOT NULL COMMENT 'chain hash before its first entry',
  head            BINARY(32)  NOT NULL COMMENT 'chain hash after its last entry',
  newest          DATETIME(3) NOT NULL COMMENT 'time of its newest entry',
  links           MEDIUMBLOB  NOT NULL COMMENT '48 bytes for each entry: its id and its hash',
  created         DATETIME(3) NOT NULL COMMENT 'by the clock of the database',
  PRIMARY KEY (organization_id, position),
  KEY created (created)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
