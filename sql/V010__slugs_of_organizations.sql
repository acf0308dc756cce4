-- The slugs of the organizations that are there already.
INSERT IGNORE INTO organization_slugs (slug, organization_id, retires)
SELECT slug, id, NULL
FROM organizations;
