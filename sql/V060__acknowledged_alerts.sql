-- Alerts of the Admin Console's overview that somebody has seen to. An alert comes back once its cause occurs after "covers".
CREATE TABLE IF NOT EXISTS acknowledged_alerts (
  organization_id BIGINT       NOT NULL,
  alert           VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'such as rejected-token:7',
  covers          DATETIME(3)  NOT NULL COMMENT 'latest occurrence that was shown',
  acknowledged    DATETIME(3)  NOT NULL,
  actor_kind      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_name      VARCHAR(255) NOT NULL,
  PRIMARY KEY (organization_id, alert)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
