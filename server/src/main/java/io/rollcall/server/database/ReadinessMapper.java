package io.rollcall.server.database;

interface ReadinessMapper {
    @CrossOrganization("the schema belongs to the installation")
    int lastMigration();
}
