-- Acknowledgements of offboardings by receivers of their events. Ids and times only, no personal data.
CREATE TABLE IF NOT EXISTS event_receipts (
  organization_id BIGINT      NOT NULL,
  position        BIGINT      NOT NULL COMMENT 'of the event',
  kind            TINYINT     NOT NULL COMMENT '1 consumer, 2 webhook, 4 stream, 8 the product itself',
  owner           BIGINT      NOT NULL COMMENT 'the organization whose receiver it is; 0 for an operator\'s',
  receiver        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'name of a consumer, id of a webhook or stream',
  requested       DATETIME(3) NOT NULL COMMENT 'as in "offboardings"',
  acknowledged    DATETIME(3) NOT NULL,
  measured        BOOLEAN     NOT NULL COMMENT 'false if the receiver was registered after the request, so that the delay says nothing',
  PRIMARY KEY (position, kind, owner, receiver),
  KEY delays (organization_id, measured, requested, acknowledged),
  KEY age (requested)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
