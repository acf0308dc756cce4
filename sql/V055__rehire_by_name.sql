-- SAME_ID now asks for the same externalId. Who chose it of old, when the name alone was enough, keeps what was chosen; the
-- activity log tells that from the default of those who never chose.
UPDATE organizations
SET rehire = 'SAME_ID_BY_NAME'
WHERE rehire = 'SAME_ID'
  AND EXISTS (
    SELECT 1
    FROM activity
    WHERE activity.organization_id = organizations.id
      AND activity.kind = 'organization.changed'
      AND JSON_VALUE(activity.changes, '$.rehire.after') = 'SAME_ID');
