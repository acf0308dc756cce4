package io.rollcall.server.audit;

import io.rollcall.server.database.CrossOrganization;
import java.time.Instant;
import java.util.Optional;

/** Statements on {@code audit_marks}; see MarkMapper.xml. */
interface MarkMapper {
    @CrossOrganization("marks are of the whole installation")
    Optional<String> find(String name);

    @CrossOrganization("marks are of the whole installation")
    Optional<String> newest(String prefix);

    @CrossOrganization("marks are of the whole installation")
    void put(String name, String value, Instant changed);

    @CrossOrganization("marks are of the whole installation")
    void prune(String prefix, Instant before);
}
