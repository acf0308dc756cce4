-- For those who are inactive already, the last change is the best that is known. Few rows a transaction, for clusters.
DELIMITER //
BEGIN NOT ATOMIC
  DECLARE changed INT DEFAULT 0;
  FOR inactive IN (SELECT organization_id, id FROM users WHERE active = FALSE AND deactivated IS NULL) DO
    UPDATE users
    SET deactivated = last_modified
    WHERE organization_id = inactive.organization_id
      AND id = inactive.id
      AND active = FALSE
      AND deactivated IS NULL;
    SET changed = changed + 1;
    IF changed MOD 500 = 0 THEN
      COMMIT;
    END IF;
  END FOR;
  COMMIT;
END //
DELIMITER ;
